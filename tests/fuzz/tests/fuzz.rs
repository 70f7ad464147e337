//! Every reader of foreign text comes back, whatever it is given.
//!
//! A few cases of each kind, always the same ones. With `PROPTEST_CASES` set there are as many, and others each time.

use std::path::Path;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;
use supportt_fuzz::damage::{self, Seeds};
use supportt_fuzz::{large, targets};

fn config() -> ProptestConfig {
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if std::env::var_os("PROPTEST_CASES").is_some() {
        return config;
    }
    ProptestConfig { cases: 24, rng_seed: RngSeed::Fixed(1), ..config }
}

fn is_page(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "md")
}

/// Files of the content by the name that they have in the small project, with the real ones of that kind.
fn named(names: &[&'static str]) -> Vec<(&'static str, Seeds)> {
    names.iter().map(|name| (*name, seeds_of(name))).collect()
}

fn seeds_of(name: &str) -> Seeds {
    let folder = targets::in_project("content");
    let mut seeds = Seeds::new();
    let regions = std::fs::read_dir(&folder).expect("the folder can be read");
    let mut paths: Vec<_> = regions.map(|entry| entry.expect("the folder can be read").path()).collect();
    paths.sort();
    let inside = name.strip_prefix("north/");
    for path in paths.iter().filter(|path| path.is_dir() && inside.is_some()) {
        seeds.extend(inside.and_then(|name| std::fs::read_to_string(path.join(name)).ok()));
    }
    seeds.extend(std::fs::read_to_string(folder.join(name)).ok());
    seeds
}

/// What is in a plan file, as the form writes it.
const FIELDS: &str = "paper=return-plan;region=north;stage=planning;reason=parental%2Dleave;leave-start-day=1;leave-start-month=6;leave-start-year=2026;return-date-day=1;return-date-month=3;return-date-year=2027;";

const ANSWERS: &str = r#"[{"region": "north", "stage": "away", "leave-start": "2026-01-01", "return-date": "2026-09-01", "reason": "sick-leave"}]"#;

const PLAN: &str = r#"{"paper": "return-plan", "region": "north", "stage": "planning", "leave-start": "2026-06-01", "return-date": "2027-03-01", "courses": ["a", "b"]}"#;

const FRAGMENT: &str = "stage=away&reason=sick-leave&leave-start=2026-01-01&return-date=2026-09-01";

proptest! {
    #![proptest_config(config())]

    #[test]
    fn pages(text in damage::damaged(damage::files("content", is_page))) {
        targets::page(&text);
    }

    #[test]
    fn pages_of_pieces(text in damage::pieces()) {
        targets::page(&["+++\ntitle = \"A\"\ndescription = \"A.\"\nlast_reviewed = 2026-01-01\nowner = \"Us\"\n+++\n", &text].concat());
    }

    #[test]
    fn tables((path, text) in select(named(&[
        "north/region.toml", "north/resources.toml", "north/contacts.toml", "north/faqs.toml", "north/glossary.toml",
        "north/scenarios.toml", "words/builder.toml", "words/checker.toml", "words/common.toml", "words/courses.toml",
        "words/graph.toml", "words/journey.toml", "words/process.toml", "differences.toml", "terms.toml", "links.toml",
        "bank-holidays.toml", "site.toml",
    ])).prop_flat_map(|(path, seeds)| (Just(path), damage::damaged(seeds)))) {
        targets::toml(path, &text);
    }

    #[test]
    fn tables_of_pieces(path in select(vec!["north/region.toml", "north/faqs.toml", "words/checker.toml", "terms.toml"]), text in damage::pieces()) {
        targets::toml(path, &text);
    }

    #[test]
    fn answers(text in damage::damaged(vec![ANSWERS.to_owned()])) {
        targets::decide(&text);
    }

    #[test]
    fn plans(text in damage::damaged(vec![PLAN.to_owned(), large::plan_file(FIELDS)])) {
        targets::plan(&text);
    }

    #[test]
    fn plan_files(data in damage::damaged(vec![FIELDS.to_owned()]), bytes in vec(any::<u8>(), 0..200)) {
        targets::plan_file(large::plan_file(&data).as_bytes());
        targets::plan_file(&bytes);
    }

    #[test]
    fn fragments(text in damage::damaged(vec![FRAGMENT.to_owned()]), bytes in vec(any::<u8>(), 0..80)) {
        targets::fragment(&text);
        targets::token(&bytes);
    }

    #[test]
    fn payloads(at in any::<prop::sample::Index>(), bit in 0..8_u32, bytes in vec(any::<u8>(), 0..200)) {
        let mut payload = targets::builder_payload().to_bytes();
        let at = at.index(payload.len());
        payload[at] ^= 1 << bit;
        targets::payload(&payload);
        payload.truncate(at);
        targets::payload(&payload);
        targets::payload(&bytes);
    }

    #[test]
    fn typed(forms in vec(vec((select(targets::FIELDS), targets::value()), 0..12), 1..5)) {
        targets::typed_fields(&forms);
    }

    #[test]
    fn known_links(text in damage::damaged(vec![r#"{"https://www.nhs.uk/": "2026-01-01"}"#.to_owned()])) {
        targets::known_links(&text);
    }
}

#[test]
fn what_is_large_in_one_way_is_read() {
    for (name, run) in large::all() {
        let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| run(3_000)));
        assert!(done.is_ok(), "{name} cannot be read");
    }
}
