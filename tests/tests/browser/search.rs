//! The search of the whole site.

use supportt_tests::browser::{Browser, Options};
use supportt_tests::site;

use super::assert_well_behaved;

const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";
const RESULT: &str = ".app-search__result";

fn open(browser: &Browser, fragment: &str) {
    // From elsewhere, so that a page with another fragment is a new page.
    browser.open_empty();
    browser.open(&format!("/search/{fragment}"));
    browser.wait_for("[data-search]:not([hidden])");
}

/// Searches and waits for the answer.
fn search(browser: &Browser, words: &str) {
    let _ = browser.script("document.querySelector('#search-words').value = '';");
    let _ = browser.script("document.querySelector('[data-search-status]').textContent = '';");
    browser.fill("search-words", words);
    browser.press(ENTER);
    wait_until(
        browser,
        "return document.querySelector('[data-search-status]').textContent.includes('found');",
    );
}

fn wait_until(browser: &Browser, condition: &str) {
    let script = format!(
        "const done = arguments[0];
         const look = () => (() => {{ {condition} }})() ? done(true) : setTimeout(look, 20);
         look();"
    );
    let _ = browser.script_async(&script, Vec::new());
}

fn number_found(browser: &Browser) -> usize {
    let count = browser.text("[data-search-count]");
    count.split(' ').next().and_then(|number| number.parse().ok()).unwrap_or(0)
}

fn addresses(browser: &Browser) -> Vec<String> {
    let found = browser.script(
        "return [...document.querySelectorAll('.app-search__result a')].map(link => link.getAttribute('href'));",
    );
    let found = found.as_array().expect("a list").iter();
    found.map(|address| address.as_str().expect("an address").to_owned()).collect()
}

#[test]
fn a_word_leads_to_its_page_and_a_region_narrows_the_search() {
    let browser = Browser::start(Options::default());
    open(&browser, "");
    search(&browser, "reflection");
    assert!(
        addresses(&browser).contains(&"/north-west/guidance/reflection/".to_owned()),
        "{:?}",
        addresses(&browser)
    );
    assert!(browser.text(RESULT).to_lowercase().contains("reflect"));
    assert!(browser.has(".app-search__result mark"));

    search(&browser, "mentor");
    let everywhere = number_found(&browser);
    assert!(everywhere > 10, "{everywhere}");
    assert_eq!(addresses(&browser).len(), 10);
    browser.click("[data-search-more]");
    wait_until(&browser, "return document.querySelectorAll('.app-search__result').length > 10;");
    let focused = browser.script("return document.activeElement.getAttribute('href');");
    assert_eq!(
        focused.as_str(),
        Some(addresses(&browser)[10].as_str()),
        "the focus is on the first new result"
    );

    // The link in the header of a region's page.
    browser.open("/wessex/");
    let _ = browser.script("document.querySelector('.app-menu__search').focus();");
    browser.press(ENTER);
    browser.wait_for("[data-search]:not([hidden])");
    assert_eq!(browser.script("return document.querySelector('#search-region').value;"), "wessex");
    search(&browser, "mentor");
    assert!(browser.text("[data-search-count]").contains("in Wessex"));
    let narrowed = number_found(&browser);
    assert!((1..everywhere).contains(&narrowed), "{narrowed} of {everywhere}");
    while browser.shows("[data-search-more]") {
        let before = addresses(&browser).len();
        browser.click("[data-search-more]");
        wait_until(
            &browser,
            &format!("return document.querySelectorAll('.app-search__result').length > {before};"),
        );
    }
    let found = addresses(&browser);
    assert_eq!(found.len(), narrowed);
    for other in ["/west-midlands/", "/north-west/", "/yorkshire-and-humber/"] {
        assert!(!found.iter().any(|address| address.starts_with(other)), "{found:?}");
    }
    let own = found.iter().take_while(|address| address.starts_with("/wessex/")).count();
    assert!(
        own > 0 && !found[own..].iter().any(|address| address.starts_with("/wessex/")),
        "own first: {found:?}"
    );
    assert_well_behaved(&browser);
}

#[test]
fn a_form_is_found_on_its_page_and_a_person_and_a_question_in_their_place() {
    let browser = Browser::start(Options::default());
    open(&browser, "#region=wessex");
    for (words, record) in [
        ("pre-absence form", "/wessex/form/pre-absence-form/"),
        ("pre-return form", "/wessex/form/pre-return-form/"),
        ("training programme director", "/wessex/contacts/#contact_training-programme-director"),
    ] {
        search(&browser, words);
        let found = addresses(&browser);
        assert!(found[..2].contains(&record.to_owned()), "{words}: {found:?}");
    }
    open(&browser, "#region=yorkshire-and-humber");
    search(&browser, "account deactivated");
    let found = addresses(&browser);
    assert!(
        found[..2].contains(&"/yorkshire-and-humber/guidance/faqs/#faq_deactivated".to_owned()),
        "{found:?}"
    );
    assert_well_behaved(&browser);
}

