//! What a page is about, where that is something with days: a course, a call for bids, an issue of a newsletter.
//!
//! Each is a table in the page's details. The page is its detail page; lists are made from all pages of a region.

pub mod course;
pub mod issue;
pub mod meeting;
pub mod round;
pub mod topics;

use supportt_rules::date::Date;
use supportt_rules::policy::Region;
use toml::de::DeValue;

use self::course::Course;
use self::issue::Issue;
use self::round::Round;
use crate::provenance::Provenance;
use supportt_schema::record::{Field, Kind, Table};
use supportt_source::Span;
use supportt_source::diagnostic::{Diagnostic, Diagnostics};

/// The field of a page about a course or event.
pub const COURSE: Field =
    Field::optional("course", Kind::Table("[course]"), "the course or event that the page is about");
/// The field of a page about a call for bids.
pub const ROUND: Field =
    Field::optional("round", Kind::Table("[round]"), "the call for bids that the page is about");
/// The field of a page that is an issue of a newsletter.
pub const ISSUE: Field =
    Field::optional("issue", Kind::Table("[issue]"), "the issue of a newsletter that the page is about");

/// The fields of a page about any of them.
pub(crate) const TABLES: [Field; 3] = [COURSE, ROUND, ISSUE];

/// The sessions of a course, as a header names them.
const SESSIONS: Field = Field::optional(
    "course.session",
    Kind::Table("[[course.session]]"),
    "the times at which the course runs",
);

/// What a page is about.
#[derive(Clone, Debug)]
pub struct Subject {
    /// Where its table begins.
    pub span: Span,
    /// Where it comes from.
    pub provenance: Provenance,
    /// What it is.
    pub kind: SubjectKind,
}

/// The kinds of subject.
#[derive(Clone, Debug)]
pub enum SubjectKind {
    /// A course, a series of courses or an event.
    Course(Course),
    /// A call for bids.
    Round(Round),
    /// An issue of a newsletter.
    Issue(Issue),
}

impl Subject {
    /// The course, if that is what it is.
    #[must_use]
    pub fn course(&self) -> Option<&Course> {
        match &self.kind {
            SubjectKind::Course(course) => Some(course),
            _ => None,
        }
    }

    /// The round, if that is what it is.
    #[must_use]
    pub fn round(&self) -> Option<&Round> {
        match &self.kind {
            SubjectKind::Round(round) => Some(round),
            _ => None,
        }
    }

    /// The issue, if that is what it is.
    #[must_use]
    pub fn issue(&self) -> Option<&Issue> {
        match &self.kind {
            SubjectKind::Issue(issue) => Some(issue),
            _ => None,
        }
    }

    /// The day as of which it is true: when somebody last compared it with its source, or for an example, which has no
    /// source, read its page.
    #[must_use]
    pub fn as_of(&self, last_reviewed: Date) -> Date {
        self.provenance.citation().map_or(last_reviewed, |citation| citation.checked_on.value)
    }

    /// Reports what the region does not have, and days of review that have passed.
    pub fn check(&self, region: Option<&Region>, today: Date, diagnostics: &mut Diagnostics) {
        match (region, self.provenance.citation()) {
            (Some(region), Some(citation)) => {
                citation.check(region, today, diagnostics);
                diagnostics.extend(self.issue().and_then(|issue| issue.out_too_early(today)));
            }
            (Some(_), None) => {}
            (None, _) => diagnostics.push(
                Diagnostic::error("record::no-region", self.span, "this page belongs to no region")
                    .hint("move the page into the folder of the region that lists it")
                    .hint("what makes a folder a region is a file `region.toml` in it"),
            ),
        }
    }
}

/// A field that any of their tables has by this name.
pub(crate) fn field(name: &str) -> Option<Field> {
    let schemas = [&course::SCHEMA, &course::SESSION_SCHEMA, &round::SCHEMA, &issue::SCHEMA];
    schemas.into_iter().find_map(|schema| schema.field(name)).or((name == SESSIONS.name).then_some(SESSIONS))
}

/// Reads what a page is about out of its details; `None` if that is nothing, or anything about it is wrong, which is
/// reported.
pub fn read(details: &Table<'_>, is_example: bool, diagnostics: &mut Diagnostics) -> Option<Subject> {
    let mut found = TABLES.into_iter().filter_map(|field| {
        let value = details.fields.get(field.name)?;
        let DeValue::Table(fields) = value.get_ref() else { return None };
        let span = value.span();
        let span = details.file.span(span.start + details.offset..span.end + details.offset);
        Some((field.name, Table { span, fields, ..*details }))
    });
    let (name, table) = found.next()?;
    if let Some((other, second)) = found.next() {
        diagnostics.push(
            Diagnostic::error(
                "record::two-subjects",
                second.span,
                format!("this page has a table `{name}` and a table `{other}`"),
            )
            .also(table.span, "the first")
            .hint("write a page for each"),
        );
    }
    let mut problems = Diagnostics::new();
    let (record, kind) = match name {
        "course" => {
            let (record, course) = course::read(&table, &mut problems);
            (record, Some(SubjectKind::Course(course)))
        }
        "round" => {
            let (record, round) = round::read(&table, &mut problems);
            (record, Some(SubjectKind::Round(round)))
        }
        _ => {
            let (record, issue) = issue::read(&table, &mut problems);
            (record, issue.map(SubjectKind::Issue))
        }
    };
    let provenance = Provenance::read(&record, is_example, &mut problems);
    let failed = problems.has_errors();
    diagnostics.append(problems);
    if failed {
        return None;
    }
    Some(Subject { span: table.span, provenance: provenance?, kind: kind? })
}
