//! A return plan: what somebody wants to do, with the days worked out from the region's rules.
//!
//! Nothing is worked out from the reason for absence: no day depends on it.

use std::collections::{BTreeMap, BTreeSet};

use crate::answers::{Answer, Answers, Question, UNKNOWN};
use crate::course::{self, Course, Standing};
use crate::eligibility::{self, Caution, Determination, Finding, Verdict};
use crate::field_answer::{FieldAnswer, FieldValue};
use crate::fixed_words::Stage;
use crate::plan_field::PlanField;
use crate::policy::{
    Asks, Entitlement, Entry, Limit, Policy, PriorApproval, Rule, RuleId, Step, StepStage, Timing, When,
};
use crate::probe;
use crate::probe::Probe;
use crate::value::{Anchor, Cap, LeadTime, Unit, Value};
use crate::working_days::{BankHolidays, pro_rata};
use supportt_basics::date::{self, Date};
use supportt_basics::ids::{EntryId, RegionId, RoleId};
use supportt_basics::keyword::{Keyword, keywords};

/// What somebody wants their plan to hold. Texts are as typed, and may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanRequest<'c> {
    /// Where the person is on the way.
    pub stage: Stage,
    /// The first day away, where it is known.
    pub leave_start: Option<Date>,
    /// The first day back, where it is known.
    pub return_date: Option<Date>,
    /// The person's name.
    pub name: String,
    /// Specialty or programme, and grade.
    pub programme: String,
    /// Where they will return to.
    pub place: String,
    /// The educational supervisor's name.
    pub supervisor: String,
    /// The educational supervisor's email address.
    pub supervisor_email: String,
    /// The training programme director's name.
    pub director: String,
    /// Anybody else who takes part.
    pub others: String,
    /// What they would like from the region.
    pub support: BTreeSet<EntryId>,
    /// What they want to learn or refresh.
    pub learning_needs: String,
    /// What they want to have reached, and when.
    pub targets: String,
    /// What they keep up while away.
    pub keeping_up: String,
    /// How much they would like of what they would like: sessions or days.
    pub amounts: BTreeMap<EntryId, u32>,
    /// The first of the days they would like.
    pub first_days: BTreeMap<EntryId, Date>,
    /// Whether they would like to return under supervision.
    pub supervised: Option<Answer<bool>>,
    /// Working days of supervision, as agreed.
    pub supervision_days: Option<u32>,
    /// Where and how they would like to be supervised.
    pub supervision: String,
    /// Courses that the region lists and they would like to go to.
    pub courses: Vec<&'c Course>,
    /// Other courses of the region.
    pub other_courses: String,
    /// A course run by others.
    pub external_course: String,
    /// Its first day.
    pub course_date: Option<Date>,
    /// Whether it is approved.
    pub course_approval: Option<CourseApproval>,
    /// The day an account with the mentoring system was created.
    pub account_created: Option<Date>,
    /// Whether they will train less than full time.
    pub less_than_full_time: Option<Answer<bool>>,
    /// How much of full time, in per cent.
    pub percent: Option<u32>,
    /// Whether they return in phases.
    pub phased_return: Option<Answer<bool>>,
    /// Whether there is advice from occupational health: that there is, never what it says.
    pub occupational_health: Option<Answer<bool>>,
    /// The day of the next review.
    pub next_review: Option<Date>,
    /// What to look at in the review.
    pub review: String,
    /// Anything else to talk about.
    pub questions: String,
    /// What the educational supervisor says of it.
    pub agreement: Agreement,
    /// What was entered in the fields that the region adds.
    pub more: Vec<FieldAnswer<'c>>,
}

/// The educational supervisor's part of a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agreement {
    /// Whether they agree.
    pub answer: Option<Agreed>,
    /// The day on which they agreed.
    pub on: Option<Date>,
    /// Whether they agreed by email, so that nobody need sign.
    pub by_email: bool,
    /// What changed when the plan was talked about.
    pub changes: String,
    /// Their comments.
    pub comments: String,
    /// The day of the next meeting.
    pub next_meeting: Option<Date>,
    /// The day on which the training programme director agreed by email.
    pub director_on: Option<Date>,
}

keywords! {
    /// Whether a supervisor agrees with a plan.
    pub enum Agreed {
        /// As it is.
        Yes = "yes",
        /// With the changes that are named.
        WithChanges = "with-changes",
        /// Not yet.
        NotYet = "not-yet",
    }
}

