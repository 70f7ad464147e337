//! Atom feeds: what a region announces, for readers that look at it again and again.
//!
//! Courses that are over are left out: they are no news. A feed is there as long as a region has any course at all,
//! so that nobody's subscription breaks between two of them.

use atom_syndication::{Category, Entry, Feed, FixedDateTime, Generator, Link, Person, Text};
use supportt_basics::date::{self, Date};
use supportt_documents::words::fill;
use supportt_rules::course::{Session, Standing};

use crate::catalogue::{self, Catalogue, CoursePage};
use crate::render::render_context::RenderContext;
use crate::site::{Page, PageId, Site};
use supportt_content::subject::Subject;
use supportt_engine::headers;
use supportt_engine::output::OutputFile;
use supportt_markdown::Listing;

/// A feed of a region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Courses and events.
    Courses,
    /// Issues of the newsletter.
    Newsletter,
}

impl Kind {
    const ALL: [Self; 2] = [Self::Courses, Self::Newsletter];

    /// The feed of what a directive shows, if there is one.
    #[must_use]
    pub fn of(listing: Listing) -> Option<Self> {
        match listing {
            Listing::Courses | Listing::Events => Some(Self::Courses),
            Listing::Newsletter => Some(Self::Newsletter),
            Listing::Rounds | Listing::Resources | Listing::Contacts | Listing::Faqs | Listing::Glossary => {
                None
            }
        }
    }

    fn pages(self, catalogue: &Catalogue) -> &[PageId] {
        match self {
            Self::Courses => &catalogue.courses,
            Self::Newsletter => &catalogue.issues,
        }
    }
}

/// Where a region's feed is from the top of the site, without a slash at its beginning, and its title; nothing when
/// the region has nothing of the kind.
#[must_use]
pub fn of_region(ctx: RenderContext<'_>, region: usize, kind: Kind) -> Option<(String, String)> {
    let path = path(ctx.site, &ctx.catalogues[region], kind)?;
    let words = &ctx.words.courses.published;
    let title = match kind {
        Kind::Courses => &words.courses,
        Kind::Newsletter => &words.newsletter,
    };
    let place = &ctx.site.policy.regions()[region].terms().place;
    Some((path, fill(title, &[("place", place)])))
}

/// The paths of a region's feeds.
pub fn paths(site: &Site<'_>, catalogue: &Catalogue) -> impl Iterator<Item = String> {
    Kind::ALL.into_iter().filter_map(|kind| path(site, catalogue, kind))
}

fn path(site: &Site<'_>, catalogue: &Catalogue, kind: Kind) -> Option<String> {
    let name = match kind {
        Kind::Courses => "courses",
        Kind::Newsletter => "newsletter",
    };
    let region = site.policy.regions()[catalogue.region].id();
    (!kind.pages(catalogue).is_empty()).then(|| format!("{region}/{name}.atom"))
}

/// Every feed of the site.
#[must_use]
pub fn files(ctx: RenderContext<'_>) -> Vec<OutputFile> {
    let regions = ctx.catalogues.iter();
    regions
        .flat_map(|catalogue| Kind::ALL.into_iter().filter_map(|kind| file(ctx, catalogue, kind)))
        .collect()
}

fn file(ctx: RenderContext<'_>, catalogue: &Catalogue, kind: Kind) -> Option<OutputFile> {
    let (path, title) = of_region(ctx, catalogue.region, kind)?;
    let config = &ctx.site.config;
    let region = &ctx.site.policy.regions()[catalogue.region];
    let ids = kind.pages(catalogue);
    let pages = || ids.iter().map(|id| ctx.site.page(*id)).filter_map(about);
    let above = match kind {
        Kind::Courses => catalogue.page,
        Kind::Newsletter => ids.first().and_then(|issue| ctx.site.page(*issue).parent),
    };
    let above = ctx.site.page(above.unwrap_or(ctx.site.region_pages[catalogue.region]));
    let address = format!("{}/{path}", config.address);
    let as_of = pages().map(|(page, subject)| subject.as_of(page.front_matter.last_reviewed.value)).max()?;
    let feed = Feed {
        id: address.clone(),
        title: plain(&format!("{title} - {}", config.title)),
        updated: midnight(as_of),
        authors: vec![Person { name: clean(catalogue::team(region)), ..Person::default() }],
        generator: Some(Generator { value: "supportt".to_owned(), ..Generator::default() }),
        links: vec![
            link("self", headers::ATOM, address),
            link("alternate", "text/html", format!("{}{}", config.address, above.address)),
        ],
        lang: Some(config.language.clone()),
        entries: pages().filter_map(|(page, subject)| entry(ctx, page, subject)).collect(),
        ..Feed::default()
    };
    Some(OutputFile::new(path, format!("{}\n", feed.to_string())))
}

fn about<'s>(page: &'s Page<'s>) -> Option<(&'s Page<'s>, &'s Subject)> {
    Some((page, page.front_matter.subject.as_ref()?))
}

/// A course that is not over, or an issue.
fn entry<'s>(ctx: RenderContext<'s>, page: &'s Page<'s>, subject: &'s Subject) -> Option<Entry> {
    let words = &ctx.words.courses;
    let address = format!("{}{}", ctx.site.config.address, page.address);
    let description = &page.front_matter.description;
    let (summary, topics) = match CoursePage::new(page) {
        Some(course) if course.course.standing(ctx.today) == Standing::Over => return None,
        Some(course) => {
            let topics = course.course.topics.iter();
            let names = topics.filter_map(|topic| words.topics.get(&topic.value)).cloned().collect();
            (format!("{description} {}.", days(ctx, course)), names)
        }
        None => (description.clone(), Vec::new()),
    };
    Some(Entry {
        id: address.clone(),
        title: plain(&catalogue::title(page, subject, &words.published)),
        updated: midnight(subject.as_of(page.front_matter.last_reviewed.value)),
        published: subject.issue().map(|issue| midnight(issue.published.value)),
        links: vec![link("alternate", "text/html", address)],
        summary: Some(plain(&summary)),
        categories: topics.into_iter().map(|term| Category { term, ..Category::default() }).collect(),
        ..Entry::default()
    })
}

/// When a course runs, from now on.
fn days(ctx: RenderContext<'_>, course: CoursePage<'_>) -> String {
    let words = &ctx.words.courses.published;
    let day = |session: &Session| {
        let (from, until) = (date::long(session.from), date::long(session.until));
        let days = if session.from == session.until {
            from
        } else {
            fill(&words.days, &[("from", &from), ("until", &until)])
        };
        session.time.as_ref().map_or_else(|| days.clone(), |time| format!("{days}, {time}"))
    };
    let sessions = course.course.sessions.iter().filter(|session| session.until >= ctx.today);
    let days: Vec<String> = sessions.map(day).collect();
    match course.course.held {
        Some(year) => year.to_string(),
        None if days.is_empty() => words.unannounced.clone(),
        None => days.join("; "),
    }
}

fn link(rel: &str, kind: &str, href: String) -> Link {
    Link { href, rel: rel.to_owned(), mime_type: Some(kind.to_owned()), ..Link::default() }
}

/// The records have days, and a feed wants moments: the first of the day, whatever the clock says when it is made.
fn midnight(day: Date) -> FixedDateTime {
    day.and_time(chrono::NaiveTime::MIN).and_utc().fixed_offset()
}

fn plain(text: &str) -> Text {
    Text::plain(clean(text))
}

/// A text without the few characters that XML cannot hold, however they are written.
fn clean(text: &str) -> String {
    let can_stand = |c: &char| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}');
    text.chars().filter(can_stand).collect()
}
