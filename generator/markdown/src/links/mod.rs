//! Reads the links and pictures of a text, and gives them their addresses on the site.
//!
//! Whether there is anything at these addresses is checked later: pages and files by [`LocalLink`] when all are known,
//! headings ([`PageLink`]) and records ([`RecordLink`]) when all pages have been read.

mod elsewhere;
mod local;
mod malformed;

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};
use supportt_basics::keyword::Keyword as _;

use super::node::Node;
use crate::link_targets;
use crate::record_kind::RecordKind;
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::page_path::{Address, PagePath};
use supportt_source::rewritten_links;
use supportt_source::{Slice, SourceFile, Span, Spanned};

pub(super) use self::local::LocalLink;
pub use self::local::PageLink;
pub(super) use self::malformed::find_broken;

use self::elsewhere::scheme;

/// A link to the page of a record: `form:pre-absence-form`, or from anywhere `form:wessex/pre-absence-form`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordLink {
    /// The region that is named; without one, the page's own.
    pub region: Option<String>,
    /// What the record is.
    pub kind: RecordKind,
    /// Its id.
    pub id: String,
    /// Where the link says so.
    pub span: Span,
}

impl RecordLink {
    /// Reads an address such as `form:pre-absence-form`, which stands at a place; nothing for any other.
    pub fn read(written: &str, span: Span) -> Option<Self> {
        let (kind, named) = written.split_once(':')?;
        let named = named.trim_end_matches('/');
        let (region, id) = match named.split_once('/') {
            Some((region, id)) => (Some(region), id),
            None => (None, named),
        };
        let kind = RecordKind::from_word(kind)?;
        Some(Self { region: region.map(str::to_owned), kind, id: id.to_owned(), span })
    }

    /// Where it leads from a region's folder, if there is such a record.
    #[must_use]
    pub fn address(&self, own: &str) -> Option<Address> {
        self.kind.address(self.region.as_deref().unwrap_or(own), &self.id)
    }
}

/// What links and pictures lead to on the site itself, to be checked when everything has been read.
#[derive(Clone, Debug, Default)]
pub(super) struct Inside {
    /// Pages and files.
    pub(super) local: Vec<LocalLink>,
    /// Headings of the page itself.
    pub(super) headings: Vec<PageLink>,
    pub(super) records: Vec<RecordLink>,
}

