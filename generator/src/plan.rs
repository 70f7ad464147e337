//! `supportt plan`: a plan, agreement or request that was saved, or what one is to hold, in any of
//! the forms that the builder in the browser makes of it, by the same functions.

use std::collections::BTreeMap;
use std::path::Path;

use clap::ValueEnum;
use serde::{Deserialize, Serialize};
use supportt_documents::checksum::CRC;
use supportt_documents::{plan_file, text};
use supportt_forms::document_builder::{self, DocumentBuilder, Route};
use supportt_forms::payload::Payload;
use supportt_forms::submission::Submission;
use supportt_forms::words::BuilderWords;
use supportt_forms::{Event, Screen, Widget as _};
use supportt_rules::date::Date;
use supportt_rules::keyword::Keyword as _;
use supportt_rules::policy::Paper;

use crate::bank_holidays;
use crate::build_error::BuildError;
use crate::characters;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::load;
use crate::rulebook::{Reply, Rulebook};
use crate::source::{SourceFile, Sources};
use crate::subject::course;

/// The form that a plan is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// The page that the builder saves
    Html,
    /// Plain text
    #[default]
    Text,
    /// An email draft with the page and the days attached
    Eml,
    /// Its days for a calendar
    Ics,
    /// What it was made from
    Json,
}

/// Writes the plan in a file, or without one in what is typed or piped in, as on a day.
///
/// # Errors
///
/// When files cannot be read.
pub fn run(root: &Path, file: Option<&Path>, form: Form, today: Date) -> Result<Reply, BuildError> {
    Rulebook::reply(root, |rulebook, content| Ok(reply(rulebook, content, load::text(file)?, form, today)))
}

/// Writes the plan in a file, as on a day, by a rulebook and the content that it was read from.
#[must_use]
pub fn reply(rulebook: &Rulebook, content: &Sources, sources: Sources, form: Form, today: Date) -> Reply {
    let mut problems = Diagnostics::new();
    let payload = Payload {
        policy: rulebook.policy.clone(),
        journey: rulebook.words.journey.clone(),
        words: rulebook.words.builder.clone(),
        plan_pages: BTreeMap::new(),
        bank_holidays: bank_holidays::load(content, today, &mut problems),
        courses: course::read_all(content, today, &mut problems),
    };
    if problems.has_errors() {
        return Reply { text: None, diagnostics: problems, sources: content.clone() };
    }
    let mut diagnostics = Diagnostics::new();
    let plan = sources.files().first().map(|file| plan(payload, file, form, today, &mut diagnostics));
    let text = plan.and_then(|plan| plan.map_err(|problem| diagnostics.push(problem)).ok());
    Reply { text, diagnostics, sources }
}

