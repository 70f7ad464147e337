//! The kinds of records that links can lead to, and where those are.

use supportt_basics::keyword::Keyword as _;

use supportt_source::page_path::Address;

supportt_basics::keywords! {
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
    /// The file of a region that holds records of this kind.
    #[must_use]
    pub const fn file(self) -> &'static str {
        match self {
            Self::Form | Self::Notice => "region.toml",
            Self::Resource => "resources.toml",
            Self::Contact => "contacts.toml",
            Self::Faq => "faqs.toml",
            Self::Word => "glossary.toml",
        }
    }

    /// Whether each record of this kind has a page of its own. The others have a place on the page that lists them.
    #[must_use]
    pub const fn has_pages(self) -> bool {
        matches!(self, Self::Form | Self::Notice)
    }

    /// Where a record is found, if its names can stand in an address: its page, or what leads to its place on a list.
    /// It stays there when editors list the records on another page, and folders of pages about `contacts` or
    /// `resources` are not in its way.
    #[must_use]
    pub fn address(self, region: &str, id: &str) -> Option<Address> {
        Address::parse(&format!("/{region}/{}/{id}/", self.word()))
    }
}
