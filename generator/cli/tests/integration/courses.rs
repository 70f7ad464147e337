//! What is made from courses beside their own pages: lists, calendars, feeds and data, read by the programs that read
//! them in the world.

use std::cell::RefCell;
use std::fs;
use std::time::{Duration, SystemTime};

use html5ever::tendril::TendrilSink as _;
use icalendar::parser::{read_calendar, unfold};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use serde_json::Value;
use supportt_basics::date::{self, Date};
use supportt_content::edition::Edition;
use supportt_engine::output::Output;
use supportt_site::build::Project;
use tempfile::TempDir;

use crate::project::{BUNDLE, copy, project, today};

/// Everything that ends or begins something in one of the formats, and more than fits into a line of a calendar.
const HOSTILE: &str = r#"Würde, "Mut"; \n </script><!-- <b>&amp; 🚑 ]]> "#;

/// A course of the North with this title and place, whose details can be changed further.
fn with_course(change: impl Fn(String) -> String) -> TempDir {
    let folder = copy();
    let text = format!("{}{}", HOSTILE.trim(), "ü".repeat(90));
    let file = folder.path().join("content/north/courses/workshop.md");
    let page = fs::read_to_string(&file).expect("the page is there");
    let page = page
        .replace("title = \"Workshop\"", &format!("title = '{text}'"))
        .replace("place = \"A hall\"", &format!("place = '{text}'"));
    fs::write(&file, change(page)).expect("it can be written");
    folder
}

fn title() -> String {
    format!("{}{}", HOSTILE.trim(), "ü".repeat(90))
}

fn built_on(folder: &TempDir, day: Date) -> Output {
    let build = project(folder).edition(Edition::WithExamples).build(day).expect("the disk can be read");
    build.output.unwrap_or_else(|| panic!("{:?}", build.diagnostics))
}

fn built(folder: &TempDir) -> Output {
    built_on(folder, today())
}

fn text<'o>(output: &'o Output, path: &str) -> &'o str {
    let bytes = output.get(path).unwrap_or_else(|| panic!("there is no `{path}`"));
    std::str::from_utf8(bytes).expect("it is text")
}

/// The entries of a calendar, each as what it says under some names.
fn entries(file: &str, names: &[&str]) -> Vec<Vec<Option<String>>> {
    for line in file.split_terminator("\r\n") {
        assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line:?}");
    }
    let file = unfold(file);
    let calendar = read_calendar(&file).expect("it is a calendar");
    let entry = |entry: &icalendar::parser::Component<'_>| {
        let value = |name: &&str| Some(entry.find_prop(name)?.val.as_str().to_owned());
        names.iter().map(value).collect()
    };
    calendar.components.iter().map(entry).collect()
}

#[test]
fn a_calendar_holds_the_days_of_a_course_whatever_its_title() {
    let output = built(&with_course(|page| page));
    let own = text(&output, "north/courses/workshop/course.ics");
    let read = entries(own, &["SUMMARY", "LOCATION", "DTSTART", "DTEND", "DTSTAMP", "UID", "URL"]);
    let address = "https://example.org/returning/north/courses/workshop/";
    let expected = [
        title(),
        title(),
        "20270301".to_owned(),
        // The day after the last.
        "20270303".to_owned(),
        "20260101T000000Z".to_owned(),
        format!("{address}#2027-03-01"),
        address.to_owned(),
    ];
    assert_eq!(read, [expected.map(Some).to_vec()], "only what is ahead");
    let note = entries(own, &["DESCRIPTION"])[0][0].clone().expect("it has a note");
    assert_eq!(note, "A workshop of two days.\nTime: 09:00 to 16:00\nBook by 1 February 2027");
    assert!(output.get("north/courses/meeting/course.ics").is_none(), "it is over");
}

