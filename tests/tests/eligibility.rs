//! The decisions that follow from the real policy: every combination of answers, and a table
//! that a policy person can read.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use supportt_basics::date::{self, Date};
use supportt_basics::ids::{EntryId, RegionId};
use supportt_basics::keyword::Keyword;
use supportt_rules::answers::{Answer, Answers, Question};
use supportt_rules::eligibility::{self, Advice, Caution, Determination, Outcome, Verdict};
use supportt_rules::fixed_words::{AbsenceReason, Stage};
use supportt_rules::policy::{Policy, RuleId};
use supportt_rules::situations::{self, Days, Situations};
use supportt_rules::value::Threshold;
use supportt_tests::site;

fn policy() -> Policy {
    site::policy_and_words().0
}

fn day(text: &str) -> Date {
    text.parse().expect("a date in a test")
}

#[test]
fn every_set_of_answers_has_an_outcome_with_reasons_and_a_next_step() {
    let policy = policy();
    let mut leaves = Vec::new();
    situations::each(&policy, site::today(), &mut |answers| leaves.push(answers.clone()));
    for question in Question::ALL {
        assert!(leaves.iter().any(|answers| question.is_answered(answers)), "{question:?} is never asked");
    }
    assert!(leaves.len() > 2_000, "only {} sets of answers", leaves.len());
    let mut outcomes = BTreeSet::new();
    let mut verdicts: BTreeSet<(EntryId, Verdict)> = BTreeSet::new();
    let mut advice = BTreeSet::new();
    for answers in &leaves {
        let found = eligibility::decide(&policy, answers, site::today());
        outcomes.insert(found.outcome);
        advice.extend(found.advice.iter().copied());
        verdicts.extend(found.findings.iter().map(|finding| (finding.rule.id.clone(), finding.verdict)));
        let Some(region) = found.region else {
            assert_eq!(found.outcome, Outcome::FirstDo, "without a region, find it first");
            continue;
        };
        assert!(!found.findings.is_empty(), "{answers:?} has no reason");
        for finding in &found.findings {
            // The source is looked up so that a missing one fails here.
            assert!(!region.region().source(&finding.rule.citation.source).title.is_empty());
            assert!(!finding.rule.citation.reference.is_empty(), "{}", finding.rule.id);
        }
        // Who must ask a person is told what to ask.
        let must_ask =
            matches!(found.outcome, Outcome::FirstDo | Outcome::TalkToTeam | Outcome::NotCoveredHere);
        assert!(!must_ask || !found.advice.is_empty(), "{answers:?}: {:?} without advice", found.outcome);
    }
    assert_eq!(outcomes, Outcome::ALL.iter().copied().collect(), "every outcome is reached");
    let used: BTreeSet<&str> = verdicts.iter().map(|(id, _)| id.as_str()).collect();
    let unused: Vec<&RuleId> = RuleId::ALL.iter().filter(|id| !used.contains(id.word())).collect();
    assert_eq!(unused, [&RuleId::LeaveTalk, &RuleId::ReturnTalk], "the plan alone uses these");
    let unreached: Vec<&Advice> = Advice::ALL.iter().filter(|a| !advice.contains(a)).collect();
    assert_eq!(unreached, [&Advice::AskAboutDay], "reached on a day before the record only");
}

/// Whatever else somebody answers: reasons that lead to the same questions lead to the same outcome.
#[test]
fn a_reason_for_absence_never_decides() {
    let policy = policy();
    let mut outcomes: BTreeMap<Answers, BTreeMap<Outcome, AbsenceReason>> = BTreeMap::new();
    let mut tried = 0;
    situations::each(&policy, site::today(), &mut |answers| {
        let Some(reason) = answers.known_reason() else { return };
        // What has to be lifted, or approved, decides where it is asked, whatever it was for.
        let mut others = answers.clone();
        others.forget(Question::Reason);
        let found = eligibility::decide(&policy, answers, site::today());
        outcomes.entry(others).or_default().insert(found.outcome, reason);
        tried += 1;
    });
    for (others, outcomes) in outcomes {
        assert_eq!(outcomes.len(), 1, "{outcomes:?} for {others:?}");
    }
    assert!(tried > 10_000, "only {tried} situations");
}

