//! A return plan: what somebody wants to do, with the days worked out from the region's rules.
//!
//! The plan never contains the reason for absence: nothing in it needs one.

use std::collections::{BTreeMap, BTreeSet};

use crate::answers::Stage;
use crate::case;
use crate::course::{self, Course};
use crate::date::{self, Date};
use crate::eligibility;
use crate::keyword::{Keyword, keywords};
use crate::policy::{
    Asks, Conflict, Entitlement, Entry, InForce, Limit, PriorApproval, Rule, RuleId, Step, StepStage, Timing,
    When,
};
use crate::value::{Anchor, Cap, Unit};
use crate::vocabulary::{EntryId, Reading, RoleId};
use crate::working_days::{BankHolidays, pro_rata};

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
    /// Whom they will talk to.
    pub people: BTreeSet<RoleId>,
    /// Names of those people.
    pub people_names: String,
    /// What they would like from the region.
    pub support: BTreeSet<EntryId>,
    /// What they want to learn or refresh.
    pub learning_needs: String,
    /// What they want to have reached, and when.
    pub targets: String,
    /// What they keep up while away.
    pub keeping_up: String,
    /// How much they would like of what they would like: sessions, days, or working days of
    /// supervision.
    pub amounts: BTreeMap<EntryId, u32>,
    /// The first of the days they would like.
    pub first_days: BTreeMap<EntryId, Date>,
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
    pub less_than_full_time: Option<bool>,
    /// How much of full time, in per cent.
    pub percent: Option<u32>,
    /// Whether they return in phases.
    pub phased_return: Option<bool>,
    /// Whether there is advice from occupational health: that there is, never what it says.
    pub occupational_health: Option<bool>,
    /// The day of the next review.
    pub next_review: Option<Date>,
    /// What to look at in the review.
    pub review: String,
    /// Anything else to talk about.
    pub questions: String,
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
    /// The part of full time they work, in per cent, once they are back.
    #[must_use]
    pub fn part_of_full_time(&self) -> u32 {
        match (self.less_than_full_time, self.percent) {
            (Some(true), Some(percent)) => percent,
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
    /// When it happens.
    pub when: Due,
    /// How the day was counted, where it was.
    pub count: Option<Count>,
    /// How that lies to the day on which the plan is made.
    pub status: Status,
}

/// How a day was counted in working days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// The days somebody works, or takes.
    pub days: u32,
    /// The part of full time they work, in per cent.
    pub percent: u32,
    /// Whether the bank holidays of every year on the way are known.
    pub is_certain: bool,
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
    SupervisionEnds(&'a Entry<Entitlement>),
    /// Approval of a course run by others.
    AskApproval(&'a Entry<Entitlement>),
    /// A course run by others.
    Course(&'a Entry<Entitlement>),
    /// A course that the region lists.
    ListedCourse(&'a Course),
    /// Booking such a course.
    BookCourse(&'a Course),
    /// The next review.
    NextReview,
    /// A meeting with a mentor, counted from 1.
    Meeting(u32),
}

impl<'a> Milestone<'a> {
    pub(crate) fn new(subject: Subject<'a>, when: Due, today: Date) -> Self {
        Self { subject, rule: None, when, count: None, status: when.status(today) }
    }
}

/// Something to know about a plan as a whole.
#[derive(Clone, Debug)]
pub enum Remark<'a> {
    /// The absence is shorter than those the region's guidance is for. What it says of that.
    ShortAbsence(Vec<&'a Entry<Rule>>),
    /// The absence is so near the shortest one that the team should confirm it.
    NearThreshold {
        /// The day of return at which it is exactly as long.
        boundary: Date,
    },
    /// The region's source contradicts itself about the length of the absence, so that steps that one passage asks for
    /// are not listed; or about a form that is completed in one of the steps.
    Contradiction(&'a Entry<Conflict>),
    /// The dates say something else than the stage: one of them is a slip.
    StageAndDates,
}

/// What to know about a plan on `today`.
#[must_use]
pub fn remarks<'a>(
    region: InForce<'a>,
    reading: &Reading,
    request: &PlanRequest<'_>,
    today: Date,
) -> Vec<Remark<'a>> {
    let (start, end) = (request.leave_start, request.return_date);
    let absence = start.zip(end);
    let threshold = region.threshold(RuleId::MinimumAbsence);
    let is_short =
        threshold.zip(absence).is_some_and(|(threshold, (start, end))| !threshold.is_reached(start, end));
    let short = is_short.then(|| {
        let rules = [RuleId::MinimumAbsence, RuleId::BelowMinimum];
        Remark::ShortAbsence(rules.iter().filter_map(|rule| region.rule(rule.word())).collect())
    });
    let dates = case::Dates { leave_start: start, return_date: end, day: today };
    let near = eligibility::near_threshold(region, reading, &dates).zip(start);
    let near = near.map(|(threshold, start)| Remark::NearThreshold { boundary: threshold.boundary(start) });
    let is_slip = !eligibility::dates_fit_stage(Some(request.stage), &dates);
    let contradictions = region
        .conflicts()
        .filter(|conflict| {
            let about_length = eligibility::is_about_length(region, &conflict.body, &dates);
            let is_about =
                |step: &Entry<Step>| step.body.form.as_ref().is_some_and(|form| conflict.body.is_about(form));
            about_length.unwrap_or_else(|| steps(region, request).any(is_about))
        })
        .map(Remark::Contradiction);
    is_slip
        .then_some(Remark::StageAndDates)
        .into_iter()
        .chain(short)
        .chain(near)
        .chain(contradictions)
        .collect()
}

/// The steps that lie before somebody at the stage of a plan, as far as they are meant for the absence.
fn steps<'a>(
    region: InForce<'a>,
    request: &PlanRequest<'_>,
) -> impl Iterator<Item = &'a Entry<Step>> + use<'a> {
    let first_stage = match request.stage {
        Stage::Planning => StepStage::BeforeLeave,
        Stage::Away => StepStage::BeforeReturn,
        Stage::Back => StepStage::AfterReturn,
    };
    let dates =
        case::Dates { leave_start: request.leave_start, return_date: request.return_date, day: region.day() };
    region
        .steps()
        .filter(move |step| step.body.stage >= first_stage)
        .filter(move |step| region.is_meant_for(&step.body, &dates).unwrap_or(true))
}

/// When a milestone is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// On this day.
    On(Date),
    /// On this day at the latest.
    By(Date),
    /// On some day before this one.
    Before(Date),
    /// From this day on.
    From(Date),
    /// At this stage; the day cannot be worked out yet.
    During(StepStage),
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
            Self::On(day) | Self::By(day) | Self::Before(day) | Self::From(day) => Some(day),
            Self::During(_) | Self::BeforeCourse | Self::AnyTime => None,
        }
    }

    fn status(self, today: Date) -> Status {
        match self {
            Self::On(day) | Self::From(day) if day <= today => Status::Reached,
            Self::By(day) if day < today => Status::Past,
            Self::Before(day) if day <= today => Status::Past,
            Self::On(_) | Self::From(_) | Self::By(_) | Self::Before(_) => Status::Ahead,
            Self::During(_) | Self::BeforeCourse | Self::AnyTime => Status::Open,
        }
    }
}

