//! The words of the forms. They come from the content folder, never from code.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use supportt_documents::words::{DocumentWords, PaperWords, ShortWords, absent};
use supportt_rules::answers::Question;
use supportt_rules::eligibility::{Advice, Outcome, Verdict};
use supportt_rules::fixed_words::{AbsenceReason, RestrictionStatus, Stage};
use supportt_rules::policy::{Paper, StepStage};

pub use supportt_documents::words::fill;

use crate::document_builder::names::{FieldName, Page, Part, Reader, Route, Sending, TaskState};

/// Words that both forms use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct JourneyWords {
    /// Where in the form a question is: `{number}` of at most `{most}`.
    pub caption: String,
    /// The button that leads on.
    pub submit: String,
    /// "Yes".
    pub yes: String,
    /// "No".
    pub no: String,
    /// "I do not know".
    pub unknown: String,
    /// Stands for an answer that was left empty.
    pub empty: String,
    /// Words about dates.
    pub date: DateWords,
    /// Asks before everything is cleared.
    pub clear: ClearWords,
}

/// Asks before everything is cleared.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClearWords {
    /// The question.
    pub heading: String,
    /// What would be lost.
    pub lead: String,
    /// The button that clears.
    pub clear: String,
    /// The button that keeps everything.
    pub keep: String,
}

/// Words about dates.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct DateWords {
    /// How to type a date.
    pub hint: String,
    /// "I do not know yet".
    pub unknown: String,
    /// Nothing typed.
    pub missing: String,
    /// Parts missing. `{parts}` is filled in.
    pub incomplete: String,
    /// What the parts are called there.
    pub parts: DatePartWords,
    /// Several parts in one box.
    pub boxes: String,
    /// No such day.
    pub impossible: String,
    /// A year nobody means.
    pub year: String,
    /// A date and "I do not know".
    pub both: String,
    /// A return that does not follow the leave.
    pub order: String,
}

/// What the parts of a date are called, with "a".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatePartWords {
    /// "a day".
    pub day: String,
    /// "a month".
    pub month: String,
    /// "a year".
    pub year: String,
}

/// Words of the eligibility checker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct CheckerWords {
    /// The questions.
    pub questions: BTreeMap<Question, QuestionWords>,
    /// Options for the stage.
    pub stages: BTreeMap<Stage, OptionWords>,
    /// Options for the reason.
    pub reasons: BTreeMap<AbsenceReason, OptionWords>,
    /// Options for the state of a suspension or restriction.
    pub restriction: BTreeMap<RestrictionStatus, OptionWords>,
    /// Lengths of absence, as policy tells them apart.
    pub lengths: LengthWords,
    /// Before the first question.
    pub start: StartWords,
    /// Finding a region, and what is beyond the regions.
    pub finder: FinderWords,
    /// Before the outcome.
    pub check: CheckWords,
    /// The parts of an outcome.
    pub outcome: OutcomePartWords,
    /// The outcomes.
    pub outcomes: BTreeMap<Outcome, OutcomeWords>,
    /// In place of those of an outcome, where all that there is has had its time.
    pub time_is_over: OutcomeWords,
    /// What a rule says about the answers.
    pub verdicts: BTreeMap<Verdict, String>,
    /// What to do.
    pub advice: BTreeMap<Advice, String>,
    /// An absence near the threshold: `{threshold}` and `{boundary}`.
    pub near_threshold: String,
    /// Dates that do not fit the stage.
    pub stage_and_dates: String,
    /// A reason that was not told: `{team}`.
    pub reason_untold: String,
    /// Some support is open although the source does not cover the situation: `{names}`.
    pub open_all_the_same: String,
    /// The answers a rule was held against: `{answers}`.
    pub because: String,
    /// In place of advice, for people whose time out comes without being asked for.
    pub gentle: BTreeMap<Advice, String>,
    /// Said first to the same people.
    pub sorry: String,
    /// What they can do now.
    pub care: String,
    /// Beside the names of helplines.
    pub helplines: String,
    /// In place of an outcome, where more questions would decide.
    pub asks_more: String,
    /// Coming back to answers.
    pub resume: ResumeWords,
    /// The link to the plan.
    pub plan_link: String,
    /// Guidance; a person decides.
    pub disclaimer: String,
}

