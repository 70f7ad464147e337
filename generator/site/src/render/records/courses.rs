//! Courses and events, on their own pages and in lists.

use std::collections::BTreeMap;

use serde::Serialize;
use supportt_basics::date::{self, Date};
use supportt_basics::keyword::Keyword;
use supportt_rules::course::{Session, Standing};

use super::view::{About, Entry, View, long};
use crate::calendars;
use crate::catalogue::{CoursePage, Listing, Shared};
use crate::feeds;
use supportt_content::subject::course::Course;

/// Courses by how they lie to the day of the build. The days themselves are printed, because a page outlives its
/// day.
#[derive(Serialize)]
pub(super) struct List<'a> {
    ahead: Vec<CourseView<'a>>,
    unannounced: Vec<CourseView<'a>>,
    over: Vec<CourseView<'a>>,
    /// What the region's page of courses offers beside the list; nothing elsewhere.
    ways: Option<Ways<'a>>,
}

/// Other ways to a region's courses than reading down the list.
#[derive(Serialize)]
struct Ways<'a> {
    /// The pages that list courses by topic, by audience and by format, as far as there are any.
    groups: Vec<Group<'a>>,
    /// What the list can be filtered by; nothing where it is too short for it.
    filter: Option<Filter<'a>>,
    calendar_url: Option<String>,
    feed_url: Option<String>,
}

#[derive(Serialize)]
struct Group<'a> {
    by: &'static str,
    pages: Vec<ListingView<'a>>,
}

/// A page that lists courses by one thing.
#[derive(Serialize)]
struct ListingView<'a> {
    name: &'a str,
    url: String,
    count: usize,
}

/// What stands in the list, as choices: names by id.
#[derive(Serialize)]
struct Filter<'a> {
    topics: BTreeMap<&'a str, &'a str>,
    audience: BTreeMap<&'a str, &'a str>,
    formats: BTreeMap<&'a str, &'a str>,
    months: [u32; 2],
}

/// How many months ahead a reader can ask for.
const MONTHS: [u32; 2] = [3, 6];

/// The courses of a page that lists them by one thing.
#[derive(Serialize)]
pub(super) struct CourseListing<'a> {
    courses: Vec<CourseView<'a>>,
    /// The page of all courses.
    all_url: String,
}

/// A course. What its source does not state is not there.
#[derive(Serialize)]
pub(super) struct CourseView<'a> {
    #[serde(flatten)]
    entry: Entry<'a>,
    kind: &'static str,
    topics: Vec<&'a str>,
    topic_ids: Vec<&'a str>,
    audience: Vec<&'a str>,
    audience_ids: Vec<&'static str>,
    format: Option<&'a str>,
    format_id: Option<&'static str>,
    place: Option<&'a str>,
    cost: Option<&'a str>,
    funded: Option<bool>,
    approval: Option<bool>,
    capacity: Option<i64>,
    booking: Option<&'a str>,
    contact: Option<&'a str>,
    book_by: Option<String>,
    booking_is_over: bool,
    cancel_by: Option<String>,
    held: Option<i32>,
    sessions: Vec<SessionView<'a>>,
    /// Its runs as JSON, for the filter.
    runs: String,
    team: &'a str,
    /// The page that says whom to ask.
    ask_url: Option<String>,
    /// Its calendar, on its own page.
    calendar_url: Option<String>,
    #[serde(flatten)]
    about: About<'a>,
}

#[derive(Serialize)]
struct SessionView<'a> {
    from: String,
    /// The last day, where it is another.
    until: Option<String>,
    time: Option<&'a str>,
    is_over: bool,
}

/// Days on which a course runs, for the filter. The page may be read long after it is built, so the filter compares the
/// reader's day; it adds no months of its own.
#[derive(Serialize)]
struct Run {
    until: Date,
    /// By number of months, the first day from which the run begins within them.
    within: BTreeMap<u32, Date>,
}

impl Run {
    fn new(from: Date, until: Date) -> Self {
        Self { until, within: MONTHS.map(|months| (months, date::first_day_within(from, months))).into() }
    }
}

/// The runs of a course. Where only the year is known it may be any day of it.
fn runs(course: &Course) -> Vec<Run> {
    let sessions = course.sessions.iter().map(|session| Run::new(session.from, session.until));
    let year = course.held.filter(|_| course.sessions.is_empty());
    let year = year
        .and_then(|year| Some(Run::new(Date::from_ymd_opt(year, 1, 1)?, Date::from_ymd_opt(year, 12, 31)?)));
    sessions.chain(year).collect()
}

/// The region's courses for the readers of the page, or its events.
pub(super) fn list(view: View<'_>, events: bool) -> List<'_> {
    let today = view.ctx.today;
    let standing = |wanted: Standing| -> Vec<CourseView<'_>> {
        let courses = listed(view, events).filter(|course| course.course.standing(today) == wanted);
        courses.map(|course| item(view, course)).collect()
    };
    List {
        ahead: standing(Standing::Ahead),
        unannounced: standing(Standing::Unannounced),
        over: standing(Standing::Over),
        ways: (!events && is_courses_page(view)).then(|| ways(view)),
    }
}

