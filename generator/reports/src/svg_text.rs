//! Text in pictures. A picture breaks no lines by itself, so its lines are broken here, by a
//! width that letters are taken to have: which font they are drawn in is not known.

use std::borrow::Cow;

use serde::Serialize;
use textwrap::Options;

/// The width of a letter in hundredths of its size. In wide fonts letters are, on average, a
/// little more than half as wide as they are high.
const LETTER: i64 = 55;

/// A line of text in its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct SvgText {
    pub(crate) x: i64,
    /// Where the letters stand.
    pub(crate) y: i64,
    pub(crate) text: String,
}

/// How a block of text is set in a box. All measures are in pixels.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TextStyle {
    /// From one line to the next.
    pub(crate) line: i64,
    /// From the top of a line to the bottom of its letters.
    pub(crate) baseline: i64,
    /// Above and below the lines, taken together.
    pub(crate) padding: i64,
}

impl TextStyle {
    /// The height of lines with the room above and below them.
    pub(crate) fn height(self, lines: &[String]) -> i64 {
        self.line * i64::try_from(lines.len()).expect("a text has few lines") + self.padding
    }

    /// The lines of a block whose top is at `top`, all beginning at `x`.
    pub(crate) fn place(self, lines: &[String], x: i64, top: i64) -> Vec<SvgText> {
        let down = (0..).map(|line| top + self.padding / 2 + self.baseline + self.line * line);
        lines.iter().zip(down).map(|(text, y)| SvgText { x, y, text: text.clone() }).collect()
    }
}

/// Letters of a size that have room beside each other.
#[expect(clippy::cast_possible_truncation, reason = "pictures are not that wide")]
pub(crate) const fn letters(width: i64, size: i64) -> usize {
    (width * 100 / (size * LETTER)).unsigned_abs() as usize
}

/// A text in lines of so many letters. Only a word that is longer than a line is divided.
pub(crate) fn wrap<'o>(text: &str, options: impl Into<Options<'o>>) -> Vec<String> {
    textwrap::wrap(text, options).into_iter().map(Cow::into_owned).collect()
}
