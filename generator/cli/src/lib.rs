//! The command `supportt`: what can be typed, one file for each command, and the server that shows a site while it is
//! written. Everything else is in the crates below.

#![cfg_attr(
    test,
    allow(clippy::needless_raw_string_hashes, reason = "expect-test writes raw strings this way")
)]

pub mod cli;
pub mod commands;
pub mod explain;
pub mod serve;
#[cfg(test)]
mod toml_slips;
#[cfg(test)]
mod usual_slips;
