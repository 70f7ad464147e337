//! The ids that a page has besides those of its text, so that no heading gets one of them.
//!
//! Ids that a template writes out are read from the theme's templates. Ids that are put together hold an underscore,
//! which the ids of headings never do. Those of a widget's screens are known to the widgets.

use std::collections::BTreeSet;

use crate::pattern::pattern;
use crate::source::{Slice as _, Sources};
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

impl ReservedIds {
    /// The ids of a theme, and of the widgets.
    #[must_use]
    pub fn new(sources: &Sources, theme: Option<&str>) -> Self {
        let folder = theme.map(|theme| templates::folder(&format!("{THEMES}{theme}/")));
        let ids = pattern(templates::ID);
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
