//! What the builder asks, refuses and keeps.

use supportt_basics::date;
use supportt_basics::ids::RegionId;
use supportt_basics::keyword::Keyword;
use supportt_forms::document_builder::{DocumentBuilder, Page};
use supportt_forms::eligibility_checker::EligibilityChecker;
use supportt_forms::submission::Submission;
use supportt_forms::{Event, Screen, Widget};
use supportt_rules::policy::Paper;
use supportt_tests::site;

use super::{
    POLICY_AND_WORDS, answer, as_shown, asked, begun, builder, builder_of, checker_at, checker_on, link,
    plan, tasks,
};

fn errors(builder: &DocumentBuilder) -> Vec<String> {
    let Screen::Question(screen) = builder.screen() else { return Vec::new() };
    screen.errors.into_iter().map(|error| error.text).collect()
}

#[test]
fn limits_are_kept_and_the_rule_is_quoted() {
    let mut builder = begun("wessex", ["2027-02-01", "2027-09-01"]);
    answer(&mut builder, Page::Support, &[("support", "coaching")]);
    // What was chosen is asked about at once.
    answer(&mut builder, Page::Amounts, &[("amount-coaching", "4")]);
    let refused = errors(&builder).join(" ");
    for part in ["up to 3 sessions", "Wessex programme page", "Professional development coaching"] {
        assert!(refused.contains(part), "{refused}");
    }
    answer(&mut builder, Page::Amounts, &[("amount-coaching", "x")]);
    assert!(errors(&builder).join(" ").contains("whole number between 1 and 3"));
    answer(&mut builder, Page::Amounts, &[("amount-coaching", "3")]);
    assert_eq!(tasks(&builder)["support"], "done");

    builder.update(Event::ChangeChosen("support".to_owned()));
    let both = [("support".to_owned(), "coaching"), ("support".to_owned(), "reorientation-days")];
    builder.update(Event::Submitted(both.into_iter().collect()));
    builder.update(Event::ChangeChosen("tasks".to_owned()));
    assert_eq!(tasks(&builder)["support"], "in-progress", "the new wish has no number yet");
    let amounts = [("amount-coaching", "3"), ("amount-reorientation-days", "3")];
    // Three days from a Monday to the Wednesday of the return: one too many.
    answer(
        &mut builder,
        Page::Amounts,
        &[&amounts[..], &[("first-day-reorientation-days", "2027-08-30")]].concat(),
    );
    let refused = errors(&builder).join(" ");
    assert!(refused.contains("1 September 2027") && refused.contains("Wessex programme page"), "{refused}");
    answer(&mut builder, Page::Amounts, &amounts);
    // Without a first day, the last one to begin: 31 August, 27 and 26 are left, as the 30th is a holiday.
    let text = plan(&mut builder);
    assert!(text.contains("By 26 August 2027: Last day to start: Paid reorientation days"), "{text}");
    assert!(text.contains("leave out weekends and bank holidays in England"), "{text}");

    // A number that another region does not give stays, but not in that region's plan.
    builder.update(Event::BackChosen);
    builder.update(Event::ChangeChosen("region".to_owned()));
    answer(&mut builder, Page::Region, &[("region", "north-west")]);
    assert!(!plan(&mut builder).contains("reorientation"));
    builder.update(Event::BackChosen);
    builder.update(Event::ChangeChosen("region".to_owned()));
    answer(&mut builder, Page::Region, &[("region", "wessex")]);
    assert!(plan(&mut builder).contains("Paid reorientation days (3 days)"));
}

#[test]
fn days_that_a_later_change_puts_against_a_rule_are_said_and_kept() {
    let mut builder = begun("wessex", ["2027-02-01", "2027-09-01"]);
    answer(&mut builder, Page::Support, &[("support", "reorientation-days")]);
    let fields = [("amount-reorientation-days", "2"), ("first-day-reorientation-days", "2027-08-24")];
    answer(&mut builder, Page::Amounts, &fields);
    assert_eq!(errors(&builder), Vec::<String>::new());
    answer(&mut builder, Page::Dates, &[("leave-start", "2027-02-01"), ("return-date", "2027-08-02")]);
    assert_eq!(tasks(&builder)["support"], "in-progress");
    builder.update(Event::Submitted(Submission::default()));
    let Screen::CheckAnswers(screen) = builder.screen() else { panic!("answers to check") };
    assert!(screen.notes.join(" ").contains("Paid reorientation days: choose"), "{:?}", screen.notes);
    assert!(!plan(&mut builder).contains("24 August 2027"), "the plan holds no day against a rule");
}

