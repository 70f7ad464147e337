//! The tasks of a plan, and what the checker brings.

use supportt_documents::document::Row;
use supportt_documents::plan_file;
use supportt_forms::document_builder::{DocumentBuilder, Route};
use supportt_forms::payload::Payload;
use supportt_forms::submission::Submission;
use supportt_forms::view::{Field, QuestionScreen};
use supportt_forms::{Effect, Event, Screen, Widget};
use supportt_rules::plan_field::FieldKind;
use supportt_rules::policy::{Paper, Policy, PolicyDocument};
use supportt_tests::site;

use super::{PAYLOAD, begun, builder, finish, finished_screen, open, question, submit, task, way};

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
