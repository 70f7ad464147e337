//! Who has a plan open: the trainee, or somebody who reads it to agree to it and sends it back.

use supportt_basics::keyword::Keyword;
use supportt_rules::return_plan::Agreed;

use super::names::{FieldName, Page, Reader};
use super::question::{Kind, Question, YES};
use super::state::{At, DocumentBuilder};
use crate::date_input::DateInput;
use crate::view::SignOffScreen;
use crate::words::fill;

impl DocumentBuilder {
    /// Whether somebody has it open whose plan it is not.
    pub(super) fn is_sign_off(&self) -> bool {
        self.reader != Reader::Trainee
    }

    /// What everything is done from: the tasks of one's own plan, or somebody else's plan.
    pub(super) fn hub(&self) -> At {
        if self.is_sign_off() { At::SignOff } else { At::Tasks }
    }

    /// The questions of a page that are put to whoever has it open: of an agreement everybody is asked for their part.
    pub(super) fn shown_questions(&self, page: Page) -> Vec<Question> {
        let mut questions = self.questions_of(page);
        if page == Page::Agreement {
            let is = |question: &Question, field: FieldName| question.name == field.word();
            questions.retain(|question| match self.reader {
                Reader::Trainee => true,
                // They do agree by email, since they send it back.
                Reader::Supervisor => {
                    !is(question, FieldName::AgreedByEmail) && !is(question, FieldName::DirectorAgreedOn)
                }
                Reader::Director => is(question, FieldName::DirectorAgreedOn),
            });
            for question in &mut questions {
                self.put_to_reader(question);
            }
        }
        questions
    }

    /// Asks somebody for their answer who has come to give it.
    fn put_to_reader(&self, question: &mut Question) {
        let words = &self.payload.words.sign_off;
        match (self.reader, &mut question.kind) {
            (Reader::Supervisor, Kind::One(_, missing))
                if question.name == FieldName::SupervisorAgrees.word() =>
            {
                question.label.clone_from(&words.agree);
                *missing = Some(words.agree_missing.clone());
            }
            (Reader::Supervisor, Kind::Date { .. }) if question.name == FieldName::AgreedOn.word() => {
                question.hint = Some(words.agreed_on.clone());
            }
            (Reader::Director, Kind::Date { is_required }) => *is_required = true,
            _ => {}
        }
    }

    /// Enters what follows when somebody agrees in the plan: they do so by email, and today unless they say another day.
    pub(super) fn complete_agreement(&mut self) {
        if self.reader != Reader::Supervisor {
            return;
        }
        let is_agreed = self.is_agreed();
        let typed = &mut self.draft.typed;
        typed.set(FieldName::AgreedByEmail.word(), is_agreed.then_some(YES));
        let day = DateInput { name: FieldName::AgreedOn.word() };
        if day.names().iter().all(|name| typed.text(name).is_empty()) {
            typed.set(day.name, [self.today.to_string()]);
        }
    }

    /// Whether the plan says that the educational supervisor agrees.
    pub(super) fn is_agreed(&self) -> bool {
        let answer = Agreed::from_word(self.draft.text(FieldName::SupervisorAgrees.word()));
        matches!(answer, Some(Agreed::Yes | Agreed::WithChanges))
    }

    /// Whose plan it is, as far as that is known.
    fn whose(&self) -> &str {
        match self.draft.text(FieldName::Name.word()) {
            "" => &self.payload.words.sign_off.anybody,
            name => name,
        }
    }

    /// A text with the name of whoever's plan it is.
    pub(super) fn about_trainee(&self, pattern: &str) -> String {
        fill(pattern, &[("name", self.whose())])
    }

    /// The plan, to somebody who is to agree to it.
    pub(super) fn sign_off(&self) -> Option<SignOffScreen> {
        let words = &self.payload.words.sign_off;
        Some(SignOffScreen {
            heading: self.about_trainee(&words.heading),
            lead: self.about_trainee(&words.lead),
            notes: self
                .opening_notes()
                .into_iter()
                .chain(self.faults().into_iter().map(|fault| fault.text))
                .collect(),
            changes: self.changes(),
            left_out: self.left_out_view(),
            submit: words.submit.clone(),
            document: self.document()?,
            change: words.change.clone(),
            can_clear: true,
        })
    }
}
