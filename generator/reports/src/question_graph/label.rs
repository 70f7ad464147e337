//! The words on the edges of a chart.

use supportt_forms::eligibility_checker::phrases::Phrases;
use supportt_forms::words::fill;
use supportt_rules::answers::{Question, UNKNOWN};
use supportt_rules::features::Feature;
use supportt_rules::probe::Span;
use supportt_rules::question_graph::{Condition, Edge, EdgeAnswers};
use supportt_rules::value;

use supportt_content::words::GraphWords;
use supportt_source::wording::lower_first;

/// With more answers than this in a row, the longest row is "any other answer".
const READABLE: usize = 3;

/// Each edge of a question with its answers in words. "Any other answer" comes last.
pub(super) fn labels<'e>(
    question: Question,
    edges: &'e [Edge],
    phrases: Phrases<'_>,
    words: &GraphWords,
) -> Vec<(&'e Edge, Vec<String>)> {
    if let [only] = edges {
        return vec![(only, vec![words.any.clone()])];
    }
    let number = |edge: &Edge| match &edge.answers {
        EdgeAnswers::Words(words) => words.len(),
        EdgeAnswers::Days { .. } => 0,
    };
    let longest = (0..edges.len())
        .rev()
        .max_by_key(|place| number(&edges[*place]))
        .filter(|place| number(&edges[*place]) > READABLE);
    let named = (0..edges.len())
        .filter(|place| Some(*place) != longest)
        .map(|place| (&edges[place], in_words(question, &edges[place].answers, phrases, words)));
    named.chain(longest.map(|place| (&edges[place], vec![words.any_other.clone()]))).collect()
}

fn in_words(
    question: Question,
    answers: &EdgeAnswers,
    phrases: Phrases<'_>,
    words: &GraphWords,
) -> Vec<String> {
    match answers {
        EdgeAnswers::Words(answers) => {
            answers.iter().map(|written| phrases.option(question, written).label).collect()
        }
        EdgeAnswers::Days { known, unknown, with_length } => {
            let any = if *with_length {
                fill(&words.length, &[("length", &phrases.words.lengths.any)])
            } else {
                words.known_date.clone()
            };
            let not_known = phrases.option(question, UNKNOWN).label;
            let known = known.iter().map(|list| in_one(list, phrases, words).unwrap_or_else(|| any.clone()));
            let unknown = unknown.iter().map(|list| match in_one(list, phrases, words) {
                Some(conditions) => format!("{not_known} ({})", lower_first(&conditions)),
                None => not_known.clone(),
            });
            known.chain(unknown).collect()
        }
    }
}

/// Conditions in words; `None` where there are none.
fn in_one(conditions: &[Condition], phrases: Phrases<'_>, words: &GraphWords) -> Option<String> {
    let said: Vec<String> = conditions
        .iter()
        .map(|condition| {
            let lengths: Vec<String> =
                condition.allowed.lengths.iter().map(|length| phrases.length(*length)).collect();
            let template = match condition.feature() {
                Feature::Answer(_) | Feature::Absence | Feature::Time(Span::Absence) => &words.length,
                Feature::Time(Span::SinceLeave) => &words.since_leave,
                Feature::Time(Span::SinceReturn) => &words.since_return,
                Feature::Time(Span::UntilReturn) => &words.until_return,
            };
            let lengths = value::list(lengths.iter().map(String::as_str));
            fill(template, &[("length", &lengths)])
        })
        .collect();
    let (first, rest) = said.split_first()?;
    let rest: Vec<String> = rest.iter().map(|said| lower_first(said)).collect();
    Some(value::join(std::iter::once(first.as_str()).chain(rest.iter().map(String::as_str)), "and"))
}
