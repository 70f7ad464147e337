//! The answers in what was typed and chosen, and what is wrong with them.

use supportt_basics::date;
use supportt_basics::ids::EntryId;
use supportt_basics::keyword::Keyword;
use supportt_documents::document;
use supportt_rules::mentoring;

use super::draft::LONGEST_TEXT;
use super::names::{FINISHED, FieldName, PAPER, PLAN_ID, Page, TaskState};
use super::question::{Kind, Question};
use super::questions::{cap, more_name};
use super::state::DocumentBuilder;

use crate::date_input::{DateError, DateInput};
use crate::submission::Submission;
use crate::view::ErrorLink;
use crate::words::fill;

impl DocumentBuilder {
    /// Everything that was entered, by the name of its field, as it is saved: what the paper is
    /// made of, and what is kept besides.
    #[must_use]
    pub fn fields(&self) -> Submission {
        let own = [(PAPER, self.paper.word().to_owned()), (PLAN_ID, self.plan_id())];
        let own = own.map(|(name, value)| (name.to_owned(), value));
        let finished = self.pages().filter(|page| self.is_finished(*page));
        let finished = finished.map(|page| (FINISHED.to_owned(), page.word().to_owned()));
        self.entered().into_iter().chain(own).chain(finished).chain(self.version_fields()).collect()
    }

    /// The same without what the builder itself adds.
    pub(super) fn entered(&self) -> Vec<(String, String)> {
        let shown = self.asked_questions();
        let shown = shown.iter().flat_map(|question| question.written(&self.draft));
        // On a region's page the region is not asked.
        let region = self.page_region.iter();
        let region = region.map(|region| (FieldName::Region.word().to_owned(), region.to_string()));
        shown.filter(|(_, value)| !value.is_empty()).chain(region).chain(self.unasked()).collect()
    }

    pub(super) fn asked_questions(&self) -> Vec<Question> {
        self.pages().flat_map(|page| self.questions_of(page)).collect()
    }

    /// What was entered and answers no question that is asked: each value with the name of its field.
    #[must_use]
    pub fn unasked(&self) -> Vec<(String, String)> {
        let asked = self.asked_questions();
        let typed = &self.draft.typed;
        let mut unasked = Vec::new();
        for (name, value) in typed.iter() {
            let is_asked = asked.iter().any(|question| question.names().iter().any(|own| own == name));
            let is_fixed = name == FieldName::Region.word() && self.page_region.is_some();
            if !is_asked && !is_fixed && !value.is_empty() {
                unasked.push((name.to_owned(), value.to_owned()));
            }
        }
        unasked.extend(asked.iter().flat_map(|question| question.hidden(typed)));
        unasked
    }

    /// Takes in what is in the fields of a page, right or wrong. What the page does not show stays.
    pub(super) fn take_in(&mut self, page: Page, fields: &Submission) {
        let mut typed = self.draft.typed.clone();
        for question in self.shown_questions(page) {
            let name = &question.name;
            let hidden = question.hidden(&typed);
            let mut put = |name: &str, shown: Vec<String>| {
                let hidden = hidden.iter().filter(|(other, _)| other == name);
                typed.set(name, shown.into_iter().chain(hidden.map(|(_, value)| value.clone())));
            };
            match &question.kind {
                Kind::Any(options) => {
                    let chosen = options.iter().map(|option| option.value.clone());
                    put(name, chosen.filter(|value| fields.all(name).contains(value)).collect());
                }
                Kind::One(options, _) => {
                    // Radio buttons cannot be emptied again: nothing was ever chosen.
                    if let Some(chosen) = options.iter().find(|option| option.value == fields.text(name)) {
                        put(name, vec![chosen.value.clone()]);
                    }
                }
                Kind::Date { .. } | Kind::Text(_) | Kind::Email | Kind::Number(_) => {
                    let names = question.names();
                    // A box that an answer on this page has only just brought up was not there to be filled in.
                    if names.iter().any(|name| !fields.all(name).is_empty()) {
                        for name in names {
                            put(&name, vec![fields.all(&name).first().cloned().unwrap_or_default()]);
                        }
                    }
                }
            }
        }
        if typed != self.draft.typed {
            self.draft.typed = typed;
            self.draft.visited.insert(page);
        }
    }

