//! Days that a text names: those that no calendar has, and those that have passed in sentences about what lies ahead.

use std::ops::Range;

use chrono::Datelike as _;
use regex::Captures;
use supportt_basics::date::{self, Date};
use supportt_rules::course::Session;

use super::page::Page;

use supportt_markdown::passages::{Kind, Part, Passage, is_quoted, passages};
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::pattern::{Pattern, any, pattern, whole};
use supportt_source::{Slice, Span};

/// A day, a month or a year, in words or in figures.
static DAY: Pattern = Pattern::new(|| {
    const WEEKDAY: &str =
        "(?P<weekday>mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?,? (?:the )?";
    const MONTH: &str = "(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
    const IN_FIGURES: &str = r"(?:(?P<d>\d{1,2})[/.])?(?P<m>\d{1,2})[/.](?P<y>20\d\d)|(?P<d2>\d{1,2})/(?P<m2>\d{1,2})/(?P<y2>\d\d)";
    const SEASON: &str = "(?:the )?(?:spring|summer|autumn|winter)(?: of)? ";
    pattern(&format!(
        r"\b(?:(?:(?:{WEEKDAY})?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? )?{MONTH},? (?P<year>20\d\d)|{IN_FIGURES}|(?P<iso>20\d\d-\d\d-\d\d)|(?:in|for|during) (?:the )?(?P<only>20\d\d)|(?:(?:in|for|during) )?{SEASON}(?P<season>20\d\d))\b"
    ))
});

/// A weekday and a day without a year.
static WEEKDAY_AND_DAY: Pattern = Pattern::new(|| {
    pattern(
        r"\b(?P<weekday>mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?,? (?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th)?(?: of)? (?P<month>[a-z]{3,9})\b",
    )
});

/// A day without a year that no year has.
static IN_NO_YEAR: Pattern = Pattern::new(|| {
    const OTHERS: &str = "Feb(?:ruary)?|Apr(?:il)?|June?|Sept?(?:ember)?|Nov(?:ember)?";
    pattern(&format!(r"\b(?-i:30(?:th)?(?: of)? Feb(?:ruary)?|31(?:st)?(?: of)? (?:{OTHERS}))\b"))
});

/// Words before a day that say that it lies ahead.
static AHEAD: Pattern = Pattern::new(|| {
    pattern(
        r"\b(?P<ahead>will|upcoming|forthcoming|join us|register|book (by|now|your|a place)|deadline( is)?:?|clos(e|es|ing)|apply by|must be (in|sent|received|completed|finished) by|must (finish|end) by|(open|recruiting) until|tak(es|ing) place|save the date|see(ing)? you|for your diar(y|ies)|next (course|event|conference|webinar|session|issue|meeting|day)|places are (still |now )?(available|left)|(now|still) open|(we|they) (plan|hope|aim|expect|intend|are planning|are hoping)|review due|due for review|next review( date| is)?( due)?:?|(paused|closed|suspended|available|on leave) until)\b[^.;]{0,40}$",
    )
});

/// Words between those and the day that make the day that of something else.
static OF_ANOTHER: Pattern = Pattern::new(|| {
    pattern(
        r"\b(who|which|whose|that|those|since|because|if|when|than|joined|started|began|arrived|qualified|returned|left|born|introduced|issued|signed)\b",
    )
});

/// Words right before a day on which something happens of itself.
static HAPPENS_ON: Pattern = Pattern::new(|| {
    const ABOUT: &str =
        "( in| on| from| until| at)?( the)?( (start|beginning|middle|end) of)?( early| late)?";
    const EVENT: &str = "course|conference|event|workshop|webinar|round|scheme|pilot|programme";
    any(&[
        &format!(r"\b(goes live|go live|launches|launch|opens|open|ends|end|expires|resumes|runs){ABOUT} $"),
        &format!(r"\b(is|are) (planned|expected|scheduled|due){ABOUT} $"),
        &format!(r"\b({EVENT})s? (starts?|begins?){ABOUT} $"),
        r"\bnext [\w-]+( due)?:? (is )?(on )?$|^(our |the )?(course |event )?dates (and venues )?$",
    ])
});