#[test]
fn a_course_that_is_changed_twice_on_a_day_is_newer_each_time() {
    let folder = with_course(|page| page);
    let file = folder.path().join("content/north/courses/workshop.md");
    let sequence = |project: Project| {
        let mut project = project.edition(Edition::WithExamples);
        let build = project.build(today()).expect("the disk can be read");
        let output = build.output.unwrap_or_else(|| panic!("{:?}", build.diagnostics));
        ["north/courses/workshop/course.ics", "north/courses.ics"].map(|path| {
            let numbers = entries(text(&output, path), &["SEQUENCE"]).into_iter().flatten().flatten();
            numbers.map(|number| number.parse().expect("a number")).max().expect("an entry")
        })
    };
    let on_disk = || Project::new(folder.path().to_path_buf(), BUNDLE);
    let change = |seconds: u64| {
        let opened = fs::File::options().append(true).open(&file).expect("the page is there");
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_900_000_000 + seconds);
        opened.set_modified(time).expect("a file has a time");
    };
    let before: [u32; 2] = sequence(on_disk());
    change(0);
    let one: [u32; 2] = sequence(on_disk());
    change(1);
    let other: [u32; 2] = sequence(on_disk());
    for number in [0, 1] {
        assert!(before[number] < one[number] && one[number] < other[number], "{before:?} {one:?} {other:?}");
    }
    // Clones of a repository have files of different ages, and are the same with the time of a commit.
    let clamped: [u32; 2] = sequence(project(&folder));
    assert_eq!(clamped, [0, 0]);
}

#[test]
fn the_calendar_of_a_region_has_a_name() {
    let output = built(&with_course(|page| page));
    let lines =
        ["NAME:Courses and events in the North\r\n", "X-WR-CALNAME:Courses and events in the North\r\n"];
    assert!(lines.iter().all(|line| text(&output, "north/courses.ics").contains(line)));
}

#[test]
fn a_regions_calendar_keeps_what_is_over_for_a_year() {
    let folder = copy();
    let days = |day: &str| {
        let output = built_on(&folder, date::read(day).expect("a date"));
        let file = output.get("north/courses.ics")?;
        let file = String::from_utf8(file.to_vec()).expect("it is text");
        Some(
            entries(&file, &["DTSTART"])
                .into_iter()
                .map(|entry| entry[0].clone().unwrap_or_default())
                .collect(),
        )
    };
    let all: Vec<String> = ["20250301", "20250301", "20270301"].map(str::to_owned).to_vec();
    assert_eq!(days("2026-03-01").as_ref(), Some(&all));
    assert_eq!(days("2026-03-02"), Some(all[2..].to_vec()));
    assert_eq!(days("2028-03-01"), Some(all[2..].to_vec()), "its last day is the day after");
    assert_eq!(days("2028-03-02"), None, "a calendar without entries is none");
}

#[test]
fn entries_of_one_course_on_the_same_day_are_told_apart() {
    let folder = with_course(|page| page.replace("from = 2025-03-01", "from = 2027-03-01\ntime = \"17:00\""));
    let output = built(&folder);
    let file = text(&output, "north/courses.ics");
    let starts = entries(file, &["DTSTART", "DTEND"]);
    assert!(
        starts.contains(&vec![Some("20270301T170000".to_owned()), None]),
        "its end is not stated: {starts:?}"
    );
    let read = entries(file, &["UID"]);
    let mut ids: Vec<_> = read.iter().flatten().flatten().collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), read.len());
}

