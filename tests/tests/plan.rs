//! A plan on the real policy, in every form in which people keep or send it.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;

use expect_test::expect_file;
use icalendar::parser::{read_calendar, unfold};
use lettre::address::Envelope;
use lettre::{SmtpTransport, Transport};
use mail_parser::{MessageParser, MimeHeaders};
use mailin::{Action, Handler, SessionBuilder};
use serde_json::{Value, json};
use supportt::commands;
use supportt_basics::date::{self, Date, Instant, Time};
use supportt_basics::ids::{EntryId, RegionId};
use supportt_basics::keyword::Keyword;
use supportt_documents::document::Row;
use supportt_documents::{email, plan_file};
use supportt_forms::document_builder::{DocumentBuilder, Route, SlipKind};
use supportt_forms::payload::Payload;
use supportt_forms::submission::Submission;
use supportt_forms::view::{ChangesView, DoneScreen, Field, File, QuestionScreen, RouteView, SignOffScreen};
use supportt_forms::{Device, Effect, Event, LARGEST_FILE, Screen, Widget};
use supportt_reports::plan::Form;
use supportt_rules::plan_field::FieldKind;
use supportt_rules::policy::{Asks, Paper, Policy, PolicyDocument};
use supportt_source::diagnostic::render::Format;
use supportt_tests::site;

/// A plan of somebody who is away, with awkward texts, as the command reads one.
fn answers() -> BTreeMap<&'static str, Value> {
    let (policy, _) = site::policy_and_words();
    let region = policy.region(&RegionId::from("wessex")).expect("a region").on(site::today());
    // Supervision is asked about for itself.
    let support = region.entitlements().filter(|entry| entry.body.asks != Some(Asks::Supervision));
    let support: Vec<&EntryId> = support.map(|entitlement| &entitlement.id).collect();
    BTreeMap::from([
        ("plan-id", json!("0000abcd")),
        ("region", json!("wessex")),
        ("stage", json!("away")),
        ("leave-start", json!("2026-02-01")),
        ("return-date", json!("2027-09-01")),
        ("name", json!("Dr Zoë O’Neill")),
        ("programme", json!("Paediatrics, ST4")),
        ("supervisor-name", json!("Dr Example")),
        ("supervisor-email", json!("supervisor@example.org")),
        ("people-names", json!("Dr <Other>")),
        ("support", json!(support)),
        ("amount-coaching", json!("2")),
        ("learning-needs", json!("Night shifts <b>& more</b>")),
        ("next-review", json!("unknown")),
    ])
}

/// The values of a property in each entry of a calendar file.
fn values(file: &str, name: &str) -> Vec<String> {
    let file = unfold(file);
    let calendar = read_calendar(&file).unwrap_or_else(|error| panic!("{error}"));
    let entries = calendar.components.iter().filter(|component| component.name == "VEVENT");
    entries.map(|entry| entry.find_prop(name).expect("every entry has it").val.to_string()).collect()
}

