//! Where forms, notices and the entries of registers are: each form and notice has a page of its own, which no file
//! stands behind; an entry of a register has a place on the page that lists it.
//!
//! Texts can lead to all of them: `[the form](form:pre-absence-form)`, `[the team](contact:team)`.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use supportt_basics::date::{self, Date};
use supportt_basics::ids::EntryId;
use supportt_basics::keyword::Keyword as _;
use supportt_rules::policy::{Entry, Form, HasValue, InForce, Notice, Policy, Region};

use crate::generated_page::GeneratedPage;
use crate::site::{self, PageId, Redirect, Site};
use supportt_content::edition::Edition;
use supportt_content::front_matter::FrontMatter;
use supportt_content::page::CheckedPage;
use supportt_content::policy::printed;
use supportt_content::readers::Readers;
use supportt_content::registers::{RegisterEntry, Registers};
use supportt_markdown::link_targets::CONTENT;
use supportt_markdown::record_kind::RecordKind;
use supportt_markdown::{Directive, Listing, RecordLink, RegionPart};
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::page_path::Address;
use supportt_source::suggest;
use supportt_source::{Sources, Span};

/// The page of a record.
#[derive(Clone, Debug)]
pub struct EntryPage {
    /// The page.
    pub page: GeneratedPage,
    /// What the record is.
    pub kind: RecordKind,
    /// Its id among its kind in the region.
    pub id: String,
    /// Its place among them.
    pub place: usize,
    /// The page that lists all of its kind, which need not be one of its region.
    pub list: Option<PageId>,
}

/// An entry of a register that has a place on a list.
#[derive(Clone, Debug)]
pub struct ListedEntry {
    /// What leads to it from the address that it has wherever it is listed. On a page of all regions the same id may
    /// stand twice, so only the page is named.
    pub redirect: Redirect,
    /// Its name.
    pub title: String,
    /// Where its id is written.
    pub written: Option<Span>,
}

/// The pages of forms and notices, and the places of all other entries.
#[derive(Clone, Debug)]
pub struct EntryPages {
    pages: Vec<EntryPage>,
    listed: Vec<ListedEntry>,
    by_address: BTreeMap<Address, usize>,
    leads: Vec<Leads>,
}

/// Where the pages of a region's records lead.
#[derive(Clone, Copy, Debug)]
pub struct Leads {
    /// The page that shows all steps.
    pub steps: Option<PageId>,
    /// The page that says whom to ask.
    pub contacts: Option<PageId>,
}

impl EntryPages {
    /// Every page, in the order of the regions and of the lists in their files.
    #[must_use]
    pub fn all(&self) -> &[EntryPage] {
        &self.pages
    }

    /// Every entry that has a place on a list instead of a page, in the same order.
    #[must_use]
    pub fn listed(&self) -> &[ListedEntry] {
        &self.listed
    }

    /// The page of the record that has the same id in a region.
    #[must_use]
    pub fn same(&self, record: &EntryPage, region: &Region) -> Option<&EntryPage> {
        let address = record.kind.address(region.id().as_str(), &record.id)?;
        self.by_address.get(&address).map(|place| &self.pages[*place])
    }

    /// Where the pages of a region lead.
    #[must_use]
    pub fn leads(&self, region: usize) -> Leads {
        self.leads[region]
    }
}

/// The address of a record's page as it stands in links.
///
/// # Panics
/// Never: the ids of a site's regions and records can stand in addresses.
#[must_use]
pub fn href(site: &Site<'_>, region: &Region, kind: RecordKind, id: &str) -> String {
    format!("{}{}", site.config.base(), address(region, kind, id))
}

fn address(region: &Region, kind: RecordKind, id: &str) -> Address {
    kind.address(region.id().as_str(), id).expect("ids and names of folders are words joined by hyphens")
}

/// The addresses and titles of the pages that forms will have when they are in force.
pub fn to_come(policy: &Policy, today: Date) -> impl Iterator<Item = (Address, &str)> {
    policy.regions().iter().flat_map(move |region| {
        let forms = region.forms().iter();
        let ahead = forms.filter(move |form| region.on(today).form(form.id.as_str()).is_none());
        ahead.map(|form| (address(region, RecordKind::Form, form.id.as_str()), form.name.as_str()))
    })
}

