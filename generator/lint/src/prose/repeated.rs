//! What stands on a page twice: words, paragraphs, headings.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use pulldown_cmark::HeadingLevel;

use supportt_markdown::passages::{Kind, Part, Passage, passages};
use supportt_source::diagnostic::{Diagnostic, Diagnostics};

/// Words that may stand twice one after the other.
const TWICE: [&str; 14] =
    ["that", "had", "very", "really", "long", "is", "so", "no", "much", "many", "far", "more", "do", "her"];

/// Fewer words than this may well stand on a page twice.
const SHORT: usize = 12;

pub(super) fn check(parts: &[Part], diagnostics: &mut Diagnostics) {
    for passage in passages(parts) {
        check_words(passage, diagnostics);
    }
    check_paragraphs(parts, diagnostics);
    check_headings(parts, diagnostics);
}

/// Reports a word that stands twice.
fn check_words(passage: &Passage, diagnostics: &mut Diagnostics) {
    let mut before: Option<(usize, &str)> = None;
    for word in passage.text.split_whitespace() {
        let at = word.as_ptr() as usize - passage.text.as_ptr() as usize;
        if let Some((start, other)) = before
            && other.eq_ignore_ascii_case(word)
            && word.len() > 1
            && word.bytes().all(|byte| byte.is_ascii_lowercase())
            && !TWICE.contains(&word)
            && !(passage.is_linked(&(start..at)) && passage.is_linked(&(at..at + word.len())))
        {
            diagnostics.push(
                Diagnostic::advice(
                    "prose::word-twice",
                    passage.place(start..at + word.len()),
                    format!("“{other}” stands here twice"),
                )
                .hint("take one of them out"),
            );
        }
        before = Some((at, word));
    }
}

/// Reports a paragraph that stands on a page twice.
fn check_paragraphs(parts: &[Part], diagnostics: &mut Diagnostics) {
    let mut seen: BTreeMap<&str, &Passage> = BTreeMap::new();
    for passage in passages(parts).filter(|passage| passage.kind == Kind::Paragraph) {
        if passage.text.split_whitespace().count() < SHORT {
            continue;
        }
        match seen.get(passage.text.as_str()) {
            Some(first) => diagnostics.push(
                Diagnostic::advice(
                    "prose::paragraph-twice",
                    passage.span,
                    "this paragraph stands on the page twice",
                )
                .also(first.span, "here too")
                .hint("leave one of them out"),
            ),
            None => {
                seen.insert(&passage.text, passage);
            }
        }
    }
}

/// Reports a heading that says the same as another of its section.
fn check_headings(parts: &[Part], diagnostics: &mut Diagnostics) {
    let mut seen: BTreeMap<HeadingLevel, BTreeMap<String, &Passage>> = BTreeMap::new();
    for passage in passages(parts) {
        let Kind::Heading(level) = passage.kind else { continue };
        // Below another heading the same words may stand for something else.
        seen.retain(|other, _| *other <= level);
        let of_level = seen.entry(level).or_default();
        match of_level.entry(passage.text.trim().to_ascii_lowercase()) {
            Entry::Occupied(first) => diagnostics.push(
                Diagnostic::warning("heading::twice", passage.span, "this heading stands here twice")
                    .label("a list of headings does not tell the two apart")
                    .also(first.get().span, "the first")
                    .hint("put the two parts together, or say in each heading what is special about it"),
            ),
            Entry::Vacant(place) => {
                place.insert(passage);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use supportt_fixture::{check_short, page};

    #[test]
    fn what_stands_twice_is_found() {
        let long = "This paragraph tells people what to do when they come back to the work they left.";
        check_short(
            &page(
                "a.md",
                &format!(
                    "Tell the the team, and\nand then they had had that that they wanted.\n\n{long}\n\nShort.\n\nShort.\n\n{long}\n"
                ),
            ),
            expect![[r#"
                content/a.md:7:6: advice: “the” stands here twice (hint: take one of them out)
                content/a.md:7:20: advice: “and” stands here twice (hint: take one of them out)
                content/a.md:16:1: advice: this paragraph stands on the page twice (hint: leave one of them out)
            "#]],
        );
    }

    #[test]
    fn headings_of_one_section_differ() {
        check_short(
            &page(
                "a.md",
                "## Before leave\n\n### Forms\n\nText.\n\n## After leave\n\n### Forms\n\nText.\n\n### forms\n\nText.\n\n## Before leave\n\nText.\n",
            ),
            expect![[r#"
                content/a.md:19:5: warning: this heading stands here twice: a list of headings does not tell the two apart (hint: put the two parts together, or say in each heading what is special about it)
                content/a.md:23:4: warning: this heading stands here twice: a list of headings does not tell the two apart (hint: put the two parts together, or say in each heading what is special about it)
            "#]],
        );
    }
}