/// What is asked for, and right before the day by when.
static ASKED_BY: Pattern = Pattern::new(|| {
    const ASKED: &str = "please|must|should|need to|have to|apply|return|send|submit|complete|book|register";
    const BY: &str = "by|before|no later than|not later than";
    const HOUR: &str = r"midday|midnight|noon|\d[\d.:]*( ?[ap]m)?";
    pattern(&format!(r"\b({ASKED})\b[^.;]* ({BY})( ({HOUR}) on)?( the)?( end of)? $"))
});

/// Words around a day that begin a sentence with what will be from then on.
static FROM: Pattern = Pattern::new(|| pattern(r"^\W*(from|on|in)( the)?( (start|beginning|end) of)? $"));
static WILL: Pattern = Pattern::new(|| pattern(r"^,?( [\w’'-]+){0,4} will\b"));

/// How many bytes before a day are looked at. Sentences may be as long as a file, with a day at every word.
const BEFORE: usize = 500;

/// A year before the name of what happens in it.
static YEAR_OF: Pattern = Pattern::new(|| {
    const EVENT: &str = "(?:conference|course|event|workshop|webinar|round)";
    pattern(&format!(
        r"\b(?:the|our) (?P<only>20\d\d) (?:[\w-]+ ){{0,2}}?{EVENT} (?:will (?:be (?:held|in|at|on)|take place|open|start)|takes place|opens)\b"
    ))
});

/// Words before a day, and after it, that make it that of an event which is still to come.
static EVENT_OF: Pattern =
    Pattern::new(|| pattern(r"\b(conference|course|event|workshop|webinar|round|day)s? (in|on|of)( the)? $"));

/// Words before the day of a document that is still to come.
static WILL_BE: Pattern = Pattern::new(|| {
    pattern(
        r"\bwill (next )?be ([\w-]+ )?(published|issued|updated|revised|reviewed|introduced|available)( (in|on|by|from))?( the)? $",
    )
});

/// Words at the end of a text that announces days to come.
static DAYS_TO_COME: Pattern = Pattern::new(|| {
    pattern(
        r"\b(next|upcoming|forthcoming|future|remaining) ([\w-]+ )?(dates?|courses?|events?|sessions?|days|meetings?|workshops?|webinars?|conferences?)( are| is| will be)?:?$",
    )
});

/// Words before a day that say that it is that of a document.
static DATED: Pattern = Pattern::new(|| {
    pattern(
        r"\b(published|issued|dated|updated|revised|reviewed|written|introduced|version|guide|guidance|guidelines|polic(y|ies)|contract|rules?|figures|survey|report|since)( (in|on|of|from|for))? $",
    )
});

/// Words before a day that say that it is only thought of, or that of one person.
static THOUGHT_OF: Pattern = Pattern::new(|| {
    pattern(
        r"\b(example|suppose|imagine|e\.g)\b|\b(if|when|whose|unless|who|which|whether|leave|absence|contract|post|baby)\b[^,]*$",
    )
});

/// Words that say that a part of a sentence tells of the past.
static TOLD: Pattern = Pattern::new(|| {
    pattern(
        r"\b(was|were|had|began|started|agreed|those who|ended|did|came|could|would|used to|took|went|moved|changed|replaced|(should|must) have)\b",
    )
});

/// Names of things that happen on a day.
static HAPPENS: Pattern = Pattern::new(|| {
    pattern(r"\b(conference|course|event|workshop|webinar|round|newsletter|timetable|dates|programme)s?\b")
});

