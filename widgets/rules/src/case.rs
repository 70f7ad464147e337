//! A situation as decisions see it: answers that are words, and how long spans of time are.
//!
//! Decisions cannot read a date. They ask a [`Probe`] on which side of a [`Boundary`] a span of
//! time lies, so whoever listens to their questions knows every boundary they depend on, and a
//! new criterion cannot escape [`crate::situations`].

use std::cell::RefCell;
use std::cmp::Ordering;
use std::collections::BTreeSet;

use crate::answers::{Answer, Answers, Question};
use crate::fixed_words::{AbsenceReason, RestrictionStatus, Stage};
use crate::policy::InForce;
use crate::probe::{Boundary, Dates, Probe};
use crate::value::Threshold;
use supportt_basics::date::Date;

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
