//! What reads foreign text. Each takes any text and must come back: with a result, or with what is wrong.

use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex, PoisonError};

use data_encoding::BASE64URL_NOPAD;
use proptest::prelude::*;
use proptest::sample::select;
use supportt_basics::date::Date;
use supportt_content::bank_holidays;
use supportt_content::edition::Edition;
use supportt_content::rulebook::Rulebook;
use supportt_documents::checksum::CRC;
use supportt_documents::plan_file;
use supportt_engine::load::{self, Inputs};
use supportt_forms::Widget as _;
use supportt_forms::document_builder::DocumentBuilder;
use supportt_forms::eligibility_checker::EligibilityChecker;
use supportt_forms::event::Event;
use supportt_forms::payload::Payload;
use supportt_forms::submission::Submission;
use supportt_forms::words::{BuilderWords, CheckerWords};
use supportt_reports::plan::Form;
use supportt_reports::{decide, plan};
use supportt_rules::policy::Paper;
use supportt_site::build::Project;
use supportt_site::external_links::Known;
use supportt_source::Sources;
use supportt_source::diagnostic::Diagnostics;
use supportt_source::diagnostic::render::Format;

/// The day of all targets.
///
/// # Panics
/// Never.
#[must_use]
pub fn today() -> Date {
    Date::from_ymd_opt(2026, 3, 1).expect("the day exists")
}

/// The path of something in the project.
#[must_use]
pub fn in_project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

/// The small project of the generator's own tests, in memory.
static SMALL: LazyLock<Inputs> = LazyLock::new(|| {
    let mut diagnostics = Diagnostics::new();
    load::load(&in_project("generator/fixture/site"), &mut diagnostics)
        .unwrap_or_else(|error| panic!("{error}"))
});

static PROJECT: LazyLock<Mutex<Project>> = LazyLock::new(|| {
    let project = Project::new(in_project("generator/fixture/site"), &[]).edition(Edition::WithExamples);
    Mutex::new(project)
});

/// The same files with others added or in their place.
fn with(inputs: &Inputs, files: impl IntoIterator<Item = (String, String)>) -> Inputs {
    let mut all: Vec<(String, String)> =
        inputs.sources.files().iter().map(|file| (file.path().to_owned(), file.text().to_owned())).collect();
    for (path, text) in files {
        all.retain(|(other, _)| *other != path);
        all.push((path, text));
    }
    Inputs { sources: Sources::new(all), ..inputs.clone() }
}

/// Up to how many bytes a file is reported on in every format. What is larger is there to be timed, and a command writes
/// one report.
const SHORT: usize = 100_000;

/// Builds the small project with some files added or in their place, and reports what is wrong with it in every format.
/// Comes with the report for people.
///
/// # Panics
/// When the disk fails, or the build does.
pub fn build(files: impl IntoIterator<Item = (String, String)>) -> String {
    let inputs = with(&SMALL, files);
    let is_short = inputs.sources.files().iter().all(|file| file.text().len() <= SHORT);
    let mut project = PROJECT.lock().unwrap_or_else(PoisonError::into_inner);
    let build =
        project.build_inputs(inputs, Diagnostics::new(), today()).unwrap_or_else(|error| panic!("{error}"));
    let report = |format| build.diagnostics.report(&build.sources, format, false);
    if is_short {
        for format in [Format::Short, Format::Json, Format::Github] {
            drop(report(format));
        }
    }
    drop(build.diagnostics.tally());
    report(Format::Human)
}

/// A page of the region.
pub fn page(text: &str) {
    build([("content/north/fuzz.md".to_owned(), text.to_owned())]);
}

/// A TOML file of the content, by its path from there.
pub fn toml(path: &str, text: &str) {
    build([(format!("content/{path}"), text.to_owned())]);
}

/// The rules and words of the small project.
///
/// # Panics
/// When the small project is at fault.
#[must_use]
pub fn rulebook() -> &'static Rulebook {
    static RULEBOOK: LazyLock<Rulebook> = LazyLock::new(|| {
        Rulebook::read(&SMALL.sources, &mut Diagnostics::new()).expect("the small project is sound")
    });
    &RULEBOOK
}

fn typed(text: &str) -> Sources {
    Sources::new([("<stdin>".to_owned(), text.to_owned())])
}

/// Answers for `supportt decide`.
pub fn decide(text: &str) {
    let reply = decide::reply(rulebook(), typed(text), today());
    drop(reply.diagnostics.report(&reply.sources, Format::Human, false));
}

/// A plan or answers for `supportt plan`.
pub fn plan(text: &str) {
    for form in [Form::Html, Form::Text, Form::Eml, Form::Ics, Form::Json] {
        let reply = plan::reply(rulebook(), &SMALL.sources, typed(text), form, (today(), today().into()));
        drop(reply.diagnostics.report(&reply.sources, Format::Human, false));
    }
}

