//! What fields hold, in words for people.

use supportt_schema::record::{Field, Format, Kind};
use supportt_source::wording::any_of;

/// What a field holds, in words for people.
pub(super) fn holds(field: &Field) -> String {
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
        Format::WebAddress | Format::DocumentAddress | Format::ServiceAddress => "a web address",
        Format::AnyAddress => "an address",
    }
}
