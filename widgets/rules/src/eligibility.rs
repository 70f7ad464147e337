//! What a region's policy means for one person.
//!
//! Each criterion looks at one rule and the answers that bear on it and gives a verdict; the
//! outcome follows from the verdicts alone. No reason for absence is ever refused, because no
//! source closes its list, and silence in a source leads to the team, never to "no".

use std::cell::RefCell;
use std::cmp::Ordering;
use std::collections::BTreeSet;

use crate::answers::{Answer, Answers, Question};
use crate::case::{Case, Recorder};
use crate::fixed_words::{AbsenceReason, RestrictionStatus, Stage};
use crate::fixed_words::{Handling, Scope};
use crate::policy::{
    Conflict, Entitlement, Entry, InForce, Limit, OpenTo, Policy, Rule, RuleId, Statement, Step, StepStage,
};
use crate::probe::{Boundary, Probe, Span};
use crate::value::{Threshold, Value};
use crate::vocabulary::Reading;
use supportt_basics::date::Date;
use supportt_basics::ids::EntryId;
use supportt_basics::keyword::{Keyword, keywords};

keywords! {
    /// What the checker can conclude.
    pub enum Outcome {
        /// The whole programme is open.
        Full = "full",
        /// The region decides case by case, or something is not known yet.
        TalkToTeam = "talk-to-team",
        /// Part of the programme is open.
        Partial = "partial",
        /// Something must be done first.
        FirstDo = "first-do",
        /// Mentoring is open; our source for the region covers nothing else.
        MentoringOnly = "mentoring-only",
        /// Our source is silent about this situation.
        NotCoveredHere = "not-covered-here",
    }
}

keywords! {
    /// What a rule says about these answers.
    pub enum Verdict {
        /// The rule is met.
        Met = "met",
        /// It is not met, and the region says what happens then.
        NotMet = "not-met",
        /// It would be met after something is done.
        NotYet = "not-yet",
        /// An answer is missing or "I do not know".
        CannotTell = "cannot-tell",
        /// The source does not say.
        NotStated = "not-stated",
        /// Its time is over.
        Over = "over",
    }
}

keywords! {
    /// Something to do, besides the region's own steps.
    pub enum Advice {
        /// Find out which region runs the training.
        FindRegion = "find-region",
        /// Complete the form that planners need.
        CompletePlannerForm = "complete-planner-form",
        /// Have the absence approved.
        GetApproval = "get-approval",
        /// Find out whether it is approved.
        FindApproval = "find-approval",
        /// Settle the dates, then check again.
        FindDates = "find-dates",
        /// Ask when support can start.
        AskAboutRestriction = "ask-about-restriction",
        /// Ask how a short absence is treated.
        AskAboutLength = "ask-about-length",
        /// Ask about joining at this stage.
        AskAboutStage = "ask-about-stage",
        /// Ask what is possible once the time for the support has passed.
        AskAfterPeriod = "ask-after-period",
        /// Ask what applies on a day before this site's record.
        AskAboutDay = "ask-about-day",
    }
}

/// One rule held against the answers.
#[derive(Clone, Debug)]
pub struct Finding<'a> {
    /// The rule as it is in force.
    pub rule: &'a Entry<Rule>,
    /// What it says about these answers.
    pub verdict: Verdict,
    /// The questions whose answers it was held against.
    pub questions: &'static [Question],
}

impl Finding<'_> {
    /// Whether it is about this rule.
    #[must_use]
    pub fn is(&self, rule: RuleId) -> bool {
        self.rule.id.as_str() == rule.word()
    }
}

/// Something the visitor should know besides the outcome.
#[derive(Clone, Debug)]
pub enum Caution<'a> {
    /// The absence is so near the threshold that the team should confirm it.
    NearThreshold {
        /// The day of return at which the absence is exactly as long as the threshold.
        boundary: Date,
    },
    /// The dates say something else than the stage: one of them is a slip.
    StageAndDates,
    /// The reason was not told, and some rules depend on it.
    ReasonUntold,
    /// The source contradicts itself on something these answers depend on.
    Conflict(&'a Entry<Conflict>),
}

