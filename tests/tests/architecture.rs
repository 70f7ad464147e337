//! Which parts may know which: a forbidden edge fails here.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use cargo_metadata::{DependencyKind, MetadataCommand};

/// What each pure crate may depend on, and nothing else.
const ALLOWED: [(&str, &[&str]); 8] = [
    ("supportt-basics", &["chrono", "serde"]),
    ("supportt-schema", &["chrono", "serde", "supportt-basics", "supportt-rules", "supportt-source", "toml"]),
    (
        "supportt-source",
        &[
            "annotate-snippets",
            "clap",
            "data-encoding",
            "deunicode",
            "http",
            "jsonc-parser",
            "percent-encoding",
            "regex",
            "serde_json",
            "strsim",
            "supportt-basics",
        ],
    ),
    ("supportt-rules", &["chrono", "serde", "supportt-basics"]),
    (
        "supportt-documents",
        &["crc", "mail-builder", "percent-encoding", "serde", "supportt-basics", "supportt-rules"],
    ),
    (
        "supportt-forms",
        &[
            "chrono",
            "data-encoding",
            "postcard",
            "serde",
            "supportt-basics",
            "supportt-documents",
            "supportt-rules",
        ],
    ),
    ("supportt-bundle", &[]),
    (
        "supportt-pdf",
        &["pdf-writer", "postcard", "subsetter", "supportt-documents", "ttf-parser", "wasm-bindgen"],
    ),
];

/// Crates that reach a browser; only `supportt-browser` may use them, and what tests run in one.
const BROWSER_ONLY: [&str; 4] = ["web-sys", "js-sys", "wasm-bindgen", "wasm-bindgen-futures"];

fn dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let metadata = MetadataCommand::new()
        .manifest_path(concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.toml"))
        .no_deps()
        .exec()
        .expect("cargo describes the workspace");
    metadata
        .packages
        .iter()
        .map(|package| {
            let dependencies = package.dependencies.iter();
            let names = dependencies
                .filter(|dependency| dependency.kind == DependencyKind::Normal)
                .map(|dependency| dependency.name.clone());
            (package.name.to_string(), names.collect())
        })
        .collect()
}

#[test]
fn pure_crates_depend_on_what_they_may_only() {
    let dependencies = dependencies();
    for (package, allowed) in ALLOWED {
        let used = &dependencies[package];
        let forbidden: Vec<&String> = used.iter().filter(|name| !allowed.contains(&name.as_str())).collect();
        assert!(forbidden.is_empty(), "{package} must not depend on {forbidden:?}");
    }
}

/// The crates of this project that each may use, as the README lists them: a name, an arrow, names.
fn arrows() -> BTreeMap<String, BTreeSet<String>> {
    let readme = std::fs::read_to_string(supportt_tests::site::root().join("README.md")).expect("the README");
    let list = readme.split("### Which crate may use which").nth(1).and_then(|rest| rest.split("```").nth(1));
    let lines = list.expect("a list").lines().skip(1);
    let lines = lines.map(|line| line.split_once('→').unwrap_or_else(|| panic!("no arrow in `{line}`")));
    let names = |text: &str| text.split_whitespace().map(str::to_owned).collect();
    lines.map(|(name, uses)| (name.trim().to_owned(), names(uses))).collect()
}

#[test]
fn arrows_between_crates_are_those_of_the_readme() {
    let short = |name: &str| match name {
        "supportt" => Some("cli".to_owned()),
        _ => name.strip_prefix("supportt-").map(str::to_owned),
    };
    let mut arrows = arrows();
    for (package, used) in dependencies() {
        let name = short(&package).unwrap_or(package);
        if ["tests", "evaluation", "fuzz", "fixture", "bundler"].contains(&name.as_str()) {
            continue;
        }
        let used: BTreeSet<String> = used.iter().filter_map(|name| short(name)).collect();
        let listed = arrows.remove(&name).unwrap_or_else(|| panic!("the README does not list `{name}`"));
        assert_eq!(used, listed, "what `{name}` uses, and what the README says it may");
    }
    assert!(arrows.is_empty(), "there is no {:?}", arrows.keys());
}

#[test]
fn only_the_browser_crate_knows_a_browser() {
    for (package, used) in dependencies() {
        if ["supportt-browser", "supportt-evaluation"].contains(&package.as_str()) {
            continue;
        }
        for name in used {
            // A module of its own needs a way in, and nothing else of a browser.
            if package == "supportt-pdf" && name == "wasm-bindgen" {
                continue;
            }
            let browser = BROWSER_ONLY.contains(&name.as_str()) || name.starts_with("gloo-");
            assert!(!browser, "{package} must not depend on {name}");
        }
    }
}

#[test]
fn the_browser_crate_knows_neither_generator_nor_documents() {
    let used = &dependencies()["supportt-browser"];
    for forbidden in ["supportt", "supportt-documents", "toml", "tera"] {
        assert!(!used.contains(forbidden), "supportt-browser must not depend on {forbidden}");
    }
}

/// No region is named in code, markup or styles: a region is a folder of content.
#[test]
fn no_region_is_named_in_code() {
    let root = supportt_tests::site::root();
    let build = supportt_tests::site::build();
    let policy = build.output.expect("the site builds");
    let regions: Vec<String> = std::fs::read_dir(root.join("content"))
        .expect("the content")
        .filter_map(Result::ok)
        .filter(|entry| entry.path().join("region.toml").is_file())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    assert!(regions.len() >= 4 && policy.get("index.html").is_some());
    let mut files = Vec::new();
    for folder in ["generator", "widgets", "themes/nhs/scripts", "themes/nhs/templates", "themes/nhs/styles"]
    {
        collect(&root.join(folder), &mut files);
    }
    // The generator's crates have tests beside their code, which may name one.
    let is_code =
        |path: &PathBuf| !path.starts_with(root.join("generator")) || path.iter().any(|part| part == "src");
    for path in files.into_iter().filter(is_code) {
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        // Examples in documentation and tests may name one.
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
            for region in &regions {
                assert!(!line.contains(region.as_str()), "{} names {region}: {line}", path.display());
            }
        }
    }
}

fn collect(folder: &std::path::Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder of the project").filter_map(Result::ok) {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path
            .extension()
            .is_some_and(|ending| ["rs", "html", "css", "js"].iter().any(|e| ending == *e))
        {
            files.push(path);
        }
    }
}
