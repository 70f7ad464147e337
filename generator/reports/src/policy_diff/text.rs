//! A comparison as a text for a terminal or a message.

use std::fmt::Write as _;

use textwrap::{Options, WordSplitter};

use super::entry::{EntryChange, FieldChange, Saying};
use super::{Group, PolicyDiff, RegionEntries, Section};
use supportt_source::characters::one_line;
use supportt_source::wording::thousands;

/// Letters in a line.
const WIDTH: usize = 100;

impl PolicyDiff {
    /// The comparison as a text.
    #[must_use]
    pub fn text(&self) -> String {
        let Self { old, new, regions, sections, checked_again } = self;
        let mut text = String::new();
        line(&mut text, 0, &format!("What changes from {old} to {new}"));
        if self.is_empty() {
            line(&mut text, 0, NOTHING);
        }
        for region in regions {
            line(&mut text, 0, region);
        }
        for section in sections {
            section.write(&mut text);
        }
        if *checked_again > 0 {
            text.push('\n');
            line(&mut text, 0, &checked_again_words(*checked_again));
        }
        text
    }
}

/// Said of two versions that are the same.
pub(super) const NOTHING: &str = "Nothing differs.";

/// Whom the conditions under the same results are about.
pub(super) const AMONG_THE_SAME: &str = "Conditions below tell apart only situations whose result stays.";

/// That nothing else about some entries has changed.
pub(super) fn checked_again_words(number: usize) -> String {
    let entries = if number == 1 { "1 entry was".to_owned() } else { format!("{number} entries were") };
    format!("{entries} compared with the source again, and nothing else has changed.")
}

impl Section {
    /// How many situations have another result.
    pub(super) fn headline(&self) -> String {
        let Self { day, is_ahead, tried, changed, .. } = self;
        let from = if *is_ahead { "From" } else { "On" };
        let have = if *changed == 1 { "situation has" } else { "situations have" };
        format!("{from} {day}: {} of {} {have} another result", thousands(*changed), thousands(*tried))
    }

    /// Everything that is not a list of changes.
    pub(super) fn notes(&self) -> Vec<String> {
        let in_part = (self.changed_in_part > 0).then(|| {
            format!(
                "In {} more the result stays, but reasons, cautions, steps or support differ.",
                thousands(self.changed_in_part)
            )
        });
        let still = match self.still {
            0 => None,
            1 => Some("1 change named above still holds, and is counted here.".to_owned()),
            still => Some(format!("{still} changes named above still hold, and are counted here.")),
        };
        in_part.into_iter().chain(still).collect()
    }

    fn write(&self, text: &mut String) {
        text.push('\n');
        line(text, 0, &self.headline());
        for note in self.notes() {
            line(text, 0, &note);
        }
        heading(text, "Other results", self.results.is_empty());
        write_groups(text, &self.results);
        heading(text, "The same result, put differently", self.parts.is_empty());
        if !self.parts.is_empty() {
            line(text, 2, AMONG_THE_SAME);
        }
        write_groups(text, &self.parts);
        heading(text, "What is written differently", self.entries.is_empty());
        for RegionEntries { region, changes } in &self.entries {
            line(text, 2, region);
            for change in changes {
                write_entry(text, change);
            }
        }
    }
}

fn heading(text: &mut String, words: &str, is_empty: bool) {
    if !is_empty {
        text.push('\n');
        line(text, 0, words);
        line(text, 0, &"-".repeat(words.len()));
    }
}

fn write_groups(text: &mut String, groups: &[Group]) {
    for Group { region, change, situations, conditions } in groups {
        line(text, 2, &format!("{region}: {change}"));
        line(text, 4, &format!("{}, for", situations_words(*situations)));
        match conditions.as_slice() {
            [] => line(text, 6, EVERYBODY),
            lists => {
                for (place, list) in lists.iter().enumerate() {
                    if place > 0 {
                        line(text, 4, "or");
                    }
                    for condition in list {
                        line(text, 6, condition);
                    }
                }
            }
        }
    }
}

/// For whom something changes that changes for all.
pub(super) const EVERYBODY: &str = "everybody in the region";

pub(super) fn situations_words(number: usize) -> String {
    format!("{} {}", thousands(number), if number == 1 { "situation" } else { "situations" })
}

fn write_entry(text: &mut String, change: &EntryChange) {
    let EntryChange { heading, entry, before, after, fields, effects, from: _ } = change;
    line(text, 4, &format!("{heading}: {entry}"));
    // Two versions are often from one and the same place.
    let same_source = before.as_ref().map(Saying::place) == after.as_ref().map(Saying::place);
    if let Some(before) = before {
        write_saying(text, "before: ", before, !same_source);
    }
    if let Some(after) = after {
        write_saying(text, if before.is_some() { "now:    " } else { "" }, after, true);
    }
    for FieldChange { name, old, new } in fields {
        line(text, 6, &format!("{name}: {old} → {new}"));
    }
    for effect in effects {
        line(text, 6, effect);
    }
}

impl Saying {
    /// Where it stands, and when somebody looked.
    pub(super) fn place(&self) -> String {
        format!("{}, checked {}", self.source, self.checked_on)
    }
}

fn write_saying(text: &mut String, label: &str, saying: &Saying, with_source: bool) {
    let Saying { says, value, .. } = saying;
    let value = value.as_ref().map(|value| format!(" [{value}]")).unwrap_or_default();
    hanging(text, 6, label, &format!("{says}{value}"));
    if with_source {
        hanging(text, 6, &" ".repeat(label.len()), &format!("({})", saying.place()));
    }
}

/// A line, or several where it is long, so many letters from the left.
fn line(text: &mut String, indent: usize, words: &str) {
    hanging(text, indent, "", words);
}

/// A line after a label; where it is long, the lines below stand under the first.
fn hanging(text: &mut String, indent: usize, label: &str, words: &str) {
    let first = format!("{}{label}", " ".repeat(indent));
    let inner = if indent > 0 && label.is_empty() { 2 } else { 0 };
    let rest = " ".repeat(first.len() + inner);
    let options = Options::new(WIDTH).initial_indent(&first).subsequent_indent(&rest);
    // Ids and names such as `minimum-absence` stay whole.
    let options = options.word_splitter(WordSplitter::NoHyphenation);
    for wrapped in textwrap::wrap(&one_line(words), options) {
        writeln!(text, "{wrapped}").expect("a string takes any text");
    }
}