/// What a region's policy means for one person on one day.
#[derive(Clone, Debug)]
pub struct Determination<'a> {
    /// The conclusion.
    pub outcome: Outcome,
    /// The region's policy on the day; `None` while the region is not known.
    pub region: Option<InForce<'a>>,
    /// Every rule that was used.
    pub findings: Vec<Finding<'a>>,
    /// What to know besides.
    pub cautions: Vec<Caution<'a>>,
    /// What to do first.
    pub advice: Vec<Advice>,
    /// The region's own steps for the visitor's stage.
    pub steps: Vec<&'a Entry<Step>>,
    /// What is open to the visitor.
    pub entitlements: Vec<&'a Entry<Entitlement>>,
    /// What to do once the time of an entitlement is over, for those whose time is.
    pub afterwards: Vec<&'a Entry<Rule>>,
}

/// The rules held against the answers, in the order in which reasons are shown.
const CRITERIA: [RuleId; 7] = [
    RuleId::Stages,
    RuleId::PlannerForm,
    RuleId::Reasons,
    RuleId::Restriction,
    RuleId::Approval,
    RuleId::MinimumAbsence,
    RuleId::BelowMinimum,
];

/// Decides what the policy means for these answers on `day`.
///
/// Only answers on the path count. Unanswered questions are treated as "I do not know", so
/// every set of answers has exactly one outcome.
#[must_use]
pub fn decide<'a>(policy: &'a Policy, answers: &Answers, day: Date) -> Determination<'a> {
    let answers = &answers.on_path(policy, day);
    decide_case(policy, answers, day, &answers.dates(day))
}

/// As [`decide`]; adds every boundary in time that the decision depends on.
pub(crate) fn decide_and_record(
    policy: &Policy,
    answers: &Answers,
    day: Date,
    asked: &RefCell<BTreeSet<Boundary>>,
) {
    let answers = &answers.on_path(policy, day);
    decide_case(policy, answers, day, &Recorder { dates: answers.dates(day), asked });
}

