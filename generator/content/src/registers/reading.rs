//! Reads the records of a register, and what all registers share.

use std::cell::RefCell;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use supportt_basics::date::Date;
use supportt_basics::keyword::Keyword as _;
use supportt_rules::policy::{Policy, Region};

use crate::edition::Edition;
use crate::policy::printed;
use crate::provenance::{Citation, Provenance};
use supportt_markdown::RecordLink;
use supportt_markdown::link_targets::{CONTENT, LinkTargets, Target};
use supportt_markdown::record_kind::RecordKind;
use supportt_schema::record::{self, Format, Record, RecordType};
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::suggest;
use supportt_source::{SourceFile, Sources, Span, Spanned};

/// What has been found in a region's registers besides the records themselves.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Every record that is written, also one that is wrong or left out, by kind and id; and whether it is an example.
    pub written: BTreeMap<(RecordKind, String), bool>,
    /// The records that addresses lead to, to be checked when all are known; and whether an example does so.
    pub links: Vec<(RecordLink, bool)>,
}

/// An entry of a register: what all of them have.
pub trait RegisterEntry: RecordType {
    /// What it is.
    const KIND: RecordKind;

    /// Its name in links: unique in its register.
    fn id(&self) -> &Spanned<String>;
    /// Its title, question, word or whom to ask.
    fn name(&self) -> &str;
    /// What there is to say, with policy values in place.
    fn says(&self) -> &str;
    /// Where it comes from.
    fn provenance(&self) -> &Provenance;

    /// Reports what can only be wrong with this kind of entry, also of one that cannot be read as a whole.
    fn check(_: &Record, _: &Reader<'_>, _: &mut Diagnostics) {}

    /// Puts what there is to say and the address that it leads to in the place of what is written.
    fn resolve(&mut self, says: String, address: Option<String>);
}

/// What all kinds of entries do alike; those with an address name its field.
macro_rules! entry {
    ($kind:path $(, $address:ident)?) => {
        const KIND: RecordKind = $kind;

        fn id(&self) -> &Spanned<String> {
            &self.id
        }

        fn name(&self) -> &str {
            &self.name
        }

        fn says(&self) -> &str {
            &self.says.value
        }

        fn provenance(&self) -> &Provenance {
            &self.provenance
        }

        fn resolve(&mut self, says: String, _address: Option<String>) {
            self.says.value = says;
            $( self.$address = _address; )?
        }
    };
}
pub(super) use entry;

/// Reads the files of one region.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    pub(super) sources: &'a Sources,
    pub(super) policy: &'a Policy,
    pub(super) region: &'a Region,
    pub(super) targets: &'a LinkTargets<'a>,
    pub(super) today: Date,
    pub(super) edition: Edition,
    /// The topics that the words name, if those can be read.
    pub(super) topics: Option<&'a BTreeMap<String, String>>,
    /// The roles that the region's steps name.
    pub(super) roles: &'a BTreeSet<&'a str>,
    pub(super) found: &'a RefCell<Found>,
}

impl Reader<'_> {
    /// Reads the entries of a kind, if there is a file of them.
    pub(super) fn read<E: RegisterEntry>(&self, diagnostics: &mut Diagnostics) -> Vec<E> {
        let Some(file) = self.sources.at(&format!("{CONTENT}{}/{}", self.region.id(), E::KIND.file())) else {
            return Vec::new();
        };
        let records = E::SCHEMA.read_file(file, diagnostics);
        record::check_ids(&records, diagnostics);
        check_names(&records, diagnostics);
        let ids = records.iter().filter_map(|record| Some((record.text("id")?.value, is_example(record))));
        let written = ids.map(|(id, is_example)| ((E::KIND, id), is_example));
        self.found.borrow_mut().written.extend(written);
        let mut entries: Vec<E> =
            records.iter().filter_map(|record| self.entry(record, file, diagnostics)).collect();
        if self.edition == Edition::Published {
            entries.retain(|entry| !entry.provenance().is_example());
        }
        entries
    }

    fn entry<E: RegisterEntry>(
        &self,
        record: &Record,
        file: &SourceFile,
        diagnostics: &mut Diagnostics,
    ) -> Option<E> {
        // Everything is checked before giving up, so that every problem is reported.
        let entry = E::from_record(record, diagnostics);
        if let Some(citation) = Citation::of(record) {
            citation.check(self.region, self.today, diagnostics);
        }
        E::check(record, self, diagnostics);
        let says = record.text("says").and_then(|says| self.sentence(file, &says, diagnostics));
        let address = E::SCHEMA.field("address").and_then(|_| self.address(record, file, diagnostics));
        let mut entry = entry?;
        entry.resolve(says?, address);
        Some(entry)
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
            value.map_err(|problem| problem.at("record::value", span, |name| format!("{{{name}}}")))
        };
        printed::sentence(file, says, "record::value", lookup, diagnostics)
    }

    /// The address of what a field names: a web address, a page or file in `content`, or the page of a record.
    fn address(&self, record: &Record, file: &SourceFile, diagnostics: &mut Diagnostics) -> Option<String> {
        let written = record.text("address")?;
        if let Some(link) = RecordLink::read(&written.value, after_colon(file, &written)) {
            let address = link.address(self.region.id().as_str());
            self.found.borrow_mut().links.push((link, is_example(record)));
            return Some(format!("{}{}", self.targets.base(), address?));
        }
        if written.value.contains("://") {
            Format::DocumentAddress.check(&written.value, written.span, diagnostics);
            return Some(written.value);
        }
        let (path, fragment) = match written.value.split_once('#') {
            Some((path, fragment)) => (path, format!("#{fragment}")),
            None => (written.value.as_str(), String::new()),
        };
        let inside = path.trim_start_matches('/');
        let target: Option<Target<'_>> = self.targets.at(inside);
        if target.is_none() {
            let kind = written.value.split_once(':').and_then(|(word, rest)| {
                let kind = suggest::nearest(word, RecordKind::ALL.iter().map(|kind| kind.word()))?;
                Some(format!("{kind}:{}", rest.trim()))
            });
            let near = kind.or_else(|| self.targets.nearest(inside).map(|near| format!("/{near}{fragment}")));
            diagnostics.push(
                Diagnostic::error("link::missing-page", written.span, format!("there is no page `{path}`"))
                    .suggest(near, |problem| {
                        problem.hint(
                            "write an address that begins with `https://`, the path of a page from `content`, \
                             such as `/about.md`, or an entry, such as `form:its-id`",
                        )
                    }),
            );
        }
        target.map(|target| format!("{}{fragment}", self.targets.href(target)))
    }
}

/// Where what names a record stands in an address such as `form:its-id`; the whole field, where it is written in another
/// way than it reads.
fn after_colon(file: &SourceFile, written: &Spanned<String>) -> Span {
    let Range { start, end } = written.span.range();
    let inside = file.text_at(written.span).trim_matches(['"', '\'']);
    match inside.find(':').filter(|_| inside == written.value) {
        Some(colon) => written.span.elsewhere(start + colon + 2..end.saturating_sub(1)),
        None => written.span,
    }
}

fn is_example(record: &Record) -> bool {
    record.is_set("example")
}

/// Warns of two entries of a register with the same name. Each Trust may have a contact of the same name.
fn check_names(records: &[Record], diagnostics: &mut Diagnostics) {
    let mut taken: BTreeMap<(String, Option<String>), Span> = BTreeMap::new();
    for record in records {
        let Some(name) = record.text("name") else { continue };
        let trust = record.text("trust");
        match taken.entry((name.value.to_lowercase(), trust.map(|trust| trust.value))) {
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
