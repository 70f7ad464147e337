//! What `supportt decide` writes: a determination with all its reasons.
//!
//! Scripts rely on the names of these fields. A field may be added; none is renamed or dropped.
//! `generator/README.md` describes them for people who do not read Rust.

use serde::Serialize;
use supportt_basics::date::Date;
use supportt_basics::ids::RoleId;
use supportt_basics::keyword::Keyword;
use supportt_forms::eligibility_checker::phrases::Phrases;
use supportt_rules::answers::{Answers, Question};
use supportt_rules::eligibility::{self, Advice, Caution, Determination, Finding, Outcome, Verdict};
use supportt_rules::fixed_words::Strength;
use supportt_rules::policy::{
    Entitlement, Entry, HasValue, InForce, OpenTo, PriorApproval, Rule, Step, StepStage, When,
};
use supportt_rules::situations::{self, Alternative, Situations};

use supportt_content::rulebook::Rulebook;

/// What a region's policy means for one person on one day.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// The day, as `2026-11-22`.
    pub day: Date,
    /// The conclusion: `full`, `talk-to-team`, `partial`, `first-do`, `mentoring-only` or `not-covered-here`.
    pub outcome: Outcome,
    /// The conclusion as the checker puts it.
    pub heading: String,
    /// What it means, as the checker puts it.
    pub lead: String,
    /// That this is guidance, and that a person decides.
    pub disclaimer: String,
    /// The region; `null` while it is not known.
    pub region: Option<RegionReport>,
    /// Every rule that was used, in the order in which the checker shows them.
    pub reasons: Vec<Reason>,
    /// What to know besides.
    pub cautions: Vec<CautionReport>,
    /// What to do first.
    pub next_steps: Vec<NextStep>,
    /// The region's own steps that are still ahead.
    pub steps: Vec<StepReport>,
    /// What is open to the person.
    pub entitlements: Vec<EntitlementReport>,
    /// That these are open although the source does not cover the situation; `null` where it does.
    pub entitlements_note: Option<String>,
    /// How to reach the region's team; `null` while the region is not known.
    pub contact: Option<ContactReport>,
    /// The answers that bear on the outcome, in the order of the questions.
    pub answers_used: Vec<GivenAnswer>,
    /// Answers that were given and bear on nothing.
    pub answers_ignored: Vec<GivenAnswer>,
    /// The questions the checker would ask before it shows an outcome. Until they are answered the
    /// outcome is that of "I do not know".
    pub open_questions: Vec<OpenQuestion>,
    /// Every other answer to one question that leads to another outcome.
    pub what_would_change: Vec<AlternativeReport>,
    /// The same answers in every other region, whatever they lead to there.
    pub other_regions: Vec<AlternativeReport>,
}

/// A region.
#[derive(Clone, Debug, Serialize)]
pub struct RegionReport {
    /// Its id, which is the name of its folder.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it calls its team.
    pub team: String,
}

/// A rule that was held against the answers.
#[derive(Clone, Debug, Serialize)]
pub struct Reason {
    /// Its id.
    pub rule: String,
    /// Its name.
    pub name: String,
    /// What it says about the answers: `met`, `not-met`, `not-yet`, `cannot-tell`, `not-stated` or
    /// `over`.
    pub verdict: Verdict,
    /// The same as the checker puts it.
    pub verdict_words: String,
    /// What the source says.
    pub says: String,
    /// Its value in words, such as `3 months or more`; `null` where it has none.
    pub value: Option<String>,
    /// The answers it was held against.
    pub answers: Vec<GivenAnswer>,
    /// Where it stands.
    pub source: SourceReport,
}

/// Something to know besides the outcome.
#[derive(Clone, Debug, Serialize)]
pub struct CautionReport {
    /// `near-threshold`, `stage-and-dates`, `reason-untold` or `conflict`.
    pub kind: &'static str,
    /// The id of the conflict; `null` for the other kind.
    pub id: Option<String>,
    /// What to know.
    pub says: String,
    /// The first day back at which the absence is just long enough; `null` for a conflict.
    pub boundary: Option<Date>,
    /// Where it stands; `null` where it is this site's own remark.
    pub source: Option<SourceReport>,
}

