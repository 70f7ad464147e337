//! Pages as a whole.

use supportt_tests::browser::{Browser, Options};
use supportt_tests::site;

use super::checker::date;
use super::plan::{begin, open_task};
use super::{REGIONS, SUBMIT, assert_well_behaved, begin_form, choose, open_form, type_date};

#[test]
fn without_scripts_the_same_rules_and_a_blank_plan_stand_on_the_page() {
    let browser = Browser::start(Options { javascript: false, ..Options::default() });
    for region in REGIONS {
        browser.open(&format!("/{region}/check/"));
        assert!(!browser.shows("[data-widget]"), "{region}: no form that could not work is shown");
        browser.click("main .app-origins summary");
        let page = browser.text("main");
        assert!(page.contains("Checked 22 November 2026"), "{region}: {page}");
        browser.open(&format!("/{region}/plan/"));
        assert!(!browser.shows("[data-widget]"), "{region}");
        assert!(browser.shows(".app-blank-paper"), "{region}: a blank plan stands ready to print");
    }
    // On the page of all, what is asked depends on the region: it leads to the regions' pages.
    browser.open("/plan/");
    assert!(browser.shows("main a[href='/wessex/plan/']"));
    browser.open("/mentoring-agreement/");
    assert!(browser.shows("main a[href='/north-west/mentoring-agreement/']"));
    assert!(!browser.has("main a[href^='/wessex/mentoring']"));
    browser.open("/wessex/check/");
    assert!(browser.text("main").contains("3 months or more"));
    browser.open("/check/");
    for name in ["Wessex", "West Midlands", "North West", "Yorkshire and Humber"] {
        assert!(browser.text("main").contains(name), "{name}");
    }
}

/// On a network that refuses WebAssembly, say.
#[test]
fn a_form_that_cannot_start_leaves_the_page_as_it_was() {
    let browser = Browser::start(Options::default());
    browser.block("*.wasm");
    browser.open("/wessex/plan/");
    browser.wait_for_console("Failed to fetch");
    assert!(!browser.shows("[data-widget]"), "no form that could not work is shown");
    // It waits a while for the form, so as not to be seen moving.
    browser.wait_to_see(".app-blank-paper");
}

/// Whoever has begun to read is not thrown off by a form that arrives.
#[test]
fn nothing_moves_while_a_form_starts() {
    let browser = Browser::start(Options::default());
    browser.slow_down(4);
    browser.on_every_page(
        "window.moved = 0; \
         new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.moved += entry.value; })) \
         .observe({ type: 'layout-shift', buffered: true });",
    );
    for path in ["/check/", "/wessex/check/", "/plan/", "/wessex/plan/", "/north-west/mentoring-agreement/"] {
        browser.open_widget(path);
        let moved = browser.script("return window.moved").as_f64().expect("a number");
        assert!(moved <= 0.05, "{path}: a layout shift of {moved}");
    }
}

/// The address of every page of the site, without those that only lead elsewhere.
fn addresses() -> Vec<String> {
    let output = site::build().output.expect("the site builds");
    let is_page = |bytes: &[u8]| !String::from_utf8_lossy(bytes).contains("http-equiv=\"refresh\"");
    let pages = output.files().filter(|(_, bytes)| is_page(bytes));
    let folders = pages.filter_map(|(path, _)| path.strip_suffix("index.html"));
    let addresses: Vec<String> = folders.map(|folder| format!("/{folder}")).collect();
    assert!(addresses.len() > 40, "only {} pages", addresses.len());
    addresses
}

#[test]
fn every_page_is_accessible() {
    let browser = Browser::start(Options::default());
    for address in addresses() {
        browser.open(&address);
        browser.assert_accessible(&address);
    }
    browser.open("/no-such-page/");
    browser.assert_accessible("the page for missing pages");
    assert!(browser.text("main").to_lowercase().contains("not found"));
}

#[test]
fn every_page_fits_a_phone() {
    let phone = Browser::start(Options { width: 320, ..Options::default() });
    for address in addresses() {
        phone.open(&address);
        phone.assert_fits(&address);
    }
    assert_well_behaved(&phone);
}

/// One button opens the menu, without a script too, and the page begins within a third of the screen.
#[test]
fn a_phone_has_a_small_header_with_one_button() {
    for (width, javascript) in [(280, true), (360, true), (360, false)] {
        let phone = Browser::start(Options { width, javascript, ..Options::default() });
        for address in ["/", "/about/", "/wessex/", "/yorkshire-and-humber/guidance/", "/no-such-page/"] {
            phone.open(address);
            let header =
                phone.script("return document.querySelector('header').getBoundingClientRect().height;");
            let height = header.as_f64().expect("a number");
            assert!(height <= 120.0, "{address} at {width}: the header is {height} px high");
            assert!(!phone.shows(".app-menu__link"), "{address}: the menu is closed");
        }
        phone.open("/north-west/guidance/");
        phone.click(".app-menu__button");
        for label in ["check", "plan", "guidance", "courses", "contacts"] {
            assert!(phone.shows(&format!(".app-menu a[href='/north-west/{label}/']")), "{label}");
        }
        phone.click(".app-menu a[href='/north-west/courses/']");
        assert!(phone.address().ends_with("/north-west/courses/"));
    }
}

