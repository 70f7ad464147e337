//! Numbers that a text types instead of taking them from the policy.
//!
//! A number counts as one of policy where the words around it say so: a length of absence, a time before leave or
//! return, a limit, a time after return. The length of a course, a date or an age is left alone.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::{Captures, Regex};
use supportt_basics::ids::EntryId;
use supportt_rules::policy::{Entry, Policy, Region, RegionDocument, Rule};
use supportt_rules::value::{Anchor, Test, Threshold, Unit, Value};

use supportt_markdown::Part;
use supportt_markdown::link_targets::in_content;
use supportt_markdown::passages::{self, Passage};
use supportt_schema::toml_syntax::literals::{NUMBERS, number_in_words};
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::pattern::pattern;
use supportt_source::wording::count;
use supportt_source::{Slice, SourceFile, Span};

/// A length of time after its number.
const TIME: &str = r"[ -](calendar )?(?P<unit>day|week|fortnight|month|year)s?['’]?";

/// Words of a sentence about an absence.
const ABSENCE: &str = r"\b(absen|away\b|leave\b|out of (training|programme)|time (out|off)|(months?|years?) out\b|off work\b|missed\b|break\b|eligib)";
/// What a limit counts.
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
    /// How long before leave something is done.
    BeforeLeave,
    /// How long before return something is done.
    BeforeReturn,
    /// How many there can be.
    Cap,
    /// How long after return something goes on.
    Period,
}

impl Kind {
    /// Whether it is a time before or after something.
    fn is_time(self) -> bool {
        matches!(self, Self::BeforeLeave | Self::BeforeReturn | Self::Period)
    }

    fn name(self) -> &'static str {
        match self {
            Self::Length | Self::AtLeast | Self::MoreThan => "length of absence",
            Self::BeforeLeave => "time before leave",
            Self::BeforeReturn => "time before return",
            Self::Cap => "limit",
            Self::Period => "time after return",
        }
    }
}

/// What else has numbers of days, weeks and months: the law, employers, colleges, life at home.
static OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    const LEAVE: &str = r"unpaid|(annual|study|special|compassionate|bereavement|neonatal|carer['’]s) leave|(maternity|adoption|paternity) leave can|bank holiday|(leave|absences?) of up to|sickness policy";
    const BODIES: &str = r"(trust|university)['’]s|most trusts|human resources|hr\b|college|exams?\b|dean|foundation training|copdend|gmc\b|gdc\b|bma\b|nhs (scotland|wales|employers|pensions?)|practitioner health|occupational health|payroll|union\b|landlord";
    const LAW: &str = r"notice\b|statutory|the law\b|gold guide|contract\b|pay protection|visa|licen[cs]e|passport|arcp|cct\b|revalidat|self-certif|(fit|sick) note|kit\b|keeping in touch|split days";
    const LIFE: &str = r"days? (a|per|each|every) (week|month|year)|childcare|nursery|vaccin|immunis|therapy|counselling|sleep|coffee|als certificate|pilot|passed|working days|employer|ltft|(less than )?full[ -]time";
    pattern(&format!(r"\b({LEAVE}|{BODIES}|{LAW}|{LIFE})"))
});

