//! Characters that are not what they look like: control characters, marks that turn the direction of writing, characters
//! without width, spaces that are not the space of the keyboard.
//!
//! Two readers use the same list: the checks of content, and every report, in which such a character would be acted on
//! by a terminal or would hide what stands in the file.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::sync::LazyLock;

use regex::Regex;

use crate::Slice as _;

/// Why nobody sees a character as what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hidden {
    /// It is an order to a device, which has no place in a page: HTML forbids most of them.
    Control,
    /// It turns the direction in which what follows is shown.
    Direction,
    /// It has no width.
    NoWidth,
}

/// Why nobody sees a character, if so. Line breaks and tabs are seen.
#[must_use]
pub fn hidden(character: char) -> Option<Hidden> {
    match character {
        '\n' | '\r' | '\t' => None,
        _ if character.is_control() => Some(Hidden::Control),
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            Some(Hidden::Direction)
        }
        '\u{ad}'
        | '\u{34f}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{17b4}'
        | '\u{17b5}'
        | '\u{180b}'..='\u{180e}'
        | '\u{200b}'..='\u{200d}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{2060}'..='\u{2065}'
        | '\u{206a}'..='\u{206f}'
        | '\u{3164}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e0fff}' => Some(Hidden::NoWidth),
        _ => None,
    }
}

/// Whether a character is a space that programs do not take for one: Markdown and TOML know the space of the keyboard
/// and the tab.
#[must_use]
pub fn is_odd_space(character: char) -> bool {
    matches!(
        character,
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{2800}' | '\u{3000}'
    )
}

/// Where a text has hidden characters: each run of one kind, with what it is. A run of control characters takes in the
/// order to a terminal that an escape character begins.
pub fn find(text: &str) -> impl Iterator<Item = (std::ops::Range<usize>, Hidden)> + '_ {
    let mut characters = text.char_indices().peekable();
    std::iter::from_fn(move || {
        loop {
            let (start, first) = characters.next()?;
            let Some(kind) = hidden(first).filter(|_| !is_meant(text, start, first)) else { continue };
            let mut end = start + first.len_utf8();
            if first == '\u{1b}' {
                end += order(text.slice(end..));
                while characters.next_if(|(at, _)| *at < end).is_some() {}
            }
            while let Some((at, next)) =
                characters.next_if(|(at, next)| hidden(*next) == Some(kind) && !is_meant(text, *at, *next))
            {
                end = at + next.len_utf8();
            }
            return Some((start..end, kind));
        }
    })
}

/// The length of the order to a terminal after its escape character: `[31m`, `]52;c;…`.
fn order(after: &str) -> usize {
    let mut characters = after.char_indices();
    match characters.next() {
        Some((_, '[')) => characters
            .find(|(_, character)| !matches!(character, '0'..='9' | ';' | '?'))
            .filter(|(_, last)| last.is_ascii_alphabetic())
            .map_or(1, |(at, _)| at + 1),
        Some((_, ']')) => {
            let inside = |(_, character): &(usize, char)| character.is_ascii_graphic() && *character != '`';
            1 + characters.take_while(inside).count()
        }
        _ => 0,
    }
}

/// Whether a character that nobody sees has its use here: it joins the parts of an emoji or the letters of a script that
/// needs it, names the country of a flag, or stands beside letters that are written from right to left.
fn is_meant(text: &str, at: usize, character: char) -> bool {
    let is_tag = |other: char| matches!(other, '\u{e0020}'..='\u{e007f}');
    match character {
        '\u{200c}' | '\u{200d}' => {
            let before = text.slice(..at).chars().next_back();
            let after = text.slice(at + character.len_utf8()..).chars().next();
            before.zip(after).is_some_and(|(before, after)| {
                !before.is_ascii() && !after.is_ascii() && hidden(before).or(hidden(after)).is_none()
            })
        }
        '\u{61c}' | '\u{200e}' | '\u{200f}' => {
            let before = text.slice(..at).chars().rev().take(NEAR);
            let after = text.slice(at + character.len_utf8()..).chars().take(NEAR);
            before.chain(after).any(is_right_to_left)
        }
        // The longest names of countries have five letters, and a last character ends them.
        tag if is_tag(tag) => {
            text.slice(..at).chars().rev().take(6).find(|other| !is_tag(*other)) == Some('\u{1f3f4}')
        }
        _ => false,
    }
}

