//! Text files of a project, and places inside them.
//!
//! A [`SourceFile`] is what loading a project hands to every later stage.
//! This module never reads the disk and never judges what a text says.

use std::fmt;
use std::ops::{Bound, Range, RangeBounds};
use std::sync::{Arc, OnceLock};

use supportt_basics::date::Instant;

/// The number of a file in its [`Sources`]; files are numbered in the order of their paths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(u32);

/// One text file: its path and everything in it.
///
/// Cloning is cheap; the text is shared.
#[derive(Clone)]
pub struct SourceFile {
    id: SourceId,
    path: Arc<str>,
    text: Arc<str>,
    /// When it was changed last; `None` for what is on no disk.
    modified: Option<Instant>,
    /// Found when a position is first asked for, which is only when there is something to report.
    lines: Arc<OnceLock<Lines>>,
}

/// Where lines begin, and how far characters have been counted.
struct Lines {
    /// Where each line begins.
    starts: Vec<usize>,
    /// How many characters begin before each block of [`BLOCK`] bytes: a line may be as long as its file, and have
    /// a problem at every word.
    characters: Vec<usize>,
}

/// How many bytes are counted for a column at most.
const BLOCK: usize = 1024;

/// A range of bytes in one file.
///
/// Spans sort by file, then by where they begin, which is the order in which problems are reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    file: SourceId,
    start: u32,
    end: u32,
}

/// A value, and where it is written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spanned<T> {
    /// What is written.
    pub value: T,
    /// Where.
    pub span: Span,
}

/// A place in a text as an editor shows it. Both count from 1; columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The character within the line, from 1.
    pub column: usize,
}

/// Parts of a text by bytes, for ranges that a parser or a search has found.
///
/// Unlike `&text[range]` this never panics, so that an offset that is wrong by a byte shows a letter too many instead of
/// ending the program. The lint `string_slice` keeps the other way out.
pub trait Slice {
    /// The text in a range of bytes. A range that begins or ends within a character begins or ends before it; what lies
    /// beyond the text is left out.
    fn slice(&self, bytes: impl RangeBounds<usize>) -> &str;

    /// The text up to the end of its first line. Markdown ends a line at a carriage return, too.
    fn first_line(&self) -> &str;
}

impl Slice for str {
    fn slice(&self, bytes: impl RangeBounds<usize>) -> &str {
        let start = match bytes.start_bound() {
            Bound::Included(start) => *start,
            Bound::Excluded(before) => before.saturating_add(1),
            Bound::Unbounded => 0,
        };
        let end = match bytes.end_bound() {
            Bound::Included(last) => last.saturating_add(1),
            Bound::Excluded(end) => *end,
            Bound::Unbounded => self.len(),
        };
        self.get(self.floor_char_boundary(start)..self.floor_char_boundary(end)).unwrap_or_default()
    }

    fn first_line(&self) -> &str {
        self.split(['\n', '\r']).next().unwrap_or_default()
    }
}

