//! What the pages, fields and routes of a builder are called.

use supportt_basics::keyword::{Keyword, keywords};
use supportt_rules::plan_field::FieldPart;
use supportt_rules::policy::{AgreementTopic, Entry, Paper};

/// The field for a saved paper.
pub(crate) const SAVED_PLAN: &str = "saved-plan";

/// Where a saved paper keeps what tells it from others.
pub const PLAN_ID: &str = "plan-id";

/// Where a saved paper keeps its kind.
pub const PAPER: &str = "paper";

/// Where a saved paper keeps when each of its versions was made, and by whom.
pub const VERSION: &str = "version";

/// Where a saved paper keeps which of its pages are finished.
pub const FINISHED: &str = "finished";

/// What leads from a page to all tasks.
pub(crate) const TASKS: &str = "tasks";

/// The id of the button that marks a message for encryption.
pub(crate) const SECURE_ID: &str = "secure";

/// The id of the button that makes the calendar's entries discreet, and its event.
pub(crate) const DISCREET: &str = "discreet";

keywords! {
    /// A page with questions: a task of the list, but for the first two.
    pub enum Page {
        /// Which region.
        Region = "region",
        /// Where on the way.
        Stage = "stage",
        /// Leave and return.
        Dates = "dates",
        /// Who the paper is for.
        About = "about",
        /// The first day back.
        Return = "return",
        /// What somebody wishes for in a mentor.
        Wishes = "wishes",
        /// The two people of an agreement.
        Partners = "partners",
        /// When they meet.
        MeetingDates = "meeting-dates",
        /// How they meet.
        Meetings = "meetings",
        /// What they want to reach.
        Aims = "aims",
        /// Where the limits are.
        Limits = "limits",
        /// How they keep what is learned.
        Records = "records",
        /// How they know that it works.
        Progress = "progress",
        /// How they end it.
        Ending = "ending",
        /// Whom to talk to.
        People = "people",
        /// What to keep up while away.
        Away = "away",
        /// What to learn, what to ask.
        Needs = "needs",
        /// What would help.
        Support = "support",
        /// How much of it.
        Amounts = "amounts",
        /// How to be supervised.
        Supervision = "supervision",
        /// Which courses.
        Courses = "courses",
        /// The account with the mentoring system.
        Account = "account",
        /// How somebody works once back.
        Arrangements = "arrangements",
        /// How much, and how a phased return goes.
        WorkingTimes = "working-times",
        /// When to look at it again.
        Review = "review",
        /// What the educational supervisor says of it.
        Agreement = "agreement",
    }
}

impl Page {
    /// The papers whose form has this page, in regions that ask it.
    pub(super) fn papers(self) -> &'static [Paper] {
        match self {
            Self::Region => Paper::ALL,
            Self::About => &[Paper::ReturnPlan, Paper::MentorRequest],
            Self::Stage
            | Self::Dates
            | Self::People
            | Self::Away
            | Self::Needs
            | Self::Support
            | Self::Amounts
            | Self::Supervision
            | Self::Courses
            | Self::Account
            | Self::Arrangements
            | Self::WorkingTimes
            | Self::Review
            | Self::Agreement => &[Paper::ReturnPlan],
            Self::Return | Self::Wishes => &[Paper::MentorRequest],
            Self::Partners
            | Self::MeetingDates
            | Self::Meetings
            | Self::Aims
            | Self::Limits
            | Self::Records
            | Self::Progress
            | Self::Ending => &[Paper::MentoringAgreement],
        }
    }

    /// What the questions of a mentoring agreement on this page are about.
    pub(super) fn topic(self) -> Option<AgreementTopic> {
        Some(match self {
            Self::Meetings => AgreementTopic::Meetings,
            Self::Aims => AgreementTopic::Aims,
            Self::Limits => AgreementTopic::Limits,
            Self::Records => AgreementTopic::Records,
            Self::Progress => AgreementTopic::Progress,
            Self::Ending => AgreementTopic::Ending,
            _ => return None,
        })
    }

    /// The part of a plan that a page belongs to; none for what every paper begins with.
    pub(super) fn part(self) -> Option<Part> {
        match self {
            Self::Away
            | Self::Needs
            | Self::Support
            | Self::Amounts
            | Self::Supervision
            | Self::Courses
            | Self::Account
            | Self::Arrangements
            | Self::WorkingTimes => Some(Part::BeforeReturn),
            Self::Review => Some(Part::AfterReturn),
            Self::Agreement => Some(Part::Agreement),
            _ => None,
        }
    }

    /// Whether the fields that a region adds to a part are asked on this page.
    pub(super) fn takes(self, part: FieldPart) -> bool {
        match part {
            FieldPart::PhasedReturn => self == Self::WorkingTimes,
            FieldPart::AfterReturn => self == Self::Review,
            FieldPart::Copies => self == Self::People,
            part => part.word() == self.word(),
        }
    }

    /// The task that a page is a part of, where it is none of its own: it asks about what was chosen there.
    pub(super) fn task(self) -> Self {
        match self {
            Self::Amounts | Self::Courses => Self::Support,
            Self::WorkingTimes => Self::Arrangements,
            page => page,
        }
    }

    /// Whether a plan asks the page before it shows its tasks: without it nobody could talk about the plan.
    pub(super) fn comes_first(self) -> bool {
        matches!(self, Self::Region | Self::Stage | Self::Dates | Self::About | Self::People | Self::Needs)
    }
}