/// Words between the day by which something is asked for and the day of what it is for.
static FOR_EVENT: Pattern = Pattern::new(|| {
    pattern(
        r"^,? (if you would like a place )?(for|on|to join|to attend|before) (the|our|this|an?|your) ([\w-]+ ){0,4}(course|workshop|event|conference|webinar|session|day)s? (on|of|from) (the )?$",
    )
});

/// Words before a day by which somebody says that they come.
static TO_COME: Pattern =
    Pattern::new(|| pattern(r"\b(apply|book(ings?)?|register|registration|applications?|sign up)\b[^.;]*$"));

/// Words right before the last day on which one can say so.
static CLOSES_ON: Pattern = Pattern::new(|| {
    pattern(
        r"\b(clos(e|es|ing)( date)?|deadline|(book|register|apply|open) until)( is)?:?( on| at)?( the)? $",
    )
});

/// Words right before the day on which something is held.
static HELD_ON: Pattern = Pattern::new(|| {
    const EVENT: &str = "course|workshop|event|conference|webinar|session|day";
    any(&[
        &format!(
            r"\b(this|the|our) ({EVENT}) (takes place|will take place|is held|will be held|is|will be|runs|starts|begins)( on| from)?( the)? $"
        ),
        r"\bjoin us( online| in person)? on( the)? $",
    ])
});

pub(super) fn check(parts: &[Part], page: Page<'_>, diagnostics: &mut Diagnostics) {
    let mut announced = false;
    for passage in passages(parts) {
        let is_listed = matches!(passage.kind, Kind::Item | Kind::Cell);
        check_calendar(passage, page.sessions, diagnostics);
        check_passed(passage, announced && is_listed, page.today, diagnostics);
        check_deadlines(passage, page.sessions, diagnostics);
        check_sessions(passage, page.sessions, diagnostics);
        if !is_listed {
            announced = DAYS_TO_COME.is_match(passage.text.trim_end());
        }
    }
}

/// The days that a passage names in full, with the words of the sentence before each.
fn days_in(passage: &Passage) -> impl Iterator<Item = (&str, Range<usize>, Date)> {
    passage.sentences().into_iter().flat_map(move |sentence| {
        let text = passage.text.slice(sentence.clone());
        let days = DAY.captures_iter(text).filter_map(move |found| match read(&found)? {
            Named::Day(day, _) => {
                let place = whole(&found);
                let before = text.slice(place.start.saturating_sub(BEFORE)..place.start);
                Some((before, sentence.start + place.start..sentence.start + place.end, day))
            }
            Named::NoDay | Named::Until(_) => None,
        });
        days.filter(|(_, place, _)| !is_quoted(passage, place)).collect::<Vec<_>>()
    })
}

/// Reports a day to apply by that lies after what it is for: the day that the same sentence names, or the last of those
/// that the page announces.
fn check_deadlines(passage: &Passage, sessions: &[Session], diagnostics: &mut Diagnostics) {
    let last = sessions.iter().map(|session| session.until).max();
    let days: Vec<_> = days_in(passage).collect();
    for (number, (before, place, day)) in days.iter().enumerate() {
        if !ASKED_BY.is_match(before) && !CLOSES_ON.is_match(before) {
            continue;
        }
        let named = days.get(number + 1).and_then(|(_, next, held)| {
            FOR_EVENT.is_match(passage.text.slice(place.end..next.start)).then_some(*held)
        });
        // What else is asked for, such as what somebody thought of a course, is asked for later.
        let last = last.filter(|_| TO_COME.is_match(before));
        if let Some(held) = named.or(last).filter(|held| held < day) {
            diagnostics.push(
                Diagnostic::advice(
                    "prose::late-deadline",
                    passage.place(place.clone()),
                    format!("{} lies after what it is a deadline for", date::long(*day)),
                )
                .label(format!("that is on {}", date::long(held)))
                .hint("find out which of the two days is right"),
            );
        }
    }
}