/// Something to do first.
#[derive(Clone, Debug, Serialize)]
pub struct NextStep {
    /// Which, such as `get-approval`.
    pub id: Advice,
    /// What to do.
    pub says: String,
}

/// A step of the region's process.
#[derive(Clone, Debug, Serialize)]
pub struct StepReport {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// `before-leave`, `before-return` or `after-return`.
    pub stage: StepStage,
    /// `must`, `recommend` or `may`.
    pub strength: Strength,
    /// What the source says.
    pub says: String,
    /// How long an absence must be for it, in words; `null` where any length will do.
    pub length: Option<String>,
    /// When it is due, in words; `null` where no rule times it.
    pub timing: Option<String>,
    /// Whom to do it with. One of them is enough.
    pub with: Vec<String>,
    /// The form completed in it.
    pub form: Option<String>,
    /// Where the form goes.
    pub sends_to: Vec<String>,
    /// Where it is passed on to.
    pub then_to: Vec<String>,
    /// Where it stands.
    pub source: SourceReport,
}

/// Something the person can get.
#[derive(Clone, Debug, Serialize)]
pub struct EntitlementReport {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What the source says.
    pub says: String,
    /// How much of it, in words; `null` where the source sets no limit.
    pub limit: Option<String>,
    /// `before-return`, `after-return` or `any`.
    pub when: When,
    /// `everyone-returning`, or `null` where it is for those the programme is for.
    pub open_to: Option<OpenTo>,
    /// `prospective` when it must be approved first, or `null`.
    pub approval: Option<PriorApproval>,
    /// The rules that go with it, such as what its confidentiality does not cover.
    pub conditions: Vec<ConditionReport>,
    /// Where it stands.
    pub source: SourceReport,
}

/// A rule that goes with something the person can get.
#[derive(Clone, Debug, Serialize)]
pub struct ConditionReport {
    /// Its id.
    pub rule: String,
    /// Its name.
    pub name: String,
    /// What the source says.
    pub says: String,
    /// Where it stands.
    pub source: SourceReport,
}

/// How to reach a region's team.
#[derive(Clone, Debug, Serialize)]
pub struct ContactReport {
    /// The address; `null` where the source prints none.
    pub email: Option<String>,
    /// What the source says.
    pub says: String,
    /// Where it stands.
    pub source: SourceReport,
}

/// Where a statement stands, and since when it holds.
#[derive(Clone, Debug, Serialize)]
pub struct SourceReport {
    /// The document.
    pub title: String,
    /// Its web address, where it has one.
    pub address: Option<String>,
    /// Where in the document.
    pub reference: String,
    /// The day on which somebody compared the two.
    pub checked_on: Date,
    /// The first day on which it holds.
    pub from: Date,
}

/// An answer that was given.
#[derive(Clone, Debug, Serialize)]
pub struct GivenAnswer {
    /// The question.
    pub question: Question,
    /// The question in a word or two.
    pub question_words: String,
    /// The answer, as it is written.
    pub answer: String,
    /// The answer as the checker puts it.
    pub answer_words: String,
}

/// A question without an answer.
#[derive(Clone, Debug, Serialize)]
pub struct OpenQuestion {
    /// The question.
    pub question: Question,
    /// The question as the checker puts it.
    pub heading: String,
    /// What can be answered; empty for a date, which is written as `2026-11-22` or `unknown`.
    pub answers: Vec<String>,
}

/// Other answers to one question that lead to the same.
#[derive(Clone, Debug, Serialize)]
pub struct AlternativeReport {
    /// The question.
    pub question: Question,
    /// The answers, as they are written. Dates stand for every date that makes the absence as long.
    pub answers: Vec<String>,
    /// The answers in words.
    pub answers_words: String,
    /// What they lead to: one outcome, or several where more questions would decide.
    pub outcomes: Vec<OutcomeReport>,
    /// Whether a question would then be without an answer.
    pub asks_more: bool,
}

/// An outcome.
#[derive(Clone, Debug, Serialize)]
pub struct OutcomeReport {
    /// Which.
    pub outcome: Outcome,
    /// The same as the checker puts it.
    pub heading: String,
}