impl PlanRequest<'_> {
    /// A plan for a stage and dates in which nothing else is entered.
    #[must_use]
    pub fn new(stage: Stage, leave_start: Option<Date>, return_date: Option<Date>) -> Self {
        Self {
            stage,
            leave_start,
            return_date,
            name: String::new(),
            programme: String::new(),
            place: String::new(),
            supervisor: String::new(),
            supervisor_email: String::new(),
            director: String::new(),
            others: String::new(),
            support: BTreeSet::new(),
            learning_needs: String::new(),
            targets: String::new(),
            keeping_up: String::new(),
            amounts: BTreeMap::new(),
            first_days: BTreeMap::new(),
            supervised: None,
            supervision_days: None,
            supervision: String::new(),
            courses: Vec::new(),
            other_courses: String::new(),
            external_course: String::new(),
            course_date: None,
            course_approval: None,
            account_created: None,
            less_than_full_time: None,
            percent: None,
            phased_return: None,
            occupational_health: None,
            next_review: None,
            review: String::new(),
            questions: String::new(),
            agreement: Agreement::default(),
            more: Vec::new(),
        }
    }
}

keywords! {
    /// How far the approval of a course is.
    pub enum CourseApproval {
        /// Not asked for.
        NotAsked = "not-asked",
        /// Asked for.
        Asked = "asked",
        /// Given.
        Approved = "approved",
    }
}

impl PlanRequest<'_> {
    /// Whether anything was said of a course run by others, its name or not.
    #[must_use]
    pub fn has_external_course(&self) -> bool {
        let is_named = !self.external_course.trim().is_empty();
        is_named || self.course_date.is_some() || self.course_approval.is_some()
    }

    /// The part of full time they work, in per cent, once they are back.
    #[must_use]
    pub fn part_of_full_time(&self) -> u32 {
        match (self.less_than_full_time, self.percent) {
            (Some(Answer::Known(true)), Some(percent)) => percent,
            _ => 100,
        }
    }
}

/// A day in the plan.
#[derive(Clone, Debug)]
pub struct Milestone<'a> {
    /// What happens.
    pub subject: Subject<'a>,
    /// The rule that sets the day, where there is one.
    pub rule: Option<&'a Entry<Rule>>,
    /// The rule with the length that an absence must have for a step, while nobody knows whether this one has it.
    pub needs: Option<&'a Entry<Rule>>,
    /// The rules that contradict each other about whether a step is for such an absence.
    pub wordings: Vec<&'a Entry<Rule>>,
    /// When it happens.
    pub when: Due,
    /// How the day was counted, where it was.
    pub count: Option<Count>,
    /// Its status relative to the day on which the plan is made.
    pub status: Status,
}

/// How a day was counted in working days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// The days somebody works, or takes.
    pub days: u32,
    /// The part of full time they work, in per cent.
    pub percent: u32,
    /// The day it led to; `None` when the bank holidays of a year on the way are not known.
    pub day: Option<Date>,
}

