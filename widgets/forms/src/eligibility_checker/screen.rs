//! What each screen of the checker shows.

use supportt_rules::answers::{AbsenceReason, Answer, Question, RestrictionStatus, Stage, UNKNOWN};
use supportt_rules::date::{self, Date};
use supportt_rules::eligibility::{self, Caution, Determination, Finding};
use supportt_rules::keyword::Keyword;
use supportt_rules::policy::{Entry, HasValue, InForce, RuleId};

use super::{At, EligibilityChecker, LEAVE_START, NO, RETURN_DATE, YES};
use crate::date_input::{DateInput, described_by};
use crate::view::{
    AnswerGroup, AnswerRow, CautionView, CheckAnswersScreen, Choice, ContactView, ErrorLink, Field, Link,
    OptionsField, OutcomeScreen, QuestionScreen, ReasonView, Screen, SourceView, SupportItem, TextItem,
};
use crate::words::{OptionWords, fill};

pub(super) fn screen(checker: &EligibilityChecker) -> Screen {
    match checker.at {
        At::Question(question) => Screen::Question(Box::new(question_screen(checker, question))),
        At::CheckAnswers => Screen::CheckAnswers(check_answers(checker)),
        At::Outcome => Screen::Outcome(Box::new(outcome(checker))),
    }
}

fn question_screen(checker: &EligibilityChecker, question: Question) -> QuestionScreen {
    let words = &checker.payload.words.questions[&question];
    let filled = |text: &String| fill_question(checker, text);
    let error = checker.refused.as_ref().map(|(_, refusal)| refusal);
    let number = checker
        .path()
        .iter()
        .filter(|other| **other != Question::Region || checker.page_region.is_none())
        .position(|other| *other == question);
    QuestionScreen {
        caption: number.map_or_else(String::new, |number| {
            let number = (number + 1).to_string();
            fill(&checker.payload.journey.caption, &[("number", &number)])
        }),
        heading: filled(&words.heading),
        hint: None,
        why: words.why.as_ref().map(filled),
        can_go_back: checker.can_go_back(),
        can_clear: checker.can_go_back(),
        errors: error
            .map(|refusal| ErrorLink { text: refusal.message.clone(), href: format!("#{}", refusal.element) })
            .into_iter()
            .collect(),
        single: Some(field(checker, question, words.hint.as_ref().map(filled))),
        fields: Vec::new(),
        notes: Vec::new(),
        submit: checker.payload.journey.submit.clone(),
    }
}

fn fill_question(checker: &EligibilityChecker, text: &str) -> String {
    let Some(region) = checker.region() else { return text.to_owned() };
    let vocabulary = checker.payload.policy.vocabulary();
    let value = |rule: RuleId| region.printed_value(rule.word(), vocabulary).unwrap_or_default();
    fill(
        text,
        &[
            ("region", region.region().name()),
            ("trainee", &region.region().terms().trainee),
            ("threshold", &value(RuleId::MinimumAbsence)),
            ("form", &value(RuleId::PlannerForm)),
        ],
    )
}