#[test]
fn own_back_keeps_what_is_right_and_what_is_wrong() {
    let mut builder = begun("wessex", ["2027-02-01", "2027-09-01"]);
    builder.update(Event::ChangeChosen("dates".to_owned()));
    let typed = [
        ("leave-start-day", "3rd"),
        ("leave-start-month", "Feb."),
        ("leave-start-year", "27"),
        ("return-date-day", "31"),
        ("return-date-month", "2"),
        ("return-date-year", "2027"),
    ];
    builder.update(Event::Typed(typed.into_iter().collect()));
    builder.update(Event::BackChosen);
    assert_eq!(tasks(&builder)["dates"], "in-progress");
    builder.update(Event::ChangeChosen("dates".to_owned()));
    let Screen::Question(screen) = builder.screen() else { panic!("{:?}", builder.screen()) };
    let shown = as_shown(&screen);
    for (name, value) in typed {
        assert_eq!(shown.text(name), value);
    }
    assert_eq!(screen.errors, [], "nothing was submitted");
    builder.update(Event::BackChosen);
    builder.update(Event::Submitted(Submission::default()));
    let Screen::CheckAnswers(screen) = builder.screen() else { panic!("answers to check") };
    assert!(
        screen.notes.join(" ").contains("First day back: Date must be a real date"),
        "{:?}",
        screen.notes
    );
    let text = plan(&mut builder);
    assert!(text.contains("First day away: 3 February 2027"), "{text}");
    assert!(text.contains("First day back: Not known yet"), "{text}");
}

#[test]
fn answers_of_another_region_are_said_and_back_with_it() {
    let mut builder = begun("wessex", ["2027-02-01", "2027-09-01"]);
    answer(&mut builder, Page::Support, &[("support", "coaching")]);
    answer(&mut builder, Page::Amounts, &[("amount-coaching", "2")]);
    answer(&mut builder, Page::Arrangements, &[("less-than-full-time", "yes")]);
    answer(&mut builder, Page::WorkingTimes, &[("percent", "60%")]);
    assert_eq!(left_out(&builder), Vec::<String>::new());
    answer(&mut builder, Page::Region, &[("region", "north-west")]);
    let said = left_out(&builder);
    for expected in
        ["Support: Professional development coaching", "Professional development coaching: how many: 2"]
    {
        assert!(said.iter().any(|row| row == expected), "{expected}: {said:?}");
    }
    answer(&mut builder, Page::Region, &[("region", "wessex")]);
    assert_eq!(left_out(&builder), Vec::<String>::new());
    assert!(plan(&mut builder).contains("60% of full time"));
}

/// What a finished paper leaves out, as `label: value`.
fn left_out(builder: &DocumentBuilder) -> Vec<String> {
    let left_out = match builder.screen() {
        Screen::Tasks(screen) => screen.left_out,
        Screen::CheckAnswers(screen) => screen.left_out,
        Screen::SignOff(screen) => screen.left_out,
        Screen::Done(screen) => screen.left_out,
        Screen::Start(_)
        | Screen::Question(_)
        | Screen::Elsewhere(_)
        | Screen::Outcome(_)
        | Screen::Confirm(_) => None,
    };
    let rows = left_out.map(|left_out| left_out.rows).unwrap_or_default();
    rows.into_iter().map(|row| format!("{}: {}", row.label, row.value)).collect()
}