/// In the order in which they are tried: a number is taken for the first that fits.
static CLAIMS: LazyLock<Vec<Claim>> = LazyLock::new(|| {
    const BEFORE: &str =
        r"( or (more|longer)| at (the )?(least|latest)| ahead)?,? (before|prior to|ahead of|in advance of)";
    const RETURN: &str = r"([\w’'-]+ ){0,3}?(return|com(e|ing) back|go(ing)? back|start(ing)? back|end of [\w’' -]*leave|leave ends|leave is over)";
    const LEAVE: &str = r"([\w’'-]+ ){0,3}?(leave\b|absence|go(ing)? off|time (out|off))";
    const MUST: &str = r"\b(must|needs? to|has to|have to) (have )?(miss(ed)?|last(ed)?|be(en)? (away|absent|off( work)?|on [\w ]*leave|out of (training|programme)))( for)?";
    let counted = format!(r"\d+|{}", NUMBERS.join("|"));
    // A number or a range of numbers: with "a" and "half a", or without.
    let range = |one: &str| format!(r"((?P<from>{one})( ?[-–—] ?| to | and ))?(?P<number>{one})");
    let (number, counted) = (range(&format!("{counted}|an?|half an?")), range(&counted));
    let claim =
        |kind, words: String, about: &str| Claim { pattern: pattern(&words), about: pattern(about), kind };
    vec![
        claim(Kind::BeforeReturn, format!(r"\b{number}{TIME}{BEFORE} {RETURN}"), ""),
        claim(Kind::BeforeLeave, format!(r"\b{number}{TIME}{BEFORE} {LEAVE}"), ""),
        claim(
            Kind::AtLeast,
            format!(r"\b{number}{TIME}( duration)?( or (more|longer|over)\b| plus\b|\+)"),
            ABSENCE,
        ),
        claim(Kind::AtLeast, format!(r"\b{number}\+{TIME}"), ABSENCE),
        claim(
            Kind::AtLeast,
            format!(r"(\b(at least|minimum (period )?of|no less than|absences? from) |≥ ?){number}{TIME}"),
            ABSENCE,
        ),
        claim(
            Kind::MoreThan,
            format!(r"(\b(more than|greater than|over|longer than|exceed(s|ing)?) |> ?){counted}{TIME}"),
            ABSENCE,
        ),
        claim(
            Kind::Length,
            format!(r"\b(less than|under|below|shorter than|fewer than) {counted}{TIME}"),
            ABSENCE,
        ),
        claim(Kind::Length, format!("{MUST} {counted}{TIME}"), ABSENCE),
        claim(Kind::Length, format!(r"\babsences? of {counted}{TIME} (is|are) (long )?enough\b"), ABSENCE),
        claim(
            Kind::Period,
            format!(
                r"\b(within|up to|for|until|has|have|get|lasts?|ends?|expires?|available) {number}{TIME} (after|following|from|since|of) ([\w’'-]+ ){{0,2}}?(return|account)"
            ),
            "",
        ),
        claim(
            Kind::Period,
            format!(
                r"\b(mentoring( \w+)? (lasts|goes on|runs|continues|ends|is available)|(have|get|keep|offers?( you)?|given|with) a( \w+)? mentor)( for| after| until| up to)* {number}{TIME}"
            ),
            "",
        ),
        claim(
            Kind::Cap,
            format!(
                r"\b(up to|maximum (number )?of|no more than|at most|limited to|limit of|max\.?|supports?|looks? after|have|get|receive|offered|entitled to|access to|claim|fund|pay for) (a (total|maximum) of )?{counted} ([\w’'-]+ ){{0,3}}?{THING}"
            ),
            "",
        ),
        claim(
            Kind::Cap,
            format!(
                r"\b{counted} ((paid|funded|free|professional|development|coaching|mentoring|reorientation|peer|[x×] (\d|one)[ -]hour) ){{1,4}}{THING}"
            ),
            "",
        ),
    ]
});

/// Numbers that the policy of some regions states.
#[derive(Clone, Debug, Default)]
pub struct Stated {
    /// Kind, number and unit of each, and the entry that states it.
    values: BTreeSet<(Kind, u32, &'static str, String)>,
}

impl Stated {
    /// What these regions state, in force or not.
    pub fn new<'p>(regions: impl Iterator<Item = &'p Region>) -> Self {
        let mut stated = Self::default();
        for region in regions {
            stated.note_all(&RegionDocument::from(region.clone()));
        }
        stated
    }

    /// What a region's file states.
    pub(super) fn by_document(document: &RegionDocument) -> Self {
        let mut stated = Self::default();
        stated.note_all(document);
        stated
    }

    fn note_all(&mut self, document: &RegionDocument) {
        document.rules.iter().for_each(|rule| self.note(&rule.id, rule));
    }

    /// Notes the value of a rule under the id of the entry that prints it.
    fn note(&mut self, id: &EntryId, rule: &Entry<Rule>) {
        let noted = match rule.value() {
            Some(Value::Threshold(Threshold { test: Test::AtLeast, months })) => {
                Some((Kind::AtLeast, *months, "month"))
            }
            Some(Value::Threshold(Threshold { test: Test::MoreThan, months })) => {
                Some((Kind::MoreThan, *months, "month"))
            }
            Some(Value::LeadTime(time)) => {
                let kind = match time.before {
                    Anchor::Leave => Some(Kind::BeforeLeave),
                    Anchor::Return => Some(Kind::BeforeReturn),
                    Anchor::Account | Anchor::Course => None,
                };
                kind.zip(time.weeks).map(|(kind, weeks)| (kind, weeks, "week"))
            }
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
            self.values.insert((kind, number, unit, id.to_string()));
        }
    }

