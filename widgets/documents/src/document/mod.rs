//! A document as headings, rows and lists, from which every other form is written.

mod mentoring;
mod parts;
mod plan;
mod timeline;

pub use mentoring::{agreement, mentor_request};
pub use parts::{
    Document, Item, Row, Section, Setting, Signature, Signatures, SourceNote, TimelineItem, citation,
};
pub use plan::{agreed, limits, plan, to_settle, working_pattern};
