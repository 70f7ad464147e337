//! Policy values that stand in sentences: the value in force on a day, or why there is none.
//!
//! Never the nearest value: one that is not in force yet is not printed.

use supportt_basics::date::{self, Date};
use supportt_rules::policy::{Entry, Policy, Region, RegionDocument};

use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::suggest;
use supportt_source::wording::any_of;
use supportt_source::{SourceFile, Span, Spanned};

/// Why a value cannot be printed, and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unprintable {
    message: String,
    hint: String,
    /// The name that was most likely meant, with its region where that was at fault.
    meant: Option<String>,
}

impl Unprintable {
    fn new(message: String, hint: impl Into<String>) -> Self {
        Self { message, hint: hint.into(), meant: None }
    }

    fn meaning(message: String, name: String) -> Self {
        Self { message, hint: format!("did you mean `{name}`?"), meant: Some(name) }
    }

    /// The problem at a place. `written` is what would stand there for another name.
    pub fn at(self, code: &'static str, span: Span, written: impl Fn(&str) -> String) -> Diagnostic {
        let problem = Diagnostic::error(code, span, self.message);
        match self.meant {
            Some(name) => problem.reword(self.hint, [written(&name)]),
            None => problem.hint(self.hint),
        }
    }
}

/// The region called `name`, for the value `id`.
///
/// # Errors
/// When there is none.
pub fn region<'p>(policy: &'p Policy, name: &str, id: &str) -> Result<&'p Region, Unprintable> {
    let names = || policy.regions().iter().map(|region| region.id().as_str());
    policy.region(&name.into()).ok_or_else(|| {
        let message = format!("there is no region `{name}`");
        match suggest::nearest(name, names()) {
            Some(near) => Unprintable::meaning(message, format!("{near}/{id}")),
            None => Unprintable::new(message, format!("the regions are {}", any_of(names()))),
        }
    })
}

/// The value of a region's rule, or the limit of its entitlement, in words.
///
/// # Errors
/// When the region has no such entry, the entry no value, or the value is not in force on `today`.
pub fn value(region: &Region, id: &str, policy: &Policy, today: Date) -> Result<String, Unprintable> {
    let in_force = region.on(today);
    let name = region.name();
    if let Some(value) = in_force.printed_value(id, policy.vocabulary()) {
        // A value that is gone on a later day would stop the site's build on that day.
        return match later_days(region, id, today)
            .find(|day| region.on(*day).printed_value(id, policy.vocabulary()).is_none())
        {
            None => Ok(value),
            Some(day) => Err(Unprintable::new(
                format!("`{id}` of {name} has no value from {} on", date::long(day)),
                "write what the source says in words, or link to the rules",
            )),
        };
    }
    if in_force.rule(id).is_some() || in_force.entitlement(id).is_some() {
        return Err(Unprintable::new(
            format!("`{id}` of {name} has no value that could be printed"),
            "write what the source says in words, or link to the rules",
        ));
    }
    let first_days = first_days(region);
    if let Some(first) = first_days.iter().filter(|(other, _)| other == id).map(|(_, from)| from).min() {
        return Err(Unprintable::new(
            format!("`{id}` of {name} is not in force yet: it begins on {}", date::long(*first)),
            "leave it out of the sentence until that day",
        ));
    }
    let file = format!("content/{}/region.toml", region.id());
    let message = format!("{name} has no rule or entitlement `{id}`");
    Err(match suggest::nearest(id, first_days.iter().map(|(other, _)| other.as_str())) {
        Some(near) => Unprintable::meaning(message, near.to_owned()),
        None => Unprintable::new(message, format!("they are listed in `{file}`")),
    })
}

/// The ids of a region's rules and entitlements, each with the first day of each of its versions. The region answers by
/// day, so entries that lie ahead are looked up in the document it was made of.
fn first_days(region: &Region) -> Vec<(String, Date)> {
    fn days<T>(entries: &[Entry<T>]) -> impl Iterator<Item = (String, Date)> {
        entries.iter().map(|entry| (entry.id.to_string(), entry.from))
    }
    let document = RegionDocument::from(region.clone());
    days(&document.rules).chain(days(&document.entitlements)).collect()
}

/// The days after `today` on which another version of an entry begins.
fn later_days(region: &Region, id: &str, today: Date) -> impl Iterator<Item = Date> {
    let of_rule = region.rules().flatten().filter(|rule| rule.id.as_str() == id).map(|rule| rule.from);
    let mut days: Vec<Date> = of_rule.collect();
    if days.is_empty() {
        // Only of rules is every version at hand.
        days.extend(first_days(region).into_iter().filter(|(other, _)| other == id).map(|(_, from)| from));
    }
    days.into_iter().filter(move |from| *from > today)
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
    match file.text_at(says).find(&written) {
        Some(at) => {
            let start = says.range().start + at;
            file.span(start..start + written.len())
        }
        None => says,
    }
}