/// What a milestone is about.
#[derive(Clone, Copy, Debug)]
pub enum Subject<'a> {
    /// The first day away.
    LeaveStarts,
    /// The first day back.
    Return,
    /// A step of the region's process.
    Step(&'a Entry<Step>),
    /// Something the person would like.
    Entitlement(&'a Entry<Entitlement>),
    /// The last day of supervision, as agreed.
    SupervisionEnds,
    /// Approval of a course.
    AskApproval {
        /// The course.
        course: PlannedCourse<'a>,
        /// The step in which the region asks for it, where it has one.
        step: Option<&'a Entry<Step>>,
    },
    /// A course.
    Course(PlannedCourse<'a>),
    /// Booking a course that the region lists.
    BookCourse(&'a Course),
    /// A day that was entered in a field that the region adds.
    Field(&'a PlanField),
    /// The next review.
    NextReview,
    /// The next meeting with the educational supervisor.
    NextMeeting,
    /// A meeting with a mentor, counted from 1.
    Meeting(u32),
}

/// A course that somebody wants to go to.
#[derive(Clone, Copy, Debug)]
pub enum PlannedCourse<'a> {
    /// One that the region lists.
    Listed(&'a Course),
    /// One run by others, which this is about.
    External(&'a Entry<Entitlement>),
}

impl<'a> Milestone<'a> {
    pub(crate) fn new(subject: Subject<'a>, when: Due, today: Date) -> Self {
        let status = when.status(today);
        Self { subject, rule: None, needs: None, wordings: Vec::new(), when, count: None, status }
    }
}

/// What the policy means for somebody of whom a plan knows the stage and perhaps the dates: what the
/// checker says to the same answers, with "I do not know" for all others.
///
/// A plan takes its steps, its support and its warnings from here, so that it cannot contradict the checker.
#[must_use]
pub fn applies<'a>(
    policy: &'a Policy,
    region: &RegionId,
    stage: Stage,
    (leave_start, return_date): (Option<Date>, Option<Date>),
    today: Date,
) -> Determination<'a> {
    let date = |day: Option<Date>| Some(day.map_or(Answer::Unknown, Answer::Known));
    let known = Answers {
        region: Some(Answer::Known(region.clone())),
        stage: Some(Answer::Known(stage)),
        leave_start: date(leave_start),
        return_date: date(return_date),
        ..Answers::default()
    };
    let open = Question::ALL.iter().filter(|question| !question.is_answered(&known));
    let answers = open.fold(known.clone(), |answers, question| answers.with(*question, UNKNOWN));
    eligibility::decide(policy, &answers, today)
}

/// The rules by which a plan's stage or dates fall outside of what the region's source covers, or by which the time for
/// what it offers may be over.
pub fn unmet<'a>(applies: &Determination<'a>) -> impl Iterator<Item = &'a Entry<Rule>> {
    let is_unmet = |finding: &&Finding<'a>| {
        let falls_short = matches!(finding.verdict, Verdict::NotMet | Verdict::NotStated);
        let limits = |entry: &&Entry<Entitlement>| entry.body.limit.as_ref() == Some(&finding.rule.id);
        let may_be_over = finding.verdict == Verdict::CannotTell && applies.entitlements.iter().any(limits);
        may_be_over
            || finding.is(RuleId::BelowMinimum)
            || falls_short && (finding.is(RuleId::Stages) || finding.is(RuleId::MinimumAbsence))
    };
    applies.findings.iter().filter(is_unmet).map(|finding| finding.rule)
}

/// When a milestone is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// On this day.
    On(Date),
    /// On this day at the latest, when its time is over.
    By(Date),
    /// On this day at the latest, so early before another that it can still be done between the two.
    Early {
        /// The day.
        by: Date,
        /// The other day.
        before: Date,
    },
    /// On some day before this one.
    Before(Date),
    /// From this day on.
    From(Date),
    /// At this stage; no day is set, or it cannot be worked out.
    During(StepStage),
    /// After the step that it follows, which belongs to this stage.
    AfterStep(StepStage),
    /// Before a course whose day is not known.
    BeforeCourse,
    /// Whenever it helps.
    AnyTime,
}

impl Due {
    /// The day that orders it among the others.
    #[must_use]
    pub fn date(self) -> Option<Date> {
        match self {
            Self::On(day)
            | Self::By(day)
            | Self::Early { by: day, .. }
            | Self::Before(day)
            | Self::From(day) => Some(day),
            Self::During(_) | Self::AfterStep(_) | Self::BeforeCourse | Self::AnyTime => None,
        }
    }

    fn status(self, today: Date) -> Status {
        match self {
            Self::On(day) | Self::From(day) if day <= today => Status::Reached,
            Self::By(day) if day < today => Status::Past,
            Self::Early { before, .. } | Self::Before(before) if before <= today => Status::Past,
            Self::Early { by, .. } if by < today => Status::Late,
            Self::On(_) | Self::From(_) | Self::By(_) | Self::Early { .. } | Self::Before(_) => Status::Ahead,
            Self::During(_) | Self::AfterStep(_) | Self::BeforeCourse | Self::AnyTime => Status::Open,
        }
    }
}

keywords! {
    /// The status of a milestone relative to the day on which the plan is made.
    pub enum Status {
        /// The person said that they have done it.
        Done = "done",
        /// Its time is over.
        Past = "past",
        /// Its day is over, and there is still time to do it.
        Late = "late",
        /// Its first day has come.
        Reached = "reached",
        /// It is still to come.
        Ahead = "ahead",
        /// It has no day.
        Open = "open",
    }
}

