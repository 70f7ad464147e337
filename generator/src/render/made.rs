//! Pages that no file stands behind.

use crate::catalogue::{Catalogue, Listing};
use crate::made_page::MadePage;
use crate::record_pages::{RecordPage, RecordPages};

/// A page that no file stands behind.
#[derive(Clone, Copy, Debug)]
pub enum Made<'a> {
    /// A list of courses by one thing.
    Listing(&'a Listing),
    /// The page of a record.
    Record(&'a RecordPage),
}

impl<'a> Made<'a> {
    /// What is known of it besides its text.
    #[must_use]
    pub fn page(self) -> &'a MadePage {
        match self {
            Self::Listing(listing) => &listing.page,
            Self::Record(record) => &record.page,
        }
    }
}

/// Every page that no file stands behind.
pub fn made_pages<'a>(
    catalogues: &'a [Catalogue],
    record_pages: &'a RecordPages,
) -> impl Iterator<Item = Made<'a>> {
    let listings = catalogues.iter().flat_map(|catalogue| &catalogue.listings).map(Made::Listing);
    listings.chain(record_pages.all().iter().map(Made::Record))
}
