//! `contacts.toml`: whom to ask about what.

use super::{ID, Reader, SAYS};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::markdown::is_email;
use crate::provenance;
use crate::record::{Field, Kind, Record, Schema};

/// The name of the file.
pub const FILE: &str = "contacts.toml";

/// The fields of a contact.
pub const SCHEMA: Schema = Schema {
    subject: "a contact",
    fields: &[
        ID,
        Field::needed("name", Kind::Text, "whom to ask"),
        Field::needed("about", Kind::Texts, "what to ask them about"),
        SAYS,
        Field::optional("role", Kind::Text, "their role"),
        Field::optional("trust", Kind::Text, "the Trust they work in, if there is one for each"),
        Field::optional("email", Kind::Text, "their email address, if the source prints one"),
        Field::optional("phone", Kind::Text, "their telephone number, if the source prints one"),
        Field::optional("address", Kind::Text, "their web page, or the path of a page in `content`"),
        provenance::optional::SOURCE,
        provenance::optional::REFERENCE,
        provenance::optional::CHECKED_ON,
        provenance::REVIEW_BY,
        provenance::OURS,
        provenance::EXAMPLE,
    ],
};

/// Somebody to ask.
#[derive(Clone, Debug)]
pub struct Contact {
    /// What to ask them about.
    pub about: Vec<String>,
    /// Their role.
    pub role: Option<String>,
    /// The Trust they work in.
    pub trust: Option<String>,
    /// Their email address.
    pub email: Option<String>,
    /// Their telephone number.
    pub phone: Option<String>,
    /// Their web page.
    pub address: Option<String>,
}

pub(super) fn read(record: &Record, reader: &Reader<'_>, diagnostics: &mut Diagnostics) -> Contact {
    let about = record.texts("about");
    if about.is_empty()
        && let Some(span) = record.span_of("about")
    {
        diagnostics.push(
            Diagnostic::error("contact::about-nothing", span, "nobody would know when to ask this contact")
                .hint("name what to ask them about: `about = [\"Booking a course\"]`"),
        );
    }
    if let Some(email) = record.text("email").filter(|email| !is_email(&email.value)) {
        diagnostics.push(
            Diagnostic::error(
                "contact::email",
                email.span,
                format!("`{}` is not an email address", email.value),
            )
            .hint("write it like `name@nhs.net`"),
        );
    }
    let text = |name| record.text(name).map(|text| text.value);
    Contact {
        about: about.into_iter().map(|about| about.value).collect(),
        role: text("role"),
        trust: text("trust"),
        email: text("email"),
        phone: text("phone"),
        address: reader.address(record, diagnostics),
    }
}
