//! `supportt plan`: a plan, agreement or request that was saved, or what one is to hold, in any of
//! the forms that the builder in the browser makes of it, by the same functions.

pub mod courses;
mod input;

use std::collections::BTreeMap;

use clap::ValueEnum;
use serde::Serialize;
use supportt_basics::date::{Date, Instant};
use supportt_basics::keyword::Keyword as _;
use supportt_documents::checksum::CRC;
use supportt_documents::text;
use supportt_forms::document_builder::{self, DocumentBuilder, Route};
use supportt_forms::payload::Payload;
use supportt_forms::submission::Submission;
use supportt_forms::words::BuilderWords;
use supportt_forms::{Event, Screen, Widget as _};
use supportt_rules::answers::UNKNOWN;
use supportt_rules::policy::Paper;

use self::input::Fields;
use crate::reply::Reply;
use supportt_content::bank_holidays;
use supportt_content::rulebook::Rulebook;
use supportt_source::characters;
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::{SourceFile, Sources};

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

/// Writes the plan in a file, by a rulebook and the content that it was read from.
#[must_use]
pub fn reply(
    rulebook: &Rulebook,
    content: &Sources,
    sources: Sources,
    form: Form,
    (today, now): (Date, Instant),
) -> Reply {
    let mut problems = Diagnostics::new();
    let payload = Payload {
        policy: rulebook.policy.clone(),
        journey: rulebook.words.journey.clone(),
        words: rulebook.words.builder.clone(),
        pages: BTreeMap::new(),
        bank_holidays: bank_holidays::load(content, today, &mut problems),
        courses: courses::read_all(content, &mut problems),
        elsewhere: Vec::new(),
        helplines: Vec::new(),
    };
    if problems.has_errors() {
        return Reply { text: None, diagnostics: problems, sources: content.clone() };
    }
    let mut diagnostics = Diagnostics::new();
    let file = sources.files().first();
    let text = file.and_then(|file| plan(payload, file, form, (today, now), &mut diagnostics));
    Reply { text, diagnostics, sources }
}

/// The plan in a form; nothing if anything is wrong with it, all of which is reported.
fn plan(
    payload: Payload<BuilderWords>,
    file: &SourceFile,
    form: Form,
    (today, now): (Date, Instant),
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    let region = payload.policy.regions().first().map_or(UNKNOWN, |region| region.id().as_str());
    let given = input::read(file, region, diagnostics)?;
    let Fields { typed, places, flags, unread } = &given;
    let paper = Paper::from_word(typed.text(document_builder::PAPER)).unwrap_or(Paper::ReturnPlan);
    let mut builder = DocumentBuilder::new(payload, paper, None);
    // The same answers are the same plan.
    let random = CRC.checksum(file.text().as_bytes());
    builder.update(Event::Started { today, page: String::new(), fragment: String::new(), random });
    builder.update(Event::ClockRead(now));
    builder.fill_in(typed);
    let slips = builder.slips(typed).into_iter().filter(|slip| !unread.contains(&slip.field));
    diagnostics.extend(slips.map(|slip| input::diagnostic(slip, file, &given)));
    let flags = flags.iter().filter(|(field, _)| builder.takes_text(field));
    diagnostics.extend(flags.map(|(field, at)| input::flag_for_text(field, *at)));
    if diagnostics.has_errors() {
        return None;
    }
    // A page that was saved may hold answers that are not asked any more.
    builder.update(Event::DiscardChosen);
    if form == Form::Json {
        let fields = builder.fields();
        let answers: BTreeMap<&str, Answer<'_>> =
            fields.names().map(|name| (name, Answer::of(fields.all(name)))).collect();
        let json = serde_json::to_string_pretty(&answers).expect("texts can be written");
        return Some(characters::json(&json) + "\n");
    }
    // Over the answers to check.
    for _ in 0..2 {
        builder.update(Event::Submitted(Submission::default()));
    }
    let Screen::Done(done) = builder.screen() else { unreachable!("nothing is missing or wrong") };
    let way = |wanted: Route| done.routes().find(|route| route.name == wanted.word());
    let file_of = |wanted| Some(way(wanted)?.file.as_ref()?.content.clone());
    let text = match form {
        Form::Html => file_of(Route::Save),
        Form::Eml => file_of(Route::Draft),
        Form::Ics => file_of(Route::Calendar),
        Form::Text | Form::Json => Some(text::write(&done.document)),
    };
    if text.is_none() {
        let place = places.of("return-date").unwrap_or(places.whole);
        let problem =
            Diagnostic::error("plan::no-days", place, "this plan has no days that are still to come");
        diagnostics.push(
            problem
                .hint("write it with another `--format`, such as `text`")
                .hint("add a day that is still to come, such as `\"next-review\": \"2027-03-01\"`"),
        );
    }
    text
}

