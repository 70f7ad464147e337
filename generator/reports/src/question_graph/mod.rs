//! The checker's questions in one region, as people read them: which answer leads where.
//!
//! [`supportt_rules::question_graph`] finds the graph by trying every situation. Here its nodes
//! are numbered, its edges get words, and both become a text ([`Chart::text`]), a picture
//! ([`Chart::picture`]) or data for a theme. Knows nothing of the site.

mod chart;
mod label;
mod layout;
mod picture;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use supportt_basics::date::{self};
use supportt_forms::eligibility_checker::phrases::Phrases;
use supportt_forms::words::fill;
use supportt_rules::policy::InForce;
use supportt_rules::question_graph::{Node, QuestionGraph};
use supportt_rules::value;

pub use self::chart::{Chart, Lead, QuestionBox, Target, number};
use supportt_content::words::GraphWords;
use supportt_source::characters::one_line;

/// The form in which a question graph is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Form {
    /// A numbered list.
    #[default]
    Text,
    /// A picture for a browser or a document.
    Svg,
}

impl Chart {
    /// The chart of a region on a day.
    #[must_use]
    pub fn new(phrases: Phrases<'_>, words: &GraphWords, region: InForce<'_>) -> Self {
        let day = region.day();
        let graph = QuestionGraph::of_region(phrases.policy, region.region().id(), day);
        let (order, targets) = places(&graph);
        let (mut questions, mut outcomes) = (Vec::new(), Vec::new());
        for index in order {
            match &graph.nodes()[index] {
                Node::Outcome(outcome) => outcomes.push(phrases.outcome(*outcome, Some(region))),
                Node::Question(question, edges) => questions.push(QuestionBox {
                    question: *question,
                    heading: phrases.fill(&phrases.words.questions[question].heading, Some(region)),
                    answers: label::labels(*question, edges, phrases, words)
                        .into_iter()
                        .map(|(edge, answers)| Lead { answers, to: targets[&edge.to] })
                        .collect(),
                }),
            }
        }
        let chart = Self {
            title: fill(&words.title, &[("region", region.region().name())]),
            description: words.description.clone(),
            as_of: fill(&words.as_of, &[("date", &date::long(day))]),
            region: region.region().id().to_string(),
            questions,
            outcomes,
        };
        let reading_order = layout::reading_order(&chart);
        chart.with_questions_in(&reading_order)
    }

    /// The same chart with its questions in another order, given by their places in this one.
    fn with_questions_in(self, order: &[usize]) -> Self {
        let place = |old| order.iter().position(|other| *other == old).expect("every question has a place");
        let moved = |question: &QuestionBox| {
            let mut question = question.clone();
            for lead in &mut question.answers {
                if let Target::Question(to) = &mut lead.to {
                    *to = place(*to);
                }
            }
            question
        };
        let questions = order.iter().map(|old| moved(&self.questions[*old])).collect();
        Self { questions, ..self }
    }

    /// The chart as a list.
    #[must_use]
    pub fn text(&self, words: &GraphWords) -> String {
        let mut text = format!("{}\n{}\n", one_line(&self.title), one_line(&self.as_of));
        for (place, QuestionBox { question: _, heading, answers }) in self.questions.iter().enumerate() {
            write!(text, "\n{:>2}. {}\n", number(place), one_line(heading)).expect("a string takes any text");
            for lead in answers {
                let to = match lead.to {
                    Target::Question(place) => {
                        fill(&words.leads_to, &[("number", &number(place).to_string())])
                    }
                    Target::Outcome(place) => self.outcomes[place].clone(),
                };
                writeln!(text, "    {}: {}", one_line(&lead.label()), one_line(&to))
                    .expect("a string takes any text");
            }
        }
        text
    }
}

impl Lead {
    /// The answers in one line. Several are between quotation marks, for there are commas in some.
    #[must_use]
    pub fn label(&self) -> String {
        match self.answers.as_slice() {
            [answer] => answer.clone(),
            answers => {
                let quoted: Vec<String> = answers.iter().map(|answer| format!("“{answer}”")).collect();
                value::list(quoted.iter().map(String::as_str))
            }
        }
    }
}

/// The nodes of a graph in the order of a chart, questions first, and where each comes to stand.
fn places(graph: &QuestionGraph) -> (Vec<usize>, BTreeMap<usize, Target>) {
    let node = |index: &usize| &graph.nodes()[*index];
    // In the order in which somebody would meet them who always tries the first answer first.
    let mut order = Vec::new();
    let mut ahead = vec![graph.nodes().len() - 1];
    while let Some(index) = ahead.pop() {
        if !order.contains(&index) {
            order.push(index);
            if let Node::Question(_, edges) = node(&index) {
                ahead.extend(edges.iter().rev().map(|edge| edge.to));
            }
        }
    }
    order.sort_by_key(|index| match node(index) {
        Node::Question(question, _) => Ok(*question),
        Node::Outcome(outcome) => Err(*outcome),
    });
    let first_outcome = order.partition_point(|index| matches!(node(index), Node::Question(..)));
    let target = |place| match place {
        _ if place < first_outcome => Target::Question(place),
        _ => Target::Outcome(place - first_outcome),
    };
    let targets = order.iter().enumerate().map(|(place, index)| (*index, target(place))).collect();
    (order, targets)
}

#[cfg(test)]
mod tests {
    use expect_test::{expect, expect_file};

    use std::path::Path;

    use supportt_rules::policy::Region;

    use super::layout::{DrawnBox, Layout, Piece, layout};
    use super::*;
    use supportt_content::rulebook::Rulebook;
    use supportt_engine::load;
    use supportt_source::diagnostic::Diagnostics;

