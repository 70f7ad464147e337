//! The return-plan builder: a few short pages, the answers to check, then the plan and the
//! ways to keep or send it.

mod open;
mod screen;

use std::collections::BTreeSet;

use supportt_rules::answers::{Answer, Stage};
use supportt_rules::date::Date;
use supportt_rules::keyword::{Keyword, keywords};
use supportt_rules::policy::InForce;
use supportt_rules::return_plan::PlanRequest;
use supportt_rules::vocabulary::{EntryId, RegionId, RoleId};

use crate::Widget;
use crate::date_input::DateInput;
use crate::event::{Effect, Event};
use crate::payload::Payload;
use crate::submission::Submission;
use crate::trail::Trail;
use crate::view::{ErrorLink, QuestionScreen, Screen};
use crate::words::{BuilderWords, fill};

const REGION: &str = "region";
/// The field for a saved plan.
const SAVED_PLAN: &str = "saved-plan";
const STAGE: &str = "stage";
const LEAVE_START: DateInput = DateInput { name: "leave-start" };
const RETURN_DATE: DateInput = DateInput { name: "return-date" };
const NAME: &str = "name";
const PROGRAMME: &str = "programme";
const PLACE: &str = "place";
const PEOPLE: &str = "people";
const PEOPLE_NAMES: &str = "people-names";
const SUPPORT: &str = "support";
const LEARNING_NEEDS: &str = "learning-needs";
const QUESTIONS: &str = "questions";

/// The longest text a field takes, in characters: a few pages.
const LONGEST_TEXT: usize = 10_000;

keywords! {
    /// A page with questions.
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
        /// What would help.
        Support = "support",
        /// What to learn, what to ask.
        Needs = "needs",
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
    /// The furthest page that was answered, so that a change leads back to the answers.
    reached_check: bool,
    refused: Option<Refused>,
    /// What was copied, once it is known whether that worked.
    copied: Option<(Copyable, Option<bool>)>,
    /// A saved plan that waits until the visitor has said whether it may replace the draft.
    waiting: Option<Submission>,
    /// Whether the draft comes out of a saved plan.
    opened: bool,
}

keywords! {
    /// A text to copy into an email.
    pub enum Copyable {
        /// Whom it goes to.
        Address = "address",
        /// What it is about.
        Subject = "subject",
        /// The plan.
        Text = "text",
    }
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

/// What was answered so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Draft {
    region: Option<RegionId>,
    stage: Option<Stage>,
    leave_start: Option<Answer<Date>>,
    return_date: Option<Answer<Date>>,
    name: String,
    programme: String,
    place: String,
    people: BTreeSet<RoleId>,
    people_names: String,
    support: BTreeSet<EntryId>,
    learning_needs: String,
    questions: String,
}

