//! The same place in every region: where somebody goes on reading who has landed in another region than their own.
//!
//! A page's counterpart in a region is the page with the same path below that region's folder; where the region has
//! none, the first page of the nearest folder above it that the region has; at the latest the region's first page.

use std::collections::BTreeMap;
use std::sync::Arc;

use supportt_rules::policy::Policy;

use super::page_id::PageId;
use super::tree::Index;
use supportt_content::page::CheckedPage;
use supportt_source::page_path::{PagePath, folder_above};

/// What stands in a region for a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counterpart {
    /// The page to go to.
    pub page: PageId,
    /// Whether it has the same place in its region, or is only the nearest to it.
    pub is_same: bool,
}

/// For each page its counterparts, in the order of the policy's regions. Those of a page outside the regions are the
/// regions' first pages.
///
/// Pages at the same place of different regions share theirs, so each place is looked up once, in steps that do not
/// grow with the site.
pub(super) fn find(
    pages: &[CheckedPage<'_>],
    regions: &[Option<usize>],
    region_pages: &[PageId],
    policy: &Policy,
    index: &Index<'_>,
) -> Vec<Arc<[Counterpart]>> {
    let first_pages: Arc<[Counterpart]> =
        region_pages.iter().map(|page| Counterpart { page: *page, is_same: false }).collect();
    let mut by_place: BTreeMap<&str, Arc<[Counterpart]>> = BTreeMap::new();
    pages
        .iter()
        .zip(regions)
        .map(|(page, region)| {
            let place = region.and_then(|_| page.path.as_str().split_once('/'));
            let Some((_, place)) = place else { return Arc::clone(&first_pages) };
            let found = by_place.entry(place).or_insert_with(|| {
                let folders = policy.regions().iter().map(|region| region.id().as_str());
                folders
                    .zip(region_pages)
                    .map(|(folder, first)| {
                        counterpart(folder, place, index)
                            .unwrap_or(Counterpart { page: *first, is_same: false })
                    })
                    .collect()
            });
            Arc::clone(found)
        })
        .collect()
}

/// What stands for a place below a region's folder in the region with this folder.
fn counterpart(folder: &str, place: &str, index: &Index<'_>) -> Option<Counterpart> {
    let path = format!("{folder}/{place}");
    if let Some(page) = index.at(&path) {
        return Some(Counterpart { page, is_same: true });
    }
    let above = PagePath::new(&path)?.parent_folder();
    let mut folders = std::iter::successors(above, |folder| Some(folder_above(folder)));
    let page =
        folders.by_ref().take_while(|folder| !folder.is_empty()).find_map(|folder| index.first_of(folder))?;
    Some(Counterpart { page, is_same: false })
}

#[cfg(test)]
mod tests {
    use crate::content;
    use supportt_content::config;
    use supportt_content::edition::Edition;
    use supportt_fixture::{page, today};
    use supportt_markdown::link_targets::SETTINGS;
    use supportt_source::diagnostic::Diagnostics;

    #[test]
    fn a_page_leads_to_the_same_place_of_other_regions_or_the_nearest() {
        let north = supportt_fixture::NORTH;
        let files = [
            format!("//- content/south/region.toml\n{}", north.replace("\"North\"", "\"South\"")),
            page("south/index.md", ""),
            page("south/rules.md", ""),
            page("south/guidance/index.md", ""),
            page("north/guidance/index.md", ""),
            page("north/guidance/exams.md", ""),
            page("north/guidance/deep/index.md", ""),
            page("north/guidance/deep/down.md", ""),
            page("north/news/index.md", ""),
            page("north/news/first.md", ""),
        ]
        .concat();
        let mut diagnostics = Diagnostics::new();
        let inputs = supportt_fixture::inputs(&files, &mut diagnostics);
        let config = inputs.sources.at(SETTINGS).and_then(|file| config::read(file, &mut diagnostics));
        let content =
            content::read(&inputs, config.as_ref(), (today(), Edition::Published), &mut diagnostics);
        let site = content.expect("the small project has no errors").site;
        let south =
            site.policy.regions().iter().position(|region| region.name() == "South").expect("it is there");
        let leads_to = |address: &str| {
            let page = site.pages().iter().find(|page| page.address.as_str() == address).expect("a page");
            let found = page.counterparts[south];
            (site.page(found.page).address.as_str(), found.is_same)
        };
        assert_eq!(leads_to("/north/"), ("/south/", true));
        assert_eq!(leads_to("/north/rules/"), ("/south/rules/", true));
        assert_eq!(leads_to("/south/rules/"), ("/south/rules/", true), "its own region has the page itself");
        assert_eq!(leads_to("/north/guidance/"), ("/south/guidance/", true));
        assert_eq!(leads_to("/north/guidance/exams/"), ("/south/guidance/", false));
        assert_eq!(leads_to("/north/guidance/deep/down/"), ("/south/guidance/", false));
        assert_eq!(leads_to("/north/news/first/"), ("/south/", false));
        assert_eq!(leads_to("/about/"), ("/south/", false), "outside the regions there is no same place");
    }
}
