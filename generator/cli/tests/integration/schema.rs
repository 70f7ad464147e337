//! `supportt schema` as people run it.

use std::path::Path;

use serde_json::Value;

use crate::command::{printed, supportt};
use crate::project::copy;
use expect_test::expect;

fn schema(folder: &Path, arguments: &[&str]) -> String {
    let output = supportt(folder, &[&["schema"], arguments].concat());
    assert_eq!(output.status.code(), Some(0), "{}", printed(&output.stderr));
    printed(&output.stdout)
}

#[test]
fn an_entry_is_shown_to_be_copied_outside_a_project_too() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    expect![[r#"
        [[word]]
        # A name for links to it. Needed.
        id = "its-id"
        # The word. Needed.
        name = "Less than full time training"
        # Its abbreviation.
        #short = "LTFT"
        # What there is to say, in our words. `{minimum-absence}` prints a value of the policy. Needed.
        says = "Training part time."
        # What pages of the region should not write instead. `check` warns of it.
        #not = ["part-time training"]
        # The `id` of a `[[source]]` of the region. What a source says has this, `reference` and
        # `checked_on`.
        #source = "programme-page"
        # Where in the source, such as `WX:28`.
        #reference = "WX:28"
        # The heading that it stands under in the source. Readers are shown the document and this heading;
        # `reference` is for those who check.
        #section = "Before you return"
        # The day somebody compared it with its source.
        #checked_on = 2026-11-22
        # The day by which it must be checked again. Without it, `review_months` after the last check.
        # From the day after, `check` warns of it, until it has been compared with its source and has a
        # later day.
        #review_by = 2026-11-22
        # `true` when no source says so, but we do.
        #ours = true
        # `true` for what only shows how such an entry looks. It is labelled, and left out of the site
        # unless `--examples` is given.
        #example = true
    "#]]
    .assert_eq(&schema(folder.path(), &["word"]));
}

#[test]
fn a_program_is_told_which_ids_can_be_named() {
    let folder = copy();
    let schema = schema(folder.path(), &["course", "--format", "json"]);
    let schema: Value = serde_json::from_str(&schema).expect("it is JSON");
    assert_eq!(schema["$ref"], "#/$defs/course");
    let topics = &schema["$defs"]["course"]["properties"]["topics"];
    assert_eq!(topics["items"]["x-id-of"], "topic");
    assert!(schema["x-ids"]["topic"]["simulation"].is_string(), "{}", schema["x-ids"]);
    expect![[r#"{"page":"The page of the North"}"#]]
        .assert_eq(&schema["x-ids-of-regions"]["north"]["source"].to_string());
}

#[test]
fn a_kind_that_there_is_not_is_named() {
    let folder = copy();
    let output = supportt(folder.path(), &["schema", "faqs"]);
    assert_eq!(output.status.code(), Some(2));
    expect![[r#"
        error: no kind of page or entry is called `faqs`
          = hint: did you mean `faq`?
    "#]]
    .assert_eq(&printed(&output.stderr));
}
