//! Promises that the page does not keep: of somebody to contact, of a picture, of a table, of a footnote.

use std::collections::BTreeSet;
use std::ops::Range;

use supportt_markdown::passages::{Kind, Link, Part, Passage, is_quoted, passages};
use supportt_markdown::{Directive, Listing, RegionPart, SitePart};
use supportt_source::Slice;
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::pattern::{Pattern, any, pattern, places};

/// Phrases that tell people to get in touch with whoever runs the page.
static CONTACT: Pattern = Pattern::new(|| {
    const OURS: &str = r"(us|(the|our) (\w+ ){0,3}(team|office))";
    any(&[
        r"\b(please|do) (contact|e-?mail|phone|ring|call|write to)\b",
        r"\bcontact us|\bcontact (the|our) (\w+ ){0,3}(team|office|admin\w*)",
        &format!(r"\bget in (touch|contact)( if| for| to| by|[.,;!?]|$| with {OURS})"),
        r"\b(e-?mail|ring|call|phone|message) us\b",
        r"\bwrite to us (if|for|at|with|by)\b",
        r"\bgive us a (ring|call)|\bdrop us|\breach out to (us|the)",
        r"\b(available|reach us|reached|contactable|contacted) (by|via|on) (e-?mail|phone|telephone)",
        r"\b(e-?mail|ring|phone|call|speak to (a member of )?) ?the ((\w+ ){0,3}team|office|administrator)\b",
        r"\bcontact details (are )?below|\bcontact details for\b[^.]{0,60}\bbelow\b|\bdetails (are )?at the (foot|bottom|end) of (this|the) page",
        r"\b(address|number) (is )?(below|above)([.,;:)]|$)",
        r"\b(e-?mail|send|return) (it|them|your|the)\b[^.;]{0,40} to us\b",
        r"\bto (the|our) (\w+ ){0,2}(mailbox|inbox)\b",
        r"\b(direct|address|send) (all |any )?(your )?(queries|questions|enquiries) to\b|\benquiries should be",
    ])
});

/// Somebody else than the page's own people, whose address readers know.
static KNOWN: Pattern = Pattern::new(|| {
    pattern(
        r"\b(contact|e-?mail|phone|ring|call) (999|111|your|their|his|her|an?\b|each other|one another|them\b|the (door)?bell|the buzzer|the (\w+ ){0,3}\w+ on \d+)",
    )
});

/// What comes before such a phrase where it asks nobody to do it: a condition, or what is told of somebody.
static UNASKED: Pattern = Pattern::new(|| {
    any(&[
        r"\b(if|when|whenever|unless|until|once|each time|every time) (you|they|people|somebody|someone|anybody|anyone|staff)( \w+)? $",
        r"\b(who|whoever)( can| may| do| have| will)?( be)? $",
        r"\b(no|not|do you|don't|without) (need|have|having) to $",
    ])
});

/// An address or a telephone number.
static REACHABLE: Pattern = Pattern::new(|| pattern(r"[\w.+-]+@[\w-]+\.\w+|\b0\d[\d ]{7,}\d"));

/// Phrases that point at a picture.
static PICTURE: Pattern = Pattern::new(|| {
    const PICTURES: &str = "(diagram|image|picture|photo(graph)?|figure|chart|flow ?chart|organogram|graphic|screenshot|illustration|infographic|poster|video)";
    any(&[
        &format!(
            r"\b{PICTURES}s?\b[^.!?]{{0,60}}?\b(is|are|shown|given|set out)? ?(below|above|overleaf|opposite|on the (left|right))\b"
        ),
        &format!(r"\b(below|above|following) {PICTURES}"),
        &format!(r"\bclick(ing)? (on )?(the|this) {PICTURES}"),
        &format!(r"\bsee (the )?{PICTURES}\b"),
        r"\bmap (is |shown )?(below|above|overleaf|opposite)\b",
    ])
});

/// Phrases that say what a picture or a table shows, which may be in a document that is linked to.
static SHOWN: Pattern = Pattern::new(|| {
    any(&[
        r"\b(the|this) (diagram|flow ?chart|infographic|organogram) (shows|explains|sets out|summarises|illustrates)\b",
        r"^figure \d+ (shows|explains|sets out|summarises|illustrates)\b|\b(see|in) (figure|fig\.?) \d+([.,;)]|$)",
    ])
});
static IN_TABLE: Pattern =
    Pattern::new(|| pattern(r"^table \d+ (shows|gives|lists|sets out)\b|\b(see|in) table \d+([.,;)]|$)"));

/// Phrases that point at a table.
static TABLE: Pattern = Pattern::new(|| {
    pattern(
        r"\b((time)?table (is |shown )?(below|above|overleaf)|(following|below|above) table|see (the )?table)\b",
    )
});

