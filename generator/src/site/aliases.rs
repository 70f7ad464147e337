//! Old addresses of pages.

use std::collections::BTreeMap;

use super::{PageId, Redirect};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::page::ParsedPage;
use crate::page_path::Address;
use crate::source::Span;

/// A redirect for each alias. Reports addresses that are badly written, or taken.
pub(super) fn redirects(pages: &[ParsedPage<'_>], diagnostics: &mut Diagnostics) -> Vec<Redirect> {
    let mut taken: BTreeMap<Address, Span> =
        pages.iter().map(|page| (page.path.address(), page.file.whole())).collect();
    let mut redirects = Vec::new();
    for (number, page) in pages.iter().enumerate() {
        for alias in page.front_matter.iter().flat_map(|details| &details.aliases) {
            let Some(address) = Address::parse(&alias.value) else {
                diagnostics.push(
                    Diagnostic::error(
                        "alias::address",
                        alias.span,
                        format!("`{}` is not an address of a page", alias.value),
                    )
                    .hint(
                        "write it from the top of the site, with a slash at each end: `/section/old-name/`",
                    ),
                );
                continue;
            };
            match taken.get(&address) {
                Some(other) if other.is_whole_file() => diagnostics.push(
                    Diagnostic::error("alias::taken", alias.span, format!("there is a page at `{address}`"))
                        .label("an old address cannot be in use")
                        .hint("remove the alias"),
                ),
                Some(other) => diagnostics.push(
                    Diagnostic::error("alias::twice", alias.span, format!("`{address}` leads to two pages"))
                        .label("here")
                        .also(*other, "and here")
                        .hint("an old address leads to one page: remove it from the other"),
                ),
                None => {
                    taken.insert(address.clone(), alias.span);
                    redirects.push(Redirect { from: address, to: PageId(number) });
                }
            }
        }
    }
    redirects
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::fixture::check;

    #[test]
    fn an_old_address_is_free_and_well_written() {
        check(
            r#"
//- content/a.md
+++
title = "A"
description = "A."
last_reviewed = 2026-01-01
owner = "Us"
aliases = ["/who/", "old", "/north/rules/", "/a b/"]
+++
A sentence.
"#,
            expect![[r#"
                error[alias::address]: `old` is not an address of a page
                 --> content/a.md:6:21
                  |
                6 | aliases = ["/who/", "old", "/north/rules/", "/a b/"]
                  |                     ^^^^^
                  |
                  = hint: write it from the top of the site, with a slash at each end: `/section/old-name/`

                error[alias::taken]: there is a page at `/north/rules/`
                 --> content/a.md:6:28
                  |
                6 | aliases = ["/who/", "old", "/north/rules/", "/a b/"]
                  |                            ^^^^^^^^^^^^^^^ an old address cannot be in use
                  |
                  = hint: remove the alias

                error[alias::address]: `/a b/` is not an address of a page
                 --> content/a.md:6:45
                  |
                6 | aliases = ["/who/", "old", "/north/rules/", "/a b/"]
                  |                                             ^^^^^^^
                  |
                  = hint: write it from the top of the site, with a slash at each end: `/section/old-name/`

                error[alias::twice]: `/who/` leads to two pages
                 --> content/about.md:7:27
                  |
                7 | aliases = ["/old/about/", "/who/"]
                  |                           ^^^^^^^ here
                  |
                 ::: content/a.md:6:12
                  |
                6 | aliases = ["/who/", "old", "/north/rules/", "/a b/"]
                  |            ------- and here
                  |
                  = hint: an old address leads to one page: remove it from the other

            "#]],
        );
    }
}
