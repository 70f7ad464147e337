//! The `[course]` table of a page: the page is about a course, or a series of them.

use std::sync::LazyLock;

use chrono::Datelike as _;
use regex::Regex;
use supportt_rules::bounds;
use supportt_rules::course::{self, Session, Standing};
use supportt_rules::date::{self, Date};
use supportt_rules::ids::SourceId;
use supportt_rules::keyword::Keyword as _;

use super::meeting::Meeting;
use crate::provenance;
use crate::readers::{self, Readers};
use supportt_schema::hours::{Hours, NotHours};
use supportt_schema::record::{self, Field, Kind, Record, Schema, Table};
use supportt_schema::toml_syntax::literals;
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::pattern::pattern;
use supportt_source::{Span, Spanned};

/// Days from the first to the last of a session that nobody means, but who mistypes the year.
const LONG: i64 = 180;

/// The list of times at which it runs, within `[course]`.
const SESSIONS: &str = "session";

/// The fields of a course.
pub const SCHEMA: Schema = Schema {
    subject: "a course",
    fields: &[
        Field::needed("topics", Kind::Texts, "its topics, from `words/courses.toml`"),
        readers::AUDIENCE,
        readers::REASONS,
        Field::optional(
            "kind",
            Kind::Word(&["course", "series", "external", "event"]),
            "what it is: a course if left out",
        ),
        Field::optional("format", Kind::Word(&["in-person", "online", "mixed"]), "where people meet"),
        Field::optional("place", Kind::Text, "the place, if people meet in one"),
        Field::optional("cost", Kind::Text, "what it costs"),
        Field::optional("funded", Kind::Flag, "whether the programme pays"),
        Field::optional("approval", Kind::Flag, "whether it must be approved before"),
        Field::optional("capacity", Kind::Number(bounds::PEOPLE), "how many people can come"),
        Field::optional("booking", Kind::Text, "the web address for booking"),
        Field::optional("contact", Kind::Text, "whom to ask, if not the region's team"),
        Field::optional("book_by", Kind::Date, "the last day for booking"),
        Field::optional("cancel_by", Kind::Date, "the last day for cancelling"),
        Field::optional("held", Kind::Number(bounds::YEAR), "the year, where the source states no day"),
        provenance::optional::SOURCE,
        provenance::optional::REFERENCE,
        provenance::optional::CHECKED_ON,
        provenance::REVIEW_BY,
    ],
};

/// The fields of a time at which a course runs.
pub const SESSION_SCHEMA: Schema = Schema {
    subject: "a session",
    fields: &[
        Field::needed("from", Kind::Date, "its first day"),
        Field::optional("until", Kind::Date, "its last day, if it is another"),
        Field::optional("time", Kind::Text, "the time of day: `09:30 to 16:00`, or `09:30`"),
    ],
};

/// A course. What its source does not state is not there.
#[derive(Clone, Debug)]
pub struct Course {
    /// Ids of its topics.
    pub topics: Vec<Spanned<String>>,
    /// Whom it is for.
    pub readers: Readers,
    /// What it is.
    pub kind: CourseKind,
    /// Where people meet.
    pub format: Option<Meeting>,
    /// The place.
    pub place: Option<String>,
    /// What it costs.
    pub cost: Option<String>,
    /// Whether the programme pays.
    pub funded: Option<bool>,
    /// Whether it must be approved before.
    pub approval: Option<bool>,
    /// How many people can come.
    pub capacity: Option<i64>,
    /// The web address for booking.
    pub booking: Option<String>,
    /// Whom to ask.
    pub contact: Option<String>,
    /// The last day for booking.
    pub book_by: Option<Date>,
    /// The last day for cancelling.
    pub cancel_by: Option<Date>,
    /// The year, where no day is stated.
    pub held: Option<i32>,
    /// When it runs, earliest first.
    pub sessions: Vec<Session>,
}

