//! References that point into another document than the one an entry cites.

use std::collections::BTreeMap;

use supportt_rules::policy::Table;

use super::decode::Places;
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::{Span, Spanned};

/// Reports a reference with a prefix, such as `WX:`, that is not the one most references into its source have.
pub(super) fn check(places: &Places, diagnostics: &mut Diagnostics) {
    let mut of_source: BTreeMap<String, Vec<(String, Span)>> = BTreeMap::new();
    for (table, _, record) in places.records() {
        let cited = record.text("source").zip(record.text("reference"));
        let Some((source, reference)) = cited.filter(|_| table != Table::Source) else { continue };
        of_source.entry(source.value).or_default().extend(prefixes(&reference));
    }
    for (source, used) in of_source {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for (prefix, _) in &used {
            *counts.entry(prefix).or_default() += 1;
        }
        let Some((usual, count)) = counts.iter().max_by_key(|(_, count)| **count) else { continue };
        // Where another prefix is as common, nobody knows which one is right.
        let strays =
            used.iter().filter(|(prefix, _)| prefix != usual && counts[prefix.as_str()] * 4 <= *count);
        diagnostics.extend(strays.map(|(prefix, span)| {
            let message = format!(
                "`{prefix}:` does not point into `{source}`, to which references are written `{usual}:`"
            );
            Diagnostic::advice("policy::reference", *span, message).hint(
                "name the place in the document that the entry cites, or cite the other document in `source`",
            )
        }));
    }
}

/// The prefixes of a reference such as `WX:24, WX:28`, each with the place of the reference.
fn prefixes(reference: &Spanned<String>) -> impl Iterator<Item = (String, Span)> {
    let span = reference.span;
    let parts = reference.value.split(',').filter_map(|part| part.trim().split_once(':'));
    let is_prefix =
        |prefix: &&str| !prefix.is_empty() && prefix.bytes().all(|byte| byte.is_ascii_uppercase());
    parts.map(|(prefix, _)| prefix).filter(is_prefix).map(move |prefix| (prefix.to_owned(), span))
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use supportt_fixture::check_short;

    #[test]
    fn references_point_into_the_source_that_is_cited() {
        let north = supportt_fixture::NORTH;
        let north = north.replacen("reference = \"N:11\"", "reference = \"N:11, WM:43\"", 1);
        check_short(
            &format!("//- content/north/region.toml\n{north}"),
            expect![[r#"
                content/north/region.toml:124:13: advice: `WM:` does not point into `page`, to which references are written `N:` (hint: name the place in the document that the entry cites, or cite the other document in `source`)
            "#]],
        );
    }
}
