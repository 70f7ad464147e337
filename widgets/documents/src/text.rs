//! A paper as plain text, for an email or to copy.

use crate::document::Document;

/// Writes a document as plain text with `\n` line ends.
#[must_use]
pub fn write(document: &Document) -> String {
    let mut lines = vec![document.title.clone(), document.subtitle.clone()];
    for section in &document.sections {
        lines.push(format!("\n{}\n{}", section.heading, underline(&section.heading)));
        for row in &section.rows {
            lines.push(format!("{}: {}", row.label, row.value));
        }
        for item in &section.items {
            match &item.detail {
                Some(detail) => lines.push(format!("- {}: {detail}", item.text)),
                None => lines.push(format!("- {}", item.text)),
            }
        }
        for paragraph in &section.paragraphs {
            lines.push(paragraph.clone());
        }
    }
    if !document.timeline.is_empty() {
        let heading = &document.timeline_heading;
        lines.push(format!("\n{heading}\n{}\n{}", underline(heading), document.timeline_note));
    }
    for item in &document.timeline {
        lines.push(format!("\n{}. {}: {}", item.number, item.when, item.name));
        for detail in [&item.status_label, &item.says].into_iter().filter(|text| !text.is_empty()) {
            lines.push(format!("  {detail}"));
        }
        if let Some(citation) = &item.citation {
            lines.push(format!("  {citation}"));
        }
    }
    let heading = &document.recipients_heading;
    lines.push(format!("\n{heading}\n{}", underline(heading)));
    for recipient in &document.recipients {
        lines.push(recipient.clone());
    }
    lines.push(format!("\n{}", document.disclaimer));
    lines.push(String::new());
    lines.join("\n")
}

fn underline(heading: &str) -> String {
    "-".repeat(heading.chars().count())
}
