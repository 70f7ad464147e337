//! One file per command that reads a project and answers from it.

pub mod reviews;
