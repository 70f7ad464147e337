//! What every paper is made of, and how a return plan and its days are put.

use crate::words::{DocumentWords, PaperWords, fill};
use serde::Serialize;
use supportt_basics::date::{self, Date};
use supportt_basics::keyword::Keyword;
use supportt_rules::course::{self, Course};
use supportt_rules::policy::{Entitlement, Entry, HasValue, InForce, Rule, Step};
use supportt_rules::return_plan::{Count, Due, Milestone, PlannedCourse, Status, Subject};
use supportt_rules::value::{Unit, Value};
use supportt_rules::vocabulary::Vocabulary;
use supportt_rules::working_days::BankHolidays;

/// A paper to read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Document {
    /// Its title.
    pub title: String,
    /// For which region, and when it was made.
    pub subtitle: String,
    /// What the person said.
    pub sections: Vec<Section>,
    /// Heading of the timeline.
    pub timeline_heading: String,
    /// Where the days come from.
    pub timeline_note: String,
    /// The days worked out, earliest first.
    pub timeline: Vec<TimelineItem>,
    /// Heading of the recipients.
    pub recipients_heading: String,
    /// Who gets a copy, one sentence each.
    pub recipients: Vec<String>,
    /// Guidance; a person decides.
    pub disclaimer: String,
}

/// A part of it. Any of its lists may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Section {
    /// Its heading.
    pub heading: String,
    /// Labelled values.
    pub rows: Vec<Row>,
    /// A list.
    pub items: Vec<Item>,
    /// What the person typed, by paragraph.
    pub paragraphs: Vec<String>,
}

/// A labelled value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// What it is.
    pub label: String,
    /// The value.
    pub value: String,
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Item {
    /// The item.
    pub text: String,
    /// More about it.
    pub detail: Option<String>,
}

/// A day in the timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TimelineItem {
    /// Its place among the others, from 1; a calendar names it.
    pub number: usize,
    /// What happens.
    pub name: String,
    /// When, in words.
    pub when: String,
    /// How it lies to today, as a word for styling.
    pub status: &'static str,
    /// The same for people; empty when there is nothing to say.
    pub status_label: String,
    /// What the region says about it; empty for the person's own dates.
    pub says: String,
    /// Where the region says so.
    pub citation: Option<String>,
}

/// What every document is made in.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    /// The region's policy on the day.
    pub region: InForce<'a>,
    /// What the policy calls things.
    pub vocabulary: &'a Vocabulary,
    /// The day on which it is made.
    pub today: Date,
    /// The words of all documents.
    pub words: &'a DocumentWords,
    /// The words of this kind of document.
    pub paper: &'a PaperWords,
}

