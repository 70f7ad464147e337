//! Calendar arithmetic on civil dates: no time of day, no time zone, no clock.
//!
//! Results that would leave the supported calendar stop at its first or last day, so that
//! no date a visitor can type makes the arithmetic fail.

use chrono::{Datelike, Days, Months, Timelike};

/// A moment by the clock of the whole world (UTC).
pub use chrono::NaiveDateTime as Instant;
pub use chrono::{NaiveDate as Date, NaiveTime as Time};

/// The day `months` calendar months after `date`.
///
/// A day that the target month lacks becomes that month's last day: one month after
/// 31 January is 28 or 29 February.
#[must_use]
pub fn months_after(date: Date, months: u32) -> Date {
    date.checked_add_months(Months::new(months)).unwrap_or(Date::MAX)
}

/// The first day from which `date` is at most `months` calendar months ahead.
#[must_use]
pub fn first_day_within(date: Date, months: u32) -> Date {
    let same_day = date.checked_sub_months(Months::new(months)).unwrap_or(Date::MIN);
    // Three months before 31 May end with February, whose last day leads to 28 May only: the next day is the first.
    if months_after(same_day, months) < date { days_after(same_day, 1) } else { same_day }
}

/// The day `weeks` weeks before `date`.
#[must_use]
pub fn weeks_before(date: Date, weeks: u32) -> Date {
    days_before(date, u64::from(weeks) * 7)
}

/// The day `days` days before `date`.
#[must_use]
pub fn days_before(date: Date, days: u64) -> Date {
    date.checked_sub_days(Days::new(days)).unwrap_or(Date::MIN)
}

/// The day `days` days after `date`.
#[must_use]
pub fn days_after(date: Date, days: u64) -> Date {
    date.checked_add_days(Days::new(days)).unwrap_or(Date::MAX)
}

/// The number of days between two dates, in either direction.
#[must_use]
pub fn days_between(one: Date, other: Date) -> u64 {
    one.signed_duration_since(other).num_days().unsigned_abs()
}

/// The months' names, as written on the site.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The date as written on the site: `22 November 2026`.
#[must_use]
pub fn long(date: Date) -> String {
    format!("{} {} {}", date.day(), MONTHS[date.month0() as usize], date.year())
}

/// The number of a month, by its English name in full or shortened to three letters or more:
/// `September`, `sept`, `Sep.`.
#[must_use]
pub fn month_named(text: &str) -> Option<u32> {
    let name = text.trim().trim_end_matches('.');
    let begins = |month: &str| month.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
    let place = MONTHS.iter().position(|month| begins(month))?;
    // Two letters can be two months.
    if name.len() < 3 { None } else { u32::try_from(place + 1).ok() }
}

/// A date as it is written in policy and answers: `2026-11-22`, and nothing else.
#[must_use]
pub fn read(text: &str) -> Option<Date> {
    let mut parts = text.splitn(3, '-');
    let mut part = || parts.next().filter(|part| part.bytes().all(|b| b.is_ascii_digit()));
    let (year, month, day) = (part()?, part()?, part()?);
    if (year.len(), month.len(), day.len()) != (4, 2, 2) {
        return None;
    }
    Date::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// Dates as policy is written down in: `2026-11-22`.
///
/// chrono's own reader takes every format it knows, which would be a sixth of the code that
/// reads policy in a browser.
pub mod written {
    use std::borrow::Cow;

    use serde::de::{Deserializer, Error};
    use serde::{Deserialize, Serialize, Serializer};

    use super::Date;

    /// Reads a date.
    ///
    /// # Errors
    /// When the text is not a date, or not written as above.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        super::read(&text).ok_or_else(|| D::Error::custom("not a date"))
    }

    /// Writes a date.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn serialize<S: Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
        date.serialize(serializer)
    }
}

/// As [`written`], for a date that may be missing.
pub mod written_or_not {
    use serde::de::Deserializer;
    use serde::{Deserialize, Serialize, Serializer};

    use super::Date;

