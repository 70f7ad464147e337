//! What is left to be settled.

use supportt_markdown::passages::{Part, Passage, is_quoted};
use supportt_source::Slice;
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::pattern::{Pattern, any, places};

/// What somebody means to find out, or to say later.
static TO_CONFIRM: Pattern = Pattern::new(|| {
    const WHAT: &str = "page|section|guide|form|details|information|dates|document|link";
    const LATER: &str = "soon|shortly|in due course";
    // What is confirmed by somebody, or with somebody, is part of a process.
    const END: &str = "([.,;:!)]|$)";
    any(&[
        r"\b(tbc|tba|tbd)\b",
        r"\?\? ",
        &format!(
            r"\b(is|are|still|yet|venue|dates?|times?|place|details|speakers?)( [-–—]|:)?( still| yet)? to be (confirmed|announced|finalised){END}"
        ),
        &format!(r"\b(details|information|dates|guidance) (will |to )follow{END}"),
        &format!(
            r"\b({WHAT})s? will be (updated|added|published|available|announced|uploaded)( very)? ({LATER}){END}"
        ),
        r"[(\[](?-i:[A-Z][A-Za-z]{1,9}) to (confirm|check|advise)[)\]]",
    ])
});

/// What an abbreviation stands for, where a list of abbreviations says so.
static IN_WORDS: Pattern = Pattern::new(|| {
    const SETTLED: &str = "confirmed|announced|agreed|arranged|decided|determined|advised";
    any(&[&format!(r"^\W*(means |is short for |stands for )?\W*to be ({SETTLED})\b")])
});

pub(super) fn check(parts: &[Part], diagnostics: &mut Diagnostics) {
    for (place, part) in parts.iter().enumerate() {
        let Part::Passage(passage) = part else { continue };
        check_unconfirmed(passage, parts.get(place + 1), diagnostics);
    }
}

fn check_unconfirmed(passage: &Passage, next: Option<&Part>, diagnostics: &mut Diagnostics) {
    for found in places(&TO_CONFIRM, &passage.text) {
        let rest = passage.text.slice(found.end..).trim();
        let is_explained = match next {
            Some(Part::Passage(next)) if rest.is_empty() => IN_WORDS.is_match(&next.text),
            _ => IN_WORDS.is_match(rest),
        };
        if !is_explained && !is_quoted(passage, &found) {
            diagnostics.push(
                Diagnostic::advice("prose::unconfirmed", passage.place(found), "this is not settled yet")
                    .hint("say in words what is not known and when it will be, or leave it out"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use supportt_fixture::{check_short, page};

    #[test]
    fn what_is_not_settled_is_found() {
        check_short(
            &page(
                "a.md",
                "The day is TBC.\n\nThe venue is to be confirmed. Details TBD. More details to follow. This page will be updated shortly. (AG to confirm)\n",
            ),
            expect![[r#"
                content/a.md:7:12: advice: this is not settled yet (hint: say in words what is not known and when it will be, or leave it out)
                content/a.md:9:11: advice: this is not settled yet (hint: say in words what is not known and when it will be, or leave it out)
                content/a.md:9:39: advice: this is not settled yet (hint: say in words what is not known and when it will be, or leave it out)
                content/a.md:9:49: advice: this is not settled yet (hint: say in words what is not known and when it will be, or leave it out)
                content/a.md:9:73: advice: this is not settled yet (hint: say in words what is not known and when it will be, or leave it out)
                content/a.md:9:103: advice: this is not settled yet (hint: say in words what is not known and when it will be, or leave it out)
            "#]],
        );
    }

    #[test]
    fn what_only_looks_unsettled_is_left_alone() {
        check_short(
            &page(
                "a.md",
                "\
- **TBC**: “to be confirmed”. If you see it on our pages, tell your editor.
- TBA stands for “to be announced”.

| Short | Long |
| --- | --- |
| TBD | To be decided |

He said “the date is TBC”. The date of your return is to be confirmed with your director. Details of it follow.

You will be told in due course. Your certificate will be available shortly after the course. The rules follow.

> Dear [name], I plan to return on [date].
",
            ),
            expect![""],
        );
    }
}
