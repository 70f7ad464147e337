//! The days of a plan as a calendar file (`.ics`).
//!
//! An entry says what it is about, as the document does. For a calendar that others see it can be discreet: it then
//! tells that there is a plan and no more.

use supportt_basics::date::{self, Date, Instant};
use supportt_rules::return_plan::{Due, Milestone, PlannedCourse, Status, Subject};

use crate::calendar_file::{self, Entry};
use crate::checksum::CRC;
use crate::document::TimelineItem;
use crate::words::{CalendarWords, fill};

/// What the entries of a calendar are called.
#[derive(Clone, Copy, Debug)]
pub struct Titles<'a> {
    /// The words of all calendars.
    pub words: &'a CalendarWords,
    /// The items of the document, whose names the entries have.
    pub timeline: &'a [TimelineItem],
    /// Whether they say nothing of what they are about.
    pub are_discreet: bool,
}

/// Writes the days of a plan that are not over on `today`; `None` when there are none.
///
/// `plan` tells the plan from others: files made of the same plan again move its entries. Of two such files the one that
/// was `exported` later counts, because what a plan holds does not say which of two is the newer.
#[must_use]
pub fn write(
    plan: &str,
    milestones: &[Milestone<'_>],
    titles: &Titles<'_>,
    today: Date,
    exported: Instant,
) -> Option<String> {
    let entries = milestones
        .iter()
        .zip(1..)
        .filter(|(milestone, _)| milestone.status != Status::Done)
        .filter_map(|(milestone, number)| entry(plan, milestone, number, exported, titles))
        .filter(|entry| entry.first >= today);
    calendar_file::write("-//plan//calendar//EN", None, entries)
}

/// An entry for the milestone with this number, by which the reader finds it in the document.
fn entry(
    plan: &str,
    milestone: &Milestone<'_>,
    number: usize,
    exported: Instant,
    titles: &Titles<'_>,
) -> Option<Entry> {
    let Titles { words, timeline, .. } = titles;
    let (kind, id, what) = match milestone.subject {
        Subject::LeaveStarts => ("leave-starts", "", &words.date),
        Subject::Return => ("return", "", &words.date),
        Subject::Step(step) if step.body.with.is_empty() || step.body.form.is_some() => {
            ("step", step.id.as_str(), &words.step)
        }
        Subject::Step(step) => ("step", step.id.as_str(), &words.talk),
        Subject::Entitlement(entitlement) => ("support", entitlement.id.as_str(), &words.support),
        Subject::SupervisionEnds => ("supervision", "", &words.support),
        Subject::AskApproval { course: PlannedCourse::External(entitlement), .. } => {
            ("approval", entitlement.id.as_str(), &words.step)
        }
        Subject::AskApproval { course: PlannedCourse::Listed(course), .. } => {
            ("listed-approval", course.id.as_str(), &words.step)
        }
        Subject::Course(PlannedCourse::External(entitlement)) => {
            ("course", entitlement.id.as_str(), &words.date)
        }
        Subject::Course(PlannedCourse::Listed(course)) => ("listed-course", course.id.as_str(), &words.date),
        Subject::BookCourse(course) => ("book-course", course.id.as_str(), &words.step),
        Subject::Field(field) => ("field", field.id.as_str(), &words.date),
        Subject::NextReview => ("review", "", &words.talk),
        Subject::NextMeeting => ("next-meeting", "", &words.talk),
        Subject::Meeting(number) => ("meeting", &*number.to_string(), &words.talk),
    };
    let (day, pattern) = match milestone.when {
        Due::On(day) => (day, None),
        Due::By(day) | Due::Early { by: day, .. } => (day, Some(&words.last_day)),
        Due::Before(day) => (date::days_before(day, 1), Some(&words.last_day)),
        Due::From(day) => (day, Some(&words.first_day)),
        Due::During(_) | Due::AfterStep(_) | Due::BeforeCourse | Due::AnyTime => return None,
    };
    let named = timeline.iter().find(|item| item.number == number && !titles.are_discreet);
    let number = number.to_string();
    let numbered = |text: &str| fill(text, &[("number", &number)]);
    let patterned = |what: String| match pattern {
        Some(pattern) => fill(pattern, &[("what", &what)]),
        None => what,
    };
    let (title, says) = match (named, milestone.subject) {
        (None, _) => (patterned(numbered(what)), ""),
        // In the document it is a sentence.
        (Some(item), Subject::Step(step)) => (patterned(step.name.clone()), item.name.as_str()),
        // Its name may tell already whether it is the last day or the first.
        (Some(item), Subject::Entitlement(entry)) if item.name != entry.name => {
            (item.name.clone(), item.says.as_str())
        }
        (Some(item), _) => (patterned(item.name.clone()), item.says.as_str()),
    };
    let note = [says, &numbered(&words.note)];
    let note: Vec<&str> = note.into_iter().filter(|text| !text.is_empty()).collect();
    Some(Entry {
        // In code, because programs show it, and it names the step.
        uid: format!("{plan}-{:08x}@plan.invalid", CRC.checksum(format!("{kind}/{id}").as_bytes())),
        as_of: exported,
        changed: exported,
        first: day,
        last: day,
        hours: None,
        title,
        note: note.join(" "),
        place: None,
        page: None,
        is_private: true,
    })
}
