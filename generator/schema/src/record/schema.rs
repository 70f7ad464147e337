//! Reads a table of TOML as a record, and reports whatever is wrong with it: unknown and missing fields, wrong kinds
//! of value.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::Datelike as _;
use supportt_basics::bounds::{self, Bounds};
use supportt_basics::date::Date;
use toml::de::{DeArray, DeString, DeTable, DeValue};

use super::field::{Field, Kind, Schema, civil_date};
use super::format::Format;
use super::tables::policy_value;
use super::values::{Record, Value, Words};
use crate::toml_syntax;
use supportt_source::addresses::phone;
use supportt_source::bug;
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::suggest;
use supportt_source::wording::any_of;
use supportt_source::{SourceFile, Sources, Span, Spanned};

/// The longest text of a field, in bytes. Some are written again on every page.
const LONGEST: usize = 5_000;

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
        let Table { file, span, fields, complete, .. } = *table;
        let mut values = BTreeMap::new();
        let mut meant = Vec::new();
        let field_of = |name: &str| self.fields.iter().find(|field| field.name == name);
        for (name, value) in fields.iter().filter(|(name, _)| field_of(name.get_ref()).is_none()) {
            let near = self.nearest(name.get_ref(), value.get_ref(), fields);
            diagnostics.push(self.unknown_field(table, name, value, near));
            meant.extend(near.map(|field| field.name));
        }
        for (name, value) in fields {
            // Of what is written under another name too, such as `[Course]` beside `[[course.session]]`, part is missing.
            let field = field_of(name.get_ref()).filter(|field| !meant.contains(&field.name));
            let Some(field) = field else { continue };
            if let Some(read) = table.value(field, value, diagnostics) {
                values.insert(field.name, Spanned::new(read, table.place(value.span())));
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
        Record { span, fields: self.fields, values, absent }
    }

    /// Reads a list of such tables, each of which begins with the schema's header, out of the table around it.
    ///
    /// There are none when the list is not there.
    fn read_list(&self, around: &Table<'_>, diagnostics: &mut Diagnostics) -> Vec<Record> {
        let value = around.fields.get(self.list());
        value.map(|value| self.entries(value, around, diagnostics)).unwrap_or_default()
    }

    fn entries(
        &self,
        value: &toml::Spanned<DeValue<'_>>,
        around: &Table<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Vec<Record> {
        let items = match value.get_ref() {
            DeValue::Array(items) => items.iter().collect(),
            _ => vec![value],
        };
        let mut records = Vec::new();
        for item in items {
            let span = around.place(item.span());
            match (item.get_ref(), value.get_ref()) {
                (DeValue::Table(fields), DeValue::Array(_)) => {
                    records.push(self.read_table(&Table { span, fields, ..*around }, diagnostics));
                }
                _ => diagnostics.push(
                    Diagnostic::error(
                        "field::not-a-list",
                        span,
                        format!("`{}` must be a list of entries", self.list()),
                    )
                    .hint(format!(
                        "begin each entry with a line `{}`, with two brackets on each side",
                        self.header
                    )),
                ),
            }
        }
        records
    }

    /// Reads a file that holds one such list and nothing else.
    pub fn read_file(&self, file: &SourceFile, diagnostics: &mut Diagnostics) -> Vec<Record> {
        bug::at(file.path(), || self.read_whole(file, diagnostics))
    }

    /// Reads the file at a path that holds one such list; the list is empty where there is none.
    pub fn read_at(&self, path: &str, sources: &Sources, diagnostics: &mut Diagnostics) -> Vec<Record> {
        sources.at(path).map(|file| self.read_file(file, diagnostics)).unwrap_or_default()
    }

    fn read_whole(&self, file: &SourceFile, diagnostics: &mut Diagnostics) -> Vec<Record> {
        let parsed = toml_syntax::parse(file, 0..file.text().len(), &|name| self.field(name), diagnostics);
        let fields = &parsed.table();
        for (other, _) in fields.iter().filter(|(other, _)| other.get_ref() != self.list()) {
            diagnostics.push(
                Diagnostic::error(
                    "file::unknown-table",
                    file.span(other.span()),
                    format!("this file holds nothing called `{}`", other.get_ref()),
                )
                .hint(format!("it is a list: begin each entry with a line `{}`", self.header)),
            );
        }
        let around = Table { file, offset: 0, span: file.whole(), fields, complete: parsed.complete };
        self.read_list(&around, diagnostics)
    }

    /// The field that is meant by a name.
    fn nearest(&self, name: &str, value: &DeValue<'_>, written: &DeTable<'_>) -> Option<&'static Field> {
        // A field that is there already cannot be meant, but a table can be there because of one within it, and what is
        // written as an entry of a list was meant as one.
        let fits = |field: &&Field| field.header().is_some() && field.takes(value);
        let is_free = |field: &&Field| fits(field) || !written.contains_key(field.name);
        let near = suggest::nearest(name, self.fields.iter().filter(fits).map(|field| field.name));
        let near = near
            .or_else(|| suggest::nearest(name, self.fields.iter().filter(is_free).map(|field| field.name)))?;
        self.fields.iter().find(|field| field.name == near)
    }

    fn unknown_field(
        &self,
        table: &Table<'_>,
        name: &toml::Spanned<DeString<'_>>,
        value: &toml::Spanned<DeValue<'_>>,
        near: Option<&Field>,
    ) -> Diagnostic {
        let span = table.place(name.span());
        let report = |what: &str| {
            let message = format!("{} has no {what} `{}`", self.subject, name.get_ref());
            Diagnostic::error("field::unknown", span, message)
        };
        let problem = match value.get_ref() {
            DeValue::Table(_) => report("table"),
            DeValue::Array(items) if items.iter().any(|item| matches!(item.get_ref(), DeValue::Table(_))) => {
                report("list")
            }
            _ => report("field").label("not a field"),
        };
        let Some(field) = near else {
            let names: Vec<String> = self.fields.iter().map(|field| format!("`{}`", field.name)).collect();
            return problem.hint(format!("its fields are {}", names.join(", ")));
        };
        let is_shaped =
            matches!(field.kind, Kind::Words(_) | Kind::Value(_) | Kind::Record(_) | Kind::Records(_));
        let is_text = |value: &DeValue<'_>| matches!(value, DeValue::String(_));
        // What is wrong with a value of the right kind is said once the name is right.
        if is_shaped || field.takes(value.get_ref()) || field.is_text() == is_text(value.get_ref()) {
            return problem.did_you_mean(field.name);
        }
        let whole = table.place(name.span().start..value.span().end);
        let meant = match value.get_ref() {
            DeValue::String(text) => field.meant(text),
            other => table.meant_by(field, other, table.place(value.span())),
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
            diagnostic = diagnostic.hint(format!("`{}`: {}", field.example(), field.meaning()));
        }
        Some(diagnostic)
    }
}