/// What a region offers to nobody else in the same situation, it does not offer while a restriction applies.
#[test]
fn an_unlifted_restriction_opens_nothing() {
    let policy = policy();
    let decide = |answers: &Answers| eligibility::decide(&policy, answers, site::today());
    let mut tried = 0;
    situations::each(&policy, site::today(), &mut |answers| {
        if answers.restriction.is_none() || answers.region == Some(Answer::Unknown) {
            return;
        }
        let mut other = answers.with(Question::Reason, "other");
        other.forget(Question::Restriction);
        let (restricted, other) = (decide(answers), decide(&other));
        let steps =
            |found: &Determination<'_>| found.steps.iter().map(|step| step.id.clone()).collect::<Vec<_>>();
        let open = |found: &Determination<'_>| {
            found.entitlements.iter().map(|entry| entry.id.clone()).collect::<Vec<_>>()
        };
        assert_eq!(steps(&restricted), steps(&other), "{answers:?}");
        assert_eq!(open(&restricted), open(&other), "{answers:?}");
        let is_covered = |found: &Determination<'_>| found.outcome != Outcome::NotCoveredHere;
        assert_eq!(is_covered(&restricted), is_covered(&other), "{answers:?}");
        tried += 1;
    });
    assert!(tried > 1_000, "only {tried} situations");
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

/// A line of `tests/decisions.txt`.
#[derive(Debug)]
struct Line<'a> {
    number: usize,
    region: &'a str,
    /// Each with the words that will do.
    conditions: Vec<(&'a str, Vec<&'a str>)>,
    outcome: &'a str,
}

impl<'a> Line<'a> {
    fn read(number: usize, line: &'a str) -> Option<Self> {
        let (region, rest) = line.split('#').next()?.split_once(':')?;
        let (conditions, outcome) = rest.split_once("->").unwrap_or_else(|| panic!("no outcome in `{line}`"));
        let conditions = conditions.split_whitespace().map(|condition| {
            let (name, words) = condition.split_once('=').unwrap_or_else(|| panic!("no `=` in `{line}`"));
            (name, words.split('|').collect())
        });
        Some(Self { number, region, conditions: conditions.collect(), outcome: outcome.trim() })
    }

    fn fits(&self, facts: &BTreeMap<&str, String>) -> bool {
        facts["region"] == self.region
            && self
                .conditions
                .iter()
                .all(|(name, words)| facts.get(name).is_some_and(|fact| words.contains(&fact.as_str())))
    }
}

/// What the table speaks of. Answers that were not asked for are missing.
fn facts<'a>(answers: &Answers, threshold: Option<Threshold>, day: Date) -> BTreeMap<&'a str, String> {
    let mut facts: BTreeMap<&str, String> =
        Question::ALL.iter().filter_map(|q| Some((q.word(), answers.written(*q)?))).collect();
    let length = match (threshold, answers.known_leave_start().zip(answers.known_return_date())) {
        (None, _) => "none",
        (Some(threshold), Some((start, end))) => {
            match end.cmp(&date::months_after(start, threshold.months)) {
                Ordering::Less => "short",
                Ordering::Equal => "exact",
                Ordering::Greater => "long",
            }
        }
        (Some(threshold), None) => match facts.get("long-enough").map(String::as_str) {
            Some("yes") => "long",
            Some("no") => "short",
            Some(_) => "unknown",
            None => so_far(answers, threshold, day).unwrap_or("unknown"),
        },
    };
    facts.insert("length", length.to_owned());
    let over = answers.known_return_date().is_some_and(|end| date::months_after(end, 6) < day);
    facts.insert("period", if over { "over" } else { "running" }.to_owned());
    facts
}

