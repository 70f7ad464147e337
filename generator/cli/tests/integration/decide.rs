//! `supportt decide` as scripts run it.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::command::{printed, supportt};
use crate::project::copy;
use expect_test::expect;

/// Runs the command with something typed in.
fn decide(folder: &Path, answers: &str, arguments: &[&str]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_supportt"))
        .arg("decide")
        .args(arguments)
        .args(["--today", "2026-03-01"])
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    child.stdin.take().expect("a pipe").write_all(answers.as_bytes()).expect("the program reads");
    child.wait_with_output().expect("the program ends")
}

#[test]
fn answers_are_read_from_a_file_or_piped_in() {
    let folder = copy();
    let answers = r#"{"region": "north", "stage": "planning"}"#;
    fs::write(folder.path().join("me.json"), answers).expect("a file can be written");
    let from_file = supportt(folder.path(), &["decide", "me.json"]);
    assert_eq!(from_file.status.code(), Some(0), "{}", printed(&from_file.stderr));
    assert_eq!(printed(&from_file.stderr), "");
    let report: serde_json::Value = serde_json::from_slice(&from_file.stdout).expect("JSON");
    assert_eq!((&report["day"], &report["region"]["id"]), (&"2026-03-01".into(), &"north".into()));
    for arguments in [[].as_slice(), &["-"]] {
        let piped = decide(folder.path(), answers, arguments);
        assert_eq!((piped.status.code(), &piped.stdout), (Some(0), &from_file.stdout));
    }
}

#[test]
fn what_is_wrong_with_answers_or_content_ends_in_1_and_what_cannot_be_read_in_2() {
    let folder = copy();
    let output = decide(folder.path(), r#"{"stage": "bakc"}"#, &["--format", "short"]);
    assert_eq!((output.status.code(), printed(&output.stdout)), (Some(1), String::new()));
    expect![[r#"
        <stdin>:1:11: error: `bakc` does not answer `stage` (hint: did you mean `back`?)
    "#]]
    .assert_eq(&printed(&output.stderr));
    let output = supportt(folder.path(), &["decide", "nobody.json"]);
    assert_eq!(output.status.code(), Some(2));
    expect![[r#"
        error: could not read `nobody.json`: No such file or directory (os error 2)
    "#]]
    .assert_eq(&printed(&output.stderr));
    fs::write(folder.path().join("content/north/region.toml"), "name = 3").expect("a file can be written");
    let output = decide(folder.path(), "{}", &["--format", "short"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(printed(&output.stderr).starts_with("content/north/region.toml:1:"), "{output:?}");
}
