//! `faqs.toml`: what is often asked, and the answers.

use super::reading::{Reader, RegisterEntry, entry};
use crate::provenance::Provenance;
use crate::readers::Readers;
use supportt_lint::prose;
use supportt_markdown::record_kind::RecordKind;
use supportt_schema::record;
use supportt_schema::record::{Format, Kind, Record};
use supportt_source::Spanned;
use supportt_source::diagnostic::{Diagnostic, Diagnostics};

record! {
    /// What is often asked, and the answer.
    pub struct Faq: "a question" in "[[faq]]" {
        /// A name for links to it.
        pub id: Spanned<String> = Kind::Text(Format::Id),
        /// The question.
        #[label = "Question"]
        #[example = "Who can have a mentor?"]
        pub name: String,
        /// What there is to say, in our words.
        ///
        /// `{minimum-absence}` prints a value of the policy.
        #[label = "Answer"]
        #[example = "Everybody who has been away for {minimum-absence}."]
        pub says: Spanned<String>,
        /// Who asks it.
        pub readers: Readers,
        /// Where to read more: a web address, or a page in `content`.
        pub address: Option<String> = Kind::Text(Format::AnyAddress),
        /// The words of the link to it, which say where it leads.
        #[label = "Words of the link"]
        #[example = "About mentoring"]
        pub link: Option<String>,
        /// `true` when the source does not answer it.
        #[label = "Not answered by the source"]
        pub not_stated: Option<bool>,
        /// Where it comes from.
        pub provenance: Provenance,
    }
}

impl RegisterEntry for Faq {
    entry!(RecordKind::Faq, address);

    fn check(record: &Record, _: &Reader<'_>, diagnostics: &mut Diagnostics) {
        check_link(record, diagnostics);
    }
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

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use supportt_fixture::{check_short, page};

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
