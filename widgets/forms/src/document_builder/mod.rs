//! The builder of papers: a list of short tasks, the answers to check, then the return plan, the
//! mentoring agreement or the request for a mentor, and the ways to keep or send it.
//!
//! What is typed is kept by the name of its field, right or wrong, whatever else changes: what the
//! chosen region does not ask is back when it is asked again, and what is not in the paper is said
//! by name until the visitor removes it.

mod answers;
mod brought;
mod changes;
mod draft;
mod left_out;
mod mentoring;
pub mod names;
mod open;
mod question;
mod questions;
mod reader;
mod requests;
mod routes;
mod screen;
mod slips;
mod state;
mod versions;

use std::rc::Rc;

use supportt_basics::date::{Date, Instant, Time};
use supportt_basics::ids::RegionId;
use supportt_basics::keyword::Keyword;
use supportt_rules::fixed_words::Stage;
use supportt_rules::policy::{InForce, Paper};

use self::draft::Draft;
use self::names::{Copyable, Reader, TASKS};
use self::state::{At, Pdf, PdfProgress};
pub(crate) use names::{DISCREET, SAVED_PLAN, SECURE_ID};
pub use names::{FieldName, PAPER, PLAN_ID, Page, Route, Sending, TaskState};
pub use slips::{Slip, SlipKind};
pub use state::DocumentBuilder;
use versions::Versions;

use crate::Widget;
use crate::event::{Device, Effect, Event};
use crate::payload::Payload;
use crate::submission::Submission;
use crate::trail::Trail;
use crate::view::{QuestionScreen, Screen};
use crate::words::BuilderWords;

impl DocumentBuilder {
    /// A builder with nothing answered but the region of its page, if that is a region's.
    #[must_use]
    pub fn new(payload: Payload<BuilderWords>, paper: Paper, region: Option<RegionId>) -> Self {
        let mut builder = Self::with(Rc::new(payload), paper, region);
        builder.clear();
        builder
    }

    fn with(payload: Rc<Payload<BuilderWords>>, paper: Paper, page_region: Option<RegionId>) -> Self {
        Self {
            payload,
            paper,
            page_region,
            address: String::new(),
            today: Date::MIN,
            now: None,
            draft: Draft::default(),
            kept: Vec::new(),
            id: 0,
            trail: Trail::new(At::Start),
            home: At::Tasks,
            is_first_run: false,
            is_brought: false,
            versions: Versions::default(),
            on_paper: false,
            errors: Vec::new(),
            copied: None,
            device: Device::default(),
            discreet: false,
            secure: false,
            pdf: None,
            pdfs: 0,
            sending: None,
            waiting: None,
            reader: Reader::Trainee,
            opened: None,
        }
    }

    /// Every page with questions, in order, to fill in by hand: whatever the region offers is
    /// asked about, because by hand nothing can be chosen first.
    #[must_use]
    pub fn on_paper(mut self) -> Vec<QuestionScreen> {
        self.on_paper = true;
        self.pages().map(|page| screen::question_screen(&self, page)).collect()
    }

    fn clear(&mut self) {
        self.draft = self.nothing();
        self.kept = self.entered();
        self.id = self.id.wrapping_add(1);
        self.home = At::Tasks;
        self.is_first_run = self.paper == Paper::ReturnPlan;
        self.is_brought = false;
        self.versions = Versions::default();
        self.errors.clear();
        self.copied = None;
        self.discreet = false;
        self.secure = false;
        self.sending = None;
        self.waiting = None;
        self.reader = Reader::Trainee;
        self.opened = None;
    }

    /// The moment at which a file is made of the paper.
    fn exported(&self) -> Instant {
        self.now.unwrap_or_else(|| self.today.and_time(Time::MIN))
    }

    fn plan_id(&self) -> String {
        format!("{:08x}", self.id)
    }

    /// A draft with nothing answered but the page's region.
    fn nothing(&self) -> Draft {
        let region = self.page_region.iter();
        let region = region.map(|region| (FieldName::Region.word(), region.to_string()));
        Draft { typed: region.collect(), ..Draft::default() }
    }

    /// Goes on to a screen and has the browser remember it.
    fn go(&mut self, at: At) -> Vec<Effect> {
        self.errors.clear();
        self.copied = None;
        self.sending = None;
        self.is_first_run &= matches!(at, At::Start | At::Page(_));
        self.trail.go(at)
    }

    /// Shows a screen that was visited before. What was cleared since is asked again, and what
    /// is not asked any more leads to the tasks.
    fn revisit(&mut self, position: usize) -> Vec<Effect> {
        if !self.trail.return_to(position) {
            return Vec::new();
        }
        self.errors.clear();
        self.copied = None;
        let is_there = match self.trail.at() {
            At::Start => true,
            At::Page(Page::Stage) => self.region().is_some(),
            At::Page(page) => self.is_asked(page),
            At::Tasks | At::Done => self.is_begun(),
            At::CheckAnswers => self.is_begun() && !self.is_sign_off(),
            At::SignOff => self.is_sign_off(),
        };
        if !is_there {
            self.trail.replace(if self.is_begun() { self.hub() } else { At::Start });
        }
        vec![Effect::FocusHeading]
    }

