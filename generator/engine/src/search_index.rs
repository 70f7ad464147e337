//! The index that the search page looks into, made by the Pagefind of the theme.
//!
//! Pagefind is a program that comes with the theme's npm packages. It reads pages from a folder and writes an index
//! to another, so both are temporary; what it wrote comes back as files of the site. It is not called
//! while pages are drawn: it costs more than all the rest of a build, and only `build` and a search in `serve` need it.

#![expect(
    clippy::disallowed_methods,
    reason = "another program reads and writes these folders, not the site's"
)]

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use walkdir::WalkDir;

use crate::load;
use crate::output::{Output, OutputFile};
use crate::temporary::{self, TemporaryFolder};
use supportt_source::build_error::BuildError;
use supportt_source::page_path::ending;

/// The folder of the site that the index is in.
pub const FOLDER: &str = "pagefind";

/// What the search page asks for first.
pub const ENTRY: &str = "pagefind/pagefind.js";

/// The name of the npm package.
const PACKAGE: &str = "pagefind";

/// The program that finds the binary for this computer, from the theme's folder.
const RUNNER: &str = "node_modules/pagefind/lib/runner/bin.cjs";

/// The Pagefind of a theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pagefind {
    /// The theme's folder on the disk.
    theme: PathBuf,
}

impl Pagefind {
    /// The Pagefind of the theme in a folder; nothing when its `package.json` does not name it, and the theme
    /// therefore has no search. Whether it is installed shows when it is used.
    #[must_use]
    pub fn of_theme(theme: &Path) -> Option<Self> {
        let text = load::text_if_there(&theme.join("package.json")).ok()??;
        let package: serde_json::Value = serde_json::from_str(&text).ok()?;
        let is_named = |kind: &str| package.get(kind).and_then(|list| list.get(PACKAGE)).is_some();
        (is_named("dependencies") || is_named("optionalDependencies"))
            .then(|| Self { theme: theme.to_path_buf() })
    }

    /// The index of a site, as files of the site.
    ///
    /// # Errors
    ///
    /// When Pagefind is not installed or fails.
    pub fn index(&self, site: &Output) -> Result<Vec<OutputFile>, BuildError> {
        let runner = self.theme.join(RUNNER);
        let reinstall = format!("run `npm ci --prefix {}`", self.theme.display());
        if !runner.is_file() {
            return Err(BuildError::other(
                "the pages cannot be indexed for the search: Pagefind is not installed",
                reinstall,
            ));
        }
        let scratch = TemporaryFolder::new()?;
        let (pages, index) = (scratch.path().join("pages"), scratch.path().join("index"));
        write_pages(site, &pages).map_err(temporary::fault)?;
        let result = Command::new("node")
            .arg(&runner)
            .arg("--silent")
            .arg("--site")
            .arg(&pages)
            .arg("--output-path")
            .arg(&index)
            .stdin(scratch.held_as_input())
            .output();
        match result {
            Ok(output) if output.status.success() && index.is_dir() => read_index(&index),
            Ok(output) => {
                let said = [output.stdout, output.stderr].concat();
                if is_about_space(&said) {
                    return Err(temporary::fault(io::ErrorKind::StorageFull.into()));
                }
                Err(BuildError::other(
                    format!(
                        "the pages cannot be indexed for the search; Pagefind says:\n{}",
                        String::from_utf8_lossy(&said).trim()
                    ),
                    format!(
                        "{reinstall}; where there is no Pagefind for a computer, take the search page away"
                    ),
                ))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(BuildError::other(
                "the pages cannot be indexed for the search: Node.js is not installed",
                "install Node.js, which Pagefind is started with",
            )),
            Err(error) => Err(BuildError::disk("run Node.js for", &runner)(error)),
        }
    }
}

/// Whether a program has failed because the disk is full, in the system's words or in those of Node.js.
fn is_about_space(said: &[u8]) -> bool {
    let said = String::from_utf8_lossy(said);
    ["No space left on device", "ENOSPC", "Disk quota exceeded", "EDQUOT"]
        .iter()
        .any(|words| said.contains(words))
}

/// Pages only: pictures and style sheets have no words.
fn write_pages(site: &Output, folder: &Path) -> io::Result<()> {
    for (path, bytes) in site.files().filter(|(path, _)| ending(path) == "html") {
        let to = folder.join(path);
        fs::create_dir_all(to.parent().expect("a file has a folder"))?;
        fs::write(&to, bytes)?;
    }
    Ok(())
}

/// What the search page uses of an index. Pagefind also writes three ready-made search boxes, which is nine tenths
/// of the bytes.
fn read_index(folder: &Path) -> Result<Vec<OutputFile>, BuildError> {
    let mut files = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| BuildError::disk("read", folder)(error.into()))?;
        let below = entry.path().strip_prefix(folder).expect("the walk stays below its start");
        let path = below.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
        if entry.file_type().is_file() && is_used(&path) {
            let bytes = fs::read(entry.path()).map_err(BuildError::disk("read", entry.path()))?;
            files.push(OutputFile::new(format!("{FOLDER}/{path}"), bytes));
        }
    }
    drop_spare_program(&mut files);
    Ok(files)
}

fn is_used(path: &str) -> bool {
    matches!(path, "pagefind.js" | "pagefind-entry.json")
        || ["pf_meta", "pf_index", "pf_filter", "pf_fragment", "pagefind"].contains(&ending(path))
}

/// Pagefind's program comes once for the language of the pages, with that language's word endings, and once more for
/// pages in a language it does not know, which no page then is in.
fn drop_spare_program(files: &mut Vec<OutputFile>) {
    const SPARE: &str = "pagefind/wasm.unknown.pagefind";
    let is_program = |file: &OutputFile| ending(&file.path) == "pagefind";
    if files.iter().filter(|file| is_program(file)).count() > 1 {
        files.retain(|file| file.path != SPARE);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_page_does_not_use_is_left_out() {
        for path in
            ["pagefind-ui.js", "pagefind-modular-ui.css", "pagefind-worker.js", "pagefind-highlight.js"]
        {
            assert!(!is_used(path), "{path}");
        }
        for path in ["pagefind.js", "fragment/en-gb_1.pf_fragment", "filter/en-gb_2.pf_filter"] {
            assert!(is_used(path), "{path}");
        }
    }

    #[test]
    fn the_program_for_unknown_languages_stays_where_it_is_the_only_one() {
        let file = |language: &str| OutputFile::new(format!("pagefind/wasm.{language}.pagefind"), "");
        let left = |mut files: Vec<OutputFile>| {
            drop_spare_program(&mut files);
            files
        };
        assert_eq!(left(vec![file("en-gb"), file("unknown")]), [file("en-gb")]);
        assert_eq!(left(vec![file("unknown")]), [file("unknown")]);
    }

    #[test]
    fn a_theme_that_does_not_name_pagefind_has_no_search() {
        let theme = tempfile::tempdir().unwrap();
        let named = |text: &str| {
            fs::write(theme.path().join("package.json"), text).unwrap();
            Pagefind::of_theme(theme.path()).is_some()
        };
        assert_eq!(Pagefind::of_theme(&theme.path().join("none")), None);
        assert!(!named(r#"{ "dependencies": { "other": "1.0.0" } }"#));
        assert!(named(r#"{ "dependencies": { "pagefind": "1.0.0" } }"#));
        assert!(named(r#"{ "optionalDependencies": { "pagefind": "1.0.0" } }"#));
    }
}
