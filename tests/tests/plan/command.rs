//! `supportt plan`, which writes what the builder writes.

use expect_test::expect_file;
use serde_json::{Value, json};
use supportt::commands;
use supportt_basics::date::Time;
use supportt_forms::document_builder::{Route, SlipKind};
use supportt_reports::plan::Form;
use supportt_source::diagnostic::render::Format;
use supportt_tests::site;

use super::{answers, builder, command, command_at, fields, finish, finished_screen, forged, open, way};

#[test]
fn the_command_writes_a_plan_in_every_form_as_the_builder_does() {
    let answers = json!(answers()).to_string();
    let saved = command(&answers, Form::Html).expect("a plan");
    for (form, golden) in [
        (Form::Html, expect_file!["../../plan/plan.html"]),
        (Form::Text, expect_file!["../../plan/plan.txt"]),
        (Form::Eml, expect_file!["../../plan/plan.eml"]),
        (Form::Ics, expect_file!["../../plan/calendar.ics"]),
        (Form::Json, expect_file!["../../plan/plan.json"]),
    ] {
        let text = command(&answers, form).expect("a plan");
        golden.assert_eq(&text.replace("\r\n", "\n"));
        assert_eq!(command(&saved, form), Ok(text), "the saved plan says the same");
    }
    let json = command(&saved, Form::Json).expect("a plan");
    assert_eq!(command(&json, Form::Html), Ok(saved.clone()), "what it writes it reads");

    let mut builder = builder(None);
    open(&mut builder, &saved);
    finish(&mut builder);
    // The command knows of no page on which the file can be opened.
    let page = site::policy_and_words().1.builder.document.this_page;
    let content =
        way(&finished_screen(&builder), Route::Save).content.replace("https://example.org/plan/", &page);
    assert_eq!(content, saved, "as the builder does");
}