keywords! {
    /// Who has a plan open.
    pub enum Reader {
        /// Whose plan it is.
        Trainee = "trainee",
        /// The educational supervisor.
        Supervisor = "supervisor",
        /// The training programme director.
        Director = "director",
    }
}

keywords! {
    /// A part of a plan, by who fills it in and when.
    pub enum Part {
        /// What is agreed before the return.
        BeforeReturn = "before-return",
        /// What follows it.
        AfterReturn = "after-return",
        /// What the educational supervisor says.
        Agreement = "agreement",
    }
}

keywords! {
    /// How far a task is.
    pub enum TaskState {
        /// Nothing was said yet.
        NotStarted = "not-started",
        /// Something is still open.
        InProgress = "in-progress",
        /// It is done.
        Done = "done",
    }
}

keywords! {
    /// A field. Fields about something the region offers have its id after their name.
    pub enum FieldName {
        /// The region.
        Region = "region",
        /// Where on the way.
        Stage = "stage",
        /// The first day away.
        LeaveStart = "leave-start",
        /// The first day back.
        ReturnDate = "return-date",
        /// The name.
        Name = "name",
        /// The mentor's name.
        Mentor = "mentor",
        /// The first meeting with a mentor.
        FirstMeeting = "first-meeting",
        /// How often to meet.
        Interval = "interval",
        /// The answer to a question of an agreement.
        Answer = "answer",
        /// What somebody wishes for in a mentor.
        Wishes = "wishes",
        /// Specialty and grade.
        Programme = "programme",
        /// Where they return to.
        Place = "place",
        /// The educational supervisor's name.
        SupervisorName = "supervisor-name",
        /// The educational supervisor's email address.
        SupervisorEmail = "supervisor-email",
        /// The training programme director's name.
        DirectorName = "director-name",
        /// Anybody else who takes part.
        PeopleNames = "people-names",
        /// What is kept up while away.
        KeepingUp = "keeping-up",
        /// What they want to learn or refresh.
        LearningNeeds = "learning-needs",
        /// What they want to have reached, and when.
        Targets = "targets",
        /// Anything else.
        Questions = "questions",
        /// What they would like.
        Support = "support",
        /// How much of it.
        Amount = "amount",
        /// The first of these days.
        FirstDay = "first-day",
        /// Whether they would like to return under supervision.
        Supervised = "supervised",
        /// Working days of supervision.
        SupervisionDays = "supervision-days",
        /// Where and how.
        Supervision = "supervision",
        /// Courses that the region lists.
        Courses = "courses",
        /// Other courses of the region.
        OtherCourses = "other-courses",
        /// A course run by others.
        ExternalCourse = "external-course",
        /// Its first day.
        CourseDate = "course-date",
        /// Whether it is approved.
        CourseApproval = "course-approval",
        /// The day the account was created.
        AccountCreated = "account-created",
        /// Whether they will train less than full time.
        LessThanFullTime = "less-than-full-time",
        /// How much of full time.
        Percent = "percent",
        /// Whether they return in phases.
        PhasedReturn = "phased-return",
        /// Whether there is advice from occupational health.
        OccupationalHealth = "occupational-health",
        /// The day of the next review.
        NextReview = "next-review",
        /// What to look at in it.
        Review = "review",
        /// A field that the region adds.
        More = "more",
        /// Whether the educational supervisor agrees.
        SupervisorAgrees = "supervisor-agrees",
        /// The day on which they agreed.
        AgreedOn = "agreed-on",
        /// Whether they agreed by email.
        AgreedByEmail = "agreed-by-email",
        /// What changed when the plan was talked about.
        AgreedChanges = "agreed-changes",
        /// What the educational supervisor wants to add.
        SupervisorComments = "supervisor-comments",
        /// The day of the next meeting.
        NextMeeting = "next-meeting",
        /// The day on which the training programme director agreed by email.
        DirectorAgreedOn = "director-agreed-on",
    }
}

impl FieldName {
    /// The name of the field that asks this about an entry of the region's policy.
    pub(super) fn about<T>(self, entry: &Entry<T>) -> String {
        format!("{}-{}", self.word(), entry.id)
    }
}

keywords! {
    /// How sending to a region's service goes.
    pub enum Sending {
        /// It has not answered yet.
        Underway = "underway",
        /// It has taken the message.
        Accepted = "accepted",
        /// It has not, or nobody knows.
        Failed = "failed",
    }
}

keywords! {
    /// A text to copy into an email.
    pub enum Copyable {
        /// Whom it goes to.
        Address = "address",
        /// What it is about.
        Subject = "subject",
        /// The paper.
        Text = "text",
    }
}

keywords! {
    /// A way to keep or send a paper, in the order in which they are offered.
    pub enum Route {
        /// As a PDF file.
        Pdf = "pdf",
        /// As a page on this device.
        Save = "save",
        /// As a draft for a mail program.
        Draft = "draft",
        /// Through another program of the device.
        Share = "share",
        /// With a link that starts an email.
        Email = "email",
        /// By copying.
        Copy = "copy",
        /// The days in a calendar.
        Calendar = "calendar",
        /// On paper.
        Print = "print",
        /// To the region's own service.
        Relay = "relay",
    }
}
