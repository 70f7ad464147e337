//! A finished return plan in the forms in which people keep or send it.
//!
//! [`document::plan`] turns a plan into headings, rows and lists once; [`text`] and
//! [`email`] only write those down. Nothing here sends, stores or reads anything.

pub mod document;
pub mod email;
pub mod text;
pub mod words;
