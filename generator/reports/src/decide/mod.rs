//! `supportt decide`: answers in, what the policy means for them out, both as JSON.
//!
//! Decides with the functions that the checker in the browser runs, so that scripts, scenario
//! tests and audits see what visitors see. [`report`] is the form of what comes out.

mod input;
pub mod report;

use rayon::prelude::*;
use supportt_basics::date::Date;

use self::input::Given;
use self::report::Report;
use crate::reply::Reply;
use supportt_content::rulebook::Rulebook;
use supportt_source::characters;
use supportt_source::diagnostic::Diagnostics;
use supportt_source::{SourceFile, Sources};

/// Decides what a rulebook means on a day for the answers in a file.
#[must_use]
pub fn reply(rulebook: &Rulebook, sources: Sources, today: Date) -> Reply {
    let mut diagnostics = Diagnostics::new();
    let text = sources.files().first().and_then(|file| decide(rulebook, file, today, &mut diagnostics));
    Reply { text, diagnostics, sources }
}

/// The reports, in the order of the answers; nothing if anything is wrong with the answers, which is reported.
fn decide(
    rulebook: &Rulebook,
    file: &SourceFile,
    today: Date,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    let report = |answers| Report::new(rulebook, answers, today);
    let json = match input::read(file, &rulebook.policy, diagnostics)? {
        Given::One(answers) => serde_json::to_string_pretty(&report(&answers)),
        Given::Many(people) => {
            serde_json::to_string_pretty(&people.par_iter().map(report).collect::<Vec<_>>())
        }
    };
    Some(characters::json(&json.expect("a report is made of texts and lists")) + "\n")
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect, expect_file};
    use serde_json::json;

    use super::*;
    use supportt_source::diagnostic::render::Format;

    fn decided(answers: &str) -> Result<String, String> {
        let (decided, sources, diagnostics) = asked(answers);
        decided.ok_or_else(|| diagnostics.report(&sources, Format::Human, false))
    }

    fn asked(answers: &str) -> (Option<String>, Sources, Diagnostics) {
        let mut diagnostics = Diagnostics::new();
        let inputs = supportt_fixture::inputs("", &mut diagnostics);
        let rulebook = Rulebook::read(&inputs.sources, &mut diagnostics).expect("the fixture is sound");
        let sources = Sources::new([("answers.json".to_owned(), answers.to_owned())]);
        let decided = decide(&rulebook, &sources.files()[0], supportt_fixture::today(), &mut diagnostics);
        (decided, sources, diagnostics)
    }

    #[expect(clippy::needless_pass_by_value, reason = "an expectation is written where it is used")]
    fn refuse(answers: &str, expect: Expect) {
        expect.assert_eq(&decided(answers).expect_err("the answers are wrong"));
        // What a hint says to type mends the problem.
        let (_, sources, diagnostics) = asked(answers);
        let before = diagnostics.sorted().len();
        for problem in diagnostics.sorted() {
            for change in problem.hints.iter().flat_map(|hint| &hint.changes) {
                let file = &sources.files()[0];
                let (range, text) = change.edit(file).expect("answers have no name to change");
                let mut changed = file.text().to_owned();
                changed.replace_range(range, text);
                let (_, _, after) = asked(&changed);
                let count = |problems: &Diagnostics| {
                    problems.sorted().iter().filter(|other| other.code == problem.code).count()
                };
                assert!(count(&after) < count(&diagnostics) && after.sorted().len() < before, "{changed}");
            }
        }
    }

    #[test]
    fn everything_that_is_wrong_with_answers_is_said_where_it_stands() {
        refuse(
            r#"[
  {"region": "nroth", "stage": "awya", "leave_start": "2026-02-01", "approved": 1},
  {"region": "north", "leave-start": "2026-08-01", "return-date": "2026-02-01", "reason": "unwell"},
  {"return-date": "2026-02-30", "stage": "away", "stage": "back", "long-enough": "true", "region": []},
  "away"
]"#,
            expect![[r#"
                error[answers::unknown-region]: there is no region `nroth`
                 --> answers.json:2:14
                  |
                2 |   {"region": "nroth", "stage": "awya", "leave_start": "2026-02-01", "approved": 1},
                  |              ^^^^^^^
                  |
                  = hint: did you mean `north`?

                error[answers::not-an-answer]: `awya` does not answer `stage`
                 --> answers.json:2:32
                  |
                2 |   {"region": "nroth", "stage": "awya", "leave_start": "2026-02-01", "approved": 1},
                  |                                ^^^^^^
                  |
                  = hint: did you mean `away`?

                error[answers::unknown-question]: there is no question `leave_start`
                 --> answers.json:2:40
                  |
                2 |   {"region": "nroth", "stage": "awya", "leave_start": "2026-02-01", "approved": 1},
                  |                                        ^^^^^^^^^^^^^
                  |
                  = hint: did you mean `leave-start`?

                error[answers::kind]: a number does not answer `approved`
                 --> answers.json:2:81
                  |
                2 |   {"region": "nroth", "stage": "awya", "leave_start": "2026-02-01", "approved": 1},
                  |                                                                                 ^
                  |
                  = hint: write `"yes"`, `"no"` or `"unknown"`

                error[answers::order]: the first day back must follow the first day away
                 --> answers.json:3:67
                  |
                3 |   {"region": "north", "leave-start": "2026-08-01", "return-date": "2026-02-01", "reason": "unwell"},
                  |                                      ------------                 ^^^^^^^^^^^^
                  |                                      |
                  |                                      the first day away
                  |
                  = hint: exchange the two days, or mend the one that is wrong

                error[answers::not-an-answer]: `unwell` does not answer `reason`
                 --> answers.json:3:91
                  |
                3 |   {"region": "north", "leave-start": "2026-08-01", "return-date": "2026-02-01", "reason": "unwell"},
                  |                                                                                           ^^^^^^^^
                  |
                  = hint: write `parental-leave`, `sick-leave`, `carers-leave`, `out-of-programme`, `research`, `career-break`, `experience`, `approved-training`, `pause`, `global-health-fellowship`, `restriction`, `suspension`, `other`, `prefer-not-to-say`, `bereavement` or `unknown`

                error[answers::not-an-answer]: `2026-02-30` does not answer `return-date`
                 --> answers.json:4:19
                  |
                4 |   {"return-date": "2026-02-30", "stage": "away", "stage": "back", "long-enough": "true", "region": []},
                  |                   ^^^^^^^^^^^^
                  |
                  = hint: write a day that exists, such as "2026-11-22", or "unknown"

                error[answers::repeated]: `stage` is answered twice
                 --> answers.json:4:50
                  |
                4 |   {"return-date": "2026-02-30", "stage": "away", "stage": "back", "long-enough": "true", "region": []},
                  |                                          ------  ^^^^^^^
                  |                                          |
                  |                                          answered first here
                  |
                  = hint: keep one of the two

                error[answers::not-an-answer]: `true` does not answer `long-enough`
                 --> answers.json:4:82
                  |
                4 |   {"return-date": "2026-02-30", "stage": "away", "stage": "back", "long-enough": "true", "region": []},
                  |                                                                                  ^^^^^^
                  |
                  = hint: write `yes`, `no` or `unknown`

                error[answers::kind]: a list does not answer `region`
                 --> answers.json:4:100
                  |
                4 |   {"return-date": "2026-02-30", "stage": "away", "stage": "back", "long-enough": "true", "region": []},
                  |                                                                                                    ^^
                  |
                  = hint: write `"north"` or `"unknown"`

                error[answers::shape]: each person's answers stand between braces
                 --> answers.json:5:3
                  |
                5 |   "away"
                  |   ^^^^^^ this is text
                  |
                  = hint: write answers like `{"region": "north", "stage": "planning"}`

            "#]],
        );
    }

    #[test]
    fn more_people_than_memory_holds_reports_of_are_not_decided_about() {
        refuse(
            &format!("[{}{{}}]", "{},".repeat(200)),
            expect![[r#"
                error[answers::too-many]: these are the answers of more than 200 people
                 --> answers.json:1:1
                  |
                1 | [{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},...
                  | ^
                  |
                  = hint: write them into several files, and ask about one after the other

            "#]],
        );
        assert!(decided(&format!("[{}{{}}]", "{},".repeat(199))).is_ok());
    }

    #[test]
    fn what_is_not_json_is_said_where_it_ends_to_be() {
        refuse(
            "",
            expect![[r#"
            error[answers::none]: there are no answers here
            --> answers.json
             = hint: write answers like `{"region": "north", "stage": "planning"}`

        "#]],
        );
        refuse(
            "\"away\"",
            expect![[r#"
            error[answers::shape]: answers stand between braces, or in a list of such
             --> answers.json:1:1
              |
            1 | "away"
              | ^^^^^^ this is text
              |
              = hint: write answers like `{"region": "north", "stage": "planning"}`

        "#]],
        );
        refuse(
            "{\n  \"region\": \"north\",\n}",
            expect![[r#"
            error[answers::not-json]: this is not JSON: trailing commas are not allowed
             --> answers.json:2:20
              |
            2 |   "region": "north",
              |                    ^
              |
              = hint: write answers like `{"region": "north", "stage": "planning"}`

        "#]],
        );
        refuse(
            "{\"region\": \"north\"",
            expect![[r#"
            error[answers::not-json]: this is not JSON: unterminated object
             --> answers.json:1:1
              |
            1 | {"region": "north"
              | ^^^^^^^^^^^^^^^^^^
              |
              = hint: write answers like `{"region": "north", "stage": "planning"}`

        "#]],
        );
    }

    #[test]
    fn flags_and_nothing_are_understood() {
        let one = decided(r#"{"region": "north", "approved": true, "reason": null}"#);
        let other = decided(r#"{"approved": "yes", "region": "north"}"#);
        assert_eq!(one, other);
    }

    #[test]
    fn a_report_is_whole() {
        let report = decided(
            r#"{"region": "north", "stage": "away", "reason": "sick-leave",
                "leave-start": "2026-02-01", "return-date": "2026-05-02", "approved": "yes"}"#,
        );
        expect_file!["../../expected/decided.json"].assert_eq(&report.expect("the answers are right"));
    }

    #[test]
    fn several_people_are_told_in_their_order() {
        let reports = decided(r#"[{"region": "unknown"}, {"region": "north"}, {}]"#);
        let reports: Vec<serde_json::Value> =
            serde_json::from_str(&reports.expect("the answers are right")).expect("a list");
        let regions: Vec<_> = reports.iter().map(|report| report["region"]["id"].as_str()).collect();
        assert_eq!(regions, [None, Some("north"), None]);
        let open = |report: &serde_json::Value| report["open_questions"][0]["question"].clone();
        assert_eq!(
            reports.iter().map(open).collect::<Vec<_>>(),
            [json!(null), json!("stage"), json!("region")]
        );
    }
}
