//! The two forms on the real policy, without a browser: whatever people press, in whatever order.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use data_encoding::BASE64URL_NOPAD;
use proptest::prelude::*;
use serde_json::Value;
use supportt_basics::date::{self, Date};
use supportt_basics::ids::RegionId;
use supportt_basics::keyword::Keyword;
use supportt_content::words::Words;
use supportt_documents::checksum::CRC;
use supportt_forms::clearing::Asking;
use supportt_forms::document_builder::{DocumentBuilder, Page};
use supportt_forms::eligibility_checker::EligibilityChecker;
use supportt_forms::national::{Elsewhere, Helpline};
use supportt_forms::payload::{Payload, RegionPages};
use supportt_forms::submission::Submission;
use supportt_forms::view::{Field, OutcomeScreen, QuestionScreen};
use supportt_forms::{Event, Screen, Widget};
use supportt_rules::answers::{Answer, Answers, Question};
use supportt_rules::policy::{Paper, Policy, PolicyDocument, Region, Statement};
use supportt_rules::situations::{self, Situations};
use supportt_rules::value::{Threshold, Value as PolicyValue};
use supportt_rules::working_days::BankHolidays;
use supportt_tests::site;

/// A checker as on a page with this address.
fn checker_at(policy: Policy, words: Words, today: Date, fragment: &str) -> EligibilityChecker {
    checker_on(None, policy, words, today, fragment)
}

/// Pages as a site has them.
fn pages_of(region: &Region) -> RegionPages {
    let page = |name: &str| format!("/{}/{name}/", region.id());
    RegionPages {
        plan: Some(page("plan")),
        mentor_request: Some(page("ask-for-a-mentor")),
        steps: Some(page("guidance")),
        forms: region.forms().iter().map(|form| (form.id.clone(), page(form.id.as_str()))).collect(),
    }
}

/// A checker on the page of a region, or of all.
fn checker_on(
    region: Option<RegionId>,
    policy: Policy,
    words: Words,
    today: Date,
    fragment: &str,
) -> EligibilityChecker {
    let pages = policy.regions().iter().map(|region| (region.id().clone(), pages_of(region))).collect();
    let payload = Payload {
        policy,
        journey: words.journey,
        words: words.checker,
        pages,
        bank_holidays: BankHolidays::default(),
        courses: BTreeMap::new(),
        elsewhere: vec![Elsewhere {
            name: "Scotland".to_owned(),
            places: vec!["Glasgow".to_owned()],
            says: "Ask there.".to_owned(),
        }],
        helplines: vec![Helpline {
            name: "Somebody to talk to".to_owned(),
            says: "in confidence".to_owned(),
            address: "https://example.org/".to_owned(),
        }],
    };
    // Through bytes and back, as in a browser.
    let payload = Payload::from_bytes(&payload.to_bytes()).expect("what was written can be read");
    let mut checker = EligibilityChecker::new(payload, region);
    let page = PAGE.to_owned();
    checker.update(Event::Started { today, page, fragment: fragment.to_owned(), random: 1 });
    if matches!(checker.screen(), Screen::Start(_)) {
        checker.update(Event::Submitted(Submission::default()));
    }
    checker
}

const PAGE: &str = "https://example.org/check/";

fn checker() -> EligibilityChecker {
    let (policy, words) = POLICY_AND_WORDS.with(Clone::clone);
    checker_at(policy, words, site::today(), "")
}

fn builder() -> DocumentBuilder {
    builder_of(Paper::ReturnPlan)
}

fn builder_of(paper: Paper) -> DocumentBuilder {
    let mut builder = builder_at(paper, "");
    builder.update(Event::Submitted(Submission::default()));
    builder
}

/// A builder on a page whose address ends like this.
fn builder_at(paper: Paper, fragment: &str) -> DocumentBuilder {
    let (policy, words) = POLICY_AND_WORDS.with(Clone::clone);
    let payload = Payload {
        policy,
        journey: words.journey,
        words: words.builder,
        pages: BTreeMap::new(),
        bank_holidays: site::bank_holidays(),
        courses: site::courses(),
        elsewhere: Vec::new(),
        helplines: Vec::new(),
    };
    let payload = Payload::from_bytes(&payload.to_bytes()).expect("what was written can be read");
    let mut builder = DocumentBuilder::new(payload, paper, None);
    builder.update(Event::Started {
        today: site::today(),
        page: PAGE.to_owned(),
        fragment: fragment.to_owned(),
        random: 1,
    });
    builder
}

/// A press of something, described by numbers, so that any sequence can be made up.
#[derive(Clone, Debug)]
enum Press {
    /// Fill the fields in and continue: which options, and which of a few texts.
    Submit(u8, u8),
    Back,
    Change(u8),
    Restart,
    Discard,
    Copy,
    Link,
    Secure,
    /// Send to a service, and hear of it.
    Send,
    Sent(bool),
    /// Open a file: a saved plan, a part of one, or none.
    Open(u8),
    /// Back or forward in the browser, to a screen that may not be there.
    Revisit(u8),
}

impl Press {
    fn opens_a_plan(&self) -> bool {
        matches!(self, Self::Open(part) if part % 4 == 3)
    }
}

fn press() -> impl Strategy<Value = Press> {
    prop_oneof![
        12 => (any::<u8>(), any::<u8>()).prop_map(|(option, text)| Press::Submit(option, text)),
        3 => Just(Press::Back),
        3 => any::<u8>().prop_map(Press::Change),
        1 => Just(Press::Restart),
        1 => Just(Press::Discard),
        1 => Just(Press::Copy),
        1 => Just(Press::Link),
        1 => Just(Press::Secure),
        1 => Just(Press::Send),
        1 => any::<bool>().prop_map(Press::Sent),
        2 => any::<u8>().prop_map(Press::Open),
        3 => any::<u8>().prop_map(Press::Revisit),
    ]
}

fn event(press: &Press, screen: &Screen) -> Event {
    match press {
        Press::Submit(option, text) => Event::Submitted(match screen {
            Screen::Question(question) => fill_in(question, *option, *text),
            _ => Submission::default(),
        }),
        Press::Back => Event::BackChosen,
        Press::Change(index) => {
            let names = ["reason", "leave-start", "nothing"].into_iter();
            let names: Vec<&str> = Page::ALL.iter().map(|page| page.word()).chain(names).collect();
            Event::ChangeChosen(names[usize::from(*index) % names.len()].to_owned())
        }
        Press::Restart => Event::RestartChosen,
        Press::Discard => Event::DiscardChosen,
        Press::Copy => Event::CopyChosen("text".to_owned()),
        Press::Link => Event::LinkChosen,
        Press::Secure => Event::SecureChosen,
        Press::Send => Event::SendChosen,
        Press::Sent(succeeded) => Event::Sent { succeeded: *succeeded },
        Press::Open(part) => {
            let saved = include_bytes!("../plan/plan.html");
            let part = saved.get(..saved.len() * usize::from(part % 4) / 3);
            Event::Opened(part.map(<[u8]>::to_vec))
        }
        Press::Revisit(position) => Event::Revisited { position: usize::from(*position % 16) },
    }
}

/// Sensible answers most of the time, and nonsense some of it.
fn fill_in(screen: &QuestionScreen, option: u8, text: u8) -> Submission {
    let texts = ["", "a", "Zoë\r\nBcc: x@example.org", "<b>&amp;</b>", "\u{202e}\0", "=1+1", "1st", "60%"];
    let text = texts[usize::from(text) % texts.len()];
    let mut fields: Vec<(String, String)> = Vec::new();
    for field in screen.single.iter().chain(&screen.fields) {
        match field {
            Field::Radios(field) | Field::Checkboxes(field) => {
                if let Some(choice) = field.options.get(usize::from(option) % (field.options.len() + 1)) {
                    fields.push((field.name.clone(), choice.value.clone()));
                }
            }
            Field::Date(field) => match option % 4 {
                0 => fields.push((format!("{}-unknown", field.name), "unknown".to_owned())),
                1 => fields.push((format!("{}-day", field.name), text.to_owned())),
                choice => {
                    // The return follows the leave.
                    let year = 2026 + i32::from(choice) + i32::from(field.name == "return-date");
                    for (part, value) in [("day", 28), ("month", 2), ("year", year)] {
                        fields.push((format!("{}-{part}", field.name), value.to_string()));
                    }
                }
            },
            Field::Number(field) => {
                let numbers = ["", "1", "2", "3", "400", text];
                fields.push((field.name.clone(), numbers[usize::from(option) % numbers.len()].to_owned()));
            }
            Field::Text(field) | Field::Textarea(field) => fields.push((field.name.clone(), text.to_owned())),
        }
    }
    fields.into_iter().collect()
}

