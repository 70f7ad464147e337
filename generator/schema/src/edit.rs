//! Changes to TOML that leave every other byte as it is: comments, order, spaces, line ends, what nothing here knows.
//!
//! For whatever edits content for people who do not write TOML; the commands of today only read.
//!
//! A change replaces one piece of the text, found by the places that the parser gives; then the new text is read and
//! compared with what it should say. (`toml_edit` keeps comments and order, but it writes the line ends of Windows anew
//! and drops a byte order mark and the comments of what is taken out: to somebody with Excel and Notepad, every line of
//! the file would have changed.)

use std::ops::Range;

use toml::de::{DeTable, DeValue};
use toml::{Spanned, Table, Value};

use supportt_source::Slice as _;

/// A table in a text: all of it, the one below a header such as `[course]`, or an entry of a list such as `[[faq]]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place<'p> {
    /// The fields before the first header.
    Top,
    /// The table of this path: `course`.
    Table(&'p str),
    /// The entry of the list of this path, counted from 0: `course.session`.
    Entry(&'p str, usize),
}

/// Why a text cannot be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CannotEdit {
    /// It is no TOML.
    Unreadable,
    /// There is no such table, entry or field.
    Missing,
    /// It is written in a way that cannot be changed piece by piece, such as with its entries between braces.
    Shape,
}

/// Gives a field a value, whether or not it has one.
///
/// # Errors
///
/// When the text cannot be read, or has no such table.
pub fn set(text: &str, place: Place<'_>, name: &str, value: &Value) -> Result<String, CannotEdit> {
    let document = parse(text)?;
    let found = find(&document, place)?;
    let written = if let Some(old) = found.fields.get(name) {
        splice(text, old.span(), &value.to_string())
    } else {
        let at = line_end(text, found.own_end(text));
        insert_lines(text, at, &[format!("{name} = {value}")])
    };
    verify(text, written, |table| {
        fields_mut(table, place)?.insert(name.to_owned(), value.clone());
        Some(())
    })
}

/// Takes a field out, with the line or lines that it is on. Comments above it stay.
///
/// # Errors
///
/// When the text cannot be read, or there is no such field.
pub fn unset(text: &str, place: Place<'_>, name: &str) -> Result<String, CannotEdit> {
    let document = parse(text)?;
    let fields = find(&document, place)?.fields;
    let (key, value) = fields.get_key_value(name).ok_or(CannotEdit::Missing)?;
    let written = splice(text, line_start(text, key.span().start)..line_end(text, value.span().end), "");
    verify(text, written, |table| fields_mut(table, place)?.remove(name).map(|_| ()))
}

/// Adds an entry at the end of a list, which may be empty until then.
///
/// # Errors
///
/// When the text cannot be read.
pub fn push(text: &str, list: &str, entry: &[(&str, Value)]) -> Result<String, CannotEdit> {
    let document = parse(text)?;
    let end = entries(&document, list).and_then(|entries| entries.last().map(end_of));
    let at = end.map_or(text.len(), |end| behind_comments(text, line_end(text, end)));
    let fields = entry.iter().map(|(name, value)| format!("{name} = {value}"));
    let gap = if text.slice(..at).trim().is_empty() { None } else { Some(String::new()) };
    let lines: Vec<String> = gap.into_iter().chain([format!("[[{list}]]")]).chain(fields).collect();
    verify(text, insert_lines(text, at, &lines), |table| {
        let entry = entry.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        list_mut(table, list)?.push(Value::Table(entry));
        Some(())
    })
}

/// Takes an entry out of a list, from its header to the end of its last field.
///
/// # Errors
///
/// When the text cannot be read, or there is no such entry.
pub fn remove(text: &str, list: &str, number: usize) -> Result<String, CannotEdit> {
    let document = parse(text)?;
    let entry =
        entries(&document, list).and_then(|entries| entries.get(number)).ok_or(CannotEdit::Missing)?;
    let written = splice(text, line_start(text, entry.span().start)..line_end(text, end_of(entry)), "");
    verify(text, written, |table| {
        let entries = list_mut(table, list)?;
        entries.remove(number);
        if entries.is_empty() {
            // With its last entry a list is gone.
            let (around, name) = around(table, list)?;
            around.remove(name);
        }
        Some(())
    })
}

/// A table that was found, and where its header ends.
struct Found<'d> {
    fields: &'d DeTable<'d>,
    header_end: usize,
}

