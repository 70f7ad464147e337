//! `resources.toml`: documents, recordings, toolkits and systems.

use std::collections::BTreeMap;

use supportt_rules::keyword::Keyword as _;

use super::reading::{ID, Reader, SAYS};
use crate::provenance;
use crate::readers::{self, Readers};
use crate::subject::topics;
use supportt_schema::record::{Field, Kind, Record, Schema};
use supportt_source::diagnostic::Diagnostics;

supportt_rules::keywords! {
    /// What a resource is.
    pub enum ResourceKind {
        /// Something to read as a whole.
        Document = "document",
        /// A page or site on the web.
        WebPage = "web-page",
        /// Something to watch or listen to.
        Recording = "recording",
        /// Several things for one purpose.
        Toolkit = "toolkit",
        /// A system to sign in to.
        System = "system",
        /// A newsletter.
        Newsletter = "newsletter",
    }
}

/// The fields of a resource.
pub const SCHEMA: Schema = Schema {
    subject: "a resource",
    fields: &[
        ID,
        Field::needed("name", Kind::Text, "its title"),
        SAYS,
        Field::needed(
            "kind",
            Kind::Word(&["document", "web-page", "recording", "toolkit", "system", "newsletter"]),
            "what it is",
        ),
        readers::AUDIENCE,
        readers::REASONS,
        Field::optional("topics", Kind::Texts, "its topics, from `words/courses.toml`"),
        Field::optional("address", Kind::Text, "its web address, or the path of a page in `content`"),
        Field::optional("format", Kind::Text, "its file format, such as `PDF`"),
        Field::optional("size", Kind::Text, "its size, such as `1.2 MB, 14 pages`"),
        provenance::optional::SOURCE,
        provenance::optional::REFERENCE,
        provenance::optional::CHECKED_ON,
        provenance::REVIEW_BY,
        provenance::OURS,
        provenance::EXAMPLE,
    ],
};

/// A resource.
#[derive(Clone, Debug)]
pub struct Resource {
    /// What it is.
    pub kind: ResourceKind,
    /// Whom it is for.
    pub readers: Readers,
    /// Ids of its topics.
    pub topics: Vec<String>,
    /// Where it is, if that is known.
    pub address: Option<String>,
    /// Its file format.
    pub format: Option<String>,
    /// Its size.
    pub size: Option<String>,
}

pub(super) fn read(
    record: &Record,
    reader: &Reader<'_>,
    topics: &BTreeMap<String, String>,
    diagnostics: &mut Diagnostics,
) -> Option<Resource> {
    let text = |name| record.text(name).map(|text| text.value);
    let address = reader.address(record, diagnostics);
    topics::check(&record.texts("topics"), topics, diagnostics);
    Some(Resource {
        kind: text("kind").and_then(|word| ResourceKind::from_word(&word))?,
        readers: Readers::read(record),
        topics: record.texts("topics").into_iter().map(|topic| topic.value).collect(),
        address,
        format: text("format"),
        size: text("size"),
    })
}

#[cfg(test)]
mod tests {
    use supportt_rules::keyword::Keyword as _;

    use super::{ResourceKind, SCHEMA};
    use supportt_schema::record::Kind;

    #[test]
    fn the_words_of_the_field_are_the_kinds() {
        let field = SCHEMA.fields.iter().find(|field| field.name == "kind").expect("the field");
        let words: Vec<&str> = ResourceKind::ALL.iter().map(|kind| kind.word()).collect();
        assert_eq!(field.kind, Kind::Word(Vec::leak(words)));
    }
}