/// The pages and places of all records.
#[must_use]
pub fn of_regions(site: &Site<'_>, registers: &[Registers], today: Date) -> EntryPages {
    let (mut pages, mut listed) = (Vec::new(), Vec::new());
    for (place, (region, registers)) in site.policy.regions().iter().zip(registers).enumerate() {
        for record in records(&site.policy, region, registers, today) {
            if record.kind.has_pages() {
                pages.push(record.page(site, region, place, List::of(record.kind, site, place)));
            } else {
                listed.push(record.listed(site, region, place));
            }
        }
    }
    let by_address: BTreeMap<Address, usize> =
        pages.iter().enumerate().map(|(place, record)| (record.page.address.clone(), place)).collect();
    debug_assert_eq!(by_address.len(), pages.len(), "each record has an address of its own");
    let leads = (0..site.policy.regions().len()).map(|region| Leads {
        steps: site.showing(Some(region), Directive::Steps(None)).next(),
        contacts: own_list(RecordKind::Contact, site, region, &Readers::default())
            .or_else(|| site.showing(Some(region), Directive::Region(RegionPart::Contact)).next()),
    });
    EntryPages { pages, listed, by_address, leads: leads.collect() }
}

/// Where records of a kind are listed.
#[derive(Clone, Copy)]
struct List {
    /// The page that lists them.
    page: Option<PageId>,
    /// The page of the region below which theirs are.
    above: PageId,
}

impl List {
    fn of(kind: RecordKind, site: &Site<'_>, region: usize) -> Self {
        let own = own_list(kind, site, region, &Readers::default());
        let anywhere = || site.showing(None, list_directive(kind)).next();
        Self { page: own.or_else(anywhere), above: own.unwrap_or(site.region_pages[region]) }
    }
}

/// The page of a region that lists a record of a kind that is for `readers`: rather one that is for everybody than one
/// for some readers, who see only what is for them.
fn own_list(kind: RecordKind, site: &Site<'_>, region: usize, readers: &Readers) -> Option<PageId> {
    let of_page = |id: &PageId| &site.page(*id).front_matter.readers;
    let lists = site.showing(Some(region), list_directive(kind));
    lists.filter(|id| of_page(id).include(readers)).min_by_key(|id| *of_page(id) != Readers::default())
}

fn list_directive(kind: RecordKind) -> Directive {
    match kind {
        RecordKind::Form => Directive::Region(RegionPart::Forms),
        RecordKind::Notice => Directive::Region(RegionPart::Notices),
        RecordKind::Resource => Directive::Listing(Listing::Resources),
        RecordKind::Contact => Directive::Listing(Listing::Contacts),
        RecordKind::Faq => Directive::Listing(Listing::Faqs),
        RecordKind::Word => Directive::Listing(Listing::Glossary),
    }
}

/// What a record's page, or its place on a list, needs to know of it.
struct Record<'a> {
    kind: RecordKind,
    /// Who it is for, where that is said.
    readers: Readers,
    id: &'a str,
    place: usize,
    title: Cow<'a, str>,
    says: Cow<'a, str>,
    /// When it was compared with its source; nothing where it has none.
    checked_on: Option<Date>,
    /// The earliest check of what else its page shows: steps and contradictions.
    others_checked_on: Option<Date>,
    /// Where its id is written, where that is known.
    written: Option<Span>,
}

