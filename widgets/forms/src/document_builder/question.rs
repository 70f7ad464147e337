//! A question as a page asks it, and what is entered for it.

use super::draft::Draft;
use crate::date_input::DateInput;
use crate::submission::Submission;

pub(super) const YES: &str = "yes";
pub(super) const NO: &str = "no";

/// A question.
pub(super) struct Question {
    /// The field's name, which the answer is kept under.
    pub(super) name: String,
    pub(super) label: String,
    pub(super) hint: Option<String>,
    pub(super) kind: Kind,
}

/// What kind of answer a question takes.
pub(super) enum Kind {
    /// One of these; the message when one must be chosen.
    One(Vec<Offer>, Option<String>),
    /// Any of these.
    Any(Vec<Offer>),
    /// A day; whether there must be one, or "not known yet".
    Date { is_required: bool },
    /// Text on this many lines.
    Text(u32),
    /// An email address.
    Email,
    /// A whole number up to this one.
    Number(u32),
}

/// A value to choose, its label and more about it.
pub(super) struct Offer {
    pub(super) value: String,
    pub(super) label: String,
    pub(super) hint: Option<String>,
}

impl Offer {
    pub(super) fn new(value: &str, label: &str, hint: Option<String>) -> Self {
        Self { value: value.to_owned(), label: label.to_owned(), hint }
    }
}

impl Question {
    /// Every name under which its field has a value.
    pub(super) fn names(&self) -> Vec<String> {
        match self.kind {
            Kind::Date { .. } => DateInput { name: &self.name }.names().into(),
            Kind::One(..) | Kind::Any(_) | Kind::Text(_) | Kind::Email | Kind::Number(_) => {
                vec![self.name.clone()]
            }
        }
    }

    pub(super) fn options(&self) -> &[Offer] {
        match &self.kind {
            Kind::One(options, _) | Kind::Any(options) => options,
            Kind::Date { .. } | Kind::Text(_) | Kind::Email | Kind::Number(_) => &[],
        }
    }

    /// The values of its field that its page does not show, such as a choice that is not offered,
    /// each with its name.
    pub(super) fn hidden(&self, typed: &Submission) -> Vec<(String, String)> {
        let values = typed.all(&self.name);
        let is_offered = |value: &String| self.options().iter().any(|option| option.value == *value);
        let hidden: Vec<&String> = match &self.kind {
            Kind::Date { .. } => {
                let values = DateInput { name: &self.name }.values(typed).into_iter();
                return values.filter_map(|(value, is_read)| (!is_read).then_some(value)).collect();
            }
            Kind::Any(_) => values.iter().filter(|value| !is_offered(value)).collect(),
            Kind::One(..) if !values.first().is_some_and(is_offered) => values.iter().collect(),
            Kind::One(..) | Kind::Text(_) | Kind::Email | Kind::Number(_) => values.iter().skip(1).collect(),
        };
        hidden.into_iter().map(|value| (self.name.clone(), value.clone())).collect()
    }

    /// What its page shows, as it is saved: by the name of the field, and however it was typed
    /// the same if it means the same.
    pub(super) fn written(&self, draft: &Draft) -> Vec<(String, String)> {
        let named = |value: String| (self.name.clone(), value);
        let typed = &draft.typed;
        match &self.kind {
            Kind::One(options, _) => {
                let chosen = options.iter().find(|option| option.value == draft.text(&self.name));
                chosen.map(|option| named(option.value.clone())).into_iter().collect()
            }
            Kind::Any(options) => {
                let chosen = options.iter().filter(|option| draft.is_in(&self.name, &option.value));
                chosen.map(|option| named(option.value.clone())).collect()
            }
            Kind::Date { .. } => {
                let input = DateInput { name: &self.name };
                if let Ok(date) = input.read(typed) {
                    return vec![named(DateInput::saved(&date))];
                }
                let parts = input.values(typed).into_iter();
                parts.filter_map(|(value, is_read)| is_read.then_some(value)).collect()
            }
            Kind::Text(_) | Kind::Email => vec![named(draft.text(&self.name).to_owned())],
            Kind::Number(most) => {
                let text = draft.text(&self.name);
                let number = draft.number(&self.name).filter(|number| (1..=*most).contains(number));
                vec![named(number.map_or_else(|| text.to_owned(), |number| number.to_string()))]
            }
        }
    }
}
