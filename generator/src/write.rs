//! Puts a finished site on disk. The only writer of the disk.
//!
//! The new site is staged beside the old one and then takes its place as a whole, so that a build that fails or is
//! killed leaves the old site as it was. Afterwards the old site stays where the new one was staged: `dist` becomes
//! `.dist.previous`. It serves to go back, and as what the next site is staged on, so that only what differs is
//! made: on ext4, making ten thousand folders just after as many were removed takes many seconds.
//!
//! What has not changed is the same file in both (a hard link), and such a file is never written to: a changed file
//! is a new one. What lies in the staging folder is trusted only as far as it is the same file as in the site.

#![expect(clippy::disallowed_methods, reason = "this is the writer of the disk")]

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::build_error::BuildError;
use crate::output::Output;
use crate::source::Slice;

/// Files that every site of ours has: a folder without them is not replaced.
const ALWAYS_THERE: [&str; 4] = ["404.html", "_headers", "robots.txt", "sitemap.xml"];

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// How many files the site has.
    pub files: usize,
    /// How many of them are new or have changed.
    pub changed: usize,
}

/// Makes the folder `to` hold exactly this output.
///
/// # Errors
///
/// When the folder holds something else, or the disk cannot be written. The old site is then as it was.
pub fn write(output: &Output, to: &Path) -> Result<Written, BuildError> {
    let place = Place::find(to)?;
    place.refuse_strange_folder()?;
    let _one_at_a_time = lock(&place.parent);
    let old = Tree::read(&place.site)?;
    let wanted = Wanted::from(output);
    let changed = changed_files(output, &place.site, &old);
    if !(changed.is_empty() && old.holds_only(&wanted)) {
        stage(output, &wanted, &changed, &old, &place)?;
        swap(&place)?;
    }
    Ok(Written { files: output.files().len(), changed: changed.len() })
}

/// Writes one text to a file of its own.
///
/// # Errors
///
/// When the disk cannot be written.
pub fn write_text(text: &str, to: &Path) -> Result<(), BuildError> {
    fs::write(to, text).map_err(BuildError::disk("write", to))
}

/// Where the site goes, and where it is staged.
struct Place {
    parent: PathBuf,
    site: PathBuf,
    staging: PathBuf,
    /// Whether there is an old site.
    is_there: bool,
}

impl Place {
    fn find(to: &Path) -> Result<Self, BuildError> {
        let is_there = to.is_dir();
        let site = if is_there {
            fs::canonicalize(to).map_err(BuildError::disk("find the folder", to))?
        } else {
            to.to_path_buf()
        };
        let (Some(parent), Some(name)) = (site.parent(), site.file_name()) else {
            return Err(BuildError::other(
                format!("the site cannot be written to `{}`", to.display()),
                "name a folder of its own, such as `--out dist`",
            ));
        };
        let parent = if parent == Path::new("") { Path::new(".") } else { parent };
        fs::create_dir_all(parent).map_err(BuildError::disk("make the folder", parent))?;
        let staging = parent.join([OsStr::new("."), name, OsStr::new(".previous")].join(OsStr::new("")));
        Ok(Self { parent: parent.to_path_buf(), site, staging, is_there })
    }

    /// A folder that is full of something else is not ours to replace.
    fn refuse_strange_folder(&self) -> Result<(), BuildError> {
        let is_ours = || ALWAYS_THERE.iter().all(|name| self.site.join(name).is_file());
        if !self.is_there || is_ours() {
            return Ok(());
        }
        let mut entries =
            fs::read_dir(&self.site).map_err(BuildError::disk("read the folder", &self.site))?;
        match entries.next() {
            None => Ok(()),
            Some(_) => Err(BuildError::other(
                format!("the folder `{}` holds something other than a built site", self.site.display()),
                "a build replaces the whole folder: name an empty or new one with `--out`",
            )),
        }
    }
}

/// Waits until no other build writes beside this one. Where folders cannot be locked, goes on without.
fn lock(folder: &Path) -> Option<File> {
    let folder = File::open(folder).ok()?;
    folder.lock().ok()?;
    Some(folder)
}

/// The folders and files below a folder, by their path from it.
#[derive(Default)]
struct Tree {
    folders: BTreeSet<String>,
    /// With the number that the system knows the file by, where it has one.
    files: BTreeMap<String, Option<u64>>,
}

/// What a site consists of, by path. The folders include those of folders, but not the site's own.
struct Wanted<'a> {
    folders: BTreeSet<&'a str>,
    files: BTreeSet<&'a str>,
}

impl Tree {
    /// What is in a folder; nothing when it is not there.
    fn read(folder: &Path) -> Result<Self, BuildError> {
        let mut tree = Self::default();
        if !folder.is_dir() {
            return Ok(tree);
        }
        for entry in WalkDir::new(folder).min_depth(1) {
            let entry = entry.map_err(|error| BuildError::disk("read the folder", folder)(error.into()))?;
            let path = path_in(folder, &entry);
            if entry.file_type().is_dir() {
                tree.folders.insert(path);
            } else {
                tree.files.insert(path, number(&entry));
            }
        }
        Ok(tree)
    }

