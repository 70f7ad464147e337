//! A plan on the real policy, in every form in which people keep or send it.

use expect_test::expect_file;
use icalendar::parser::{read_calendar, unfold};
use supportt_documents::calendar;
use supportt_rules::answers::Stage;
use supportt_rules::date::Date;
use supportt_rules::policy::Policy;
use supportt_rules::return_plan::PlanRequest;
use supportt_rules::vocabulary::{EntryId, RegionId};
use supportt_tests::site;

fn day(year: i32, month: u32, day: u32) -> Date {
    Date::from_ymd_opt(year, month, day).expect("a date")
}

/// A plan of somebody who is away, with awkward texts.
fn request(policy: &Policy) -> PlanRequest {
    let region = policy.region(&RegionId::from("wessex")).expect("a region").on(site::today());
    PlanRequest {
        region: region.region().id().clone(),
        stage: Stage::Away,
        leave_start: Some(day(2026, 2, 1)),
        return_date: Some(day(2027, 9, 1)),
        name: "Dr Zoë O’Neill".to_owned(),
        programme: "Paediatrics, ST4".to_owned(),
        place: String::new(),
        people: region.steps().flat_map(|step| step.body.with.clone()).collect(),
        people_names: "Dr Example\nDr <Other>".to_owned(),
        support: region.entitlements().map(|entitlement| EntryId::clone(&entitlement.id)).collect(),
        learning_needs: "Night shifts <b>& more</b>".to_owned(),
        questions: String::new(),
    }
}

/// The values of a property in each entry of a calendar file.
fn values(file: &str, name: &str) -> Vec<String> {
    let file = unfold(file);
    let calendar = read_calendar(&file).unwrap_or_else(|error| panic!("{error}"));
    let entries = calendar.components.iter().filter(|component| component.name == "VEVENT");
    entries.map(|entry| entry.find_prop(name).expect("every entry has it").val.to_string()).collect()
}

#[test]
fn the_days_of_a_plan_become_a_calendar_that_tells_nothing() {
    let (policy, words) = site::policy_and_words();
    let request = request(&policy);
    let region = policy.region(&request.region).expect("a region").on(site::today());
    let words = &words.builder.plan.calendar;
    let write = |request: &PlanRequest, today| calendar::write(region, request, today, words);
    let file = write(&request, site::today()).expect("there are days to come");
    expect_file!["../plan/calendar.ics"].assert_eq(&file.replace("\r\n", "\n"));

    for told in ["wessex", "leave", "return", "absence", "Zoë", "Night", "SuppoRTT", "NHS", "Supported"] {
        assert!(!file.to_lowercase().contains(&told.to_lowercase()), "a shared calendar tells `{told}`");
    }
    // The same days made again on another day, for another return, are the same entries moved.
    let mut uids = values(&file, "UID");
    let later = PlanRequest { return_date: Some(day(2027, 10, 1)), name: "Other".to_owned(), ..request };
    let moved = write(&later, day(2026, 12, 1)).expect("there are days to come");
    assert_eq!(values(&moved, "UID"), uids);
    assert_ne!(values(&moved, "DTSTART"), values(&file, "DTSTART"));
    assert!(values(&moved, "SEQUENCE") > values(&file, "SEQUENCE"), "the newer plan counts");
    let entries = uids.len();
    uids.sort();
    uids.dedup();
    assert!(uids.len() == entries && entries > 2, "each entry has an id of its own");

    assert_eq!(write(&later, day(2030, 1, 1)), None, "days that are over are in no calendar");
}
