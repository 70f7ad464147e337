//! The eligibility checker: one question per screen, then the answers to check, then what the
//! region's policy means for them.

pub mod phrases;
mod resume;
mod screen;

use supportt_rules::answers::{Answer, Answers, Question};
use supportt_rules::date::Date;
use supportt_rules::keyword::Keyword;
use supportt_rules::policy::InForce;
use supportt_rules::vocabulary::RegionId;

use self::phrases::Phrases;
use self::resume::{Broken, Fragment, Saved};
use crate::Widget;
use crate::date_input::DateInput;
use crate::event::{Effect, Event};
use crate::payload::Payload;
use crate::submission::Submission;
use crate::trail::Trail;
use crate::view::Screen;
use crate::words::CheckerWords;

const LEAVE_START: DateInput<'_> = DateInput { name: "leave-start" };
const RETURN_DATE: DateInput<'_> = DateInput { name: "return-date" };

/// The field that holds a link to the answers.
const LINK_ID: &str = "resume-link";

/// The eligibility checker.
#[derive(Debug)]
pub struct EligibilityChecker {
    payload: Payload<CheckerWords>,
    /// The region of the page, on a region's page.
    page_region: Option<RegionId>,
    today: Date,
    /// The page's address, for a link to it.
    page: String,
    answers: Answers,
    trail: Trail<At>,
    /// What came with the address, told on the first screen.
    arrival: Option<Arrival>,
    /// A link to these answers, once one was asked for.
    link: Option<ResumeLink>,
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

/// What came with the page's address.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Arrival {
    /// A page's link had given answers.
    Given,
    /// A visitor's own link brought answers back.
    Saved(Saved),
    /// A visitor's own link could not be read.
    Broken(Broken),
}

