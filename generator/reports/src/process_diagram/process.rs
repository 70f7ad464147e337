//! The steps of a region, as they are drawn and read out.

use serde::Serialize;
use supportt_rules::fixed_words::Strength;

/// The steps of a region, by stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Process {
    /// The id of the region.
    pub region: String,
    /// What is shown.
    pub title: String,
    /// How the picture is read.
    pub description: String,
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
    #[must_use]
    pub fn is_about_a_form(self) -> bool {
        match self {
            Self::Length | Self::When | Self::With => false,
            Self::Form | Self::GoesTo | Self::PassedOnTo => true,
        }
    }
}

impl Fact {
    /// The fact in one line.
    #[must_use]
    pub fn line(&self) -> String {
        format!("{} {}", self.heading(), self.value)
    }

    /// What its line begins with.
    pub(super) fn heading(&self) -> String {
        format!("{}:", self.label)
    }
}
