//! `content/terms.toml`: how the site spells names, and which names and addresses it no longer uses.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use aho_corasick::AhoCorasick;

use supportt_markdown::record_kind::RecordKind;
use supportt_schema::record;
use supportt_schema::record::{AtLeastOne, RecordType as _, Schema};
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::{Slice, Sources, Span};

/// Where the file is.
pub const PATH: &str = "content/terms.toml";

record! {
    /// What to write, and what not to, as it is written.
    struct Written: "a term" in "[[term]]" {
        /// What to write.
        #[label = "What to write"]
        #[example = "SuppoRTT"]
        write: String,
        /// What not to write, with its capitals.
        #[label = "What not to write"]
        #[example = "Suppo RTT"]
        not: AtLeastOne<String>,
        /// Why, in a few words.
        #[label = "Reason"]
        #[example = "its name"]
        why: String,
    }
}

/// What its entries may have.
pub const SCHEMA: Schema = Written::SCHEMA;

/// What to write, and what not to.
#[derive(Clone, Debug)]
pub struct Term {
    /// The folder of the region whose pages it is about; all pages if there is none.
    region: Option<String>,
    write: String,
    not: Vec<String>,
    why: String,
    /// Whether slips of what to write are told by their likeness to it.
    finds_slips: bool,
}

/// All terms. A text is searched for all of them at once.
#[derive(Clone, Debug)]
pub struct Terms {
    all: Vec<Term>,
    words: Searcher,
    /// Capitals do not matter in an address.
    addresses: Searcher,
}

/// Finds what should not be written.
#[derive(Clone, Debug)]
struct Searcher {
    automaton: AhoCorasick,
    /// The number of the term of each pattern.
    terms: Vec<usize>,
}

impl Searcher {
    /// Looks for what is an address, or for all else that should not be written.
    fn new(terms: &[Term], addresses: bool) -> Self {
        let wrong = terms
            .iter()
            .enumerate()
            .flat_map(|(number, term)| term.not.iter().map(move |wrong| (number, wrong)));
        let (terms, patterns): (Vec<usize>, Vec<&String>) =
            wrong.filter(|(_, wrong)| is_address(wrong) == addresses).unzip();
        let automaton = AhoCorasick::builder()
            .ascii_case_insensitive(addresses)
            .build(patterns)
            .expect("texts of files are short enough for an automaton");
        Self { automaton, terms }
    }

    /// Where a text has any of it, as whole words.
    fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (Range<usize>, usize)> + 'a {
        let found = self.automaton.find_overlapping_iter(text).filter(|found| is_whole(text, found.range()));
        found.filter_map(|found| Some((found.range(), *self.terms.get(found.pattern().as_usize())?)))
    }
}

impl Terms {
    /// Puts terms together.
    #[must_use]
    pub fn new(terms: Vec<Term>) -> Self {
        let (words, addresses) = (Searcher::new(&terms, false), Searcher::new(&terms, true));
        Self { all: terms, words, addresses }
    }

    /// Where the text of a page or a file at a path in `content` has what should not be written, as whole words.
    ///
    /// In an address only other addresses are looked for: how somebody spells a mailbox is not ours to choose.
    pub fn found_in(&self, path: &str, text: &str) -> impl Iterator<Item = (Range<usize>, &Term)> {
        let mut address = AddressAt { text, word: 0..0, is_address: false };
        let mut found: BTreeSet<(usize, usize, usize)> =
            self.addresses.find(text).map(|(range, term)| (range.start, range.end, term)).collect();
        for (range, term) in self.words.find(text) {
            if !address.is_at(range.start) {
                found.insert((range.start, range.end, term));
            }
        }
        let names = || self.all.iter().enumerate().filter(|(_, term)| term.finds_slips);
        if names().next().is_some() {
            for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| is_mixed(word)) {
                let start = word.as_ptr() as usize - text.as_ptr() as usize;
                let slips = names().filter(|(_, term)| term.is_misspelt(word)).map(|(number, _)| number);
                if !address.is_at(start) {
                    found.extend(slips.map(|term| (start, start + word.len(), term)));
                }
            }
        }
        let found =
            found.into_iter().filter_map(|(start, end, term)| Some((start..end, self.all.get(term)?)));
        found.filter(|(_, term)| term.is_about(path))
    }

    /// Where an address has another that should not be written.
    pub fn found_in_address(&self, path: &str, address: &str) -> impl Iterator<Item = (Range<usize>, &Term)> {
        let found: BTreeMap<usize, Range<usize>> =
            self.addresses.find(address).map(|(range, term)| (term, range)).collect();
        let found = found.into_iter().filter_map(|(term, range)| Some((range, self.all.get(term)?)));
        found.filter(|(_, term)| term.is_about(path))
    }
}

