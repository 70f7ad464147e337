//! `supportt plan`: a saved plan, or what somebody wants their plan to hold, in any of the forms
//! that the builder in the browser makes of it, by the same functions.

use std::collections::BTreeMap;
use std::path::Path;

use clap::ValueEnum;
use supportt_forms::payload::Payload;
use supportt_forms::return_plan_builder::ReturnPlanBuilder;
use supportt_forms::submission::Submission;
use supportt_forms::view::PlanScreen;
use supportt_forms::{Event, Screen, Widget as _};
use supportt_rules::date::Date;
use supportt_rules::return_plan::PlanRequest;

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
    };
    let mut builder = ReturnPlanBuilder::new(payload, None);
    builder.update(Event::Started { today, page: String::new(), fragment: String::new() });
    if file.text().trim_start().starts_with('{') {
        let request: PlanRequest =
            serde_json::from_str(file.text()).map_err(|error| refuse(error.to_string()))?;
        builder.prefill(request);
    } else {
        builder.update(Event::Opened(Some(file.text().as_bytes().to_vec())));
    }
    if let Screen::Question(question) = builder.screen() {
        let problem = question.errors.into_iter().next().map(|error| error.text);
        return Err(refuse(problem.unwrap_or(question.heading)));
    }
    builder.update(Event::Submitted(Submission::default()));
    let (Screen::Plan(plan), Some(request)) = (builder.screen(), builder.request()) else {
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
        Form::Text => {
            routes.copies.into_iter().find(|copy| copy.long).map(|copy| copy.text).unwrap_or_default()
        }
        Form::Json => {
            serde_json::to_string_pretty(&request).expect("a plan is made of texts and lists") + "\n"
        }
    })
}
