//! What a visitor says about themselves, and which questions are worth asking.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::date::Date;
use crate::keyword::keywords;
use crate::policy::{InForce, Policy, RuleId};
use crate::value::{ApprovalNeeded, Value};
use crate::vocabulary::RegionId;

keywords! {
    /// Where somebody is on the way out of and back into training.
    pub enum Stage {
        /// Still in training, planning time out.
        Planning = "planning",
        /// Out of training now.
        Away = "away",
        /// Back in training.
        Back = "back",
    }
}

keywords! {
    /// Why somebody is away. Sources name some of these; none closes its list.
    pub enum AbsenceReason {
        /// Maternity, paternity, adoption or shared parental leave.
        ParentalLeave = "parental-leave",
        /// Illness.
        SickLeave = "sick-leave",
        /// Caring for somebody.
        CarersLeave = "carers-leave",
        /// Out of programme, kind not told.
        OutOfProgramme = "out-of-programme",
        /// OOPR.
        Research = "research",
        /// OOPC.
        CareerBreak = "career-break",
        /// OOPE.
        Experience = "experience",
        /// OOPT.
        ApprovedTraining = "approved-training",
        /// OOPP.
        Pause = "pause",
        /// A global health fellowship.
        GlobalHealthFellowship = "global-health-fellowship",
        /// A restriction on practice.
        Restriction = "restriction",
        /// Suspension.
        Suspension = "suspension",
        /// Something else.
        Other = "other",
        /// Not told.
        PreferNotToSay = "prefer-not-to-say",
    }
}

impl AbsenceReason {
    /// Whether this is time out of programme.
    #[must_use]
    pub fn is_out_of_programme(self) -> bool {
        match self {
            Self::OutOfProgramme
            | Self::Research
            | Self::CareerBreak
            | Self::Experience
            | Self::ApprovedTraining
            | Self::Pause => true,
            Self::ParentalLeave
            | Self::SickLeave
            | Self::CarersLeave
            | Self::GlobalHealthFellowship
            | Self::Restriction
            | Self::Suspension
            | Self::Other
            | Self::PreferNotToSay => false,
        }
    }

    /// Whether this ends only when somebody lifts it.
    #[must_use]
    pub fn must_be_lifted(self) -> bool {
        matches!(self, Self::Restriction | Self::Suspension)
    }
}

keywords! {
    /// Whether a suspension or restriction still holds.
    pub enum RestrictionStatus {
        /// It still holds.
        InForce = "in-force",
        /// A day has been set on which it ends.
        Ending = "ending",
        /// It has ended.
        Lifted = "lifted",
    }
}

/// An answer that was given, where "I do not know" is one.
#[derive(Clone, Debug, PartialEq, Eq)]
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

impl<T: Serialize> Serialize for Answer<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Known(value) => value.serialize(serializer),
            Self::Unknown => serializer.serialize_str(UNKNOWN),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Answer<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        enum UnknownWord {
            #[serde(rename = "unknown")]
            Unknown,
        }
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written<T> {
            Unknown(UnknownWord),
            Known(T),
        }
        Ok(match Written::deserialize(deserializer)? {
            Written::Unknown(UnknownWord::Unknown) => Self::Unknown,
            Written::Known(value) => Self::Known(value),
        })
    }
}

/// What a visitor has answered. `None` means not asked or not answered yet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
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
            Self::Approved => match region.value(RuleId::Approval) {
                Some(Value::Approval(ApprovalNeeded::EveryAbsence)) => true,
                Some(Value::Approval(ApprovalNeeded::OutOfProgramme)) => {
                    answers.known_reason().is_some_and(AbsenceReason::is_out_of_programme)
                }
                _ => false,
            },
            Self::LeaveStart | Self::ReturnDate => region.threshold(RuleId::MinimumAbsence).is_some(),
            Self::LongEnough => {
                region.threshold(RuleId::MinimumAbsence).is_some()
                    && (answers.leave_start == Some(Answer::Unknown)
                        || answers.return_date == Some(Answer::Unknown))
            }
        }
    }

    /// Whether the question has an answer in `answers`.
    #[must_use]
    pub fn is_answered(self, answers: &Answers) -> bool {
        match self {
            Self::Region => answers.region.is_some(),
            Self::Stage => answers.stage.is_some(),
            Self::PlannerForm => answers.planner_form.is_some(),
            Self::Reason => answers.reason.is_some(),
            Self::Restriction => answers.restriction.is_some(),
            Self::Approved => answers.approved.is_some(),
            Self::LeaveStart => answers.leave_start.is_some(),
            Self::ReturnDate => answers.return_date.is_some(),
            Self::LongEnough => answers.long_enough.is_some(),
        }
    }

    fn forget(self, answers: &mut Answers) {
        match self {
            Self::Region => answers.region = None,
            Self::Stage => answers.stage = None,
            Self::PlannerForm => answers.planner_form = None,
            Self::Reason => answers.reason = None,
            Self::Restriction => answers.restriction = None,
            Self::Approved => answers.approved = None,
            Self::LeaveStart => answers.leave_start = None,
            Self::ReturnDate => answers.return_date = None,
            Self::LongEnough => answers.long_enough = None,
        }
    }
}

impl Answers {
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

    /// The chosen region's policy on `day`.
    #[must_use]
    pub fn region_in_force<'a>(&self, policy: &'a Policy, day: Date) -> Option<InForce<'a>> {
        let id = self.region.as_ref()?.known()?;
        Some(policy.region(id)?.on(day))
    }

    /// The questions that apply, in order, up to and including the first unanswered one.
    #[must_use]
    pub fn path(&self, policy: &Policy, day: Date) -> Vec<Question> {
        use crate::keyword::Keyword;
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
        use crate::keyword::Keyword;
        let path = self.path(policy, day);
        let mut answers = self.clone();
        for question in Question::ALL {
            if !path.contains(question) {
                question.forget(&mut answers);
            }
        }
        answers
    }
}
