//! The regions' files to one validated [`Policy`], or every reason why there is none.
//!
//! [`decode`] checks the shape of each file, [`supportt_rules`] checks what the entries mean
//! together, and [`explain`] says in editors' words what it found.

mod decode;
mod explain;
mod gaps;
pub mod literal_numbers;
pub mod printed;
mod references;
mod reviews;
mod schema;
mod sentences;
mod twins;

pub use self::reviews::PolicyReview;

use std::collections::BTreeMap;

use supportt_basics::date::Date;
use supportt_basics::ids::RegionId;
use supportt_rules::policy::{Policy, PolicyDocument};
use supportt_rules::vocabulary::Vocabulary;

use self::decode::Decoded;
use supportt_schema::record::{RecordType as _, Schema};
use supportt_source::SourceFile;
use supportt_source::bug;
use supportt_source::diagnostic::Diagnostics;

/// What a region's file may have.
pub(crate) const SCHEMA: Schema = schema::RegionFile::SCHEMA;

/// The name of a region's file.
pub const FILE_NAME: &str = "region.toml";

/// The policy of every region, and when its entries were compared with their sources.
#[derive(Debug)]
pub struct Loaded {
    /// The policy.
    pub policy: Policy,
    /// Every version of every entry, by region, in the order of its lists.
    pub reviews: BTreeMap<RegionId, Vec<PolicyReview>>,
}

/// Reads the policy of every region, and warns of what was to be checked again before `today`, and of what a site owner
/// should find out.
///
/// `None` if anything is wrong with it, all of which is reported.
pub fn load(
    files: &[SourceFile],
    vocabulary: Vocabulary,
    today: Date,
    diagnostics: &mut Diagnostics,
) -> Option<Loaded> {
    let mut reviews = BTreeMap::new();
    let check = |file: &SourceFile, decoded: &Decoded, diagnostics: &mut Diagnostics| {
        let Decoded { document, places } = decoded;
        let of_region = reviews::of_region(document, places, today);
        reviews::check(&of_region, today, diagnostics);
        reviews.insert(document.id.clone(), of_region);
        gaps::check(document, places, today, diagnostics);
        sentences::check(document, places, file, diagnostics);
        twins::check(document, places, diagnostics);
        references::check(places, diagnostics);
    };
    let policy = read(files, vocabulary, check, diagnostics)?;
    Some(Loaded { policy, reviews })
}

/// Reads the policy of every region as rules alone, for commands that need no advice on it.
///
/// `None` if anything is wrong with it, all of which is reported.
pub fn rules(files: &[SourceFile], vocabulary: Vocabulary, diagnostics: &mut Diagnostics) -> Option<Policy> {
    read(files, vocabulary, |_, _, _| {}, diagnostics)
}

fn read(
    files: &[SourceFile],
    vocabulary: Vocabulary,
    mut check: impl FnMut(&SourceFile, &Decoded, &mut Diagnostics),
    diagnostics: &mut Diagnostics,
) -> Option<Policy> {
    let mut regions = Vec::new();
    let mut places = BTreeMap::new();
    let mut complete = true;
    let files = files.iter().filter_map(|file| Some((region_id(file.path())?, file)));
    for (id, file) in files {
        if let Some(decoded) = bug::at(file.path(), || decode::decode(id, file, diagnostics)) {
            check(file, &decoded, diagnostics);
            places.insert(decoded.document.id.clone(), decoded.places);
            regions.push(decoded.document);
        } else {
            complete = false;
        }
    }
    match Policy::new(PolicyDocument { vocabulary, regions }) {
        Ok(policy) => complete.then_some(policy),
        Err(errors) => {
            diagnostics.extend(explain::explain_all(&errors, &places));
            None
        }
    }
}

