//! TOML text to a table with places, and its syntax errors in words for editors.
//!
//! Knows nothing of which fields a table should have: that is [`record`](crate::record)'s work.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue, Error};

use supportt_rules::date::Date;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{self, SourceFile};

/// Reads part of a file as TOML, reporting every syntax error, and returns what could be read.
///
/// A value with an error in it is left out, so that nothing else is said about it.
/// The ranges in the table count from the start of `range`.
pub fn parse<'a>(file: &'a SourceFile, range: Range<usize>, diagnostics: &mut Diagnostics) -> Parsed<'a> {
    let offset = range.start;
    let (mut table, errors) = DeTable::parse_recoverable(&file.text()[range]);
    let complete = errors.is_empty();
    if !complete {
        leave_out_broken(table.get_mut(), &errors);
    }
    diagnostics.extend(errors.iter().map(|error| {
        let place = error.span().unwrap_or(0..0);
        explain(file, place.start + offset..place.end + offset, error)
    }));
    Parsed { table, complete }
}

/// What could be read of a TOML text.
#[derive(Debug)]
pub struct Parsed<'a> {
    /// The fields that could be read.
    pub table: Spanned<DeTable<'a>>,
    /// Whether there was no syntax error, so that a field that is not in the table is not in the file.
    pub complete: bool,
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
    texts_of(file, offset, parse(file, range, &mut Diagnostics::new()).table.get_ref())
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

/// Takes out the values that an error lies in, however deep they are.
fn leave_out_broken(table: &mut DeTable<'_>, errors: &[Error]) {
    let sound = |(name, mut value)| leave_out_broken_in(&mut value, errors).then_some((name, value));
    *table = std::mem::take(table).into_iter().filter_map(sound).collect();
}

/// Whether a value is sound, once what is broken inside it has been taken out.
fn leave_out_broken_in(value: &mut Spanned<DeValue<'_>>, errors: &[Error]) -> bool {
    let range = value.span();
    match value.get_mut() {
        DeValue::Table(table) => {
            leave_out_broken(table, errors);
            true
        }
        DeValue::Array(items) => items.iter_mut().all(|item| leave_out_broken_in(item, errors)),
        DeValue::String(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_) => {
            let is_inside = |error: &Error| {
                error.span().is_some_and(|place| place.start < range.end && range.start <= place.end)
            };
            !errors.iter().any(is_inside)
        }
    }
}

fn explain(file: &SourceFile, place: Range<usize>, error: &Error) -> Diagnostic {
    let message = error.message();
    let report = |text: &str| Diagnostic::error("toml::syntax", file.span(place.clone()), text);
    if message.starts_with("string values must be quoted") {
        let written = excerpt(file, &place);
        match day_month_year(written) {
            Some(date) => report("this is not how dates are written")
                .label("day, month and year")
                .hint(format!("write the year first: `{date}`")),
            None => report("text stands between quotation marks")
                .label("no straight quotation marks here")
                .hint(format!("write `\"{}\"`", written.trim_matches(CURLY))),
        }
    } else if message.starts_with("invalid date") {
        report("there is no such date")
            .label(message.split_once(", ").map_or(message, |(_, expected)| expected).to_owned())
            .hint("dates are written year-month-day, without quotation marks: `2026-11-22`")
    } else if message.starts_with("duplicate key") {
        report("the same field is written twice").label("remove one of them")
    } else if message.starts_with("invalid basic string") || message.starts_with("invalid literal string") {
        report("this text has no end").hint("text begins and ends with the same quotation mark, on one line")
    } else {
        report(&format!("this is not TOML: {message}"))
            .hint("a field is written `name = value`, one on each line; text stands between quotation marks")
    }
}

/// The quotation marks of word processors.
const CURLY: [char; 4] = ['“', '”', '‘', '’'];

/// A date such as `1/3/2027` as it would be right; nothing for other text.
fn day_month_year(text: &str) -> Option<Date> {
    let mut parts = text.split(['/', '.']).map(str::parse::<u32>);
    let [day, month, year] = [parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?];
    Date::from_ymd_opt(i32::try_from(year).ok()?, month, day).filter(|_| parts.next().is_none())
}

/// The words at fault, up to the end of their line.
fn excerpt<'a>(file: &'a SourceFile, place: &Range<usize>) -> &'a str {
    let rest = file.text().get(place.start..).unwrap_or_default();
    let line = rest.lines().next().unwrap_or_default();
    line.split(" #").next().unwrap_or_default().trim()
}
