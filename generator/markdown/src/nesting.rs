//! Refuses quotations, lists and pictures that lie in each other so deep that no page could show them.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::node::Node;
use supportt_source::diagnostic::Diagnostic;
use supportt_source::{Slice, SourceFile, Spanned};

/// How many may lie in each other. The work for a page grows with this number, and so does the room it needs.
const DEEPEST: usize = 20;

/// The problem of the first quotation, list or picture that lies too deep.
pub(super) fn too_deep(file: &SourceFile, nodes: &[Spanned<Node<'_>>]) -> Option<Diagnostic> {
    let mut depth = 0_usize;
    let node = nodes.iter().find(|node| {
        match &node.value {
            Node::Markdown(Event::Start(Tag::BlockQuote(_) | Tag::List(_) | Tag::Image { .. })) => depth += 1,
            Node::Markdown(Event::End(TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Image)) => {
                depth = depth.saturating_sub(1);
            }
            _ => {}
        }
        depth > DEEPEST
    })?;
    let start = node.span.range().start;
    let line = file.text().slice(start..).first_line();
    let message = format!("more than {DEEPEST} quotations and lists lie in each other here");
    Some(
        Diagnostic::error("markdown::too-deep", file.span(start..start + line.len()), message)
            .hint("write some of them one after the other, under headings of their own"),
    )
}
