//! `content/bank-holidays.toml`: the bank holidays that working days are counted without.

use chrono::Datelike as _;
use supportt_rules::date;
use supportt_rules::working_days::{BankHolidays, HolidayYear};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::record::{Field, Kind, Record, Schema};
use crate::source::Sources;

/// Where the file is.
pub const PATH: &str = "content/bank-holidays.toml";

/// The name of its list.
const LIST: &str = "year";

/// The fields of a year.
const SCHEMA: Schema = Schema {
    subject: "a year of bank holidays",
    fields: &[
        Field::needed("year", Kind::Number, "the year, of which all bank holidays are listed"),
        Field::needed("days", Kind::Texts, "its bank holidays, such as `\"2026-12-25\"`"),
        Field::needed("source", Kind::Text, "the title of the list they were taken from"),
        Field::needed("address", Kind::Text, "the web address of the list"),
        Field::needed("checked_on", Kind::Date, "the day somebody compared them with the list"),
    ],
};

/// Reads the bank holidays; none are known when the project has no such file.
pub fn load(sources: &Sources, diagnostics: &mut Diagnostics) -> BankHolidays {
    let Some(file) = sources.at(PATH) else { return BankHolidays::default() };
    let mut years: Vec<HolidayYear> = Vec::new();
    for record in SCHEMA.read_file(LIST, file, diagnostics) {
        let Some(year) = year(&record, diagnostics) else { continue };
        if years.iter().any(|other| other.year == year.year) {
            diagnostics.push(
                Diagnostic::error(
                    "bank-holidays::year-twice",
                    record.span_of("year").unwrap_or(record.span),
                    format!("the year {} is listed twice", year.year),
                )
                .hint("list all bank holidays of a year in one place"),
            );
        }
        years.push(year);
    }
    BankHolidays::new(years)
}

/// The records of the file, for whoever asks when they were last looked at; what is wrong with them, [`load`] reports.
#[must_use]
pub fn records(sources: &Sources) -> Vec<Record> {
    sources.at(PATH).map(|file| SCHEMA.read_file(LIST, file, &mut Diagnostics::new())).unwrap_or_default()
}

fn year(record: &Record, diagnostics: &mut Diagnostics) -> Option<HolidayYear> {
    let year = i32::try_from(record.number("year")?.value).ok()?;
    let mut days = Vec::new();
    for written in record.texts("days") {
        match date::read(&written.value).filter(|day| day.year() == year) {
            Some(day) => days.push(u16::try_from(day.ordinal()).expect("a year has fewer days")),
            None => diagnostics.push(
                Diagnostic::error(
                    "bank-holidays::day",
                    written.span,
                    format!("`{}` is not a day of {year}", written.value),
                )
                .hint(format!("write days like \"{year}-12-25\"")),
            ),
        }
    }
    // Links to the list are shown nowhere yet; the address is for those who keep the file.
    record.text("address")?;
    Some(HolidayYear {
        year,
        days,
        source: record.text("source")?.value,
        checked_on: record.date("checked_on")?.value,
    })
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::fixture::check_short;

    #[test]
    fn days_lie_in_their_year_and_years_are_listed_once() {
        check_short(
            r#"
//- content/bank-holidays.toml
[[year]]
year = 2026
days = ["2026-12-25", "2027-12-25", "Christmas"]
source = "A list"
address = "https://example.org"
checked_on = 2026-01-01

[[year]]
year = 2026
days = []
source = "A list"
address = "https://example.org"
checked_on = 2026-01-01
"#,
            expect![[r#"
                content/bank-holidays.toml:3:23: error: `2027-12-25` is not a day of 2026 (hint: write days like "2026-12-25")
                content/bank-holidays.toml:3:37: error: `Christmas` is not a day of 2026 (hint: write days like "2026-12-25")
                content/bank-holidays.toml:9:8: error: the year 2026 is listed twice (hint: list all bank holidays of a year in one place)
                content/bank-holidays.toml:10:8: error: `days` is empty (hint: its bank holidays, such as `"2026-12-25"`)
            "#]],
        );
    }
}
