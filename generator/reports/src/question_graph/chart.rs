//! The questions of a region, and what follows from their answers.

use supportt_rules::answers::Question;

/// A region's questions and what follows from their answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// What it shows.
    pub title: String,
    /// How the picture is read.
    pub description: String,
    /// The day it shows.
    pub as_of: String,
    /// The id of the region.
    pub region: String,
    /// The questions, in the order in which they are asked and drawn; the first is where it begins.
    pub questions: Vec<QuestionBox>,
    /// The outcomes in words.
    pub outcomes: Vec<String>,
}

/// A question, asked of those whose earlier answers lead to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionBox {
    /// Which question. The same one is here several times where it leads to different things.
    pub question: Question,
    /// The question in words.
    pub heading: String,
    /// What follows.
    pub answers: Vec<Lead>,
}

/// Some answers, and what follows from them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lead {
    /// The answers, each in words; never none.
    pub answers: Vec<String>,
    /// What follows.
    pub to: Target,
}

/// What follows from an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// A question, by its place among the questions.
    Question(usize),
    /// An outcome, by its place among the outcomes.
    Outcome(usize),
}

/// The number people see for the question at a place.
#[must_use]
pub fn number(place: usize) -> usize {
    place + 1
}
