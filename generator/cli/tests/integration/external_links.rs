//! `check --links`, against sites on this computer that misbehave in every way that sites do.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Output};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;
use std::time::{Duration, Instant};

use expect_test::expect;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::pki_types::PrivateKeyDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use supportt_basics::date::Date;
use supportt_engine::load;
use supportt_site::external_links::{self, AllowedHosts, Pace, Progress};
use supportt_source::build_error::BuildError;
use supportt_source::diagnostic::Diagnostics;
use supportt_source::diagnostic::render::Format;
use tempfile::TempDir;

use crate::command::printed;
use crate::project::{copy, today, untrue_hints};

const INTERVAL: Duration = Duration::from_millis(30);

/// Fast enough for a test.
const PACE: Pace = Pace {
    timeout: Duration::from_secs(1),
    interval: INTERVAL,
    longest_wait: Duration::from_secs(2),
    total: Duration::from_mins(1),
    trust_days: 7,
};

/// A site on this computer.
struct Site {
    address: String,
    heard: Arc<Mutex<Vec<Heard>>>,
}

/// A request that a site has heard.
#[derive(Clone, Debug)]
struct Heard {
    /// Such as `HEAD /fine`.
    line: String,
    at: Instant,
}

/// What a site does with a request.
enum Act {
    /// Answers with this status and these headers.
    Say(&'static str, String),
    /// Sends a body that has no end.
    Babble,
    /// Closes the connection.
    HangUp,
    /// Never answers.
    Sulk,
}

fn say(status: &'static str) -> Act {
    Act::Say(status, String::new())
}

fn redirect(status: &'static str, to: &str) -> Act {
    Act::Say(status, format!("Location: {to}\r\n"))
}

/// Starts a site that acts on each request by its method, its path and how often it came before.
fn site(act: impl Fn(&str, &str, usize) -> Act + Send + Sync + 'static) -> Site {
    site_over(|stream| stream, act)
}

fn site_over<S: Read + Write + 'static>(
    open: impl Fn(TcpStream) -> S + Send + Sync + 'static,
    act: impl Fn(&str, &str, usize) -> Act + Send + Sync + 'static,
) -> Site {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port is free");
    let address = listener.local_addr().expect("the listener has an address").to_string();
    let heard = Arc::new(Mutex::new(Vec::new()));
    let (log, shared) = (Arc::clone(&heard), Arc::new((open, act)));
    thread::spawn(move || {
        for stream in listener.incoming() {
            let (log, shared) = (Arc::clone(&log), Arc::clone(&shared));
            thread::spawn(move || attend(&mut shared.0(stream.expect("a connection")), &log, &shared.1));
        }
    });
    Site { address, heard }
}

/// Reads one request and acts on it.
fn attend<S: Read + Write>(
    stream: &mut S,
    log: &Mutex<Vec<Heard>>,
    act: &impl Fn(&str, &str, usize) -> Act,
) -> Option<()> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        if stream.read(&mut byte).ok()? == 0 {
            return None;
        }
        head.push(byte[0]);
    }
    let head = String::from_utf8(head).ok()?;
    let line = head.lines().next()?.trim_end_matches(" HTTP/1.1").to_owned();
    let (method, path) = line.split_once(' ')?;
    let act = {
        let mut log = lock(log);
        let before = log.iter().filter(|heard| heard.line == line).count();
        log.push(Heard { line: line.clone(), at: Instant::now() });
        act(method, path, before)
    };
    match act {
        Act::Say(status, headers) => {
            write!(stream, "HTTP/1.1 {status}\r\n{headers}Content-Length: 0\r\n\r\n").ok()?;
        }
        Act::Babble => {
            write!(stream, "HTTP/1.1 200 OK\r\n\r\n").ok()?;
            // Ends when whoever asked hangs up.
            while write!(stream, "and so on ").is_ok() {
                thread::sleep(Duration::from_millis(10));
            }
        }
        Act::HangUp => {}
        Act::Sulk => thread::sleep(Duration::from_mins(1)),
    }
    Some(())
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().expect("no thread panics while it holds this")
}

