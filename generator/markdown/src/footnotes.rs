//! Checks that each footnote is there and is used, and links it with the places that refer to it. Markdown itself prints
//! `[^1]` as it stands when there is no footnote `1`, and leads nobody back from a footnote.

use std::collections::{BTreeMap, BTreeSet};

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::node::{Node, Nodes};
use super::text_runs;
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::suggest;
use supportt_source::{SourceFile, Span, Spanned};

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

/// A footnote while it is written.
#[derive(Clone, Copy, Default)]
struct Footnote {
    /// Its number: footnotes are counted in the order in which they are met.
    number: usize,
    /// How many places refer to it.
    references: usize,
    /// How many of them have been written.
    written: usize,
}

/// Writes footnotes and what refers to them. Ids are made of numbers, since names can hold anything, and have an
/// underscore, which ids of headings never have.
pub(super) fn write(nodes: Nodes<'_>) -> Nodes<'_> {
    let mut footnotes = count(&nodes);
    let mut open = Footnote::default();
    let mut written: Nodes<'_> = Vec::with_capacity(nodes.len());
    for node in nodes {
        let html = match &node.value {
            Node::Markdown(Event::FootnoteReference(name)) => {
                footnotes.get_mut(name.as_ref()).map(|footnote| Event::InlineHtml(reference(footnote)))
            }
            Node::Markdown(Event::Start(Tag::FootnoteDefinition(name))) => {
                footnotes.get(name.as_ref()).map(|footnote| {
                    open = *footnote;
                    Event::Html(beginning(*footnote))
                })
            }
            Node::Markdown(Event::End(TagEnd::FootnoteDefinition)) => {
                let ends_paragraph = |node: &Spanned<Node<'_>>| {
                    matches!(node.value, Node::Markdown(Event::End(TagEnd::Paragraph)))
                };
                let at = written.len() - usize::from(written.last().is_some_and(ends_paragraph));
                let links = Node::Markdown(Event::InlineHtml(links_back(open)));
                written.insert(at, Spanned::new(links, node.span));
                Some(Event::Html("</div></div>\n".into()))
            }
            _ => None,
        };
        written.push(match html {
            Some(html) => Spanned::new(Node::Markdown(html), node.span),
            None => node,
        });
    }
    written
}

/// The footnotes by name.
fn count(nodes: &Nodes<'_>) -> BTreeMap<String, Footnote> {
    let mut footnotes: BTreeMap<String, Footnote> = BTreeMap::new();
    for node in nodes {
        let (name, references) = match &node.value {
            Node::Markdown(Event::FootnoteReference(name)) => (name, 1),
            Node::Markdown(Event::Start(Tag::FootnoteDefinition(name))) => (name, 0),
            _ => continue,
        };
        let number = footnotes.len() + 1;
        let footnote =
            footnotes.entry(name.to_string()).or_insert(Footnote { number, ..Footnote::default() });
        footnote.references += references;
    }
    footnotes
}

fn reference(footnote: &mut Footnote) -> CowStr<'static> {
    footnote.written += 1;
    let Footnote { number, written, .. } = *footnote;
    format!(
        "<sup class=\"footnote-reference\" id=\"footnote_{number}_reference_{written}\">\
         <a href=\"#footnote_{number}\" aria-label=\"Note {number}\">{number}</a></sup>"
    )
    .into()
}

fn beginning(Footnote { number, .. }: Footnote) -> CowStr<'static> {
    format!(
        "<div class=\"footnote-definition\" id=\"footnote_{number}\">\
         <sup class=\"footnote-definition-label\">{number}</sup><div>"
    )
    .into()
}

/// A link to each place that refers to the footnote. Where there are several, they have numbers.
fn links_back(Footnote { number, references, .. }: Footnote) -> CowStr<'static> {
    let link = |place: usize| {
        let (label, sign) = match references {
            1 => (String::new(), String::new()),
            _ => (format!(", place {place}"), format!("<sup>{place}</sup>")),
        };
        // The sign after the arrow asks for text in place of a colored picture.
        format!(
            " <a href=\"#footnote_{number}_reference_{place}\" aria-label=\"Back to note {number} in the text{label}\">\u{21a9}\u{fe0e}{sign}</a>"
        )
    };
    (1..=references).map(link).collect::<String>().into()
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use supportt_fixture::{check, page};

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
