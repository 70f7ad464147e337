//! Reads a project's files: the content and the themes. The only reader of the disk, but for the
//! style sheets a theme imports from elsewhere ([`styles`](crate::styles)).
//!
//! Judges nothing but whether text is text. Files whose names begin with a dot, and the backups of
//! editors' programs, are not part of a project.

#![expect(clippy::disallowed_methods, reason = "this is the reader of the disk")]

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use bytes::Bytes;
use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::build_error::BuildError;
use crate::config;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::link_targets::{self, CONTENT};
use crate::output::OutputFile;
use crate::page_path::ending;
use crate::revision;
use crate::source::{self, Slice, SourceFile, Sources};

/// Everything a build reads, in memory.
#[derive(Clone, Debug, Default)]
pub struct Inputs {
    /// Every file, so that problems can point at it. Of files that are not text, the text is empty.
    pub sources: Sources,
    /// The files that are served as they are, by path: pictures and documents in `content`, and `static` of the themes.
    pub files: BTreeMap<String, Bytes>,
}

impl Inputs {
    /// The files in `content` that are served as they are, where they are served.
    pub fn served_files(&self) -> impl Iterator<Item = OutputFile> + '_ {
        self.files
            .iter()
            .filter_map(|(path, bytes)| Some((path.strip_prefix(CONTENT)?, bytes)))
            .filter(|(path, _)| link_targets::is_served(path))
            .map(|(path, bytes)| OutputFile::new(path, bytes.clone()))
    }
}

/// The folder of the project that `start` lies in: the nearest that holds `content/site.toml`.
///
/// # Errors
///
/// When there is none, or `start` cannot be found.
pub fn find_project(start: &Path) -> Result<PathBuf, BuildError> {
    let start = fs::canonicalize(start).map_err(BuildError::disk("find the folder", start))?;
    let root = start.ancestors().find(|folder| folder.join(config::PATH).is_file());
    root.map(Path::to_path_buf).ok_or_else(|| {
        BuildError::other(
            format!("there is no `{}` in `{}` or above it", config::PATH, start.display()),
            "go to the project's folder, or name it with `--project`",
        )
    })
}

/// The folders that hold everything a build reads, as far as they are there.
#[must_use]
pub fn watched_folders(root: &Path) -> Vec<PathBuf> {
    let themes = WalkDir::new(root.join("themes")).min_depth(2).max_depth(2).sort_by_file_name();
    themes
        .into_iter()
        .filter_map(|entry| entry.ok().map(DirEntry::into_path))
        .filter(|path| path.is_dir() && path.strip_prefix(root).is_ok_and(belongs_to_theme))
        .chain([root.join("content")])
        .collect()
}

/// Reads the project in the folder `root`.
///
/// # Errors
///
/// When a file or folder cannot be read, or its name is not text.
pub fn load(root: &Path, diagnostics: &mut Diagnostics) -> Result<Inputs, BuildError> {
    let mut found = walk(root, "content", |_| true)?;
    found.extend(walk(root, "themes", belongs_to_theme)?);
    read(root, found, diagnostics)
}

/// Reads the content of the project in the folder `root`, without its themes.
///
/// # Errors
///
/// When a file or folder cannot be read, or its name is not text.
pub fn load_content(root: &Path, diagnostics: &mut Diagnostics) -> Result<Inputs, BuildError> {
    read(root, walk(root, "content", |_| true)?, diagnostics)
}

/// Reads the content of a version of a project: of the project in the folder `name`, or where there is
/// no such folder, of the git revision `name` of the project in the folder `root`.
///
/// Comes with what people write before a path to say that it is a path of that version.
///
/// # Errors
///
/// When there is neither, or it cannot be read.
pub fn load_version(
    root: &Path,
    name: &str,
    diagnostics: &mut Diagnostics,
) -> Result<(Sources, String), BuildError> {
    let folder = Path::new(name);
    if !folder.is_dir() {
        let files = revision::content(root, name)?;
        let is_read = |path: &str| !path.split('/').any(is_passed_over);
        let inputs = sort(files.into_iter().filter(|(path, _)| is_read(path)), diagnostics);
        return Ok((inputs.sources, format!("{name}:")));
    }
    if !folder.join(config::PATH).is_file() {
        return Err(BuildError::other(
            format!("the folder `{name}` holds no project"),
            format!(
                "name a folder that has `{}`; a revision of that name is hidden by the folder",
                config::PATH
            ),
        ));
    }
    Ok((load_content(folder, diagnostics)?.sources, format!("{}/", name.trim_end_matches('/'))))
}

