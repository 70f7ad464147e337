//! The eligibility checker.

use supportt_tests::browser::{Browser, Options};
use supportt_tests::evaluation;

use super::{SUBMIT, assert_well_behaved, begin_form, choose, clear_everything, open_form, type_date};

/// Types a date and continues.
pub(super) fn date(browser: &Browser, name: &str, [day, month, year]: [&str; 3]) {
    type_date(browser, name, [day, month, year]);
    browser.click(SUBMIT);
}

/// Opens everything that is folded away.
fn unfold(browser: &Browser) {
    let _ = browser.script("document.querySelectorAll('main details').forEach(part => part.open = true);");
}

/// An outcome says what matters in few words and, on a phone, on few screens.
fn assert_one_look(browser: &Browser, name: &str) {
    let words = browser.text("[data-screen]").split_whitespace().count();
    assert!(words <= 350, "{name}: {words} words at first sight");
    let screens = browser.script(
        "return document.querySelector('[data-screen]').getBoundingClientRect().height / window.innerHeight;",
    );
    let screens = screens.as_f64().expect("a number");
    assert!(screens <= 3.0, "{name}: {screens} screens");
}

#[test]
fn the_checker_reaches_an_outcome_in_each_region() {
    let browser = Browser::start(Options { width: 360, ..Options::default() });
    for (region, outcome) in [
        ("wessex", "full"),
        ("west-midlands", "full"),
        ("north-west", "mentoring-only"),
        ("yorkshire-and-humber", "mentoring-only"),
    ] {
        open_form(&browser, &format!("/{region}/check/"));
        let title = browser.title();
        choose(&browser, "stage", "away");
        // Nobody asks for leave to fall ill.
        choose(&browser, "reason", "sick-leave");
        if region != "yorkshire-and-humber" {
            date(&browser, "leave-start", ["1", "2", "2031"]);
            date(&browser, "return-date", ["1", "9", "2031"]);
        }
        browser.click(SUBMIT);
        browser.wait_for("[data-kind]");
        assert!(browser.has(&format!("[data-kind='{outcome}']")), "{region}: {}", browser.text("h1"));
        assert_one_look(&browser, region);
        unfold(&browser);
        let screen = browser.text("[data-screen]");
        assert!(screen.contains("Checked 22 November 2026"), "{region}: rules are cited");
        assert!(!screen.to_lowercase().contains("not eligible"), "{region}");
        if region == "wessex" {
            for named in [
                "at least 8 weeks before you return",
                "educational supervisor or training programme director",
                "NHS England Wessex",
                "Needed",
            ] {
                assert!(screen.contains(named), "the steps say `{named}`: {screen}");
            }
        }
        assert_eq!(browser.title(), title, "the title carries no answer");
        assert!(browser.address().ends_with(&format!("/{region}/check/")), "nor does the address");
    }
    assert_well_behaved(&browser);
}

#[test]
fn a_short_absence_and_an_unknown_one_lead_to_people() {
    let browser = Browser::start(Options::default());
    open_form(&browser, "/west-midlands/check/");
    choose(&browser, "stage", "away");
    choose(&browser, "reason", "prefer-not-to-say");
    choose(&browser, "approved", "yes");
    date(&browser, "leave-start", ["1", "February", "2031"]);
    date(&browser, "return-date", ["1", "3", "2031"]);
    browser.click(SUBMIT);
    browser.wait_for("[data-kind='talk-to-team']");

    // One answer changes; the others stay.
    unfold(&browser);
    browser.click("[data-event='change'][data-value='return-date']");
    browser.click("input[name='return-date-unknown']");
    for part in ["day", "month", "year"] {
        browser.fill(&format!("return-date-{part}"), "\u{e003}\u{e003}\u{e003}\u{e003}");
    }
    browser.click(SUBMIT);
    choose(&browser, "long-enough", "unknown");
    assert!(browser.text("[data-screen]").contains("Prefer not to say"));
    browser.click(SUBMIT);
    browser.wait_for("[data-kind='talk-to-team']");

    // Nothing is left after clearing, nor after loading again.
    clear_everything(&browser);
    begin_form(&browser);
    assert!(browser.has("input[name='stage']"));
    assert!(!browser.has("input:checked"), "nothing is chosen any more");
    assert_well_behaved(&browser);
}

#[test]
fn the_national_checker_asks_for_the_region_and_for_what_it_needs() {
    let browser = Browser::start(Options::default());
    open_form(&browser, "/check/");
    // An empty answer is refused with a summary that takes the focus and leads to the field.
    browser.click(SUBMIT);
    browser.wait_for("[data-focus-errors]");
    assert!(browser.title().starts_with("Error: "));
    let in_summary = browser.script("return document.activeElement.hasAttribute('data-focus-errors');");
    assert_eq!(in_summary, true, "the summary has the focus");
    browser.assert_accessible("a refused question");
    browser.click("[data-focus-errors] a");
    assert_eq!(browser.focus(), "region");
    assert!(!browser.address().contains('#'), "the link leaves no trace in the address");

    choose(&browser, "region", "yorkshire-and-humber");
    choose(&browser, "stage", "planning");
    choose(&browser, "planner-form", "no");
    choose(&browser, "reason", "parental-leave");
    browser.assert_accessible("answers to check");
    browser.click(SUBMIT);
    browser.wait_for("[data-kind='first-do']");
    browser.assert_accessible("an outcome");

    // Back goes to the answers, and from there through the questions.
    browser.click("[data-event='back']");
    browser.click("[data-event='back']");
    assert!(browser.has("input[name='reason'][value='parental-leave']:checked"));
    assert_well_behaved(&browser);
}

