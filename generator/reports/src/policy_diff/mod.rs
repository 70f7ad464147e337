//! `supportt policy diff`: what changes between two versions of the policy, for people who answer for it.
//!
//! First what changes for visitors: every situation that either version can tell apart is tried
//! with both, and those with another result are counted and described. Then what is written
//! differently, entry by entry. Days that lie ahead have sections of their own.

mod entry;
mod page;
mod result;
mod situation;
mod text;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use supportt_basics::date::{self, Date};
use supportt_forms::eligibility_checker::phrases::Phrases;
use supportt_rules::answers::{Answers, Question};
use supportt_rules::conditions::{self, Point};
use supportt_rules::eligibility::Outcome;
use supportt_rules::features::Features;
use supportt_rules::policy::{Policy, Region};
use supportt_rules::situations::Situations;

use self::entry::EntryChange;
use self::result::{Determined, Difference};
use supportt_content::rulebook::Rulebook;

/// What changes from one version of the policy to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PolicyDiff {
    /// The name of the older version.
    old: String,
    /// The name of the newer version.
    new: String,
    /// Regions that one version has and the other lacks.
    regions: Vec<String>,
    /// What changes, by day: today first, then every later day from which something counts.
    sections: Vec<Section>,
    /// How many entries were compared with their sources again, and found to be the same.
    checked_again: usize,
}

/// What changes on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Section {
    /// The day in words.
    day: String,
    /// Whether it lies ahead.
    is_ahead: bool,
    /// How many situations were tried.
    tried: usize,
    /// How many have another result.
    changed: usize,
    /// How many others have the same result with other reasons, cautions, next steps or support.
    changed_in_part: usize,
    /// The situations with another result.
    results: Vec<Group>,
    /// The situations with the same result and another part.
    parts: Vec<Group>,
    /// How many groups are left out because the day before names them.
    still: usize,
    /// What is written differently.
    entries: Vec<RegionEntries>,
}

/// Situations of a region that change in the same way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Group {
    region: String,
    /// What changes.
    change: String,
    /// How many situations.
    situations: usize,
    /// For whom: all of the conditions of one list. Without a list, for everybody.
    conditions: Vec<Vec<String>>,
}

/// What is written differently in a region's file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct RegionEntries {
    region: String,
    changes: Vec<EntryChange>,
}

impl PolicyDiff {
    /// Compares two versions, given with their names.
    #[must_use]
    pub fn new(names: (&str, &str), old: &Policy, new: &Rulebook, today: Date) -> Self {
        let comparison = Comparison { old, new: &new.policy, phrases: new.phrases() };
        let mut entries: Vec<(String, EntryChange)> = Vec::new();
        let mut checked_again = 0;
        for (before, after) in comparison.regions() {
            let changes = entry::changes((before, old.vocabulary()), (after, new.policy.vocabulary()));
            entries.extend(changes.0.into_iter().map(|change| (after.name().to_owned(), change)));
            checked_again += changes.1;
        }
        if let Some(change) = entry::vocabulary_changes(old, &new.policy) {
            entries.push(("All regions".to_owned(), change));
        }
        let ahead = |change: &EntryChange| change.from.filter(|from| *from > today);
        // What one version says otherwise can come to matter when another entry changes.
        let first_days = |policy: &Policy| -> Vec<Date> {
            policy.regions().iter().flat_map(Region::first_days).filter(|from| *from > today).collect()
        };
        let days: BTreeSet<Date> = first_days(old).into_iter().chain(first_days(&new.policy)).collect();
        let mut sections: Vec<Section> = Vec::new();
        let mut known: Vec<Group> = Vec::new();
        for day in std::iter::once(today).chain(days) {
            let mut section = comparison.on(day);
            let is_known = |group: &Group, known: &[Group]| known.contains(group);
            let all: Vec<Group> = section.results.iter().chain(&section.parts).cloned().collect();
            section.results.retain(|group| !is_known(group, &known));
            section.parts.retain(|group| !is_known(group, &known));
            section.still = all.len() - section.results.len() - section.parts.len();
            known = all;
            section.is_ahead = day > today;
            let of_day = entries.iter().filter(|(_, change)| ahead(change).unwrap_or(today) == day);
            for (region, change) in of_day {
                match section.entries.last_mut().filter(|last| last.region == *region) {
                    Some(last) => last.changes.push(change.clone()),
                    None => section
                        .entries
                        .push(RegionEntries { region: region.clone(), changes: vec![change.clone()] }),
                }
            }
            let counts = |section: &Section| (section.changed, section.changed_in_part);
            let is_new = |last: &Section| {
                !section.results.is_empty()
                    || !section.parts.is_empty()
                    || !section.entries.is_empty()
                    || counts(last) != counts(&section)
            };
            if sections.last().is_none_or(is_new) {
                sections.push(section);
            }
        }
        Self {
            old: names.0.to_owned(),
            new: names.1.to_owned(),
            regions: comparison.regions_of_one_version(),
            sections,
            checked_again,
        }
    }