/// What one day and today say of the length: who is away has been away since the first day away, and is away until the
/// first day back; who is back was away until today at the most; who plans to leave leaves today at the earliest.
fn so_far<'a>(answers: &Answers, threshold: Threshold, day: Date) -> Option<&'a str> {
    let reached = |start, end| start < end && date::months_after(start, threshold.months) <= end;
    let (start, end) = (answers.known_leave_start(), answers.known_return_date());
    let since = start.filter(|start| *start < day).map(|start| reached(start, day));
    let until = end.filter(|end| *end > day).map(|end| reached(day, end));
    match answers.stage.as_ref()?.known()? {
        Stage::Away => (since == Some(true) || until == Some(true)).then_some("long"),
        Stage::Back => (since == Some(false)).then_some("short"),
        Stage::Planning => (until == Some(false)).then_some("short"),
    }
}

#[test]
fn the_regions_decide_as_the_table_says() {
    let policy = policy();
    let path = site::root().join("tests/decisions.txt");
    let table = std::fs::read_to_string(&path).expect("the table can be read");
    let lines = table.lines().enumerate().filter_map(|(index, line)| Line::read(index + 1, line));
    let lines: Vec<Line<'_>> = lines.collect();
    let mut used = BTreeSet::new();
    let mut tried = 0;
    for day in ["2026-11-22", "2027-02-28", "2028-02-29", "2028-08-31"].map(day) {
        situations::each(&policy, day, &mut |answers| {
            let found = eligibility::decide(&policy, answers, day);
            let threshold = found.region.and_then(|region| region.threshold(RuleId::MinimumAbsence));
            let facts = facts(answers, threshold, day);
            let line = lines.iter().find(|line| line.fits(&facts));
            let line = line.unwrap_or_else(|| panic!("no line of the table fits {facts:?}"));
            assert_eq!(found.outcome.word(), line.outcome, "line {}, {day}: {facts:?}", line.number);
            used.insert(line.number);
            tried += 1;
        });
    }
    let unused: Vec<usize> = lines.iter().map(|line| line.number).filter(|n| !used.contains(n)).collect();
    assert_eq!(unused, Vec::<usize>::new(), "lines that decide nothing");
    assert!(tried > 100_000, "only {tried} sets of answers");
}

/// What must be done first is worth doing: it opens something, or a person can say more.
#[test]
fn doing_what_must_be_done_first_leads_on() {
    let policy = policy();
    let decide = |answers: &Answers| eligibility::decide(&policy, answers, site::today()).outcome;
    situations::each(&policy, site::today(), &mut |answers| {
        if answers.region != Some(Answer::Unknown) && decide(answers) == Outcome::FirstDo {
            let done = answers.with(Question::Approved, "yes").with(Question::PlannerForm, "yes");
            let then = decide(&done);
            let leads_on = matches!(then, Outcome::Full | Outcome::MentoringOnly | Outcome::TalkToTeam);
            assert!(leads_on, "{answers:?} leads to {then:?}");
        }
    });
}

/// Where a source draws its line twice and differently, an absence between the two is told so,
/// and no other is.
#[test]
fn a_contradiction_is_shown_where_it_matters() {
    let policy = policy();
    let told = |region: &str, stage: &str, end: &str| {
        let answers = [
            (Question::Region, region),
            (Question::Stage, stage),
            (Question::Reason, "parental-leave"),
            (Question::Approved, "yes"),
            (Question::LeaveStart, "2026-02-01"),
            (Question::ReturnDate, end),
        ];
        let answers =
            answers.iter().fold(Answers::default(), |answers, (q, written)| answers.with(*q, written));
        let found = eligibility::decide(&policy, &answers, site::today());
        let conflicts = found.cautions.iter().filter_map(|caution| match caution {
            Caution::Conflict(conflict) => Some(conflict.id.to_string()),
            _ => None,
        });
        conflicts.collect::<Vec<_>>().join(" ")
    };
    // Three months or more, and more than three months: WX:24 and WX:28.
    assert!(told("wessex", "planning", "2026-05-01").contains("exactly-the-minimum"));
    assert!(!told("wessex", "planning", "2026-04-30").contains("exactly-the-minimum"));
    assert!(!told("wessex", "planning", "2026-05-02").contains("exactly-the-minimum"));
    // Which form replaces which: WX:13, WX:32 and WX:53-55.
    assert!(told("wessex", "away", "2026-08-01").contains("which-pre-return-form"));
    // A minimum, and usually a minimum: WM:5 and WM:16.
    assert_eq!(told("west-midlands", "away", "2026-05-01"), "");
    assert_eq!(told("west-midlands", "away", "2026-04-30"), "usual-or-fixed-minimum");
    // Only those who are out, or those with a form as well: YH:6 and YH:8.
    assert_eq!(told("yorkshire-and-humber", "planning", "2026-08-01"), "out-now-or-planning");
}

