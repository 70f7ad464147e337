//! The real site in a real browser: what people do, by mouse and by keyboard, with scripts and
//! without.

mod checker;
mod courses;
mod kept;
mod pages;
mod plan;
mod relay;
mod search;
mod serve;

use supportt_tests::browser::Browser;
use supportt_tests::site;

const REGIONS: [&str; 4] = ["wessex", "west-midlands", "north-west", "yorkshire-and-humber"];
const SUBMIT: &str = "[data-screen] [type=submit]";

/// Opens a page with a form and begins it.
fn open_form(browser: &Browser, path: &str) {
    browser.open_widget(path);
    begin_form(browser);
}

/// Goes from what a form says of itself to its first question, or to its tasks.
fn begin_form(browser: &Browser) {
    browser.click(SUBMIT);
}

/// Chooses an option and continues.
fn choose(browser: &Browser, name: &str, value: &str) {
    browser.click(&format!("input[name='{name}'][value='{value}']"));
    browser.click(SUBMIT);
}

/// Clears what was entered, and says yes when asked.
fn clear_everything(browser: &Browser) {
    browser.click("[data-event='restart']");
    browser.wait_for("[data-event='clear']");
    browser.click("[data-event='clear']");
}

/// Opens the ways to keep or send something that do not come first, once all of them are there.
fn open_other_ways(browser: &Browser) {
    browser.wait_for("a[download$='.pdf']");
    browser.click("#other-ways summary");
}

fn type_date(browser: &Browser, name: &str, parts: [&str; 3]) {
    for (part, text) in ["day", "month", "year"].iter().zip(parts) {
        browser.fill(&format!("{name}-{part}"), text);
    }
}

/// Asserts what must hold on every page at any time.
fn assert_well_behaved(browser: &Browser) {
    assert_well_behaved_at(browser, site::address());
}

/// The same of a site that is served elsewhere.
fn assert_well_behaved_at(browser: &Browser, origin: &str) {
    assert_eq!(browser.console(), Vec::<String>::new(), "the console is empty");
    for request in browser.requests() {
        let own = request.starts_with(origin) || request.starts_with("blob:") || request.starts_with("data:");
        // The browser's own pages, such as the empty one it starts with.
        let internal = request.starts_with("chrome") || request.starts_with("about:");
        assert!(own || internal, "a request left the site: {request}");
    }
    let kept = browser.script("return [localStorage.length, sessionStorage.length, document.cookie.length];");
    assert_eq!(kept.to_string(), "[0,0,0]", "nothing is stored");
}
