//! The versions of a plan that several people work on.
//!
//! A saved file holds what it says now and, for what was changed last, what it said before. So whoever opens it sees what
//! the other one did, without anything being kept elsewhere.

use std::collections::BTreeSet;
use std::mem;

use supportt_basics::date::{self, Date};
use supportt_basics::keyword::Keyword as _;

use super::names::{FINISHED, PAPER, PLAN_ID, Reader, VERSION};
use crate::submission::Submission;

/// Where a saved file keeps which fields were changed last.
pub(super) const CHANGED: &str = "changed";

/// What the name of a field begins with where a saved file keeps what it was before.
pub(super) const WAS: &str = "was-";

/// Whether a name in a saved file is no field's: it says something of the file.
pub(super) fn is_of_the_file(name: &str) -> bool {
    [PAPER, PLAN_ID, FINISHED, VERSION, CHANGED].contains(&name) || name.starts_with(WAS)
}

/// When a version was made, and by whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Made {
    pub(super) on: Date,
    pub(super) by: Reader,
}

impl Made {
    /// Reads what a file holds of a version.
    fn read(text: &str) -> Option<Self> {
        let (on, by) = text.split_once(' ')?;
        Some(Self { on: date::read(on)?, by: Reader::from_word(by)? })
    }

    /// As a file holds it.
    pub(super) fn written(self) -> String {
        format!("{} {}", self.on, self.by.word())
    }
}

/// The versions of a plan that its file tells of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Versions {
    /// What a file held when it was opened.
    pub(super) opened: Option<Submission>,
    /// What it said that it had held before.
    before: Option<Submission>,
    /// Every version that was kept so far, the oldest first.
    pub(super) history: Vec<Made>,
    /// That somebody agreed to what was opened, taken out because it says something else now.
    pub(super) withdrawn: Option<Submission>,
}

impl Versions {
    /// The versions that a file tells of, once it is `opened`.
    pub(super) fn of(file: &Submission, opened: Submission) -> Self {
        let changed = file.all(CHANGED);
        let before = (!changed.is_empty()).then(|| {
            let mut before = opened.clone();
            for name in changed {
                before.set(name, file.all(&format!("{WAS}{name}")).iter().cloned());
            }
            before
        });
        let history = file.all(VERSION).iter().filter_map(|made| Made::read(made)).collect();
        Self { opened: Some(opened), before, history, withdrawn: None }
    }

    /// Forgets what earlier versions said, but not that there were some.
    pub(super) fn forget(&mut self) {
        *self = Self { history: mem::take(&mut self.history), ..Self::default() };
    }

    /// The version that `now` is compared with: what was opened, once something has changed since.
    pub(super) fn earlier(&self, now: &Submission) -> Option<&Submission> {
        let opened = self.opened.as_ref()?;
        if opened == now { self.before.as_ref() } else { Some(opened) }
    }
}

/// The names of the fields that differ.
pub(super) fn differing<'s>(one: &'s Submission, other: &'s Submission) -> BTreeSet<&'s str> {
    one.names().chain(other.names()).filter(|name| one.all(name) != other.all(name)).collect()
}
