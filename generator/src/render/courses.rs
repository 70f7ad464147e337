//! What `{{ courses }}` and the page of a course show.

use serde::Serialize;
use supportt_rules::course::{Session, Standing, next, standing};
use supportt_rules::date::{self, Date};
use supportt_rules::policy::Region;
use tera::Value;

use super::Scene;
use crate::course::{Audience, Course};
use crate::site::{Page, Site};
use crate::words::CourseWords;

/// The courses of a page's region, by how they lie to the day of the build. The days themselves are
/// printed, because a page outlives its day.
#[derive(Serialize)]
struct List<'a> {
    ahead: Vec<CourseView<'a>>,
    unannounced: Vec<CourseView<'a>>,
    over: Vec<CourseView<'a>>,
}

/// A course. What its source does not state is not there.
#[derive(Serialize)]
struct CourseView<'a> {
    title: &'a str,
    url: String,
    description: &'a str,
    topics: Vec<&'a str>,
    for_trainees: bool,
    for_educators: bool,
    format: Option<&'a str>,
    place: Option<&'a str>,
    cost: Option<&'a str>,
    funded: Option<bool>,
    approval: Option<bool>,
    capacity: Option<i64>,
    booking: Option<&'a str>,
    contact: Option<&'a str>,
    book_by: Option<String>,
    cancel_by: Option<String>,
    sessions: Vec<SessionView<'a>>,
    example: bool,
    team: &'a str,
    source: Citation<'a>,
}

/// Where a course stands.
#[derive(Serialize)]
struct Citation<'a> {
    title: &'a str,
    address: Option<&'a str>,
    reference: &'a str,
    checked_on: String,
}

#[derive(Serialize)]
struct SessionView<'a> {
    from: String,
    /// The last day, where it is another.
    until: Option<String>,
    time: Option<&'a str>,
    is_over: bool,
}

/// The courses of a page's region.
pub(super) fn list(scene: Scene<'_>, page: &Page<'_>) -> Value {
    let Scene { site, words, today, .. } = scene;
    let courses = |wanted: Standing| -> Vec<CourseView<'_>> {
        let all = page.region.into_iter().flat_map(|region| site.courses(region));
        let mut courses: Vec<(&Page<'_>, &Course)> =
            all.filter(|(_, course)| standing(&course.sessions, today) == wanted).collect();
        courses.sort_by_key(|(page, course)| {
            let day = next(&course.sessions, today).map_or(Date::MAX, |session| session.from);
            (day, page.front_matter.order.unwrap_or(i64::MAX), page.front_matter.title.clone())
        });
        courses.into_iter().map(|(page, course)| view(site, &words.courses, page, course, today)).collect()
    };
    Value::from_serializable(&List {
        ahead: courses(Standing::Ahead),
        unannounced: courses(Standing::Unannounced),
        over: courses(Standing::Over),
    })
}

/// What the page of a course shows before its text.
pub(super) fn facts(scene: Scene<'_>, page: &Page<'_>, course: &Course) -> Value {
    Value::from_serializable(&view(scene.site, &scene.words.courses, page, course, scene.today))
}

/// A course as its own page and the list show it.
fn view<'a>(
    site: &'a Site<'_>,
    words: &'a CourseWords,
    page: &'a Page<'_>,
    course: &'a Course,
    today: Date,
) -> CourseView<'a> {
    let region = site.region_of(page);
    let sources = region.map(Region::sources).unwrap_or_default();
    let source = sources.iter().find(|source| source.id.as_str() == course.source.value);
    CourseView {
        title: &page.front_matter.title,
        url: site.href(page),
        description: &page.front_matter.description,
        topics: course
            .topics
            .iter()
            .filter_map(|topic| words.topics.get(&topic.value))
            .map(String::as_str)
            .collect(),
        for_trainees: course.audience.contains(&Audience::Trainees),
        for_educators: course.audience.contains(&Audience::Educators),
        format: course.format.as_deref(),
        place: course.place.as_deref(),
        cost: course.cost.as_deref(),
        funded: course.funded,
        approval: course.approval,
        capacity: course.capacity,
        booking: course.booking.as_deref(),
        contact: course.contact.as_deref(),
        book_by: course.book_by.map(date::long),
        cancel_by: course.cancel_by.map(date::long),
        sessions: course.sessions.iter().map(|session| session_view(session, today)).collect(),
        example: course.example,
        team: region.map_or("", |region| &region.terms().team),
        source: Citation {
            title: source.map_or("", |source| &source.title),
            address: source.and_then(|source| source.address.as_deref()),
            reference: &course.reference,
            checked_on: date::long(course.checked_on),
        },
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