    #[derive(Deserialize)]
    struct Written(#[serde(with = "super::written")] Date);

    /// Reads a date, or nothing.
    ///
    /// # Errors
    /// When the text is not a date as written in policy.
    pub fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Option<Date>, D::Error> {
        Ok(Option::<Written>::deserialize(d)?.map(|Written(date)| date))
    }

    /// Writes a date, or nothing.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn serialize<S: Serializer>(date: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
        date.serialize(serializer)
    }
}

/// The hour, the minute and the second of a time, in six figures: `093000`.
#[must_use]
pub fn six_figures(time: Time) -> String {
    format!("{:02}{:02}{:02}", time.hour(), time.minute(), time.second())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn date(text: &str) -> Date {
        text.parse().expect("a date written in a test")
    }

    #[test]
    fn a_month_that_is_too_short_gives_its_last_day() {
        for (start, months, end) in [
            ("2026-01-31", 1, "2026-02-28"),
            ("2028-01-31", 1, "2028-02-29"),
            ("2026-11-30", 3, "2027-02-28"),
            ("2026-08-31", 6, "2027-02-28"),
            ("2026-03-15", 3, "2026-06-15"),
        ] {
            assert_eq!(months_after(date(start), months), date(end), "{start} + {months}");
        }
    }

    #[test]
    fn a_day_is_within_some_months_from_a_known_day_on() {
        for (day, months, from) in [
            ("2027-03-15", 3, "2026-12-15"),
            ("2027-02-28", 3, "2026-11-28"),
            ("2027-03-01", 3, "2026-12-01"),
            ("2026-05-31", 3, "2026-03-01"),
            ("2028-02-29", 6, "2027-08-29"),
        ] {
            assert_eq!(first_day_within(date(day), months), date(from), "{day}, {months}");
        }
    }

    #[test]
    fn only_whole_dates_that_exist_are_read() {
        assert_eq!(read("2028-02-29"), Date::from_ymd_opt(2028, 2, 29));
        for wrong in ["2026-02-29", "2026-2-09", "26-02-09", "2026-02", "2026-02-09-", "x", "+026-02-09"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn months_are_known_by_their_names() {
        for (month, names) in [
            (1, ["January", "jan", "Jan."]),
            (5, ["May", "MAY", " may. "]),
            (6, ["June", "Jun", "jun."]),
            (9, ["Sep", "Sept", "SEPT."]),
            (12, ["December", "dec", "Decem"]),
        ] {
            for name in names {
                assert_eq!(month_named(name), Some(month), "{name}");
            }
        }
        for none in ["", ".", "ma", "J", "Sepp", "Septembers", "März", "9", "Ma\u{301}y"] {
            assert_eq!(month_named(none), None, "{none}");
        }
    }

    #[test]
    fn dates_are_written_out() {
        assert_eq!(long(date("2026-11-02")), "2 November 2026");
    }

    #[test]
    fn the_ends_of_the_calendar_hold() {
        assert_eq!(months_after(Date::MAX, 1), Date::MAX);
        assert_eq!(weeks_before(Date::MIN, 1), Date::MIN);
    }

    proptest! {
        #[test]
        fn adding_months_never_goes_back_nor_skips_a_month(days in 0_u64..40_000, months in 0_u32..600) {
            let start = date("1970-01-01").checked_add_days(Days::new(days)).expect("in range");
            let end = months_after(start, months);
            let month_number = |d: Date| d.year() * 12 + i32::try_from(d.month0()).expect("below 12");
            prop_assert_eq!(month_number(end) - month_number(start), i32::try_from(months).expect("small"));
            prop_assert!(end.day() <= start.day());
        }

        #[test]
        fn no_earlier_day_has_it_within_those_months(days in 0_u64..40_000, months in 0_u32..600) {
            let day = days_after(date("1970-01-01"), days);
            let first = first_day_within(day, months);
            prop_assert!(months_after(first, months) >= day);
            prop_assert!(months_after(days_before(first, 1), months) < day);
        }

        #[test]
        fn weeks_are_seven_days(days in 0_u64..40_000, weeks in 0_u32..60) {
            let day = date("1980-01-01").checked_add_days(Days::new(days)).expect("in range");
            prop_assert_eq!(days_between(weeks_before(day, weeks), day), u64::from(weeks) * 7);
        }
    }
}
