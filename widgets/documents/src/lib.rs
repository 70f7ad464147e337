//! A finished return plan in the forms in which people keep or send it.
//!
//! [`document::plan`] turns a plan into headings, rows and lists once; [`text`] and
//! [`email`] only write those down, and [`calendar`] its days, in a [`calendar_file`].
//! [`plan_file`] reads back what it wrote. Nothing here sends or stores anything.

pub mod blocks;
pub mod calendar;
pub mod calendar_file;
pub mod checksum;
pub mod document;
pub mod email;
pub mod plan_file;
pub mod short;
pub mod text;
pub mod words;
