//! The features of a situation that decisions can depend on, and what situations that share
//! something have in common.

use std::collections::BTreeMap;

use crate::answers::{Answers, Question};
use crate::conditions::{Conditions, Point};
use crate::probe::Span;
use crate::situations::{self, Length, Situations};

/// A feature of a situation within a region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feature {
    /// The answer to a question.
    Answer(Question),
    /// How long the absence is, or what is guessed where a date is not known.
    Absence,
    /// How long ago something was.
    Time(Span),
}

/// Every feature, in the order in which people are told of them.
pub const FEATURES: [Feature; 9] = [
    Feature::Answer(Question::Stage),
    Feature::Answer(Question::PlannerForm),
    Feature::Answer(Question::Reason),
    Feature::Answer(Question::Restriction),
    Feature::Answer(Question::Approved),
    Feature::Absence,
    Feature::Time(Span::SinceLeave),
    Feature::Time(Span::SinceReturn),
    Feature::Time(Span::UntilReturn),
];

/// A value of a feature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FeatureValue {
    /// The question is not asked, or a day is not known.
    Absent,
    /// An answer, as it is written.
    Said(String),
    /// How long a span is.
    Length(Length),
}

/// The values of each feature that occur among some situations, in the order in which they are met.
#[derive(Clone, Debug, Default)]
pub struct Features {
    values: [Vec<FeatureValue>; FEATURES.len()],
}

impl Features {
    /// The values of each feature, with the feature.
    pub fn values(&self) -> impl Iterator<Item = (Feature, &[FeatureValue])> {
        FEATURES.into_iter().zip(self.values.iter().map(Vec::as_slice))
    }

    /// The situation as a point.
    pub fn point(&mut self, answers: &Answers, situations: &Situations<'_>) -> Point {
        let mut point = Point::with_capacity(FEATURES.len());
        for (known, feature) in self.values.iter_mut().zip(FEATURES) {
            let value = value(feature, answers, situations);
            let place = known.iter().position(|other| *other == value).unwrap_or_else(|| {
                known.push(value);
                known.len() - 1
            });
            point.push(place);
        }
        point
    }

    /// The same points with as few lengths as possible: neighbouring stretches are one where
    /// nothing depends on which of them it is.
    #[must_use]
    pub fn simplified<L: Clone + PartialEq>(
        &self,
        points: &BTreeMap<Point, L>,
    ) -> (Self, BTreeMap<Point, L>) {
        let (mut features, mut points) = (self.clone(), points.clone());
        for feature in 0..FEATURES.len() {
            let classes = features.classes(feature, &points);
            let known = &features.values[feature];
            let (mut values, mut places) = (Vec::new(), vec![0; known.len()]);
            for class in classes {
                for place in &class {
                    places[*place] = values.len();
                }
                let lengths = class.iter().filter_map(|place| match &known[*place] {
                    FeatureValue::Length(length) => Some(*length),
                    FeatureValue::Absent | FeatureValue::Said(_) => None,
                });
                let first = lengths.clone().min_by_key(|length| length.rank());
                let last = lengths.max_by_key(|length| length.rank());
                values.push(match first.zip(last) {
                    Some((first, last)) => FeatureValue::Length(first.and(last)),
                    None => known[class[0]].clone(),
                });
            }
            features.values[feature] = values;
            points = points
                .into_iter()
                .map(|(mut point, label)| {
                    point[feature] = places[point[feature]];
                    (point, label)
                })
                .collect();
        }
        (features, points)
    }

    /// The values of a feature in groups: alone, but for stretches of time that can be one.
    fn classes<L: Clone + PartialEq>(&self, feature: usize, points: &BTreeMap<Point, L>) -> Vec<Vec<usize>> {
        let values = &self.values[feature];
        let mut order: Vec<usize> = (0..values.len()).collect();
        // Lengths in their order come last: the sort keeps the order of everything else.
        order.sort_by_key(|place| match &values[*place] {
            FeatureValue::Length(length) => Some(length.rank()),
            FeatureValue::Absent | FeatureValue::Said(_) => None,
        });
        let elsewhere = |place: usize| -> BTreeMap<Point, &L> {
            let of_value = points.iter().filter(|(point, _)| point[feature] == place);
            of_value
                .map(|(point, label)| {
                    let mut rest = point.clone();
                    rest.remove(feature);
                    (rest, label)
                })
                .collect()
        };
        let mut classes: Vec<(Vec<usize>, BTreeMap<Point, &L>)> = Vec::new();
        for place in order {
            let labels = elsewhere(place);
            let is_length = |place: usize| matches!(values[place], FeatureValue::Length(_));
            match classes.last_mut() {
                Some((class, known))
                    if is_length(place)
                        && is_length(class[0])
                        && labels.iter().all(|(rest, label)| known.get(rest).is_none_or(|l| l == label)) =>
                {
                    class.push(place);
                    known.extend(labels);
                }
                _ => classes.push((vec![place], labels)),
            }
        }
        classes.into_iter().map(|(class, _)| class).collect()
    }

    /// What a condition allows of one feature; `None` where it allows everything that occurs.
    #[must_use]
    pub fn allowed(&self, place: usize, conditions: &Conditions) -> Option<Allowed> {
        let (known, allowed) = (&self.values[place], &conditions[place]);
        if allowed.len() >= known.len() {
            return None;
        }
        let mut lengths = Vec::new();
        let (mut said, mut others, mut absent) = (Vec::new(), Vec::new(), None);
        for (place, value) in known.iter().enumerate() {
            let is_allowed = allowed.contains(&place);
            match value {
                FeatureValue::Length(length) if is_allowed => lengths.push(*length),
                FeatureValue::Length(_) => {}
                FeatureValue::Said(written) if is_allowed => said.push(written.clone()),
                FeatureValue::Said(written) => others.push(written.clone()),
                FeatureValue::Absent => absent = Some(is_allowed),
            }
        }
        Some(Allowed { lengths: situations::joined(lengths), said, others, absent })
    }
}

/// What a condition allows of one feature.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Allowed {
    /// Lengths, those that meet as one.
    pub lengths: Vec<Length>,
    /// Answers, as they are written.
    pub said: Vec<String>,
    /// Answers that it does not allow.
    pub others: Vec<String>,
    /// Whether it allows that there is no value, where that occurs.
    pub absent: Option<bool>,
}

fn value(feature: Feature, answers: &Answers, situations: &Situations<'_>) -> FeatureValue {
    let said = |question| answers.written(question).map_or(FeatureValue::Absent, FeatureValue::Said);
    let length = |span| situations.length(span, answers).map(FeatureValue::Length);
    match feature {
        Feature::Answer(question) => said(question),
        Feature::Absence => length(Span::Absence).unwrap_or_else(|| said(Question::LongEnough)),
        Feature::Time(span) => length(span).unwrap_or(FeatureValue::Absent),
    }
}
