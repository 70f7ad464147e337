//! The examples of `PROBLEMS.md`, tried: each is the problem it stands for, and none when it is mended.
//!
//! Examples are short, so each is put into the project of other tests, with the fields that it leaves out. Those that
//! are a name of a file, a part of a theme or an answer of another site are written as `text` and not tried; those in
//! JSON are tried with the commands that read them, in the tests of the program.

use std::collections::BTreeMap;

use super::{Section, sections};
use supportt_source::diagnostic::Diagnostics;

/// The word that a section gives to its severity.
pub(super) fn severity(section: Section) -> Option<&'static str> {
    let paragraph = section.text.lines().nth(2)?;
    [("**Error.** ", "error"), ("**Warning.** ", "warning"), ("**Advice.** ", "advice")]
        .into_iter()
        .find_map(|(beginning, word)| paragraph.starts_with(beginning).then_some(word))
}

/// The fenced examples of a section, with what they are written in.
pub(super) fn blocks(section: &str) -> Vec<(&str, &str)> {
    let mut parts = section.split("```");
    let mut blocks = Vec::new();
    while let (Some(_), Some(block)) = (parts.next(), parts.next()) {
        blocks.push(block.split_once('\n').expect("a fence is a line"));
    }
    blocks
}

/// Names of fields, and what they hold.
type Fields = &'static [(&'static str, &'static str)];

/// Where an example belongs, by the line it begins with: the file, and the fields that it leaves out.
const PLACES: [(&str, &str, Fields); 14] = [
    ("[[contact]]", "content/north/contacts.toml", &[ID, NAME, ("about", "[\"Forms\"]"), SAYS, OURS]),
    ("[[faq]]", "content/north/faqs.toml", &[ID, NAME, AUDIENCE, SAYS, OURS]),
    ("[[difference]]", "content/differences.toml", &[ID, NAME, ("entries", "[\"scope\"]"), SAYS, CHECKED_ON]),
    ("[[allow]]", "content/links.toml", &[("why", "\"For members.\""), CHECKED_ON]),
    ("[[scenario]]", "content/north/scenarios.toml", &[NAME]),
    ("[[rule]]", REGION, ENTRY),
    ("[[step]]", REGION, ENTRY),
    ("[[entitlement]]", REGION, ENTRY),
    ("[[form]]", REGION, ENTRY),
    ("[[notice]]", REGION, NOTICE),
    ("[[conflict]]", REGION, ENTRY),
    ("[course]", PAGE, &[("topics", "[\"wellbeing\"]"), AUDIENCE]),
    ("[round]", PAGE, &[]),
    ("", PAGE, &[]),
];
const PAGE: &str = "content/north/example.md";
const REGION: &str = "content/north/region.toml";
const ID: (&str, &str) = ("id", "\"an-example\"");
const NAME: (&str, &str) = ("name", "\"An example\"");
const SAYS: (&str, &str) = ("says", "\"The page says so.\"");
const OURS: (&str, &str) = ("ours", "true");
const AUDIENCE: (&str, &str) = ("audience", "[\"trainees\"]");
const SOURCE: (&str, &str) = ("source", "\"page\"");
const REFERENCE: (&str, &str) = ("reference", "\"N:99\"");
const CHECKED_ON: (&str, &str) = ("checked_on", "2026-01-01");
const FROM: (&str, &str) = ("from", "2025-01-01");
const ENTRY: Fields = &[ID, NAME, SAYS, FROM, SOURCE, REFERENCE, CHECKED_ON];
const NOTICE: Fields = &[
    ID,
    NAME,
    SAYS,
    FROM,
    SOURCE,
    REFERENCE,
    CHECKED_ON,
    ("until", "2027-01-01"),
    ("until_note", "\"The letter says so.\""),
];
const DETAILS: Fields = &[
    ("title", "\"An example\""),
    ("description", "\"An example.\""),
    ("last_reviewed", "2026-01-01"),
    ("owner", "\"Us\""),
];

