//! A region's registers: lists of records that are no policy.
//!
//! Each is a file beside the region's policy: what can be read ([`resource`]), whom to ask ([`contact`]), what is
//! often asked ([`faq`]), what words mean ([`glossary`]). What they share is read here.

pub mod contact;
pub mod faq;
pub mod glossary;
mod reading;
pub mod resource;

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use supportt_basics::date::Date;
use supportt_rules::policy::Policy;

use self::contact::Contact;
use self::faq::Faq;
use self::glossary::Word;
use self::reading::Reader;
pub use self::reading::{Found, RegisterEntry};
use self::resource::Resource;
use crate::edition::Edition;
use supportt_markdown::link_targets::LinkTargets;
use supportt_markdown::record_kind::RecordKind;
use supportt_source::Sources;
use supportt_source::diagnostic::Diagnostics;

/// The files of a region's registers.
pub const FILES: [&str; 4] = [
    RecordKind::Resource.file(),
    RecordKind::Contact.file(),
    RecordKind::Faq.file(),
    RecordKind::Word.file(),
];

/// The registers of a region.
#[derive(Clone, Debug, Default)]
pub struct Registers {
    /// What can be read, listened to or used.
    pub resources: Vec<Resource>,
    /// Whom to ask about what.
    pub contacts: Vec<Contact>,
    /// What is often asked.
    pub faqs: Vec<Faq>,
    /// What words mean.
    pub glossary: Vec<Word>,
    /// What links are checked with.
    pub found: Found,
    /// The names that several contacts have, in small letters.
    shared_names: BTreeSet<String>,
}

impl Registers {
    /// What a contact is called among others: by name, and by Trust where another has the same name.
    #[must_use]
    pub fn title<'c>(&self, contact: &'c Contact) -> Cow<'c, str> {
        match &contact.trust {
            Some(trust) if self.shared_names.contains(&contact.name.to_lowercase()) => {
                Cow::Owned(format!("{}, {trust}", contact.name))
            }
            _ => Cow::Borrowed(&contact.name),
        }
    }
}

/// Reads the registers of every region, in the order of the policy's regions.
pub fn load(
    sources: &Sources,
    policy: &Policy,
    targets: &LinkTargets<'_>,
    topics: Option<&BTreeMap<String, String>>,
    (today, edition): (Date, Edition),
    diagnostics: &mut Diagnostics,
) -> Vec<Registers> {
    let registers = policy.regions().iter().map(|region| {
        let (roles, found) = (&region.roles_in_steps(), &RefCell::default());
        let reader = Reader { sources, policy, region, targets, today, edition, topics, roles, found };
        let contacts = reader.read(diagnostics);
        Registers {
            shared_names: contact::shared_names(&contacts),
            contacts,
            resources: reader.read(diagnostics),
            faqs: reader.read(diagnostics),
            glossary: reader.read(diagnostics),
            found: found.take(),
        }
    });
    registers.collect()
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use supportt_fixture::check_short;

    #[test]
    fn what_is_wrong_with_a_register_is_reported_at_once() {
        check_short(
            r#"//- content/north/resources.toml
[[resource]]
id = "guide"
name = "Guide"
says = "A guide of {minimum-absense}."
kind = "book"
audience = ["trainees"]
address = "www.example.org"
source = "page"
reference = "1"
checked_on = 2027-01-01

[[resource]]
id = "guide"
name = "Guide"
says = "A guide."
kind = "document"
audience = ["trainees"]
topics = ["simulaton"]
address = "/abuot.md"
source = "pge"
reference = "1"
checked_on = 2026-01-01
review_by = 2026-02-01
colour = "red"

//- content/north/contacts.toml
[[contact]]
id = "Team"
name = "Team"
says = "The team."
about = []
email = "team"
ours = true

//- content/north/faqs.toml
[[faq]]
id = "who"
name = "Who?"
says = "SuppoRTT is for absences of 6 months or more. [insert date]"
audience = ["trainees"]

//- content/north/glossary.toml
[[words]]
"#,
            expect![[r#"
                content/north/contacts.toml:1:1: warning: no page shows what is in this file (hint: put `{{ contacts }}` on a line of its own in the page where people look for it)
                content/north/contacts.toml:2:6: error: `Team` cannot be an id (hint: write `team`: lower-case words joined by hyphens)
                content/north/contacts.toml:5:9: error: `about` is empty (hint: what to ask them about)
                content/north/contacts.toml:6:9: error: `team` is not an email address (hint: write it like `name@nhs.net`)
                content/north/faqs.toml:1:1: warning: no page shows what is in this file (hint: put `{{ faqs }}` on a line of its own in the page where people look for it)
                content/north/faqs.toml:1:1: error: it is not said where this comes from: it lacks `source`, `reference`, `checked_on` (hint: `source`: the `id` of a `[[source]]` of the region) (hint: `reference`: where in the source, such as `WX:28`) (hint: `checked_on`: the day somebody compared it with its source)
                content/north/faqs.toml:4:37: advice: the policy states no such length of absence: it states 3 months or more (`minimum-absence`) (hint: print the policy's own by its name between braces, such as `{minimum-absence}`; if the source has changed, change `region.toml`) (hint: if the number is not about this programme, say in the sentence whose it is)
                content/north/faqs.toml:4:55: advice: this is left to be filled in (hint: write what belongs here, or leave it out)
                content/north/glossary.toml:1:1: warning: no page shows what is in this file (hint: put `{{ glossary }}` on a line of its own in the page where people look for it)
                content/north/glossary.toml:1:3: error: this file holds nothing called `words` (hint: it is a list: begin each entry with a line `[[word]]`)
                content/north/resources.toml:1:1: warning: no page shows what is in this file (hint: put `{{ resources }}` on a line of its own in the page where people look for it)
                content/north/resources.toml:4:20: error: North has no rule or entitlement `minimum-absense` (hint: did you mean `minimum-absence`?)
                content/north/resources.toml:5:8: error: `kind` cannot be `book`: not `document`, `web-page`, `recording`, `toolkit`, `system` or `newsletter` (hint: write `document`, `web-page`, `recording`, `toolkit`, `system` or `newsletter`)
                content/north/resources.toml:7:11: error: there is no page `www.example.org` (hint: write an address that begins with `https://`, the path of a page from `content`, such as `/about.md`, or an entry, such as `form:its-id`)
                content/north/resources.toml:10:14: error: this is said to be checked on a day that has not come: today is 1 March 2026 (hint: write the day on which somebody last compared it with its source)
                content/north/resources.toml:13:6: error: `guide` already names another entry of this file: used again here (hint: give one of them another id)
                content/north/resources.toml:14:8: warning: another entry of this file is called “Guide” (hint: put the two together, or say what tells one from the other)
                content/north/resources.toml:18:11: error: there is no topic `simulaton` (hint: did you mean `simulation`?)
                content/north/resources.toml:19:11: error: there is no page `/abuot.md` (hint: did you mean `/about.md`?)
                content/north/resources.toml:20:10: error: North has no source `pge` (hint: did you mean `page`?)
                content/north/resources.toml:23:13: warning: this was to be checked again by 1 February 2026: today is 1 March 2026 (hint: compare it with its source; then set `checked_on` to that day and `review_by` to a later one)
                content/north/resources.toml:24:1: error: a resource has no field `colour`: not a field (hint: its fields are `id`, `name`, `says`, `kind`, `audience`, `reasons`, `topics`, `address`, `format`, `size`, `source`, `reference`, `section`, `checked_on`, `review_by`, `ours`, `example`)
            "#]],
        );
    }
}