impl Term {
    /// What the pages of the region in a folder do not write, and what they write instead.
    #[must_use]
    pub fn of_region(folder: &str, write: &str, not: &[String], why: String) -> Self {
        let region = Some(folder.to_owned());
        Self { region, write: write.to_owned(), not: not.to_owned(), why, finds_slips: false }
    }

    /// Whether it is about the file at a path in `content`. A glossary may say which words it replaces.
    fn is_about(&self, path: &str) -> bool {
        self.region.as_ref().is_none_or(|region| {
            path.split_once('/')
                .is_some_and(|(folder, file)| folder == region && file != RecordKind::Word.file())
        })
    }

    /// Whether a word with capitals inside can only be a slip of the name, which has them too: `SuppoRTt`.
    fn is_misspelt(&self, word: &str) -> bool {
        const SLIPS: usize = 2;
        word != self.write
            && word.len().abs_diff(self.write.len()) <= SLIPS * char::MAX.len_utf8()
            && strsim::osa_distance(word, &self.write) <= SLIPS
    }

    /// Says what to write instead.
    pub fn report(&self, wrong: &str, span: Span) -> Diagnostic {
        let problem = Diagnostic::warning(
            "term::other",
            span,
            format!("this site writes “{}”, not “{wrong}”", self.write),
        )
        .label(self.why.clone());
        if is_address(wrong) {
            return problem.hint("find out which address is used now, and write it with its source");
        }
        let hint = format!("write `{}`, or put what somebody else writes between backticks", self.write);
        // Part of it is bold, or stands behind a backslash.
        if span.range().len() != wrong.len() {
            return problem.hint(format!("spell it `{}`", self.write));
        }
        problem.mend(hint, span, self.write.clone())
    }
}

/// Whether a word has capitals and small letters after its first letter.
fn is_mixed(word: &str) -> bool {
    let rest = || word.chars().skip(1);
    rest().any(char::is_uppercase)
        && rest().any(char::is_lowercase)
        && word.chars().all(char::is_alphanumeric)
}

/// Whether what should not be written is the name of a site or a file. An abbreviation, such as `e.g.`, ends in a stop.
fn is_address(wrong: &str) -> bool {
    wrong.contains('.') && !wrong.ends_with('.')
}

/// Whether no letter or figure stands right before or after.
fn is_whole(text: &str, place: Range<usize>) -> bool {
    let before = text.slice(..place.start).chars().next_back();
    let after = text.slice(place.end..).chars().next();
    ![before, after].into_iter().flatten().any(char::is_alphanumeric)
}

/// Tells whether places in a text lie in a web address or that of a mailbox. Remembers the last word that was looked at.
struct AddressAt<'t> {
    text: &'t str,
    word: Range<usize>,
    is_address: bool,
}

impl AddressAt<'_> {
    fn is_at(&mut self, place: usize) -> bool {
        if !self.word.contains(&place) {
            let before = self.text.slice(..place).rsplit(char::is_whitespace).next().unwrap_or_default();
            let after = self.text.slice(place..).split(char::is_whitespace).next().unwrap_or_default();
            self.word = place - before.len()..place + after.len();
            let word = self.text.slice(self.word.clone());
            self.is_address = word.contains('@') || word.contains("://") || word.starts_with("www.");
        }
        self.is_address
    }
}

