//! `content/<region>/scenarios.toml`: people as editors imagine them, and what the checker must tell them.
//!
//! Each build holds the policy against them, so that nobody changes what people are told without noticing.

use std::collections::BTreeSet;

use chrono::Days;
use supportt_basics::date::{self, Date};
use supportt_basics::keyword::Keyword;
use supportt_forms::eligibility_checker::phrases::Phrases;
use supportt_rules::answers::{Answers, Question, UNKNOWN};
use supportt_rules::eligibility::{self, Determination, Finding, Outcome};
use supportt_rules::policy::{Policy, Region};

use supportt_markdown::link_targets::{CONTENT, in_content};
use supportt_schema::record;
use supportt_schema::record::{Kind, RecordType as _, Schema, Words};
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::suggest;
use supportt_source::wording::any_of;
use supportt_source::{SourceFile, Sources, Spanned};

/// The name of a region's file.
pub const FILE_NAME: &str = "scenarios.toml";

record! {
    /// Somebody as editors imagine them.
    struct Scenario: "a scenario" in "[[scenario]]" {
        /// Who asks, in a few words.
        #[label = "Who asks"]
        #[example = "Away for long enough, and ill"]
        name: String,
        /// What they answer to each question that the checker asks them.
        ///
        /// An answer to each question that the checker asks this person, and to no others. The region is the one whose
        /// folder the file is in.
        answers: Spanned<Words> = Kind::Words("{ stage = \"away\", reason = \"sick-leave\" }"),
        /// What the checker must conclude.
        outcome: Spanned<Outcome>,
        /// The day on which they ask; today if left out.
        ///
        /// Without it, the day of the build and every later day on which a rule of the region changes.
        #[label = "Day"]
        on: Option<Date>,
    }
}

/// What its entries may have.
pub(crate) const SCHEMA: Schema = Scenario::SCHEMA;

/// Holds the policy against the scenarios of every region. Reports those that come out otherwise.
pub fn check(
    sources: &Sources,
    policy: &Policy,
    words: &crate::words::Words,
    today: Date,
    diagnostics: &mut Diagnostics,
) {
    let phrases = words.phrases(policy);
    for file in sources.below(CONTENT) {
        let Some((folder, FILE_NAME)) = in_content(file).split_once('/') else { continue };
        let Some(region) = policy.region(&folder.into()) else {
            diagnostics.push(
                Diagnostic::error("scenario::no-region", file.whole(), format!("`{folder}` is not a region"))
                    .hint(format!(
                        "scenarios belong beside a region's policy, `{CONTENT}{folder}/region.toml`"
                    )),
            );
            continue;
        };
        let stage = ScenarioRunner { file, policy, region, phrases, today };
        for record in Scenario::SCHEMA.read_file(file, diagnostics) {
            // What is missing or of the wrong kind is reported.
            let Some(scenario) = Scenario::from_record(&record, diagnostics) else { continue };
            if let Err(problems) = stage.run(&scenario) {
                diagnostics.extend(problems);
            }
        }
    }
}

/// What a region's scenarios are played with.
struct ScenarioRunner<'a> {
    file: &'a SourceFile,
    policy: &'a Policy,
    region: &'a Region,
    phrases: Phrases<'a>,
    today: Date,
}

