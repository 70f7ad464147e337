//! Finds directives (`{{ rules }}`) and marks them for the theme to draw.
//!
//! A directive is read from the file rather than from the parsed text, in which quotation marks and dashes have
//! been changed. Only its form is checked here; whether the policy holds what it names is checked when pages are linked.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};
use supportt_basics::keyword::Keyword;
use supportt_rules::policy::StepStage;

use super::directive::{Directive, Widget};
use super::node::{Node, Nodes};
use super::text_runs::{self, Run};
use supportt_source::characters::{hidden, is_odd_space};
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::suggest;
use supportt_source::wording::any_of;
use supportt_source::{Slice, SourceFile, Span, Spanned};

/// Whether what follows two braces names a widget.
pub(super) fn names_widget(rest: &str) -> bool {
    rest.trim_start_matches(|c: char| c.is_whitespace() || is_odd_space(c) || hidden(c).is_some())
        .starts_with("widget")
}

/// Whether a text is a directive and nothing else.
pub(super) fn is_one(text: &str) -> bool {
    let inside = text.trim().strip_prefix("{{").and_then(|rest| rest.strip_suffix("}}"));
    let name = inside.and_then(|inside| inside.split_whitespace().next());
    name.is_some_and(|name| Directive::names().any(|known| known == name))
}

/// Finds every directive in a text.
pub(super) fn expand<'a>(file: &'a SourceFile, nodes: Nodes<'a>, diagnostics: &mut Diagnostics) -> Nodes<'a> {
    let nodes = find(file, nodes, diagnostics);
    refuse_in_headings_and_pictures(&nodes, diagnostics);
    refuse_repeated(&nodes, diagnostics);
    lift_blocks(nodes, diagnostics)
}

/// Cuts directives out of the text around them.
fn find<'a>(file: &'a SourceFile, nodes: Nodes<'a>, diagnostics: &mut Diagnostics) -> Nodes<'a> {
    let runs = text_runs::find(&nodes);
    let mut expanded = Vec::with_capacity(nodes.len());
    let mut copied = 0;
    for run in runs {
        let found = find_in_run(file, &run, diagnostics);
        if found.is_empty() {
            continue;
        }
        expanded.extend_from_slice(&nodes[copied..run.nodes.start]);
        copied = run.nodes.end;
        let mut kept_from = run.bytes.start;
        for place in found {
            let range = place.span.range();
            expanded.extend(cut(file, &nodes[run.nodes.clone()], kept_from..range.start));
            if let Some(directive) = place.value {
                expanded.push(Spanned::new(Node::Directive(directive), place.span));
            }
            kept_from = range.end;
        }
        expanded.extend(cut(file, &nodes[run.nodes.clone()], kept_from..run.bytes.end));
    }
    if copied == 0 {
        return nodes;
    }
    expanded.extend_from_slice(&nodes[copied..]);
    expanded
}

/// The pairs of braces in a run, with what stands in them when that makes sense.
fn find_in_run(
    file: &SourceFile,
    run: &Run,
    diagnostics: &mut Diagnostics,
) -> Vec<Spanned<Option<Directive>>> {
    let mut found = Vec::new();
    let mut closings = text_runs::occurrences(file, run, "}}").peekable();
    let mut openings = text_runs::occurrences(file, run, "{{").peekable();
    while let Some(opening) = openings.next() {
        while let Some(stray) = closings.next_if(|closing| closing.start < opening.end) {
            diagnostics.push(stray_closing(file, stray));
        }
        let next_opening = openings.peek().map_or(usize::MAX, |next| next.start);
        match closings.next_if(|closing| closing.start < next_opening) {
            Some(closing) => {
                let span = file.span(opening.start..closing.end);
                found.push(Spanned::new(parse(file, opening.end..closing.start, span, diagnostics), span));
            }
            None => diagnostics.push(
                Diagnostic::error("directive::not-closed", file.span(opening), "these braces are not closed")
                    .hint("close them with `}}` on the same line; to show braces as they are, write them between backticks"),
            ),
        }
    }
    for stray in closings {
        diagnostics.push(stray_closing(file, stray));
    }
    found
}

fn stray_closing(file: &SourceFile, place: Range<usize>) -> Diagnostic {
    Diagnostic::error("directive::not-opened", file.span(place), "these braces close nothing")
        .hint("begin the directive with `{{`; to show braces as they are, write them between backticks")
}

