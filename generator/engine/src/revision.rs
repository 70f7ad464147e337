//! The content of a project as it was at some time, out of its git repository.
//!
//! Git itself says what is in a revision, so every way to name one works: a branch, a tag, `HEAD~3`.

use std::io::{self, Read as _};
use std::path::Path;
use std::process::Command;

use tar::Archive;

use supportt_source::build_error::BuildError;

/// Every file of `content` in a revision: pairs of path and bytes.
///
/// # Errors
///
/// When git is missing, the folder `root` lies in no repository, or there is no such revision.
pub(crate) fn content(root: &Path, revision: &str) -> Result<Vec<(String, Vec<u8>)>, BuildError> {
    let commit = format!("{revision}^{{commit}}");
    let commit = git(root, &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit]).map_err(|said| {
        BuildError::other(
            format!("there is neither a folder nor a revision `{revision}`{said}"),
            "name the folder of a project, or a branch, tag or commit of this one: `git log --oneline` lists commits",
        )
    })?;
    let commit = String::from_utf8_lossy(&commit).trim().to_owned();
    let archive = git(root, &["archive", "--format=tar", &commit, "content"]).map_err(|said| {
        BuildError::other(
            format!("the content of `{revision}` cannot be read{said}"),
            "choose a revision in which the project has a folder `content`",
        )
    })?;
    unpack(&archive).map_err(|error| {
        BuildError::other(
            format!("the content of `{revision}` cannot be read: {error}"),
            "check the repository with `git fsck`",
        )
    })
}

/// What git prints, or why it failed, as the rest of a sentence.
fn git(root: &Path, arguments: &[&str]) -> Result<Vec<u8>, String> {
    let output =
        Command::new("git").current_dir(root).args(arguments).output().map_err(|error| {
            match error.kind() {
                io::ErrorKind::NotFound => ", and git, which would know, is not installed".to_owned(),
                _ => format!(", and git cannot be started: {error}"),
            }
        })?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let said = said.trim().trim_start_matches("fatal: ");
    Err(if said.is_empty() { String::new() } else { format!(": git says “{said}”") })
}

fn unpack(archive: &[u8]) -> io::Result<Vec<(String, Vec<u8>)>> {
    let mut files = Vec::new();
    for entry in Archive::new(archive).entries()? {
        let mut entry = entry?;
        if entry.header().entry_type().is_file() {
            let path = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes)?;
            files.push((path, bytes));
        }
    }
    Ok(files)
}
