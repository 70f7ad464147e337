//! A small table of named fields in TOML, checked against a list of the fields it may have.
//!
//! The list is data ([`Schema`]), so that whatever else needs it (a form for editors, the editors' guide)
//! reads the same one. Every problem is reported: unknown and missing fields, wrong kinds of value.
//! Tables within tables, such as a region's policy, are not read here.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Range;
use std::sync::LazyLock;

use chrono::Datelike as _;
use regex::Regex;
use serde::Deserialize as _;
use serde::de::DeserializeOwned;
use supportt_rules::bounds::{self, Bounds};
use supportt_rules::date::{self, Date};
use supportt_rules::keyword::Keyword as _;
use supportt_rules::value as policy_value;
use toml::de::{DeArray, DeString, DeTable, DeValue, ValueDeserializer};

use crate::bug;
use crate::characters::{self, is_odd_space};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::headers;
use crate::markdown::{is_mailbox, mailbox_in, slug, version_in, versioned};
use crate::page_path::{Address, ending};
use crate::policy::typed;
use crate::rewritten_links;
use crate::source::{SourceFile, Span, Spanned};
use crate::subject::hours::Hours;
use crate::suggest;
use crate::toml_syntax::{self, literals};
use crate::wording::any_of;

/// The longest text of a field, in bytes. Some are written again on every page.
const LONGEST: usize = 5_000;

/// The fields a table may have.
#[derive(Debug)]
pub struct Schema {
    /// What the table describes, for messages: `a page`.
    pub subject: &'static str,
    /// Its fields, in the order in which people should meet them.
    pub fields: &'static [Field],
}

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

/// A table that has been parsed.
#[derive(Clone, Copy, Debug)]
pub struct Table<'a> {
    /// The file it is in.
    pub file: &'a SourceFile,
    /// Where the parsed text begins in the file.
    pub offset: usize,
    /// The table as a whole.
    pub span: Span,
    /// Its fields.
    pub fields: &'a DeTable<'a>,
    /// Whether there was no syntax error, so that a field that is not here is not in the file.
    pub complete: bool,
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

/// The fields that were there and held what they should.
#[derive(Debug)]
pub struct Record {
    /// The table as a whole.
    pub span: Span,
    values: BTreeMap<&'static str, Spanned<Value>>,
    /// The fields that are not written; none where there may be some that could not be read.
    absent: Vec<&'static str>,
    /// The fields that are meant by names that the table cannot have.
    meant: Vec<&'static str>,
}

/// Names and the word or day that stands for each, in the order in which they are written.
pub type Words = Vec<(Spanned<String>, Spanned<String>)>;

#[derive(Clone, Debug)]
enum Value {
    Text(String),
    Texts(Vec<Spanned<String>>),
    Number(i64),
    Date(Date),
    Flag(bool),
    Words(Words),
    Table,
}

impl Schema {
    /// Reads part of a file as a table of these fields.
    ///
    /// The record holds every field that is right; what is wrong or missing is reported.
    pub fn read(&self, file: &SourceFile, range: Range<usize>, diagnostics: &mut Diagnostics) -> Record {
        let offset = range.start;
        let span = file.span(range.clone());
        let parsed = toml_syntax::parse(file, range, &|name| self.field(name), diagnostics);
        let table = Table { file, offset, span, fields: &parsed.table(), complete: parsed.complete };
        self.read_table(&table, diagnostics)
    }

    /// Reads a table that has been parsed as a table of these fields.
    pub fn read_table(&self, table: &Table<'_>, diagnostics: &mut Diagnostics) -> Record {
        let Table { file, offset, span, fields, complete } = *table;
        let reader = Reader { file, offset };
        let mut values = BTreeMap::new();
        let mut meant = Vec::new();
        for (name, value) in fields {
            let Some(field) = self.fields.iter().find(|field| field.name == name.get_ref()) else {
                let near = self.nearest(name.get_ref(), value.get_ref(), fields);
                diagnostics.push(self.unknown_field(&reader, name, value, near));
                meant.extend(near.map(|field| field.name));
                continue;
            };
            if let Some(read) = reader.value(field, value, diagnostics) {
                values.insert(field.name, Spanned::new(read, reader.span(value.span())));
            }
        }
        if complete {
            diagnostics.extend(self.missing_fields(fields, &meant, file, span).map(|missing| {
                match values.get("id") {
                    Some(Spanned { value: Value::Text(id), .. }) => missing.label(format!("this is `{id}`")),
                    _ => missing,
                }
            }));
        }
        let absent = self.fields.iter().map(|field| field.name);
        let absent = absent.filter(|name| complete && !fields.contains_key(*name) && !meant.contains(name));
        let absent = absent.collect();
        Record { span, values, absent, meant }
    }

