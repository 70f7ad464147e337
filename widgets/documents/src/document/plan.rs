//! A return plan as a document.

use supportt_basics::date;
use supportt_basics::ids::RoleId;
use supportt_basics::keyword::Keyword as _;
use supportt_rules::answers::Answer;
use supportt_rules::course;
use supportt_rules::eligibility::{Advice, Caution, Determination, Outcome};
use supportt_rules::field_answer::{FieldAnswer, FieldValue};
use supportt_rules::fixed_words::Stage;
use supportt_rules::plan_field::{FieldPart, Privacy};
use supportt_rules::policy::{Entitlement, Entry, Limit, Paper, RuleId, StepStage};
use supportt_rules::return_plan::{self, Agreed, Agreement, Milestone, PlanRequest, PlannedCourse, Subject};
use supportt_rules::value::{Unit, join};
use supportt_rules::working_days::BankHolidays;

use super::parts::{
    Document, Item, Parts, Row, Section, Setting, Signature, Signatures, Sources, citation, day_or_not, item,
    labelled, paragraphs, quotation, row, terms, typed,
};
use crate::words::{DocumentWords, SigningWords, fill};

/// Writes a plan as a document, of what [applies](return_plan::applies).
#[must_use]
pub fn plan(
    setting: Setting<'_>,
    holidays: &BankHolidays,
    request: &PlanRequest<'_>,
    applies: &Determination<'_>,
) -> Document {
    let Setting { region, today, words, .. } = setting;
    let milestones = return_plan::milestones(applies, holidays, request, today);
    let mut sources = Sources::default();
    let sections = sections(setting, request, applies, &mut sources);
    let mut timeline = setting.timeline(holidays, &milestones, &mut sources);
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
    let mut remarks = remarks(setting, applies, &mut sources);
    remarks.paragraphs.extend(open_questions(request, applies, &milestones, words));
    let afterwards = vec![
        remarks,
        terms(setting, region.quoted_in(Paper::ReturnPlan, &applies.entitlements), &mut sources),
        recipients(setting, request, &milestones, &mut sources),
    ];
    setting.document(Parts {
        sections,
        signatures: Some(signatures(request, setting)),
        timeline_note: words.timeline_note.clone(),
        timeline,
        afterwards,
        sources,
    })
}

/// What the person and the supervisor have yet to talk about, in sentences.
fn open_questions(
    request: &PlanRequest<'_>,
    applies: &Determination<'_>,
    milestones: &[Milestone<'_>],
    words: &DocumentWords,
) -> Vec<String> {
    let no_day = request.stage != Stage::Back && request.return_date.is_none();
    let is_open = |answer: &&FieldAnswer<'_>| {
        matches!(answer.value, FieldValue::YesNo(Answer::Unknown) | FieldValue::Day(Answer::Unknown))
    };
    let fields = request.more.iter().filter(is_open);
    let questions = [
        (&words.less_than_full_time, request.less_than_full_time),
        (&words.phased_return, request.phased_return),
        (&words.supervised, request.supervised),
        (&words.occupational_health, request.occupational_health),
    ];
    let questions = questions.into_iter().filter(|(_, answer)| *answer == Some(Answer::Unknown));
    let names = no_day.then_some(words.return_date.as_str()).into_iter();
    let names = names.chain(questions.map(|(label, _)| label.as_str()));
    let names: Vec<&str> = names.chain(fields.map(|answer| answer.field.label_in_plan())).collect();
    let undecided =
        (!names.is_empty()).then(|| fill(&words.undecided, &[("names", names.join("; ").as_str())]));
    let no_meeting = (!has_meeting(request, milestones)).then(|| words.no_meeting.clone());
    let is_chosen = applies.entitlements.is_empty() || !request.support.is_empty();
    undecided.into_iter().chain(no_meeting).chain((!is_chosen).then(|| words.no_support.clone())).collect()
}

