//! Good input, spoilt: pieces taken out, doubled, moved to where they do not belong, and characters that are rarely met.

use std::fs;
use std::path::Path;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::targets::in_project;

/// What has a meaning somewhere, or a length, a width or a case of its own.
const PIECES: &[&str] = &[
    "{{",
    "}}",
    "{{ rules }}",
    "{{ value minimum-absence }}",
    "{{ steps ",
    "{minimum-absence}",
    "{",
    "}",
    "[",
    "]",
    "](",
    ") ",
    "![",
    "[^1]",
    "[^1]: ",
    "[a]: b\n",
    "**",
    "*",
    "_",
    "~~",
    "`",
    "\n```\n",
    "\n    ",
    "> ",
    "\n> [!NOTE]\n> ",
    "\n- ",
    "\n1. ",
    "\n| a | b |\n| --- | :-: |\n| c |\n",
    "\n## ",
    "\n# ",
    " {#id}",
    "\n---\n",
    "\n===\n",
    "+++\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    "\\",
    "<b>",
    "</",
    "<!--",
    "&amp;",
    "&#0;",
    "&#x110000;",
    "<https://a.b>",
    "a@b.uk",
    "www.a.uk",
    "\u{a0}",
    "\u{2028}",
    "\u{3000}",
    "\u{feff}",
    "\u{200b}",
    "\u{ad}",
    "\u{202e}",
    "\u{301}",
    "\u{fffc}",
    "\0",
    "\u{1b}]52;c;",
    "é",
    "’",
    "“",
    "”",
    "…",
    "ß",
    "İ",
    "ǆ",
    "ﬁ",
    "€",
    "😀",
    "👩‍⚕️",
    "\u{10ffff}",
    "\"",
    "\"\"\"",
    "'",
    "'''",
    "=",
    " = ",
    ",",
    ":",
    ";",
    "#",
    "[[",
    "]]",
    "[x]\n",
    "[[x]]\n",
    "a.b.c = 1\n",
    "id = \"a\"\n",
    "true",
    "2026-02-29",
    "2026-02-28T10:00:00Z",
    "9999-12-31",
    "0000-01-01",
    "-1",
    "0x7f",
    "1_0",
    "99999999999999999999",
    "1e999",
    "nan",
    "https://",
    "mailto:",
    "tel:",
    "//",
    "../",
    "/",
    "?",
    "form:x",
    "#stage=away&",
    "30 February",
    "31 June 2026",
    "Monday 1 March 2026",
    "in 2020",
    "SuppoRTt",
    "Suppo RTT",
    "three months",
    "see below",
    "the the",
    "%",
    "%2",
    "%ff",
    "\\u0000",
    "\\ud800",
    "null",
    "{\"a\":",
    "[[[[[[[[",
];

/// One way to spoil a text.
#[derive(Clone, Debug)]
pub enum Damage {
    /// Puts in a piece.
    Insert(Index, &'static str),
    /// Takes out a part.
    Remove(Index, usize),
    /// Writes a part several times.
    Repeat(Index, usize, usize),
    /// Copies a part to another place.
    Copy(Index, usize, Index),
    /// Ends the text.
    Cut(Index),
}

/// Good texts, from which damaged ones are made.
pub type Seeds = Vec<String>;

/// The texts of the real project's files with an ending, in a folder and below.
///
/// # Panics
/// When they cannot be read.
#[must_use]
pub fn files(folder: &str, fits: fn(&Path) -> bool) -> Seeds {
    fn collect(folder: &Path, fits: fn(&Path) -> bool, seeds: &mut Seeds) {
        let mut paths: Vec<_> = fs::read_dir(folder)
            .expect("the folder can be read")
            .map(|entry| entry.expect("the folder can be read").path())
            .collect();
        paths.sort();
        for path in paths {
            if path.is_dir() {
                collect(&path, fits, seeds);
            } else if fits(&path) {
                seeds.push(fs::read_to_string(&path).expect("the file is text"));
            }
        }
    }
    let mut seeds = Seeds::new();
    collect(&in_project(folder), fits, &mut seeds);
    assert!(!seeds.is_empty(), "there is something in `{folder}`");
    seeds
}

/// Texts that begin as one of the good ones.
pub fn damaged(seeds: Seeds) -> impl Strategy<Value = String> {
    let mut texts = seeds;
    texts.push(String::new());
    (select(texts), vec(damage(), 0..12))
        .prop_map(|(text, damages)| damages.iter().fold(text, |text, damage| damage.done_to(&text)))
}

/// Any text that is put together from pieces.
pub fn pieces() -> impl Strategy<Value = String> {
    vec(select(PIECES), 0..40).prop_map(|pieces| pieces.concat())
}

fn damage() -> impl Strategy<Value = Damage> {
    let place = any::<Index>;
    prop_oneof![
        6 => (place(), select(PIECES)).prop_map(|(at, piece)| Damage::Insert(at, piece)),
        3 => (place(), 1..200_usize).prop_map(|(from, length)| Damage::Remove(from, length)),
        2 => (place(), 1..60_usize, 2..20_usize).prop_map(|(from, length, times)| Damage::Repeat(from, length, times)),
        3 => (place(), 1..200_usize, place()).prop_map(|(from, length, to)| Damage::Copy(from, length, to)),
        1 => place().prop_map(Damage::Cut),
    ]
}

impl Damage {
    fn done_to(&self, text: &str) -> String {
        let (before, after) = match self {
            Self::Insert(at, _)
            | Self::Remove(at, _)
            | Self::Repeat(at, ..)
            | Self::Copy(_, _, at)
            | Self::Cut(at) => split(text, *at),
        };
        match self {
            Self::Insert(_, piece) => [before, piece, after].concat(),
            Self::Remove(_, length) => [before, parts(after, *length).1].concat(),
            Self::Repeat(_, length, times) => {
                [before, &parts(after, *length).0.repeat(*times), after].concat()
            }
            Self::Copy(from, length, _) => [before, parts(split(text, *from).1, *length).0, after].concat(),
            Self::Cut(_) => before.to_owned(),
        }
    }
}

fn split(text: &str, at: Index) -> (&str, &str) {
    text.split_at(text.floor_char_boundary(at.index(text.len() + 1)))
}

fn parts(text: &str, length: usize) -> (&str, &str) {
    text.split_at(text.floor_char_boundary(length))
}
