//! What is wrong with answers that were not typed into the form, such as those of a script: all of
//! it at once, by the name of the field.

use std::rc::Rc;

use supportt_basics::keyword::Keyword;
use supportt_documents::document;
use supportt_rules::policy::Paper;

use super::answers::Fault;
use super::draft::LONGEST_TEXT;
use super::names::{FieldName, PAPER, PLAN_ID};
use super::question::{Kind, Question, YES};
use super::state::DocumentBuilder;
use super::versions::is_of_the_file;
use crate::date_input::{DateError, DateInput, YEARS};
use crate::submission::Submission;

/// Something wrong with one answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// The name of the field.
    pub field: String,
    /// The value, where the field may have others that are right.
    pub value: Option<String>,
    /// What is wrong.
    pub kind: SlipKind,
}

/// What is wrong with an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SlipKind {
    /// There must be an answer: one of these.
    Missing(Vec<String>),
    /// The paper has no such field.
    NotAsked {
        /// The fields that it has and that have no answer yet.
        open: Vec<String>,
        /// Whether the form has the field for others.
        is_known: bool,
        /// The answers to others, by field and value, after each of which it is asked.
        after: Vec<(String, String)>,
        /// Why it is not asked, in the form's words, where it says so.
        reason: Option<String>,
    },
    /// It is none of these.
    NotOffered(Vec<String>),
    /// The region has it, but not for these answers; why, in the form's words, where it says so.
    NotOpen(Option<String>),
    /// The course is over.
    Over,
    /// It does not tell a paper from others.
    NotAnId,
    /// It is not a day.
    NotADay,
    /// The year is not one of these, from the first to the last.
    NotAYear(i32, i32),
    /// It is not a whole number from 1 to this.
    NotANumber(u32),
    /// It is a text of more characters than this.
    TooLong(usize),
    /// The field takes one value and has several.
    Several,
    /// It goes against a rule, or another answer.
    Against {
        /// The form's words for it.
        text: String,
        /// A value that would be right, where there is one to name.
        remedy: Option<String>,
    },
}

impl DocumentBuilder {
    /// Everything that is wrong with these answers, once they have been [filled in](Self::fill_in).
    #[must_use]
    pub fn slips(&self, fields: &Submission) -> Vec<Slip> {
        let asked = self.asked_questions();
        let mut slips: Vec<Slip> =
            asked.iter().flat_map(|question| self.slips_of(question, fields)).collect();
        // What else is asked depends on the region and the stage.
        if self.is_begun() {
            let mut names = vec![PAPER, PLAN_ID, FieldName::Region.word()];
            names.extend(asked.iter().map(|question| question.name.as_str()));
            let is_open = |name: &&str| fields.all(name).is_empty();
            let open = names.iter().copied().filter(is_open).map(str::to_owned).collect::<Vec<_>>();
            let unknown = fields.names().filter(|name| !names.contains(name) && !is_of_the_file(name));
            slips.extend(unknown.map(|name| Slip {
                field: name.to_owned(),
                value: None,
                kind: self.not_asked(name, fields, open.clone()),
            }));
        }
        let id = fields.text(PLAN_ID);
        if !(id.is_empty() || id.len() == 8 && id.bytes().all(|byte| byte.is_ascii_hexdigit())) {
            let value = Some(id.to_owned());
            slips.push(Slip { field: PLAN_ID.to_owned(), value, kind: SlipKind::NotAnId });
        }
        if Paper::from_word(fields.text(PAPER)).is_none() && !fields.text(PAPER).is_empty() {
            let papers = Paper::ALL.iter().map(|paper| paper.word().to_owned());
            slips.push(Slip {
                field: PAPER.to_owned(),
                value: Some(fields.text(PAPER).to_owned()),
                kind: SlipKind::NotOffered(papers.collect()),
            });
        }
        for Fault { name, text, remedy, .. } in self.faults() {
            if !slips.iter().any(|slip| slip.field == name) {
                slips.push(Slip { field: name, value: None, kind: SlipKind::Against { text, remedy } });
            }
        }
        slips
    }

    /// Whether a field that is asked takes any text, so that it takes no other kind of answer.
    #[must_use]
    pub fn takes_text(&self, field: &str) -> bool {
        let asked = self.asked_questions();
        asked
            .iter()
            .any(|question| question.name == field && matches!(question.kind, Kind::Text(_) | Kind::Email))
    }

