//! Turns the names of files in links into addresses, and reports links that lead nowhere.
//!
//! Whether a page has the heading a link names is checked later ([`PageLink`]), when all pages have been read.

use std::collections::BTreeMap;
use std::net::Ipv6Addr;
use std::ops::Range;
use std::sync::LazyLock;

use percent_encoding::percent_decode_str;
use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Tag, TagEnd};
use regex::Regex;
use supportt_basics::keyword::Keyword as _;

use super::node::Node;
use super::text_runs;
use crate::link_targets::{self, LinkTargets, Target};
use crate::record_kind::RecordKind;
use supportt_source::addresses::{is_mailbox, mailbox_in};
use supportt_source::characters::is_odd_space;
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::page_path::{Address, PagePath, ending};
use supportt_source::rewritten_links;
use supportt_source::suggest;
use supportt_source::{Slice, SourceFile, Span, Spanned};

/// What the links of a text are read against: its own file and path, and what it may link to.
#[derive(Clone, Copy, Debug)]
pub struct Scope<'a> {
    /// The file.
    pub file: &'a SourceFile,
    /// Its path as a page.
    pub path: PagePath<'a>,
    /// What it may link to.
    pub targets: &'a LinkTargets<'a>,
}

/// A link to a page of the site, or to a heading of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageLink {
    /// The page's path from `content`; nothing for the page the link stands in.
    pub page: Option<String>,
    /// The heading's id.
    pub fragment: Option<String>,
    /// Where the link says so.
    pub span: Span,
}

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

/// What links lead to on the site itself, to be checked when everything has been read.
#[derive(Clone, Debug, Default)]
pub(super) struct Inside {
    pub(super) pages: Vec<PageLink>,
    pub(super) records: Vec<RecordLink>,
}

