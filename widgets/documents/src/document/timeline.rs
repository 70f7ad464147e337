//! How the days of a document are put.

use super::parts::{Setting, Sources, TimelineItem, citation, cited_in_words};
use crate::words::fill;
use supportt_basics::date;
use supportt_basics::keyword::Keyword;
use supportt_rules::course::Course;
use supportt_rules::fixed_words::FormStatus;
use supportt_rules::policy::{Entitlement, Entry, Rule, Step};
use supportt_rules::return_plan::{Count, Due, Milestone, PlannedCourse, Status, Subject};
use supportt_rules::value::{Unit, Value};
use supportt_rules::working_days::BankHolidays;

impl Setting<'_> {
    /// The days, what each is for and where that is written.
    pub(super) fn timeline(
        self,
        holidays: &BankHolidays,
        milestones: &[Milestone<'_>],
        sources: &mut Sources,
    ) -> Vec<TimelineItem> {
        let milestones = milestones.iter().zip(1..);
        milestones
            .map(|(milestone, number)| self.timeline_item(holidays, milestone, number, sources))
            .collect()
    }

    fn timeline_item(
        self,
        holidays: &BankHolidays,
        milestone: &Milestone<'_>,
        number: usize,
        sources: &mut Sources,
    ) -> TimelineItem {
        let Setting { region, words, .. } = self;
        let named = |pattern: &str, name: &str| fill(pattern, &[("name", name)]);
        let of = |entry: &Entry<Entitlement>| Some(citation(region, entry, words));
        let (name, mut says, source) = match milestone.subject {
            Subject::LeaveStarts if milestone.status == Status::Reached => {
                (words.leave_started.clone(), String::new(), None)
            }
            Subject::LeaveStarts => (words.leave_starts.clone(), String::new(), None),
            Subject::Return => (words.returns.clone(), String::new(), None),
            Subject::Field(field) => (field.label_in_plan().to_owned(), String::new(), None),
            Subject::NextReview => (words.next_review.clone(), String::new(), None),
            Subject::NextMeeting => (words.next_meeting.clone(), String::new(), None),
            Subject::Step(step) => (
                step.body.in_plan.clone().unwrap_or_else(|| step.name.clone()),
                self.step(step, milestone),
                Some(citation(region, step, words)),
            ),
            Subject::Entitlement(entitlement) => {
                let pattern = match milestone.when {
                    Due::By(_) => &words.last_day_of,
                    Due::Early { .. } => &words.last_day_to_start,
                    Due::From(_) => &words.starts,
                    _ => "{name}",
                };
                (named(pattern, &entitlement.name), String::new(), of(entitlement))
            }
            // Without a count the return is phased.
            Subject::SupervisionEnds => {
                (words.supervision_ends.clone(), words.supervision_phased.clone(), None)
            }
            Subject::AskApproval { course, step } => {
                let (name, of_course) = match course {
                    PlannedCourse::Listed(course) => (&course.name, self.listed(course)),
                    PlannedCourse::External(entitlement) => (&words.external_course, of(entitlement)),
                };
                let source = step.map_or(of_course, |step| Some(citation(region, step, words)));
                (named(&words.ask_approval, name), String::new(), source)
            }
            // What it needs first is said where that is asked for.
            Subject::Course(PlannedCourse::External(_)) => {
                (words.external_course.clone(), String::new(), None)
            }
            Subject::Course(PlannedCourse::Listed(course)) => {
                (course.name.clone(), String::new(), self.listed(course))
            }
            Subject::BookCourse(course) => {
                (named(&words.book_course, &course.name), String::new(), self.listed(course))
            }
            Subject::Meeting(number) => {
                (fill(&words.meeting, &[("number", &number.to_string())]), String::new(), None)
            }
        };
        let mut source = source;
        if let Some(count) = milestone.count {
            says = self.counted(milestone.subject, count);
            // One number is enough: the entry's own source stands beside what is asked for.
            source = Some(self.holidays(holidays, count)).or(source);
        }
        TimelineItem {
            number,
            name,
            when: self.due(milestone),
            status: milestone.status.word(),
            status_label: self.status_label(milestone),
            says,
            source: source.map(|text| sources.number(text)),
        }
    }

    /// The status of a milestone for people, with what the region says to do once its time is over.
    fn status_label(self, milestone: &Milestone<'_>) -> String {
        let Self { region, vocabulary, words, .. } = self;
        let label = match milestone.status {
            status @ (Status::Done | Status::Past | Status::Late) => {
                fill(&words.status[&status], &[("team", &region.region().terms().team)])
            }
            Status::Reached | Status::Ahead | Status::Open => return String::new(),
        };
        let afterwards = match milestone.subject {
            _ if milestone.status != Status::Past => None,
            Subject::Step(step) => step.body.afterwards.as_ref(),
            Subject::Entitlement(entitlement) => entitlement.body.afterwards.as_ref(),
            _ => None,
        };
        let afterwards = afterwards.and_then(|id| region.rule(id.as_str()));
        let afterwards = afterwards.map(|rule| region.sentence(rule, vocabulary));
        std::iter::once(label).chain(afterwards).collect::<Vec<_>>().join(" ")
    }

    /// How a day was counted in working days; or that it cannot be.
    fn counted(self, subject: Subject<'_>, count: Count) -> String {
        let words = self.words;
        let days = Unit::Days.count(count.days);
        let pattern = match (subject, count.day) {
            (Subject::SupervisionEnds, Some(_)) => &words.supervision_counted,
            (Subject::SupervisionEnds, None) => &words.supervision_not_counted,
            (_, Some(_)) => &words.days_counted,
            (_, None) => &words.days_not_counted,
        };
        let mut notes = vec![fill(pattern, &[("days", &days)])];
        if count.percent < 100 {
            notes.push(fill(&words.counted_pro_rata, &[("percent", &count.percent.to_string())]));
        }
        notes.join(" ")
    }

    /// Where the bank holidays come from that a day was counted without; or that they are not known.
    fn holidays(self, holidays: &BankHolidays, count: Count) -> String {
        match count.day.and_then(|day| holidays.around(day)) {
            Some(year) => fill(
                &self.words.holidays_known,
                &[("source", &year.source), ("checked", &date::long(year.checked_on))],
            ),
            None => self.words.holidays_not_known.clone(),
        }
    }

    fn due(self, milestone: &Milestone<'_>) -> String {
        let words = self.words;
        let pattern = match milestone.when {
            Due::On(_) => &words.due.on,
            Due::By(_) | Due::Early { .. } => &words.due.by,
            Due::Before(_) => &words.due.before,
            Due::From(_) => &words.due.from,
            Due::During(stage) => &words.during[&stage],
            Due::AfterStep(stage) => {
                let followed = match milestone.subject {
                    Subject::Step(step) => step.body.after.as_ref(),
                    _ => None,
                };
                return match followed.and_then(|id| self.region.step(id.as_str())) {
                    Some(step) => fill(&words.due.after_step, &[("step", &step.name)]),
                    None => words.during[&stage].clone(),
                };
            }
            Due::BeforeCourse => &words.due.before_course,
            Due::AnyTime => &words.due.any_time,
        };
        match milestone.when.date() {
            Some(day) => fill(pattern, &[("date", &date::long(day))]),
            None => pattern.clone(),
        }
    }

    /// Where a course is announced, in words.
    fn listed(self, course: &Course) -> Option<String> {
        let cited = course.citation.as_ref()?;
        let source = self.region.region().sources().iter().find(|other| other.id == cited.source)?;
        Some(cited_in_words(source, cited, self.words))
    }

    /// What its own sentence leaves out of a step: what it says, where it has no sentence of its own for plans; how long
    /// an absence must be for it and when it is due where its day does not say so; what the source says about whom it is
    /// for where it contradicts itself; and the form. Nothing once it is done.
    fn step(self, step: &Entry<Step>, milestone: &Milestone<'_>) -> String {
        let Self { region, vocabulary, words, .. } = self;
        if milestone.status == Status::Done {
            return String::new();
        }
        let value = |rule: &Entry<Rule>| region.printed_value(rule.id.as_str(), vocabulary);
        let length = milestone.needs.and_then(value);
        // A rule's sentence may be about more than the step, and stands elsewhere in the source: only its value is here.
        let timing = milestone.rule.filter(|rule| match rule.value() {
            Some(Value::LeadTime(lead)) => lead.weeks.is_some() && milestone.when.date().is_none(),
            _ => milestone.when.date().is_none(),
        });
        let timing = timing.and_then(value);
        let team = region.region().terms().team.as_str();
        let in_doubt =
            (!milestone.wordings.is_empty()).then(|| fill(&words.step_in_doubt, &[("team", team)]));
        let form = step.body.form.as_ref().and_then(|form| region.form(form.as_str()));
        let form = form.map(|form| {
            let pattern = match form.body.status {
                FormStatus::Current => &words.step_form,
                FormStatus::Replaced | FormStatus::Unclear => &words.step_form_in_doubt,
            };
            fill(pattern, &[("form", &form.name)])
        });
        let people = region.names_of(&step.body.with, vocabulary, "or");
        let is_in_plan = step.body.in_plan.is_some();
        let says =
            [Some(step.says.clone()), people.map(|people| fill(&words.step_with, &[("people", &people)]))];
        says.into_iter()
            .filter(|_| !is_in_plan)
            .chain([
                length.map(|length| fill(&words.step_length, &[("length", &length)])),
                timing.map(|timing| fill(&words.step_timing, &[("timing", &timing)])),
                in_doubt,
                form,
            ])
            .flatten()
            .collect::<Vec<_>>()
            .join(" ")
    }
}
