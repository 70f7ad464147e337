//! The words on the edges of a chart.

use supportt_forms::eligibility_checker::phrases::Phrases;
use supportt_forms::words::fill;
use supportt_rules::answers::{Answers, Question, UNKNOWN};
use supportt_rules::date::Date;
use supportt_rules::question_graph::Edge;
use supportt_rules::situations::Situations;

use super::GraphWords;

/// With more answers than this in a row, the longest row is "any other answer".
const READABLE: usize = 3;

/// Each edge of a question with its answers in words. "Any other answer" comes last.
pub(super) fn labels<'e>(
    question: Question,
    edges: &'e [Edge],
    phrases: Phrases<'_>,
    words: &GraphWords,
    day: Date,
) -> Vec<(&'e Edge, Vec<String>)> {
    if let [only] = edges {
        return vec![(only, vec![words.any.clone()])];
    }
    let longest = (0..edges.len())
        .rev()
        .max_by_key(|place| edges[*place].answers.len())
        .filter(|place| is_list(question) && edges[*place].answers.len() > READABLE);
    let named = (0..edges.len())
        .filter(|place| Some(*place) != longest)
        .map(|place| (&edges[place], in_words(question, &edges[place].answers, phrases, words, day)));
    named.chain(longest.map(|place| (&edges[place], vec![words.any_other.clone()]))).collect()
}

/// Whether the answers to a question are words to choose from.
fn is_list(question: Question) -> bool {
    !question.words().is_empty()
}

fn in_words(
    question: Question,
    answers: &[Answers],
    phrases: Phrases<'_>,
    words: &GraphWords,
    day: Date,
) -> Vec<String> {
    if is_list(question) {
        return answers.iter().filter_map(|answers| phrases.answer(question, answers)).collect();
    }
    let situations = Situations { policies: vec![phrases.policy], day, leave_start: day };
    let is_known = |answers: &&Answers| answers.written(question).as_deref() != Some(UNKNOWN);
    let known: Vec<Answers> = answers.iter().filter(is_known).cloned().collect();
    let has_length = known.iter().any(|answers| situations.length(answers).is_some());
    let date = if known.is_empty() {
        None
    } else if question == Question::ReturnDate && has_length {
        Some(fill(&words.length, &[("length", &phrases.answers(question, &known, &situations))]))
    } else {
        // One date stands for every date there is.
        Some(words.known_date.clone())
    };
    let unknown = (known.len() < answers.len()).then(|| phrases.option(question, UNKNOWN).label);
    date.into_iter().chain(unknown).collect()
}
