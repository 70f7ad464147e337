//! `supportt plan`: a saved paper in, another form of it out.

use std::path::Path;

use supportt_basics::date::{Date, Instant};

use super::from_rulebook;
use supportt_engine::load;
use supportt_reports::plan::{Form, reply};
use supportt_reports::reply::Reply;
use supportt_source::build_error::BuildError;

/// Writes the plan in a file, or without one in what is typed or piped in, as on the day `today`.
///
/// Calendars take what was written at a later moment, `now`, for the newer.
///
/// # Errors
///
/// When files cannot be read.
pub fn run(
    root: &Path,
    file: Option<&Path>,
    form: Form,
    today: Date,
    now: Instant,
) -> Result<Reply, BuildError> {
    from_rulebook(root, |rulebook, content| {
        Ok(reply(rulebook, content, load::text(file)?, form, (today, now)))
    })
}