    /// Whether there is nothing to tell.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let is_empty =
            |section: &Section| section.changed + section.changed_in_part == 0 && section.entries.is_empty();
        self.regions.is_empty() && self.sections.iter().all(is_empty) && self.checked_again == 0
    }
}

/// Two versions, and the words to speak of both.
struct Comparison<'a> {
    old: &'a Policy,
    new: &'a Policy,
    phrases: Phrases<'a>,
}

/// What differs for some situations.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Change {
    old: Outcome,
    new: Outcome,
    /// Where the outcome stays, what else differs.
    parts: Vec<Difference>,
}

/// Every situation of a region that either version can distinguish, each with the place of its change.
struct Tried {
    features: Features,
    points: BTreeMap<Point, usize>,
    changes: Vec<Change>,
}

impl<'a> Comparison<'a> {
    /// The regions of both versions, each as it was and as it is.
    fn regions(&self) -> impl Iterator<Item = (&'a Region, &'a Region)> {
        self.new.regions().iter().filter_map(|new| Some((self.old.region(new.id())?, new)))
    }

    fn regions_of_one_version(&self) -> Vec<String> {
        let only = |one: &'a Policy, other: &'a Policy| {
            one.regions().iter().filter(move |region| other.region(region.id()).is_none()).map(Region::name)
        };
        let new = only(self.new, self.old).map(|name| format!("{name} is a new region."));
        let gone = only(self.old, self.new).map(|name| format!("{name} is no longer a region."));
        new.chain(gone).collect()
    }

    /// Tries every situation on a day.
    fn on(&self, day: Date) -> Section {
        let mut section = Section {
            day: date::long(day),
            is_ahead: false,
            tried: 0,
            changed: 0,
            changed_in_part: 0,
            results: Vec::new(),
            parts: Vec::new(),
            still: 0,
            entries: Vec::new(),
        };
        for (_, region) in self.regions() {
            self.describe(region, day, &self.tried(region, day), &mut section);
        }
        section
    }

    /// Decides every situation of a region with both versions.
    fn tried(&self, region: &Region, day: Date) -> Tried {
        let start = Answers::default().with(Question::Region, region.id().as_str());
        let situations = Situations::new(vec![self.old, self.new], day, &start);
        let (mut features, mut points) = (Features::default(), BTreeMap::new());
        let mut known: BTreeMap<Change, usize> = BTreeMap::new();
        situations.each(&mut |answers| {
            let change = self.change(answers, day);
            let place = known.len();
            points.insert(features.point(answers, &situations), *known.entry(change).or_insert(place));
        });
        let mut changes: Vec<(usize, Change)> =
            known.into_iter().map(|(change, place)| (place, change)).collect();
        changes.sort_unstable_by_key(|(place, _)| *place);
        Tried { features, points, changes: changes.into_iter().map(|(_, change)| change).collect() }
    }

    /// What differs for one person on a day.
    fn change(&self, answers: &Answers, day: Date) -> Change {
        let (old, new) = (Determined::new(self.old, answers, day), Determined::new(self.new, answers, day));
        let parts = if old.outcome == new.outcome { old.differences(&new) } else { Vec::new() };
        Change { old: old.outcome, new: new.outcome, parts }
    }

