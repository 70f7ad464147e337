//! What is wrong with a field or a header that cannot be read, in words for editors.
//!
//! Only its first mistake is looked at. What is offered to be typed has been tried: with it the field can be read.

use std::ops::Range;

use toml::de::{DeTable, Error};

use super::expressions::{is_blank, is_name, is_without_width};
use super::literals;
use crate::diagnostic::Diagnostic;
use crate::policy::typed;
use crate::source::SourceFile;

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
struct Mistake<'a> {
    place: Range<usize>,
    message: &'static str,
    label: Option<&'a str>,
    hint: String,
    /// The lines without the mistake; nothing where it is certain what is wrong, but not what was meant.
    mended: Option<String>,
}

/// The mistakes that are known, in the order in which they are looked for.
const KNOWN: [for<'a> fn(&Fault<'a>) -> Option<Mistake<'a>>; 16] = [
    colon,
    equals,
    invisible_sign,
    header,
    no_value,
    date,
    flag,
    number,
    words,
    list,
    comma,
    brackets,
    last_sign,
    quotation,
    backslash,
    end_of_text,
];

/// Says what is wrong with the field or header `text`, which begins at `offset` in its file.
pub(super) fn explain(file: &SourceFile, offset: usize, text: &str, error: &Error) -> Diagnostic {
    let place = error.span().unwrap_or(0..0);
    let fault = Fault { text, place, message: error.message() };
    let is_right =
        |mistake: &Mistake<'_>| mistake.mended.as_ref().is_none_or(|text| DeTable::parse(text).is_ok());
    let Mistake { place, message, label, hint, .. } =
        KNOWN.iter().filter_map(|look| look(&fault)).find(is_right).unwrap_or_else(|| unknown(&fault));
    let diagnostic =
        Diagnostic::error("toml::syntax", file.span(offset + place.start..offset + place.end), message);
    match label {
        Some(label) => diagnostic.label(label).hint(hint),
        None => diagnostic.hint(hint),
    }
}

impl Fault<'_> {
    /// The text with something else at a place.
    fn with(&self, place: Range<usize>, other: &str) -> String {
        let mut text = self.text.to_owned();
        text.replace_range(place, other);
        text
    }

    /// A part of the text without the spaces around it.
    fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let part = &self.text[range.clone()];
        let start = range.start + part.len() - part.trim_start().len();
        start..start + part.trim().len()
    }

    /// The value, without a note behind it; nothing where there is no `=`.
    fn value(&self) -> Option<Range<usize>> {
        let start = self.text.find('=')? + 1;
        let value = self.trimmed(start..self.text.len());
        // In a list over several lines a note may stand behind each item.
        let is_one_line = !self.text[value.clone()].contains('\n');
        let note = self.text[value.clone()].find(" #").filter(|_| is_one_line);
        Some(self.trimmed(value.start..note.map_or(value.end, |note| value.start + note)))
    }

    /// The words at which reading stopped, which stand without quotation marks: the value as a whole, or a part of a
    /// list or table.
    fn bare(&self) -> Option<Range<usize>> {
        let value = self.value()?;
        let is_whole = !self.text[value.clone()].starts_with(['[', '{']);
        let range = if is_whole {
            value
        } else {
            let at = self.place.start.clamp(value.start, value.end);
            let ends = ['[', ']', '{', '}', ',', ';', '=', '\n'];
            let start =
                self.text[value.start..at].rfind(ends).map_or(value.start, |end| value.start + end + 1);
            let end = self.text[at..value.end].find(ends).map_or(value.end, |end| at + end);
            self.trimmed(start..end)
        };
        let text = &self.text[range.clone()];
        (!text.is_empty() && !text.starts_with(['"', '\'', '[', '{'])).then_some(range)
    }

    /// The signs outside quotation marks.
    fn outside_quotations(&self) -> impl Iterator<Item = (usize, char)> {
        let mut open = None;
        self.text.char_indices().filter(move |(_, sign)| match (open, *sign) {
            (Some(mark), sign) if sign == mark || sign == '\n' => {
                open = None;
                false
            }
            (None, '"' | '\'') => {
                open = Some(*sign);
                false
            }
            (open, _) => open.is_none(),
        })
    }
}