#[test]
fn a_feed_holds_what_is_announced_whatever_its_title() {
    let output = built(&with_course(|page| page));
    let feed = feed_rs::parser::parse(text(&output, "north/courses.atom").as_bytes()).expect("it is a feed");
    assert_eq!(feed.feed_type, feed_rs::model::FeedType::Atom);
    assert_eq!(feed.id, "https://example.org/returning/north/courses.atom");
    assert_eq!(feed.title.expect("it has a title").content, "Courses and events in the North - Returning");
    assert_eq!(feed.authors[0].name.as_deref(), Some("North team"));
    let [entry] = feed.entries.as_slice() else { panic!("one is ahead: {:?}", feed.entries) };
    assert_eq!(entry.id, "https://example.org/returning/north/courses/workshop/");
    assert_eq!(entry.links[0].href, entry.id);
    assert_eq!(entry.title.as_ref().expect("it has a title").content, title());
    assert_eq!(entry.updated.expect("it has a day").to_rfc3339(), "2026-01-01T00:00:00+00:00");
    assert_eq!(
        entry.summary.as_ref().expect("it has a summary").content,
        "A workshop of two days. 1 March 2027 to 2 March 2027, 09:00 to 16:00."
    );
    assert!(text(&output, "north/courses/index.html").contains(
        "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"Courses and events in the North\" href=\"/returning/north/courses.atom\">"
    ));
}

#[test]
fn a_feed_stays_when_everything_in_it_is_over() {
    let output = built_on(&copy(), date::read("2030-01-01").expect("a date"));
    let feed = feed_rs::parser::parse(text(&output, "north/courses.atom").as_bytes()).expect("it is a feed");
    assert!(feed.entries.is_empty() && feed.updated.is_some());
}

#[test]
fn issues_that_have_come_out_have_a_feed() {
    let folder = copy();
    let write = |name: &str, text: &str| {
        fs::write(folder.path().join("content/north").join(name), text).expect("it can be written");
    };
    let head = "description = \"D.\"\nlast_reviewed = 2026-01-01\nowner = \"Us\"\n";
    write("news.md", &format!("+++\ntitle = \"News\"\n{head}+++\n{{{{ newsletter }}}}\n"));
    for (name, day) in [("one", "2026-01-05"), ("two", "2026-02-05"), ("later", "2026-04-05")] {
        let issue = format!(
            "[issue]\npublished = {day}\nsource = \"page\"\nreference = \"1\"\nchecked_on = 2026-02-10\n"
        );
        write(&format!("{name}.md"), &format!("+++\ntitle = \"Issue {name}\"\n{head}{issue}+++\n"));
    }
    let output = built(&folder);
    let feed =
        feed_rs::parser::parse(text(&output, "north/newsletter.atom").as_bytes()).expect("it is a feed");
    let titles: Vec<&str> =
        feed.entries.iter().filter_map(|entry| Some(entry.title.as_ref()?.content.as_str())).collect();
    assert_eq!(titles, ["Issue two", "Issue one"]);
    assert_eq!(feed.entries[0].published.expect("it has a day").to_rfc3339(), "2026-02-05T00:00:00+00:00");
    assert!(text(&output, "north/news/index.html").contains("href=\"/returning/north/newsletter.atom\""));
}

#[test]
fn examples_are_marked_where_nothing_else_tells_them() {
    let folder = copy();
    let file = folder.path().join("content/north/courses/workshop.md");
    let page = fs::read_to_string(&file).expect("the page is there");
    let page = page.replace("owner = \"Us\"", "owner = \"Us\"\nexample = true");
    let page: String =
        page.lines().filter(|line| !line.starts_with("source")).flat_map(|line| [line, "\n"]).collect();
    fs::write(&file, page).expect("it can be written");
    let output = built(&folder);
    let marked = "Example, not real: Workshop";
    assert!(text(&output, "north/courses.atom").contains(marked));
    assert!(text(&output, "north/courses.ics").contains("Example\\, not real: Workshop"));
    assert_eq!(event_data(text(&output, "north/courses/workshop/index.html"))[0]["name"], marked);
    let published = project(&folder).build(today()).expect("the disk can be read").output.expect("a site");
    for (path, bytes) in published.files() {
        assert!(!String::from_utf8_lossy(bytes).contains("Workshop"), "{path}");
    }
}

