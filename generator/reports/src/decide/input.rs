//! Answers as people and scripts write them, in JSON.
//!
//! Every problem is reported where it stands, so the text is read into a tree with places rather
//! than straight into [`Answers`].

use std::borrow::Cow;

use jsonc_parser::ast::{Object, ObjectProp, Value};
use jsonc_parser::common::Ranged;
use supportt_basics::keyword::Keyword;
use supportt_forms::date_input;
use supportt_rules::answers::{Answers, Question, UNKNOWN};
use supportt_rules::policy::Policy;

use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::json::{self, kind, suggest};
use supportt_source::{SourceFile, Span};

/// How many people are decided about at once: about a second of work. A report is some hundred times as long as the
/// answers.
const MOST_PEOPLE: usize = 200;

/// The answers of one person, or of several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Given {
    One(Answers),
    Many(Vec<Answers>),
}

/// Reads answers; `None` if anything is wrong with them, all of which is reported.
pub(super) fn read(file: &SourceFile, policy: &Policy, diagnostics: &mut Diagnostics) -> Option<Given> {
    let mut found = Diagnostics::new();
    let given = Reader { file, policy }.given(&mut found);
    let sound = !found.has_errors();
    diagnostics.append(found);
    given.filter(|_| sound)
}

struct Reader<'a> {
    file: &'a SourceFile,
    policy: &'a Policy,
}

