//! What texts say and show by mistake, and how advice is allowed at its place.
//!
//! What is inferred from English words is advice, and stops no build. Marks that do not work, such as a link that is not
//! read as one, are facts and errors.

#![cfg_attr(
    test,
    allow(clippy::needless_raw_string_hashes, reason = "expect-test writes raw strings this way")
)]

pub mod allowances;
pub mod prose;
pub mod terms;