/// Everything in a page with this name.
fn elements(html: &str, name: &str) -> Vec<Handle> {
    fn walk(node: &Handle, name: &str, found: &mut Vec<Handle>) {
        if matches!(&node.data, NodeData::Element { name: own, .. } if &*own.local == name) {
            found.push(node.clone());
        }
        for child in node.children.borrow().iter() {
            walk(child, name, found);
        }
    }
    let dom = html5ever::parse_document(RcDom::default(), html5ever::ParseOpts::default()).one(html);
    let mut found = Vec::new();
    walk(&dom.document, name, &mut found);
    // What is found must outlive the rest of the page.
    KEPT.with_borrow_mut(|kept| kept.push(dom.document.clone()));
    found
}

thread_local! {
    static KEPT: RefCell<Vec<Handle>> = const { RefCell::new(Vec::new()) };
}

fn content(node: &Handle) -> String {
    match &node.data {
        NodeData::Text { contents } => contents.borrow().to_string(),
        _ => node.children.borrow().iter().map(content).collect(),
    }
}

fn attribute(node: &Handle, name: &str) -> Option<String> {
    let NodeData::Element { attrs, .. } = &node.data else { return None };
    attrs.borrow().iter().find(|attr| &*attr.name.local == name).map(|attr| attr.value.to_string())
}

/// The events that a page describes to programs, as a browser finds them.
fn event_data(html: &str) -> Vec<Value> {
    let is_data = |script: &Handle| attribute(script, "type").as_deref() == Some("application/ld+json");
    let scripts: Vec<Handle> = elements(html, "script").into_iter().filter(is_data).collect();
    let [script] = scripts.as_slice() else { panic!("one such script in {html}") };
    let data: Value = serde_json::from_str(&content(script)).expect("it is JSON");
    assert_eq!(data["@context"], "https://schema.org");
    data["@graph"].as_array().expect("a list").clone()
}

/// Whether a value can be that of a property.
type Fits = fn(&Value) -> bool;

/// What schema.org says of an `Event`, as far as it is used.
const PROPERTIES: [(&str, Fits); 14] = [
    ("@type", |value| value == "Event" || value == "EducationEvent"),
    ("about", |value| value.as_array().is_some_and(|all| all.iter().all(Value::is_string))),
    ("audience", |value| has_types(value, &["Audience"])),
    ("description", Value::is_string),
    ("endDate", is_date),
    ("eventAttendanceMode", |value| is_one_of(value, &["Offline", "Online", "Mixed"], "EventAttendanceMode")),
    ("eventStatus", |value| is_one_of(value, &["EventScheduled"], "")),
    ("location", |value| has_types(value, &["Place", "VirtualLocation"])),
    ("maximumAttendeeCapacity", Value::is_u64),
    ("name", Value::is_string),
    ("offers", |value| has_types(value, &["Offer"])),
    ("organizer", |value| has_types(value, &["Organization"]) && is_address(&value["url"])),
    ("startDate", is_date),
    ("url", is_address),
];

fn is_date(value: &Value) -> bool {
    // A day, with a time on the clock or without.
    let day = value.as_str().and_then(|text| text.split('T').next());
    day.and_then(date::read).is_some()
}

fn is_address(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.starts_with("https://"))
}

fn is_one_of(value: &Value, words: &[&str], ending: &str) -> bool {
    words.iter().any(|word| value == &format!("https://schema.org/{word}{ending}"))
}

fn has_types(value: &Value, types: &[&str]) -> bool {
    match value {
        Value::Array(all) => !all.is_empty() && all.iter().all(|one| has_types(one, types)),
        one => types.iter().any(|kind| one["@type"] == *kind),
    }
}

fn assert_is_event(event: &Value) {
    for (name, value) in event.as_object().expect("an object") {
        let known = PROPERTIES.iter().find(|(known, _)| known == name);
        assert!(known.is_some_and(|(_, fits)| fits(value)), "`{name}` cannot be {value}");
    }
    for needed in ["@type", "name", "startDate", "eventStatus", "url"] {
        assert!(event.get(needed).is_some(), "{needed} is needed: {event}");
    }
}

