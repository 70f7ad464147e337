//! `supportt policy graph`: which answer leads to which question or outcome.

use std::path::Path;

use supportt_basics::date::Date;
use supportt_rules::policy::Region;

use super::from_rulebook;
use supportt_content::rulebook::{self, Rulebook};
use supportt_reports::question_graph::{Chart, Form};
use supportt_reports::reply::Reply;
use supportt_source::Sources;
use supportt_source::build_error::BuildError;
use supportt_source::diagnostic::Diagnostics;
use supportt_source::wording::any_of;

/// The charts of the project in the folder `root`: of one region, or of all.
///
/// # Errors
///
/// When files cannot be read, there is no such region, or a picture of several regions is asked for.
pub fn run(root: &Path, region: Option<&str>, form: Form, today: Date) -> Result<Reply, BuildError> {
    from_rulebook(root, |rulebook, _| {
        let words = &rulebook.words.graph;
        let charts: Vec<Chart> = chosen(rulebook, region)?
            .into_iter()
            .map(|region| Chart::new(rulebook.phrases(), words, region.on(today)))
            .collect();
        let text = match (form, charts.as_slice()) {
            (Form::Text, charts) => {
                let texts: Vec<String> = charts.iter().map(|chart| chart.text(words)).collect();
                texts.join("\n")
            }
            (Form::Svg, [chart]) => chart.picture(),
            (Form::Svg, _) => {
                let known = rulebook.policy.regions().iter().map(Region::id);
                return Err(BuildError::other(
                    "a picture shows one region",
                    format!("add `--region` and {}", any_of(known)),
                ));
            }
        };
        Ok(Reply { text: Some(text), diagnostics: Diagnostics::new(), sources: Sources::default() })
    })
}

fn chosen<'a>(rulebook: &'a Rulebook, region: Option<&str>) -> Result<Vec<&'a Region>, BuildError> {
    let policy = &rulebook.policy;
    region.map_or_else(|| Ok(policy.regions().iter().collect()), |id| Ok(vec![rulebook::region(policy, id)?]))
}
