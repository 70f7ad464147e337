//! The screens a visitor has been at, so that the browser's back and forward work.
//!
//! The browser remembers positions only: a number for each screen in the order of visits, which
//! says nothing about any answer.

use crate::event::Effect;

/// The screens visited, and which one is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Trail<At> {
    visits: Vec<At>,
    position: usize,
}

impl<At: Copy + PartialEq> Trail<At> {
    /// A trail that begins at a screen.
    pub(crate) fn new(first: At) -> Self {
        Self { visits: vec![first], position: 0 }
    }

    /// The screen that is shown.
    pub(crate) fn at(&self) -> At {
        self.visits[self.position]
    }

    /// The position of the screen that is shown.
    pub(crate) fn position(&self) -> usize {
        self.position
    }

    /// Goes on to a screen, which the browser is to remember if it is another one; what lay
    /// ahead is forgotten.
    pub(crate) fn go(&mut self, at: At) -> Vec<Effect> {
        if at == self.at() {
            return vec![Effect::FocusHeading];
        }
        self.visits.truncate(self.position + 1);
        self.visits.push(at);
        self.position += 1;
        vec![Effect::Remember { position: self.position }, Effect::FocusHeading]
    }

    /// Returns to another position, if there is such a one.
    pub(crate) fn return_to(&mut self, position: usize) -> bool {
        let is_another = position < self.visits.len() && position != self.position;
        if is_another {
            self.position = position;
        }
        is_another
    }

    /// Shows another screen in place of the one that is shown.
    pub(crate) fn replace(&mut self, at: At) {
        self.visits[self.position] = at;
    }
}
