//! Entries to copy, with a comment on every field.

use supportt_schema::record::{Field, Kind, Schema};

/// The width of a line that people read without moving their eyes.
const WIDTH: usize = 96;

/// An entry with every field that it may have: what is needed, and behind a `#` what can be added.
#[must_use]
pub fn template(schema: &Schema) -> String {
    let mut lines = Vec::new();
    if !schema.header.is_empty() {
        lines.push(schema.header.to_owned());
    }
    for field in schema.fields {
        match field.kind {
            // Tables of their own are shown apart.
            Kind::Record(_) | Kind::Records(_) => {}
            _ => {
                lines.extend(comment(field));
                lines.push(match field.header() {
                    Some(header) => format!("#{header}"),
                    None if field.needed => format!("{} = {}", field.name, field.sample()),
                    None => format!("#{} = {}", field.name, field.sample()),
                });
            }
        }
    }
    lines.join("\n") + "\n"
}

/// What there is to know about a field, as lines of comment.
fn comment(field: &Field) -> Vec<String> {
    let needed = if field.needed { " Needed." } else { "" };
    let text = format!("{}{needed}", field.documentation());
    textwrap::wrap(&text, WIDTH).into_iter().map(|line| format!("# {line}")).collect()
}
