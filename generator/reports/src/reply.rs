//! The answer of a command that builds no site.

use supportt_source::Sources;
use supportt_source::diagnostic::Diagnostics;

/// What a command has to say, instead of a site.
#[derive(Debug)]
pub struct Reply {
    /// Its answer; nothing when there are errors.
    pub text: Option<String>,
    /// What there is to say about what it was given.
    pub diagnostics: Diagnostics,
    /// The files the problems lie in.
    pub sources: Sources,
}
