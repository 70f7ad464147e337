//! A document as plain text, for an email or to copy.

use crate::document::{Document, Section, Signature, SourceNote};

/// Writes a document as plain text with `\n` line ends.
#[must_use]
pub fn write(document: &Document) -> String {
    let mut lines = vec![document.title.clone(), document.subtitle.clone()];
    for section in &document.sections {
        self::section(section, &mut lines);
    }
    if let Some(signatures) = &document.signatures {
        lines.push(heading(&signatures.heading));
        lines.extend(Some(signatures.note.clone()).filter(|note| !note.is_empty()));
        for Signature { role, name, agreed, date } in &signatures.rows {
            let said = [name, agreed, date].into_iter().filter(|text| !text.is_empty());
            lines.push(format!("{role}: {}", said.map(String::as_str).collect::<Vec<_>>().join(", ")));
        }
    }
    if !document.timeline.is_empty() {
        lines.push(format!("{}\n{}", heading(&document.timeline_heading), document.timeline_note));
    }
    for item in &document.timeline {
        lines.push(format!("\n{}. {}: {}{}", item.number, item.when, item.name, mark(item.source)));
        for detail in [&item.status_label, &item.says].into_iter().filter(|text| !text.is_empty()) {
            lines.push(format!("  {detail}"));
        }
    }
    for section in &document.afterwards {
        self::section(section, &mut lines);
    }
    if !document.sources.is_empty() {
        lines.push(heading(&document.sources_heading));
    }
    for SourceNote { number, text } in &document.sources {
        lines.push(format!("[{number}] {text}"));
    }
    lines.push(format!("\n{}", document.disclaimer));
    lines.push(String::new());
    lines.join("\n")
}

fn section(section: &Section, lines: &mut Vec<String>) {
    lines.push(heading(&section.heading));
    for row in &section.rows {
        lines.push(format!("{}: {}", row.label, row.value));
    }
    for item in &section.items {
        let mark = mark(item.source);
        match &item.detail {
            Some(detail) => lines.push(format!("- {}: {detail}{mark}", item.text)),
            None => lines.push(format!("- {}{mark}", item.text)),
        }
    }
    lines.extend(section.paragraphs.iter().cloned());
}

/// The number of a source, behind what comes from it.
pub(crate) fn mark(source: Option<usize>) -> String {
    source.map(|number| format!(" [{number}]")).unwrap_or_default()
}

fn heading(text: &str) -> String {
    format!("\n{text}\n{}", "-".repeat(text.chars().count()))
}