/// Which screen the visitor is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum At {
    Page(Page),
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
            trail: Trail::new(At::Page(Page::Region)),
            reached_check: false,
            refused: None,
            copied: None,
            waiting: None,
            opened: false,
        };
        builder.clear();
        builder.trail = Trail::new(At::Page(builder.first()));
        builder
    }

    /// Every page with questions, in order, for a plan on paper.
    #[must_use]
    pub fn questions(&self) -> Vec<QuestionScreen> {
        let first = self.first();
        Page::ALL
            .iter()
            .filter(|page| **page >= first)
            .map(|page| screen::question_screen(self, *page))
            .collect()
    }

    /// Answers everything at once, as far as the answers to check. A region that is unknown is
    /// asked for.
    pub fn prefill(&mut self, request: PlanRequest) {
        let answer = |day: Option<Date>| Some(day.map_or(Answer::Unknown, Answer::Known));
        self.clear();
        self.draft = Draft {
            region: Some(request.region),
            stage: Some(request.stage),
            leave_start: answer(request.leave_start),
            return_date: answer(request.return_date),
            name: request.name,
            programme: request.programme,
            place: request.place,
            people: request.people,
            people_names: request.people_names,
            support: request.support,
            learning_needs: request.learning_needs,
            questions: request.questions,
        };
        let at = if self.region().is_some() { At::CheckAnswers } else { At::Page(Page::Region) };
        self.go(at);
    }

    fn clear(&mut self) {
        self.draft = self.nothing();
        self.reached_check = false;
        self.refused = None;
        self.copied = None;
        self.waiting = None;
        self.opened = false;
    }

    /// A draft with nothing answered but the page's region.
    fn nothing(&self) -> Draft {
        Draft { region: self.page_region.clone(), ..Draft::default() }
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

    /// Shows a screen that was visited before. What was cleared since is asked again.
    fn revisit(&mut self, position: usize) -> Vec<Effect> {
        if !self.trail.return_to(position) {
            return Vec::new();
        }
        self.refused = None;
        self.copied = None;
        if self.trail.at() > At::Page(self.first()) && self.request().is_none() {
            self.trail.replace(At::Page(self.first()));
        }
        vec![Effect::FocusHeading]
    }

    fn first(&self) -> Page {
        if self.page_region.is_some() { Page::Stage } else { Page::Region }
    }

    fn region(&self) -> Option<InForce<'_>> {
        let region = self.payload.policy.region(self.draft.region.as_ref()?)?;
        Some(region.on(self.today))
    }

    /// The plan's contents, once region and stage are known. What the chosen region does not
    /// offer stays in the draft, for a change of mind, but not in the plan.
    #[must_use]
    pub fn request(&self) -> Option<PlanRequest> {
        let region = self.region()?;
        let draft = &self.draft;
        let known = |answer: &Option<Answer<Date>>| answer.as_ref().and_then(Answer::known).copied();
        Some(PlanRequest {
            region: region.region().id().clone(),
            stage: draft.stage?,
            leave_start: known(&draft.leave_start),
            return_date: known(&draft.return_date),
            name: draft.name.clone(),
            programme: draft.programme.clone(),
            place: draft.place.clone(),
            people: self.people().into_iter().filter(|role| draft.people.contains(role)).collect(),
            people_names: draft.people_names.clone(),
            support: region
                .entitlements()
                .map(|entitlement| entitlement.id.clone())
                .filter(|id| draft.support.contains(id))
                .collect(),
            learning_needs: draft.learning_needs.clone(),
            questions: draft.questions.clone(),
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
        let At::Page(page) = self.trail.at() else { return self.go(At::Plan) };
        let mut draft = self.draft.clone();
        let errors = self.read(page, &fields, &mut draft);
        if !errors.is_empty() {
            self.refused = Some(Refused { fields, errors });
            return vec![Effect::FocusErrorSummary];
        }
        self.draft = draft;
        let next = match Page::ALL.iter().copied().find(|other| *other > page) {
            Some(next) if !self.reached_check => At::Page(next),
            Some(_) | None => At::CheckAnswers,
        };
        self.reached_check |= next == At::CheckAnswers;
        self.go(next)
    }

    /// Takes the answers of a page out of the fields; returns what is wrong with them.
    fn read(&self, page: Page, fields: &Submission, draft: &mut Draft) -> Vec<ErrorLink> {
        let mut errors = Vec::new();
        let words = &self.payload.words.fields;
        let mut refuse = |id: &str, text: &str| {
            errors.push(ErrorLink { text: text.to_owned(), href: format!("#{id}") });
        };
        match page {
            Page::Region => match self.payload.policy.region(&RegionId::from(fields.text(REGION))) {
                Some(region) => draft.region = Some(region.id().clone()),
                None => refuse(REGION, &words.region_error),
            },
            Page::Stage => match Stage::from_word(fields.text(STAGE)) {
                Some(stage) => draft.stage = Some(stage),
                None => refuse(STAGE, &words.stage_error),
            },
            Page::Dates => {
                let dates = &self.payload.journey.date;
                for (input, answer) in
                    [(LEAVE_START, &mut draft.leave_start), (RETURN_DATE, &mut draft.return_date)]
                {
                    match input.read(fields) {
                        Ok(date) => *answer = Some(date),
                        Err(error) => refuse(&input.first_id(), error.message(dates)),
                    }
                }
                if let (Some(Answer::Known(start)), Some(Answer::Known(end))) =
                    (&draft.leave_start, &draft.return_date)
                    && end <= start
                {
                    refuse(&RETURN_DATE.first_id(), &dates.order);
                }
            }
            Page::About | Page::People | Page::Support | Page::Needs => {
                for (name, text) in draft.texts_of(page) {
                    fields.text(name).clone_into(text);
                    if text.chars().count() > LONGEST_TEXT {
                        let limit = LONGEST_TEXT.to_string();
                        let label = words.text(name).map_or("", |words| &words.label);
                        refuse(name, &fill(&words.too_long, &[("field", label), ("limit", &limit)]));
                    }
                }
                if page == Page::People {
                    draft.people.clear();
                    draft.people.extend(fields.all(PEOPLE).iter().map(|id| RoleId::from(id.as_str())));
                }
                if page == Page::Support {
                    draft.support.clear();
                    draft.support.extend(fields.all(SUPPORT).iter().map(|id| EntryId::from(id.as_str())));
                }
            }
        }
        errors
    }

    fn back(&mut self) -> Vec<Effect> {
        let before = match self.trail.at() {
            At::Plan => At::CheckAnswers,
            At::CheckAnswers => At::Page(Page::Needs),
            At::Page(page) => {
                let before = Page::ALL.iter().rev().copied().find(|other| *other < page);
                At::Page(before.unwrap_or(page).max(self.first()))
            }
        };
        self.go(before)
    }

    fn can_go_back(&self) -> bool {
        self.trail.at() != At::Page(self.first())
    }
}

impl Draft {
    /// The texts that are typed on a page, with their field names.
    fn texts_of(&mut self, page: Page) -> Vec<(&'static str, &mut String)> {
        match page {
            Page::About => {
                vec![(NAME, &mut self.name), (PROGRAMME, &mut self.programme), (PLACE, &mut self.place)]
            }
            Page::People => vec![(PEOPLE_NAMES, &mut self.people_names)],
            Page::Needs => vec![(LEARNING_NEEDS, &mut self.learning_needs), (QUESTIONS, &mut self.questions)],
            Page::Region | Page::Stage | Page::Dates | Page::Support => Vec::new(),
        }
    }
}

impl Widget for ReturnPlanBuilder {
    fn update(&mut self, event: Event) -> Vec<Effect> {
        if self.waiting.is_some() {
            return self.answered(event);
        }
        match event {
            Event::Started { today, .. } => {
                self.today = today;
                Vec::new()
            }
            Event::Revisited { position } => self.revisit(position),
            Event::Submitted(fields) => self.submitted(fields),
            Event::BackChosen => self.back(),
            Event::ChangeChosen(name) => match Page::from_word(&name) {
                Some(page) => self.go(At::Page(page)),
                None => Vec::new(),
            },
            Event::RestartChosen => {
                self.clear();
                self.go(At::Page(self.first()))
            }
            // Plans hold what people type, which does not belong into an address.
            Event::LinkChosen | Event::FragmentOpened(_) => Vec::new(),
            Event::CopyChosen(name) => match Copyable::from_word(&name) {
                Some(what) => {
                    self.copied = Some((what, None));
                    screen::text_to_copy(self, what).map(Effect::Copy).into_iter().collect()
                }
                None => Vec::new(),
            },
            Event::Copied { succeeded } => {
                self.copied = self.copied.map(|(what, _)| (what, Some(succeeded)));
                vec![Effect::Announce(screen::copied_text(self))]
            }
            Event::ShareChosen => screen::plan_file(self).map(Effect::Share).into_iter().collect(),
            Event::Opened(file) => self.open(file.as_deref()),
            Event::PrintChosen => vec![Effect::Print],
        }
    }

    fn screen(&self) -> Screen {
        screen::screen(self)
    }
}