/// Works out the days of a plan on `today`, earliest first.
///
/// A step has a day only where a rule or the person sets one. What has none stands at its stage, in the order of the
/// process.
#[must_use]
pub fn milestones<'a>(
    applies: &Determination<'a>,
    holidays: &BankHolidays,
    request: &PlanRequest<'a>,
    today: Date,
) -> Vec<Milestone<'a>> {
    let dates = Dates {
        leave_start: request.leave_start,
        return_date: request.return_date,
        account_created: request.account_created,
    };
    let milestone = |subject, when: Due| Milestone::new(subject, when, today);
    let mut milestones = Vec::new();
    if let Some(day) = dates.leave_start {
        milestones.push(milestone(Subject::LeaveStarts, Due::On(day)));
    }
    if let Some(day) = dates.return_date {
        milestones.push(milestone(Subject::Return, Due::On(day)));
    }
    let chosen: Vec<&Entry<Entitlement>> =
        applies.entitlements.iter().copied().filter(|entry| request.support.contains(&entry.id)).collect();
    let courses = planned_courses(request, &chosen, today);
    // Who did not choose what is offered needs no steps towards it.
    let is_offered = |id: &EntryId| applies.entitlements.iter().any(|entry| entry.id == *id);
    let has_approvals = courses.iter().any(|course| course.needs_approval);
    let is_wanted = |step: &Step| {
        let mut towards = step.support.iter();
        towards.all(|id| request.support.contains(id) || !is_offered(id))
            || (step.approval.is_some() && has_approvals)
    };
    for step in applies.steps.iter().filter(|step| is_wanted(&step.body)) {
        milestones.extend(step_milestones(applies, step, dates, &courses, today));
    }
    for entitlement in &chosen {
        let limit = applies.region.and_then(|region| region.limit(&entitlement.body));
        let (when, count) = days_before_return(holidays, request, entitlement, limit)
            .unwrap_or_else(|| (dates.entitlement_due(&entitlement.body, limit), None));
        // What has no day is among what the person asks for.
        if when.date().is_some() {
            milestones.push(Milestone { count, ..milestone(Subject::Entitlement(entitlement), when) });
        }
    }
    if let Some(count) = supervision_ends(holidays, request) {
        // Nobody knows how many days a week of a phased return has.
        let count = Some(count).filter(|_| request.phased_return != Some(Answer::Known(true)));
        let day = count.and_then(|count| count.day);
        let when = day.map_or(Due::During(StepStage::AfterReturn), Due::On);
        milestones.push(Milestone { count, ..milestone(Subject::SupervisionEnds, when) });
    }
    // Without a step in which the region asks for approval, it is asked for all the same.
    if !applies.steps.iter().any(|step| step.body.approval.is_some()) {
        milestones.extend(approvals(None, None, &courses, today));
    }
    for course in &courses {
        if let Some(day) = course.day {
            milestones.push(milestone(Subject::Course(course.course), Due::On(day)));
        }
        if let PlannedCourse::Listed(listed) = course.course
            && let Some(day) = listed.book_by.filter(|by| course.day.is_none_or(|day| *by <= day))
        {
            milestones.push(milestone(Subject::BookCourse(listed), Due::By(day)));
        }
    }
    for FieldAnswer { field, value } in &request.more {
        if let FieldValue::Day(Answer::Known(day)) = value
            && field.is_a_milestone
        {
            milestones.push(milestone(Subject::Field(field), Due::On(*day)));
        }
    }
    for (subject, day) in
        [(Subject::NextMeeting, request.agreement.next_meeting), (Subject::NextReview, request.next_review)]
    {
        milestones.extend(day.map(|day| milestone(subject, Due::On(day))));
    }
    sorted(milestones)
}

/// The steps of somebody's way with the days that follow from their dates, in the order of their days and of the process.
#[must_use]
pub fn steps<'a>(
    applies: &Determination<'a>,
    (leave_start, return_date): (Option<Date>, Option<Date>),
    today: Date,
) -> Vec<Milestone<'a>> {
    let dates = Dates { leave_start, return_date, account_created: None };
    let ends = [(Subject::LeaveStarts, leave_start), (Subject::Return, return_date)];
    let ends =
        ends.into_iter().filter_map(|(subject, day)| Some(Milestone::new(subject, Due::On(day?), today)));
    let steps = applies.steps.iter().flat_map(|step| step_milestones(applies, step, dates, &[], today));
    let mut milestones = sorted(ends.chain(steps).collect());
    milestones.retain(|milestone| matches!(milestone.subject, Subject::Step(_)));
    milestones
}