/// Each answer on its own changes the text of the paper or is said to be left out of it. A day is
/// in the text itself. Region and stage decide what is asked.
#[test]
fn every_answer_is_in_the_paper_or_said_by_name() {
    let (policy, _) = site::policy_and_words();
    let mut starts = Vec::new();
    for paper in Paper::ALL {
        let regions = policy.regions().iter().filter(|region| region.on(site::today()).has_paper(*paper));
        for region in regions.map(|region| ("region".to_owned(), region.id().to_string())) {
            match paper {
                Paper::ReturnPlan => starts.extend(
                    ["planning", "away", "back"]
                        .map(|stage| (*paper, vec![region.clone(), ("stage".to_owned(), stage.to_owned())])),
                ),
                Paper::MentoringAgreement | Paper::MentorRequest => starts.push((*paper, vec![region])),
            }
        }
    }
    let mut tried = 0;
    for (paper, start) in starts {
        let mut builder = builder_of(paper);
        let open = |builder: &mut DocumentBuilder, fields: &[(String, String)]| {
            builder.fill_in(&fields.iter().cloned().collect());
        };
        open(&mut builder, &start);
        let support = asked(&mut builder).into_iter().filter(|(name, _)| name == "support");
        let support =
            support.flat_map(|(name, values)| values.into_iter().map(move |value| (name.clone(), value)));
        for base in [start.clone(), start.into_iter().chain(support).collect()] {
            open(&mut builder, &base);
            let asked = asked(&mut builder);
            let without = plan(&mut builder);
            assert_eq!(left_out(&builder), Vec::<String>::new(), "{base:?}");
            for (name, value) in asked
                .into_iter()
                .flat_map(|(name, values)| values.into_iter().map(move |v| (name.clone(), v)))
            {
                let answer = (name, value);
                let is_silent = ["region", "stage"].contains(&answer.0.as_str());
                if is_silent || base.contains(&answer) {
                    continue;
                }
                open(&mut builder, &[&base[..], std::slice::from_ref(&answer)].concat());
                let text = plan(&mut builder);
                let is_in = match date::read(&answer.1) {
                    Some(day) => text.contains(&date::long(day)),
                    None => text != without,
                };
                assert!(is_in || !left_out(&builder).is_empty(), "{answer:?} after {base:?} is lost: {text}");
                tried += 1;
            }
        }
    }
    assert!(tried > 300, "only {tried} answers");
}

#[test]
fn a_copied_text_keeps_only_what_is_in_it() {
    let copied = |builder: &mut DocumentBuilder| {
        plan(builder);
        builder.update(Event::CopyChosen("text".to_owned()));
        builder.update(Event::Copied { succeeded: true });
        builder.is_unsaved()
    };
    let mut builder = begun("wessex", ["2027-02-01", "2027-09-01"]);
    answer(&mut builder, Page::Away, &[("keeping-up", "READING LIST")]);
    assert!(!copied(&mut builder), "all of it is in the text");
    for (page, fields) in [
        (Page::Stage, &[("stage", "back")][..]),
        (Page::WorkingTimes, &[("percent", "sixty-ish")]),
        (
            Page::Dates,
            &[("leave-start-day", "31"), ("leave-start-month", "Sept"), ("leave-start-year", "2027")],
        ),
    ] {
        let mut builder = begun("wessex", ["2027-02-01", "2027-09-01"]);
        answer(&mut builder, Page::Away, &[("keeping-up", "READING LIST")]);
        answer(&mut builder, Page::Arrangements, &[("less-than-full-time", "yes")]);
        builder.update(Event::ChangeChosen(page.word().to_owned()));
        answer(&mut builder, page, fields);
        assert!(copied(&mut builder), "{fields:?}: {:?}", left_out(&builder));
        builder.update(Event::FileSaved("save".to_owned()));
        assert!(!builder.is_unsaved(), "a saved file holds what is left out");
    }
}

#[test]
fn a_percentage_goes_with_less_than_full_time() {
    for other in ["no", "unknown"] {
        let mut builder = begun("wessex", ["2027-02-01", "2027-09-01"]);
        answer(&mut builder, Page::Arrangements, &[("less-than-full-time", "yes")]);
        answer(&mut builder, Page::WorkingTimes, &[("percent", "61")]);
        assert!(plan(&mut builder).contains("Yes, 61% of full time"));
        answer(&mut builder, Page::Arrangements, &[("less-than-full-time", other)]);
        assert!(!plan(&mut builder).contains("61"));
        assert_eq!(left_out(&builder), ["What percentage of full time?: 61"]);
    }
}

#[test]
fn the_days_of_a_phased_return_follow_each_other_and_the_return() {
    let mut builder = begun("wessex", ["2027-02-01", "2027-09-01"]);
    answer(&mut builder, Page::Supervision, &[("supervised", "yes"), ("supervision-days", "10")]);
    assert!(plan(&mut builder).contains("14 September 2027: My supervised return ends"));
    answer(&mut builder, Page::Arrangements, &[("phased-return", "yes")]);
    let dates = |start: [&'static str; 3], end: [&'static str; 3]| {
        let parts = ["day", "month", "year"];
        let of = |name: &str, day: [&'static str; 3]| {
            parts
                .into_iter()
                .zip(day)
                .map(|(part, value)| (format!("{name}-{part}"), value))
                .collect::<Vec<_>>()
        };
        [of("more-phased-start", start), of("more-phased-end", end)].concat()
    };
    let mut try_dates = |start, end| {
        let dates = dates(start, end);
        let dates: Vec<(&str, &str)> = dates.iter().map(|(name, value)| (name.as_str(), *value)).collect();
        answer(&mut builder, Page::WorkingTimes, &dates);
        (errors(&builder), plan(&mut builder))
    };
    let (errors, text) = try_dates(["31", "8", "2027"], ["30", "8", "2027"]);
    let expected = [
        "First day of your phased return: choose 1 September 2027 or a later day",
        "Last day of your phased return: choose 31 August 2027 or a later day",
    ];
    assert_eq!(errors, expected);
    assert!(!text.contains("Phased return starts"), "{text}");
    let (errors, text) = try_dates(["1", "9", "2027"], ["30", "9", "2027"]);
    assert_eq!(errors, [""; 0]);
    for line in ["30 September 2027: Phased return ends", "After I return: My supervised return ends"] {
        assert!(text.contains(line), "no `{line}` in {text}");
    }
}

