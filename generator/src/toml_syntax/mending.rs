//! What is wrong with a field or a header that cannot be read, in words for editors.
//!
//! Only its first mistake is looked at. What is offered to be typed has been tried: with it the field can be read, and
//! where it is known what the field holds, it is read as that.

use std::ops::Range;

use toml::de::{DeTable, Error};

use super::expressions::{is_blank, is_name};
use super::literals;
use crate::characters::{self, is_odd_space};
use crate::diagnostic::Diagnostic;
use crate::policy::typed;
use crate::record::Field;
use crate::source::{Slice, SourceFile};

/// A field or header that cannot be read.
struct Fault<'a> {
    /// Its lines.
    text: &'a str,
    /// Where reading stopped.
    place: Range<usize>,
    /// Why, in the reader's words.
    message: &'a str,
}

/// What is wrong with it.
struct Mistake {
    place: Range<usize>,
    message: String,
    label: Option<String>,
    hint: String,
    /// What is typed, and in the place of what; nothing where it is certain what is wrong, but not what was meant.
    edit: Option<(Range<usize>, String)>,
}

/// The mistakes that are known, in the order in which they are looked for.
const KNOWN: [for<'a> fn(&Fault<'a>) -> Option<Mistake>; 16] = [
    hidden_character,
    colon,
    equals,
    header,
    no_value,
    last_character,
    date,
    flag,
    number,
    words,
    list,
    comma,
    brackets,
    quotation,
    backslash,
    end_of_text,
];

/// Says what is wrong with the field or header `text`, which begins at `offset` in its file. `expected` tells what a
/// field of a name holds.
pub(super) fn explain(
    file: &SourceFile,
    offset: usize,
    text: &str,
    error: &Error,
    expected: &dyn Fn(&str) -> Option<Field>,
) -> Diagnostic {
    let place = error.span().unwrap_or(0..0);
    let fault = Fault { text, place, message: error.message() };
    let fits = |mistake: &Mistake| {
        let Some((range, typed)) = &mistake.edit else { return true };
        let mended = fault.with(range.clone(), typed);
        let Ok(table) = DeTable::parse(&mended) else { return false };
        table
            .get_ref()
            .iter()
            .all(|(name, value)| expected(name.get_ref()).is_none_or(|field| field.takes(value.get_ref())))
    };
    let mistake = KNOWN
        .iter()
        .filter_map(|look| look(&fault))
        .find(fits)
        .or_else(|| other_value(&fault, &expected(fault.name()?)?))
        .unwrap_or_else(|| unknown(&fault));
    let Mistake { place, message, label, hint, edit } = mistake;
    let span = |range: Range<usize>| file.span(offset + range.start..offset + range.end);
    let mut diagnostic = Diagnostic::error("toml::syntax", span(place), message);
    if let Some(label) = label {
        diagnostic = diagnostic.label(label);
    }
    match edit {
        Some((range, typed)) => diagnostic.mend(hint, span(range), typed),
        None => diagnostic.hint(hint),
    }
}

