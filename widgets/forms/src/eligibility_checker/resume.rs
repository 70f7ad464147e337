//! Answers in the part of an address after `#`, which browsers never send anywhere.
//!
//! Two kinds. A page can link to the checker with some answers given:
//! `#stage=away&reason=parental-leave`. And a visitor can ask for a link to come back to:
//! `#resume=` and a token with all answers in code, the day, the outcome and a mark of the
//! policy, so that whoever opens it later is told what has changed. There is no free text in it.

use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Serialize};
use supportt_basics::date::{self, Date};
use supportt_basics::keyword::Keyword;
use supportt_documents::checksum::CRC;
use supportt_rules::answers::{Answers, Question, UNKNOWN};
use supportt_rules::eligibility::{self, Outcome};
use supportt_rules::policy::{Entry, InForce, Policy};

use super::phrases::Phrases;
use crate::words::fill;

/// What a fragment with a token begins with.
const RESUME: &str = "resume=";

/// The version of tokens. Raise it when the code of an answer, a question's place or an
/// outcome's changes its meaning, and keep reading the older ones.
const VERSION: u8 = 1;

/// Longer tokens are not ours, and need not be looked at.
const LONGEST: usize = 400;

/// Dates are counted from this day: no absence that matters began before.
const FIRST_DAY: Date = Date::from_ymd_opt(1990, 1, 1).expect("the day exists");

/// What stood after the `#` of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fragment {
    /// Nothing that is the checker's.
    Foreign,
    /// Answers that a page's link gave.
    Answers(Answers),
    /// What a visitor had asked to come back to.
    Saved(Saved),
    /// A token that cannot be read.
    Broken(Broken),
}

/// Answers as they were when a link was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Saved {
    pub(super) answers: Answers,
    pub(super) made_on: Date,
    pub(super) outcome: Outcome,
    /// The mark of the policy by which the outcome was found.
    pub(super) policy: u32,
}

/// Why a token cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Broken {
    /// It is cut off, altered or no token at all.
    Damaged,
    /// It was made by a newer version of the site.
    Newer,
}

/// A token's content. The version comes first and the checksum last, in all versions.
#[derive(Serialize, Deserialize)]
struct Token {
    version: u8,
    made_on: u32,
    policy: u32,
    outcome: u8,
    region: String,
    /// For each question but the region, in their order: see [`code`].
    answers: Vec<u32>,
}

/// The fragment that brings these answers back.
pub(super) fn write(saved: &Saved) -> String {
    let others = Question::ALL.iter().filter(|question| **question != Question::Region);
    let token = Token {
        version: VERSION,
        made_on: days(saved.made_on),
        policy: saved.policy,
        outcome: index(Outcome::ALL, &saved.outcome),
        region: saved.answers.written(Question::Region).unwrap_or_default(),
        answers: others.map(|question| code(*question, &saved.answers)).collect(),
    };
    let bytes =
        postcard::to_allocvec_crc32(&token, CRC.digest()).expect("every type of a token can be written");
    format!("{RESUME}{}", BASE64URL_NOPAD.encode(&bytes))
}

/// Reads a fragment, without its `#`.
pub(super) fn read(fragment: &str, policy: &Policy) -> Fragment {
    if let Some(token) = fragment.strip_prefix(RESUME) {
        return match read_token(token, policy) {
            Ok(saved) => Fragment::Saved(saved),
            Err(broken) => Fragment::Broken(broken),
        };
    }
    let mut answers = Answers::default();
    for (name, written) in fragment.split('&').filter_map(|pair| pair.split_once('=')) {
        let Some(question) = Question::from_word(name) else { continue };
        // A link with a word that is none of the answers leaves the question to be asked.
        let _ = set(&mut answers, question, written, policy);
    }
    if answers == Answers::default() { Fragment::Foreign } else { Fragment::Answers(answers) }
}

fn read_token(token: &str, policy: &Policy) -> Result<Saved, Broken> {
    if token.len() > LONGEST {
        return Err(Broken::Damaged);
    }
    // Programs that show a link take what follows it for a part of it: a full stop, a bracket.
    let is_code = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let token = token.split(|c| !is_code(c)).next().unwrap_or_default();
    let bytes = BASE64URL_NOPAD.decode(token.as_bytes()).map_err(|_| Broken::Damaged)?;
    let (content, checksum) = bytes.split_last_chunk().ok_or(Broken::Damaged)?;
    if CRC.checksum(content).to_le_bytes() != *checksum {
        return Err(Broken::Damaged);
    }
    if content.first().is_some_and(|version| *version > VERSION) {
        return Err(Broken::Newer);
    }
    let token: Token = postcard::from_bytes(content).map_err(|_| Broken::Damaged)?;
    let mut answers = Answers::default();
    // A region that is gone is asked for again.
    let _ = set(&mut answers, Question::Region, &token.region, policy);
    let others = Question::ALL.iter().filter(|question| **question != Question::Region);
    for (question, code) in others.zip(token.answers) {
        if let Some(written) = decode(*question, code)? {
            answers.set(*question, &written).map_err(|_| Broken::Damaged)?;
        }
    }
    Ok(Saved {
        answers,
        made_on: day(token.made_on)?,
        outcome: *Outcome::ALL.get(usize::from(token.outcome)).ok_or(Broken::Damaged)?,
        policy: token.policy,
    })
}

fn set(answers: &mut Answers, question: Question, written: &str, policy: &Policy) -> Option<()> {
    if question == Question::Region && written != UNKNOWN {
        policy.regions().iter().find(|region| region.id().as_str() == written)?;
    }
    answers.set(question, written).ok()
}

