//! What looks like one thing in the file and is read as another: a no-break space that makes text of a heading, spaces that
//! make code of a paragraph, a rule that makes a heading of a sentence, lists that are lists in looks only, characters that
//! nobody sees.
//!
//! All of it is read from the lines as they are written, because what Markdown makes of them does not show it.

use std::fmt::Write as _;
use std::ops::Range;
use std::sync::LazyLock;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};
use regex::Regex;

use super::directives;
use super::node::{Node, Nodes};
use supportt_source::characters::{self, Hidden, is_odd_space};
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::{Slice, SourceFile, Span};

/// A pattern that is compiled once.
type Pattern = LazyLock<Regex>;

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is right")
}

/// Reports everything of that kind in a text that begins `start` bytes into its file.
pub(super) fn check(file: &SourceFile, start: usize, nodes: &Nodes<'_>, diagnostics: &mut Diagnostics) {
    check_hidden(file, start, nodes, diagnostics);
    let lines = lines(file, nodes);
    for line in lines.iter().flatten() {
        diagnostics.extend(odd_space(file, line));
    }
    check_typed_lists(file, &lines, diagnostics);
    check_typed_tables(file, &lines, diagnostics);
    check_blocks(file, nodes, diagnostics);
    check_lists(file, nodes, diagnostics);
}

fn check_hidden(file: &SourceFile, start: usize, nodes: &Nodes<'_>, diagnostics: &mut Diagnostics) {
    for (place, kind) in characters::find(file.text().slice(start..)) {
        diagnostics.push(hidden(file, start + place.start..start + place.end, kind));
    }
    // A character can be written by its number, too, such as `&#8238;`.
    for node in nodes {
        let Node::Markdown(Event::Text(text)) = &node.value else { continue };
        let written = file.text().slice(node.span.range());
        if written.starts_with('&')
            && let Some((_, kind)) = characters::find(text).find(|(_, kind)| *kind != Hidden::NoWidth)
        {
            diagnostics.push(hidden(file, node.span.range(), kind));
        }
    }
}

/// The problem of characters that nobody sees, at a place that holds nothing else, or somewhere in a text in which they
/// are written by their numbers.
pub fn hidden(file: &SourceFile, place: Range<usize>, kind: Hidden) -> Diagnostic {
    let span = file.span(place.clone());
    let first =
        file.text().slice(place.clone()).chars().next().filter(|first| characters::hidden(*first).is_some());
    let number = first.map(|first| format!(" ({})", characters::number(first))).unwrap_or_default();
    let (before, after) = (file.text().slice(..place.start), file.text().slice(place.end..));
    let is_between = before.chars().next_back().is_some_and(|beside| !beside.is_whitespace())
        && after.chars().next().is_some_and(|beside| !beside.is_whitespace());
    let mark = mark_before(before, after).filter(|_| is_between);
    let needs_space = characters::parts_words(file.text(), &place);
    let problem = match kind {
        Hidden::Control => Diagnostic::error(
            "prose::control-character",
            span,
            format!("there is a control character here{number}"),
        )
        .label("it has no place in a page"),
        Hidden::Direction => Diagnostic::warning(
            "prose::direction-character",
            span,
            format!("there is a character here that turns the direction of the text{number}"),
        )
        .label("people would see what follows in another order"),
        Hidden::NoWidth => Diagnostic::warning(
            "prose::invisible-sign",
            span,
            format!("there is a character here that nobody sees{number}"),
        )
        .label("a search does not find the word"),
    };
    if first.is_none() && !file.text().slice(place).starts_with('&') {
        problem.hint("take it out: it is written by its number, behind a `\\`")
    } else if let Some(mark) = mark {
        let (hint, text) = space_after(mark);
        problem.mend(hint, span, text)
    } else if needs_space {
        problem.mend("type a space in its place", span, " ")
    } else {
        problem.mend("delete it: it came along when the text was copied", span, "")
    }
}

/// The mark of a heading or of a list that a text ends with, where what follows is no bold or slanting text.
fn mark_before<'t>(before: &'t str, after: &str) -> Option<&'t str> {
    static MARK: Pattern = Pattern::new(|| pattern(r"^[\s>]*(#{1,6}|[-*+]|\d{1,3}[.)])$"));
    const NEAR: usize = 80;
    // So much of the line as a mark may have before it: a long line may have many hidden characters.
    let near = before.slice(before.len().saturating_sub(NEAR)..);
    let line = near.rsplit(['\n', '\r']).next()?;
    let mark = MARK.captures(line)?.get(1)?.as_str();
    let rest = after.first_line();
    (mark != "*" || !rest.contains('*')).then_some(mark)
}

/// How to put a space after a mark, and what to type there. The main heading of a page is its title.
fn space_after(mark: &str) -> (&'static str, &'static str) {
    if mark == "#" {
        ("write `## ` in its place, as headings begin", "# ")
    } else {
        ("type a space in its place", " ")
    }
}

/// A line of a paragraph or of a point of a list.
#[derive(Debug)]
struct Line<'a> {
    /// Where it begins, without the spaces and marks of what it stands in.
    at: usize,
    /// From there to its end.
    text: &'a str,
    /// Whether it goes on with a paragraph.
    goes_on: bool,
    /// Whether it stands in a list or a quotation, whose marks are written before it.
    is_inside: bool,
}

