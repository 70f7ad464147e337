//! The plan file: one HTML page to read, print and keep, which the builder can open again.
//!
//! Its markup is `plan_file.html` beside this module and not the theme's: a file that was kept
//! must be opened by every later site, whatever its theme, and the command that writes it has
//! no browser to fill a `<template>`. Everything put into it is escaped by [`Html::of`].
//!
//! What the person entered stands in a `<meta>` element, under the names of the form's fields:
//! mail programs and browsers leave it alone, nothing in it can run, and a later form takes it
//! in as if it were typed again, with the same checks. A text in there is percent-encoded.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::checksum::CRC;
use crate::document::{Document, Item, Section, Signature, Signatures, SourceNote, TimelineItem};
use crate::words::fill;

/// The parts of the page, each under `<!-- part name -->`.
const PARTS: &str = include_str!("plan_file.html");

/// What stands before the data in a page.
const DATA: &str = "<meta name=\"supportt-plan\" content=\"";

/// What stands before the data in a PDF file.
const PDF_DATA: &str = "/SupporttPlan (";

/// The version of the data. Raise it when a field's name or value changes its meaning, and
/// keep reading the older ones.
const VERSION: u32 = 1;

/// Larger files are not ours: every field full of the longest characters takes half of it.
pub const LARGEST: usize = 2 * 1024 * 1024;

/// Why a file cannot be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It is larger than any plan.
    TooLarge,
    /// It is something else.
    Foreign,
    /// It is a plan that is cut off or altered.
    Damaged,
    /// It was made by a newer version of the site.
    Newer,
}

/// Writes a plan, with the form's fields by which it was made.
#[must_use]
pub fn write<'f>(
    document: &Document,
    fields: impl IntoIterator<Item = (&'f str, &'f str)>,
    note: &str,
) -> String {
    let Html(page) = Html::of(
        "page",
        &[
            ("data", &data(fields)),
            ("title", &document.title),
            ("subtitle", &document.subtitle),
            ("disclaimer", &document.disclaimer),
            ("file_note", note),
        ],
        &[
            ("sections", document.sections.iter().map(section).collect()),
            ("signatures", document.signatures.iter().map(signatures).collect()),
            ("timeline", timeline(document)),
            ("afterwards", document.afterwards.iter().map(section).collect()),
            ("sources", sources(document)),
        ],
    );
    page
}

/// Reads the fields back out of a file: a page, or a PDF file that holds [`data`].
///
/// # Errors
/// Why it cannot be opened.
pub fn read(file: &[u8]) -> Result<Vec<(String, String)>, Unreadable> {
    if file.len() > LARGEST {
        return Err(Unreadable::TooLarge);
    }
    // A file may be cut off in the middle of a character.
    let text = file.utf8_chunks().next().map_or("", |chunk| chunk.valid());
    let is_pdf = text.starts_with("%PDF-");
    let (before, after, end) = if is_pdf { (PDF_DATA, ')', "%%EOF") } else { (DATA, '"', "</html>") };
    let (_, rest) = text.split_once(before).ok_or(Unreadable::Foreign)?;
    let (data, _) = rest.split_once(after).ok_or(Unreadable::Damaged)?;
    let (version, data) = data.split_once(' ').ok_or(Unreadable::Damaged)?;
    if version.parse::<u32>().map_err(|_| Unreadable::Damaged)? > VERSION {
        return Err(Unreadable::Newer);
    }
    let (checksum, data) = data.split_once(' ').ok_or(Unreadable::Damaged)?;
    let is_whole = text.len() == file.len() && text.trim_end().ends_with(end);
    if !is_whole || checksum != self::checksum(version, data) {
        return Err(Unreadable::Damaged);
    }
    let decoded = |text: &str| percent_decode_str(text).decode_utf8().ok().map(Into::into);
    data.split_terminator(';')
        .map(|field| {
            let (name, value) = field.split_once('=')?;
            Some((decoded(name)?, decoded(value)?))
        })
        .collect::<Option<_>>()
        .ok_or(Unreadable::Damaged)
}

