//! Gives each heading its address, and checks that headings make an outline.

use std::collections::{BTreeMap, BTreeSet};

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use super::node::Node;
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::slug::slug;
use supportt_source::{Slice, SourceFile, Span, Spanned};

/// A heading within a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 2 for `##`, 3 for `###` and so on.
    pub level: u8,
    /// Its address within the page.
    pub id: String,
    /// Its words.
    pub title: String,
}

/// The longest heading, in bytes. It is written again in lists of headings and as the name of each table below it.
const LONGEST: usize = 500;

/// A heading as its page alone tells it: without an address, since parts of the page that are not text have some.
#[derive(Clone, Debug)]
pub(super) struct Found {
    level: HeadingLevel,
    /// The address that it is given in the text, and where.
    chosen: Option<Spanned<String>>,
    title: String,
    span: Span,
}

impl Found {
    /// The heading as it is written at another level.
    fn at_level(&self, file: &SourceFile, level: usize) -> String {
        let written = file.text().slice(self.span.range());
        let words = if written.trim_start().starts_with('#') {
            written.trim_start().trim_start_matches('#')
        } else {
            // The line below makes a heading of the text.
            written.rsplit_once('\n').map_or(written, |(words, _)| words)
        };
        format!("{} {}", "#".repeat(level), words.split('\n').map(str::trim).collect::<Vec<_>>().join(" "))
    }
}