impl Report {
    /// Decides, and gives every reason.
    #[must_use]
    pub fn new(rulebook: &Rulebook, answers: &Answers, day: Date) -> Self {
        let policy = &rulebook.policy;
        let found = eligibility::decide(policy, answers, day);
        let reporter = Reporter { phrases: rulebook.phrases(), answers, day, region: found.region };
        let Determination { outcome, region, findings, cautions, advice, steps, entitlements, afterwards: _ } =
            &found;
        let words = reporter.phrases.conclusion(&found);
        let used = answers.on_path(policy, day);
        let is_used = |question: &Question| question.is_answered(&used);
        let given =
            |keep: &dyn Fn(&Question) -> bool| reporter.given(Question::ALL.iter().filter(|q| keep(q)));
        Self {
            day,
            outcome: *outcome,
            heading: reporter.fill(&words.heading),
            lead: reporter.fill(&words.lead),
            disclaimer: rulebook.words.checker.disclaimer.clone(),
            region: region.map(|region| RegionReport {
                id: region.region().id().to_string(),
                name: region.region().name().to_owned(),
                team: region.region().terms().team.clone(),
            }),
            reasons: in_region(*region, findings, |region, finding| reporter.reason(region, finding)),
            cautions: in_region(*region, cautions, |region, caution| reporter.caution(region, caution)),
            next_steps: advice
                .iter()
                .map(|id| NextStep { id: *id, says: reporter.phrases.advice(*id, &found, answers) })
                .collect(),
            steps: in_region(*region, steps, |region, step| reporter.step(region, step, steps)),
            entitlements: in_region(*region, entitlements, |region, e| reporter.entitlement(region, e)),
            entitlements_note: reporter.phrases.open_all_the_same(&found),
            contact: region.map(|region| {
                let contact = region.region().contact();
                ContactReport {
                    email: contact.body.email.clone(),
                    says: contact.says.clone(),
                    source: source(region, contact),
                }
            }),
            answers_used: given(&is_used),
            answers_ignored: given(&|question| !is_used(question)),
            open_questions: reporter.open_questions(),
            what_would_change: reporter.alternatives(situations::alternatives(policy, answers, day)),
            other_regions: reporter.alternatives(situations::elsewhere(policy, answers, day)),
        }
    }
}

/// What is said of each item once the region is known; before, there are none.
fn in_region<'a, T, R>(
    region: Option<InForce<'a>>,
    items: &[T],
    report: impl Fn(InForce<'a>, &T) -> R,
) -> Vec<R> {
    region.map(|region| items.iter().map(|item| report(region, item)).collect()).unwrap_or_default()
}

/// Puts things into words for one person.
struct Reporter<'a> {
    phrases: Phrases<'a>,
    answers: &'a Answers,
    day: Date,
    region: Option<InForce<'a>>,
}

