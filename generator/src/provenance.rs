//! Where a record comes from: a place in a source, ourselves, or nowhere because it is an example.
//!
//! The fields here are those of every record, whether of the policy, of a page or of a register.

use supportt_rules::date::{self, Date};
use supportt_rules::policy::Region;

use supportt_schema::record::{Field, Kind, Record};
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::suggest;
use supportt_source::wording::any_of;
use supportt_source::{Span, Spanned};

/// The source.
pub const SOURCE: Field = Field::needed("source", Kind::Text, "the `id` of a `[[source]]` of the region");
/// The place in it.
pub const REFERENCE: Field = Field::needed("reference", Kind::Text, "where in the source");
/// The day of comparison.
pub const CHECKED_ON: Field =
    Field::needed("checked_on", Kind::Date, "the day somebody compared it with its source");
/// The day of the next comparison.
pub const REVIEW_BY: Field =
    Field::optional("review_by", Kind::Date, "the day by which it must be checked again");

/// The same for records that need no source when they are our own or an example.
pub mod optional {
    use supportt_schema::record::Field;

    /// The source, if there is one.
    pub const SOURCE: Field = Field { needed: false, ..super::SOURCE };
    /// The place in it.
    pub const REFERENCE: Field = Field { needed: false, ..super::REFERENCE };
    /// The day of comparison.
    pub const CHECKED_ON: Field = Field { needed: false, ..super::CHECKED_ON };
}

/// Whether a record of a register is our own.
pub const OURS: Field = Field::optional("ours", Kind::Flag, "`true` when no source says so, but we do");
/// Whether a record of a register is an example.
pub const EXAMPLE: Field =
    Field::optional("example", Kind::Flag, "`true` for what only shows how such an entry looks");

/// Where a record comes from.
#[derive(Clone, Debug)]
pub enum Provenance {
    /// A place in a source.
    Source(Citation),
    /// Ourselves: a suggestion, or an explanation of a word.
    Ours,
    /// Nowhere: it only shows how such a record looks.
    Example,
}

/// A place in a source.
#[derive(Clone, Debug)]
pub struct Citation {
    /// The id of the source.
    pub source: Spanned<String>,
    /// Where in the source.
    pub reference: String,
    /// When it was compared with its source.
    pub checked_on: Spanned<Date>,
    /// The day by which it must be checked again.
    pub review_by: Option<Spanned<Date>>,
}

impl Provenance {
    /// Reads it from a record, unless the record is an example; `None` if anything is missing, which is reported.
    pub fn read(record: &Record, is_example: bool, diagnostics: &mut Diagnostics) -> Option<Self> {
        let flag = |field: &Field| record.flag(field.name).is_some_and(|flag| flag.value);
        if is_example || flag(&EXAMPLE) {
            return Some(Self::Example);
        }
        if flag(&OURS) {
            if let (Some(source), Some(ours)) = (record.text(SOURCE.name), record.span_of(OURS.name)) {
                diagnostics.push(
                    Diagnostic::warning("record::two-origins", ours, "this is said to be ours, and has a source too")
                        .label("its source is not shown")
                        .also(source.span, "the source")
                        .hint("remove `ours` if the source says it; if not, remove `source`, `reference` and `checked_on`"),
                );
            }
            return Some(Self::Ours);
        }
        let missing: Vec<&Field> =
            [&SOURCE, &REFERENCE, &CHECKED_ON].into_iter().filter(|field| record.lacks(field.name)).collect();
        if !missing.is_empty() {
            diagnostics.push(missing.iter().fold(
                Diagnostic::error(
                    "field::missing",
                    record.span,
                    format!(
                        "it is not said where this comes from: it lacks {}",
                        missing.iter().map(|field| format!("`{}`", field.name)).collect::<Vec<_>>().join(", ")
                    ),
                ),
                |problem, field| problem.hint(format!("`{}`: {}", field.name, field.meaning)),
            ));
        }
        Some(Self::Source(Citation {
            source: record.text(SOURCE.name)?,
            reference: record.text(REFERENCE.name)?.value,
            checked_on: record.date(CHECKED_ON.name)?,
            review_by: record.date(REVIEW_BY.name),
        }))
    }

    /// The place in a source, if there is one.
    #[must_use]
    pub fn citation(&self) -> Option<&Citation> {
        match self {
            Self::Source(citation) => Some(citation),
            Self::Ours | Self::Example => None,
        }
    }

    /// Whether the record only shows how such a record looks.
    #[must_use]
    pub fn is_example(&self) -> bool {
        matches!(self, Self::Example)
    }
}

/// The problem of a check on a day that has not come.
pub fn checked_in_future(span: Span, today: Date) -> Diagnostic {
    let problem = "this is said to be checked on a day that has not come";
    Diagnostic::error("record::checked-in-future", span, problem)
        .label(format!("today is {}", date::long(today)))
        .hint("write the day on which somebody last compared it with its source")
}

impl Citation {
    /// Reports a source that the region does not have, and days that cannot be or have passed.
    pub fn check(&self, region: &Region, today: Date, diagnostics: &mut Diagnostics) {
        let ids: Vec<&str> = region.sources().iter().map(|source| source.id.as_str()).collect();
        if !ids.contains(&self.source.value.as_str()) {
            let problem = format!("{} has no source `{}`", region.name(), self.source.value);
            let problem = Diagnostic::error("record::source", self.source.span, problem);
            diagnostics.push(match suggest::nearest(&self.source.value, ids.iter().copied()) {
                Some(near) => problem.did_you_mean(near),
                None => problem.hint(format!("its `region.toml` has {}", any_of(ids))),
            });
        }
        if self.checked_on.value > today {
            diagnostics.push(checked_in_future(self.checked_on.span, today));
        }
        if let Some(day) = self.review_by.as_ref().filter(|day| day.value < today) {
            diagnostics.push(
                Diagnostic::warning(
                    "record::review-overdue",
                    day.span,
                    format!("this was to be checked again by {}", date::long(day.value)),
                )
                .label(format!("today is {}", date::long(today)))
                .hint("compare it with its source; then set `checked_on` to that day and `review_by` to a later one"),
            );
        }
    }
}