/// The part of a run's text that lies in `keep`. A piece that Markdown has changed is kept whole or not at all.
fn cut<'a>(file: &'a SourceFile, run: &[Spanned<Node<'a>>], keep: Range<usize>) -> Vec<Spanned<Node<'a>>> {
    run.iter()
        .skip(run.partition_point(|node| node.span.range().end <= keep.start))
        .take_while(|node| node.span.range().start < keep.end)
        .filter_map(|node| {
            let range = node.span.range();
            let kept = range.start.max(keep.start)..range.end.min(keep.end);
            if kept.is_empty() {
                None
            } else if kept == range {
                Some(node.clone())
            } else {
                let text = CowStr::Borrowed(file.text().slice(kept.clone()));
                Some(Spanned::new(Node::Markdown(Event::Text(text)), file.span(kept)))
            }
        })
        .collect()
}

/// Reads what stands between the braces.
fn parse(
    file: &SourceFile,
    inner: Range<usize>,
    whole: Span,
    diagnostics: &mut Diagnostics,
) -> Option<Directive> {
    let text = file.text().slice(inner.clone());
    // What nobody sees is reported for itself.
    let seen: Vec<(String, Span)> = text
        .split(|c: char| c.is_whitespace() || is_odd_space(c))
        .map(|word| {
            let at = inner.start + (word.as_ptr() as usize - text.as_ptr() as usize);
            (word.replace(|c| hidden(c).is_some(), ""), file.span(at..at + word.len()))
        })
        .filter(|(word, _)| !word.is_empty())
        .collect();
    let words: Vec<Spanned<&str>> =
        seen.iter().map(|(word, span)| Spanned::new(word.as_str(), *span)).collect();
    let result = match words.as_slice() {
        [] => Err(Diagnostic::error("directive::empty", whole, "nothing stands between these braces")
            .hint(format!("write one of {} between them", any_of(Directive::names())))),
        [name] => read(name, None, whole),
        [name, argument] => read(name, Some(argument), whole),
        [name, _, extra, ..] => Err(Diagnostic::error(
            "directive::argument",
            extra.span,
            format!("`{}` takes one word at most", name.value),
        )
        .label("one word too many")),
    };
    result.map_err(|problem| diagnostics.push(problem)).ok()
}

fn read(
    name: &Spanned<&str>,
    argument: Option<&Spanned<&str>>,
    whole: Span,
) -> Result<Directive, Diagnostic> {
    let plain = |directive: Directive| match argument {
        None => Ok(directive),
        Some(extra) => Err(Diagnostic::error(
            "directive::argument",
            extra.span,
            format!("`{}` stands alone", name.value),
        )
        .label("one word too many")
        .mend(
            format!("write `{{{{ {} }}}}`", name.value),
            whole,
            format!("{{{{ {} }}}}", name.value),
        )),
    };
    match name.value {
        "value" => value(argument, whole),
        "steps" => match argument {
            None => Ok(Directive::Steps(None)),
            Some(stage) => {
                StepStage::from_word(stage.value).map(|stage| Directive::Steps(Some(stage))).ok_or_else(
                    || wrong_argument("stage", stage, StepStage::ALL.iter().map(|stage| stage.word())),
                )
            }
        },
        "widget" => widget(argument, whole),
        other => Directive::plain(other).map_or_else(|| Err(unknown(name)), plain),
    }
}

fn unknown(name: &Spanned<&str>) -> Diagnostic {
    let problem = format!("there is no directive `{}`", name.value);
    let problem = Diagnostic::error("directive::unknown", name.span, problem);
    problem.suggest(suggest::nearest(name.value, Directive::names()), |problem| {
        problem.hint(format!(
            "there are {}; to show braces as they are, write them between backticks",
            any_of(Directive::names())
        ))
    })
}

fn value(argument: Option<&Spanned<&str>>, whole: Span) -> Result<Directive, Diagnostic> {
    let Some(argument) = argument else {
        return Err(Diagnostic::error(
            "directive::argument",
            whole,
            "`value` needs the name of a rule or entitlement",
        )
        .hint("write it like `{{ value minimum-absence }}`"));
    };
    let (region, id) = match argument.value.split_once('/') {
        Some((region, id)) => (Some(region.to_owned()), id),
        None => (None, argument.value),
    };
    Ok(Directive::Value { region, id: id.to_owned() })
}

fn widget(argument: Option<&Spanned<&str>>, whole: Span) -> Result<Directive, Diagnostic> {
    let words = || Widget::all().map(Widget::word);
    let Some(argument) = argument else {
        return Err(Diagnostic::error("directive::argument", whole, "`widget` needs the name of one")
            .one_of(words().map(|word| format!("{{{{ widget {word} }}}}"))));
    };
    Widget::all()
        .find(|widget| widget.word() == argument.value)
        .map(Directive::Widget)
        .ok_or_else(|| wrong_argument("widget", argument, words()))
}

fn wrong_argument(
    what: &str,
    found: &Spanned<&str>,
    words: impl Iterator<Item = &'static str>,
) -> Diagnostic {
    let words: Vec<&str> = words.collect();
    let diagnostic =
        Diagnostic::error("directive::argument", found.span, format!("there is no {what} `{}`", found.value));
    let near = suggest::nearest(found.value, words.iter().copied());
    diagnostic.suggest(near, |problem| problem.one_of(words))
}

/// A heading is an address and an entry of lists, and what a picture shows does not change with policy.
fn refuse_in_headings_and_pictures(nodes: &Nodes<'_>, diagnostics: &mut Diagnostics) {
    let mut inside = None;
    for node in nodes {
        match &node.value {
            Node::Markdown(Event::Start(Tag::Heading { .. })) => inside = Some("a heading"),
            Node::Markdown(Event::Start(Tag::Image { .. })) => inside = Some("the words for a picture"),
            Node::Markdown(Event::End(TagEnd::Heading(_) | TagEnd::Image)) => inside = None,
            Node::Directive(_) => {
                if let Some(place) = inside {
                    diagnostics.push(
                        Diagnostic::error(
                            "directive::place",
                            node.span,
                            format!("a directive cannot stand in {place}"),
                        )
                        .hint("move it into the text below"),
                    );
                }
            }
            _ => {}
        }
    }
}

/// How often a page may show the same. Each time it is as long as what it shows.
const REPEATED: usize = 3;

/// Reports the first directive of a page that stands there too often.
fn refuse_repeated(nodes: &Nodes<'_>, diagnostics: &mut Diagnostics) {
    let mut met: Vec<(&Directive, usize)> = Vec::new();
    for node in nodes.iter().filter(|node| is_block(node)) {
        let Node::Directive(directive) = &node.value else { continue };
        let Some((_, times)) = met.iter_mut().find(|(other, _)| *other == directive) else {
            met.push((directive, 1));
            continue;
        };
        *times += 1;
        if *times > REPEATED {
            diagnostics.push(
                Diagnostic::error(
                    "directive::repeated",
                    node.span,
                    format!("`{}` stands on this page more than {REPEATED} times", directive.name()),
                )
                .label("people would read the same again")
                .hint("take it out here, and link to where it stood first"),
            );
            return;
        }
    }
}

/// Takes directives that stand on a line of their own out of their paragraph, and reports those that do not.
fn lift_blocks<'a>(nodes: Nodes<'a>, diagnostics: &mut Diagnostics) -> Nodes<'a> {
    if !nodes.iter().any(is_block) {
        return nodes;
    }
    let mut lifted = Vec::with_capacity(nodes.len());
    let mut rest = nodes.as_slice();
    while let Some(node) = rest.first() {
        if !matches!(node.value, Node::Markdown(Event::Start(Tag::Paragraph))) {
            if is_block(node) {
                diagnostics.push(not_on_its_own(node.span));
            }
            lifted.push(node.clone());
            rest = &rest[1..];
            continue;
        }
        let end = rest
            .iter()
            .position(|node| matches!(node.value, Node::Markdown(Event::End(TagEnd::Paragraph))))
            .expect("a paragraph has an end");
        let (paragraph, after) = rest.split_at(end + 1);
        let inner = &paragraph[1..end];
        if inner.iter().any(is_block) && inner.iter().all(|node| is_block(node) || is_blank(node)) {
            lifted.extend(inner.iter().filter(|node| is_block(node)).cloned());
        } else {
            diagnostics
                .extend(inner.iter().filter(|node| is_block(node)).map(|node| not_on_its_own(node.span)));
            lifted.extend_from_slice(paragraph);
        }
        rest = after;
    }
    lifted
}

