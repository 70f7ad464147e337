//! What has changed between two versions of a plan, field by field.

use supportt_basics::date;
use supportt_basics::keyword::Keyword as _;
use supportt_documents::document::{Row, Section};
use supportt_rules::plan_field::Privacy;

use super::names::{FieldName, Page, Reader, VERSION};
use super::question::Question;
use super::questions::more_name;
use super::state::DocumentBuilder;
use super::versions::{CHANGED, Made, WAS, differing, is_of_the_file};
use crate::Widget as _;
use crate::submission::Submission;
use crate::view::{ChangeRow, ChangesView};
use crate::words::fill;

impl DocumentBuilder {
    /// When each version was made, and by whom, up to what is entered now.
    pub(super) fn history(&self) -> Vec<Made> {
        let mut history = self.versions.history.clone();
        if self.is_unsaved() {
            history.push(Made { on: self.today, by: self.reader });
        }
        history
    }

    /// What a saved file says of its versions, and of what the one before said.
    pub(super) fn version_fields(&self) -> Vec<(String, String)> {
        let made = self.history().into_iter().map(|made| (VERSION.to_owned(), made.written()));
        let mut fields: Vec<(String, String)> = made.collect();
        let now: Submission = self.entered().into_iter().collect();
        let Some(before) = self.versions.earlier(&now) else { return fields };
        for name in differing(before, &now) {
            fields.push((CHANGED.to_owned(), name.to_owned()));
            // Whoever takes back what is private has taken it out of the file.
            if self.is_private(name) {
                continue;
            }
            fields.extend(before.all(name).iter().map(|value| (format!("{WAS}{name}"), value.clone())));
        }
        fields
    }

    /// Whether a field may tell something of somebody's health, or identifies them.
    fn is_private(&self, name: &str) -> bool {
        let mut fields = self.payload.policy.vocabulary().plan_fields.iter();
        fields.any(|field| field.privacy != Privacy::Ordinary && more_name(&field.id) == name)
    }

    /// What has changed since the version before; `None` when there is none, or nothing has.
    pub(super) fn changes(&self) -> Option<ChangesView> {
        let words = &self.payload.words.changes;
        let now: Submission = self.entered().into_iter().collect();
        let is_own = self.versions.opened.as_ref() != Some(&now);
        let rows: Vec<ChangeRow> =
            self.latest_differences().map(|difference| self.change_row(difference)).collect();
        let heading = if is_own { &words.own } else { &words.others };
        (!rows.is_empty()).then(|| ChangesView { heading: self.filled(heading), rows })
    }

    /// A changed field, before and after.
    fn change_row(&self, difference: Difference) -> ChangeRow {
        let words = &self.payload.words.changes;
        let Difference { name, label, before, after, .. } = difference;
        // Whoever takes back what is private has taken it out of what others see.
        let before = Some(before).filter(|_| !self.is_private(&name));
        ChangeRow {
            label,
            before: before.map(|value| fill(&words.before, &[("value", &value)])),
            after: fill(&words.after, &[("value", &after)]),
        }
    }

    /// The fields that differ from the version before.
    fn latest_differences(&self) -> impl Iterator<Item = Difference> {
        let now: Submission = self.entered().into_iter().collect();
        let before = self.versions.earlier(&now);
        before.map(|before| self.differences(before, &now)).into_iter().flatten()
    }

    /// The fields that differ from the version before, but for those that "What we agreed" tells of.
    fn differences_to_tell(&self) -> impl Iterator<Item = Difference> {
        let agreement: Vec<String> =
            self.questions_of(Page::Agreement).into_iter().map(|question| question.name).collect();
        self.latest_differences()
            .filter(move |difference| !(difference.is_first_answer && agreement.contains(&difference.name)))
    }

    /// The fields in which two versions differ, in words.
    fn differences(&self, before: &Submission, after: &Submission) -> Vec<Difference> {
        let both: Submission = before.iter().chain(after.iter()).collect();
        let known = self.known_questions(&both);
        let differing = differing(before, after);
        let is_in =
            |question: &&Question| question.names().iter().any(|name| differing.contains(name.as_str()));
        let value = |question: &Question, version: &Submission| {
            let value = self.value_of(question, version);
            if value.is_empty() { self.payload.journey.empty.clone() } else { value }
        };
        known
            .iter()
            .filter(is_in)
            .map(|question| Difference {
                name: question.name.clone(),
                label: question.label.clone(),
                is_first_answer: self.value_of(question, before).is_empty(),
                before: value(question, before),
                after: value(question, after),
            })
            .collect()
    }

    /// How a file differs from what was entered, before it takes its place.
    pub(super) fn differences_to(&self, file: &Submission) -> Vec<String> {
        let now: Submission = self.entered().into_iter().collect();
        let file = file.iter().filter(|(name, _)| !is_of_the_file(name)).collect();
        let words = &self.payload.words.changes;
        let rows = self.differences(&now, &file).into_iter();
        rows.map(|row| {
            fill(&words.differs, &[("field", &row.label), ("before", &row.before), ("after", &row.after)])
        })
        .collect()
    }