/// Reports a day on which something is said to be held, where the page announces other days.
fn check_sessions(passage: &Passage, sessions: &[Session], diagnostics: &mut Diagnostics) {
    let Some(first) = sessions.first() else { return };
    for (before, place, day) in days_in(passage) {
        let is_announced = sessions.iter().any(|session| (session.from..=session.until).contains(&day));
        if !is_announced && HELD_ON.is_match(before) {
            diagnostics.push(
                Diagnostic::advice(
                    "prose::other-day",
                    passage.place(place),
                    format!("this page announces other days than {}", date::long(day)),
                )
                .label(format!("such as {}", date::long(first.from)))
                .hint("correct the text, or the days in `[[course.session]]`"),
            );
        }
    }
}

/// What a text names.
enum Named {
    /// A day, and the weekday that is said with it.
    Day(Date, Option<&'static str>),
    /// A day that no calendar has.
    NoDay,
    /// A month or a year, by its last day.
    Until(Date),
}

/// Reads what the pattern has found.
fn read(found: &Captures<'_>) -> Option<Named> {
    let number = |name| found.name(name)?.as_str().parse::<u32>().ok();
    let year = |name| found.name(name)?.as_str().parse::<i32>().ok();
    if let Some(day) = found.name("iso") {
        return Some(day.as_str().parse().map_or(Named::NoDay, |day| Named::Day(day, None)));
    }
    if let Some(year) = year("only").or_else(|| year("season")) {
        return Date::from_ymd_opt(year, 12, 31).map(Named::Until);
    }
    let (year, month, day) = if let Some(month) = number("m") {
        (year("y")?, month, number("d"))
    } else if let Some(month) = number("m2") {
        (2000 + year("y2")?, month, number("d2"))
    } else {
        (year("year")?, date::month_named(found.name("month")?.as_str())?, number("day"))
    };
    // A nought in figures is part of some other number.
    if month == 0 || day == Some(0) {
        return None;
    }
    let Some(day) = day else {
        let first = Date::from_ymd_opt(year, month, 1)?;
        return Some(Named::Until(date::days_before(date::months_after(first, 1), 1)));
    };
    let weekday = found.name("weekday").and_then(|said| weekday(said.as_str()));
    Some(Date::from_ymd_opt(year, month, day).map_or(Named::NoDay, |day| Named::Day(day, weekday)))
}

/// The last day of what the pattern has found.
fn last_day(found: &Captures<'_>) -> Option<Date> {
    match read(found)? {
        Named::Day(day, _) | Named::Until(day) => Some(day),
        Named::NoDay => None,
    }
}

/// The days of the week, as chrono counts them.
const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

fn weekday(beginning: &str) -> Option<&'static str> {
    let beginning = beginning.to_lowercase();
    WEEKDAYS.into_iter().find(|name| name.to_lowercase().starts_with(&beginning))
}

/// Reports days that there are not, and days that fall on another day of the week.
fn check_calendar(passage: &Passage, sessions: &[Session], diagnostics: &mut Diagnostics) {
    let no_day = |place: Range<usize>| {
        Diagnostic::advice("prose::no-such-day", passage.place(place), "there is no such day")
            .label("no calendar has it")
            .hint("look up which day is meant")
    };
    for found in IN_NO_YEAR.find_iter(&passage.text) {
        if !has_year(passage, found.end()) && !is_quoted(passage, &found.range()) {
            diagnostics.push(no_day(found.range()));
        }
    }
    for found in DAY.captures_iter(&passage.text) {
        let place = whole(&found);
        match read(&found) {
            Some(Named::NoDay) if !is_quoted(passage, &place) => diagnostics.push(no_day(place)),
            Some(Named::Day(day, Some(said))) => {
                diagnostics.extend(other_weekday(day, said, passage.place(place)));
            }
            _ => {}
        }
    }
    // A day without a year is that of the session on this day, if the page announces one.
    for found in WEEKDAY_AND_DAY.captures_iter(&passage.text) {
        let place = whole(&found);
        let (Some(said), Some(month)) = (weekday(&found["weekday"]), date::month_named(&found["month"]))
        else {
            continue;
        };
        let is_it = |day: &Date| day.month() == month && found["day"] == day.day().to_string();
        let day = sessions.iter().flat_map(|session| [session.from, session.until]).find(is_it);
        if let Some(day) = day.filter(|_| !has_year(passage, place.end)) {
            diagnostics.extend(other_weekday(day, said, passage.place(place)));
        }
    }
}

