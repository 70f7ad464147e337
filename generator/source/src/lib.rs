//! What is read, and what is wrong with it: files, places in them, and problems that an editor can mend.
//!
//! Knows no kind of file. What stands in files is shown so that it can forge no line of a report ([`characters`]).

#![cfg_attr(
    test,
    allow(clippy::needless_raw_string_hashes, reason = "expect-test writes raw strings this way")
)]

pub mod addresses;
pub mod bug;
pub mod build_error;
pub mod characters;
pub mod diagnostic;
mod file;
pub mod json;
pub mod page_path;
pub mod pattern;
pub mod rewritten_links;
pub mod slug;
pub mod suggest;
pub mod wording;

pub use file::{Position, Slice, SourceFile, SourceId, Sources, Span, Spanned, conflict};
