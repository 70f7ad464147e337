//! Phrases and addresses that show by themselves that something is wrong: rules as data, each with cases that it must
//! and must not find.
//!
//! To add one, add an entry to a list in one of the modules and a section to `PROBLEMS.md`; the cases are its tests.

mod addresses;
mod promised;
mod rule;
mod unfinished;
pub(super) mod wrong;

use std::ops::Range;

use regex::Captures;

use supportt_markdown::passages::{Kind, Part, Passage, is_quoted, passages};
use supportt_markdown::{Directive, Listing, RegionPart, SitePart};
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::pattern::{Pattern, pattern, whole};
use supportt_source::{Slice, Span};

use rule::{Lacks, Rule, Scope};

fn rules() -> impl Iterator<Item = &'static Rule> {
    [unfinished::RULES.as_slice(), &promised::RULES, &wrong::RULES, &addresses::RULES].into_iter().flatten()
}

/// Reports what the rules find on a page.
pub(super) fn check(parts: &[Part], diagnostics: &mut Diagnostics) {
    let page = Page::of(parts);
    for (place, part) in parts.iter().enumerate() {
        let Part::Passage(passage) = part else { continue };
        for rule in rules().filter(|rule| page.lacks(rule.lacks, passage, parts.get(place + 1))) {
            diagnostics.extend(rule.reports(passage, parts, rule.hint));
        }
    }
}

/// Reports what the rules find in the text of a field, which is no page and has no links.
pub(super) fn check_field(parts: &[Part], diagnostics: &mut Diagnostics) {
    const NO_LINK: &str =
        "say in words where it is; a link belongs in the entry's `address`, or in the text of a page";
    for passage in passages(parts) {
        for rule in rules() {
            let hint = match rule.lacks {
                Lacks::Nothing => rule.hint,
                Lacks::Link => NO_LINK,
                _ => continue,
            };
            diagnostics.extend(rule.reports(passage, parts, hint));
        }
    }
}

/// What a page has.
#[expect(clippy::struct_excessive_bools, reason = "a page may have any of these")]
struct Page {
    contact: bool,
    picture: bool,
    table: bool,
    note: bool,
}

/// An address or a telephone number.
static REACHABLE: Pattern = Pattern::new(|| pattern(r"[\w.+-]+@[\w-]+\.\w+|\b0\d[\d ]{7,}\d"));

/// What looks like the beginning of a note, or of a list of them.
static NOTE_BEGINS: Pattern = Pattern::new(|| pattern(r"^((foot)?notes?\b|\W?\d+[.)\]: ])"));

/// What says that something follows.
static ANNOUNCES: Pattern = Pattern::new(|| pattern(r"\b(below|following)\b|:$"));

impl Page {
    fn of(parts: &[Part]) -> Self {
        let has = |is: fn(&Part) -> bool| parts.iter().any(is);
        Self {
            contact: has(is_contact),
            picture: has(|part| {
                let process = Directive::Region(RegionPart::Process);
                let graph = Directive::Site(SitePart::QuestionGraph);
                matches!(part, Part::Picture { .. })
                    || matches!(part, Part::Directive(shown) if [&process, &graph].contains(&shown))
            }),
            table: has(|part| match part {
                Part::Directive(_) => true,
                Part::Passage(passage) => passage.kind == Kind::Cell,
                _ => false,
            }),
            note: passages(parts).any(|passage| NOTE_BEGINS.is_match(&passage.text)),
        }
    }

    /// Whether what the words of a passage point at is absent.
    fn lacks(&self, what: Lacks, passage: &Passage, next: Option<&Part>) -> bool {
        let has_link = !passage.links.is_empty();
        match what {
            Lacks::Nothing => true,
            // A phrase may point at the links of what it announces.
            Lacks::Link => {
                let announces = ANNOUNCES.is_match(passage.text.trim_end());
                !has_link
                    && !next.is_some_and(|next| match next {
                        Part::Passage(next) => {
                            !next.links.is_empty() && (announces || next.kind == Kind::Item)
                        }
                        Part::Directive(_) => true,
                        Part::Picture { .. } | Part::Other => false,
                    })
            }
            Lacks::Contact => !self.contact && !has_link && !matches!(passage.kind, Kind::Heading(_)),
            Lacks::Picture => !self.picture,
            Lacks::PictureOrLink => !self.picture && !has_link,
            Lacks::Table => !self.table,
            Lacks::TableOrLink => !self.table && !has_link,
            Lacks::Part => !has_link,
            Lacks::Note => !self.note,
        }
    }
}

/// Whether a part says how to reach people: it shows a contact, or links to a mailbox or to a page of contacts.
fn is_contact(part: &Part) -> bool {
    match part {
        Part::Directive(directive) => {
            matches!(
                directive,
                Directive::Region(RegionPart::Contact) | Directive::Listing(Listing::Contacts)
            )
        }
        Part::Passage(passage) => {
            REACHABLE.is_match(&passage.text)
                || passage.links.iter().any(|link| {
                    ["mailto:", "tel:"].iter().any(|scheme| link.target.starts_with(scheme))
                        || link.target.contains('@')
                        || link.target.to_lowercase().contains("contact")
                })
        }
        _ => false,
    }
}

