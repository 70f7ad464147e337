//! The policy of every region: validated, dated and sourced.
//!
//! A [`Policy`] can only be made from a [`PolicyDocument`] whose every reference resolves;
//! editors' files and the JSON inside a page both go through that one door.

mod document;
mod error;
mod region;
mod rule_id;

pub use document::{
    AgreementQuestion, AgreementTopic, Area, Asks, Citation, Conflict, Contact, Entitlement, Entry, Form,
    Limit, Notice, OpenTo, Paper, PolicyDocument, PriorApproval, RegionDocument, Rule, Source, Statement,
    Step, StepStage, Table, Terms, When,
};
pub use error::{Place, PolicyError, Problem};
pub use region::{HasValue, InForce, Region, Timing, ValueRef};
pub use rule_id::RuleId;

use serde::{Deserialize, Serialize};

use crate::vocabulary::Vocabulary;
use supportt_basics::ids::RegionId;

/// The validated policy of all regions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "PolicyDocument", into = "PolicyDocument")]
pub struct Policy {
    vocabulary: Vocabulary,
    regions: Vec<Region>,
}

impl Policy {
    /// Checks a document as a whole.
    ///
    /// # Errors
    /// Everything that is wrong with it, in the order of the document.
    pub fn new(document: PolicyDocument) -> Result<Self, Vec<PolicyError>> {
        let PolicyDocument { vocabulary, regions } = document;
        let mut errors = Vec::new();
        let mut built: Vec<Region> =
            regions.into_iter().map(|region| Region::new(region, &vocabulary, &mut errors)).collect();
        if !errors.is_empty() {
            return Err(errors);
        }
        built.sort_unstable_by(|one, other| (one.order(), one.id()).cmp(&(other.order(), other.id())));
        Ok(Self { vocabulary, regions: built })
    }

    /// The regions, in the order in which people are shown them.
    #[must_use]
    pub fn regions(&self) -> &[Region] {
        &self.regions
    }

    /// The region with this id.
    #[must_use]
    pub fn region(&self, id: &RegionId) -> Option<&Region> {
        self.regions.iter().find(|region| region.id() == id)
    }

    /// The words for what the policy names.
    #[must_use]
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }
}

impl TryFrom<PolicyDocument> for Policy {
    type Error = String;

    fn try_from(document: PolicyDocument) -> Result<Self, String> {
        Self::new(document)
            .map_err(|errors| errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))
    }
}

impl From<Policy> for PolicyDocument {
    fn from(policy: Policy) -> Self {
        Self { vocabulary: policy.vocabulary, regions: policy.regions.into_iter().map(Into::into).collect() }
    }
}