/// `title: "…"`
fn colon<'a>(fault: &Fault<'a>) -> Option<Mistake<'a>> {
    let at = fault.text.find([':', '='])?;
    let (name, rest) = (fault.text[..at].trim(), fault.text[at..].strip_prefix(':')?.trim());
    let lines = [format!("{name} = {rest}"), format!("{name} = {}", quoted(rest))];
    let line = lines.into_iter().find(|line| !rest.is_empty() && DeTable::parse(line).is_ok());
    is_name(name).then(|| Mistake {
        place: at..at + 1,
        message: "a name and its value are joined by `=`",
        label: None,
        hint: format!("write `{}`", line.unwrap_or_else(|| format!("{name} = …"))),
        mended: None,
    })
}

/// `title "…"`
fn equals<'a>(fault: &Fault<'a>) -> Option<Mistake<'a>> {
    let (name, value) = fault.text.trim().split_once(' ').filter(|(name, _)| is_name(name))?;
    let line = format!("{name} = {}", value.trim());
    Some(Mistake {
        place: fault.trimmed(0..fault.text.len()),
        message: "a name and its value are joined by `=`",
        label: None,
        hint: format!("write `{line}`"),
        mended: Some(line),
    })
}

/// A space that is none, or a sign that cannot be seen.
fn invisible_sign<'a>(fault: &Fault<'a>) -> Option<Mistake<'a>> {
    let is_it = |sign: char| is_blank(sign) && !sign.is_ascii();
    let found: Vec<(usize, char)> = fault.outside_quotations().filter(|(_, sign)| is_it(*sign)).collect();
    let (at, first) = *found.first()?;
    let mut mended = fault.text.to_owned();
    for (at, sign) in found.iter().rev() {
        mended.replace_range(*at..at + sign.len_utf8(), if is_without_width(*sign) { "" } else { " " });
    }
    let (message, hint) = if is_without_width(first) {
        ("there is a sign here that cannot be seen", "delete it: it came along when the text was copied")
    } else {
        (
            "there is a no-break space here, which is not the space that it looks like",
            "type a space in its place",
        )
    };
    Some(Mistake {
        place: at..at + first.len_utf8(),
        message,
        label: None,
        hint: hint.to_owned(),
        mended: Some(mended),
    })
}

/// `[[rule]`
fn header<'a>(fault: &Fault<'a>) -> Option<Mistake<'a>> {
    let place = fault.trimmed(0..fault.text.find('#').unwrap_or(fault.text.len()));
    let written = &fault.text[place.clone()];
    let (open, close) = if written.starts_with("[[") { ("[[", "]]") } else { ("[", "]") };
    let name = written.strip_prefix('[')?.trim_matches(|sign| "[](){} ".contains(sign));
    let header = format!("{open}{name}{close}");
    Some(Mistake {
        place,
        message: "what begins a table or an entry stands between the same brackets on both sides",
        label: None,
        hint: format!("write `{header}`"),
        mended: Some(header),
    })
}

/// `title =`
fn no_value<'a>(fault: &Fault<'a>) -> Option<Mistake<'a>> {
    fault.value().filter(Range::is_empty).map(|_| Mistake {
        place: fault.trimmed(0..fault.text.len()),
        message: "this field has no value",
        label: None,
        hint: "write it after the `=`, or leave the field out".to_owned(),
        mended: None,
    })
}

/// `last_reviewed = 5 October 2026`
fn date<'a>(fault: &Fault<'a>) -> Option<Mistake<'a>> {
    let place = fault.bare()?;
    let written = &fault.text[place.clone()];
    let Some(date) = literals::date(written) else {
        return literals::is_like_date(written).then(|| Mistake {
            place,
            message: "there is no such date",
            label: fault.message.strip_prefix("invalid date, "),
            hint: "dates are written year-month-day, without quotation marks: `2026-11-22`".to_owned(),
            mended: None,
        });
    };
    let is_year_first = written.starts_with(&date.format("%Y").to_string());
    Some(Mistake {
        message: "this is not how dates are written",
        label: (!is_year_first).then_some("day, month and year"),
        hint: if is_year_first {
            format!("write `{date}`")
        } else {
            format!("write the year first: `{date}`")
        },
        mended: Some(fault.with(place.clone(), &date.to_string())),
        place,
    })
}

