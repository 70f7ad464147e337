//! The real site's records: each form and each notice has a page, each entry of a register an address on its list.

use std::collections::BTreeSet;
use std::fs;

use scraper::{ElementRef, Html, Selector};
use supportt_engine::output::Output;
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
                let from = entry.get("from").map(ToString::to_string);
                let is_to_come = from.is_some_and(|from| from > site::today().to_string());
                // A notice is shown before it holds, and once for all its versions.
                let is_shown = entry.get("example").is_none() && (list == "notice" || !is_to_come);
                if is_shown {
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

fn page(output: &Output, address: &str) -> Html {
    let path = format!("{}index.html", address.trim_start_matches('/'));
    let bytes = output.get(&path).unwrap_or_else(|| panic!("nothing is at `{address}`"));
    Html::parse_document(std::str::from_utf8(bytes).expect("it is text"))
}

fn select<'p>(page: &'p Html, selector: &str) -> Vec<ElementRef<'p>> {
    page.select(&Selector::parse(selector).expect("the selector is right")).collect()
}

fn words(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether the search leaves out what an element says.
fn is_left_out(element: ElementRef<'_>) -> bool {
    let around = element.ancestors().filter_map(ElementRef::wrap);
    around.chain([element]).any(|element| element.attr("data-pagefind-ignore").is_some())
}

#[test]
fn every_record_has_an_address() {
    let output = site::build().output.expect("the site builds");
    let records = records();
    for Record { name, address } in &records {
        let own = page(&output, address);
        if let [leads, ..] = select(&own, "main a").as_slice()
            && !select(&own, "script[data-to], meta[http-equiv='refresh']").is_empty()
        {
            let to = leads.attr("href").expect("it leads somewhere");
            let (list, id) =
                to.split_once('#').unwrap_or_else(|| panic!("{address} leads to no place: {to}"));
            let place = page(&output, list);
            let place = select(&place, &format!("[id='{id}']")).into_iter().map(words).collect::<String>();
            assert!(place.starts_with(name), "{address}: {place}, not {name}");
            continue;
        }
        let names = records.iter().filter(|other| other.address == *address).map(|other| &other.name);
        let heading = words(select(&own, "h1")[0]);
        assert!(names.clone().any(|name| heading.starts_with(name)), "{address}: {heading}, not {name}");
        let above = select(&own, ".nhsuk-breadcrumb__list a").last().and_then(|link| link.attr("href"));
        let above = page(&output, above.expect("it stands below a page"));
        let links = select(&above, &format!("main a[href='{address}']"));
        assert!(!links.is_empty(), "nothing leads to {address} from the page above it");
        let in_list = links.iter().find(|link| is_left_out(**link));
        assert!(in_list.is_some(), "the search finds what {address} says a second time in its list");
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
fn the_page_of_a_form_says_who_gets_it_and_what_speaks_against_it() {
    let output = site::build().output.expect("the site builds");
    let form = page(&output, "/wessex/form/pre-return-form/");
    let text = words(select(&form, "main")[0]);
    for part in [
        "Ask which version to use",
        "Which pre-return form to use",
        "Fill in the pre-return form and send it",
        "Goes to training programme director and NHS England Wessex",
        "Passed on to head of school and employing Trust",
    ] {
        assert!(text.contains(part), "it does not say `{part}`:\n{text}");
    }
    assert!(!text.contains("WX:"), "where in our copy that is stays out of the text:\n{text}");
    let references =
        select(&form, "[data-reference]").into_iter().filter_map(|element| element.attr("data-reference"));
    assert!(references.collect::<String>().contains("WX:13, WX:32, WX:53-55"));
    let steps = page(&output, "/wessex/guidance/");
    let link = ".app-steps dd a[href='/wessex/form/pre-return-form/']";
    assert!(!select(&steps, link).is_empty(), "steps lead to their form");
}

#[test]
fn each_region_names_its_sources_and_what_is_known_of_their_dates() {
    let output = site::build().output.expect("the site builds");
    let (policy, _) = site::policy_and_words();
    for region in policy.regions() {
        let rules = page(&output, &format!("/{}/guidance/rules/", region.id()));
        let text = words(select(&rules, "main")[0]);
        for source in region.sources() {
            assert!(
                text.contains(&format!("{} {}", source.title, source.dating)),
                "{}: {text}",
                region.name()
            );
        }
    }
}