/// A link that brings the answers back.
#[derive(Clone, Debug, PartialEq, Eq)]
struct ResumeLink {
    address: String,
    copied: Option<bool>,
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
            page: String::new(),
            answers: Answers::default(),
            trail: Trail::new(At::Question(Question::Region)),
            arrival: None,
            link: None,
            refused: None,
        };
        checker.clear();
        checker.trail = Trail::new(At::Question(checker.first()));
        checker
    }

    fn clear(&mut self) {
        let region = self.page_region.clone().map(Answer::Known);
        self.answers = Answers { region, ..Answers::default() };
        self.arrival = None;
        self.link = None;
        self.refused = None;
    }

    /// Takes in what came with the address.
    fn start(&mut self, fragment: &str) -> Vec<Effect> {
        let (arrival, answers) = match resume::read(fragment, &self.payload.policy) {
            Fragment::Foreign => return Vec::new(),
            Fragment::Answers(given) => (Arrival::Given, given),
            Fragment::Saved(saved) => (Arrival::Saved(saved.clone()), saved.answers),
            Fragment::Broken(broken) => (Arrival::Broken(broken), Answers::default()),
        };
        self.clear();
        self.arrival = Some(arrival);
        for question in Question::ALL {
            self.take(*question, &answers);
        }
        if !self.answers.dates_are_in_order() {
            // A slip in a page's link: the day is asked for.
            self.answers.forget(Question::ReturnDate);
        }
        self.trail = Trail::new(self.next());
        vec![Effect::ForgetFragment]
    }

    /// Takes an answer from elsewhere; the region of a region's page stays what it is.
    fn take(&mut self, question: Question, from: &Answers) {
        let is_fixed = question == Question::Region && self.page_region.is_some();
        if let (false, Some(written)) = (is_fixed, from.written(question)) {
            // It was an answer to the same question before.
            let _ = self.answers.set(question, &written);
        }
    }

    /// Where an answer leads: to the first open question, or to the answers.
    fn next(&self) -> At {
        let open = self.path().into_iter().find(|question| !question.is_answered(&self.answers));
        open.map_or(At::CheckAnswers, At::Question)
    }

    /// Goes on to a screen and has the browser remember it.
    fn go(&mut self, at: At) -> Vec<Effect> {
        self.refused = None;
        self.link = None;
        if at != self.trail.at() {
            self.arrival = None;
        }
        self.trail.go(at)
    }

    /// Shows a screen that was visited before, if the answers still lead there.
    fn revisit(&mut self, position: usize) -> Vec<Effect> {
        if !self.trail.return_to(position) {
            return Vec::new();
        }
        self.refused = None;
        self.link = None;
        let is_open = match self.trail.at() {
            At::Question(question) => self.path().contains(&question),
            At::CheckAnswers | At::Outcome => self.next() == At::CheckAnswers,
        };
        if !is_open {
            self.trail.replace(self.next());
        }
        vec![Effect::FocusHeading]
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

    fn submitted(&mut self, fields: Submission) -> Vec<Effect> {
        match self.trail.at() {
            At::Question(question) => match self.read(question, &fields) {
                Ok(()) => self.go(self.next()),
                Err(refusal) => {
                    self.refused = Some((fields, refusal));
                    vec![Effect::FocusErrorSummary]
                }
            },
            At::CheckAnswers | At::Outcome => self.go(At::Outcome),
        }
    }

    fn back(&mut self) -> Vec<Effect> {
        let path = self.path();
        let before = match self.trail.at() {
            At::Outcome => At::CheckAnswers,
            At::CheckAnswers => At::Question(path.last().copied().unwrap_or(self.first())),
            At::Question(question) => {
                let before = path.iter().rev().skip_while(|other| **other != question).nth(1);
                At::Question(before.copied().unwrap_or(self.first()).max(self.first()))
            }
        };
        self.go(before)
    }

    fn can_go_back(&self) -> bool {
        self.trail.at() != At::Question(self.first())
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

    fn date(&self, input: DateInput<'_>, fields: &Submission) -> Result<Answer<Date>, Refusal> {
        input.read(fields).map_err(|error| Refusal {
            message: error.message(&self.payload.journey.date),
            element: input.wrong_id(error),
        })
    }

    fn check_order(
        &self,
        input: DateInput<'_>,
        start: Option<&Date>,
        end: Option<&Date>,
    ) -> Result<(), Refusal> {
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
            Event::Started { today, page, fragment, .. } => {
                self.today = today;
                self.page = page;
                self.start(&fragment)
            }
            Event::FragmentOpened(fragment) => {
                let mut effects = self.start(&fragment);
                if !effects.is_empty() {
                    effects.push(Effect::FocusHeading);
                }
                effects
            }
            Event::Revisited { position } => self.revisit(position),
            Event::Submitted(fields) => self.submitted(fields),
            Event::BackChosen(_) => self.back(),
            Event::ChangeChosen(name) => match Question::from_word(&name) {
                Some(question) if self.path().contains(&question) => self.go(At::Question(question)),
                _ => Vec::new(),
            },
            Event::RestartChosen => {
                self.clear();
                self.go(At::Question(self.first()))
            }
            Event::LinkChosen => {
                let saved = resume::save(&self.payload.policy, &self.answers, self.today);
                let address = format!("{}#{}", self.page, resume::write(&saved));
                self.link = Some(ResumeLink { address, copied: None });
                vec![Effect::Focus(LINK_ID)]
            }
            Event::CopyChosen(_) => {
                self.link.as_ref().map(|link| Effect::Copy(link.address.clone())).into_iter().collect()
            }
            Event::Copied { succeeded } => {
                let Some(link) = &mut self.link else { return Vec::new() };
                link.copied = Some(succeeded);
                vec![Effect::Announce(screen::copied_text(self))]
            }
            Event::PrintChosen => vec![Effect::Print],
            // The checker keeps its answers in links, not in files.
            Event::ShareChosen
            | Event::SecureChosen
            | Event::SendChosen
            | Event::Sent { .. }
            | Event::Opened(_) => Vec::new(),
        }
    }

    fn screen(&self) -> Screen {
        screen::screen(self)
    }
}
