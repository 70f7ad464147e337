//! What a rule can say: the closed set of kinds of policy value, and how each is printed.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use crate::fixed_words::{AbsenceReason, Stage};
use crate::fixed_words::{ApprovalNeeded, Handling, Scope};
use crate::vocabulary::Vocabulary;
use supportt_basics::bounds::{self, Bounds};
use supportt_basics::date::{self, Date};
use supportt_basics::ids::EntryId;
use supportt_basics::keyword::{Keyword, keywords};

/// The value of a rule, of one of a closed set of kinds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Value {
    /// A shortest length of absence.
    Threshold(Threshold),
    /// A time before leave or return.
    LeadTime(LeadTime),
    /// A largest number of something.
    Cap(Cap),
    /// A time after leave, return or the creation of an account.
    Period(Period),
    /// What happens to absences below the threshold.
    Handling(Handling),
    /// The stages at which people may join.
    Stages(Vec<Stage>),
    /// The reasons a source names. Never a closed list: a reason that is missing means nothing.
    Reasons(Vec<AbsenceReason>),
    /// Which absences must be approved.
    Approval(ApprovalNeeded),
    /// A form to complete.
    Form(EntryId),
    /// How much of the programme the source covers.
    Scope(Scope),
}

/// A shortest length of absence, in calendar months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Threshold {
    /// Whether an absence of exactly this length counts.
    pub test: Test,
    /// Calendar months.
    pub months: u32,
}

keywords! {
    /// How a length is compared with its threshold.
    pub enum Test {
        /// The threshold itself is enough.
        AtLeast = "at-least",
        /// It must be exceeded.
        MoreThan = "more-than",
    }
}

impl Threshold {
    /// The day of return from which an absence that starts on `leave_start` is exactly as
    /// long as the threshold.
    #[must_use]
    pub fn boundary(self, leave_start: Date) -> Date {
        date::months_after(leave_start, self.months)
    }

    /// Whether an absence reaches the threshold.
    ///
    /// `leave_start` is the first day away and `return_date` the first day back.
    #[must_use]
    pub fn is_reached(self, leave_start: Date, return_date: Date) -> bool {
        self.is_met_by(return_date.cmp(&self.boundary(leave_start)))
    }

    /// Whether a length that compares like this with the number of months reaches the threshold.
    #[must_use]
    pub fn is_met_by(self, length: Ordering) -> bool {
        match self.test {
            Test::AtLeast => length != Ordering::Less,
            Test::MoreThan => length == Ordering::Greater,
        }
    }
}

/// A time before leave or return.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeadTime {
    /// Weeks at the least; without them, any time before will do.
    pub weeks: Option<u32>,
    /// What the weeks are counted back from.
    pub before: Anchor,
}

/// A largest number of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Cap {
    /// The number that is still allowed.
    pub up_to: u32,
    /// What is counted.
    pub of: Unit,
}

/// A time after an event, in calendar months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// Calendar months at the most.
    pub months: u32,
    /// What the months are counted from.
    pub after: Anchor,
}

keywords! {
    /// The event a time is counted from.
    pub enum Anchor {
        /// The first day away.
        Leave = "leave",
        /// The first day back.
        Return = "return",
        /// The day an account with the mentoring system was created.
        Account = "account",
        /// The first day of a course that needs approval.
        Course = "course",
    }
}

keywords! {
    /// What a cap counts.
    pub enum Unit {
        /// Meetings of any kind.
        Sessions = "sessions",
        /// Days.
        Days = "days",
        /// People a mentor supports.
        Trainees = "trainees",
    }
}

keywords! {
    /// The kind of a [`Value`], for checking that a rule has the kind its readers expect.
    pub enum Kind {
        /// See [`Value::Threshold`].
        Threshold = "threshold",
        /// See [`Value::LeadTime`].
        LeadTime = "lead-time",
        /// See [`Value::Cap`].
        Cap = "cap",
        /// See [`Value::Period`].
        Period = "period",
        /// See [`Value::Handling`].
        Handling = "handling",
        /// See [`Value::Stages`].
        Stages = "stages",
        /// See [`Value::Reasons`].
        Reasons = "reasons",
        /// See [`Value::Approval`].
        Approval = "approval",
        /// See [`Value::Form`].
        Form = "form",
        /// See [`Value::Scope`].
        Scope = "scope",
    }
}

impl From<Cap> for Value {
    fn from(cap: Cap) -> Self {
        Self::Cap(cap)
    }
}

