//! Addresses that lead elsewhere.

use super::page_id::PageId;
use supportt_content::page::CheckedPage;
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::page_path::Address;

/// An address that leads elsewhere: an old one of a page, or that of an entry on a list.
#[derive(Clone, Debug)]
pub struct Redirect {
    /// The address.
    pub from: Address,
    /// The page it leads to.
    pub to: PageId,
    /// Where on the page.
    pub fragment: Option<String>,
}

/// A redirect for each alias. Reports addresses that are badly written.
pub(super) fn redirects(pages: &[CheckedPage<'_>], diagnostics: &mut Diagnostics) -> Vec<Redirect> {
    let mut redirects = Vec::new();
    for (number, page) in pages.iter().enumerate() {
        for alias in page.front_matter.iter().flat_map(|details| &details.aliases) {
            match Address::parse(&alias.value) {
                Some(from) => redirects.push(Redirect { from, to: PageId(number), fragment: None }),
                None => diagnostics.push(
                    Diagnostic::error(
                        "alias::address",
                        alias.span,
                        format!("`{}` is not an address of a page", alias.value),
                    )
                    .hint(
                        "write it from the top of the site, with a slash at each end: `/section/old-name/`",
                    ),
                ),
            }
        }
    }
    redirects
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use supportt_fixture::check;

    #[test]
    fn an_old_address_is_well_written() {
        check(
            r#"
//- content/a.md
+++
title = "A"
description = "A."
last_reviewed = 2026-01-01
owner = "Us"
aliases = ["old", "/a b/", "/../"]
+++
A sentence.
"#,
            expect![[r#"
                error[alias::address]: `old` is not an address of a page
                 --> content/a.md:6:12
                  |
                6 | aliases = ["old", "/a b/", "/../"]
                  |            ^^^^^
                  |
                  = hint: write it from the top of the site, with a slash at each end: `/section/old-name/`

                error[alias::address]: `/a b/` is not an address of a page
                 --> content/a.md:6:19
                  |
                6 | aliases = ["old", "/a b/", "/../"]
                  |                   ^^^^^^^
                  |
                  = hint: write it from the top of the site, with a slash at each end: `/section/old-name/`

                error[alias::address]: `/../` is not an address of a page
                 --> content/a.md:6:28
                  |
                6 | aliases = ["old", "/a b/", "/../"]
                  |                            ^^^^^^
                  |
                  = hint: write it from the top of the site, with a slash at each end: `/section/old-name/`

            "#]],
        );
    }
}
