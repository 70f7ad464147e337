//! The eligibility checker: one question per screen, then the answers to check, then what the
//! region's policy means for them.

mod screen;

use supportt_rules::answers::{Answer, Answers, Question, UNKNOWN};
use supportt_rules::date::Date;
use supportt_rules::keyword::Keyword;
use supportt_rules::policy::InForce;
use supportt_rules::vocabulary::RegionId;

use crate::Widget;
use crate::date_input::DateInput;
use crate::event::{Effect, Event};
use crate::payload::Payload;
use crate::submission::Submission;
use crate::view::Screen;
use crate::words::CheckerWords;

const LEAVE_START: DateInput = DateInput { name: "leave-start" };
const RETURN_DATE: DateInput = DateInput { name: "return-date" };
const YES: &str = "yes";
const NO: &str = "no";

/// The eligibility checker.
#[derive(Debug)]
pub struct EligibilityChecker {
    payload: Payload<CheckerWords>,
    /// The region of the page, on a region's page.
    page_region: Option<RegionId>,
    today: Date,
    answers: Answers,
    at: At,
    /// What was wrong with the last submission, and the submission itself to show again.
    refused: Option<(Submission, Refusal)>,
}

/// Which screen the visitor is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    Question(Question),
    CheckAnswers,
    Outcome,
}

/// What is wrong with a submission.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Refusal {
    message: String,
    /// The id of the element to mend.
    element: String,
}

impl EligibilityChecker {
    /// A checker with nothing answered but the region of its page, if that is a region's.
    #[must_use]
    pub fn new(payload: Payload<CheckerWords>, region: Option<RegionId>) -> Self {
        let mut checker = Self {
            payload,
            page_region: region,
            today: Date::MIN,
            answers: Answers::default(),
            at: At::Question(Question::Region),
            refused: None,
        };
        checker.restart();
        checker
    }

    fn restart(&mut self) {
        let region = self.page_region.clone();
        self.at = At::Question(match region {
            Some(_) => Question::Stage,
            None => Question::Region,
        });
        self.answers = Answers { region: region.map(Answer::Known), ..Answers::default() };
        self.refused = None;
    }