#[test]
fn a_course_without_a_name_is_in_the_plan() {
    let mut builder = begun("west-midlands", ["2027-02-01", "2027-12-01"]);
    answer(&mut builder, Page::Support, &[("support", "external-courses")]);
    answer(&mut builder, Page::Courses, &[("course-date", "2027-10-10"), ("course-approval", "asked")]);
    let text = plan(&mut builder);
    for part in [
        "Course run by somebody else: Not known yet",
        "First day of the course: 10 October 2027",
        "Approval: Asked for",
        "Before 10 October 2027: I get approval for this course: Course run by somebody else",
        "10 October 2027: Course run by somebody else",
    ] {
        assert!(text.contains(part), "no `{part}` in {text}");
    }
    assert_eq!(left_out(&builder), Vec::<String>::new());
}

/// A second value of any kind of field is said, stays when its page is submitted, and is saved.
#[test]
fn a_second_value_of_a_field_is_kept_and_said() {
    let base = [("region", "wessex"), ("stage", "planning"), ("less-than-full-time", "yes")];
    for (page, values, said) in [
        (Page::Dates, &[("return-date", "2027-01-01"), ("return-date", "2028-01-01")][..], "1 January 2028"),
        (Page::Dates, &[("return-date", "2027-01-01"), ("return-date-day", "5")], ": 5"),
        (Page::Dates, &[("return-date-day", "5"), ("return-date-day", "6")], ": 6"),
        (Page::Dates, &[("return-date", "2027-01-01"), ("return-date-unknown", "perhaps")], "perhaps"),
        (Page::About, &[("name", "One"), ("name", "Two")], "Two"),
        (Page::Arrangements, &[("percent", "60"), ("percent", "70")], "70"),
        (Page::Arrangements, &[("phased-return", "yes"), ("phased-return", "no")], ": No"),
    ] {
        let mut builder = builder();
        builder.fill_in(&[&base[..], values].concat().into_iter().collect());
        for emptied in [false, true] {
            let rows = |builder: &mut DocumentBuilder| {
                plan(builder);
                left_out(builder).into_iter().filter(|row| row.contains(said)).count()
            };
            assert_eq!(rows(&mut builder), 1, "{values:?}: {:?}", left_out(&builder));
            builder.fill_in(&builder.fields());
            assert_eq!(rows(&mut builder), 1, "{values:?} are saved: {:?}", left_out(&builder));
            builder.update(Event::BackChosen);
            builder.update(Event::ChangeChosen(page.word().to_owned()));
            let Screen::Question(screen) = builder.screen() else { panic!("{:?}", builder.screen()) };
            let fields = if emptied { Submission::default() } else { as_shown(&screen) };
            // As a browser does, before anything else happens.
            builder.update(Event::Typed(fields.clone()));
            builder.update(Event::Typed(fields.clone()));
            builder.update(Event::Submitted(fields));
            assert_eq!(rows(&mut builder), 1, "{values:?}, submitted: {:?}", left_out(&builder));
        }
    }
}

