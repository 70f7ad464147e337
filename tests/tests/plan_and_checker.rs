//! A plan never contradicts the checker: the same policy and the same answers give the same verdicts, steps and support,
//! in every region, at every stage and around every day on which something changes.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use supportt_basics::date::{self, Date};
use supportt_basics::keyword::Keyword;
use supportt_content::bank_holidays;
use supportt_documents::document::Document;
use supportt_forms::document_builder::DocumentBuilder;
use supportt_forms::payload::Payload;
use supportt_forms::submission::Submission;
use supportt_forms::words::BuilderWords;
use supportt_forms::{Event, Screen, Widget};
use supportt_rules::answers::{Answers, Question, UNKNOWN};
use supportt_rules::eligibility::{self, Determination, Outcome};
use supportt_rules::fixed_words::Stage;
use supportt_rules::policy::{Asks, Entry, Paper, Policy, Region, Step, When};
use supportt_rules::return_plan::{self, Due, Milestone, PlanRequest, Status, Subject};
use supportt_rules::situations;
use supportt_rules::value::Value;
use supportt_rules::working_days::BankHolidays;
use supportt_tests::site;

fn payload() -> Payload<BuilderWords> {
    let (policy, words) = site::policy_and_words();
    Payload {
        policy,
        journey: words.journey,
        words: words.builder,
        pages: BTreeMap::new(),
        bank_holidays: site::bank_holidays(),
        courses: site::courses(),
        elsewhere: Vec::new(),
        helplines: Vec::new(),
    }
}

fn day(text: &str) -> Date {
    text.parse().expect("a date in a test")
}

/// What is known of somebody, of whom a plan knows all.
#[derive(Clone, Copy)]
struct Person<'a> {
    region: &'a Region,
    stage: Stage,
    leave_start: Option<Date>,
    return_date: Option<Date>,
}

impl fmt::Debug for Person<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.written().map(|(_, written)| written)).finish()
    }
}

impl Person<'_> {
    fn written(self) -> [(Question, String); 4] {
        let date = |day: Option<Date>| day.map_or(UNKNOWN.to_owned(), |day| day.to_string());
        [
            (Question::Region, self.region.id().to_string()),
            (Question::Stage, self.stage.word().to_owned()),
            (Question::LeaveStart, date(self.leave_start)),
            (Question::ReturnDate, date(self.return_date)),
        ]
    }

    /// What the checker says, to "I do not know" for everything else.
    fn checked(self, policy: &Policy) -> Determination<'_> {
        let mut answers = Answers::default();
        for question in Question::ALL {
            answers = answers.with(*question, UNKNOWN);
        }
        for (question, written) in self.written() {
            answers = answers.with(question, &written);
        }
        eligibility::decide(policy, &answers, site::today())
    }

    fn request<'c>(self, applies: &Determination<'_>) -> PlanRequest<'c> {
        PlanRequest {
            support: applies.entitlements.iter().map(|entry| entry.id.clone()).collect(),
            ..PlanRequest::new(self.stage, self.leave_start, self.return_date)
        }
    }
}

/// The months and weeks that a region's rules count, whatever for.
fn spans(region: &Region) -> (BTreeSet<u32>, BTreeSet<u32>) {
    let (mut months, mut weeks) = (BTreeSet::new(), BTreeSet::new());
    for rule in region.rules().flatten() {
        match rule.value() {
            Some(Value::Threshold(threshold)) => drop(months.insert(threshold.months)),
            Some(Value::Period(period)) => drop(months.insert(period.months)),
            Some(Value::LeadTime(lead)) => weeks.extend(lead.weeks),
            _ => {}
        }
    }
    (months, weeks)
}

/// Everybody in a region whose dates lie on, or a day beside, a day on which something changes.
fn people(region: &Region) -> Vec<Person<'_>> {
    let today = site::today();
    let (months, weeks) = spans(region);
    let around = |day: Date| [date::days_before(day, 1), day, date::days_after(day, 1)];
    let months_before = |months: u32| {
        let mut before = (0..).map(|days| date::days_before(today, days));
        before.find(|day| date::months_after(*day, months) <= today).expect("in the calendar")
    };
    let mut starts: BTreeSet<Date> = around(today).into();
    starts.extend(months.iter().flat_map(|months| around(months_before(*months))));
    starts.extend([day("2025-11-30"), day("2027-02-28")]);
    let mut people = Vec::new();
    for start in starts.into_iter().map(Some).chain([None]) {
        let mut ends: BTreeSet<Date> = around(today).into();
        ends.extend(months.iter().flat_map(|months| around(months_before(*months))));
        ends.extend(weeks.iter().flat_map(|weeks| around(date::days_after(today, u64::from(*weeks) * 7))));
        if let Some(start) = start {
            ends.extend(months.iter().flat_map(|months| around(date::months_after(start, *months))));
        }
        let ends = ends.into_iter().filter(|end| start.is_none_or(|start| start < *end));
        for end in ends.map(Some).chain([None]) {
            for stage in Stage::ALL {
                people.push(Person { region, stage: *stage, leave_start: start, return_date: end });
            }
        }
    }
    people
}

