//! Limits that a region's file writes twice, so that one can change and the other stay.

use std::collections::BTreeSet;

use supportt_basics::ids::EntryId;
use supportt_basics::keyword::Keyword;
use supportt_rules::policy::{Entry, RegionDocument, Rule, RuleId, Table};
use supportt_rules::value::{Anchor, Kind, Unit, Value};

use super::decode::Places;
use supportt_source::diagnostic::{Diagnostic, Diagnostics};

/// Reports rules that state what another one states as well, and that nothing goes by.
pub(super) fn check(document: &RegionDocument, places: &Places, diagnostics: &mut Diagnostics) {
    let used = used(document);
    let goes_by_it =
        |rule: &Entry<Rule>| used.contains(&rule.id) || RuleId::from_word(rule.id.as_str()).is_some();
    for (index, rule) in document.rules.iter().enumerate().filter(|(_, rule)| !goes_by_it(rule)) {
        let Some(counted) = rule.value().and_then(counted) else { continue };
        let is_twin = |other: &Entry<Rule>| {
            other.id != rule.id && other.value().and_then(self::counted) == Some(counted)
        };
        let Some(twin) = document.rules.iter().position(is_twin) else { continue };
        let at = |index| places.of(Table::Rule, index, "value");
        let message = format!(
            "`{}` and `{}` state the same kind of limit, and nothing goes by this one",
            rule.id, document.rules[twin].id
        );
        diagnostics.push(
            Diagnostic::error("policy::twin", at(index), message)
                .also(at(twin), "the other one")
                .hint("name it in the `limit` or `timing` of what it is about; if it is about the same as the other, remove it")
                .hint("if the source says both of the same thing, add a `[[conflict]]` between the two"),
        );
    }
}

/// The rules that an entry goes by, or that a contradiction is about.
fn used(document: &RegionDocument) -> BTreeSet<&EntryId> {
    let steps = document.steps.iter().filter_map(|step| step.body.timing.as_ref());
    let limits = document.entitlements.iter().filter_map(|entry| entry.body.limit.as_ref());
    let conflicts = document.conflicts.iter().flat_map(|conflict| &conflict.body.between);
    steps.chain(limits).chain(conflicts).collect()
}

/// What a value limits, where it is a number of something: its kind, and what it counts or counts from. An absence can
/// have to be so long for what no entry here is about.
fn counted(value: &Value) -> Option<(Kind, Option<Anchor>, Option<Unit>)> {
    let kind = value.kind();
    match value {
        Value::LeadTime(lead) => lead.weeks.map(|_| (kind, Some(lead.before), None)),
        Value::Period(period) => Some((kind, Some(period.after), None)),
        Value::Cap(cap) => Some((kind, None, Some(cap.of))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use supportt_fixture::check_short;

    fn rule(id: &str, months: u32) -> String {
        format!(
            "\n[[rule]]\nid = \"{id}\"\nname = \"{id}\"\nvalue = {{ period = {{ months = {months}, after = \"return\" }} }}\nsays = \"It lasts {{value}}.\"\nfrom = 2025-01-01\nsource = \"page\"\nreference = \"N:9\"\nchecked_on = 2026-01-01\n"
        )
    }

    #[test]
    fn one_limit_is_stated_once() {
        let north = supportt_fixture::NORTH;
        let mentoring = "\n[[entitlement]]\nid = \"mentoring\"\nname = \"A mentor\"\nlimit = \"length\"\nwhen = \"after-return\"\nsays = \"For {value}.\"\nfrom = 2025-01-01\nsource = \"page\"\nreference = \"N:9\"\nchecked_on = 2026-01-01\n";
        let file = |rest: &[String]| {
            format!("//- content/north/region.toml\n{north}{}{mentoring}{}", rule("length", 6), rest.concat())
        };
        check_short(
            &file(&[rule("other", 9)]),
            expect![[r#"
            content/north/region.toml:164:9: error: `other` and `length` state the same kind of limit, and nothing goes by this one (hint: name it in the `limit` or `timing` of what it is about; if it is about the same as the other, remove it) (hint: if the source says both of the same thing, add a `[[conflict]]` between the two)
        "#]],
        );
        // Another thing that lasts, and a source that says both.
        let funding = mentoring.replace("mentoring", "funding").replace("\"length\"", "\"other\"");
        check_short(&file(&[rule("other", 9), funding]), expect![[""]]);
        let conflict = "\n[[conflict]]\nid = \"both\"\nname = \"Both\"\nbetween = [\"length\", \"other\"]\nsays = \"Two passages.\"\nfrom = 2025-01-01\nsource = \"page\"\nreference = \"N:9\"\nchecked_on = 2026-01-01\n";
        check_short(&file(&[rule("other", 9), conflict.to_owned()]), expect![[""]]);
    }
}
