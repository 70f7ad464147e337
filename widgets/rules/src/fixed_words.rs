//! The fixed words that answers, values and entries share.

use supportt_basics::keyword::keywords;

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
        /// A death.
        Bereavement = "bereavement",
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
            | Self::PreferNotToSay
            | Self::Bereavement => false,
        }
    }

    /// Whether this comes to somebody without being asked for, and is hard to go through: nobody approves it, and the
    /// forms speak of it with care.
    #[must_use]
    pub fn is_unplanned(self) -> bool {
        match self {
            Self::SickLeave | Self::Bereavement | Self::Restriction | Self::Suspension => true,
            Self::ParentalLeave
            | Self::CarersLeave
            | Self::OutOfProgramme
            | Self::Research
            | Self::CareerBreak
            | Self::Experience
            | Self::ApprovedTraining
            | Self::Pause
            | Self::GlobalHealthFellowship
            | Self::Other
            | Self::PreferNotToSay => false,
        }
    }

    /// Whether it names no reason: these come last in lists.
    #[must_use]
    pub fn is_general(self) -> bool {
        matches!(self, Self::Other | Self::PreferNotToSay)
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

keywords! {
    /// What happens to absences below the threshold.
    pub enum Handling {
        /// Each is looked at on its own.
        CaseByCase = "case-by-case",
        /// The person may choose to take part.
        OptIn = "opt-in",
        /// Courses only.
        CoursesOnly = "courses-only",
    }
}

keywords! {
    /// Which absences must be approved.
    pub enum ApprovalNeeded {
        /// Every absence, whatever its reason.
        EveryAbsence = "every-absence",
        /// Time out of programme.
        OutOfProgramme = "out-of-programme",
    }
}

keywords! {
    /// How much of the programme a region's source covers.
    pub enum Scope {
        /// The whole programme.
        Programme = "programme",
        /// Mentoring only.
        Mentoring = "mentoring",
    }
}

keywords! {
    /// How strongly a source puts a step.
    pub enum Strength {
        /// It is required.
        Must = "must",
        /// It is recommended.
        Recommend = "recommend",
        /// It is possible.
        May = "may",
    }
}

keywords! {
    /// Whether a form is the one to use.
    pub enum FormStatus {
        /// It is.
        Current = "current",
        /// Another is used instead.
        Replaced = "replaced",
        /// The source leaves it open.
        Unclear = "unclear",
    }
}
