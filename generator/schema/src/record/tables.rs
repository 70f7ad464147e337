//! What is wrong inside a table that is read as a whole, such as `value = { … }`, in words for editors.

use std::ops::Range;

use serde::Deserialize as _;
use supportt_basics::keyword::Keyword as _;
use supportt_rules::value as policy_value;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use crate::toml_syntax::literals;
use supportt_source::diagnostic::Diagnostic;
use supportt_source::suggest;
use supportt_source::wording::any_of;
use supportt_source::{SourceFile, Span};

/// Where the guide for editors lists what may stand in a table.
const GUIDE: &str = "`content/README.md` lists what may stand here";

/// Reads a value of the policy. It is written on one line, so only the first problem in it is reported.
pub(super) fn policy_value(
    name: &str,
    file: &SourceFile,
    span: Span,
) -> Result<policy_value::Value, Diagnostic> {
    // A header `[rule.value]`, or a name with a dot.
    if !file.text_at(span).starts_with('{') {
        let message = format!("a `{name}` stands between braces, on the line of its name");
        return Err(Diagnostic::error("field::table", span, message).hint(GUIDE));
    }
    let read = ValueDeserializer::parse(file.text_at(span)).and_then(policy_value::Value::deserialize);
    read.map_err(|error| {
        let place = error.span().unwrap_or(0..span.range().len());
        let start = span.range().start;
        let place = file.span(place.start + start..place.end + start);
        several_kinds(name, file, span)
            .unwrap_or_else(|| explain_table(name, error.message(), file, span, place))
    })
}

/// The problem of a table that holds two things, or none, where there can be one.
fn several_kinds(name: &str, file: &SourceFile, span: Span) -> Option<Diagnostic> {
    let start = span.range().start;
    let line = format!("{name} = {}", file.text_at(span));
    let offset = line.len() - span.range().len();
    let table = DeTable::parse(&line).ok()?;
    let DeValue::Table(parts) = table.get_ref().get(name)?.get_ref() else { return None };
    let mut names: Vec<_> = parts.iter().map(|(name, _)| (name.span().start, name)).collect();
    names.sort_by_key(|(at, _)| *at);
    let report = |span, message: String| Diagnostic::error("field::table", span, message);
    match names.as_slice() {
        [] => Some(report(span, format!("this `{name}` is empty")).hint(GUIDE)),
        [(_, part)] if is_kind(part.get_ref()) => None,
        [(_, first), ..] if !is_kind(first.get_ref()) => {
            let kind = kind_of(file.text_at(span))?;
            let whole = format!("{{ {kind} = {} }}", file.text_at(span));
            let message = format!("this `{name}` does not say what it is");
            Some(report(span, message).mend(format!("write `{name} = {whole}`"), span, whole))
        }
        [_] => None,
        [(_, first), (_, second), ..] => {
            let place =
                |range: Range<usize>| file.span(start + range.start - offset..start + range.end - offset);
            let (one, other) = (first.get_ref(), second.get_ref());
            Some(
                report(
                    place(second.span()),
                    format!("a `{name}` is one thing, and this is `{one}` and `{other}`"),
                )
                .also(place(first.span()), "the first")
                .hint("keep one of the two"),
            )
        }
    }
}

/// Whether a name is that of a kind of value.
fn is_kind(name: &str) -> bool {
    policy_value::Kind::ALL.iter().any(|kind| kind.word() == name)
}

/// The kind of value that a table without it is.
fn kind_of(written: &str) -> Option<&'static str> {
    let is_read = |kind: &&str| {
        let whole = format!("{{ {kind} = {written} }}");
        ValueDeserializer::parse(&whole).and_then(policy_value::Value::deserialize).is_ok()
    };
    policy_value::Kind::ALL.iter().map(|kind| kind.word()).find(is_read)
}

