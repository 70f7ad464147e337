//! What the checker asks, and the links that bring answers back.

use data_encoding::BASE64URL_NOPAD;
use supportt_basics::date::{self, Date};
use supportt_basics::ids::RegionId;
use supportt_basics::keyword::Keyword;
use supportt_documents::checksum::CRC;
use supportt_forms::document_builder::Page;
use supportt_forms::eligibility_checker::EligibilityChecker;
use supportt_forms::submission::Submission;
use supportt_forms::view::{Field, OutcomeScreen};
use supportt_forms::{Event, Screen, Widget};
use supportt_rules::answers::{Answer, Answers, Question};
use supportt_rules::policy::{Policy, PolicyDocument, Statement};
use supportt_rules::situations::{self, Situations};
use supportt_rules::value::{Threshold, Value as PolicyValue};
use supportt_tests::site;

use super::{POLICY_AND_WORDS, answer, as_shown, begun, checker, checker_at, checker_on, link, plan, tasks};

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
