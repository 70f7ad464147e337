//! What each region's policy says, and what follows from it for one person.
//!
//! Data flows one way: [`policy`] holds validated policy, [`answers`] what a visitor said,
//! and [`eligibility`], [`return_plan`] and [`mentoring`] are pure functions from the two and a day to a
//! result in which every part names the policy entry it came from.
//!
//! This crate never reads a file, a clock or the environment, and knows no HTML, TOML or
//! browser. No policy number and no region's name appears in it.

pub mod answers;
pub mod case;
pub mod conditions;
pub mod course;
pub mod eligibility;
pub mod features;
pub mod field_answer;
pub mod fixed_words;
pub mod mentoring;
pub mod plan_field;
pub mod policy;
pub mod probe;
pub mod question_graph;
pub mod return_plan;
pub mod situations;
pub mod timeline;
pub mod value;
pub mod vocabulary;
pub mod working_days;
