//! The `[issue]` table of a page: an issue of a newsletter. The page's text is its text, or says where it is.

use supportt_rules::bounds;
use supportt_rules::date::{self, Date};

use crate::provenance;
use supportt_schema::record::{self, Field, Kind, Record, Schema, Table};
use supportt_source::Span;
use supportt_source::diagnostic::{Diagnostic, Diagnostics};

/// The fields of an issue.
pub const SCHEMA: Schema = Schema {
    subject: "an issue",
    fields: &[
        Field::needed("published", Kind::Date, "the day on which it came out"),
        Field::optional("number", Kind::Number(bounds::ISSUE), "its number, if issues are numbered"),
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
    /// Where that day is written.
    pub published_at: Span,
    /// Its number.
    pub number: Option<i64>,
    /// Its web address on another site.
    pub address: Option<String>,
}

impl Issue {
    /// What editors may not expect of an issue that is yet to come out: that its page is there already.
    pub(super) fn out_too_early(&self, today: Date) -> Option<Diagnostic> {
        (self.published > today).then(|| {
            Diagnostic::warning(
                "issue::ahead",
                self.published_at,
                format!(
                    "this issue comes out on {}, and its page and the files on it can be read already",
                    date::long(self.published)
                ),
            )
            .label("until that day it is only left out of the list of issues")
            .hint("keep the page and its files out of `content` until that day")
        })
    }
}

/// Reads an `[issue]` table.
pub(super) fn read(table: &Table<'_>, diagnostics: &mut Diagnostics) -> (Record, Option<Issue>) {
    let record = SCHEMA.read_table(table, diagnostics);
    record::check_web_address(&record, "address", diagnostics);
    let issue = record.date("published").map(|published| Issue {
        published: published.value,
        published_at: published.span,
        number: record.number("number").map(|number| number.value),
        address: record.text("address").map(|address| address.value),
    });
    (record, issue)
}
