//! The decisions that follow from the real policy: every combination of answers, and a table
//! that a policy person can read.

use std::collections::{BTreeMap, BTreeSet};

use supportt::diagnostic::Diagnostics;
use supportt::{load, policy, words};
use supportt_rules::answers::{AbsenceReason, Answer, Answers, RestrictionStatus, Stage};
use supportt_rules::date::{self, Date};
use supportt_rules::eligibility::{self, Advice, Caution, Outcome, Verdict};
use supportt_rules::keyword::Keyword;
use supportt_rules::policy::{Policy, RuleId};
use supportt_rules::situations::Situations;
use supportt_rules::vocabulary::RegionId;
use supportt_tests::site;

fn policy() -> Policy {
    let mut diagnostics = Diagnostics::new();
    let inputs = load::load(&site::root(), &mut diagnostics).expect("the project can be read");
    let words = words::load(&inputs.sources, &mut diagnostics).expect("the words are whole");
    policy::load(inputs.sources.files(), words.vocabulary, &mut diagnostics).expect("the policy is right")
}

fn day(text: &str) -> Date {
    text.parse().expect("a date in a test")
}

#[test]
fn every_set_of_answers_has_an_outcome_with_reasons_and_a_next_step() {
    let policy = policy();
    let mut leaves = Vec::new();
    // Three months after this day there is none of the same number.
    let situations =
        Situations { policies: vec![&policy], day: site::today(), leave_start: day("2026-01-31") };
    situations.each(&mut |answers| leaves.push(answers.clone()));
    assert!(leaves.len() > 2_000, "only {} sets of answers", leaves.len());
    let mut outcomes = BTreeSet::new();
    let mut verdicts: BTreeSet<(RuleId, Verdict)> = BTreeSet::new();
    let mut advice = BTreeSet::new();
    for answers in &leaves {
        let found = eligibility::decide(&policy, answers, site::today());
        outcomes.insert(found.outcome);
        advice.extend(found.advice.iter().copied());
        verdicts.extend(found.findings.iter().map(|finding| (finding.id, finding.verdict)));
        let Some(region) = found.region else {
            assert_eq!(found.outcome, Outcome::FirstDo, "without a region, find it first");
            continue;
        };
        assert!(!found.findings.is_empty(), "{answers:?} has no reason");
        for finding in &found.findings {
            // The source is looked up so that a missing one fails here.
            assert!(!region.region().source(&finding.rule.source).title.is_empty());
            assert!(!finding.rule.reference.is_empty(), "{}", finding.rule.id);
        }
        // Who must ask a person is told what to ask.
        let must_ask =
            matches!(found.outcome, Outcome::FirstDo | Outcome::TalkToTeam | Outcome::NotCoveredHere);
        assert!(!must_ask || !found.advice.is_empty(), "{answers:?}: {:?} without advice", found.outcome);
    }
    assert_eq!(outcomes, Outcome::ALL.iter().copied().collect(), "every outcome is reached");
    let used: BTreeSet<RuleId> = verdicts.iter().map(|(id, _)| *id).collect();
    let unused: Vec<&RuleId> = RuleId::ALL.iter().filter(|id| !used.contains(id)).collect();
    assert_eq!(unused, [&RuleId::LeaveTalk, &RuleId::ReturnTalk], "the plan alone uses these");
    let unreached: Vec<&Advice> = Advice::ALL.iter().filter(|a| !advice.contains(a)).collect();
    assert_eq!(unreached, [&Advice::AskAboutDay], "reached on a day before the record only");
}

#[test]
fn a_reason_for_absence_never_decides() {
    let policy = policy();
    let mut outcomes: BTreeMap<(RegionId, bool), BTreeSet<Outcome>> = BTreeMap::new();
    for region in policy.regions() {
        for reason in AbsenceReason::ALL.iter().filter(|reason| !reason.must_be_lifted()) {
            let answers = Answers {
                region: Some(Answer::Known(region.id().clone())),
                stage: Some(Answer::Known(Stage::Away)),
                reason: Some(Answer::Known(*reason)),
                approved: Some(Answer::Known(true)),
                leave_start: Some(Answer::Known(day("2026-01-01"))),
                return_date: Some(Answer::Known(day("2026-12-01"))),
                ..Answers::default()
            };
            let found = eligibility::decide(&policy, &answers, site::today());
            outcomes.entry((region.id().clone(), true)).or_default().insert(found.outcome);
        }
    }
    for ((region, _), outcomes) in outcomes {
        assert_eq!(outcomes.len(), 1, "{region}: {outcomes:?}");
    }
}

