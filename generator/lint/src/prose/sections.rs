//! Headings with nothing below them, and sentences that announce what does not follow.

use pulldown_cmark::HeadingLevel;

use supportt_markdown::passages::{Kind, Part, Passage};
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::pattern::{Pattern, any};

/// Sentences at the end of a passage that announce a list.
static ANNOUNCED: Pattern = Pattern::new(|| {
    const NUMBER: &str = "two|three|four|five|six|seven|eight|nine|ten|several|\\d+";
    const THINGS: &str =
        "ways|steps|stages|options|reasons|kinds|types|forms|routes|parts|conditions|exceptions|documents";
    any(&[
        r"\b(is|are) as follows\.$",
        r"\b(bring|need|do|include|includes) the following\.$",
        &format!(r"\bthere are ({NUMBER}) ({THINGS})( (to|of|for|in) [^.:;,]+)?\.$"),
    ])
});

pub(super) fn check(parts: &[Part], diagnostics: &mut Diagnostics) {
    let mut section = None;
    for (place, part) in parts.iter().enumerate() {
        let Part::Passage(passage) = part else { continue };
        if let Kind::Heading(level) = passage.kind {
            section = Some(level);
        }
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
            // What is announced may be the sections below.
            Kind::Paragraph
                if next_heading.is_some_and(|next| section.is_none_or(|section| next <= section))
                    && passage.text.trim_end().ends_with(':') =>
            {
                diagnostics.push(
                    Diagnostic::advice(
                        "prose::nothing-follows",
                        passage.span,
                        "this announces something that does not follow",
                    )
                    .label("it ends with a colon")
                    .hint("write the list or the sentence that belongs here, or end it with a full stop"),
                );
            }
            // What is announced may be said in sections of their own, or have been said before.
            Kind::Paragraph
                if ends_section(next_heading, section)
                    && !place.checked_sub(1).is_some_and(|before| is_listed(&parts[before]))
                    && ANNOUNCED.is_match(passage.text.trim_end()) =>
            {
                diagnostics.push(
                    Diagnostic::advice(
                        "prose::nothing-follows",
                        passage.span,
                        "this announces something that does not follow",
                    )
                    .hint("write the list that belongs here, or say what it would say"),
                );
            }
            _ => {}
        }
    }
}

/// Whether a section ends where this heading begins. What stands before the first heading is a section without one.
fn ends_section(next: Option<HeadingLevel>, section: Option<HeadingLevel>) -> bool {
    next.is_some_and(|next| next == HeadingLevel::H1 || section.is_some_and(|section| next <= section))
}

/// Whether a part belongs to a list or a table.
fn is_listed(part: &Part) -> bool {
    matches!(part, Part::Passage(Passage { kind: Kind::Item | Kind::Cell, .. }))
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use supportt_fixture::{check_short, page};

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
                "Access keys used on this site are:\n\n## Keys\n\nOf two kinds:\n\n### One\n\nA.\n\n### Two\n\nB.\n\n## Others\n\nThese:\n\n- one\n\nThese:\n\n    code\n\nAnd these:\n",
            ),
            expect![[r#"
                content/a.md:7:1: advice: this announces something that does not follow: it ends with a colon (hint: write the list or the sentence that belongs here, or end it with a full stop)
                content/a.md:31:1: advice: this announces something that does not follow: it ends with a colon (hint: write the list or the sentence that belongs here, or end it with a full stop)
            "#]],
        );
    }

    #[test]
    fn lists_that_are_announced_in_a_sentence_follow() {
        check_short(
            &page(
                "a.md",
                "\
## One

There are three ways to apply.

## Two

You will need to bring the following.

## Three

There are two kinds of leave.

### Planned leave

There are two days. There are many ways to rest.

## Four

There are three ways to apply. Write, ring or call in.

## Five

- rest
- food

There are two reasons for that.

## Six

There are two ways.

First, write to your director.

## Seven

The steps are as follows.
",
            ),
            expect![[r#"
                content/a.md:9:1: advice: this announces something that does not follow (hint: write the list that belongs here, or say what it would say)
                content/a.md:13:1: advice: this announces something that does not follow (hint: write the list that belongs here, or say what it would say)
                content/a.md:42:1: advice: this announces something that does not follow (hint: write the list that belongs here, or say what it would say)
            "#]],
        );
    }
}
