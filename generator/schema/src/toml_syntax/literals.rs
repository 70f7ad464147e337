//! What people type for a day, a number, or yes and no, as the value that they mean.

use chrono::Month;
use supportt_basics::date::Date;

use supportt_source::characters;

/// Numbers in words, from one on.
pub const NUMBERS: [&str; 20] = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];

/// The day that a text names: `5 October 2026`, `5/10/2026`, `2026–10–05`. Of three numbers that do not begin with the
/// year, the first is the day, as in Britain.
#[must_use]
pub fn date(text: &str) -> Option<Date> {
    let (year, month, day) = year_month_day(text)?;
    Date::from_ymd_opt(year, month, day)
}

fn year_month_day(text: &str) -> Option<(i32, u32, u32)> {
    let parts = parts(text)?;
    let [first, second, third] = &parts[..] else { return None };
    let number = |part: &String| part.parse::<u32>().ok();
    let month = |part: &String| number(part).or_else(|| month_named(part));
    let (year, month, day) = match (number(first), number(second)) {
        (Some(1000..), _) => (first, month(second)?, number(third)?),
        (Some(day), _) => (third, month(second)?, day),
        (None, Some(day)) => (third, month(first)?, day),
        (None, None) => return None,
    };
    let year = year.parse::<i32>().ok().filter(|_| year.len() == 4)?;
    Some((year, month, day))
}

/// The month that a word of three letters or more begins the name of: `Sept`.
fn month_named(word: &str) -> Option<u32> {
    let months = (1..=12).filter_map(|number| Month::try_from(number).ok());
    let mut named = months.filter(|month| word.len() >= 3 && month.name().to_lowercase().starts_with(word));
    named.next().map(|month| month.number_from_month())
}

/// Whether a word is a day of the week or begins the name of one: `Tues`.
fn is_weekday(word: &str) -> bool {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    word == "weds" || word.len() >= 3 && DAYS.iter().any(|day| day.starts_with(word))
}

/// Why a text that looks like a date is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoDate {
    /// No calendar has the day.
    NoSuchDay,
    /// The year has two figures.
    ShortYear,
}

/// Why a text that looks like a date is none; nothing where it does not look like one.
#[must_use]
pub fn no_date(text: &str) -> Option<NoDate> {
    if let Some((year, month, day)) = year_month_day(text) {
        return Date::from_ymd_opt(year, month, day).is_none().then_some(NoDate::NoSuchDay);
    }
    let parts = parts(text)?;
    let [first, second, third] = &parts[..] else { return None };
    let is_number = |part: &str| part.parse::<u32>().is_ok();
    let is_month = is_number(second) || month_named(second).is_some();
    let is_short = [first, third].iter().all(|part| is_number(part) && part.len() <= 2);
    let is_like_date = is_number(first) && is_number(second) && is_number(third);
    (is_month && is_short).then_some(NoDate::ShortYear).or(is_like_date.then_some(NoDate::NoSuchDay))
}

/// The numbers and words of a date in lower case, without the day of the week and the like; nothing where there is
/// anything else.
fn parts(text: &str) -> Option<Vec<String>> {
    let mut parts: Vec<String> = Vec::new();
    let mut last = ' ';
    for character in plain(text).to_lowercase().chars() {
        if character.is_ascii_digit() || character.is_alphabetic() {
            // In `1Sept2025` a number ends where a word begins.
            let goes_on = last.is_alphanumeric() && last.is_ascii_digit() == character.is_ascii_digit();
            match parts.last_mut().filter(|_| goes_on) {
                Some(part) => part.push(character),
                None => parts.push(character.into()),
            }
        } else if !(character.is_whitespace() || "/.,-‐‑‒–—―−".contains(character)) {
            return None;
        }
        last = character;
    }
    parts.retain(|part| !is_weekday(part) && !["of", "the", "st", "nd", "rd", "th"].contains(&part.as_str()));
    Some(parts)
}

