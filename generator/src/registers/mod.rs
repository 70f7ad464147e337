//! A region's registers: lists of records that are no policy.
//!
//! Each is a file beside the region's policy: what can be read ([`resource`]), whom to ask ([`contact`]), what is
//! often asked ([`faq`]), what words mean ([`glossary`]). What they share is read here.

pub mod contact;
pub mod faq;
pub mod glossary;
pub mod resource;

use std::cell::RefCell;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use supportt_rules::date::Date;
use supportt_rules::policy::{Policy, Region};

use self::contact::Contact;
use self::faq::Faq;
use self::glossary::Word;
use self::resource::Resource;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::link_targets::{CONTENT, LinkTargets, Target};
use crate::markdown::RecordLink;
use crate::policy::printed;
use crate::provenance::{self, Provenance};
use crate::record::{self, Field, Kind, Record, Schema};
use crate::record_kind::RecordKind;
use crate::site::Edition;
use crate::source::{SourceFile, Sources, Span, Spanned};

/// The files of a region's registers.
pub const FILES: [&str; 4] = [resource::FILE, contact::FILE, faq::FILE, glossary::FILE];

const ID: Field = Field::needed("id", Kind::Text, "a name for links to it");
const SAYS: Field = Field::needed("says", Kind::Text, "what there is to say, in our words");

/// The registers of a region.
#[derive(Clone, Debug, Default)]
pub struct Registers {
    /// What can be read, listened to or used.
    pub resources: Vec<Item<Resource>>,
    /// Whom to ask about what.
    pub contacts: Vec<Item<Contact>>,
    /// What is often asked.
    pub faqs: Vec<Item<Faq>>,
    /// What words mean.
    pub glossary: Vec<Item<Word>>,
    /// The kinds and ids of those that only show how such a record looks, also where they are left out.
    pub examples: BTreeSet<(RecordKind, String)>,
    /// The records that their addresses lead to, to be checked when all are known; and whether an example does so.
    pub links: Vec<(RecordLink, bool)>,
}

impl Registers {
    /// Notes which records are examples, and leaves them out of what is published.
    fn set_examples(&mut self, edition: Edition) {
        let Self { resources, contacts, faqs, glossary, examples, links: _ } = self;
        let mut set = |kind, ids: Vec<String>| examples.extend(ids.into_iter().map(|id| (kind, id)));
        set(RecordKind::Resource, take_examples(resources, edition));
        set(RecordKind::Contact, take_examples(contacts, edition));
        set(RecordKind::Faq, take_examples(faqs, edition));
        set(RecordKind::Word, take_examples(glossary, edition));
    }
}

/// The ids of the examples among some records, which are left out of what is published.
fn take_examples<T>(items: &mut Vec<Item<T>>, edition: Edition) -> Vec<String> {
    let is_example = |item: &Item<T>| item.provenance.is_example();
    let ids = items.iter().filter(|item| is_example(item)).map(|item| item.id.value.clone()).collect();
    if edition == Edition::Published {
        items.retain(|item| !is_example(item));
    }
    ids
}

/// A record of a register.
#[derive(Clone, Debug)]
pub struct Item<T> {
    /// Its name in links: unique in its register.
    pub id: Spanned<String>,
    /// Its title, question, word or whom to ask.
    pub name: String,
    /// What there is to say, with policy values in place.
    pub says: String,
    /// Where it comes from.
    pub provenance: Provenance,
    /// What only this kind of record has.
    pub body: T,
}

/// Reads the registers of every region, in the order of the policy's regions.
pub fn load(
    sources: &Sources,
    policy: &Policy,
    targets: &LinkTargets<'_>,
    topics: &BTreeMap<String, String>,
    (today, edition): (Date, Edition),
    diagnostics: &mut Diagnostics,
) -> Vec<Registers> {
    let registers = policy.regions().iter().map(|region| {
        let (roles, links) = (&region.roles_in_steps(), &RefCell::default());
        let reader = Reader { sources, policy, region, targets, today, roles, links };
        let mut registers = Registers {
            resources: reader.read(
                resource::FILE,
                "resource",
                &resource::SCHEMA,
                diagnostics,
                |record, place, found| resource::read(record, place, topics, found),
            ),
            contacts: contact::with_titles(reader.read(
                contact::FILE,
                "contact",
                &contact::SCHEMA,
                diagnostics,
                |record, place, found| Some(contact::read(record, place, found)),
            )),
            faqs: reader.read(faq::FILE, "faq", &faq::SCHEMA, diagnostics, |record, place, found| {
                Some(faq::read(record, place, found))
            }),
            glossary: reader.read(glossary::FILE, "word", &glossary::SCHEMA, diagnostics, |record, _, _| {
                Some(glossary::read(record))
            }),
            examples: BTreeSet::new(),
            links: Vec::new(),
        };
        registers.links = links.take();
        registers.set_examples(edition);
        registers
    });
    registers.collect()
}

/// Reads the files of one region.
#[derive(Clone, Copy)]
struct Reader<'a> {
    sources: &'a Sources,
    policy: &'a Policy,
    region: &'a Region,
    targets: &'a LinkTargets<'a>,
    today: Date,
    /// The roles that the region's steps name.
    roles: &'a BTreeSet<&'a str>,
    /// The links to records that have been read.
    links: &'a RefCell<Vec<(RecordLink, bool)>>,
}