/// The records of a region: forms in force, notices with all their versions, and registers.
fn records<'a>(
    policy: &'a Policy,
    region: &'a Region,
    registers: &'a Registers,
    today: Date,
) -> Vec<Record<'a>> {
    let in_force = region.on(today);
    let is_first = |(_, notice): &(usize, &Entry<Notice>)| {
        versions(region, &notice.id, today).first().is_some_and(|first| first.from == notice.from)
    };
    let notice = |(place, notice): (usize, &'a Entry<Notice>)| Record {
        checked_on: versions(region, &notice.id, today)
            .iter()
            .map(|version| version.citation.checked_on)
            .min(),
        ..of_policy(RecordKind::Notice, place, notice, policy, in_force)
    };
    let form = |(place, form): (usize, &'a Entry<Form>)| {
        let steps =
            in_force.steps().filter(|step| step.body.asks_for(&form.id)).map(|step| step.citation.checked_on);
        let conflicts = in_force.conflicts().filter(|conflict| conflict.body.is_about(&form.id));
        Record {
            others_checked_on: steps.chain(conflicts.map(|conflict| conflict.citation.checked_on)).min(),
            ..of_policy(RecordKind::Form, place, form, policy, in_force)
        }
    };
    let Registers { resources, contacts, faqs, glossary, .. } = registers;
    let mut records: Vec<Record<'a>> = in_force.forms().enumerate().map(form).collect();
    records.extend(region.notices().iter().enumerate().filter(is_first).map(notice));
    let readers = resources.iter().map(|item| &item.readers);
    records.extend(of_list(resources).zip(readers).map(for_readers));
    records.extend(contacts.iter().map(|item| Record { title: registers.title(item), ..of_register(item) }));
    let readers = faqs.iter().map(|item| &item.readers);
    records.extend(of_list(faqs).zip(readers).map(for_readers));
    records.extend(of_list(glossary));
    records
}

fn for_readers<'a>((record, readers): (Record<'a>, &Readers)) -> Record<'a> {
    Record { readers: readers.clone(), ..record }
}

fn of_policy<'a, T: HasValue>(
    kind: RecordKind,
    place: usize,
    entry: &'a Entry<T>,
    policy: &Policy,
    in_force: InForce<'a>,
) -> Record<'a> {
    Record {
        kind,
        readers: Readers::default(),
        id: entry.id.as_str(),
        place,
        title: Cow::Borrowed(&entry.name),
        says: Cow::Owned(in_force.sentence(entry, policy.vocabulary())),
        checked_on: Some(entry.citation.checked_on),
        others_checked_on: None,
        written: None,
    }
}

/// A notice in all its versions: one that is in force first, then those to come, those that are over last.
#[must_use]
pub fn versions<'a>(region: &'a Region, id: &EntryId, today: Date) -> Vec<&'a Entry<Notice>> {
    let mut versions: Vec<_> = region.notices().iter().filter(|notice| notice.id == *id).collect();
    versions.sort_by_key(|notice| standing(notice, today));
    versions
}

/// The place of a notice among others on a day.
#[must_use]
pub fn standing(notice: &Entry<Notice>, today: Date) -> impl Ord + use<> {
    (notice.body.until < today, notice.from > today, Reverse(notice.from))
}

fn of_list<E: RegisterEntry>(entries: &[E]) -> impl Iterator<Item = Record<'_>> {
    entries.iter().map(of_register)
}

fn of_register<E: RegisterEntry>(entry: &E) -> Record<'_> {
    Record {
        kind: E::KIND,
        readers: Readers::default(),
        id: &entry.id().value,
        place: 0,
        title: Cow::Borrowed(entry.name()),
        says: Cow::Borrowed(entry.says()),
        checked_on: None,
        others_checked_on: None,
        written: Some(entry.id().span),
    }
}

impl Record<'_> {
    fn page(&self, site: &Site<'_>, region: &Region, place: usize, list: List) -> EntryPage {
        // What nobody compared with a source has been looked at when the page above was.
        let own = self.checked_on.unwrap_or(site.page(list.above).front_matter.last_reviewed.value);
        let page = GeneratedPage {
            address: address(region, self.kind, self.id),
            title: self.title.clone().into_owned(),
            description: self.says.clone().into_owned(),
            region: place,
            above: list.above,
            as_of: self.others_checked_on.map_or(own, |others| others.min(own)),
            written: self.written,
        };
        EntryPage { page, kind: self.kind, id: self.id.to_owned(), place: self.place, list: list.page }
    }

    /// Its place on a list. Where no page lists it, its region's first page is nearest.
    fn listed(self, site: &Site<'_>, region: &Region, place: usize) -> ListedEntry {
        let own = own_list(self.kind, site, place, &self.readers);
        let anywhere = || site.showing(None, list_directive(self.kind)).next();
        let redirect = Redirect {
            from: address(region, self.kind, self.id),
            to: own.or_else(anywhere).unwrap_or(site.region_pages[place]),
            fragment: own.map(|_| format!("{}_{}", self.kind.word(), self.id)),
        };
        ListedEntry { redirect, title: self.title.into_owned(), written: self.written }
    }
}

