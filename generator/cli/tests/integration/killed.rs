//! Builds that are killed at any moment: the site is whole afterwards, and the next build leaves nothing of them.
//!
//! `KILLS=200 cargo test --test integration killed` tries more often.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use walkdir::WalkDir;

use crate::project::replace;
use crate::search::{STAND_IN, searchable};

const KILLS: u32 = 30;

/// Every file below a folder, with what is in it.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = WalkDir::new(folder).into_iter().map(|entry| entry.expect("the folder can be read"));
    entries
        .filter(|entry| !entry.file_type().is_dir())
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).expect("below its start").to_path_buf();
            (path, fs::read(entry.path()).expect("the file can be read"))
        })
        .collect()
}

/// Starts a build that has a folder for temporary files of its own.
fn start(project: &TempDir, temporary: &TempDir) -> Child {
    Command::new(env!("CARGO_BIN_EXE_supportt"))
        .args(["build", "--today", "2026-03-01"])
        .current_dir(project.path())
        .env("TMPDIR", temporary.path())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program runs")
}

#[test]
fn a_killed_build_leaves_a_whole_site_and_nothing_for_good() {
    let (project, temporary) = (searchable(Some(STAND_IN)), tempfile::tempdir().expect("a temporary folder"));
    let page = project.path().join("content/about.md");
    let dist = project.path().join("dist");
    let mut sites = Vec::new();
    let mut longest = Duration::ZERO;
    for [from, to] in [["We write", "We now write"], ["We now write", "We write"]] {
        replace(&page, from, to);
        let begun = Instant::now();
        assert!(start(&project, &temporary).wait().expect("it ends").success());
        longest = longest.max(begun.elapsed());
        sites.push(files(&dist));
    }
    assert_ne!(sites[0], sites[1]);
    let kills = std::env::var("KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(KILLS);
    for kill in 0..kills {
        // A part of the time that a build takes, a different one each time, spread evenly.
        let part = f64::from(kill) * 0.618_034 % 1.0;
        let [from, to] =
            if kill % 2 == 0 { ["We write", "We now write"] } else { ["We now write", "We write"] };
        replace(&page, from, to);
        if kill % 7 == 0 {
            // As a first build.
            fs::remove_dir_all(&dist).ok();
            fs::remove_dir_all(project.path().join(".dist.previous")).ok();
        }
        let was_there = dist.is_dir();
        let mut build = start(&project, &temporary);
        thread::sleep(longest.mul_f64(part));
        build.kill().expect("it can be killed");
        build.wait().expect("it ends");
        if was_there || dist.is_dir() {
            assert!(sites.contains(&files(&dist)), "the site is whole after kill {kill}, at {part}");
        }
    }
    // Node.js may still be at work for a build that has been killed.
    let deadline = Instant::now() + Duration::from_mins(1);
    loop {
        assert!(start(&project, &temporary).wait().expect("it ends").success());
        if fs::read_dir(temporary.path()).expect("the folder").count() == 0 || Instant::now() > deadline {
            break;
        }
    }
    let left = |folder: &Path| {
        let entries =
            fs::read_dir(folder).expect("the folder").map(|entry| entry.expect("an entry").file_name());
        let mut names: Vec<String> = entries.map(|name| name.to_string_lossy().into_owned()).collect();
        names.sort();
        names
    };
    assert_eq!(left(temporary.path()), [""; 0]);
    let names = left(project.path());
    assert!(
        names == [".dist.previous", "content", "dist", "themes"] || names == ["content", "dist", "themes"],
        "{names:?}"
    );
    assert!(sites.contains(&files(&dist)));
}
