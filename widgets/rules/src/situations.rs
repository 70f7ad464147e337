//! The situations that a policy can tell apart, so that every one can be tried.
//!
//! Most questions have a few answers. Dates have endlessly many, but policy sees only how long
//! they make an absence: on which side of each threshold, or on the very day. So for each
//! threshold there is an absence that ends a day short of it, one that reaches it exactly, and
//! one that ends a day later.

use std::collections::BTreeSet;

use crate::answers::{Answer, Answers, Question, UNKNOWN};
use crate::date::{self, Date};
use crate::policy::{InForce, Policy};
use crate::value::{Threshold, Value};

/// The situations that at least one of some policies can tell apart on a day.
///
/// With two policies, what differs between them can be found: each situation is complete under
/// both.
#[derive(Clone, Copy, Debug)]
pub struct Situations<'a> {
    /// The policies.
    pub policies: &'a [&'a Policy],
    /// The day on which they are asked.
    pub day: Date,
    /// The first day away, in every situation where it is known.
    pub leave_start: Date,
}

impl Situations<'_> {
    /// Visits every complete set of answers, in the order of the questions.
    pub fn each(&self, visit: &mut impl FnMut(&Answers)) {
        self.each_from(&Answers::default(), visit);
    }

    /// Visits every way to complete these answers.
    pub fn each_from(&self, answers: &Answers, visit: &mut impl FnMut(&Answers)) {
        match self.open_question(answers) {
            None => visit(answers),
            Some(question) => {
                for choice in self.choices(question, answers) {
                    self.each_from(&answers.with(question, &choice), visit);
                }
            }
        }
    }

    /// The first question that applies under any of the policies and has no answer yet.
    #[must_use]
    pub fn open_question(&self, answers: &Answers) -> Option<Question> {
        self.policies
            .iter()
            .flat_map(|policy| answers.path(policy, self.day))
            .filter(|question| !question.is_answered(answers))
            .min()
    }

    /// Answers to a question that between them stand for all there are, as they are written.
    #[must_use]
    pub fn choices(&self, question: Question, answers: &Answers) -> Vec<String> {
        let known: Vec<String> = match question {
            Question::Region => {
                let mut ids: Vec<String> = Vec::new();
                for region in self.policies.iter().flat_map(|policy| policy.regions()) {
                    if !ids.iter().any(|id| id == region.id().as_str()) {
                        ids.push(region.id().to_string());
                    }
                }
                ids
            }
            Question::LeaveStart => vec![self.leave_start.to_string()],
            Question::ReturnDate => {
                let start = answers.known_leave_start().unwrap_or(self.leave_start);
                let around = |months: u32| {
                    let boundary = date::months_after(start, months);
                    [date::days_before(boundary, 1), boundary, date::days_after(boundary, 1)]
                };
                let days: BTreeSet<Date> = self.thresholds(answers).into_iter().flat_map(around).collect();
                days.into_iter().filter(|day| *day > start).map(|day| day.to_string()).collect()
            }
            _ => return question.words().into_iter().chain([UNKNOWN]).map(str::to_owned).collect(),
        };
        known.into_iter().chain([UNKNOWN.to_owned()]).collect()
    }

    /// How long an absence is, as the policies can tell; nothing while it is not known.
    #[must_use]
    pub fn length(&self, answers: &Answers) -> Option<Length> {
        let (start, end) = answers.known_leave_start().zip(answers.known_return_date())?;
        let mut length = Length { from: None, to: None };
        for months in self.thresholds(answers) {
            let boundary = date::months_after(start, months);
            if end <= boundary {
                length.to = Some(Bound { months, included: end == boundary });
            }
            if end >= boundary {
                length.from = Some(Bound { months, included: end == boundary });
            }
            if end <= boundary {
                break;
            }
        }
        Some(length)
    }

    /// The months of every threshold of the region, in any of the policies, shortest first.
    fn thresholds(&self, answers: &Answers) -> BTreeSet<u32> {
        self.policies
            .iter()
            .filter_map(|policy| answers.region_in_force(policy, self.day))
            .flat_map(thresholds)
            .map(|threshold| threshold.months)
            .collect()
    }
}

/// The thresholds a region's rules set.
fn thresholds(region: InForce<'_>) -> impl Iterator<Item = Threshold> {
    region.rules().filter_map(|rule| match rule.value() {
        Some(Value::Threshold(threshold)) => Some(*threshold),
        _ => None,
    })
}

/// A stretch of lengths of absence, in calendar months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// The shortest; any, where there is none.
    pub from: Option<Bound>,
    /// The longest; any, where there is none.
    pub to: Option<Bound>,
}

/// An end of a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bound {
    /// Calendar months.
    pub months: u32,
    /// Whether exactly this length belongs to the stretch.
    pub included: bool,
}

impl Length {
    /// The stretch of this and the next longer one.
    #[must_use]
    pub fn and(self, longer: Self) -> Self {
        Self { from: self.from, to: longer.to }
    }
}

/// The same situation with one answer changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// The question that is answered otherwise.
    pub question: Question,
    /// All answers, with that one changed.
    pub answers: Answers,
    /// Whether the change brings up a question that has no answer yet.
    pub asks_more: bool,
}

/// Every way to change one answer of a visitor's, in the order of the questions.
///
/// Dates change the length of the absence and nothing else matters about them, so the first day
/// away stays where it is known.
#[must_use]
pub fn alternatives(policy: &Policy, answers: &Answers, day: Date) -> Vec<Alternative> {
    let leave_start = answers.known_leave_start().unwrap_or(day);
    let situations = Situations { policies: &[policy], day, leave_start };
    let path = answers.path(policy, day);
    let given = path.into_iter().filter(|question| question.is_answered(answers));
    let mut alternatives = Vec::new();
    for question in given {
        let current = answers.written(question);
        let is_date = matches!(question, Question::LeaveStart | Question::ReturnDate);
        if is_date && current.as_deref() == Some(UNKNOWN) {
            // What its answer could be is asked by the question about the length.
            continue;
        }
        let before = situations.length(answers);
        for choice in situations.choices(question, answers) {
            let changed = answers.with(question, &choice);
            let is_same_length = question == Question::ReturnDate
                && answers.return_date != Some(Answer::Unknown)
                && situations.length(&changed) == before;
            if current.as_ref() == Some(&choice) || is_same_length {
                continue;
            }
            let asks_more = situations.open_question(&changed).is_some();
            alternatives.push(Alternative { question, answers: changed, asks_more });
        }
    }
    alternatives
}
