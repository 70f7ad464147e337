//! Sentences that are broken, too long, or true for a time only.

use std::ops::Range;

use supportt_markdown::lookalikes::is_point;
use supportt_markdown::passages::{Kind, Part, Passage, is_quoted, passages};
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::pattern::{Pattern, any, pattern, places};
use supportt_source::{Slice, Span};

/// More words than this are hard to hold in mind. Service manuals of the NHS and of GOV.UK advise fewer than 25.
const LONG: usize = 35;

/// Words for a time that passes.
static TIME_LIMITED: Pattern = Pattern::new(|| {
    pattern(
        r"\b((during|due to|because of|in light of|owing to|amid|throughout) (the )?(current )?(covid(-19)?|coronavirus|pandemic|lockdown)( (pandemic|outbreak|crisis))?|current restrictions|social distancing|until further notice|watch this space|(is|are|been) temporarily (closed|suspended|paused|unavailable|online|stopped)|under construction)\b|\bcoming soon([.,:;!)]|$| (in|to|on)\b)",
    )
});

/// Words for a time that passes, which may also tell how long something goes on anyway.
static FOR_NOW: Pattern = Pattern::new(|| pattern(r"\bfor the time being\b"));

/// Words that say that a sentence tells of the past.
static TOLD: Pattern = Pattern::new(|| {
    pattern(r"\b(was|were|had|did|came|went|became|taught|learned|learnt|worked|helped|moved)\b")
});

/// What is not as it usually is.
static UNUSUAL: Pattern = Pattern::new(|| {
    pattern(
        r"\b(closed|suspended|paused|cancelled|postponed|stopped|unavailable|online|virtual|remote(ly)?|by video|no|not)\b",
    )
});

/// Words that no sentence ends with.
static CUT_OFF: Pattern = Pattern::new(|| {
    any(&[
        r"\b(and|or|but|the|an|your|our|their|which|because|whether|will be|such as|as well as)$",
        r"\b(need|have|able|going|ought|asked|ready|want|wish|like) to$",
        r"\b(please|then|also|should|must|can|cannot|may) ((speak|talk|write|turn|refer|listen|go) to|please|contact|see)$",
        r", (then |you )?(please|go to|speak to|talk to)$|\b(can|should|may)not$|\bthen please$",
        r"\b(note|sure|ensure|aware|remember) that,?$",
        r"\b(an?|the|person|people|somebody|someone) (\w+ )?who$",
        r"\b(to us at|e-?mail it to|e-?mail to|contact us (at|on|via|by))$",
        // A bracket that stays open, with nothing in it.
        r"\((via|see|at|by|from|or|e-?mail|contact)$",
    ])
});

/// Words at the end of a point after which another one follows.
static LIST_GOES_ON: Pattern = Pattern::new(|| pattern(r"[,;] (and|or)$"));

/// Words after which something is missing within a sentence.
static LEFT_OUT: Pattern = Pattern::new(|| {
    any(&[
        r"\b(?-i:the|an|your|our|via|with|from|contact the) [.,;](\s|$)",
        r"\b(contact|e-?mail|ring|phone|call) [^.;:]{0,60}\b(at|via) (if|for more|to ask|when|between|and ask)\b",
        r"\b(submit|send|sent|return|returned|submitted)(t?ed)? [^.;:]{0,60} to:$",
    ])
});

pub(super) fn check(parts: &[Part], is_dated: bool, diagnostics: &mut Diagnostics) {
    check_broken(parts, diagnostics);
    check_cut_off(parts, diagnostics);
    let mut is_told = is_dated;
    for passage in passages(parts) {
        check_length(passage, diagnostics);
        if let Some(found) = time_limited(passage)
            && !is_told
        {
            is_told = true;
            diagnostics.push(
                Diagnostic::advice("prose::time-limited", passage.place(found), "this holds for a time only")
                    .label("and nobody has to look at the page again")
                    .hint("write in the page's details by which day it must be looked at again, `review_by = …`, or until when it may be shown, `expires = …`")
                    .hint("a temporary arrangement belongs in `region.toml` as a `[[notice]]`, which ends by itself"),
            );
        }
    }
}

