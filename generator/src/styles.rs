//! The style sheet of a theme: compiled from SCSS, without the rules that no template uses, and small.
//!
//! SCSS may import from the theme's npm packages, which are installed here when they are missing.

#![expect(
    clippy::disallowed_methods,
    reason = "whether npm packages are installed is a question to the disk"
)]

mod extend;

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;

use grass::{ErrorKind, Options};
use lightningcss::rules::{CssRule, CssRuleList};
use lightningcss::selector::{Component, Selector};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions, StyleSheet};

use self::extend::{Extended, WithoutExtend, inner_rules};
use crate::build_error::BuildError;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::markdown;
use crate::source::Sources;
use crate::wording;

/// The style sheet that imports all others.
const ENTRY: &str = "styles/site.scss";

/// Compiles the style sheet of the theme in `folder`, which ends in a slash.
///
/// # Errors
///
/// When npm is missing, or cannot install the theme's packages.
pub fn compile(
    root: &Path,
    folder: &str,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> Result<Option<String>, BuildError> {
    let on_disk = root.join(folder);
    install_packages(&on_disk)?;
    let Some(entry) = sources.at(&format!("{folder}{ENTRY}")) else {
        diagnostics.extend(sources.below(folder).first().map(|file| {
            Diagnostic::error("theme::no-styles", file.whole(), "the theme has no style sheet")
                .hint(format!("it belongs in `{folder}{ENTRY}`"))
        }));
        return Ok(None);
    };
    let files = WithoutExtend::of_theme(&on_disk);
    let options = Options::default().quiet(true).fs(&files).load_path(on_disk.join("node_modules"));
    let css = match grass::from_path(on_disk.join(ENTRY), &options) {
        Ok(css) => css,
        Err(error) => {
            diagnostics.push(scss_error(*error, root, entry, sources));
            return Ok(None);
        }
    };
    for path in files.refused() {
        let path = from_root(&path, root);
        let place = sources.at(&path).unwrap_or(entry).whole();
        diagnostics.push(
            Diagnostic::error(
                "style::extend",
                place,
                format!("`{path}` extends something other than a placeholder"),
            )
            .hint("extend a placeholder, as in `@extend %name`, or use a mixin"),
        );
    }
    let words = words_in_templates(folder, sources);
    match minify(&css, &words) {
        Ok(css) => Ok(Some(css)),
        Err(message) => {
            diagnostics.push(Diagnostic::error("style::css", entry.whole(), message));
            Ok(None)
        }
    }
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
fn install_packages(theme: &Path) -> Result<(), BuildError> {
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

fn scss_error(
    error: grass::Error,
    root: &Path,
    entry: &crate::source::SourceFile,
    sources: &Sources,
) -> Diagnostic {
    match error.kind() {
        ErrorKind::ParseError { message, loc, .. } => {
            let message = wording::lower_first(message.trim_end_matches('.'));
            let path = from_root(Path::new(loc.file.name()), root);
            let place = sources.at(&path).and_then(|file| {
                let start = file.offset(loc.begin.line + 1, loc.begin.column + 1)?;
                let end = file.offset(loc.end.line + 1, loc.end.column + 1)?;
                Some(file.span(start..end))
            });
            match place {
                Some(place) => Diagnostic::error("style::scss", place, message),
                None => Diagnostic::error(
                    "style::scss",
                    entry.whole(),
                    format!("{message} (in `{path}`, line {})", loc.begin.line + 1),
                ),
            }
        }
        ErrorKind::IoError(error) => Diagnostic::error("style::scss", entry.whole(), error.to_string()),
        other => Diagnostic::error(
            "style::scss",
            entry.whole(),
            format!("the style sheet could not be read: {other:?}"),
        ),
    }
}

/// The path of a file from the project's folder, as sources are named.
fn from_root(path: &Path, root: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

/// Every word in the templates: a class that is none of them is used nowhere.
fn words_in_templates<'a>(folder: &str, sources: &'a Sources) -> HashSet<&'a str> {
    sources
        .below(&format!("{folder}templates/"))
        .iter()
        .flat_map(|file| file.text().split(|c: char| !c.is_alphanumeric() && c != '-' && c != '_'))
        .chain(CLASSES_OF_FOOTNOTES)
        .chain(markdown::TABLE_CLASSES)
        .collect()
}

/// The classes that footnotes are given.
const CLASSES_OF_FOOTNOTES: [&str; 3] =
    ["footnote-definition", "footnote-definition-label", "footnote-reference"];

fn minify(css: &str, used: &HashSet<&str>) -> Result<String, String> {
    let parse = || StyleSheet::parse(css, ParserOptions::default()).map_err(|error| error.to_string());
    let extended = Extended::find(&parse()?.rules)?;
    let mut sheet = parse()?;
    extended.carry_out(&mut sheet.rules);
    drop_unused(&mut sheet.rules, used);
    sheet.minify(MinifyOptions::default()).map_err(|error| error.to_string())?;
    let printed = sheet.to_css(PrinterOptions { minify: true, ..PrinterOptions::default() });
    printed.map(|printed| printed.code).map_err(|error| error.to_string())
}

/// Removes selectors that name a class nothing uses, and rules that are left with nothing.
fn drop_unused(rules: &mut CssRuleList<'_>, used: &HashSet<&str>) {
    rules.0.retain_mut(|rule| {
        if let CssRule::Style(style) = rule {
            style.selectors.0.retain(|selector| is_used(selector, used));
        }
        let is_left = inner_rules(rule).is_some_and(|inner| {
            drop_unused(inner, used);
            !inner.0.is_empty()
        });
        match rule {
            CssRule::Style(style) => !style.selectors.0.is_empty(),
            CssRule::Media(_) | CssRule::Supports(_) | CssRule::LayerBlock(_) | CssRule::Container(_) => {
                is_left
            }
            _ => true,
        }
    });
}

/// Whether a selector may match. What `:not()` excludes need not be there.
fn is_used(selector: &Selector<'_>, used: &HashSet<&str>) -> bool {
    selector.iter_raw_match_order().all(|component| match component {
        Component::Class(name) => used.contains(&**name),
        Component::Is(list) | Component::Where(list) | Component::Any(_, list) => {
            list.iter().any(|selector| is_used(selector, used))
        }
        _ => true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(css: &str, expected: &str) {
        assert_eq!(minify(css, &HashSet::from(["used", "other"])).as_deref(), Ok(expected));
    }

    #[test]
    fn rules_that_nothing_uses_are_dropped() {
        check(".used { color: red } .unused { color: red } p { margin: 0 }", ".used{color:red}p{margin:0}");
        check(".used, .unused { color: red }", ".used{color:red}");
        check(".used .unused, .used > .other { color: red }", ".used>.other{color:red}");
        check(
            "@media print { .unused { color: red } .used { color: #ff0000 } }",
            "@media print{.used{color:red}}",
        );
        check(".used:not(.unused) { color: red }", ".used:not(.unused){color:red}");
        check("@media print { .unused { color: red } }", "");
    }
}