/// Links that are opened while something is typed.
#[test]
fn a_link_says_by_name_what_it_replaces_and_leaves_the_rest() {
    let slip = [("leave-start-day", "31"), ("leave-start-month", "Sept"), ("leave-start-year", "2031")];
    let asked = |page: Option<&str>| {
        let (policy, words) = POLICY_AND_WORDS.with(Clone::clone);
        let mut checker = checker_on(page.map(RegionId::from), policy, words, site::today(), "");
        for (name, value) in [("region", "wessex"), ("stage", "away"), ("reason", "sick-leave")] {
            if page.is_none() || name != "region" {
                checker.update(Event::Submitted([(name, value)].into_iter().collect()));
            }
        }
        checker.update(Event::Typed(slip.into_iter().collect()));
        checker
    };
    let notes = |checker: &EligibilityChecker| match checker.screen() {
        Screen::Question(screen) => screen.notes.join(" "),
        Screen::CheckAnswers(screen) => screen.notes.join(" "),
        screen => panic!("{screen:?}"),
    };
    let whole = "region=wessex&stage=away&reason=sick-leave&leave-start=2026-09-01&return-date=2027-03-01";
    let (policy, words) = POLICY_AND_WORDS.with(Clone::clone);
    let resume = link(&mut checker_at(policy, words, site::today(), whole));
    for (page, fragment, said, unsaved) in [
        (None, "resume=AQabc", &["not complete"][..], true),
        (None, "stage=away", &["filled in"], true),
        (
            None,
            "leave-start=2026-01-01&region=north-west",
            &["filled in", ": Wessex", ": 31 Sept 2031"],
            false,
        ),
        (None, &resume, &["answers you gave", ": 31 Sept 2031"], false),
        (Some("wessex"), &resume, &["answers you gave", ": 31 Sept 2031"], false),
        (Some("wessex"), "region=north-west", &["holds answers for North West"], true),
        (Some("north-west"), &resume, &["holds answers for Wessex"], true),
        (Some("wessex"), "region=wessex", &[], true),
        (Some("wessex"), "main-content", &[], true),
    ] {
        let mut checker = asked(page);
        let before = checker.screen();
        let effects = checker.update(Event::FragmentOpened(fragment.to_owned()));
        let notes = notes(&checker);
        assert!(said.iter().all(|part| notes.contains(part)), "{page:?} {fragment}: {notes}");
        assert_eq!(notes.is_empty(), said.is_empty(), "{fragment}: {notes}");
        assert!(effects.is_empty() == said.is_empty(), "{fragment}: {effects:?}");
        assert_eq!(notes.contains("Sept 2031"), !unsaved, "{fragment}: {notes}");
        // What the link did not replace is there, and still not seen.
        if unsaved {
            let (Screen::Question(before), Screen::Question(after)) = (before, checker.screen()) else {
                panic!("{fragment} leads away")
            };
            assert_eq!((before.single, before.heading), (after.single, after.heading), "{fragment}");
            assert!(checker.is_unsaved(), "{fragment}");
        }
        // The browser's Back leads through the screens that were there before.
        let position = 1 + usize::from(page.is_none());
        assert_ne!(checker.update(Event::Revisited { position }), [], "{fragment}");
        let Screen::Question(screen) = checker.screen() else { panic!("{fragment}") };
        assert!(serde_json::to_string(&screen).expect("a screen can be written").contains("\"stage\""));
    }
    // Over a result there is no room for a message.
    let mut checker = asked(None);
    checker.update(Event::FragmentOpened(resume));
    checker.update(Event::Submitted(Submission::default()));
    assert!(matches!(checker.screen(), Screen::Outcome(_)));
    checker.update(Event::FragmentOpened("resume=AQabc".to_owned()));
    assert!(notes(&checker).contains("not complete"));
    assert!(!checker.is_unsaved());
}

#[test]
fn courses_are_picked_from_those_the_region_lists() {
    let mut builder = begun("wessex", ["2027-02-01", "2027-09-01"]);
    answer(&mut builder, Page::Support, &[("support", "return-courses")]);
    let Screen::Question(screen) = builder.screen() else { panic!("{:?}", builder.screen()) };
    let shown = serde_json::to_string(&screen).expect("a screen can be written");
    assert!(shown.contains("Course ahead") && shown.contains("3 May 2027"), "{shown}");
    assert!(shown.contains("Dates to be announced"), "a series without dates can be wished for: {shown}");
    assert!(!shown.contains("Course over"), "what is over cannot: {shown}");
    let wishes = [("courses", "ahead"), ("courses", "over"), ("other-courses", "Another one")];
    answer(&mut builder, Page::Courses, &wishes);
    let text = plan(&mut builder);
    for expected in [
        "- Course ahead: 3 May 2027",
        "Another one",
        "By 1 April 2027: I book a place: Course ahead",
        "3 May 2027: Course ahead",
    ] {
        assert!(text.contains(expected), "the plan lacks `{expected}`: {text}");
    }
    assert!(!text.contains("Course over"), "{text}");
    // Whoever does not wish for courses any more has none in the plan.
    answer(&mut builder, Page::Support, &[("support", "coaching")]);
    assert!(!plan(&mut builder).contains("Course ahead"), "what is not asked is not in the plan");
}
