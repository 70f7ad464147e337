//! What the site hands to a form: everything it needs, so that it never has to ask.
//!
//! The generator writes one file for each form with [`Payload::to_bytes`]; the form reads it
//! with [`Payload::from_bytes`]. The bytes are in postcard's format, whose reader is a quarter
//! of the size of JSON's in a browser. Both sides are compiled from the same types, and the
//! file's name changes with its content, so neither can meet another version of the other.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use supportt_basics::ids::{EntryId, RegionId};
use supportt_rules::course::Course;
use supportt_rules::policy::Policy;
use supportt_rules::working_days::BankHolidays;

use crate::national::{Elsewhere, Helpline};
use crate::words::JourneyWords;

/// What the site hands to a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payload<Words> {
    /// The policy of every region.
    pub policy: Policy,
    /// Words that both forms use.
    pub journey: JourneyWords,
    /// The form's own words.
    pub words: Words,
    /// The pages that the checker leads to, of each region.
    pub pages: BTreeMap<RegionId, RegionPages>,
    /// The bank holidays that are known.
    pub bank_holidays: BankHolidays,
    /// The courses that each region lists.
    pub courses: BTreeMap<RegionId, Vec<Course>>,
    /// The parts of the country that the site does not cover.
    pub elsewhere: Vec<Elsewhere>,
    /// Confidential support.
    pub helplines: Vec<Helpline>,
}

/// The addresses of a region's pages, of those that it has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegionPages {
    /// Where to make a return plan.
    pub plan: Option<String>,
    /// Where to ask for a mentor.
    pub mentor_request: Option<String>,
    /// Where all steps stand.
    pub steps: Option<String>,
    /// Where each form is to be had.
    pub forms: BTreeMap<EntryId, String>,
}

impl<Words: Serialize + DeserializeOwned> Payload<Words> {
    /// The payload as bytes.
    ///
    /// # Panics
    /// Never: its types can all be written.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        postcard::to_allocvec(self).expect("every type of a payload can be written")
    }

    /// Reads what [`Self::to_bytes`] wrote, and checks the policy in it again.
    ///
    /// # Errors
    /// When the bytes are something else.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, String> {
        postcard::from_bytes(bytes).map_err(|error| error.to_string())
    }
}