impl ScenarioRunner<'_> {
    fn run(&self, scenario: &Scenario) -> Result<(), Vec<Diagnostic>> {
        let Scenario { answers, outcome, on, .. } = scenario;
        if let Some(day) = on {
            return self.run_on(answers, outcome, *day);
        }
        self.run_on(answers, outcome, self.today)?;
        // Another outcome would be wrong today.
        let later = |problems: Vec<Diagnostic>, hint: &str| -> Vec<Diagnostic> {
            let on_that_day = |problem: Diagnostic| Diagnostic {
                hints: problem.hints.into_iter().filter(|hint| hint.changes.is_empty()).collect(),
                ..problem
            };
            problems.into_iter().map(|problem| on_that_day(problem).hint(hint)).collect()
        };
        // What comes out otherwise on a later day would stop the site's build on that day.
        for day in self.later_days() {
            self.run_on(answers, outcome, day).map_err(|problems| {
                let hint = format!(
                    "a rule changes on {}: give this scenario a day with `on`, and write another one for the time from then on",
                    date::long(day)
                );
                later(problems, &hint)
            })?;
        }
        for day in days_of_answers(answers).filter(|day| *day > self.today) {
            self.run_on(answers, outcome, day).map_err(|problems| {
                const HINT: &str = "what these people are told depends on the day on which they ask: give this scenario a day with `on`";
                later(problems, HINT)
            })?;
        }
        Ok(())
    }

    /// The days after today on which a rule of the region changes.
    fn later_days(&self) -> BTreeSet<Date> {
        let versions = self.region.rules().flatten().map(|version| version.from);
        versions.filter(|from| *from > self.today).collect()
    }

    fn run_on(
        &self,
        answers: &Spanned<Words>,
        outcome: &Spanned<Outcome>,
        day: Date,
    ) -> Result<(), Vec<Diagnostic>> {
        let answers = self.answers(answers, day)?;
        let found = eligibility::decide(self.policy, &answers, day);
        if outcome.value == found.outcome {
            return Ok(());
        }
        Err(vec![self.mismatch(outcome, &found, day)])
    }

    /// The answers, if they are those that the checker asks for on the day: no fewer and no others.
    fn answers(&self, written: &Spanned<Words>, day: Date) -> Result<Answers, Vec<Diagnostic>> {
        let mut answers = Answers::default();
        answers.set(Question::Region, self.region.id().as_str()).expect("any id can be set");
        let mut problems = Vec::new();
        let mut given: Vec<(Question, &Spanned<String>)> = Vec::new();
        for (name, answer) in &written.value {
            match take(name, answer, &written.value, &mut answers) {
                Ok(question) => given.push((question, name)),
                Err(problem) => problems.push(problem),
            }
        }
        if problems.is_empty() && !answers.dates_are_in_order() {
            problems.push(
                Diagnostic::error(
                    "scenario::order",
                    written.span,
                    "the first day back must follow the first day away",
                )
                .hint("correct `leave-start` or `return-date`"),
            );
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let path = answers.path(self.policy, day);
        // A question that is not answered hides those after it, so there is one at most.
        if let Some(open) = path.iter().find(|question| !question.is_answered(&answers)) {
            let name = open.word();
            return Err(vec![
                Diagnostic::error(
                    "scenario::unanswered",
                    written.span,
                    format!("the checker also asks `{name}`"),
                )
                .hint(format!("add what they answer; `{name} = \"{UNKNOWN}\"` if they do not know")),
            ]);
        }
        problems.extend(given.iter().filter(|(question, _)| !path.contains(question)).map(
            |(question, name)| {
                Diagnostic::error(
                    "scenario::not-asked",
                    name.span,
                    format!("with these answers, {} does not ask `{}`", self.region.name(), question.word()),
                )
                .label("changes nothing")
                .hint("remove it, or correct the answers before it")
            },
        ));
        if problems.is_empty() { Ok(answers) } else { Err(problems) }
    }

    /// What came out in place of what was expected, and which rules led there.
    fn mismatch(&self, expected: &Spanned<Outcome>, found: &Determination<'_>, day: Date) -> Diagnostic {
        let outcome = found.outcome.word();
        let heading = self.phrases.outcome(found.outcome, found.region);
        let problem = Diagnostic::error(
            "scenario::outcome",
            expected.span,
            format!("this comes out as `{outcome}`, not as `{}`", expected.value.word()),
        )
        .label(format!("on {}: {heading}", date::long(day)));
        let reasons = found.findings.iter().map(|Finding { rule, verdict, .. }| {
            format!("{} ({}): {}", rule.name, rule.citation.reference, self.phrases.words.verdicts[verdict])
        });
        let file = self.file.path().replace(FILE_NAME, crate::policy::FILE_NAME);
        let hint = format!(
            "if that is right, write `outcome = \"{outcome}\"`; if not, correct the answers or `{file}`"
        );
        reasons.fold(problem, Diagnostic::hint).reword(hint, [outcome.to_owned()])
    }
}

/// Days from those in answers on, at which what is told may change because so many months have passed.
fn days_of_answers(answers: &Spanned<Words>) -> impl Iterator<Item = Date> {
    const MONTHS: u32 = 36;
    let dates = answers.value.iter().filter_map(|(_, answer)| date::read(&answer.value));
    dates.flat_map(|day| (0..=MONTHS).map(move |months| date::months_after(day, months) + Days::new(1)))
}

