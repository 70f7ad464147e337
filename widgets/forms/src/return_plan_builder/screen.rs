//! What each screen of the builder shows.

use supportt_documents::document::{self, Document};
use supportt_documents::email::{self, Attachment};
use supportt_documents::{calendar, plan_file as saved_plan, text};
use supportt_rules::answers::Answer;
use supportt_rules::date;
use supportt_rules::keyword::Keyword;
use supportt_rules::policy::StepStage;
use supportt_rules::return_plan;

use super::questions::{Kind, NO, Question, YES};
use super::{At, Copyable, Page, ReturnPlanBuilder, SAVED_PLAN, TaskState, open};
use crate::date_input::{DateInput, described_by};
use crate::submission::Submission;
use crate::view::{
    AnswerGroup, AnswerRow, CheckAnswersScreen, Choice, CopyView, Field, File, OpenView, OptionsField,
    PlanScreen, QuestionScreen, Routes, Screen, TaskGroup, TaskItem, TasksScreen, TextField,
};
use crate::words::{CopyWords, fill};

pub(super) fn screen(builder: &ReturnPlanBuilder) -> Screen {
    if builder.waiting.is_some() {
        return Screen::Question(Box::new(replace_screen(builder)));
    }
    match builder.trail.at() {
        At::Page(page) => Screen::Question(Box::new(question_screen(builder, page))),
        At::Tasks => Screen::Tasks(tasks(builder)),
        At::CheckAnswers => Screen::CheckAnswers(check_answers(builder)),
        // A plan needs a region and a stage, and their pages come first.
        At::Plan => plan_screen(builder).map_or_else(
            || Screen::CheckAnswers(check_answers(builder)),
            |plan| Screen::Plan(Box::new(plan)),
        ),
    }
}

pub(super) fn question_screen(builder: &ReturnPlanBuilder, page: Page) -> QuestionScreen {
    let words = &builder.payload.words.pages[&page];
    let mut fields: Vec<Field> =
        builder.questions_of(page).into_iter().map(|question| field(builder, question)).collect();
    // A page with one choice asks it in its heading.
    let single = match fields.as_mut_slice() {
        [Field::Radios(field) | Field::Checkboxes(field)] => {
            field.legend = None;
            field.hint.clone_from(&words.hint);
            field.described_by = described_by(&field.id, field.hint.is_some(), field.error.is_some());
            fields.pop()
        }
        _ => None,
    };
    QuestionScreen {
        caption: stage_title(builder, page.stage()),
        heading: words.heading.clone(),
        hint: if single.is_some() { None } else { words.hint.clone() },
        why: None,
        can_go_back: builder.can_go_back(),
        can_clear: builder.can_go_back(),
        errors: builder.refused.as_ref().map(|refused| refused.errors.clone()).unwrap_or_default(),
        single,
        fields,
        notes: Vec::new(),
        submit: builder.payload.journey.submit.clone(),
        open: (page == builder.first()).then(|| open_view(builder)),
    }
}

fn open_view(builder: &ReturnPlanBuilder) -> OpenView {
    let words = &builder.payload.words.open;
    let error = builder.error(SAVED_PLAN);
    OpenView {
        heading: words.heading.clone(),
        id: SAVED_PLAN,
        label: words.label.clone(),
        hint: words.hint.clone(),
        described_by: described_by(SAVED_PLAN, true, error.is_some()),
        error,
        submit: words.submit.clone(),
    }
}

/// Asks whether a saved plan may replace what was entered.
fn replace_screen(builder: &ReturnPlanBuilder) -> QuestionScreen {
    let words = &builder.payload.words.open;
    let options = vec![
        choice(YES.to_owned(), words.replace_yes.clone(), None, false),
        choice(NO.to_owned(), words.replace_no.clone(), None, false),
    ];
    let hint = Some(words.replace_hint.clone());
    QuestionScreen {
        caption: String::new(),
        heading: words.replace.clone(),
        hint: None,
        why: None,
        can_go_back: true,
        can_clear: true,
        errors: builder.refused.as_ref().map(|refused| refused.errors.clone()).unwrap_or_default(),
        single: Some(Field::Radios(options_field(builder, open::REPLACE, None, hint, options))),
        fields: Vec::new(),
        notes: Vec::new(),
        submit: builder.payload.journey.submit.clone(),
        open: None,
    }
}