impl Fault<'_> {
    /// The name of the field.
    fn name(&self) -> Option<&str> {
        let name = self.text.slice(..self.text.find('=')?).trim();
        is_name(name).then_some(name)
    }

    /// The text with something else at a place.
    fn with(&self, place: Range<usize>, other: &str) -> String {
        let mut text = self.text.to_owned();
        text.replace_range(place, other);
        text
    }

    /// A part of the text without the spaces around it.
    fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let part = self.text.slice(range.clone());
        let start = range.start + part.len() - part.trim_start().len();
        start..start + part.trim().len()
    }

    /// The value, without a note behind it; nothing where there is no `=`.
    fn value(&self) -> Option<Range<usize>> {
        let start = self.text.find('=')? + 1;
        let value = self.trimmed(start..self.text.len());
        // In a list over several lines a note may stand behind each item.
        let is_one_line = !self.text.slice(value.clone()).contains('\n');
        let note = self.text.slice(value.clone()).find(" #").filter(|_| is_one_line);
        Some(self.trimmed(value.start..note.map_or(value.end, |note| value.start + note)))
    }

    /// The words at which reading stopped, which stand without quotation marks: the value as a whole, or a part of a
    /// list or table.
    fn bare(&self) -> Option<Range<usize>> {
        let value = self.value()?;
        let is_whole = !self.text.slice(value.clone()).starts_with(['[', '{']);
        let range = if is_whole {
            value
        } else {
            let at = self.place.start.clamp(value.start, value.end);
            let ends = ['[', ']', '{', '}', ',', ';', '=', '\n'];
            let start =
                self.text.slice(value.start..at).rfind(ends).map_or(value.start, |end| value.start + end + 1);
            let end = self.text.slice(at..value.end).find(ends).map_or(value.end, |end| at + end);
            self.trimmed(start..end)
        };
        let text = self.text.slice(range.clone());
        (!text.is_empty() && !text.starts_with(['"', '\'', '[', '{'])).then_some(range)
    }

    /// The characters outside quotation marks.
    fn outside_quotations(&self) -> impl Iterator<Item = (usize, char)> {
        let mut open = None;
        self.text.char_indices().filter(move |(_, character)| match (open, *character) {
            (Some(mark), character) if character == mark || character == '\n' => {
                open = None;
                false
            }
            (None, '"' | '\'') => {
                open = Some(*character);
                false
            }
            (open, _) => open.is_none(),
        })
    }
}

/// A character that orders something or has no width, or a space that is none.
fn hidden_character(fault: &Fault<'_>) -> Option<Mistake> {
    let control = characters::find(fault.text).next();
    let is_outside = |place: &Range<usize>| fault.outside_quotations().any(|(at, _)| place.contains(&at));
    let orders = |kind| kind == characters::Hidden::Control;
    if let Some((place, _)) = control.filter(|(place, kind)| orders(*kind) || is_outside(place)) {
        let message = "there is a character here that cannot be seen";
        return Some(Mistake {
            place: place.clone(),
            message: message.to_owned(),
            label: None,
            hint: "delete it: it came along when the text was copied".to_owned(),
            edit: Some((place, String::new())),
        });
    }
    let (at, space) = fault.outside_quotations().find(|(_, character)| is_odd_space(*character))?;
    let place = at..at + space.len_utf8();
    Some(Mistake {
        place: place.clone(),
        message: "there is a no-break space here, which is not the space that it looks like".to_owned(),
        label: None,
        hint: "type a space in its place".to_owned(),
        edit: Some((place, " ".to_owned())),
    })
}

/// `title: "…"`
fn colon(fault: &Fault<'_>) -> Option<Mistake> {
    let at = fault.text.find([':', '='])?;
    let (name, rest) = (fault.text.slice(..at).trim(), fault.text.slice(at..).strip_prefix(':')?.trim());
    if !is_name(name) {
        return None;
    }
    let typed = [rest.to_owned(), literal(rest).unwrap_or_default(), quoted(rest)];
    let line = typed.iter().map(|value| format!("{name} = {value}"));
    let line = line.into_iter().find(|line| !rest.is_empty() && DeTable::parse(line).is_ok());
    Some(Mistake {
        place: at..at + 1,
        message: "a name and its value are joined by `=`".to_owned(),
        label: None,
        hint: format!("write `{}`", line.clone().unwrap_or_else(|| format!("{name} = …"))),
        edit: line.map(|line| (fault.trimmed(0..fault.text.len()), line)),
    })
}

/// `title "…"`
fn equals(fault: &Fault<'_>) -> Option<Mistake> {
    let (name, value) = fault.text.trim().split_once(' ').filter(|(name, _)| is_name(name))?;
    let value = value.trim();
    let typed = [value.to_owned(), literal(value).unwrap_or_default()];
    let mut lines = typed.iter().map(|value| format!("{name} = {value}"));
    let line = lines.find(|line| DeTable::parse(line).is_ok())?;
    let place = fault.trimmed(0..fault.text.len());
    Some(Mistake {
        place: place.clone(),
        message: "a name and its value are joined by `=`".to_owned(),
        label: None,
        hint: format!("write `{line}`"),
        edit: Some((place, line)),
    })
}

