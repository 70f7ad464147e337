//! A paper as headings, rows and lists, from which every other form is written.

mod mentoring;
mod plan;

use serde::Serialize;
use supportt_rules::date::{self, Date};
use supportt_rules::keyword::Keyword;
use supportt_rules::policy::{Entitlement, Entry, InForce, Rule, Step};
use supportt_rules::return_plan::{Due, Milestone, Status, Subject};
use supportt_rules::value::Unit;
use supportt_rules::vocabulary::Vocabulary;
use supportt_rules::working_days::BankHolidays;

pub use mentoring::{agreement, mentor_request};
pub use plan::{plan, remarks};

use crate::words::{DocumentWords, PaperWords, fill};

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
    fn document(
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
    fn timeline(self, holidays: &BankHolidays, milestones: &[Milestone<'_>]) -> Vec<TimelineItem> {
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
        let named =
            |pattern: &str, entitlement: &Entry<Entitlement>| fill(pattern, &[("name", &entitlement.name)]);
        let (name, (mut says, citation)) = match milestone.subject {
            Subject::LeaveStarts => (words.leave_starts.clone(), (String::new(), None)),
            Subject::Return => (words.returns.clone(), (String::new(), None)),
            Subject::NextReview => (words.next_review.clone(), (String::new(), None)),
            Subject::Step(step) => {
                let source = match milestone.rule {
                    Some(rule) => citation(region, rule, words),
                    None => citation(region, step, words),
                };
                (step.name.clone(), (self.step(step, milestone.rule), Some(source)))
            }
            Subject::Entitlement(entitlement)
                if matches!(milestone.when, Due::By(_)) && milestone.count.is_none() =>
            {
                (named(&words.last_day_of, entitlement), of(entitlement))
            }
            Subject::Entitlement(entitlement) => (entitlement.name.clone(), of(entitlement)),
            Subject::SupervisionEnds(entitlement) => {
                (named(&words.supervision_ends, entitlement), of(entitlement))
            }
            Subject::AskApproval(entitlement) => (words.ask_approval.clone(), of(entitlement)),
            Subject::Course(entitlement) => (words.external_course.clone(), of(entitlement)),
            Subject::ListedCourse(course) => (course.name.clone(), (String::new(), None)),
            Subject::BookCourse(course) => {
                (fill(&words.book_course, &[("name", &course.name)]), (String::new(), None))
            }
            Subject::Meeting(number) => {
                (fill(&words.meeting, &[("number", &number.to_string())]), (String::new(), None))
            }
        };
        if let Some(count) = milestone.count {
            let pattern = match milestone.subject {
                Subject::SupervisionEnds(_) => &words.supervision_counted,
                _ => &words.days_counted,
            };
            let days = Unit::Days.count(count.days);
            let mut notes = vec![fill(pattern, &[("days", &days)])];
            if count.percent < 100 {
                notes.push(fill(&words.counted_pro_rata, &[("percent", &count.percent.to_string())]));
            }
            let day = milestone.when.date().unwrap_or(Date::MIN);
            notes.push(match holidays.around(day).filter(|_| count.is_certain) {
                Some(year) => fill(
                    &words.holidays_known,
                    &[("source", &year.source), ("checked", &date::long(year.checked_on))],
                ),
                None => words.holidays_not_known.clone(),
            });
            says = format!("{says} {}", notes.join(" "));
        }
        TimelineItem {
            number,
            name,
            when: due(milestone.when, words),
            status: milestone.status.word(),
            status_label: match milestone.status {
                Status::Past => {
                    fill(&words.status[&Status::Past], &[("team", &region.region().terms().team)])
                }
                Status::Reached => words.status[&Status::Reached].clone(),
                Status::Ahead | Status::Open => String::new(),
            },
            says,
            citation,
        }
    }

    /// What a step is about: how binding it is, what to do, the rule that sets its day, with whom
    /// and which form.
    fn step(self, step: &Entry<Step>, rule: Option<&Entry<Rule>>) -> String {
        let Self { region, vocabulary, words, .. } = self;
        let form = region.form_of(&step.body, vocabulary);
        let people = region.names_of(&step.body.with, vocabulary, "or");
        [
            Some(format!("{}.", vocabulary.strength[&step.body.strength])),
            Some(step.says.clone()),
            rule.map(|rule| region.sentence(rule, vocabulary)),
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

/// What was typed under a heading.
fn typed(heading: &str, text: &str) -> Section {
    Section { heading: heading.to_owned(), paragraphs: paragraphs(text), ..Section::default() }
}

/// Who a paper is for.
fn about(words: &DocumentWords, name: &str, programme: &str, place: &str) -> Section {
    let rows = [(&words.name, name), (&words.programme, programme), (&words.place, place)];
    labelled(&words.about, rows)
}

/// Short texts with their labels; those left empty are left out.
fn labelled<'t>(heading: &str, texts: impl IntoIterator<Item = (&'t String, &'t str)>) -> Section {
    let texts = texts.into_iter().map(|(label, text)| (label, text.trim()));
    let rows = texts.filter(|(_, text)| !text.is_empty()).map(|(label, text)| row(label, text));
    Section { heading: heading.to_owned(), rows: rows.collect(), ..Section::default() }
}

fn row(label: &str, value: &str) -> Row {
    Row { label: label.to_owned(), value: value.to_owned() }
}

fn day_or_not(day: Option<Date>, words: &DocumentWords) -> String {
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

fn due(due: Due, words: &DocumentWords) -> String {
    let pattern = match due {
        Due::On(_) => &words.due.on,
        Due::By(_) => &words.due.by,
        Due::Before(_) => &words.due.before,
        Due::From(_) => &words.due.from,
        Due::During(stage) => &words.stages[&stage],
        Due::BeforeCourse => &words.due.before_course,
        Due::AnyTime => &words.due.any_time,
    };
    match due.date() {
        Some(day) => fill(pattern, &[("date", &date::long(day))]),
        None => pattern.clone(),
    }
}

fn paragraphs(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}
