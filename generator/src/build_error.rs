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

impl fmt::Display for BuildError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Disk { operation, path, cause } => {
                let path = path.display().to_string();
                write!(
                    formatter,
                    "could not {operation} `{}`: {}",
                    one_line(&path),
                    one_line(&cause.to_string())
                )
            }
            // What other programs said has lines. None of them may look like one of ours.
            Self::Other { message, hint } => {
                let message = lines(message).replace('\n', "\n    ");
                write!(formatter, "{message}\n  = hint: {}", one_line(hint))
            }
        }
    }
}

impl std::error::Error for BuildError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Disk { cause, .. } => Some(cause),
            Self::Other { .. } => None,
        }
    }
}