fn field(checker: &EligibilityChecker, question: Question, hint: Option<String>) -> Field {
    let words = &checker.payload.words;
    let answers = &checker.answers;
    match question {
        Question::Region => {
            let regions = checker.payload.policy.regions().iter().map(|region| Choice {
                id: String::new(),
                value: region.id().to_string(),
                label: region.name().to_owned(),
                hint: None,
                checked: answers.region == Some(Answer::Known(region.id().clone())),
                divider: false,
            });
            radios(checker, question, hint, regions.collect(), answers.region == Some(Answer::Unknown))
        }
        Question::Stage => {
            let options = keyword_options::<Stage>(answers.stage.as_ref(), |s| &words.stages[&s]);
            radios(checker, question, hint, options, answers.stage == Some(Answer::Unknown))
        }
        Question::Reason => {
            let options = keyword_options::<AbsenceReason>(answers.reason.as_ref(), |r| &words.reasons[&r]);
            radios(checker, question, hint, options, answers.reason == Some(Answer::Unknown))
        }
        Question::Restriction => {
            let options = keyword_options::<RestrictionStatus>(answers.restriction.as_ref(), |r| {
                &words.restriction[&r]
            });
            radios(checker, question, hint, options, answers.restriction == Some(Answer::Unknown))
        }
        Question::PlannerForm => yes_or_no(checker, question, hint, answers.planner_form.as_ref()),
        Question::Approved => yes_or_no(checker, question, hint, answers.approved.as_ref()),
        Question::LongEnough => yes_or_no(checker, question, hint, answers.long_enough.as_ref()),
        Question::LeaveStart => date_field(checker, LEAVE_START, answers.leave_start.as_ref()),
        Question::ReturnDate => date_field(checker, RETURN_DATE, answers.return_date.as_ref()),
    }
}

fn date_field(checker: &EligibilityChecker, input: DateInput, known: Option<&Answer<Date>>) -> Field {
    let (typed, error) = match &checker.refused {
        Some((typed, refusal)) => (Some(typed), Some(refusal.message.as_str())),
        None => (None, None),
    };
    Field::Date(Box::new(input.view(None, typed, known, error, &checker.payload.journey.date)))
}

fn keyword_options<'a, K: Keyword>(
    answer: Option<&Answer<K>>,
    words: impl Fn(K) -> &'a OptionWords,
) -> Vec<Choice> {
    K::ALL
        .iter()
        .map(|&option| Choice {
            id: String::new(),
            value: option.word().to_owned(),
            label: words(option).label.clone(),
            hint: words(option).hint.clone(),
            checked: answer.and_then(Answer::known) == Some(&option),
            divider: false,
        })
        .collect()
}

fn yes_or_no(
    checker: &EligibilityChecker,
    question: Question,
    hint: Option<String>,
    answer: Option<&Answer<bool>>,
) -> Field {
    let journey = &checker.payload.journey;
    let options = [(YES, &journey.yes, true), (NO, &journey.no, false)]
        .into_iter()
        .map(|(value, label, means)| Choice {
            id: String::new(),
            value: value.to_owned(),
            label: label.clone(),
            hint: None,
            checked: answer == Some(&Answer::Known(means)),
            divider: false,
        })
        .collect();
    radios(checker, question, hint, options, answer == Some(&Answer::Unknown))
}

/// The options of a question, with "I do not know" as the last.
fn radios(
    checker: &EligibilityChecker,
    question: Question,
    hint: Option<String>,
    mut options: Vec<Choice>,
    unknown: bool,
) -> Field {
    let name = question.word();
    options.push(Choice {
        id: String::new(),
        value: UNKNOWN.to_owned(),
        label: checker.payload.journey.unknown.clone(),
        hint: None,
        checked: unknown,
        divider: true,
    });
    for (index, option) in options.iter_mut().enumerate() {
        option.id = if index == 0 { name.to_owned() } else { format!("{name}-{}", index + 1) };
    }
    let error = checker.refused.as_ref().map(|(_, refusal)| refusal.message.clone());
    Field::Radios(OptionsField {
        name: name.to_owned(),
        id: format!("{name}-options"),
        legend: None,
        described_by: described_by(&format!("{name}-options"), hint.is_some(), error.is_some()),
        hint,
        error,
        options,
    })
}

fn check_answers(checker: &EligibilityChecker) -> CheckAnswersScreen {
    let words = &checker.payload.words.check;
    CheckAnswersScreen {
        heading: words.heading.clone(),
        lead: words.lead.clone(),
        groups: vec![AnswerGroup { title: String::new(), rows: answer_rows(checker) }],
        can_go_back: true,
        can_clear: true,
        submit: words.submit.clone(),
    }
}

