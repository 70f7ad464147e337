//! What templates see: `site`, `assets`, `regions`, `region` and `page`.
//!
//! The names here are the contract with themes.

use std::borrow::Cow;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use supportt_basics::date;
use supportt_basics::keyword::Keyword as _;
use supportt_rules::fixed_words::FormStatus;
use tera::{Context, Value};

use super::asset_urls::AssetUrls;
use super::generated::Generated;
use super::records;
use super::render_context::RenderContext;
use super::widgets::Payloads;
use crate::catalogue::{CoursePage, Listing};
use crate::entry_pages::EntryPage;
use crate::event_data;
use crate::feeds;
use crate::site::{Counterpart, Page, PageId, Site};
use supportt_engine::headers;
use supportt_markdown::record_kind::RecordKind;
use supportt_markdown::{Directive, Heading};
use supportt_source::page_path::Address;

/// What all pages share, made once. Cloning a value copies no data.
#[derive(Debug)]
pub(super) struct Shared {
    site: Value,
    assets: Value,
    regions: Value,
    /// What pages of a region share, by the region's place in the policy.
    by_region: Vec<Value>,
    payloads: Payloads,
}

/// `site`.
#[derive(Serialize)]
struct SiteView<'a> {
    title: &'a str,
    tagline: &'a str,
    language: &'a str,
    show_logo: bool,
    address: &'a str,
    home_url: String,
    /// The page where the site is searched.
    search_url: Option<String>,
    footer: Vec<LinkView<'a>>,
}

/// An item of `regions`.
#[derive(Serialize)]
struct RegionView<'a> {
    id: &'a str,
    name: &'a str,
    url: String,
    summary: &'a str,
}

/// `region`.
#[derive(Serialize)]
struct OwnRegionView<'a> {
    #[serde(flatten)]
    region: RegionView<'a>,
    menu: Vec<LinkView<'a>>,
}

/// An item of `page.regions`: a region, and what stands in it for the page.
#[derive(Serialize)]
struct CounterpartView<'a> {
    id: &'a str,
    name: &'a str,
    /// Where the region has the same page, or the nearest to it.
    url: String,
    /// The short title of that page.
    title: Cow<'a, str>,
    /// Whether it is the page of the same place, and not only the nearest.
    same_page: bool,
    /// Whether it is the region's first page.
    first_page: bool,
    /// Whether it is the page's own region.
    is_current: bool,
}

/// A link in a menu.
#[derive(Serialize)]
struct LinkView<'a> {
    title: Cow<'a, str>,
    url: String,
}

/// A page below another.
#[derive(Serialize)]
struct CardView<'a> {
    title: &'a str,
    url: String,
    description: &'a str,
}

/// `page`.
#[derive(Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "templates ask each of them by name")]
struct PageView<'a> {
    title: &'a str,
    description: &'a str,
    url: String,
    /// Its whole address. The page that is shown when there is none has no address of its own.
    canonical: String,
    layout: &'static str,
    /// Words to be found by, besides those of its text.
    search_words: &'a [String],
    toc: Vec<ContentsView<'a>>,
    breadcrumbs: Vec<LinkView<'a>>,
    last_reviewed: String,
    last_reviewed_iso: String,
    owner: &'a str,
    menu_url: Option<String>,
    regions: Vec<CounterpartView<'a>>,
    children: Vec<CardView<'a>>,
    /// Where readers say whether it is useful: a form of its region's own, or a message to the team.
    feedback_url: Option<String>,
    /// What it may load and do.
    csp: String,
    has_widget: bool,
    has_search: bool,
    /// Whether the last day on which it may be shown is over. It is no page to find.
    is_over: bool,
    /// Whether the courses it lists can be filtered.
    has_course_filter: bool,
    /// What announces what it lists to programs.
    feeds: Vec<LinkView<'a>>,
    /// The days of the course it is about, for programs: JSON that can stand in a `<script>`.
    event_data: Option<Value>,
}

/// A heading of level 2, and those below it.
#[derive(Serialize)]
struct ContentsView<'a> {
    id: &'a str,
    title: &'a str,
    children: Vec<ContentsView<'a>>,
}