/// Reads a text that is no part of a project: a file, or without one what is typed or piped in.
///
/// # Errors
///
/// When it cannot be read, or is not text.
pub fn text(file: Option<&Path>) -> Result<Sources, BuildError> {
    let name = file.map_or_else(|| "<stdin>".to_owned(), |file| file.display().to_string());
    let mut bytes = Vec::new();
    let read = match file {
        Some(file) => fs::File::open(file).and_then(|mut file| file.read_to_end(&mut bytes)),
        None => io::stdin().read_to_end(&mut bytes),
    };
    read.map_err(BuildError::disk("read", Path::new(&name)))?;
    let text = String::from_utf8(bytes).map_err(|_| {
        BuildError::other(format!("`{name}` is not text in UTF-8"), "save it with the encoding UTF-8")
    })?;
    Ok(Sources::new([(name, without_byte_order_mark(text))]))
}

/// Reads a text that this program keeps for itself; `None` when it is not there, or is not text.
///
/// # Errors
///
/// When it cannot be read.
pub fn text_if_there(path: &Path) -> Result<Option<String>, BuildError> {
    match fs::read(path) {
        Ok(bytes) => Ok(String::from_utf8(bytes).ok()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(BuildError::disk("read", path)(error)),
    }
}

fn read(root: &Path, found: Vec<String>, diagnostics: &mut Diagnostics) -> Result<Inputs, BuildError> {
    let read: Vec<(String, Vec<u8>)> = found
        .into_par_iter()
        .map(|path| {
            let on_disk = root.join(&path);
            let bytes = fs::read(&on_disk).map_err(BuildError::disk("read", &on_disk))?;
            Ok((path, bytes))
        })
        .collect::<Result<_, BuildError>>()?;
    Ok(sort(read, diagnostics))
}

/// Puts files where later stages look for them. Takes pairs of path and bytes.
pub fn sort(read: impl IntoIterator<Item = (String, Vec<u8>)>, diagnostics: &mut Diagnostics) -> Inputs {
    let mut texts = Vec::new();
    let mut files = BTreeMap::new();
    let mut not_text = Vec::new();
    for (path, bytes) in read {
        if is_text(&path) {
            let (text, problem) = decode(bytes);
            not_text.extend(problem.map(|at| (path.clone(), at)));
            texts.push((path, with_line_feeds(without_byte_order_mark(text))));
        } else {
            texts.push((path.clone(), String::new()));
            files.insert(path, Bytes::from(bytes));
        }
    }
    let sources = Sources::new(texts);
    diagnostics.extend(not_text.iter().filter_map(|(path, at)| {
        let file = sources.at(path)?;
        let start = file.text().floor_char_boundary(*at);
        let after = file.text().slice(start..).chars().next().map_or(0, char::len_utf8);
        Some(
            Diagnostic::error(
                "file::not-utf-8",
                file.span(start..start + after),
                "this file is not saved as UTF-8 text",
            )
            .label("the first letter that cannot be read")
            .hint("open it in your editor and save it with the encoding UTF-8"),
        )
    }));
    for file in sources.files() {
        diagnostics.extend(conflict(file));
    }
    Inputs { sources, files }
}

/// What git could not join in a file.
fn conflict(file: &SourceFile) -> Option<Diagnostic> {
    let mark = source::conflict(file.text())?;
    let problem = Diagnostic::error(
        "file::conflict",
        file.span(mark),
        "two people changed this, and nobody has chosen between the two texts yet",
    );
    Some(problem.hint("keep the right lines, and take out the other ones and the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`"))
}

/// The files in a folder, sorted by path, each from `root` with forward slashes. A folder that is not there is empty.
fn walk(root: &Path, folder: &str, keep: fn(&Path) -> bool) -> Result<Vec<String>, BuildError> {
    let top = root.join(folder);
    if !top.is_dir() {
        return Ok(Vec::new());
    }
    let from_root =
        |path: &Path| path.strip_prefix(root).expect("the walk stays below the root").to_path_buf();
    let entries =
        WalkDir::new(&top).follow_links(true).sort_by_file_name().into_iter().filter_entry(|entry| {
            entry.depth() == 0
                || !is_passed_over(&entry.file_name().to_string_lossy()) && keep(&from_root(entry.path()))
        });
    let mut paths = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(&top).to_path_buf();
            BuildError::disk("read", &path)(error.into())
        })?;
        if entry.file_type().is_file() {
            paths.push(forward_slashes(&from_root(entry.path()))?);
        }
    }
    Ok(paths)
}

