//! `contacts.toml`: whom to ask about what.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;
use supportt_basics::ids::RoleId;
use supportt_rules::policy::Step;

use super::reading::{Reader, RegisterEntry, entry};
use crate::provenance::Provenance;
use supportt_markdown::record_kind::RecordKind;
use supportt_schema::record;
use supportt_schema::record::{AtLeastOne, Format, Kind, Record};
use supportt_source::Spanned;
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::pattern::pattern;
use supportt_source::suggest;
use supportt_source::wording::any_of;

record! {
    /// Somebody to ask.
    pub struct Contact: "a contact" in "[[contact]]" {
        /// A name for links to it.
        pub id: Spanned<String> = Kind::Text(Format::Id),
        /// Whom to ask.
        #[label = "Who to ask"]
        #[example = "Educational Supervisor"]
        pub name: String,
        /// What to ask them about.
        #[label = "What to ask them about"]
        #[example = "Planning time away"]
        pub about: AtLeastOne<String>,
        /// What there is to say, in our words.
        ///
        /// `{minimum-absence}` prints a value of the policy.
        #[label = "Text"]
        #[example = "Talk to your Educational Supervisor before you leave."]
        pub says: Spanned<String>,
        /// Their role.
        #[example = "Supervisor"]
        pub role: Option<String>,
        /// The ids of the roles in which they take part in steps.
        #[label = "Roles in steps"]
        #[example = "educational-supervisor"]
        pub takes_part_as: Vec<RoleId> = Kind::Texts(Format::IdOf("role")),
        /// The Trust they work in, if there is one for each.
        #[example = "Example Hospital"]
        pub trust: Option<String>,
        /// Their email address, if the source prints one.
        pub email: Option<String> = Kind::Text(Format::Mailbox),
        /// Their telephone number, if the source prints one.
        pub phone: Option<String> = Kind::Text(Format::Phone),
        /// Their web page, or the path of a page in `content`.
        pub address: Option<String> = Kind::Text(Format::AnyAddress),
        /// Where it comes from.
        pub provenance: Provenance,
    }
}

impl RegisterEntry for Contact {
    entry!(RecordKind::Contact, address);

    fn check(record: &Record, reader: &Reader<'_>, diagnostics: &mut Diagnostics) {
        check_promise(record, diagnostics);
        check_roles(&record.texts("takes_part_as"), reader, diagnostics);
    }
}

impl Contact {
    /// Whether they take part in a step: with whoever takes it, or because they get its form.
    #[must_use]
    pub fn takes_part_in(&self, step: &Step) -> bool {
        step.roles().any(|role| self.takes_part_as.contains(role))
    }
}

/// The names that several contacts have, in small letters: their Trusts tell them from each other.
pub(super) fn shared_names(contacts: &[Contact]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    contacts
        .iter()
        .map(|contact| contact.name.to_lowercase())
        .filter(|name| !names.insert(name.clone()))
        .collect()
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

    use supportt_fixture::{check_short, page};
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
        let north = supportt_fixture::NORTH
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