fn is_block(node: &Spanned<Node<'_>>) -> bool {
    matches!(&node.value, Node::Directive(directive) if !directive.is_inline())
}

fn is_blank(node: &Spanned<Node<'_>>) -> bool {
    match &node.value {
        Node::Markdown(Event::SoftBreak | Event::HardBreak) => true,
        Node::Markdown(Event::Text(text)) => text.trim().is_empty(),
        _ => false,
    }
}

fn not_on_its_own(span: Span) -> Diagnostic {
    Diagnostic::error("directive::place", span, "this directive stands inside other text")
        .label("it draws a block of its own")
        .hint("put it on a line of its own, with an empty line before and after")
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use supportt_fixture::{check, check_short, page};

    #[test]
    fn a_directive_may_cut_a_link_in_two() {
        check_short(
            &page(
                "north/a.md",
                "See [x {{ rules }}y](a.md) and [{{ steps }}](a.md), ![a ![b {{ forms }}](c.svg) d](e.svg).\n",
            ),
            expect![[r#"
                content/north/a.md:7:8: error: this directive stands inside other text: it draws a block of its own (hint: put it on a line of its own, with an empty line before and after)
                content/north/a.md:7:33: error: this directive stands inside other text: it draws a block of its own (hint: put it on a line of its own, with an empty line before and after)
                content/north/a.md:7:61: error: a directive cannot stand in the words for a picture (hint: move it into the text below)
                content/north/a.md:7:61: error: this directive stands inside other text: it draws a block of its own (hint: put it on a line of its own, with an empty line before and after)
                content/north/a.md:7:74: error: there is no file `c.svg`: no file here
                content/north/a.md:7:84: error: there is no file `e.svg`: no file here
            "#]],
        );
    }

    #[test]
    fn every_way_to_write_a_directive_wrongly_is_reported() {
        check_short(
            &page(
                "north/a.md",
                "
## Rules {{ value scope }}

{{ ruels }} and {{ vlaue scope }}

{{ }} {{ value }} {{ value a b }} {{ widget }} {{ widget checker }} {{ steps now }} {{ steps before-retrun }} {{ rules all }}

Text {{ rules }} text. {{ value scope } and {{ value
scope }} and }} too. {{ value *scope* }}

{{ rules }}
with text below

![A {{ value scope }}](map.svg)

- {{ contact }}

| A |
| --- |
| {{ steps }} |
",
            ),
            expect![[r#"
                content/north/a.md:8:10: error: a directive cannot stand in a heading (hint: move it into the text below)
                content/north/a.md:10:4: error: there is no directive `ruels` (hint: did you mean `rules`?)
                content/north/a.md:10:20: error: there is no directive `vlaue` (hint: did you mean `value`?)
                content/north/a.md:12:1: error: nothing stands between these braces (hint: write one of `value`, `steps`, `rules`, `process`, `entitlements`, `forms`, `notices`, `conflicts`, `sources`, `contact`, `courses`, `events`, `rounds`, `newsletter`, `resources`, `contacts`, `faqs`, `glossary`, `cards`, `regions`, `question-graph`, `compare`, `search` or `widget` between them)
                content/north/a.md:12:7: error: `value` needs the name of a rule or entitlement (hint: write it like `{{ value minimum-absence }}`)
                content/north/a.md:12:30: error: `value` takes one word at most: one word too many
                content/north/a.md:12:35: error: `widget` needs the name of one (hint: write `{{ widget eligibility-checker }}`, `{{ widget return-plan }}`, `{{ widget mentoring-agreement }}` or `{{ widget mentor-request }}`)
                content/north/a.md:12:58: error: there is no widget `checker` (hint: write `eligibility-checker`, `return-plan`, `mentoring-agreement` or `mentor-request`)
                content/north/a.md:12:78: error: there is no stage `now` (hint: write `before-leave`, `before-return` or `after-return`)
                content/north/a.md:12:94: error: there is no stage `before-retrun` (hint: did you mean `before-return`?)
                content/north/a.md:12:120: error: `rules` stands alone: one word too many (hint: write `{{ rules }}`)
                content/north/a.md:14:6: error: this directive stands inside other text: it draws a block of its own (hint: put it on a line of its own, with an empty line before and after)
                content/north/a.md:14:24: error: these braces are not closed (hint: close them with `}}` on the same line; to show braces as they are, write them between backticks)
                content/north/a.md:14:45: error: these braces are not closed (hint: close them with `}}` on the same line; to show braces as they are, write them between backticks)
                content/north/a.md:15:7: error: these braces close nothing (hint: begin the directive with `{{`; to show braces as they are, write them between backticks)
                content/north/a.md:15:14: error: these braces close nothing (hint: begin the directive with `{{`; to show braces as they are, write them between backticks)
                content/north/a.md:15:22: error: these braces are not closed (hint: close them with `}}` on the same line; to show braces as they are, write them between backticks)
                content/north/a.md:15:39: error: these braces close nothing (hint: begin the directive with `{{`; to show braces as they are, write them between backticks)
                content/north/a.md:17:1: error: this directive stands inside other text: it draws a block of its own (hint: put it on a line of its own, with an empty line before and after)
                content/north/a.md:20:5: error: a directive cannot stand in the words for a picture (hint: move it into the text below)
                content/north/a.md:22:3: error: this directive stands inside other text: it draws a block of its own (hint: put it on a line of its own, with an empty line before and after)
                content/north/a.md:26:3: error: this directive stands inside other text: it draws a block of its own (hint: put it on a line of its own, with an empty line before and after)
            "#]],
        );
    }

    #[test]
    fn braces_in_code_are_left_alone() {
        check_short(
            &page(
                "north/a.md",
                "`{{ anything }}` and \\{{ this }\\}\n\n```\n{{ rules }}\n```\n\n{{rules}}\n{{steps}}\n",
            ),
            expect![""],
        );
    }

    #[test]
    fn what_a_directive_names_must_be_there() {
        check(
            &[
                page("a.md", "{{ value minimum-absence }} {{ value nroth/scope }} {{ value north/scoop }} {{ value north/stages }} {{ value north/xyzzy }}"),
                page("north/b.md", "{{ value scop }}\n\n{{ cards }}\n\n{{ widget return-plan }}\n\n{{ widget eligibility-checker }}\n"),
            ]
            .concat(),
            expect![[r#"
                error[directive::value]: this page belongs to no region
                 --> content/a.md:7:1
                  |
                7 | {{ value minimum-absence }} {{ value nroth/scope }} {{ value north/scoop }} {{ value north/stages }} {{ value north/xyzzy }}
                  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^
                  |
                  = hint: name one: `{{ value north/minimum-absence }}`

                error[directive::value]: there is no region `nroth`
                 --> content/a.md:7:29
                  |
                7 | {{ value minimum-absence }} {{ value nroth/scope }} {{ value north/scoop }} {{ value north/stages }} {{ value north/xyzzy }}
                  |                             ^^^^^^^^^^^^^^^^^^^^^^^
                  |
                  = hint: did you mean `north/scope`?

                error[directive::value]: North has no rule or entitlement `scoop`
                 --> content/a.md:7:53
                  |
                7 | {{ value minimum-absence }} {{ value nroth/scope }} {{ value north/scoop }} {{ value north/stages }} {{ value north/xyzzy }}
                  |                                                     ^^^^^^^^^^^^^^^^^^^^^^^
                  |
                  = hint: they are listed in `content/north/region.toml`

                error[directive::value]: `stages` of North has no value that could be printed
                 --> content/a.md:7:77
                  |
                7 | {{ value minimum-absence }} {{ value nroth/scope }} {{ value north/scoop }} {{ value north/stages }} {{ value north/xyzzy }}
                  |                                                                             ^^^^^^^^^^^^^^^^^^^^^^^^
                  |
                  = hint: write what the source says in words, or link to the rules

                error[directive::value]: North has no rule or entitlement `xyzzy`
                 --> content/a.md:7:102
                  |
                7 | {{ value minimum-absence }} {{ value nroth/scope }} {{ value north/scoop }} {{ value north/stages }} {{ value north/xyzzy }}
                  |                                                                                                      ^^^^^^^^^^^^^^^^^^^^^^^
                  |
                  = hint: they are listed in `content/north/region.toml`

                error[directive::value]: North has no rule or entitlement `scop`
                 --> content/north/b.md:7:1
                  |
                7 | {{ value scop }}
                  | ^^^^^^^^^^^^^^^^
                  |
                  = hint: did you mean `scope`?

                error[directive::no-pages]: there are no pages below this one
                 --> content/north/b.md:9:1
                  |
                9 | {{ cards }}
                  | ^^^^^^^^^^^ nothing to show
                  |
                  = hint: `{{ cards }}` belongs in the `index.md` of a folder with other pages

                error[directive::two-widgets]: a page has room for one checker or builder
                  --> content/north/b.md:13:1
                   |
                11 | {{ widget return-plan }}
                   | ------------------------ the first
                12 |
                13 | {{ widget eligibility-checker }}
                   | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the second
                   |
                   = hint: move one of them to a page of its own, and link to it

            "#]],
        );
    }
}
