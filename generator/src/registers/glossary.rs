//! `glossary.toml`: what words mean in a region, and which words it does not use.

use supportt_rules::policy::Region;

use super::reading::{ID, Item, SAYS};
use crate::provenance;
use crate::terms::Term;
use supportt_schema::record::{Field, Kind, Record, Schema};

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

/// What the pages of a region do not write, because its glossary says so.
pub fn terms<'a>(region: &'a Region, glossary: &'a [Item<Word>]) -> impl Iterator<Item = Term> + 'a {
    let words = glossary.iter().filter(|word| !word.body.not.is_empty());
    words.map(|word| {
        let why = format!("the glossary of {} has it", region.name());
        Term::of_region(region.id().as_str(), &word.name, &word.body.not, why)
    })
}