/// Whether what nobody sees at a place ends a line, as Word writes a break within a paragraph, and stands between two
/// words: without it, they would become one.
#[must_use]
pub fn parts_words(text: &str, place: &std::ops::Range<usize>) -> bool {
    let is_break =
        text.slice(place.clone()).starts_with(['\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']);
    let is_word = |beside: Option<char>| beside.is_some_and(|beside| !beside.is_whitespace());
    is_break
        && is_word(text.slice(..place.start).chars().next_back())
        && is_word(text.slice(place.end..).chars().next())
}

/// How many characters away a letter is near: between the two may be a full stop and a space.
const NEAR: usize = 3;

/// Whether a character is a letter of Hebrew, Arabic or another script that is written from right to left.
fn is_right_to_left(character: char) -> bool {
    matches!(
        character,
        '\u{590}'..='\u{61b}' | '\u{61d}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
    )
}

/// A character as Unicode numbers it: `U+202E`.
#[must_use]
pub fn number(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}

/// A text on one line, in which every character is seen: `<U+001B>` in place of the escape character, and so for line
/// breaks and tabs.
#[must_use]
pub fn one_line(text: &str) -> Cow<'_, str> {
    without_orders(escaped(text, |character| {
        matches!(character, '\n' | '\r' | '\t') || hidden(character).is_some()
    }))
}

/// What a service that runs commands takes for an order wherever it stands in a line, with its first character as it is
/// shown.
const ORDERS: [(&str, &str); 2] = [("##[", "<U+0023>#["), ("##vso[", "<U+0023>#vso[")];

fn without_orders(text: Cow<'_, str>) -> Cow<'_, str> {
    ORDERS.iter().fold(
        text,
        |text, (order, shown)| {
            if text.contains(order) { text.replace(order, shown).into() } else { text }
        },
    )
}

/// A text in which no line begins as an order to GitHub does: `::error::`. Spaces before it make no difference.
#[must_use]
pub fn without_commands(text: &str) -> Cow<'_, str> {
    static COMMAND: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?m)^([\s\u{feff}]*):(:)").expect("the pattern is right"));
    COMMAND.replace_all(text, "$1<U+003A>$2")
}

/// A text of several lines, in which every character but line breaks and tabs is seen. The byte order mark that a table
/// for Excel begins with stays what it is.
#[must_use]
pub fn lines(text: &str) -> Cow<'_, str> {
    without_orders(match text.strip_prefix('\u{feff}') {
        Some(table) => format!("\u{feff}{}", lines_without_mark(table)).into(),
        None => lines_without_mark(text),
    })
}

fn lines_without_mark(text: &str) -> Cow<'_, str> {
    // A carriage return alone would have a terminal write over the line.
    if text.replace("\r\n", "\n").contains('\r') {
        let lines = text.split("\r\n").map(|line| escaped(line, |c| c == '\r' || hidden(c).is_some()));
        return lines.collect::<Vec<_>>().join("\r\n").into();
    }
    escaped(text, |character| hidden(character).is_some())
}

/// JSON in which every hidden character is written as an escape, which means the same to whoever reads it, and so is what
/// would be an order to a service that runs commands.
#[must_use]
pub fn json(written: &str) -> String {
    let escape = |character: char| {
        let mut escape = String::new();
        for unit in character.encode_utf16(&mut [0; 2]) {
            write!(escape, "\\u{unit:04x}").expect("a string takes any text");
        }
        escape
    };
    let shown = replaced(written, |character| hidden(character).is_some(), escape).into_owned();
    ORDERS.iter().fold(shown, |json, (order, _)| json.replace(order, &order.replacen('#', "\\u0023", 1)))
}

