//! What people usually type wrong in fields, tried on every field of a project: whatever a hint says to type mends it.
//!
//! The project has each kind of page and entry once. The value of one field at a time is replaced.

use expect_test::expect;
use rayon::prelude::*;
use supportt_basics::date::Date;
use supportt_markdown::link_targets::SETTINGS;
use supportt_source::diagnostic::Diagnostics;

/// Values as people type them; `{}` is the one that was there.
const SLIPS: [&str; 44] = [
    "12th March",
    "TBC",
    "20,",
    "\"20\"",
    "20.0",
    "03",
    "three",
    "-3",
    "3.5",
    "2026-13-45",
    "2026-02-30",
    "2026\u{2011}02\u{2011}01",
    "2026-2-1",
    "5 February 2026",
    "5th Feb 2026",
    "05/02/2026",
    "\"5 February 2026\"",
    "2026-02-05T09:00:00",
    "Yes",
    "\"yes\"",
    "\"No\"",
    "on",
    "“{}”",
    "words without marks",
    "it's",
    "\"unfinished",
    "\"a \"quoted\" word\"",
    "\"Rooms A\\B\"",
    "",
    "\"\"",
    "\" \"",
    "\"two\\nlines\"",
    "\"a\u{200b}b\"",
    "[one, two]",
    "[\"one\"; \"two\"]",
    "[\"one\" \"two\"]",
    "[\"one\", 2]",
    "\"one\", \"two\"",
    "{},",
    "{};",
    "[{}]",
    "\u{a0}{}",
    "{}\u{feff}",
    "{} }",
];

/// A page of each kind and an entry of each list, besides those of the project of other tests.
const PROJECT: &str = r#"
//- content/north/course.md
+++
title = "A course"
description = "How a course looks."
last_reviewed = 2026-01-01
owner = "Us"
order = 3
review_by = 2027-01-01
expires = 2028-01-01
audience = ["trainees"]
aliases = ["/north/old/"]
layout = "page"
[course]
topics = ["simulation"]
audience = ["trainees"]
kind = "course"
format = "in-person"
place = "Leeds"
cost = "Free"
funded = true
capacity = 20
booking = "https://example.org/book"
book_by = 2026-05-01
source = "page"
reference = "N:1"
checked_on = 2026-01-02
[[course.session]]
from = 2026-06-01
until = 2026-06-02
time = "09:30"
+++
A sentence.
//- content/north/round.md
+++
title = "A round"
description = "How a round looks."
last_reviewed = 2026-01-01
owner = "Us"
[round]
opens = 2026-04-01
closes = 2026-05-01
for = "Schools"
source = "page"
reference = "N:2"
checked_on = 2026-01-02
+++
A sentence.
//- content/north/issue.md
+++
title = "An issue"
description = "How an issue looks."
last_reviewed = 2026-01-01
owner = "Us"
[issue]
published = 2026-02-01
number = 3
source = "page"
reference = "N:3"
checked_on = 2026-02-02
+++
A sentence.
//- content/north/lists.md
+++
title = "Lists"
description = "Lists of the region."
last_reviewed = 2026-01-01
owner = "Us"
+++
{{ faqs }}

{{ contacts }}

{{ notices }}

{{ rounds }}

{{ newsletter }}

{{ courses }}
//- content/north/faqs.toml
[[faq]]
id = "what"
name = "What is it?"
says = "It is so."
audience = ["trainees"]
ours = true
//- content/north/contacts.toml
[[contact]]
id = "team"
name = "The team"
about = ["Forms"]
says = "They know."
email = "team@example.org"
phone = "01632 960000"
source = "page"
reference = "N:4"
checked_on = 2026-01-02
//- content/bank-holidays.toml
[[year]]
year = 2026
days = ["2026-01-01", "2026-04-03", "2026-04-06", "2026-05-04", "2026-05-25", "2026-08-31", "2026-12-25", "2026-12-28"]
source = "A list"
address = "https://example.org"
checked_on = 2026-01-20
"#;

/// What can be wrong with a value however it is written. A slip that keeps the right value has no such excuse.
const OTHERWISE: [&str; 18] = [
    "bank-holidays::day",
    "course::day-after-course",
    "course::ends-before-it-begins",
    "link::missing-page",
    "page::expired",
    "page::review-overdue",
    "policy::bad-id",
    "policy::gap",
    "policy::missing-rule",
    "policy::unknown-id",
    "policy::wrong-kind",
    "prose::unconfirmed",
    "record::id",
    "record::source",
    "record::topic",
    "round::closes-before-it-opens",
    "site::address",
    "theme::unknown",
];

