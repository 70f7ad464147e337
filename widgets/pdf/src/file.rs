//! Pages as a PDF file that says what its parts are (PDF/UA-1).

use pdf_writer::types::StructRole;
use pdf_writer::writers::StructTreeRoot;
use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, Str, TextStr};

use crate::layout::{Fonts, HEIGHT, Line, MARGIN, Page, Part, Style, WIDTH};

const LANGUAGE: TextStr<'_> = TextStr("en-GB");
const FOOTER: Style = Style { size: 8.0, is_bold: false };

/// What belongs to a part, in reading order: other parts, or what is marked as the part itself.
#[derive(Clone, Copy)]
enum Child {
    Part(usize),
    /// What is marked with a number on a page.
    Marked {
        page: usize,
        number: i32,
    },
}

/// The numbers of what is in the file.
#[derive(Clone, Copy)]
struct Refs {
    pages: usize,
}

impl Refs {
    const CATALOG: Ref = Ref::new(1);
    const TREE: Ref = Ref::new(2);
    const INFO: Ref = Ref::new(3);
    const METADATA: Ref = Ref::new(4);
    const STRUCTURE: Ref = Ref::new(5);
    const REGULAR: Ref = Ref::new(10);
    const BOLD: Ref = Ref::new(20);

    fn numbered(first: usize, index: usize) -> Ref {
        Ref::new(i32::try_from(first + index).expect("a file has fewer parts"))
    }

    fn page(index: usize) -> Ref {
        Self::numbered(30, index * 2)
    }

    fn content(index: usize) -> Ref {
        Self::numbered(31, index * 2)
    }

    /// The parts on a page, by their numbers there.
    fn marks(self, index: usize) -> Ref {
        Self::numbered(30 + self.pages * 2, index)
    }

    fn part(self, index: usize) -> Ref {
        Self::numbered(30 + self.pages * 3, index)
    }
}

/// Writes the file. `data` is what it holds besides, for the site to open it again.
pub(crate) fn write(pages: &[Page], parts: &[Part], fonts: &mut Fonts, title: &str, data: &str) -> Vec<u8> {
    let refs = Refs { pages: pages.len() };
    let mut pdf = Pdf::new();
    // The file is text as a whole, which passes through everything.
    pdf.set_binary_marker(b"plan");
    let mut children: Vec<Vec<Child>> = parts.iter().map(|_| Vec::new()).collect();
    let mut marks: Vec<Vec<usize>> = Vec::new();
    for (index, part) in parts.iter().enumerate().skip(1) {
        children[part.parent].push(Child::Part(index));
    }
    for (index, page) in pages.iter().enumerate() {
        let footer = format!("{title}, page {} of {}", index + 1, pages.len());
        let (content, marked) = draw(page, fonts, &footer);
        for (number, part) in (0..).zip(&marked) {
            children[*part].push(Child::Marked { page: index, number });
        }
        marks.push(marked);
        pdf.stream(Refs::content(index), &content);
        let mut page = pdf.page(Refs::page(index));
        page.parent(Refs::TREE).media_box(Rect::new(0.0, 0.0, WIDTH, HEIGHT));
        page.contents(Refs::content(index));
        page.struct_parents(i32::try_from(index).unwrap_or_default());
        page.tab_order(pdf_writer::types::TabOrder::StructureOrder);
        let mut resources = page.resources();
        resources.fonts().pair(Name(b"F0"), Refs::REGULAR).pair(Name(b"F1"), Refs::BOLD);
    }
    pdf.pages(Refs::TREE)
        .kids((0..pages.len()).map(Refs::page))
        .count(i32::try_from(pages.len()).unwrap_or_default());
    fonts.regular.write(&mut pdf, Refs::REGULAR);
    fonts.bold.write(&mut pdf, Refs::BOLD);
    for (index, marked) in marks.iter().enumerate() {
        pdf.indirect(refs.marks(index)).array().items(marked.iter().map(|part| refs.part(*part)));
    }
    for (index, (part, children)) in parts.iter().zip(&children).enumerate() {
        element(&mut pdf, refs, index, part, children);
    }
    pdf.stream(Refs::METADATA, metadata(title).as_bytes())
        .pair(Name(b"Type"), Name(b"Metadata"))
        .pair(Name(b"Subtype"), Name(b"XML"));
    let mut info = pdf.document_info(Refs::INFO);
    info.title(TextStr(title));
    info.pair(Name(b"SupporttPlan"), Str(data.as_bytes()));
    info.finish();

    let mut structure = pdf.indirect(Refs::STRUCTURE).start::<StructTreeRoot<'_>>();
    structure.child(refs.part(0));
    let mut tree = structure.parent_tree();
    let mut numbers = tree.nums();
    for index in 0..pages.len() {
        numbers.insert(i32::try_from(index).unwrap_or_default(), refs.marks(index));
    }
    numbers.finish();
    tree.finish();
    structure.finish();

    let mut catalog = pdf.catalog(Refs::CATALOG);
    catalog.pages(Refs::TREE).metadata(Refs::METADATA).lang(LANGUAGE);
    catalog.pair(Name(b"StructTreeRoot"), Refs::STRUCTURE);
    catalog.mark_info().marked(true);
    catalog.viewer_preferences().display_doc_title(true);
    catalog.finish();
    pdf.finish()
}