    fn region(&self) -> Option<InForce<'_>> {
        self.answers.region_in_force(&self.payload.policy, self.today)
    }

    fn path(&self) -> Vec<Question> {
        self.answers.path(&self.payload.policy, self.today)
    }

    /// The first screen: on a region's page the region is answered already.
    fn first(&self) -> Question {
        match self.page_region {
            Some(_) => Question::Stage,
            None => Question::Region,
        }
    }

    fn submitted(&mut self, fields: Submission) -> Effect {
        match self.at {
            At::Question(question) => match self.read(question, &fields) {
                Ok(()) => {
                    self.refused = None;
                    let open = self.path().into_iter().find(|q| !q.is_answered(&self.answers));
                    self.at = open.map_or(At::CheckAnswers, At::Question);
                    Effect::FocusHeading
                }
                Err(refusal) => {
                    self.refused = Some((fields, refusal));
                    Effect::FocusErrorSummary
                }
            },
            At::CheckAnswers | At::Outcome => {
                self.at = At::Outcome;
                Effect::FocusHeading
            }
        }
    }

    fn back(&mut self) {
        self.refused = None;
        let path = self.path();
        self.at = match self.at {
            At::Outcome => At::CheckAnswers,
            At::CheckAnswers => At::Question(path.last().copied().unwrap_or(self.first())),
            At::Question(question) => {
                let before = path.iter().rev().skip_while(|other| **other != question).nth(1);
                At::Question(before.copied().unwrap_or(self.first()))
            }
        };
    }

    fn can_go_back(&self) -> bool {
        self.at != At::Question(self.first())
    }

    /// Takes the answer to `question` out of the fields.
    fn read(&mut self, question: Question, fields: &Submission) -> Result<(), Refusal> {
        match question {
            Question::Region => {
                let chosen = self.choice(question, fields)?;
                let answer = match chosen.as_str() {
                    UNKNOWN => Some(Answer::Unknown),
                    id => self
                        .payload
                        .policy
                        .region(&RegionId::from(id))
                        .map(|region| Answer::Known(region.id().clone())),
                };
                self.answers.region = Some(answer.ok_or_else(|| self.refuse(question))?);
            }
            Question::Stage => self.answers.stage = Some(self.keyword(question, fields)?),
            Question::Reason => self.answers.reason = Some(self.keyword(question, fields)?),
            Question::Restriction => self.answers.restriction = Some(self.keyword(question, fields)?),
            Question::PlannerForm => self.answers.planner_form = Some(self.yes_or_no(question, fields)?),
            Question::Approved => self.answers.approved = Some(self.yes_or_no(question, fields)?),
            Question::LongEnough => self.answers.long_enough = Some(self.yes_or_no(question, fields)?),
            Question::LeaveStart => {
                let start = self.date(LEAVE_START, fields)?;
                self.check_order(LEAVE_START, start.known(), self.answers.known_return_date().as_ref())?;
                self.answers.leave_start = Some(start);
            }
            Question::ReturnDate => {
                let end = self.date(RETURN_DATE, fields)?;
                self.check_order(RETURN_DATE, self.answers.known_leave_start().as_ref(), end.known())?;
                self.answers.return_date = Some(end);
            }
        }
        Ok(())
    }

    fn choice(&self, question: Question, fields: &Submission) -> Result<String, Refusal> {
        let chosen = fields.text(question.word());
        if chosen.is_empty() { Err(self.refuse(question)) } else { Ok(chosen.to_owned()) }
    }

    fn keyword<K: Keyword>(&self, question: Question, fields: &Submission) -> Result<Answer<K>, Refusal> {
        match self.choice(question, fields)?.as_str() {
            UNKNOWN => Ok(Answer::Unknown),
            word => K::from_word(word).map(Answer::Known).ok_or_else(|| self.refuse(question)),
        }
    }

    fn yes_or_no(&self, question: Question, fields: &Submission) -> Result<Answer<bool>, Refusal> {
        match self.choice(question, fields)?.as_str() {
            YES => Ok(Answer::Known(true)),
            NO => Ok(Answer::Known(false)),
            UNKNOWN => Ok(Answer::Unknown),
            _ => Err(self.refuse(question)),
        }
    }

    fn date(&self, input: DateInput, fields: &Submission) -> Result<Answer<Date>, Refusal> {
        input.read(fields).map_err(|error| Refusal {
            message: error.message(&self.payload.journey.date).to_owned(),
            element: input.first_id(),
        })
    }

    fn check_order(&self, input: DateInput, start: Option<&Date>, end: Option<&Date>) -> Result<(), Refusal> {
        match (start, end) {
            (Some(start), Some(end)) if end <= start => {
                Err(Refusal { message: self.payload.journey.date.order.clone(), element: input.first_id() })
            }
            _ => Ok(()),
        }
    }

    fn refuse(&self, question: Question) -> Refusal {
        Refusal {
            message: self.payload.words.questions[&question].error.clone(),
            element: question.word().to_owned(),
        }
    }
}

impl Widget for EligibilityChecker {
    fn update(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::Started { today } => {
                self.today = today;
                Vec::new()
            }
            Event::Submitted(fields) => vec![self.submitted(fields)],
            Event::BackChosen => {
                self.back();
                vec![Effect::FocusHeading]
            }
            Event::ChangeChosen(name) => match Question::from_word(&name) {
                Some(question) if self.path().contains(&question) => {
                    self.refused = None;
                    self.at = At::Question(question);
                    vec![Effect::FocusHeading]
                }
                _ => Vec::new(),
            },
            Event::RestartChosen => {
                self.restart();
                vec![Effect::FocusHeading]
            }
            Event::PrintChosen => vec![Effect::Print],
            Event::CopyChosen | Event::Copied { .. } => Vec::new(),
        }
    }

    fn screen(&self) -> Screen {
        screen::screen(self)
    }
}
