//! `supportt check`: which of the problems are listed.

use std::path::{Path, PathBuf};

use supportt_content::policy;
use supportt_content::rulebook;
use supportt_engine::load;
use supportt_markdown::link_targets::CONTENT;
use supportt_source::Sources;
use supportt_source::build_error::BuildError;
use supportt_source::diagnostic::Diagnostics;

/// Keeps what is in some files and folders, and in the folder of a region; everything where none is named.
///
/// # Errors
///
/// When there is no such file, folder or region in the project in the folder `root`.
pub fn narrow(
    diagnostics: &mut Diagnostics,
    sources: &Sources,
    root: &Path,
    paths: &[PathBuf],
    region: Option<&str>,
) -> Result<(), BuildError> {
    let places: Vec<String> =
        paths.iter().map(|path| load::path_in_project(root, path)).collect::<Result<_, _>>()?;
    let folder = region.map(|region| folder_of(region, sources)).transpose()?;
    diagnostics.retain(|problem| {
        let path = sources.file(problem.span.file()).path();
        let is_below = |place: &String| {
            place.is_empty()
                || path.strip_prefix(&**place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let is_in_region = folder.as_ref().is_none_or(|folder| path.starts_with(&**folder));
        is_in_region && (places.is_empty() || places.iter().any(is_below))
    });
    Ok(())
}

/// The folder of a region, with the slash at its end.
fn folder_of(region: &str, sources: &Sources) -> Result<String, BuildError> {
    let files = sources.below(CONTENT).iter();
    let known = files.filter_map(|file| {
        let (folder, name) = file.path().strip_prefix(CONTENT)?.split_once('/')?;
        (name == policy::FILE_NAME).then_some(folder)
    });
    if known.clone().any(|folder| folder == region) {
        return Ok(format!("{CONTENT}{region}/"));
    }
    Err(rulebook::no_region(region, known))
}
