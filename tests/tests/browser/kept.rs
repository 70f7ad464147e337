//! Nothing that was typed is lost: however a page is left, whatever a file holds, and not without
//! a question when the whole page is left.

use supportt_documents::plan_file;
use supportt_tests::browser::{Browser, Options};

use super::plan::{begin as begin_at, open_task};
use super::{SUBMIT, assert_well_behaved, choose, clear_everything, open_form, open_other_ways, type_date};

const TASKS: &str = ".nhsuk-task-list";
const BACK: &str = "[data-screen] [data-event='back']";
const HOME: &str = "header a[href='/']";
const LONG: &str = "Night shifts\nThe new electronic record";

fn value(browser: &Browser, id: &str) -> String {
    let value = browser.script(&format!("return document.getElementById('{id}').value;"));
    value.as_str().expect("a field's value").to_owned()
}

fn begin(browser: &Browser, region: &str) {
    open_form(browser, &format!("/{region}/plan/"));
    begin_at(browser, "planning");
}

/// Whether the page would ask now before it is left.
fn would_ask(browser: &Browser) -> bool {
    let asked = "const leaving = new Event('beforeunload', { cancelable: true });
                 window.dispatchEvent(leaving);
                 return leaving.defaultPrevented;";
    browser.script(asked) == true
}

/// Opens a file that holds these fields.
fn open_file(browser: &Browser, fields: &[(&str, &str)]) {
    let document = supportt_documents::document::Document::default();
    let file = plan_file::write(&document, fields.iter().copied(), "");
    browser.click("main details:has([type=file]) summary");
    browser.choose_file("saved-plan", file.as_bytes());
    browser.click("[data-event='open'] [type=submit]");
    browser.wait_for("[name='reader']");
    choose(browser, "reader", "trainee");
}

#[test]
fn a_text_survives_back_and_forward_and_the_skip_link() {
    let browser = Browser::start(Options::default());
    begin(&browser, "wessex");
    open_task(&browser, "needs");
    browser.fill("learning-needs", LONG);
    browser.back();
    browser.wait_for(TASKS);
    browser.forward();
    browser.wait_for("#learning-needs");
    assert_eq!(value(&browser, "learning-needs"), LONG);

    browser.fill("targets", "On call by May");
    let _ = browser.script("document.querySelector('.nhsuk-skip-link').click();");
    assert!(browser.address().ends_with("#main-content"));
    browser.fill("questions", "Rotas");
    browser.back();
    assert!(browser.address().ends_with("/plan/"), "{}", browser.address());
    let texts = || ["learning-needs", "targets", "questions"].map(|id| value(&browser, id));
    assert_eq!(texts(), [LONG, "On call by May", "Rotas"]);
    // The next step back leads to the tasks, and two forward here again.
    browser.back();
    browser.wait_for(TASKS);
    browser.forward();
    browser.wait_for("#learning-needs");
    browser.forward();
    assert!(browser.address().ends_with("#main-content"));
    assert_eq!(texts(), [LONG, "On call by May", "Rotas"]);
    browser.click(SUBMIT);
    browser.wait_for(TASKS);
    // Of two entries for one screen, each is a step of its own.
    browser.back();
    browser.wait_for("#learning-needs");
    assert_eq!(texts(), [LONG, "On call by May", "Rotas"]);
    assert_eq!(browser.script("return typeof history.state;"), "string", "positions only");
    assert_well_behaved(&browser);
}

#[test]
fn own_back_keeps_good_fields_beside_a_wrong_one() {
    let browser = Browser::start(Options::default());
    begin(&browser, "wessex");
    open_task(&browser, "dates");
    type_date(&browser, "leave-start", ["1st", "Feb.", "2031"]);
    type_date(&browser, "return-date", ["31", "Sept", "31"]);
    browser.click(BACK);
    browser.wait_for(TASKS);
    open_task(&browser, "supervision");
    browser.click("[name='supervised'][value='yes']");
    browser.fill("supervision-days", "sixty");
    browser.click(BACK);
    browser.wait_for(TASKS);
    browser.assert_accessible("tasks with answers that are not in the plan");
    let tasks = browser.text("[data-screen]");
    assert!(tasks.contains("Answers that are not in your plan") && tasks.contains("sixty"), "{tasks}");
    open_task(&browser, "dates");
    let parts = |name: &str| ["day", "month", "year"].map(|part| value(&browser, &format!("{name}-{part}")));
    assert_eq!(parts("leave-start"), ["1st", "Feb.", "2031"]);
    assert_eq!(parts("return-date"), ["31", "Sept", "31"]);
    browser.fill("return-date-day", "\u{e003}\u{e003}1st");
    browser.click(SUBMIT);
    browser.wait_for(TASKS);
    open_task(&browser, "supervision");
    assert!(browser.has("[name='supervised'][value='yes']:checked"));
    assert_eq!(value(&browser, "supervision-days"), "sixty");
    browser.fill("supervision-days", &("\u{e003}".repeat(5) + "12"));
    browser.click(SUBMIT);
    browser.wait_for(TASKS);
    assert!(!browser.text("[data-screen]").contains("Answers that are not in your plan"));
    browser.click(SUBMIT);
    let answers = browser.text("[data-screen]");
    for answer in ["1 February 2031", "1 September 2031", "12"] {
        assert!(answers.contains(answer), "{answers}");
    }
    assert_well_behaved(&browser);
}

