//! Notes of those who write a page, and what is left to be written or settled.

use supportt_markdown::passages::{Part, Passage, is_quoted};
use supportt_source::Slice;
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::pattern::{Pattern, any, places};

/// Places left to be filled in.
static BLANK: Pattern = Pattern::new(|| {
    const WHAT: &str = "name|names|e-?mail|address|dates?|links?|hyperlink|url|number|phone|telephone|trust|region|role|title|venue|time";
    const UNIT: &str = "days|weeks|months|years|hours|sessions";
    const MONTH: &str =
        "january|february|march|april|may|june|july|august|september|october|november|december";
    any(&[
        r"\[(insert|add|name|date|link to|tbc|tba|to be)\b[^\[\]]*\]",
        &format!(r"\[((the|your|an?) )?([\w-]+ ){{0,2}}({WHAT})( (of|to|here|goes)\b[^\]]*)?\]"),
        &format!(r"\[x{{1,3}}\] ({UNIT})\b"),
        &format!(r"\bxx ({UNIT})\b"),
        &format!(r"(^|\b(for|of|least|than|within|after) )x ({UNIT})\b"),
        r"\{((first|last|trust) )?(name|date|e-?mail|link|address)\}",
        r"<(insert|add)\b",
        r"\b(dr|mr|mrs|ms|prof|professor|ask|contact) (_{4,}|\.{5,})",
        r"\bxxx+\b|\bxx/xx/|£xx\b",
        &format!(r"\bxx(st|nd|rd|th)? (of )?({MONTH})\b"),
        r"«(\w+_\w+|\w*(name|date|address|title|e-?mail|trust|region)\w*)»",
        r"\bdd/mm/yyyy\b",
    ])
});

/// What stands for a text or a picture that has not come yet.
static STAND_IN: Pattern = Pattern::new(|| {
    const WHAT: &str =
        "table|picture|image|photo|link|text|name|date|diagram|logo|figure|map|quote|paragraph|details";
    any(&[
        r"\blorem ipsum\b",
        r"\byour text here\b",
        r"\bmore content to be added\b",
        &format!(r"\b(insert|paste) (the |an? )?({WHAT})s? here\b"),
        r"^\W*placeholder (for|text|image|picture)\b",
    ])
});

/// Notes among those who write the page.
static NOTE: Pattern = Pattern::new(|| {
    const LIVE: &str = r"before (launch|publication|publishing|(we |it )?(go|goes|going) live)\b";
    any(&[
        r"^todo\b|\btodo:|\bfixme\b",
        r"\[(dn|comment)\b|\[citation needed\]",
        r"\bnotes? (to|for) (the )?(editor|author|designer|developer|web ?(team|editor|master))\b",
        r"^draft\W{1,4}(not|do not|only|for (comment|review|discussion))\b",
        &format!(r"\bneeds? (rewriting|re-writing|updating|checking|editing) {LIVE}"),
        &format!(r"\bto (check|confirm|review|rewrite|update) (this|these|it)\b[^.]{{0,30}} {LIVE}"),
    ])
});

/// What a word processor, a spreadsheet or a file manager leaves behind.
static OF_A_PROGRAM: Pattern = Pattern::new(|| {
    any(&[
        r"(_|\b)x000[0-9a-f](_|\b)",
        r"\w [-–] (?-i:Copy)( ?\(\d+\))?$",
        r"#ref!",
        r"\s#{5,}(\s|[.,;]|$)|^#{7,}$",
        r#"\bhyperlink ["“]"#,
        r"\berror! (reference|bookmark|hyperlink|no (text|table|bookmark))",
        r"\bcommented \[|^formatted: |^deleted: ",
        r"\bclick to add text\b|\bclick (or tap )?(here )?to enter (text|a date)\b|^choose an item\b",
    ])
});

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
        check_unfinished(passage, diagnostics);
        check_unconfirmed(passage, parts.get(place + 1), diagnostics);
    }
}

