//! The words the site uses for the things policy talks about.

use std::collections::BTreeMap;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use crate::fixed_words::{AbsenceReason, Stage};
use crate::fixed_words::{ApprovalNeeded, Handling, Scope};
use crate::fixed_words::{FormStatus, Strength};
use crate::plan_field::PlanField;
use supportt_basics::bounds::BOUNDARY_DAYS;
use supportt_basics::ids::RoleId;
use supportt_basics::keyword::Keyword;

/// The site's words for what the policy values name, and how the site reads policy where no
/// source says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vocabulary {
    /// Names of roles, such as "Educational Supervisor".
    pub roles: BTreeMap<RoleId, String>,
    /// Names of stages, such as "planning time out".
    pub stages: BTreeMap<Stage, String>,
    /// Names of reasons for absence.
    pub reasons: BTreeMap<AbsenceReason, String>,
    /// How absences below a threshold are treated.
    pub handling: BTreeMap<Handling, String>,
    /// Which absences need approval.
    pub approval: BTreeMap<ApprovalNeeded, String>,
    /// What a source covers.
    pub scope: BTreeMap<Scope, String>,
    /// How strongly a source puts a step.
    pub strength: BTreeMap<Strength, String>,
    /// Whether a form is the one to use.
    pub forms: BTreeMap<FormStatus, String>,
    /// How this site reads policy where no source says.
    pub reading: Reading,
    /// The fields that a region may add to its plans.
    #[serde(default)]
    pub plan_fields: Vec<PlanField>,
}

/// How this site reads policy where no source says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Reading {
    /// An absence within this many days of a threshold, on either side, should be checked
    /// with the team.
    #[serde(deserialize_with = "boundary_days")]
    pub boundary_days: u64,
}

fn boundary_days<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    let days = u64::deserialize(deserializer)?;
    let is_meant = i64::try_from(days).is_ok_and(|days| BOUNDARY_DAYS.contain(days));
    is_meant.then_some(days).ok_or_else(|| D::Error::custom(format!("must be a number {BOUNDARY_DAYS}")))
}

impl Vocabulary {
    /// The words that are missing, as `section.key`, for an error message.
    #[must_use]
    pub fn missing(&self) -> Vec<String> {
        fn absent<K: Keyword>(section: &str, words: &BTreeMap<K, String>) -> Vec<String> {
            K::ALL
                .iter()
                .filter(|key| !words.contains_key(key))
                .map(|key| format!("{section}.{}", key.word()))
                .collect()
        }
        [
            absent("stages", &self.stages),
            absent("reasons", &self.reasons),
            absent("handling", &self.handling),
            absent("approval", &self.approval),
            absent("scope", &self.scope),
            absent("strength", &self.strength),
            absent("forms", &self.forms),
        ]
        .concat()
    }
}
