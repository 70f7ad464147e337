//! What a screen shows: words, values and states, under the names that the theme's widget
//! templates bind to.

use serde::Serialize;
use supportt_documents::document::{Document, Row};

use crate::words::StartWords;

/// One screen of a form. `template` names the theme's template for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "template", rename_all = "kebab-case")]
pub enum Screen {
    /// What the form does, before it begins.
    Start(Box<StartScreen>),
    /// A question, or a few that belong together.
    Question(Box<QuestionScreen>),
    /// What people elsewhere can do.
    Elsewhere(Box<ElsewhereScreen>),
    /// What can be filled in, in any order, and how far each part is.
    Tasks(Box<TasksScreen>),
    /// Everything that was answered, to check.
    CheckAnswers(Box<CheckAnswersScreen>),
    /// What the checker concludes.
    Outcome(Box<OutcomeScreen>),
    /// Somebody else's paper, to agree to.
    SignOff(Box<SignOffScreen>),
    /// A finished paper.
    Done(Box<DoneScreen>),
    /// Asks before everything is cleared.
    Confirm(Box<ConfirmScreen>),
}

/// Asks before everything is cleared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ConfirmScreen {
    /// The question.
    pub heading: String,
    /// What would be lost.
    pub lead: String,
    /// Words on the button that clears.
    pub clear: String,
    /// Words on the button that keeps everything.
    pub keep: String,
}

/// What a form does, before it begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StartScreen {
    /// The heading.
    pub heading: String,
    /// What it does, how long it takes, what is needed and what happens to the answers.
    pub items: Vec<TextItem>,
    /// Words on the button.
    pub submit: String,
    /// What is wrong, with a link to each field.
    pub errors: Vec<ErrorLink>,
    /// A way to open a file that was kept.
    pub open: Option<OpenView>,
}

impl StartScreen {
    /// A screen that says what a form does.
    pub(crate) fn new(words: &StartWords) -> Self {
        let StartWords { heading, items, submit } = words.clone();
        let items = items.into_iter().map(|text| TextItem { text }).collect();
        Self { heading, items, submit, errors: Vec::new(), open: None }
    }
}

/// What people whose training is run elsewhere can do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ElsewhereScreen {
    /// The heading.
    pub heading: String,
    /// What is the same for all of them.
    pub lead: String,
    /// The places.
    pub places: Vec<PlaceView>,
    /// Whether there is a screen before this one.
    pub can_go_back: bool,
}

/// A place elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlaceView {
    /// Its name.
    pub name: String,
    /// What to do there.
    pub says: String,
}

/// A question, or a few that belong together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QuestionScreen {
    /// Where in the form this is, such as "Question 2".
    pub caption: String,
    /// The question.
    pub heading: String,
    /// More about it.
    pub hint: Option<String>,
    /// Why it is asked.
    pub why: Option<String>,
    /// Whether there is a screen before this one.
    pub can_go_back: bool,
    /// Whether there is anything to clear.
    pub can_clear: bool,
    /// What must be mended.
    pub errors: Vec<ErrorLink>,
    /// The only field, whose legend is the heading; else `fields` has them.
    pub single: Option<Field>,
    /// The fields, each with a legend of its own.
    pub fields: Vec<Field>,
    /// Things to know before continuing.
    pub notes: Vec<String>,
    /// What a link has brought along.
    pub brought: Option<BroughtView>,
    /// What leads to all tasks, while pages are asked one after the other.
    pub tasks: Option<String>,
    /// Things to know where none of the answers fits.
    pub after: Vec<String>,
    /// Words on the button.
    pub submit: String,
    /// Confidential support, where it may be of use.
    pub helplines: Option<HelplinesView>,
}

/// What a link has brought along.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BroughtView {
    /// What it is.
    pub heading: String,
    /// The answers.
    pub rows: Vec<Row>,
    /// What they mean.
    pub found: Vec<String>,
    /// The button that removes them.
    pub remove: String,
}

