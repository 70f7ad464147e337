//! Working days: Monday to Friday, without the bank holidays that a published list names.
//!
//! No source says what a working day is, so whoever shows a result says how it was counted. A day
//! is a result only where the bank holidays of every year on the way are known.

use chrono::{Datelike, Weekday};
use serde::{Deserialize, Serialize};

use supportt_basics::date::{self, Date};

/// Published bank holidays, by whole years. Years that are not there are not known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BankHolidays {
    years: Vec<HolidayYear>,
}

/// The bank holidays of one year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolidayYear {
    /// The year.
    pub year: i32,
    /// The holidays, as days of the year from 1: nothing else can be a day of another year.
    pub days: Vec<u16>,
    /// The list they were taken from.
    pub source: String,
    /// The day on which they were compared with it.
    #[serde(with = "supportt_basics::date::written")]
    pub checked_on: Date,
}

/// What counting working days leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// This day.
    Exactly(Date),
    /// This day or one further away: the bank holidays of a year on the way are not known.
    AtLeast(Date),
}

impl Counted {
    /// The day; `None` when it cannot be known.
    #[must_use]
    pub fn known(self) -> Option<Date> {
        match self {
            Self::Exactly(day) => Some(day),
            Self::AtLeast(_) => None,
        }
    }

    /// The nearest day that it can be.
    #[must_use]
    pub fn nearest(self) -> Date {
        match self {
            Self::Exactly(day) | Self::AtLeast(day) => day,
        }
    }
}

/// The most working days anybody counts; beyond it a number is a slip of the finger.
///
/// Keeps counting short whatever is typed.
pub const MOST_DAYS: u32 = 999;

impl BankHolidays {
    /// The holidays of these years.
    #[must_use]
    pub fn new(years: Vec<HolidayYear>) -> Self {
        Self { years }
    }

    /// The holidays of a day's year; `None` when they are not known.
    #[must_use]
    pub fn around(&self, day: Date) -> Option<&HolidayYear> {
        self.years.iter().find(|known| known.year == day.year())
    }

    /// Whether people usually work on a day, as far as its bank holidays are known.
    fn may_be_working_day(&self, day: Date) -> bool {
        let is_holiday = self
            .around(day)
            .is_some_and(|year| year.days.iter().any(|holiday| u32::from(*holiday) == day.ordinal()));
        !is_holiday && !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
    }

    /// The last of `days` working days that begin on `start`, or on the first one after it.
    #[must_use]
    pub fn last_of(&self, start: Date, days: u32) -> Counted {
        self.count(start, days, |day| date::days_after(day, 1))
    }

    /// The first of `days` working days that are all over before `end`.
    #[must_use]
    pub fn first_of(&self, end: Date, days: u32) -> Counted {
        self.count(date::days_before(end, 1), days, |day| date::days_before(day, 1))
    }

    fn count(&self, from: Date, days: u32, next: impl Fn(Date) -> Date) -> Counted {
        let mut day = from;
        let mut is_certain = self.around(day).is_some();
        let mut left = days.clamp(1, MOST_DAYS);
        loop {
            left -= u32::from(self.may_be_working_day(day));
            let following = next(day);
            // The calendar ends somewhere.
            if left == 0 || following == day {
                return if is_certain { Counted::Exactly(day) } else { Counted::AtLeast(day) };
            }
            day = following;
            is_certain &= self.around(day).is_some();
        }
    }
}

