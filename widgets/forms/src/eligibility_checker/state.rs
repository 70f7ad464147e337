//! What the checker knows while it is used.

use supportt_basics::date::Date;
use supportt_basics::ids::RegionId;
use supportt_rules::answers::{Answers, Question};

use super::resume::{Broken, Saved};
use crate::date_input::DateInput;
use crate::national::Elsewhere;
use crate::payload::Payload;
use crate::submission::Submission;
use crate::trail::Trail;
use crate::words::CheckerWords;

pub(super) const LEAVE_START: DateInput<'_> = DateInput { name: "leave-start" };
pub(super) const RETURN_DATE: DateInput<'_> = DateInput { name: "return-date" };

/// The answer of somebody whose region is not listed.
pub(super) const OTHER_REGION: &str = "other";

/// The field in which somebody looks for their region.
pub(crate) const FINDER_ID: &str = "find-region";

/// The field that holds a link to the answers.
pub(crate) const LINK_ID: &str = "resume-link";

/// The eligibility checker.
#[derive(Debug)]
pub struct EligibilityChecker {
    pub(super) payload: Payload<CheckerWords>,
    /// The region of the page, on a region's page.
    pub(super) page_region: Option<RegionId>,
    pub(super) today: Date,
    /// The page's address, for a link to it.
    pub(super) page: String,
    /// What was typed and chosen, right or wrong, by the name of the field.
    pub(super) typed: Submission,
    /// The answers in it.
    pub(super) answers: Answers,
    /// What was typed and chosen when its result was last seen.
    pub(super) seen: Submission,
    pub(super) trail: Trail<At>,
    /// What came with the address, told on the first screen.
    pub(super) arrival: Option<Arrival>,
    /// A link to these answers, once one was asked for.
    pub(super) link: Option<ResumeLink>,
    /// The part of the country that was found, which the site does not cover.
    pub(super) found_elsewhere: Option<Elsewhere>,
    /// What was wrong with the last submission.
    pub(super) refused: Option<Refusal>,
}

/// Which screen the visitor is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum At {
    Start,
    Question(Question),
    /// Where somebody finds their region.
    Finder,
    /// What people can do whose region is not listed.
    Elsewhere,
    CheckAnswers,
    Outcome,
}

/// What came with the page's address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Arrival {
    /// A page's link had given answers, in place of these, in words.
    Given(Vec<String>),
    /// A visitor's own link brought answers back, in place of these, in words.
    Saved(Saved, Vec<String>),
    /// A link holds answers for the page of this other region.
    Elsewhere(RegionId),
    /// A visitor's own link could not be read.
    Broken(Broken),
    /// A region was found, or several that it may be: what was typed, and their names.
    Found(String, Vec<String>),
}

/// A link that brings the answers back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ResumeLink {
    pub(super) address: String,
    pub(super) copied: Option<bool>,
}

/// What is wrong with a submission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) message: String,
    /// The id of the element to mend.
    pub(super) element: String,
}
