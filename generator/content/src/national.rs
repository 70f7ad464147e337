//! The lists that belong to no region, as they are written: read once, for what they say and for when somebody last
//! looked at them.

use crate::{bank_holidays, differences, link_allowances};
use supportt_schema::record::{Record, Schema};
use supportt_source::Sources;
use supportt_source::diagnostic::Diagnostics;

/// The records of each list.
#[derive(Clone, Debug)]
pub struct NationalLists {
    /// Where the regions differ.
    pub differences: Vec<Record>,
    /// The bank holidays of each year.
    pub bank_holidays: Vec<Record>,
    /// The addresses that are not asked for.
    pub link_allowances: Vec<Record>,
}

impl NationalLists {
    /// Reads them all; a list is empty when the project has no such file.
    pub fn read(sources: &Sources, diagnostics: &mut Diagnostics) -> Self {
        let mut read = |path, schema: Schema| schema.read_at(path, sources, diagnostics);
        Self {
            differences: read(differences::PATH, differences::SCHEMA),
            bank_holidays: read(bank_holidays::PATH, bank_holidays::SCHEMA),
            link_allowances: read(link_allowances::PATH, link_allowances::SCHEMA),
        }
    }
}