    /// The labels of what has changed since the version before, but for what may be about somebody's health.
    pub(super) fn changed_labels(&self) -> Vec<String> {
        let is_told = |difference: &Difference| {
            let name = difference.name.as_str();
            name != FieldName::OccupationalHealth.word() && !self.is_private(name)
        };
        self.differences_to_tell().filter(is_told).map(|difference| difference.label).collect()
    }

    /// The parts of a document that say what has changed, and what came before.
    pub(super) fn version_sections(&self) -> impl Iterator<Item = Section> {
        let words = &self.payload.words.changes;
        let rows = self.differences_to_tell().map(|difference| {
            let ChangeRow { label, before, after } = self.change_row(difference);
            let value = match before {
                Some(before) => format!("{}. {}", cut(&before), cut(&after)),
                None => words.private.clone(),
            };
            Row { label, value }
        });
        let rows: Vec<Row> = rows.collect();
        let changes = (!rows.is_empty()).then(|| Section {
            heading: words.document.clone(),
            rows,
            ..Section::default()
        });
        let history = self.history();
        let is_known = history.len() > 1;
        let rows = history.into_iter().zip(1_usize..).map(|(made, number)| Row {
            label: fill(&words.version, &[("number", &number.to_string())]),
            value: format!("{}, {}", date::long(made.on), self.role(made.by)),
        });
        let versions = is_known.then(|| Section {
            heading: words.versions.clone(),
            rows: rows.collect(),
            ..Section::default()
        });
        changes.into_iter().chain(versions)
    }

    /// What a reader is called in a document.
    fn role(&self, reader: Reader) -> &str {
        let words = &self.payload.words.document;
        match reader {
            Reader::Trainee => &words.trainee,
            Reader::Supervisor => &words.supervisor,
            Reader::Director => &words.director,
        }
    }

    /// Takes out that somebody agreed while the plan says something else than what they agreed to, and puts it back when
    /// it does not any more. What they agree to in this version stays.
    pub(super) fn check_agreement(&mut self, page: Page) {
        let Some(opened) = self.versions.opened.as_ref() else { return };
        // Who somebody is and who they are with is nothing to agree on.
        let is_matter = |page: Page| ![Page::About, Page::People, Page::Agreement].contains(&page);
        if !is_matter(page) {
            return;
        }
        let now: Submission = self.entered().into_iter().collect();
        let is_same = |question: &Question| opened.all(&question.name) == now.all(&question.name);
        let mut consent = self.questions_of(Page::Agreement);
        consent.retain(|question| CONSENT.iter().any(|field| field.word() == question.name));
        let names = || consent.iter().flat_map(Question::names);
        let is_changed =
            self.pages().any(|page| is_matter(page) && !self.questions_of(page).iter().all(is_same));
        let typed = &mut self.draft.typed;
        match self.versions.withdrawn.take() {
            // Whoever has answered meanwhile has said something newer.
            Some(withdrawn) if names().all(|name| typed.text(&name).is_empty()) => {
                if is_changed {
                    self.versions.withdrawn = Some(withdrawn);
                } else {
                    for name in names() {
                        typed.set(&name, withdrawn.all(&name).iter().cloned());
                    }
                    self.finish(Page::Agreement);
                }
            }
            None if is_changed
                && consent.iter().all(is_same)
                && names().any(|name| !typed.text(&name).is_empty()) =>
            {
                self.versions.withdrawn = Some(typed.clone());
                for name in names() {
                    typed.set(&name, [""; 0]);
                }
                self.draft.finished.remove(&Page::Agreement);
            }
            _ => {}
        }
    }

    /// Whether somebody had agreed to the version that was opened, and the plan is another now.
    pub(super) fn is_withdrawn(&self) -> bool {
        let agreed = FieldName::SupervisorAgrees.word();
        let had = self.versions.opened.as_ref().is_some_and(|opened| !opened.text(agreed).is_empty());
        had && self.draft.text(agreed).is_empty()
    }
}

/// How two versions differ in one field.
struct Difference {
    name: String,
    label: String,
    is_first_answer: bool,
    before: String,
    after: String,
}

/// As much of a text as a list of changes has room for, on one line.
fn cut(text: &str) -> String {
    const LONGEST: usize = 100;
    let text = text.lines().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= LONGEST { text } else { text.chars().take(LONGEST).chain(['…']).collect() }
}

/// The fields that say that somebody agreed, when and how.
const CONSENT: [FieldName; 4] =
    [FieldName::SupervisorAgrees, FieldName::AgreedOn, FieldName::AgreedByEmail, FieldName::DirectorAgreedOn];
