//! Prints for people and for programs, wherever that may lead. The only module that prints.

use std::fmt::Display;
use std::io::{self, Write};
use std::path::Path;

use supportt_source::build_error::BuildError;
use supportt_source::characters;

/// Prints what a command was asked for. Whatever it was made from, it gives no orders to a terminal, nor to a service that
/// runs commands.
///
/// # Errors
///
/// When it cannot be written to the end, as on a full disk. Whoever stops reading, as `head` does, has had enough,
/// which is no error.
pub(crate) fn print(text: &str) -> Result<(), BuildError> {
    print_styled(characters::without_commands(&characters::lines(text)))
}

/// As [`print`], for a report that is made for programs. GitHub acts on its lines.
pub(crate) fn print_report(report: &str) -> Result<(), BuildError> {
    print_styled(characters::lines(report))
}

/// As [`print`], for a text of this program's own that has colors.
pub(crate) fn print_styled(text: impl Display) -> Result<(), BuildError> {
    match write(anstream::stdout().lock(), text) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written.map_err(BuildError::disk("write", Path::new("<stdout>"))),
    }
}

/// Says something beside the result, on the error stream. When that cannot be written, nobody is left to be told.
pub(crate) fn tell(text: &str) {
    tell_styled(characters::lines(text));
}

/// As [`tell`], for a text that has colors, in which everything read from elsewhere is escaped already.
pub(crate) fn tell_styled(text: impl Display) {
    write(anstream::stderr().lock(), text).ok();
}

fn write(mut to: impl Write, text: impl Display) -> io::Result<()> {
    write!(to, "{text}")?;
    to.flush()
}
