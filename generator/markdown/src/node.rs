//! A text between being read and being written: Markdown, and what takes the place of parts of it.

use pulldown_cmark::{BlockQuoteKind, Event};

use super::directive::Directive;
use supportt_source::Spanned;

/// Part of a text.
#[derive(Clone, Debug)]
pub(super) enum Node<'a> {
    /// Markdown as it is.
    Markdown(Event<'a>),
    /// Something from the policy.
    Directive(Directive),
    /// The beginning of a block that the theme draws around what follows.
    BlockStart(Block),
    /// The end of such a block.
    BlockEnd,
}

/// A block that the theme draws around a part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A callout.
    Callout(Callout),
    /// A table, which may be wider than the page.
    Table {
        /// What it is called for people who cannot see it.
        name: String,
    },
}

pub(super) type Nodes<'a> = Vec<Spanned<Node<'a>>>;

/// The kinds of callout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Callout {
    /// Something useful.
    Note,
    /// Something helpful.
    Tip,
    /// Something nobody should miss.
    Important,
    /// Something that can go wrong.
    Warning,
    /// Something that can do harm.
    Caution,
}

impl Callout {
    pub(super) const ALL: [Self; 5] = [Self::Note, Self::Tip, Self::Important, Self::Warning, Self::Caution];

    /// The word for it, for templates.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Tip => "tip",
            Self::Important => "important",
            Self::Warning => "warning",
            Self::Caution => "caution",
        }
    }

    /// The line that begins it.
    pub(super) fn first_line(self) -> String {
        format!("[!{}]", self.word().to_uppercase())
    }

    /// Whether it is drawn to stop the reader.
    #[must_use]
    pub fn is_important(self) -> bool {
        match self {
            Self::Note | Self::Tip => false,
            Self::Important | Self::Warning | Self::Caution => true,
        }
    }
}

impl From<BlockQuoteKind> for Callout {
    fn from(kind: BlockQuoteKind) -> Self {
        match kind {
            BlockQuoteKind::Note => Self::Note,
            BlockQuoteKind::Tip => Self::Tip,
            BlockQuoteKind::Important => Self::Important,
            BlockQuoteKind::Warning => Self::Warning,
            BlockQuoteKind::Caution => Self::Caution,
        }
    }
}
