//! Promises that the page does not keep: of somebody to contact, of a picture, of a table, of a footnote.

use super::{Pattern, passages, pattern, places};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::markdown::passages::{Kind, Part, Passage};
use crate::markdown::{Directive, Listing};

/// Phrases that tell people to get in touch with whoever runs the page.
static CONTACT: Pattern = Pattern::new(|| {
    pattern(
        r"\b((please|do) (contact|e-?mail|phone|ring|call)\b|contact us|contact (the|our) (\w+ ){0,3}(team|office|admin\w*)|get in (touch|contact)( if| for| to| by|[.,;!?]|$| with (us|(the|our) (\w+ ){0,3}(team|office)))|(e-?mail|write to|ring|call|phone|message|ask) us\b|give us a (ring|call)|drop us|reach out to (us|the)|(available|reach us|reached|contactable|contacted) (by|via|on) (e-?mail|phone|telephone)|(e-?mail|ring|phone|speak to (a member of )?) ?the (\w+ ){0,3}team|contact details are below|enquiries should be)",
    )
});

/// Somebody else than the page's own people, whose address readers know.
static KNOWN: Pattern = Pattern::new(|| {
    pattern(
        r"\b(contact|e-?mail|phone|ring|call) (999|111|your|their|his|her|an?\b|each other|one another|them\b)",
    )
});

/// An address or a telephone number.
static REACHABLE: Pattern = Pattern::new(|| pattern(r"[\w.+-]+@[\w-]+\.\w+|\b0\d[\d ]{7,}\d"));

/// Phrases that point at a picture.
static PICTURE: Pattern = Pattern::new(|| {
    const PICTURES: &str = "(diagram|image|picture|photo(graph)?|figure|chart|flow ?chart|graphic|screenshot|illustration|infographic|poster|video)";
    pattern(&format!(
        r"\b({PICTURES}s?\b[^.!?]{{0,60}}?\b(is|are|shown|given|set out)? ?(below|above|overleaf|on the (left|right))\b|(below|above|following) {PICTURES}|click(ing)? (on )?(the|this) {PICTURES}|see (the )?{PICTURES}\b)"
    ))
});

/// Phrases that point at a table.
static TABLE: Pattern = Pattern::new(|| {
    pattern(r"\b(table (is |shown )?(below|above|overleaf)|(following|below|above) table|see (the )?table)\b")
});

/// A mark that refers to a note.
static MARK: Pattern = Pattern::new(|| pattern(r"[\p{Alphabetic}\d).]{2}(\*{1,3}|†|‡|[¹²³])(\s|[.,;:)]|$)"));

pub(super) fn check(parts: &[Part], diagnostics: &mut Diagnostics) {
    check_contacts(parts, diagnostics);
    let has_picture = parts.iter().any(|part| {
        matches!(part, Part::Picture { .. } | Part::Directive(Directive::Process | Directive::QuestionGraph))
    });
    let has_table = parts.iter().any(|part| match part {
        Part::Directive(_) => true,
        Part::Passage(passage) => passage.kind == Kind::Cell,
        _ => false,
    });
    for passage in passages(parts) {
        if !has_picture {
            report(&PICTURE, passage, diagnostics, |span| {
                Diagnostic::error("figure::missing", span, "there is no picture on this page")
                    .label("this points at one")
                    .hint("put the picture in with words for people who cannot see it, `![what it shows](file.svg)`, or say it in words")
            });
        }
        if !has_table {
            report(&TABLE, passage, diagnostics, |span| {
                Diagnostic::error("table::missing", span, "there is no table on this page")
                    .label("this points at one")
                    .hint("put the table in, or say it in words")
            });
        }
    }
    check_marks(parts, diagnostics);
    check_words_of_pictures(parts, diagnostics);
}

fn report(
    pattern: &Pattern,
    passage: &Passage,
    diagnostics: &mut Diagnostics,
    problem: impl Fn(crate::source::Span) -> Diagnostic,
) {
    diagnostics.extend(places(pattern, &passage.text).next().map(|found| problem(passage.place(found))));
}

/// Whether a page says how to reach people: it shows a contact, or links to a mailbox or to a page of contacts.
fn says_how(parts: &[Part]) -> bool {
    parts.iter().any(|part| match part {
        Part::Directive(directive) => {
            matches!(directive, Directive::Contact | Directive::Listing(Listing::Contacts))
        }
        Part::Passage(passage) => passage.links.iter().any(|link| {
            link.target.starts_with("mailto:") || link.target.starts_with("tel:") || link.target.contains('@')
        }),
        _ => false,
    })
}

fn check_contacts(parts: &[Part], diagnostics: &mut Diagnostics) {
    if says_how(parts) {
        return;
    }
    for passage in passages(parts) {
        let is_heading = matches!(passage.kind, Kind::Heading(_));
        if is_heading || !passage.links.is_empty() || REACHABLE.is_match(&passage.text) {
            continue;
        }
        let mut promises = places(&CONTACT, &passage.text).filter(|found| {
            !KNOWN
                .find_iter(&passage.text)
                .any(|known| known.end() > found.start && known.start() < found.end)
        });
        if let Some(found) = promises.next() {
            diagnostics.push(
                Diagnostic::error("contact::missing", passage.place(found), "this does not say how to reach them")
                    .label("no address, number or link here")
                    .hint("link to the page with the contacts, or show the region's contact with `{{ contact }}` on a line of its own"),
            );
        }
    }
}

