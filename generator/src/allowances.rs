//! Comments by which whoever writes a file keeps what a check would have otherwise, and says why:
//!
//! ```toml
//! # allow term::other: the source prints the address like this
//! email = "team@hee.nhs.uk"
//! ```
//!
//! In a page's details it holds for the whole page, elsewhere to the next empty line. Errors cannot be allowed.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::link_targets::CONTENT;
use supportt_source::diagnostic::{Diagnostic, Diagnostics, Severity};
use supportt_source::page_path::ending;
use supportt_source::{Slice as _, SourceFile, Sources, Span};

/// What may be kept, and where.
struct Allowance<'s> {
    code: &'s str,
    span: Span,
    /// The bytes of the file for which it holds.
    holds_for: Range<usize>,
    is_used: bool,
}

/// Takes out what is allowed at its place. Reports allowances without a reason, and those that nothing needs.
pub fn apply(sources: &Sources, diagnostics: &mut Diagnostics) {
    let mut problems = Diagnostics::new();
    for file in sources.below(CONTENT) {
        let mut allowances = find(file, &mut problems);
        if allowances.is_empty() {
            continue;
        }
        diagnostics.retain(|problem| {
            let (place, start) = (problem.span.file(), problem.span.range().start);
            let allowed = allowances.iter_mut().find(|allowance| {
                place == file.id() && allowance.code == problem.code && allowance.holds_for.contains(&start)
            });
            match allowed {
                Some(allowance) if problem.severity != Severity::Error => {
                    allowance.is_used = true;
                    false
                }
                _ => true,
            }
        });
        // Where there are errors, not everything has been looked for.
        if !diagnostics.has_errors() {
            problems.extend(allowances.iter().filter(|allowance| !allowance.is_used).map(unused));
        }
    }
    diagnostics.append(problems);
}

fn unused(allowance: &Allowance<'_>) -> Diagnostic {
    let message = format!("nothing here needs `{}` to be allowed", allowance.code);
    Diagnostic::warning("allowance::unused", allowance.span, message)
        .hint("take the comment out, or look for a slip in the code")
}

/// The allowances of a file.
fn find<'s>(file: &'s SourceFile, diagnostics: &mut Diagnostics) -> Vec<Allowance<'s>> {
    static COMMENT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?m)^[ \t]*#[ \t]*allow[ \t]+(?<code>[a-z-]+::[a-z0-9-]+)(?<why>[^\r\n]*)")
            .expect("the pattern is right")
    });
    let text = file.text();
    let is_page = ending(file.path()) == "md";
    let commented = if is_page { details(text) } else { text };
    let mut allowances = Vec::new();
    for found in COMMENT.captures_iter(commented) {
        let (Some(code), Some(why)) = (found.name("code"), found.name("why")) else { continue };
        let span = file.span(code.range());
        if why.as_str().trim_matches([':', ' ', '\t']).is_empty() {
            diagnostics.push(Diagnostic::error("allowance::reason", span, "this does not say why").hint(
                format!("write the reason after it, as in `# allow {}: the source prints it`", code.as_str()),
            ));
        }
        let end = if is_page { text.len() } else { end_of_block(text, why.end()) };
        let start = if is_page { 0 } else { code.start() };
        allowances.push(Allowance { code: code.as_str(), span, holds_for: start..end + 1, is_used: false });
    }
    allowances
}

/// The details of a page, with the line above them.
fn details(text: &str) -> &str {
    let end = text.strip_prefix("+++").and_then(|rest| rest.find("\n+++"));
    text.slice(..end.map_or(0, |end| end + "+++".len()))
}

/// Where the next empty line begins.
fn end_of_block(text: &str, from: usize) -> usize {
    let mut at = from;
    for line in text.slice(from..).split_inclusive('\n').skip(1) {
        if line.trim().is_empty() {
            break;
        }
        at += line.len();
    }
    // The line of the comment itself ends before the first of them.
    at + text.slice(from..).split_inclusive('\n').next().map_or(0, str::len)
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::fixture::{check_short, page};

    #[test]
    fn what_is_allowed_with_a_reason_is_not_reported() {
        let terms = "//- content/terms.toml\n[[term]]\nwrite = \"a newer address\"\nnot = [\"old.example.org\"]\nwhy = \"it is going\"\n";
        let faq = |id: &str, comment: &str| {
            format!(
                "[[faq]]\nid = \"{id}\"\nname = \"What of {id}?\"\n{comment}says = \"Write to old.example.org.\"\naudience = [\"trainees\"]\nours = true\n\n"
            )
        };
        let allowing = |comment: &str| {
            page("b.md", "Ask old.example.org.").replacen("+++\n", &format!("+++\n{comment}\n"), 1)
        };
        check_short(
            &[
                terms.to_owned(),
                "//- content/north/faqs.toml\n".to_owned(),
                faq("a", "# allow term::other: the source has it\n"),
                faq("b", ""),
                faq("c", "# allow term::other\n"),
                faq("d", "# allow term::others: the source has it\n"),
                page("north/a.md", "{{ faqs }}\n"),
                allowing("# allow term::other: the source has it"),
            ]
            .concat(),
            expect![[r#"
                content/north/faqs.toml:12:18: warning: this site writes “a newer address”, not “old.example.org”: it is going (hint: find out which address is used now, and write it with its source)
                content/north/faqs.toml:19:9: error: this does not say why (hint: write the reason after it, as in `# allow term::other: the source prints it`)
                content/north/faqs.toml:27:9: warning: nothing here needs `term::others` to be allowed (hint: take the comment out, or look for a slip in the code)
                content/north/faqs.toml:28:18: warning: this site writes “a newer address”, not “old.example.org”: it is going (hint: find out which address is used now, and write it with its source)
            "#]],
        );
        check_short(
            &[
                terms.to_owned(),
                page("a.md", "Text.").replacen("+++\n", "+++\n# allow term::other: once\n", 1),
                page("b.md", "Ask old.example.org.\n# allow term::other: this is text"),
                page("c.md", "[x](no.md)").replacen("+++\n", "+++\n# allow link::missing-page: we know\n", 1),
            ]
            .concat(),
            expect![[r#"
                content/b.md:7:5: warning: this site writes “a newer address”, not “old.example.org”: it is going (hint: find out which address is used now, and write it with its source)
                content/b.md:8:1: error: the page already has its main heading: its `title` (hint: write `## allow term::other: this is text`)
                content/b.md:8:3: warning: nothing stands below this heading (hint: write what belongs here, or leave the heading out)
                content/c.md:8:5: error: there is no page `no.md`: no page here
            "#]],
        );
        check_short(
            &[page("a.md", "Text.").replacen("+++\n", "+++\n# allow term::other: once\n", 1)].concat(),
            expect![[r#"
                content/a.md:2:9: warning: nothing here needs `term::other` to be allowed (hint: take the comment out, or look for a slip in the code)
            "#]],
        );
    }
}
