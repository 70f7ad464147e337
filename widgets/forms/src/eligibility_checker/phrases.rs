//! Questions, answers and outcomes in the site's words. The checker's screens use them, and so
//! does everything that explains the checker: its question graph, comparisons, audits.

use supportt_rules::answers::{AbsenceReason, Answers, Question, RestrictionStatus, Stage, UNKNOWN};
use supportt_rules::date;
use supportt_rules::eligibility::{Caution, Outcome};
use supportt_rules::keyword::Keyword;
use supportt_rules::policy::{InForce, Policy, RuleId};
use supportt_rules::situations::{Length, Situations};
use supportt_rules::value;
use supportt_rules::vocabulary::RegionId;

use crate::words::{CheckerWords, JourneyWords, OptionWords, fill};

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
                region.map(|region| plain(region.name()))
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

    /// Several answers to one question in words: `a, b or c`, and stretches of time as one.
    ///
    /// Answers about time are in their order, shortest first.
    #[must_use]
    pub fn answers(&self, question: Question, answers: &[Answers], situations: &Situations<'_>) -> String {
        let mut lengths: Vec<Length> = Vec::new();
        let mut words: Vec<String> = Vec::new();
        for answers in answers {
            match (question, situations.length(answers)) {
                (Question::ReturnDate, Some(length)) => match lengths.last_mut() {
                    Some(shorter) if shorter.meets(length) => *shorter = shorter.and(length),
                    _ => lengths.push(length),
                },
                _ => words.extend(self.answer(question, answers)),
            }
        }
        let lengths = lengths.into_iter().map(|length| self.length(length));
        let all: Vec<String> = lengths.chain(words).collect();
        value::list(all.iter().map(String::as_str))
    }

    /// A length of absence, as policy tells lengths apart.
    #[must_use]
    pub fn length(&self, length: Length) -> String {
        let months = |months: u32| {
            let words = if months == 1 { &self.words.lengths.month } else { &self.words.lengths.months };
            fill(words, &[("number", &months.to_string())])
        };
        let lengths = &self.words.lengths;
        match length {
            Length { from: None, to: None } => lengths.any.clone(),
            Length { from: None, to: Some(to) } => {
                let words = if to.included { &lengths.up_to } else { &lengths.less };
                fill(words, &[("to", &months(to.months))])
            }
            Length { from: Some(from), to: None } => {
                let words = if from.included { &lengths.at_least } else { &lengths.more };
                fill(words, &[("from", &months(from.months))])
            }
            Length { from: Some(from), to: Some(to) } if from.months == to.months => {
                fill(&lengths.exactly, &[("from", &months(from.months))])
            }
            Length { from: Some(from), to: Some(to) } => {
                fill(&lengths.between, &[("from", &months(from.months)), ("to", &months(to.months))])
            }
        }
    }
}
