//! What texts say by mistake: links whose words say nothing, headings with nothing below them, names in another
//! spelling than the site's, links to one version of a document.

use pulldown_cmark::{Event, HeadingLevel, LinkType, Tag, TagEnd};

use super::{Node, Nodes, text_runs};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::page_path::ending;
use crate::source::{SourceFile, Span};
use crate::terms::Term;

/// Words of links that do not say where the link leads. Screen readers list links without the text around them.
const EMPTY_WORDS: [&str; 18] = [
    "click",
    "click here",
    "click this link",
    "details",
    "download",
    "find out more",
    "follow this link",
    "here",
    "info",
    "learn more",
    "link",
    "more",
    "more information",
    "read more",
    "see here",
    "this",
    "this link",
    "this page",
];

/// Phrases that point at a link where there is none.
const POINTERS: [&str; 5] = ["click here", "click on the link", "link above", "link below", "links below"];

/// Reports what can be told from a page's text alone.
pub(super) fn check(file: &SourceFile, nodes: &Nodes<'_>, terms: &[&Term], diagnostics: &mut Diagnostics) {
    check_links(file, nodes, diagnostics);
    check_sections(file, nodes, diagnostics);
    let in_links: Vec<Span> = links(nodes).map(|(_, _, span)| span).collect();
    for run in text_runs::find(nodes) {
        let text = run.text(file);
        let at = |start: usize, length: usize| {
            file.span(run.bytes.start + start..run.bytes.start + start + length)
        };
        for term in terms {
            for (wrong, start) in term.found_in(text) {
                diagnostics.push(term.report(wrong, at(start, wrong.len())));
            }
        }
        let is_link = in_links.iter().any(|link| link.range().contains(&run.bytes.start));
        let lower = text.to_ascii_lowercase();
        for pointer in POINTERS.iter().filter(|_| !is_link) {
            if let Some(start) = lower.find(pointer) {
                diagnostics.push(
                    Diagnostic::error("link::missing", at(start, pointer.len()), "there is no link here")
                        .label("this points at one")
                        .hint(
                            "make the words that say where it leads a link: `[How to return](returning.md)`",
                        ),
                );
            }
        }
    }
}

/// Every link with its kind and target.
fn links<'n>(nodes: &'n Nodes<'_>) -> impl Iterator<Item = (usize, (LinkType, &'n str), Span)> {
    nodes.iter().enumerate().filter_map(|(index, node)| match &node.value {
        Node::Markdown(Event::Start(Tag::Link { link_type, dest_url, .. })) => {
            Some((index, (*link_type, dest_url.as_ref()), node.span))
        }
        _ => None,
    })
}

fn check_links(file: &SourceFile, nodes: &Nodes<'_>, diagnostics: &mut Diagnostics) {
    for (index, (kind, target), span) in links(nodes) {
        if matches!(kind, LinkType::Autolink | LinkType::Email) {
            continue;
        }
        let words = words_of(file, nodes, index);
        let plain = words.to_lowercase();
        let plain = plain.trim_matches(|c: char| !c.is_alphanumeric());
        if EMPTY_WORDS.contains(&plain) {
            diagnostics.push(
                Diagnostic::error(
                    "link::empty-words",
                    span,
                    format!("“{words}” does not say where the link leads"),
                )
                .label("read on its own, it means nothing")
                .hint("name what is there, such as `[How to plan your absence](…)`"),
            );
        }
        if let Some(version) = version_in(target) {
            diagnostics.push(
                Diagnostic::warning("link::versioned", span, "this leads to one version of a document")
                    .label(format!("`{version}` will be replaced by a newer one"))
                    .hint("lead to the page that lists the document, or name the version and when it was looked at"),
            );
        }
    }
}

/// The words between a link's start and its end.
fn words_of(file: &SourceFile, nodes: &Nodes<'_>, start: usize) -> String {
    let inner = nodes[start + 1..]
        .iter()
        .take_while(|node| !matches!(node.value, Node::Markdown(Event::End(TagEnd::Link))));
    let words = inner.filter_map(|node| match &node.value {
        Node::Markdown(Event::Text(_) | Event::Code(_)) => Some(&file.text()[node.span.range()]),
        _ => None,
    });
    words.collect::<String>().trim().to_owned()
}