/// What has changed between two versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangesView {
    /// Between which.
    pub heading: String,
    /// The changes.
    pub rows: Vec<ChangeRow>,
}

/// A field that has changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangeRow {
    /// The field.
    pub label: String,
    /// What it was, unless that is private.
    pub before: Option<String>,
    /// What it is.
    pub after: String,
}

/// A way to open a file that was kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OpenView {
    /// What it is.
    pub heading: String,
    /// The id of its field.
    pub id: &'static str,
    /// The label of its field.
    pub label: String,
    /// What happens then.
    pub hint: String,
    /// What is wrong with the file.
    pub error: Option<String>,
    /// Ids of hint and error.
    pub described_by: Option<String>,
    /// Words on the button.
    pub submit: String,
}

/// A message in the summary of errors.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ErrorLink {
    /// What is wrong.
    pub text: String,
    /// `#` and the id of the field to mend.
    pub href: String,
}

/// A field. It is written as an object with one member, named for its kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    /// One of several.
    Radios(OptionsField),
    /// Any of several.
    Checkboxes(OptionsField),
    /// Day, month and year.
    Date(Box<DateField>),
    /// A line of text.
    Text(TextField),
    /// A whole number.
    Number(TextField),
    /// Some lines of text.
    Textarea(TextField),
}

/// A field with options.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OptionsField {
    /// Its name.
    pub name: String,
    /// Its id.
    pub id: String,
    /// Its legend; `None` when the screen's heading is.
    pub legend: Option<String>,
    /// More about it.
    pub hint: Option<String>,
    /// What is wrong with it.
    pub error: Option<String>,
    /// Ids of hint and error.
    pub described_by: Option<String>,
    /// What can be chosen.
    pub options: Vec<Choice>,
}

/// An option.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// Its id; the first one's is the field's.
    pub id: String,
    /// Its value.
    pub value: String,
    /// Its label.
    pub label: String,
    /// More about it.
    pub hint: Option<String>,
    /// Whether it is chosen.
    pub checked: bool,
    /// Whether an "or" stands before it.
    pub divider: bool,
}

/// A field for a date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DateField {
    /// Its name.
    pub name: String,
    /// Its id.
    pub id: String,
    /// Its legend; `None` when the screen's heading is.
    pub legend: Option<String>,
    /// More about it.
    pub hint: String,
    /// What is wrong with it.
    pub error: Option<String>,
    /// Ids of hint and error.
    pub described_by: Option<String>,
    /// The day.
    pub day: DatePart,
    /// The month.
    pub month: DatePart,
    /// The year.
    pub year: DatePart,
    /// "I do not know."
    pub unknown: Option<Checkbox>,
}

/// A part of a date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DatePart {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// As typed.
    pub value: String,
    /// Whether the date is wrong.
    pub error: bool,
}

/// A box to tick.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Checkbox {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
    /// Its label.
    pub label: String,
    /// Whether it is ticked.
    pub checked: bool,
}

/// A field for text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TextField {
    /// Its name.
    pub name: String,
    /// Its id.
    pub id: String,
    /// Its label.
    pub label: String,
    /// More about it.
    pub hint: Option<String>,
    /// What is wrong with it.
    pub error: Option<String>,
    /// Ids of hint and error.
    pub described_by: Option<String>,
    /// What the browser may fill in, as in HTML.
    pub autocomplete: &'static str,
    /// As typed.
    pub value: String,
    /// Lines to show.
    pub rows: u32,
}

