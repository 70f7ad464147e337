//! Questions, answers and outcomes in the site's words. The checker's screens use them, and so
//! does everything that explains the checker: its question graph, comparisons, audits.

use supportt_basics::date::{self, Date};
use supportt_basics::ids::RegionId;
use supportt_basics::keyword::Keyword;
use supportt_rules::answers::{Answers, Question, UNKNOWN};
use supportt_rules::eligibility::{Advice, Caution, Determination, Outcome};
use supportt_rules::fixed_words::{AbsenceReason, RestrictionStatus, Stage};
use supportt_rules::policy::{InForce, Policy, RuleId};
use supportt_rules::situations::{Bound, Days, Length, Situations};
use supportt_rules::value::{self, Unit};

use crate::words::{CheckerWords, JourneyWords, OptionWords, OutcomeWords, fill};

/// The words for what is asked and answered under a policy.
#[derive(Clone, Copy, Debug)]
pub struct Phrases<'a> {
    /// The policy.
    pub policy: &'a Policy,
    /// Words that all forms use.
    pub journey: &'a JourneyWords,
    /// Words of the checker.
    pub words: &'a CheckerWords,
}

impl Phrases<'_> {
    /// A text with what it says of a region filled in.
    #[must_use]
    pub fn fill(&self, text: &str, region: Option<InForce<'_>>) -> String {
        let Some(region) = region else { return text.to_owned() };
        let value =
            |rule: RuleId| region.printed_value(rule.word(), self.policy.vocabulary()).unwrap_or_default();
        let terms = region.region().terms();
        fill(
            text,
            &[
                ("region", region.region().name()),
                ("place", &terms.place),
                ("team", &terms.team),
                ("trainee", &terms.trainee),
                ("trainees", &terms.trainees),
                ("threshold", &value(RuleId::MinimumAbsence)),
                ("form", &value(RuleId::PlannerForm)),
            ],
        )
    }

    /// A question in a word or two.
    #[must_use]
    pub fn short(&self, question: Question, region: Option<InForce<'_>>) -> String {
        self.fill(&self.words.questions[&question].short, region)
    }

    /// An outcome in a sentence.
    #[must_use]
    pub fn outcome(&self, outcome: Outcome, region: Option<InForce<'_>>) -> String {
        self.fill(&self.words.outcomes[&outcome].heading, region)
    }

    /// The words for what was found, to be filled.
    #[must_use]
    pub fn conclusion(&self, found: &Determination<'_>) -> &OutcomeWords {
        let is_over = found.outcome == Outcome::TalkToTeam
            && found.advice.contains(&Advice::AskAfterPeriod)
            && found.entitlements.is_empty();
        if is_over { &self.words.time_is_over } else { &self.words.outcomes[&found.outcome] }
    }

    /// What to know besides the outcome.
    #[must_use]
    pub fn caution(&self, caution: &Caution<'_>, region: InForce<'_>) -> String {
        let vocabulary = self.policy.vocabulary();
        match caution {
            Caution::NearThreshold { boundary } => {
                let threshold = region.printed_value(RuleId::MinimumAbsence.word(), vocabulary);
                let values = [
                    ("threshold", threshold.as_deref().unwrap_or_default()),
                    ("boundary", &date::long(*boundary)),
                ];
                self.fill(&fill(&self.words.near_threshold, &values), Some(region))
            }
            Caution::StageAndDates => self.fill(&self.words.stage_and_dates, Some(region)),
            Caution::ReasonUntold => self.fill(&self.words.reason_untold, Some(region)),
            Caution::Conflict(conflict) => region.sentence(conflict, vocabulary),
        }
    }

    /// What can be chosen, as it is written; "I do not know" is the last. Nothing for a date.
    #[must_use]
    pub fn choices(&self, question: Question) -> Vec<String> {
        let known: Vec<String> = match question {
            Question::Region => self.policy.regions().iter().map(|region| region.id().to_string()).collect(),
            Question::LeaveStart | Question::ReturnDate => return Vec::new(),
            Question::Reason => {
                let mut reasons = AbsenceReason::ALL.to_vec();
                // Links keep a reason by its place, so a later one stands last among all.
                let beside = |reason| match reason {
                    AbsenceReason::Bereavement => AbsenceReason::CarersLeave,
                    reason => reason,
                };
                reasons.sort_by_key(|reason| (reason.is_general(), beside(*reason)));
                reasons.into_iter().map(|reason| reason.word().to_owned()).collect()
            }
            _ => question.words().into_iter().map(str::to_owned).collect(),
        };
        known.into_iter().chain([UNKNOWN.to_owned()]).collect()
    }

    /// A written answer in words, with more about it where there is more.
    #[must_use]
    pub fn option(&self, question: Question, written: &str) -> OptionWords {
        let plain = |label: &str| OptionWords { label: label.to_owned(), hint: None };
        let is_date = matches!(question, Question::LeaveStart | Question::ReturnDate);
        if written == UNKNOWN {
            return plain(if is_date { &self.journey.date.unknown } else { &self.journey.unknown });
        }
        let words = match question {
            Question::Region => {
                let region = self.policy.region(&RegionId::from(written));
                region.map(|region| {
                    let counties = value::join(region.area().counties.iter().map(String::as_str), "and");
                    let hint = (!counties.is_empty()).then_some(counties);
                    OptionWords { label: region.name().to_owned(), hint }
                })
            }
            Question::Stage => Stage::from_word(written).map(|stage| self.words.stages[&stage].clone()),
            Question::Reason => {
                AbsenceReason::from_word(written).map(|reason| self.words.reasons[&reason].clone())
            }
            Question::Restriction => {
                RestrictionStatus::from_word(written).map(|status| self.words.restriction[&status].clone())
            }
            Question::PlannerForm | Question::Approved | Question::LongEnough => {
                let yes = question.words().first() == Some(&written);
                Some(plain(if yes { &self.journey.yes } else { &self.journey.no }))
            }
            Question::LeaveStart | Question::ReturnDate => {
                date::read(written).map(|day| plain(&date::long(day)))
            }
        };
        words.unwrap_or_else(|| plain(written))
    }

    /// An answer in words; nothing while there is none.
    #[must_use]
    pub fn answer(&self, question: Question, answers: &Answers) -> Option<String> {
        Some(self.option(question, &answers.written(question)?).label)
    }

    /// Several answers to one question in words: `a, b or c`, and days as lengths of absence or as
    /// stretches of days.
    #[must_use]
    pub fn answers(&self, question: Question, answers: &[Answers], situations: &Situations<'_>) -> String {
        let is_date = matches!(question, Question::LeaveStart | Question::ReturnDate);
        let is_day = |answers: &&Answers| is_date && answers.written(question).as_deref() != Some(UNKNOWN);
        let (days, others): (Vec<&Answers>, Vec<&Answers>) = answers.iter().partition(is_day);
        let days: Vec<Answers> = days.into_iter().cloned().collect();
        let days = match situations.days(question, &days) {
            Days::Lengths(lengths) => lengths.into_iter().map(|length| self.length(length)).collect(),
            Days::Ranges(ranges) => ranges.into_iter().map(|range| self.days(range)).collect::<Vec<_>>(),
        };
        let others = others.into_iter().filter_map(|answers| self.answer(question, answers));
        let all: Vec<String> = days.into_iter().chain(others).collect();
        value::list(all.iter().map(String::as_str))
    }

    /// All days between two, both included; all before or after, where one is missing.
    fn days(&self, range: (Option<Date>, Option<Date>)) -> String {
        let words = &self.words.lengths;
        match range {
            (Some(from), Some(to)) if from == to => date::long(from),
            (Some(from), Some(to)) => {
                fill(&words.between_days, &[("from", &date::long(from)), ("to", &date::long(to))])
            }
            (Some(from), None) => fill(&words.from_day, &[("date", &date::long(from))]),
            (None, Some(to)) => fill(&words.until_day, &[("date", &date::long(to))]),
            (None, None) => words.any.clone(),
        }
    }

    /// Something to do, with what the region itself says to do; gentler words for people whose time out comes without
    /// being asked for.
    #[must_use]
    pub fn advice(&self, advice: Advice, found: &Determination<'_>, answers: &Answers) -> String {
        let is_hard = answers.known_reason().is_some_and(AbsenceReason::is_unplanned);
        let gentle = self.words.gentle.get(&advice).filter(|_| is_hard);
        let text = self.fill(gentle.unwrap_or(&self.words.advice[&advice]), found.region);
        let Some(region) = found.region.filter(|_| advice == Advice::AskAfterPeriod) else { return text };
        let said = found.afterwards.iter().map(|rule| region.sentence(rule, self.policy.vocabulary()));
        std::iter::once(text).chain(said).collect::<Vec<_>>().join(" ")
    }

    /// That some support is open although the source does not cover the situation.
    #[must_use]
    pub fn open_all_the_same(&self, found: &Determination<'_>) -> Option<String> {
        let names = found.entitlements.iter().map(|entry| entry.name.as_str());
        let names = value::join(names, "and");
        found
            .is_open_all_the_same()
            .then(|| self.fill(&fill(&self.words.open_all_the_same, &[("names", &names)]), found.region))
    }

    /// A length of absence, as policy tells lengths apart.
    #[must_use]
    pub fn length(&self, length: Length) -> String {
        let lengths = &self.words.lengths;
        let months = |bound: Bound| {
            let Bound { months, days, included: _ } = bound;
            let words = if months == 1 { &lengths.month } else { &lengths.months };
            let months = fill(words, &[("number", &months.to_string())]);
            let number = u32::try_from(days.unsigned_abs()).unwrap_or(u32::MAX);
            let values = [("days", Unit::Days.count(number)), ("length", months.clone())];
            let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
            match days {
                0 => months,
                ..0 => fill(&lengths.days_less, &values),
                1.. => fill(&lengths.days_more, &values),
            }
        };
        match length {
            Length { from: None, to: None } => lengths.any.clone(),
            Length { from: None, to: Some(to) } => {
                let words = if to.included { &lengths.up_to } else { &lengths.less };
                fill(words, &[("to", &months(to))])
            }
            Length { from: Some(from), to: None } => {
                let words = if from.included { &lengths.at_least } else { &lengths.more };
                fill(words, &[("from", &months(from))])
            }
            Length { from: Some(from), to: Some(to) } if (from.months, from.days) == (to.months, to.days) => {
                fill(&lengths.exactly, &[("from", &months(from))])
            }
            Length { from: Some(from), to: Some(to) } => {
                fill(&lengths.between, &[("from", &months(from)), ("to", &months(to))])
            }
        }
    }
}
