//! What belongs to no region: the rest of the country, and confidential support.

use serde::{Deserialize, Serialize};

/// A part of the country whose training the site does not cover.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Elsewhere {
    /// Its name.
    pub name: String,
    /// Counties, cities and other names that people know it by.
    pub places: Vec<String>,
    /// What people there can do.
    pub says: String,
}

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
