//! What `{{ search }}` shows: a form, where the theme can search, and every page of the site by region.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::Value;

use super::render_context::RenderContext;
use crate::entry_pages::EntryPages;
use crate::generated_page::GeneratedPage;
use crate::site::{Page, PageId, Site};
use supportt_engine::search_index;

#[derive(Serialize)]
struct Search<'a> {
    /// Where the index begins; nothing when the theme has none, and there is nothing to fill in.
    index: Option<String>,
    regions: Vec<RegionView<'a>>,
    groups: Vec<Group<'a>>,
}

#[derive(Serialize)]
struct RegionView<'a> {
    id: &'a str,
    name: &'a str,
    /// Whom to ask there.
    contact_url: String,
}

/// The pages of a region, or those for everybody.
#[derive(Serialize)]
struct Group<'a> {
    /// The region; nothing above the pages for everybody.
    name: Option<&'a str>,
    pages: Vec<PageView<'a>>,
}

#[derive(Serialize)]
struct PageView<'a> {
    title: &'a str,
    url: String,
    children: Vec<PageView<'a>>,
}

pub(super) fn data(ctx: RenderContext<'_>) -> Value {
    let RenderContext { site, theme, entry_pages, .. } = ctx;
    let tree = Tree::new(site, entry_pages);
    let regions = site.policy.regions();
    let name_of = |page: &Page<'_>| page.region.map(|place| regions[place].name());
    let search = Search {
        index: theme.can_search().then(|| format!("{}/{}", site.config.base(), search_index::ENTRY)),
        regions: regions
            .iter()
            .zip(&site.region_pages)
            .enumerate()
            .map(|(place, (region, first))| RegionView {
                id: region.id().as_str(),
                name: region.name(),
                contact_url: site.href(site.page(entry_pages.leads(place).contacts.unwrap_or(*first))),
            })
            .collect(),
        groups: tops(site)
            .map(|top| Group { name: name_of(site.page(top)), pages: tree.from(top) })
            .collect(),
    };
    Value::from_serializable(&search)
}

/// The first page of the site, whose group leaves the regions out, and the first page of each region.
fn tops(site: &Site<'_>) -> impl Iterator<Item = PageId> {
    site.first_page().into_iter().chain(site.region_pages.iter().copied())
}

/// Pages with those below them.
struct Tree<'a> {
    site: &'a Site<'a>,
    /// The pages of records, by the page above them.
    records: BTreeMap<PageId, Vec<&'a GeneratedPage>>,
}

impl<'a> Tree<'a> {
    fn new(site: &'a Site<'a>, entry_pages: &'a EntryPages) -> Self {
        let mut records: BTreeMap<PageId, Vec<&GeneratedPage>> = BTreeMap::new();
        for record in entry_pages.all() {
            records.entry(record.page.above).or_default().push(&record.page);
        }
        Self { site, records }
    }

    /// A page, and beside it those directly below it with all of theirs.
    fn from(&self, top: PageId) -> Vec<PageView<'a>> {
        let page = self.site.page(top);
        let alone =
            PageView { title: &page.front_matter.title, url: self.site.href(page), children: Vec::new() };
        std::iter::once(alone).chain(self.below(top)).collect()
    }

    /// The pages below a page, without other regions' and without the search page, which is being read.
    fn below(&self, above: PageId) -> Vec<PageView<'a>> {
        let site = self.site;
        let is_listed = |id: &PageId| {
            let page = site.page(*id);
            page.region == site.page(above).region && !page.has_search()
        };
        let pages = site.page(above).children.iter().copied().filter(is_listed).map(|id| self.page(id));
        let records = self.records.get(&above).into_iter().flatten().map(|made| PageView {
            title: &made.title,
            url: made.href(site),
            children: Vec::new(),
        });
        pages.chain(records).collect()
    }

    fn page(&self, id: PageId) -> PageView<'a> {
        let page = self.site.page(id);
        PageView { title: &page.front_matter.title, url: self.site.href(page), children: self.below(id) }
    }
}
