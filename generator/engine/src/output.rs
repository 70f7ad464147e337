//! The finished site in memory.

use std::collections::{BTreeMap, BTreeSet};

use bytes::Bytes;

/// A file of the finished site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputFile {
    /// Its path from the top of the site, without a slash at its beginning: `wessex/index.html`.
    pub path: String,
    /// What is in it.
    pub bytes: Bytes,
}

/// All files of the finished site, sorted by path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Output {
    files: BTreeMap<String, Bytes>,
    /// The services of others that its pages may send to, as origins.
    pub services: Vec<String>,
    /// The paths of files whose names change with what is in them, so that browsers may keep them for good.
    pub hashed: BTreeSet<String>,
}

impl OutputFile {
    /// A file from text or bytes.
    pub fn new(path: impl Into<String>, bytes: impl Into<Bytes>) -> Self {
        Self { path: path.into(), bytes: bytes.into() }
    }
}

impl Output {
    /// What is in the file at a path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Bytes> {
        self.files.get(path)
    }

    /// The files, sorted by path.
    #[must_use]
    pub fn files(&self) -> impl ExactSizeIterator<Item = (&str, &Bytes)> {
        self.files.iter().map(|(path, bytes)| (path.as_str(), bytes))
    }
}

impl Extend<OutputFile> for Output {
    /// Adds files; a later file takes the place of an earlier one at the same path.
    fn extend<I: IntoIterator<Item = OutputFile>>(&mut self, files: I) {
        self.files.extend(files.into_iter().map(|file| (file.path, file.bytes)));
    }
}

impl FromIterator<OutputFile> for Output {
    fn from_iter<I: IntoIterator<Item = OutputFile>>(files: I) -> Self {
        let mut output = Self::default();
        output.extend(files);
        output
    }
}