    /// What is wrong with a page that is submitted, in the order of its fields.
    pub(super) fn errors_on(&self, page: Page) -> Vec<ErrorLink> {
        let questions = self.shown_questions(page);
        let missing = questions.iter().filter_map(|question| self.missing(page, question));
        let wrong = self.faults().into_iter().filter(|fault| fault.page == page);
        let mut faults: Vec<Fault> = missing.chain(wrong).collect();
        faults.sort_by_key(|fault| questions.iter().position(|question| question.name == fault.name));
        faults.into_iter().map(Fault::link).collect()
    }

    /// An answer that a page cannot be submitted without.
    fn missing(&self, page: Page, question: &Question) -> Option<Fault> {
        match &question.kind {
            Kind::One(options, Some(message)) => {
                let chosen = self.draft.text(&question.name);
                let is_chosen = options.iter().any(|option| option.value == chosen);
                (!is_chosen).then(|| Fault::new(page, question.name.clone(), false, message.clone()))
            }
            Kind::Date { is_required: true } => {
                let input = DateInput { name: &question.name };
                let error = input.read(&self.draft.typed).err()?;
                (error == DateError::Missing).then(|| self.wrong_date(page, question, error))
            }
            _ => None,
        }
    }

    fn wrong_date(&self, page: Page, question: &Question, error: DateError) -> Fault {
        let message = error.message(&self.payload.journey.date);
        let values = [("field", question.label.as_str()), ("message", &message)];
        let text = fill(&self.payload.words.errors.of_field, &values);
        let id = DateInput { name: &question.name }.wrong_id(error);
        Fault { page, name: question.name.clone(), id, text, remedy: None }
    }

    /// A value that is no answer to its question.
    fn wrong(&self, page: Page, question: &Question) -> Option<Fault> {
        let Question { name, label, kind, .. } = question;
        let words = &self.payload.words.errors;
        let text = self.draft.text(name);
        let message = match kind {
            Kind::Date { .. } => {
                let error = DateInput { name }.read(&self.draft.typed).err()?;
                return (error != DateError::Missing).then(|| self.wrong_date(page, question, error));
            }
            Kind::Text(_) if text.chars().count() > LONGEST_TEXT => {
                fill(&words.too_long, &[("field", label), ("limit", &LONGEST_TEXT.to_string())])
            }
            Kind::Number(most) if !text.is_empty() => {
                let number = self.draft.number(name).filter(|number| (1..=*most).contains(number));
                if number.is_some() {
                    return None;
                }
                let most = self.greatest(question, *most).to_string();
                fill(&words.number, &[("field", label), ("most", &most)])
            }
            Kind::Email if !text.is_empty() && !is_email(text) => fill(&words.email, &[("field", label)]),
            Kind::Text(_) | Kind::Email | Kind::Number(_) | Kind::One(..) | Kind::Any(_) => return None,
        };
        Some(Fault::new(page, name.clone(), false, message))
    }

