//! The days of a plan as a calendar file (`.ics`).
//!
//! Calendars are shared, so an entry tells that there is a plan and no more: its words come
//! from [`CalendarWords`], never from a step's name or from an answer. Every entry lasts a
//! whole day, which has no time zone to get wrong.

use supportt_rules::date::{self, Date};
use supportt_rules::return_plan::{Due, Milestone, Subject};

use crate::checksum::CRC;
use crate::words::{CalendarWords, fill};

/// Versions of an entry are counted in days from this one: a plan made later replaces it.
const FIRST_DAY: Date = Date::from_ymd_opt(2020, 1, 1).expect("the day exists");

/// The longest line of a calendar file, in bytes, without its end.
const LONGEST_LINE: usize = 75;

/// Writes the days of a plan that are not over on `today`; `None` when there are none.
///
/// `plan` tells the plan from others: files made of the same plan again move its entries.
#[must_use]
pub fn write(plan: &str, milestones: &[Milestone<'_>], today: Date, words: &CalendarWords) -> Option<String> {
    let entries: String = milestones
        .iter()
        .zip(1..)
        .filter_map(|(milestone, number)| entry(plan, milestone, number, words))
        .filter(|entry| entry.day >= today)
        .map(|entry| entry.lines(today))
        .collect();
    (!entries.is_empty()).then(|| {
        format!(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//plan//calendar//EN\r\n{entries}END:VCALENDAR\r\n"
        )
    })
}

/// A day in a calendar.
struct CalendarEntry {
    uid: String,
    day: Date,
    title: String,
    note: String,
}

/// An entry for the milestone with this number, by which the reader finds it in the paper: the entry
/// itself must not say what it is about.
fn entry(plan: &str, milestone: &Milestone<'_>, number: u32, words: &CalendarWords) -> Option<CalendarEntry> {
    let (kind, id, what) = match milestone.subject {
        Subject::LeaveStarts => ("leave-starts", "", &words.date),
        Subject::Return => ("return", "", &words.date),
        Subject::Step(step) if step.body.with.is_empty() || step.body.form.is_some() => {
            ("step", step.id.as_str(), &words.step)
        }
        Subject::Step(step) => ("step", step.id.as_str(), &words.talk),
        Subject::Entitlement(entitlement) => ("support", entitlement.id.as_str(), &words.support),
        Subject::SupervisionEnds(entitlement) => ("supervision", entitlement.id.as_str(), &words.support),
        Subject::AskApproval(entitlement) => ("approval", entitlement.id.as_str(), &words.step),
        Subject::Course(entitlement) => ("course", entitlement.id.as_str(), &words.date),
        Subject::ListedCourse(course) => ("listed-course", course.id.as_str(), &words.date),
        Subject::BookCourse(course) => ("book-course", course.id.as_str(), &words.step),
        Subject::NextReview => ("review", "", &words.talk),
        Subject::Meeting(number) => ("meeting", &*number.to_string(), &words.talk),
    };
    let (day, pattern) = match milestone.when {
        Due::On(day) => (day, None),
        Due::By(day) => (day, Some(&words.last_day)),
        Due::Before(day) => (date::days_before(day, 1), Some(&words.last_day)),
        Due::From(day) => (day, Some(&words.first_day)),
        Due::During(_) | Due::BeforeCourse | Due::AnyTime => return None,
    };
    let number = number.to_string();
    let numbered = |text: &str| fill(text, &[("number", &number)]);
    let what = numbered(what);
    Some(CalendarEntry {
        // In code, because programs show it, and it names the step.
        uid: format!("{plan}-{:08x}@plan.invalid", CRC.checksum(format!("{kind}/{id}").as_bytes())),
        day,
        title: pattern.map_or_else(|| what.clone(), |pattern| fill(pattern, &[("what", &what)])),
        note: numbered(&words.note),
    })
}

impl CalendarEntry {
    fn lines(&self, today: Date) -> String {
        let day = |day: Date| day.to_string().replace('-', "");
        [
            "BEGIN:VEVENT".to_owned(),
            format!("UID:{}", self.uid),
            format!("DTSTAMP:{}T000000Z", day(today)),
            format!("SEQUENCE:{}", date::days_between(FIRST_DAY, today)),
            format!("DTSTART;VALUE=DATE:{}", day(self.day)),
            // The day on which it is over.
            format!("DTEND;VALUE=DATE:{}", day(date::days_after(self.day, 1))),
            format!("SUMMARY:{}", escaped(&self.title)),
            format!("DESCRIPTION:{}", escaped(&self.note)),
            // Others see at most that there is something, and it takes no time of the day.
            "CLASS:PRIVATE".to_owned(),
            "TRANSP:TRANSPARENT".to_owned(),
            "END:VEVENT".to_owned(),
        ]
        .iter()
        .map(|line| folded(line))
        .collect()
    }
}

/// A text as a calendar's value.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            '\n' => escaped.push_str("\\n"),
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// A line with its end, broken where it is too long and never inside a character.
fn folded(line: &str) -> String {
    let mut folded = String::with_capacity(line.len() + 2);
    let mut width = 0;
    for c in line.chars() {
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

    #[test]
    fn an_entry_is_written_as_the_standard_says() {
        let day = |day| Date::from_ymd_opt(2026, 11, day).expect("a date");
        let entry = CalendarEntry {
            uid: "1@plan.invalid".into(),
            day: day(30),
            title: "Plan".into(),
            note: NOTE.into(),
        };
        expect_test::expect![[r"
            BEGIN:VEVENT
            UID:1@plan.invalid
            DTSTAMP:20261122T000000Z
            SEQUENCE:2517
            DTSTART;VALUE=DATE:20261130
            DTEND;VALUE=DATE:20261201
            SUMMARY:Plan
            DESCRIPTION:See your plan\, page 2\; or ask.
            CLASS:PRIVATE
            TRANSP:TRANSPARENT
            END:VEVENT
        "]]
        .assert_eq(&entry.lines(day(22)).replace("\r\n", "\n"));
    }

    proptest! {
        #[test]
        fn any_title_is_read_back_and_adds_no_line(title in "(\\PC|[\n\r\0]){0,120}") {
            let today = Date::from_ymd_opt(2026, 11, 22).expect("a date");
            let entry = CalendarEntry { uid: "1@plan.invalid".into(), day: today, title: title.clone(), note: NOTE.into() };
            let lines = entry.lines(today);
            for line in lines.split_terminator("\r\n") {
                prop_assert!(line.len() <= LONGEST_LINE && !line.contains(['\r', '\n']), "{:?}", line);
            }
            let file = unfold(&format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{lines}END:VCALENDAR\r\n"));
            let calendar = read_calendar(&file).map_err(|error| TestCaseError::fail(error.clone()))?;
            prop_assert_eq!(calendar.components.len(), 1);
            let read = calendar.components[0].find_prop("SUMMARY").expect("a title").val.as_str();
            let kept: String = title.trim().chars().filter(|c| *c == '\n' || !c.is_control()).collect();
            prop_assert_eq!(read, kept);
        }
    }
}
