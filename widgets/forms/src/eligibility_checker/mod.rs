//! The eligibility checker: one question per screen, then the answers to check, then what the
//! region's policy means for them.

mod finder;
pub mod phrases;
mod resume;
mod screen;
mod state;
mod text;

use supportt_basics::date::Date;
use supportt_basics::ids::RegionId;
use supportt_basics::keyword::Keyword;
use supportt_rules::answers::{Answer, Answers, Question};
use supportt_rules::policy::InForce;

use self::finder::Found;
use self::phrases::Phrases;
use self::resume::{Fragment, Saved};
pub use self::state::EligibilityChecker;
use self::state::{Arrival, At, LEAVE_START, OTHER_REGION, RETURN_DATE, Refusal, ResumeLink};
pub(crate) use self::state::{FINDER_ID, LINK_ID};
use crate::Widget;
use crate::date_input::DateInput;
use crate::event::{Effect, Event};
use crate::payload::Payload;
use crate::submission::Submission;
use crate::trail::Trail;
use crate::view::Screen;
use crate::words::{CheckerWords, fill};

impl EligibilityChecker {
    /// A checker with nothing answered but the region of its page, if that is a region's.
    #[must_use]
    pub fn new(payload: Payload<CheckerWords>, region: Option<RegionId>) -> Self {
        let mut checker = Self {
            payload,
            page_region: region,
            today: Date::MIN,
            page: String::new(),
            typed: Submission::default(),
            answers: Answers::default(),
            seen: Submission::default(),
            trail: Trail::new(At::Start),
            arrival: None,
            link: None,
            found_elsewhere: None,
            refused: None,
        };
        checker.clear();
        checker
    }

    fn clear(&mut self) {
        self.typed = Submission::default();
        self.seen = Submission::default();
        self.answers = self.read_answers(&self.typed);
        self.arrival = None;
        self.link = None;
        self.refused = None;
    }

    /// Takes in what came with the address. What was typed stays, but for what a link holds.
    fn start(&mut self, fragment: &str) -> Vec<Effect> {
        let here = match self.trail.at() {
            // These have no room for a message.
            At::Outcome => At::CheckAnswers,
            At::Start | At::Finder | At::Elsewhere => At::Question(self.first()),
            at => at,
        };
        let before = self.typed.clone();
        match resume::read(fragment, &self.payload.policy) {
            Fragment::Foreign => Vec::new(),
            Fragment::Broken(broken) => self.arrive(Arrival::Broken(broken), here),
            Fragment::Answers(Answers { region: Some(Answer::Known(region)), .. })
            | Fragment::Saved(Saved {
                answers: Answers { region: Some(Answer::Known(region)), .. }, ..
            }) if self.page_region.as_ref().is_some_and(|page| *page != region) => {
                self.arrive(Arrival::Elsewhere(region), here)
            }
            Fragment::Answers(given) => {
                if !self.take_over(&given) {
                    return Vec::new();
                }
                self.arrive(Arrival::Given(self.replaced(&before)), self.next())
            }
            Fragment::Saved(saved) => {
                self.clear();
                self.take_over(&saved.answers);
                self.arrive(Arrival::Saved(saved, self.replaced(&before)), self.next())
            }
        }
    }

    /// Shows the screen that a link leads to, and what came of the link.
    fn arrive(&mut self, arrival: Arrival, at: At) -> Vec<Effect> {
        self.go(at);
        self.arrival = Some(arrival);
        vec![Effect::ForgetFragment { position: self.trail.position() }]
    }

    /// Puts the answers of a link in the place of those to the same questions; returns whether it
    /// has any. The visitor has them in the link, so that they count as seen.
    fn take_over(&mut self, answers: &Answers) -> bool {
        let mut has_any = false;
        for question in Question::ALL {
            let is_fixed = *question == Question::Region && self.page_region.is_some();
            let Some(written) = answers.written(*question).filter(|_| !is_fixed) else { continue };
            has_any = true;
            for fields in [&mut self.typed, &mut self.seen] {
                for name in names(*question) {
                    fields.set(&name, None::<String>);
                }
                fields.set(question.word(), [written.as_str()]);
            }
        }
        self.answers = self.read_answers(&self.typed);
        has_any
    }

    /// What was typed before and is not there any more, each in words with its question.
    fn replaced(&self, before: &Submission) -> Vec<String> {
        let earlier = self.read_answers(before);
        let region = earlier.region_in_force(&self.payload.policy, self.today);
        let in_words = |question: Question, typed: &Submission, answers: &Answers| match date_input(question)
        {
            Some(input) => input.in_words(typed, &self.payload.journey.date),
            None => self.phrases().answer(question, answers).unwrap_or_default(),
        };
        let replaced = Question::ALL.iter().filter_map(|question| {
            let was = in_words(*question, before, &earlier);
            let is_gone = !was.is_empty() && was != in_words(*question, &self.typed, &self.answers);
            is_gone.then(|| format!("{}: {was}", self.phrases().short(*question, region)))
        });
        replaced.collect()
    }

