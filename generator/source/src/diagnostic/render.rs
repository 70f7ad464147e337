//! Diagnostics as text: for people, for editors' tools, for programs and for GitHub.
//!
//! The only module that knows what a report looks like. It prints nothing: it returns strings. Messages hold what stands
//! in files, in their names and in answers of other sites, so each is put on one line here, with every character shown:
//! nothing that was read can begin a line of a report, or give an order to a terminal.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Element, Level, Origin, Renderer, Snippet};
use serde_json::json;

use super::{Change, Diagnostic, Diagnostics, Hint, Severity};
use crate::characters::{self, one_line};
use crate::wording::{count, thousands};
use crate::{Position, Slice, SourceFile, SourceId, Sources, Span};

/// How many problems of one kind in one file people are shown. Where there are more, most have the same cause.
const SHOWN: usize = 20;

/// How many a program is given.
const GIVEN: usize = 1000;

/// How many bytes around a place are shown of a line that no screen can hold.
const AROUND: usize = 200;

/// Of lines with more bytes only a part is shown.
const LONG: usize = 2000;

/// Places that are further apart, in bytes, are shown apart.
const APART: usize = 20_000;

/// How a report is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// With the lines at fault, for people.
    #[default]
    Human,
    /// One line for each problem: `file:line:column: error: message`.
    Short,
    /// One JSON object on each line.
    Json,
    /// Notes that GitHub shows beside the changed lines.
    Github,
}

impl Diagnostics {
    /// The report: each problem in order. Of those that are alike there are the first, and how many more.
    ///
    /// `color` adds terminal colors to [`Format::Human`].
    #[must_use]
    pub fn report(&self, sources: &Sources, format: Format, color: bool) -> String {
        let most = if format == Format::Human { SHOWN } else { GIVEN };
        let write = |diagnostic: &Diagnostic| match format {
            Format::Human => human(diagnostic, sources, color),
            Format::Short => short(diagnostic, sources),
            Format::Json => json(diagnostic, sources),
            Format::Github => github(diagnostic, sources),
        };
        let mut report = String::new();
        let mut met: BTreeMap<(SourceId, &str), (Severity, usize)> = BTreeMap::new();
        for diagnostic in self.sorted() {
            let (_, alike) =
                met.entry((diagnostic.span.file(), diagnostic.code)).or_insert((diagnostic.severity, 0));
            *alike += 1;
            if *alike <= most {
                report.push_str(&write(&shown(diagnostic)));
                report.push('\n');
            }
        }
        for ((file, code), (severity, alike)) in met.into_iter().filter(|(_, (_, alike))| *alike > most) {
            let (file, more) = (sources.file(file), thousands(alike - most));
            if format == Format::Human {
                writeln!(report, "and {more} more [{code}] in {}\n", one_line(file.path()))
                    .expect("a string takes any text");
            } else {
                let message = format!("and {more} more of this kind in this file");
                report.push_str(&write(&Diagnostic::new(severity, code, file.whole(), message)));
                report.push('\n');
            }
        }
        report
    }

    /// What a report holds: `2 errors, 8 warnings in 7 files`; nothing when there is nothing in it.
    #[must_use]
    pub fn tally(&self) -> Option<String> {
        let problems = self.sorted();
        let files: BTreeSet<SourceId> = problems.iter().map(|diagnostic| diagnostic.span.file()).collect();
        let kinds = [
            (Severity::Error, "error", "errors"),
            (Severity::Warning, "warning", "warnings"),
            (Severity::Advice, "piece of advice", "pieces of advice"),
        ];
        let counts = kinds.into_iter().filter_map(|(severity, one, many)| {
            let number = problems.iter().filter(|problem| problem.severity == severity).count();
            let noun = if number == 1 { one } else { many };
            (number > 0).then(|| format!("{} {noun}", thousands(number)))
        });
        let counts = counts.collect::<Vec<_>>().join(", ");
        if counts.is_empty() {
            return None;
        }
        Some(format!("{counts} in {}", count(files.len(), "file")))
    }