/// What the form for a return plan is given.
#[must_use]
pub fn builder_payload() -> Payload<BuilderWords> {
    let Rulebook { policy, words } = rulebook().clone();
    Payload {
        policy,
        journey: words.journey,
        words: words.builder,
        pages: [].into(),
        bank_holidays: bank_holidays::load(&SMALL.sources, today(), &mut Diagnostics::new()),
        courses: [].into(),
        elsewhere: Vec::new(),
        helplines: Vec::new(),
    }
}

/// What the checker is given.
#[must_use]
pub fn checker_payload() -> Payload<CheckerWords> {
    let Payload { policy, journey, pages, bank_holidays, courses, elsewhere, helplines, .. } =
        builder_payload();
    let words = rulebook().words.checker.clone();
    Payload { policy, journey, words, pages, bank_holidays, courses, elsewhere, helplines }
}

fn started(fragment: &str) -> Event {
    Event::Started { today: today(), page: String::new(), fragment: fragment.to_owned(), random: 1 }
}

/// A file that somebody opens in the form.
pub fn plan_file(bytes: &[u8]) {
    drop(plan_file::read(bytes));
    let mut builder = DocumentBuilder::new(builder_payload(), Paper::ReturnPlan, None);
    builder.update(started(""));
    builder.update(Event::Opened(Some(bytes.to_vec())));
    drop(builder.screen());
}

/// What follows `#` in an address of the checker.
pub fn fragment(text: &str) {
    let mut checker = EligibilityChecker::new(checker_payload(), None);
    checker.update(started(text));
    drop(checker.screen());
    checker.update(Event::FragmentOpened(text.to_owned()));
    drop(checker.screen());
}

/// Bytes in place of a token, with the right checksum.
pub fn token(bytes: &[u8]) {
    let mut token = bytes.to_vec();
    token.extend(CRC.checksum(bytes).to_le_bytes());
    fragment(&format!("resume={}", BASE64URL_NOPAD.encode(&token)));
}

/// Bytes in place of what the site hands to a form.
pub fn payload(bytes: &[u8]) {
    drop(Payload::<CheckerWords>::from_bytes(bytes));
    drop(Payload::<BuilderWords>::from_bytes(bytes));
}

/// The fields of the forms, and one that there is not.
pub const FIELDS: &[&str] = &[
    "region",
    "stage",
    "reason",
    "restriction",
    "leave-start",
    "leave-start-day",
    "leave-start-month",
    "leave-start-year",
    "leave-start-unknown",
    "return-date",
    "return-date-day",
    "return-date-month",
    "return-date-year",
    "return-date-unknown",
    "name",
    "place",
    "programme",
    "percent",
    "less-than-full-time",
    "phased-return",
    "supervision",
    "supervision-days",
    "account-created",
    "courses",
    "other-courses",
    "course-date-day",
    "course-date-month",
    "course-date-year",
    "amount",
    "interval",
    "first-meeting",
    "first-day",
    "people",
    "people-names",
    "mentor",
    "next-review",
    "targets",
    "wishes",
    "answer",
    "",
    "no-such-field",
];

/// What somebody types into a field.
pub fn value() -> impl Strategy<Value = String> {
    const VALUES: &[&str] = &[
        "",
        "0",
        "1",
        "2",
        "12",
        "13",
        "29",
        "31",
        "32",
        "-1",
        "+1",
        "1.5",
        "999",
        "1000",
        "4294967295",
        "4294967296",
        "99999999999999999999",
        "1989",
        "1990",
        "2024",
        "2026",
        "2027",
        "2028",
        "2100",
        "2101",
        "9999",
        "10000",
        "262143",
        "february",
        "feb",
        "Sept",
        "December ",
        "FEBRUARY\u{a0}",
        "yes",
        "no",
        "unknown",
        "north",
        "planning",
        "away",
        "back",
        "parental-leave",
        "sick-leave",
        "suspension",
        "2026-02-28",
        "2026-02-29",
        "0000-01-01",
        "9999-12-31",
        "\u{a0}",
        "\u{2028}",
        "\0",
        "é",
        "İ",
        "😀",
        "\u{202e}",
        "%",
        "%ff",
        "<b>",
        "a@b.uk",
        "100%",
        "60 %",
        "\r\nBcc: a@b.uk",
        "=1+1",
    ];
    prop_oneof![6 => select(VALUES).prop_map(str::to_owned), 1 => any::<String>(), 1 => "[0-9]{1,6}"]
}

/// Values that somebody types into the fields of a form, one form after the other.
pub fn typed_fields(forms: &[Vec<(&str, String)>]) {
    for paper in [Paper::ReturnPlan, Paper::MentoringAgreement] {
        let mut builder = DocumentBuilder::new(builder_payload(), paper, None);
        builder.update(started(""));
        for fields in forms {
            let fields: Submission = fields.iter().cloned().collect();
            builder.fill_in(&fields);
            builder.update(Event::Submitted(fields));
            drop(builder.screen());
        }
    }
    let mut checker = EligibilityChecker::new(checker_payload(), None);
    checker.update(started(""));
    for fields in forms {
        checker.update(Event::Submitted(fields.iter().cloned().collect()));
        drop(checker.screen());
    }
}

/// The file in which good answers of other sites are kept.
pub fn known_links(text: &str) {
    drop(Known::read(text));
}