keywords! {
    /// How a milestone lies to the day on which the plan is made.
    pub enum Status {
        /// Its last day is over.
        Past = "past",
        /// Its first day has come.
        Reached = "reached",
        /// It is still to come.
        Ahead = "ahead",
        /// It has no day.
        Open = "open",
    }
}

/// Works out the days of a plan on `today`, earliest first; those without a day follow in the
/// order of the process.
#[must_use]
pub fn milestones<'a>(
    region: InForce<'a>,
    holidays: &BankHolidays,
    request: &PlanRequest<'a>,
    today: Date,
) -> Vec<Milestone<'a>> {
    let dates = Dates {
        leave_start: request.leave_start,
        return_date: request.return_date,
        account_created: request.account_created,
    };
    let milestone = |subject, rule, when: Due| Milestone { rule, ..Milestone::new(subject, when, today) };
    let mut milestones = Vec::new();
    if let Some(day) = dates.leave_start {
        milestones.push(milestone(Subject::LeaveStarts, None, Due::On(day)));
    }
    if let Some(day) = dates.return_date {
        milestones.push(milestone(Subject::Return, None, Due::On(day)));
    }
    for step in steps(region, request) {
        let timing = region.timing(&step.body);
        let when = dates.step_due(step.body.stage, timing.map(|(_, timing)| timing));
        milestones.push(milestone(Subject::Step(step), timing.map(|(rule, _)| rule), when));
    }
    for entitlement in region.entitlements().filter(|entitlement| request.support.contains(&entitlement.id)) {
        let limit = region.limit(&entitlement.body);
        let (when, count) = days_before_return(holidays, request, entitlement, limit)
            .unwrap_or_else(|| (dates.entitlement_due(&entitlement.body, limit), None));
        milestones.push(Milestone { count, ..milestone(Subject::Entitlement(entitlement), None, when) });
        if let Some((when, count)) = supervision_ends(holidays, request, entitlement) {
            let count = Some(count);
            milestones
                .push(Milestone { count, ..milestone(Subject::SupervisionEnds(entitlement), None, when) });
        }
        if entitlement.body.asks == Some(Asks::ExternalCourse) && !request.external_course.trim().is_empty() {
            let is_open = request.course_approval != Some(CourseApproval::Approved);
            if entitlement.body.approval == Some(PriorApproval::Prospective) && is_open {
                let when = request.course_date.map_or(Due::BeforeCourse, Due::Before);
                milestones.push(milestone(Subject::AskApproval(entitlement), None, when));
            }
            if let Some(day) = request.course_date {
                milestones.push(milestone(Subject::Course(entitlement), None, Due::On(day)));
            }
        }
    }
    for course in &request.courses {
        let Some(next) = course::next(&course.sessions, today) else { continue };
        milestones.push(milestone(Subject::ListedCourse(course), None, Due::On(next.from)));
        if let Some(day) = course.book_by.filter(|day| *day <= next.from) {
            milestones.push(milestone(Subject::BookCourse(course), None, Due::By(day)));
        }
    }
    if let Some(day) = request.next_review {
        milestones.push(milestone(Subject::NextReview, None, Due::On(day)));
    }
    sorted(milestones)
}

