//! Temporary folders for other programs, which no killed build leaves behind for good.
//!
//! Each holds a file that is locked as long as somebody works in the folder. The system gives a lock back however its
//! holder ends, so a folder whose lock is free is nobody's, and the next build removes it. The lock goes last, for
//! whoever removes a folder may be killed too.

#![expect(clippy::disallowed_methods, reason = "these folders are no part of the site or the project")]

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use tempfile::TempDir;

use supportt_source::build_error::BuildError;
use supportt_source::wording::typed;

/// What the names of the folders begin with.
const PREFIX: &str = "supportt-";

/// The name of the locked file.
const LOCK: &str = "in-use";

/// The name of the folder beside it that is worked in.
const WORK: &str = "work";

/// How often another build may take a new folder for one that nobody uses.
const TRIES: usize = 10;

/// A folder that is removed with this value, or else by a later build.
#[derive(Debug)]
pub(crate) struct TemporaryFolder {
    // The lock is given back after the folder is removed, so that nobody else removes it at the same time.
    folder: TempDir,
    lock: File,
}

impl Drop for TemporaryFolder {
    fn drop(&mut self) {
        // What is left, the next build removes.
        fs::remove_dir_all(self.path()).ok();
    }
}

impl TemporaryFolder {
    /// Makes a folder, and removes those that nobody uses any more.
    pub(crate) fn new() -> Result<Self, BuildError> {
        Self::new_in(&std::env::temp_dir())
    }

    fn new_in(all: &Path) -> Result<Self, BuildError> {
        remove_unused_in(all);
        let made = (0..TRIES).find_map(|_| Self::try_new(all).transpose());
        made.unwrap_or_else(|| Err(io::ErrorKind::ResourceBusy.into())).map_err(fault)
    }

    /// `None` when another build has removed the folder before it was locked.
    fn try_new(all: &Path) -> io::Result<Option<Self>> {
        let folder = tempfile::Builder::new().prefix(PREFIX).tempdir_in(all)?;
        let path = folder.path().join(LOCK);
        let lock = match File::create_new(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            created => created?,
        };
        // Some file systems lock nothing. Other builds then cannot tell whether the folder is used, and leave it.
        let is_taken = matches!(lock.try_lock(), Err(fs::TryLockError::WouldBlock));
        if is_taken || !path.is_file() {
            return Ok(None);
        }
        fs::create_dir(folder.path().join(WORK))?;
        Ok(Some(Self { folder, lock }))
    }

    /// Where it is.
    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join(WORK)
    }

    /// What another program is to be started with as its input, so that the folder stays as long as that program runs:
    /// it goes on when this one is killed.
    pub(crate) fn held_as_input(&self) -> Stdio {
        self.lock.try_clone().map_or_else(|_| Stdio::null(), Stdio::from)
    }
}

/// Removes the folders of builds that have been killed. What cannot be removed is left.
pub fn remove_unused() {
    remove_unused_in(&std::env::temp_dir());
}

fn remove_unused_in(all: &Path) {
    let entries = fs::read_dir(all).into_iter().flatten().filter_map(Result::ok);
    for entry in entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(PREFIX)) {
        // The folder for all is shared with strangers: neither their links nor their pipes are followed.
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        let path = entry.path().join(LOCK);
        let is_there = fs::symlink_metadata(&path).map(|metadata| metadata.is_file());
        match is_there {
            Ok(true) if is_folder => {
                let Ok(lock) = File::open(&path) else { continue };
                let work = entry.path().join(WORK);
                if lock.try_lock().is_ok() && (!work.is_dir() || fs::remove_dir_all(work).is_ok()) {
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
#[expect(clippy::needless_pass_by_value, reason = "an error is handed on as it came")]
pub(crate) fn fault(error: io::Error) -> BuildError {
    let all = std::env::temp_dir();
    let full = error.kind() == io::ErrorKind::StorageFull || error.kind() == io::ErrorKind::QuotaExceeded;
    let reason = match error.kind() {
        _ if full => "is full".to_owned(),
        io::ErrorKind::NotFound => "is not there".to_owned(),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => "cannot be written".to_owned(),
        _ => format!("cannot be used: {error}"),
    };
    let space =
        if full { format!("free some space there, see `df -h {}`, or ", typed(&all)) } else { String::new() };
    BuildError::other(
        format!("the folder for temporary files, `{}`, {reason}", all.display()),
        format!("{space}name another folder: `export TMPDIR=/var/tmp`"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_that_nobody_uses_are_removed() {
        // In the folder that all share, other tests clear at the same time.
        let all = tempfile::tempdir().unwrap();
        let used = TemporaryFolder::new_in(all.path()).unwrap();
        let make = |with: &[&str]| {
            let folder = tempfile::Builder::new().prefix(PREFIX).tempdir_in(all.path()).unwrap().keep();
            for name in with {
                fs::write(folder.join(name), "").unwrap();
            }
            folder
        };
        let (killed, killed_early, another) = (make(&[LOCK]), make(&[]), make(&["of somebody else"]));
        fs::create_dir_all(killed.join("work/pages")).unwrap();
        remove_unused_in(all.path());
        assert!(used.path().is_dir() && another.is_dir());
        assert!(!killed.exists() && !killed_early.exists());
        let path = used.folder.path().to_owned();
        drop(used);
        assert!(!path.exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_stays_as_long_as_a_program_that_works_in_it() {
        let all = tempfile::tempdir().unwrap();
        let mut used = TemporaryFolder::new_in(all.path()).unwrap();
        let mut program =
            std::process::Command::new("sleep").arg("60").stdin(used.held_as_input()).spawn().unwrap();
        // As when this program is killed: the lock is closed, and nothing is removed.
        let path = used.folder.path().to_owned();
        used.folder.disable_cleanup(true);
        drop(used);
        remove_unused_in(all.path());
        assert!(path.is_dir());
        program.kill().unwrap();
        program.wait().unwrap();
        remove_unused_in(all.path());
        assert!(!path.exists());
    }
}