/// What a form does, before it begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct StartWords {
    /// The heading.
    pub heading: String,
    /// What it does, how long it takes, what is needed and what happens to the answers.
    pub items: Vec<String>,
    /// The button.
    pub submit: String,
}

/// Finding a region.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct FinderWords {
    /// The option for people whose region is not listed.
    pub other: String,
    /// The question.
    pub heading: String,
    /// How to answer it.
    pub hint: String,
    /// The label of its field.
    pub label: String,
    /// The button.
    pub submit: String,
    /// What to do where nothing helps.
    pub lost: String,
    /// Said when nothing was typed.
    pub missing: String,
    /// Said when nothing was found: `{name}`.
    pub unknown: String,
    /// Said when a region was found: `{name}` and `{region}`.
    pub found: String,
    /// Said when it may be in several: `{name}` and `{regions}`.
    pub several: String,
    /// The heading of what people elsewhere can do.
    pub elsewhere: String,
    /// The same where it is known where: `{name}`.
    pub elsewhere_at: String,
    /// What is the same for all of them.
    pub elsewhere_lead: String,
}

/// The parts of an outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct OutcomePartWords {
    /// The heading of what to do.
    pub actions: String,
    /// On this day at the latest: `{date}`.
    pub by: String,
    /// Before a day: `{date}`.
    pub before: String,
    /// On a day: `{date}`.
    pub on: String,
    /// From a day on: `{date}`.
    pub from: String,
    /// What should have been done and still can be.
    pub now: String,
    /// Without a day.
    pub stages: BTreeMap<StepStage, String>,
    /// The heading of whom to talk to.
    pub contact: String,
    /// Whom to talk to first.
    pub contact_first: String,
    /// The heading of what there is.
    pub support: String,
    /// The same of what there is once the first thing is done.
    pub support_then: String,
    /// The link to how to get it: `{place}`.
    pub support_link: String,
    /// The link to asking for a mentor.
    pub mentor_link: String,
    /// The link that saves all of it.
    pub save: String,
    /// The name of the file, without its ending.
    pub file_name: String,
    /// The label of the rules: `{number}`.
    pub why: String,
    /// The label of the steps: `{place}`.
    pub steps: String,
    /// The label of other answers.
    pub changes: String,
    /// The label of the answers.
    pub answers: String,
    /// The label of other regions.
    pub elsewhere: String,
    /// The label of the documents.
    pub sources: String,
}

/// A question. `{trainee}`, `{region}`, `{threshold}` and `{form}` are filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct QuestionWords {
    /// The question.
    pub heading: String,
    /// More about it.
    pub hint: Option<String>,
    /// Why it is asked.
    pub why: Option<String>,
    /// The question in a word or two, for lists of answers.
    pub short: String,
    /// Said when nothing was chosen.
    pub error: String,
}

/// An option.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct OptionWords {
    /// Its label.
    pub label: String,
    /// More about it.
    pub hint: Option<String>,
}

/// Coming back to answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ResumeWords {
    /// What a link is for.
    pub heading: String,
    /// Who can read it.
    pub lead: String,
    /// The button that makes it.
    pub make: String,
    /// The label of its field.
    pub label: String,
    /// The button that copies it.
    pub copy: String,
    /// Said after copying.
    pub copied: String,
    /// Said when copying failed.
    pub not_copied: String,
    /// Said when a page's link had given answers.
    pub given: String,
    /// Said when a link is opened: `{date}`.
    pub opened: String,
    /// Said when nothing has changed since.
    pub unchanged: String,
    /// A rule that has changed: `{name}`, `{before}`, `{after}` and `{from}`.
    pub rule_changed: String,
    /// A rule that is new: `{name}`, `{after}` and `{from}`.
    pub rule_new: String,
    /// The record was edited for days that had passed: `{region}`.
    pub edited: String,
    /// Another outcome: `{before}` and `{after}`.
    pub outcome_changed: String,
    /// A link that cannot be read.
    pub damaged: String,
    /// A link of a newer version.
    pub newer: String,
    /// A link with answers for another region's page: `{region}`.
    pub elsewhere: String,
    /// Answers that were given before a link was opened: `{answers}`.
    pub replaced: String,
}

