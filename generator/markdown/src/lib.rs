//! The text of a page: Markdown in, HTML with places left open for the policy out.
//!
//! A page is read once into a list of nodes, each with its place in the file. Then each pass has one purpose:
//!
//! 1. [`nesting`] refuses what lies too deep, [`raw_html`] HTML, and [`lookalikes`] what looks like something else in the file,
//! 2. [`footnotes::check`] and [`links::find_broken`] find what Markdown would silently print as it stands,
//! 3. [`headings`] gives headings their addresses,
//! 4. [`links`] turns the names of files into addresses,
//! 5. [`tables`] makes wide tables scroll and aligns their cells,
//! 6. [`callouts`] and [`directives`] mark what the theme draws,
//! 7. [`footnotes::write`] links each footnote with the places that refer to it,
//! 8. [`html`] writes the HTML and remembers where the marks are.
//!
//! Nothing here knows the policy, the theme or any other page's text: the result depends only on the file
//! and on which other files there are.

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
pub use links::{PageLink, RecordLink, Scope};
pub use lookalikes::hidden;
pub use node::{Block, Callout};
pub use passages::Part;
pub use tables::CLASSES as TABLE_CLASSES;

use node::{Node, Nodes};

use supportt_source::diagnostic::Diagnostics;
use supportt_source::{Slice, SourceFile, Spanned};

/// The text of a page, parsed.
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

/// Reads the text of a page, which begins `start` bytes into its file. `title` is the page's heading; `is_reserved` says
/// whether a heading cannot have an id, on a page with or without a widget. Comes with the text as people read it, for
/// checks that need to know more than the text.
#[must_use]
pub fn parse(
    scope: Scope<'_>,
    start: usize,
    title: &str,
    is_reserved: impl Fn(&str, bool) -> bool,
    diagnostics: &mut Diagnostics,
) -> (Body, Vec<Part>) {
    let file = scope.file;
    let (nodes, broken_links) = read(file, start);
    // What lies so deep takes time by the square of its depth, so nothing else is said of it.
    if let Some(problem) = nesting::too_deep(file, &nodes) {
        diagnostics.push(problem);
        return (Body::default(), Vec::new());
    }
    raw_html::refuse(file, &nodes, diagnostics);
    lookalikes::check(file, start, &nodes, diagnostics);
    footnotes::check(file, &nodes, diagnostics);
    links::find_broken(file, &nodes, &broken_links, diagnostics);
    let mut nodes = nodes;
    // Wherever one can stand, so that a widget's place in the text does not matter.
    let has_widget = file.text().slice(start..).split("{{").skip(1).any(directives::names_widget);
    let is_reserved = |id: &str| is_reserved(id, has_widget);
    let headings = headings::assign_ids(file, &mut nodes, is_reserved, diagnostics);
    let links::Inside { pages: page_links, records: record_links } =
        links::resolve(scope, &mut nodes, diagnostics);
    let nodes = tables::wrap(file, nodes, title, diagnostics);
    let nodes = callouts::mark(file, nodes, diagnostics);
    let nodes = directives::expand(file, nodes, diagnostics);
    let parts = passages::find(file, &nodes);
    let nodes = footnotes::write(nodes);
    (Body { html: html::write(nodes), headings, page_links, record_links }, parts)
}

/// The web addresses that a text links to, each with its place. The text begins `start` bytes into its file.
#[must_use]
pub fn links_elsewhere(file: &SourceFile, start: usize) -> Vec<Spanned<String>> {
    links::elsewhere(file, &read(file, start).0)
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
