//! Writes the HTML of a text, and remembers where in it the theme has something to draw, and where something is left
//! out that other files decide.

use std::cell::Cell;
use std::fmt;

use pulldown_cmark::html::write_html_fmt;
use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::directive::Directive;
use super::headings::Heading;
use super::node::{Block, Node, Nodes};
use supportt_source::{Slice, Span};

/// HTML, and the places in it where the theme draws something.
#[derive(Clone, Debug, Default)]
pub struct Html {
    /// The HTML around the marks.
    pub text: String,
    /// The marks, in order.
    pub marks: Vec<Mark>,
}

/// A place where the theme draws something.
#[derive(Clone, Debug)]
pub struct Mark {
    /// Where in the HTML.
    pub at: usize,
    /// Where in the page's file.
    pub span: Span,
    /// What.
    pub kind: MarkKind,
}

/// What the theme draws.
#[derive(Clone, Debug)]
pub enum MarkKind {
    /// Something from the policy.
    Directive(Directive),
    /// A block around what follows, up to its end.
    BlockStart(Block),
    /// The end of a block.
    BlockEnd,
}

/// HTML in which what depends on other files is left out.
#[derive(Clone, Debug, Default)]
pub(super) struct OpenHtml {
    html: Html,
    gaps: Vec<Gap>,
}

/// Where something is left out of the HTML.
#[derive(Clone, Copy, Debug)]
struct Gap {
    at: usize,
    kind: GapKind,
}

#[derive(Clone, Copy, Debug)]
enum GapKind {
    /// What every address on the site begins with.
    Base,
    /// The id of the next heading.
    Id,
}

/// Writes nodes in order. A mark writes nothing itself.
pub(super) fn write(nodes: Nodes<'_>) -> OpenHtml {
    let mut text = String::new();
    let mut marks = Vec::new();
    let mut gaps = Vec::new();
    let written = Cell::new(0);
    // Nothing but the words is written of what lies within a picture.
    let mut pictures = 0;
    let events = nodes.into_iter().filter_map(|node| {
        let kind = match node.value {
            Node::Markdown(mut event) => {
                let gap = if pictures == 0 { open_gap(&mut event) } else { None };
                gaps.extend(gap.map(|kind| Gap { at: written.get(), kind }));
                match event {
                    Event::Start(Tag::Image { .. }) => pictures += 1,
                    Event::End(TagEnd::Image) => pictures -= 1,
                    _ => {}
                }
                return Some(event);
            }
            Node::Directive(directive) => MarkKind::Directive(directive),
            Node::BlockStart(block) => MarkKind::BlockStart(block),
            Node::BlockEnd => MarkKind::BlockEnd,
        };
        marks.push(Mark { at: written.get(), span: node.span, kind });
        None
    });
    let writer = Counting { text: &mut text, written: &written };
    write_html_fmt(writer, events).expect("a string takes any text");
    for gap in &mut gaps {
        // It is in the first attribute of the tag that was about to be written.
        gap.at += text.slice(gap.at..).find("=\"").map_or(0, |equals| equals + "=\"".len());
    }
    OpenHtml { html: Html { text, marks }, gaps }
}

/// What the first attribute of a tag leaves out.
fn open_gap(event: &mut Event<'_>) -> Option<GapKind> {
    match event {
        Event::Start(Tag::Heading { id, .. }) => {
            *id = Some(CowStr::Borrowed(""));
            Some(GapKind::Id)
        }
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
            dest_url.starts_with('/').then_some(GapKind::Base)
        }
        _ => None,
    }
}

impl OpenHtml {
    /// The whole HTML, with what every address on the site begins with and the ids of the headings.
    pub(super) fn close(self, base: &str, headings: &[Heading]) -> Html {
        let Self { html: Html { text, mut marks }, gaps } = self;
        let base = base.replace('&', "&amp;");
        let mut ids = headings.iter().map(|heading| heading.id.as_str());
        let mut next = marks.iter_mut().peekable();
        let mut closed = String::with_capacity(text.len() + gaps.len() * 2 * base.len().max(8));
        let mut start = 0;
        for Gap { at, kind } in gaps {
            let added = closed.len() - start;
            while let Some(mark) = next.next_if(|mark| mark.at <= at) {
                mark.at += added;
            }
            closed.push_str(text.slice(start..at));
            closed.push_str(match kind {
                GapKind::Base => &base,
                GapKind::Id => ids.next().unwrap_or_default(),
            });
            start = at;
        }
        let added = closed.len() - start;
        next.for_each(|mark| mark.at += added);
        closed.push_str(text.slice(start..));
        Html { text: closed, marks }
    }
}

/// Counts what has been written, where the iterator being written can see it.
struct Counting<'a> {
    text: &'a mut String,
    written: &'a Cell<usize>,
}

impl fmt::Write for Counting<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.text.push_str(text);
        self.written.set(self.text.len());
        Ok(())
    }
}
