//! What lists of records show, and what the page of one shows before its text.

mod bids;
mod courses;
mod newsletter;
mod pages;
mod registers;

use serde::Serialize;
use supportt_rules::date::{self, Date};
use supportt_rules::policy::Region;
use tera::Value;

use super::Scene;
use crate::catalogue::{Catalogue, CoursePage, Listing as ByOneThing};
use crate::markdown::Listing;
use crate::provenance::{Citation, Provenance};
use crate::record_pages::RecordPage;
use crate::registers::Registers;
use crate::site::{Page, Site};
use crate::subject::{Subject, SubjectKind};

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

/// A region for which a list is made, on a page.
#[derive(Clone, Copy)]
struct View<'a> {
    scene: Scene<'a>,
    /// The page on which the list stands.
    page: &'a Page<'a>,
    /// The region's place in the policy.
    place: usize,
}

impl<'a> View<'a> {
    fn region(self) -> &'a Region {
        &self.scene.site.policy.regions()[self.place]
    }

    fn catalogue(self) -> &'a Catalogue {
        &self.scene.catalogues[self.place]
    }

    fn registers(self) -> &'a Registers {
        &self.scene.registers[self.place]
    }

    /// The pages of the region that are about something.
    fn subjects(self) -> impl Iterator<Item = (&'a Page<'a>, &'a Subject)> {
        let site: &'a Site<'a> = self.scene.site;
        site.subjects(self.place)
    }

    /// The page of the region that says whom to ask.
    fn ask_url(self) -> Option<String> {
        let site = self.scene.site;
        self.scene.record_pages.leads(self.place).contacts.map(|id| site.href(site.page(id)))
    }

    fn origin(self, provenance: &'a Provenance) -> Origin<'a> {
        Origin::new(self.region(), provenance)
    }
}

/// A list, each region's part of it: of the page's own region, or of every region.
pub(super) fn list<'a>(scene: Scene<'a>, page: &'a Page<'a>, listing: Listing) -> Value {
    let places = match page.region {
        Some(place) => place..place + 1,
        None => 0..scene.site.policy.regions().len(),
    };
    let views = places.map(|place| View { scene, page, place });
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
pub(super) fn listing<'a>(scene: Scene<'a>, listing: &'a ByOneThing) -> Value {
    let page = scene.site.page(listing.page.above);
    let view = View { scene, page, place: listing.page.region };
    Value::from_serializable(&courses::listing(view, listing))
}

/// What the page of a record shows: the component that draws it, and its data.
pub(super) fn record<'a>(scene: Scene<'a>, record: &'a RecordPage) -> (&'static str, Value) {
    pages::data(scene, record)
}

/// Whether the courses that a page lists can be filtered.
pub(super) fn has_course_filter<'a>(scene: Scene<'a>, page: &'a Page<'a>) -> bool {
    page.region.is_some_and(|place| courses::has_filter(View { scene, page, place }))
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
pub(super) fn facts<'a>(scene: Scene<'a>, page: &'a Page<'a>, subject: &'a Subject) -> (&'static str, Value) {
    let place = page.region.expect("a subject belongs to a region, which is checked when the site is linked");
    let view = View { scene, page, place };
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

/// Where a record comes from.
#[derive(Serialize)]
struct Origin<'a> {
    /// The place in a source.
    source: Option<SourceView<'a>>,
    /// Whether it is our own.
    ours: bool,
    /// Whether it only shows how such a record looks.
    example: bool,
}

/// A place in a source.
#[derive(Serialize)]
struct SourceView<'a> {
    title: &'a str,
    address: Option<&'a str>,
    reference: &'a str,
    checked_on: String,
}

impl<'a> Origin<'a> {
    fn new(region: &'a Region, provenance: &'a Provenance) -> Self {
        let source = provenance.citation().map(|citation| source_view(region, citation));
        Self { source, ours: matches!(provenance, Provenance::Ours), example: provenance.is_example() }
    }
}

fn source_view<'a>(region: &'a Region, citation: &'a Citation) -> SourceView<'a> {
    let source = region.sources().iter().find(|source| source.id.as_str() == citation.source.value);
    SourceView {
        title: source.map_or("", |source| &source.title),
        address: source.and_then(|source| source.address.as_deref()),
        reference: &citation.reference,
        checked_on: date::long(citation.checked_on.value),
    }
}

/// A page in a list.
#[derive(Serialize)]
struct Entry<'a> {
    title: &'a str,
    url: String,
    description: &'a str,
}

impl<'a> Entry<'a> {
    fn new(site: &Site<'_>, page: &'a Page<'_>) -> Self {
        Self {
            title: &page.front_matter.title,
            url: site.href(page),
            description: &page.front_matter.description,
        }
    }
}

fn long(day: Option<Date>) -> Option<String> {
    day.map(date::long)
}
