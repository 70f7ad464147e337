//! What the work on a text leaves in it: notes to oneself, signs that do not work, words that stand twice.

use std::collections::BTreeMap;

use super::promises::bears;
use super::{Pattern, passages, pattern, places};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::markdown::passages::{Kind, Part, Passage};

/// What is left to be written.
static TO_WRITE: Pattern = Pattern::new(|| {
    pattern(
        r"\b(lorem ipsum|fixme|xxx+|your text here|click to add text|more content to be added)\b|^todo\b|\btodo:|\[(insert|add|name|date|link to|tbc|tba|to be)\b[^\]]*\]|<(insert|add)\b|\bdd/mm/yyyy\b|\bxx/xx/|£xx\b|#ref!|error! reference source",
    )
});

/// What somebody means to find out.
static TO_CONFIRM: Pattern = Pattern::new(|| pattern(r"\b(tbc|tba)\b|\?\? "));

/// Letters of a text that was read in the wrong encoding.
static GARBLED: Pattern = Pattern::new(|| pattern("â€|Ã[©¨¤¶¼]|Â[£ ]|\u{FFFD}"));

/// Signs of Markdown that show as they are typed, because what belongs to them is missing: `**` or `__` before a
/// word, one `*` or `_` before a word within a sentence, `##` without a space.
static SIGN: Pattern = Pattern::new(|| {
    pattern(r"(?:^|[\s(])(?P<sign>\*\*|__)\s?\p{L}|[\p{L},] (?P<one>[*_])\p{L}|^(?P<heading>#{2,6})\p{L}")
});

/// The sign of a list that is not one of Markdown's, in front of a paragraph or after what announces the list.
static BULLET: Pattern = Pattern::new(|| pattern(r"(^|: )(?P<sign>[•●▪◦‣·])[ \t\u{A0}]*\S"));

/// Words that never stand twice one after the other. Others may: "that that", "had had".
const ONCE: [&str; 26] = [
    "a", "an", "and", "are", "as", "at", "be", "by", "can", "for", "from", "if", "it", "not", "of", "or",
    "our", "the", "their", "this", "to", "we", "will", "with", "you", "your",
];

/// Fewer words than this may well stand on a page twice.
const SHORT: usize = 12;

pub(super) fn check(parts: &[Part], diagnostics: &mut Diagnostics) {
    for passage in passages(parts) {
        check_notes(passage, diagnostics);
        check_signs(passage, parts, diagnostics);
        check_words(passage, diagnostics);
    }
    check_twice(parts, diagnostics);
}

fn check_notes(passage: &Passage, diagnostics: &mut Diagnostics) {
    for found in places(&TO_WRITE, &passage.text) {
        diagnostics.push(
            Diagnostic::error("prose::unfinished", passage.place(found), "this is left to be written")
                .hint("write it, or leave it out"),
        );
    }
    for found in places(&TO_CONFIRM, &passage.text) {
        diagnostics.push(
            Diagnostic::warning("prose::unconfirmed", passage.place(found), "this is not settled yet")
                .hint("say in words what is not known and when it will be, or leave it out"),
        );
    }
    if let Some(found) = places(&GARBLED, &passage.text).next() {
        diagnostics.push(
            Diagnostic::warning(
                "prose::garbled",
                passage.place(found),
                "these are not the letters that were meant",
            )
            .hint("type them again; they were copied from a text in another encoding"),
        );
    }
}

fn check_signs(passage: &Passage, parts: &[Part], diagnostics: &mut Diagnostics) {
    // A note begins with the mark that some word bears.
    let is_note =
        |sign: &str| passage.text.starts_with(sign) && passages(parts).any(|other| bears(other, sign));
    for found in SIGN.captures_iter(&passage.text) {
        let sign = ["sign", "one", "heading"].iter().find_map(|name| found.name(name));
        let Some(sign) = sign.filter(|sign| !is_note(sign.as_str())) else { continue };
        let problem = Diagnostic::warning(
            "markdown::sign-shows",
            passage.place(sign.range()),
            format!("people would see this `{}`", sign.as_str()),
        );
        diagnostics.push(if sign.as_str().starts_with('#') {
            problem.hint("put a space after it, to make this a heading")
        } else {
            problem.hint(format!(
                "close it right after the last word, as in `{0}word{0}`; or leave it out",
                sign.as_str()
            ))
        });
    }
    let bullet = BULLET.captures(&passage.text).and_then(|found| found.name("sign"));
    if let Some(sign) = bullet.filter(|_| passage.kind != Kind::Cell) {
        diagnostics.push(
            Diagnostic::warning(
                "markdown::typed-list",
                passage.place(sign.range()),
                "this is a list in looks only",
            )
            .label("screen readers do not tell that it is one")
            .hint("begin each of its points with `- `, on a line of its own"),
        );
    }
}

