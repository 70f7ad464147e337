//! What looks like one thing in the file and is read as another: a no-break space that makes text of a heading, spaces that
//! make code of a paragraph, a rule that makes a heading of a sentence, lists that are lists in looks only, characters that
//! nobody sees.
//!
//! All of it is read from the lines as they are written, because what Markdown makes of them does not show it.

mod blocks;
mod lines;
mod lists;
mod pattern;
mod spaces;
mod typed;

use super::node::Nodes;
use supportt_source::SourceFile;
use supportt_source::diagnostic::Diagnostics;

pub use self::spaces::hidden;
pub use self::typed::{AS_POINTS, AS_ROWS, bullet, in_looks_only, is_point};

/// Reports everything of that kind in a text that begins `start` bytes into its file.
pub(super) fn check(file: &SourceFile, start: usize, nodes: &Nodes<'_>, diagnostics: &mut Diagnostics) {
    spaces::check_hidden(file, start, nodes, diagnostics);
    let lines = lines::find(file, nodes);
    for line in lines.iter().flatten() {
        diagnostics.extend(spaces::odd_space(file, line));
    }
    typed::check_lists(file, &lines, diagnostics);
    typed::check_tables(file, &lines, diagnostics);
    blocks::check(file, nodes, diagnostics);
    lists::check(file, nodes, diagnostics);
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use supportt_fixture::{check_short, page};

    #[test]
    fn spaces_that_are_none_are_found_after_every_mark() {
        let text = "You need:\n\n-\u{a0}your form\n-\u{a0}\u{a0}your plan\n\n*\u{2003}a star\n\n##\u{a0}What to do next\n\n1.\u{a0}First\n\n2)\u{202f}Second\n\n\u{a0}- behind a space\n\n>\u{a0}A quotation.\n\n> \u{a0}Another.\n\n- outer\n  -\u{a0}inner\n";
        check_short(
            &page("a.md", text),
            expect![[r#"
            content/a.md:9:2: warning: this is not read as a list: the space at `-` is not the one of the keyboard: people would see it as it is typed (hint: type a space in its place)
            content/a.md:10:2: warning: this is not read as a list: the space at `-` is not the one of the keyboard: people would see it as it is typed (hint: type a space in its place)
            content/a.md:12:2: warning: this is not read as a list: the space at `*` is not the one of the keyboard: people would see it as it is typed (hint: type a space in its place)
            content/a.md:14:3: warning: this is not read as a heading: the space at `##` is not the one of the keyboard: people would see it as it is typed (hint: type a space in its place)
            content/a.md:16:3: warning: this is not read as a list: the space at `1.` is not the one of the keyboard: people would see it as it is typed (hint: type a space in its place)
            content/a.md:18:3: warning: this is not read as a list: the space at `2)` is not the one of the keyboard: people would see it as it is typed (hint: type a space in its place)
            content/a.md:20:1: warning: this is not read as a list: the space at `-` is not the one of the keyboard: people would see it as it is typed (hint: take out what stands before it)
            content/a.md:22:2: warning: the space after `>` is not the one of the keyboard: people would see it (hint: type a space in its place)
            content/a.md:24:3: warning: the space after `>` is not the one of the keyboard: people would see it (hint: type a space in its place)
            content/a.md:27:4: warning: this is not read as a list: the space at `-` is not the one of the keyboard: people would see it as it is typed (hint: type a space in its place)
        "#]],
        );
    }

    #[test]
    fn spaces_within_a_text_are_left_alone() {
        let text = "Take 20\u{a0}mg on day\u{a0}1, and section\u{a0}3.\n\n- 20\u{a0}mg\n- \u{a0}a point that begins with one\n\n## Section\u{a0}1\n\nText -\u{a0}with a dash, # \u{a0}and a number sign.\n\n`-\u{a0}code`\n\n```\n-\u{a0}code\n```\n\n| A | B |\n| --- | --- |\n| -\u{a0}1 | # 2 |\n";
        check_short(&page("a.md", text), expect![""]);
    }

    #[test]
    fn text_that_becomes_code_is_found() {
        let text = "Do this first.\n\n    Talk to your supervisor and **agree** a date.\n    Then do so again.\n\nThen that.\n\n    > [!NOTE]\n    > Take care.\n\nAnd.\n\n    01632 960000\n\nAnd.\n\n    team@example.org\n\nAnd.\n\n    Cost: £50 (max); ask first\n\nAnd.\n\n    | A | B |\n    | --- | --- |\n    | 1 | 2 |\n\nAnd.\n\n    {{ notices }}\n\n\tA tab does it too.\n\n- A point\n\n      with a paragraph too far in.\n\n> Quoted.\n>\n>     Too far in.\n\n    ## A heading too far in\n";
        check_short(
            &page("a.md", text),
            expect![[r#"
                content/a.md:9:5: warning: the spaces before this make code of it: people would see it as it is typed, in a line that does not wrap (hint: take out the spaces before it; code stands between two lines of three backticks)
                content/a.md:14:5: warning: the spaces before this make code of it: people would see it as it is typed, in a line that does not wrap (hint: take out the spaces before it; code stands between two lines of three backticks)
                content/a.md:19:5: warning: the spaces before this make code of it: people would see it as it is typed, in a line that does not wrap (hint: take out the spaces before it; code stands between two lines of three backticks)
                content/a.md:23:5: warning: the spaces before this make code of it: people would see it as it is typed, in a line that does not wrap (hint: take out the spaces before it; code stands between two lines of three backticks)
                content/a.md:27:5: warning: the spaces before this make code of it: people would see it as it is typed, in a line that does not wrap (hint: take out the spaces before it; code stands between two lines of three backticks)
                content/a.md:31:5: warning: the spaces before this make code of it: people would see it as it is typed, in a line that does not wrap (hint: take out the spaces before it; code stands between two lines of three backticks)
                content/a.md:43:7: warning: the spaces before this make code of it: people would see it as it is typed, in a line that does not wrap (hint: take out the spaces before it; code stands between two lines of three backticks)
                content/a.md:47:7: warning: the spaces before this make code of it: people would see it as it is typed, in a line that does not wrap (hint: take out the spaces before it; code stands between two lines of three backticks)
                content/a.md:49:5: warning: the spaces before this make code of it: people would see it as it is typed, in a line that does not wrap (hint: take out the spaces before it; code stands between two lines of three backticks)
            "#]],
        );
    }

    #[test]
    fn code_that_is_meant_is_left_alone() {
        let code = "Run:\n\n    cargo install cargo-script\n\nAnd:\n\n    $ mkdir build; cd build\n\nOr:\n\n    ./configure --help\n\nThe number:\n\n    11000000 000000\n\nA call:\n\n    print(\"It is so.\")\n";
        check_short(&page("b.md", code), expect![""]);
        let text = "Write this:\n\n```toml\n    title = \"A\"\n```\n\n- A point\n\n  and its paragraph.\n\n  - an inner one\n\n    and its own.\n\n1. A number\n\n   and its paragraph,\n        which goes on far in.\n";
        check_short(&page("a.md", text), expect![""]);
    }

    #[test]
    fn rules_that_make_headings_are_found() {
        let text = "You can have coaching before you return.\nAsk your supervisor first.\n---\nThen fill in the form.\n\n---\ntitle: x\n---\n\nEnd of a sentence.\n----------\n\nYou can have coaching\n---\nThen fill in the form.\n\nA few words, and then a rule below them\n---\n\nYou need:\n---\n\nSomething.\n";
        check_short(
            &page("a.md", text),
            expect![[r#"
                content/a.md:9:1: warning: this line makes a heading of the text above it (hint: put an empty line above it, or write a heading as `## Heading`)
                content/a.md:13:1: warning: nothing stands below this heading (hint: write what belongs here, or leave the heading out)
                content/a.md:14:1: warning: this line makes a heading of the text above it (hint: put an empty line above it, or write a heading as `## Heading`)
                content/a.md:16:1: warning: nothing stands below this heading (hint: write what belongs here, or leave the heading out)
                content/a.md:17:1: warning: this line makes a heading of the text above it (hint: put an empty line above it, or write a heading as `## Heading`)
                content/a.md:20:1: warning: this line makes a heading of the text above it (hint: put an empty line above it, or write a heading as `## Heading`)
                content/a.md:23:1: warning: nothing stands below this heading (hint: write what belongs here, or leave the heading out)
                content/a.md:24:1: warning: this line makes a heading of the text above it (hint: put an empty line above it, or write a heading as `## Heading`)
                content/a.md:27:1: warning: this line makes a heading of the text above it (hint: put an empty line above it, or write a heading as `## Heading`)
            "#]],
        );
        check_short(
            &page("a.md", "Two lines\nof text.\n===\n\nMore.\n"),
            expect![[r#"
            content/a.md:7:1: error: the page already has its main heading: its `title` (hint: write `## Two lines of text.`)
        "#]],
        );
    }

    #[test]
    fn headings_that_are_meant_are_left_alone() {
        let text = "What to do next\n---------------\n\nText.\n\n---\n\nMore.\n\n***\n\n| A | B |\n| --- | --- |\n| 1 | 2 |\n\nContact us\n---\n\nWrite to us.\n\nWho can help you when you come back:\n-------------------------\n\nEnd.\n\n---\n";
        check_short(&page("a.md", text), expect![""]);
    }

    #[test]
    fn characters_that_nobody_sees_are_found_wherever_they_are() {
        let text = "Write to your supervisor\u{b}before you leave.\n\nBell\u{7}, escape\u{1b}[31m.\n\nSend it to \u{202e}moc.elpmaxe@a\u{202c}, today.\n\nA [link](https://example.org/\u{200b}a), `co\u{ad}de` and &#8238;more&#7;. Line\u{2028}separator.\n\n```\nco\u{200b}de\n```\n";
        check_short(
            &page("a.md", text),
            expect![[r#"
                content/a.md:7:25: error: there is a control character here (U+000B): it has no place in a page (hint: type a space in its place)
                content/a.md:9:5: error: there is a control character here (U+0007): it has no place in a page (hint: delete it: it came along when the text was copied)
                content/a.md:9:14: error: there is a control character here (U+001B): it has no place in a page (hint: delete it: it came along when the text was copied)
                content/a.md:11:12: warning: there is a character here that turns the direction of the text (U+202E): people would see what follows in another order (hint: delete it: it came along when the text was copied)
                content/a.md:11:26: warning: there is a character here that turns the direction of the text (U+202C): people would see what follows in another order (hint: delete it: it came along when the text was copied)
                content/a.md:13:3: advice: “link” does not say where the link leads: read on its own, it means nothing (hint: name what is there, such as `[How to plan your absence](…)`)
                content/a.md:13:30: warning: there is a character here that nobody sees (U+200B): a search does not find the word (hint: delete it: it came along when the text was copied)
                content/a.md:13:38: warning: there is a character here that nobody sees (U+00AD): a search does not find the word (hint: delete it: it came along when the text was copied)
                content/a.md:13:47: warning: there is a character here that turns the direction of the text: people would see what follows in another order (hint: delete it: it came along when the text was copied)
                content/a.md:13:58: error: there is a control character here: it has no place in a page (hint: delete it: it came along when the text was copied)
                content/a.md:13:68: warning: there is a character here that nobody sees (U+2028): a search does not find the word (hint: type a space in its place)
                content/a.md:16:3: warning: there is a character here that nobody sees (U+200B): a search does not find the word (hint: delete it: it came along when the text was copied)
            "#]],
        );
        let details = page("b.md", "A sentence.\n").replace("A page.", "A\u{200b} page \\u202E.");
        check_short(
            &details,
            expect![[r#"
            content/b.md:3:15: warning: there is a character here that turns the direction of the text: people would see what follows in another order (hint: take it out: it is written by its number, behind a `\`)
            content/b.md:3:17: warning: there is a character here that nobody sees (U+200B): a search does not find the word (hint: delete it: it came along when the text was copied)
        "#]],
        );
        let faq = "//- content/north/faqs.toml\n[[faq]]\nid = \"a\"\nname = \"What?\"\nsays = \"It is so.\"\naudience = [\"trainees\"]\nours = true\n";
        let faqs = page("north/a.md", "{{ faqs }}\n");
        check_short(
            &format!("{}{faqs}", faq.replace("It is", "It \\u001b]52;c;x\\u0007 is")),
            expect![[r#"
            content/north/faqs.toml:4:8: error: there is a control character here: it has no place in a page (hint: take it out: it is written by its number, behind a `\`)
        "#]],
        );
        check_short(
            &format!("{}{faqs}", faq.replace("It is", "It\u{7} is")),
            expect![[r#"
            content/north/faqs.toml:4:11: error: there is a character here that cannot be seen (hint: delete it: it came along when the text was copied)
        "#]],
        );
        check_short(
            &format!("{}{faqs}", faq.replace("\"trainees\"", "\"trainees\"\u{feff}")),
            expect![[r#"
            content/north/faqs.toml:5:23: error: there is a character here that cannot be seen (hint: delete it: it came along when the text was copied)
        "#]],
        );
    }

    #[test]
    fn characters_that_have_their_use_are_left_alone() {
        let text = "Naïve “quotes” – and … 👩\u{200d}⚕️ می\u{200c}خواهم &nbsp; &amp; 20\u{a0}mg\tand tabs.\r\nA line of Windows.\n";
        check_short(&page("a.md", text), expect![""]);
    }

    #[test]
    fn lists_in_looks_only_are_found() {
        let texts = [
            "– first point\n– second point",
            "✓ a tick\n✓ another",
            "✅ do\n❌ do not",
            "Do these:\n2. foo\n3. bar",
            "a) first\nb) second",
            "(1) first\n(2) second",
            "(i) first\n(ii) second\n(iii) third",
            "You need:\n– your form",
            "You need:\n\n— your form",
            "-first\n-second",
            "1.First\n2.Second",
            "① first\n② second",
            "**a)** first\n**b)** second",
            "→ first\n\n→ second",
            "a. first\nwith more\nb. second",
            "- A point:\n  – within\n  – another",
            "-- first\n-- second",
            "A) first\nB) second",
        ];
        check_short(
            &page("a.md", &texts.join("\n\nAnd then.\n\n")),
            expect![[r#"
            content/a.md:7:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin each of its points with `- `, on a line of its own)
            content/a.md:12:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin each of its points with `- `, on a line of its own)
            content/a.md:17:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin each of its points with `- `, on a line of its own)
            content/a.md:23:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin its points with `1. `, `2. ` and so on, with an empty line above the first)
            content/a.md:28:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin its points with `1. `, `2. ` and so on, with an empty line above the first)
            content/a.md:33:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin its points with `1. `, `2. ` and so on, with an empty line above the first)
            content/a.md:38:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin its points with `1. `, `2. ` and so on, with an empty line above the first)
            content/a.md:45:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin each of its points with `- `, on a line of its own)
            content/a.md:51:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin each of its points with `- `, on a line of its own)
            content/a.md:55:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin each of its points with `- `, on a line of its own)
            content/a.md:60:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin its points with `1. `, `2. ` and so on, with an empty line above the first)
            content/a.md:65:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin its points with `1. `, `2. ` and so on, with an empty line above the first)
            content/a.md:70:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin its points with `1. `, `2. ` and so on, with an empty line above the first)
            content/a.md:75:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin each of its points with `- `, on a line of its own)
            content/a.md:81:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin its points with `1. `, `2. ` and so on, with an empty line above the first)
            content/a.md:88:3: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin each of its points with `- `, on a line of its own)
            content/a.md:93:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin each of its points with `- `, on a line of its own)
            content/a.md:98:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin its points with `1. `, `2. ` and so on, with an empty line above the first)
        "#]],
        );
    }

    #[test]
    fn marks_of_other_programs_are_found() {
        let texts = [
            "\u{a0}•\u{a0}your form\n\u{a0}•\u{a0}your plan",
            "•\tyour form\n•\tyour plan",
            "–\tyour form\n–\tyour plan",
            "▪ one\n▪ two",
            "o Tell payroll\no Tell us",
            "Ø Tell payroll\nØ Tell us",
            "\u{f0b7} Tell payroll",
            "👉 one\n👉 two",
            "❖ one\n❖ two",
            "-> one\n-> two",
            "1️⃣ one\n2️⃣ two",
            "⑴ one\n⑵ two",
            "１．one\n２．two",
            "1 ) one\n2 ) two",
            "A. one\nB. two\nC. three",
            "[1] one\n[2] two",
            "–one\n–two",
            "－ one\n－ two",
            "    • one\n    • two",
        ];
        check_short(
            &page("a.md", &texts.join("\n\nAnd then.\n\n")),
            expect![[r#"
            content/a.md:7:2: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin each of its points with `- `, on a line of its own)
            content/a.md:12:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin each of its points with `- `, on a line of its own)
            content/a.md:17:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin each of its points with `- `, on a line of its own)
            content/a.md:22:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin each of its points with `- `, on a line of its own)
            content/a.md:27:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin each of its points with `- `, on a line of its own)
            content/a.md:32:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin each of its points with `- `, on a line of its own)
            content/a.md:37:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin each of its points with `- `, on a line of its own)
            content/a.md:41:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin each of its points with `- `, on a line of its own)
            content/a.md:46:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin each of its points with `- `, on a line of its own)
            content/a.md:51:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin each of its points with `- `, on a line of its own)
            content/a.md:56:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin its points with `1. `, `2. ` and so on, with an empty line above the first)
            content/a.md:61:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin its points with `1. `, `2. ` and so on, with an empty line above the first)
            content/a.md:66:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin its points with `1. `, `2. ` and so on, with an empty line above the first)
            content/a.md:71:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin its points with `1. `, `2. ` and so on, with an empty line above the first)
            content/a.md:76:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin its points with `1. `, `2. ` and so on, with an empty line above the first)
            content/a.md:82:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin its points with `1. `, `2. ` and so on, with an empty line above the first)
            content/a.md:87:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin each of its points with `- `, on a line of its own)
            content/a.md:92:1: warning: this is a list in looks only: screen readers do not tell that it is one (hint: begin each of its points with `- `, on a line of its own)
            content/a.md:97:5: warning: the spaces before this make code of it: people would see it as it is typed, in a line that does not wrap (hint: take out the spaces before it; code stands between two lines of three backticks)
        "#]],
        );
    }

    #[test]
    fn a_space_that_is_missing_is_put_there() {
        check_short(
            &page(
                "a.md",
                "#\u{a0}Next steps\n\nText.\n\n##\u{200b}What\n\nText.\n\n-\u{ad}one\n\n*\u{200b}slanting* text\n",
            ),
            expect![[r#"
                content/a.md:7:2: warning: this is not read as a heading: the space at `#` is not the one of the keyboard: people would see it as it is typed (hint: write `## ` in its place, as headings begin)
                content/a.md:11:3: warning: there is a character here that nobody sees (U+200B): a search does not find the word (hint: type a space in its place)
                content/a.md:15:2: warning: there is a character here that nobody sees (U+00AD): a search does not find the word (hint: type a space in its place)
                content/a.md:17:2: warning: there is a character here that nobody sees (U+200B): a search does not find the word (hint: delete it: it came along when the text was copied)
            "#]],
        );
    }

    #[test]
    fn tables_without_their_lines_are_found() {
        let texts = [
            "¦ A ¦ B ¦\n¦ 1 ¦ 2 ¦",
            "Course,Date,Cost\nSim,3 May 2027,Free",
            "Course     Date\nSim day    3 May 2027",
        ];
        check_short(
            &page("a.md", &texts.join("\n\nAnd then.\n\n")),
            expect![[r#"
            content/a.md:7:1: warning: this is not read as a table: people would see it as one paragraph (hint: begin and end each row with `|`, and put a row such as `| --- | --- |` below the first)
            content/a.md:12:1: warning: this is not read as a table: people would see it as one paragraph (hint: begin and end each row with `|`, and put a row such as `| --- | --- |` below the first)
            content/a.md:17:1: warning: this is not read as a table: people would see it as one paragraph (hint: begin and end each row with `|`, and put a row such as `| --- | --- |` below the first)
        "#]],
        );
        let right = [
            "It costs 1,000,000 here,\nand 2,000,000 there,",
            "One.  Two.\nThree.  Four.",
            "One, two, three\nfour, five, six",
        ];
        check_short(&page("a.md", &right.join("\n\nAnd then.\n\n")), expect![""]);
    }

    #[test]
    fn code_without_an_end_is_found() {
        check_short(
            &page("a.md", "Text.\n\n```\nRules.\n\n{{ rules }}\n"),
            expect![[r#"
            content/a.md:9:1: warning: the code that begins here has no end: people would see everything below as it is typed (hint: put a line like this one below the code, or take it out)
        "#]],
        );
        check_short(
            &page("a.md", "```toml\na = 1\n```\n\n- A point\n\n  ~~~~\n  ~~~\n  ~~~~\n\n> ```\n> a\n> ```\n"),
            expect![""],
        );
    }

    #[test]
    fn what_only_begins_like_a_list_is_left_alone() {
        let texts = [
            "-ish is a suffix.\n-ness is another.",
            "Email:\n📧 by the form",
            "© One\n© Two",
            "– he said, and went.",
            "The year was\n2026. It went well.",
            "> To be, or not to be.\n>\n> – Shakespeare",
            "(a) alone",
            "I. Newton found it\nand J. Smith did not.",
            "i.e. this\nand e.g. that.",
            "✓",
            "-5 degrees\n-6 degrees",
            "1. one\n2. two",
            "1) one\n2) two",
            "Go (1) here and (2) there.",
            "A. Smith\nB. Jones",
            "1.5 days\n2.5 days",
            "| a) | b) |\n| --- | --- |\n| ✓ | ✗ |\n| ✓ | – |",
            "See b) above.\nIt is right.",
        ];
        check_short(&page("a.md", &texts.join("\n\nAnd then.\n\n")), expect![""]);
    }

    #[test]
    fn lists_that_fall_apart_are_found() {
        let texts = [
            "1. one\n  - sub one\n  - sub two\n2. two",
            "10. one\n   - sub\n11. two",
            "1. one\n\n  More on one.\n\n2. two",
            "1. one\n2. two\n - sub",
            "- one\n - meant below\n- two",
        ];
        check_short(
            &page("a.md", &texts.join("\n\nAnd then.\n\n")),
            expect![[r#"
            content/a.md:8:3: warning: this is not part of the point `1.` above it: it begins 1 space too far to the left (hint: write 3 spaces before each of its lines)
            content/a.md:15:4: warning: this is not part of the point `10.` above it: it begins 1 space too far to the left (hint: write 4 spaces before each of its lines)
            content/a.md:22:3: warning: this is not part of the point `1.` above it: it begins 1 space too far to the left (hint: write 3 spaces before each of its lines)
            content/a.md:30:2: warning: this is not part of the point `2.` above it: it begins 2 spaces too far to the left (hint: write 3 spaces before each of its lines)
            content/a.md:35:2: warning: this is a point beside the one above, not below it: there is one space more before it (hint: write two spaces more before it, or none)
        "#]],
        );
    }

    #[test]
    fn lists_that_hold_are_left_alone() {
        let texts = [
            "1. one\n   - sub one\n   - sub two\n2. two",
            "1. one\n\nA sentence of its own.\n\n2. two",
            "- one\n  - sub\n- two",
            "- one\n - two",
            " - one\n- two\n - three",
            "9. nine\n10. ten",
            "1. one\n2. two\n\n- another list",
            "- one\n\n  More on one.\n- two",
        ];
        check_short(&page("a.md", &texts.join("\n\nAnd then.\n\n")), expect![""]);
    }
}