/// What every screen must be.
fn assert_whole(screen: &Screen) {
    if let Screen::Question(question) = screen {
        assert!(!question.heading.is_empty());
        assert!(question.single.is_some() == question.fields.is_empty(), "one field or some: {question:?}");
    }
    let text = serde_json::to_string(screen).expect("a screen can be written");
    assert_eq!(placeholder(&text), None, "this was not filled in: {text}");
}

/// A name between braces, as in the words of the forms, that nothing has taken the place of.
fn placeholder(text: &str) -> Option<&str> {
    let names = text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0));
    let is_name =
        |name: &&str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    names.into_iter().find(is_name)
}

/// Presses; the screen is whole afterwards, and the same if there is nothing to do.
fn press_on(widget: &mut dyn Widget, press: &Press) {
    let before = widget.screen();
    if let Screen::Question(question) = &before {
        assert_eq!(widget.update(Event::Typed(as_shown(question))), []);
        assert_eq!(widget.screen(), before, "what is in the fields is what is shown");
    }
    let effects = widget.update(event(press, &before));
    let after = widget.screen();
    assert_whole(&after);
    assert!(!effects.is_empty() || after == before, "{press:?} changes the screen and says nothing of it");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_sequence_of_presses_leaves_a_whole_screen(presses in proptest::collection::vec(press(), 1..60)) {
        let builders = Paper::ALL.iter().map(|paper| Box::new(builder_of(*paper)) as Box<dyn Widget>);
        let checker = Box::new(checker()) as Box<dyn Widget>;
        for mut widget in builders.chain([checker]) {
            assert_whole(&widget.screen());
            for press in &presses {
                press_on(widget.as_mut(), press);
            }
        }
    }

    /// Whatever is typed, right or wrong, and however its page is left, it is on its page again, or
    /// said by name where its page is not asked; and so it is when it is saved and opened again.
    /// Only clearing empties a field, only another plan replaces it, and only the visitor removes
    /// what is not in the paper.
    #[test]
    fn nothing_typed_is_lost(
        paper in proptest::sample::select(Paper::ALL),
        steps in proptest::collection::vec((any::<u8>(), any::<u8>(), press()), 1..80),
    ) {
        let mut builder = builder_of(paper);
        let mut typed = Typed::new();
        let kept = |press: &Press| !press.opens_a_plan() && !matches!(press, Press::Discard);
        for (option, text, press) in steps.iter().filter(|(.., press)| kept(press)) {
            let before = builder.screen();
            let mut event = event(press, &before);
            if let Some(question) = page_of(&before) {
                let fields = match &event {
                    Event::Submitted(fields) => fields.clone(),
                    // Half of the screens are left as they were found.
                    _ if option % 2 == 0 => fill_in(question, option / 2, *text),
                    _ => as_shown(question),
                };
                typed.extend(answers_in(question, &fields));
                builder.update(Event::Typed(fields.clone()));
                if let Event::Submitted(submitted) = &mut event {
                    *submitted = fields;
                }
            }
            builder.update(event.clone());
            if event == Event::RestartChosen {
                typed.clear();
                prop_assert!(!builder.is_unsaved());
            }
            if let Some(question) = page_of(&builder.screen()) {
                for (name, value) in answers_in(question, &as_shown(question)) {
                    let expected = typed.get(&name).cloned().unwrap_or_default();
                    prop_assert_eq!(value, expected, "{:?} after {:?}", name, press);
                }
            }
        }
        let saved = everything(&mut builder, &typed, str::to_owned);
        if let Some(saved) = saved {
            let mut again = builder_of(paper);
            again.update(Event::Opened(Some(saved.into_bytes())));
            again.update(Event::Submitted(Submission::from_iter([("reader", "trainee")])));
            // A number or a day that is right is saved as what it means.
            everything(&mut again, &typed, |value| match value {
                "1st" => "1".to_owned(),
                "60%" => "60".to_owned(),
                other => other.trim().to_owned(),
            });
        }
    }
}

/// What was typed, by the name of its field and its option.
type Typed = BTreeMap<(String, String), String>;

/// A page of the builder, unlike what it asks before it opens a file.
fn page_of(screen: &Screen) -> Option<&QuestionScreen> {
    let Screen::Question(question) = screen else { return None };
    let is_page = !matches!(&question.single, Some(Field::Radios(field)) if ["replace", "reader"].contains(&field.name.as_str()));
    is_page.then_some(question)
}

/// Asserts that everything typed is on its page or said by name; returns the saved paper, once
/// there is one.
fn everything(builder: &mut DocumentBuilder, typed: &Typed, read: impl Fn(&str) -> String) -> Option<String> {
    // From wherever it was left, as far back as it goes, and from there to the tasks.
    for _ in 0..8 {
        builder.update(Event::BackChosen);
    }
    builder.update(Event::ChangeChosen("tasks".to_owned()));
    let mut shown = Typed::new();
    // Without a region and a stage nothing else was asked.
    let Screen::Tasks(tasks) = builder.screen() else { return None };
    for page in Page::ALL {
        builder.update(Event::ChangeChosen(page.word().to_owned()));
        if let Some(page) = page_of(&builder.screen()) {
            shown.extend(answers_in(page, &as_shown(page)));
            builder.update(Event::BackChosen);
        }
    }
    let unasked = builder.unasked();
    let left_out = tasks.left_out.map(|left_out| left_out.rows).unwrap_or_default();
    for ((name, option), value) in typed.iter().filter(|(_, value)| !value.trim().is_empty()) {
        let kept = shown.get(&(name.clone(), option.clone()));
        let value = if option.is_empty() { value } else { option };
        let is_shown =
            kept.is_some_and(|kept| option.is_empty() && read(kept) == read(value) || kept == "chosen");
        let is_said = unasked.iter().any(|(other, said)| other == name && read(said) == read(value));
        assert!(is_shown || is_said, "{name} = {value:?} is lost: {shown:?}, {unasked:?}");
    }
    assert!(unasked.is_empty() || !left_out.is_empty(), "{unasked:?} is said");
    for row in &left_out {
        assert!(!row.label.is_empty() && !row.value.is_empty(), "{row:?} has a name and a value");
    }
    for _ in 0..2 {
        builder.update(Event::Submitted(Submission::default()));
    }
    let Screen::Done(done) = builder.screen() else { panic!("{:?}", builder.screen()) };
    let said = done.left_out.as_ref().map(|left_out| left_out.rows.clone());
    assert_eq!(said.unwrap_or_default(), left_out);
    let save = done.routes().find(|route| route.name == "save")?;
    save.file.as_ref().map(|file| file.content.clone())
}

/// What a submission answers on a screen: for each field, and each option of which any may be
/// chosen. Radio buttons that are all empty answer nothing, because a chosen one cannot be emptied.
fn answers_in(screen: &QuestionScreen, fields: &Submission) -> BTreeMap<(String, String), String> {
    let mut answers = BTreeMap::new();
    let mut add = |name: &str, option: &str, value: &str| {
        answers.insert((name.to_owned(), option.to_owned()), value.to_owned());
    };
    for field in screen.single.iter().chain(&screen.fields) {
        match field {
            Field::Radios(field) => {
                if !fields.text(&field.name).is_empty() {
                    add(&field.name, "", fields.text(&field.name));
                }
            }
            Field::Checkboxes(field) => {
                for option in &field.options {
                    let chosen = fields.all(&field.name).contains(&option.value);
                    add(&field.name, &option.value, if chosen { "chosen" } else { "" });
                }
            }
            Field::Date(field) => {
                for part in [&field.day, &field.month, &field.year] {
                    add(&part.name, "", fields.text(&part.name));
                }
                let unknown = &field.unknown.as_ref().expect("every day may be unknown").name;
                add(unknown, "", fields.text(unknown));
            }
            Field::Text(field) | Field::Number(field) | Field::Textarea(field) => {
                add(&field.name, "", fields.text(&field.name));
            }
        }
    }
    answers
}

/// Opens a page of the builder and answers it.
fn answer(builder: &mut DocumentBuilder, page: Page, fields: &[(&str, &str)]) {
    if !matches!(builder.screen(), Screen::Question(_)) {
        builder.update(Event::ChangeChosen(page.word().to_owned()));
    }
    // A day is written as in policy here, and typed in three parts.
    let fields = fields.iter().flat_map(|(name, value)| match date::read(value) {
        Some(day) => ["day", "month", "year"]
            .into_iter()
            .zip([day.format("%d"), day.format("%m"), day.format("%Y")])
            .map(|(part, text)| (format!("{name}-{part}"), text.to_string()))
            .collect(),
        None => vec![((*name).to_owned(), (*value).to_owned())],
    });
    builder.update(Event::Submitted(fields.collect()));
}

