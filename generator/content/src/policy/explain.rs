//! What is wrong with a policy, in words for editors.

use std::collections::BTreeMap;

use supportt_basics::ids::RegionId;
use supportt_basics::keyword::Keyword;
use supportt_rules::policy::{Place, PolicyError, Problem, RuleId, Statement};
use supportt_rules::value::Kind;

use super::decode::{Places, Unnamed};
use supportt_source::Span;
use supportt_source::diagnostic::Diagnostic;
use supportt_source::slug::slug;
use supportt_source::suggest;
use supportt_source::wording::any_of;

/// Points at each problem in the files and says how to mend it.
///
/// What only follows from another problem is left out: one mistake, one message.
pub(super) fn explain_all<'e>(
    errors: &'e [PolicyError],
    places: &'e BTreeMap<RegionId, Places>,
) -> impl Iterator<Item = Diagnostic> + 'e {
    let follows = |error: &PolicyError| {
        match &error.problem {
        Problem::LateReference { id, .. } => errors.iter().any(|other| {
            let is_cause = |problem: &Problem| matches!(problem, Problem::LateRule { rule, .. } if rule.word() == id);
            other.region == error.region && is_cause(&other.problem)
        }),
        Problem::NotATime { rule } => errors.iter().any(|other| {
            let is_cause = |problem: &Problem| matches!(problem, Problem::WrongKind { rule: cause, .. } if cause.word() == rule);
            other.region == error.region && is_cause(&other.problem)
        }),
        _ => false,
    }
    };
    let misspelt = misspelt_ids(errors, places);
    let is_blamed = |error: &PolicyError| {
        let right = match &error.problem {
            // A rule that must be there is named rightly, and that it is missing is said once.
            Problem::Unknown { id, .. } if RuleId::from_word(id).is_some() => return true,
            Problem::Unknown { id, .. } => id.as_str(),
            Problem::MissingRule(rule) => rule.word(),
            Problem::BadId { id } => {
                return misspelt.iter().any(|slip| *slip.region == error.region && slip.written == *id);
            }
            _ => return false,
        };
        misspelt.iter().any(|slip| *slip.region == error.region && slip.right == right)
    };
    let others = errors.iter().filter(|error| !follows(error) && !is_blamed(error));
    let others: Vec<Diagnostic> = others.map(|error| explain(error, &places[&error.region])).collect();
    misspelt.into_iter().map(Misspelt::explain).chain(others)
}

/// An id with a slip in it, which others name rightly.
struct Misspelt<'e> {
    region: &'e RegionId,
    what: &'static str,
    written: String,
    right: &'e str,
    /// How many name it rightly, besides the checker.
    named: usize,
    /// Where it is written: once for each version.
    spans: Vec<Span>,
}

impl Misspelt<'_> {
    fn explain(self) -> Diagnostic {
        let Self { what, written, right, named, spans, .. } = self;
        let by = match named {
            0 => "the checker and the plan need one".to_owned(),
            1 => "1 entry names it".to_owned(),
            named => format!("{named} entries name it"),
        };
        let code =
            if RuleId::from_word(right).is_some() { "policy::missing-rule" } else { "policy::unknown-id" };
        let message = format!("there is no {what} `{right}`, and nothing names `{written}`");
        let problem = Diagnostic::error(code, spans[0], message).label(by);
        match spans.len() {
            1 => problem.did_you_mean(right),
            versions => problem.hint(format!("give each of its {versions} versions the id `{right}`")),
        }
    }
}

/// An id that names nothing, and what is sought by it.
struct Sought {
    what: &'static str,
    is_needed: bool,
    /// How many name it.
    named: usize,
    /// Whether an entry that others name has nearly this id, so that the slip is here.
    is_slip: bool,
    /// The kinds of value that the rule can have; any if there are none.
    kinds: Vec<Option<Kind>>,
}

impl Sought {
    /// Whether an entry can be the one.
    fn fits(&self, unnamed: &Unnamed) -> bool {
        let is_kind = || match &unnamed.statement {
            Some(Statement::Value(value)) => self.kinds.contains(&Some(value.kind())),
            Some(Statement::Said) => self.kinds.contains(&None),
            Some(Statement::NotStated) | None => true,
        };
        (unnamed.what == self.what
            || self.what == "entry" && unnamed.what != "source" && unnamed.what != "role")
            && (self.kinds.is_empty() || is_kind())
    }
}

/// How many ids that nothing names are looked through for one that is sought.
const MOST_UNNAMED: usize = 30;