/// A course in a plan.
#[derive(Clone, Copy)]
struct Planned<'a> {
    course: PlannedCourse<'a>,
    /// Its first day, where it is known.
    day: Option<Date>,
    /// Whether it needs approval first, given or not.
    needs_approval: bool,
    /// Whether that was given.
    is_approved: bool,
}

impl Planned<'_> {
    /// Whether it needs something before it is held, which it was not yet.
    fn is_to_prepare(&self, today: Date) -> bool {
        self.needs_approval && self.day.is_none_or(|day| day >= today)
    }
}

/// The courses that somebody wants to go to. Of one that the region lists, the next time counts.
fn planned_courses<'a>(
    request: &PlanRequest<'a>,
    chosen: &[&'a Entry<Entitlement>],
    today: Date,
) -> Vec<Planned<'a>> {
    let external = chosen.iter().filter(|entry| entry.body.asks == Some(Asks::ExternalCourse));
    let external = external.filter(|_| request.has_external_course());
    let external = external.map(|entitlement| Planned {
        course: PlannedCourse::External(entitlement),
        day: request.course_date,
        needs_approval: entitlement.body.approval == Some(PriorApproval::Prospective),
        is_approved: request.course_approval == Some(CourseApproval::Approved),
    });
    let is_ahead = |course: &&&Course| course::standing(&course.sessions, today) != Standing::Over;
    let listed = request.courses.iter().filter(is_ahead).map(|course| Planned {
        course: PlannedCourse::Listed(course),
        day: course::next(&course.sessions, today).map(|next| next.from),
        needs_approval: course.approval,
        is_approved: false,
    });
    external.chain(listed).collect()
}

/// What a step comes to in a plan: as a rule one milestone, but one for each course where it is asked for their
/// approval in it, and none where all that it is about is done.
fn step_milestones<'a>(
    applies: &Determination<'a>,
    step: &'a Entry<Step>,
    dates: Dates,
    courses: &[Planned<'a>],
    today: Date,
) -> Vec<Milestone<'a>> {
    let timing = applies.region.and_then(|region| region.timing(&step.body));
    let rule = timing.map(|(rule, _)| rule);
    let lead = match timing {
        Some((_, Timing::Before(lead))) if lead.before == Anchor::Course => Some(lead),
        _ => None,
    };
    let has_courses = courses.iter().any(|course| course.needs_approval);
    if step.body.approval.is_some() && has_courses {
        return approvals(Some(step), rule, courses, today);
    }
    let when = match lead {
        Some(lead) if has_courses => {
            // Once is enough for all of them: before the first.
            let open = courses.iter().filter(|course| course.is_to_prepare(today));
            let Some(first) = open.map(|course| course.day).min_by_key(|day| day.unwrap_or(Date::MAX)) else {
                return Vec::new();
            };
            first.map_or(Due::BeforeCourse, |day| before(lead, day))
        }
        Some(_) => Due::BeforeCourse,
        None => step_due(applies, step, timing.map(|(_, timing)| timing), dates),
    };
    let milestone = Milestone { rule, ..Milestone::new(Subject::Step(step), when, today) };
    if dates.account_created.is_some_and(|day| day <= today) && creates_account(applies, step) {
        return vec![Milestone { status: Status::Done, ..milestone }];
    }
    let needed = applies.region.and_then(|region| region.length_needed(&step.body));
    vec![match needed.map(|(rule, threshold)| (rule, dates.of_absence(today).reaches(threshold))) {
        Some((needs, None)) => Milestone { needs: Some(needs), ..milestone },
        Some((needs, Some(false))) => Milestone { wordings: contradiction(applies, needs), ..milestone },
        Some((_, Some(true))) | None => milestone,
    }]
}

/// Asking for approval of each course that needs it and was neither approved nor held.
fn approvals<'a>(
    step: Option<&'a Entry<Step>>,
    rule: Option<&'a Entry<Rule>>,
    courses: &[Planned<'a>],
    today: Date,
) -> Vec<Milestone<'a>> {
    let lead = match rule.and_then(Entry::value) {
        Some(Value::LeadTime(lead)) => *lead,
        _ => LeadTime { weeks: None, before: Anchor::Course },
    };
    let open = courses.iter().filter(|course| course.is_to_prepare(today) && !course.is_approved);
    open.map(|course| {
        let when = course.day.map_or(Due::BeforeCourse, |day| before(lead, day));
        let subject = Subject::AskApproval { course: course.course, step };
        Milestone { rule, ..Milestone::new(subject, when, today) }
    })
    .collect()
}