/// Reports links in texts and fields to records that are not there, or that are only examples. Examples that
/// are left out of the site may lead anywhere.
pub fn check_links(
    pages: &[CheckedPage<'_>],
    policy: &Policy,
    registers: &[Registers],
    sources: &Sources,
    (today, edition): (Date, Edition),
    diagnostics: &mut Diagnostics,
) {
    let mut links: Vec<Link<'_>> = Vec::new();
    for (page, region) in pages.iter().zip(site::regions_of(pages, policy)) {
        let from_example = page.front_matter.as_ref().is_some_and(FrontMatter::is_example);
        links.extend(page.body.record_links.iter().map(|written| Link {
            written,
            own: region,
            from_example,
        }));
    }
    for (place, registers) in registers.iter().enumerate() {
        let own = Some(place);
        links.extend(registers.found.links.iter().map(|(written, from_example)| Link {
            written,
            own,
            from_example: *from_example,
        }));
    }
    links.retain(|link| !(link.from_example && edition == Edition::Published));
    if links.is_empty() {
        return;
    }
    let regions = policy.regions().iter().zip(registers);
    let known: Vec<BTreeSet<(RecordKind, &str)>> = regions
        .map(|(region, registers)| {
            records(policy, region, registers, today).iter().map(|record| (record.kind, record.id)).collect()
        })
        .collect();
    let is_broken = |file: &str| {
        sources.at(file).is_some_and(|file| diagnostics.has("toml::syntax", file.whole().file()))
    };
    let known = Known { policy, registers, records: &known, is_broken: &is_broken, today };
    let problems: Vec<Diagnostic> = links.into_iter().filter_map(|link| known.check(link)).collect();
    diagnostics.extend(problems);
}

/// A link to a record, and where it stands.
struct Link<'a> {
    written: &'a RecordLink,
    /// The region of its page or register.
    own: Option<usize>,
    from_example: bool,
}

/// What links to records are held against.
struct Known<'a> {
    policy: &'a Policy,
    registers: &'a [Registers],
    /// For each region the records that have pages.
    records: &'a [BTreeSet<(RecordKind, &'a str)>],
    /// Whether part of a file could not be read.
    is_broken: &'a dyn Fn(&str) -> bool,
    today: Date,
}

