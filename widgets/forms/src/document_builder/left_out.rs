//! What was entered and is not in the paper, by name: what is wrong, what is not asked after another
//! answer was changed, and what a saved file holds that is not asked any more.

use std::iter;
use std::rc::Rc;

use supportt_basics::date;
use supportt_basics::keyword::Keyword;
use supportt_documents::document::Row;

use super::draft::Draft;
use super::names::FieldName;
use super::question::{Kind, Question};
use super::state::DocumentBuilder;
use crate::date_input::DateInput;
use crate::event::Effect;
use crate::submission::Submission;
use crate::view::LeftOutView;

impl Question {
    /// Whether it is the question of an answer, and has words for it.
    fn knows(&self, name: &str, value: &str) -> bool {
        let has_words = match &self.kind {
            Kind::One(options, _) | Kind::Any(options) => options.iter().any(|option| option.value == value),
            Kind::Date { .. } | Kind::Text(_) | Kind::Email | Kind::Number(_) => true,
        };
        has_words && self.names().iter().any(|own| own == name)
    }

    /// Offers what the same question offers in another region.
    fn offer_too(&mut self, other: Self) {
        match (&mut self.kind, other.kind) {
            (Kind::One(options, _), Kind::One(others, _)) | (Kind::Any(options), Kind::Any(others)) => {
                options.extend(others);
            }
            _ => {}
        }
    }
}

impl DocumentBuilder {
    /// What was entered and is not in the paper; `None` when everything is.
    pub(super) fn left_out_view(&self) -> Option<LeftOutView> {
        let words = &self.payload.words.left_out;
        let rows = self.left_out();
        (!rows.is_empty()).then(|| LeftOutView {
            heading: self.filled(&words.heading),
            lead: self.filled(&words.lead),
            rows,
            remove: words.remove.clone(),
        })
    }

    pub(super) fn left_out(&self) -> Vec<Row> {
        let mut rows: Vec<Row> = Vec::new();
        let faults = self.faults();
        for question in self.pages().flat_map(|page| self.questions_of(page)) {
            if faults.iter().any(|fault| fault.name == question.name) {
                rows.push(Row { value: self.answer(&question), label: question.label });
            }
        }
        let unasked: Submission = self.unasked().into_iter().collect();
        let known = self.known_questions(&unasked);
        for question in &known {
            let value = self.value_of(question, &unasked);
            if !value.is_empty() {
                rows.push(Row { label: question.label.clone(), value });
            }
        }
        let is_known =
            |name: &str| known.iter().any(|question| question.names().iter().any(|own| own == name));
        for name in unasked.names().filter(|name| !is_known(name)) {
            rows.push(Row { label: name.to_owned(), value: unasked.all(name).join("\n") });
        }
        rows
    }

    /// Removes what is not in the paper.
    pub(super) fn discard(&mut self) -> Vec<Effect> {
        let faults = self.faults();
        let is_wrong = |question: &Question| faults.iter().any(|fault| fault.name == question.name);
        let asked = self.pages().flat_map(|page| self.questions_of(page));
        let right = asked.filter(|question| !is_wrong(question));
        let right = right.flat_map(|question| question.written(&self.draft));
        let fixed = self.nothing().typed;
        let fixed = fixed.iter().map(|(name, value)| (name.to_owned(), value.to_owned()));
        self.draft.typed = right.filter(|(_, value)| !value.is_empty()).chain(fixed).collect();
        // What is removed is in no earlier version either.
        self.versions.forget();
        vec![Effect::FocusHeading]
    }

    /// The questions of the paper in whatever region, as many as it takes to know these answers;
    /// those of the chosen region come first.
    pub(super) fn known_questions(&self, answers: &Submission) -> Vec<Question> {
        let chosen = self.draft.text(FieldName::Region.word());
        let mut regions: Vec<&str> =
            self.payload.policy.regions().iter().map(|region| region.id().as_str()).collect();
        regions.sort_by_key(|region| *region != chosen);
        let mut questions: Vec<Question> = Vec::new();
        for region in regions {
            if answers.iter().all(|(name, value)| questions.iter().any(|known| known.knows(name, value))) {
                break;
            }
            // On paper everything is asked.
            let typed = [(FieldName::Region.word(), region)].into_iter().collect();
            let other = Self {
                draft: Draft { typed, ..Draft::default() },
                today: self.today,
                on_paper: true,
                ..Self::with(Rc::clone(&self.payload), self.paper, None)
            };
            for question in other.pages().flat_map(|page| other.questions_of(page)) {
                match questions.iter_mut().find(|known| known.name == question.name) {
                    Some(known) => known.offer_too(question),
                    None => questions.push(question),
                }
            }
        }
        questions
    }

    /// An answer in words, or what was typed if it is none; empty when nothing was.
    pub(super) fn answer(&self, question: &Question) -> String {
        let values = question.written(&self.draft);
        self.value_of(question, &values.into_iter().collect())
    }

    /// What the field of a question holds, in words as far as there are any.
    pub(super) fn value_of(&self, question: &Question, typed: &Submission) -> String {
        let name = question.name.as_str();
        let label = |value: &String| {
            let offered = question.options().iter().find(|option| option.value == *value);
            let course = self.payload.courses.values().flatten().find(|course| course.id == *value);
            let course = course.filter(|_| name == FieldName::Courses.word()).map(|course| &course.name);
            let mut regions = self.payload.policy.regions().iter().map(|region| region.on(self.today));
            let support = regions.find_map(|region| region.entitlement(value));
            let support = support.filter(|_| name == FieldName::Support.word()).map(|entry| &entry.name);
            offered.map(|option| &option.label).or(course).or(support).unwrap_or(value).clone()
        };
        match question.kind {
            Kind::Date { .. } => {
                let first = DateInput { name }.in_words(typed, &self.payload.journey.date);
                let others = question.hidden(typed).into_iter();
                let others = others.map(|(_, value)| date::read(&value).map_or(value, date::long));
                let all = iter::once(first).chain(others).filter(|value| !value.is_empty());
                all.collect::<Vec<_>>().join("\n")
            }
            Kind::One(..) | Kind::Any(_) => typed.all(name).iter().map(label).collect::<Vec<_>>().join("\n"),
            Kind::Text(_) | Kind::Email | Kind::Number(_) => typed.all(name).join("\n"),
        }
    }
}
