//! The pages of the real site's records: one for each entry of each register, each form and each notice.

use std::collections::BTreeSet;
use std::fs;

use supportt::output::Output;
use supportt_tests::site;

/// The lists of records in the files of a region, and the word in the addresses of their pages.
const LISTS: [(&str, &str); 6] = [
    ("region.toml", "form"),
    ("region.toml", "notice"),
    ("resources.toml", "resource"),
    ("contacts.toml", "contact"),
    ("faqs.toml", "faq"),
    ("glossary.toml", "word"),
];

/// A record as it is written.
struct Record {
    name: String,
    address: String,
}

/// Every record of the files, read without the program that makes the pages. Examples are not published.
fn records() -> Vec<Record> {
    let (policy, _) = site::policy_and_words();
    let mut records = Vec::new();
    for region in policy.regions() {
        for (file, list) in LISTS {
            let path = site::root().join("content").join(region.id().as_str()).join(file);
            let Ok(text) = fs::read_to_string(path) else { continue };
            let table: toml::Table = text.parse().expect("the file is TOML");
            let Some(entries) = table.get(list) else { continue };
            for entry in entries.as_array().expect("it is a list") {
                let field = |name: &str| entry.get(name).and_then(toml::Value::as_str);
                if entry.get("example").is_none() {
                    let id = field("id").expect("it has an id");
                    records.push(Record {
                        name: field("name").expect("it has a name").to_owned(),
                        address: format!("/{}/{list}/{id}/", region.id()),
                    });
                }
            }
        }
    }
    assert!(records.len() > 50, "only {} records", records.len());
    records
}

fn text<'o>(output: &'o Output, address: &str) -> &'o str {
    let path = format!("{}index.html", &address[1..]);
    let bytes = output.get(&path).unwrap_or_else(|| panic!("nothing is at `{address}`"));
    std::str::from_utf8(bytes).expect("it is text")
}

#[test]
fn every_record_has_a_page_that_its_list_leads_to() {
    let output = site::build().output.expect("the site builds");
    let records = records();
    for Record { name, address } in &records {
        let page = text(&output, address);
        let heading =
            page.split("<h1>").nth(1).and_then(|rest| rest.split("</h1>").next()).expect("it has a heading");
        assert!(
            heading.starts_with(&name.replace('&', "&amp;").replace('\'', "&#39;")),
            "{address}: {heading}"
        );
        let crumbs =
            page.split("nhsuk-breadcrumb__list\">").nth(1).and_then(|rest| rest.split("</ol>").next());
        let above = crumbs.and_then(|crumbs| crumbs.rsplit("href=\"").next()?.split('"').next());
        let above = above.expect("it stands below a page");
        assert!(
            text(&output, above).contains(&format!("href=\"{address}\"")),
            "{above} does not lead to {address}"
        );
        assert!(page.contains("data-pagefind-body"), "{address} is found by the search");
    }
    let made: BTreeSet<String> = output
        .files()
        .filter_map(|(path, _)| path.strip_suffix("index.html"))
        .filter(|folder| {
            let kind = folder.split('/').nth(1);
            folder.matches('/').count() == 3 && LISTS.iter().any(|(_, list)| kind == Some(list))
        })
        .map(|folder| format!("/{folder}"))
        .collect();
    assert_eq!(made, records.into_iter().map(|record| record.address).collect(), "and nothing else has");
}

#[test]
fn the_page_of_a_form_says_who_gets_it() {
    let output = site::build().output.expect("the site builds");
    let page = text(&output, "/wessex/form/pre-return-form/");
    for part in [
        "Unclear which is current",
        "Complete the pre-return form and send it",
        "Training Programme Director and HEE Wessex",
        "Head of School and employing Trust",
        "WX:13, WX:32, WX:53-55",
    ] {
        assert!(page.contains(part), "it does not say `{part}`");
    }
    let steps = text(&output, "/wessex/guidance/");
    assert!(
        steps.contains("<dt>Form</dt> <dd><a href=\"/wessex/form/pre-return-form/\">"),
        "steps lead to their form"
    );
}