    /// What is asked first: what the tasks hang on, or the tasks.
    fn first(&self) -> At {
        match (&self.page_region, self.paper) {
            (None, _) => At::Page(Page::Region),
            (Some(_), Paper::ReturnPlan) => At::Page(Page::Stage),
            (Some(_), Paper::MentoringAgreement | Paper::MentorRequest) => At::Tasks,
        }
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

    /// Whether region and stage are known, on which everything else depends. Only a plan asks for
    /// a stage.
    fn is_begun(&self) -> bool {
        self.region().is_some() && (self.paper != Paper::ReturnPlan || self.stage().is_some())
    }

    fn submitted(&mut self, fields: &Submission) -> Vec<Effect> {
        let page = match self.trail.at() {
            At::Start => {
                return self.go(if self.is_begun() && !self.is_first_run {
                    self.hub()
                } else {
                    self.first()
                });
            }
            At::Page(page) => page,
            At::Tasks => return self.go(if self.is_sign_off() { At::SignOff } else { At::CheckAnswers }),
            At::SignOff => return self.change(Page::Agreement.word()),
            At::CheckAnswers | At::Done => return self.go(At::Done),
        };
        self.take_in(page, fields);
        self.draft.visited.insert(page);
        self.errors = self.errors_on(page);
        if !self.errors.is_empty() {
            self.draft.finished.remove(&page);
            return vec![Effect::FocusErrorSummary];
        }
        self.finish(page);
        if page == Page::Agreement {
            self.complete_agreement();
        }
        self.check_agreement(page);
        let next = self.after(page);
        self.go(next)
    }

    /// Where a page leads once it is answered.
    fn after(&self, page: Page) -> At {
        if !self.is_begun() {
            return At::Page(if self.region().is_some() { Page::Stage } else { Page::Region });
        }
        if self.is_first_run
            && let Some(next) = self.first_pages().find(|next| *next > page)
        {
            return At::Page(next);
        }
        if page == Page::Agreement && self.is_sign_off() {
            return At::Done;
        }
        // What was just chosen is asked about at once.
        let next = self.pages().find(|next| *next > page && next.task() == page.task());
        next.filter(|_| self.home == At::Tasks).map_or(self.home, At::Page)
    }

    /// The pages that a plan asks before it shows its tasks, in order.
    fn first_pages(&self) -> impl DoubleEndedIterator<Item = Page> {
        let pages: Vec<Page> = self.pages().filter(|page| page.comes_first()).collect();
        pages.into_iter()
    }

    fn change(&mut self, name: &str) -> Vec<Effect> {
        if name == TASKS && self.is_begun() {
            return self.go(At::Tasks);
        }
        let Some(page) = Page::from_word(name).filter(|page| self.is_begun() && self.is_asked(*page)) else {
            return Vec::new();
        };
        self.home = match self.trail.at() {
            at @ (At::CheckAnswers | At::SignOff) => at,
            At::Start | At::Page(_) | At::Tasks | At::Done => At::Tasks,
        };
        self.go(At::Page(page))
    }

    fn back(&mut self) -> Vec<Effect> {
        let before = self.before().unwrap_or_else(|| self.trail.at());
        self.go(before)
    }

    /// Where "Back" leads.
    fn before(&self) -> Option<At> {
        match self.trail.at() {
            At::Done | At::Tasks if self.is_sign_off() => Some(At::SignOff),
            At::Done => Some(At::CheckAnswers),
            At::CheckAnswers => Some(At::Tasks),
            At::Start | At::Tasks | At::SignOff => None,
            At::Page(page) if self.is_first_run => {
                let before = self.first_pages().rev().find(|before| *before < page);
                Some(before.map_or(At::Start, At::Page))
            }
            At::Page(_) if self.is_begun() => Some(self.home),
            At::Page(page) => Some(self.first()).filter(|first| *first != At::Page(page)).or(Some(At::Start)),
        }
    }

    /// Sends the paper to the region's service, once at a time.
    fn send(&mut self) -> Vec<Effect> {
        let is_there = self.trail.at() == At::Done && self.sending != Some(Sending::Underway);
        let Some(message) = self.message().filter(|_| is_there) else { return Vec::new() };
        self.sending = Some(Sending::Underway);
        vec![Effect::Send(message), Effect::Announce(self.sending_text())]
    }

    fn sent(&mut self, succeeded: bool) -> Vec<Effect> {
        // Whoever has gone on meanwhile, or cleared everything, is not told about it any more.
        if self.sending != Some(Sending::Underway) {
            return Vec::new();
        }
        self.sending = Some(if succeeded { Sending::Accepted } else { Sending::Failed });
        self.keep_if(succeeded);
        vec![Effect::Announce(self.sending_text())]
    }

    /// Remembers that the visitor holds everything as it is now.
    ///
    /// A saved page, a draft and a file that another program or a service has taken hold all of it.
    /// A copied text holds the paper, without what is not in that. Dates in a calendar and a short
    /// email do not, and whether anything was printed no page is told.
    fn keep_if(&mut self, is_kept: bool) {
        if is_kept {
            self.versions.history = self.history();
            self.kept = self.entered();
        }
    }

    fn can_go_back(&self) -> bool {
        self.before().is_some()
    }
}

impl Widget for DocumentBuilder {
    fn update(&mut self, event: Event) -> Vec<Effect> {
        if let Event::ClockRead(now) = event {
            self.now = Some(now);
            return Vec::new();
        }
        let mut effects = self.respond(event);
        effects.extend(self.make_pdf());
        effects
    }

