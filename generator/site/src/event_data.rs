//! What search engines and calendars can read of a course's days: schema.org's `Event`, as JSON in the page.
//!
//! It says what the page says and nothing else: what no source states is left out, even where a search engine would
//! rather have it.

use serde_json::{Map, Value, json};
use supportt_basics::date::{Date, Time};
use supportt_rules::course::Session;

use crate::catalogue::{self, CoursePage};
use crate::render::render_context::RenderContext;
use supportt_content::subject::course::{Course, CourseKind};
use supportt_content::subject::meeting::Meeting;
use supportt_schema::hours::Hours;

/// The data for a page, written so that it can stand in a `<script>`; nothing for a course without days ahead. What is
/// over is left out: the days for booking that are stated are not about it.
#[must_use]
pub fn for_page(ctx: RenderContext<'_>, course: CoursePage<'_>) -> Option<String> {
    let sessions = course.course.sessions.iter().filter(|session| session.until >= ctx.today);
    let events: Vec<Value> = sessions.map(|session| event(ctx, course, session)).collect();
    if events.is_empty() {
        return None;
    }
    Some(embeddable(&json!({ "@context": "https://schema.org", "@graph": events })))
}

/// One time at which a course runs.
fn event(ctx: RenderContext<'_>, course: CoursePage<'_>, session: &Session) -> Value {
    let words = &ctx.words.courses;
    let CoursePage { page, course: facts, .. } = course;
    let address = format!("{}{}", ctx.site.config.address, page.address);
    let hours = Hours::of(session);
    let topics: Vec<&String> =
        facts.topics.iter().filter_map(|topic| words.topics.get(&topic.value)).collect();
    let audience: Vec<Value> = facts
        .readers
        .audience
        .iter()
        .map(|audience| json!({ "@type": "Audience", "audienceType": words.audience[audience] }))
        .collect();
    // A course is an event with which somebody learns; a conference is an event.
    let kind = if course.is_event() { "Event" } else { "EducationEvent" };
    let stated = [
        ("@type", Some(json!(kind))),
        ("name", Some(json!(course.title(&words.published)))),
        ("description", Some(json!(page.front_matter.description))),
        ("url", Some(json!(address))),
        ("startDate", Some(json!(moment(session.from, hours.map(|hours| hours.from))))),
        ("endDate", Some(json!(moment(session.until, hours.and_then(|hours| hours.until))))),
        ("eventStatus", Some(json!("https://schema.org/EventScheduled"))),
        ("eventAttendanceMode", facts.format.map(|format| json!(attendance(format)))),
        ("location", location(facts, &words.format[&Meeting::Online])),
        ("organizer", organizer(ctx, course)),
        ("audience", (!audience.is_empty()).then(|| audience.into())),
        ("about", Some(json!(topics))),
        ("maximumAttendeeCapacity", facts.capacity.map(Value::from)),
        ("offers", offers(facts, ctx.today)),
    ];
    stated
        .into_iter()
        .filter_map(|(name, value)| Some((name.to_owned(), value?)))
        .collect::<Map<_, _>>()
        .into()
}

/// A day, with the time on the clock where it is known.
fn moment(day: Date, time: Option<Time>) -> String {
    time.map_or_else(|| day.to_string(), |time| format!("{day}T{}", time.format("%H:%M")))
}

fn attendance(format: Meeting) -> &'static str {
    match format {
        Meeting::InPerson => "https://schema.org/OfflineEventAttendanceMode",
        Meeting::Online => "https://schema.org/OnlineEventAttendanceMode",
        Meeting::Mixed => "https://schema.org/MixedEventAttendanceMode",
    }
}

/// Where it is: a place, or what it is online, or both.
fn location(course: &Course, online: &str) -> Option<Value> {
    let place = course.place.as_ref().map(|name| json!({ "@type": "Place", "name": name }));
    let virtual_place = |name: &str| json!({ "@type": "VirtualLocation", "name": name });
    match course.format {
        Some(Meeting::Online) => Some(virtual_place(course.place.as_deref().unwrap_or(online))),
        Some(Meeting::Mixed) => Some(place.into_iter().chain([virtual_place(online)]).collect()),
        Some(Meeting::InPerson) | None => place,
    }
}

/// The region's team, but for the courses of others, whose names we do not have.
fn organizer(ctx: RenderContext<'_>, course: CoursePage<'_>) -> Option<Value> {
    let region = course.page.region.filter(|_| course.course.kind() != CourseKind::External)?;
    let site = ctx.site;
    let first = site.page(site.region_pages[region]);
    Some(json!({
        "@type": "Organization",
        "name": catalogue::team(&site.policy.regions()[region]),
        "url": format!("{}{}", site.config.address, first.address),
    }))
}

/// What it costs and where to book. Costs are written for people; the only one that is surely a number is none.
fn offers(course: &Course, today: Date) -> Option<Value> {
    let booking = course.booking.as_ref().filter(|_| !course.booking_is_over(today));
    if course.cost.is_none() && booking.is_none() {
        return None;
    }
    let is_free = course.cost.as_ref().is_some_and(|cost| cost.trim().eq_ignore_ascii_case("free"));
    let stated = [
        ("@type", Some(json!("Offer"))),
        ("url", booking.map(|address| json!(address))),
        ("description", course.cost.as_ref().map(|cost| json!(cost))),
        ("price", is_free.then(|| json!(0))),
        ("priceCurrency", is_free.then(|| json!("GBP"))),
        ("availabilityEnds", course.book_by.map(|day| json!(day))),
    ];
    let stated = stated.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Some(stated.collect::<Map<_, _>>().into())
}

/// JSON in which nothing can end a `<script>` or begin a comment, whatever a title says.
fn embeddable(data: &Value) -> String {
    data.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}
