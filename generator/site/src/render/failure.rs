//! A template that could not be drawn.

/// Which template, and why.
pub(super) struct Failure {
    pub(super) template: &'static str,
    pub(super) error: tera::Error,
}