#[test]
fn the_command_says_what_is_wrong_with_a_plan() {
    for (content, expected) in [
        ("", "error: there is no plan here"),
        ("{", "error: this is not JSON"),
        ("<html></html>", "error: this page was not saved by the site"),
        (r#"{"region": "atlantis", "stage": "away"}"#, "error: `atlantis` does not answer `region`"),
        (r#"{"stage": "away"}"#, "error: `region` is not answered"),
        (r#"{"region": "wessex"}"#, "error: `stage` is not answered"),
        (r#"{"region": "wessex", "stage": "away", "secret": "1"}"#, "error: this plan has no field `secret`"),
        (
            r#"{"region": "wessex", "stage": "away", "supervisor-agrees": "nobody"}"#,
            "error: `nobody` does not answer `supervisor-agrees`",
        ),
    ] {
        let problem = command(content, Form::Text).expect_err("it is wrong");
        assert!(problem.contains(expected), "{content}: {problem}");
    }
    // All of it at once, each where it is, with what would pass.
    let wrong = r#"{
  "region": "wessex", "stage": "away",
  "support": ["coaching", "coachin"],
  "amount-coaching": 4, "percnt": "60",
  "leave-start": "2027-02-30",
  "less-than-full-time": "perhaps"
}"#;
    let report = command_at(wrong, Form::Text, site::today(), site::today().and_time(Time::MIN));
    expect_test::expect![[r#"
        plan:3:27: error: `coachin` does not answer `support` (hint: did you mean `coaching`?)
        plan:4:22: error: `4` goes against a rule or another answer (hint: write `3`) (hint: professional development coaching: enter a smaller number, up to 3 sessions. You can have up to 3 sessions of professional development coaching. It is for every trainee coming back to clinical practice. (Supported Return to Training, Wessex programme page, “SuppoRTT Activities”. Checked 22 November 2026.))
        plan:4:25: error: this plan has no field `percnt` (hint: take it out; what can be added is `paper`, `plan-id`, `name`, `programme`, `place`, `more-trainee-email`, `supervisor-name`, `supervisor-email`, `director-name`, `people-names`, `more-copies-to`, `more-consent`, `keeping-up`, `more-keeping-in-touch-planned`, `more-keeping-in-touch-used`, `learning-needs`, `targets`, `questions`, `supervised`, `supervision-days`, `supervision`, `more-on-call-start`, `more-workplace-assessments`, `phased-return`, `occupational-health`, `more-rota-told`, `next-review`, `review`, `more-next-arcp`, `supervisor-agrees`, `agreed-on`, `agreed-by-email`, `agreed-changes`, `supervisor-comments`, `next-meeting` or `director-agreed-on`)
        plan:5:18: error: `2027-02-30` does not answer `leave-start` (hint: write a day that exists, such as "2026-11-22", or "unknown")
        plan:6:26: error: `perhaps` does not answer `less-than-full-time` (hint: write `yes`, `no` or `unknown`)
    "#]].assert_eq(&report.expect_err("it is wrong"));
    // Only region and stage must be there: a date that is left out is not known.
    for whole in [
        r#"{"region": "wessex", "stage": "away", "leave-start": "2026-02-01"}"#,
        r#"{"region": "wessex", "stage": "away", "return-date": "2027-02-01"}"#,
        r#"{"region": "wessex", "stage": "away", "name": null, "people": [], "programme": "", "percent": 60, "less-than-full-time": true}"#,
    ] {
        assert!(command(whole, Form::Text).is_ok(), "{whole}");
    }
    let past = r#"{"region": "wessex", "stage": "away"}"#;
    let problem = command(past, Form::Ics).expect_err("no days");
    assert!(problem.contains("no days"), "{problem}");
}

/// What cannot be chosen is said to be so, with the reason, and nothing else takes its place.
#[test]
fn the_command_says_why_something_is_not_asked() {
    let report = |content: &str| command(content, Form::Text).expect_err("it is wrong");
    expect_test::expect![[r#"
        error: `three` does not answer `amount-coaching` (hint: write a whole number from 1 to 3)
        error: this plan has no field `amount-coaching` (hint: take it out, or add `coaching` to `support`)
        error: this plan has no field `percent` (hint: take it out, or add `yes` to `less-than-full-time`)
        error: this plan has no field `support` (hint: take it out: the programme in the North West does not usually cover this situation. Support may still be possible: ask your educational supervisor or the North West SuppoRTT team.)
        error: `return-courses` cannot be chosen at this stage, or with these dates (hint: take it out: for an absence like this, only some of the support in Wessex is open. Ask your educational supervisor or training programme director about the rest.)
        error: this plan has no field `course-approval` (hint: take it out; what can be added is `paper`, `plan-id`, `name`, `programme`, `place`, `more-trainee-email`, `supervisor-name`, `supervisor-email`, `director-name`, `people-names`, `more-copies-to`, `more-consent`, `keeping-up`, `more-keeping-in-touch-planned`, `more-keeping-in-touch-used`, `learning-needs`, `targets`, `questions`, `supervised`, `supervision-days`, `supervision`, `more-on-call-start`, `more-workplace-assessments`, `external-course`, `course-date`, `less-than-full-time`, `phased-return`, `occupational-health`, `more-rota-told`, `next-review`, `review`, `more-next-arcp`, `supervisor-agrees`, `agreed-on`, `agreed-by-email`, `agreed-changes`, `supervisor-comments`, `next-meeting` or `director-agreed-on`)
        error: `xyz` does not answer `plan-id` (hint: write eight characters from `0` to `9` and `a` to `f`, or take the field out)
        error: `1970-01-01` does not answer `leave-start` (hint: write a day from 1990-01-01 to 2100-12-31, or "unknown")
        error: `true` or `false` does not answer `name` (hint: write a text between quotation marks, or a list of such)
        error: this plan has no field `reason` (hint: take it out; what can be added is `paper`, `plan-id`, `name`, `programme`, `place`, `more-trainee-email`, `supervisor-name`, `supervisor-email`, `director-name`, `people-names`, `more-copies-to`, `more-consent`, `keeping-up`, `more-keeping-in-touch-planned`, `more-keeping-in-touch-used`, `learning-needs`, `targets`, `questions`, `support`, `supervised`, `supervision-days`, `supervision`, `more-on-call-start`, `more-workplace-assessments`, `less-than-full-time`, `phased-return`, `occupational-health`, `more-rota-told`, `next-review`, `review`, `more-next-arcp`, `supervisor-agrees`, `agreed-on`, `agreed-by-email`, `agreed-changes`, `supervisor-comments`, `next-meeting` or `director-agreed-on`)
        error: this is not JSON: expected comma (hint: write a plan like `{"region": "wessex", "stage": "away"}`, or give the page that the site saved)
    "#]].assert_eq(&[
        r#"{"region": "wessex", "stage": "away", "support": ["coaching"], "amount-coaching": "three"}"#,
        r#"{"region": "wessex", "stage": "away", "amount-coaching": 2}"#,
        r#"{"region": "wessex", "stage": "away", "percent": 60}"#,
        r#"{"region": "north-west", "stage": "planning", "support": ["mentoring"]}"#,
        r#"{"region": "wessex", "stage": "away", "leave-start": "2026-11-01", "return-date": "2026-12-20", "support": ["return-courses"]}"#,
        r#"{"region": "wessex", "stage": "away", "support": ["external-courses"], "course-approval": "asked"}"#,
        r#"{"region": "wessex", "stage": "away", "plan-id": "xyz"}"#,
        r#"{"region": "wessex", "stage": "away", "leave-start": "1970-01-01"}"#,
        r#"{"region": "wessex", "stage": "away", "name": true}"#,
        r#"{"region": "wessex", "stage": "away", "reason": "Sick leave"}"#,
        r#"{"region": "wessex" "stage": "away"}"#,
    ].map(report).concat());
    // A course that is over is none that was never there.
    let given = [("region", "wessex"), ("stage", "away"), ("support", "return-courses"), ("courses", "over")];
    let given = fields(&given);
    let mut builder = builder(None);
    builder.fill_in(&given);
    let slips = builder.slips(&given).into_iter().map(|slip| slip.kind).collect::<Vec<_>>();
    assert_eq!(slips.last(), Some(&SlipKind::Over), "{slips:?}");
    // A page that was saved says what is lost.
    let left_out = forged(&[("region", "wessex"), ("stage", "away"), ("support", "crystals")]);
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("plan.html");
    std::fs::write(&file, left_out).expect("a file");
    let now = site::today().and_time(Time::MIN);
    let reply = commands::plan::run(&site::root(), Some(&file), Form::Text, site::today(), now)
        .expect("it can be read");
    assert!(
        reply.diagnostics.report(&reply.sources, Format::Short, false).contains("`crystals` in `support`")
    );
}

#[test]
fn numbers_and_dates_are_read_as_people_type_them() {
    for (name, typed, expected) in [
        ("percent", "60%", "60"),
        ("percent", "60 per cent", "60"),
        ("leave-start", "1st Sept. 2027", "2027-09-01"),
        ("return-date", "2 December 28", "2028-12-02"),
        ("return-date", "Saturday 2nd of December 2028", "2028-12-02"),
        ("return-date", "Mon 1 March 2027", "2027-03-01"),
        ("return-date", "Monday, March 1, 2027", "2027-03-01"),
    ] {
        let mut answers = json!({"region": "wessex", "stage": "planning", "less-than-full-time": "yes"});
        for date in ["leave-start", "return-date"] {
            answers[date] = json!("unknown");
        }
        answers[name] = json!(typed);
        let taken = command(&answers.to_string(), Form::Json).expect("it is understood");
        let taken: Value = serde_json::from_str(&taken).expect("JSON");
        assert_eq!(taken[name], expected, "{typed}");
    }
}
