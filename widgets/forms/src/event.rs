//! What can happen to a form, and what a form can ask of its page.

use supportt_basics::date::{Date, Instant};

use crate::submission::Submission;
use crate::view::File;

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The form was put into a page, on this day.
    Started {
        /// The visitor's civil date.
        today: Date,
        /// The page's address up to `#`.
        page: String,
        /// What follows `#` in the address, if anything.
        fragment: String,
        /// Any number, another for each page that is opened.
        random: u32,
    },
    /// This is what the device can do. It comes before [`Event::Started`]; without it, the device is a computer.
    DeviceKnown(Device),
    /// These values are in the fields of the screen that is shown. It comes before every other
    /// event, so that no way off a screen loses what was typed there.
    Typed(Submission),
    /// What happens next happens at this moment.
    ClockRead(Instant),
    /// Something else stands after `#` in the address: a link was opened on the page itself.
    FragmentOpened(String),
    /// The browser went back or forward to a screen by its position, see [`Effect::Remember`].
    Revisited {
        /// The position.
        position: usize,
    },
    /// "Continue" was pressed with these values in the fields.
    Submitted(Submission),
    /// "Back" was pressed.
    BackChosen,
    /// "Change" was pressed beside the answer with this name.
    ChangeChosen(String),
    /// "Clear everything and start again" was pressed.
    RestartChosen,
    /// "Yes, clear everything" was pressed.
    ClearConfirmed,
    /// "No, keep my answers" was pressed.
    ClearDeclined,
    /// The button that removes the answers that are not in the paper was pressed.
    DiscardChosen,
    /// The button that removes what a link has brought along was pressed.
    BroughtRemoved,
    /// "Make a link" was pressed.
    LinkChosen,
    /// "Copy" was pressed, beside the text with this name.
    CopyChosen(String),
    /// Copying has ended.
    Copied {
        /// Whether the text is on the clipboard.
        succeeded: bool,
    },
    /// "Print" was pressed.
    PrintChosen,
    /// The link that saves a file was followed, of the way with this name.
    FileSaved(String),
    /// "Share" was pressed.
    ShareChosen,
    /// Sharing has ended.
    Shared {
        /// Whether another program has taken the file.
        succeeded: bool,
    },
    /// The button that changes what a calendar's entries say was pressed.
    DiscreetChosen,
    /// The button that marks the message for encryption was pressed, or the button that takes it out again.
    SecureChosen,
    /// Making a PDF file has ended.
    PdfMade {
        /// Which one, as in [`Effect::MakePdf`].
        number: u32,
        /// The file, which is text; `None` where it could not be made.
        file: Option<String>,
    },
    /// "Send" was pressed.
    SendChosen,
    /// Sending has ended.
    Sent {
        /// Whether the service has taken the message.
        succeeded: bool,
    },
    /// A file was opened: what is in it, or at least the first [`LARGEST_FILE`] bytes and one
    /// more; `None` when no file was chosen or it cannot be read.
    Opened(Option<Vec<u8>>),
}

/// What a device can do, as far as it decides which way to send something comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Device {
    /// Whether it is used with a finger, as phones and tablets are.
    pub is_touched: bool,
    /// Whether it hands files to other programs.
    pub shares_files: bool,
}

/// The largest file that a form opens, in bytes.
pub const LARGEST_FILE: usize = supportt_documents::plan_file::LARGEST;

impl Event {
    /// The event that a control of the theme names: its `data-event`, its `data-value`, and
    /// the fields of its form.
    ///
    /// `None` for a name that is not an event.
    #[must_use]
    pub fn named(name: &str, value: &str, fields: Submission) -> Option<Self> {
        Some(match name {
            "submit" => Self::Submitted(fields),
            "back" => Self::BackChosen,
            "change" => Self::ChangeChosen(value.to_owned()),
            "restart" => Self::RestartChosen,
            "clear" => Self::ClearConfirmed,
            "keep" => Self::ClearDeclined,
            "discard" => Self::DiscardChosen,
            "remove-brought" => Self::BroughtRemoved,
            "save" => Self::FileSaved(value.to_owned()),
            "link" => Self::LinkChosen,
            "copy" => Self::CopyChosen(value.to_owned()),
            "share" => Self::ShareChosen,
            "discreet" => Self::DiscreetChosen,
            "secure" => Self::SecureChosen,
            "send" => Self::SendChosen,
            "print" => Self::PrintChosen,
            _ => return None,
        })
    }
}

/// Something for the page to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Move the focus to the new screen's heading.
    FocusHeading,
    /// Move the focus to the summary of errors.
    FocusErrorSummary,
    /// Move the focus to the element with this id.
    Focus(&'static str),
    /// Have the browser's history remember a screen by its position, and nothing else of it.
    Remember {
        /// The position.
        position: usize,
    },
    /// Take what follows `#` out of the address and the history, which remembers the screen at this
    /// position instead.
    ForgetFragment {
        /// The position.
        position: usize,
    },
    /// Put a text on the clipboard, then send [`Event::Copied`].
    Copy(String),
    /// Have a screen reader say this.
    Announce(String),
    /// Print the page.
    Print,
    /// Offer a file to the device's other programs, then send [`Event::Shared`].
    Share(File),
    /// Make a PDF file, then send [`Event::PdfMade`].
    MakePdf {
        /// Tells it from those asked for before.
        number: u32,
        /// What to make, for the module that makes it.
        request: Vec<u8>,
    },
    /// Send a message to a region's service, then send [`Event::Sent`].
    Send(Message),
}

/// A message for a region's service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The service's web address.
    pub address: String,
    /// The message, as mail programs write it (`message/rfc822`).
    pub content: String,
}
