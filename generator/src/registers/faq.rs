//! `faqs.toml`: what is often asked, and the answers.

use super::reading::{ID, Reader, SAYS};
use crate::prose;
use crate::provenance;
use crate::readers::{self, Readers};
use supportt_schema::record::{Field, Kind, Record, Schema};
use supportt_source::diagnostic::{Diagnostic, Diagnostics};

/// The fields of a question.
pub const SCHEMA: Schema = Schema {
    subject: "a question",
    fields: &[
        ID,
        Field::needed("name", Kind::Text, "the question"),
        SAYS,
        readers::AUDIENCE,
        readers::REASONS,
        Field::optional("address", Kind::Text, "where to read more: a web address, or a page in `content`"),
        Field::optional("link", Kind::Text, "the words of the link to it, which say where it leads"),
        Field::optional("not_stated", Kind::Flag, "`true` when the source does not answer it"),
        provenance::optional::SOURCE,
        provenance::optional::REFERENCE,
        provenance::optional::CHECKED_ON,
        provenance::REVIEW_BY,
        provenance::OURS,
        provenance::EXAMPLE,
    ],
};

/// A question.
#[derive(Clone, Debug)]
pub struct Faq {
    /// Who asks it.
    pub readers: Readers,
    /// Where to read more.
    pub address: Option<String>,
    /// The words of the link to it.
    pub link: Option<String>,
    /// Whether the source answers it.
    pub stated: bool,
}

/// Reports words for a link that does not say where it leads, or that is not there.
fn check_link(record: &Record, diagnostics: &mut Diagnostics) {
    let Some(words) = record.text("link") else { return };
    diagnostics.extend(prose::empty_words(&words.value, words.span));
    if record.span_of("address").is_none() {
        diagnostics.push(
            Diagnostic::error(
                "record::no-address",
                words.span,
                "these are the words of a link, and there is none",
            )
            .hint("write where it leads as `address`, or leave `link` out"),
        );
    }
}

pub(super) fn read(record: &Record, reader: &Reader<'_>, diagnostics: &mut Diagnostics) -> Faq {
    check_link(record, diagnostics);
    Faq {
        readers: Readers::read(record),
        address: reader.address(record, diagnostics),
        link: record.text("link").map(|words| words.value),
        stated: !record.flag("not_stated").is_some_and(|flag| flag.value),
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::fixture::{check_short, page};

    #[test]
    fn a_link_has_words_that_say_where_it_leads() {
        let faq = |id: &str, rest: &str| {
            format!(
                "[[faq]]\nid = \"{id}\"\nname = \"Question {id}?\"\nsays = \"Yes.\"\naudience = [\"trainees\"]\nours = true\n{rest}\n"
            )
        };
        check_short(
            &[
                "//- content/north/faqs.toml\n".to_owned(),
                faq("a", "link = \"About this site\"\naddress = \"/about.md\""),
                faq("b", "link = \"Click here\"\naddress = \"/about.md\""),
                faq("c", "link = \"About this site\""),
                faq("d", "address = \"faqs:a\""),
                page("north/a.md", "{{ faqs }}\n"),
            ]
            .concat(),
            expect![[r#"
                content/north/faqs.toml:15:8: advice: “Click here” does not say where the link leads: read on its own, it means nothing (hint: name what is there, such as `[How to plan your absence](…)`)
                content/north/faqs.toml:23:8: error: these are the words of a link, and there is none (hint: write where it leads as `address`, or leave `link` out)
                content/north/faqs.toml:30:11: error: there is no page `faqs:a` (hint: did you mean `faq:a`?)
            "#]],
        );
    }
}
