//! `content/terms.toml`: how the site spells names, and which names and addresses it no longer uses.

use std::ops::Range;

use supportt_rules::policy::Policy;

use crate::config;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::front_matter;
use crate::link_targets::CONTENT;
use crate::page_path::{PagePath, ending};
use crate::record::{Field, Kind, Schema};
use crate::registers::Registers;
use crate::source::{Sources, Span};
use crate::toml_syntax;

/// Where the file is.
pub const PATH: &str = "content/terms.toml";

/// The fields of a term.
const SCHEMA: Schema = Schema {
    subject: "a term",
    fields: &[
        Field::needed("write", Kind::Text, "what to write"),
        Field::needed("not", Kind::Texts, "what not to write, with its capitals"),
        Field::needed("why", Kind::Text, "why, in a few words"),
    ],
};

/// What to write, and what not to.
#[derive(Clone, Debug)]
pub struct Term {
    /// The folder of the region whose pages it is about; all pages if there is none.
    region: Option<String>,
    write: String,
    not: Vec<String>,
    why: String,
}

impl Term {
    /// Whether it is about the page at a path in `content`.
    #[must_use]
    pub fn is_about(&self, path: &str) -> bool {
        self.region.as_ref().is_none_or(|region| path.split('/').next() == Some(region.as_str()))
    }

    /// Where a text has what should not be written, as whole words.
    ///
    /// In an address only other addresses are looked for: how somebody spells a mailbox is not ours to choose.
    #[must_use]
    pub fn found_in(&self, text: &str) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        for wrong in &self.not {
            for (start, written) in text.match_indices(wrong.as_str()) {
                let is_spelling = !wrong.contains('.');
                if is_whole(text, start, written.len()) && !(is_spelling && is_in_address(text, start)) {
                    found.push(start..start + written.len());
                }
            }
        }
        found
    }

    /// Where an address has another that should not be written.
    #[must_use]
    pub fn found_in_address(&self, address: &str) -> Option<Range<usize>> {
        let is_address = |wrong: &&String| wrong.contains('.');
        self.not.iter().filter(is_address).find_map(|wrong| {
            let start = address.to_ascii_lowercase().find(&wrong.to_ascii_lowercase())?;
            is_whole(address, start, wrong.len()).then(|| start..start + wrong.len())
        })
    }

    /// Says what to write instead.
    pub fn report(&self, wrong: &str, span: Span) -> Diagnostic {
        Diagnostic::warning("term::other", span, format!("this site writes “{}”, not “{wrong}”", self.write))
            .label(self.why.clone())
            .hint(format!("write `{}`, or put what somebody else writes between backticks", self.write))
    }
}

/// Whether no letter or figure stands right before or after.
fn is_whole(text: &str, start: usize, length: usize) -> bool {
    let before = text[..start].chars().next_back();
    let after = text[start + length..].chars().next();
    ![before, after].into_iter().flatten().any(char::is_alphanumeric)
}

/// Whether a place lies in a web address or that of a mailbox.
fn is_in_address(text: &str, at: usize) -> bool {
    let start = text[..at].rfind(char::is_whitespace).map_or(0, |before| before + 1);
    let end = text[at..].find(char::is_whitespace).map_or(text.len(), |after| at + after);
    let word = &text[start..end];
    word.contains('@') || word.contains("://") || word.starts_with("www.")
}

/// Reads the terms; none when the project has no such file.
pub fn load(sources: &Sources, diagnostics: &mut Diagnostics) -> Vec<Term> {
    let Some(file) = sources.at(PATH) else { return Vec::new() };
    let records = SCHEMA.read_file("term", file, diagnostics);
    let terms = records.iter().filter_map(|record| {
        Some(Term {
            region: None,
            write: record.text("write")?.value,
            not: record.texts("not").into_iter().map(|text| text.value).collect(),
            why: record.text("why")?.value,
        })
    });
    terms.collect()
}

/// Files that say what not to write.
const OWN: [&str; 2] = [PATH, config::PATH];

/// Reports what should not be written in the fields of pages and of other files.
pub fn check_fields(sources: &Sources, terms: &[Term], diagnostics: &mut Diagnostics) {
    for file in sources.below(CONTENT) {
        let path = &file.path()[CONTENT.len()..];
        let fields = if PagePath::new(path).is_some() {
            let Some((fields, _)) = front_matter::parts(file) else { continue };
            fields
        } else if ending(path) == "toml" && !OWN.contains(&file.path()) {
            0..file.text().len()
        } else {
            continue;
        };
        // The words under `not` are those that should not be written.
        for (_, text) in toml_syntax::texts(file, fields).iter().filter(|(field, _)| field != "not") {
            let written = &file.text()[text.span.range()];
            for term in terms.iter().filter(|term| term.is_about(path)) {
                diagnostics.extend(term.found_in(written).into_iter().map(|found| {
                    let start = text.span.range().start;
                    term.report(&written[found.clone()], file.span(start + found.start..start + found.end))
                }));
            }
        }
    }
}

/// What the glossaries of the regions say of their own pages.
pub fn of_glossaries<'a>(policy: &'a Policy, registers: &'a [Registers]) -> impl Iterator<Item = Term> + 'a {
    policy.regions().iter().zip(registers).flat_map(|(region, registers)| {
        registers.glossary.iter().filter(|word| !word.body.not.is_empty()).map(|word| Term {
            region: Some(region.id().to_string()),
            write: word.name.clone(),
            not: word.body.not.clone(),
            why: format!("the glossary of {} has it", region.name()),
        })
    })
}
