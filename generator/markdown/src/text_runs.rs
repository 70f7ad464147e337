//! Text as it is written in the file, put together again.
//!
//! Markdown cuts text at quotation marks, brackets and the like. A run is all the pieces between two things
//! that are not text; what it says is best read from the file.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::node::Node;
use supportt_source::{Slice, SourceFile, Spanned};

/// Pieces of text that follow one another.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// Which nodes.
    pub nodes: Range<usize>,
    /// Where they are in the file.
    pub bytes: Range<usize>,
}

impl Run {
    /// The run as written in the file.
    pub(super) fn text<'a>(&self, file: &'a SourceFile) -> &'a str {
        file.text().slice(self.bytes.clone())
    }
}

/// The runs of a text, without those in blocks of code.
pub(super) fn find(nodes: &[Spanned<Node<'_>>]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut in_code = false;
    for (index, node) in nodes.iter().enumerate() {
        match &node.value {
            Node::Markdown(Event::Start(Tag::CodeBlock(_))) => in_code = true,
            Node::Markdown(Event::End(TagEnd::CodeBlock)) => in_code = false,
            Node::Markdown(Event::Text(_)) if !in_code => {
                let bytes = node.span.range();
                match runs.last_mut().filter(|run| run.nodes.end == index) {
                    Some(run) => {
                        run.nodes.end = index + 1;
                        run.bytes.end = bytes.end;
                    }
                    None => runs.push(Run { nodes: index..index + 1, bytes }),
                }
            }
            _ => {}
        }
    }
    runs
}

/// Where `pattern` is in a run, as bytes of the file, where no backslash stands before it.
pub(super) fn occurrences(
    file: &SourceFile,
    run: &Run,
    pattern: &'static str,
) -> impl Iterator<Item = Range<usize>> {
    let before = run.bytes.start;
    run.text(file)
        .match_indices(pattern)
        .map(move |(at, found)| before + at..before + at + found.len())
        .filter(|place| !is_escaped(file.text(), place.start))
}

/// The same, each with what follows it up to the next one or the end of the run.
pub(super) fn occurrences_with_rest<'a>(
    file: &'a SourceFile,
    run: &Run,
    pattern: &'static str,
) -> impl Iterator<Item = (Range<usize>, &'a str)> {
    let mut places = occurrences(file, run, pattern).peekable();
    let end = run.bytes.end;
    std::iter::from_fn(move || {
        let place = places.next()?;
        let next = places.peek().map_or(end, |next| next.start);
        let rest = file.text().slice(place.end..next);
        Some((place, rest))
    })
}

/// Whether an odd number of backslashes stands before a byte.
pub(super) fn is_escaped(text: &str, at: usize) -> bool {
    let backslashes = text.slice(..at).bytes().rev().take_while(|byte| *byte == b'\\').count();
    backslashes % 2 == 1
}
