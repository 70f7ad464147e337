//! Signs that do not work: those of Markdown that are not closed, those of other systems, letters in another encoding.

use std::collections::BTreeSet;

use super::notes::marks;
use supportt_markdown::lookalikes::{self, AS_POINTS, AS_ROWS, in_looks_only, is_point};
use supportt_markdown::passages::{Kind, Part, Passage, is_quoted, passages};
use supportt_source::Slice;
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::pattern::{Pattern, any, pattern, places};

/// Letters of a text that was read in the wrong encoding, and letters that were set as one.
static GARBLED: Pattern = Pattern::new(|| {
    const OTHER_ENCODING: &str = "â€|Ã[©¨¤¶¼]|Â[£ ]|ï¿½|\u{FFFD}";
    const SET_AS_ONE: &str = "[\u{FB00}-\u{FB06}]";
    const TWICE_IN_HTML: &str = r"&amp;(amp|lt|gt|nbsp|quot|#\d+);";
    any(&[OTHER_ENCODING, SET_AS_ONE, TWICE_IN_HTML])
});

/// A letter as HTML writes it. Fields are no Markdown, so it shows as it is typed.
static IN_HTML: Pattern = Pattern::new(|| pattern(r"&(amp|lt|gt|nbsp|quot|apos|#\d+);"));

/// Links, tags and addresses between pointed brackets, which a field prints as they are typed.
static PAGES_ONLY: Pattern = Pattern::new(|| {
    const LINK: &str = r"\[[^\]]+\]\([^)]*\)";
    const TAG: &str = r"</?(a|b|br|em|i|li|p|strong|u|ul)\b[^>]*>";
    const ADDRESS: &str = r"<(https?:|[\w.+-]+@)[^>]*>";
    any(&[LINK, TAG, ADDRESS])
});

/// Signs of Markdown that show as they are typed, because what belongs to them is missing: `**` or `__` before a
/// word, one `*` or `_` before a word within a sentence, `##` without a space.
static SIGN: Pattern = Pattern::new(|| {
    pattern(r"(?:^|[\s(])(?P<sign>\*\*|__)\s?\p{L}|[\p{L},] (?P<one>[*_])\p{L}|^(?P<heading>#{2,6})\p{L}")
});

/// Signs of other systems, which this one prints as they are typed.
static FOREIGN: Pattern = Pattern::new(|| {
    const STRUCK_OUT: &str = "~~[^~]+~~";
    const MARKED: &str = r"==\w[^=]*==";
    const EMOJI: &str = r"(^|\s):[a-z]+(_[a-z]+)*:(\s|$)";
    const TICK_BOX: &str = r"^\[[ x]\] ";
    const CLASS: &str = r"^\{[.#][\w-]+\}";
    const CONTENTS: &str = r"\[\[_?toc_?\]\]|^\[toc\]$";
    const SHORTCODE: &str = r"\[/?(contact-form-7|vc_\w+|caption|gallery|embed|accordion)\b[^\[\]]*\]";
    any(&[STRUCK_OUT, MARKED, EMOJI, TICK_BOX, CLASS, CONTENTS, SHORTCODE])
});

/// A paragraph that is meant to be a table.
static TABLE: Pattern = Pattern::new(|| {
    const WITHOUT_ITS_LINE: &str = r"^\|[^|]+\|[^|]+\|";
    const DRAWN: &str = r"^\+--+\+";
    const WITH_TABS: &str = r"\S\t+\S.*\S\t+\S";
    const WITH_OTHER_LINES: &str = r"^[¦｜│┃][^¦｜│┃]+[¦｜│┃][^¦｜│┃]+[¦｜│┃]";
    any(&[WITHOUT_ITS_LINE, DRAWN, WITH_TABS, WITH_OTHER_LINES])
});

/// A heading that is none: without the space that a single sign needs, in other signs, with more than there are levels.
/// A sign before a name in one word, such as `#WeAreNHS`, is one of other systems that people write on purpose.
static HEADING: Pattern = Pattern::new(|| {
    any(&[
        r"^(?P<one>#)(?-i:\p{Lu}\p{Ll}+(?:['’]\p{Ll}+)?)(?: [^#.,;!?]{1,60})?$",
        r"^(?P<wide>＃{1,6}\s*)\S",
        r"^(?P<deep>#{7,})\s+\S",
    ])
});

pub(super) fn check(parts: &[Part], diagnostics: &mut Diagnostics) {
    let marks = marks(parts);
    for passage in passages(parts) {
        check_signs(passage, &marks, diagnostics);
        check_typed(passage, diagnostics);
        check_letters(passage, diagnostics);
    }
}

