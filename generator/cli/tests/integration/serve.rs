//! The development server: headers, "not found", live reload, the index of the search, and the last good site while
//! there are problems.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use supportt_basics::date::Date;

use crate::project::{copy, copy_folder, project, replace, today};
use crate::search::{STAND_IN, searchable};
use supportt::serve::{Patience, Progress, serve};

/// Starts a server for a project and returns its address once it listens.
fn start(folder: &tempfile::TempDir) -> String {
    start_and_listen(folder).0
}

/// The same, with what the server tells later about its search.
fn start_and_listen(folder: &tempfile::TempDir) -> (String, mpsc::Receiver<String>) {
    start_with(folder, Patience::default(), today)
}

fn start_with(
    folder: &tempfile::TempDir,
    patience: Patience,
    today: impl Fn() -> Date + Send + 'static,
) -> (String, mpsc::Receiver<String>) {
    let project = project(folder);
    let (sender, addresses) = mpsc::channel();
    let (complain, complaints) = mpsc::channel();
    thread::spawn(move || {
        let report = move |progress| match progress {
            Progress::Listening(address) => {
                sender.send(address).ok();
            }
            Progress::NotSearchable(error) => {
                complain.send(error.to_string()).ok();
            }
            Progress::Built { .. } | Progress::Failed(_) => {}
        };
        serve(project, Some(0), patience, today, report)
    });
    (addresses.recv().expect("the server listens"), complaints)
}

fn host(address: &str) -> &str {
    address.trim_start_matches("http://").split('/').next().expect("an address has a host")
}

fn request(address: &str, path: &str) -> TcpStream {
    let mut stream = TcpStream::connect(host(address)).expect("the server answers");
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", host(address))
        .expect("a request can be sent");
    stream
}

fn get(address: &str, path: &str) -> String {
    let mut response = String::new();
    request(address, path).read_to_string(&mut response).expect("the answer is text");
    response
}

#[test]
fn pages_come_with_the_headers_of_production() {
    let folder = copy();
    let address = start(&folder);
    assert!(address.ends_with("/returning/"), "{address}");
    let page = get(&address, "/returning/north/");
    assert!(page.starts_with("HTTP/1.1 200 OK\r\n"), "{page}");
    for header in [
        "content-type: text/html; charset=utf-8\r\n",
        "content-security-policy: default-src 'none';",
        "frame-ancestors 'none'\r\n",
        "x-content-type-options: nosniff\r\n",
        "<title>Returning in the North - Returning</title>",
        "<script src=\"/_live-reload.js\" data-shown=\"",
        "-1\" defer></script>\n</body>",
    ] {
        assert!(page.contains(header), "no `{header}` in\n{page}");
    }
    let missing = get(&address, "/returning/nowhere/");
    assert!(
        missing.starts_with("HTTP/1.1 404 Not Found\r\n") && missing.contains("Nothing here."),
        "{missing}"
    );
    assert!(get(&address, "/returning/north").contains("location: /returning/north/\r\n"));
    assert!(get(&address, "/_live-reload.js").contains("new EventSource"));
}

/// Waits for events of a server, by their kind.
fn events(address: &str) -> impl FnMut(&str) + use<> {
    let mut events = BufReader::new(request(address, "/_live-reload"))
        .lines()
        .map(|line| line.expect("the answer is text"));
    move |kind| {
        events.find(|line| line == &format!("event: {kind}")).expect("the event comes");
    }
}

#[test]
fn only_what_is_named_by_its_contents_is_kept_for_good() {
    let folder = copy();
    let write = |path: &str, text: &str| {
        let path = folder.path().join("content").join(path);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    };
    write("assets/map.svg", "<svg/>");
    write("assets/site-0123456789ab.svg", "<svg/>");
    let address = start(&folder);
    let page = get(&address, "/returning/");
    let style = page.split("href=\"").find(|rest| rest.starts_with("/returning/assets/site-"));
    let style = style.and_then(|rest| rest.split('"').next()).expect("the page has a style sheet");
    assert!(get(&address, style).contains("cache-control: public, max-age=31536000, immutable\r\n"));
    for path in ["assets/map.svg", "assets/site-0123456789ab.svg", "favicon.svg", "404.html"] {
        let file = get(&address, &format!("/returning/{path}"));
        assert!(file.contains("cache-control: public, max-age=0, must-revalidate\r\n"), "{path}: {file}");
    }
    let build = project(&folder).build(today()).expect("the disk can be read");
    let headers = build.output.expect("a site").get("_headers").cloned().expect("the file is made");
    let headers = String::from_utf8_lossy(&headers).into_owned();
    assert!(headers.contains(&format!("{style}\n  Cache-Control: public, max-age=31536000, immutable\n")));
    assert!(!headers.contains("/assets/*") && !headers.contains(".svg"), "{headers}");
}