/// The plan that the builder makes for somebody who would like everything.
fn document(payload: &Payload<BuilderWords>, person: Person<'_>) -> Document {
    let mut builder = DocumentBuilder::new(payload.clone(), Paper::ReturnPlan, None);
    builder.update(Event::Started {
        today: site::today(),
        page: String::new(),
        fragment: String::new(),
        random: 1,
    });
    let fields = person.written().map(|(question, written)| (question.word().to_owned(), written));
    let support = person.region.on(site::today()).entitlements();
    let support = support.map(|entry| ("support".to_owned(), entry.id.to_string()));
    builder.fill_in(&fields.into_iter().chain(support).collect::<Submission>());
    for _ in 0..2 {
        builder.update(Event::Submitted(Submission::default()));
    }
    match builder.screen() {
        Screen::Done(done) => done.document,
        other => panic!("{person:?}: {other:?}"),
    }
}

#[test]
fn plan_and_checker_agree_around_every_day_on_which_something_changes() {
    let payload = payload();
    let words = &payload.words.document;
    let mut outcomes = BTreeSet::new();
    let mut tried = 0;
    for region in payload.policy.regions() {
        for person in people(region) {
            let checked = person.checked(&payload.policy);
            let plan = document(&payload, person);
            outcomes.insert(checked.outcome);
            tried += 1;
            let name = |step: &'_ Entry<Step>| step.body.in_plan.clone().unwrap_or_else(|| step.name.clone());
            let steps: Vec<String> = checked.steps.iter().map(|step| name(step)).collect();
            let all_steps: Vec<String> = region.on(site::today()).steps().map(name).collect();
            let mut planned: Vec<String> = plan.timeline.iter().map(|item| item.name.clone()).collect();
            planned.retain(|name| all_steps.contains(name));
            planned.sort_by_key(|name| all_steps.iter().position(|other| other == name));
            assert_eq!(planned, steps, "{person:?}");

            let is_usable = |when| !(person.stage == Stage::Back && when == When::BeforeReturn);
            let open = checked.entitlements.iter().filter(|entry| is_usable(entry.body.when));
            // Supervision is asked about for itself.
            let open = open.filter(|entry| entry.body.asks != Some(Asks::Supervision));
            let open: Vec<&str> = open.map(|entry| entry.name.as_str()).collect();
            let chosen = plan.sections.iter().find(|section| section.heading == words.support);
            let chosen: Vec<&str> = chosen
                .map(|section| section.items.iter().map(|item| item.text.as_str()).collect())
                .unwrap_or_default();
            assert_eq!(chosen, open, "{person:?}");

            let remarks = plan.afterwards.iter().find(|section| section.heading == words.remarks);
            let remarks = remarks.map(|section| section.paragraphs.join(" ")).unwrap_or_default();
            let is_said = |pattern: &str| {
                let start = pattern.split('{').next().expect("it has a beginning");
                remarks.contains(start)
            };
            assert_eq!(
                is_said(&words.not_covered),
                checked.outcome == Outcome::NotCoveredHere,
                "{person:?}: {remarks}"
            );
            let has_open = checked.outcome == Outcome::NotCoveredHere && !checked.entitlements.is_empty();
            assert_eq!(is_said(&words.open_to_everyone), has_open, "{person:?}: {remarks}");
        }
    }
    for outcome in [Outcome::NotCoveredHere, Outcome::Partial, Outcome::TalkToTeam] {
        assert!(outcomes.contains(&outcome), "{outcome:?} was not tried");
    }
    assert!(tried > 800, "only {tried} people");
}

/// Whatever else somebody tells the checker, which a plan does not ask: it opens nothing that their plan does not have.
#[test]
fn the_checker_opens_nothing_that_a_plan_leaves_out() {
    let policy = payload().policy;
    let today = site::today();
    let mut tried = 0;
    situations::each(&policy, today, &mut |answers| {
        let (Some(region), Some(stage)) = (&answers.region, &answers.stage) else { return };
        let (Some(region), Some(stage)) = (region.known(), stage.known()) else { return };
        let dates = (answers.known_leave_start(), answers.known_return_date());
        let checked = eligibility::decide(&policy, answers, today);
        let planned = return_plan::applies(&policy, region, *stage, dates, today);
        for step in &checked.steps {
            assert!(planned.steps.iter().any(|other| other.id == step.id), "{answers:?}: {}", step.id);
        }
        for entry in &checked.entitlements {
            assert!(
                planned.entitlements.iter().any(|other| other.id == entry.id),
                "{answers:?}: {}",
                entry.id
            );
        }
        tried += 1;
    });
    assert!(tried > 10_000, "only {tried} situations");
}

