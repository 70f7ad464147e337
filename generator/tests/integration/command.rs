//! The command as people run it: exit codes, and what is printed where.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::project::copy;
use expect_test::expect;

pub(crate) fn supportt(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_supportt"))
        .args(arguments)
        .args(["--today", "2026-03-01"])
        .current_dir(folder)
        .output()
        .expect("the program runs")
}

pub(crate) fn printed(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn a_good_project_is_written() {
    let folder = copy();
    let output = supportt(&folder.path().join("content/north"), &["build", "--out", "../../site"]);
    assert_eq!(output.status.code(), Some(0), "{}", printed(&output.stderr));
    assert!(folder.path().join("site/north/rules/index.html").is_file());
    assert_eq!(printed(&output.stdout), "");
}

#[test]
fn a_bad_project_is_explained_and_not_written() {
    let folder = copy();
    fs::write(folder.path().join("content/bad.md"), "+++\n+++\n[The team](b.md)\n")
        .expect("a file can be written");
    let output = supportt(folder.path(), &["build"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(!folder.path().join("dist").is_dir());
    expect![[r#"
        error[field::missing]: a page needs the fields `title`, `description`, `last_reviewed`, `owner`
         --> content/bad.md:2:1
          |
        2 | +++
          | ^
          |
          = hint: `title = "…"`: the page's heading
          = hint: `description = "…"`: one sentence for cards, menus and search engines
          = hint: `last_reviewed = 2026-11-22`: the day somebody last read the page against its sources
          = hint: `owner = "…"`: who answers for the page

        error[link::missing-page]: there is no page `b.md`
         --> content/bad.md:3:12
          |
        3 | [The team](b.md)
          |            ^^^^ no page here

        error: 2 problems in 1 file; nothing was written
        to read more about one: supportt explain field::missing
    "#]]
    .assert_eq(&printed(&output.stderr));
    let output = supportt(folder.path(), &["check", "--format", "short"]);
    assert_eq!(output.status.code(), Some(1));
    expect![[r#"
        content/bad.md:2:1: error: a page needs the fields `title`, `description`, `last_reviewed`, `owner` (hint: `title = "…"`: the page's heading) (hint: `description = "…"`: one sentence for cards, menus and search engines) (hint: `last_reviewed = 2026-11-22`: the day somebody last read the page against its sources) (hint: `owner = "…"`: who answers for the page)
        content/bad.md:3:12: error: there is no page `b.md`: no page here
    "#]].assert_eq(&printed(&output.stderr));
    let output = supportt(folder.path(), &["check", "--format", "json"]);
    assert_eq!((printed(&output.stdout).lines().count(), printed(&output.stderr).as_str()), (2, ""));
}

#[test]
fn a_folder_without_a_project_is_explained() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let output = supportt(folder.path(), &["check"]);
    assert_eq!(output.status.code(), Some(2));
    let message = printed(&output.stderr);
    assert!(message.starts_with("error: there is no `content/site.toml` in"), "{message}");
}

#[test]
fn a_folder_of_something_else_is_not_replaced() {
    let folder = copy();
    let output = supportt(folder.path(), &["build", "--out", "themes"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(folder.path().join("themes/plain/styles/site.scss").is_file());
}

#[test]
fn a_code_is_explained_without_a_project() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let output = supportt(folder.path(), &["explain", "link::missing-page"]);
    assert_eq!((output.status.code(), printed(&output.stderr)), (Some(0), String::new()));
    assert!(printed(&output.stdout).starts_with("## `link::missing-page`\n"));
    let output = supportt(folder.path(), &["explain"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(printed(&output.stdout).contains("link::missing-page "));
    let output = supportt(folder.path(), &["explain", "link::missing-pgae"]);
    assert_eq!((output.status.code(), printed(&output.stdout)), (Some(2), String::new()));
    expect![[r#"
        error: no problem has the code `link::missing-pgae`
          = hint: did you mean `link::missing-page`?
    "#]]
    .assert_eq(&printed(&output.stderr));
}

#[test]
fn a_plan_that_cannot_be_read_is_explained_in_words() {
    let folder = copy();
    let explain = |text| {
        fs::write(folder.path().join("plan.json"), text).expect("a file can be written");
        let output = supportt(folder.path(), &["plan", "plan.json"]);
        assert_eq!(output.status.code(), Some(1));
        printed(&output.stderr).lines().next().unwrap_or_default().to_owned()
    };
    expect!["error[plan::unreadable]: each field has a text between quotation marks, or a list of such: line 1, column 31"].assert_eq(&explain(r#"{"region": "north", "stage": 1}"#));
    expect!["error[plan::unreadable]: this is not JSON: expected `,` or `}` at line 1 column 20"]
        .assert_eq(&explain(r#"{"region": "north" "stage": "away"}"#));
}