/// A builder whose first questions are answered.
fn begun(region: &str, dates: [&str; 2]) -> DocumentBuilder {
    let mut builder = builder();
    answer(&mut builder, Page::Region, &[("region", region)]);
    answer(&mut builder, Page::Stage, &[("stage", "planning")]);
    answer(&mut builder, Page::Dates, &[("leave-start", dates[0]), ("return-date", dates[1])]);
    builder.update(Event::ChangeChosen("tasks".to_owned()));
    assert!(matches!(builder.screen(), Screen::Tasks(_)), "{:?}", builder.screen());
    builder
}

fn errors(builder: &DocumentBuilder) -> Vec<String> {
    let Screen::Question(screen) = builder.screen() else { return Vec::new() };
    screen.errors.into_iter().map(|error| error.text).collect()
}

/// The finished plan as text; the builder stays at the plan.
fn plan(builder: &mut DocumentBuilder) -> String {
    loop {
        match builder.screen() {
            Screen::Done(done) => return supportt_documents::text::write(&done.document),
            Screen::Question(_) => builder.update(Event::ChangeChosen("tasks".to_owned())),
            _ => builder.update(Event::Submitted(Submission::default())),
        };
    }
}

fn tasks(builder: &DocumentBuilder) -> BTreeMap<String, &'static str> {
    let Screen::Tasks(screen) = builder.screen() else { panic!("no tasks: {:?}", builder.screen()) };
    let items = screen.tasks.into_iter().flat_map(|group| group.items);
    items.map(|item| (item.value, item.progress)).collect()
}

#[test]
fn limits_are_kept_and_the_rule_is_quoted() {
    let mut builder = begun("wessex", ["2027-02-01", "2027-09-01"]);
    answer(&mut builder, Page::Support, &[("support", "coaching")]);
    // What was chosen is asked about at once.
    answer(&mut builder, Page::Amounts, &[("amount-coaching", "4")]);
    let refused = errors(&builder).join(" ");
    for part in ["up to 3 sessions", "Wessex programme page", "Professional development coaching"] {
        assert!(refused.contains(part), "{refused}");
    }
    answer(&mut builder, Page::Amounts, &[("amount-coaching", "x")]);
    assert!(errors(&builder).join(" ").contains("whole number between 1 and 3"));
    answer(&mut builder, Page::Amounts, &[("amount-coaching", "3")]);
    assert_eq!(tasks(&builder)["support"], "done");

    builder.update(Event::ChangeChosen("support".to_owned()));
    let both = [("support".to_owned(), "coaching"), ("support".to_owned(), "reorientation-days")];
    builder.update(Event::Submitted(both.into_iter().collect()));
    builder.update(Event::ChangeChosen("tasks".to_owned()));
    assert_eq!(tasks(&builder)["support"], "in-progress", "the new wish has no number yet");
    let amounts = [("amount-coaching", "3"), ("amount-reorientation-days", "3")];
    // Three days from a Monday to the Wednesday of the return: one too many.
    answer(
        &mut builder,
        Page::Amounts,
        &[&amounts[..], &[("first-day-reorientation-days", "2027-08-30")]].concat(),
    );
    let refused = errors(&builder).join(" ");
    assert!(refused.contains("1 September 2027") && refused.contains("Wessex programme page"), "{refused}");
    answer(&mut builder, Page::Amounts, &amounts);
    // Without a first day, the last one to begin: 31 August, 27 and 26 are left, as the 30th is a holiday.
    let text = plan(&mut builder);
    assert!(text.contains("By 26 August 2027: Last day to start: Paid reorientation days"), "{text}");
    assert!(text.contains("leave out weekends and bank holidays in England"), "{text}");

    // A number that another region does not give stays, but not in that region's plan.
    builder.update(Event::BackChosen);
    builder.update(Event::ChangeChosen("region".to_owned()));
    answer(&mut builder, Page::Region, &[("region", "north-west")]);
    assert!(!plan(&mut builder).contains("reorientation"));
    builder.update(Event::BackChosen);
    builder.update(Event::ChangeChosen("region".to_owned()));
    answer(&mut builder, Page::Region, &[("region", "wessex")]);
    assert!(plan(&mut builder).contains("Paid reorientation days (3 days)"));
}

#[test]
fn days_that_a_later_change_puts_against_a_rule_are_said_and_kept() {
    let mut builder = begun("wessex", ["2027-02-01", "2027-09-01"]);
    answer(&mut builder, Page::Support, &[("support", "reorientation-days")]);
    let fields = [("amount-reorientation-days", "2"), ("first-day-reorientation-days", "2027-08-24")];
    answer(&mut builder, Page::Amounts, &fields);
    assert_eq!(errors(&builder), Vec::<String>::new());
    answer(&mut builder, Page::Dates, &[("leave-start", "2027-02-01"), ("return-date", "2027-08-02")]);
    assert_eq!(tasks(&builder)["support"], "in-progress");
    builder.update(Event::Submitted(Submission::default()));
    let Screen::CheckAnswers(screen) = builder.screen() else { panic!("answers to check") };
    assert!(screen.notes.join(" ").contains("Paid reorientation days: choose"), "{:?}", screen.notes);
    assert!(!plan(&mut builder).contains("24 August 2027"), "the plan holds no day against a rule");
}

#[test]
fn own_back_keeps_what_is_right_and_what_is_wrong() {
    let mut builder = begun("wessex", ["2027-02-01", "2027-09-01"]);
    builder.update(Event::ChangeChosen("dates".to_owned()));
    let typed = [
        ("leave-start-day", "3rd"),
        ("leave-start-month", "Feb."),
        ("leave-start-year", "27"),
        ("return-date-day", "31"),
        ("return-date-month", "2"),
        ("return-date-year", "2027"),
    ];
    builder.update(Event::Typed(typed.into_iter().collect()));
    builder.update(Event::BackChosen);
    assert_eq!(tasks(&builder)["dates"], "in-progress");
    builder.update(Event::ChangeChosen("dates".to_owned()));
    let Screen::Question(screen) = builder.screen() else { panic!("{:?}", builder.screen()) };
    let shown = as_shown(&screen);
    for (name, value) in typed {
        assert_eq!(shown.text(name), value);
    }
    assert_eq!(screen.errors, [], "nothing was submitted");
    builder.update(Event::BackChosen);
    builder.update(Event::Submitted(Submission::default()));
    let Screen::CheckAnswers(screen) = builder.screen() else { panic!("answers to check") };
    assert!(
        screen.notes.join(" ").contains("First day back: Date must be a real date"),
        "{:?}",
        screen.notes
    );
    let text = plan(&mut builder);
    assert!(text.contains("First day away: 3 February 2027"), "{text}");
    assert!(text.contains("First day back: Not known yet"), "{text}");
}

#[test]
fn answers_of_another_region_are_said_and_back_with_it() {
    let mut builder = begun("wessex", ["2027-02-01", "2027-09-01"]);
    answer(&mut builder, Page::Support, &[("support", "coaching")]);
    answer(&mut builder, Page::Amounts, &[("amount-coaching", "2")]);
    answer(&mut builder, Page::Arrangements, &[("less-than-full-time", "yes")]);
    answer(&mut builder, Page::WorkingTimes, &[("percent", "60%")]);
    assert_eq!(left_out(&builder), Vec::<String>::new());
    answer(&mut builder, Page::Region, &[("region", "north-west")]);
    let said = left_out(&builder);
    for expected in
        ["Support: Professional development coaching", "Professional development coaching: how many: 2"]
    {
        assert!(said.iter().any(|row| row == expected), "{expected}: {said:?}");
    }
    answer(&mut builder, Page::Region, &[("region", "wessex")]);
    assert_eq!(left_out(&builder), Vec::<String>::new());
    assert!(plan(&mut builder).contains("60% of full time"));
}

/// What a finished paper leaves out, as `label: value`.
fn left_out(builder: &DocumentBuilder) -> Vec<String> {
    let left_out = match builder.screen() {
        Screen::Tasks(screen) => screen.left_out,
        Screen::CheckAnswers(screen) => screen.left_out,
        Screen::SignOff(screen) => screen.left_out,
        Screen::Done(screen) => screen.left_out,
        Screen::Start(_)
        | Screen::Question(_)
        | Screen::Elsewhere(_)
        | Screen::Outcome(_)
        | Screen::Confirm(_) => None,
    };
    let rows = left_out.map(|left_out| left_out.rows).unwrap_or_default();
    rows.into_iter().map(|row| format!("{}: {}", row.label, row.value)).collect()
}

/// Every field that a builder asks for now, with values that answer it; the builder stays at the tasks.
fn asked(builder: &mut DocumentBuilder) -> Vec<(String, Vec<String>)> {
    let mut fields = Vec::new();
    for page in Page::ALL {
        builder.update(Event::ChangeChosen(page.word().to_owned()));
        if let Screen::Question(screen) = builder.screen() {
            fields.extend(screen.single.into_iter().chain(screen.fields));
            builder.update(Event::BackChosen);
        }
    }
    let answers = fields.into_iter().map(|field| match field {
        Field::Radios(field) | Field::Checkboxes(field) => {
            (field.name, field.options.into_iter().map(|option| option.value).collect())
        }
        Field::Date(field) => (field.name, vec!["2027-05-03".to_owned()]),
        Field::Number(field) => (field.name, vec!["1".to_owned()]),
        Field::Text(field) | Field::Textarea(field) => (field.name, vec!["Zzz".to_owned()]),
    });
    answers.collect()
}

