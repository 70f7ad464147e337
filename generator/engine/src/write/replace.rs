//! Replaces the text of a file in one step.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use supportt_source::build_error::BuildError;

/// What the name of a file ends in while its text is replaced.
pub(super) const UNFINISHED: &str = ".new";

/// Replaces the text of a file that this program keeps for itself, in one step: a killed build leaves one text or the
/// other. What was there instead of a file, such as a link, is replaced too, and what it led to stays.
///
/// # Errors
///
/// When the disk cannot be written.
pub fn replace_text(text: &str, to: &Path) -> Result<(), BuildError> {
    let unfinished =
        to.with_file_name([to.file_name().unwrap_or_default(), OsStr::new(UNFINISHED)].join(OsStr::new("")));
    let replace = || {
        // Of a build that was killed.
        fs::remove_file(&unfinished).ok();
        write_new(&unfinished, text.as_bytes(), true)?;
        fs::rename(&unfinished, to)
    };
    replace().map_err(BuildError::disk("write", to))
}

/// Writes a file that is not there yet, all the way to the disk where that is asked for.
pub(super) fn write_new(path: &Path, bytes: &[u8], to_disk: bool) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(bytes)?;
    if to_disk { file.sync_all() } else { Ok(()) }
}