fn is_passed_over(name: &str) -> bool {
    name.starts_with(['.', '#']) || name.starts_with("~$") || name.ends_with('~')
}

/// Of a theme its templates, styles, scripts and static files; not its packages.
fn belongs_to_theme(path: &Path) -> bool {
    match path.components().nth(2) {
        None => true,
        Some(folder) => {
            ["templates", "styles", "scripts", "static"].iter().any(|name| folder.as_os_str() == *name)
        }
    }
}

fn forward_slashes(path: &Path) -> Result<String, BuildError> {
    let parts: Option<Vec<&str>> = path.iter().map(|part| part.to_str()).collect();
    parts.map(|parts| parts.join("/")).ok_or_else(|| {
        BuildError::other(
            format!("the name of the file `{}` cannot be read", path.display()),
            "rename it with plain letters, digits and hyphens",
        )
    })
}

fn is_text(path: &str) -> bool {
    if path.starts_with("themes/") {
        path.split('/').nth(2) != Some("static")
    } else {
        ["md", "toml"].contains(&ending(path))
    }
}

/// Bytes as text, and where they stop being text in UTF-8: a sign that is none stands in no text.
fn decode(bytes: Vec<u8>) -> (String, Option<usize>) {
    // What old programs save in UTF-16 is read nonetheless, so that nothing else seems to be wrong with it.
    let in_utf_16 = |unit: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
        char::decode_utf16(units).map(|sign| sign.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    };
    match bytes.as_slice() {
        [0xff, 0xfe, ..] => (in_utf_16(u16::from_le_bytes), Some(0)),
        [0xfe, 0xff, ..] => (in_utf_16(u16::from_be_bytes), Some(0)),
        _ => match String::from_utf8(bytes) {
            Ok(text) => {
                let none = text.find('\0');
                (text, none)
            }
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                (String::from_utf8_lossy(error.as_bytes()).into_owned(), Some(at))
            }
        },
    }
}

/// A text whose lines end as those of all others, though an old computer ended them with a carriage return alone.
fn with_line_feeds(text: String) -> String {
    if text.contains('\n') { text } else { text.replace('\r', "\n") }
}

/// A text without the byte order mark before it, or several of them: some programs add one to a file that has one.
fn without_byte_order_mark(text: String) -> String {
    match text.trim_start_matches('\u{feff}') {
        rest if rest.len() < text.len() => rest.to_owned(),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_in_another_encoding_is_reported_where_it_begins() {
        let mut diagnostics = Diagnostics::new();
        let inputs =
            sort([("content/a.md".to_owned(), b"+++\ntitle = \"caf\xe9\"".to_vec())], &mut diagnostics);
        let [diagnostic] = diagnostics.sorted()[..] else { panic!("one problem: {diagnostics:?}") };
        assert_eq!(diagnostic.code, "file::not-utf-8");
        let file = &inputs.sources.files()[0];
        assert_eq!(file.text_at(diagnostic.span), "\u{fffd}");
    }

    #[test]
    fn text_of_old_programs_is_read_nonetheless() {
        let utf_16: Vec<u8> = "\u{feff}+++\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for (bytes, text, problems) in
            [(utf_16, "+++\n", 1), (b"+++\rtitle".to_vec(), "+++\ntitle", 0), (b"a\0\n".to_vec(), "a\0\n", 1)]
        {
            let mut diagnostics = Diagnostics::new();
            let inputs = sort([("content/a.md".to_owned(), bytes)], &mut diagnostics);
            assert_eq!(inputs.sources.files()[0].text(), text);
            assert_eq!(diagnostics.sorted().len(), problems, "{text:?}");
        }
    }

    #[test]
    fn what_git_could_not_join_is_reported() {
        let mut diagnostics = Diagnostics::new();
        let text = "a <<<<<<< b\n<<<<<<< HEAD\none\n=======\ntwo\n>>>>>>> main\n";
        let inputs = sort([("content/a.toml".to_owned(), text.into())], &mut diagnostics);
        let [diagnostic] = diagnostics.sorted()[..] else { panic!("one problem: {diagnostics:?}") };
        assert_eq!(diagnostic.code, "file::conflict");
        assert_eq!(inputs.sources.files()[0].position(diagnostic.span.range().start).line, 2);
    }
}
