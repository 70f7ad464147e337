//! A return plan as a document.

use supportt_basics::date;
use supportt_basics::ids::RoleId;
use supportt_basics::keyword::Keyword;
use supportt_rules::course;
use supportt_rules::eligibility::{Advice, Caution, Determination, Outcome};
use supportt_rules::policy::{Entitlement, Entry, Limit, Paper, RuleId};
use supportt_rules::return_plan::{self, Milestone, PlanRequest, PlannedCourse, Subject};
use supportt_rules::value::{Unit, join};
use supportt_rules::working_days::BankHolidays;

use super::parts::{
    Document, Item, Section, Setting, about, citation, day_or_not, paragraphs, quotation, row, terms, typed,
};
use crate::words::{DocumentWords, fill};

/// Writes a plan as a document, of what [applies](return_plan::applies).
#[must_use]
pub fn plan(
    setting: Setting<'_>,
    holidays: &BankHolidays,
    request: &PlanRequest<'_>,
    applies: &Determination<'_>,
) -> Document {
    let Setting { today, words, .. } = setting;
    let milestones = return_plan::milestones(applies, holidays, request, today);
    let mut timeline = setting.timeline(holidays, &milestones);
    for (item, milestone) in timeline.iter_mut().zip(&milestones) {
        // Its own name says more than what kind of course it is.
        let name = request.external_course.trim();
        match milestone.subject {
            _ if name.is_empty() => {}
            Subject::Course(PlannedCourse::External(_)) => name.clone_into(&mut item.name),
            Subject::AskApproval { course: PlannedCourse::External(_), .. } => {
                item.name = fill(&words.ask_approval, &[("name", name)]);
            }
            _ => {}
        }
    }
    setting.document(
        sections(setting, request, applies),
        words.timeline_note.as_str(),
        timeline,
        recipients(setting, &milestones),
    )
}

/// Why not everything that the region offers can be in a plan; nothing where it can.
#[must_use]
pub fn limits(setting: Setting<'_>, applies: &Determination<'_>) -> Vec<String> {
    let Setting { region, words, .. } = setting;
    let terms = region.region().terms();
    let names = [("place", terms.place.as_str()), ("team", terms.team.as_str())];
    match applies.outcome {
        Outcome::NotCoveredHere => {
            let open = (!applies.entitlements.is_empty()).then(|| fill(&words.open_to_everyone, &names));
            std::iter::once(fill(&words.not_covered, &names)).chain(open).collect()
        }
        Outcome::Partial => vec![fill(&words.partly_covered, &names)],
        _ if applies.advice.contains(&Advice::AskAfterPeriod) => vec![fill(&words.time_is_over, &names)],
        _ => Vec::new(),
    }
}

/// What to know about the plan as a whole: what the checker says of the same stage and dates.
#[must_use]
pub fn remarks(setting: Setting<'_>, applies: &Determination<'_>) -> Section {
    let Setting { region, vocabulary, words, .. } = setting;
    let paragraphs = limits(setting, applies);
    let mut section = Section { heading: words.remarks.clone(), paragraphs, ..Section::default() };
    let terms = region.region().terms();
    let quoted = return_plan::unmet(applies).chain(applies.afterwards.iter().copied());
    section.items.extend(quoted.map(|rule| quotation(setting, rule)));
    for caution in &applies.cautions {
        match caution {
            Caution::StageAndDates => section.paragraphs.push(words.stage_and_dates.clone()),
            // A plan asks for no reason.
            Caution::ReasonUntold => {}
            Caution::Conflict(conflict) => section.items.push(quotation(setting, conflict)),
            Caution::NearThreshold { boundary } => {
                let threshold = region.printed_value(RuleId::MinimumAbsence.word(), vocabulary);
                let values = [
                    ("threshold", threshold.as_deref().unwrap_or_default()),
                    ("boundary", &date::long(*boundary)),
                    ("team", &terms.team),
                ];
                section.paragraphs.push(fill(&words.near_threshold, &values));
            }
        }
    }
    section
}

