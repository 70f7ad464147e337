//! Whether what the site makes from its records has its addresses for itself.

use std::collections::BTreeMap;

use super::Catalogue;
use crate::calendars;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::link_targets::CONTENT;
use crate::site::Site;
use crate::source::{Sources, Span};

/// Reports pages, old addresses and files of the content that are where a listing or a calendar goes: one of the two
/// would be lost without a word.
pub(super) fn check(
    site: &Site<'_>,
    catalogues: &[Catalogue],
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) {
    let pages = site.pages().iter().map(|page| (page.address.as_str(), page.file.whole()));
    let old = site.pages().iter().flat_map(|page| &page.front_matter.aliases);
    let taken: BTreeMap<&str, Span> =
        old.map(|alias| (alias.value.as_str(), alias.span)).chain(pages).collect();
    for listing in catalogues.iter().flat_map(|catalogue| &catalogue.listings) {
        if let Some(span) = taken.get(listing.address.as_str()) {
            diagnostics.push(
                Diagnostic::error(
                    "listing::taken",
                    *span,
                    format!("this is at `{}`, where the site lists courses", listing.address),
                )
                .label(format!("the site makes “{}”", listing.title))
                .hint("choose another name for it: the list is made by itself"),
            );
        }
    }
    for path in catalogues.iter().flat_map(|catalogue| calendars::paths(site, catalogue)) {
        if let Some(file) = sources.at(&format!("{CONTENT}{path}")) {
            diagnostics.push(
                Diagnostic::error(
                    "calendar::taken",
                    file.whole(),
                    "the site makes a calendar of courses under this name",
                )
                .hint("choose another name for this file"),
            );
        }
    }
}