/// What can be filled in, in any order, and how far each part is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TasksScreen {
    /// The heading.
    pub heading: String,
    /// How to go about it.
    pub lead: String,
    /// Things to know first.
    pub notes: Vec<String>,
    /// The heading of what the region's source says.
    pub terms_heading: String,
    /// What it says of the paper.
    pub terms: Vec<TermView>,
    /// What must be mended.
    pub errors: Vec<ErrorLink>,
    /// A way to open a file that was kept.
    pub open: OpenView,
    /// Whether there is a screen before this one.
    pub can_go_back: bool,
    /// What a link has brought along.
    pub brought: Option<BroughtView>,
    /// What has changed since the version before.
    pub changes: Option<ChangesView>,
    /// Answers that are not in the paper.
    pub left_out: Option<LeftOutView>,
    /// How many tasks are done.
    pub progress: Option<String>,
    /// The tasks.
    pub tasks: Vec<TaskGroup>,
    /// Whether there is anything to clear.
    pub can_clear: bool,
    /// Words on the button that leads on.
    pub submit: String,
}

/// Answers that are not in the paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LeftOutView {
    /// What they are.
    pub heading: String,
    /// Why they are not in it, and where they are kept.
    pub lead: String,
    /// The answers.
    pub rows: Vec<Row>,
    /// Words on the button that removes them.
    pub remove: String,
}

/// Something that holds whatever is entered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TermView {
    /// What it is about.
    pub name: String,
    /// What the source says.
    pub says: String,
    /// Where it says so.
    pub citation: String,
}

/// Tasks that belong together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TaskGroup {
    /// Their title.
    pub title: String,
    /// The tasks.
    pub items: Vec<TaskItem>,
}

/// A task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TaskItem {
    /// Its name.
    pub name: String,
    /// The value for the "change" event.
    pub value: String,
    /// How far it is, as a word for styling.
    pub progress: &'static str,
    /// The same for people.
    pub progress_label: String,
}

/// Everything that was answered, to check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CheckAnswersScreen {
    /// The heading.
    pub heading: String,
    /// What happens next.
    pub lead: String,
    /// Things to know first.
    pub notes: Vec<String>,
    /// The answers.
    pub groups: Vec<AnswerGroup>,
    /// What has changed since the version before.
    pub changes: Option<ChangesView>,
    /// Those that are not in the paper.
    pub left_out: Option<LeftOutView>,
    /// Whether there is a screen before this one.
    pub can_go_back: bool,
    /// Whether there is anything to clear.
    pub can_clear: bool,
    /// Words on the button.
    pub submit: String,
}

/// Answers that belong together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AnswerGroup {
    /// Their title; empty when there is one group only.
    pub title: String,
    /// The answers.
    pub rows: Vec<AnswerRow>,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AnswerRow {
    /// What was asked, in short.
    pub question: String,
    /// What was answered.
    pub answer: String,
    /// The value for the "change" event.
    pub value: String,
}

/// What the checker concludes: at first sight what to do, whom to talk to and what there is; all else is folded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OutcomeScreen {
    /// The outcome's word, for styling.
    pub kind: &'static str,
    /// The conclusion.
    pub heading: String,
    /// What it means.
    pub lead: String,
    /// The region's name; empty while it is not known.
    pub region: String,
    /// The heading of what to do.
    pub actions_heading: String,
    /// What to do next, a few things at the most.
    pub actions: Vec<ActionView>,
    /// Whom to talk to.
    pub contact: Option<ContactView>,
    /// The heading of what there is.
    pub support_heading: String,
    /// What the region offers.
    pub support: Vec<SupportItem>,
    /// Where to read how to get it, and to ask for it.
    pub support_links: Vec<Link>,
    /// Things to know besides.
    pub notes: Vec<String>,
    /// Confidential support, where it may be of use.
    pub helplines: Option<HelplinesView>,
    /// Where to make a plan.
    pub plan_link: Option<Link>,
    /// The whole as a file to keep.
    pub save: SaveView,
    /// The rules that were used.
    pub reasons: FoldedView<ReasonView>,
    /// The region's own steps from here on.
    pub steps: FoldedView<StepView>,
    /// Other answers that would change the outcome.
    pub changes: FoldedView<AlternativeView>,
    /// The answers.
    pub answers: FoldedView<AnswerGroup>,
    /// The same answers in other regions.
    pub elsewhere: FoldedView<AlternativeView>,
    /// A way to come back to the answers.
    pub link: LinkView,
    /// Where all of this comes from.
    pub sources: FoldedView<SourceGroup>,
    /// Guidance; a person decides.
    pub disclaimer: String,
    /// Whether there is a screen before this one.
    pub can_go_back: bool,
    /// Whether there is anything to clear.
    pub can_clear: bool,
}

