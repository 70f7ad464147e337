//! The site as a whole: pages in their places, every reference resolved.
//!
//! [`link`] makes a [`Site`] from parsed pages and policy, or reports why it cannot. It renders nothing.

mod aliases;
mod counterparts;
mod page_id;
mod references;
mod tree;

pub use self::aliases::Redirect;
pub use self::counterparts::Counterpart;
pub use self::page_id::PageId;
pub(crate) use self::references::regions_of;

use std::collections::BTreeSet;
use std::sync::Arc;

use supportt_basics::date::Date;
use supportt_rules::policy::{self, Policy};

use supportt_content::config::{self, Config};
use supportt_content::edition::Edition;
use supportt_content::front_matter::FrontMatter;
use supportt_content::page::CheckedPage;
use supportt_content::subject::Subject;
use supportt_markdown::link_targets::LinkTargets;
use supportt_markdown::{Body, Directive, MarkKind, SitePart, Widget};
use supportt_source::addresses;
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::page_path::{Address, PagePath};
use supportt_source::{SourceFile, Sources};

/// The whole site.
#[derive(Debug)]
pub struct Site<'a> {
    /// Its name and address.
    pub config: Config,
    /// The policy of its regions.
    pub policy: Policy,
    /// Its pages, sorted by path.
    pages: Vec<Page<'a>>,
    /// The first page of each region, in the order of the policy's regions.
    pub region_pages: Vec<PageId>,
    /// The menu of each region, in the order of the policy's regions.
    pub menus: Vec<Vec<MenuItem>>,
    /// Old addresses.
    pub redirects: Vec<Redirect>,
    /// The pages that every page links to at its foot.
    pub footer: Vec<PageId>,
}

/// An item of a region's menu.
#[derive(Clone, Debug)]
pub struct MenuItem {
    /// What it is called.
    pub label: String,
    /// The page it leads to.
    pub page: PageId,
}

/// A page in its place.
#[derive(Debug)]
pub struct Page<'a> {
    /// Its file.
    pub file: &'a SourceFile,
    /// Its address.
    pub address: Address,
    /// Its details.
    pub front_matter: FrontMatter,
    /// Its text.
    pub body: Body,
    /// The page above it; nothing above the first page of the site.
    pub parent: Option<PageId>,
    /// The pages below it, in the order of menus.
    pub children: Vec<PageId>,
    /// Its region: a place in the policy's list of regions.
    pub region: Option<usize>,
    /// What stands for it in each region, in the order of the policy's regions.
    pub counterparts: Arc<[Counterpart]>,
}

impl Page<'_> {
    /// The directives on the page.
    pub fn directives(&self) -> impl Iterator<Item = &Directive> {
        self.body.html.marks.iter().filter_map(|mark| match &mark.kind {
            MarkKind::Directive(directive) => Some(directive),
            MarkKind::BlockStart(_) | MarkKind::BlockEnd => None,
        })
    }

    /// The widgets on the page.
    pub fn widgets(&self) -> impl Iterator<Item = Widget> {
        self.directives().filter_map(|directive| match directive {
            Directive::Widget(widget) => Some(*widget),
            _ => None,
        })
    }

    /// Whether the site is searched here.
    #[must_use]
    pub fn has_search(&self) -> bool {
        self.directives().any(|directive| *directive == Directive::Site(SitePart::Search))
    }
}

impl<'a> Site<'a> {
    /// A page.
    #[must_use]
    pub fn page(&self, id: PageId) -> &Page<'a> {
        &self.pages[id.0]
    }

    /// All pages, sorted by path.
    #[must_use]
    pub fn pages(&self) -> &[Page<'a>] {
        &self.pages
    }

    /// The first page of the site.
    #[must_use]
    pub fn first_page(&self) -> Option<PageId> {
        (0..self.pages.len()).map(PageId).find(|id| self.page(*id).parent.is_none())
    }

    /// The page where the site is searched: the first by path, when there are several.
    #[must_use]
    pub fn search_page(&self) -> Option<&Page<'a>> {
        self.pages.iter().find(|page| page.has_search())
    }

    /// The pages above a page, the first page of the site first.
    #[must_use]
    pub fn ancestors(&self, page: &Page<'a>) -> Vec<&Page<'a>> {
        let above = |page: &&Page<'a>| page.parent.map(|id| self.page(id));
        let mut ancestors: Vec<&Page<'a>> = std::iter::successors(above(&page), above).collect();
        ancestors.reverse();
        ancestors
    }

    /// The policy of a page's region.
    #[must_use]
    pub fn region_of(&self, page: &Page<'a>) -> Option<&policy::Region> {
        page.region.map(|place| &self.policy.regions()[place])
    }

    /// The services that take messages for the regions, as origins.
    #[must_use]
    pub fn services(&self) -> Vec<String> {
        let regions = self.policy.regions().iter();
        let services = regions.filter_map(|region| region.contact().body.relay.as_deref());
        let origins: BTreeSet<String> = services.filter_map(addresses::origin).collect();
        origins.into_iter().collect()
    }

    /// Who answers for what no page says of a region: the owner of its first page.
    #[must_use]
    pub fn owner(&self, region: usize) -> &str {
        &self.page(self.region_pages[region]).front_matter.owner
    }

    /// The numbers of a region's pages, in the order of their paths.
    pub fn ids(&self, region: usize) -> impl Iterator<Item = PageId> {
        (0..self.pages.len()).map(PageId).filter(move |id| self.page(*id).region == Some(region))
    }

    /// The pages of a region, or of none, on which a directive stands, in the order of their paths.
    pub fn showing(&self, region: Option<usize>, directive: Directive) -> impl Iterator<Item = PageId> {
        let shows = move |page: &Page<'a>| {
            page.region == region && page.directives().any(|other| *other == directive)
        };
        (0..self.pages.len()).map(PageId).filter(move |id| shows(self.page(*id)))
    }

    /// The pages of a region that are about something, in the order of their addresses.
    pub fn subjects(&self, region: usize) -> impl Iterator<Item = (&Page<'a>, &Subject)> {
        self.pages
            .iter()
            .filter(move |page| page.region == Some(region))
            .filter_map(|page| Some((page, page.front_matter.subject.as_ref()?)))
    }

    /// The address of a page as it stands in links.
    #[must_use]
    pub fn href(&self, page: &Page<'a>) -> String {
        format!("{}{}", self.config.base(), page.address)
    }

    /// Where an address leads that leads elsewhere, as it stands in links.
    #[must_use]
    pub fn redirect_href(&self, redirect: &Redirect) -> String {
        let page = self.href(self.page(redirect.to));
        redirect.fragment.iter().fold(page, |page, fragment| format!("{page}#{fragment}"))
    }
}

