//! `content/bank-holidays.toml`: the bank holidays that working days are counted without.

use chrono::{Datelike as _, Weekday};
use supportt_rules::bounds;
use supportt_rules::date::{self, Date};
use supportt_rules::working_days::{BankHolidays, HolidayYear};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::record::{Field, Kind, Record, Schema};
use crate::source::{Sources, Span};

/// Where the file is.
pub const PATH: &str = "content/bank-holidays.toml";

/// The name of its list.
const LIST: &str = "year";

/// The fields of a year.
const SCHEMA: Schema = Schema {
    subject: "a year of bank holidays",
    fields: &[
        Field::needed("year", Kind::Number(bounds::YEAR), "the year, of which all bank holidays are listed"),
        Field::needed("days", Kind::Texts, "its bank holidays, such as `\"2026-12-25\"`"),
        Field::needed("source", Kind::Text, "the title of the list they were taken from"),
        Field::needed("address", Kind::Text, "the web address of the list"),
        Field::needed("checked_on", Kind::Date, "the day somebody compared them with the list"),
    ],
};

/// Reads the bank holidays; none are known when the project has no such file.
pub fn load(sources: &Sources, today: Date, diagnostics: &mut Diagnostics) -> BankHolidays {
    let Some(file) = sources.at(PATH) else { return BankHolidays::default() };
    let mut spans: Vec<(i32, Span)> = Vec::new();
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
        spans.push((year.year, record.span_of("year").unwrap_or(record.span)));
        years.push(year);
    }
    check_years(spans, today, diagnostics);
    BankHolidays::new(years)
}

/// Reports a day at a weekend: where a bank holiday falls on one, the list names another day for it.
///
/// The day that is proposed is none of those `taken`, and is taken then.
fn weekend(day: Date, span: Span, taken: &mut Vec<Date>) -> Option<Diagnostic> {
    let weekday = match day.weekday() {
        Weekday::Sat => "a Saturday",
        Weekday::Sun => "a Sunday",
        Weekday::Mon | Weekday::Tue | Weekday::Wed | Weekday::Thu | Weekday::Fri => return None,
    };
    let is_free = |day: &Date| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !taken.contains(day);
    let substitute = day.iter_days().find(is_free)?;
    taken.push(substitute);
    Some(
        Diagnostic::error(
            "bank-holidays::weekend",
            span,
            format!("{} is {weekday}, and nobody counts it as a working day", date::long(day)),
        )
        .hint(format!("write the substitute day of the list, such as `\"{substitute}\"`")),
    )
}

/// Reports years that are missing between others, and that the last one is over. The second is a warning, because time
/// alone stops no build: a count that reaches past the list gives no day.
fn check_years(mut years: Vec<(i32, Span)>, today: Date, diagnostics: &mut Diagnostics) {
    years.sort_unstable_by_key(|(year, _)| *year);
    for pair in years.windows(2) {
        let [(before, _), (after, span)] = *pair else { continue };
        if after > before + 1 {
            diagnostics.push(
                Diagnostic::error(
                    "bank-holidays::gap",
                    span,
                    format!(
                        "the bank holidays between 31 December {before} and 1 January {after} are missing"
                    ),
                )
                .hint(format!("add a `[[year]]` with `year = {}`", before + 1)),
            );
        }
    }
    if let Some((last, span)) = years.last().filter(|(last, _)| *last < today.year()) {
        diagnostics.push(
            Diagnostic::warning(
                "bank-holidays::over",
                *span,
                format!("the bank holidays end on 31 December {last}, and today is {}", date::long(today)),
            )
            .hint(format!("add a `[[year]]` with `year = {}`", last + 1)),
        );
    }
}

/// The records of the file, for whoever asks when they were last looked at; what is wrong with them, [`load`] reports.
#[must_use]
pub fn records(sources: &Sources) -> Vec<Record> {
    sources.at(PATH).map(|file| SCHEMA.read_file(LIST, file, &mut Diagnostics::new())).unwrap_or_default()
}

fn year(record: &Record, diagnostics: &mut Diagnostics) -> Option<HolidayYear> {
    let year = i32::try_from(record.number("year")?.value).ok()?;
    let mut days = Vec::new();
    let mut taken: Vec<Date> =
        record.texts("days").iter().filter_map(|written| date::read(&written.value)).collect();
    for written in record.texts("days") {
        match date::read(&written.value).filter(|day| day.year() == year) {
            Some(day) => {
                diagnostics.extend(weekend(day, written.span, &mut taken));
                days.push(u16::try_from(day.ordinal()).expect("a year has fewer days"));
            }
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

    #[test]
    fn holidays_are_on_working_days_and_years_follow_one_another() {
        let year = |year: u32, days: &str| {
            format!(
                "[[year]]\nyear = {year}\ndays = [{days}]\nsource = \"A list\"\naddress = \"https://example.org\"\nchecked_on = 2026-01-01\n\n"
            )
        };
        let file = |years: &[String]| format!("//- content/bank-holidays.toml\n{}", years.concat());
        check_short(
            &file(&[
                year(2026, "\"2026-12-25\", \"2026-12-27\", \"2026-12-25\""),
                year(2027, "\"2027-12-25\", \"2027-12-26\""),
            ]),
            expect![[r#"
                content/bank-holidays.toml:3:23: error: 27 December 2026 is a Sunday, and nobody counts it as a working day (hint: write the substitute day of the list, such as `"2026-12-28"`)
                content/bank-holidays.toml:3:37: error: `2026-12-25` is listed twice in `days` (hint: write `days = ["2026-12-25", "2026-12-27"]`)
                content/bank-holidays.toml:10:9: error: 25 December 2027 is a Saturday, and nobody counts it as a working day (hint: write the substitute day of the list, such as `"2027-12-27"`)
                content/bank-holidays.toml:10:23: error: 26 December 2027 is a Sunday, and nobody counts it as a working day (hint: write the substitute day of the list, such as `"2027-12-28"`)
            "#]],
        );
        check_short(
            &file(&[year(2024, "\"2024-12-25\""), year(2027, "\"2027-12-27\"")]),
            expect![[r#"
            content/bank-holidays.toml:9:8: error: the bank holidays between 31 December 2024 and 1 January 2027 are missing (hint: add a `[[year]]` with `year = 2025`)
        "#]],
        );
        check_short(
            &file(&[year(2024, "\"2024-12-25\""), year(2025, "\"2025-12-25\"")]),
            expect![[r#"
                content/bank-holidays.toml:9:8: warning: the bank holidays end on 31 December 2025, and today is 1 March 2026 (hint: add a `[[year]]` with `year = 2026`)
            "#]],
        );
    }
}
