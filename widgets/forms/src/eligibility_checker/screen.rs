//! What each screen of the checker shows.

use supportt_basics::date;
use supportt_basics::keyword::Keyword;
use supportt_rules::answers::{Question, UNKNOWN};
use supportt_rules::eligibility::{self, Caution, Determination, Finding};
use supportt_rules::policy::{Entitlement, Entry, HasValue, InForce, Step};
use supportt_rules::situations::{self, Alternative, Situations};

use super::resume::{self, Broken};
use super::state::{Arrival, At, EligibilityChecker, LEAVE_START, LINK_ID, RETURN_DATE};
use crate::date_input::{DateInput, described_by};
use crate::view::{
    AlternativeView, AnswerGroup, AnswerRow, CautionView, CheckAnswersScreen, Choice, ContactView, ErrorLink,
    Field, Link, LinkView, MadeLink, OptionsField, OutcomeScreen, QuestionScreen, ReasonView, Screen,
    SourceView, StepView, SupportItem, TextItem,
};
use crate::words::fill;

pub(super) fn screen(checker: &EligibilityChecker) -> Screen {
    match checker.trail.at() {
        At::Question(question) => Screen::Question(Box::new(question_screen(checker, question))),
        At::CheckAnswers => Screen::CheckAnswers(Box::new(check_answers(checker))),
        At::Outcome => Screen::Outcome(Box::new(outcome(checker))),
    }
}

fn question_screen(checker: &EligibilityChecker, question: Question) -> QuestionScreen {
    let words = &checker.payload.words.questions[&question];
    let filled = |text: &String| fill_question(checker, text);
    let error = checker.refused.as_ref();
    let number = checker
        .path()
        .iter()
        .filter(|other| **other != Question::Region || checker.page_region.is_none())
        .position(|other| *other == question);
    QuestionScreen {
        open: None,
        caption: number.map_or_else(String::new, |number| {
            let most = longest_path(checker).to_string();
            let number = (number + 1).to_string();
            fill(&checker.payload.journey.caption, &[("number", &number), ("most", &most)])
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
        notes: notes(checker),
        brought: None,
        tasks: None,
        submit: checker.payload.journey.submit.clone(),
    }
}

/// The number of questions on the longest way through, from what is answered so far.
fn longest_path(checker: &EligibilityChecker) -> usize {
    let longest = situations::most_questions(&checker.payload.policy, &checker.answers, checker.today);
    longest - usize::from(checker.page_region.is_some())
}

fn fill_question(checker: &EligibilityChecker, text: &str) -> String {
    checker.phrases().fill(text, checker.region())
}

fn field(checker: &EligibilityChecker, question: Question, hint: Option<String>) -> Field {
    match question {
        Question::LeaveStart => date_field(checker, LEAVE_START),
        Question::ReturnDate => date_field(checker, RETURN_DATE),
        _ => radios(checker, question, hint),
    }
}

fn date_field(checker: &EligibilityChecker, input: DateInput<'_>) -> Field {
    let error = checker.refused.as_ref().map(|refusal| refusal.message.as_str());
    Field::Date(Box::new(input.view(None, &checker.typed, error, &checker.payload.journey.date)))
}

fn radios(checker: &EligibilityChecker, question: Question, hint: Option<String>) -> Field {
    let name = question.word();
    let phrases = checker.phrases();
    let chosen = checker.answers.written(question);
    let option = |(index, written): (usize, String)| {
        let words = phrases.option(question, &written);
        Choice {
            id: if index == 0 { name.to_owned() } else { format!("{name}-{}", index + 1) },
            label: words.label,
            hint: words.hint,
            checked: chosen.as_deref() == Some(&written),
            divider: written == UNKNOWN,
            value: written,
        }
    };
    let error = checker.refused.as_ref().map(|refusal| refusal.message.clone());
    Field::Radios(OptionsField {
        name: name.to_owned(),
        id: format!("{name}-options"),
        legend: None,
        described_by: described_by(&format!("{name}-options"), hint.is_some(), error.is_some()),
        hint,
        error,
        options: phrases.choices(question).into_iter().enumerate().map(option).collect(),
    })
}

fn check_answers(checker: &EligibilityChecker) -> CheckAnswersScreen {
    let words = &checker.payload.words.check;
    CheckAnswersScreen {
        heading: words.heading.clone(),
        lead: words.lead.clone(),
        notes: notes(checker),
        groups: vec![AnswerGroup { title: String::new(), rows: answer_rows(checker) }],
        changes: None,
        left_out: None,
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
                question: checker.phrases().short(question, checker.region()),
                answer: checker.phrases().answer(question, &checker.answers)?,
                value: question.word().to_owned(),
            })
        })
        .collect()
}