/// Nobody has to scroll to go on from the first question.
#[test]
fn the_first_question_fits_a_phone_with_its_button() {
    let phone = Browser::start(Options { width: 360, ..Options::default() });
    for region in REGIONS {
        open_form(&phone, &format!("/{region}/check/"));
        phone.wait_for(SUBMIT);
        assert_eq!(phone.script("return document.querySelectorAll('h1').length - document.querySelectorAll('.app-page-head h1').length;"), 1);
        let bottom = phone
            .script(&format!("return document.querySelector('{SUBMIT}').getBoundingClientRect().bottom;"));
        let bottom = bottom.as_f64().expect("a number");
        assert!(bottom <= 640.0, "{region}: \"Continue\" ends at {bottom} px");
    }
}

/// On a phone one question is compared at a time; where there is room all stand in one table.
#[test]
fn regions_are_compared_question_by_question_on_a_phone() {
    let phone = Browser::start(Options { width: 360, javascript: false, ..Options::default() });
    phone.open("/compare/");
    assert!(phone.shows(".app-questions a") && !phone.shows(".app-compare h3"));
    phone.click(".app-questions a");
    assert!(phone.shows(".app-compare tbody:target h3") && !phone.shows(".app-questions a"));
    assert!(!phone.shows(".app-compare tbody:not(:target) h3"));
    phone.click(".app-compare tbody:target a[href^='#compare_']");
    assert!(phone.shows(".app-compare tbody:nth-of-type(2) h3"));
    phone.click(".app-compare tbody:target a[href='#compare-questions']");
    assert!(phone.shows(".app-questions a") && !phone.shows(".app-compare h3"));
    let desk = Browser::start(Options::default());
    desk.open("/compare/");
    assert!(
        desk.shows(".app-compare tbody:first-of-type h3") && desk.shows(".app-compare tbody:last-of-type h3")
    );
    assert!(!desk.shows(".app-compare__ways"));
}

#[test]
fn choosing_a_region_takes_one_step() {
    let browser = Browser::start(Options { width: 360, ..Options::default() });
    for region in REGIONS {
        browser.open("/");
        browser.click(&format!("main a[href='/{region}/']"));
        assert!(browser.address().ends_with(&format!("/{region}/")));
    }
    assert_well_behaved(&browser);
}

/// Somebody who has landed in another region than their own goes on reading in theirs.
#[test]
fn changing_the_region_keeps_the_page() {
    let browser = Browser::start(Options { width: 360, ..Options::default() });
    // Round the regions once. That every link leads to the right page is tested on the files.
    let next = REGIONS.into_iter().cycle().skip(1);
    for (region, other) in REGIONS.into_iter().zip(next) {
        for page in ["", "check/", "plan/", "guidance/rules/", "contacts/"] {
            browser.open(&format!("/{region}/{page}"));
            assert!(!browser.shows(".app-menu__regions"), "the list is folded");
            browser.click(".app-menu__button");
            browser.click(".app-menu__change summary");
            browser.click(&format!(".app-menu__regions a[href='/{other}/{page}']"));
            let address = browser.address();
            assert!(address.ends_with(&format!("/{other}/{page}")), "{address}");
        }
    }
    // Where the region has no such page, the words say what the link leads to instead.
    browser.open("/wessex/guidance/returning/");
    let nearest = browser.text(".app-footer__regions a[href='/north-west/guidance/']");
    assert_eq!(nearest, "North West (nearest page: Guidance)");
    browser.open("/north-west/ask-for-a-mentor/");
    assert_eq!(browser.text(".app-footer__regions a[href='/wessex/']"), "Wessex (first page)");
    assert_well_behaved(&browser);
}

/// What the page about accessibility promises of the keyboard, besides the forms and the search.
#[test]
fn the_keyboard_skips_the_header_and_opens_the_list_of_regions() {
    const TAB: &str = "\u{e004}";
    const ENTER: &str = "\u{e007}";
    let browser = Browser::start(Options::default());
    let focused = || browser.script("return document.activeElement.textContent.trim();");
    browser.open("/wessex/guidance/rules/");
    browser.press(TAB);
    assert_eq!(focused(), "Skip to main content");
    assert!(browser.shows(".nhsuk-skip-link"));
    browser.press(ENTER);
    assert!(browser.address().ends_with("#main-content"));
    browser.press(TAB);
    let inside = browser.script("return document.querySelector('main').contains(document.activeElement);");
    assert_eq!(inside, true, "the next link is one of the text");

    browser.open("/wessex/guidance/rules/");
    // The skip link, the site, the region, the five items of the menu, the search, the list.
    browser.press(&TAB.repeat(10));
    assert_eq!(focused(), "Change region");
    // Asked of the browser: its driver takes all that is in the closed menu for hidden, which is open where there is room.
    let is_shown =
        || browser.script("return document.querySelector('.app-menu__regions').checkVisibility();");
    browser.press(ENTER);
    assert_eq!(is_shown(), true);
    browser.assert_accessible("with the list of regions open");
    browser.press(ENTER);
    assert_eq!(is_shown(), false);
    assert_well_behaved(&browser);
}