fn check_unfinished(passage: &Passage, diagnostics: &mut Diagnostics) {
    let kinds: [(&Pattern, &str, &str); 4] = [
        (&BLANK, "this is left to be filled in", "write what belongs here, or leave it out"),
        (&STAND_IN, "this is left to be written", "write it, or leave it out"),
        (&NOTE, "this is a note to those who write the page", "do what it says, and take it out"),
        (&OF_A_PROGRAM, "another program left this here", "take it out, or write what it stands for"),
    ];
    for (pattern, message, hint) in kinds {
        for found in places(pattern, &passage.text) {
            // Fields keep their links as they are written: words in square brackets, the address in round ones.
            let is_link = passage.text.slice(found.end..).starts_with('(');
            if !is_link && !is_quoted(passage, &found) {
                diagnostics
                    .push(Diagnostic::advice("prose::unfinished", passage.place(found), message).hint(hint));
            }
        }
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
    fn notes_to_oneself_are_found() {
        check_short(
            &page(
                "a.md",
                "TODO: write this. [insert name] leads it, on dd/mm/yyyy.\n\nThe day is TBC. It isnâ€™t known.\n\nHave a to-do list. Add xxx.\n",
            ),
            expect![[r#"
                content/a.md:7:1: advice: this is a note to those who write the page (hint: do what it says, and take it out)
                content/a.md:7:19: advice: this is left to be filled in (hint: write what belongs here, or leave it out)
                content/a.md:7:46: advice: this is left to be filled in (hint: write what belongs here, or leave it out)
                content/a.md:9:12: advice: this is not settled yet (hint: say in words what is not known and when it will be, or leave it out)
                content/a.md:9:23: advice: these are not the letters that were meant (hint: type them again; they were copied from a text in another encoding)
                content/a.md:11:24: advice: this is left to be filled in (hint: write what belongs here, or leave it out)
            "#]],
        );
    }

    #[test]
    fn every_kind_of_note_is_found() {
        check_short(
            &page(
                "a.md",
                "\
Send it to [email address] of [Trust name], see [link]. Stay [X] weeks, XX weeks, or for x months. Ask {name}, or Dr ______.

Placeholder for the picture. Insert table here.

[DN: check with legal] This is so [citation needed]. Jane to check this before we go live. (Note to editor: is it?)

**NB – needs rewriting before launch**

DRAFT – not for publication

Commented [JS1]: is this so? Error! Bookmark not defined.

Choose an item.

How to return - Copy (2)

Bring your rota._x000D_ Ask for a room.

The venue is to be confirmed. Details TBD. More details to follow. This page will be updated shortly. (AG to confirm)
",
            ),
            expect![[r#"
                content/a.md:7:12: advice: this is left to be filled in (hint: write what belongs here, or leave it out)
                content/a.md:7:31: advice: this is left to be filled in (hint: write what belongs here, or leave it out)
                content/a.md:7:49: advice: this is left to be filled in (hint: write what belongs here, or leave it out)
                content/a.md:7:62: advice: this is left to be filled in (hint: write what belongs here, or leave it out)
                content/a.md:7:73: advice: this is left to be filled in (hint: write what belongs here, or leave it out)
                content/a.md:7:86: advice: this is left to be filled in (hint: write what belongs here, or leave it out)
                content/a.md:7:104: advice: this is left to be filled in (hint: write what belongs here, or leave it out)
                content/a.md:7:115: advice: this is left to be filled in (hint: write what belongs here, or leave it out)
                content/a.md:9:1: advice: this is left to be written (hint: write it, or leave it out)
                content/a.md:9:30: advice: this is left to be written (hint: write it, or leave it out)
                content/a.md:11:1: advice: this is a note to those who write the page (hint: do what it says, and take it out)
                content/a.md:11:35: advice: this is a note to those who write the page (hint: do what it says, and take it out)
                content/a.md:11:59: advice: this is a note to those who write the page (hint: do what it says, and take it out)
                content/a.md:11:93: advice: this is a note to those who write the page (hint: do what it says, and take it out)
                content/a.md:13:8: advice: this is a note to those who write the page (hint: do what it says, and take it out)
                content/a.md:15:1: advice: this is a note to those who write the page (hint: do what it says, and take it out)
                content/a.md:17:1: advice: another program left this here (hint: take it out, or write what it stands for)
                content/a.md:17:30: advice: another program left this here (hint: take it out, or write what it stands for)
                content/a.md:19:1: advice: another program left this here (hint: take it out, or write what it stands for)
                content/a.md:21:13: advice: another program left this here (hint: take it out, or write what it stands for)
                content/a.md:23:18: advice: another program left this here (hint: take it out, or write what it stands for)
                content/a.md:25:11: advice: this is not settled yet (hint: say in words what is not known and when it will be, or leave it out)
                content/a.md:25:39: advice: this is not settled yet (hint: say in words what is not known and when it will be, or leave it out)
                content/a.md:25:49: advice: this is not settled yet (hint: say in words what is not known and when it will be, or leave it out)
                content/a.md:25:73: advice: this is not settled yet (hint: say in words what is not known and when it will be, or leave it out)
                content/a.md:25:103: advice: this is not settled yet (hint: say in words what is not known and when it will be, or leave it out)
            "#]],
        );
    }

    #[test]
    fn what_only_looks_like_a_note_is_left_alone() {
        check_short(
            &page(
                "a.md",
                "\
- **TBC**: “to be confirmed”. If you see it on our pages, tell your editor.
- TBA stands for “to be announced”.

| Short | Long |
| --- | --- |
| TBD | To be decided |

He said “TODO lists are my downfall” and “the date is TBC”. A Name: ____ and a Date: ____ are on the form.

The date of your return is to be confirmed with your director. Details of it follow. We review each course before launch.

Drafts are welcome. Draft a plan with your supervisor. Take notes for the meeting. All papers are checked before publication.

Have two x sessions of each, or 2 x weeks of nights. XXY is a chromosome disorder, and XX on the rota means a zero day.

A placeholder is put on the rota. In the case of Smith [2019] UKSC 5, “[the trainee] had to go”, and [sic] stays.

Copy of Form R: ask for it. Send the form on, and keep the copy.

You will be told in due course. Your certificate will be available shortly after the course. The rules follow.

> Dear [name], I plan to return on [date].
",
            ),
            expect![""],
        );
    }
}
