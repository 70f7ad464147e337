//! A calendar file (`.ics`), whatever its days are about.
//!
//! An entry lasts whole days, or is part of one day. Its times are those of the clock on the wall, without a time zone:
//! calendars show them as they are written, wherever their reader is.

use supportt_basics::date::{self, Date, Instant, Time};

/// Versions of an entry are counted in seconds from this day, which leaves room until 2088: a calendar passes over a
/// change that has no higher number, so a day is too coarse for what may change twice on it.
const FIRST_DAY: Date = Date::from_ymd_opt(2020, 1, 1).expect("the day exists");

/// The longest line of a calendar file, in bytes, without its end.
const LONGEST_LINE: usize = 75;

/// A day, or several in a row, in a calendar.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What tells it from all other entries, now and in later files.
    pub uid: String,
    /// The moment as of which it is true. No clock is read for it here.
    pub as_of: Instant,
    /// When what it says was changed last: of two files, the one with the later change counts.
    pub changed: Instant,
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
    /// When it begins, and when it ends where that is known: of an entry of one day that is not all of it.
    pub hours: Option<(Time, Option<Time>)>,
    /// What a calendar shows.
    pub title: String,
    /// What it shows when asked.
    pub note: String,
    /// Where it is.
    pub place: Option<String>,
    /// The page about it.
    pub page: Option<String>,
    /// Whether others who see the calendar may see what it is about.
    pub is_private: bool,
}

/// Writes entries into a file; `None` when there are none, because a calendar without entries is not one.
///
/// `product` names what made the file, as the standard asks for. `name` is what calendars call it that subscribe to it.
#[must_use]
pub fn write(product: &str, name: Option<&str>, entries: impl IntoIterator<Item = Entry>) -> Option<String> {
    let entries: String = entries.into_iter().map(|entry| entry.lines()).collect();
    (!entries.is_empty()).then(|| {
        let product = folded(&format!("PRODID:{product}"));
        // The second is what programs knew before there was a standard for it.
        let names = name.into_iter().flat_map(|name| ["NAME", "X-WR-CALNAME"].map(|key| (key, name)));
        let names: String = names.map(|(key, name)| folded(&format!("{key}:{}", escaped(name)))).collect();
        format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{product}{names}{entries}END:VCALENDAR\r\n")
    })
}

impl Entry {
    fn lines(&self) -> String {
        let day = |day: Date| day.to_string().replace('-', "");
        let days = match self.hours {
            Some((from, until)) => {
                let at = |time: Time| format!("{}T{}", day(self.first), date::six_figures(time));
                let until = until.map(|until| format!("DTEND:{}", at(until)));
                [Some(format!("DTSTART:{}", at(from))), until]
            }
            None => [
                Some(format!("DTSTART;VALUE=DATE:{}", day(self.first))),
                // The day on which it is over.
                Some(format!("DTEND;VALUE=DATE:{}", day(date::days_after(self.last, 1)))),
            ],
        };
        let since = self.changed.signed_duration_since(FIRST_DAY.and_time(Time::MIN)).num_seconds();
        let head = [
            "BEGIN:VEVENT".to_owned(),
            format!("UID:{}", self.uid),
            format!("DTSTAMP:{}T{}Z", day(self.as_of.date()), date::six_figures(self.as_of.time())),
            // The largest number that the standard lets a program expect.
            format!("SEQUENCE:{}", since.clamp(0, i32::MAX.into())),
        ];
        let what =
            [format!("SUMMARY:{}", escaped(&self.title)), format!("DESCRIPTION:{}", escaped(&self.note))];
        let place = self.place.as_ref().map(|place| format!("LOCATION:{}", escaped(place)));
        let page = self.page.as_ref().map(|page| format!("URL:{page}"));
        let tail = [
            // Others see at most that there is something.
            format!("CLASS:{}", if self.is_private { "PRIVATE" } else { "PUBLIC" }),
            // A day as a whole keeps nobody from other things.
            format!("TRANSP:{}", if self.hours.is_some() { "OPAQUE" } else { "TRANSPARENT" }),
            "END:VEVENT".to_owned(),
        ];
        let lines = head.iter().chain(days.iter().flatten()).chain(&what);
        lines.chain(&place).chain(&page).chain(&tail).map(|line| folded(line)).collect()
    }
}

/// A text as a calendar's value.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            '\n' => escaped.push_str("\\n"),
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            c => escaped.push(c),
        }
    }
    escaped
}