fn decide_case<'a>(policy: &'a Policy, answers: &Answers, day: Date, probe: &dyn Probe) -> Determination<'a> {
    let Some(region) = answers.region_in_force(policy, day) else {
        return Determination::without_rules(Outcome::FirstDo, None, Advice::FindRegion);
    };
    if !region.has_begun() {
        return Determination::without_rules(Outcome::NotCoveredHere, Some(region), Advice::AskAboutDay);
    }
    let case = &Case::new(answers, probe);
    let mut findings = Vec::new();
    let mut advice = Vec::new();
    for id in CRITERIA {
        let Some(rule) = region.rule(id.word()) else { continue };
        let Some((verdict, first)) = judge(id, region, case) else { continue };
        findings.push(Finding { rule, verdict, questions: questions_for(id) });
        advice.extend(first);
    }
    let covered = covered(region, &findings);
    let offered = region.entitlements().filter(|entitlement| match covered {
        Outcome::Full | Outcome::MentoringOnly | Outcome::FirstDo | Outcome::TalkToTeam => true,
        Outcome::Partial | Outcome::NotCoveredHere => is_open_to_everyone(entitlement),
    });
    let offered: Vec<(&Entry<Entitlement>, Option<Verdict>)> =
        offered.map(|entry| (entry, judge_period(region, &entry.body, case))).collect();
    let with =
        |verdict| offered.iter().filter(move |(_, judged)| *judged == Some(verdict)).map(|(entry, _)| *entry);
    let all_over = !offered.is_empty() && with(Verdict::Over).count() == offered.len();
    if with(Verdict::Over).next().is_some() {
        advice.push(Advice::AskAfterPeriod);
    }
    if with(Verdict::CannotTell).next().is_some() && !advice.contains(&Advice::FindDates) {
        advice.push(Advice::FindDates);
    }
    let outcome = outcome(covered, &findings, &offered);
    findings.extend(offered.iter().filter_map(|(entry, verdict)| {
        let rule = region.rule(entry.body.limit.as_ref()?.as_str())?;
        let questions = &[Question::Stage, Question::LeaveStart, Question::ReturnDate];
        Some(Finding { rule, verdict: (*verdict)?, questions })
    }));
    let afterwards: Vec<&Entry<Rule>> = with(Verdict::Over)
        .filter_map(|entry| region.rule(entry.body.afterwards.as_ref()?.as_str()))
        .collect();
    let met = |rule, questions| Finding { rule, verdict: Verdict::Met, questions };
    findings.extend(afterwards.iter().map(|rule| met(*rule, &[])));
    findings.extend(region.rule(RuleId::Scope.word()).map(|rule| met(rule, questions_for(RuleId::Scope))));
    // Where nothing is open, or not any more, there is nothing that steps would lead to.
    let leads_nowhere = covered == Outcome::NotCoveredHere || all_over;
    let steps = if leads_nowhere { Vec::new() } else { steps_for(region, case) };
    let is_open = |(_, verdict): &(_, Option<Verdict>)| *verdict != Some(Verdict::Over);
    let entitlements = offered.into_iter().filter(is_open).map(|(entry, _)| entry).collect();
    let cautions = cautions(policy, region, case, &findings, &steps);
    Determination {
        outcome,
        region: Some(region),
        findings,
        cautions,
        advice,
        steps,
        entitlements,
        afterwards,
    }
}

impl<'a> Determination<'a> {
    fn without_rules(outcome: Outcome, region: Option<InForce<'a>>, advice: Advice) -> Self {
        Self {
            outcome,
            region,
            findings: Vec::new(),
            cautions: Vec::new(),
            advice: vec![advice],
            steps: Vec::new(),
            entitlements: Vec::new(),
            afterwards: Vec::new(),
        }
    }

    /// Whether something is open to everybody although the source does not cover the situation.
    #[must_use]
    pub fn is_open_all_the_same(&self) -> bool {
        self.outcome == Outcome::NotCoveredHere && !self.entitlements.is_empty()
    }
}

/// The questions whose answers a rule is held against.
fn questions_for(rule: RuleId) -> &'static [Question] {
    match rule {
        RuleId::Scope => &[Question::Region],
        RuleId::Stages => &[Question::Stage],
        RuleId::PlannerForm => &[Question::Stage, Question::PlannerForm],
        RuleId::Reasons => &[Question::Reason],
        RuleId::Restriction => &[Question::Reason, Question::Restriction],
        RuleId::Approval => &[Question::Reason, Question::Approved],
        RuleId::MinimumAbsence | RuleId::BelowMinimum => {
            &[Question::LeaveStart, Question::ReturnDate, Question::LongEnough]
        }
        RuleId::LeaveTalk | RuleId::ReturnTalk => &[],
    }
}