#[test]
fn well_known_files_are_served_as_what_they_are() {
    let folder = copy();
    let known = folder.path().join("content/.well-known");
    fs::create_dir_all(known.join("deeper")).expect("a folder can be made");
    let files = [
        ("security.txt", "Contact: mailto:a@example.org\n", "text/plain"),
        ("deeper/token", "token", "text/plain"),
        ("association", " {}", "application/json"),
        ("gpc.json", "{}", "application/json"),
    ];
    for (name, text, _) in files {
        fs::write(known.join(name), text).expect("a file can be written");
    }
    let address = start(&folder);
    for (name, text, kind) in files {
        let answer = get(&address, &format!("/returning/.well-known/{name}"));
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n") && answer.ends_with(text), "{answer}");
        assert!(answer.contains(&format!("content-type: {kind}")), "{name}: {answer}");
    }
    let build = project(&folder).build(today()).expect("the disk can be read");
    let headers = build.output.expect("a site").get("_headers").cloned().expect("the file is made");
    let headers = String::from_utf8_lossy(&headers).into_owned();
    for (name, kind) in [("deeper/token", "text/plain"), ("association", "application/json")] {
        let rule = format!("/returning/.well-known/{name}\n  Content-Type: {kind}; charset=utf-8\n");
        assert!(headers.contains(&rule), "{headers}");
    }
}

#[test]
fn a_change_is_shown_and_a_broken_page_is_not() {
    let folder = copy();
    let address = start(&folder);
    let mut next = events(&address);
    next("site");
    let page = folder.path().join("content/about.md");
    let text = fs::read_to_string(&page).expect("the page is there");
    fs::write(&page, text.replace("We write", "We now write")).expect("a file can be written");
    next("site");
    assert!(get(&address, "/returning/about/").contains("We now write"));
    fs::write(&page, text.replace("north/rules.md", "north/ruels.md")).expect("a file can be written");
    next("problems");
    assert!(get(&address, "/returning/about/").contains("We now write"), "the last good site is shown");
    fs::write(&page, &text).expect("a file can be written");
    next("site");
    assert!(get(&address, "/returning/about/").contains("We write"));
}

#[test]
fn the_index_is_made_when_somebody_searches() {
    let folder = searchable(Some(STAND_IN));
    let address = start(&folder);
    assert!(get(&address, "/returning/pagefind/pagefind.js").contains("content-type: text/javascript"));
    assert!(get(&address, "/returning/pagefind/fragment/all.pf_fragment").contains("north/rules/index.html"));
    assert!(get(&address, "/returning/pagefind/pagefind-ui.js").starts_with("HTTP/1.1 404 Not Found"));
}

#[test]
fn without_pagefind_the_site_is_served_and_a_search_says_why_not() {
    let folder = searchable(None);
    let (address, complaints) = start_and_listen(&folder);
    assert!(get(&address, "/returning/search/").starts_with("HTTP/1.1 200 OK"));
    assert!(complaints.try_recv().is_err(), "nobody has searched yet");
    assert!(get(&address, "/returning/pagefind/pagefind.js").starts_with("HTTP/1.1 404 Not Found"));
    let complaint = complaints.recv().expect("the server tells");
    assert!(complaint.contains("Pagefind is not installed"), "{complaint}");
}

/// Waits until a page shows a text, however many builds that takes.
fn wait_for(address: &str, next: &mut impl FnMut(&str), text: &str) {
    while !get(address, "/returning/about/").contains(text) {
        next("site");
    }
}

