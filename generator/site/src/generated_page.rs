//! Pages that no file stands behind: the site makes them from its records.

use supportt_basics::date::Date;

use crate::site::{PageId, Site};
use supportt_source::Span;
use supportt_source::page_path::Address;

/// What is known of such a page besides its text. The owner of its region answers for it.
#[derive(Clone, Debug)]
pub struct GeneratedPage {
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

impl GeneratedPage {
    /// Its address as it stands in links.
    #[must_use]
    pub fn href(&self, site: &Site<'_>) -> String {
        format!("{}{}", site.config.base(), self.address)
    }
}
