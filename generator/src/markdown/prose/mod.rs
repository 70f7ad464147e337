//! What texts say by mistake.
//!
//! Each module looks for one kind of slip in the passages of a text. Phrases are looked for broadly, but only where
//! what is around them shows that something is missing: a warning that is wrong teaches editors to pass over all.

mod copied;
mod days;
mod links;
mod notes;
mod promises;
mod repeated;
mod sections;
mod sentences;
mod signs;

pub(crate) use days::past_year;
pub(crate) use links::{empty_words, version_in, versioned};

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};
use supportt_rules::date::Date;

use super::passages::{Part, Passage};
use crate::diagnostic::Diagnostics;
use crate::source::Slice;
use crate::terms::Terms;

/// What is known of a page besides its text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Page<'a> {
    /// How the site spells names.
    pub(super) terms: Option<&'a Terms>,
    /// Its path in `content`.
    pub(super) path: &'a str,
    /// Whether somebody will look at the page again by a day that is written down.
    pub(super) is_dated: bool,
    /// The day on which it is read.
    pub(super) today: Date,
}

/// Reports what can be told from a page's text alone.
pub(super) fn check(parts: &[Part], page: Page<'_>, diagnostics: &mut Diagnostics) {
    check_words(parts, page, diagnostics);
    links::check(parts, diagnostics);
    promises::check(parts, diagnostics);
    sections::check(parts, diagnostics);
    for passage in passages(parts) {
        let Some(terms) = page.terms else { continue };
        for (found, term) in terms.found_in(page.path, &passage.text) {
            diagnostics.push(term.report(passage.text.slice(found.clone()), passage.place(found)));
        }
        for link in passage.links.iter().filter(|link| !link.is_address) {
            let found = terms.found_in_address(page.path, &link.target);
            diagnostics.extend(found.map(|(found, term)| term.report(link.target.slice(found), link.span)));
        }
    }
}

/// Reports what can be told from the text of a field alone.
pub(crate) fn check_field(passage: Passage, today: Date, diagnostics: &mut Diagnostics) {
    let page = Page { terms: None, path: "", is_dated: true, today };
    signs::check_field(&passage, diagnostics);
    diagnostics.extend(links::missing(&passage).map(|problem| {
        problem.hint(
            "say in words where it is; a link belongs in the entry's `address`, or in the text of a page",
        )
    }));
    let parts = [Part::Passage(passage)];
    check_words(&parts, page, diagnostics);
}

/// Reports what can be told from the words alone, wherever they stand.
fn check_words(parts: &[Part], page: Page<'_>, diagnostics: &mut Diagnostics) {
    notes::check(parts, diagnostics);
    signs::check(parts, diagnostics);
    repeated::check(parts, diagnostics);
    copied::check(parts, diagnostics);
    days::check(parts, page.today, diagnostics);
    sentences::check(parts, page, diagnostics);
}

/// The passages among the parts.
fn passages(parts: &[Part]) -> impl Iterator<Item = &Passage> {
    parts.iter().filter_map(|part| match part {
        Part::Passage(passage) => Some(passage),
        _ => None,
    })
}

/// Where words between quotation marks begin, and where those between single ones end.
static OPENS: Pattern = Pattern::new(|| pattern(r#"(?P<mark>["“])|(?:^|[\s(])['‘][^\s'‘’]"#));
static CLOSES: Pattern = Pattern::new(|| pattern(r"[\w.,!?]['’](?:[\s).,;:!?]|$)"));

/// Where words stand between quotation marks, first to last.
fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut quoted = Vec::new();
    let mut at = 0;
    // Marks of which none is left to end a quotation.
    let mut never_closed = String::new();
    while let Some(found) = OPENS.captures_at(text, at) {
        let open = whole(&found);
        at = open.end;
        let mark = found.name("mark").map_or("'", |mark| mark.as_str());
        if never_closed.contains(mark) {
            continue;
        }
        let end = match mark {
            "'" => CLOSES.find_at(text, at).map(|found| found.end()),
            "“" => text.slice(at..).find('”').map(|end| at + end + '”'.len_utf8()),
            _ => text.slice(at..).find('"').map(|end| at + end + 1),
        };
        match end {
            Some(end) => {
                quoted.push(open.start..end);
                at = end;
            }
            None => never_closed.push_str(mark),
        }
    }
    quoted
}

/// Where the whole of what was found stands.
fn whole(found: &Captures<'_>) -> Range<usize> {
    found.get(0).map_or(0..0, |found| found.range())
}

/// Whether a part of a passage is somebody else's words: it stands in a quotation, or between quotation marks.
fn is_quoted(passage: &Passage, words: &Range<usize>) -> bool {
    let quoted = passage.quoted.get_or_init(|| quotations(&passage.text));
    let next = quoted.partition_point(|quoted| quoted.end < words.end);
    passage.in_quotation || quoted.get(next).is_some_and(|quoted| quoted.start <= words.start)
}

/// A pattern that is compiled once.
type Pattern = LazyLock<Regex>;

/// Compiles a pattern. Capitals do not matter.
///
/// The ends of words are those of English: to look for any others, the library has to take a way that is four times
/// as slow wherever a curly quotation mark stands in the text.
pub(crate) fn pattern(pattern: &str) -> Regex {
    let pattern = pattern.replace(r"\b", r"(?-u:\b)");
    Regex::new(&format!("(?i){pattern}")).expect("the pattern is right")
}

/// Compiles a pattern that is any of these.
fn any(patterns: &[&str]) -> Regex {
    pattern(&patterns.join("|"))
}

/// Where a pattern is in a text, first to last.
fn places<'t>(pattern: &'t Regex, text: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
    pattern.find_iter(text).map(|found| found.range())
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::fixture::{check_short, page};

    #[test]
    fn names_are_spelt_as_the_site_spells_them() {
        let terms = "//- content/terms.toml\n[[term]]\nwrite = \"SuppoRTT\"\nnot = [\"SupportRTT\", \"supportt\"]\nwhy = \"the programme's own spelling\"\n\n[[term]]\nwrite = \"SuppoRTT\"\nnot = [\"Supporrt\"]\nwhy = \"twice\"\n\n[[term]]\nwrite = \"a newer address\"\nnot = [\"old.example.org\"]\nwhy = \"it is going\"\n";
        check_short(
            &[
                terms,
                &page(
                    "a.md",
                    "SupportRTT and supp**ortt**, not supportted, Supportt or `SupportRTT`. [Mail](mailto:SupportRTT@old.example.org) or <SupportRTT@old.example.org>.\n",
                ),
            ]
            .concat(),
            expect![[r#"
                content/a.md:7:1: warning: this site writes “SuppoRTT”, not “SupportRTT”: the programme's own spelling (hint: write `SuppoRTT`, or put what somebody else writes between backticks)
                content/a.md:7:16: warning: this site writes “SuppoRTT”, not “supportt”: the programme's own spelling (hint: spell it `SuppoRTT`)
                content/a.md:7:72: warning: this site writes “a newer address”, not “old.example.org”: it is going (hint: find out which address is used now, and write it with its source)
                content/a.md:7:129: warning: this site writes “a newer address”, not “old.example.org”: it is going (hint: find out which address is used now, and write it with its source)
            "#]],
        );
    }
}