    fn screen(&self) -> Screen {
        screen::screen(self)
    }

    fn is_unsaved(&self) -> bool {
        self.entered() != self.kept
    }
}

impl DocumentBuilder {
    fn respond(&mut self, event: Event) -> Vec<Effect> {
        if let Some(waiting) = self.waiting.take() {
            return self.answered(waiting, event);
        }
        match event {
            Event::Started { today, random, fragment, page } => {
                self.today = today;
                self.address = page;
                self.id = random;
                self.bring(&fragment)
            }
            Event::DeviceKnown(device) => {
                self.device = device;
                Vec::new()
            }
            Event::Typed(fields) => {
                if let At::Page(page) = self.trail.at() {
                    self.take_in(page, &fields);
                }
                Vec::new()
            }
            Event::Revisited { position } => self.revisit(position),
            Event::Submitted(fields) => self.submitted(&fields),
            Event::BackChosen => self.back(),
            Event::ChangeChosen(name) => self.change(&name),
            Event::RestartChosen => {
                self.clear();
                self.go(At::Start)
            }
            Event::DiscardChosen => self.discard(),
            Event::BroughtRemoved => self.remove_brought(),
            // Papers hold what people type, which does not belong into an address.
            Event::LinkChosen
            | Event::FragmentOpened(_)
            | Event::ClockRead(_)
            | Event::ClearConfirmed
            | Event::ClearDeclined => Vec::new(),
            Event::CopyChosen(name) => {
                let text = Copyable::from_word(&name).and_then(|what| Some((what, self.text_to_copy(what)?)));
                let Some((what, text)) = text else { return Vec::new() };
                self.copied = Some((what, None));
                vec![Effect::Copy(text)]
            }
            Event::Copied { succeeded } => {
                let Some((what, _)) = self.copied else { return Vec::new() };
                self.copied = Some((what, Some(succeeded)));
                self.keep_if(succeeded && what == Copyable::Text && self.left_out().is_empty());
                vec![Effect::Announce(self.copied_text())]
            }
            Event::FileSaved(way) => {
                self.keep_if([Route::Save, Route::Pdf, Route::Draft].iter().any(|kept| kept.word() == way));
                Vec::new()
            }
            Event::Shared { succeeded } => {
                self.keep_if(succeeded);
                Vec::new()
            }
            Event::ShareChosen => self.shared_paper().map(Effect::Share).into_iter().collect(),
            Event::DiscreetChosen => {
                self.discreet = !self.discreet;
                vec![Effect::Focus(DISCREET)]
            }
            Event::SecureChosen => {
                self.secure = !self.secure;
                vec![Effect::Focus(SECURE_ID)]
            }
            Event::SendChosen => self.send(),
            Event::Sent { succeeded } => self.sent(succeeded),
            Event::Opened(file) => self.open(file.as_deref()),
            Event::PrintChosen => vec![Effect::Print],
            Event::PdfMade { number, file } => self.pdf_made(number, file),
        }
    }

    /// Has the PDF file made of a document that is shown, once for what was entered.
    fn make_pdf(&mut self) -> Option<Effect> {
        if self.trail.at() != At::Done {
            self.pdf = None;
            return None;
        }
        let entered = self.entered();
        if self.pdf.as_ref().is_some_and(|pdf| pdf.entered == entered) {
            return None;
        }
        let request = self.pdf_request()?;
        self.pdf = Some(Pdf { entered, progress: PdfProgress::Underway });
        self.pdfs = self.pdfs.wrapping_add(1);
        Some(Effect::MakePdf { number: self.pdfs, request })
    }

    fn pdf_made(&mut self, number: u32, file: Option<String>) -> Vec<Effect> {
        let Some(pdf) = self.pdf.as_mut().filter(|_| number == self.pdfs) else { return Vec::new() };
        pdf.progress = file.map_or(PdfProgress::Failed, PdfProgress::Ready);
        vec![Effect::Announce(self.pdf_text())]
    }
}