/// The slips in ids: of a rule that must be there and is not, or of an entry that others name by another id and none by its
/// own. The nearest id is the one with the slip; where none is near, the only one that it can be.
fn misspelt_ids<'e>(errors: &'e [PolicyError], places: &BTreeMap<RegionId, Places>) -> Vec<Misspelt<'e>> {
    let unnamed: BTreeMap<&RegionId, BTreeMap<String, Vec<Unnamed>>> =
        places.iter().map(|(region, places)| (region, by_id(places.unnamed()))).collect();
    let mut sought: BTreeMap<(&RegionId, &str), Sought> = BTreeMap::new();
    for error in errors {
        let (right, what, kinds, is_needed, is_slip) = match &error.problem {
            Problem::MissingRule(rule) => (rule.word(), "rule", vec![rule.kind()], true, false),
            Problem::Unknown { what, id, known } => {
                let region = unnamed.get(&error.region);
                let named = known.iter().filter(|id| region.is_none_or(|ids| !ids.contains_key(*id)));
                let kinds = match error.place.map_or("", |place| place.field) {
                    "needs" => vec![Some(Kind::Threshold)],
                    "timing" => vec![Some(Kind::LeadTime), Some(Kind::Period)],
                    "limit" => vec![Some(Kind::Cap), Some(Kind::Period)],
                    _ => Vec::new(),
                };
                let is_slip = || suggest::nearest(id, named.map(String::as_str)).is_some();
                let is_known = sought.contains_key(&(&error.region, id.as_str()));
                (id.as_str(), *what, kinds, false, !is_known && is_slip())
            }
            _ => continue,
        };
        let entry = sought.entry((&error.region, right)).or_insert(Sought {
            what,
            is_needed: false,
            named: 0,
            is_slip: false,
            kinds: Vec::new(),
        });
        entry.is_needed |= is_needed;
        entry.is_slip |= is_slip;
        entry.named += usize::from(!is_needed);
        if is_needed || entry.kinds.is_empty() {
            entry.kinds = kinds;
        }
    }
    let mut found = Vec::new();
    for ((region, right), sought) in sought {
        let Some(ids) = unnamed.get(region) else { continue };
        let fitting = ids.iter().filter(|(id, unnamed)| {
            RuleId::from_word(id).is_none() && unnamed.iter().all(|unnamed| sought.fits(unnamed))
        });
        let fitting: Vec<_> = fitting.take(MOST_UNNAMED).collect();
        let near = suggest::nearest(right, fitting.iter().map(|(id, _)| id.as_str()));
        // Of one entry that names it nobody knows whether the slip is there.
        let can_be_other = sought.is_needed || sought.named > 1 && !sought.is_slip;
        let is_near = near.is_some() && (sought.is_needed || sought.named > 1);
        let one = match &fitting[..] {
            [one] if can_be_other => Some(*one),
            _ => fitting.iter().find(|(id, _)| is_near && near == Some(id.as_str())).copied(),
        };
        let Some((written, entries)) = one else { continue };
        found.push(Misspelt {
            region,
            what: sought.what,
            written: written.clone(),
            right,
            named: sought.named,
            spans: entries.iter().map(|unnamed| unnamed.id.span).collect(),
        });
    }
    // What can be two things is neither.
    let count = |one: &Misspelt<'_>| {
        found.iter().filter(|other| other.region == one.region && other.written == one.written).count()
    };
    let is_certain: Vec<bool> = found.iter().map(|one| count(one) == 1).collect();
    found.into_iter().zip(is_certain).filter_map(|(one, is_certain)| is_certain.then_some(one)).collect()
}

fn by_id(unnamed: Vec<Unnamed>) -> BTreeMap<String, Vec<Unnamed>> {
    let mut ids: BTreeMap<String, Vec<Unnamed>> = BTreeMap::new();
    for unnamed in unnamed {
        ids.entry(unnamed.id.value.clone()).or_default().push(unnamed);
    }
    ids
}

