//! What a build may delete: the files that its mark lists, and nothing else.
//!
//! A build writes a mark into each folder that it fills: a list of its files. Whatever else lies there is somebody's
//! work, such as `.git`, and the folder is then left as it is. The mark is served if the folder is published as a
//! whole, which does no harm: it holds the addresses of the site's own files and nothing of this computer.

#![expect(clippy::disallowed_methods, reason = "this is part of the writer of the disk")]

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};
use walkdir::{DirEntry, WalkDir};

use super::replace::{UNFINISHED, replace_text};
use crate::ignored;
use crate::load;
use supportt_source::build_error::BuildError;

/// The name of the mark, at the top of a folder.
pub(super) const NAME: &str = ".supportt-build.json";

/// The mark of a build.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Mark<'a> {
    /// The files of the build, by their paths from the folder of the mark.
    #[serde(borrow)]
    files: BTreeSet<Cow<'a, str>>,
}

impl<'a> Mark<'a> {
    /// The mark of a folder with these files.
    pub(super) fn new(files: impl Iterator<Item = &'a str>) -> Self {
        Self { files: files.map(Cow::Borrowed).collect() }
    }

    /// Marks a folder, in one step: a killed build leaves the former mark or this one.
    pub(super) fn write(&self, folder: &Path) -> Result<(), BuildError> {
        let text = serde_json::to_string_pretty(self).expect("a list of paths can be written");
        replace_text(&text, &folder.join(NAME))
    }

    /// Takes the mark out of a folder, if it is there.
    pub(super) fn remove(folder: &Path) {
        for ending in ["", UNFINISHED] {
            fs::remove_file(folder.join(format!("{NAME}{ending}"))).ok();
        }
    }
}

/// What is in a folder that a build may fill.
#[derive(Debug, Default)]
pub(super) struct Contents {
    /// The folders in it and in those, by their paths.
    pub(super) folders: BTreeSet<String>,
    /// Files that may be deleted. With the number that the system knows each by, where it has one.
    pub(super) files: BTreeMap<String, Option<u64>>,
    /// What no build wrote: files, links and whole folders.
    pub(super) foreign: Vec<String>,
    /// Whether a build has marked it.
    pub(super) is_marked: bool,
}

impl Contents {
    /// What is in a folder, or in its place; nothing when it is not there. No link is followed.
    pub(super) fn read(folder: &Path) -> Result<Self, BuildError> {
        let failed = |error: io::Error| BuildError::disk("read the folder", folder)(error);
        let mut contents = Self::default();
        match fs::symlink_metadata(folder) {
            Ok(metadata) if metadata.is_dir() => {}
            Ok(_) => {
                contents.foreign.push(String::new());
                return Ok(contents);
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(contents),
            Err(error) => return Err(failed(error)),
        }
        let text = load::text_if_there(&folder.join(NAME))?.unwrap_or_default();
        let mark = serde_json::from_str(&text).ok();
        contents.is_marked = mark.is_some();
        let Mark { files } = mark.unwrap_or(Mark { files: BTreeSet::new() });
        let folders = folders_of(files.iter().map(AsRef::as_ref));
        let mut entries = WalkDir::new(folder).min_depth(1).sort_by_file_name().into_iter();
        while let Some(entry) = entries.next() {
            let entry = entry.map_err(|error| failed(error.into()))?;
            let path = path_in(folder, &entry);
            let kind = entry.file_type();
            if kind.is_dir() && folders.contains(path.as_str()) {
                contents.folders.insert(path);
            } else if kind.is_dir() {
                entries.skip_current_dir();
                contents.foreign.push(format!("{path}/"));
            } else if kind.is_file()
                && path.strip_prefix(NAME).is_some_and(|rest| ["", UNFINISHED].contains(&rest))
            {
                // The mark is no file of the site.
            } else if kind.is_file()
                && (files.contains(path.as_str()) || ignored::is_made_by_system(entry.file_name()))
            {
                contents.files.insert(path, number(&entry));
            } else {
                contents.foreign.push(path);
            }
        }
        Ok(contents)
    }
}

/// The folders that files lie in, and those that these lie in.
pub(super) fn folders_of<'a>(files: impl Iterator<Item = &'a str>) -> BTreeSet<&'a str> {
    let mut folders = BTreeSet::new();
    for path in files {
        let above = path.match_indices('/').filter_map(|(slash, _)| path.get(..slash)).rev();
        for folder in above {
            if !folders.insert(folder) {
                break;
            }
        }
    }
    folders
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