impl Reader<'_> {
    /// Reads the file called `file_name`, if there is one: a list called `list`.
    fn read<T>(
        &self,
        file_name: &str,
        list: &str,
        schema: &Schema,
        diagnostics: &mut Diagnostics,
        body: impl Fn(&Record, &Self, &mut Diagnostics) -> Option<T>,
    ) -> Vec<Item<T>> {
        let Some(file) = self.sources.at(&format!("{CONTENT}{}/{file_name}", self.region.id())) else {
            return Vec::new();
        };
        let records = schema.read_file(list, file, diagnostics);
        record::check_ids(&records, diagnostics);
        check_names(&records, diagnostics);
        records
            .iter()
            .filter_map(|record| {
                let provenance = Provenance::read(record, false, diagnostics);
                if let Some(citation) = provenance.as_ref().and_then(Provenance::citation) {
                    citation.check(self.region, self.today, diagnostics);
                }
                let body = body(record, self, diagnostics);
                let says = record.text("says").and_then(|says| self.sentence(file, &says, diagnostics));
                Some(Item {
                    id: record.text("id")?,
                    name: record.text("name")?.value,
                    says: says?,
                    provenance: provenance?,
                    body: body?,
                })
            })
            .collect()
    }

    /// A sentence with the policy's values in place of their names between braces.
    fn sentence(
        &self,
        file: &SourceFile,
        says: &Spanned<String>,
        diagnostics: &mut Diagnostics,
    ) -> Option<String> {
        let lookup = |id: &str, span: Span| {
            let value = printed::value(self.region, id, self.policy, self.today);
            value.map_err(|problem| problem.at("record::value", span))
        };
        printed::sentence(file, says, "record::value", lookup, diagnostics)
    }

    /// The address of what a field names: a web address, a page or file in `content`, or the page of a record.
    fn address(&self, record: &Record, diagnostics: &mut Diagnostics) -> Option<String> {
        let written = record.text("address")?;
        if let Some(link) = RecordLink::read(&written.value, written.span) {
            let address = link.address(self.region.id().as_str());
            let is_example = record.flag(provenance::EXAMPLE.name).is_some_and(|flag| flag.value);
            self.links.borrow_mut().push((link, is_example));
            return Some(format!("{}{}", self.targets.base(), address?));
        }
        if written.value.contains("://") {
            record::check_web_address(record, "address", diagnostics);
            record::check_version(record, "address", diagnostics);
            return Some(written.value);
        }
        let (path, fragment) = match written.value.split_once('#') {
            Some((path, fragment)) => (path, format!("#{fragment}")),
            None => (written.value.as_str(), String::new()),
        };
        let inside = path.trim_start_matches('/');
        let target: Option<Target<'_>> = self.targets.at(inside);
        if target.is_none() {
            let near = self.targets.nearest(inside).map(|near| format!("did you mean `/{near}`?"));
            let hint = near.unwrap_or_else(|| {
                "write an address that begins with `https://`, the path of a page from `content`, such as \
                 `/about.md`, or an entry, such as `form:its-id`"
                    .to_owned()
            });
            diagnostics.push(
                Diagnostic::error("link::missing-page", written.span, format!("there is no page `{path}`"))
                    .hint(hint),
            );
        }
        target.map(|target| format!("{}{fragment}", self.targets.href(target)))
    }
}

/// Warns of two entries of a register with the same name. Each Trust may have a contact of the same name.
fn check_names(records: &[Record], diagnostics: &mut Diagnostics) {
    let mut taken: BTreeMap<(String, Option<String>), Span> = BTreeMap::new();
    for record in records {
        let Some(name) = record.text("name") else { continue };
        match taken.entry((name.value.to_lowercase(), record.text("trust").map(|trust| trust.value))) {
            Entry::Vacant(place) => {
                place.insert(name.span);
            }
            Entry::Occupied(first) => diagnostics.push(
                Diagnostic::warning(
                    "record::same-name",
                    name.span,
                    format!("another entry of this file is called “{}”", name.value),
                )
                .also(*first.get(), "the other")
                .hint("put the two together, or say what tells one from the other"),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::{contact, faq, glossary, resource};
    use crate::fixture::check_short;

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
                content/north/faqs.toml:1:1: error: it is not said where this comes from: it lacks `source`, `reference`, `checked_on` (hint: `source`: the `id` of a `[[source]]` of the region) (hint: `reference`: where in the source) (hint: `checked_on`: the day somebody compared it with its source)
                content/north/faqs.toml:4:37: error: the policy states no such length of absence: it states 3 months or more (`minimum-absence`) (hint: print the policy's own by its name between braces, such as `{minimum-absence}`; if the source has changed, change `region.toml`) (hint: if the number is not about this programme, say in the sentence whose it is)
                content/north/faqs.toml:4:55: error: this is left to be filled in (hint: write what belongs here, or leave it out)
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
                content/north/resources.toml:24:1: error: a resource has no field `colour`: not a field (hint: its fields are `id`, `name`, `says`, `kind`, `audience`, `reasons`, `topics`, `address`, `format`, `size`, `source`, `reference`, `checked_on`, `review_by`, `ours`, `example`)
            "#]],
        );
    }

    #[test]
    fn the_guide_for_editors_lists_the_same_fields() {
        let guide = include_str!("../../../content/README.md");
        for schema in [&resource::SCHEMA, &contact::SCHEMA, &faq::SCHEMA, &glossary::SCHEMA] {
            for field in schema.fields {
                let shown = guide.contains(&format!("\n{} = ", field.name))
                    || guide.contains(&format!("`{}`", field.name))
                    || guide.contains(&format!("`{} = ", field.name));
                assert!(shown, "content/README.md does not show `{}` of {}", field.name, schema.subject);
            }
        }
    }
}
