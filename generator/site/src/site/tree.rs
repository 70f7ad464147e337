//! Which page is above which: the first page of a folder is above the others in it, and above the folders in it.

use std::collections::{BTreeMap, BTreeSet};

use super::page_id::PageId;
use supportt_content::page::CheckedPage;
use supportt_markdown::link_targets::{CONTENT, SETTINGS};
use supportt_source::Sources;
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::page_path::folder_above;

/// Pages by path.
#[derive(Debug)]
pub(super) struct Index<'a> {
    pages: BTreeMap<&'a str, PageId>,
}

/// A page's place among the others.
#[derive(Clone, Debug, Default)]
pub(super) struct Place {
    pub parent: Option<PageId>,
    pub children: Vec<PageId>,
}

impl<'a> Index<'a> {
    pub(super) fn new(pages: &[CheckedPage<'a>]) -> Self {
        let pages =
            pages.iter().enumerate().map(|(number, page)| (page.path.as_str(), PageId(number))).collect();
        Self { pages }
    }

    /// The page at a path from `content`.
    pub(super) fn at(&self, path: &str) -> Option<PageId> {
        self.pages.get(path).copied()
    }

    /// The first page of a folder, whose name ends in a slash.
    pub(super) fn first_of(&self, folder: &str) -> Option<PageId> {
        self.at(&format!("{folder}index.md"))
    }
}

/// Gives each page its place. Reports folders that have pages but no first page.
pub(super) fn grow(
    pages: &[CheckedPage<'_>],
    index: &Index<'_>,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> Vec<Place> {
    let mut places = vec![Place::default(); pages.len()];
    if let (None, Some(settings)) = (index.first_of(""), sources.at(SETTINGS)) {
        diagnostics.push(
            Diagnostic::error("site::no-first-page", settings.whole(), "the site has no first page")
                .hint(format!("write one: `{CONTENT}index.md`")),
        );
    }
    let mut reported = BTreeSet::from([""]);
    for (number, page) in pages.iter().enumerate() {
        let Some(folder) = page.path.parent_folder() else { continue };
        if let Some(parent) = index.first_of(folder) {
            places[number].parent = Some(parent);
            places[parent.0].children.push(PageId(number));
            continue;
        }
        let missing = std::iter::successors(Some(folder), |folder| Some(folder_above(folder)))
            .take_while(|folder| !folder.is_empty() && index.first_of(folder).is_none());
        for folder in missing {
            if reported.insert(folder) {
                diagnostics.push(
                    Diagnostic::error(
                        "site::no-index",
                        page.file.whole(),
                        format!("the folder of this page, `{folder}`, has no first page"),
                    )
                    .hint(format!("write one: `{CONTENT}{folder}index.md`")),
                );
            }
        }
    }
    for place in &mut places {
        place.children.sort_by_cached_key(|child| menu_order(&pages[child.0]));
    }
    places
}

/// Position in menus: by `order`, pages without one last; then by title.
fn menu_order(page: &CheckedPage<'_>) -> (i64, String, String) {
    let path = page.path.as_str().to_owned();
    match &page.front_matter {
        Some(details) => (details.order.unwrap_or(i64::MAX), details.short_title().to_lowercase(), path),
        None => (i64::MAX, String::new(), path),
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use supportt_fixture::{check, page};

    #[test]
    fn every_folder_has_a_first_page() {
        check(
            &[page("south/west/a.md", ""), page("south/west/b.md", ""), page("east/a.md", "")].concat(),
            expect![[r#"
                error[site::no-index]: the folder of this page, `east/`, has no first page
                --> content/east/a.md
                 = hint: write one: `content/east/index.md`

                error[site::no-index]: the folder of this page, `south/`, has no first page
                --> content/south/west/a.md
                 = hint: write one: `content/south/index.md`

                error[site::no-index]: the folder of this page, `south/west/`, has no first page
                --> content/south/west/a.md
                 = hint: write one: `content/south/west/index.md`

            "#]],
        );
    }
}
