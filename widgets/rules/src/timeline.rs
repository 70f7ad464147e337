//! A value that changes on given days.

use std::collections::BTreeMap;

use supportt_basics::date::Date;

/// Versions of one thing, each in force from its own day until the next one's.
///
/// Only first days are kept, so two versions can neither overlap nor leave a gap. Before
/// the first day nothing is in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline<T>(BTreeMap<Date, T>);

impl<T> Timeline<T> {
    /// An empty timeline: nothing is ever in force.
    #[must_use]
    pub fn new() -> Self {
        Self(BTreeMap::new())
    }

    /// The version in force on `day`, or `None` before the first.
    #[must_use]
    pub fn on(&self, day: Date) -> Option<&T> {
        self.0.range(..=day).next_back().map(|(_, value)| value)
    }

    /// Adds a version; refuses one that starts on the same day as another and gives it back.
    ///
    /// # Errors
    /// The version itself, when `from` is taken.
    pub fn insert(&mut self, from: Date, version: T) -> Result<(), T> {
        if self.0.contains_key(&from) {
            return Err(version);
        }
        self.0.insert(from, version);
        Ok(())
    }

    /// Every version with its first day, oldest first.
    #[must_use]
    pub fn versions(&self) -> impl DoubleEndedIterator<Item = (Date, &T)> {
        self.0.iter().map(|(day, version)| (*day, version))
    }
}

impl<T> Default for Timeline<T> {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().expect("a date written in a test")
    }

    #[test]
    fn a_version_lasts_until_the_next_and_none_precedes_the_first() {
        let mut timeline = Timeline::new();
        timeline.insert(date("2024-01-01"), 8).expect("a free day");
        timeline.insert(date("2026-09-01"), 12).expect("a free day");
        for (day, expected) in [
            ("2023-12-31", None),
            ("2024-01-01", Some(&8)),
            ("2026-08-31", Some(&8)),
            ("2026-09-01", Some(&12)),
            ("2099-01-01", Some(&12)),
        ] {
            assert_eq!(timeline.on(date(day)), expected, "{day}");
        }
        assert_eq!(timeline.insert(date("2024-01-01"), 9), Err(9));
    }
}
