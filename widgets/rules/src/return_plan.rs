//! A return plan: what somebody wants to do, with the days worked out from the region's rules.
//!
//! The plan never contains the reason for absence: nothing in it needs one.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::answers::Stage;
use crate::date::{self, Date};
use crate::keyword::keywords;
use crate::policy::{Entitlement, Entry, InForce, Limit, Rule, Step, StepStage, Timing, When};
use crate::value::Anchor;
use crate::vocabulary::{EntryId, RegionId, RoleId};

/// What somebody wants their plan to hold. Texts are as typed, and may be empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct PlanRequest {
    /// The region.
    pub region: RegionId,
    /// Where the person is on the way.
    pub stage: Stage,
    /// The first day away, where it is known.
    #[serde(default)]
    pub leave_start: Option<Date>,
    /// The first day back, where it is known.
    #[serde(default)]
    pub return_date: Option<Date>,
    /// The person's name.
    #[serde(default)]
    pub name: String,
    /// Specialty or programme, and grade.
    #[serde(default)]
    pub programme: String,
    /// Where they will return to.
    #[serde(default)]
    pub place: String,
    /// Whom they will talk to.
    #[serde(default)]
    pub people: BTreeSet<RoleId>,
    /// Names of those people.
    #[serde(default)]
    pub people_names: String,
    /// What they would like from the region.
    #[serde(default)]
    pub support: BTreeSet<EntryId>,
    /// What they want to learn or refresh.
    #[serde(default)]
    pub learning_needs: String,
    /// Anything else to talk about.
    #[serde(default)]
    pub questions: String,
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
    /// How that lies to the day on which the plan is made.
    pub status: Status,
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
    /// Whenever it helps.
    AnyTime,
}

impl Due {
    /// The day that orders it among the others.
    #[must_use]
    pub fn date(self) -> Option<Date> {
        match self {
            Self::On(day) | Self::By(day) | Self::Before(day) | Self::From(day) => Some(day),
            Self::During(_) | Self::AnyTime => None,
        }
    }

    fn status(self, today: Date) -> Status {
        match self {
            Self::On(day) | Self::From(day) if day <= today => Status::Reached,
            Self::By(day) if day < today => Status::Past,
            Self::Before(day) if day <= today => Status::Past,
            Self::On(_) | Self::From(_) | Self::By(_) | Self::Before(_) => Status::Ahead,
            Self::During(_) | Self::AnyTime => Status::Open,
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
pub fn milestones<'a>(region: InForce<'a>, request: &PlanRequest, today: Date) -> Vec<Milestone<'a>> {
    let dates = Dates { leave_start: request.leave_start, return_date: request.return_date };
    let first_stage = match request.stage {
        Stage::Planning => StepStage::BeforeLeave,
        Stage::Away => StepStage::BeforeReturn,
        Stage::Back => StepStage::AfterReturn,
    };
    let milestone = |subject, rule, when: Due| Milestone { subject, rule, when, status: when.status(today) };
    let mut milestones = Vec::new();
    if let Some(day) = dates.leave_start {
        milestones.push(milestone(Subject::LeaveStarts, None, Due::On(day)));
    }
    if let Some(day) = dates.return_date {
        milestones.push(milestone(Subject::Return, None, Due::On(day)));
    }
    for step in region.steps().filter(|step| step.body.stage >= first_stage) {
        let timing = region.timing(&step.body);
        let when = dates.step_due(step.body.stage, timing.map(|(_, timing)| timing));
        milestones.push(milestone(Subject::Step(step), timing.map(|(rule, _)| rule), when));
    }
    for entitlement in region.entitlements().filter(|entitlement| request.support.contains(&entitlement.id)) {
        let when = dates.entitlement_due(&entitlement.body);
        milestones.push(milestone(Subject::Entitlement(entitlement), None, when));
    }
    milestones.sort_by_key(|milestone| match milestone.when.date() {
        Some(day) => (0, day),
        None => (1, Date::MAX),
    });
    milestones
}

/// The two days a plan hangs on.
#[derive(Clone, Copy)]
struct Dates {
    leave_start: Option<Date>,
    return_date: Option<Date>,
}

impl Dates {
    fn of(self, anchor: Anchor) -> Option<Date> {
        match anchor {
            Anchor::Leave => self.leave_start,
            Anchor::Return => self.return_date,
            Anchor::Account => None,
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
            None => match stage {
                StepStage::BeforeLeave => self.leave_start.map(Due::Before),
                StepStage::BeforeReturn => self.return_date.map(Due::Before),
                StepStage::AfterReturn => self.return_date.map(Due::From),
            },
        };
        due.unwrap_or(Due::During(stage))
    }

    fn entitlement_due(self, entitlement: &Entitlement) -> Due {
        let last_day = match entitlement.limit {
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
