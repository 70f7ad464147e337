//! What somebody has answered so far, and what it says against the rules.

use std::collections::{BTreeMap, BTreeSet};

use supportt_documents::document;
use supportt_rules::answers::Answer;
use supportt_rules::date::{self, Date};
use supportt_rules::keyword::Keyword;
use supportt_rules::mentoring;

use super::questions::{FieldName, Kind, Question, cap};
use super::{DocumentBuilder, PAPER, PLAN_ID, Page, TaskState};
use crate::date_input::{DateError, DateInput};
use crate::submission::Submission;
use crate::view::ErrorLink;
use crate::words::fill;

/// The longest text a field takes, in characters: a few pages.
const LONGEST_TEXT: usize = 10_000;

/// What was answered so far, by the name of the field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Draft {
    /// Texts as typed, numbers, and the option chosen of several.
    pub(super) texts: BTreeMap<String, String>,
    pub(super) dates: BTreeMap<String, Answer<Date>>,
    /// Options of which any may be chosen.
    pub(super) sets: BTreeMap<String, BTreeSet<String>>,
    /// The pages that were submitted.
    pub(super) visited: BTreeSet<Page>,
}

impl Draft {
    pub(super) fn text(&self, name: &str) -> &str {
        self.texts.get(name).map_or("", String::as_str)
    }

    pub(super) fn is_in(&self, name: &str, value: &str) -> bool {
        self.sets.get(name).is_some_and(|set| set.contains(value))
    }

    pub(super) fn day(&self, name: &str) -> Option<Date> {
        self.dates.get(name).and_then(Answer::known).copied()
    }

    pub(super) fn number(&self, name: &str) -> Option<u32> {
        self.text(name).parse().ok()
    }
}

impl DocumentBuilder {
    /// Every answer that the paper is made of, by the name of its field.
    #[must_use]
    pub fn fields(&self) -> Submission {
        let draft = &self.draft;
        let questions = self.pages().flat_map(|page| self.questions_of(page));
        let values = questions.flat_map(|Question { name, kind, .. }| {
            let values: Vec<String> = match kind {
                Kind::One(..) | Kind::Text(_) | Kind::Number(_) => vec![draft.text(&name).to_owned()],
                Kind::Any(options) => {
                    let chosen = options.into_iter().filter(|option| draft.is_in(&name, &option.value));
                    chosen.map(|option| option.value).collect()
                }
                Kind::Date { .. } => draft.dates.get(&name).map(DateInput::saved).into_iter().collect(),
            };
            values.into_iter().map(move |value| (name.clone(), value))
        });
        // On a region's page the region is not asked.
        let region = self.page_region.iter();
        let region = region.map(|region| (FieldName::Region.word().to_owned(), region.to_string()));
        let own = [(PAPER, self.paper.word().to_owned()), (PLAN_ID, self.plan_id())];
        let own = own.map(|(name, value)| (name.to_owned(), value));
        values.filter(|(_, value)| !value.is_empty()).chain(region).chain(own).collect()
    }

    /// The draft with the answers of a page that was submitted; or what is wrong with them.
    pub(super) fn taken(&self, page: Page, fields: &Submission) -> Result<Draft, Vec<ErrorLink>> {
        let mut draft = self.draft.clone();
        let mut errors = self.read(page, fields, &mut draft);
        if errors.is_empty() {
            let faults = self.faults(&draft).into_iter();
            errors = faults.filter(|fault| fault.page == page).map(Fault::link).collect();
        }
        if errors.is_empty() { Ok(draft) } else { Err(errors) }
    }

    /// Takes the answers of a page out of the fields; returns what is wrong with them.
    fn read(&self, page: Page, fields: &Submission, draft: &mut Draft) -> Vec<ErrorLink> {
        let mut errors = Vec::new();
        let words = &self.payload.words.errors;
        for question in self.questions_of(page) {
            let name = question.name;
            let text = fields.text(&name).to_owned();
            let mut refuse = |id: &str, text: &str| {
                errors.push(ErrorLink { text: text.to_owned(), href: format!("#{id}") });
            };
            match question.kind {
                Kind::One(options, required) => {
                    match (options.iter().any(|option| option.value == text), required) {
                        (true, _) => drop(draft.texts.insert(name, text)),
                        (false, Some(message)) => refuse(&name, &message),
                        // Radio buttons cannot be emptied again: nothing was ever chosen.
                        (false, None) => {}
                    }
                }
                Kind::Any(options) => {
                    let chosen = fields.all(&name);
                    let set = draft.sets.entry(name.clone()).or_default();
                    for option in options {
                        if chosen.contains(&option.value) {
                            set.insert(option.value);
                        } else {
                            set.remove(&option.value);
                        }
                    }
                }
                Kind::Date { is_required } => {
                    let input = DateInput { name: &name };
                    match input.read(fields) {
                        Ok(date) => drop(draft.dates.insert(name, date)),
                        Err(DateError::Missing) if !is_required => drop(draft.dates.remove(&name)),
                        Err(error) => {
                            let message = error.message(&self.payload.journey.date);
                            let values = [("field", question.label.as_str()), ("message", &message)];
                            refuse(&input.wrong_id(error), &fill(&words.of_field, &values));
                        }
                    }
                }
                Kind::Text(_) => {
                    if text.chars().count() > LONGEST_TEXT {
                        let limit = LONGEST_TEXT.to_string();
                        let values = [("field", question.label.as_str()), ("limit", &limit)];
                        refuse(&name, &fill(&words.too_long, &values));
                    }
                    draft.texts.insert(name, text);
                }
                Kind::Number(most) => {
                    let number = text.parse::<u32>().ok().filter(|number| (1..=most).contains(number));
                    if number.is_none() && !text.is_empty() {
                        let values = [("field", question.label.as_str()), ("most", &most.to_string())];
                        refuse(&name, &fill(&words.number, &values));
                    }
                    draft.texts.insert(name, number.map_or_else(String::new, |number| number.to_string()));
                }
            }
        }
        errors
    }

