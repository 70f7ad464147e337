//! What stands in a plan, and when each step is due.

use serde_json::{Value, json};
use supportt_basics::ids::RegionId;
use supportt_forms::document_builder::DocumentBuilder;
use supportt_forms::{Event, Widget};
use supportt_reports::plan::Form;
use supportt_rules::policy::Paper;
use supportt_tests::site;

use super::{PAYLOAD, answers, command, command_on, day, fields, finish, finished_screen, mentoring};

/// A line without the number of its source.
fn uncited(line: &str) -> &str {
    line.rsplit_once(" [").map_or(line, |(text, _)| text)
}

/// A plan in the West Midlands, and the items of its timeline that are about courses.
fn course_items(changes: &[(&'static str, Value)]) -> Vec<String> {
    let mut answers = json!({
        "region": "west-midlands", "stage": "away", "plan-id": "0000abcd",
        "leave-start": "2026-02-01", "return-date": "2027-09-01",
        "support": ["external-courses"],
    });
    for (name, value) in changes {
        answers[*name] = value.clone();
    }
    let text = command(&answers.to_string(), Form::Text).expect("a plan");
    let items = text.lines().filter(|line| line.starts_with(|first: char| first.is_ascii_digit()));
    let items = items.filter_map(|line| Some(uncited(line.split_once(". ")?.1).to_owned()));
    items.filter(|item| item.to_lowercase().contains("course")).collect()
}

#[test]
fn an_external_course_is_approved_and_recorded_before_its_own_day() {
    let named = |rest: &[(&'static str, Value)]| {
        course_items(&[&[("external-course", json!("Skills day"))], rest].concat())
    };
    assert_eq!(
        named(&[("course-date", json!("2027-05-03"))]),
        [
            "Before 3 May 2027: I get approval for this course: Skills day",
            "Before 3 May 2027: I write on the form which courses run by others I want to go to.",
        ],
    );
    assert_eq!(
        named(&[]),
        [
            "Before the course starts: I get approval for this course: Skills day",
            "Before the course starts: I write on the form which courses run by others I want to go to.",
        ],
    );
    // What was approved is still to be recorded; what was held is neither.
    assert_eq!(
        named(&[("course-date", json!("2027-05-03")), ("course-approval", json!("approved"))]),
        ["Before 3 May 2027: I write on the form which courses run by others I want to go to."],
    );
    assert_eq!(named(&[("course-date", json!("2026-11-21"))]), [""; 0]);
    // After the return it is no other.
    let after = named(&[("course-date", json!("2027-12-01"))]);
    assert!(after[0].starts_with("Before 1 December 2027: I get approval"), "{after:?}");
    // Who has not chosen any needs none of this.
    assert_eq!(course_items(&[("support", json!([]))]), [""; 0]);
    // Who has chosen it and names none is told what to do if they go to one.
    assert_eq!(
        course_items(&[]),
        [
            "Before the course starts: I get approval before I go to a course that the region does not run.",
            "Before the course starts: I write on the form which courses run by others I want to go to.",
        ],
    );
}

#[test]
fn a_listed_course_that_must_be_approved_is_asked_to_be() {
    let payload = PAYLOAD.with(Clone::clone);
    let region = RegionId::from("wessex");
    let items = |approval: bool, region_id: &str| {
        let mut payload = payload.clone();
        let mut listed = payload.courses[&region]
            .iter()
            .find(|course| course.id == "ahead")
            .cloned()
            .expect("it is there");
        listed.approval = approval;
        payload.courses.insert(RegionId::from(region_id), vec![listed]);
        let mut builder = DocumentBuilder::new(payload.clone(), Paper::ReturnPlan, None);
        let page = String::new();
        builder.update(Event::Started { today: site::today(), page, fragment: String::new(), random: 1 });
        let support =
            if region_id == "wessex" { "return-courses" } else { "return-to-clinical-practice-days" };
        let given = [
            ("region", region_id),
            ("stage", "away"),
            ("leave-start", "2026-02-01"),
            ("return-date", "2027-09-01"),
            ("support", support),
            ("courses", "ahead"),
        ];
        builder.fill_in(&fields(&given));
        finish(&mut builder);
        let timeline = finished_screen(&builder).document.timeline;
        timeline.into_iter().map(|item| format!("{}: {}", item.when, item.name)).collect::<Vec<_>>()
    };
    let expected = "Before 3 May 2027: I get approval for this course: Course ahead".to_owned();
    for region in ["wessex", "west-midlands"] {
        assert!(items(true, region).contains(&expected), "{:?}", items(true, region));
        assert!(!items(false, region).contains(&expected));
    }
}

#[test]
fn mentoring_in_yorkshire_and_humber_goes_in_the_order_of_its_steps() {
    let answers = json!({
        "region": "yorkshire-and-humber", "stage": "away", "account-created": "2026-11-01",
        "leave-start": "2026-02-01", "return-date": "2027-09-01",
    });
    let text = command(&answers.to_string(), Form::Text).expect("a plan");
    let items = text.lines().filter(|line| line.starts_with(|first: char| first.is_ascii_digit()));
    let items: Vec<&str> = items.filter_map(|line| Some(uncited(line.split_once(". ")?.1))).collect();
    assert_eq!(
        items,
        [
            "1 February 2026: My leave started",
            "1 November 2026: I create a MentorNet account if I want a peer mentor.",
            "By 1 February 2027: I choose my mentor on MentorNet.",
            "After “Choose your mentor”: My mentor and I agree how long and how often we meet, and how we keep in touch.",
            "After “Agree how you will work together”: I have my sessions with my mentor.",
            "After “Have your sessions”: I fill in the survey.",
            "1 September 2027: My first day back",
        ]
    );
    // A step cites what it came from, not what its day came from.
    assert!(text.contains("[1]") && !text.contains("YH:"), "{text}");
    let late = command_on(&answers.to_string(), Form::Text, day(2027, 3, 1)).expect("a plan");
    assert!(late.contains("what is still possible") && !late.contains("as soon as you can"), "{late}");
}

/// Days that are over of what somebody said they did, and of what they did not do.
#[test]
fn what_was_done_is_done_and_what_was_missed_can_be_mended_as_the_region_says() {
    let mut answers = json!({
        "region": "yorkshire-and-humber", "stage": "away", "account-created": "2026-03-01",
        "leave-start": "2026-02-01", "return-date": "2027-09-01",
    });
    let text = command_on(&answers.to_string(), Form::Text, day(2026, 11, 28)).expect("a plan");
    assert!(text.contains("I create a MentorNet account if I want a peer mentor. [1]\n  Done."), "{text}");
    assert!(!text.contains("create an account on MentorNet"), "{text}");
    assert!(text.contains("Contact us and we can open your account again."), "{text}");
    answers["account-created"] = json!("2028-03-01");
    let problem = command(&answers.to_string(), Form::Text).expect_err("it is still to come");
    assert!(problem.contains("write `2026-11-22`"), "{problem}");
}

/// A course that is approved, or over, is not said to need approval.
#[test]
fn a_course_is_said_to_need_approval_only_where_that_is_asked_for() {
    for (date, status) in [("2026-11-21", "not-asked"), ("2027-05-03", "approved")] {
        let answers = json!({
            "region": "west-midlands", "stage": "away", "support": ["external-courses"],
            "external-course": "Skills day", "course-date": date, "course-approval": status,
        });
        let text = command(&answers.to_string(), Form::Text).expect("a plan");
        let (_, timeline) = text.split_once("What happens when").expect("a timeline");
        let (timeline, _) = timeline.split_once("What applies").expect("it ends");
        assert!(!timeline.to_lowercase().contains("approval"), "{timeline}");
    }
}

#[test]
fn a_step_says_how_long_an_absence_must_be_while_nobody_knows_its_length() {
    let plan = |end: &str| {
        let answers = json!({
            "region": "wessex", "stage": "planning", "leave-start": "2027-02-28", "return-date": end,
        });
        command(&answers.to_string(), Form::Text).expect("a plan")
    };
    let open = plan("unknown");
    assert_eq!(open.matches("Only for absences of more than 3 months.").count(), 2, "{open}");
    assert_eq!(open.matches("Only for absences of 3 months or more.").count(), 4, "{open}");
    assert!(!plan("2027-09-01").contains("Only for absences of"));
    // At exactly the length, only what the longer one is for is in doubt.
    assert_eq!(plan("2027-05-28").matches("whether this applies to an absence of this length").count(), 2);
}

#[test]
fn an_agreement_after_the_time_for_mentoring_says_so_first() {
    let answers =
        json!({"region": "north-west", "paper": "mentoring-agreement", "return-date": "2025-01-01"});
    let text = command(&answers.to_string(), Form::Text).expect("an agreement");
    let said = text.find("ended on 1 July 2025").expect("it is said");
    assert!(said < text.find("What applies").expect("terms"), "{text}");
    // A meeting on the last day comes before the end.
    let answers = json!({
        "region": "north-west", "paper": "mentoring-agreement", "return-date": "2027-01-15",
        "first-meeting": "2027-07-15",
    });
    let text = command(&answers.to_string(), Form::Text).expect("an agreement");
    let place = |what: &str| text.find(what).unwrap_or_else(|| panic!("{what}: {text}"));
    assert!(place("Meeting 1 with my mentor") < place("Last day: A SuppoRTT mentor"));
}

#[test]
fn a_plan_says_where_its_region_covers_no_more() {
    let plan = |region: &str, stage: &str, start: &str, end: &str| {
        let answers = json!({
            "region": region, "stage": stage, "leave-start": start, "return-date": end,
        });
        command(&answers.to_string(), Form::Text).expect("a plan")
    };
    for (region, stage, start, end) in [
        ("north-west", "planning", "2027-01-01", "2027-09-01"),
        ("yorkshire-and-humber", "back", "2026-01-01", "2026-09-01"),
        ("wessex", "back", "2026-01-01", "2026-09-01"),
        ("north-west", "away", "2026-11-01", "2026-12-01"),
    ] {
        let text = plan(region, stage, start, end);
        assert!(!text.contains("General Medical Council"), "what is not open has no conditions: {text}");
        assert!(text.contains("does not usually cover this situation"), "{region} {stage}: {text}");
        let (_, to_settle) = text.split_once("Still to settle").expect("it is said");
        assert!(to_settle.contains("[1]"), "{region} {stage}: {text}");
    }
    // Six months after the return there is nothing to do as soon as one can.
    let over = plan("north-west", "back", "2025-06-01", "2026-03-01");
    assert!(over.contains("The time for this support in the North West is over"), "{over}");
    assert!(!over.contains("as soon as you can") && !over.contains("Keep meeting"), "{over}");
    assert!(!over.contains("General Medical Council"), "{over}");
}

#[test]
fn the_limits_of_confidentiality_are_in_every_paper_of_the_north_west() {
    let plan = json!({"region": "north-west", "stage": "away", "support": ["mentoring"]}).to_string();
    let request = mentoring(Paper::MentorRequest, "north-west").to_string();
    let agreement = mentoring(Paper::MentoringAgreement, "north-west").to_string();
    for answers in [plan, request, agreement] {
        let text = command(&answers, Form::Text).expect("a paper");
        assert!(text.contains("General Medical Council"), "{text}");
    }
}

/// Past the years whose bank holidays are known, no day is worked out.
#[test]
fn working_days_are_counted_only_through_years_that_are_known() {
    let last = |end: &str| {
        let mut answers = answers();
        answers.insert("return-date", json!(end));
        answers.insert("supervision-days", json!("10"));
        answers.insert("amount-reorientation-days", json!("3"));
        command(&json!(answers).to_string(), Form::Text).expect("a plan")
    };
    let known = last("2028-12-01");
    assert!(known.contains("14 December 2028: My supervised return ends"), "{known}");
    assert!(known.contains("By 28 November 2028: Last day to start: Paid reorientation days"), "{known}");
    // Four of the ten days lie in 2029, of which nothing is known; the days before the return do not.
    let half = last("2028-12-19");
    assert!(half.contains("After I return: My supervised return ends"), "{half}");
    assert!(half.contains("By 14 December 2028: Last day to start: Paid reorientation days"), "{half}");
    let beyond = last("2030-06-03");
    assert!(beyond.contains("Before 3 June 2030: Paid reorientation days"), "{beyond}");
    assert!(beyond.contains("not published yet"), "{beyond}");
}

#[test]
fn days_before_the_return_begin_after_the_leave_does() {
    let first = |day: &str| {
        let mut answers = answers();
        answers.insert("amount-reorientation-days", json!("2"));
        answers.insert("first-day-reorientation-days", json!(day));
        command(&json!(answers).to_string(), Form::Text)
    };
    assert!(first("2026-02-01").is_ok());
    let problem = first("2026-01-31").expect_err("it is too early");
    assert!(problem.contains("1 February 2026"), "{problem}");
    assert!(first("2027-08-27").is_ok(), "a Friday, and the bank holiday between is known");
    let problem = first("2027-08-31").expect_err("it is too late");
    assert!(problem.contains("27 August 2027"), "{problem}");
}

/// Two pages: what is agreed and signed, then what happens when, with the sources by number.
#[test]
fn a_plan_says_everything_once_and_cites_documents_by_number() {
    let text = command(&json!(answers()).to_string(), Form::Text).expect("a plan");
    // A source may have a heading of its own about a pandemic.
    let (said, _) = text.split_once("\n[1] ").expect("it has sources");
    for reference in ["WX:", "our source", "Our source", "the page", "The page", "Covid"] {
        assert!(!said.contains(reference), "`{reference}` is in {said}");
    }
    let mut lines: Vec<&str> =
        text.lines().filter(|line| line.contains(' ') && !line.starts_with(['-', '='])).collect();
    let all = lines.len();
    lines.sort_unstable();
    lines.dedup();
    assert_eq!(lines.len(), all, "a line stands twice in {text}");
    let place = |what: &str| text.find(what).unwrap_or_else(|| panic!("no `{what}` in {text}"));
    let order = [
        "About me",
        "Who supports my return",
        "What I want to learn",
        "Support I would like",
        "Names and signatures",
        "What happens when",
        "Still to settle",
        "Who gets a copy",
        "Where this comes from",
    ];
    assert!(order.map(place).is_sorted(), "{text}");
    let numbers = text.matches("\n[").count();
    assert!((1..=4).contains(&numbers), "each source stands once: {text}");
}
