//! "Did you mean": the known name nearest to one that is not known.

use std::collections::BTreeMap;
use std::ops::Bound;

/// The candidate that `name` is most likely a slip of, when one is near enough to be worth saying.
///
/// ```
/// assert_eq!(supportt_source::suggest::nearest("wesex", ["north-west", "wessex"]), Some("wessex"));
/// assert_eq!(supportt_source::suggest::nearest("kent", ["north-west", "wessex"]), None);
/// ```
#[must_use]
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = name.to_lowercase();
    let candidates = candidates.into_iter().filter(|candidate| name.len().max(candidate.len()) <= LONGEST);
    let near = candidates.filter_map(|candidate| {
        let other = candidate.to_lowercase();
        // What breaks off in the middle of a name is nearer to that name than to another of its length.
        let is_begun = lower.len() >= BEGINNING && other.starts_with(&lower);
        let allowed = allowance(name.len().min(candidate.len()));
        // The distance is at least the difference in length, which is found out faster.
        let difference = lower.chars().count().abs_diff(other.chars().count());
        if !is_begun && difference > allowed {
            return None;
        }
        let distance = strsim::osa_distance(&lower, &other);
        (is_begun || distance <= allowed).then_some((!is_begun, distance, candidate))
    });
    near.min().map(|(.., candidate)| candidate)
}

/// How many names on either side of a name that is not known are looked at, where there may be very many.
const NEIGHBORS: usize = 30;

/// The same among names that an editor chose. There may be so many, and so many slips of them, that not each can be compared
/// with each: only those next to it in the order of letters are.
#[must_use]
pub fn nearest_of_many<'a, T>(name: &str, names: &BTreeMap<&'a str, T>) -> Option<&'a str> {
    let before = names.range::<str, _>((Bound::Unbounded, Bound::Excluded(name))).rev().take(NEIGHBORS);
    let after = names.range::<str, _>((Bound::Included(name), Bound::Unbounded)).take(NEIGHBORS);
    nearest(name, before.chain(after).map(|(candidate, _)| *candidate))
}

/// Nobody needs help with a name that is longer.
const LONGEST: usize = 100;

/// From how many letters on a text can be the beginning of a name.
const BEGINNING: usize = 6;

/// How many slips a word of this length may hold and still be recognized.
fn allowance(length: usize) -> usize {
    match length {
        0..=2 => 0,
        3..=5 => 1,
        6.. => length / 3,
    }
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_is_recognized() {
        assert_eq!(nearest("minimum-abscence", ["minimum-absence", "reasons"]), Some("minimum-absence"));
        assert_eq!(nearest("Title", ["title", "order"]), Some("title"));
        assert_eq!(nearest("fomr", ["form", "forms", "from"]), Some("form"));
        let ids = ["pre-absence-form", "pre-absence-minimum"];
        assert_eq!(nearest("pre-absence-min", ids), Some("pre-absence-minimum"));
    }

    #[test]
    fn another_word_is_not_a_slip() {
        assert_eq!(nearest("colour", ["title", "order"]), None);
        assert_eq!(nearest("doctors", ["trainees", "educators"]), None);
        assert_eq!(nearest("x", ["y"]), None);
        assert_eq!(nearest("", ["", "a"]), Some(""));
    }
}
