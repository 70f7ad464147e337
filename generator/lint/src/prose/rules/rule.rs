//! What a rule is.

use supportt_source::pattern::Pattern;

/// What is looked for, and what is said about it.
pub(super) struct Rule {
    pub(super) code: &'static str,
    pub(super) message: &'static str,
    pub(super) label: &'static str,
    pub(super) hint: &'static str,
    /// Where it is looked for.
    pub(super) scope: Scope,
    /// What must be absent from the page.
    pub(super) lacks: Lacks,
    /// What it looks like. Where it has a group `what`, `told` or `link`, the problem is about that.
    pub(super) pattern: Pattern,
    /// Words close by in the same sentence that show that it is meant as it is written.
    pub(super) unless: Option<Pattern>,
    /// Whether what looks like it is it.
    pub(super) is_it: fn(&str) -> bool,
    /// Texts, or addresses, in which it is found once.
    #[cfg_attr(not(test), expect(dead_code, reason = "cases are for tests"))]
    pub(super) found: &'static [&'static str],
    /// Those in which neither it nor any other rule finds anything.
    #[cfg_attr(not(test), expect(dead_code, reason = "cases are for tests"))]
    pub(super) left_alone: &'static [&'static str],
}

/// Where a rule looks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// At the words of a passage.
    Words,
    /// At the same; reported once in each passage.
    WordsOnce,
    /// At the addresses of its links.
    Addresses,
}

/// What the words point at, which must be absent for them to be wrong.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Lacks {
    /// They are wrong in any case.
    Nothing,
    /// A link in the passage or right after it.
    Link,
    /// An address, a number or a link to contacts on the page, or any link in the passage.
    Contact,
    /// A picture on the page.
    Picture,
    /// A picture on the page, and any link in the passage: it may be in the document that this leads to.
    PictureOrLink,
    /// A table on the page.
    Table,
    /// A table on the page, and any link in the passage.
    TableOrLink,
    /// A part of the page with the name that is found, and any link in the passage.
    Part,
    /// A note on the page.
    Note,
}

/// What looks like it is it.
pub(super) fn always(_: &str) -> bool {
    true
}
