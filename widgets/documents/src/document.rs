//! A plan as headings, rows and lists, from which every other form is written.

use serde::Serialize;
use supportt_rules::date::{self, Date};
use supportt_rules::policy::{Entry, InForce, Rule};
use supportt_rules::return_plan::{self, Due, Milestone, PlanRequest, Status, Subject};
use supportt_rules::value::join;
use supportt_rules::vocabulary::{RoleId, Vocabulary};

use crate::words::{PlanWords, fill};

/// A plan to read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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

/// A part of a plan. Any of its lists may be empty.
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

/// Writes a plan as a document on `today`.
#[must_use]
pub fn plan(
    region: InForce<'_>,
    vocabulary: &Vocabulary,
    request: &PlanRequest,
    today: Date,
    words: &PlanWords,
) -> Document {
    let milestones = return_plan::milestones(region, request, today);
    let name = region.region().name();
    Document {
        title: words.title.clone(),
        subtitle: fill(&words.subtitle, &[("region", name), ("today", &date::long(today))]),
        sections: sections(region, vocabulary, request, words),
        timeline_heading: words.timeline.clone(),
        timeline_note: fill(&words.timeline_note, &[("place", &region.region().terms().place)]),
        timeline: milestones
            .iter()
            .map(|milestone| timeline_item(region, vocabulary, milestone, words))
            .collect(),
        recipients_heading: words.recipients.clone(),
        recipients: recipients(region, vocabulary, &milestones, words),
        disclaimer: words.disclaimer.clone(),
    }
}

fn sections(
    region: InForce<'_>,
    vocabulary: &Vocabulary,
    request: &PlanRequest,
    words: &PlanWords,
) -> Vec<Section> {
    let row = |label: &str, value: &str| Row { label: label.to_owned(), value: value.to_owned() };
    let day = |day: Option<Date>| day.map_or_else(|| words.not_known.clone(), date::long);
    let about = Section {
        heading: words.about.clone(),
        rows: [
            (&words.name, &request.name),
            (&words.programme, &request.programme),
            (&words.place, &request.place),
        ]
        .into_iter()
        .filter(|(_, value)| !value.trim().is_empty())
        .map(|(label, value)| row(label, value.trim()))
        .collect(),
        ..Section::default()
    };
    let dates = Section {
        heading: words.dates.clone(),
        rows: vec![
            row(&words.leave_start, &day(request.leave_start)),
            row(&words.return_date, &day(request.return_date)),
        ],
        ..Section::default()
    };
    let people = Section {
        heading: words.people.clone(),
        items: request
            .people
            .iter()
            .map(|role| Item { text: region.region().role(role, vocabulary).to_owned(), detail: None })
            .collect(),
        paragraphs: paragraphs(&request.people_names),
        ..Section::default()
    };
    let support = Section {
        heading: words.support.clone(),
        items: region
            .entitlements()
            .filter(|entitlement| request.support.contains(&entitlement.id))
            .map(|entitlement| Item {
                text: entitlement.name.clone(),
                detail: Some(region.sentence(entitlement, vocabulary)),
            })
            .collect(),
        ..Section::default()
    };
    let typed = |heading: &str, text: &str| Section {
        heading: heading.to_owned(),
        paragraphs: paragraphs(text),
        ..Section::default()
    };
    [
        about,
        dates,
        people,
        support,
        typed(&words.learning_needs, &request.learning_needs),
        typed(&words.questions, &request.questions),
    ]
    .into_iter()
    .filter(|section| !(section.rows.is_empty() && section.items.is_empty() && section.paragraphs.is_empty()))
    .collect()
}

fn timeline_item(
    region: InForce<'_>,
    vocabulary: &Vocabulary,
    milestone: &Milestone<'_>,
    words: &PlanWords,
) -> TimelineItem {
    let (name, says, citation) = match milestone.subject {
        Subject::LeaveStarts => (words.leave_starts.clone(), String::new(), None),
        Subject::Return => (words.returns.clone(), String::new(), None),
        Subject::Step(step) => (
            step.name.clone(),
            region.sentence(step, vocabulary),
            Some(match milestone.rule {
                Some(rule) => citation(region, rule, words),
                None => citation(region, step, words),
            }),
        ),
        Subject::Entitlement(entitlement) => (
            entitlement.name.clone(),
            region.sentence(entitlement, vocabulary),
            Some(citation(region, entitlement, words)),
        ),
    };
    let timed: Option<&Entry<Rule>> = milestone.rule;
    let says = match timed {
        Some(rule) => format!("{says} {}", region.sentence(rule, vocabulary)),
        None => says,
    };
    TimelineItem {
        name,
        when: due(milestone.when, words),
        status: supportt_rules::keyword::Keyword::word(milestone.status),
        status_label: match milestone.status {
            Status::Past | Status::Reached => words.status[&milestone.status].clone(),
            Status::Ahead | Status::Open => String::new(),
        },
        says,
        citation,
    }
}

fn citation<T>(region: InForce<'_>, entry: &Entry<T>, words: &PlanWords) -> String {
    fill(
        &words.citation,
        &[
            ("source", &region.region().source(&entry.source).title),
            ("reference", &entry.reference),
            ("checked", &date::long(entry.checked_on)),
        ],
    )
}

fn due(due: Due, words: &PlanWords) -> String {
    let pattern = match due {
        Due::On(_) => &words.due.on,
        Due::By(_) => &words.due.by,
        Due::Before(_) => &words.due.before,
        Due::From(_) => &words.due.from,
        Due::During(stage) => &words.stages[&stage],
        Due::AnyTime => &words.due.any_time,
    };
    match due.date() {
        Some(day) => fill(pattern, &[("date", &date::long(day))]),
        None => pattern.clone(),
    }
}

fn recipients(
    region: InForce<'_>,
    vocabulary: &Vocabulary,
    milestones: &[Milestone<'_>],
    words: &PlanWords,
) -> Vec<String> {
    let names =
        |roles: &[RoleId]| join(roles.iter().map(|role| region.region().role(role, vocabulary)), "and");
    let mut sentences: Vec<String> = return_plan::recipients(milestones)
        .into_iter()
        .map(|recipients| {
            let form = recipients.step.body.form.as_ref();
            let form = form.and_then(|form| region.form(form.as_str()));
            let form = form.map_or(recipients.step.name.as_str(), |form| form.name.as_str());
            let people = names(recipients.first);
            let mut sentence = fill(&words.recipients_first, &[("form", form), ("people", &people)]);
            if !recipients.then.is_empty() {
                let people = names(recipients.then);
                sentence.push(' ');
                sentence.push_str(&fill(&words.recipients_then, &[("people", &people)]));
            }
            sentence
        })
        .collect();
    if sentences.is_empty() {
        sentences.push(words.recipients_not_stated.clone());
    }
    sentences
}

fn paragraphs(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}
