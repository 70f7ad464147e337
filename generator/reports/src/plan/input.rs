//! What a plan is to hold, out of a page that was saved or out of JSON; and what is wrong with it, where it is.

use std::collections::{BTreeMap, BTreeSet};
use std::slice;

use jsonc_parser::ast::{Object, ObjectProp, Value};
use supportt_basics::keyword::Keyword as _;
use supportt_documents::plan_file::{self, Unreadable};
use supportt_forms::document_builder::{self, FieldName, Slip, SlipKind};
use supportt_forms::submission::Submission;
use supportt_rules::answers::UNKNOWN;
use supportt_rules::policy::Paper;

use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::json;
use supportt_source::suggest;
use supportt_source::wording::{all_of, any_of, lower_first};
use supportt_source::{SourceFile, Span};

/// How a saved page begins.
const PAGE: char = '<';

/// The fields of the form that were given.
pub(super) struct Fields {
    /// Their values.
    pub(super) typed: Submission,
    /// Where they are.
    pub(super) places: Places,
    /// The names of those given as `true` or `false`, with where that is.
    pub(super) flags: Vec<(String, Span)>,
    /// The names of those whose values cannot be read, which is reported.
    pub(super) unread: BTreeSet<String>,
}

/// Where the name of a field is, and each of its values with its place.
type Field = (Span, Vec<(String, Span)>);

/// Where fields are in a file.
pub(super) struct Places {
    fields: BTreeMap<String, Field>,
    /// All of them.
    pub(super) whole: Span,
    /// Whether they are those of a page that was saved.
    is_page: bool,
}

impl Places {
    /// Where a field's value is.
    pub(super) fn of(&self, field: &str) -> Option<Span> {
        let (name, values) = self.fields.get(field)?;
        Some(match values.as_slice() {
            [(_, value)] => *value,
            _ => *name,
        })
    }

    fn name(&self, field: &str) -> Option<Span> {
        self.fields.get(field).map(|(name, _)| *name)
    }

    fn value(&self, field: &str, value: &str) -> Option<Span> {
        let (_, values) = self.fields.get(field)?;
        values.iter().find(|(other, _)| other == value).map(|(_, span)| *span)
    }
}

/// Reads what was given; `None` if it cannot be read as fields, which is reported. `region` is one that a plan can be for.
pub(super) fn read(file: &SourceFile, region: &str, diagnostics: &mut Diagnostics) -> Option<Fields> {
    let is_page = file.text().trim_start().starts_with(PAGE);
    let fields = if is_page { page(file) } else { object(file, region, diagnostics) };
    match fields {
        Ok(fields) => Some(fields),
        Err(problem) => {
            diagnostics.push(problem);
            None
        }
    }
}

/// The fields of a page that was saved.
fn page(file: &SourceFile) -> Result<Fields, Diagnostic> {
    let text = file.text();
    let page = text.trim_start();
    let start = text.len() - page.len();
    let first_line = page.lines().next().unwrap_or_default();
    let whole = file.span(start..start + first_line.len());
    let fields = plan_file::read(text.as_bytes()).map_err(|reason| {
        let (message, hint) = match reason {
            Unreadable::TooLarge => {
                ("this page is larger than any plan", "give the page that the site saved")
            }
            Unreadable::Foreign => {
                ("this page was not saved by the site", "give the page that the site saved")
            }
            Unreadable::Damaged => ("this page is cut off or was changed", "give another copy of it"),
            Unreadable::Newer => {
                ("this page was saved by a newer version", "build a newer version of `supportt`")
            }
        };
        Diagnostic::error("plan::unreadable", whole, message).hint(hint)
    })?;
    Ok(Fields {
        typed: fields.into_iter().collect(),
        places: Places { fields: BTreeMap::new(), whole, is_page: true },
        flags: Vec::new(),
        unread: BTreeSet::new(),
    })
}

