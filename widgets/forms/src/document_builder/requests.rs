//! What was answered, as what documents are made of.

use super::draft::Draft;
use super::names::{FieldName, Page};
use super::question::{NO, YES};
use super::questions::more_name;
use super::state::DocumentBuilder;

use std::collections::BTreeSet;

use supportt_basics::date::Date;
use supportt_basics::ids::EntryId;
use supportt_basics::keyword::Keyword;
use supportt_rules::answers::{Answer, UNKNOWN};
use supportt_rules::field_answer::{FieldAnswer, FieldValue};
use supportt_rules::mentoring::{MeetingInterval, MentoringRequest};
use supportt_rules::plan_field::FieldKind;
use supportt_rules::policy::{Entitlement, Entry, InForce};
use supportt_rules::return_plan::{Agreed, Agreement, CourseApproval, PlanRequest};

/// The answers to what is asked and right. Others stay in the draft, for a change of mind.
struct Given<'a> {
    draft: &'a Draft,
    asked: BTreeSet<String>,
}

impl Given<'_> {
    fn known(&self, name: FieldName) -> Option<&'static str> {
        Some(name.word()).filter(|name| self.asked.contains(*name))
    }

    fn text(&self, name: FieldName) -> String {
        self.known(name).map_or("", |name| self.draft.text(name)).to_owned()
    }

    fn day(&self, name: FieldName) -> Option<Date> {
        self.draft.day(self.known(name)?)
    }

    fn number(&self, name: FieldName) -> Option<u32> {
        self.draft.number(self.known(name)?)
    }

    fn is_chosen(&self, name: FieldName, value: &str) -> bool {
        self.known(name).is_some_and(|name| self.draft.is_in(name, value))
    }

    fn yes_or_no(&self, name: FieldName) -> Option<Answer<bool>> {
        yes_or_no(self.draft.text(self.known(name)?))
    }
}

fn yes_or_no(text: &str) -> Option<Answer<bool>> {
    match text {
        YES => Some(Answer::Known(true)),
        NO => Some(Answer::Known(false)),
        UNKNOWN => Some(Answer::Unknown),
        _ => None,
    }
}

impl DocumentBuilder {
    fn given(&self) -> Given<'_> {
        let mut asked: BTreeSet<String> =
            self.pages().flat_map(|page| self.questions_of(page)).map(|question| question.name).collect();
        // What is wrong is for its page to mend.
        for fault in self.faults() {
            asked.remove(&fault.name);
        }
        Given { draft: &self.draft, asked }
    }

    /// A plan's contents, once region and stage are known. What the chosen region does not
    /// ask stays in the draft, for a change of mind, but not in the plan.
    pub(super) fn plan_request(&self) -> Option<PlanRequest<'_>> {
        let given = self.given();
        let about = |name: FieldName, entry: &Entry<Entitlement>| {
            Some(name.about(entry)).filter(|name| given.asked.contains(name))
        };
        let chosen = self.chosen();
        let amounts = chosen.iter().filter_map(|(_, entry)| {
            Some((entry.id.clone(), given.draft.number(&about(FieldName::Amount, entry)?)?))
        });
        let first_days = chosen.iter().filter_map(|(_, entry)| {
            Some((entry.id.clone(), given.draft.day(&about(FieldName::FirstDay, entry)?)?))
        });
        let more = Page::ALL.iter().flat_map(|page| self.more_fields(*page)).filter_map(|field| {
            let name = more_name(&field.id);
            let name = Some(name.as_str()).filter(|name| given.asked.contains(*name))?;
            let text = given.draft.text(name);
            let value = match field.kind {
                FieldKind::Line | FieldKind::Text | FieldKind::Email => FieldValue::Text(text.to_owned()),
                FieldKind::Number => FieldValue::Number(given.draft.number(name)?),
                FieldKind::Date if text == UNKNOWN => FieldValue::Day(Answer::Unknown),
                FieldKind::Date => FieldValue::Day(Answer::Known(given.draft.day(name)?)),
                FieldKind::YesNo => FieldValue::YesNo(yes_or_no(text)?),
            };
            Some(FieldAnswer { field, value })
        });
        Some(PlanRequest {
            more: more.collect(),
            stage: self.stage()?,
            leave_start: given.day(FieldName::LeaveStart),
            return_date: given.day(FieldName::ReturnDate),
            name: given.text(FieldName::Name),
            programme: given.text(FieldName::Programme),
            place: given.text(FieldName::Place),
            supervisor: given.text(FieldName::SupervisorName),
            supervisor_email: given.text(FieldName::SupervisorEmail),
            director: given.text(FieldName::DirectorName),
            others: given.text(FieldName::PeopleNames),
            support: chosen.iter().map(|(_, entry)| entry.id.clone()).collect::<BTreeSet<EntryId>>(),
            learning_needs: given.text(FieldName::LearningNeeds),
            targets: given.text(FieldName::Targets),
            keeping_up: given.text(FieldName::KeepingUp),
            amounts: amounts.collect(),
            first_days: first_days.collect(),
            supervised: given.yes_or_no(FieldName::Supervised),
            supervision_days: given.number(FieldName::SupervisionDays),
            supervision: given.text(FieldName::Supervision),
            courses: self
                .listed_courses()
                .into_iter()
                .filter(|course| given.is_chosen(FieldName::Courses, &course.id))
                .collect(),
            other_courses: given.text(FieldName::OtherCourses),
            external_course: given.text(FieldName::ExternalCourse),
            course_date: given.day(FieldName::CourseDate),
            course_approval: CourseApproval::from_word(&given.text(FieldName::CourseApproval)),
            account_created: given.day(FieldName::AccountCreated),
            less_than_full_time: given.yes_or_no(FieldName::LessThanFullTime),
            percent: given.number(FieldName::Percent),
            phased_return: given.yes_or_no(FieldName::PhasedReturn),
            occupational_health: given.yes_or_no(FieldName::OccupationalHealth),
            next_review: given.day(FieldName::NextReview),
            review: given.text(FieldName::Review),
            questions: given.text(FieldName::Questions),
            agreement: Agreement {
                answer: Agreed::from_word(&given.text(FieldName::SupervisorAgrees)),
                on: given.day(FieldName::AgreedOn),
                by_email: given.is_chosen(FieldName::AgreedByEmail, YES),
                changes: given.text(FieldName::AgreedChanges),
                comments: given.text(FieldName::SupervisorComments),
                next_meeting: given.day(FieldName::NextMeeting),
                director_on: given.day(FieldName::DirectorAgreedOn),
            },
        })
    }

    /// The contents of a mentoring agreement, or of a request for a mentor.
    pub(super) fn mentoring_request(&self) -> MentoringRequest {
        let given = self.given();
        let questions = self.region().into_iter().flat_map(InForce::agreement);
        let answers = questions.filter_map(|question| {
            let name = FieldName::Answer.about(question);
            given.asked.contains(&name).then(|| (question.id.clone(), given.draft.text(&name).to_owned()))
        });
        MentoringRequest {
            name: given.text(FieldName::Name),
            programme: given.text(FieldName::Programme),
            place: given.text(FieldName::Place),
            mentor: given.text(FieldName::Mentor),
            return_date: given.day(FieldName::ReturnDate),
            first_meeting: given.day(FieldName::FirstMeeting),
            interval: MeetingInterval::from_word(&given.text(FieldName::Interval)),
            answers: answers.collect(),
            wishes: given.text(FieldName::Wishes),
        }
    }
}
