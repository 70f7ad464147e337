//! Reads what people type into a date or a number: `1st`, `Sept.`, `27`, `60%`, `3 days`.
//! Characters that nobody sees do not count, and full-width ones count as plain ones.
//!
//! Each function knows one kind of value and gives `None` for everything else, so that a slip is
//! shown to whoever made it.

use supportt_basics::date;

/// What people put behind the number of a day.
const ORDINALS: &[&str] = &["st", "nd", "rd", "th"];

/// What people put between the parts of a date, besides its weekday.
const FILLERS: &[&str] = &["of", "the"];

const WEEKDAYS: &[&str] =
    &["monday", "tuesday", "wednesday", "weds", "thursday", "friday", "saturday", "sunday"];

/// What people put behind a percentage.
const PERCENT_SIGNS: &[&str] = &["%", "per cent", "percent", "pct", "pc"];

/// What people put behind that.
const OF_WHAT: &[&str] = &["of full time", "of full-time", "less than full time", "ltft", "fte", "wte"];

/// What people put behind a number of sessions or days.
const UNITS: &[&str] = &["working days", "working day", "days", "day", "sessions", "session"];

/// A day of a month: `1`, `01`, `1st`.
pub(crate) fn day(text: &str) -> Option<u32> {
    whole(without(&plain(text), ORDINALS))
}

/// A month by number or by name: `9`, `September`, `Sept.`.
pub(crate) fn month(text: &str) -> Option<u32> {
    let text = plain(text);
    let text = trimmed(&text);
    whole(text).or_else(|| date::month_named(text))
}

/// A year. One of two figures is of this century.
pub(crate) fn year(text: &str) -> Option<i32> {
    let text = plain(text);
    let text = trimmed(&text).trim_start_matches(['\'', '’', '‘']);
    let year = i32::try_from(whole(text)?).ok()?;
    Some(if text.len() == 2 { 2000 + year } else { year })
}

/// A percentage: `60`, `60%`, `60 per cent`, `60% LTFT`.
pub(crate) fn percent(text: &str) -> Option<u32> {
    number(without(without(&plain(text), OF_WHAT), PERCENT_SIGNS))
}

/// A number of sessions or days: `3`, `3 days`.
pub(crate) fn count(text: &str) -> Option<u32> {
    number(without(&plain(text), UNITS))
}

/// The three parts of a date that is typed in one piece, as day, month and year: `1/9/2027`,
/// `Monday 1st of Sept. 2027`, `1Sept2027`, `September 1, 2027`, `2027-09-01`.
pub(crate) fn date_parts(text: &str) -> Option<[String; 3]> {
    let [one, two, three] = pieces(text).try_into().ok()?;
    Some(if one.len() == 4 && whole(&one).is_some() {
        [three, two, one]
    } else if date::month_named(&one).is_some() {
        [two, one, three]
    } else {
        [one, two, three]
    })
}

/// Whether a text is more than a day, a month or a year: `1 Sept`, `01092027`.
pub(crate) fn is_more_than_a_part(text: &str) -> bool {
    let pieces = pieces(text);
    pieces.len() > 1 || pieces.iter().any(|piece| piece.len() > 4 && whole(piece).is_some())
}

/// The figures and the words of a date, without those that add nothing to it.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut before = None;
    for c in plain(text).chars() {
        let is_figure = c.is_alphanumeric().then(|| c.is_ascii_digit());
        match pieces.last_mut() {
            Some(piece) if is_figure.is_some() && is_figure == before => piece.push(c),
            _ => pieces.extend(is_figure.map(|_| c.to_string())),
        }
        before = is_figure;
    }
    let is_weekday = |piece: &str| {
        let begins =
            |day: &&str| day.get(..piece.len()).is_some_and(|start| start.eq_ignore_ascii_case(piece));
        piece.len() >= 3 && WEEKDAYS.iter().any(begins)
    };
    let silent = ORDINALS.iter().chain(FILLERS);
    pieces.retain(|piece| !is_weekday(piece) && !silent.clone().any(|word| word.eq_ignore_ascii_case(piece)));
    pieces
}

/// A text as it was meant: without characters that nobody sees, and with plain ones for full-width ones.
pub(crate) fn plain(text: &str) -> String {
    let is_seen = |c: &char| !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    };
    text.chars().filter(is_seen).map(narrow).collect()
}

