//! Comments by which whoever writes a file keeps what a check would have otherwise, and says why:
//!
//! ```toml
//! # allow term::other: the source prints the address like this
//! email = "team@hee.nhs.uk"
//! ```
//!
//! In a page's details it holds for the whole page, elsewhere to the next empty line. Errors cannot be allowed.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use supportt_markdown::link_targets::CONTENT;
use supportt_source::diagnostic::{Diagnostic, Diagnostics, Severity};
use supportt_source::page_path::ending;
use supportt_source::{Slice as _, SourceFile, SourceId, Sources, Span};

/// A comment that allows something, which it names by its code.
struct Allowance {
    /// Where the code is written.
    span: Span,
    /// The bytes of the file for which it holds.
    holds_for: Range<usize>,
    is_used: bool,
}

/// The allowances of each code in each file, in the order of the file.
type Allowances<'s> = BTreeMap<(SourceId, &'s str), Vec<Allowance>>;

/// Takes out what is allowed at its place. Reports allowances without a reason, and those that nothing needs.
pub fn apply(sources: &Sources, diagnostics: &mut Diagnostics) {
    let mut problems = Diagnostics::new();
    let mut allowances = Allowances::new();
    for file in sources.below(CONTENT) {
        find(file, &mut allowances, &mut problems);
    }
    if allowances.is_empty() {
        return;
    }
    diagnostics.retain(|problem| {
        let at = problem.span.range().start;
        let same = allowances.get_mut(&(problem.span.file(), problem.code));
        // Where several hold, the last of them is the nearest.
        let nearest = same.and_then(|same| {
            let after = same.partition_point(|allowance| allowance.holds_for.start <= at);
            same.get_mut(after.checked_sub(1)?).filter(|allowance| allowance.holds_for.contains(&at))
        });
        match nearest {
            Some(allowance) if problem.severity != Severity::Error => {
                allowance.is_used = true;
                false
            }
            _ => true,
        }
    });
    // Where there are errors, not everything has been looked for.
    if !diagnostics.has_errors() {
        for ((_, code), same) in &allowances {
            problems.extend(same.iter().filter(|allowance| !allowance.is_used).map(|allowance| {
                let message = format!("nothing here needs `{code}` to be allowed");
                Diagnostic::warning("allowance::unused", allowance.span, message)
                    .hint("take the comment out, or look for a slip in the code")
            }));
        }
    }
    diagnostics.append(problems);
}

/// Finds the allowances of a file.
fn find<'s>(file: &'s SourceFile, allowances: &mut Allowances<'s>, diagnostics: &mut Diagnostics) {
    static COMMENT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\s*#\s*allow\s+(?<code>[a-z-]+::[a-z0-9-]+)(?<why>.*)$").expect("the pattern is right")
    });
    let text = file.text();
    if !text.contains("allow") {
        return;
    }
    let is_page = ending(file.path()) == "md";
    let mut start = 0;
    for block in blocks(if is_page { details(text) } else { text }) {
        let mut at = start;
        for line in block.split_inclusive('\n') {
            if let Some(found) = COMMENT.captures(line.trim_end())
                && let (Some(code), Some(why)) = (found.name("code"), found.name("why"))
            {
                let span = file.span(at + code.start()..at + code.end());
                if why.as_str().trim_matches([':', ' ', '\t']).is_empty() {
                    let example = format!("`# allow {}: the source prints it`", code.as_str());
                    diagnostics.push(
                        Diagnostic::error("allowance::reason", span, "this does not say why")
                            .hint(format!("write the reason after it, as in {example}")),
                    );
                }
                let holds_for = if is_page { 0..text.len() + 1 } else { at..start + block.len() + 1 };
                let allowance = Allowance { span, holds_for, is_used: false };
                allowances.entry((file.id(), code.as_str())).or_default().push(allowance);
            }
            at += line.len();
        }
        start += block.len();
    }
}

/// The parts of a text that end with an empty line each.
fn blocks(text: &str) -> Vec<&str> {
    let mut blocks = Vec::new();
    let (mut start, mut at) = (0, 0);
    for line in text.split_inclusive('\n') {
        at += line.len();
        if line.trim().is_empty() {
            blocks.push(text.slice(start..at));
            start = at;
        }
    }
    blocks.push(text.slice(start..));
    blocks
}

/// The details of a page, with the line above them.
fn details(text: &str) -> &str {
    let end = text.strip_prefix("+++").and_then(|rest| rest.find("\n+++"));
    text.slice(..end.map_or(0, |end| end + "+++".len()))
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use supportt_fixture::{check_short, page};

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