/// The lines of all paragraphs; nothing where something else stands between two.
fn lines<'a>(file: &'a SourceFile, nodes: &Nodes<'_>) -> Vec<Option<Line<'a>>> {
    let mut lines = Vec::new();
    let mut depth = 0_usize;
    // What the next piece of text begins, if anything: a line that goes on or not.
    let mut begins = None;
    for node in nodes {
        let Node::Markdown(event) = &node.value else { continue };
        match event {
            Event::Start(Tag::Paragraph) => begins = Some(false),
            Event::Start(Tag::Item | Tag::FootnoteDefinition(_)) => {
                lines.push(None);
                depth += 1;
                begins = Some(false);
            }
            Event::Start(Tag::BlockQuote(_)) => {
                lines.push(None);
                depth += 1;
            }
            Event::End(TagEnd::Item | TagEnd::FootnoteDefinition | TagEnd::BlockQuote(_)) => {
                lines.push(None);
                depth = depth.saturating_sub(1);
                begins = None;
            }
            Event::SoftBreak | Event::HardBreak => begins = Some(true),
            Event::Start(Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::Table(_) | Tag::List(_))
            | Event::Rule => {
                lines.push(None);
                begins = None;
            }
            Event::End(_) => {}
            _ => {
                if let Some(goes_on) = begins.take() {
                    let at = node.span.range().start;
                    let text = file.text().slice(at..).first_line();
                    lines.push(Some(Line { at, text, goes_on, is_inside: depth > 0 }));
                }
            }
        }
    }
    lines
}

/// A heading, a list or a quotation that is text, because the space in it is none to Markdown.
fn odd_space(file: &SourceFile, line: &Line<'_>) -> Option<Diagnostic> {
    static MARK: Pattern = Pattern::new(|| {
        pattern(r"^(?P<lead>[\s\u{2800}]*)(?P<mark>#{1,6}|[-*+]|\d{1,3}[.)])(?P<space>[\s\u{2800}]+)\S")
    });
    let place = |range: Range<usize>| file.span(line.at + range.start..line.at + range.end);
    let report = |span: Span, mark: &str, what: &str| {
        Diagnostic::warning(
            "markdown::odd-space",
            span,
            format!("this is not read as {what}: the space at `{mark}` is not the one of the keyboard"),
        )
        .label("people would see it as it is typed")
    };
    if let Some(found) = MARK.captures(line.text) {
        let mark = &found["mark"];
        let what = if mark.starts_with('#') { "a heading" } else { "a list" };
        if found["space"].contains(is_odd_space) {
            let span = place(found.name("space")?.range());
            let (hint, text) = space_after(mark);
            return Some(report(span, mark, what).mend(hint, span, text));
        }
        if found["lead"].contains(is_odd_space) {
            let span = place(found.name("lead")?.range());
            return Some(report(span, mark, what).mend("take out what stands before it", span, ""));
        }
    }
    let before = file.text().slice(..line.at).trim_end_matches(' ');
    let odd = line.text.len() - line.text.trim_start_matches(is_odd_space).len();
    (odd > 0 && before.ends_with('>')).then(|| {
        let span = place(0..odd);
        let space = if before.len() == line.at { " " } else { "" };
        Diagnostic::warning("markdown::odd-space", span, "the space after `>` is not the one of the keyboard")
            .label("people would see it")
            .mend("type a space in its place", span, space)
    })
}

/// What a line begins with, where it is typed to look like a point of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Mark {
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

