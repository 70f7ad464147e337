//! `supportt policy diff`: what changes between two versions of the policy, for people who answer for it.
//!
//! First what changes for visitors: every situation that either version can tell apart is tried
//! with both, and those with another result are counted and described. Then what is written
//! differently, entry by entry. Days that lie ahead have sections of their own.

mod conditions;
mod entry;
mod page;
mod result;
mod situation;
mod text;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Serialize;
use supportt_forms::eligibility_checker::phrases::Phrases;
use supportt_rules::answers::{Answers, Question};
use supportt_rules::date::{self, Date};
use supportt_rules::eligibility::Outcome;
use supportt_rules::policy::{Policy, Region};
use supportt_rules::situations::Situations;

use self::conditions::Point;
use self::entry::EntryChange;
use self::result::{Determined, Difference};
use self::situation::Features;
use crate::build_error::BuildError;
use crate::diagnostic::Diagnostics;
use crate::load;
use crate::policy;
use crate::rulebook::{Reply, Rulebook};
use crate::source::Sources;
use crate::words;

/// What changes from one version of the policy to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PolicyDiff {
    /// The name of the older version.
    old: String,
    /// The name of the newer version.
    new: String,
    /// Regions that one version has and the other lacks.
    regions: Vec<String>,
    /// What changes, by day: today first, then every later day from which something counts.
    sections: Vec<Section>,
    /// How many entries were compared with their sources again, and found to be the same.
    checked_again: usize,
}

/// What changes on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Section {
    /// The day in words.
    day: String,
    /// Whether it lies ahead.
    is_ahead: bool,
    /// How many situations were tried.
    tried: usize,
    /// How many have another result.
    changed: usize,
    /// How many others have the same result with other reasons, cautions, next steps or support.
    changed_in_part: usize,
    /// The situations with another result.
    results: Vec<Group>,
    /// The situations with the same result and another part.
    parts: Vec<Group>,
    /// How many groups are left out because the day before names them.
    still: usize,
    /// What is written differently.
    entries: Vec<RegionEntries>,
}

/// Situations of a region that change in the same way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Group {
    region: String,
    /// What changes.
    change: String,
    /// How many situations.
    situations: usize,
    /// For whom: all of the conditions of one list. Without a list, for everybody.
    conditions: Vec<Vec<String>>,
}

/// What is written differently in a region's file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct RegionEntries {
    region: String,
    changes: Vec<EntryChange>,
}

/// The answer to the command: a text, and the same as a page.
#[derive(Debug)]
pub struct DiffReply {
    /// The text, or why there is none.
    pub reply: Reply,
    /// The page; nothing where there is no text.
    pub page: Option<String>,
}

/// Compares two versions of the policy of the project in the folder `root`. Each is the folder of a
/// project or a git revision; without `new` it is the project as it stands.
///
/// # Errors
///
/// When one of them cannot be found or read.
pub fn run(root: &Path, old: &str, new: Option<&str>, today: Date) -> Result<DiffReply, BuildError> {
    let mut diagnostics = Diagnostics::new();
    let (sources, prefix) = load::load_version(root, old, &mut diagnostics)?;
    let Some(old_policy) = read_policy(&sources, &mut diagnostics) else {
        return Ok(refused(diagnostics, sources.with_prefix(&prefix)));
    };
    let mut diagnostics = Diagnostics::new();
    let (sources, prefix) = match new {
        Some(new) => load::load_version(root, new, &mut diagnostics)?,
        None => (load::load_content(root, &mut diagnostics)?.sources, String::new()),
    };
    let Some(rulebook) = Rulebook::read(&sources, &mut diagnostics) else {
        return Ok(refused(diagnostics, sources.with_prefix(&prefix)));
    };
    let names = (old, new.unwrap_or("the project as it stands"));
    let diff = PolicyDiff::new(names, &old_policy, &rulebook, today);
    Ok(DiffReply {
        page: Some(diff.page()),
        reply: Reply { text: Some(diff.text()), diagnostics: Diagnostics::new(), sources },
    })
}

/// The policy alone: how it was worded for visitors may have had another form then.
fn read_policy(sources: &Sources, diagnostics: &mut Diagnostics) -> Option<Policy> {
    let vocabulary = words::vocabulary(sources, diagnostics)?;
    policy::load(sources.files(), vocabulary, None, diagnostics)
}

fn refused(diagnostics: Diagnostics, sources: Sources) -> DiffReply {
    DiffReply { reply: Reply { text: None, diagnostics, sources }, page: None }
}

