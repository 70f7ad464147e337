use expect_test::expect;

use supportt_fixture::{check_short, page};

const COURSE: &str = "//- content/north/courses/a.md
+++
title = \"A\"
description = \"A.\"
last_reviewed = 2026-01-01
owner = \"Us\"
[course]
topics = [\"simulation\"]
audience = [\"trainees\"]
source = \"page\"
reference = \"1\"
checked_on = 2026-01-01
+++
";

/// As many as a page of their own needs.
fn three_courses() -> String {
    let named =
        |name: &str| COURSE.replace("/a.md", &format!("/{name}.md")).replace("\"A\"", &format!("\"{name}\""));
    [named("a"), named("b"), named("c")].concat()
}

#[test]
fn what_the_site_makes_of_courses_has_its_address_for_itself() {
    let old =
        page("north/b.md", "").replace("owner =", "aliases = [\"/north/courses/for/trainees/\"]\nowner =");
    check_short(
        &[
            page("north/courses/index.md", "{{ courses }}"),
            page("north/courses/topic/index.md", ""),
            page("north/courses/topic/simulation.md", ""),
            old,
            "//- content/north/courses.ics\nBEGIN:VCALENDAR\n".to_owned(),
            "//- content/north/courses/a/course.ics\nBEGIN:VCALENDAR\n".to_owned(),
            three_courses(),
        ]
        .concat(),
        expect![[r#"
            content/north/b.md:5:12: error: the site itself makes a page at `/north/courses/for/trainees/`: “Courses in the North for people in training”: at the same address (hint: remove the alias)
            content/north/courses.ics:1:1: error: the site itself makes a calendar of courses at `/north/courses.ics`: at the same address (hint: choose another name for this file)
            content/north/courses/a/course.ics:1:1: error: the site itself makes a calendar of courses at `/north/courses/a/course.ics`: at the same address (hint: choose another name for this file)
            content/north/courses/topic/simulation.md:1:1: error: the site itself makes a page at `/north/courses/topic/simulation/`: “Courses in the North: Simulation”: at the same address (hint: give this page another name)
        "#]],
    );
}

#[test]
fn a_topic_that_cannot_stand_in_an_address_is_reported() {
    let words = supportt_fixture::file("content/words/courses.toml");
    let words = words.replace("simulation = \"Simulation\"", "\"sim ulation\" = \"Simulation\"");
    check_short(
        &[
            page("north/courses/index.md", "{{ courses }}"),
            format!("//- content/words/courses.toml\n{words}"),
            COURSE.replace("\"simulation\"", "\"sim ulation\""),
        ]
        .concat(),
        expect![[r#"
            content/words/courses.toml:1:1: error: `sim ulation` cannot stand in an address (hint: write the ids of topics in small letters, with hyphens between them)
        "#]],
    );
}

#[test]
fn every_audience_and_format_has_a_name() {
    let words = supportt_fixture::file("content/words/courses.toml");
    let words = words.replace("educators = ", "# educators = ").replace("mixed = ", "# mixed = ");
    check_short(
        &format!("//- content/words/courses.toml\n{words}"),
        expect![[r#"
            content/words/courses.toml:1:1: error: words are missing: `audience.educators`, `format.mixed` (hint: add each under its section)
        "#]],
    );
}
