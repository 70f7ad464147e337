//! Headings with nothing below them, and sentences that announce what does not follow.

use pulldown_cmark::HeadingLevel;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::markdown::passages::{Kind, Part, Passage};

pub(super) fn check(parts: &[Part], diagnostics: &mut Diagnostics) {
    for (place, part) in parts.iter().enumerate() {
        let Part::Passage(passage) = part else { continue };
        let next = parts[place + 1..].iter().find(|part| !matches!(part, Part::Picture { .. }));
        let next_heading = match next {
            Some(Part::Passage(Passage { kind: Kind::Heading(level), .. })) => Some(*level),
            None => Some(HeadingLevel::H1),
            Some(_) => None,
        };
        match passage.kind {
            Kind::Heading(level) if next_heading.is_some_and(|next| next <= level) => diagnostics.push(
                Diagnostic::warning(
                    "heading::nothing-below",
                    passage.span,
                    "nothing stands below this heading",
                )
                .hint("write what belongs here, or leave the heading out"),
            ),
            Kind::Paragraph if next_heading.is_some() && passage.text.trim_end().ends_with(':') => {
                diagnostics.push(
                    Diagnostic::warning(
                        "prose::nothing-follows",
                        passage.span,
                        "this announces something that does not follow",
                    )
                    .label("it ends with a colon")
                    .hint("write the list or the sentence that belongs here, or end it with a full stop"),
                );
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::fixture::{check_short, page};

    #[test]
    fn a_heading_has_something_below_it() {
        check_short(
            &page(
                "a.md",
                "## One\n\n### Within\n\nText.\n\n## Two\n\n## Three\n\n{{ regions }}\n\n## Four\n",
            ),
            expect![[r#"
                content/a.md:13:4: warning: nothing stands below this heading (hint: write what belongs here, or leave the heading out)
                content/a.md:19:4: warning: nothing stands below this heading (hint: write what belongs here, or leave the heading out)
            "#]],
        );
    }

    #[test]
    fn what_is_announced_follows() {
        check_short(
            &page(
                "a.md",
                "Access keys used on this site are:\n\n## Keys\n\nThese:\n\n- one\n\nThese:\n\n    code\n\nAnd these:\n",
            ),
            expect![[r#"
                content/a.md:7:1: warning: this announces something that does not follow: it ends with a colon (hint: write the list or the sentence that belongs here, or end it with a full stop)
                content/a.md:19:1: warning: this announces something that does not follow: it ends with a colon (hint: write the list or the sentence that belongs here, or end it with a full stop)
            "#]],
        );
    }
}
