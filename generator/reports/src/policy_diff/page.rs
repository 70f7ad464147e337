//! A comparison as a page that stands alone.

use serde::Serialize;
use tera::{Context, Tera};

use super::text::{AMONG_THE_SAME, EVERYBODY, NOTHING, checked_again_words, situations_words};
use super::{Group, PolicyDiff, RegionEntries, Section};

const TEMPLATE: &str = include_str!("page.html");

#[derive(Serialize)]
struct Page<'a> {
    old: &'a str,
    new: &'a str,
    nothing: Option<&'static str>,
    regions: &'a [String],
    sections: Vec<SectionView<'a>>,
    among_the_same: &'static str,
    checked_again: Option<String>,
}

#[derive(Serialize)]
struct SectionView<'a> {
    headline: String,
    notes: Vec<String>,
    results: Vec<GroupView<'a>>,
    parts: Vec<GroupView<'a>>,
    entries: &'a [RegionEntries],
}

#[derive(Serialize)]
struct GroupView<'a> {
    region: &'a str,
    change: &'a str,
    situations: String,
    conditions: Vec<Vec<&'a str>>,
}

impl PolicyDiff {
    /// The comparison as a page: one file, with nothing to load.
    ///
    /// # Panics
    ///
    /// Never: the template is part of the program.
    #[must_use]
    pub fn page(&self) -> String {
        let page = Page {
            old: &self.old,
            new: &self.new,
            nothing: self.is_empty().then_some(NOTHING),
            regions: &self.regions,
            sections: self.sections.iter().map(section).collect(),
            among_the_same: AMONG_THE_SAME,
            checked_again: (self.checked_again > 0).then(|| checked_again_words(self.checked_again)),
        };
        let context = Context::from_serialize(&page).expect("a page is a table");
        Tera::one_off(TEMPLATE, &context, true).expect("the template is part of the program")
    }
}

fn section(section: &Section) -> SectionView<'_> {
    SectionView {
        headline: section.headline(),
        notes: section.notes(),
        results: section.results.iter().map(group).collect(),
        parts: section.parts.iter().map(group).collect(),
        entries: &section.entries,
    }
}

fn group(group: &Group) -> GroupView<'_> {
    let lists = group.conditions.iter().map(|list| list.iter().map(String::as_str).collect());
    let conditions: Vec<Vec<&str>> = lists.collect();
    GroupView {
        region: &group.region,
        change: &group.change,
        situations: situations_words(group.situations),
        conditions: if conditions.is_empty() { vec![vec![EVERYBODY]] } else { conditions },
    }
}
