//! A plan as headings, rows and lists, from which every other form is written.

use serde::Serialize;
use supportt_rules::date::{self, Date};
use supportt_rules::policy::{Entitlement, Entry, InForce, Limit, Rule};
use supportt_rules::return_plan::{self, Due, Milestone, PlanRequest, Status, Subject};
use supportt_rules::value::{Unit, join};
use supportt_rules::vocabulary::{RoleId, Vocabulary};
use supportt_rules::working_days::BankHolidays;

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
    holidays: &BankHolidays,
    request: &PlanRequest,
    today: Date,
    words: &PlanWords,
) -> Document {
    let milestones = return_plan::milestones(region, holidays, request, today);
    let name = region.region().name();
    Document {
        title: words.title.clone(),
        subtitle: fill(&words.subtitle, &[("region", name), ("today", &date::long(today))]),
        sections: sections(region, vocabulary, request, words),
        timeline_heading: words.timeline.clone(),
        timeline_note: fill(&words.timeline_note, &[("place", &region.region().terms().place)]),
        timeline: milestones
            .iter()
            .map(|milestone| timeline_item(region, vocabulary, holidays, milestone, words))
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
    let day = |day| day_or_not(day, words);
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
                text: match amount(request, entitlement, words) {
                    Some(amount) => {
                        fill(&words.with_amount, &[("name", &entitlement.name), ("amount", &amount)])
                    }
                    None => entitlement.name.clone(),
                },
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
        typed(&words.keeping_up, &request.keeping_up),
        typed(&words.learning_needs, &request.learning_needs),
        typed(&words.targets, &request.targets),
        support,
        typed(&words.supervision, &request.supervision),
        courses(request, words),
        arrangements(request, words),
        review(request, words),
        typed(&words.questions, &request.questions),
    ]
    .into_iter()
    .filter(|section| !(section.rows.is_empty() && section.items.is_empty() && section.paragraphs.is_empty()))
    .collect()
}

fn row(label: &str, value: &str) -> Row {
    Row { label: label.to_owned(), value: value.to_owned() }
}

fn day_or_not(day: Option<Date>, words: &PlanWords) -> String {
    day.map_or_else(|| words.not_known.clone(), date::long)
}

fn courses(request: &PlanRequest, words: &PlanWords) -> Section {
    let external = request.external_course.trim();
    let external = (!external.is_empty()).then(|| {
        let mut rows = vec![row(&words.external_course, external)];
        rows.push(row(&words.course_date, &day_or_not(request.course_date, words)));
        let status = request.course_approval.map(|status| words.course_approval[&status].as_str());
        rows.extend(status.map(|status| row(&words.approval, status)));
        rows
    });
    Section {
        heading: words.courses.clone(),
        rows: external.unwrap_or_default(),
        paragraphs: paragraphs(&request.courses),
        ..Section::default()
    }
}

fn arrangements(request: &PlanRequest, words: &PlanWords) -> Section {
    let yes_or_no = |answer: Option<bool>| answer.map(|yes| if yes { &words.yes } else { &words.no });
    let percent = request.percent.filter(|_| request.less_than_full_time == Some(true));
    let less_than_full_time = match percent {
        Some(percent) => Some(fill(&words.percent, &[("percent", &percent.to_string())])),
        None => yes_or_no(request.less_than_full_time).cloned(),
    };
    Section {
        heading: words.arrangements.clone(),
        rows: [
            (&words.less_than_full_time, less_than_full_time.as_ref()),
            (&words.phased_return, yes_or_no(request.phased_return)),
            (&words.occupational_health, yes_or_no(request.occupational_health)),
        ]
        .into_iter()
        .filter_map(|(label, answer)| Some(row(label, answer?)))
        .collect(),
        ..Section::default()
    }
}

fn review(request: &PlanRequest, words: &PlanWords) -> Section {
    Section {
        heading: words.review.clone(),
        rows: request.next_review.map(|day| row(&words.next_review, &date::long(day))).into_iter().collect(),
        paragraphs: paragraphs(&request.review),
        ..Section::default()
    }
}

/// How much of something somebody would like, in words.
fn amount(request: &PlanRequest, entitlement: &Entry<Entitlement>, words: &PlanWords) -> Option<String> {
    let number = *request.amounts.get(&entitlement.id)?;
    let count = match entitlement.body.limit {
        Some(Limit::Cap(cap)) => cap.of.count(number),
        _ => fill(&words.working_days, &[("days", &Unit::Days.count(number))]),
    };
    Some(match request.first_days.get(&entitlement.id) {
        Some(day) => fill(&words.from_day, &[("amount", &count), ("date", &date::long(*day))]),
        None => count,
    })
}

fn timeline_item(
    region: InForce<'_>,
    vocabulary: &Vocabulary,
    holidays: &BankHolidays,
    milestone: &Milestone<'_>,
    words: &PlanWords,
) -> TimelineItem {
    // Where a rule sets the day, the rule is what people need to see.
    let rule = |rule: Option<&Entry<Rule>>| rule.map(|rule| region.sentence(rule, vocabulary));
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
            let says = match rule(milestone.rule) {
                Some(rule) => format!("{} {rule}", step.says),
                None => step.says.clone(),
            };
            let source = match milestone.rule {
                Some(rule) => citation(region, rule, words),
                None => citation(region, step, words),
            };
            (step.name.clone(), (says, Some(source)))
        }
        Subject::Entitlement(entitlement) => (entitlement.name.clone(), of(entitlement)),
        Subject::SupervisionEnds(entitlement) => {
            (named(&words.supervision_ends, entitlement), of(entitlement))
        }
        Subject::AskApproval(entitlement) => (words.ask_approval.clone(), of(entitlement)),
        Subject::Course(entitlement) => (words.external_course.clone(), of(entitlement)),
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
        name,
        when: due(milestone.when, words),
        status: supportt_rules::keyword::Keyword::word(milestone.status),
        status_label: match milestone.status {
            Status::Past => fill(&words.status[&Status::Past], &[("team", &region.region().terms().team)]),
            Status::Reached => words.status[&Status::Reached].clone(),
            Status::Ahead | Status::Open => String::new(),
        },
        says,
        citation,
    }
}

/// Where an entry stands, in words.
#[must_use]
pub fn citation<T>(region: InForce<'_>, entry: &Entry<T>, words: &PlanWords) -> String {
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
        Due::BeforeCourse => &words.due.before_course,
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