/// How many full-time working days pass while somebody who works `percent` of full time works
/// `days` of their own.
///
/// Their days are taken to be spread evenly; part of a day counts as one.
#[must_use]
pub fn pro_rata(days: u32, percent: u32) -> u32 {
    days.saturating_mul(100).div_ceil(percent.clamp(1, 100))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn date(text: &str) -> Date {
        text.parse().expect("a date written in a test")
    }

    /// Two leap years and one that is not, then nothing.
    fn holidays() -> BankHolidays {
        let checked_on = date("2026-01-01");
        let year = |year, days: &[&str]| HolidayYear {
            year,
            days: days.iter().map(|day| u16::try_from(date(day).ordinal()).expect("small")).collect(),
            source: "A list".to_owned(),
            checked_on,
        };
        BankHolidays::new(vec![
            year(2027, &["2027-12-27", "2027-12-28"]),
            year(2028, &["2028-01-03", "2028-12-25", "2028-12-26"]),
            year(2029, &["2029-01-01"]),
        ])
    }

    #[test]
    fn weekends_and_holidays_are_not_counted() {
        let holidays = holidays();
        for (start, days, last) in [
            ("2027-06-07", 1, "2027-06-07"),
            ("2027-06-07", 5, "2027-06-11"),
            ("2027-06-07", 6, "2027-06-14"),
            // A start on a Saturday is the Monday after it.
            ("2027-06-05", 1, "2027-06-07"),
            // Over Christmas and New Year.
            ("2027-12-24", 2, "2027-12-29"),
            ("2027-12-31", 2, "2028-01-04"),
            // Over a leap day, and over the end of a February without one.
            ("2028-02-28", 3, "2028-03-01"),
            ("2029-02-27", 3, "2029-03-01"),
        ] {
            let counted = holidays.last_of(date(start), days);
            assert_eq!(counted, Counted::Exactly(date(last)), "{days} from {start}");
        }
        for (end, days, first) in [
            ("2027-06-14", 1, "2027-06-11"),
            ("2027-06-14", 5, "2027-06-07"),
            ("2028-01-04", 1, "2027-12-31"),
            ("2028-03-01", 2, "2028-02-28"),
        ] {
            let counted = holidays.first_of(date(end), days);
            assert_eq!(counted, Counted::Exactly(date(first)), "{days} before {end}");
        }
    }

    #[test]
    fn a_count_through_a_year_without_a_list_gives_no_day() {
        let holidays = holidays();
        assert_eq!(holidays.last_of(date("2029-12-28"), 2), Counted::Exactly(date("2029-12-31")));
        assert_eq!(holidays.last_of(date("2029-12-28"), 3), Counted::AtLeast(date("2030-01-01")));
        assert_eq!(holidays.first_of(date("2027-01-04"), 1), Counted::Exactly(date("2027-01-01")));
        assert_eq!(holidays.first_of(date("2027-01-04"), 2), Counted::AtLeast(date("2026-12-31")));
        assert_eq!(BankHolidays::default().last_of(date("2027-06-07"), 1).known(), None);
        // Over a year that is missing between two that are there.
        let years = [0, 2].map(|year| holidays.years[year].clone());
        assert_eq!(BankHolidays::new(years.into()).last_of(date("2027-12-31"), 300).known(), None);
    }

    #[test]
    fn part_of_full_time_takes_longer() {
        assert_eq!(pro_rata(10, 100), 10);
        assert_eq!(pro_rata(10, 50), 20);
        assert_eq!(pro_rata(10, 60), 17);
        assert_eq!(pro_rata(1, 80), 2);
        assert_eq!(pro_rata(u32::MAX, 0), u32::MAX);
    }

    #[test]
    fn the_ends_of_the_calendar_hold() {
        assert_eq!(holidays().last_of(Date::MAX, 999), Counted::AtLeast(Date::MAX));
        assert_eq!(holidays().first_of(Date::MIN, 999), Counted::AtLeast(Date::MIN));
    }

    fn any_day() -> impl Strategy<Value = Date> {
        (0_u64..1_300).prop_map(|days| date::days_after(date("2026-12-01"), days))
    }

    proptest! {
        #[test]
        fn counting_forward_finds_as_many_working_days_as_asked_for(start in any_day(), days in 1_u32..80) {
            let holidays = holidays();
            let last = holidays.last_of(start, days).nearest();
            let between = start.iter_days().take_while(|day| *day <= last);
            let worked = between.filter(|day| holidays.may_be_working_day(*day)).count();
            prop_assert_eq!(worked, days as usize);
            prop_assert!(holidays.may_be_working_day(last));
        }

        #[test]
        fn a_day_is_known_where_every_year_on_the_way_is(start in any_day(), days in 1_u32..400) {
            let holidays = holidays();
            let (last, first) = (holidays.last_of(start, days), holidays.first_of(start, days));
            let is_known = |from: Date, to: Date| from.iter_days().take_while(|day| *day <= to).all(|day| holidays.around(day).is_some());
            prop_assert_eq!(last.known().is_some(), is_known(start, last.nearest()));
            prop_assert_eq!(first.known().is_some(), is_known(first.nearest(), date::days_before(start, 1)));
        }

        #[test]
        fn counting_back_leads_to_where_counting_forward_ends(end in any_day(), days in 1_u32..80) {
            let holidays = holidays();
            let first = holidays.first_of(end, days).nearest();
            prop_assert!(first < end && holidays.may_be_working_day(first));
            let last = holidays.last_of(first, days).nearest();
            prop_assert!(last < end);
            let later = holidays.last_of(date::days_after(first, 1), days).nearest();
            prop_assert!(later >= end, "a later start is too late");
        }

        #[test]
        fn working_less_never_ends_sooner(start in any_day(), days in 1_u32..80, percent in 1_u32..100) {
            let holidays = holidays();
            let full = holidays.last_of(start, days).nearest();
            let part = holidays.last_of(start, pro_rata(days, percent)).nearest();
            prop_assert!(part >= full);
            prop_assert!(pro_rata(days, percent) * percent >= days * 100, "all days are worked by then");
        }
    }
}
