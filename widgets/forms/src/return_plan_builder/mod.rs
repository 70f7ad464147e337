//! The return-plan builder: a list of short tasks by stage, the answers to check, then the plan
//! and the ways to keep or send it.
//!
//! Answers are kept by the name of their field and never taken away, whatever else changes: what
//! the chosen region does not ask is not shown, and back when it is asked again.

mod questions;
mod screen;

use std::collections::{BTreeMap, BTreeSet};

use supportt_rules::answers::{Answer, Stage};
use supportt_rules::date::{self, Date};
use supportt_rules::keyword::{Keyword, keywords};
use supportt_rules::policy::{Entitlement, Entry, InForce, StepStage};
use supportt_rules::return_plan::{CourseApproval, PlanRequest};
use supportt_rules::vocabulary::{EntryId, RegionId, RoleId};

pub use questions::FieldName;

use crate::Widget;
use crate::date_input::{DateError, DateInput};
use crate::event::{Effect, Event};
use crate::payload::Payload;
use crate::submission::Submission;
use crate::trail::Trail;
use crate::view::{ErrorLink, QuestionScreen, Screen};
use crate::words::{BuilderWords, fill};
use questions::{Kind, NO, YES, cap};

/// The longest text a field takes, in characters: a few pages.
const LONGEST_TEXT: usize = 10_000;

keywords! {
    /// A page with questions: a task of the list, but for the first two.
    pub enum Page {
        /// Which region.
        Region = "region",
        /// Where on the way.
        Stage = "stage",
        /// Leave and return.
        Dates = "dates",
        /// Who the plan is for.
        About = "about",
        /// Whom to talk to.
        People = "people",
        /// What to keep up while away.
        Away = "away",
        /// What to learn, what to ask.
        Needs = "needs",
        /// What would help.
        Support = "support",
        /// How much of it.
        Amounts = "amounts",
        /// How to be supervised.
        Supervision = "supervision",
        /// Which courses.
        Courses = "courses",
        /// The account with the mentoring system.
        Account = "account",
        /// How somebody works once back.
        Arrangements = "arrangements",
        /// When to look at it again.
        Review = "review",
    }
}

impl Page {
    /// The stage a page belongs to; none for what a plan needs at every stage.
    fn stage(self) -> Option<StepStage> {
        match self {
            Self::Region | Self::Stage | Self::Dates | Self::About | Self::People => None,
            Self::Away => Some(StepStage::BeforeLeave),
            Self::Needs
            | Self::Support
            | Self::Amounts
            | Self::Supervision
            | Self::Courses
            | Self::Account
            | Self::Arrangements => Some(StepStage::BeforeReturn),
            Self::Review => Some(StepStage::AfterReturn),
        }
    }
}

keywords! {
    /// How far a task is.
    pub enum TaskState {
        /// Nothing was said yet.
        NotStarted = "not-started",
        /// Something is still open.
        InProgress = "in-progress",
        /// It is done.
        Done = "done",
    }
}

/// The return-plan builder.
#[derive(Debug)]
pub struct ReturnPlanBuilder {
    payload: Payload<BuilderWords>,
    /// The region of the page, on a region's page.
    page_region: Option<RegionId>,
    today: Date,
    draft: Draft,
    trail: Trail<At>,
    /// Where a page leads back to: the tasks, or the answers it was to be changed from.
    home: At,
    /// Whether all questions are asked at once, as on paper.
    on_paper: bool,
    refused: Option<Refused>,
    copied: Option<bool>,
}

/// A submission that was not taken, to show again with what is wrong.
#[derive(Debug)]
struct Refused {
    fields: Submission,
    errors: Vec<ErrorLink>,
}

impl Refused {
    /// What is wrong with the element that has this id.
    fn error(&self, id: &str) -> Option<&str> {
        let error = self.errors.iter().find(|error| error.href.strip_prefix('#') == Some(id));
        error.map(|error| error.text.as_str())
    }
}