/// A note that is referred to by its number, or as such.
static NOTE: Pattern = Pattern::new(|| pattern(r"\bsee (foot)?note( \d+)?([.,;)]|$)"));

/// What looks like the beginning of such a note, or of a list of them.
static NOTE_BEGINS: Pattern = Pattern::new(|| pattern(r"^((foot)?notes?\b|\W?\d+[.)\]: ])"));

/// A mark that refers to a note.
static MARK: Pattern = Pattern::new(|| pattern(r"[\p{Alphabetic}\d).]{2}(\*{1,3}|†|‡|[¹²³])(\s|[.,;:)]|$)"));

pub(super) fn check(parts: &[Part], diagnostics: &mut Diagnostics) {
    check_contacts(parts, diagnostics);
    let has_picture = parts.iter().any(|part| {
        matches!(
            part,
            Part::Picture { .. }
                | Part::Directive(
                    Directive::Region(RegionPart::Process) | Directive::Site(SitePart::QuestionGraph)
                )
        )
    });
    let has_table = parts.iter().any(|part| match part {
        Part::Directive(_) => true,
        Part::Passage(passage) => passage.kind == Kind::Cell,
        _ => false,
    });
    for passage in passages(parts) {
        if !has_picture {
            report(&[&PICTURE, &SHOWN], passage, diagnostics, |span| {
                Diagnostic::advice("figure::missing", span, "there is no picture on this page")
                    .label("this points at one")
                    .hint("put the picture in with words for people who cannot see it, `![what it shows](file.svg)`, or say it in words")
            });
        }
        if !has_table {
            report(&[&TABLE, &IN_TABLE], passage, diagnostics, |span| {
                Diagnostic::advice("table::missing", span, "there is no table on this page")
                    .label("this points at one")
                    .hint("put the table in, or say it in words")
            });
        }
    }
    check_marks(parts, diagnostics);
    check_words_of_pictures(parts, diagnostics);
}

fn report(
    [named, told]: &[&Pattern; 2],
    passage: &Passage,
    diagnostics: &mut Diagnostics,
    problem: impl Fn(supportt_source::Span) -> Diagnostic,
) {
    // What is told may be in a document that the passage links to.
    let told = places(told, &passage.text).filter(|_| passage.links.is_empty());
    let mut found = places(named, &passage.text).chain(told).filter(|found| !is_quoted(passage, found));
    diagnostics.extend(found.next().map(|found| problem(passage.place(found))));
}

/// Whether a page says how to reach people: it shows a contact, or links to a mailbox or to a page of contacts.
fn says_how(parts: &[Part]) -> bool {
    parts.iter().any(|part| match part {
        Part::Directive(directive) => {
            matches!(
                directive,
                Directive::Region(RegionPart::Contact) | Directive::Listing(Listing::Contacts)
            )
        }
        Part::Passage(passage) => {
            let leads_to_people = |link: &Link| {
                ["mailto:", "tel:"].iter().any(|scheme| link.target.starts_with(scheme))
                    || link.target.contains('@')
                    || link.target.to_lowercase().contains("contact")
            };
            REACHABLE.is_match(&passage.text) || passage.links.iter().any(leads_to_people)
        }
        _ => false,
    })
}

fn check_contacts(parts: &[Part], diagnostics: &mut Diagnostics) {
    if says_how(parts) {
        return;
    }
    for passage in passages(parts) {
        let is_heading = matches!(passage.kind, Kind::Heading(_));
        if is_heading || !passage.links.is_empty() {
            continue;
        }
        let known: Vec<Range<usize>> = places(&KNOWN, &passage.text).collect();
        let is_known = |found: &Range<usize>| {
            let next = known.partition_point(|known| known.end < found.end);
            known.get(next).is_some_and(|known| known.start < found.end)
        };
        let mut promises = places(&CONTACT, &passage.text).filter(|found| {
            !is_quoted(passage, found)
                && !UNASKED.is_match(passage.text.slice(..found.start))
                && !is_known(found)
        });
        if let Some(found) = promises.next() {
            diagnostics.push(
                Diagnostic::advice("contact::missing", passage.place(found), "this does not say how to reach them")
                    .label("no address, number or link here")
                    .hint("link to the page with the contacts, or show the region's contact with `{{ contact }}` on a line of its own"),
            );
        }
    }
}

/// The marks that words bear.
pub(super) fn marks(parts: &[Part]) -> BTreeSet<&str> {
    let found = passages(parts).flat_map(|passage| MARK.captures_iter(&passage.text));
    found.filter_map(|found| found.get(1)).map(|mark| mark.as_str()).collect()
}

