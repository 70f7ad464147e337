//! What pages say of things that are over, and when nothing is to be said of them yet.

use std::fs;

use supportt_basics::date::Date;

use crate::project::{copy, project};

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

fn page(details: &str) -> String {
    format!(
        "+++\ntitle = \"A page\"\ndescription = \"A page.\"\nlast_reviewed = 2026-01-01\nowner = \"Us\"\n{details}+++\n\n## A heading\n\nWhat it said.\n"
    )
}

#[test]
fn a_page_is_shown_until_its_last_day_and_its_address_stays() {
    let folder = copy();
    fs::write(folder.path().join("content/north/over.md"), page("expires = 2026-03-31\n"))
        .expect("it is written");
    fs::write(
        folder.path().join("content/north/leads.md"),
        page("")
            .replace("A page", "Another")
            .replace("What it said.", "See [what holds until March](over.md#a-heading)."),
    )
    .expect("it is written");
    let built = |on: &str| {
        let build = project(&folder).build(day(on)).expect("the disk can be read");
        let output = build.output.unwrap_or_else(|| panic!("{on}: {:?}", build.diagnostics));
        let text =
            |path: &str| String::from_utf8(output.get(path).expect("it is there").to_vec()).expect("text");
        (text("north/over/index.html"), text("sitemap.xml"))
    };
    let (html, sitemap) = built("2026-03-31");
    assert!(html.contains("What it said.") && sitemap.contains("/north/over/"), "{html}");
    let (html, sitemap) = built("2026-04-01");
    assert!(!html.contains("What it said.") && html.contains("31 March 2026"), "{html}");
    assert!(!sitemap.contains("/north/over/"), "{sitemap}");
}

#[test]
fn nobody_is_offered_a_place_after_the_last_day_for_booking() {
    let folder = copy();
    let course = "[course]\ntopics = [\"simulation\"]\naudience = [\"trainees\"]\nbooking = \"https://example.org/book\"\nbook_by = 2026-05-01\nsource = \"page\"\nreference = \"N:1\"\nchecked_on = 2026-01-01\n[[course.session]]\nfrom = 2026-06-01\n";
    fs::write(folder.path().join("content/north/late.md"), page(course)).expect("it is written");
    for (on, is_offered) in [("2026-05-01", true), ("2026-05-02", false), ("2026-06-02", false)] {
        let build = project(&folder).build(day(on)).expect("the disk can be read");
        let output = build.output.unwrap_or_else(|| panic!("{on}: {:?}", build.diagnostics));
        let calendar = output.get("north/late/course.ics");
        let calendar = String::from_utf8_lossy(calendar.map_or(&[], |file| file)).replace("\r\n ", "");
        assert_eq!(calendar.contains("https://example.org/book"), is_offered, "{on}: {calendar}");
    }
}
