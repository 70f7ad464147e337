//! What was meant as part of a list and is not.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::node::{Node, Nodes};
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::{Slice, SourceFile, Spanned};

/// A list as it is written.
struct List {
    /// The number of its first point, in a list that counts.
    first: Option<u64>,
    /// Where each of its points begins.
    items: Vec<usize>,
}

/// Reports what was meant as part of a list and is not, because there are too few spaces before it.
pub(super) fn check(file: &SourceFile, nodes: &Nodes<'_>, diagnostics: &mut Diagnostics) {
    let mut open: Vec<List> = Vec::new();
    let mut quotations = 0_usize;
    for (index, node) in nodes.iter().enumerate() {
        let Node::Markdown(event) = &node.value else { continue };
        match event {
            Event::Start(Tag::BlockQuote(_)) => quotations += 1,
            Event::End(TagEnd::BlockQuote(_)) => quotations = quotations.saturating_sub(1),
            Event::Start(Tag::List(first)) => open.push(List { first: *first, items: Vec::new() }),
            Event::Start(Tag::Item) => {
                if let Some(list) = open.last_mut() {
                    let range = node.span.range();
                    let spaces = file.text().slice(range.clone()).len()
                        - file.text().slice(range.clone()).trim_start().len();
                    let at = range.start + spaces;
                    list.items.push(at);
                }
            }
            Event::End(TagEnd::List(_)) => {
                if let Some(list) = open.pop().filter(|_| quotations == 0) {
                    diagnostics.extend(flattened(file, &list));
                    diagnostics.extend(split_off(file, &list, &nodes[index + 1..]));
                }
            }
            _ => {}
        }
    }
}

/// The spaces before a place in its line, if there is nothing else.
fn spaces_before(file: &SourceFile, at: usize) -> Option<usize> {
    // Lists may lie in lists in one line, many deep.
    let before = file.text().slice(..at).trim_end_matches(' ');
    (before.is_empty() || before.ends_with('\n')).then_some(at - before.len())
}

/// Points with one space more before them than the one above has, which is not enough to be points of that. Where none
/// that follows goes back to the left, the spaces mean nothing.
fn flattened(file: &SourceFile, list: &List) -> Vec<Diagnostic> {
    let depths: Vec<Option<usize>> = list.items.iter().map(|at| spaces_before(file, *at)).collect();
    let is_too_little = |place: &usize| {
        let (above, here) = (depths[place - 1], depths[*place]);
        let goes_back =
            || depths[*place..].iter().any(|depth| depth.is_some_and(|depth| Some(depth) <= above));
        list.first.is_none() && above.zip(here).is_some_and(|(above, here)| here == above + 1) && goes_back()
    };
    let places = (1..list.items.len()).filter(is_too_little).map(|place| list.items[place]);
    let report = |at: usize| {
        Diagnostic::warning(
            "markdown::list-indent",
            file.span(at..at + 1),
            "this is a point beside the one above, not below it",
        )
        .label("there is one space more before it")
        .mend("write two spaces more before it, or none", file.span(at..at), " ")
    };
    places.map(report).collect()
}

/// What follows a list that counts and was meant as part of its last point.
fn split_off(file: &SourceFile, list: &List, after: &[Spanned<Node<'_>>]) -> Option<Diagnostic> {
    let (begins, end) = (list.first?, *list.items.last()?);
    let node = after.first()?;
    let is_list = matches!(node.value, Node::Markdown(Event::Start(Tag::List(None))));
    let Node::Markdown(Event::Start(Tag::List(None) | Tag::Paragraph)) = node.value else { return None };
    // A paragraph between two lists is part of the first only if the second goes on counting.
    let mut depth = 0_usize;
    let next = after.iter().find(|node| match &node.value {
        Node::Markdown(Event::Start(_)) => {
            depth += 1;
            depth == 1 && node.span != after[0].span
        }
        Node::Markdown(Event::End(_)) => {
            depth = depth.saturating_sub(1);
            false
        }
        _ => false,
    });
    let goes_on = next.is_some_and(|next| {
        let number = begins + u64::try_from(list.items.len()).unwrap_or(u64::MAX);
        matches!(next.value, Node::Markdown(Event::Start(Tag::List(Some(other)))) if other == number)
    });
    let range = node.span.range();
    let shown = range.start
        + (file.text().slice(range.clone()).len() - file.text().slice(range.clone()).trim_start().len());
    let (base, here) = (spaces_before(file, end)?, spaces_before(file, shown)?);
    let point = file.text().slice(end..);
    let mark = point.find(['.', ')'])? + 1;
    let needed = base + mark + point.slice(mark..).len() - point.slice(mark..).trim_start_matches(' ').len();
    if !(is_list || goes_on) || here <= base || here >= needed {
        return None;
    }
    let start = shown - here;
    let end = range.start + file.text().slice(range.clone()).trim_end().len();
    let missing = " ".repeat(needed - here);
    let lines = file.text().slice(start..end).split('\n');
    let lines =
        lines.map(|line| if line.trim().is_empty() { line.to_owned() } else { format!("{missing}{line}") });
    Some(
        Diagnostic::warning(
            "markdown::list-indent",
            file.span(shown..shown + 1),
            format!("this is not part of the point `{}` above it", point.slice(..mark)),
        )
        .label(format!(
            "it begins {} too far to the left",
            supportt_source::wording::count(needed - here, "space")
        ))
        .mend(
            format!("write {} before each of its lines", supportt_source::wording::count(needed, "space")),
            file.span(start..end),
            lines.collect::<Vec<_>>().join("\n"),
        ),
    )
}
