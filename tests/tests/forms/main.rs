//! The two forms as pure state machines, on the real policy.

mod builder;
mod checker;
mod presses;
mod theme;

use std::collections::BTreeMap;

use supportt_basics::date::{self, Date};
use supportt_basics::ids::RegionId;
use supportt_basics::keyword::Keyword;
use supportt_content::words::Words;
use supportt_forms::document_builder::{DocumentBuilder, Page};
use supportt_forms::eligibility_checker::EligibilityChecker;
use supportt_forms::national::{Elsewhere, Helpline};
use supportt_forms::payload::{Payload, RegionPages};
use supportt_forms::submission::Submission;
use supportt_forms::view::{Field, QuestionScreen};
use supportt_forms::{Event, Screen, Widget};
use supportt_rules::policy::{Paper, Policy, Region};
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

/// What was typed, by the name of its field and its option.
type Typed = BTreeMap<(String, String), String>;

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

thread_local! {
    static POLICY_AND_WORDS: (Policy, Words) = site::policy_and_words();
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
