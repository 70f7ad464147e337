//! Callouts: quotations that begin with a line such as `[!NOTE]`.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::node::{Block, Callout, Node, Nodes};
use supportt_source::characters::{hidden, is_odd_space};
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::suggest;
use supportt_source::{Slice, SourceFile, Spanned};

/// Marks callouts for the theme to draw, and reports quotations that were meant to be one.
pub(super) fn mark<'a>(file: &SourceFile, nodes: Nodes<'a>, diagnostics: &mut Diagnostics) -> Nodes<'a> {
    nodes
        .into_iter()
        .map(|node| {
            let span = node.span;
            let value = match node.value {
                Node::Markdown(Event::Start(Tag::BlockQuote(Some(kind)))) => {
                    Node::BlockStart(Block::Callout(kind.into()))
                }
                Node::Markdown(Event::End(TagEnd::BlockQuote(Some(_)))) => Node::BlockEnd,
                Node::Markdown(Event::Start(Tag::BlockQuote(None))) => {
                    diagnostics.extend(mistaken(file, span.range().start));
                    node.value
                }
                other => other,
            };
            Spanned::new(value, span)
        })
        .collect()
}

/// A plain quotation whose first line looks like that of a callout.
fn mistaken(file: &SourceFile, start: usize) -> Option<Diagnostic> {
    let line = file.text().slice(start..).first_line();
    let words = line.trim_start_matches(['>', ' ']);
    let at = start + (line.len() - words.len());
    let label =
        words.split_inclusive(']').next().filter(|label| label.starts_with("[!") && label.ends_with(']'))?;
    let rest = words.strip_prefix(label)?;
    let report =
        |message: &str| Diagnostic::error("callout::first-line", file.span(at..at + label.len()), message);
    let known = Callout::ALL.map(Callout::first_line);
    Some(match known.iter().find(|first_line| first_line.eq_ignore_ascii_case(label)) {
        Some(first_line)
            if rest.contains(|c: char| !c.is_whitespace() && !is_odd_space(c) && hidden(c).is_none()) =>
        {
            let rest = rest.trim();
            let hint = format!("write `> {first_line}`, and below it `> {rest}`");
            report("the text of a callout begins on the next line").mend(
                hint,
                file.span(at..start + line.trim_end().len()),
                format!("{first_line}\n> {rest}"),
            )
        }
        // Only white space of the keyboard may follow.
        Some(_) if rest.contains(is_odd_space) => {
            let space = file.span(at + label.len()..start + line.len());
            report("the space behind this is not the one of the keyboard").mend("delete it", space, "")
        }
        // What nobody sees is reported for itself.
        Some(_) if rest.contains(|c| hidden(c).is_some()) => return None,
        Some(_) => report("a callout needs text").hint("write lines that begin with `> ` below it"),
        None => report(&format!("there is no callout `{label}`"))
            .suggest(suggest::nearest(label, known.iter().map(String::as_str)), |problem| {
                problem.one_of(&known)
            }),
    })
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use supportt_fixture::{check, check_short, page};

    #[test]
    fn a_space_behind_the_first_line_is_reported() {
        check_short(
            &page("a.md", "> [!NOTE]\u{a0}\n> Take care.\n\n> [!TIP]\u{200b}\n> Take care.\n"),
            expect![[r#"
                content/a.md:7:3: error: the space behind this is not the one of the keyboard (hint: delete it)
                content/a.md:10:9: warning: there is a character here that nobody sees (U+200B): a search does not find the word (hint: delete it: it came along when the text was copied)
            "#]],
        );
    }

    #[test]
    fn a_callout_that_is_none_is_reported() {
        check(
            &page(
                "a.md",
                "> [!INFO]\n> Text.\n\n> [!note] Text.\n\n> [!IMPORTNAT]\n> Text.\n\n> [sic] is fine.\n\n> [!tip]\n> Fine.\n",
            ),
            expect![[r#"
                error[callout::first-line]: there is no callout `[!INFO]`
                 --> content/a.md:7:3
                  |
                7 | > [!INFO]
                  |   ^^^^^^^
                  |
                  = hint: write `[!NOTE]`, `[!TIP]`, `[!IMPORTANT]`, `[!WARNING]` or `[!CAUTION]`

                error[callout::first-line]: the text of a callout begins on the next line
                  --> content/a.md:10:3
                   |
                10 | > [!note] Text.
                   |   ^^^^^^^
                   |
                   = hint: write `> [!NOTE]`, and below it `> Text.`

                error[callout::first-line]: there is no callout `[!IMPORTNAT]`
                  --> content/a.md:12:3
                   |
                12 | > [!IMPORTNAT]
                   |   ^^^^^^^^^^^^
                   |
                   = hint: did you mean `[!IMPORTANT]`?

            "#]],
        );
    }
}
