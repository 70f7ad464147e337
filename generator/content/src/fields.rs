//! Texts in the fields of pages and of other files, held against the same standards as the text of pages.

use supportt_basics::date::Date;

use crate::policy;
use crate::policy::literal_numbers::{Numbers, Writing};
use crate::registers;
use crate::words;
use supportt_lint::prose::{self, OtherTeam};
use supportt_lint::terms::{self, Terms};
use supportt_markdown::link_targets::{CONTENT, SETTINGS, in_content};
use supportt_markdown::passages::Passage;
use supportt_markdown::reserved_ids::ReservedIds;
use supportt_schema::record;
use supportt_schema::toml_syntax::{self, FieldText};
use supportt_source::bug;
use supportt_source::characters;
use supportt_source::diagnostic::Diagnostics;
use supportt_source::page_path::ending;
use supportt_source::{Slice, SourceFile, Sources};

/// What every text is held against.
#[derive(Clone, Copy, Debug)]
pub struct Standards<'a> {
    /// How the site spells names.
    pub terms: &'a Terms,
    /// The numbers that the policy states, when it could be read.
    pub numbers: Option<&'a Numbers>,
    /// The ids that no heading can have.
    pub reserved_ids: &'a ReservedIds,
    /// The teams of the regions.
    pub teams: &'a [OtherTeam<'a>],
    /// The day.
    pub today: Date,
}

/// Fields with words for readers.
const FOR_READERS: [&str; 17] = [
    "title",
    "description",
    "owner",
    "name",
    "summary",
    "says",
    "about",
    "role",
    "trust",
    "place",
    "cost",
    "contact",
    "for",
    "amount",
    "size",
    "dating",
    "until_note",
];

/// Files whose fields are no texts of the site: spellings to be found, and the site's own address.
const PASSED_OVER: [&str; 2] = [terms::PATH, SETTINGS];

/// Checks the fields of every file of the content that is no page. Those of pages are checked where pages are read.
pub fn check_files(sources: &Sources, standards: Standards<'_>, diagnostics: &mut Diagnostics) {
    let is_read = |file: &&SourceFile| ending(file.path()) == "toml";
    for file in sources.below(CONTENT).iter().filter(is_read) {
        bug::at(file.path(), || check_file(file, standards, diagnostics));
    }
}

fn check_file(file: &SourceFile, standards: Standards<'_>, diagnostics: &mut Diagnostics) {
    let texts = toml_syntax::texts(file, 0..file.text().len());
    check_characters(file, &texts, diagnostics);
    if PASSED_OVER.contains(&file.path()) {
        return;
    }
    check_spellings(file, &texts, standards, diagnostics);
    // The words of the forms have checks of their own.
    let name = name_of(file);
    if registers::FILES.contains(&name) || name == policy::FILE_NAME {
        check_sentences(file, &texts, standards, diagnostics);
    }
}

/// Checks the fields of a page.
pub fn check_page(
    file: &SourceFile,
    texts: &[FieldText],
    standards: Standards<'_>,
    diagnostics: &mut Diagnostics,
) {
    check_characters(file, texts, diagnostics);
    check_spellings(file, texts, standards, diagnostics);
    check_sentences(file, texts, standards, diagnostics);
}

/// Reports characters that nobody sees, as they are or written by their numbers, and texts over several lines where none
/// has them.
fn check_characters(file: &SourceFile, texts: &[FieldText], diagnostics: &mut Diagnostics) {
    let may_have_lines = file.path().starts_with(words::FOLDER);
    for FieldText { field, text } in texts {
        let range = text.span.range();
        let written = file.text().slice(range.clone());
        let found: Vec<_> = characters::find(written).collect();
        let is_written = |kind| found.iter().any(|(_, other)| *other == kind);
        if let Some((_, kind)) = characters::find(&text.value).find(|(_, kind)| !is_written(*kind)) {
            diagnostics.push(supportt_markdown::hidden(file, range.clone(), kind));
        }
        diagnostics.extend(found.into_iter().map(|(place, kind)| {
            supportt_markdown::hidden(file, range.start + place.start..range.start + place.end, kind)
        }));
        if text.value.trim().contains('\n') && !may_have_lines {
            diagnostics.push(record::several_lines(field, text.span));
        }
    }
}

