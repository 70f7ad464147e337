//! Files in, files out: reads a project, compiles styles and templates, indexes and writes what was drawn.
//!
//! Knows no policy, course or region.

#![cfg_attr(
    test,
    allow(clippy::needless_raw_string_hashes, reason = "expect-test writes raw strings this way")
)]

pub mod assets;
pub mod headers;
pub mod ignored;
pub mod load;
pub mod output;
pub mod revision;
pub mod search_index;
pub mod styles;
pub mod templates;
pub mod temporary;
pub mod theme;
pub mod write;
