//! Entries whose day of review has passed.
//!
//! Apart from the rest of the policy, which is right or wrong whatever the day.

use supportt_rules::date::{self, Date};
use supportt_rules::policy::{Entry, RegionDocument, Table};

use super::decode::Places;
use crate::diagnostic::{Diagnostic, Diagnostics};

/// Warns of every entry of a region that was to be checked again before `today`.
pub(super) fn check(document: &RegionDocument, places: &Places, today: Date, diagnostics: &mut Diagnostics) {
    let RegionDocument { contact, rules, steps, entitlements, forms, notices, agreement, conflicts, .. } =
        document;
    let register = Register { places, today };
    diagnostics.extend(register.overdue(Table::Contact, std::slice::from_ref(contact)));
    diagnostics.extend(register.overdue(Table::Rule, rules));
    diagnostics.extend(register.overdue(Table::Step, steps));
    diagnostics.extend(register.overdue(Table::Entitlement, entitlements));
    diagnostics.extend(register.overdue(Table::Form, forms));
    diagnostics.extend(register.overdue(Table::Notice, notices));
    diagnostics.extend(register.overdue(Table::Agreement, agreement));
    diagnostics.extend(register.overdue(Table::Conflict, conflicts));
}

struct Register<'a> {
    places: &'a Places,
    today: Date,
}

impl Register<'_> {
    fn overdue<T>(&self, table: Table, entries: &[Entry<T>]) -> impl Iterator<Item = Diagnostic> {
        entries.iter().enumerate().filter_map(move |(index, entry)| {
            let day = entry.review_by.filter(|day| *day < self.today)?;
            // What a later version has replaced is kept as a record, and is nobody's task any more.
            let is_replaced = entries
                .iter()
                .any(|other| other.id == entry.id && entry.from < other.from && other.from <= self.today);
            if is_replaced {
                return None;
            }
            let mend = match table {
                // There is one contact, without versions.
                Table::Contact => "if the source has changed, change the entry".to_owned(),
                _ => format!(
                    "if the source has changed, keep this entry and add a second one with the id `{}` and a later `from`",
                    entry.id
                ),
            };
            Some(
                Diagnostic::warning(
                    "policy::review-overdue",
                    self.places.of(table, index, "review_by"),
                    format!("`{}` was to be checked again by {}", entry.id, date::long(day)),
                )
                .label(format!("today is {}", date::long(self.today)))
                .hint(format!(
                    "compare it with `{}`, {}, which was last done on {}; then set `checked_on` to the day of the \
                     comparison and `review_by` to a later one",
                    entry.source,
                    entry.reference,
                    date::long(entry.checked_on)
                ))
                .hint(mend),
            )
        })
    }
}
