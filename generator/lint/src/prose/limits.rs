//! Limits that a page states twice, and not alike.

use std::collections::BTreeMap;

use regex::Captures;

use supportt_markdown::passages::{Part, Passage, is_quoted, passages};
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::pattern::{Pattern, pattern, whole};
use supportt_source::{Slice, Span};

const NUMBER: &str = r"(?P<number>\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)";

/// A limit of something that has a name, such as `up to 10 keeping-in-touch days` or `six sessions of coaching`.
static LIMIT: Pattern = Pattern::new(|| {
    const UP_TO: &str = "up to|(an? )?maximum of|maximum is|limit is|limit of|at most|no more than|not more than|as many as|you (can|may) have|you (will )?(get|have|receive)|you are entitled to|you must have";
    const UNIT: &str = "days|sessions|weeks|months|hours|courses|places";
    pattern(&format!(
        r"\b({UP_TO}) ((up to|a total of) )?{NUMBER} ((?P<unit>{UNIT}) of (?P<kind>[a-z-]+)|(?P<of>([a-z-]+ ){{1,2}}({UNIT})))\b"
    ))
});

/// How long before something a thing is to be done.
static LEAD: Pattern = Pattern::new(|| {
    pattern(&format!(
        r"\b(at least|no later than|not later than|no less than|a minimum of) {NUMBER} (?P<of>(days|weeks|months) before (you|your|the) \w+( \w+)?)"
    ))
});

/// Words that say that such a time holds for some.
static LEAD_FOR_SOME: Pattern = Pattern::new(|| {
    pattern(r"\b(if|unless|when|or|instead|otherwise|some|usually|ideally|was|were|used to)\b|^\W*for\b|:")
});

/// Words that say that a limit holds for some, or for some time.
static FOR_SOME: Pattern = Pattern::new(|| {
    pattern(
        r"\b(if|unless|when|where|while|who|each|every|per|an? (day|week|month|year)|part[- ]time|less than full|ltft|instead|except|before|after|until|was|were|used to|another|more|extra|further)\b|^\W*for\b|^[\w -]+:|\bin (?-i:[A-Z])",
    )
});

/// Words of a sentence that states a limit for everybody who reads it.
static FOR_READERS: Pattern = Pattern::new(|| pattern(r"\b(you|your|maximum|limit)\b"));

/// A limit that has been read.
struct Limit {
    number: String,
    place: Span,
}

pub(super) fn check(parts: &[Part], diagnostics: &mut Diagnostics) {
    let mut stated: BTreeMap<String, Limit> = BTreeMap::new();
    for passage in passages(parts) {
        for (of, limit) in limits(passage) {
            let first = stated.entry(of.clone()).or_insert(Limit { number: limit.number.clone(), ..limit });
            if first.number != limit.number {
                diagnostics.push(
                    Diagnostic::advice(
                        "prose::two-limits",
                        limit.place,
                        format!("this page states two limits of {of}: {} and {}", first.number, limit.number),
                    )
                    .also(first.place, "the other")
                    .hint("find out which is right, or say for whom each holds"),
                );
            }
        }
    }
}

fn limits(passage: &Passage) -> Vec<(String, Limit)> {
    let mut limits = Vec::new();
    for sentence in passage.sentences() {
        let text = passage.text.slice(sentence.clone());
        let mut read = |found: Captures<'_>| {
            let place = whole(&found);
            let place = sentence.start + place.start..sentence.start + place.end;
            let of = match (found.name("of"), found.name("kind"), found.name("unit")) {
                (None, Some(kind), Some(unit)) => format!("{} {}", kind.as_str(), unit.as_str()),
                (of, ..) => of.map_or("", |of| of.as_str()).to_owned(),
            };
            if !is_quoted(passage, &place) {
                let limit = Limit { number: figures(&found["number"]), place: passage.place(place) };
                limits.push((of.to_lowercase(), limit));
            }
        };
        let mut found = LIMIT.captures_iter(text).peekable();
        // The whole sentence is looked at once, however many limits it states.
        if found.peek().is_some() && FOR_READERS.is_match(text) && !FOR_SOME.is_match(text) {
            found.for_each(&mut read);
        }
        let mut found = LEAD.captures_iter(text).peekable();
        if found.peek().is_some() && !LEAD_FOR_SOME.is_match(text) {
            found.for_each(&mut read);
        }
    }
    limits
}

/// A number in figures.
fn figures(written: &str) -> String {
    const WORDS: [&str; 12] =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let word = written.to_lowercase();
    let place = WORDS.iter().position(|other| *other == word);
    place.map_or(word, |place| (place + 1).to_string())
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use supportt_fixture::{check_short, page};

    #[test]
    fn two_limits_of_one_thing_are_found() {
        check_short(
            &page(
                "a.md",
                "You can have up to ten study days and at most 3 paid sessions.\n\nThe maximum is 8 study days. No more than three paid sessions.\n\nYou get six sessions of coaching. You can have 3 coaching sessions.\n\nMeet at least 6 weeks before you go. Hold the meeting no later than 4 weeks before you go.\n",
            ),
            expect![[r#"
                content/a.md:9:5: advice: this page states two limits of study days: 10 and 8 (hint: find out which is right, or say for whom each holds)
                content/a.md:11:35: advice: this page states two limits of coaching sessions: 6 and 3 (hint: find out which is right, or say for whom each holds)
                content/a.md:13:55: advice: this page states two limits of weeks before you go: 6 and 4 (hint: find out which is right, or say for whom each holds)
            "#]],
        );
    }

    #[test]
    fn limits_for_some_and_of_other_things_are_left_alone() {
        check_short(
            &page(
                "a.md",
                "You can have up to 10 study days. If you work part time, you can have up to 5 study days.\n\nUp to 3 paid sessions, up to 4 unpaid sessions. Up to 3 days, up to 4 days. It was up to 2 study days. “Up to 7 study days”, they said. Consultants can have up to 5 study days. For parental leave, you can have up to 20 study days.\n",
            ),
            expect![[""]],
        );
    }
}
