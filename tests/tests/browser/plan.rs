//! The return-plan builder and the ways out of it.

use mail_parser::{MessageParser, MimeHeaders};
use supportt_documents::plan_file;
use supportt_tests::browser::{Browser, Options};

use super::{
    REGIONS, SUBMIT, assert_well_behaved, begin_form, choose, clear_everything, open_form, open_other_ways,
    type_date,
};

/// Opens a task of the plan.
pub(super) fn open_task(browser: &Browser, page: &str) {
    browser.click(&format!("[data-event='change'][data-value='{page}']"));
    browser.wait_for("[data-screen] form.app-form");
}

/// Chooses a stage and goes to all tasks.
pub(super) fn begin(browser: &Browser, stage: &str) {
    choose(browser, "stage", stage);
    browser.wait_for("#leave-start-day");
    browser.click("[data-event='change'][data-value='tasks']");
    browser.wait_for(".nhsuk-task-list");
}

/// On paper stands the whole plan, and nothing of the page around it.
fn assert_printed_whole(browser: &Browser, plan: &str) {
    let paper = squeezed(&pdf_extract::extract_text_from_mem(&browser.printed()).expect("a text"));
    for line in plan.lines() {
        let line = line.trim_matches(|c| c == '-' || c == ' ');
        for words in line.split(": ") {
            assert!(paper.contains(&squeezed(words)), "paper lacks `{words}`: {paper}");
        }
    }
    for control in ["Save your plan", "Start an email", "Print your plan", "Copy the", "Clear everything"] {
        assert!(!paper.contains(&squeezed(control)), "paper has `{control}`");
    }
}

/// Makes a plan, with a slip here and there.
fn make_plan(browser: &Browser) {
    open_form(browser, "/wessex/plan/");
    begin(browser, "away");
    browser.assert_accessible("a plan's tasks");
    open_task(browser, "dates");
    browser.assert_accessible("two dates");
    type_date(browser, "leave-start", ["1", "2", "2031"]);
    // A return before the leave is refused, and nothing typed is lost.
    type_date(browser, "return-date", ["1", "1", "2031"]);
    browser.click(SUBMIT);
    browser.wait_for("[data-focus-errors]");
    browser.assert_accessible("refused dates");
    browser.fill("return-date-month", "\u{e003}9");
    browser.click(SUBMIT);
    open_task(browser, "about");
    browser.assert_accessible("text fields");
    browser.fill("name", "Dr Zoë O’Neill\u{e003}l");
    browser.fill("programme", "Paediatrics, ST4");
    browser.click(SUBMIT);
    open_task(browser, "people");
    browser.fill("supervisor-name", "Dr Senior");
    browser.fill("people-names", "Dr Example");
    // Whoever goes back keeps what was typed.
    browser.click("[data-screen] [data-event='back']");
    browser.wait_for(".nhsuk-task-list");
    open_task(browser, "people");
    assert_eq!(browser.script("return document.getElementById('people-names').value;"), "Dr Example");
    browser.click(SUBMIT);
    open_task(browser, "support");
    browser.click("[name='support'][value='coaching']");
    browser.click("[name='support'][value='reorientation-days']");
    browser.assert_accessible("support to choose");
    browser.click(SUBMIT);
    browser.wait_for("[name='amount-coaching']");
    browser.fill("amount-coaching", "4");
    browser.click(SUBMIT);
    browser.wait_for("[data-focus-errors]");
    assert!(browser.text("[data-screen]").contains("Wessex programme page"), "the rule is quoted");
    browser.assert_accessible("a number over the limit");
    browser.fill("amount-coaching", "\u{e003}3");
    browser.click(SUBMIT);
    open_task(browser, "needs");
    browser.fill("learning-needs", "Night shifts <b>& more</b>");
    browser.click(SUBMIT);
    browser.wait_for("[data-progress='done']");
    browser.assert_accessible("tasks that are done");
    browser.click(SUBMIT);
    browser.assert_accessible("a plan's answers to check");
    browser.click(SUBMIT);
    browser.wait_for("a[download]");
    browser.assert_accessible("a plan");
}