/// A line with its end, broken where it is too long and never inside a character. What would end it early is left out.
fn folded(line: &str) -> String {
    let mut folded = String::with_capacity(line.len() + 2);
    let mut width = 0;
    for c in line.chars().filter(|c| !c.is_control()) {
        if width + c.len_utf8() > LONGEST_LINE {
            folded.push_str("\r\n ");
            width = 1;
        }
        folded.push(c);
        width += c.len_utf8();
    }
    folded.push_str("\r\n");
    folded
}

#[cfg(test)]
mod tests {
    use icalendar::parser::{read_calendar, unfold};
    use proptest::prelude::*;

    use super::*;

    const NOTE: &str = "See your plan, page 2; or ask.";

    fn entry(title: &str) -> Entry {
        let day = |day| Date::from_ymd_opt(2026, 11, day).expect("a date");
        Entry {
            uid: "1@plan.invalid".into(),
            as_of: day(22).and_hms_opt(9, 30, 5).expect("a time"),
            changed: day(22).and_hms_opt(9, 30, 6).expect("a time"),
            first: day(30),
            last: day(30),
            hours: None,
            title: title.into(),
            note: NOTE.into(),
            place: None,
            page: None,
            is_private: true,
        }
    }

    #[test]
    fn an_entry_is_written_as_the_standard_says() {
        expect_test::expect![[r"
            BEGIN:VEVENT
            UID:1@plan.invalid
            DTSTAMP:20261122T093005Z
            SEQUENCE:217503006
            DTSTART;VALUE=DATE:20261130
            DTEND;VALUE=DATE:20261201
            SUMMARY:Plan
            DESCRIPTION:See your plan\, page 2\; or ask.
            CLASS:PRIVATE
            TRANSP:TRANSPARENT
            END:VEVENT
        "]]
        .assert_eq(&entry("Plan").lines().replace("\r\n", "\n"));
    }

    #[test]
    fn part_of_a_day_is_written_as_on_the_clock() {
        let at = |hour| Time::from_hms_opt(hour, 30, 0).expect("a time");
        let days = |hours| {
            let lines = Entry { hours, ..entry("Course") }.lines();
            let is_about_days =
                |line: &&str| ["DTSTART", "DTEND", "TRANSP"].iter().any(|name| line.starts_with(name));
            lines.lines().filter(is_about_days).map(str::to_owned).collect::<Vec<_>>()
        };
        let whole = ["DTSTART:20261130T093000", "DTEND:20261130T163000", "TRANSP:OPAQUE"];
        assert_eq!(days(Some((at(9), Some(at(16))))), whole);
        assert_eq!(days(Some((at(9), None))), [whole[0], whole[2]]);
    }

    #[test]
    fn a_later_second_counts_for_more_as_far_as_numbers_go() {
        let sequence = |changed: Instant| {
            let lines = Entry { changed, ..entry("Plan") }.lines();
            let number = lines.lines().find_map(|line| line.strip_prefix("SEQUENCE:")?.parse::<i32>().ok());
            number.expect("a number")
        };
        let Entry { as_of, changed, .. } = entry("Plan");
        assert!(sequence(changed) > sequence(as_of));
        assert_eq!(sequence(Instant::MIN), 0);
        assert_eq!(sequence(Instant::MAX), i32::MAX);
    }

    #[test]
    fn a_calendar_is_called_what_its_region_calls_it() {
        let file = write("-//test//calendar//EN", Some("Courses, and more"), [entry("Course")]);
        let file = file.expect("it has an entry");
        for line in ["NAME:Courses\\, and more\r\n", "X-WR-CALNAME:Courses\\, and more\r\n"] {
            assert!(file.contains(line), "{file}");
        }
    }

    #[test]
    fn a_file_without_entries_is_not_made() {
        assert_eq!(write("-//test//calendar//EN", Some("Courses"), []), None);
    }

    proptest! {
        #[test]
        fn any_text_is_read_back_and_adds_no_line(title in "(\\PC|[\n\r\0]){0,120}") {
            let entry = Entry { place: Some(title.clone()), ..entry(&title) };
            let file = write("-//test//calendar//EN", None, [entry]).expect("it has an entry");
            for line in file.split_terminator("\r\n") {
                prop_assert!(line.len() <= LONGEST_LINE && !line.contains(['\r', '\n']), "{:?}", line);
            }
            let file = unfold(&file);
            let calendar = read_calendar(&file).map_err(|error| TestCaseError::fail(error.clone()))?;
            prop_assert_eq!(calendar.components.len(), 1);
            let kept: String = title.trim().chars().filter(|c| *c == '\n' || !c.is_control()).collect();
            for name in ["SUMMARY", "LOCATION"] {
                let read = calendar.components[0].find_prop(name).expect("it is written").val.as_str();
                prop_assert_eq!(read, &kept);
            }
        }
    }
}