/// The headings of a text, with what is wrong with them.
pub(super) fn read(
    file: &SourceFile,
    nodes: &[Spanned<Node<'_>>],
    diagnostics: &mut Diagnostics,
) -> Vec<Found> {
    let found = find(file, nodes, diagnostics);
    check_outline(file, &found, diagnostics);
    check_twice(&found, diagnostics);
    found
}

/// Gives every heading an id: the one chosen by the editor, or one made from its words. Chosen ids come first, so that an
/// id made from words gives way to them.
pub(super) fn assign_ids(
    found: Vec<Found>,
    is_reserved: impl Fn(&str) -> bool,
    diagnostics: &mut Diagnostics,
) -> Vec<Heading> {
    let mut taken: BTreeSet<String> =
        found.iter().filter_map(|heading| Some(heading.chosen.as_ref()?.value.clone())).collect();
    check_reserved(&found, &is_reserved, &taken, diagnostics);
    let mut numbers = BTreeMap::new();
    found
        .into_iter()
        .map(|Found { level, chosen, title, .. }| {
            let id = match chosen {
                Some(id) => id.value,
                None => unused(&slug(&title), &is_reserved, &mut taken, &mut numbers),
            };
            Heading { level: level as u8, id, title }
        })
        .collect()
}

fn find(file: &SourceFile, nodes: &[Spanned<Node<'_>>], diagnostics: &mut Diagnostics) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut inside = false;
    for node in nodes {
        match &node.value {
            Node::Markdown(Event::Start(Tag::Heading { level, id, classes, attrs })) => {
                inside = true;
                let span = visible(file, node.span);
                if !classes.is_empty() || !attrs.is_empty() {
                    diagnostics.push(
                        Diagnostic::error(
                            "heading::attributes",
                            span,
                            "a heading can be given an address and nothing else",
                        )
                        .hint("write only `{#address}` after its words"),
                    );
                }
                let chosen = id.as_ref().and_then(|id| check_chosen(id, file, span, diagnostics));
                found.push(Found { level: *level, chosen, title: String::new(), span });
            }
            Node::Markdown(Event::End(TagEnd::Heading(_))) => inside = false,
            Node::Markdown(Event::Text(text) | Event::Code(text)) if inside => {
                if let Some(heading) = found.last_mut() {
                    heading.title.push_str(text);
                }
            }
            Node::Markdown(Event::SoftBreak | Event::HardBreak) if inside => {
                if let Some(heading) = found.last_mut() {
                    heading.title.push(' ');
                }
            }
            _ => {}
        }
    }
    found
}

fn check_outline(file: &SourceFile, found: &[Found], diagnostics: &mut Diagnostics) {
    let mut above: Option<&Found> = None;
    for heading in found {
        let level = heading.level as u8;
        if heading.title.trim().is_empty() {
            diagnostics.push(
                Diagnostic::error("heading::empty", heading.span, "this heading has no words")
                    .hint("write its words, or remove the line"),
            );
        }
        if heading.title.len() > LONGEST {
            diagnostics.push(
                Diagnostic::error(
                    "heading::too-long",
                    heading.span,
                    "this heading is longer than a paragraph",
                )
                .hint("write its first words as the heading, and the rest as text below it"),
            );
        }
        let above_level = above.map_or(1, |heading| (heading.level as u8).max(2));
        if level == 1 {
            diagnostics.push(
                Diagnostic::error(
                    "heading::level-1",
                    heading.span,
                    "the page already has its main heading: its `title`",
                )
                .write(heading.at_level(file, 2)),
            );
        } else if level > above_level + 1 {
            let diagnostic = Diagnostic::error(
                "heading::skipped-level",
                heading.span,
                format!("this heading is of level {level}, but none of level {} is above it", level - 1),
            )
            .write(heading.at_level(file, usize::from(above_level) + 1));
            diagnostics.push(match above {
                Some(above) => {
                    diagnostic.also(above.span, format!("the heading above is of level {above_level}"))
                }
                None => diagnostic.label("the first heading of a page is of level 2"),
            });
        }
        above = Some(heading);
    }
}

/// The heading without the empty lines that Markdown counts to it.
fn visible(file: &SourceFile, span: Span) -> Span {
    let range = span.range();
    let length = file.text_at(span).trim_end().len();
    file.span(range.start..range.start + length)
}

/// The address that a heading is given, if it can be one.
fn check_chosen(
    id: &str,
    file: &SourceFile,
    heading: Span,
    diagnostics: &mut Diagnostics,
) -> Option<Spanned<String>> {
    let at = file.text_at(heading).rfind(id).map(|at| heading.range().start + at);
    let span = at.map_or(heading, |at| file.span(at..at + id.len()));
    if !id.is_empty()
        && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    {
        return Some(Spanned::new(id.to_owned(), span));
    }
    diagnostics.push(
        Diagnostic::error("heading::address", span, format!("`{id}` cannot be the address of a heading"))
            .label("lower-case letters, digits and hyphens only")
            .mend(
                format!("write `{{#{}}}`", slug(id)),
                span,
                if span == heading { file.text_at(heading).to_owned() } else { slug(id) },
            ),
    );
    None
}

/// Reports two headings that are given the same address.
fn check_twice(found: &[Found], diagnostics: &mut Diagnostics) {
    let mut first: BTreeMap<&str, Span> = BTreeMap::new();
    for heading in found {
        let Some(Spanned { value: id, .. }) = &heading.chosen else { continue };
        if let Some(other) = first.get(id.as_str()) {
            diagnostics.push(
                Diagnostic::error(
                    "heading::same-address",
                    heading.span,
                    format!("two headings have the address `{id}`"),
                )
                .label("the second")
                .also(*other, "the first")
                .hint("an address leads to one place: choose another for one of them"),
            );
        } else {
            first.insert(id, heading.span);
        }
    }
}

/// Reports headings that are given the address of a part of the page that is not text.
fn check_reserved(
    found: &[Found],
    is_reserved: impl Fn(&str) -> bool,
    taken: &BTreeSet<String>,
    diagnostics: &mut Diagnostics,
) {
    for heading in found {
        let Some(Spanned { value: id, span }) = heading.chosen.as_ref().filter(|id| is_reserved(&id.value))
        else {
            continue;
        };
        let problem = format!("the page has a part of its own with the address `{id}`");
        let free = unused(id, &is_reserved, &mut taken.clone(), &mut BTreeMap::new());
        diagnostics.push(
            Diagnostic::error("heading::reserved-address", heading.span, problem)
                .label("a link could not lead here")
                .mend(format!("write `{{#{free}}}`"), *span, free),
        );
    }
}

/// The id itself, or with the first number from 2 that makes it new; after `section-` where all that begin so are taken.
/// `numbers` holds the last number given to each id.
fn unused(
    id: &str,
    is_reserved: impl Fn(&str) -> bool,
    taken: &mut BTreeSet<String>,
    numbers: &mut BTreeMap<String, usize>,
) -> String {
    let id = if is_reserved(&format!("{id}-2")) { format!("section-{id}") } else { id.to_owned() };
    if !is_reserved(&id) && taken.insert(id.clone()) {
        return id;
    }
    let number = numbers.entry(id.clone()).or_insert(1);
    loop {
        *number += 1;
        let unused = format!("{id}-{number}");
        if !is_reserved(&unused) && taken.insert(unused.clone()) {
            return unused;
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use supportt_fixture::{check, check_short, page};
    use supportt_source::slug::slug;

    #[test]
    fn headings_make_an_outline() {
        check(
            &page("a.md", "# Title\n\n### Too deep\n\n##### Far too deep\n\n## \n"),
            expect![[r#"
                error[heading::level-1]: the page already has its main heading: its `title`
                 --> content/a.md:7:1
                  |
                7 | # Title
                  | ^^^^^^^
                  |
                  = hint: write `## Title`

                error[heading::skipped-level]: this heading is of level 5, but none of level 4 is above it
                  --> content/a.md:11:1
                   |
                 9 | ### Too deep
                   | ------------ the heading above is of level 3
                10 |
                11 | ##### Far too deep
                   | ^^^^^^^^^^^^^^^^^^
                   |
                   = hint: write `#### Far too deep`

                warning[heading::nothing-below]: nothing stands below this heading
                  --> content/a.md:11:7
                   |
                11 | ##### Far too deep
                   |       ^^^^^^^^^^^^
                   |
                   = hint: write what belongs here, or leave the heading out

                error[heading::empty]: this heading has no words
                  --> content/a.md:13:1
                   |
                13 | ## 
                   | ^^
                   |
                   = hint: write its words, or remove the line

            "#]],
        );
        check_short(
            &page("a.md", "### Deep at once\n\nTitle\n=====\n"),
            expect![[r#"
                content/a.md:7:1: error: this heading is of level 3, but none of level 2 is above it: the first heading of a page is of level 2 (hint: write `## Deep at once`)
                content/a.md:7:5: warning: nothing stands below this heading (hint: write what belongs here, or leave the heading out)
                content/a.md:9:1: warning: nothing stands below this heading (hint: write what belongs here, or leave the heading out)
                content/a.md:9:1: error: the page already has its main heading: its `title` (hint: write `## Title`)
            "#]],
        );
    }

    #[test]
    fn addresses_of_headings_are_checked() {
        check(
            &page("a.md", "## One {#one}\n\n## Two {#one}\n\n## Three {#Three!}\n\n## Four {.big}\n"),
            expect![[r#"
                warning[heading::nothing-below]: nothing stands below this heading
                 --> content/a.md:7:4
                  |
                7 | ## One {#one}
                  |    ^^^
                  |
                  = hint: write what belongs here, or leave the heading out

                error[heading::same-address]: two headings have the address `one`
                 --> content/a.md:9:1
                  |
                7 | ## One {#one}
                  | ------------- the first
                8 |
                9 | ## Two {#one}
                  | ^^^^^^^^^^^^^ the second
                  |
                  = hint: an address leads to one place: choose another for one of them

                warning[heading::nothing-below]: nothing stands below this heading
                 --> content/a.md:9:4
                  |
                9 | ## Two {#one}
                  |    ^^^
                  |
                  = hint: write what belongs here, or leave the heading out

                warning[heading::nothing-below]: nothing stands below this heading
                  --> content/a.md:11:4
                   |
                11 | ## Three {#Three!}
                   |    ^^^^^
                   |
                   = hint: write what belongs here, or leave the heading out

                error[heading::address]: `Three!` cannot be the address of a heading
                  --> content/a.md:11:12
                   |
                11 | ## Three {#Three!}
                   |            ^^^^^^ lower-case letters, digits and hyphens only
                   |
                   = hint: write `{#three}`

                error[heading::attributes]: a heading can be given an address and nothing else
                  --> content/a.md:13:1
                   |
                13 | ## Four {.big}
                   | ^^^^^^^^^^^^^^
                   |
                   = hint: write only `{#address}` after its words

                warning[heading::nothing-below]: nothing stands below this heading
                  --> content/a.md:13:4
                   |
                13 | ## Four {.big}
                   |    ^^^^
                   |
                   = hint: write what belongs here, or leave the heading out

            "#]],
        );
    }

    #[test]
    fn an_address_is_made_of_the_words() {
        for (words, expected) in [
            ("Who decides?", "who-decides"),
            ("  Doctors’ & dentists' hours  ", "doctors-dentists-hours"),
            ("3 months -- or more", "3-months-or-more"),
            ("Tŷ Séan", "ty-sean"),
            ("???", "section"),
        ] {
            assert_eq!(slug(words), expected);
        }
    }
}