    /// Counts what has changed in a region, and says for whom.
    fn describe(&self, region: &Region, day: Date, tried: &Tried, section: &mut Section) {
        let Tried { features, points, changes } = tried;
        let number =
            |keep: &dyn Fn(&Change) -> bool| points.values().filter(|place| keep(&changes[**place])).count();
        section.tried += points.len();
        section.changed += number(&|change| change.old != change.new);
        section.changed_in_part += number(&|change| !change.parts.is_empty());
        let in_force = region.on(day);
        let (simple, simple_points) = features.simplified(points);
        let group = |change: String, among: &dyn Fn(&Change) -> bool, is_member: &dyn Fn(&Change) -> bool| {
            let members: BTreeMap<Point, bool> = simple_points
                .iter()
                .filter(|(_, place)| among(&changes[**place]))
                .map(|(point, place)| (point.clone(), is_member(&changes[*place])))
                .collect();
            let (features, members) = simple.simplified(&members);
            let all: BTreeSet<Point> = members.keys().cloned().collect();
            let members = members.into_iter().filter(|(_, is_member)| *is_member);
            let members: BTreeSet<Point> = members.map(|(point, _)| point).collect();
            let conditions: Vec<Vec<String>> = conditions::describe(&members, &all)
                .iter()
                .map(|conditions| situation::say(&features, conditions, self.phrases, in_force))
                .filter(|said| !said.is_empty())
                .collect();
            Group { region: region.name().to_owned(), change, situations: number(is_member), conditions }
        };
        let results: BTreeSet<(Outcome, Outcome)> = changes
            .iter()
            .filter(|change| change.old != change.new)
            .map(|change| (change.old, change.new))
            .collect();
        section.results.extend(results.into_iter().map(|(old, new)| {
            let outcome = |outcome| self.phrases.outcome(outcome, Some(in_force));
            let heading = format!("“{}” becomes “{}”", outcome(old), outcome(new));
            group(heading, &|_| true, &|change| (change.old, change.new) == (old, new))
        }));
        let parts: BTreeSet<&Difference> = changes.iter().flat_map(|change| &change.parts).collect();
        section.parts.extend(parts.into_iter().map(|part| {
            let stays = |change: &Change| change.old == change.new;
            group(part.say(self.phrases, in_force), &stays, &|change| change.parts.contains(part))
        }));
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;
    use supportt_basics::keyword::Keyword;
    use supportt_rules::answers::UNKNOWN;
    use supportt_rules::fixed_words::{AbsenceReason, Stage};
    use supportt_rules::fixed_words::{ApprovalNeeded, Handling, Scope};
    use supportt_rules::policy::{Entry, OpenTo, PolicyDocument, Rule, RuleId, Statement};
    use supportt_rules::value::{Anchor, Kind, LeadTime, Period, Test, Threshold, Value};

    use super::*;
    use supportt_engine::load;
    use supportt_source::diagnostic::Diagnostics;

    /// Chooses by numbers that were drawn at random.
    struct Picks(std::vec::IntoIter<usize>);

    impl Picks {
        fn below(&mut self, number: usize) -> usize {
            self.0.next().unwrap_or_default() % number
        }

        fn number(&mut self, number: usize) -> u32 {
            u32::try_from(self.below(number)).expect("a small number")
        }

        fn one<T: Copy>(&mut self, all: &[T]) -> T {
            all[self.below(all.len())]
        }

        fn some<T: Copy>(&mut self, all: &[T]) -> Vec<T> {
            let first = self.below(all.len());
            all.iter()
                .copied()
                .enumerate()
                .filter(|(n, _)| *n == first || self.below(2) == 0)
                .map(|(_, t)| t)
                .collect()
        }

        fn day(&mut self, around: Date) -> Date {
            let day = date::days_before(around, 1_000);
            date::days_after(day, self.below(1_600) as u64)
        }

        /// A value of the kind that a rule has.
        fn value(&mut self, rule: &Entry<Rule>) -> Statement {
            let known = RuleId::from_word(rule.id.as_str());
            if self.below(6) == 0
                && rule.value().is_none_or(|value| !matches!(value, Value::Cap(_) | Value::Period(_)))
            {
                return Statement::NotStated;
            }
            let months = self.number(15) + 1;
            let kind = rule.value().map(Value::kind).or(known.and_then(RuleId::kind));
            Statement::Value(match kind {
                Some(Kind::Threshold) => Value::Threshold(Threshold { test: self.one(Test::ALL), months }),
                Some(Kind::Period) => Value::Period(Period { months, after: self.one(Anchor::ALL) }),
                Some(Kind::LeadTime) => {
                    Value::LeadTime(LeadTime { weeks: Some(months), before: self.one(Anchor::ALL) })
                }
                Some(Kind::Handling) => Value::Handling(self.one(Handling::ALL)),
                Some(Kind::Stages) => Value::Stages(self.some(Stage::ALL)),
                Some(Kind::Reasons) => Value::Reasons(self.some(AbsenceReason::ALL)),
                Some(Kind::Approval) => Value::Approval(self.one(ApprovalNeeded::ALL)),
                Some(Kind::Scope) => Value::Scope(self.one(Scope::ALL)),
                Some(Kind::Cap | Kind::Form) | None => return rule.body.statement.clone(),
            })
        }

        /// The policy with something else in it, if that can stand.
        fn changed(&mut self, policy: &Policy, today: Date) -> Option<Policy> {
            let mut document = PolicyDocument::from(policy.clone());
            for _ in 0..=self.below(3) {
                let place = self.below(document.regions.len());
                let region = &mut document.regions[place];
                match self.below(8) {
                    0 => {
                        let place = self.below(region.entitlements.len());
                        let open = &mut region.entitlements[place].body.open_to;
                        *open = open.is_none().then_some(OpenTo::EveryoneReturning);
                    }
                    1 => {
                        let place = self.below(region.steps.len());
                        let needs = (self.below(2) == 0).then(|| RuleId::MinimumAbsence.into());
                        region.steps[place].body.needs = needs;
                    }
                    2 => document.vocabulary.reading.boundary_days = self.below(14) as u64,
                    choice => {
                        let of_decisions: Vec<usize> = (0..region.rules.len())
                            .filter(|place| choice > 5 || is_decisive(&region.rules[*place]))
                            .collect();
                        let place = self.one(&of_decisions);
                        let mut rule = region.rules[place].clone();
                        rule.body.statement = self.value(&rule);
                        rule.says = "It says so.".to_owned();
                        if self.below(3) == 0 {
                            rule.from = date::days_after(today, self.below(500) as u64 + 1);
                            region.rules.push(rule);
                        } else {
                            region.rules[place] = rule;
                        }
                    }
                }
            }
            Policy::new(document).ok()
        }

        /// Answers to every question, whether it applies or not.
        fn answers(&mut self, policy: &Policy, day: Date) -> Answers {
            let mut answers = Answers::default();
            for question in Question::ALL {
                let mut words: Vec<String> = match question {
                    Question::Region => {
                        policy.regions().iter().map(|region| region.id().to_string()).collect()
                    }
                    Question::LeaveStart => vec![self.day(day).to_string()],
                    Question::ReturnDate => {
                        let start = answers.known_leave_start();
                        let length = self.below(900) as u64 + 1;
                        vec![
                            start
                                .map_or_else(|| self.day(day), |start| date::days_after(start, length))
                                .to_string(),
                        ]
                    }
                    _ => question.words().into_iter().map(str::to_owned).collect(),
                };
                if *question != Question::Region && self.below(5) == 0 {
                    words = vec![UNKNOWN.to_owned()];
                }
                let place = self.below(words.len());
                answers = answers.with(*question, &words[place]);
            }
            answers
        }
    }

    fn is_decisive(rule: &Entry<Rule>) -> bool {
        RuleId::from_word(rule.id.as_str()).is_some()
            || matches!(rule.value(), Some(Value::Period(_) | Value::Threshold(_)))
    }

    fn rulebook() -> Rulebook {
        let mut diagnostics = Diagnostics::new();
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let inputs = load::load_content(&root, &mut diagnostics).expect("the content can be read");
        Rulebook::read(&inputs.sources, &mut diagnostics).expect("the content is sound")
    }

    /// Only the answers on the path of one of the policies.
    fn on_path(answers: &Answers, old: &Policy, new: &Policy, day: Date) -> Answers {
        let (old, new) = (answers.path(old, day), answers.path(new, day));
        let mut answers = answers.clone();
        for question in Question::ALL {
            if !old.contains(question) && !new.contains(question) {
                answers.forget(*question);
            }
        }
        answers
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 8, max_shrink_iters: 16, ..ProptestConfig::default() })]

        /// Whatever changes in the policy and whoever asks on whatever day: the comparison has tried
        /// a situation like theirs, and found the same difference, if any.
        #[test]
        fn whoever_decides_differently_is_in_the_comparison(picks in proptest::collection::vec(0_usize..1_000_000, 2_000)) {
            let mut picks = Picks(picks.into_iter());
            let rulebook = rulebook();
            let today = supportt_fixture::today();
            let old = picks.changed(&rulebook.policy, today);
            let new = picks.changed(&rulebook.policy, today);
            let (Some(old), Some(new)) = (old, new) else { return Ok(()) };
            let later = date::days_after(today, picks.below(700) as u64);
            let comparison = Comparison { old: &old, new: &new, phrases: rulebook.phrases() };
            let place = picks.below(new.regions().len());
            let region = &new.regions()[place];
            let Tried { mut features, points, changes } = comparison.tried(region, later);
            let start = Answers::default().with(Question::Region, region.id().as_str());
            let situations = Situations::new(vec![&old, &new], later, &start);
            for _ in 0..60 {
                let answers = picks.answers(&new, later).with(Question::Region, region.id().as_str());
                let answers = on_path(&answers, &old, &new, later);
                let point = features.point(&answers, &situations);
                let found = points.get(&point).map(|place| &changes[*place]);
                prop_assert_eq!(found, Some(&comparison.change(&answers, later)), "{:?} on {}", answers, later);
            }
            // Between the days on which the policies change, nothing else comes to differ.
            let days = [&old, &new].into_iter().flat_map(supportt_rules::policy::Policy::regions).flat_map(Region::first_days);
            let section = days.filter(|day| *day <= later).max().unwrap_or(today).max(today);
            let then = comparison.tried(region, section).changes;
            for change in &changes {
                prop_assert!(then.contains(change), "{:?} on {} but not on {}", change, later, section);
            }
        }
    }

    /// How long mentoring lasts decides for people who are back.
    #[test]
    fn a_period_that_changes_is_compared() {
        let rulebook = rulebook();
        let mut document = PolicyDocument::from(rulebook.policy.clone());
        let rules = document.regions.iter_mut().flat_map(|region| &mut region.rules);
        for rule in rules {
            if let Statement::Value(Value::Period(Period { months, after: Anchor::Return })) =
                &mut rule.body.statement
            {
                *months += 3;
            }
        }
        let new = Policy::new(document).expect("a longer period can stand");
        let comparison = Comparison { old: &rulebook.policy, new: &new, phrases: rulebook.phrases() };
        let section = comparison.on(supportt_fixture::today());
        assert!(section.changed > 0);
        let said: Vec<String> = section
            .results
            .iter()
            .map(|group| format!("{}: {}", group.change, group.conditions.concat().join("; ")))
            .collect();
        assert_eq!(
            said,
            ["“Ask about your situation” becomes “You can get a mentor in the North West”: \
                 Where you are now: “I am back in training”; \
                 Suspension or restriction (where it is asked): “No, it has been lifted”; \
                 Time away: 3 months or more; or Away for 3 months or more (asked where a date is not known): “Yes”; \
                 Time since the first day back: more than 6 months and 9 months or less"]
        );
    }
}