    fn holds_only(&self, wanted: &Wanted<'_>) -> bool {
        self.folders.iter().all(|folder| wanted.folders.contains(folder.as_str()))
            && self.files.keys().all(|file| wanted.files.contains(file.as_str()))
    }
}

impl<'a> From<&'a Output> for Wanted<'a> {
    fn from(output: &'a Output) -> Self {
        let files: BTreeSet<&str> = output.files().map(|(path, _)| path).collect();
        let mut folders = BTreeSet::new();
        for path in &files {
            let above = path.match_indices('/').map(|(slash, _)| path.slice(..slash)).rev();
            for folder in above {
                if !folders.insert(folder) {
                    break;
                }
            }
        }
        Self { folders, files }
    }
}

/// A path from a folder, with forward slashes.
fn path_in(folder: &Path, entry: &DirEntry) -> String {
    let path = entry.path().strip_prefix(folder).expect("the walk stays below its start");
    path.iter().map(OsStr::to_string_lossy).collect::<Vec<_>>().join("/")
}

/// The number that the system knows a file by.
#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "other systems know files by no number")]
fn number(entry: &DirEntry) -> Option<u64> {
    Some(walkdir::DirEntryExt::ino(entry))
}

#[cfg(not(unix))]
fn number(_: &DirEntry) -> Option<u64> {
    None
}

/// The files that are not as they are in the old site.
fn changed_files<'a>(output: &'a Output, site: &Path, old: &Tree) -> BTreeSet<&'a str> {
    let files: Vec<_> = output.files().collect();
    files
        .into_par_iter()
        .filter(|(path, bytes)| !(old.files.contains_key(*path) && holds(&site.join(path), bytes)))
        .map(|(path, _)| path)
        .collect()
}

/// Whether a file holds just these bytes.
fn holds(path: &Path, bytes: &[u8]) -> bool {
    let same_length = fs::metadata(path).is_ok_and(|metadata| metadata.len() == bytes.len() as u64);
    same_length && fs::read(path).is_ok_and(|old| old == bytes)
}

/// Makes the staging folder hold the whole new site.
fn stage(
    output: &Output,
    wanted: &Wanted<'_>,
    changed: &BTreeSet<&str>,
    old: &Tree,
    place: &Place,
) -> Result<(), BuildError> {
    remove_others(&place.staging, wanted)?;
    let staged = Tree::read(&place.staging)?;
    fs::create_dir_all(&place.staging).map_err(BuildError::disk("make the folder", &place.staging))?;
    for folder in wanted.folders.iter().filter(|folder| !staged.folders.contains(**folder)) {
        let folder = place.staging.join(folder);
        fs::create_dir(&folder).map_err(BuildError::disk("make the folder", &folder))?;
    }
    let files: Vec<_> = output.files().collect();
    files.into_par_iter().try_for_each(|(path, bytes)| {
        let to = place.staging.join(path);
        let from = place.site.join(path);
        let is_new = changed.contains(path);
        let at_hand = staged.files.get(path);
        let is_same_file =
            || old.files.get(path).copied().flatten().is_some_and(|number| at_hand == Some(&Some(number)));
        if !is_new && is_same_file() {
            return Ok(());
        }
        if at_hand.is_some() {
            fs::remove_file(&to).map_err(BuildError::disk("replace", &to))?;
        }
        if !is_new && fs::hard_link(&from, &to).is_ok() {
            return Ok(());
        }
        fs::write(&to, bytes).map_err(BuildError::disk("write", &to))
    })
}

/// Removes from a folder what does not belong to the new site.
fn remove_others(folder: &Path, wanted: &Wanted<'_>) -> Result<(), BuildError> {
    if !folder.is_dir() {
        return Ok(());
    }
    let mut entries = WalkDir::new(folder).min_depth(1).into_iter();
    while let Some(entry) = entries.next() {
        let entry = entry.map_err(|error| BuildError::disk("read the folder", folder)(error.into()))?;
        let path = path_in(folder, &entry);
        let is_folder = entry.file_type().is_dir();
        let belongs = if is_folder {
            wanted.folders.contains(path.as_str())
        } else {
            wanted.files.contains(path.as_str())
        };
        if belongs {
            continue;
        }
        let result = if is_folder {
            entries.skip_current_dir();
            fs::remove_dir_all(entry.path())
        } else {
            fs::remove_file(entry.path())
        };
        result.map_err(BuildError::disk("remove", entry.path()))?;
    }
    Ok(())
}

/// Puts the staged site where the old one was, and the old one where the new one was staged.
fn swap(place: &Place) -> Result<(), BuildError> {
    let Place { site, staging, .. } = place;
    let failed = |path: &Path| BuildError::disk("replace the folder", path);
    if !place.is_there {
        return fs::rename(staging, site).map_err(failed(site));
    }
    if exchange(staging, site).is_ok() {
        return Ok(());
    }
    let aside = staging.with_extension("aside");
    if aside.is_dir() {
        fs::remove_dir_all(&aside).map_err(failed(&aside))?;
    }
    fs::rename(site, &aside).map_err(failed(site))?;
    fs::rename(staging, site).map_err(failed(site))?;
    fs::rename(&aside, staging).map_err(failed(staging))
}

