//! Confidential support, which the forms name where it may be of use.

use serde::{Deserialize, Serialize};

/// Confidential support that somebody has checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Helpline {
    /// Its name.
    pub name: String,
    /// Who it is for, in a few words.
    pub says: String,
    /// The web address of its own page.
    pub address: String,
}