#[test]
fn the_data_of_a_course_is_an_event_and_cannot_leave_its_script() {
    let folder = with_course(|page| {
        page.replace(
            "format = \"in-person\"",
            "format = \"mixed\"\ncost = \"Free\"\ncapacity = 12\nbooking = \"https://example.org/book\"",
        )
    });
    let output = built(&folder);
    let html = text(&output, "north/courses/workshop/index.html");
    let events = event_data(html);
    let [event] = events.as_slice() else { panic!("one is ahead: {events:?}") };
    assert_is_event(event);
    assert_eq!(event["name"], title());
    assert_eq!(
        (&event["startDate"], &event["endDate"]),
        (&"2027-03-01T09:00".into(), &"2027-03-02T16:00".into())
    );
    assert_eq!(event["location"][0]["name"], title());
    assert_eq!(event["location"][1]["@type"], "VirtualLocation");
    assert_eq!(event["offers"]["price"], 0);
    assert_eq!(event["offers"]["url"], "https://example.org/book");
    assert_eq!(event["organizer"]["name"], "North team");
    // Whatever the title says, the page goes on after it.
    assert_eq!(elements(html, "footer").len(), 1);
    assert_eq!(elements(html, "script").len(), 1);
    assert!(elements(html, "b").is_empty());
}

#[test]
fn what_is_not_stated_is_not_made_up() {
    let page = |page: String| {
        page.lines()
            .filter(|line| !line.starts_with("format") && !line.starts_with("place"))
            .flat_map(|line| [line, "\n"])
            .collect::<String>()
            .replace("[course]", "[course]\nkind = \"external\"\ncost = \"About £20\"")
    };
    let output = built(&with_course(page));
    let event = &event_data(text(&output, "north/courses/workshop/index.html"))[0];
    assert_is_event(event);
    for missing in ["location", "eventAttendanceMode", "organizer", "maximumAttendeeCapacity"] {
        assert_eq!(event.get(missing), None);
    }
    assert_eq!(event["offers"]["description"], "About £20");
    assert_eq!(event["offers"].get("price"), None);
    let meeting = text(&output, "north/courses/meeting/index.html");
    assert!(!meeting.contains("ld+json"), "it is over");
}

#[test]
fn a_list_of_courses_is_a_page_like_others() {
    let folder = with_course(|page| page);
    let workshop = folder.path().join("content/north/courses/workshop.md");
    let page = fs::read_to_string(&workshop).expect("the course is there");
    for other in ["second", "third"] {
        let titled = page.replacen("title = \"", &format!("title = \"{other} "), 1);
        fs::write(workshop.with_file_name(format!("{other}.md")), titled).expect("it can be written");
    }
    let output = built(&folder);
    let address = "north/courses/topic/simulation/";
    let html = text(&output, &format!("{address}index.html"));
    let links: Vec<String> = elements(html, "a").iter().filter_map(|link| attribute(link, "href")).collect();
    for above in ["/returning/", "/returning/north/", "/returning/north/courses/"] {
        assert!(links.iter().any(|link| link == above), "{above} in {links:?}");
    }
    let courses: Vec<String> = elements(html, "li").iter().map(content).collect();
    assert_eq!(courses.len(), 3, "another is over: {courses:?}");
    assert!(courses.iter().any(|course| course.starts_with(&title())), "{courses:?}");
    assert_eq!(content(&elements(html, "time")[0]), "1 January 2026");
    assert!(
        html.contains(&format!("<link rel=\"canonical\" href=\"https://example.org/returning/{address}\">"))
    );
    assert!(
        text(&output, "sitemap.xml").contains(&format!("<loc>https://example.org/returning/{address}</loc>"))
    );
    assert!(text(&output, "north/courses/index.html").contains(&format!("/returning/{address}")));
    // Nothing is listed by what no course has, or too few.
    assert!(output.get("north/courses/topic/returning/index.html").is_none());
    assert!(output.get("north/courses/format/online/index.html").is_none());
}