fn answer_rows(checker: &EligibilityChecker) -> Vec<AnswerRow> {
    checker
        .path()
        .into_iter()
        .filter_map(|question| {
            Some(AnswerRow {
                question: fill_question(checker, &checker.payload.words.questions[&question].short),
                answer: answer_text(checker, question)?,
                value: question.word().to_owned(),
            })
        })
        .collect()
}

/// An answer in words; `None` while there is none.
fn answer_text(checker: &EligibilityChecker, question: Question) -> Option<String> {
    let words = &checker.payload.words;
    let journey = &checker.payload.journey;
    let answers = &checker.answers;
    let yes_or_no = |answer: &Answer<bool>| match answer {
        Answer::Known(true) => journey.yes.clone(),
        Answer::Known(false) => journey.no.clone(),
        Answer::Unknown => journey.unknown.clone(),
    };
    let day = |answer: &Answer<Date>| match answer {
        Answer::Known(day) => date::long(*day),
        Answer::Unknown => journey.date.unknown.clone(),
    };
    match question {
        Question::Region => answers.region.as_ref().map(|answer| match answer {
            Answer::Known(id) => checker
                .payload
                .policy
                .region(id)
                .map_or_else(|| id.to_string(), |region| region.name().to_owned()),
            Answer::Unknown => journey.unknown.clone(),
        }),
        Question::Stage => answers.stage.as_ref().map(|answer| match answer {
            Answer::Known(stage) => words.stages[stage].label.clone(),
            Answer::Unknown => journey.unknown.clone(),
        }),
        Question::Reason => answers.reason.as_ref().map(|answer| match answer {
            Answer::Known(reason) => words.reasons[reason].label.clone(),
            Answer::Unknown => journey.unknown.clone(),
        }),
        Question::Restriction => answers.restriction.as_ref().map(|answer| match answer {
            Answer::Known(status) => words.restriction[status].label.clone(),
            Answer::Unknown => journey.unknown.clone(),
        }),
        Question::PlannerForm => answers.planner_form.as_ref().map(yes_or_no),
        Question::Approved => answers.approved.as_ref().map(yes_or_no),
        Question::LongEnough => answers.long_enough.as_ref().map(yes_or_no),
        Question::LeaveStart => answers.leave_start.as_ref().map(day),
        Question::ReturnDate => answers.return_date.as_ref().map(day),
    }
}

fn outcome(checker: &EligibilityChecker) -> OutcomeScreen {
    let policy = &checker.payload.policy;
    let words = &checker.payload.words;
    let found = eligibility::decide(policy, &checker.answers, checker.today);
    let terms = found.region.map(|region| region.region().terms());
    let filled = |text: &str| {
        let name = |rule: RuleId| {
            found
                .region
                .and_then(|region| region.printed_value(rule.word(), policy.vocabulary()))
                .unwrap_or_default()
        };
        fill(
            text,
            &[
                ("region", found.region.map_or("", |region| region.region().name())),
                ("team", terms.map_or("", |terms| &terms.team)),
                ("trainee", terms.map_or("", |terms| &terms.trainee)),
                ("trainees", terms.map_or("", |terms| &terms.trainees)),
                ("threshold", &name(RuleId::MinimumAbsence)),
                ("form", &name(RuleId::PlannerForm)),
            ],
        )
    };
    let outcome = &words.outcomes[&found.outcome];
    let mut next: Vec<TextItem> =
        found.advice.iter().map(|advice| TextItem { text: filled(&words.advice[advice]) }).collect();
    if found.region.is_some() {
        next.push(TextItem { text: filled(&words.ask_team) });
    }
    OutcomeScreen {
        kind: found.outcome.word(),
        heading: filled(&outcome.heading),
        lead: filled(&outcome.lead),
        region: found.region.map_or_else(String::new, |region| region.region().name().to_owned()),
        next,
        steps: found
            .region
            .map(|region| found.steps.iter().map(|step| support(checker, region, step)).collect())
            .unwrap_or_default(),
        contact: found.region.map(contact),
        cautions: cautions(checker, &found),
        reasons: found
            .region
            .map(|region| found.findings.iter().map(|finding| reason(checker, region, finding)).collect())
            .unwrap_or_default(),
        support: found
            .region
            .map(|region| found.entitlements.iter().map(|e| support(checker, region, e)).collect())
            .unwrap_or_default(),
        answers: answer_rows(checker),
        disclaimer: words.disclaimer.clone(),
        can_go_back: true,
        can_clear: true,
        plan_link: found.region.and_then(|region| {
            let url = checker.payload.plan_pages.get(region.region().id())?;
            Some(Link { text: filled(&words.plan_link), url: url.clone() })
        }),
    }
}

