//! `content/differences.toml`: questions that the regions answer differently, and the entries of their
//! policy that answer them.
//!
//! The answers themselves stay in the policy. Here are only the questions, which entries to hold side by
//! side, and a sentence about what a reader will notice.

use std::collections::BTreeSet;

use supportt_basics::date::Date;
use supportt_basics::ids::EntryId;
use supportt_rules::policy::{Entry, Policy, Region, RegionDocument};

use crate::policy::printed;
use supportt_schema::record;
use supportt_schema::record::{AtLeastOne, Format, Kind, Record, RecordType as _, Schema};
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::suggest;
use supportt_source::wording::{any_of, count};
use supportt_source::{SourceFile, Sources, Span, Spanned};

/// Where the file is.
pub const PATH: &str = "content/differences.toml";

/// Stands in a sentence for the number of days from a threshold at which an absence should be checked.
const BOUNDARY_DAYS: &str = "boundary-days";

/// How a sentence takes a value from the policy.
const EXAMPLE: &str = "print a value from the policy like `{<region>/minimum-absence}`";

record! {
    /// A question that the regions answer differently, as it is written.
    struct Written: "a difference" in "[[difference]]" {
        /// A name for links to the question.
        ///
        /// Lower case, hyphens.
        id: String = Kind::Text(Format::Id),
        /// The question, in plain words.
        #[label = "Question"]
        #[example = "How long must I be away?"]
        name: String,
        /// The entries that answer it.
        ///
        /// The ids of rules, steps, entitlements or forms. `minimum-absence` stands for every region that has an entry
        /// of this name, also for regions added later; `<region>/minimum-absence` for one region's own.
        #[example = "minimum-absence"]
        entries: AtLeastOne<Spanned<String>>,
        /// Where the regions differ, in our words; `{<region>/minimum-absence}` prints a value.
        ///
        /// What a reader will notice: who says what, who says nothing, and what to do about it.
        #[label = "Answer"]
        #[example = "The North asks for {north/minimum-absence}."]
        says: Spanned<String>,
        /// The day somebody compared the sentence with the entries.
        checked_on: Date,
    }
}

/// What its entries may have.
pub(crate) const SCHEMA: Schema = Written::SCHEMA;

/// A question that the regions answer differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Its name in links.
    pub id: String,
    /// The question.
    pub name: String,
    /// For each region of the policy, in its order: the entries that answer the question. None where the
    /// region's source is silent.
    pub entries: Vec<Vec<EntryId>>,
    /// Where the regions differ, with values in place.
    pub says: String,
    /// The day somebody compared the sentence with the entries.
    pub checked_on: Date,
}

/// The differences that are written in `sources`, as they are on the day `today`.
pub fn read(
    records: &[Record],
    sources: &Sources,
    policy: &Policy,
    today: Date,
    diagnostics: &mut Diagnostics,
) -> Vec<Difference> {
    let Some(file) = sources.at(PATH) else { return Vec::new() };
    record::check_ids(records, diagnostics);
    let regions: Vec<(&Region, BTreeSet<EntryId>)> =
        policy.regions().iter().map(|region| (region, entries_of(region))).collect();
    let reader = Reader { file, policy, regions, today };
    records.iter().filter_map(|record| reader.difference(record, diagnostics)).collect()
}

/// The ids of everything in a region that can answer a question, in force or not.
fn entries_of(region: &Region) -> BTreeSet<EntryId> {
    fn ids<T>(entries: Vec<Entry<T>>) -> impl Iterator<Item = EntryId> {
        entries.into_iter().map(|entry| entry.id)
    }
    let RegionDocument { rules, steps, entitlements, forms, .. } = RegionDocument::from(region.clone());
    ids(rules).chain(ids(steps)).chain(ids(entitlements)).chain(ids(forms)).collect()
}

struct Reader<'a> {
    file: &'a SourceFile,
    policy: &'a Policy,
    /// The regions in the policy's order, with the ids of their entries.
    regions: Vec<(&'a Region, BTreeSet<EntryId>)>,
    today: Date,
}