/// A text without quotation marks around it and without what nobody sees in it, and with the figures of the keyboard.
fn plain(text: &str) -> String {
    let seen = text.chars().filter(|character| characters::hidden(*character).is_none());
    let typed = seen.map(|character| match character {
        '\u{ff10}'..='\u{ff19}' => char::from_digit(u32::from(character) - 0xff10, 10).unwrap_or(character),
        _ => character,
    });
    let typed: String = typed.collect();
    let is_around = |character: char| "“”„‟‘’′″`\"'".contains(character) || character.is_whitespace();
    typed.trim_matches(is_around).to_owned()
}

/// Whether a text says that something is not known yet: `TBC`.
#[must_use]
pub fn is_to_come(text: &str) -> bool {
    let letters: String = text.chars().filter(|character| character.is_alphanumeric()).collect();
    ["tbc", "tba", "tbd"].contains(&letters.to_lowercase().as_str())
}

/// The time of day that a text names, as the field `time` has it: `9.30am–1pm` is `09:30 to 13:00`. An end without `am` or
/// `pm` is after the beginning.
#[must_use]
pub fn hours(text: &str) -> Option<String> {
    let text = plain(text).to_lowercase();
    let is_dash = |character: char| "-‐‑‒–—―−".contains(character);
    let ends = text.replace(is_dash, " to ").replace(" until ", " to ").replace(" till ", " to ");
    let mut ends = ends.split(" to ").map(time);
    let (from, until, more) = (ends.next()??, ends.next(), ends.next());
    let until = match until {
        None => None,
        Some(until) => Some(until?),
    };
    let minutes = |time: Time, is_after_noon: bool| {
        let hour = match (time.half, time.hour) {
            (Some(half), hour @ 1..=12) => Some(hour % 12 + half),
            (None, hour @ 0..=23) if is_after_noon && hour < 12 => (!time.is_padded).then_some(hour + 12),
            (None, hour @ 0..=23) => Some(hour),
            _ => None,
        };
        hour.filter(|_| time.minute < 60).map(|hour| hour * 60 + time.minute)
    };
    let in_words = |minutes: u32| format!("{:02}:{:02}", minutes / 60, minutes % 60);
    if more.is_some() {
        return None;
    }
    let Some(until) = until else {
        // Nobody begins at 4.30 in the morning, and one number alone is no time.
        let is_certain = from.half.is_some() || from.has_minutes && from.hour > 6;
        return minutes(from, false).filter(|_| is_certain).map(in_words);
    };
    let end = |from: u32| {
        let until = minutes(until, false).filter(|end| *end > from).or(minutes(until, true))?;
        (until > from).then_some((from, until))
    };
    let is_later_half = until.half == Some(12) && from.half.is_none() && from.hour < 12;
    let later = minutes(from, true).filter(|_| is_later_half).and_then(end);
    let (from, until) = later.or_else(|| end(minutes(from, false)?))?;
    Some(format!("{} to {}", in_words(from), in_words(until)))
}

/// A time of day as it is written.
#[derive(Clone, Copy)]
struct Time {
    hour: u32,
    minute: u32,
    has_minutes: bool,
    /// Whether the hour begins with a zero, so that it is before noon.
    is_padded: bool,
    /// The hours before the half of the day that is named, 0 or 12.
    half: Option<u32>,
}

fn time(text: &str) -> Option<Time> {
    let text = text.trim();
    let text = if ["noon", "midday"].contains(&text) { "12pm" } else { text };
    let halves = [("am", 0), ("a.m.", 0), ("pm", 12), ("p.m.", 12)];
    let half = halves.iter().find_map(|(end, half)| Some((text.strip_suffix(end)?.trim_end(), *half)));
    let figures = half.map_or(text, |(figures, _)| figures);
    let parts: Vec<&str> = figures.split([':', '.']).collect();
    let is_number =
        |part: &&str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let (hour, minute) = match parts[..] {
        // `0930`
        [both] if both.len() == 4 && both.bytes().all(|byte| byte.is_ascii_digit()) => both.split_at(2),
        [hour] => (hour, ""),
        [hour, minute] | [hour, minute, "00"] if minute.len() == 2 => (hour, minute),
        _ => return None,
    };
    let is_right = is_number(&hour) && (minute.is_empty() || is_number(&minute));
    is_right.then_some(())?;
    let has_minutes = !minute.is_empty();
    Some(Time {
        hour: hour.parse().ok()?,
        minute: if has_minutes { minute.parse().ok()? } else { 0 },
        has_minutes,
        is_padded: hour.starts_with('0'),
        half: half.map(|(_, half)| half),
    })
}

