//! Tables of TOML as records: which fields each may have, as data, and what is wrong with one.
//!
//! Knows no record of the site.

#![cfg_attr(
    test,
    allow(clippy::needless_raw_string_hashes, reason = "expect-test writes raw strings this way")
)]

pub mod edit;
pub mod hours;
pub mod record;
pub mod toml_syntax;
