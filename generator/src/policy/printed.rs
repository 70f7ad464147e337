//! Policy values that stand in sentences: the value in force on a day, or why there is none.
//!
//! Never the nearest value: one that is not in force yet is not printed.

use supportt_rules::date::{self, Date};
use supportt_rules::policy::{Entry, Policy, Region, RegionDocument};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{SourceFile, Span, Spanned};
use crate::suggest;
use crate::wording::any_of;

/// Why a value cannot be printed, and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unprintable {
    message: String,
    hint: String,
}

impl Unprintable {
    fn new(message: String, hint: impl Into<String>) -> Self {
        Self { message, hint: hint.into() }
    }

    /// The problem at a place.
    pub fn at(self, code: &'static str, span: Span) -> Diagnostic {
        Diagnostic::error(code, span, self.message).hint(self.hint)
    }
}

/// The region called `name`, for the value `id`.
///
/// # Errors
/// When there is none.
pub fn region<'p>(policy: &'p Policy, name: &str, id: &str) -> Result<&'p Region, Unprintable> {
    let names = || policy.regions().iter().map(|region| region.id().as_str());
    policy.region(&name.into()).ok_or_else(|| {
        Unprintable::new(
            format!("there is no region `{name}`"),
            match suggest::nearest(name, names()) {
                Some(near) => format!("did you mean `{near}/{id}`?"),
                None => format!("the regions are {}", any_of(names())),
            },
        )
    })
}

/// The value of a region's rule, or the limit of its entitlement, in words.
///
/// # Errors
/// When the region has no such entry, the entry no value, or the value is not in force on `today`.
pub fn value(region: &Region, id: &str, policy: &Policy, today: Date) -> Result<String, Unprintable> {
    let in_force = region.on(today);
    if let Some(value) = in_force.printed_value(id, policy.vocabulary()) {
        return Ok(value);
    }
    let name = region.name();
    if in_force.rule(id).is_some() || in_force.entitlement(id).is_some() {
        return Err(Unprintable::new(
            format!("`{id}` of {name} has no value that could be printed"),
            "write what the source says in words, or link to the rules",
        ));
    }
    // The region answers by day, so entries that lie ahead are looked up in the document it was made of.
    let document = RegionDocument::from(region.clone());
    let first_days: Vec<(&str, Date)> =
        first_days(&document.rules).chain(first_days(&document.entitlements)).collect();
    if let Some(first) = first_days.iter().filter(|(other, _)| *other == id).map(|(_, from)| from).min() {
        return Err(Unprintable::new(
            format!("`{id}` of {name} is not in force yet: it begins on {}", date::long(*first)),
            "leave it out of the sentence until that day",
        ));
    }
    let file = format!("content/{}/region.toml", region.id());
    Err(Unprintable::new(
        format!("{name} has no rule or entitlement `{id}`"),
        match suggest::nearest(id, first_days.iter().map(|(other, _)| *other)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("they are listed in `{file}`"),
        },
    ))
}

fn first_days<T>(entries: &[Entry<T>]) -> impl Iterator<Item = (&str, Date)> {
    entries.iter().map(|entry| (entry.id.as_str(), entry.from))
}

/// A sentence in which names between braces, such as `{minimum-absence}`, stand for values.
///
/// `lookup` finds the value for a name, which stands at a place. Nothing if any name has none, which is reported.
pub fn sentence(
    file: &SourceFile,
    says: &Spanned<String>,
    code: &'static str,
    lookup: impl Fn(&str, Span) -> Result<String, Diagnostic>,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    let mut filled = String::new();
    let mut whole = true;
    let mut rest = says.value.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, after)) = after.split_once('}') else {
            diagnostics.push(
                Diagnostic::error(code, says.span, "a brace in this sentence is not closed")
                    .hint("print a value from the policy like `{minimum-absence}`"),
            );
            return None;
        };
        match lookup(name, place_of(file, name, says.span)) {
            Ok(value) => filled.push_str(&value),
            Err(problem) => {
                diagnostics.push(problem);
                whole = false;
            }
        }
        rest = after;
    }
    filled.push_str(rest);
    whole.then_some(filled)
}

/// Where a name between braces stands in the file.
fn place_of(file: &SourceFile, name: &str, says: Span) -> Span {
    let written = format!("{{{name}}}");
    match file.text()[says.range()].find(&written) {
        Some(at) => {
            let start = says.range().start + at;
            file.span(start..start + written.len())
        }
        None => says,
    }
}
