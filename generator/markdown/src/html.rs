//! Writes the HTML of a text, and remembers where in it the theme has something to draw.

use std::cell::Cell;
use std::fmt;

use pulldown_cmark::html::write_html_fmt;

use super::directive::Directive;
use super::node::{Block, Node, Nodes};
use supportt_source::Span;

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

/// Writes nodes in order. A mark writes nothing itself.
pub(super) fn write(nodes: Nodes<'_>) -> Html {
    let mut text = String::new();
    let mut marks = Vec::new();
    let written = Cell::new(0);
    let events = nodes.into_iter().filter_map(|node| {
        let kind = match node.value {
            Node::Markdown(event) => return Some(event),
            Node::Directive(directive) => MarkKind::Directive(directive),
            Node::BlockStart(block) => MarkKind::BlockStart(block),
            Node::BlockEnd => MarkKind::BlockEnd,
        };
        marks.push(Mark { at: written.get(), span: node.span, kind });
        None
    });
    let writer = Counting { text: &mut text, written: &written };
    write_html_fmt(writer, events).expect("a string takes any text");
    Html { text, marks }
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
