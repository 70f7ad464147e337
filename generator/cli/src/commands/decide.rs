//! `supportt decide`: what the policy means for somebody's answers.

use std::path::Path;

use supportt_basics::date::Date;

use super::from_rulebook;
use supportt_engine::load;
use supportt_reports::decide::reply;
use supportt_reports::reply::Reply;
use supportt_source::build_error::BuildError;

/// Decides what the policy of the project in the folder `root` means on a day for the answers in
/// a file, or without one for what is typed or piped in.
///
/// # Errors
///
/// When files cannot be read.
pub fn run(root: &Path, file: Option<&Path>, today: Date) -> Result<Reply, BuildError> {
    from_rulebook(root, |rulebook, _| Ok(reply(rulebook, load::text(file)?, today)))
}
