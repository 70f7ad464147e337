//! A document as a row of blocks, for what lays it out on paper by itself.

use serde::{Deserialize, Serialize};

use crate::document::{Document, Section, Signature};
use crate::text::mark;

/// A part of a document, as it follows the one before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Block {
    /// The title.
    Title(String),
    /// A heading.
    Heading(String),
    /// A paragraph.
    Paragraph(String),
    /// A paragraph in small type.
    Small(String),
    /// A list, each item with its label, such as a bullet or a number.
    List(Vec<ListItem>),
    /// A table with a heading for each row.
    Facts(Vec<(String, String)>),
    /// A table with a heading for each column, and lines to write on where a cell is empty.
    Table {
        /// The headings.
        head: Vec<String>,
        /// The rows.
        rows: Vec<Vec<String>>,
    },
    /// What follows begins a page.
    NewPage,
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListItem {
    /// What stands before it.
    pub label: String,
    /// What it is, in bold where there is more to say.
    pub name: String,
    /// More about it.
    pub details: Vec<String>,
}

/// A document as blocks: its days begin a page.
#[must_use]
pub fn of(document: &Document) -> Vec<Block> {
    let mut blocks = vec![Block::Title(document.title.clone()), Block::Small(document.subtitle.clone())];
    for section in &document.sections {
        self::section(section, &mut blocks);
    }
    if let Some(signatures) = &document.signatures {
        blocks.push(Block::Heading(signatures.heading.clone()));
        if !signatures.note.is_empty() {
            blocks.push(Block::Small(signatures.note.clone()));
        }
        let head = [&signatures.role, &signatures.name, &signatures.signature, &signatures.date];
        let rows = signatures.rows.iter().map(|Signature { role, name, agreed, date }| {
            [role, name, agreed, date].map(Clone::clone).into()
        });
        blocks.push(Block::Table { head: head.map(Clone::clone).into(), rows: rows.collect() });
    }
    if !document.timeline.is_empty() {
        blocks.extend([Block::NewPage, Block::Heading(document.timeline_heading.clone())]);
        blocks.push(Block::Small(document.timeline_note.clone()));
    }
    let days = document.timeline.iter().map(|item| ListItem {
        label: format!("{}.", item.number),
        name: format!("{}: {}{}", item.when, item.name, mark(item.source)),
        details: vec![item.status_label.clone(), item.says.clone()],
    });
    push_list(days.collect(), &mut blocks);
    for section in &document.afterwards {
        self::section(section, &mut blocks);
    }
    if !document.sources.is_empty() {
        blocks.push(Block::Heading(document.sources_heading.clone()));
    }
    let sources = document.sources.iter();
    blocks.extend(sources.map(|source| Block::Small(format!("[{}] {}", source.number, source.text))));
    blocks.push(Block::Small(document.disclaimer.clone()));
    blocks
}

fn section(section: &Section, blocks: &mut Vec<Block>) {
    blocks.push(Block::Heading(section.heading.clone()));
    if !section.rows.is_empty() {
        let rows = section.rows.iter().map(|row| (row.label.clone(), row.value.clone()));
        blocks.push(Block::Facts(rows.collect()));
    }
    let items = section.items.iter().map(|item| ListItem {
        label: "•".to_owned(),
        name: format!("{}{}", item.text, mark(item.source)),
        details: item.detail.iter().cloned().collect(),
    });
    push_list(items.collect(), blocks);
    blocks.extend(section.paragraphs.iter().map(|text| Block::Paragraph(text.clone())));
}

/// A list, where it has items; texts that say nothing are left out of them.
fn push_list(mut items: Vec<ListItem>, blocks: &mut Vec<Block>) {
    for item in &mut items {
        item.details.retain(|text| !text.is_empty());
    }
    if !items.is_empty() {
        blocks.push(Block::List(items));
    }
}
