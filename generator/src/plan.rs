//! `supportt plan`: a saved plan, or what somebody wants their plan to hold, in any of the forms
//! that the builder in the browser makes of it, by the same functions.

use std::collections::BTreeMap;
use std::path::Path;

use clap::ValueEnum;
use serde::{Deserialize, Serialize};
use supportt_documents::checksum::CRC;
use supportt_forms::payload::Payload;
use supportt_forms::return_plan_builder::ReturnPlanBuilder;
use supportt_forms::submission::Submission;
use supportt_forms::view::PlanScreen;
use supportt_forms::{Event, Screen, Widget as _};
use supportt_rules::date::Date;

use crate::build_error::BuildError;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::load;
use crate::rulebook::{Reply, Rulebook};
use crate::source::SourceFile;

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
    Rulebook::reply(root, |rulebook| {
        let sources = load::text(file)?;
        let mut diagnostics = Diagnostics::new();
        let text = match plan(rulebook, &sources.files()[0], form, today) {
            Ok(text) => Some(text),
            Err(problem) => {
                diagnostics.push(problem);
                None
            }
        };
        Ok(Reply { text, diagnostics, sources })
    })
}

fn plan(rulebook: &Rulebook, file: &SourceFile, form: Form, today: Date) -> Result<String, Diagnostic> {
    let refuse = |problem: String| Diagnostic::error("plan::unreadable", file.whole(), problem);
    let payload = Payload {
        policy: rulebook.policy.clone(),
        journey: rulebook.words.journey.clone(),
        words: rulebook.words.builder.clone(),
        plan_pages: BTreeMap::new(),
        bank_holidays: rulebook.bank_holidays.clone(),
    };
    let mut builder = ReturnPlanBuilder::new(payload, None);
    // The same answers are the same plan.
    let random = CRC.checksum(file.text().as_bytes());
    builder.update(Event::Started { today, page: String::new(), fragment: String::new(), random });
    if file.text().trim_start().starts_with('{') {
        let answers: BTreeMap<String, Answer> =
            serde_json::from_str(file.text()).map_err(|error| refuse(error.to_string()))?;
        let fields: Submission = answers
            .iter()
            .flat_map(|(name, answer)| answer.values().map(move |value| (name.as_str(), value)))
            .collect();
        builder.fill_in(&fields);
        reject_problems(&builder, refuse)?;
        let taken = builder.fields();
        if let Some((name, value)) =
            fields.iter().find(|(name, value)| !taken.all(name).iter().any(|kept| kept == value.trim()))
        {
            return Err(refuse(format!("`{value}` is no answer to `{name}` in this plan")));
        }
    } else {
        builder.update(Event::Opened(Some(file.text().as_bytes().to_vec())));
        reject_problems(&builder, refuse)?;
    }
    if form == Form::Json {
        let fields = builder.fields();
        let answers: BTreeMap<&str, Answer> =
            fields.names().map(|name| (name, Answer::of(fields.all(name)))).collect();
        return Ok(serde_json::to_string_pretty(&answers).expect("texts can be written") + "\n");
    }
    // Over the answers to check.
    for _ in 0..2 {
        builder.update(Event::Submitted(Submission::default()));
    }
    let Screen::Plan(plan) = builder.screen() else {
        return Err(refuse("the plan lacks a region or a stage".to_owned()));
    };
    let PlanScreen { routes, .. } = *plan;
    Ok(match form {
        Form::Html => routes.plan_file.content,
        Form::Eml => routes.draft.content,
        Form::Ics => {
            let none = || refuse("the plan has no days that are still to come".to_owned());
            routes.calendar.ok_or_else(none)?.content
        }
        Form::Text | Form::Json => {
            routes.copies.into_iter().find(|copy| copy.long).map(|copy| copy.text).unwrap_or_default()
        }
    })
}

/// Passes on what the builder has to say against the plan.
fn reject_problems(
    builder: &ReturnPlanBuilder,
    refuse: impl Fn(String) -> Diagnostic,
) -> Result<(), Diagnostic> {
    let Screen::Question(question) = builder.screen() else { return Ok(()) };
    let problem = question.errors.into_iter().next().map(|error| error.text);
    Err(refuse(problem.unwrap_or(question.heading)))
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
