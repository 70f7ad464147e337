//! The values of a record, by the names of their fields.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use supportt_rules::date::Date;
use toml::de::ValueDeserializer;

use super::tables::{explain_table, several_kinds};
use supportt_source::diagnostic::Diagnostics;
use supportt_source::{SourceFile, Span, Spanned};

/// The fields that were there and held what they should.
#[derive(Debug)]
pub struct Record {
    /// The table as a whole.
    pub span: Span,
    pub(super) values: BTreeMap<&'static str, Spanned<Value>>,
    /// The fields that are not written; none where there may be some that could not be read.
    pub(super) absent: Vec<&'static str>,
    /// The fields that are meant by names that the table cannot have.
    pub(super) meant: Vec<&'static str>,
}

/// Names and the word or day that stands for each, in the order in which they are written.
pub type Words = Vec<(Spanned<String>, Spanned<String>)>;

#[derive(Clone, Debug)]
pub(super) enum Value {
    Text(String),
    Texts(Vec<Spanned<String>>),
    Number(i64),
    Date(Date),
    Flag(bool),
    Words(Words),
    Table,
}

impl Record {
    /// The text or word of a field.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<Spanned<String>> {
        self.get(name, |value| match value {
            Value::Text(text) => Some(text.clone()),
            _ => None,
        })
    }

    /// The texts of a field; none when it is not there.
    #[must_use]
    pub fn texts(&self, name: &str) -> Vec<Spanned<String>> {
        self.get(name, |value| match value {
            Value::Texts(texts) => Some(texts.clone()),
            _ => None,
        })
        .map(|texts| texts.value)
        .unwrap_or_default()
    }

    /// The number of a field.
    #[must_use]
    pub fn number(&self, name: &str) -> Option<Spanned<i64>> {
        self.get(name, |value| match value {
            Value::Number(number) => Some(*number),
            _ => None,
        })
    }

    /// The day of a field.
    #[must_use]
    pub fn date(&self, name: &str) -> Option<Spanned<Date>> {
        self.get(name, |value| match value {
            Value::Date(date) => Some(*date),
            _ => None,
        })
    }

    /// The yes or no of a field.
    #[must_use]
    pub fn flag(&self, name: &str) -> Option<Spanned<bool>> {
        self.get(name, |value| match value {
            Value::Flag(flag) => Some(*flag),
            _ => None,
        })
    }

    /// The names of a field and the word or day of each, in the order in which they are written.
    #[must_use]
    pub fn words(&self, name: &str) -> Option<Spanned<Words>> {
        self.get(name, |value| match value {
            Value::Words(words) => Some(words.clone()),
            _ => None,
        })
    }

    /// Where a field is written, whatever it holds.
    #[must_use]
    pub fn span_of(&self, name: &str) -> Option<Span> {
        self.values.get(name).map(|value| value.span)
    }

    /// Whether a name that the table cannot have means this field.
    #[must_use]
    pub fn means(&self, name: &str) -> bool {
        self.meant.contains(&name)
    }

    /// Whether it is certain that a field is not written.
    #[must_use]
    pub fn lacks(&self, name: &str) -> bool {
        self.absent.contains(&name)
    }

    /// A field that is a table of its own, read as `T`.
    ///
    /// Such tables are small and written on one line, so only the first problem in one is reported.
    pub fn table<T: DeserializeOwned>(
        &self,
        name: &str,
        file: &SourceFile,
        diagnostics: &mut Diagnostics,
    ) -> Option<T> {
        let span = self.get(name, |value| matches!(value, Value::Table).then_some(()))?.span;
        let read = ValueDeserializer::parse(file.text_at(span)).and_then(T::deserialize);
        read.map_err(|error| {
            let place = error.span().unwrap_or(0..span.range().len());
            let start = span.range().start;
            let place = file.span(place.start + start..place.end + start);
            diagnostics.push(
                several_kinds(name, file, span)
                    .unwrap_or_else(|| explain_table(name, error.message(), file, span, place)),
            );
        })
        .ok()
    }

    fn get<T>(&self, name: &str, take: impl FnOnce(&Value) -> Option<T>) -> Option<Spanned<T>> {
        let value = self.values.get(name)?;
        Some(Spanned::new(take(&value.value)?, value.span))
    }
}
