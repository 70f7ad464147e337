//! What the entries of a region's file say: what stands between their braces, and the numbers they type.

use supportt_rules::policy::{RegionDocument, Table};

use super::decode::Places;
use super::printed;
use super::typed::{Stated, Writing};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::markdown::passages::Passage;
use crate::source::SourceFile;

/// Reports what a sentence cannot print, and numbers that it types.
pub(super) fn check(
    document: &RegionDocument,
    places: &Places,
    file: &SourceFile,
    diagnostics: &mut Diagnostics,
) {
    let by_region = Stated::by_document(document);
    for (table, index, record) in places.records() {
        let Some(says) = record.text("says") else { continue };
        let lookup = |name: &str, span| match name {
            "value" => Ok(String::new()),
            _ => Err(Diagnostic::error("record::value", span, format!("`{name}` stands for nothing here"))
                .reword(
                    "write `{value}`: an entry of the policy prints its own value, and no other",
                    ["{value}".to_owned()],
                )),
        };
        printed::sentence(file, &says, "record::value", lookup, diagnostics);
        let own;
        let stated = match table {
            Table::Rule => {
                own = Stated::by_rule(&document.rules[index]);
                &own
            }
            Table::Entitlement => {
                own = Stated::by_entitlement(&document.entitlements[index], document);
                &own
            }
            // These tell of numbers that hold no longer, or not everywhere.
            Table::Conflict | Table::Notice => continue,
            _ => &by_region,
        };
        stated.check_passage(&Passage::of_field(file, says.span), Writing::Entry, diagnostics);
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::fixture::check_short;

    #[test]
    fn sentences_of_the_policy_are_checked() {
        let north = include_str!("../../tests/site/content/north/region.toml");
        let north = north
            .replace("The northern region.", "The programme of the North, for absences of 4 months or more.")
            .replacen("The page says {value}.", "The page says {valu}.", 1)
            .replacen("The page says {value}.", "The page says {{ value }}. TODO: ask.", 1)
            .replacen(
                "The page says {value}.",
                "The programme asks for six weeks before your return, not {value}.",
                1,
            )
            .replacen("The page is silent on this.", "It says nothing of absences of 6 months or more.", 1)
            .replace(
                "Talk to your supervisor before you return.",
                "Talk 8 weeks before you return. The next course is on 3 May 2024.",
            );
        check_short(
            &format!("//- content/north/region.toml\n{north}"),
            expect![[r#"
                content/north/region.toml:3:56: error: the policy states no such length of absence: it states 3 months or more (`minimum-absence`) (hint: leave the number out; if the source has changed, change `region.toml`) (hint: if the number is not about this programme, say in the sentence whose it is)
                content/north/region.toml:31:23: error: `valu` stands for nothing here (hint: write `{value}`: an entry of the policy prints its own value, and no other)
                content/north/region.toml:41:23: error: `{ value ` stands for nothing here (hint: write `{value}`: an entry of the policy prints its own value, and no other)
                content/north/region.toml:41:36: error: this is a note to those who write the page (hint: do what it says, and take it out)
                content/north/region.toml:121:32: error: the policy states no such time before return: it states 8 weeks (`return-talk`) (hint: print the entry's own with `{value}`; if the source has changed, change `region.toml`) (hint: if the number is not about this programme, say in the sentence whose it is)
                content/north/region.toml:134:14: warning: this number is typed, so it cannot follow the policy (hint: in the sentence of `return-talk`, print it with `{value}`; elsewhere, leave the number out)
                content/north/region.toml:134:63: warning: “3 May 2024” has passed: today is 1 March 2026 (hint: say what holds now; a course or event belongs in a record of its own, which moves to the past ones by itself)
            "#]],
        );
    }
}