/// What is wrong inside a table, in words for editors instead of the reader's own.
fn explain_table(name: &str, message: &str, file: &SourceFile, around: Span, place: Span) -> Diagnostic {
    let report = |message| Diagnostic::error("field::table", place, message);
    // The word at fault stands between backticks and may have some, then those that would have been right.
    let (found, expected) = message.rsplit_once(", expected ").unwrap_or((message, ""));
    let at_fault = found.split_once('`').map_or("", |(_, word)| word.strip_suffix('`').unwrap_or(word));
    let expected: Vec<&str> = expected.split('`').skip(1).step_by(2).collect();
    let is_name = |character: char| character.is_ascii_alphanumeric() || "-_".contains(character);
    let has = |part: &str| file.text_at(around).split(|c| !is_name(c)).any(|word| word == part);
    // What is there already cannot be meant.
    let free: Vec<&str> = expected.iter().copied().filter(|part| !has(part)).collect();
    let hinted = |problem: Diagnostic| {
        problem.suggest(suggest::nearest(at_fault, free.iter().copied()), |problem| {
            if free.is_empty() { problem.hint(GUIDE) } else { problem.one_of(free.iter().copied()) }
        })
    };
    if message.starts_with("unknown variant") {
        hinted(report(format!("`{name}` cannot be `{at_fault}`")))
    } else if message.starts_with("unknown field") {
        let problem = report(format!("there is no `{at_fault}` in this `{name}`"));
        if free.is_empty() && !expected.is_empty() {
            problem.hint(format!("leave it out: {} are all that there can be", any_of(&expected)))
        } else {
            hinted(problem)
        }
    } else if message.starts_with("missing field") {
        report(format!("this `{name}` lacks `{at_fault}`")).hint(GUIDE)
    } else if message.ends_with("expected u32") || message.ends_with("expected i64") {
        not_a_count(name, message, file, place)
    } else if message.ends_with("expected a sequence") {
        let list = format!("[{}]", file.text_at(place));
        report(format!("a part of this `{name}` must be a list")).mend(format!("write `{list}`"), place, list)
    } else {
        let problem = report(format!("a part of this `{name}` is not what stands here"));
        let problem = match shapes(message) {
            Some((found, expected)) => problem.label(format!("this is {found}, and must be {expected}")),
            None => problem,
        };
        // `test = ["at-least"]`
        let written = file.text_at(place);
        let inside = written.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).map(str::trim);
        let is_word = |inside: &&str| {
            let word = inside.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
            word.is_some_and(|word| !word.is_empty() && word.chars().all(is_name))
        };
        match inside.filter(is_word) {
            Some(inside) => problem.write(inside),
            None => problem.hint(GUIDE),
        }
    }
}

/// What was found and what was expected, out of the reader's message.
fn shapes(message: &str) -> Option<(&'static str, &'static str)> {
    let (found, expected) = message.strip_prefix("invalid type: ")?.split_once(", expected ")?;
    let found = match found.split(' ').next()? {
        "string" => "text",
        "integer" | "floating" => "a number",
        "boolean" => "`true` or `false`",
        "sequence" => "a list",
        "map" => "a table",
        _ => return None,
    };
    let expected = match expected.split(' ').next()? {
        "struct" => "a table between braces",
        "a" if expected.contains("sequence") => "a list",
        "string" | "a" | "enum" | "variant" => "a word between quotation marks",
        _ => return None,
    };
    Some((found, expected))
}

/// The problem of something that cannot be counted with, in a table.
fn not_a_count(name: &str, message: &str, file: &SourceFile, place: Span) -> Diagnostic {
    let whole = file.text_at(place);
    let written = whole.trim_matches(['"', '\'']);
    let report = |label: &str| {
        Diagnostic::error(
            "field::table",
            place,
            format!("a part of this `{name}` must be a whole number from 1"),
        )
        .label(label)
    };
    if let Some(number) = written.strip_prefix('-').filter(|_| message.contains("integer")) {
        return report("less than nothing").write(number);
    }
    if message.contains("integer") {
        return report("a number that is too large").hint("write the number that the source gives");
    }
    // `"3 months"`, `3.0`
    let figures = written.split(' ').next().unwrap_or_default();
    let figures = figures.strip_suffix(".0").unwrap_or(figures);
    let is_unit =
        written.split(' ').nth(1).is_none_or(|unit| ["month", "months", "week", "weeks"].contains(&unit));
    let figures = Some(figures).filter(|_| is_unit && written.split(' ').nth(2).is_none());
    let number = literals::number_in_words(written).or_else(|| literals::number(figures?));
    let problem = report("not a whole number");
    match number {
        Some(number) => problem.write(number.to_string()),
        None if whole == written => problem.hint("write a whole number in digits, such as `3`"),
        None => problem.hint("write it in digits, without quotation marks"),
    }
}
