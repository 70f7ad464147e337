//! Numbers that a text types instead of taking them from the policy.
//!
//! A number counts as one of policy where the words around it say so: a length of absence, a time before leave or
//! return, a limit, a time after return. The length of a course, a date or an age is left alone.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::{Captures, Regex};
use supportt_rules::policy::{HasValue, Policy, Region, RegionDocument};
use supportt_rules::value::{Test, Threshold, Unit, Value};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::link_targets::CONTENT;
use crate::markdown::passages::Passage;
use crate::markdown::{self, Part};
use crate::source::{SourceFile, Span};
use crate::wording::count;

/// Numbers in words, from one on.
const WORDS: [&str; 20] = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];
const TIME: &str = r"[ -](calendar )?(?P<unit>day|week|month|year)s?['’]?";

const ABSENCE: &str = r"\b(absen|away\b|leave\b|out of (training|programme)|time (out|off)|break\b|eligib)";
const THING: &str = r"(?P<unit>session|day|trainee|mentee|meeting)s?\b";

/// What a number in a sentence says something about.
struct Claim {
    /// Finds the number in a sentence.
    pattern: Regex,
    /// Words that the sentence must have, too.
    about: Regex,
    /// What it is about.
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// How long an absence must be, or must not be.
    Length,
    /// How long an absence must be at the least.
    AtLeast,
    /// What length an absence must exceed.
    MoreThan,
    /// How long before leave or return something is done.
    LeadTime,
    /// How many there can be.
    Cap,
    /// How long after return something goes on.
    Period,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Length | Self::AtLeast | Self::MoreThan => "length of absence",
            Self::LeadTime => "time before leave or return",
            Self::Cap => "limit",
            Self::Period => "time after return",
        }
    }
}

/// What else has numbers of days, weeks and months: the law, employers, colleges, life at home.
static OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    markdown::pattern(
        r"\b(self-certif|(fit|sick) note|notice\b|visa|unpaid|(annual|study|carer['’]s) leave|childcare|nursery|passport|vaccin|immunis|kit\b|keeping in touch|split days|statutory|arcp|cct\b|revalidat|occupational health|employer|human resources|hr\b|ltft|(less than )?full[ -]time|college|exam|dean|sleep|coffee|als certificate|pilot|passed)",
    )
});

/// What shows that a passage is about this programme.
static OURS: LazyLock<Regex> = LazyLock::new(|| {
    markdown::pattern(
        r"\b(suppo\w*tt|programme|supervisor|director|tpd|college tutor|mentor|mentee|coaching|reorientation|return(ing)? (to training|plan)|pre-(return|absence)|eligib|account)",
    )
});

/// In the order in which they are tried: a number is taken for the first that fits.
static CLAIMS: LazyLock<Vec<Claim>> = LazyLock::new(|| {
    let words = WORDS.join("|");
    let number = format!(r"(?P<number>\d+|{words})");
    let claim = |kind, pattern: String, about: &str| Claim {
        pattern: markdown::pattern(&pattern),
        about: markdown::pattern(about),
        kind,
    };
    vec![
        claim(
            Kind::LeadTime,
            format!(r"\b{number}{TIME}\b[^.;]{{0,25}}\b(before|prior to|ahead of|in advance of)\b"),
            r"\b(return|leave|absence|coming back|going back|start)",
        ),
        claim(
            Kind::AtLeast,
            format!(r"\b{number}{TIME}( duration)? (or (more|longer|over)\b|plus\b)"),
            ABSENCE,
        ),
        claim(
            Kind::AtLeast,
            format!(r"(\b(at least|minimum (period )?of|no less than) |≥ ?){number}{TIME}"),
            ABSENCE,
        ),
        claim(
            Kind::MoreThan,
            format!(r"(\b(more than|greater than|over|longer than|exceed(s|ing)?) |> ?){number}{TIME}"),
            ABSENCE,
        ),
        claim(
            Kind::Length,
            format!(r"\b(less than|under|below|shorter than|fewer than) {number}{TIME}"),
            ABSENCE,
        ),
        claim(
            Kind::Period,
            format!(
                r"\b{number}{TIME}\b[^.;]{{0,40}}\b(after|following|from|since|of)\b[^.;]{{0,30}}\b(return|account)"
            ),
            r"\b(return|account)",
        ),
        claim(
            Kind::Cap,
            format!(
                r"\b(up to|maximum (number )?of|no more than|at most|limited to|limit of|max\.?|supports?|looks? after|have|get|receive|offered|entitled to|access to|claim) (a (total|maximum) of )?{number} ([\w’'-]+ ){{0,3}}?{THING}"
            ),
            "",
        ),
        claim(
            Kind::Cap,
            format!(
                r"\b{number} ((paid|funded|free|professional|development|coaching|mentoring|reorientation|peer) ){{1,4}}{THING}"
            ),
            "",
        ),
    ]
});

