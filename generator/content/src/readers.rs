//! Whom a page, a course or another record is for.

use supportt_rules::fixed_words::AbsenceReason;

use supportt_schema::record;

supportt_basics::keywords! {
    /// Whom something is for.
    pub enum Audience {
        /// People in training.
        Trainees = "trainees",
        /// Their supervisors and trainers.
        Educators = "educators",
    }
}

record! {
    /// Whom a record is for.
    #[derive(Default, PartialEq, Eq)]
    pub struct Readers: "readers" {
        /// Whom it is for, if not for everybody.
        ///
        /// Of a course, a resource or a question, only where its source says so. The lists of a page show what is for its
        /// readers.
        pub audience: Vec<Audience>,
        /// The reasons for an absence it is for, if not for all.
        ///
        /// The lists of a page leave out what is for other absences only.
        pub reasons: Vec<AbsenceReason>,
    }
}

impl Readers {
    /// Whether what is for `others` is also for these people.
    #[must_use]
    pub fn include(&self, others: &Self) -> bool {
        fn meet<T: PartialEq>(one: &[T], other: &[T]) -> bool {
            one.is_empty() || other.is_empty() || one.iter().any(|item| other.contains(item))
        }
        meet(&self.audience, &others.audience) && meet(&self.reasons, &others.reasons)
    }
}

#[cfg(test)]
mod tests {
    use supportt_rules::fixed_words::AbsenceReason;

    use super::{Audience, Readers};

    #[test]
    fn a_page_for_some_leaves_out_what_is_for_others_only() {
        let readers = |audience: &[Audience], reasons: &[AbsenceReason]| Readers {
            audience: audience.to_vec(),
            reasons: reasons.to_vec(),
        };
        let parents = readers(&[Audience::Trainees], &[AbsenceReason::ParentalLeave]);
        assert!(parents.include(&readers(&[Audience::Trainees], &[])));
        assert!(!parents.include(&readers(&[Audience::Educators], &[])));
        assert!(!parents.include(&readers(&[Audience::Trainees], &[AbsenceReason::SickLeave])));
        assert!(Readers::default().include(&parents));
    }
}