/// Whether a plan says when somebody who is not back yet meets their educational supervisor.
fn has_meeting(request: &PlanRequest<'_>, milestones: &[Milestone<'_>]) -> bool {
    let mut subjects = milestones.iter().map(|milestone| milestone.subject);
    request.stage == Stage::Back
        || request.agreement.next_meeting.is_some()
        || subjects.any(|subject| match subject {
            Subject::Step(step) => {
                let mut with = step.body.with.iter();
                step.body.stage != StepStage::AfterReturn
                    && with.any(|role| role.as_str() == return_plan::EDUCATIONAL_SUPERVISOR)
            }
            _ => false,
        })
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

/// What is still to settle about the plan as a whole, as the checker says of the same stage and dates, in sentences.
#[must_use]
pub fn to_settle(setting: Setting<'_>, applies: &Determination<'_>) -> Vec<String> {
    let remarks = remarks(setting, applies, &mut Sources::default());
    let items = remarks.items.into_iter().map(|item| item.detail.unwrap_or(item.text));
    remarks.paragraphs.into_iter().chain(items).collect()
}

fn remarks(setting: Setting<'_>, applies: &Determination<'_>, sources: &mut Sources) -> Section {
    let Setting { region, vocabulary, words, .. } = setting;
    let paragraphs = limits(setting, applies);
    let mut section = Section { heading: words.remarks.clone(), paragraphs, ..Section::default() };
    let terms = region.region().terms();
    let quoted = return_plan::unmet(applies).chain(applies.afterwards.iter().copied());
    section.items.extend(quoted.map(|rule| quotation(setting, rule, sources)));
    for caution in &applies.cautions {
        match caution {
            Caution::StageAndDates => section.paragraphs.push(words.stage_and_dates.clone()),
            // A plan asks for no reason.
            Caution::ReasonUntold => {}
            Caution::Conflict(conflict) => section.items.push(Item {
                source: Some(sources.number(citation(region, conflict, words))),
                ..item(fill(&words.conflict, &[("name", &conflict.name), ("team", &terms.team)]))
            }),
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

/// What the person said: the first page.
fn sections(
    setting: Setting<'_>,
    request: &PlanRequest<'_>,
    applies: &Determination<'_>,
    sources: &mut Sources,
) -> Vec<Section> {
    let words = setting.words;
    let more = |part: FieldPart, section: Section| Section {
        rows: section.rows.into_iter().chain(more(request, part, words)).collect(),
        ..section
    };
    vec![
        more(FieldPart::About, about(request, words)),
        more(FieldPart::People, people(request, words)),
        more(FieldPart::Away, typed(&words.keeping_up, &request.keeping_up)),
        typed(&words.learning_needs, &request.learning_needs),
        typed(&words.targets, &request.targets),
        support(setting, request, applies, sources),
        more(FieldPart::Supervision, supervision(request, words)),
        courses(request, setting),
        more(FieldPart::PhasedReturn, more(FieldPart::Arrangements, arrangements(request, words))),
        more(FieldPart::AfterReturn, more(FieldPart::Review, review(request, words))),
        typed(&words.questions, &request.questions),
        more(FieldPart::Agreement, agreement(request, words)),
    ]
}

/// What was entered in the fields that the region adds to a part.
fn more(request: &PlanRequest<'_>, part: FieldPart, words: &DocumentWords) -> impl Iterator<Item = Row> {
    let answers = request.more.iter().filter(move |answer| answer.field.part == part);
    answers.map(|answer| field_row(answer, words)).filter(|row| !row.value.is_empty())
}

fn field_row(FieldAnswer { field, value }: &FieldAnswer<'_>, words: &DocumentWords) -> Row {
    let value = match value {
        FieldValue::Text(text) => text.trim().to_owned(),
        FieldValue::Number(number) => number.to_string(),
        FieldValue::Day(Answer::Known(day)) => date::long(*day),
        FieldValue::Day(Answer::Unknown) => words.remarks.clone(),
        FieldValue::YesNo(yes) => yes_or_no(*yes, words),
    };
    row(field.label_in_plan(), &value)
}

fn about(request: &PlanRequest<'_>, words: &DocumentWords) -> Section {
    let account = request.account_created.map(date::long).unwrap_or_default();
    labelled(
        &words.about,
        [
            (&words.name, request.name.as_str()),
            (&words.programme, &request.programme),
            (&words.place, &request.place),
            (&words.leave_start, &day_or_not(request.leave_start, words)),
            (&words.return_date, &day_or_not(request.return_date, words)),
            (&words.account_created, &account),
        ],
    )
}

fn people(request: &PlanRequest<'_>, words: &DocumentWords) -> Section {
    let supervisor = [request.supervisor.trim(), request.supervisor_email.trim()];
    let supervisor = supervisor.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ");
    Section {
        paragraphs: paragraphs(&request.others),
        ..labelled(
            &words.people,
            [(&words.supervisor, supervisor.as_str()), (&words.director, &request.director)],
        )
    }
}

fn support(
    setting: Setting<'_>,
    request: &PlanRequest<'_>,
    applies: &Determination<'_>,
    sources: &mut Sources,
) -> Section {
    let words = setting.words;
    let chosen = applies.entitlements.iter().copied().filter(|entry| request.support.contains(&entry.id));
    let items = chosen.map(|entry| {
        let text = match amount(setting, request, entry) {
            Some(amount) => fill(&words.with_amount, &[("name", &entry.name), ("amount", &amount)]),
            None => entry.name.clone(),
        };
        Item { source: Some(sources.number(citation(setting.region, entry, words))), ..item(text) }
    });
    Section { heading: words.support.clone(), items: items.collect(), ..Section::default() }
}

fn supervision(request: &PlanRequest<'_>, words: &DocumentWords) -> Section {
    let supervised = request.supervised.map(|yes| row(&words.supervised, &yes_or_no(yes, words)));
    let days = request.supervision_days.map(|days| {
        let days = fill(&words.working_days, &[("days", &Unit::Days.count(days))]);
        row(&words.supervision_length, &days)
    });
    Section {
        rows: supervised.into_iter().chain(days).collect(),
        ..typed(&words.supervision, &request.supervision)
    }
}

fn courses(request: &PlanRequest<'_>, setting: Setting<'_>) -> Section {
    let words = setting.words;
    let listed = request.courses.iter().map(|course| Item {
        detail: Some(match course::next(&course.sessions, setting.today) {
            Some(next) => date::long(next.from),
            None => words.not_announced.clone(),
        }),
        ..item(&course.name)
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

/// How somebody would like to come back, as far as it says nothing of their health, in lines for an email.
#[must_use]
pub fn working_pattern(request: &PlanRequest<'_>, words: &DocumentWords) -> Vec<String> {
    let rows = working_times(request, words).chain(supervision(request, words).rows);
    let is_told = |answer: &&FieldAnswer<'_>| {
        answer.field.privacy == Privacy::Ordinary
            && !matches!(answer.value, FieldValue::Text(_))
            && matches!(
                answer.field.part,
                FieldPart::Supervision | FieldPart::Arrangements | FieldPart::PhasedReturn
            )
    };
    let fields = request.more.iter().filter(is_told).map(|answer| field_row(answer, words));
    rows.chain(fields).map(|row| format!("{}: {}", row.label, row.value)).collect()
}

fn arrangements(request: &PlanRequest<'_>, words: &DocumentWords) -> Section {
    let health = request.occupational_health;
    let health = health.map(|yes| row(&words.occupational_health, &yes_or_no(yes, words)));
    Section {
        heading: words.arrangements.clone(),
        rows: working_times(request, words).chain(health).collect(),
        ..Section::default()
    }
}

/// How much somebody will work, and whether they build up to it.
fn working_times(request: &PlanRequest<'_>, words: &DocumentWords) -> impl Iterator<Item = Row> {
    let percent = request.percent.filter(|_| request.less_than_full_time == Some(Answer::Known(true)));
    let less_than_full_time = match percent {
        Some(percent) => Some(fill(&words.percent, &[("percent", &percent.to_string())])),
        None => request.less_than_full_time.map(|yes| yes_or_no(yes, words)),
    };
    let less_than_full_time = less_than_full_time.map(|answer| row(&words.less_than_full_time, &answer));
    let phased = request.phased_return.map(|yes| row(&words.phased_return, &yes_or_no(yes, words)));
    less_than_full_time.into_iter().chain(phased)
}

fn yes_or_no(answer: Answer<bool>, words: &DocumentWords) -> String {
    match answer {
        Answer::Known(true) => &words.yes,
        Answer::Known(false) => &words.no,
        Answer::Unknown => &words.remarks,
    }
    .clone()
}

fn review(request: &PlanRequest<'_>, words: &DocumentWords) -> Section {
    Section {
        heading: words.review.clone(),
        rows: request.next_review.map(|day| row(&words.next_review, &date::long(day))).into_iter().collect(),
        paragraphs: paragraphs(&request.review),
        ..Section::default()
    }
}

/// Whether the supervisor agrees and when they meet next, in lines for an email: nothing that was typed.
#[must_use]
pub fn agreed(agreement: &Agreement, words: &DocumentWords) -> Vec<String> {
    let answer = agreement.answer.map(|answer| words.agreed[&answer].clone());
    let meeting = agreement.next_meeting.map(|day| format!("{}: {}", words.next_meeting, date::long(day)));
    answer.into_iter().chain(meeting).collect()
}

/// What the educational supervisor says of it.
fn agreement(request: &PlanRequest<'_>, words: &DocumentWords) -> Section {
    let agreement = &request.agreement;
    let answer = agreement.answer.map(|answer| {
        let answer = words.agreed[&answer].as_str();
        let day = agreement.on.map(date::long);
        day.map_or_else(
            || answer.to_owned(),
            |day| fill(&words.agreed_on, &[("answer", answer), ("date", &day)]),
        )
    });
    let text = |label: &str, text: &str| (!text.trim().is_empty()).then(|| row(label, text.trim()));
    // Comments alone are no agreement, whether it is still to come or was withdrawn.
    let is_said = !(agreement.changes.trim().is_empty() && agreement.comments.trim().is_empty());
    let answer = answer.or_else(|| is_said.then(|| words.agreed[&Agreed::NotYet].clone()));
    let rows: [Option<Row>; 4] = [
        answer.map(|answer| row(&words.supervisor, &answer)),
        text(&words.agreed_changes, &agreement.changes),
        text(&words.comments, &agreement.comments),
        agreement.next_meeting.map(|day| row(&words.next_meeting, &date::long(day))),
    ];
    Section {
        heading: words.agreement.clone(),
        rows: rows.into_iter().flatten().collect(),
        ..Section::default()
    }
}

/// Who signs, and who need not because they agreed by email.
fn signatures(request: &PlanRequest<'_>, setting: Setting<'_>) -> Signatures {
    let words = setting.words;
    let SigningWords { heading, note, agreed, role, name, signature, date } = &words.signing;
    let person = |role: &str, name: &str, by_email: bool, on: Option<date::Date>| Signature {
        role: role.to_owned(),
        name: name.trim().to_owned(),
        agreed: if by_email { words.agreed_by_email.clone() } else { String::new() },
        date: on.map(date::long).unwrap_or_default(),
    };
    let Agreement { answer, on, by_email, director_on, .. } = request.agreement;
    Signatures {
        heading: heading.clone(),
        note: match answer {
            None | Some(Agreed::NotYet) => fill(note, &[("page", setting.page)]),
            Some(Agreed::Yes | Agreed::WithChanges) => agreed.clone(),
        },
        role: role.clone(),
        name: name.clone(),
        signature: signature.clone(),
        date: date.clone(),
        rows: vec![
            person(&words.trainee, &request.name, false, None),
            person(&words.supervisor, &request.supervisor, by_email, on),
            person(&words.director, &request.director, director_on.is_some(), director_on),
        ],
    }
}

/// How much of something somebody would like, in words.
fn amount(
    setting: Setting<'_>,
    request: &PlanRequest<'_>,
    entitlement: &Entry<Entitlement>,
) -> Option<String> {
    let number = *request.amounts.get(&entitlement.id)?;
    let Some(Limit::Cap(cap)) = setting.region.limit(&entitlement.body) else { return None };
    let count = cap.of.count(number);
    Some(match request.first_days.get(&entitlement.id) {
        Some(day) => fill(&setting.words.from_day, &[("amount", &count), ("date", &date::long(*day))]),
        None => count,
    })
}

/// Who gets a copy.
fn recipients(
    setting: Setting<'_>,
    request: &PlanRequest<'_>,
    milestones: &[Milestone<'_>],
    sources: &mut Sources,
) -> Section {
    let Setting { region, vocabulary, words, .. } = setting;
    let names =
        |roles: &[RoleId]| join(roles.iter().map(|role| region.region().role(role, vocabulary)), "and");
    let items = return_plan::recipients(milestones).into_iter().map(|recipients| {
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
        let source = citation(region, recipients.step, words);
        Item { source: Some(sources.number(source)), ..item(sentence) }
    });
    let items: Vec<Item> = items.collect();
    let rows: Vec<Row> = more(request, FieldPart::Copies, words).collect();
    let is_open = items.is_empty() && rows.is_empty();
    let paragraphs = if is_open { vec![words.recipients_not_stated.clone()] } else { Vec::new() };
    Section { heading: words.recipients.clone(), rows, items, paragraphs }
}