/// The rules that contradict each other about whether a step is for an absence that is too short by the one it needs.
fn contradiction<'a>(applies: &Determination<'a>, needs: &Entry<Rule>) -> Vec<&'a Entry<Rule>> {
    let mut conflicts = applies.cautions.iter().filter_map(|caution| match caution {
        Caution::Conflict(conflict) => Some(conflict),
        _ => None,
    });
    let conflict = conflicts.find(|conflict| conflict.body.is_about(&needs.id));
    let between = conflict.into_iter().flat_map(|conflict| &conflict.body.between);
    between.filter_map(|id| applies.region?.rule(id.as_str())).collect()
}

/// A time before a day.
fn before(lead: LeadTime, day: Date) -> Due {
    match lead.weeks {
        Some(weeks) => Due::Early { by: date::weeks_before(day, weeks), before: day },
        None => Due::Before(day),
    }
}

fn step_due(applies: &Determination<'_>, step: &Entry<Step>, timing: Option<Timing>, dates: Dates) -> Due {
    let stage = step.body.stage;
    let is_listed = |id: &EntryId| applies.steps.iter().any(|other| other.id == *id);
    let set_by_rule = match timing {
        Some(Timing::Before(lead)) => dates.of(lead.before).map(|day| before(lead, day)),
        Some(Timing::After(period)) => {
            dates.of(period.after).map(|day| Due::By(date::months_after(day, period.months)))
        }
        None => dates.account_created.filter(|_| creates_account(applies, step)).map(Due::On),
    };
    set_by_rule.unwrap_or_else(|| match &step.body.after {
        Some(id) if is_listed(id) => Due::AfterStep(stage),
        _ => Due::During(stage),
    })
}

/// Whether the account of the mentoring system is created in a step: a step that is timed from the account follows it.
fn creates_account(applies: &Determination<'_>, step: &Entry<Step>) -> bool {
    let is_timed_from_account = |other: &Step| {
        let timing = applies.region.and_then(|region| region.timing(other));
        matches!(timing, Some((_, Timing::After(period))) if period.after == Anchor::Account)
    };
    let mut steps = applies.steps.iter().map(|other| &other.body);
    steps.any(|other| other.after.as_ref() == Some(&step.id) && is_timed_from_account(other))
}

