//! The two forms on the real policy, without a browser: whatever people press, in whatever order.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use proptest::prelude::*;
use serde_json::Value;
use supportt::diagnostic::Diagnostics;
use supportt::words::Words;
use supportt::{load, policy, words};
use supportt_forms::eligibility_checker::EligibilityChecker;
use supportt_forms::payload::Payload;
use supportt_forms::return_plan_builder::ReturnPlanBuilder;
use supportt_forms::submission::Submission;
use supportt_forms::view::{Field, QuestionScreen};
use supportt_forms::{Event, Screen, Widget};
use supportt_rules::policy::{Policy, Region};
use supportt_tests::site;

fn read() -> (Policy, Words) {
    let mut diagnostics = Diagnostics::new();
    let inputs = load::load(&site::root(), &mut diagnostics).expect("the project can be read");
    let words = words::load(&inputs.sources, &mut diagnostics).expect("the words are whole");
    let vocabulary = words.vocabulary.clone();
    let policy = policy::load(inputs.sources.files(), vocabulary, &mut diagnostics);
    (policy.expect("the policy is right"), words)
}

fn checker() -> EligibilityChecker {
    let (policy, words) = read();
    let page = |region: &Region| (region.id().clone(), format!("/{}/plan/", region.id()));
    let plan_pages = policy.regions().iter().map(page).collect();
    let payload = Payload { policy, journey: words.journey, words: words.checker, plan_pages };
    // Through bytes and back, as in a browser.
    let payload = Payload::from_bytes(&payload.to_bytes()).expect("what was written can be read");
    started(EligibilityChecker::new(payload, None))
}

fn builder() -> ReturnPlanBuilder {
    let (policy, words) = read();
    let payload =
        Payload { policy, journey: words.journey, words: words.builder, plan_pages: BTreeMap::new() };
    let payload = Payload::from_bytes(&payload.to_bytes()).expect("what was written can be read");
    started(ReturnPlanBuilder::new(payload, None))
}

fn started<W: Widget>(mut widget: W) -> W {
    widget.update(Event::Started { today: site::today() });
    widget
}

/// A press of something, described by numbers, so that any sequence can be made up.
#[derive(Clone, Debug)]
enum Press {
    /// Fill the fields in and continue: which options, and which of a few texts.
    Submit(u8, u8),
    Back,
    Change(u8),
    Restart,
    Copy,
}

fn press() -> impl Strategy<Value = Press> {
    prop_oneof![
        12 => (any::<u8>(), any::<u8>()).prop_map(|(option, text)| Press::Submit(option, text)),
        3 => Just(Press::Back),
        3 => any::<u8>().prop_map(Press::Change),
        1 => Just(Press::Restart),
        1 => Just(Press::Copy),
    ]
}

fn event(press: &Press, screen: &Screen) -> Event {
    match press {
        Press::Submit(option, text) => Event::Submitted(match screen {
            Screen::Question(question) => fill_in(question, *option, *text),
            _ => Submission::default(),
        }),
        Press::Back => Event::BackChosen,
        Press::Change(index) => {
            let names = ["region", "stage", "reason", "dates", "leave-start", "support", "needs", "nothing"];
            Event::ChangeChosen(names[usize::from(*index) % names.len()].to_owned())
        }
        Press::Restart => Event::RestartChosen,
        Press::Copy => Event::CopyChosen,
    }
}

/// Sensible answers most of the time, and nonsense some of it.
fn fill_in(screen: &QuestionScreen, option: u8, text: u8) -> Submission {
    let texts = ["", "a", "Zoë\r\nBcc: x@example.org", "<b>&amp;</b>", "\u{202e}\0", "=1+1"];
    let text = texts[usize::from(text) % texts.len()];
    let mut fields: Vec<(String, String)> = Vec::new();
    for field in screen.single.iter().chain(&screen.fields) {
        match field {
            Field::Radios(field) | Field::Checkboxes(field) => {
                if let Some(choice) = field.options.get(usize::from(option) % (field.options.len() + 1)) {
                    fields.push((field.name.clone(), choice.value.clone()));
                }
            }
            Field::Date(field) => match option % 4 {
                0 => fields.push((format!("{}-unknown", field.name), "unknown".to_owned())),
                1 => fields.push((format!("{}-day", field.name), text.to_owned())),
                choice => {
                    // The return follows the leave.
                    let year = 2026 + i32::from(choice) + i32::from(field.name == "return-date");
                    for (part, value) in [("day", 28), ("month", 2), ("year", year)] {
                        fields.push((format!("{}-{part}", field.name), value.to_string()));
                    }
                }
            },
            Field::Text(field) | Field::Textarea(field) => fields.push((field.name.clone(), text.to_owned())),
        }
    }
    fields.into_iter().collect()
}