/// The form's fields in letters and figures, as a file holds them.
pub fn data<'f>(fields: impl IntoIterator<Item = (&'f str, &'f str)>) -> String {
    const KEEP: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_');
    let mut data = String::new();
    for (name, value) in fields {
        data.extend(utf8_percent_encode(name, KEEP));
        data.push('=');
        data.extend(utf8_percent_encode(value, KEEP));
        data.push(';');
    }
    let version = VERSION.to_string();
    format!("{version} {} {data}", checksum(&version, &data))
}

/// Tells a file that was cut off or altered by accident from a whole one. Whoever alters one on
/// purpose gains nothing: what it holds is checked like anything typed.
fn checksum(version: &str, data: &str) -> String {
    let mut digest = CRC.digest();
    digest.update(version.as_bytes());
    digest.update(data.as_bytes());
    format!("{:08x}", digest.finalize())
}

fn section(section: &Section) -> Html {
    let row =
        |row: &crate::document::Row| Html::of("row", &[("label", &row.label), ("value", &row.value)], &[]);
    let item = |item: &Item| {
        let detail = item.detail.iter().map(|detail| Html::of("detail", &[("text", detail)], &[])).collect();
        Html::of("item", &[("text", &item.text)], &[("detail", detail), ("mark", mark(item.source))])
    };
    Html::of(
        "section",
        &[("heading", &section.heading)],
        &[
            ("rows", list("rows", "rows", section.rows.iter().map(row).collect())),
            ("items", list("items", "items", section.items.iter().map(item).collect())),
            ("paragraphs", texts("paragraph", &section.paragraphs)),
        ],
    )
}

fn signatures(signatures: &Signatures) -> Html {
    let Signatures { heading, note, role, name, signature, date, rows } = signatures;
    let row = |Signature { role, name, agreed, date }: &Signature| {
        Html::of("signature", &[("role", role), ("name", name), ("agreed", agreed), ("date", date)], &[])
    };
    Html::of(
        "signatures",
        &[("heading", heading), ("role", role), ("name", name), ("signature", signature), ("date", date)],
        &[
            ("note", texts("paragraph", Some(note).filter(|note| !note.is_empty()))),
            ("rows", rows.iter().map(row).collect()),
        ],
    )
}

fn timeline(document: &Document) -> Html {
    if document.timeline.is_empty() {
        return Html(String::new());
    }
    Html::of(
        "timeline",
        &[("heading", &document.timeline_heading), ("note", &document.timeline_note)],
        &[("items", document.timeline.iter().map(milestone).collect())],
    )
}

fn milestone(item: &TimelineItem) -> Html {
    let said = [&item.status_label, &item.says].into_iter().filter(|text| !text.is_empty());
    Html::of(
        "milestone",
        &[("when", &item.when), ("name", &item.name)],
        &[("mark", mark(item.source)), ("details", texts("more", said))],
    )
}

fn sources(document: &Document) -> Html {
    if document.sources.is_empty() {
        return Html(String::new());
    }
    let source = |source: &SourceNote| Html::of("source", &[("text", &source.text)], &[]);
    Html::of(
        "sources",
        &[("heading", &document.sources_heading)],
        &[("sources", document.sources.iter().map(source).collect())],
    )
}

/// The number of a source, behind what comes from it.
fn mark(source: Option<usize>) -> Html {
    source.map(|number| Html::of("mark", &[("number", &number.to_string())], &[])).into_iter().collect()
}

fn texts<'t>(part: &str, texts: impl IntoIterator<Item = &'t String>) -> Html {
    texts.into_iter().map(|text| Html::of(part, &[("text", text)], &[])).collect()
}

/// Items in their list; no list when there are none.
fn list(part: &str, name: &str, Html(items): Html) -> Html {
    if items.is_empty() { Html(items) } else { Html::of(part, &[], &[(name, Html(items))]) }
}

/// Markup whose texts are escaped.
struct Html(String);

