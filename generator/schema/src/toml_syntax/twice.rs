//! Names that are written twice: each line of a text can be read, but not all of them together.

use std::collections::BTreeMap;
use std::ops::Range;

use super::expressions::{Expression, Header};
use supportt_source::diagnostic::Diagnostic;
use supportt_source::{Slice, SourceFile};

/// The sections of a text, in which names are looked up.
pub(super) struct Outline<'t> {
    file: &'t SourceFile,
    /// Where the text begins in the file.
    offset: usize,
    text: &'t str,
    expressions: &'t [Expression<'t>],
    sections: Vec<Section<'t>>,
    names: BTreeMap<&'t str, Named>,
}

/// A header with the fields below it, or the fields above the first header.
struct Section<'t> {
    /// The first of its expressions.
    start: usize,
    header: Option<Header<'t>>,
    /// Its lines.
    range: Range<usize>,
    /// The first field `id` in it, by its number among the expressions.
    id: Option<usize>,
}

/// What has a name.
#[derive(Default)]
struct Named {
    /// The first section that is a table.
    table: Option<usize>,
    /// Whether there are entries of a list.
    is_list: bool,
}

const AMONG_ENTRIES: &str = "this begins a table, and the others of its name begin entries of a list";

/// A name that is written twice.
pub(super) struct Found<'t> {
    pub problem: Diagnostic,
    /// What to leave out so that the rest can be read.
    pub range: Range<usize>,
    /// The name of a list of which one entry looked like a table, so that all others seemed to be written twice.
    pub list: Option<&'t str>,
}

impl<'t> Outline<'t> {
    /// `sound` is the text with spaces for what has been left out already.
    pub(super) fn new(
        file: &'t SourceFile,
        offset: usize,
        text: &'t str,
        expressions: &'t [Expression<'t>],
        sound: &str,
    ) -> Self {
        let mut sections: Vec<Section<'t>> = Vec::new();
        let mut names: BTreeMap<&str, Named> = BTreeMap::new();
        for (number, Expression { range, header }) in expressions.iter().enumerate() {
            match sections.last_mut().filter(|_| header.is_none()) {
                Some(section) => section.range.end = range.end,
                None => {
                    sections.push(Section { start: number, header: *header, range: range.clone(), id: None });
                }
            }
            let place = sections.len() - 1;
            match header {
                Some(header) if !sound.slice(range.clone()).trim().is_empty() => {
                    let alike = names.entry(header.name).or_default();
                    if header.is_entry {
                        alike.is_list = true;
                    } else {
                        alike.table.get_or_insert(place);
                    }
                }
                None if is_id(text.slice(range.clone())) => {
                    sections[place].id.get_or_insert(number);
                }
                _ => {}
            }
        }
        Self { file, offset, text, expressions, sections, names }
    }

    /// The name of the header at a byte, if there is one.
    pub(super) fn header_at(&self, byte: usize) -> Option<&'t str> {
        let expression = self.expressions.get(self.expression_at(byte)?)?;
        Some(expression.header?.name)
    }

    /// What is wrong where the reader found a name for the second time.
    pub(super) fn find(&self, byte: usize) -> Option<Found<'t>> {
        let number = self.expression_at(byte)?;
        let place = self.sections.partition_point(|section| section.start <= number).checked_sub(1)?;
        let (expression, section) = (self.expressions.get(number)?, self.sections.get(place)?);
        let Some(header) = expression.header else {
            let found = self.entry_without_header(number, expression, section);
            return Some(found.unwrap_or_else(|| Found {
                problem:
                    self.explain(expression, "the same field is written twice").label("remove one of them"),
                range: expression.range.clone(),
                list: None,
            }));
        };
        let alike = self.names.get(header.name)?;
        let Some(table) = alike.table.filter(|_| alike.is_list).and_then(|table| self.sections.get(table))
        else {
            return Some(Found {
                problem: self.explain(expression, "this table is begun twice").hint(format!(
                    "put all its fields below one `[{0}]`; if it is a list, begin each entry with `[[{0}]]`",
                    header.name
                )),
                range: section.range.clone(),
                list: None,
            });
        };
        Some(Found {
            problem: self
                .explain(self.expressions.get(table.start)?, AMONG_ENTRIES)
                .write(format!("[[{}]]", header.name)),
            range: table.range.clone(),
            list: Some(header.name),
        })
    }

    /// The fields from one on, where they are those of an entry whose header has been forgotten: the entry above has an
    /// `id` already.
    fn entry_without_header(
        &self,
        number: usize,
        expression: &Expression<'t>,
        section: &Section<'t>,
    ) -> Option<Found<'t>> {
        let written = self.text.slice(expression.range.clone());
        let list = section.header.filter(|header| header.is_entry)?.name;
        if !is_id(written) || section.id? >= number {
            return None;
        }
        let start = self.offset + expression.range.start;
        let line = start..start + written.lines().next().map_or(0, str::len);
        let message = format!("a new entry seems to begin here: the `[[{list}]]` above has an `id` already");
        Some(Found {
            problem: Diagnostic::error("toml::syntax", self.file.span(line), message).mend(
                format!("write `[[{list}]]` on the line before; or remove one `id`"),
                self.file.span(start..start),
                format!("[[{list}]]\n"),
            ),
            range: expression.range.start..section.range.end,
            list: None,
        })
    }

    fn explain(&self, Expression { range, header }: &Expression<'_>, message: &str) -> Diagnostic {
        let written = self.text.slice(range.clone());
        let name = written.split(if header.is_some() { '#' } else { '=' }).next().unwrap_or_default();
        let start = self.offset + range.start + name.len() - name.trim_start().len();
        Diagnostic::error("toml::syntax", self.file.span(start..start + name.trim().len()), message)
    }

    fn expression_at(&self, byte: usize) -> Option<usize> {
        self.expressions.partition_point(|expression| expression.range.start <= byte).checked_sub(1)
    }
}

fn is_id(field: &str) -> bool {
    field.split('=').next().map(str::trim) == Some("id")
}
