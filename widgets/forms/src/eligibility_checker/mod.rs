//! The eligibility checker: one question per screen, then the answers to check, then what the
//! region's policy means for them.

pub mod phrases;
mod screen;

use supportt_rules::answers::{Answer, Answers, Question};
use supportt_rules::date::Date;
use supportt_rules::keyword::Keyword;
use supportt_rules::policy::InForce;
use supportt_rules::vocabulary::RegionId;

use self::phrases::Phrases;
use crate::Widget;
use crate::date_input::DateInput;
use crate::event::{Effect, Event};
use crate::payload::Payload;
use crate::submission::Submission;
use crate::view::Screen;
use crate::words::CheckerWords;

const LEAVE_START: DateInput = DateInput { name: "leave-start" };
const RETURN_DATE: DateInput = DateInput { name: "return-date" };

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

    fn phrases(&self) -> Phrases<'_> {
        let Payload { policy, journey, words, .. } = &self.payload;
        Phrases { policy, journey, words }
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
            _ => {
                let chosen = fields.text(question.word());
                let is_choice = self.phrases().choices(question).iter().any(|choice| choice == chosen);
                if !is_choice || self.answers.set(question, chosen).is_err() {
                    return Err(self.refuse(question));
                }
            }
        }
        Ok(())
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
