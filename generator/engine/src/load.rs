//! Reads a project's files: the content and the themes. The only reader of the disk, but for the
//! style sheets a theme imports from elsewhere ([`styles`](crate::styles)).
//!
//! Judges nothing but whether text is text. Which files are part of a project [`mod@walk`] finds out.

#![expect(clippy::disallowed_methods, reason = "this is the reader of the disk")]

mod walk;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use bytes::Bytes;
use chrono::{DateTime, Utc};
use rayon::prelude::*;
use supportt_basics::date::Instant;

use self::walk::{Found, Walk};
use crate::ignored::is_ignored;
use crate::output::OutputFile;
use crate::revision;
use supportt_markdown::link_targets::{self, CONTENT, SETTINGS};
use supportt_source::build_error::BuildError;
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::page_path::ending;
use supportt_source::{Slice, SourceFile, Sources};

/// Everything a build reads, in memory.
#[derive(Clone, Debug, Default)]
pub struct Inputs {
    /// Every file, so that problems can point at it. Of files that are not text, the text is empty.
    pub sources: Sources,
    /// The files that are served as they are, by path: pictures and documents in `content`, and `static` of the themes.
    pub files: BTreeMap<String, Bytes>,
    /// Whether everything could be read. What could not is an empty text among the sources, with a problem of its own.
    pub is_whole: bool,
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
    // What is there under its name is meant, whatever it is: the project of a folder above is another one.
    let is_project = |folder: &&Path| {
        let content = folder.join("content");
        let is_nothing_to_enter = !content.is_dir() && !content.is_file();
        fs::symlink_metadata(folder.join(SETTINGS)).is_ok()
            || is_nothing_to_enter && fs::symlink_metadata(content).is_ok()
    };
    let root = start.ancestors().find(is_project);
    root.map(Path::to_path_buf).ok_or_else(|| {
        BuildError::other(
            format!("there is no `{}` in `{}` or above it", SETTINGS, start.display()),
            "go to the project's folder, or name it with `--project`",
        )
    })
}

/// Where a file or folder that somebody has named lies in the project in the folder `root`; empty for that folder itself.
///
/// # Errors
///
/// When it is not there, or outside the project.
pub fn path_in_project(root: &Path, named: &Path) -> Result<String, BuildError> {
    let resolved = |path: &Path| match fs::canonicalize(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(BuildError::other(
            format!("there is no file or folder `{}`", path.display()),
            "look for a slip in its name",
        )),
        resolved => resolved.map_err(BuildError::disk("read", path)),
    };
    let path = resolved(named)?;
    let inside = path.strip_prefix(resolved(root)?).map_err(|_| {
        BuildError::other(
            format!("`{}` is not part of the project", named.display()),
            "name files and folders of the project alone",
        )
    })?;
    Ok(inside.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/"))
}

/// Where changes to a project's files happen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// Folders that are read with everything in them.
    pub trees: BTreeSet<PathBuf>,
    /// Folders that matter because of some of their entries.
    pub folders: BTreeSet<PathBuf>,
    /// Those entries: when one comes or goes, the places are others.
    pub entries: BTreeSet<PathBuf>,
}

impl Places {
    /// The places of the project in the folder `root` as it is now. What is missing is watched for; what cannot be
    /// read, a build reports.
    #[must_use]
    pub fn find(root: &Path) -> Self {
        let Found { targets, .. } = walk(root).map(Walk::found).unwrap_or_default();
        let themes = fs::read_dir(root.join("themes")).into_iter().flatten().filter_map(Result::ok);
        let themes: BTreeSet<PathBuf> = themes
            .filter(|entry| !is_ignored(&entry.file_name().to_string_lossy()))
            .map(|entry| entry.path())
            .collect();
        let parts: Vec<PathBuf> =
            themes.iter().flat_map(|theme| THEME_FOLDERS.map(|name| theme.join(name))).collect();
        let mut places = Self::default();
        places.entries.extend([root.join("content"), root.join("themes")]);
        places.entries.extend(themes.iter().chain(&parts).cloned());
        places.folders.extend([root.to_path_buf(), root.join("themes")]);
        places.folders.extend(themes);
        let real = |path| fs::canonicalize(&path).unwrap_or(path);
        places.trees.extend(parts.into_iter().chain([root.join("content")]).map(real));
        for target in &targets {
            places.trees.insert(target.clone());
            for folder in target.ancestors().skip(1).take_while(|folder| folder.starts_with(root)) {
                places.folders.insert(folder.to_path_buf());
            }
            places.folders.extend(target.parent().map(Path::to_path_buf));
            places.entries.extend(
                target
                    .ancestors()
                    .take_while(|entry| *entry != root && entry.starts_with(root))
                    .map(Path::to_path_buf),
            );
            places.entries.insert(target.clone());
        }
        places.trees.retain(|tree| tree.is_dir());
        let within = |path: &Path, trees: &BTreeSet<PathBuf>| {
            path.ancestors().skip(1).any(|folder| trees.contains(folder))
        };
        let all = places.trees.clone();
        places.trees.retain(|tree| !within(tree, &all));
        places.folders.retain(|folder| folder.is_dir() && !all.contains(folder) && !within(folder, &all));
        places
    }

    /// Whether something at a path is read by a build, and not only left there by another program.
    #[must_use]
    pub fn have(&self, path: &Path) -> bool {
        let in_tree = |tree: &PathBuf| {
            path.strip_prefix(tree)
                .is_ok_and(|below| !below.iter().any(|name| is_ignored(&name.to_string_lossy())))
        };
        self.entries.contains(path) || self.trees.iter().any(in_tree)
    }
}

