//! Advice about prose: what is inferred from English words, and how it is allowed at its place.
//!
//! An error is a fact and stops a build; what stands here only ever advises.

#![cfg_attr(
    test,
    allow(clippy::needless_raw_string_hashes, reason = "expect-test writes raw strings this way")
)]

pub mod allowances;
pub mod prose;
pub mod terms;
