//! Something that must be looked at again.

use supportt_basics::date::Date;

use supportt_source::Span;

/// What must be looked at again.
#[derive(Clone, Debug)]
pub struct Due {
    /// The day by which.
    pub review_by: Option<Date>,
    /// Whether that day is written with it; if not, it follows from the last look.
    pub has_own_day: bool,
    /// How that day stands to today.
    pub state: State,
    /// The day on which somebody last looked at it.
    pub last_checked: Option<Date>,
    /// Who answers for it.
    pub owner: String,
    /// What it is: `page`, or the word its list is called.
    pub kind: &'static str,
    /// The id of its region; nothing when it belongs to none.
    pub region: Option<String>,
    /// Its id among its kind; of a page the address.
    pub id: String,
    /// Its title.
    pub name: String,
    /// The first day of this version, where there are versions.
    pub from: Option<Date>,
    /// The title of what it is held against.
    pub source: Option<String>,
    /// Where in that.
    pub reference: Option<String>,
    /// Where the day of the last look is written, because that is what changes after the next; without one, its id.
    pub place: Span,
}

/// How the day of a review stands to today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The day has passed.
    Overdue,
    /// The day is today or to come.
    Due,
    /// A later version has replaced it, so nobody needs to look at it again.
    Replaced,
    /// There is no day: no source says so, but we do.
    Undated,
}

impl State {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Due => "due",
            Self::Replaced => "replaced",
            Self::Undated => "undated",
        }
    }
}
