//! The `[issue]` table of a page: an issue of a newsletter. The page's text is its text, or says where it is.

use supportt_rules::date::Date;

use crate::diagnostic::Diagnostics;
use crate::provenance;
use crate::record::{self, Field, Kind, Record, Schema, Table};

/// The fields of an issue.
pub const SCHEMA: Schema = Schema {
    subject: "an issue",
    fields: &[
        Field::needed("published", Kind::Date, "the day on which it came out"),
        Field::optional("number", Kind::Number, "its number, if issues are numbered"),
        Field::optional("address", Kind::Text, "the web address of the issue, if it is on another site"),
        provenance::optional::SOURCE,
        provenance::optional::REFERENCE,
        provenance::optional::CHECKED_ON,
        provenance::REVIEW_BY,
    ],
};

/// An issue of a newsletter.
#[derive(Clone, Debug)]
pub struct Issue {
    /// The day on which it came out.
    pub published: Date,
    /// Its number.
    pub number: Option<i64>,
    /// Its web address on another site.
    pub address: Option<String>,
}

/// Reads an `[issue]` table.
pub(super) fn read(table: &Table<'_>, diagnostics: &mut Diagnostics) -> (Record, Option<Issue>) {
    let record = SCHEMA.read_table(table, diagnostics);
    record::check_web_address(&record, "address", diagnostics);
    let issue = record.date("published").map(|published| Issue {
        published: published.value,
        number: record.number("number").map(|number| number.value),
        address: record.text("address").map(|address| address.value),
    });
    (record, issue)
}
