//! What tables may have, as data: the fields of each, what a field holds, what a text in it was meant to be, how it is
//! typed.

use serde::Deserialize as _;
use supportt_basics::bounds::Bounds;
use supportt_basics::date::Date;
use supportt_rules::value as policy_value;
use toml::de::{DeValue, ValueDeserializer};

use super::format::Format;
use crate::toml_syntax::literals;
use supportt_source::slug::slug;
use supportt_source::suggest;
use supportt_source::wording::any_of;

/// The fields a table may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Schema {
    /// What the table describes, for messages: `a page`.
    pub subject: &'static str,
    /// The line that begins it, such as `[[faq]]`; nothing for a whole file.
    pub header: &'static str,
    /// The lines of what there is to know about such a record.
    pub doc: &'static [&'static str],
    /// Its fields, in the order in which people should meet them.
    pub fields: &'static [Field],
}

impl Schema {
    /// The name of the list whose entries these are.
    #[must_use]
    pub fn list(&self) -> &'static str {
        let path = self.header.trim_matches(['[', ']']);
        path.rsplit_once('.').map_or(path, |(_, name)| name)
    }

    /// The field of a name, or of a header such as `course.session`; between brackets, of a header alone.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<Field> {
        let bare = |header: &'_ str| header.trim_matches(['[', ']']).to_owned();
        let is_named = |field: &&Field| {
            field.name == name || field.header().is_some_and(|header| bare(header) == bare(name))
        };
        let within = |field: &Field| match field.kind {
            Kind::Record(schema) | Kind::Records(schema) => schema.field(name),
            _ => None,
        };
        let own = self.fields.iter().find(is_named).copied();
        own.or_else(|| self.fields.iter().find_map(within))
    }
}

/// One field of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name in the file.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Whether it must be there.
    pub needed: bool,
    /// The lines of its documentation: what it means in one sentence, then perhaps an empty line and more.
    pub doc: &'static [&'static str],
    /// What a form calls it; as its name if this is empty.
    pub label: &'static str,
    /// A text that it might hold; one that its kind allows if this is empty.
    pub example: &'static str,
}

