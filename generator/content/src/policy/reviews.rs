//! When each entry was compared with its source, and those that were to be compared again.
//!
//! Apart from the rest of the policy, which is right or wrong whatever the day.

use supportt_basics::date::{self, Date};
use supportt_rules::policy::{Entry, RegionDocument, Table};

use super::decode::Places;
use crate::provenance::checked_in_future;
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::{Span, Spanned};

/// A version of an entry, as far as comparing it with its source goes.
#[derive(Clone, Debug)]
pub struct PolicyReview {
    /// The list it stands in.
    pub table: Table,
    /// Its id.
    pub id: String,
    /// Its title.
    pub name: String,
    /// The first day of this version.
    pub from: Date,
    /// The id of its source.
    pub source: String,
    /// Where in the source.
    pub reference: String,
    /// The day of the last comparison.
    pub checked_on: Spanned<Date>,
    /// The day by which it must be compared again.
    pub review_by: Option<Date>,
    /// Whether a later version has replaced it: it is kept as a record then, and is nobody's task any more.
    pub is_replaced: bool,
    /// Where the day of the next one is written, or the entry.
    pub review_by_place: Span,
}

/// Every version of every entry of a region, in the order of its lists.
pub(super) fn of_region(document: &RegionDocument, places: &Places, today: Date) -> Vec<PolicyReview> {
    let RegionDocument { contact, rules, steps, entitlements, forms, notices, agreement, conflicts, .. } =
        document;
    let list = List { places, today };
    let mut reviews = Vec::new();
    reviews.extend(list.reviews(Table::Contact, std::slice::from_ref(contact)));
    reviews.extend(list.reviews(Table::Rule, rules));
    reviews.extend(list.reviews(Table::Step, steps));
    reviews.extend(list.reviews(Table::Entitlement, entitlements));
    reviews.extend(list.reviews(Table::Form, forms));
    reviews.extend(list.reviews(Table::Notice, notices));
    reviews.extend(list.reviews(Table::Agreement, agreement));
    reviews.extend(list.reviews(Table::Conflict, conflicts));
    reviews
}

/// Warns of every entry of a region that was to be checked again before `today`, and reports checks on days to come.
pub(super) fn check(reviews: &[PolicyReview], today: Date, diagnostics: &mut Diagnostics) {
    diagnostics.extend(reviews.iter().filter_map(|review| overdue(review, today)));
    let to_come = reviews.iter().filter(|review| review.checked_on.value > today);
    diagnostics.extend(to_come.map(|review| checked_in_future(review.checked_on.span, today)));
}

struct List<'a> {
    places: &'a Places,
    today: Date,
}

impl List<'_> {
    fn reviews<T>(&self, table: Table, entries: &[Entry<T>]) -> impl Iterator<Item = PolicyReview> {
        entries.iter().enumerate().map(move |(index, entry)| PolicyReview {
            table,
            id: entry.id.as_str().to_owned(),
            name: entry.name.clone(),
            from: entry.from,
            source: entry.citation.source.as_str().to_owned(),
            reference: entry.citation.reference.clone(),
            checked_on: Spanned::new(entry.citation.checked_on, self.places.of(table, index, "checked_on")),
            review_by: entry.review_by,
            is_replaced: entries
                .iter()
                .any(|other| other.id == entry.id && entry.from < other.from && other.from <= self.today),
            review_by_place: self.places.of(table, index, "review_by"),
        })
    }
}

fn overdue(review: &PolicyReview, today: Date) -> Option<Diagnostic> {
    let day = review.review_by.filter(|day| *day < today && !review.is_replaced)?;
    let mend = match review.table {
        // There is one contact, without versions.
        Table::Contact => "if the source has changed, change the entry".to_owned(),
        _ => format!(
            "if the source has changed, keep this entry and add a second one with the id `{}` and a later `from`",
            review.id
        ),
    };
    Some(
        Diagnostic::warning(
            "policy::review-overdue",
            review.review_by_place,
            format!("`{}` was to be checked again by {}", review.id, date::long(day)),
        )
        .label(format!("today is {}", date::long(today)))
        .hint(format!(
            "compare it with `{}`, {}, which was last done on {}; then set `checked_on` to the day of the \
             comparison and `review_by` to a later one",
            review.source,
            review.reference,
            date::long(review.checked_on.value)
        ))
        .hint(mend),
    )
}