impl Known<'_> {
    /// What is wrong with a link.
    fn check(&self, Link { written, own, from_example }: Link<'_>) -> Option<Diagnostic> {
        let RecordLink { region, kind, id, span } = written;
        let regions = self.policy.regions();
        let place = match (region, own) {
            (Some(name), _) => match printed::region(self.policy, name, id) {
                Ok(found) => regions.iter().position(|region| region.id() == found.id())?,
                Err(problem) => return Some(problem.at("link::no-region", *span, str::to_owned)),
            },
            (None, Some(own)) => own,
            (None, None) => {
                let word = kind.word();
                let has_it = |place: &usize| self.records[*place].contains(&(*kind, id.as_str()));
                let place = (0..regions.len()).find(has_it).unwrap_or(0);
                let region = regions.get(place).map_or("region", |region| region.id().as_str());
                return Some(
                    Diagnostic::error("link::no-region", *span, "this page belongs to no region")
                        .reword(format!("name one: `{word}:{region}/{id}`"), [format!("{region}/{id}")]),
                );
            }
        };
        let records = &self.records[place];
        match self.registers[place].found.written.get(&(*kind, id.clone())) {
            Some(true) if !from_example => Some(leads_to_example(*span)),
            // Why there may be no page of it is told where it is written.
            Some(_) => None,
            None if records.contains(&(*kind, id.as_str())) => None,
            None => self.missing(written, &regions[place], records),
        }
    }

    fn missing(
        &self,
        RecordLink { kind, id, span, region: named }: &RecordLink,
        region: &Region,
        records: &BTreeSet<(RecordKind, &str)>,
    ) -> Option<Diagnostic> {
        let file = format!("{CONTENT}{}/{}", region.id(), kind.file());
        if (self.is_broken)(&file) {
            // It may be what could not be read.
            return None;
        }
        let problem = |message: String| Diagnostic::error("link::missing-record", *span, message);
        let versions =
            region.forms().iter().filter(|form| *kind == RecordKind::Form && form.id.as_str() == id);
        let first = versions.map(|form| form.from).min();
        if let Some(day) = first.filter(|day| *day > self.today) {
            let message = format!("the form `{id}` is not in force yet: it begins on {}", date::long(day));
            return Some(problem(message).hint("leave the link out until that day"));
        }
        let ids = records.iter().filter(|(other, _)| other == kind).map(|(_, id)| *id);
        // What stands after the colon names the region where the page does not.
        let in_link =
            |id: &str| named.iter().map(|region| format!("{region}/")).chain([id.to_owned()]).collect();
        let problem = problem(format!("{} has no {} `{id}`", region.name(), kind.word()));
        if let Some((before, _)) = id.split_once('#') {
            let hint = format!("leave out what begins with `#`: `{}:{before}`", kind.word());
            return Some(problem.reword(hint, [in_link(before)]));
        }
        Some(match suggest::nearest(id, ids) {
            Some(near) => problem.reword(format!("did you mean `{near}`?"), [in_link(near)]),
            None => problem.hint(format!("each is a `[[{}]]` with an `id` in `{file}`", kind.word())),
        })
    }
}

