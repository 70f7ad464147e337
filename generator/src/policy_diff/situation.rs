//! The features of a situation, and how they are said.

use std::collections::BTreeSet;

use supportt_forms::eligibility_checker::phrases::Phrases;
use supportt_rules::answers::{Answers, Question};
use supportt_rules::policy::InForce;
use supportt_rules::situations::{Length, Situations};
use supportt_rules::value;

use super::conditions::{Conditions, Point};

/// The features that can make a difference within a region. Of dates it is only how long they make the absence.
const FEATURES: [Question; 6] = [
    Question::Stage,
    Question::PlannerForm,
    Question::Reason,
    Question::Restriction,
    Question::Approved,
    Question::LongEnough,
];

/// A value of a feature.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Value {
    /// The question is not asked.
    NotAsked,
    /// An answer, as it is written.
    Said(String),
    /// How long the absence is, where both dates are known.
    Away(Length),
}

/// The values of each feature that occur in a region, in the order in which they are met.
#[derive(Debug)]
pub(super) struct Features {
    values: [Vec<Value>; FEATURES.len()],
}

impl Features {
    pub(super) fn new() -> Self {
        Self { values: Default::default() }
    }

    /// The situation as a point.
    pub(super) fn point(&mut self, answers: &Answers, situations: &Situations<'_>) -> Point {
        let length = situations.length(answers);
        let values = FEATURES.iter().map(|question| match (question, length) {
            (Question::LongEnough, Some(length)) => Value::Away(length),
            _ => answers.written(*question).map_or(Value::NotAsked, Value::Said),
        });
        let number = |(known, value): (&mut Vec<Value>, Value)| {
            known.iter().position(|other| *other == value).unwrap_or_else(|| {
                known.push(value);
                known.len() - 1
            })
        };
        self.values.iter_mut().zip(values).map(number).collect()
    }

    /// Conditions in words, one for each feature that matters.
    pub(super) fn say(
        &self,
        conditions: &Conditions,
        phrases: Phrases<'_>,
        region: InForce<'_>,
    ) -> Vec<String> {
        let said =
            FEATURES.iter().zip(&self.values).zip(conditions).filter_map(|((question, known), allowed)| {
                let matters = allowed.len() < known.len();
                matters.then(|| self::say(*question, known, allowed, phrases, region))
            });
        said.collect()
    }
}

fn say(
    question: Question,
    known: &[Value],
    allowed: &BTreeSet<usize>,
    phrases: Phrases<'_>,
    region: InForce<'_>,
) -> String {
    let is_allowed = |value: &Value| {
        known.iter().position(|other| other == value).is_some_and(|place| allowed.contains(&place))
    };
    let answers = |keep: &dyn Fn(&Value) -> bool| -> Vec<String> {
        let said = known.iter().filter(|value| keep(value));
        said.filter_map(|value| match value {
            Value::Said(written) => Some(format!("“{}”", phrases.option(question, written).label)),
            Value::NotAsked | Value::Away(_) => None,
        })
        .collect()
    };
    let (named, others) = (answers(&is_allowed), answers(&|value| !is_allowed(value)));
    let short = phrases.short(question, Some(region));
    let or = |words: &[String]| value::list(words.iter().map(String::as_str));
    if question == Question::LongEnough {
        let lengths = lengths(known.iter().filter(|value| is_allowed(value)));
        let lengths: Vec<String> = lengths.into_iter().map(|length| length_words(length, phrases)).collect();
        let away = (!lengths.is_empty()).then(|| format!("Time away: {}", or(&lengths)));
        let guess =
            (!named.is_empty()).then(|| format!("{short} (asked where a date is not known): {}", or(&named)));
        let parts: Vec<String> = away.into_iter().chain(guess).collect();
        return if parts.is_empty() { format!("{short}: not asked") } else { parts.join("; or ") };
    }
    let asked = if is_allowed(&Value::NotAsked) && known.contains(&Value::NotAsked) {
        " (where it is asked)"
    } else {
        ""
    };
    if named.is_empty() {
        format!("{short}: not asked")
    } else if others.is_empty() {
        format!("{short}: any answer")
    } else if named.len() > others.len() + 1 {
        format!("{short}{asked}: anything but {}", or(&others))
    } else {
        format!("{short}{asked}: {}", or(&named))
    }
}

/// A stretch of time with both its ends, and whether they belong to it.
fn length_words(length: Length, phrases: Phrases<'_>) -> String {
    match length {
        Length { from: Some(from), to: Some(to) } if from.months < to.months => {
            let from = phrases.length(Length { from: Some(from), to: None });
            let to = phrases.length(Length { from: None, to: Some(to) });
            format!("{from} and {to}")
        }
        _ => phrases.length(length),
    }
}

/// Stretches of time, those that meet as one.
fn lengths<'v>(values: impl Iterator<Item = &'v Value>) -> Vec<Length> {
    let mut lengths: Vec<Length> = values
        .filter_map(|value| match value {
            Value::Away(length) => Some(*length),
            Value::NotAsked | Value::Said(_) => None,
        })
        .collect();
    lengths
        .sort_by_key(|length| (length.from.map(|from| (from.months, !from.included)), length.to.is_none()));
    let mut joined: Vec<Length> = Vec::new();
    for length in lengths {
        match joined.last_mut() {
            Some(shorter) if shorter.meets(length) => *shorter = shorter.and(length),
            _ => joined.push(length),
        }
    }
    joined
}
