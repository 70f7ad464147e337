//! `glossary.toml`: what words mean in a region, and which words it does not use.

use supportt_rules::policy::Region;

use super::reading::{RegisterEntry, entry};
use crate::provenance::Provenance;
use supportt_lint::terms::Term;
use supportt_markdown::record_kind::RecordKind;
use supportt_schema::record;
use supportt_schema::record::{Format, Kind};
use supportt_source::Spanned;

record! {
    /// What a word means in a region.
    pub struct Word: "a word" in "[[word]]" {
        /// A name for links to it.
        pub id: Spanned<String> = Kind::Text(Format::Id),
        /// The word.
        #[label = "Word"]
        #[example = "Less than full time training"]
        pub name: String,
        /// Its abbreviation.
        #[label = "Abbreviation"]
        #[example = "LTFT"]
        pub short: Option<String>,
        /// What there is to say, in our words.
        ///
        /// `{minimum-absence}` prints a value of the policy.
        #[label = "Meaning"]
        #[example = "Training part time."]
        pub says: Spanned<String>,
        /// What pages of the region should not write instead.
        ///
        /// `check` warns of it.
        #[label = "Words not to use"]
        #[example = "part-time training"]
        pub not: Vec<String>,
        /// Where it comes from.
        pub provenance: Provenance,
    }
}

impl RegisterEntry for Word {
    entry!(RecordKind::Word);
}

/// What the pages of a region do not write, because its glossary says so.
pub fn terms<'a>(region: &'a Region, glossary: &'a [Word]) -> impl Iterator<Item = Term> + 'a {
    let words = glossary.iter().filter(|word| !word.not.is_empty());
    words.map(|word| {
        let why = format!("the glossary of {} has it", region.name());
        Term::of_region(region.id().as_str(), &word.name, &word.not, why)
    })
}