fn check_signs(passage: &Passage, marks: &BTreeSet<&str>, diagnostics: &mut Diagnostics) {
    // A note begins with the mark that some word bears.
    let is_note = |sign: &str| passage.text.starts_with(sign) && marks.contains(sign);
    for found in SIGN.captures_iter(&passage.text) {
        let sign = ["sign", "one", "heading"].iter().find_map(|name| found.name(name));
        let Some(sign) = sign.filter(|sign| !is_note(sign.as_str())) else { continue };
        let problem = Diagnostic::warning(
            "markdown::sign-shows",
            passage.place(sign.range()),
            format!("people would see this `{}`", sign.as_str()),
        );
        diagnostics.push(if sign.as_str().starts_with('#') {
            let end = passage.place(sign.end()..sign.end());
            problem.mend("put a space after it, to make this a heading", end, " ")
        } else {
            problem.hint(format!(
                "close it right after the last word, as in `{0}word{0}`; or leave it out",
                sign.as_str()
            ))
        });
    }
    for found in places(&FOREIGN, &passage.text) {
        let sign = passage.text.slice(found.clone()).trim();
        diagnostics.push(
            Diagnostic::warning(
                "markdown::sign-shows",
                passage.place(found.clone()),
                format!("people would see this as it is typed: `{sign}`"),
            )
            .hint("leave the sign out, or say in words what it stands for"),
        );
    }
}

/// Reports a paragraph that is meant to be a heading or a table, and the sign of a list where there can be none.
fn check_typed(passage: &Passage, diagnostics: &mut Diagnostics) {
    if matches!(passage.kind, Kind::Heading(_)) {
        diagnostics.extend(bullet(passage));
    }
    if passage.kind != Kind::Paragraph {
        return;
    }
    if TABLE.is_match(&passage.text) && !is_point(&passage.text) {
        diagnostics.push(
            Diagnostic::warning("markdown::typed-table", passage.span, "this is not read as a table")
                .label("people would see it as one paragraph")
                .hint(AS_ROWS),
        );
    }
    diagnostics.extend(heading(passage));
}

/// The problem of the sign of a list at the beginning of a text that is not one of Markdown's.
fn bullet(passage: &Passage) -> Option<Diagnostic> {
    let sign = lookalikes::bullet(&passage.text)?;
    Some(in_looks_only(passage.place(sign)).hint(AS_POINTS))
}

/// The problem of a paragraph that is meant to be a heading.
fn heading(passage: &Passage) -> Option<Diagnostic> {
    let found = HEADING.captures(&passage.text)?;
    let sign = ["one", "wide", "deep"].iter().find_map(|name| found.name(name))?;
    let place = passage.place(sign.range());
    let level = sign.as_str().trim_end().chars().count();
    let problem = Diagnostic::warning(
        "markdown::sign-shows",
        place,
        format!("people would see this `{}`", sign.as_str().trim_end()),
    );
    Some(if level > 6 {
        problem.hint("begin it with `## `, or below another heading with `### `")
    } else {
        let sign = "#".repeat(level.max(2));
        problem.mend(
            format!("write `{sign} ` in its place, to make this a heading"),
            place,
            format!("{sign} "),
        )
    })
}

/// Reports what works in the text of a page, and shows as it is typed in a field.
pub(super) fn check_field(passage: &Passage, diagnostics: &mut Diagnostics) {
    diagnostics.extend(bullet(passage));
    if let Some(found) = places(&PAGES_ONLY, &passage.text).next() {
        diagnostics.push(
            Diagnostic::warning(
                "field::markdown",
                passage.place(found.clone()),
                format!("people would see this as it is typed: `{}`", passage.text.slice(found)),
            )
            .label("this field is plain text")
            .hint("write words alone; a link belongs in the entry's `address`, or in the text of a page"),
        );
    }
    for found in places(&IN_HTML, &passage.text) {
        diagnostics.push(
            Diagnostic::warning(
                "markdown::sign-shows",
                passage.place(found.clone()),
                format!("people would see this `{}`", passage.text.slice(found.clone())),
            )
            .mend(
                "type the character that it is the name of",
                passage.place(found.clone()),
                in_html(passage.text.slice(found)),
            ),
        );
    }
}

/// The character that HTML writes by its name or its number.
fn in_html(written: &str) -> String {
    let name = written.trim_start_matches('&').trim_end_matches(';').to_lowercase();
    let by_number = || name.strip_prefix('#')?.parse().ok().and_then(char::from_u32);
    match name.as_str() {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '”',
        "apos" => '’',
        _ => by_number().filter(|character| !"\"\\".contains(*character)).unwrap_or(' '),
    }
    .to_string()
}

