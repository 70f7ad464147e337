//! Sending to a region's own service, where it has one, and nowhere where it has none.

use std::sync::{Arc, Mutex, mpsc};
use std::thread;

use axum::Router;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use mail_parser::{MessageParser, MimeHeaders};
use supportt_tests::browser::{Browser, Options};
use supportt_tests::site;

use super::plan::begin;
use super::{SUBMIT, begin_form, open_form, open_other_ways};

/// A request that a service has received.
#[derive(Clone, Debug)]
struct Received {
    kind: String,
    key: String,
    body: String,
}

/// A service that gives these answers one after the other, the last one from then on.
#[derive(Clone)]
struct Service {
    received: Arc<Mutex<Vec<Received>>>,
    answers: Arc<Vec<StatusCode>>,
}

impl Service {
    /// Starts it; returns its address too.
    fn start(answers: &[StatusCode]) -> (Self, String) {
        let service = Self { received: Arc::default(), answers: Arc::new(answers.to_vec()) };
        let answering = service.clone();
        let router = Router::new().fallback(async move |method: Method, headers: HeaderMap, body: String| {
            answering.answer(&method, &headers, body)
        });
        let (sender, receiver) = mpsc::channel();
        thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.expect("a runtime starts").block_on(async {
                let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.expect("a port is free");
                sender.send(listener.local_addr().expect("it has an address")).expect("somebody waits");
                axum::serve(listener, router).await
            })
        });
        let address = receiver.recv().expect("it listens");
        (service, format!("http://{address}/plans"))
    }

    fn answer(&self, method: &Method, headers: &HeaderMap, body: String) -> Response {
        let header = |name: &str| {
            headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
        };
        let allowed = [
            ("access-control-allow-origin", header("origin")),
            ("access-control-allow-headers", "content-type, idempotency-key".to_owned()),
        ];
        if *method == Method::OPTIONS {
            return (StatusCode::NO_CONTENT, allowed).into_response();
        }
        assert!(header("cookie").is_empty() && header("referer").is_empty(), "{headers:?}");
        let mut received = self.received.lock().expect("no test failed");
        let answer = self.answers.get(received.len()).or(self.answers.last());
        received.push(Received { kind: header("content-type"), key: header("idempotency-key"), body });
        (*answer.expect("it has an answer"), allowed).into_response()
    }

    fn received(&self) -> Vec<Received> {
        self.received.lock().expect("no test failed").clone()
    }
}

/// Makes a plan with nothing in it on a site whose region has this service.
fn plan_on_a_site_with(relay: &str) -> Browser {
    let address = site::changed("content/wessex/region.toml", |text| {
        text.replacen("[contact]\n", &format!("[contact]\nrelay = \"{relay}\"\n"), 1)
    });
    let browser = Browser::start(Options { width: 360, ..Options::default() });
    browser.open_address(&format!("{address}/wessex/plan/"));
    browser.wait_for("[data-widget][data-enhanced]");
    begin_form(&browser);
    begin(&browser, "away");
    for _ in 0..2 {
        browser.click(SUBMIT);
    }
    browser.wait_for("[data-event='send']");
    open_other_ways(&browser);
    browser
}

fn wait_for_status(browser: &Browser, expected: &str) {
    browser.wait_for("[data-route='relay'] .app-routes__status");
    for _ in 0..400 {
        if browser.text("[data-route='relay'] .app-routes__status").contains(expected) {
            return;
        }
        thread::sleep(std::time::Duration::from_millis(25));
    }
    panic!("it never says `{expected}`: {:?}", browser.console());
}

#[test]
fn a_plan_is_sent_when_the_visitor_says_so_and_tried_again_without_being_sent_twice() {
    let (service, relay) = Service::start(&[StatusCode::SERVICE_UNAVAILABLE, StatusCode::ACCEPTED]);
    let browser = plan_on_a_site_with(&relay);
    assert!(service.received().is_empty(), "nothing is sent before");
    let host = relay.split('/').nth(2).expect("a host");
    assert!(browser.text("[data-route='relay']").contains(host), "it is said where it goes");
    browser.assert_accessible("a plan that can be sent");
    browser.click("[data-event='send']");
    wait_for_status(&browser, "has received your plan");
    browser.assert_accessible("a plan that was sent");
    browser.assert_fits("a plan that was sent");

    let received = service.received();
    assert_eq!(received.len(), 2);
    assert_eq!(received[0].key, received[1].key, "a second try is told from a second message");
    assert_eq!(received[1].kind, "message/rfc822");
    let message = MessageParser::default().parse(received[1].body.as_bytes()).expect("a message");
    assert_eq!(message.subject(), Some("Return to training plan"));
    let names: Vec<&str> = message.attachments().filter_map(|part| part.attachment_name()).collect();
    assert_eq!(names, ["return-to-training-plan.pdf"], "without days there is no calendar");
}

#[test]
fn a_service_that_refuses_is_not_said_to_have_the_plan() {
    let (service, relay) = Service::start(&[StatusCode::BAD_REQUEST, StatusCode::CREATED]);
    let browser = plan_on_a_site_with(&relay);
    browser.click("[data-event='send']");
    wait_for_status(&browser, "do not know if it arrived");
    assert_eq!(service.received().len(), 1, "what was refused is not sent again by itself");
    browser.assert_accessible("a plan that was not sent");
    browser.click("[data-event='send']");
    wait_for_status(&browser, "has received your plan");
    let received = service.received();
    assert_ne!(received[0].key, received[1].key, "a message sent again on purpose is another one");
}

#[test]
fn a_service_that_is_not_there_is_said_not_to_be() {
    let browser = plan_on_a_site_with("http://127.0.0.1:9/plans");
    browser.click("[data-event='send']");
    wait_for_status(&browser, "do not know if it arrived");
    assert!(browser.has("[data-event='send']"), "it can be tried again");
}

#[test]
fn without_a_service_there_is_neither_a_button_nor_a_place_to_send_to() {
    let browser = Browser::start(Options::default());
    open_form(&browser, "/wessex/plan/");
    let policy =
        browser.script("return document.querySelector('meta[http-equiv=Content-Security-Policy]').content;");
    assert!(policy.as_str().expect("a policy").contains("connect-src 'self';"), "{policy}");
    begin(&browser, "away");
    for _ in 0..2 {
        browser.click(SUBMIT);
    }
    browser.wait_for("a[download]");
    assert!(!browser.has("[data-route='relay']"));
}
