//! `content/links.toml`: addresses that are not asked for, because somebody looks at them instead.

use supportt_basics::date::{self, Date};
use url::Url;

use supportt_schema::record;
use supportt_schema::record::{Format, Kind, Record, RecordType as _, Schema};
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::{Sources, Spanned};

/// Where the file is.
pub const PATH: &str = "content/links.toml";

record! {
    /// What addresses begin with that are not asked for.
    struct Allowed: "an allowed address" in "[[allow]]" {
        /// What the addresses begin with.
        ///
        /// Every link that begins like this is left out.
        address: Spanned<String> = Kind::Text(Format::AnyAddress),
        /// Why they cannot be asked for, in a few words.
        #[label = "Reason"]
        #[example = "The site asks whether one is a robot"]
        why: String,
        /// The day somebody last looked at them in a browser.
        checked_on: Spanned<Date>,
    }
}

/// What its entries may have.
pub(crate) const SCHEMA: Schema = Allowed::SCHEMA;

/// Reads what the addresses that are not asked for begin with; nothing when the project has no such file.
pub fn load(sources: &Sources, today: Date, diagnostics: &mut Diagnostics) -> Vec<Spanned<String>> {
    let records = SCHEMA.read_at(PATH, sources, diagnostics);
    read(&records, today, diagnostics)
}

/// What the addresses that are listed begin with.
pub fn read(records: &[Record], today: Date, diagnostics: &mut Diagnostics) -> Vec<Spanned<String>> {
    let mut beginnings = Vec::new();
    for record in records {
        if let Some(day) = record.date("checked_on").filter(|day| day.value > today) {
            diagnostics.push(
                Diagnostic::error(
                    "link::allowed-in-future",
                    day.span,
                    "this address is said to have been looked at on a day that has not come",
                )
                .label(format!("today is {}", date::long(today)))
                .hint("write the day on which somebody last looked at it in a browser"),
            );
        }
        let Some(address) = record.text("address") else { continue };
        match Url::parse(&address.value) {
            Ok(url) if ["http", "https"].contains(&url.scheme()) => beginnings.push(address),
            _ => diagnostics.push(
                Diagnostic::error("link::allowed", address.span, "no web address begins like this")
                    .hint("write at least the site, like `https://www.nhs.uk/`"),
            ),
        }
    }
    beginnings
}
