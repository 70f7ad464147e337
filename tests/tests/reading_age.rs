//! What people read of the content speaks as the region, and is easy to read: at most grade 8 of Flesch and Kincaid.
//!
//! The measure is for whole texts. Short ones, such as the entries of a small file, are judged together, by folder.

use std::collections::BTreeMap;
use std::fs;

use pulldown_cmark::{Event, Parser, TagEnd};
use supportt_tests::site;
use walkdir::WalkDir;

/// The highest grade that a text may have. A reader of 14 can read grade 8.
const HIGHEST: f64 = 8.0;

/// How many words make a text long enough to be judged by itself.
const WHOLE: usize = 60;

/// Words of somebody who reports on the region's page, in small letters.
const DISTANT: [&str; 7] = [
    "our source",
    "the source",
    "this site's record",
    "prints no",
    "the page says",
    "the page names",
    "the page does not",
];

/// The fields of entries that are read as sentences.
const SENTENCES: [&str; 3] = ["says", "dating", "until_note"];

/// What a text is made of, as far as the measure goes.
#[derive(Clone, Copy, Debug, Default)]
struct Size {
    sentences: usize,
    words: usize,
    syllables: usize,
}

impl Size {
    /// Of a passage: a heading, a paragraph, a point of a list, a field.
    fn of(passage: &str) -> Self {
        let mut size = Self::default();
        for sentence in passage.replace(['!', '?'], ".").split(". ") {
            let words = sentence.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’');
            let words = words.filter(|word| word.contains(char::is_alphanumeric));
            let (count, syllables) =
                words.fold((0, 0), |(count, all), word| (count + 1, all + syllables(word)));
            size.add(Self { sentences: usize::from(count > 0), words: count, syllables });
        }
        size
    }

    fn add(&mut self, other: Self) {
        self.sentences += other.sentences;
        self.words += other.words;
        self.syllables += other.syllables;
    }

    /// The years at school that it takes to read it.
    #[expect(clippy::cast_precision_loss, reason = "texts are short")]
    fn grade(self) -> f64 {
        let per = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        0.39 * per(self.words, self.sentences) + 11.8 * per(self.syllables, self.words) - 15.59
    }
}

/// The syllables of an English word: groups of vowels, without endings that are not spoken.
fn syllables(word: &str) -> usize {
    let word: String = word.to_lowercase().chars().filter(char::is_ascii_alphabetic).collect();
    if word.len() <= 3 {
        return 1;
    }
    let silent = |ending: &str, unless: &[char]| {
        word.strip_suffix(ending).filter(|stem| !stem.ends_with(unless)).map(str::to_owned)
    };
    let spoken = silent("es", &['c', 'g', 'h', 's', 'x', 'z', 'l'])
        .or_else(|| silent("ed", &['d', 't', 'l']))
        .or_else(|| silent("e", &['l']))
        .unwrap_or_else(|| word.clone());
    let is_vowel = |c: char| "aeiouy".contains(c);
    let groups = spoken.split(|c| !is_vowel(c)).filter(|group| !group.is_empty()).count();
    // Vowels side by side that are spoken one after the other, but for endings such as that of "nation".
    let apart = ["ia", "io", "iu", "eo", "ua"].iter().map(|pair| spoken.matches(pair).count()).sum::<usize>();
    let together = ["cia", "tia", "gio", "sio", "tio", "qua", "gua", "eou", "peo"].iter();
    let together = together.map(|run| spoken.matches(run).count()).sum::<usize>();
    (groups + apart.saturating_sub(together)).max(1)
}

/// The passages of a page, without headings: titles are no sentences.
fn passages_of_page(text: &str) -> Vec<String> {
    let body = text.splitn(3, "+++").nth(2).unwrap_or_default();
    let body: String = body
        .lines()
        .filter(|line| !line.trim().starts_with("{{"))
        .fold(String::new(), |text, line| text + line + "\n");
    let (mut passages, mut passage) = (Vec::new(), String::new());
    for event in Parser::new(&body) {
        match event {
            Event::Text(words) | Event::Code(words) => passage.push_str(&words),
            Event::SoftBreak | Event::HardBreak => passage.push(' '),
            Event::Start(pulldown_cmark::Tag::List(_))
            | Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::BlockQuote(_)) => {
                passages.push(with_values(&passage));
                passage.clear();
            }
            Event::End(TagEnd::Heading(_)) => passage.clear(),
            _ => {}
        }
    }
    passages
}