/// Each answer on its own changes the text of the paper or is said to be left out of it. A day is
/// in the text itself. Region and stage decide what is asked.
#[test]
fn every_answer_is_in_the_paper_or_said_by_name() {
    let (policy, _) = site::policy_and_words();
    let mut starts = Vec::new();
    for paper in Paper::ALL {
        let regions = policy.regions().iter().filter(|region| region.on(site::today()).has_paper(*paper));
        for region in regions.map(|region| ("region".to_owned(), region.id().to_string())) {
            match paper {
                Paper::ReturnPlan => starts.extend(
                    ["planning", "away", "back"]
                        .map(|stage| (*paper, vec![region.clone(), ("stage".to_owned(), stage.to_owned())])),
                ),
                Paper::MentoringAgreement | Paper::MentorRequest => starts.push((*paper, vec![region])),
            }
        }
    }
    let mut tried = 0;
    for (paper, start) in starts {
        let mut builder = builder_of(paper);
        let open = |builder: &mut DocumentBuilder, fields: &[(String, String)]| {
            builder.fill_in(&fields.iter().cloned().collect());
        };
        open(&mut builder, &start);
        let support = asked(&mut builder).into_iter().filter(|(name, _)| name == "support");
        let support =
            support.flat_map(|(name, values)| values.into_iter().map(move |value| (name.clone(), value)));
        for base in [start.clone(), start.into_iter().chain(support).collect()] {
            open(&mut builder, &base);
            let asked = asked(&mut builder);
            let without = plan(&mut builder);
            assert_eq!(left_out(&builder), Vec::<String>::new(), "{base:?}");
            for (name, value) in asked
                .into_iter()
                .flat_map(|(name, values)| values.into_iter().map(move |v| (name.clone(), v)))
            {
                let answer = (name, value);
                let is_silent = ["region", "stage"].contains(&answer.0.as_str());
                if is_silent || base.contains(&answer) {
                    continue;
                }
                open(&mut builder, &[&base[..], std::slice::from_ref(&answer)].concat());
                let text = plan(&mut builder);
                let is_in = match date::read(&answer.1) {
                    Some(day) => text.contains(&date::long(day)),
                    None => text != without,
                };
                assert!(is_in || !left_out(&builder).is_empty(), "{answer:?} after {base:?} is lost: {text}");
                tried += 1;
            }
        }
    }
    assert!(tried > 300, "only {tried} answers");
}

#[test]
fn a_copied_text_keeps_only_what_is_in_it() {
    let copied = |builder: &mut DocumentBuilder| {
        plan(builder);
        builder.update(Event::CopyChosen("text".to_owned()));
        builder.update(Event::Copied { succeeded: true });
        builder.is_unsaved()
    };
    let mut builder = begun("wessex", ["2027-02-01", "2027-09-01"]);
    answer(&mut builder, Page::Away, &[("keeping-up", "READING LIST")]);
    assert!(!copied(&mut builder), "all of it is in the text");
    for (page, fields) in [
        (Page::Stage, &[("stage", "back")][..]),
        (Page::WorkingTimes, &[("percent", "sixty-ish")]),
        (
            Page::Dates,
            &[("leave-start-day", "31"), ("leave-start-month", "Sept"), ("leave-start-year", "2027")],
        ),
    ] {
        let mut builder = begun("wessex", ["2027-02-01", "2027-09-01"]);
        answer(&mut builder, Page::Away, &[("keeping-up", "READING LIST")]);
        answer(&mut builder, Page::Arrangements, &[("less-than-full-time", "yes")]);
        builder.update(Event::ChangeChosen(page.word().to_owned()));
        answer(&mut builder, page, fields);
        assert!(copied(&mut builder), "{fields:?}: {:?}", left_out(&builder));
        builder.update(Event::FileSaved("save".to_owned()));
        assert!(!builder.is_unsaved(), "a saved file holds what is left out");
    }
}

#[test]
fn a_percentage_goes_with_less_than_full_time() {
    for other in ["no", "unknown"] {
        let mut builder = begun("wessex", ["2027-02-01", "2027-09-01"]);
        answer(&mut builder, Page::Arrangements, &[("less-than-full-time", "yes")]);
        answer(&mut builder, Page::WorkingTimes, &[("percent", "61")]);
        assert!(plan(&mut builder).contains("Yes, 61% of full time"));
        answer(&mut builder, Page::Arrangements, &[("less-than-full-time", other)]);
        assert!(!plan(&mut builder).contains("61"));
        assert_eq!(left_out(&builder), ["What percentage of full time?: 61"]);
    }
}

#[test]
fn the_days_of_a_phased_return_follow_each_other_and_the_return() {
    let mut builder = begun("wessex", ["2027-02-01", "2027-09-01"]);
    answer(&mut builder, Page::Supervision, &[("supervised", "yes"), ("supervision-days", "10")]);
    assert!(plan(&mut builder).contains("14 September 2027: My supervised return ends"));
    answer(&mut builder, Page::Arrangements, &[("phased-return", "yes")]);
    let dates = |start: [&'static str; 3], end: [&'static str; 3]| {
        let parts = ["day", "month", "year"];
        let of = |name: &str, day: [&'static str; 3]| {
            parts
                .into_iter()
                .zip(day)
                .map(|(part, value)| (format!("{name}-{part}"), value))
                .collect::<Vec<_>>()
        };
        [of("more-phased-start", start), of("more-phased-end", end)].concat()
    };
    let mut try_dates = |start, end| {
        let dates = dates(start, end);
        let dates: Vec<(&str, &str)> = dates.iter().map(|(name, value)| (name.as_str(), *value)).collect();
        answer(&mut builder, Page::WorkingTimes, &dates);
        (errors(&builder), plan(&mut builder))
    };
    let (errors, text) = try_dates(["31", "8", "2027"], ["30", "8", "2027"]);
    let expected = [
        "First day of your phased return: choose 1 September 2027 or a later day",
        "Last day of your phased return: choose 31 August 2027 or a later day",
    ];
    assert_eq!(errors, expected);
    assert!(!text.contains("Phased return starts"), "{text}");
    let (errors, text) = try_dates(["1", "9", "2027"], ["30", "9", "2027"]);
    assert_eq!(errors, [""; 0]);
    for line in ["30 September 2027: Phased return ends", "After I return: My supervised return ends"] {
        assert!(text.contains(line), "no `{line}` in {text}");
    }
}

#[test]
fn a_course_without_a_name_is_in_the_plan() {
    let mut builder = begun("west-midlands", ["2027-02-01", "2027-12-01"]);
    answer(&mut builder, Page::Support, &[("support", "external-courses")]);
    answer(&mut builder, Page::Courses, &[("course-date", "2027-10-10"), ("course-approval", "asked")]);
    let text = plan(&mut builder);
    for part in [
        "Course run by somebody else: Not known yet",
        "First day of the course: 10 October 2027",
        "Approval: Asked for",
        "Before 10 October 2027: I get approval for this course: Course run by somebody else",
        "10 October 2027: Course run by somebody else",
    ] {
        assert!(text.contains(part), "no `{part}` in {text}");
    }
    assert_eq!(left_out(&builder), Vec::<String>::new());
}

/// A second value of any kind of field is said, stays when its page is submitted, and is saved.
#[test]
fn a_second_value_of_a_field_is_kept_and_said() {
    let base = [("region", "wessex"), ("stage", "planning"), ("less-than-full-time", "yes")];
    for (page, values, said) in [
        (Page::Dates, &[("return-date", "2027-01-01"), ("return-date", "2028-01-01")][..], "1 January 2028"),
        (Page::Dates, &[("return-date", "2027-01-01"), ("return-date-day", "5")], ": 5"),
        (Page::Dates, &[("return-date-day", "5"), ("return-date-day", "6")], ": 6"),
        (Page::Dates, &[("return-date", "2027-01-01"), ("return-date-unknown", "perhaps")], "perhaps"),
        (Page::About, &[("name", "One"), ("name", "Two")], "Two"),
        (Page::Arrangements, &[("percent", "60"), ("percent", "70")], "70"),
        (Page::Arrangements, &[("phased-return", "yes"), ("phased-return", "no")], ": No"),
    ] {
        let mut builder = builder();
        builder.fill_in(&[&base[..], values].concat().into_iter().collect());
        for emptied in [false, true] {
            let rows = |builder: &mut DocumentBuilder| {
                plan(builder);
                left_out(builder).into_iter().filter(|row| row.contains(said)).count()
            };
            assert_eq!(rows(&mut builder), 1, "{values:?}: {:?}", left_out(&builder));
            builder.fill_in(&builder.fields());
            assert_eq!(rows(&mut builder), 1, "{values:?} are saved: {:?}", left_out(&builder));
            builder.update(Event::BackChosen);
            builder.update(Event::ChangeChosen(page.word().to_owned()));
            let Screen::Question(screen) = builder.screen() else { panic!("{:?}", builder.screen()) };
            let fields = if emptied { Submission::default() } else { as_shown(&screen) };
            // As a browser does, before anything else happens.
            builder.update(Event::Typed(fields.clone()));
            builder.update(Event::Typed(fields.clone()));
            builder.update(Event::Submitted(fields));
            assert_eq!(rows(&mut builder), 1, "{values:?}, submitted: {:?}", left_out(&builder));
        }
    }
}