impl Rule {
    fn reports(&self, passage: &Passage, parts: &[Part], hint: &str) -> Vec<Diagnostic> {
        let found: Vec<Span> = match self.scope {
            Scope::Words => self.in_words(passage, parts).collect(),
            Scope::WordsOnce => self.in_words(passage, parts).take(1).collect(),
            Scope::Addresses => {
                let links = passage.links.iter().filter(|link| self.pattern.is_match(&link.target));
                links.map(|link| link.span).collect()
            }
        };
        let report = |span| {
            let problem = Diagnostic::advice(self.code, span, self.message).hint(hint);
            if self.label.is_empty() { problem } else { problem.label(self.label) }
        };
        found.into_iter().map(report).collect()
    }

    /// Where it is in the words of a passage.
    fn in_words<'p>(&'p self, passage: &'p Passage, parts: &'p [Part]) -> impl Iterator<Item = Span> + 'p {
        let mut at = 0;
        // What ends one match may begin the next.
        let found = std::iter::from_fn(move || {
            let place = what(&self.pattern.captures_at(&passage.text, at)?);
            at = place.end;
            Some(place)
        });
        let found = found.filter(|place| {
            // Fields keep their links as they are written: words in square brackets, the address in round ones.
            let is_link = passage.text.slice(place.end..).starts_with('(') || passage.is_linked(place);
            let words = passage.text.slice(place.clone());
            let is_there = self.lacks == Lacks::Part && has_part(parts, words);
            !is_link
                && !is_there
                && (self.is_it)(words)
                && !is_quoted(passage, place)
                && !self.is_meant(passage, place)
        });
        found.map(|place| passage.place(place))
    }

    fn is_meant(&self, passage: &Passage, place: &Range<usize>) -> bool {
        self.unless.as_ref().is_some_and(|unless| unless.is_match(around(&passage.text, place)))
    }
}

/// Whether a passage of the page begins with this name: "Appendix B", or the number of "section 4.2".
fn has_part(parts: &[Part], name: &str) -> bool {
    let name = name.to_lowercase();
    let number = name.strip_prefix("section ").unwrap_or(&name);
    passages(parts).any(|passage| passage.text.to_lowercase().trim_start().starts_with(number))
}

/// How many bytes before and after a match are looked at. Sentences may be as long as a file.
const AROUND: usize = 300;

/// What stands around a place in its sentence.
fn around<'t>(text: &'t str, place: &Range<usize>) -> &'t str {
    let before = text.slice(place.start.saturating_sub(AROUND)..place.start);
    let after = text.slice(place.end..place.end + AROUND);
    let start = place.start - before.len() + before.rfind(". ").map_or(0, |end| end + 1);
    let end = place.end + after.find(". ").unwrap_or(after.len());
    text.slice(start..end)
}

/// What of a match the problem is about.
fn what(found: &Captures<'_>) -> Range<usize> {
    let named = ["what", "told", "link", "body", "by", "at"].into_iter().find_map(|name| found.name(name));
    named.map_or_else(|| whole(found), |named| named.range())
}

#[cfg(test)]
mod tests {
    use supportt_markdown::passages::{Part, Passage};
    use supportt_source::Sources;

    use super::rule::{Rule, Scope};
    use super::rules;

    /// How often a rule finds something in a case.
    fn count(rule: &Rule, case: &str) -> usize {
        let sources = Sources::new([("a.toml".to_owned(), format!("\"{case}\""))]);
        let file = sources.at("a.toml").expect("the file");
        let passage = Passage::of_field(file, file.span(0..file.text().len()));
        if rule.scope == Scope::Addresses {
            return usize::from(rule.pattern.is_match(case));
        }
        let parts = [Part::Passage(passage)];
        let [Part::Passage(passage)] = &parts else { unreachable!("it is a passage") };
        rule.reports(passage, &parts, rule.hint).len()
    }

    #[test]
    fn every_rule_finds_what_it_must_and_nothing_else() {
        let mut failed = Vec::new();
        for rule in rules() {
            for case in rule.found {
                let found = count(rule, case);
                if found != 1 {
                    failed.push(format!("{}: found {found} times in: {case}", rule.code));
                }
            }
            for case in rule.left_alone {
                let others = rules()
                    .filter(|other| (other.scope == Scope::Addresses) == (rule.scope == Scope::Addresses));
                let others = others.filter(|other| count(other, case) > 0);
                failed.extend(others.map(|other| format!("{} should leave alone: {case}", other.code)));
            }
        }
        assert!(failed.is_empty(), "{}", failed.join("\n"));
    }
}