#[test]
fn screens_fit_both_widths() {
    for width in [360, 1280] {
        let browser = Browser::start(Options { width, ..Options::default() });
        let picture = |name: &str| {
            browser.picture(name);
            browser.assert_fits(name);
        };
        for (name, path) in
            [("home", "/"), ("region", "/wessex/"), ("guidance", "/north-west/guidance/mentoring/")]
        {
            browser.open(path);
            picture(name);
        }
        browser.open_widget("/wessex/check/");
        picture("checker-start");
        begin_form(&browser);
        picture("checker-options");
        choose(&browser, "stage", "planning");
        choose(&browser, "reason", "parental-leave");
        picture("checker-date");
        date(&browser, "leave-start", ["1", "2", "2031"]);
        date(&browser, "return-date", ["1", "5", "2031"]);
        picture("checker-answers");
        browser.click(SUBMIT);
        browser.wait_for("[data-kind='full']");
        picture("checker-outcome");
        // Exactly three months: the source contradicts itself, and the site says so.
        let screen = browser.text("[data-screen]");
        assert!(screen.contains("If yours is exactly this long"), "{screen}");
        browser.open_widget("/west-midlands/plan/");
        picture("plan-start");
        begin_form(&browser);
        begin(&browser, "away");
        open_task(&browser, "dates");
        browser.click(SUBMIT);
        browser.wait_for("[data-focus-errors]");
        picture("plan-refused-dates");
        type_date(&browser, "leave-start", ["1", "2", "2026"]);
        date(&browser, "return-date", ["1", "9", "2031"]);
        open_task(&browser, "people");
        picture("plan-people");
        browser.click(SUBMIT);
        open_task(&browser, "support");
        picture("plan-support");
        browser.click(SUBMIT);
        browser.wait_for(".nhsuk-task-list");
        open_task(&browser, "supervision");
        browser.click("[name='supervised'][value='yes']");
        picture("plan-supervision");
        browser.click(SUBMIT);
        browser.wait_for(".nhsuk-task-list");
        picture("plan-tasks");
        for _ in 0..2 {
            browser.click(SUBMIT);
        }
        browser.wait_for("a[download]");
        picture("plan");
        assert_well_behaved(&browser);

        for (name, page) in
            [("agreement", "/north-west/mentoring-agreement/"), ("request", "/north-west/ask-for-a-mentor/")]
        {
            open_form(&browser, page);
            browser.wait_for(".nhsuk-task-list");
            picture(&format!("{name}-tasks"));
            for _ in 0..2 {
                browser.click(SUBMIT);
            }
            browser.wait_for("a[download]");
            picture(name);
        }
        open_form(&browser, "/north-west/mentoring-agreement/");
        open_task(&browser, "meetings");
        picture("agreement-meetings");

        browser.force_colors();
        browser.open_widget("/wessex/check/#stage=away&reason=sick-leave");
        picture("forced-colors-date");
        type_date(&browser, "leave-start", ["1", "2", "2031"]);
        browser.click(SUBMIT);
        date(&browser, "return-date", ["1", "4", "2031"]);
        browser.click(SUBMIT);
        browser.wait_for("[data-kind='partial']");
        picture("forced-colors-outcome");
    }
}

#[test]
fn an_old_address_leads_on_with_what_it_carries() {
    let address = site::changed("content/wessex/check.md", |text| {
        text.replacen("owner =", "aliases = [\"/old-check/\"]\nowner =", 1)
    });
    let old = format!("{address}/old-check/#stage=away&reason=sick-leave");
    let browser = Browser::start(Options::default());
    browser.open_address(&old);
    browser.wait_for("[data-widget][data-enhanced]");
    assert_eq!(browser.address(), format!("{address}/wessex/check/"), "the checker has taken the answers");
    assert!(browser.text("[data-screen]").contains("filled in"), "{}", browser.text("[data-screen]"));
    let without_scripts = Browser::start(Options { javascript: false, ..Options::default() });
    without_scripts.open_address(&old);
    without_scripts.wait_for("[data-widget]");
    assert_eq!(without_scripts.address(), format!("{address}/wessex/check/"));
}

#[test]
fn nothing_long_widens_a_phone() {
    let word = "Returntotraining".repeat(12);
    let address = site::changed("content/wessex/guidance/returning.md", |text| {
        format!(
            "{text}\n## {word}\n\n{word}, `{word}`, <https://example.org/{word}> and \
             <{word}@example.org>.[^1]\n\n- {word}\n\n  ```\n  {word}\n  ```\n\n> [!IMPORTANT]\n> {word}\n\n\
             | {word} | B |\n|---|---|\n| C | {word} |\n\n[^1]: {word}\n"
        )
    });
    let phone = Browser::start(Options { width: 320, ..Options::default() });
    phone.open_address(&format!("{address}/wessex/guidance/returning/"));
    phone.assert_fits("long words");
}
