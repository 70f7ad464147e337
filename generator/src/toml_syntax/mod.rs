//! TOML text to a table with places, and its syntax errors in words for editors.
//!
//! Which fields a table should have is [`record`](crate::record)'s work; what is offered in place of a mistake has to
//! be what the field holds, so that is asked for by the field's name.

mod expressions;
pub mod literals;
mod mending;

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use self::expressions::Expression;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::record::Field;
use crate::source::{self, SourceFile};

/// What could be read of a TOML text.
#[derive(Debug)]
pub struct Parsed<'a> {
    text: Cow<'a, str>,
    /// Whether there was no syntax error, so that a field that is not in the table is not in the file.
    pub complete: bool,
}

/// Reads part of a file as TOML, and reports its syntax errors: the first of each field, for what follows it may be its
/// consequence.
///
/// A field that cannot be read is left out, and what stands below a header that cannot be read, so that nothing else is
/// said about them. What git could not join is left out as a whole: that is reported where files are read. `expected`
/// tells what a field of a name holds, where that is known.
pub fn parse<'a>(
    file: &'a SourceFile,
    range: Range<usize>,
    expected: &dyn Fn(&str) -> Option<Field>,
    diagnostics: &mut Diagnostics,
) -> Parsed<'a> {
    let text = &file.text()[range.clone()];
    if DeTable::parse(text).is_ok() {
        return Parsed { text: text.into(), complete: true };
    }
    let sound = if source::conflict(text).is_some() {
        String::new()
    } else {
        without_broken(file, range.start, text, expected, diagnostics)
    };
    Parsed { text: sound.into(), complete: false }
}

impl Parsed<'_> {
    /// The fields that could be read. Their ranges count from the start of the part of the file.
    #[must_use]
    pub fn table(&self) -> DeTable<'_> {
        DeTable::parse(&self.text).map(Spanned::into_inner).unwrap_or_default()
    }
}

/// A text with spaces where it cannot be read.
fn without_broken(
    file: &SourceFile,
    offset: usize,
    text: &str,
    expected: &dyn Fn(&str) -> Option<Field>,
    diagnostics: &mut Diagnostics,
) -> String {
    let expressions = expressions::split(text);
    let mut sound = text.to_owned();
    for (place, expression) in expressions.iter().enumerate() {
        let range = broken_lines(text, expression.range.clone());
        if let Err(error) = DeTable::parse(&text[range.clone()]) {
            let text = &text[range.clone()];
            diagnostics.push(mending::explain(file, offset + range.start, text, &error, expected));
            blank(&mut sound, range.start..with_what_is_below(&expressions, place).end);
        }
    }
    // Each can be read now, but not all together: there are names that are written twice.
    while let Err(error) = DeTable::parse(&sound) {
        let at = error.span().unwrap_or_default().start;
        let Some(place) = expressions.iter().position(|expression| expression.range.contains(&at)) else {
            break;
        };
        if let Some((list, fields)) = entry_without_header(&expressions, text, place) {
            let line = fields.start..fields.start + text[fields.clone()].lines().next().map_or(0, str::len);
            diagnostics.push(
                Diagnostic::error(
                    "toml::syntax",
                    file.span(offset + line.start..offset + line.end),
                    format!("a new entry seems to begin here: the `[[{list}]]` above has an `id` already"),
                )
                .mend(
                    format!("write `[[{list}]]` on the line before; or remove one `id`"),
                    file.span(offset + line.start..offset + line.start),
                    format!("[[{list}]]\n"),
                ),
            );
            blank(&mut sound, fields);
            continue;
        }
        let among_entries = table_among_entries(&expressions, &sound, place);
        let place = among_entries.unwrap_or(place);
        diagnostics.push(explain_twice(file, offset, text, &expressions[place], among_entries.is_some()));
        blank(&mut sound, with_what_is_below(&expressions, place));
    }
    sound
}

/// The lines of a field, without the first where that can be read: it ends there, and they are no part of it.
fn broken_lines(text: &str, range: Range<usize>) -> Range<usize> {
    let first = text[range.clone()].find('\n').map_or(range.end, |end| range.start + end + 1);
    if first < range.end && DeTable::parse(&text[range.start..first]).is_ok() {
        first..range.end
    } else {
        range
    }
}

