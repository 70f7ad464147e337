//! Whom a page, a course or another record is for.

use supportt_rules::fixed_words::AbsenceReason;
use supportt_rules::keyword::Keyword as _;

use supportt_schema::record::{Field, Kind, Record};

supportt_rules::keywords! {
    /// Whom something is for.
    pub enum Audience {
        /// People in training.
        Trainees = "trainees",
        /// Their supervisors and trainers.
        Educators = "educators",
    }
}

/// The words for [`Audience`].
const AUDIENCES: Kind = Kind::WordList(&["trainees", "educators"]);

/// Whom a record is for, where its source says so.
pub const AUDIENCE: Field =
    Field::optional("audience", AUDIENCES, "whom it is for, where its source says so");
/// Whom a page is for, where it is not for everybody.
pub const PAGE_AUDIENCE: Field =
    Field::optional("audience", AUDIENCES, "whom the page is for: its lists show what is for them");
/// The absences it is for, where it is not for all.
pub const REASONS: Field = Field::optional(
    "reasons",
    Kind::WordList(&[
        "parental-leave",
        "sick-leave",
        "carers-leave",
        "out-of-programme",
        "research",
        "career-break",
        "experience",
        "approved-training",
        "pause",
        "global-health-fellowship",
        "restriction",
        "suspension",
        "other",
        "prefer-not-to-say",
    ]),
    "the reasons for an absence it is for, if not for all",
);

/// Whom a record is for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Readers {
    /// Who they are.
    pub audience: Vec<Audience>,
    /// Why they are away; empty when that does not matter.
    pub reasons: Vec<AbsenceReason>,
}

impl Readers {
    /// Reads the fields `audience` and `reasons`.
    #[must_use]
    pub fn read(record: &Record) -> Self {
        let words = |field: &Field| record.texts(field.name).into_iter().map(|word| word.value);
        Self {
            audience: words(&AUDIENCE).filter_map(|word| Audience::from_word(&word)).collect(),
            reasons: words(&REASONS).filter_map(|word| AbsenceReason::from_word(&word)).collect(),
        }
    }

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
    use supportt_rules::keyword::Keyword;

    use super::{AUDIENCE, Audience, REASONS, Readers};
    use supportt_schema::record::{Field, Kind};

    #[test]
    fn the_words_of_fields_are_those_that_are_known() {
        fn check<K: Keyword>(field: &Field) {
            let words: Vec<&str> = K::ALL.iter().map(|word| word.word()).collect();
            assert_eq!(field.kind, Kind::WordList(Vec::leak(words)), "{}", field.name);
        }
        check::<Audience>(&AUDIENCE);
        check::<AbsenceReason>(&REASONS);
    }

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