/// Two folders change places in one step, where the system can do that.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::OutputFile;

    fn site(files: &[(&str, &str)]) -> Output {
        let always = ALWAYS_THERE.iter().map(|path| OutputFile::new(*path, ""));
        always.chain(files.iter().map(|(path, text)| OutputFile::new(*path, (*text).to_owned()))).collect()
    }

    fn on_disk(folder: &Path) -> Vec<(String, String)> {
        let files = Tree::read(folder).unwrap().files.into_keys();
        files
            .filter(|path| !ALWAYS_THERE.contains(&path.as_str()))
            .map(|path| (path.clone(), fs::read_to_string(folder.join(path)).unwrap()))
            .collect()
    }

    fn owned(files: &[(&str, &str)]) -> Vec<(String, String)> {
        files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn the_folder_holds_the_site_and_nothing_else_whatever_came_before() {
        let versions: [&[(&str, &str)]; 6] = [
            &[("a/b/index.html", "2"), ("a/c.txt", "3"), ("index.html", "1")],
            &[("a/c.txt", "3"), ("d/index.html", "4"), ("index.html", "one")],
            &[("a", "a file where a folder was"), ("index.html", "one")],
            &[("a/c.txt", "a folder where a file was"), ("index.html", "1")],
            &[("a/c.txt", "a folder where a file was"), ("index.html", "1")],
            &[],
        ];
        let temporary = tempfile::tempdir().unwrap();
        let dist = temporary.path().join("a/dist");
        let mut before = None;
        for version in versions {
            let written = write(&site(version), &dist).unwrap();
            assert_eq!(written.files, version.len() + ALWAYS_THERE.len());
            assert_eq!(on_disk(&dist), owned(version));
            let unchanged = before == Some(version);
            assert_eq!(written.changed == 0, unchanged || version.is_empty());
            if let (Some(before), false) = (before, unchanged) {
                assert_eq!(on_disk(&temporary.path().join("a/.dist.previous")), owned(before));
            }
            before = Some(version);
        }
    }

    #[cfg(unix)]
    #[test]
    fn an_unchanged_file_is_the_same_file() {
        let temporary = tempfile::tempdir().unwrap();
        let dist = temporary.path().join("dist");
        let number = || Tree::read(&dist).unwrap().files["same.txt"];
        write(&site(&[("same.txt", "1"), ("other.txt", "1")]), &dist).unwrap();
        let first = number();
        for text in ["2", "3", "4"] {
            let written = write(&site(&[("same.txt", "1"), ("other.txt", text)]), &dist).unwrap();
            assert_eq!((written.changed, number()), (1, first));
        }
    }

    #[test]
    fn what_a_killed_build_left_is_no_obstacle() {
        let temporary = tempfile::tempdir().unwrap();
        let dist = temporary.path().join("dist");
        let staging = temporary.path().join(".dist.previous");
        fs::create_dir_all(staging.join("index.html/x")).unwrap();
        fs::write(staging.join("robots.txt"), "half").unwrap();
        write(&site(&[("index.html", "1")]), &dist).unwrap();
        assert_eq!(on_disk(&dist), owned(&[("index.html", "1")]));
        assert_eq!(fs::read_to_string(dist.join("robots.txt")).unwrap(), "");
    }

    #[test]
    fn a_file_changed_by_hand_is_written_again() {
        let temporary = tempfile::tempdir().unwrap();
        let dist = temporary.path().join("dist");
        for text in ["1", "2", "2"] {
            write(&site(&[("index.html", text)]), &dist).unwrap();
        }
        fs::write(dist.join("robots.txt"), "by hand").unwrap();
        fs::write(dist.join("more.txt"), "by hand").unwrap();
        assert_eq!(write(&site(&[("index.html", "2")]), &dist).unwrap().changed, 1);
        assert_eq!(fs::read_to_string(dist.join("robots.txt")).unwrap(), "");
        assert_eq!(on_disk(&dist), owned(&[("index.html", "2")]));
    }

    #[test]
    fn a_folder_of_something_else_is_left_alone() {
        let temporary = tempfile::tempdir().unwrap();
        fs::write(temporary.path().join("thesis.txt"), "years of work").unwrap();
        let error = write(&site(&[]), temporary.path()).unwrap_err().to_string();
        assert!(error.contains("holds something other than a built site"), "{error}");
        assert_eq!(fs::read_dir(temporary.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_failed_build_leaves_the_old_site() {
        let temporary = tempfile::tempdir().unwrap();
        let dist = temporary.path().join("dist");
        write(&site(&[("index.html", "1")]), &dist).unwrap();
        let impossible = site(&[("index.html", "2"), ("index.html/index.html", "a folder where a file is")]);
        write(&impossible, &dist).unwrap_err();
        assert_eq!(on_disk(&dist), owned(&[("index.html", "1")]));
    }
}