/// Numbers that the policy of some regions states.
#[derive(Debug, Default)]
pub struct Stated {
    /// Kind, number and unit of each, and the entry that states it.
    values: BTreeSet<(Kind, u32, &'static str, String)>,
}

impl Stated {
    /// What these regions state, in force or not.
    pub fn new<'p>(regions: impl Iterator<Item = &'p Region>) -> Self {
        let mut stated = Self::default();
        for region in regions {
            let document = RegionDocument::from(region.clone());
            for entry in &document.rules {
                stated.note(entry.id.as_str(), entry.body.value().as_ref());
            }
            for entry in &document.entitlements {
                stated.note(entry.id.as_str(), entry.body.value().as_ref());
            }
        }
        stated
    }

    fn note(&mut self, id: &str, value: Option<&Value>) {
        let noted = match value {
            Some(Value::Threshold(Threshold { test: Test::AtLeast, months })) => {
                Some((Kind::AtLeast, *months, "month"))
            }
            Some(Value::Threshold(Threshold { test: Test::MoreThan, months })) => {
                Some((Kind::MoreThan, *months, "month"))
            }
            Some(Value::LeadTime(time)) => time.weeks.map(|weeks| (Kind::LeadTime, weeks, "week")),
            Some(Value::Cap(cap)) => Some((
                Kind::Cap,
                cap.up_to,
                match cap.of {
                    Unit::Sessions => "session",
                    Unit::Days => "day",
                    Unit::Trainees => "trainee",
                },
            )),
            Some(Value::Period(period)) => Some((Kind::Period, period.months, "month")),
            _ => None,
        };
        if let Some((kind, number, unit)) = noted {
            self.values.insert((kind, number, unit, id.to_owned()));
        }
    }

    /// Reports the numbers of a text that the policy states, or states otherwise.
    pub fn check(&self, parts: &[Part], diagnostics: &mut Diagnostics) {
        for part in parts {
            if let Part::Passage(passage) = part {
                self.check_passage(passage, diagnostics);
            }
        }
    }

    /// Reports the numbers of one passage.
    pub fn check_passage(&self, passage: &Passage, diagnostics: &mut Diagnostics) {
        let is_ours = OURS.is_match(&passage.text);
        for sentence in passage.sentences() {
            let text = &passage.text[sentence.clone()];
            if OTHERS.is_match(text) {
                continue;
            }
            let mut taken = BTreeSet::new();
            for claim in CLAIMS.iter().filter(|claim| claim.about.is_match(text)) {
                for found in claim.pattern.captures_iter(text) {
                    let (Some(number), Some(unit)) = (found.name("number"), found.name("unit")) else {
                        continue;
                    };
                    if !taken.insert(number.start()) {
                        continue;
                    }
                    let place = sentence.start + number.start()..sentence.start + unit.end();
                    diagnostics.extend(self.judge(claim.kind, &found, is_ours, passage.place(place)));
                }
            }
        }
    }

    fn judge(&self, kind: Kind, found: &Captures<'_>, is_ours: bool, span: Span) -> Option<Diagnostic> {
        let (number, unit) = in_policy_units(number(&found["number"])?, &found["unit"].to_lowercase());
        let of_kind = || self.values.iter().filter(move |(stated, ..)| stated.name() == kind.name());
        let same = of_kind().find(|(stated, other, of, _)| {
            *other == number && *of == unit && (*stated == kind || kind == Kind::Length)
        });
        if let Some((.., id)) = same {
            return Some(
                Diagnostic::warning(
                    "value::typed",
                    span,
                    "this number is typed, so it cannot follow the policy",
                )
                .hint(format!("write `{{{{ value {id} }}}}` instead")),
            );
        }
        // What is counted in other units is about something else, or cannot be compared.
        let known: Vec<String> = of_kind()
            .filter(|(_, _, of, _)| *of == unit || kind != Kind::Cap)
            .map(|(stated, number, unit, id)| {
                let count = count(*number as usize, unit);
                match stated {
                    Kind::AtLeast => format!("{count} or more (`{id}`)"),
                    Kind::MoreThan => format!("more than {count} (`{id}`)"),
                    _ => format!("{count} (`{id}`)"),
                }
            })
            .collect();
        // What may be about something else does not stop a build.
        let report = if is_ours { Diagnostic::error } else { Diagnostic::warning };
        let problem =
            report("value::contradicts", span, format!("the policy states no such {}", kind.name()));
        match known.as_slice() {
            // A limit on what the policy does not count may be somebody else's.
            [] if kind == Kind::Cap => None,
            [] => Some(problem.hint("add it to `region.toml` with its source, and print it with `{{ value … }}`")),
            known => Some(
                problem
                    .label(format!("it states {}", known.join(", ")))
                    .hint("print the policy's own with `{{ value … }}`; if the source has changed, change `region.toml`")
                    .hint("if the number is not about this programme, say in the sentence whose it is"),
            ),
        }
    }
}