/// Somebody back in the North West for longer than mentoring lasts.
fn back_for_long() -> Answers {
    [
        (Question::Region, "north-west"),
        (Question::Stage, "back"),
        (Question::Reason, "sick-leave"),
        (Question::LeaveStart, "2025-01-10"),
        (Question::ReturnDate, "2025-11-01"),
    ]
    .iter()
    .fold(Answers::default(), |answers, (question, written)| answers.with(*question, written))
}

/// NW:36: when the time for mentoring is over, other arrangements are to be sought.
#[test]
fn once_the_time_for_support_is_over_the_rule_is_cited_and_what_to_do_then() {
    let policy = policy();
    let found = eligibility::decide(&policy, &back_for_long(), day("2026-11-22"));
    assert_eq!(found.outcome, Outcome::TalkToTeam);
    assert_eq!(found.advice, [Advice::AskAfterPeriod]);
    let cited = |id: &str| found.findings.iter().find(|finding| finding.rule.id.as_str() == id);
    assert_eq!(cited("mentoring-length").map(|finding| finding.verdict), Some(Verdict::Over));
    assert!(cited("after-mentoring").is_some());
    assert_eq!(found.afterwards.len(), 1);
    assert!(found.entitlements.is_empty());

    // The last day of the time, and the day after it.
    let on = |day: Date| eligibility::decide(&policy, &back_for_long(), day).outcome;
    assert_eq!(on(day("2026-05-01")), Outcome::MentoringOnly);
    assert_eq!(on(day("2026-05-02")), Outcome::TalkToTeam);
}

#[test]
fn what_would_change_names_the_days() {
    let policy = policy();
    let today = day("2026-11-22");
    let answers = back_for_long();
    let situations = Situations::new(vec![&policy], today, &answers);
    let dates: Vec<(BTreeSet<Outcome>, Days)> = situations::alternatives(&policy, &answers, today)
        .into_iter()
        .filter(|alternative| alternative.question == Question::ReturnDate)
        .map(|alternative| {
            let known = |answers: &Answers| answers.known_return_date().is_some();
            let known: Vec<Answers> = alternative.answers.into_iter().filter(known).collect();
            (alternative.outcomes, situations.days(Question::ReturnDate, &known))
        })
        .collect();
    let later = Days::Ranges(vec![(Some(day("2026-05-22")), Some(today))]);
    assert!(dates.contains(&(BTreeSet::from([Outcome::MentoringOnly]), later)), "{dates:?}");
}

/// Somebody back in the North West of whom one of these answers is different.
fn back_with(changed: &[(Question, &str)]) -> Answers {
    changed.iter().fold(back_for_long(), |answers, (question, written)| answers.with(*question, written))
}

/// The questions of which another answer leads to an outcome.
fn leading_to(answers: &Answers, outcome: Outcome) -> Vec<Question> {
    let alternatives = situations::alternatives(&policy(), answers, day("2026-11-22")).into_iter();
    let leading = alternatives.filter(|alternative| alternative.outcomes == BTreeSet::from([outcome]));
    leading.map(|alternative| alternative.question).collect()
}