/// Puts pages in their places and resolves what they refer to.
///
/// Reports every problem, as far as it can tell without the settings or the policy when those could not be read.
pub fn link<'a>(
    mut parsed: Vec<CheckedPage<'a>>,
    config: Option<&Config>,
    policy: Option<Policy>,
    targets: &LinkTargets<'_>,
    sources: &Sources,
    (today, edition): (Date, Edition),
    diagnostics: &mut Diagnostics,
) -> Option<Site<'a>> {
    references::check_links(&parsed, &tree::Index::new(&parsed), diagnostics);
    if edition == Edition::Published {
        parsed.retain(|page| page.front_matter.as_ref().is_none_or(|details| !details.is_example()));
    }
    let index = tree::Index::new(&parsed);
    let tree = tree::grow(&parsed, &index, sources, diagnostics);
    references::check_cards(&parsed, &tree, diagnostics);
    references::check_compare(&parsed, sources, diagnostics);
    let redirects = aliases::redirects(&parsed, diagnostics);
    let (config, policy) = (config?, policy?);
    let footer = footer(config, targets, &index, diagnostics);
    let menus = menus(config, &policy, &index, diagnostics);
    let regions = regions_of(&parsed, &policy);
    let region_pages = references::region_pages(&policy, &index, sources, diagnostics);
    references::check_values(&parsed, &regions, &policy, today, diagnostics);
    references::check_titles(&parsed, &regions, diagnostics);
    references::check_subjects(&parsed, &regions, &policy, today, diagnostics);
    references::check_shown(&parsed, &regions, &policy, sources, diagnostics);
    references::check_widgets(&parsed, &regions, &policy, today, diagnostics);
    if diagnostics.has_errors() {
        return None;
    }
    let region_pages = region_pages?;
    let counterparts = counterparts::find(&parsed, &regions, &region_pages, &policy, &index);
    let pages = parsed
        .into_iter()
        .zip(tree)
        .zip(regions.into_iter().zip(counterparts))
        .map(|((page, place), (region, counterparts))| {
            Some(Page {
                file: page.file,
                address: page.path.address(),
                front_matter: page.front_matter?,
                body: page.body,
                parent: place.parent,
                children: place.children,
                region,
                counterparts,
            })
        })
        .collect::<Option<Vec<_>>>()?;
    Some(Site { config: config.clone(), policy, pages, region_pages, menus, redirects, footer })
}

/// The menu of each region: what it has of the menu of all.
fn menus(
    config: &Config,
    policy: &Policy,
    index: &tree::Index<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Vec<MenuItem>> {
    let page = |region: &policy::Region, item: &config::MenuItem| {
        index.at(PagePath::new(&format!("{}/{}", region.id(), item.page.value))?.as_str())
    };
    for item in &config.menu {
        if !policy.regions().iter().any(|region| page(region, item).is_some()) {
            let message = format!("no region has a page `{}`", item.page.value);
            diagnostics.push(
                Diagnostic::error("link::missing-page", item.page.span, message)
                    .hint("write it from the region's folder, such as `contacts.md`"),
            );
        }
    }
    let menu = |region: &policy::Region| -> Vec<MenuItem> {
        let items = config.menu.iter();
        items
            .filter_map(|item| Some(MenuItem { label: item.label.clone(), page: page(region, item)? }))
            .collect()
    };
    policy.regions().iter().map(menu).collect()
}

fn footer(
    config: &Config,
    targets: &LinkTargets<'_>,
    index: &tree::Index<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<PageId> {
    config
        .footer
        .iter()
        .filter_map(|path| {
            let written = path.value.trim_start_matches('/');
            let found = PagePath::new(written).and_then(|page| index.at(page.as_str()));
            if found.is_none() {
                diagnostics.push(
                    Diagnostic::error(
                        "link::missing-page",
                        path.span,
                        format!("there is no page `{}`", path.value),
                    )
                    .label("no page here")
                    .suggest(targets.nearest(written), |problem| problem),
                );
            }
            found
        })
        .collect()
}