/// Reports an asterisk or dagger after a word, to which no note answers, and notes to which nothing leads.
fn check_marks(parts: &[Part], diagnostics: &mut Diagnostics) {
    let has_notes = passages(parts).any(|passage| NOTE_BEGINS.is_match(&passage.text));
    let marks = marks(parts);
    // A note begins with its mark, in a paragraph of its own or in brackets.
    let is_answered = |mark: &&&str| {
        let in_brackets = format!("({mark}");
        passages(parts)
            .any(|other| other.text.trim_start().starts_with(**mark) || other.text.contains(&in_brackets))
    };
    let answered: BTreeSet<&str> = marks.iter().filter(is_answered).copied().collect();
    for passage in passages(parts) {
        let unanswered = places(&NOTE, &passage.text).find(|found| !has_notes && !is_quoted(passage, found));
        if let Some(found) = unanswered {
            diagnostics.push(
                Diagnostic::error("footnote::missing", passage.place(found), "there is no note on this page")
                    .label("this points at one")
                    .hint("write a footnote: `[^1]` here, and `[^1]: …` in a paragraph of its own"),
            );
        }
        let mark = passage.text.chars().next().filter(|mark| matches!(mark, '†' | '‡')).map(String::from);
        if let Some(mark) = mark.filter(|mark| !marks.contains(mark.as_str())) {
            diagnostics.push(
                Diagnostic::warning(
                    "footnote::unused",
                    passage.place(0..mark.len()),
                    format!("nothing refers to the note with this `{mark}`"),
                )
                .hint("put the mark after the word that it is about, or leave the note out"),
            );
        }
        for found in MARK.captures_iter(&passage.text) {
            let Some(mark) = found.get(1) else { continue };
            if !answered.contains(mark.as_str()) {
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
    any(&[
        r"^((image|picture|photo|graphic|diagram|chart|flow ?chart|figure|infographic|logo|icon|banner|alt|alt text|alternative text|untitled|screenshot)( ?\d*))?$",
        r"^(img|dsc|image|screenshot)[-_ ]?\d[\d\s.:_-]*(at [\d.: ]+)?$",
        r"\.(png|jpe?g|gif|svg|webp|avif)$",
        r"^(an? )?(image|picture|photo|graphic) of\b",
    ])
});

fn check_words_of_pictures(parts: &[Part], diagnostics: &mut Diagnostics) {
    for part in parts {
        let Part::Picture { words, span } = part else { continue };
        if !words.trim().is_empty() && NO_WORDS.is_match(words.trim()) {
            diagnostics.push(
                Diagnostic::advice(
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

    use supportt_fixture::{check_short, page};

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
                page(
                    "e.md",
                    "If you email us, we keep your message. When you contact us, we record your name. The number of people who contact us has doubled.\n\nThere is no need to contact us when you have sent the form. Do you need to contact us? Usually not.\n\nCall the cardiac arrest team on 2222. Name somebody who can be reached by phone.\n",
                ),
                page("f.md", "If you need help, contact us.\n"),
            ]
            .concat(),
            expect![[r#"
                content/a.md:7:16: advice: this does not say how to reach them: no address, number or link here (hint: link to the page with the contacts, or show the region's contact with `{{ contact }}` on a line of its own)
                content/a.md:9:14: advice: this does not say how to reach them: no address, number or link here (hint: link to the page with the contacts, or show the region's contact with `{{ contact }}` on a line of its own)
                content/a.md:11:28: advice: this does not say how to reach them: no address, number or link here (hint: link to the page with the contacts, or show the region's contact with `{{ contact }}` on a line of its own)
                content/a.md:13:1: advice: this does not say how to reach them: no address, number or link here (hint: link to the page with the contacts, or show the region's contact with `{{ contact }}` on a line of its own)
                content/f.md:7:19: advice: this does not say how to reach them: no address, number or link here (hint: link to the page with the contacts, or show the region's contact with `{{ contact }}` on a line of its own)
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
                content/north/a.md:7:3: advice: there is no picture on this page: this points at one (hint: put the picture in with words for people who cannot see it, `![what it shows](file.svg)`, or say it in words)
                content/north/a.md:9:8: advice: there is no picture on this page: this points at one (hint: put the picture in with words for people who cannot see it, `![what it shows](file.svg)`, or say it in words)
                content/north/a.md:11:5: advice: there is no table on this page: this points at one (hint: put the table in, or say it in words)
                content/north/a.md:13:21: error: no note answers to this `*` (hint: write a footnote: `[^1]` here, and `[^1]: …` in a paragraph of its own)
                content/north/b.md:9:1: advice: “Image of the North” does not say what the picture shows (hint: say what people are meant to learn from it; that it is a picture is told already)
            "#]],
        );
    }

    #[test]
    fn every_kind_of_promise_is_found() {
        let texts = [
            "Send the form to the address below.",
            "Speak to your Champion (details at the foot of this page).",
            "You can ring the office on weekdays.",
            "Email your completed form back to us.",
            "Forms should be returned to the SuppoRTT mailbox.",
            "Please direct all queries to the administrator.",
            "As the flowchart shows, there are four stages.",
            "Figure 1 shows how to apply.",
            "See fig. 2.",
            "Rates are in Table 2.",
            "The days are paid (see note 3).",
            "† Subject to funding.",
            "![Diagram](north/map.svg) ![alt text](north/map.svg) ![Screenshot 2024-03-01 at 10.44.12](north/map.svg)",
        ];
        let (pictures, promises) = texts.split_last().expect("there are texts");
        check_short(
            &[page("a.md", &promises.join("\n\n")), page("b.md", pictures)].concat(),
            expect![[r#"
                content/a.md:7:22: advice: this does not say how to reach them: no address, number or link here (hint: link to the page with the contacts, or show the region's contact with `{{ contact }}` on a line of its own)
                content/a.md:9:25: advice: this does not say how to reach them: no address, number or link here (hint: link to the page with the contacts, or show the region's contact with `{{ contact }}` on a line of its own)
                content/a.md:11:9: advice: this does not say how to reach them: no address, number or link here (hint: link to the page with the contacts, or show the region's contact with `{{ contact }}` on a line of its own)
                content/a.md:13:1: advice: this does not say how to reach them: no address, number or link here (hint: link to the page with the contacts, or show the region's contact with `{{ contact }}` on a line of its own)
                content/a.md:15:26: advice: this does not say how to reach them: no address, number or link here (hint: link to the page with the contacts, or show the region's contact with `{{ contact }}` on a line of its own)
                content/a.md:17:8: advice: this does not say how to reach them: no address, number or link here (hint: link to the page with the contacts, or show the region's contact with `{{ contact }}` on a line of its own)
                content/a.md:19:4: advice: there is no picture on this page: this points at one (hint: put the picture in with words for people who cannot see it, `![what it shows](file.svg)`, or say it in words)
                content/a.md:21:1: advice: there is no picture on this page: this points at one (hint: put the picture in with words for people who cannot see it, `![what it shows](file.svg)`, or say it in words)
                content/a.md:23:1: advice: there is no picture on this page: this points at one (hint: put the picture in with words for people who cannot see it, `![what it shows](file.svg)`, or say it in words)
                content/a.md:25:11: advice: there is no table on this page: this points at one (hint: put the table in, or say it in words)
                content/a.md:27:20: error: there is no note on this page: this points at one (hint: write a footnote: `[^1]` here, and `[^1]: …` in a paragraph of its own)
                content/a.md:29:1: warning: nothing refers to the note with this `†` (hint: put the mark after the word that it is about, or leave the note out)
                content/b.md:7:1: advice: “Diagram” does not say what the picture shows (hint: say what people are meant to learn from it; that it is a picture is told already)
                content/b.md:7:27: advice: “alt text” does not say what the picture shows (hint: say what people are meant to learn from it; that it is a picture is told already)
                content/b.md:7:54: advice: “Screenshot 2024-03-01 at 10.44.12” does not say what the picture shows (hint: say what people are meant to learn from it; that it is a picture is told already)
            "#]],
        );
    }

    #[test]
    fn what_promises_nothing_is_left_alone() {
        let texts = [
            "Please ring the bell and wait. Call bells are tested on Mondays.",
            "Ask us for one as soon as you can. Nothing happens until you write to us.",
            "Contact dermatitis is common. You may contact your union. We will be in touch.",
            "“Please contact us” is what she wrote.",
            "The figures for this year are better. The table in the canteen is where we meet.",
            "Table 4 is by the window. It is in Table 2 of the Gold Guide, and in Figure 3 of [the report](about.md).",
            "The flowchart shows it in [the guide](about.md). Put yourself in the picture.",
            "Take note. See notes of your meetings. Days are paid‡.",
            "‡ For six days.",
            "Send it to your director. Address your fears. Send your questions in a letter. A number above 10 has two digits.",
        ];
        check_short(
            &[
                page("a.md", &texts.join("\n\n")),
                page("north/contacts.md", "Please contact us.\n\n{{ contact }}\n"),
                page("north/b.md", "Please email us.\n\nThere is a list of [whom to ask](contacts.md).\n"),
                page("c.md", "Pay rises (see note 1).\n\nNote 1: in April.\n\n![A map of the North](north/map.svg)\n\nSee figure 1.\n"),
            ]
            .concat(),
            expect![""],
        );
    }
}