    /// The answers in what was typed. The region of a region's page stays what it is, and a slip
    /// is no answer, so that its question is asked again.
    fn read_answers(&self, typed: &Submission) -> Answers {
        let mut answers =
            Answers { region: self.page_region.clone().map(Answer::Known), ..Answers::default() };
        for question in Question::ALL {
            match question {
                Question::Region if self.page_region.is_some() => {}
                Question::LeaveStart => answers.leave_start = LEAVE_START.read(typed).ok(),
                Question::ReturnDate => answers.return_date = RETURN_DATE.read(typed).ok(),
                _ => {
                    let chosen = typed.text(question.word());
                    if self.phrases().choices(*question).iter().any(|choice| choice == chosen) {
                        // It is one of the words that answer the question.
                        let _ = answers.set(*question, chosen);
                    }
                }
            }
        }
        if !answers.dates_are_in_order() {
            answers.forget(Question::ReturnDate);
        }
        answers
    }

    /// Takes in what is in the fields of a question, right or wrong.
    fn take_in(&mut self, question: Question, fields: &Submission) {
        // Radio buttons cannot be emptied again: nothing was ever chosen.
        if date_input(question).is_some() || !fields.text(question.word()).is_empty() {
            for name in names(question) {
                self.typed.set(&name, fields.all(&name).to_vec());
            }
        }
        self.answers = self.read_answers(&self.typed);
    }

    /// Where an answer leads: to the first open question, or to the answers.
    fn next(&self) -> At {
        // Without a region there is nothing to tell.
        if self.answers.region == Some(Answer::Unknown) {
            return At::Finder;
        }
        let open = self.path().into_iter().find(|question| !question.is_answered(&self.answers));
        open.map_or(At::CheckAnswers, At::Question)
    }

    /// Goes on to a screen and has the browser remember it.
    fn go(&mut self, at: At) -> Vec<Effect> {
        self.refused = None;
        self.link = None;
        if at != self.trail.at() {
            self.arrival = None;
        }
        self.trail.go(at)
    }

    /// Shows a screen that was visited before, if the answers still lead there.
    fn revisit(&mut self, position: usize) -> Vec<Effect> {
        if !self.trail.return_to(position) {
            return Vec::new();
        }
        self.refused = None;
        self.link = None;
        let is_open = match self.trail.at() {
            At::Start | At::Finder | At::Elsewhere => true,
            At::Question(question) => self.path().contains(&question),
            At::CheckAnswers | At::Outcome => self.next() == At::CheckAnswers,
        };
        if !is_open {
            self.trail.replace(self.next());
        }
        vec![Effect::FocusHeading]
    }

    fn region(&self) -> Option<InForce<'_>> {
        self.answers.region_in_force(&self.payload.policy, self.today)
    }

    fn phrases(&self) -> Phrases<'_> {
        let Payload { policy, journey, words, .. } = &self.payload;
        Phrases { policy, journey, words }
    }

    fn path(&self) -> Vec<Question> {
        self.answers.path(&self.payload.policy, self.today)
    }

    /// The first screen: on a region's page the region is answered already.
    fn first(&self) -> Question {
        match self.page_region {
            Some(_) => Question::Stage,
            None => Question::Region,
        }
    }

    fn submitted(&mut self, fields: &Submission) -> Vec<Effect> {
        match self.trail.at() {
            At::Start => self.go(self.next()),
            At::Question(Question::Region) if fields.text(Question::Region.word()) == OTHER_REGION => {
                self.found_elsewhere = None;
                self.go(At::Elsewhere)
            }
            At::Finder => self.look_up(fields.text(FINDER_ID)),
            At::Elsewhere => Vec::new(),
            At::Question(question) => {
                self.take_in(question, fields);
                self.refused = self.slip(question);
                if self.refused.is_some() {
                    return vec![Effect::FocusErrorSummary];
                }
                self.go(self.next())
            }
            At::CheckAnswers | At::Outcome => {
                self.seen = self.typed.clone();
                self.go(At::Outcome)
            }
        }
    }

    fn back(&mut self) -> Vec<Effect> {
        let path = self.path();
        let before = match self.trail.at() {
            At::Outcome => At::CheckAnswers,
            At::CheckAnswers => At::Question(path.last().copied().unwrap_or(self.first())),
            At::Finder | At::Elsewhere => At::Question(Question::Region),
            At::Start => At::Start,
            At::Question(question) if question == self.first() => At::Start,
            At::Question(question) => {
                let before = path.iter().rev().skip_while(|other| **other != question).nth(1);
                At::Question(before.copied().unwrap_or(self.first()).max(self.first()))
            }
        };
        self.go(before)
    }

    fn can_go_back(&self) -> bool {
        self.trail.at() != At::Start
    }

    /// Looks for a region by a name that somebody knows.
    fn look_up(&mut self, typed: &str) -> Vec<Effect> {
        let (words, typed) = (&self.payload.words.finder, typed.trim().to_owned());
        let refuse = |message: String| Some(Refusal { message, element: FINDER_ID.to_owned() });
        let found = finder::find(&self.payload.policy, &self.payload.elsewhere, &typed);
        self.typed.set(FINDER_ID, [typed.as_str()]);
        let names = |found: &[Found<'_>]| found.iter().map(|found| found.name().to_owned()).collect();
        match found.as_slice() {
            [] if typed.is_empty() => self.refused = refuse(words.missing.clone()),
            [] => self.refused = refuse(fill(&words.unknown, &[("name", &typed)])),
            [Found::Region(region)] => {
                let arrival = Arrival::Found(typed, vec![region.name().to_owned()]);
                let id = region.id().as_str().to_owned();
                self.typed.set(Question::Region.word(), [id]);
                self.answers = self.read_answers(&self.typed);
                let effects = self.go(self.next());
                self.arrival = Some(arrival);
                return effects;
            }
            [Found::Elsewhere(place)] => {
                self.found_elsewhere = Some((*place).clone());
                return self.go(At::Elsewhere);
            }
            several => {
                let arrival = Arrival::Found(typed, names(several));
                let effects = self.go(At::Question(Question::Region));
                self.arrival = Some(arrival);
                return effects;
            }
        }
        vec![Effect::FocusErrorSummary]
    }

    /// Why what was typed does not answer a question.
    fn slip(&self, question: Question) -> Option<Refusal> {
        let Some(input) = date_input(question) else {
            return (!question.is_answered(&self.answers)).then(|| self.refuse(question));
        };
        let words = &self.payload.journey.date;
        if let Err(error) = input.read(&self.typed) {
            return Some(Refusal { message: error.message(words), element: input.wrong_id(error) });
        }
        let [start, end] = [LEAVE_START, RETURN_DATE].map(|input| input.read(&self.typed).ok());
        let (start, end) = (start?.known().copied()?, end?.known().copied()?);
        (end <= start).then(|| Refusal { message: words.order.clone(), element: input.first_id() })
    }

    fn refuse(&self, question: Question) -> Refusal {
        Refusal {
            message: self.payload.words.questions[&question].error.clone(),
            element: question.word().to_owned(),
        }
    }
}

