//! Fields of a plan that a region may ask for besides those that every plan has: each is defined once, as data.

use serde::{Deserialize, Serialize};
use supportt_basics::ids::EntryId;
use supportt_basics::keyword::keywords;

/// A field that a region may switch on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanField {
    /// Its id, by which a region switches it on.
    pub id: EntryId,
    /// Its label in the form.
    pub label: String,
    /// More about it.
    pub hint: Option<String>,
    /// Its label in the plan, where that is another.
    pub in_plan: Option<String>,
    /// The part of the plan that it belongs to.
    pub part: FieldPart,
    /// What it takes.
    pub kind: FieldKind,
    /// How private it is.
    pub privacy: Privacy,
    /// The field before whose day its own cannot lie: `return-date`, or another that a region may switch on.
    pub not_before: Option<EntryId>,
    /// Whether its day is among the dates of the plan.
    pub is_a_milestone: bool,
}

impl PlanField {
    /// Its label in the plan.
    #[must_use]
    pub fn label_in_plan(&self) -> &str {
        self.in_plan.as_ref().unwrap_or(&self.label)
    }
}

keywords! {
    /// A part of a plan.
    pub enum FieldPart {
        /// Who the plan is for.
        About = "about",
        /// Who takes part.
        People = "people",
        /// What somebody does while away.
        Away = "away",
        /// How they are supervised.
        Supervision = "supervision",
        /// How they work once back.
        Arrangements = "arrangements",
        /// How a phased return goes. It is only asked of somebody who has one.
        PhasedReturn = "phased-return",
        /// What follows the return.
        Review = "review",
        /// What came of it. It is only asked once the person is back.
        AfterReturn = "after-return",
        /// What was agreed.
        Agreement = "agreement",
        /// Who gets a copy.
        Copies = "copies",
    }
}

keywords! {
    /// What a field takes.
    pub enum FieldKind {
        /// A few words.
        Line = "line",
        /// Some lines of text.
        Text = "text",
        /// An email address.
        Email = "email",
        /// A whole number.
        Number = "number",
        /// A day.
        Date = "date",
        /// Yes or no.
        YesNo = "yes-no",
    }
}

keywords! {
    /// How private a field is.
    pub enum Privacy {
        /// It says nothing that people at work do not know.
        Ordinary = "ordinary",
        /// It identifies somebody in a register. A region says why it asks.
        Identifying = "identifying",
        /// It may tell something of somebody's health or of why they are away. It is only there if they add it.
        Sensitive = "sensitive",
    }
}