impl Reader<'_> {
    fn given(&self, diagnostics: &mut Diagnostics) -> Option<Given> {
        let tree = match json::read(self.file, "answers::not-json") {
            Ok(tree) => tree,
            Err(problem) => {
                diagnostics.push(problem.hint(self.example()));
                return None;
            }
        };
        match &tree {
            Some(Value::Object(object)) => Some(Given::One(self.person(object, diagnostics))),
            Some(Value::Array(people)) if people.elements.len() > MOST_PEOPLE => {
                let span = self.file.span(people.start()..people.start() + 1);
                let message = format!("these are the answers of more than {MOST_PEOPLE} people");
                diagnostics.push(
                    Diagnostic::error("answers::too-many", span, message)
                        .hint("write them into several files, and ask about one after the other"),
                );
                None
            }
            Some(Value::Array(people)) => {
                let people: Vec<Option<Answers>> =
                    people.elements.iter().map(|person| self.element(person, diagnostics)).collect();
                people.into_iter().collect::<Option<_>>().map(Given::Many)
            }
            Some(other) => {
                let message = "answers stand between braces, or in a list of such";
                diagnostics.push(self.wrong_shape(other, message));
                None
            }
            None => {
                let problem =
                    Diagnostic::error("answers::none", self.file.whole(), "there are no answers here");
                diagnostics.push(problem.hint(self.example()));
                None
            }
        }
    }

    fn element(&self, person: &Value<'_>, diagnostics: &mut Diagnostics) -> Option<Answers> {
        if let Value::Object(object) = person {
            return Some(self.person(object, diagnostics));
        }
        diagnostics.push(self.wrong_shape(person, "each person's answers stand between braces"));
        None
    }

    fn person(&self, object: &Object<'_>, diagnostics: &mut Diagnostics) -> Answers {
        let mut answers = Answers::default();
        let mut places: Vec<(Question, Span)> = Vec::new();
        for ObjectProp { range: _, name, value } in &object.properties {
            let Some(question) = Question::from_word(name.as_str()) else {
                diagnostics.push(unknown_question(name.as_str(), self.span(name)));
                continue;
            };
            if let Some((_, first)) = places.iter().find(|(other, _)| *other == question) {
                diagnostics.push(
                    Diagnostic::error(
                        "answers::repeated",
                        self.span(name),
                        format!("`{}` is answered twice", question.word()),
                    )
                    .also(*first, "answered first here")
                    .hint("keep one of the two"),
                );
                continue;
            }
            places.push((question, self.span(value)));
            if let Err(problem) = self.answer(question, value, &mut answers) {
                diagnostics.push(problem);
            }
        }
        let place = |question| places.iter().find(|(other, _)| *other == question).map(|(_, span)| *span);
        let dates = answers.known_leave_start().zip(answers.known_return_date());
        if let (Some((start, end)), Some(at), Some(start_at)) =
            (dates, place(Question::ReturnDate), place(Question::LeaveStart))
            && end <= start
        {
            diagnostics.push(
                Diagnostic::error("answers::order", at, "the first day back must follow the first day away")
                    .also(start_at, "the first day away")
                    .hint("exchange the two days, or mend the one that is wrong"),
            );
        }
        answers
    }

    /// Takes one answer. `null` is as good as nothing, and a question of "yes" or "no" takes `true` and `false`.
    fn answer(&self, question: Question, value: &Value<'_>, answers: &mut Answers) -> Result<(), Diagnostic> {
        let words = question.words();
        let written = match value {
            Value::NullKeyword(_) => return Ok(()),
            Value::StringLit(text) => text.value.as_ref(),
            Value::BooleanLit(flag) if words == ["yes", "no"] => words[usize::from(!flag.value)],
            other => return Err(self.wrong_kind(question, other)),
        };
        let span = self.span(value);
        if question == Question::Region && written != UNKNOWN {
            let known = || self.policy.regions().iter().map(|region| region.id().as_str());
            if !known().any(|id| id == written) {
                let problem = Diagnostic::error(
                    "answers::unknown-region",
                    span,
                    format!("there is no region `{written}`"),
                );
                return Err(suggest(problem, written, known().chain([UNKNOWN])));
            }
        }
        let day = date_input::whole_day(written).filter(|_| words.is_empty() && question != Question::Region);
        let written = &*day.map_or(Cow::Borrowed(written), |day| Cow::Owned(day.to_string()));
        answers.set(question, written).map_err(|_| {
            let problem = Diagnostic::error(
                "answers::not-an-answer",
                span,
                format!("`{written}` does not answer `{}`", question.word()),
            );
            match words.as_slice() {
                [] => problem.hint(date_hint()),
                words => suggest(problem, written, words.iter().copied().chain([UNKNOWN])),
            }
        })
    }

    fn wrong_kind(&self, question: Question, value: &Value<'_>) -> Diagnostic {
        let words = question.words();
        let problem = Diagnostic::error(
            "answers::kind",
            self.span(value),
            format!("{} does not answer `{}`", kind(value), question.word()),
        );
        match (question, words.as_slice()) {
            (Question::Region, _) => {
                let known = self.policy.regions().iter().map(|region| region.id().as_str());
                json::one_of(problem, known.chain([UNKNOWN]))
            }
            (_, []) => problem.hint(date_hint()),
            (_, words) => json::one_of(problem, words.iter().copied().chain([UNKNOWN])),
        }
    }

    fn wrong_shape(&self, value: &Value<'_>, message: &str) -> Diagnostic {
        Diagnostic::error("answers::shape", self.span(value), message)
            .label(format!("this is {}", kind(value)))
            .hint(self.example())
    }

    /// Answers that could have been meant.
    fn example(&self) -> String {
        let region = self.policy.regions().first().map_or(UNKNOWN, |region| region.id().as_str());
        let stage = Question::Stage.words()[0];
        format!(
            "write answers like `{{\"{}\": \"{region}\", \"{}\": \"{stage}\"}}`",
            Question::Region.word(),
            Question::Stage.word()
        )
    }

    fn span(&self, value: &impl Ranged) -> Span {
        json::span(self.file, value)
    }
}

fn unknown_question(name: &str, span: Span) -> Diagnostic {
    let words = Question::ALL.iter().map(|question| question.word());
    let message = format!("there is no question `{name}`");
    suggest(Diagnostic::error("answers::unknown-question", span, message), name, words)
}

fn date_hint() -> String {
    format!("write a day that exists, such as \"2026-11-22\", or \"{UNKNOWN}\"")
}