fn mark(text: &str) -> Option<Mark> {
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
fn check_typed_lists(file: &SourceFile, lines: &[Option<Line<'_>>], diagnostics: &mut Diagnostics) {
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
fn retyped(lines: &[&str], marks: &[Option<Mark>]) -> String {
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

/// Reports rows of a table that is none: with commas between its cells, or with spaces that push them apart.
fn check_typed_tables(file: &SourceFile, lines: &[Option<Line<'_>>], diagnostics: &mut Diagnostics) {
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

/// Reports code and headings that are meant to be text.
fn check_blocks(file: &SourceFile, nodes: &Nodes<'_>, diagnostics: &mut Diagnostics) {
    let mut inside = 0_usize;
    let mut quotations = 0_usize;
    for node in nodes {
        let Node::Markdown(event) = &node.value else { continue };
        match event {
            Event::Start(Tag::Item | Tag::FootnoteDefinition(_)) => inside += 1,
            Event::End(TagEnd::Item | TagEnd::FootnoteDefinition) => inside = inside.saturating_sub(1),
            Event::Start(Tag::BlockQuote(_)) => quotations += 1,
            Event::End(TagEnd::BlockQuote(_)) => quotations = quotations.saturating_sub(1),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented))
                if is_prose(file.text().slice(node.span.range())) =>
            {
                diagnostics.push(indented(file, node.span, inside > 0, quotations > 0));
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => {
                diagnostics.extend(not_closed(file, node.span));
            }
            Event::Start(Tag::Heading { level: HeadingLevel::H2, .. }) => {
                diagnostics.extend(underlined(file, node.span, quotations > 0));
            }
            _ => {}
        }
    }
}

/// The problem of code whose last line is missing, so that it goes on to the end of what it stands in.
fn not_closed(file: &SourceFile, span: Span) -> Option<Diagnostic> {
    let text = file.text().slice(span.range());
    let first = text.lines().next()?;
    let sign = first.chars().next()?;
    let fence = first.slice(..first.len() - first.trim_start_matches(sign).len());
    let last = text.trim_end().lines().skip(1).last().unwrap_or_default();
    let last = last.trim_start_matches(['>', ' ', '\t']).trim_end();
    if last.starts_with(fence) && last.trim_start_matches(sign).is_empty() {
        return None;
    }
    let start = span.range().start;
    Some(
        Diagnostic::warning(
            "markdown::code-not-closed",
            file.span(start..start + fence.len()),
            "the code that begins here has no end",
        )
        .label("people would see everything below as it is typed")
        .hint("put a line like this one below the code, or take it out"),
    )
}

/// Whether a block of code is text for people: mostly words, and no command.
fn is_prose(text: &str) -> bool {
    static CODE: Pattern =
        Pattern::new(|| pattern(r"[{}<>=$\\|]|(?m:;\s*$)|(^|\s)(--?\w|\./)|\(\)|^#!|\w\(\S"));
    static MARKED: Pattern = Pattern::new(|| {
        pattern(concat!(
            r"\*\*\w|\]\(|^(#{1,6}|[-*•]|\d+[.)]) |^> ?\[!\w+\]",
            // Rows of a table, an address of the web or of a mailbox, a number to call.
            r"|^\|.*\|\s*\n\s*\|[\s:|-]+\||^<?(https?://\S+|(mailto:)?[\w.+-]+@[\w-]+(\.[\w-]+)+)>?$|^(\+44|0)[\d ()-]{9,15}$",
        ))
    });
    let text = text.trim();
    let is_list = || {
        let marks: Vec<Option<Mark>> = text.lines().map(|line| mark(line.trim_start())).collect();
        is_list(&marks)
    };
    if MARKED.is_match(text) || directives::is_one(text) || is_list() {
        return true;
    }
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let others = text.chars().filter(|c| !c.is_alphanumeric() && !c.is_whitespace()).count();
    let is_sentence = text.starts_with(char::is_uppercase) || text.ends_with(['.', '!', '?', ':', ',']);
    let has_words = is_sentence || text.split_whitespace().count() > 3 && !text.contains(';');
    letters > others * 2 && letters > digits * 3 && !CODE.is_match(text) && has_words
}

/// Whether each of these lines is a point of one list.
fn is_list(marks: &[Option<Mark>]) -> bool {
    let least = marks.first().and_then(Option::as_ref).map_or(usize::MAX, |mark| mark.kind.least);
    marks.len() >= least && (1..marks.len()).all(|place| is_next_after(marks, place - 1, place))
}

/// The problem of a paragraph that four spaces or a tab make code of.
fn indented(file: &SourceFile, span: Span, is_in_list: bool, is_in_quotation: bool) -> Diagnostic {
    let range = span.range();
    let text = file.text();
    let start = text.slice(..range.start).rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let end = range.start + text.slice(range.clone()).trim_end().len();
    let shown =
        range.start + (text.slice(range.start..end).len() - text.slice(range.start..end).trim_start().len());
    let first_end = text.slice(shown..end).find('\n').map_or(end, |line| shown + line);
    let problem = Diagnostic::warning(
        "markdown::indented-code",
        file.span(shown..first_end),
        "the spaces before this make code of it",
    )
    .label("people would see it as it is typed, in a line that does not wrap");
    let hint = "take out the spaces before it; code stands between two lines of three backticks";
    if is_in_quotation {
        return problem.hint(hint);
    }
    let depth = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let first = text.slice(start..first_end);
    let kept = if is_in_list { depth(first).saturating_sub(4) } else { 0 };
    let lines: Vec<&str> = text.slice(start..end).split('\n').map(str::trim_start).collect();
    let marks: Vec<Option<Mark>> = lines.iter().map(|line| mark(line)).collect();
    let written = if is_list(&marks) { retyped(&lines, &marks) } else { lines.join("\n") };
    let spaces = " ".repeat(kept);
    let written: Vec<String> = written.split('\n').map(|line| format!("{spaces}{line}")).collect();
    problem.mend(hint, file.span(start..end), written.join("\n"))
}

/// How a sentence begins, and no heading.
static SENTENCE: Pattern = Pattern::new(|| {
    pattern(r"^(?:You|We|They|It|There|This|These) (?:can|could|will|may|must|should|need|is|are|has|have)\b")
});

/// The problem of text that a line of hyphens below it makes a heading of, unless that looks meant: one line that is no
/// sentence, and is short or underlined to its end.
fn underlined(file: &SourceFile, span: Span, is_in_quotation: bool) -> Option<Diagnostic> {
    let range = span.range();
    let written = file.text().slice(range.clone()).trim_end();
    if written.trim_start_matches(['>', ' ', '\t']).starts_with('#') {
        return None;
    }
    let (words, line) = written.rsplit_once('\n')?;
    let (words, rule) = (words.trim(), line.trim_start_matches(['>', ' ', '\t']));
    let is_sentence = words.ends_with(['.', '!', '?', ';', ',']);
    let is_field = words.split_once(": ").is_some_and(|(name, _)| !name.contains(' '));
    let is_underlined = rule.len() * 2 >= words.chars().count();
    let after = file.text().slice(range.start + written.len()..);
    let goes_on = after.starts_with('\n') && after.lines().nth(1).is_some_and(|next| !next.trim().is_empty());
    let is_short = words.split_whitespace().count() < 6
        && !words.ends_with(':')
        && !(goes_on && SENTENCE.is_match(words));
    let is_meant = !words.contains('\n') && !is_sentence && !is_field && (is_underlined || is_short);
    if is_meant {
        return None;
    }
    let start = range.start + written.len() - rule.len();
    let problem = Diagnostic::warning(
        "markdown::underlined-heading",
        file.span(start..start + rule.len()),
        "this line makes a heading of the text above it",
    )
    .also(file.span(range.start..range.start + written.len() - line.len() - 1), "this becomes the heading");
    let hint = "put an empty line above it, or write a heading as `## Heading`";
    Some(if is_in_quotation { problem.hint(hint) } else { problem.mend(hint, file.span(start..start), "\n") })
}

/// A list as it is written.
struct List {
    /// The number of its first point, in a list that counts.
    first: Option<u64>,
    /// Where each of its points begins.
    items: Vec<usize>,
}

/// Reports what was meant as part of a list and is not, because there are too few spaces before it.
fn check_lists(file: &SourceFile, nodes: &Nodes<'_>, diagnostics: &mut Diagnostics) {
    let mut open: Vec<List> = Vec::new();
    let mut quotations = 0_usize;
    for (index, node) in nodes.iter().enumerate() {
        let Node::Markdown(event) = &node.value else { continue };
        match event {
            Event::Start(Tag::BlockQuote(_)) => quotations += 1,
            Event::End(TagEnd::BlockQuote(_)) => quotations = quotations.saturating_sub(1),
            Event::Start(Tag::List(first)) => open.push(List { first: *first, items: Vec::new() }),
            Event::Start(Tag::Item) => {
                if let Some(list) = open.last_mut() {
                    let range = node.span.range();
                    let spaces = file.text().slice(range.clone()).len()
                        - file.text().slice(range.clone()).trim_start().len();
                    let at = range.start + spaces;
                    list.items.push(at);
                }
            }
            Event::End(TagEnd::List(_)) => {
                if let Some(list) = open.pop().filter(|_| quotations == 0) {
                    diagnostics.extend(flattened(file, &list));
                    diagnostics.extend(split_off(file, &list, &nodes[index + 1..]));
                }
            }
            _ => {}
        }
    }
}

/// The spaces before a place in its line, if there is nothing else.
fn spaces_before(file: &SourceFile, at: usize) -> Option<usize> {
    // Lists may lie in lists in one line, many deep.
    let before = file.text().slice(..at).trim_end_matches(' ');
    (before.is_empty() || before.ends_with('\n')).then_some(at - before.len())
}

/// Points with one space more before them than the one above has, which is not enough to be points of that. Where none
/// that follows goes back to the left, the spaces mean nothing.
fn flattened(file: &SourceFile, list: &List) -> Vec<Diagnostic> {
    let depths: Vec<Option<usize>> = list.items.iter().map(|at| spaces_before(file, *at)).collect();
    let is_too_little = |place: &usize| {
        let (above, here) = (depths[place - 1], depths[*place]);
        let goes_back =
            || depths[*place..].iter().any(|depth| depth.is_some_and(|depth| Some(depth) <= above));
        list.first.is_none() && above.zip(here).is_some_and(|(above, here)| here == above + 1) && goes_back()
    };
    let places = (1..list.items.len()).filter(is_too_little).map(|place| list.items[place]);
    let report = |at: usize| {
        Diagnostic::warning(
            "markdown::list-indent",
            file.span(at..at + 1),
            "this is a point beside the one above, not below it",
        )
        .label("there is one space more before it")
        .mend("write two spaces more before it, or none", file.span(at..at), " ")
    };
    places.map(report).collect()
}

/// What follows a list that counts and was meant as part of its last point.
fn split_off(
    file: &SourceFile,
    list: &List,
    after: &[supportt_source::Spanned<Node<'_>>],
) -> Option<Diagnostic> {
    let (begins, end) = (list.first?, *list.items.last()?);
    let node = after.first()?;
    let is_list = matches!(node.value, Node::Markdown(Event::Start(Tag::List(None))));
    let Node::Markdown(Event::Start(Tag::List(None) | Tag::Paragraph)) = node.value else { return None };
    // A paragraph between two lists is part of the first only if the second goes on counting.
    let mut depth = 0_usize;
    let next = after.iter().find(|node| match &node.value {
        Node::Markdown(Event::Start(_)) => {
            depth += 1;
            depth == 1 && node.span != after[0].span
        }
        Node::Markdown(Event::End(_)) => {
            depth = depth.saturating_sub(1);
            false
        }
        _ => false,
    });
    let goes_on = next.is_some_and(|next| {
        let number = begins + u64::try_from(list.items.len()).unwrap_or(u64::MAX);
        matches!(next.value, Node::Markdown(Event::Start(Tag::List(Some(other)))) if other == number)
    });
    let range = node.span.range();
    let shown = range.start
        + (file.text().slice(range.clone()).len() - file.text().slice(range.clone()).trim_start().len());
    let (base, here) = (spaces_before(file, end)?, spaces_before(file, shown)?);
    let point = file.text().slice(end..);
    let mark = point.find(['.', ')'])? + 1;
    let needed = base + mark + point.slice(mark..).len() - point.slice(mark..).trim_start_matches(' ').len();
    if !(is_list || goes_on) || here <= base || here >= needed {
        return None;
    }
    let start = shown - here;
    let end = range.start + file.text().slice(range.clone()).trim_end().len();
    let missing = " ".repeat(needed - here);
    let lines = file.text().slice(start..end).split('\n');
    let lines =
        lines.map(|line| if line.trim().is_empty() { line.to_owned() } else { format!("{missing}{line}") });
    Some(
        Diagnostic::warning(
            "markdown::list-indent",
            file.span(shown..shown + 1),
            format!("this is not part of the point `{}` above it", point.slice(..mark)),
        )
        .label(format!(
            "it begins {} too far to the left",
            supportt_source::wording::count(needed - here, "space")
        ))
        .mend(
            format!("write {} before each of its lines", supportt_source::wording::count(needed, "space")),
            file.span(start..end),
            lines.collect::<Vec<_>>().join("\n"),
        ),
    )
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use supportt_fixture::{check_short, page};

    #[test]
    fn spaces_that_are_none_are_found_after_every_mark() {
        let text = "You need:\n\n-\u{a0}your form\n-\u{a0}\u{a0}your plan\n\n*\u{2003}a star\n\n##\u{a0}What to do next\n\n1.\u{a0}First\n\n2)\u{202f}Second\n\n\u{a0}- behind a space\n\n>\u{a0}A quotation.\n\n> \u{a0}Another.\n\n- outer\n  -\u{a0}inner\n";
        check_short(
            &page("a.md", text),
            expect![[r#"
            content/a.md:9:2: warning: this is not read as a list: the space at `-` is not the one of the keyboard: people would see it as it is typed (hint: type a space in its place)
            content/a.md:10:2: warning: this is not read as a list: the space at `-` is not the one of the keyboard: people would see it as it is typed (hint: type a space in its place)
            content/a.md:12:2: warning: this is not read as a list: the space at `*` is not the one of the keyboard: people would see it as it is typed (hint: type a space in its place)
            content/a.md:14:3: warning: this is not read as a heading: the space at `##` is not the one of the keyboard: people would see it as it is typed (hint: type a space in its place)
            content/a.md:16:3: warning: this is not read as a list: the space at `1.` is not the one of the keyboard: people would see it as it is typed (hint: type a space in its place)
            content/a.md:18:3: warning: this is not read as a list: the space at `2)` is not the one of the keyboard: people would see it as it is typed (hint: type a space in its place)
            content/a.md:20:1: warning: this is not read as a list: the space at `-` is not the one of the keyboard: people would see it as it is typed (hint: take out what stands before it)
            content/a.md:22:2: warning: the space after `>` is not the one of the keyboard: people would see it (hint: type a space in its place)
            content/a.md:24:3: warning: the space after `>` is not the one of the keyboard: people would see it (hint: type a space in its place)
            content/a.md:27:4: warning: this is not read as a list: the space at `-` is not the one of the keyboard: people would see it as it is typed (hint: type a space in its place)
        "#]],
        );
    }

    #[test]
    fn spaces_within_a_text_are_left_alone() {
        let text = "Take 20\u{a0}mg on day\u{a0}1, and section\u{a0}3.\n\n- 20\u{a0}mg\n- \u{a0}a point that begins with one\n\n## Section\u{a0}1\n\nText -\u{a0}with a dash, # \u{a0}and a number sign.\n\n`-\u{a0}code`\n\n```\n-\u{a0}code\n```\n\n| A | B |\n| --- | --- |\n| -\u{a0}1 | # 2 |\n";
        check_short(&page("a.md", text), expect![""]);
    }

    #[test]
    fn text_that_becomes_code_is_found() {
        let text = "Do this first.\n\n    Talk to your supervisor and **agree** a date.\n    Then do so again.\n\nThen that.\n\n    > [!NOTE]\n    > Take care.\n\nAnd.\n\n    01632 960000\n\nAnd.\n\n    team@example.org\n\nAnd.\n\n    Cost: £50 (max); ask first\n\nAnd.\n\n    | A | B |\n    | --- | --- |\n    | 1 | 2 |\n\nAnd.\n\n    {{ notices }}\n\n\tA tab does it too.\n\n- A point\n\n      with a paragraph too far in.\n\n> Quoted.\n>\n>     Too far in.\n\n    ## A heading too far in\n";
        check_short(
            &page("a.md", text),
            expect![[r#"
                content/a.md:9:5: warning: the spaces before this make code of it: people would see it as it is typed, in a line that does not wrap (hint: take out the spaces before it; code stands between two lines of three backticks)
                content/a.md:14:5: warning: the spaces before this make code of it: people would see it as it is typed, in a line that does not wrap (hint: take out the spaces before it; code stands between two lines of three backticks)
                content/a.md:19:5: warning: the spaces before this make code of it: people would see it as it is typed, in a line that does not wrap (hint: take out the spaces before it; code stands between two lines of three backticks)
                content/a.md:23:5: warning: the spaces before this make code of it: people would see it as it is typed, in a line that does not wrap (hint: take out the spaces before it; code stands between two lines of three backticks)
                content/a.md:27:5: warning: the spaces before this make code of it: people would see it as it is typed, in a line that does not wrap (hint: take out the spaces before it; code stands between two lines of three backticks)
                content/a.md:31:5: warning: the spaces before this make code of it: people would see it as it is typed, in a line that does not wrap (hint: take out the spaces before it; code stands between two lines of three backticks)
                content/a.md:43:7: warning: the spaces before this make code of it: people would see it as it is typed, in a line that does not wrap (hint: take out the spaces before it; code stands between two lines of three backticks)
                content/a.md:47:7: warning: the spaces before this make code of it: people would see it as it is typed, in a line that does not wrap (hint: take out the spaces before it; code stands between two lines of three backticks)
                content/a.md:49:5: warning: the spaces before this make code of it: people would see it as it is typed, in a line that does not wrap (hint: take out the spaces before it; code stands between two lines of three backticks)
            "#]],
        );
    }

    #[test]
    fn code_that_is_meant_is_left_alone() {
        let code = "Run:\n\n    cargo install cargo-script\n\nAnd:\n\n    $ mkdir build; cd build\n\nOr:\n\n    ./configure --help\n\nThe number:\n\n    11000000 000000\n\nA call:\n\n    print(\"It is so.\")\n";
        check_short(&page("b.md", code), expect![""]);
        let text = "Write this:\n\n```toml\n    title = \"A\"\n```\n\n- A point\n\n  and its paragraph.\n\n  - an inner one\n\n    and its own.\n\n1. A number\n\n   and its paragraph,\n        which goes on far in.\n";
        check_short(&page("a.md", text), expect![""]);
    }

    #[test]
    fn rules_that_make_headings_are_found() {
        let text = "You can have coaching before you return.\nAsk your supervisor first.\n---\nThen fill in the form.\n\n---\ntitle: x\n---\n\nEnd of a sentence.\n----------\n\nYou can have coaching\n---\nThen fill in the form.\n\nA few words, and then a rule below them\n---\n\nYou need:\n---\n\nSomething.\n";
        check_short(
            &page("a.md", text),
            expect![[r#"
                content/a.md:9:1: warning: this line makes a heading of the text above it (hint: put an empty line above it, or write a heading as `## Heading`)
                content/a.md:13:1: warning: nothing stands below this heading (hint: write what belongs here, or leave the heading out)
                content/a.md:14:1: warning: this line makes a heading of the text above it (hint: put an empty line above it, or write a heading as `## Heading`)
                content/a.md:16:1: warning: nothing stands below this heading (hint: write what belongs here, or leave the heading out)
                content/a.md:17:1: warning: this line makes a heading of the text above it (hint: put an empty line above it, or write a heading as `## Heading`)
                content/a.md:20:1: warning: this line makes a heading of the text above it (hint: put an empty line above it, or write a heading as `## Heading`)
                content/a.md:23:1: warning: nothing stands below this heading (hint: write what belongs here, or leave the heading out)
                content/a.md:24:1: warning: this line makes a heading of the text above it (hint: put an empty line above it, or write a heading as `## Heading`)
                content/a.md:27:1: warning: this line makes a heading of the text above it (hint: put an empty line above it, or write a heading as `## Heading`)
            "#]],
        );
        check_short(
            &page("a.md", "Two lines\nof text.\n===\n\nMore.\n"),
            expect![[r#"
            content/a.md:7:1: error: the page already has its main heading: its `title` (hint: write `## Two lines of text.`)
        "#]],
        );
    }

    #[test]
    fn headings_that_are_meant_are_left_alone() {
        let text = "What to do next\n---------------\n\nText.\n\n---\n\nMore.\n\n***\n\n| A | B |\n| --- | --- |\n| 1 | 2 |\n\nContact us\n---\n\nWrite to us.\n\nWho can help you when you come back:\n-------------------------\n\nEnd.\n\n---\n";
        check_short(&page("a.md", text), expect![""]);
    }

    #[test]
    fn characters_that_nobody_sees_are_found_wherever_they_are() {
        let text = "Write to your supervisor\u{b}before you leave.\n\nBell\u{7}, escape\u{1b}[31m.\n\nSend it to \u{202e}moc.elpmaxe@a\u{202c}, today.\n\nA [link](https://example.org/\u{200b}a), `co\u{ad}de` and &#8238;more&#7;. Line\u{2028}separator.\n\n```\nco\u{200b}de\n```\n";
        check_short(
            &page("a.md", text),
            expect![[r#"
                content/a.md:7:25: error: there is a control character here (U+000B): it has no place in a page (hint: type a space in its place)
                content/a.md:9:5: error: there is a control character here (U+0007): it has no place in a page (hint: delete it: it came along when the text was copied)
                content/a.md:9:14: error: there is a control character here (U+001B): it has no place in a page (hint: delete it: it came along when the text was copied)
                content/a.md:11:12: warning: there is a character here that turns the direction of the text (U+202E): people would see what follows in another order (hint: delete it: it came along when the text was copied)
                content/a.md:11:26: warning: there is a character here that turns the direction of the text (U+202C): people would see what follows in another order (hint: delete it: it came along when the text was copied)
                content/a.md:13:3: advice: “link” does not say where the link leads: read on its own, it means nothing (hint: name what is there, such as `[How to plan your absence](…)`)
                content/a.md:13:30: warning: there is a character here that nobody sees (U+200B): a search does not find the word (hint: delete it: it came along when the text was copied)
                content/a.md:13:38: warning: there is a character here that nobody sees (U+00AD): a search does not find the word (hint: delete it: it came along when the text was copied)
                content/a.md:13:47: warning: there is a character here that turns the direction of the text: people would see what follows in another order (hint: delete it: it came along when the text was copied)
                content/a.md:13:58: error: there is a control character here: it has no place in a page (hint: delete it: it came along when the text was copied)
                content/a.md:13:68: warning: there is a character here that nobody sees (U+2028): a search does not find the word (hint: type a space in its place)
                content/a.md:16:3: warning: there is a character here that nobody sees (U+200B): a search does not find the word (hint: delete it: it came along when the text was copied)
            "#]],
        );
        let details = page("b.md", "A sentence.\n").replace("A page.", "A\u{200b} page \\u202E.");
        check_short(
            &details,
            expect![[r#"
            content/b.md:3:15: warning: there is a character here that turns the direction of the text: people would see what follows in another order (hint: take it out: it is written by its number, behind a `\`)
            content/b.md:3:17: warning: there is a character here that nobody sees (U+200B): a search does not find the word (hint: delete it: it came along when the text was copied)
        "#]],
        );
        let faq = "//- content/north/faqs.toml\n[[faq]]\nid = \"a\"\nname = \"What?\"\nsays = \"It is so.\"\naudience = [\"trainees\"]\nours = true\n";
        let faqs = page("north/a.md", "{{ faqs }}\n");
        check_short(
            &format!("{}{faqs}", faq.replace("It is", "It \\u001b]52;c;x\\u0007 is")),
            expect![[r#"
            content/north/faqs.toml:4:8: error: there is a control character here: it has no place in a page (hint: take it out: it is written by its number, behind a `\`)
        "#]],
        );
        check_short(
            &format!("{}{faqs}", faq.replace("It is", "It\u{7} is")),
            expect![[r#"
            content/north/faqs.toml:4:11: error: there is a character here that cannot be seen (hint: delete it: it came along when the text was copied)
        "#]],
        );
        check_short(
            &format!("{}{faqs}", faq.replace("\"trainees\"", "\"trainees\"\u{feff}")),
            expect![[r#"
            content/north/faqs.toml:5:23: error: there is a character here that cannot be seen (hint: delete it: it came along when the text was copied)
        "#]],
        );
    }

    #[test]
    fn characters_that_have_their_use_are_left_alone() {
        let text = "Naïve “quotes” – and … 👩\u{200d}⚕️ می\u{200c}خواهم &nbsp; &amp; 20\u{a0}mg\tand tabs.\r\nA line of Windows.\n";
        check_short(&page("a.md", text), expect![""]);
    }

    #[test]
    fn lists_in_looks_only_are_found() {
        let texts = [
            "– first point\n– second point",
            "✓ a tick\n✓ another",
            "✅ do\n❌ do not",
            "Do these:\n2. foo\n3. bar",
            "a) first\nb) second",
            "(1) first\n(2) second",
            "(i) first\n(ii) second\n(iii) third",
            "You need:\n– your form",
            "You need:\n\n— your form",
            "-first\n-second",
            "1.First\n2.Second",
            "① first\n② second",
            "**a)** first\n**b)** second",
            "→ first\n\n→ second",
            "a. first\nwith more\nb. second",
            "- A point:\n  – within\n  – another",
            "-- first\n-- second",
            "A) first\nB) second",
        ];
        check_short(
            &page("a.md", &texts.join("\n\nAnd then.\n\n")),
            expect![[r#"
            content/a.md:7:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin each of its points with `- `, on a line of its own)
            content/a.md:12:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin each of its points with `- `, on a line of its own)
            content/a.md:17:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin each of its points with `- `, on a line of its own)
            content/a.md:23:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin its points with `1. `, `2. ` and so on, with an empty line above the first)
            content/a.md:28:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin its points with `1. `, `2. ` and so on, with an empty line above the first)
            content/a.md:33:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin its points with `1. `, `2. ` and so on, with an empty line above the first)
            content/a.md:38:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin its points with `1. `, `2. ` and so on, with an empty line above the first)
            content/a.md:45:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin each of its points with `- `, on a line of its own)
            content/a.md:51:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin each of its points with `- `, on a line of its own)
            content/a.md:55:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin each of its points with `- `, on a line of its own)
            content/a.md:60:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin its points with `1. `, `2. ` and so on, with an empty line above the first)
            content/a.md:65:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin its points with `1. `, `2. ` and so on, with an empty line above the first)
            content/a.md:70:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin its points with `1. `, `2. ` and so on, with an empty line above the first)
            content/a.md:75:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin each of its points with `- `, on a line of its own)
            content/a.md:81:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin its points with `1. `, `2. ` and so on, with an empty line above the first)
            content/a.md:88:3: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin each of its points with `- `, on a line of its own)
            content/a.md:93:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin each of its points with `- `, on a line of its own)
            content/a.md:98:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin its points with `1. `, `2. ` and so on, with an empty line above the first)
        "#]],
        );
    }

    #[test]
    fn marks_of_other_programs_are_found() {
        let texts = [
            "\u{a0}•\u{a0}your form\n\u{a0}•\u{a0}your plan",
            "•\tyour form\n•\tyour plan",
            "–\tyour form\n–\tyour plan",
            "▪ one\n▪ two",
            "o Tell payroll\no Tell us",
            "Ø Tell payroll\nØ Tell us",
            "\u{f0b7} Tell payroll",
            "👉 one\n👉 two",
            "❖ one\n❖ two",
            "-> one\n-> two",
            "1️⃣ one\n2️⃣ two",
            "⑴ one\n⑵ two",
            "１．one\n２．two",
            "1 ) one\n2 ) two",
            "A. one\nB. two\nC. three",
            "[1] one\n[2] two",
            "–one\n–two",
            "－ one\n－ two",
            "    • one\n    • two",
        ];
        check_short(
            &page("a.md", &texts.join("\n\nAnd then.\n\n")),
            expect![[r#"
            content/a.md:7:2: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin each of its points with `- `, on a line of its own)
            content/a.md:12:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin each of its points with `- `, on a line of its own)
            content/a.md:17:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin each of its points with `- `, on a line of its own)
            content/a.md:22:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin each of its points with `- `, on a line of its own)
            content/a.md:27:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin each of its points with `- `, on a line of its own)
            content/a.md:32:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin each of its points with `- `, on a line of its own)
            content/a.md:37:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin each of its points with `- `, on a line of its own)
            content/a.md:41:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin each of its points with `- `, on a line of its own)
            content/a.md:46:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin each of its points with `- `, on a line of its own)
            content/a.md:51:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin each of its points with `- `, on a line of its own)
            content/a.md:56:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin its points with `1. `, `2. ` and so on, with an empty line above the first)
            content/a.md:61:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin its points with `1. `, `2. ` and so on, with an empty line above the first)
            content/a.md:66:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin its points with `1. `, `2. ` and so on, with an empty line above the first)
            content/a.md:71:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin its points with `1. `, `2. ` and so on, with an empty line above the first)
            content/a.md:76:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin its points with `1. `, `2. ` and so on, with an empty line above the first)
            content/a.md:82:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin its points with `1. `, `2. ` and so on, with an empty line above the first)
            content/a.md:87:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin each of its points with `- `, on a line of its own)
            content/a.md:92:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin each of its points with `- `, on a line of its own)
            content/a.md:97:5: warning: the spaces before this make code of it: people would see it as it is typed, in a line that does not wrap (hint: take out the spaces before it; code stands between two lines of three backticks)
        "#]],
        );
    }

    #[test]
    fn a_space_that_is_missing_is_put_there() {
        check_short(
            &page(
                "a.md",
                "#\u{a0}Next steps\n\nText.\n\n##\u{200b}What\n\nText.\n\n-\u{ad}one\n\n*\u{200b}slanting* text\n",
            ),
            expect![[r#"
                content/a.md:7:2: warning: this is not read as a heading: the space at `#` is not the one of the keyboard: people would see it as it is typed (hint: write `## ` in its place, as headings begin)
                content/a.md:11:3: warning: there is a character here that nobody sees (U+200B): a search does not find the word (hint: type a space in its place)
                content/a.md:15:2: warning: there is a character here that nobody sees (U+00AD): a search does not find the word (hint: type a space in its place)
                content/a.md:17:2: warning: there is a character here that nobody sees (U+200B): a search does not find the word (hint: delete it: it came along when the text was copied)
            "#]],
        );
    }

    #[test]
    fn tables_without_their_lines_are_found() {
        let texts = [
            "¦ A ¦ B ¦\n¦ 1 ¦ 2 ¦",
            "Course,Date,Cost\nSim,3 May 2027,Free",
            "Course     Date\nSim day    3 May 2027",
        ];
        check_short(
            &page("a.md", &texts.join("\n\nAnd then.\n\n")),
            expect![[r#"
            content/a.md:7:1: warning: this is not read as a table: people would see it as one paragraph (hint: begin and end each row with `|`, and put a row such as `| --- | --- |` below the first)
            content/a.md:12:1: warning: this is not read as a table: people would see it as one paragraph (hint: begin and end each row with `|`, and put a row such as `| --- | --- |` below the first)
            content/a.md:17:1: warning: this is not read as a table: people would see it as one paragraph (hint: begin and end each row with `|`, and put a row such as `| --- | --- |` below the first)
        "#]],
        );
        let right = [
            "It costs 1,000,000 here,\nand 2,000,000 there,",
            "One.  Two.\nThree.  Four.",
            "One, two, three\nfour, five, six",
        ];
        check_short(&page("a.md", &right.join("\n\nAnd then.\n\n")), expect![""]);
    }

    #[test]
    fn code_without_an_end_is_found() {
        check_short(
            &page("a.md", "Text.\n\n```\nRules.\n\n{{ rules }}\n"),
            expect![[r#"
            content/a.md:9:1: warning: the code that begins here has no end: people would see everything below as it is typed (hint: put a line like this one below the code, or take it out)
        "#]],
        );
        check_short(
            &page("a.md", "```toml\na = 1\n```\n\n- A point\n\n  ~~~~\n  ~~~\n  ~~~~\n\n> ```\n> a\n> ```\n"),
            expect![""],
        );
    }

    #[test]
    fn what_only_begins_like_a_list_is_left_alone() {
        let texts = [
            "-ish is a suffix.\n-ness is another.",
            "Email:\n📧 by the form",
            "© One\n© Two",
            "– he said, and went.",
            "The year was\n2026. It went well.",
            "> To be, or not to be.\n>\n> – Shakespeare",
            "(a) alone",
            "I. Newton found it\nand J. Smith did not.",
            "i.e. this\nand e.g. that.",
            "✓",
            "-5 degrees\n-6 degrees",
            "1. one\n2. two",
            "1) one\n2) two",
            "Go (1) here and (2) there.",
            "A. Smith\nB. Jones",
            "1.5 days\n2.5 days",
            "| a) | b) |\n| --- | --- |\n| ✓ | ✗ |\n| ✓ | – |",
            "See b) above.\nIt is right.",
        ];
        check_short(&page("a.md", &texts.join("\n\nAnd then.\n\n")), expect![""]);
    }

    #[test]
    fn lists_that_fall_apart_are_found() {
        let texts = [
            "1. one\n  - sub one\n  - sub two\n2. two",
            "10. one\n   - sub\n11. two",
            "1. one\n\n  More on one.\n\n2. two",
            "1. one\n2. two\n - sub",
            "- one\n - meant below\n- two",
        ];
        check_short(
            &page("a.md", &texts.join("\n\nAnd then.\n\n")),
            expect![[r#"
            content/a.md:8:3: warning: this is not part of the point `1.` above it: it begins 1 space too far to the left (hint: write 3 spaces before each of its lines)
            content/a.md:15:4: warning: this is not part of the point `10.` above it: it begins 1 space too far to the left (hint: write 4 spaces before each of its lines)
            content/a.md:22:3: warning: this is not part of the point `1.` above it: it begins 1 space too far to the left (hint: write 3 spaces before each of its lines)
            content/a.md:30:2: warning: this is not part of the point `2.` above it: it begins 2 spaces too far to the left (hint: write 3 spaces before each of its lines)
            content/a.md:35:2: warning: this is a point beside the one above, not below it: there is one space more before it (hint: write two spaces more before it, or none)
        "#]],
        );
    }

    #[test]
    fn lists_that_hold_are_left_alone() {
        let texts = [
            "1. one\n   - sub one\n   - sub two\n2. two",
            "1. one\n\nA sentence of its own.\n\n2. two",
            "- one\n  - sub\n- two",
            "- one\n - two",
            " - one\n- two\n - three",
            "9. nine\n10. ten",
            "1. one\n2. two\n\n- another list",
            "- one\n\n  More on one.\n- two",
        ];
        check_short(&page("a.md", &texts.join("\n\nAnd then.\n\n")), expect![""]);
    }
}