/// Reads the project in the folder `root`.
///
/// # Errors
///
/// When a file or folder cannot be read, or its name is not text.
pub fn load(root: &Path, diagnostics: &mut Diagnostics) -> Result<Inputs, BuildError> {
    let walk = walk(root)?;
    read(root, walk.found(), diagnostics)
}

/// Reads the content of the project in the folder `root`, without its themes.
///
/// # Errors
///
/// When a file or folder cannot be read, or its name is not text.
pub fn load_content(root: &Path, diagnostics: &mut Diagnostics) -> Result<Inputs, BuildError> {
    read(root, Walk::new(root)?.through("content", |_| true)?.found(), diagnostics)
}

/// Where links within the project in the folder `root` lead.
///
/// # Errors
///
/// When a folder cannot be read.
pub fn link_targets(root: &Path) -> Result<BTreeSet<PathBuf>, BuildError> {
    Ok(walk(root)?.found().targets)
}

fn walk(root: &Path) -> Result<Walk, BuildError> {
    Walk::new(root)?.through("content", |_| true)?.through("themes", belongs_to_theme)
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
        let is_read = |path: &str| !path.split('/').any(is_ignored);
        let inputs = sort(files.into_iter().filter(|(path, _)| is_read(path)), diagnostics);
        return Ok((inputs.sources, format!("{name}:")));
    }
    if !folder.join(SETTINGS).is_file() {
        return Err(BuildError::other(
            format!("the folder `{name}` holds no project"),
            format!("name a folder that has `{SETTINGS}`; a revision of that name is hidden by the folder"),
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
    Ok(Sources::new([(name, without_byte_order_mark(&text).to_owned())]))
}

/// Reads a text that this program keeps for itself; `None` when it is not there, or is no file of text.
///
/// # Errors
///
/// When it cannot be read.
pub fn text_if_there(path: &Path) -> Result<Option<String>, BuildError> {
    if !fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_file()) {
        return Ok(None);
    }
    match fs::read(path) {
        Ok(bytes) => Ok(String::from_utf8(bytes).ok()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(BuildError::disk("read", path)(error)),
    }
}

fn read(root: &Path, found: Found, diagnostics: &mut Diagnostics) -> Result<Inputs, BuildError> {
    let Found { files, refused, .. } = found;
    let mut read: Vec<(String, Vec<u8>)> = files
        .into_par_iter()
        .map(|path| {
            let on_disk = root.join(&path);
            let bytes = fs::read(&on_disk).map_err(BuildError::disk("read", &on_disk))?;
            Ok((path, bytes))
        })
        .collect::<Result<_, BuildError>>()?;
    read.extend(refused.iter().map(|(path, _)| (path.clone(), Vec::new())));
    let mut inputs = sort(read, diagnostics);
    inputs.sources = inputs.sources.with_times(|path| modified(&root.join(path)));
    inputs.is_whole = refused.is_empty();
    diagnostics.extend(refused.iter().filter_map(|(path, refusal)| {
        let (code, message, hint) = refusal.told(path);
        Some(Diagnostic::error(code, inputs.sources.at(path)?.whole(), message).hint(hint))
    }));
    Ok(inputs)
}

/// When a file was changed last, by the second; `None` where the disk does not say.
fn modified(path: &Path) -> Option<Instant> {
    let modified: DateTime<Utc> = fs::metadata(path).ok()?.modified().ok()?.into();
    DateTime::from_timestamp(modified.timestamp(), 0).map(|second| second.naive_utc())
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
            texts.push((path, with_line_feeds(without_byte_order_mark(&text))));
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
    Inputs { sources, files, is_whole: true }
}

/// What git could not join in a file.
fn conflict(file: &SourceFile) -> Option<Diagnostic> {
    let mark = supportt_source::conflict(file.text())?;
    let problem = Diagnostic::error(
        "file::conflict",
        file.span(mark),
        "two people changed this, and nobody has chosen between the two texts yet",
    );
    Some(problem.hint("keep the right lines, and take out the other ones and the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`"))
}

/// The folders of a theme that are read.
const THEME_FOLDERS: [&str; 4] = ["templates", "styles", "scripts", "static"];

/// Of a theme its templates, styles, scripts and static files; not its packages.
fn belongs_to_theme(path: &Path) -> bool {
    match path.components().nth(2) {
        None => true,
        Some(folder) => THEME_FOLDERS.iter().any(|name| folder.as_os_str() == *name),
    }
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

/// A text in which a line feed ends each line that a carriage return alone ended: Markdown counts it, TOML and editors
/// do not.
fn with_line_feeds(text: &str) -> String {
    let mut left = text.split('\r').peekable();
    let mut whole = String::with_capacity(text.len());
    while let Some(line) = left.next() {
        whole.push_str(line);
        match left.peek() {
            Some(next) if next.starts_with('\n') => whole.push('\r'),
            Some(_) => whole.push('\n'),
            None => {}
        }
    }
    whole
}

/// A text without the byte order mark before it, or several of them: some programs add one to a file that has one.
fn without_byte_order_mark(text: &str) -> &str {
    text.trim_start_matches('\u{feff}')
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
        for (bytes, text, problems) in [
            (utf_16, "+++\n", 1),
            (b"+++\rtitle".to_vec(), "+++\ntitle", 0),
            (b"a\rb\r\nc\r\r\n\r".to_vec(), "a\nb\r\nc\n\r\n\n", 0),
            (b"a\0\n".to_vec(), "a\0\n", 1),
        ] {
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
