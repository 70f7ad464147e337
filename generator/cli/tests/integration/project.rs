//! A copy of the small project in `tests/site`, in a folder of its own.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use supportt_basics::date::{Date, Instant};
use supportt_site::build::Project;
use supportt_source::Sources;
use supportt_source::diagnostic::Diagnostics;
use tempfile::TempDir;
use walkdir::WalkDir;

/// Stands for the widgets' script and program.
pub(crate) const BUNDLE: &[(&str, &[u8])] =
    &[("widgets.js", b"import('./widgets_bg.wasm')"), ("widgets_bg.wasm", b"stands for the program")];

/// The day of all tests.
pub(crate) fn today() -> Date {
    Date::from_ymd_opt(2026, 3, 1).expect("the day exists")
}

/// The path of something in the folder `tests`.
pub(crate) fn in_tests(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(path)
}

/// The project, copied to a folder that is removed when the value is dropped.
pub(crate) fn copy() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    copy_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixture/site"), folder.path());
    folder
}

/// The project of a folder, whose files are as old as those of every other copy.
pub(crate) fn project(folder: &TempDir) -> Project {
    Project::new(folder.path().to_path_buf(), BUNDLE).newest(Some(Instant::default()))
}

/// Copies a folder with everything in it.
pub(crate) fn copy_folder(from: &Path, to: &Path) {
    for entry in WalkDir::new(from) {
        let entry = entry.expect("the folder can be read");
        let target = to.join(entry.path().strip_prefix(from).expect("the walk stays below its start"));
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).expect("a folder can be made");
        } else {
            fs::copy(entry.path(), target).expect("a file can be copied");
        }
    }
}

/// Changes the text of a file; what is to be changed must be there.
pub(crate) fn replace(file: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(file).expect("the file can be read");
    assert!(text.contains(from), "`{from}` is not in {}", file.display());
    fs::write(file, text.replacen(from, to, 1)).expect("the file can be written");
}

/// The hints that do not mend the problem they stand under when their change is made, or bring about another.
pub(crate) fn untrue_hints(
    folder: &TempDir,
    sources: &Sources,
    found: &Diagnostics,
    find: impl Fn() -> Diagnostics,
) -> Vec<String> {
    let before = by_code(found);
    let mut untrue = Vec::new();
    for problem in found.sorted() {
        for hint in &problem.hints {
            for change in &hint.changes {
                let file = sources.file(problem.span.file());
                let (range, text) = change.edit(file).expect("these hints change texts");
                let mut whole = file.text().to_owned();
                whole.replace_range(range, text);
                let path = folder.path().join(file.path());
                fs::write(&path, whole).expect("the file can be written");
                let after = by_code(&find());
                fs::write(&path, file.text()).expect("the file can be written");
                let is_mended = after.get(problem.code) < before.get(problem.code);
                if !is_mended
                    || after.iter().any(|(code, count)| before.get(code).is_none_or(|old| old < count))
                {
                    untrue.push(format!("{}: {}: {after:?}", problem.message, hint.text));
                }
            }
        }
    }
    untrue
}

/// How many problems there are of each code.
fn by_code(found: &Diagnostics) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for problem in found.sorted() {
        *counts.entry(problem.code).or_default() += 1;
    }
    counts
}
