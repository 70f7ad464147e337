//! The site's two forms, each as a state, a function from an event to the next state, and a
//! view of it.
//!
//! Every event goes through [`Widget::update`], which changes the state and returns what the
//! page should do; [`Widget::screen`] says what the page should show. The view holds words and
//! values only: markup is the theme's.
//!
//! Nothing here knows a browser, reads a clock or keeps anything: today arrives in
//! [`Event::Started`], and the state is gone with the page.

pub mod date_input;
pub mod document_builder;
pub mod eligibility_checker;
pub mod event;
pub mod payload;
pub mod submission;
mod trail;
pub mod view;
pub mod words;

pub use event::{Effect, Event, LARGEST_FILE};
pub use view::Screen;

/// A form that runs in a page.
pub trait Widget {
    /// Takes in an event; returns what the page should do once it shows the new screen.
    ///
    /// Where nothing is to be done, nothing has changed, so that the page can leave what is
    /// half typed alone.
    fn update(&mut self, event: Event) -> Vec<Effect>;

    /// What the page should show now.
    fn screen(&self) -> Screen;
}
