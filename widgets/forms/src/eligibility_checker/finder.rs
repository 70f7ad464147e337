//! Finds the region of somebody who knows a town, a county or the name of a programme.

use supportt_rules::policy::{Policy, Region};

use crate::national::Elsewhere;

/// Where a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found<'a> {
    /// In a region of the site.
    Region(&'a Region),
    /// Elsewhere.
    Elsewhere(&'a Elsewhere),
}

/// Where what was typed may be: those whose names are the same, or else those with a name that begins like it or is a
/// part of it ("Southamp", "Leeds General Infirmary").
pub(super) fn find<'a>(policy: &'a Policy, elsewhere: &'a [Elsewhere], typed: &str) -> Vec<Found<'a>> {
    let typed = plain(typed);
    if typed.is_empty() {
        return Vec::new();
    }
    let regions = policy.regions().iter().map(|region| {
        let area = region.area();
        let names = [&area.counties, &area.towns, &area.programmes].into_iter().flatten().map(String::as_str);
        (Found::Region(region), names.chain([region.name()]).map(plain).collect::<Vec<_>>())
    });
    let elsewhere = elsewhere.iter().map(|place| {
        let names = place.places.iter().chain([&place.name]).map(|name| plain(name));
        (Found::Elsewhere(place), names.collect())
    });
    let all: Vec<(Found<'_>, Vec<String>)> = regions.chain(elsewhere).collect();
    let with = |is_it: &dyn Fn(&str) -> bool| -> Vec<Found<'a>> {
        all.iter()
            .filter(|(_, names)| names.iter().any(|name| is_it(name)))
            .map(|(found, _)| *found)
            .collect()
    };
    let within = |whole: &str, part: &str| format!(" {whole} ").contains(&format!(" {part} "));
    let steps: [&dyn Fn(&str) -> bool; 3] =
        [&|name| name == typed, &|name| format!(" {name}").contains(&format!(" {typed}")), &|name| {
            within(&typed, name)
        }];
    steps.into_iter().map(with).find(|found| !found.is_empty()).unwrap_or_default()
}

/// A name in small letters and single spaces, without marks and the words in front that people leave out.
fn plain(name: &str) -> String {
    let letters = name.to_lowercase().replace(['’', '\''], "").replace('&', " and ");
    let words =
        letters.split(|c: char| !c.is_alphanumeric()).filter(|word| !matches!(*word, "" | "the" | "of"));
    words.collect::<Vec<_>>().join(" ")
}

impl Found<'_> {
    /// What it is called.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Region(region) => region.name(),
            Self::Elsewhere(place) => &place.name,
        }
    }
}
