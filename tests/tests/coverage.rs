//! Every feature of the source pages is somewhere on the built site: `coverage.toml` says where.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use scraper::{Html, Selector};
use serde::Deserialize;
use supportt_content::edition::Edition;
use supportt_source::diagnostic::render::Format;
use supportt_tests::site::{project, root, today};

/// How many features each source page has.
const FEATURES: [(&str, usize); 5] = [("WX-", 31), ("WM-", 18), ("NW-", 32), ("YH-N", 16), ("YH-", 18)];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Coverage {
    row: Vec<Row>,
}

/// A feature of a source page.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    feature: String,
    shown: Vec<Shown>,
    /// `file::name` of a test that holds what only shows in use.
    test: Option<String>,
}

/// Where something is to be found.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shown {
    at: String,
    text: Option<String>,
    selector: Option<String>,
    /// Whether only the site with examples has it.
    #[serde(default)]
    with_examples: bool,
}

/// The pages of a built site, by address.
fn pages(edition: Edition) -> BTreeMap<String, Html> {
    let build = project().edition(edition).build(today()).expect("the disk can be read");
    let report = build.diagnostics.report(&build.sources, Format::Short, false);
    let output = build.output.unwrap_or_else(|| panic!("{report}"));
    let address = |path: &str| Some(format!("/{}", path.strip_suffix("index.html")?));
    output
        .files()
        .filter_map(|(path, bytes)| {
            Some((address(path)?, Html::parse_document(std::str::from_utf8(bytes).ok()?)))
        })
        .collect()
}

fn squeezed(text: impl Iterator<Item = impl AsRef<str>>) -> String {
    let text: String = text.map(|piece| piece.as_ref().to_owned() + " ").collect();
    let words: Vec<&str> = text.split_whitespace().collect();
    // Markup between words and the signs after them leaves a space that readers do not see.
    [".", ",", ":", ")"]
        .iter()
        .fold(words.join(" "), |text, sign| text.replace(&format!(" {sign}"), sign))
        .replace("( ", "(")
}

/// Why something is not where it should be.
fn missing(shown: &Shown, pages: &BTreeMap<String, Html>) -> Option<String> {
    let Some(page) = pages.get(&shown.at) else { return Some(format!("there is no page {}", shown.at)) };
    let written = shown.selector.as_deref().unwrap_or("main");
    let Ok(selector) = Selector::parse(written) else { return Some(format!("`{written}` is no selector")) };
    let found: Vec<String> = page.select(&selector).map(|element| squeezed(element.text())).collect();
    if found.is_empty() {
        return Some(format!("{} has no `{written}`", shown.at));
    }
    let text = shown.text.as_deref()?;
    (!found.iter().any(|words| words.contains(text)))
        .then(|| format!("no `{written}` of {} says “{text}”", shown.at))
}

/// Whether a test of this name stands in a file.
fn has_test(name: &str) -> bool {
    let Some((file, test)) = name.split_once("::") else { return false };
    fs::read_to_string(root().join(file)).is_ok_and(|text| text.contains(&format!("fn {test}(")))
}

#[test]
fn every_feature_of_the_source_pages_is_on_the_site() {
    let text = fs::read_to_string(root().join("tests/coverage.toml")).expect("the list is there");
    let Coverage { row: rows } = toml::from_str(&text).unwrap_or_else(|error| panic!("{error}"));
    let ids: BTreeSet<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(ids.len(), rows.len(), "each feature is listed once");
    let wanted = FEATURES.iter().flat_map(|(page, count)| (1..=*count).map(move |n| format!("{page}{n:02}")));
    let wanted: BTreeSet<String> = wanted.collect();
    assert_eq!(ids, wanted.iter().map(String::as_str).collect(), "every feature is listed");
    let (published, examples) = (pages(Edition::Published), pages(Edition::WithExamples));
    let mut problems = Vec::new();
    for Row { id, feature, shown, test } in &rows {
        assert!(!shown.is_empty(), "{id} is shown somewhere");
        for shown in shown {
            assert!(shown.text.is_some() || shown.selector.is_some(), "{id} names what to look for");
            let pages = if shown.with_examples { &examples } else { &published };
            problems.extend(missing(shown, pages).map(|problem| format!("{id} ({feature}): {problem}")));
        }
        problems.extend(
            test.iter()
                .filter(|test| !has_test(test))
                .map(|test| format!("{id} ({feature}): there is no test {test}")),
        );
    }
    assert!(problems.is_empty(), "what the source pages have is missing here:\n{}", problems.join("\n"));
}
