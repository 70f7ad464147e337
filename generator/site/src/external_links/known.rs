//! Good answers of earlier runs, and the days on which they came. Bad ones are not kept: they are always asked again.

use std::collections::{BTreeMap, BTreeSet};

use supportt_basics::date::Date;
use url::Url;

/// The addresses that gave a good answer, each with the day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known(BTreeMap<Url, Date>);

impl Known {
    /// Reads what [`write`](Self::write) wrote. A file that is something else holds nothing that is known: it is
    /// not the project's, and the next run makes it anew.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let days: BTreeMap<String, Date> = serde_json::from_str(text).unwrap_or_default();
        Self(days.into_iter().filter_map(|(address, day)| Some((Url::parse(&address).ok()?, day))).collect())
    }

    /// The file's text, one address on each line.
    pub(super) fn write(&self) -> String {
        let days: BTreeMap<&str, Date> =
            self.0.iter().map(|(address, day)| (address.as_str(), *day)).collect();
        let text = serde_json::to_string_pretty(&days).expect("addresses and days can be written");
        format!("{text}\n")
    }

    /// Whether a good answer came so lately that it still counts.
    pub(super) fn is_fresh(&self, address: &Url, today: Date, days: u32) -> bool {
        let age = self.0.get(address).map(|day| today.signed_duration_since(*day).num_days());
        age.is_some_and(|age| (0..i64::from(days)).contains(&age))
    }

    /// What is known after a run: what still counted, and what gave a good answer today.
    pub(super) fn after<'a>(
        &self,
        fresh: &BTreeSet<Url>,
        good: impl Iterator<Item = &'a Url>,
        today: Date,
    ) -> Self {
        let kept = self.0.iter().filter(|(address, _)| fresh.contains(address));
        let kept = kept.map(|(address, day)| (address.clone(), *day));
        Self(kept.chain(good.map(|address| (address.clone(), today))).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> Date {
        Date::from_ymd_opt(2026, 3, day).expect("the day exists")
    }

    #[test]
    fn a_good_answer_counts_for_its_days_and_no_longer() {
        let address = Url::parse("https://a.example/").expect("an address");
        let known = Known::default().after(&BTreeSet::new(), [&address].into_iter(), day(10));
        let fresh = |today, days| known.is_fresh(&address, day(today), days);
        assert!(fresh(10, 1) && fresh(16, 7));
        assert!(!fresh(17, 7), "seven days are over");
        assert!(!fresh(10, 0), "nothing is trusted");
        assert!(!fresh(9, 7), "an answer from a day that has not come is a mistake");
        assert_eq!(Known::read(&known.write()), known);
        assert_eq!(Known::read("something else"), Known::default());
    }

    #[test]
    fn what_is_linked_no_longer_is_forgotten() {
        let address = Url::parse("https://a.example/").expect("an address");
        let known = Known::default().after(&BTreeSet::new(), [&address].into_iter(), day(10));
        assert_eq!(known.after(&BTreeSet::new(), [].into_iter(), day(11)), Known::default());
    }
}
