//! What is printed, of files and arguments that would forge lines of a report or give orders to a terminal.

use std::fs;
use std::process::Output;

use supportt_source::characters;

use crate::command::{printed, supportt};
use crate::project::{copy, replace};

const HOSTILE: &str = r"Evil\u001b]52;c;aGk=\u0007\n::error::forged\u202e\u009b31m\u2028end";

/// Everything that a command printed, of which nothing is an order to a terminal or a line that was typed.
fn safe(output: &Output) -> String {
    let all = printed(&output.stdout) + &printed(&output.stderr);
    let plain = all.trim_start_matches('\u{feff}');
    let hidden: Vec<_> = characters::find(plain).filter_map(|(place, _)| plain.get(place)).collect();
    assert!(hidden.is_empty(), "{hidden:?} in {all:?}");
    assert!(!all.lines().any(|line| line.trim_start().starts_with("::error::forged")), "{all}");
    all
}

#[test]
fn no_file_forges_a_report() {
    let folder = copy();
    let page = format!(
        "+++\ntitle = \"{HOSTILE}\"\ndescription = \"A.\"\nlast_reviewed = 2026-01-01\nowner = \"Us\"\nkind\u{1b}[2J = 1\n+++\n\
         Text \u{1b}[31m with an order, and [a link](no\u{7}where.md) to [{0}](x.md).\n",
        "a\u{202e}b"
    );
    fs::write(folder.path().join("content/north/evil\u{1b}[2J\n::error::forged.md"), &page)
        .expect("it is written");
    let region = folder.path().join("content/north/region.toml");
    replace(&region, "name = \"Return talk\"", &format!("name = \"{HOSTILE}\""));
    for format in ["human", "short", "json", "github"] {
        let output = supportt(folder.path(), &["check", "--format", format]);
        assert_eq!(output.status.code(), Some(1), "{format}");
        let all = safe(&output);
        assert!(all.contains("U+001B") || all.contains("\\u001b"), "{format}: {all}");
    }
    for arguments in [&["build"][..], &["reviews"], &["policy", "graph"], &["policy", "diff", "."]] {
        let output = supportt(folder.path(), arguments);
        assert_ne!(output.status.code(), Some(0), "{arguments:?}");
        safe(&output);
    }
}

#[test]
fn no_argument_forges_a_report() {
    let folder = copy();
    let hostile = "evil\u{1b}[31m\n::error::forged\u{202e}";
    for arguments in [
        &["explain", hostile][..],
        &["policy", "diff", hostile],
        &["reviews", "--region", hostile],
        &["policy", "graph", "--region", hostile],
        &["decide", hostile],
        &["plan", hostile],
        &["check", "--project", hostile],
    ] {
        let output = supportt(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(safe(&output).contains("<U+001B>"), "{arguments:?}");
    }
    fs::write(folder.path().join("answers.json"), format!("{{\"region\": \"{HOSTILE}\", \"{HOSTILE}\": 1}}"))
        .expect("it is written");
    for command in ["decide", "plan"] {
        safe(&supportt(folder.path(), &[command, "answers.json"]));
    }
}

/// A character that only turns the direction of the text is warned of, and is in what commands answer.
#[test]
fn answers_show_every_character() {
    let folder = copy();
    let region = folder.path().join("content/north/region.toml");
    replace(&region, "name = \"Return talk\"", "name = \"Return\\u202e talk\"");
    for format in ["text", "csv", "json"] {
        let output = supportt(folder.path(), &["reviews", "--format", format]);
        assert_eq!(output.status.code(), Some(0), "{}", printed(&output.stderr));
        assert!(safe(&output).contains(if format == "json" {
            "Return\\u202e talk"
        } else {
            "Return<U+202E> talk"
        }));
    }
    let table = printed(&supportt(folder.path(), &["reviews", "--format", "csv"]).stdout);
    let rows = table.strip_prefix('\u{feff}').expect("Excel needs it to know the encoding");
    assert!(
        rows.ends_with("\r\n") && rows.split_terminator("\r\n").all(|row| !row.contains(['\r', '\n'])),
        "{rows}"
    );
}