/// What every screen must be.
fn assert_whole(screen: &Screen) {
    if let Screen::Question(question) = screen {
        assert!(!question.heading.is_empty());
        assert!(question.single.is_some() == question.fields.is_empty(), "one field or some: {question:?}");
    }
    let text = serde_json::to_string(screen).expect("a screen can be written");
    for word in ["{region}", "{team}", "{threshold}", "{form}", "{value}", "{trainee}", "{answers}", "{date}"]
    {
        assert!(!text.contains(word), "{word} was not filled in: {text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_sequence_of_presses_leaves_a_whole_screen(presses in proptest::collection::vec(press(), 1..60)) {
        let mut checker = checker();
        let mut builder = builder();
        for press in &presses {
            let screen = checker.screen();
            assert_whole(&screen);
            checker.update(event(press, &screen));
            let screen = builder.screen();
            assert_whole(&screen);
            builder.update(event(press, &screen));
        }
        assert_whole(&checker.screen());
        assert_whole(&builder.screen());
    }

    #[test]
    fn going_back_and_forth_loses_no_answer(options in proptest::collection::vec(2_u8..4, 20)) {
        let mut builder = builder();
        let mut options = options.into_iter();
        while !matches!(builder.screen(), Screen::CheckAnswers(_)) {
            let Screen::Question(question) = builder.screen() else { unreachable!("questions come first") };
            let option = options.next().expect("fewer questions than options");
            builder.update(Event::Submitted(fill_in(&question, option, option)));
            prop_assume!(!matches!(builder.screen(), Screen::Question(q) if !q.errors.is_empty()));
        }
        let answers = builder.screen();
        for name in ["dates", "support", "about", "stage"] {
            builder.update(Event::ChangeChosen(name.to_owned()));
            builder.update(Event::BackChosen);
            while !matches!(builder.screen(), Screen::CheckAnswers(_)) {
                let Screen::Question(question) = builder.screen() else { unreachable!("still questions") };
                builder.update(Event::Submitted(as_shown(&question)));
            }
            prop_assert_eq!(&builder.screen(), &answers, "after a look at {}", name);
        }
    }
}

/// The fields as the page shows them, submitted untouched.
fn as_shown(screen: &QuestionScreen) -> Submission {
    let mut fields: Vec<(String, String)> = Vec::new();
    for field in screen.single.iter().chain(&screen.fields) {
        match field {
            Field::Radios(field) | Field::Checkboxes(field) => {
                let checked = field.options.iter().filter(|option| option.checked);
                fields.extend(checked.map(|option| (field.name.clone(), option.value.clone())));
            }
            Field::Date(field) => {
                for part in [&field.day, &field.month, &field.year] {
                    fields.push((part.name.clone(), part.value.clone()));
                }
                if let Some(unknown) = field.unknown.as_ref().filter(|unknown| unknown.checked) {
                    fields.push((unknown.name.clone(), unknown.value.clone()));
                }
            }
            Field::Text(field) | Field::Textarea(field) => {
                fields.push((field.name.clone(), field.value.clone()));
            }
        }
    }
    fields.into_iter().collect()
}

/// Every name that the theme's templates bind to is one that some screen has.
#[test]
fn the_theme_binds_to_names_that_exist() {
    let mut names = BTreeSet::new();
    let mut checker = checker();
    let mut builder = builder();
    // A fixed walk that meets every kind of screen and field, refused ones too.
    for option in [9, 0, 1, 2, 2, 2, 0, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2] {
        for widget in [&mut checker as &mut dyn Widget, &mut builder] {
            let screen = widget.screen();
            collect(&serde_json::to_value(&screen).expect("a screen can be written"), &mut names);
            widget.update(event(&Press::Submit(option, 1), &screen));
        }
    }
    for kind in ["outcome", "plan"] {
        let reached = match kind {
            "outcome" => matches!(checker.screen(), Screen::Outcome(_)),
            _ => matches!(builder.screen(), Screen::Plan(_)),
        };
        assert!(reached, "the walk ends at {kind}");
    }
    let folder = site::root().join("themes/nhs/templates/widgets");
    let mut bindings = 0;
    for file in fs::read_dir(folder).expect("the theme's widget templates").filter_map(Result::ok) {
        let text = fs::read_to_string(file.path()).expect("a template");
        for path in bound_paths(&text) {
            bindings += 1;
            for name in path.split('.').filter(|name| !name.is_empty()) {
                assert!(names.contains(name), "{:?} binds to `{path}`, which no screen has", file.path());
            }
        }
    }
    assert!(bindings > 50, "only {bindings} bindings were found");
}

fn collect(value: &Value, names: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                names.insert(name.clone());
                collect(value, names);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, names)),
        _ => {}
    }
}

/// The paths in the `data-` attributes of a template.
fn bound_paths(template: &str) -> Vec<String> {
    let mut paths = Vec::new();
    for name in ["each", "if", "unless", "with", "text", "file"] {
        paths.extend(attribute(template, &format!("data-{name}")));
    }
    for attributes in attribute(template, "data-attr") {
        for pattern in attributes.split(';').filter_map(|pair| Some(pair.split_once(':')?.1.trim())) {
            if pattern.contains('{') {
                let names = pattern.split('{').skip(1).filter_map(|part| part.split_once('}'));
                paths.extend(names.map(|(name, _)| name.to_owned()));
            } else {
                paths.push(pattern.to_owned());
            }
        }
    }
    paths
}

fn attribute(template: &str, name: &str) -> Vec<String> {
    template
        .split(&format!(" {name}=\""))
        .skip(1)
        .filter_map(|rest| Some(rest.split_once('"')?.0.to_owned()))
        .collect()
}