fn check_spellings(
    file: &SourceFile,
    texts: &[FieldText],
    standards: Standards<'_>,
    diagnostics: &mut Diagnostics,
) {
    let path = in_content(file);
    // The words under `not` are those that should not be written; a heading of a source is written as it is there.
    for FieldText { text, .. } in
        texts.iter().filter(|text| !["not", "section"].contains(&text.field.as_str()))
    {
        let written = file.text_at(text.span);
        let start = text.span.range().start;
        diagnostics.extend(standards.terms.found_in(path, written).map(|(found, term)| {
            let place = file.span(start + found.start..start + found.end);
            term.report(written.slice(found), place)
        }));
    }
}

fn check_sentences(
    file: &SourceFile,
    texts: &[FieldText],
    standards: Standards<'_>,
    diagnostics: &mut Diagnostics,
) {
    for FieldText { field, text } in texts.iter().filter(|text| FOR_READERS.contains(&text.field.as_str())) {
        let passage = Passage::of_field(file, text.span);
        if let (Some(numbers), Some(writing)) = (standards.numbers, writing(file, field)) {
            numbers.stated_for(file).check_passage(&passage, writing, diagnostics);
        }
        prose::check_field(passage, standards.today, diagnostics);
    }
}

/// How a field can write a value of the policy; nothing for fields whose numbers are looked at with the policy itself.
fn writing(file: &SourceFile, field: &str) -> Option<Writing> {
    match name_of(file) {
        policy::FILE_NAME if field != "summary" => None,
        name if registers::FILES.contains(&name) && field == "says" => Some(Writing::Register),
        _ => Some(Writing::Plain),
    }
}

fn name_of(file: &SourceFile) -> &str {
    file.path().rsplit('/').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use supportt_fixture::{check_short, page};

    #[test]
    fn fields_are_plain_text() {
        let faq = |id: &str, says: &str| {
            format!(
                "[[faq]]\nid = \"{id}\"\nname = \"What of {id}?\"\nsays = \"{says}\"\naudience = [\"trainees\"]\nours = true\n\n"
            )
        };
        check_short(
            &[
                "//- content/north/faqs.toml\n".to_owned(),
                faq("a", "See [the rules](rules.md) and act now."),
                faq("b", "Act <b>now</b>, write to <team@example.org>."),
                faq("c", "Click here."),
                faq("d", "At least six months of absence from the programme."),
                faq("e", "Fewer than 3 (three) [sic] people, of whom 1 < 2, need {minimum-absence}."),
                page("north/a.md", "{{ faqs }}\n"),
            ]
            .concat(),
            expect![[r#"
                content/north/faqs.toml:4:13: warning: people would see this as it is typed: `[the rules](rules.md)`: this field is plain text (hint: write words alone; a link belongs in the entry's `address`, or in the text of a page)
                content/north/faqs.toml:11:13: warning: people would see this as it is typed: `<b>`: this field is plain text (hint: write words alone; a link belongs in the entry's `address`, or in the text of a page)
                content/north/faqs.toml:18:9: advice: there is no link here: this points at one (hint: say in words where it is; a link belongs in the entry's `address`, or in the text of a page)
                content/north/faqs.toml:25:18: advice: the policy states no such length of absence: it states 3 months or more (`minimum-absence`) (hint: print the policy's own by its name between braces, such as `{minimum-absence}`; if the source has changed, change `region.toml`) (hint: if the number is not about this programme, say in the sentence whose it is)
            "#]],
        );
    }
}