/// A field; or a header with the fields below it.
fn with_what_is_below(expressions: &[Expression<'_>], place: usize) -> Range<usize> {
    let Expression { range, header } = &expressions[place];
    let below =
        expressions[place + 1..].iter().take_while(|other| header.is_some() && other.header.is_none());
    range.start..below.last().map_or(range.end, |last| last.range.end)
}

/// Where the fields from a place on are those of an entry whose header has been forgotten, because the entry above has an
/// `id` already: the list it belongs to, and the fields.
fn entry_without_header<'t>(
    expressions: &[Expression<'t>],
    text: &'t str,
    place: usize,
) -> Option<(&'t str, Range<usize>)> {
    let is_id =
        |field: &Expression<'_>| text[field.range.clone()].split('=').next().map(str::trim) == Some("id");
    let above = expressions[..place].iter().rposition(|expression| expression.header.is_some())?;
    let header = expressions[above].header.filter(|header| header.is_entry)?;
    let has_id = expressions[above + 1..place].iter().any(is_id);
    let fields = expressions[place..].iter().take_while(|expression| expression.header.is_none());
    let last = fields.last()?;
    (has_id && is_id(&expressions[place]))
        .then(|| (header.name, expressions[place].range.start..last.range.end))
}

/// The first `[name]` where the other headers of that name are `[[name]]`.
fn table_among_entries(expressions: &[Expression<'_>], sound: &str, place: usize) -> Option<usize> {
    let name = expressions[place].header?.name;
    let is_entry = |expression: &Expression<'_>, is_entry: bool| {
        let is_there = !sound[expression.range.clone()].trim().is_empty();
        expression.header.is_some_and(|other| is_there && other.name == name && other.is_entry == is_entry)
    };
    expressions
        .iter()
        .any(|expression| is_entry(expression, true))
        .then(|| expressions.iter().position(|expression| is_entry(expression, false)))?
}

/// A name that has been taken by another field or table above.
fn explain_twice(
    file: &SourceFile,
    offset: usize,
    text: &str,
    Expression { range, header }: &Expression<'_>,
    is_among_entries: bool,
) -> Diagnostic {
    let written = &text[range.clone()];
    let name = written.split(if header.is_some() { '#' } else { '=' }).next().unwrap_or_default();
    let start = offset + range.start + name.len() - name.trim_start().len();
    let span = file.span(start..start + name.trim().len());
    let report = |message| Diagnostic::error("toml::syntax", span, message);
    match header {
        Some(header) if is_among_entries => {
            report("this begins a table, and the others of its name begin entries of a list")
                .write(format!("[[{}]]", header.name))
        }
        Some(header) => report("this table is begun twice").hint(format!(
            "put all its fields below one `[{0}]`; if it is a list, begin each entry with `[[{0}]]`",
            header.name
        )),
        None => report("the same field is written twice").label("remove one of them"),
    }
}

/// Puts spaces in the place of a text, so that all others keep theirs.
fn blank(text: &mut String, range: Range<usize>) {
    let spaces: String =
        text[range.clone()].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect();
    text.replace_range(range, &spaces);
}

/// A text in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldText {
    /// The name of the field; of a text in a list, the name of the list.
    pub field: String,
    /// The text, where it is written.
    pub text: source::Spanned<String>,
}

/// Every text in part of a file, however deep. Syntax errors are reported by whoever reads the fields.
#[must_use]
pub fn texts(file: &SourceFile, range: Range<usize>) -> Vec<FieldText> {
    let offset = range.start;
    texts_of(file, offset, &parse(file, range, &|_| None, &mut Diagnostics::new()).table())
}

