//! The checker's questions as a graph: which answer leads to which question or outcome.
//!
//! It is not drawn up by hand but follows from trying every situation, so it is exact. Parts
//! that go on in the same way are one.

use std::collections::{BTreeMap, BTreeSet};

use crate::answers::{Answers, Question, UNKNOWN};
use crate::conditions::{self, Point};
use crate::eligibility::{self, Outcome};
use crate::features::{Allowed, FEATURES, Feature, Features};
use crate::policy::Policy;
use crate::situations::Situations;
use supportt_basics::date::Date;
use supportt_basics::ids::RegionId;

/// A graph without cycles. Edges lead to nodes with a lower index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionGraph {
    nodes: Vec<Node>,
}

/// A question or an outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// A question, with what follows from its answers.
    Question(Question, Vec<Edge>),
    /// An outcome.
    Outcome(Outcome),
}

/// What follows from some answers to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// The answers.
    pub answers: EdgeAnswers,
    /// The index of the node that follows.
    pub to: usize,
}

/// The answers that lead along an edge.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EdgeAnswers {
    /// Words, as they are written.
    Words(Vec<String>),
    /// Days.
    Days {
        /// Days that meet all of the conditions of any list; none where no known day leads along.
        known: Vec<Vec<Condition>>,
        /// The same for a day that is not known.
        unknown: Vec<Vec<Condition>>,
        /// Whether the known days say how long the absence is.
        with_length: bool,
    },
}

/// What a feature of the situation must be.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Condition {
    /// The place of the feature among [`FEATURES`].
    place: usize,
    /// What it may be.
    pub allowed: Allowed,
}

impl Condition {
    /// The feature.
    #[must_use]
    pub fn feature(&self) -> Feature {
        FEATURES[self.place]
    }
}

impl QuestionGraph {
    /// The graph of one region's questions on a day.
    #[must_use]
    pub fn of_region(policy: &Policy, region: &RegionId, day: Date) -> Self {
        let answers = Answers::default().with(Question::Region, region.as_str());
        let situations = Situations::new(vec![policy], day, &answers);
        let mut builder = Builder { policy, day, situations, nodes: Vec::new(), known: BTreeMap::new() };
        builder.node(&[answers]);
        Self { nodes: builder.nodes }
    }

    /// Every node. The last is where the questions begin.
    #[must_use]
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }
}

struct Builder<'a> {
    policy: &'a Policy,
    day: Date,
    situations: Situations<'a>,
    nodes: Vec<Node>,
    known: BTreeMap<Shape, usize>,
}

/// What a node is and where it leads: nodes of one shape are one node.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Shape {
    Question(Question, Vec<(EdgeAnswers, usize)>),
    Outcome(Outcome),
}

