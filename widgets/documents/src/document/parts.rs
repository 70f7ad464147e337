//! What every document is made of.

use crate::words::{DocumentWords, PaperWords, fill};
use serde::Serialize;
use supportt_basics::date::{self, Date};
use supportt_rules::policy::{Citation, Entry, HasValue, InForce, Rule, Source};
use supportt_rules::vocabulary::Vocabulary;

/// A document to read: on its first page what people agree on, on its second what happens when.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Document {
    /// Its title.
    pub title: String,
    /// For which region, and when it was made.
    pub subtitle: String,
    /// What the person said.
    pub sections: Vec<Section>,
    /// Who signs it.
    pub signatures: Option<Signatures>,
    /// Heading of the timeline.
    pub timeline_heading: String,
    /// Where the days come from.
    pub timeline_note: String,
    /// The days worked out, earliest first.
    pub timeline: Vec<TimelineItem>,
    /// What follows the days: what is still to settle, who gets a copy.
    pub afterwards: Vec<Section>,
    /// Heading of the sources.
    pub sources_heading: String,
    /// The sources, by the numbers that stand beside what comes from them.
    pub sources: Vec<SourceNote>,
    /// Guidance; a person decides.
    pub disclaimer: String,
}

/// A part of it. Any of its lists may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Section {
    /// Its heading.
    pub heading: String,
    /// Labelled values.
    pub rows: Vec<Row>,
    /// A list.
    pub items: Vec<Item>,
    /// What the person typed, by paragraph.
    pub paragraphs: Vec<String>,
}

impl Section {
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.items.is_empty() && self.paragraphs.is_empty()
    }
}

/// A labelled value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// What it is.
    pub label: String,
    /// The value.
    pub value: String,
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Item {
    /// The item.
    pub text: String,
    /// More about it.
    pub detail: Option<String>,
    /// The number of its source, where it has one.
    pub source: Option<usize>,
}

/// Who signs a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Signatures {
    /// The heading.
    pub heading: String,
    /// How whoever is to sign can answer instead; empty once that is done.
    pub note: String,
    /// Heading of who somebody is.
    pub role: String,
    /// Heading of the names.
    pub name: String,
    /// Heading of the signatures.
    pub signature: String,
    /// Heading of the days.
    pub date: String,
    /// The people.
    pub rows: Vec<Signature>,
}

/// One of the people who sign.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Signature {
    /// Who they are.
    pub role: String,
    /// Their name; empty to fill in by hand.
    pub name: String,
    /// What stands in for a signature; empty to sign by hand.
    pub agreed: String,
    /// The day; empty to fill in by hand.
    pub date: String,
}

/// A day in the timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TimelineItem {
    /// Its place among the others, from 1; a calendar names it.
    pub number: usize,
    /// What happens.
    pub name: String,
    /// When, in words.
    pub when: String,
    /// Its status relative to today, as a word for styling.
    pub status: &'static str,
    /// The same for people; empty when there is nothing to say.
    pub status_label: String,
    /// More about it; empty when its name says all.
    pub says: String,
    /// The number of its source, where it has one.
    pub source: Option<usize>,
}

/// A source, by its number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourceNote {
    /// Its number, from 1.
    pub number: usize,
    /// The document, and where in it.
    pub text: String,
}

/// The sources of a document as they come up.
#[derive(Debug, Default)]
pub(super) struct Sources(Vec<String>);

impl Sources {
    /// The number of a source.
    pub(super) fn number(&mut self, text: String) -> usize {
        let known = self.0.iter().position(|known| *known == text);
        known.unwrap_or_else(|| {
            self.0.push(text);
            self.0.len() - 1
        }) + 1
    }

    fn notes(self) -> Vec<SourceNote> {
        self.0.into_iter().zip(1..).map(|(text, number)| SourceNote { number, text }).collect()
    }
}

/// What every document is made in.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    /// The region's policy on the day.
    pub region: InForce<'a>,
    /// What the policy calls things.
    pub vocabulary: &'a Vocabulary,
    /// The day on which it is made.
    pub today: Date,
    /// The words of all documents.
    pub words: &'a DocumentWords,
    /// The words of this kind of document.
    pub paper: &'a PaperWords,
    /// The address of the page on which it can be opened again, or what to call that page.
    pub page: &'a str,
    /// Which version it is, from 1; 0 where nobody has counted.
    pub version: usize,
}

