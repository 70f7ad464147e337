//! The ids that a page has besides those of its text, so that no heading gets one of them.

use std::collections::BTreeSet;

use supportt_source::Slice as _;

/// The ids that are taken.
#[derive(Clone, Debug, Default)]
pub struct ReservedIds {
    /// Those that templates write out.
    pub written: BTreeSet<String>,
    /// What those of a widget's screens are, or begin with before a hyphen.
    pub of_widgets: BTreeSet<String>,
}

impl ReservedIds {
    /// Whether a heading cannot have an id, on a page with or without a widget.
    #[must_use]
    pub fn has(&self, id: &str, has_widget: bool) -> bool {
        let beginnings = || id.match_indices('-').map(|(end, _)| id.slice(..end)).chain([id]);
        self.written.contains(id) || has_widget && beginnings().any(|part| self.of_widgets.contains(part))
    }
}
