//! A situation as decisions see it: answers that are words, and how long spans of time are.
//!
//! Decisions cannot read a date. They ask a [`Probe`] on which side of a [`Boundary`] a span of
//! time lies, so whoever listens to their questions knows every boundary they depend on, and a
//! new criterion cannot escape [`crate::situations`].

use std::cell::RefCell;
use std::cmp::Ordering;
use std::collections::BTreeSet;

use crate::answers::{AbsenceReason, Answer, Answers, Question, RestrictionStatus, Stage};
use crate::date::{self, Date};
use crate::keyword::keywords;
use crate::policy::InForce;
use crate::value::{Anchor, Period, Threshold};

keywords! {
    /// A span of time between two days of a situation.
    pub enum Span {
        /// From the first day away to the first day back.
        Absence = "absence",
        /// From the first day away to the day of asking; negative while that lies ahead.
        SinceLeave = "since-leave",
        /// From the first day back to the day of asking; negative while that lies ahead.
        SinceReturn = "since-return",
    }
}

/// A length of a span at which something may change: calendar months, then days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Boundary {
    /// The span.
    pub span: Span,
    /// Calendar months.
    pub months: u32,
    /// Days added to them, or taken off.
    pub days: i64,
}

impl Boundary {
    /// So many calendar months of a span.
    #[must_use]
    pub fn months(span: Span, months: u32) -> Self {
        Self { span, months, days: 0 }
    }

    /// The boundary where the span has no length at all.
    #[must_use]
    pub fn zero(span: Span) -> Self {
        Self::months(span, 0)
    }

    /// The length of an absence at a threshold.
    #[must_use]
    pub fn of_threshold(threshold: Threshold) -> Self {
        Self::months(Span::Absence, threshold.months)
    }

    /// The end of a period; `None` where it is counted from a day that no decision knows.
    #[must_use]
    pub fn of_period(period: Period) -> Option<Self> {
        let span = match period.after {
            Anchor::Leave => Span::SinceLeave,
            Anchor::Return => Span::SinceReturn,
            Anchor::Account | Anchor::Course => return None,
        };
        Some(Self::months(span, period.months))
    }

    /// The same boundary, so many days later or earlier.
    #[must_use]
    pub fn shifted(self, days: i64) -> Self {
        Self { days: self.days + days, ..self }
    }

    /// The day on which a span that begins on `start` is as long.
    #[must_use]
    pub fn from(self, start: Date) -> Date {
        let day = date::months_after(start, self.months);
        let days = self.days.unsigned_abs();
        if self.days < 0 { date::days_before(day, days) } else { date::days_after(day, days) }
    }
}

/// Knows on which side of a boundary a span lies.
pub trait Probe {
    /// How the span compares with the boundary; `None` while one of its days is not known.
    fn compare(&self, boundary: Boundary) -> Option<Ordering>;

    /// Whether an absence reaches a threshold; `None` while its days are not known.
    fn reaches(&self, threshold: Threshold) -> Option<bool> {
        Some(threshold.is_met_by(self.compare(Boundary::of_threshold(threshold))?))
    }
}

/// The days of a situation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dates {
    /// The first day away, where it is known.
    pub leave_start: Option<Date>,
    /// The first day back, where it is known.
    pub return_date: Option<Date>,
    /// The day of asking.
    pub day: Date,
}

impl Dates {
    /// The days that somebody's answers give.
    #[must_use]
    pub fn of(answers: &Answers, day: Date) -> Self {
        Self { leave_start: answers.known_leave_start(), return_date: answers.known_return_date(), day }
    }

    /// The first and the last day of a span.
    #[must_use]
    pub fn ends(self, span: Span) -> Option<(Date, Date)> {
        match span {
            Span::Absence => self.leave_start.zip(self.return_date),
            Span::SinceLeave => self.leave_start.zip(Some(self.day)),
            Span::SinceReturn => self.return_date.zip(Some(self.day)),
        }
    }
}

impl Probe for Dates {
    fn compare(&self, boundary: Boundary) -> Option<Ordering> {
        let (start, end) = self.ends(boundary.span)?;
        Some(end.cmp(&boundary.from(start)))
    }
}

/// Remembers which boundaries were asked about.
#[derive(Debug)]
pub(crate) struct Recorder<'a> {
    pub(crate) dates: Dates,
    pub(crate) asked: &'a RefCell<BTreeSet<Boundary>>,
}

impl Probe for Recorder<'_> {
    fn compare(&self, boundary: Boundary) -> Option<Ordering> {
        self.asked.borrow_mut().insert(boundary);
        self.dates.compare(boundary)
    }
}

/// What a decision may know of a situation.
pub(crate) struct Case<'a> {
    answers: &'a Answers,
    probe: &'a dyn Probe,
}

impl<'a> Case<'a> {
    /// `probe` answers for the dates, which the case keeps to itself.
    pub(crate) fn new(answers: &'a Answers, probe: &'a dyn Probe) -> Self {
        Self { answers, probe }
    }

    pub(crate) fn stage(&self) -> Option<Stage> {
        self.answers.stage.as_ref().and_then(Answer::known).copied()
    }

    pub(crate) fn reason(&self) -> Option<&Answer<AbsenceReason>> {
        self.answers.reason.as_ref()
    }

    pub(crate) fn known_reason(&self) -> Option<AbsenceReason> {
        self.answers.known_reason()
    }

    pub(crate) fn restriction(&self) -> Option<&Answer<RestrictionStatus>> {
        self.answers.restriction.as_ref()
    }

    pub(crate) fn approved(&self) -> Option<&Answer<bool>> {
        self.answers.approved.as_ref()
    }

    pub(crate) fn planner_form(&self) -> Option<&Answer<bool>> {
        self.answers.planner_form.as_ref()
    }

    pub(crate) fn long_enough(&self) -> Option<&Answer<bool>> {
        self.answers.long_enough.as_ref()
    }

    /// Whether a question applies.
    pub(crate) fn is_asked(&self, question: Question, region: InForce<'_>) -> bool {
        question.applies(Some(region), self.answers)
    }

    /// The day on which an absence is exactly as long as a threshold, to be shown.
    pub(crate) fn day_of(&self, threshold: Threshold) -> Option<Date> {
        Some(threshold.boundary(self.answers.known_leave_start()?))
    }
}

impl Probe for Case<'_> {
    fn compare(&self, boundary: Boundary) -> Option<Ordering> {
        self.probe.compare(boundary)
    }
}
