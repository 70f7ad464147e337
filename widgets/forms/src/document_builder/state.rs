//! What a builder knows while it is used.

use super::draft::Draft;
use super::names::{Copyable, Page, Reader, Sending};
use super::versions::Versions;

use std::rc::Rc;

use supportt_basics::date::{Date, Instant};
use supportt_basics::ids::RegionId;
use supportt_rules::policy::Paper;

use crate::event::Device;
use crate::payload::Payload;
use crate::submission::Submission;
use crate::trail::Trail;
use crate::view::ErrorLink;
use crate::words::BuilderWords;

/// The builder of one kind of paper.
#[derive(Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own about how the visitor came and works"
)]
pub struct DocumentBuilder {
    pub(super) payload: Rc<Payload<BuilderWords>>,
    pub(super) paper: Paper,
    /// The region of the page, on a region's page.
    pub(super) page_region: Option<RegionId>,
    /// The address of the page; empty where there is none.
    pub(super) address: String,
    pub(super) today: Date,
    /// When something happened last, by a clock; without one, when the day began.
    pub(super) now: Option<Instant>,
    pub(super) draft: Draft,
    /// What was entered when it was last kept.
    pub(super) kept: Vec<(String, String)>,
    /// Tells this paper from others, so that a calendar moves its days and nobody else's.
    pub(super) id: u32,
    pub(super) trail: Trail<At>,
    /// Where a page leads back to: the tasks, or the answers it was to be changed from.
    pub(super) home: At,
    /// Whether the pages that come first are asked one after the other, until the tasks are shown.
    pub(super) is_first_run: bool,
    /// What was opened, and what it was before.
    pub(super) versions: Versions,
    /// Whether a link has brought answers along.
    pub(super) is_brought: bool,
    /// Whether all questions are asked at once, as on paper.
    pub(super) on_paper: bool,
    /// What is wrong with what was submitted last.
    pub(super) errors: Vec<ErrorLink>,
    /// What was copied, once it is known whether that worked.
    pub(super) copied: Option<(Copyable, Option<bool>)>,
    /// What the device can do.
    pub(super) device: Device,
    /// Whether the calendar's entries say nothing of what they are about.
    pub(super) discreet: bool,
    /// Whether the message is marked for encryption.
    pub(super) secure: bool,
    /// The PDF file of what was entered.
    pub(super) pdf: Option<Pdf>,
    /// How many PDF files were asked for.
    pub(super) pdfs: u32,
    /// How sending to the region's service goes.
    pub(super) sending: Option<Sending>,
    /// A saved paper that waits for an answer.
    pub(super) waiting: Option<Waiting>,
    /// Who has the paper open.
    pub(super) reader: Reader,
    /// Whether the draft comes out of a saved paper, and out of all of it.
    pub(super) opened: Option<Opened>,
}

/// A PDF file.
#[derive(Clone, Debug)]
pub(super) struct Pdf {
    /// What it is made of.
    pub(super) entered: Vec<(String, String)>,
    /// How far it is.
    pub(super) progress: PdfProgress,
}

/// How far a PDF file is.
#[derive(Clone, Debug)]
pub(super) enum PdfProgress {
    /// It is being made.
    Underway,
    /// It is there.
    Ready(String),
    /// It could not be made.
    Failed,
}

/// A saved paper, and what the visitor is asked before it is opened.
#[derive(Clone, Debug)]
pub(super) struct Waiting {
    pub(super) file: Submission,
    pub(super) question: OpeningQuestion,
}

/// What a visitor is asked before a saved paper is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OpeningQuestion {
    /// Whether it may replace the draft.
    Replace,
    /// Who they are.
    Reader,
}

/// How a saved paper was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opened {
    /// Everything in it is asked.
    Whole,
    /// Something in it is not.
    InPart,
}

/// Which screen the visitor is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum At {
    Start,
    Page(Page),
    Tasks,
    /// The paper, to somebody who is to agree to it.
    SignOff,
    CheckAnswers,
    Done,
}