impl Site {
    fn link(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Every request so far, in order.
    fn lines(&self) -> Vec<String> {
        lock(&self.heard).iter().map(|heard| heard.line.clone()).collect()
    }

    /// Forgets what it has heard.
    fn forget(&self) {
        lock(&self.heard).clear();
    }

    /// Fails if two requests came closer together than is polite.
    fn expect_intervals(&self) {
        for pair in lock(&self.heard).windows(2) {
            let gap = pair[1].at.duration_since(pair[0].at);
            assert!(gap >= INTERVAL, "{} came {gap:?} after {}", pair[1].line, pair[0].line);
        }
    }
}

/// A page with these links, one on each line from the seventh.
fn page(links: &[String]) -> String {
    let links: Vec<String> = links.iter().map(|link| format!("- [Words]({link})\n")).collect();
    let links = links.concat();
    format!(
        "+++\ntitle = \"Links\"\ndescription = \"Links.\"\nlast_reviewed = 2026-01-01\nowner = \"Us\"\n+++\n{links}"
    )
}

/// A project with nothing but one page of links.
fn project(links: &[String]) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(&folder, "content/page.md", &page(links));
    folder
}

fn write(folder: &TempDir, path: &str, text: &str) {
    let path = folder.path().join(path);
    fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a folder can be made");
    fs::write(path, text).expect("a file can be written");
}

/// Checks a project's links, and returns the report with a name for each site in place of its port.
fn report(folder: &TempDir, today: Date, pace: &Pace, sites: &[(&str, &str)]) -> String {
    let (sources, diagnostics) = check(folder, today, pace).expect("some site can be reached");
    let report = diagnostics.report(&sources, Format::Short, false);
    sites.iter().fold(report, |report, (address, name)| report.replace(address, name))
}

fn check(
    folder: &TempDir,
    today: Date,
    pace: &Pace,
) -> Result<(supportt_source::Sources, Diagnostics), BuildError> {
    let sources = load::load_content(folder.path(), &mut Diagnostics::new())?.sources;
    let found = external_links::run(folder.path(), &sources, today, pace, &this_computer(), &|_| ())?;
    match found.failure {
        Some(failure) => Err(failure),
        None => Ok((sources, found.problems)),
    }
}

/// The host that the sites of these tests are on.
fn this_computer() -> AllowedHosts {
    ["127.0.0.1".to_owned()].into_iter().collect()
}

/// The site that most links lead to.
fn ordinary() -> Site {
    site(|method, path, before| match (method, path) {
        (_, "/gone") | ("HEAD", "/wrong-head") => say("404 Not Found"),
        (_, "/taken-away") => say("410 Gone"),
        (_, "/moved") => redirect("301 Moved Permanently", "/fine"),
        (_, "/moved-twice") => redirect("308 Permanent Redirect", "moved"),
        (_, "/moved-then-sign-in") => redirect("301 Moved Permanently", "/sign-in"),
        (_, "/moved-to-nothing") => redirect("301 Moved Permanently", "/gone#part"),
        (_, "/moved-to-mail") => redirect("301 Moved Permanently", "mailto:a@b.uk"),
        (_, "/sign-in") => redirect("302 Found", "/fine?from=sign-in"),
        (_, "/circle") => redirect("302 Found", "/circle-2"),
        (_, "/circle-2") => redirect("302 Found", "/circle"),
        (_, "/itself") => redirect("302 Found", "/itself"),
        (_, "/browsers-only") => say("403 Forbidden"),
        (_, "/members-only") => say("401 Unauthorized"),
        (_, "/odd") => say("418 I'm a teapot"),
        ("HEAD", "/no-head" | "/babble") => say("405 Method Not Allowed"),
        ("HEAD", "/hangs-up-on-head") => Act::HangUp,
        ("GET", "/babble") => Act::Babble,
        ("HEAD", "/fault-once") if before == 0 => say("500 Internal Server Error"),
        (_, "/fault") => say("503 Service Unavailable"),
        (_, path) if path.starts_with("/on/") => redirect("307 Temporary Redirect", &format!("{path}on/")),
        _ => say("200 OK"),
    })
}

const ORDINARY: [&str; 24] = [
    "/babble",
    "/browsers-only",
    "/circle",
    "/fault",
    "/fault-once",
    "/fine",
    "/fine?a=1&b=2",
    "/fine#part",
    "/gone",
    "/hangs-up-on-head",
    "/itself",
    "/members-only",
    "/moved",
    "/moved#part",
    "/moved-then-sign-in",
    "/moved-to-mail",
    "/moved-to-nothing",
    "/moved-twice",
    "/no-head",
    "/odd",
    "/on/",
    "/sign-in",
    "/taken-away",
    "/wrong-head",
];

