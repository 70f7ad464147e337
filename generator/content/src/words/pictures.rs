//! The words of figures: a process, a question graph.

use serde::Deserialize;

/// The words of a process, besides those of the policy.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ProcessWords {
    /// What the picture shows: `{place}`.
    pub title: String,
    /// The day it shows: `{date}`.
    pub as_of: String,
    /// Which line means what: `{must}`, `{recommend}`, `{may}`.
    pub key: String,
    /// What stands in a stage without steps.
    pub no_steps: String,
    /// What each fact about a step is called.
    pub facts: FactWords,
}

/// What the facts about a step are called.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct FactWords {
    /// How long an absence must be for it.
    pub length: String,
    /// When it is due.
    pub when: String,
    /// Whom it is done with.
    pub with: String,
    /// The form completed in it.
    pub form: String,
    /// Who gets the form.
    pub goes_to: String,
    /// Who gets it after that.
    pub passed_on_to: String,
}

/// The words of a chart, besides those of the checker.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct GraphWords {
    /// What the chart shows: `{region}`.
    pub title: String,
    /// How the picture is read.
    pub description: String,
    /// The day it shows: `{date}`.
    pub as_of: String,
    /// Every answer there is.
    pub any: String,
    /// The answers that are not named beside it.
    pub any_other: String,
    /// A date that is known.
    pub known_date: String,
    /// A length of absence: `{length}`.
    pub length: String,
    /// A time since the first day back: `{length}`.
    pub since_return: String,
    /// A time until the first day back: `{length}`.
    pub until_return: String,
    /// A time since the first day away: `{length}`.
    pub since_leave: String,
    /// Where an answer leads: `{number}`.
    pub leads_to: String,
}
