//! The fields that a table may have, as data: what each holds, what a text in it was meant to be, how it is typed.

use serde::Deserialize as _;
use supportt_rules::bounds::Bounds;
use supportt_rules::date::{self, Date};
use supportt_rules::value as policy_value;
use toml::de::{DeValue, ValueDeserializer};

use crate::hours::Hours;
use crate::toml_syntax::literals;
use supportt_source::addresses::{is_mailbox, is_phone, origin};
use supportt_source::page_path::Address;
use supportt_source::slug::slug;
use supportt_source::suggest;
use supportt_source::wording::any_of;

/// One field of a table.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its name in the file.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Whether it must be there.
    pub needed: bool,
    /// What it means, in one sentence.
    pub meaning: &'static str,
}

/// What a field may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text that is not empty, on one line.
    Text,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A list of texts.
    Texts,
    /// A list of any of these words.
    WordList(&'static [&'static str]),
    /// A whole number within bounds.
    Number(Bounds),
    /// A day.
    Date,
    /// Yes or no.
    Flag,
    /// A table of names, each with a word or a day, such as `{ stage = "away" }`.
    Words(&'static str),
    /// A table of its own, such as `{ cap = … }`, which whoever asks for it reads.
    Table(&'static str),
}

impl Field {
    /// A field that must be there.
    #[must_use]
    pub const fn needed(name: &'static str, kind: Kind, meaning: &'static str) -> Self {
        Self { name, kind, needed: true, meaning }
    }

    /// A field that may be left out.
    #[must_use]
    pub const fn optional(name: &'static str, kind: Kind, meaning: &'static str) -> Self {
        Self { name, kind, needed: false, meaning }
    }

    /// Whether it holds a value such as this. Of what is in a table only its reader knows.
    #[must_use]
    pub fn takes(&self, value: &DeValue<'_>) -> bool {
        let is_word = |words: &[&str], value: &DeValue<'_>| matches!(value, DeValue::String(text) if words.contains(&text.as_ref()));
        match (self.kind, value) {
            (Kind::Word(words), value) => is_word(words, value),
            (Kind::WordList(words), DeValue::Array(items)) => {
                items.iter().all(|item| is_word(words, item.get_ref()))
            }
            (Kind::Texts, DeValue::Array(items)) => {
                items.iter().all(|item| matches!(item.get_ref(), DeValue::String(text) if self.is_fit(text)))
            }
            (Kind::Date, DeValue::Datetime(datetime)) => civil_date(datetime).is_some(),
            (Kind::Text, DeValue::String(text)) => self.is_fit(text),
            (Kind::Number(_), DeValue::Integer(_))
            | (Kind::Flag, DeValue::Boolean(_))
            | (Kind::Words(_), DeValue::Table(_)) => true,
            (Kind::Table(example), DeValue::Array(_)) => example.starts_with("[["),
            (Kind::Table(_), DeValue::Table(_)) => self.refused(value).is_none_or(|reason| reason.is_empty()),
            _ => false,
        }
    }

    /// Why a value of the policy cannot be this, in its reader's words, which are none if it can; nothing where the field
    /// is another.
    #[must_use]
    pub fn refused(&self, value: &DeValue<'_>) -> Option<String> {
        let is_value = self.name == "value" && matches!(self.kind, Kind::Table(_));
        is_value.then(|| {
            let value = toml::Spanned::new(0..0, value.clone());
            let read = policy_value::Value::deserialize(ValueDeserializer::from(value));
            read.err().map(|error| error.message().to_owned()).unwrap_or_default()
        })
    }

    /// The header that begins it, if it is a table that a header begins.
    #[must_use]
    pub fn header(&self) -> Option<&'static str> {
        match self.kind {
            Kind::Table(example) => Some(example).filter(|example| example.starts_with('[')),
            _ => None,
        }
    }

    /// Whether it holds one text.
    pub(super) fn is_text(&self) -> bool {
        matches!(self.kind, Kind::Text | Kind::Word(_))
    }

    /// Whether a text has the form that texts in a field of this name have: what is offered to be typed should not be
    /// refused for another reason.
    pub(super) fn is_fit(&self, text: &str) -> bool {
        if literals::is_to_come(text) {
            return false;
        }
        match self.name {
            "id" | "source" | "needs" | "timing" | "form" | "replaced_by" | "with" | "sends_to"
            | "then_to" => slug(text) == text,
            "email" => is_mailbox(text),
            "booking" | "apply" | "relay" => origin(text).is_some(),
            "address" => text.contains(['/', ':', '.']) && !text.contains(char::is_whitespace),
            "aliases" => Address::parse(text).is_some(),
            "days" => date::read(text).is_some(),
            "phone" => is_phone(text),
            "time" => text.parse::<Hours>().is_ok(),
            _ => !text.trim().is_empty(),
        }
    }

    /// What it must be, for messages. Where there are quotation marks that it cannot have, the message says so.
    #[must_use]
    pub fn expected(&self) -> String {
        match self.kind {
            Kind::Text => "text between quotation marks".to_owned(),
            Kind::Word(words) => format!("one of {}", any_of(words)),
            Kind::Texts => "a list of texts".to_owned(),
            Kind::WordList(words) => format!("a list of {}", any_of(words)),
            Kind::Number(_) => "a whole number".to_owned(),
            Kind::Date => "a date".to_owned(),
            Kind::Flag => "`true` or `false`".to_owned(),
            Kind::Words(_) | Kind::Table(_) => "a table between braces".to_owned(),
        }
    }

    /// What a text was meant to be, as the field has it.
    pub fn meant(&self, text: &str) -> Option<String> {
        let text = text.trim();
        let word = |words: &[&'static str], text: &str| {
            let exact = words.iter().find(|word| word.eq_ignore_ascii_case(text)).copied();
            exact.or_else(|| suggest::nearest(text, words.iter().copied())).map(|word| format!("\"{word}\""))
        };
        match self.kind {
            Kind::Number(_) => literals::number(text).map(|number| number.to_string()),
            Kind::Date => literals::date(text).map(|date| date.to_string()),
            Kind::Flag => literals::flag(text).map(|flag| flag.to_string()),
            Kind::Word(words) => word(words, text),
            Kind::WordList(words) => {
                let words: Option<Vec<String>> =
                    text.split(',').map(|part| word(words, part.trim())).collect();
                words.map(|words| format!("[{}]", words.join(", ")))
            }
            Kind::Texts => {
                let text = text.trim_matches(['<', '>']);
                let is_slug = |part: &&str| !part.is_empty() && slug(part) == **part;
                let parts: Vec<&str> = text.split(',').map(str::trim).collect();
                // A sentence can have commas; several names can be one text.
                let texts = if parts.iter().all(is_slug) { parts } else { vec![text] };
                let is_plain = |text: &&str| !text.contains(['"', '\\', '\n']) && self.is_fit(text);
                let texts: Vec<String> =
                    texts.iter().filter(|text| is_plain(text)).map(|text| format!("\"{text}\"")).collect();
                (!texts.is_empty()).then(|| format!("[{}]", texts.join(", ")))
            }
            Kind::Text if self.name == "time" => literals::hours(text).map(|hours| format!("\"{hours}\"")),
            Kind::Text | Kind::Words(_) | Kind::Table(_) => None,
        }
    }

    /// The field as it might be typed.
    #[must_use]
    pub fn example(&self) -> String {
        format!("{} = {}", self.name, self.example_value())
    }

    pub(super) fn example_value(&self) -> String {
        match self.kind {
            Kind::Text => "\"…\"".to_owned(),
            Kind::Word(words) => format!("\"{}\"", words.first().copied().unwrap_or_default()),
            Kind::Texts => "[\"…\"]".to_owned(),
            Kind::WordList(words) => format!("[\"{}\"]", words.first().copied().unwrap_or_default()),
            Kind::Number(bounds) => 10.clamp(bounds.least, bounds.most).to_string(),
            Kind::Date => "2026-11-22".to_owned(),
            Kind::Flag => "true".to_owned(),
            Kind::Words(example) | Kind::Table(example) => example.to_owned(),
        }
    }
}

/// The day a TOML date names, when it is a day and nothing more. TOML itself refuses impossible days.
pub(super) fn civil_date(datetime: &toml::value::Datetime) -> Option<Date> {
    match datetime {
        toml::value::Datetime { date: Some(date), time: None, offset: None } => {
            Date::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
        }
        toml::value::Datetime { .. } => None,
    }
}
