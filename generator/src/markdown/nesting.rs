//! Refuses quotations and lists that lie in each other so deep that no page could show them.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::Node;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{Slice, SourceFile, Spanned};

/// How many may lie in each other. The work for a page grows with this number, and so does the room it needs.
const DEEPEST: usize = 20;

/// Reports the first quotation or list that lies too deep.
pub(super) fn check(file: &SourceFile, nodes: &[Spanned<Node<'_>>], diagnostics: &mut Diagnostics) {
    let mut depth = 0_usize;
    for node in nodes {
        match &node.value {
            Node::Markdown(Event::Start(Tag::BlockQuote(_) | Tag::List(_))) => depth += 1,
            Node::Markdown(Event::End(TagEnd::BlockQuote(_) | TagEnd::List(_))) => {
                depth = depth.saturating_sub(1);
            }
            _ => {}
        }
        if depth > DEEPEST {
            let start = node.span.range().start;
            let line = file.text().slice(start..).lines().next().unwrap_or_default();
            diagnostics.push(
                Diagnostic::error(
                    "markdown::too-deep",
                    file.span(start..start + line.len()),
                    format!("more than {DEEPEST} quotations and lists lie in each other here"),
                )
                .hint("write some of them one after the other, under headings of their own"),
            );
            return;
        }
    }
}