/// Something to do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ActionView {
    /// By when, in words.
    pub when: Option<String>,
    /// What.
    pub text: String,
    /// The page of the form that it is about.
    pub url: Option<String>,
}

/// Things that are folded away under a label.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FoldedView<T> {
    /// Says what is inside.
    pub label: String,
    /// The things.
    pub items: Vec<T>,
}

/// A file to keep, with the words of its link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SaveView {
    /// The words.
    pub button: String,
    /// The file.
    pub file: File,
}

/// Help now, and confidential support where somebody has confirmed it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HelplinesView {
    /// What anybody can do now.
    pub care: String,
    /// What the services are.
    pub text: String,
    /// Where they are.
    pub items: Vec<Link>,
}

/// A place in a document, and what stands there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourceGroup {
    /// The place.
    pub source: SourceView,
    /// The names of what stands there.
    pub names: String,
}

/// Other answers, and where they lead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AlternativeView {
    /// The answers.
    pub label: String,
    /// The outcome.
    pub result: String,
}

/// A way to come back to the answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LinkView {
    /// What it is for.
    pub heading: String,
    /// Who can read it.
    pub lead: String,
    /// Words on the button that makes the link, before it is made.
    pub make: Option<String>,
    /// The link.
    pub made: Option<MadeLink>,
}

/// A link that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MadeLink {
    /// The id of its field.
    pub id: &'static str,
    /// The label of its field.
    pub label: String,
    /// The link.
    pub address: String,
    /// Words on the button that copies it.
    pub copy: String,
    /// Whether it was copied, in words; empty before.
    pub copied: String,
}

/// A line of text in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TextItem {
    /// The text.
    pub text: String,
}

/// A link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Its words.
    pub text: String,
    /// Where it leads.
    pub url: String,
}

/// Whom to ask.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ContactView {
    /// The team.
    pub team: String,
    /// The heading.
    pub heading: String,
    /// Its address, where one is published.
    pub email: Option<String>,
    /// A link that writes to it.
    pub mailto: Option<String>,
    /// How to reach it.
    pub says: String,
    /// Whom to talk to first.
    pub first: String,
}

/// A rule that was used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReasonView {
    /// The rule's name.
    pub heading: String,
    /// What the source says.
    pub text: String,
    /// The rule's value.
    pub value: Option<String>,
    /// What the rule says about these answers.
    pub verdict: String,
    /// The same as a word, for styling.
    pub verdict_kind: &'static str,
    /// The answers it was held against.
    pub because: Option<String>,
}

/// A step of the region's process.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StepView {
    /// Its name.
    pub name: String,
    /// How strongly the source puts it.
    pub strength: String,
    /// What the source says.
    pub says: String,
    /// How long an absence must be for it.
    pub length: Option<String>,
    /// When it is due.
    pub timing: Option<String>,
    /// Whom to do it with.
    pub people: Option<String>,
    /// The form completed in it.
    pub form: Option<String>,
    /// Where the form goes.
    pub sends_to: Option<String>,
    /// Where it is passed on to.
    pub then_to: Option<String>,
}

/// Something the region offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SupportItem {
    /// Its name.
    pub name: String,
    /// How much of it.
    pub limit: Option<String>,
}

