//! What follows from the policy, for people, supervisors and auditors: decisions, saved plans, comparisons, the question graph.
//!
//! Nothing here needs a site.

#![cfg_attr(
    test,
    allow(clippy::needless_raw_string_hashes, reason = "expect-test writes raw strings this way")
)]

pub mod decide;
pub mod plan;
pub mod policy_diff;
pub mod question_graph;
pub mod reply;
pub mod svg_text;