impl Found<'_> {
    /// Where the last of its fields ends that is no table with a header of its own.
    fn own_end(&self, text: &str) -> usize {
        let is_own = |value: &&Spanned<DeValue<'_>>| {
            let before = text.slice(line_start(text, value.span().start)..value.span().start);
            // What stands behind a bracket is named by a header.
            !before.trim().is_empty() && !before.trim_start_matches('\u{feff}').trim_start().starts_with('[')
        };
        self.fields.values().filter(is_own).map(|value| value.span().end).max().unwrap_or(self.header_end)
    }
}

fn parse(text: &str) -> Result<Spanned<DeTable<'_>>, CannotEdit> {
    DeTable::parse(text).map_err(|_| CannotEdit::Unreadable)
}

fn find<'d>(document: &'d Spanned<DeTable<'d>>, place: Place<'_>) -> Result<Found<'d>, CannotEdit> {
    let found = match place {
        Place::Top => return Ok(Found { fields: document.get_ref(), header_end: 0 }),
        Place::Table(path) => at_path(document, path),
        Place::Entry(path, number) => entries(document, path).and_then(|entries| entries.get(number)),
    };
    let found = found.ok_or(CannotEdit::Missing)?;
    match found.get_ref() {
        DeValue::Table(fields) => Ok(Found { fields, header_end: found.span().end }),
        _ => Err(CannotEdit::Shape),
    }
}

fn at_path<'d>(document: &'d Spanned<DeTable<'d>>, path: &str) -> Option<&'d Spanned<DeValue<'d>>> {
    let mut names = path.split('.');
    let first = document.get_ref().get(names.next()?)?;
    names.try_fold(first, |value, name| match value.get_ref() {
        DeValue::Table(fields) => fields.get(name),
        _ => None,
    })
}

fn entries<'d>(document: &'d Spanned<DeTable<'d>>, path: &str) -> Option<&'d [Spanned<DeValue<'d>>]> {
    match at_path(document, path)?.get_ref() {
        DeValue::Array(entries) => Some(entries),
        _ => None,
    }
}

/// Where a table ends, with everything in it.
fn end_of(value: &Spanned<DeValue<'_>>) -> usize {
    let within = match value.get_ref() {
        DeValue::Table(fields) => fields.values().map(end_of).max(),
        DeValue::Array(items) => items.iter().map(end_of).max(),
        _ => None,
    };
    within.map_or(value.span().end, |end| end.max(value.span().end))
}

fn line_start(text: &str, at: usize) -> usize {
    text.slice(..at).rfind('\n').map_or(0, |newline| newline + 1)
}

/// Where the line ends that a place is in, behind its line break.
fn line_end(text: &str, at: usize) -> usize {
    match at {
        // Nothing stands before a byte order mark.
        0 => {
            if text.starts_with('\u{feff}') {
                '\u{feff}'.len_utf8()
            } else {
                0
            }
        }
        _ => text.slice(at..).find('\n').map_or(text.len(), |newline| at + newline + 1),
    }
}

/// Where the comments end that follow a line without a gap, and belong to what is above them.
fn behind_comments(text: &str, at: usize) -> usize {
    let comments =
        text.slice(at..).split_inclusive('\n').take_while(|line| line.trim_start().starts_with('#'));
    at + comments.map(str::len).sum::<usize>()
}

fn splice(text: &str, range: Range<usize>, new: &str) -> String {
    [text.slice(..range.start), new, text.slice(range.end..)].concat()
}

/// Inserts lines where a line begins, with the line breaks of the text.
fn insert_lines(text: &str, at: usize, lines: &[String]) -> String {
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let before = text.slice(..at);
    let gap =
        if before.trim_start_matches('\u{feff}').is_empty() || before.ends_with('\n') { "" } else { newline };
    let lines: String = lines.iter().flat_map(|line| [line.as_str(), newline]).collect();
    splice(text, at..at, &format!("{gap}{lines}"))
}

/// The new text, if it says what the old one says after the change.
fn verify(
    text: &str,
    written: String,
    change: impl FnOnce(&mut Table) -> Option<()>,
) -> Result<String, CannotEdit> {
    let mut meant: Table = text.parse().map_err(|_| CannotEdit::Unreadable)?;
    change(&mut meant).ok_or(CannotEdit::Missing)?;
    let read: Table = written.parse().map_err(|_| CannotEdit::Shape)?;
    if read == meant { Ok(written) } else { Err(CannotEdit::Shape) }
}

fn fields_mut<'t>(table: &'t mut Table, place: Place<'_>) -> Option<&'t mut Table> {
    match place {
        Place::Top => Some(table),
        Place::Table(path) => {
            path.split('.').try_fold(table, |table, name| table.get_mut(name)?.as_table_mut())
        }
        Place::Entry(path, number) => list_mut(table, path)?.get_mut(number)?.as_table_mut(),
    }
}