/// A date, a number or a yes as TOML has it.
fn literal(written: &str) -> Option<String> {
    let date = literals::date(written).map(|date| date.to_string());
    date.or_else(|| literals::number(written).map(|number| number.to_string()))
        .or_else(|| literals::flag(written).map(|flag| flag.to_string()))
}

/// `[[rule]`
fn header(fault: &Fault<'_>) -> Option<Mistake> {
    let place = fault.trimmed(0..fault.text.find('#').unwrap_or(fault.text.len()));
    let written = fault.text.slice(place.clone());
    let (open, close) = if written.starts_with("[[") { ("[[", "]]") } else { ("[", "]") };
    let name = written.strip_prefix('[')?.trim_matches(|character| "[](){} ".contains(character));
    let header = format!("{open}{name}{close}");
    Some(Mistake {
        place: place.clone(),
        message: "what begins a table or an entry stands between the same brackets on both sides".to_owned(),
        label: None,
        hint: format!("write `{header}`"),
        edit: Some((place, header)),
    })
}

/// `title =`
fn no_value(fault: &Fault<'_>) -> Option<Mistake> {
    fault.value().filter(Range::is_empty).map(|_| Mistake {
        place: fault.trimmed(0..fault.text.len()),
        message: "this field has no value".to_owned(),
        label: None,
        hint: "write it after the `=`, or leave the field out".to_owned(),
        edit: None,
    })
}

/// `last_reviewed = 5 October 2026`
fn date(fault: &Fault<'_>) -> Option<Mistake> {
    let place = fault.bare()?;
    let written = fault.text.slice(place.clone());
    let Some(date) = literals::date(written) else {
        return literals::is_like_date(written).then(|| Mistake {
            place,
            message: "there is no such date".to_owned(),
            label: fault.message.strip_prefix("invalid date, ").map(str::to_owned),
            hint: "dates are written year-month-day, without quotation marks: `2026-11-22`".to_owned(),
            edit: None,
        });
    };
    let is_year_first = written.starts_with(&date.format("%Y").to_string());
    Some(Mistake {
        message: "this is not how dates are written".to_owned(),
        label: (!is_year_first).then(|| "day, month and year".to_owned()),
        hint: if is_year_first {
            format!("write `{date}`")
        } else {
            format!("write the year first: `{date}`")
        },
        edit: Some((place.clone(), date.to_string())),
        place,
    })
}

/// `funded = Yes`
fn flag(fault: &Fault<'_>) -> Option<Mistake> {
    let place = fault.bare()?;
    let written = fault.text.slice(place.clone());
    let flag = literals::flag(written)?;
    Some(Mistake {
        message: "yes and no are written `true` and `false`".to_owned(),
        label: None,
        hint: format!("write `{flag}`; where a word is meant, `\"{written}\"`"),
        edit: Some((place.clone(), flag.to_string())),
        place,
    })
}

/// `order = 03`, and `months = three` in a table
fn number(fault: &Fault<'_>) -> Option<Mistake> {
    let place = fault.bare()?;
    let written = fault.text.slice(place.clone());
    let is_in_table = fault.text.slice(fault.value()?).starts_with('{');
    let in_words = || typed::number(written).filter(|_| is_in_table);
    let number = literals::number(written).or_else(in_words)?;
    Some(Mistake {
        message: "this is not how numbers are written".to_owned(),
        label: None,
        hint: format!("write `{number}`"),
        edit: Some((place.clone(), number.to_string())),
        place,
    })
}