/// The sentences of a file's entries.
fn passages_of_entries(value: &toml::Value) -> Vec<String> {
    match value {
        toml::Value::Array(all) => all.iter().flat_map(passages_of_entries).collect(),
        toml::Value::Table(table) => table
            .iter()
            .flat_map(|(key, value)| match value.as_str() {
                Some(text) if SENTENCES.contains(&key.as_str()) => vec![with_values(text)],
                _ => passages_of_entries(value),
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// A text with something of the usual length where the policy's values are printed.
fn with_values(text: &str) -> String {
    text.split('{').fold(String::new(), |all, part| match part.split_once('}') {
        Some((_, rest)) => all + "3 months" + rest.trim_start_matches('}'),
        None => all + part,
    })
}

/// The passages of each text that people read, by file in `content`.
fn texts() -> BTreeMap<String, Vec<String>> {
    let content = site::root().join("content");
    let mut texts = BTreeMap::new();
    for entry in WalkDir::new(&content) {
        let entry = entry.expect("the folder can be read");
        let path = entry.path().strip_prefix(&content).expect("it is in there").display().to_string();
        let passages = match entry.path().extension().and_then(|extension| extension.to_str()) {
            // How to write content is for editors.
            Some("md") if path != "README.md" => {
                passages_of_page(&fs::read_to_string(entry.path()).expect("a text"))
            }
            Some("toml") => {
                let text = fs::read_to_string(entry.path()).expect("a text");
                passages_of_entries(&text.parse::<toml::Table>().expect("the file is TOML").into())
            }
            _ => continue,
        };
        texts.insert(path, passages);
    }
    texts
}

/// The size of each text, and of the short ones of each folder.
fn sizes() -> BTreeMap<String, Size> {
    let mut sizes = BTreeMap::new();
    for (path, passages) in texts() {
        let mut size = Size::default();
        for passage in &passages {
            size.add(Size::of(passage));
        }
        let folder = path.split_once('/').map_or("the national pages", |(folder, _)| folder);
        let name = if size.words < WHOLE { format!("short texts of {folder}") } else { path.clone() };
        sizes.entry(name).or_insert_with(Size::default).add(size);
    }
    sizes.retain(|_, size| size.words > 0);
    sizes
}

#[test]
fn every_text_can_be_read_at_grade_8() {
    let sizes = sizes();
    assert!(sizes.len() > 30, "only {} texts", sizes.len());
    let hard: Vec<String> = sizes
        .iter()
        .filter(|(_, size)| size.grade() > HIGHEST)
        .map(|(name, size)| format!("{name}: grade {:.1}", size.grade()))
        .collect();
    assert!(hard.is_empty(), "write shorter sentences and everyday words:\n{}", hard.join("\n"));
}

#[test]
fn the_site_speaks_as_the_region() {
    let mut found = Vec::new();
    for (path, passages) in texts() {
        for passage in passages {
            let text = passage.to_lowercase();
            found.extend(
                DISTANT
                    .iter()
                    .filter(|phrase| text.contains(*phrase))
                    .map(|phrase| format!("{path}: {phrase}")),
            );
        }
    }
    assert!(found.is_empty(), "say what to do, or who to ask:\n{}", found.join("\n"));
}

#[test]
fn long_sentences_and_long_words_make_a_text_hard() {
    for (word, count) in [
        ("a", 1),
        ("ask", 1),
        ("leave", 1),
        ("before", 2),
        ("talked", 1),
        ("needed", 2),
        ("people", 2),
        ("courses", 2),
        ("table", 2),
        ("supervisor", 4),
        ("educational", 5),
        ("actual", 3),
    ] {
        assert_eq!(syllables(word), count, "{word}");
    }
    let easy = Size::of("Talk to us. We can help you. Ask when you are back.");
    let hard = Size::of(
        "Prospective approval of participation in additional educational opportunities is essential.",
    );
    assert_eq!((easy.sentences, easy.words, easy.syllables), (3, 12, 12));
    assert!(easy.grade() < 1.0 && hard.grade() > 15.0, "{} and {}", easy.grade(), hard.grade());
    assert_eq!(with_values("For {{ value x }} or {y}, ask."), "For 3 months or 3 months, ask.");
    assert_eq!(
        passages_of_page("+++\n+++\n## Who\n\nAsk\n**us**.\n\n{{ steps }}\n\n- One\n- Two\n"),
        ["Ask us.", "", "One", "Two"]
    );
}
