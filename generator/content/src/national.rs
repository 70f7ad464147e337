//! What holds in every region and goes into the forms.

use supportt_basics::date::Date;
use supportt_forms::national::{Elsewhere, Helpline};
use supportt_rules::working_days::BankHolidays;
use supportt_source::Sources;
use supportt_source::diagnostic::Diagnostics;

use crate::{bank_holidays, elsewhere, helplines};

/// The lists that belong to no region.
#[derive(Clone, Debug, Default)]
pub struct National {
    /// The days that plans do not count as working days.
    pub bank_holidays: BankHolidays,
    /// The parts of the country that the site does not cover.
    pub elsewhere: Vec<Elsewhere>,
    /// Confidential support that somebody has checked.
    pub helplines: Vec<Helpline>,
}

impl National {
    /// Reads the lists; a project may have any of them or none.
    #[must_use]
    pub fn load(sources: &Sources, today: Date, diagnostics: &mut Diagnostics) -> Self {
        Self {
            bank_holidays: bank_holidays::load(sources, today, diagnostics),
            elsewhere: elsewhere::load(sources, diagnostics),
            helplines: helplines::load(sources, today, diagnostics),
        }
    }
}
