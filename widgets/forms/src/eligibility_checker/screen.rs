//! What each screen of the checker shows.

use supportt_basics::date::{self, Date};
use supportt_basics::keyword::Keyword;
use supportt_rules::answers::{Question, UNKNOWN};
use supportt_rules::eligibility::{self, Advice, Caution, Determination, Finding, Outcome};
use supportt_rules::fixed_words::AbsenceReason;
use supportt_rules::policy::{Citation, Entitlement, Entry, InForce, RuleId, Step};
use supportt_rules::return_plan::{self, Due, Milestone, Status, Subject};
use supportt_rules::situations::{self, Alternative, Situations};
use supportt_rules::value::{self, Value};

use super::resume::{self, Broken};
use super::state::{
    Arrival, At, EligibilityChecker, FINDER_ID, LEAVE_START, LINK_ID, OTHER_REGION, RETURN_DATE,
};
use super::text;
use crate::date_input::{DateInput, described_by};
use crate::view::{
    ActionView, AlternativeView, AnswerGroup, AnswerRow, CheckAnswersScreen, Choice, ContactView,
    ElsewhereScreen, ErrorLink, Field, File, FoldedView, HelplinesView, Link, LinkView, MadeLink,
    OptionsField, OutcomeScreen, PlaceView, QuestionScreen, ReasonView, SaveView, Screen, SourceGroup,
    SourceView, StartScreen, StepView, SupportItem, TextField,
};
use crate::words::{CheckerWords, OptionWords, fill};