/// Earliest first. What has no day stands where its stage does, never before the step that it follows; what has no stage
/// either comes last.
pub(crate) fn sorted(milestones: Vec<Milestone<'_>>) -> Vec<Milestone<'_>> {
    type Position = (Date, u8);
    let day_of = |is_it: fn(&Subject<'_>) -> bool| {
        let milestone = milestones.iter().find(|milestone| is_it(&milestone.subject));
        milestone.and_then(|milestone| milestone.when.date())
    };
    let leave_start = day_of(|subject| matches!(subject, Subject::LeaveStarts));
    let return_date = day_of(|subject| matches!(subject, Subject::Return));
    let of_stage = |stage: StepStage| -> Position {
        let (day, on_the_day, order) = match stage {
            StepStage::BeforeLeave => (leave_start, 0, 0),
            StepStage::BeforeReturn => (return_date, 0, 1),
            StepStage::AfterReturn => (return_date, 2, 2),
        };
        day.map_or((Date::MAX, order), |day| (day, on_the_day))
    };
    let mut steps: Vec<(&EntryId, Position)> = Vec::new();
    let mut positions: Vec<Position> = Vec::new();
    for milestone in &milestones {
        let own = match milestone.when {
            // What must be over before a day stands before what happens on it.
            Due::Before(day) => (day, 0),
            Due::On(day) | Due::By(day) | Due::Early { by: day, .. } | Due::From(day) => (day, 1),
            Due::During(stage) | Due::AfterStep(stage) => of_stage(stage),
            Due::BeforeCourse | Due::AnyTime => (Date::MAX, 3),
        };
        let Subject::Step(step) = milestone.subject else {
            positions.push(own);
            continue;
        };
        let followed = steps.iter().find(|(id, _)| step.body.after.as_ref() == Some(id));
        let followed = followed.filter(|_| milestone.when.date().is_none());
        let position = followed.map_or(own, |(_, followed)| own.max(*followed));
        steps.push((&step.id, position));
        positions.push(position);
    }
    let mut sorted: Vec<(Position, Milestone<'_>)> = positions.into_iter().zip(milestones).collect();
    sorted.sort_by_key(|(position, _)| *position);
    sorted.into_iter().map(|(_, milestone)| milestone).collect()
}

/// When to take days that must lie before the return: from the day that was chosen, or early
/// enough that all of them fit.
fn days_before_return(
    holidays: &BankHolidays,
    request: &PlanRequest<'_>,
    entitlement: &Entry<Entitlement>,
    limit: Option<Limit>,
) -> Option<(Due, Option<Count>)> {
    let Some(Limit::Cap(Cap { of: Unit::Days, .. })) = limit else { return None };
    if entitlement.body.when != When::BeforeReturn {
        return None;
    }
    if let Some(day) = request.first_days.get(&entitlement.id) {
        return Some((Due::On(*day), None));
    }
    let days = *request.amounts.get(&entitlement.id)?;
    let before = request.return_date?;
    let first = holidays.first_of(before, days);
    // More days than the absence has leave nothing to count.
    request.leave_start.is_none_or(|start| start <= first.nearest()).then(|| {
        let when = first.known().map_or(Due::Before(before), |by| Due::Early { by, before });
        (when, Some(Count { days, percent: 100, day: first.known() }))
    })
}

/// When supervision ends, where its length was agreed.
fn supervision_ends(holidays: &BankHolidays, request: &PlanRequest<'_>) -> Option<Count> {
    let days = request.supervision_days?;
    let percent = request.part_of_full_time();
    let last = holidays.last_of(request.return_date?, pro_rata(days, percent));
    Some(Count { days, percent, day: last.known() })
}

/// The days a plan hangs on.
#[derive(Clone, Copy)]
struct Dates {
    leave_start: Option<Date>,
    return_date: Option<Date>,
    account_created: Option<Date>,
}

impl Dates {
    /// The day of an event that is the same for the whole plan.
    fn of(self, anchor: Anchor) -> Option<Date> {
        match anchor {
            Anchor::Leave => self.leave_start,
            Anchor::Return => self.return_date,
            Anchor::Account => self.account_created,
            Anchor::Course => None,
        }
    }

    /// The days of the absence, by which lengths are compared.
    fn of_absence(self, day: Date) -> probe::Dates {
        probe::Dates { leave_start: self.leave_start, return_date: self.return_date, day }
    }

    fn entitlement_due(self, entitlement: &Entitlement, limit: Option<Limit>) -> Due {
        let last_day = match limit {
            Some(Limit::Period(period)) => {
                self.of(period.after).map(|day| Due::By(date::months_after(day, period.months)))
            }
            Some(Limit::Cap(_)) | None => None,
        };
        last_day.unwrap_or(match (entitlement.when, self.return_date) {
            (When::BeforeReturn, Some(day)) => Due::Before(day),
            (When::BeforeReturn, None) => Due::During(StepStage::BeforeReturn),
            (When::AfterReturn, Some(day)) => Due::From(day),
            (When::AfterReturn, None) => Due::During(StepStage::AfterReturn),
            (When::Any, _) => Due::AnyTime,
        })
    }
}

/// The role of the person whose name every plan asks for first, and who agrees it.
pub const EDUCATIONAL_SUPERVISOR: &str = "educational-supervisor";

/// Who gets a copy of the forms: those they are sent to first, and those they are passed on to.
#[must_use]
pub fn recipients<'a>(milestones: &[Milestone<'a>]) -> Vec<Recipients<'a>> {
    milestones
        .iter()
        .filter_map(|milestone| match milestone.subject {
            Subject::Step(step) if !step.body.sends_to.is_empty() => {
                Some(Recipients { step, first: &step.body.sends_to, then: &step.body.then_to })
            }
            _ => None,
        })
        .collect()
}

/// Who gets the form of one step.
#[derive(Clone, Copy, Debug)]
pub struct Recipients<'a> {
    /// The step.
    pub step: &'a Entry<Step>,
    /// Those the person sends it to.
    pub first: &'a [RoleId],
    /// Those it is passed on to.
    pub then: &'a [RoleId],
}
