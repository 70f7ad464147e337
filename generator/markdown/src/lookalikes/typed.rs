//! Lists and tables that are typed by hand, with marks and spaces that are none to Markdown.

use std::fmt::Write as _;
use std::ops::Range;

use super::lines::Line;
use super::pattern::{Pattern, pattern};
use super::spaces::odd_space;
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::{Slice, SourceFile, Span};

/// What a line begins with, where it is typed to look like a point of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Lines of one list have the same kind of mark.
    kind: &'static Kind,
    /// The character that is alike in all points, in a list that does not count.
    sign: Option<char>,
    /// What is counted, in a list that counts.
    number: Option<String>,
    /// How long it is, with the spaces around it.
    length: usize,
}

/// A kind of mark, as a group of [`TYPED`].
#[derive(Debug, PartialEq, Eq)]
struct Kind {
    name: &'static str,
    /// How many lines with it make a list. Fewer may be something else.
    least: usize,
    /// Whether one line does after a colon.
    can_be_announced: bool,
}

const fn kind(name: &'static str, least: usize, can_be_announced: bool) -> Kind {
    Kind { name, least, can_be_announced }
}

static KINDS: [Kind; 17] = [
    kind("bullet", 1, true),
    kind("letter", 1, true),
    kind("dash", 2, true),
    kind("glued", 2, false),
    kind("tick", 2, true),
    kind("arrow", 2, true),
    kind("section", 2, false),
    kind("both", 2, true),
    kind("bracket", 2, false),
    kind("paren", 2, true),
    kind("dot", 2, true),
    // Names begin so, too.
    kind("initial", 3, false),
    kind("close", 2, true),
    kind("circle", 2, true),
    kind("keycap", 2, true),
    kind("wide", 2, true),
    kind("symbol", 2, false),
];

/// Characters for lists that are nothing else, those of Word's fonts for symbols among them.
const BULLETS: &str = r"•●▪◦‣·⁃∙⦁\u{f020}-\u{f0ff}";

static TYPED: Pattern = Pattern::new(|| {
    pattern(&format!(
        "{}{}{}",
        r"^[\s\u{2800}]*(?:\*\*|__)?(?:(?P<bullet>[",
        BULLETS,
        concat!(
            r"]\s*)",
            // What the bullets of Word's fonts become in another one.
            r"|(?P<letter>[oØü]\s+)\p{L}",
            r"|(?P<dash>(?:[–—−‐‑‒―﹣－]|--)[\s\u{2800}]+)",
            r"|(?P<glued>[-+–—−‐‑‒―﹣－])\p{L}",
            r"|(?P<tick>[✓✔✅☑✗✘✕✖❌❎☐☒□▢][\u{fe0e}\u{fe0f}]?\s*)",
            r"|(?P<arrow>(?:[►▶➢➤➔➜→⇒»›★☆♦◆■][\u{fe0e}\u{fe0f}]?|-{1,2}>|=>)\s*)",
            r"|(?P<section>[§~]\s+)\p{L}",
            r"|(?P<both>\((?P<n1>\d{1,2}|[A-Za-z]|[ivx]{2,4})\)\s*)",
            r"|(?P<bracket>\[(?P<n2>\d{1,2}|[A-Za-z])\]\s+)",
            r"|(?P<paren>(?P<n3>\d{1,2}|[A-Za-z]|[ivx]{2,4}) ?\)\s*)",
            r"|(?P<dot>(?P<n4>\d{1,2}|[a-z]|[ivx]{2,4})\\?\.\s+)",
            r"|(?P<initial>(?P<n5>[A-Z])\.\s+)",
            r"|(?P<close>(?P<n6>\d{1,2})\.)\p{L}",
            r"|(?P<circle>(?P<n7>[①-⓿❶-➓])\s*)",
            r"|(?P<keycap>(?P<n8>\d)\u{fe0f}?\u{20e3}\s*)",
            r"|(?P<wide>(?P<n9>[０-９]{1,2})[．.）)、]\s*)",
            // Flags are letters, and some symbols belong to what follows them.
            r"|(?P<symbol>[[\p{So}\u{2055}\u{203b}\u{2190}-\u{21ff}\u{25a0}-\u{25ff}]--[©®™℗℠№°¦\u{1f1e6}-\u{1f1ff}]]",
            r"[\u{fe0e}\u{fe0f}\u{1f3fb}-\u{1f3ff}]*\s*)",
            r")",
        )
    ))
});

/// Ends of words, which are written behind a hyphen where a text speaks of them.
const SUFFIXES: [&str; 30] = [
    "able", "age", "al", "ance", "ant", "ation", "ed", "ectomy", "emia", "ence", "er", "est", "ful",
    "graphy", "ible", "ic", "ing", "ish", "ism", "ist", "itis", "ity", "less", "ly", "ment", "ness", "ology",
    "oma", "ous", "tion",
];

