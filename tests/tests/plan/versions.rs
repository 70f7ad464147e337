//! Two people who work on one plan.

use supportt_basics::date;
use supportt_forms::document_builder::{DocumentBuilder, Route};
use supportt_forms::view::{ChangesView, Field, QuestionScreen, SignOffScreen};
use supportt_forms::{Event, Screen, Widget};
use supportt_tests::site;

use super::{
    builder, email_body, email_link, fields, finish, finished, finished_screen, open, open_as, question,
    read_as, submit, task, way,
};

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