/// What people type, and the page that answers them.
#[derive(serde::Deserialize)]
struct Expected {
    query: Vec<Query>,
}

#[derive(serde::Deserialize)]
struct Query {
    words: String,
    #[serde(default)]
    region: String,
    first: String,
}

#[test]
fn the_useful_page_comes_first() {
    let file =
        std::fs::read_to_string(site::root().join("tests/search.toml")).expect("the queries are there");
    let expected: Expected = toml::from_str(&file).expect("they are as declared");
    assert!(expected.query.len() >= 30, "only {} queries", expected.query.len());
    let browser = Browser::start(Options::default());
    let mut wrong = Vec::new();
    for Query { words, region, first } in expected.query {
        open(&browser, &format!("#region={region}"));
        search(&browser, &words);
        let found = addresses(&browser);
        if !found.first().is_some_and(|address| address.starts_with(&first)) {
            wrong.push(format!("{words} ({region}): {first} is not first: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_the_text_of_pages_is_found() {
    let browser = Browser::start(Options::default());
    open(&browser, "");
    // On every page at its foot or head, in lists of contents, in the review line; in forms; on the page for missing ones.
    for words in [
        "\"Change region\"",
        "\"Page last reviewed\"",
        "\"Clear everything and start again\"",
        "\"Page not found\"",
    ] {
        search(&browser, words);
        let found = addresses(&browser);
        // Two pages name some of them in their own text.
        let names_it =
            |address: &String| ["/accessibility/", "/privacy/"].iter().any(|page| address.starts_with(page));
        assert!(found.iter().all(names_it), "{words}: {found:?}");
    }
    search(&browser, "\"Time away from training is personal\"");
    assert_eq!(addresses(&browser), ["/privacy/"], "words between quotation marks are found as they stand");
    // Where in our copy of a document something is said is no text of a page.
    search(&browser, "\"WX:12\"");
    assert_eq!(number_found(&browser), 0, "{:?}", addresses(&browser));
    search(&browser, "search");
    assert!(!addresses(&browser).contains(&"/search/".to_owned()));
}

#[test]
fn nothing_found_and_nothing_typed_are_answered() {
    let browser = Browser::start(Options::default());
    open(&browser, "#region=wessex");
    browser.fill("search-words", " ");
    browser.press(ENTER);
    assert!(browser.shows("[data-search-error]"));
    assert_eq!(browser.focus(), "search-words");
    browser.assert_accessible("an empty search");
    search(&browser, "zzyzxq");
    assert!(!browser.shows("[data-search-error]"));
    assert!(browser.text("[data-search-count]").starts_with("No pages found for “zzyzxq”"));
    assert!(browser.shows("[data-search-advice] a[href='/wessex/contacts/']"));
    assert!(!browser.shows(RESULT) && !browser.shows("[data-search-more]"));
    browser.assert_accessible("nothing found");
    // What looks like markup is text, in what is typed and in what is found.
    search(&browser, "<img src=x onerror=alert(1)> mentor");
    assert!(!browser.has("[data-search] img"));
    assert_well_behaved(&browser);
}

#[test]
fn the_keyboard_is_enough() {
    let browser = Browser::start(Options::default());
    browser.open("/north-west/");
    let tab_to = |selector: &str| {
        for _ in 0..40 {
            browser.press(TAB);
            let there = browser.script(&format!("return document.activeElement.matches(\"{selector}\");"));
            if there == true {
                return;
            }
        }
        panic!("no way to `{selector}` by keyboard");
    };
    tab_to(".app-menu__search");
    browser.press(ENTER);
    browser.wait_for("[data-search]:not([hidden])");
    tab_to("#search-words");
    browser.press("mentor");
    tab_to("#search-region");
    tab_to("[data-search] [type=submit]");
    browser.press(ENTER);
    browser.wait_for(RESULT);
    browser.press(TAB);
    assert_eq!(
        browser.script("return document.activeElement.closest('.app-search__result') !== null;"),
        true,
        "the first result comes after the button"
    );
    let wanted = addresses(&browser)[0].clone();
    browser.press(ENTER);
    wait_until(&browser, "return location.pathname !== '/search/';");
    assert!(browser.address().ends_with(&wanted));
    assert_well_behaved(&browser);
}

#[test]
fn what_is_typed_stays_in_the_field() {
    let browser = Browser::start(Options::default());
    browser.open("/");
    let _ = browser.requests();
    browser.open("/search/");
    browser.wait_for("[data-search]:not([hidden])");
    let index =
        |requests: &[String]| requests.iter().filter(|request| request.contains("/pagefind/")).count();
    assert_eq!(index(&browser.requests()), 0, "the index is fetched when somebody searches");
    let (title, history) = (browser.title(), browser.script("return history.length;"));
    search(&browser, "miscarriage");
    assert!(!browser.address().contains("miscarriage") && browser.address().ends_with("/search/"));
    assert_eq!((browser.title(), browser.script("return history.length;")), (title, history));
    let requests = browser.requests();
    assert!(index(&requests) > 3, "{requests:?}");
    for request in &requests {
        assert!(request.starts_with(site::address()), "a request left the site: {request}");
        assert!(!request.contains("miscarriage"), "{request}");
    }
    assert_eq!(browser.script("return document.querySelectorAll('[data-search] [name]').length;"), 0);
    assert_well_behaved(&browser);
}

#[test]
fn without_scripts_every_page_is_listed() {
    let browser = Browser::start(Options { javascript: false, ..Options::default() });
    browser.open("/search/");
    assert!(!browser.shows("[data-search]"), "no form that could not work is shown");
    let output = site::build().output.expect("the site builds");
    for (path, bytes) in output.files() {
        let Some(folder) = path.strip_suffix("index.html") else { continue };
        // Lists that are made of other pages are no pages to find, here as in the index.
        let html = String::from_utf8_lossy(bytes);
        if html.contains("data-pagefind-body") && !html.contains("http-equiv=\"refresh\"") {
            assert!(browser.shows(&format!("main li > a[href='/{folder}']")), "`/{folder}` is not listed");
        }
    }
}

#[test]
fn a_site_below_a_folder_of_its_host_is_searched_there() {
    let below = |text: &str| text.replace("https://supportt.example", "https://supportt.example/returning");
    let address = site::changed("content/site.toml", below);
    let browser = Browser::start(Options::default());
    browser.open_address(&format!("{address}/search/"));
    browser.wait_for("[data-search]:not([hidden])");
    search(&browser, "reflection");
    let first = addresses(&browser)[0].clone();
    assert!(first.starts_with("/returning/"), "{first}");
    browser.click(".app-search__result a");
    wait_until(&browser, "return !location.pathname.includes('/search/');");
    assert!(browser.address().ends_with(&first) && browser.has("main[data-pagefind-body]"));
}

#[test]
fn the_same_pages_give_the_same_index() {
    let build = site::build();
    let (output, pagefind) = (build.output.expect("the site builds"), build.search.expect("it has a search"));
    let index = || pagefind.index(&output).unwrap_or_else(|error| panic!("{error}"));
    let files = index();
    assert_eq!(files, index());
    let found = files.iter().filter(|file| file.path.ends_with("pf_fragment")).count();
    let marked = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains("data-pagefind-body");
    let pages = output.files().filter(|(path, bytes)| path.ends_with("html") && marked(bytes)).count();
    assert!(found == pages && pages > 40, "{found} of {pages} pages are in the index");
    // For each search, a reader loads the first two and some of the rest.
    let size =
        |name: &str| files.iter().filter(|file| file.path.contains(name)).map(|file| file.bytes.len()).sum();
    let (script, program): (usize, usize) = (size("pagefind.js"), size("wasm."));
    assert!(script < 50_000 && program < 65_000, "the engine has grown: {script} and {program} bytes");
}

/// On a network that refuses WebAssembly, say.
#[test]
fn a_search_that_cannot_start_says_so() {
    let browser = Browser::start(Options::default());
    browser.block("*/pagefind/*");
    open(&browser, "");
    browser.fill("search-words", "mentor");
    browser.press(ENTER);
    browser.wait_for("[data-search-results]:not([hidden])");
    assert!(browser.text("[data-search-count]").starts_with("The search did not work."));
    browser.assert_accessible("a search that cannot start");
}

#[test]
fn searches_fit_every_width() {
    // A window of 1280 pixels at 400 % is as wide as one of 320.
    for width in [320, 360, 1280] {
        let browser = Browser::start(Options { width, ..Options::default() });
        let picture = |name: &str| {
            browser.picture(name);
            browser.assert_fits(name);
            browser.assert_accessible(name);
        };
        open(&browser, "#region=wessex");
        picture("search");
        search(&browser, "mentor");
        picture("search-results");
        search(&browser, "zzyzxq");
        picture("search-nothing");
        browser.force_colors();
        search(&browser, "mentor");
        picture("search-forced-colors");
        assert_well_behaved(&browser);
    }
}
