//! The words of the widgets, of their question graph and of policy values: `content/words/*.toml`.
//!
//! Reads the files and reports what is wrong with them or missing from them.

mod pictures;

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use supportt_basics::keyword::Keyword;
use supportt_forms::eligibility_checker::phrases::Phrases;
use supportt_forms::words::{BuilderWords, CheckerWords, JourneyWords};
use supportt_rules::policy::{Policy, StepStage};
use supportt_rules::vocabulary::Vocabulary;

pub use self::pictures::{FactWords, GraphWords, ProcessWords};
use crate::plan_fields;
use crate::readers::Audience;
use crate::subject::meeting::Meeting;
use supportt_markdown::link_targets::SETTINGS;
use supportt_schema::toml_syntax;
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::suggest;
use supportt_source::wording::any_of;
use supportt_source::{Slice, SourceFile, Sources};

/// The folder of all of them.
pub(crate) const FOLDER: &str = "content/words/";
/// The words for what the policy names.
const COMMON: &str = "content/words/common.toml";
/// The words that both widgets use.
const JOURNEY: &str = "content/words/journey.toml";
/// The words of the eligibility checker.
const CHECKER: &str = "content/words/checker.toml";
/// The words of the builder of papers.
const BUILDER: &str = "content/words/builder.toml";
/// The words about courses.
pub const COURSES: &str = "content/words/courses.toml";
/// The words of the checker's question graph.
const GRAPH: &str = "content/words/graph.toml";
/// The words of the figure of a process.
const PROCESS: &str = "content/words/process.toml";

/// All words.
#[derive(Clone, Debug)]
pub struct Words {
    /// The words for what the policy names.
    pub vocabulary: Vocabulary,
    /// The words that both widgets use.
    pub journey: JourneyWords,
    /// The words of the eligibility checker.
    pub checker: CheckerWords,
    /// The words of the builder of papers.
    pub builder: BuilderWords,
    /// The words of the checker's question graph.
    pub graph: GraphWords,
    /// The words of the figure of a process.
    pub process: ProcessWords,
    /// The words about courses.
    pub courses: CourseWords,
}

/// The words about courses.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct CourseWords {
    /// Names of topics, by id.
    pub topics: BTreeMap<String, String>,
    /// Whom a course is for.
    pub audience: BTreeMap<Audience, String>,
    /// Where people meet.
    pub format: BTreeMap<Meeting, String>,
    /// The pages that list a region's courses.
    pub listings: ListingWords,
    /// What calendars and feeds say.
    pub published: PublishedWords,
}

/// The words of the pages that list a region's courses. In each, names between braces are filled in.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ListingWords {
    /// The title of the page about a topic.
    pub topic: String,
    /// The title of the page for an audience.
    pub audience: String,
    /// The title of the page about a format.
    pub format: String,
    /// What such a page says of itself.
    pub description: String,
}

/// The words of calendars and feeds. In each, names between braces are filled in.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct PublishedWords {
    /// The title of the feed about courses.
    pub courses: String,
    /// The title of the feed about issues of the newsletter.
    pub newsletter: String,
    /// The title of what only shows how such a record looks.
    pub example: String,
    /// Several days in a row.
    pub days: String,
    /// No days yet.
    pub unannounced: String,
    /// The time of day.
    pub time: String,
    /// Where to book.
    pub book: String,
    /// The last day for booking.
    pub book_by: String,
}

impl CourseWords {
    /// What has no name here and needs one.
    fn missing(&self) -> Vec<String> {
        fn unnamed<K: Keyword>(section: &str, names: &BTreeMap<K, String>) -> Vec<String> {
            let unnamed = K::ALL.iter().filter(|word| !names.contains_key(word));
            unnamed.map(|word| format!("{section}.{}", word.word())).collect()
        }
        [unnamed("audience", &self.audience), unnamed("format", &self.format)].concat()
    }
}

impl Words {
    /// The checker's words for what is asked and answered under a policy.
    #[must_use]
    pub fn phrases<'a>(&'a self, policy: &'a Policy) -> Phrases<'a> {
        Phrases { policy, journey: &self.journey, words: &self.checker }
    }

    /// What a stage of the process is called, on pages as in the papers that visitors make.
    #[must_use]
    pub fn stage(&self, stage: StepStage) -> &str {
        &self.builder.document.stages[&stage]
    }
}

/// Reads the words; `None` if any are wrong or missing, which is reported.
pub fn load(sources: &Sources, diagnostics: &mut Diagnostics) -> Option<Words> {
    let vocabulary = vocabulary(sources, diagnostics);
    let journey = read(sources, JOURNEY, |_| Vec::new(), diagnostics);
    let checker = read(sources, CHECKER, CheckerWords::missing, diagnostics);
    let builder = read(sources, BUILDER, BuilderWords::missing, diagnostics);
    let graph = read(sources, GRAPH, |_| Vec::new(), diagnostics);
    let process = read(sources, PROCESS, |_| Vec::new(), diagnostics);
    let courses = read(sources, COURSES, CourseWords::missing, diagnostics);
    check_names(sources, diagnostics);
    Some(Words {
        vocabulary: vocabulary?,
        journey: journey?,
        checker: checker?,
        builder: builder?,
        graph: graph?,
        process: process?,
        courses: courses?,
    })
}

/// Reads the words for what the policy names, without those of the widgets.
pub fn vocabulary(sources: &Sources, diagnostics: &mut Diagnostics) -> Option<Vocabulary> {
    let words: Option<Vocabulary> = read(sources, COMMON, Vocabulary::missing, diagnostics);
    let plan_fields = plan_fields::load(sources, diagnostics);
    words.map(|words| Vocabulary { plan_fields, ..words })
}

