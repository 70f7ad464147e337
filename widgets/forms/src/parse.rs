//! Reads what people type into a date or a number: `1st`, `Sept.`, `27`, `60%`, `3 days`.
//!
//! Each function knows one kind of value and gives `None` for everything else, so that a slip is
//! shown to whoever made it.

use supportt_rules::date::{self, Date};

/// What people put behind the number of a day.
const ORDINALS: &[&str] = &["st", "nd", "rd", "th"];

/// What people put behind a percentage.
const PERCENT_SIGNS: &[&str] = &["%", "per cent", "percent", "pc"];

/// What people put behind a number of sessions or days.
const UNITS: &[&str] = &["working days", "working day", "days", "day", "sessions", "session"];

/// A day of a month: `1`, `01`, `1st`.
pub(crate) fn day(text: &str) -> Option<u32> {
    whole(without(text, ORDINALS))
}

/// A month by number or by name: `9`, `September`, `Sept.`.
pub(crate) fn month(text: &str) -> Option<u32> {
    let text = trimmed(text);
    whole(text).or_else(|| date::month_named(text))
}

/// A year. One of two figures is of this century.
pub(crate) fn year(text: &str) -> Option<i32> {
    let text = trimmed(text).trim_start_matches(['\'', '’', '‘']);
    let year = i32::try_from(whole(text)?).ok()?;
    Some(if text.len() == 2 { 2000 + year } else { year })
}

/// A percentage: `60`, `60%`, `60 per cent`.
pub(crate) fn percent(text: &str) -> Option<u32> {
    whole(without(text, PERCENT_SIGNS))
}

/// A number of sessions or days: `3`, `3 days`.
pub(crate) fn count(text: &str) -> Option<u32> {
    whole(without(text, UNITS))
}

/// The three parts of a date that stands in one piece, as day, month and year: `1/9/2027`,
/// `1st Sept. 2027`, `September 1, 2027`, `2027-09-01`, `Wed 1 September 2027`. A day of the week must be that of the date.
pub(crate) fn date_parts(text: &str) -> Option<[&str; 3]> {
    let mut parts = text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).peekable();
    if let Some(weekday) = parts.peek().and_then(|part| date::weekday_named(part)) {
        let parts = date_parts(text.split_once(parts.next()?)?.1)?;
        let [day_part, month_part, year_part] = parts;
        let date = Date::from_ymd_opt(year(year_part)?, month(month_part)?, day(day_part)?)?;
        return (date::weekday(date) == weekday).then_some(parts);
    }
    let parts = [parts.next()?, parts.next()?, parts.next()?, parts.next().unwrap_or_default()];
    match parts {
        [year, month, day, ""] if year.len() == 4 && whole(year).is_some() => Some([day, month, year]),
        [month, day, year, ""] if date::month_named(month).is_some() => Some([day, month, year]),
        [day, month, year, ""] => Some([day, month, year]),
        _ => None,
    }
}

/// Figures only: Rust's own reader takes a sign too.
fn whole(text: &str) -> Option<u32> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

/// A text without the space and the full stop or comma that end it.
fn trimmed(text: &str) -> &str {
    text.trim().trim_end_matches(['.', ',']).trim_end()
}

/// A text without the first of these endings that it has, in capitals or not.
fn without<'t>(text: &'t str, endings: &[&str]) -> &'t str {
    let text = trimmed(text);
    let shortened = endings.iter().find_map(|ending| {
        let (start, end) = text.split_at_checked(text.len().checked_sub(ending.len())?)?;
        end.eq_ignore_ascii_case(ending).then_some(start)
    });
    shortened.unwrap_or(text).trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_with_their_ordinals() {
        for (text, expected) in [
            ("1", 1),
            ("01", 1),
            (" 1st ", 1),
            ("2nd", 2),
            ("3RD", 3),
            ("4 th", 4),
            ("11th.", 11),
            ("31st,", 31),
            ("2th", 2),
        ] {
            assert_eq!(day(text), Some(expected), "{text}");
        }
        for slip in ["", "st", "first", "1sst", "+1", "-1", "1.5", "½", "1st2"] {
            assert_eq!(day(slip), None, "{slip}");
        }
    }

    #[test]
    fn months_are_read_by_number_and_by_name() {
        for text in ["9", "09", "9.", "Sep", "Sept", "Sept.", "September", "SEPTEMBER", " sept, "] {
            assert_eq!(month(text), Some(9), "{text}");
        }
        for slip in ["", "se", "Spet", "9th of", "-9"] {
            assert_eq!(month(slip), None, "{slip}");
        }
    }

    #[test]
    fn years_of_two_figures_are_of_this_century() {
        for text in ["2027", "27", "'27", "’27", " 2027."] {
            assert_eq!(year(text), Some(2027), "{text}");
        }
        for (text, expected) in [("7", Some(7)), ("227", Some(227)), ("20277", Some(20277)), ("2o27", None)] {
            assert_eq!(year(text), expected, "{text}");
        }
    }

    #[test]
    fn numbers_are_read_with_what_they_count() {
        for text in ["60", "60%", "60 %", " 60 per cent ", "60 Percent", "060%", "60pc", "60%."] {
            assert_eq!(percent(text), Some(60), "{text}");
        }
        for text in ["3", "3 days", "3 Sessions", "3 working days.", "3days", "03"] {
            assert_eq!(count(text), Some(3), "{text}");
        }
        for slip in ["", "%", "60%%", "60-80%", "0.6", "sixty", "60 days"] {
            assert_eq!(percent(slip), None, "{slip}");
        }
        for slip in ["", "days", "3%", "3 weeks", "2 or 3", "99999999999"] {
            assert_eq!(count(slip), None, "{slip}");
        }
    }

    #[test]
    fn a_date_in_one_piece_has_three_parts() {
        for (text, expected) in [
            ("1/9/2027", ["1", "9", "2027"]),
            ("1.9.27", ["1", "9", "27"]),
            ("1st Sept. 2027", ["1st", "Sept", "2027"]),
            ("September 1st, 2027", ["1st", "September", "2027"]),
            ("2027-09-01", ["01", "09", "2027"]),
            ("Wed 1 September 2027", ["1", "September", "2027"]),
            ("Wednesday, September 1, 2027", ["1", "September", "2027"]),
        ] {
            assert_eq!(date_parts(text), Some(expected), "{text}");
        }
        for other in ["", "1", "1 9", "1 9 2027 or so", "1 September", "Tue 1 September 2027"] {
            assert_eq!(date_parts(other), None, "{other}");
        }
    }
}