#[test]
fn the_days_of_a_plan_become_a_calendar() {
    let write = |changes: &[(&'static str, &str)], today| {
        let mut answers = answers();
        answers.extend(changes.iter().map(|(name, value)| (*name, json!(value))));
        command_on(&json!(answers).to_string(), Form::Ics, today)
    };
    let file = write(&[], site::today()).expect("there are days to come");
    assert!(values(&file, "SUMMARY").iter().any(|title| title.ends_with(": last day")), "{file}");
    for told in ["Zoë", "Night"] {
        assert!(!file.contains(told), "it tells what was typed: `{told}`");
    }
    // The same plan made again on another day, for another return, has the same entries, moved.
    let mut uids = values(&file, "UID");
    let later = [("return-date", "2027-10-01"), ("name", "Other")];
    let moved = write(&later, day(2026, 12, 1)).expect("there are days to come");
    assert_eq!(values(&moved, "UID"), uids);
    assert_ne!(values(&moved, "DTSTART"), values(&file, "DTSTART"));
    assert!(values(&moved, "SEQUENCE") > values(&file, "SEQUENCE"), "the newer plan counts");
    // Somebody else's plan moves none of them.
    let other = write(&[("plan-id", "0000abce")], site::today()).expect("there are days to come");
    assert!(values(&other, "UID").iter().all(|uid| !uids.contains(uid)));
    let entries = uids.len();
    uids.sort();
    uids.dedup();
    assert!(uids.len() == entries && entries > 2, "each entry has an id of its own");

    let none = write(&[], day(2030, 1, 1)).expect_err("days that are over are in no calendar");
    assert!(none.contains("no days"), "{none}");
}

/// Others see the calendar of somebody who shares it.
#[test]
fn a_discreet_calendar_tells_nothing_but_that_there_is_a_plan() {
    let mut builder = finished("Night");
    let calendar = |builder: &DocumentBuilder| way(&finished_screen(builder), Route::Calendar).content;
    let open = calendar(&builder);
    assert!(open.contains("My first day back"), "{open}");
    builder.update(Event::DiscreetChosen);
    let discreet = calendar(&builder);
    for told in ["wessex", "leave", "return", "back", "absence", "Night", "SuppoRTT", "NHS", "Supported"] {
        assert!(!discreet.to_lowercase().contains(&told.to_lowercase()), "a shared calendar tells `{told}`");
    }
    assert_eq!(values(&discreet, "UID"), values(&open, "UID"), "the same entries");
    assert_eq!(values(&discreet, "DTSTART"), values(&open, "DTSTART"));
    builder.update(Event::DiscreetChosen);
    assert_eq!(calendar(&builder), open);
}

/// What suits a device comes first; nothing is taken away.
#[test]
fn the_first_way_suits_the_device() {
    let ways = |device| {
        let mut builder = finished("text");
        builder.update(Event::DeviceKnown(device));
        let done = finished_screen(&builder);
        let names = |ways: &[RouteView]| ways.iter().map(|way| way.name).collect::<Vec<_>>();
        assert!(done.recommended[0].is_first && done.routes().filter(|way| way.is_first).count() == 1);
        (names(&done.recommended), names(&done.others))
    };
    let (touched, shares) =
        (Device { is_touched: true, shares_files: false }, Device { is_touched: true, shares_files: true });
    assert_eq!(
        ways(Device::default()),
        (vec!["draft", "pdf"], vec!["save", "email", "copy", "calendar", "print"])
    );
    assert_eq!(ways(touched), (vec!["email", "pdf"], vec!["save", "draft", "copy", "calendar", "print"]));
    assert_eq!(
        ways(shares),
        (vec!["share", "email"], vec!["pdf", "save", "draft", "copy", "calendar", "print"])
    );
}

#[test]
fn an_email_tells_the_main_points_and_nothing_that_was_typed_but_names() {
    let done = finished_screen(&finished("Migraine & more"));
    let link = email_link(&done);
    assert!(link.len() <= email::LONGEST_MAILTO, "{}", link.len());
    let body = email_body(&link);
    expect_file!["../plan/email.txt"].assert_eq(&body);
    assert_eq!(body.matches("Migraine").count(), 2, "the two names alone are typed: {body}");
}

/// The link that opens an email about a plan.
fn email_link(done: &DoneScreen) -> String {
    let email = done.routes().find(|way| way.name == Route::Email.word()).expect("it is there");
    email.address.clone().expect("a link")
}

/// The text of the email that a link opens.
fn email_body(link: &str) -> String {
    let body = link.split_once("&body=").expect("a body").1;
    percent_encoding::percent_decode_str(body).decode_utf8().expect("UTF-8").replace("\r\n", "\n")
}

/// What a supervisor has to arrange is in it; what may be about health is not.
#[test]
fn an_email_tells_how_somebody_would_like_to_come_back() {
    let given = fields(&[
        ("region", "wessex"),
        ("stage", "away"),
        ("leave-start", "2026-08-03"),
        ("return-date", "unknown"),
        ("less-than-full-time", "yes"),
        ("percent", "60"),
        ("phased-return", "unknown"),
        ("occupational-health", "yes"),
        ("supervised", "yes"),
        ("more-on-call-start", "unknown"),
    ]);
    let mut builder = builder(Some("wessex"));
    builder.fill_in(&given);
    assert_eq!(builder.slips(&given), []);
    submit(&mut builder, &[]);
    submit(&mut builder, &[]);
    let done = finished_screen(&builder);
    let body = email_body(&email_link(&done));
    for line in [
        "First day back: Not known yet",
        "Less than full time: Yes, 60% of full time",
        "Phased return: Still to settle",
        "I want to return under supervision: Yes",
    ] {
        assert!(body.contains(line), "{line}: {body}");
    }
    assert!(body.contains("open it at https://example.org/plan/"), "{body}");
    assert!(!body.contains("ccupational"), "{body}");
    let settled = done.document.afterwards.iter().flat_map(|section| &section.paragraphs);
    let settled: Vec<&String> = settled.collect();
    assert!(
        settled.iter().any(|text| text.as_str()
            == "Not decided yet: First day back; Phased return; On-call and out-of-hours work starts."),
        "{settled:?}"
    );
}

/// The PDF file of a builder that shows its plan, as the module for it makes one.
fn make_pdf(builder: &mut DocumentBuilder) -> Option<File> {
    builder.update(Event::BackChosen);
    let effects = builder.update(Event::Submitted(Submission::default()));
    let asked = effects.into_iter().find_map(|effect| match effect {
        Effect::MakePdf { number, request } => Some((number, request)),
        _ => None,
    });
    let (number, request) = asked.expect("it asks for one");
    let file = supportt_pdf::pdf(&request);
    builder.update(Event::PdfMade { number: number + 1, file: Some("late".to_owned()) });
    builder.update(Event::PdfMade { number, file });
    finished_screen(builder).routes().find(|way| way.name == Route::Pdf.word())?.file.clone()
}

#[test]
fn a_pdf_holds_the_plan_and_opens_again() {
    let mut builder = finished("Dr Zoë O’Neill-Łukasz");
    let file = make_pdf(&mut builder).expect("a file");
    let text = pdf_extract::extract_text_from_mem(file.content.as_bytes()).expect("a text");
    let squeezed = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let document = finished_screen(&builder).document;
    for line in supportt_documents::text::write(&document).lines() {
        for words in line.split(": ") {
            assert!(squeezed(&text).contains(&squeezed(words)), "it lacks `{words}`: {text}");
        }
    }
    let draft = way(&finished_screen(&builder), Route::Draft).content;
    let message = MessageParser::default().parse(draft.as_bytes()).expect("a message");
    let part = message.attachments().next().expect("a file");
    assert_eq!(part.attachment_name(), Some("return-to-training-plan.pdf"));
    assert_eq!(part.contents(), file.content.as_bytes());

    let saved = finished_screen(&builder);
    let mut again = self::builder(None);
    open(&mut again, &file.content);
    finish(&mut again);
    assert_eq!(finished_screen(&again).document, saved.document);
    let (half, _) = file.content.split_at(file.content.len() - 20);
    open(&mut again, half);
    assert!(matches!(again.screen(), Screen::Question(_) | Screen::Done(_)));
}

/// Whoever writes what the fonts lack has the other ways.
#[test]
fn a_plan_that_no_pdf_can_show_goes_the_other_ways() {
    let mut builder = finished("日本");
    assert_eq!(make_pdf(&mut builder), None);
    let done = finished_screen(&builder);
    let pdf = done.routes().find(|way| way.name == Route::Pdf.word()).expect("it is said");
    assert!(pdf.status.contains("Print your plan instead"), "{}", pdf.status);
    assert!(way(&done, Route::Draft).content.contains("return-to-training-plan.html"));
}

/// Whoever corrects a date in the afternoon has the calendar take it for the newer.
#[test]
fn a_plan_that_is_written_later_on_the_same_day_is_newer() {
    let at = |second| site::today().and_hms_opt(14, 30, second).expect("a time");
    let write = |end: &str, now| {
        let mut answers = answers();
        answers.insert("return-date", json!(end));
        command_at(&json!(answers).to_string(), Form::Ics, site::today(), now)
            .expect("there are days to come")
    };
    let (one, other) = (write("2027-09-01", at(0)), write("2027-09-15", at(1)));
    assert_eq!(values(&one, "UID"), values(&other, "UID"));
    for (one, other) in values(&one, "SEQUENCE").iter().zip(values(&other, "SEQUENCE")) {
        let number = |text: &str| text.parse::<i32>().expect("a number");
        assert!(number(one) < number(&other));
    }
    assert!(values(&one, "DTSTAMP") < values(&other, "DTSTAMP"));
    assert_eq!(write("2027-09-01", at(0)), one, "the moment is an argument");

    // In a browser it comes before each event.
    let calendar = |builder: &DocumentBuilder| way(&finished_screen(builder), Route::Calendar).content;
    let mut builder = finished("text");
    let made = |builder: &mut DocumentBuilder, second| {
        builder.update(Event::ClockRead(at(second)));
        submit(builder, &[]);
        calendar(builder)
    };
    let first = made(&mut builder, 5);
    assert!(values(&first, "SEQUENCE") < values(&made(&mut builder, 6), "SEQUENCE"));
    assert!(values(&first, "DTSTAMP").iter().all(|stamp| stamp == "20261122T143005Z"));
}

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

fn day(year: i32, month: u32, day: u32) -> Date {
    Date::from_ymd_opt(year, month, day).expect("a date")
}

thread_local! {
    static PAYLOAD: Payload<supportt_forms::words::BuilderWords> = {
        let (policy, words) = site::policy_and_words();
        let bank_holidays = site::bank_holidays();
        let (journey, words) = (words.journey, words.builder);
        Payload { policy, journey, words, pages: BTreeMap::new(), bank_holidays, courses: site::courses(), elsewhere: Vec::new(), helplines: Vec::new() }
    };
}

/// A builder on a region's page, or on the page of all.
fn builder(region: Option<&str>) -> DocumentBuilder {
    builder_of(Paper::ReturnPlan, region)
}

fn builder_of(paper: Paper, region: Option<&str>) -> DocumentBuilder {
    let payload = PAYLOAD.with(Clone::clone);
    let mut builder = DocumentBuilder::new(payload, paper, region.map(RegionId::from));
    let page = "https://example.org/plan/".to_owned();
    builder.update(Event::Started { today: site::today(), page, fragment: String::new(), random: 1 });
    builder
}

/// A builder after the screen that says what it does.
fn begun(region: Option<&str>) -> DocumentBuilder {
    let mut builder = builder(region);
    submit(&mut builder, &[]);
    builder
}

fn fields(values: &[(&str, &str)]) -> Submission {
    values.iter().copied().collect()
}

fn submit(builder: &mut DocumentBuilder, values: &[(&str, &str)]) {
    builder.update(Event::Submitted(fields(values)));
}

/// Chooses a task and fills it in.
fn task(builder: &mut DocumentBuilder, page: &str, values: &[(&str, &str)]) {
    builder.update(Event::ChangeChosen(page.to_owned()));
    submit(builder, values);
}

/// Leads from the tasks over the answers to check to the plan.
fn finish(builder: &mut DocumentBuilder) {
    assert!(matches!(builder.screen(), Screen::Tasks(_)), "{:?}", builder.screen());
    submit(builder, &[]);
    submit(builder, &[]);
}

/// A plan made on the page of all regions, with this text wherever one can be typed.
fn finished(text: &str) -> DocumentBuilder {
    let mut builder = begun(None);
    submit(&mut builder, &[("region", "wessex")]);
    submit(&mut builder, &[("stage", "away")]);
    builder.update(Event::ChangeChosen("tasks".to_owned()));
    let dates = [
        ("leave-start-day", "1"),
        ("leave-start-month", "February"),
        ("leave-start-year", "2026"),
        ("return-date-day", "1"),
        ("return-date-month", "9"),
        ("return-date-year", "2027"),
    ];
    task(&mut builder, "dates", &dates);
    task(&mut builder, "about", &[("name", text), ("programme", text), ("place", text)]);
    task(&mut builder, "people", &[("supervisor-name", text), ("people-names", text)]);
    task(&mut builder, "support", &[("support", "coaching"), ("support", "reorientation-days")]);
    // What was chosen is asked about at once.
    submit(&mut builder, &[("amount-coaching", "2")]);
    task(&mut builder, "needs", &[("learning-needs", text), ("questions", text)]);
    finish(&mut builder);
    builder
}

fn finished_screen(builder: &DocumentBuilder) -> DoneScreen {
    match builder.screen() {
        Screen::Done(done) => *done,
        other => panic!("no plan: {other:?}"),
    }
}

/// The file that a way out makes.
fn way(done: &DoneScreen, route: Route) -> File {
    let way = done.routes().find(|way| way.name == route.word()).expect("the way is there");
    way.file.clone().expect("it makes a file")
}

fn question(builder: &DocumentBuilder) -> QuestionScreen {
    match builder.screen() {
        Screen::Question(question) => *question,
        other => panic!("no question: {other:?}"),
    }
}

/// Opens a file as the trainee does.
fn open(builder: &mut DocumentBuilder, file: &str) -> Vec<Effect> {
    open_as("trainee", builder, file)
}

/// Opens a file, and says who does where that is asked.
fn open_as(reader: &str, builder: &mut DocumentBuilder, file: &str) -> Vec<Effect> {
    let effects = builder.update(Event::Opened(Some(file.as_bytes().to_vec())));
    read_as(reader, builder).unwrap_or(effects)
}

/// Says who opens a file, where that is asked.
fn read_as(reader: &str, builder: &mut DocumentBuilder) -> Option<Vec<Effect>> {
    let Screen::Question(question) = builder.screen() else { return None };
    let is_asked = matches!(&question.single, Some(Field::Radios(field)) if field.name == "reader");
    is_asked.then(|| builder.update(Event::Submitted(fields(&[("reader", reader)]))))
}

/// Why a file was not opened: said beside the field, and in the summary that leads to it.
fn refusal(builder: &DocumentBuilder) -> String {
    let (open, errors) = match builder.screen() {
        Screen::Start(start) => (start.open, start.errors),
        Screen::Tasks(tasks) => (Some(tasks.open), tasks.errors),
        other => panic!("no file is opened here: {other:?}"),
    };
    let open = open.expect("plans are opened here");
    assert_eq!(errors[0].href, format!("#{}", open.id));
    assert_eq!(open.error.as_ref(), Some(&errors[0].text));
    errors[0].text.clone()
}

#[test]
fn a_plan_that_was_saved_is_the_same_when_it_is_opened() {
    let nasty = "Zoë <b>&amp;\" '</title><script>alert(1)</script>\r\nBcc: x@example.org\u{202e}\0 100%;=+";
    for text in ["", "Dr Zoë O’Neill", nasty, &"👩‍⚕️".repeat(2_000)] {
        let saved = finished_screen(&finished(text));
        let mut builder = builder(None);
        let effects = open(&mut builder, &way(&saved, Route::Save).content);
        assert!(effects.contains(&Effect::FocusHeading), "{effects:?}");
        let Screen::Tasks(tasks) = builder.screen() else { panic!("{:?}", builder.screen()) };
        assert_eq!(tasks.notes.len(), 1, "it is said that these are saved answers");
        finish(&mut builder);
        assert_eq!(finished_screen(&builder), saved);
    }
}

#[test]
fn a_file_that_is_no_whole_plan_is_refused_and_changes_nothing() {
    let words = PAYLOAD.with(|payload| payload.words.open.clone());
    let file = way(&finished_screen(&finished("text")), Route::Save).content;
    let altered = file.replace("name=text", "name=test");
    let newer = file.replace("content=\"1 ", "content=\"9 ");
    let huge = " ".repeat(LARGEST_FILE + 1);
    let mut builder = builder(None);
    let first = builder.screen();
    for (content, expected) in [
        // What it is called stands in two of the messages.
        ("", &words.foreign),
        ("X-Unsent: 1\r\nSubject: plan\r\n\r\n<script>alert(1)</script>", &words.foreign),
        (file.split_at(file.len() / 2).0, &words.damaged),
        (&altered, &words.damaged),
        (&newer, &words.newer),
        (&huge, &words.too_large),
        (&forged(&[("stage", "away")]), &words.damaged),
    ] {
        let effects = open(&mut builder, content);
        assert_eq!(effects, [Effect::FocusErrorSummary]);
        assert_eq!(refusal(&builder), expected.replace("{paper}", "plan"));
    }
    builder.update(Event::Opened(None));
    assert_eq!(refusal(&builder), words.missing);
    builder.update(Event::BackChosen);
    assert_eq!(builder.screen(), first);
}

#[test]
fn work_in_progress_is_replaced_only_when_that_is_said() {
    let saved = finished_screen(&finished("saved"));
    let file = &way(&saved, Route::Save).content;
    let mut builder = begun(None);
    submit(&mut builder, &[("region", "north-west")]);
    builder.update(Event::BackChosen);
    let before = question(&builder);

    for keep in
        [Event::BackChosen, Event::Submitted(fields(&[("replace", "no")])), Event::Revisited { position: 3 }]
    {
        open(&mut builder, file);
        assert_ne!(question(&builder), before, "it asks first");
        builder.update(keep);
        assert_eq!(question(&builder), before);
    }
    open(&mut builder, file);
    submit(&mut builder, &[]);
    assert_eq!(question(&builder).errors.len(), 1, "one of the two must be chosen");
    submit(&mut builder, &[("replace", "yes")]);
    submit(&mut builder, &[]);
    assert_eq!(question(&builder).errors.len(), 1, "somebody opens it");
    submit(&mut builder, &[("reader", "trainee")]);
    finish(&mut builder);
    assert_eq!(finished_screen(&builder), saved);
}

#[test]
fn a_plan_opens_on_its_region_s_page_and_what_no_longer_fits_is_asked_again() {
    let file = way(&finished_screen(&finished("text")), Route::Save).content;
    let mut elsewhere = builder(Some("north-west"));
    open(&mut elsewhere, &file);
    assert!(refusal(&elsewhere).contains("Wessex"), "{}", refusal(&elsewhere));
    let mut here = builder(Some("wessex"));
    open(&mut here, &file);
    assert!(matches!(here.screen(), Screen::Tasks(_)));

    // Files made by hand, whose checksum is right: their fields are checked as if typed.
    let mut builder = builder(None);
    open(&mut builder, &forged(&[("region", "atlantis"), ("stage", "away")]));
    assert_eq!(refusal(&builder), PAYLOAD.with(|payload| payload.words.open.unknown_region.clone()));

    let wrong = [("region", "wessex"), ("stage", "away"), ("people", "<b>"), ("return-date", "2027-02-30")];
    assert_eq!(open(&mut builder, &forged(&wrong)).last(), Some(&Effect::FocusErrorSummary));
    assert_eq!(question(&builder).errors[0].href, "#leave-start-day");
    submit(&mut builder, &[("leave-start-unknown", "unknown"), ("return-date-unknown", "unknown")]);
    submit(&mut builder, &[]);
    let Screen::CheckAnswers(answers) = builder.screen() else { panic!("{:?}", builder.screen()) };
    assert!(!format!("{:?}", answers.groups).contains("<b>"), "a person that nobody could choose is nobody");
    let left_out = answers.left_out.expect("it is said instead");
    assert_eq!(left_out.rows, [row("people", "<b>")]);
}

fn row(label: &str, value: &str) -> Row {
    Row { label: label.to_owned(), value: value.to_owned() }
}

/// A file made by hand, whose checksum is right.
fn forged(fields: &[(&str, &str)]) -> String {
    let document = finished_screen(&finished("text")).document;
    plan_file::write(&document, fields.iter().copied(), "")
}

/// What is in the fields of a page.
fn shown(builder: &mut DocumentBuilder, page: &str) -> BTreeMap<String, String> {
    builder.update(Event::ChangeChosen(page.to_owned()));
    let screen = question(builder);
    builder.update(Event::BackChosen);
    let mut values = BTreeMap::new();
    for field in screen.single.into_iter().chain(screen.fields) {
        match field {
            Field::Date(field) => {
                for part in [field.day, field.month, field.year] {
                    values.insert(part.name, part.value);
                }
            }
            Field::Text(field) | Field::Number(field) | Field::Textarea(field) => {
                values.insert(field.name, field.value);
            }
            Field::Radios(field) | Field::Checkboxes(field) => {
                let chosen = field.options.into_iter().filter(|option| option.checked);
                let chosen = chosen.map(|option| option.value).collect::<Vec<_>>();
                values.insert(field.name, chosen.join(" "));
            }
        }
    }
    values
}

fn left_out(builder: &DocumentBuilder) -> Vec<Row> {
    let left_out = match builder.screen() {
        Screen::Tasks(screen) => screen.left_out,
        Screen::CheckAnswers(screen) => screen.left_out,
        Screen::Done(screen) => screen.left_out,
        other => panic!("{other:?}"),
    };
    left_out.map(|left_out| left_out.rows).unwrap_or_default()
}

#[test]
fn a_file_with_faults_opens_with_everything_in_it() {
    let file = forged(&[
        ("region", "wessex"),
        ("stage", "planning"),
        ("leave-start", "2027-02-01"),
        ("return-date", "2027-02-30"),
        ("name", "Dr Zoë"),
        ("less-than-full-time", "yes"),
        ("percent", "sixty"),
        ("phased-return", "no"),
    ]);
    let mut builder = builder(None);
    assert_eq!(open(&mut builder, &file).last(), Some(&Effect::FocusErrorSummary));
    assert_eq!(question(&builder).errors.len(), 1);
    builder.update(Event::BackChosen);
    let dates = shown(&mut builder, "dates");
    assert_eq!((dates["leave-start-day"].as_str(), dates["leave-start-year"].as_str()), ("1", "2027"));
    assert_eq!((dates["return-date-day"].as_str(), dates["return-date-month"].as_str()), ("30", "02"));
    let arrangements = shown(&mut builder, "arrangements");
    for (name, value) in [("less-than-full-time", "yes"), ("phased-return", "no")] {
        assert_eq!(arrangements[name], value);
    }
    assert_eq!(shown(&mut builder, "working-times")["percent"], "sixty");
    assert_eq!(shown(&mut builder, "about")["name"], "Dr Zoë");
    let wrong = [row("First day back", "30 02 2027"), row("What percentage of full time?", "sixty")];
    assert_eq!(left_out(&builder), wrong);
    // It is saved and opened with the same faults.
    finish(&mut builder);
    let saved = way(&finished_screen(&builder), Route::Save).content;
    let mut again = self::builder(None);
    open(&mut again, &saved);
    again.update(Event::BackChosen);
    assert_eq!((left_out(&again), shown(&mut again, "dates")), (wrong.into(), dates));
}

/// The first day of the days before a return comes after another return is entered.
#[test]
fn a_file_whose_days_have_changed_their_order_opens_with_all_of_them() {
    let mut builder = finished("text");
    builder.update(Event::BackChosen);
    builder.update(Event::BackChosen);
    let first = [
        ("amount-reorientation-days", "2 days"),
        ("first-day-reorientation-days-day", "24th"),
        ("first-day-reorientation-days-month", "Aug."),
        ("first-day-reorientation-days-year", "27"),
    ];
    task(&mut builder, "amounts", &first);
    assert!(matches!(builder.screen(), Screen::Tasks(_)), "{:?}", builder.screen());
    let sooner = [
        ("leave-start-unknown", "unknown"),
        ("return-date-day", "2"),
        ("return-date-month", "8"),
        ("return-date-year", "2027"),
    ];
    task(&mut builder, "dates", &sooner);
    finish(&mut builder);
    let saved = way(&finished_screen(&builder), Route::Save).content;
    let mut again = self::builder(None);
    open(&mut again, &saved);
    let errors = question(&again).errors;
    assert!(
        errors.len() == 1 && errors[0].text.contains("Paid reorientation days: choose 29 July 2027"),
        "{errors:?}"
    );
    again.update(Event::BackChosen);
    let amounts = shown(&mut again, "amounts");
    let days =
        ["day", "month", "year"].map(|part| amounts[&format!("first-day-reorientation-days-{part}")].clone());
    assert_eq!(
        (days, amounts["amount-reorientation-days"].as_str()),
        (["24", "8", "2027"].map(str::to_owned), "2")
    );
    assert_eq!(left_out(&again), [row("Paid reorientation days: first day", "24 August 2027")]);
}

#[test]
fn what_a_file_holds_that_is_not_asked_any_more_is_said_kept_and_removed_only_when_asked() {
    let file = forged(&[
        ("region", "wessex"),
        ("stage", "back"),
        ("people", "educational-supervisor"),
        ("people", "head-of-nothing"),
        ("support", "return-courses"),
        ("courses", "over"),
        ("courses", "gone"),
        ("keeping-up", "Journal club"),
        ("first-day-reorientation-days", "2026-01-05"),
        ("account-created", "2026-01-31"),
        ("old-field", "Something"),
    ]);
    let mut builder = builder(None);
    open(&mut builder, &file);
    let Screen::Tasks(tasks) = builder.screen() else { panic!("{:?}", builder.screen()) };
    assert_eq!(tasks.notes.len(), 2, "{:?}", tasks.notes);
    let expected = [
        row("people", "educational-supervisor\nhead-of-nothing"),
        row("What you will keep up", "Journal club"),
        row("Paid reorientation days: first day", "5 January 2026"),
        row("Support", "Return to training courses in Wessex"),
        row("Courses in your region", "Course over\ngone"),
        row("Date you created it", "31 January 2026"),
        row("old-field", "Something"),
    ];
    let sorted = |mut rows: Vec<Row>| {
        rows.sort_by(|a, b| a.label.cmp(&b.label));
        rows
    };
    let expected = sorted(expected.into());
    assert_eq!(sorted(left_out(&builder)), expected);
    // A page that is submitted leaves alone what it does not show.
    task(&mut builder, "people", &[("supervisor-name", "Dr Example")]);
    finish(&mut builder);
    assert_eq!(sorted(left_out(&builder)), expected);
    let saved = way(&finished_screen(&builder), Route::Save).content;
    let mut again = self::builder(None);
    open(&mut again, &saved);
    assert_eq!(sorted(left_out(&again)), expected);
    assert!(command(&saved, Form::Text).is_ok(), "the rest is a plan");

    again.update(Event::DiscardChosen);
    assert_eq!(left_out(&again), []);
    assert_eq!(shown(&mut again, "people")["supervisor-name"], "Dr Example");
    finish(&mut again);
    assert!(!way(&finished_screen(&again), Route::Save).content.contains("gone"));
}

#[test]
fn a_page_is_left_with_a_question_only_while_something_is_unsaved() {
    let mut builder = begun(Some("wessex"));
    assert!(!builder.is_unsaved(), "nothing was entered");
    builder.update(Event::Typed(fields(&[])));
    assert!(!builder.is_unsaved(), "nor was now");
    builder.update(Event::Typed(fields(&[("stage", "away")])));
    assert!(builder.is_unsaved());
    builder.update(Event::RestartChosen);
    assert!(!builder.is_unsaved(), "all was taken away");
    submit(&mut builder, &[]);
    submit(&mut builder, &[("stage", "away")]);
    builder.update(Event::ChangeChosen("tasks".to_owned()));
    task(&mut builder, "about", &[("name", "Dr Zoë")]);
    finish(&mut builder);
    let saved = way(&finished_screen(&builder), Route::Save).content;
    for (kept, event) in [
        (false, Event::FileSaved("calendar".to_owned())),
        (false, Event::PrintChosen),
        (false, Event::Shared { succeeded: false }),
        (true, Event::Shared { succeeded: true }),
        (true, Event::FileSaved("save".to_owned())),
        (true, Event::FileSaved("draft".to_owned())),
    ] {
        let mut builder = begun(Some("wessex"));
        submit(&mut builder, &[("stage", "away")]);
        builder.update(Event::ChangeChosen("tasks".to_owned()));
        finish(&mut builder);
        builder.update(event.clone());
        assert_eq!(builder.is_unsaved(), !kept, "{event:?}");
    }
    for (what, succeeded) in [("subject", true), ("text", false), ("text", true)] {
        builder.update(Event::CopyChosen(what.to_owned()));
        builder.update(Event::Copied { succeeded });
        assert_eq!(builder.is_unsaved(), (what, succeeded) != ("text", true), "{what}");
    }
    builder.update(Event::ChangeChosen("about".to_owned()));
    let about = [("name", "Dr Zoë"), ("programme", "ST4")];
    builder.update(Event::Typed(fields(&about[..1])));
    assert!(!builder.is_unsaved(), "it is as it was");
    builder.update(Event::Typed(fields(&about)));
    assert!(builder.is_unsaved());

    let mut opened = self::builder(Some("wessex"));
    open(&mut opened, &saved);
    assert!(!opened.is_unsaved(), "the file is there");
}

/// A server that keeps what it is sent.
#[derive(Clone, Default)]
struct Inbox(Arc<Mutex<Vec<u8>>>);

impl Handler for Inbox {
    fn data(&mut self, line: &[u8]) -> std::io::Result<()> {
        self.0.lock().expect("no test failed").extend_from_slice(line);
        Ok(())
    }
}

/// Talks with one client until it leaves.
fn serve(listener: &TcpListener, inbox: Inbox) -> std::io::Result<()> {
    let (mut client, address) = listener.accept()?;
    let mut session = SessionBuilder::new("mail.example.org").build(address.ip(), inbox);
    session.greeting().write_to(&mut client)?;
    let mut lines = BufReader::new(client.try_clone()?);
    let mut line = Vec::new();
    while lines.read_until(b'\n', &mut line)? > 0 {
        let response = session.process(&line);
        if !matches!(response.action, Action::NoReply) {
            response.write_to(&mut client)?;
        }
        if matches!(response.action, Action::Close) {
            break;
        }
        line.clear();
    }
    Ok(())
}

#[test]
fn a_draft_passes_through_a_mail_server_unchanged() {
    let saved = finished_screen(&finished("Zoë\r\n.\r\n--=_plan--\r\nFrom me\r\n"));
    let draft = way(&saved, Route::Draft).content;

    let inbox = Inbox::default();
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port is free");
    let port = listener.local_addr().expect("it has an address").port();
    let server = {
        let inbox = inbox.clone();
        thread::spawn(move || serve(&listener, inbox))
    };

    let address = |text: &str| text.parse::<lettre::Address>().expect("an address");
    let envelope = Envelope::new(Some(address("me@example.org")), vec![address("team@example.org")]);
    let client = SmtpTransport::builder_dangerous("127.0.0.1").port(port).build();
    client.send_raw(&envelope.expect("an envelope"), draft.as_bytes()).expect("the server takes it");
    drop(client);
    server.join().expect("the server ends").expect("the connection holds");

    let received = inbox.0.lock().expect("no test failed").clone();
    assert_eq!(String::from_utf8_lossy(&received).trim_end(), way(&saved, Route::Draft).content.trim_end());
    let message = MessageParser::default().parse(&received).expect("a message");
    let body = message.body_text(0).expect("a text").replace("\r\n", "\n");
    let text = supportt_documents::text::write(&saved.document);
    assert!(body.starts_with("Hello Zoë") && body.trim_end().ends_with("From me"), "{body}");
    assert!(body.contains(text.replace("\r\n", "\n").trim_end()), "{body}");
    let files: Vec<(&str, &str)> = message
        .attachments()
        .map(|part| (part.attachment_name().expect("a name"), part.text_contents().expect("a text")))
        .collect();
    let expected = [Route::Save, Route::Calendar].map(|route| way(&saved, route));
    let expected: Vec<(&str, &str)> =
        expected.iter().map(|file| (file.name.as_str(), file.content.as_str())).collect();
    assert_eq!(files, expected);
    assert_eq!(message.header_raw("X-Unsent").map(str::trim), Some("1"));
    assert!(message.from().is_none() && message.date().is_none() && message.message_id().is_none());
}

/// What the command writes for this text; else what it says is wrong.
fn command(content: &str, form: Form) -> Result<String, String> {
    command_on(content, form, site::today())
}

fn command_on(content: &str, form: Form, today: Date) -> Result<String, String> {
    let report = command_at(content, form, today, today.and_time(Time::MIN));
    report.map_err(|report| report.split_once(": ").expect("a place").1.to_owned())
}

/// As [`command`] at a moment; where a problem is stands before it.
fn command_at(content: &str, form: Form, today: Date, now: Instant) -> Result<String, String> {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("plan");
    std::fs::write(&file, content).expect("a file");
    let reply = commands::plan::run(&site::root(), Some(&file), form, today, now).expect("it can be read");
    let report = || reply.diagnostics.report(&reply.sources, Format::Short, false);
    reply.text.clone().ok_or_else(|| report().replace(&file.display().to_string(), "plan"))
}

#[test]
fn the_command_writes_a_plan_in_every_form_as_the_builder_does() {
    let answers = json!(answers()).to_string();
    let saved = command(&answers, Form::Html).expect("a plan");
    for (form, golden) in [
        (Form::Html, expect_file!["../plan/plan.html"]),
        (Form::Text, expect_file!["../plan/plan.txt"]),
        (Form::Eml, expect_file!["../plan/plan.eml"]),
        (Form::Ics, expect_file!["../plan/calendar.ics"]),
        (Form::Json, expect_file!["../plan/plan.json"]),
    ] {
        let text = command(&answers, form).expect("a plan");
        golden.assert_eq(&text.replace("\r\n", "\n"));
        assert_eq!(command(&saved, form), Ok(text), "the saved plan says the same");
    }
    let json = command(&saved, Form::Json).expect("a plan");
    assert_eq!(command(&json, Form::Html), Ok(saved.clone()), "what it writes it reads");

    let mut builder = builder(None);
    open(&mut builder, &saved);
    finish(&mut builder);
    // The command knows of no page on which the file can be opened.
    let page = site::policy_and_words().1.builder.document.this_page;
    let content =
        way(&finished_screen(&builder), Route::Save).content.replace("https://example.org/plan/", &page);
    assert_eq!(content, saved, "as the builder does");
}

#[test]
fn the_command_says_what_is_wrong_with_a_plan() {
    for (content, expected) in [
        ("", "error: there is no plan here"),
        ("{", "error: this is not JSON"),
        ("<html></html>", "error: this page was not saved by the site"),
        (r#"{"region": "atlantis", "stage": "away"}"#, "error: `atlantis` does not answer `region`"),
        (r#"{"stage": "away"}"#, "error: `region` is not answered"),
        (r#"{"region": "wessex"}"#, "error: `stage` is not answered"),
        (r#"{"region": "wessex", "stage": "away", "secret": "1"}"#, "error: this plan has no field `secret`"),
        (
            r#"{"region": "wessex", "stage": "away", "supervisor-agrees": "nobody"}"#,
            "error: `nobody` does not answer `supervisor-agrees`",
        ),
    ] {
        let problem = command(content, Form::Text).expect_err("it is wrong");
        assert!(problem.contains(expected), "{content}: {problem}");
    }
    // All of it at once, each where it is, with what would pass.
    let wrong = r#"{
  "region": "wessex", "stage": "away",
  "support": ["coaching", "coachin"],
  "amount-coaching": 4, "percnt": "60",
  "leave-start": "2027-02-30",
  "less-than-full-time": "perhaps"
}"#;
    let report = command_at(wrong, Form::Text, site::today(), site::today().and_time(Time::MIN));
    expect_test::expect![[r#"
        plan:3:27: error: `coachin` does not answer `support` (hint: did you mean `coaching`?)
        plan:4:22: error: `4` goes against a rule or another answer (hint: write `3`) (hint: professional development coaching: enter a smaller number, up to 3 sessions. You can have up to 3 sessions of professional development coaching. It is for every trainee coming back to clinical practice. (Supported Return to Training, Wessex programme page, “SuppoRTT Activities”. Checked 22 November 2026.))
        plan:4:25: error: this plan has no field `percnt` (hint: take it out; what can be added is `paper`, `plan-id`, `name`, `programme`, `place`, `more-trainee-email`, `supervisor-name`, `supervisor-email`, `director-name`, `people-names`, `more-copies-to`, `more-consent`, `keeping-up`, `more-keeping-in-touch-planned`, `more-keeping-in-touch-used`, `learning-needs`, `targets`, `questions`, `supervised`, `supervision-days`, `supervision`, `more-on-call-start`, `more-workplace-assessments`, `phased-return`, `occupational-health`, `more-rota-told`, `next-review`, `review`, `more-next-arcp`, `supervisor-agrees`, `agreed-on`, `agreed-by-email`, `agreed-changes`, `supervisor-comments`, `next-meeting` or `director-agreed-on`)
        plan:5:18: error: `2027-02-30` does not answer `leave-start` (hint: write a day that exists, such as "2026-11-22", or "unknown")
        plan:6:26: error: `perhaps` does not answer `less-than-full-time` (hint: write `yes`, `no` or `unknown`)
    "#]].assert_eq(&report.expect_err("it is wrong"));
    // Only region and stage must be there: a date that is left out is not known.
    for whole in [
        r#"{"region": "wessex", "stage": "away", "leave-start": "2026-02-01"}"#,
        r#"{"region": "wessex", "stage": "away", "return-date": "2027-02-01"}"#,
        r#"{"region": "wessex", "stage": "away", "name": null, "people": [], "programme": "", "percent": 60, "less-than-full-time": true}"#,
    ] {
        assert!(command(whole, Form::Text).is_ok(), "{whole}");
    }
    let past = r#"{"region": "wessex", "stage": "away"}"#;
    let problem = command(past, Form::Ics).expect_err("no days");
    assert!(problem.contains("no days"), "{problem}");
}

/// What cannot be chosen is said to be so, with the reason, and nothing else takes its place.
#[test]
fn the_command_says_why_something_is_not_asked() {
    let report = |content: &str| command(content, Form::Text).expect_err("it is wrong");
    expect_test::expect![[r#"
        error: `three` does not answer `amount-coaching` (hint: write a whole number from 1 to 3)
        error: this plan has no field `amount-coaching` (hint: take it out, or add `coaching` to `support`)
        error: this plan has no field `percent` (hint: take it out, or add `yes` to `less-than-full-time`)
        error: this plan has no field `support` (hint: take it out: the programme in the North West does not usually cover this situation. Support may still be possible: ask your educational supervisor or the North West SuppoRTT team.)
        error: `return-courses` cannot be chosen at this stage, or with these dates (hint: take it out: for an absence like this, only some of the support in Wessex is open. Ask your educational supervisor or training programme director about the rest.)
        error: this plan has no field `course-approval` (hint: take it out; what can be added is `paper`, `plan-id`, `name`, `programme`, `place`, `more-trainee-email`, `supervisor-name`, `supervisor-email`, `director-name`, `people-names`, `more-copies-to`, `more-consent`, `keeping-up`, `more-keeping-in-touch-planned`, `more-keeping-in-touch-used`, `learning-needs`, `targets`, `questions`, `supervised`, `supervision-days`, `supervision`, `more-on-call-start`, `more-workplace-assessments`, `external-course`, `course-date`, `less-than-full-time`, `phased-return`, `occupational-health`, `more-rota-told`, `next-review`, `review`, `more-next-arcp`, `supervisor-agrees`, `agreed-on`, `agreed-by-email`, `agreed-changes`, `supervisor-comments`, `next-meeting` or `director-agreed-on`)
        error: `xyz` does not answer `plan-id` (hint: write eight characters from `0` to `9` and `a` to `f`, or take the field out)
        error: `1970-01-01` does not answer `leave-start` (hint: write a day from 1990-01-01 to 2100-12-31, or "unknown")
        error: `true` or `false` does not answer `name` (hint: write a text between quotation marks, or a list of such)
        error: this plan has no field `reason` (hint: take it out; what can be added is `paper`, `plan-id`, `name`, `programme`, `place`, `more-trainee-email`, `supervisor-name`, `supervisor-email`, `director-name`, `people-names`, `more-copies-to`, `more-consent`, `keeping-up`, `more-keeping-in-touch-planned`, `more-keeping-in-touch-used`, `learning-needs`, `targets`, `questions`, `support`, `supervised`, `supervision-days`, `supervision`, `more-on-call-start`, `more-workplace-assessments`, `less-than-full-time`, `phased-return`, `occupational-health`, `more-rota-told`, `next-review`, `review`, `more-next-arcp`, `supervisor-agrees`, `agreed-on`, `agreed-by-email`, `agreed-changes`, `supervisor-comments`, `next-meeting` or `director-agreed-on`)
        error: this is not JSON: expected comma (hint: write a plan like `{"region": "wessex", "stage": "away"}`, or give the page that the site saved)
    "#]].assert_eq(&[
        r#"{"region": "wessex", "stage": "away", "support": ["coaching"], "amount-coaching": "three"}"#,
        r#"{"region": "wessex", "stage": "away", "amount-coaching": 2}"#,
        r#"{"region": "wessex", "stage": "away", "percent": 60}"#,
        r#"{"region": "north-west", "stage": "planning", "support": ["mentoring"]}"#,
        r#"{"region": "wessex", "stage": "away", "leave-start": "2026-11-01", "return-date": "2026-12-20", "support": ["return-courses"]}"#,
        r#"{"region": "wessex", "stage": "away", "support": ["external-courses"], "course-approval": "asked"}"#,
        r#"{"region": "wessex", "stage": "away", "plan-id": "xyz"}"#,
        r#"{"region": "wessex", "stage": "away", "leave-start": "1970-01-01"}"#,
        r#"{"region": "wessex", "stage": "away", "name": true}"#,
        r#"{"region": "wessex", "stage": "away", "reason": "Sick leave"}"#,
        r#"{"region": "wessex" "stage": "away"}"#,
    ].map(report).concat());
    // A course that is over is none that was never there.
    let given = [("region", "wessex"), ("stage", "away"), ("support", "return-courses"), ("courses", "over")];
    let given = fields(&given);
    let mut builder = builder(None);
    builder.fill_in(&given);
    let slips = builder.slips(&given).into_iter().map(|slip| slip.kind).collect::<Vec<_>>();
    assert_eq!(slips.last(), Some(&SlipKind::Over), "{slips:?}");
    // A page that was saved says what is lost.
    let left_out = forged(&[("region", "wessex"), ("stage", "away"), ("support", "crystals")]);
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("plan.html");
    std::fs::write(&file, left_out).expect("a file");
    let now = site::today().and_time(Time::MIN);
    let reply = commands::plan::run(&site::root(), Some(&file), Form::Text, site::today(), now)
        .expect("it can be read");
    assert!(
        reply.diagnostics.report(&reply.sources, Format::Short, false).contains("`crystals` in `support`")
    );
}

#[test]
fn numbers_and_dates_are_read_as_people_type_them() {
    for (name, typed, expected) in [
        ("percent", "60%", "60"),
        ("percent", "60 per cent", "60"),
        ("leave-start", "1st Sept. 2027", "2027-09-01"),
        ("return-date", "2 December 28", "2028-12-02"),
        ("return-date", "Saturday 2nd of December 2028", "2028-12-02"),
        ("return-date", "Mon 1 March 2027", "2027-03-01"),
        ("return-date", "Monday, March 1, 2027", "2027-03-01"),
    ] {
        let mut answers = json!({"region": "wessex", "stage": "planning", "less-than-full-time": "yes"});
        for date in ["leave-start", "return-date"] {
            answers[date] = json!("unknown");
        }
        answers[name] = json!(typed);
        let taken = command(&answers.to_string(), Form::Json).expect("it is understood");
        let taken: Value = serde_json::from_str(&taken).expect("JSON");
        assert_eq!(taken[name], expected, "{typed}");
    }
}

/// An agreement or a request with little in it, as the command reads one.
fn mentoring(paper: Paper, region: &str) -> Value {
    let mut answers = json!({
        "paper": paper.word(), "plan-id": "0000abcd", "region": region, "name": "Dr Zoë O’Neill",
    });
    match paper {
        Paper::MentoringAgreement => {
            answers["first-meeting"] = json!("2027-01-31");
            answers["interval"] = json!("month");
        }
        _ => answers["wishes"] = json!("A mentor near Preston"),
    }
    answers
}

#[test]
fn a_mentoring_agreement_asks_what_its_region_names_and_ends_when_it_says() {
    let policy = site::policy_and_words().0;
    let mut answers = mentoring(Paper::MentoringAgreement, "north-west");
    answers["return-date"] = json!("2027-01-15");
    let region = policy.region(&RegionId::from("north-west")).expect("a region").on(site::today());
    for question in region.agreement() {
        answers[format!("answer-{}", question.id)] = json!("We agree on <this>.");
    }
    let text = command(&answers.to_string(), Form::Text).expect("an agreement");
    expect_file!["../plan/agreement.txt"].assert_eq(&text);
    // Monthly from the last of January, as far as six months after the return.
    let days = command(&answers.to_string(), Form::Ics).expect("days");
    let days = values(&days, "DTSTART");
    assert_eq!(
        days,
        ["20270115", "20270131", "20270228", "20270331", "20270430", "20270531", "20270630", "20270715"]
    );
    assert!(text.contains("There are limits"), "its limits are printed: {text}");

    // A first meeting when mentoring is over is no plan.
    answers["first-meeting"] = json!("2027-07-16");
    let problem = command(&answers.to_string(), Form::Text).expect_err("it is too late");
    assert!(problem.contains("15 July 2027"), "{problem}");

    // Another region has other terms: as many sessions as it allows, and none of the first one's.
    let answers = mentoring(Paper::MentoringAgreement, "yorkshire-and-humber").to_string();
    let days = command(&answers, Form::Ics).expect("days");
    assert_eq!(values(&days, "DTSTART"), ["20270131", "20270228", "20270331", "20270430"]);
    let text = command(&answers, Form::Text).expect("an agreement");
    assert!(text.contains("Yorkshire") && !text.contains("North West"), "{text}");

    // Where no source says what to agree there is no agreement.
    let answers = mentoring(Paper::MentoringAgreement, "wessex").to_string();
    let problem = command(&answers, Form::Text).expect_err("Wessex names nothing");
    assert!(problem.contains("`wessex` does not answer `region`"), "{problem}");
}

#[test]
fn a_request_for_a_mentor_goes_to_the_team_and_tells_no_more_than_was_typed() {
    let answers = mentoring(Paper::MentorRequest, "north-west").to_string();
    let text = command(&answers, Form::Text).expect("a request");
    expect_file!["../plan/request.txt"].assert_eq(&text);
    let draft = command(&answers, Form::Eml).expect("a draft");
    let message = MessageParser::default().parse(draft.as_bytes()).expect("a message");
    let team = site::policy_and_words().0;
    let team = team.region(&RegionId::from("north-west")).expect("a region").contact().body.email.clone();
    assert!(team.is_some());
    let to = message.to().and_then(|to| to.first()).and_then(|to| to.address()).map(str::to_owned);
    assert_eq!(to, team);
    assert!(command(&answers, Form::Ics).is_err(), "without a day there is nothing for a calendar");
}

#[test]
fn a_saved_paper_opens_only_where_it_was_made() {
    let agreement = mentoring(Paper::MentoringAgreement, "north-west").to_string();
    let file = command(&agreement, Form::Html).expect("an agreement");
    let mut here = builder_of(Paper::MentoringAgreement, Some("north-west"));
    open(&mut here, &file);
    let Screen::Tasks(tasks) = here.screen() else { panic!("{:?}", here.screen()) };
    assert_eq!((tasks.errors, tasks.notes.len()), (Vec::new(), 1));
    let mut plan = builder(Some("north-west"));
    open(&mut plan, &file);
    assert!(refusal(&plan).contains("Mentoring agreement"), "{}", refusal(&plan));
    let mut elsewhere = builder_of(Paper::MentoringAgreement, Some("yorkshire-and-humber"));
    open(&mut elsewhere, &file);
    assert!(refusal(&elsewhere).contains("North West"), "{}", refusal(&elsewhere));
    // The tasks open papers too, and say what is wrong.
    submit(&mut elsewhere, &[]);
    open(&mut elsewhere, &file);
    assert!(refusal(&elsewhere).contains("North West"), "{}", refusal(&elsewhere));
}

/// A builder on a page whose address ends with what the checker knows.
fn brought(fragment: &str) -> (DocumentBuilder, Vec<Effect>) {
    let mut builder =
        DocumentBuilder::new(PAYLOAD.with(Clone::clone), Paper::ReturnPlan, Some("wessex".into()));
    let (page, fragment) = ("https://example.org/plan/".to_owned(), fragment.to_owned());
    let effects = builder.update(Event::Started { today: site::today(), page, fragment, random: 1 });
    (builder, effects)
}

#[test]
fn a_plan_begins_with_what_the_checker_knows_and_asks_none_of_it_again() {
    let fragment = "stage=away&leave-start=2026-01-05&return-date=2027-01-04&reason=sick-leave&name=Zoe";
    let (mut builder, effects) = brought(fragment);
    assert_eq!(effects, [Effect::ForgetFragment { position: 0 }], "the address does not keep it");
    assert!(!builder.is_unsaved(), "nothing was entered here");
    // The stage is known, and the dates are shown filled in.
    let first = question(&builder);
    let said = first.brought.clone().expect("it is said");
    let rows: Vec<&str> = said.rows.iter().map(|row| row.value.as_str()).collect();
    assert_eq!(rows, ["I am away from training now", "5 January 2026", "4 January 2027"]);
    assert_eq!(said.found.len(), 1, "{:?}", said.found);
    assert!(!format!("{first:?}").contains("sick") && !format!("{first:?}").contains("Zoe"));
    let shown = |screen: &QuestionScreen| match screen.fields.first() {
        Some(Field::Date(field)) => {
            [field.day.value.clone(), field.month.value.clone(), field.year.value.clone()]
        }
        other => panic!("{other:?}"),
    };
    assert_eq!(shown(&first), ["5", "1", "2026"]);
    builder.update(Event::BroughtRemoved);
    let start = question(&builder);
    assert!(start.brought.is_none() && start.heading.contains("Where are you now"), "{start:?}");
    submit(&mut builder, &[("stage", "back")]);
    assert_eq!(shown(&question(&builder)), ["", "", ""]);

    // What is none of the answers is asked; what is not for a plan stays where it is.
    let (builder, effects) = brought("stage=elsewhere&region=north-west&leave-start=32");
    assert!(effects.is_empty() && matches!(builder.screen(), Screen::Start(_)));
    let (builder, _) = brought("leave-start=2026-01-05");
    assert!(question(&builder).heading.contains("Where are you now"));
}

/// A plan that its trainee has made, and the file that the supervisor is sent.
fn sent() -> (DocumentBuilder, String) {
    let mut trainee = finished("text");
    trainee.update(Event::ChangeChosen("about".to_owned()));
    submit(&mut trainee, &[("name", "Zoë Ward"), ("more-trainee-email", "zoe@example.org")]);
    finish(&mut trainee);
    let file = way(&finished_screen(&trainee), Route::Save).content;
    trainee.update(Event::FileSaved("save".to_owned()));
    (trainee, file)
}

/// The builder of somebody who is to agree to a plan, as they read it.
fn read(reader: &str, file: &str) -> DocumentBuilder {
    let mut theirs = builder(Some("wessex"));
    open_as(reader, &mut theirs, file);
    theirs
}

fn sign_off(builder: &DocumentBuilder) -> SignOffScreen {
    match builder.screen() {
        Screen::SignOff(screen) => *screen,
        other => panic!("no plan to agree to: {other:?}"),
    }
}

fn changes(builder: &DocumentBuilder) -> Option<ChangesView> {
    match builder.screen() {
        Screen::Tasks(tasks) => tasks.changes,
        Screen::CheckAnswers(answers) => answers.changes,
        Screen::SignOff(screen) => screen.changes,
        other => panic!("{other:?}"),
    }
}

/// How somebody agreed, and when: of trainee, supervisor and director the one with this index.
fn signed(builder: &DocumentBuilder, index: usize) -> (String, String) {
    let mut rows = finished_screen(builder).document.signatures.expect("it is signed").rows;
    let row = rows.swap_remove(index);
    (row.agreed, row.date)
}

fn email_of(builder: &DocumentBuilder) -> String {
    email_body(&email_link(&finished_screen(builder)))
}

/// The rows of a part of a finished plan, on a line each.
fn rows_under(builder: &DocumentBuilder, heading: &str) -> Vec<String> {
    let sections = finished_screen(builder).document.afterwards.into_iter();
    let rows = sections.filter(|section| section.heading == heading).flat_map(|section| section.rows);
    rows.map(|row| format!("{}: {}", row.label, row.value)).collect()
}

#[test]
fn a_supervisor_reads_a_plan_agrees_to_it_and_sends_it_back() {
    let (_, file) = sent();
    let mut theirs = read("supervisor", &file);
    // They see whose plan it is, as it is, and what to do.
    let screen = sign_off(&theirs);
    assert!(screen.heading.contains("Zoë Ward") && screen.changes.is_none(), "{screen:?}");
    assert!(!screen.document.timeline.is_empty());
    submit(&mut theirs, &[]);
    let part = question(&theirs);
    let names = |part: &QuestionScreen| {
        let names = part.fields.iter().map(|field| match field {
            Field::Radios(field) | Field::Checkboxes(field) => field.name.clone(),
            Field::Date(field) => field.name.clone(),
            Field::Number(field) | Field::Text(field) | Field::Textarea(field) => field.name.clone(),
        });
        names.collect::<Vec<_>>()
    };
    let asked = names(&part);
    assert!(asked.contains(&"supervisor-comments".to_owned()), "{asked:?}");
    for others in ["agreed-by-email", "director-agreed-on"] {
        assert!(!asked.contains(&others.to_owned()), "{asked:?}");
    }
    submit(&mut theirs, &[("supervisor-comments", "Shadow me first.")]);
    assert_eq!(question(&theirs).errors.len(), 1, "they say whether they agree");
    submit(&mut theirs, &[("supervisor-agrees", "yes"), ("supervisor-comments", "Shadow me first.")]);
    let done = finished_screen(&theirs);
    assert!(done.heading.contains("Your part") && done.lead.contains("Zoë Ward"), "{done:?}");
    let signatures = done.document.signatures.as_ref().expect("it is signed");
    assert!(signatures.note.contains("do not need to sign"), "{signatures:?}");
    assert_eq!(signed(&theirs, 1), ("Agreed by email".to_owned(), date::long(site::today())));
    // What they agreed is said under that heading, not again as a change.
    assert_eq!(rows_under(&theirs, "Changed in this version"), [""; 0]);
    // Their answer is for the trainee.
    let link = email_link(&done);
    assert!(link.starts_with("mailto:zoe@example.org?") && link.contains("version%202"), "{link}");
    let body = email_body(&link);
    assert!(body.contains("added my part") && body.contains("What we agreed\n- Agreed"), "{body}");
    assert!(!body.contains("Shadow"), "it tells nothing that was typed: {body}");
    let file = way(&done, Route::Save);
    assert_eq!(file.name, "return-to-training-plan-v2.html");

    // The training programme director is asked for their date only, and changes nothing else.
    let mut director = read("director", &file.content);
    submit(&mut director, &[]);
    assert_eq!(names(&question(&director)), ["director-agreed-on"]);
    submit(&mut director, &[]);
    assert_eq!(question(&director).errors.len(), 1);
    submit(&mut director, &[("director-agreed-on-day", "20 November 2026")]);
    assert_eq!(signed(&director, 1), signed(&theirs, 1));
    assert_eq!(signed(&director, 2), ("Agreed by email".to_owned(), "20 November 2026".to_owned()));
    let today = date::long(site::today());
    assert_eq!(
        rows_under(&director, "Versions of this plan"),
        [
            format!("Version 1: {today}, Trainee"),
            format!("Version 2: {today}, Educational supervisor"),
            format!("Version 3: {today}, Training programme director"),
        ]
    );

    // The trainee sends it on as agreed.
    let mut trainee = builder(Some("wessex"));
    open(&mut trainee, &way(&finished_screen(&director), Route::Save).content);
    finish(&mut trainee);
    let done = finished_screen(&trainee);
    assert!(done.document.subtitle.contains("Version 3"), "{}", done.document.subtitle);
    assert!(email_of(&trainee).contains("as we agreed it"), "{}", email_of(&trainee));
}

#[test]
fn two_people_work_on_a_plan_and_each_sees_what_the_other_changed() {
    let (mut trainee, file) = sent();
    let mut theirs = read("supervisor", &file);
    // They change the plan first, whose questions are the trainee's.
    theirs.update(Event::ChangeChosen("tasks".to_owned()));
    theirs.update(Event::ChangeChosen("needs".to_owned()));
    assert!(question(&theirs).notes[0].contains("Zoë Ward"), "{:?}", question(&theirs).notes);
    submit(&mut theirs, &[("learning-needs", "Nights"), ("questions", "")]);
    let own = changes(&theirs).expect("they see their own changes");
    assert!(own.heading.contains("you have changed"), "{own:?}");
    submit(&mut theirs, &[]);
    assert_eq!(sign_off(&theirs).changes, Some(own));
    submit(&mut theirs, &[]);
    let part = [
        ("supervisor-agrees", "with-changes"),
        ("agreed-on-day", "3 November 2026"),
        ("supervisor-comments", "Two weeks of shadowing first."),
    ];
    submit(&mut theirs, &part);
    let agreed = ("Agreed by email".to_owned(), "3 November 2026".to_owned());
    assert_eq!(signed(&theirs, 1), agreed);
    let body = email_of(&theirs);
    assert!(body.contains("What we agreed\n- Agreed with changes"), "it says what was agreed: {body}");
    assert!(body.contains("What has changed\n- "), "and what is new: {body}");
    let returned = way(&finished_screen(&theirs), Route::Save).content;

    // The trainee has work of their own on the page: they are told what would change before it does.
    trainee.update(Event::Opened(Some(returned.into_bytes())));
    let asked = question(&trainee).notes.join("\n");
    assert!(asked.contains("“text”") && asked.contains("“Nights”"), "{asked}");
    submit(&mut trainee, &[("replace", "yes")]);
    read_as("trainee", &mut trainee);
    let seen = changes(&trainee).expect("they see what changed");
    let row = seen.rows.iter().find(|row| row.label.contains("learn or refresh")).expect("it has changed");
    assert_eq!((row.before.as_deref(), row.after.as_str()), (Some("Before: text"), "Now: Nights"));
    assert_eq!(seen.rows.iter().filter(|row| row.label.contains("Anything else")).count(), 1, "{seen:?}");
    // Saved again as it is, it still says so; changed again, it says what was changed last.
    finish(&mut trainee);
    assert!(!rows_under(&trainee, "Changed in this version").is_empty());
    let saved = way(&finished_screen(&trainee), Route::Save).content;
    assert_eq!(sign_off(&read("supervisor", &saved)).changes, Some(seen));
    trainee.update(Event::ChangeChosen("about".to_owned()));
    submit(&mut trainee, &[("name", "Dr Zoë")]);
    trainee.update(Event::BackChosen);
    finish(&mut trainee);
    assert_eq!(signed(&trainee, 1), agreed, "a name is no matter");
    let again = read("supervisor", &way(&finished_screen(&trainee), Route::Save).content);
    let rows = sign_off(&again).changes.expect("something has changed").rows;
    assert!(
        rows.iter().any(|row| row.after == "Now: Dr Zoë")
            && !rows.iter().any(|row| row.after == "Now: Nights")
    );
    // Who changes what was agreed has not agreed on it, until it is as it was.
    let change = |trainee: &mut DocumentBuilder, needs: &str| {
        trainee.update(Event::ChangeChosen("tasks".to_owned()));
        task(trainee, "needs", &[("learning-needs", needs)]);
    };
    change(&mut trainee, "Days");
    change(&mut trainee, "Nights");
    finish(&mut trainee);
    assert_eq!(signed(&trainee, 1), agreed);
    change(&mut trainee, "Days");
    let Screen::Tasks(tasks) = trainee.screen() else { panic!("{:?}", trainee.screen()) };
    assert!(tasks.notes.iter().any(|note| note.contains("since it was agreed")), "{:?}", tasks.notes);
    finish(&mut trainee);
    assert_eq!(signed(&trainee, 1), (String::new(), String::new()));
    let body = email_of(&trainee);
    assert!(body.contains("since you agreed"), "the supervisor is asked again: {body}");
    assert!(body.contains("What has changed\n- "), "and is told what is new: {body}");
    let document = supportt_documents::text::write(&finished_screen(&trainee).document);
    for line in ["Educational supervisor: Not agreed yet\n", "Before: Nights. Now: Days"] {
        assert!(document.contains(line), "{line}: {document}");
    }
}

#[test]
fn nobody_meets_next_before_they_agree() {
    let given = fields(&[
        ("region", "wessex"),
        ("stage", "away"),
        ("leave-start", "2026-02-02"),
        ("return-date", "2027-03-01"),
        ("supervisor-agrees", "yes"),
        ("agreed-on", "2026-11-03"),
        ("next-meeting", "2025-01-01"),
    ]);
    let mut builder = builder(Some("wessex"));
    builder.fill_in(&given);
    let slips = builder.slips(&given);
    let fields: Vec<&str> = slips.iter().map(|slip| slip.field.as_str()).collect();
    assert_eq!(fields, ["next-meeting"], "{slips:?}");
}

#[test]
fn a_part_that_is_left_blank_on_purpose_is_done_and_the_total_stays() {
    let mut builder = begun(Some("wessex"));
    submit(&mut builder, &[("stage", "away")]);
    builder.update(Event::ChangeChosen("tasks".to_owned()));
    let progress = |builder: &DocumentBuilder| match builder.screen() {
        Screen::Tasks(tasks) => tasks.progress.expect("it is their own"),
        other => panic!("{other:?}"),
    };
    let first = progress(&builder);
    assert!(first.starts_with("1 of "), "{first}");
    task(&mut builder, "away", &[]);
    assert_eq!(progress(&builder), first.replace("1 of", "2 of"), "it was left blank on purpose");
    // What is chosen is asked about, and adds no part.
    task(&mut builder, "support", &[("support", "coaching"), ("support", "return-courses")]);
    for _ in 0..2 {
        assert_eq!(question(&builder).errors, []);
        submit(&mut builder, &[]);
    }
    assert_eq!(progress(&builder), first.replace("1 of", "3 of"));
    // So it is when the plan is opened again.
    finish(&mut builder);
    let file = way(&finished_screen(&builder), Route::Save).content;
    let mut again = self::builder(Some("wessex"));
    open(&mut again, &file);
    assert_eq!(progress(&again), first.replace("1 of", "3 of"));
}

#[test]
fn answers_to_check_have_each_heading_once() {
    for region in ["wessex", "west-midlands", "north-west", "yorkshire-and-humber"] {
        let mut builder = begun(Some(region));
        submit(&mut builder, &[("stage", "away")]);
        builder.update(Event::ChangeChosen("tasks".to_owned()));
        submit(&mut builder, &[]);
        let Screen::CheckAnswers(answers) = builder.screen() else { panic!("{:?}", builder.screen()) };
        let mut headings: Vec<String> = answers.groups.iter().map(|group| group.title.clone()).collect();
        headings.extend(answers.groups.iter().flat_map(|group| &group.rows).map(|row| row.question.clone()));
        let all = headings.len();
        headings.sort();
        headings.dedup();
        assert_eq!(headings.len(), all, "{region}: {headings:?}");
        // How somebody works and is supervised is agreed everywhere.
        for asked in ["Working pattern", "Supervision"] {
            assert!(headings.iter().any(|heading| heading == asked), "{region}: {headings:?}");
        }
    }
}

/// Every field that a region can switch on, in every form of a plan.
#[test]
fn a_field_that_a_region_switches_on_is_wherever_a_plan_is() {
    let mut payload = PAYLOAD.with(Clone::clone);
    let fields = payload.policy.vocabulary().plan_fields.clone();
    let mut document = PolicyDocument::from(payload.policy.clone());
    for region in &mut document.regions {
        region.plan_fields = fields.iter().map(|field| field.id.clone()).collect();
        region.plan_field_reasons = fields
            .iter()
            .map(|field| (field.id.clone(), "The lead employer asks for it.".to_owned()))
            .collect();
    }
    payload.policy = Policy::new(document).expect("the policy is right");
    let start = |payload: &Payload<_>| {
        let mut builder = DocumentBuilder::new(payload.clone(), Paper::ReturnPlan, Some("wessex".into()));
        let page = "https://example.org/plan/".to_owned();
        builder.update(Event::Started { today: site::today(), page, fragment: String::new(), random: 1 });
        builder
    };
    let answers = fields.iter().map(|field| {
        let value = match field.kind {
            FieldKind::Line | FieldKind::Text => format!("Some {}", field.id),
            FieldKind::Email => format!("{}@example.org", field.id),
            FieldKind::Number => "2".to_owned(),
            FieldKind::Date => "2027-05-03".to_owned(),
            FieldKind::YesNo => "yes".to_owned(),
        };
        (format!("more-{}", field.id), value)
    });
    // The day of the return has come: what came of it is asked too.
    let base = [
        ("region", "wessex"),
        ("stage", "away"),
        ("leave-start", "2026-01-05"),
        ("return-date", "2026-11-20"),
        ("phased-return", "yes"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()));
    let given: Submission = base.into_iter().chain(answers).collect();
    let mut builder = start(&payload);
    builder.fill_in(&given);
    assert_eq!(builder.slips(&given), []);
    submit(&mut builder, &[]);
    let Screen::CheckAnswers(checked) = builder.screen() else { panic!("{:?}", builder.screen()) };
    submit(&mut builder, &[]);
    let done = finished_screen(&builder);
    let blank = serde_json::to_string(&start(&payload).on_paper()).expect("it can be written");
    for field in &fields {
        let sections = done.document.sections.iter().chain(&done.document.afterwards);
        let rows: Vec<&Row> = sections.flat_map(|section| &section.rows).collect();
        assert!(rows.iter().any(|row| row.label == field.label_in_plan()), "{} is in the plan", field.id);
        let rows = checked.groups.iter().flat_map(|group| &group.rows);
        assert_eq!(rows.filter(|row| row.question == field.label).count(), 1, "{} is checked", field.id);
        let name = (format!("more-{}", field.id), given.text(&format!("more-{}", field.id)).to_owned());
        let saved = plan_file::read(way(&done, Route::Save).content.as_bytes()).expect("it opens");
        assert!(saved.contains(&name), "{} is saved", field.id);
        assert!(blank.contains(&format!("more-{}", field.id)), "{} is on paper", field.id);
        let in_timeline = done.document.timeline.iter().any(|item| item.name == field.label_in_plan());
        assert_eq!(in_timeline, field.is_a_milestone, "{}", field.id);
    }
    // Who has not switched them on asks for none that identifies, nor for a reason.
    let mut builder = self::builder(Some("wessex"));
    builder.fill_in(&given);
    for id in ["professional-number", "trainee-reference", "reason"] {
        assert!(builder.unasked().iter().any(|(name, _)| *name == format!("more-{id}")), "{id}");
    }
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
