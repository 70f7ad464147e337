//! Courses and events, on their own pages and in lists.

use serde::Serialize;
use supportt_rules::course::{Session, Standing, next};
use supportt_rules::date::{self, Date};
use supportt_rules::keyword::Keyword;

use super::{Entry, Origin, View, long};
use crate::readers::Audience;
use crate::site::Page;
use crate::subject::Subject;
use crate::subject::course::{Course, CourseKind};

/// Courses by how they lie to the day of the build. The days themselves are printed, because a page outlives its
/// day.
#[derive(Serialize)]
pub(super) struct List<'a> {
    ahead: Vec<CourseView<'a>>,
    unannounced: Vec<CourseView<'a>>,
    over: Vec<CourseView<'a>>,
}

/// A course. What its source does not state is not there.
#[derive(Serialize)]
pub(super) struct CourseView<'a> {
    #[serde(flatten)]
    entry: Entry<'a>,
    kind: &'static str,
    topics: Vec<&'a str>,
    for_trainees: bool,
    for_educators: bool,
    format: Option<&'static str>,
    place: Option<&'a str>,
    cost: Option<&'a str>,
    funded: Option<bool>,
    approval: Option<bool>,
    capacity: Option<i64>,
    booking: Option<&'a str>,
    contact: Option<&'a str>,
    book_by: Option<String>,
    cancel_by: Option<String>,
    held: Option<i32>,
    sessions: Vec<SessionView<'a>>,
    team: &'a str,
    #[serde(flatten)]
    origin: Origin<'a>,
}

#[derive(Serialize)]
struct SessionView<'a> {
    from: String,
    /// The last day, where it is another.
    until: Option<String>,
    time: Option<&'a str>,
    is_over: bool,
}

/// The region's courses for the readers of the page, or its events.
pub(super) fn list(view: View<'_>, events: bool) -> List<'_> {
    let today = view.scene.today;
    let standing = |wanted: Standing| -> Vec<CourseView<'_>> {
        let mut courses: Vec<(&Page<'_>, &Subject, &Course)> = view
            .subjects()
            .filter_map(|(page, subject)| Some((page, subject, subject.course()?)))
            .filter(|(.., course)| (course.kind == CourseKind::Event) == events)
            .filter(|(.., course)| view.page.front_matter.readers.include(&course.readers))
            .filter(|(.., course)| course.standing(today) == wanted)
            .collect();
        courses.sort_by_key(|(page, _, course)| {
            let day = next(&course.sessions, today).map_or(Date::MAX, |session| session.from);
            (day, page.front_matter.order.unwrap_or(i64::MAX), page.front_matter.title.clone())
        });
        courses.into_iter().map(|(page, subject, course)| item(view, page, subject, course)).collect()
    };
    List {
        ahead: standing(Standing::Ahead),
        unannounced: standing(Standing::Unannounced),
        over: standing(Standing::Over),
    }
}

/// A course as its own page and the list show it.
pub(super) fn item<'a>(
    view: View<'a>,
    page: &'a Page<'_>,
    subject: &'a Subject,
    course: &'a Course,
) -> CourseView<'a> {
    let names = &view.scene.words.courses.topics;
    let topics = course.topics.iter().filter_map(|topic| names.get(&topic.value));
    CourseView {
        entry: Entry::new(view.scene.site, page),
        kind: course.kind.word(),
        topics: topics.map(String::as_str).collect(),
        for_trainees: course.readers.audience.contains(&Audience::Trainees),
        for_educators: course.readers.audience.contains(&Audience::Educators),
        format: course.format.map(Keyword::word),
        place: course.place.as_deref(),
        cost: course.cost.as_deref(),
        funded: course.funded,
        approval: course.approval,
        capacity: course.capacity,
        booking: course.booking.as_deref(),
        contact: course.contact.as_deref(),
        book_by: long(course.book_by),
        cancel_by: long(course.cancel_by),
        held: course.held,
        sessions: course.sessions.iter().map(|session| session_view(session, view.scene.today)).collect(),
        team: &view.region().terms().team,
        origin: view.origin(&subject.provenance),
    }
}

fn session_view(session: &Session, today: Date) -> SessionView<'_> {
    SessionView {
        from: date::long(session.from),
        until: (session.until != session.from).then(|| date::long(session.until)),
        time: session.time.as_deref(),
        is_over: session.until < today,
    }
}
