//! The site while it is edited, in as many tabs as people have.

use std::fs;

use supportt_tests::browser::{Browser, Options};
use supportt_tests::site;

/// More than the connections that a browser opens to one server.
const TABS: usize = 9;

#[test]
fn every_tab_loads_and_shows_each_change() {
    let (address, folder) = site::edited("content/about.md", |text| format!("{text}\nFirst state.\n"));
    let browser = Browser::start(Options::default());
    let page = format!("{address}/about/");
    browser.open_address(&page);
    (1..TABS).for_each(|_| browser.open_tab(&page));
    let file = folder.join("content/about.md");
    let text = fs::read_to_string(&file).expect("the page is there");
    fs::write(&file, format!("{text}\n## Second state\n")).expect("it can be written");
    let mut tabs = 0;
    browser.in_each_tab(|browser| {
        browser.wait_for("#second-state");
        tabs += 1;
    });
    assert_eq!(tabs, TABS);
    fs::write(&file, format!("{text}\n[Nowhere](nowhere.md)\n")).expect("it can be written");
    browser.in_each_tab(|browser| browser.wait_for("#_problems"));
    fs::write(&file, &text).expect("it can be written");
    browser.in_each_tab(|browser| browser.wait_for("main:not(:has(#second-state))"));
    browser.in_each_tab(|browser| browser.wait_for("body:not(:has(#_problems))"));
}