    /// The line after the tally: how to read more about the gravest problem. One line for the whole report, because the
    /// hint of each problem is enough for those who have met it before.
    #[must_use]
    pub fn where_to_read_more(&self) -> Option<String> {
        let problems = self.sorted();
        let first = problems.iter().min_by_key(|problem| problem.severity)?;
        Some(format!("to read more about one: supportt explain {}", first.code))
    }
}

impl Severity {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Advice => "advice",
        }
    }
}

/// The same with all its texts on one line each, and every character in them shown.
fn shown(diagnostic: &Diagnostic) -> Diagnostic {
    let shown = |text: &String| one_line(text).into_owned();
    Diagnostic {
        message: shown(&diagnostic.message),
        label: diagnostic.label.as_ref().map(shown),
        labels: diagnostic.labels.iter().map(|(span, label)| (*span, shown(label))).collect(),
        hints: diagnostic.hints.iter().map(|hint| Hint { text: shown(&hint.text), ..hint.clone() }).collect(),
        ..*diagnostic
    }
}

fn human(diagnostic: &Diagnostic, sources: &Sources, color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Advice => Level::NOTE.with_name("advice"),
    };
    let excerpts = excerpts(diagnostic, sources);
    let path = one_line(sources.file(diagnostic.span.file()).path());
    let mut group = level
        .primary_title(&diagnostic.message)
        .id(diagnostic.code)
        .elements(excerpts.iter().flat_map(Excerpt::elements));
    if diagnostic.span.is_whole_file() {
        group = group.element(Origin::path(&*path));
    }
    for hint in &diagnostic.hints {
        group = group.element(Level::HELP.with_name("hint").message(&hint.text));
    }
    let mut text = renderer.render(&[group]);
    text.push('\n');
    text
}

/// A place in a file, what it is, and what is said of it.
type Place<'a> = (Range<usize>, AnnotationKind, Option<&'a str>);

/// The lines of a file that take part in a problem, as they are shown.
struct Excerpt<'a> {
    path: Cow<'a, str>,
    text: Cow<'a, str>,
    /// The number of the first line.
    line: usize,
    /// Where the place is, when the text does not begin where its line does.
    part_of_line: Option<Position>,
    places: Vec<Place<'a>>,
}

impl Excerpt<'_> {
    fn elements(&self) -> Vec<Element<'_>> {
        let annotations =
            self.places.iter().map(|(range, kind, label)| kind.span(range.clone()).label(*label));
        let snippet = Snippet::source(&*self.text).line_start(self.line).annotations(annotations);
        match self.part_of_line {
            None => vec![snippet.path(&*self.path).into()],
            Some(Position { line, column }) => {
                let origin = Origin::path(&*self.path).line(line).char_column(column);
                vec![origin.into(), snippet.into()]
            }
        }
    }
}

/// One excerpt for places that are near each other, the place at fault first.
fn excerpts<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources) -> Vec<Excerpt<'a>> {
    let primary = std::iter::once((diagnostic.span, AnnotationKind::Primary, diagnostic.label.as_deref()));
    let others =
        diagnostic.labels.iter().map(|(span, label)| (*span, AnnotationKind::Context, Some(label.as_str())));
    let mut together: Vec<(&SourceFile, Vec<Place<'a>>)> = Vec::new();
    for (span, kind, label) in primary.chain(others).filter(|(span, ..)| !span.is_whole_file()) {
        let file = sources.file(span.file());
        let range = visible(span, file.text());
        let near = together.iter_mut().find(|(other, places)| {
            let first = places.first().map_or(0, |(first, ..)| first.start);
            let between = first.min(range.start)..first.max(range.end);
            other.id() == file.id() && between.len() < APART && !is_long(file.text().slice(between))
        });
        match near {
            Some((_, places)) => places.push((range, kind, label)),
            None => together.push((file, vec![(range, kind, label)])),
        }
    }
    together.into_iter().map(|(file, places)| excerpt(file, places)).collect()
}