/// `funded = Yes`
fn flag<'a>(fault: &Fault<'a>) -> Option<Mistake<'a>> {
    let place = fault.bare()?;
    let written = &fault.text[place.clone()];
    let flag = literals::flag(written)?;
    Some(Mistake {
        message: "yes and no are written `true` and `false`",
        label: None,
        hint: format!("write `{flag}`; where a word is meant, `\"{written}\"`"),
        mended: Some(fault.with(place.clone(), &flag.to_string())),
        place,
    })
}

/// `order = 03`, and `months = three` in a table
fn number<'a>(fault: &Fault<'a>) -> Option<Mistake<'a>> {
    let place = fault.bare()?;
    let written = &fault.text[place.clone()];
    let is_in_table = fault.text[fault.value()?].starts_with('{');
    let in_words = || typed::number(written).filter(|_| is_in_table);
    let number = literals::number(written).or_else(in_words)?;
    Some(Mistake {
        message: "this is not how numbers are written",
        label: None,
        hint: format!("write `{number}`"),
        mended: Some(fault.with(place.clone(), &number.to_string())),
        place,
    })
}

/// `topics = [returning; simulation]`
fn list<'a>(fault: &Fault<'a>) -> Option<Mistake<'a>> {
    let value = fault.value()?;
    let written = &fault.text[value.clone()];
    let is_separator = |sign: &(usize, char)| value.contains(&sign.0) && matches!(sign.1, ',' | ';' | '\n');
    let separators: Vec<(usize, char)> = fault.outside_quotations().filter(is_separator).collect();
    let is_open = written.starts_with('[');
    let is_several =
        separators.iter().any(|(at, _)| fault.text[at + 1..].trim_start().starts_with(['"', '“']));
    let is_list = is_open || is_several && written.starts_with(['"', '“']);
    if !is_list || written.contains('{') {
        return None;
    }
    let ends = separators.iter().map(|(at, _)| *at).chain([value.end]);
    let mut start = value.start;
    let mut items = Vec::new();
    for end in ends {
        let item = fault.text[start..end].trim_matches(|sign| is_blank(sign) || "[]".contains(sign));
        let is_right = DeTable::parse(&format!("item = {item}")).is_ok();
        // A note behind an item begins with this sign.
        if !item.is_empty() && !item.starts_with('#') {
            items.push(if is_right { item.to_owned() } else { quoted(item) });
        }
        start = end + 1;
    }
    let list = format!("[{}]", items.join(", "));
    let (place, message) = match separators.iter().find(|(_, sign)| *sign == ';') {
        Some((at, _)) => (*at..at + 1, "the items of a list are separated by commas"),
        None if !is_open => (value.clone(), "several texts stand in a list, between square brackets"),
        None if !written.ends_with(']') => (value.start..value.start + 1, "this list has no end"),
        None => (fault.bare()?, "text stands between quotation marks"),
    };
    Some(Mistake {
        place,
        message,
        label: None,
        hint: format!("write `{list}`"),
        mended: Some(fault.with(value, &list)),
    })
}

/// `title = Plan your return`
fn words<'a>(fault: &Fault<'a>) -> Option<Mistake<'a>> {
    let place = fault.bare()?;
    let text = quoted(&fault.text[place.clone()]);
    Some(Mistake {
        message: "text stands between quotation marks",
        label: Some("no straight quotation marks here"),
        hint: format!("write `{text}`"),
        mended: Some(fault.with(place.clone(), &text)),
        place,
    })
}

/// `{ test = "at-least" months = 3 }`
fn comma<'a>(fault: &Fault<'a>) -> Option<Mistake<'a>> {
    fault.message.starts_with("missing comma").then(|| {
        let at = fault.text[..fault.place.start].trim_end().len();
        let before = fault.text[..at].rfind([' ', '[', '{']).map_or(0, |space| space + 1);
        Mistake {
            place: before..at,
            message: "a comma is missing behind this",
            label: None,
            hint: format!("write `{},`", &fault.text[before..at]),
            mended: Some(fault.with(at..at, ",")),
        }
    })
}