/// A page's content, and the parts that are marked in it, by number.
fn draw(page: &Page, fonts: &mut Fonts, footer: &str) -> (Vec<u8>, Vec<usize>) {
    let mut content = Content::new();
    let mut marked: Vec<usize> = Vec::new();
    let mut is_open = false;
    for line in &page.lines {
        if marked.last() != Some(&line.part) {
            if is_open {
                content.end_marked_content();
            }
            let number = i32::try_from(marked.len()).unwrap_or_default();
            content.begin_marked_content_with_properties(Name(b"Span")).properties().identify(number);
            is_open = true;
            marked.push(line.part);
        }
        show(&mut content, fonts, line);
    }
    if is_open {
        content.end_marked_content();
    }
    content.begin_marked_content(Name(b"Artifact"));
    content.set_line_width(0.5);
    for (from, to, y) in &page.rules {
        content.move_to(*from, *y).line_to(*to, *y).stroke();
    }
    let line = Line { x: MARGIN, y: 30.0, style: FOOTER, text: footer.to_owned(), part: 0 };
    show(&mut content, fonts, &line);
    content.end_marked_content();
    (content.finish().to_vec(), marked)
}

fn show(content: &mut Content, fonts: &mut Fonts, line: &Line) {
    let Line { x, y, style, text, .. } = line;
    let text = fonts.of(*style).encoded(text);
    content.begin_text();
    content.set_font(Name(if style.is_bold { b"F1" } else { b"F0" }), style.size);
    content.next_line(*x, *y).show(Str(&text));
    content.end_text();
}

fn element(pdf: &mut Pdf, refs: Refs, index: usize, part: &Part, children: &[Child]) {
    let mut element = pdf.struct_element(refs.part(index));
    element.kind(part.role);
    element.parent(if index == 0 { Refs::STRUCTURE } else { refs.part(part.parent) });
    if part.role == StructRole::Document {
        element.lang(LANGUAGE);
    }
    if let Some(scope) = part.scope {
        element.attributes().push().table().scope(scope);
    }
    if let Some(numbering) = part.numbering {
        element.attributes().push().list().list_numbering(numbering);
    }
    let mut kids = element.children();
    for child in children {
        match child {
            Child::Part(part) => {
                kids.struct_element(refs.part(*part));
            }
            Child::Marked { page, number } => {
                kids.marked_content_ref().page(Refs::page(*page)).marked_content_id(*number);
            }
        }
    }
}

/// What the file says of itself.
fn metadata(title: &str) -> String {
    // Any character can stand in XML by its number.
    let escaped: Vec<String> = title.chars().map(|c| format!("&#{};", u32::from(c))).collect();
    include_str!("metadata.xml").replace("{title}", &escaped.concat())
}
