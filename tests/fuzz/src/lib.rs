//! Feeds every reader of foreign text with what no editor and no visitor should write.
//!
//! [`targets`] are the readers, [`damage`] the ways in which good input is spoilt, [`large`] inputs that are big in one way
//! each. The tests run a few of each; `tests/fuzz/README.md` says how to run many.

pub mod damage;
pub mod large;
pub mod targets;
