//! The text of a page: Markdown in, HTML with places left open for the policy out.
//!
//! [`parse`] reads one file into a list of nodes, each with its place in the file. Then each pass has one purpose:
//!
//! 1. [`nesting`] refuses what lies too deep, [`raw_html`] HTML, and [`lookalikes`] what looks like something else in the file,
//! 2. [`footnotes::check`] and [`links::find_broken`] find what Markdown would silently print as it stands,
//! 3. [`headings`] finds headings and checks their outline,
//! 4. [`links`] turns the names of files into addresses,
//! 5. [`tables`] makes wide tables scroll and aligns their cells,
//! 6. [`callouts`] and [`directives`] mark what the theme draws,
//! 7. [`footnotes::write`] links each footnote with the places that refer to it,
//! 8. [`html`] writes the HTML and remembers where the marks are.
//!
//! All that depends on the file alone. [`Parsed::link`] then holds it against the other files, and gives headings addresses
//! that nothing else on a page has. Nothing here knows the policy, the theme or any other page's text.

#![cfg_attr(
    test,
    allow(clippy::needless_raw_string_hashes, reason = "expect-test writes raw strings this way")
)]

mod callouts;
mod directive;
pub mod directives;
mod footnotes;
mod headings;
mod html;
pub mod link_targets;
mod links;
pub mod lookalikes;
mod nesting;
mod node;
pub mod passages;
mod raw_html;
pub mod record_kind;
pub mod reserved_ids;
mod tables;
mod text_runs;

use pulldown_cmark::{BrokenLink, LinkType, Options, Parser};

pub use directive::{Directive, Listing, RegionPart, SitePart, Widget};
pub use headings::Heading;
pub use html::{Html, Mark, MarkKind};
pub use links::{PageLink, RecordLink};
pub use lookalikes::hidden;
pub use node::{Block, Callout};
pub use passages::Part;
pub use tables::CLASSES as TABLE_CLASSES;

use html::OpenHtml;
use link_targets::LinkTargets;
use node::{Node, Nodes};
use reserved_ids::ReservedIds;

use supportt_source::diagnostic::Diagnostics;
use supportt_source::page_path::PagePath;
use supportt_source::{Slice, SourceFile, Spanned};

/// The text of a page, as its file alone tells it.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    /// The text as people read it, for checks that need to know more than the text.
    pub parts: Vec<Part>,
    html: OpenHtml,
    headings: Vec<headings::Found>,
    links: links::Inside,
    has_widget: bool,
}

/// The text of a page, with its links and headings resolved.
#[derive(Clone, Debug, Default)]
pub struct Body {
    /// The HTML, with marks where the theme draws something.
    pub html: Html,
    /// The headings, in order.
    pub headings: Vec<Heading>,
    /// Links to pages and their headings, to be checked when all pages are known.
    pub page_links: Vec<PageLink>,
    /// Links to the pages of records, to be checked then too.
    pub record_links: Vec<RecordLink>,
}

/// Reads the text of a page, which begins `start` bytes into its file. `title` is the page's heading.
#[must_use]
pub fn parse(
    file: &SourceFile,
    path: PagePath<'_>,
    start: usize,
    title: &str,
    diagnostics: &mut Diagnostics,
) -> Parsed {
    let (mut nodes, broken_links) = read(file, start);
    // What lies so deep takes time by the square of its depth, so nothing else is said of it.
    if let Some(problem) = nesting::too_deep(file, &nodes) {
        diagnostics.push(problem);
        return Parsed::default();
    }
    raw_html::refuse(file, &nodes, diagnostics);
    lookalikes::check(file, start, &nodes, diagnostics);
    footnotes::check(file, &nodes, diagnostics);
    links::find_broken(file, &nodes, &broken_links, diagnostics);
    // Wherever one can stand, so that a widget's place in the text does not matter.
    let has_widget = file.text().slice(start..).split("{{").skip(1).any(directives::names_widget);
    let headings = headings::read(file, &nodes, diagnostics);
    let links = links::read(file, path, &mut nodes, diagnostics);
    let nodes = tables::wrap(file, nodes, title, diagnostics);
    let nodes = callouts::mark(file, nodes, diagnostics);
    let nodes = directives::expand(file, nodes, diagnostics);
    let parts = passages::find(file, &nodes);
    let nodes = footnotes::write(nodes);
    Parsed { parts, html: html::write(nodes), headings, links, has_widget }
}

impl Parsed {
    /// Resolves what depends on other files: where links lead, and which ids headings cannot have. `path` is the page's own.
    pub fn link(
        self,
        path: PagePath<'_>,
        targets: &LinkTargets<'_>,
        reserved: &ReservedIds,
        diagnostics: &mut Diagnostics,
    ) -> Body {
        let is_reserved = |id: &str| reserved.has(id, self.has_widget);
        let headings = headings::assign_ids(self.headings, is_reserved, diagnostics);
        let links::Inside { local, headings: mut page_links, records: record_links } = self.links;
        for link in local {
            match link.check(path.folder(), targets) {
                Ok(link) => page_links.extend(link),
                Err(problem) => diagnostics.push(problem),
            }
        }
        let html = self.html.close(targets.base(), &headings);
        Body { html, headings, page_links, record_links }
    }
}

/// The web addresses that a text links to, each with its place. The text begins `start` bytes into its file.
#[must_use]
pub fn links_elsewhere(file: &SourceFile, start: usize) -> Vec<Spanned<String>> {
    links::on_the_web(file, &read(file, start).0)
}

/// Reads a text into nodes, and finds the links whose target is not defined below.
fn read(file: &SourceFile, start: usize) -> (Nodes<'_>, Vec<BrokenLink<'_>>) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_SMART_PUNCTUATION;
    let mut broken = Vec::new();
    let note_broken = |mut link: BrokenLink<'_>| {
        if matches!(link.link_type, LinkType::Reference | LinkType::Collapsed) {
            link.span = link.span.start + start..link.span.end + start;
            broken.push(link.into_static());
        }
        None
    };
    let parser =
        Parser::new_with_broken_link_callback(file.text().slice(start..), options, Some(note_broken));
    let nodes = parser
        .into_offset_iter()
        .map(|(event, range)| {
            Spanned::new(Node::Markdown(event), file.span(range.start + start..range.end + start))
        })
        .collect();
    (nodes, broken)
}
