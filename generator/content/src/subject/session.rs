//! The times at which a course runs.

use std::ops::Deref;

use supportt_basics::date::{self, Date};
use supportt_rules::course::Session;

use supportt_schema::hours::{Hours, NotHours};
use supportt_schema::record;
use supportt_schema::record::{AsRecords, FieldType, Format, Kind, Record, RecordType as _};
use supportt_schema::toml_syntax::literals;
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::{Span, Spanned};

/// Days from the first to the last of a session that nobody means, but who mistypes the year.
const LONG: i64 = 180;

record! {
    /// A time at which a course runs.
    struct SessionTable: "a session" in "[[course.session]]" {
        /// Its first day.
        #[label = "First day"]
        from: Spanned<Date>,
        /// Its last day, if it is another.
        #[label = "Last day"]
        until: Option<Spanned<Date>>,
        /// The time of day: `09:30 to 16:00`, or `09:30`.
        time: Option<Spanned<String>> = Kind::Text(Format::Hours),
    }
}

/// The times at which a course runs, the earliest first.
#[derive(Clone, Debug, Default)]
pub struct Sessions(Vec<Session>);

impl Deref for Sessions {
    type Target = [Session];

    fn deref(&self) -> &[Session] {
        &self.0
    }
}

impl FieldType<AsRecords> for Sessions {
    const KIND: Kind = Kind::Records(&SessionTable::SCHEMA);
    const NEEDED: bool = false;

    fn read(record: &Record, name: &str, diagnostics: &mut Diagnostics) -> Option<Self> {
        let tables: Vec<SessionTable> = FieldType::read(record, name, diagnostics)?;
        let mut sessions: Vec<(Session, Span)> = tables
            .into_iter()
            .map(|table| {
                check_session(&table, diagnostics);
                let SessionTable { from, until, time } = table;
                let until = until.map_or(from.value, |until| until.value);
                (Session { from: from.value, until, time: time.map(|time| time.value) }, from.span)
            })
            .collect();
        sessions.sort_by_key(|(session, _)| session.from);
        check_together(&sessions, diagnostics);
        Some(Self(sessions.into_iter().map(|(session, _)| session).collect()))
    }
}

fn check_session(session: &SessionTable, diagnostics: &mut Diagnostics) {
    let SessionTable { from, until, time } = session;
    if let Some(until) = until.as_ref().filter(|until| until.value < from.value) {
        diagnostics.push(
            Diagnostic::error("course::ends-before-it-begins", until.span, "it ends before it begins")
                .label(format!("it begins on {}", date::long(from.value)))
                .hint("`until` is the last day; leave it out when there is one day only"),
        );
    }
    if let Some(time) = time {
        let is_one_day = until.as_ref().is_none_or(|until| until.value == from.value);
        diagnostics.extend(check_time(time, is_one_day));
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

/// Reports sessions that cannot all be right together.
fn check_together(sessions: &[(Session, Span)], diagnostics: &mut Diagnostics) {
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
}
