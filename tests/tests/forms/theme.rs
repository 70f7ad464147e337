//! The names that the theme's templates bind to.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;
use supportt_basics::keyword::Keyword;
use supportt_forms::clearing::Asking;
use supportt_forms::document_builder::Page;
use supportt_forms::submission::Submission;
use supportt_forms::{Event, Screen, Widget};
use supportt_rules::policy::Paper;
use supportt_tests::site;

use super::presses::{Press, event};
use super::{POLICY_AND_WORDS, answer, begun, builder, builder_at, checker, checker_at, plan};

/// Every name that the theme's templates bind to is one that some screen has.
#[test]
fn the_theme_binds_to_names_that_exist() {
    let mut names = BTreeSet::new();
    let mut checker = checker();
    let mut builder = builder();
    // Fixed walks that meet every kind of screen and field, refused ones too.
    for page in Page::ALL {
        let mut builder = begun("wessex", ["2027-02-01", "2027-09-01"]);
        answer(&mut builder, Page::Support, &[("support", "coaching")]);
        builder.update(Event::BackChosen);
        builder.update(Event::ChangeChosen(page.word().to_owned()));
        collect(&serde_json::to_value(builder.screen()).expect("a screen can be written"), &mut names);
    }
    let mut finished = begun("wessex", ["2027-02-01", "2027-09-01"]);
    answer(&mut finished, Page::Arrangements, &[("less-than-full-time", "yes")]);
    answer(&mut finished, Page::Region, &[("region", "north-west")]);
    answer(&mut finished, Page::Support, &[("support", "mentoring")]);
    plan(&mut finished);
    collect(&serde_json::to_value(finished.screen()).expect("a screen can be written"), &mut names);
    // Somebody else opens the plan and changes it.
    let Screen::Done(done) = finished.screen() else { panic!("the plan is there") };
    let file = done.routes().find_map(|route| route.file.as_ref().filter(|file| file.mime == "text/html"));
    let mut theirs = builder_at(Paper::ReturnPlan, "");
    theirs.update(Event::Opened(file.map(|file| file.content.clone().into_bytes())));
    collect(&serde_json::to_value(theirs.screen()).expect("a screen can be written"), &mut names);
    theirs.update(Event::Submitted(Submission::from_iter([("reader", "supervisor")])));
    answer(&mut theirs, Page::About, &[("name", "Dr Zoë")]);
    collect(&serde_json::to_value(theirs.screen()).expect("a screen can be written"), &mut names);
    theirs.update(Event::BackChosen);
    collect(&serde_json::to_value(theirs.screen()).expect("a screen can be written"), &mut names);
    let mut elsewhere = begun("wessex", ["2027-02-01", "2027-09-01"]);
    answer(&mut elsewhere, Page::Support, &[("support", "coaching")]);
    answer(&mut elsewhere, Page::Amounts, &[("amount-coaching", "2")]);
    answer(&mut elsewhere, Page::Region, &[("region", "north-west")]);
    collect(&serde_json::to_value(elsewhere.screen()).expect("a screen can be written"), &mut names);
    for option in [9, 0, 1, 2, 2, 2, 0, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2] {
        // Not every text is an email address; an empty one is right everywhere.
        for (widget, text) in [(&mut checker as &mut dyn Widget, 1), (&mut builder, 0)] {
            let screen = widget.screen();
            collect(&serde_json::to_value(&screen).expect("a screen can be written"), &mut names);
            widget.update(event(&Press::Submit(option, text), &screen));
        }
    }
    // What comes before the questions, what is beyond the regions, and what is asked before all is cleared.
    let (policy, words) = POLICY_AND_WORDS.with(Clone::clone);
    let clear = words.journey.clear.clone();
    let all = "region=wessex&stage=away&reason=sick-leave&leave-start=2026-02-01&return-date=2027-09-01";
    let mut answered = checker_at(policy.clone(), words.clone(), site::today(), all);
    answered.update(Event::Submitted(Submission::default()));
    let brought = builder_at(Paper::ReturnPlan, all);
    collect(&serde_json::to_value(brought.screen()).expect("a screen can be written"), &mut names);
    collect(&serde_json::to_value(answered.screen()).expect("a screen can be written"), &mut names);
    let mut asking = Asking::new(checker_at(policy, words, site::today(), ""), clear);
    for event in [
        Event::Submitted([("region", "other")].into_iter().collect()),
        Event::RestartChosen,
        Event::ClearConfirmed,
    ] {
        asking.update(event);
        collect(&serde_json::to_value(asking.screen()).expect("a screen can be written"), &mut names);
    }
    let mut quoted = begun("north-west", ["2027-02-01", "2027-09-01"]);
    answer(&mut quoted, Page::Stage, &[("stage", "away")]);
    collect(&serde_json::to_value(quoted.screen()).expect("a screen can be written"), &mut names);
    for kind in ["outcome", "done"] {
        let reached = match kind {
            "outcome" => matches!(checker.screen(), Screen::Outcome(_)),
            _ => matches!(builder.screen(), Screen::Done(_)),
        };
        assert!(reached, "the walk ends at {kind}");
    }
    checker.update(Event::LinkChosen);
    collect(&serde_json::to_value(checker.screen()).expect("a screen can be written"), &mut names);
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
    for name in ["each", "if", "unless", "if-shareable", "with", "text", "file"] {
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