fn outcome(checker: &EligibilityChecker) -> OutcomeScreen {
    let policy = &checker.payload.policy;
    let words = &checker.payload.words;
    let found = eligibility::decide(policy, &checker.answers, checker.today);
    let filled = |text: &str| checker.phrases().fill(text, found.region);
    let phrases = checker.phrases();
    let outcome = phrases.conclusion(&found);
    let advice = found.advice.iter().map(|advice| phrases.advice(*advice, &found));
    let mut next: Vec<TextItem> =
        phrases.open_all_the_same(&found).into_iter().chain(advice).map(|text| TextItem { text }).collect();
    if found.region.is_some() {
        next.push(TextItem { text: filled(&words.ask_team) });
    }
    OutcomeScreen {
        kind: found.outcome.word(),
        heading: filled(&outcome.heading),
        lead: filled(&outcome.lead),
        region: found.region.map_or_else(String::new, |region| region.region().name().to_owned()),
        place: found.region.map_or_else(String::new, |region| region.region().terms().place.clone()),
        next,
        steps: found
            .region
            .map(|region| {
                found.steps.iter().map(|entry| step(checker, region, entry, &found.steps)).collect()
            })
            .unwrap_or_default(),
        contact: found.region.map(contact),
        cautions: cautions(checker, &found),
        reasons: found
            .region
            .map(|region| found.findings.iter().map(|finding| reason(checker, region, finding)).collect())
            .unwrap_or_default(),
        support: found
            .region
            .map(|region| found.entitlements.iter().flat_map(|e| offer(checker, region, e)).collect())
            .unwrap_or_default(),
        answers: AnswerGroup { title: words.answers.clone(), rows: answer_rows(checker) },
        changes: alternatives(checker, &situations::alternatives(policy, &checker.answers, checker.today)),
        elsewhere: alternatives(checker, &situations::elsewhere(policy, &checker.answers, checker.today)),
        link: link(checker),
        disclaimer: words.disclaimer.clone(),
        can_go_back: true,
        can_clear: true,
        plan_link: found.region.and_then(|region| {
            let url = checker.payload.plan_pages.get(region.region().id())?;
            Some(Link { text: filled(&words.plan_link), url: url.clone() })
        }),
    }
}

/// Answers that would lead elsewhere, each with where to.
fn alternatives(checker: &EligibilityChecker, found: &[Alternative]) -> Vec<AlternativeView> {
    let phrases = checker.phrases();
    let situations = Situations::new(vec![&checker.payload.policy], checker.today, &checker.answers);
    found
        .iter()
        .map(|Alternative { question, answers, outcomes }| {
            let region = answers.first().and_then(|a| a.region_in_force(phrases.policy, checker.today));
            let result = match outcomes.iter().next() {
                Some(outcome) if outcomes.len() == 1 => phrases.outcome(*outcome, region),
                _ => phrases.words.asks_more.clone(),
            };
            let answers = phrases.answers(*question, answers, &situations);
            let label = match question {
                Question::Region => answers,
                _ => format!("{}: {answers}", phrases.short(*question, region)),
            };
            AlternativeView { label, result }
        })
        .collect()
}