fn escaped(text: &str, is_hidden: impl Fn(char) -> bool) -> Cow<'_, str> {
    replaced(text, is_hidden, |character| format!("<{}>", number(character)))
}

/// A text with something else in the place of some characters.
fn replaced(text: &str, is_replaced: impl Fn(char) -> bool, by: impl Fn(char) -> String) -> Cow<'_, str> {
    if !text.contains(&is_replaced) {
        return text.into();
    }
    let mut replaced = String::with_capacity(text.len());
    for character in text.chars() {
        if is_replaced(character) {
            replaced.push_str(&by(character));
        } else {
            replaced.push(character);
        }
    }
    replaced.into()
}

#[cfg(test)]
mod tests {
    use super::Hidden::{Control, Direction, NoWidth};
    use super::*;

    #[test]
    fn hidden_characters_are_found_in_runs() {
        let found = |text: &str| -> Vec<(String, Hidden)> {
            find(text)
                .map(|(place, kind)| (text.slice(place).escape_unicode().to_string(), kind))
                .collect::<Vec<_>>()
        };
        let kinds = |text: &str| found(text).into_iter().map(|(_, kind)| kind).collect::<Vec<_>>();
        assert_eq!(kinds("a\u{b}b \u{7}, \u{85}\u{9b}"), [Control; 3]);
        assert_eq!(kinds("\u{202e}txt\u{202c} \u{200f}"), [Direction; 3]);
        assert_eq!(
            kinds("hos\u{ad}pital zero\u{200b}\u{200b}width \u{feff}x\u{2060} a\u{200d}b"),
            [NoWidth; 5]
        );
        assert_eq!(kinds("a\u{2028}b"), [NoWidth]);
        let order =
            |text: &str| find(text).map(|(place, _)| text.slice(place).to_owned()).collect::<Vec<_>>();
        assert_eq!(order("x\u{1b}[31mred\u{1b}[0m"), ["\u{1b}[31m", "\u{1b}[0m"]);
        assert_eq!(order("x\u{1b}]52;c;aGk=\u{7} y"), ["\u{1b}]52;c;aGk=\u{7}"]);
        assert_eq!(order("x\u{1b}] y \u{1b}"), ["\u{1b}]", "\u{1b}"]);
    }

    #[test]
    fn what_has_its_use_is_left_alone() {
        for text in [
            "line\nline\r\n\ttab",
            "20\u{a0}mg",
            "👩\u{200d}⚕️ and 👨\u{200d}👩\u{200d}👧",
            "می\u{200c}خواهم",
            "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
            "naïve – “quoted” … ✓",
            "مرحبا \u{200f}طب\u{200f}.",
            "(طب)\u{200e} 20\u{a0}mg",
        ] {
            assert_eq!(find(text).next(), None, "{text}");
        }
    }

    #[test]
    fn reports_show_every_character() {
        assert_eq!(
            one_line("a\u{1b}]52;c;x\u{7}\n::error::b\r\u{202e}"),
            "a<U+001B>]52;c;x<U+0007><U+000A>::error::b<U+000D><U+202E>"
        );
        assert_eq!(lines("a\r\n\tb\n\u{9b}31m\u{7f}"), "a\r\n\tb\n<U+009B>31m<U+007F>");
        assert_eq!(lines("good\rbad\r\nc"), "good<U+000D>bad\r\nc");
        assert!(matches!(one_line("né à “b”"), Cow::Borrowed(_)));
        assert_eq!(one_line("a ##[error]b"), "a <U+0023>#[error]b");
        assert_eq!(lines("## A\n##vso[task.x]"), "## A\n<U+0023>#vso[task.x]");
        assert_eq!(json("\"##[add-mask]a\""), "\"\\u0023#[add-mask]a\"");
        assert_eq!(without_commands("::a::b\nc::d\n \t::e::"), "<U+003A>:a::b\nc::d\n \t<U+003A>:e::");
    }
}
