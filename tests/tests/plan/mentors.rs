//! The mentoring agreement and the request for a mentor.

use expect_test::expect_file;
use mail_parser::MessageParser;
use serde_json::json;
use supportt_basics::ids::RegionId;
use supportt_reports::plan::Form;
use supportt_rules::policy::Paper;
use supportt_tests::site;

use super::{command, mentoring, values};

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
    expect_file!["../../plan/agreement.txt"].assert_eq(&text);
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
    expect_file!["../../plan/request.txt"].assert_eq(&text);
    let draft = command(&answers, Form::Eml).expect("a draft");
    let message = MessageParser::default().parse(draft.as_bytes()).expect("a message");
    let team = site::policy_and_words().0;
    let team = team.region(&RegionId::from("north-west")).expect("a region").contact().body.email.clone();
    assert!(team.is_some());
    let to = message.to().and_then(|to| to.first()).and_then(|to| to.address()).map(str::to_owned);
    assert_eq!(to, team);
    assert!(command(&answers, Form::Ics).is_err(), "without a day there is nothing for a calendar");
}
