//! What lists of records show, and what the page of one shows before its text.

mod bids;
mod courses;
mod newsletter;
mod pages;
mod registers;
mod view;

use serde::Serialize;
use tera::Value;

use self::view::View;
use super::render_context::RenderContext;
use crate::catalogue::{CoursePage, Listing as CourseListing};
use crate::entry_pages::EntryPage;
use crate::site::Page;
use supportt_content::subject::{Subject, SubjectKind};
use supportt_markdown::Listing;

/// One region's part of a list.
#[derive(Serialize)]
struct Part<'a, T> {
    name: &'a str,
    show_name: bool,
    team: &'a str,
    /// The page that says whom to ask.
    ask_url: Option<String>,
    #[serde(flatten)]
    list: T,
}

/// A list, each region's part of it: of the page's own region, or of every region.
pub(super) fn list<'a>(ctx: RenderContext<'a>, page: &'a Page<'a>, listing: Listing) -> Value {
    let places = match page.region {
        Some(place) => place..place + 1,
        None => 0..ctx.site.policy.regions().len(),
    };
    let views = places.map(|place| View { ctx, page, place });
    match listing {
        Listing::Courses => parts(views, |view| courses::list(view, false)),
        Listing::Events => parts(views, |view| courses::list(view, true)),
        Listing::Rounds => parts(views, bids::list),
        Listing::Newsletter => parts(views, newsletter::list),
        Listing::Resources => parts(views, registers::resources),
        Listing::Contacts => parts(views, registers::contacts),
        Listing::Faqs => parts(views, registers::faqs),
        Listing::Glossary => parts(views, registers::glossary),
    }
}

/// The courses of a region that have one thing in common.
pub(super) fn listing<'a>(ctx: RenderContext<'a>, listing: &'a CourseListing) -> Value {
    let page = ctx.site.page(listing.page.above);
    let view = View { ctx, page, place: listing.page.region };
    Value::from_serializable(&courses::listing(view, listing))
}

/// What the page of a record shows: the component that draws it, and its data.
pub(super) fn record<'a>(ctx: RenderContext<'a>, record: &'a EntryPage) -> (&'static str, Value) {
    pages::data(ctx, record)
}

/// Whether the courses that a page lists can be filtered.
pub(super) fn has_course_filter<'a>(ctx: RenderContext<'a>, page: &'a Page<'a>) -> bool {
    page.region.is_some_and(|place| courses::has_filter(View { ctx, page, place }))
}

fn parts<'a, T: Serialize>(views: impl Iterator<Item = View<'a>>, list: impl Fn(View<'a>) -> T) -> Value {
    let parts: Vec<Part<'_, T>> = views
        .map(|view| Part {
            name: view.region().name(),
            show_name: view.page.region.is_none(),
            team: &view.region().terms().team,
            ask_url: view.ask_url(),
            list: list(view),
        })
        .collect();
    Value::from_serializable(&parts)
}

/// What the page of a subject shows before its text: the component that draws it, and its data.
pub(super) fn facts<'a>(
    ctx: RenderContext<'a>,
    page: &'a Page<'a>,
    subject: &'a Subject,
) -> (&'static str, Value) {
    let place = page.region.expect("a subject belongs to a region, which is checked when the site is linked");
    let view = View { ctx, page, place };
    match &subject.kind {
        SubjectKind::Course(course) => {
            let course = CoursePage { page, subject, course };
            ("course_facts", Value::from_serializable(&courses::facts(view, course)))
        }
        SubjectKind::Round(round) => {
            ("round_facts", Value::from_serializable(&bids::item(view, page, subject, round)))
        }
        SubjectKind::Issue(issue) => {
            ("issue_facts", Value::from_serializable(&newsletter::item(view, page, subject, issue)))
        }
    }
}
