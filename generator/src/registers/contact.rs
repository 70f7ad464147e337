//! `contacts.toml`: whom to ask about what.

use std::sync::LazyLock;

use regex::Regex;

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
    if let Some(phone) = record.text("phone").filter(|phone| !is_phone(&phone.value)) {
        diagnostics.push(
            Diagnostic::error(
                "contact::phone",
                phone.span,
                format!("`{}` is not a telephone number", phone.value),
            )
            .hint("write it like `01632 960000` or `01632 960000 ext 12`; when people can ring belongs in `says`"),
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

/// Whether this can be a telephone number: a short one, one of this country, or one with the code of its country.
fn is_phone(written: &str) -> bool {
    static PHONE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?P<number>\+?[0-9() -]+?)( ?(ext\.?|extension|x) ?[0-9]+)?$")
            .expect("the pattern is right")
    });
    let Some(found) = PHONE.captures(written.trim()) else { return false };
    // "+44 (0)1632" has a nought that is not dialled.
    let number = found["number"].replace("(0)", if found["number"].starts_with('+') { "" } else { "0" });
    let figures = number.bytes().filter(u8::is_ascii_digit).count();
    match number.as_bytes() {
        [b'+', ..] => (8..=15).contains(&figures),
        [b'0' | b'(', ..] => (10..=11).contains(&figures),
        _ => (3..=6).contains(&figures),
    }
}

#[cfg(test)]
mod tests {
    use super::is_phone;

    #[test]
    fn telephone_numbers_are_told_from_other_texts() {
        for right in [
            "01632 960000",
            "(01632) 960 000",
            "+44 1632 960000",
            "+44 (0)1632 960000",
            "111",
            "0800-960000",
            "01632 960000 ext 12",
            "01632960000 x12",
        ] {
            assert!(is_phone(right), "{right}");
        }
        for wrong in [
            "",
            "01632 9600",
            "01632 9600000 1",
            "ring us",
            "01632 960000 / 01632 960001",
            "01632 960000 (mornings)",
            "16 329 600 00",
            "O1632 960000",
        ] {
            assert!(!is_phone(wrong), "{wrong}");
        }
    }
}
