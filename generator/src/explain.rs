//! `supportt explain`: what each code of a problem means, for editors.
//!
//! The words are those of `generator/PROBLEMS.md`, which is part of the program: what is read on the web, in a terminal
//! and in an editor is one text. A test holds it against the code, so that no problem goes unexplained and nothing is
//! explained that cannot happen.

use std::fmt::Write as _;

use crate::build_error::BuildError;
use crate::suggest;

const TEXT: &str = include_str!("../PROBLEMS.md");

/// What a section begins with, before its code. A heading inside an example has no backtick.
const HEADING: &str = "\n## `";

/// What is known about one code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Section {
    /// The code, such as `link::missing-page`.
    pub code: &'static str,
    /// The section as it is written, with its heading.
    pub text: &'static str,
}

impl Section {
    /// The first sentence: what is wrong, in short. Which severity it has stands before it.
    #[must_use]
    pub fn first_sentence(self) -> &'static str {
        let paragraph = self.text.lines().find(|line| line.starts_with("**")).unwrap_or_default();
        let sentence = paragraph.split_once("** ").map_or(paragraph, |(_severity, rest)| rest);
        sentence.find(". ").map_or(sentence, |end| &sentence[..=end])
    }
}

/// Every section, in the order in which they are written: by code.
pub fn sections() -> impl Iterator<Item = Section> {
    let begins = TEXT.match_indices(HEADING).map(|(at, _)| at + 1);
    let ends = begins.clone().skip(1).chain([TEXT.len()]);
    begins.zip(ends).map(|(begin, end)| {
        let text = &TEXT[begin..end];
        let code = text[HEADING.len() - 1..].split('`').next().unwrap_or_default();
        Section { code, text }
    })
}

/// What `supportt explain` prints: the section of a code, or without one every code with its first sentence.
///
/// # Errors
///
/// When there is no such code.
pub fn run(code: Option<&str>) -> Result<String, BuildError> {
    let Some(code) = code else { return Ok(list()) };
    if let Some(section) = sections().find(|section| section.code == code) {
        return Ok(format!("{}\n", section.text.trim_end()));
    }
    Err(BuildError::other(
        format!("no problem has the code `{code}`"),
        match suggest::nearest(code, sections().map(|section| section.code)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`supportt explain` lists all codes".to_owned(),
        },
    ))
}