/// All text files of a project, sorted by path.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl SourceFile {
    /// The file's number in its [`Sources`].
    #[must_use]
    pub fn id(&self) -> SourceId {
        self.id
    }

    /// The path from the project's folder, with forward slashes: `content/wessex/index.md`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Everything in the file.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text at a place in this file.
    #[must_use]
    pub fn text_at(&self, span: Span) -> &str {
        self.text.slice(span.range())
    }

    /// When it was changed last. A text that is on no disk has no such time, and counts as older than every other.
    #[must_use]
    pub fn modified(&self) -> Instant {
        self.modified.unwrap_or_default()
    }

    /// The place of a range of bytes in this file.
    ///
    /// # Panics
    ///
    /// When the file is 4 GiB or longer.
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Span {
        let offset = |byte| u32::try_from(byte).expect("a source file is shorter than 4 GiB");
        Span { file: self.id, start: offset(range.start), end: offset(range.end) }
    }

    /// The file as a whole, for a problem that no single word in it causes.
    #[must_use]
    pub fn whole(&self) -> Span {
        Span { file: self.id, start: 0, end: 0 }
    }

    /// The line and column of a byte. A byte past the end is the end.
    #[must_use]
    pub fn position(&self, byte: usize) -> Position {
        let lines = self.lines();
        let byte = self.text.floor_char_boundary(byte);
        let line = lines.starts.partition_point(|start| *start <= byte);
        let start =
            line.checked_sub(1).and_then(|above| lines.starts.get(above)).copied().unwrap_or_default();
        let column =
            lines.characters_before(&self.text, byte) - lines.characters_before(&self.text, start) + 1;
        Position { line, column }
    }

    /// The byte at a line and column, both from 1; nothing when the file has no such place.
    #[must_use]
    pub fn offset(&self, line: usize, column: usize) -> Option<usize> {
        let lines = self.lines();
        let start = *lines.starts.get(line.checked_sub(1)?)?;
        let end = lines.starts.get(line).copied().unwrap_or(self.text.len());
        let characters_before = |byte| lines.characters_before(&self.text, byte);
        let wanted = characters_before(start) + column.checked_sub(1)?;
        // The last byte with as many characters before it, in halves: a line may be as long as the file.
        let (mut from, mut to) = (start, end);
        while from < to {
            let middle = from + (to - from).div_ceil(2);
            if characters_before(middle) <= wanted { from = middle } else { to = middle - 1 }
        }
        (characters_before(from) == wanted).then_some(from)
    }

    fn lines(&self) -> &Lines {
        self.lines.get_or_init(|| {
            let after_breaks = self.text.match_indices('\n').map(|(newline, _)| newline + 1);
            let starts = std::iter::once(0).chain(after_breaks).collect();
            let blocks =
                self.text.as_bytes().chunks(BLOCK).map(characters_in).scan(0, |before, characters| {
                    *before += characters;
                    Some(*before)
                });
            Lines { starts, characters: std::iter::once(0).chain(blocks).collect() }
        })
    }
}

impl Lines {
    fn characters_before(&self, text: &str, byte: usize) -> usize {
        let block = byte / BLOCK;
        let counted = self.characters.get(block).copied().unwrap_or_default();
        counted + characters_in(text.as_bytes().get(block * BLOCK..byte).unwrap_or_default())
    }
}

/// How many characters begin in a part of a text.
fn characters_in(bytes: &[u8]) -> usize {
    // The other bytes of a character begin with the bits 10.
    bytes.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count()
}

impl fmt::Debug for SourceFile {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "SourceFile({})", self.path)
    }
}

impl Span {
    /// The file it lies in.
    #[must_use]
    pub fn file(self) -> SourceId {
        self.file
    }

    /// The bytes it covers.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Another place in the same file.
    #[must_use]
    pub fn elsewhere(self, range: Range<usize>) -> Self {
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { file: self.file, start: place(range.start), end: place(range.end) }
    }

    /// Whether it stands for the file as a whole.
    #[must_use]
    pub fn is_whole_file(self) -> bool {
        self.start == 0 && self.end == 0
    }
}

impl<T> Spanned<T> {
    /// A value found at a place.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

impl Sources {
    /// Puts files in order and numbers them. Takes pairs of path and text.
    ///
    /// # Panics
    ///
    /// When there are 2³² files or more.
    #[must_use]
    pub fn new(files: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut files: Vec<(String, String)> = files.into_iter().collect();
        files.sort();
        let files = files
            .into_iter()
            .enumerate()
            .map(|(number, (path, text))| SourceFile {
                id: SourceId(u32::try_from(number).expect("a project has fewer than 2³² files")),
                path: path.into(),
                text: text.into(),
                modified: None,
                lines: Arc::default(),
            })
            .collect();
        Self { files }
    }

    /// The same files, changed last when `modified` says so for their paths.
    #[must_use]
    pub fn with_times(mut self, modified: impl Fn(&str) -> Option<Instant>) -> Self {
        for file in &mut self.files {
            file.modified = modified(&file.path);
        }
        self
    }

    /// The same files, none of them changed later than `newest`.
    #[must_use]
    pub fn no_newer_than(mut self, newest: Instant) -> Self {
        for file in &mut self.files {
            file.modified = file.modified.map(|modified| modified.min(newest));
        }
        self
    }