    /// What in a draft goes against a rule, or against another answer.
    pub(super) fn faults(&self, draft: &Draft) -> Vec<Fault> {
        let mut faults = Vec::new();
        let words = &self.payload.words;
        let day = |name: FieldName| draft.day(name.word());
        let return_date = day(FieldName::ReturnDate);
        if let (Some(start), Some(end)) = (day(FieldName::LeaveStart), return_date)
            && end <= start
        {
            let text = self.payload.journey.date.order.clone();
            faults.push(Fault::new(Page::Dates, FieldName::ReturnDate.word().to_owned(), true, text));
        }
        if let (Some(review), Some(end)) = (day(FieldName::NextReview), return_date)
            && self.is_asked(Page::Review)
            && review <= end
        {
            let label = &words.fields[&FieldName::NextReview].label;
            let text = fill(&words.errors.review_early, &[("name", label), ("return", &date::long(end))]);
            faults.push(Fault::new(Page::Review, FieldName::NextReview.word().to_owned(), true, text));
        }
        faults.extend(self.meeting_too_late(draft));
        for (region, entry) in self.chosen() {
            let Some(cap) = cap(entry) else { continue };
            let vocabulary = self.payload.policy.vocabulary();
            let says = region.sentence(entry, vocabulary);
            let citation = document::citation(region, entry, &words.document);
            let rule = [("name", entry.name.as_str()), ("says", &says), ("citation", &citation)];
            let name = FieldName::Amount.about(entry);
            let number = draft.number(&name);
            if number.is_some_and(|number| number > cap.up_to) {
                let limit = region.describe(&cap.into(), vocabulary);
                let values = [&rule[..], &[("limit", &limit)]].concat();
                faults.push(Fault::new(Page::Amounts, name, false, fill(&words.errors.over_limit, &values)));
            }
            let name = FieldName::FirstDay.about(entry);
            if let (Some(first), Some(end)) = (draft.day(&name), return_date)
                && self.payload.bank_holidays.last_of(first, number.unwrap_or(1)).day >= end
            {
                let latest = date::long(self.payload.bank_holidays.first_of(end, number.unwrap_or(1)).day);
                let end = date::long(end);
                let values = [&rule[..], &[("return", &end), ("latest", &latest)]].concat();
                let text = fill(&words.errors.not_before_return, &values);
                faults.push(Fault::new(Page::Amounts, name, true, text));
            }
        }
        faults
    }

    /// A first meeting that lies after the time for mentoring.
    fn meeting_too_late(&self, draft: &Draft) -> Option<Fault> {
        let region = self.region().filter(|_| self.is_asked(Page::MeetingDates))?;
        let words = &self.payload.words;
        let last = mentoring::last_day(region, draft.day(FieldName::ReturnDate.word()))?;
        draft.day(FieldName::FirstMeeting.word()).filter(|first| *first > last)?;
        let mentoring = region.mentoring()?;
        let values = [
            ("name", words.fields[&FieldName::FirstMeeting].label.as_str()),
            ("latest", &date::long(last)),
            ("says", &region.sentence(mentoring, self.payload.policy.vocabulary())),
            ("citation", &document::citation(region, mentoring, &words.document)),
        ];
        let text = fill(&words.errors.after_mentoring, &values);
        Some(Fault::new(Page::MeetingDates, FieldName::FirstMeeting.word().to_owned(), true, text))
    }

    /// How far a page is.
    pub(super) fn state(&self, page: Page) -> TaskState {
        if !self.draft.visited.contains(&page) {
            return TaskState::NotStarted;
        }
        let is_answered = |question: &Question| match &question.kind {
            Kind::Date { .. } => self.draft.day(&question.name).is_some(),
            Kind::Any(options) => {
                options.iter().any(|option| self.draft.is_in(&question.name, &option.value))
            }
            Kind::One(..) | Kind::Text(_) | Kind::Number(_) => !self.draft.text(&question.name).is_empty(),
        };
        let questions = self.questions_of(page);
        let is_open = questions.iter().any(|question| question.is_wanted && !is_answered(question))
            || !questions.iter().any(is_answered)
            || self.faults(&self.draft).iter().any(|fault| fault.page == page);
        if is_open { TaskState::InProgress } else { TaskState::Done }
    }
}

/// Something in a draft that goes against a rule, or against another answer.
pub(super) struct Fault {
    pub(super) page: Page,
    /// The field.
    pub(super) name: String,
    /// The element to mend.
    id: String,
    pub(super) text: String,
}

impl Fault {
    fn new(page: Page, name: String, is_date: bool, text: String) -> Self {
        let id = if is_date { DateInput { name: &name }.first_id() } else { name.clone() };
        Self { page, name, id, text }
    }

    fn link(self) -> ErrorLink {
        ErrorLink { text: self.text, href: format!("#{}", self.id) }
    }
}
