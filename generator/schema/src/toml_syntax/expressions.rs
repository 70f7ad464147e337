//! Where each field and each header of a TOML text begins and ends, as its lines alone tell.
//!
//! A text with a mistake cannot be read beyond it. Its lines can: a line `name = …` begins a field, a line `[name]` a
//! table, a line `[[name]]` an entry of a list.

use std::ops::Range;

use supportt_source::Slice as _;
use supportt_source::characters;

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
/// tables over several lines. So does what stands between three quotation marks, and a line that ends a text which the line
/// above begins. A line that was meant as a header is one: `is_table` tells the names that can stand there alone.
pub(super) fn split<'t>(text: &'t str, is_table: &dyn Fn(&str) -> bool) -> Vec<Expression<'t>> {
    let mut expressions: Vec<Expression<'t>> = Vec::new();
    // How far in the field that is going on began.
    let mut indent = None;
    let mut is_in_text = false;
    // How many brackets of that field are open, and whether its last line has one quotation mark.
    let mut open = 0_usize;
    let mut has_one_mark = false;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let range = start..start + line.len();
        start = range.end;
        let depth = line.len() - line.trim_start_matches([' ', '\t']).len();
        let goes_on = is_in_text;
        is_in_text ^= !line.matches("\"\"\"").count().is_multiple_of(2);
        let ends_text = has_one_mark
            && !line.contains('=')
            && line.find('"').is_some_and(|mark| line.slice(mark + 1..).trim().is_empty());
        let header = header(line).or_else(|| meant_header(line, is_table).filter(|_| open == 0));
        if header.is_some() || begins_field(line) {
            open = 0;
        }
        open = (open + line.matches(['[', '{']).count()).saturating_sub(line.matches([']', '}']).count());
        has_one_mark = line.matches('"').count() == 1 && line.contains("= \"");
        if let Some(last) = expressions.last_mut().filter(|_| goes_on || ends_text) {
            last.range.end = range.end;
        } else if let Some(header) = header {
            indent = None;
            open = 0;
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

/// A header without the right brackets: `course]`, `((course.session))`, or the name of a table alone.
fn meant_header<'t>(line: &'t str, is_table: &dyn Fn(&str) -> bool) -> Option<Header<'t>> {
    let written = line.split('#').next().unwrap_or_default().trim();
    let name = header_name(written);
    let is_bracketed = written.starts_with(BRACKETS) || written.ends_with(BRACKETS);
    let is_name = || name.split(MARKS).all(|part| part.is_empty() || is_name(part));
    let is_header = if is_bracketed { !name.is_empty() && is_name() } else { is_table(name) };
    is_header.then_some(Header { name, is_entry: false })
}

const BRACKETS: [char; 8] = ['[', ']', '(', ')', '{', '}', '<', '>'];

/// Quotation marks, which no name of a table needs.
const MARKS: [char; 4] = ['"', '“', '”', '\''];

/// What a header names, however it is put between brackets.
pub(super) fn header_name(written: &str) -> &str {
    written.trim_matches(|character| BRACKETS.contains(&character) || is_blank(character) || character == ':')
}

/// How many brackets a header was meant to have on each side.
pub(super) fn brackets(written: &str) -> usize {
    let name = header_name(written);
    let around = |text: &str| text.matches(BRACKETS).count();
    let (before, after) = written.split_once(name).unwrap_or_default();
    around(before).max(around(after))
}

/// The name of a header as it is typed: without quotation marks and spaces.
pub(super) fn plain_name(name: &str) -> String {
    let parts = name.split(|character: char| character == '.' || is_blank(character));
    let parts = parts.map(|part| part.trim_matches(MARKS)).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(".")
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
    use supportt_source::Slice as _;

    #[test]
    fn what_was_meant_as_a_header_is_one() {
        let names = |text: &str| {
            let parts = split(text, &|name| name == "course");
            parts
                .iter()
                .filter_map(|part| part.header)
                .map(|header| header.name.to_owned())
                .collect::<Vec<_>>()
        };
        for text in
            ["course]", "{course}", "course", "course:", "((course))", "[ [course] ]", "<course> # one"]
        {
            assert_eq!(names(&format!("a = 1\n{text}\nb = 2\n")), ["course"], "{text}");
        }
        assert_eq!(names("[[“course”.session]]\n"), ["“course”.session"]);
        for text in
            ["topics = [\nsimulation]\n", "topics = [\n\"a\"\n]\n", "title\n", "a = \"b\nc: d\"\n", "]\n"]
        {
            assert_eq!(names(text), Vec::<String>::new(), "{text}");
        }
        assert_eq!(split("a = \"b\nc: d\"\n", &|_| false).len(), 1);
    }

    #[test]
    fn fields_and_headers_are_told_apart_by_their_lines() {
        let text = "# note\ntitle = \"A\"\n\n[course] # one\n  topics = [\n    \"a\",\n  ]\n  place: \"B\"\n[[course.session]\nfrom = 1\nnote = \"\"\"\nSo:\n[x]\n\"\"\"\nb = 2\n";
        let parts: Vec<_> = split(text, &|_| false)
            .iter()
            .map(|part| (text.slice(part.range.clone()), part.header))
            .collect();
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