fn plan(
    payload: Payload<BuilderWords>,
    file: &SourceFile,
    form: Form,
    today: Date,
    warnings: &mut Diagnostics,
) -> Result<String, Diagnostic> {
    let refuse = |problem: String| Diagnostic::error("plan::unreadable", file.whole(), problem);
    let written = written(file).map_err(refuse)?;
    let paper = written.as_ref().map_or("", |fields| fields.text(document_builder::PAPER));
    let mut builder =
        DocumentBuilder::new(payload, Paper::from_word(paper).unwrap_or(Paper::ReturnPlan), None);
    // The same answers are the same plan.
    let random = CRC.checksum(file.text().as_bytes());
    builder.update(Event::Started { today, page: String::new(), fragment: String::new(), random });
    if let Some(fields) = written {
        builder.fill_in(&fields);
        reject_problems(&builder, refuse)?;
        let kept = builder.fields();
        let own = [document_builder::PAPER, document_builder::PLAN_ID].into_iter();
        let own = own.filter(|name| fields.all(name).iter().any(|value| value.trim() != kept.text(name)));
        let own = own.map(|name| (name.to_owned(), fields.text(name).to_owned()));
        for (name, value) in own.chain(builder.unasked()) {
            let problem = format!("`{value}` is no answer to `{name}` in this plan");
            if is_typed(file) {
                return Err(refuse(problem));
            }
            // A page that was saved may hold what is not asked any more.
            warnings.push(Diagnostic::warning(
                "plan::unreadable",
                file.whole(),
                problem + ", so it is left out",
            ));
        }
        builder.update(Event::DiscardChosen);
    } else {
        // The builder says why.
        builder.update(Event::Opened(Some(file.text().as_bytes().to_vec())));
        reject_problems(&builder, refuse)?;
    }
    if form == Form::Json {
        let fields = builder.fields();
        let answers: BTreeMap<&str, Answer> =
            fields.names().map(|name| (name, Answer::of(fields.all(name)))).collect();
        let json = serde_json::to_string_pretty(&answers).expect("texts can be written");
        return Ok(characters::json(&json) + "\n");
    }
    // Over the answers to check.
    for _ in 0..2 {
        builder.update(Event::Submitted(Submission::default()));
    }
    let Screen::Done(done) = builder.screen() else {
        return Err(refuse("it lacks a region or a stage".to_owned()));
    };
    let way = |wanted: Route| done.routes.iter().find(|route| route.name == wanted.word());
    let file = |wanted| Some(way(wanted)?.file.as_ref()?.content.clone());
    match form {
        Form::Html => file(Route::Save),
        Form::Eml => file(Route::Draft),
        Form::Ics => file(Route::Calendar),
        Form::Text | Form::Json => Some(text::write(&done.document)),
    }
    .ok_or_else(|| refuse("it has no days that are still to come".to_owned()))
}

/// Whether a file is JSON, which people and scripts write, and not a page that was saved.
fn is_typed(file: &SourceFile) -> bool {
    file.text().trim_start().starts_with('{')
}

/// The fields of a file; `None` when it is neither JSON nor a page that was saved whole.
fn written(file: &SourceFile) -> Result<Option<Submission>, String> {
    if !is_typed(file) {
        let fields = plan_file::read(file.text().as_bytes()).ok();
        return Ok(fields.map(|fields| fields.into_iter().collect()));
    }
    let answers: BTreeMap<String, Answer> =
        serde_json::from_str(file.text()).map_err(|error| not_fields(&error))?;
    let fields =
        answers.iter().flat_map(|(name, answer)| answer.values().map(move |value| (name.as_str(), value)));
    Ok(Some(fields.collect()))
}

/// Why JSON does not hold fields, in words for people instead of the reader's own.
fn not_fields(error: &serde_json::Error) -> String {
    let (line, column) = (error.line(), error.column());
    if error.is_data() {
        format!(
            "each field has a text between quotation marks, or a list of such: line {line}, column {column}"
        )
    } else if error.is_eof() {
        "this is not whole: a brace or a quotation mark is not closed".to_owned()
    } else {
        format!("this is not JSON: {error}")
    }
}

/// Passes on what the builder has to say against the plan.
fn reject_problems(
    builder: &DocumentBuilder,
    refuse: impl Fn(String) -> Diagnostic,
) -> Result<(), Diagnostic> {
    let Screen::Question(question) = builder.screen() else { return Ok(()) };
    let Some(error) = question.errors.into_iter().next() else { return Err(refuse(question.heading)) };
    let field = error.href.trim_start_matches('#');
    // A page that was saved is one field of the form, which nobody has typed.
    let is_file = question.open.is_some_and(|open| open.id == field);
    Err(refuse(if is_file { error.text } else { format!("`{field}`: {}", error.text) }))
}

/// What a field holds: one value, or several where several can be chosen.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Answer {
    One(String),
    Several(Vec<String>),
}

impl Answer {
    fn of(values: &[String]) -> Self {
        match values {
            [value] => Self::One(value.clone()),
            values => Self::Several(values.to_vec()),
        }
    }

    fn values(&self) -> impl Iterator<Item = &str> {
        match self {
            Self::One(value) => std::slice::from_ref(value),
            Self::Several(values) => values,
        }
        .iter()
        .map(String::as_str)
    }
}