    /// What was entered that is no answer to its question, or goes against a rule or another
    /// answer.
    pub(super) fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        for page in self.pages() {
            faults.extend(self.questions_of(page).iter().filter_map(|question| self.wrong(page, question)));
        }
        let draft = &self.draft;
        let words = &self.payload.words;
        let day = |name: FieldName| draft.day(name.word());
        let mut return_date = day(FieldName::ReturnDate);
        if let (Some(start), Some(end)) = (day(FieldName::LeaveStart), return_date)
            && self.is_asked(Page::Dates)
            && end <= start
        {
            let text = self.payload.journey.date.order.clone();
            faults.push(Fault::new(Page::Dates, FieldName::ReturnDate.word().to_owned(), true, text));
            // Nothing else can be compared with it.
            return_date = None;
        }
        if let (Some(review), Some(end)) = (day(FieldName::NextReview), return_date)
            && self.is_asked(Page::Review)
            && review <= end
        {
            let label = &words.fields[&FieldName::NextReview].label;
            let text = fill(&words.errors.review_early, &[("name", label), ("return", &date::long(end))]);
            let fault = Fault::new(Page::Review, FieldName::NextReview.word().to_owned(), true, text);
            faults.push(fault.with_remedy(Some(date::days_after(end, 1))));
        }
        faults.extend(self.still_to_come());
        faults.extend(self.meeting_too_late());
        faults.extend(self.too_early());
        for (region, entry) in self.chosen() {
            let Some(cap) = cap((region, entry)) else { continue };
            let vocabulary = self.payload.policy.vocabulary();
            let says = region.sentence(entry, vocabulary);
            let citation = document::citation(region, entry, &words.document);
            let rule = [("name", entry.name.as_str()), ("says", &says), ("citation", &citation)];
            let name = FieldName::Amount.about(entry);
            let number = draft.number(&name);
            if number.is_some_and(|number| number > cap.up_to) && !is_wrong(&faults, &name) {
                let limit = region.describe(&cap.into(), vocabulary);
                let values = [&rule[..], &[("limit", &limit)]].concat();
                let fault = Fault::new(Page::Amounts, name, false, fill(&words.errors.over_limit, &values));
                faults.push(fault.with_remedy(Some(cap.up_to)));
            }
            let name = FieldName::FirstDay.about(entry);
            let Some(first) = draft.day(&name) else { continue };
            let number = number.unwrap_or(1);
            let (start, holidays) = (day(FieldName::LeaveStart), &self.payload.bank_holidays);
            let (text, remedy) = if let Some(start) = start.filter(|start| first < *start) {
                let leave = date::long(start);
                let values = [&rule[..], &[("leave", &leave)]].concat();
                (fill(&words.errors.before_leave, &values), Some(start))
            // Bank holidays that are not known can only make it later.
            } else if let Some(end) =
                return_date.filter(|end| holidays.last_of(first, number).nearest() >= *end)
            {
                let latest = holidays.first_of(end, number);
                let pattern = match latest.known() {
                    Some(_) => &words.errors.not_before_return,
                    None => &words.errors.too_late,
                };
                let (end, day) = (date::long(end), date::long(latest.nearest()));
                let values = [&rule[..], &[("return", &end), ("latest", &day)]].concat();
                (fill(pattern, &values), latest.known())
            } else {
                continue;
            };
            faults.push(Fault::new(Page::Amounts, name, true, text).with_remedy(remedy));
        }
        faults
    }

    /// What somebody says has been done, on a day that is still to come.
    fn still_to_come(&self) -> Vec<Fault> {
        let done = [
            (Page::Account, FieldName::AccountCreated),
            (Page::Agreement, FieldName::AgreedOn),
            (Page::Agreement, FieldName::DirectorAgreedOn),
        ];
        let is_ahead = |name: FieldName| self.draft.day(name.word()).is_some_and(|day| day > self.today);
        let ahead = done.into_iter().filter(|(page, name)| is_ahead(*name) && self.is_asked(*page));
        let words = &self.payload.words;
        let fault = |(page, name): (Page, FieldName)| {
            let values = [("name", words.fields[&name].label.as_str()), ("today", &date::long(self.today))];
            let text = fill(&words.errors.still_to_come, &values);
            Fault::new(page, name.word().to_owned(), true, text).with_remedy(Some(self.today))
        };
        ahead.map(fault).collect()
    }

    /// A first meeting that lies after the time for mentoring.
    fn meeting_too_late(&self) -> Option<Fault> {
        let region = self.region().filter(|_| self.is_asked(Page::MeetingDates))?;
        let draft = &self.draft;
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
        let fault = Fault::new(Page::MeetingDates, FieldName::FirstMeeting.word().to_owned(), true, text);
        Some(fault.with_remedy(Some(last)))
    }

    /// Days that lie before what they can only follow.
    fn too_early(&self) -> impl Iterator<Item = Fault> {
        let fields = &self.payload.words.fields;
        let meeting = self.is_asked(Page::Agreement).then(|| {
            let [name, agreed] =
                [FieldName::NextMeeting, FieldName::AgreedOn].map(|field| field.word().to_owned());
            (Page::Agreement, name, &fields[&FieldName::NextMeeting].label, agreed)
        });
        let more = self.pages().flat_map(|page| self.more_fields(page).map(move |field| (page, field)));
        let more = more.filter_map(|(page, field)| {
            Some((page, more_name(&field.id), &field.label, day_field(field.not_before.as_ref()?)))
        });
        meeting.into_iter().chain(more).filter_map(|(page, name, label, before)| {
            let earliest = self.draft.day(&before)?;
            self.draft.day(&name).filter(|day| *day < earliest)?;
            let values = [("name", label.as_str()), ("date", &date::long(earliest))];
            let text = fill(&self.payload.words.errors.too_early, &values);
            Some(Fault::new(page, name, true, text).with_remedy(Some(earliest)))
        })
    }

    /// How far a task is: done once its pages were submitted with nothing wrong, whatever was left blank.
    ///
    /// `asked` are the pages that are asked, because to find out takes a while.
    pub(super) fn state(&self, task: Page, asked: &[Page], faults: &[Fault]) -> TaskState {
        let pages: Vec<Page> = asked.iter().copied().filter(|page| page.task() == task).collect();
        if !pages.iter().any(|page| self.draft.visited.contains(page)) {
            return TaskState::NotStarted;
        }
        let is_open =
            |page: &Page| !self.is_finished(*page) || faults.iter().any(|fault| fault.page == *page);
        if pages.iter().any(is_open) { TaskState::InProgress } else { TaskState::Done }
    }

    /// Whether a page was submitted with all the fields that it has now.
    pub(super) fn is_finished(&self, page: Page) -> bool {
        let finished = self.draft.finished.get(&page);
        let has = |question: &Question| finished.is_some_and(|fields| fields.contains(&question.name));
        self.questions_of(page).iter().all(has)
    }

    /// Takes a page for finished, as it is asked now.
    pub(super) fn finish(&mut self, page: Page) {
        let fields = self.questions_of(page).into_iter().map(|question| question.name).collect();
        self.draft.visited.insert(page);
        self.draft.finished.insert(page, fields);
    }
}