/// Every text in a table that has been parsed from `offset` on in its file.
#[must_use]
pub fn texts_of(file: &SourceFile, offset: usize, table: &DeTable<'_>) -> Vec<FieldText> {
    fn collect(field: &str, value: &Spanned<DeValue<'_>>, note: &mut dyn FnMut(&str, &str, Range<usize>)) {
        match value.get_ref() {
            DeValue::String(text) => note(field, text, value.span()),
            DeValue::Table(table) => {
                table.iter().for_each(|(name, value)| collect(name.get_ref(), value, note));
            }
            DeValue::Array(items) => items.iter().for_each(|item| collect(field, item, note)),
            DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => {}
        }
    }
    let mut texts = Vec::new();
    for (name, value) in table {
        collect(name.get_ref(), value, &mut |field, text, place| {
            let span = file.span(place.start + offset..place.end + offset);
            texts.push(FieldText {
                field: field.to_owned(),
                text: source::Spanned::new(text.to_owned(), span),
            });
        });
    }
    texts
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use crate::fixture::check_short;

    const NORTH: &str = include_str!("../../tests/site/content/north/region.toml");

    /// What is said when one passage of the North's policy is changed.
    fn check(from: &str, to: &str, expect: Expect) {
        assert!(NORTH.contains(from), "`{from}` stands in the file");
        check_short(&format!("//- content/north/region.toml\n{}", NORTH.replacen(from, to, 1)), expect);
    }

    #[test]
    fn one_mistake_is_one_message() {
        check(
            "months = 3 } }",
            "months = 3 }",
            expect![[r#"
            content/north/region.toml:40:9: error: this bracket is not closed (hint: write `}` where it ends)
        "#]],
        );
        check(
            "[[rule]]",
            "[rule]",
            expect![[r#"
            content/north/region.toml:27:1: error: this begins a table, and the others of its name begin entries of a list (hint: write `[[rule]]`)
        "#]],
        );
        check(
            "[[rule]]\nid = \"minimum-absence\"",
            "[rule]\nid = \"minimum-absence\"",
            expect![[r#"
            content/north/region.toml:37:1: error: this begins a table, and the others of its name begin entries of a list (hint: write `[[rule]]`)
        "#]],
        );
        check(
            "[[rule]]",
            "[[rule]",
            expect![[r#"
            content/north/region.toml:27:1: error: what begins a table or an entry stands between the same brackets on both sides (hint: write `[[rule]]`)
        "#]],
        );
        check(
            "[[rule]]",
            "[[rules]]",
            expect![[r#"
            content/north/region.toml:27:3: error: a region has nothing called `rules` (hint: did you mean `rule`?)
        "#]],
        );
        check(
            "[contact]",
            "[terms]\nplace = \"the South\"\n[contact]",
            expect![[r#"
            content/north/region.toml:13:1: error: this table is begun twice (hint: put all its fields below one `[terms]`; if it is a list, begin each entry with `[[terms]]`)
        "#]],
        );
        check(
            "[[rule]]\nid = \"below-minimum\"",
            "id = \"below-minimum\"",
            expect![[r#"
                content/north/region.toml:47:1: error: a new entry seems to begin here: the `[[rule]]` above has an `id` already (hint: write `[[rule]]` on the line before; or remove one `id`)
            "#]],
        );
        check(
            "[terms]\n",
            "[terms]\nteam = \"the team\"\n",
            expect![[r#"
            content/north/region.toml:10:1: error: the same field is written twice: remove one of them
        "#]],
        );
        check(
            "order = ",
            "order: ",
            expect![[r#"
            content/north/region.toml:2:6: error: a name and its value are joined by `=` (hint: write `order = 1`)
        "#]],
        );
        check(
            "order = ",
            "<<<<<<< HEAD\norder = 3\n=======\norder = 4\n>>>>>>> main\norder = ",
            expect![[r#"
            content/north/region.toml:2:1: error: two people changed this, and nobody has chosen between the two texts yet (hint: keep the right lines, and take out the other ones and the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`)
        "#]],
        );
        check(
            "summary = \"The northern region.\"",
            "summary \"Some words.\"",
            expect![[r#"
                content/north/region.toml:3:1: error: a name and its value are joined by `=` (hint: write `summary = "Some words."`)
            "#]],
        );
    }

    #[test]
    fn what_can_be_read_beside_a_mistake_is_judged() {
        check_short(
            r#"
//- content/north/a.md
+++
title = “A”
description = "A."
ownr = "Us"
last_reviewed = "5 October 2025"
[course]
topics = [simulation]
audience = ["doctors"]
funded = "no"
[course.session]
from = 2026-06-01
+++
"#,
            expect![[r#"
                content/north/a.md:2:9: error: text stands between quotation marks: no straight quotation marks here (hint: write `"A"`)
                content/north/a.md:4:1: error: a page has no field `ownr`: not a field (hint: did you mean `owner`?)
                content/north/a.md:5:17: error: `last_reviewed` must be a date, without quotation marks: this is text (hint: write `last_reviewed = 2025-10-05`)
                content/north/a.md:7:11: error: text stands between quotation marks: no straight quotation marks here (hint: write `"simulation"`)
                content/north/a.md:8:13: error: `audience` cannot be `doctors`: not `trainees` or `educators` (hint: write `trainees` or `educators`)
                content/north/a.md:9:10: error: `funded` must be `true` or `false`, without quotation marks: this is text (hint: write `funded = false`)
                content/north/a.md:10:1: error: `session` must be a list of entries (hint: begin each entry with a line `[[course.session]]`, with two brackets on each side)
            "#]],
        );
    }
}