/// What came with the address, in words.
fn notes(checker: &EligibilityChecker) -> Vec<String> {
    let words = &checker.payload.words.resume;
    match &checker.arrival {
        None => Vec::new(),
        Some(Arrival::Given(before)) => {
            std::iter::once(words.given.clone()).chain(replaced(checker, before)).collect()
        }
        Some(Arrival::Elsewhere(region)) => {
            let region = checker.payload.policy.region(region).map_or("", |region| region.name());
            vec![fill(&words.elsewhere, &[("region", region)])]
        }
        Some(Arrival::Broken(Broken::Damaged)) => vec![words.damaged.clone()],
        Some(Arrival::Broken(Broken::Newer)) => vec![words.newer.clone()],
        Some(Arrival::Saved(saved, before)) => {
            let opened = fill(&words.opened, &[("date", &date::long(saved.made_on))]);
            let mut changed = resume::what_changed(checker.phrases(), saved, &checker.answers, checker.today);
            if changed.is_empty() {
                changed.push(words.unchanged.clone());
            }
            std::iter::once(opened).chain(replaced(checker, before)).chain(changed).collect()
        }
    }
}

/// What a link has taken the place of, in words; none where it took the place of nothing.
fn replaced(checker: &EligibilityChecker, answers: &[String]) -> Option<String> {
    let words = &checker.payload.words.resume.replaced;
    (!answers.is_empty()).then(|| fill(words, &[("answers", &answers.join("; "))]))
}

fn link(checker: &EligibilityChecker) -> LinkView {
    let words = &checker.payload.words.resume;
    LinkView {
        heading: words.heading.clone(),
        lead: words.lead.clone(),
        make: checker.link.is_none().then(|| words.make.clone()),
        made: checker.link.as_ref().map(|link| MadeLink {
            id: LINK_ID,
            label: words.label.clone(),
            address: link.address.clone(),
            copy: words.copy.clone(),
            copied: copied_text(checker),
        }),
    }
}

pub(super) fn copied_text(checker: &EligibilityChecker) -> String {
    let words = &checker.payload.words.resume;
    match checker.link.as_ref().and_then(|link| link.copied) {
        Some(true) => words.copied.clone(),
        Some(false) => words.not_copied.clone(),
        None => String::new(),
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
    found
        .cautions
        .iter()
        .map(|caution| CautionView {
            text: checker.phrases().caution(caution, region),
            source: match caution {
                Caution::Conflict(conflict) => Some(source(region, conflict)),
                Caution::NearThreshold { .. } | Caution::StageAndDates | Caution::ReasonUntold => None,
            },
        })
        .collect()
}

fn reason(checker: &EligibilityChecker, region: InForce<'_>, finding: &Finding<'_>) -> ReasonView {
    let vocabulary = checker.payload.policy.vocabulary();
    let words = &checker.payload.words;
    let path = checker.path();
    let answers: Vec<String> = finding
        .questions
        .iter()
        .filter(|question| path.contains(question))
        .filter_map(|question| {
            let short = checker.phrases().short(*question, Some(region));
            Some(format!("{short}: {}", checker.phrases().answer(*question, &checker.answers)?))
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

/// A step, among those that are `listed`.
fn step(
    checker: &EligibilityChecker,
    region: InForce<'_>,
    entry: &Entry<Step>,
    listed: &[&Entry<Step>],
) -> StepView {
    let vocabulary = checker.payload.policy.vocabulary();
    let Step {
        stage: _,
        strength,
        in_plan: _,
        with,
        needs: _,
        timing: _,
        after: _,
        afterwards: _,
        approval: _,
        form: _,
        sends_to,
        then_to,
    } = &entry.body;
    StepView {
        name: entry.name.clone(),
        strength: vocabulary.strength[strength].clone(),
        says: region.sentence(entry, vocabulary),
        length: region.length_in_words(&entry.body, vocabulary),
        timing: region
            .timing_in_words(&entry.body, vocabulary, |id| listed.iter().any(|other| other.id == *id)),
        people: region.names_of(with, vocabulary, "or"),
        form: region.form_of(&entry.body, vocabulary),
        sends_to: region.names_of(sends_to, vocabulary, "and"),
        then_to: region.names_of(then_to, vocabulary, "and"),
        source: source(region, entry),
    }
}

/// An entitlement, and the rules that go with it.
fn offer(checker: &EligibilityChecker, region: InForce<'_>, entry: &Entry<Entitlement>) -> Vec<SupportItem> {
    let conditions = region.conditions(&entry.body).map(|rule| support(checker, region, rule));
    std::iter::once(support(checker, region, entry)).chain(conditions).collect()
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
    }
}
