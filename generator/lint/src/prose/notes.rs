//! Marks that refer to notes, such as the asterisk after a word, and the notes.

use std::collections::BTreeSet;

use regex::Match;

use supportt_markdown::passages::{Part, passages};
use supportt_source::Slice;
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::pattern::{Pattern, pattern};

/// A mark that refers to a note.
static MARK: Pattern = Pattern::new(|| pattern(r"[\p{Alphabetic}\d).]{2}(\*{1,3}|†|‡|[¹²³])(\s|[.,;:)]|$)"));

/// The marks that words bear.
pub(super) fn marks(parts: &[Part]) -> BTreeSet<&str> {
    passages(parts).flat_map(|passage| marks_in(&passage.text)).map(|mark| mark.as_str()).collect()
}

/// The marks in a text. Units such as m² bear none.
fn marks_in(text: &str) -> impl Iterator<Item = Match<'_>> {
    let found = MARK.captures_iter(text).filter_map(|found| found.get(1));
    found.filter(|mark| !(text.slice(..mark.start()).ends_with('m') && ["²", "³"].contains(&mark.as_str())))
}

/// Reports an asterisk or dagger after a word, to which no note answers, and notes to which nothing leads.
pub(super) fn check(parts: &[Part], diagnostics: &mut Diagnostics) {
    let marks = marks(parts);
    // A note begins with its mark, in a paragraph of its own or in brackets.
    let is_answered = |mark: &&&str| {
        let in_brackets = format!("({mark}");
        passages(parts)
            .any(|other| other.text.trim_start().starts_with(**mark) || other.text.contains(&in_brackets))
    };
    let answered: BTreeSet<&str> = marks.iter().filter(is_answered).copied().collect();
    for passage in passages(parts) {
        let mark = passage.text.chars().next().filter(|mark| matches!(mark, '†' | '‡')).map(String::from);
        if let Some(mark) = mark.filter(|mark| !marks.contains(mark.as_str())) {
            diagnostics.push(
                Diagnostic::warning(
                    "footnote::unused",
                    passage.place(0..mark.len()),
                    format!("nothing refers to the note with this `{mark}`"),
                )
                .hint("put the mark after the word that it is about, or leave the note out"),
            );
        }
        for mark in marks_in(&passage.text).filter(|mark| !answered.contains(mark.as_str())) {
            diagnostics.push(
                Diagnostic::advice(
                    "footnote::no-note",
                    passage.place(mark.range()),
                    format!("no note answers to this `{}`", mark.as_str()),
                )
                .hint("write a footnote: `[^1]` here, and `[^1]: …` in a paragraph of its own"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use supportt_fixture::{check_short, page};

    #[test]
    fn marks_and_notes_belong_together() {
        check_short(
            &[
                page("a.md", "For 3 months or more* it applies, and **bold** is not a mark.\n\n† Subject to funding.\n"),
                page("b.md", "Open to all*. Days are paid‡. The ward has 50 m² and 2 km² around it.\n\n\\* Nearly all.\n\n‡ For six days.\n"),
            ]
            .concat(),
            expect![[r#"
                content/a.md:7:21: advice: no note answers to this `*` (hint: write a footnote: `[^1]` here, and `[^1]: …` in a paragraph of its own)
                content/a.md:9:1: warning: nothing refers to the note with this `†` (hint: put the mark after the word that it is about, or leave the note out)
            "#]],
        );
    }
}
