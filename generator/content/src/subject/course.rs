//! The `[course]` table of a page: the page is about a course, or a series of them.

use std::sync::LazyLock;

use chrono::Datelike as _;
use regex::Regex;
use supportt_basics::bounds;
use supportt_basics::date::{self, Date};
use supportt_basics::keyword::Keyword as _;
use supportt_rules::course::{self, Standing};

use super::meeting::Meeting;
use super::session::Sessions;
use crate::provenance::Citation;
use crate::readers::Readers;
use supportt_schema::record;
use supportt_schema::record::{AtLeastOne, Format, Kind, Record};
use supportt_source::Spanned;
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::pattern::pattern;

record! {
    /// A course. What its source does not state is not there.
    pub struct Course: "a course" in "[course]" {
        /// Its topics, from `words/courses.toml`.
        #[example = "simulation"]
        pub topics: AtLeastOne<Spanned<String>> = Kind::Texts(Format::IdOf("topic")),
        /// Whom it is for.
        pub readers: Readers,
        /// What it is: a course if left out.
        ///
        /// An `event` stands in the list of events, and in no plan.
        pub kind: Option<CourseKind>,
        /// Where people meet.
        pub format: Option<Meeting>,
        /// The place, if people meet in one.
        #[example = "Education Centre, Example Hospital"]
        pub place: Option<String>,
        /// What it costs.
        #[example = "Free"]
        pub cost: Option<String>,
        /// Whether the programme pays.
        #[label = "Paid for by the programme"]
        pub funded: Option<bool>,
        /// Whether it must be approved before.
        #[label = "Needs approval before"]
        pub approval: Option<bool>,
        /// How many people can come.
        #[label = "Places"]
        pub capacity: Option<i64> = Kind::Number(bounds::PEOPLE),
        /// The web address for booking.
        #[label = "Address for booking"]
        pub booking: Option<String> = Kind::Text(Format::WebAddress),
        /// Whom to ask, if not the region's team.
        #[label = "Who to ask"]
        #[example = "The education team of Example Hospital"]
        pub contact: Option<String>,
        /// The last day for booking.
        pub book_by: Option<Date>,
        /// The last day for cancelling.
        pub cancel_by: Option<Date>,
        /// The year, where the source states no day.
        #[label = "Year, if no day is known"]
        pub held: Option<i32> = Kind::Number(bounds::YEAR),
        /// The times at which it runs.
        #[label = "Times"]
        pub sessions as "session": Sessions,
        /// Where it comes from.
        pub citation: Option<Citation>,
    }
}

supportt_basics::keywords! {
    /// What a course is.
    #[derive(Default)]
    pub enum CourseKind {
        /// A course.
        #[default]
        Course = "course",
        /// Several courses that are announced together.
        Series = "series",
        /// A course of another organisation.
        External = "external",
        /// A conference or another event.
        Event = "event",
    }
}

impl Course {
    /// What it is.
    #[must_use]
    pub fn kind(&self) -> CourseKind {
        self.kind.unwrap_or_default()
    }

    /// The course as far as a plan needs to know it.
    #[must_use]
    pub fn for_plans(&self, id: &str, name: &str) -> course::Course {
        course::Course {
            id: id.to_owned(),
            name: name.to_owned(),
            sessions: self.sessions.to_vec(),
            book_by: self.book_by,
            approval: self.approval == Some(true),
            citation: self.citation.as_ref().map(Citation::for_policy),
        }
    }

    /// Whether nobody can book any more: the last day for it has passed, or the course is over.
    #[must_use]
    pub fn booking_is_over(&self, today: Date) -> bool {
        self.book_by.is_some_and(|day| day < today) || self.standing(today) == Standing::Over
    }

    /// How it lies to `today`. Where only a year is stated, it is ahead until that year is over.
    #[must_use]
    pub fn standing(&self, today: Date) -> Standing {
        match self.held {
            Some(year) if self.sessions.is_empty() => {
                if year < today.year() {
                    Standing::Over
                } else {
                    Standing::Ahead
                }
            }
            _ => course::standing(&self.sessions, today),
        }
    }
}

/// Reports what cannot be right about a course.
pub(super) fn check(record: &Record, diagnostics: &mut Diagnostics) {
    check_held(record, diagnostics);
    check_last_day(record, diagnostics);
    check_place(record, diagnostics);
}

