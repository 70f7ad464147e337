//! The lists that belong to no region: as they are written, read once for what they say and for when somebody last looked
//! at them, and as they go into the forms.

use supportt_basics::date::Date;
use supportt_forms::national::{Elsewhere, Helpline};
use supportt_rules::working_days::BankHolidays;
use supportt_schema::record::{Record, Schema};
use supportt_source::Sources;
use supportt_source::diagnostic::Diagnostics;

use crate::{bank_holidays, differences, elsewhere, helplines, link_allowances};

/// The records of each list.
#[derive(Clone, Debug)]
pub struct NationalLists {
    /// Where the regions differ.
    pub differences: Vec<Record>,
    /// The bank holidays of each year.
    pub bank_holidays: Vec<Record>,
    /// The addresses that are not asked for.
    pub link_allowances: Vec<Record>,
    /// The parts of the country that the site does not cover.
    pub elsewhere: Vec<Record>,
    /// Confidential support.
    pub helplines: Vec<Record>,
}

impl NationalLists {
    /// Reads them all; a list is empty when the project has no such file.
    pub fn read(sources: &Sources, diagnostics: &mut Diagnostics) -> Self {
        let mut read = |path, schema: Schema| schema.read_at(path, sources, diagnostics);
        Self {
            differences: read(differences::PATH, differences::SCHEMA),
            bank_holidays: read(bank_holidays::PATH, bank_holidays::SCHEMA),
            link_allowances: read(link_allowances::PATH, link_allowances::SCHEMA),
            elsewhere: read(elsewhere::PATH, elsewhere::SCHEMA),
            helplines: read(helplines::PATH, helplines::SCHEMA),
        }
    }
}

/// What goes into the forms of every region.
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
    /// What the lists say on the day `today`.
    pub fn new(lists: &NationalLists, today: Date, diagnostics: &mut Diagnostics) -> Self {
        Self {
            bank_holidays: bank_holidays::read(&lists.bank_holidays, today, diagnostics),
            elsewhere: elsewhere::read(&lists.elsewhere, diagnostics),
            helplines: helplines::read(&lists.helplines, today, diagnostics),
        }
    }
}