/// `value = { threshold = { test = "at-least", months = 3 }`
fn brackets<'a>(fault: &Fault<'a>) -> Option<Mistake<'a>> {
    let value = fault.value()?;
    let mut open = Vec::new();
    for (at, sign) in fault.outside_quotations().filter(|(at, _)| value.contains(at)) {
        match sign {
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
        message: "this bracket is not closed",
        label: None,
        hint: format!("write `{missing}` where it ends"),
        mended: Some(fault.with(value.end..value.end, &format!(" {missing}"))),
    })
}

/// `title = "Plan your return",`
fn last_sign<'a>(fault: &Fault<'a>) -> Option<Mistake<'a>> {
    let value = fault.value()?;
    let last = fault.text[value.clone()].chars().next_back()?;
    let place = value.end - last.len_utf8()..value.end;
    Some(Mistake {
        message: "there is a sign too many behind this value",
        label: None,
        hint: format!("take out the `{last}`"),
        mended: Some(fault.with(place.clone(), "")),
        place,
    })
}

/// `place = "The "Old" Library"`, `title = 'What's next'`
fn quotation<'a>(fault: &Fault<'a>) -> Option<Mistake<'a>> {
    let value = fault.value()?;
    let written = &fault.text[value.clone()];
    let mark = written.chars().next().filter(|mark| ['"', '\''].contains(mark))?;
    let inside = written.strip_prefix(mark)?.strip_suffix(mark).filter(|inside| inside.contains(mark))?;
    // A mark that another text begins with is no part of this one.
    let is_one_text = inside.split(mark).step_by(2).all(|part| !part.trim().is_empty() || part.is_empty());
    let text = quoted(inside);
    is_one_text.then(|| Mistake {
        place: value.clone(),
        message: "this text ends at the quotation mark within it",
        label: None,
        hint: format!("write `{text}`"),
        mended: Some(fault.with(value, &text)),
    })
}

/// `title = "Plan your return`
fn end_of_text<'a>(fault: &Fault<'a>) -> Option<Mistake<'a>> {
    let place = fault.value()?;
    let written = &fault.text[place.clone()];
    let text = quoted(written);
    written.starts_with(['"', '\'']).then(|| Mistake {
        message: "this text has no end",
        label: None,
        hint: format!("write `{text}`"),
        mended: Some(fault.with(place.clone(), &text)),
        place,
    })
}

/// `place = "Rooms A\B"`
fn backslash<'a>(fault: &Fault<'a>) -> Option<Mistake<'a>> {
    let value = fault.value()?;
    let mended = fault.text[value.clone()].replace('\\', "\\\\");
    let at = value.start + fault.text[value.clone()].find('\\')?;
    Some(Mistake {
        place: at..at + 1,
        message: "a `\\` between quotation marks stands for something else",
        label: None,
        hint: format!("write `{mended}`"),
        mended: Some(fault.with(value, &mended)),
    })
}

fn unknown<'a>(fault: &Fault<'a>) -> Mistake<'a> {
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
    let line = fault.text[..fault.place.start].rfind('\n').map_or(0, |end| end + 1);
    let end = fault.text[line..].find('\n').map_or(fault.text.len(), |end| line + end);
    // What is not read at all is shown as a whole; in what is, the place at which reading stopped.
    let place = if fault.message.starts_with("key with no value") {
        fault.trimmed(line..end)
    } else {
        fault.place.clone()
    };
    Mistake { place, message, label: None, hint: hint.to_owned(), mended: None }
}

/// A text between quotation marks, without those of word processors around it. Those within it become theirs, for
/// straight ones would end it.
fn quoted(text: &str) -> String {
    let text = text.trim_matches(|sign| "“”‘’`\"'".contains(sign) || is_blank(sign));
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
            let problem = explain(file, start, line, &error);
            start += line.len() + 1;
            let at = &file.text()[problem.span.range()];
            format!("{line}\n    `{at}`: {} ({})\n", problem.message, problem.hints.join("; "))
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
                    `,`: there is a sign too many behind this value (take out the `,`)
                title = "A title";
                    `;`: there is a sign too many behind this value (take out the `;`)
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
                    `<no width>`: there is a sign here that cannot be seen (delete it: it came along when the text was copied)
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
                    `}`: there is a sign too many behind this value (take out the `}`)
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
