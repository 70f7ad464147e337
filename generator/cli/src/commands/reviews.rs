//! `supportt reviews`: what must be looked at again.

use std::path::Path;

use supportt_basics::date::Date;

use supportt_content::rulebook;
use supportt_engine::load;
use supportt_reports::reply::Reply;
use supportt_site::content;
use supportt_site::reviews::{Form, Report, Wanted};
use supportt_source::build_error::BuildError;
use supportt_source::diagnostic::Diagnostics;

/// Lists what must be looked at again in the project in the folder `root`.
///
/// # Errors
///
/// When files cannot be read, or there is no such region.
pub fn run(root: &Path, wanted: &Wanted, form: Form, today: Date) -> Result<Reply, BuildError> {
    let mut diagnostics = Diagnostics::new();
    let inputs = load::load_content(root, &mut diagnostics)?;
    let config = content::config(&inputs, &mut diagnostics)?;
    let content = content::read(&inputs, config.as_ref(), (today, wanted.edition), &mut diagnostics);
    let text = match content {
        Some(content) if !diagnostics.has_errors() => {
            if let Some(region) = &wanted.region {
                rulebook::region(&content.site.policy, region)?;
            }
            let mut list = content.due;
            list.retain(|due| wanted.has(due));
            // What is overdue stands in the list; said twice it would only be harder to find.
            diagnostics = Diagnostics::new();
            Some(Report { list: &list, sources: &inputs.sources, today }.text(form))
        }
        _ => None,
    };
    Ok(Reply { text, diagnostics, sources: inputs.sources })
}
