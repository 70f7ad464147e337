//! Where a record comes from: a place in a source, ourselves, or nowhere because it is an example.
//!
//! The fields here are those of every record, whether of the policy, of a page or of a register.

use supportt_basics::date::{self, Date};
use supportt_rules::policy::{self, Region};

use supportt_schema::record;
use supportt_schema::record::{AsGroup, FieldType, Format, Kind, Record, RecordType as _, Schema};
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::suggest;
use supportt_source::wording::any_of;
use supportt_source::{Span, Spanned};

record! {
    /// A place in a source.
    pub struct Citation: "a citation" {
        /// The `id` of a `[[source]]` of the region.
        ///
        /// What a source says has this, `reference` and `checked_on`.
        #[example = "programme-page"]
        pub source: Spanned<String> = Kind::Text(Format::IdOf("source")),
        /// Where in the source, such as `WX:28`.
        #[label = "Place in the source"]
        #[example = "WX:28"]
        pub reference: String,
        /// The heading that it stands under in the source.
        ///
        /// Readers are shown the document and this heading; `reference` is for those who check.
        #[label = "Heading in the source"]
        #[example = "Before you return"]
        pub section: Option<String>,
        /// The day somebody compared it with its source.
        pub checked_on: Spanned<Date>,
        /// The day by which it must be checked again.
        ///
        /// Without it, `review_months` after the last check. From the day after, `check` warns of it, until it has been
        /// compared with its source and has a later day.
        pub review_by: Option<Spanned<Date>>,
    }
}

record! {
    /// What an entry of a register can say about where it comes from.
    struct Origin: "an origin" {
        /// A place in a source.
        citation: Option<Citation>,
        /// `true` when no source says so, but we do.
        #[label = "Our own"]
        ours: Option<bool>,
        /// `true` for what only shows how such an entry looks.
        ///
        /// It is labelled, and left out of the site unless `--examples` is given.
        #[label = "Only an example"]
        example: Option<bool>,
    }
}

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

impl FieldType<AsGroup> for Provenance {
    const KIND: Kind = <Origin as FieldType<AsGroup>>::KIND;

    /// `None` if anything is missing, which is reported.
    fn read(record: &Record, _: &str, diagnostics: &mut Diagnostics) -> Option<Self> {
        let Origin { citation, ours, example } = Origin::from_record(record, diagnostics)?;
        if example == Some(true) {
            return Some(Self::Example);
        }
        if ours == Some(true) {
            if let (Some(source), Some(ours)) = (record.text("source"), record.span_of("ours")) {
                diagnostics.push(
                    Diagnostic::warning("record::two-origins", ours, "this is said to be ours, and has a source too")
                        .label("its source is not shown")
                        .also(source.span, "the source")
                        .hint("remove `ours` if the source says it; if not, remove `source`, `reference` and `checked_on`"),
                );
            }
            return Some(Self::Ours);
        }
        if citation.is_none() {
            diagnostics.extend(uncited(record));
        }
        citation.map(Self::Source)
    }
}

/// What says where a record of this kind comes from, if it may be more than a source: the fields of any of these.
#[must_use]
pub fn origins(schema: &Schema) -> Option<[Vec<&'static str>; 3]> {
    let is_there = |field: &record::Field| schema.fields.iter().any(|other| other.name == field.name);
    let cited = Citation::SCHEMA.fields.iter().filter(|field| field.needed).map(|field| field.name);
    Origin::SCHEMA.fields.iter().all(is_there).then(|| [cited.collect(), vec!["ours"], vec!["example"]])
}

/// The problem of a record that does not say where it comes from.
#[must_use]
pub fn uncited(record: &Record) -> Option<Diagnostic> {
    let needed = Citation::SCHEMA.fields.iter().filter(|field| field.needed);
    let missing: Vec<_> = needed.filter(|field| record.lacks(field.name)).collect();
    let names: Vec<String> = missing.iter().map(|field| format!("`{}`", field.name)).collect();
    let message = format!("it is not said where this comes from: it lacks {}", names.join(", "));
    let problem = Diagnostic::error("field::missing", record.span, message);
    let hinted = |problem: Diagnostic, field: &&record::Field| {
        problem.hint(format!("`{}`: {}", field.name, field.meaning()))
    };
    (!missing.is_empty()).then(|| missing.iter().fold(problem, hinted))
}

impl Provenance {
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
    /// The one of an entry of a register, unless that is ours or an example.
    #[must_use]
    pub fn of(record: &Record) -> Option<Self> {
        let Origin { citation, ours, example } = Origin::from_record(record, &mut Diagnostics::new())?;
        citation.filter(|_| ours != Some(true) && example != Some(true))
    }

    /// The same for the policy, which needs no places in files.
    #[must_use]
    pub fn for_policy(&self) -> policy::Citation {
        policy::Citation {
            source: self.source.value.as_str().into(),
            reference: self.reference.clone(),
            section: self.section.clone(),
            checked_on: self.checked_on.value,
        }
    }

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
