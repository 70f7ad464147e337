//! Opening a plan that was kept: its fields are taken in as if they were typed again.

use std::mem;

use supportt_documents::plan_file::{self, Unreadable};
use supportt_rules::keyword::Keyword;
use supportt_rules::vocabulary::RegionId;

use super::{At, Page, REGION, Refused, ReturnPlanBuilder, SAVED_PLAN, screen};
use crate::event::{Effect, Event};
use crate::submission::Submission;
use crate::view::{ErrorLink, Field};
use crate::words::fill;

/// The field that asks whether to replace what was entered, and its answers.
pub(super) const REPLACE: &str = "replace";
pub(super) const YES: &str = "yes";
pub(super) const NO: &str = "no";

impl ReturnPlanBuilder {
    /// Every field that has a value, under its name in the form.
    pub(super) fn fields(&self) -> Submission {
        let mut values: Vec<(String, String)> = Vec::new();
        for page in Page::ALL {
            let question = screen::question_screen(self, *page);
            for field in question.single.into_iter().chain(question.fields) {
                match field {
                    Field::Radios(field) | Field::Checkboxes(field) => {
                        let chosen = field.options.into_iter().filter(|option| option.checked);
                        values.extend(chosen.map(|option| (field.name.clone(), option.value)));
                    }
                    Field::Date(field) => {
                        let parts = [field.day, field.month, field.year].map(|part| (part.name, part.value));
                        values.extend(parts);
                        let unknown = field.unknown.filter(|unknown| unknown.checked);
                        values.extend(unknown.map(|unknown| (unknown.name, unknown.value)));
                    }
                    Field::Text(field) | Field::Textarea(field) => values.push((field.name, field.value)),
                }
            }
        }
        values.into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }

    /// Opens a file, or says why it cannot be.
    pub(super) fn open(&mut self, file: Option<&[u8]>) -> Vec<Effect> {
        let words = &self.payload.words.open;
        let message = match file.map(plan_file::read) {
            None => words.missing.clone(),
            Some(Err(Unreadable::TooLarge)) => words.too_large.clone(),
            Some(Err(Unreadable::Foreign)) => words.foreign.clone(),
            Some(Err(Unreadable::Damaged)) => words.damaged.clone(),
            Some(Err(Unreadable::Newer)) => words.newer.clone(),
            Some(Ok(fields)) => {
                let fields: Submission = fields.into_iter().collect();
                match self.other_region(&fields) {
                    Some(region) => fill(&words.other_region, &[("region", &region)]),
                    None if self.draft == self.nothing() => return self.take(&fields),
                    None => {
                        self.refused = None;
                        self.waiting = Some(fields);
                        return vec![Effect::FocusHeading];
                    }
                }
            }
        };
        self.refuse(self.fields(), SAVED_PLAN, message)
    }

    /// The region of a plan, if it is another than the page's.
    fn other_region(&self, fields: &Submission) -> Option<String> {
        let page = self.page_region.as_ref()?;
        let region = self.payload.policy.region(&RegionId::from(fields.text(REGION)))?;
        (region.id() != page).then(|| region.name().to_owned())
    }

    /// Takes in whether the saved plan may replace what was entered. Whatever else happens
    /// keeps what was entered.
    pub(super) fn answered(&mut self, event: Event) -> Vec<Effect> {
        let saved = mem::take(&mut self.waiting).unwrap_or_default();
        match event {
            Event::Submitted(fields) => match fields.text(REPLACE) {
                YES => self.take(&saved),
                NO => {
                    self.refused = None;
                    vec![Effect::FocusHeading]
                }
                _ => {
                    self.waiting = Some(saved);
                    let message = self.payload.words.open.replace_error.clone();
                    self.refuse(fields, REPLACE, message)
                }
            },
            Event::BackChosen => {
                self.refused = None;
                vec![Effect::FocusHeading]
            }
            other => {
                self.refused = None;
                crate::Widget::update(self, other)
            }
        }
    }

    fn refuse(&mut self, fields: Submission, id: &str, text: String) -> Vec<Effect> {
        let errors = vec![ErrorLink { text, href: format!("#{id}") }];
        self.refused = Some(Refused { fields, errors });
        vec![Effect::FocusErrorSummary]
    }

    /// Reads each page's fields as if they were typed, and goes to the answers, or to the first
    /// page on which something is wrong by now.
    fn take(&mut self, fields: &Submission) -> Vec<Effect> {
        self.clear();
        let mut wrong = None;
        let first = self.first();
        for page in Page::ALL.iter().filter(|page| **page >= first) {
            let mut draft = self.draft.clone();
            let errors = self.read(*page, fields, &mut draft);
            if errors.is_empty() {
                self.draft = draft;
            } else if wrong.is_none() {
                wrong = Some((*page, errors));
            }
        }
        self.opened = true;
        self.reached_check = true;
        match wrong {
            None => self.go(At::CheckAnswers),
            Some((page, errors)) => {
                let mut effects = self.go(At::Page(page));
                self.refused = Some(Refused { fields: fields.clone(), errors });
                effects.retain(|effect| *effect != Effect::FocusHeading);
                effects.push(Effect::FocusErrorSummary);
                effects
            }
        }
    }
}
