//! Courses and events as calendar files (`.ics`): one for each page with days ahead, and one for each region.
//!
//! A region's calendar can be subscribed to. It keeps what is over for a year, so that nobody's days vanish from their
//! calendar the day after.

use supportt_basics::date::{self, Date, Time};
use supportt_documents::calendar_file::{self, Entry};
use supportt_documents::words::fill;
use supportt_rules::course::Session;

use crate::catalogue::{Catalogue, CoursePage};
use crate::render::render_context::RenderContext;
use crate::site::{Page, Site};
use supportt_content::words::PublishedWords;
use supportt_engine::output::OutputFile;
use supportt_schema::hours::Hours;

/// What makes the files, as the standard wants it told.
const PRODUCT: &str = "-//supportt//courses//EN";

/// How long a region's calendar keeps what is over.
const KEPT_DAYS: u64 = 365;

/// Every calendar of the site.
#[must_use]
pub fn files(ctx: RenderContext<'_>) -> Vec<OutputFile> {
    ctx.catalogues.iter().flat_map(|catalogue| of_region(ctx, catalogue)).collect()
}

/// Where the calendar of a course's page is, if it has one on this day.
#[must_use]
pub fn address(course: CoursePage<'_>, today: Date) -> Option<String> {
    let is_ahead = course.course.sessions.iter().any(|session| session.until >= today);
    is_ahead.then(|| course_path(course.page))
}

/// Where a region's calendar is, if it has one on this day.
#[must_use]
pub fn region_address(site: &Site<'_>, catalogue: &Catalogue, today: Date) -> Option<String> {
    let is_kept = |course: CoursePage<'_>| {
        course.course.sessions.iter().any(|session| session.until >= kept_from(today))
    };
    catalogue.courses(site).any(is_kept).then(|| region_path(site, catalogue))
}

/// The paths that a region's calendars can have, on any day.
#[must_use]
pub fn paths(site: &Site<'_>, catalogue: &Catalogue) -> Vec<String> {
    let courses = catalogue.courses(site).map(|course| course_path(course.page));
    courses.chain([region_path(site, catalogue)]).collect()
}

fn course_path(page: &Page<'_>) -> String {
    format!("{}course.ics", page.address.as_str().trim_start_matches('/'))
}

fn region_path(site: &Site<'_>, catalogue: &Catalogue) -> String {
    format!("{}/courses.ics", site.policy.regions()[catalogue.region].id())
}

fn kept_from(today: Date) -> Date {
    date::days_before(today, KEPT_DAYS)
}

fn of_region(ctx: RenderContext<'_>, catalogue: &Catalogue) -> Vec<OutputFile> {
    let file = |path: String, name: Option<&str>, entries: Vec<Entry>| {
        Some(OutputFile::new(path, calendar_file::write(PRODUCT, name, entries)?))
    };
    let own = |course: CoursePage<'_>| {
        file(course_path(course.page), None, entries(ctx, course, ctx.today).collect())
    };
    let terms = ctx.site.policy.regions()[catalogue.region].terms();
    let name = fill(&ctx.words.courses.published.courses, &[("place", &terms.place)]);
    let from = kept_from(ctx.today);
    let all = catalogue.courses(ctx.site).flat_map(|course| entries(ctx, course, from));
    let mut all: Vec<Entry> = all.collect();
    all.sort_by(|one, other| (one.first, &one.uid).cmp(&(other.first, &other.uid)));
    let region = file(region_path(ctx.site, catalogue), Some(&name), all);
    catalogue.courses(ctx.site).filter_map(own).chain(region).collect()
}

/// The times at which a course runs that are not over on a day.
fn entries<'s>(
    ctx: RenderContext<'s>,
    course: CoursePage<'s>,
    from: Date,
) -> impl Iterator<Item = Entry> + 's {
    let words = &ctx.words.courses.published;
    let page = format!("{}{}", ctx.site.config.address, course.page.address);
    let sessions = &*course.course.sessions;
    sessions.iter().enumerate().filter(move |(_, session)| session.until >= from).map(
        move |(number, session)| {
            // What is told apart by its first day stays itself when others are added, or its last day changes.
            let same_day = sessions[..number].iter().filter(|other| other.from == session.from).count();
            let nth = if same_day == 0 { String::new() } else { format!("-{}", same_day + 1) };
            Entry {
                uid: format!("{page}#{}{nth}", session.from),
                as_of: course.as_of().and_time(Time::MIN),
                // A day is too coarse: calendars pass over what changes twice on one. Nothing in a page's text says which
                // of two versions is the newer, so its file does.
                changed: course.page.file.modified(),
                first: session.from,
                last: session.until,
                hours: hours_of(session).map(|hours| (hours.from, hours.until)),
                title: course.title(words),
                note: note(course, session, ctx.today, words),
                place: course.course.place.clone(),
                page: Some(page.clone()),
                is_private: false,
            }
        },
    )
}

/// The hours of a session of one day. Those of several days are each day's: they stand in the note.
fn hours_of(session: &Session) -> Option<Hours> {
    Hours::of(session).filter(|_| session.from == session.until)
}

fn note(course: CoursePage<'_>, session: &Session, today: Date, words: &PublishedWords) -> String {
    let time = session.time.as_ref().filter(|_| hours_of(session).is_none());
    let time = time.map(|time| fill(&words.time, &[("time", time)]));
    // Nobody can book what is over, or after the last day for it.
    let bookable =
        Some(course.course).filter(|course| session.until >= today && !course.booking_is_over(today));
    let book_by = bookable.and_then(|course| course.book_by);
    let book_by = book_by.map(|day| fill(&words.book_by, &[("date", &date::long(day))]));
    let book = bookable.and_then(|course| course.booking.as_ref());
    let book = book.map(|address| fill(&words.book, &[("address", address)]));
    let description = Some(course.page.front_matter.description.clone());
    [description, time, book_by, book].into_iter().flatten().collect::<Vec<_>>().join("\n")
}