/// A file with one field changed, and what it was changed to.
fn changed(files: &[(String, String)]) -> Vec<(String, String, bool)> {
    let mut changed = Vec::new();
    let mut number = 0_usize;
    for (path, text) in files {
        let mut start = 0;
        let mut in_body = 0;
        for line in text.split_inclusive('\n') {
            let range = start..start + line.len();
            start = range.end;
            in_body += usize::from(line.trim_end() == "+++");
            let is_field = in_body < 2 && !line.starts_with(['#', '[']);
            let Some((name, value)) = line.trim_end().split_once(" = ").filter(|_| is_field) else {
                continue;
            };
            // Each field is tried with a few, and each slip on many fields.
            number += 1;
            for slip in SLIPS.iter().skip(number % EVERY).step_by(EVERY) {
                let line = format!("{name} = {}\n", slip.replace("{}", value));
                let mut text = text.clone();
                text.replace_range(range.clone(), &line);
                let what = format!("{path}: {}", line.trim_end());
                changed.push((format!("//- {path}\n{text}"), what, slip.contains("{}")));
            }
        }
    }
    changed
}

/// Of how many slips one is tried on a field.
const EVERY: usize = 13;

#[test]
fn hints_about_usual_slips_hold() {
    let mut diagnostics = Diagnostics::new();
    let inputs = supportt_fixture::diagnose(PROJECT, &mut diagnostics);
    let known = diagnostics.sorted().len();
    let report =
        diagnostics.report(&inputs.sources, supportt_source::diagnostic::render::Format::Short, false);
    assert!(!diagnostics.has_errors() && known < 10, "{report}");
    let files: Vec<(String, String)> = inputs
        .sources
        .files()
        .iter()
        .filter(|file| !file.path().starts_with("content/words/"))
        .map(|file| (file.path().to_owned(), file.text().to_owned()))
        .collect();
    let tried = changed(&files);
    let failed: Vec<String> = tried
        .par_iter()
        .flat_map(|(file, what, is_right)| {
            let project = format!("{PROJECT}\n{file}");
            let mut diagnostics = Diagnostics::new();
            let inputs = supportt_fixture::diagnose(&project, &mut diagnostics);
            let mut failed = supportt_fixture::untrue_hints(&project, &inputs, &diagnostics);
            failed.retain(|failure| {
                *is_right || !OTHERWISE.iter().any(|code| failure.contains(&format!("added: [\"{code}")))
            });
            failed.into_iter().map(|failure| format!("{what}\n    {failure}")).collect::<Vec<_>>()
        })
        .collect();
    assert!(tried.len() > 500, "fields are found: {}", tried.len());
    assert!(failed.is_empty(), "{} of {} fail:\n{}", failed.len(), tried.len(), failed.join("\n"));
}

/// Compares what is said when one passage of the North's file is changed.
fn check_region(from: &str, to: &str, expect: expect_test::Expect) {
    const NORTH: &str = supportt_fixture::NORTH;
    assert!(NORTH.contains(from), "`{from}` stands in the file");
    supportt_fixture::check_short(
        &format!("//- content/north/region.toml\n{}", NORTH.replace(from, to)),
        expect,
    );
}

