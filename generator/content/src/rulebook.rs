//! The policy and the words to speak of it, for commands that need no site.

use supportt_forms::eligibility_checker::phrases::Phrases;
use supportt_rules::policy::{Policy, Region};

use crate::policy;
use crate::words::{self, Words};
use supportt_source::Sources;
use supportt_source::build_error::BuildError;
use supportt_source::diagnostic::Diagnostics;
use supportt_source::suggest;
use supportt_source::wording::any_of;

/// The policy of every region, and the words of the forms.
#[derive(Clone, Debug)]
pub struct Rulebook {
    /// The policy.
    pub policy: Policy,
    /// The words.
    pub words: Words,
}

impl Rulebook {
    /// Reads the rulebook from a project's files; nothing if anything is wrong with it, which is reported.
    pub fn read(sources: &Sources, diagnostics: &mut Diagnostics) -> Option<Self> {
        let words = words::load(sources, diagnostics)?;
        let policy = policy::rules(sources.files(), words.vocabulary.clone(), diagnostics)?;
        Some(Self { policy, words })
    }

    /// What is asked and answered, in words.
    #[must_use]
    pub fn phrases(&self) -> Phrases<'_> {
        self.words.phrases(&self.policy)
    }
}

/// The region that somebody has named by its id.
///
/// # Errors
///
/// When there is none of that name.
pub fn region<'a>(policy: &'a Policy, id: &str) -> Result<&'a Region, BuildError> {
    let regions = policy.regions();
    let found = regions.iter().find(|region| region.id().as_str() == id);
    found.ok_or_else(|| no_region(id, regions.iter().map(|region| region.id().as_str())))
}

/// The error of a region that is not among those that are known.
pub fn no_region<'a>(id: &str, known: impl Iterator<Item = &'a str> + Clone) -> BuildError {
    let hint = match suggest::nearest(id, known.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("there is {}", any_of(known)),
    };
    BuildError::other(format!("there is no region `{id}`"), hint)
}
