//! The npm packages of a theme, which hold style sheets of others.

#![expect(
    clippy::disallowed_methods,
    reason = "npm puts packages on the disk, and whether they are there is a question to the disk"
)]

use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;

use supportt_source::build_error::BuildError;

/// Where npm puts the packages of a theme.
const FOLDER: &str = "node_modules";

/// The style sheet at a path in the packages of a theme, such as `some-package/dist/some.css`.
///
/// What a path or a link leads to outside the packages is not read.
pub(super) fn style_sheet(theme: &Path, path: &str) -> Option<String> {
    let packages = fs::canonicalize(theme.join(FOLDER)).ok()?;
    let file = fs::canonicalize(packages.join(path)).ok()?;
    if !file.starts_with(&packages) || !file.is_file() {
        return None;
    }
    fs::read_to_string(file).ok()
}

/// Whether the npm packages of a theme are those that its lock file lists.
///
/// npm writes down what it has installed; a lock file that is newer lists something else.
fn are_packages_current(theme: &Path) -> bool {
    let changed = |path: &str| fs::metadata(theme.join(path)).and_then(|file| file.modified()).ok();
    match changed("package-lock.json") {
        Some(wanted) => {
            changed("node_modules/.package-lock.json").is_some_and(|installed| wanted <= installed)
        }
        None => theme.join("node_modules").is_dir(),
    }
}

/// Installs the npm packages of a theme, when it has any and they are not there.
pub(super) fn install(theme: &Path) -> Result<(), BuildError> {
    if !theme.join("package.json").is_file() || are_packages_current(theme) {
        return Ok(());
    }
    let command = format!("npm ci --prefix {}", theme.display());
    let hint = format!("install Node.js, which brings npm, then run `{command}`");
    let result = Command::new("npm")
        .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
        .current_dir(theme)
        .output();
    match result {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => Err(BuildError::other(
            format!(
                "npm could not install the packages of the theme `{}`:\n{}",
                theme.display(),
                String::from_utf8_lossy(&output.stderr).trim()
            ),
            format!("run `{command}` to see what it says"),
        )),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(BuildError::other(
            format!("the theme `{}` needs packages from npm, and npm is not installed", theme.display()),
            hint,
        )),
        Err(error) => Err(BuildError::disk("run npm in", theme)(error)),
    }
}