/// Saves a way out whose name ends like this.
fn downloaded(browser: &Browser, ending: &str) -> Vec<u8> {
    browser.click(&format!("a[download$='{ending}']"));
    let (name, content) = browser.downloaded();
    assert_eq!(name, format!("return-to-training-plan{ending}"), "the name carries no answer");
    content
}

/// The plan as text, which stands on the page to copy.
fn shown_text(browser: &Browser) -> String {
    let text = browser.script("return document.getElementById('copy-text').value;");
    text.as_str().expect("the plan as text").to_owned()
}

#[test]
fn a_plan_is_made_and_shown() {
    let browser = Browser::start(Options::default());
    make_plan(&browser);
    let screen = browser.text("[data-screen]");
    // Eight weeks before 1 September 2031.
    assert!(screen.contains("By 7 July 2031"), "{screen}");
    assert!(screen.contains("Before 1 September 2031"), "{screen}");
    assert!(screen.contains("Night shifts <b>& more</b>"), "typed text is shown as typed: {screen}");
    assert!(screen.contains("head of school"), "who gets a copy is said: {screen}");

    let link = browser.script("return document.querySelector('a[href^=\"mailto:\"]').href;");
    let link = link.as_str().expect("a link");
    assert!(link.len() <= supportt_documents::email::LONGEST_MAILTO, "{} characters", link.len());
    assert!(link.contains("%0D%0A") && !link.contains('+'), "{link}");
    assert!(link.contains("7%20July%202031") && link.contains("coaching"), "the main points: {link}");
    assert!(!link.contains("Night"), "nothing that was typed but names: {link}");
    assert_well_behaved(&browser);
}

#[test]
fn each_way_out_holds_the_plan() {
    let browser = Browser::start(Options::default());
    make_plan(&browser);
    assert!(!browser.has("[data-event='share']"), "this device shares no files");
    assert!(browser.shows("[data-route='draft']") && !browser.shows("[data-route='save']"), "one way first");
    open_other_ways(&browser);
    let file = downloaded(&browser, ".html");
    let fields = plan_file::read(&file).expect("the file can be opened again");
    assert!(fields.contains(&("learning-needs".to_owned(), "Night shifts <b>& more</b>".to_owned())));
    let days = downloaded(&browser, ".ics");
    let days = icalendar::parser::unfold(std::str::from_utf8(&days).expect("a text"));
    let days = icalendar::parser::read_calendar(&days).expect("a calendar");
    let first = &days.components[0];
    assert_eq!(first.find_prop("DTSTART").expect("a day").val.as_str(), "20310201");
    let pdf = downloaded(&browser, ".pdf");
    assert_eq!(plan_file::read(&pdf).expect("so can the PDF"), fields);
    let printed = squeezed(&pdf_extract::extract_text_from_mem(&pdf).expect("a text"));
    for expected in ["Dr Zoë O’Neill", "By 7 July 2031", "Night shifts <b>& more</b>"] {
        assert!(printed.contains(&squeezed(expected)), "the PDF lacks {expected}: {printed}");
    }
    let draft = downloaded(&browser, ".eml");
    let message = MessageParser::default().parse(&draft).expect("the draft is a message");
    assert_eq!(message.subject(), Some("Return to training plan"));
    assert_eq!(message.header_raw("X-Unsent").map(str::trim), Some("1"));
    let body = message.body_text(0).expect("a text");
    for expected in
        ["Dr Zoë O’Neill", "By 7 July 2031", "Night shifts <b>& more</b>", "educational supervisor"]
    {
        assert!(body.contains(expected), "the draft lacks {expected}: {body}");
    }
    let names: Vec<&str> = message.attachments().filter_map(|part| part.attachment_name()).collect();
    assert_eq!(names, ["return-to-training-plan.pdf", "return-to-training-plan.ics"]);

    // What a visitor copies stands beside the button, to select where copying is not possible.
    browser.click("#copy-subject-button");
    browser.wait_for("#copy-subject-button ~ p");
    assert!(browser.shows("[data-route='copy']"), "what was opened stays open");
    assert_eq!(browser.focus(), "copy-subject-button");
    browser.assert_accessible("a plan whose subject was copied");

    let text = shown_text(&browser);
    assert_printed_whole(&browser, &text);
    assert_well_behaved(&browser);
}