    /// Reads a list of such tables, each of which begins with a line `[[name]]`, out of the table around it.
    ///
    /// There are none when the list is not there.
    pub fn read_list(&self, name: &str, around: &Table<'_>, diagnostics: &mut Diagnostics) -> Vec<Record> {
        let Some(value) = around.fields.get(name) else { return Vec::new() };
        let reader = Reader { file: around.file, offset: around.offset };
        let items = match value.get_ref() {
            DeValue::Array(items) => items.iter().collect(),
            _ => vec![value],
        };
        let mut records = Vec::new();
        for item in items {
            let span = reader.span(item.span());
            match (item.get_ref(), value.get_ref()) {
                (DeValue::Table(fields), DeValue::Array(_)) => {
                    records.push(self.read_table(&Table { span, fields, ..*around }, diagnostics));
                }
                _ => diagnostics.push(
                    Diagnostic::error(
                        "field::not-a-list",
                        span,
                        format!("`{name}` must be a list of entries"),
                    )
                    .hint(format!(
                        "begin each entry with a line `[[{}]]`, with two brackets on each side",
                        header(around.file.text_at(span), name)
                    )),
                ),
            }
        }
        records
    }

    /// Reads a file that holds one such list and nothing else.
    pub fn read_file(&self, name: &str, file: &SourceFile, diagnostics: &mut Diagnostics) -> Vec<Record> {
        bug::at(file.path(), || self.read_whole(name, file, diagnostics))
    }

    fn read_whole(&self, name: &str, file: &SourceFile, diagnostics: &mut Diagnostics) -> Vec<Record> {
        let parsed = toml_syntax::parse(file, 0..file.text().len(), &|name| self.field(name), diagnostics);
        let fields = &parsed.table();
        for (other, _) in fields.iter().filter(|(other, _)| other.get_ref() != name) {
            diagnostics.push(
                Diagnostic::error(
                    "file::unknown-table",
                    file.span(other.span()),
                    format!("this file holds nothing called `{}`", other.get_ref()),
                )
                .hint(format!("it is a list: begin each entry with a line `[[{name}]]`")),
            );
        }
        let around = Table { file, offset: 0, span: file.whole(), fields, complete: parsed.complete };
        self.read_list(name, &around, diagnostics)
    }

