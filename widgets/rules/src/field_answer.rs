//! What somebody entered in the fields that a region adds to its plans.

use crate::answers::Answer;
use crate::plan_field::PlanField;
use supportt_basics::date::Date;

/// What somebody entered in such a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldAnswer<'a> {
    /// The field.
    pub field: &'a PlanField,
    /// What was entered.
    pub value: FieldValue,
}

/// A value of such a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldValue {
    /// A text, as it was typed.
    Text(String),
    /// A whole number.
    Number(u32),
    /// A day, or that it is not known yet.
    Day(Answer<Date>),
    /// Yes, no, or not known yet.
    YesNo(Answer<bool>),
}
