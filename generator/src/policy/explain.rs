//! What is wrong with a policy, in words for editors.

use supportt_rules::keyword::Keyword;
use supportt_rules::policy::{Place, PolicyError, Problem};

use super::decode::Places;
use crate::diagnostic::Diagnostic;
use crate::suggest;
use crate::wording::any_of;

/// Points at a problem in the file and says how to mend it.
pub(super) fn explain(error: &PolicyError, places: &Places) -> Diagnostic {
    let at = |place: Place| places.of(place.table, place.index, place.field);
    let span = error.place.map_or(places.file, at);
    let report = |code| Diagnostic::error(code, span, error.problem.to_string());
    match &error.problem {
        Problem::Unknown { what, id, known } => {
            let hint = match suggest::nearest(id, known.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None if known.is_empty() => format!("add it to this file, or leave the {what} out"),
                None => format!("there is {}", any_of(known.iter().map(|id| format!("`{id}`")))),
            };
            report("policy::unknown-id").label(format!("no {what} has this id")).hint(hint)
        }
        Problem::DuplicateId { first, .. } => report("policy::duplicate-id")
            .label("used again here")
            .also(at(*first), "used first here")
            .hint("give one of them another id"),
        Problem::SameFrom { first, .. } => report("policy::same-day")
            .label("starts on the same day")
            .also(at(*first), "as this one")
            .hint("versions of one entry need different first days"),
        Problem::WrongKind { expected, .. } => report("policy::wrong-kind").hint(match expected {
            Some(kind) => format!(
                "write `value = {{ {} = … }}`, or `not_stated = true` if the source is silent",
                kind.word()
            ),
            None => "remove `value`: the sentence in `says` is the rule".to_owned(),
        }),
        Problem::NotATime { .. } => {
            report("policy::not-a-time").hint("name a rule whose value is a `lead-time` or a `period`")
        }
        Problem::MissingRule(rule) => report("policy::missing-rule").hint(format!(
            "the checker and the plan need it: add a `[[rule]]` with `id = \"{}\"`, with \
             `not_stated = true` if the source is silent",
            rule.word()
        )),
        Problem::NoValueToPrint => report("policy::no-value-to-print")
            .hint("give the entry a value, or write the sentence without `{value}`"),
        Problem::Zero => report("policy::zero").hint("leave the value out if the source sets none"),
        Problem::EndsBeforeItStarts => {
            report("policy::ends-before-it-starts").hint("`until` must be `from` or a later day")
        }
        Problem::LonelyConflict => {
            report("policy::lonely-conflict").hint("list the ids of the entries that contradict each other")
        }
        Problem::BadId { .. } => {
            report("policy::bad-id").hint("use lower-case words joined by hyphens, such as `minimum-absence`")
        }
    }
}
