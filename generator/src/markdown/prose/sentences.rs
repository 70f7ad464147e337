//! Sentences that are broken, too long, or no longer true.

use chrono::{Datelike as _, Months};
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

/// A day, a month or a year, in words or in figures.
static DAY: Pattern = Pattern::new(|| {
    const MONTH: &str = "(?P<month>jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)";
    pattern(&format!(
        r"\b(?:(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? )?{MONTH},? (?P<year>20\d\d)|(?P<d>\d{{1,2}})[/.](?P<m>\d{{1,2}})[/.](?P<y>20\d\d)|(?P<iso>20\d\d-\d\d-\d\d)|(?:in|for|during) (?:(?:the )?(?:spring|summer|autumn|winter)(?: of)? )?(?P<only>20\d\d))\b"
    ))
});

/// Words before a day that say that it lies ahead.
static AHEAD: Pattern = Pattern::new(|| {
    pattern(
        r"\b(will|upcoming|forthcoming|join us|register|book (by|now|your|a place)|deadline( is)?:?|clos(e|es|ing)|apply by|must be (in|sent|received) by|(open|recruiting) until|tak(es|ing) place|save the date|see(ing)? you|for your diar(y|ies)|next (course|event|conference|webinar|session))\b[^.;]{0,40}$",
    )
});

/// Words before a day that say that it is that of a document.
static DATED: Pattern = Pattern::new(|| {
    pattern(
        r"\b(published|issued|dated|updated|revised|reviewed|written|introduced|version|guide|guidance|guidelines|polic(y|ies)|contract|rules?|figures|survey|report|since)( (in|on|of|from|for))? $",
    )
});

/// Words that say that a sentence tells of the past.
static TOLD: Pattern = Pattern::new(|| pattern(r"\b(was|were|had|began|started|agreed|those who|ended)\b"));

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
            if !AHEAD.is_match(before) || DATED.is_match(before) {
                continue;
            }
            if last_day(&found).is_none_or(|day| day >= today) {
                continue;
            }
            let place = found.get(0).expect("a match is a match").range();
            diagnostics.push(
                Diagnostic::warning(
                    "prose::day-has-passed",
                    passage.place(sentence.start + place.start..sentence.start + place.end),
                    format!("“{}” has passed", &text[place.clone()]),
                )
                .label(format!("today is {}", date::long(today)))
                .hint("say what holds now; a course or event belongs in a record of its own, which moves to the past ones by itself"),
            );
        }
    }
}

/// The last day of what was found: of the month where there is no day, of the year where there is no month.
fn last_day(found: &regex::Captures<'_>) -> Option<Date> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let number = |name| found.name(name)?.as_str().parse::<u32>().ok();
    let year = |name| found.name(name)?.as_str().parse::<i32>().ok();
    if let Some(day) = found.name("iso") {
        return day.as_str().parse().ok();
    }
    if let Some(year) = year("only") {
        return Date::from_ymd_opt(year, 12, 31);
    }
    if let Some(month) = number("m") {
        return Date::from_ymd_opt(year("y")?, month, number("d")?);
    }
    let name = found.name("month")?.as_str().to_lowercase();
    let month = u32::try_from(MONTHS.iter().position(|month| name.starts_with(month))?).ok()? + 1;
    match number("day") {
        Some(day) => Date::from_ymd_opt(year("year")?, month, day),
        None => Date::from_ymd_opt(year("year")?, month, 1)?.checked_add_months(Months::new(1))?.pred_opt(),
    }
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
    fn days_that_have_passed_are_found() {
        check_short(
            &page(
                "a.md",
                "\
Booking closes on 2026-02-27. Applications close on 1/3/2026. The next course will run in January 2026. The next one will run in March 2026.

We will hold a conference in spring 2024. The scheme will follow the guidance of August 2024. Register by the end of October 2025.

It will use the version published in May 2025. The round closed in May 2025. Join us in 2027.
",
            ),
            expect![[r#"
                content/a.md:7:19: warning: “2026-02-27” has passed: today is 1 March 2026 (hint: say what holds now; a course or event belongs in a record of its own, which moves to the past ones by itself)
                content/a.md:7:91: warning: “January 2026” has passed: today is 1 March 2026 (hint: say what holds now; a course or event belongs in a record of its own, which moves to the past ones by itself)
                content/a.md:9:27: warning: “in spring 2024” has passed: today is 1 March 2026 (hint: say what holds now; a course or event belongs in a record of its own, which moves to the past ones by itself)
                content/a.md:9:118: warning: “October 2025” has passed: today is 1 March 2026 (hint: say what holds now; a course or event belongs in a record of its own, which moves to the past ones by itself)
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
                    "Support goes on during the Covid-19 pandemic.\n\nIn the pandemic.\n\nThe conference will take place on 3rd February 2026. It was announced on 3 January 2026. It closes on 2 March 2026.\n\nBy continuing to use this site, you are agreeing to our policy.\n",
                ),
                dated,
                page("c.md", "Text.\n").replace("\"Page at c.md\"", "\"Conference 2024\""),
            ]
            .concat(),
            expect![[r#"
                content/a.md:7:17: warning: this holds for a time only: and nobody has to look at the page again (hint: write in the page's details by which day it must be looked at again, `review_by = …`, or until when it may be shown, `expires = …`) (hint: a temporary arrangement belongs in `region.toml` as a `[[notice]]`, which ends by itself)
                content/a.md:11:35: warning: “3rd February 2026” has passed: today is 1 March 2026 (hint: say what holds now; a course or event belongs in a record of its own, which moves to the past ones by itself)
                content/a.md:13:1: warning: this speaks of cookies or takes consent for granted: this site sets no cookies and stores nothing unasked (hint: leave it out; the page about privacy says what happens)
                content/c.md:2:9: warning: 2024 has passed: today is 1 March 2026 (hint: make it the page of an event with a `[course]` table of the kind `event`, which moves to the past ones by itself; or delete the page)
            "#]],
        );
    }
}
