//! A region's process, as people follow it: the steps of each stage, one after the other, that are in force on one day.

use serde::Serialize;
use supportt_basics::date;
use supportt_basics::keyword::Keyword as _;
use supportt_content::words::{FactWords, Words};
use supportt_forms::words::fill;
use supportt_rules::fixed_words::Strength;
use supportt_rules::policy::{Entry, InForce, Step, StepStage};
use supportt_rules::vocabulary::Vocabulary;

/// The steps of a region, by stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Process {
    /// What is shown.
    pub title: String,
    /// The day it shows.
    pub as_of: String,
    /// Which line means what.
    pub key: String,
    /// Every stage in its order; none where the region's source describes no steps at all.
    pub stages: Vec<ProcessStage>,
}

/// A stage and its steps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProcessStage {
    /// What it is called.
    pub title: String,
    /// What is said in place of steps, where there are none: silence is shown, not left out.
    pub silence: Option<String>,
    /// Its steps in their order.
    pub steps: Vec<ProcessStep>,
}

/// A step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProcessStep {
    /// Its number, counted through all stages.
    pub number: usize,
    /// What is done.
    pub name: String,
    /// How strongly the source puts it.
    pub strength: Strength,
    /// The same in words.
    pub strength_label: String,
    /// What else there is to know about it.
    pub facts: Vec<Fact>,
    /// What becomes of its form.
    pub form: Vec<Fact>,
}

/// Something to know about a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// What it is about.
    pub about: About,
    /// The same in words.
    pub label: String,
    /// What there is to know.
    pub value: String,
}

/// What a fact is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum About {
    /// How long an absence must be for the step.
    Length,
    /// When the step is due.
    When,
    /// Whom it is done with.
    With,
    /// The form completed in it.
    Form,
    /// Who gets the form.
    GoesTo,
    /// Who gets it after that.
    PassedOnTo,
}

impl About {
    /// Whether it is about what becomes of a form, and not about the step itself.
    fn is_about_a_form(self) -> bool {
        match self {
            Self::Length | Self::When | Self::With => false,
            Self::Form | Self::GoesTo | Self::PassedOnTo => true,
        }
    }
}

/// What there is to know about a step, in the order in which it happens.
#[must_use]
pub fn facts(step: &Step, region: InForce<'_>, vocabulary: &Vocabulary, words: &FactWords) -> Vec<Fact> {
    [
        (About::Length, &words.length, region.length_in_words(step, vocabulary)),
        (About::When, &words.when, region.timing_in_words(step, vocabulary, |_| true)),
        (About::With, &words.with, region.names_of(&step.with, vocabulary, "or")),
        (About::Form, &words.form, region.form_of(step, vocabulary)),
        (About::GoesTo, &words.goes_to, region.names_of(&step.sends_to, vocabulary, "and")),
        (About::PassedOnTo, &words.passed_on_to, region.names_of(&step.then_to, vocabulary, "and")),
    ]
    .into_iter()
    .filter_map(|(about, label, value)| Some(Fact { about, label: label.clone(), value: value? }))
    .collect()
}

/// The steps of a region in the order in which they are taken, each with its number.
pub fn numbered(region: InForce<'_>) -> impl Iterator<Item = (usize, &Entry<Step>)> {
    let stages = StepStage::ALL.iter();
    (1..).zip(stages.flat_map(move |stage| region.steps().filter(move |entry| entry.body.stage == *stage)))
}

impl Process {
    /// The process of a region on a day.
    #[must_use]
    pub fn new(region: InForce<'_>, words: &Words) -> Self {
        let Words { vocabulary, process, .. } = words;
        let strength = |strength| vocabulary.strength[&strength].as_str();
        let key = [Strength::Must, Strength::Recommend, Strength::May].map(|one| (one.word(), strength(one)));
        let step = |(number, entry): (usize, &Entry<Step>)| {
            let facts = facts(&entry.body, region, vocabulary, &process.facts);
            let (form, facts) = facts.into_iter().partition(|fact| fact.about.is_about_a_form());
            ProcessStep {
                number,
                name: entry.name.clone(),
                strength: entry.body.strength,
                strength_label: strength(entry.body.strength).to_owned(),
                facts,
                form,
            }
        };
        let stage = |stage: &StepStage| {
            let steps: Vec<ProcessStep> =
                numbered(region).filter(|(_, entry)| entry.body.stage == *stage).map(step).collect();
            ProcessStage {
                title: words.stage(*stage).to_owned(),
                silence: steps.is_empty().then(|| process.no_steps.clone()),
                steps,
            }
        };
        let has_steps = region.steps().next().is_some();
        Self {
            title: fill(&process.title, &[("place", &region.region().terms().place)]),
            as_of: fill(&process.as_of, &[("date", &date::long(region.day()))]),
            key: fill(&process.key, &key),
            stages: StepStage::ALL.iter().filter(|_| has_steps).map(stage).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Process;
    use supportt_content::rulebook::Rulebook;
    use supportt_source::diagnostic::Diagnostics;

    fn process(region: &str) -> Process {
        let mut diagnostics = Diagnostics::new();
        let inputs =
            supportt_fixture::inputs(&format!("//- content/north/region.toml\n{region}"), &mut diagnostics);
        let rulebook = Rulebook::read(&inputs.sources, &mut diagnostics).expect("the fixture is sound");
        Process::new(rulebook.policy.regions()[0].on(supportt_fixture::today()), &rulebook.words)
    }

    #[test]
    fn a_region_without_steps_has_no_stages() {
        let (region, _) = supportt_fixture::NORTH.split_once("[[step]]").expect("it has a step");
        assert_eq!(process(region).stages, Vec::new());
    }

    #[test]
    fn a_stage_without_steps_says_so() {
        let stages = process(supportt_fixture::NORTH).stages;
        let silent: Vec<bool> = stages.iter().map(|stage| stage.silence.is_some()).collect();
        assert_eq!(silent, [true, false, true]);
    }

    #[test]
    fn steps_are_those_in_force() {
        let (_, step) = supportt_fixture::NORTH.split_once("[[step]]").expect("it has a step");
        let step = step.split("[[").next().unwrap_or_default();
        let later =
            step.replace("before-return", "after-return").replace("from = 2025-01-01", "from = 2026-03-02");
        let later = later.replacen("id = \"", "id = \"later-", 1);
        let process = process(&format!("{}\n[[step]]{later}", supportt_fixture::NORTH));
        assert!(process.stages[2].steps.is_empty(), "{process:?}");
    }
}
