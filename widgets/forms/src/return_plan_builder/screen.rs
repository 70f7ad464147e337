//! What each screen of the builder shows.

use supportt_documents::document::{self, Document};
use supportt_documents::{email, text};
use supportt_rules::answers::{Answer, Stage};
use supportt_rules::date::{self, Date};
use supportt_rules::keyword::Keyword;
use supportt_rules::policy::InForce;

use super::{
    At, LEARNING_NEEDS, LEAVE_START, NAME, PEOPLE, PEOPLE_NAMES, PLACE, PROGRAMME, Page, QUESTIONS, REGION,
    RETURN_DATE, ReturnPlanBuilder, STAGE, SUPPORT,
};
use crate::date_input::{DateInput, described_by};
use crate::view::{
    AnswerGroup, AnswerRow, CheckAnswersScreen, Choice, Field, File, OptionsField, PlanScreen,
    QuestionScreen, Routes, Screen, TextField,
};
use crate::words::{FieldWords, OptionWords, fill};

pub(super) fn screen(builder: &ReturnPlanBuilder) -> Screen {
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
        notes: Vec::new(),
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

/// The plan as text.
pub(super) fn plan_text(builder: &ReturnPlanBuilder) -> Option<String> {
    document(builder).as_ref().map(text::write)
}

/// Whether the text was copied, in words.
pub(super) fn copied_text(builder: &ReturnPlanBuilder) -> String {
    let words = &builder.payload.words.done;
    match builder.copied {
        Some(true) => words.copied.clone(),
        Some(false) => words.not_copied.clone(),
        None => String::new(),
    }
}

fn plan_screen(builder: &ReturnPlanBuilder) -> Option<PlanScreen> {
    let document = document(builder)?;
    let region = builder.region()?.region();
    let words = &builder.payload.words;
    let (done, plan) = (&words.done, &words.plan);
    let email = region.contact().body.email.as_deref();
    let text = text::write(&document);
    let team = [("team", region.terms().team.as_str()), ("email", email.unwrap_or_default())];
    Some(PlanScreen {
        heading: done.heading.clone(),
        lead: done.lead.clone(),
        nothing_sent: done.nothing_sent.clone(),
        routes: Routes {
            draft: File {
                name: format!("{}.eml", plan.file_name),
                mime: "message/rfc822".to_owned(),
                content: email::draft(email, &plan.subject, &text),
            },
            mailto: email::mailto(email, &plan.subject, &plan.covering_note),
            mailto_to: email.map(str::to_owned),
            copy: text,
            copied: copied_text(builder),
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
