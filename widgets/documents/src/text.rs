//! A plan as plain text, for an email or to copy.

use std::fmt::Write as _;

use crate::document::Document;

/// Writes a document as plain text with `\n` line ends.
#[must_use]
pub fn write(document: &Document) -> String {
    let mut text = format!("{}\n{}\n", document.title, document.subtitle);
    let mut line = |args: std::fmt::Arguments<'_>| {
        text.write_fmt(args).expect("a string takes whatever is written");
        text.push('\n');
    };
    for section in &document.sections {
        line(format_args!("\n{}\n{}", section.heading, underline(&section.heading)));
        for row in &section.rows {
            line(format_args!("{}: {}", row.label, row.value));
        }
        for item in &section.items {
            match &item.detail {
                Some(detail) => line(format_args!("- {}: {detail}", item.text)),
                None => line(format_args!("- {}", item.text)),
            }
        }
        for paragraph in &section.paragraphs {
            line(format_args!("{paragraph}"));
        }
    }
    line(format_args!(
        "\n{}\n{}\n{}",
        document.timeline_heading,
        underline(&document.timeline_heading),
        document.timeline_note
    ));
    for item in &document.timeline {
        line(format_args!("\n{}: {}", item.when, item.name));
        for detail in [&item.status_label, &item.says].into_iter().filter(|text| !text.is_empty()) {
            line(format_args!("  {detail}"));
        }
        if let Some(citation) = &item.citation {
            line(format_args!("  {citation}"));
        }
    }
    let heading = &document.recipients_heading;
    line(format_args!("\n{heading}\n{}", underline(heading)));
    for recipient in &document.recipients {
        line(format_args!("{recipient}"));
    }
    line(format_args!("\n{}", document.disclaimer));
    text
}

fn underline(heading: &str) -> String {
    "-".repeat(heading.chars().count())
}
