//! What `{{ search }}` shows: a form, where the theme can search, and every page of the site by region.

use serde::Serialize;
use tera::Value;

use super::Scene;
use crate::markdown::Directive;
use crate::search_index;
use crate::site::{Page, Site};

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

pub(super) fn data(scene: Scene<'_>) -> Value {
    let Scene { site, theme, .. } = scene;
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
                contact_url: site.href(contact_page(site, place).unwrap_or(site.page(*first))),
            })
            .collect(),
        groups: tops(site).map(|top| Group { name: name_of(top), pages: pages_from(site, top) }).collect(),
    };
    Value::from_serializable(&search)
}

/// The first page of the site, whose group leaves the regions out, and the first page of each region.
fn tops<'s, 'a>(site: &'s Site<'a>) -> impl Iterator<Item = &'s Page<'a>> {
    let first = site.pages().iter().find(|page| page.parent.is_none());
    first.into_iter().chain(site.region_pages.iter().map(|id| site.page(*id)))
}

/// A page, and beside it those directly below it with all of theirs.
fn pages_from<'s>(site: &'s Site<'_>, top: &'s Page<'_>) -> Vec<PageView<'s>> {
    let alone = PageView { title: &top.front_matter.title, url: site.href(top), children: Vec::new() };
    std::iter::once(alone).chain(pages_below(site, top)).collect()
}

/// The pages below a page, without other regions' and without the search page, which is being read.
fn pages_below<'s>(site: &'s Site<'_>, above: &Page<'_>) -> Vec<PageView<'s>> {
    above
        .children
        .iter()
        .map(|id| site.page(*id))
        .filter(|page| page.region == above.region && !page.has_search())
        .map(|page| PageView {
            title: &page.front_matter.title,
            url: site.href(page),
            children: pages_below(site, page),
        })
        .collect()
}

/// The page of a region that says how to reach its team.
fn contact_page<'s, 'a>(site: &'s Site<'a>, region: usize) -> Option<&'s Page<'a>> {
    let mut pages = site.pages().iter().filter(|page| page.region == Some(region));
    pages.find(|page| page.directives().any(|directive| *directive == Directive::Contact))
}
