//! What each region announces, put in order once: its courses, the pages that list them by one thing, its newsletter.
//!
//! Lists on pages, calendars, feeds and the list for search engines are all made from it, so that they agree.

use supportt_basics::date::Date;
use supportt_basics::keyword::Keyword as _;
use supportt_documents::words::fill;
use supportt_rules::course::{Standing, next};
use supportt_rules::policy::Region;

use crate::generated_page::GeneratedPage;
use crate::site::{Page, PageId, Site};
use supportt_content::readers::Audience;
use supportt_content::subject::Subject;
use supportt_content::subject::course::{Course, CourseKind};
use supportt_content::subject::meeting::Meeting;
use supportt_content::words::{self, CourseWords, PublishedWords};
use supportt_markdown::Directive;
use supportt_source::Sources;
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::page_path::Address;
use supportt_source::wording::lower_first;

/// What a region announces.
#[derive(Clone, Debug)]
pub struct Catalogue {
    /// The region's place in the policy.
    pub region: usize,
    /// The page that lists the region's courses and is above their pages. Its listings are below it.
    pub page: Option<PageId>,
    /// The pages about its courses and events, next ones first.
    pub courses: Vec<PageId>,
    /// The pages of the issues of its newsletter that have come out, newest first.
    pub issues: Vec<PageId>,
    /// Its courses by one thing each.
    pub listings: Vec<Listing>,
}

/// Courses of a region that have one thing in common, on a page of their own.
#[derive(Clone, Debug)]
pub struct Listing {
    /// The page.
    pub page: GeneratedPage,
    /// What the courses have in common.
    pub by: Shared,
    /// What that is called.
    pub name: String,
    /// The pages of the courses, next ones first. Courses that are over and events are not among them.
    pub courses: Vec<PageId>,
}

supportt_basics::keywords! {
    /// What courses can have in common. The words stand in addresses.
    pub enum Shared {
        /// A topic.
        Topic = "topic",
        /// Whom they are for.
        Audience = "for",
        /// Where people meet.
        Format = "format",
    }
}

/// A page about a course or an event.
#[derive(Clone, Copy, Debug)]
pub struct CoursePage<'s> {
    /// The page.
    pub page: &'s Page<'s>,
    /// What it is about.
    pub subject: &'s Subject,
    /// The same as a course.
    pub course: &'s Course,
}

impl<'s> CoursePage<'s> {
    /// The page, if it is about a course or an event.
    #[must_use]
    pub fn new(page: &'s Page<'s>) -> Option<Self> {
        let subject = page.front_matter.subject.as_ref()?;
        Some(Self { page, subject, course: subject.course()? })
    }

    /// Whether it is an event.
    #[must_use]
    pub fn is_event(self) -> bool {
        self.course.kind() == CourseKind::Event
    }

    /// Its title where nothing else tells an example from a real course.
    #[must_use]
    pub fn title(self, words: &PublishedWords) -> String {
        title(self.page, self.subject, words)
    }

    /// The day as of which it is true.
    #[must_use]
    pub fn as_of(self) -> Date {
        self.subject.as_of(self.page.front_matter.last_reviewed.value)
    }

    /// Its place among others: next ones first, then those without a day ahead.
    fn rank(self, today: Date) -> (Date, i64, String, &'s Address) {
        let day = next(&self.course.sessions, today).map_or(Date::MAX, |session| session.from);
        let details = &self.page.front_matter;
        (day, details.order.unwrap_or(i64::MAX), details.title.clone(), &self.page.address)
    }
}

/// The title of a page about something, where nothing else tells an example from what is real.
#[must_use]
pub fn title(page: &Page<'_>, subject: &Subject, words: &PublishedWords) -> String {
    let title = &page.front_matter.title;
    if subject.citation().is_none() { fill(&words.example, &[("title", title)]) } else { title.clone() }
}

/// The name of a region's team on its own, outside a sentence.
#[must_use]
pub fn team(region: &Region) -> &str {
    let team = &region.terms().team;
    team.strip_prefix("the ").unwrap_or(team)
}

/// What every region announces, in the order of the policy. Reports topics that cannot stand in an address.
pub fn of_regions(
    site: &Site<'_>,
    words: &CourseWords,
    sources: &Sources,
    today: Date,
    diagnostics: &mut Diagnostics,
) -> Vec<Catalogue> {
    let places = 0..site.policy.regions().len();
    places.map(|region| Catalogue::new(site, region, words, sources, today, diagnostics)).collect()
}