#[test]
fn every_answer_is_reported_as_what_it_means() {
    let site = ordinary();
    let links: Vec<String> = ORDINARY.iter().map(|path| site.link(path)).collect();
    let folder = project(&links);
    let sites = [(site.address.as_str(), "ordinary")];
    let find = || check(&folder, today(), &PACE).expect("some site can be reached");
    let first = report(&folder, today(), &PACE, &sites);
    expect![[r#"
        content/page.md:8:11: warning: cannot be checked: the site refuses programs: it answers 403 (hint: look at it in a browser; if it is there, add it to `content/links.toml` as an `[[allow]]` entry)
        content/page.md:9:11: warning: this address leads in a circle: it leads to `http://ordinary/circle-2` (hint: look at it in a browser; if it is there, add it to `content/links.toml` as an `[[allow]]` entry)
        content/page.md:10:11: warning: the site has a fault of its own: it answers 503 (hint: run this again later; if it stays so, look at it in a browser)
        content/page.md:15:11: error: there is no such page on the other site: it answers 404 (hint: look for where it is now; if it is nowhere, take the link out)
        content/page.md:17:11: warning: this address leads in a circle (hint: look at it in a browser; if it is there, add it to `content/links.toml` as an `[[allow]]` entry)
        content/page.md:18:11: warning: cannot be checked: the site refuses programs: it answers 401 (hint: look at it in a browser; if it is there, add it to `content/links.toml` as an `[[allow]]` entry)
        content/page.md:19:11: warning: this address has moved for good (hint: write `http://ordinary/fine`)
        content/page.md:20:11: warning: this address has moved for good (hint: write `http://ordinary/fine#part`)
        content/page.md:21:11: warning: this address has moved for good (hint: write `http://ordinary/sign-in`)
        content/page.md:22:11: warning: this address leads to no web address (hint: look at it in a browser; if it is there, add it to `content/links.toml` as an `[[allow]]` entry)
        content/page.md:23:11: error: there is no such page on the other site: it leads to `http://ordinary/gone`, which answers 404 (hint: look for where it is now; if it is nowhere, take the link out)
        content/page.md:24:11: warning: this address has moved for good (hint: write `http://ordinary/fine`)
        content/page.md:26:11: warning: cannot be checked: the site answers neither yes nor no: it answers 418 (hint: look at it in a browser; if it is there, add it to `content/links.toml` as an `[[allow]]` entry)
        content/page.md:27:11: warning: this address leads on and on: it leads to `http://ordinary/on/on/on/on/on/on/on/on/on/on/on/` (hint: look at it in a browser; if it is there, add it to `content/links.toml` as an `[[allow]]` entry)
        content/page.md:29:11: error: there is no such page on the other site: it answers 410 (hint: look for where it is now; if it is nowhere, take the link out)
    "#]]
    .assert_eq(&first);

    let asked = site.lines();
    site.expect_intervals();
    assert_eq!(repeated(&asked), BTreeSet::new(), "nothing is asked twice");
    let with_get = asked.iter().filter(|line| line.starts_with("GET")).map(String::as_str);
    expect![[r#"
        {
            "GET /babble",
            "GET /browsers-only",
            "GET /fault",
            "GET /fault-once",
            "GET /gone",
            "GET /hangs-up-on-head",
            "GET /no-head",
            "GET /odd",
            "GET /wrong-head",
        }
    "#]]
    .assert_debug_eq(&with_get.collect::<BTreeSet<_>>());

    site.forget();
    assert_eq!(report(&folder, today(), &PACE, &sites), first, "the next run finds the same");
    let good = ["/babble", "/fault-once", "/hangs-up-on-head", "/no-head", "/wrong-head"];
    let asked = site.lines();
    let is_asked = |path: &&str| asked.iter().any(|line| line.split_once(' ').unwrap().1 == *path);
    assert_eq!(good.iter().filter(|path| is_asked(path)).count(), 0, "{asked:?}");
    assert!(["/gone", "/moved", "/on/", "/odd"].iter().all(is_asked), "{asked:?}");

    let (sources, problems) = find();
    assert_eq!(untrue_hints(&folder, &sources, &problems, || find().1), Vec::<String>::new());
}

/// The requests that came more than once.
fn repeated(lines: &[String]) -> BTreeSet<&String> {
    let mut times: BTreeMap<&String, usize> = BTreeMap::new();
    for line in lines {
        *times.entry(line).or_default() += 1;
    }
    times.into_iter().filter(|(_, times)| *times > 1).map(|(line, _)| line).collect()
}

#[test]
fn sites_that_fail_are_told_apart() {
    let fine = site(|_, _, _| say("200 OK"));
    let silent = site(|_, _, _| Act::Sulk);
    let hangs_up = site(|_, _, _| Act::HangUp);
    let nobody = {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port is free");
        listener.local_addr().expect("an address").to_string()
    };
    let self_signed = Issuer::new().site("127.0.0.1", 4000);
    // Answers every greeting in plain text.
    let no_tls = site_over(
        |mut stream: TcpStream| {
            let greeting = stream.read(&mut [0; 4096]).expect("somebody greets");
            assert!(greeting > 0, "the greeting is read before it is answered");
            stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").expect("it can be answered");
            stream
        },
        |_, _, _| say("200 OK"),
    );
    // A name with a part of more than 63 letters is refused before anybody is asked about it.
    let no_such_name = "a".repeat(64);
    let links = [
        fine.link("/"),
        silent.link("/a"),
        silent.link("/b"),
        silent.link("/c"),
        hangs_up.link("/"),
        format!("http://{nobody}/"),
        format!("https://{}/self-signed", self_signed.address),
        format!("https://{}/", no_tls.address),
        format!("https://{}/never-greets-back", fine.address),
        format!("http://{no_such_name}/a"),
        format!("http://{no_such_name}/b"),
    ];
    let sites = [
        (silent.address.as_str(), "silent"),
        (&hangs_up.address, "hangs-up"),
        (&nobody, "nobody"),
        (&self_signed.address, "self-signed"),
        (&no_tls.address, "no-tls"),
        (&fine.address, "fine"),
    ];
    let folder = project(&links);
    expect![[r#"
        content/page.md:8:11: warning: the site did not answer within 1 second (hint: run this again later; if it stays so, look at it in a browser)
        content/page.md:9:11: warning: the site did not answer within 1 second (hint: run this again later; if it stays so, look at it in a browser)
        content/page.md:10:11: warning: not checked: the site did not answer before (hint: run this again later; if it stays so, look at it in a browser)
        content/page.md:11:11: warning: the site cannot be reached: it closes the connection without an answer (hint: run this again later; if it stays so, look at it in a browser)
        content/page.md:12:11: warning: the site cannot be reached: it takes no connections (hint: run this again later; if it stays so, look at it in a browser)
        content/page.md:13:11: warning: there is no secure connection to the site: this computer trusts nobody who vouches for the site (hint: look at it in a browser; if it warns you, it warns your readers too: tell the site's owner)
        content/page.md:14:11: warning: there is no secure connection to the site: its answer is not encrypted (hint: look at it in a browser; if it warns you, it warns your readers too: tell the site's owner)
        content/page.md:15:11: warning: the site did not answer within 1 second (hint: run this again later; if it stays so, look at it in a browser)
        content/page.md:16:11: error: there is no site of this name (hint: look for a slip in the name; if the site has gone, take the link out)
        content/page.md:17:11: error: there is no site of this name (hint: look for a slip in the name; if the site has gone, take the link out)
    "#]]
    .assert_eq(&report(&folder, today(), &PACE, &sites));
    assert_eq!(silent.lines(), ["HEAD /a", "HEAD /b"], "a host that is silent twice is left alone");
    assert_eq!(fine.lines(), ["HEAD /"], "nothing is sent where there is no secure connection");
    assert_eq!(self_signed.lines(), [""; 0], "nothing is sent where nobody vouches for the site");
}

#[test]
fn a_site_that_asks_to_wait_is_obeyed() {
    let wait = |seconds: u32| Act::Say("429 Too Many Requests", format!("Retry-After: {seconds}\r\n"));
    let once = site(move |_, _, before| if before == 0 { wait(1) } else { say("200 OK") });
    let by_the_clock = site(|_, _, before| match before {
        0 => Act::Say(
            "503 Service Unavailable",
            "Date: Sun, 01 Mar 2026 09:00:00 GMT\r\nRetry-After: Sun, 01 Mar 2026 09:00:01 GMT\r\n"
                .to_owned(),
        ),
        _ => say("200 OK"),
    });
    let always = site(|_, _, _| say("429 Too Many Requests"));
    let too_long = site(move |_, _, _| wait(3600));
    let links = [
        once.link("/a"),
        once.link("/b"),
        by_the_clock.link("/"),
        always.link("/a"),
        always.link("/b"),
        too_long.link("/a"),
        too_long.link("/b"),
    ];
    let sites = [(always.address.as_str(), "always"), (&too_long.address, "too-long")];
    let start = Instant::now();
    expect![[r#"
        content/page.md:10:11: warning: the site asks for fewer questions: it answers 429 (hint: run this again later: good answers are kept, so that fewer are asked)
        content/page.md:11:11: warning: the site asks for fewer questions: it answers 429 (hint: run this again later: good answers are kept, so that fewer are asked)
        content/page.md:12:11: warning: the site asks for fewer questions: it answers 429 (hint: run this again later: good answers are kept, so that fewer are asked)
        content/page.md:13:11: warning: the site asks for fewer questions: it answers 429 (hint: run this again later: good answers are kept, so that fewer are asked)
    "#]]
    .assert_eq(&report(&project(&links), today(), &PACE, &sites));
    assert!(start.elapsed() < Duration::from_secs(10), "hosts are asked side by side");
    assert_eq!(once.lines(), ["HEAD /a", "HEAD /a", "HEAD /b", "HEAD /b"]);
    assert_eq!(always.lines(), ["HEAD /a", "HEAD /a"]);
    assert_eq!(too_long.lines(), ["HEAD /a"]);
    for site in [&once, &by_the_clock] {
        let heard = lock(&site.heard);
        let gap = heard[1].at.duration_since(heard[0].at);
        assert!(gap >= Duration::from_secs(1), "it was asked again after {gap:?}");
    }
}

#[test]
fn the_whole_takes_no_longer_than_it_may() {
    let silent: Vec<Site> = (0..12).map(|_| site(|_, _, _| Act::Sulk)).collect();
    let links: Vec<String> = silent.iter().map(|site| site.link("/")).collect();
    let pace = Pace { total: Duration::from_millis(1500), timeout: Duration::from_secs(1), ..PACE };
    let start = Instant::now();
    let (_, found) = check(&project(&links), today(), &pace).expect("the links can be checked");
    assert!(start.elapsed() < Duration::from_secs(4), "it took {:?}", start.elapsed());
    let sorted = found.sorted();
    let not_asked = sorted.iter().filter(|diagnostic| diagnostic.code == "link::not-asked");
    assert_eq!(sorted.len(), 12, "every link is accounted for");
    assert!(not_asked.count() >= 4, "eight hosts are asked at once, and then there is no time left");
}

#[test]
fn good_answers_are_trusted_for_a_week() {
    let site = site(|_, _, _| say("200 OK"));
    let folder = project(&[site.link("/a"), site.link("/b")]);
    let asked_on = |day: u32, pace: &Pace| {
        site.forget();
        let today = Date::from_ymd_opt(2026, 3, day).expect("the day exists");
        check(&folder, today, pace).expect("the links can be checked");
        site.lines().len()
    };
    assert_eq!([1, 2, 7, 8, 14, 15].map(|day| asked_on(day, &PACE)), [2, 0, 0, 2, 0, 2]);
    assert_eq!(asked_on(15, &Pace { trust_days: 0, ..PACE }), 2);
    fs::write(folder.path().join(external_links::KNOWN), "{").expect("a file can be written");
    assert_eq!(asked_on(15, &PACE), 2, "what cannot be read is not known");
    write(&folder, "content/page.md", &page(&[site.link("/a")]));
    asked_on(16, &PACE);
    let known = fs::read_to_string(folder.path().join(external_links::KNOWN)).expect("the answers are kept");
    expect![[r#"
        {
          "http://site/a": "2026-03-15"
        }
    "#]]
    .assert_eq(&known.replace(&site.address, "site"));
}

#[test]
fn allowed_addresses_are_not_asked_for() {
    let site = site(|_, path, _| if path == "/fine" { say("200 OK") } else { say("403 Forbidden") });
    let folder = project(&[site.link("/fine"), site.link("/members/a"), site.link("/members/b")]);
    let entry = |address: &str| {
        format!("[[allow]]\naddress = \"{address}\"\nwhy = \"for members\"\nchecked_on = 2026-02-01\n\n")
    };
    let allowed = entry(&site.link("/members/")) + &entry("https://nobody.example/");
    write(&folder, "content/links.toml", &allowed);
    expect![[r#"
        content/links.toml:7:11: warning: no link begins like this (hint: take the entry out, or look for a slip in the address)
    "#]]
    .assert_eq(&report(&folder, today(), &PACE, &[]));
    assert_eq!(site.lines(), ["HEAD /fine"]);
}

#[test]
fn what_is_not_public_is_not_asked_unless_it_is_allowed() {
    let site = site(|_, path, _| match path {
        "/to-localhost" => redirect("302 Found", "http://localhost/secret"),
        "/to-cloud" => redirect("301 Moved Permanently", "http://169.254.169.254/latest/meta-data/"),
        _ => say("200 OK"),
    });
    let port = site.address.trim_start_matches("127.0.0.1:");
    let links: Vec<String> = [
        "localhost",
        "127.1",
        "2130706433",
        "0x7f.0.0.1",
        "0.0.0.0",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "127.0.0.2",
    ]
    .iter()
    .map(|host| format!("http://{host}:{port}/"))
    .chain(
        ["http://10.0.0.1/", "http://192.168.0.1/", "http://100.64.0.1/", "http://[fd00::1]/"]
            .map(str::to_owned),
    )
    .collect();
    let folder = project(&links);
    let sources = load::load_content(folder.path(), &mut Diagnostics::new()).expect("the disk").sources;
    let run = |allowed: &[&str]| {
        let allowed = allowed.iter().map(|host| (*host).to_owned()).collect();
        external_links::run(folder.path(), &sources, today(), &PACE, &allowed, &|_| ())
            .expect("it can be checked")
            .problems
    };
    let found = run(&[]);
    assert_eq!(found.sorted().len(), links.len());
    assert!(found.sorted().iter().all(|problem| problem.code == "link::private"), "{found:?}");
    assert_eq!(site.lines(), [""; 0]);
    run(&["LOCALHOST"]);
    assert_eq!(site.lines(), ["HEAD /"]);

    let folder = project(&[site.link("/to-localhost"), site.link("/to-cloud")]);
    expect![[r#"
        content/page.md:7:11: warning: not checked: this address is not on the public internet: it leads to `http://localhost/secret`, which is at `127.0.0.1` (hint: most readers cannot reach it: look for a public one; if it is right, allow it with `--allow-private localhost`)
        content/page.md:8:11: warning: not checked: this address is not on the public internet: it leads to `http://169.254.169.254/latest/meta-data/`, which is at `169.254.169.254` (hint: most readers cannot reach it: look for a public one; if it is right, allow it with `--allow-private 169.254.169.254`)
    "#]]
    .assert_eq(&report(&folder, today(), &PACE, &[]).replace("`::1`", "`127.0.0.1`"));
}

#[test]
fn good_answers_are_kept_in_a_file_of_this_program() {
    let site = site(|_, _, _| say("200 OK"));
    let folder = project(&[site.link("/")]);
    write(&folder, "precious.txt", "years of work");
    let known = folder.path().join(external_links::KNOWN);
    #[cfg(unix)]
    std::os::unix::fs::symlink("precious.txt", &known).expect("a link can be made");
    check(&folder, today(), &PACE).expect("the links can be checked");
    assert!(known.symlink_metadata().expect("the answers are kept").is_file());
    assert_eq!(fs::read_to_string(folder.path().join("precious.txt")).expect("it is there"), "years of work");
    let left = fs::read_dir(folder.path()).expect("the folder").count();
    assert_eq!(left, 3, "the content, the answers and what was there");
}

#[test]
fn without_a_network_nothing_is_called_dead() {
    let folder = project(&[format!("http://{}/", "a".repeat(64))]);
    let error = check(&folder, today(), &PACE).expect_err("no site can be reached");
    expect![[r#"
        no site could be reached, so nothing was found out about the links
          = hint: see whether this computer is connected, and whether it needs a proxy: it is named in `HTTPS_PROXY`"#]]
    .assert_eq(&error.to_string());
}

#[test]
fn a_site_that_has_gone_is_told_from_a_network_that_has_gone() {
    let site = site(|_, _, _| say("200 OK"));
    let folder = project(&[site.link("/")]);
    check(&folder, today(), &PACE).expect("the site can be reached");
    site.forget();
    write(&folder, "content/page.md", &page(&[site.link("/"), format!("http://{}/", "a".repeat(64))]));
    expect![[r#"
        content/page.md:8:11: error: there is no site of this name (hint: look for a slip in the name; if the site has gone, take the link out)
    "#]]
    .assert_eq(&report(&folder, today(), &PACE, &[]));
    assert_eq!(site.lines(), ["HEAD /"], "a good answer is asked for again, to see whether anything answers");
}

#[test]
fn progress_is_told_to_the_end() {
    let site = site(|_, _, _| say("200 OK"));
    let folder = project(&[site.link("/a"), site.link("/b")]);
    let sources = load::load_content(folder.path(), &mut Diagnostics::new()).expect("the disk").sources;
    let told = Mutex::new(Vec::new());
    external_links::run(folder.path(), &sources, today(), &PACE, &this_computer(), &|progress| {
        lock(&told).push(progress);
    })
    .expect("the links can be checked");
    assert_eq!(told.into_inner().unwrap(), [Progress { asked: 1, of: 2 }, Progress { asked: 2, of: 2 }]);
}

/// Runs the program in a whole project whose links lead to this site. `trusted` names a file of certificates.
fn supportt(folder: &Path, arguments: &[&str], trusted: Option<&Path>) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_supportt"));
    command.args(arguments).args(["--today", "2026-03-01"]).current_dir(folder);
    if arguments.contains(&"--links") {
        command.args(["--allow-private", "127.0.0.1"]);
    }
    for name in ["ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY", "all_proxy", "https_proxy", "http_proxy"] {
        command.env_remove(name);
    }
    command.envs(trusted.map(|file| ("SSL_CERT_FILE", file)));
    command.output().expect("the program runs")
}

/// A whole project, whose own addresses are allowed, so that no test reaches a network.
fn whole_project(links: &[String]) -> TempDir {
    let folder = copy();
    let allowed = "[[allow]]\naddress = \"https://example.org/\"\nwhy = \"there is no such site\"\nchecked_on = 2026-02-01\n";
    write(&folder, "content/links.toml", allowed);
    write(&folder, "content/page.md", &page(links));
    folder
}

#[test]
fn nothing_is_asked_unless_it_is_told_to() {
    let site = site(|_, path, _| if path == "/fine" { say("200 OK") } else { say("404 Not Found") });
    let folder = whole_project(&[site.link("/fine"), site.link("/gone")]);
    for arguments in [&["check"][..], &["build"]] {
        assert_eq!(supportt(folder.path(), arguments, None).status.code(), Some(0));
    }
    assert_eq!(site.lines(), [""; 0]);
    assert!(!folder.path().join(external_links::KNOWN).exists());

    let output = supportt(folder.path(), &["check", "--links", "--format", "short"], None);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(site.lines(), ["HEAD /fine", "HEAD /gone", "GET /gone"]);
    expect![[r#"
        content/page.md:7:3: advice: this leads to a copy of a site that is for trying things out: readers may not get there, and it will go (hint: write the address of the site that is published)
        content/page.md:7:11: warning: this address is not secure (hint: try `https://site/fine`; keep `http:` only if the other site has nothing else)
        content/page.md:8:3: warning: another link with the same words leads elsewhere (hint: say in each what is there: people who hear a list of links cannot tell them apart)
        content/page.md:8:3: advice: this leads to a copy of a site that is for trying things out: readers may not get there, and it will go (hint: write the address of the site that is published)
        content/page.md:8:11: error: there is no such page on the other site: it answers 404 (hint: look for where it is now; if it is nowhere, take the link out)
        content/page.md:8:11: warning: this address is not secure (hint: try `https://site/gone`; keep `http:` only if the other site has nothing else)
    "#]]
    .assert_eq(&printed(&output.stderr).replace(&site.address, "site"));
    assert_eq!(printed(&output.stdout), "");

    let output = supportt(folder.path(), &["check", "--timeout", "3"], None);
    assert_eq!(output.status.code(), Some(2), "how to ask is of no use where nothing is asked");
}

#[test]
fn progress_is_not_told_in_a_pipe() {
    let site = site(|_, _, _| say("200 OK"));
    let folder = whole_project(&[format!("{}#part", site.link("/fine"))]);
    let output = supportt(folder.path(), &["check", "--links", "--trust", "0"], None);
    assert_eq!(output.status.code(), Some(0));
    let told = printed(&output.stderr);
    assert!(!told.contains('\r') && !told.contains("asked"), "{told}");
}

/// The content is told about even when the links cannot be checked.
#[test]
fn a_bad_project_without_a_network_is_still_explained() {
    let folder = whole_project(&[format!("http://{}/", "a".repeat(64)), "nowhere.md".to_owned()]);
    let output = supportt(folder.path(), &["check", "--links", "--format", "short"], None);
    assert_eq!(output.status.code(), Some(2));
    let told = printed(&output.stderr);
    assert!(told.contains("there is no page `nowhere.md`"), "{told}");
    assert!(told.contains("error: no site could be reached"), "{told}");
}

/// Which address is refused is known without a network.
#[test]
fn a_private_address_is_refused_without_a_network() {
    let folder =
        whole_project(&[format!("https://{}/", "a".repeat(64)), "https://10.0.0.1/secret".to_owned()]);
    let output = supportt(folder.path(), &["check", "--links", "--format", "short"], None);
    assert_eq!(output.status.code(), Some(2));
    let told = printed(&output.stderr);
    assert!(told.contains("`10.0.0.1`"), "{told}");
    assert!(told.contains("error: no site could be reached"), "{told}");
}

#[test]
fn only_a_host_can_be_allowed() {
    let folder = whole_project(&[]);
    for (written, hint) in [
        ("127.0.0.1:8080", "name the host alone: `127.0.0.1`"),
        ("http://intranet.example/a", "name the host alone: `intranet.example`"),
        ("127.0.0.0/8", "name the host alone: `127.0.0.0`"),
        ("two words", "name a host, such as `intranet.example`"),
    ] {
        let output = supportt(folder.path(), &["check", "--links", "--allow-private", written], None);
        assert_eq!(output.status.code(), Some(2), "{written}");
        assert!(printed(&output.stderr).contains(hint), "{written}: {}", printed(&output.stderr));
    }
    for host in ["intranet", "Intranet.Example.", "::1", "[::1]", "10.0.0.1"] {
        assert_eq!(external_links::host(host).as_deref(), Ok(host));
    }
}

/// Somebody who vouches for sites on this computer, if asked to be believed.
struct Issuer(CertifiedIssuer<'static, KeyPair>);

impl Issuer {
    fn new() -> Self {
        let mut params = CertificateParams::new([]).expect("no names are right");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().expect("a key");
        Self(CertifiedIssuer::self_signed(params, key).expect("a certificate can be signed"))
    }

    /// A site with a certificate for this name, which expires at the beginning of a year.
    fn site(&self, name: &str, year: i32) -> Site {
        let key = KeyPair::generate().expect("a key");
        let mut params = CertificateParams::new([name.to_owned()]).expect("the name is right");
        params.not_after = rcgen::date_time_ymd(year, 1, 1);
        let certificate = params.signed_by(&key, &self.0).expect("a certificate can be signed");
        let key = PrivateKeyDer::try_from(key.serialize_der()).expect("the key can be read");
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let server = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("the versions are known")
            .with_no_client_auth()
            .with_single_cert(vec![certificate.der().clone()], key)
            .expect("the certificate fits its key");
        let server = Arc::new(server);
        let open = move |stream| {
            let connection = ServerConnection::new(Arc::clone(&server)).expect("a connection");
            StreamOwned::new(connection, stream)
        };
        site_over(open, |_, _, _| say("200 OK"))
    }
}

#[test]
#[cfg_attr(not(target_os = "linux"), ignore = "other systems are not told whom to trust by a variable")]
fn a_secure_site_is_believed_if_this_computer_trusts_it() {
    let issuer = Issuer::new();
    let good = issuer.site("127.0.0.1", 4000);
    let of_another = issuer.site("another.example", 4000);
    let expired = issuer.site("127.0.0.1", 2020);
    let sites = [(&good, "good"), (&of_another, "of-another"), (&expired, "expired")];
    let links = sites.map(|(site, _)| format!("https://{}/", site.address));
    let folder = whole_project(&links);
    let trusted = folder.path().join("trusted.pem");
    fs::write(&trusted, issuer.0.pem()).expect("a file can be written");
    let output = supportt(folder.path(), &["check", "--links", "--format", "short"], Some(&trusted));
    assert_eq!(output.status.code(), Some(0));
    expect![[r#"
        content/page.md:7:3: advice: this leads to a copy of a site that is for trying things out: readers may not get there, and it will go (hint: write the address of the site that is published)
        content/page.md:8:3: warning: another link with the same words leads elsewhere (hint: say in each what is there: people who hear a list of links cannot tell them apart)
        content/page.md:8:3: advice: this leads to a copy of a site that is for trying things out: readers may not get there, and it will go (hint: write the address of the site that is published)
        content/page.md:8:11: warning: there is no secure connection to the site: its certificate is for another site (hint: look at it in a browser; if it warns you, it warns your readers too: tell the site's owner)
        content/page.md:9:3: warning: another link with the same words leads elsewhere (hint: say in each what is there: people who hear a list of links cannot tell them apart)
        content/page.md:9:3: advice: this leads to a copy of a site that is for trying things out: readers may not get there, and it will go (hint: write the address of the site that is published)
        content/page.md:9:11: warning: there is no secure connection to the site: its certificate has expired (hint: look at it in a browser; if it warns you, it warns your readers too: tell the site's owner)
    "#]]
    .assert_eq(&printed(&output.stderr));
    assert_eq!(sites.map(|(site, _)| site.lines().len()), [1, 0, 0]);
}