#[test]
fn whether_the_time_is_over_cannot_be_told_without_the_day_of_return() {
    let policy = policy();
    let answers = back_with(&[(Question::ReturnDate, "unknown"), (Question::LongEnough, "yes")]);
    let found = eligibility::decide(&policy, &answers, day("2026-11-22"));
    assert_eq!(found.outcome, Outcome::TalkToTeam);
    assert_eq!(found.advice, [Advice::FindDates]);
    let limit = found.findings.iter().find(|finding| finding.rule.id.as_str() == "mentoring-length");
    assert_eq!(limit.map(|finding| finding.verdict), Some(Verdict::CannotTell));
    assert_eq!(found.entitlements.len(), 1);
    // It is asked again only where the day decides: how long the absence was, another question asks.
    assert_eq!(leading_to(&answers, Outcome::MentoringOnly), [Question::Stage, Question::ReturnDate]);
    assert_eq!(leading_to(&answers, Outcome::NotCoveredHere), [Question::Stage, Question::LongEnough]);
}

#[test]
fn an_earlier_first_day_away_is_named_where_no_later_return_is_possible() {
    let short = back_with(&[(Question::LeaveStart, "2026-09-01"), (Question::ReturnDate, "2026-10-01")]);
    assert_eq!(leading_to(&short, Outcome::MentoringOnly), [Question::LeaveStart]);
    // Where it is, that says it once.
    let away = back_with(&[
        (Question::Stage, "away"),
        (Question::LeaveStart, "2026-09-01"),
        (Question::ReturnDate, "2026-11-25"),
    ]);
    assert_eq!(leading_to(&away, Outcome::MentoringOnly), [Question::ReturnDate]);
}

#[test]
fn what_was_never_open_is_not_over() {
    let policy = policy();
    let short = back_with(&[(Question::LeaveStart, "2025-01-01"), (Question::ReturnDate, "2025-02-01")]);
    let found = eligibility::decide(&policy, &short, day("2026-11-22"));
    assert_eq!(found.outcome, Outcome::NotCoveredHere);
    assert_eq!(found.advice, [Advice::AskAboutLength]);
    assert!(found.afterwards.is_empty());
}

/// While nothing but the region is known, fewer days are tried.
#[test]
fn every_outcome_of_a_region_is_among_those_elsewhere() {
    let policy = policy();
    let unknown = Answers { region: Some(Answer::Unknown), ..Answers::default() };
    let elsewhere = situations::elsewhere(&policy, &unknown, site::today());
    let mut all: BTreeMap<RegionId, BTreeSet<Outcome>> = BTreeMap::new();
    situations::each(&policy, site::today(), &mut |answers| {
        if let Some(Answer::Known(region)) = &answers.region {
            let outcome = eligibility::decide(&policy, answers, site::today()).outcome;
            all.entry(region.clone()).or_default().insert(outcome);
        }
    });
    for (alternative, (region, outcomes)) in
        elsewhere.iter().zip(policy.regions().iter().map(|region| (region.id(), &all[region.id()])))
    {
        assert_eq!(&alternative.outcomes, outcomes, "{region}");
    }
    assert_eq!(elsewhere.len(), policy.regions().len());
}

/// What is open to everybody is not listed beside "not covered" without a word.
#[test]
fn not_covered_says_so_where_something_is_open_all_the_same() {
    let policy = policy();
    let mut told = 0;
    situations::each(&policy, site::today(), &mut |answers| {
        let found = eligibility::decide(&policy, answers, site::today());
        if found.outcome == Outcome::NotCoveredHere && !found.entitlements.is_empty() {
            assert!(found.is_open_all_the_same());
            told += 1;
        }
    });
    assert!(told > 100, "only {told} situations");
}

/// NW:44 goes with mentoring wherever it is offered.
#[test]
fn the_limits_of_confidentiality_go_with_mentoring() {
    let policy = policy();
    let answers = back_for_long().with(Question::ReturnDate, "2026-10-01");
    let found = eligibility::decide(&policy, &answers, day("2026-11-22"));
    let region = found.region.expect("the North West");
    let conditions: Vec<&str> = found
        .entitlements
        .iter()
        .flat_map(|entry| region.conditions(&entry.body))
        .map(|rule| rule.id.as_str())
        .collect();
    assert_eq!(conditions, ["confidentiality"]);
}