/// Yes or no.
#[must_use]
pub fn flag(text: &str) -> Option<bool> {
    match plain(text).to_lowercase().as_str() {
        "true" | "yes" | "on" => Some(true),
        "false" | "no" | "off" => Some(false),
        _ => None,
    }
}

/// A whole number: `03`, `1,200`. What is longer and begins with a zero is a telephone number.
#[must_use]
pub fn number(text: &str) -> Option<u32> {
    let text = plain(text);
    let groups: Vec<&str> = text.split(',').collect();
    let is_grouped = groups[1..].iter().all(|group| group.len() == 3);
    let is_short = !text.starts_with('0') || text.len() <= 3;
    groups.concat().parse().ok().filter(|_| is_grouped && is_short && !text.starts_with('+'))
}

/// A number in digits, or up to twenty in words.
#[must_use]
pub fn number_in_words(written: &str) -> Option<u32> {
    let lower = written.to_lowercase();
    let word = NUMBERS.iter().position(|word| *word == lower).and_then(|at| u32::try_from(at + 1).ok());
    word.or_else(|| written.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::{NoDate, date, flag, hours, is_to_come, no_date, number};

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
            "Mon 5 Oct 2026",
            "Mon. 5TH OCT 2026",
            "Weds 5 October 2026",
            "Thurs, 5 October 2026",
            "5Oct2026",
            "5 th Oct 2026",
            "\u{200e}05/\u{200e}10/\u{200e}2026",
            "２０２６-１０-０５",
            "“2026-10-05”",
        ] {
            assert_eq!(date(text).map(|day| day.to_string()).as_deref(), Some("2026-10-05"), "{text}");
        }
        for text in ["October 2026", "31/02/2026", "5 10 26", "3 or 4", "Mayor 5 2026", "09:30 to 16:00"] {
            assert_eq!(date(text), None, "{text}");
        }
        assert_eq!(no_date("31st Sept 2025"), Some(NoDate::NoSuchDay));
        assert_eq!(no_date("2026-13-45"), Some(NoDate::NoSuchDay));
        assert_eq!(no_date("1/9/25"), Some(NoDate::ShortYear));
        assert_eq!(no_date("1 Sept 25"), Some(NoDate::ShortYear));
        assert_eq!(["3 or 4", "2026-10-05", "October 2026"].map(no_date), [None; 3]);
    }

    #[test]
    fn times_of_day_are_recognized_where_they_are_certain() {
        for (text, meant) in [
            ("9:30", "09:30"),
            ("9.30am", "09:30"),
            ("0930", "09:30"),
            ("09:30:00", "09:30"),
            ("12 noon", ""),
            ("noon", "12:00"),
            ("9.30am–1pm", "09:30 to 13:00"),
            ("9-4.30", "09:00 to 16:30"),
            ("09:30 – 16:00", "09:30 to 16:00"),
            ("1-4pm", "13:00 to 16:00"),
            ("9am to 12pm", "09:00 to 12:00"),
            ("“9:30”", "09:30"),
            ("4.30", ""),
            ("9", ""),
            ("TBC", ""),
            ("25:00", ""),
            ("9:75", ""),
            ("16:30 to 09:00", ""),
            ("9 to 12 to 4", ""),
            ("2026-02-05", ""),
        ] {
            assert_eq!(hours(text).unwrap_or_default(), meant, "{text}");
        }
        assert!(["TBC", "t.b.c.", "tba"].into_iter().all(is_to_come) && !is_to_come("Free"));
    }

    #[test]
    fn numbers_and_flags_are_recognized() {
        assert_eq!(["03", "1,200", "12", "“20”", "３"].map(number), [3, 1200, 12, 20, 3].map(Some));
        assert_eq!(["01174960000", "1,20", "3.5", "+3", ""].map(number), [None; 5]);
        assert_eq!(["Yes", "FALSE", "maybe"].map(flag), [Some(true), Some(false), None]);
    }
}