/// Links that are opened while something is typed.
#[test]
fn a_link_says_by_name_what_it_replaces_and_leaves_the_rest() {
    let slip = [("leave-start-day", "31"), ("leave-start-month", "Sept"), ("leave-start-year", "2031")];
    let asked = |page: Option<&str>| {
        let (policy, words) = POLICY_AND_WORDS.with(Clone::clone);
        let mut checker = checker_on(page.map(RegionId::from), policy, words, site::today(), "");
        for (name, value) in [("region", "wessex"), ("stage", "away"), ("reason", "sick-leave")] {
            if page.is_none() || name != "region" {
                checker.update(Event::Submitted([(name, value)].into_iter().collect()));
            }
        }
        checker.update(Event::Typed(slip.into_iter().collect()));
        checker
    };
    let notes = |checker: &EligibilityChecker| match checker.screen() {
        Screen::Question(screen) => screen.notes.join(" "),
        Screen::CheckAnswers(screen) => screen.notes.join(" "),
        screen => panic!("{screen:?}"),
    };
    let whole = "region=wessex&stage=away&reason=sick-leave&leave-start=2026-09-01&return-date=2027-03-01";
    let (policy, words) = POLICY_AND_WORDS.with(Clone::clone);
    let resume = link(&mut checker_at(policy, words, site::today(), whole));
    for (page, fragment, said, unsaved) in [
        (None, "resume=AQabc", &["not complete"][..], true),
        (None, "stage=away", &["filled in"], true),
        (
            None,
            "leave-start=2026-01-01&region=north-west",
            &["filled in", ": Wessex", ": 31 Sept 2031"],
            false,
        ),
        (None, &resume, &["answers you gave", ": 31 Sept 2031"], false),
        (Some("wessex"), &resume, &["answers you gave", ": 31 Sept 2031"], false),
        (Some("wessex"), "region=north-west", &["holds answers for North West"], true),
        (Some("north-west"), &resume, &["holds answers for Wessex"], true),
        (Some("wessex"), "region=wessex", &[], true),
        (Some("wessex"), "main-content", &[], true),
    ] {
        let mut checker = asked(page);
        let before = checker.screen();
        let effects = checker.update(Event::FragmentOpened(fragment.to_owned()));
        let notes = notes(&checker);
        assert!(said.iter().all(|part| notes.contains(part)), "{page:?} {fragment}: {notes}");
        assert_eq!(notes.is_empty(), said.is_empty(), "{fragment}: {notes}");
        assert!(effects.is_empty() == said.is_empty(), "{fragment}: {effects:?}");
        assert_eq!(notes.contains("Sept 2031"), !unsaved, "{fragment}: {notes}");
        // What the link did not replace is there, and still not seen.
        if unsaved {
            let (Screen::Question(before), Screen::Question(after)) = (before, checker.screen()) else {
                panic!("{fragment} leads away")
            };
            assert_eq!((before.single, before.heading), (after.single, after.heading), "{fragment}");
            assert!(checker.is_unsaved(), "{fragment}");
        }
        // The browser's Back leads through the screens that were there before.
        let position = 1 + usize::from(page.is_none());
        assert_ne!(checker.update(Event::Revisited { position }), [], "{fragment}");
        let Screen::Question(screen) = checker.screen() else { panic!("{fragment}") };
        assert!(serde_json::to_string(&screen).expect("a screen can be written").contains("\"stage\""));
    }
    // Over a result there is no room for a message.
    let mut checker = asked(None);
    checker.update(Event::FragmentOpened(resume));
    checker.update(Event::Submitted(Submission::default()));
    assert!(matches!(checker.screen(), Screen::Outcome(_)));
    checker.update(Event::FragmentOpened("resume=AQabc".to_owned()));
    assert!(notes(&checker).contains("not complete"));
    assert!(!checker.is_unsaved());
}

#[test]
fn a_resume_link_is_read_as_programs_pass_it_on() {
    let (policy, words) = POLICY_AND_WORDS.with(Clone::clone);
    let whole = "region=wessex&stage=away&reason=sick-leave&leave-start=2026-09-01&return-date=2027-03-01";
    let link = link(&mut checker_at(policy, words, site::today(), whole));
    let opened = |fragment: &str| {
        let (policy, words) = POLICY_AND_WORDS.with(Clone::clone);
        checker_at(policy, words, site::today(), fragment).screen()
    };
    for end in ["", ".", ")", " ", "%20", ").", ">"] {
        assert_eq!(opened(&format!("{link}{end}")), opened(&link), "{end:?}");
        assert!(matches!(opened(&format!("{link}{end}")), Screen::CheckAnswers(_)));
    }
    let code = BASE64URL_NOPAD.decode(link.trim_start_matches("resume=").as_bytes()).expect("a code");
    let (content, _) = code.split_at(code.len() - 4);
    let mut content = content.to_vec();
    content[0] += 1;
    content.extend(CRC.checksum(&content).to_le_bytes());
    let newer = format!("resume={}", BASE64URL_NOPAD.encode(&content));
    for (fragment, expected) in [
        (link.to_lowercase(), "not complete"),
        (format!("{link}A"), "not complete"),
        (newer, "newer version"),
    ] {
        let Screen::Question(screen) = opened(&fragment) else { panic!("{fragment} is not read") };
        assert!(screen.notes.concat().contains(expected), "{fragment}: {:?}", screen.notes);
    }
}

#[test]
fn the_checker_keeps_what_is_typed_however_a_question_is_left() {
    let asked = || {
        let mut checker = checker();
        for (name, value) in [("region", "wessex"), ("stage", "away"), ("reason", "sick-leave")] {
            checker.update(Event::Submitted([(name, value)].into_iter().collect()));
        }
        checker
    };
    let typed = [("leave-start-day", "31"), ("leave-start-month", "Feb"), ("leave-start-year", "2027")];
    let shown = |checker: &EligibilityChecker| {
        let Screen::Question(screen) = checker.screen() else { panic!("{:?}", checker.screen()) };
        as_shown(&screen)
    };
    for (away, again) in [
        (Event::BackChosen, Event::Submitted([("reason", "sick-leave")].into_iter().collect())),
        (Event::Revisited { position: 2 }, Event::Revisited { position: 4 }),
        (Event::FragmentOpened("main-content".to_owned()), Event::Revisited { position: 4 }),
        (Event::FragmentOpened("resume=AAAA".to_owned()), Event::PrintChosen),
    ] {
        let mut checker = asked();
        checker.update(Event::Typed(typed.into_iter().collect()));
        assert!(checker.is_unsaved());
        checker.update(away.clone());
        checker.update(again);
        for (name, value) in typed {
            assert_eq!(shown(&checker).text(name), value, "{away:?}");
        }
    }

    let mut checker = asked();
    // A right one is an answer; one before the other is asked again.
    let day = |name: &str, parts: [&str; 3]| {
        let names = ["day", "month", "year"].map(|part| format!("{name}-{part}"));
        Event::Submitted(names.into_iter().zip(parts).collect())
    };
    checker.update(day("leave-start", ["1st", "Sept.", "27"]));
    checker.update(day("return-date", ["1", "2", "2027"]));
    checker.update(Event::BackChosen);
    checker.update(day("leave-start", ["1st", "January", "27"]));
    assert_eq!(answers_and_notes(&checker).0[4].1, "1 February 2027");
    assert!(checker.is_unsaved());
    checker.update(Event::Submitted(Submission::default()));
    assert!(!checker.is_unsaved(), "the result was seen");

    // A link takes the place of answers, and says which.
    let link = link(&mut checker);
    checker.update(Event::ChangeChosen("reason".to_owned()));
    checker.update(Event::Submitted([("reason", "research")].into_iter().collect()));
    checker.update(Event::FragmentOpened(link));
    let notes = answers_and_notes(&checker).1.join(" ");
    assert!(notes.contains("out of programme for research") || notes.contains("OOPR"), "{notes}");
    assert!(!notes.contains("2027"), "the others are the same: {notes}");
}