    /// Why a field is not asked.
    fn not_asked(&self, name: &str, fields: &Submission, open: Vec<String>) -> SlipKind {
        let answer = [(name, fields.text(name))].into_iter().collect();
        let known = self.known_questions(&answer);
        let is_known = known.iter().any(|question| question.name == name);
        let after = if is_known { self.asked_after(name) } else { Vec::new() };
        let reason = if is_known && after.is_empty() { self.why_closed() } else { None };
        SlipKind::NotAsked { open, is_known, after, reason }
    }

    /// The answers after each of which a field is asked: one of what the region offers, or a "yes".
    fn asked_after(&self, field: &str) -> Vec<(String, String)> {
        let support = FieldName::Support.word();
        let is_asked = |(name, value): &(String, String)| {
            let mut draft = self.draft.clone();
            let chosen = draft.typed.all(name).to_vec();
            let kept = chosen.into_iter().filter(|_| name == support);
            draft.typed.set(name, kept.chain([value.clone()]));
            let page_region = self.page_region.clone();
            let other = Self::with(Rc::clone(&self.payload), self.paper, page_region);
            let other = Self { draft, today: self.today, ..other };
            other.asked_questions().iter().any(|question| question.name == field)
        };
        let offered = self.entitlements().into_iter().map(|(_, entry)| (support, entry.id.as_str()));
        let asked = [FieldName::Supervised, FieldName::LessThanFullTime, FieldName::PhasedReturn];
        let answers = offered.chain(asked.map(|name| (name.word(), YES)));
        answers.map(|(name, value)| (name.to_owned(), value.to_owned())).filter(is_asked).collect()
    }

    /// Why not all that the region offers can be chosen, where the plan says so.
    fn why_closed(&self) -> Option<String> {
        document::limits(self.setting()?, &self.applies()?).into_iter().next()
    }

    /// What is wrong with a value that is none of those offered.
    fn not_offered(&self, field: &str, value: &str, offered: Vec<String>) -> SlipKind {
        let is = |name: FieldName| field == name.word();
        let region = self.region();
        let mut courses =
            region.and_then(|region| self.payload.courses.get(region.region().id())).into_iter();
        if is(FieldName::Support) && region.is_some_and(|region| region.entitlement(value).is_some()) {
            SlipKind::NotOpen(self.why_closed())
        } else if is(FieldName::Courses) && courses.any(|own| own.iter().any(|course| course.id == value)) {
            SlipKind::Over
        } else {
            SlipKind::NotOffered(offered)
        }
    }

    /// What is wrong with the values of one field on their own.
    fn slips_of(&self, question: &Question, fields: &Submission) -> Vec<Slip> {
        let name = &question.name;
        let values = fields.all(name);
        let slip = |value: Option<&String>, kind| Slip { field: name.clone(), value: value.cloned(), kind };
        let is_one = !matches!(question.kind, Kind::Any(_));
        if is_one && values.len() > 1 {
            return vec![slip(None, SlipKind::Several)];
        }
        let wrong = |is_right: &dyn Fn(&String) -> bool, kind: SlipKind| {
            let wrong = values.iter().filter(|value| !is_right(value));
            wrong.map(|value| slip(Some(value), kind.clone())).collect()
        };
        match &question.kind {
            Kind::One(options, _) | Kind::Any(options) => {
                let offered = || options.iter().map(|option| option.value.clone()).collect::<Vec<_>>();
                if matches!(question.kind, Kind::One(_, Some(_))) && values.is_empty() {
                    return vec![slip(None, SlipKind::Missing(offered()))];
                }
                let is_offered = |value: &&String| options.iter().any(|option| option.value == **value);
                let others = values.iter().filter(|value| !is_offered(value));
                others.map(|value| slip(Some(value), self.not_offered(name, value, offered()))).collect()
            }
            Kind::Date { .. } => {
                let kind = match (DateInput { name }).read(fields) {
                    Ok(_) => return Vec::new(),
                    Err(DateError::Year) => SlipKind::NotAYear(*YEARS.start(), *YEARS.end()),
                    Err(_) => SlipKind::NotADay,
                };
                wrong(&|_| false, kind)
            }
            Kind::Text(_) | Kind::Email => {
                let fits = |value: &String| value.chars().count() <= LONGEST_TEXT;
                wrong(&fits, SlipKind::TooLong(LONGEST_TEXT))
            }
            Kind::Number(most) => {
                let is_number =
                    |_: &String| self.draft.number(name).is_some_and(|number| (1..=*most).contains(&number));
                wrong(&is_number, SlipKind::NotANumber(self.greatest(question, *most)))
            }
        }
    }
}
