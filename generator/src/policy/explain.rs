//! What is wrong with a policy, in words for editors.

use std::collections::BTreeMap;

use supportt_rules::keyword::Keyword;
use supportt_rules::policy::{Place, PolicyError, Problem, Table};
use supportt_rules::value::Kind;
use supportt_rules::vocabulary::RegionId;

use super::decode::Places;
use crate::diagnostic::Diagnostic;
use crate::suggest;
use crate::wording::any_of;

/// Points at each problem in the files and says how to mend it.
///
/// What only follows from another problem is left out: one mistake, one message.
pub(super) fn explain_all<'e>(
    errors: &'e [PolicyError],
    places: &'e BTreeMap<RegionId, Places>,
) -> impl Iterator<Item = Diagnostic> + 'e {
    let follows = |error: &PolicyError| {
        match &error.problem {
        Problem::NotATime { rule } => errors.iter().any(|other| {
            let is_cause = |problem: &Problem| matches!(problem, Problem::WrongKind { rule: cause, .. } if cause.word() == rule);
            other.region == error.region && is_cause(&other.problem)
        }),
        _ => false,
    }
    };
    errors.iter().filter(move |error| !follows(error)).map(|error| explain(error, &places[&error.region]))
}

fn explain(error: &PolicyError, places: &Places) -> Diagnostic {
    let at = |place: Place| places.of(place.table, place.index, place.field);
    let span = error.place.map_or(places.file, at);
    let report_as = |code, message| Diagnostic::error(code, span, message);
    let report = |code| report_as(code, error.problem.to_string());
    match &error.problem {
        Problem::Unknown { what, id, known } => {
            let hint = match suggest::nearest(id, known.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None if known.is_empty() => format!("add it to this file, or leave the {what} out"),
                None => format!("write {}, or add the {what} to this file", any_of(known)),
            };
            report("policy::unknown-id").label(format!("no {what} has this id")).hint(hint)
        }
        Problem::DuplicateId { id, first } => {
            let list = format!("`[[{}]]`", first.table.word());
            report_as("policy::duplicate-id", format!("`{id}` is already the id of an entry under {list}"))
                .label("used again here")
                .also(at(*first), "used first here")
                .hint(format!(
                    "give one of them another id; a later version of the same entry belongs under {list} too"
                ))
        }
        Problem::SameFrom { first, .. } => report("policy::same-day")
            .label("starts on the same day")
            .also(at(*first), "as this one")
            .hint("give the later version its own first day, or remove the one that is wrong"),
        Problem::WrongKind { rule, found, expected } => match (found, expected) {
            (_, None) => report_as(
                "policy::wrong-kind",
                format!("`{}` is a sentence only, and has no value", rule.word()),
            )
            .hint("remove `value`: the sentence in `says` is the rule"),
            (found, Some(expected)) => {
                let name = rule.word();
                let message = match found {
                    Some(found) => {
                        format!(
                            "`{name}` holds {}, but readers of it need {}",
                            in_words(*found),
                            in_words(*expected)
                        )
                    }
                    None => format!("`{name}` has no value, but readers of it need {}", in_words(*expected)),
                };
                report_as("policy::wrong-kind", message).hint(format!(
                    "write `value = {}`, or `not_stated = true` if the source is silent",
                    example(*expected)
                ))
            }
        },
        Problem::NotATime { .. } => {
            report("policy::not-a-time").hint("name a rule whose value is a `lead-time` or a `period`")
        }
        Problem::NotALength { .. } => {
            report("policy::not-a-length").hint("name a rule whose value is a `threshold`")
        }
        Problem::MissingRule(rule) => report("policy::missing-rule").hint(format!(
            "the checker and the plan need it: add a `[[rule]]` with `id = \"{}\"`, with \
             `not_stated = true` if the source is silent",
            rule.word()
        )),
        Problem::NoValueToPrint => report("policy::no-value-to-print")
            .hint("give the entry a value, or write the sentence without `{value}`"),
        Problem::Zero => {
            let is_limit = error.place.is_some_and(|place| place.table == Table::Entitlement);
            report_as("policy::zero", "a length, time or limit of zero says nothing".to_owned()).hint(if is_limit {
                "write the number that the source gives, or leave `limit` out if it gives none"
            } else {
                "write the number that the source gives, or `not_stated = true` in place of `value` if it gives none"
            })
        }
        Problem::EndsBeforeItStarts => {
            report("policy::ends-before-it-starts").hint("`until` must be `from` or a later day")
        }
        Problem::LonelyConflict => {
            report("policy::lonely-conflict").hint("list the ids of the entries that contradict each other")
        }
        Problem::ReplacedByItself => {
            report("policy::replaced-by").hint("name the form that is used now, or leave `replaced_by` out")
        }
        Problem::CurrentButReplaced => {
            report("policy::replaced-by").hint("write `status = \"replaced\"`, or remove `replaced_by`")
        }
        Problem::BadId { .. } => {
            report("policy::bad-id").hint("use lower-case words joined by hyphens, such as `minimum-absence`")
        }
    }
}

/// What a kind of value is, as the editors' guide calls it.
fn in_words(kind: Kind) -> &'static str {
    match kind {
        Kind::Threshold => "a length of absence (`threshold`)",
        Kind::LeadTime => "a time before something (`lead-time`)",
        Kind::Cap => "a limit (`cap`)",
        Kind::Period => "a time after something (`period`)",
        Kind::Handling => "what happens to shorter absences (`handling`)",
        Kind::Stages => "a list of stages (`stages`)",
        Kind::Reasons => "a list of reasons (`reasons`)",
        Kind::Approval => "which absences need approval (`approval`)",
        Kind::Form => "a form (`form`)",
        Kind::Scope => "what the source covers (`scope`)",
    }
}

/// A value of a kind as it is typed, without its numbers.
fn example(kind: Kind) -> &'static str {
    match kind {
        Kind::Threshold => "{ threshold = { test = \"at-least\", months = … } }",
        Kind::LeadTime => "{ lead-time = { weeks = …, before = \"return\" } }",
        Kind::Cap => "{ cap = { up-to = …, of = \"sessions\" } }",
        Kind::Period => "{ period = { months = …, after = \"return\" } }",
        Kind::Handling => "{ handling = \"case-by-case\" }",
        Kind::Stages => "{ stages = [\"planning\", \"away\"] }",
        Kind::Reasons => "{ reasons = [\"parental-leave\", \"sick-leave\"] }",
        Kind::Approval => "{ approval = \"every-absence\" }",
        Kind::Form => "{ form = \"…\" }",
        Kind::Scope => "{ scope = \"programme\" }",
    }
}