impl Reporter<'_> {
    fn fill(&self, text: &str) -> String {
        self.phrases.fill(text, self.region)
    }

    fn given<'q>(&self, questions: impl Iterator<Item = &'q Question>) -> Vec<GivenAnswer> {
        questions
            .filter_map(|question| {
                Some(GivenAnswer {
                    question: *question,
                    question_words: self.phrases.short(*question, self.region),
                    answer: self.answers.written(*question)?,
                    answer_words: self.phrases.answer(*question, self.answers)?,
                })
            })
            .collect()
    }

    fn open_questions(&self) -> Vec<OpenQuestion> {
        self.answers
            .path(self.phrases.policy, self.day)
            .into_iter()
            .filter(|question| !question.is_answered(self.answers))
            .map(|question| OpenQuestion {
                question,
                heading: self.fill(&self.phrases.words.questions[&question].heading),
                answers: self.phrases.choices(question),
            })
            .collect()
    }

    fn reason(&self, region: InForce<'_>, finding: &Finding<'_>) -> Reason {
        let Finding { rule, verdict, questions } = finding;
        let vocabulary = self.phrases.policy.vocabulary();
        let path = self.answers.path(self.phrases.policy, self.day);
        let questions = questions.iter().filter(|question| path.contains(question));
        Reason {
            rule: rule.id.to_string(),
            name: rule.name.clone(),
            verdict: *verdict,
            verdict_words: self.phrases.words.verdicts[verdict].clone(),
            says: region.sentence(rule, vocabulary),
            value: region.printed_value(rule.id.as_str(), vocabulary),
            answers: self.given(questions),
            source: source(region, rule),
        }
    }

    fn caution(&self, region: InForce<'_>, caution: &Caution<'_>) -> CautionReport {
        let (kind, boundary, conflict) = match caution {
            Caution::NearThreshold { boundary } => ("near-threshold", Some(*boundary), None),
            Caution::StageAndDates => ("stage-and-dates", None, None),
            Caution::ReasonUntold => ("reason-untold", None, None),
            Caution::Conflict(conflict) => ("conflict", None, Some(conflict)),
        };
        CautionReport {
            kind,
            id: conflict.map(|conflict| conflict.id.to_string()),
            says: self.phrases.caution(caution, region),
            boundary,
            source: conflict.map(|conflict| source(region, conflict)),
        }
    }

    fn step(&self, region: InForce<'_>, entry: &Entry<Step>, steps: &[&Entry<Step>]) -> StepReport {
        let vocabulary = self.phrases.policy.vocabulary();
        let Step {
            stage,
            strength,
            in_plan: _,
            support: _,
            with,
            needs: _,
            timing: _,
            after: _,
            afterwards: _,
            approval: _,
            form,
            sends_to,
            then_to,
        } = &entry.body;
        let roles = |ids: &[RoleId]| {
            ids.iter().map(|id| region.region().role(id, vocabulary).to_owned()).collect::<Vec<_>>()
        };
        StepReport {
            id: entry.id.to_string(),
            name: entry.name.clone(),
            stage: *stage,
            strength: *strength,
            says: region.sentence(entry, vocabulary),
            length: region.length_in_words(&entry.body, vocabulary),
            timing: region
                .timing_in_words(&entry.body, vocabulary, |id| steps.iter().any(|listed| listed.id == *id)),
            with: roles(with),
            form: form.as_ref().and_then(|form| Some(region.form(form.as_str())?.name.clone())),
            sends_to: roles(sends_to),
            then_to: roles(then_to),
            source: source(region, entry),
        }
    }

    fn entitlement(&self, region: InForce<'_>, entry: &Entry<Entitlement>) -> EntitlementReport {
        let vocabulary = self.phrases.policy.vocabulary();
        let body = &entry.body;
        let condition = |rule: &Entry<Rule>| ConditionReport {
            rule: rule.id.to_string(),
            name: rule.name.clone(),
            says: region.sentence(rule, vocabulary),
            source: source(region, rule),
        };
        EntitlementReport {
            id: entry.id.to_string(),
            name: entry.name.clone(),
            says: region.sentence(entry, vocabulary),
            limit: region.printed_value(entry.id.as_str(), vocabulary),
            when: body.when,
            open_to: body.open_to,
            approval: body.approval,
            conditions: region.conditions(body).map(condition).collect(),
            source: source(region, entry),
        }
    }

    fn alternatives(&self, alternatives: Vec<Alternative>) -> Vec<AlternativeReport> {
        let policy = self.phrases.policy;
        let situations = Situations::new(vec![policy], self.day, self.answers);
        alternatives
            .into_iter()
            .map(|Alternative { question, answers, outcomes }| {
                let region = answers.first().and_then(|answers| answers.region_in_force(policy, self.day));
                let asks_more = answers.iter().any(|answers| situations.open_question(answers).is_some());
                AlternativeReport {
                    question,
                    answers: answers.iter().filter_map(|answers| answers.written(question)).collect(),
                    answers_words: self.phrases.answers(question, &answers, &situations),
                    outcomes: outcomes
                        .into_iter()
                        .map(|outcome| OutcomeReport {
                            outcome,
                            heading: self.phrases.outcome(outcome, region),
                        })
                        .collect(),
                    asks_more,
                }
            })
            .collect()
    }
}

fn source<T: HasValue>(region: InForce<'_>, entry: &Entry<T>) -> SourceReport {
    let source = region.region().source(&entry.citation.source);
    SourceReport {
        title: source.title.clone(),
        address: source.address.clone(),
        reference: entry.citation.reference.clone(),
        checked_on: entry.citation.checked_on,
        from: entry.from,
    }
}