fn excerpt<'a>(file: &'a SourceFile, places: Vec<Place<'a>>) -> Excerpt<'a> {
    let text = file.text();
    let first = places.iter().map(|(range, ..)| range.start).min().unwrap_or_default();
    let last = places.iter().map(|(range, ..)| range.end).max().unwrap_or_default();
    let start = text.slice(..first).rfind('\n').map_or(0, |end| end + 1);
    let end = text.slice(last..).find('\n').map_or(text.len(), |end| last + end);
    let is_part = is_long(text.slice(start..end));
    let (start, end) = if is_part {
        let around = first.saturating_sub(AROUND)..last.min(first + AROUND) + AROUND;
        (text.floor_char_boundary(around.start.max(start)), text.floor_char_boundary(around.end.min(end)))
    } else {
        (start, end)
    };
    // What is shown of a character may be longer than the character.
    let offset = |at: usize| characters::lines(text.slice(start..at.min(end))).len();
    let places =
        places.into_iter().map(|(range, kind, label)| (offset(range.start)..offset(range.end), kind, label));
    Excerpt {
        path: one_line(file.path()),
        line: file.position(start).line,
        part_of_line: is_part.then(|| file.position(first)),
        places: places.collect(),
        text: characters::lines(text.slice(start..end)),
    }
}

/// Whether any line of a text is so long that only a part of it can be shown.
fn is_long(text: &str) -> bool {
    text.split('\n').any(|line| line.len() > LONG)
}

/// The span cut to the text, without the line break at its end, which nobody can see underlined.
fn visible(span: Span, text: &str) -> Range<usize> {
    let start = text.floor_char_boundary(span.range().start);
    let end = text.floor_char_boundary(span.range().end).max(start);
    let kept = text.slice(start..end).trim_end_matches(['\n', '\r']).len();
    start..start + kept
}

fn short(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let file = sources.file(diagnostic.span.file());
    let at = file.position(diagnostic.span.range().start);
    let mut line = format!(
        "{}:{}:{}: {}: {}",
        one_line(file.path()),
        at.line,
        at.column,
        diagnostic.severity.word(),
        diagnostic.message
    );
    if let Some(label) = &diagnostic.label {
        write!(line, ": {label}").expect("a string takes any text");
    }
    for hint in &diagnostic.hints {
        write!(line, " (hint: {})", hint.text).expect("a string takes any text");
    }
    line
}

fn json(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let place = |span: Span| {
        let file = sources.file(span.file());
        let start = file.position(span.range().start);
        let end = file.position(span.range().end);
        json!({
            "file": file.path(),
            "line": start.line,
            "column": start.column,
            "end_line": end.line,
            "end_column": end.column,
        })
    };
    let change = |change: &Change| match change {
        Change::Rename(path) => Some(json!({ "rename": path })),
        Change::Text { span, .. } => {
            let file = sources.file(span.file());
            let (range, text) = change.edit(file)?;
            Some(json!({ "at": place(file.span(range)), "text": text }))
        }
    };
    let also: Vec<_> =
        diagnostic.labels.iter().map(|(span, label)| json!({ "at": place(*span), "label": label })).collect();
    let changes = diagnostic.hints.iter().flat_map(|hint| &hint.changes).filter_map(change);
    let mut changes: Vec<_> = changes.collect();
    // Each mends the problem by itself, so where there are several somebody has to choose.
    let alternatives: Vec<_> =
        if changes.len() > 1 { changes.drain(..).map(|one| vec![one]).collect() } else { Vec::new() };
    let problem = json!({
        "code": diagnostic.code,
        "severity": diagnostic.severity.word(),
        "message": diagnostic.message,
        "at": place(diagnostic.span),
        "label": diagnostic.label,
        "also": also,
        "hints": diagnostic.hints.iter().map(|hint| &hint.text).collect::<Vec<_>>(),
        "changes": changes,
        "alternatives": alternatives,
    });
    characters::json(&problem.to_string())
}