fn sections(setting: Setting<'_>, request: &PlanRequest<'_>, applies: &Determination<'_>) -> Vec<Section> {
    let Setting { region, vocabulary, words, .. } = setting;
    let day = |day| day_or_not(day, words);
    let about = about(words, &request.name, &request.programme, &request.place);
    let account = request.account_created.map(|day| row(&words.account_created, &date::long(day)));
    let dates = Section {
        heading: words.dates.clone(),
        rows: [
            row(&words.leave_start, &day(request.leave_start)),
            row(&words.return_date, &day(request.return_date)),
        ]
        .into_iter()
        .chain(account)
        .collect(),
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
        items: applies
            .entitlements
            .iter()
            .copied()
            .filter(|entitlement| request.support.contains(&entitlement.id))
            .map(|entitlement| Item {
                text: match amount(setting, request, entitlement) {
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
    [
        remarks(setting, applies),
        about,
        dates,
        people,
        typed(&words.keeping_up, &request.keeping_up),
        typed(&words.learning_needs, &request.learning_needs),
        typed(&words.targets, &request.targets),
        support,
        typed(&words.supervision, &request.supervision),
        courses(request, setting),
        arrangements(request, words),
        review(request, words),
        typed(&words.questions, &request.questions),
        terms(setting, region.quoted_in(Paper::ReturnPlan, &applies.entitlements)),
    ]
    .into_iter()
    .collect()
}

fn courses(request: &PlanRequest<'_>, setting: Setting<'_>) -> Section {
    let words = setting.words;
    let listed = request.courses.iter().map(|course| Item {
        text: course.name.clone(),
        detail: Some(match course::next(&course.sessions, setting.today) {
            Some(next) => date::long(next.from),
            None => words.not_announced.clone(),
        }),
    });
    let external = request.has_external_course().then(|| {
        let name = Some(request.external_course.trim()).filter(|name| !name.is_empty());
        let mut rows = vec![row(&words.external_course, name.unwrap_or(&words.not_known))];
        rows.push(row(&words.course_date, &day_or_not(request.course_date, words)));
        let status = request.course_approval.map(|status| words.course_approval[&status].as_str());
        rows.extend(status.map(|status| row(&words.approval, status)));
        rows
    });
    Section {
        heading: words.courses.clone(),
        rows: external.unwrap_or_default(),
        items: listed.collect(),
        paragraphs: paragraphs(&request.other_courses),
    }
}

fn arrangements(request: &PlanRequest<'_>, words: &DocumentWords) -> Section {
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

fn review(request: &PlanRequest<'_>, words: &DocumentWords) -> Section {
    Section {
        heading: words.review.clone(),
        rows: request.next_review.map(|day| row(&words.next_review, &date::long(day))).into_iter().collect(),
        paragraphs: paragraphs(&request.review),
        ..Section::default()
    }
}

/// How much of something somebody would like, in words.
fn amount(
    setting: Setting<'_>,
    request: &PlanRequest<'_>,
    entitlement: &Entry<Entitlement>,
) -> Option<String> {
    let number = *request.amounts.get(&entitlement.id)?;
    let count = match setting.region.limit(&entitlement.body) {
        Some(Limit::Cap(cap)) => cap.of.count(number),
        _ => fill(&setting.words.working_days, &[("days", &Unit::Days.count(number))]),
    };
    Some(match request.first_days.get(&entitlement.id) {
        Some(day) => fill(&setting.words.from_day, &[("amount", &count), ("date", &date::long(*day))]),
        None => count,
    })
}

fn recipients(setting: Setting<'_>, milestones: &[Milestone<'_>]) -> Vec<String> {
    let Setting { region, vocabulary, words, .. } = setting;
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
            format!("{sentence} {}", citation(region, recipients.step, words))
        })
        .collect();
    if sentences.is_empty() {
        sentences.push(words.recipients_not_stated.clone());
    }
    sentences
}
