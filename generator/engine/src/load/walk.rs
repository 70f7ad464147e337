//! Finds the files of a project. Nothing is opened here.
//!
//! The name of an entry is judged first, so that what programs leave behind does no harm whatever it is, such as
//! Emacs' lock, a link to `somebody@somewhere`. Then its kind: a link is followed within the project and nowhere else,
//! for a change to it may come from a stranger; a pipe would be waited for without end. Only the folder of the content,
//! that of the themes and those of each theme may be links to elsewhere: that is how a project is put together.

#![expect(clippy::disallowed_methods, reason = "this is part of the reader of the disk")]

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::fs::{self, DirEntry, FileType};
use std::io;
use std::path::{Path, PathBuf};

use crate::ignored::is_ignored;
use supportt_source::build_error::BuildError;
use supportt_source::wording::typed;

/// What is in the folders of a project.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The files, each from the project's folder with forward slashes, sorted.
    pub(super) files: BTreeSet<String>,
    /// What cannot be read as a file, by its path, and why.
    pub(super) refused: Vec<(String, Refusal)>,
    /// Where links within the project lead, step by step, whether or not something is there.
    pub(super) targets: BTreeSet<PathBuf>,
}

/// Why something is not read.
#[derive(Debug)]
pub(super) enum Refusal {
    /// A link that is not followed, with what its path completes.
    Link {
        /// What is wrong, as in "this link {…}".
        why: &'static str,
        /// What is written in it.
        target: String,
    },
    /// Something that is no file, with its name.
    Special(&'static str),
    /// Something whose name is not text.
    Name,
}

/// Walks through folders of a project.
pub(super) struct Walk {
    /// As it was named.
    root: PathBuf,
    /// The folders that links may lead into, without links: the project's, and what takes the place of its parts.
    real_roots: Vec<PathBuf>,
    /// Whether what is visited lies in a folder that a link leads to.
    is_in_link: bool,
    found: Found,
}

impl Walk {
    /// A walk through the project in the folder `root`.
    pub(super) fn new(root: &Path) -> Result<Self, BuildError> {
        let real_root = fs::canonicalize(root).map_err(BuildError::disk("find the folder", root))?;
        Ok(Self {
            root: root.to_path_buf(),
            real_roots: vec![real_root],
            is_in_link: false,
            found: Found::default(),
        })
    }

    /// Goes through a folder of the project, which need not be there. `keep` says by its path whether an entry counts.
    pub(super) fn through(mut self, folder: &str, keep: fn(&Path) -> bool) -> Result<Self, BuildError> {
        let path = PathBuf::from(folder);
        match fs::symlink_metadata(self.root.join(&path)) {
            Ok(metadata) => self.visit(&path, metadata.file_type(), keep, &mut Vec::new())?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(BuildError::disk("read", &self.root.join(path))(error)),
        }
        Ok(self)
    }

    /// What was found.
    pub(super) fn found(self) -> Found {
        self.found
    }

    /// Takes in what is at a path. `inside` are the folders that it lies in, without links.
    fn visit(
        &mut self,
        path: &Path,
        kind: FileType,
        keep: fn(&Path) -> bool,
        inside: &mut Vec<PathBuf>,
    ) -> Result<(), BuildError> {
        let on_disk = self.root.join(path);
        let Some(name) = forward_slashes(path) else {
            self.found.refused.push((path.to_string_lossy().into_owned(), Refusal::Name));
            return Ok(());
        };
        let folder = inside.last().or(self.real_roots.first()).cloned().unwrap_or_default();
        let real = folder.join(path.file_name().unwrap_or_default());
        let is_link = kind.is_symlink();
        let (kind, real) = if is_link {
            match self.follow(path, &real, inside) {
                Ok(target) => target,
                Err(refusal) => {
                    self.found.refused.push((name, refusal));
                    return Ok(());
                }
            }
        } else {
            (kind, real)
        };
        if kind.is_file() {
            self.found.files.insert(name);
        } else if kind.is_dir() {
            let was_in_link = self.is_in_link;
            self.is_in_link |= is_link && !is_part(path);
            let failed = |error: io::Error| BuildError::disk("read the folder", &on_disk)(error);
            let entries: Vec<DirEntry> =
                fs::read_dir(&on_disk).and_then(Iterator::collect).map_err(failed)?;
            inside.push(real);
            for entry in entries {
                let path = path.join(entry.file_name());
                if !is_ignored(&entry.file_name().to_string_lossy()) && keep(&path) {
                    self.visit(&path, entry.file_type().map_err(failed)?, keep, inside)?;
                }
            }
            inside.pop();
            self.is_in_link = was_in_link;
        } else {
            self.found.refused.push((name, Refusal::Special(special(kind))));
        }
        Ok(())
    }

