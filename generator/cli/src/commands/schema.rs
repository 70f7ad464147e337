//! `supportt schema`: what the content may hold.

use std::path::{Path, PathBuf};

use super::from_rulebook;
use supportt_content::content_files;
use supportt_content::content_guide::{Choices, Form, json, template};
use supportt_reports::reply::Reply;
use supportt_schema::record::Schema;
use supportt_source::Sources;
use supportt_source::build_error::BuildError;
use supportt_source::diagnostic::Diagnostics;
use supportt_source::suggest;
use supportt_source::wording::any_of;

/// What every kind of page and entry may have, or one of them with the tables within it.
///
/// # Errors
///
/// When files cannot be read, or there is no such kind.
pub fn run(
    root: impl FnOnce() -> Result<PathBuf, BuildError>,
    kind: Option<&str>,
    form: Form,
) -> Result<Reply, BuildError> {
    match form {
        Form::Text => Ok(reply(text(kind)?)),
        Form::Json => data(&root()?, kind),
    }
}

fn text(kind: Option<&str>) -> Result<String, BuildError> {
    let shown = match kind {
        Some(kind) => content_files::with_tables(schema(kind)?),
        None => content_files::kinds().into_iter().map(|(_, schema)| schema).collect(),
    };
    Ok(shown.iter().map(template).collect::<Vec<_>>().join("\n"))
}

fn data(root: &Path, kind: Option<&str>) -> Result<Reply, BuildError> {
    from_rulebook(root, |rulebook, _| {
        let mut data = json(&Choices::of(rulebook));
        if let Some(kind) = kind {
            schema(kind)?;
            data["$ref"] = format!("#/$defs/{kind}").into();
        }
        Ok(reply(format!("{data:#}\n")))
    })
}

/// The kind of record of this name.
fn schema(kind: &str) -> Result<Schema, BuildError> {
    let kinds = content_files::kinds();
    let known = || kinds.iter().map(|(name, _)| name.as_str());
    let found = kinds.iter().find(|(name, _)| name == kind);
    found.map(|(_, schema)| *schema).ok_or_else(|| {
        let hint = match suggest::nearest(kind, known()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("there is {}", any_of(known())),
        };
        BuildError::other(format!("no kind of page or entry is called `{kind}`"), hint)
    })
}

fn reply(text: String) -> Reply {
    Reply { text: Some(text), diagnostics: Diagnostics::new(), sources: Sources::default() }
}
