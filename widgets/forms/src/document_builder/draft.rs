//! What somebody has typed and chosen so far, the answers in it, and what is wrong with them.

use std::collections::{BTreeMap, BTreeSet};

use supportt_basics::date::Date;
use supportt_basics::keyword::Keyword;

use super::names::{FieldName, Page};
use crate::date_input::DateInput;
use crate::parse;
use crate::submission::Submission;

/// The longest text a field takes, in characters: a few pages.
pub(super) const LONGEST_TEXT: usize = 10_000;

/// What was typed and chosen so far, right or wrong, by the name of the field. Answers are read
/// out of it whenever they are needed, so that they never say anything else.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Draft {
    pub(super) typed: Submission,
    /// The pages on which something was entered, or that were submitted.
    pub(super) visited: BTreeSet<Page>,
    /// The pages that were submitted, whatever was left blank, with the fields that they had.
    pub(super) finished: BTreeMap<Page, BTreeSet<String>>,
}

impl Draft {
    /// A text, or the option chosen of several.
    pub(super) fn text(&self, name: &str) -> &str {
        self.typed.text(name)
    }

    pub(super) fn is_in(&self, name: &str, value: &str) -> bool {
        self.typed.all(name).iter().any(|chosen| chosen == value)
    }

    pub(super) fn day(&self, name: &str) -> Option<Date> {
        DateInput { name }.read(&self.typed).ok()?.known().copied()
    }

    pub(super) fn number(&self, name: &str) -> Option<u32> {
        let text = self.text(name);
        if name == FieldName::Percent.word() { parse::percent(text) } else { parse::count(text) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_is_read_only_where_one_is_asked_for() {
        let typed = Submission::from_iter([("percent", "60%"), ("amount-coaching", "60%")]);
        let draft = Draft { typed, ..Draft::default() };
        assert_eq!((draft.number("percent"), draft.number("amount-coaching")), (Some(60), None));
    }
}
