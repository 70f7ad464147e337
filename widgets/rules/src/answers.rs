//! What a visitor says about themselves, and which questions are worth asking.

use std::fmt;

use crate::fixed_words::ApprovalNeeded;
use crate::fixed_words::{AbsenceReason, RestrictionStatus, Stage};
use crate::policy::{InForce, Policy, RuleId};
use crate::probe::{Dates, Probe as _};
use crate::value::Value;
use supportt_basics::date::{self, Date};
use supportt_basics::ids::RegionId;
use supportt_basics::keyword::{Keyword, keywords};

/// An answer that was given, where "I do not know" is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer<T> {
    /// The visitor knows.
    Known(T),
    /// "I do not know." Written `unknown`.
    Unknown,
}

impl<T> Answer<T> {
    /// What the visitor knows.
    pub fn known(&self) -> Option<&T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Unknown => None,
        }
    }
}

/// How "I do not know" is written.
pub const UNKNOWN: &str = "unknown";

/// How "yes" and "no" are written.
const YES: &str = "yes";
const NO: &str = "no";

/// A kind of answer with one spelling, the same in form fields, files, links and tables.
trait Written: Sized {
    fn read(text: &str) -> Option<Self>;
    fn write(&self) -> String;
}

/// Answers that are one of a closed set of words.
macro_rules! written_as_words {
    ($($answer:ty),+) => { $(
        impl Written for $answer {
            fn read(text: &str) -> Option<Self> {
                Self::from_word(text)
            }

            fn write(&self) -> String {
                self.word().to_owned()
            }
        }
    )+ };
}
written_as_words!(Stage, AbsenceReason, RestrictionStatus);

impl Written for bool {
    fn read(text: &str) -> Option<Self> {
        match text {
            YES => Some(true),
            NO => Some(false),
            _ => None,
        }
    }

    fn write(&self) -> String {
        if *self { YES } else { NO }.to_owned()
    }
}

impl Written for Date {
    fn read(text: &str) -> Option<Self> {
        date::read(text)
    }

    fn write(&self) -> String {
        self.to_string()
    }
}

impl Written for RegionId {
    fn read(text: &str) -> Option<Self> {
        Some(Self::from(text))
    }

    fn write(&self) -> String {
        self.to_string()
    }
}

/// The place of one answer, whatever its kind.
trait Slot {
    fn is_filled(&self) -> bool;
    fn written(&self) -> Option<String>;
    fn fill(&mut self, written: &str) -> bool;
    fn empty(&mut self);
}

impl<T: Written> Slot for Option<Answer<T>> {
    fn is_filled(&self) -> bool {
        self.is_some()
    }

    fn written(&self) -> Option<String> {
        self.as_ref().map(|answer| match answer {
            Answer::Known(value) => value.write(),
            Answer::Unknown => UNKNOWN.to_owned(),
        })
    }

    fn fill(&mut self, written: &str) -> bool {
        let answer = match written {
            UNKNOWN => Some(Answer::Unknown),
            known => T::read(known).map(Answer::Known),
        };
        let is_answer = answer.is_some();
        if is_answer {
            *self = answer;
        }
        is_answer
    }

    fn empty(&mut self) {
        *self = None;
    }
}

/// What a visitor has answered. `None` means not asked or not answered yet.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Answers {
    /// Which region runs the visitor's training.
    pub region: Option<Answer<RegionId>>,
    /// Where they are on the way.
    pub stage: Option<Answer<Stage>>,
    /// Why they are away.
    pub reason: Option<Answer<AbsenceReason>>,
    /// Whether a suspension or restriction still holds.
    pub restriction: Option<Answer<RestrictionStatus>>,
    /// Whether the absence is approved.
    pub approved: Option<Answer<bool>>,
    /// Whether the form that planners need is complete.
    pub planner_form: Option<Answer<bool>>,
    /// The first day away.
    pub leave_start: Option<Answer<Date>>,
    /// The first day back.
    pub return_date: Option<Answer<Date>>,
    /// Without both dates: whether the absence will be as long as the region's shortest.
    pub long_enough: Option<Answer<bool>>,
}