impl Shared {
    pub(super) fn new(site: &Site<'_>, assets: &AssetUrls, payloads: Payloads) -> Self {
        let config = &site.config;
        let site_view = SiteView {
            title: &config.title,
            tagline: &config.tagline,
            language: &config.language,
            show_logo: config.show_logo == Some(true),
            address: &config.address,
            home_url: format!("{}/", config.base()),
            search_url: site.search_page().map(|page| site.href(page)),
            footer: links(site, &site.footer),
        };
        let own = |place: usize| OwnRegionView {
            region: region(site, place),
            menu: site.menus[place]
                .iter()
                .map(|item| LinkView {
                    title: item.label.as_str().into(),
                    url: site.href(site.page(item.page)),
                })
                .collect(),
        };
        let places = 0..site.region_pages.len();
        Self {
            site: Value::from_serializable(&site_view),
            assets: assets.value(),
            regions: Value::from_serializable(
                &places.clone().map(|place| region(site, place)).collect::<Vec<_>>(),
            ),
            by_region: places.map(|place| Value::from_serializable(&own(place))).collect(),
            payloads,
        }
    }

    /// What the site hands to its widgets.
    pub(super) fn payloads(&self) -> &Payloads {
        &self.payloads
    }

    /// The regions to choose from, for a component.
    pub(super) fn regions(&self) -> Value {
        self.regions.clone()
    }

    /// The context of a page.
    pub(super) fn page<'a>(&self, ctx: RenderContext<'a>, page: &'a Page<'a>, content: &str) -> Context {
        self.with_content(&page_view(ctx, page), content, page.region)
    }

    /// The context of a page that no file stands behind.
    pub(super) fn made(&self, ctx: RenderContext<'_>, made: Generated<'_>, content: &str) -> Context {
        self.with_content(&generated_view(ctx, made), content, Some(made.page().region))
    }

    fn with_content(&self, view: &PageView<'_>, content: &str, region: Option<usize>) -> Context {
        let mut view = Value::from_serializable(view).into_map().expect("a page is a map");
        view.insert("content".into(), Value::safe_string(content));
        self.around(view.into(), region)
    }

    /// The context of the page that is shown when there is none.
    pub(super) fn not_found(&self, site: &Site<'_>) -> Context {
        let title = "Page not found";
        let home = site.first_page().map(|id| site.page(id));
        let breadcrumbs: Vec<LinkView<'_>> = home.into_iter().map(|home| link(site, home)).collect();
        // Nothing is known of where somebody wanted to go, so each region offers its first page.
        let regions = home.map(|home| counterparts(site, home)).unwrap_or_default();
        let view = serde_json::json!({
            "title": title,
            "description": title,
            "url": format!("{}/404.html", site.config.base()),
            "canonical": null,
            "layout": "not-found",
            "search_words": [],
            "content": "",
            "toc": [],
            "breadcrumbs": breadcrumbs,
            "last_reviewed": null,
            "last_reviewed_iso": null,
            "owner": null,
            "menu_url": null,
            "regions": regions,
            "children": [],
            "feedback_url": null,
            "csp": csp(site, false),
            "has_widget": false,
            "has_search": false,
            "is_over": true,
            "has_course_filter": false,
            "feeds": [],
            "event_data": null,
        });
        self.around(Value::from_serializable(&view), None)
    }

    fn around(&self, page: Value, region: Option<usize>) -> Context {
        let mut context = Context::new();
        context.insert_value("site", self.site.clone());
        context.insert_value("assets", self.assets.clone());
        context.insert_value("regions", self.regions.clone());
        context
            .insert_value("region", region.map_or_else(Value::none, |place| self.by_region[place].clone()));
        context.insert_value("page", page);
        context
    }
}

fn region<'s>(site: &'s Site<'_>, place: usize) -> RegionView<'s> {
    let policy = &site.policy.regions()[place];
    RegionView {
        id: policy.id().as_str(),
        name: policy.name(),
        url: site.href(site.page(site.region_pages[place])),
        summary: policy.summary(),
    }
}

fn links<'s>(site: &'s Site<'_>, pages: &[PageId]) -> Vec<LinkView<'s>> {
    pages.iter().map(|id| link(site, site.page(*id))).collect()
}

