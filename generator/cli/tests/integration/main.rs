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
mod over;
mod policy;
mod project;
mod records;
mod reports;
mod reviews;
mod schema;
mod search;
mod serve;
mod themes;
