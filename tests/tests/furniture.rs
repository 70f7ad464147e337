//! What stands on every page around its text, in the files as they are served.

use std::collections::BTreeSet;

use supportt_content::edition::Edition;
use supportt_engine::output::Output;
use supportt_source::diagnostic::render::Format;
use supportt_tests::site;

const ADDRESS: &str = "https://supportt.example";

fn output() -> Output {
    site::build().output.expect("the site builds")
}

fn text(output: &Output, path: &str) -> String {
    let bytes = output.get(path).unwrap_or_else(|| panic!("`{path}` is served"));
    String::from_utf8_lossy(bytes).into_owned()
}

/// Every page with its path, without what is left at old addresses.
fn pages(output: &Output) -> Vec<(String, String)> {
    let pages: Vec<(String, String)> = output
        .files()
        .filter(|(path, _)| *path == "index.html" || path.ends_with("/index.html"))
        .map(|(path, _)| (path.to_owned(), text(output, path)))
        .filter(|(_, html)| !html.contains("http-equiv=\"refresh\""))
        .collect();
    assert!(pages.len() > 40, "only {} pages", pages.len());
    pages
}

/// The value of an attribute of the first tag that contains `within`.
fn attribute<'h>(html: &'h str, within: &str, name: &str) -> &'h str {
    let tag =
        html.split('<').find(|tag| tag.contains(within)).unwrap_or_else(|| panic!("there is no `{within}`"));
    tag.split_once(&format!("{name}=\""))
        .and_then(|(_, rest)| rest.split('"').next())
        .expect("it has the attribute")
}

#[test]
fn every_page_says_who_it_is_who_answers_for_it_and_when_it_was_read() {
    let output = output();
    for (path, html) in pages(&output) {
        let address = format!("{ADDRESS}/{}", path.trim_end_matches("index.html"));
        assert_eq!(attribute(&html, "rel=\"canonical\"", "href"), address, "{path}");
        assert_eq!(attribute(&html, "og:url", "content"), address, "{path}");
        let description = attribute(&html, "name=\"description\"", "content");
        assert_eq!(attribute(&html, "og:description", "content"), description, "{path}");
        let title = attribute(&html, "og:title", "content");
        assert!(!title.is_empty() && html.contains(&format!("<title>{title}")), "{path}: {title}");
        assert_eq!(attribute(&html, "og:site_name", "content"), "Supported Return to Training", "{path}");
        assert_eq!(attribute(&html, "og:locale", "content"), "en_GB", "{path}");
        assert_eq!(attribute(&html, "og:type", "content"), "website", "{path}");
        assert_eq!(attribute(&html, "twitter:card", "content"), "summary", "{path}");
        // None until the site has a picture of its own to show.
        assert!(!html.contains("og:image"), "{path}");

        assert_eq!(html.matches("Page last reviewed: <time datetime=\"20").count(), 1, "{path}");
        let owner = html.split("Owner: ").nth(1).and_then(|rest| rest.lines().next()).unwrap_or_default();
        assert!(!owner.trim().is_empty(), "{path} names its owner");
        assert!(html.contains(&format!("Address: {address}<")), "{path} says on paper where it is");
        assert!(html.contains("href=\"#main-content\"") && html.contains("id=\"main-content\""), "{path}");
        assert!(!html.contains("accesskey"), "{path}: no access keys");
    }
}

#[test]
fn every_page_leads_to_itself_or_the_nearest_in_every_region() {
    let output = output();
    let pages = pages(&output);
    let served: BTreeSet<&str> = pages.iter().map(|(path, _)| path.as_str()).collect();
    let (policy, _) = site::policy_and_words();
    for (path, html) in &pages {
        let place =
            policy.regions().iter().find_map(|region| path.strip_prefix(&format!("{}/", region.id())));
        let footer = html.split("id=\"footer-regions\"").nth(1).expect("the list of regions is there");
        let footer = footer.split("</nav>").next().expect("the list ends");
        for region in policy.regions() {
            let link = footer
                .split("<a ")
                .find(|link| link.contains(&format!("href=\"/{}/", region.id())))
                .unwrap_or_else(|| panic!("{path} leads nowhere in {}", region.name()));
            let target = attribute(link, "href", "href");
            assert!(
                served.contains(format!("{}index.html", target.trim_start_matches('/')).as_str()),
                "{path}: {target}"
            );
            let words =
                link.split('>').nth(1).and_then(|words| words.split('<').next()).expect("it has words");
            let same = place.map(|place| format!("{}/{place}", region.id()));
            match same.filter(|same| served.contains(same.as_str())) {
                Some(same) => {
                    assert_eq!(format!("{}index.html", target.trim_start_matches('/')), same, "{path}");
                    assert_eq!(words, region.name(), "{path}");
                }
                None if place.is_none() => {
                    assert_eq!(
                        (target, words),
                        (format!("/{}/", region.id()).as_str(), region.name()),
                        "{path}"
                    );
                }
                None => {
                    let says_so = words.contains("(nearest page: ") || words.ends_with("(first page)");
                    assert!(says_so, "{path}: `{words}` does not say that it is another page");
                }
            }
        }
    }
}