/// The fields of a JSON object.
fn object(file: &SourceFile, region: &str, diagnostics: &mut Diagnostics) -> Result<Fields, Diagnostic> {
    let example = format!(
        "write a plan like `{{\"region\": \"{region}\", \"stage\": \"away\"}}`, or give the page that the site saved"
    );
    let refuse = |code, span, message: &str| Diagnostic::error(code, span, message).hint(&example);
    let tree = json::read(file, "plan::not-json").map_err(|problem| problem.hint(&example))?;
    let tree = tree.ok_or_else(|| refuse("plan::none", file.whole(), "there is no plan here"))?;
    let Value::Object(Object { properties, .. }) = &tree else {
        let problem = refuse("plan::shape", json::span(file, &tree), "a plan is written between braces");
        return Err(problem.label(format!("this is {}", json::kind(&tree))));
    };
    let mut fields: BTreeMap<String, Field> = BTreeMap::new();
    let (mut flags, mut unread) = (Vec::new(), BTreeSet::new());
    for ObjectProp { range: _, name, value } in properties {
        let (field, at) = (name.as_str(), json::span(file, name));
        if let Some((first, _)) = fields.get(field) {
            let problem = Diagnostic::error("plan::repeated", at, format!("`{field}` is there twice"));
            diagnostics.push(problem.also(*first, "the first").hint("keep one of the two"));
            continue;
        }
        let elements = if let Value::Array(list) = value { &list.elements } else { slice::from_ref(value) };
        let given = elements.iter().filter(|value| matches!(value, Value::BooleanLit(_)));
        flags.extend(given.map(|value| (field.to_owned(), json::span(file, value))));
        let values = values(file, field, value).unwrap_or_else(|problems| {
            diagnostics.extend(problems);
            unread.insert(field.to_owned());
            Vec::new()
        });
        fields.insert(field.to_owned(), (at, values));
    }
    let is_there = |name: FieldName| fields.contains_key(name.word());
    let dates = [FieldName::LeaveStart, FieldName::ReturnDate];
    let open = dates.into_iter().filter(|name| !is_there(*name));
    // The form has the visitor say that a date is not known; in JSON to leave it out says the same.
    let is_plan = fields
        .get(document_builder::PAPER)
        .is_none_or(|(_, values)| values.iter().any(|(value, _)| value == Paper::ReturnPlan.word()));
    let open: Vec<(String, String)> =
        open.filter(|_| is_plan).map(|name| (name.word().to_owned(), UNKNOWN.to_owned())).collect();
    let given = fields
        .iter()
        .flat_map(|(field, (_, values))| values.iter().map(|(value, _)| (field.clone(), value.clone())));
    let typed = given.chain(open).collect();
    let places = Places { fields, whole: json::span(file, &tree), is_page: false };
    Ok(Fields { typed, places, flags, unread })
}