impl Builder<'_> {
    /// The node to which answers lead that differ in the first day away at the most.
    fn node(&mut self, given: &[Answers]) -> usize {
        let Some(question) = self.situations.open_question(&given[0]) else {
            let outcome = eligibility::decide(self.policy, &given[0], self.day).outcome;
            return self.add(Shape::Outcome(outcome), Node::Outcome(outcome));
        };
        let edges = match question {
            Question::LeaveStart => self.leave_edges(&given[0]),
            Question::ReturnDate => self.return_edges(given),
            _ => self.word_edges(question, &given[0]),
        };
        let shape = edges.iter().map(|edge| (edge.answers.clone(), edge.to)).collect();
        self.add(Shape::Question(question, shape), Node::Question(question, edges))
    }

    fn word_edges(&mut self, question: Question, given: &Answers) -> Vec<Edge> {
        let mut edges: Vec<(Vec<String>, usize)> = Vec::new();
        for choice in self.situations.choices(question, given) {
            let to = self.node(&[given.with(question, &choice)]);
            match edges.iter_mut().find(|(_, other)| *other == to) {
                Some((words, _)) => words.push(choice),
                None => edges.push((vec![choice], to)),
            }
        }
        edges.into_iter().map(|(words, to)| Edge { answers: EdgeAnswers::Words(words), to }).collect()
    }

    /// The first day away alone decides nothing but together with the first day back.
    fn leave_edges(&mut self, given: &Answers) -> Vec<Edge> {
        let question = Question::LeaveStart;
        let days = self.situations.choices(question, given);
        let days = days.iter().filter(|choice| *choice != UNKNOWN);
        let known: Vec<Answers> = days.map(|choice| given.with(question, choice)).collect();
        let known = self.node(&known);
        let unknown = self.node(&[given.with(question, UNKNOWN)]);
        let days = |is_known: bool, is_unknown: bool| EdgeAnswers::Days {
            known: vec![Vec::new(); usize::from(is_known)],
            unknown: vec![Vec::new(); usize::from(is_unknown)],
            with_length: false,
        };
        if known == unknown {
            return vec![Edge { answers: days(true, true), to: known }];
        }
        vec![Edge { answers: days(true, false), to: known }, Edge { answers: days(false, true), to: unknown }]
    }

    fn return_edges(&mut self, given: &[Answers]) -> Vec<Edge> {
        let (mut of_known, mut of_unknown) = (Features::default(), Features::default());
        let (mut known, mut unknown) = (BTreeMap::new(), BTreeMap::new());
        for answers in given {
            for choice in self.situations.choices(Question::ReturnDate, answers) {
                let answers = answers.with(Question::ReturnDate, &choice);
                let (features, points) = if choice == UNKNOWN {
                    (&mut of_unknown, &mut unknown)
                } else {
                    (&mut of_known, &mut known)
                };
                // Days between the same boundaries lead to the same.
                let point = features.point(&answers, &self.situations);
                points.entry(point).or_insert_with(|| self.node(std::slice::from_ref(&answers)));
            }
        }
        let with_length = given[0].known_leave_start().is_some();
        let (known, unknown) = (described(&of_known, &known), described(&of_unknown, &unknown));
        let targets = known.iter().chain(&unknown).map(|(to, _)| *to);
        let mut order: Vec<usize> = Vec::new();
        for to in targets {
            if !order.contains(&to) {
                order.push(to);
            }
        }
        let of = |edges: &[(usize, Vec<Vec<Condition>>)], to: usize| {
            let edge = edges.iter().find(|(other, _)| *other == to);
            edge.map(|(_, lists)| lists.clone()).unwrap_or_default()
        };
        let edge = |to: usize| Edge {
            answers: EdgeAnswers::Days { known: of(&known, to), unknown: of(&unknown, to), with_length },
            to,
        };
        order.into_iter().map(edge).collect()
    }

    fn add(&mut self, shape: Shape, node: Node) -> usize {
        *self.known.entry(shape).or_insert_with(|| {
            self.nodes.push(node);
            self.nodes.len() - 1
        })
    }
}

/// For each target, in the order of lengths, the conditions under which points lead there.
fn described(features: &Features, points: &BTreeMap<Point, usize>) -> Vec<(usize, Vec<Vec<Condition>>)> {
    let (features, points) = features.simplified(points);
    let all: BTreeSet<Point> = points.keys().cloned().collect();
    let mut targets: Vec<usize> = Vec::new();
    for to in points.values() {
        if !targets.contains(to) {
            targets.push(*to);
        }
    }
    targets
        .into_iter()
        .map(|to| {
            let members = points.iter().filter(|(_, other)| **other == to).map(|(point, _)| point.clone());
            let boxes = conditions::describe(&members.collect(), &all);
            let lists = boxes.iter().map(|one| {
                let conditions = (0..FEATURES.len())
                    .filter_map(|place| Some(Condition { place, allowed: features.allowed(place, one)? }));
                conditions.collect()
            });
            (to, lists.collect())
        })
        .collect()
}