/// Lengths of absence. `{from}` and `{to}` are filled in, as a number of months.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct LengthWords {
    /// One month: `{number}`.
    pub month: String,
    /// Several months: `{number}`.
    pub months: String,
    /// Any length.
    pub any: String,
    /// Shorter than `{to}`.
    pub less: String,
    /// As long as `{to}`, or shorter.
    pub up_to: String,
    /// Just `{from}`.
    pub exactly: String,
    /// As long as `{from}`, or longer.
    pub at_least: String,
    /// Longer than `{from}`.
    pub more: String,
    /// From `{from}` to `{to}`.
    pub between: String,
    /// Some days less than so many months: `{days}` and `{length}`.
    pub days_less: String,
    /// Some days more than so many months: `{days}` and `{length}`.
    pub days_more: String,
    /// A day and all days before: `{date}`.
    pub until_day: String,
    /// A day and all days after: `{date}`.
    pub from_day: String,
    /// Two days and all between: `{from}` and `{to}`.
    pub between_days: String,
}

/// A screen of answers to check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct CheckWords {
    /// The heading.
    pub heading: String,
    /// What happens next.
    pub lead: String,
    /// The button.
    pub submit: String,
}

/// A screen of answers to check, before a paper is made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ReviewWords {
    /// The heading.
    pub heading: String,
    /// What happens next.
    pub lead: String,
}

/// An outcome. `{region}`, `{team}` and `{trainees}` are filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct OutcomeWords {
    /// The conclusion.
    pub heading: String,
    /// What it means.
    pub lead: String,
}

/// Words of the builder of papers. `{paper}` is what the one at hand is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct BuilderWords {
    /// The pages with questions.
    pub pages: BTreeMap<Page, PageWords>,
    /// Options for the stage.
    pub stages: BTreeMap<Stage, OptionWords>,
    /// The label of a field that may stay empty: `{label}`.
    pub optional: String,
    /// The hint of a field that may tell something of somebody's health.
    pub sensitive: String,
    /// The choice of a supervisor who agreed by email.
    pub by_email: String,
    /// The fields.
    pub fields: BTreeMap<FieldName, OptionWords>,
    /// What can be wrong with an answer.
    pub errors: FieldErrors,
    /// The list of tasks.
    pub tasks: TaskWords,
    /// Before the paper is made.
    pub check: ReviewWords,
    /// Opening a plan that was kept.
    pub open: OpenWords,
    /// Agreeing to somebody else's plan.
    pub sign_off: SignOffWords,
    /// Answers that are not in the paper.
    pub left_out: LeftOutWords,
    /// Answers that a link has brought along.
    pub brought: BroughtWords,
    /// What has changed between two versions.
    pub changes: ChangeWords,
    /// The finished paper.
    pub done: DoneWords,
    /// The ways to keep or send it.
    pub routes: BTreeMap<Route, RouteWords>,
    /// How sending to a region's service goes.
    pub sending: BTreeMap<Sending, String>,
    /// A document in short, in the text of an email.
    pub short: ShortWords,
    /// Each kind of form.
    pub forms: BTreeMap<Paper, FormWords>,
    /// Each kind of paper.
    pub papers: BTreeMap<Paper, PaperWords>,
    /// What all papers say.
    pub document: DocumentWords,
}

/// The form of one kind of paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct FormWords {
    /// Before the first question.
    pub start: StartWords,
    /// The heading of its tasks.
    pub heading: String,
    /// How to go about it.
    pub lead: String,
    /// Title of the tasks that belong to no stage.
    pub tasks: String,
    /// The button that makes the paper.
    pub make: String,
    /// The heading of the finished paper.
    pub done: String,
    /// What to do with it.
    pub done_lead: String,
    /// The heading of a blank one, to fill in by hand.
    pub blank: String,
    /// When that is of use.
    pub blank_lead: String,
    /// Where the regions' blank ones are, on the page of all.
    pub blank_elsewhere: String,
}

/// A way to keep or send a paper: `{paper}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct RouteWords {
    /// What it does.
    pub heading: String,
    /// On which device, and what happens then.
    pub text: String,
    /// The button.
    pub button: String,
}

/// A page with questions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct PageWords {
    /// The heading.
    pub heading: String,
    /// More about it.
    pub hint: Option<String>,
    /// The heading in a word or two, for lists of tasks and answers.
    pub short: String,
}