keywords! {
    /// A question the checker can ask, in the order in which it asks.
    pub enum Question {
        /// See [`Answers::region`].
        Region = "region",
        /// See [`Answers::stage`].
        Stage = "stage",
        /// See [`Answers::planner_form`].
        PlannerForm = "planner-form",
        /// See [`Answers::reason`].
        Reason = "reason",
        /// See [`Answers::restriction`].
        Restriction = "restriction",
        /// See [`Answers::approved`].
        Approved = "approved",
        /// See [`Answers::leave_start`].
        LeaveStart = "leave-start",
        /// See [`Answers::return_date`].
        ReturnDate = "return-date",
        /// See [`Answers::long_enough`].
        LongEnough = "long-enough",
    }
}

impl Question {
    /// Whether the question bears on the result, given the answers to the earlier ones.
    ///
    /// `region` is the chosen region's policy on the day, once it is known.
    #[must_use]
    pub fn applies(self, region: Option<InForce<'_>>, answers: &Answers) -> bool {
        if self == Self::Region {
            return true;
        }
        let Some(region) = region else { return false };
        match self {
            Self::Region | Self::Stage | Self::Reason => true,
            Self::PlannerForm => {
                region.value(RuleId::PlannerForm).is_some()
                    && answers.stage == Some(Answer::Known(Stage::Planning))
            }
            Self::Restriction => answers.known_reason().is_some_and(AbsenceReason::must_be_lifted),
            // Nobody asks for leave to fall ill.
            Self::Approved if answers.known_reason().is_some_and(AbsenceReason::is_unplanned) => false,
            Self::Approved => match region.value(RuleId::Approval) {
                Some(Value::Approval(ApprovalNeeded::EveryAbsence)) => true,
                Some(Value::Approval(ApprovalNeeded::OutOfProgramme)) => {
                    answers.known_reason().is_some_and(AbsenceReason::is_out_of_programme)
                }
                _ => false,
            },
            Self::LeaveStart | Self::ReturnDate => region.threshold(RuleId::MinimumAbsence).is_some(),
            Self::LongEnough => region.threshold(RuleId::MinimumAbsence).is_some_and(|threshold| {
                let stage = answers.stage.as_ref().and_then(Answer::known).copied();
                let is_unknown =
                    [&answers.leave_start, &answers.return_date].contains(&&Some(Answer::Unknown));
                is_unknown && answers.dates(region.day()).reaches_at(stage, threshold).is_none()
            }),
        }
    }

    /// Whether the question has an answer in `answers`.
    #[must_use]
    pub fn is_answered(self, answers: &Answers) -> bool {
        answers.slot(self).is_filled()
    }

    /// The words that answer the question, besides "unknown"; none for a region or a date.
    #[must_use]
    pub fn words(self) -> Vec<&'static str> {
        fn all<K: Keyword>() -> Vec<&'static str> {
            K::ALL.iter().map(|member| member.word()).collect()
        }
        match self {
            Self::Region | Self::LeaveStart | Self::ReturnDate => Vec::new(),
            Self::Stage => all::<Stage>(),
            Self::Reason => all::<AbsenceReason>(),
            Self::Restriction => all::<RestrictionStatus>(),
            Self::PlannerForm | Self::Approved | Self::LongEnough => vec![YES, NO],
        }
    }
}

/// Something that is not an answer to its question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAnAnswer {
    /// The question.
    pub question: Question,
    /// What was written.
    pub written: String,
}

impl fmt::Display for NotAnAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let expected = match self.question {
            Question::Region => "the id of a region".to_owned(),
            Question::LeaveStart | Question::ReturnDate => "a date such as `2026-11-22`".to_owned(),
            question => {
                let words: Vec<String> =
                    question.words().into_iter().map(|word| format!("`{word}`")).collect();
                words.join(", ")
            }
        };
        let Self { question, written } = self;
        write!(f, "`{written}` does not answer `{}`: write {expected} or `{UNKNOWN}`", question.word())
    }
}

impl std::error::Error for NotAnAnswer {}