/// `topics = [returning; simulation]`
fn list(fault: &Fault<'_>) -> Option<Mistake> {
    let value = fault.value()?;
    let written = fault.text.slice(value.clone());
    let is_separator =
        |found: &(usize, char)| value.contains(&found.0) && matches!(found.1, ',' | ';' | '\n');
    let separators: Vec<(usize, char)> = fault.outside_quotations().filter(is_separator).collect();
    let is_open = written.starts_with('[');
    let is_several =
        separators.iter().any(|(at, _)| fault.text.slice(at + 1..).trim_start().starts_with(['"', '“']));
    let is_list = is_open || is_several && written.starts_with(['"', '“']);
    if !is_list || written.contains('{') {
        return None;
    }
    let ends = separators.iter().map(|(at, _)| *at).chain([value.end]);
    let mut start = value.start;
    let mut items = Vec::new();
    for end in ends {
        let item = fault
            .text
            .slice(start..end)
            .trim_matches(|character| is_blank(character) || "[]".contains(character));
        let is_right = DeTable::parse(&format!("item = {item}")).is_ok();
        // A note behind an item begins with this character.
        if !item.is_empty() && !item.starts_with('#') {
            items.push(if is_right { item.to_owned() } else { quoted(item) });
        }
        start = end + 1;
    }
    let list = format!("[{}]", items.join(", "));
    let (place, message) = match separators.iter().find(|(_, separator)| *separator == ';') {
        Some((at, _)) => (*at..at + 1, "the items of a list are separated by commas"),
        None if !is_open => (value.clone(), "several texts stand in a list, between square brackets"),
        None if !written.ends_with(']') => (value.start..value.start + 1, "this list has no end"),
        None => (fault.bare()?, "text stands between quotation marks"),
    };
    Some(Mistake {
        place,
        message: message.to_owned(),
        label: None,
        hint: format!("write `{list}`"),
        edit: Some((value, list)),
    })
}

/// `title = Plan your return`
fn words(fault: &Fault<'_>) -> Option<Mistake> {
    let place = fault.bare()?;
    let text = quoted(fault.text.slice(place.clone()));
    Some(Mistake {
        message: "text stands between quotation marks".to_owned(),
        label: Some("no straight quotation marks here".to_owned()),
        hint: format!("write `{text}`"),
        edit: Some((place.clone(), text)),
        place,
    })
}

/// `{ test = "at-least" months = 3 }`
fn comma(fault: &Fault<'_>) -> Option<Mistake> {
    fault.message.starts_with("missing comma").then(|| {
        let at = fault.text.slice(..fault.place.start).trim_end().len();
        let before = fault.text.slice(..at).rfind([' ', '[', '{']).map_or(0, |space| space + 1);
        Mistake {
            place: before..at,
            message: "a comma is missing behind this".to_owned(),
            label: None,
            hint: format!("write `{},`", fault.text.slice(before..at)),
            edit: Some((before..at, format!("{},", fault.text.slice(before..at)))),
        }
    })
}

/// `value = { threshold = { test = "at-least", months = 3 }`
fn brackets(fault: &Fault<'_>) -> Option<Mistake> {
    let value = fault.value()?;
    let mut open = Vec::new();
    for (at, character) in fault.outside_quotations().filter(|(at, _)| value.contains(at)) {
        match character {
            '{' => open.push((at, '}')),
            '[' => open.push((at, ']')),
            '}' | ']' => open.truncate(open.len().saturating_sub(1)),
            _ => {}
        }
    }
    let (first, _) = *open.first()?;
    let missing: String = open.iter().rev().map(|(_, close)| *close).collect();
    Some(Mistake {
        place: first..first + 1,
        message: "this bracket is not closed".to_owned(),
        label: None,
        hint: format!("write `{missing}` where it ends"),
        edit: Some((value.end..value.end, format!(" {missing}"))),
    })
}

/// `title = "Plan your return",`
fn last_character(fault: &Fault<'_>) -> Option<Mistake> {
    let value = fault.value()?;
    let last =
        fault.text.slice(value.clone()).chars().next_back().filter(|last| ",;.:}])".contains(*last))?;
    let place = value.end - last.len_utf8()..value.end;
    Some(Mistake {
        message: "there is an extra character behind this value".to_owned(),
        label: None,
        hint: format!("take out the `{last}`"),
        edit: Some((place.clone(), String::new())),
        place,
    })
}

