//! A text as people read it: passages one after the other, each without the signs of Markdown.
//!
//! Markdown cuts a sentence at emphasis, links and line breaks. What it says can only be judged when it is put
//! together again; where each word stands in the file is remembered, so that problems can point at it.

use std::cell::OnceCell;
use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, LinkType, Tag, TagEnd};

use super::directive::Directive;
use super::node::Node;
use supportt_source::pattern::{Pattern, pattern, whole};
use supportt_source::{Slice, SourceFile, Span, Spanned};

/// Stands in a passage for what is not its own words: a value of the policy, or code.
pub const NOT_WORDS: char = '\u{FFFC}';

/// Part of a text, between two block boundaries.
#[derive(Clone, Debug)]
pub enum Part {
    /// Words.
    Passage(Passage),
    /// A directive on a line of its own.
    Directive(Directive),
    /// A picture.
    Picture {
        /// The words for people who cannot see it.
        words: String,
        /// Where it stands.
        span: Span,
    },
    /// A block of code, or a rule across the page.
    Other,
}

/// What a passage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A heading.
    Heading(HeadingLevel),
    /// A paragraph.
    Paragraph,
    /// A point of a list, or a paragraph within one.
    Item,
    /// A cell of a table.
    Cell,
}

/// Words that belong together: a heading, a paragraph, a point of a list, a cell.
#[derive(Clone, Debug)]
pub struct Passage {
    /// What it is.
    pub kind: Kind,
    /// Its words. Code and values of the policy are one character each that is no letter.
    pub text: String,
    /// The links in it.
    pub links: Vec<Link>,
    /// Whether it is part of a quotation.
    pub in_quotation: bool,
    /// The whole passage in the file.
    pub span: Span,
    /// Where pieces of the words begin: in the words, and in the file.
    places: Vec<(usize, usize)>,
    /// Where words stand between quotation marks; found when that is first asked for.
    quoted: OnceCell<Vec<Range<usize>>>,
}

/// A link in a passage.
#[derive(Clone, Debug)]
pub struct Link {
    /// Its words, as a part of the passage.
    pub words: Range<usize>,
    /// Where it leads.
    pub target: String,
    /// Whether its words are its address.
    pub is_address: bool,
    /// The whole link in the file.
    pub span: Span,
}

/// The passages among the parts.
pub fn passages(parts: &[Part]) -> impl Iterator<Item = &Passage> {
    parts.iter().filter_map(|part| match part {
        Part::Passage(passage) => Some(passage),
        _ => None,
    })
}

impl Passage {
    /// The text of a field, which stands between quotation marks at a place.
    #[must_use]
    pub fn of_field(file: &SourceFile, span: Span) -> Self {
        let written = file.text_at(span);
        let text = written.trim_matches(['"', '\'']);
        let start = span.range().start + written.find(text).unwrap_or_default();
        Self {
            kind: Kind::Item,
            text: text.to_owned(),
            links: Vec::new(),
            in_quotation: false,
            span,
            places: vec![(0, start)],
            quoted: OnceCell::new(),
        }
    }

    /// Where a part of the words stands in the file.
    #[must_use]
    pub fn place(&self, words: Range<usize>) -> Span {
        let start = self.offset(words.start);
        let end = if words.is_empty() { start } else { self.offset(words.end - 1) + 1 };
        self.span.elsewhere(start..end.max(start))
    }

    fn offset(&self, at: usize) -> usize {
        let piece = self.places.partition_point(|(words, _)| *words <= at).saturating_sub(1);
        self.places.get(piece).map_or(self.span.range().start, |(words, file)| file + (at - words))
    }

    /// The words of a link in it.
    #[must_use]
    pub fn words_of(&self, link: &Link) -> &str {
        self.text.slice(link.words.clone())
    }

    /// Whether a part of the words is part of a link.
    #[must_use]
    pub fn is_linked(&self, words: &Range<usize>) -> bool {
        let next = self.links.partition_point(|link| link.words.end <= words.start);
        self.links.get(next).is_some_and(|link| link.words.start < words.end)
    }