/// What the regions state: each by its folder, and all of them for pages outside.
#[derive(Debug)]
pub struct Numbers {
    of_region: BTreeMap<String, Stated>,
    of_all: Stated,
}

impl Numbers {
    /// What the regions of a policy state.
    #[must_use]
    pub fn new(policy: &Policy) -> Self {
        let regions = policy.regions().iter();
        let of = |region: &Region| (region.id().to_string(), Stated::new(std::iter::once(region)));
        Self { of_region: regions.map(of).collect(), of_all: Stated::new(policy.regions().iter()) }
    }

    /// What a file of the content is held against: its own region, or outside the regions all of them.
    #[must_use]
    pub fn stated_for(&self, file: &SourceFile) -> &Stated {
        let folder = file.path()[CONTENT.len()..].split('/').next().unwrap_or_default();
        self.of_region.get(folder).unwrap_or(&self.of_all)
    }
}

/// A number in digits, or up to twenty in words.
pub(crate) fn number(written: &str) -> Option<u32> {
    let lower = written.to_lowercase();
    let word = WORDS.iter().position(|word| *word == lower).and_then(|at| u32::try_from(at + 1).ok());
    word.or_else(|| written.parse().ok())
}

/// Years as months, meetings as sessions, mentees as trainees: what a policy counts in.
fn in_policy_units(number: u32, unit: &str) -> (u32, &'static str) {
    match unit {
        "year" => (number.saturating_mul(12), "month"),
        "month" => (number, "month"),
        "week" => (number, "week"),
        "session" | "meeting" => (number, "session"),
        "trainee" | "mentee" => (number, "trainee"),
        _ => (number, "day"),
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::fixture::{check_short, page};

    #[test]
    fn numbers_of_policy_are_told_from_others() {
        check_short(
            &page(
                "north/a.md",
                "\
SuppoRTT is for an absence of 3 months or more. You need more than three months away. Absences of 12 months or longer count.

Talk to your supervisor at least 8 weeks before you return. Do it 6 weeks prior to your return. Start fourteen weeks before you return. Renew your passport three months before you return.

You need to be away for at least 12 months.

You can have up to 5 days. Up to 2 sessions are offered. Five paid reorientation days are there too.

The course lasts 2 days, and a post is for 6 months. Book at least 3 weeks before the course. Up to 20 people can come.
Somebody aged 30 years or more. Section 3 of the guide. It began 3 months ago.
",
            ),
            expect![[r#"
                content/north/a.md:7:31: warning: this number is typed, so it cannot follow the policy (hint: write `{{ value minimum-absence }}` instead)
                content/north/a.md:7:68: error: the policy states no such length of absence: it states 3 months or more (`minimum-absence`) (hint: print the policy's own with `{{ value … }}`; if the source has changed, change `region.toml`) (hint: if the number is not about this programme, say in the sentence whose it is)
                content/north/a.md:7:99: error: the policy states no such length of absence: it states 3 months or more (`minimum-absence`) (hint: print the policy's own with `{{ value … }}`; if the source has changed, change `region.toml`) (hint: if the number is not about this programme, say in the sentence whose it is)
                content/north/a.md:9:34: warning: this number is typed, so it cannot follow the policy (hint: write `{{ value return-talk }}` instead)
                content/north/a.md:9:67: error: the policy states no such time before leave or return: it states 8 weeks (`return-talk`) (hint: print the policy's own with `{{ value … }}`; if the source has changed, change `region.toml`) (hint: if the number is not about this programme, say in the sentence whose it is)
                content/north/a.md:9:103: error: the policy states no such time before leave or return: it states 8 weeks (`return-talk`) (hint: print the policy's own with `{{ value … }}`; if the source has changed, change `region.toml`) (hint: if the number is not about this programme, say in the sentence whose it is)
                content/north/a.md:11:34: warning: the policy states no such length of absence: it states 3 months or more (`minimum-absence`) (hint: print the policy's own with `{{ value … }}`; if the source has changed, change `region.toml`) (hint: if the number is not about this programme, say in the sentence whose it is)
            "#]],
        );
    }
}