/// The title of what belongs to a stage, or to none.
fn stage_title(builder: &ReturnPlanBuilder, stage: Option<StepStage>) -> String {
    let words = &builder.payload.words;
    stage.map_or(&words.tasks.about, |stage| &words.plan.stages[&stage]).clone()
}

fn tasks(builder: &ReturnPlanBuilder) -> TasksScreen {
    let words = &builder.payload.words;
    let pages: Vec<(Page, TaskState)> = builder.pages().map(|page| (page, builder.state(page))).collect();
    let mut groups: Vec<(Option<StepStage>, TaskGroup)> = Vec::new();
    for (page, state) in &pages {
        let item = TaskItem {
            name: words.pages[page].short.clone(),
            value: page.word().to_owned(),
            progress: state.word(),
            progress_label: words.tasks.states[state].clone(),
        };
        match groups.last_mut() {
            Some((stage, group)) if *stage == page.stage() => group.items.push(item),
            _ => {
                let title = stage_title(builder, page.stage());
                groups.push((page.stage(), TaskGroup { title, items: vec![item] }));
            }
        }
    }
    let done = pages.iter().filter(|(_, state)| *state == TaskState::Done).count().to_string();
    TasksScreen {
        heading: words.tasks.heading.clone(),
        lead: words.tasks.lead.clone(),
        notes: builder.opened.then(|| words.open.opened.clone()).into_iter().collect(),
        progress: fill(&words.tasks.progress, &[("done", &done), ("all", &pages.len().to_string())]),
        tasks: groups.into_iter().map(|(_, group)| group).collect(),
        can_clear: true,
        submit: words.tasks.submit.clone(),
    }
}

fn field(builder: &ReturnPlanBuilder, question: Question) -> Field {
    let Question { name, label, hint, kind, .. } = question;
    let draft = &builder.draft;
    match kind {
        Kind::One(options, _) => {
            let chosen = draft.text(&name);
            let options = options.into_iter().map(|offer| {
                let checked = offer.value == chosen;
                choice(offer.value, offer.label, offer.hint, checked)
            });
            Field::Radios(options_field(builder, &name, Some(label), hint, options.collect()))
        }
        Kind::Any(options) => {
            let options = options.into_iter().map(|offer| {
                let checked = draft.is_in(&name, &offer.value);
                choice(offer.value, offer.label, offer.hint, checked)
            });
            Field::Checkboxes(options_field(builder, &name, Some(label), hint, options.collect()))
        }
        Kind::Date { .. } => {
            let input = DateInput { name: &name };
            let typed = builder.typed();
            let error = builder.error(&input.first_id());
            let words = &builder.payload.journey.date;
            let known = draft.dates.get(&name);
            let mut field = input.view(Some(&label), typed, known, error.as_deref(), words);
            if let Some(hint) = hint {
                field.hint = format!("{hint} {}", field.hint);
            }
            Field::Date(Box::new(field))
        }
        Kind::Number(_) => Field::Number(text_field(builder, name, label, hint, 1)),
        Kind::Text(1) => Field::Text(text_field(builder, name, label, hint, 1)),
        Kind::Text(rows) => Field::Textarea(text_field(builder, name, label, hint, rows)),
    }
}

fn choice(value: String, label: String, hint: Option<String>, checked: bool) -> Choice {
    Choice { id: String::new(), value, label, hint, checked, divider: false }
}

fn options_field(
    builder: &ReturnPlanBuilder,
    name: &str,
    legend: Option<String>,
    hint: Option<String>,
    mut options: Vec<Choice>,
) -> OptionsField {
    for (index, option) in options.iter_mut().enumerate() {
        option.id = if index == 0 { name.to_owned() } else { format!("{name}-{}", index + 1) };
        if let Some(typed) = builder.typed() {
            option.checked = typed.all(name).contains(&option.value);
        }
    }
    let error = builder.error(name);
    let id = format!("{name}-options");
    OptionsField {
        name: name.to_owned(),
        legend,
        described_by: described_by(&id, hint.is_some(), error.is_some()),
        id,
        hint,
        error,
        options,
    }
}

