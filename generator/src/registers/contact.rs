//! `contacts.toml`: whom to ask about what.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;
use supportt_rules::ids::RoleId;
use supportt_rules::policy::Step;

use super::reading::{ID, Item, Reader, SAYS};
use crate::provenance;
use supportt_schema::record::{self, Field, Kind, Record, Schema};
use supportt_source::Spanned;
use supportt_source::addresses;
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::pattern::pattern;
use supportt_source::suggest;
use supportt_source::wording::any_of;

/// The fields of a contact.
pub const SCHEMA: Schema = Schema {
    subject: "a contact",
    fields: &[
        ID,
        Field::needed("name", Kind::Text, "whom to ask"),
        Field::needed("about", Kind::Texts, "what to ask them about"),
        SAYS,
        Field::optional("role", Kind::Text, "their role"),
        Field::optional(
            "takes_part_as",
            Kind::Texts,
            "the ids of the roles in which they take part in steps",
        ),
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
    /// What they are called among others: their name, with their Trust where another Trust has one of the same name.
    pub title: String,
    /// What to ask them about.
    pub about: Vec<String>,
    /// Their role.
    pub role: Option<String>,
    /// The roles in which they take part in steps.
    pub takes_part_as: Vec<RoleId>,
    /// The Trust they work in.
    pub trust: Option<String>,
    /// Their email address.
    pub email: Option<String>,
    /// Their telephone number.
    pub phone: Option<String>,
    /// Their web page.
    pub address: Option<String>,
}

impl Contact {
    /// Whether they take part in a step: with whoever takes it, or because they get its form.
    #[must_use]
    pub fn takes_part_in(&self, step: &Step) -> bool {
        step.roles().any(|role| self.takes_part_as.contains(role))
    }
}

pub(super) fn read(record: &Record, reader: &Reader<'_>, diagnostics: &mut Diagnostics) -> Contact {
    record::check_mailbox(record, "email", diagnostics);
    check_promise(record, diagnostics);
    if let Some(phone) = record.text("phone").filter(|phone| !addresses::is_phone(&phone.value)) {
        let problem = format!("`{}` is not a telephone number", phone.value);
        let problem = Diagnostic::error("contact::phone", phone.span, problem);
        diagnostics.push(match addresses::phone(&phone.value) {
            Some(meant) => problem.reword(format!("write `{meant}`"), [meant.clone()]),
            None => problem.hint("write it like `01632 960000` or `01632 960000 ext 12`; when people can ring belongs in `says`"),
        });
    }
    let roles = record.texts("takes_part_as");
    check_roles(&roles, reader, diagnostics);
    let text = |name| record.text(name).map(|text| text.value);
    Contact {
        title: text("name").unwrap_or_default(),
        about: record.texts("about").into_iter().map(|about| about.value).collect(),
        role: text("role"),
        takes_part_as: roles.iter().map(|role| role.value.as_str().into()).collect(),
        trust: text("trust"),
        email: text("email"),
        phone: text("phone"),
        address: reader.address(record, diagnostics),
    }
}

/// Tells those of one name from each other by their Trust.
pub(super) fn with_titles(mut contacts: Vec<Item<Contact>>) -> Vec<Item<Contact>> {
    let mut named: BTreeMap<String, usize> = BTreeMap::new();
    for contact in &contacts {
        *named.entry(contact.name.to_lowercase()).or_default() += 1;
    }
    for contact in contacts.iter_mut().filter(|contact| named[&contact.name.to_lowercase()] > 1) {
        if let Some(trust) = &contact.body.trust {
            contact.body.title = format!("{}, {trust}", contact.name);
        }
    }
    contacts
}

/// Reports roles that no step of the region names.
fn check_roles(roles: &[Spanned<String>], reader: &Reader<'_>, diagnostics: &mut Diagnostics) {
    let Reader { region, roles: known, .. } = *reader;
    for role in roles.iter().filter(|role| !known.contains(role.value.as_str())) {
        let problem = format!("no step of {} names the role `{}`", region.name(), role.value);
        let problem = Diagnostic::error("contact::role", role.span, problem);
        diagnostics.push(match suggest::nearest(&role.value, known.iter().copied()) {
            Some(near) => problem.did_you_mean(near),
            None if known.is_empty() => problem.hint("leave it out: the steps of the region name nobody"),
            None => problem.hint(format!("its steps name {}", any_of(known))),
        });
    }
}

/// Reports a sentence that asks readers to write or ring, of a contact of whom it is not known how.
fn check_promise(record: &Record, diagnostics: &mut Diagnostics) {
    static PROMISE: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"\b(e-?mail|ring|call|phone|write to|message) (her|him|them|us|me)\b"));
    static REACHABLE: LazyLock<Regex> = LazyLock::new(|| pattern(r"@|\d{3}|\bthrough\b|\bvia\b"));
    let is_known = ["email", "phone", "address"].iter().any(|name| record.span_of(name).is_some());
    let says = record.text("says").filter(|says| PROMISE.is_match(&says.value));
    if let Some(says) = says.filter(|says| !is_known && !REACHABLE.is_match(&says.value)) {
        diagnostics.push(
            Diagnostic::advice("contact::unreachable", says.span, "this does not say how to reach them")
                .label("no address or number here")
                .hint("add `email`, `phone` or `address`, or say whom to ask instead"),
        );
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::fixture::{check_short, page};
    use supportt_source::addresses::{is_phone, phone};

    #[test]
    fn somebody_can_be_reached() {
        let contact = |id: &str, rest: &str| {
            format!("[[contact]]\nid = \"{id}\"\nname = \"The one for {id}\"\nours = true\n{rest}\n\n")
        };
        check_short(
            &[
                "//- content/north/contacts.toml\n".to_owned(),
                contact("a", "says = \"Write.\"\nabout = [\"\", \"Money\"]\nemail = \"mailto:a@example.org\""),
                contact("b", "says = \"Email her.\"\nabout = [\"Money\"]"),
                contact("c", "says = \"Email her.\"\nabout = [\"Money\"]\nemail = \"O'Hara.c+d@mail.example.org\""),
                contact("d", "says = \"Contact them early.\"\nabout = [\"Money\"]"),
                page("north/a.md", "{{ contacts }}\n\nWrite to [both](mailto:a@example.org,b@example.org?subject=c), not to [one](mailto:a@example,org) or [two](mailto:nørth@example.org).\n"),
            ]
            .concat(),
            expect![[r#"
                content/north/a.md:9:77: error: this is not an email address (hint: write it like `mailto:name@nhs.net`)
                content/north/a.md:9:108: error: this is not an email address (hint: write it like `mailto:name@nhs.net`)
                content/north/contacts.toml:6:10: error: `about` is empty (hint: what to ask them about)
                content/north/contacts.toml:7:9: error: `mailto:a@example.org` is not an email address (hint: write `a@example.org`)
                content/north/contacts.toml:13:8: advice: this does not say how to reach them: no address or number here (hint: add `email`, `phone` or `address`, or say whom to ask instead)
            "#]],
        );
    }

    #[test]
    fn roles_are_those_of_the_steps() {
        let contact = |role: &str| {
            format!(
                "[[contact]]\nid = \"{role}\"\nname = \"The {role}\"\nabout = [\"A\"]\nsays = \"Ask.\"\nours = true\ntakes_part_as = [\"{role}\"]\n\n"
            )
        };
        check_short(
            &[
                "//- content/north/contacts.toml\n".to_owned(),
                ["educational-supervisor", "educational-superviser", "head-of-school"].map(contact).concat(),
                page("north/a.md", "{{ contacts }}\n"),
            ]
            .concat(),
            expect![[r#"
                content/north/contacts.toml:15:18: error: no step of North names the role `educational-superviser` (hint: did you mean `educational-supervisor`?)
                content/north/contacts.toml:23:18: error: no step of North names the role `head-of-school` (hint: its steps name `educational-supervisor`)
            "#]],
        );
    }

    #[test]
    fn the_policy_has_addresses_too() {
        let north = include_str!("../../tests/site/content/north/region.toml")
            .replace("north@example.org", "north@example,org")
            .replace("https://example.org/north", "www.example.org/north-v3.pdf");
        check_short(
            &format!("//- content/north/region.toml\n{north}"),
            expect![[r#"
                content/north/region.toml:15:9: error: `north@example,org` is not an email address (hint: write it like `name@nhs.net`)
                content/north/region.toml:24:11: advice: this leads to one version of a document: `north-v3.pdf` will be replaced by a newer one (hint: lead to the page that lists the document, or name the version and when it was looked at)
                content/north/region.toml:24:11: error: `www.example.org/north-v3.pdf` is not a web address (hint: write `https://www.example.org/north-v3.pdf`)
            "#]],
        );
    }

    #[test]
    fn telephone_numbers_are_told_from_other_texts() {
        for right in [
            "01632 960000",
            "(01632) 960 000",
            "+44 1632 960000",
            "+44 (0)1632 960000",
            "111",
            "0800-960000",
            "0800 1111",
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
        for (written, meant) in [
            ("7700900123", Some("07700900123")),
            ("01632\u{a0}960000", Some("01632 960000")),
            ("01632–960000", Some("01632-960000")),
            ("\u{202d}01632 960000\u{202c}", Some("01632 960000")),
            ("16 329 600 00", None),
        ] {
            assert_eq!(phone(written).as_deref(), meant, "{written}");
        }
    }
}