#[test]
fn the_page_for_missing_pages_helps_and_is_not_found() {
    let output = output();
    let html = text(&output, "404.html");
    assert_eq!(attribute(&html, "name=\"robots\"", "content"), "noindex");
    assert!(!html.contains("canonical") && !html.contains("og:"), "it is no page to share");
    let main =
        html.split("<main").nth(1).and_then(|rest| rest.split("</main>").next()).expect("it has a main part");
    for address in ["/", "/search/", "/wessex/", "/west-midlands/", "/north-west/", "/yorkshire-and-humber/"]
    {
        assert!(main.contains(&format!("href=\"{address}\"")), "it leads to {address}");
    }
    assert!(!text(&output, "sitemap.xml").contains("404"));
}

#[test]
fn what_browsers_and_search_engines_ask_for_unasked_is_there() {
    let output = output();
    let icon = output.get("favicon.ico").expect("an icon");
    // The head of an icon file: nought, one for icons, the number of pictures.
    assert_eq!(icon[..6], [0, 0, 1, 0, 3, 0]);
    let sizes: Vec<u8> = icon[6..].chunks(16).take(3).map(|picture| picture[0]).collect();
    assert_eq!(sizes, [16, 32, 48]);
    let touch = output.get("apple-touch-icon.png").expect("an icon for home screens");
    assert_eq!(touch[..8], *b"\x89PNG\r\n\x1a\n");
    assert_eq!((&touch[16..20], &touch[20..24]), (&[0, 0, 0, 180][..], &[0, 0, 0, 180][..]));
    for (path, html) in pages(&output) {
        assert_eq!(attribute(&html, "sizes=\"32x32\"", "href"), "/favicon.ico", "{path}");
        assert_eq!(attribute(&html, "image/svg+xml", "href"), "/favicon.svg", "{path}");
        assert_eq!(attribute(&html, "apple-touch-icon", "href"), "/apple-touch-icon.png", "{path}");
    }
    assert!(text(&output, "robots.txt").contains(&format!("Sitemap: {ADDRESS}/sitemap.xml")));
    let sitemap = text(&output, "sitemap.xml");
    assert_eq!(sitemap.matches("<lastmod>20").count(), sitemap.matches("<url>").count());
    assert_eq!(sitemap.matches("<url>").count(), pages(&output).len());
}

/// What these pages promise, they say in so many words; other tests hold the site to it.
#[test]
fn the_pages_about_the_site_say_how_it_is_used_and_what_becomes_of_answers() {
    let output = output();
    let accessibility = text(&output, "accessibility/index.html");
    for words in ["id=\"keyboard\"", "Skip to main content", "no access keys and no shortcuts"] {
        assert!(accessibility.contains(words), "{words}");
    }
    let privacy = text(&output, "privacy/index.html");
    for words in [
        "sets no cookies",
        "are not stored",
        "are not sent",
        "The words you type are not sent",
        "may log visits",
    ] {
        assert!(privacy.contains(words), "{words}");
    }
}

/// What is not followed of the advice about the real content is allowed at its place, with a reason.
#[test]
fn the_content_is_as_good_as_it_can_be() {
    for edition in [Edition::Published, Edition::WithExamples] {
        let build = site::project().edition(edition).build(site::today()).expect("the disk can be read");
        let report = build.diagnostics.report(&build.sources, Format::Short, false);
        // Whoever owns the site compares the helpline with its page; that is asked for until it is done.
        let report: Vec<&str> =
            report.lines().filter(|line| !line.contains("this helpline is not shown yet")).collect();
        assert!(report.is_empty(), "{edition:?}: {report:?}");
    }
}

/// Every id on a page, in order.
fn ids(html: &str) -> Vec<&str> {
    html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn every_id_is_there_once_and_links_within_a_page_lead_somewhere() {
    for (path, html) in pages(&output()) {
        let ids = ids(&html);
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(unique.len(), ids.len(), "{path}: {ids:?}");
        for link in html.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(unique.contains(link), "{path}: nothing has the id `{link}`");
        }
    }
}
