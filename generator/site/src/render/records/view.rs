//! A region's records as they are seen from one page, and what all of them show.

use serde::Serialize;
use supportt_basics::date::{self, Date};
use supportt_rules::policy::Region;

use crate::catalogue::Catalogue;
use crate::render::origins::{Origin, SourceItem, origins};
use crate::render::render_context::RenderContext;
use crate::site::{Page, Site};
use supportt_content::provenance::Citation;
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

    /// The place in a source that a record comes from.
    pub(super) fn source(self, citation: &'a Citation) -> SourceItem<'a> {
        let sources = self.region().sources();
        let source = sources.iter().find(|source| source.id.as_str() == citation.source.value);
        SourceItem::new(source, (citation.section.as_deref(), &citation.reference), citation.checked_on.value)
    }

    /// Where what a page is about comes from.
    pub(super) fn origin_of(self, subject: &'a Subject) -> About<'a> {
        let source = subject.citation().map(|citation| self.source(citation));
        About { example: source.is_none(), origins: origins(source.iter().map(|source| ("", source))) }
    }
}

/// Where what a page is about comes from.
#[derive(Serialize)]
pub(super) struct About<'a> {
    /// Whether it only shows how such a page looks.
    example: bool,
    origins: Vec<Origin<'a>>,
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