/// Where a passage speaks of what holds for a time only.
fn time_limited(passage: &Passage) -> Option<Range<usize>> {
    let sentences = passage.sentences().into_iter();
    let mut found = sentences
        .filter(|sentence| !TOLD.is_match(passage.text.slice(sentence.clone())))
        .flat_map(|sentence| {
            let text = passage.text.slice(sentence.clone());
            let for_now = places(&FOR_NOW, text).filter(|_| UNUSUAL.is_match(text));
            let found = places(&TIME_LIMITED, text).chain(for_now);
            found.map(move |found| sentence.start + found.start..sentence.start + found.end)
        });
    found.find(|found| !is_quoted(passage, found))
}

/// Reports a paragraph that goes on in the next one.
fn check_broken(parts: &[Part], diagnostics: &mut Diagnostics) {
    for pair in parts.windows(2) {
        let [Part::Passage(one), Part::Passage(next)] = pair else { continue };
        if one.kind != Kind::Paragraph || next.kind != Kind::Paragraph {
            continue;
        }
        let end = one.text.trim_end();
        // A label or the beginning of a letter is no sentence.
        let is_sentence = end.split_whitespace().count() > 4;
        let ends_within = is_sentence && end.ends_with(|c: char| c.is_alphabetic() || c == ',');
        let goes_on = next.text.trim_start().starts_with(char::is_lowercase) && !is_point(&next.text);
        if ends_within && goes_on {
            diagnostics.push(
                Diagnostic::advice(
                    "prose::broken-sentence",
                    next.span,
                    "this goes on from the paragraph above",
                )
                .label("it begins with a small letter")
                .also(one.span, "this has no end")
                .hint("take out the empty line between the two"),
            );
        }
    }
}

/// Reports a paragraph that breaks off, and nothing goes on with it.
fn check_cut_off(parts: &[Part], diagnostics: &mut Diagnostics) {
    for (place, part) in parts.iter().enumerate() {
        let Part::Passage(passage) = part else { continue };
        let goes_on = match parts.get(place + 1) {
            Some(Part::Passage(next)) if next.in_quotation => true,
            Some(Part::Passage(next)) => match next.kind {
                Kind::Heading(_) => false,
                Kind::Paragraph => {
                    next.text.trim_start().starts_with(|first: char| first.is_lowercase() || first == '(')
                }
                Kind::Item | Kind::Cell => true,
            },
            Some(_) => true,
            None => false,
        };
        let text = passage.text.trim_end();
        let is_last_item = passage.kind == Kind::Item
            && !matches!(parts.get(place + 1), Some(Part::Passage(next)) if next.kind == Kind::Item);
        let is_sentence = match passage.kind {
            Kind::Paragraph => text.split_whitespace().count() > 2,
            Kind::Item => is_last_item && LIST_GOES_ON.is_match(text),
            Kind::Heading(_) | Kind::Cell => false,
        };
        if is_sentence && (is_last_item || !goes_on) && CUT_OFF.is_match(text) {
            diagnostics.push(cut_off(passage.span, "this sentence has no end"));
        } else if passage.kind != Kind::Cell
            && let Some(found) = LEFT_OUT.find(text).map(|found| found.range())
            && !is_quoted(passage, &found)
            && (!text.ends_with(':') || !goes_on)
            && !passage.is_linked(&found)
        {
            diagnostics.push(cut_off(passage.place(found), "something is missing here"));
        }
    }
}

fn cut_off(span: Span, message: &str) -> Diagnostic {
    Diagnostic::advice("prose::cut-off", span, message).hint("write the rest of it, or take it out")
}