#[test]
fn content_that_is_taken_away_and_put_back_is_watched_again() {
    let folder = copy();
    let address = start(&folder);
    let mut next = events(&address);
    next("site");
    let [content, kept] = ["content", "kept"].map(|name| folder.path().join(name));
    copy_folder(&content, &kept);
    for text in ["We first write", "We then write"] {
        fs::remove_dir_all(&content).expect("it can be removed");
        next("problems");
        fs::create_dir(&content).expect("it can be made");
        copy_folder(&kept, &content);
        next("site");
        replace(&content.join("about.md"), "We write", text);
        wait_for(&address, &mut next, text);
    }
    fs::remove_dir_all(&content).expect("it can be removed");
    next("problems");
    fs::rename(&kept, &content).expect("it can be put back");
    next("site");
    replace(&content.join("about.md"), "We write", "We at last write");
    wait_for(&address, &mut next, "We at last write");
    // The same for a part of the theme.
    let templates = folder.path().join("themes/plain/templates");
    let kept = folder.path().join("kept");
    fs::rename(&templates, &kept).expect("it can be moved");
    next("problems");
    fs::rename(&kept, &templates).expect("it can be put back");
    next("site");
    replace(&templates.join("base.html"), "</body>", "<p>The new foot</p></body>");
    wait_for(&address, &mut next, "The new foot");
}

#[cfg(unix)]
#[test]
fn what_links_lead_to_is_watched() {
    use std::os::unix::fs::symlink;

    let folder = copy();
    let at = |path: &str| folder.path().join(path);
    fs::create_dir_all(at("shared/texts")).expect("a folder can be made");
    fs::rename(at("content/about.md"), at("shared/about.md")).expect("it can be moved");
    symlink("../shared/about.md", at("content/about.md")).expect("a link can be made");
    symlink("../../shared/texts", at("content/north/texts")).expect("a link can be made");
    let address = start(&folder);
    let mut next = events(&address);
    next("site");
    replace(&at("shared/about.md"), "We write", "We now write");
    wait_for(&address, &mut next, "We now write");
    // As editors save: another file takes the name.
    for text in ["We again write", "We still write"] {
        fs::copy(at("shared/about.md"), at("shared/new")).expect("it can be copied");
        replace(&at("shared/new"), "write", "say");
        let whole = fs::read_to_string(at("shared/new")).expect("it is there");
        let line = whole.lines().find(|line| line.starts_with("We ")).expect("it says what we do").to_owned();
        fs::write(at("shared/new"), whole.replace(&line, &format!("{text} it."))).expect("it can be written");
        fs::rename(at("shared/new"), at("shared/about.md")).expect("it can be replaced");
        wait_for(&address, &mut next, text);
    }
    // A link on the way leads elsewhere.
    fs::copy(at("shared/about.md"), at("shared/other.md")).expect("it can be copied");
    replace(&at("shared/other.md"), "We still", "We also");
    fs::remove_file(at("content/about.md")).expect("it can be removed");
    symlink("../shared/way.md", at("content/about.md")).expect("a link can be made");
    symlink("about.md", at("shared/way.md")).expect("a link can be made");
    wait_for(&address, &mut next, "We still write");
    symlink("other.md", at("shared/new-way.md")).expect("a link can be made");
    fs::rename(at("shared/new-way.md"), at("shared/way.md")).expect("it can be replaced");
    wait_for(&address, &mut next, "We also write");
    // What it leads to goes and comes back with the folder that it is in.
    fs::rename(at("shared"), at("taken")).expect("it can be moved");
    next("problems");
    replace(&at("taken/other.md"), "We also", "We once more");
    fs::rename(at("taken"), at("shared")).expect("it can be moved");
    wait_for(&address, &mut next, "We once more write");
    fs::write(at("shared/texts/form.pdf"), "a form").expect("it can be written");
    while !get(&address, "/returning/north/texts/form.pdf").starts_with("HTTP/1.1 200 OK") {
        next("site");
    }
}

#[cfg(unix)]
#[test]
fn a_project_that_is_put_together_from_elsewhere_is_watched() {
    use std::os::unix::fs::symlink;

    let (folder, elsewhere) = (copy(), tempfile::tempdir().expect("a temporary folder"));
    for part in ["content", "themes"] {
        fs::rename(folder.path().join(part), elsewhere.path().join(part)).expect("it can be moved");
        symlink(elsewhere.path().join(part), folder.path().join(part)).expect("a link can be made");
    }
    let address = start(&folder);
    let mut next = events(&address);
    next("site");
    replace(&elsewhere.path().join("content/about.md"), "We write", "We now write");
    wait_for(&address, &mut next, "We now write");
    let base = elsewhere.path().join("themes/plain/templates/base.html");
    replace(&base, "</body>", "<p>The new foot</p></body>");
    wait_for(&address, &mut next, "The new foot");
}

