//! The development server: headers, "not found", live reload, the index of the search, and the last good site while
//! there are problems.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::sync::mpsc;
use std::thread;

use crate::project::{copy, project, today};
use crate::search::{STAND_IN, searchable};
use supportt::serve::{Progress, serve};

/// Starts a server for a project and returns its address once it listens.
fn start(folder: &tempfile::TempDir) -> String {
    start_and_listen(folder).0
}

/// The same, with what the server tells later about its search.
fn start_and_listen(folder: &tempfile::TempDir) -> (String, mpsc::Receiver<String>) {
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
            Progress::Built(_) | Progress::Failed(_) => {}
        };
        serve(project, Some(0), today, report)
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
        "<script src=\"/_live-reload.js\" defer></script>\n</body>",
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

#[test]
fn a_change_is_shown_and_a_broken_page_is_not() {
    let folder = copy();
    let address = start(&folder);
    let mut events = BufReader::new(request(&address, "/_live-reload"))
        .lines()
        .map(|line| line.expect("the answer is text"));
    let mut next =
        |kind: &str| events.find(|line| line == &format!("event: {kind}")).expect("the event comes");
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
