//! A page for each form and notice of a region, and for each entry of its registers.
//!
//! No file stands behind them. Lists lead to them, and so can texts: `[the form](form:pre-absence-form)`.

use std::collections::{BTreeMap, BTreeSet};

use supportt_rules::date::Date;
use supportt_rules::keyword::Keyword as _;
use supportt_rules::policy::{Entry, HasValue, Policy, Region};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::made_page::{self, MadePage};
use crate::markdown::{Directive, Listing, RecordLink};
use crate::page::ParsedPage;
use crate::page_path::{Address, PagePath};
use crate::policy::printed;
use crate::readers::Readers;
use crate::registers::{Item, Registers};
use crate::site::{PageId, Site};
use crate::suggest;
use crate::wording::any_of;

supportt_rules::keywords! {
    /// What a record is. The words begin its entries in the region's files; they stand in addresses and links.
    pub enum RecordKind {
        /// A form.
        Form = "form",
        /// A temporary arrangement.
        Notice = "notice",
        /// Something to read, listen to or use.
        Resource = "resource",
        /// Somebody to ask.
        Contact = "contact",
        /// A question.
        Faq = "faq",
        /// A word.
        Word = "word",
    }
}

impl RecordKind {
    /// The directive that lists records of this kind.
    #[must_use]
    pub fn list(self) -> Directive {
        match self {
            Self::Form => Directive::Forms,
            Self::Notice => Directive::Notices,
            Self::Resource => Directive::Listing(Listing::Resources),
            Self::Contact => Directive::Listing(Listing::Contacts),
            Self::Faq => Directive::Listing(Listing::Faqs),
            Self::Word => Directive::Listing(Listing::Glossary),
        }
    }

    /// Where the page of a record is. It stays there when editors list the records on another page, and folders of
    /// pages about `contacts` or `resources` are not in its way.
    ///
    /// # Panics
    /// Never: every such path is that of a page.
    #[must_use]
    pub fn address(self, region: &str, id: &str) -> Address {
        let path = format!("{region}/{}/{id}.md", self.word());
        PagePath::new(&path).expect("it is the path of a page").address()
    }
}

/// The page of a record.
#[derive(Clone, Debug)]
pub struct RecordPage {
    /// The page.
    pub page: MadePage,
    /// What the record is.
    pub kind: RecordKind,
    /// Its id among its kind in the region.
    pub id: String,
    /// Its place among them.
    pub place: usize,
}

/// The pages of all records.
#[derive(Clone, Debug)]
pub struct RecordPages {
    pages: Vec<RecordPage>,
    by_address: BTreeMap<Address, usize>,
    /// For each region the page that shows all its steps, to which those of its forms and contacts lead.
    steps: Vec<Option<PageId>>,
}

impl RecordPages {
    /// Every page, in the order of the regions and of the lists in their files.
    #[must_use]
    pub fn all(&self) -> &[RecordPage] {
        &self.pages
    }

    /// The page of the record that has the same id in a region.
    #[must_use]
    pub fn same(&self, record: &RecordPage, region: &Region) -> Option<&RecordPage> {
        let address = record.kind.address(region.id().as_str(), &record.id);
        self.by_address.get(&address).map(|place| &self.pages[*place])
    }

    /// The page that shows all steps of a region.
    #[must_use]
    pub fn steps_page(&self, region: usize) -> Option<PageId> {
        self.steps[region]
    }
}

/// The address of a record's page as it stands in links.
#[must_use]
pub fn href(site: &Site<'_>, region: &Region, kind: RecordKind, id: &str) -> String {
    format!("{}{}", site.config.base(), kind.address(region.id().as_str(), id))
}

/// The pages of all records. Reports pages of the content that are at their addresses.
pub fn of_regions(
    site: &Site<'_>,
    registers: &[Registers],
    today: Date,
    diagnostics: &mut Diagnostics,
) -> RecordPages {
    let regions = site.policy.regions().iter().enumerate();
    let pages: Vec<RecordPage> = regions
        .zip(registers)
        .flat_map(|((place, region), registers)| of_region(Maker { site, region, place, today }, registers))
        .collect();
    made_page::check_taken(site, pages.iter().map(|record| &record.page), diagnostics);
    let by_address =
        pages.iter().enumerate().map(|(place, record)| (record.page.address.clone(), place)).collect();
    let all_steps = |region| site.showing(Some(region), Directive::Steps(None)).next();
    let steps = (0..site.policy.regions().len()).map(all_steps).collect();
    RecordPages { pages, by_address, steps }
}