/// What a field may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text that is not empty, on one line.
    Text(Format),
    /// One of these words.
    Word(&'static [&'static str]),
    /// A list of texts.
    Texts(Format),
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
    /// A value of the policy, such as `{ cap = … }`.
    Value(&'static str),
    /// A record in a table of its own, which a header begins.
    Record(&'static Schema),
    /// A list of records, each of which begins with a header of its own.
    Records(&'static Schema),
    /// No field of its own, but these.
    Group(&'static [Field]),
}

impl Field {
    /// What a form calls it.
    #[must_use]
    pub fn label(&self) -> String {
        if !self.label.is_empty() {
            return self.label.to_owned();
        }
        let words = self.name.replace('_', " ");
        let mut characters = words.chars();
        characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
    }

    /// Everything there is to know about it, in sentences.
    #[must_use]
    pub fn documentation(&self) -> String {
        self.doc.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// What it means, in one sentence that goes on from its name.
    #[must_use]
    pub fn meaning(&self) -> String {
        let lines = self.doc.iter().map(|line| line.trim()).take_while(|line| !line.is_empty());
        let sentence = lines.collect::<Vec<_>>().join(" ");
        let sentence = sentence.trim_end_matches('.');
        let mut characters = sentence.chars();
        match (characters.next(), characters.next()) {
            (Some(first), Some(second)) if first.is_uppercase() && !second.is_uppercase() => {
                first.to_lowercase().chain(sentence.chars().skip(1)).collect()
            }
            _ => sentence.to_owned(),
        }
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
            (Kind::Texts(format), DeValue::Array(items)) => {
                items.iter().all(|item| matches!(item.get_ref(), DeValue::String(text) if format.fits(text)))
            }
            (Kind::Date, DeValue::Datetime(datetime)) => civil_date(datetime).is_some(),
            (Kind::Text(format), DeValue::String(text)) => format.fits(text),
            (Kind::Number(_), DeValue::Integer(_))
            | (Kind::Flag, DeValue::Boolean(_))
            | (Kind::Words(_) | Kind::Record(_) | Kind::Records(_), DeValue::Table(_)) => true,
            (Kind::Records(_), DeValue::Array(items)) => {
                items.iter().all(|item| matches!(item.get_ref(), DeValue::Table(_)))
            }
            (Kind::Value(_), DeValue::Table(_)) => self.refused(value).is_none_or(|reason| reason.is_empty()),
            _ => false,
        }
    }

    /// Why a value of the policy cannot be this, in its reader's words, which are none if it can; nothing where the field
    /// is another.
    #[must_use]
    pub fn refused(&self, value: &DeValue<'_>) -> Option<String> {
        matches!(self.kind, Kind::Value(_)).then(|| {
            let value = toml::Spanned::new(0..0, value.clone());
            let read = policy_value::Value::deserialize(ValueDeserializer::from(value));
            read.err().map(|error| error.message().to_owned()).unwrap_or_default()
        })
    }

    /// The header that begins it, if it is a table that a header begins.
    #[must_use]
    pub fn header(&self) -> Option<&'static str> {
        match self.kind {
            Kind::Words(example) => Some(example).filter(|example| example.starts_with('[')),
            Kind::Record(schema) | Kind::Records(schema) => Some(schema.header),
            _ => None,
        }
    }

    /// Whether it holds one text.
    pub(super) fn is_text(&self) -> bool {
        matches!(self.kind, Kind::Text(_) | Kind::Word(_))
    }

    /// What it must be, for messages. Where there are quotation marks that it cannot have, the message says so.
    #[must_use]
    pub fn expected(&self) -> String {
        match self.kind {
            Kind::Text(_) => "text between quotation marks".to_owned(),
            Kind::Word(words) => format!("one of {}", any_of(words)),
            Kind::Texts(_) => "a list of texts".to_owned(),
            Kind::WordList(words) => format!("a list of {}", any_of(words)),
            Kind::Number(_) => "a whole number".to_owned(),
            Kind::Date => "a date".to_owned(),
            Kind::Flag => "`true` or `false`".to_owned(),
            Kind::Words(_) | Kind::Value(_) | Kind::Record(_) | Kind::Records(_) | Kind::Group(_) => {
                match self.header() {
                    Some(header) => format!("a table below a line `{header}`"),
                    None => "a table between braces".to_owned(),
                }
            }
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
            Kind::Texts(format) => {
                let text = text.trim_matches(['<', '>']);
                let is_slug = |part: &&str| !part.is_empty() && slug(part) == **part;
                let parts: Vec<&str> = text.split(',').map(str::trim).collect();
                // A sentence can have commas; several names can be one text.
                let texts = if parts.iter().all(is_slug) { parts } else { vec![text] };
                let is_plain = |text: &&str| !text.contains(['"', '\\', '\n']) && format.fits(text);
                let texts: Vec<String> =
                    texts.iter().filter(|text| is_plain(text)).map(|text| format!("\"{text}\"")).collect();
                (!texts.is_empty()).then(|| format!("[{}]", texts.join(", ")))
            }
            Kind::Text(Format::Hours) => literals::hours(text).map(|hours| format!("\"{hours}\"")),
            Kind::Text(_)
            | Kind::Words(_)
            | Kind::Value(_)
            | Kind::Record(_)
            | Kind::Records(_)
            | Kind::Group(_) => None,
        }
    }

    /// The field as it might be typed.
    #[must_use]
    pub fn example(&self) -> String {
        format!("{} = {}", self.name, self.example_value())
    }

    /// A value that it might hold, as it is typed.
    #[must_use]
    pub fn sample(&self) -> String {
        let text = |format: Format| match self.example {
            "" => toml::Value::from(format.example()).to_string(),
            text => toml::Value::from(text).to_string(),
        };
        match self.kind {
            Kind::Text(format) => text(format),
            Kind::Texts(format) => format!("[{}]", text(format)),
            _ if !self.example.is_empty() => self.example.to_owned(),
            _ => self.example_value(),
        }
    }

    pub(super) fn example_value(&self) -> String {
        match self.kind {
            Kind::Text(_) => "\"…\"".to_owned(),
            Kind::Word(words) => format!("\"{}\"", words.first().copied().unwrap_or_default()),
            Kind::Texts(_) => "[\"…\"]".to_owned(),
            Kind::WordList(words) => format!("[\"{}\"]", words.first().copied().unwrap_or_default()),
            Kind::Number(bounds) => 10.clamp(bounds.least, bounds.most).to_string(),
            Kind::Date => "2026-11-22".to_owned(),
            Kind::Flag => "true".to_owned(),
            Kind::Words(example) | Kind::Value(example) => example.to_owned(),
            Kind::Record(schema) | Kind::Records(schema) => schema.header.to_owned(),
            Kind::Group(_) => String::new(),
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