#[test]
fn a_panic_is_told_in_place_of_the_site_and_the_next_edit_builds_again() {
    let folder = copy();
    let panics = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&panics);
    let today = move || {
        assert!(!flag.load(Ordering::Relaxed), "a day that panics");
        today()
    };
    let (address, _) = start_with(&folder, Patience::default(), today);
    let mut next = events(&address);
    next("site");
    panics.store(true, Ordering::Relaxed);
    let page = folder.path().join("content/about.md");
    replace(&page, "We write", "We now write");
    next("problems");
    let told = get(&address, "/returning/about/");
    assert!(told.starts_with("HTTP/1.1 500 Internal Server Error\r\n"), "{told}");
    assert!(
        told.contains("this is a bug in supportt: a day that panics") && told.contains("/_live-reload.js"),
        "{told}"
    );
    panics.store(false, Ordering::Relaxed);
    replace(&page, "We now write", "We write again");
    next("site");
    assert!(get(&address, "/returning/about/").contains("We write again"));
}

#[test]
fn only_addresses_of_this_computer_are_answered() {
    let folder = copy();
    let address = start(&folder);
    let port = host(&address).rsplit_once(':').expect("a port").1;
    let ask = |line: &str, headers: &str| {
        let mut stream = TcpStream::connect(host(&address)).expect("the server answers");
        write!(stream, "{line}\r\n{headers}Connection: close\r\n\r\n").expect("a request can be sent");
        let mut response = String::new();
        stream.read_to_string(&mut response).expect("the answer is text");
        response.split("\r\n").next().unwrap_or_default().to_owned()
    };
    let known = [format!("localhost:{port}"), format!("127.0.0.1:{port}"), format!("[::1]:{port}")];
    for name in &known {
        assert_eq!(ask("GET /returning/ HTTP/1.1", &format!("Host: {name}\r\n")), "HTTP/1.1 200 OK");
    }
    for path in ["/returning/", "/_live-reload", "/_live-reload.js", "/returning/nowhere/"] {
        for name in [
            "evil.example".to_owned(),
            format!("evil.example:{port}"),
            "localhost:1".to_owned(),
            String::new(),
        ] {
            let line = format!("GET {path} HTTP/1.1");
            assert_eq!(ask(&line, &format!("Host: {name}\r\n")), "HTTP/1.1 403 Forbidden", "{name}");
        }
    }
    let both = format!("Host: {}\r\nHost: evil.example\r\n", known[0]);
    assert_ne!(ask("GET /returning/ HTTP/1.1", &both), "HTTP/1.1 200 OK");
    let absolute = "GET http://evil.example/returning/ HTTP/1.1";
    assert_eq!(ask(absolute, &format!("Host: {}\r\n", known[0])), "HTTP/1.1 403 Forbidden");
    assert_ne!(ask("GET /returning/ HTTP/1.0", ""), "HTTP/1.0 200 OK");
}

#[test]
fn browsers_that_say_nothing_keep_nobody_out_and_are_not_waited_for() {
    let folder = copy();
    let patience =
        Patience { request: Duration::from_millis(500), connection: Duration::from_secs(1), connections: 8 };
    let (address, _) = start_with(&folder, patience, today);
    let connect = |said: &str| {
        let mut stream = TcpStream::connect(host(&address)).expect("the server answers");
        stream.write_all(said.as_bytes()).expect("something can be sent");
        stream
    };
    let whole = format!("GET /returning/ HTTP/1.1\r\nHost: {}\r\n\r\n", host(&address));
    let stream = format!("GET /_live-reload HTTP/1.1\r\nHost: {}\r\n\r\n", host(&address));
    let silent: Vec<TcpStream> =
        ["", "GET / HTTP/1.1\r\nHost:", &whole, &stream].into_iter().cycle().take(40).map(connect).collect();
    assert!(get(&address, "/returning/").starts_with("HTTP/1.1 200 OK"));
    for mut stream in silent {
        // Ends when the server has closed the connection, which it may also do without a word.
        std::io::copy(&mut stream, &mut std::io::sink()).ok();
    }
    assert!(get(&address, "/returning/").starts_with("HTTP/1.1 200 OK"));
}