fn link<'s>(site: &Site<'_>, page: &'s Page<'_>) -> LinkView<'s> {
    LinkView { title: page.front_matter.short_title().into(), url: site.href(page) }
}

/// The pages below a page, for a component.
pub(super) fn cards(site: &Site<'_>, page: &Page<'_>) -> Value {
    Value::from_serializable(&card_views(site, page))
}

fn card_views<'s>(site: &'s Site<'_>, page: &'s Page<'_>) -> Vec<CardView<'s>> {
    page.children
        .iter()
        .map(|id| site.page(*id))
        .map(|child| CardView {
            title: &child.front_matter.title,
            url: site.href(child),
            description: &child.front_matter.description,
        })
        .collect()
}

fn page_view<'s>(ctx: RenderContext<'s>, page: &'s Page<'s>) -> PageView<'s> {
    let site = ctx.site;
    let details = &page.front_matter;
    let is_over = details.is_over(ctx.today);
    let has_widget = page.widgets().next().is_some() && !is_over;
    let ancestors = site.ancestors(page);
    PageView {
        title: &details.title,
        description: &details.description,
        url: site.href(page),
        canonical: format!("{}{}", site.config.address, page.address),
        layout: details.layout.unwrap_or_default().word(),
        search_words: &details.search_words,
        toc: if is_over { Vec::new() } else { contents(&page.body.headings) },
        breadcrumbs: ancestors.iter().map(|page| link(site, page)).collect(),
        last_reviewed: date::long(details.last_reviewed.value),
        last_reviewed_iso: details.last_reviewed.value.to_string(),
        owner: &details.owner,
        menu_url: menu_page(site, page, &ancestors).map(|page| site.href(page)),
        regions: counterparts(site, page),
        children: card_views(site, page),
        feedback_url: feedback(site, page.region, &details.title, &page.address),
        csp: csp(site, has_widget),
        has_widget,
        has_search: page.has_search(),
        is_over,
        has_course_filter: records::has_course_filter(ctx, page),
        feeds: feed_links(ctx, page),
        event_data: CoursePage::new(page)
            .and_then(|course| event_data::for_page(ctx, course))
            .map(|data| Value::safe_string(&data)),
    }
}

/// What stands for a page in each region.
fn counterparts<'s>(site: &'s Site<'_>, page: &Page<'_>) -> Vec<CounterpartView<'s>> {
    let view = |(place, Counterpart { page: id, is_same }): (usize, &Counterpart)| {
        let policy = &site.policy.regions()[place];
        let LinkView { title, url } = link(site, site.page(*id));
        CounterpartView {
            id: policy.id().as_str(),
            name: policy.name(),
            url,
            title,
            same_page: *is_same,
            first_page: *id == site.region_pages[place],
            is_current: page.region == Some(place),
        }
    };
    page.counterparts.iter().enumerate().map(view).collect()
}

/// A page that no file stands behind.
fn generated_view<'s>(ctx: RenderContext<'s>, made: Generated<'s>) -> PageView<'s> {
    let page = made.page();
    // What stands for it in another region.
    let same = |place: usize| match made {
        Generated::Listing(listing) => same_listing(ctx, place, listing).map(|other| &other.page),
        Generated::Record(record) => {
            let region = &ctx.site.policy.regions()[place];
            ctx.entry_pages.same(record, region).map(|other| &other.page)
        }
    };
    let (layout, feeds) = match made {
        Generated::Listing(_) => ("listing", feed_link(ctx, page.region, feeds::Kind::Courses)),
        Generated::Record(record) if is_replaced(ctx, record) => ("replaced", None),
        Generated::Record(_) => ("record", None),
    };
    let site = ctx.site;
    let above = site.page(page.above);
    let mut ancestors = site.ancestors(above);
    ancestors.push(above);
    PageView {
        title: &page.title,
        description: &page.description,
        url: page.href(site),
        canonical: format!("{}{}", site.config.address, page.address),
        layout,
        search_words: &[],
        toc: Vec::new(),
        breadcrumbs: ancestors.iter().map(|page| link(site, page)).collect(),
        last_reviewed: date::long(page.as_of),
        last_reviewed_iso: page.as_of.to_string(),
        owner: site.owner(page.region),
        menu_url: menu_page(site, above, &ancestors).map(|page| site.href(page)),
        children: Vec::new(),
        feedback_url: feedback(site, Some(page.region), &page.title, &page.address),
        csp: csp(site, false),
        has_widget: false,
        has_search: false,
        is_over: false,
        has_course_filter: false,
        feeds: feeds.into_iter().collect(),
        event_data: None,
        regions: counterparts(site, above)
            .into_iter()
            .enumerate()
            .map(|(place, view)| {
                let view = CounterpartView { is_current: place == page.region, ..view };
                match same(place) {
                    Some(same) => CounterpartView {
                        url: same.href(site),
                        title: same.title.as_str().into(),
                        same_page: true,
                        first_page: false,
                        ..view
                    },
                    // The region has nothing like it: what stands for it there is the page above it.
                    None => CounterpartView { same_page: false, ..view },
                }
            })
            .collect(),
    }
}

