//! A form that asks before it clears everything.

use crate::Widget;
use crate::event::{Effect, Event};
use crate::view::{ConfirmScreen, Screen};
use crate::words::ClearWords;

/// A form, and whether it has just asked before it clears everything.
///
/// The question is no step of the form: whatever else happens is the form's, and takes the question away.
#[derive(Debug)]
pub struct Asking<W> {
    form: W,
    words: ClearWords,
    has_asked: bool,
}

impl<W: Widget> Asking<W> {
    /// A form that asks in these words.
    #[must_use]
    pub fn new(form: W, words: ClearWords) -> Self {
        Self { form, words, has_asked: false }
    }
}

impl<W: Widget> Widget for Asking<W> {
    fn update(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::RestartChosen => {
                self.has_asked = true;
                vec![Effect::FocusHeading]
            }
            // These tell the form something, and the visitor did nothing.
            Event::Typed(_)
            | Event::ClockRead(_)
            | Event::DeviceKnown(_)
            | Event::Copied { .. }
            | Event::PdfMade { .. }
            | Event::Shared { .. }
            | Event::Sent { .. } => self.form.update(event),
            Event::ClearConfirmed if self.has_asked => {
                self.has_asked = false;
                self.form.update(Event::RestartChosen)
            }
            event => {
                let mut effects = match event {
                    Event::ClearConfirmed | Event::ClearDeclined => Vec::new(),
                    event => self.form.update(event),
                };
                if std::mem::take(&mut self.has_asked) && effects.is_empty() {
                    effects.push(Effect::FocusHeading);
                }
                effects
            }
        }
    }

    fn screen(&self) -> Screen {
        if !self.has_asked {
            return self.form.screen();
        }
        let ClearWords { heading, lead, clear, keep } = self.words.clone();
        Screen::Confirm(Box::new(ConfirmScreen { heading, lead, clear, keep }))
    }

    fn is_unsaved(&self) -> bool {
        self.form.is_unsaved()
    }
}