fn text_field(
    builder: &ReturnPlanBuilder,
    name: String,
    label: String,
    hint: Option<String>,
    rows: u32,
) -> TextField {
    let error = builder.error(&name);
    TextField {
        id: name.clone(),
        label,
        described_by: described_by(&name, hint.is_some(), error.is_some()),
        hint,
        error,
        value: builder.typed().map_or(builder.draft.text(&name), |typed| typed.text(&name)).to_owned(),
        rows,
        name,
    }
}

impl ReturnPlanBuilder {
    /// What was in the fields when they were refused.
    fn typed(&self) -> Option<&Submission> {
        self.refused.as_ref()?.fields.as_ref()
    }

    fn error(&self, id: &str) -> Option<String> {
        self.refused.as_ref().and_then(|refused| refused.error(id)).map(str::to_owned)
    }

    pub(super) fn role(&self, role: &supportt_rules::vocabulary::RoleId) -> String {
        let vocabulary = self.payload.policy.vocabulary();
        self.region()
            .map_or_else(|| role.to_string(), |region| region.region().role(role, vocabulary).to_owned())
    }
}

fn check_answers(builder: &ReturnPlanBuilder) -> CheckAnswersScreen {
    let words = &builder.payload.words;
    let groups = builder
        .pages()
        .map(|page| {
            let questions = builder.questions_of(page);
            let is_single = questions.len() == 1;
            let rows = questions
                .into_iter()
                .map(|question| {
                    let answer = answer(builder, &question);
                    AnswerRow {
                        question: if is_single { words.pages[&page].short.clone() } else { question.label },
                        answer: if answer.is_empty() {
                            builder.payload.journey.empty.clone()
                        } else {
                            answer
                        },
                        value: page.word().to_owned(),
                    }
                })
                .collect();
            AnswerGroup { title: words.pages[&page].short.clone(), rows }
        })
        .collect();
    CheckAnswersScreen {
        // Answers that a later change has put against a rule.
        notes: builder.faults(&builder.draft).into_iter().map(|fault| fault.text).collect(),
        heading: words.check.heading.clone(),
        lead: words.check.lead.clone(),
        groups,
        can_go_back: true,
        can_clear: true,
        submit: words.check.submit.clone(),
    }
}

/// An answer in words; empty when there is none.
fn answer(builder: &ReturnPlanBuilder, question: &Question) -> String {
    let draft = &builder.draft;
    let name = &question.name;
    match &question.kind {
        Kind::One(options, _) => {
            let chosen = options.iter().find(|offer| offer.value == draft.text(name));
            chosen.map_or_else(String::new, |offer| offer.label.clone())
        }
        Kind::Any(options) => {
            let chosen = options.iter().filter(|offer| draft.is_in(name, &offer.value));
            chosen.map(|offer| offer.label.as_str()).collect::<Vec<_>>().join("\n")
        }
        Kind::Date { .. } => match draft.dates.get(name) {
            Some(Answer::Known(day)) => date::long(*day),
            Some(Answer::Unknown) => builder.payload.journey.date.unknown.clone(),
            None => String::new(),
        },
        Kind::Text(_) | Kind::Number(_) => draft.text(name).to_owned(),
    }
}

fn document(builder: &ReturnPlanBuilder) -> Option<Document> {
    let request = builder.request()?;
    Some(document::plan(
        builder.region()?,
        builder.payload.policy.vocabulary(),
        &builder.payload.bank_holidays,
        &request,
        builder.today,
        &builder.payload.words.plan,
    ))
}

/// The plan as a file to keep.
pub(super) fn plan_file(builder: &ReturnPlanBuilder) -> Option<File> {
    Some(plan_file_of(builder, &document(builder)?))
}

