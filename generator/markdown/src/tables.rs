//! Puts each table into a block of its own, which the theme lets scroll so that a wide table does not push the page
//! wide; gives aligned cells a class, since the site's security policy forbids styles in pages;
//! and finds cells that Markdown would silently drop, and rows without any words.

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

use super::node::{Block, Node, Nodes};
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::{Slice, SourceFile, Spanned};

/// The classes that cells are given.
pub const CLASSES: [&str; 2] = ["app-align-center", "app-align-right"];

/// Wraps each table. The block is named for people who cannot see it: after the heading above, or `title`.
pub(super) fn wrap<'a>(
    file: &SourceFile,
    nodes: Nodes<'a>,
    title: &str,
    diagnostics: &mut Diagnostics,
) -> Nodes<'a> {
    if !nodes.iter().any(|node| matches!(node.value, Node::Markdown(Event::Start(Tag::Table(_))))) {
        return nodes;
    }
    find_faulty_rows(file, &nodes, diagnostics);
    let mut captions = Captions::new(title);
    let mut columns = Columns::default();
    let mut wrapped = Vec::with_capacity(nodes.len());
    for node in nodes {
        let span = node.span;
        captions.see(&node.value);
        let value = columns.align(node.value);
        match value {
            Node::Markdown(Event::Start(Tag::Table(_))) => {
                wrapped.push(Spanned::new(Node::BlockStart(Block::Table { name: captions.next() }), span));
                wrapped.push(Spanned::new(value, span));
            }
            Node::Markdown(Event::End(TagEnd::Table)) => {
                wrapped.push(Spanned::new(value, span));
                wrapped.push(Spanned::new(Node::BlockEnd, span));
            }
            other => wrapped.push(Spanned::new(other, span)),
        }
    }
    wrapped
}

/// The longest name of a table, in bytes. Below one heading there may be very many.
const LONGEST: usize = 500;

/// Names for tables: the heading above, numbered from the second.
struct Captions {
    heading: String,
    in_heading: bool,
    given: usize,
}

impl Captions {
    fn new(title: &str) -> Self {
        Self { heading: title.slice(..LONGEST).to_owned(), in_heading: false, given: 0 }
    }

    fn see(&mut self, node: &Node<'_>) {
        match node {
            Node::Markdown(Event::Start(Tag::Heading { .. })) => {
                self.in_heading = true;
                self.heading.clear();
                self.given = 0;
            }
            Node::Markdown(Event::End(TagEnd::Heading(_))) => self.in_heading = false,
            Node::Markdown(Event::Text(text) | Event::Code(text)) if self.in_heading => {
                let room = LONGEST.saturating_sub(self.heading.len());
                self.heading.push_str(text.slice(..room));
            }
            _ => {}
        }
    }

    fn next(&mut self) -> String {
        self.given += 1;
        match self.given {
            1 => self.heading.clone(),
            number => format!("{} ({number})", self.heading),
        }
    }
}

/// The alignment of the columns of the table at hand, and how far the row at hand has come.
#[derive(Default)]
struct Columns {
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
}

impl Columns {
    /// Turns the cells of aligned columns into cells with a class.
    fn align<'a>(&mut self, node: Node<'a>) -> Node<'a> {
        match node {
            Node::Markdown(Event::Start(Tag::Table(alignments))) => {
                let plain = vec![Alignment::None; alignments.len()];
                self.alignments = alignments;
                Node::Markdown(Event::Start(Tag::Table(plain)))
            }
            Node::Markdown(Event::Start(Tag::TableHead | Tag::TableRow)) => {
                self.in_head = matches!(node, Node::Markdown(Event::Start(Tag::TableHead)));
                self.column = 0;
                node
            }
            Node::Markdown(Event::Start(Tag::TableCell)) => match self.class() {
                Some(class) => {
                    Node::Markdown(Event::Html(format!("<{} class=\"{class}\">", self.cell()).into()))
                }
                None => node,
            },
            Node::Markdown(Event::End(TagEnd::TableCell)) => {
                let is_plain = self.class().is_none();
                self.column += 1;
                if is_plain {
                    node
                } else {
                    Node::Markdown(Event::Html(format!("</{}>", self.cell()).into()))
                }
            }
            other => other,
        }
    }

    fn class(&self) -> Option<&'static str> {
        match self.alignments.get(self.column)? {
            Alignment::None | Alignment::Left => None,
            Alignment::Center => Some("app-align-center"),
            Alignment::Right => Some("app-align-right"),
        }
    }

    fn cell(&self) -> &'static str {
        if self.in_head { "th" } else { "td" }
    }
}

/// Reports rows without any words, and cells beyond the last column, which Markdown leaves out.
fn find_faulty_rows(file: &SourceFile, nodes: &Nodes<'_>, diagnostics: &mut Diagnostics) {
    let mut row: Option<(usize, usize)> = None;
    for node in nodes {
        let range = node.span.range();
        match &node.value {
            Node::Markdown(Event::Start(Tag::TableRow)) => row = Some((range.start, range.end)),
            Node::Markdown(Event::End(TagEnd::TableCell)) => {
                if let Some((cells_end, _)) = &mut row {
                    *cells_end = range.end;
                }
            }
            Node::Markdown(Event::End(TagEnd::TableRow)) => {
                let Some((cells_end, end)) = row.take() else { continue };
                if trim(file.text_at(node.span)).is_empty() {
                    diagnostics.push(
                        Diagnostic::warning("table::empty-row", node.span, "this row of the table is empty")
                            .hint("fill it in, or take it out"),
                    );
                }
                let rest = file.text().slice(cells_end..end);
                let dropped = trim(rest);
                if let Some(at) = rest.find(dropped).filter(|_| !dropped.is_empty()) {
                    let start = cells_end + at;
                    diagnostics.push(
                        Diagnostic::error("table::extra-cell", file.span(start..start + dropped.len()), "this row has more cells than the table has columns")
                            .label("this would be left out")
                            .hint("give the first row of the table another column; to show a `|` as it is, write `\\|`"),
                    );
                }
            }
            _ => {}
        }
    }
}

/// A row or a part of one without the signs at its ends that only draw it.
fn trim(row: &str) -> &str {
    row.trim_matches(|c: char| c == '|' || c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use supportt_fixture::{check, page};

    #[test]
    fn empty_rows_and_cells_that_would_be_left_out_are_reported() {
        check(
            &page("a.md", "| A | B |\n| --- | --- |\n| 1 | 2 |\n| 1 | 2 | 3 | 4 |\n| 1 |\n| | |\n"),
            expect![[r#"
                error[table::extra-cell]: this row has more cells than the table has columns
                  --> content/a.md:10:11
                   |
                10 | | 1 | 2 | 3 | 4 |
                   |           ^^^^^ this would be left out
                   |
                   = hint: give the first row of the table another column; to show a `|` as it is, write `\|`

                warning[table::empty-row]: this row of the table is empty
                  --> content/a.md:12:1
                   |
                12 | | | |
                   | ^^^^^
                   |
                   = hint: fill it in, or take it out

            "#]],
        );
    }
}
