//! Blocks on pages: what stands where, and which part of the document it is.

use pdf_writer::types::{ListNumbering, StructRole, TableHeaderScope};
use supportt_documents::blocks::{Block, ListItem};

use crate::font::Font;

/// A4, in points.
pub(crate) const WIDTH: f32 = 595.28;
pub(crate) const HEIGHT: f32 = 841.89;

pub(crate) const MARGIN: f32 = 42.0;
const RIGHT: f32 = WIDTH - MARGIN;
/// Below it there is room for the number of the page.
const BOTTOM: f32 = 48.0;

/// How a text is set.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct Style {
    pub(crate) size: f32,
    pub(crate) is_bold: bool,
}

const TITLE: Style = Style { size: 18.0, is_bold: true };
const HEADING: Style = Style { size: 12.0, is_bold: true };
const BODY: Style = Style { size: 9.5, is_bold: false };
const STRONG: Style = Style { size: 9.5, is_bold: true };
const SMALL: Style = Style { size: 8.0, is_bold: false };

/// Between a column and the next.
const GAP: f32 = 8.0;

/// Room for a signature above a line.
const SIGNING: f32 = 13.0;

impl Style {
    fn line_height(self) -> f32 {
        self.size * 1.3
    }
}

/// The two fonts.
pub(crate) struct Fonts {
    pub(crate) regular: Font,
    pub(crate) bold: Font,
}

impl Fonts {
    pub(crate) fn of(&mut self, style: Style) -> &mut Font {
        if style.is_bold { &mut self.bold } else { &mut self.regular }
    }

    fn width(&self, text: &str, style: Style) -> f32 {
        let font = if style.is_bold { &self.bold } else { &self.regular };
        font.width(text) * style.size
    }
}

/// A line of text on a page.
pub(crate) struct Line {
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) style: Style,
    pub(crate) text: String,
    /// The part of the document that it belongs to.
    pub(crate) part: usize,
}

/// What is drawn on a page.
#[derive(Default)]
pub(crate) struct Page {
    pub(crate) lines: Vec<Line>,
    /// Lines to write on: from, to, at which height.
    pub(crate) rules: Vec<(f32, f32, f32)>,
}

/// A part of the document, for those who do not see it.
pub(crate) struct Part {
    pub(crate) role: StructRole,
    pub(crate) parent: usize,
    pub(crate) scope: Option<TableHeaderScope>,
    pub(crate) numbering: Option<ListNumbering>,
}

/// A document on its pages.
pub(crate) struct Layout<'f> {
    fonts: &'f Fonts,
    pub(crate) pages: Vec<Page>,
    /// The parts; the first is the document itself.
    pub(crate) parts: Vec<Part>,
    /// Where the next line begins.
    y: f32,
}

/// A text in its column.
struct Cell {
    x: f32,
    style: Style,
    lines: Vec<String>,
    part: usize,
}

impl Cell {
    #[expect(clippy::cast_precision_loss, reason = "a text has fewer lines")]
    fn height(&self) -> f32 {
        self.lines.len() as f32 * self.style.line_height()
    }
}

/// The document itself.
const ROOT: usize = 0;

impl<'f> Layout<'f> {
    pub(crate) fn of(blocks: &[Block], fonts: &'f Fonts) -> Self {
        let root = Part { role: StructRole::Document, parent: ROOT, scope: None, numbering: None };
        let top = HEIGHT - MARGIN;
        let mut layout = Self { fonts, pages: vec![Page::default()], parts: vec![root], y: top };
        for (index, block) in blocks.iter().enumerate() {
            // A table that people sign stands on one page, with its heading.
            if let (Block::Heading(_), Some(Block::Table { rows, .. })) = (block, blocks.get(index + 1)) {
                layout.keep(table_height(rows.len()));
            }
            layout.block(block);
        }
        layout
    }