impl Reader<'_> {
    fn difference(&self, record: &Record, diagnostics: &mut Diagnostics) -> Option<Difference> {
        let mut entries: Vec<Vec<EntryId>> = vec![Vec::new(); self.regions.len()];
        for reference in record.texts("entries") {
            match self.resolve(&reference) {
                Ok(found) => found.into_iter().for_each(|(place, id)| entries[place].push(id)),
                Err(problem) => diagnostics.push(problem),
            }
        }
        let says = record.text("says").and_then(|says| self.sentence(&says, diagnostics));
        let Written { id, name, checked_on, .. } = Written::from_record(record, diagnostics)?;
        Some(Difference { id, name, entries, says: says?, checked_on })
    }

    /// The entries that a reference names, each with the place of its region.
    fn resolve(&self, reference: &Spanned<String>) -> Result<Vec<(usize, EntryId)>, Diagnostic> {
        let (only, id) =
            match reference.value.split_once('/') {
                Some((name, id)) => {
                    let region = printed::region(self.policy, name, id);
                    (
                        Some(region.map_err(|problem| {
                            problem.at("difference::entry", reference.span, str::to_owned)
                        })?),
                        id,
                    )
                }
                None => (None, reference.value.as_str()),
            };
        let asked = || {
            self.regions
                .iter()
                .enumerate()
                .filter(|(_, (region, _))| only.is_none_or(|only| only.id() == region.id()))
                .map(|(place, (_, ids))| (place, ids))
        };
        let found: Vec<(usize, EntryId)> =
            asked().filter_map(|(place, ids)| Some((place, ids.get(id)?.clone()))).collect();
        if !found.is_empty() {
            return Ok(found);
        }
        let (message, folder, prefix) = match only {
            Some(region) => {
                let folder = region.id().to_string();
                (format!("{} has no entry `{id}`", region.name()), folder.clone(), folder + "/")
            }
            None => (format!("no region has an entry `{id}`"), "<region>".to_owned(), String::new()),
        };
        let known = asked().flat_map(|(_, ids)| ids.iter().map(EntryId::as_str));
        let near = suggest::nearest(id, known).map(|near| format!("{prefix}{near}"));
        let problem = Diagnostic::error("difference::entry", reference.span, message).label("names nothing");
        Err(problem.suggest(near, |problem| {
            problem.hint(format!(
                "write the `id` of a rule, step, entitlement or form in `content/{folder}/region.toml`"
            ))
        }))
    }

    /// The sentence with its values in place.
    fn sentence(&self, says: &Spanned<String>, diagnostics: &mut Diagnostics) -> Option<String> {
        let typed = typed_number(&says.value, says.span);
        let whole = typed.is_none();
        diagnostics.extend(typed);
        let lookup = |name: &str, span: Span| self.printed(name, span);
        printed::sentence(self.file, says, "difference::value", lookup, diagnostics).filter(|_| whole)
    }

    /// What stands for a name between braces.
    fn printed(&self, name: &str, span: Span) -> Result<String, Diagnostic> {
        if name == BOUNDARY_DAYS {
            let days = self.policy.vocabulary().reading.boundary_days;
            return Ok(count(usize::try_from(days).unwrap_or(usize::MAX), "day"));
        }
        let Some((region, id)) = name.split_once('/') else {
            let example = self.policy.regions().first().map_or("region", |region| region.id().as_str());
            return Err(Diagnostic::error(
                "difference::value",
                span,
                format!("`{{{name}}}` does not say which region's value is meant"),
            )
            .hint(format!(
                "name it, such as {}",
                any_of([format!("{{{example}/{name}}}"), format!("{{{BOUNDARY_DAYS}}}")])
            )));
        };
        let found = printed::region(self.policy, region, id)
            .map_err(|problem| problem.at("difference::value", span, |name| format!("{{{name}}}")))?;
        printed::value(found, id, self.policy, self.today)
            .map_err(|problem| problem.at("difference::value", span, |id| format!("{{{region}/{id}}}")))
    }
}

