//! Sentences that are broken, too long, left to be written, or no longer true.

use chrono::Datelike as _;
use supportt_rules::date::{self, Date};

use super::{Page, Pattern, passages, pattern, places};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::markdown::passages::{Kind, Part, Passage};

/// More words than this are hard to hold in mind. Service manuals of the NHS and of GOV.UK advise fewer than 25.
const LONG: usize = 35;

/// Words for a time that passes.
static TIME_LIMITED: Pattern = Pattern::new(|| {
    pattern(
        r"\b((during|due to|because of|in light of|owing to|amid|throughout) (the )?(current )?(covid(-19)?|coronavirus|pandemic|lockdown)( (pandemic|outbreak|crisis))?|current restrictions|social distancing|until further notice|for the time being|coming soon|watch this space|temporarily|under construction)\b",
    )
});

/// A day, in words or in figures.
static DAY: Pattern = Pattern::new(|| {
    pattern(
        r"\b(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?(?: of)? (?P<month>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*,? (?P<year>20\d\d)|(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>20\d\d))\b",
    )
});

/// Words before a day that say that it lies ahead.
static AHEAD: Pattern = Pattern::new(|| {
    pattern(
        r"\b(will|upcoming|forthcoming|join us|register|book (by|now|your|a place)|deadline( is)?:?|clos(e|es|ing)|apply by|must be (in|sent|received) by|(open|recruiting) until|tak(es|ing) place|save the date|see(ing)? you|for your diar(y|ies)|next (course|event|conference|webinar|session))\b[^.;]{0,40}$",
    )
});

/// Words that say that a sentence tells of the past.
static TOLD: Pattern = Pattern::new(|| pattern(r"\b(was|were|had|began|started|agreed|those who|ended)\b"));

/// What is left to be written.
static TO_WRITE: Pattern = Pattern::new(|| {
    pattern(
        r"\b(lorem ipsum|fixme|xxx+|your text here|click to add text|more content to be added)\b|^todo\b|\btodo:|\[(insert|add|name|date|link to|tbc|tba|to be)\b[^\]]*\]|<(insert|add)\b|\bdd/mm/yyyy\b|\bxx/xx/|£xx\b|#ref!|error! reference source",
    )
});

/// What somebody means to find out.
static TO_CONFIRM: Pattern = Pattern::new(|| pattern(r"\b(tbc|tba)\b|\?\? "));

/// Letters of a text that was read in the wrong encoding.
static GARBLED: Pattern = Pattern::new(|| pattern("â€|Ã[©¨¤¶¼]|Â[£ ]|\u{FFFD}"));

/// Taking consent for granted.
static CONSENT: Pattern = Pattern::new(|| {
    pattern(
        r"\b(by (continuing to (use|browse|visit)|using this (web)?site)|this (web)?site uses cookies|google analytics|continued use of (this|our) (web)?site|(you are|you're) agreeing to our|we use cookies|uses? cookies to|accept (all )?(our )?cookies|cookie (legislation|law))\b",
    )
});

