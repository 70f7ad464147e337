//! A paper as headings, rows and lists, from which every other form is written.

mod mentoring;
mod parts;
mod plan;

pub use mentoring::{agreement, mentor_request};
pub use parts::{Document, Item, Row, Section, Setting, TimelineItem, citation};
pub use plan::{limits, plan, remarks};
