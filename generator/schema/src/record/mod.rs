//! A small table of named fields in TOML, checked against a list of the fields it may have.
//!
//! The list is data ([`Schema`]), so that whatever else needs it (a form for editors, the editors' guide)
//! reads the same one. Tables within tables, such as a region's policy, are not read here.

mod checks;
pub mod field;
mod schema;
mod tables;
mod values;

pub use checks::{check_ids, check_mailbox, check_version, check_web_address};
pub use field::{Field, Kind};
pub use schema::several_lines;
pub use schema::{Schema, Table};
pub use values::{Record, Words};
