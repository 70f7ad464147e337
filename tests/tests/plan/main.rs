//! A plan on the real policy: how it is made, kept, sent, opened again and signed.

mod command;
mod mentors;
mod saved;
mod steps;
mod tasks;
mod versions;
mod ways_out;

use std::collections::BTreeMap;

use icalendar::parser::{read_calendar, unfold};
use serde_json::{Value, json};
use supportt::commands;
use supportt_basics::date::{Date, Instant, Time};
use supportt_basics::ids::{EntryId, RegionId};
use supportt_basics::keyword::Keyword;
use supportt_documents::document::Row;
use supportt_documents::plan_file;
use supportt_forms::document_builder::{DocumentBuilder, Route};
use supportt_forms::payload::Payload;
use supportt_forms::submission::Submission;
use supportt_forms::view::{DoneScreen, Field, File, QuestionScreen};
use supportt_forms::{Effect, Event, Screen, Widget};
use supportt_reports::plan::Form;
use supportt_rules::policy::{Asks, Paper};
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