impl Setting<'_> {
    /// A document of these parts; sections that hold nothing are left out.
    pub(super) fn document(
        self,
        mut sections: Vec<Section>,
        timeline_note: &str,
        timeline: Vec<TimelineItem>,
        recipients: Vec<String>,
    ) -> Document {
        sections.retain(|section| {
            !(section.rows.is_empty() && section.items.is_empty() && section.paragraphs.is_empty())
        });
        sections.push(self.contact());
        let Self { words, paper, .. } = self;
        let region = self.region.region();
        let today = date::long(self.today);
        Document {
            title: paper.title.clone(),
            subtitle: fill(&words.subtitle, &[("region", region.name()), ("today", &today)]),
            sections,
            timeline_heading: words.timeline.clone(),
            timeline_note: fill(timeline_note, &[("place", &region.terms().place)]),
            timeline,
            recipients_heading: words.recipients.clone(),
            recipients,
            disclaimer: paper.disclaimer.clone(),
        }
    }

    /// The days, what each is for and where that stands.
    pub(super) fn timeline(self, holidays: &BankHolidays, milestones: &[Milestone<'_>]) -> Vec<TimelineItem> {
        let milestones = milestones.iter().zip(1..);
        milestones.map(|(milestone, number)| self.timeline_item(holidays, milestone, number)).collect()
    }

    fn timeline_item(
        self,
        holidays: &BankHolidays,
        milestone: &Milestone<'_>,
        number: usize,
    ) -> TimelineItem {
        let Setting { region, vocabulary, words, .. } = self;
        let of = |entitlement: &Entry<Entitlement>| {
            (region.sentence(entitlement, vocabulary), Some(citation(region, entitlement, words)))
        };
        let of_listed =
            |course: &Course| (String::new(), course.citation.as_ref().and_then(|cited| self.listed(cited)));
        let named =
            |pattern: &str, entitlement: &Entry<Entitlement>| fill(pattern, &[("name", &entitlement.name)]);
        let (name, (mut says, citation)) = match milestone.subject {
            Subject::LeaveStarts => (words.leave_starts.clone(), (String::new(), None)),
            Subject::Return => (words.returns.clone(), (String::new(), None)),
            Subject::NextReview => (words.next_review.clone(), (String::new(), None)),
            Subject::Step(step) => {
                (step.name.clone(), (self.step(step, milestone), Some(citation(region, step, words))))
            }
            Subject::Entitlement(entitlement) if matches!(milestone.when, Due::By(_)) => {
                (named(&words.last_day_of, entitlement), of(entitlement))
            }
            Subject::Entitlement(entitlement) => (entitlement.name.clone(), of(entitlement)),
            Subject::SupervisionEnds(entitlement) => {
                (named(&words.supervision_ends, entitlement), of(entitlement))
            }
            Subject::AskApproval { course, step } => {
                let (name, of_course) = match course {
                    PlannedCourse::Listed(course) => (&course.name, of_listed(course)),
                    PlannedCourse::External(entitlement) => (&words.external_course, of(entitlement)),
                };
                let said = step.map_or(of_course, |step| {
                    (self.step(step, milestone), Some(citation(region, step, words)))
                });
                (fill(&words.ask_approval, &[("name", name)]), said)
            }
            // What it needs first is said where that is asked for.
            Subject::Course(PlannedCourse::External(_)) => {
                (words.external_course.clone(), (String::new(), None))
            }
            Subject::Course(PlannedCourse::Listed(course)) => (course.name.clone(), of_listed(course)),
            Subject::BookCourse(course) => {
                (fill(&words.book_course, &[("name", &course.name)]), of_listed(course))
            }
            Subject::Meeting(number) => {
                (fill(&words.meeting, &[("number", &number.to_string())]), (String::new(), None))
            }
        };
        if let Some(count) = milestone.count {
            says = format!("{says} {}", self.counted(holidays, milestone.subject, count));
        }
        TimelineItem {
            number,
            name,
            when: self.due(milestone),
            status: milestone.status.word(),
            status_label: self.status_label(milestone),
            says,
            citation,
        }
    }

    /// The status of a milestone for people, with what the region says to do once its time is over.
    fn status_label(self, milestone: &Milestone<'_>) -> String {
        let Self { region, vocabulary, words, .. } = self;
        let label = match milestone.status {
            status @ (Status::Done | Status::Past | Status::Late | Status::Reached) => {
                fill(&words.status[&status], &[("team", &region.region().terms().team)])
            }
            Status::Ahead | Status::Open => return String::new(),
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
    fn counted(self, holidays: &BankHolidays, subject: Subject<'_>, count: Count) -> String {
        let words = self.words;
        let days = Unit::Days.count(count.days);
        let pattern = match (subject, count.day) {
            (Subject::SupervisionEnds(_), Some(_)) => &words.supervision_counted,
            (Subject::SupervisionEnds(_), None) => &words.supervision_not_counted,
            (_, Some(_)) => &words.days_counted,
            (_, None) => &words.days_not_counted,
        };
        let mut notes = vec![fill(pattern, &[("days", &days)])];
        if count.percent < 100 {
            notes.push(fill(&words.counted_pro_rata, &[("percent", &count.percent.to_string())]));
        }
        notes.push(match count.day.and_then(|day| holidays.around(day)) {
            Some(year) => fill(
                &words.holidays_known,
                &[("source", &year.source), ("checked", &date::long(year.checked_on))],
            ),
            None => words.holidays_not_known.clone(),
        });
        notes.join(" ")
    }

    fn due(self, milestone: &Milestone<'_>) -> String {
        let words = self.words;
        let pattern = match milestone.when {
            Due::On(_) => &words.due.on,
            Due::By(_) | Due::Early { .. } => &words.due.by,
            Due::Before(_) => &words.due.before,
            Due::From(_) => &words.due.from,
            Due::During(stage) => &words.stages[&stage],
            Due::AfterStep(stage) => {
                let followed = match milestone.subject {
                    Subject::Step(step) => step.body.after.as_ref(),
                    _ => None,
                };
                return match followed.and_then(|id| self.region.step(id.as_str())) {
                    Some(step) => fill(&words.due.after_step, &[("step", &step.name)]),
                    None => words.stages[&stage].clone(),
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
    fn listed(self, cited: &course::Citation) -> Option<String> {
        let course::Citation { source, reference, checked_on } = cited;
        let source = self.region.region().sources().iter().find(|other| other.id == *source)?;
        let checked = date::long(*checked_on);
        let values = [("source", source.title.as_str()), ("reference", reference), ("checked", &checked)];
        Some(fill(&self.words.citation, &values))
    }

    /// What a step is about: how binding it is, what to do, how long an absence must be for it and when it is due where
    /// its day does not say so, what the source says about whom it is for where it contradicts itself, with whom and
    /// which form; nothing once it is done.
    fn step(self, step: &Entry<Step>, milestone: &Milestone<'_>) -> String {
        let Self { region, vocabulary, words, .. } = self;
        if milestone.status == Status::Done {
            return String::new();
        }
        let sentence = |rule| region.sentence(rule, vocabulary);
        let value = |rule: &Entry<Rule>| region.printed_value(rule.id.as_str(), vocabulary);
        let length = milestone.needs.and_then(value);
        // A rule's sentence may be about more than the step, and stands elsewhere in the source: only its value is here.
        let timing = milestone.rule.filter(|rule| match rule.value() {
            Some(Value::LeadTime(lead)) => lead.weeks.is_some(),
            _ => true,
        });
        let timing = timing.and_then(value);
        let wordings: Vec<String> = milestone.wordings.iter().copied().map(sentence).collect();
        let wordings = (!wordings.is_empty()).then(|| {
            let team = region.region().terms().team.as_str();
            fill(&words.step_wordings, &[("wordings", &wordings.join(" ")), ("team", team)])
        });
        let form = region.form_of(&step.body, vocabulary);
        let people = region.names_of(&step.body.with, vocabulary, "or");
        [
            Some(format!("{}.", vocabulary.strength[&step.body.strength])),
            Some(step.says.clone()),
            length.map(|length| fill(&words.step_length, &[("length", &length)])),
            timing.map(|timing| fill(&words.step_timing, &[("timing", &timing)])),
            wordings,
            people.map(|people| fill(&words.step_with, &[("people", &people)])),
            form.map(|form| fill(&words.step_form, &[("form", &form)])),
        ]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
    }

    /// How to reach the region's team.
    fn contact(self) -> Section {
        let region = self.region.region();
        let contact = region.contact();
        let email = contact.body.email.iter().map(|email| row(&self.words.email, email));
        Section {
            heading: self.words.contact.clone(),
            rows: email.collect(),
            paragraphs: vec![contact.says.clone()],
            ..Section::default()
        }
    }
}

/// What an entry says, and where it stands.
pub(super) fn quotation<T: HasValue>(setting: Setting<'_>, entry: &Entry<T>) -> Item {
    let Setting { region, vocabulary, words, .. } = setting;
    let says = region.sentence(entry, vocabulary);
    Item { text: entry.name.clone(), detail: Some(format!("{says} {}", citation(region, entry, words))) }
}

/// What the region's source says, whatever the paper holds.
pub(super) fn terms<'a>(setting: Setting<'_>, rules: impl Iterator<Item = &'a Entry<Rule>>) -> Section {
    let items = rules.map(|rule| quotation(setting, rule)).collect();
    Section { heading: setting.words.terms.clone(), items, ..Section::default() }
}

/// What was typed under a heading.
pub(super) fn typed(heading: &str, text: &str) -> Section {
    Section { heading: heading.to_owned(), paragraphs: paragraphs(text), ..Section::default() }
}

/// Who a paper is for.
pub(super) fn about(words: &DocumentWords, name: &str, programme: &str, place: &str) -> Section {
    let rows = [(&words.name, name), (&words.programme, programme), (&words.place, place)];
    labelled(&words.about, rows)
}

/// Short texts with their labels; those left empty are left out.
pub(super) fn labelled<'t>(heading: &str, texts: impl IntoIterator<Item = (&'t String, &'t str)>) -> Section {
    let texts = texts.into_iter().map(|(label, text)| (label, text.trim()));
    let rows = texts.filter(|(_, text)| !text.is_empty()).map(|(label, text)| row(label, text));
    Section { heading: heading.to_owned(), rows: rows.collect(), ..Section::default() }
}

pub(super) fn row(label: &str, value: &str) -> Row {
    Row { label: label.to_owned(), value: value.to_owned() }
}

pub(super) fn day_or_not(day: Option<Date>, words: &DocumentWords) -> String {
    day.map_or_else(|| words.not_known.clone(), date::long)
}

/// Where an entry stands, in words.
#[must_use]
pub fn citation<T>(region: InForce<'_>, entry: &Entry<T>, words: &DocumentWords) -> String {
    fill(
        &words.citation,
        &[
            ("source", &region.region().source(&entry.source).title),
            ("reference", &entry.reference),
            ("checked", &date::long(entry.checked_on)),
        ],
    )
}

pub(super) fn paragraphs(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}