/// `place = "The "Old" Library"`, `title = 'What's next'`
fn quotation(fault: &Fault<'_>) -> Option<Mistake> {
    let value = fault.value()?;
    let written = fault.text.slice(value.clone());
    let mark = written.chars().next().filter(|mark| ['"', '\''].contains(mark))?;
    let inside = written.strip_prefix(mark)?.strip_suffix(mark).filter(|inside| inside.contains(mark))?;
    // A mark that another text begins with is no part of this one.
    let is_one_text = inside.split(mark).step_by(2).all(|part| !part.trim().is_empty() || part.is_empty());
    let text = quoted(inside);
    is_one_text.then(|| Mistake {
        place: value.clone(),
        message: "this text ends at the quotation mark within it".to_owned(),
        label: None,
        hint: format!("write `{text}`"),
        edit: Some((value, text)),
    })
}

/// `title = "Plan your return`
fn end_of_text(fault: &Fault<'_>) -> Option<Mistake> {
    let place = fault.value()?;
    let written = fault.text.slice(place.clone());
    let text = quoted(written);
    written.starts_with(['"', '\'']).then(|| Mistake {
        message: "this text has no end".to_owned(),
        label: None,
        hint: format!("write `{text}`"),
        edit: Some((place.clone(), text)),
        place,
    })
}

/// `place = "Rooms A\B"`
fn backslash(fault: &Fault<'_>) -> Option<Mistake> {
    let value = fault.value()?;
    let mended = fault.text.slice(value.clone()).replace('\\', "\\\\");
    let at = value.start + fault.text.slice(value.clone()).find('\\')?;
    Some(Mistake {
        place: at..at + 1,
        message: "a `\\` between quotation marks stands for something else".to_owned(),
        label: None,
        hint: format!("write `{mended}`"),
        edit: Some((value, mended)),
    })
}

/// `last_reviewed = TBC`: what a field of this name cannot hold, however it is written.
fn other_value(fault: &Fault<'_>, field: &Field) -> Option<Mistake> {
    let place = fault.bare()?;
    let meant = field.meant(fault.text.slice(place.clone()).trim_end_matches([',', ';', '.']));
    Some(Mistake {
        message: format!("`{}` must be {}", field.name, field.expected()),
        label: None,
        hint: match &meant {
            Some(meant) => format!("write `{meant}`"),
            None => format!("write it like `{}`", field.example()),
        },
        edit: meant.map(|meant| (place.clone(), meant)),
        place,
    })
}

fn unknown(fault: &Fault<'_>) -> Mistake {
    let (message, hint) = if fault.message.starts_with("invalid basic string")
        || fault.message.starts_with("invalid literal string")
    {
        ("this text has no end", "text begins and ends with the same quotation mark, on one line")
    } else if fault.message.starts_with("key with no value") {
        (
            "this line is no field",
            "a field is written `name = value`, one on each line; a note to other editors begins with `#`",
        )
    } else {
        (
            "this cannot be read",
            "a field is written `name = value`, one on each line; text stands between quotation marks",
        )
    };
    let line = fault.text.slice(..fault.place.start).rfind('\n').map_or(0, |end| end + 1);
    let end = fault.text.slice(line..).find('\n').map_or(fault.text.len(), |end| line + end);
    // What is not read at all is shown as a whole; in what is, the place at which reading stopped.
    let place = if fault.message.starts_with("key with no value") {
        fault.trimmed(line..end)
    } else {
        fault.place.clone()
    };
    Mistake { place, message: message.to_owned(), label: None, hint: hint.to_owned(), edit: None }
}

