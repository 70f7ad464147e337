//! Small projects for tests, written as one text: each file after a line `//- path`.
//!
//! What a project needs and a test does not care about is filled in: settings, a first page, the site's words,
//! and one region called North.

use std::collections::BTreeMap;

use expect_test::Expect;
use supportt_rules::date::Date;

use crate::build;
use crate::config;
use crate::edition::Edition;
use crate::link_targets::SETTINGS;
use crate::load::{self, Inputs};
use supportt_source::diagnostic::render::Format;
use supportt_source::diagnostic::{Change, Diagnostic, Diagnostics};

/// The day of all tests.
pub(crate) fn today() -> Date {
    Date::from_ymd_opt(2026, 3, 1).expect("the day exists")
}

/// A project with these files; they take the place of those that are filled in.
pub(crate) fn inputs(files: &str, diagnostics: &mut Diagnostics) -> Inputs {
    let mut all: Vec<(String, Vec<u8>)> = Vec::new();
    for (path, text) in FILLED_IN.iter().copied().chain(split(files)) {
        all.retain(|(other, _)| other != path);
        all.push((path.to_owned(), text.as_bytes().to_vec()));
    }
    load::sort(all, diagnostics)
}

/// Compares everything that is wrong with a project, as people see it.
pub(crate) fn check(files: &str, expect: Expect) {
    check_as(Format::Human, files, expect);
}

/// Compares everything that is wrong with a project, one line for each problem.
pub(crate) fn check_short(files: &str, expect: Expect) {
    check_as(Format::Short, files, expect);
}

#[expect(clippy::needless_pass_by_value, reason = "an expectation is written where it is used")]
fn check_as(format: Format, files: &str, expect: Expect) {
    let mut diagnostics = Diagnostics::new();
    let inputs = diagnose(files, &mut diagnostics);
    expect.assert_eq(&diagnostics.report(&inputs.sources, format, false));
    let failed = untrue_hints(files, &inputs, &diagnostics);
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// The hints that do not mend the problem they stand under when they are typed as they stand, or bring about another.
pub(crate) fn untrue_hints(files: &str, inputs: &Inputs, diagnostics: &Diagnostics) -> Vec<String> {
    // What cannot be told before the problem is mended.
    const REVEALED: [(&str, &str); 8] = [
        ("directive::argument", "directive::no-paper"),
        ("directive::unknown", "directive::place"),
        ("markdown::indented-code", ANY),
        ("toml::syntax", "field::missing"),
        ("link::missing-page", "link::missing-heading"),
        ("link::no-region", "link::missing-record"),
        ("scenario::answer", "scenario::unanswered"),
        ("scenario::answer", "scenario::not-asked"),
    ];
    const ANY: &str = "";
    let mut failed = Vec::new();
    let before = by_code(diagnostics);
    // What says what to type has to be tried; what is advice, or an example, says so.
    let to_type =
        ["write `", "did you mean `", "try `", "rename ", "take out the `", "type a space", "delete it"];
    let is_typed = |text: &str| to_type.iter().any(|words| text.starts_with(words));
    for problem in diagnostics.sorted() {
        let untried = problem.hints.iter().filter(|hint| hint.changes.is_empty() && is_typed(&hint.text));
        failed.extend(untried.map(|hint| format!("{}: nobody has tried “{}”", problem.code, hint.text)));
    }
    for problem in diagnostics.sorted() {
        for hint in &problem.hints {
            for change in tried(&hint.changes) {
                let Some(changed) = changed(files, inputs, problem, change) else { continue };
                let mut found = Diagnostics::new();
                diagnose(&changed, &mut found);
                let after = by_code(&found);
                // What is in a file that nobody read is not known.
                let is_known = |code: &str| {
                    matches!(change, Change::Rename(_))
                        || [code, ANY].iter().any(|code| REVEALED.contains(&(problem.code, *code)))
                };
                let added: Vec<&str> = after
                    .iter()
                    .filter(|(code, _)| !is_known(code))
                    .filter(|(code, count)| before.get(*code).is_none_or(|old| old < *count))
                    .map(|(code, _)| *code)
                    .collect();
                let is_left = after.get(problem.code) >= before.get(problem.code);
                if is_left || !added.is_empty() {
                    failed.push(format!(
                        "{}: “{}” ({}): {}{added:?}",
                        problem.code,
                        hint.text,
                        problem.message,
                        if is_left { "the problem is still there; added: " } else { "added: " },
                    ));
                }
            }
        }
    }
    failed
}

/// Of many changes that do the same, the first and the last.
fn tried(changes: &[Change]) -> impl Iterator<Item = &Change> {
    let last = changes.len().saturating_sub(1);
    changes
        .iter()
        .enumerate()
        .filter(move |(place, _)| *place == 0 || *place == last)
        .map(|(_, change)| change)
}

/// How many problems there are of each code.
fn by_code(diagnostics: &Diagnostics) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for problem in diagnostics.sorted() {
        *counts.entry(problem.code).or_insert(0) += 1;
    }
    counts
}

