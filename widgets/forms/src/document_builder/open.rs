//! Opening a paper that was kept: what is in it is taken in as it is, as if it were typed again.

use std::mem;

use supportt_basics::ids::RegionId;
use supportt_basics::keyword::Keyword;
use supportt_documents::plan_file::{self, Unreadable};
use supportt_rules::policy::Paper;

use super::names::{FieldName, PAPER, PLAN_ID, Page, SAVED_PLAN};
use super::question::{NO, YES};
use super::state::{At, DocumentBuilder, Opened};
use crate::event::{Effect, Event};
use crate::submission::Submission;
use crate::view::ErrorLink;
use crate::words::fill;

/// The field that asks whether to replace what was entered.
pub(super) const REPLACE: &str = "replace";

impl DocumentBuilder {
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
                match self.misplaced(&fields) {
                    Some(message) => message,
                    None if self.draft.typed == self.nothing().typed => return self.fill_in(&fields),
                    None => {
                        self.errors.clear();
                        self.waiting = Some(fields);
                        return vec![Effect::FocusHeading];
                    }
                }
            }
        };
        let message = self.filled(&message);
        self.refuse(SAVED_PLAN, message)
    }

    /// Says that a saved paper belongs on another page.
    fn misplaced(&self, fields: &Submission) -> Option<String> {
        let words = &self.payload.words.open;
        let paper = Paper::from_word(fields.text(PAPER)).filter(|paper| *paper != self.paper);
        if let Some(paper) = paper {
            let title = &self.payload.words.papers[&paper].title;
            return Some(fill(&words.other_paper, &[("title", title)]));
        }
        let region = fields.text(FieldName::Region.word());
        if region.is_empty() {
            // Every file that a form saves has one.
            return Some(words.damaged.clone());
        }
        let region = RegionId::from(region);
        let Some(region) = self.payload.policy.region(&region) else {
            return Some(words.unknown_region.clone());
        };
        let is_here = self.page_region.as_ref().is_none_or(|page| page == region.id());
        (!is_here).then(|| fill(&words.other_region, &[("region", region.name())]))
    }

    /// Takes in whether the saved plan may replace what was entered. Whatever else happens
    /// keeps what was entered.
    pub(super) fn answered(&mut self, event: Event) -> Vec<Effect> {
        let saved = mem::take(&mut self.waiting).unwrap_or_default();
        match event {
            Event::Submitted(fields) => match fields.text(REPLACE) {
                YES => self.fill_in(&saved),
                NO => {
                    self.errors.clear();
                    vec![Effect::FocusHeading]
                }
                _ => {
                    self.waiting = Some(saved);
                    let message = self.payload.words.open.replace_error.clone();
                    self.refuse(REPLACE, message)
                }
            },
            Event::BackChosen => {
                self.errors.clear();
                vec![Effect::FocusHeading]
            }
            Event::RestartChosen | Event::Revisited { .. } => {
                self.errors.clear();
                let mut effects = crate::Widget::update(self, event);
                if effects.is_empty() {
                    effects.push(Effect::FocusHeading);
                }
                effects
            }
            _ => {
                self.waiting = Some(saved);
                Vec::new()
            }
        }
    }

    fn refuse(&mut self, id: &str, text: String) -> Vec<Effect> {
        self.errors = vec![ErrorLink { text, href: format!("#{id}") }];
        vec![Effect::FocusErrorSummary]
    }

    /// Takes in everything that a file holds, by the name of its field, right or wrong. Goes to
    /// the tasks, or to the first page on which something is wrong.
    pub fn fill_in(&mut self, fields: &Submission) -> Vec<Effect> {
        self.clear();
        self.id = u32::from_str_radix(fields.text(PLAN_ID), 16).unwrap_or(self.id);
        let typed = &mut self.draft.typed;
        for name in fields.names().filter(|name| ![PAPER, PLAN_ID].contains(name)) {
            let values = fields.all(name).iter().map(|value| value.trim());
            typed.set(name, values.filter(|value| !value.is_empty()));
        }
        let mut first = None;
        for page in Page::ALL {
            let mut names = self.questions_of(*page).into_iter().flat_map(|question| question.names());
            let is_answered = names.any(|name| !self.draft.text(&name).is_empty());
            if is_answered {
                self.draft.visited.insert(*page);
            }
            // What everything else hangs on is asked at once, the rest when its turn comes.
            if is_answered || (self.is_asked(*page) && !self.is_begun()) {
                first = first.or(Some(*page).filter(|page| !self.errors_on(*page).is_empty()));
            }
        }
        self.opened = Some(if self.unasked().is_empty() { Opened::Whole } else { Opened::InPart });
        self.kept = self.entered();
        let Some(page) = first else { return self.go(At::Tasks) };
        let mut effects = self.go(At::Page(page));
        self.errors = self.errors_on(page);
        effects.retain(|effect| *effect != Effect::FocusHeading);
        effects.push(Effect::FocusErrorSummary);
        effects
    }
}