    /// The sentences, as parts of the words.
    #[must_use]
    pub fn sentences(&self) -> Vec<Range<usize>> {
        let mut sentences = Vec::new();
        let mut start = 0;
        let bytes = self.text.as_bytes();
        for (at, mark) in self.text.match_indices(['.', '!', '?', ';']) {
            let end = at + mark.len();
            let ends =
                bytes.get(end).is_none_or(u8::is_ascii_whitespace) && !is_abbreviation(self.text.slice(..at));
            if ends {
                sentences.push(start..end);
                start = end;
            }
        }
        sentences.push(start..self.text.len());
        sentences.retain(|sentence| !self.text.slice(sentence.clone()).trim().is_empty());
        sentences
    }
}

/// Whether the full stop after this text belongs to an abbreviation.
fn is_abbreviation(before: &str) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    ["e.g", "i.e", "eg", "ie", "Dr", "Mr", "Mrs", "Ms", "Prof", "St", "No", "approx", "vs", "Ltd"]
        .contains(&word)
}

/// The parts of a text.
pub(super) fn find(file: &SourceFile, nodes: &[Spanned<Node<'_>>]) -> Vec<Part> {
    let mut reader =
        Reader { file, parts: Vec::new(), open: None, blocks: Vec::new(), quotations: 0, link: None };
    let mut open: Option<OpenPicture> = None;
    for node in nodes {
        open = match (open, &node.value) {
            (None, Node::Markdown(Event::Start(Tag::Image { .. }))) => {
                Some(OpenPicture { words: String::new(), span: node.span, within: 0 })
            }
            (None, _) => {
                reader.read(node);
                None
            }
            (Some(picture), Node::Markdown(Event::Start(Tag::Image { .. }))) => {
                Some(OpenPicture { within: picture.within + 1, ..picture })
            }
            (Some(picture), Node::Markdown(Event::End(TagEnd::Image))) if picture.within == 0 => {
                reader.picture(picture.words, picture.span);
                None
            }
            (Some(picture), Node::Markdown(Event::End(TagEnd::Image))) => {
                Some(OpenPicture { within: picture.within - 1, ..picture })
            }
            (Some(mut picture), Node::Markdown(Event::Text(_) | Event::Code(_))) => {
                picture.words.push_str(file.text_at(node.span));
                Some(picture)
            }
            (Some(picture), _) => Some(picture),
        };
    }
    reader.close();
    reader.parts
}

/// A picture that has not ended yet.
struct OpenPicture {
    words: String,
    span: Span,
    /// How many pictures are open in its words, which are read as its own.
    within: usize,
}

struct Reader<'a> {
    file: &'a SourceFile,
    parts: Vec<Part>,
    open: Option<Passage>,
    /// The kinds of the blocks around.
    blocks: Vec<Kind>,
    /// How many quotations are around.
    quotations: usize,
    /// The link around: where its words begin, its target, and the whole of it.
    link: Option<(usize, String, bool, Span)>,
}

