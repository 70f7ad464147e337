//! `supportt explain`: what each code of a problem means, for editors.
//!
//! The words are those of `generator/PROBLEMS.md`, which is part of the program: what is read on the web, in a terminal
//! and in an editor is one text. A test holds it against the code, so that no problem goes unexplained and nothing is
//! explained that cannot happen.

use std::fmt::Write as _;

use supportt_source::Slice;
use supportt_source::build_error::BuildError;
use supportt_source::suggest;

const TEXT: &str = include_str!("../../PROBLEMS.md");

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
        sentence.split_inclusive(". ").next().unwrap_or(sentence).trim_end()
    }
}

/// Every section, in the order in which they are written: by code.
pub fn sections() -> impl Iterator<Item = Section> {
    let begins = TEXT.match_indices(HEADING).map(|(at, _)| at + 1);
    let ends = begins.clone().skip(1).chain([TEXT.len()]);
    begins.zip(ends).map(|(begin, end)| {
        let text = TEXT.slice(begin..end);
        let code = text.slice(HEADING.len() - 1..).split('`').next().unwrap_or_default();
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
mod examples;

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::fs;
    use std::path::Path;

    use regex::Regex;
    use walkdir::WalkDir;

    use super::examples::{blocks, severity};
    use super::{Section, run, sections};

    /// The code of this crate without its tests, file by file.
    #[expect(clippy::disallowed_methods, reason = "a test reads the source")]
    fn source_texts() -> Vec<String> {
        let is_source = |path: &Path| path.extension().is_some_and(|ending| ending == "rs");
        let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        WalkDir::new(crates)
            .into_iter()
            .map(|entry| entry.expect("the source can be read").into_path())
            .filter(|path| is_source(path) && path.components().any(|part| part.as_os_str() == "src"))
            .map(|path| {
                let text = fs::read_to_string(path).expect("a source file is text");
                text.split("\n#[cfg(test)]\nmod tests").next().unwrap_or_default().to_owned()
            })
            .collect()
    }

    fn codes_in_use() -> BTreeSet<String> {
        let code = Regex::new(r#""([a-z-]+::[a-z0-9-]+)""#).expect("the pattern is right");
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

    /// Where code and severity stand side by side in the source, they are compared; the rest is tried below.
    #[test]
    fn severities_are_those_of_the_code() {
        let raised = Regex::new(r#"\b(error|warning|advice)\(\s*"([a-z-]+::[a-z0-9-]+)""#)
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