/// Takes one answer as it is written.
fn take(
    name: &Spanned<String>,
    answer: &Spanned<String>,
    given: &Words,
    answers: &mut Answers,
) -> Result<Question, Diagnostic> {
    let questions =
        || Question::ALL.iter().filter(|question| **question != Question::Region).map(|q| q.word());
    // A question that is answered already cannot be meant.
    let is_open = |word: &&str| given.iter().all(|(name, _)| name.value != *word);
    let question = match Question::from_word(&name.value) {
        Some(Question::Region) => {
            return Err(Diagnostic::error(
                "scenario::question",
                name.span,
                "the region is the one whose folder this file is in",
            )
            .hint("leave `region` out"));
        }
        Some(question) => question,
        None => {
            return Err(Diagnostic::error(
                "scenario::question",
                name.span,
                format!("no question is called `{}`", name.value),
            )
            .suggest(suggest::nearest(&name.value, questions().filter(is_open)), |problem| {
                problem.hint(format!("the questions are {}", any_of(questions())))
            }));
        }
    };
    answers.set(question, &answer.value).map_err(|_| {
        let words: Vec<&str> = question.words().into_iter().chain([UNKNOWN]).collect();
        let problem = Diagnostic::error(
            "scenario::answer",
            answer.span,
            format!("`{}` does not answer `{}`", answer.value, name.value),
        );
        match suggest::nearest(&answer.value, words.iter().copied()) {
            Some(near) => problem.did_you_mean(near),
            None if question.words().is_empty() => problem.hint(format!(
                "write a date such as `2026-11-22`, without quotation marks, or `\"{UNKNOWN}\"`"
            )),
            None => problem.one_of(words),
        }
    })?;
    Ok(question)
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    fn check(scenarios: &str, expect: Expect) {
        supportt_fixture::check(&format!("//- content/north/scenarios.toml\n{scenarios}"), expect);
    }

    #[test]
    fn a_scenario_that_comes_out_as_expected_says_nothing() {
        check(
            r#"
[[scenario]]
name = "Away for long enough, in a region that does not say when people may join"
answers = { stage = "away", reason = "sick-leave", leave-start = 2026-02-01, return-date = 2026-05-01 }
outcome = "not-covered-here"

[[scenario]]
name = "The same before this site's record begins"
on = 2024-12-31
outcome = "not-covered-here"

[scenario.answers]
stage = "away"
reason = "sick-leave"
"#,
            expect![[""]],
        );
    }

    #[test]
    fn a_scenario_that_comes_out_otherwise_is_explained() {
        check(
            r#"
[[scenario]]
name = "Away a day too short"
answers = { stage = "away", reason = "sick-leave", leave-start = 2026-02-01, return-date = 2026-04-30 }
outcome = "full"
on = 2026-02-10
"#,
            expect![[r#"
                error[scenario::outcome]: this comes out as `not-covered-here`, not as `full`
                 --> content/north/scenarios.toml:5:11
                  |
                5 | outcome = "full"
                  |           ^^^^^^ on 10 February 2026: Our source for the North does not cover your situation
                  |
                  = hint: Stages (N:5): The source does not say for your situation
                  = hint: Reasons (N:6): The source does not say for your situation
                  = hint: Minimum absence (N:3): Your absence is shorter than this
                  = hint: Below minimum (N:4): The source does not say for your situation
                  = hint: Scope (N:2): This fits your answers
                  = hint: if that is right, write `outcome = "not-covered-here"`; if not, correct the answers or `content/north/region.toml`

            "#]],
        );
    }

    #[test]
    fn a_change_that_lies_ahead_is_noticed_today() {
        let region = supportt_fixture::NORTH;
        supportt_fixture::check(
            &format!(
                r#"//- content/north/region.toml
{region}
[[rule]]
id = "stages"
name = "Stages"
value = {{ stages = ["away"] }}
says = "Join while you are {{value}}."
from = 2026-09-01
source = "page"
reference = "N:5"
checked_on = 2026-01-01
//- content/north/scenarios.toml
[[scenario]]
name = "Away for long enough"
answers = {{ stage = "away", reason = "sick-leave", leave-start = 2026-02-01, return-date = 2026-05-01 }}
outcome = "not-covered-here"

[[scenario]]
name = "Back before they left"
answers = {{ stage = "away", reason = "sick-leave", leave-start = 2026-05-01, return-date = 2026-02-01 }}
outcome = "not-covered-here"
"#
            ),
            expect![[r#"
                error[scenario::outcome]: this comes out as `full`, not as `not-covered-here`
                 --> content/north/scenarios.toml:4:11
                  |
                4 | outcome = "not-covered-here"
                  |           ^^^^^^^^^^^^^^^^^^ on 1 September 2026: The North programme is open to you
                  |
                  = hint: Stages (N:5): This fits your answers
                  = hint: Reasons (N:6): The source does not say for your situation
                  = hint: Minimum absence (N:3): This fits your answers
                  = hint: Scope (N:2): This fits your answers
                  = hint: a rule changes on 1 September 2026: give this scenario a day with `on`, and write another one for the time from then on

                error[scenario::order]: the first day back must follow the first day away
                 --> content/north/scenarios.toml:8:11
                  |
                8 | answers = { stage = "away", reason = "sick-leave", leave-start = 2026-05-01, return-date = 2026-02-01 }
                  |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                  |
                  = hint: correct `leave-start` or `return-date`

            "#]],
        );
    }

    #[test]
    fn answers_are_those_the_checker_asks_for() {
        check(
            r#"
[[scenario]]
name = "Slips"
answers = { stage = "away", approved = true }
outcome = "ful"

[[scenario]]
name = "More slips"
answers = { stgae = "away", colour = "red", region = "north", stage = "awya", approved = "perhaps", leave-start = "soon" }
outcome = "full"

[[scenario]]
name = "Too few"
answers = { stage = "away", leave-start = 2026-02-01 }
outcome = "full"

[[scenario]]
name = "Too many"
answers = { stage = "away", reason = "sick-leave", restriction = "lifted", leave-start = "unknown", return-date = "unknown", long-enough = "yes" }
outcome = "full"
"#,
            expect![[r#"
                error[field::kind]: `approved` must be a word between quotation marks, or a date
                 --> content/north/scenarios.toml:4:40
                  |
                4 | answers = { stage = "away", approved = true }
                  |                                        ^^^^ this is `true` or `false`
                  |
                  = hint: write `approved = "yes"`

                error[field::word]: `outcome` cannot be `ful`
                 --> content/north/scenarios.toml:5:11
                  |
                5 | outcome = "ful"
                  |           ^^^^^ not `full`, `talk-to-team`, `partial`, `first-do`, `mentoring-only` or `not-covered-here`
                  |
                  = hint: did you mean `full`?

                error[scenario::question]: no question is called `stgae`
                 --> content/north/scenarios.toml:9:13
                  |
                9 | answers = { stgae = "away", colour = "red", region = "north", stage = "awya", approved = "perhaps", leave-start = "soon" }
                  |             ^^^^^
                  |
                  = hint: the questions are `stage`, `planner-form`, `reason`, `restriction`, `approved`, `leave-start`, `return-date` or `long-enough`

                error[scenario::question]: no question is called `colour`
                 --> content/north/scenarios.toml:9:29
                  |
                9 | answers = { stgae = "away", colour = "red", region = "north", stage = "awya", approved = "perhaps", leave-start = "soon" }
                  |                             ^^^^^^
                  |
                  = hint: the questions are `stage`, `planner-form`, `reason`, `restriction`, `approved`, `leave-start`, `return-date` or `long-enough`

                error[scenario::question]: the region is the one whose folder this file is in
                 --> content/north/scenarios.toml:9:45
                  |
                9 | answers = { stgae = "away", colour = "red", region = "north", stage = "awya", approved = "perhaps", leave-start = "soon" }
                  |                                             ^^^^^^
                  |
                  = hint: leave `region` out

                error[scenario::answer]: `awya` does not answer `stage`
                 --> content/north/scenarios.toml:9:71
                  |
                9 | answers = { stgae = "away", colour = "red", region = "north", stage = "awya", approved = "perhaps", leave-start = "soon" }
                  |                                                                       ^^^^^^
                  |
                  = hint: did you mean `away`?

                error[scenario::answer]: `perhaps` does not answer `approved`
                 --> content/north/scenarios.toml:9:90
                  |
                9 | answers = { stgae = "away", colour = "red", region = "north", stage = "awya", approved = "perhaps", leave-start = "soon" }
                  |                                                                                          ^^^^^^^^^
                  |
                  = hint: write `yes`, `no` or `unknown`

                error[scenario::answer]: `soon` does not answer `leave-start`
                 --> content/north/scenarios.toml:9:115
                  |
                9 | answers = { stgae = "away", colour = "red", region = "north", stage = "awya", approved = "perhaps", leave-start = "soon" }
                  |                                                                                                                   ^^^^^^
                  |
                  = hint: write a date such as `2026-11-22`, without quotation marks, or `"unknown"`

                error[scenario::unanswered]: the checker also asks `reason`
                  --> content/north/scenarios.toml:14:11
                   |
                14 | answers = { stage = "away", leave-start = 2026-02-01 }
                   |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                   |
                   = hint: add what they answer; `reason = "unknown"` if they do not know

                error[scenario::not-asked]: with these answers, North does not ask `restriction`
                  --> content/north/scenarios.toml:19:52
                   |
                19 | answers = { stage = "away", reason = "sick-leave", restriction = "lifted", leave-start = "unknown", return-date = "unknown", long-en...
                   |                                                    ^^^^^^^^^^^ changes nothing
                   |
                   = hint: remove it, or correct the answers before it

            "#]],
        );
    }

    #[test]
    fn scenarios_belong_to_a_region() {
        supportt_fixture::check(
            &(supportt_fixture::page("east/index.md", "") + "//- content/east/scenarios.toml\n"),
            expect![[r#"
                error[scenario::no-region]: `east` is not a region
                --> content/east/scenarios.toml
                 = hint: scenarios belong beside a region's policy, `content/east/region.toml`

            "#]],
        );
    }
}