/// Earliest first; those without a day follow as they are.
pub(crate) fn sorted(mut milestones: Vec<Milestone<'_>>) -> Vec<Milestone<'_>> {
    milestones.sort_by_key(|milestone| match milestone.when {
        // What must be over before a day stands before what happens on it.
        Due::Before(day) => (0, day, 0),
        Due::On(day) | Due::By(day) | Due::From(day) => (0, day, 1),
        Due::During(_) | Due::BeforeCourse | Due::AnyTime => (1, Date::MAX, 1),
    });
    milestones
}

/// When to take days that must lie before the return: from the day that was chosen, or early
/// enough that all of them fit.
fn days_before_return(
    holidays: &BankHolidays,
    request: &PlanRequest<'_>,
    entitlement: &Entry<Entitlement>,
    limit: Option<Limit>,
) -> Option<(Due, Option<Count>)> {
    let (Some(Limit::Cap(Cap { of: Unit::Days, .. })), When::BeforeReturn) = (limit, entitlement.body.when)
    else {
        return None;
    };
    if let Some(day) = request.first_days.get(&entitlement.id) {
        return Some((Due::On(*day), None));
    }
    let days = *request.amounts.get(&entitlement.id)?;
    let first = holidays.first_of(request.return_date?, days);
    Some((Due::By(first.day), Some(Count { days, percent: 100, is_certain: first.is_certain })))
}

/// When supervision ends, where its length was agreed.
fn supervision_ends(
    holidays: &BankHolidays,
    request: &PlanRequest<'_>,
    entitlement: &Entry<Entitlement>,
) -> Option<(Due, Count)> {
    if entitlement.body.asks != Some(Asks::Supervision) {
        return None;
    }
    let days = *request.amounts.get(&entitlement.id)?;
    let percent = request.part_of_full_time();
    let last = holidays.last_of(request.return_date?, pro_rata(days, percent));
    Some((Due::On(last.day), Count { days, percent, is_certain: last.is_certain }))
}

/// The days a plan hangs on.
#[derive(Clone, Copy)]
struct Dates {
    leave_start: Option<Date>,
    return_date: Option<Date>,
    account_created: Option<Date>,
}

impl Dates {
    fn of(self, anchor: Anchor) -> Option<Date> {
        match anchor {
            Anchor::Leave => self.leave_start,
            Anchor::Return => self.return_date,
            Anchor::Account => self.account_created,
        }
    }

    fn step_due(self, stage: StepStage, timing: Option<Timing>) -> Due {
        let due = match timing {
            Some(Timing::Before(lead)) => self.of(lead.before).map(|day| match lead.weeks {
                Some(weeks) => Due::By(date::weeks_before(day, weeks)),
                None => Due::Before(day),
            }),
            Some(Timing::After(period)) => {
                self.of(period.after).map(|day| Due::By(date::months_after(day, period.months)))
            }
            None => None,
        };
        // A step that a rule times from a day that is not known is still one of its stage.
        let of_stage = match stage {
            StepStage::BeforeLeave => self.leave_start.map(Due::Before),
            StepStage::BeforeReturn => self.return_date.map(Due::Before),
            StepStage::AfterReturn => self.return_date.map(Due::From),
        };
        due.or(of_stage).unwrap_or(Due::During(stage))
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
