//! Which edition of a site is built.

/// Which pages and records are part of a site.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Edition {
    /// Those that are real.
    #[default]
    Published,
    /// Those too that only show how such a page or record looks.
    WithExamples,
}
