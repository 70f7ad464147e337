//! Where each field and each header of a TOML text begins and ends, as its lines alone tell.
//!
//! A text with a mistake cannot be read beyond it. Its lines can: a line `name = …` begins a field, a line `[name]` a
//! table, a line `[[name]]` an entry of a list.

use std::ops::Range;

use crate::characters;

/// A header, or a field with everything up to where the next one begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Expression<'a> {
    /// Its lines.
    pub range: Range<usize>,
    /// What it begins, if it is a header.
    pub header: Option<Header<'a>>,
}

/// A line that begins a table or an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Header<'a> {
    /// What stands between the brackets.
    pub name: &'a str,
    /// Whether it begins an entry of a list: `[[name]]`.
    pub is_entry: bool,
}

/// Splits a text; every byte is in one expression.
///
/// A line that is further in than the one above it which began a field goes on with that field: such are lists and
/// tables over several lines. So does what stands between three quotation marks.
pub(super) fn split(text: &str) -> Vec<Expression<'_>> {
    let mut expressions: Vec<Expression<'_>> = Vec::new();
    // How far in the field that is going on began.
    let mut indent = None;
    let mut is_in_text = false;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let range = start..start + line.len();
        start = range.end;
        let depth = line.len() - line.trim_start_matches([' ', '\t']).len();
        let goes_on = is_in_text;
        is_in_text ^= !line.matches("\"\"\"").count().is_multiple_of(2);
        if let Some(last) = expressions.last_mut().filter(|_| goes_on) {
            last.range.end = range.end;
        } else if let Some(header) = header(line) {
            indent = None;
            expressions.push(Expression { range, header: Some(header) });
        } else if begins_field(line) && indent.is_none_or(|indent| depth <= indent) {
            indent = Some(depth);
            expressions.push(Expression { range, header: None });
        } else if let Some(last) = expressions.last_mut().filter(|last| last.header.is_none()) {
            last.range.end = range.end;
        } else {
            expressions.push(Expression { range, header: None });
        }
    }
    expressions
}

fn header(line: &str) -> Option<Header<'_>> {
    let opened = line.trim().strip_prefix('[')?;
    let inside = opened.trim_start_matches('[').trim_start();
    let name = inside.split([']', '#']).next().unwrap_or_default();
    let is_name = inside.starts_with(|c: char| c.is_ascii_alphanumeric());
    is_name.then(|| Header { name: name.trim_end(), is_entry: opened.starts_with('[') })
}

/// Whether a line begins with a name and a sign that joins it to a value, be it the wrong one.
fn begins_field(line: &str) -> bool {
    line.split_once(['=', ':']).is_some_and(|(name, _)| is_name(name.trim_matches(is_blank)))
}

/// Whether a text can be the name of a field.
pub(super) fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte))
}

/// Spaces, those too that are no spaces to TOML, and characters that nobody sees.
pub(super) fn is_blank(character: char) -> bool {
    character.is_whitespace()
        || characters::is_odd_space(character)
        || characters::hidden(character).is_some()
}

#[cfg(test)]
mod tests {
    use super::split;
    use crate::source::Slice as _;

    #[test]
    fn fields_and_headers_are_told_apart_by_their_lines() {
        let text = "# note\ntitle = \"A\"\n\n[course] # one\n  topics = [\n    \"a\",\n  ]\n  place: \"B\"\n[[course.session]\nfrom = 1\nnote = \"\"\"\nSo:\n[x]\n\"\"\"\nb = 2\n";
        let parts: Vec<_> =
            split(text).iter().map(|part| (text.slice(part.range.clone()), part.header)).collect();
        let header = |name, is_entry| Some(super::Header { name, is_entry });
        assert_eq!(
            parts,
            [
                ("# note\n", None),
                ("title = \"A\"\n\n", None),
                ("[course] # one\n", header("course", false)),
                ("  topics = [\n    \"a\",\n  ]\n", None),
                ("  place: \"B\"\n", None),
                ("[[course.session]\n", header("course.session", true)),
                ("from = 1\n", None),
                ("note = \"\"\"\nSo:\n[x]\n\"\"\"\n", None),
                ("b = 2\n", None),
            ]
        );
    }
}