fn check_length(passage: &Passage, diagnostics: &mut Diagnostics) {
    for sentence in passage.sentences() {
        let text = passage.text.slice(sentence.clone());
        let words = text.split_whitespace().count();
        if words > LONG {
            let start = sentence.start + text.len() - text.trim_start().len();
            diagnostics.push(
                Diagnostic::advice(
                    "prose::long-sentence",
                    passage.place(start..sentence.end),
                    format!("this sentence has {words} words"),
                )
                .hint("say it in two or three sentences, or make a list of its parts"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use supportt_fixture::{check_short, page};

    #[test]
    fn sentences_are_whole() {
        check_short(
            &page(
                "a.md",
                "Talk it through. It would however be\n\nbeneficial if you could record it.\n\nA label\n\nAn end.\n\n**Note**\n\nlower case after a label.\n\nSo:\n\nthis is fine.\n",
            ),
            expect![[r#"
                content/a.md:9:1: advice: this goes on from the paragraph above: it begins with a small letter (hint: take out the empty line between the two)
            "#]],
        );
    }

    #[test]
    fn long_sentences_are_told_of() {
        let long = ["these words"; 18].join(" ");
        let right = format!("{} too", ["these words"; 17].join(" "));
        check_short(
            &page("a.md", &format!("Short, e.g. this. {long}. {right}!\n")),
            expect![[r#"
                content/a.md:7:19: advice: this sentence has 36 words (hint: say it in two or three sentences, or make a list of its parts)
            "#]],
        );
    }

    #[test]
    fn what_passes_has_a_day() {
        let dated = page("b.md", "During the pandemic.\n").replace("owner", "review_by = 2026-09-01\nowner");
        check_short(
            &[
                page("a.md", "Support goes on during the Covid-19 pandemic.\n\nIn the pandemic.\n"),
                dated,
                page("c.md", "Text.\n").replace("\"Page at c.md\"", "\"Conference 2024\""),
            ]
            .concat(),
            expect![[r#"
                content/a.md:7:17: advice: this holds for a time only: and nobody has to look at the page again (hint: write in the page's details by which day it must be looked at again, `review_by = …`, or until when it may be shown, `expires = …`) (hint: a temporary arrangement belongs in `region.toml` as a `[[notice]]`, which ends by itself)
                content/c.md:2:9: advice: 2024 has passed: today is 1 March 2026 (hint: make it the page of an event with a `[course]` table of the kind `event`, which moves to the past ones by itself; or delete the page)
            "#]],
        );
    }

    #[test]
    fn sentences_have_an_end() {
        check_short(
            &page(
                "a.md",
                "\
The team will help you to find a mentor who

You will need to

Please note that,

The aim is to support trainees and

## Fine

You will need to

- rest, and
- eat, or

Who's who

People to talk to

Kind regards,

Bring what you have been asked for

This goes on and

on in small letters.

An introduction to the
> Quotation
",
            ),
            expect![[r#"
                content/a.md:7:1: advice: this sentence has no end (hint: write the rest of it, or take it out)
                content/a.md:9:1: advice: this sentence has no end (hint: write the rest of it, or take it out)
                content/a.md:11:1: advice: this sentence has no end (hint: write the rest of it, or take it out)
                content/a.md:13:1: advice: this sentence has no end (hint: write the rest of it, or take it out)
                content/a.md:20:3: advice: this sentence has no end (hint: write the rest of it, or take it out)
            "#]],
        );
    }

    #[test]
    fn what_goes_on_anyway_holds() {
        check_short(
            &page(
                "a.md",
                "\
For the time being you are still employed by your last Trust. Coming soon after birth, the check is easy to miss.

During the pandemic we learned to teach online. You may be temporarily unwell.

“For the time being, courses are online”, it said. Temporary registration is for dentists in supervised posts.
",
            ),
            expect![""],
        );
        check_short(
            &[
                page("a.md", "For the time being, courses are online.\n"),
                page("b.md", "Coming soon: our podcast.\n"),
            ]
            .concat(),
            expect![[r#"
                content/a.md:7:1: advice: this holds for a time only: and nobody has to look at the page again (hint: write in the page's details by which day it must be looked at again, `review_by = …`, or until when it may be shown, `expires = …`) (hint: a temporary arrangement belongs in `region.toml` as a `[[notice]]`, which ends by itself)
                content/b.md:7:1: advice: this holds for a time only: and nobody has to look at the page again (hint: write in the page's details by which day it must be looked at again, `review_by = …`, or until when it may be shown, `expires = …`) (hint: a temporary arrangement belongs in `region.toml` as a `[[notice]]`, which ends by itself)
            "#]],
        );
    }
}
