//! Temporary folders for other programs, which no killed build leaves behind for good.
//!
//! Each holds a file that is locked as long as somebody works in the folder. The system gives a lock back however its
//! holder ends, so a folder whose lock is free is nobody's, and the next build removes it.

#![expect(clippy::disallowed_methods, reason = "these folders are no part of the site or the project")]

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::process::Stdio;

use tempfile::TempDir;

use crate::build_error::BuildError;
use crate::wording::typed;

/// What the names of the folders begin with.
const PREFIX: &str = "supportt-";

/// The name of the locked file.
const LOCK: &str = "in-use";

/// How often another build may take a new folder for one that nobody uses.
const TRIES: usize = 10;

/// A folder that is removed with this value, or else by a later build.
#[derive(Debug)]
pub(crate) struct TemporaryFolder {
    // Dropped after the folder is removed, so that nobody else removes it at the same time.
    folder: TempDir,
    lock: File,
}

impl TemporaryFolder {
    /// Makes a folder, and removes those that nobody uses any more.
    pub(crate) fn new() -> Result<Self, BuildError> {
        remove_unused();
        let made = (0..TRIES).find_map(|_| Self::try_new().transpose());
        made.unwrap_or_else(|| Err(io::ErrorKind::ResourceBusy.into())).map_err(fault)
    }

    /// `None` when another build has removed the folder before it was locked.
    fn try_new() -> io::Result<Option<Self>> {
        let folder = tempfile::Builder::new().prefix(PREFIX).tempdir()?;
        let path = folder.path().join(LOCK);
        let lock = match File::create_new(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            created => created?,
        };
        // Some file systems lock nothing. Other builds then cannot tell whether the folder is used, and leave it.
        let is_taken = matches!(lock.try_lock(), Err(fs::TryLockError::WouldBlock));
        Ok((!is_taken && path.is_file()).then_some(Self { folder, lock }))
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// What another program is to be started with as its input, so that the folder stays as long as that program runs:
    /// it goes on when this one is killed.
    pub(crate) fn held_as_input(&self) -> Stdio {
        self.lock.try_clone().map_or_else(|_| Stdio::null(), Stdio::from)
    }
}

/// Removes the folders of builds that have been killed. What cannot be removed is left.
pub fn remove_unused() {
    let entries = fs::read_dir(std::env::temp_dir()).into_iter().flatten().filter_map(Result::ok);
    for entry in entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(PREFIX)) {
        // The folder for all is shared with strangers: neither their links nor their pipes are followed.
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        let path = entry.path().join(LOCK);
        let is_there = fs::symlink_metadata(&path).map(|metadata| metadata.is_file());
        match is_there {
            Ok(true) if is_folder => {
                let Ok(lock) = File::open(&path) else { continue };
                if lock.try_lock().is_ok() {
                    fs::remove_dir_all(entry.path()).ok();
                }
            }
            // Killed before there was a lock. A folder with anything in it is not removed like this.
            Err(error) if is_folder && error.kind() == io::ErrorKind::NotFound => {
                fs::remove_dir(entry.path()).ok();
            }
            _ => {}
        }
    }
}

/// What went wrong in a temporary folder, in terms of the folder that the system has for them.
pub(crate) fn fault(error: io::Error) -> BuildError {
    let all = std::env::temp_dir();
    let reason = match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "is full".to_owned(),
        io::ErrorKind::NotFound => "is not there".to_owned(),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => "cannot be written".to_owned(),
        _ => format!("cannot be used: {error}"),
    };
    BuildError::other(
        format!("the folder for temporary files, `{}`, {reason}", all.display()),
        format!("free some space there, see `df -h {}`, or name another folder: `export TMPDIR=/var/tmp`", typed(&all)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_that_nobody_uses_are_removed() {
        let used = TemporaryFolder::new().unwrap();
        let make = |with: &[&str]| {
            let folder = tempfile::Builder::new().prefix(PREFIX).tempdir().unwrap().keep();
            with.iter().for_each(|name| fs::write(folder.join(name), "").unwrap());
            folder
        };
        let (killed, killed_early, another) = (make(&[LOCK, "page"]), make(&[]), make(&["of somebody else"]));
        remove_unused();
        assert!(used.path().is_dir() && another.is_dir());
        assert!(!killed.exists() && !killed_early.exists());
        fs::remove_dir_all(another).unwrap();
        let path = used.path().to_owned();
        drop(used);
        assert!(!path.exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_stays_as_long_as_a_program_that_works_in_it() {
        let used = TemporaryFolder::new().unwrap();
        let mut program =
            std::process::Command::new("sleep").arg("60").stdin(used.held_as_input()).spawn().unwrap();
        // As when this program is killed: the lock is closed, and nothing is removed.
        let TemporaryFolder { folder, lock } = used;
        let path = folder.keep();
        drop(lock);
        remove_unused();
        assert!(path.is_dir());
        program.kill().unwrap();
        program.wait().unwrap();
        remove_unused();
        assert!(!path.exists());
    }
}
