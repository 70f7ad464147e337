//! A small table of named fields in TOML, checked against what is declared of it.
//!
//! A kind of record is declared once, with [`record!`](crate::record!): the [`Schema`] that follows is data, so that whatever else needs it (a form
//! for editors, the editors' guide) reads the same one.

mod checks;
mod declare;
pub mod field;
mod format;
mod schema;
mod tables;
mod values;

pub use checks::check_ids;
pub use declare::{AsGroup, AsRecords, AtLeastOne, FieldType, RecordType, count, flat};
pub use field::{Field, Kind, Schema};
pub use format::Format;
pub use schema::Table;
pub use schema::several_lines;
pub use values::{Record, Words};
