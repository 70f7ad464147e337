//! The generator as a whole, on the small project in `tests/site`.

#![expect(clippy::disallowed_methods, reason = "tests read and write the disk")]
#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes raw strings this way")]

mod command;
mod courses;
mod decide;
mod explain;
mod external_links;
mod golden;
mod killed;
mod policy;
mod project;
mod records;
mod reviews;
mod search;
mod serve;
mod themes;
