//! The index of the search page: when it is made, and what becomes of a site without it. A few lines of script stand
//! for Pagefind.

use std::fs;

use supportt_engine::output::Output;
use tempfile::TempDir;

use crate::command::{printed, supportt};
use crate::project::{copy, project, today};

const RUNNER: &str = "themes/plain/node_modules/pagefind/lib/runner/bin.cjs";

/// Writes what the real one writes, as far as it matters here: its entry, a list of the pages it was given, and
/// something that no page of ours uses.
pub(crate) const STAND_IN: &str = r#"
const fs = require("fs");
const { join } = require("path");
const argument = (name) => process.argv[process.argv.indexOf(name) + 1];
const walk = (folder) => fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? walk(join(folder, entry.name)) : [join(folder, entry.name)]);
const index = argument("--output-path");
fs.mkdirSync(join(index, "fragment"), { recursive: true });
fs.writeFileSync(join(index, "pagefind.js"), "export {}");
fs.writeFileSync(join(index, "pagefind-ui.js"), "nobody uses this");
const pages = walk(argument("--site")).map((path) => path.slice(argument("--site").length + 1)).sort();
fs.writeFileSync(join(index, "fragment/all.pf_fragment"), pages.join("\n"));
"#;

/// The project with a theme that names Pagefind and brings this program in its place.
pub(crate) fn searchable(program: Option<&str>) -> TempDir {
    let folder = copy();
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    };
    write("themes/plain/package.json", r#"{ "optionalDependencies": { "pagefind": "0.0.0" } }"#);
    write("themes/plain/scripts/search.js", "// searches");
    // Packages are there, so nothing is fetched.
    write("themes/plain/node_modules/.keep", "");
    if let Some(program) = program {
        write(RUNNER, program);
    }
    folder
}

fn built(folder: &TempDir) -> (Output, Vec<(String, String)>) {
    let build = project(folder).build(today()).expect("the disk can be read");
    let output = build.output.expect("a site");
    let pagefind = build.search.expect("the site has a search");
    let index = pagefind.index(&output).expect("the stand-in works");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let index = index.into_iter().map(|file| (file.path.clone(), text(&file.bytes))).collect();
    (output, index)
}

#[test]
fn pages_are_indexed_and_only_what_is_used_is_kept() {
    let folder = searchable(Some(STAND_IN));
    let (output, index) = built(&folder);
    let paths: Vec<&str> = index.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths, ["pagefind/fragment/all.pf_fragment", "pagefind/pagefind.js"]);
    let pages: Vec<&str> =
        output.files().map(|(path, _)| path).filter(|path| path.ends_with("html")).collect();
    assert_eq!(index[0].1.lines().collect::<Vec<_>>(), pages);
    assert_eq!(index, built(&folder).1, "the same pages give the same index");
    let page = output.get("search/index.html").expect("the search page");
    let page = String::from_utf8_lossy(page);
    assert!(page.contains("data-search=\"/returning/pagefind/pagefind.js\""), "{page}");
    assert!(output.files().any(|(path, _)| path.starts_with("assets/search-")));
}

#[test]
fn build_writes_the_index_and_check_makes_none() {
    let folder = searchable(Some(STAND_IN));
    let output = supportt(folder.path(), &["build"]);
    assert_eq!(output.status.code(), Some(0), "{}", printed(&output.stderr));
    assert!(folder.path().join("dist/pagefind/pagefind.js").is_file());
    fs::write(folder.path().join(RUNNER), "process.exit(1)").expect("a file can be written");
    assert_eq!(supportt(folder.path(), &["check"]).status.code(), Some(0));
}

#[test]
fn a_build_without_its_index_fails_and_says_what_to_do() {
    let folder = searchable(None);
    let output = supportt(folder.path(), &["build"]);
    assert_eq!(output.status.code(), Some(2));
    let message = printed(&output.stderr);
    assert!(message.contains("Pagefind is not installed\n  = hint: run `npm ci --prefix"), "{message}");
    assert!(!folder.path().join("dist").exists(), "nothing is written");

    let folder = searchable(Some("console.error('no such platform'); process.exit(1)"));
    let message = printed(&supportt(folder.path(), &["build"]).stderr);
    assert!(message.contains("Pagefind says:\n  | no such platform"), "{message}");
}

#[test]
fn a_theme_without_pagefind_lists_the_pages_only() {
    let build = project(&copy()).build(today()).expect("the disk can be read");
    assert_eq!(build.search, None);
    let output = build.output.expect("a site");
    let page = String::from_utf8_lossy(output.get("search/index.html").expect("the page")).into_owned();
    assert!(!page.contains("data-search") && page.contains("<a href=\"/returning/north/rules/\">"), "{page}");
}