    /// Reports the numbers of a page's text that the policy states, or states otherwise.
    pub fn check(&self, parts: &[Part], diagnostics: &mut Diagnostics) {
        for part in parts {
            if let Part::Passage(passage) = part {
                self.check_passage(passage, Writing::Directive, diagnostics);
            }
        }
    }

    /// Reports the numbers of one passage, in which values are written like this.
    pub fn check_passage(&self, passage: &Passage, writing: Writing, diagnostics: &mut Diagnostics) {
        // A heading such as "Six months before you return" names a part of the way, and asks for nothing.
        let is_heading = matches!(passage.kind, passages::Kind::Heading(_));
        for sentence in passage.sentences() {
            let text = passage.text.slice(sentence.clone());
            if OTHERS.is_match(text) {
                continue;
            }
            let mut taken = BTreeSet::new();
            let fits = |claim: &&Claim| claim.about.is_match(text) && !(is_heading && claim.kind.is_time());
            for claim in CLAIMS.iter().filter(fits) {
                for found in claim.pattern.captures_iter(text) {
                    let (Some(number), Some(unit)) = (found.name("number"), found.name("unit")) else {
                        continue;
                    };
                    if !taken.insert(number.start()) {
                        continue;
                    }
                    let start = found.name("from").unwrap_or(number).start();
                    let place = passage.place(sentence.start + start..sentence.start + unit.end());
                    let problem = amount(claim.kind, &found)
                        .and_then(|amount| self.judge(claim.kind, amount, writing, place));
                    diagnostics.extend(problem);
                }
            }
        }
    }

    fn judge(
        &self,
        kind: Kind,
        (number, unit): (u32, &str),
        writing: Writing,
        span: Span,
    ) -> Option<Diagnostic> {
        let of_kind = || self.values.iter().filter(move |(stated, ..)| stated.name() == kind.name());
        let same = of_kind().find(|(stated, other, of, _)| {
            *other == number && *of == unit && (*stated == kind || kind == Kind::Length)
        });
        if let Some((.., id)) = same {
            let problem = Diagnostic::advice(
                "value::typed",
                span,
                "this number is typed, so it cannot follow the policy",
            );
            return Some(writing.instead(id, problem));
        }
        // What happens so many weeks after return, or is limited in other things, is about something else.
        let is_comparable = |of: &str| of == unit || !matches!(kind, Kind::Cap | Kind::Period);
        let known: Vec<String> = of_kind()
            .filter(|(_, _, of, _)| is_comparable(of))
            .map(|(stated, number, unit, id)| {
                let count = count(*number as usize, unit);
                match stated {
                    Kind::AtLeast => format!("{count} or more (`{id}`)"),
                    Kind::MoreThan => format!("more than {count} (`{id}`)"),
                    _ => format!("{count} (`{id}`)"),
                }
            })
            .collect();
        let message = format!("the policy states no such {}", kind.name());
        let problem = Diagnostic::advice("value::contradicts", span, message);
        match known.as_slice() {
            // A limit or a time after return that the policy does not state may be somebody else's; and what a
            // policy does not state at all, its own entries may say in words.
            [] if matches!(kind, Kind::Cap | Kind::Period) || writing == Writing::Entry => None,
            [] => Some(
                problem.hint("add it to `region.toml` with its source, and print it with `{{ value … }}`"),
            ),
            known => Some(
                problem
                    .label(format!("it states {}", known.join(", ")))
                    .hint(format!("{}; if the source has changed, change `region.toml`", writing.own()))
                    .hint("if the number is not about this programme, say in the sentence whose it is"),
            ),
        }
    }
}

/// Numbers of what a value of the policy counts, whatever the words around them say.
static COUNTED: LazyLock<Regex> = LazyLock::new(|| {
    const TENS: &str =
        "a dozen|thirty|forty|fifty|sixty|seventy|eighty|ninety|a hundred|half an?|a couple of";
    let number = format!(r"\d{{1,3}}|{}|{TENS}", NUMBERS.join("|"));
    pattern(&format!(
        r"\b(?P<number>{number})[ -]?(?P<between>([\w’'-]+ ){{0,2}}?)(?P<unit>day|week|fortnight|month|year|session|meeting|trainee|mentee)s?\b"
    ))
});