    /// What it shows, without the fonts.
    pub(crate) fn into_parts(self) -> (Vec<Page>, Vec<Part>) {
        (self.pages, self.parts)
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Title(text) => self.text(StructRole::H1, TITLE, text, 0.0),
            Block::Heading(text) => {
                let room = HEADING.line_height() + 3.0 * BODY.line_height();
                self.space(7.0);
                self.keep(room);
                self.text(StructRole::H2, HEADING, text, 0.0);
                self.space(1.5);
            }
            Block::Paragraph(text) => self.text(StructRole::P, BODY, text, 1.5),
            Block::Small(text) => self.text(StructRole::P, SMALL, text, 1.5),
            Block::List(items) => self.list(items),
            Block::Facts(rows) => self.facts(rows),
            Block::Table { head, rows } => self.table(head, rows),
            Block::NewPage => self.second_page(),
        }
    }

    /// Begins the second page; where what stands on the first has run over, it goes on below.
    fn second_page(&mut self) {
        if self.pages.len() == 1 {
            self.new_page();
        }
    }

    fn part(&mut self, role: StructRole, parent: usize) -> usize {
        self.parts.push(Part { role, parent, scope: None, numbering: None });
        self.parts.len() - 1
    }

    fn heading_cell(&mut self, parent: usize, scope: TableHeaderScope) -> usize {
        let part = self.part(StructRole::TH, parent);
        self.parts[part].scope = Some(scope);
        part
    }

    fn text(&mut self, role: StructRole, style: Style, text: &str, space: f32) {
        self.space(space);
        let part = self.part(role, ROOT);
        let cell = self.cell(MARGIN, RIGHT, style, text, part);
        self.row(&[cell]);
    }

    fn list(&mut self, items: &[ListItem]) {
        let list = self.part(StructRole::L, ROOT);
        let is_numbered = items.iter().any(|item| item.label.starts_with(|c: char| c.is_ascii_digit()));
        let numbering = if is_numbered { ListNumbering::Decimal } else { ListNumbering::Disc };
        self.parts[list].numbering = Some(numbering);
        let widest = items.iter().map(|item| self.fonts.width(&item.label, BODY)).fold(0.0, f32::max);
        let x = MARGIN + widest + 6.0;
        for ListItem { label, name, details } in items {
            let item = self.part(StructRole::LI, list);
            let label_part = self.part(StructRole::Lbl, item);
            let body = self.part(StructRole::LBody, item);
            let name_part = self.part(StructRole::P, body);
            let label = self.cell(MARGIN, x, BODY, label, label_part);
            let name = self.cell(x, RIGHT, BODY, name, name_part);
            self.space(2.5);
            self.keep(name.height() + if details.is_empty() { 0.0 } else { BODY.line_height() });
            self.row(&[label, name]);
            for detail in details {
                let part = self.part(StructRole::P, body);
                let cell = self.cell(x, RIGHT, BODY, detail, part);
                self.row(&[cell]);
            }
        }
    }

    /// Facts below each other; two that are short stand beside each other.
    fn facts(&mut self, rows: &[(String, String)]) {
        let table = self.part(StructRole::Table, ROOT);
        let middle = f32::midpoint(MARGIN, RIGHT);
        let widest = rows.iter().map(|(label, _)| self.fonts.width(label, STRONG)).fold(0.0, f32::max);
        let width = (widest + 2.0 * GAP).clamp((RIGHT - MARGIN) * 0.2, (RIGHT - MARGIN) * 0.36);
        let is_short = |(label, value): &(String, String)| {
            let half = middle - MARGIN - width;
            self.fonts.width(label, STRONG) < width - GAP && self.fonts.width(value, BODY) < half - GAP
        };
        let mut groups: Vec<&[(String, String)]> = Vec::new();
        let mut rest = rows;
        while !rest.is_empty() {
            let number = if rest.len() > 1 && rest[..2].iter().all(is_short) { 2 } else { 1 };
            let (group, others) = rest.split_at(number);
            groups.push(group);
            rest = others;
        }
        for group in groups {
            let row = self.part(StructRole::TR, table);
            let mut cells = Vec::new();
            for ((label, value), x) in group.iter().zip([MARGIN, middle]) {
                let head = self.heading_cell(row, TableHeaderScope::Row);
                let data = self.part(StructRole::TD, row);
                let until = if group.len() > 1 { x + middle - MARGIN } else { RIGHT };
                cells.push(self.cell(x, x + width - GAP, STRONG, label, head));
                cells.push(self.cell(x + width, until - GAP, BODY, value, data));
            }
            self.space(2.0);
            self.row(&cells);
        }
    }

    fn table(&mut self, head: &[String], rows: &[Vec<String>]) {
        let table = self.part(StructRole::Table, ROOT);
        #[expect(clippy::cast_precision_loss, reason = "a table has a few columns")]
        let step = (RIGHT - MARGIN) / head.len().max(1) as f32;
        #[expect(clippy::cast_precision_loss, reason = "a table has a few columns")]
        let column = |index: usize| MARGIN + index as f32 * step;
        let row = self.part(StructRole::TR, table);
        let cells = head.iter().enumerate().map(|(index, text)| {
            let part = self.heading_cell(row, TableHeaderScope::Column);
            self.cell(column(index), column(index + 1) - GAP, STRONG, text, part)
        });
        let cells: Vec<Cell> = cells.collect();
        self.space(3.0);
        self.keep(cells.iter().map(Cell::height).fold(0.0, f32::max) + 30.0);
        self.row(&cells);
        for texts in rows {
            let row = self.part(StructRole::TR, table);
            let cells = texts.iter().enumerate().map(|(index, text)| {
                let part = self.part(StructRole::TD, row);
                self.cell(column(index), column(index + 1) - GAP, BODY, text, part)
            });
            let cells: Vec<Cell> = cells.collect();
            self.space(SIGNING);
            self.row(&cells);
            let y = self.y - 2.0;
            let page = self.pages.last_mut().expect("there is a page");
            page.rules.push((MARGIN, RIGHT, y));
        }
        self.space(4.0);
    }

    /// A text in a column between two places.
    fn cell(&self, x: f32, until: f32, style: Style, text: &str, part: usize) -> Cell {
        let lines = self.wrapped(text, style, until - x);
        Cell { x, style, lines, part }
    }

    /// Cells beside each other; a row that is too long goes on on the next page.
    fn row(&mut self, cells: &[Cell]) {
        let height = cells.iter().map(Cell::height).fold(0.0, f32::max);
        // Halves of a short row would be hard to read.
        if height < 8.0 * BODY.line_height() {
            self.keep(height);
        }
        let line_height = cells.iter().map(|cell| cell.style.line_height()).fold(0.0, f32::max);
        let lines = cells.iter().map(|cell| cell.lines.len()).max().unwrap_or_default();
        for index in 0..lines {
            self.keep(line_height);
            self.y -= line_height;
            let y = self.y + line_height * 0.25;
            let page = self.pages.last_mut().expect("there is a page");
            for Cell { x, style, lines, part } in cells {
                if let Some(text) = lines.get(index) {
                    page.lines.push(Line { x: *x, y, style: *style, text: text.clone(), part: *part });
                }
            }
        }
    }

    fn space(&mut self, space: f32) {
        self.y -= space;
    }

    /// Goes on to the next page where there is not so much room on this one.
    fn keep(&mut self, height: f32) {
        if self.y - height < BOTTOM {
            self.new_page();
        }
    }

    fn new_page(&mut self) {
        if self.pages.last().is_some_and(|page| !page.lines.is_empty()) {
            self.pages.push(Page::default());
        }
        self.y = HEIGHT - MARGIN;
    }

    /// A text in lines that are not wider. A line that goes on ends with a space, for those who copy it.
    fn wrapped(&self, text: &str, style: Style, width: f32) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        let mut line = String::new();
        for word in text.split_whitespace() {
            let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if self.fonts.width(&longer, style) <= width {
                line = longer;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line) + " ");
            }
            // A word that is wider than the column is broken where it must be.
            for c in word.chars() {
                line.push(c);
                if self.fonts.width(&line, style) > width && line.chars().count() > 1 {
                    line.pop();
                    lines.push(std::mem::take(&mut line));
                    line.push(c);
                }
            }
        }
        if !line.is_empty() {
            lines.push(line);
        }
        lines
    }
}

/// About how high a table of so many rows is with the heading above it.
#[expect(clippy::cast_precision_loss, reason = "a table has a few rows")]
fn table_height(rows: usize) -> f32 {
    let row = SIGNING + 1.2 * BODY.line_height();
    2.0 * HEADING.line_height() + row * rows as f32
}