/// Where something stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourceView {
    /// The document.
    pub title: String,
    /// Its address.
    pub address: Option<String>,
    /// The heading within it.
    pub section: Option<String>,
    /// Where in it, for audits.
    pub reference: String,
    /// When it was compared with the site.
    pub checked_on: String,
}

/// Somebody else's paper, to read and to agree to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SignOffScreen {
    /// The heading.
    pub heading: String,
    /// What to do.
    pub lead: String,
    /// Things to know first.
    pub notes: Vec<String>,
    /// What has changed since the version before.
    pub changes: Option<ChangesView>,
    /// Answers that are not in the paper.
    pub left_out: Option<LeftOutView>,
    /// Words on the button that leads to the visitor's part.
    pub submit: String,
    /// The paper.
    pub document: Document,
    /// Words on the button that leads to what can be changed.
    pub change: String,
    /// Whether there is anything to clear.
    pub can_clear: bool,
}

/// A finished paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DoneScreen {
    /// The heading.
    pub heading: String,
    /// What to do with it.
    pub lead: String,
    /// Says that nothing was sent.
    pub nothing_sent: String,
    /// The paper.
    pub document: Document,
    /// Answers that are not in it.
    pub left_out: Option<LeftOutView>,
    /// The heading of the ways to keep or send it.
    pub routes_heading: String,
    /// What to know before choosing one.
    pub notes: Vec<String>,
    /// The ways that suit the device best, the best of all first.
    pub recommended: Vec<RouteView>,
    /// The label of the other ways.
    pub others_label: String,
    /// The other ways.
    pub others: Vec<RouteView>,
    /// How to have a message encrypted.
    pub secure: SecureView,
    /// Words on the button that leads back to the answers.
    pub change: String,
    /// Whether there is a screen before this one.
    pub can_go_back: bool,
    /// Whether there is anything to clear.
    pub can_clear: bool,
}

impl DoneScreen {
    /// All ways to keep or send it.
    pub fn routes(&self) -> impl Iterator<Item = &RouteView> {
        self.recommended.iter().chain(&self.others)
    }
}

/// How to have a message encrypted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SecureView {
    /// The label of it all.
    pub heading: String,
    /// The id of its button.
    pub id: &'static str,
    /// When it is of use.
    pub text: String,
    /// Words on the button that marks the message, or takes the mark out.
    pub button: String,
}

/// A way to keep or send a paper: by a link to a file or an address, by an event, or by copying.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RouteView {
    /// Its name.
    pub name: &'static str,
    /// What it does.
    pub heading: String,
    /// On which device, and what happens then.
    pub text: String,
    /// Words on the link or the button.
    pub button: String,
    /// Whether it is the one that suits the device best.
    pub is_first: bool,
    /// A file to save.
    pub file: Option<File>,
    /// A file to share, where the device can.
    pub shared: Option<File>,
    /// An address to open.
    pub address: Option<String>,
    /// An event.
    pub event: Option<&'static str>,
    /// Texts to copy.
    pub copies: Vec<CopyView>,
    /// A choice of what the file says.
    pub choice: Option<RouteChoice>,
    /// How it goes, in words.
    pub status: String,
}

/// A choice of what a file says: a button that is pressed or not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RouteChoice {
    /// The event, which is the id of the button too.
    pub event: &'static str,
    /// The label.
    pub label: String,
    /// What it changes.
    pub hint: String,
    /// Whether it is chosen.
    pub checked: bool,
}

/// A text to copy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CopyView {
    /// Its name, for the "copy" event.
    pub name: &'static str,
    /// Its label.
    pub label: String,
    /// Words on the button.
    pub button: String,
    /// The text.
    pub text: String,
    /// Whether it has several lines.
    pub long: bool,
    /// Whether it was copied, in words; empty before.
    pub copied: String,
}

/// A file made in the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct File {
    /// Its name.
    pub name: String,
    /// Its type.
    pub mime: String,
    /// What is in it.
    pub content: String,
}