/// Reports every number of days, months, sessions and the like in a text of an entry that states policy, which prints
/// its value and types none: only then is a limit written once. `hint` says how this entry prints one.
pub(super) fn check_entry<'p>(passage: &'p Passage, hint: &'p str) -> impl Iterator<Item = Diagnostic> + 'p {
    // "One of the sessions" counts nothing.
    let counts = |found: &Captures<'_>| !found["between"].starts_with("of ");
    COUNTED.captures_iter(&passage.text).filter(counts).filter_map(move |found| {
        let (number, unit) = (found.name("number")?, found.name("unit")?);
        let span = passage.place(number.start()..unit.end());
        let problem = "this number is typed, so it cannot follow the policy";
        Some(Diagnostic::error("policy::typed-number", span, problem).hint(hint))
    })
}

/// How a text writes a value of the policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writing {
    /// As `{{ value minimum-absence }}`: the text of a page.
    Directive,
    /// As `{minimum-absence}`: a sentence of a register.
    Register,
    /// As `{value}`: a sentence of the policy, which prints the value of its own entry.
    Entry,
    /// Not at all: a title, a description.
    Plain,
}

impl Writing {
    /// Says how the value of an entry is printed in place of its number.
    fn instead(self, id: &str, problem: Diagnostic) -> Diagnostic {
        let print = |value: String| {
            let (hint, span) = (format!("write `{value}` instead"), problem.span);
            problem.clone().mend(hint, span, value)
        };
        match self {
            Self::Directive => print(format!("{{{{ value {id} }}}}")),
            Self::Register => print(format!("{{{id}}}")),
            Self::Entry => problem.hint(format!(
                "in the sentence of `{id}`, print it with `{{value}}`; elsewhere, leave the number out"
            )),
            Self::Plain => problem.hint("leave the number out: no value can be printed here"),
        }
    }

    fn own(self) -> &'static str {
        match self {
            Self::Directive => "print the policy's own with `{{ value … }}`",
            Self::Register => {
                "print the policy's own by its name between braces, such as `{minimum-absence}`"
            }
            Self::Entry => "print the entry's own with `{value}`",
            Self::Plain => "leave the number out",
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
        let folder = in_content(file).split('/').next().unwrap_or_default();
        self.of_region.get(folder).unwrap_or(&self.of_all)
    }
}