/// A number that is typed cannot follow the policy. One within braces is part of a name.
fn typed_number(text: &str, says: Span) -> Option<Diagnostic> {
    let mut is_in_name = false;
    let mut from_number = text.chars().skip_while(|c| {
        is_in_name = *c == '{' || is_in_name && *c != '}';
        is_in_name || !c.is_ascii_digit()
    });
    let first = from_number.next()?;
    let digits: String = std::iter::once(first).chain(from_number.take_while(char::is_ascii_digit)).collect();
    let message = format!("the number {digits} is typed into this sentence");
    Some(
        Diagnostic::error("difference::number", says, message)
            .hint(format!("{EXAMPLE}, or say it without a number")),
    )
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use supportt_fixture::{check, check_short, page};

    /// A second region, which is silent where the North is not.
    fn south() -> String {
        let north = supportt_fixture::NORTH;
        let (rest, _) = north.split_once("[[step]]").expect("the North has a step");
        let south = rest.replace("North", "South");
        format!("//- content/south/region.toml\n{south}{}", page("south/index.md", ""))
    }

    #[test]
    fn a_reference_names_an_entry_that_is_there() {
        check(
            &(south()
                + r#"
//- content/differences.toml
[[difference]]
id = "length"
name = "How long?"
entries = ["minimum-absense", "nroth/scope", "south/talk", "talk", "north/return-talk", "xyzzy"]
says = "Fine."
checked_on = 2026-01-01
"#),
            expect![[r#"
                error[difference::entry]: no region has an entry `minimum-absense`
                 --> content/differences.toml:4:12
                  |
                4 | entries = ["minimum-absense", "nroth/scope", "south/talk", "talk", "north/return-talk", "xyzzy"]
                  |            ^^^^^^^^^^^^^^^^^ names nothing
                  |
                  = hint: did you mean `minimum-absence`?

                error[difference::entry]: there is no region `nroth`
                 --> content/differences.toml:4:31
                  |
                4 | entries = ["minimum-absense", "nroth/scope", "south/talk", "talk", "north/return-talk", "xyzzy"]
                  |                               ^^^^^^^^^^^^^
                  |
                  = hint: did you mean `north/scope`?

                error[difference::entry]: South has no entry `talk`
                 --> content/differences.toml:4:46
                  |
                4 | entries = ["minimum-absense", "nroth/scope", "south/talk", "talk", "north/return-talk", "xyzzy"]
                  |                                              ^^^^^^^^^^^^ names nothing
                  |
                  = hint: write the `id` of a rule, step, entitlement or form in `content/south/region.toml`

                error[difference::entry]: no region has an entry `xyzzy`
                 --> content/differences.toml:4:89
                  |
                4 | entries = ["minimum-absense", "nroth/scope", "south/talk", "talk", "north/return-talk", "xyzzy"]
                  |                                                                                         ^^^^^^^ names nothing
                  |
                  = hint: write the `id` of a rule, step, entitlement or form in `content/<region>/region.toml`

                warning[contact::nowhere]: no page of South shows how to reach its team
                --> content/south/region.toml
                 = hint: put `{{ contact }}` on a line of its own in the page where people look for it

            "#]],
        );
    }

    #[test]
    fn a_sentence_takes_its_numbers_from_the_policy() {
        check(
            r#"
//- content/differences.toml
[[difference]]
id = "A length"
name = "How long?"
entries = ["scope"]
says = "It is {minimum-absence}, {north/below-minimum}, {north/retrun-talk}, {north/return-talk} or 8 weeks."
checked_on = 2026-01-01

[[difference]]
id = "A length"
name = "How long?"
entries = ["scope"]
says = "It is {north/scope"
checked_on = 2026-01-01
"#,
            expect![[r#"
                error[record::id]: `A length` cannot be an id
                 --> content/differences.toml:2:6
                  |
                2 | id = "A length"
                  |      ^^^^^^^^^^
                  |
                  = hint: write `a-length`: lower-case words joined by hyphens

                error[difference::number]: the number 8 is typed into this sentence
                 --> content/differences.toml:5:8
                  |
                5 | says = "It is {minimum-absence}, {north/below-minimum}, {north/retrun-talk}, {north/return-talk} or 8 weeks."
                  |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                  |
                  = hint: print a value from the policy like `{<region>/minimum-absence}`, or say it without a number

                error[difference::value]: `{minimum-absence}` does not say which region's value is meant
                 --> content/differences.toml:5:15
                  |
                5 | says = "It is {minimum-absence}, {north/below-minimum}, {north/retrun-talk}, {north/return-talk} or 8 weeks."
                  |               ^^^^^^^^^^^^^^^^^
                  |
                  = hint: name it, such as `{north/minimum-absence}` or `{boundary-days}`

                error[difference::value]: `below-minimum` of North has no value that could be printed
                 --> content/differences.toml:5:34
                  |
                5 | says = "It is {minimum-absence}, {north/below-minimum}, {north/retrun-talk}, {north/return-talk} or 8 weeks."
                  |                                  ^^^^^^^^^^^^^^^^^^^^^
                  |
                  = hint: write what the source says in words, or link to the rules

                error[difference::value]: North has no rule or entitlement `retrun-talk`
                 --> content/differences.toml:5:57
                  |
                5 | says = "It is {minimum-absence}, {north/below-minimum}, {north/retrun-talk}, {north/return-talk} or 8 weeks."
                  |                                                         ^^^^^^^^^^^^^^^^^^^
                  |
                  = hint: did you mean `return-talk`?

                error[record::duplicate-id]: `A length` already names another entry of this file
                 --> content/differences.toml:9:6
                  |
                2 | id = "A length"
                  |      ---------- used first here
                ...
                9 | id = "A length"
                  |      ^^^^^^^^^^ used again here
                  |
                  = hint: give one of them another id

                error[record::id]: `A length` cannot be an id
                 --> content/differences.toml:9:6
                  |
                9 | id = "A length"
                  |      ^^^^^^^^^^
                  |
                  = hint: write `a-length`: lower-case words joined by hyphens

                error[difference::value]: a brace in this sentence is not closed
                  --> content/differences.toml:12:8
                   |
                12 | says = "It is {north/scope"
                   |        ^^^^^^^^^^^^^^^^^^^^
                   |
                   = hint: print a value from the policy like `{minimum-absence}`

            "#]],
        );
    }

    #[test]
    fn the_file_is_one_list() {
        check_short(
            &(page("compare.md", "{{ compare }}")
                + r#"
//- content/differences.toml
title = "Differences"

[diference]
id = "a"

[[difference]]
nmae = "How long?"
entries = "scope"
"#),
            expect![[r#"
                content/differences.toml:1:1: error: this file holds nothing called `title` (hint: it is a list: begin each entry with a line `[[difference]]`)
                content/differences.toml:3:2: error: this file holds nothing called `diference` (hint: it is a list: begin each entry with a line `[[difference]]`)
                content/differences.toml:6:1: error: a difference needs the fields `id`, `says`, `checked_on` (hint: `id = "…"`: a name for links to the question) (hint: `says = "…"`: where the regions differ, in our words; `{<region>/minimum-absence}` prints a value) (hint: `checked_on = 2026-11-22`: the day somebody compared the sentence with the entries)
                content/differences.toml:7:1: error: a difference has no field `nmae`: not a field (hint: did you mean `name`?)
                content/differences.toml:8:11: error: `entries` must be a list of texts: this is text (hint: write `entries = ["scope"]`)
            "#]],
        );
        check_short(
            "//- content/differences.toml\n[difference]\nid = \"a\"\n",
            expect![[r#"
                content/differences.toml:1:1: error: `difference` must be a list of entries (hint: begin each entry with a line `[[difference]]`, with two brackets on each side)
            "#]],
        );
        check_short(
            &page("compare.md", "{{ compare }}"),
            expect![[r#"
                content/compare.md:7:1: error: there is no `content/differences.toml`: nothing to show (hint: write it, with a `[[difference]]` for each question; `content/README.md` shows how)
            "#]],
        );
    }
}
