//! What the content may hold, in the forms in which people and programs need it: examples to copy, the tables of the
//! guide for editors, and JSON Schema for whatever edits or imports records.
//!
//! All of it follows from the declarations in [`content_files`](crate::content_files).

mod json;
mod markdown;
mod template;

use supportt_schema::record::{Field, Format, Kind};
use supportt_source::wording::any_of;

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

/// What a field holds, in words for people.
fn holds(field: &Field) -> String {
    match field.kind {
        Kind::Text(format) => one(format).to_owned(),
        Kind::Texts(Format::IdOf("entry")) => "ids of entries".to_owned(),
        Kind::Texts(Format::IdOf(list)) => format!("ids of {list}s"),
        Kind::Texts(Format::Line) => "a list of texts".to_owned(),
        Kind::Texts(format) => format!("a list, each {}", one(format)),
        Kind::Word(words) => any_of(words),
        Kind::WordList(words) => format!("a list of {}", any_of(words)),
        Kind::Number(bounds) => format!("a number {bounds}"),
        Kind::Date => "a date".to_owned(),
        Kind::Flag => "`true` or `false`".to_owned(),
        Kind::Words(_) => "names, each with a text".to_owned(),
        Kind::Value(_) => "a value, see below".to_owned(),
        Kind::Record(schema) => format!("a table `{}`", schema.header),
        Kind::Records(schema) => format!("tables `{}`", schema.header),
        Kind::Group(_) => String::new(),
    }
}

fn one(format: Format) -> &'static str {
    match format {
        Format::Line => "text",
        Format::Id => "an id: lower-case words joined by hyphens",
        Format::IdOf("rule") => "the id of a rule",
        Format::IdOf("source") => "the id of a source",
        Format::IdOf("step") => "the id of a step",
        Format::IdOf("form") => "the id of a form",
        Format::IdOf(_) => "an id",
        Format::Mailbox => "an email address",
        Format::Phone => "a telephone number",
        Format::Hours => "a time of day",
        Format::Day => "a day",
        Format::SiteAddress => "an address within the site",
        Format::ContentPath => "a file in `content`",
        Format::WebAddress | Format::DocumentAddress => "a web address",
        Format::AnyAddress => "an address",
    }
}