#[test]
fn a_saved_plan_opens_again() {
    let browser = Browser::start(Options::default());
    make_plan(&browser);
    open_other_ways(&browser);
    let (file, text) = (downloaded(&browser, ".pdf"), shown_text(&browser));
    clear_everything(&browser);
    browser.click("main details:has([type=file]) summary");
    browser.choose_file("saved-plan", file.split_at(file.len() / 2).0);
    browser.assert_accessible("a saved plan to open");
    browser.click("[data-event='open'] [type=submit]");
    browser.wait_for("[data-focus-errors]");
    browser.assert_accessible("a saved plan that is cut off");
    browser.click("[data-focus-errors] a");
    assert_eq!(browser.focus(), "saved-plan");
    browser.choose_file("saved-plan", &file);
    browser.click("[data-event='open'] [type=submit]");
    browser.wait_for("[name='reader']");
    browser.assert_accessible("who opens a plan");
    choose(&browser, "reader", "trainee");
    browser.wait_for(".nhsuk-task-list");
    browser.assert_accessible("the tasks of a saved plan");
    for _ in 0..2 {
        browser.click(SUBMIT);
    }
    browser.wait_for("a[download]");
    assert_eq!(shown_text(&browser), text);

    // Whoever is to agree to it reads it, adds their part and has it to send back.
    clear_everything(&browser);
    browser.click("main details:has([type=file]) summary");
    browser.choose_file("saved-plan", &file);
    browser.click("[data-event='open'] [type=submit]");
    browser.wait_for("[name='reader']");
    choose(&browser, "reader", "supervisor");
    browser.wait_for(".app-plan");
    browser.assert_accessible("a plan to agree to");
    browser.click(SUBMIT);
    browser.wait_for("[name='supervisor-agrees']");
    browser.assert_accessible("the supervisor's part");
    choose(&browser, "supervisor-agrees", "yes");
    browser.wait_for("a[download$='-v2.pdf']");
    browser.assert_accessible("a plan that a supervisor agrees to");
    assert!(browser.text(".app-signatures").contains("Agreed by email"));

    // The address of the page says nothing, and loading it again starts afresh.
    assert!(browser.address().ends_with("/wessex/plan/"));
    browser.reload();
    browser.wait_for("[data-widget][data-enhanced]");
    begin_form(&browser);
    assert!(browser.has("input[name='stage']") && !browser.has("input:checked"));
    assert_well_behaved(&browser);
}

/// Letters and figures only: a PDF file breaks lines where it likes.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[test]
fn a_device_that_shares_files_is_offered_the_real_one() {
    let browser = Browser::start(Options { width: 360, ..Options::default() });
    browser.on_every_page(
        "const matches = window.matchMedia.bind(window);
         window.matchMedia = query => query === '(pointer: coarse)' ? { matches: true } : matches(query);
         navigator.canShare = ({ files }) => files.length === 1 && ['text/html', 'application/pdf'].includes(files[0].type);
         navigator.share = async data => { window.shared = [data.files[0].name, await data.files[0].text()]; };",
    );
    open_form(&browser, "/wessex/plan/");
    begin(&browser, "back");
    for _ in 0..2 {
        browser.click(SUBMIT);
    }
    browser.wait_for("a[download$='.pdf']");
    assert!(
        browser.shows("[data-route='share']") && browser.shows("[data-route='email']"),
        "first on a phone"
    );
    assert!(!browser.shows("[data-route='draft']"));
    browser.click("[data-event='share']");
    let shared = browser.script("return window.shared;");
    assert_eq!(shared[0], "return-to-training-plan.pdf");
    let file = shared[1].as_str().expect("a text");
    assert!(plan_file::read(file.as_bytes()).is_ok(), "{file}");
    assert!(!browser.has("a[download$='.ics']"), "without dates there is nothing for a calendar");
    browser.assert_accessible("a plan on a phone that shares");
    browser.assert_fits("a plan on a phone that shares");
    assert_well_behaved(&browser);
}