/// Reports a year in place of days where there are days.
fn check_held(record: &Record, diagnostics: &mut Diagnostics) {
    if let (Some(year), [session, ..]) = (record.span_of("held"), record.records("session")) {
        let message = "`held` stands for the days when only the year is known, and there are days here";
        let problem = Diagnostic::error("course::held", year, message);
        let first = session.span_of("from").unwrap_or(session.span);
        diagnostics.push(problem.also(first, "the first of them").hint("leave `held` out"));
    }
}

/// Reports days for booking and cancelling after the last day.
fn check_last_day(record: &Record, diagnostics: &mut Diagnostics) {
    let ends = |session: &Record| session.date("until").or(session.date("from")).map(|day| day.value);
    let Some(last) = record.records("session").iter().filter_map(ends).max() else { return };
    for name in ["book_by", "cancel_by"] {
        if let Some(day) = record.date(name).filter(|day| day.value > last) {
            diagnostics.push(
                Diagnostic::error(
                    "course::day-after-course",
                    day.span,
                    format!("`{name}` lies after the course"),
                )
                .label(format!("it ends on {}", date::long(last)))
                .hint(format!("correct `{name}` or the days of the course")),
            );
        }
    }
}

/// Warns of a place where nobody is to come.
fn check_place(record: &Record, diagnostics: &mut Diagnostics) {
    static ROOM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(room|centre|hospital|infirmary|building|house|hall|theatre|floor|library|campus|hotel)\b",
        )
    });
    // The whole of it: a building may bear such a name.
    static ONLINE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^\W*((on|via|by) )?((ms|microsoft) )?(teams|zoom|webex|google meet|skype|online|virtual(ly)?|remote(ly)?)( (call|meeting|webinar))?\W*$",
        )
    });
    let Some(place) = record.text("place") else { return };
    let meets = |meeting: Meeting| record.text("format").is_some_and(|format| format.value == meeting.word());
    if meets(Meeting::InPerson) && ONLINE.is_match(&place.value) {
        diagnostics.push(
            Diagnostic::advice(
                "course::place-online",
                place.span,
                "this is no place, and the course is in person",
            )
            .hint("leave `place` out and write `format = \"online\"`, or write the place"),
        );
    }
    if meets(Meeting::Online) && ROOM.is_match(&place.value) {
        diagnostics.push(
            Diagnostic::advice(
                "course::place-online",
                place.span,
                "a course that is online has no such place",
            )
            .hint("leave `place` out, or write `format = \"in-person\"` or `\"mixed\"`"),
        );
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use supportt_fixture::check_short;

    const HEAD: &str =
        "+++\ntitle = \"A\"\ndescription = \"A.\"\nlast_reviewed = 2026-01-01\nowner = \"Us\"\n[course]\n";

    #[test]
    fn what_cannot_be_right_about_a_course_is_reported_at_once() {
        let wrong = format!(
            "//- content/north/a.md\n{HEAD}topics = [\"simulaton\"]\naudience = [\"nurses\"]\nbooking = \"www.example.org\"\ncapacity = 0\nbook_by = 2026-06-01\nsource = \"page\"\nreference = \"1\"\nchecked_on = 2026-01-01\nprice = 3\nheld = 2026\n[[course.session]]\nfrom = 2026-05-04\nuntil = 2026-05-03\n[[course.session]]\nfrom = 2026-05-01\nuntil = 2026-05-02\n[[course.session]]\nfrom = 2026-05-02\n[[course.session]]\nfrom = 2026-05-02\n+++\n"
        );
        check_short(
            &wrong,
            expect![[r#"
                content/north/a.md:7:11: error: there is no topic `simulaton` (hint: did you mean `simulation`?)
                content/north/a.md:8:13: error: `audience` cannot be `nurses`: not `trainees` or `educators` (hint: write `trainees` or `educators`)
                content/north/a.md:9:11: error: `www.example.org` is not a web address (hint: write `https://www.example.org`)
                content/north/a.md:10:12: error: `capacity` must be a number from 1 to 100000 (hint: write a number like `capacity = 10`) (hint: leave `capacity` out where it is not known)
                content/north/a.md:11:11: error: `book_by` lies after the course: it ends on 3 May 2026 (hint: correct `book_by` or the days of the course)
                content/north/a.md:15:1: error: a course has no field `price`: not a field (hint: its fields are `topics`, `audience`, `reasons`, `kind`, `format`, `place`, `cost`, `funded`, `approval`, `capacity`, `booking`, `contact`, `book_by`, `cancel_by`, `held`, `session`, `source`, `reference`, `section`, `checked_on`, `review_by`)
                content/north/a.md:16:8: error: `held` stands for the days when only the year is known, and there are days here (hint: leave `held` out)
                content/north/a.md:19:9: error: it ends before it begins: it begins on 4 May 2026 (hint: `until` is the last day; leave it out when there is one day only)
                content/north/a.md:24:8: warning: this session begins before another ends: the other ends on 2 May 2026 (hint: correct the days, or give each of two groups a page of its own)
                content/north/a.md:26:8: error: this session is listed twice (hint: remove one of them, or correct its day)
            "#]],
        );
    }

    #[test]
    fn slips_in_a_course_are_found() {
        let page = |name: &str, text: &str| {
            format!(
                "//- content/north/{name}.md\n{}topics = [\"simulation\"]\naudience = [\"trainees\"]\nsource = \"page\"\nreference = \"1\"\nchecked_on = 2026-01-01\n{text}+++\n",
                HEAD.replacen("\"A\"", &format!("\"{name}\""), 1)
            )
        };
        check_short(
            &[
                page("night", "[[course.session]]\nfrom = 2027-01-29\nuntil = 2027-01-30\ntime = \"20:00 to 08:00\"\n"),
                page("a", "place = \"TBC\"\ncost = \"£XX\"\n[[course.session]]\nfrom = 2027-03-15\nuntil = 2028-03-16\ntime = \"TBC\"\n"),
                page("b", "format = \"online\"\nplace = \"Room 4\"\n[[course.session]]\nfrom = 2027-03-15\ntime = \"16:30 to 09:00\"\n"),
                page("c", "format = \"online\"\nplace = \"Microsoft Teams\"\n[[course.session]]\nfrom = 2207-03-15\n"),
                page("e", "format = \"in-person\"\nplace = \"MS Teams\"\n[[course.session]]\nfrom = 2027-03-15\n"),
                page("f", "format = \"in-person\"\nplace = \"Zoom Building, Leeds\"\n[[course.session]]\nfrom = 2027-03-15\n"),
                page("d", "format = \"mixed\"\nplace = \"Room 4 and online\"\n[[course.session]]\nfrom = 2027-03-15\ntime = \"09:30\"\n"),
            ]
            .concat(),
            expect![[r#"
                content/north/a.md:12:10: advice: this is not settled yet (hint: say in words what is not known and when it will be, or leave it out)
                content/north/a.md:13:9: advice: this is left to be filled in (hint: write what belongs here, or leave it out)
                content/north/a.md:16:9: warning: this session lasts 367 days (hint: correct the year; a course with several days far apart has a `[[course.session]]` for each)
                content/north/a.md:17:8: error: this is not how a time of day is written (hint: it is written `09:30 to 16:00`, or `09:30` where no end is stated; leave `time` out when none is known)
                content/north/b.md:13:9: advice: a course that is online has no such place (hint: leave `place` out, or write `format = "in-person"` or `"mixed"`)
                content/north/b.md:16:8: error: it ends before it begins (hint: correct the times, or write the last day as `until` if it ends on the day after)
                content/north/c.md:15:8: error: the year 2207 cannot be right (hint: write the year in full, year first: `2026-11-22`)
                content/north/e.md:13:9: advice: this is no place, and the course is in person (hint: leave `place` out and write `format = "online"`, or write the place)
            "#]],
        );
    }

    #[test]
    fn a_course_belongs_to_a_region_and_has_topics_that_are_named() {
        let page = |path: &str, source: &str| {
            format!(
                "//- content/{path}\n{HEAD}topics = [\"simulaton\"]\naudience = [\"trainees\"]\nsource = \"{source}\"\nreference = \"1\"\nchecked_on = 2026-01-01\n+++\n"
            )
        };
        check_short(
            &[page("a.md", "page"), page("north/b.md", "pag")].concat(),
            expect![[r#"
                content/a.md:6:1: error: this page belongs to no region (hint: move the page into the folder of the region that lists it) (hint: what makes a folder a region is a file `region.toml` in it)
                content/a.md:7:11: error: there is no topic `simulaton` (hint: did you mean `simulation`?)
                content/north/b.md:7:11: error: there is no topic `simulaton` (hint: did you mean `simulation`?)
                content/north/b.md:9:10: error: North has no source `pag` (hint: did you mean `page`?)
            "#]],
        );
    }
}