#[test]
fn each_region_asks_what_its_policy_needs_and_dates_follow() {
    // Ten days at three fifths: seventeen full-time days from Wednesday 1 September 2027.
    let mut builder = begun("west-midlands", ["2027-02-01", "2027-09-01"]);
    assert!(!tasks(&builder).contains_key("account"));
    answer(&mut builder, Page::Arrangements, &[("less-than-full-time", "yes")]);
    answer(&mut builder, Page::WorkingTimes, &[("percent", "60")]);
    builder.update(Event::ChangeChosen("supervision".to_owned()));
    let Screen::Question(screen) = builder.screen() else { panic!("{:?}", builder.screen()) };
    let shown = serde_json::to_string(&screen).expect("a screen can be written");
    assert!(shown.contains("not to be used for service provision alone"), "{shown}");
    answer(&mut builder, Page::Supervision, &[("supervised", "yes"), ("supervision-days", "10")]);
    answer(&mut builder, Page::Support, &[("support", "external-courses")]);
    answer(
        &mut builder,
        Page::Courses,
        &[("external-course", "A course"), ("course-date", "2026-12-20"), ("course-approval", "asked")],
    );
    let text = plan(&mut builder);
    for part in [
        "23 September 2027: My supervised return ends",
        "The agreed 10 days of work",
        "Counted at 60% of full time",
        "Before 20 December 2026: I get approval for this course: A course",
        "Before 20 December 2026: I write on the form which courses run by others I want to go to.",
        "Yes, 60% of full time",
    ] {
        assert!(text.contains(part), "no `{part}` in {text}");
    }

    let mut builder = begun("north-west", ["2027-02-01", "2027-08-31"]);
    assert!(!tasks(&builder).contains_key("support"), "mentoring is not for people who are planning");
    answer(&mut builder, Page::Stage, &[("stage", "away")]);
    assert!(tasks(&builder).contains_key("arrangements"), "how somebody works is agreed everywhere");
    answer(&mut builder, Page::Support, &[("support", "mentoring")]);
    let text = plan(&mut builder);
    assert!(text.contains("By 29 February 2028: Last day: A SuppoRTT mentor"), "{text}");

    // Shorter than the guidance is for: what it says of that stands first, and no step that needs
    // the length follows.
    let mut builder = begun("wessex", ["2027-02-01", "2027-03-01"]);
    let text = plan(&mut builder);
    assert!(text.contains("Still to settle"), "{text}");
    assert!(!text.contains("I fill in the pre-absence form"), "{text}");
    let mut builder = begun("wessex", ["2027-02-01", "2027-05-01"]);
    let text = plan(&mut builder);
    assert!(text.contains("reached if the first day back is 1 May 2027"), "{text}");
    // Two passages disagree about an absence of exactly that length: what one of them asks for is there, with both.
    assert!(text.contains("I fill in the pre-absence form."), "{text}");
    assert!(text.contains("whether this applies to an absence of this length"), "{text}");
    // Which form to use is unclear: the step says so where it names the form, and the plan quotes both passages.
    assert!(text.contains("Return to Training Pre-Return form. I check with my educational supervisor that this is the form to use."), "{text}");
    assert!(
        text.contains("Which pre-return form to use: agree this with the educational supervisor."),
        "{text}"
    );
    let mut builder = begun("wessex", ["2026-02-01", "2027-05-01"]);
    assert!(plan(&mut builder).contains("The dates do not fit"), "a planner has not left yet");

    let mut builder = begun("yorkshire-and-humber", ["2027-02-01", "2028-03-01"]);
    answer(&mut builder, Page::Account, &[("account-created", "2025-11-30")]);
    answer(&mut builder, Page::Review, &[("next-review", "2028-06-01"), ("review", "Progress")]);
    let text = plan(&mut builder);
    assert!(text.contains("By 28 February 2026: I choose my mentor"), "{text}");
    assert!(text.contains("1 June 2028: Review with my educational supervisor"), "{text}");
}

/// The link that a checker makes at its outcome, without the page's address.
fn link(checker: &mut EligibilityChecker) -> String {
    checker.update(Event::Submitted(Submission::default()));
    checker.update(Event::LinkChosen);
    let Screen::Outcome(outcome) = checker.screen() else {
        panic!("all is answered, so there is an outcome")
    };
    let link = outcome.link.made.expect("the link was asked for");
    link.address.strip_prefix(&format!("{PAGE}#")).expect("the link leads to the page").to_owned()
}

/// The outcome of a checker to which only some questions are answered; the others, as far as asked, with "I do not know".
fn outcome_of(given: &str) -> OutcomeScreen {
    let (policy, words) = POLICY_AND_WORDS.with(Clone::clone);
    let mut checker = checker_at(policy, words, site::today(), given);
    for _ in 0..20 {
        let fields: Submission = match checker.screen() {
            Screen::Outcome(outcome) => return *outcome,
            Screen::Question(question) => match question.single {
                Some(Field::Radios(field)) => [(field.name, "unknown".to_owned())].into_iter().collect(),
                Some(Field::Date(field)) => {
                    [(format!("{}-unknown", field.name), "unknown".to_owned())].into_iter().collect()
                }
                other => panic!("{other:?}"),
            },
            _ => Submission::default(),
        };
        checker.update(Event::Submitted(fields));
    }
    panic!("no outcome: {:?}", checker.screen())
}

/// Whoever reads an outcome gets to what it names.
#[test]
fn an_outcome_leads_to_the_forms_and_the_support_that_it_names() {
    let first = outcome_of("region=yorkshire-and-humber&stage=planning&planner-form=no");
    let actions: Vec<_> = first.actions.iter().map(|action| action.url.as_deref()).collect();
    assert_eq!(actions, [Some("/yorkshire-and-humber/absence-planning-form/")], "{:?}", first.actions);
    assert_eq!(first.support_heading, "What you can get after that");
    assert_eq!(first.support[0].name, "Peer mentoring");

    let mentoring = outcome_of("region=north-west&stage=away&leave-start=2026-03-02&return-date=2026-12-21");
    let links: Vec<&str> = mentoring.support_links.iter().map(|link| link.url.as_str()).collect();
    assert_eq!(links, ["/north-west/guidance/", "/north-west/ask-for-a-mentor/"]);
    assert_eq!(mentoring.support_heading, "What you can get");
    assert_eq!(mentoring.helplines, None, "nobody says that it is hard");

    let ill = outcome_of("region=west-midlands&stage=away&reason=sick-leave");
    let help = ill.helplines.expect("help now");
    assert!(help.care.contains("talk to your GP"), "{}", help.care);
    assert!(ill.save.file.content.contains(&help.care), "it is kept too: {}", ill.save.file.content);
}

/// The answers in words, and what the visitor is told about them.
fn answers_and_notes(checker: &EligibilityChecker) -> (Vec<(String, String)>, Vec<String>) {
    let Screen::CheckAnswers(screen) = checker.screen() else { panic!("{:?}", checker.screen()) };
    let rows = screen.groups.into_iter().flat_map(|group| group.rows);
    (rows.map(|row| (row.question, row.answer)).collect(), screen.notes)
}

/// Answers as a page's link gives them.
fn fragment(answers: &Answers) -> String {
    let given = Question::ALL.iter().filter_map(|q| Some(format!("{}={}", q.word(), answers.written(*q)?)));
    given.collect::<Vec<_>>().join("&")
}

#[test]
fn every_set_of_answers_can_be_given_by_a_link_and_brought_back_by_one() {
    let (policy, words) = site::policy_and_words();
    let day = site::today();
    let mut all = Vec::new();
    situations::each(&policy, day, &mut |answers| all.push(answers.clone()));
    let mut longest = 0;
    // Who does not know the region is asked again.
    let with_region = all.into_iter().filter(|answers| answers.region != Some(Answer::Unknown));
    for answers in with_region.step_by(17) {
        let mut given = checker_at(policy.clone(), words.clone(), day, &fragment(&answers));
        let (rows, _) = answers_and_notes(&given);
        let link = link(&mut given);
        longest = longest.max(link.len());
        let (again, notes) = answers_and_notes(&checker_at(policy.clone(), words.clone(), day, &link));
        assert_eq!(again, rows, "{answers:?}");
        assert_eq!(notes.last(), Some(&words.checker.resume.unchanged), "{answers:?}: {notes:?}");
        for word in ["sick", "suspension", "wessex", "202"] {
            assert!(!link.contains(word), "the link shows `{word}`: {link}");
        }
    }
    assert!(longest < 100, "links fit anywhere: {longest} characters");
}

