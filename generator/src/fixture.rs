//! Small projects for tests, written as one text: each file after a line `//- path`.
//!
//! What a project needs and a test does not care about is filled in: settings, a first page, the site's words,
//! and one region called North.

use expect_test::Expect;
use supportt_rules::date::Date;

use crate::build;
use crate::config;
use crate::diagnostic::Diagnostics;
use crate::diagnostic::render::Format;
use crate::load::{self, Inputs};
use crate::site::Edition;

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
}

/// Finds everything that is wrong with a project.
pub(crate) fn diagnose(files: &str, diagnostics: &mut Diagnostics) -> Inputs {
    let inputs = inputs(files, diagnostics);
    let config = inputs.sources.at(config::PATH).and_then(|file| config::read(file, diagnostics));
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
