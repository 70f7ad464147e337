//! Nothing that ships has eight words in a row from a source, names aside.
//!
//! The sources are not part of this project. `sources.txt` holds, line by line, a number for each eight words in a
//! row of theirs. To make it anew, name the folder with the four documents:
//! `SUPPORTT_SOURCES=… cargo test -p supportt-tests --test own_words`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use supportt_content::edition::Edition;
use supportt_tests::site;

/// How many words in a row are somebody else's.
const RUN: usize = 8;

/// The documents by the letters that references begin with, in the order of their files' names.
const SOURCES: [&str; 4] = ["WX", "WM", "NW", "YH"];

/// Names, which nobody can put otherwise.
const NAMES: [&str; 4] = [
    "Academy of Medical Royal Colleges",
    "UK Conference of Postgraduate Medical Deans (COPMeD)",
    "General Medical Council (GMC)",
    "Medical Schools Council",
];

/// Elements within a sentence. Any other ends one.
const INLINE: [&str; 9] = ["a", "abbr", "code", "em", "span", "strong", "sup", "time", "tspan"];

/// Numbers in words, which the site writes in figures.
const NUMBERS: [&str; 9] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

/// The passages of a text in lower case: what stands between the ends of lines, of elements and of quoted values, without names.
fn passages(text: &str) -> Vec<Vec<String>> {
    // Lines of a calendar go on after a space, and those of an email after an equals sign.
    let mut text = text.replace('’', "'").replace("\r\n ", "").replace("=\r\n", "");
    for name in NAMES {
        text = text.replace(name, "\n");
    }
    let mut plain = String::with_capacity(text.len());
    // What stands in an attribute is read too: descriptions, labels. It is no part of the sentence around it.
    let mut attributes = String::new();
    for (number, part) in text.split('<').enumerate() {
        let (tag, rest) = match part.split_once('>') {
            Some((tag, rest)) if number > 0 => (tag, rest),
            _ => ("", part),
        };
        let name = tag.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next();
        plain.push(if name.is_some_and(|name| INLINE.contains(&name)) { ' ' } else { '\n' });
        for value in tag.split('"').skip(1).step_by(2) {
            write!(attributes, "\n{value}").expect("a string takes any text");
        }
        plain.push_str(rest);
    }
    plain.push_str(&attributes);
    plain.split(['\n', '"', '\0']).map(words).filter(|words| words.len() >= RUN).collect()
}

fn words(passage: &str) -> Vec<String> {
    let words = passage.split(|c: char| !c.is_alphanumeric() && c != '\'');
    let words = words.map(|word| word.trim_matches('\'').to_lowercase()).filter(|word| !word.is_empty());
    words
        .map(|word| match word.parse::<usize>() {
            Ok(number @ 1..=9) => NUMBERS[number - 1].to_owned(),
            _ => word,
        })
        .collect()
}

/// A number for eight words, the same on every computer (FNV-1a).
fn number(words: &[String]) -> u64 {
    words
        .iter()
        .flat_map(|word| word.bytes().chain([b' ']))
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The lines of the sources, each with the numbers of its words.
fn list(folder: &Path) -> String {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("a file").path())
        .collect();
    paths.sort();
    assert_eq!(paths.len(), SOURCES.len(), "the documents of the sources");
    let mut list = String::new();
    for (path, letters) in paths.iter().zip(SOURCES) {
        let text = fs::read_to_string(path).expect("a text");
        for (line, text) in text.lines().enumerate() {
            for passage in passages(text) {
                write!(list, "{letters}:{}", line + 1).expect("a string takes any text");
                for run in passage.windows(RUN) {
                    write!(list, " {:016x}", number(run)).expect("a string takes any text");
                }
                list.push('\n');
            }
        }
    }
    list
}

/// Where each eight words in a row of the sources stand, by their number.
fn sources() -> BTreeMap<u64, String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("sources.txt");
    if let Some(folder) = env::var_os("SUPPORTT_SOURCES") {
        fs::write(&path, list(Path::new(&folder))).expect("the list can be written");
    }
    let list = fs::read_to_string(path).expect("the list is there");
    let mut runs = BTreeMap::new();
    for line in list.lines() {
        let mut parts = line.split(' ');
        let place = parts.next().expect("a place");
        for number in parts {
            runs.insert(u64::from_str_radix(number, 16).expect("a number"), place.to_owned());
        }
    }
    assert!(runs.len() > 1_000, "only {} runs of words", runs.len());
    runs
}

/// Everything that ships: the site with its examples, what it is made from, and the documents that its forms make.
fn shipped() -> Vec<(String, String)> {
    let build =
        site::project().edition(Edition::WithExamples).build(site::today()).expect("the disk can be read");
    let output = build.output.expect("the site builds");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let mut shipped: Vec<(String, String)> =
        output.files().map(|(path, bytes)| (path.to_owned(), text(bytes))).collect();
    for folder in
        ["content", "themes/nhs/templates", "themes/nhs/scripts", "tests/plan", "widgets/documents/src"]
    {
        add(&site::root().join(folder), &mut shipped);
    }
    shipped
}

fn add(folder: &Path, files: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("a file or a folder").path();
        if path.is_dir() {
            add(&path, files);
        } else if let Ok(text) = fs::read_to_string(&path) {
            files.push((path.display().to_string(), text));
        }
    }
}

/// What a text has from the sources, each with its place.
fn copied(text: &str, sources: &BTreeMap<u64, String>) -> Vec<String> {
    let mut copied = Vec::new();
    for passage in passages(text) {
        for run in passage.windows(RUN) {
            if let Some(place) = sources.get(&number(run)) {
                copied.push(format!("{place}: {}", run.join(" ")));
            }
        }
    }
    copied
}

#[test]
fn nothing_that_ships_has_eight_words_in_a_row_from_a_source() {
    let sources = sources();
    let shipped = shipped();
    assert!(shipped.len() > 200, "only {} files", shipped.len());
    let copied: Vec<String> = shipped
        .iter()
        .flat_map(|(path, text)| {
            copied(text, &sources).into_iter().map(move |found| format!("{path}: {found}"))
        })
        .collect();
    assert!(copied.is_empty(), "say it in our own words:\n{}", copied.join("\n"));
}

#[test]
fn words_are_found_however_they_are_written() {
    let one = passages("We go to the big old house in 3 days.").remove(0);
    let sources = BTreeMap::from([(number(&one[1..9]), "A:1".to_owned())]);
    for text in [
        "<p>They go to <a href=\"x\">the big</a> OLD house, in three days!</p>",
        "<meta name=\"description\" content=\"go to the big old house in three\">",
        "says = \"Go to the big old house in 3.\"",
    ] {
        assert_eq!(copied(text, &sources).len(), 1, "{text}");
    }
    for text in ["Go to the big old house.\nIn 3 days", "<li>Go to the big old house</li><li>in three</li>"] {
        assert_eq!(copied(text, &sources), Vec::<String>::new(), "{text}");
    }
    assert!(passages("the General Medical Council (GMC), and then one two three four").is_empty());
}