    /// The field of a name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<Field> {
        self.fields.iter().find(|field| field.name == name).copied()
    }

    /// The field that is meant by a name.
    fn nearest(&self, name: &str, value: &DeValue<'_>, written: &DeTable<'_>) -> Option<&'static Field> {
        // A field that is there already cannot be meant; a table can be there because of one within it.
        let is_table = matches!(value, DeValue::Table(_));
        let is_free =
            |field: &&Field| is_table && field.header().is_some() || !written.contains_key(field.name);
        let names = self.fields.iter().filter(is_free).map(|field| field.name);
        let near = suggest::nearest(name, names)?;
        self.fields.iter().find(|field| field.name == near)
    }

    fn unknown_field(
        &self,
        reader: &Reader<'_>,
        name: &toml::Spanned<DeString<'_>>,
        value: &toml::Spanned<DeValue<'_>>,
        near: Option<&Field>,
    ) -> Diagnostic {
        let span = reader.span(name.span());
        let problem = Diagnostic::error(
            "field::unknown",
            span,
            format!("{} has no field `{}`", self.subject, name.get_ref()),
        )
        .label("not a field");
        let Some(field) = near else {
            let names: Vec<String> = self.fields.iter().map(|field| format!("`{}`", field.name)).collect();
            return problem.hint(format!("its fields are {}", names.join(", ")));
        };
        let is_shaped = matches!(field.kind, Kind::Words(_) | Kind::Table(_));
        let is_text = |value: &DeValue<'_>| matches!(value, DeValue::String(_));
        // What is wrong with a value of the right kind is said once the name is right.
        if is_shaped || field.takes(value.get_ref()) || field.is_text() == is_text(value.get_ref()) {
            return problem.did_you_mean(field.name);
        }
        let whole = reader.span(name.span().start..value.span().end);
        let meant = match value.get_ref() {
            DeValue::String(text) => field.meant(text),
            other => reader.meant_by(field, other, reader.span(value.span())),
        };
        match meant {
            Some(meant) => {
                let line = format!("{} = {meant}", field.name);
                problem.mend(format!("write `{line}`"), whole, line)
            }
            None => {
                problem.hint(format!("the field is `{}`, which must be {}", field.name, field.expected()))
            }
        }
    }

    fn missing_fields(
        &self,
        table: &DeTable<'_>,
        meant: &[&str],
        file: &SourceFile,
        span: Span,
    ) -> Option<Diagnostic> {
        let is_missing =
            |field: &&Field| field.needed && !table.contains_key(field.name) && !meant.contains(&field.name);
        let missing: Vec<&Field> = self.fields.iter().filter(is_missing).collect();
        if missing.is_empty() {
            return None;
        }
        let names = missing.iter().map(|field| format!("`{}`", field.name)).collect::<Vec<_>>().join(", ");
        let noun = if missing.len() == 1 { "the field" } else { "the fields" };
        let first_line =
            span.range().start..span.range().start + file.text_at(span).lines().next().map_or(0, str::len);
        let mut diagnostic = Diagnostic::error(
            "field::missing",
            file.span(first_line),
            format!("{} needs {noun} {names}", self.subject),
        );
        for field in missing {
            diagnostic = diagnostic.hint(format!("`{}`: {}", field.example(), field.meaning));
        }
        Some(diagnostic)
    }
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
    pub(crate) fn takes(&self, value: &DeValue<'_>) -> bool {
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
    pub(crate) fn refused(&self, value: &DeValue<'_>) -> Option<String> {
        let is_value = self.name == "value" && matches!(self.kind, Kind::Table(_));
        is_value.then(|| {
            let value = toml::Spanned::new(0..0, value.clone());
            let read = policy_value::Value::deserialize(ValueDeserializer::from(value));
            read.err().map(|error| error.message().to_owned()).unwrap_or_default()
        })
    }

    /// The header that begins it, if it is a table that a header begins.
    pub(crate) fn header(&self) -> Option<&'static str> {
        match self.kind {
            Kind::Table(example) => Some(example).filter(|example| example.starts_with('[')),
            _ => None,
        }
    }

    /// Whether it holds one text.
    fn is_text(&self) -> bool {
        matches!(self.kind, Kind::Text | Kind::Word(_))
    }

    /// Whether a text has the form that texts in a field of this name have: what is offered to be typed should not be
    /// refused for another reason.
    fn is_fit(&self, text: &str) -> bool {
        if literals::is_to_come(text) {
            return false;
        }
        match self.name {
            "id" | "source" | "needs" | "timing" | "form" | "replaced_by" | "with" | "sends_to"
            | "then_to" => slug(text) == text,
            "email" => is_mailbox(text),
            "booking" | "apply" | "relay" => headers::origin(text).is_some(),
            "address" => text.contains(['/', ':', '.']) && !text.contains(char::is_whitespace),
            "aliases" => Address::parse(text).is_some(),
            "days" => date::read(text).is_some(),
            "phone" => is_phone(text),
            "time" => text.parse::<Hours>().is_ok(),
            _ => !text.trim().is_empty(),
        }
    }

    /// What it must be, for messages. Where there are quotation marks that it cannot have, the message says so.
    pub(crate) fn expected(&self) -> String {
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
    pub(crate) fn meant(&self, text: &str) -> Option<String> {
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
    pub(crate) fn example(&self) -> String {
        format!("{} = {}", self.name, self.example_value())
    }

    fn example_value(&self) -> String {
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

/// Reports a field that should be the address of a page on the web and is not.
pub fn check_web_address(record: &Record, name: &str, diagnostics: &mut Diagnostics) {
    let Some(address) = record.text(name) else { return };
    diagnostics.extend(rewritten_links::problem(&address.value, address.span));
    if headers::origin(&address.value).is_some() {
        return;
    }
    let secure = address.value.strip_prefix("http://").map(|rest| format!("https://{rest}"));
    diagnostics.push(match secure.filter(|secure| headers::origin(secure).is_some()) {
        Some(secure) => Diagnostic::warning("link::insecure", address.span, "this address is not secure")
            .reword(
                format!("try `{secure}`; keep `http:` only if the other site has nothing else"),
                [secure.clone()],
            ),
        None => Diagnostic::error(
            "record::address",
            address.span,
            format!("`{}` is not a web address", address.value),
        )
        .suggest_address(&address.value),
    });
}

/// Warns of a field that leads to one version of a document.
pub fn check_version(record: &Record, name: &str, diagnostics: &mut Diagnostics) {
    let Some(address) = record.text(name) else { return };
    diagnostics.extend(version_in(&address.value).map(|name| versioned(name, address.span)));
}

/// Whether this can be a telephone number: a short one, one of this country, or one with the code of its country.
pub(crate) fn is_phone(written: &str) -> bool {
    static PHONE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?P<number>\+?[0-9() -]+?)( ?(ext\.?|extension|x) ?[0-9]+)?$")
            .expect("the pattern is right")
    });
    let Some(found) = PHONE.captures(written.trim()) else { return false };
    // "+44 (0)1632" has a nought that is not dialled.
    let number = found["number"].replace("(0)", if found["number"].starts_with('+') { "" } else { "0" });
    let figures = number.bytes().filter(u8::is_ascii_digit).count();
    match number.as_bytes() {
        [b'+', ..] => (8..=15).contains(&figures),
        // Some helplines have short numbers: 0800 1111.
        [b'0' | b'(', ..] => (10..=11).contains(&figures) || number.starts_with("0800") && figures == 8,
        _ => (3..=6).contains(&figures),
    }
}