/// A whole number, perhaps with a fraction that is nothing: `60`, `60.0`.
fn number(text: &str) -> Option<u32> {
    let (number, fraction) = text.split_once('.').unwrap_or((text, ""));
    whole(number).filter(|_| fraction.bytes().all(|byte| byte == b'0'))
}

/// Figures only: Rust's own reader takes a sign too.
fn whole(text: &str) -> Option<u32> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

/// A text without the space and the full stop or comma that end it.
fn trimmed(text: &str) -> &str {
    text.trim().trim_end_matches(['.', ',']).trim_end()
}

/// A text without the first of these endings that it has, in capitals or not, nor the hyphen before it.
fn without<'t>(text: &'t str, endings: &[&str]) -> &'t str {
    let text = trimmed(text);
    let shortened = endings.iter().find_map(|ending| {
        let (start, end) = text.split_at_checked(text.len().checked_sub(ending.len())?)?;
        end.eq_ignore_ascii_case(ending).then_some(start)
    });
    shortened.map_or(text, |start| start.trim_end().trim_end_matches('-')).trim_end()
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
        for text in
            ["9", "09", "9.", "Sep", "Sept", "Sept.", "September", "SEPTEMBER", " sept, ", "９", "9\u{200b}"]
        {
            assert_eq!(month(text), Some(9), "{text}");
        }
        for slip in ["", "se", "Spet", "9th of", "-9"] {
            assert_eq!(month(slip), None, "{slip}");
        }
    }

    #[test]
    fn years_of_two_figures_are_of_this_century() {
        for text in ["2027", "27", "'27", "’27", " 2027.", "２０２７", "\u{feff}2027"] {
            assert_eq!(year(text), Some(2027), "{text}");
        }
        for (text, expected) in [("7", Some(7)), ("227", Some(227)), ("20277", Some(20277)), ("2o27", None)] {
            assert_eq!(year(text), expected, "{text}");
        }
    }

    #[test]
    fn numbers_are_read_with_what_they_count() {
        for text in [
            "60",
            "60%",
            "60 %",
            " 60 per cent ",
            "60 Percent",
            "060%",
            "60pc",
            "60%.",
            "60.0",
            "60.00%",
            "60-percent",
            "60％",
            "60 pct",
            "60% LTFT",
            "60 ltft",
            "60% of full time",
            "60\u{200b}%",
        ] {
            assert_eq!(percent(text), Some(60), "{text}");
        }
        for text in ["3", "3 days", "3 Sessions", "3 working days.", "3days", "03", "3.0", "３", "3-days"] {
            assert_eq!(count(text), Some(3), "{text}");
        }
        for slip in ["", "%", "60%%", "60-80%", "0.6", "60.5", ".0", "60..0", "-60", "sixty", "60 days"] {
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
            ("1st Sept. 2027", ["1", "Sept", "2027"]),
            ("September 1st, 2027", ["1", "September", "2027"]),
            ("2027-09-01", ["01", "09", "2027"]),
            ("Wednesday 1 September 2027", ["1", "September", "2027"]),
            ("Weds, the 1st of September, '27", ["1", "September", "27"]),
            ("1Sept2027", ["1", "Sept", "2027"]),
            ("１／９／２０２７", ["1", "9", "2027"]),
            ("Wed 1 September 2027", ["1", "September", "2027"]),
            ("Wednesday, September 1, 2027", ["1", "September", "2027"]),
        ] {
            assert_eq!(date_parts(text), Some(expected.map(str::to_owned)), "{text}");
        }
        for other in
            ["", "1", "1 9", "1 9 2027 or so", "1 September", "Monday 1 September", "01092027", "1½ 9 2027"]
        {
            assert_eq!(date_parts(other), None, "{other}");
        }
    }

    #[test]
    fn what_is_more_than_a_part_of_a_date_is_told_from_one() {
        for more in ["1 9", "Monday 1 September", "1Sept", "01092027", "1 9 2027 or so"] {
            assert!(is_more_than_a_part(more), "{more}");
        }
        for part in ["", "1", "1st", "1st of", "of Sept.", "September", "2027", "soon", "Monday 1"] {
            assert!(!is_more_than_a_part(part), "{part}");
        }
    }
}