/// Holds one rule against the answers; `None` when it has no bearing on them.
fn judge(rule: RuleId, region: InForce<'_>, case: &Case<'_>) -> Option<(Verdict, Option<Advice>)> {
    match rule {
        RuleId::Stages => Some(judge_stage(region, case)),
        RuleId::PlannerForm => {
            if case.stage() != Some(Stage::Planning) {
                return None;
            }
            region.value(rule)?;
            Some(match case.planner_form() {
                Some(Answer::Known(true)) => (Verdict::Met, None),
                Some(Answer::Known(false)) => (Verdict::NotYet, Some(Advice::CompletePlannerForm)),
                Some(Answer::Unknown) | None => (Verdict::CannotTell, Some(Advice::CompletePlannerForm)),
            })
        }
        RuleId::Reasons => {
            let named = match region.value(rule) {
                Some(Value::Reasons(reasons)) => {
                    case.known_reason().is_some_and(|reason| reasons.contains(&reason))
                }
                _ => false,
            };
            Some((if named { Verdict::Met } else { Verdict::NotStated }, None))
        }
        RuleId::Restriction => {
            if !case.known_reason()?.must_be_lifted() {
                return None;
            }
            let stated = region.rule(rule.word())?.body.statement != Statement::NotStated;
            match case.restriction() {
                // What is over has no bearing, unless the source speaks of coming back from it.
                Some(Answer::Known(RestrictionStatus::Lifted)) => stated.then_some((Verdict::Met, None)),
                Some(_) | None => Some((Verdict::NotStated, Some(Advice::AskAboutRestriction))),
            }
        }
        RuleId::Approval => {
            if !case.is_asked(Question::Approved, region) {
                return None;
            }
            Some(match case.approved() {
                Some(Answer::Known(true)) => (Verdict::Met, None),
                // What is over cannot be approved any more.
                Some(Answer::Known(false)) if case.stage() == Some(Stage::Back) => (Verdict::NotYet, None),
                Some(Answer::Known(false)) => (Verdict::NotYet, Some(Advice::GetApproval)),
                Some(Answer::Unknown) | None => (Verdict::CannotTell, Some(Advice::FindApproval)),
            })
        }
        RuleId::MinimumAbsence => Some(match is_long_enough(region, case)? {
            Answer::Known(true) => (Verdict::Met, None),
            Answer::Known(false) => (Verdict::NotMet, Some(Advice::AskAboutLength)),
            Answer::Unknown => (Verdict::CannotTell, Some(Advice::FindDates)),
        }),
        RuleId::BelowMinimum => {
            if is_long_enough(region, case)? != Answer::Known(false) {
                return None;
            }
            let stated = region.value(rule).is_some();
            Some((if stated { Verdict::Met } else { Verdict::NotStated }, None))
        }
        RuleId::Scope | RuleId::LeaveTalk | RuleId::ReturnTalk => None,
    }
}

fn judge_stage(region: InForce<'_>, case: &Case<'_>) -> (Verdict, Option<Advice>) {
    let Some(stage) = case.stage() else {
        return (Verdict::CannotTell, Some(Advice::AskAboutStage));
    };
    match region.value(RuleId::Stages) {
        Some(Value::Stages(stages)) if stages.contains(&stage) => (Verdict::Met, None),
        _ => (Verdict::NotStated, Some(Advice::AskAboutStage)),
    }
}

/// Whether the absence is as long as the region's shortest; `None` where the region sets none.
fn is_long_enough(region: InForce<'_>, case: &Case<'_>) -> Option<Answer<bool>> {
    let threshold = region.threshold(RuleId::MinimumAbsence)?;
    let guess = || case.long_enough().copied().unwrap_or(Answer::Unknown);
    Some(case.reaches_at(case.stage(), threshold).map_or_else(guess, Answer::Known))
}

/// What is covered, whether or not a restriction applies, which opens nothing that is closed to others: first what the
/// region says or does not say, then what the visitor does not know yet. Something must be done first only where doing
/// it opens what is sought.
fn covered(region: InForce<'_>, findings: &[Finding<'_>]) -> Outcome {
    let verdict = |id: RuleId| findings.iter().find(|finding| finding.is(id)).map(|finding| finding.verdict);
    let any = |verdict: Verdict| findings.iter().any(|finding| finding.verdict == verdict);

    if verdict(RuleId::Stages) == Some(Verdict::NotStated) {
        return Outcome::NotCoveredHere;
    }
    if verdict(RuleId::MinimumAbsence) == Some(Verdict::NotMet) {
        return match region.value(RuleId::BelowMinimum) {
            Some(Value::Handling(Handling::CaseByCase | Handling::OptIn)) => Outcome::TalkToTeam,
            Some(Value::Handling(Handling::CoursesOnly)) => Outcome::Partial,
            _ if region.entitlements().any(is_open_to_everyone) => Outcome::Partial,
            _ => Outcome::NotCoveredHere,
        };
    }
    if any(Verdict::NotYet) {
        return Outcome::FirstDo;
    }
    if any(Verdict::CannotTell) {
        return Outcome::TalkToTeam;
    }
    match region.value(RuleId::Scope) {
        Some(Value::Scope(Scope::Programme)) => Outcome::Full,
        Some(Value::Scope(Scope::Mentoring)) => Outcome::MentoringOnly,
        _ => Outcome::TalkToTeam,
    }
}