impl Unit {
    /// A number of them in words: `3 sessions`.
    #[must_use]
    pub fn count(self, number: u32) -> String {
        let (one, many) = match self {
            Self::Sessions => ("session", "sessions"),
            Self::Days => ("day", "days"),
            Self::Trainees => ("trainee", "trainees"),
        };
        count(number, one, many)
    }
}

impl Value {
    /// The number in the value, as it is called in files, and what it can sensibly be.
    #[must_use]
    pub fn number(&self) -> Option<(&'static str, u32, Bounds)> {
        match self {
            Self::Threshold(Threshold { months, .. }) | Self::Period(Period { months, .. }) => {
                Some(("months", *months, bounds::MONTHS))
            }
            Self::LeadTime(LeadTime { weeks, .. }) => Some(("weeks", (*weeks)?, bounds::WEEKS)),
            Self::Cap(Cap { up_to, .. }) => Some(("up-to", *up_to, bounds::AMOUNT)),
            _ => None,
        }
    }

    /// The words that the value lists; `None` where it is no list.
    #[must_use]
    pub fn listed(&self) -> Option<Vec<&'static str>> {
        match self {
            Self::Stages(stages) => Some(stages.iter().map(|stage| stage.word()).collect()),
            Self::Reasons(reasons) => Some(reasons.iter().map(|reason| reason.word()).collect()),
            _ => None,
        }
    }

    /// Which kind of value this is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::Threshold(_) => Kind::Threshold,
            Self::LeadTime(_) => Kind::LeadTime,
            Self::Cap(_) => Kind::Cap,
            Self::Period(_) => Kind::Period,
            Self::Handling(_) => Kind::Handling,
            Self::Stages(_) => Kind::Stages,
            Self::Reasons(_) => Kind::Reasons,
            Self::Approval(_) => Kind::Approval,
            Self::Form(_) => Kind::Form,
            Self::Scope(_) => Kind::Scope,
        }
    }

    /// The value in words that fit into a sentence: `3 months or more`.
    ///
    /// `form_name` gives the name of a form by its id.
    #[must_use]
    pub fn describe<'a>(
        &self,
        vocabulary: &Vocabulary,
        form_name: impl Fn(&EntryId) -> Option<&'a str>,
    ) -> String {
        match self {
            Self::Threshold(threshold) => {
                let months = count(threshold.months, "month", "months");
                match threshold.test {
                    Test::AtLeast => format!("{months} or more"),
                    Test::MoreThan => format!("more than {months}"),
                }
            }
            Self::LeadTime(LeadTime { weeks, before }) => {
                let event = match before {
                    Anchor::Leave => "before your leave starts",
                    Anchor::Return => "before you return",
                    Anchor::Account => "before you create an account",
                    Anchor::Course => "before the course starts",
                };
                match weeks {
                    Some(weeks) => format!("at least {} {event}", count(*weeks, "week", "weeks")),
                    None => event.to_owned(),
                }
            }
            Self::Cap(Cap { up_to, of }) => {
                format!("up to {}", of.count(*up_to))
            }
            Self::Period(Period { months, after }) => {
                let event = match after {
                    Anchor::Leave => "after your leave starts",
                    Anchor::Return => "after you return",
                    Anchor::Account => "after you create an account",
                    Anchor::Course => "after the course starts",
                };
                format!("up to {} {event}", count(*months, "month", "months"))
            }
            Self::Handling(handling) => vocabulary.handling[handling].clone(),
            Self::Stages(stages) => list(stages.iter().map(|s| vocabulary.stages[s].as_str())),
            Self::Reasons(reasons) => list(reasons.iter().map(|r| vocabulary.reasons[r].as_str())),
            Self::Approval(approval) => vocabulary.approval[approval].clone(),
            Self::Form(form) => form_name(form).unwrap_or(form.as_str()).to_owned(),
            Self::Scope(scope) => vocabulary.scope[scope].clone(),
        }
    }
}

fn count(number: u32, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// Joins words for a sentence: `a, b or c`.
#[must_use]
pub fn list<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    join(words, "or")
}

/// Joins words for a sentence with a conjunction of one's own: `a, b and c`.
#[must_use]
pub fn join<'a>(words: impl IntoIterator<Item = &'a str>, conjunction: &str) -> String {
    let words: Vec<&str> = words.into_iter().collect();
    match words.as_slice() {
        [] => String::new(),
        [word] => (*word).to_owned(),
        [first @ .., last] => format!("{} {conjunction} {last}", first.join(", ")),
    }
}