    fn north() -> Rulebook {
        let mut diagnostics = Diagnostics::new();
        let inputs = supportt_fixture::inputs("", &mut diagnostics);
        Rulebook::read(&inputs.sources, &mut diagnostics).expect("the fixture is sound")
    }

    fn charts(rulebook: &Rulebook) -> Vec<Chart> {
        let words = &rulebook.words.graph;
        let chart =
            |region: &Region| Chart::new(rulebook.phrases(), words, region.on(supportt_fixture::today()));
        rulebook.policy.regions().iter().map(chart).collect()
    }

    #[test]
    fn a_chart_is_a_list_and_a_picture() {
        let rulebook = north();
        let chart = &charts(&rulebook)[0];
        expect![[r#"
            Questions of the eligibility checker: North
            Made from the rules in force on 1 March 2026.

             1. Where are you now?
                I am planning time out: go to 2
                I am away from training now: go to 3
                I am back in training: go to 4
                I do not know: go to 5

             2. Why are you away, or planning to be?
                “Restrictions on practice” or “Suspension”: go to 6
                Any other answer: go to 10

             3. Why are you away, or planning to be?
                “Restrictions on practice” or “Suspension”: go to 7
                Any other answer: go to 11

             4. Why are you away, or planning to be?
                “Restrictions on practice” or “Suspension”: go to 8
                Any other answer: go to 12

             5. Why are you away, or planning to be?
                “Restrictions on practice” or “Suspension”: go to 9
                Any other answer: go to 13

             6. Does the suspension or restriction still apply?
                Any answer: go to 10

             7. Does the suspension or restriction still apply?
                Any answer: go to 11

             8. Does the suspension or restriction still apply?
                Any answer: go to 12

             9. Does the suspension or restriction still apply?
                Any answer: go to 13

            10. When does your time out start?
                A date: go to 14
                I do not know yet: go to 15

            11. When does your time out start?
                A date: go to 16
                I do not know yet: go to 17

            12. When does your time out start?
                A date: go to 18
                I do not know yet: go to 19

            13. When does your time out start?
                A date: go to 20
                I do not know yet: go to 21

            14. When is your first day back?
                Away for any length: Our source for the North does not cover your situation
                I do not know yet: go to 22

            15. When is your first day back?
                “Back in 0 months or less or 3 months or more” or “I do not know yet”: go to 22
                Back in between 0 months and 3 months: Our source for the North does not cover your situation

            16. When is your first day back?
                “Away for any length” or “I do not know yet (gone for 3 months or more)”: Our source for the North does not cover your situation
                I do not know yet (gone for less than 3 months): go to 22

            17. When is your first day back?
                “Back in less than 3 months” or “I do not know yet”: go to 22
                Back in 3 months or more: Our source for the North does not cover your situation

            18. When is your first day back?
                “Away for any length” or “I do not know yet (gone for between 0 months and 3 months)”: Our source for the North does not cover your situation
                I do not know yet (gone for 0 months or less or 3 months or more): go to 22

            19. When is your first day back?
                Any answer: go to 22

            20. When is your first day back?
                Away for less than 3 months: Our source for the North does not cover your situation
                Away for 3 months or more: Ask about your situation
                I do not know yet: go to 23

            21. When is your first day back?
                Any answer: go to 23

            22. Will you be away for 3 months or more?
                Any answer: Our source for the North does not cover your situation

            23. Will you be away for 3 months or more?
                “Yes” or “I do not know”: Ask about your situation
                No: Our source for the North does not cover your situation
        "#]]
        .assert_eq(&chart.text(&rulebook.words.graph));
        expect_file!["../../expected/question-graph.svg"].assert_eq(&chart.picture());
    }

    /// The site's own regions are drawn: theirs are the largest charts there are.
    fn real() -> Vec<Chart> {
        let mut diagnostics = Diagnostics::new();
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let inputs = load::load_content(&root, &mut diagnostics).expect("the content can be read");
        charts(&Rulebook::read(&inputs.sources, &mut diagnostics).expect("the content is sound"))
    }

    #[test]
    fn every_answer_has_words_and_every_box_is_reached() {
        for chart in real() {
            let leads = || chart.questions.iter().flat_map(|question| &question.answers);
            for lead in leads() {
                assert!(lead.answers.iter().all(|answer| !answer.is_empty()), "{}: {lead:?}", chart.title);
                assert!(!lead.answers.is_empty(), "{}: {lead:?}", chart.title);
            }
            let targets: std::collections::BTreeSet<Target> = leads().map(|lead| lead.to).collect();
            let all = (1..chart.questions.len())
                .map(Target::Question)
                .chain((0..chart.outcomes.len()).map(Target::Outcome));
            assert_eq!(targets.into_iter().collect::<Vec<_>>(), all.collect::<Vec<_>>(), "{}", chart.title);
        }
    }

    #[test]
    fn nothing_in_a_picture_lies_on_anything_else() {
        for chart in real() {
            let Layout { width, height, boxes, lines } = layout(&chart);
            for (place, one) in boxes.iter().enumerate() {
                assert!(one.x >= 0 && one.y >= 0 && one.x + one.width <= width, "{one:?}");
                assert!(one.y + one.height <= height, "{one:?}");
                for other in &boxes[place + 1..] {
                    assert!(apart(one, other), "{}: {one:?} and {other:?}", chart.title);
                }
                for line in &lines {
                    for piece in &line.pieces {
                        if let Piece::Straight { x, y, .. } = *piece {
                            let above_or_below = y < one.y || y > one.y + one.height;
                            assert!(x != one.x || above_or_below, "{}: {piece:?} on {one:?}", chart.title);
                        }
                    }
                }
            }
        }
    }

    fn apart(one: &DrawnBox, other: &DrawnBox) -> bool {
        one.x != other.x || one.y + one.height < other.y || other.y + other.height < one.y
    }
}