/// What can be wrong with an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct FieldErrors {
    /// What is wrong with a field among others: `{field}` and `{message}`.
    pub of_field: String,
    /// A first meeting after the time for mentoring: `{name}`, `{latest}`, `{says}` and `{citation}`.
    pub after_mentoring: String,
    /// A review before the return: `{name}` and `{return}`.
    pub review_early: String,
    /// A day on which something was done that is still to come: `{name}` and `{today}`.
    pub still_to_come: String,
    /// No region was chosen.
    pub region: String,
    /// No stage was chosen.
    pub stage: String,
    /// A text is too long: `{field}` and `{limit}`.
    pub too_long: String,
    /// Not a whole number: `{field}` and `{most}`.
    pub number: String,
    /// Not an email address: `{field}`.
    pub email: String,
    /// A day before one that it can only follow: `{name}` and `{date}`.
    pub too_early: String,
    /// More than the region gives: `{name}`, `{limit}`, `{says}` and `{citation}`.
    pub over_limit: String,
    /// Days that are not over before the return: `{name}`, `{return}`, `{latest}`, `{says}` and `{citation}`.
    pub not_before_return: String,
    /// The same where no latest day is known: `{name}`, `{return}`, `{says}` and `{citation}`.
    pub too_late: String,
    /// Days that begin before the leave: `{name}`, `{leave}`, `{says}` and `{citation}`.
    pub before_leave: String,
}

/// The list of tasks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct TaskWords {
    /// How many are done: `{done}` of `{all}`.
    pub progress: String,
    /// The titles of the parts of a plan.
    pub parts: BTreeMap<Part, String>,
    /// How far a task is.
    pub states: BTreeMap<TaskState, String>,
    /// What leads from a page to all tasks.
    pub all: String,
    /// The button that leads on.
    pub submit: String,
}

/// Opening a plan that was kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct OpenWords {
    /// What it is.
    pub heading: String,
    /// The label of the field for the file.
    pub label: String,
    /// What happens then.
    pub hint: String,
    /// The button.
    pub submit: String,
    /// Said when it is open.
    pub opened: String,
    /// Said then, when answers in it are not in the paper.
    pub not_used: String,
    /// No file was chosen, or it cannot be read.
    pub missing: String,
    /// It is larger than any plan.
    pub too_large: String,
    /// It is no plan.
    pub foreign: String,
    /// It is another kind of paper: `{title}`.
    pub other_paper: String,
    /// It is cut off or altered.
    pub damaged: String,
    /// It was made by a newer version of the site.
    pub newer: String,
    /// It is a plan for a region that the site does not have.
    pub unknown_region: String,
    /// It is a plan for another region than the page's: `{region}`.
    pub other_region: String,
    /// Whether to replace what was entered.
    pub replace: String,
    /// What would be lost.
    pub replace_hint: String,
    /// Yes.
    pub replace_yes: String,
    /// No.
    pub replace_no: String,
    /// Said when neither was chosen.
    pub replace_error: String,
    /// Who opens it.
    pub reader: String,
    /// Why that is asked.
    pub reader_hint: String,
    /// Who that can be.
    pub readers: BTreeMap<Reader, String>,
    /// Said when nobody was chosen.
    pub reader_error: String,
}

/// A plan for somebody who is to agree to it. `{name}` is whose plan it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct SignOffWords {
    /// Stands for a name that is not in the plan.
    pub anybody: String,
    /// The heading above the plan.
    pub heading: String,
    /// What to do.
    pub lead: String,
    /// The button that leads to the visitor's part.
    pub submit: String,
    /// The button that leads to the parts of the plan.
    pub change: String,
    /// Heading of the visitor's part.
    pub part: String,
    /// What it means to agree.
    pub part_hint: String,
    /// The question to the educational supervisor.
    pub agree: String,
    /// Said when they have not answered it.
    pub agree_missing: String,
    /// How a day that is left empty is read.
    pub agreed_on: String,
    /// Heading of the parts of the plan.
    pub tasks: String,
    /// What happens when they are changed.
    pub tasks_lead: String,
    /// The button that leads back to the plan.
    pub tasks_submit: String,
    /// Whom the questions of the plan speak to.
    pub voice: String,
    /// Heading once the visitor's part is in the plan.
    pub done: String,
    /// What to do with it.
    pub done_lead: String,
    /// Heading of the ways to send it.
    pub routes: String,
    /// The button that leads back to the plan.
    pub back: String,
}

/// Answers that are not in the paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct LeftOutWords {
    /// What they are.
    pub heading: String,
    /// Why they are not in it, and where they are kept.
    pub lead: String,
    /// The button that removes them.
    pub remove: String,
}