fn leads_to_example(span: Span) -> Diagnostic {
    Diagnostic::error("link::example", span, "this leads to an entry that is only an example")
        .label("it is not part of the published site")
        .hint("remove the link, or `example = true` from that entry when what it says is real")
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use supportt_fixture::{check_short, page};

    const RECORDS: &str = r#"//- content/north/contacts.toml
[[contact]]
id = "team"
name = "The team"
about = ["Anything"]
says = "Ask the team."
ours = true
[[contact]]
id = "sample"
name = "A sample"
about = ["Nothing"]
says = "Shows how a contact looks."
example = true
//- content/north/faqs.toml
[[faq]]
id = "who"
name = "Who?"
says = "The team."
audience = ["trainees"]
address = "contact:team"
ours = true
"#;

    fn with_form(from: &str) -> String {
        let north = supportt_fixture::NORTH;
        let form = "[[form]]\nid = \"plan\"\nname = \"Plan\"\nstatus = \"current\"\nsays = \"A form.\"\nsource = \"page\"\nreference = \"N:60\"\nchecked_on = 2026-01-05\n";
        format!("//- content/north/region.toml\n{north}\n{form}from = {from}\n")
    }

    #[test]
    fn links_lead_to_records_that_are_there() {
        check_short(
            &[
                RECORDS.replace("address = \"contact:team\"", "address = \"contact:tem\"").as_str(),
                &with_form("2027-01-01"),
                &page("north/lists.md", "{{ contacts }}\n\n{{ faqs }}\n"),
                &page(
                    "north/a.md",
                    "[Right](contact:team), [right too](contact:north/team), [wrong](contact:tem).\n\n\
                     [No kind has it](resource:team), [nor this region](faq:sorth/who), [nor anything](faq:whom-else).\n\n\
                     [An example](contact:sample). [Not yet](form:plan).\n\n\
                     [A slash](contact:team/), [a space](contact: team), [as in files](contacts:team), \
                     [its address](/north/contact/team/), [as a file](contact/team.md), ![picture](contact:team)\n",
                ),
                &page("b.md", "[Whose is it](contact:team)? [North's](contact:north/team).\n"),
                &page("guides/index.md", "[Nor here](faq:when)?\n"),
                &page("north/c.md", "[An example](contact:sample).\n").replace("owner =", "example = true\nowner ="),
            ]
            .concat(),
            expect![[r#"
                content/b.md:7:23: error: this page belongs to no region (hint: name one: `contact:north/team`)
                content/guides/index.md:7:16: error: this page belongs to no region (hint: name one: `faq:north/when`)
                content/north/a.md:7:73: error: North has no contact `tem` (hint: did you mean `team`?)
                content/north/a.md:9:27: error: North has no resource `team` (hint: each is a `[[resource]]` with an `id` in `content/north/resources.toml`)
                content/north/a.md:9:56: error: there is no region `sorth` (hint: did you mean `north/who`?)
                content/north/a.md:9:87: error: North has no faq `whom-else` (hint: each is a `[[faq]]` with an `id` in `content/north/faqs.toml`)
                content/north/a.md:11:22: error: this leads to an entry that is only an example: it is not part of the published site (hint: remove the link, or `example = true` from that entry when what it says is real)
                content/north/a.md:11:46: error: the form `plan` is not in force yet: it begins on 1 January 2027 (hint: leave the link out until that day)
                content/north/a.md:13:35: error: this is not read as a link: an address has no spaces (hint: write `contact:team`)
                content/north/a.md:13:67: error: a link cannot begin with `contacts:` (hint: did you mean `contact:team`?)
                content/north/a.md:13:97: error: there is no page `/north/contact/team/`: no page here (hint: to lead to the page that the site makes for an entry, write `contact:north/team`)
                content/north/a.md:13:132: error: there is no page `contact/team.md`: no page here (hint: to lead to the page that the site makes for an entry, write `contact:north/team`)
                content/north/a.md:13:150: advice: “picture” does not say what the picture shows (hint: say what people are meant to learn from it; that it is a picture is told already)
                content/north/a.md:13:161: error: this is a page, not a picture (hint: to link to the page, leave out the `!`)
                content/north/faqs.toml:6:20: error: North has no contact `tem` (hint: did you mean `team`?)
            "#]],
        );
    }

    #[test]
    fn what_is_wrong_with_an_entry_is_not_said_of_links_to_it() {
        let links = page("north/a.md", "[Team](contact:team), [who](faq:who), [when](faq:when).\n");
        let lists = page("north/lists.md", "{{ contacts }}\n\n{{ faqs }}\n");
        let wrong = RECORDS.replacen("ours = true\n", "", 1).replace("\"The team.\"", "\"The {teem}.\"");
        let no_header =
            "id = \"when\"\nname = \"When?\"\nsays = \"Soon.\"\naudience = [\"trainees\"]\nours = true\n";
        check_short(
            &[&wrong, no_header, &lists, &links].map(String::from).concat(),
            expect![[r#"
                content/north/contacts.toml:1:1: error: it is not said where this comes from: it lacks `source`, `reference`, `checked_on` (hint: `source`: the `id` of a `[[source]]` of the region) (hint: `reference`: where in the source, such as `WX:28`) (hint: `checked_on`: the day somebody compared it with its source)
                content/north/faqs.toml:4:13: error: North has no rule or entitlement `teem` (hint: they are listed in `content/north/region.toml`)
                content/north/faqs.toml:8:1: error: a new entry seems to begin here: the `[[faq]]` above has an `id` already (hint: write `[[faq]]` on the line before; or remove one `id`)
            "#]],
        );
    }

    #[test]
    fn the_page_of_a_record_has_its_address_for_itself() {
        let old = page("north/b.md", "").replace("owner =", "aliases = [\"/north/faq/who/\"]\nowner =");
        check_short(
            &[
                RECORDS,
                &page("north/lists.md", "{{ contacts }}\n\n{{ faqs }}\n"),
                &page("north/contact/index.md", ""),
                &page("north/contact/team.md", ""),
                &old,
            ]
            .concat(),
            expect![[r#"
                content/north/b.md:5:12: error: the site itself leads to an entry at `/north/faq/who/`: “Who?”: at the same address (hint: remove the alias)
                content/north/contact/team.md:1:1: error: the site itself leads to an entry at `/north/contact/team/`: “The team”: at the same address (hint: give this page another name)
            "#]],
        );
    }
}