/// Those of a region's courses or events that are for the readers of the page, next ones first.
fn listed(view: View<'_>, events: bool) -> impl Iterator<Item = CoursePage<'_>> {
    let courses = view.catalogue().courses(view.ctx.site);
    courses
        .filter(move |course| course.is_event() == events)
        .filter(move |course| view.page.front_matter.readers.include(&course.course.readers))
}

/// Whether the page is the one below which the region's courses are.
fn is_courses_page(view: View<'_>) -> bool {
    let page = view.catalogue().page.map(|id| &view.ctx.site.page(id).address);
    page == Some(&view.page.address)
}

/// Whether the page has a list that is worth filtering.
pub(super) fn has_filter(view: View<'_>) -> bool {
    is_courses_page(view) && listed(view, false).nth(1).is_some()
}

fn ways(view: View<'_>) -> Ways<'_> {
    let ctx = view.ctx;
    let base = ctx.site.config.base();
    let url = |path: String| format!("{base}/{path}");
    let group = |by: Shared| {
        let listings = view.catalogue().listings.iter().filter(move |listing| listing.by == by);
        let pages = listings.map(|listing| ListingView {
            name: &listing.name,
            url: listing.page.href(ctx.site),
            count: listing.courses.len(),
        });
        Group { by: by.word(), pages: pages.collect() }
    };
    let groups = Shared::ALL.iter().map(|by| group(*by));
    Ways {
        groups: groups.filter(|group| !group.pages.is_empty()).collect(),
        filter: has_filter(view).then(|| filter(view)),
        calendar_url: calendars::region_address(ctx.site, view.catalogue(), ctx.today).map(url),
        feed_url: feeds::of_region(ctx, view.place, feeds::Kind::Courses).map(|(path, _)| url(path)),
    }
}

fn filter(view: View<'_>) -> Filter<'_> {
    let words = &view.ctx.words.courses;
    let mut filter = Filter {
        topics: BTreeMap::new(),
        audience: BTreeMap::new(),
        formats: BTreeMap::new(),
        months: MONTHS,
    };
    for CoursePage { course, .. } in listed(view, false) {
        let topics = course.topics.iter().map(|topic| topic.value.as_str());
        filter.topics.extend(topics.filter_map(|topic| Some((topic, words.topics.get(topic)?.as_str()))));
        let audience = course.readers.audience.iter();
        filter.audience.extend(audience.map(|word| (word.word(), words.audience[word].as_str())));
        filter.formats.extend(course.format.map(|word| (word.word(), words.format[&word].as_str())));
    }
    filter
}

/// The courses of a page that lists them by one thing.
pub(super) fn listing<'a>(view: View<'a>, listing: &Listing) -> CourseListing<'a> {
    let courses = listing.courses(view.ctx.site);
    CourseListing {
        courses: courses.map(|course| item(view, course)).collect(),
        all_url: view.ctx.site.href(view.page),
    }
}

/// A course as its own page shows it.
pub(super) fn facts<'a>(view: View<'a>, course: CoursePage<'a>) -> CourseView<'a> {
    let calendar = calendars::address(course, view.ctx.today);
    let calendar_url = calendar.map(|path| format!("{}/{path}", view.ctx.site.config.base()));
    CourseView { calendar_url, ..item(view, course) }
}

/// A course as a list shows it.
fn item<'a>(view: View<'a>, CoursePage { page, subject, course }: CoursePage<'a>) -> CourseView<'a> {
    let words = &view.ctx.words.courses;
    let topics = course.topics.iter().filter_map(|topic| words.topics.get(&topic.value));
    let audience = &course.readers.audience;
    CourseView {
        entry: Entry::new(view.ctx.site, page),
        kind: course.kind().word(),
        topics: topics.map(String::as_str).collect(),
        topic_ids: course.topics.iter().map(|topic| topic.value.as_str()).collect(),
        audience: audience.iter().map(|audience| words.audience[audience].as_str()).collect(),
        audience_ids: audience.iter().map(|audience| audience.word()).collect(),
        format: course.format.map(|format| words.format[&format].as_str()),
        format_id: course.format.map(Keyword::word),
        place: course.place.as_deref(),
        cost: course.cost.as_deref(),
        funded: course.funded,
        approval: course.approval,
        capacity: course.capacity,
        booking: course.booking.as_deref(),
        contact: course.contact.as_deref(),
        book_by: long(course.book_by),
        booking_is_over: course.booking_is_over(view.ctx.today),
        cancel_by: long(course.cancel_by),
        held: course.held,
        sessions: course.sessions.iter().map(|session| session_view(session, view.ctx.today)).collect(),
        runs: serde_json::to_string(&runs(course)).expect("days and numbers make JSON"),
        team: &view.region().terms().team,
        ask_url: view.ask_url(),
        calendar_url: None,
        about: view.origin_of(subject),
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