/// A plan says that the time for what it offers may be over, while the day that decides is not known.
#[test]
fn a_plan_without_the_day_of_return_quotes_how_long_something_lasts() {
    let payload = payload();
    let north_west = payload.policy.regions().iter().find(|region| region.id().as_str() == "north-west");
    let region = north_west.expect("a region");
    let person = |return_date| Person {
        region,
        stage: Stage::Back,
        leave_start: Some(day("2025-08-01")),
        return_date,
    };
    let quotes = |person: Person<'_>| {
        let plan = document(&payload, person);
        let remarks =
            plan.afterwards.iter().find(|section| section.heading == payload.words.document.remarks);
        let length = region.on(site::today()).rule("mentoring-length").expect("a rule");
        remarks.is_some_and(|section| section.items.iter().any(|item| item.text == length.name))
    };
    assert!(quotes(person(None)));
    assert!(!quotes(person(Some(day("2026-10-01")))));
}

/// The milestones of everybody, with days for whatever a plan can have days for.
fn each(visit: &mut dyn FnMut(Person<'_>, &PlanRequest<'_>, &[Milestone<'_>])) {
    let payload = payload();
    let today = site::today();
    for region in payload.policy.regions() {
        for person in people(region) {
            let dates = (person.leave_start, person.return_date);
            let applies = return_plan::applies(&payload.policy, region.id(), person.stage, dates, today);
            for account in [None, Some(day("2026-08-22")), Some(day("2026-08-21")), Some(today)] {
                let request = PlanRequest { account_created: account, ..person.request(&applies) };
                let milestones = return_plan::milestones(&applies, &payload.bank_holidays, &request, today);
                visit(person, &request, &milestones);
            }
        }
    }
}

#[test]
fn a_step_has_a_day_only_where_a_rule_or_the_person_sets_one() {
    each(&mut |person, request, milestones| {
        for milestone in milestones {
            let Subject::Step(step) = milestone.subject else { continue };
            let Some(day) = milestone.when.date() else { continue };
            let is_set = milestone.rule.is_some() || request.account_created == Some(day);
            assert!(is_set, "{person:?}: {} on {day}", step.id);
        }
    });
}

#[test]
fn nobody_is_urged_to_do_what_cannot_be_done_any_more() {
    let mut late = 0;
    each(&mut |person, _, milestones| {
        for milestone in milestones {
            if milestone.status == Status::Late {
                let Due::Early { by, before } = milestone.when else {
                    panic!("{person:?}: {milestone:?} is over")
                };
                assert!(by < site::today() && before > site::today(), "{person:?}: {milestone:?}");
                late += 1;
            }
        }
    });
    assert!(late > 0, "somebody is late");
}

#[test]
fn a_step_stands_after_the_one_that_it_follows() {
    let mut followed = 0;
    each(&mut |person, _, milestones| {
        let steps: Vec<_> = milestones
            .iter()
            .filter_map(|milestone| match milestone.subject {
                Subject::Step(step) => Some(step),
                _ => None,
            })
            .collect();
        for (place, step) in steps.iter().enumerate() {
            let Some(before) = &step.body.after else { continue };
            if let Some(first) = steps.iter().position(|other| other.id == *before) {
                assert!(first < place, "{person:?}: {} before {before}", step.id);
                followed += 1;
            }
        }
    });
    assert!(followed > 0);
}

/// A length that a source gives twice and differently: what one of the passages asks for is shown, with both.
#[test]
fn a_step_that_one_passage_asks_for_is_shown_with_both() {
    let policy = payload().policy;
    let wessex = policy.regions().iter().find(|region| region.id().as_str() == "wessex").expect("a region");
    let start = day("2027-01-31");
    for (end, expected) in [("2027-04-29", 0), ("2027-04-30", 2), ("2027-05-01", 2)] {
        let end = day(end);
        let dates = (Some(start), Some(end));
        let applies = return_plan::applies(&policy, wessex.id(), Stage::Planning, dates, site::today());
        let request = PlanRequest::new(Stage::Planning, dates.0, dates.1);
        let milestones = return_plan::milestones(&applies, &BankHolidays::default(), &request, site::today());
        let steps = milestones.iter().filter(|milestone| {
            matches!(milestone.subject, Subject::Step(step) if step.id.as_str().contains("before-leave")
                || step.id.as_str().contains("pre-absence"))
        });
        let wordings: Vec<usize> = steps.map(|milestone| milestone.wordings.len()).collect();
        assert_eq!(wordings.len(), expected, "{end}");
        let is_exact = end == day("2027-04-30");
        assert!(wordings.iter().all(|wordings| *wordings == if is_exact { 2 } else { 0 }), "{wordings:?}");
        // One passage is enough for all other steps: no other says less of them.
        let disputed = milestones.iter().filter(|milestone| !milestone.wordings.is_empty());
        assert_eq!(disputed.count(), if is_exact { 2 } else { 0 }, "{end}");
    }
}

#[test]
fn the_bank_holidays_are_those_of_the_law() {
    let holidays = site::bank_holidays();
    let years = 2024..=2028;
    for year in years {
        let known = holidays.around(Date::from_ymd_opt(year, 7, 1).expect("a date"));
        let known = known.unwrap_or_else(|| panic!("{year} is not known"));
        let days: Vec<Date> =
            known.days.iter().map(|day| Date::from_yo_opt(year, u32::from(*day)).expect("a day")).collect();
        assert_eq!(days, bank_holidays::by_law(year));
    }
}