/// A telephone number as it is meant: with the spaces and hyphens of the keyboard, and with the nought that a spreadsheet
/// drops.
pub(crate) fn phone(written: &str) -> Option<String> {
    let plain = |character: char| match character {
        character if is_odd_space(character) => ' ',
        character if "‐‑‒–—―−".contains(character) => '-',
        character => character,
    };
    let seen = written.chars().filter(|character| characters::hidden(*character).is_none());
    let plain: String = seen.map(plain).collect();
    let with_nought = format!("0{plain}");
    let is_without_nought = plain.len() == 10 && plain.bytes().all(|byte| byte.is_ascii_digit());
    [plain.clone(), with_nought]
        .into_iter()
        .find(|number| is_phone(number) && (*number == plain || is_without_nought))
}

/// Reports a field that should be the address of a mailbox and is not.
pub fn check_mailbox(record: &Record, name: &str, diagnostics: &mut Diagnostics) {
    let Some(address) = record.text(name).filter(|address| !is_mailbox(&address.value)) else { return };
    let problem = format!("`{}` is not an email address", address.value);
    let problem = Diagnostic::error("contact::email", address.span, problem);
    diagnostics.push(match mailbox_in(address.value.strip_prefix("mailto:").unwrap_or(&address.value)) {
        Some(mailbox) => problem.reword(format!("write `{mailbox}`"), [mailbox.clone()]),
        None => problem.hint("write it like `name@nhs.net`"),
    });
}

/// Reports ids that cannot stand in an address, and those that name two records of a list.
pub fn check_ids(records: &[Record], diagnostics: &mut Diagnostics) {
    let mut used: BTreeMap<String, Span> = BTreeMap::new();
    for id in records.iter().filter_map(|record| record.text("id")) {
        if slug(&id.value) != id.value {
            diagnostics.push(
                Diagnostic::error("record::id", id.span, format!("`{}` cannot be an id", id.value)).reword(
                    format!("write `{}`: lower-case words joined by hyphens", slug(&id.value)),
                    [slug(&id.value)],
                ),
            );
        }
        match used.entry(id.value) {
            Entry::Occupied(first) => diagnostics.push(
                Diagnostic::error(
                    "record::duplicate-id",
                    id.span,
                    format!("`{}` already names another entry of this file", first.key()),
                )
                .label("used again here")
                .also(*first.get(), "used first here")
                .hint("give one of them another id"),
            ),
            Entry::Vacant(place) => {
                place.insert(id.span);
            }
        }
    }
}

/// The name of a list as its header must have it: within another table, the name of that comes before.
fn header<'a>(written: &'a str, name: &'a str) -> &'a str {
    let inside = written.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    inside.map(str::trim).filter(|path| path.ends_with(name)).unwrap_or(name)
}

