//! What the entries of a region's file say: what stands between their braces, and the numbers they type.

use supportt_rules::policy::{RegionDocument, Table};

use super::decode::Places;
use super::literal_numbers::{self, Stated, Writing};
use super::printed;
use supportt_markdown::passages::Passage;
use supportt_source::SourceFile;
use supportt_source::diagnostic::{Diagnostic, Diagnostics};

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
        let passage = Passage::of_field(file, says.span);
        match table {
            Table::Rule | Table::Step | Table::Entitlement => {
                let name = record.text("name").map(|name| Passage::of_field(file, name.span));
                let hint = way_to_print(document, table, index);
                let texts = name.iter().map(|name| (name, IN_NAME)).chain([(&passage, hint)]);
                texts.for_each(|(text, hint)| diagnostics.extend(literal_numbers::check_entry(text, hint)));
            }
            // These tell of numbers that hold no longer, or not everywhere.
            Table::Conflict | Table::Notice => {}
            _ => by_region.check_passage(&passage, Writing::Entry, diagnostics),
        }
    }
}

/// What to do with a number in the name of an entry.
const IN_NAME: &str = "leave the number out: a name prints no value";

/// How an entry that states policy comes to print a number.
fn way_to_print(document: &RegionDocument, table: Table, index: usize) -> &'static str {
    const OWN: &str = "print the entry's own with `{value}`, and leave every other number out";
    match table {
        Table::Rule if document.rules[index].value().is_some() => OWN,
        Table::Rule => {
            "write the number as the `value` of a rule, which prints it with `{value}`, or leave it out"
        }
        Table::Entitlement if document.entitlements[index].body.limit.is_some() => OWN,
        Table::Entitlement => {
            "write the number as the `value` of a rule, name that in `limit`, and print it with `{value}`"
        }
        _ => "leave the number out: people see the value of the rule that `timing`, `needs` or `limit` names",
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use supportt_fixture::check_short;

    #[test]
    fn sentences_of_the_policy_are_checked() {
        let north = supportt_fixture::NORTH;
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
                content/north/region.toml:3:56: advice: the policy states no such length of absence: it states 3 months or more (`minimum-absence`) (hint: leave the number out; if the source has changed, change `region.toml`) (hint: if the number is not about this programme, say in the sentence whose it is)
                content/north/region.toml:31:23: error: `valu` stands for nothing here (hint: write `{value}`: an entry of the policy prints its own value, and no other)
                content/north/region.toml:41:23: error: `{ value ` stands for nothing here (hint: write `{value}`: an entry of the policy prints its own value, and no other)
                content/north/region.toml:41:36: advice: this is a note to those who write the page (hint: do what it says, and take it out)
                content/north/region.toml:51:40: error: this number is typed, so it cannot follow the policy (hint: write the number as the `value` of a rule, which prints it with `{value}`, or leave it out)
                content/north/region.toml:121:32: error: this number is typed, so it cannot follow the policy (hint: print the entry's own with `{value}`, and leave every other number out)
                content/north/region.toml:134:14: error: this number is typed, so it cannot follow the policy (hint: leave the number out: people see the value of the rule that `timing`, `needs` or `limit` names)
                content/north/region.toml:134:63: advice: “3 May 2024” has passed: today is 1 March 2026 (hint: say what holds now; a course or event belongs in a record of its own, which moves to the past ones by itself)
            "#]],
        );
    }
}