#[test]
fn the_checker_keeps_a_date_however_its_question_is_left() {
    let browser = Browser::start(Options::default());
    open_form(&browser, "/wessex/check/");
    choose(&browser, "stage", "away");
    choose(&browser, "reason", "sick-leave");
    browser.wait_for("#leave-start-day");
    type_date(&browser, "leave-start", ["31", "Sept.", "2031"]);
    let parts = || ["day", "month", "year"].map(|part| value(&browser, &format!("leave-start-{part}")));
    browser.back();
    browser.wait_for("input[name='reason']:checked");
    browser.forward();
    browser.wait_for("#leave-start-day");
    assert_eq!(parts(), ["31", "Sept.", "2031"]);
    browser.click(BACK);
    browser.wait_for("input[name='reason']:checked");
    browser.click(SUBMIT);
    browser.wait_for("#leave-start-day");
    assert_eq!(parts(), ["31", "Sept.", "2031"]);
    assert!(would_ask(&browser));
    browser.fill("leave-start-day", "\u{e003}\u{e003}1st");
    browser.click(SUBMIT);
    browser.wait_for("#return-date-day");
    type_date(&browser, "return-date", ["1st", "September", "32"]);
    browser.click(SUBMIT);
    let answers = browser.text("[data-screen]");
    assert!(answers.contains("1 September 2031") && answers.contains("1 September 2032"), "{answers}");
    browser.click(SUBMIT);
    browser.wait_for("[data-kind]");
    assert!(!would_ask(&browser), "the result leads on to other pages");
    assert_well_behaved(&browser);
}

#[test]
fn a_file_with_faults_opens_whole_and_says_what_it_cannot_use() {
    let browser = Browser::start(Options { width: 360, ..Options::default() });
    browser.open_widget("/wessex/plan/");
    open_file(
        &browser,
        &[
            ("paper", "return-plan"),
            ("region", "wessex"),
            ("stage", "away"),
            ("leave-start", "2031-02-01"),
            ("return-date", "2031-02-30"),
            ("name", "Dr Zoë"),
            ("people", "head-of-nothing"),
            ("old-field", &"AnAnswerWithoutSpaces".repeat(8)),
        ],
    );
    browser.wait_for("[data-focus-errors]");
    assert_eq!(value(&browser, "return-date-day"), "30");
    assert_eq!(value(&browser, "leave-start-day"), "1");
    browser.fill("return-date-month", "\u{e003}\u{e003}9");
    browser.click(SUBMIT);
    browser.wait_for(TASKS);
    let tasks = browser.text("[data-screen]");
    for said in ["could not use all", "head-of-nothing", "old-field", "AnAnswerWithoutSpaces"] {
        assert!(tasks.contains(said), "{tasks}");
    }
    browser.assert_accessible("what a file holds that is not asked");
    browser.assert_fits("what a file holds that is not asked");
    open_task(&browser, "about");
    assert_eq!(value(&browser, "name"), "Dr Zoë");
    assert_eq!(
        browser.script("return document.getElementById('name').autocomplete;"),
        "name",
        "a browser that knows its owner's name may fill it in"
    );
    browser.click(BACK);
    browser.wait_for(TASKS);
    browser.click("[data-event='discard']");
    browser.wait_for(TASKS);
    assert!(!browser.text("[data-screen]").contains("head-of-nothing"));
    assert_well_behaved(&browser);
}

#[test]
fn a_page_asks_before_it_is_left_while_something_is_unsaved() {
    let browser = Browser::start(Options { asks: true, ..Options::default() });
    open_form(&browser, "/wessex/plan/");
    assert!(!would_ask(&browser), "nothing was entered");
    begin_at(&browser, "back");
    open_task(&browser, "about");
    browser.fill("name", "Dr Zoë");
    browser.click(HOME);
    assert!(browser.answers_prompt(false), "it asks");
    assert_eq!(value(&browser, "name"), "Dr Zoë");
    browser.click(SUBMIT);
    for _ in 0..2 {
        browser.wait_for(SUBMIT);
        browser.click(SUBMIT);
    }
    browser.wait_for("a[download]");

    // Neither another program nor an own file is a way off the page, and a calendar is not all of it.
    open_other_ways(&browser);
    browser.click("a[href^='mailto:']");
    assert!(!browser.answers_prompt(false), "an email leaves the page open");
    browser.click(HOME);
    assert!(browser.answers_prompt(false), "and keeps nothing");
    browser.click("a[download$='.html']");
    let _ = browser.downloaded();
    assert!(!browser.answers_prompt(false));
    assert!(!would_ask(&browser), "it is kept");
    browser.click("[data-screen] .app-back");
    browser.click("[data-event='change'][data-value='about']");
    browser.fill("programme", "ST4");
    browser.click(HOME);
    assert!(browser.answers_prompt(false), "what has changed since is not kept");
    clear_everything(&browser);
    browser.wait_for("[data-event='open']");
    browser.click(HOME);
    assert!(!browser.answers_prompt(false), "what was cleared is no work");
    assert!(!browser.address().contains("/plan/"), "{}", browser.address());
}

#[test]
fn answers_that_are_not_in_a_plan_fit_both_widths() {
    for width in [360, 1280] {
        let browser = Browser::start(Options { width, ..Options::default() });
        let picture = |name: &str| {
            browser.picture(name);
            browser.assert_fits(name);
            browser.assert_accessible(name);
        };
        browser.open_widget("/wessex/plan/");
        open_file(
            &browser,
            &[
                ("region", "wessex"),
                ("stage", "back"),
                ("keeping-up", "Journal club, and the departmental teaching on Thursdays"),
                ("people", "head-of-nothing"),
                ("old-field", "An answer\nof two lines"),
            ],
        );
        browser.wait_for(TASKS);
        picture("left-out-tasks");
        browser.click(SUBMIT);
        picture("left-out-answers");
        browser.click(SUBMIT);
        browser.wait_for("a[download]");
        picture("left-out-plan");
    }
}