    /// What a link leads to. `real` is its own place, without links.
    fn follow(
        &mut self,
        path: &Path,
        real: &Path,
        inside: &[PathBuf],
    ) -> Result<(FileType, PathBuf), Refusal> {
        let link = self.root.join(path);
        let written = fs::read_link(&link).unwrap_or_default();
        let refuse = |why| Refusal::Link { why, target: written.display().to_string() };
        let kind = fs::metadata(&link).map(|metadata| metadata.file_type());
        let target = fs::canonicalize(&link);
        let is_within = |place: &PathBuf| self.real_roots.iter().any(|root| place.starts_with(root));
        self.found.targets.extend(steps(real).into_iter().filter(is_within));
        let (Ok(target), Ok(kind)) = (target, kind) else {
            return Err(refuse("leads to nothing"));
        };
        if inside.iter().any(|folder| folder.starts_with(&target))
            || self.real_roots.iter().any(|root| root.starts_with(&target))
        {
            return Err(refuse("leads back to a folder that it lies in"));
        }
        // Each such link can double what is read.
        if kind.is_dir() && self.is_in_link {
            return Err(refuse("leads on from a folder that another link leads to"));
        }
        match self.real_roots.iter().find_map(|root| target.strip_prefix(root).ok()) {
            Some(below) if below.iter().any(|name| is_ignored(&name.to_string_lossy())) => {
                return Err(refuse("leads to what is no part of the project"));
            }
            Some(_) => {}
            None if is_part(path) => self.real_roots.push(target.clone()),
            None => return Err(refuse("leads out of the project")),
        }
        Ok((kind, target))
    }
}

/// The places that a link leads to, one after the other: of each link on the way, and at last where there is none.
fn steps(link: &Path) -> Vec<PathBuf> {
    /// How many links Linux follows.
    const MOST: usize = 40;
    let mut steps = Vec::new();
    let mut place = PathBuf::new();
    let mut ahead: Vec<OsString> = link.iter().rev().map(OsStr::to_owned).collect();
    while let Some(name) = ahead.pop() {
        if name == ".." {
            place.pop();
            continue;
        }
        place.push(name);
        if let Ok(written) = fs::read_link(&place) {
            steps.push(place.clone());
            if steps.len() > MOST {
                return steps;
            }
            place.pop();
            ahead.extend(written.iter().rev().map(OsStr::to_owned));
        }
    }
    steps.push(place);
    steps
}

/// Whether a path is that of the content, of the themes or of a theme.
fn is_part(path: &Path) -> bool {
    let depth = path.components().count();
    depth == 1 || depth == 2 && path.starts_with("themes")
}

impl Refusal {
    /// What is wrong with what is at `path`, the code of the problem, and what to do about it.
    pub(super) fn told(&self, path: &str) -> (&'static str, String, String) {
        let remove = format!("`rm {}`", typed(Path::new(path)));
        match self {
            Self::Link { why, target } => (
                "file::link",
                format!("this link {why}: `{target}`"),
                format!("remove it: {remove}; if readers need what it led to, copy that here"),
            ),
            Self::Special(name) => {
                ("file::special", format!("this is a {name}, not a file"), format!("remove it: {remove}"))
            }
            Self::Name => (
                "file::unreadable-name",
                "the name of this file cannot be read".to_owned(),
                "rename it with plain letters, digits and hyphens".to_owned(),
            ),
        }
    }
}

#[cfg(unix)]
fn special(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt as _;

    if kind.is_fifo() {
        "named pipe"
    } else if kind.is_socket() {
        "socket"
    } else {
        "device"
    }
}

#[cfg(not(unix))]
fn special(_: FileType) -> &'static str {
    "device"
}

/// A path as sources are named; `None` when it is not text.
fn forward_slashes(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.iter().map(OsStr::to_str).collect();
    Some(parts?.join("/"))
}