impl Reader<'_> {
    fn read(&mut self, node: &Spanned<Node<'_>>) {
        match &node.value {
            Node::Markdown(Event::Text(_)) => self.words(self.file.text_at(node.span), node.span),
            Node::Markdown(Event::Code(_)) => self.not_words(node.span),
            Node::Directive(directive) if directive.is_inline() => self.not_words(node.span),
            Node::Markdown(Event::SoftBreak | Event::HardBreak) => self.words(" ", node.span),
            Node::Directive(directive) => {
                self.close();
                self.parts.push(Part::Directive(directive.clone()));
            }
            Node::Markdown(Event::Start(tag)) => self.start(tag, node.span),
            Node::Markdown(Event::End(tag)) => self.end(*tag),
            Node::Markdown(Event::Rule) => {
                self.close();
                self.parts.push(Part::Other);
            }
            Node::Markdown(_) => {}
            Node::BlockStart(_) | Node::BlockEnd => self.close(),
        }
    }

    fn start(&mut self, tag: &Tag<'_>, span: Span) {
        match tag {
            Tag::Link { dest_url, link_type, .. } => {
                let start = self.passage(span).text.len();
                let is_address = matches!(link_type, LinkType::Autolink | LinkType::Email);
                self.link = Some((start, dest_url.to_string(), is_address, span));
            }
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript => {}
            _ => {
                self.close();
                let around = self.blocks.last().copied();
                self.blocks.push(match tag {
                    Tag::Heading { level, .. } => Kind::Heading(*level),
                    Tag::Item => Kind::Item,
                    Tag::TableCell => Kind::Cell,
                    Tag::Paragraph if around == Some(Kind::Item) => Kind::Item,
                    _ => Kind::Paragraph,
                });
                match tag {
                    Tag::CodeBlock(_) => self.parts.push(Part::Other),
                    Tag::BlockQuote(_) => self.quotations += 1,
                    _ => {}
                }
            }
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Link => {
                if let (Some((start, target, is_address, span)), Some(passage)) =
                    (self.link.take(), &mut self.open)
                {
                    passage.links.push(Link { words: start..passage.text.len(), target, is_address, span });
                }
            }
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript => {}
            TagEnd::CodeBlock => {
                // What stands in a block of code is not read as words.
                self.open = None;
                self.blocks.pop();
            }
            _ => {
                self.close();
                self.blocks.pop();
                if let TagEnd::BlockQuote(_) = tag {
                    self.quotations -= 1;
                }
            }
        }
    }

    fn words(&mut self, words: &str, span: Span) {
        let passage = self.passage(span);
        passage.places.push((passage.text.len(), span.range().start));
        passage.text.push_str(words);
        passage.span = passage.span.elsewhere(passage.span.range().start..span.range().end);
    }

    fn not_words(&mut self, span: Span) {
        self.words(NOT_WORDS.encode_utf8(&mut [0; 4]), span);
    }

    fn picture(&mut self, words: String, span: Span) {
        self.not_words(span);
        self.parts.push(Part::Picture { words, span });
    }

    fn passage(&mut self, at: Span) -> &mut Passage {
        let kind = self.blocks.last().copied().unwrap_or(Kind::Paragraph);
        let in_quotation = self.quotations > 0;
        self.open.get_or_insert_with(|| Passage {
            kind,
            text: String::new(),
            links: Vec::new(),
            in_quotation,
            span: at,
            places: Vec::new(),
            quoted: OnceCell::new(),
        })
    }

    fn close(&mut self) {
        // What is left of a link's words is in the next passage.
        if let Some((start, ..)) = &mut self.link {
            *start = 0;
        }
        if let Some(passage) = self.open.take() {
            self.parts.push(Part::Passage(passage));
        }
    }
}

/// Where words between quotation marks begin, and where those between single ones end.
static OPENS: Pattern = Pattern::new(|| pattern(r#"(?P<mark>["“])|(?:^|[\s(])['‘][^\s'‘’]"#));
static CLOSES: Pattern = Pattern::new(|| pattern(r"[\w.,!?…)\]]['’](?:[\s)\].,;:!?]|$)"));

/// Where words stand between quotation marks, first to last.
fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut quoted = Vec::new();
    let mut at = 0;
    // Marks of which none is left to end a quotation.
    let mut never_closed = String::new();
    while let Some(found) = OPENS.captures_at(text, at) {
        let open = whole(&found);
        at = open.end;
        let mark = found.name("mark").map_or("'", |mark| mark.as_str());
        if never_closed.contains(mark) {
            continue;
        }
        let end = match mark {
            "'" => CLOSES.find_at(text, at).map(|found| found.end()),
            "“" => text.slice(at..).find('”').map(|end| at + end + '”'.len_utf8()),
            _ => text.slice(at..).find('"').map(|end| at + end + 1),
        };
        match end {
            Some(end) => {
                quoted.push(open.start..end);
                at = end;
            }
            None => never_closed.push_str(mark),
        }
    }
    quoted
}

/// Whether a part of a passage is somebody else's words: it stands in a quotation, or between quotation marks.
pub fn is_quoted(passage: &Passage, words: &Range<usize>) -> bool {
    let quoted = passage.quoted.get_or_init(|| quotations(&passage.text));
    let next = quoted.partition_point(|quoted| quoted.end < words.end);
    passage.in_quotation || quoted.get(next).is_some_and(|quoted| quoted.start <= words.start)
}