/// Opens each task and goes back to all of them; returns how many there are.
fn walk_through_tasks(browser: &Browser, name: &str) -> usize {
    let tasks = browser.script(
        "return [...document.querySelectorAll('.nhsuk-task-list__link')].map(task => task.dataset.value);",
    );
    let tasks: Vec<String> = serde_json::from_value(tasks).expect("a list of names");
    for task in &tasks {
        open_task(browser, task);
        let name = format!("{name}: {task}");
        browser.assert_accessible(&name);
        browser.assert_fits(&name);
        browser.click("[data-screen] [data-event='back']");
        browser.wait_for(".nhsuk-task-list");
    }
    tasks.len()
}

/// Every task of every region, with everything it offers.
#[test]
fn each_regions_plan_can_be_walked_through() {
    let browser = Browser::start(Options { width: 360, ..Options::default() });
    for region in REGIONS {
        open_form(&browser, &format!("/{region}/plan/"));
        // What the checker calls not covered has no support to choose from.
        begin(&browser, if region == "north-west" { "away" } else { "planning" });
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
        assert!(walk_through_tasks(&browser, region) >= 8, "{region}");
        for _ in 0..2 {
            browser.click(SUBMIT);
        }
        browser.wait_for("a[download]");
        browser.assert_accessible(region);
        browser.assert_fits(region);
    }
    assert_well_behaved(&browser);
}

/// The mentoring agreement and the request, on their regions' pages and on the page of all.
#[test]
fn papers_for_mentoring_are_made_like_plans() {
    let browser = Browser::start(Options { width: 360, ..Options::default() });
    for (page, tasks) in [
        ("/north-west/mentoring-agreement/", 8),
        ("/yorkshire-and-humber/mentoring-agreement/", 4),
        ("/north-west/ask-for-a-mentor/", 3),
        ("/mentoring-agreement/", 9),
    ] {
        open_form(&browser, page);
        if page == "/mentoring-agreement/" {
            assert!(!browser.has("input[value='wessex']"), "its source does not say what to agree");
            choose(&browser, "region", "north-west");
        }
        browser.wait_for(".nhsuk-task-list");
        browser.assert_accessible(page);
        browser.assert_fits(page);
        assert_eq!(walk_through_tasks(&browser, page), tasks, "{page}");
        for _ in 0..2 {
            browser.click(SUBMIT);
        }
        browser.wait_for("a[download]");
        browser.assert_accessible(page);
        browser.assert_fits(page);
        // Marking the message for encryption changes its subject, and back again.
        let subject = || browser.script("return document.getElementById('copy-subject').value;");
        let plain = subject();
        browser.click("#secure-email summary");
        browser.click("#secure");
        assert!(subject().as_str().expect("a subject").starts_with("[secure] "));
        assert_eq!(browser.focus(), "secure");
        browser.click("#secure");
        assert_eq!(subject(), plain);
    }
    assert_well_behaved(&browser);
}

/// A plan by keyboard alone: from the first question over a task to a saved file.
#[test]
fn a_plan_is_made_by_keyboard_alone() {
    const TAB: &str = "\u{e004}";
    const ENTER: &str = "\u{e007}";
    const SPACE: &str = " ";
    let browser = Browser::start(Options::default());
    open_form(&browser, "/west-midlands/plan/");
    let reach = |selector: &str| {
        for _ in 0..120 {
            let is_there = format!("return document.activeElement.matches({selector:?});");
            if browser.script(&is_there) == true {
                return;
            }
            browser.press(TAB);
        }
        panic!("the keyboard does not reach `{selector}`");
    };
    let heading = || browser.script("return document.activeElement.hasAttribute('data-focus');") == true;
    reach("input[name='stage'][value='planning']");
    browser.press(SPACE);
    reach(SUBMIT);
    browser.press(ENTER);
    browser.wait_for("[id='leave-start-day']");
    assert!(heading(), "the focus is at the new screen's heading");
    for (id, text) in [("leave-start-day", "1"), ("leave-start-month", "2"), ("leave-start-year", "2031")] {
        reach(&format!("[id='{id}']"));
        browser.press(text);
    }
    reach("[id='return-date-unknown']");
    browser.press(SPACE);
    reach(SUBMIT);
    browser.press(ENTER);
    browser.wait_for("#programme");
    reach("[data-event='change'][data-value='tasks']");
    browser.press(ENTER);
    browser.wait_for(".nhsuk-task-list");
    for _ in 0..2 {
        assert!(heading());
        reach(SUBMIT);
        browser.press(ENTER);
    }
    browser.wait_for("a[download]");
    reach("#other-ways summary");
    browser.press(ENTER);
    reach("a[download$='.html']");
    browser.press(ENTER);
    let (name, file) = browser.downloaded();
    assert_eq!(name, "return-to-training-plan.html");
    let fields = plan_file::read(&file).expect("a plan");
    assert!(fields.contains(&("leave-start".to_owned(), "2031-02-01".to_owned())), "{fields:?}");
    assert_well_behaved(&browser);
}