/// The region a file belongs to, if it is a region's file: `content/<region>/region.toml`.
fn region_id(path: &str) -> Option<&str> {
    let (region, name) = path.strip_prefix("content/")?.split_once('/')?;
    (name == FILE_NAME).then_some(region)
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use supportt_fixture::page;

    const NORTH: &str = supportt_fixture::NORTH;

    /// Compares what is said when one passage of the North's file is changed.
    fn check(from: &str, to: &str, expect: Expect) {
        check_with(from, to, "", expect);
    }

    /// As [`check`], with other files besides.
    fn check_with(from: &str, to: &str, others: &str, expect: Expect) {
        assert_eq!(NORTH.matches(from).count(), 1, "`{from}` stands once in the file");
        supportt_fixture::check(
            &format!("//- content/north/region.toml\n{}{others}", NORTH.replace(from, to)),
            expect,
        );
    }

    /// The lines at the end of the North's rule about the talk before return.
    const TALK: &str = "source = \"page\"\nreference = \"N:11\"\nchecked_on = 2026-01-01\n";

    #[test]
    fn every_entry_has_a_source_and_a_day_of_comparison() {
        check(
            TALK,
            "reference = \"N:11\"\n",
            expect![[r#"
                error[field::missing]: a rule needs the fields `source`, `checked_on`
                   --> content/north/region.toml:117:1
                    |
                117 | [[rule]]
                    | ^^^^^^^^ this is `return-talk`
                    |
                    = hint: `source = "…"`: the `id` of a `[[source]]` of the region
                    = hint: `checked_on = 2026-11-22`: the day somebody compared it with its source

            "#]],
        );
        check(
            TALK,
            &TALK.replace("\"page\"", "\"pgae\""),
            expect![[r#"
                error[policy::unknown-id]: there is no source `pgae`
                   --> content/north/region.toml:123:10
                    |
                123 | source = "pgae"
                    |          ^^^^^^ no source has this id
                    |
                    = hint: did you mean `page`?

            "#]],
        );
        check(
            TALK,
            &TALK.replace("\"page\"", "\"handbook\""),
            expect![[r#"
                error[policy::unknown-id]: there is no source `handbook`
                   --> content/north/region.toml:123:10
                    |
                123 | source = "handbook"
                    |          ^^^^^^^^^^ no source has this id
                    |
                    = hint: write `page`, or add the source to this file

            "#]],
        );
    }

    #[test]
    fn a_value_stands_between_braces() {
        const VALUE: &str = "value = { threshold = { test = \"at-least\", months = 3 } }";
        check(
            VALUE,
            "value.threshold = { test = \"at-least\", months = 3 }",
            expect![[r#"
            error[field::table]: a `value` stands between braces, on the line of its name
              --> content/north/region.toml:40:1
               |
            40 | value.threshold = { test = "at-least", months = 3 }
               | ^^^^^
               |
               = hint: `content/README.md` lists what may stand here

        "#]],
        );
    }

    #[test]
    fn fields_are_known_and_dates_exist() {
        check(
            TALK,
            &format!("{TALK}reveiw_by = 2026-06-01\n"),
            expect![[r#"
                error[field::unknown]: a rule has no field `reveiw_by`
                   --> content/north/region.toml:126:1
                    |
                126 | reveiw_by = 2026-06-01
                    | ^^^^^^^^^ not a field
                    |
                    = hint: did you mean `review_by`?

            "#]],
        );
        check(
            TALK,
            &TALK.replace("2026-01-01", "2026-02-30"),
            expect![[r#"
                error[toml::syntax]: there is no such date
                   --> content/north/region.toml:125:14
                    |
                125 | checked_on = 2026-02-30
                    |              ^^^^^^^^^^ expected day between 01 and 28
                    |
                    = hint: dates are written year-month-day, without quotation marks: `2026-11-22`

            "#]],
        );
        check(
            TALK,
            &TALK.replace("2026-01-01", "\"1 January 2026\""),
            expect![[r#"
                error[field::kind]: `checked_on` must be a date, without quotation marks
                   --> content/north/region.toml:125:14
                    |
                125 | checked_on = "1 January 2026"
                    |              ^^^^^^^^^^^^^^^^ this is text
                    |
                    = hint: write `checked_on = 2026-01-01`

            "#]],
        );
    }

    #[test]
    fn values_are_of_the_kind_their_readers_expect() {
        const WEEKS: &str = "{ lead-time = { weeks = 8, before = \"return\" } }";
        check(
            WEEKS,
            "{ cap = { up-to = 8, of = \"sessions\" } }",
            expect![[r#"
                error[policy::wrong-kind]: `return-talk` holds a limit (`cap`), but readers of it need a time before something (`lead-time`)
                   --> content/north/region.toml:120:9
                    |
                120 | value = { cap = { up-to = 8, of = "sessions" } }
                    |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                    |
                    = hint: such a value is written `value = { lead-time = { weeks = …, before = "return" } }`, or `not_stated = true` if the source is silent

            "#]],
        );
        check(
            WEEKS,
            "{ lead-time = { weeks = \"eight\", before = \"return\" } }",
            expect![[r#"
                error[field::table]: a part of this `value` must be a whole number from 1
                   --> content/north/region.toml:120:33
                    |
                120 | value = { lead-time = { weeks = "eight", before = "return" } }
                    |                                 ^^^^^^^ not a whole number
                    |
                    = hint: write `8`

            "#]],
        );
        check(
            WEEKS,
            "{ lead-time = { weeks = 8, before = \"retrun\" } }",
            expect![[r#"
                error[field::table]: `value` cannot be `retrun`
                   --> content/north/region.toml:120:45
                    |
                120 | value = { lead-time = { weeks = 8, before = "retrun" } }
                    |                                             ^^^^^^^^
                    |
                    = hint: did you mean `return`?

            "#]],
        );
        check(
            WEEKS,
            "{ lead-time = { wekes = 8, before = \"return\" } }",
            expect![[r#"
                error[field::table]: there is no `wekes` in this `value`
                   --> content/north/region.toml:120:25
                    |
                120 | value = { lead-time = { wekes = 8, before = "return" } }
                    |                         ^^^^^
                    |
                    = hint: did you mean `weeks`?

            "#]],
        );
        check(
            WEEKS,
            "{ leed-time = { weeks = 8, before = \"return\" } }",
            expect![[r#"
                error[field::table]: `value` cannot be `leed-time`
                   --> content/north/region.toml:120:11
                    |
                120 | value = { leed-time = { weeks = 8, before = "return" } }
                    |           ^^^^^^^^^
                    |
                    = hint: did you mean `lead-time`?

            "#]],
        );
        check(
            WEEKS,
            "\"8 weeks\"",
            expect![[r#"
                error[field::kind]: `value` must be a table between braces
                   --> content/north/region.toml:120:9
                    |
                120 | value = "8 weeks"
                    |         ^^^^^^^^^ this is text
                    |
                    = hint: write it like `value = { threshold = { test = "at-least", months = … } }`
                    = hint: `content/README.md` lists what else may stand here

            "#]],
        );
        check(
            "months = 3",
            "months = 0",
            expect![[r#"
                error[policy::zero]: a length, time or limit of zero says nothing
                  --> content/north/region.toml:40:9
                   |
                40 | value = { threshold = { test = "at-least", months = 0 } }
                   |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                   |
                   = hint: write the number that the source gives, or `not_stated = true` in place of `value` if it gives none

            "#]],
        );
    }

    #[test]
    fn versions_begin_on_different_days_and_ids_name_one_thing() {
        const RULE: &str = "
[[rule]]
id = \"return-talk\"
name = \"Return talk\"
value = { lead-time = { weeks = 12, before = \"return\" } }
says = \"The page now says {value}.\"
from = 2025-01-01
source = \"page\"
reference = \"N:12\"
checked_on = 2026-01-01
";
        check(
            TALK,
            &format!("{TALK}{RULE}"),
            expect![[r#"
                error[policy::same-day]: `return-talk` has another version that starts on the same day
                   --> content/north/region.toml:132:8
                    |
                122 | from = 2025-01-01
                    |        ---------- the first day of the other
                ...
                132 | from = 2025-01-01
                    |        ^^^^^^^^^^ the first day of the later one
                    |
                    = hint: give the later version its own first day, or remove the one that is wrong

            "#]],
        );
        check(
            "[[step]]\nid = \"talk\"",
            "[[step]]\nid = \"return-talk\"",
            expect![[r#"
                error[policy::duplicate-id]: `return-talk` is already the id of an entry under `[[rule]]`
                   --> content/north/region.toml:128:6
                    |
                118 | id = "return-talk"
                    |      ------------- used first here
                ...
                128 | id = "return-talk"
                    |      ^^^^^^^^^^^^^ used again here
                    |
                    = hint: give one of them another id; a later version of the same entry belongs under `[[rule]]` too

            "#]],
        );
    }

    #[test]
    fn a_value_is_printed_from_its_first_day_on() {
        let ahead = TALK.replace("N:11\"\n", "N:11\"\n\n[[rule]]\nid = \"review\"\nname = \"Review\"\nvalue = { period = { months = 3, after = \"return\" } }\nsays = \"The page says {value}.\"\nfrom = 2026-09-01\nsource = \"page\"\nreference = \"N:12\"\n");
        let ahead = ahead.replacen("N:11\"\n", "N:11\"\nchecked_on = 2026-01-01\n", 1);
        check_with(
            TALK,
            &ahead,
            &page("a.md", "Talk {{ value north/review }}."),
            expect![[r#"
                error[directive::value]: `review` of North is not in force yet: it begins on 1 September 2026
                 --> content/a.md:7:6
                  |
                7 | Talk {{ value north/review }}.
                  |      ^^^^^^^^^^^^^^^^^^^^^^^^
                  |
                  = hint: leave it out of the sentence until that day

            "#]],
        );
    }

    #[test]
    fn a_review_that_is_due_is_a_warning() {
        // The day of the tests is 1 March 2026.
        check(
            TALK,
            &format!("{TALK}review_by = 2026-02-28\n"),
            expect![[r#"
                warning[policy::review-overdue]: `return-talk` was to be checked again by 28 February 2026
                   --> content/north/region.toml:126:13
                    |
                126 | review_by = 2026-02-28
                    |             ^^^^^^^^^^ today is 1 March 2026
                    |
                    = hint: compare it with `page`, N:11, which was last done on 1 January 2026; then set `checked_on` to the day of the comparison and `review_by` to a later one
                    = hint: if the source has changed, keep this entry and add a second one with the id `return-talk` and a later `from`

            "#]],
        );
        check(TALK, &format!("{TALK}review_by = 2026-03-01\n"), expect![[""]]);
        check(
            "email = \"north@example.org\"",
            "review_by = 2025-12-31\nemail = \"north@example.org\"",
            expect![[r#"
                warning[policy::review-overdue]: `contact` was to be checked again by 31 December 2025
                  --> content/north/region.toml:15:13
                   |
                15 | review_by = 2025-12-31
                   |             ^^^^^^^^^^ today is 1 March 2026
                   |
                   = hint: compare it with `page`, N:1, which was last done on 1 January 2026; then set `checked_on` to the day of the comparison and `review_by` to a later one
                   = hint: if the source has changed, change the entry

            "#]],
        );
    }

    #[test]
    fn what_a_later_version_has_replaced_needs_no_review() {
        let rule = NORTH.split("\n\n").find(|part| part.contains("id = \"return-talk\"")).expect("the rule");
        let later = rule.replace("from = 2025-01-01", "from = 2026-02-01");
        check(TALK, &format!("{TALK}review_by = 2026-02-28\n\n{later}"), expect![[""]]);
    }

    /// What is said of the North's file with one passage changed, in short.
    fn check_short(from: &str, to: &str, expect: Expect) {
        assert_eq!(NORTH.matches(from).count(), 1, "`{from}` occurs once in the file");
        supportt_fixture::check_short(
            &format!("//- content/north/region.toml\n{}", NORTH.replace(from, to)),
            expect,
        );
    }

    #[test]
    fn numbers_and_lists_are_such_as_can_be_meant() {
        const STAGES: &str = "name = \"Stages\"\nnot_stated = true";
        const MONTHS: &str = "months = 3 }";
        let stages = |value: &str| format!("name = \"Stages\"\nvalue = {{ {value} }}");
        check_short(
            MONTHS,
            "months = 1300 }",
            expect![[r#"
            content/north/region.toml:40:9: error: `months = 1300` is more than can be meant (hint: write the number that the source gives, from 1 to 120, or `not_stated = true` in place of `value` if it gives none)
        "#]],
        );
        check_short(
            MONTHS,
            "months = -3 }",
            expect![[r#"
                content/north/region.toml:40:53: error: a part of this `value` must be a whole number from 1: less than nothing (hint: write `3`)
            "#]],
        );
        check_short(
            MONTHS,
            "months = 99999999999 }",
            expect![[r#"
                content/north/region.toml:40:53: error: a part of this `value` must be a whole number from 1: a number that is too large (hint: write the number that the source gives)
            "#]],
        );
        check_short(
            "weeks = 8,",
            "weeks = 500,",
            expect![[r#"
            content/north/region.toml:120:9: error: `weeks = 500` is more than can be meant (hint: write the number that the source gives, from 1 to 104, or `not_stated = true` in place of `value` if it gives none)
        "#]],
        );
        check_short(
            "weeks = 8,",
            "weeks = 0,",
            expect![[r#"
            content/north/region.toml:120:9: error: a length, time or limit of zero says nothing (hint: write the number that the source gives, or `not_stated = true` in place of `value` if it gives none)
        "#]],
        );
        check_short(
            "order = 1\n",
            "order = 99999999\n",
            expect![[r#"
            content/north/region.toml:2:9: error: `order` must be a number from -100000 to 100000 (hint: write a number like `order = 10`)
        "#]],
        );
        check_short(
            STAGES,
            &stages("stages = []"),
            expect![[r#"
            content/north/region.toml:60:9: error: `stages` lists nothing (hint: list what the source names, such as `value = { stages = ["planning", "away"] }`, or write `not_stated = true` in place of `value` if it names nothing)
        "#]],
        );
        check_short(
            STAGES,
            &stages("stages = [\"away\", \"back\", \"away\"]"),
            expect![[r#"
            content/north/region.toml:60:9: error: `away` is listed twice (hint: write `value = { stages = ["away", "back"] }`)
        "#]],
        );
        check_short(
            "name = \"Reasons\"\nnot_stated = true",
            "name = \"Reasons\"\nvalue = { reasons = [\"sick-leave\", \"sick-leave\"] }",
            expect![[r#"
                content/north/region.toml:70:9: error: `sick-leave` is listed twice (hint: write `value = { reasons = ["sick-leave"] }`)
            "#]],
        );
        check_short(
            "with = [\"educational-supervisor\"]",
            "with = [\"educational-supervisor\", \"educational-supervisor\"]",
            expect![[r#"
                content/north/region.toml:132:35: error: `educational-supervisor` is listed twice in `with` (hint: write `with = ["educational-supervisor"]`)
            "#]],
        );
    }

    #[test]
    fn a_limit_is_written_in_one_place() {
        let entitlement = |limit: &str| {
            format!(
                "{TALK}\n[[rule]]\nid = \"sessions\"\nname = \"Sessions\"\nvalue = {{ cap = {{ up-to = 4, of = \"sessions\" }} }}\nsays = \"Up to so many.\"\nfrom = 2025-01-01\nsource = \"page\"\nreference = \"N:13\"\nchecked_on = 2026-01-01\n\n[[entitlement]]\nid = \"coaching\"\nname = \"Coaching\"\nlimit = {limit}\nwhen = \"any\"\nsays = \"You can have {{value}}.\"\nfrom = 2025-01-01\nsource = \"page\"\nreference = \"N:14\"\nchecked_on = 2026-01-01\n"
            )
        };
        check_short(TALK, &entitlement("\"sessions\""), expect![[""]]);
        check_short(
            TALK,
            &entitlement("{ cap = { up-to = 5, of = \"sessions\" } }"),
            expect![[r#"
                content/north/region.toml:140:9: error: `limit` must be text between quotation marks: this is a table (hint: write it like `limit = "…"`)
            "#]],
        );
        check_short(
            TALK,
            &entitlement("\"return-talk\""),
            expect![[r#"
            content/north/region.toml:140:9: error: `return-talk` does not say how much, or for how long (hint: name a rule whose value is a `cap` or a `period`)
        "#]],
        );
        check_short(
            TALK,
            &entitlement("\"sesions\""),
            expect![[r#"
            content/north/region.toml:140:9: error: there is no rule `sesions`: no rule has this id (hint: did you mean `sessions`?)
        "#]],
        );
    }

    #[test]
    fn nothing_begins_after_what_relies_on_it() {
        const RESTRICTION: &str = "name = \"Restriction\"\nnot_stated = true\nsays = \"The page is silent on this.\"\nfrom = 2025-01-01";
        let later = RESTRICTION.replace("2025-01-01", "2026-06-01");
        check_short(
            RESTRICTION,
            &later,
            expect![[r#"
            content/north/region.toml:102:8: error: `restriction` begins on 1 June 2026, but the record of the region on 1 January 2025: decisions on the days between would be made without it (hint: write `from = 2025-01-01`) (hint: if it was otherwise before, keep this entry and add one with the same `id`, `from = 2025-01-01` and what held then, or `not_stated = true`)
        "#]],
        );
        let review = "\n[[rule]]\nid = \"review\"\nname = \"Review\"\nvalue = { period = { months = 3, after = \"return\" } }\nsays = \"The page says {value}.\"\nfrom = 2026-09-01\nsource = \"page\"\nreference = \"N:12\"\nchecked_on = 2026-01-01\n\n[[step]]\nid = \"review-step\"\nname = \"Review\"\nstage = \"after-return\"\nstrength = \"may\"\ntiming = \"review\"\nsays = \"Look back.\"\nfrom = 2025-01-01\nsource = \"page\"\nreference = \"N:12\"\nchecked_on = 2026-01-01\n";
        check_short(
            TALK,
            &format!("{TALK}{review}"),
            expect![[r#"
                content/north/region.toml:142:10: error: the rule `review` begins on 1 September 2026, but this entry on 1 January 2025: nothing is in force on the days between (hint: begin this entry with `from = 2026-09-01`, or what it names with an earlier `from`) (hint: if this entry holds without it until then, leave `timing` out here and add a version with it and `from = 2026-09-01`)
            "#]],
        );
    }

    #[test]
    fn the_contact_does_not_begin_after_the_record() {
        const CONTACT: &str = "from = 2025-01-01\nsource = \"page\"\nreference = \"N:1\"\n";
        check_short(
            CONTACT,
            &CONTACT.replace("2025-01-01", "2026-12-15"),
            expect![[r#"
            content/north/region.toml:16:8: error: the contact begins on 15 December 2026, but the record of the region on 1 January 2025: until then, there is nobody to write to (hint: write `from = 2025-01-01`) (hint: a contact that is to change later is changed here on that day, and keeps its `from`)
        "#]],
        );
    }

    #[test]
    fn nobody_gets_a_form_twice() {
        const WITH: &str = "with = [\"educational-supervisor\"]\n";
        let lists = "sends_to = [\"educational-supervisor\"]\nthen_to = [\"educational-supervisor\"]\n";
        check_short(
            WITH,
            &format!("{WITH}{lists}"),
            expect![[r#"
            content/north/region.toml:134:12: error: `educational-supervisor` gets the form already, and is to have it passed on: listed in `sends_to` (hint: leave `educational-supervisor` out of one of the two lists)
        "#]],
        );
    }

    #[test]
    fn a_number_is_a_whole_one_and_a_list_a_list() {
        const WEEKS: &str = "weeks = 8";
        const STAGES: &str = "name = \"Stages\"\nnot_stated = true";
        check_short(
            WEEKS,
            "weeks = 8.0",
            expect![[r#"
            content/north/region.toml:120:33: error: a part of this `value` must be a whole number from 1: not a whole number (hint: write `8`)
        "#]],
        );
        check_short(
            WEEKS,
            "weeks = inf",
            expect![[r#"
            content/north/region.toml:120:33: error: a part of this `value` must be a whole number from 1: not a whole number (hint: write a whole number in digits, such as `3`)
        "#]],
        );
        check_short(
            STAGES,
            "name = \"Stages\"\nvalue = { stages = \"planning\" }",
            expect![[r#"
            content/north/region.toml:60:20: error: a part of this `value` must be a list (hint: write `["planning"]`)
        "#]],
        );
    }
}
