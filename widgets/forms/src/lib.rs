//! The site's two forms, each as a state, a function from an event to the next state, and a
//! view of it.
//!
//! Every event goes through [`Widget::update`], which changes the state and returns what the
//! page should do; [`Widget::screen`] says what the page should show. The view holds words and
//! values only: markup is the theme's.
//!
//! What is typed and chosen stays as it is, right or wrong, until the visitor takes it away. The
//! answers are read out of it again after each event, so no way through a form can lose a value:
//! it is on its page again, and what is in no answer is said by name.
//!
//! Nothing here knows a browser, reads a clock or keeps anything: today arrives in
//! [`Event::Started`], and the state is gone with the page.

pub mod clearing;
pub mod date_input;
pub mod document_builder;
pub mod eligibility_checker;
pub mod event;
pub mod national;
mod parse;
pub mod payload;
pub mod submission;
mod trail;
pub mod view;
pub mod words;

use document_builder::FieldName;
use supportt_basics::keyword::Keyword as _;
use supportt_rules::answers::Question;

pub use event::{Device, Effect, Event, LARGEST_FILE};
pub use view::Screen;

/// What the ids on every screen are, or begin with before a hyphen. Nothing else in the page may have such an id.
pub fn ids() -> impl Iterator<Item = &'static str> {
    let fields = FieldName::ALL.iter().map(|field| field.word());
    let tasks = document_builder::Page::ALL.iter().map(|page| page.word());
    let questions = Question::ALL.iter().map(|question| question.word());
    let others = [
        document_builder::DISCREET,
        document_builder::SAVED_PLAN,
        document_builder::SECURE_ID,
        eligibility_checker::LINK_ID,
    ];
    fields.chain(tasks).chain(questions).chain(others)
}

/// A form that runs in a page.
pub trait Widget {
    /// Takes in an event; returns what the page should do once it shows the new screen.
    ///
    /// Where nothing is to be done, the page already shows the screen.
    fn update(&mut self, event: Event) -> Vec<Effect>;

    /// What the page should show now.
    fn screen(&self) -> Screen;

    /// Whether leaving the page would lose what the visitor has not kept.
    fn is_unsaved(&self) -> bool;
}
