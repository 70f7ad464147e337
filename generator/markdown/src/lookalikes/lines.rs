//! The lines of paragraphs, as they are written.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::node::{Node, Nodes};
use supportt_source::{Slice, SourceFile};

/// A line of a paragraph or of a point of a list.
#[derive(Debug)]
pub(super) struct Line<'a> {
    /// Where it begins, without the spaces and marks of what it stands in.
    pub(super) at: usize,
    /// From there to its end.
    pub(super) text: &'a str,
    /// Whether it goes on with a paragraph.
    pub(super) goes_on: bool,
    /// Whether it stands in a list or a quotation, whose marks are written before it.
    pub(super) is_inside: bool,
}

/// The lines of all paragraphs; nothing where something else stands between two.
pub(super) fn find<'a>(file: &'a SourceFile, nodes: &Nodes<'_>) -> Vec<Option<Line<'a>>> {
    let mut lines = Vec::new();
    let mut depth = 0_usize;
    // What the next piece of text begins, if anything: a line that goes on or not.
    let mut begins = None;
    for node in nodes {
        let Node::Markdown(event) = &node.value else { continue };
        match event {
            Event::Start(Tag::Paragraph) => begins = Some(false),
            Event::Start(Tag::Item | Tag::FootnoteDefinition(_)) => {
                lines.push(None);
                depth += 1;
                begins = Some(false);
            }
            Event::Start(Tag::BlockQuote(_)) => {
                lines.push(None);
                depth += 1;
            }
            Event::End(TagEnd::Item | TagEnd::FootnoteDefinition | TagEnd::BlockQuote(_)) => {
                lines.push(None);
                depth = depth.saturating_sub(1);
                begins = None;
            }
            Event::SoftBreak | Event::HardBreak => begins = Some(true),
            Event::Start(Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::Table(_) | Tag::List(_))
            | Event::Rule => {
                lines.push(None);
                begins = None;
            }
            Event::End(_) => {}
            _ => {
                if let Some(goes_on) = begins.take() {
                    let at = node.span.range().start;
                    let text = file.text().slice(at..).first_line();
                    lines.push(Some(Line { at, text, goes_on, is_inside: depth > 0 }));
                }
            }
        }
    }
    lines
}
