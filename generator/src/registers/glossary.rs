//! `glossary.toml`: what words mean in a region, and which words it does not use.

use super::{ID, SAYS};
use crate::provenance;
use crate::record::{Field, Kind, Record, Schema};

/// The fields of a word.
pub const SCHEMA: Schema = Schema {
    subject: "a word",
    fields: &[
        ID,
        Field::needed("name", Kind::Text, "the word"),
        Field::optional("short", Kind::Text, "its abbreviation"),
        SAYS,
        Field::optional("not", Kind::Texts, "what pages of the region should not write instead"),
        provenance::optional::SOURCE,
        provenance::optional::REFERENCE,
        provenance::optional::CHECKED_ON,
        provenance::REVIEW_BY,
        provenance::OURS,
        provenance::EXAMPLE,
    ],
};

/// A word.
#[derive(Clone, Debug)]
pub struct Word {
    /// Its abbreviation.
    pub short: Option<String>,
    /// What pages of the region should not write instead.
    pub not: Vec<String>,
}

pub(super) fn read(record: &Record) -> Word {
    Word {
        short: record.text("short").map(|short| short.value),
        not: record.texts("not").into_iter().map(|word| word.value).collect(),
    }
}
