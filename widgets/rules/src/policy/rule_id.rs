//! The rules that the checker and the plan read, and that every region must therefore have.

use crate::value::Kind;
use supportt_basics::ids::EntryId;
use supportt_basics::keyword::{Keyword, keywords};

keywords! {
    /// A rule that decisions and plans are made from. Regions may have others besides.
    pub enum RuleId {
        /// What the region's source covers.
        Scope = "scope",
        /// The shortest absence covered.
        MinimumAbsence = "minimum-absence",
        /// What happens below it.
        BelowMinimum = "below-minimum",
        /// At which stages people may join.
        Stages = "stages",
        /// Reasons the source names.
        Reasons = "reasons",
        /// Which absences must be approved.
        Approval = "approval",
        /// The form somebody still planning must complete first.
        PlannerForm = "planner-form",
        /// What is said about joining while suspended or restricted.
        Restriction = "restriction",
        /// When to talk before leave.
        LeaveTalk = "leave-talk",
        /// When to talk before returning.
        ReturnTalk = "return-talk",
    }
}

impl RuleId {
    /// The kind of value the rule has when it is stated; `None` when its sentence is the rule.
    #[must_use]
    pub fn kind(self) -> Option<Kind> {
        match self {
            Self::Scope => Some(Kind::Scope),
            Self::MinimumAbsence => Some(Kind::Threshold),
            Self::BelowMinimum => Some(Kind::Handling),
            Self::Stages => Some(Kind::Stages),
            Self::Reasons => Some(Kind::Reasons),
            Self::Approval => Some(Kind::Approval),
            Self::PlannerForm => Some(Kind::Form),
            Self::Restriction => None,
            Self::LeaveTalk | Self::ReturnTalk => Some(Kind::LeadTime),
        }
    }
}

impl From<RuleId> for EntryId {
    fn from(rule: RuleId) -> Self {
        Self::from(rule.word())
    }
}