/// 0 for no answer, 1 for "I do not know", then the place of a word among its question's, or a
/// number of days.
fn code(question: Question, answers: &Answers) -> u32 {
    let Some(written) = answers.written(question) else { return 0 };
    if written == UNKNOWN {
        return 1;
    }
    let known = match date::read(&written) {
        Some(date) => days(date),
        None => u32::from(index(&question.words(), &written.as_str())),
    };
    known + 2
}

fn decode(question: Question, code: u32) -> Result<Option<String>, Broken> {
    let Some(known) = code.checked_sub(2) else {
        return Ok((code == 1).then(|| UNKNOWN.to_owned()));
    };
    let words = question.words();
    let written = if words.is_empty() {
        day(known)?.to_string()
    } else {
        let place = usize::try_from(known).map_err(|_| Broken::Damaged)?;
        (*words.get(place).ok_or(Broken::Damaged)?).to_owned()
    };
    Ok(Some(written))
}

fn index<T: PartialEq>(all: &[T], one: &T) -> u8 {
    let place = all.iter().position(|other| other == one).unwrap_or_default();
    u8::try_from(place).expect("no question has that many answers")
}

fn days(date: Date) -> u32 {
    u32::try_from(date::days_between(FIRST_DAY, date.max(FIRST_DAY)))
        .expect("dates that can be typed are near")
}

fn day(days: u32) -> Result<Date, Broken> {
    FIRST_DAY.checked_add_days(chrono::Days::new(days.into())).ok_or(Broken::Damaged)
}

/// What a region says on a day, as far as the checker shows it: id, name, first day, sentence.
fn said<'a>(region: InForce<'a>, policy: &'a Policy) -> Vec<(&'a str, &'a str, Date, String)> {
    fn entry<T>(entry: &Entry<T>, sentence: String) -> (&str, &str, Date, String) {
        (entry.id.as_str(), &entry.name, entry.from, sentence)
    }
    let words = policy.vocabulary();
    let rules = region.rules().map(|rule| entry(rule, region.sentence(rule, words)));
    let steps = region.steps().map(|step| entry(step, region.sentence(step, words)));
    let support = region.entitlements().map(|item| entry(item, region.sentence(item, words)));
    let conflicts = region.conflicts().map(|conflict| entry(conflict, region.sentence(conflict, words)));
    rules.chain(steps).chain(support).chain(conflicts).collect()
}

/// A mark of what a region says on a day: another mark, other words.
pub(super) fn mark(region: Option<InForce<'_>>, policy: &Policy) -> u32 {
    let mut digest = CRC.digest();
    for (id, _, _, sentence) in region.map(|region| said(region, policy)).unwrap_or_default() {
        for text in [id, &sentence] {
            digest.update(text.as_bytes());
            digest.update(&[0]);
        }
    }
    digest.finalize()
}

/// What to keep of a checker's state for a link.
pub(super) fn save(policy: &Policy, answers: &Answers, today: Date) -> Saved {
    let answers = answers.on_path(policy, today);
    let outcome = eligibility::decide(policy, &answers, today).outcome;
    let policy_mark = mark(answers.region_in_force(policy, today), policy);
    Saved { answers, made_on: today, outcome, policy: policy_mark }
}

/// What is different from the day on which a link was made, in words.
pub(super) fn what_changed(
    phrases: Phrases<'_>,
    saved: &Saved,
    answers: &Answers,
    today: Date,
) -> Vec<String> {
    let policy = phrases.policy;
    let words = &phrases.words.resume;
    let mut changes = Vec::new();
    let Some(now) = answers.region_in_force(policy, today) else { return changes };
    let then = now.region().on(saved.made_on);
    let before = said(then, policy);
    for (id, name, from, after) in said(now, policy) {
        let before = before.iter().find(|(other, ..)| *other == id).map(|(.., sentence)| sentence.as_str());
        let text = match before {
            Some(before) if before == after => continue,
            Some(_) => &words.rule_changed,
            None => &words.rule_new,
        };
        let from = date::long(from);
        let before = before.unwrap_or_default();
        changes.push(fill(text, &[("name", name), ("before", before), ("after", &after), ("from", &from)]));
    }
    if mark(Some(then), policy) != saved.policy {
        changes.push(phrases.fill(&words.edited, Some(now)));
    }
    let outcome = eligibility::decide(policy, answers, today).outcome;
    if outcome != saved.outcome {
        let before = phrases.outcome(saved.outcome, Some(now));
        let after = phrases.outcome(outcome, Some(now));
        changes.push(fill(&words.outcome_changed, &[("before", &before), ("after", &after)]));
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Links that people keep mean what they meant: this order is part of version 1.
    #[test]
    fn the_codes_of_answers_stay() {
        let words: Vec<String> = Question::ALL
            .iter()
            .map(|question| format!("{}: {}", question.word(), question.words().join(" ")))
            .chain([Outcome::ALL.iter().map(|outcome| outcome.word()).collect::<Vec<_>>().join(" ")])
            .collect();
        assert_eq!(
            words,
            [
                "region: ",
                "stage: planning away back",
                "planner-form: yes no",
                "reason: parental-leave sick-leave carers-leave out-of-programme research career-break \
                 experience approved-training pause global-health-fellowship restriction suspension other \
                 prefer-not-to-say bereavement",
                "restriction: in-force ending lifted",
                "approved: yes no",
                "leave-start: ",
                "return-date: ",
                "long-enough: yes no",
                "full talk-to-team partial first-do mentoring-only not-covered-here",
            ],
            "another order needs another version"
        );
    }
}