#[test]
fn a_region_with_an_address_puts_it_into_the_drafts() {
    let browser = Browser::start(Options::default());
    open_form(&browser, "/north-west/plan/");
    begin(&browser, "back");
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

/// From the home page to a draft that is addressed to the educational supervisor, by somebody who is away, as on a phone:
/// each press counts, and each box that is typed into.
#[test]
fn an_addressed_draft_is_at_most_25_taps_away() {
    let browser = Browser::start(Options { width: 360, ..Options::default() });
    browser.open("/");
    let taps = std::cell::Cell::new(0);
    let tap = |selector: &str| {
        browser.wait_for(selector);
        browser.click(selector);
        taps.set(taps.get() + 1);
    };
    let fill = |id: &str, text: &str| {
        tap(&format!("[id='{id}']"));
        browser.fill(id, text);
    };
    tap("main a[href$='/wessex/']");
    tap("main a[href$='/wessex/plan/']");
    browser.wait_for("[data-widget][data-enhanced]");
    tap(SUBMIT);
    tap("input[name='stage'][value='away']");
    tap(SUBMIT);
    for (date, parts) in [("leave-start", ["5", "1", "2031"]), ("return-date", ["4", "1", "2032"])] {
        for (part, text) in ["day", "month", "year"].into_iter().zip(parts) {
            fill(&format!("{date}-{part}"), text);
        }
    }
    tap(SUBMIT);
    for (id, text) in [("name", "Dr Zoë O’Neill"), ("programme", "Paediatrics, ST4"), ("place", "Winchester")]
    {
        fill(id, text);
    }
    tap(SUBMIT);
    fill("supervisor-name", "Dr Senior");
    fill("supervisor-email", "senior@example.org");
    tap(SUBMIT);
    fill("learning-needs", "Night shifts");
    fill("targets", "On call by the end of February");
    tap(SUBMIT);
    browser.wait_for(".nhsuk-task-list");
    tap(SUBMIT);
    tap(SUBMIT);
    browser.wait_for("a[download$='.eml']");
    tap("a[download$='.eml']");
    assert!(taps.get() <= 25, "{} taps", taps.get());
    assert_well_behaved(&browser);
}

/// What the checker's link brings along is shown, can be removed, and is gone from the address.
#[test]
fn a_link_from_the_checker_fills_the_plan_in() {
    let browser = Browser::start(Options { width: 360, ..Options::default() });
    browser.open_widget("/wessex/plan/#stage=away&leave-start=2026-01-05&return-date=2032-01-04");
    browser.wait_for("#leave-start-day");
    assert!(browser.address().ends_with("/wessex/plan/"), "{}", browser.address());
    let screen = browser.text("[data-screen]");
    assert!(screen.contains("5 January 2026") && screen.contains("4 January 2032"), "{screen}");
    browser.assert_accessible("what the checker brings along");
    browser.assert_fits("what the checker brings along");
    browser.click("[data-event='change'][data-value='tasks']");
    browser.wait_for(".nhsuk-task-list");
    assert!(browser.text("[data-screen]").contains("4 January 2032"));
    browser.click("[data-event='remove-brought']");
    browser.wait_for("input[name='stage']");
    assert!(!browser.has("input[name='stage']:checked"));
    assert_well_behaved(&browser);
}
