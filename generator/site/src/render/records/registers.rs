//! Lists of the registers: resources, contacts, questions, words.

use std::borrow::Cow;

use serde::Serialize;
use supportt_basics::keyword::Keyword as _;

use super::view::View;
use crate::render::components::{RegionView, StepItem};
use crate::render::origins::{Origin, SourceItem, origins};
use supportt_content::registers::RegisterEntry;
use supportt_content::registers::contact::Contact;
use supportt_content::registers::faq::Faq;
use supportt_content::registers::glossary::Word;
use supportt_content::registers::resource::Resource;

/// What all records of registers have.
#[derive(Serialize)]
struct Common<'a> {
    id: &'a str,
    name: &'a str,
    says: &'a str,
    /// The place in a source that it comes from.
    source: Option<SourceItem<'a>>,
    /// Whether it only shows how such a record looks.
    example: bool,
}

impl<'a> Common<'a> {
    fn new<E: RegisterEntry>(view: View<'a>, entry: &'a E) -> Self {
        Self {
            id: &entry.id().value,
            name: entry.name(),
            says: entry.says(),
            source: entry.provenance().citation().map(|citation| view.source(citation)),
            example: entry.provenance().is_example(),
        }
    }
}

/// Some entries of a register.
#[derive(Serialize)]
pub(super) struct List<'a, T> {
    items: Vec<T>,
    /// Where what they say comes from.
    origins: Vec<Origin<'a>>,
}

impl<'a, T> List<'a, T> {
    fn new(items: Vec<T>, common: impl Fn(&T) -> &Common<'a>) -> Self {
        let named = items.iter().map(common).filter_map(|item| Some((item.name, item.source.as_ref()?)));
        Self { origins: origins(named), items }
    }
}

/// What can be read, listened to or used.
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

pub(super) fn resources(view: View<'_>) -> List<'_, ResourceView<'_>> {
    let readers = &view.page.front_matter.readers;
    let items = view.registers().resources.iter().filter(|item| readers.include(&item.readers));
    List::new(items.map(|item| resource(view, item)).collect(), |item| &item.common)
}

/// Whether an address is that of a page of this site. Those of its files end with a name.
fn is_page(address: &str) -> bool {
    let path = address.split('#').next().unwrap_or_default();
    path.starts_with('/') && path.ends_with('/')
}

fn resource<'a>(view: View<'a>, item: &'a Resource) -> ResourceView<'a> {
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
    #[serde(flatten)]
    list: List<'a, ContactView<'a>>,
}

/// A matter, and everybody who can be asked about it.
#[derive(Serialize)]
struct Matter<'a> {
    about: &'a str,
    ask: Vec<Asked<'a>>,
}

#[derive(Serialize)]
struct Asked<'a> {
    id: &'a str,
    name: Cow<'a, str>,
    example: bool,
}

#[derive(Serialize)]
pub(super) struct ContactView<'a> {
    #[serde(flatten)]
    common: Common<'a>,
    title: Cow<'a, str>,
    /// The steps in which they take part.
    steps: Vec<StepItem<'a>>,
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
                id: &item.id.value,
                name: view.registers().title(item),
                example: item.provenance.is_example(),
            };
            match matters.iter_mut().find(|matter| matter.about == about) {
                Some(matter) => matter.ask.push(asked),
                None => matters.push(Matter { about, ask: vec![asked] }),
            }
        }
    }
    let items = contacts.iter().map(|item| contact(view, item)).collect();
    Contacts { matters, list: List::new(items, |item| &item.common) }
}

fn contact<'a>(view: View<'a>, item: &'a Contact) -> ContactView<'a> {
    let Contact { role, trust, email, phone, address, .. } = item;
    ContactView {
        common: Common::new(view, item),
        title: view.registers().title(item),
        steps: RegionView::new(view.ctx, view.region()).steps(|step| item.takes_part_in(step)),
        role: role.as_deref(),
        trust: trust.as_deref(),
        email: email.as_deref(),
        phone: phone.as_deref(),
        address: address.as_deref(),
    }
}

/// What is often asked.
#[derive(Serialize)]
pub(super) struct FaqView<'a> {
    #[serde(flatten)]
    common: Common<'a>,
    stated: bool,
    address: Option<&'a str>,
    /// The words of the link to it.
    link: Option<&'a str>,
}

pub(super) fn faqs(view: View<'_>) -> List<'_, FaqView<'_>> {
    let readers = &view.page.front_matter.readers;
    let items = view.registers().faqs.iter().filter(|item| readers.include(&item.readers));
    List::new(items.map(|item| faq(view, item)).collect(), |item| &item.common)
}

fn faq<'a>(view: View<'a>, item: &'a Faq) -> FaqView<'a> {
    FaqView {
        common: Common::new(view, item),
        stated: item.not_stated != Some(true),
        address: item.address.as_deref(),
        link: item.link.as_deref(),
    }
}

/// What words mean, in the order of the alphabet.
#[derive(Serialize)]
pub(super) struct WordView<'a> {
    #[serde(flatten)]
    common: Common<'a>,
    short: Option<&'a str>,
}

pub(super) fn glossary(view: View<'_>) -> List<'_, WordView<'_>> {
    let mut items: Vec<WordView<'_>> =
        view.registers().glossary.iter().map(|item| word(view, item)).collect();
    items.sort_by_key(|word| word.common.name.to_lowercase());
    List::new(items, |item| &item.common)
}

fn word<'a>(view: View<'a>, item: &'a Word) -> WordView<'a> {
    WordView { common: Common::new(view, item), short: item.short.as_deref() }
}