/// What has changed between two versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ChangeWords {
    /// Heading of what the last person changed: `{paper}`.
    pub others: String,
    /// Heading of what the visitor has changed: `{paper}`.
    pub own: String,
    /// What a field was: `{value}`.
    pub before: String,
    /// What a field is: `{value}`.
    pub after: String,
    /// How a file differs from what was entered: `{field}`, `{before}` and `{after}`.
    pub differs: String,
    /// Heading of the fields that have changed, in a document.
    pub document: String,
    /// Said of a field in place of what it was, when that is private.
    pub private: String,
    /// Said when what somebody had agreed to has changed.
    pub withdrawn: String,
    /// Heading of the versions, in a document.
    pub versions: String,
    /// A version: `{number}`.
    pub version: String,
    /// Subject of the emails about a later version: `{title}` and `{number}`.
    pub subject: String,
}

/// Answers that a link has brought along from the checker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct BroughtWords {
    /// What they are.
    pub heading: String,
    /// What the checker made of them: `{place}` and `{team}`. Nothing of outcomes that hang on what a plan does not ask.
    pub found: BTreeMap<Outcome, String>,
    /// The button that removes them.
    pub remove: String,
}

/// The finished paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct DoneWords {
    /// Says that nothing was sent.
    pub nothing_sent: String,
    /// The heading of the ways to keep or send it.
    pub routes: String,
    /// The label of the ways that are not recommended.
    pub others: String,
    /// What those who get it will see.
    pub see: String,
    /// Whom emails are addressed to: `{to}`.
    pub addressed: String,
    /// What to do when no address is known.
    pub not_addressed: String,
    /// Said when the saved paper could not be opened again.
    pub too_large: String,
    /// What to do with what is between two people.
    pub address_private: String,
    /// The button that leads back to the answers.
    pub change: String,
    /// How to have a message encrypted.
    pub secure: SecureWords,
    /// Entries of a calendar that do not say what they are about.
    pub discreet: DiscreetWords,
    /// How far the PDF file is.
    pub pdf: PdfWords,
    /// What can be copied: an address.
    pub copy_address: CopyWords,
    /// The subject of an email.
    pub copy_subject: CopyWords,
    /// The paper as text.
    pub copy_text: CopyWords,
    /// Said after copying.
    pub copied: String,
    /// Said when copying failed.
    pub not_copied: String,
}

/// How to have a message encrypted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct SecureWords {
    /// The question that it answers.
    pub heading: String,
    /// When it is of use.
    pub text: String,
    /// The button that marks the message.
    pub add: String,
    /// The button that takes the mark out.
    pub remove: String,
}

/// How far the PDF file is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct PdfWords {
    /// It is being made.
    pub underway: String,
    /// It is there.
    pub ready: String,
    /// It could not be made.
    pub failed: String,
}

/// Entries of a calendar that do not say what they are about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct DiscreetWords {
    /// The label of the choice.
    pub label: String,
    /// What it changes.
    pub hint: String,
}

/// A text to copy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct CopyWords {
    /// Its label.
    pub label: String,
    /// The button.
    pub button: String,
}

impl CheckerWords {
    /// The words that are missing, as `section.key`.
    #[must_use]
    pub fn missing(&self) -> Vec<String> {
        absent("questions", &self.questions)
            .chain(absent("stages", &self.stages))
            .chain(absent("reasons", &self.reasons))
            .chain(absent("restriction", &self.restriction))
            .chain(absent("outcomes", &self.outcomes))
            .chain(absent("verdicts", &self.verdicts))
            .chain(absent("advice", &self.advice))
            .collect()
    }
}

impl BuilderWords {
    /// The words that are missing, as `section.key`.
    #[must_use]
    pub fn missing(&self) -> Vec<String> {
        absent("pages", &self.pages)
            .chain(absent("stages", &self.stages))
            .chain(absent("fields", &self.fields))
            .chain(absent("tasks.states", &self.tasks.states))
            .chain(absent("tasks.parts", &self.tasks.parts))
            .chain(absent("routes", &self.routes))
            .chain(absent("sending", &self.sending))
            .chain(absent("forms", &self.forms))
            .chain(absent("papers", &self.papers))
            .chain(self.document.missing())
            .collect()
    }
}
