//! What each screen of the builder shows.

use supportt_documents::document::{self, Document};
use supportt_documents::email::{self, Attachment};
use supportt_documents::{calendar, plan_file as saved_plan, text};
use supportt_rules::answers::{Answer, Stage};
use supportt_rules::date::{self, Date};
use supportt_rules::keyword::Keyword;
use supportt_rules::policy::InForce;

use super::{
    At, Copyable, LEARNING_NEEDS, LEAVE_START, NAME, PEOPLE, PEOPLE_NAMES, PLACE, PROGRAMME, Page, QUESTIONS,
    REGION, RETURN_DATE, ReturnPlanBuilder, SAVED_PLAN, STAGE, SUPPORT, open,
};
use crate::date_input::{DateInput, described_by};
use crate::view::{
    AnswerGroup, AnswerRow, CheckAnswersScreen, Choice, CopyView, Field, File, OpenView, OptionsField,
    PlanScreen, QuestionScreen, Routes, Screen, TextField,
};
use crate::words::{CopyWords, FieldWords, OptionWords, fill};

pub(super) fn screen(builder: &ReturnPlanBuilder) -> Screen {
    if builder.waiting.is_some() {
        return Screen::Question(Box::new(replace_screen(builder)));
    }
    match builder.trail.at() {
        At::Page(page) => Screen::Question(Box::new(question_screen(builder, page))),
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
    let asked = Page::ALL.iter().filter(|other| **other >= builder.first());
    let most = asked.clone().count().to_string();
    let number = asked.filter(|other| **other <= page).count().to_string();
    let mut fields = fields(builder, page);
    // A page with one choice asks it in its heading.
    let single = match fields.as_mut_slice() {
        [Field::Radios(field) | Field::Checkboxes(field)] => {
            field.legend = None;
            fields.pop()
        }
        _ => None,
    };
    QuestionScreen {
        caption: fill(&builder.payload.journey.caption, &[("number", &number), ("most", &most)]),
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
        choice(open::YES, &words.replace_yes, None, false),
        choice(open::NO, &words.replace_no, None, false),
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

fn fields(builder: &ReturnPlanBuilder, page: Page) -> Vec<Field> {
    let words = &builder.payload.words;
    let draft = &builder.draft;
    let page_hint = words.pages[&page].hint.clone();
    match page {
        Page::Region => {
            let options = builder.payload.policy.regions().iter().map(|region| {
                let chosen = draft.region.as_ref() == Some(region.id());
                choice(region.id().as_str(), region.name(), None, chosen)
            });
            vec![Field::Radios(options_field(builder, REGION, None, page_hint, options.collect()))]
        }
        Page::Stage => {
            let options = Stage::ALL.iter().map(|stage| {
                let OptionWords { label, hint } = &words.stages[stage];
                choice(stage.word(), label, hint.clone(), draft.stage == Some(*stage))
            });
            vec![Field::Radios(options_field(builder, STAGE, None, page_hint, options.collect()))]
        }
        Page::Dates => [
            (LEAVE_START, &words.fields.leave_start, &draft.leave_start),
            (RETURN_DATE, &words.fields.return_date, &draft.return_date),
        ]
        .into_iter()
        .map(|(input, legend, known)| date_field(builder, input, legend, known.as_ref()))
        .collect(),
        Page::About => vec![
            Field::Text(text_field(builder, NAME, &draft.name, 1)),
            Field::Text(text_field(builder, PROGRAMME, &draft.programme, 1)),
            Field::Text(text_field(builder, PLACE, &draft.place, 1)),
        ],
        Page::People => {
            let names = Field::Textarea(text_field(builder, PEOPLE_NAMES, &draft.people_names, 3));
            let people = builder.people();
            if people.is_empty() {
                return vec![names];
            }
            let OptionWords { label, hint } = &words.fields.people;
            let options = people.iter().map(|role| {
                let chosen = draft.people.contains(role);
                choice(role.as_str(), &capitalized(&builder.role(role)), None, chosen)
            });
            let legend = Some(label.clone());
            let options = options_field(builder, PEOPLE, legend, hint.clone(), options.collect());
            vec![Field::Checkboxes(options), names]
        }
        Page::Support => {
            let vocabulary = builder.payload.policy.vocabulary();
            let options = builder
                .region()
                .into_iter()
                .flat_map(|region| region.entitlements().map(move |entry| (region, entry)))
                .map(|(region, entry)| {
                    let says = region.sentence(entry, vocabulary);
                    let chosen = draft.support.contains(&entry.id);
                    choice(entry.id.as_str(), &entry.name, Some(says), chosen)
                });
            vec![Field::Checkboxes(options_field(builder, SUPPORT, None, page_hint, options.collect()))]
        }
        Page::Needs => vec![
            Field::Textarea(text_field(builder, LEARNING_NEEDS, &draft.learning_needs, 5)),
            Field::Textarea(text_field(builder, QUESTIONS, &draft.questions, 5)),
        ],
    }
}

fn choice(value: &str, label: &str, hint: Option<String>, checked: bool) -> Choice {
    Choice {
        id: String::new(),
        value: value.to_owned(),
        label: label.to_owned(),
        hint,
        checked,
        divider: false,
    }
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
        if let Some(refused) = &builder.refused {
            option.checked = refused.fields.all(name).contains(&option.value);
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

fn date_field(
    builder: &ReturnPlanBuilder,
    input: DateInput,
    legend: &str,
    known: Option<&Answer<Date>>,
) -> Field {
    let typed = builder.refused.as_ref().map(|refused| &refused.fields);
    let error = builder.error(&input.first_id());
    let words = &builder.payload.journey.date;
    Field::Date(Box::new(input.view(Some(legend), typed, known, error.as_deref(), words)))
}

fn text_field(builder: &ReturnPlanBuilder, name: &str, known: &str, rows: u32) -> TextField {
    let words = &builder.payload.words.fields;
    let (label, hint) =
        words.text(name).map_or_else(Default::default, |words| (words.label.clone(), words.hint.clone()));
    let error = builder.error(name);
    TextField {
        name: name.to_owned(),
        id: name.to_owned(),
        label,
        described_by: described_by(name, hint.is_some(), error.is_some()),
        hint,
        error,
        value: match &builder.refused {
            Some(refused) => refused.fields.text(name).to_owned(),
            None => known.to_owned(),
        },
        rows,
    }
}

impl ReturnPlanBuilder {
    fn error(&self, id: &str) -> Option<String> {
        self.refused.as_ref().and_then(|refused| refused.error(id)).map(str::to_owned)
    }

    fn role(&self, role: &supportt_rules::vocabulary::RoleId) -> String {
        let vocabulary = self.payload.policy.vocabulary();
        self.region()
            .map_or_else(|| role.to_string(), |region| region.region().role(role, vocabulary).to_owned())
    }
}

impl FieldWords {
    /// The words of a text field, by the field's name.
    pub(super) fn text(&self, name: &str) -> Option<&OptionWords> {
        Some(match name {
            NAME => &self.name,
            PROGRAMME => &self.programme,
            PLACE => &self.place,
            PEOPLE_NAMES => &self.people_names,
            LEARNING_NEEDS => &self.learning_needs,
            QUESTIONS => &self.questions,
            _ => return None,
        })
    }
}

fn check_answers(builder: &ReturnPlanBuilder) -> CheckAnswersScreen {
    let words = &builder.payload.words;
    let groups = Page::ALL
        .iter()
        .map(|page| {
            let rows = answers(builder, *page)
                .into_iter()
                .map(|(question, answer)| AnswerRow {
                    question,
                    answer: if answer.is_empty() { builder.payload.journey.empty.clone() } else { answer },
                    value: page.word().to_owned(),
                })
                .collect();
            AnswerGroup { title: words.pages[page].short.clone(), rows }
        })
        .collect();
    CheckAnswersScreen {
        notes: builder.opened.then(|| words.open.opened.clone()).into_iter().collect(),
        heading: words.check.heading.clone(),
        lead: words.check.lead.clone(),
        groups,
        can_go_back: true,
        can_clear: true,
        submit: words.check.submit.clone(),
    }
}

/// The questions of a page and their answers in words; an empty answer is one not given.
fn answers(builder: &ReturnPlanBuilder, page: Page) -> Vec<(String, String)> {
    let words = &builder.payload.words;
    let fields = &words.fields;
    let draft = &builder.draft;
    let day = |answer: &Option<Answer<Date>>| match answer {
        Some(Answer::Known(day)) => date::long(*day),
        Some(Answer::Unknown) => builder.payload.journey.date.unknown.clone(),
        None => String::new(),
    };
    let short = || words.pages[&page].short.clone();
    match page {
        Page::Region => {
            let name = builder.region().map(|region| region.region().name().to_owned());
            vec![(short(), name.unwrap_or_default())]
        }
        Page::Stage => {
            let stage = draft.stage.map(|stage| words.stages[&stage].label.clone());
            vec![(short(), stage.unwrap_or_default())]
        }
        Page::Dates => vec![
            (fields.leave_start.clone(), day(&draft.leave_start)),
            (fields.return_date.clone(), day(&draft.return_date)),
        ],
        Page::About => vec![
            (fields.name.label.clone(), draft.name.clone()),
            (fields.programme.label.clone(), draft.programme.clone()),
            (fields.place.label.clone(), draft.place.clone()),
        ],
        Page::People => {
            let chosen: Vec<String> = builder
                .people()
                .iter()
                .filter(|role| draft.people.contains(*role))
                .map(|role| capitalized(&builder.role(role)))
                .collect();
            vec![
                (fields.people.label.clone(), chosen.join("\n")),
                (fields.people_names.label.clone(), draft.people_names.clone()),
            ]
        }
        Page::Support => {
            let chosen: Vec<&str> = builder
                .region()
                .into_iter()
                .flat_map(InForce::entitlements)
                .filter(|entitlement| draft.support.contains(&entitlement.id))
                .map(|entitlement| entitlement.name.as_str())
                .collect();
            vec![(fields.support.label.clone(), chosen.join("\n"))]
        }
        Page::Needs => vec![
            (fields.learning_needs.label.clone(), draft.learning_needs.clone()),
            (fields.questions.label.clone(), draft.questions.clone()),
        ],
    }
}

fn document(builder: &ReturnPlanBuilder) -> Option<Document> {
    let request = builder.request()?;
    Some(document::plan(
        builder.region()?,
        builder.payload.policy.vocabulary(),
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
    let (region, request) = (builder.region()?, builder.request()?);
    Some(File {
        name: format!("{}.ics", words.file_name),
        mime: "text/calendar".to_owned(),
        content: calendar::write(region, &request, builder.today, &words.calendar)?,
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
fn capitalized(text: &str) -> String {
    let mut text = text.to_owned();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}
