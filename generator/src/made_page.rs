//! Pages that no file stands behind: the site makes them from its records.

use std::collections::BTreeMap;

use supportt_rules::date::Date;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::page_path::Address;
use crate::site::{PageId, Site};
use crate::source::Span;

/// What is known of such a page besides its text. The owner of its region answers for it.
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
    /// The page above it, which is one of its region.
    pub above: PageId,
    /// The day since which all of it has been true as far as we know: the earliest check of what is on it. A later one
    /// would claim that somebody looked at something when nobody did.
    pub as_of: Date,
    /// Where the one record that it is about is written, where that is known.
    pub written: Option<Span>,
}

impl MadePage {
    /// Its address as it stands in links.
    #[must_use]
    pub fn href(&self, site: &Site<'_>) -> String {
        format!("{}{}", site.config.base(), self.address)
    }
}

/// Reports pages and old addresses of the content that are where the site makes a page: one of the two would be lost
/// without a word. `to_come` are the addresses and titles of those that it will make on a later day.
pub fn check_taken<'p>(
    site: &Site<'_>,
    made: impl IntoIterator<Item = &'p MadePage>,
    to_come: impl IntoIterator<Item = (Address, &'p str)>,
    diagnostics: &mut Diagnostics,
) {
    let pages = site.pages().iter();
    let old = pages.clone().flat_map(|page| &page.front_matter.aliases);
    let old =
        old.map(|alias| (alias.value.as_str(), (alias.span, "remove this old address: a page is there now")));
    let own = "give this page another name: the site makes the other one by itself";
    let own = pages.map(|page| (page.address.as_str(), (page.file.whole(), own)));
    let taken: BTreeMap<&str, (Span, &str)> = old.chain(own).collect();
    let report = |address: &Address, title: &str| {
        let (span, hint) = taken.get(address.as_str())?;
        let problem = format!("the site itself makes a page at `{address}`: “{title}”");
        Some(Diagnostic::error("page::made", *span, problem).label("at the same address").hint(*hint))
    };
    for page in made {
        diagnostics.extend(report(&page.address, &page.title).map(|problem| match page.written {
            Some(written) => problem.also(written, "made from this"),
            None => problem,
        }));
    }
    // Told of on the day itself, it would stop the build because a day has passed.
    diagnostics.extend(to_come.into_iter().filter_map(|(address, title)| report(&address, title)));
}