/// What was answered so far, by the name of the field.
#[derive(Clone, Debug, Default)]
struct Draft {
    /// Texts as typed, numbers, and the option chosen of several.
    texts: BTreeMap<String, String>,
    dates: BTreeMap<String, Answer<Date>>,
    /// Options of which any may be chosen.
    sets: BTreeMap<String, BTreeSet<String>>,
    /// The pages that were submitted.
    visited: BTreeSet<Page>,
}

impl Draft {
    fn text(&self, name: &str) -> &str {
        self.texts.get(name).map_or("", String::as_str)
    }

    fn is_in(&self, name: &str, value: &str) -> bool {
        self.sets.get(name).is_some_and(|set| set.contains(value))
    }

    fn day(&self, name: &str) -> Option<Date> {
        self.dates.get(name).and_then(Answer::known).copied()
    }

    fn number(&self, name: &str) -> Option<u32> {
        self.text(name).parse().ok()
    }
}

/// Which screen the visitor is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    Page(Page),
    Tasks,
    CheckAnswers,
    Plan,
}

impl ReturnPlanBuilder {
    /// A builder with nothing answered but the region of its page, if that is a region's.
    #[must_use]
    pub fn new(payload: Payload<BuilderWords>, region: Option<RegionId>) -> Self {
        let mut builder = Self {
            payload,
            page_region: region,
            today: Date::MIN,
            draft: Draft::default(),
            trail: Trail::new(At::Tasks),
            home: At::Tasks,
            on_paper: false,
            refused: None,
            copied: None,
        };
        builder.clear();
        builder.trail = Trail::new(At::Page(builder.first()));
        builder
    }

    /// Every page with questions, in order, for a plan on paper: whatever the region offers is
    /// asked about, because on paper nothing can be chosen first.
    #[must_use]
    pub fn on_paper(mut self) -> Vec<QuestionScreen> {
        self.on_paper = true;
        self.pages().map(|page| screen::question_screen(&self, page)).collect()
    }

    fn clear(&mut self) {
        self.draft = Draft::default();
        if let Some(region) = &self.page_region {
            self.draft.texts.insert(FieldName::Region.word().to_owned(), region.to_string());
        }
        self.home = At::Tasks;
        self.refused = None;
        self.copied = None;
    }

    /// Goes on to a screen and has the browser remember it.
    fn go(&mut self, at: At) -> Vec<Effect> {
        self.refused = None;
        self.copied = None;
        let mut effects = Vec::new();
        if self.trail.go(at) {
            effects.push(Effect::Remember { position: self.trail.position() });
        }
        effects.push(Effect::FocusHeading);
        effects
    }

    /// Shows a screen that was visited before. What was cleared since is asked again, and what
    /// is not asked any more leads to the tasks.
    fn revisit(&mut self, position: usize) -> Vec<Effect> {
        if !self.trail.return_to(position) {
            return Vec::new();
        }
        self.refused = None;
        self.copied = None;
        let is_there = match self.trail.at() {
            At::Page(Page::Stage) => self.region().is_some(),
            At::Page(page) => self.is_asked(page),
            At::Tasks | At::CheckAnswers | At::Plan => self.is_begun(),
        };
        if !is_there {
            self.trail.replace(if self.is_begun() { At::Tasks } else { At::Page(self.first()) });
        }
        vec![Effect::FocusHeading]
    }

    fn first(&self) -> Page {
        if self.page_region.is_some() { Page::Stage } else { Page::Region }
    }

    /// The pages that are asked.
    fn pages(&self) -> impl Iterator<Item = Page> {
        Page::ALL.iter().copied().filter(|page| self.is_asked(*page))
    }

    fn is_asked(&self, page: Page) -> bool {
        !self.questions_of(page).is_empty()
    }

