//! The tables of fields in the guide for editors, `content/README.md`.
//!
//! A table stands between two comments, of which the first names what it lists: `<!-- fields: faq -->`. It is filled in
//! by a test, so that the guide says what the program reads.

use std::collections::BTreeMap;

use supportt_schema::record::{Field, Kind, Schema};

use super::holds::holds;
use crate::content_files::{self, FILES};

/// The comment before a table, up to what it lists.
const BEGIN: &str = "<!-- fields: ";
/// The end of that comment.
const CLOSE: &str = " -->\n";
/// The comment after a table.
const END: &str = "<!-- end of fields -->";

/// Entries that have fields in common, and what those are called together.
const FAMILIES: [(&str, &[&str]); 3] = [
    ("every-page-subject", &["course", "round", "issue"]),
    ("every-policy-entry", &["rule", "step", "entitlement", "form", "notice", "agreement", "conflict"]),
    ("every-register-entry", &["resource", "contact", "faq", "word"]),
];

/// The guide with its tables filled in.
///
/// # Errors
///
/// When a table lists nothing that there is, or something that there is has no table; which, is said.
pub fn filled_in(guide: &str) -> Result<String, String> {
    let mut tables = tables();
    let mut parts = guide.split(BEGIN);
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once(CLOSE).ok_or("a comment is not closed")?;
        let (_, after) = rest.split_once(END).ok_or_else(|| format!("the table of `{name}` has no end"))?;
        let table =
            tables.remove(name).ok_or_else(|| format!("there is nothing called `{name}`, or twice"))?;
        text = format!("{text}{BEGIN}{name}{CLOSE}\n{table}\n{END}{after}");
    }
    match tables.keys().next() {
        Some(missing) => Err(format!("the guide has no table `{missing}`")),
        None => Ok(text),
    }
}

/// Every table, by what it lists.
fn tables() -> BTreeMap<String, String> {
    let kinds = content_files::kinds();
    let has = |schema: &Schema, field: &Field| schema.fields.iter().any(|other| row(other) == row(field));
    let mut tables = BTreeMap::from([("files".to_owned(), files())]);
    for (name, members) in FAMILIES {
        let members: Vec<&Schema> = kinds
            .iter()
            .filter(|(kind, _)| members.contains(&kind.as_str()))
            .map(|(_, schema)| schema)
            .collect();
        let first = members.first().map_or(&[][..], |schema| schema.fields);
        let shared = first.iter().filter(|field| members.iter().all(|schema| has(schema, field)));
        tables.insert(name.to_owned(), table(shared));
    }
    for (kind, schema) in &kinds {
        let family = FAMILIES.iter().find(|(_, members)| members.contains(&kind.as_str()));
        let others = kinds
            .iter()
            .filter(|(other, _)| family.is_some_and(|(_, members)| members.contains(&other.as_str())));
        let others: Vec<&Schema> = others.map(|(_, schema)| schema).collect();
        let is_shared = |field: &Field| !others.is_empty() && others.iter().all(|schema| has(schema, field));
        tables.insert(kind.clone(), table(schema.fields.iter().filter(|field| !is_shared(field))));
    }
    tables
}

fn table<'f>(fields: impl Iterator<Item = &'f Field>) -> String {
    let head = "| Field | Needed | Holds | Meaning |\n| --- | --- | --- | --- |\n".to_owned();
    std::iter::once(head).chain(fields.map(row)).collect()
}

fn row(field: &Field) -> String {
    let needed = if field.needed { "yes" } else { "no" };
    let name = match field.kind {
        Kind::Record(schema) | Kind::Records(schema) => schema.header,
        _ => field.header().unwrap_or(field.name),
    };
    format!("| `{name}` | {needed} | {} | {} |\n", holds(field), field.documentation())
}

fn files() -> String {
    let rows = FILES.iter().map(|file| format!("| `{}` | {} |\n", file.path, file.about));
    let head = "| File | What it is |\n| --- | --- |\n".to_owned();
    std::iter::once(head).chain(rows).collect()
}

#[cfg(test)]
mod tests {
    use expect_test::expect_file;

    use super::filled_in;

    #[test]
    fn the_guide_for_editors_lists_what_the_program_reads() {
        let guide = include_str!("../../../../content/README.md");
        let filled = filled_in(guide).unwrap_or_else(|problem| panic!("content/README.md: {problem}"));
        expect_file!["../../../../content/README.md"].assert_eq(&filled);
    }
}
