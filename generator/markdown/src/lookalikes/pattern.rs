//! Patterns of what is typed, in which capitals matter.

use std::sync::LazyLock;

use regex::Regex;

/// A pattern that is compiled once.
pub(super) type Pattern = LazyLock<Regex>;

pub(super) fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is right")
}