pub(super) fn mark(text: &str) -> Option<Mark> {
    const NUMBERS: [&str; 9] = ["n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9"];
    let found = TYPED.captures(text)?;
    let (kind, whole) = KINDS.iter().find_map(|kind| Some((kind, found.name(kind.name)?)))?;
    let number = NUMBERS.iter().find_map(|name| found.name(name));
    let rest = text.slice(whole.end()..);
    let word = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let is_alone = rest.trim().is_empty();
    let is_suffix = kind.name == "glued" && SUFFIXES.contains(&word);
    (!is_alone && !is_suffix).then(|| Mark {
        kind,
        sign: whole.as_str().chars().next().filter(|_| kind.name == "symbol"),
        number: number.map(|number| number.as_str().to_owned()),
        length: whole.end(),
    })
}

/// Whether a text begins as a point of a list does that is typed by hand: `a) first`.
#[must_use]
pub fn is_point(text: &str) -> bool {
    mark(text).is_some()
}

/// Where a text begins with a character for lists.
#[must_use]
pub fn bullet(text: &str) -> Option<Range<usize>> {
    let mark = mark(text).filter(|mark| mark.kind.least == 1)?;
    let start = text.len() - text.trim_start().len();
    Some(start..start + text.slice(start..mark.length).trim_end().len())
}

/// Whether a mark is the next of a list after another one.
fn follows(one: &Mark, next: &Mark) -> bool {
    let counted = |written: &str| -> [Option<u32>; 2] {
        let single = written.chars().next().filter(|_| written.chars().count() == 1);
        let place = match written.parse() {
            Ok(number) => Some(number),
            Err(_) => single.map(u32::from),
        };
        [place, roman(written)]
    };
    one.kind == next.kind
        && one.sign == next.sign
        && match (&one.number, &next.number) {
            (Some(one), Some(next)) => counted(one)
                .into_iter()
                .zip(counted(next))
                .any(|(one, next)| one.zip(next).is_some_and(|(one, next)| one + 1 == next)),
            (None, None) => true,
            _ => false,
        }
}

fn roman(written: &str) -> Option<u32> {
    const NUMBERS: [&str; 10] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"];
    (1..).zip(NUMBERS).find(|(_, roman)| roman.eq_ignore_ascii_case(written)).map(|(number, _)| number)
}

