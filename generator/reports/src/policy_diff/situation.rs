//! How the features of a situation are said.

use supportt_forms::eligibility_checker::phrases::Phrases;
use supportt_rules::answers::Question;
use supportt_rules::conditions::Conditions;
use supportt_rules::features::{Allowed, FEATURES, Feature, Features};
use supportt_rules::policy::InForce;
use supportt_rules::probe::Span;
use supportt_rules::situations::Length;
use supportt_rules::value;

/// Conditions in words, one for each feature that matters.
pub(super) fn say(
    features: &Features,
    conditions: &Conditions,
    phrases: Phrases<'_>,
    region: InForce<'_>,
) -> Vec<String> {
    FEATURES
        .into_iter()
        .enumerate()
        .filter_map(|(place, feature)| {
            let allowed = features.allowed(place, conditions)?;
            Some(match feature {
                Feature::Answer(question) => say_answer(question, &allowed, phrases, region),
                Feature::Absence => say_absence(&allowed, phrases, region),
                Feature::Time(span) => say_time(span, &allowed, phrases),
            })
        })
        .collect()
}

fn or(words: &[String]) -> String {
    value::list(words.iter().map(String::as_str))
}

fn quoted(question: Question, written: &[String], phrases: Phrases<'_>) -> Vec<String> {
    written.iter().map(|written| format!("“{}”", phrases.option(question, written).label)).collect()
}

fn say_answer(question: Question, allowed: &Allowed, phrases: Phrases<'_>, region: InForce<'_>) -> String {
    let (named, others) =
        (quoted(question, &allowed.said, phrases), quoted(question, &allowed.others, phrases));
    let short = phrases.short(question, Some(region));
    let asked = if allowed.absent == Some(true) { " (where it is asked)" } else { "" };
    if named.is_empty() {
        format!("{short}: not asked")
    } else if others.is_empty() {
        format!("{short}: any answer")
    } else if named.len() > others.len() + 1 {
        format!("{short}{asked}: anything but {}", or(&others))
    } else {
        format!("{short}{asked}: {}", or(&named))
    }
}

fn say_absence(allowed: &Allowed, phrases: Phrases<'_>, region: InForce<'_>) -> String {
    let short = phrases.short(Question::LongEnough, Some(region));
    let named = quoted(Question::LongEnough, &allowed.said, phrases);
    let lengths = lengths(allowed, phrases);
    let away = (!lengths.is_empty()).then(|| format!("Time away: {}", or(&lengths)));
    let guess =
        (!named.is_empty()).then(|| format!("{short} (asked where a date is not known): {}", or(&named)));
    let parts: Vec<String> = away.into_iter().chain(guess).collect();
    if parts.is_empty() { format!("{short}: not asked") } else { parts.join("; or ") }
}

fn say_time(span: Span, allowed: &Allowed, phrases: Phrases<'_>) -> String {
    let (what, day) = match span {
        Span::Absence => ("Time away", "the length is not known"),
        Span::SinceLeave => ("Time since the first day away", "that day is not known"),
        Span::SinceReturn => ("Time since the first day back", "that day is not known"),
        Span::UntilReturn => {
            ("Time until the first day back, where the first day away is not known", "not asked")
        }
    };
    let unknown = (allowed.absent == Some(true)).then(|| day.to_owned());
    let parts: Vec<String> = lengths(allowed, phrases).into_iter().chain(unknown).collect();
    format!("{what}: {}", or(&parts))
}

fn lengths(allowed: &Allowed, phrases: Phrases<'_>) -> Vec<String> {
    allowed.lengths.iter().map(|length| length_words(*length, phrases)).collect()
}

/// A stretch of time with both its ends, and whether they belong to it.
fn length_words(length: Length, phrases: Phrases<'_>) -> String {
    match length {
        Length { from: Some(from), to: Some(to) } if (from.months, from.days) < (to.months, to.days) => {
            let from = phrases.length(Length { from: Some(from), to: None });
            let to = phrases.length(Length { from: None, to: Some(to) });
            format!("{from} and {to}")
        }
        _ => phrases.length(length),
    }
}