/// Whether a text can be an email address. What else may stand in one is for its mail program to say.
fn is_email(text: &str) -> bool {
    let is_plain = !text.contains(|c: char| c.is_whitespace() || c.is_control() || ",;<>()\"".contains(c));
    is_plain
        && text.split_once('@').is_some_and(|(person, host)| {
            !person.is_empty()
                && !host.contains('@')
                && host.split('.').count() > 1
                && !host.split('.').any(str::is_empty)
        })
}

/// The form's field of a day that another cannot lie before.
fn day_field(id: &EntryId) -> String {
    let own = FieldName::ReturnDate.word();
    if id.as_str() == own { own.to_owned() } else { more_name(id) }
}

/// Whether something is wrong with a field already.
fn is_wrong(faults: &[Fault], name: &str) -> bool {
    faults.iter().any(|fault| fault.name == name)
}

/// Something entered that is no answer, or goes against a rule or another answer.
pub(super) struct Fault {
    pub(super) page: Page,
    /// The field.
    pub(super) name: String,
    /// The element to mend.
    id: String,
    pub(super) text: String,
    /// A value that would be right, where there is one to name.
    pub(super) remedy: Option<String>,
}

impl Fault {
    fn new(page: Page, name: String, is_date: bool, text: String) -> Self {
        let id = if is_date { DateInput { name: &name }.first_id() } else { name.clone() };
        Self { page, name, id, text, remedy: None }
    }

    fn with_remedy(self, remedy: Option<impl ToString>) -> Self {
        Self { remedy: remedy.map(|remedy| remedy.to_string()), ..self }
    }

    fn link(self) -> ErrorLink {
        ErrorLink { text: self.text, href: format!("#{}", self.id) }
    }
}
