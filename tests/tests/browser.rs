//! The real site in a real browser: what people do, by mouse and by keyboard, with scripts and
//! without.

use std::path::Path;

use mail_parser::MessageParser;
use supportt_tests::browser::{Browser, Options};
use supportt_tests::{evaluation, site};

const REGIONS: [&str; 4] = ["wessex", "west-midlands", "north-west", "yorkshire-and-humber"];
const SUBMIT: &str = "[data-screen] [type=submit]";

/// Chooses an option and continues.
fn choose(browser: &Browser, name: &str, value: &str) {
    browser.click(&format!("input[name='{name}'][value='{value}']"));
    browser.click(SUBMIT);
}

/// Types a date and continues.
fn date(browser: &Browser, name: &str, [day, month, year]: [&str; 3]) {
    type_date(browser, name, [day, month, year]);
    browser.click(SUBMIT);
}

fn type_date(browser: &Browser, name: &str, parts: [&str; 3]) {
    for (part, text) in ["day", "month", "year"].iter().zip(parts) {
        browser.fill(&format!("{name}-{part}"), text);
    }
}

/// Opens a task of the plan.
fn open_task(browser: &Browser, page: &str) {
    browser.click(&format!("[data-event='change'][data-value='{page}']"));
    browser.wait_for("[data-screen] form.app-form");
}

/// Asserts what must hold on every page at any time.
fn assert_well_behaved(browser: &Browser) {
    assert_eq!(browser.console(), Vec::<String>::new(), "the console is empty");
    let origin = site::address();
    for request in browser.requests() {
        let own = request.starts_with(origin) || request.starts_with("blob:") || request.starts_with("data:");
        // The browser's own pages, such as the empty one it starts with.
        let internal = request.starts_with("chrome") || request.starts_with("about:");
        assert!(own || internal, "a request left the site: {request}");
    }
    let kept = browser.script("return [localStorage.length, sessionStorage.length, document.cookie.length];");
    assert_eq!(kept.to_string(), "[0,0,0]", "nothing is stored");
}

#[test]
fn the_checker_reaches_an_outcome_in_each_region() {
    let browser = Browser::start(Options::default());
    for (region, outcome) in [
        ("wessex", "full"),
        ("west-midlands", "full"),
        ("north-west", "mentoring-only"),
        ("yorkshire-and-humber", "mentoring-only"),
    ] {
        browser.open_widget(&format!("/{region}/check/"));
        let title = browser.title();
        choose(&browser, "stage", "away");
        choose(&browser, "reason", "sick-leave");
        if region == "west-midlands" {
            choose(&browser, "approved", "yes");
        }
        if region != "yorkshire-and-humber" {
            date(&browser, "leave-start", ["1", "2", "2031"]);
            date(&browser, "return-date", ["1", "9", "2031"]);
        }
        browser.click(SUBMIT);
        browser.wait_for("[data-kind]");
        assert!(browser.has(&format!("[data-kind='{outcome}']")), "{region}: {}", browser.text("h2"));
        let screen = browser.text("[data-screen]");
        assert!(screen.contains("Checked 22 November 2026"), "{region}: rules are cited");
        assert!(!screen.to_lowercase().contains("not eligible"), "{region}");
        assert_eq!(browser.title(), title, "the title carries no answer");
        assert!(browser.address().ends_with(&format!("/{region}/check/")), "nor does the address");
    }
    assert_well_behaved(&browser);
}

#[test]
fn a_short_absence_and_an_unknown_one_lead_to_people() {
    let browser = Browser::start(Options::default());
    browser.open_widget("/west-midlands/check/");
    choose(&browser, "stage", "away");
    choose(&browser, "reason", "prefer-not-to-say");
    choose(&browser, "approved", "yes");
    date(&browser, "leave-start", ["1", "February", "2031"]);
    date(&browser, "return-date", ["1", "3", "2031"]);
    browser.click(SUBMIT);
    browser.wait_for("[data-kind='talk-to-team']");

    // One answer changes; the others stay.
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
    browser.click("[data-event='restart']");
    assert!(browser.has("input[name='stage']"));
    assert!(!browser.has("input:checked"), "nothing is chosen any more");
    assert_well_behaved(&browser);
}

