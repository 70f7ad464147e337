//! What people type for a day, a number, or yes and no, as the value that they mean.

use chrono::Month;
use supportt_rules::date::Date;

/// The day that a text names: `5 October 2026`, `5/10/2026`, `2026–10–05`. Of three numbers that do not begin with the
/// year, the first is the day, as in Britain.
#[must_use]
pub fn date(text: &str) -> Option<Date> {
    let parts = parts(text);
    let [first, second, third] = parts[..] else { return None };
    let number = |part: &str| {
        let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| part.strip_suffix(ending));
        digits.unwrap_or(part).parse::<u32>().ok()
    };
    let month = |part: &str| match number(part) {
        None => month_named(part),
        number => number,
    };
    let (year, month, day) = match (number(first), number(second)) {
        (Some(1000..), _) => (first, month(second)?, number(third)?),
        (Some(day), _) => (third, month(second)?, day),
        (None, Some(day)) => (third, month(first)?, day),
        (None, None) => return None,
    };
    let year = year.parse::<i32>().ok().filter(|_| year.len() == 4)?;
    Date::from_ymd_opt(year, month, day)
}

/// The month that a word of three letters or more begins the name of: `Sept`.
fn month_named(word: &str) -> Option<u32> {
    let word = word.to_lowercase();
    let months = (1..=12).filter_map(|number| Month::try_from(number).ok());
    let mut named = months.filter(|month| word.len() >= 3 && month.name().to_lowercase().starts_with(&word));
    named.next().map(|month| month.number_from_month())
}

/// Whether a text is three numbers, as a date is, though there may be no such day.
#[must_use]
pub fn is_like_date(text: &str) -> bool {
    let parts = parts(text);
    parts.len() == 3 && parts.iter().all(|part| part.parse::<u32>().is_ok())
}

/// The parts of a date, without the day of the week and the like.
fn parts(text: &str) -> Vec<&str> {
    let parts = text.split(|c: char| c.is_whitespace() || "/.,-‐‑‒–—―−".contains(c));
    parts
        .filter(|part| !part.is_empty())
        .filter(|part| !part.ends_with("day") && !["of", "the"].contains(part))
        .collect()
}

/// Yes or no.
#[must_use]
pub fn flag(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "true" | "yes" | "on" => Some(true),
        "false" | "no" | "off" => Some(false),
        _ => None,
    }
}

/// A whole number: `03`, `1,200`. What is longer and begins with a zero is a telephone number.
#[must_use]
pub fn number(text: &str) -> Option<u32> {
    let groups: Vec<&str> = text.split(',').collect();
    let is_grouped = groups[1..].iter().all(|group| group.len() == 3);
    let is_short = !text.starts_with('0') || text.len() <= 3;
    groups.concat().parse().ok().filter(|_| is_grouped && is_short && !text.starts_with('+'))
}

#[cfg(test)]
mod tests {
    use super::{date, flag, number};

    #[test]
    fn days_are_recognized_as_people_write_them() {
        for text in [
            "5 October 2026",
            "Monday 5th of October, 2026",
            "October 5, 2026",
            "5 Oct 2026",
            "5/10/2026",
            "05.10.2026",
            "5-10-2026",
            "2026–10–05",
            "2026/10/5",
            "2026\u{2011}10\u{2011}05",
            "2026\u{2010}10\u{2010}05",
            "5th\u{a0}Octob 2026",
        ] {
            assert_eq!(date(text).map(|day| day.to_string()).as_deref(), Some("2026-10-05"), "{text}");
        }
        for text in ["October 2026", "31/02/2026", "5 10 26", "3 or 4", "Mayor 5 2026", "09:30 to 16:00"] {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_and_flags_are_recognized() {
        assert_eq!(["03", "1,200", "12"].map(number), [Some(3), Some(1200), Some(12)]);
        assert_eq!(["01174960000", "1,20", "3.5", "+3", ""].map(number), [None; 5]);
        assert_eq!(["Yes", "FALSE", "maybe"].map(flag), [Some(true), Some(false), None]);
    }
}
