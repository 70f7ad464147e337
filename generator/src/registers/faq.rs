//! `faqs.toml`: what is often asked, and the answers.

use super::{ID, Reader, SAYS};
use crate::diagnostic::Diagnostics;
use crate::provenance;
use crate::readers::{self, Readers};
use crate::record::{Field, Kind, Record, Schema};

/// The name of the file.
pub const FILE: &str = "faqs.toml";

/// The fields of a question.
pub const SCHEMA: Schema = Schema {
    subject: "a question",
    fields: &[
        ID,
        Field::needed("name", Kind::Text, "the question"),
        SAYS,
        readers::AUDIENCE,
        readers::REASONS,
        Field::optional("address", Kind::Text, "where to read more: a web address, or a page in `content`"),
        Field::optional("link", Kind::Text, "the words of the link to it, which say where it leads"),
        Field::optional("not_stated", Kind::Flag, "`true` when the source does not answer it"),
        provenance::optional::SOURCE,
        provenance::optional::REFERENCE,
        provenance::optional::CHECKED_ON,
        provenance::REVIEW_BY,
        provenance::OURS,
        provenance::EXAMPLE,
    ],
};

/// A question.
#[derive(Clone, Debug)]
pub struct Faq {
    /// Who asks it.
    pub readers: Readers,
    /// Where to read more.
    pub address: Option<String>,
    /// The words of the link to it.
    pub link: Option<String>,
    /// Whether the source answers it.
    pub stated: bool,
}

pub(super) fn read(record: &Record, reader: &Reader<'_>, diagnostics: &mut Diagnostics) -> Faq {
    Faq {
        readers: Readers::read(record),
        address: reader.address(record, diagnostics),
        link: record.text("link").map(|words| words.value),
        stated: !record.flag("not_stated").is_some_and(|flag| flag.value),
    }
}