/// The fields that give a written answer to a question.
fn fields_for(question: Question, written: &str) -> Submission {
    let name = question.word();
    match date::read(written) {
        Some(day) => {
            let part = |part: &str, format: &str| (format!("{name}-{part}"), day.format(format).to_string());
            [part("day", "%d"), part("month", "%m"), part("year", "%Y")].into_iter().collect()
        }
        None if question.words().is_empty() && question != Question::Region => {
            [(format!("{name}-unknown"), written.to_owned())].into_iter().collect()
        }
        None => [(name.to_owned(), written.to_owned())].into_iter().collect(),
    }
}

/// Answers whatever is still asked with "I do not know", as far as the answers to check.
fn finish(checker: &mut EligibilityChecker) {
    while let Screen::Question(screen) = checker.screen() {
        let Some(single) = screen.single else {
            // Who does not know the region looks for it.
            checker.update(Event::Submitted([("find-region", "Southampton")].into_iter().collect()));
            continue;
        };
        let name = match single {
            Field::Date(field) => field.name,
            Field::Radios(field) => field.name,
            other => panic!("the checker has no such field: {other:?}"),
        };
        let question = Question::from_word(&name).expect("fields are named for questions");
        checker.update(Event::Submitted(fields_for(question, "unknown")));
    }
}

/// Whoever does not know their region types a name that they know.
#[test]
fn a_name_that_people_know_leads_to_the_region_or_beyond_it() {
    let (policy, words) = site::policy_and_words();
    let looked_up = |name: &str| {
        let mut checker = checker();
        checker.update(Event::Submitted([("region", "unknown")].into_iter().collect()));
        checker.update(Event::Submitted([("find-region", name)].into_iter().collect()));
        checker.screen()
    };
    let mut tried = 0;
    for region in policy.regions() {
        let area = region.area();
        for name in [&area.counties, &area.towns, &area.programmes].into_iter().flatten() {
            let Screen::Question(screen) = looked_up(&name.to_uppercase()) else { panic!("{name}") };
            assert!(screen.notes[0].contains(region.name()), "{name}: {:?}", screen.notes);
            assert!(
                screen.heading.contains("Where are you now"),
                "{name} is in two regions: {}",
                screen.heading
            );
            tried += 1;
        }
    }
    assert!(tried > 40, "only {tried} names");
    let Screen::Question(screen) = looked_up(" leeds general infirmary ") else { panic!("it is known") };
    assert!(screen.notes[0].contains("Yorkshire and Humber"), "{:?}", screen.notes);
    let Screen::Elsewhere(screen) = looked_up("Glasgow") else { panic!("it is known") };
    assert_eq!(screen.places.len(), 1);
    for (typed, expected) in
        [("", &words.checker.finder.missing), ("Atlantis", &words.checker.finder.unknown)]
    {
        let Screen::Question(screen) = looked_up(typed) else { panic!("it asks again") };
        assert_eq!(screen.errors[0].text, expected.replace("{name}", typed));
    }
}

/// Whichever answer is changed, all others stay that still apply, and all are back when it is
/// changed back.
#[test]
fn changing_an_answer_keeps_the_others() {
    let (policy, words) = site::policy_and_words();
    let day = site::today();
    let mut all = Vec::new();
    situations::each(&policy, day, &mut |answers| all.push(answers.clone()));
    let mut tried = 0;
    for answers in all.iter().step_by(499) {
        let situations = Situations::new(vec![&policy], day, answers);
        let mut checker = checker_at(policy.clone(), words.clone(), day, &fragment(answers));
        let (rows, _) = answers_and_notes(&checker);
        for question in answers.path(&policy, day) {
            let given = answers.written(question).expect("all is answered");
            for choice in situations.choices(question, answers).into_iter().filter(|choice| *choice != given)
            {
                checker.update(Event::ChangeChosen(question.word().to_owned()));
                checker.update(Event::Submitted(fields_for(question, &choice)));
                finish(&mut checker);
                let changed = answers.with(question, &choice);
                for other in changed.path(&policy, day).into_iter().filter(|other| *other != question) {
                    let Some(kept) = changed.written(other) else { continue };
                    let value = other.word();
                    let Screen::CheckAnswers(screen) = checker.screen() else { panic!("all is answered") };
                    let row =
                        screen.groups.iter().flat_map(|group| &group.rows).find(|row| row.value == value);
                    let row = row.unwrap_or_else(|| panic!("{value} is lost after {question:?} = {choice}"));
                    let before = fields_for(other, &kept);
                    checker.update(Event::ChangeChosen(value.to_owned()));
                    let Screen::Question(asked) = checker.screen() else { panic!("{row:?} can be changed") };
                    let shown = as_shown(&asked);
                    for name in before.names() {
                        let typed = before.text(name).trim_start_matches('0');
                        assert_eq!(shown.text(name).trim_start_matches('0'), typed, "{value} after {choice}");
                    }
                    checker.update(Event::Submitted(shown));
                    tried += 1;
                }
                checker.update(Event::ChangeChosen(question.word().to_owned()));
                checker.update(Event::Submitted(fields_for(question, &given)));
                assert_eq!(answers_and_notes(&checker).0, rows, "{question:?}: {choice} and back");
            }
        }
    }
    assert!(tried > 1_000, "only {tried} changes");
}

#[test]
fn a_link_for_another_region_is_not_taken_for_this_one() {
    let (policy, words) = site::policy_and_words();
    let given = "region=wessex&stage=away&reason=sick-leave&leave-start=2026-09-01&return-date=2027-03-01";
    let own = link(&mut checker_at(policy.clone(), words.clone(), site::today(), given));
    let own = own.split_once('#').map_or(own.as_str(), |(_, fragment)| fragment);
    for fragment in [given, own] {
        let region = Some(RegionId::from("north-west"));
        let checker = checker_on(region, policy.clone(), words.clone(), site::today(), fragment);
        let Screen::Question(question) = checker.screen() else {
            panic!("nothing is answered by {fragment}")
        };
        assert!(question.notes.concat().contains("holds answers for Wessex"), "{:?}", question.notes);
        assert!(
            !serde_json::to_string(&question).expect("a screen can be written").contains("\"checked\":true")
        );
    }
}

#[test]
fn an_old_link_opens_and_says_what_has_changed() {
    let (policy, words) = site::policy_and_words();
    let region = policy.regions().first().expect("there is a region").clone();
    let made = site::today();
    let start = made.format("%Y-%m-%d");
    let end = date::months_after(made, 4).format("%Y-%m-%d");
    let given =
        format!("region={}&stage=away&reason=sick-leave&leave-start={start}&return-date={end}", region.id());
    let link = link(&mut checker_at(policy.clone(), words.clone(), made, &given));
    let resume = &words.checker.resume;
    let longer = |from: Option<Date>| {
        let mut document = PolicyDocument::from(policy.clone());
        let rules =
            &mut document.regions.iter_mut().find(|r| r.id == *region.id()).expect("it is there").rules;
        let at = rules.iter().position(|rule| rule.id.as_str() == "minimum-absence").expect("a threshold");
        let mut changed = rules[at].clone();
        let Statement::Value(PolicyValue::Threshold(Threshold { months, .. })) = &mut changed.body.statement
        else {
            panic!("it has a value")
        };
        *months = 6;
        match from {
            Some(from) => {
                changed.from = from;
                rules.push(changed);
            }
            None => rules[at] = changed,
        }
        Policy::new(document).expect("the changed policy is right")
    };
    let open = |policy: &Policy, day: Date| {
        answers_and_notes(&checker_at(policy.clone(), words.clone(), day, &link)).1
    };

    // A new value from a later day: nothing before it, what has changed from it on.
    let later = longer(Some(date::days_after(made, 30)));
    assert_eq!(open(&later, date::days_after(made, 29)).last(), Some(&resume.unchanged));
    let told = open(&later, date::days_after(made, 30)).join("\n");
    assert!(told.contains("3 months or more") && told.contains("6 months or more"), "{told}");
    assert!(told.contains("Your result was"), "{told}");

    // A value that was wrong and has been put right.
    let told = open(&longer(None), made).join("\n");
    assert!(told.contains("has been corrected since") && told.contains("Your result was"), "{told}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn no_fragment_can_do_harm(garbage in ".{0,300}", tail in "[A-Za-z0-9_-]{0,120}", cut in 0_usize..90) {
        let (policy, words) = POLICY_AND_WORDS.with(Clone::clone);
        let good = "resume=AfxpAACCAAAAAAZ3ZXNzZXgIAgADAAACAgA";
        let cut = good.get(..cut.min(good.len())).expect("it is plain text");
        for fragment in [garbage, format!("resume={tail}"), cut.to_owned(), format!("region={tail}&stage={tail}")] {
            let checker = checker_at(policy.clone(), words.clone(), site::today(), &fragment);
            let screen = checker.screen();
            assert_whole(&screen);
            let Screen::Question(question) = screen else { panic!("nothing is answered by {fragment}") };
            let is_token = fragment.starts_with("resume=");
            prop_assert_eq!(question.notes.is_empty(), !is_token, "{}: {:?}", fragment, question.notes);
        }
    }
}