/// The entries of a list. One that is not there yet is made.
fn list_mut<'t>(table: &'t mut Table, path: &str) -> Option<&'t mut Vec<Value>> {
    let (around, name) = around(table, path)?;
    around.entry(name).or_insert_with(|| Value::Array(Vec::new())).as_array_mut()
}

/// The table around a list, and the name of the list in it.
fn around<'t, 'p>(table: &'t mut Table, path: &'p str) -> Option<(&'t mut Table, &'p str)> {
    match path.rsplit_once('.') {
        Some((around, name)) => Some((fields_mut(table, Place::Table(around))?, name)),
        None => Some((table, path)),
    }
}

#[cfg(test)]
mod tests {
    use toml::Value;

    use super::{CannotEdit, Place, push, remove, set, unset};

    const FILE: &str = "\u{feff}# Words\r\n\r\n[[word]] # the first\r\nid = \"a\"   # its id\r\nsays = \"A.\"\r\n\r\n# The second\r\n[[word]]\r\nid = 'b'\r\n";

    #[test]
    fn a_field_changes_and_nothing_else() {
        let changed = set(FILE, Place::Entry("word", 0), "id", &Value::from("c"));
        assert_eq!(changed, Ok(FILE.replace("\"a\"", "\"c\"")));
        let longer = set(FILE, Place::Entry("word", 0), "short", &Value::from("AB"));
        assert_eq!(longer, Ok(FILE.replace("\"A.\"\r\n", "\"A.\"\r\nshort = \"AB\"\r\n")));
        let last = set(FILE, Place::Entry("word", 1), "says", &Value::from("B."));
        assert_eq!(last, Ok(format!("{FILE}says = \"B.\"\r\n")));
        let top = set(FILE, Place::Top, "order", &Value::from(1));
        assert_eq!(top, Ok(FILE.replacen('#', "order = 1\r\n#", 1)));
        let implicit = "title = \"A\"\n\n[pages.region]\nx = 1\n";
        let below = set(implicit, Place::Top, "order", &Value::from(1));
        assert_eq!(below, Ok(implicit.replace("\"A\"\n", "\"A\"\norder = 1\n")));
        let shorter = unset(FILE, Place::Entry("word", 0), "id");
        assert_eq!(shorter, Ok(FILE.replace("id = \"a\"   # its id\r\n", "")));
    }

    #[test]
    fn entries_come_and_go() {
        let entry = [("id", Value::from("c")), ("says", Value::from("C."))];
        let longer = push(FILE, "word", &entry).expect("it can be added");
        assert_eq!(longer, format!("{FILE}\r\n[[word]]\r\nid = \"c\"\r\nsays = \"C.\"\r\n"));
        assert_eq!(remove(&longer, "word", 2), Ok(format!("{FILE}\r\n")));
        let commented = "[[word]]\nid = \"a\"\n# allow prose::x: so\n\n# The next\n";
        let longer = push(commented, "word", &entry[..1]).expect("it can be added");
        assert_eq!(longer, commented.replace("so\n", "so\n\n[[word]]\nid = \"c\"\n"));
        assert_eq!(push("", "word", &entry[..1]), Ok("[[word]]\nid = \"c\"\n".to_owned()));
        let page = "title = \"A\"\n\n[course]\ntopics = [\n  \"a\",\n]\n";
        let with_session =
            push(page, "course.session", &[("time", Value::from("09:30"))]).expect("it can be added");
        assert_eq!(with_session, format!("{page}\n[[course.session]]\ntime = \"09:30\"\n"));
        let cancelled = set(&with_session, Place::Table("course"), "capacity", &Value::from(8));
        assert_eq!(cancelled, Ok(with_session.replace("]\n\n[[", "]\ncapacity = 8\n\n[[")));
        let ordered = set(&with_session, Place::Top, "order", &Value::from(10));
        assert_eq!(ordered, Ok(with_session.replace("\"A\"\n", "\"A\"\norder = 10\n")));
    }

    #[test]
    fn what_cannot_be_changed_piece_by_piece_is_left_alone() {
        let id = Value::from("c");
        assert_eq!(
            set("word = [{ id = \"a\" }]\n", Place::Entry("word", 0), "says", &id),
            Err(CannotEdit::Shape)
        );
        assert_eq!(set("[[word]", Place::Top, "id", &id), Err(CannotEdit::Unreadable));
        assert_eq!(set(FILE, Place::Entry("word", 2), "id", &id), Err(CannotEdit::Missing));
        assert_eq!(unset(FILE, Place::Entry("word", 1), "says"), Err(CannotEdit::Missing));
    }
}