fn contact(region: InForce<'_>) -> ContactView {
    let contact = region.region().contact();
    ContactView {
        team: region.region().terms().team.clone(),
        email: contact.body.email.clone(),
        mailto: contact.body.email.as_ref().map(|email| format!("mailto:{email}")),
        says: contact.says.clone(),
    }
}

fn cautions(checker: &EligibilityChecker, found: &Determination<'_>) -> Vec<CautionView> {
    let Some(region) = found.region else { return Vec::new() };
    let vocabulary = checker.payload.policy.vocabulary();
    found
        .cautions
        .iter()
        .map(|caution| match caution {
            Caution::NearThreshold { boundary } => {
                let threshold = RuleId::MinimumAbsence.word();
                let threshold = region.printed_value(threshold, vocabulary).unwrap_or_default();
                CautionView {
                    text: fill(
                        &checker.payload.words.near_threshold,
                        &[
                            ("threshold", &threshold),
                            ("boundary", &date::long(*boundary)),
                            ("team", &region.region().terms().team),
                        ],
                    ),
                    source: None,
                }
            }
            Caution::Conflict(conflict) => CautionView {
                text: region.sentence(conflict, vocabulary),
                source: Some(source(region, conflict)),
            },
        })
        .collect()
}

fn reason(checker: &EligibilityChecker, region: InForce<'_>, finding: &Finding<'_>) -> ReasonView {
    let vocabulary = checker.payload.policy.vocabulary();
    let words = &checker.payload.words;
    let path = checker.path();
    let answers: Vec<String> = eligibility::questions_for(finding.id)
        .iter()
        .filter(|question| path.contains(question))
        .filter_map(|question| {
            let short = fill_question(checker, &words.questions[question].short);
            Some(format!("{short}: {}", answer_text(checker, *question)?))
        })
        .collect();
    ReasonView {
        heading: finding.rule.name.clone(),
        text: region.sentence(finding.rule, vocabulary),
        value: region.printed_value(finding.rule.id.as_str(), vocabulary),
        verdict: words.verdicts[&finding.verdict].clone(),
        verdict_kind: finding.verdict.word(),
        because: (!answers.is_empty()).then(|| fill(&words.because, &[("answers", &answers.join("; "))])),
        source: source(region, finding.rule),
    }
}

fn support<T: HasValue>(checker: &EligibilityChecker, region: InForce<'_>, entry: &Entry<T>) -> SupportItem {
    let vocabulary = checker.payload.policy.vocabulary();
    SupportItem {
        name: entry.name.clone(),
        says: region.sentence(entry, vocabulary),
        limit: region.printed_value(entry.id.as_str(), vocabulary),
        source: source(region, entry),
    }
}

fn source<T>(region: InForce<'_>, entry: &Entry<T>) -> SourceView {
    let source = region.region().source(&entry.source);
    SourceView {
        title: source.title.clone(),
        address: source.address.clone(),
        reference: entry.reference.clone(),
        checked_on: date::long(entry.checked_on),
        from: date::long(entry.from),
    }
}