/// The name of a document whose name holds its version: `policy-v4.pdf`.
fn version_in(target: &str) -> Option<&str> {
    let name = target.split(['?', '#']).next()?.rsplit('/').next()?;
    let kind = ending(name);
    let stem = name.strip_suffix(kind)?.strip_suffix('.')?.to_ascii_lowercase();
    if !matches!(kind, "pdf" | "doc" | "docx" | "odt" | "xls" | "xlsx" | "ppt" | "pptx") {
        return None;
    }
    let is_version = |part: &str| {
        let digits = part.strip_prefix("version").or(part.strip_prefix("ver")).or(part.strip_prefix('v'));
        digits.is_some_and(|digits| {
            digits.starts_with(|c: char| c.is_ascii_digit())
                && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
        })
    };
    stem.split(['-', '_', ' ', '%']).any(is_version).then_some(name)
}

/// Reports headings that are followed by nothing of their own.
fn check_sections(file: &SourceFile, nodes: &Nodes<'_>, diagnostics: &mut Diagnostics) {
    let mut open: Option<(HeadingLevel, Span)> = None;
    let mut in_heading = false;
    let mut report = |span: Span| {
        let line = file.text()[span.range()].trim_end().len();
        let span = file.span(span.range().start..span.range().start + line);
        diagnostics.push(
            Diagnostic::warning("heading::nothing-below", span, "nothing stands below this heading")
                .hint("write what belongs here, or leave the heading out"),
        );
    };
    for node in nodes {
        match &node.value {
            Node::Markdown(Event::Start(Tag::Heading { level, .. })) => {
                if let Some((_, empty)) = open.filter(|(above, _)| level <= above) {
                    report(empty);
                }
                open = Some((*level, node.span));
                in_heading = true;
            }
            Node::Markdown(Event::End(TagEnd::Heading(_))) => in_heading = false,
            _ if !in_heading => open = None,
            _ => {}
        }
    }
    if let Some((_, empty)) = open {
        report(empty);
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::fixture::{check_short, page};

    #[test]
    fn links_say_where_they_lead() {
        check_short(
            &page(
                "a.md",
                "[Click here](about.md) or [here.](#) or <https://example.org>.\n\n\
                 Click here for more, or use the link below.\n\n\
                 [The policy](https://example.org/Policy-v4.pdf), [its page](https://example.org/v4/policy.pdf).\n\n\
                 [What this page is about](about.md), `click here`.\n",
            ),
            expect![[r#"
                content/a.md:7:1: error: “Click here” does not say where the link leads: read on its own, it means nothing (hint: name what is there, such as `[How to plan your absence](…)`)
                content/a.md:7:27: error: “here.” does not say where the link leads: read on its own, it means nothing (hint: name what is there, such as `[How to plan your absence](…)`)
                content/a.md:7:35: error: this link leads nowhere (hint: write the file it leads to between the round brackets)
                content/a.md:9:1: error: there is no link here: this points at one (hint: make the words that say where it leads a link: `[How to return](returning.md)`)
                content/a.md:9:33: error: there is no link here: this points at one (hint: make the words that say where it leads a link: `[How to return](returning.md)`)
                content/a.md:11:1: warning: this leads to one version of a document: `Policy-v4.pdf` will be replaced by a newer one (hint: lead to the page that lists the document, or name the version and when it was looked at)
            "#]],
        );
    }

    #[test]
    fn a_heading_has_something_below_it() {
        check_short(
            &page(
                "a.md",
                "## One\n\n### Within\n\nText.\n\n## Two\n\n## Three\n\n{{ regions }}\n\n## Four\n",
            ),
            expect![[r#"
                content/a.md:13:1: warning: nothing stands below this heading (hint: write what belongs here, or leave the heading out)
                content/a.md:19:1: warning: nothing stands below this heading (hint: write what belongs here, or leave the heading out)
            "#]],
        );
    }

    #[test]
    fn names_are_spelt_as_the_site_spells_them() {
        let terms = "//- content/terms.toml\n[[term]]\nwrite = \"SuppoRTT\"\nnot = [\"SupportRTT\", \"supportt\"]\nwhy = \"the programme's own spelling\"\n\n[[term]]\nwrite = \"SuppoRTT\"\nnot = [\"Supporrt\"]\nwhy = \"twice\"\n";
        check_short(
            &[terms, &page("a.md", "SupportRTT and supportt, not supportted, Supportt or `SupportRTT`.\n")]
                .concat(),
            expect![[r#"
                content/a.md:7:1: warning: this site writes “SuppoRTT”, not “SupportRTT”: the programme's own spelling (hint: write `SuppoRTT`, or put what somebody else writes between backticks)
                content/a.md:7:16: warning: this site writes “SuppoRTT”, not “supportt”: the programme's own spelling (hint: write `SuppoRTT`, or put what somebody else writes between backticks)
            "#]],
        );
    }
}
