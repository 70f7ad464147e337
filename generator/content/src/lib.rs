//! The content of the sites: policy, pages, registers, words, and what is wrong with them.
//!
//! A kind of record is declared where it is read; [`content_files`] lists them all.

#![cfg_attr(
    test,
    allow(clippy::needless_raw_string_hashes, reason = "expect-test writes raw strings this way")
)]

pub mod bank_holidays;
pub mod config;
pub mod content_files;
pub mod content_guide;
pub mod differences;
pub mod edition;
mod elsewhere;
pub mod fields;
pub mod front_matter;
mod helplines;
pub mod link_allowances;
pub mod national;
pub mod page;
pub mod plan_fields;
pub mod policy;
pub mod provenance;
pub mod readers;
pub mod registers;
pub mod rulebook;
pub mod scenarios;
pub mod subject;
pub mod words;
