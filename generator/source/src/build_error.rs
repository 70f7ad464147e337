//! What goes wrong outside the content: the disk, a missing program, an argument.
//!
//! A build meets at most one, and stops. What an editor can mend is a
//! [`Diagnostic`](crate::diagnostic::Diagnostic) instead.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::characters::{lines, one_line};

/// Why the generator could not do its work.
#[derive(Debug)]
pub enum BuildError {
    /// A file or folder could not be read, written or moved.
    Disk {
        /// What was being done, as in "could not {operation}".
        operation: &'static str,
        /// To which file or folder.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// This program has a fault of its own.
    Bug {
        /// The file that was being worked on, where that is known.
        file: Option<String>,
        /// What the program says of it.
        message: String,
    },
    /// Anything else, as a whole sentence.
    Other {
        /// What is wrong.
        message: String,
        /// What to do about it.
        hint: String,
    },
}

impl BuildError {
    /// Something that happened to a file or folder; `operation` completes "could not …".
    pub fn disk(operation: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self + use<> {
        let path = path.to_path_buf();
        move |cause| Self::Disk { operation, path, cause }
    }

    /// Anything else: what is wrong, and what to do about it.
    pub fn other(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Other { message: message.into(), hint: hint.into() }
    }
}

/// What people would call a fault of the disk, and what they can do about it.
fn way_out(kind: io::ErrorKind) -> Option<(&'static str, &'static str)> {
    Some(match kind {
        io::ErrorKind::StorageFull => {
            ("its disk is full", "free some space there: `df -h` shows how full each disk is")
        }
        io::ErrorKind::QuotaExceeded => {
            ("your share of its disk is used up", "free some space there: `quota` shows your share")
        }
        io::ErrorKind::ReadOnlyFilesystem => {
            ("its disk is read-only", "name a folder on another disk with `--out`")
        }
        io::ErrorKind::PermissionDenied => {
            ("you may not do that there", "ask whoever owns it for the right: `ls -ld` shows who that is")
        }
        io::ErrorKind::ResourceBusy => (
            "a disk is mounted there, or another program holds it",
            "name another folder with `--out`, such as one within it",
        ),
        _ => return None,
    })
}

impl fmt::Display for BuildError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Disk { operation, path, cause } => {
                let path = path.display().to_string();
                write!(formatter, "could not {operation} `{}`: ", one_line(&path))?;
                match way_out(cause.kind()) {
                    Some((reason, hint)) => write!(formatter, "{reason}\n  = hint: {hint}"),
                    None => write!(formatter, "{}", one_line(&cause.to_string())),
                }
            }
            Self::Bug { file, message } => {
                let message = one_line(message);
                match file.as_deref().map(one_line) {
                    Some(file) => write!(
                        formatter,
                        "this is a bug in supportt, met while it worked on `{file}`: {message}\n  \
                         = hint: undo the last change to `{file}` to go on, and report what is printed here with that file"
                    ),
                    None => write!(
                        formatter,
                        "this is a bug in supportt: {message}\n  \
                         = hint: undo the last change to go on, and report what is printed here"
                    ),
                }
            }
            // What other programs said has lines. None of them may look like one of ours.
            Self::Other { message, hint } => {
                let message = lines(message).replace('\n', "\n  | ");
                write!(formatter, "{message}\n  = hint: {}", one_line(hint))
            }
        }
    }
}

impl std::error::Error for BuildError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Disk { cause, .. } => Some(cause),
            Self::Bug { .. } | Self::Other { .. } => None,
        }
    }
}
