//! Mentoring: what a mentor and the person they support agree on, a note that asks for a mentor,
//! and the days of both.

use std::collections::BTreeMap;

use crate::policy::{InForce, Limit};
use crate::return_plan::{Due, Milestone, Subject, sorted};
use crate::value::{Anchor, Cap, Unit};
use supportt_basics::date::{self, Date};
use supportt_basics::ids::EntryId;
use supportt_basics::keyword::keywords;

/// What somebody wants to agree on with a mentor, or ask for. Texts are as typed, and may be
/// empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MentoringRequest {
    /// The person's name.
    pub name: String,
    /// Specialty or programme, and grade.
    pub programme: String,
    /// Where they will return to.
    pub place: String,
    /// The mentor's name.
    pub mentor: String,
    /// The first day back, where it is known.
    pub return_date: Option<Date>,
    /// The first meeting, where it is known.
    pub first_meeting: Option<Date>,
    /// How often they meet.
    pub interval: Option<MeetingInterval>,
    /// What they agree on, by question.
    pub answers: BTreeMap<EntryId, String>,
    /// What they wish for in a mentor.
    pub wishes: String,
}

keywords! {
    /// How often mentor and trainee meet.
    pub enum MeetingInterval {
        /// Every second week.
        Fortnight = "fortnight",
        /// Every month.
        Month = "month",
        /// As they agree each time.
        EachTime = "each-time",
    }
}

/// The last day of mentoring: `None` where no source sets one, or the day it is counted from is
/// not known.
#[must_use]
pub fn last_day(region: InForce<'_>, return_date: Option<Date>) -> Option<Date> {
    match region.limit(&region.mentoring()?.body)? {
        Limit::Period(period) if period.after == Anchor::Return => {
            Some(date::months_after(return_date?, period.months))
        }
        Limit::Period(_) | Limit::Cap(_) => None,
    }
}

/// Works out the days on `today`, earliest first: the return, the meetings as far as the source
/// lets them go, and the end.
#[must_use]
pub fn milestones<'a>(region: InForce<'a>, request: &MentoringRequest, today: Date) -> Vec<Milestone<'a>> {
    let mut milestones = Vec::new();
    if let Some(day) = request.return_date {
        milestones.push(Milestone::new(Subject::Return, Due::On(day), today));
    }
    let last_day = last_day(region, request.return_date);
    // Where no source says how long it goes on, only the first meeting is sure.
    let most = match region.mentoring().and_then(|mentoring| region.limit(&mentoring.body)) {
        Some(Limit::Cap(Cap { up_to, of: Unit::Sessions })) => up_to,
        _ if last_day.is_some() => u32::MAX,
        _ => 1,
    };
    for number in 1..=most {
        match meeting(request, number) {
            Some(day) if last_day.is_none_or(|last| day <= last) => {
                milestones.push(Milestone::new(Subject::Meeting(number), Due::On(day), today));
            }
            _ => break,
        }
    }
    // A meeting on the last day comes before the end.
    if let (Some(mentoring), Some(day)) = (region.mentoring(), last_day) {
        milestones.push(Milestone::new(Subject::Entitlement(mentoring), Due::By(day), today));
    }
    sorted(milestones)
}

/// The day of a meeting, counted from 1, as far as it follows from how often they meet.
fn meeting(request: &MentoringRequest, number: u32) -> Option<Date> {
    let (first, later) = (request.first_meeting?, number.checked_sub(1)?);
    if later == 0 {
        return Some(first);
    }
    let day = match request.interval? {
        MeetingInterval::Fortnight => date::days_after(first, 14 * u64::from(later)),
        MeetingInterval::Month => date::months_after(first, later),
        MeetingInterval::EachTime => return None,
    };
    // Beyond the end of the calendar every day is its last.
    (day < Date::MAX).then_some(day)
}
