//! What drawing reads.

use supportt_basics::date::Date;
use supportt_content::national::National;

use crate::catalogue::Catalogue;
use crate::entry_pages::EntryPages;
use crate::site::Site;
use supportt_content::differences::Difference;
use supportt_content::registers::Registers;
use supportt_content::words::Words;
use supportt_engine::theme::Theme;

/// What drawing reads.
#[derive(Clone, Copy, Debug)]
pub struct RenderContext<'a> {
    /// What is drawn.
    pub site: &'a Site<'a>,
    /// What its regions announce, in the order of the policy.
    pub catalogues: &'a [Catalogue],
    /// The pages of its records.
    pub entry_pages: &'a EntryPages,
    /// The words of its widgets.
    pub words: &'a Words,
    /// The registers of its regions.
    pub registers: &'a [Registers],
    /// Where its regions differ.
    pub differences: &'a [Difference],
    /// The bank holidays that are known.
    pub national: &'a National,
    /// What it is drawn with.
    pub theme: &'a Theme,
    /// The day on which it is drawn.
    pub today: Date,
}