/// Reads values of one file; knows where the table begins in it.
struct Reader<'a> {
    file: &'a SourceFile,
    offset: usize,
}

impl Reader<'_> {
    fn span(&self, range: Range<usize>) -> Span {
        self.file.span(range.start + self.offset..range.end + self.offset)
    }

    fn value(
        &self,
        field: &Field,
        value: &toml::Spanned<DeValue<'_>>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Value> {
        let span = self.span(value.span());
        let read = match (field.kind, value.get_ref()) {
            (Kind::Text, DeValue::String(text)) => one_line(field, text, span).map(Value::Text),
            (Kind::Word(words), DeValue::String(text)) => word(field, words, text, span).map(Value::Text),
            (Kind::Texts | Kind::WordList(_), DeValue::Array(items)) if items.is_empty() && field.needed => {
                Err(empty(field, span))
            }
            (Kind::Texts | Kind::WordList(_), DeValue::Array(items)) => {
                let texts = self.texts(field, items, diagnostics)?;
                diagnostics.extend(repeated(field, &texts, span));
                return Some(Value::Texts(texts));
            }
            (Kind::Number(bounds), DeValue::Integer(number)) => {
                let number = i64::from_str_radix(number.as_str(), number.radix()).ok();
                number
                    .filter(|number| bounds.contain(*number))
                    .map(Value::Number)
                    .ok_or_else(|| out_of_bounds(field, bounds, span))
            }
            (Kind::Date, DeValue::Datetime(datetime)) => civil_date(datetime)
                .ok_or_else(|| {
                    let day = datetime.date.map(|date| date.to_string());
                    wrong_kind(field, name_of(value.get_ref()), day, span)
                })
                .and_then(|day| in_our_time(day, span))
                .map(Value::Date),
            (Kind::Flag, DeValue::Boolean(flag)) => Ok(Value::Flag(*flag)),
            (Kind::Words(_), DeValue::Table(words)) => self.words(words).map(Value::Words),
            (Kind::Table(_), DeValue::Table(_)) => Ok(Value::Table),
            (_, DeValue::String(text)) => Err(wrong_kind(field, "text", field.meant(text), span)),
            (_, other) => {
                let meant = self.meant_by(field, other, span);
                Err(wrong_kind(field, name_of(other), meant, span))
            }
        };
        match read {
            Ok(value) => Some(value),
            Err(diagnostic) => {
                diagnostics.push(diagnostic);
                None
            }
        }
    }
}

impl Reader<'_> {
    /// What a value of another kind was meant to be, as the field has it.
    fn meant_by(&self, field: &Field, value: &DeValue<'_>, span: Span) -> Option<String> {
        let written = self.file.text_at(span);
        match (field.kind, value) {
            (
                Kind::Text,
                DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_),
            ) => match field.name {
                "phone" => phone(written).map(|phone| format!("\"{phone}\"")),
                "time" => field.meant(written),
                _ => Some(format!("\"{written}\"")).filter(|_| field.is_fit(written)),
            },
            (Kind::Text, DeValue::Array(items)) => match items.iter().as_slice() {
                [item] if matches!(item.get_ref(), DeValue::String(_)) => {
                    Some(self.file.text_at(self.span(item.span())).to_owned())
                }
                _ => None,
            },
            (Kind::Number(_), DeValue::Float(_)) => {
                let whole = written.split('.').next().filter(|_| written.ends_with(".0"))?;
                Some(whole.to_owned())
            }
            (Kind::Texts, DeValue::Integer(_) | DeValue::Float(_) | DeValue::Datetime(_)) => {
                Some(format!("[\"{written}\"]")).filter(|_| field.is_fit(written))
            }
            _ => None,
        }
    }

    fn texts(
        &self,
        field: &Field,
        items: &DeArray<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Vec<Spanned<String>>> {
        let text = |item: &toml::Spanned<DeValue<'_>>| match item.get_ref() {
            DeValue::String(text) => {
                let span = self.span(item.span());
                let text = match field.kind {
                    Kind::WordList(words) => word(field, words, text, span)?,
                    _ => one_line(field, text, span)?,
                };
                Ok(Spanned::new(text, span))
            }
            other => {
                let span = self.span(item.span());
                Err(Diagnostic::error(
                    "field::kind",
                    span,
                    format!("each item of `{}` must be text", field.name),
                )
                .label(format!("this is {}", name_of(other)))
                .hint("write it between quotation marks"))
            }
        };
        // Every item is read before giving up, so that every problem is reported.
        let texts: Vec<Option<Spanned<String>>> = items
            .iter()
            .map(|item| text(item).map_err(|problem: Diagnostic| diagnostics.push(problem)).ok())
            .collect();
        texts.into_iter().collect()
    }

    /// Names and what stands for each: text, or a day as it is written.
    fn words(&self, words: &DeTable<'_>) -> Result<Words, Diagnostic> {
        let mut read: Words = words
            .iter()
            .map(|(name, value)| {
                let span = self.span(value.span());
                let word = match value.get_ref() {
                    DeValue::String(text) => Some(text.to_string()),
                    DeValue::Datetime(datetime) => civil_date(datetime).map(|day| day.to_string()),
                    _ => None,
                };
                let name = Spanned::new(name.get_ref().to_string(), self.span(name.span()));
                match word {
                    Some(word) => Ok((name, Spanned::new(word, span))),
                    None => Err(Diagnostic::error(
                        "field::kind",
                        span,
                        format!("`{}` must be a word between quotation marks, or a date", name.value),
                    )
                    .label(format!("this is {}", name_of(value.get_ref())))
                    .instead(
                        match value.get_ref() {
                            DeValue::Boolean(flag) => Some(if *flag { "\"yes\"" } else { "\"no\"" }),
                            _ => None,
                        },
                        &name.value,
                        "\"…\"",
                    )),
                }
            })
            .collect::<Result<_, _>>()?;
        read.sort_by_key(|(name, _)| name.span);
        Ok(read)
    }
}

