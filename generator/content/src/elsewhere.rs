//! `content/elsewhere.toml`: parts of the country that the site does not cover, and what people there can do.

use supportt_forms::national::Elsewhere;
use supportt_schema::record;
use supportt_schema::record::{AtLeastOne, Record, RecordType as _, Schema};
use supportt_source::diagnostic::Diagnostics;

/// Where they are.
pub(crate) const PATH: &str = "content/elsewhere.toml";

record! {
    /// A part of the country that the site does not cover.
    struct Place: "a place elsewhere" in "[[place]]" {
        /// Its name.
        #[example = "Scotland"]
        name: String,
        /// Counties, cities and other names that people know it by, such as `["Edinburgh", "Glasgow"]`.
        #[example = "Glasgow"]
        places: AtLeastOne<String>,
        /// What people there can do.
        #[label = "Text"]
        #[example = "Ask your educational supervisor who runs your training."]
        says: String,
    }
}

/// What its entries may have.
pub(crate) const SCHEMA: Schema = Place::SCHEMA;

/// The places that are listed.
pub(crate) fn read(records: &[Record], diagnostics: &mut Diagnostics) -> Vec<Elsewhere> {
    let places = records.iter().filter_map(|record| Place::from_record(record, diagnostics));
    places.map(|Place { name, places, says }| Elsewhere { name, places: places.to_vec(), says }).collect()
}
