//! Lists of the registers: resources, contacts, questions, words.

use std::borrow::Cow;

use serde::Serialize;
use supportt_basics::keyword::Keyword as _;

use super::view::{Origin, View};
use crate::entry_pages;
use supportt_content::provenance::Provenance;
use supportt_content::registers::RegisterEntry;
use supportt_content::registers::contact::Contact;
use supportt_content::registers::faq::Faq;
use supportt_content::registers::glossary::Word;
use supportt_content::registers::resource::Resource;
use supportt_markdown::record_kind::RecordKind;

/// What all records of registers have.
#[derive(Serialize)]
struct Common<'a> {
    id: &'a str,
    /// Its page.
    url: String,
    name: &'a str,
    says: &'a str,
    #[serde(flatten)]
    origin: Origin<'a>,
}

impl<'a> Common<'a> {
    fn new<E: RegisterEntry>(view: View<'a>, entry: &'a E) -> Self {
        Self {
            id: &entry.id().value,
            url: entry_pages::href(view.ctx.site, view.region(), E::KIND, &entry.id().value),
            name: entry.name(),
            says: entry.says(),
            origin: view.origin(entry.provenance()),
        }
    }
}

/// What can be read, listened to or used, by what it is.
#[derive(Serialize)]
pub(super) struct Resources<'a> {
    items: Vec<ResourceView<'a>>,
}

#[derive(Serialize)]
pub(super) struct ResourceView<'a> {
    #[serde(flatten)]
    common: Common<'a>,
    kind: &'static str,
    address: Option<&'a str>,
    /// Whether that is a page of this site, which tells of the resource and is not the resource itself.
    is_page: bool,
    format: Option<&'a str>,
    size: Option<&'a str>,
    topics: Vec<&'a str>,
}

pub(super) fn resources(view: View<'_>) -> Resources<'_> {
    let readers = &view.page.front_matter.readers;
    let items = view.registers().resources.iter().filter(|item| readers.include(&item.readers));
    Resources { items: items.map(|item| resource(view, item)).collect() }
}

/// Whether an address is that of a page of this site. Those of its files end with a name.
fn is_page(address: &str) -> bool {
    let path = address.split('#').next().unwrap_or_default();
    path.starts_with('/') && path.ends_with('/')
}

pub(super) fn resource<'a>(view: View<'a>, item: &'a Resource) -> ResourceView<'a> {
    let names = &view.ctx.words.courses.topics;
    let Resource { kind, topics, address, format, size, .. } = item;
    ResourceView {
        common: Common::new(view, item),
        kind: kind.word(),
        address: address.as_deref(),
        is_page: address.as_deref().is_some_and(is_page),
        format: format.as_deref(),
        size: size.as_deref(),
        topics: topics.iter().filter_map(|topic| names.get(topic)).map(String::as_str).collect(),
    }
}

/// Whom to ask about what: once by matter, once by person.
#[derive(Serialize)]
pub(super) struct Contacts<'a> {
    matters: Vec<Matter<'a>>,
    items: Vec<ContactView<'a>>,
}

/// A matter, and everybody who can be asked about it.
#[derive(Serialize)]
struct Matter<'a> {
    about: &'a str,
    ask: Vec<Asked<'a>>,
}

#[derive(Serialize)]
struct Asked<'a> {
    url: String,
    name: Cow<'a, str>,
    ours: bool,
    example: bool,
}

#[derive(Serialize)]
pub(super) struct ContactView<'a> {
    #[serde(flatten)]
    common: Common<'a>,
    title: Cow<'a, str>,
    about: &'a [String],
    role: Option<&'a str>,
    trust: Option<&'a str>,
    email: Option<&'a str>,
    phone: Option<&'a str>,
    address: Option<&'a str>,
}

pub(super) fn contacts(view: View<'_>) -> Contacts<'_> {
    let contacts = &view.registers().contacts;
    let mut matters: Vec<Matter<'_>> = Vec::new();
    for item in contacts {
        for about in item.about.iter() {
            let asked = Asked {
                url: entry_pages::href(view.ctx.site, view.region(), RecordKind::Contact, &item.id.value),
                name: view.registers().title(item),
                ours: matches!(item.provenance, Provenance::Ours),
                example: item.provenance.is_example(),
            };
            match matters.iter_mut().find(|matter| matter.about == about) {
                Some(matter) => matter.ask.push(asked),
                None => matters.push(Matter { about, ask: vec![asked] }),
            }
        }
    }
    Contacts { matters, items: contacts.iter().map(|item| contact(view, item)).collect() }
}

pub(super) fn contact<'a>(view: View<'a>, item: &'a Contact) -> ContactView<'a> {
    let Contact { about, role, trust, email, phone, address, .. } = item;
    ContactView {
        common: Common::new(view, item),
        title: view.registers().title(item),
        about,
        role: role.as_deref(),
        trust: trust.as_deref(),
        email: email.as_deref(),
        phone: phone.as_deref(),
        address: address.as_deref(),
    }
}

/// What is often asked.
#[derive(Serialize)]
pub(super) struct Faqs<'a> {
    items: Vec<FaqView<'a>>,
}

#[derive(Serialize)]
pub(super) struct FaqView<'a> {
    #[serde(flatten)]
    common: Common<'a>,
    stated: bool,
    address: Option<&'a str>,
    /// The words of the link to it.
    link: Option<&'a str>,
}

pub(super) fn faqs(view: View<'_>) -> Faqs<'_> {
    let readers = &view.page.front_matter.readers;
    let items = view.registers().faqs.iter().filter(|item| readers.include(&item.readers));
    Faqs { items: items.map(|item| faq(view, item)).collect() }
}

pub(super) fn faq<'a>(view: View<'a>, item: &'a Faq) -> FaqView<'a> {
    FaqView {
        common: Common::new(view, item),
        stated: item.not_stated != Some(true),
        address: item.address.as_deref(),
        link: item.link.as_deref(),
    }
}

/// What words mean, in the order of the alphabet.
#[derive(Serialize)]
pub(super) struct Glossary<'a> {
    items: Vec<WordView<'a>>,
}

#[derive(Serialize)]
pub(super) struct WordView<'a> {
    #[serde(flatten)]
    common: Common<'a>,
    short: Option<&'a str>,
}

pub(super) fn glossary(view: View<'_>) -> Glossary<'_> {
    let mut items: Vec<WordView<'_>> =
        view.registers().glossary.iter().map(|item| word(view, item)).collect();
    items.sort_by_key(|word| word.common.name.to_lowercase());
    Glossary { items }
}

pub(super) fn word<'a>(view: View<'a>, item: &'a Word) -> WordView<'a> {
    WordView { common: Common::new(view, item), short: item.short.as_deref() }
}