/// The threshold holds to the day, for four years of first days with a leap year among them.
#[test]
fn the_threshold_holds_to_the_day() {
    let policy = policy();
    let mut start = day("2026-01-01");
    while start < day("2030-01-01") {
        for region in policy.regions() {
            let Some(threshold) = region.on(site::today()).threshold(RuleId::MinimumAbsence) else {
                continue;
            };
            let boundary = threshold.boundary(start);
            let reached = |end| threshold.is_reached(start, end);
            assert!(!reached(date::days_before(boundary, 1)), "{start} to the day before {boundary}");
            assert!(reached(boundary), "{start} to {boundary}");
            assert!(reached(boundary.succ_opt().expect("a next day")), "{start} to the day after {boundary}");
        }
        start = start.succ_opt().expect("a next day");
    }
}

#[test]
fn before_the_record_begins_nothing_is_in_force() {
    let policy = policy();
    for region in policy.regions() {
        let answers = Answers { region: Some(Answer::Known(region.id().clone())), ..Answers::default() };
        let found = eligibility::decide(&policy, &answers, day("2020-06-01"));
        assert_eq!(found.outcome, Outcome::NotCoveredHere, "{}", region.id());
        assert_eq!(found.advice, [Advice::AskAboutDay]);
    }
}

/// One line for each class of answers.
#[test]
fn the_regions_decide_as_their_sources_say() {
    let policy = policy();
    let table = "
        wessex               away     sick-leave      -       6 months  -       full
        wessex               planning parental-leave  -       6 months  -       full
        wessex               away     research        yes     6 months  -       full
        wessex               away     research        no      6 months  -       first-do
        wessex               away     sick-leave      -       3 months  -       full
        wessex               planning parental-leave  -       3 months  -       full contradiction
        wessex               away     sick-leave      -       1 month   -       partial
        wessex               back     sick-leave      -       6 months  -       not-covered-here
        wessex               away     suspension      -       6 months  lifted  full
        wessex               away     suspension      -       6 months  holds   talk-to-team
        wessex               away     sick-leave      -       unknown   -       talk-to-team
        west-midlands        away     sick-leave      yes     6 months  -       full
        west-midlands        planning research        yes     3 months  -       full
        west-midlands        away     sick-leave      no      6 months  -       first-do
        west-midlands        away     sick-leave      unknown 6 months  -       talk-to-team
        west-midlands        away     sick-leave      yes     1 month   -       talk-to-team
        west-midlands        away     restriction     yes     6 months  lifted  full
        north-west           away     sick-leave      -       6 months  -       mentoring-only
        north-west           back     carers-leave    -       3 months  -       mentoring-only
        north-west           planning parental-leave  -       6 months  -       not-covered-here
        north-west           away     sick-leave      -       1 month   -       not-covered-here
        yorkshire-and-humber away     sick-leave      -       unknown   -       mentoring-only
        yorkshire-and-humber planning parental-leave  form    unknown   -       mentoring-only
        yorkshire-and-humber planning parental-leave  no-form unknown   -       first-do
        yorkshire-and-humber back     sick-leave      -       unknown   -       not-covered-here
    ";
    for line in table.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let words: Vec<&str> = line.replace(" month", "-month").leak().split_whitespace().collect();
        let [region, stage, reason, said, length, lifted, outcome, rest @ ..] = words.as_slice() else {
            panic!("the line `{line}` is too short")
        };
        let start = day("2026-02-01");
        let end = match *length {
            "6-months" => Some(day("2026-08-01")),
            "3-months" => Some(day("2026-05-01")),
            "1-month" => Some(day("2026-03-01")),
            _ => None,
        };
        let answers = Answers {
            region: Some(Answer::Known(RegionId::from(*region))),
            stage: Stage::from_word(stage).map(Answer::Known),
            reason: AbsenceReason::from_word(reason).map(Answer::Known),
            restriction: match *lifted {
                "lifted" => Some(Answer::Known(RestrictionStatus::Lifted)),
                "holds" => Some(Answer::Known(RestrictionStatus::InForce)),
                _ => None,
            },
            approved: match *said {
                "yes" => Some(Answer::Known(true)),
                "no" => Some(Answer::Known(false)),
                "unknown" => Some(Answer::Unknown),
                _ => None,
            },
            planner_form: match *said {
                "form" => Some(Answer::Known(true)),
                "no-form" => Some(Answer::Known(false)),
                _ => None,
            },
            leave_start: Some(end.map_or(Answer::Unknown, |_| Answer::Known(start))),
            return_date: Some(end.map_or(Answer::Unknown, Answer::Known)),
            long_enough: end.is_none().then_some(Answer::Unknown),
        };
        let found = eligibility::decide(&policy, &answers, site::today());
        assert_eq!(found.outcome.word(), *outcome, "{line}");
        if rest == ["contradiction"] {
            let told = found.cautions.iter().any(|caution| matches!(caution, Caution::Conflict(_)));
            assert!(told, "{line}: the contradiction is shown");
        }
    }
}