/// Reports letters that are not what was meant.
fn check_letters(passage: &Passage, diagnostics: &mut Diagnostics) {
    if let Some(found) = places(&GARBLED, &passage.text).find(|found| !is_quoted(passage, found)) {
        diagnostics.push(
            Diagnostic::advice(
                "prose::garbled",
                passage.place(found),
                "these are not the letters that were meant",
            )
            .hint("type them again; they were copied from a text in another encoding"),
        );
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use supportt_fixture::{check_short, page};

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
    fn signs_of_other_systems_are_found() {
        check_short(
            &page(
                "a.md",
                "\
~~Old~~ and ==important== :smile: [[_TOC_]] [contact-form-7 id=\"1\"]

- [x] Badge

{.lead} Welcome

o Tell payroll

| Name | Role |
| Jane | TPD |

Name\tRole\tPhone
Jane\tTPD\t123

+-----+-----+
| a   | b   |
+-----+-----+

A hos\u{AD}pital, and the o\u{FB03}ce.

A zero\u{200B}width space.
",
            ),
            expect![[r#"
                content/a.md:7:1: warning: people would see this as it is typed: `~~Old~~` (hint: leave the sign out, or say in words what it stands for)
                content/a.md:7:13: warning: people would see this as it is typed: `==important==` (hint: leave the sign out, or say in words what it stands for)
                content/a.md:7:26: warning: people would see this as it is typed: `:smile:` (hint: leave the sign out, or say in words what it stands for)
                content/a.md:7:35: warning: people would see this as it is typed: `[[TOC]]` (hint: leave the sign out, or say in words what it stands for)
                content/a.md:7:45: warning: people would see this as it is typed: `[contact-form-7 id="1"]` (hint: leave the sign out, or say in words what it stands for)
                content/a.md:9:3: warning: people would see this as it is typed: `[x]` (hint: leave the sign out, or say in words what it stands for)
                content/a.md:11:1: warning: people would see this as it is typed: `{.lead}` (hint: leave the sign out, or say in words what it stands for)
                content/a.md:13:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin each of its points with `- `, on a line of its own)
                content/a.md:15:1: warning: this is not read as a table: people would see it as one paragraph (hint: begin and end each row with `|`, and put a row such as `| --- | --- |` below the first)
                content/a.md:18:1: warning: this is not read as a table: people would see it as one paragraph (hint: begin and end each row with `|`, and put a row such as `| --- | --- |` below the first)
                content/a.md:21:1: warning: this is not read as a table: people would see it as one paragraph (hint: begin and end each row with `|`, and put a row such as `| --- | --- |` below the first)
                content/a.md:25:6: warning: there is a character here that nobody sees (U+00AD): a search does not find the word (hint: delete it: it came along when the text was copied)
                content/a.md:25:23: advice: these are not the letters that were meant (hint: type them again; they were copied from a text in another encoding)
                content/a.md:27:7: warning: there is a character here that nobody sees (U+200B): a search does not find the word (hint: delete it: it came along when the text was copied)
            "#]],
        );
    }

    #[test]
    fn fields_are_no_markdown() {
        check_short(
            &page("a.md", "Rest &amp; food.\n").replace("Page at a.md", "Coming **back** &amp; more"),
            expect![[r#"
                content/a.md:2:17: warning: people would see this `**` (hint: close it right after the last word, as in `**word**`; or leave it out)
                content/a.md:2:26: warning: people would see this `&amp;` (hint: type the character that it is the name of)
            "#]],
        );
    }

    #[test]
    fn headings_that_show_their_signs_are_found() {
        check_short(
            &page("a.md", "#Next steps\n\nText.\n\n####### Deep\n\n＃＃ Wide\n\nText.\n"),
            expect![[r#"
                content/a.md:7:1: warning: people would see this `#` (hint: write `## ` in its place, to make this a heading)
                content/a.md:11:1: warning: people would see this `#######` (hint: begin it with `## `, or below another heading with `### `)
                content/a.md:13:1: warning: people would see this `＃＃` (hint: write `## ` in its place, to make this a heading)
            "#]],
        );
        check_short(&page("a.md", "#WeAreNHS\n\n#Returning is what we call it.\n"), expect![""]);
    }

    #[test]
    fn signs_that_are_meant_are_left_alone() {
        check_short(
            &page(
                "a.md",
                "\
a == b, 2:1, 10:30:00, note: this: that, A | B, ~20 people, ~~ and ::.

O come, all ye faithful. Blood group O is common.

`~~old~~` and `:smile:` are code. Tell\tthem early. One [x] and two [] in a row.

| A | B |
| --- | --- |
| :b:c | • |
",
            ),
            expect![""],
        );
    }
}