/// The same code, the same data and the same answers, to the letter, in the browser's WebAssembly.
#[test]
fn the_browser_decides_as_the_native_code_does() {
    let natively = evaluation::natively().lines;
    assert!(natively.len() > 10_000, "only {} sets of answers", natively.len());
    let browser = Browser::start(Options::default());
    let in_browser = evaluation::in_browser(&browser).lines;
    for (native, other) in natively.iter().zip(&in_browser) {
        assert_eq!(native, other);
    }
    assert_eq!(natively.len(), in_browser.len());
}

/// The browser's own buttons lead from screen to screen, and its history tells no answer.
#[test]
fn back_and_forward_lead_through_the_screens() {
    let browser = Browser::start(Options::default());
    browser.open("/wessex/");
    open_form(&browser, "/wessex/check/");
    choose(&browser, "stage", "away");
    choose(&browser, "reason", "sick-leave");
    browser.wait_for("#leave-start-day");
    browser.back();
    browser.wait_for("input[name='reason'][value='sick-leave']:checked");
    let focused = browser.script("return document.activeElement.hasAttribute('data-focus');");
    assert_eq!(focused, true, "the heading has the focus after going back");
    browser.back();
    browser.wait_for("input[name='stage'][value='away']:checked");
    browser.forward();
    browser.wait_for("input[name='reason'][value='sick-leave']:checked");
    browser.forward();
    browser.wait_for("#leave-start-day");
    assert!(browser.address().ends_with("/wessex/check/"), "{}", browser.address());
    assert_eq!(browser.script("return history.state;"), "3", "the history holds positions only");

    // What was cleared cannot be reached again.
    clear_everything(&browser);
    browser.back();
    browser.wait_for("input[name='stage']");
    assert!(!browser.has("input:checked"), "nothing comes back after clearing");

    // And from the first screen, back leaves the page.
    for _ in 0..4 {
        browser.back();
    }
    assert!(browser.address().ends_with("/wessex/"), "{}", browser.address());
    assert_well_behaved(&browser);
}

#[test]
fn a_link_brings_answers_back_and_leaves_no_trace() {
    let browser = Browser::start(Options::default());
    browser.open_widget("/check/#region=west-midlands&stage=away&reason=parental-leave&approved=yes");
    browser.wait_for("#leave-start-day");
    assert!(browser.address().ends_with("/check/"), "{}", browser.address());
    browser.assert_accessible("answers given by a link");
    date(&browser, "leave-start", ["1", "2", "2031"]);
    date(&browser, "return-date", ["1", "9", "2031"]);
    browser.click(SUBMIT);
    browser.wait_for("[data-kind='full']");
    unfold(&browser);
    browser.assert_accessible("an outcome with everything open");
    let changes = browser.text("[data-screen]");
    assert!(changes.contains("What would change this result"), "{changes}");
    assert!(changes.contains("less than 3 months"), "{changes}");

    assert!(!browser.has("#resume-link"), "no link is made before somebody asks");
    browser.click("[data-event='link']");
    browser.wait_for("#resume-link");
    assert_eq!(browser.focus(), "resume-link");
    browser.assert_accessible("a link to the answers");
    let link = browser.script("return document.getElementById('resume-link').value;");
    let link =
        link.as_str().and_then(|link| Some(link.split_once("/check/")?.1)).expect("a link to the page");
    assert!(link.starts_with("#resume=") && link.len() < 120, "{link}");

    // Opened on the page itself, a link replaces what is there.
    clear_everything(&browser);
    begin_form(&browser);
    browser.wait_for("input[name='region']");
    assert_eq!(browser.script(&format!("location.hash = '{link}'; return true;")), true);
    browser.wait_for("[data-event='change'][data-value='reason']");
    assert!(browser.address().ends_with("/check/"), "{}", browser.address());

    browser.open("/about/");
    browser.open_widget(&format!("/check/{link}"));
    browser.wait_for("[data-event='change'][data-value='reason']");
    let screen = browser.text("[data-screen]");
    assert!(screen.contains("These are the answers you gave on"), "{screen}");
    assert!(screen.contains("Parental leave") && screen.contains("1 September 2031"), "{screen}");
    assert!(browser.address().ends_with("/check/"), "the address keeps nothing: {}", browser.address());
    browser.assert_accessible("answers brought back");
    browser.click(SUBMIT);
    browser.wait_for("[data-kind='full']");

    browser.open("/about/");
    browser.open_widget("/check/#resume=AAAA");
    assert!(browser.text("[data-screen]").contains("not complete"), "{}", browser.text("[data-screen]"));
    assert!(browser.has("input[name='region']"), "the questions begin");
    assert_well_behaved(&browser);
}