supportt_rules::keywords! {
    /// What a course is.
    pub enum CourseKind {
        /// A course.
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
    /// The course as far as a plan needs to know it.
    #[must_use]
    pub fn for_plans(&self, id: &str, name: &str, cited: Option<&provenance::Citation>) -> course::Course {
        course::Course {
            id: id.to_owned(),
            name: name.to_owned(),
            sessions: self.sessions.clone(),
            book_by: self.book_by,
            approval: self.approval == Some(true),
            citation: cited.map(|cited| course::Citation {
                source: SourceId::from(cited.source.value.as_str()),
                reference: cited.reference.clone(),
                checked_on: cited.checked_on.value,
            }),
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

/// Reads a `[course]` table.
pub(super) fn read(table: &Table<'_>, diagnostics: &mut Diagnostics) -> (Record, Course) {
    let own = table.fields.iter().filter(|(name, _)| name.get_ref() != SESSIONS);
    let own = own.map(|(name, value)| (name.clone(), value.clone())).collect();
    let record = SCHEMA.read_table(&Table { fields: &own, ..*table }, diagnostics);
    let sessions = SESSION_SCHEMA.read_list(SESSIONS, table, diagnostics);
    let mut sessions: Vec<(Session, Span)> =
        sessions.iter().filter_map(|session| read_session(session, diagnostics)).collect();
    sessions.sort_by_key(|(session, _)| session.from);
    check_days(&record, &sessions, diagnostics);
    record::check_web_address(&record, "booking", diagnostics);
    check_place(&record, diagnostics);
    let text = |name| record.text(name).map(|text| text.value);
    let day = |name| record.date(name).map(|day| day.value);
    let flag = |name| record.flag(name).map(|flag| flag.value);
    let course = Course {
        topics: record.texts("topics"),
        readers: Readers::read(&record),
        kind: text("kind").and_then(|word| CourseKind::from_word(&word)).unwrap_or(CourseKind::Course),
        format: text("format").and_then(|word| Meeting::from_word(&word)),
        place: text("place"),
        cost: text("cost"),
        funded: flag("funded"),
        approval: flag("approval"),
        capacity: record.number("capacity").map(|number| number.value),
        booking: text("booking"),
        contact: text("contact"),
        book_by: day("book_by"),
        cancel_by: day("cancel_by"),
        held: held(&record, &sessions, diagnostics),
        sessions: sessions.into_iter().map(|(session, _)| session).collect(),
    };
    (record, course)
}

/// The year in which it is held, where no day is stated.
fn held(record: &Record, sessions: &[(Session, Span)], diagnostics: &mut Diagnostics) -> Option<i32> {
    let year = record.number("held")?;
    if let [(_, session), ..] = sessions {
        let message = "`held` stands for the days when only the year is known, and there are days here";
        let problem = Diagnostic::error("course::held", year.span, message);
        diagnostics.push(problem.also(*session, "the first of them").hint("leave `held` out"));
        return None;
    }
    i32::try_from(year.value).ok()
}

fn read_session(record: &Record, diagnostics: &mut Diagnostics) -> Option<(Session, Span)> {
    let from = record.date("from")?;
    let until = record.date("until");
    if let Some(until) = until.as_ref().filter(|until| until.value < from.value) {
        diagnostics.push(
            Diagnostic::error("course::ends-before-it-begins", until.span, "it ends before it begins")
                .label(format!("it begins on {}", date::long(from.value)))
                .hint("`until` is the last day; leave it out when there is one day only"),
        );
    }
    if let Some(time) = record.text("time") {
        let is_one_day = until.as_ref().is_none_or(|until| until.value == from.value);
        diagnostics.extend(check_time(&time, is_one_day));
    }
    if let Some(until) = until.as_ref().filter(|until| (until.value - from.value).num_days() > LONG) {
        let days = (until.value - from.value).num_days();
        diagnostics.push(
            Diagnostic::warning(
                "course::long-session",
                until.span,
                format!("this session lasts {days} days"),
            )
            .hint(
                "correct the year; a course with several days far apart has a `[[course.session]]` for each",
            ),
        );
    }
    let session = Session {
        from: from.value,
        until: until.map_or(from.value, |until| until.value),
        time: record.text("time").map(|time| time.value),
    };
    Some((session, from.span))
}

/// What is wrong with a time of day.
fn check_time(time: &Spanned<String>, is_one_day: bool) -> Option<Diagnostic> {
    let report = |message| Diagnostic::error("course::time", time.span, message);
    match time.value.parse::<Hours>() {
        Ok(hours) if is_one_day && hours.is_backwards() => Some(
            report("it ends before it begins")
                .hint("correct the times, or write the last day as `until` if it ends on the day after"),
        ),
        Ok(_) => None,
        Err(NotHours) => {
            let problem = report("this is not how a time of day is written");
            Some(match literals::hours(&time.value) {
                Some(hours) => problem.reword(format!("write `{hours}`"), [hours.clone()]),
                None => problem.hint(
                    "it is written `09:30 to 16:00`, or `09:30` where no end is stated; leave `time` out when none is known",
                ),
            })
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

/// Reports days that cannot all be right together.
fn check_days(record: &Record, sessions: &[(Session, Span)], diagnostics: &mut Diagnostics) {
    for pair in sessions.windows(2) {
        let [(one, first), (other, second)] = pair else { continue };
        let problem = if one == other {
            Diagnostic::error("course::session-twice", *second, "this session is listed twice")
                .hint("remove one of them, or correct its day")
        } else if one.from < other.from && other.from <= one.until {
            Diagnostic::warning(
                "course::sessions-overlap",
                *second,
                "this session begins before another ends",
            )
            .label(format!("the other ends on {}", date::long(one.until)))
            .hint("correct the days, or give each of two groups a page of its own")
        } else {
            continue;
        };
        diagnostics.push(problem.also(*first, "the other"));
    }
    let Some((last, _)) = sessions.last() else { return };
    for name in ["book_by", "cancel_by"] {
        if let Some(day) = record.date(name).filter(|day| day.value > last.until) {
            diagnostics.push(
                Diagnostic::error(
                    "course::day-after-course",
                    day.span,
                    format!("`{name}` lies after the course"),
                )
                .label(format!("it ends on {}", date::long(last.until)))
                .hint(format!("correct `{name}` or the days of the course")),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::{SCHEMA, SESSION_SCHEMA};
    use crate::fixture::check_short;

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
                content/north/a.md:8:13: error: `audience` cannot be `nurses`: not `trainees` or `educators` (hint: write `trainees` or `educators`)
                content/north/a.md:9:11: error: `www.example.org` is not a web address (hint: write `https://www.example.org`)
                content/north/a.md:10:12: error: `capacity` must be a number from 1 to 100000 (hint: write a number like `capacity = 10`) (hint: leave `capacity` out where it is not known)
                content/north/a.md:11:11: error: `book_by` lies after the course: it ends on 3 May 2026 (hint: correct `book_by` or the days of the course)
                content/north/a.md:15:1: error: a course has no field `price`: not a field (hint: its fields are `topics`, `audience`, `reasons`, `kind`, `format`, `place`, `cost`, `funded`, `approval`, `capacity`, `booking`, `contact`, `book_by`, `cancel_by`, `held`, `source`, `reference`, `checked_on`, `review_by`)
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

    #[test]
    fn the_guide_for_editors_shows_every_field() {
        let guide = include_str!("../../../content/README.md");
        for field in SCHEMA.fields.iter().chain(SESSION_SCHEMA.fields) {
            let shown = guide.contains(&format!("\n{} = ", field.name))
                || guide.contains(&format!("`{} = ", field.name));
            assert!(shown, "content/README.md does not show `{}`", field.name);
        }
    }
}
