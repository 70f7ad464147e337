//! Every way in which people keep or send a plan.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;

use expect_test::expect_file;
use lettre::address::Envelope;
use lettre::{SmtpTransport, Transport};
use mail_parser::{MessageParser, MimeHeaders};
use mailin::{Action, Handler, SessionBuilder};
use serde_json::json;
use supportt_basics::keyword::Keyword;
use supportt_documents::email;
use supportt_forms::document_builder::{DocumentBuilder, Route};
use supportt_forms::submission::Submission;
use supportt_forms::view::{File, RouteView};
use supportt_forms::{Device, Effect, Event, Screen, Widget};
use supportt_reports::plan::Form;
use supportt_tests::site;

use super::{
    answers, builder, command_on, day, email_body, email_link, fields, finish, finished, finished_screen,
    open, submit, values, way,
};

#[test]
fn the_days_of_a_plan_become_a_calendar() {
    let write = |changes: &[(&'static str, &str)], today| {
        let mut answers = answers();
        answers.extend(changes.iter().map(|(name, value)| (*name, json!(value))));
        command_on(&json!(answers).to_string(), Form::Ics, today)
    };
    let file = write(&[], site::today()).expect("there are days to come");
    assert!(values(&file, "SUMMARY").iter().any(|title| title.ends_with(": last day")), "{file}");
    for told in ["Zoë", "Night"] {
        assert!(!file.contains(told), "it tells what was typed: `{told}`");
    }
    // The same plan made again on another day, for another return, has the same entries, moved.
    let mut uids = values(&file, "UID");
    let later = [("return-date", "2027-10-01"), ("name", "Other")];
    let moved = write(&later, day(2026, 12, 1)).expect("there are days to come");
    assert_eq!(values(&moved, "UID"), uids);
    assert_ne!(values(&moved, "DTSTART"), values(&file, "DTSTART"));
    assert!(values(&moved, "SEQUENCE") > values(&file, "SEQUENCE"), "the newer plan counts");
    // Somebody else's plan moves none of them.
    let other = write(&[("plan-id", "0000abce")], site::today()).expect("there are days to come");
    assert!(values(&other, "UID").iter().all(|uid| !uids.contains(uid)));
    let entries = uids.len();
    uids.sort();
    uids.dedup();
    assert!(uids.len() == entries && entries > 2, "each entry has an id of its own");

    let none = write(&[], day(2030, 1, 1)).expect_err("days that are over are in no calendar");
    assert!(none.contains("no days"), "{none}");
}

/// Others see the calendar of somebody who shares it.
#[test]
fn a_discreet_calendar_tells_nothing_but_that_there_is_a_plan() {
    let mut builder = finished("Night");
    let calendar = |builder: &DocumentBuilder| way(&finished_screen(builder), Route::Calendar).content;
    let open = calendar(&builder);
    assert!(open.contains("My first day back"), "{open}");
    builder.update(Event::DiscreetChosen);
    let discreet = calendar(&builder);
    for told in ["wessex", "leave", "return", "back", "absence", "Night", "SuppoRTT", "NHS", "Supported"] {
        assert!(!discreet.to_lowercase().contains(&told.to_lowercase()), "a shared calendar tells `{told}`");
    }
    assert_eq!(values(&discreet, "UID"), values(&open, "UID"), "the same entries");
    assert_eq!(values(&discreet, "DTSTART"), values(&open, "DTSTART"));
    builder.update(Event::DiscreetChosen);
    assert_eq!(calendar(&builder), open);
}

/// What suits a device comes first; nothing is taken away.
#[test]
fn the_first_way_suits_the_device() {
    let ways = |device| {
        let mut builder = finished("text");
        builder.update(Event::DeviceKnown(device));
        let done = finished_screen(&builder);
        let names = |ways: &[RouteView]| ways.iter().map(|way| way.name).collect::<Vec<_>>();
        assert!(done.recommended[0].is_first && done.routes().filter(|way| way.is_first).count() == 1);
        (names(&done.recommended), names(&done.others))
    };
    let (touched, shares) =
        (Device { is_touched: true, shares_files: false }, Device { is_touched: true, shares_files: true });
    assert_eq!(
        ways(Device::default()),
        (vec!["draft", "pdf"], vec!["save", "email", "copy", "calendar", "print"])
    );
    assert_eq!(ways(touched), (vec!["email", "pdf"], vec!["save", "draft", "copy", "calendar", "print"]));
    assert_eq!(
        ways(shares),
        (vec!["share", "email"], vec!["pdf", "save", "draft", "copy", "calendar", "print"])
    );
}

#[test]
fn an_email_tells_the_main_points_and_nothing_that_was_typed_but_names() {
    let done = finished_screen(&finished("Migraine & more"));
    let link = email_link(&done);
    assert!(link.len() <= email::LONGEST_MAILTO, "{}", link.len());
    let body = email_body(&link);
    expect_file!["../../plan/email.txt"].assert_eq(&body);
    assert_eq!(body.matches("Migraine").count(), 2, "the two names alone are typed: {body}");
}

/// What a supervisor has to arrange is in it; what may be about health is not.
#[test]
fn an_email_tells_how_somebody_would_like_to_come_back() {
    let given = fields(&[
        ("region", "wessex"),
        ("stage", "away"),
        ("leave-start", "2026-08-03"),
        ("return-date", "unknown"),
        ("less-than-full-time", "yes"),
        ("percent", "60"),
        ("phased-return", "unknown"),
        ("occupational-health", "yes"),
        ("supervised", "yes"),
        ("more-on-call-start", "unknown"),
    ]);
    let mut builder = builder(Some("wessex"));
    builder.fill_in(&given);
    assert_eq!(builder.slips(&given), []);
    submit(&mut builder, &[]);
    submit(&mut builder, &[]);
    let done = finished_screen(&builder);
    let body = email_body(&email_link(&done));
    for line in [
        "First day back: Not known yet",
        "Less than full time: Yes, 60% of full time",
        "Phased return: Still to settle",
        "I want to return under supervision: Yes",
    ] {
        assert!(body.contains(line), "{line}: {body}");
    }
    assert!(body.contains("open it at https://example.org/plan/"), "{body}");
    assert!(!body.contains("ccupational"), "{body}");
    let settled = done.document.afterwards.iter().flat_map(|section| &section.paragraphs);
    let settled: Vec<&String> = settled.collect();
    assert!(
        settled.iter().any(|text| text.as_str()
            == "Not decided yet: First day back; Phased return; On-call and out-of-hours work starts."),
        "{settled:?}"
    );
}

/// The PDF file of a builder that shows its plan, as the module for it makes one.
fn make_pdf(builder: &mut DocumentBuilder) -> Option<File> {
    builder.update(Event::BackChosen);
    let effects = builder.update(Event::Submitted(Submission::default()));
    let asked = effects.into_iter().find_map(|effect| match effect {
        Effect::MakePdf { number, request } => Some((number, request)),
        _ => None,
    });
    let (number, request) = asked.expect("it asks for one");
    let file = supportt_pdf::pdf(&request);
    builder.update(Event::PdfMade { number: number + 1, file: Some("late".to_owned()) });
    builder.update(Event::PdfMade { number, file });
    finished_screen(builder).routes().find(|way| way.name == Route::Pdf.word())?.file.clone()
}

#[test]
fn a_pdf_holds_the_plan_and_opens_again() {
    let mut builder = finished("Dr Zoë O’Neill-Łukasz");
    let file = make_pdf(&mut builder).expect("a file");
    let text = pdf_extract::extract_text_from_mem(file.content.as_bytes()).expect("a text");
    let squeezed = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let document = finished_screen(&builder).document;
    for line in supportt_documents::text::write(&document).lines() {
        for words in line.split(": ") {
            assert!(squeezed(&text).contains(&squeezed(words)), "it lacks `{words}`: {text}");
        }
    }
    let draft = way(&finished_screen(&builder), Route::Draft).content;
    let message = MessageParser::default().parse(draft.as_bytes()).expect("a message");
    let part = message.attachments().next().expect("a file");
    assert_eq!(part.attachment_name(), Some("return-to-training-plan.pdf"));
    assert_eq!(part.contents(), file.content.as_bytes());

    let saved = finished_screen(&builder);
    let mut again = self::builder(None);
    open(&mut again, &file.content);
    finish(&mut again);
    assert_eq!(finished_screen(&again).document, saved.document);
    let (half, _) = file.content.split_at(file.content.len() - 20);
    open(&mut again, half);
    assert!(matches!(again.screen(), Screen::Question(_) | Screen::Done(_)));
}

/// Whoever writes what the fonts lack has the other ways.
#[test]
fn a_plan_that_no_pdf_can_show_goes_the_other_ways() {
    let mut builder = finished("日本");
    assert_eq!(make_pdf(&mut builder), None);
    let done = finished_screen(&builder);
    let pdf = done.routes().find(|way| way.name == Route::Pdf.word()).expect("it is said");
    assert!(pdf.status.contains("Print your plan instead"), "{}", pdf.status);
    assert!(way(&done, Route::Draft).content.contains("return-to-training-plan.html"));
}

/// A server that keeps what it is sent.
#[derive(Clone, Default)]
struct Inbox(Arc<Mutex<Vec<u8>>>);

impl Handler for Inbox {
    fn data(&mut self, line: &[u8]) -> std::io::Result<()> {
        self.0.lock().expect("no test failed").extend_from_slice(line);
        Ok(())
    }
}

/// Talks with one client until it leaves.
fn serve(listener: &TcpListener, inbox: Inbox) -> std::io::Result<()> {
    let (mut client, address) = listener.accept()?;
    let mut session = SessionBuilder::new("mail.example.org").build(address.ip(), inbox);
    session.greeting().write_to(&mut client)?;
    let mut lines = BufReader::new(client.try_clone()?);
    let mut line = Vec::new();
    while lines.read_until(b'\n', &mut line)? > 0 {
        let response = session.process(&line);
        if !matches!(response.action, Action::NoReply) {
            response.write_to(&mut client)?;
        }
        if matches!(response.action, Action::Close) {
            break;
        }
        line.clear();
    }
    Ok(())
}

#[test]
fn a_draft_passes_through_a_mail_server_unchanged() {
    let saved = finished_screen(&finished("Zoë\r\n.\r\n--=_plan--\r\nFrom me\r\n"));
    let draft = way(&saved, Route::Draft).content;

    let inbox = Inbox::default();
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port is free");
    let port = listener.local_addr().expect("it has an address").port();
    let server = {
        let inbox = inbox.clone();
        thread::spawn(move || serve(&listener, inbox))
    };

    let address = |text: &str| text.parse::<lettre::Address>().expect("an address");
    let envelope = Envelope::new(Some(address("me@example.org")), vec![address("team@example.org")]);
    let client = SmtpTransport::builder_dangerous("127.0.0.1").port(port).build();
    client.send_raw(&envelope.expect("an envelope"), draft.as_bytes()).expect("the server takes it");
    drop(client);
    server.join().expect("the server ends").expect("the connection holds");

    let received = inbox.0.lock().expect("no test failed").clone();
    assert_eq!(String::from_utf8_lossy(&received).trim_end(), way(&saved, Route::Draft).content.trim_end());
    let message = MessageParser::default().parse(&received).expect("a message");
    let body = message.body_text(0).expect("a text").replace("\r\n", "\n");
    let text = supportt_documents::text::write(&saved.document);
    assert!(body.starts_with("Hello Zoë") && body.trim_end().ends_with("From me"), "{body}");
    assert!(body.contains(text.replace("\r\n", "\n").trim_end()), "{body}");
    let files: Vec<(&str, &str)> = message
        .attachments()
        .map(|part| (part.attachment_name().expect("a name"), part.text_contents().expect("a text")))
        .collect();
    let expected = [Route::Save, Route::Calendar].map(|route| way(&saved, route));
    let expected: Vec<(&str, &str)> =
        expected.iter().map(|file| (file.name.as_str(), file.content.as_str())).collect();
    assert_eq!(files, expected);
    assert_eq!(message.header_raw("X-Unsent").map(str::trim), Some("1"));
    assert!(message.from().is_none() && message.date().is_none() && message.message_id().is_none());
}