#[test]
fn the_national_checker_asks_for_the_region_and_for_what_it_needs() {
    let browser = Browser::start(Options::default());
    browser.open_widget("/check/");
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
    browser.open_widget("/wessex/check/");
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
    assert_eq!(browser.script("return history.state;"), "2", "the history holds positions only");

    // What was cleared cannot be reached again.
    browser.click("[data-event='restart']");
    browser.back();
    browser.wait_for("input[name='stage']");
    assert!(!browser.has("input:checked"), "nothing comes back after clearing");

    // And from the first screen, back leaves the page.
    for _ in 0..3 {
        browser.back();
    }
    assert!(browser.address().ends_with("/wessex/"), "{}", browser.address());
    assert_well_behaved(&browser);
}

#[test]
fn a_link_brings_answers_back_and_leaves_no_trace() {
    let browser = Browser::start(Options::default());
    browser.open_widget("/check/#region=west-midlands&stage=away&reason=sick-leave&approved=yes");
    browser.wait_for("#leave-start-day");
    assert!(browser.address().ends_with("/check/"), "{}", browser.address());
    browser.assert_accessible("answers given by a link");
    date(&browser, "leave-start", ["1", "2", "2031"]);
    date(&browser, "return-date", ["1", "9", "2031"]);
    browser.click(SUBMIT);
    browser.wait_for("[data-kind='full']");
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

    browser.open("/about/");
    browser.open_widget(&format!("/check/{link}"));
    browser.wait_for("[data-event='change'][data-value='reason']");
    let screen = browser.text("[data-screen]");
    assert!(screen.contains("These are the answers you gave on"), "{screen}");
    assert!(screen.contains("Sick leave") && screen.contains("1 September 2031"), "{screen}");
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

#[test]
fn a_plan_is_made_and_its_draft_holds_it() {
    let browser = Browser::start(Options::default());
    browser.open_widget("/wessex/plan/");
    choose(&browser, "stage", "away");
    browser.wait_for(".nhsuk-task-list");
    browser.assert_accessible("a plan's tasks");
    open_task(&browser, "dates");
    browser.assert_accessible("two dates");
    type_date(&browser, "leave-start", ["1", "2", "2031"]);
    // A return before the leave is refused, and nothing typed is lost.
    type_date(&browser, "return-date", ["1", "1", "2031"]);
    browser.click(SUBMIT);
    browser.wait_for("[data-focus-errors]");
    browser.assert_accessible("refused dates");
    browser.fill("return-date-month", "\u{e003}9");
    browser.click(SUBMIT);
    open_task(&browser, "about");
    browser.assert_accessible("text fields");
    browser.fill("name", "Dr Zoë O’Neill\u{e003}l");
    browser.fill("programme", "Paediatrics, ST4");
    browser.click(SUBMIT);
    open_task(&browser, "people");
    browser.click("[name='people'][value='educational-supervisor']");
    browser.fill("people-names", "Dr Example");
    browser.click(SUBMIT);
    open_task(&browser, "support");
    browser.click("[name='support'][value='coaching']");
    browser.click("[name='support'][value='reorientation-days']");
    browser.assert_accessible("support to choose");
    browser.click(SUBMIT);
    browser.wait_for("[name='amount-coaching']");
    browser.fill("amount-coaching", "4");
    browser.click(SUBMIT);
    browser.wait_for("[data-focus-errors]");
    assert!(browser.text("[data-screen]").contains("WX:40"), "the rule is quoted");
    browser.assert_accessible("a number over the limit");
    browser.fill("amount-coaching", "\u{e003}3");
    browser.click(SUBMIT);
    open_task(&browser, "needs");
    browser.fill("learning-needs", "Night shifts <b>& more</b>");
    browser.click(SUBMIT);
    browser.wait_for("[data-progress='done']");
    browser.assert_accessible("tasks that are done");
    browser.click(SUBMIT);
    browser.assert_accessible("a plan's answers to check");
    browser.click(SUBMIT);
    browser.wait_for("[data-file], a[download]");
    browser.assert_accessible("a plan");

    let screen = browser.text("[data-screen]");
    // Eight weeks before 1 September 2031.
    assert!(screen.contains("By 7 July 2031"), "{screen}");
    assert!(screen.contains("Before 1 September 2031"), "{screen}");
    assert!(screen.contains("Night shifts <b>& more</b>"), "typed text is shown as typed: {screen}");
    assert!(screen.contains("Head of School"), "who gets a copy is said: {screen}");

    let link = browser.script("return document.querySelector('a[href^=\"mailto:\"]').href;");
    let link = link.as_str().expect("a link");
    assert!(link.len() <= supportt_documents::email::LONGEST_MAILTO, "{} characters", link.len());
    assert!(link.contains("%0D%0A") && !link.contains('+'), "{link}");
    assert!(!link.contains("Night"), "the link holds a covering note only: {link}");

    browser.click("a[download]");
    let (name, draft) = browser.downloaded();
    assert_eq!(name, "return-to-training-plan.eml", "the name carries no answer");
    let message = MessageParser::default().parse(&draft).expect("the draft is a message");
    assert_eq!(message.subject(), Some("Return to training plan"));
    assert_eq!(message.header_raw("X-Unsent").map(str::trim), Some("1"));
    let body = message.body_text(0).expect("a text");
    for expected in
        ["Dr Zoë O’Neill", "By 7 July 2031", "Night shifts <b>& more</b>", "Educational Supervisor"]
    {
        assert!(body.contains(expected), "the draft lacks {expected}: {body}");
    }

    // The address of the page says nothing, and loading it again starts afresh.
    assert!(browser.address().ends_with("/wessex/plan/"));
    browser.reload();
    browser.wait_for("[data-widget][data-enhanced]");
    assert!(browser.has("input[name='stage']") && !browser.has("input:checked"));
    assert_well_behaved(&browser);
}

/// Every task of every region, with everything it offers.
#[test]
fn each_regions_plan_can_be_walked_through() {
    let browser = Browser::start(Options { width: 360, ..Options::default() });
    for region in REGIONS {
        browser.open_widget(&format!("/{region}/plan/"));
        choose(&browser, "stage", "planning");
        browser.wait_for(".nhsuk-task-list");
        open_task(&browser, "support");
        let _ =
            browser.script("document.querySelectorAll('input[name=support]').forEach(box => box.click());");
        browser.click(SUBMIT);
        // What was chosen is asked about, then all tasks are there.
        for _ in 0..4 {
            if browser.has(".nhsuk-task-list") {
                break;
            }
            browser.click(SUBMIT);
        }
        let tasks = browser.script(
            "return [...document.querySelectorAll('.nhsuk-task-list__link')].map(task => task.dataset.value);",
        );
        let tasks: Vec<String> = serde_json::from_value(tasks).expect("a list of names");
        assert!(tasks.len() >= 8, "{region}: {tasks:?}");
        for task in &tasks {
            open_task(&browser, task);
            let name = format!("{region}: {task}");
            browser.assert_accessible(&name);
            browser.assert_fits(&name);
            browser.click("[data-screen] [data-event='back']");
            browser.wait_for(".nhsuk-task-list");
        }
        for _ in 0..2 {
            browser.click(SUBMIT);
        }
        browser.wait_for("a[download]");
        browser.assert_accessible(region);
        browser.assert_fits(region);
    }
    assert_well_behaved(&browser);
}

#[test]
fn a_region_with_an_address_puts_it_into_the_drafts() {
    let browser = Browser::start(Options::default());
    browser.open_widget("/north-west/plan/");
    choose(&browser, "stage", "back");
    browser.wait_for(".nhsuk-task-list");
    // Everything may stay empty: to the answers, then to the plan.
    for _ in 0..2 {
        browser.click(SUBMIT);
    }
    browser.wait_for("a[download]");
    let link = browser.script("return document.querySelector('a[href^=\"mailto:\"]').href;");
    assert!(link.as_str().is_some_and(|link| link.starts_with("mailto:SupportTT.nw@hee.nhs.uk?")), "{link}");
    browser.assert_accessible("a plan without dates");
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
    tab_to("stage");
    browser.press(SPACE);
    browser.press(DOWN);
    assert!(browser.has("input[value='away']:checked"));
    // The button is a plain one, known by its tag.
    submit();
    tab_to("reason");
    browser.press(SPACE);
    submit();
    for name in ["leave-start", "return-date"] {
        tab_to(&format!("{name}-day"));
        browser.press("1");
        browser.press(TAB);
        browser.press(if name == "leave-start" { "2" } else { "10" });
        browser.press(TAB);
        browser.press("2031");
        // Enter in a field submits, as everywhere.
        browser.press(ENTER);
        heading_has_focus();
    }
    submit();
    assert!(browser.has("[data-kind='full']"), "{}", browser.text("[data-screen]"));
    browser.assert_accessible("an outcome on a phone");
    browser.assert_fits("an outcome on a phone");
    assert_well_behaved(&browser);
}

#[test]
fn without_scripts_the_same_rules_and_a_blank_plan_stand_on_the_page() {
    let browser = Browser::start(Options { javascript: false, ..Options::default() });
    for region in REGIONS {
        browser.open(&format!("/{region}/check/"));
        assert!(!browser.shows("[data-widget]"), "{region}: no form that could not work is shown");
        let page = browser.text("main");
        assert!(page.contains("Checked 22 November 2026"), "{region}: {page}");
        browser.open(&format!("/{region}/plan/"));
        assert!(!browser.shows("[data-widget]"), "{region}");
        assert!(browser.shows(".app-blank-plan"), "{region}: a blank plan stands ready to print");
    }
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
    assert!(browser.shows(".app-blank-plan"), "the blank plan is still there");
}

#[test]
fn every_page_is_accessible_and_fits_a_phone() {
    let wide = Browser::start(Options::default());
    let phone = Browser::start(Options { width: 320, ..Options::default() });
    let build = site::build();
    let output = build.output.expect("the site builds");
    let mut pages = 0;
    for (path, _) in output.files() {
        let Some(folder) = path.strip_suffix("index.html") else { continue };
        let address = format!("/{folder}");
        wide.open(&address);
        wide.assert_accessible(&address);
        phone.open(&address);
        phone.assert_fits(&address);
        pages += 1;
    }
    assert!(pages > 40, "only {pages} pages were looked at");
    wide.open("/no-such-page/");
    wide.assert_accessible("the page for missing pages");
    assert!(wide.text("main").to_lowercase().contains("not found"));
    let _ = wide.console();
    assert_well_behaved(&phone);
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

/// Pictures of pages and of each kind of screen, to look at: `target/screenshots`.
#[test]
fn screens_are_drawn_at_both_widths() {
    let folder = site::root().join("target/screenshots");
    std::fs::create_dir_all(&folder).expect("a folder for the pictures");
    for width in [360, 1280] {
        let browser = Browser::start(Options { width, ..Options::default() });
        let picture = |name: &str| {
            let path = folder.join(format!("{name}-{width}.png"));
            browser.screenshot(Path::new(&path));
            browser.assert_fits(name);
        };
        for (name, path) in
            [("home", "/"), ("region", "/wessex/"), ("guidance", "/north-west/guidance/mentoring/")]
        {
            browser.open(path);
            picture(name);
        }
        browser.open_widget("/wessex/check/");
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
        assert!(browser.text("[data-screen]").contains("WX:24"), "{}", browser.text("[data-screen]"));
        browser.open_widget("/west-midlands/plan/");
        choose(&browser, "stage", "back");
        browser.wait_for(".nhsuk-task-list");
        open_task(&browser, "dates");
        browser.click(SUBMIT);
        browser.wait_for("[data-focus-errors]");
        picture("plan-refused-dates");
        type_date(&browser, "leave-start", ["1", "2", "2026"]);
        date(&browser, "return-date", ["1", "9", "2026"]);
        open_task(&browser, "people");
        picture("plan-people");
        browser.click(SUBMIT);
        open_task(&browser, "support");
        picture("plan-support");
        browser.click("[name='support'][value='enhanced-supervision']");
        browser.click(SUBMIT);
        browser.wait_for("[name='amount-enhanced-supervision']");
        browser.fill("amount-enhanced-supervision", "10");
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
    }
}
