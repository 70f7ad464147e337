//! A region's courses: the filter of their page, the lists that need no script, and what programs read.

use icalendar::parser::{read_calendar, unfold};
use serde_json::json;
use supportt_tests::browser::{Browser, Options};
use supportt_tests::site;

use super::assert_well_behaved_at;

const TAB: &str = "\u{e004}";
const DOWN: &str = "\u{e015}";
const SPACE: &str = " ";
const COUNT: &str = "[data-course-count]";

/// Opens a page of the site that has the example of a course with dates.
fn open(browser: &Browser, path: &str) {
    browser.open_address(&format!("{}{path}", site::address_with_examples()));
}

/// Opens a page with a filter on the day that the tests take for today: the browser's own would make the courses past.
fn open_filter(browser: &Browser) {
    open_filter_on(browser, "2026-11-22");
}

fn open_filter_on(browser: &Browser, day: &str) {
    browser.on_every_page(&format!(
        "const Real = Date;
         Date = class extends Real {{ constructor(...parts) {{ super(...(parts.length ? parts : ['{day}T12:00'])); }} }};"
    ));
    open(browser, "/wessex/courses/");
    browser.wait_for("[data-course-filter]:not([hidden])");
}

fn choose(browser: &Browser, control: &str, value: &str) {
    let found = browser.script(&format!(
        "const select = document.querySelector(\"[data-filter-by='{control}']\");
         select.value = '{value}';
         select.dispatchEvent(new Event('change', {{ bubbles: true }}));
         return select.value;"
    ));
    assert_eq!(found, value, "{control} has no such choice");
}

/// The titles of the courses that can be seen.
fn shown(browser: &Browser) -> serde_json::Value {
    browser.script(
        "return [...document.querySelectorAll('[data-course] h3')].filter(heading => heading.checkVisibility())
           .map(heading => heading.textContent);",
    )
}

const EXAMPLE: &str = "Example: a day on human factors";
const SERIES: &str = "Return to training courses and workshops";

#[test]
fn each_control_leaves_the_courses_that_match_it() {
    let browser = Browser::start(Options::default());
    open_filter(&browser);
    let both = json!([EXAMPLE, SERIES]);
    let (dated, undated) = (json!([EXAMPLE]), json!([SERIES]));
    assert_eq!(shown(&browser), both);
    for (control, value, expected) in [
        ("topic", "human-factors", &dated),
        ("topic", "returning", &undated),
        ("audience", "educators", &dated),
        ("audience", "trainees", &both),
        ("format", "mixed", &dated),
        ("when", "ahead", &dated),
        // It begins three months and three weeks later.
        ("when", "6", &dated),
        ("when", "unannounced", &undated),
    ] {
        choose(&browser, control, value);
        assert_eq!(shown(&browser), *expected, "{control} {value}");
        let count = expected.as_array().expect("a list").len();
        assert_eq!(browser.text(COUNT), format!("Showing {count} of 2 courses."));
        browser.click("[data-course-all]");
        assert_eq!(shown(&browser), both, "after {control} {value}");
        assert_eq!(browser.text(COUNT), "Showing 2 of 2 courses.");
    }
    // A heading goes with the last course below it.
    choose(&browser, "topic", "returning");
    assert!(!browser.shows("#courses-ahead") && browser.shows("#courses-unannounced"));
    assert_well_behaved_at(&browser, site::address_with_examples());
}

#[test]
fn the_days_are_counted_from_the_readers_own_day() {
    for (day, months, is_shown) in [
        ("2026-12-15", "3", true),
        ("2026-12-14", "3", false),
        // Its second and last day.
        ("2027-03-16", "ahead", true),
        ("2027-03-17", "ahead", false),
    ] {
        let browser = Browser::start(Options::default());
        open_filter_on(&browser, day);
        choose(&browser, "when", months);
        let expected = if is_shown { json!([EXAMPLE]) } else { json!([]) };
        assert_eq!(shown(&browser), expected, "{day}, {months}");
    }
}

#[test]
fn nothing_left_is_said_and_nothing_chosen_leaves_the_page() {
    let browser = Browser::start(Options::default());
    open_filter(&browser);
    let _ = browser.requests();
    let (address, title, history) =
        (browser.address(), browser.title(), browser.script("return history.length;"));
    choose(&browser, "topic", "returning");
    choose(&browser, "audience", "educators");
    assert_eq!(shown(&browser), json!([]));
    assert!(browser.text(COUNT).starts_with("No courses match."));
    assert_eq!(browser.script("return document.querySelector('[data-course-count]').role ?? document.querySelector('[data-course-count]').getAttribute('role');"), "status");
    browser.assert_accessible("no courses left");
    assert_eq!(browser.requests(), Vec::<String>::new(), "nothing is sent");
    assert_eq!(
        (browser.address(), browser.title(), browser.script("return history.length;")),
        (address, title, history)
    );
    assert_eq!(browser.script("return document.querySelectorAll('[data-course-filter] [name]').length;"), 0);
    browser.reload();
    browser.wait_for("[data-course-filter]:not([hidden])");
    assert_eq!(shown(&browser), json!([EXAMPLE, SERIES]), "nothing is kept");
    assert_well_behaved_at(&browser, site::address_with_examples());
}