impl PolicyDiff {
    /// Compares two versions, given with their names.
    fn new(names: (&str, &str), old: &Policy, new: &Rulebook, today: Date) -> Self {
        let comparison = Comparison { old, new: &new.policy, phrases: new.phrases() };
        let mut entries: Vec<(String, EntryChange)> = Vec::new();
        let mut checked_again = 0;
        for (before, after) in comparison.regions() {
            let changes = entry::changes((before, old.vocabulary()), (after, new.policy.vocabulary()));
            entries.extend(changes.0.into_iter().map(|change| (after.name().to_owned(), change)));
            checked_again += changes.1;
        }
        if let Some(change) = entry::vocabulary_changes(old, &new.policy) {
            entries.push(("All regions".to_owned(), change));
        }
        let ahead = |change: &EntryChange| change.from.filter(|from| *from > today);
        let days: BTreeSet<Date> = entries.iter().filter_map(|(_, change)| ahead(change)).collect();
        let mut sections: Vec<Section> = Vec::new();
        let mut known: Vec<Group> = Vec::new();
        for day in std::iter::once(today).chain(days) {
            let mut section = comparison.on(day);
            let is_known = |group: &Group, known: &[Group]| known.contains(group);
            let all: Vec<Group> = section.results.iter().chain(&section.parts).cloned().collect();
            section.results.retain(|group| !is_known(group, &known));
            section.parts.retain(|group| !is_known(group, &known));
            section.still = all.len() - section.results.len() - section.parts.len();
            known = all;
            section.is_ahead = day > today;
            let of_day = entries.iter().filter(|(_, change)| ahead(change).unwrap_or(today) == day);
            for (region, change) in of_day {
                match section.entries.last_mut().filter(|last| last.region == *region) {
                    Some(last) => last.changes.push(change.clone()),
                    None => section
                        .entries
                        .push(RegionEntries { region: region.clone(), changes: vec![change.clone()] }),
                }
            }
            sections.push(section);
        }
        Self {
            old: names.0.to_owned(),
            new: names.1.to_owned(),
            regions: comparison.regions_of_one_version(),
            sections,
            checked_again,
        }
    }

    /// Whether there is nothing to tell.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let is_empty =
            |section: &Section| section.changed + section.changed_in_part == 0 && section.entries.is_empty();
        self.regions.is_empty() && self.sections.iter().all(is_empty) && self.checked_again == 0
    }
}

/// Two versions, and the words to speak of both.
struct Comparison<'a> {
    old: &'a Policy,
    new: &'a Policy,
    phrases: Phrases<'a>,
}

/// A situation with both its results.
struct Tried {
    point: Point,
    old: Determined,
    new: Determined,
}

impl<'a> Comparison<'a> {
    /// The regions of both versions, each as it was and as it is.
    fn regions(&self) -> impl Iterator<Item = (&'a Region, &'a Region)> {
        self.new.regions().iter().filter_map(|new| Some((self.old.region(new.id())?, new)))
    }

    fn regions_of_one_version(&self) -> Vec<String> {
        let only = |one: &'a Policy, other: &'a Policy| {
            one.regions().iter().filter(move |region| other.region(region.id()).is_none()).map(Region::name)
        };
        let new = only(self.new, self.old).map(|name| format!("{name} is a new region."));
        let gone = only(self.old, self.new).map(|name| format!("{name} is no longer a region."));
        new.chain(gone).collect()
    }

    /// Tries every situation on a day.
    fn on(&self, day: Date) -> Section {
        let mut section = Section {
            day: date::long(day),
            is_ahead: false,
            tried: 0,
            changed: 0,
            changed_in_part: 0,
            results: Vec::new(),
            parts: Vec::new(),
            still: 0,
            entries: Vec::new(),
        };
        let situations = Situations { policies: vec![self.old, self.new], day, leave_start: day };
        for (_, region) in self.regions() {
            let mut features = Features::new();
            let mut tried = Vec::new();
            let start = Answers::default().with(Question::Region, region.id().as_str());
            situations.each_from(&start, &mut |answers| {
                tried.push(Tried {
                    point: features.point(answers, &situations),
                    old: Determined::new(self.old, answers, day),
                    new: Determined::new(self.new, answers, day),
                });
            });
            self.describe(region, day, &tried, &features, &mut section);
        }
        section
    }

    /// Counts what has changed in a region, and says for whom.
    fn describe(
        &self,
        region: &Region,
        day: Date,
        tried: &[Tried],
        features: &Features,
        section: &mut Section,
    ) {
        let mut results: BTreeMap<(Outcome, Outcome), Vec<&Point>> = BTreeMap::new();
        let mut parts: BTreeMap<Difference, Vec<&Point>> = BTreeMap::new();
        section.tried += tried.len();
        for Tried { point, old, new } in tried {
            if old.outcome != new.outcome {
                section.changed += 1;
                results.entry((old.outcome, new.outcome)).or_default().push(point);
                continue;
            }
            let differences = old.differences(new);
            section.changed_in_part += usize::from(!differences.is_empty());
            for difference in differences {
                parts.entry(difference).or_default().push(point);
            }
        }
        let in_force = region.on(day);
        let all: BTreeSet<Point> = tried.iter().map(|tried| tried.point.clone()).collect();
        let stay = tried.iter().filter(|tried| tried.old.outcome == tried.new.outcome);
        let staying: BTreeSet<Point> = stay.map(|tried| tried.point.clone()).collect();
        let group = |change: String, members: Vec<&Point>, all: &BTreeSet<Point>| {
            let situations = members.len();
            let members: BTreeSet<Point> = members.into_iter().cloned().collect();
            let in_words = |conditions| features.say(conditions, self.phrases, in_force);
            let conditions: Vec<Vec<String>> = conditions::describe(&members, all)
                .iter()
                .map(in_words)
                .filter(|said| !said.is_empty())
                .collect();
            Group { region: region.name().to_owned(), change, situations, conditions }
        };
        section.results.extend(results.into_iter().map(|((old, new), members)| {
            let outcome = |outcome| self.phrases.outcome(outcome, Some(in_force));
            group(format!("“{}” becomes “{}”", outcome(old), outcome(new)), members, &all)
        }));
        section.parts.extend(
            parts.into_iter().map(|(difference, members)| {
                group(difference.say(self.phrases, in_force), members, &staying)
            }),
        );
    }
}