/// The project with a change in it.
fn changed(files: &str, inputs: &Inputs, problem: &Diagnostic, change: &Change) -> Option<String> {
    let path = inputs.sources.file(problem.span.file()).path();
    if let Change::Rename(to) = change {
        return Some(files.replacen(&format!("//- {path}\n"), &format!("//- {to}\n"), 1));
    }
    let Change::Text { span, .. } = change else { return None };
    let file = inputs.sources.file(span.file());
    let (range, text) = change.edit(file)?;
    let mut whole = file.text().to_owned();
    whole.replace_range(range, text);
    // What comes later takes the place of what is there.
    Some(format!("{files}\n//- {}\n{whole}", file.path()))
}

/// Finds everything that is wrong with a project.
pub(crate) fn diagnose(files: &str, diagnostics: &mut Diagnostics) -> Inputs {
    let inputs = inputs(files, diagnostics);
    let config = inputs.sources.at(SETTINGS).and_then(|file| config::read(file, diagnostics));
    let content =
        build::read_content(&inputs, config.as_ref(), (today(), Edition::WithExamples), diagnostics);
    assert_eq!(
        content.is_none(),
        diagnostics.has_errors(),
        "a site is refused for a reason that is reported"
    );
    inputs
}

/// A page with this text, or with some where it does not matter; its details are right.
pub(crate) fn page(path: &str, text: &str) -> String {
    let text = if text.is_empty() { "A sentence.\n" } else { text };
    format!(
        "//- content/{path}\n+++\ntitle = \"Page at {path}\"\ndescription = \"A page.\"\nlast_reviewed = 2026-01-01\nowner = \"Us\"\n+++\n{text}"
    )
}

fn split(files: &str) -> impl Iterator<Item = (&str, &str)> {
    files.split("//- ").skip(1).map(|file| file.split_once('\n').unwrap_or((file, "")))
}

/// Files that every project needs: the site of the golden test.
const FILLED_IN: [(&str, &str); 15] = [
    ("content/about.md", include_str!("../tests/site/content/about.md")),
    ("content/index.md", include_str!("../tests/site/content/index.md")),
    ("content/north/check.md", include_str!("../tests/site/content/north/check.md")),
    ("content/north/index.md", include_str!("../tests/site/content/north/index.md")),
    ("content/north/map.svg", "<svg/>"),
    ("content/north/region.toml", include_str!("../tests/site/content/north/region.toml")),
    ("content/north/rules.md", include_str!("../tests/site/content/north/rules.md")),
    ("content/site.toml", include_str!("../tests/site/content/site.toml")),
    ("content/words/checker.toml", include_str!("../../content/words/checker.toml")),
    ("content/words/common.toml", include_str!("../../content/words/common.toml")),
    ("content/words/courses.toml", include_str!("../../content/words/courses.toml")),
    ("content/words/graph.toml", include_str!("../../content/words/graph.toml")),
    ("content/words/journey.toml", include_str!("../../content/words/journey.toml")),
    ("content/words/process.toml", include_str!("../../content/words/process.toml")),
    ("content/words/builder.toml", include_str!("../../content/words/builder.toml")),
];
