//! What every crate needs: dates, ids, closed sets of words, and what numbers can sensibly be.
//!
//! Knows no policy, file or clock.

pub mod bounds;
pub mod date;
pub mod ids;
pub mod keyword;
