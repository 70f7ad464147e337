//! `resources.toml`: documents, recordings, toolkits and systems.

use super::reading::{Reader, RegisterEntry, entry};
use crate::provenance::Provenance;
use crate::readers::Readers;
use crate::subject::topics;
use supportt_markdown::record_kind::RecordKind;
use supportt_schema::record;
use supportt_schema::record::{Format, Kind, Record};
use supportt_source::Spanned;
use supportt_source::diagnostic::Diagnostics;

supportt_basics::keywords! {
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

record! {
    /// A document, a recording, a toolkit or a system.
    pub struct Resource: "a resource" in "[[resource]]" {
        /// A name for links to it.
        pub id: Spanned<String> = Kind::Text(Format::Id),
        /// Its title.
        #[label = "Title"]
        #[example = "A short guide to reflection"]
        pub name: String,
        /// What there is to say, in our words.
        ///
        /// `{minimum-absence}` prints a value of the policy.
        #[label = "Text"]
        #[example = "How to reflect on your practice, and what to write down."]
        pub says: Spanned<String>,
        /// What it is.
        pub kind: ResourceKind,
        /// Whom it is for.
        pub readers: Readers,
        /// Its topics, from `words/courses.toml`.
        #[example = "simulation"]
        pub topics: Vec<String> = Kind::Texts(Format::IdOf("topic")),
        /// Its web address, or the path of a page in `content`.
        pub address: Option<String> = Kind::Text(Format::AnyAddress),
        /// Its file format, such as `PDF`.
        #[label = "File format"]
        #[example = "PDF"]
        pub format: Option<String>,
        /// Its size, such as `1.2 MB, 14 pages`.
        #[example = "1.2 MB, 14 pages"]
        pub size: Option<String>,
        /// Where it comes from.
        pub provenance: Provenance,
    }
}

impl RegisterEntry for Resource {
    entry!(RecordKind::Resource, address);

    fn check(record: &Record, reader: &Reader<'_>, diagnostics: &mut Diagnostics) {
        if let Some(topics) = reader.topics {
            topics::check(&record.texts("topics"), topics, diagnostics);
        }
    }
}
