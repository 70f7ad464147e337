//! What a policy means for one person, reduced to what can be compared.

use std::collections::{BTreeMap, BTreeSet};

use supportt_basics::date::Date;
use supportt_basics::keyword::Keyword;
use supportt_forms::eligibility_checker::phrases::Phrases;
use supportt_rules::answers::Answers;
use supportt_rules::eligibility::{self, Advice, Caution, Outcome, Verdict};
use supportt_rules::policy::{Entry, InForce, Policy};

/// The result of one person's answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Determined {
    pub(super) outcome: Outcome,
    parts: BTreeMap<(Kind, String), Part>,
}

/// A kind of thing in a result, besides its outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Rule,
    NearThreshold,
    Conflict,
    Advice,
    Step,
    Entitlement,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Part {
    name: String,
    state: State,
}

/// How a part is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum State {
    Absent,
    Shown,
    /// Among the reasons.
    Says(Verdict),
}

/// A part that is there in one result and not in another, or that says something else.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Difference {
    kind: Kind,
    name: String,
    old: State,
    new: State,
}

impl Determined {
    /// Decides, on a day. Remarks on the answers alone are left out.
    pub(super) fn new(policy: &Policy, answers: &Answers, day: Date) -> Self {
        fn named<T>(kind: Kind, entry: &Entry<T>, state: State) -> ((Kind, String), Part) {
            ((kind, entry.id.to_string()), Part { name: entry.name.clone(), state })
        }
        let found = eligibility::decide(policy, answers, day);
        let rules = found
            .findings
            .iter()
            .map(|finding| named(Kind::Rule, finding.rule, State::Says(finding.verdict)));
        let remarks = found.cautions.iter().filter_map(|caution| match caution {
            Caution::StageAndDates | Caution::ReasonUntold => None,
            Caution::NearThreshold { .. } => {
                let name = String::new();
                Some(((Kind::NearThreshold, name.clone()), Part { name, state: State::Shown }))
            }
            Caution::Conflict(conflict) => Some(named(Kind::Conflict, conflict, State::Shown)),
        });
        let advice = found.advice.iter().map(|advice| {
            let word = advice.word().to_owned();
            ((Kind::Advice, word.clone()), Part { name: word, state: State::Shown })
        });
        let steps = found.steps.iter().map(|step| named(Kind::Step, step, State::Shown));
        let entitlements =
            found.entitlements.iter().map(|offer| named(Kind::Entitlement, offer, State::Shown));
        let parts = rules.chain(remarks).chain(advice).chain(steps).chain(entitlements).collect();
        Self { outcome: found.outcome, parts }
    }

    /// Every part in which a newer result differs from this one. Another name is no difference.
    pub(super) fn differences(&self, new: &Self) -> Vec<Difference> {
        let keys: BTreeSet<&(Kind, String)> = self.parts.keys().chain(new.parts.keys()).collect();
        let difference = |key: &(Kind, String)| {
            let (old, new) = (self.parts.get(key), new.parts.get(key));
            let state = |part: Option<&Part>| part.map_or(State::Absent, |part| part.state);
            let name = new.or(old).map(|part| part.name.clone()).unwrap_or_default();
            Difference { kind: key.0, name, old: state(old), new: state(new) }
        };
        keys.into_iter().map(difference).filter(|difference| difference.old != difference.new).collect()
    }
}

impl Difference {
    /// The difference in a sentence.
    pub(super) fn say(&self, phrases: Phrases<'_>, region: InForce<'_>) -> String {
        let Self { kind, name, old, new } = self;
        let what = match (kind, Advice::from_word(name)) {
            (Kind::Advice, Some(advice)) => {
                format!("The next step “{}”", phrases.fill(&phrases.words.advice[&advice], Some(region)))
            }
            (Kind::Advice, None) => format!("The next step “{name}”"),
            (Kind::Rule, _) => format!("The rule “{name}”"),
            (Kind::NearThreshold, _) => "The advice to check an absence so near the shortest one".to_owned(),
            (Kind::Conflict, _) => format!("The contradiction “{name}”"),
            (Kind::Step, _) => format!("The step “{name}”"),
            (Kind::Entitlement, _) => format!("The support “{name}”"),
        };
        let verdict = |verdict: &Verdict| &phrases.words.verdicts[verdict];
        match (old, new) {
            (State::Says(old), State::Says(new)) => {
                format!("{what} said “{}” and now says “{}”", verdict(old), verdict(new))
            }
            (_, State::Says(new)) => format!("{what} is now among the reasons: “{}”", verdict(new)),
            (State::Says(old), _) => format!("{what} is no longer among the reasons: “{}”", verdict(old)),
            (_, State::Shown) => format!("{what} is now shown"),
            (_, State::Absent) => format!("{what} is no longer shown"),
        }
    }
}