impl Table<'_> {
    /// Where in the file what was parsed at this range is written.
    fn place(&self, range: Range<usize>) -> Span {
        self.file.span(range.start + self.offset..range.end + self.offset)
    }

    fn value(
        &self,
        field: &Field,
        value: &toml::Spanned<DeValue<'_>>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Value> {
        let span = self.place(value.span());
        let read = match (field.kind, value.get_ref()) {
            (Kind::Text(format), DeValue::String(text)) => one_line(field, text, span).map(|text| {
                format.check(&text, span, diagnostics);
                Value::Text(text)
            }),
            (Kind::Word(words), DeValue::String(text)) => word(field, words, text, span).map(Value::Text),
            (Kind::Texts(_) | Kind::WordList(_), DeValue::Array(items))
                if items.is_empty() && field.needed =>
            {
                Err(empty(field, span))
            }
            (Kind::Texts(_) | Kind::WordList(_), DeValue::Array(items)) => {
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
            (Kind::Value(_), DeValue::Table(_)) => {
                policy_value(field.name, self.file, span).map(Value::Policy)
            }
            (Kind::Record(schema), DeValue::Table(fields)) => {
                let record = schema.read_table(&Table { span, fields, ..*self }, diagnostics);
                Ok(Value::Record(Box::new(record)))
            }
            (Kind::Records(schema), _) => Ok(Value::Records(schema.entries(value, self, diagnostics))),
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

impl Table<'_> {
    /// What a value of another kind was meant to be, as the field has it.
    fn meant_by(&self, field: &Field, value: &DeValue<'_>, span: Span) -> Option<String> {
        let written = self.file.text_at(span);
        match (field.kind, value) {
            (
                Kind::Text(format),
                DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_),
            ) => match format {
                Format::Phone => phone(written).map(|phone| format!("\"{phone}\"")),
                Format::Hours => field.meant(written),
                _ => Some(format!("\"{written}\"")).filter(|_| format.fits(written)),
            },
            (Kind::Text(_), DeValue::Array(items)) => match items.iter().as_slice() {
                [item] if matches!(item.get_ref(), DeValue::String(_)) => {
                    Some(self.file.text_at(self.place(item.span())).to_owned())
                }
                _ => None,
            },
            (Kind::Number(_), DeValue::Float(_)) => {
                let whole = written.split('.').next().filter(|_| written.ends_with(".0"))?;
                Some(whole.to_owned())
            }
            (Kind::Texts(format), DeValue::Integer(_) | DeValue::Float(_) | DeValue::Datetime(_)) => {
                Some(format!("[\"{written}\"]")).filter(|_| format.fits(written))
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
                let span = self.place(item.span());
                let text = match field.kind {
                    Kind::WordList(words) => word(field, words, text, span)?,
                    _ => one_line(field, text, span)?,
                };
                Ok(Spanned::new(text, span))
            }
            other => {
                let span = self.place(item.span());
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
                let span = self.place(value.span());
                let word = match value.get_ref() {
                    DeValue::String(text) => Some(text.to_string()),
                    DeValue::Datetime(datetime) => civil_date(datetime).map(|day| day.to_string()),
                    _ => None,
                };
                let name = Spanned::new(name.get_ref().to_string(), self.place(name.span()));
                if let Some(word) = word {
                    Ok((name, Spanned::new(word, span)))
                } else {
                    let message =
                        format!("`{}` must be a word between quotation marks, or a date", name.value);
                    let problem = Diagnostic::error("field::kind", span, message)
                        .label(format!("this is {}", name_of(value.get_ref())));
                    let meant = match value.get_ref() {
                        DeValue::Boolean(flag) => Some(if *flag { "\"yes\"" } else { "\"no\"" }),
                        _ => None,
                    };
                    Err(instead(problem, meant, &name.value, "\"…\""))
                }
            })
            .collect::<Result<_, _>>()?;
        read.sort_by_key(|(name, _)| name.span);
        Ok(read)
    }
}

fn empty(field: &Field, span: Span) -> Diagnostic {
    Diagnostic::error("field::empty", span, format!("`{}` is empty", field.name)).hint(field.meaning())
}

/// Reports a text that a list has twice.
fn repeated(field: &Field, texts: &[Spanned<String>], list: Span) -> Option<Diagnostic> {
    let mut firsts: BTreeMap<&str, Span> = BTreeMap::new();
    for text in texts {
        firsts.entry(&text.value).or_insert(text.span);
    }
    let first_of = |text: &Spanned<String>| firsts[text.value.as_str()];
    let again = texts.iter().find(|text| first_of(text) != text.span)?;
    let once = texts.iter().filter(|text| first_of(text) == text.span).map(|text| quoted(&text.value));
    let once = format!("[{}]", once.collect::<Vec<_>>().join(", "));
    let message = format!("`{}` is listed twice in `{}`", again.value, field.name);
    let hint = format!("write `{} = {once}`", field.name);
    let problem = Diagnostic::error("field::repeated", again.span, message).mend(hint, list, once);
    Some(problem.also(first_of(again), "listed first here"))
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
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
        .hint(format!("write it shorter: {}", field.meaning())));
    }
    if trimmed.contains('\n') {
        return Err(several_lines(field.name, span));
    }
    Ok(trimmed.to_owned())
}

