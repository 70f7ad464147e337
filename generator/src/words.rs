//! The words of the widgets, of their question graph and of policy values: `content/words/*.toml`.
//!
//! Reads the files and reports what is wrong with them or missing from them.

use serde::de::DeserializeOwned;
use supportt_forms::words::{BuilderWords, CheckerWords, JourneyWords};
use supportt_rules::vocabulary::Vocabulary;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::question_graph::GraphWords;
use crate::source::{SourceFile, Sources};
use crate::wording::any_of;

/// The words for what the policy names.
const COMMON: &str = "content/words/common.toml";
/// The words that both widgets use.
const JOURNEY: &str = "content/words/journey.toml";
/// The words of the eligibility checker.
const CHECKER: &str = "content/words/checker.toml";
/// The words of the return-plan builder.
const PLANNER: &str = "content/words/planner.toml";
/// The words of the checker's question graph.
const GRAPH: &str = "content/words/graph.toml";

/// All words.
#[derive(Clone, Debug)]
pub struct Words {
    /// The words for what the policy names.
    pub vocabulary: Vocabulary,
    /// The words that both widgets use.
    pub journey: JourneyWords,
    /// The words of the eligibility checker.
    pub checker: CheckerWords,
    /// The words of the return-plan builder.
    pub builder: BuilderWords,
    /// The words of the checker's question graph.
    pub graph: GraphWords,
}

/// Reads the words; `None` if any are wrong or missing, which is reported.
pub fn load(sources: &Sources, diagnostics: &mut Diagnostics) -> Option<Words> {
    let vocabulary = vocabulary(sources, diagnostics);
    let journey = read(sources, JOURNEY, |_| Vec::new(), diagnostics);
    let checker = read(sources, CHECKER, CheckerWords::missing, diagnostics);
    let builder = read(sources, PLANNER, BuilderWords::missing, diagnostics);
    let graph = read(sources, GRAPH, |_| Vec::new(), diagnostics);
    Some(Words {
        vocabulary: vocabulary?,
        journey: journey?,
        checker: checker?,
        builder: builder?,
        graph: graph?,
    })
}

/// Reads the words for what the policy names, without those of the widgets.
pub fn vocabulary(sources: &Sources, diagnostics: &mut Diagnostics) -> Option<Vocabulary> {
    read(sources, COMMON, Vocabulary::missing, diagnostics)
}

fn read<T: DeserializeOwned>(
    sources: &Sources,
    path: &str,
    missing: impl Fn(&T) -> Vec<String>,
    diagnostics: &mut Diagnostics,
) -> Option<T> {
    let Some(file) = sources.at(path) else {
        // Without the file there is no place to point at: any file of the content will do.
        let anywhere = sources.files().first()?;
        diagnostics.push(
            Diagnostic::error("words::no-file", anywhere.whole(), format!("there is no `{path}`"))
                .hint("the widgets take all their words from it"),
        );
        return None;
    };
    let words: T =
        toml::from_str(file.text()).map_err(|error| diagnostics.push(explain(file, &error))).ok()?;
    let missing = missing(&words);
    if missing.is_empty() {
        return Some(words);
    }
    diagnostics.push(
        Diagnostic::error(
            "words::missing",
            file.whole(),
            format!("words are missing: {}", any_of(missing.iter().map(|key| format!("`{key}`")))),
        )
        .hint("add each under its section"),
    );
    None
}

fn explain(file: &SourceFile, error: &toml::de::Error) -> Diagnostic {
    let span = error.span().map_or(file.whole(), |place| file.span(place));
    Diagnostic::error("words::unreadable", span, error.message())
        .hint("each word is written `name = \"…\"`, under the section it belongs to")
}