/// Whether a word of a passage bears this mark.
pub(super) fn bears(passage: &Passage, mark: &str) -> bool {
    MARK.captures_iter(&passage.text).any(|found| &found[1] == mark)
}

/// Reports an asterisk or dagger after a word, to which no note answers.
fn check_marks(parts: &[Part], diagnostics: &mut Diagnostics) {
    for passage in passages(parts) {
        for found in MARK.captures_iter(&passage.text) {
            let Some(mark) = found.get(1) else { continue };
            // A note begins with its mark, in a paragraph of its own or in brackets.
            let in_brackets = format!("({}", mark.as_str());
            let answered = passages(parts).any(|other| {
                other.text.trim_start().starts_with(mark.as_str()) || other.text.contains(&in_brackets)
            });
            if !answered {
                diagnostics.push(
                    Diagnostic::error(
                        "footnote::missing",
                        passage.place(mark.range()),
                        format!("no note answers to this `{}`", mark.as_str()),
                    )
                    .hint("write a footnote: `[^1]` here, and `[^1]: …` in a paragraph of its own"),
                );
            }
        }
    }
}

/// Words for people who cannot see a picture that do not say what it shows.
static NO_WORDS: Pattern = Pattern::new(|| {
    pattern(
        r"^(image|picture|photo|graphic|logo|img[-_ ]?\d*|dsc[-_ ]?\d+|untitled|screenshot)?$|\.(png|jpe?g|gif|svg|webp|avif)$|^(an? )?(image|picture|photo|graphic) of\b",
    )
});

fn check_words_of_pictures(parts: &[Part], diagnostics: &mut Diagnostics) {
    for part in parts {
        let Part::Picture { words, span } = part else { continue };
        if !words.trim().is_empty() && NO_WORDS.is_match(words.trim()) {
            diagnostics.push(
                Diagnostic::warning(
                    "image::words",
                    *span,
                    format!("“{words}” does not say what the picture shows"),
                )
                .hint("say what people are meant to learn from it; that it is a picture is told already"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::fixture::{check_short, page};

    #[test]
    fn who_is_to_be_contacted_can_be() {
        check_short(
            &[
                page(
                    "a.md",
                    "If this occurs please contact us and we will help.\n\nThe team are available via email.\n\nIf you have any questions, please contact\n\nGet in touch with the SuppoRTT team.\n\nContact your supervisor, and call 999 in an emergency. Stay in contact with them.\n\n[Contact us](about.md) about it.\n",
                ),
                page("b.md", "Please contact us.\n\n<team@example.org>\n"),
                page("north/c.md", "Please contact us.\n\n{{ contact }}\n"),
                page("d.md", "Please contact us on 01632 960000.\n"),
            ]
            .concat(),
            expect![[r#"
                content/a.md:7:16: error: this does not say how to reach them: no address, number or link here (hint: link to the page with the contacts, or show the region's contact with `{{ contact }}` on a line of its own)
                content/a.md:9:14: error: this does not say how to reach them: no address, number or link here (hint: link to the page with the contacts, or show the region's contact with `{{ contact }}` on a line of its own)
                content/a.md:11:28: error: this does not say how to reach them: no address, number or link here (hint: link to the page with the contacts, or show the region's contact with `{{ contact }}` on a line of its own)
                content/a.md:13:1: error: this does not say how to reach them: no address, number or link here (hint: link to the page with the contacts, or show the region's contact with `{{ contact }}` on a line of its own)
            "#]],
        );
    }

    #[test]
    fn what_is_pointed_at_is_there() {
        check_short(
            &[
                page(
                    "north/a.md",
                    "A diagram showing how the system works is below.\n\nPlease click on the image to be taken there.\n\nThe following table lists the courses.\n\nFor 3 months or more* it applies, and **bold** is not a mark.\n\nPut yourself in the picture. A chart may help.\n",
                ),
                page(
                    "north/b.md",
                    "The diagram below shows it, and the table below too. Open to all*.\n\n![Image of the North](map.svg)\n\n| A |\n| --- |\n| b |\n\n\\* Nearly all.\n",
                ),
            ]
            .concat(),
            expect![[r#"
                content/north/a.md:7:3: error: there is no picture on this page: this points at one (hint: put the picture in with words for people who cannot see it, `![what it shows](file.svg)`, or say it in words)
                content/north/a.md:9:8: error: there is no picture on this page: this points at one (hint: put the picture in with words for people who cannot see it, `![what it shows](file.svg)`, or say it in words)
                content/north/a.md:11:5: error: there is no table on this page: this points at one (hint: put the table in, or say it in words)
                content/north/a.md:13:21: error: no note answers to this `*` (hint: write a footnote: `[^1]` here, and `[^1]: …` in a paragraph of its own)
                content/north/b.md:9:1: warning: “Image of the North” does not say what the picture shows (hint: say what people are meant to learn from it; that it is a picture is told already)
            "#]],
        );
    }
}
