//! A finished return plan in the forms in which people keep or send it.
//!
//! [`document::plan`] turns a plan into headings, rows and lists once; [`text`] and
//! [`email`] only write those down, and [`calendar`] its days. Nothing here sends or stores
//! anything.

pub mod calendar;
pub mod document;
pub mod email;
pub mod text;
pub mod words;
