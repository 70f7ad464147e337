//! The values of a form's fields, as they were typed and chosen.

use std::collections::BTreeMap;

/// Values by field name; a name can have several, or none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Submission(BTreeMap<String, Vec<String>>);

impl Submission {
    /// The first value of a field, without surrounding space; empty when there is none.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        self.all(name).first().map_or("", |value| value.trim())
    }

    /// Puts values in the place of those that a field has. A blank one holds the place of the first
    /// while others follow, and is none otherwise.
    pub fn set<V: Into<String>>(&mut self, name: &str, values: impl IntoIterator<Item = V>) {
        let mut values: Vec<String> = values.into_iter().map(Into::into).collect();
        while values.last().is_some_and(|value| value.trim().is_empty()) {
            values.pop();
        }
        if values.is_empty() {
            self.0.remove(name);
        } else {
            self.0.insert(name.to_owned(), values);
        }
    }

    /// The names of the fields that have a value.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Every field with each of its values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().flat_map(|(name, values)| values.iter().map(|value| (name.as_str(), value.as_str())))
    }

    /// Every value of a field.
    #[must_use]
    pub fn all(&self, name: &str) -> &[String] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }
}

impl<N: Into<String>, V: Into<String>> FromIterator<(N, V)> for Submission {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(fields: I) -> Self {
        let mut values: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, value) in fields {
            values.entry(name.into()).or_default().push(value.into());
        }
        Self(values)
    }
}
