//! What `PROBLEMS.md` says about commands for scripts, tried with them. Examples of content are tried in the library.

use std::fs;

use crate::command::{printed, supportt};
use crate::project::copy;
use supportt::explain;

/// Each example in JSON that a group of codes has, and the code that it is an example of.
fn examples(group: &str) -> Vec<(&'static str, Vec<&'static str>)> {
    explain::sections()
        .filter(|section| section.code.starts_with(group))
        .map(|section| {
            let blocks = section.text.split("```json\n").skip(1);
            (section.code, blocks.map(|block| block.split("```").next().unwrap_or_default()).collect())
        })
        .collect()
}

fn check(group: &str, arguments: &[&str]) {
    let folder = copy();
    let examples = examples(group);
    assert!(!examples.is_empty());
    for (code, blocks) in examples.into_iter().filter(|(_, blocks)| !blocks.is_empty()) {
        let [wrong, mended] = blocks[..] else { panic!("{code} has an example and how to mend it") };
        let run = |text| {
            fs::write(folder.path().join("example.json"), text).expect("a file can be written");
            supportt(folder.path(), arguments)
        };
        let output = run(wrong);
        assert_eq!(output.status.code(), Some(1), "{code}");
        assert!(
            printed(&output.stderr).contains(&format!("error[{code}]")),
            "{code}: {}",
            printed(&output.stderr)
        );
        let output = run(mended);
        assert_eq!(output.status.code(), Some(0), "{code}: {}", printed(&output.stderr));
    }
}

#[test]
fn examples_of_answers_are_true() {
    check("answers::", &["decide", "example.json"]);
}

#[test]
fn examples_of_plans_are_true() {
    check("plan::", &["plan", "example.json"]);
}