/// Reports lines that are typed to look like a list: two or more of a kind, or one after a colon.
pub(super) fn check_lists(file: &SourceFile, lines: &[Option<Line<'_>>], diagnostics: &mut Diagnostics) {
    for run in lines.split(Option::is_none) {
        let run: Vec<&Line<'_>> = run.iter().flatten().collect();
        let mark_of = |line: &&Line<'_>| mark(line.text).filter(|_| odd_space(file, line).is_none());
        let marks: Vec<Option<Mark>> = run.iter().map(mark_of).collect();
        diagnostics.extend(run.iter().zip(&marks).filter(|(_, mark)| mark.is_none()).filter_map(
            |(line, _)| {
                let found = WITHIN.captures(line.text)?.get(1)?.range();
                Some(in_looks_only(file.span(line.at + found.start..line.at + found.end)).hint(AS_POINTS))
            },
        ));
        let mut at = 0;
        while let Some(first) = (at..run.len()).find(|place| marks[*place].is_some()) {
            // A point may take several lines.
            let goes_on =
                |place: usize| run.get(place).is_some_and(|line| line.goes_on) && marks[place].is_none();
            let mut last = first;
            let mut count = 1;
            let mut end = first + 1;
            loop {
                if is_next_after(&marks, last, end) {
                    (last, count) = (end, count + 1);
                    end += 1;
                } else if goes_on(end) {
                    end += 1;
                } else {
                    break;
                }
            }
            let is_announced = first.checked_sub(1).is_some_and(|before| {
                run[before].text.trim_end().trim_end_matches(['*', '_', '\\']).ends_with(':')
            });
            let is_list = marks[first].as_ref().is_some_and(|Mark { kind, .. }| {
                count >= kind.least || is_announced && kind.can_be_announced
            });
            if is_list {
                diagnostics.push(typed_list(file, &run[first..end], &marks[first..end]));
            }
            at = end;
        }
    }
}

/// Whether the line at `place` is the next point after the one at `last`.
fn is_next_after(marks: &[Option<Mark>], last: usize, place: usize) -> bool {
    match (marks.get(last), marks.get(place)) {
        (Some(Some(one)), Some(Some(next))) => follows(one, next),
        _ => false,
    }
}

/// A character for lists after what announces the list, in one line with it.
static WITHIN: Pattern = Pattern::new(|| pattern(&format!(r": +([{BULLETS}])\s*\S")));

/// How to type a list that does not count.
pub const AS_POINTS: &str = "begin each of its points with `- `, on a line of its own";

/// The problem of a list whose first mark stands at a place.
pub fn in_looks_only(mark: Span) -> Diagnostic {
    Diagnostic::warning("markdown::typed-list", mark, "this is a list in looks only")
        .label("screen readers do not tell that it is one")
}

fn typed_list(file: &SourceFile, lines: &[&Line<'_>], marks: &[Option<Mark>]) -> Diagnostic {
    let (first, last) = (lines[0], lines[lines.len() - 1]);
    let length = marks[0].as_ref().map_or(1, |mark| first.text.slice(..mark.length).trim_end().len());
    let space = first.text.len() - first.text.trim_start().len();
    let problem = in_looks_only(file.span(first.at + space..first.at + length));
    let is_counted = marks[0].as_ref().is_some_and(|mark| mark.number.is_some());
    let hint = if is_counted {
        "begin its points with `1. `, `2. ` and so on, with an empty line above the first"
    } else {
        AS_POINTS
    };
    if lines.iter().any(|line| line.is_inside) {
        return problem.hint(hint);
    }
    let lines: Vec<&str> = lines.iter().map(|line| line.text).collect();
    let text = format!("{}{}", if first.goes_on { "\n" } else { "" }, retyped(&lines, marks));
    problem.mend(hint, file.span(first.at..last.at + last.text.len()), text)
}

/// The lines of a list with the marks of Markdown in the place of those that are typed.
pub(super) fn retyped(lines: &[&str], marks: &[Option<Mark>]) -> String {
    let mut text = String::new();
    let mut number = 0;
    for (line, mark) in lines.iter().zip(marks) {
        if !text.is_empty() {
            text.push('\n');
        }
        match mark {
            Some(mark) => {
                number += 1;
                let (line, rest) = (line.trim_start(), line.slice(mark.length..));
                // What is bold goes on to be so.
                let bold = ["**", "__"].into_iter().find(|bold| line.starts_with(bold)).unwrap_or_default();
                let bold = if rest.starts_with(bold) { "" } else { bold };
                let rest = if bold.is_empty() { rest.trim_start_matches(['*', '_']) } else { rest };
                let mark = if mark.number.is_some() { format!("{number}. ") } else { "- ".to_owned() };
                write!(text, "{mark}{bold}{}", rest.trim_start()).expect("a string takes any text");
            }
            None => write!(text, "  {line}").expect("a string takes any text"),
        }
    }
    text
}

/// Whether each of these lines is a point of one list.
pub(super) fn is_list(marks: &[Option<Mark>]) -> bool {
    let least = marks.first().and_then(Option::as_ref).map_or(usize::MAX, |mark| mark.kind.least);
    marks.len() >= least && (1..marks.len()).all(|place| is_next_after(marks, place - 1, place))
}

/// Reports rows of a table that is none: with commas between its cells, or with spaces that push them apart.
pub(super) fn check_tables(file: &SourceFile, lines: &[Option<Line<'_>>], diagnostics: &mut Diagnostics) {
    static APART: Pattern = Pattern::new(|| pattern(r"\S[ \u{a0}]{3,}\S"));
    static COMMAS: Pattern = Pattern::new(|| pattern(r"^[^,\s][^,]*(?:,[^,\s][^,]*){2,}$"));
    let commas = |line: &&Line<'_>| line.text.matches(',').count();
    for run in lines.split(Option::is_none) {
        let run: Vec<&Line<'_>> = run.iter().flatten().collect();
        for rows in run.chunk_by(|_, next| next.goes_on) {
            let (first, last) = (rows[0], rows[rows.len() - 1]);
            let is_exported = || {
                // In a number, commas stand between digits.
                let names_columns = !first.text.contains(|c: char| c.is_ascii_digit());
                names_columns
                    && rows.iter().all(|row| COMMAS.is_match(row.text) && commas(row) == commas(&first))
            };
            if rows.len() > 1 && (rows.iter().all(|row| APART.is_match(row.text)) || is_exported()) {
                diagnostics.push(
                    Diagnostic::warning(
                        "markdown::typed-table",
                        file.span(first.at..last.at + last.text.len()),
                        "this is not read as a table",
                    )
                    .label("people would see it as one paragraph")
                    .hint(AS_ROWS),
                );
            }
        }
    }
}

/// How to type a table.
pub const AS_ROWS: &str =
    "begin and end each row with `|`, and put a row such as `| --- | --- |` below the first";
