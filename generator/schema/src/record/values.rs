//! The values of a record, by the names of their fields.

use std::collections::BTreeMap;

use supportt_basics::date::Date;
use supportt_rules::value as policy;

use super::field::Field;
use supportt_source::{Span, Spanned};

/// The fields that were there and held what they should.
#[derive(Clone, Debug)]
pub struct Record {
    /// The table as a whole.
    pub span: Span,
    /// What it may have.
    pub(super) fields: &'static [Field],
    pub(super) values: BTreeMap<&'static str, Spanned<Value>>,
    /// The fields that are not written; none where there may be some that could not be read.
    pub(super) absent: Vec<&'static str>,
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
    Record(Box<Record>),
    Records(Vec<Record>),
    Policy(policy::Value),
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

    /// The same without copies, for a field that is asked for again and again.
    #[must_use]
    pub fn texts_in(&self, name: &str) -> &[Spanned<String>] {
        match self.values.get(name).map(|value| &value.value) {
            Some(Value::Texts(texts)) => texts,
            _ => &[],
        }
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

    /// Whether a field says yes. One that is left out does not.
    #[must_use]
    pub fn is_set(&self, name: &str) -> bool {
        self.flag(name).is_some_and(|flag| flag.value)
    }

    /// The names of a field and the word or day of each, in the order in which they are written.
    #[must_use]
    pub fn words(&self, name: &str) -> Option<Spanned<Words>> {
        self.get(name, |value| match value {
            Value::Words(words) => Some(words.clone()),
            _ => None,
        })
    }

    /// The record of a field that is a table of its own.
    #[must_use]
    pub fn record(&self, name: &str) -> Option<&Record> {
        match &self.values.get(name)?.value {
            Value::Record(record) => Some(record),
            _ => None,
        }
    }

    /// The records of a field that is a list of them; none when it is not there.
    #[must_use]
    pub fn records(&self, name: &str) -> &[Record] {
        match self.values.get(name).map(|value| &value.value) {
            Some(Value::Records(records)) => records,
            _ => &[],
        }
    }

    /// Where a field is written, whatever it holds.
    #[must_use]
    pub fn span_of(&self, name: &str) -> Option<Span> {
        self.values.get(name).map(|value| value.span)
    }

    /// Whether it is certain that a field is not written.
    #[must_use]
    pub fn lacks(&self, name: &str) -> bool {
        self.absent.contains(&name)
    }

    /// The value of the policy in a field.
    #[must_use]
    pub fn policy_value(&self, name: &str) -> Option<Spanned<policy::Value>> {
        self.get(name, |value| match value {
            Value::Policy(value) => Some(value.clone()),
            _ => None,
        })
    }

    /// What it may have.
    #[must_use]
    pub fn fields(&self) -> &'static [Field] {
        self.fields
    }

    fn get<T>(&self, name: &str, take: impl FnOnce(&Value) -> Option<T>) -> Option<Spanned<T>> {
        let value = self.values.get(name)?;
        Some(Spanned::new(take(&value.value)?, value.span))
    }
}
