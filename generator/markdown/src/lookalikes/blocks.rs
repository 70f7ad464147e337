//! Code and headings that are meant to be text.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};

use super::pattern::{Pattern, pattern};
use super::typed::{Mark, is_list, mark, retyped};
use crate::directives;
use crate::node::{Node, Nodes};
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::{Slice, SourceFile, Span};

/// Reports code and headings that are meant to be text.
pub(super) fn check(file: &SourceFile, nodes: &Nodes<'_>, diagnostics: &mut Diagnostics) {
    let mut inside = 0_usize;
    let mut quotations = 0_usize;
    for node in nodes {
        let Node::Markdown(event) = &node.value else { continue };
        match event {
            Event::Start(Tag::Item | Tag::FootnoteDefinition(_)) => inside += 1,
            Event::End(TagEnd::Item | TagEnd::FootnoteDefinition) => inside = inside.saturating_sub(1),
            Event::Start(Tag::BlockQuote(_)) => quotations += 1,
            Event::End(TagEnd::BlockQuote(_)) => quotations = quotations.saturating_sub(1),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented))
                if is_prose(file.text().slice(node.span.range())) =>
            {
                diagnostics.push(indented(file, node.span, inside > 0, quotations > 0));
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => {
                diagnostics.extend(not_closed(file, node.span));
            }
            Event::Start(Tag::Heading { level: HeadingLevel::H2, .. }) => {
                diagnostics.extend(underlined(file, node.span, quotations > 0));
            }
            _ => {}
        }
    }
}

/// The problem of code whose last line is missing, so that it goes on to the end of what it stands in.
fn not_closed(file: &SourceFile, span: Span) -> Option<Diagnostic> {
    let text = file.text().slice(span.range());
    let first = text.lines().next()?;
    let sign = first.chars().next()?;
    let fence = first.slice(..first.len() - first.trim_start_matches(sign).len());
    let last = text.trim_end().lines().skip(1).last().unwrap_or_default();
    let last = last.trim_start_matches(['>', ' ', '\t']).trim_end();
    if last.starts_with(fence) && last.trim_start_matches(sign).is_empty() {
        return None;
    }
    let start = span.range().start;
    Some(
        Diagnostic::warning(
            "markdown::code-not-closed",
            file.span(start..start + fence.len()),
            "the code that begins here has no end",
        )
        .label("people would see everything below as it is typed")
        .hint("put a line like this one below the code, or take it out"),
    )
}

/// Whether a block of code is text for people: mostly words, and no command.
fn is_prose(text: &str) -> bool {
    static CODE: Pattern =
        Pattern::new(|| pattern(r"[{}<>=$\\|]|(?m:;\s*$)|(^|\s)(--?\w|\./)|\(\)|^#!|\w\(\S"));
    static MARKED: Pattern = Pattern::new(|| {
        pattern(concat!(
            r"\*\*\w|\]\(|^(#{1,6}|[-*•]|\d+[.)]) |^> ?\[!\w+\]",
            // Rows of a table, an address of the web or of a mailbox, a number to call.
            r"|^\|.*\|\s*\n\s*\|[\s:|-]+\||^<?(https?://\S+|(mailto:)?[\w.+-]+@[\w-]+(\.[\w-]+)+)>?$|^(\+44|0)[\d ()-]{9,15}$",
        ))
    });
    let text = text.trim();
    let is_list = || {
        let marks: Vec<Option<Mark>> = text.lines().map(|line| mark(line.trim_start())).collect();
        is_list(&marks)
    };
    if MARKED.is_match(text) || directives::is_one(text) || is_list() {
        return true;
    }
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let others = text.chars().filter(|c| !c.is_alphanumeric() && !c.is_whitespace()).count();
    let is_sentence = text.starts_with(char::is_uppercase) || text.ends_with(['.', '!', '?', ':', ',']);
    let has_words = is_sentence || text.split_whitespace().count() > 3 && !text.contains(';');
    letters > others * 2 && letters > digits * 3 && !CODE.is_match(text) && has_words
}

/// The problem of a paragraph that four spaces or a tab make code of.
fn indented(file: &SourceFile, span: Span, is_in_list: bool, is_in_quotation: bool) -> Diagnostic {
    let range = span.range();
    let text = file.text();
    let start = text.slice(..range.start).rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let end = range.start + text.slice(range.clone()).trim_end().len();
    let shown =
        range.start + (text.slice(range.start..end).len() - text.slice(range.start..end).trim_start().len());
    let first_end = text.slice(shown..end).find('\n').map_or(end, |line| shown + line);
    let problem = Diagnostic::warning(
        "markdown::indented-code",
        file.span(shown..first_end),
        "the spaces before this make code of it",
    )
    .label("people would see it as it is typed, in a line that does not wrap");
    let hint = "take out the spaces before it; code stands between two lines of three backticks";
    if is_in_quotation {
        return problem.hint(hint);
    }
    let depth = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let first = text.slice(start..first_end);
    let kept = if is_in_list { depth(first).saturating_sub(4) } else { 0 };
    let lines: Vec<&str> = text.slice(start..end).split('\n').map(str::trim_start).collect();
    let marks: Vec<Option<Mark>> = lines.iter().map(|line| mark(line)).collect();
    let written = if is_list(&marks) { retyped(&lines, &marks) } else { lines.join("\n") };
    let spaces = " ".repeat(kept);
    let written: Vec<String> = written.split('\n').map(|line| format!("{spaces}{line}")).collect();
    problem.mend(hint, file.span(start..end), written.join("\n"))
}

/// How a sentence begins, and no heading.
static SENTENCE: Pattern = Pattern::new(|| {
    pattern(r"^(?:You|We|They|It|There|This|These) (?:can|could|will|may|must|should|need|is|are|has|have)\b")
});

/// The problem of text that a line of hyphens below it makes a heading of, unless that looks meant: one line that is no
/// sentence, and is short or underlined to its end.
fn underlined(file: &SourceFile, span: Span, is_in_quotation: bool) -> Option<Diagnostic> {
    let range = span.range();
    let written = file.text().slice(range.clone()).trim_end();
    if written.trim_start_matches(['>', ' ', '\t']).starts_with('#') {
        return None;
    }
    let (words, line) = written.rsplit_once('\n')?;
    let (words, rule) = (words.trim(), line.trim_start_matches(['>', ' ', '\t']));
    let is_sentence = words.ends_with(['.', '!', '?', ';', ',']);
    let is_field = words.split_once(": ").is_some_and(|(name, _)| !name.contains(' '));
    let is_underlined = rule.len() * 2 >= words.chars().count();
    let after = file.text().slice(range.start + written.len()..);
    let goes_on = after.starts_with('\n') && after.lines().nth(1).is_some_and(|next| !next.trim().is_empty());
    let is_short = words.split_whitespace().count() < 6
        && !words.ends_with(':')
        && !(goes_on && SENTENCE.is_match(words));
    let is_meant = !words.contains('\n') && !is_sentence && !is_field && (is_underlined || is_short);
    if is_meant {
        return None;
    }
    let start = range.start + written.len() - rule.len();
    let problem = Diagnostic::warning(
        "markdown::underlined-heading",
        file.span(start..start + rule.len()),
        "this line makes a heading of the text above it",
    )
    .also(file.span(range.start..range.start + written.len() - line.len() - 1), "this becomes the heading");
    let hint = "put an empty line above it, or write a heading as `## Heading`";
    Some(if is_in_quotation { problem.hint(hint) } else { problem.mend(hint, file.span(start..start), "\n") })
}
