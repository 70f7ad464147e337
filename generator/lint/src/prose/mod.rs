//! What texts say by mistake.
//!
//! Each module looks for one kind of slip in the passages of a text. Phrases are looked for broadly, but only where
//! what is around them shows that something is missing: a warning that is wrong teaches editors to pass over all.

mod days;
mod limits;
mod links;
mod notes;
mod page;
mod pictures;
mod repeated;
mod rules;
mod sections;
mod sentences;
mod signs;
mod teams;

pub use days::past_year;
pub use links::empty_words;
pub use page::{OtherTeam, Page};

use supportt_basics::date::Date;

use supportt_markdown::passages::{Part, Passage, passages};
use supportt_source::Slice;
use supportt_source::diagnostic::Diagnostics;

/// Reports what can be told from a page's text alone.
pub fn check(parts: &[Part], page: Page<'_>, diagnostics: &mut Diagnostics) {
    check_words(parts, page, diagnostics);
    links::check(parts, diagnostics);
    rules::check(parts, diagnostics);
    notes::check(parts, diagnostics);
    pictures::check(parts, diagnostics);
    sections::check(parts, diagnostics);
    teams::check(parts, page.other_teams, diagnostics);
    for passage in passages(parts) {
        let Some(terms) = page.terms else { continue };
        for (found, term) in terms.found_in(page.path, &passage.text) {
            diagnostics.push(term.report(passage.text.slice(found.clone()), passage.place(found)));
        }
        for link in passage.links.iter().filter(|link| !link.is_address) {
            let found = terms.found_in_address(page.path, &link.target);
            diagnostics.extend(found.map(|(found, term)| term.report(link.target.slice(found), link.span)));
        }
    }
}

/// Reports what can be told from the text of a field alone.
pub fn check_field(passage: Passage, today: Date, diagnostics: &mut Diagnostics) {
    let page = Page { terms: None, path: "", is_dated: true, today, sessions: &[], other_teams: &[] };
    signs::check_field(&passage, diagnostics);
    let parts = [Part::Passage(passage)];
    rules::check_field(&parts, diagnostics);
    check_words(&parts, page, diagnostics);
}

/// Reports what can be told from the words alone, wherever they stand.
fn check_words(parts: &[Part], page: Page<'_>, diagnostics: &mut Diagnostics) {
    limits::check(parts, diagnostics);
    signs::check(parts, diagnostics);
    repeated::check(parts, diagnostics);
    days::check(parts, page, diagnostics);
    sentences::check(parts, page.is_dated, diagnostics);
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use supportt_fixture::{check_short, page};

    #[test]
    fn names_are_spelt_as_the_site_spells_them() {
        let terms = "//- content/terms.toml\n[[term]]\nwrite = \"SuppoRTT\"\nnot = [\"SupportRTT\", \"supportt\"]\nwhy = \"the programme's own spelling\"\n\n[[term]]\nwrite = \"SuppoRTT\"\nnot = [\"Supporrt\"]\nwhy = \"twice\"\n\n[[term]]\nwrite = \"a newer address\"\nnot = [\"old.example.org\"]\nwhy = \"it is going\"\n";
        check_short(
            &[
                terms,
                &page(
                    "a.md",
                    "SupportRTT and supp**ortt**, not supportted, Supportt or `SupportRTT`. [Mail](mailto:SupportRTT@old.example.org) or <SupportRTT@old.example.org>.\n",
                ),
            ]
            .concat(),
            expect![[r#"
                content/a.md:7:1: warning: this site writes “SuppoRTT”, not “SupportRTT”: the programme's own spelling (hint: write `SuppoRTT`, or put what somebody else writes between backticks)
                content/a.md:7:16: warning: this site writes “SuppoRTT”, not “supportt”: the programme's own spelling (hint: spell it `SuppoRTT`)
                content/a.md:7:72: warning: this site writes “a newer address”, not “old.example.org”: it is going (hint: find out which address is used now, and write it with its source)
                content/a.md:7:129: warning: this site writes “a newer address”, not “old.example.org”: it is going (hint: find out which address is used now, and write it with its source)
            "#]],
        );
    }
}
