//! What the content may hold, in the forms in which people and programs need it: examples to copy, the tables of the
//! guide for editors, and JSON Schema for whatever edits or imports records.
//!
//! All of it follows from the declarations in [`content_files`](crate::content_files).

mod holds;
mod json;
mod markdown;
mod template;

pub use self::json::{Choices, json};
pub use self::markdown::filled_in;
pub use self::template::template;

/// The form of what is told of the content.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Form {
    /// Entries to copy, with every field explained
    #[default]
    Text,
    /// JSON Schema, with the ids that entries can name
    Json,
}
