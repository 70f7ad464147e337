//! A plan that was saved and is opened again, by whoever changed the file meanwhile.

use serde_json::json;
use supportt_documents::document::Row;
use supportt_forms::document_builder::{DocumentBuilder, Route};
use supportt_forms::{Effect, Event, LARGEST_FILE, Screen, Widget};
use supportt_reports::plan::Form;
use supportt_rules::policy::Paper;
use supportt_tests::site;

use super::{
    PAYLOAD, answers, begun, builder, builder_of, command, command_at, fields, finish, finished,
    finished_screen, forged, left_out, mentoring, open, question, shown, submit, task, values, way,
};

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
