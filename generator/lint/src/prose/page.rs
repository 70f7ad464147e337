//! What is known of a page besides its text.

use supportt_basics::date::Date;
use supportt_rules::course::Session;

use crate::terms::Terms;

/// What is known of a page besides its text.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// How the site spells names.
    pub terms: Option<&'a Terms>,
    /// Its path in `content`.
    pub path: &'a str,
    /// Whether somebody will look at the page again by a day that is written down.
    pub is_dated: bool,
    /// The day on which it is read.
    pub today: Date,
    /// When what it is about is held; nothing where that is not known.
    pub sessions: &'a [Session],
    /// The teams of other regions, on a page of a region.
    pub other_teams: &'a [OtherTeam<'a>],
}

/// The team of a region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OtherTeam<'a> {
    /// The folder of the region.
    pub region: &'a str,
    /// What the region is called within a sentence.
    pub place: &'a str,
    /// What its team is called.
    pub team: &'a str,
}