fn plan_file_of(builder: &ReturnPlanBuilder, document: &Document) -> File {
    let words = &builder.payload.words.plan;
    File {
        name: format!("{}.html", words.file_name),
        mime: "text/html".to_owned(),
        content: saved_plan::write(document, builder.fields().iter(), &words.file_note),
    }
}

fn calendar_file(builder: &ReturnPlanBuilder) -> Option<File> {
    let words = &builder.payload.words.plan;
    let milestones = return_plan::milestones(
        builder.region()?,
        &builder.payload.bank_holidays,
        &builder.request()?,
        builder.today,
    );
    Some(File {
        name: format!("{}.ics", words.file_name),
        mime: "text/calendar".to_owned(),
        content: calendar::write(&builder.plan_id(), &milestones, builder.today, &words.calendar)?,
    })
}

/// A text that an email needs; `None` for an address when the region publishes none.
pub(super) fn text_to_copy(builder: &ReturnPlanBuilder, what: Copyable) -> Option<String> {
    match what {
        Copyable::Address => builder.region()?.region().contact().body.email.clone(),
        Copyable::Subject => Some(builder.payload.words.plan.subject.clone()),
        Copyable::Text => document(builder).as_ref().map(text::write),
    }
}

/// Whether a text was copied, in words.
pub(super) fn copied_text(builder: &ReturnPlanBuilder) -> String {
    let words = &builder.payload.words.done;
    match builder.copied {
        Some((_, Some(true))) => words.copied.clone(),
        Some((_, Some(false))) => words.not_copied.clone(),
        Some((_, None)) | None => String::new(),
    }
}

fn copies(builder: &ReturnPlanBuilder) -> Vec<CopyView> {
    let words = &builder.payload.words.done;
    Copyable::ALL
        .iter()
        .filter_map(|what| {
            let CopyWords { label, button } = match what {
                Copyable::Address => &words.copy_address,
                Copyable::Subject => &words.copy_subject,
                Copyable::Text => &words.copy_text,
            };
            let is_copied = builder.copied.is_some_and(|(copied, _)| copied == *what);
            Some(CopyView {
                name: what.word(),
                label: label.clone(),
                button: button.clone(),
                text: text_to_copy(builder, *what)?,
                long: *what == Copyable::Text,
                copied: if is_copied { copied_text(builder) } else { String::new() },
            })
        })
        .collect()
}

fn plan_screen(builder: &ReturnPlanBuilder) -> Option<PlanScreen> {
    let document = document(builder)?;
    let region = builder.region()?.region();
    let words = &builder.payload.words;
    let (done, plan) = (&words.done, &words.plan);
    let email = region.contact().body.email.as_deref();
    let plan_file = plan_file_of(builder, &document);
    let calendar = calendar_file(builder);
    let attachments: Vec<Attachment<'_>> = [Some(&plan_file), calendar.as_ref()]
        .into_iter()
        .flatten()
        .map(|File { name, mime, content }| Attachment { name, mime, content })
        .collect();
    let draft = email::draft(email, &plan.subject, &text::write(&document), &attachments);
    let team = [("team", region.terms().team.as_str()), ("email", email.unwrap_or_default())];
    Some(PlanScreen {
        heading: done.heading.clone(),
        lead: done.lead.clone(),
        nothing_sent: done.nothing_sent.clone(),
        routes: Routes {
            draft: File {
                name: format!("{}.eml", plan.file_name),
                mime: "message/rfc822".to_owned(),
                content: draft,
            },
            plan_file,
            mailto: email::mailto(email, &plan.subject, &plan.covering_note),
            mailto_to: email.map(str::to_owned),
            copies: copies(builder),
            calendar,
            address_note: match email {
                Some(_) => fill(&done.addressed, &team),
                None => fill(&done.not_addressed, &team),
            },
        },
        document,
        can_go_back: true,
        can_clear: true,
    })
}

/// Role names begin with an ASCII letter; the tables for all of Unicode weigh 25 KB.
pub(super) fn capitalized(text: &str) -> String {
    let mut text = text.to_owned();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}
