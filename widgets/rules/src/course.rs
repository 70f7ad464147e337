//! A course as far as a plan needs to know it.

use serde::{Deserialize, Serialize};

use supportt_basics::date::Date;

use crate::policy::Citation;

/// A course that a region lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Course {
    /// Its id among the region's courses.
    pub id: String,
    /// Its title.
    pub name: String,
    /// The days on which it runs, earliest first; none as long as they are not announced.
    pub sessions: Vec<Session>,
    /// The last day for booking.
    #[serde(with = "supportt_basics::date::written_or_not")]
    pub book_by: Option<Date>,
    /// Whether it must be approved before somebody goes to it.
    pub approval: bool,
    /// Where it is announced; `None` for what the region's own people say.
    pub citation: Option<Citation>,
}

/// A time at which a course runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// The first day.
    #[serde(with = "supportt_basics::date::written")]
    pub from: Date,
    /// The last day.
    #[serde(with = "supportt_basics::date::written")]
    pub until: Date,
    /// The time of day.
    pub time: Option<String>,
}

/// How a course lies to a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It runs on that day, or will.
    Ahead,
    /// Its days are not announced.
    Unannounced,
    /// All of its days are over.
    Over,
}

/// The next time a course runs, which may have begun.
#[must_use]
pub fn next(sessions: &[Session], today: Date) -> Option<&Session> {
    sessions.iter().find(|session| session.until >= today)
}

/// How a course that runs at these times lies to `today`.
#[must_use]
pub fn standing(sessions: &[Session], today: Date) -> Standing {
    if sessions.is_empty() {
        Standing::Unannounced
    } else if next(sessions, today).is_some() {
        Standing::Ahead
    } else {
        Standing::Over
    }
}