fn empty(field: &Field, span: Span) -> Diagnostic {
    Diagnostic::error("field::empty", span, format!("`{}` is empty", field.name)).hint(field.meaning)
}

/// Reports a text that a list has twice.
fn repeated(field: &Field, texts: &[Spanned<String>], list: Span) -> Option<Diagnostic> {
    let mut firsts: BTreeMap<&str, Span> = BTreeMap::new();
    for text in texts {
        firsts.entry(&text.value).or_insert(text.span);
    }
    let first_of = |text: &Spanned<String>| firsts[text.value.as_str()];
    let again = texts.iter().find(|text| first_of(text) != text.span)?;
    let once =
        texts.iter().filter(|text| first_of(text) == text.span).map(|text| format!("{:?}", text.value));
    let once = format!("[{}]", once.collect::<Vec<_>>().join(", "));
    let message = format!("`{}` is listed twice in `{}`", again.value, field.name);
    let hint = format!("write `{} = {once}`", field.name);
    let problem = Diagnostic::error("field::repeated", again.span, message).mend(hint, list, once);
    Some(problem.also(first_of(again), "listed first here"))
}

fn out_of_bounds(field: &Field, bounds: Bounds, span: Span) -> Diagnostic {
    let problem = format!("`{}` must be a number {bounds}", field.name);
    let problem = Diagnostic::error("field::bounds", span, problem)
        .hint(format!("write a number like `{}`", field.example()));
    if field.needed {
        problem
    } else {
        problem.hint(format!("leave `{}` out where it is not known", field.name))
    }
}

fn one_line(field: &Field, text: &str, span: Span) -> Result<String, Diagnostic> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Err(empty(field, span));
    }
    if trimmed.len() > LONGEST {
        return Err(Diagnostic::error(
            "field::too-long",
            span,
            format!("`{}` is longer than a page of text", field.name),
        )
        .hint(format!("write it shorter: {}", field.meaning)));
    }
    if trimmed.contains('\n') {
        return Err(several_lines(field.name, span));
    }
    Ok(trimmed.to_owned())
}

/// The problem of a text over several lines.
pub(crate) fn several_lines(field: &str, span: Span) -> Diagnostic {
    Diagnostic::error("field::lines", span, format!("`{field}` goes over several lines"))
        .hint("write it on one line")
}

fn word(field: &Field, words: &[&str], text: &str, span: Span) -> Result<String, Diagnostic> {
    if words.contains(&text) {
        return Ok(text.to_owned());
    }
    Err(Diagnostic::error("field::word", span, format!("`{}` cannot be `{text}`", field.name))
        .label(format!("not {}", any_of(words)))
        .suggest(suggest::nearest(text, words.iter().copied()), |problem| {
            problem.one_of(words.iter().copied())
        }))
}

