//! What a page is about, where that is something with days: a course, a call for bids, an issue of a newsletter.
//!
//! Each is a table in the page's details. The page is its detail page; lists are made from all pages of a region.

pub mod course;
pub mod issue;
pub mod meeting;
pub mod round;
mod session;
pub mod topics;

use supportt_basics::date::Date;
use supportt_rules::policy::Region;

use self::course::Course;
use self::issue::Issue;
use self::round::Round;
use crate::provenance::{self, Citation};
use supportt_schema::record;
use supportt_schema::record::{AsGroup, Field, FieldType, Kind, Record, RecordType as _, Schema};
use supportt_source::Span;
use supportt_source::diagnostic::{Diagnostic, Diagnostics};

record! {
    /// The tables of a page that say what it is about.
    struct Tables: "a page" {
        /// The course or event that the page is about.
        course: Option<Box<Course>>,
        /// The call for bids that the page is about.
        round: Option<Box<Round>>,
        /// The issue of a newsletter that the page is about.
        issue: Option<Box<Issue>>,
    }
}

/// What a page is about.
#[derive(Clone, Debug)]
pub struct Subject {
    /// Where its table begins.
    pub span: Span,
    /// Whether its page only shows how such a page looks.
    pub is_example: bool,
    /// What it is.
    pub kind: SubjectKind,
}

/// The kinds of subject.
#[derive(Clone, Debug)]
pub enum SubjectKind {
    /// A course, a series of courses or an event.
    Course(Box<Course>),
    /// A call for bids.
    Round(Box<Round>),
    /// An issue of a newsletter.
    Issue(Box<Issue>),
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

    /// Where it comes from; an example comes from nowhere.
    #[must_use]
    pub fn citation(&self) -> Option<&Citation> {
        let citation = match &self.kind {
            SubjectKind::Course(course) => &course.citation,
            SubjectKind::Round(round) => &round.citation,
            SubjectKind::Issue(issue) => &issue.citation,
        };
        citation.as_ref().filter(|_| !self.is_example)
    }

    /// The day as of which it is true: when somebody last compared it with its source, or for an example, which has no
    /// source, read its page.
    #[must_use]
    pub fn as_of(&self, last_reviewed: Date) -> Date {
        self.citation().map_or(last_reviewed, |citation| citation.checked_on.value)
    }

    /// Reports what the region does not have, and days of review that have passed.
    pub fn check(&self, region: Option<&Region>, today: Date, diagnostics: &mut Diagnostics) {
        match (region, self.citation()) {
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
    let within = |schema: &Schema| {
        schema.fields.iter().find_map(|field| match field.kind {
            Kind::Records(schema) => schema.field(name),
            _ => None,
        })
    };
    [Course::SCHEMA, Round::SCHEMA, Issue::SCHEMA]
        .iter()
        .find_map(|schema| schema.field(name).or_else(|| within(schema)))
}

/// Whether a page has any of the tables.
pub(crate) fn is_in(page: &Record) -> bool {
    Tables::SCHEMA.fields.iter().any(|field| page.record(field.name).is_some())
}

impl FieldType<AsGroup> for Subject {
    const KIND: Kind = <Tables as FieldType<AsGroup>>::KIND;

    fn read(record: &Record, _: &str, diagnostics: &mut Diagnostics) -> Option<Self> {
        let mut written =
            Tables::SCHEMA.fields.iter().filter_map(|field| Some((field.name, record.record(field.name)?)));
        let (name, table) = written.next()?;
        if let Some((other, second)) = written.next() {
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
        let is_example = record.is_set("example");
        if !is_example {
            diagnostics.extend(provenance::uncited(table));
        }
        match name {
            "course" => course::check(table, diagnostics),
            "round" => round::check(table, diagnostics),
            _ => {}
        }
        let Tables { course, round, issue } = Tables::from_record(record, diagnostics)?;
        let kind = course.map(SubjectKind::Course);
        let kind = kind.or(round.map(SubjectKind::Round)).or(issue.map(SubjectKind::Issue))?;
        Some(Self { span: table.span, is_example, kind })
    }
}
