//! `content/helplines.toml`: confidential support for people whose time out is hard to go through.
//!
//! A helpline is shown once somebody has compared it with its own page: a number that does not answer does harm.

use supportt_basics::date::Date;
use supportt_forms::national::Helpline;
use supportt_schema::record;
use supportt_schema::record::{Format, Kind, Record, RecordType as _, Schema};
use supportt_source::Spanned;
use supportt_source::diagnostic::{Diagnostic, Diagnostics};

use crate::provenance::checked_in_future;

/// Where they are.
pub(crate) const PATH: &str = "content/helplines.toml";

record! {
    /// Confidential support.
    struct HelplineTable: "a helpline" in "[[helpline]]" {
        /// Its name.
        #[example = "NHS Practitioner Health"]
        name: Spanned<String>,
        /// Who it is for, in a few words.
        #[label = "Text"]
        #[example = "a confidential service for doctors and dentists"]
        says: String,
        /// The web address of its own page.
        address: String = Kind::Text(Format::WebAddress),
        /// The day somebody compared it with its own page.
        ///
        /// Until then it is not shown, and `check` asks for it.
        checked_on: Option<Spanned<Date>>,
    }
}

/// What its entries may have.
pub(crate) const SCHEMA: Schema = HelplineTable::SCHEMA;

/// Those that may be shown.
pub(crate) fn read(records: &[Record], today: Date, diagnostics: &mut Diagnostics) -> Vec<Helpline> {
    let mut helplines = Vec::new();
    for record in records {
        let Some(HelplineTable { name, says, address, checked_on }) =
            HelplineTable::from_record(record, diagnostics)
        else {
            continue;
        };
        match checked_on {
            Some(day) if day.value > today => diagnostics.push(checked_in_future(day.span, today)),
            Some(_) => helplines.push(Helpline { name: name.value, says, address }),
            None => diagnostics.push(
                Diagnostic::advice("helpline::unconfirmed", name.span, "this helpline is not shown yet")
                    .label("nobody has compared it with its own page")
                    .hint("compare it with the page at its `address`; then add `checked_on` with that day"),
            ),
        }
    }
    helplines
}