impl Diagnostic {
    /// Says what the field must be for this value: what was meant, where that is known, or else an example.
    fn instead(self, meant: Option<impl Into<String>>, name: &str, example: &str) -> Self {
        let span = self.span;
        match meant.map(Into::into) {
            Some(meant) => self.mend(format!("write `{name} = {meant}`"), span, meant),
            None => self.hint(format!("write it like `{name} = {example}`")),
        }
    }
}

impl Diagnostic {
    /// Says how an address of the web is written.
    fn suggest_address(self, written: &str) -> Self {
        let written = written.trim();
        // `https:/example.org`
        let after_scheme = written.strip_prefix("https").filter(|rest| rest.starts_with([':', '/']));
        let path = match after_scheme {
            Some(rest) => rest.trim_start_matches([':', '/']),
            None => written.strip_prefix("//").unwrap_or(written),
        };
        let whole = format!("https://{path}");
        let host = path.split('/').next().unwrap_or_default();
        let is_host = host.contains('.')
            && !host.contains(':')
            && ending(path) != "md"
            && !path.contains("://")
            && !path.contains(char::is_whitespace);
        if is_host && headers::origin(&whole).is_some() {
            self.reword(format!("write `{whole}`"), [whole.clone()])
        } else {
            self.hint("write an address that begins with `https://`")
        }
    }
}

fn wrong_kind(field: &Field, found: &str, meant: Option<String>, span: Span) -> Diagnostic {
    let is_marked = found == "text" && matches!(field.kind, Kind::Number(_) | Kind::Date | Kind::Flag);
    let without = if is_marked { ", without quotation marks" } else { "" };
    let message = format!("`{}` must be {}{without}", field.name, field.expected());
    let problem = Diagnostic::error("field::kind", span, message).label(format!("this is {found}"));
    if let Some(header) = field.header().filter(|_| found == "a list") {
        return problem.hint(format!("begin it with a line `{header}`"));
    }
    let diagnostic = problem.instead(meant, field.name, &field.example_value());
    match field.kind {
        Kind::Table(_) => diagnostic.hint("`content/README.md` lists what else may stand here"),
        _ => diagnostic,
    }
}

/// Where the guide for editors lists what may stand in a table.
const GUIDE: &str = "`content/README.md` lists what may stand here";

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
    // The words between backticks: the one at fault, then those that would have been right.
    let words: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let (at_fault, expected) = words.split_first().map_or(("", &[][..]), |(first, rest)| (*first, rest));
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
            problem.hint(format!("leave it out: {} are all that there can be", any_of(expected)))
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
    } else if file.text_at(around).starts_with('[') {
        Diagnostic::error(
            "field::table",
            around,
            format!("a `{name}` stands between braces, on the line of its name"),
        )
        .hint(GUIDE)
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
    let number = typed::number(&written.to_lowercase()).or_else(|| literals::number(figures?));
    let problem = report("not a whole number");
    match number {
        Some(number) => problem.write(number.to_string()),
        None if whole == written => problem.hint("write a whole number in digits, such as `3`"),
        None => problem.hint("write it in digits, without quotation marks"),
    }
}

fn name_of(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "`true` or `false`",
        DeValue::Datetime(datetime) => match (datetime.date, datetime.time) {
            (Some(_), None) => "a date",
            (Some(_), Some(_)) => "a date with a time of day",
            (None, _) => "a time of day",
        },
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// The day a TOML date names, when it is a day and nothing more. TOML itself refuses impossible days.
fn civil_date(datetime: &toml::value::Datetime) -> Option<Date> {
    match datetime {
        toml::value::Datetime { date: Some(date), time: None, offset: None } => {
            Date::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
        }
        toml::value::Datetime { .. } => None,
    }
}

/// Days of records lie within a lifetime. In another year the year is mistyped.
fn in_our_time(day: Date, span: Span) -> Result<Date, Diagnostic> {
    if bounds::YEAR.contain(day.year().into()) {
        return Ok(day);
    }
    let problem = format!("the year {} cannot be right", day.year());
    Err(Diagnostic::error("field::year", span, problem)
        .hint("write the year in full, year first: `2026-11-22`"))
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