fn of_region(maker: Maker<'_>, registers: &Registers) -> Vec<RecordPage> {
    let Registers { resources, contacts, faqs, glossary } = registers;
    let mut pages = maker.entries(RecordKind::Form, maker.region.on(maker.today).forms());
    pages.extend(maker.entries(RecordKind::Notice, maker.region.notices()));
    pages.extend(maker.items(RecordKind::Resource, resources, |item| item.name.clone()));
    pages.extend(maker.items(RecordKind::Contact, contacts, |item| item.body.title.clone()));
    pages.extend(maker.items(RecordKind::Faq, faqs, |item| item.name.clone()));
    pages.extend(maker.items(RecordKind::Word, glossary, |item| item.name.clone()));
    pages
}

/// Makes the pages of one region.
#[derive(Clone, Copy)]
struct Maker<'a> {
    site: &'a Site<'a>,
    region: &'a Region,
    place: usize,
    today: Date,
}

impl Maker<'_> {
    /// The pages of entries of the policy.
    fn entries<'e, T: HasValue + 'e>(
        self,
        kind: RecordKind,
        entries: impl IntoIterator<Item = &'e Entry<T>>,
    ) -> Vec<RecordPage> {
        let above = self.list_page(kind);
        let page = |(place, entry): (usize, &Entry<T>)| {
            let says = self.region.on(self.today).sentence(entry, self.site.policy.vocabulary());
            let page = self.page(kind, entry.id.as_str(), above, entry.name.clone(), says, entry.checked_on);
            RecordPage { page, kind, id: entry.id.to_string(), place }
        };
        entries.into_iter().enumerate().map(page).collect()
    }

    /// The pages of entries of a register.
    fn items<T>(
        self,
        kind: RecordKind,
        items: &[Item<T>],
        title: impl Fn(&Item<T>) -> String,
    ) -> Vec<RecordPage> {
        let above = self.list_page(kind);
        let page = |(place, item): (usize, &Item<T>)| {
            // What nobody compared with a source has been looked at when the page with the list was.
            let as_of = match item.provenance.citation() {
                Some(citation) => citation.checked_on.value,
                None => self.site.page(above).front_matter.last_reviewed.value,
            };
            let page = self.page(kind, &item.id.value, above, title(item), item.says.clone(), as_of);
            RecordPage { page, kind, id: item.id.value.clone(), place }
        };
        items.iter().enumerate().map(page).collect()
    }

    fn page(
        self,
        kind: RecordKind,
        id: &str,
        above: PageId,
        title: String,
        description: String,
        as_of: Date,
    ) -> MadePage {
        let address = kind.address(self.region.id().as_str(), id);
        MadePage { address, title, description, region: self.place, above, as_of }
    }

    /// The page that lists the records of a kind: one that is for everybody rather than one for some readers, who see
    /// only what is for them; where there is none, the first page of the region.
    fn list_page(self, kind: RecordKind) -> PageId {
        let site = self.site;
        let is_for_some = |id: &PageId| site.page(*id).front_matter.readers != Readers::default();
        let own = site.showing(Some(self.place), kind.list()).min_by_key(is_for_some);
        own.or_else(|| site.showing(None, kind.list()).next()).unwrap_or(site.region_pages[self.place])
    }
}

