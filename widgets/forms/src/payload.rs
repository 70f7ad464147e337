//! What a page hands to its form: everything the form needs, so that it never has to ask.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use supportt_rules::policy::Policy;
use supportt_rules::vocabulary::RegionId;

use crate::words::JourneyWords;

/// What a page hands to its form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Payload<Words> {
    /// The policy of every region.
    pub policy: Policy,
    /// Words that both forms use.
    pub journey: JourneyWords,
    /// The form's own words.
    pub words: Words,
    /// The region of the page, on a region's page.
    pub region: Option<RegionId>,
    /// The address of each region's page with the return-plan builder.
    pub plan_pages: BTreeMap<RegionId, String>,
}
