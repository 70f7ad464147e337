//! Checks that each footnote is there and is used. Markdown itself prints `[^1]` as it stands when there is no footnote `1`.

use std::collections::{BTreeMap, BTreeSet};

use pulldown_cmark::{Event, Tag};

use super::{Node, text_runs};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{SourceFile, Span, Spanned};
use crate::suggest;

/// Reports references to footnotes that are not there, footnotes written twice, and footnotes nothing refers to.
pub(super) fn check(file: &SourceFile, nodes: &[Spanned<Node<'_>>], diagnostics: &mut Diagnostics) {
    let mut defined: BTreeMap<&str, Span> = BTreeMap::new();
    let mut used = BTreeSet::new();
    for node in nodes {
        match &node.value {
            Node::Markdown(Event::FootnoteReference(name)) => {
                used.insert(name.as_ref());
            }
            Node::Markdown(Event::Start(Tag::FootnoteDefinition(name))) => {
                let label = node.span.range().start..node.span.range().start + name.len() + "[^]:".len();
                let label = file.span(label);
                if let Some(first) = defined.insert(name, label) {
                    diagnostics.push(
                        Diagnostic::error(
                            "footnote::twice",
                            label,
                            format!("the footnote `{name}` is written twice"),
                        )
                        .label("the second")
                        .also(first, "the first")
                        .hint("give one of them another name, here and where the text refers to it"),
                    );
                }
            }
            _ => {}
        }
    }
    for run in text_runs::find(nodes) {
        for (start, rest) in text_runs::occurrences_with_rest(file, &run, "[^") {
            let Some((name, _)) = rest.split_once(']') else { continue };
            let place = file.span(start.start..start.end + name.len() + 1);
            diagnostics.push(
                Diagnostic::error("footnote::missing", place, format!("there is no footnote `{name}`"))
                    .label("nothing to refer to")
                    .suggest(
                        suggest::nearest_of_many(name, &defined).map(|near| format!("[^{near}]")),
                        |problem| {
                            problem
                                .hint(format!("write the footnote in a paragraph of its own: `[^{name}]: …`"))
                        },
                    ),
            );
        }
    }
    for (name, span) in defined {
        if !used.contains(name) {
            diagnostics.push(
                Diagnostic::warning(
                    "footnote::unused",
                    span,
                    format!("nothing refers to the footnote `{name}`"),
                )
                .hint(format!("refer to it with `[^{name}]` where it belongs, or remove it")),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::fixture::{check, page};

    #[test]
    fn footnotes_are_there_once_and_used() {
        check(
            &page(
                "a.md",
                "One[^one], two[^tow] and three[^3].\n\n[^one]: First.\n\n[^two]: Second.\n\n[^one]: Again.\n",
            ),
            expect![[r#"
                error[footnote::missing]: there is no footnote `tow`
                 --> content/a.md:7:15
                  |
                7 | One[^one], two[^tow] and three[^3].
                  |               ^^^^^^ nothing to refer to
                  |
                  = hint: did you mean `[^two]`?

                error[footnote::missing]: there is no footnote `3`
                 --> content/a.md:7:31
                  |
                7 | One[^one], two[^tow] and three[^3].
                  |                               ^^^^ nothing to refer to
                  |
                  = hint: write the footnote in a paragraph of its own: `[^3]: …`

                warning[footnote::unused]: nothing refers to the footnote `two`
                  --> content/a.md:11:1
                   |
                11 | [^two]: Second.
                   | ^^^^^^^
                   |
                   = hint: refer to it with `[^two]` where it belongs, or remove it

                error[footnote::twice]: the footnote `one` is written twice
                  --> content/a.md:13:1
                   |
                 9 | [^one]: First.
                   | ------- the first
                ...
                13 | [^one]: Again.
                   | ^^^^^^^ the second
                   |
                   = hint: give one of them another name, here and where the text refers to it

            "#]],
        );
    }
}