/// Whether it is the page of a form that is not to be used any more.
fn is_replaced(ctx: RenderContext<'_>, record: &EntryPage) -> bool {
    let region = ctx.site.policy.regions()[record.page.region].on(ctx.today);
    let form = (record.kind == RecordKind::Form).then(|| region.form(&record.id)).flatten();
    form.is_some_and(|form| form.body.status == FormStatus::Replaced)
}

/// The list of another region's courses that have the same in common.
fn same_listing<'s>(ctx: RenderContext<'s>, region: usize, listing: &Listing) -> Option<&'s Listing> {
    let catalogue = ctx.catalogues.iter().find(|catalogue| catalogue.region == region)?;
    catalogue.listings.iter().find(|other| other.by == listing.by && other.name == listing.name)
}

/// The feeds of what a page of a region lists.
fn feed_links<'s>(ctx: RenderContext<'s>, page: &Page<'_>) -> Vec<LinkView<'s>> {
    let Some(region) = page.region else { return Vec::new() };
    let listed = page.directives().filter_map(|directive| match directive {
        Directive::Listing(listing) => feeds::Kind::of(*listing),
        _ => None,
    });
    let mut kinds: Vec<feeds::Kind> = listed.collect();
    kinds.dedup();
    kinds.into_iter().filter_map(|kind| feed_link(ctx, region, kind)).collect()
}

fn feed_link(ctx: RenderContext<'_>, region: usize, kind: feeds::Kind) -> Option<LinkView<'_>> {
    let (path, title) = feeds::of_region(ctx, region, kind)?;
    Some(LinkView { title: title.into(), url: format!("{}/{path}", ctx.site.config.base()) })
}

/// What a page may load and do: only forms reach the regions' own services.
fn csp(site: &Site<'_>, has_widget: bool) -> String {
    headers::page_policy(&if has_widget { site.services() } else { Vec::new() })
}

/// Where readers of a page say whether it is useful. A message names the page.
fn feedback(site: &Site<'_>, region: Option<usize>, title: &str, address: &Address) -> Option<String> {
    let contact = &site.policy.regions()[region?].contact().body;
    let message = |email: &String| {
        let [title, page] = [title, &format!("{}{address}", site.config.address)]
            .map(|text| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string());
        format!("mailto:{email}?subject={title}&body={page}")
    };
    contact.feedback.clone().or_else(|| contact.email.as_ref().map(message))
}

/// The page of the region's menu that a page is, or is below; the nearest, where several are.
fn menu_page<'p, 's>(
    site: &Site<'s>,
    page: &'p Page<'s>,
    ancestors: &[&'p Page<'s>],
) -> Option<&'p Page<'s>> {
    let menu = &site.menus[page.region?];
    let is_in_menu = |page: &&Page<'_>| menu.iter().any(|item| site.page(item.page).address == page.address);
    ancestors.iter().copied().chain([page]).rev().find(is_in_menu)
}

/// Headings of level 2 with those of level 3 below them.
fn contents(headings: &[Heading]) -> Vec<ContentsView<'_>> {
    let mut contents: Vec<ContentsView<'_>> = Vec::new();
    for Heading { level, id, title } in headings {
        let view = ContentsView { id, title, children: Vec::new() };
        match (level, contents.last_mut()) {
            (2, _) => contents.push(view),
            (3, Some(above)) => above.children.push(view),
            _ => {}
        }
    }
    contents
}
