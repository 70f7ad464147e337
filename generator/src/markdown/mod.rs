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

mod callouts;
pub mod directives;
mod footnotes;
mod headings;
mod html;
mod links;
mod lookalikes;
mod nesting;
pub mod passages;
mod prose;
mod raw_html;
mod tables;
mod text_runs;

use pulldown_cmark::{BrokenLink, Event, LinkType, Options, Parser};

pub use callouts::Callout;
pub use directives::{Directive, Listing, Widget};
pub use headings::Heading;
pub(crate) use headings::slug;
pub use html::{Html, Mark, MarkKind};
pub use links::{PageLink, RecordLink};
pub(crate) use links::{is_mailbox, mailbox_in};
pub(crate) use lookalikes::hidden;
pub use passages::Part;
pub(crate) use prose::{check_field, empty_words, past_year, pattern, version_in, versioned};
pub use tables::CLASSES as TABLE_CLASSES;

use supportt_rules::date::Date;

use crate::diagnostic::Diagnostics;
use crate::link_targets::LinkTargets;
use crate::page_path::PagePath;
use crate::reserved_ids::ReservedIds;
use crate::source::{Slice, SourceFile, Spanned};
use crate::terms::Terms;

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

/// What a text is read against: its own file and path, and what it may link to.
#[derive(Clone, Copy, Debug)]
pub struct Scope<'a> {
    /// The file.
    pub file: &'a SourceFile,
    /// Its path as a page.
    pub path: PagePath<'a>,
    /// What it may link to.
    pub targets: &'a LinkTargets<'a>,
    /// The ids that its headings cannot have.
    pub reserved_ids: &'a ReservedIds,
    /// How the site spells names.
    pub terms: &'a Terms,
    /// Whether the page's details say by when it must be looked at again.
    pub is_dated: bool,
    /// The day on which it is read.
    pub today: Date,
}

/// Part of a text.
#[derive(Clone, Debug)]
enum Node<'a> {
    /// Markdown as it is.
    Markdown(Event<'a>),
    /// Something from the policy.
    Directive(Directive),
    /// The beginning of a block that the theme draws around what follows.
    BlockStart(Block),
    /// The end of such a block.
    BlockEnd,
}

/// A block that the theme draws around a part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A callout.
    Callout(Callout),
    /// A table, which may be wider than the page.
    Table {
        /// What it is called for people who cannot see it.
        name: String,
    },
}

type Nodes<'a> = Vec<Spanned<Node<'a>>>;

/// Reads the text of a page, which begins `start` bytes into its file. `title` is the page's heading. Comes with the
/// text as people read it, for checks that need to know more than the text.
#[must_use]
pub fn parse(
    scope: Scope<'_>,
    start: usize,
    title: &str,
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
    let is_reserved = |id: &str| scope.reserved_ids.has(id, has_widget);
    let headings = headings::assign_ids(file, &mut nodes, is_reserved, diagnostics);
    let links::Inside { pages: page_links, records: record_links } =
        links::resolve(scope, &mut nodes, diagnostics);
    let nodes = tables::wrap(file, nodes, title, diagnostics);
    let nodes = callouts::mark(file, nodes, diagnostics);
    let nodes = directives::expand(file, nodes, diagnostics);
    let parts = passages::find(file, &nodes);
    let page = prose::Page {
        terms: Some(scope.terms),
        path: scope.path.as_str(),
        is_dated: scope.is_dated,
        today: scope.today,
    };
    prose::check(&parts, page, diagnostics);
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