/// Reports links in texts to records that are not there.
pub fn check_links(
    pages: &[ParsedPage<'_>],
    policy: &Policy,
    registers: &[Registers],
    today: Date,
    diagnostics: &mut Diagnostics,
) {
    let links: Vec<&RecordLink> = pages.iter().flat_map(|page| &page.body.record_links).collect();
    if links.is_empty() {
        return;
    }
    let regions = policy.regions().iter().zip(registers);
    let known: BTreeSet<Known<'_>> =
        regions.flat_map(|(region, registers)| records(region, registers, today)).collect();
    diagnostics.extend(links.into_iter().filter_map(|link| missing(link, policy, &known)));
}

/// A record, by its region, its kind and its id.
type Known<'a> = (&'a str, RecordKind, &'a str);

fn records<'a>(region: &'a Region, registers: &'a Registers, today: Date) -> Vec<Known<'a>> {
    fn ids<T>(items: &[Item<T>]) -> impl Iterator<Item = &str> {
        items.iter().map(|item| item.id.value.as_str())
    }
    let Registers { resources, contacts, faqs, glossary } = registers;
    let own = |kind| move |id| (region.id().as_str(), kind, id);
    let forms = region.on(today).forms().map(|form| form.id.as_str()).map(own(RecordKind::Form));
    let notices = region.notices().iter().map(|notice| notice.id.as_str()).map(own(RecordKind::Notice));
    forms
        .chain(notices)
        .chain(ids(resources).map(own(RecordKind::Resource)))
        .chain(ids(contacts).map(own(RecordKind::Contact)))
        .chain(ids(faqs).map(own(RecordKind::Faq)))
        .chain(ids(glossary).map(own(RecordKind::Word)))
        .collect()
}

fn missing(link: &RecordLink, policy: &Policy, known: &BTreeSet<Known<'_>>) -> Option<Diagnostic> {
    let RecordLink { region, kind, id, span } = link;
    let Some(region) = region else {
        let named = known.iter().filter(|(_, other, name)| (other, *name) == (kind, id));
        let links: Vec<String> = named.map(|(region, ..)| format!("{}:{region}/{id}", kind.word())).collect();
        let problem = Diagnostic::error("link::no-region", *span, "it is not said which region's this is");
        return Some(match links.as_slice() {
            [] => problem.hint(format!("write the region before it, as in `{}:region/{id}`", kind.word())),
            links => problem.hint(format!("write {}", any_of(links.iter().map(String::as_str)))),
        });
    };
    let found = match printed::region(policy, region, id) {
        Ok(found) => found,
        Err(problem) => return Some(problem.at("link::no-region", *span)),
    };
    if known.contains(&(region.as_str(), *kind, id.as_str())) {
        return None;
    }
    let of_kind = known.iter().filter(|(other, name, _)| (*other, *name) == (region.as_str(), *kind));
    let ids: Vec<&str> = of_kind.map(|(.., id)| *id).collect();
    let problem = format!("{} has no {} `{id}`", found.name(), kind.word());
    let problem = Diagnostic::error("link::missing-record", *span, problem);
    Some(match suggest::nearest(id, ids.iter().copied()) {
        Some(near) => problem.hint(format!("did you mean `{near}`?")),
        None if ids.is_empty() => {
            problem.hint(format!("it has none at all: begin one with a line `[[{}]]`", kind.word()))
        }
        None => problem.hint(format!("it has {}", any_of(ids.into_iter().take(8)))),
    })
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::fixture::{check_short, page};

    const RECORDS: &str = r#"//- content/north/contacts.toml
[[contact]]
id = "team"
name = "The team"
about = ["Anything"]
says = "Ask the team."
ours = true
//- content/north/faqs.toml
[[faq]]
id = "who"
name = "Who?"
says = "The team."
audience = ["trainees"]
ours = true
"#;

    #[test]
    fn links_lead_to_records_that_are_there() {
        check_short(
            &[
                RECORDS,
                &page("north/lists.md", "{{ contacts }}\n\n{{ faqs }}\n"),
                &page(
                    "north/a.md",
                    "[Right](contact:team), [right too](contact:north/team), [wrong](contact:tem).\n\n\
                     [No kind has it](resource:team), [nor this region](faq:sorth/who), [nor anything](faq:whom-else).\n",
                ),
                &page("b.md", "[Whose is it](contact:team)? [North's](contact:north/team).\n"),
            ]
            .concat(),
            expect![[r#"
                content/b.md:7:23: error: it is not said which region's this is (hint: write `contact:north/team`)
                content/north/a.md:7:73: error: North has no contact `tem` (hint: did you mean `team`?)
                content/north/a.md:9:27: error: North has no resource `team` (hint: it has none at all: begin one with a line `[[resource]]`)
                content/north/a.md:9:56: error: there is no region `sorth` (hint: did you mean `north/who`?)
                content/north/a.md:9:87: error: North has no faq `whom-else` (hint: it has `who`)
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
                content/north/b.md:5:12: error: this is at `/north/faq/who/`, where the site makes a page itself: the site makes “Who?” (hint: choose another name for it: the other page is made from records)
                content/north/contact/team.md:1:1: error: this is at `/north/contact/team/`, where the site makes a page itself: the site makes “The team” (hint: choose another name for it: the other page is made from records)
            "#]],
        );
    }
}