/// The outcome of what is covered: what else only a person can settle leads to the team.
fn outcome(
    covered: Outcome,
    findings: &[Finding<'_>],
    offered: &[(&Entry<Entitlement>, Option<Verdict>)],
) -> Outcome {
    let is_unlifted =
        |finding: &Finding<'_>| finding.is(RuleId::Restriction) && finding.verdict == Verdict::NotStated;
    let may_be_over =
        |(_, verdict): &(_, Option<Verdict>)| matches!(verdict, Some(Verdict::Over | Verdict::CannotTell));
    match covered {
        Outcome::NotCoveredHere => covered,
        Outcome::MentoringOnly if !offered.is_empty() && offered.iter().all(may_be_over) => {
            Outcome::TalkToTeam
        }
        _ if findings.iter().any(is_unlifted) => Outcome::TalkToTeam,
        _ => covered,
    }
}

/// Whether the time in which something can be used is over, for somebody who is back; `None` where it has no such
/// time. Dates of people who say that they are not back yet are a slip, which is told instead.
fn judge_period(region: InForce<'_>, entitlement: &Entitlement, case: &Case<'_>) -> Option<Verdict> {
    let Some(Limit::Period(period)) = region.limit(entitlement) else { return None };
    if case.stage() != Some(Stage::Back) {
        return None;
    }
    Some(match case.compare(Boundary::of_period(period)?) {
        Some(Ordering::Greater) => Verdict::Over,
        Some(Ordering::Less | Ordering::Equal) => Verdict::Met,
        None => Verdict::CannotTell,
    })
}

/// Whether stage and dates, as far as they are known, fit together on the day of asking.
pub(crate) fn dates_fit_stage(stage: Option<Stage>, probe: &dyn Probe) -> bool {
    let leave = probe.compare(Boundary::zero(Span::SinceLeave));
    let back = probe.compare(Boundary::zero(Span::SinceReturn));
    match stage {
        Some(Stage::Planning) => leave != Some(Ordering::Greater),
        Some(Stage::Away) => leave != Some(Ordering::Less) && back != Some(Ordering::Greater),
        Some(Stage::Back) => back != Some(Ordering::Less),
        None => true,
    }
}

/// The shortest absence covered, if an absence is so near it that the team should confirm it.
pub(crate) fn near_threshold(region: InForce<'_>, reading: &Reading, probe: &dyn Probe) -> Option<Threshold> {
    let threshold = region.threshold(RuleId::MinimumAbsence)?;
    let boundary = Boundary::of_threshold(Span::Absence, threshold);
    let days = i64::try_from(reading.boundary_days).unwrap_or(i64::MAX);
    let (early, late) = (probe.compare(boundary.shifted(-days))?, probe.compare(boundary.shifted(days))?);
    (early != Ordering::Less && late != Ordering::Greater).then_some(threshold)
}

/// Whether a reason that was not told could matter: some rules are about certain reasons only.
fn reason_is_missed(case: &Case<'_>) -> bool {
    match case.reason() {
        Some(Answer::Known(reason)) => *reason == AbsenceReason::PreferNotToSay,
        Some(Answer::Unknown) => true,
        None => false,
    }
}

fn is_open_to_everyone(entitlement: &Entry<Entitlement>) -> bool {
    entitlement.body.open_to == Some(OpenTo::EveryoneReturning)
}

/// The region's steps that are still ahead at the visitor's stage and meant for such an absence.
fn steps_for<'a>(region: InForce<'a>, case: &Case<'_>) -> Vec<&'a Entry<Step>> {
    let first = match case.stage() {
        Some(Stage::Away) => StepStage::BeforeReturn,
        Some(Stage::Back) => StepStage::AfterReturn,
        Some(Stage::Planning) | None => StepStage::BeforeLeave,
    };
    let planner_form = match region.value(RuleId::PlannerForm) {
        Some(Value::Form(form)) if case.planner_form() == Some(&Answer::Known(true)) => Some(form),
        _ => None,
    };
    let may_be_long_enough = is_long_enough(region, case) != Some(Answer::Known(false));
    region
        .steps()
        .filter(|step| step.body.stage >= first)
        .filter(|step| region.is_meant_for(&step.body, case).unwrap_or(may_be_long_enough))
        .filter(|step| planner_form.is_none() || step.body.form.as_ref() != planner_form)
        .collect()
}

fn cautions<'a>(
    policy: &Policy,
    region: InForce<'a>,
    case: &Case<'_>,
    findings: &[Finding<'_>],
    steps: &[&Entry<Step>],
) -> Vec<Caution<'a>> {
    let near = near_threshold(region, &policy.vocabulary().reading, case)
        .and_then(|threshold| Some(Caution::NearThreshold { boundary: case.day_of(threshold)? }));
    let used = |id: &str| {
        findings.iter().any(|finding| finding.rule.id.as_str() == id)
            || steps.iter().any(|step| {
                step.id.as_str() == id || step.body.form.as_ref().is_some_and(|form| form.as_str() == id)
            })
    };
    let conflicts = region
        .conflicts()
        .filter(|conflict| {
            is_about_length(region, &conflict.body, case).unwrap_or_else(|| {
                // Two rules matter where both were used; a form or step where it comes up.
                let between = &conflict.body.between;
                let is_rule = |id: &&EntryId| region.rule(id.as_str()).is_some();
                between.iter().any(|id| used(id.as_str()))
                    && between.iter().filter(is_rule).all(|id| used(id.as_str()))
            })
        })
        .map(Caution::Conflict);
    let stage_and_dates = (!dates_fit_stage(case.stage(), case)).then_some(Caution::StageAndDates);
    let reason = reason_is_missed(case).then_some(Caution::ReasonUntold);
    stage_and_dates.into_iter().chain(reason).chain(near).chain(conflicts).collect()
}

/// Whether a contradiction between lengths matters to an absence; `None` when it is about
/// something else, or the length is not known.
pub(crate) fn is_about_length(region: InForce<'_>, conflict: &Conflict, probe: &dyn Probe) -> Option<bool> {
    let thresholds = thresholds(region, &conflict.between)?;
    // Two lengths matter where they disagree about this very absence. Where they are the same, the
    // contradiction is about how firm they are: it matters to shorter ones.
    let reached: Vec<bool> =
        thresholds.iter().map(|threshold| probe.reaches(*threshold)).collect::<Option<_>>()?;
    let reached = reached.into_iter().filter(|reached| *reached).count();
    let are_same = thresholds.windows(2).all(|pair| pair[0] == pair[1]);
    Some(reached != thresholds.len() && (reached != 0 || are_same))
}

/// The thresholds of these rules, if all of them are thresholds.
fn thresholds(region: InForce<'_>, rules: &[EntryId]) -> Option<Vec<Threshold>> {
    rules
        .iter()
        .map(|id| match region.rule(id.as_str())?.value()? {
            Value::Threshold(threshold) => Some(*threshold),
            _ => None,
        })
        .collect()
}
