//! Whatever is pressed in whatever order.

use std::collections::BTreeMap;

use proptest::prelude::*;
use supportt_basics::keyword::Keyword;
use supportt_forms::document_builder::{DocumentBuilder, Page};
use supportt_forms::submission::Submission;
use supportt_forms::view::{Field, QuestionScreen};
use supportt_forms::{Event, Screen, Widget};
use supportt_rules::policy::Paper;
use supportt_tests::site;

use super::{POLICY_AND_WORDS, Typed, as_shown, builder_of, checker, checker_at};

/// A press of something, described by numbers, so that any sequence can be made up.
#[derive(Clone, Debug)]
pub(super) enum Press {
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

pub(super) fn event(press: &Press, screen: &Screen) -> Event {
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
            let saved = include_bytes!("../../plan/plan.html");
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