    fn region(&self) -> Option<InForce<'_>> {
        let region =
            self.payload.policy.region(&RegionId::from(self.draft.text(FieldName::Region.word())))?;
        Some(region.on(self.today))
    }

    fn stage(&self) -> Option<Stage> {
        Stage::from_word(self.draft.text(FieldName::Stage.word()))
    }

    /// Whether region and stage are known, on which everything else depends.
    fn is_begun(&self) -> bool {
        self.region().is_some() && self.stage().is_some()
    }

    /// The plan's contents, once region and stage are known. What the chosen region does not
    /// ask stays in the draft, for a change of mind, but not in the plan. Neither does what goes
    /// against a rule since another answer was changed.
    fn request(&self) -> Option<PlanRequest> {
        let region = self.region()?;
        let draft = &self.draft;
        let asked: BTreeSet<String> =
            self.pages().flat_map(|page| self.questions_of(page)).map(|question| question.name).collect();
        let known = |name: FieldName| Some(name.word()).filter(|name| asked.contains(*name));
        let text = |name| known(name).map_or("", |name| draft.text(name)).to_owned();
        let day = |name| draft.day(known(name)?);
        let yes_or_no = |name| match draft.text(known(name)?) {
            YES => Some(true),
            NO => Some(false),
            _ => None,
        };
        let faults: Vec<String> = self.faults(draft).into_iter().map(|fault| fault.name).collect();
        let about = |name: FieldName, entry: &Entry<Entitlement>| {
            Some(name.about(entry)).filter(|name| asked.contains(name) && !faults.contains(name))
        };
        let chosen = self.chosen();
        let amounts = chosen.iter().filter_map(|(_, entry)| {
            Some((entry.id.clone(), draft.number(&about(FieldName::Amount, entry)?)?))
        });
        let first_days = chosen.iter().filter_map(|(_, entry)| {
            Some((entry.id.clone(), draft.day(&about(FieldName::FirstDay, entry)?)?))
        });
        Some(PlanRequest {
            region: region.region().id().clone(),
            stage: self.stage()?,
            leave_start: day(FieldName::LeaveStart),
            return_date: day(FieldName::ReturnDate),
            name: text(FieldName::Name),
            programme: text(FieldName::Programme),
            place: text(FieldName::Place),
            people: self
                .people()
                .into_iter()
                .filter(|role| draft.is_in(FieldName::People.word(), role.as_str()))
                .collect(),
            people_names: text(FieldName::PeopleNames),
            support: chosen.iter().map(|(_, entry)| entry.id.clone()).collect::<BTreeSet<EntryId>>(),
            learning_needs: text(FieldName::LearningNeeds),
            targets: text(FieldName::Targets),
            keeping_up: text(FieldName::KeepingUp),
            amounts: amounts.collect(),
            first_days: first_days.collect(),
            supervision: text(FieldName::Supervision),
            courses: text(FieldName::Courses),
            external_course: text(FieldName::ExternalCourse),
            course_date: day(FieldName::CourseDate),
            course_approval: CourseApproval::from_word(&text(FieldName::CourseApproval)),
            account_created: day(FieldName::AccountCreated),
            less_than_full_time: yes_or_no(FieldName::LessThanFullTime),
            percent: known(FieldName::Percent).and_then(|name| draft.number(name)),
            phased_return: yes_or_no(FieldName::PhasedReturn),
            occupational_health: yes_or_no(FieldName::OccupationalHealth),
            next_review: day(FieldName::NextReview),
            review: text(FieldName::Review),
            questions: text(FieldName::Questions),
        })
    }

    /// The people the region's steps name, in the order in which they come up.
    fn people(&self) -> Vec<RoleId> {
        let mut people: Vec<RoleId> = Vec::new();
        for step in self.region().into_iter().flat_map(InForce::steps) {
            for role in &step.body.with {
                if !people.contains(role) {
                    people.push(role.clone());
                }
            }
        }
        people
    }

    fn submitted(&mut self, fields: Submission) -> Vec<Effect> {
        let page = match self.trail.at() {
            At::Page(page) => page,
            At::Tasks => return self.go(At::CheckAnswers),
            At::CheckAnswers | At::Plan => return self.go(At::Plan),
        };
        let mut draft = self.draft.clone();
        let mut errors = self.read(page, &fields, &mut draft);
        if errors.is_empty() {
            errors =
                self.faults(&draft).into_iter().filter(|fault| fault.page == page).map(Fault::link).collect();
        }
        if !errors.is_empty() {
            self.refused = Some(Refused { fields, errors });
            return vec![Effect::FocusErrorSummary];
        }
        self.draft = draft;
        self.draft.visited.insert(page);
        let next = self.after(page);
        self.go(next)
    }

    /// Where a page leads once it is answered.
    fn after(&self, page: Page) -> At {
        if !self.is_begun() {
            return At::Page(if self.region().is_some() { Page::Stage } else { Page::Region });
        }
        // What was just chosen is asked about at once.
        let details = [Page::Support, Page::Amounts, Page::Supervision, Page::Courses];
        let next = details
            .into_iter()
            .find(|next| *next > page && self.is_asked(*next) && !self.draft.visited.contains(next));
        match next.filter(|_| details.contains(&page) && self.home == At::Tasks) {
            Some(next) => At::Page(next),
            None => self.home,
        }
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
                        Err(error) => refuse(&input.first_id(), error.message(&self.payload.journey.date)),
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
    fn faults(&self, draft: &Draft) -> Vec<Fault> {
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
        for (region, entry) in self.chosen() {
            let Some(cap) = cap(entry) else { continue };
            let vocabulary = self.payload.policy.vocabulary();
            let says = region.sentence(entry, vocabulary);
            let citation = supportt_documents::document::citation(region, entry, &words.plan);
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
                let end = date::long(end);
                let values = [&rule[..], &[("return", &end)]].concat();
                let text = fill(&words.errors.not_before_return, &values);
                faults.push(Fault::new(Page::Amounts, name, true, text));
            }
        }
        faults
    }

    /// How far a page is.
    fn state(&self, page: Page) -> TaskState {
        if !self.draft.visited.contains(&page) {
            return TaskState::NotStarted;
        }
        let is_answered = |question: &questions::Question| match &question.kind {
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

    fn change(&mut self, name: &str) -> Vec<Effect> {
        let Some(page) = Page::from_word(name).filter(|page| self.is_begun() && self.is_asked(*page)) else {
            return Vec::new();
        };
        self.home = match self.trail.at() {
            At::CheckAnswers => At::CheckAnswers,
            At::Page(_) | At::Tasks | At::Plan => At::Tasks,
        };
        self.go(At::Page(page))
    }

    fn back(&mut self) -> Vec<Effect> {
        let before = match self.trail.at() {
            At::Plan => At::CheckAnswers,
            At::CheckAnswers | At::Tasks => At::Tasks,
            At::Page(_) if self.is_begun() => self.home,
            At::Page(_) => At::Page(self.first()),
        };
        self.go(before)
    }

    fn can_go_back(&self) -> bool {
        match self.trail.at() {
            At::Page(page) => self.is_begun() || page != self.first(),
            At::Tasks => false,
            At::CheckAnswers | At::Plan => true,
        }
    }
}

/// Something in a draft that goes against a rule, or against another answer.
struct Fault {
    page: Page,
    /// The field.
    name: String,
    /// The element to mend.
    id: String,
    text: String,
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

impl Widget for ReturnPlanBuilder {
    fn update(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::Started { today, .. } => {
                self.today = today;
                Vec::new()
            }
            Event::Revisited { position } => self.revisit(position),
            Event::Submitted(fields) => self.submitted(fields),
            Event::BackChosen => self.back(),
            Event::ChangeChosen(name) => self.change(&name),
            Event::RestartChosen => {
                self.clear();
                self.go(At::Page(self.first()))
            }
            // Plans hold what people type, which does not belong into an address.
            Event::LinkChosen => Vec::new(),
            Event::CopyChosen => screen::plan_text(self).map(Effect::Copy).into_iter().collect(),
            Event::Copied { succeeded } => {
                self.copied = Some(succeeded);
                vec![Effect::Announce(screen::copied_text(self))]
            }
            Event::PrintChosen => vec![Effect::Print],
        }
    }

    fn screen(&self) -> Screen {
        screen::screen(self)
    }
}
