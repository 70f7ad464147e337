//! The pages of forms and notices, and the places of the entries of registers.

use std::fs;

use supportt_basics::date::Date;
use supportt_content::edition::Edition;
use supportt_engine::output::Output;
use tempfile::TempDir;

use crate::project::{copy, copy_folder, project, replace, today};

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

[[step]]
id = "look-back"
name = "Look back"
stage = "after-return"
strength = "may"
sends_to = ["college-tutor"]
form = "old-plan"
says = "Look back."
from = 2025-01-01
source = "page"
reference = "N:65"
checked_on = 2026-01-04

[[notice]]
id = "snow"
name = "More snow"
says = "Offices are closed again."
from = 2026-02-20
until = 2026-04-01
until_note = "The page says so."
source = "page"
reference = "N:66"
checked_on = 2026-02-21

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
id = "tutor"
name = "College tutor"
about = ["Looking back"]
says = "Gets the form."
takes_part_as = ["college-tutor"]
source = "page"
reference = "N:67"
checked_on = 2026-01-09

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
        "[[resource]]\nid = \"guide\"\nname = \"Guide\"\nsays = \"A guide.\"\nkind = \"document\"\naudience = [\"educators\"]\naddress = \"/north/map.svg\"\nours = true\n\n[[resource]]\nid = \"rules\"\nname = \"Rules\"\nsays = \"All rules.\"\nkind = \"web-page\"\naudience = [\"trainees\"]\naddress = \"/north/rules.md#every-rule\"\nours = true\n",
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
fn each_form_and_notice_has_a_page_that_says_what_is_known_of_it() {
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
        (
            "notice/snow",
            &[
                "<title>More snow",
                "<p>20 February 2026 to 1 April 2026: Offices are closed again.",
                "<p>Over: 1 January 2026 to 1 February 2026: Offices are closed. The page says so.",
            ],
        ),
    ] {
        let page = text(&output, &format!("north/{path}/index.html"));
        for part in says {
            assert!(page.contains(part), "{path} does not say `{part}`:\n{page}");
        }
    }
    let plan = text(&output, "north/form/plan/index.html");
    assert!(!plan.contains("Form: Plan"), "it does not lead to itself:\n{plan}");
    let lists = text(&output, "north/lists/index.html");
    assert!(lists.contains("Anything: The team, Trust of the North, The team, Another Trust"), "{lists}");
    assert!(lists.contains("<a href=\"/returning/north/form/plan/\">the plan</a>"), "{lists}");
}

#[test]
fn an_entry_has_an_address_that_leads_to_its_place_on_a_list() {
    let folder = with_records();
    let output = built(&folder, Edition::Published, today());
    let lists = text(&output, "north/lists/index.html");
    for entry in ["contact/supervisor", "contact/team", "resource/guide", "faq/who", "word/plan"] {
        let id = entry.replace('/', "_");
        let left = text(&output, &format!("north/{entry}/index.html"));
        assert!(left.contains(&format!("url=/returning/north/lists/#{id}")), "{left}");
        assert!(
            text(&output, "_redirects")
                .contains(&format!("/returning/north/{entry}/ /returning/north/lists/#{id} 301"))
        );
        assert!(!text(&output, "sitemap.xml").contains(entry));
    }
    assert!(lists.contains("id=\"resource_guide\""), "{lists}");
    assert!(lists.contains("Your supervisor:  Knows your plan. 1 Talk"), "{lists}");
    assert!(lists.contains("College tutor:  Gets the form. 2 Look back"), "{lists}");
    assert!(lists.contains("About</a>") || lists.contains("(page)</a>"), "{lists}");
}

#[test]
fn an_entry_that_only_a_page_of_all_regions_lists_is_found_there() {
    let folder = with_records();
    let content = folder.path().join("content");
    let lists = fs::read_to_string(content.join("north/lists.md")).expect("the lists are there");
    let some = lists.replace("{{ contacts }}\n\n", "").replace("{{ glossary }}", "");
    fs::write(content.join("north/lists.md"), some).expect("it can be written");
    let words = "+++\ntitle = \"Words\"\ndescription = \"Words.\"\nlast_reviewed = 2026-02-02\nowner = \"Nation\"\n+++\n{{ glossary }}\n";
    fs::write(content.join("words.md"), words).expect("it can be written");
    let output = built(&folder, Edition::Published, today());
    assert!(text(&output, "north/word/plan/index.html").contains("url=/returning/words/\""));
    let nearest = text(&output, "north/contact/team/index.html");
    assert!(nearest.contains("url=/returning/north/\""), "no page lists it: {nearest}");
}

#[test]
fn a_record_that_is_not_shown_has_no_address() {
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
    assert_eq!(day_of("form/plan"), "2026-01-01", "it shows a step that was checked before the form");
    assert_eq!(day_of("notice/snow"), "2026-01-07", "it shows every version");
    assert_eq!(sitemap.matches("/north/notice/snow/<").count(), 1);
}

/// The text of a page between two marks.
fn between<'p>(page: &'p str, start: &str, end: &str) -> &'p str {
    page.split(start)
        .nth(1)
        .and_then(|rest| rest.split(end).next())
        .unwrap_or_else(|| panic!("no `{start}`:\n{page}"))
}

#[test]
fn pages_of_records_stand_below_their_list_and_among_all_pages() {
    let output = built(&with_records(), Edition::Published, today());
    let crumbs = |path: &str| between(text(&output, path), "<nav>", "</nav>").matches("href").count();
    assert_eq!(crumbs("north/form/plan/index.html"), 3, "home, region, list");
    let search = text(&output, "search/index.html");
    let of_region = between(search, "<h2>North</h2>", "<h2>");
    for record in ["form/plan", "notice/snow"] {
        assert!(
            of_region.contains(&format!("href=\"/returning/north/{record}/\"")),
            "{record} is among all pages:\n{of_region}"
        );
    }
}

#[test]
fn the_choice_of_region_leads_to_the_record_of_the_same_id() {
    let folder = with_records();
    let content = folder.path().join("content");
    copy_folder(&content.join("north"), &content.join("south"));
    replace(&content.join("south/region.toml"), "name = \"North\"", "name = \"South\"");
    let policy = fs::read_to_string(content.join("south/region.toml")).expect("the policy is there");
    let policy = policy.replace("id = \"snow\"", "id = \"south-snow\"");
    fs::write(content.join("south/region.toml"), policy).expect("it can be written");
    let output = built(&folder, Edition::Published, today());
    let leads = |path: &str| between(text(&output, path), "<footer>", "</footer>").to_owned();
    assert!(leads("north/form/plan/index.html").contains("/returning/south/form/plan/"));
    let nearest = leads("north/notice/snow/index.html");
    assert!(nearest.contains("/returning/south/lists/"), "the list is nearest:\n{nearest}");
}