fn list() -> String {
    let width = sections().map(|section| section.code.len()).max().unwrap_or_default();
    sections().fold(String::new(), |mut list, section| {
        writeln!(list, "{:width$}  {}", section.code, section.first_sentence())
            .expect("a string takes any text");
        list
    })
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::fs;
    use std::path::Path;

    use regex::Regex;
    use walkdir::WalkDir;

    use super::{Section, run, sections};
    use crate::diagnostic::Diagnostics;
    use crate::fixture;

    /// The code of this crate without its tests, file by file.
    #[expect(clippy::disallowed_methods, reason = "a test reads the source")]
    fn source_texts() -> Vec<String> {
        let is_source = |path: &Path| path.extension().is_some_and(|ending| ending == "rs");
        WalkDir::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))
            .into_iter()
            .map(|entry| entry.expect("the source can be read").into_path())
            .filter(|path| is_source(path))
            .map(|path| {
                let text = fs::read_to_string(path).expect("a source file is text");
                text.split("\n#[cfg(test)]\nmod tests").next().unwrap_or_default().to_owned()
            })
            .collect()
    }

    fn codes_in_use() -> BTreeSet<String> {
        let code = Regex::new(r#""([a-z]+::[a-z0-9-]+)""#).expect("the pattern is right");
        source_texts()
            .iter()
            .flat_map(|text| code.captures_iter(text).map(|found| found[1].to_owned()).collect::<Vec<_>>())
            .collect()
    }

    #[test]
    fn every_code_has_a_section_and_every_section_a_code() {
        let used = codes_in_use();
        let written: BTreeSet<String> = sections().map(|section| section.code.to_owned()).collect();
        let unexplained: Vec<_> = used.difference(&written).collect();
        assert!(unexplained.is_empty(), "write a section in PROBLEMS.md for {unexplained:?}");
        let unused: Vec<_> = written.difference(&used).collect();
        assert!(unused.is_empty(), "nothing reports {unused:?}: take the section out of PROBLEMS.md");
    }

    #[test]
    fn sections_are_sorted() {
        let codes: Vec<&str> = sections().map(|section| section.code).collect();
        for pair in codes.windows(2) {
            assert!(pair[0] < pair[1], "{} stands before {}", pair[0], pair[1]);
        }
    }

    #[test]
    fn every_section_says_what_is_wrong_and_how_grave_and_has_an_example() {
        for section in sections() {
            let Section { code, text } = section;
            let severity = severity(section);
            assert!(severity.is_some(), "{code} does not begin with **Error.**, **Warning.** or **Advice.**");
            assert!(section.first_sentence().ends_with('.'), "{code} has no first sentence");
            assert!(!blocks(text).is_empty(), "{code} has no example");
        }
    }

    fn severity(section: Section) -> Option<&'static str> {
        let paragraph = section.text.lines().nth(2)?;
        [("**Error.** ", "error"), ("**Warning.** ", "warning"), ("**Advice.** ", "advice")]
            .into_iter()
            .find_map(|(beginning, word)| paragraph.starts_with(beginning).then_some(word))
    }

    /// Where code and severity stand side by side in the source, they are compared; the rest is tried below.
    #[test]
    fn severities_are_those_of_the_code() {
        let raised = Regex::new(r#"\b(error|warning|advice)\(\s*"([a-z]+::[a-z0-9-]+)""#)
            .expect("the pattern is right");
        let mut severities: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for text in source_texts() {
            for found in raised.captures_iter(&text) {
                severities.entry(found[2].to_owned()).or_default().insert(found[1].to_owned());
            }
        }
        assert!(severities.len() > 100, "the pattern finds what it is to find");
        for section in sections() {
            let Some(raised) = severities.get(section.code) else { continue };
            let written = severity(section).expect("each has one");
            assert_eq!(raised.iter().collect::<Vec<_>>(), [written], "{}", section.code);
        }
    }

    /// The fenced examples of a section, with what they are written in.
    fn blocks(section: &str) -> Vec<(&str, &str)> {
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
    const PLACES: [(&str, &str, Fields); 13] = [
        ("[[contact]]", "content/north/contacts.toml", &[ID, NAME, ("about", "[\"Forms\"]"), SAYS, OURS]),
        ("[[faq]]", "content/north/faqs.toml", &[ID, NAME, AUDIENCE, SAYS, OURS]),
        (
            "[[difference]]",
            "content/differences.toml",
            &[ID, NAME, ("entries", "[\"scope\"]"), SAYS, CHECKED_ON],
        ),
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
        let region = include_str!("../tests/site/content/north/region.toml");
        assert!(region.contains(SILENT), "the region is silent about its stages");
        region.replace(SILENT, "name = \"Stages\"\nvalue = { stages = [\"planning\", \"away\", \"back\"] }")
    }

    /// An example as a file of a project, with what it leaves out.
    fn file((language, text): (&str, &str)) -> Option<String> {
        if language == "markdown" {
            let is_whole = text.starts_with("+++") || text.starts_with("---");
            let details =
                if is_whole { String::new() } else { format!("+++\n{}+++\n", left_out(DETAILS, "")) };
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

    /// What is wrong with an example, as codes with their severity.
    fn found(file: &str) -> BTreeMap<&'static str, &'static str> {
        let mut diagnostics = Diagnostics::new();
        fixture::diagnose(&format!("{AROUND}//- {REGION}\n{}\n{file}", region()), &mut diagnostics);
        diagnostics.sorted().iter().map(|problem| (problem.code, problem.severity.word())).collect()
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
                let found = found(&first);
                if found.get(code).copied() != severity(section) {
                    wrong.push(format!("{code}: the example is not such a problem, but {found:?}"));
                }
            }
            if let Some(mended) = blocks.get(1).and_then(|block| file(*block)) {
                let found = found(&mended);
                if found.contains_key(code) || found.values().any(|severity| *severity == "error") {
                    wrong.push(format!("{code}: what is mended still has {found:?}"));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert!(tried > 100, "examples are found");
    }

    #[test]
    fn a_code_is_explained() {
        let text = run(Some("link::missing-page")).expect("there is one");
        assert!(text.starts_with("## `link::missing-page`\n\n**Error.** "), "{text}");
        assert!(text.ends_with("```\n"), "{text}");
    }

    #[test]
    fn a_slip_is_recognized() {
        let error = |code| run(Some(code)).expect_err("there is none").to_string();
        assert_eq!(
            error("link::mising-page"),
            "no problem has the code `link::mising-page`\n  = hint: did you mean `link::missing-page`?"
        );
        assert!(error("dinosaur").ends_with("`supportt explain` lists all codes"));
    }

    #[test]
    fn without_a_code_all_are_listed() {
        let list = run(None).expect("a list");
        assert_eq!(list.lines().count(), sections().count());
        assert!(list.contains("  A link leads to a page that is not there.\n"), "{list}");
        assert!(list.lines().all(|line| line.ends_with('.')), "{list}");
    }
}