impl Catalogue {
    fn new(
        site: &Site<'_>,
        region: usize,
        words: &CourseWords,
        sources: &Sources,
        today: Date,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let about = |id: &PageId| CoursePage::new(site.page(*id));
        let mut courses: Vec<PageId> = site.ids(region).filter(|id| about(id).is_some()).collect();
        courses.sort_by_cached_key(|id| about(id).map(|course| course.rank(today)));
        let published = |id: PageId| {
            let issue = site.page(id).front_matter.subject.as_ref()?.issue()?;
            (issue.published.value <= today).then_some((
                std::cmp::Reverse(issue.published.value),
                issue.number,
                id,
            ))
        };
        let mut issues: Vec<_> = site.ids(region).filter_map(published).collect();
        issues.sort();
        let page = site
            .showing(Some(region), Directive::Listing(supportt_markdown::Listing::Courses))
            .find(|id| courses.iter().any(|course| site.page(*course).parent == Some(*id)));
        let listings = page.map_or_else(Vec::new, |page| {
            let current = current(site, &courses, today);
            listings(site, region, page, &current, words, sources, diagnostics)
        });
        let issues = issues.into_iter().map(|(.., id)| id).collect();
        Self { region, page, courses, issues, listings }
    }

    /// The region's courses and events.
    pub fn courses<'s>(&self, site: &'s Site<'_>) -> impl Iterator<Item = CoursePage<'s>> {
        of(site, &self.courses)
    }
}

impl Listing {
    /// Its courses.
    pub fn courses<'s>(&self, site: &'s Site<'_>) -> impl Iterator<Item = CoursePage<'s>> {
        of(site, &self.courses)
    }
}

fn of<'s>(site: &'s Site<'_>, pages: &[PageId]) -> impl Iterator<Item = CoursePage<'s>> {
    pages.iter().map(|id| CoursePage::new(site.page(*id)).expect("a page about a course"))
}

/// Those that a reader can still come to, with the numbers of their pages.
fn current<'s>(site: &'s Site<'_>, courses: &[PageId], today: Date) -> Vec<(PageId, &'s Course)> {
    let is_current =
        |course: &CoursePage<'_>| !course.is_event() && course.course.standing(today) != Standing::Over;
    let pages = courses.iter().copied().zip(of(site, courses));
    pages.filter(|(_, course)| is_current(course)).map(|(id, course)| (id, course.course)).collect()
}

/// How many courses a page of their own needs. Fewer are read as quickly in the list of all.
const FEWEST: usize = 3;

/// A page for each topic, audience and format that has enough courses.
fn listings(
    site: &Site<'_>,
    region: usize,
    above: PageId,
    courses: &[(PageId, &Course)],
    words: &CourseWords,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> Vec<Listing> {
    let mut listings = Vec::new();
    let mut add = |by: Shared, word: &str, name: &str, has: &dyn Fn(&Course) -> bool| {
        let courses: Vec<PageId> =
            courses.iter().filter(|(_, course)| has(course)).map(|(id, _)| *id).collect();
        let Some(as_of) = of(site, &courses).map(CoursePage::as_of).min() else { return };
        let Some(address) = site.page(above).address.below(&[by.word(), word]) else {
            let file = sources.at(words::COURSES).expect("the words have been read");
            diagnostics.push(
                Diagnostic::error(
                    "listing::address",
                    file.whole(),
                    format!("`{word}` cannot stand in an address"),
                )
                .hint("write the ids of topics in small letters, with hyphens between them"),
            );
            return;
        };
        if courses.len() < FEWEST {
            return;
        }
        let (pattern, short) = match by {
            Shared::Topic => (&words.listings.topic, name.to_owned()),
            Shared::Audience => (&words.listings.audience, lower_first(name)),
            Shared::Format => (&words.listings.format, lower_first(name)),
        };
        let place = &site.policy.regions()[region].terms().place;
        let title = fill(pattern, &[("place", place), ("name", &short)]);
        let description = fill(&words.listings.description, &[("title", &title)]);
        let page = GeneratedPage { address, title, description, region, above, as_of, written: None };
        listings.push(Listing { page, by, name: name.to_owned(), courses });
    };
    for (topic, name) in &words.topics {
        add(Shared::Topic, topic, name, &|course| course.topics.iter().any(|other| other.value == *topic));
    }
    for audience in Audience::ALL {
        let name = &words.audience[audience];
        add(Shared::Audience, audience.word(), name, &|course| course.readers.audience.contains(audience));
    }
    for format in Meeting::ALL {
        add(Shared::Format, format.word(), &words.format[format], &|course| course.format == Some(*format));
    }
    listings
}

#[cfg(test)]
mod tests;
