//! The ids that a page has besides those of its text, so that no heading gets one of them.
//!
//! Ids that a template writes out are read from the theme's templates. Ids that are put together hold an underscore,
//! which the ids of headings never do. Those of a widget's screens are known to the widgets.

use std::collections::BTreeSet;

use regex::Regex;

use crate::diagnostic::Diagnostic;
use crate::markdown::pattern;
use crate::source::{Slice as _, SourceFile, Sources};
use crate::templates;
use crate::theme::THEMES;

/// The ids that are taken.
#[derive(Clone, Debug, Default)]
pub struct ReservedIds {
    /// Those that templates write out.
    written: BTreeSet<String>,
    /// What those of a widget's screens are, or begin with before a hyphen.
    of_widgets: BTreeSet<String>,
}

/// An id in a template: `id="main-content"`, or in what a widget's screen is filled with `id:copy-{name}`.
const ID: &str = r#"\sid="(?<written>[^"]*)"|\bid:(?<filled>[^;"]*)"#;

impl ReservedIds {
    /// The ids of a theme, and of the widgets.
    #[must_use]
    pub fn new(sources: &Sources, theme: Option<&str>) -> Self {
        let folder = theme.map(|theme| templates::folder(&format!("{THEMES}{theme}/")));
        let ids = pattern(ID);
        let mut reserved = Self::default();
        reserved.of_widgets.extend(supportt_forms::ids().map(str::to_owned));
        for file in folder.iter().flat_map(|folder| sources.below(folder)) {
            for found in ids.captures_iter(file.text()) {
                if let Some(id) = found.name("written").filter(|id| !id.as_str().contains("{{")) {
                    reserved.written.insert(id.as_str().to_owned());
                }
                let filled = found.name("filled").and_then(|id| id.as_str().split_once("-{"));
                reserved.of_widgets.extend(filled.map(|(beginning, _)| beginning.to_owned()));
            }
        }
        reserved
    }

    /// Whether a heading cannot have an id, on a page with or without a widget.
    #[must_use]
    pub fn has(&self, id: &str, has_widget: bool) -> bool {
        let beginnings = || id.match_indices('-').map(|(end, _)| id.slice(..end)).chain([id]);
        self.written.contains(id) || has_widget && beginnings().any(|part| self.of_widgets.contains(part))
    }
}

/// Ids in a template that are put together from words alone, so that a heading can have the same.
pub(crate) fn check(file: &SourceFile) -> Vec<Diagnostic> {
    let ids: Regex = pattern(ID);
    let written = ids.captures_iter(file.text()).filter_map(|found| found.name("written"));
    let mixed = written.filter(|id| {
        let mut literal = id.as_str().split("{{").map(|part| part.rsplit("}}").next().unwrap_or(part));
        id.as_str().contains("{{")
            && literal.clone().any(|part| !part.is_empty())
            && !literal.any(|part| part.contains('_'))
    });
    mixed
        .map(|id| {
            let problem = "a heading of a text can have the same id";
            Diagnostic::error("template::id", file.span(id.range()), problem)
                .label("it is put together, and holds no underscore")
                .hint(format!(
                    "write `{}`: the ids of headings have no underscores",
                    with_underscore(id.as_str())
                ))
        })
        .collect()
}

/// The id with an underscore where two of its parts meet.
fn with_underscore(id: &str) -> String {
    let joints = [("-{{", "_{{"), ("}}-", "}}_"), ("{{", "_{{")];
    let joint = joints.into_iter().find(|(joint, _)| id.contains(joint));
    joint.map_or_else(|| id.to_owned(), |(from, to)| id.replacen(from, to, 1))
}