/// What a field holds: one value, or several where several can be chosen.
#[derive(Serialize)]
#[serde(untagged)]
enum Answer<'a> {
    One(&'a str),
    Several(&'a [String]),
}

impl<'a> Answer<'a> {
    fn of(values: &'a [String]) -> Self {
        match values {
            [value] => Self::One(value),
            values => Self::Several(values),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use supportt_source::diagnostic::render::Format;

    /// The plan as text, or what is said against it.
    fn planned(rulebook: &Rulebook, content: &Sources, text: &str) -> Result<String, String> {
        let given = Sources::new([("plan.json".to_owned(), text.to_owned())]);
        let day = supportt_fixture::today();
        let reply = reply(rulebook, content, given, Form::Text, (day, day.into()));
        reply.text.ok_or_else(|| reply.diagnostics.report(&reply.sources, Format::Human, false))
    }

    #[test]
    fn a_plan_that_is_refused_passes_as_the_hint_says() {
        const AWAY: &str = r#"{"region": "north", "stage": "away"}"#;
        let away = |more: &str| format!(r#"{{"region": "north", "stage": "away", {more}}}"#);
        let long = away(&format!(r#""place": "{}""#, "a".repeat(100_000)));
        let inputs = supportt_fixture::inputs("", &mut Diagnostics::new());
        let rulebook =
            Rulebook::read(&inputs.sources, &mut Diagnostics::new()).expect("the fixture is sound");
        let rows: &[(&str, &str, &str)] = &[
            ("", "write a plan like `{\"region\": \"north\", \"stage\": \"away\"}`", AWAY),
            ("[]", "write a plan like `{\"region\": \"north\", \"stage\": \"away\"}`", AWAY),
            ("{\"region\": \"north\",}", "write a plan like", AWAY),
            (r#"{"stage": "away"}"#, "add `\"region\": \"north\"`", AWAY),
            (r#"{"region": null, "stage": "away"}"#, "add `\"region\": \"north\"`", AWAY),
            (&away(r#""stage": "back""#), "keep one of the two", AWAY),
            (r#"{"region": "north", "stage": "awya"}"#, "did you mean `away`?", AWAY),
            (r#"{"region": "north", "stage": {}}"#, "write a text between quotation marks", AWAY),
            (r#"{"region": "north", "stage": ["away", "back"]}"#, "keep one of the answers", AWAY),
            (&away(r#""plice": "Ward 9""#), "did you mean `place`?", &away(r#""place": "Ward 9""#)),
            (&away(r#""zzzzzzzzz": "x""#), "take it out", AWAY),
            (&away(r#""leave-start": "2026-02-30""#), "or \"unknown\"", &away(r#""leave-start": "unknown""#)),
            (
                &away(r#""leave-start": "1890-01-01""#),
                "from 1990-01-01 to",
                &away(r#""leave-start": "1990-01-01""#),
            ),
            (
                &away(r#""less-than-full-time": "yes", "percent": "500""#),
                "write a whole number from 1 to 100",
                &away(r#""less-than-full-time": "yes", "percent": "100""#),
            ),
            (&away(r#""plan-id": "x""#), "write eight characters", &away(r#""plan-id": "0123abcd""#)),
            (&away(r#""paper": "x""#), "`return-plan`", &away(r#""paper": "return-plan""#)),
            (&long, "shorten it to", &away(r#""place": "a""#)),
            (&away(r#""name": true"#), "write a text between quotation marks", &away(r#""name": "Sam""#)),
        ];
        for (given, hint, mended) in rows {
            let report = planned(&rulebook, &inputs.sources, given).expect_err(given);
            let given: String = given.chars().take(200).collect();
            assert_eq!(report.matches("error[").count(), 1, "one problem of {given}:\n{report}");
            assert!(report.contains(hint), "the hint for {given}:\n{report}");
            if let Err(report) = planned(&rulebook, &inputs.sources, mended) {
                panic!("{mended}, which the hint for {given} leads to, is refused:\n{report}");
            }
        }
    }
}
