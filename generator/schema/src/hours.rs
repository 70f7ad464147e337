//! The time of day at which something is held: `09:30`, or `09:30 to 16:00`.

use std::str::FromStr;

use chrono::NaiveTime;
use supportt_rules::course::Session;

/// When something begins on a day, and when it ends, where that is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours {
    /// When it begins.
    pub from: NaiveTime,
    /// When it ends, which is later or on a later day.
    pub until: Option<NaiveTime>,
}

impl Hours {
    /// Those of a session, where they are stated.
    #[must_use]
    pub fn of(session: &Session) -> Option<Self> {
        session.time.as_ref()?.parse().ok()
    }

    /// Whether it ends before it begins, if both are on one day.
    #[must_use]
    pub fn is_backwards(self) -> bool {
        self.until.is_some_and(|until| until <= self.from)
    }
}

/// A text is not written as a time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotHours;

impl FromStr for Hours {
    type Err = NotHours;

    fn from_str(written: &str) -> Result<Self, NotHours> {
        let (from, until) = match written.split_once(" to ") {
            Some((from, until)) => (time(from)?, Some(time(until)?)),
            None => (time(written)?, None),
        };
        Ok(Self { from, until })
    }
}

/// A time with two figures for the hour and two for the minute.
fn time(written: &str) -> Result<NaiveTime, NotHours> {
    let is_whole = written.len() == "09:30".len();
    let time = NaiveTime::parse_from_str(written, "%H:%M").ok();
    time.filter(|_| is_whole).ok_or(NotHours)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveTime;

    use super::{Hours, NotHours};

    #[test]
    fn a_time_of_day_is_read() {
        let at = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).expect("a time");
        let hours = |from, until| Ok(Hours { from, until });
        assert_eq!("17:00".parse(), hours(at(17, 0), None));
        assert_eq!("09:30 to 16:05".parse(), hours(at(9, 30), Some(at(16, 5))));
        assert!(!"09:30 to 16:05".parse::<Hours>().expect("hours").is_backwards());
        assert!("16:30 to 09:00".parse::<Hours>().expect("hours").is_backwards());
        for wrong in
            ["", "TBC", "9:30", "25:00", "09:75", "09:30-16:00", "9am to 4pm", "09:30 to", "all morning"]
        {
            assert_eq!(wrong.parse::<Hours>(), Err(NotHours), "{wrong}");
        }
    }
}