pub(super) fn screen(checker: &EligibilityChecker) -> Screen {
    match checker.trail.at() {
        At::Start => Screen::Start(Box::new(StartScreen::new(&checker.payload.words.start))),
        At::Question(question) => Screen::Question(Box::new(question_screen(checker, question))),
        At::Finder => Screen::Question(Box::new(finder(checker))),
        At::Elsewhere => Screen::Elsewhere(Box::new(elsewhere(checker))),
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
        after: Vec::new(),
        helplines: helplines(checker),
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
    let mut choices = phrases.choices(question);
    if question == Question::Region {
        choices.insert(choices.len() - 1, OTHER_REGION.to_owned());
    }
    let option = |(index, written): (usize, String)| {
        let words = match written.as_str() {
            OTHER_REGION if question == Question::Region => {
                OptionWords { label: checker.payload.words.finder.other.clone(), hint: None }
            }
            _ => phrases.option(question, &written),
        };
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
        options: choices.into_iter().enumerate().map(option).collect(),
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

fn finder(checker: &EligibilityChecker) -> QuestionScreen {
    let words = &checker.payload.words.finder;
    let error = checker.refused.as_ref().map(|refusal| refusal.message.clone());
    QuestionScreen {
        caption: String::new(),
        heading: words.heading.clone(),
        hint: Some(words.hint.clone()),
        why: None,
        fields: vec![Field::Text(TextField {
            name: FINDER_ID.to_owned(),
            id: FINDER_ID.to_owned(),
            label: words.label.clone(),
            hint: None,
            described_by: described_by(FINDER_ID, false, error.is_some()),
            error,
            autocomplete: "off",
            value: checker.typed.text(FINDER_ID).to_owned(),
            rows: 1,
        })],
        single: None,
        notes: Vec::new(),
        after: vec![words.lost.clone()],
        submit: words.submit.clone(),
        ..question_screen(checker, Question::Region)
    }
}

fn elsewhere(checker: &EligibilityChecker) -> ElsewhereScreen {
    let words = &checker.payload.words.finder;
    let found = checker.found_elsewhere.as_ref();
    let places = found.map_or(checker.payload.elsewhere.as_slice(), std::slice::from_ref);
    ElsewhereScreen {
        heading: found.map_or_else(
            || words.elsewhere.clone(),
            |place| fill(&words.elsewhere_at, &[("name", &place.name)]),
        ),
        lead: words.elsewhere_lead.clone(),
        places: places
            .iter()
            .map(|place| PlaceView { name: place.name.clone(), says: place.says.clone() })
            .collect(),
        can_go_back: true,
    }
}

/// How many things to do are shown at first sight.
const ACTIONS: usize = 3;

fn outcome(checker: &EligibilityChecker) -> OutcomeScreen {
    let policy = &checker.payload.policy;
    let words = &checker.payload.words;
    let parts = &words.outcome;
    let found = eligibility::decide(policy, &checker.answers, checker.today);
    let phrases = checker.phrases();
    let filled = |text: &str| phrases.fill(text, found.region);
    let conclusion = phrases.conclusion(&found);
    let region = found.region;
    let folded = |label: &str, number: usize| filled(&fill(label, &[("number", &number.to_string())]));
    let is_hard = is_hard(checker);
    // Whoever has something to do first sees what it is for.
    let is_first = found.outcome == Outcome::FirstDo;
    let offered: Vec<_> = match region {
        Some(region) if is_first => region.entitlements().collect(),
        _ => found.entitlements.clone(),
    };
    // Nobody who is ill or bereaved is told what would be better.
    let changes =
        if is_hard { Vec::new() } else { situations::alternatives(policy, &checker.answers, checker.today) };
    let changes = alternatives(checker, &changes);
    let elsewhere = alternatives(checker, &situations::elsewhere(policy, &checker.answers, checker.today));
    let reasons: Vec<ReasonView> = region
        .map(|region| found.findings.iter().map(|finding| reason(checker, region, finding)).collect())
        .unwrap_or_default();
    let steps: Vec<StepView> = region
        .map(|region| found.steps.iter().map(|entry| step(checker, region, entry, &found.steps)).collect())
        .unwrap_or_default();
    let rows = answer_rows(checker);
    let mut screen = OutcomeScreen {
        kind: found.outcome.word(),
        heading: filled(&conclusion.heading),
        lead: if is_hard {
            format!("{} {}", words.sorry, filled(&conclusion.lead))
        } else {
            filled(&conclusion.lead)
        },
        region: region.map_or_else(String::new, |region| region.region().name().to_owned()),
        actions_heading: parts.actions.clone(),
        actions: actions(checker, &found),
        contact: region.map(|region| contact(checker, region)),
        support_heading: filled(if is_first { &parts.support_then } else { &parts.support }),
        support: region
            .map(|region| offered.iter().map(|entry| support(checker, region, entry)).collect())
            .unwrap_or_default(),
        support_links: region.map(|region| support_links(checker, region)).unwrap_or_default(),
        notes: region
            .map(|region| found.cautions.iter().map(|caution| phrases.caution(caution, region)).collect())
            .unwrap_or_default(),
        helplines: helplines(checker),
        plan_link: region.and_then(|region| plan_link(checker, region)),
        save: SaveView {
            button: parts.save.clone(),
            file: File {
                name: format!("{}.txt", parts.file_name),
                mime: "text/plain;charset=utf-8".to_owned(),
                content: String::new(),
            },
        },
        reasons: FoldedView { label: folded(&parts.why, reasons.len()), items: reasons },
        steps: FoldedView { label: folded(&parts.steps, steps.len()), items: steps },
        changes: FoldedView { label: folded(&parts.changes, changes.len()), items: changes },
        answers: FoldedView {
            label: folded(&parts.answers, rows.len()),
            items: vec![AnswerGroup { title: String::new(), rows }],
        },
        elsewhere: FoldedView { label: folded(&parts.elsewhere, elsewhere.len()), items: elsewhere },
        link: link(checker),
        sources: sources(checker, &found),
        disclaimer: words.disclaimer.clone(),
        can_go_back: true,
        can_clear: true,
    };
    screen.save.file.content = text::write(&screen, &date::long(checker.today));
    screen
}

/// What to do next: what comes before everything else, then the steps, the most urgent first.
fn actions(checker: &EligibilityChecker, found: &Determination<'_>) -> Vec<ActionView> {
    let phrases = checker.phrases();
    let dates = (checker.answers.known_leave_start(), checker.answers.known_return_date());
    let mut steps = return_plan::steps(found, dates, checker.today);
    steps.retain(|milestone| milestone.status != Status::Past);
    // What is late can still be done, and comes first.
    steps.sort_by_key(|milestone| milestone.status != Status::Late);
    let form = found.region.and_then(|region| region.value(RuleId::PlannerForm));
    let form = form.filter(|_| found.advice.contains(&Advice::CompletePlannerForm));
    // A form that comes first is said once, with the day of its step.
    let is_first = |milestone: &Milestone<'_>| match (milestone.subject, form) {
        (Subject::Step(step), Some(Value::Form(form))) => step.body.form.as_ref() == Some(form),
        _ => false,
    };
    let (first, steps): (Vec<_>, Vec<_>) = steps.into_iter().partition(is_first);
    let first = first.first().and_then(|milestone| step_action(checker, found, milestone));
    let advice = found.advice.iter().map(|advice| {
        match first.clone().filter(|_| *advice == Advice::CompletePlannerForm) {
            Some(step) => step,
            None => {
                ActionView { text: phrases.advice(*advice, found, &checker.answers), ..ActionView::default() }
            }
        }
    });
    let open = phrases.open_all_the_same(found).map(|text| ActionView { text, ..ActionView::default() });
    // What comes after the first thing waits for it.
    let steps = steps.iter().filter(|_| found.outcome != Outcome::FirstDo);
    let steps = steps.filter_map(|milestone| step_action(checker, found, milestone));
    open.into_iter().chain(advice).chain(steps).take(ACTIONS).collect()
}

/// A step as something to do; nothing where it waits for something else.
fn step_action(
    checker: &EligibilityChecker,
    found: &Determination<'_>,
    milestone: &Milestone<'_>,
) -> Option<ActionView> {
    let parts = &checker.payload.words.outcome;
    let Subject::Step(step) = milestone.subject else { return None };
    let day = |pattern: &str, day: Date| fill(pattern, &[("date", &date::long(day))]);
    let when = match milestone.when {
        _ if milestone.status == Status::Late => parts.now.clone(),
        Due::On(on) => day(&parts.on, on),
        Due::By(by) | Due::Early { by, .. } => day(&parts.by, by),
        Due::Before(before) => day(&parts.before, before),
        Due::From(from) => day(&parts.from, from),
        Due::During(stage) | Due::AfterStep(stage) => parts.stages[&stage].clone(),
        Due::BeforeCourse | Due::AnyTime => return None,
    };
    let pages = checker.payload.pages.get(found.region?.region().id());
    let url = pages.zip(step.body.form.as_ref()).and_then(|(pages, form)| pages.forms.get(form).cloned());
    Some(ActionView { when: Some(when), text: step.name.clone(), url })
}

/// Where to read how to get what a region offers, and to ask for it.
fn support_links(checker: &EligibilityChecker, region: InForce<'_>) -> Vec<Link> {
    let Some(pages) = checker.payload.pages.get(region.region().id()) else { return Vec::new() };
    let words = &checker.payload.words.outcome;
    let links = [(&pages.steps, &words.support_link), (&pages.mentor_request, &words.mentor_link)];
    let links = links.into_iter().filter_map(|(url, text)| {
        Some(Link { text: checker.phrases().fill(text, Some(region)), url: url.clone()? })
    });
    links.collect()
}

/// The builder's page of a region, with what need not be asked there again: never the reason.
fn plan_link(checker: &EligibilityChecker, region: InForce<'_>) -> Option<Link> {
    let url = checker.payload.pages.get(region.region().id())?.plan.as_ref()?;
    let known =
        [Question::Stage, Question::LeaveStart, Question::ReturnDate].into_iter().filter_map(|question| {
            let written = checker.answers.written(question)?;
            // A plan hangs on the stage.
            let is_told = question != Question::Stage || written != UNKNOWN;
            is_told.then(|| format!("{}={written}", question.word()))
        });
    let known: Vec<String> = known.collect();
    let url = if known.is_empty() { url.clone() } else { format!("{url}#{}", known.join("&")) };
    Some(Link { text: checker.phrases().fill(&checker.payload.words.plan_link, Some(region)), url })
}

/// What to do now, and confidential support, for people whose time out comes without being asked for.
fn helplines(checker: &EligibilityChecker) -> Option<HelplinesView> {
    let items: Vec<Link> = checker
        .payload
        .helplines
        .iter()
        .map(|line| Link { text: format!("{}, {}", line.name, line.says), url: line.address.clone() })
        .collect();
    let CheckerWords { care, helplines, .. } = &checker.payload.words;
    let (care, text) = (care.clone(), helplines.clone());
    is_hard(checker).then_some(HelplinesView { care, text, items })
}

/// Whether somebody is away for a reason that nobody chooses.
fn is_hard(checker: &EligibilityChecker) -> bool {
    checker.answers.known_reason().is_some_and(AbsenceReason::is_unplanned)
}

/// Every place that the outcome relies on, with the names of what stands there.
fn sources<'a>(checker: &EligibilityChecker, found: &Determination<'a>) -> FoldedView<SourceGroup> {
    let mut groups: Vec<(&Citation, Vec<&str>)> = Vec::new();
    let mut add = |citation: &'a Citation, name: &'a str| {
        let is_same =
            |other: &Citation| (&other.source, &other.section) == (&citation.source, &citation.section);
        match groups.iter_mut().find(|(other, _)| is_same(other)) {
            Some((_, names)) if names.contains(&name) => {}
            Some((_, names)) => names.push(name),
            None => groups.push((citation, vec![name])),
        }
    };
    for finding in &found.findings {
        add(&finding.rule.citation, finding.rule.name.as_str());
    }
    for step in &found.steps {
        add(&step.citation, step.name.as_str());
    }
    for entitlement in &found.entitlements {
        add(&entitlement.citation, entitlement.name.as_str());
    }
    for caution in &found.cautions {
        if let Caution::Conflict(conflict) = caution {
            add(&conflict.citation, conflict.name.as_str());
        }
    }
    let items = found.region.map_or_else(Vec::new, |region| {
        let group = |(citation, names): &(&Citation, Vec<&str>)| SourceGroup {
            source: source(region, citation),
            names: names.join("; "),
        };
        groups.iter().map(group).collect()
    });
    FoldedView { label: checker.payload.words.outcome.sources.clone(), items }
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
        Some(Arrival::Found(name, regions)) => {
            let words = &checker.payload.words.finder;
            let pattern = if regions.len() == 1 { &words.found } else { &words.several };
            let regions = value::join(regions.iter().map(String::as_str), "or");
            vec![fill(pattern, &[("name", name), ("region", &regions), ("regions", &regions)])]
        }
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

fn contact(checker: &EligibilityChecker, region: InForce<'_>) -> ContactView {
    let words = &checker.payload.words.outcome;
    let contact = region.region().contact();
    ContactView {
        heading: words.contact.clone(),
        first: words.contact_first.clone(),
        team: region.region().terms().team.clone(),
        email: contact.body.email.clone(),
        mailto: contact.body.email.as_ref().map(|email| format!("mailto:{email}")),
        says: contact.says.clone(),
    }
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
        support: _,
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
    }
}

fn support(checker: &EligibilityChecker, region: InForce<'_>, entry: &Entry<Entitlement>) -> SupportItem {
    let limit = region.printed_value(entry.id.as_str(), checker.payload.policy.vocabulary());
    SupportItem { name: entry.name.clone(), limit }
}

fn source(region: InForce<'_>, citation: &Citation) -> SourceView {
    let source = region.region().source(&citation.source);
    SourceView {
        title: source.title.clone(),
        address: source.address.clone(),
        section: citation.section.clone(),
        reference: citation.reference.clone(),
        checked_on: date::long(citation.checked_on),
    }
}