thread_local! {
    static POLICY_AND_WORDS: (Policy, Words) = site::policy_and_words();
}

#[test]
fn courses_are_picked_from_those_the_region_lists() {
    let mut builder = begun("wessex", ["2027-02-01", "2027-09-01"]);
    answer(&mut builder, Page::Support, &[("support", "return-courses")]);
    let Screen::Question(screen) = builder.screen() else { panic!("{:?}", builder.screen()) };
    let shown = serde_json::to_string(&screen).expect("a screen can be written");
    assert!(shown.contains("Course ahead") && shown.contains("3 May 2027"), "{shown}");
    assert!(shown.contains("Dates to be announced"), "a series without dates can be wished for: {shown}");
    assert!(!shown.contains("Course over"), "what is over cannot: {shown}");
    let wishes = [("courses", "ahead"), ("courses", "over"), ("other-courses", "Another one")];
    answer(&mut builder, Page::Courses, &wishes);
    let text = plan(&mut builder);
    for expected in [
        "- Course ahead: 3 May 2027",
        "Another one",
        "By 1 April 2027: I book a place: Course ahead",
        "3 May 2027: Course ahead",
    ] {
        assert!(text.contains(expected), "the plan lacks `{expected}`: {text}");
    }
    assert!(!text.contains("Course over"), "{text}");
    // Whoever does not wish for courses any more has none in the plan.
    answer(&mut builder, Page::Support, &[("support", "coaching")]);
    assert!(!plan(&mut builder).contains("Course ahead"), "what is not asked is not in the plan");
}

/// The fields as the page shows them, submitted untouched.
fn as_shown(screen: &QuestionScreen) -> Submission {
    let mut fields: Vec<(String, String)> = Vec::new();
    for field in screen.single.iter().chain(&screen.fields) {
        match field {
            Field::Radios(field) | Field::Checkboxes(field) => {
                let checked = field.options.iter().filter(|option| option.checked);
                fields.extend(checked.map(|option| (field.name.clone(), option.value.clone())));
            }
            Field::Date(field) => {
                for part in [&field.day, &field.month, &field.year] {
                    fields.push((part.name.clone(), part.value.clone()));
                }
                if let Some(unknown) = field.unknown.as_ref().filter(|unknown| unknown.checked) {
                    fields.push((unknown.name.clone(), unknown.value.clone()));
                }
            }
            Field::Text(field) | Field::Number(field) | Field::Textarea(field) => {
                fields.push((field.name.clone(), field.value.clone()));
            }
        }
    }
    fields.into_iter().collect()
}

/// Every name that the theme's templates bind to is one that some screen has.
#[test]
fn the_theme_binds_to_names_that_exist() {
    let mut names = BTreeSet::new();
    let mut checker = checker();
    let mut builder = builder();
    // Fixed walks that meet every kind of screen and field, refused ones too.
    for page in Page::ALL {
        let mut builder = begun("wessex", ["2027-02-01", "2027-09-01"]);
        answer(&mut builder, Page::Support, &[("support", "coaching")]);
        builder.update(Event::BackChosen);
        builder.update(Event::ChangeChosen(page.word().to_owned()));
        collect(&serde_json::to_value(builder.screen()).expect("a screen can be written"), &mut names);
    }
    let mut finished = begun("wessex", ["2027-02-01", "2027-09-01"]);
    answer(&mut finished, Page::Arrangements, &[("less-than-full-time", "yes")]);
    answer(&mut finished, Page::Region, &[("region", "north-west")]);
    answer(&mut finished, Page::Support, &[("support", "mentoring")]);
    plan(&mut finished);
    collect(&serde_json::to_value(finished.screen()).expect("a screen can be written"), &mut names);
    // Somebody else opens the plan and changes it.
    let Screen::Done(done) = finished.screen() else { panic!("the plan is there") };
    let file = done.routes().find_map(|route| route.file.as_ref().filter(|file| file.mime == "text/html"));
    let mut theirs = builder_at(Paper::ReturnPlan, "");
    theirs.update(Event::Opened(file.map(|file| file.content.clone().into_bytes())));
    collect(&serde_json::to_value(theirs.screen()).expect("a screen can be written"), &mut names);
    theirs.update(Event::Submitted(Submission::from_iter([("reader", "supervisor")])));
    answer(&mut theirs, Page::About, &[("name", "Dr Zoë")]);
    collect(&serde_json::to_value(theirs.screen()).expect("a screen can be written"), &mut names);
    theirs.update(Event::BackChosen);
    collect(&serde_json::to_value(theirs.screen()).expect("a screen can be written"), &mut names);
    let mut elsewhere = begun("wessex", ["2027-02-01", "2027-09-01"]);
    answer(&mut elsewhere, Page::Support, &[("support", "coaching")]);
    answer(&mut elsewhere, Page::Amounts, &[("amount-coaching", "2")]);
    answer(&mut elsewhere, Page::Region, &[("region", "north-west")]);
    collect(&serde_json::to_value(elsewhere.screen()).expect("a screen can be written"), &mut names);
    for option in [9, 0, 1, 2, 2, 2, 0, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2] {
        // Not every text is an email address; an empty one is right everywhere.
        for (widget, text) in [(&mut checker as &mut dyn Widget, 1), (&mut builder, 0)] {
            let screen = widget.screen();
            collect(&serde_json::to_value(&screen).expect("a screen can be written"), &mut names);
            widget.update(event(&Press::Submit(option, text), &screen));
        }
    }
    // What comes before the questions, what is beyond the regions, and what is asked before all is cleared.
    let (policy, words) = POLICY_AND_WORDS.with(Clone::clone);
    let clear = words.journey.clear.clone();
    let all = "region=wessex&stage=away&reason=sick-leave&leave-start=2026-02-01&return-date=2027-09-01";
    let mut answered = checker_at(policy.clone(), words.clone(), site::today(), all);
    answered.update(Event::Submitted(Submission::default()));
    let brought = builder_at(Paper::ReturnPlan, all);
    collect(&serde_json::to_value(brought.screen()).expect("a screen can be written"), &mut names);
    collect(&serde_json::to_value(answered.screen()).expect("a screen can be written"), &mut names);
    let mut asking = Asking::new(checker_at(policy, words, site::today(), ""), clear);
    for event in [
        Event::Submitted([("region", "other")].into_iter().collect()),
        Event::RestartChosen,
        Event::ClearConfirmed,
    ] {
        asking.update(event);
        collect(&serde_json::to_value(asking.screen()).expect("a screen can be written"), &mut names);
    }
    let mut quoted = begun("north-west", ["2027-02-01", "2027-09-01"]);
    answer(&mut quoted, Page::Stage, &[("stage", "away")]);
    collect(&serde_json::to_value(quoted.screen()).expect("a screen can be written"), &mut names);
    for kind in ["outcome", "done"] {
        let reached = match kind {
            "outcome" => matches!(checker.screen(), Screen::Outcome(_)),
            _ => matches!(builder.screen(), Screen::Done(_)),
        };
        assert!(reached, "the walk ends at {kind}");
    }
    checker.update(Event::LinkChosen);
    collect(&serde_json::to_value(checker.screen()).expect("a screen can be written"), &mut names);
    let folder = site::root().join("themes/nhs/templates/widgets");
    let mut bindings = 0;
    for file in fs::read_dir(folder).expect("the theme's widget templates").filter_map(Result::ok) {
        let text = fs::read_to_string(file.path()).expect("a template");
        for path in bound_paths(&text) {
            bindings += 1;
            for name in path.split('.').filter(|name| !name.is_empty()) {
                assert!(names.contains(name), "{:?} binds to `{path}`, which no screen has", file.path());
            }
        }
    }
    assert!(bindings > 50, "only {bindings} bindings were found");
}

fn collect(value: &Value, names: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                names.insert(name.clone());
                collect(value, names);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, names)),
        _ => {}
    }
}

/// The paths in the `data-` attributes of a template.
fn bound_paths(template: &str) -> Vec<String> {
    let mut paths = Vec::new();
    for name in ["each", "if", "unless", "if-shareable", "with", "text", "file"] {
        paths.extend(attribute(template, &format!("data-{name}")));
    }
    for attributes in attribute(template, "data-attr") {
        for pattern in attributes.split(';').filter_map(|pair| Some(pair.split_once(':')?.1.trim())) {
            if pattern.contains('{') {
                let names = pattern.split('{').skip(1).filter_map(|part| part.split_once('}'));
                paths.extend(names.map(|(name, _)| name.to_owned()));
            } else {
                paths.push(pattern.to_owned());
            }
        }
    }
    paths
}

fn attribute(template: &str, name: &str) -> Vec<String> {
    template
        .split(&format!(" {name}=\""))
        .skip(1)
        .filter_map(|rest| Some(rest.split_once('"')?.0.to_owned()))
        .collect()
}
