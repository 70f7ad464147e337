//! The situations that a policy can tell apart, so that every one can be tried.
//!
//! Most questions have a few answers. Dates have endlessly many, but policy sees only how long
//! they make an absence: on which side of each threshold, or on the very day. So for each
//! threshold there is an absence that ends a day short of it, one that reaches it exactly, and
//! one that ends a day later.

use std::collections::BTreeSet;

use crate::answers::{AbsenceReason, Answer, Answers, Question, UNKNOWN};
use crate::date::{self, Date};
use crate::eligibility::{self, Outcome};
use crate::keyword::Keyword;
use crate::policy::{InForce, Policy};
use crate::value::{Threshold, Value};

/// The situations that at least one of some policies can tell apart on a day.
///
/// With two policies, what differs between them can be found: each situation is complete under
/// both.
#[derive(Clone, Debug)]
pub struct Situations<'a> {
    /// The policies; at least one.
    pub policies: Vec<&'a Policy>,
    /// The day on which they are asked.
    pub day: Date,
    /// The first day away, in every situation where it is known.
    pub leave_start: Date,
}

impl<'a> Situations<'a> {
    /// The situations of one policy that are near to some answers.
    fn around(policy: &'a Policy, answers: &Answers, day: Date) -> Self {
        Self { policies: vec![policy], day, leave_start: answers.known_leave_start().unwrap_or(day) }
    }

    /// Visits every complete set of answers, in the order of the questions.
    pub fn each(&self, visit: &mut impl FnMut(&Answers)) {
        self.each_from(&Answers::default(), visit);
    }

    /// Visits every way to complete these answers.
    pub fn each_from(&self, answers: &Answers, visit: &mut impl FnMut(&Answers)) {
        self.each_after(Question::ALL, answers, visit);
    }

    /// As [`Self::each_from`], with only these questions left. Whether a question applies depends
    /// on those before it alone, so none needs a second look.
    fn each_after(&self, questions: &[Question], answers: &Answers, visit: &mut impl FnMut(&Answers)) {
        let regions = self.regions(answers);
        let applies = |question: Question| match question {
            Question::Region => true,
            _ => regions.iter().any(|region| question.applies(Some(*region), answers)),
        };
        let is_open = |question: &Question| !question.is_answered(answers) && applies(*question);
        let Some(next) = questions.iter().position(is_open) else { return visit(answers) };
        for choice in self.choices(questions[next], answers) {
            self.each_after(&questions[next + 1..], &answers.with(questions[next], &choice), visit);
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
                // In order and each once: thresholds are at least a month apart.
                let days = self.thresholds(answers).into_iter().flat_map(around);
                days.filter(|day| *day > start).map(|day| day.to_string()).collect()
            }
            _ => return question.words().into_iter().chain([UNKNOWN]).map(str::to_owned).collect(),
        };
        known.into_iter().chain([UNKNOWN.to_owned()]).collect()
    }

    /// Every other answer to a question, as far as the policies can tell it from the one given.
    fn other_answers(&self, question: Question, answers: &Answers) -> Vec<Answers> {
        let Some(given) = answers.written(question) else { return Vec::new() };
        let is_date = matches!(question, Question::LeaveStart | Question::ReturnDate);
        if is_date && given == UNKNOWN {
            // What the date could be is asked by the question about the length.
            return Vec::new();
        }
        let length = self.length(answers);
        self.choices(question, answers)
            .into_iter()
            .filter(|choice| *choice != given && !is_untold(question, choice))
            .map(|choice| answers.with(question, &choice))
            .filter(|changed| !is_date || self.length(changed) != length)
            .collect()
    }

    /// The outcomes that some answers can lead to, under the first policy.
    fn outcomes(&self, answers: &Answers) -> BTreeSet<Outcome> {
        let mut outcomes = BTreeSet::new();
        self.each_from(answers, &mut |complete| {
            outcomes.insert(eligibility::decide(self.policies[0], complete, self.day).outcome);
        });
        outcomes
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
        let mut months = BTreeSet::new();
        months
            .extend(self.regions(answers).into_iter().flat_map(thresholds).map(|threshold| threshold.months));
        months
    }

    /// The chosen region under each policy that has it.
    fn regions(&self, answers: &Answers) -> Vec<InForce<'a>> {
        self.policies.iter().filter_map(|policy| answers.region_in_force(policy, self.day)).collect()
    }
}

/// Whether a choice keeps a reason to oneself. That changes what can be told, not what applies.
fn is_untold(question: Question, choice: &str) -> bool {
    question == Question::Reason && (choice == UNKNOWN || choice == AbsenceReason::PreferNotToSay.word())
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
    /// Whether a longer stretch begins where this one ends, or is the same.
    #[must_use]
    pub fn meets(self, longer: Self) -> bool {
        let touches = |(to, from): (Bound, Bound)| to.months == from.months && to.included != from.included;
        self == longer || self.to.zip(longer.from).is_some_and(touches)
    }

    /// The stretch of this and the longer one that it [meets](Self::meets).
    #[must_use]
    pub fn and(self, longer: Self) -> Self {
        Self { from: self.from, to: longer.to }
    }
}

/// Other answers to one question, all else staying as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// The question that is answered otherwise.
    pub question: Question,
    /// All answers, each time with another answer to that question. They lead to the same.
    pub answers: Vec<Answers>,
    /// The outcomes they lead to: one, or several where more questions would decide.
    pub outcomes: BTreeSet<Outcome>,
}

/// What would change the outcome: every answer that alone leads to another one, in the order of
/// the questions. Other regions are for [`elsewhere`].
#[must_use]
pub fn alternatives(policy: &Policy, answers: &Answers, day: Date) -> Vec<Alternative> {
    let situations = Situations::around(policy, answers, day);
    let unchanged = situations.outcomes(answers);
    let given = answers.path(policy, day).into_iter();
    let mut alternatives: Vec<Alternative> = Vec::new();
    for question in given.filter(|question| *question != Question::Region) {
        let first = alternatives.len();
        for changed in situations.other_answers(question, answers) {
            let outcomes = situations.outcomes(&changed);
            if outcomes == unchanged {
                continue;
            }
            match alternatives[first..].iter_mut().find(|other| other.outcomes == outcomes) {
                Some(other) => other.answers.push(changed),
                None => alternatives.push(Alternative { question, answers: vec![changed], outcomes }),
            }
        }
    }
    alternatives
}

/// The same answers in every other region, whether or not they lead to another outcome there.
#[must_use]
pub fn elsewhere(policy: &Policy, answers: &Answers, day: Date) -> Vec<Alternative> {
    let situations = Situations::around(policy, answers, day);
    let question = Question::Region;
    situations
        .other_answers(question, answers)
        .into_iter()
        .filter(|changed| changed.region != Some(Answer::Unknown))
        .map(|changed| Alternative {
            question,
            outcomes: situations.outcomes(&changed),
            answers: vec![changed],
        })
        .collect()
}