/// Whether a year follows.
fn has_year(passage: &Passage, end: usize) -> bool {
    passage.text.slice(end..).trim_start_matches([',', ' ']).starts_with("20")
}

/// The problem of a day that falls on another day of the week than is said.
fn other_weekday(day: Date, said: &str, place: Span) -> Option<Diagnostic> {
    let right = WEEKDAYS[day.weekday().num_days_from_monday() as usize];
    (said != right).then(|| {
        Diagnostic::warning(
            "prose::other-weekday",
            place,
            format!("{} is a {right}, not a {said}", date::long(day)),
        )
        .hint("find out whether the weekday or the date is right, and mend the other")
    })
}

/// Reports a day that has passed where the text speaks of what lies ahead. `announced` tells whether the text before
/// announces days to come.
fn check_passed(passage: &Passage, announced: bool, today: Date, diagnostics: &mut Diagnostics) {
    for (number, sentence) in passage.sentences().into_iter().enumerate() {
        let text = passage.text.slice(sentence.clone());
        let days = DAY.captures_iter(text).filter_map(|found| Some((whole(&found), last_day(&found)?)));
        let ahead = days.filter(|(place, _)| {
            let before = text.slice(place.start.saturating_sub(BEFORE)..place.start);
            let begins = number == 0 && before.trim().is_empty();
            announced && begins || lies_ahead(before, text.slice(place.end..))
        });
        let years = YEAR_OF
            .captures_iter(text)
            .filter_map(|found| Some((found.name("only")?.range(), last_day(&found)?)));
        for (place, last) in ahead.chain(years) {
            let in_passage = sentence.start + place.start..sentence.start + place.end;
            if last >= today || is_quoted(passage, &in_passage) {
                continue;
            }
            diagnostics.push(
                Diagnostic::advice(
                    "prose::day-has-passed",
                    passage.place(in_passage),
                    format!("“{}” has passed", text.slice(place)),
                )
                .label(format!("today is {}", date::long(today)))
                .hint("say what holds now; a course or event belongs in a record of its own, which moves to the past ones by itself"),
            );
        }
    }
}

/// Whether the words around a day say that it lies ahead.
fn lies_ahead(before: &str, after: &str) -> bool {
    // What is told of the past in another part of the sentence says nothing of this day.
    let part = before.rsplit([',', ':']).next().unwrap_or(before);
    let part = part.rsplit(" and ").next().unwrap_or(part);
    let then = after.split([',', ':']).next().unwrap_or(after);
    let will_be = WILL_BE.is_match(part);
    if DATED.is_match(before) && !will_be || TOLD.is_match(part) || TOLD.is_match(then) {
        return false;
    }
    let is_ahead = AHEAD.captures(before).is_some_and(|found| {
        found.name("ahead").is_some_and(|words| !OF_ANOTHER.is_match(before.slice(words.end()..)))
    });
    let happens = HAPPENS_ON.is_match(before) || ASKED_BY.is_match(before);
    is_ahead
        || will_be
        || happens && !THOUGHT_OF.is_match(before)
        || (FROM.is_match(before) || EVENT_OF.is_match(before)) && WILL.is_match(after)
}

