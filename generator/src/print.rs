//! Prints for people and for programs, wherever that may lead.

use std::fmt::Display;
use std::io::{self, Write};
use std::path::Path;

use supportt::build_error::BuildError;

/// Prints what a command was asked for.
///
/// # Errors
///
/// When it cannot be written to the end, as on a full disk. Whoever stops reading, as `head` does, has had enough,
/// which is no error.
pub(crate) fn print(text: impl Display) -> Result<(), BuildError> {
    match write(anstream::stdout().lock(), text) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written.map_err(BuildError::disk("write", Path::new("<stdout>"))),
    }
}

/// Says something beside the result, on the error stream. When that cannot be written, nobody is left to be told.
pub(crate) fn tell(text: impl Display) {
    write(anstream::stderr().lock(), text).ok();
}

fn write(mut to: impl Write, text: impl Display) -> io::Result<()> {
    write!(to, "{text}")?;
    to.flush()
}