/// Reads the terms; none when the project has no such file.
pub fn load(sources: &Sources, diagnostics: &mut Diagnostics) -> Vec<Term> {
    let Some(file) = sources.at(PATH) else { return Vec::new() };
    let records = Written::SCHEMA.read_file(file, diagnostics);
    let mut names = BTreeSet::new();
    let terms = records.iter().filter_map(|record| {
        let Written { write, not, why } = Written::from_record(record, diagnostics)?;
        Some(Term {
            region: None,
            // A name may stand in several entries, and its slips are told of once. What is like a shorter name may
            // well be another.
            finds_slips: write.len() >= 6 && is_mixed(&write) && names.insert(write.clone()),
            write,
            not: not.to_vec(),
            why,
        })
    });
    terms.collect()
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use supportt_fixture::{check_short, page};

    #[test]
    fn slips_of_a_name_are_told_by_their_likeness() {
        check_short(
            &[
                "//- content/terms.toml\n[[term]]\nwrite = \"SuppoRTT\"\nnot = [\"Suppo RTT\"]\nwhy = \"its name\"\n\n[[term]]\nwrite = \"a new address\"\nnot = [\"hee.nhs.uk\"]\nwhy = \"it is going\"\n",
                &page("a.md", "SuppoRTt, SupporTT and SuporRTT, not SuppoRTT, Supported, MentorNet or `SuppoRTt`. SuppoRTT’s own.\n\n<Team@HEE.NHS.UK>\n"),
            ]
            .concat(),
            expect![[r#"
                content/a.md:7:1: warning: this site writes “SuppoRTT”, not “SuppoRTt”: its name (hint: write `SuppoRTT`, or put what somebody else writes between backticks)
                content/a.md:7:11: warning: this site writes “SuppoRTT”, not “SupporTT”: its name (hint: write `SuppoRTT`, or put what somebody else writes between backticks)
                content/a.md:7:24: warning: this site writes “SuppoRTT”, not “SuporRTT”: its name (hint: write `SuppoRTT`, or put what somebody else writes between backticks)
                content/a.md:9:7: warning: this site writes “a new address”, not “HEE.NHS.UK”: it is going (hint: find out which address is used now, and write it with its source)
            "#]],
        );
    }

    #[test]
    fn a_term_may_stand_after_any_kind_of_space() {
        check_short(
            "//- content/terms.toml\n[[term]]\nwrite = \"SuppoRTT\"\nnot = [\"Suppo RTT\"]\nwhy = \"its name\"\n//- content/a.md\n+++\ntitle = \"The\u{a0}Suppo RTT\"\ndescription = \"A.\"\nlast_reviewed = 2026-01-01\nowner = \"Us\"\n+++\n\nNo break:\u{a0}SuppoRTt. Line:\u{2028}Suppo RTT. Wide:\u{3000}Suppo RTT\u{3000}@.\n",
            expect![[r#"
                content/a.md:2:14: warning: this site writes “SuppoRTT”, not “Suppo RTT”: its name (hint: write `SuppoRTT`, or put what somebody else writes between backticks)
                content/a.md:8:11: warning: this site writes “SuppoRTT”, not “SuppoRTt”: its name (hint: write `SuppoRTT`, or put what somebody else writes between backticks)
                content/a.md:8:26: warning: there is a character here that nobody sees (U+2028): a search does not find the word (hint: type a space in its place)
                content/a.md:8:27: warning: this site writes “SuppoRTT”, not “Suppo RTT”: its name (hint: write `SuppoRTT`, or put what somebody else writes between backticks)
                content/a.md:8:44: warning: this site writes “SuppoRTT”, not “Suppo RTT”: its name (hint: write `SuppoRTT`, or put what somebody else writes between backticks)
            "#]],
        );
    }

    #[test]
    fn a_glossary_may_use_the_words_it_replaces() {
        check_short(
            &[
                "//- content/north/glossary.toml\n[[word]]\nid = \"trainee\"\nname = \"Doctor in training\"\nnot = [\"junior doctor\"]\nsays = \"What used to be called a junior doctor.\"\nours = true\n",
                &page("north/a.md", "A junior doctor.\n\n{{ glossary }}\n"),
            ]
            .concat(),
            expect![[r#"
                content/north/a.md:7:3: warning: this site writes “Doctor in training”, not “junior doctor”: the glossary of North has it (hint: write `Doctor in training`, or put what somebody else writes between backticks)
            "#]],
        );
    }
}
