//! The pages of records: forms and notices of the policy, entries of the registers.

use std::fs;

use supportt::output::Output;
use supportt::site::Edition;
use supportt_rules::date::Date;
use tempfile::TempDir;

use crate::project::{copy, project, replace, today};

const POLICY: &str = r#"
[[form]]
id = "old-plan"
name = "Old plan"
status = "replaced"
replaced_by = "plan"
says = "Used before."
from = 2025-01-01
source = "page"
reference = "N:60"
checked_on = 2026-01-05

[[form]]
id = "plan"
name = "Plan & Co"
status = "current"
says = "Holds the plan."
from = 2025-01-01
source = "page"
reference = "N:61"
checked_on = 2026-01-06

[[form]]
id = "next-plan"
name = "Next plan"
status = "current"
says = "Used from next year."
from = 2027-01-01
source = "page"
reference = "N:62"
checked_on = 2026-01-06

[[notice]]
id = "snow"
name = "Snow"
says = "Offices are closed."
from = 2026-01-01
until = 2026-02-01
until_note = "The page says so."
source = "page"
reference = "N:63"
checked_on = 2026-01-07
"#;

const CONTACTS: &str = r#"
[[contact]]
id = "supervisor"
name = "Your supervisor"
about = ["Your plan", "Your return"]
says = "Knows your plan."
takes_part_as = ["educational-supervisor"]
source = "page"
reference = "N:64"
checked_on = 2026-01-08

[[contact]]
id = "team"
name = "The team"
trust = "Trust of the North"
about = ["Anything"]
says = "Ask the team."
ours = true

[[contact]]
id = "other-team"
name = "The team"
trust = "Another Trust"
about = ["Anything"]
says = "Ask them."
ours = true

[[contact]]
id = "nobody"
name = "Nobody"
about = ["Nothing"]
says = "Shows how a contact looks."
example = true
"#;

const OTHERS: [(&str, &str); 3] = [
    (
        "resources",
        "[[resource]]\nid = \"guide\"\nname = \"Guide\"\nsays = \"A guide.\"\nkind = \"document\"\naudience = [\"educators\"]\nours = true\n",
    ),
    (
        "faqs",
        "[[faq]]\nid = \"who\"\nname = \"Who?\"\nsays = \"The source is silent.\"\nnot_stated = true\naudience = [\"trainees\"]\nours = true\n",
    ),
    (
        "glossary",
        "[[word]]\nid = \"plan\"\nname = \"Plan\"\nshort = \"P\"\nnot = [\"scheme\"]\nsays = \"What you do.\"\nours = true\n",
    ),
];

/// The small project with a record of each kind, listed on one page.
fn with_records() -> TempDir {
    let folder = copy();
    let path = |name: &str| folder.path().join("content/north").join(name);
    let write = |name: &str, text: &str| fs::write(path(name), text).expect("it can be written");
    let region = fs::read_to_string(path("region.toml")).expect("the policy is there");
    write("region.toml", &format!("{region}\n{POLICY}"));
    replace(
        &path("region.toml"),
        "with = [\"educational-supervisor\"]",
        "with = [\"educational-supervisor\"]\nform = \"plan\"",
    );
    write("contacts.toml", CONTACTS);
    for (name, text) in OTHERS {
        write(&format!("{name}.toml"), text);
    }
    write(
        "lists.md",
        "+++\ntitle = \"Lists\"\ndescription = \"Lists.\"\nlast_reviewed = 2026-02-02\nowner = \"Lister\"\n+++\n\
         See [the plan](form:plan).\n\n{{ forms }}\n\n{{ notices }}\n\n{{ contacts }}\n\n{{ resources }}\n\n{{ faqs }}\n\n{{ glossary }}\n",
    );
    folder
}

fn built(folder: &TempDir, edition: Edition, day: Date) -> Output {
    let build = project(folder).edition(edition).build(day).expect("the disk can be read");
    build.output.unwrap_or_else(|| panic!("{:?}", build.diagnostics))
}

fn text<'o>(output: &'o Output, path: &str) -> &'o str {
    let bytes = output.get(path).unwrap_or_else(|| panic!("there is no `{path}`"));
    std::str::from_utf8(bytes).expect("it is text")
}

#[test]
fn each_record_has_a_page_that_says_what_is_known_of_it() {
    let output = built(&with_records(), Edition::Published, today());
    for (path, says) in [
        (
            "form/old-plan",
            &["Replaced: Used before.", "Now <a href=\"/returning/north/form/plan/\">Plan &amp; Co</a>"][..],
        ),
        (
            "form/plan",
            &[
                "<title>Plan &amp; Co - Returning",
                "Current: Holds the plan.",
                "1 Talk",
                "With: Educational Supervisor.",
                "/returning/north/lists/",
            ],
        ),
        ("notice/snow", &["Over: 1 January 2026 to 1 February 2026: Offices are closed. The page says so."]),
        ("contact/supervisor", &["Knows your plan. Your plan, Your return", "1 Talk"]),
        ("contact/team", &["<title>The team, Trust of the North - Returning"]),
        ("resource/guide", &["document: A guide. Supervisors and trainers"]),
        ("faq/who", &["<title>Who? - Returning", "Not stated."]),
        ("word/plan", &["What you do. P scheme"]),
    ] {
        let page = text(&output, &format!("north/{path}/index.html"));
        for part in says {
            assert!(page.contains(part), "{path} does not say `{part}`:\n{page}");
        }
    }
    let plan = text(&output, "north/form/plan/index.html");
    assert!(!plan.contains("Form: Plan"), "it does not lead to itself:\n{plan}");
    let lists = text(&output, "north/lists/index.html");
    assert!(
        lists.contains("Anything: The team, Trust of the North (ours) The team, Another Trust (ours)"),
        "{lists}"
    );
    assert!(lists.contains("<a href=\"/returning/north/form/plan/\">the plan</a>"), "{lists}");
}

#[test]
fn a_record_that_is_not_shown_has_no_page() {
    let folder = with_records();
    let output = built(&folder, Edition::Published, today());
    assert!(output.get("north/form/next-plan/index.html").is_none(), "it is not in force yet");
    assert!(output.get("north/contact/nobody/index.html").is_none(), "it is only an example");
    let output = built(&folder, Edition::WithExamples, Date::from_ymd_opt(2027, 1, 1).expect("a day"));
    assert!(output.get("north/form/next-plan/index.html").is_some());
    assert!(output.get("north/contact/nobody/index.html").is_some());
}

#[test]
fn a_page_of_a_record_is_as_old_as_its_record() {
    let output = built(&with_records(), Edition::Published, today());
    let sitemap = text(&output, "sitemap.xml");
    let day_of = |path: &str| {
        let address = format!("https://example.org/returning/north/{path}/</loc><lastmod>");
        sitemap
            .split(&address)
            .nth(1)
            .and_then(|rest| rest.split('<').next())
            .unwrap_or_else(|| panic!("{path} is missing"))
    };
    assert_eq!(day_of("form/plan"), "2026-01-06");
    assert_eq!(day_of("contact/supervisor"), "2026-01-08");
    assert_eq!(day_of("contact/team"), "2026-02-02", "what is ours was looked at when its list was");
}
