//! One file per command that reads a project and answers from it.

pub mod check;
pub mod decide;
pub mod plan;
pub mod policy_diff;
pub mod policy_graph;
pub mod reviews;
pub mod schema;

use std::path::Path;

use supportt_content::rulebook::Rulebook;
use supportt_engine::load;
use supportt_reports::reply::Reply;
use supportt_source::Sources;
use supportt_source::build_error::BuildError;
use supportt_source::diagnostic::Diagnostics;

/// Answers from the rulebook, and the content, of the project in the folder `root`.
fn from_rulebook(
    root: &Path,
    answer: impl FnOnce(&Rulebook, &Sources) -> Result<Reply, BuildError>,
) -> Result<Reply, BuildError> {
    let mut diagnostics = Diagnostics::new();
    let sources = load::load_content(root, &mut diagnostics)?.sources;
    match Rulebook::read(&sources, &mut diagnostics) {
        Some(rulebook) if !diagnostics.has_errors() => answer(&rulebook, &sources),
        _ => Ok(Reply { text: None, diagnostics, sources }),
    }
}
