//! What can be wrong with a policy document, in the words of policy.
//!
//! A place is named by region, table and position, so that whoever read the document can
//! point at it.

use std::fmt;

use super::document::Table;
use super::rule_id::RuleId;
use crate::value::Kind;
use supportt_basics::bounds::Bounds;
use supportt_basics::date::{self, Date};
use supportt_basics::ids::RegionId;
use supportt_basics::keyword::Keyword;

/// One thing wrong with a policy document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyError {
    /// The region it is in.
    pub region: RegionId,
    /// Where in the region; `None` for something that is nowhere because it is missing.
    pub place: Option<Place>,
    /// What is wrong.
    pub problem: Problem,
}

/// A place in a region's file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Which list.
    pub table: Table,
    /// Which entry of it, from 0, in the order of the document.
    pub index: usize,
    /// Which field of the entry.
    pub field: &'static str,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// An id that names nothing: what was sought, the id, and the ids there are.
    Unknown {
        /// What was sought: `source`, `role`, `form`.
        what: &'static str,
        /// The id written.
        id: String,
        /// The ids that would have been right.
        known: Vec<String>,
    },
    /// A field that identifies somebody, without a reason to ask for it.
    NoReasonToAsk {
        /// The field.
        field: String,
    },
    /// One id for two things.
    DuplicateId {
        /// The id.
        id: String,
        /// Where it is used first.
        first: Place,
    },
    /// Two versions of one entry that start on the same day.
    SameFrom {
        /// The id.
        id: String,
        /// The other version.
        first: Place,
    },
    /// A rule with a value of another kind than its readers expect.
    WrongKind {
        /// The rule.
        rule: RuleId,
        /// The kind written, if any.
        found: Option<Kind>,
        /// The kind expected; `None` where the sentence is the rule.
        expected: Option<Kind>,
    },
    /// A rule that times a step but says no time.
    NotATime {
        /// The rule.
        rule: String,
    },
    /// A rule that a step needs but that gives no length of absence.
    NotALength {
        /// The rule.
        rule: String,
    },
    /// A rule that is to limit an entitlement but sets no limit.
    NotALimit {
        /// The rule.
        rule: String,
    },
    /// A rule that every region must have, and this one lacks.
    MissingRule(RuleId),
    /// `{value}` in the sentence of an entry that has no value.
    NoValueToPrint,
    /// A threshold or limit of nothing at all.
    Zero,
    /// A number that nobody can mean.
    TooLarge {
        /// What the number is called.
        part: &'static str,
        /// The number.
        number: u32,
        /// What it can be.
        bounds: Bounds,
    },
    /// A value that lists nothing.
    EmptyList(Kind),
    /// A value that lists a word twice.
    Repeated {
        /// Which kind of value.
        kind: Kind,
        /// The word.
        word: &'static str,
        /// Every word once.
        once: Vec<&'static str>,
    },
    /// A rule that every region must have, and that begins after the others.
    LateRule {
        /// The rule.
        rule: RuleId,
        /// Its first day.
        begins: Date,
        /// The first day of the region's record.
        record_begins: Date,
    },
    /// A contact that begins after the region's record.
    LateContact {
        /// Its first day.
        begins: Date,
        /// The first day of the region's record.
        record_begins: Date,
    },
    /// Something that an entry names and that begins later.
    LateReference {
        /// What is named: `rule`, `form`.
        what: &'static str,
        /// Its id.
        id: String,
        /// Its first day.
        begins: Date,
        /// The first day of the entry that names it.
        from: Date,
    },
    /// A role that a form is sent to, and passed on to as well.
    SentTwice {
        /// The role.
        role: String,
    },
    /// A last day before the first.
    EndsBeforeItStarts,
    /// A conflict that is not between two entries or more.
    LonelyConflict,
    /// A form that is used instead of itself, or of those used instead of it.
    ReplacedByItself,
    /// A form that is the one to use, and for which another is used.
    CurrentButReplaced,
    /// An id that is not lower-case words joined by hyphens.
    BadId {
        /// The id written.
        id: String,
    },
}

impl fmt::Display for PolicyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.region)?;
        if let Some(Place { table, index, field }) = self.place {
            write!(f, "{} {}, {field}: ", table.word(), index + 1)?;
        }
        self.problem.fmt(f)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown { what, id, .. } => write!(f, "there is no {what} `{id}`"),
            Self::DuplicateId { id, .. } => write!(f, "`{id}` already names something else"),
            Self::SameFrom { id, .. } => {
                write!(f, "`{id}` has another version that starts on the same day")
            }
            Self::WrongKind { rule, found, expected } => {
                let name = |kind: &Option<Kind>| match kind {
                    Some(kind) => format!("a `{}`", kind.word()),
                    None => "no value".to_owned(),
                };
                write!(f, "`{}` has {}, where {} is expected", rule.word(), name(found), name(expected))
            }
            Self::NoReasonToAsk { field } => {
                write!(f, "plans ask for `{field}`, and nothing says why")
            }
            Self::NotATime { rule } => {
                write!(f, "`{rule}` does not say a time before or after something")
            }
            Self::NotALength { rule } => write!(f, "`{rule}` does not say how long an absence must be"),
            Self::NotALimit { rule } => write!(f, "`{rule}` does not say how much, or for how long"),
            Self::MissingRule(rule) => write!(f, "there is no rule `{}`", rule.word()),
            Self::NoValueToPrint => f.write_str("`{value}` is used, but the entry has no value"),
            Self::Zero => f.write_str("a value of zero"),
            Self::TooLarge { part, number, .. } => write!(f, "`{part} = {number}` is more than can be meant"),
            Self::EmptyList(kind) => write!(f, "`{}` lists nothing", kind.word()),
            Self::Repeated { word, .. } => write!(f, "`{word}` is listed twice"),
            Self::LateRule { rule, begins, record_begins } => {
                let rule = rule.word();
                let (begins, record) = (date::long(*begins), date::long(*record_begins));
                write!(f, "`{rule}` begins on {begins}, but the record of the region on {record}")
            }
            Self::LateContact { begins, record_begins } => {
                let (begins, record) = (date::long(*begins), date::long(*record_begins));
                write!(f, "the contact begins on {begins}, but the record of the region on {record}")
            }
            Self::LateReference { what, id, begins, from } => {
                let (begins, from) = (date::long(*begins), date::long(*from));
                write!(f, "the {what} `{id}` begins on {begins}, but this entry on {from}")
            }
            Self::SentTwice { role } => {
                write!(f, "`{role}` gets the form already, and is to have it passed on")
            }
            Self::EndsBeforeItStarts => f.write_str("the last day is before the first"),
            Self::LonelyConflict => f.write_str("a conflict needs two entries or more"),
            Self::ReplacedByItself => f.write_str("following what replaces this form leads back to it"),
            Self::CurrentButReplaced => f.write_str("a form that is `current` has not been replaced"),
            Self::BadId { id } => write!(f, "`{id}` cannot be an id"),
        }
    }
}
