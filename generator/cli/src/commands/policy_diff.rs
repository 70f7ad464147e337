//! `supportt policy diff`: what a change of the policy means, and for whom.

use std::path::Path;

use supportt_basics::date::Date;
use supportt_rules::policy::Policy;

use supportt_content::policy;
use supportt_content::rulebook::Rulebook;
use supportt_content::words;
use supportt_engine::load;
use supportt_reports::policy_diff::PolicyDiff;
use supportt_reports::reply::Reply;
use supportt_source::Sources;
use supportt_source::build_error::BuildError;
use supportt_source::diagnostic::Diagnostics;

/// The answer to the command: a text, and the same as a page.
#[derive(Debug)]
pub struct DiffReply {
    /// The text, or why there is none.
    pub reply: Reply,
    /// The page; nothing where there is no text.
    pub page: Option<String>,
}

/// Compares two versions of the policy of the project in the folder `root`. Each is the folder of a
/// project or a git revision; without `new` it is the project as it stands.
///
/// # Errors
///
/// When one of them cannot be found or read.
pub fn run(root: &Path, old: &str, new: Option<&str>, today: Date) -> Result<DiffReply, BuildError> {
    let mut diagnostics = Diagnostics::new();
    let (sources, prefix) = load::load_version(root, old, &mut diagnostics)?;
    let Some(old_policy) = read_policy(&sources, &mut diagnostics) else {
        return Ok(refused(diagnostics, sources.with_prefix(&prefix)));
    };
    let mut diagnostics = Diagnostics::new();
    let (sources, prefix) = match new {
        Some(new) => load::load_version(root, new, &mut diagnostics)?,
        None => (load::load_content(root, &mut diagnostics)?.sources, String::new()),
    };
    let Some(rulebook) = Rulebook::read(&sources, &mut diagnostics) else {
        return Ok(refused(diagnostics, sources.with_prefix(&prefix)));
    };
    let names = (old, new.unwrap_or("the project as it stands"));
    let diff = PolicyDiff::new(names, &old_policy, &rulebook, today);
    Ok(DiffReply {
        page: Some(diff.page()),
        reply: Reply { text: Some(diff.text()), diagnostics: Diagnostics::new(), sources },
    })
}

/// The policy alone: how it was worded for visitors may have had another form then.
fn read_policy(sources: &Sources, diagnostics: &mut Diagnostics) -> Option<Policy> {
    let vocabulary = words::vocabulary(sources, diagnostics)?;
    policy::rules(sources.files(), vocabulary, diagnostics)
}

fn refused(diagnostics: Diagnostics, sources: Sources) -> DiffReply {
    DiffReply { reply: Reply { text: None, diagnostics, sources }, page: None }
}