/// A text between quotation marks, without those of word processors around it. Those within it become theirs, for
/// straight ones would end it.
fn quoted(text: &str) -> String {
    let text = text.trim_matches(|character| "“”‘’`\"'".contains(character) || is_blank(character));
    let mut written = String::from('"');
    for (part, between) in text.split('"').enumerate() {
        written.push_str(match part {
            0 => "",
            part if part % 2 == 1 => "“",
            _ => "”",
        });
        written.push_str(&between.replace('\\', "\\\\"));
    }
    written.push('"');
    written
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::source::Sources;

    /// Compares what is said of lines that cannot be read, each on its own.
    #[expect(clippy::needless_pass_by_value, reason = "an expectation is written where it is used")]
    fn check(lines: &[&str], expect: Expect) {
        let sources = Sources::new([(String::from("a.toml"), lines.join("\n"))]);
        let file = &sources.files()[0];
        let mut start = 0;
        let found = lines.iter().map(|line| {
            let error = DeTable::parse(line).expect_err(line);
            let problem = explain(file, start, line, &error, &|_| None);
            start += line.len() + 1;
            let at = file.text().slice(problem.span.range());
            format!(
                "{line}\n    `{at}`: {} ({})\n",
                problem.message,
                problem.hints.iter().map(|hint| hint.text.as_str()).collect::<Vec<_>>().join("; ")
            )
        });
        let found: String = found.collect();
        expect.assert_eq(&found.replace('\u{a0}', "<no-break space>").replace('\u{200b}', "<no width>"));
    }

    #[test]
    fn lines_that_are_no_fields_are_explained() {
        check(
            &[
                "title: \"A title\"",
                "title: A title",
                "title \"A title\"",
                "A title",
                "title =",
                "title = A title",
                "title = “A title”",
                "title = `A title`",
                "title = \"A title",
                "title = \"A title\",",
                "title = \"A title\";",
                "place = \"The \"Old\" Library\"",
                "title = 'What's next'",
                "place = \"Rooms A\\B\"",
            ],
            expect![[r#"
                title: "A title"
                    `:`: a name and its value are joined by `=` (write `title = "A title"`)
                title: A title
                    `:`: a name and its value are joined by `=` (write `title = "A title"`)
                title "A title"
                    `title "A title"`: a name and its value are joined by `=` (write `title = "A title"`)
                A title
                    `A title`: this line is no field (a field is written `name = value`, one on each line; a note to other editors begins with `#`)
                title =
                    `title =`: this field has no value (write it after the `=`, or leave the field out)
                title = A title
                    `A title`: text stands between quotation marks (write `"A title"`)
                title = “A title”
                    `“A title”`: text stands between quotation marks (write `"A title"`)
                title = `A title`
                    ``A title``: text stands between quotation marks (write `"A title"`)
                title = "A title
                    `"A title`: this text has no end (write `"A title"`)
                title = "A title",
                    `,`: there is an extra character behind this value (take out the `,`)
                title = "A title";
                    `;`: there is an extra character behind this value (take out the `;`)
                place = "The "Old" Library"
                    `"The "Old" Library"`: this text ends at the quotation mark within it (write `"The “Old” Library"`)
                title = 'What's next'
                    `'What's next'`: this text ends at the quotation mark within it (write `"What's next"`)
                place = "Rooms A\B"
                    `\`: a `\` between quotation marks stands for something else (write `"Rooms A\\B"`)
            "#]],
        );
    }

    #[test]
    fn values_that_were_meant_are_offered() {
        check(
            &[
                "cost = Free",
                "cost = £50 # a note",
                "phone = 01632 960000",
                "address = https://example.org/#top",
                "funded = Yes",
                "example = True",
                "order\u{a0}= 30",
                "order\u{200b} = 30",
                "order = 03",
                "capacity = 1,200",
                "order = 30 +++",
                "last_reviewed = 5 October 2026",
                "last_reviewed = 2026–10–05",
                "last_reviewed = 05.10.2026",
                "last_reviewed = 2026-02-30",
                "last_reviewed = 31/2/2026",
            ],
            expect![[r#"
                cost = Free
                    `Free`: text stands between quotation marks (write `"Free"`)
                cost = £50 # a note
                    `£50`: text stands between quotation marks (write `"£50"`)
                phone = 01632 960000
                    `01632 960000`: text stands between quotation marks (write `"01632 960000"`)
                address = https://example.org/#top
                    `https://example.org/#top`: text stands between quotation marks (write `"https://example.org/#top"`)
                funded = Yes
                    `Yes`: yes and no are written `true` and `false` (write `true`; where a word is meant, `"Yes"`)
                example = True
                    `True`: yes and no are written `true` and `false` (write `true`; where a word is meant, `"True"`)
                order<no-break space>= 30
                    `<no-break space>`: there is a no-break space here, which is not the space that it looks like (type a space in its place)
                order<no width> = 30
                    `<no width>`: there is a character here that cannot be seen (delete it: it came along when the text was copied)
                order = 03
                    `03`: this is not how numbers are written (write `3`)
                capacity = 1,200
                    `1,200`: this is not how numbers are written (write `1200`)
                order = 30 +++
                    `30 +++`: text stands between quotation marks (write `"30 +++"`)
                last_reviewed = 5 October 2026
                    `5 October 2026`: this is not how dates are written (write the year first: `2026-10-05`)
                last_reviewed = 2026–10–05
                    `2026–10–05`: this is not how dates are written (write `2026-10-05`)
                last_reviewed = 05.10.2026
                    `05.10.2026`: this is not how dates are written (write the year first: `2026-10-05`)
                last_reviewed = 2026-02-30
                    `2026-02-30`: there is no such date (dates are written year-month-day, without quotation marks: `2026-11-22`)
                last_reviewed = 31/2/2026
                    `31/2/2026`: there is no such date (dates are written year-month-day, without quotation marks: `2026-11-22`)
            "#]],
        );
    }

    #[test]
    fn lists_tables_and_headers_are_put_right() {
        check(
            &[
                "topics = [returning]",
                "topics = [“returning”, “simulation”]",
                "topics = [\"returning\"; \"simulation\"]",
                "topics = [\"returning\" \"simulation\"]",
                "topics = [\"returning\", \"simulation\"",
                "topics = \"returning\", \"simulation\"",
                "topics = [\n  \"returning\",\n  simulation, # a note\n]",
                "value = { threshold = { test = \"at-least\", months = 3 }",
                "value = { threshold = { test = \"at-least\", months = 3 } } }",
                "value = { threshold = { test = \"at-least\" months = 3 } }",
                "value = { threshold = { test = \"at-least\", months = three } }",
                "value = { threshold = { test = at-least, months = 3 } }",
                "value = { threshold = { test = \"at-least\",\u{a0}months = 3 } }",
                "[[rule]",
                "[course} # a note",
            ],
            expect![[r#"
                topics = [returning]
                    `returning`: text stands between quotation marks (write `"returning"`)
                topics = [“returning”, “simulation”]
                    `“returning”`: text stands between quotation marks (write `["returning", "simulation"]`)
                topics = ["returning"; "simulation"]
                    `;`: the items of a list are separated by commas (write `["returning", "simulation"]`)
                topics = ["returning" "simulation"]
                    `"returning"`: a comma is missing behind this (write `"returning",`)
                topics = ["returning", "simulation"
                    `[`: this list has no end (write `["returning", "simulation"]`)
                topics = "returning", "simulation"
                    `"returning", "simulation"`: several texts stand in a list, between square brackets (write `["returning", "simulation"]`)
                topics = [
                  "returning",
                  simulation, # a note
                ]
                    `simulation`: text stands between quotation marks (write `"simulation"`)
                value = { threshold = { test = "at-least", months = 3 }
                    `{`: this bracket is not closed (write `}` where it ends)
                value = { threshold = { test = "at-least", months = 3 } } }
                    `}`: there is an extra character behind this value (take out the `}`)
                value = { threshold = { test = "at-least" months = 3 } }
                    `"at-least"`: a comma is missing behind this (write `"at-least",`)
                value = { threshold = { test = "at-least", months = three } }
                    `three`: this is not how numbers are written (write `3`)
                value = { threshold = { test = at-least, months = 3 } }
                    `at-least`: text stands between quotation marks (write `"at-least"`)
                value = { threshold = { test = "at-least",<no-break space>months = 3 } }
                    `<no-break space>`: there is a no-break space here, which is not the space that it looks like (type a space in its place)
                [[rule]
                    `[[rule]`: what begins a table or an entry stands between the same brackets on both sides (write `[[rule]]`)
                [course} # a note
                    `[course}`: what begins a table or an entry stands between the same brackets on both sides (write `[course]`)
            "#]],
        );
    }
}