    /// The files, sorted by path.
    #[must_use]
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// The same files with something written before each path. Places in them stay what they are,
    /// for the order of the files does too.
    #[must_use]
    pub fn with_prefix(&self, prefix: &str) -> Self {
        Self::new(self.files.iter().map(|file| (format!("{prefix}{}", file.path()), file.text().to_owned())))
    }

    /// The file of a number given out by these same sources.
    #[must_use]
    pub fn file(&self, id: SourceId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// The file at a path, such as `content/site.toml`.
    #[must_use]
    pub fn at(&self, path: &str) -> Option<&SourceFile> {
        let place = self.files.binary_search_by(|file| file.path().cmp(path)).ok()?;
        self.files.get(place)
    }

    /// The files in a folder and in the folders within it. `folder` ends in `/`.
    #[must_use]
    pub fn below(&self, folder: &str) -> &[SourceFile] {
        let start = self.files.partition_point(|file| file.path() < folder);
        let length = self.files[start..].partition_point(|file| file.path().starts_with(folder));
        &self.files[start..start + length]
    }
}

/// The first mark that git leaves in a text where two people changed the same lines.
#[must_use]
pub fn conflict(text: &str) -> Option<Range<usize>> {
    let mut marks = ["<<<<<<< ", ">>>>>>> "].iter().flat_map(|mark| text.match_indices(mark));
    let (start, mark) = marks.find(|(at, _)| *at == 0 || text.slice(..*at).ends_with('\n'))?;
    Some(start..start + mark.len() - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sources(files: &[(&str, &str)]) -> Sources {
        Sources::new(files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())))
    }

    #[test]
    fn columns_count_characters_and_lines_count_from_one() {
        let sources = sources(&[("a.md", "né à\r\nzwei\n")]);
        let file = &sources.files()[0];
        let position = |byte| {
            let Position { line, column } = file.position(byte);
            (line, column)
        };
        assert_eq!(position(0), (1, 1));
        assert_eq!(position("né ".len()), (1, 4));
        assert_eq!(position(2), (1, 2), "inside é, so at é");
        assert_eq!(position("né à\r\n".len()), (2, 1));
        assert_eq!(position(1000), (3, 1));
        assert_eq!(file.offset(1, 4), Some("né ".len()));
        assert_eq!(file.offset(3, 1), Some(file.text().len()));
        assert_eq!((file.offset(0, 1), file.offset(4, 1), file.offset(3, 2)), (None, None, None));
    }

    #[test]
    fn columns_are_right_wherever_a_block_ends() {
        let text = "a\u{e9}\u{20ac}\u{1f600}".repeat(BLOCK);
        let sources = sources(&[("a.md", &format!("\n{text}"))]);
        let file = &sources.files()[0];
        for (place, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(file.position(byte + 1), Position { line: 2, column: place + 1 });
        }
    }

    #[test]
    fn any_range_of_a_text_is_a_text() {
        let text = "a\u{e9}z";
        assert_eq!((text.slice(1..3), text.slice(..=0), text.slice(3..)), ("\u{e9}", "a", "z"));
        assert_eq!((text.slice(2..), text.slice(..2), text.slice(2..2)), ("\u{e9}z", "a", ""));
        let backwards = Range { start: 3, end: 1 };
        assert_eq!((text.slice(backwards), text.slice(9..), text.slice(..usize::MAX)), ("", "", text));
        assert_eq!(text.slice(..=usize::MAX), text);
    }

    #[test]
    fn files_are_found_by_path_and_by_folder() {
        let sources = sources(&[("b/two.md", "2"), ("a.md", "a"), ("b/one.md", "1"), ("c.md", "c")]);
        assert_eq!(sources.at("a.md").map(SourceFile::text), Some("a"));
        assert!(sources.at("z.md").is_none());
        let below: Vec<_> = sources.below("b/").iter().map(SourceFile::path).collect();
        assert_eq!(below, ["b/one.md", "b/two.md"]);
    }
}
