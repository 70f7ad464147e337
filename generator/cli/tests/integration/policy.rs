//! `supportt policy` as people run it.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::command::{printed, supportt};
use crate::project::{copy, copy_folder, replace};
use expect_test::{expect, expect_file};

#[test]
fn a_question_graph_is_shown_of_a_region_that_exists() {
    let folder = copy();
    let output = supportt(folder.path(), &["policy", "graph", "--region", "north", "--format", "svg"]);
    assert_eq!(output.status.code(), Some(0), "{}", printed(&output.stderr));
    assert!(printed(&output.stdout).starts_with("<svg "));
    let output = supportt(folder.path(), &["policy", "graph"]);
    assert!(printed(&output.stdout).contains("\n 1. Where are you now?\n"), "{}", printed(&output.stdout));
    let output = supportt(folder.path(), &["policy", "graph", "--region", "nroth"]);
    assert_eq!(output.status.code(), Some(2));
    expect![[r#"
        error: there is no region `nroth`
          = hint: did you mean `north`?
    "#]]
    .assert_eq(&printed(&output.stderr));
}

#[test]
fn a_change_of_policy_is_told_to_those_who_answer_for_it() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    for version in ["old", "new"] {
        copy_folder(&content, &folder.path().join(version).join("content"));
    }
    let region = |id: &str| folder.path().join("new/content").join(id).join("region.toml");
    let append = |id: &str, text: &str| {
        let old = fs::read_to_string(region(id)).expect("the file can be read");
        fs::write(region(id), old + text).expect("the file can be written");
    };
    // A threshold, now.
    replace(&region("west-midlands"), "test = \"at-least\", months = 3", "test = \"at-least\", months = 6");
    // A reason that is named besides.
    replace(&region("wessex"), "reasons = [", "reasons = [\"global-health-fellowship\", ");
    // Who can join.
    replace(&region("north-west"), "stages = [", "stages = [\"planning\", ");
    // Something that is only put differently.
    replace(&region("yorkshire-and-humber"), "strength = \"must\"", "strength = \"recommend\"");
    // A time and a threshold, from a later day.
    let later = |id: &str, value: &str| {
        format!(
            "\n[[rule]]\nid = \"{id}\"\nname = \"A new version\"\nvalue = {{ {value} }}\nfrom = 2027-09-01\n\
             source = \"programme-page\"\nreference = \"WX:99\"\nchecked_on = 2027-08-01\nsays = \"It is {{value}}.\"\n"
        )
    };
    append("wessex", &later("return-talk", "lead-time = { weeks = 12, before = \"return\" }"));
    append("wessex", &later("minimum-absence", "threshold = { test = \"at-least\", months = 6 }"));

    let arguments = ["policy", "diff", "old", "new", "--project", "new", "--html", "diff.html"];
    let output = supportt(folder.path(), &arguments);
    assert_eq!(output.status.code(), Some(0), "{}", printed(&output.stderr));
    expect_file!["../policy-diff.txt"].assert_eq(&printed(&output.stdout));
    let page = fs::read_to_string(folder.path().join("diff.html")).expect("the page is written");
    expect_file!["../policy-diff.html"].assert_eq(&page);

    let output = supportt(folder.path(), &["policy", "diff", "old", "old", "--project", "old"]);
    assert_eq!(output.status.code(), Some(0));
    expect![[r#"
        What changes from old to old
        Nothing differs.

        On 1 March 2026: 0 of 33,308 situations have another result
    "#]]
    .assert_eq(&printed(&output.stdout));
}

#[test]
fn a_revision_is_compared_with_what_is_on_disk() {
    let folder = copy();
    let git = |arguments: &[&str]| {
        let identity = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.org"];
        let output = Command::new("git").current_dir(folder.path()).args(identity).args(arguments).output();
        assert!(output.expect("git is installed").status.success(), "{arguments:?}");
    };
    let region = folder.path().join("content/north/region.toml");
    git(&["init", "--quiet"]);
    git(&["add", "."]);
    git(&["commit", "--quiet", "--no-gpg-sign", "--message", "First"]);
    replace(&region, "checked_on = 2026-01-01", "checked_on = 2026-02-01");
    let output = supportt(folder.path(), &["policy", "diff", "HEAD"]);
    assert_eq!(output.status.code(), Some(0), "{}", printed(&output.stderr));
    expect![[r#"
        What changes from HEAD to the project as it stands

        On 1 March 2026: 0 of 6,776 situations have another result

        1 entry was compared with the source again, and nothing else has changed.
    "#]]
    .assert_eq(&printed(&output.stdout));

    let output = supportt(folder.path(), &["policy", "diff", "nowhere"]);
    assert_eq!(output.status.code(), Some(2));
    expect![[r#"
        error: there is neither a folder nor a revision `nowhere`
          = hint: name the folder of a project, or a branch, tag or commit of this one: `git log --oneline` lists commits
    "#]].assert_eq(&printed(&output.stderr));
    let output = supportt(folder.path(), &["policy", "diff", "content"]);
    assert_eq!(output.status.code(), Some(2));
    expect![[r#"
        error: the folder `content` holds no project
          = hint: name a folder that has `content/site.toml`; a revision of that name is hidden by the folder
    "#]]
    .assert_eq(&printed(&output.stderr));
    replace(&region, "[contact]", "[contcat]");
    let output = supportt(folder.path(), &["policy", "diff", "HEAD", "--format", "short"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(printed(&output.stderr).starts_with("content/north/region.toml:"), "{}", printed(&output.stderr));
}
