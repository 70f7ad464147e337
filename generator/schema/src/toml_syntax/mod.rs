//! TOML text to a table with places, and its syntax errors in words for editors.
//!
//! Which fields a table should have is [`record`](mod@crate::record)'s work; what is offered in place of a mistake has to
//! be what the field holds, so that is asked for by the field's name.

mod expressions;
pub mod literals;
mod syntax_hints;
mod twice;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use self::expressions::Expression;
use self::twice::Outline;
use crate::record::field::Field;
use supportt_source::diagnostic::Diagnostics;
use supportt_source::{Slice, SourceFile, conflict};

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
    let text = file.text().slice(range.clone());
    if DeTable::parse(text).is_ok() {
        return Parsed { text: text.into(), complete: true };
    }
    let sound = if conflict(text).is_some() {
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
    let is_table = |name: &str| expected(name).is_some_and(|field| field.header().is_some());
    let expressions = expressions::split(text, &is_table);
    let mut broken = Vec::new();
    for (place, expression) in expressions.iter().enumerate() {
        let range = broken_lines(text, expression.range.clone());
        let lines = text.slice(range.clone());
        if let Err(error) = DeTable::parse(lines) {
            diagnostics.push(syntax_hints::explain(file, offset + range.start, lines, &error, expected));
            broken.push(range.start..with_what_is_below(&expressions, place).end);
        }
    }
    // Each can be read now, but not all together: there are names that are written twice. All are looked at before the
    // rest is read again, for there may be as many as there are lines.
    loop {
        let sound = without(text, &mut broken);
        let (_, mut errors) = DeTable::parse_recoverable(&sound);
        errors.sort_by_key(|error| error.span().map(|span| span.start));
        let outline = Outline::new(file, offset, text, &expressions, &sound);
        let known = broken.len();
        let mut lists = BTreeSet::new();
        let mut left_out = 0;
        for error in errors {
            let at = error.span().unwrap_or_default().start;
            if at < left_out || outline.header_at(at).is_some_and(|name| lists.contains(name)) {
                continue;
            }
            let Some(found) = outline.find(at) else { continue };
            diagnostics.push(found.problem);
            lists.extend(found.list);
            left_out = left_out.max(found.range.end);
            broken.push(found.range);
        }
        if broken.len() == known {
            return sound;
        }
    }
}

/// The lines of a field, without the first where that can be read: it ends there, and they are no part of it.
fn broken_lines(text: &str, range: Range<usize>) -> Range<usize> {
    let first = text.slice(range.clone()).find('\n').map_or(range.end, |end| range.start + end + 1);
    if first < range.end && DeTable::parse(text.slice(range.start..first)).is_ok() {
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

/// A text with spaces in some places, so that all others keep theirs. Puts the places in order.
fn without(text: &str, places: &mut [Range<usize>]) -> String {
    places.sort_by_key(|place| place.start);
    let mut sound = String::with_capacity(text.len());
    for Range { start, end } in places.iter() {
        sound.push_str(text.slice(sound.len()..(*start).max(sound.len())));
        let left_out = text.slice(sound.len()..(*end).max(sound.len())).bytes();
        sound.extend(left_out.map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
    }
    sound.push_str(text.slice(sound.len()..));
    sound
}

/// A text in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldText {
    /// The name of the field; of a text in a list, the name of the list.
    pub field: String,
    /// The text, where it is written.
    pub text: supportt_source::Spanned<String>,
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
                text: supportt_source::Spanned::new(text.to_owned(), span),
            });
        });
    }
    texts
}
