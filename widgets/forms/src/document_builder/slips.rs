//! What is wrong with answers that were not typed into the form, such as those of a script: all of
//! it at once, by the name of the field.

use supportt_rules::keyword::Keyword;
use supportt_rules::policy::Paper;

use super::draft::{Fault, LONGEST_TEXT};
use super::questions::{FieldName, Kind, Question};
use super::{DocumentBuilder, PAPER, PLAN_ID};
use crate::date_input::DateInput;
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
    /// The paper has no such field. Those it has.
    NotAsked(Vec<String>),
    /// It is none of these.
    NotOffered(Vec<String>),
    /// It is not a day that anybody can mean.
    NotADay,
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
        let asked: Vec<Question> = self.pages().flat_map(|page| self.questions_of(page)).collect();
        let mut slips: Vec<Slip> =
            asked.iter().flat_map(|question| self.slips_of(question, fields)).collect();
        // What else is asked depends on the region and the stage.
        if self.is_begun() {
            let own = [PAPER, PLAN_ID, FieldName::Region.word()];
            let names = || asked.iter().map(|question| question.name.as_str()).chain(own);
            let unknown = fields.names().filter(|name| names().all(|known| known != *name));
            slips.extend(unknown.map(|name| Slip {
                field: name.to_owned(),
                value: None,
                kind: SlipKind::NotAsked(names().map(str::to_owned).collect()),
            }));
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
                let offered = || options.iter().map(|option| option.value.clone()).collect();
                if matches!(question.kind, Kind::One(_, Some(_))) && values.is_empty() {
                    return vec![slip(None, SlipKind::Missing(offered()))];
                }
                let is_offered = |value: &String| options.iter().any(|option| option.value == *value);
                wrong(&is_offered, SlipKind::NotOffered(offered()))
            }
            Kind::Date { .. } => {
                let is_day = |_: &String| DateInput { name }.read(fields).is_ok();
                wrong(&is_day, SlipKind::NotADay)
            }
            Kind::Text(_) => {
                let fits = |value: &String| value.chars().count() <= LONGEST_TEXT;
                wrong(&fits, SlipKind::TooLong(LONGEST_TEXT))
            }
            Kind::Number(most) => {
                let is_number =
                    |_: &String| self.draft.number(name).is_some_and(|number| (1..=*most).contains(&number));
                wrong(&is_number, SlipKind::NotANumber(*most))
            }
        }
    }
}
