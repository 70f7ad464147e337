//! A region's records as they are seen from one page, and what all of them show.

use serde::Serialize;
use supportt_basics::date::{self, Date};
use supportt_rules::policy::Region;

use crate::catalogue::Catalogue;
use crate::render::render_context::RenderContext;
use crate::site::{Page, Site};
use supportt_content::provenance::{Citation, Provenance};
use supportt_content::registers::Registers;
use supportt_content::subject::Subject;

/// A region for which a list is made, on a page.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) ctx: RenderContext<'a>,
    /// The page on which the list stands.
    pub(super) page: &'a Page<'a>,
    /// The region's place in the policy.
    pub(super) place: usize,
}

impl<'a> View<'a> {
    pub(super) fn region(self) -> &'a Region {
        &self.ctx.site.policy.regions()[self.place]
    }

    pub(super) fn catalogue(self) -> &'a Catalogue {
        &self.ctx.catalogues[self.place]
    }

    pub(super) fn registers(self) -> &'a Registers {
        &self.ctx.registers[self.place]
    }

    /// The pages of the region that are about something.
    pub(super) fn subjects(self) -> impl Iterator<Item = (&'a Page<'a>, &'a Subject)> {
        let site: &'a Site<'a> = self.ctx.site;
        site.subjects(self.place)
    }

    /// The page of the region that says whom to ask.
    pub(super) fn ask_url(self) -> Option<String> {
        let site = self.ctx.site;
        self.ctx.entry_pages.leads(self.place).contacts.map(|id| site.href(site.page(id)))
    }

    pub(super) fn origin(self, provenance: &'a Provenance) -> Origin<'a> {
        let source = provenance.citation().map(|citation| source_view(self.region(), citation));
        Origin { source, ours: matches!(provenance, Provenance::Ours), example: provenance.is_example() }
    }

    /// Where what a page is about comes from.
    pub(super) fn origin_of(self, subject: &'a Subject) -> Origin<'a> {
        let source = subject.citation().map(|citation| source_view(self.region(), citation));
        Origin { example: source.is_none(), source, ours: false }
    }
}

/// Where a record comes from.
#[derive(Serialize)]
pub(super) struct Origin<'a> {
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
    section: Option<&'a str>,
    reference: &'a str,
    checked_on: String,
}

fn source_view<'a>(region: &'a Region, citation: &'a Citation) -> SourceView<'a> {
    let source = region.sources().iter().find(|source| source.id.as_str() == citation.source.value);
    SourceView {
        title: source.map_or("", |source| &source.title),
        address: source.and_then(|source| source.address.as_deref()),
        section: citation.section.as_deref(),
        reference: &citation.reference,
        checked_on: date::long(citation.checked_on.value),
    }
}

/// A page in a list.
#[derive(Serialize)]
pub(super) struct Entry<'a> {
    title: &'a str,
    url: String,
    description: &'a str,
}

impl<'a> Entry<'a> {
    pub(super) fn new(site: &Site<'_>, page: &'a Page<'_>) -> Self {
        Self {
            title: &page.front_matter.title,
            url: site.href(page),
            description: &page.front_matter.description,
        }
    }
}

pub(super) fn long(day: Option<Date>) -> Option<String> {
    day.map(date::long)
}
