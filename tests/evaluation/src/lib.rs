//! Evaluates every situation. The tests run it natively and, compiled for the browser, in one:
//! the two must say the same, to the letter.

use std::fmt::Write as _;

use supportt_basics::date::{self, Date};
use supportt_basics::keyword::Keyword;
use supportt_forms::payload::Payload;
use supportt_forms::words::CheckerWords;
use supportt_rules::answers::{Answers, Question};
use supportt_rules::eligibility::{self, Caution};
use supportt_rules::policy::Policy;
use supportt_rules::situations::{self, Situations};
use wasm_bindgen::prelude::wasm_bindgen;

/// How many first days away are tried at every threshold: four years, with a leap year's.
const DAYS: u64 = 4 * 365 + 1;

/// As [`evaluate`], for the policy that a page hands to the checker and a day such as
/// `2026-11-22`.
///
/// # Errors
/// When either cannot be read.
#[wasm_bindgen]
pub fn evaluate_payload(payload: &[u8], day: &str) -> Result<String, String> {
    let payload: Payload<CheckerWords> = Payload::from_bytes(payload)?;
    let day = date::read(day).ok_or("not a date")?;
    Ok(evaluate(&payload.policy, day))
}

/// One line for every set of answers, and for every day around every threshold: the answers and
/// everything that is decided.
#[must_use]
pub fn evaluate(policy: &Policy, day: Date) -> String {
    let mut lines = String::new();
    let mut add = |answers: &Answers| {
        writeln!(lines, "{}", line(policy, answers, day)).expect("a string takes any text");
    };
    situations::each(policy, day, &mut add);
    for region in policy.regions() {
        let settled = [(Question::Region, region.id().as_str()), (Question::Stage, "away")]
            .into_iter()
            .chain([(Question::Reason, "other"), (Question::Approved, "yes")])
            .fold(Answers::default(), |answers, (question, written)| answers.with(question, written));
        let situations = Situations::new(vec![policy], day, &settled);
        for offset in 0..DAYS {
            let leave_start = date::days_after(day, offset);
            situations.each_from(&settled.with(Question::LeaveStart, &leave_start.to_string()), &mut add);
        }
    }
    lines
}

fn line(policy: &Policy, answers: &Answers, day: Date) -> String {
    let given = Question::ALL.iter().filter_map(|question| answers.written(*question));
    let given: Vec<String> = given.collect();
    let found = eligibility::decide(policy, answers, day);
    let rules =
        found.findings.iter().map(|finding| format!("{}={}", finding.rule.id, finding.verdict.word()));
    let rules: Vec<String> = rules.collect();
    let cautions: Vec<String> = found
        .cautions
        .iter()
        .map(|caution| match caution {
            Caution::NearThreshold { boundary } => boundary.to_string(),
            Caution::StageAndDates => "stage-and-dates".to_owned(),
            Caution::ReasonUntold => "reason-untold".to_owned(),
            Caution::Conflict(conflict) => conflict.id.to_string(),
        })
        .collect();
    let advice: Vec<&str> = found.advice.iter().map(|advice| advice.word()).collect();
    let steps: Vec<&str> = found.steps.iter().map(|step| step.id.as_str()).collect();
    let support: Vec<&str> = found.entitlements.iter().map(|entry| entry.id.as_str()).collect();
    format!(
        "{} -> {}; {}; {}; {}; {}; {}",
        given.join(" "),
        found.outcome.word(),
        rules.join(" "),
        cautions.join(" "),
        advice.join(" "),
        steps.join(" "),
        support.join(" ")
    )
}
