//! What is wrong with the ids of a list of records.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::values::Record;
use supportt_source::Span;
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::slug::slug;

/// Reports ids that cannot stand in an address, and those that name two records of a list.
pub fn check_ids(records: &[Record], diagnostics: &mut Diagnostics) {
    let mut used: BTreeMap<String, Span> = BTreeMap::new();
    for id in records.iter().filter_map(|record| record.text("id")) {
        if slug(&id.value) != id.value {
            diagnostics.push(
                Diagnostic::error("record::id", id.span, format!("`{}` cannot be an id", id.value)).reword(
                    format!("write `{}`: lower-case words joined by hyphens", slug(&id.value)),
                    [slug(&id.value)],
                ),
            );
        }
        match used.entry(id.value) {
            Entry::Occupied(first) => diagnostics.push(
                Diagnostic::error(
                    "record::duplicate-id",
                    id.span,
                    format!("`{}` already names another entry of this file", first.key()),
                )
                .label("used again here")
                .also(*first.get(), "used first here")
                .hint("give one of them another id"),
            ),
            Entry::Vacant(place) => {
                place.insert(id.span);
            }
        }
    }
}
