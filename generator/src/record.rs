//! A small table of named fields in TOML, checked against a list of the fields it may have.
//!
//! The list is data ([`Schema`]), so that whatever else needs it (a form for editors, the editors' guide)
//! reads the same one. Every problem is reported: unknown and missing fields, wrong kinds of value.
//! Tables within tables, such as a region's policy, are not read here.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::Datelike as _;
use serde::de::DeserializeOwned;
use supportt_rules::date::Date;
use toml::de::{DeArray, DeTable, DeValue, ValueDeserializer};

use crate::bug;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::headers;
use crate::markdown::{is_mailbox, slug, version_in, versioned};
use crate::source::{SourceFile, Span, Spanned};
use crate::suggest;
use crate::toml_syntax::{self, literals};
use crate::wording::any_of;

/// The years in which what the site tells of can lie.
pub const YEARS: Range<i32> = 1990..2100;

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
    /// A whole number.
    Number,
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
        let parsed = toml_syntax::parse(file, range, diagnostics);
        let table = Table { file, offset, span, fields: &parsed.table(), complete: parsed.complete };
        self.read_table(&table, diagnostics)
    }

    /// Reads a table that has been parsed as a table of these fields.
    pub fn read_table(&self, table: &Table<'_>, diagnostics: &mut Diagnostics) -> Record {
        let Table { file, offset, span, fields, complete } = *table;
        let reader = Reader { file, offset };
        let mut values = BTreeMap::new();
        for (name, value) in fields {
            let Some(field) = self.fields.iter().find(|field| field.name == name.get_ref()) else {
                diagnostics.push(self.unknown_field(name.get_ref(), reader.span(name.span())));
                continue;
            };
            if let Some(read) = reader.value(field, value, diagnostics) {
                values.insert(field.name, Spanned::new(read, reader.span(value.span())));
            }
        }
        if complete {
            diagnostics.extend(self.missing_fields(fields, file, span).map(
                |missing| match values.get("id") {
                    Some(Spanned { value: Value::Text(id), .. }) => missing.label(format!("this is `{id}`")),
                    _ => missing,
                },
            ));
        }
        let absent = self.fields.iter().map(|field| field.name);
        let absent = absent.filter(|name| complete && !fields.contains_key(*name)).collect();
        Record { span, values, absent }
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
                        header(&around.file.text()[span.range()], name)
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
        let parsed = toml_syntax::parse(file, 0..file.text().len(), diagnostics);
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

    fn unknown_field(&self, name: &str, span: Span) -> Diagnostic {
        let names = || self.fields.iter().map(|field| field.name);
        let hint = match suggest::nearest(name, names()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!(
                "its fields are {}",
                names().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
            ),
        };
        Diagnostic::error("field::unknown", span, format!("{} has no field `{name}`", self.subject))
            .label("not a field")
            .hint(hint)
    }

    fn missing_fields(&self, table: &DeTable<'_>, file: &SourceFile, span: Span) -> Option<Diagnostic> {
        let missing: Vec<&Field> =
            self.fields.iter().filter(|field| field.needed && !table.contains_key(field.name)).collect();
        let first = missing.first()?;
        let names = missing.iter().map(|field| format!("`{}`", field.name)).collect::<Vec<_>>().join(", ");
        let noun = if missing.len() == 1 { "the field" } else { "the fields" };
        let first_line = span.range().start
            ..span.range().start + file.text()[span.range()].lines().next().map_or(0, str::len);
        let mut diagnostic = Diagnostic::error(
            "field::missing",
            file.span(first_line),
            format!("{} needs {noun} {names}", self.subject),
        );
        diagnostic = diagnostic.hint(format!("`{}`: {}", first.example(), first.meaning));
        for field in &missing[1..] {
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

    /// The field as it might be typed.
    fn example(&self) -> String {
        let value = match self.kind {
            Kind::Text => "\"…\"".to_owned(),
            Kind::Word(words) => format!("\"{}\"", words.first().copied().unwrap_or_default()),
            Kind::Texts => "[\"…\"]".to_owned(),
            Kind::WordList(words) => format!("[\"{}\"]", words.first().copied().unwrap_or_default()),
            Kind::Number => "10".to_owned(),
            Kind::Date => "2026-11-22".to_owned(),
            Kind::Flag => "true".to_owned(),
            Kind::Words(example) | Kind::Table(example) => example.to_owned(),
        };
        format!("{} = {value}", self.name)
    }
}

/// Reports a field that should be the address of a page on the web and is not.
pub fn check_web_address(record: &Record, name: &str, diagnostics: &mut Diagnostics) {
    let Some(address) = record.text(name).filter(|address| headers::origin(&address.value).is_none()) else {
        return;
    };
    let secure = address.value.strip_prefix("http://").map(|rest| format!("https://{rest}"));
    diagnostics.push(match secure.filter(|secure| headers::origin(secure).is_some()) {
        Some(secure) => Diagnostic::warning("link::insecure", address.span, "this address is not secure")
            .hint(format!("try `{secure}`; keep `http:` only if the other site has nothing else")),
        None => Diagnostic::error(
            "record::address",
            address.span,
            format!("`{}` is not a web address", address.value),
        )
        .hint("write an address that begins with `https://`"),
    });
}

/// Warns of a field that leads to one version of a document.
pub fn check_version(record: &Record, name: &str, diagnostics: &mut Diagnostics) {
    let Some(address) = record.text(name) else { return };
    diagnostics.extend(version_in(&address.value).map(|name| versioned(name, address.span)));
}

/// Reports a field that should be the address of a mailbox and is not.
pub fn check_mailbox(record: &Record, name: &str, diagnostics: &mut Diagnostics) {
    let Some(address) = record.text(name).filter(|address| !is_mailbox(&address.value)) else { return };
    let problem = format!("`{}` is not an email address", address.value);
    diagnostics.push(
        Diagnostic::error("contact::email", address.span, problem).hint("write it like `name@nhs.net`"),
    );
}

/// Reports ids that cannot stand in an address, and those that name two records of a list.
pub fn check_ids(records: &[Record], diagnostics: &mut Diagnostics) {
    let ids: Vec<Spanned<String>> = records.iter().filter_map(|record| record.text("id")).collect();
    for (place, id) in ids.iter().enumerate() {
        if slug(&id.value) != id.value {
            diagnostics.push(
                Diagnostic::error("record::id", id.span, format!("`{}` cannot be an id", id.value))
                    .hint(format!("write `{}`: lower-case words joined by hyphens", slug(&id.value))),
            );
        }
        if let Some(first) = ids[..place].iter().find(|first| first.value == id.value) {
            diagnostics.push(
                Diagnostic::error(
                    "record::duplicate-id",
                    id.span,
                    format!("`{}` already names another entry of this file", id.value),
                )
                .label("used again here")
                .also(first.span, "used first here")
                .hint("give one of them another id"),
            );
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
                self.texts(field, items, span).map(Value::Texts)
            }
            (Kind::Number, DeValue::Integer(number)) => i64::from_str_radix(number.as_str(), number.radix())
                .map(Value::Number)
                .map_err(|_| wrong_kind(field, "a number that is too large", None, span)),
            (Kind::Date, DeValue::Datetime(datetime)) => civil_date(datetime)
                .ok_or_else(|| wrong_kind(field, "a time of day", None, span))
                .and_then(|day| in_our_time(day, span))
                .map(Value::Date),
            (Kind::Flag, DeValue::Boolean(flag)) => Ok(Value::Flag(*flag)),
            (Kind::Words(_), DeValue::Table(words)) => self.words(words).map(Value::Words),
            (Kind::Table(_), DeValue::Table(_)) => Ok(Value::Table),
            (_, DeValue::String(text)) => Err(wrong_kind(field, "text", meant(field, text), span)),
            (_, other) => Err(wrong_kind(field, name_of(other), None, span)),
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
    fn texts(
        &self,
        field: &Field,
        items: &DeArray<'_>,
        span: Span,
    ) -> Result<Vec<Spanned<String>>, Diagnostic> {
        let texts = items.iter().map(|item| match item.get_ref() {
            DeValue::String(text) => {
                let span = self.span(item.span());
                let text = match field.kind {
                    Kind::WordList(words) => word(field, words, text, span)?,
                    _ => one_line(field, text, span)?,
                };
                Ok(Spanned::new(text, span))
            }
            _ => Err(wrong_kind(field, "a list of something else", None, span)),
        });
        texts.collect()
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
                    .hint(match value.get_ref() {
                        DeValue::Boolean(flag) => {
                            format!("write `{} = \"{}\"`", name.value, if *flag { "yes" } else { "no" })
                        }
                        _ => format!("write `{} = \"…\"`", name.value),
                    })),
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

fn one_line(field: &Field, text: &str, span: Span) -> Result<String, Diagnostic> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Err(empty(field, span));
    }
    if trimmed.contains('\n') {
        return Err(Diagnostic::error(
            "field::lines",
            span,
            format!("`{}` goes over several lines", field.name),
        )
        .hint("write it on one line"));
    }
    Ok(trimmed.to_owned())
}

fn word(field: &Field, words: &[&str], text: &str, span: Span) -> Result<String, Diagnostic> {
    if words.contains(&text) {
        return Ok(text.to_owned());
    }
    let hint = match suggest::nearest(text, words.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("write {}", any_of(words)),
    };
    Err(Diagnostic::error("field::word", span, format!("`{}` cannot be `{text}`", field.name))
        .label(format!("not {}", any_of(words)))
        .hint(hint))
}

/// What a text was meant to be, as the field has it.
fn meant(field: &Field, text: &str) -> Option<String> {
    let text = text.trim();
    let value = match field.kind {
        Kind::Number => literals::number(text).map(|number| number.to_string()),
        Kind::Date => literals::date(text).map(|date| date.to_string()),
        Kind::Flag => literals::flag(text).map(|flag| flag.to_string()),
        Kind::Texts | Kind::WordList(_) => (!text.contains(['"', '\\'])).then(|| format!("[\"{text}\"]")),
        Kind::Text | Kind::Word(_) | Kind::Words(_) | Kind::Table(_) => None,
    }?;
    Some(format!("{} = {value}", field.name))
}

fn wrong_kind(field: &Field, found: &str, meant: Option<String>, span: Span) -> Diagnostic {
    let expected = match field.kind {
        Kind::Text | Kind::Word(_) => "text between quotation marks",
        Kind::Texts | Kind::WordList(_) => "a list of texts",
        Kind::Number => "a whole number, without quotation marks",
        Kind::Date => "a date, without quotation marks",
        Kind::Flag => "`true` or `false`, without quotation marks",
        Kind::Words(_) | Kind::Table(_) => "a table between braces",
    };
    let diagnostic = Diagnostic::error("field::kind", span, format!("`{}` must be {expected}", field.name))
        .label(format!("this is {found}"))
        .hint(match meant {
            Some(meant) => format!("write `{meant}`"),
            None => format!("write it like `{}`", field.example()),
        });
    match field.kind {
        Kind::Table(_) => diagnostic.hint("`content/README.md` lists what else may stand here"),
        _ => diagnostic,
    }
}

/// What is wrong inside a table, in words for editors instead of the reader's own.
fn explain_table(name: &str, message: &str, place: Span) -> Diagnostic {
    const GUIDE: &str = "`content/README.md` lists what may stand here";
    let report = |message| Diagnostic::error("field::table", place, message);
    // The words between backticks: the one at fault, then those that would have been right.
    let words: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let (at_fault, expected) = words.split_first().map_or(("", &[][..]), |(first, rest)| (*first, rest));
    let hint = || match suggest::nearest(at_fault, expected.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if expected.is_empty() => GUIDE.to_owned(),
        None => format!("write {}", any_of(expected)),
    };
    if message.starts_with("unknown variant") {
        report(format!("`{name}` cannot be `{at_fault}`")).hint(hint())
    } else if message.starts_with("unknown field") {
        report(format!("there is no `{at_fault}` in this `{name}`")).hint(hint())
    } else if message.starts_with("missing field") {
        report(format!("this `{name}` lacks `{at_fault}`")).hint(GUIDE)
    } else if message.ends_with("expected u32") || message.ends_with("expected i64") {
        report(format!("a part of this `{name}` must be a whole number"))
            .label("not a whole number")
            .hint("write it in digits, without quotation marks")
    } else {
        report(format!("`{name}` cannot be read: {message}")).hint(GUIDE)
    }
}

fn name_of(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "`true` or `false`",
        DeValue::Datetime(_) => "a date",
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
    if YEARS.contains(&day.year()) {
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
        let read = ValueDeserializer::parse(&file.text()[span.range()]).and_then(T::deserialize);
        read.map_err(|error| {
            let place = error.span().unwrap_or(0..span.range().len());
            let start = span.range().start;
            let place = file.span(place.start + start..place.end + start);
            diagnostics.push(explain_table(name, error.message(), place));
        })
        .ok()
    }

    fn get<T>(&self, name: &str, take: impl FnOnce(&Value) -> Option<T>) -> Option<Spanned<T>> {
        let value = self.values.get(name)?;
        Some(Spanned::new(take(&value.value)?, value.span))
    }
}