impl Html {
    /// A part of the page with texts, which are escaped, and markup in its places.
    fn of(part: &str, texts: &[(&str, &str)], html: &[(&str, Html)]) -> Self {
        let marker = format!("<!-- part {part} -->\n");
        let part = PARTS.split_once(&marker).map_or("", |(_, part)| part);
        let part = part.split("<!-- part ").next().unwrap_or_default();
        let texts: Vec<(&str, String)> = texts.iter().map(|(name, text)| (*name, escaped(text))).collect();
        let mut values: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (*name, text.as_str())).collect();
        values.extend(html.iter().map(|(name, Html(html))| (*name, html.as_str())));
        Self(fill(part, &values))
    }
}

impl FromIterator<Html> for Html {
    fn from_iter<I: IntoIterator<Item = Html>>(parts: I) -> Self {
        Self(parts.into_iter().map(|Html(part)| part).collect())
    }
}

/// A text as HTML, in an element or an attribute. Control characters have no place in either.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use html5ever::tendril::TendrilSink;
    use html5ever::{ParseOpts, parse_document};
    use markup5ever_rcdom::{Handle, NodeData, RcDom};
    use proptest::prelude::*;

    use super::*;
    use crate::document::Row;

    /// A plan in which one text stands wherever a text can stand.
    fn plan(text: &str) -> Document {
        let text = || text.to_owned();
        Document {
            title: text(),
            subtitle: text(),
            sections: vec![Section {
                heading: text(),
                rows: vec![Row { label: text(), value: text() }],
                items: vec![Item { text: text(), detail: Some(text()), source: Some(1) }],
                paragraphs: vec![text()],
            }],
            signatures: Some(Signatures {
                heading: text(),
                note: text(),
                role: text(),
                name: text(),
                signature: text(),
                date: text(),
                rows: vec![Signature { role: text(), name: text(), agreed: text(), date: text() }],
            }),
            timeline_heading: text(),
            timeline_note: text(),
            timeline: vec![TimelineItem {
                number: 1,
                name: text(),
                when: text(),
                status: "past",
                status_label: text(),
                says: text(),
                source: Some(1),
            }],
            afterwards: vec![Section { heading: text(), paragraphs: vec![text()], ..Section::default() }],
            sources_heading: text(),
            sources: vec![SourceNote { number: 1, text: text() }],
            disclaimer: text(),
        }
    }

    fn file(text: &str) -> String {
        write(&plan(text), [("name", text), ("people", "one"), ("people", "two")], text)
    }

    /// The names of a page's elements, its texts, and what its parser has to say against it.
    fn parsed(page: &str) -> (Vec<String>, String, Vec<String>) {
        fn walk(node: &Handle, elements: &mut Vec<String>, texts: &mut String) {
            match &node.data {
                NodeData::Element { name, attrs, .. } => {
                    let attributes: Vec<String> =
                        attrs.borrow().iter().map(|attribute| attribute.name.local.to_string()).collect();
                    elements.push(format!("{} {}", name.local, attributes.join(" ")));
                }
                NodeData::Text { contents } => texts.push_str(&contents.borrow()),
                _ => {}
            }
            for child in node.children.borrow().iter() {
                walk(child, elements, texts);
            }
        }
        let mut options = ParseOpts::default();
        options.tokenizer.exact_errors = true;
        options.tree_builder.exact_errors = true;
        let dom = parse_document(RcDom::default(), options).one(page);
        let (mut elements, mut texts) = (Vec::new(), String::new());
        walk(&dom.document, &mut elements, &mut texts);
        let errors = dom.errors.borrow().iter().map(ToString::to_string).collect();
        (elements, texts, errors)
    }

    #[test]
    fn every_place_of_the_page_is_filled_and_the_page_is_html() {
        let (elements, texts, errors) = parsed(&file("SOME TEXT"));
        assert_eq!(errors, Vec::<String>::new());
        assert_eq!(texts.matches("SOME TEXT").count(), 31, "{texts}");
        for forbidden in ["script", "link", "img", "iframe", "template", "a "] {
            assert!(!elements.iter().any(|element| element.starts_with(forbidden)), "{elements:?}");
        }
        // The braces of its style sheet are the only ones left.
        let (_, body) = texts.split_once('}').expect("a style sheet");
        let body = body.rsplit('}').next().expect("a body");
        assert!(!body.contains('{'), "{body}");
    }

    #[test]
    fn a_file_cut_off_anywhere_is_told_from_a_whole_one() {
        let file = file("Zoë 👩‍⚕️");
        let whole = file.trim_end().len();
        let begins = file.find(DATA).expect("data") + DATA.len();
        for cut in 0..whole {
            let expected = if cut < begins { Unreadable::Foreign } else { Unreadable::Damaged };
            assert_eq!(read(&file.as_bytes()[..cut]), Err(expected), "cut at {cut}");
        }
        assert!(read(&file.as_bytes()[..whole]).is_ok(), "the last line's end does not matter");
    }

    #[test]
    fn every_altered_byte_of_the_data_is_noticed() {
        let file = file("some text").into_bytes();
        let start = String::from_utf8_lossy(&file).find(DATA).expect("data") + DATA.len();
        let end = start + file[start..].iter().position(|byte| *byte == b'"').expect("its end");
        for at in start..end {
            for flip in [1_u8, 4, 64] {
                let mut altered = file.clone();
                altered[at] ^= flip;
                let read = read(&altered);
                assert!(matches!(read, Err(Unreadable::Damaged | Unreadable::Newer)), "{at}: {read:?}");
            }
        }
    }

    #[test]
    fn what_is_not_a_plan_of_ours_is_refused() {
        for foreign in ["", "<html></html>", "{\"plan\": 1}", "\0\0\0", "\u{feff}", "supportt-plan"] {
            assert_eq!(read(foreign.as_bytes()), Err(Unreadable::Foreign), "{foreign}");
        }
        assert_eq!(read(&[0xff; 100]), Err(Unreadable::Foreign));
        let newer = file("text").replace("content=\"1 ", "content=\"2 ");
        assert_eq!(read(newer.as_bytes()), Err(Unreadable::Newer));
        assert_eq!(read(&vec![b' '; LARGEST + 1]), Err(Unreadable::TooLarge));
        // A checksum that is right does not make a field out of what is none.
        for data in ["name", "name=%ff;", "=;=;x"] {
            let forged = format!("{DATA}1 {} {data}\"></html>", checksum("1", data));
            assert_eq!(read(forged.as_bytes()), Err(Unreadable::Damaged), "{data}");
        }
    }

    #[test]
    fn the_longest_plan_is_far_from_the_limit() {
        // Six fields, as long as the form lets them be, of the characters that take most room.
        let longest = "👩".repeat(10_000);
        let fields = ["a", "b", "c", "d", "e", "f"].map(|name| (name, longest.as_str()));
        let mut document = plan("text");
        document.sections[0].paragraphs = vec![longest.clone(); 6];
        let file = write(&document, fields, "note");
        assert!(file.len() < LARGEST * 2 / 3, "{} bytes", file.len());
        assert_eq!(read(file.as_bytes()).expect("it opens").len(), 6);

        let long = "x".repeat(100_000);
        let file = write(&plan("text"), [("name", long.as_str())], "note");
        assert_eq!(read(file.as_bytes()), Ok(vec![("name".to_owned(), long)]));
    }

    proptest! {
        #[test]
        fn anything_entered_is_read_back_and_is_never_markup(
            text in prop_oneof![
                any::<String>(),
                "[<>&\"'/a-z =;%\u{202e}\0\r\n-]{0,60}",
                Just("\"><script>alert(1)</script>".to_owned()),
                Just("--><!-- part page --></style></title>{title}".to_owned()),
            ],
            name in "[a-z-]{1,20}",
        ) {
            let file = write(&plan(&format!("x{text}")), [(name.as_str(), text.as_str())], &text);
            prop_assert_eq!(read(file.as_bytes()), Ok(vec![(name, text)]));
            let (elements, _, _) = parsed(&file);
            let (plain, _, _) = parsed(&self::file("text"));
            prop_assert_eq!(elements, plain);
        }

        #[test]
        fn no_file_makes_the_reader_fail(file in proptest::collection::vec(any::<u8>(), 0..200), data in "[ -~]{0,60}") {
            let _ = read(&file);
            let _ = read(format!("{DATA}{data}\"></html>").as_bytes());
        }
    }
}