/// Whoever does not know their region finds it by a town, or learns where to ask.
#[test]
fn a_town_leads_to_its_region_and_others_get_a_kind_answer() {
    let browser = Browser::start(Options { width: 360, ..Options::default() });
    let look_at = |name: &str| {
        browser.assert_accessible(name);
        browser.assert_fits(name);
    };
    browser.open_widget("/check/");
    look_at("what the checker does");
    begin_form(&browser);
    choose(&browser, "region", "unknown");
    browser.wait_for("#find-region");
    browser.fill("find-region", "Atlantis");
    browser.click(SUBMIT);
    browser.wait_for("[data-focus-errors]");
    look_at("a town that is not known");
    browser.fill("find-region", "\u{e003}\u{e003}\u{e003}\u{e003}\u{e003}\u{e003}\u{e003}\u{e003}Leeds");
    browser.click(SUBMIT);
    browser.wait_for("input[name='stage']");
    assert!(browser.text("[data-screen]").contains("“Leeds” is in Yorkshire and Humber"));
    look_at("a town that was found");
    browser.back();
    browser.wait_for("#find-region");
    browser.back();
    choose(&browser, "region", "other");
    browser.wait_for("[data-screen] h2");
    let screen = browser.text("[data-screen]");
    for place in ["London", "Wales", "Scotland", "Northern Ireland"] {
        assert!(screen.contains(place), "{place}: {screen}");
    }
    look_at("the rest of the country");
    browser.click("[data-event='back']");
    choose(&browser, "region", "wessex");
    browser.wait_for("input[name='stage']");
    browser.click("[data-event='restart']");
    browser.wait_for("[data-event='clear']");
    look_at("the question before all is cleared");
    browser.click("[data-event='keep']");
    browser.wait_for("input[name='stage']");
    assert!(!browser.address().contains(['#', '?']), "{}", browser.address());
    assert_well_behaved(&browser);
}

#[test]
fn a_link_within_the_page_leaves_alone_what_is_half_typed() {
    let browser = Browser::start(Options::default());
    open_form(&browser, "/check/");
    choose(&browser, "region", "wessex");
    choose(&browser, "stage", "away");
    choose(&browser, "reason", "parental-leave");
    browser.fill("leave-start-day", "1");
    let _ = browser.script("document.querySelector('.nhsuk-skip-link').click();");
    assert!(browser.address().ends_with("#main-content"));
    assert_eq!(browser.script("return document.getElementById('leave-start-day').value;"), "1");
    assert_well_behaved(&browser);
}

/// Tab, space, arrows and enter only, from the top of the page to the outcome.
#[test]
fn the_checker_works_by_keyboard_alone() {
    const TAB: &str = "\u{e004}";
    const ENTER: &str = "\u{e007}";
    const SPACE: &str = " ";
    const DOWN: &str = "\u{e015}";

    let browser = Browser::start(Options { width: 360, ..Options::default() });
    browser.open_widget("/wessex/check/");
    // The first stop is the link that leads past the header.
    browser.press(TAB);
    assert!(
        browser
            .script("return document.activeElement.textContent;")
            .to_string()
            .contains("Skip to main content")
    );
    let tab_to = |wanted: &str| {
        for _ in 0..60 {
            if browser.focus() == wanted {
                return;
            }
            browser.press(TAB);
        }
        panic!("`{wanted}` cannot be reached by keyboard; the focus is on {}", browser.focus());
    };
    let heading_has_focus = || {
        let focused = browser.script("return document.activeElement.hasAttribute('data-focus');");
        assert_eq!(focused, true, "the new heading has the focus, not {}", browser.focus());
    };
    let submit = || {
        tab_to("button");
        browser.press(ENTER);
        heading_has_focus();
    };
    submit();
    tab_to("stage");
    browser.press(SPACE);
    browser.press(DOWN);
    assert!(browser.has("input[value='away']:checked"));
    // The button is a plain one, known by its tag.
    submit();
    tab_to("reason");
    browser.press(SPACE);
    submit();
    tab_to("leave-start-day");
    for part in ["1", TAB, "2", TAB, "2031"] {
        browser.press(part);
    }
    // Enter in a field submits, as everywhere.
    browser.press(ENTER);
    heading_has_focus();
    tab_to("return-date-unknown");
    browser.press(SPACE);
    submit();
    tab_to("long-enough");
    browser.press(SPACE);
    submit();
    submit();
    assert!(browser.has("[data-kind='full']"), "{}", browser.text("[data-screen]"));
    browser.assert_accessible("an outcome on a phone");
    browser.assert_fits("an outcome on a phone");
    assert_well_behaved(&browser);
}