fn read<T: DeserializeOwned>(
    sources: &Sources,
    path: &str,
    missing: impl Fn(&T) -> Vec<String>,
    diagnostics: &mut Diagnostics,
) -> Option<T> {
    let Some(file) = sources.at(path) else {
        // Without the file there is no place to point at but the one that stands for the whole site.
        let site = sources.at(SETTINGS)?;
        diagnostics.push(
            Diagnostic::error("words::no-file", site.whole(), format!("there is no `{path}`"))
                .hint("the widgets take all their words from it"),
        );
        return None;
    };
    let parsed = toml_syntax::parse(file, 0..file.text().len(), &|_| None, diagnostics);
    if !parsed.complete {
        return None;
    }
    let words: T =
        toml::from_str(file.text()).map_err(|error| diagnostics.push(explain(file, &error))).ok()?;
    let missing = missing(&words);
    if missing.is_empty() {
        return Some(words);
    }
    diagnostics.push(
        Diagnostic::error(
            "words::missing",
            file.whole(),
            format!(
                "words are missing: {}",
                missing.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ")
            ),
        )
        .hint("add each under its section"),
    );
    None
}

/// The names in braces that are filled in, by file.
const NAMES: [(&str, &[&str]); 6] = [
    (
        BUILDER,
        &[
            "after",
            "all",
            "amount",
            "answer",
            "before",
            "boundary",
            "checked",
            "citation",
            "date",
            "days",
            "done",
            "email",
            "field",
            "form",
            "hello",
            "label",
            "latest",
            "leave",
            "length",
            "limit",
            "message",
            "most",
            "name",
            "names",
            "number",
            "open",
            "page",
            "paper",
            "parts",
            "people",
            "percent",
            "place",
            "region",
            "return",
            "says",
            "section",
            "service",
            "short",
            "source",
            "step",
            "team",
            "threshold",
            "timing",
            "title",
            "to",
            "today",
            "value",
            "what",
        ],
    ),
    (
        CHECKER,
        &[
            "region",
            "regions",
            "place",
            "team",
            "trainee",
            "trainees",
            "threshold",
            "form",
            "boundary",
            "answers",
            "number",
            "names",
            "days",
            "length",
            "from",
            "to",
            "name",
            "before",
            "after",
            "date",
        ],
    ),
    (COURSES, &["address", "date", "from", "name", "place", "time", "title", "until"]),
    (JOURNEY, &["number", "most", "parts"]),
    (GRAPH, &["region", "date", "length", "number"]),
    (PROCESS, &["place", "date", "must", "recommend", "may"]),
];

/// Reports names in braces that nothing fills in: people would read the braces.
fn check_names(sources: &Sources, diagnostics: &mut Diagnostics) {
    for (path, known) in NAMES {
        let Some(file) = sources.at(path) else { continue };
        let mut start = 0;
        for line in file.text().split_inclusive('\n') {
            let text = line.split(" #").next().filter(|text| !text.starts_with('#')).unwrap_or_default();
            for (at, _) in text.match_indices('{') {
                let Some(name) = name_in_braces(text.slice(at + 1..)) else { continue };
                if known.contains(&name) {
                    continue;
                }
                let span = file.span(start + at..start + at + name.len() + 2);
                let problem =
                    Diagnostic::error("words::name", span, format!("nothing is filled in for `{{{name}}}`"));
                diagnostics.push(match suggest::nearest(name, known.iter().copied()) {
                    Some(near) => problem.did_you_mean(format!("{{{near}}}")),
                    None => problem.hint(format!("in this file there are {}", any_of(known.iter()))),
                });
            }
            start += line.len();
        }
    }
}

/// The name that a closing brace ends; `None` for a table of TOML.
fn name_in_braces(after: &str) -> Option<&str> {
    let is_end = |c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_';
    let (name, rest) = after.split_at_checked(after.find(is_end)?)?;
    (!name.is_empty() && rest.starts_with('}')).then_some(name)
}

fn explain(file: &SourceFile, error: &toml::de::Error) -> Diagnostic {
    let span = error.span().map_or(file.whole(), |place| file.span(place));
    Diagnostic::error("words::unreadable", span, error.message())
        .hint("each word is written `name = \"…\"`, under the section it belongs to")
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    #[test]
    fn missing_words_are_listed() {
        let words = supportt_fixture::file("content/words/common.toml");
        let words = words.replace("sick-leave =", "# sick-leave =").replace("research =", "# research =");
        supportt_fixture::check_short(
            &format!("//- content/words/common.toml\n{words}"),
            expect![[r#"
            content/words/common.toml:1:1: error: words are missing: `reasons.sick-leave`, `reasons.research` (hint: add each under its section)
        "#]],
        );
    }

    #[test]
    fn days_around_a_threshold_are_few() {
        let words = supportt_fixture::file("content/words/common.toml");
        let words = words.replace("boundary-days = 7", "boundary-days = 14");
        supportt_fixture::check_short(
            &format!("//- content/words/common.toml\n{words}"),
            expect![[r#"
                content/words/common.toml:63:17: error: must be a number from 0 to 13 (hint: each word is written `name = "…"`, under the section it belongs to)
            "#]],
        );
    }

    #[test]
    fn a_misspelt_name_in_braces_is_found() {
        let words = supportt_fixture::file("content/words/journey.toml").replace("{number}", "{nubmer}");
        supportt_fixture::check(
            &format!("//- content/words/journey.toml\n{words}"),
            expect![[r#"
            error[words::name]: nothing is filled in for `{nubmer}`
             --> content/words/journey.toml:3:21
              |
            3 | caption = "Question {nubmer} of up to {most}"
              |                     ^^^^^^^^
              |
              = hint: did you mean `{number}`?

        "#]],
        );
    }
}
