//! The checker's questions as a graph: which answer leads to which question or outcome.
//!
//! It is not drawn up by hand but follows from trying every situation, so it is exact. Parts
//! that go on in the same way are one.

use std::collections::BTreeMap;

use crate::answers::{Answers, Question};
use crate::date::Date;
use crate::eligibility::{self, Outcome};
use crate::policy::Policy;
use crate::situations::Situations;
use crate::vocabulary::RegionId;

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
    /// The answers, each with one way of answering the questions before it.
    pub answers: Vec<Answers>,
    /// The index of the node that follows.
    pub to: usize,
}

impl QuestionGraph {
    /// The graph of one region's questions on a day.
    #[must_use]
    pub fn of_region(policy: &Policy, region: &RegionId, day: Date) -> Self {
        let situations = Situations { policies: vec![policy], day, leave_start: day };
        let mut builder = Builder { situations, nodes: Vec::new(), known: BTreeMap::new() };
        let answers = Answers::default().with(Question::Region, region.as_str());
        builder.node(policy, &answers);
        Self { nodes: builder.nodes }
    }

    /// Every node. The last is where the questions begin.
    #[must_use]
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }
}

struct Builder<'a> {
    situations: Situations<'a>,
    nodes: Vec<Node>,
    known: BTreeMap<Shape, usize>,
}

/// What a node is and where it leads: nodes of one shape are one node.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Shape {
    Question(Question, Vec<(Vec<String>, usize)>),
    Outcome(Outcome),
}

impl Builder<'_> {
    fn node(&mut self, policy: &Policy, answers: &Answers) -> usize {
        let Some(question) = self.situations.open_question(answers) else {
            let outcome = eligibility::decide(policy, answers, self.situations.day).outcome;
            return self.add(Shape::Outcome(outcome), Node::Outcome(outcome));
        };
        let mut edges: Vec<Edge> = Vec::new();
        for choice in self.situations.choices(question, answers) {
            let answers = answers.with(question, &choice);
            let to = self.node(policy, &answers);
            match edges.iter_mut().find(|edge| edge.to == to) {
                Some(edge) => edge.answers.push(answers),
                None => edges.push(Edge { answers: vec![answers], to }),
            }
        }
        let written = |edge: &Edge| edge.answers.iter().filter_map(|a| a.written(question)).collect();
        let leads = edges.iter().map(|edge| (written(edge), edge.to)).collect();
        self.add(Shape::Question(question, leads), Node::Question(question, edges))
    }

    fn add(&mut self, shape: Shape, node: Node) -> usize {
        *self.known.entry(shape).or_insert_with(|| {
            self.nodes.push(node);
            self.nodes.len() - 1
        })
    }
}