#[test]
fn the_keyboard_is_enough() {
    let browser = Browser::start(Options::default());
    open_filter(&browser);
    let tab_to = |wanted: &str| {
        for _ in 0..40 {
            browser.press(TAB);
            if browser.script(&format!("return document.activeElement.matches(\"{wanted}\");")) == true {
                return;
            }
        }
        panic!("no way to `{wanted}` by keyboard");
    };
    tab_to("#course-filter-topic");
    browser.press(DOWN);
    assert_eq!(browser.script("return document.activeElement.value;"), "human-factors");
    assert_eq!(shown(&browser), json!([EXAMPLE]));
    tab_to("[data-course-all]");
    browser.press(SPACE);
    assert_eq!(shown(&browser), json!([EXAMPLE, SERIES]));
    assert_eq!(browser.script("return document.activeElement.matches('[data-course-all]');"), true);
    browser.press(TAB);
    assert_eq!(browser.script("return document.activeElement.textContent;"), EXAMPLE, "the list comes next");
}

#[test]
fn without_scripts_all_courses_are_listed() {
    let browser = Browser::start(Options { javascript: false, ..Options::default() });
    open(&browser, "/wessex/courses/");
    assert!(!browser.shows("[data-course-filter]"), "no filter that could not work is shown");
    assert!(browser.text("main").contains(EXAMPLE) && browser.text("main").contains(SERIES));
    assert!(browser.has(".app-menu a[href='/wessex/courses/'][aria-current='page']"));
}

/// `application/ld+json` is no script, so the security policy has nothing to say about it: asked of the browser.
#[test]
fn the_data_of_a_course_breaks_no_rule_of_the_page() {
    let browser = Browser::start(Options::default());
    browser.on_every_page(
        "window.violations = []; addEventListener('securitypolicyviolation', event => violations.push(event.violatedDirective));",
    );
    open(&browser, "/wessex/courses/example-day/");
    let data = browser.script(
        "return JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').textContent);",
    );
    assert_eq!(data["@graph"][0]["startDate"], "2027-03-15T09:30");
    assert_eq!(browser.script("return violations;"), json!([]));
    browser.assert_accessible("a course with dates");
    assert_well_behaved_at(&browser, site::address_with_examples());
}

#[test]
fn calendars_and_feeds_are_served_as_what_they_are() {
    let browser = Browser::start(Options::default());
    open(&browser, "/wessex/courses/example-day/");
    let fetched = |path: &str| {
        let answer = browser.script_async(
            "const [path, done] = arguments;
             fetch(path).then(async answer => done([answer.status, answer.headers.get('content-type'), await answer.text()]));",
            vec![json!(path)],
        );
        assert_eq!(answer[0], 200, "{path}");
        (answer[1].clone(), answer[2].as_str().expect("it is text").to_owned())
    };
    let link = browser.script("return document.querySelector('a[href$=\".ics\"]').getAttribute('href');");
    let (kind, calendar) = fetched(link.as_str().expect("an address"));
    assert_eq!(kind, "text/calendar; charset=utf-8");
    let calendar = unfold(&calendar);
    assert_eq!(read_calendar(&calendar).expect("it is a calendar").components.len(), 1);
    assert_eq!(fetched("/wessex/courses.ics").0, "text/calendar; charset=utf-8");
    open(&browser, "/wessex/courses/");
    let feed = browser.script("return document.querySelector('link[rel=alternate]').getAttribute('href');");
    let (kind, feed) = fetched(feed.as_str().expect("an address"));
    assert_eq!(kind, "application/atom+xml; charset=utf-8");
    let entries = browser.script(&format!(
        "return new DOMParser().parseFromString({}, 'application/xml').querySelectorAll('feed > entry').length;",
        json!(feed)
    ));
    assert_eq!(entries, 2);
    assert_well_behaved_at(&browser, site::address_with_examples());
}

#[test]
fn courses_fit_every_width() {
    // A window of 1280 pixels at 400 % is as wide as one of 320.
    for width in [320, 360, 1280] {
        let browser = Browser::start(Options { width, ..Options::default() });
        let picture = |name: &str| {
            browser.picture(name);
            browser.assert_fits(name);
            browser.assert_accessible(name);
        };
        open_filter(&browser);
        picture("courses");
        choose(&browser, "topic", "human-factors");
        picture("courses-filtered");
        choose(&browser, "when", "unannounced");
        picture("courses-none");
        browser.force_colors();
        picture("courses-forced-colors");
        open(&browser, "/wessex/courses/example-day/");
        picture("course");
        assert_well_behaved_at(&browser, site::address_with_examples());
    }
}
