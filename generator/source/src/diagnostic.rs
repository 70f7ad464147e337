//! Problems an editor can mend, as data: what is wrong, where, and what to type instead.
//!
//! A stage takes `&mut Diagnostics`, pushes every problem it meets and returns what it could make.
//! A diagnostic knows no terminal and no output format: that is [`render`]'s work.
//! Faults of the machine (disk, npm) are a [`BuildError`](crate::build_error::BuildError), never a diagnostic.
//!
//! Messages are addressed to an editor who has never seen Rust: lower case, no full stop, user text in backticks;
//! what was found, what was expected, then a hint. Where a hint says what to type, the change it describes is part of it
//! ([`Change`]), so that the two cannot differ: what is typed as it stands mends the problem. Each code has a section in `PROBLEMS.md`, which
//! `supportt explain` prints.

pub mod render;

use std::ops::Range;

use crate::wording::any_of;
use crate::{SourceFile, SourceId, Span};

/// Whether a problem stops the build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is written until it is mended.
    Error,
    /// The site is built; somebody should look.
    Warning,
    /// Nothing is certain to be wrong: it follows from how something is worded, or it could be better.
    Advice,
}

/// One problem, and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "a diagnostic is reported by pushing it into `Diagnostics`"]
pub struct Diagnostic {
    /// A stable name for this kind of problem, such as `link::missing-page`.
    pub code: &'static str,
    /// Whether it stops the build.
    pub severity: Severity,
    /// What is wrong, in one line.
    pub message: String,
    /// The words at fault.
    pub span: Span,
    /// A few words under the words at fault.
    pub label: Option<String>,
    /// Other places that take part, such as the first of two entries with the same id.
    pub labels: Vec<(Span, String)>,
    /// How to mend it.
    pub hints: Vec<Hint>,
}

/// How to mend a problem, as people read it and as programs can do it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The words.
    pub text: String,
    /// The changes that the words describe, any of which will do; none where they are advice.
    pub changes: Vec<Change>,
}

/// A change that mends a problem and makes no other. A test makes it wherever another test brings a problem about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A text takes the place of what is written.
    Text {
        /// What is written.
        span: Span,
        /// What takes its place.
        text: String,
        /// Whether quotation marks around what is written stay.
        keeps_quotes: bool,
    },
    /// The file gets another path.
    Rename(String),
}

impl Change {
    /// The bytes of a file that give way, and what takes their place; nothing where the file itself is renamed.
    #[must_use]
    pub fn edit(&self, file: &SourceFile) -> Option<(Range<usize>, &str)> {
        let Self::Text { span, text, keeps_quotes } = self else { return None };
        let range = span.range();
        let written = file.text().get(range.clone()).unwrap_or_default();
        let is_quoted = ['"', '\'']
            .iter()
            .any(|mark| written.strip_prefix(*mark).and_then(|rest| rest.strip_suffix(*mark)).is_some());
        let inside = range.start + 1..range.end.saturating_sub(1);
        Some((if *keeps_quotes && is_quoted { inside } else { range }, text))
    }
}

impl Diagnostic {
    /// A problem that stops the build.
    pub fn error(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, span, message)
    }

    /// A problem that does not stop the build.
    pub fn warning(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, span, message)
    }

    /// What could be better.
    pub fn advice(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self::new(Severity::Advice, code, span, message)
    }

    fn new(severity: Severity, code: &'static str, span: Span, message: impl Into<String>) -> Self {
        let message = message.into();
        Self { code, severity, message, span, label: None, labels: Vec::new(), hints: Vec::new() }
    }

    /// Says a few words under the words at fault.
    pub fn label(self, label: impl Into<String>) -> Self {
        Self { label: Some(label.into()), ..self }
    }

    /// Points at another place that takes part.
    pub fn also(mut self, span: Span, label: impl Into<String>) -> Self {
        self.labels.push((span, label.into()));
        self
    }

    /// Says how to mend it.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(Hint { text: hint.into(), changes: Vec::new() });
        self
    }

    /// Says what to type in the place of everything at fault: `` write `…` ``.
    pub fn write(self, text: impl Into<String>) -> Self {
        let text = text.into();
        let (hint, span) = (format!("write `{text}`"), self.span);
        self.mend(hint, span, text)
    }

    /// Says what the words at fault are most likely a slip of: `` did you mean `…`? ``.
    pub fn did_you_mean(self, text: impl Into<String>) -> Self {
        let text = text.into();
        self.reword(format!("did you mean `{text}`?"), [text])
    }

    /// Says how to mend it, which is by putting one of these in the place of the words at fault. Quotation marks around
    /// them stay.
    pub fn reword(mut self, hint: impl Into<String>, texts: impl IntoIterator<Item = String>) -> Self {
        let change = |text| Change::Text { span: self.span, text, keeps_quotes: true };
        self.hints.push(Hint { text: hint.into(), changes: texts.into_iter().map(change).collect() });
        self
    }

    /// Says what the words at fault are most likely a slip of, or else what would be right.
    pub fn suggest(self, near: Option<impl Into<String>>, otherwise: impl FnOnce(Self) -> Self) -> Self {
        match near {
            Some(near) => self.did_you_mean(near),
            None => otherwise(self),
        }
    }

    /// Says what can take the place of the words at fault: `` write `…`, `…` or `…` ``.
    pub fn one_of(self, texts: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let texts: Vec<String> = texts.into_iter().map(Into::into).collect();
        self.reword(format!("write {}", any_of(&texts)), texts)
    }

    /// Says how to mend it, which is by putting a text in the place of everything at a place.
    pub fn mend(mut self, hint: impl Into<String>, span: Span, text: impl Into<String>) -> Self {
        let changes = vec![Change::Text { span, text: text.into(), keeps_quotes: false }];
        self.hints.push(Hint { text: hint.into(), changes });
        self
    }

    /// Says how to mend it, which is by giving the file another path.
    pub fn rename(mut self, hint: impl Into<String>, path: impl Into<String>) -> Self {
        self.hints.push(Hint { text: hint.into(), changes: vec![Change::Rename(path.into())] });
        self
    }

    /// Says how to mend it, where that is known.
    pub fn hint_if(self, hint: Option<impl Into<String>>) -> Self {
        match hint {
            Some(hint) => self.hint(hint),
            None => self,
        }
    }
}

/// The problems found so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
}

impl Diagnostics {
    /// None so far.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a problem.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// Adds the problems another stage, or another thread, has found.
    pub fn append(&mut self, mut other: Self) {
        self.found.append(&mut other.found);
    }

    /// Keeps those of which this is true.
    pub fn retain(&mut self, keep: impl FnMut(&Diagnostic) -> bool) {
        self.found.retain(keep);
    }

    /// Those that stop the build.
    #[must_use]
    pub fn errors(&self) -> Self {
        let errors = self.found.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
        Self { found: errors.cloned().collect() }
    }

    /// Whether any of them stops the build.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.found.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Whether a file has a problem with this code.
    #[must_use]
    pub fn has(&self, code: &str, file: SourceId) -> bool {
        self.found.iter().any(|diagnostic| diagnostic.code == code && diagnostic.span.file() == file)
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// All of them, by file and then by place in the file. Each is there once.
    #[must_use]
    pub fn sorted(&self) -> Vec<&Diagnostic> {
        let mut sorted: Vec<&Diagnostic> = self.found.iter().collect();
        sorted.sort_by(|a, b| (a.span, a.code, &a.message).cmp(&(b.span, b.code, &b.message)));
        sorted.dedup();
        sorted
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, diagnostics: I) {
        self.found.extend(diagnostics);
    }
}