impl Answers {
    fn slot(&self, question: Question) -> &dyn Slot {
        match question {
            Question::Region => &self.region,
            Question::Stage => &self.stage,
            Question::PlannerForm => &self.planner_form,
            Question::Reason => &self.reason,
            Question::Restriction => &self.restriction,
            Question::Approved => &self.approved,
            Question::LeaveStart => &self.leave_start,
            Question::ReturnDate => &self.return_date,
            Question::LongEnough => &self.long_enough,
        }
    }

    fn slot_mut(&mut self, question: Question) -> &mut dyn Slot {
        match question {
            Question::Region => &mut self.region,
            Question::Stage => &mut self.stage,
            Question::PlannerForm => &mut self.planner_form,
            Question::Reason => &mut self.reason,
            Question::Restriction => &mut self.restriction,
            Question::Approved => &mut self.approved,
            Question::LeaveStart => &mut self.leave_start,
            Question::ReturnDate => &mut self.return_date,
            Question::LongEnough => &mut self.long_enough,
        }
    }

    /// Takes an answer as it is written: a keyword, `yes`, `no`, a region's id, a date such as
    /// `2026-11-22`, or `unknown`. Whether a region with that id exists is for policy to say.
    ///
    /// # Errors
    /// When it is none of those that answer the question; the answer before it then stays.
    pub fn set(&mut self, question: Question, written: &str) -> Result<(), NotAnAnswer> {
        if self.slot_mut(question).fill(written) {
            Ok(())
        } else {
            Err(NotAnAnswer { question, written: written.to_owned() })
        }
    }

    /// These answers with another answer to one question.
    #[must_use]
    pub fn with(&self, question: Question, written: &str) -> Self {
        let mut answers = self.clone();
        // What does not answer the question leaves the answers as they were.
        let _ = answers.set(question, written);
        answers
    }

    /// The answer to a question as it is written; nothing while there is none.
    #[must_use]
    pub fn written(&self, question: Question) -> Option<String> {
        self.slot(question).written()
    }

    /// Takes the answer to a question back.
    pub fn forget(&mut self, question: Question) {
        self.slot_mut(question).empty();
    }

    /// The reason for absence, where the visitor told one.
    #[must_use]
    pub fn known_reason(&self) -> Option<AbsenceReason> {
        self.reason.as_ref().and_then(Answer::known).copied()
    }

    /// The first day away, where it is known.
    #[must_use]
    pub fn known_leave_start(&self) -> Option<Date> {
        self.leave_start.as_ref().and_then(Answer::known).copied()
    }

    /// The first day back, where it is known.
    #[must_use]
    pub fn known_return_date(&self) -> Option<Date> {
        self.return_date.as_ref().and_then(Answer::known).copied()
    }

    /// The days that decisions on `day` depend on.
    #[must_use]
    pub fn dates(&self, day: Date) -> Dates {
        Dates { leave_start: self.known_leave_start(), return_date: self.known_return_date(), day }
    }

    /// Whether the first day back follows the first day away, as far as both are known.
    #[must_use]
    pub fn dates_are_in_order(&self) -> bool {
        self.known_leave_start().zip(self.known_return_date()).is_none_or(|(start, end)| start < end)
    }

    /// The chosen region's policy on `day`.
    #[must_use]
    pub fn region_in_force<'a>(&self, policy: &'a Policy, day: Date) -> Option<InForce<'a>> {
        let id = self.region.as_ref()?.known()?;
        Some(policy.region(id)?.on(day))
    }

    /// The questions that apply, in order, up to and including the first unanswered one.
    #[must_use]
    pub fn path(&self, policy: &Policy, day: Date) -> Vec<Question> {
        let region = self.region_in_force(policy, day);
        let mut path = Vec::new();
        for &question in Question::ALL {
            if question.applies(region, self) {
                path.push(question);
                if !question.is_answered(self) {
                    break;
                }
            }
        }
        path
    }

    /// Only the answers on the path. The others are kept for "back" but never decide anything,
    /// nor leave the page.
    #[must_use]
    pub fn on_path(&self, policy: &Policy, day: Date) -> Self {
        let path = self.path(policy, day);
        let mut answers = self.clone();
        for question in Question::ALL {
            if !path.contains(question) {
                answers.forget(*question);
            }
        }
        answers
    }
}