/// The values of a field, with their places. `null`, an empty text and an empty list are as good as no field, `true` and
/// `false` as good as `"yes"` and `"no"`.
fn values(file: &SourceFile, field: &str, value: &Value<'_>) -> Result<Vec<(String, Span)>, Vec<Diagnostic>> {
    let one = |value: &Value<'_>| {
        let at = json::span(file, value);
        match value {
            Value::StringLit(text) if text.value.trim().is_empty() => Ok(None),
            Value::StringLit(text) => Ok(Some((text.value.trim().to_owned(), at))),
            Value::BooleanLit(flag) => Ok(Some((if flag.value { "yes" } else { "no" }.to_owned(), at))),
            Value::NumberLit(number) => Ok(Some((number.value.to_owned(), at))),
            Value::NullKeyword(_) => Ok(None),
            other => Err(wrong_kind(json::kind(other), field, at)),
        }
    };
    let Value::Array(list) = value else {
        return one(value).map(|value| value.into_iter().collect()).map_err(|problem| vec![problem]);
    };
    let (mut values, mut problems) = (Vec::new(), Vec::new());
    for element in &list.elements {
        match one(element) {
            Ok(value) => values.extend(value),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() { Ok(values) } else { Err(problems) }
}

fn wrong_kind(kind: &str, field: &str, at: Span) -> Diagnostic {
    Diagnostic::error("plan::kind", at, format!("{kind} does not answer `{field}`"))
        .hint("write a text between quotation marks, or a list of such")
}

/// The problem with `true` or `false` in a field for a text.
pub(super) fn flag_for_text(field: &str, at: Span) -> Diagnostic {
    wrong_kind("`true` or `false`", field, at)
}

/// What the form has to say against an answer, where that is.
pub(super) fn diagnostic(slip: Slip, file: &SourceFile, Fields { typed, places, .. }: &Fields) -> Diagnostic {
    let Slip { field, value, kind } = slip;
    // A page that was saved may hold what is not asked any more.
    let is_outdated = matches!(
        kind,
        SlipKind::NotAsked { .. } | SlipKind::NotOffered(_) | SlipKind::NotOpen(_) | SlipKind::Over
    );
    if places.is_page && is_outdated {
        let lost = value.map_or_else(|| all_of(typed.all(&field)), |value| format!("`{value}`"));
        let message =
            format!("{lost} in `{field}` is not asked for in this plan any more, so it is left out");
        return Diagnostic::warning("plan::left-out", places.whole, message)
            .hint("open the page in the site's builder to see what it holds");
    }
    let at = value.as_deref().and_then(|value| places.value(&field, value));
    let at = at.or_else(|| places.of(&field)).unwrap_or(places.whole);
    let name = places.name(&field).unwrap_or(at);
    let written = value.as_deref().unwrap_or_default();
    let refuse = |message: String| Diagnostic::error("plan::not-an-answer", at, message);
    let no_answer = || refuse(format!("`{written}` does not answer `{field}`"));
    match kind {
        SlipKind::Missing(offered) => {
            let problem =
                Diagnostic::error("plan::missing", places.whole, format!("`{field}` is not answered"));
            let first = offered.first().map_or("", String::as_str);
            problem.hint(format!("add `\"{field}\": \"{first}\"`; it can be {}", any_of(&offered)))
        }
        SlipKind::NotAsked { open, is_known, after, reason } => {
            let near = suggest::nearest(&field, open.iter().map(String::as_str)).filter(|_| !is_known);
            let problem =
                Diagnostic::error("plan::not-asked", name, format!("this plan has no field `{field}`"));
            problem.suggest(near, |problem| {
                problem.hint(match (after.as_slice(), reason) {
                    ([], Some(reason)) => format!("take it out: {}", lower_first(&reason)),
                    ([], None) => format!("take it out; what can be added is {}", any_of(&open)),
                    (after @ [(name, _), ..], _) => {
                        let values: Vec<String> = after.iter().map(|(_, value)| value.clone()).collect();
                        format!("take it out, or add {} to `{name}`", any_of(&values))
                    }
                })
            })
        }
        SlipKind::NotOpen(reason) => {
            let message = format!("`{written}` cannot be chosen at this stage, or with these dates");
            let reason = reason.map_or_else(String::new, |reason| format!(": {}", lower_first(&reason)));
            refuse(message).hint(format!("take it out{reason}"))
        }
        SlipKind::Over => refuse(format!("the course `{written}` is over")).hint("take it out"),
        SlipKind::NotAnId => {
            no_answer().hint("write eight characters from `0` to `9` and `a` to `f`, or take the field out")
        }
        SlipKind::NotOffered(offered) if offered.is_empty() => {
            no_answer().hint("take it out: there is nothing to choose from")
        }
        SlipKind::NotOffered(offered) => {
            json::suggest(no_answer(), written, offered.iter().map(String::as_str))
        }
        SlipKind::NotADay => {
            no_answer().hint(format!("write a day that exists, such as \"2026-11-22\", or \"{UNKNOWN}\""))
        }
        SlipKind::NotAYear(first, last) => {
            no_answer().hint(format!("write a day from {first}-01-01 to {last}-12-31, or \"{UNKNOWN}\""))
        }
        SlipKind::NotANumber(1) => no_answer().write("1"),
        SlipKind::NotANumber(most) => no_answer().hint(format!("write a whole number from 1 to {most}")),
        SlipKind::TooLong(limit) => {
            let message = format!("`{field}` has more than {limit} characters");
            refuse(message).hint(format!("shorten it to {limit} characters"))
        }
        SlipKind::Several => {
            refuse(format!("`{field}` takes one answer")).hint("keep one of the answers in the list")
        }
        SlipKind::Against { text, remedy } => {
            let message = format!("`{}` goes against a rule or another answer", shown(file, at));
            let problem = Diagnostic::error("plan::against", at, message);
            match remedy {
                Some(remedy) => problem.one_of([remedy]).hint(lower_first(&text)),
                None => problem.hint(lower_first(&text)),
            }
        }
    }
}

/// What is written at a place, without the quotation marks of JSON.
fn shown(file: &SourceFile, at: Span) -> &str {
    file.text_at(at).trim_matches('"')
}
