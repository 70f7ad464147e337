//! Refuses HTML in content: it would escape the theme, the checks and the site's security policy.

use pulldown_cmark::{Event, Tag};

use super::node::Node;
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::{SourceFile, Span, Spanned};

/// Reports each block and each tag of HTML. A closing tag is reported only when no opening tag was.
pub(super) fn refuse(file: &SourceFile, nodes: &[Spanned<Node<'_>>], diagnostics: &mut Diagnostics) {
    let mut open = 0_usize;
    for node in nodes {
        match &node.value {
            Node::Markdown(Event::Start(Tag::HtmlBlock)) => {
                diagnostics.push(refusal(file, first_line(file, node.span)));
            }
            Node::Markdown(Event::InlineHtml(tag)) if tag.starts_with("</") && open > 0 => open -= 1,
            Node::Markdown(Event::InlineHtml(_)) => {
                open += 1;
                diagnostics.push(refusal(file, node.span));
            }
            _ => {}
        }
    }
}

fn refusal(file: &SourceFile, span: Span) -> Diagnostic {
    let written = file.text_at(span).trim();
    let hint = if written.starts_with("<!--") {
        "remove the comment"
    } else {
        match tag_name(written).as_str() {
            "a" => "write a link as `[words](file.md)`",
            "b" | "strong" => "write bold text as `**words**`",
            "i" | "em" => "write emphasized text as `*words*`",
            "br" => "end the line with a backslash, or leave an empty line for a new paragraph",
            "img" => "write a picture as `![what it shows](picture.png)`",
            "table" | "tr" | "td" | "th" => "write a table with `|` between its columns",
            "ul" | "ol" | "li" => "write a list with `- ` or `1. ` before each item",
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "write a heading with `## ` before it",
            "div" | "aside" | "details" => {
                "write a callout: a line `> [!NOTE]`, then lines that begin with `> `"
            }
            _ => "write it in Markdown; to show a `<` as it is, write `\\<`",
        }
    };
    Diagnostic::error("markdown::html", span, "HTML is not used in content").hint(hint)
}

fn first_line(file: &SourceFile, span: Span) -> Span {
    let range = span.range();
    let length = file.text_at(span).lines().next().map_or(0, str::len);
    file.span(range.start..range.start + length)
}

fn tag_name(html: &str) -> String {
    html.trim_start_matches(['<', '/'])
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use supportt_fixture::{check, page};

    #[test]
    fn html_is_refused_with_what_to_write_instead() {
        check(
            &page(
                "a.md",
                "Some <b>bold</b> text,<br>a line.</i>\n\n<!-- todo -->\n\n<div class=\"note\">\nText\n</div>\n\nLess than <3 is fine.\n",
            ),
            expect![[r#"
                error[markdown::html]: HTML is not used in content
                 --> content/a.md:7:6
                  |
                7 | Some <b>bold</b> text,<br>a line.</i>
                  |      ^^^
                  |
                  = hint: write bold text as `**words**`

                error[markdown::html]: HTML is not used in content
                 --> content/a.md:7:23
                  |
                7 | Some <b>bold</b> text,<br>a line.</i>
                  |                       ^^^^
                  |
                  = hint: end the line with a backslash, or leave an empty line for a new paragraph

                error[markdown::html]: HTML is not used in content
                 --> content/a.md:9:1
                  |
                9 | <!-- todo -->
                  | ^^^^^^^^^^^^^
                  |
                  = hint: remove the comment

                error[markdown::html]: HTML is not used in content
                  --> content/a.md:11:1
                   |
                11 | <div class="note">
                   | ^^^^^^^^^^^^^^^^^^
                   |
                   = hint: write a callout: a line `> [!NOTE]`, then lines that begin with `> `

            "#]],
        );
    }
}