#[test]
fn a_day_that_is_none_is_one_mistake() {
    check_region(
        "from = 2025-01-01\nsource = \"page\"\nreference = \"N:11\"",
        "from = 2026-13-45\nsource = \"page\"\nreference = \"N:11\"",
        expect![[r#"
        content/north/region.toml:122:8: error: there is no such date: expected month between 01 and 12 (hint: dates are written year-month-day, without quotation marks: `2026-11-22`)
    "#]],
    );
    let page = PROJECT.split("//- content/north/round.md").next().expect("the first page");
    supportt_fixture::check_short(
        &page.replace("from = 2026-06-01", "from = 2026-13-45"),
        expect![[r#"
        content/north/course.md:27:8: error: there is no such date: expected month between 01 and 12 (hint: dates are written year-month-day, without quotation marks: `2026-11-22`)
    "#]],
    );
    supportt_fixture::check_short(
        &page.replace("from = 2026-06-01", "from = TBC"),
        expect![[r#"
            content/north/course.md:27:8: error: `from` must be a date (hint: write it like `from = 2026-11-22`)
        "#]],
    );
    supportt_fixture::check_short(
        &page.replace("from = 2026-06-01", "from = 12th March"),
        expect![[r#"
            content/north/course.md:27:8: error: `from` must be a date (hint: write it like `from = 2026-11-22`)
        "#]],
    );
    supportt_fixture::check_short(
        &page.replace("capacity = 20", "capacity = 20,"),
        expect![[r#"
        content/north/course.md:20:14: error: there is an extra character behind this value (hint: take out the `,`)
    "#]],
    );
    supportt_fixture::check_short(
        &page.replace("capacity = 20", "capacity = -3"),
        expect![[r#"
            content/north/course.md:20:12: error: `capacity` must be a number from 1 to 100000 (hint: write a number like `capacity = 10`) (hint: leave `capacity` out where it is not known)
        "#]],
    );
    supportt_fixture::check_short(
        &page.replace("book_by = 2026-05-01", "book_by = 2026\u{2011}05\u{2011}01"),
        expect![[r#"
        content/north/course.md:22:11: error: this is not how dates are written (hint: write `2026-05-01`)
    "#]],
    );
    supportt_fixture::check_short(
        &page.replace("[\"simulation\"]", "[\"simulation\", \"simulatoin\", 3]"),
        expect![[r#"
        content/north/course.md:13:39: error: each item of `topics` must be text: this is a number (hint: write it between quotation marks)
    "#]],
    );
    supportt_fixture::check_short(&page.replacen("+++", "\u{feff}\u{feff}+++", 1), expect![""]);
}

#[test]
fn a_value_that_cannot_be_counted_with_is_told_by_what_is_wrong() {
    check_region(
        "months = 3 }",
        "months = -3 }",
        expect![[r#"
        content/north/region.toml:40:53: error: a part of this `value` must be a whole number from 1: less than nothing (hint: write `3`)
    "#]],
    );
    check_region(
        "months = 3 }",
        "months = 3.5 }",
        expect![[r#"
            content/north/region.toml:40:53: error: a part of this `value` must be a whole number from 1: not a whole number (hint: write a whole number in digits, such as `3`)
        "#]],
    );
    check_region(
        "months = 3 }",
        "months = \"3\" }",
        expect![[r#"
        content/north/region.toml:40:53: error: a part of this `value` must be a whole number from 1: not a whole number (hint: write `3`)
    "#]],
    );
    check_region(
        "months = 3 }",
        "months = 99999999999 }",
        expect![[r#"
        content/north/region.toml:40:53: error: a part of this `value` must be a whole number from 1: a number that is too large (hint: write the number that the source gives)
    "#]],
    );
    check_region(
        "months = 3 }",
        "months = three }",
        expect![[r#"
        content/north/region.toml:40:53: error: this is not how numbers are written (hint: write `3`)
    "#]],
    );
}

#[test]
fn a_value_is_one_thing() {
    let value = "{ threshold = { test = \"at-least\", months = 3 } }";
    check_region(
        value,
        "{ threshold = { test = \"at-least\", months = 3 }, cap = { up-to = 8, of = \"sessions\" } }",
        expect![[r#"
        content/north/region.toml:40:58: error: a `value` is one thing, and this is `threshold` and `cap` (hint: keep one of the two)
    "#]],
    );
    check_region(
        value,
        "{}",
        expect![[r#"
        content/north/region.toml:40:9: error: this `value` is empty (hint: `content/README.md` lists what may stand here)
    "#]],
    );
}

#[test]
fn a_misspelt_id_is_blamed_where_it_is_misspelt() {
    check_region(
        "id = \"minimum-absence\"",
        "id = \"minimum-absense\"",
        expect![[r#"
        content/north/region.toml:38:6: error: there is no rule `minimum-absence`, and nothing names `minimum-absense`: the checker and the plan need one (hint: did you mean `minimum-absence`?)
    "#]],
    );
    check_region(
        "id = \"page\"",
        "id = \"pgae\"",
        expect![[r#"
        content/north/region.toml:22:6: error: there is no source `page`, and nothing names `pgae`: 12 entries name it (hint: did you mean `page`?)
    "#]],
    );
    check_region(
        "source = \"page\"\nreference = \"N:11\"",
        "source = \"pgae\"\nreference = \"N:11\"",
        expect![[r#"
        content/north/region.toml:123:10: error: there is no source `pgae`: no source has this id (hint: did you mean `page`?)
    "#]],
    );
}

#[test]
fn a_misspelt_id_is_the_one_that_nothing_names_however_far_it_is() {
    check_region(
        "id = \"minimum-absence\"",
        "id = \"shortest\"",
        expect![[r#"
        content/north/region.toml:38:6: error: there is no rule `minimum-absence`, and nothing names `shortest`: the checker and the plan need one (hint: did you mean `minimum-absence`?)
    "#]],
    );
    check_region(
        "id = \"page\"",
        "id = \"handbook\"",
        expect![[r#"
        content/north/region.toml:22:6: error: there is no source `page`, and nothing names `handbook`: 12 entries name it (hint: did you mean `page`?)
    "#]],
    );
    check_region(
        "id = \"return-talk\"",
        "id = \"talk-before-coming-back\"",
        expect![[r#"
        content/north/region.toml:118:6: error: there is no rule `return-talk`, and nothing names `talk-before-coming-back`: 1 entry names it (hint: did you mean `return-talk`?)
    "#]],
    );
    check_region(
        "id = \"reasons\"",
        "id = \"Reasons\"",
        expect![[r#"
        content/north/region.toml:68:6: error: there is no rule `reasons`, and nothing names `Reasons`: the checker and the plan need one (hint: did you mean `reasons`?)
    "#]],
    );
}

/// Compares what is said when one line of the course is changed.
fn check_course(from: &str, to: &str, expect: expect_test::Expect) {
    let page = PROJECT.split("//- content/north/round.md").next().expect("the first page");
    assert!(page.contains(from), "`{from}` stands in the page");
    supportt_fixture::check_short(&page.replacen(from, to, 1), expect);
}

#[test]
fn a_header_or_a_name_with_a_slip_is_one_mistake() {
    for header in ["course]", "course", "{course}", "course:", "[Course]", "[cuorse]", "[[course]]"] {
        let page = PROJECT.split("//- content/north/round.md").next().expect("the first page");
        let page = page.replacen("[course]", header, 1);
        let mut found = Diagnostics::new();
        let inputs = supportt_fixture::diagnose(&page, &mut found);
        let report = found.report(&inputs.sources, supportt_source::diagnostic::render::Format::Short, false);
        assert_eq!(report.lines().count(), 1, "{header}: {report}");
        let failed = supportt_fixture::untrue_hints(&page, &inputs, &found);
        assert!(failed.is_empty(), "{header}: {}", failed.join("\n"));
    }
    check_course(
        "[[course.session]]",
        "((course.session))",
        expect![[r#"
        content/north/course.md:26:1: error: what begins a table or an entry stands between the same brackets on both sides (hint: write `[[course.session]]`)
    "#]],
    );
    check_course(
        "[[course.session]]",
        "[[“course”.session]]",
        expect![[r#"
        content/north/course.md:26:1: error: what begins a table or an entry stands between the same brackets on both sides (hint: write `[[course.session]]`)
    "#]],
    );
    check_course(
        "last_reviewed",
        "last-reviewed",
        expect![[r#"
        content/north/course.md:4:1: error: a page has no field `last-reviewed`: not a field (hint: did you mean `last_reviewed`?)
    "#]],
    );
    check_course(
        "source = \"page\"",
        "sources = [\"page\"]",
        expect![[r#"
        content/north/course.md:23:1: error: a course has no field `sources`: not a field (hint: write `source = "page"`)
    "#]],
    );
    check_course(
        "\"How a course looks.\"",
        "\"How a course looks\nand who can come.\"",
        expect![[r#"
        content/north/course.md:3:15: error: this text goes over several lines (hint: write `"How a course looks and who can come."` on one line)
    "#]],
    );
}

#[test]
fn parts_of_a_value_are_told_by_what_they_can_be() {
    let months = "months = 3 }";
    check_region(
        months,
        "months = 3 months }",
        expect![[r#"
        content/north/region.toml:40:53: error: this is not how numbers are written (hint: write `3`)
    "#]],
    );
    check_region(
        months,
        "months = TBC }",
        expect![[r#"
        content/north/region.toml:40:53: error: a part of this `value` must be a whole number from 1 (hint: write it in digits, without quotation marks)
    "#]],
    );
    check_region(
        months,
        "months = \"3 months\" }",
        expect![[r#"
        content/north/region.toml:40:53: error: a part of this `value` must be a whole number from 1: not a whole number (hint: write `3`)
    "#]],
    );
    check_region(
        months,
        "months = 3.0 }",
        expect![[r#"
        content/north/region.toml:40:53: error: a part of this `value` must be a whole number from 1: not a whole number (hint: write `3`)
    "#]],
    );
    check_region(
        months,
        "months = }",
        expect![[r#"
        content/north/region.toml:40:44: error: this part has no value (hint: write it after the `=`)
    "#]],
    );
    check_region(
        months,
        "months = 3, weeks = 2 }",
        expect![[r#"
        content/north/region.toml:40:56: error: there is no `weeks` in this `value` (hint: leave it out: `test` or `months` are all that there can be)
    "#]],
    );
    check_region(
        "test = \"at-least\"",
        "test = at least",
        expect![[r#"
        content/north/region.toml:40:32: error: a part of this `value` cannot be `at least` (hint: write `"at-least"`)
    "#]],
    );
    check_region(
        "test = \"at-least\"",
        "test = [\"at-least\"]",
        expect![[r#"
        content/north/region.toml:40:32: error: a part of this `value` is not what stands here: this is a list, and must be a word between quotation marks (hint: write `"at-least"`)
    "#]],
    );
    let value = "{ threshold = { test = \"at-least\", months = 3 } }";
    check_region(
        value,
        "{ test = \"at-least\", months = 3 }",
        expect![[r#"
        content/north/region.toml:40:9: error: this `value` does not say what it is (hint: write `value = { threshold = { test = "at-least", months = 3 } }`)
    "#]],
    );
    check_region(
        value,
        "{ threshold = 3 }",
        expect![[r#"
        content/north/region.toml:40:23: error: a part of this `value` is not what stands here: this is a number, and must be a table between braces (hint: `content/README.md` lists what may stand here)
    "#]],
    );
    check_region(
        "lead-time = { weeks = 8",
        "lead–time = { weeks = 8",
        expect![[r#"
        content/north/region.toml:120:11: error: a name has plain letters, figures, `-` and `_` (hint: write `lead-time`)
    "#]],
    );
}

#[test]
fn what_is_offered_for_a_field_passes() {
    check_course(
        "\"https://example.org/book\"",
        "\"https:/example.org/book\"",
        expect![[r#"
        content/north/course.md:21:11: error: `https:/example.org/book` is not a web address (hint: write `https://example.org/book`)
    "#]],
    );
    check_course(
        "\"https://example.org/book\"",
        "\"/north/rules.md\"",
        expect![[r#"
        content/north/course.md:21:11: error: `/north/rules.md` is not a web address (hint: write an address that begins with `https://`)
    "#]],
    );
    check_course(
        "\"09:30\"",
        "9.30am–1pm",
        expect![[r#"
        content/north/course.md:29:8: error: `time` must be text between quotation marks (hint: write `"09:30 to 13:00"`)
    "#]],
    );
    check_course(
        "\"09:30\"",
        "\"9-4.30\"",
        expect![[r#"
        content/north/course.md:29:8: error: this is not how a time of day is written (hint: write `09:00 to 16:30`)
    "#]],
    );
    check_course(
        "\"Free\"",
        "TBC",
        expect![[r#"
        content/north/course.md:18:8: error: `cost` must be text between quotation marks (hint: leave `cost` out until it is known)
    "#]],
    );
    check_course(
        "capacity = 20",
        "capacity = {20}",
        expect![[r#"
        content/north/course.md:20:12: error: a single value stands without braces (hint: write `20`)
    "#]],
    );
    check_course(
        "2026-05-01",
        "\n2026-05-01",
        expect![[r#"
        content/north/course.md:23:1: error: a value stands on the line of its name (hint: write `book_by = 2026-05-01`)
    "#]],
    );
    check_course(
        "2026-05-01",
        "\u{200e}01/\u{200e}05/\u{200e}2026",
        expect![[r#"
        content/north/course.md:22:11: error: this is not how dates are written: day, month and year (hint: write the year first: `2026-05-01`)
    "#]],
    );
    check_course(
        "[\"simulation\"]",
        "\"simulation, returning\"",
        expect![[r#"
        content/north/course.md:13:10: error: `topics` must be a list of texts: this is text (hint: write `topics = ["simulation", "returning"]`)
    "#]],
    );
    check_course(
        "\"Leeds\"",
        "\"Leeds\u{b}Room 2\"",
        expect![[r#"
        content/north/course.md:17:15: error: there is a character here that cannot be seen (hint: type a space in its place)
    "#]],
    );
}

#[test]
fn a_day_that_no_calendar_has_is_one_message_in_every_field() {
    let mut diagnostics = Diagnostics::new();
    let inputs = supportt_fixture::diagnose(PROJECT, &mut diagnostics);
    let known = diagnostics.sorted().len();
    let mut tried = 0;
    let mut failed = Vec::new();
    for file in inputs.sources.files() {
        for (at, _) in file.text().match_indices(" = 20") {
            let value = at + 3..at + 3 + "2026-01-01".len();
            let is_date = file.text().get(value.clone()).is_some_and(|day| day.parse::<Date>().is_ok());
            // In one region it is as in all.
            if !is_date || tried > 60 {
                continue;
            }
            tried += 1;
            let mut text = file.text().to_owned();
            text.replace_range(value, "2026-13-45");
            let mut found = Diagnostics::new();
            let changed =
                supportt_fixture::diagnose(&format!("{PROJECT}\n//- {}\n{text}", file.path()), &mut found);
            if found.sorted().len() > known + 1 {
                failed.push(found.report(
                    &changed.sources,
                    supportt_source::diagnostic::render::Format::Short,
                    false,
                ));
            }
        }
    }
    assert!(tried > 20, "days are found");
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// A day over never stops a build: what becomes wrong on a later day is told of at once.
#[test]
fn time_alone_stops_no_build() {
    let mut diagnostics = Diagnostics::new();
    let inputs = supportt_fixture::inputs(PROJECT, &mut diagnostics);
    for day in
        ["2026-03-02", "2026-05-02", "2026-06-03", "2027-01-02", "2028-01-02", "2031-01-01", "2045-12-31"]
    {
        let day: Date = day.parse().expect("a day");
        let mut found = Diagnostics::new();
        let config =
            inputs.sources.at(SETTINGS).and_then(|file| supportt_content::config::read(file, &mut found));
        let content = supportt_site::content::read(
            &inputs,
            config.as_ref(),
            (day, supportt_content::edition::Edition::WithExamples),
            &mut found,
        );
        let report = found.report(&inputs.sources, supportt_source::diagnostic::render::Format::Short, false);
        assert!(content.is_some() && !found.has_errors(), "{day}: {report}");
    }
}

#[test]
fn fields_lead_through_no_filter_either() {
    let page = PROJECT.split("//- content/north/round.md").next().expect("the first page");
    let filtered = "https://urldefense.com/v3/__https://example.org/book__;!!abc";
    supportt_fixture::check_short(
        &page.replace("https://example.org/book", filtered),
        expect![[r#"
        content/north/course.md:21:11: warning: this leads through Proofpoint's mail filter: it may hold the address of whoever got the message, and it stops working (hint: write `https://example.org/book`)
    "#]],
    );
    let bare = format!("A text with {filtered} in it.");
    supportt_fixture::check_short(
        &supportt_fixture::page("a.md", &bare),
        expect![[r#"
        content/a.md:7:13: warning: this address is not a link: people would have to type it (hint: write `<https://example.org/book>`)
    "#]],
    );
}

#[test]
fn letters_to_nobody_are_put_right() {
    let texts = [
        "[The team](mailto: team@example.org)",
        "[Another](mailto:team@example.org.)",
        "[A third](mailto:<team@example.org>)",
        "[A fourth](mailto:team)",
        "[A fifth](tel: 01632 960000)",
    ];
    supportt_fixture::check_short(
        &supportt_fixture::page("a.md", &texts.join("\n\n")),
        expect![[r#"
            content/a.md:7:10: error: this is not read as a link: an address has no spaces (hint: write `mailto:team@example.org`)
            content/a.md:9:11: error: this is not an email address (hint: write `mailto:team@example.org`)
            content/a.md:11:11: error: this is not an email address (hint: write `mailto:team@example.org`)
            content/a.md:13:12: error: this is not an email address (hint: write it like `mailto:name@nhs.net`)
            content/a.md:15:9: error: this is not read as a link: an address has no spaces (hint: write `tel:01632960000`)
        "#]],
    );
}