/// Every name under which a question has a value.
fn names(question: Question) -> Vec<String> {
    date_input(question).map_or_else(|| vec![question.word().to_owned()], |input| input.names().into())
}

/// The field of a question that is answered by a date.
fn date_input(question: Question) -> Option<DateInput<'static>> {
    match question {
        Question::LeaveStart => Some(LEAVE_START),
        Question::ReturnDate => Some(RETURN_DATE),
        _ => None,
    }
}

impl Widget for EligibilityChecker {
    fn update(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::Started { today, page, fragment, .. } => {
                self.today = today;
                self.page = page;
                self.start(&fragment)
            }
            Event::FragmentOpened(fragment) => {
                let mut effects = self.start(&fragment);
                if !effects.is_empty() {
                    effects.push(Effect::FocusHeading);
                }
                effects
            }
            Event::Typed(fields) => {
                if let At::Question(question) = self.trail.at() {
                    self.take_in(question, &fields);
                }
                Vec::new()
            }
            Event::Revisited { position } => self.revisit(position),
            Event::Submitted(fields) => self.submitted(&fields),
            Event::BackChosen => self.back(),
            Event::ChangeChosen(name) => match Question::from_word(&name) {
                Some(question) if self.path().contains(&question) => self.go(At::Question(question)),
                _ => Vec::new(),
            },
            Event::RestartChosen => {
                self.clear();
                self.go(At::Start)
            }
            Event::LinkChosen => {
                let saved = resume::save(&self.payload.policy, &self.answers, self.today);
                let address = format!("{}#{}", self.page, resume::write(&saved));
                self.link = Some(ResumeLink { address, copied: None });
                vec![Effect::Focus(LINK_ID)]
            }
            Event::CopyChosen(_) => {
                self.link.as_ref().map(|link| Effect::Copy(link.address.clone())).into_iter().collect()
            }
            Event::Copied { succeeded } => {
                let Some(link) = &mut self.link else { return Vec::new() };
                link.copied = Some(succeeded);
                vec![Effect::Announce(screen::copied_text(self))]
            }
            Event::PrintChosen => vec![Effect::Print],
            // The checker keeps its answers in links, not in files.
            Event::BroughtRemoved
            | Event::DeviceKnown(_)
            | Event::ClearConfirmed
            | Event::ClearDeclined
            | Event::DiscardChosen
            | Event::FileSaved(_)
            | Event::ShareChosen
            | Event::Shared { .. }
            | Event::DiscreetChosen
            | Event::SecureChosen
            | Event::PdfMade { .. }
            | Event::SendChosen
            | Event::Sent { .. }
            | Event::Opened(_)
            | Event::ClockRead(_) => Vec::new(),
        }
    }

    fn screen(&self) -> Screen {
        screen::screen(self)
    }

    /// Answers whose result was seen have served: the way on leads to other pages, and nobody
    /// should be asked there.
    fn is_unsaved(&self) -> bool {
        self.typed != self.seen
    }
}