/// Gives every link and picture its address on the site.
pub(super) fn resolve(
    scope: Scope<'_>,
    nodes: &mut [Spanned<Node<'_>>],
    diagnostics: &mut Diagnostics,
) -> Inside {
    let mut inside = Inside::default();
    let definitions = Definitions::new(scope.file);
    let with_words = with_words(nodes);
    for (node, has_words) in nodes.iter_mut().zip(with_words) {
        let span = node.span;
        let Node::Markdown(Event::Start(tag)) = &mut node.value else { continue };
        let address = match tag {
            Tag::Link { link_type: LinkType::Email, .. } => continue,
            Tag::Link { dest_url, .. } => {
                let link = Link { scope, definitions: &definitions, whole: span, written: dest_url };
                if !has_words {
                    diagnostics.push(link.without_words());
                }
                link.address(&mut inside)
            }
            Tag::Image { dest_url, .. } => {
                let link = Link { scope, definitions: &definitions, whole: span, written: dest_url };
                if !has_words {
                    diagnostics.push(link.without_alternative());
                }
                link.picture()
            }
            _ => continue,
        };
        let (Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) = tag else { continue };
        match address {
            Ok(Found { address, warning }) => {
                diagnostics.extend(warning);
                *dest_url = CowStr::from(address);
            }
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

/// An address, and what is to be said about it.
struct Found {
    address: String,
    warning: Option<Diagnostic>,
}

impl From<String> for Found {
    fn from(address: String) -> Self {
        Self { address, warning: None }
    }
}

/// A link or picture as it is written.
struct Link<'a> {
    scope: Scope<'a>,
    definitions: &'a Definitions<'a>,
    whole: Span,
    written: &'a str,
}

impl Link<'_> {
    fn address(&self, inside: &mut Inside) -> Result<Found, Diagnostic> {
        let written = self.written;
        if written.is_empty() || written == "#" {
            return Err(self
                .problem("link::empty", "this link leads nowhere")
                .hint("write the file it leads to between the round brackets"));
        }
        if let Some((scheme, rest)) = scheme(written) {
            let named = self.span_of(rest);
            let Some(link) = RecordLink::read(written, named) else { return self.elsewhere(scheme, rest) };
            // Whether there is such a record, or at least a region, is checked later.
            let own = self.scope.path.folder().split('/').next().unwrap_or_default();
            let address = link.address(own).map_or_else(String::new, |address| address.to_string());
            inside.records.push(link);
            return Ok(format!("{}{address}", self.scope.targets.base()).into());
        }
        if written.starts_with("//") {
            let problem = self.problem("link::scheme", "this address lacks its beginning");
            return Err(match rewritten_links::direct(&format!("https:{written}")) {
                Some(address) => problem.reword(format!("write `{address}`"), [address.clone()]),
                None => problem.hint(rewritten_links::OPEN_IT),
            });
        }
        let (path, fragment) = match written.split_once('#') {
            Some((path, fragment)) => (path, Some(fragment)),
            None => (written, None),
        };
        let (page, address) = if path.is_empty() {
            (None, String::new())
        } else {
            match self.target(path)? {
                Target::Page(page) => {
                    (Some(page.as_str().to_owned()), self.scope.targets.href(Target::Page(page)))
                }
                file @ Target::File(_) => return Ok(self.scope.targets.href(file).into()),
            }
        };
        let fragment = fragment.filter(|fragment| !fragment.is_empty());
        inside.pages.push(PageLink {
            page,
            fragment: fragment.map(str::to_owned),
            span: self.span_of(fragment.unwrap_or(path)),
        });
        Ok(match fragment {
            Some(fragment) => format!("{address}#{fragment}"),
            None => address,
        }
        .into())
    }

    fn picture(&self) -> Result<Found, Diagnostic> {
        if scheme(self.written).and_then(|(scheme, _)| RecordKind::from_word(scheme)).is_some() {
            return Err(self.page_for_picture());
        }
        if scheme(self.written).is_some() || self.written.starts_with("//") {
            return Err(self
                .problem("image::elsewhere", "this picture is on another site")
                .hint("save it in the folder of this page and write its file name: pages load nothing from other sites"));
        }
        match self.target(self.written)? {
            file @ Target::File(_) => Ok(self.scope.targets.href(file).into()),
            Target::Page(_) => Err(self.page_for_picture()),
        }
    }

    fn page_for_picture(&self) -> Diagnostic {
        self.problem("image::page", "this is a page, not a picture")
            .hint("to link to the page, leave out the `!`")
    }

    /// What a path leads to.
    fn target(&self, path: &str) -> Result<Target<'_>, Diagnostic> {
        let folder = self.scope.path.folder();
        let Some(from_content) = link_targets::resolve(folder, path) else {
            return Err(self
                .problem("link::outside", format!("`{path}` leads out of the folder `content`"))
                .hint("remove a `../`, or begin with `/` for the top of `content`"));
        };
        if let Some(target) = self.scope.targets.at(&from_content) {
            return Ok(target);
        }
        if ending(&from_content) == "toml" {
            return Err(self
                .problem("link::not-served", format!("`{path}` is not part of the site"))
                .label("only this program reads it")
                .hint("link to a page that shows what is in it"));
        }
        let near = self.scope.targets.nearest(&from_content).map(|near| {
            if path.starts_with('/') { format!("/{near}") } else { link_targets::relative(folder, near) }
        });
        if let (None, Some(link)) = (&near, record_at(&from_content)) {
            return Err(self
                .problem("link::missing-page", format!("there is no page `{path}`"))
                .label("no page here")
                .mend(
                    format!("to lead to the page that the site makes for an entry, write `{link}`"),
                    self.span_of(path),
                    link,
                ));
        }
        Err(match (near, ending(&from_content) == "md") {
            (_, false) if is_email(path) => self
                .problem("link::scheme", "an email address begins with `mailto:` in a link")
                .mend(format!("write `mailto:{path}`"), self.span_of(path), format!("mailto:{path}")),
            (_, false) if looks_like_host(path) => self
                .problem("link::scheme", "an address on another site begins with `https://`")
                .mend(format!("write `https://{path}`"), self.span_of(path), format!("https://{path}")),
            (Some(near), false) if ending(&near) == "md" => self
                .problem("link::not-a-file", format!("`{path}` is not a file"))
                .label("a link names the file it leads to")
                .mend(format!("did you mean `{near}`?"), self.span_of(path), near),
            (near, true) => {
                let problem = self
                    .problem("link::missing-page", format!("there is no page `{path}`"))
                    .label("no page here");
                self.with_near(problem, path, near)
            }
            (near, false) => {
                let problem = self
                    .problem("link::missing-file", format!("there is no file `{path}`"))
                    .label("no file here");
                self.with_near(problem, path, near)
            }
        })
    }

    /// Says which path was most likely meant, if any. What the link says besides the path stays.
    fn with_near(&self, problem: Diagnostic, path: &str, near: Option<String>) -> Diagnostic {
        match near {
            Some(near) => problem.mend(format!("did you mean `{near}`?"), self.span_of(path), near),
            None => problem,
        }
    }

    /// A link to another site, or to write or call somebody.
    fn elsewhere(&self, scheme: &str, rest: &str) -> Result<Found, Diagnostic> {
        let address = self.written.to_owned();
        match scheme {
            "https" | "http" if !has_host(rest) => Err(self
                .problem("link::address", "this is not a whole address")
                .hint("write it like `https://www.nhs.uk/`")),
            "https" | "http" if rewritten_links::find(&address).is_some() => {
                Ok(Found { warning: rewritten_links::problem(&address, self.span_of(&address)), address })
            }
            "https" | "http" if mixes_alphabets(rest) => Err(self
                .problem("link::address", "the name of this site has letters of two alphabets")
                .label("one of them only looks like the right one")
                .hint("type the address again, or copy it from the page that it leads to")),
            "https" if rest.ends_with(MARKS) => {
                let whole = address.trim_end_matches(MARKS).to_owned();
                let span = self.span_of(&address);
                let warning =
                    Diagnostic::warning("link::sentence-end", span, "this address ends as a sentence does")
                        .reword(format!("write `{whole}`"), [whole.clone()]);
                Ok(Found { address, warning: Some(warning) })
            }
            "http" => Ok(Found {
                warning: Some(
                    Diagnostic::warning(
                        "link::insecure",
                        self.span_of(&address),
                        "this address is not secure",
                    )
                    .reword(
                        format!(
                            "try `https:{}`; keep `http:` only if the other site has nothing else",
                            rest.trim_end_matches(MARKS)
                        ),
                        [format!("https:{}", rest.trim_end_matches(MARKS))],
                    ),
                ),
                address,
            }),
            "mailto" if !is_email(rest) => {
                let problem = self.problem("link::address", "this is not an email address");
                Err(match mailbox_in(rest) {
                    Some(mailbox) => problem.write(format!("mailto:{mailbox}")),
                    None => problem.hint("write it like `mailto:name@nhs.net`"),
                })
            }
            "tel" if !is_number(rest) => {
                let problem = self.problem("link::address", "this is not a telephone number");
                Err(match number_in(rest) {
                    Some(number) => problem.write(format!("tel:{number}")),
                    None => problem.hint("write it like `tel:01632960000`"),
                })
            }
            "https" | "mailto" | "tel" => Ok(address.into()),
            _ => {
                let problem = self.problem("link::scheme", format!("a link cannot begin with `{scheme}:`"));
                let kinds = RecordKind::ALL.iter().map(|kind| kind.word());
                let known = ["https", "http", "mailto", "tel"].into_iter().chain(kinds);
                let near = suggest::nearest(scheme, known).and_then(|near| repaired(near, rest));
                Err(match near {
                    Some(address) => problem.did_you_mean(address),
                    None => problem.hint(
                        "links lead to a file, begin with `https:`, `mailto:` or `tel:`, or name an entry: `form:its-id`",
                    ),
                })
            }
        }
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
        let span = if self.written.is_empty() { self.whole } else { self.span_of(self.written) };
        Diagnostic::error(code, span, message)
    }

    fn span_of(&self, words: &str) -> Span {
        place_of(self.scope.file, self.whole, self.definitions, self.written, words)
    }
}

/// The link that leads to the page of a record, for a path that looks like its address: `wessex/form/its-id/`.
fn record_at(path: &str) -> Option<String> {
    let path = path.trim_end_matches('/');
    let (region, rest) = path.strip_suffix(".md").unwrap_or(path).split_once('/')?;
    let (kind, id) = rest.split_once('/')?;
    let kind = RecordKind::from_word(kind).filter(|_| !id.contains('/'))?;
    Some(format!("{}:{region}/{id}", kind.word()))
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
pub(super) fn elsewhere(file: &SourceFile, nodes: &[Spanned<Node<'_>>]) -> Vec<Spanned<String>> {
    let definitions = Definitions::new(file);
    let links = nodes.iter().filter_map(|node| match &node.value {
        Node::Markdown(Event::Start(Tag::Link { dest_url, .. })) => Some((dest_url, node.span)),
        _ => None,
    });
    let on_the_web = links.filter(|(address, _)| matches!(scheme(address), Some(("https" | "http", _))));
    on_the_web
        .map(|(address, link)| {
            Spanned::new(address.to_string(), place_of(file, link, &definitions, address, address))
        })
        .collect()
}

/// What ends a sentence or a part of one, and seldom an address.
const MARKS: [char; 4] = ['.', ',', ';', ':'];

/// An address with the scheme that was meant, where it can stand in a page so.
fn repaired(scheme: &str, rest: &str) -> Option<String> {
    match scheme {
        "https" | "http" => has_host(rest).then(|| rewritten_links::direct(&format!("https:{rest}")))?,
        "mailto" if is_email(rest) => Some(format!("mailto:{rest}")),
        "mailto" => mailbox_in(rest).map(|mailbox| format!("mailto:{mailbox}")),
        "tel" => number_in(rest).map(|number| format!("tel:{number}")),
        kind => Some(format!("{kind}:{rest}")),
    }
}

/// The host in what follows the scheme, perhaps with a port.
fn host(rest: &str) -> Option<&str> {
    rest.strip_prefix("//")?.split(['/', '?', '#']).next()
}

/// Whether a part of the name of a site has letters of two alphabets of which some look alike.
fn mixes_alphabets(rest: &str) -> bool {
    let is_alike = |c: char| matches!(c, '\u{370}'..='\u{52f}');
    let mut labels = host(rest).unwrap_or_default().split('.');
    labels.any(|label| label.contains(is_alike) && label.contains(|c: char| c.is_ascii_alphabetic()))
}

/// Whether a telephone can dial what follows `tel:`: digits, perhaps with hyphens between them and an extension.
fn is_number(written: &str) -> bool {
    static NUMBER: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^\+?\d(?:-?\d){2,}(?:;ext=\d+)?$").expect("the pattern is right"));
    NUMBER.is_match(written)
}

/// The telephone number in what people write for one: with spaces and brackets, or a letter for the nought.
fn number_in(written: &str) -> Option<String> {
    let written = written.replace("%20", " ");
    // The nought is dialled within the country only.
    let written = if written.trim_start().starts_with('+') { written.replace("(0)", "") } else { written };
    let mut number = String::new();
    for character in written.chars() {
        match character {
            '+' | '0'..='9' => number.push(character),
            'O' | 'o' => number.push('0'),
            '(' | ')' | '.' | '/' | '-' | '\u{2010}'..='\u{2015}' => {}
            _ if character.is_whitespace() => {}
            _ => return None,
        }
    }
    is_number(&number).then_some(number)
}

/// Whether what follows the scheme begins with the name of a site, which has a dot and no odd signs, or with a number.
fn has_host(rest: &str) -> bool {
    let Some(host) = host(rest) else { return false };
    if let Some((number, port)) = host.strip_prefix('[').and_then(|host| host.split_once(']')) {
        return number.parse::<Ipv6Addr>().is_ok()
            && (port.is_empty() || port.strip_prefix(':').is_some_and(|port| port.parse::<u16>().is_ok()));
    }
    let (name, port) = host.split_once(':').unwrap_or((host, "0"));
    let mut labels = name.split('.');
    let is_name = labels.all(|label| {
        !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
    });
    port.parse::<u16>().is_ok() && is_name && name.contains('.')
}

/// Whether a path begins with what looks like the name of a site.
fn looks_like_host(path: &str) -> bool {
    let host = path.split('/').next().unwrap_or_default();
    host.starts_with("www.") || ["com", "org", "uk"].contains(&ending(host))
}

/// Whether mail can be written to what follows `mailto:`: to one mailbox or several, perhaps with a subject after a `?`.
fn is_email(written: &str) -> bool {
    let mailboxes = percent_decode_str(written.split('?').next().unwrap_or_default()).decode_utf8_lossy();
    mailboxes.split(',').all(is_mailbox)
}

/// The scheme of an address, such as `https`, and what follows its colon.
fn scheme(address: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = address.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    is_scheme.then_some((scheme, rest))
}

/// Reports what was meant as a link but is printed as it stands.
pub(super) fn find_broken(
    file: &SourceFile,
    nodes: &[Spanned<Node<'_>>],
    broken: &[BrokenLink<'_>],
    diagnostics: &mut Diagnostics,
) {
    for link in broken {
        diagnostics.push(
            Diagnostic::error(
                "link::undefined",
                file.span(link.span.clone()),
                format!("nothing says where `{}` leads", link.reference),
            )
            .hint(format!(
                "write the file in round brackets instead, or a line `[{}]: file.md` below",
                link.reference
            )),
        );
    }
    // The last opening bracket so far.
    let mut opening = None;
    let mut searched = 0;
    for run in text_runs::find(nodes) {
        for (place, rest) in text_runs::occurrences_with_rest(file, &run, "](") {
            let before = file.text().slice(searched..place.start);
            opening = before.rfind('[').map(|at| searched + at).or(opening);
            searched = place.start;
            if opening.is_none_or(|opening| text_runs::is_escaped(file.text(), opening)) {
                continue;
            }
            let inside = |address: &str| file.span(place.end..place.end + address.len());
            let address = rest.split_inclusive(')').next().unwrap_or_default();
            let diagnostic = Diagnostic::error(
                "link::malformed",
                file.span(place.start..place.end + address.len()),
                "this is not read as a link",
            );
            diagnostics.push(match rest.split_once(')') {
                Some((address, _))
                    if address.trim().contains(' ')
                        && scheme(address.trim()).is_some_and(|(scheme, _)| scheme == "tel") =>
                {
                    let diagnostic = diagnostic.label("an address has no spaces");
                    match scheme(address.trim()).and_then(|(_, rest)| number_in(rest)) {
                        Some(number) => diagnostic.mend(
                            format!("write `tel:{number}`"),
                            inside(address),
                            format!("tel:{number}"),
                        ),
                        None => diagnostic.hint("write it like `tel:01632960000`"),
                    }
                }
                Some((address, _)) if address.trim().contains(' ') && scheme(address.trim()).is_some() => {
                    let scheme = scheme(address.trim()).map(|(scheme, _)| scheme);
                    let is_name =
                        scheme == Some("mailto") || scheme.and_then(RecordKind::from_word).is_some();
                    // The subject of a mail has spaces.
                    let (name, rest) =
                        address.trim().split_at(address.trim().find('?').unwrap_or(address.trim().len()));
                    let joined =
                        name.replace(' ', if is_name { "" } else { "%20" }) + &rest.replace(' ', "%20");
                    diagnostic.label("an address has no spaces").mend(
                        format!("write `{joined}`"),
                        inside(address),
                        joined,
                    )
                }
                Some((address, _)) if address.trim().contains(' ') => {
                    diagnostic.label("an address has no spaces").hint(format!(
                        "give the file the name `{0}`, and write that here",
                        address.trim().replace(' ', "-").to_lowercase()
                    ))
                }
                Some(_) => diagnostic.hint("a link is written `[words](file.md)`"),
                None => diagnostic.hint("close the round bracket: `[words](file.md)`"),
            });
        }
        for (place, rest) in text_runs::occurrences_with_rest(file, &run, "]") {
            let inner = rest.trim_start_matches(|c: char| matches!(c, ' ' | '\t') || is_odd_space(c));
            let spaces = rest.len() - inner.len();
            let inside = inner.strip_prefix('(').filter(|_| spaces > 0);
            let Some((address, _)) = inside.and_then(|inside| inside.split_once(')')) else { continue };
            if !address.contains(' ') && (ending(address) == "md" || address.contains("://")) {
                diagnostics.push(
                    Diagnostic::error(
                        "link::malformed",
                        file.span(place.start..place.end + spaces + address.len() + 2),
                        "this is not read as a link",
                    )
                    .label("a space between the brackets")
                    .write(format!("]({address})")),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use supportt_fixture::{check, check_short, page};

    #[test]
    fn a_link_that_leads_nowhere_is_shown_with_what_was_meant() {
        check(
            &page("north/a.md", "Ask [the team](../abuot.md) or read [the rules](rule.md#who)."),
            expect![[r#"
                error[link::missing-page]: there is no page `../abuot.md`
                 --> content/north/a.md:7:16
                  |
                7 | Ask [the team](../abuot.md) or read [the rules](rule.md#who).
                  |                ^^^^^^^^^^^ no page here
                  |
                  = hint: did you mean `../about.md`?

                error[link::missing-page]: there is no page `rule.md`
                 --> content/north/a.md:7:49
                  |
                7 | Ask [the team](../abuot.md) or read [the rules](rule.md#who).
                  |                                                 ^^^^^^^^^^^ no page here
                  |
                  = hint: did you mean `rules.md`?

            "#]],
        );
    }

    #[test]
    fn an_address_names_a_site() {
        check_short(
            &page(
                "a.md",
                "[The BDA](https://www.bda,org/), [the pay](https://https://www.bda.org/), [the guide](https://link), \
                 [the forms](https://.org), [the survey](https://eur01.safelinks.protection.outlook.com/?url=x).\n\n\
                 [The port](https://example.org:8080/a,b), [the name](https://müller.example.org?a=https://b), [the page](https://a_b.example.org#c).\n\n\
                 [.](about.md)\n",
            ),
            expect![[r#"
                content/a.md:7:11: error: this is not a whole address (hint: write it like `https://www.nhs.uk/`)
                content/a.md:7:44: error: this is not a whole address (hint: write it like `https://www.nhs.uk/`)
                content/a.md:7:87: error: this is not a whole address (hint: write it like `https://www.nhs.uk/`)
                content/a.md:7:114: error: this is not a whole address (hint: write it like `https://www.nhs.uk/`)
                content/a.md:7:142: warning: this leads through Microsoft's mail filter: it may hold the address of whoever got the message, and it stops working (hint: open it, and copy the address of the page that it leads to)
                content/a.md:9:95: advice: “the page” does not say where the link leads: read on its own, it means nothing (hint: name what is there, such as `[How to plan your absence](…)`)
                content/a.md:11:1: error: this link has no words (hint: write between the square brackets where it leads)
            "#]],
        );
    }

    #[test]
    fn every_way_to_write_a_link_wrongly_is_reported() {
        check_short(
            &page(
                "north/a.md",
                "
[lost](missing.md) [absolute rules](/north/rules/) [relative rules](rules/) [html](rules.html) [folder](../north) [absolute](/about)
[empty]() [hash](#) [top](../../x.md) [case](Rules.md) [image](mpa.svg) [toml](region.toml)
[host](www.nhs.uk/x) [host](nhs.uk) [relative](//nhs.uk/) [http](http://nhs.uk/) [script](javascript:alert) [ftp](ftp://x)
[short](https://) [mail](mailto:nobody) [spaces](my page.md) [spaced] (rules.md) [open](rules.md
[undefined][nowhere] [](rules.md) [A list](https://nhs.uk/a list) [call](tel:01632 960000)

![](map.svg) ![Map](https://example.org/map.png) ![Map](rules.md) ![Map](map.png)
",
            ),
            expect![[r#"
                content/north/a.md:8:8: error: there is no page `missing.md`: no page here
                content/north/a.md:8:37: error: `/north/rules/` is not a file: a link names the file it leads to (hint: did you mean `/north/rules.md`?)
                content/north/a.md:8:69: error: `rules/` is not a file: a link names the file it leads to (hint: did you mean `rules.md`?)
                content/north/a.md:8:84: error: `rules.html` is not a file: a link names the file it leads to (hint: did you mean `rules.md`?)
                content/north/a.md:8:105: error: `../north` is not a file: a link names the file it leads to (hint: did you mean `index.md`?)
                content/north/a.md:8:126: error: `/about` is not a file: a link names the file it leads to (hint: did you mean `/about.md`?)
                content/north/a.md:9:1: error: this link leads nowhere (hint: write the file it leads to between the round brackets)
                content/north/a.md:9:18: error: this link leads nowhere (hint: write the file it leads to between the round brackets)
                content/north/a.md:9:27: error: `../../x.md` leads out of the folder `content` (hint: remove a `../`, or begin with `/` for the top of `content`)
                content/north/a.md:9:46: error: there is no page `Rules.md`: no page here (hint: did you mean `rules.md`?)
                content/north/a.md:9:64: error: there is no file `mpa.svg`: no file here (hint: did you mean `map.svg`?)
                content/north/a.md:9:80: error: `region.toml` is not part of the site: only this program reads it (hint: link to a page that shows what is in it)
                content/north/a.md:10:8: error: an address on another site begins with `https://` (hint: write `https://www.nhs.uk/x`)
                content/north/a.md:10:22: warning: another link with the same words leads elsewhere (hint: say in each what is there: people who hear a list of links cannot tell them apart)
                content/north/a.md:10:29: error: an address on another site begins with `https://` (hint: write `https://nhs.uk`)
                content/north/a.md:10:48: error: this address lacks its beginning (hint: write `https://nhs.uk/`)
                content/north/a.md:10:66: warning: this address is not secure (hint: try `https://nhs.uk/`; keep `http:` only if the other site has nothing else)
                content/north/a.md:10:91: error: a link cannot begin with `javascript:` (hint: links lead to a file, begin with `https:`, `mailto:` or `tel:`, or name an entry: `form:its-id`)
                content/north/a.md:10:115: error: a link cannot begin with `ftp:` (hint: links lead to a file, begin with `https:`, `mailto:` or `tel:`, or name an entry: `form:its-id`)
                content/north/a.md:11:9: error: this is not a whole address (hint: write it like `https://www.nhs.uk/`)
                content/north/a.md:11:26: error: this is not an email address (hint: write it like `mailto:name@nhs.net`)
                content/north/a.md:11:48: error: this is not read as a link: an address has no spaces (hint: give the file the name `my-page.md`, and write that here)
                content/north/a.md:11:69: error: this is not read as a link: a space between the brackets (hint: write `](rules.md)`)
                content/north/a.md:11:87: error: this is not read as a link (hint: close the round bracket: `[words](file.md)`)
                content/north/a.md:12:1: error: nothing says where `nowhere` leads (hint: write the file in round brackets instead, or a line `[nowhere]: file.md` below)
                content/north/a.md:12:22: error: this link has no words (hint: write between the square brackets where it leads)
                content/north/a.md:12:42: error: this is not read as a link: an address has no spaces (hint: write `https://nhs.uk/a%20list`)
                content/north/a.md:12:44: warning: this address is not a link: people would have to type it (hint: write `<https://nhs.uk/a>`)
                content/north/a.md:12:72: error: this is not read as a link: an address has no spaces (hint: write `tel:01632960000`)
                content/north/a.md:14:1: error: this picture says nothing to people who cannot see it (hint: write what it shows between the square brackets: `![what it shows](picture.png)`)
                content/north/a.md:14:21: error: this picture is on another site (hint: save it in the folder of this page and write its file name: pages load nothing from other sites)
                content/north/a.md:14:57: error: this is a page, not a picture (hint: to link to the page, leave out the `!`)
                content/north/a.md:14:74: error: there is no file `map.png`: no file here (hint: did you mean `map.svg`?)
            "#]],
        );
    }

    #[test]
    fn addresses_are_put_right() {
        let addresses = [
            "mailto://team@example.org",
            "mailto:%20team@example.org",
            "Mailto:team@example.org",
            "team@example.org",
            "tel:O1632960000",
            "tel:01234567890x",
            "tel:(01234)567890",
            "tel:+44(0)1632960000",
            "htps://example.org/a",
            "ttps://example.org/a",
            "https://example.org/guide.",
            "https://ex\u{430}mple.org/a",
            "//eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2Fb",
            "https://urldefense.com/v3/__http://example.org/c__;!!abc",
            "https://[2001:db8::1]/x",
            "mailto:team@example.org?subject=Hello there",
            "https://example.org/a b.pdf",
        ];
        let links: Vec<String> =
            (0..).zip(addresses).map(|(at, to)| format!("[Team {at}]({to})\n")).collect();
        let others = "\nSee [the rules]\u{a0}(rules.md). Write to team@example.org<mailto:team@example.org>. See the guide<https://example.org/g>.\n";
        check_short(
            &page("north/a.md", &(links.join("\n") + others)),
            expect![[r#"
            content/north/a.md:7:10: error: this is not an email address (hint: write `mailto:team@example.org`)
            content/north/a.md:9:10: error: this is not an email address (hint: write `mailto:team@example.org`)
            content/north/a.md:11:10: error: a link cannot begin with `Mailto:` (hint: did you mean `mailto:team@example.org`?)
            content/north/a.md:13:10: error: an email address begins with `mailto:` in a link (hint: write `mailto:team@example.org`)
            content/north/a.md:15:10: error: this is not a telephone number (hint: write `tel:01632960000`)
            content/north/a.md:17:10: error: this is not a telephone number (hint: write it like `tel:01632960000`)
            content/north/a.md:19:10: error: this is not a telephone number (hint: write `tel:01234567890`)
            content/north/a.md:21:10: error: this is not a telephone number (hint: write `tel:+441632960000`)
            content/north/a.md:23:10: error: a link cannot begin with `htps:` (hint: did you mean `https://example.org/a`?)
            content/north/a.md:25:10: error: a link cannot begin with `ttps:` (hint: did you mean `https://example.org/a`?)
            content/north/a.md:27:11: warning: this address ends as a sentence does (hint: write `https://example.org/guide`)
            content/north/a.md:29:11: error: the name of this site has letters of two alphabets: one of them only looks like the right one (hint: type the address again, or copy it from the page that it leads to)
            content/north/a.md:31:11: error: this address lacks its beginning (hint: write `https://example.org/b`)
            content/north/a.md:33:11: warning: this leads through Proofpoint's mail filter: it may hold the address of whoever got the message, and it stops working (hint: write `https://example.org/c`)
            content/north/a.md:37:9: error: this is not read as a link: an address has no spaces (hint: write `mailto:team@example.org?subject=Hello%20there`)
            content/north/a.md:39:9: error: this is not read as a link: an address has no spaces (hint: write `https://example.org/a%20b.pdf`)
            content/north/a.md:41:15: error: this is not read as a link: a space between the brackets (hint: write `](rules.md)`)
            content/north/a.md:41:54: warning: this is how a mail program writes a link into plain text: people would see the address among the words (hint: write `<team@example.org>`)
            content/north/a.md:41:94: warning: this is how a mail program writes a link into plain text: people would see the address among the words (hint: make its words a link: `[guide](https://example.org/g)`)
        "#]],
        );
    }

    #[test]
    fn right_links_are_left_alone() {
        check_short(
            &page(
                "north/a.md",
                "
## Here

[rules](rules.md) [rules again](./rules.md) [up](../about.md) [top](/about.md) [heading](rules.md#every-rule) [these words](#here)
[map](map.svg) [the NHS](https://www.nhs.uk/) <https://www.nhs.uk> [mail](mailto:a@b.uk) <a@b.uk> [tel](tel:111) [by name]
[long](tel:+44-1632-960000;ext=12) [The server](https://[2001:db8::1]:80/x) [plus](mailto:a%2Bb@c.uk) (<https://www.nhs.uk/>)
[sic] and [x] `[code](nowhere.md)` \\[not a link](nowhere.md)

    [code](nowhere.md) [^1] {{ nothing }}

[by name]: rules.md
",
            ),
            expect![[r#"
                content/north/a.md:15:5: warning: the spaces before this make code of it: people would see it as it is typed, in a line that does not wrap (hint: take out the spaces before it; code stands between two lines of three backticks)
            "#]],
        );
    }

    #[test]
    fn headings_of_other_pages_are_checked() {
        check(
            &page(
                "north/a.md",
                "[one](rules.md#who-decide) [two](check.md#start) [three](#end)\n\n## The end\n\nText.\n",
            ),
            expect![[r#"
                error[link::missing-heading]: `north/rules.md` has no heading `who-decide`
                 --> content/north/a.md:7:16
                  |
                7 | [one](rules.md#who-decide) [two](check.md#start) [three](#end)
                  |                ^^^^^^^^^^
                  |
                  = hint: did you mean `#who-decides`?

                error[link::missing-heading]: `north/check.md` has no heading `start`
                 --> content/north/a.md:7:43
                  |
                7 | [one](rules.md#who-decide) [two](check.md#start) [three](#end)
                  |                                           ^^^^^
                  |
                  = hint: it has no headings: leave out the `#` and what follows

                error[link::missing-heading]: this page has no heading `end`
                 --> content/north/a.md:7:59
                  |
                7 | [one](rules.md#who-decide) [two](check.md#start) [three](#end)
                  |                                                           ^^^
                  |
                  = hint: its headings are `the-end`

            "#]],
        );
    }

    #[test]
    fn answers_given_to_the_checker_are_checked() {
        check(
            &page(
                "north/a.md",
                "[one](check.md#stage=away&reason=sick) [two](check.md#stag=away) [right](check.md#stage=away)\n",
            ),
            expect![[r#"
                error[link::answers]: `sick` does not answer `reason`: write `parental-leave`, `sick-leave`, `carers-leave`, `out-of-programme`, `research`, `career-break`, `experience`, `approved-training`, `pause`, `global-health-fellowship`, `restriction`, `suspension`, `other`, `prefer-not-to-say`, `bereavement` or `unknown`
                 --> content/north/a.md:7:16
                  |
                7 | [one](check.md#stage=away&reason=sick) [two](check.md#stag=away) [right](check.md#stage=away)
                  |                ^^^^^^^^^^^^^^^^^^^^^^

                error[link::answers]: the checker has no question `stag`
                 --> content/north/a.md:7:55
                  |
                7 | [one](check.md#stage=away&reason=sick) [two](check.md#stag=away) [right](check.md#stage=away)
                  |                                                       ^^^^^^^^^
                  |
                  = hint: did you mean `stage`?

            "#]],
        );
    }
}
