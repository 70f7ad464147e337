//! Opening a paper that was kept: what is in it is taken in as it is, as if it were typed again.

use supportt_basics::ids::{RegionId, RoleId};
use supportt_basics::keyword::Keyword;
use supportt_documents::plan_file::{self, Unreadable};
use supportt_rules::policy::{Asks, Entitlement, Entry, Paper};
use supportt_rules::return_plan::EDUCATIONAL_SUPERVISOR;

use super::names::{FINISHED, FieldName, PAPER, PLAN_ID, Page, Reader, SAVED_PLAN};
use super::question::{NO, YES};
use super::state::{At, DocumentBuilder, Opened, OpeningQuestion, Waiting};
use super::versions::{Versions, is_of_the_file};
use crate::event::{Effect, Event};
use crate::submission::Submission;
use crate::view::ErrorLink;
use crate::words::fill;

impl OpeningQuestion {
    /// The name of its field.
    pub(super) fn field(self) -> &'static str {
        match self {
            Self::Replace => "replace",
            Self::Reader => "reader",
        }
    }
}

/// The roles whose names a plan asks for.
const NAMED_ROLES: [&str; 2] = [EDUCATIONAL_SUPERVISOR, "training-programme-director"];

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
                    None if self.draft.typed == self.nothing().typed => return self.accept(fields),
                    None => return self.ask(fields, OpeningQuestion::Replace),
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

    /// Asks something before a file is opened.
    fn ask(&mut self, file: Submission, question: OpeningQuestion) -> Vec<Effect> {
        self.errors.clear();
        self.waiting = Some(Waiting { file, question });
        vec![Effect::FocusHeading]
    }

    /// Opens a file that may be opened: a plan, once it is known who reads it.
    fn accept(&mut self, file: Submission) -> Vec<Effect> {
        if self.paper == Paper::ReturnPlan {
            return self.ask(file, OpeningQuestion::Reader);
        }
        self.fill_in(&file)
    }

    /// Takes in the answer to what is asked before a file is opened. Whatever else happens keeps what was entered.
    pub(super) fn answered(&mut self, Waiting { file, question }: Waiting, event: Event) -> Vec<Effect> {
        match event {
            Event::Submitted(fields) => {
                let answer = fields.text(question.field());
                match (question, answer, Reader::from_word(answer)) {
                    (OpeningQuestion::Replace, YES, _) => self.accept(file),
                    (OpeningQuestion::Replace, NO, _) => {
                        self.errors.clear();
                        vec![Effect::FocusHeading]
                    }
                    (OpeningQuestion::Reader, _, Some(reader)) => self.open_for(reader, &file),
                    _ => {
                        self.waiting = Some(Waiting { file, question });
                        let message = match question {
                            OpeningQuestion::Replace => &self.payload.words.open.replace_error,
                            OpeningQuestion::Reader => &self.payload.words.open.reader_error,
                        };
                        let message = message.clone();
                        self.refuse(question.field(), message)
                    }
                }
            }
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
                self.waiting = Some(Waiting { file, question });
                Vec::new()
            }
        }
    }

    /// Opens a file for somebody: the trainee goes on with it, others read it first.
    fn open_for(&mut self, reader: Reader, file: &Submission) -> Vec<Effect> {
        let effects = self.fill_in(file);
        if reader == Reader::Trainee || !self.is_begun() {
            return effects;
        }
        self.reader = reader;
        self.trail.replace(At::SignOff);
        self.errors.clear();
        let remembered = effects.into_iter().filter(|effect| matches!(effect, Effect::Remember { .. }));
        remembered.chain([Effect::FocusHeading]).collect()
    }

    fn refuse(&mut self, id: &str, text: String) -> Vec<Effect> {
        self.errors = vec![ErrorLink { text, href: format!("#{id}") }];
        vec![Effect::FocusErrorSummary]
    }

    /// Reads fields of earlier versions of the site as what has taken their place.
    fn upgraded(&self, fields: &Submission) -> Submission {
        let mut fields = fields.clone();
        let vocabulary = self.payload.policy.vocabulary();
        let region = self.payload.policy.region(&RegionId::from(fields.text(FieldName::Region.word())));
        let Some(region) = region.map(|region| region.on(self.today)) else { return fields };
        // The people to talk to were chosen by their roles; two of these have names of their own now.
        let people = fields.all("people").to_vec();
        if people.iter().all(|role| region.region().roles_in_steps().contains(role.as_str())) {
            let roles = people.iter().filter(|role| !NAMED_ROLES.contains(&role.as_str()));
            let roles =
                roles.map(|role| region.region().role(&RoleId::from(role.as_str()), vocabulary).to_owned());
            let names = FieldName::PeopleNames.word();
            let others: Vec<String> = roles.chain(fields.all(names).iter().cloned()).collect();
            fields.set(names, [others.join("\n")]);
            fields.set("people", [""; 0]);
        }
        // Supervision was chosen among the support.
        let is_supervision = |entry: &&Entry<Entitlement>| entry.body.asks == Some(Asks::Supervision);
        if let Some(entry) = region.entitlements().find(is_supervision) {
            let support = FieldName::Support.word();
            let (own, others): (Vec<String>, Vec<String>) =
                fields.all(support).iter().cloned().partition(|chosen| *chosen == entry.id.as_str());
            if !own.is_empty() {
                fields.set(support, others);
                fields.set(FieldName::Supervised.word(), [YES]);
            }
            let amount = FieldName::Amount.about(entry);
            let days = fields.all(&amount).to_vec();
            if !days.is_empty() {
                fields.set(FieldName::SupervisionDays.word(), days);
                fields.set(&amount, [""; 0]);
            }
        }
        fields
    }

    /// Takes in everything that a file holds, by the name of its field, right or wrong. Goes to
    /// the tasks, or to the first page on which something is wrong.
    pub fn fill_in(&mut self, fields: &Submission) -> Vec<Effect> {
        let fields = &self.upgraded(fields);
        self.clear();
        self.id = u32::from_str_radix(fields.text(PLAN_ID), 16).unwrap_or(self.id);
        self.is_first_run = false;
        let typed = &mut self.draft.typed;
        for name in fields.names().filter(|name| !is_of_the_file(name)) {
            let values = fields.all(name).iter().map(|value| value.trim());
            typed.set(name, values.filter(|value| !value.is_empty()));
        }
        let mut first = None;
        for page in Page::ALL {
            let mut names = self.questions_of(*page).into_iter().flat_map(|question| question.names());
            let is_answered = names.any(|name| !self.draft.text(&name).is_empty());
            // Files of earlier versions of the site do not say what is finished.
            let finished = fields.all(FINISHED);
            let is_finished = finished.iter().any(|name| name == page.word());
            if is_finished || is_answered && finished.is_empty() {
                self.finish(*page);
            } else if is_answered {
                self.draft.visited.insert(*page);
            }
            // What everything else hangs on is asked at once, the rest when its turn comes.
            if is_answered || (self.is_asked(*page) && !self.is_begun()) {
                first = first.or(Some(*page).filter(|page| !self.errors_on(*page).is_empty()));
            }
        }
        self.opened = Some(if self.unasked().is_empty() { Opened::Whole } else { Opened::InPart });
        self.kept = self.entered();
        self.versions = Versions::of(fields, self.kept.iter().cloned().collect());
        let Some(page) = first else { return self.go(At::Tasks) };
        let mut effects = self.go(At::Page(page));
        self.errors = self.errors_on(page);
        effects.retain(|effect| *effect != Effect::FocusHeading);
        effects.push(Effect::FocusErrorSummary);
        effects
    }
}
