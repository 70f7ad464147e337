//! `content/terms.toml`: how the site spells names, and which names and addresses it no longer uses.

use std::ops::Range;

use supportt_rules::policy::Policy;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::record::{Field, Kind, Schema};
use crate::registers::Registers;
use crate::source::{Sources, Span};

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
                if is_whole(text, start, written.len()) && (is_address(wrong) || !is_in_address(text, start))
                {
                    found.push(start..start + written.len());
                }
            }
        }
        found
    }

    /// Where an address has another that should not be written.
    #[must_use]
    pub fn found_in_address(&self, address: &str) -> Option<Range<usize>> {
        self.not.iter().filter(|wrong| is_address(wrong)).find_map(|wrong| {
            let start = address.to_ascii_lowercase().find(&wrong.to_ascii_lowercase())?;
            is_whole(address, start, wrong.len()).then(|| start..start + wrong.len())
        })
    }

    /// Says what to write instead.
    pub fn report(&self, wrong: &str, span: Span) -> Diagnostic {
        Diagnostic::warning("term::other", span, format!("this site writes “{}”, not “{wrong}”", self.write))
            .label(self.why.clone())
            .hint(if is_address(wrong) {
                "find out which address is used now, and write it with its source".to_owned()
            } else {
                format!("write `{}`, or put what somebody else writes between backticks", self.write)
            })
    }
}

/// Whether what should not be written is the name of a site or a file. An abbreviation, such as `e.g.`, ends in a stop.
fn is_address(wrong: &str) -> bool {
    wrong.contains('.') && !wrong.ends_with('.')
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