/// A year that has passed in the title of a page about something with dates.
pub fn past_year(title: &str, today: Date) -> Option<i32> {
    let years = title.split(|c: char| !c.is_ascii_digit()).filter(|part| part.len() == 4);
    let year = years.filter_map(|year| year.parse().ok()).max()?;
    ((1990..today.year()).contains(&year) && HAPPENS.is_match(title)).then_some(year)
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use supportt_fixture::{check_short, page};

    #[test]
    fn days_that_have_passed_are_found() {
        check_short(
            &page(
                "a.md",
                "\
Booking closes on 2026-02-27. Applications close on 1/3/2026. The next course will run in January 2026. The next one will run in March 2026.

We will hold a conference in spring 2024. The scheme will follow the guidance of August 2024. Register by the end of October 2025.

It will use the version published in May 2025. The round closed in May 2025. Join us in 2027.

The conference will take place on 3rd February 2026. It was announced on 3 January 2026. It closes on 2 March 2026.

Please return your form by Friday 13th February 2026. You must apply no later than 5pm on 30 January 2026.

The new system goes live on 1 February 2026. The course starts on 2 February 2026. The scheme runs until the end of January 2026. The pilot ends in July 2025.

From August 2025 the new form will replace the old one.

Next drop-in: 12.02.2026. Next review due: 04/2022. Places are still available for the course on 1st Sept 2025.

The 2024 conference will be in Leeds. We hope to have the form ready by January 2026.
",
            ),
            expect![[r#"
                content/a.md:7:19: advice: “2026-02-27” has passed: today is 1 March 2026 (hint: say what holds now; a course or event belongs in a record of its own, which moves to the past ones by itself)
                content/a.md:7:91: advice: “January 2026” has passed: today is 1 March 2026 (hint: say what holds now; a course or event belongs in a record of its own, which moves to the past ones by itself)
                content/a.md:9:27: advice: “in spring 2024” has passed: today is 1 March 2026 (hint: say what holds now; a course or event belongs in a record of its own, which moves to the past ones by itself)
                content/a.md:9:118: advice: “October 2025” has passed: today is 1 March 2026 (hint: say what holds now; a course or event belongs in a record of its own, which moves to the past ones by itself)
                content/a.md:13:35: advice: “3rd February 2026” has passed: today is 1 March 2026 (hint: say what holds now; a course or event belongs in a record of its own, which moves to the past ones by itself)
                content/a.md:15:28: advice: “Friday 13th February 2026” has passed: today is 1 March 2026 (hint: say what holds now; a course or event belongs in a record of its own, which moves to the past ones by itself)
                content/a.md:15:91: advice: “30 January 2026” has passed: today is 1 March 2026 (hint: say what holds now; a course or event belongs in a record of its own, which moves to the past ones by itself)
                content/a.md:17:29: advice: “1 February 2026” has passed: today is 1 March 2026 (hint: say what holds now; a course or event belongs in a record of its own, which moves to the past ones by itself)
                content/a.md:17:67: advice: “2 February 2026” has passed: today is 1 March 2026 (hint: say what holds now; a course or event belongs in a record of its own, which moves to the past ones by itself)
                content/a.md:17:117: advice: “January 2026” has passed: today is 1 March 2026 (hint: say what holds now; a course or event belongs in a record of its own, which moves to the past ones by itself)
                content/a.md:17:149: advice: “July 2025” has passed: today is 1 March 2026 (hint: say what holds now; a course or event belongs in a record of its own, which moves to the past ones by itself)
                content/a.md:19:6: advice: “August 2025” has passed: today is 1 March 2026 (hint: say what holds now; a course or event belongs in a record of its own, which moves to the past ones by itself)
                content/a.md:21:15: advice: “12.02.2026” has passed: today is 1 March 2026 (hint: say what holds now; a course or event belongs in a record of its own, which moves to the past ones by itself)
                content/a.md:21:44: advice: “04/2022” has passed: today is 1 March 2026 (hint: say what holds now; a course or event belongs in a record of its own, which moves to the past ones by itself)
                content/a.md:21:98: advice: “1st Sept 2025” has passed: today is 1 March 2026 (hint: say what holds now; a course or event belongs in a record of its own, which moves to the past ones by itself)
                content/a.md:23:5: advice: “2024” has passed: today is 1 March 2026 (hint: say what holds now; a course or event belongs in a record of its own, which moves to the past ones by itself)
                content/a.md:23:73: advice: “January 2026” has passed: today is 1 March 2026 (hint: say what holds now; a course or event belongs in a record of its own, which moves to the past ones by itself)
            "#]],
        );
    }

    #[test]
    fn days_of_lists_and_of_events_to_come_are_found() {
        check_short(
            &page(
                "a.md",
                "\
The next dates are:

- 5 January 2026
- 9 March 2027

It was updated in May 2024 and will be reviewed in May 2025.

The course in May 2025 will be in Leeds.

She will work with Dr Ali, who joined on 5 August 2025. Our 2025 conference will be repeated.
",
            ),
            expect![[r#"
                content/a.md:9:3: advice: “5 January 2026” has passed: today is 1 March 2026 (hint: say what holds now; a course or event belongs in a record of its own, which moves to the past ones by itself)
                content/a.md:12:52: advice: “May 2025” has passed: today is 1 March 2026 (hint: say what holds now; a course or event belongs in a record of its own, which moves to the past ones by itself)
                content/a.md:14:15: advice: “May 2025” has passed: today is 1 March 2026 (hint: say what holds now; a course or event belongs in a record of its own, which moves to the past ones by itself)
            "#]],
        );
    }

    #[test]
    fn days_of_what_has_been_and_of_examples_are_left_alone() {
        check_short(
            &page(
                "a.md",
                "\
The Equality Act came into force on 1 October 2010. Since 1 August 2025 the form has been online.

Before 6 April 2024 you could not ask from the first day; now you can. A course that ran in March 2024 was full.

If your leave starts on 3 February 2025, count from the day after it. For example, your leave ends on 3 May 2025.

You must use the old form if you gave notice before 3 January 2026. Trainees who start before 2 August 2023 should ask.

She came back on 3 March 2025 and will finish in August 2028. Absences before 1 April 2024 are not counted.

The record starts on 1 January 2024 for every rule. The figures for 2024 are better than those for 2023. The guide of 2024 says so. Read the 2024 Gold Guide. A summary of the 2024 conference is on our pages. Her baby is due on 3 March 2025.

He wrote: “Please send it by 3 March 2025.” This rule opens doors. Between 2019 and 2024 we helped 400 people.

> Dear Jo, I will be back on 3 March 2025.
",
            ),
            expect![""],
        );
    }

    #[test]
    fn days_are_those_of_the_calendar() {
        check_short(
            &page(
                "a.md",
                "\
Apply before Monday 30 February 2027 or by 31 June. The course is on Monday 12 January 2027, the next on Tues 2 March 2027.

It is on 31/04/2027. Come on Mon, 29 February 2027.

Come on Tuesday 12 January 2027, on Tuesday 29 February 2028, on 30 June, on the 31st of May, or on Monday and Tuesday 11 and 12 January 2027.

As people say, “on 30 February”. In 31 Septembers nothing has changed, and 31 may come. Version 3.12.2026, and 10.0.2024.
",
            ),
            expect![[r#"
                content/a.md:7:14: advice: there is no such day: no calendar has it (hint: look up which day is meant)
                content/a.md:7:44: advice: there is no such day: no calendar has it (hint: look up which day is meant)
                content/a.md:7:70: warning: 12 January 2027 is a Tuesday, not a Monday (hint: find out whether the weekday or the date is right, and mend the other)
                content/a.md:9:10: advice: there is no such day: no calendar has it (hint: look up which day is meant)
                content/a.md:9:30: advice: there is no such day: no calendar has it (hint: look up which day is meant)
            "#]],
        );
    }
}