#[expect(clippy::too_many_lines, reason = "one arm for each problem")]
fn explain(error: &PolicyError, places: &Places) -> Diagnostic {
    let at = |place: Place| places.of(place.table, place.index, place.field);
    let span = match (&error.problem, error.place) {
        (Problem::Unknown { id, .. } | Problem::SentTwice { role: id }, Some(place)) => {
            places.of_item(place.table, place.index, place.field, id)
        }
        (Problem::Unknown { id, .. } | Problem::NoReasonToAsk { field: id }, None) => {
            places.of_plan_field(id)
        }
        (_, place) => place.map_or(places.file, at),
    };
    let report_as = |code, message| Diagnostic::error(code, span, message);
    let report = |code| report_as(code, error.problem.to_string());
    match &error.problem {
        Problem::Unknown { what, id, known } => {
            let problem = report("policy::unknown-id").label(format!("no {what} has this id"));
            problem.suggest(suggest::nearest(id, known.iter().map(String::as_str)), |problem| {
                if known.is_empty() {
                    problem.hint(format!("add it to this file, or leave the {what} out"))
                } else {
                    let hint = format!("write {}, or add the {what} to this file", any_of(known));
                    problem.reword(hint, known.iter().cloned())
                }
            })
        }
        Problem::NoReasonToAsk { field } => report("policy::no-reason-to-ask")
            .label("it identifies people")
            .hint(format!("write why under `[plan_field_reasons]`, such as `{field} = \"…\"`, or do not ask for it")),
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
            .label("the first day of the later one")
            .also(at(*first), "the first day of the other")
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
                    "such a value is written `value = {}`, or `not_stated = true` if the source is silent",
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
        Problem::NotALimit { .. } => {
            report("policy::not-a-limit").hint("name a rule whose value is a `cap` or a `period`")
        }
        Problem::MissingRule(rule) => report("policy::missing-rule").hint(format!(
            "the checker and the plan need it: add a `[[rule]]` with `id = \"{}\"`, with \
             `not_stated = true` if the source is silent",
            rule.word()
        )),
        Problem::NoValueToPrint => report("policy::no-value-to-print")
            .hint("give the entry a value, or write the sentence without `{value}`"),
        Problem::Zero => report_as("policy::zero", "a length, time or limit of zero says nothing".to_owned()).hint(
            "write the number that the source gives, or `not_stated = true` in place of `value` if it gives none",
        ),
        Problem::TooLarge { bounds, .. } => report("policy::too-large").hint(format!(
            "write the number that the source gives, {bounds}, or `not_stated = true` in place of `value` if it gives none"
        )),
        Problem::EmptyList(kind) => report("policy::empty-list").hint(format!(
            "list what the source names, such as `value = {}`, or write `not_stated = true` in place of `value` if it names nothing",
            example(*kind)
        )),
        Problem::Repeated { kind, once, .. } => {
            let words: Vec<String> = once.iter().map(|word| format!("\"{word}\"")).collect();
            let once = format!("{{ {} = [{}] }}", kind.word(), words.join(", "));
            report("policy::repeated").mend(format!("write `value = {once}`"), span, once)
        }
        Problem::LateRule { record_begins, .. } => report("policy::gap")
            .label("decisions on the days between would be made without it")
            .mend(format!("write `from = {record_begins}`"), span, record_begins.to_string())
            .hint(format!(
                "if it was otherwise before, keep this entry and add one with the same `id`, `from = {record_begins}` and what held then, or `not_stated = true`"
            )),
        Problem::LateContact { record_begins, .. } => report("policy::gap")
            .label("until then, there is nobody to write to")
            .mend(format!("write `from = {record_begins}`"), span, record_begins.to_string())
            .hint(
                "a contact that is to change later is changed here on that day, and keeps its `from`",
            ),
        Problem::LateReference { begins, .. } => {
            let field = error.place.map_or("", |place| place.field);
            report("policy::gap")
                .label("nothing is in force on the days between")
                .hint(format!("begin this entry with `from = {begins}`, or what it names with an earlier `from`"))
                .hint(format!(
                    "if this entry holds without it until then, leave `{field}` out here and add a version with it and `from = {begins}`"
                ))
        }
        Problem::SentTwice { role } => report("policy::sent-twice")
            .label("listed in `sends_to`")
            .hint(format!("leave `{role}` out of one of the two lists")),
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
            let hint = "write `status = \"replaced\"`, or remove `replaced_by`";
            let status = error.place.map(|place| at(Place { field: "status", ..place }));
            report("policy::replaced-by").mend(hint, status.unwrap_or(span), "\"replaced\"")
        }
        Problem::BadId { id } => match slug(id) {
            id if id.is_empty() => report("policy::bad-id").hint("use lower-case words joined by hyphens"),
            id => report("policy::bad-id")
                .reword(format!("write `{id}`: lower-case words joined by hyphens"), [id.clone()]),
        },
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