/// A workflow command; `%`, line breaks and, in properties, `:` and `,` are escaped as GitHub asks.
fn github(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let file = sources.file(diagnostic.span.file());
    let start = file.position(diagnostic.span.range().start);
    let end = file.position(diagnostic.span.range().end);
    let data = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| data(text).replace(':', "%3A").replace(',', "%2C");
    let mut message = diagnostic.message.clone();
    for hint in &diagnostic.hints {
        write!(message, "\nhint: {}", hint.text).expect("a string takes any text");
    }
    format!(
        "::{} file={},line={},col={},endLine={},endColumn={},title={}::{}",
        // GitHub knows errors, warnings and notices.
        match diagnostic.severity {
            Severity::Advice => "notice",
            severity => severity.word(),
        },
        property(&one_line(file.path())),
        start.line,
        start.column,
        end.line,
        end.column,
        property(diagnostic.code),
        data(&message),
    )
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    #[expect(clippy::needless_pass_by_value, reason = "an expectation is written where it is used")]
    fn check(format: Format, expect: Expect) {
        let sources = Sources::new([
            ("content/b.md".to_owned(), "first\nAsk [the téam](../contact.md) now.\n".to_owned()),
            ("content/a.toml".to_owned(), "id = \"x\"\nother = 1\nid = \"x\"\n".to_owned()),
        ]);
        let a = sources.at("content/a.toml").expect("it is listed above");
        let b = sources.at("content/b.md").expect("it is listed above");
        let mut diagnostics = Diagnostics::new();
        let link =
            b.text().find("../contact").map(|start| b.span(start..start + 13)).expect("it is in the text");
        diagnostics.push(
            Diagnostic::error("link::missing-page", link, "there is no page `../contact.md`")
                .label("no page here")
                .hint("did you mean `contacts.md`?"),
        );
        diagnostics.push(
            Diagnostic::warning("policy::twice", a.span(24..27), "two entries are called `x`")
                .label("the second")
                .also(a.span(5..8), "the first"),
        );
        diagnostics.push(Diagnostic::error(
            "site::no-index",
            b.whole(),
            "100% of the folder, `content`,\nhas no `index.md`",
        ));
        expect.assert_eq(&diagnostics.report(&sources, format, false));
    }

    #[test]
    fn of_problems_that_are_alike_people_see_the_first() {
        let sources =
            Sources::new([("a.md".to_owned(), "a".repeat(25)), ("b.md".to_owned(), "b".repeat(25))]);
        let mut diagnostics = Diagnostics::new();
        for file in sources.files() {
            diagnostics
                .extend((0..25).map(|at| Diagnostic::error("a::b", file.span(at..at + 1), "one of many")));
        }
        diagnostics.push(Diagnostic::warning("c::d", sources.files()[0].span(24..25), "another"));
        let people = diagnostics.report(&sources, Format::Human, false);
        assert_eq!((people.matches("error[a::b]").count(), people.matches("warning[c::d]").count()), (40, 1));
        assert!(people.ends_with("\nand 5 more [a::b] in a.md\n\nand 5 more [a::b] in b.md\n\n"), "{people}");
        let for_programs = [Format::Short, Format::Json, Format::Github];
        for format in for_programs {
            assert_eq!(
                diagnostics.report(&sources, format, false).lines().count(),
                51,
                "programs are told of all"
            );
        }
        diagnostics.extend(
            (0..GIVEN).map(|at| Diagnostic::error("a::b", sources.files()[0].span(0..1), format!("{at}"))),
        );
        for format in for_programs {
            let report = diagnostics.report(&sources, format, false);
            assert_eq!(report.lines().count(), GIVEN + 27, "or of enough");
            assert!(
                report.lines().last().is_some_and(|last| last.contains("and 25 more of this kind")),
                "{report}"
            );
        }
    }

    #[test]
    fn of_a_long_line_the_part_around_a_place_is_shown() {
        let sources =
            Sources::new([("a.md".to_owned(), format!("first\n{}\nlast\n", "wörd ".repeat(10_000)))]);
        let file = &sources.files()[0];
        let place = file.text().match_indices("wörd").nth(5_000).map(|(at, found)| at..at + found.len());
        let place = file.span(place.expect("it is written often"));
        let mut diagnostics = Diagnostics::new();
        diagnostics.push(
            Diagnostic::error("a::b", place, "this word").label("here").also(file.span(6..11), "as here"),
        );
        let report = diagnostics.report(&sources, Format::Human, false);
        assert!(report.contains("--> a.md:2:25001\n") && report.contains("::: a.md:2:1\n"), "{report}");
        assert!(report.contains("^^^^ here") && report.contains("---- as here"), "{report}");
        assert!(report.len() < 2_000, "{report}");
    }

    #[test]
    fn people_see_the_lines() {
        check(
            Format::Human,
            expect![[r#"
                warning[policy::twice]: two entries are called `x`
                 --> content/a.toml:3:6
                  |
                1 | id = "x"
                  |      --- the first
                2 | other = 1
                3 | id = "x"
                  |      ^^^ the second

                error[site::no-index]: 100% of the folder, `content`,<U+000A>has no `index.md`
                --> content/b.md

                error[link::missing-page]: there is no page `../contact.md`
                 --> content/b.md:2:16
                  |
                2 | Ask [the téam](../contact.md) now.
                  |                ^^^^^^^^^^^^^ no page here
                  |
                  = hint: did you mean `contacts.md`?

            "#]],
        );
    }

    #[test]
    fn short_lines_name_the_place_first() {
        check(
            Format::Short,
            expect![[r#"
                content/a.toml:3:6: warning: two entries are called `x`: the second
                content/b.md:1:1: error: 100% of the folder, `content`,<U+000A>has no `index.md`
                content/b.md:2:16: error: there is no page `../contact.md`: no page here (hint: did you mean `contacts.md`?)
            "#]],
        );
    }

    #[test]
    fn programs_read_json_lines() {
        check(
            Format::Json,
            expect![[r#"
                {"also":[{"at":{"column":6,"end_column":9,"end_line":1,"file":"content/a.toml","line":1},"label":"the first"}],"alternatives":[],"at":{"column":6,"end_column":9,"end_line":3,"file":"content/a.toml","line":3},"changes":[],"code":"policy::twice","hints":[],"label":"the second","message":"two entries are called `x`","severity":"warning"}
                {"also":[],"alternatives":[],"at":{"column":1,"end_column":1,"end_line":1,"file":"content/b.md","line":1},"changes":[],"code":"site::no-index","hints":[],"label":null,"message":"100% of the folder, `content`,<U+000A>has no `index.md`","severity":"error"}
                {"also":[],"alternatives":[],"at":{"column":16,"end_column":29,"end_line":2,"file":"content/b.md","line":2},"changes":[],"code":"link::missing-page","hints":["did you mean `contacts.md`?"],"label":"no page here","message":"there is no page `../contact.md`","severity":"error"}
            "#]],
        );
    }

    #[test]
    fn github_gets_workflow_commands() {
        check(
            Format::Github,
            expect![[r#"
                ::warning file=content/a.toml,line=3,col=6,endLine=3,endColumn=9,title=policy%3A%3Atwice::two entries are called `x`
                ::error file=content/b.md,line=1,col=1,endLine=1,endColumn=1,title=site%3A%3Ano-index::100%25 of the folder, `content`,<U+000A>has no `index.md`
                ::error file=content/b.md,line=2,col=16,endLine=2,endColumn=29,title=link%3A%3Amissing-page::there is no page `../contact.md`%0Ahint: did you mean `contacts.md`?
            "#]],
        );
    }

    #[test]
    fn nothing_that_was_read_forges_a_line_or_orders_a_terminal() {
        const HOSTILE: &str = "x\u{1b}]52;c;aGk=\u{7}\r\n::error::forged\u{202e}\u{9b}31m\u{7f}\u{2028}y";
        let sources = Sources::new([(
            "content/a\u{1b}[2J\n::error::.md".to_owned(),
            format!("first\nsecond {HOSTILE} third\n"),
        )]);
        let file = &sources.files()[0];
        let start = file.text().find("third").expect("it is in the text");
        let mut diagnostics = Diagnostics::new();
        diagnostics.push(
            Diagnostic::error("a::code", file.span(start..start + 5), HOSTILE)
                .label(HOSTILE)
                .also(file.span(0..5), HOSTILE)
                .hint(HOSTILE)
                .write(HOSTILE),
        );
        diagnostics.push(Diagnostic::warning("a::code", file.whole(), HOSTILE));
        for format in [Format::Human, Format::Short, Format::Json, Format::Github] {
            let report = diagnostics.report(&sources, format, false);
            let hidden: Vec<_> = crate::characters::find(&report).collect();
            assert!(hidden.is_empty() && !report.contains('\r'), "{format:?}: {hidden:?} in {report:?}");
            let forged = report.lines().filter(|line| line.trim_start().starts_with("::error::"));
            assert_eq!(forged.count(), 0, "{format:?}: {report}");
            if format != Format::Human {
                assert_eq!(report.lines().count(), 2, "{format:?}: {report}");
            }
        }
        let json = diagnostics.report(&sources, Format::Json, false);
        let problem: serde_json::Value =
            serde_json::from_str(json.lines().last().expect("a line")).expect("each line is JSON");
        assert_eq!(problem["at"]["file"], file.path(), "a path stays what it is");
        assert_eq!(problem["changes"][0]["text"], HOSTILE, "and so does what is to be typed");
    }

    #[test]
    fn what_is_longer_when_it_is_shown_is_underlined_in_its_place() {
        let sources = Sources::new([("content/a.md".to_owned(), "one\nbell\u{7} here\n".to_owned())]);
        let file = &sources.files()[0];
        let mut diagnostics = Diagnostics::new();
        diagnostics.push(Diagnostic::error("a::code", file.span(8..9), "a bell"));
        diagnostics.push(Diagnostic::error("a::code", file.span(10..14), "behind it"));
        expect![[r#"
            error[a::code]: a bell
             --> content/a.md:2:5
              |
            2 | bell<U+0007> here
              |     ^^^^^^^^

            error[a::code]: behind it
             --> content/a.md:2:14
              |
            2 | bell<U+0007> here
              |              ^^^^

        "#]]
        .assert_eq(&diagnostics.report(&sources, Format::Human, false));
    }

    #[test]
    fn a_tally_counts_by_gravity_and_the_gravest_can_be_read_about() {
        let sources = Sources::new([("content/a.md".to_owned(), "A text.".to_owned())]);
        let whole = sources.at("content/a.md").expect("it is listed above").whole();
        let mut diagnostics = Diagnostics::new();
        assert_eq!((diagnostics.tally(), diagnostics.where_to_read_more()), (None, None));
        diagnostics.push(Diagnostic::advice("prose::long-sentence", whole, "this sentence has 40 words"));
        assert_eq!(diagnostics.tally().as_deref(), Some("1 piece of advice in 1 file"));
        diagnostics.push(Diagnostic::warning("term::other", whole, "this site writes otherwise"));
        diagnostics.push(Diagnostic::error("link::empty", whole, "this link leads nowhere"));
        diagnostics.push(Diagnostic::error("link::empty", whole, "that link leads nowhere"));
        assert_eq!(diagnostics.tally().as_deref(), Some("2 errors, 1 warning, 1 piece of advice in 1 file"));
        assert_eq!(
            diagnostics.where_to_read_more().as_deref(),
            Some("to read more about one: supportt explain link::empty")
        );
    }
}