/// The problem of a text over several lines.
pub fn several_lines(field: &str, span: Span) -> Diagnostic {
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

/// Says what the field must be for this value: what was meant, where that is known, or else an example.
fn instead(problem: Diagnostic, meant: Option<impl Into<String>>, name: &str, example: &str) -> Diagnostic {
    let span = problem.span;
    match meant.map(Into::into) {
        Some(meant) => problem.mend(format!("write `{name} = {meant}`"), span, meant),
        None => problem.hint(format!("write it like `{name} = {example}`")),
    }
}

fn wrong_kind(field: &Field, found: &str, meant: Option<String>, span: Span) -> Diagnostic {
    let is_marked = found == "text" && matches!(field.kind, Kind::Number(_) | Kind::Date | Kind::Flag);
    let without = if is_marked { ", without quotation marks" } else { "" };
    let message = format!("`{}` must be {}{without}", field.name, field.expected());
    let problem = Diagnostic::error("field::kind", span, message).label(format!("this is {found}"));
    if let Some(header) = field.header() {
        return problem.hint(format!("begin it with a line `{header}`"));
    }
    let diagnostic = instead(problem, meant, field.name, &field.example_value());
    match field.kind {
        Kind::Value(_) => diagnostic.hint("`content/README.md` lists what else may stand here"),
        _ => diagnostic,
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

/// Days of records lie within a lifetime. In another year the year is mistyped.
fn in_our_time(day: Date, span: Span) -> Result<Date, Diagnostic> {
    if bounds::YEAR.contain(day.year().into()) {
        return Ok(day);
    }
    let problem = format!("the year {} cannot be right", day.year());
    Err(Diagnostic::error("field::year", span, problem)
        .hint("write the year in full, year first: `2026-11-22`"))
}