/// Reports a word that stands twice.
fn check_words(passage: &Passage, diagnostics: &mut Diagnostics) {
    let mut before: Option<(usize, &str)> = None;
    for word in passage.text.split_whitespace() {
        let at = word.as_ptr() as usize - passage.text.as_ptr() as usize;
        if let Some((start, other)) = before
            && other.eq_ignore_ascii_case(word)
            && ONCE.contains(&word.to_ascii_lowercase().as_str())
        {
            diagnostics.push(
                Diagnostic::warning(
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
fn check_twice(parts: &[Part], diagnostics: &mut Diagnostics) {
    let mut seen: BTreeMap<&str, &Passage> = BTreeMap::new();
    for passage in passages(parts).filter(|passage| passage.kind == Kind::Paragraph) {
        if passage.text.split_whitespace().count() < SHORT {
            continue;
        }
        match seen.get(passage.text.as_str()) {
            Some(first) => diagnostics.push(
                Diagnostic::warning(
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

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::fixture::{check_short, page};

    #[test]
    fn notes_to_oneself_are_found() {
        check_short(
            &page(
                "a.md",
                "TODO: write this. [insert name] leads it, on dd/mm/yyyy.\n\nThe day is TBC. It isnâ€™t known.\n\nHave a to-do list. Add xxx.\n",
            ),
            expect![[r#"
                content/a.md:7:1: error: this is left to be written (hint: write it, or leave it out)
                content/a.md:7:19: error: this is left to be written (hint: write it, or leave it out)
                content/a.md:7:46: error: this is left to be written (hint: write it, or leave it out)
                content/a.md:9:12: warning: this is not settled yet (hint: say in words what is not known and when it will be, or leave it out)
                content/a.md:9:23: warning: these are not the letters that were meant (hint: type them again; they were copied from a text in another encoding)
                content/a.md:11:24: error: this is left to be written (hint: write it, or leave it out)
            "#]],
        );
    }

    #[test]
    fn signs_that_do_not_work_are_found() {
        check_short(
            &[
                page("a.md", "**Important: tell them early.\n\nTell them ** early ** and an *important point, and _this too.\n\n##Heading\n\n• Tell them\n\nTell them:\n• early\n• often\n\nA form has two lines: ____ and snake_case, 2 * 3, a*b*c, **bold**, * and _ignored_.\n"),
                page("b.md", "Open to all** and to some*.\n\n\\*\\* Nearly all.\n\n\\*Nearly some.\n"),
            ]
            .concat(),
            expect![[r#"
                content/a.md:7:1: warning: people would see this `**` (hint: close it right after the last word, as in `**word**`; or leave it out)
                content/a.md:9:11: warning: people would see this `**` (hint: close it right after the last word, as in `**word**`; or leave it out)
                content/a.md:9:20: warning: people would see this `**` (hint: close it right after the last word, as in `**word**`; or leave it out)
                content/a.md:9:30: warning: people would see this `*` (hint: close it right after the last word, as in `*word*`; or leave it out)
                content/a.md:9:52: warning: people would see this `_` (hint: close it right after the last word, as in `_word_`; or leave it out)
                content/a.md:11:1: warning: people would see this `##` (hint: put a space after it, to make this a heading)
                content/a.md:13:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin each of its points with `- `, on a line of its own)
                content/a.md:16:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin each of its points with `- `, on a line of its own)
            "#]],
        );
    }

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
                content/a.md:7:6: warning: “the” stands here twice (hint: take one of them out)
                content/a.md:7:20: warning: “and” stands here twice (hint: take one of them out)
                content/a.md:16:1: warning: this paragraph stands on the page twice (hint: leave one of them out)
            "#]],
        );
    }
}