/// The parts of a document.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) sections: Vec<Section>,
    pub(super) signatures: Option<Signatures>,
    pub(super) timeline_note: String,
    pub(super) timeline: Vec<TimelineItem>,
    pub(super) afterwards: Vec<Section>,
    pub(super) sources: Sources,
}

impl Setting<'_> {
    /// A document of these parts; sections that hold nothing are left out.
    pub(super) fn document(self, mut parts: Parts) -> Document {
        parts.afterwards.push(self.contact());
        parts.sections.retain(|section| !section.is_empty());
        parts.afterwards.retain(|section| !section.is_empty());
        let Self { words, paper, .. } = self;
        let region = self.region.region();
        let today = date::long(self.today);
        let subtitle = if self.version > 1 { &words.subtitle_version } else { &words.subtitle };
        let version = self.version.to_string();
        Document {
            title: paper.title.clone(),
            subtitle: fill(subtitle, &[("region", region.name()), ("number", &version), ("today", &today)]),
            sections: parts.sections,
            signatures: parts.signatures,
            timeline_heading: words.timeline.clone(),
            timeline_note: fill(&parts.timeline_note, &[("place", &region.terms().place)]),
            timeline: parts.timeline,
            afterwards: parts.afterwards,
            sources_heading: words.sources.clone(),
            sources: parts.sources.notes(),
            disclaimer: paper.disclaimer.clone(),
        }
    }

    /// How to reach the region's team, where it has an address.
    fn contact(self) -> Section {
        let region = self.region.region();
        let email = region.contact().body.email.iter().map(|email| row(&self.words.email, email));
        Section { heading: self.words.contact.clone(), rows: email.collect(), ..Section::default() }
    }
}

/// What an entry says, with the number of its source.
pub(super) fn quotation<T: HasValue>(setting: Setting<'_>, entry: &Entry<T>, sources: &mut Sources) -> Item {
    let Setting { region, vocabulary, words, .. } = setting;
    let source = Some(sources.number(citation(region, entry, words)));
    Item { text: entry.name.clone(), detail: Some(region.sentence(entry, vocabulary)), source }
}

/// What the region's source says, whatever the document holds.
pub(super) fn terms<'a>(
    setting: Setting<'_>,
    rules: impl Iterator<Item = &'a Entry<Rule>>,
    sources: &mut Sources,
) -> Section {
    let items = rules.map(|rule| quotation(setting, rule, sources)).collect();
    Section { heading: setting.words.terms.clone(), items, ..Section::default() }
}

/// What was typed under a heading.
pub(super) fn typed(heading: &str, text: &str) -> Section {
    Section { heading: heading.to_owned(), paragraphs: paragraphs(text), ..Section::default() }
}

/// Short texts with their labels; those left empty are left out.
pub(super) fn labelled<'t>(heading: &str, texts: impl IntoIterator<Item = (&'t String, &'t str)>) -> Section {
    let texts = texts.into_iter().map(|(label, text)| (label, text.trim()));
    let rows = texts.filter(|(_, text)| !text.is_empty()).map(|(label, text)| row(label, text));
    Section { heading: heading.to_owned(), rows: rows.collect(), ..Section::default() }
}

pub(super) fn row(label: &str, value: &str) -> Row {
    Row { label: label.to_owned(), value: value.to_owned() }
}

/// An item with no more to say about it.
pub(super) fn item(text: impl Into<String>) -> Item {
    Item { text: text.into(), detail: None, source: None }
}

pub(super) fn day_or_not(day: Option<Date>, words: &DocumentWords) -> String {
    day.map_or_else(|| words.not_known.clone(), date::long)
}

/// Where an entry stands, in words.
#[must_use]
pub fn citation<T>(region: InForce<'_>, entry: &Entry<T>, words: &DocumentWords) -> String {
    cited_in_words(region.region().source(&entry.citation.source), &entry.citation, words)
}

/// A document and the heading within it, and when they were compared with the site.
pub(super) fn cited_in_words(source: &Source, citation: &Citation, words: &DocumentWords) -> String {
    let checked = date::long(citation.checked_on);
    let pattern = if citation.section.is_some() { &words.citation } else { &words.citation_whole };
    let section = citation.section.as_deref().unwrap_or_default();
    fill(pattern, &[("source", &source.title), ("section", section), ("checked", &checked)])
}

pub(super) fn paragraphs(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}
