//! The small project in `tests/site` is built and compared with `tests/expected`, file by file.
//!
//! `UPDATE_EXPECT=1 cargo test` writes what is expected anew; the change is then read in the diff.

use std::collections::BTreeSet;
use std::fs;

use supportt_engine::output::Output;
use supportt_engine::write::{self, Destination};
use supportt_source::diagnostic::render::Format;
use supportt_source::{Slice as _, Span};
use walkdir::WalkDir;

use crate::project::{copy, in_tests, project, today};

fn built(folder: &tempfile::TempDir) -> Output {
    let build = project(folder).build(today()).expect("the disk can be read");
    let report = build.diagnostics.report(&build.sources, Format::Human, false);
    build.output.unwrap_or_else(|| panic!("the project has problems:\n{report}"))
}

/// The headers without those of the widgets' data.
fn without_data(headers: &str) -> String {
    headers.split("\n\n").filter(|rule| !rule.contains(".bin\n")).collect::<Vec<_>>().join("\n\n")
}

#[test]
fn the_site_is_as_expected() {
    let output = built(&copy());
    let expected = in_tests("expected");
    // The widgets' data change with the site's words, which are not what is tested here.
    let files: Vec<_> = output.files().filter(|(path, _)| !path.ends_with("bin")).collect();
    let files: Vec<(&str, Vec<u8>)> = files
        .into_iter()
        .map(|(path, bytes)| match path {
            "_headers" => (path, without_data(&String::from_utf8_lossy(bytes)).into_bytes()),
            _ => (path, bytes.to_vec()),
        })
        .collect();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::remove_dir_all(&expected).ok();
        for (path, bytes) in files {
            let to = expected.join(path);
            fs::create_dir_all(to.parent().expect("a file has a folder")).expect("a folder can be made");
            fs::write(to, bytes).expect("a file can be written");
        }
        return;
    }
    for (path, bytes) in &files {
        let wanted = fs::read(expected.join(path)).unwrap_or_else(|_| panic!("`{path}` is not expected"));
        assert_eq!(String::from_utf8_lossy(bytes), String::from_utf8_lossy(&wanted), "in `{path}`");
    }
    let made: BTreeSet<String> = files.iter().map(|(path, _)| (*path).to_owned()).collect();
    let wanted: BTreeSet<String> = WalkDir::new(&expected)
        .into_iter()
        .map(|entry| entry.expect("the folder can be read"))
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| entry.path().strip_prefix(&expected).expect("below its start").display().to_string())
        .collect();
    assert_eq!(wanted, made, "every expected file is made");
}

#[test]
fn the_same_project_makes_the_same_site() {
    let (one, other) = (copy(), copy());
    assert_eq!(built(&one), built(&other));
    let mut project = project(&one);
    let mut again = || project.build(today()).expect("the disk can be read").output;
    assert_eq!(again(), again(), "with the theme kept from the build before");
}

#[test]
fn what_is_written_is_what_was_built() {
    let folder = copy();
    let output = built(&folder);
    let dist = folder.path().join("dist");
    let destination = Destination::find(&dist, folder.path()).expect("the folder is free");
    write::write(&output, &destination).expect("the disk can be written");
    for (path, bytes) in output.files() {
        assert_eq!(fs::read(dist.join(path)).ok().as_deref(), Some(&bytes[..]), "{path}");
    }
}

#[test]
fn a_change_to_the_theme_is_seen_by_the_next_build() {
    let folder = copy();
    let mut project = project(&folder);
    let css =
        |output: &Output| output.files().find(|(path, _)| path.ends_with("css")).map(|(_, css)| css.clone());
    let before = project.build(today()).expect("the disk can be read").output.expect("a site");
    fs::write(folder.path().join("themes/plain/styles/colors.css"), ":root { --text: #654321; }")
        .expect("a file can be written");
    let after = project.build(today()).expect("the disk can be read").output.expect("a site");
    assert_ne!(css(&before), css(&after));
}

/// Of these old addresses those that are in the way of something, in small letters.
fn refused(folder: &tempfile::TempDir, aliases: &BTreeSet<String>) -> BTreeSet<String> {
    let list: Vec<String> = aliases.iter().map(|alias| format!("\"{alias}\"")).collect();
    let page = "+++\ntitle = \"A\"\ndescription = \"A.\"\nlast_reviewed = 2026-01-01\nowner = \"Us\"\n";
    let page = format!("{page}aliases = [{}]\n+++\nA sentence.\n", list.join(", "));
    fs::write(folder.path().join("content/a.md"), page).expect("a file can be written");
    let build = project(folder).build(today()).expect("the disk can be read");
    let problems =
        build.diagnostics.sorted().into_iter().filter(|problem| problem.code.starts_with("alias::"));
    let written = |span: Span| {
        build.sources.file(span.file()).text().slice(span.range()).trim_matches('"').to_lowercase()
    };
    problems.map(|problem| written(problem.span)).collect()
}

#[test]
fn no_old_address_is_in_the_way_of_a_file_of_the_site() {
    let folder = copy();
    let output = built(&folder);
    let address = |path: &str| format!("/{path}/").replace("/index.html/", "/");
    let taken: BTreeSet<String> = output.files().map(|(path, _)| address(path)).collect();
    assert!(taken.len() > 25, "only {} files", taken.len());
    for mut left in [taken.iter().map(|address| address.to_uppercase()).collect(), taken.clone()] {
        // What the site makes itself is known once everything else is right.
        for _ in 0..2 {
            let refused = refused(&folder, &left);
            left.retain(|address| !refused.contains(&address.to_lowercase()));
        }
        assert_eq!(left, BTreeSet::new());
    }
}

#[test]
fn a_region_without_steps_says_so_in_place_of_a_figure() {
    let folder = copy();
    let region = folder.path().join("content/north/region.toml");
    let text = fs::read_to_string(&region).expect("the region is there");
    let (rest, step) = text.split_once("[[step]]").expect("it has a step");
    // Its only step is still to come into force.
    let step = step.replace("from = 2025-01-01", "from = 2027-01-01");
    fs::write(&region, format!("{rest}[[step]]{step}")).expect("it can be written");
    let output = built(&folder);
    let page =
        String::from_utf8_lossy(output.get("north/rules/index.html").expect("the page is made")).into_owned();
    assert!(page.contains("<p>No steps.</p>") && !page.contains("<figure"), "{page}");
}
