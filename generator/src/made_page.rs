//! Pages that no file stands behind: the site makes them from its records.

use std::collections::BTreeMap;

use supportt_rules::date::Date;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::page_path::Address;
use crate::site::{PageId, Site};
use crate::source::Span;

/// What is known of such a page besides its text. It stands below another, and is that page's owner's.
#[derive(Clone, Debug)]
pub struct MadePage {
    /// Where it is.
    pub address: Address,
    /// Its title.
    pub title: String,
    /// What it says of itself.
    pub description: String,
    /// Its region's place in the policy.
    pub region: usize,
    /// The page above it.
    pub above: PageId,
    /// The day since which all of it has been true as far as we know: the earliest check of what is on it. A later one
    /// would claim that somebody looked at something when nobody did.
    pub as_of: Date,
}

impl MadePage {
    /// Its address as it stands in links.
    #[must_use]
    pub fn href(&self, site: &Site<'_>) -> String {
        format!("{}{}", site.config.base(), self.address)
    }
}

/// Reports pages and old addresses of the content that are where the site makes a page: one of the two would be lost
/// without a word.
pub fn check_taken<'p>(
    site: &Site<'_>,
    made: impl IntoIterator<Item = &'p MadePage>,
    diagnostics: &mut Diagnostics,
) {
    let pages = site.pages().iter().map(|page| (page.address.as_str(), page.file.whole()));
    let old = site.pages().iter().flat_map(|page| &page.front_matter.aliases);
    let taken: BTreeMap<&str, Span> =
        old.map(|alias| (alias.value.as_str(), alias.span)).chain(pages).collect();
    for page in made {
        if let Some(span) = taken.get(page.address.as_str()) {
            let problem = format!("this is at `{}`, where the site makes a page itself", page.address);
            diagnostics.push(
                Diagnostic::error("page::made", *span, problem)
                    .label(format!("the site makes “{}”", page.title))
                    .hint("choose another name for it: the other page is made from records"),
            );
        }
    }
}