/// What the text does not say, written as fields.
fn left_out(fields: Fields, text: &str) -> String {
    let is_left_out = |name: &str| !text.lines().any(|line| line.starts_with(&format!("{name} =")));
    fields
        .iter()
        .filter(|(name, _)| is_left_out(name))
        .fold(String::new(), |lines, (name, value)| format!("{lines}{name} = {value}\n"))
}

/// The region of the examples, which also says when people can join.
fn region() -> String {
    const SILENT: &str = "name = \"Stages\"\nnot_stated = true";
    let region = supportt_fixture::NORTH;
    assert!(region.contains(SILENT), "the region is silent about its stages");
    region.replace(SILENT, "name = \"Stages\"\nvalue = { stages = [\"planning\", \"away\", \"back\"] }")
}

/// An example as a file of a project, with what it leaves out.
fn file((language, text): (&str, &str)) -> Option<String> {
    if language == "markdown" {
        let is_whole = text.starts_with("+++") || text.starts_with("---");
        let details = if is_whole { String::new() } else { format!("+++\n{}+++\n", left_out(DETAILS, "")) };
        return Some(format!("//- {PAGE}\n{details}{text}"));
    }
    if language != "toml" {
        return None;
    }
    let (beginning, path, fields) = PLACES.into_iter().find(|(beginning, ..)| {
        text.starts_with(beginning) || !beginning.is_empty() && text.contains(&format!("\n{beginning}"))
    })?;
    let first_entry = text.split("\n\n[").next().unwrap_or_default();
    let rest = left_out(fields, first_entry);
    let filled = text.replacen(&format!("{beginning}\n"), &format!("{beginning}\n{rest}"), 1);
    Some(match path {
        PAGE => {
            // What is only an example needs no source; what names one is held against it.
            let needs_source = beginning.starts_with('[') && !text.contains("source =");
            let example = if needs_source { "example = true\n" } else { "" };
            let details = left_out(DETAILS, text);
            format!("//- {PAGE}\n+++\n{details}{example}{filled}+++\nA sentence.\n")
        }
        REGION => format!("//- {REGION}\n{}\n{filled}", region()),
        path => format!("//- {path}\n{filled}"),
    })
}

/// What examples lead to.
const AROUND: &str = "//- content/north/returning.md\n+++\ntitle = \"Returning\"\ndescription = \"How to return.\"\nlast_reviewed = 2026-01-01\nowner = \"Us\"\n+++\n\n## Forms\n\nThere is one.\n//- content/terms.toml\n[[term]]\nwrite = \"SuppoRTT\"\nnot = [\"SupportRTT\"]\nwhy = \"its name\"\n";

/// What is wrong with an example, as codes with their severity, and which hints do not mend it.
fn found(file: &str) -> (BTreeMap<&'static str, &'static str>, Vec<String>) {
    let mut diagnostics = Diagnostics::new();
    let project = format!("{AROUND}//- {REGION}\n{}\n{file}", region());
    let inputs = supportt_fixture::diagnose(&project, &mut diagnostics);
    let untrue = supportt_fixture::untrue_hints(&project, &inputs, &diagnostics);
    (diagnostics.sorted().iter().map(|problem| (problem.code, problem.severity.word())).collect(), untrue)
}

/// Examples in Markdown and TOML do what their section says, and do not when they are mended.
#[test]
fn examples_are_true() {
    let mut wrong = Vec::new();
    let mut tried = 0;
    for section in sections() {
        let Section { code, text } = section;
        let blocks = blocks(text);
        if let Some(first) = blocks.first().and_then(|block| file(*block)) {
            tried += 1;
            let (found, untrue) = found(&first);
            wrong.extend(untrue);
            if found.get(code).copied() != severity(section) {
                wrong.push(format!("{code}: the example is not such a problem, but {found:?}"));
            }
        }
        if let Some(mended) = blocks.get(1).and_then(|block| file(*block)) {
            let (found, _) = found(&mended);
            if found.contains_key(code) || found.values().any(|severity| *severity == "error") {
                wrong.push(format!("{code}: what is mended still has {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(tried > 100, "examples are found");
}
