//! Pages that no file stands behind.

use crate::catalogue::{Catalogue, Listing};
use crate::entry_pages::{EntryPage, EntryPages};
use crate::generated_page::GeneratedPage;

/// A page that no file stands behind.
#[derive(Clone, Copy, Debug)]
pub enum Generated<'a> {
    /// A list of courses by one thing.
    Listing(&'a Listing),
    /// The page of a record.
    Record(&'a EntryPage),
}

impl<'a> Generated<'a> {
    /// What is known of it besides its text.
    #[must_use]
    pub fn page(self) -> &'a GeneratedPage {
        match self {
            Self::Listing(listing) => &listing.page,
            Self::Record(record) => &record.page,
        }
    }
}

/// Every page that no file stands behind.
pub fn generated_pages<'a>(
    catalogues: &'a [Catalogue],
    entry_pages: &'a EntryPages,
) -> impl Iterator<Item = Generated<'a>> {
    let listings = catalogues.iter().flat_map(|catalogue| &catalogue.listings).map(Generated::Listing);
    listings.chain(entry_pages.all().iter().map(Generated::Record))
}
