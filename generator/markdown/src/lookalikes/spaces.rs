//! Characters that nobody sees, and spaces that are none to Markdown.

use std::ops::Range;

use pulldown_cmark::Event;

use super::lines::Line;
use super::pattern::{Pattern, pattern};
use crate::node::{Node, Nodes};
use supportt_source::characters::{self, Hidden, is_odd_space};
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::{Slice, SourceFile, Span};

pub(super) fn check_hidden(
    file: &SourceFile,
    start: usize,
    nodes: &Nodes<'_>,
    diagnostics: &mut Diagnostics,
) {
    for (place, kind) in characters::find(file.text().slice(start..)) {
        diagnostics.push(hidden(file, start + place.start..start + place.end, kind));
    }
    // A character can be written by its number, too, such as `&#8238;`.
    for node in nodes {
        let Node::Markdown(Event::Text(text)) = &node.value else { continue };
        let written = file.text().slice(node.span.range());
        if written.starts_with('&')
            && let Some((_, kind)) = characters::find(text).find(|(_, kind)| *kind != Hidden::NoWidth)
        {
            diagnostics.push(hidden(file, node.span.range(), kind));
        }
    }
}

/// The problem of characters that nobody sees, at a place that holds nothing else, or somewhere in a text in which they
/// are written by their numbers.
pub fn hidden(file: &SourceFile, place: Range<usize>, kind: Hidden) -> Diagnostic {
    let span = file.span(place.clone());
    let first =
        file.text().slice(place.clone()).chars().next().filter(|first| characters::hidden(*first).is_some());
    let number = first.map(|first| format!(" ({})", characters::number(first))).unwrap_or_default();
    let (before, after) = (file.text().slice(..place.start), file.text().slice(place.end..));
    let is_between = before.chars().next_back().is_some_and(|beside| !beside.is_whitespace())
        && after.chars().next().is_some_and(|beside| !beside.is_whitespace());
    let mark = mark_before(before, after).filter(|_| is_between);
    let needs_space = characters::parts_words(file.text(), &place);
    let problem = match kind {
        Hidden::Control => Diagnostic::error(
            "prose::control-character",
            span,
            format!("there is a control character here{number}"),
        )
        .label("it has no place in a page"),
        Hidden::Direction => Diagnostic::warning(
            "prose::direction-character",
            span,
            format!("there is a character here that turns the direction of the text{number}"),
        )
        .label("people would see what follows in another order"),
        Hidden::NoWidth => Diagnostic::warning(
            "prose::invisible-sign",
            span,
            format!("there is a character here that nobody sees{number}"),
        )
        .label("a search does not find the word"),
    };
    if first.is_none() && !file.text().slice(place).starts_with('&') {
        problem.hint("take it out: it is written by its number, behind a `\\`")
    } else if let Some(mark) = mark {
        let (hint, text) = space_after(mark);
        problem.mend(hint, span, text)
    } else if needs_space {
        problem.mend("type a space in its place", span, " ")
    } else {
        problem.mend("delete it: it came along when the text was copied", span, "")
    }
}

/// The mark of a heading or of a list that a text ends with, where what follows is no bold or slanting text.
fn mark_before<'t>(before: &'t str, after: &str) -> Option<&'t str> {
    static MARK: Pattern = Pattern::new(|| pattern(r"^[\s>]*(#{1,6}|[-*+]|\d{1,3}[.)])$"));
    const NEAR: usize = 80;
    // So much of the line as a mark may have before it: a long line may have many hidden characters.
    let near = before.slice(before.len().saturating_sub(NEAR)..);
    let line = near.rsplit(['\n', '\r']).next()?;
    let mark = MARK.captures(line)?.get(1)?.as_str();
    let rest = after.first_line();
    (mark != "*" || !rest.contains('*')).then_some(mark)
}

/// How to put a space after a mark, and what to type there. The main heading of a page is its title.
fn space_after(mark: &str) -> (&'static str, &'static str) {
    if mark == "#" {
        ("write `## ` in its place, as headings begin", "# ")
    } else {
        ("type a space in its place", " ")
    }
}

/// A heading, a list or a quotation that is text, because the space in it is none to Markdown.
pub(super) fn odd_space(file: &SourceFile, line: &Line<'_>) -> Option<Diagnostic> {
    static MARK: Pattern = Pattern::new(|| {
        pattern(r"^(?P<lead>[\s\u{2800}]*)(?P<mark>#{1,6}|[-*+]|\d{1,3}[.)])(?P<space>[\s\u{2800}]+)\S")
    });
    let place = |range: Range<usize>| file.span(line.at + range.start..line.at + range.end);
    let report = |span: Span, mark: &str, what: &str| {
        Diagnostic::warning(
            "markdown::odd-space",
            span,
            format!("this is not read as {what}: the space at `{mark}` is not the one of the keyboard"),
        )
        .label("people would see it as it is typed")
    };
    if let Some(found) = MARK.captures(line.text) {
        let mark = &found["mark"];
        let what = if mark.starts_with('#') { "a heading" } else { "a list" };
        if found["space"].contains(is_odd_space) {
            let span = place(found.name("space")?.range());
            let (hint, text) = space_after(mark);
            return Some(report(span, mark, what).mend(hint, span, text));
        }
        if found["lead"].contains(is_odd_space) {
            let span = place(found.name("lead")?.range());
            return Some(report(span, mark, what).mend("take out what stands before it", span, ""));
        }
    }
    let before = file.text().slice(..line.at).trim_end_matches(' ');
    let odd = line.text.len() - line.text.trim_start_matches(is_odd_space).len();
    (odd > 0 && before.ends_with('>')).then(|| {
        let span = place(0..odd);
        let space = if before.len() == line.at { " " } else { "" };
        Diagnostic::warning("markdown::odd-space", span, "the space after `>` is not the one of the keyboard")
            .label("people would see it")
            .mend("type a space in its place", span, space)
    })
}
