//! JSON as people and scripts write it for a command, read into a tree with places, so that every problem is reported
//! where it is.

use jsonc_parser::ast::Value;
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use crate::diagnostic::Diagnostic;
use crate::suggest;
use crate::wording::lower_first;
use crate::{SourceFile, Span};

/// JSON and nothing more: what is accepted here should be accepted by every other program too.
const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

/// Reads a text; `None` when there is nothing in it.
///
/// # Errors
///
/// What makes it something else than JSON, with the code `code`. A reader of JSON cannot go on after that.
pub fn read<'f>(file: &'f SourceFile, code: &'static str) -> Result<Option<Value<'f>>, Diagnostic> {
    let parsed = parse_to_ast(file.text(), &CollectOptions::default(), &STRICT);
    parsed.map(|parsed| parsed.value).map_err(|error| {
        let range = error.range();
        let message = format!("this is not JSON: {}", lower_first(&error.kind().to_string()));
        Diagnostic::error(code, file.span(range.start..range.end), message)
    })
}

/// Where something is.
pub fn span(file: &SourceFile, value: &impl Ranged) -> Span {
    file.span(value.start()..value.end())
}

/// What kind of value it is, within a sentence.
#[must_use]
pub fn kind(value: &Value<'_>) -> &'static str {
    match value {
        Value::StringLit(_) => "text",
        Value::NumberLit(_) => "a number",
        Value::BooleanLit(_) => "`true` or `false`",
        Value::Object(_) => "a table",
        Value::Array(_) => "a list",
        Value::NullKeyword(_) => "`null`",
    }
}

/// Hints at the word that was meant, or else at every one that can be written. Quotation marks around it stay.
pub fn suggest<'a>(
    problem: Diagnostic,
    written: &str,
    words: impl Iterator<Item = &'a str> + Clone,
) -> Diagnostic {
    problem.suggest(suggest::nearest(written, words.clone()), |problem| problem.one_of(words))
}

/// Hints at texts that can take the place of a value without quotation marks.
pub fn one_of<'a>(problem: Diagnostic, words: impl Iterator<Item = &'a str>) -> Diagnostic {
    problem.one_of(words.map(|word| format!("\"{word}\"")))
}
