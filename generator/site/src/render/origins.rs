//! Where what a section shows comes from, put together by document and heading.

use serde::Serialize;
use supportt_basics::date::{self, Date};
use supportt_rules::policy::Source;

/// A place in a document, and when somebody compared it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct SourceItem<'a> {
    title: &'a str,
    address: Option<&'a str>,
    /// The heading it stands below.
    section: Option<&'a str>,
    reference: &'a str,
    checked_on: String,
}

impl<'a> SourceItem<'a> {
    pub(super) fn new(
        source: Option<&'a Source>,
        (section, reference): (Option<&'a str>, &'a str),
        checked_on: Date,
    ) -> Self {
        Self {
            title: source.map_or("", |source| &source.title),
            address: source.and_then(|source| source.address.as_deref()),
            section,
            reference,
            checked_on: date::long(checked_on),
        }
    }
}

/// A heading of a document, and what of a section comes from there.
#[derive(Debug, Serialize)]
pub(super) struct Origin<'a> {
    title: &'a str,
    address: Option<&'a str>,
    section: Option<&'a str>,
    checked_on: String,
    references: Vec<&'a str>,
    /// Their names, where a section is about several things.
    about: Vec<&'a str>,
}

/// The origins of what a section shows, in its order. What has no name is all that it is about.
pub(super) fn origins<'a, 's>(
    shown: impl IntoIterator<Item = (&'a str, &'s SourceItem<'a>)>,
) -> Vec<Origin<'a>>
where
    'a: 's,
{
    let mut origins: Vec<Origin<'a>> = Vec::new();
    for (name, source) in shown {
        let SourceItem { title, address, section, reference, checked_on } = source;
        let is_same = |origin: &&mut Origin<'_>| {
            (origin.title, origin.section, &origin.checked_on) == (*title, *section, checked_on)
        };
        let names = (!name.is_empty()).then_some(name);
        match origins.iter_mut().find(is_same) {
            Some(origin) => {
                origin.references.push(reference);
                origin.about.extend(names);
            }
            None => origins.push(Origin {
                title,
                address: *address,
                section: *section,
                checked_on: checked_on.clone(),
                references: vec![reference],
                about: names.into_iter().collect(),
            }),
        }
    }
    origins
}
