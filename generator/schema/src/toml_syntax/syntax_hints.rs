//! What is wrong with a field or a header that cannot be read, in words for editors.
//!
//! Only its first mistake is looked at. What is offered to be typed has been tried: with it the field can be read, and
//! where it is known what the field holds, it is read as that.

use std::ops::Range;

use toml::de::{DeTable, Error};

use super::expressions::{brackets, header_name, is_blank, is_name, plain_name};
use super::literals::{self, NoDate};
use crate::record::field::Field;
use supportt_source::characters::{self, is_odd_space, parts_words};
use supportt_source::diagnostic::Diagnostic;
use supportt_source::slug::slug;
use supportt_source::suggest;
use supportt_source::wording::any_of;
use supportt_source::{Slice, SourceFile};

/// A field or header that cannot be read.
struct Fault<'a> {
    /// Its lines.
    text: &'a str,
    /// Where reading stopped.
    place: Range<usize>,
    /// Why, in the reader's words.
    message: &'a str,
    /// What a field of a name holds.
    expected: &'a dyn Fn(&str) -> Option<Field>,
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
const KNOWN: [for<'a> fn(&Fault<'a>) -> Option<Mistake>; 23] = [
    hidden_character,
    header,
    colon,
    equals,
    name,
    no_value,
    broken_line,
    broken_text,
    last_character,
    braces,
    date,
    flag,
    number,
    words,
    comma,
    list,
    separator,
    unclosed,
    quotation,
    backslash,
    end_of_text,
    marks,
    part,
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
    let fault = Fault { text, place, message: error.message(), expected };
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

/// Characters that order something or have no width, and spaces that are none.
fn hidden_character(fault: &Fault<'_>) -> Option<Mistake> {
    let outside: Vec<(usize, char)> = fault.outside_quotations().collect();
    let is_outside = |at: usize| outside.binary_search_by_key(&at, |(at, _)| *at).is_ok();
    let orders = |kind| kind == characters::Hidden::Control;
    let hidden = characters::find(fault.text);
    let hidden = hidden.filter(|(place, kind)| orders(*kind) || is_outside(place.start)).map(|(place, _)| {
        let instead = if parts_words(fault.text, &place) { " " } else { "" };
        (place, instead)
    });
    let mut found: Vec<(Range<usize>, &str)> = hidden.collect();
    let is_seen = found.is_empty();
    let spaces = outside.iter().filter(|(_, character)| is_odd_space(*character));
    found.extend(spaces.map(|(at, space)| (*at..at + space.len_utf8(), " ")));
    found.sort_by_key(|(place, _)| place.start);
    let ((first, instead), (last, _)) = (found.first()?, found.last()?);
    let place = first.start..last.end;
    let mut typed = String::new();
    let mut done = first.start;
    for (place, instead) in &found {
        typed.push_str(fault.text.slice(done..place.start));
        typed.push_str(instead);
        done = place.end;
    }
    let is_one = found.len() == 1;
    let message = match (is_seen, is_one) {
        (true, _) => "there is a no-break space here, which is not the space that it looks like",
        (false, true) => "there is a character here that cannot be seen",
        (false, false) => "there are characters here that cannot be seen",
    };
    let hint = match (is_one, *instead) {
        (true, " ") => "type a space in its place",
        (true, _) => "delete it: it came along when the text was copied",
        (false, _) if is_seen => "type spaces in their place",
        (false, _) => "delete them: they came along when the text was copied",
    };
    Some(Mistake {
        place: place.clone(),
        message: message.to_owned(),
        label: None,
        hint: hint.to_owned(),
        edit: Some((place, typed)),
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

/// `[[rule]`, `course]`
fn header(fault: &Fault<'_>) -> Option<Mistake> {
    let place = fault.trimmed(0..fault.text.find('#').unwrap_or(fault.text.len()));
    let written = fault.text.slice(place.clone());
    let name = plain_name(header_name(written));
    let count = brackets(written);
    // Entries have fields with the names of other lists.
    let asked = if count > 0 { format!("[{name}]") } else { name.clone() };
    let known = (fault.expected)(&asked).and_then(|field| field.header());
    if !is_name(&name) || known.is_none() && (count == 0 || header_name(written).contains(is_blank)) {
        return None;
    }
    let header = match known {
        Some(header) => header.to_owned(),
        None if count > 1 => format!("[[{name}]]"),
        None => format!("[{name}]"),
    };
    Some(Mistake {
        place: place.clone(),
        message: "what begins a table or an entry stands between the same brackets on both sides".to_owned(),
        label: None,
        hint: format!("write `{header}`"),
        edit: Some((place, header)),
    })
}

/// `“order” = 1`, and in a table `lead–time = …`
fn name(fault: &Fault<'_>) -> Option<Mistake> {
    let outside = fault.outside_quotations().filter(|(_, character)| *character == '=');
    outside.map(|(at, _)| at).find_map(|at| {
        let before = fault.text.slice(..at);
        let start = before.rfind(['{', ',', '\n']).map_or(0, |start| start + 1);
        let place = fault.trimmed(start..at);
        let written = fault.text.slice(place.clone());
        let typed = written.trim_matches(|c| "“”‘’".contains(c)).replace(|c| "‐‑‒–—―−".contains(c), "-");
        (typed != written && is_name(&typed)).then(|| Mistake {
            message: "a name has plain letters, figures, `-` and `_`".to_owned(),
            label: None,
            hint: format!("write `{typed}`"),
            edit: Some((place.clone(), typed)),
            place,
        })
    })
}

/// `title =`
fn no_value(fault: &Fault<'_>) -> Option<Mistake> {
    let value = fault.value()?;
    let report = |message: &str, place, hint: &str| Mistake {
        place,
        message: message.to_owned(),
        label: None,
        hint: hint.to_owned(),
        edit: None,
    };
    if value.is_empty() {
        let place = fault.trimmed(0..fault.text.len());
        return Some(report(
            "this field has no value",
            place,
            "write it after the `=`, or leave the field out",
        ));
    }
    // `{ months = }`
    let part = fault.text.slice(..fault.place.start).trim_end();
    let after = fault.text.slice(part.len()..).trim_start();
    let start = part.rfind(['{', ',']).filter(|_| part.ends_with('=') && after.starts_with(['}', ',']))?;
    let place = fault.trimmed(start + 1..part.len());
    Some(report("this part has no value", place, "write it after the `=`"))
}

/// `last_reviewed =` with the value on the next line
fn broken_line(fault: &Fault<'_>) -> Option<Mistake> {
    let value = fault.value()?;
    let joint = fault.text.slice(..value.start).trim_end().len();
    let written = fault.text.slice(value.clone());
    let is_below = fault.text.slice(joint..value.start).contains('\n') && !written.starts_with('#');
    let name = fault.name().filter(|_| is_below)?;
    let typed = [written.to_owned(), literal(written).unwrap_or_default(), quoted(written)];
    let typed = typed.into_iter().find(|value| DeTable::parse(&format!("{name} = {value}")).is_ok())?;
    Some(Mistake {
        message: "a value stands on the line of its name".to_owned(),
        label: None,
        hint: format!("write `{name} = {typed}`"),
        edit: Some((joint..value.end, format!(" {typed}"))),
        place: value,
    })
}

/// A text that goes on on the next line
fn broken_text(fault: &Fault<'_>) -> Option<Mistake> {
    let value = fault.value()?;
    let written = fault.text.slice(value.clone());
    let mark = written.chars().next().filter(|mark| ['"', '\''].contains(mark))?;
    let inside = written.strip_prefix(mark)?.strip_suffix(mark)?;
    let is_broken = inside.contains('\n') && !inside.contains(mark);
    let joined = inside.split_whitespace().collect::<Vec<_>>().join(" ");
    let first = written.lines().next().map_or(0, str::len);
    is_broken.then(|| Mistake {
        place: value.start..value.start + first,
        message: "this text goes over several lines".to_owned(),
        label: None,
        hint: format!("write `{mark}{joined}{mark}` on one line"),
        edit: Some((value, format!("{mark}{joined}{mark}"))),
    })
}

/// `capacity = {20}`
fn braces(fault: &Fault<'_>) -> Option<Mistake> {
    let place = fault.value()?;
    let written = fault.text.slice(place.clone());
    let inside = written.strip_prefix('{')?.strip_suffix('}')?.trim();
    let is_single = !inside.is_empty() && !inside.contains(['=', '{', '[']);
    let typed = [inside.to_owned(), literal(inside).unwrap_or_default(), quoted(inside)];
    let typed = typed.into_iter().filter(|_| is_single);
    let typed = typed.into_iter().find(|value| DeTable::parse(&format!("value = {value}")).is_ok())?;
    Some(Mistake {
        message: "a single value stands without braces".to_owned(),
        label: None,
        hint: format!("write `{typed}`"),
        edit: Some((place.clone(), typed)),
        place,
    })
}

/// `last_reviewed = 5 October 2026`
fn date(fault: &Fault<'_>) -> Option<Mistake> {
    let place = fault.bare()?;
    let written = fault.text.slice(place.clone());
    let Some(date) = literals::date(written) else {
        let (message, hint) = match literals::no_date(written)? {
            NoDate::NoSuchDay => (
                "there is no such date",
                "dates are written year-month-day, without quotation marks: `2026-11-22`",
            ),
            NoDate::ShortYear => {
                ("this year has two figures only", "write all four of them, year first: `2026-11-22`")
            }
        };
        return Some(Mistake {
            place,
            message: message.to_owned(),
            label: fault.message.strip_prefix("invalid date, ").map(str::to_owned),
            hint: hint.to_owned(),
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
    let in_words = || literals::number_in_words(written).filter(|_| is_in_table);
    // `{ months = 3 months }`
    let with_unit = || {
        let (number, unit) = written.split_once(' ').filter(|_| is_in_table)?;
        let before = fault.text.slice(..place.start).trim_end().strip_suffix('=')?.trim_end();
        let unit = unit.trim().trim_end_matches('s');
        literals::number(number).filter(|_| before.trim_end_matches('s').ends_with(unit))
    };
    let number = literals::number(written).or_else(in_words).or_else(with_unit)?;
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
            .trim_matches(|character| is_blank(character) || "[]".contains(character))
            .trim_start_matches("- ")
            .trim_matches(['<', '>']);
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
        None => match fault.bare() {
            Some(place) => (place, "text stands between quotation marks"),
            None => {
                (value.clone(), "the items of a list stand between quotation marks, with commas between them")
            }
        },
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
        let before = fault.text.slice(..at).rfind([' ', '[', '{', '\n']).map_or(0, |space| space + 1);
        Mistake {
            place: before..at,
            message: "a comma is missing behind this".to_owned(),
            label: None,
            hint: format!("write `{},`", fault.text.slice(before..at)),
            edit: Some((before..at, format!("{},", fault.text.slice(before..at)))),
        }
    })
}

/// `{ test = "at-least"; months = 3 }`
fn separator(fault: &Fault<'_>) -> Option<Mistake> {
    let value = fault.value()?;
    let is_between = |found: &(usize, char)| value.contains(&found.0) && found.1 == ';';
    let places: Vec<usize> = fault.outside_quotations().filter(is_between).map(|(at, _)| at).collect();
    let (first, last) = (*places.first()?, *places.last()?);
    let mut typed = fault.text.slice(first..=last).to_owned();
    for at in places {
        typed.replace_range(at - first..=at - first, ",");
    }
    Some(Mistake {
        place: first..first + 1,
        message: "the parts of a table are separated by commas".to_owned(),
        label: None,
        hint: "write `,`".to_owned(),
        edit: Some((first..last + 1, typed)),
    })
}

/// `value = { threshold = { test = "at-least", months = 3 }`
fn unclosed(fault: &Fault<'_>) -> Option<Mistake> {
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
    let inside = written.strip_prefix(mark)?.strip_suffix(mark)?;
    let text = quoted(written);
    inside.contains(mark).then(|| Mistake {
        place: value.clone(),
        message: "this text ends at the quotation mark within it".to_owned(),
        label: None,
        hint: format!("write `{text}`"),
        edit: Some((value, text)),
    })
}

/// `topics = ["simulation”]`
fn marks(fault: &Fault<'_>) -> Option<Mistake> {
    let place = fault.value()?;
    let written = fault.text.slice(place.clone());
    let typed = written.replace(['“', '”', '„', '‟', '″'], "\"");
    (typed != written).then(|| Mistake {
        message: "text stands between straight quotation marks".to_owned(),
        label: None,
        hint: format!("write `{typed}`"),
        edit: Some((place.clone(), typed)),
        place,
    })
}

/// `{ months = TBC }`, `{ test = at least }`: a part of a table that its reader has in another form
fn part(fault: &Fault<'_>) -> Option<Mistake> {
    let place = fault.bare()?;
    let name = fault.name()?;
    let field = (fault.expected)(name)?;
    let written = fault.text.slice(place.clone());
    let refused = |typed: &str| {
        let text = fault.with(place.clone(), typed);
        let table = DeTable::parse(&text).ok()?.into_inner();
        field.refused(table.get(name)?.get_ref())
    };
    let report = |message: String, typed: Option<String>, hint: String| Mistake {
        place: place.clone(),
        message,
        label: None,
        hint,
        edit: typed.map(|typed| (place.clone(), typed)),
    };
    let (as_number, as_word) = (refused("1")?, refused("\"?\"")?);
    if as_number.is_empty() {
        let message = format!("a part of this `{name}` must be a whole number from 1");
        return Some(report(message, None, "write it in digits, without quotation marks".to_owned()));
    }
    let words: Vec<&str> = as_word.split('`').skip(1).step_by(2).skip(1).collect();
    let near = suggest::nearest(&slug(written), words.iter().copied()).map(|near| format!("\"{near}\""));
    let hint = match &near {
        Some(near) => format!("write `{near}`"),
        None => format!("one of {}, between quotation marks", any_of(&words)),
    };
    let message = format!("a part of this `{name}` cannot be `{written}`");
    // What is refused whatever stands here is refused for another part.
    (as_number != as_word && !words.is_empty()).then(|| report(message, near, hint))
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
    let written = fault.text.slice(place.clone()).trim_end_matches([',', ';', '.']);
    let (meant, is_to_come) = (field.meant(written), literals::is_to_come(written));
    Some(Mistake {
        message: format!("`{}` must be {}", field.name, field.expected()),
        label: None,
        hint: match &meant {
            Some(meant) => format!("write `{meant}`"),
            None if is_to_come && !field.needed => format!("leave `{}` out until it is known", field.name),
            None => format!("write it like `{}`", field.example()),
        },
        edit: meant.map(|meant| (place.clone(), meant)),
        place,
    })
}

fn unknown(fault: &Fault<'_>) -> Mistake {
    let is_open =
        [("invalid basic string", '"'), ("invalid literal string", '\'')].iter().any(|(message, mark)| {
            fault.message.starts_with(message) && !fault.text.matches(*mark).count().is_multiple_of(2)
        });
    let (message, hint) = if is_open {
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
    // Nobody means more marks around a text than these.
    let text = (0..4).fold(text.trim_matches(is_blank), |text, _| {
        unmarked(text).map_or(text, |inside| inside.trim_matches(is_blank))
    });
    let mut written = String::from('"');
    let mut before = None;
    for character in text.chars() {
        match character {
            '"' => written.push(if is_opening(before) { '“' } else { '”' }),
            '\\' => written.push_str("\\\\"),
            _ => written.push(character),
        }
        before = Some(character);
    }
    written.push('"');
    written
}

const DOUBLE: [char; 7] = ['"', '“', '”', '„', '‟', '″', '`'];
const SINGLE: [char; 4] = ['\'', '‘', '’', '‚'];

/// Whether a quotation mark behind this character opens a quotation.
fn is_opening(before: Option<char>) -> bool {
    before.is_none_or(|before| before.is_whitespace() || "([/–—-“‘\"'".contains(before))
}

/// A text without the quotation marks around it as a whole, or without the one to which there is no other.
fn unmarked(text: &str) -> Option<&str> {
    let start = text.chars().next().map_or(0, char::len_utf8);
    let end = text.len() - text.chars().next_back().map_or(0, char::len_utf8);
    let begins = |marks: &[char]| text.starts_with(marks);
    let ends = |marks: &[char]| text.ends_with(marks);
    if let Some(inside) = text.get(start..end) {
        let is_pair = |marks: &[char]| begins(marks) && ends(marks);
        if is_pair(&DOUBLE) && is_paired(inside) || is_pair(&SINGLE) && !begins_quotation(inside) {
            return Some(inside);
        }
    }
    // A mark at one end only, which nothing within the text answers.
    let behind = text.slice(start..);
    if begins(&DOUBLE) && is_paired(behind) || begins(&SINGLE) && !behind.contains(SINGLE) {
        return Some(behind);
    }
    let ahead = text.slice(..end);
    (ends(&DOUBLE) && !is_paired(text) && is_paired(ahead)).then_some(ahead)
}

/// Whether each quotation mark of a text has its other.
fn is_paired(text: &str) -> bool {
    let mut is_open = false;
    let mut before = None;
    for character in text.chars() {
        if DOUBLE.contains(&character) {
            if is_open == is_opening(before) {
                return false;
            }
            is_open = !is_open;
        }
        before = Some(character);
    }
    !is_open
}

/// Whether a single quotation mark opens a quotation in a text; all others are apostrophes or its end.
fn begins_quotation(text: &str) -> bool {
    let mut before = Some('x');
    text.chars().any(|character| {
        let opens = SINGLE.contains(&character) && is_opening(before);
        before = Some(character);
        opens
    })
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use supportt_basics::bounds::ORDER;

    use super::*;
    use crate::record::{Format, Kind, Schema};
    use supportt_source::Sources;

    fn expected(name: &str) -> Option<Field> {
        let kind = match name {
            "course.session" => Kind::Records(&Schema {
                subject: "a session",
                header: "[[course.session]]",
                doc: &[],
                fields: &[],
            }),
            "course" => {
                Kind::Record(&Schema { subject: "a course", header: "[course]", doc: &[], fields: &[] })
            }
            "value" => Kind::Value("{ threshold = … }"),
            "topics" => Kind::Texts(Format::Line),
            "last_reviewed" => Kind::Date,
            "capacity" => Kind::Number(ORDER),
            "cost" => Kind::Text(Format::Line),
            "time" => Kind::Text(Format::Hours),
            _ => return None,
        };
        let name =
            ["course.session", "course", "value", "topics", "last_reviewed", "capacity", "cost", "time"]
                .into_iter()
                .find(|known| *known == name)?;
        Some(Field { name, kind, needed: false, doc: &["What it is."], label: "", example: "" })
    }

    /// Compares what is said of lines that cannot be read, each on its own.
    #[expect(clippy::needless_pass_by_value, reason = "an expectation is written where it is used")]
    fn check(lines: &[&str], expect: Expect) {
        let sources = Sources::new([(String::from("a.toml"), lines.join("\n"))]);
        let file = &sources.files()[0];
        let mut start = 0;
        let found = lines.iter().map(|line| {
            let error = DeTable::parse(line).expect_err(line);
            let problem = explain(file, start, line, &error, &expected);
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
    fn quotation_marks_are_taken_off_in_pairs() {
        for (written, typed) in [
            ("\"A course\" \"day\"", "“A course” “day”"),
            ("\"£50\" / \"£60\"", "“£50” / “£60”"),
            ("A \"course\"", "A “course”"),
            ("\"A \"special\"\"", "A “special”"),
            ("\"\"special\" course\"", "“special” course"),
            ("„A course“", "A course"),
            ("″A course″", "A course"),
            ("\"\"A course\"\"", "A course"),
            ("\"A course", "A course"),
            ("A course\"", "A course"),
            ("'What's next'", "What's next"),
            ("the doctors'", "the doctors'"),
        ] {
            assert_eq!(quoted(written), format!("\"{typed}\""), "{written}");
        }
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