/// The amount that was found, in what a policy counts in: years as months, meetings as sessions, mentees as trainees.
fn amount(kind: Kind, found: &Captures<'_>) -> Option<(u32, &'static str)> {
    // Of a range, the shortest time before something is what it asks for; of others, the end is.
    let is_lead_time = matches!(kind, Kind::BeforeLeave | Kind::BeforeReturn);
    let written = found.name("from").filter(|_| is_lead_time).or(found.name("number"))?;
    let (written, unit) = (written.as_str().to_lowercase(), found["unit"].to_lowercase());
    match (written.as_str(), unit.as_str()) {
        ("half a", "year") => return Some((6, "month")),
        // "A day", "a session" count nothing.
        ("a" | "an", "fortnight" | "month" | "year") => {}
        ("a" | "an" | "half a" | "half an", _) => return None,
        _ => {}
    }
    let number = if matches!(written.as_str(), "a" | "an") { 1 } else { number_in_words(&written)? };
    Some(match unit.as_str() {
        "year" => (number.saturating_mul(12), "month"),
        "month" => (number, "month"),
        "fortnight" => (number.saturating_mul(2), "week"),
        "week" => (number, "week"),
        "session" | "meeting" => (number, "session"),
        "trainee" | "mentee" => (number, "trainee"),
        _ => (number, "day"),
    })
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use supportt_fixture::{check_short, page};

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
                content/north/a.md:7:31: advice: this number is typed, so it cannot follow the policy (hint: write `{{ value minimum-absence }}` instead)
                content/north/a.md:7:68: advice: the policy states no such length of absence: it states 3 months or more (`minimum-absence`) (hint: print the policy's own with `{{ value … }}`; if the source has changed, change `region.toml`) (hint: if the number is not about this programme, say in the sentence whose it is)
                content/north/a.md:7:99: advice: the policy states no such length of absence: it states 3 months or more (`minimum-absence`) (hint: print the policy's own with `{{ value … }}`; if the source has changed, change `region.toml`) (hint: if the number is not about this programme, say in the sentence whose it is)
                content/north/a.md:9:34: advice: this number is typed, so it cannot follow the policy (hint: write `{{ value return-talk }}` instead)
                content/north/a.md:9:67: advice: the policy states no such time before return: it states 8 weeks (`return-talk`) (hint: print the policy's own with `{{ value … }}`; if the source has changed, change `region.toml`) (hint: if the number is not about this programme, say in the sentence whose it is)
                content/north/a.md:9:103: advice: the policy states no such time before return: it states 8 weeks (`return-talk`) (hint: print the policy's own with `{{ value … }}`; if the source has changed, change `region.toml`) (hint: if the number is not about this programme, say in the sentence whose it is)
                content/north/a.md:11:34: advice: the policy states no such length of absence: it states 3 months or more (`minimum-absence`) (hint: print the policy's own with `{{ value … }}`; if the source has changed, change `region.toml`) (hint: if the number is not about this programme, say in the sentence whose it is)
            "#]],
        );
    }

    /// A page of a region that states numbers of every kind.
    fn in_a_region_with_numbers(text: &str) -> String {
        let north = supportt_fixture::NORTH;
        let north = north.replace(
            "name = \"Leave talk\"\nnot_stated = true",
            "name = \"Leave talk\"\nvalue = { lead-time = { weeks = 4, before = \"leave\" } }",
        );
        let entry = |table: &str, id: &str, rest: &str| {
            format!(
                "\n[[{table}]]\nid = \"{id}\"\nname = \"{id}\"\n{rest}\nsays = \"The page says so.\"\nfrom = 2025-01-01\nsource = \"page\"\nreference = \"N:9\"\nchecked_on = 2026-01-01\n"
            )
        };
        [
            format!("//- content/north/region.toml\n{north}"),
            entry("rule", "funding", "value = { period = { months = 6, after = \"return\" } }"),
            entry("rule", "coaching", "value = { cap = { up-to = 4, of = \"sessions\" } }"),
            entry("rule", "days", "value = { cap = { up-to = 5, of = \"days\" } }"),
            page("north/a.md", text),
        ]
        .concat()
    }

    #[test]
    fn numbers_are_found_however_they_are_put() {
        check_short(
            &in_a_region_with_numbers(
                "\
Your supervisor must meet you at least 4 weeks before you return.

Tell us eight weeks before your leave begins.

Talk to them 6-8 weeks prior to returning.

Talk to them between eight and twelve weeks before your maternity leave ends.

Meet a fortnight before your return.

Tell us a month before you go off.

Open to doctors away for 6+ months.

You must have missed six months of training.

Your absence has to have lasted six months.

Open to those off work for a year or more.

We help anyone who has had at least half a year out.

The programme covers absences from 1 month.


You get a block of 8 x 1 hour coaching sessions.

We pay for 20 days of shadowing before you return.

Funding ends twelve months after your return.

You have a year after your return in which to use it.

You can have a mentor for nine months.

An absence of two months is enough.

Use it within six months of your return.
",
            ),
            expect![[r#"
                content/north/a.md:7:40: advice: the policy states no such time before return: it states 8 weeks (`return-talk`) (hint: print the policy's own with `{{ value … }}`; if the source has changed, change `region.toml`) (hint: if the number is not about this programme, say in the sentence whose it is)
                content/north/a.md:9:9: advice: the policy states no such time before leave: it states 4 weeks (`leave-talk`) (hint: print the policy's own with `{{ value … }}`; if the source has changed, change `region.toml`) (hint: if the number is not about this programme, say in the sentence whose it is)
                content/north/a.md:11:14: advice: the policy states no such time before return: it states 8 weeks (`return-talk`) (hint: print the policy's own with `{{ value … }}`; if the source has changed, change `region.toml`) (hint: if the number is not about this programme, say in the sentence whose it is)
                content/north/a.md:13:22: advice: this number is typed, so it cannot follow the policy (hint: write `{{ value return-talk }}` instead)
                content/north/a.md:15:6: advice: the policy states no such time before return: it states 8 weeks (`return-talk`) (hint: print the policy's own with `{{ value … }}`; if the source has changed, change `region.toml`) (hint: if the number is not about this programme, say in the sentence whose it is)
                content/north/a.md:17:9: advice: the policy states no such time before leave: it states 4 weeks (`leave-talk`) (hint: print the policy's own with `{{ value … }}`; if the source has changed, change `region.toml`) (hint: if the number is not about this programme, say in the sentence whose it is)
                content/north/a.md:19:26: advice: the policy states no such length of absence: it states 3 months or more (`minimum-absence`) (hint: print the policy's own with `{{ value … }}`; if the source has changed, change `region.toml`) (hint: if the number is not about this programme, say in the sentence whose it is)
                content/north/a.md:21:22: advice: the policy states no such length of absence: it states 3 months or more (`minimum-absence`) (hint: print the policy's own with `{{ value … }}`; if the source has changed, change `region.toml`) (hint: if the number is not about this programme, say in the sentence whose it is)
                content/north/a.md:23:33: advice: the policy states no such length of absence: it states 3 months or more (`minimum-absence`) (hint: print the policy's own with `{{ value … }}`; if the source has changed, change `region.toml`) (hint: if the number is not about this programme, say in the sentence whose it is)
                content/north/a.md:25:28: advice: the policy states no such length of absence: it states 3 months or more (`minimum-absence`) (hint: print the policy's own with `{{ value … }}`; if the source has changed, change `region.toml`) (hint: if the number is not about this programme, say in the sentence whose it is)
                content/north/a.md:27:37: advice: the policy states no such length of absence: it states 3 months or more (`minimum-absence`) (hint: print the policy's own with `{{ value … }}`; if the source has changed, change `region.toml`) (hint: if the number is not about this programme, say in the sentence whose it is)
                content/north/a.md:29:36: advice: the policy states no such length of absence: it states 3 months or more (`minimum-absence`) (hint: print the policy's own with `{{ value … }}`; if the source has changed, change `region.toml`) (hint: if the number is not about this programme, say in the sentence whose it is)
                content/north/a.md:32:20: advice: the policy states no such limit: it states 4 sessions (`coaching`) (hint: print the policy's own with `{{ value … }}`; if the source has changed, change `region.toml`) (hint: if the number is not about this programme, say in the sentence whose it is)
                content/north/a.md:34:12: advice: the policy states no such limit: it states 5 days (`days`) (hint: print the policy's own with `{{ value … }}`; if the source has changed, change `region.toml`) (hint: if the number is not about this programme, say in the sentence whose it is)
                content/north/a.md:36:14: advice: the policy states no such time after return: it states 6 months (`funding`) (hint: print the policy's own with `{{ value … }}`; if the source has changed, change `region.toml`) (hint: if the number is not about this programme, say in the sentence whose it is)
                content/north/a.md:38:10: advice: the policy states no such time after return: it states 6 months (`funding`) (hint: print the policy's own with `{{ value … }}`; if the source has changed, change `region.toml`) (hint: if the number is not about this programme, say in the sentence whose it is)
                content/north/a.md:40:27: advice: the policy states no such time after return: it states 6 months (`funding`) (hint: print the policy's own with `{{ value … }}`; if the source has changed, change `region.toml`) (hint: if the number is not about this programme, say in the sentence whose it is)
                content/north/a.md:42:15: advice: the policy states no such length of absence: it states 3 months or more (`minimum-absence`) (hint: print the policy's own with `{{ value … }}`; if the source has changed, change `region.toml`) (hint: if the number is not about this programme, say in the sentence whose it is)
                content/north/a.md:44:15: advice: this number is typed, so it cannot follow the policy (hint: write `{{ value funding }}` instead)
            "#]],
        );
    }

    #[test]
    fn numbers_of_others_are_left_alone() {
        check_short(
            &in_a_region_with_numbers(
                "\
SuppoRTT is a programme. If you give less notice than three months, a post may not be free.

The Royal College of Paediatrics and Child Health halves its subscription for anybody on parental leave for six months or more.

NHS Scotland gives up to 10 days of paid special leave after a miscarriage; your partner gets five.

Practitioner Health gives you up to ten sessions of therapy.

Absences of more than 28 days are reported to the GMC by your responsible officer.

Meetings are held by your manager under the trust's sickness policy within seven days of your return.

Your director meets you again within two weeks of your return, and three months after your return.

You have five working days to ask for a correction.

Sick leave of up to 14 days in a year is disregarded.

If you have kept its pay protection, look out: a break of more than 12 months can end it.

Get the date of your six-week check in the diary before you agree a start date.

You have 27 days a year in your first five years. You can work from home up to two days a week. Ask payroll for the figures at least a month before your leave starts.

Your driving licence must have been returned to you at least three months before you start in a rural post.

Dental foundation training lasts for one year only, so an absence of three months or more will normally extend it; the dental dean decides.

## Six months before you return

We ask supervisors to keep two hours free in the week before you return. A day of leave is more than a day of rest.
",
            ),
            expect![[""]],
        );
    }
}