/// Gives every link and picture of a page its address, from the top of the site.
pub(super) fn read(
    file: &SourceFile,
    path: PagePath<'_>,
    nodes: &mut [Spanned<Node<'_>>],
    diagnostics: &mut Diagnostics,
) -> Inside {
    let mut inside = Inside::default();
    let definitions = Definitions::new(file);
    let with_words = with_words(nodes);
    for (node, has_words) in nodes.iter_mut().zip(with_words) {
        let whole = node.span;
        let Node::Markdown(Event::Start(tag)) = &mut node.value else { continue };
        let is_picture = matches!(tag, Tag::Image { .. });
        let dest_url = match tag {
            Tag::Link { link_type: LinkType::Email, .. } => continue,
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => dest_url,
            _ => continue,
        };
        let link = Link { file, path, definitions: &definitions, whole, written: dest_url };
        if !has_words {
            diagnostics.push(if is_picture { link.without_alternative() } else { link.without_words() });
        }
        let address =
            if is_picture { link.picture(&mut inside) } else { link.address(&mut inside, diagnostics) };
        match address {
            Ok(address) => *dest_url = CowStr::from(address),
            Err(problem) => diagnostics.push(problem),
        }
    }
    inside
}

/// For each node, whether there is anything to read from it on before a link or picture ends. Links do not lie within
/// links.
fn with_words(nodes: &[Spanned<Node<'_>>]) -> Vec<bool> {
    let mut has_words = false;
    let backwards = nodes.iter().rev().map(|node| {
        match &node.value {
            Node::Markdown(Event::End(TagEnd::Link | TagEnd::Image)) => has_words = false,
            Node::Markdown(Event::Text(text) | Event::Code(text)) => {
                has_words |= text.contains(char::is_alphanumeric);
            }
            _ => {}
        }
        has_words
    });
    let mut with_words: Vec<bool> = backwards.collect();
    with_words.reverse();
    with_words
}

/// A link or picture as it is written.
struct Link<'a> {
    file: &'a SourceFile,
    path: PagePath<'a>,
    definitions: &'a Definitions<'a>,
    whole: Span,
    written: &'a str,
}

impl Link<'_> {
    fn address(&self, inside: &mut Inside, diagnostics: &mut Diagnostics) -> Result<String, Diagnostic> {
        let written = self.written;
        if written.is_empty() || written == "#" {
            return Err(self
                .problem("link::empty", "this link leads nowhere")
                .hint("write the file it leads to between the round brackets"));
        }
        if let Some((scheme, rest)) = scheme(written) {
            let named = self.span_of(rest);
            let Some(link) = RecordLink::read(written, named) else {
                return elsewhere::check(scheme, rest, self.span(), diagnostics);
            };
            let own = self.path.folder().split('/').next().unwrap_or_default();
            let address = link.address(own).map_or_else(String::new, |address| address.to_string());
            inside.records.push(link);
            return Ok(address);
        }
        if written.starts_with("//") {
            let problem = self.problem("link::scheme", "this address lacks its beginning");
            return Err(match rewritten_links::direct(&format!("https:{written}")) {
                Some(address) => problem.reword(format!("write `{address}`"), [address.clone()]),
                None => problem.hint(rewritten_links::OPEN_IT),
            });
        }
        let (path, fragment) = match written.split_once('#') {
            Some((path, fragment)) => (path, Some(fragment).filter(|fragment| !fragment.is_empty())),
            None => (written, None),
        };
        let fragment = fragment.map(|fragment| Spanned::new(fragment.to_owned(), self.span_of(fragment)));
        let hash = fragment.as_ref().map_or_else(String::new, |fragment| format!("#{}", fragment.value));
        if let ("", Some(fragment)) = (path, &fragment) {
            let Spanned { value, span } = fragment.clone();
            inside.headings.push(PageLink { page: None, fragment: Some(value), span });
            return Ok(hash);
        }
        let local = self.local(path, fragment, false)?;
        let address = local.address();
        inside.local.push(local);
        Ok(address + &hash)
    }

    fn picture(&self, inside: &mut Inside) -> Result<String, Diagnostic> {
        if scheme(self.written).and_then(|(scheme, _)| RecordKind::from_word(scheme)).is_some() {
            return Err(local::page_for_picture(self.span()));
        }
        if scheme(self.written).is_some() || self.written.starts_with("//") {
            return Err(self
                .problem("image::elsewhere", "this picture is on another site")
                .hint("save it in the folder of this page and write its file name: pages load nothing from other sites"));
        }
        let local = self.local(self.written, None, true)?;
        let address = local.address();
        inside.local.push(local);
        Ok(address)
    }

    /// What a path names.
    fn local(
        &self,
        path: &str,
        fragment: Option<Spanned<String>>,
        is_picture: bool,
    ) -> Result<LocalLink, Diagnostic> {
        let Some(from_content) = link_targets::resolve(self.path.folder(), path) else {
            return Err(self
                .problem("link::outside", format!("`{path}` leads out of the folder `content`"))
                .hint("remove a `../`, or begin with `/` for the top of `content`"));
        };
        let path = Spanned::new(path.to_owned(), self.span_of(path));
        Ok(LocalLink { from_content, path, fragment, is_picture, span: self.span() })
    }

    fn without_words(&self) -> Diagnostic {
        Diagnostic::error("link::no-words", self.whole, "this link has no words")
            .hint("write between the square brackets where it leads")
    }

    fn without_alternative(&self) -> Diagnostic {
        Diagnostic::error(
            "image::no-words",
            self.whole,
            "this picture says nothing to people who cannot see it",
        )
        .hint("write what it shows between the square brackets: `![what it shows](picture.png)`")
    }

    fn problem(&self, code: &'static str, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(code, self.span(), message)
    }

    /// Where its address is written.
    fn span(&self) -> Span {
        if self.written.is_empty() { self.whole } else { self.span_of(self.written) }
    }

    fn span_of(&self, words: &str) -> Span {
        place_of(self.file, self.whole, self.definitions, self.written, words)
    }
}

/// Where words of the address stand in a link, or where the address is defined.
fn place_of(
    file: &SourceFile,
    link: Span,
    definitions: &Definitions<'_>,
    address: &str,
    words: &str,
) -> Span {
    // The address is the last thing in a link, but for its title. Pictures may lie in pictures, many deep.
    const TITLE: usize = 1000;
    let Range { start, end } = link.range();
    let start = file.text().floor_char_boundary(start.max(end.saturating_sub(words.len() + TITLE)));
    let place = |start: usize, text: &str| {
        let at = start + text.rfind(words)?;
        Some(file.span(at..at + words.len()))
    };
    place(start, file.text().slice(start..end))
        .or_else(|| definitions.0.get(address).and_then(|at| place(*at, address)))
        .unwrap_or(link)
}

/// Where addresses are written that are defined apart from their links, such as `[guide]: guide.md`.
struct Definitions<'a>(BTreeMap<&'a str, usize>);

impl<'a> Definitions<'a> {
    fn new(file: &'a SourceFile) -> Self {
        let mut end = 0;
        let defined = file.text().split_inclusive(['\n', '\r']).filter_map(|line| {
            end += line.len();
            let (_, rest) = line.split_once("]:")?;
            let address = rest.trim_start_matches([' ', '\t', '<']);
            let start = end - address.len();
            Some((address.split(|c: char| c.is_whitespace() || c == '>').next().unwrap_or_default(), start))
        });
        Self(defined.collect())
    }
}

/// The web addresses that are linked to, each with its place.
pub(super) fn on_the_web(file: &SourceFile, nodes: &[Spanned<Node<'_>>]) -> Vec<Spanned<String>> {
    let definitions = Definitions::new(file);
    let links = nodes.iter().filter_map(|node| match &node.value {
        Node::Markdown(Event::Start(Tag::Link { dest_url, .. })) => Some((dest_url, node.span)),
        _ => None,
    });
    let links = links.filter(|(address, _)| matches!(scheme(address), Some(("https" | "http", _))));
    links
        .map(|(address, link)| {
            Spanned::new(address.to_string(), place_of(file, link, &definitions, address, address))
        })
        .collect()
}

#[cfg(test)]
mod tests;