pub(super) fn check(parts: &[Part], page: Page<'_>, diagnostics: &mut Diagnostics) {
    check_broken(parts, diagnostics);
    let mut is_told = page.is_dated;
    for passage in passages(parts) {
        check_length(passage, diagnostics);
        check_days(passage, page.today, diagnostics);
        for found in places(&TO_WRITE, &passage.text) {
            diagnostics.push(
                Diagnostic::error("prose::unfinished", passage.place(found), "this is left to be written")
                    .hint("write it, or leave it out"),
            );
        }
        for found in places(&TO_CONFIRM, &passage.text) {
            diagnostics.push(
                Diagnostic::warning("prose::unconfirmed", passage.place(found), "this is not settled yet")
                    .hint("say in words what is not known and when it will be, or leave it out"),
            );
        }
        if let Some(found) = places(&GARBLED, &passage.text).next() {
            diagnostics.push(
                Diagnostic::warning(
                    "prose::garbled",
                    passage.place(found),
                    "these are not the letters that were meant",
                )
                .hint("type them again; they were copied from a text in another encoding"),
            );
        }
        if let Some(found) = places(&CONSENT, &passage.text).next() {
            diagnostics.push(
                Diagnostic::warning(
                    "prose::implied-consent",
                    passage.place(found),
                    "this speaks of cookies or takes consent for granted",
                )
                .label("this site sets no cookies and stores nothing unasked")
                .hint("leave it out; the page about privacy says what happens"),
            );
        }
        if let Some(found) = places(&TIME_LIMITED, &passage.text).next()
            && !is_told
        {
            is_told = true;
            diagnostics.push(
                Diagnostic::warning("prose::time-limited", passage.place(found), "this holds for a time only")
                    .label("and nobody has to look at the page again")
                    .hint("write in the page's details by which day it must be looked at again, `review_by = …`, or until when it may be shown, `expires = …`")
                    .hint("a temporary arrangement belongs in `region.toml` as a `[[notice]]`, which ends by itself"),
            );
        }
    }
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
        let goes_on = next.text.trim_start().starts_with(char::is_lowercase);
        if ends_within && goes_on {
            diagnostics.push(
                Diagnostic::warning(
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

fn check_length(passage: &Passage, diagnostics: &mut Diagnostics) {
    for sentence in passage.sentences() {
        let words = passage.text[sentence.clone()].split_whitespace().count();
        if words > LONG {
            let start = sentence.start + passage.text[sentence.clone()].len()
                - passage.text[sentence.clone()].trim_start().len();
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

/// Reports a day that has passed in a sentence that speaks of what lies ahead.
fn check_days(passage: &Passage, today: Date, diagnostics: &mut Diagnostics) {
    for sentence in passage.sentences() {
        let text = &passage.text[sentence.clone()];
        if TOLD.is_match(text) {
            continue;
        }
        for found in DAY.captures_iter(text) {
            let before = &text[..found.get(0).map_or(0, |found| found.start())];
            if !AHEAD.is_match(before) {
                continue;
            }
            let Some(day) = day(&found).filter(|day| *day < today) else { continue };
            let place = found.get(0).expect("a match is a match").range();
            diagnostics.push(
                Diagnostic::warning(
                    "prose::day-has-passed",
                    passage.place(sentence.start + place.start..sentence.start + place.end),
                    format!("{} has passed", date::long(day)),
                )
                .label(format!("today is {}", date::long(today)))
                .hint("say what holds now; a course or event belongs in a record of its own, which moves to the past ones by itself"),
            );
        }
    }
}

fn day(found: &regex::Captures<'_>) -> Option<Date> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let number = |name| found.name(name)?.as_str().parse::<u32>().ok();
    let month = match found.name("month") {
        Some(month) => {
            let month = month.as_str().to_lowercase();
            u32::try_from(MONTHS.iter().position(|name| month.starts_with(name))?).ok()? + 1
        }
        None => number("m")?,
    };
    let year = i32::try_from(number("year").or_else(|| number("y"))?).ok()?;
    Date::from_ymd_opt(year, month, number("day").or_else(|| number("d"))?)
}

/// Names of things that happen on a day.
static HAPPENS: Pattern = Pattern::new(|| {
    pattern(r"\b(conference|course|event|workshop|webinar|round|newsletter|timetable|dates|programme)s?\b")
});

/// A year that has passed in the title of a page about something with dates.
pub(crate) fn past_year(title: &str, today: Date) -> Option<i32> {
    let years = title.split(|c: char| !c.is_ascii_digit()).filter(|part| part.len() == 4);
    let year = years.filter_map(|year| year.parse().ok()).max()?;
    ((1990..today.year()).contains(&year) && HAPPENS.is_match(title)).then_some(year)
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::fixture::{check_short, page};

    #[test]
    fn sentences_are_whole() {
        check_short(
            &page(
                "a.md",
                "Talk it through. It would however be\n\nbeneficial if you could record it.\n\nA label\n\nAn end.\n\n**Note**\n\nlower case after a label.\n\nSo:\n\nthis is fine.\n",
            ),
            expect![[r#"
                content/a.md:9:1: warning: this goes on from the paragraph above: it begins with a small letter (hint: take out the empty line between the two)
            "#]],
        );
    }

    #[test]
    fn long_sentences_are_told_of() {
        let long = ["word"; 36].join(" ");
        let right = ["word"; 35].join(" ");
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
                page(
                    "a.md",
                    "Support goes on during the Covid-19 pandemic.\n\nIn the pandemic.\n\nThe conference will take place on 3rd February 2026. It was announced on 3 January 2026. It closes on 2 March 2026.\n\nTODO: write this. By continuing to use this site, you are agreeing to our policy.\n",
                ),
                dated,
                page("c.md", "Text.\n").replace("\"Page\"", "\"Conference 2024\""),
            ]
            .concat(),
            expect![[r#"
                content/a.md:7:17: warning: this holds for a time only: and nobody has to look at the page again (hint: write in the page's details by which day it must be looked at again, `review_by = …`, or until when it may be shown, `expires = …`) (hint: a temporary arrangement belongs in `region.toml` as a `[[notice]]`, which ends by itself)
                content/a.md:11:35: warning: 3 February 2026 has passed: today is 1 March 2026 (hint: say what holds now; a course or event belongs in a record of its own, which moves to the past ones by itself)
                content/a.md:13:1: error: this is left to be written (hint: write it, or leave it out)
                content/a.md:13:19: warning: this speaks of cookies or takes consent for granted: this site sets no cookies and stores nothing unasked (hint: leave it out; the page about privacy says what happens)
                content/c.md:2:9: warning: 2024 has passed: today is 1 March 2026 (hint: make it the page of an event with a `[course]` table of the kind `event`, which moves to the past ones by itself; or delete the page)
            "#]],
        );
    }
}
