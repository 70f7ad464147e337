//! `content/bank-holidays.toml`: the bank holidays that working days are counted without.

use std::collections::BTreeSet;

use chrono::{Datelike as _, Weekday};
use supportt_basics::bounds;
use supportt_basics::date::{self, Date};
use supportt_rules::value::join;
use supportt_rules::working_days::{BankHolidays, HolidayYear};

use supportt_schema::record;
use supportt_schema::record::{AtLeastOne, Format, Kind, Record, RecordType as _, Schema};
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::{Sources, Span, Spanned};

/// Where the file is.
pub const PATH: &str = "content/bank-holidays.toml";

record! {
    /// The bank holidays of a year.
    struct ListedYear: "a year of bank holidays" in "[[year]]" {
        /// The year, of which all bank holidays are listed.
        year: i32 = Kind::Number(bounds::YEAR),
        /// Its bank holidays, such as `"2026-12-25"`.
        days: AtLeastOne<Spanned<String>> = Kind::Texts(Format::Day),
        /// The title of the list they were taken from.
        #[label = "Title of the list"]
        #[example = "UK bank holidays"]
        source: String,
        /// The web address of the list.
        address: String = Kind::Text(Format::WebAddress),
        /// The day somebody compared them with the list.
        checked_on: Date,
    }
}

/// What its entries may have.
pub(crate) const SCHEMA: Schema = ListedYear::SCHEMA;

/// Reads the bank holidays; none are known when the project has no such file.
pub fn load(sources: &Sources, today: Date, diagnostics: &mut Diagnostics) -> BankHolidays {
    let records = SCHEMA.read_at(PATH, sources, diagnostics);
    read(&records, today, diagnostics)
}

/// The bank holidays of the years that are listed.
pub fn read(records: &[Record], today: Date, diagnostics: &mut Diagnostics) -> BankHolidays {
    let mut spans: Vec<(i32, Span)> = Vec::new();
    let mut years: Vec<HolidayYear> = Vec::new();
    for record in records {
        if let Some(written) = record.number("year")
            && years.iter().any(|other| i64::from(other.year) == written.value)
        {
            diagnostics.push(
                Diagnostic::error(
                    "bank-holidays::year-twice",
                    written.span,
                    format!("the year {} is listed twice", written.value),
                )
                .hint("list all bank holidays of a year in one place"),
            );
        }
        let Some(year) = year(record, diagnostics) else { continue };
        spans.push((year.year, record.span_of("year").unwrap_or(record.span)));
        years.push(year);
    }
    check_years(spans, today, diagnostics);
    BankHolidays::new(years)
}

/// Reports a day at a weekend: where a bank holiday falls on one, the list names another day for it.
///
/// The day that is proposed is none of those `taken`, and is taken then.
fn weekend(day: Date, span: Span, taken: &mut BTreeSet<Date>) -> Option<Diagnostic> {
    let weekday = match day.weekday() {
        Weekday::Sat => "a Saturday",
        Weekday::Sun => "a Sunday",
        Weekday::Mon | Weekday::Tue | Weekday::Wed | Weekday::Thu | Weekday::Fri => return None,
    };
    let is_free = |day: &Date| is_weekday(*day) && !taken.contains(day);
    let substitute = day.iter_days().find(is_free)?;
    taken.insert(substitute);
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

/// Easter Sunday, by the rule of the Gregorian calendar (Meeus, Jones and Butcher).
#[expect(clippy::many_single_char_names, reason = "the rule is printed with these letters")]
fn easter(year: i32) -> Date {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let month = (h + l - 7 * m + 114) / 31;
    let day = (h + l - 7 * m + 114) % 31 + 1;
    let number = |number| u32::try_from(number).expect("it is positive");
    Date::from_ymd_opt(year, number(month), number(day)).expect("Easter is in March or April")
}

/// The bank holidays of a year in England that follow from the calendar, by the Act of 1971 and the proclamations of
/// every year, in their order.
///
/// # Panics
/// Never for a year that the calendar has.
#[must_use]
pub fn by_law(year: i32) -> Vec<Date> {
    let on = |month, day| Date::from_ymd_opt(year, month, day).expect("every year has the day");
    let monday = |month, first: u32| {
        let mut week = (first..first + 7).map(|day| on(month, day));
        week.find(|day| day.weekday() == Weekday::Mon).expect("a week has a Monday")
    };
    let sunday = easter(year);
    let mut days = vec![
        date::days_before(sunday, 2),
        date::days_after(sunday, 1),
        monday(5, 1),
        monday(5, 25),
        monday(8, 25),
    ];
    // What falls on a weekend is taken on the next weekdays.
    for fixed in [on(1, 1), on(12, 25), on(12, 26)] {
        let taken = fixed.iter_days().find(|day| is_weekday(*day) && !days.contains(day));
        days.push(taken.expect("a weekday follows"));
    }
    days.sort_unstable();
    days
}

fn is_weekday(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The most bank holidays a year can have: those of the calendar, and some that were proclaimed.
const MOST: usize = 12;

/// How many days a proclamation moves a holiday at the most: further away, another day is another holiday.
const MOVED: u64 = 14;

/// Reports a year that cannot be whole: without a day that follows from the calendar, or with more days than any has.
fn check_whole(year: i32, days: &[Date], place: Span, last: &Spanned<String>) -> Option<Diagnostic> {
    if days.len() > MOST {
        let message = format!("{} days are too many to be the bank holidays of {year}", days.len());
        let problem = Diagnostic::error("bank-holidays::too-many", place, message);
        return Some(
            problem.hint("list the bank holidays of England only: eight, and those that were proclaimed"),
        );
    }
    let by_law = by_law(year);
    let others: Vec<Date> = days.iter().copied().filter(|day| !by_law.contains(day)).collect();
    let missing: Vec<Date> = by_law.into_iter().filter(|day| !days.contains(day)).collect();
    // Only the Mondays from May to August have ever been moved.
    let is_near =
        |day: Date, other: Date| (5..=8).contains(&day.month()) && date::days_between(other, day) <= MOVED;
    let (moved, missing): (Vec<Date>, Vec<Date>) =
        missing.into_iter().partition(|day| others.iter().any(|other| is_near(*day, *other)));
    let instead: Vec<Date> =
        others.into_iter().filter(|other| moved.iter().any(|day| is_near(*day, *other))).collect();
    let named = |days: &[Date]| {
        join(days.iter().map(|day| date::long(*day)).collect::<Vec<_>>().iter().map(String::as_str), "and")
    };
    let written = |days: &[Date]| days.iter().map(|day| format!("\"{day}\"")).collect::<Vec<_>>().join(", ");
    if !missing.is_empty() {
        let message = format!("the bank holidays of {year} lack {}, which the law fixes", named(&missing));
        let added = written(&missing);
        let hint = format!("add `{added}`");
        let longer = format!("\"{}\", {added}", last.value);
        return Some(
            Diagnostic::error("bank-holidays::missing", place, message).mend(hint, last.span, longer),
        );
    }
    (!moved.is_empty()).then(|| {
        let message =
            format!("the bank holidays of {year} have {} in place of {}", named(&instead), named(&moved));
        let problem = Diagnostic::advice("bank-holidays::moved", place, message);
        problem.hint("compare this with the list: it is right if the holiday was moved by proclamation")
    })
}

fn year(record: &Record, diagnostics: &mut Diagnostics) -> Option<HolidayYear> {
    let ListedYear { year, days: texts, source, checked_on, .. } =
        ListedYear::from_record(record, diagnostics)?;
    let mut days: Vec<Date> = Vec::new();
    let mut problems = Diagnostics::new();
    let mut taken: BTreeSet<Date> = texts.iter().filter_map(|written| date::read(&written.value)).collect();
    for written in texts.iter() {
        match date::read(&written.value).filter(|day| day.year() == year) {
            // That it is listed twice is reported where lists are read.
            Some(day) if days.contains(&day) => {}
            Some(day) => {
                problems.extend(weekend(day, written.span, &mut taken));
                days.push(day);
            }
            None => problems.push(
                Diagnostic::error(
                    "bank-holidays::day",
                    written.span,
                    format!("`{}` is not a day of {year}", written.value),
                )
                .hint(format!("write days like \"{year}-12-25\"")),
            ),
        }
    }
    // A day that is written wrongly is not missing.
    if let Some(last) = texts.last().filter(|_| problems.is_empty()) {
        problems.extend(check_whole(year, &days, record.span_of("year")?, last));
    }
    diagnostics.append(problems);
    let days = days.iter().map(|day| u16::try_from(day.ordinal()).expect("a year has fewer days")).collect();
    Some(HolidayYear { year, days, source, checked_on })
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::by_law;
    use supportt_fixture::check_short;

    /// The entry of a year with its bank holidays, of which the first is written otherwise.
    fn year(year: i32, first: &str) -> String {
        let others = by_law(year).into_iter().skip(1).map(|day| format!("\"{day}\""));
        let days: Vec<String> = std::iter::once(first.to_owned()).chain(others).collect();
        listing(year, &days.join(", "))
    }

    fn listing(year: i32, days: &str) -> String {
        format!(
            "[[year]]\nyear = {year}\ndays = [{days}]\nsource = \"A list\"\naddress = \"https://example.org\"\nchecked_on = 2026-01-01\n\n"
        )
    }

    fn whole(number: i32) -> String {
        year(number, &format!("\"{}\"", by_law(number)[0]))
    }

    fn file(years: &[String]) -> String {
        format!("//- content/bank-holidays.toml\n{}", years.concat())
    }

    #[test]
    fn days_lie_in_their_year_and_years_are_listed_once() {
        check_short(
            &file(&[year(2026, "\"2026-01-01\", \"2027-12-25\", \"Christmas\""), listing(2026, "")]),
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
        check_short(
            &file(&[
                year(2026, "\"2026-01-01\", \"2026-12-27\", \"2026-01-01\""),
                year(2027, "\"2027-01-01\", \"2027-12-25\", \"2027-12-26\""),
            ]),
            expect![[r#"
                content/bank-holidays.toml:3:23: error: 27 December 2026 is a Sunday, and nobody counts it as a working day (hint: write the substitute day of the list, such as `"2026-12-29"`)
                content/bank-holidays.toml:3:37: error: `2026-01-01` is listed twice in `days` (hint: write `days = ["2026-01-01", "2026-12-27", "2026-04-03", "2026-04-06", "2026-05-04", "2026-05-25", "2026-08-31", "2026-12-25", "2026-12-28"]`)
                content/bank-holidays.toml:10:23: error: 25 December 2027 is a Saturday, and nobody counts it as a working day (hint: write the substitute day of the list, such as `"2027-12-29"`)
                content/bank-holidays.toml:10:37: error: 26 December 2027 is a Sunday, and nobody counts it as a working day (hint: write the substitute day of the list, such as `"2027-12-30"`)
            "#]],
        );
        check_short(
            &file(&[whole(2024), whole(2027)]),
            expect![[r#"
            content/bank-holidays.toml:9:8: error: the bank holidays between 31 December 2024 and 1 January 2027 are missing (hint: add a `[[year]]` with `year = 2025`)
        "#]],
        );
        check_short(
            &file(&[whole(2024), whole(2025)]),
            expect![[r#"
            content/bank-holidays.toml:9:8: warning: the bank holidays end on 31 December 2025, and today is 1 March 2026 (hint: add a `[[year]]` with `year = 2026`)
        "#]],
        );
    }

    #[test]
    fn a_year_has_the_days_that_the_law_fixes() {
        let without = |number: i32, day: &str| {
            whole(number).replace(&format!(", \"{day}\""), "").replace(&format!("\"{day}\", "), "")
        };
        // One day only, and a year without one; a day that was moved, far from and near to its own; too many.
        check_short(
            &file(&[listing(2026, "\"2026-01-01\""), without(2027, "2027-05-03")]),
            expect![[r#"
            content/bank-holidays.toml:2:8: error: the bank holidays of 2026 lack 3 April 2026, 6 April 2026, 4 May 2026, 25 May 2026, 31 August 2026, 25 December 2026 and 28 December 2026, which the law fixes (hint: add `"2026-04-03", "2026-04-06", "2026-05-04", "2026-05-25", "2026-08-31", "2026-12-25", "2026-12-28"`)
            content/bank-holidays.toml:9:8: error: the bank holidays of 2027 lack 3 May 2027, which the law fixes (hint: add `"2027-05-03"`)
        "#]],
        );
        let far = without(2027, "2027-05-03").replace("\"2027-01-01\"", "\"2027-01-01\", \"2027-06-07\"");
        check_short(
            &file(&[whole(2026), far]),
            expect![[r#"
            content/bank-holidays.toml:9:8: error: the bank holidays of 2027 lack 3 May 2027, which the law fixes (hint: add `"2027-05-03"`)
        "#]],
        );
        let moved = without(2027, "2027-05-03").replace("\"2027-01-01\"", "\"2027-01-01\", \"2027-05-07\"");
        check_short(
            &file(&[whole(2026), moved]),
            expect![[r#"
            content/bank-holidays.toml:9:8: advice: the bank holidays of 2027 have 7 May 2027 in place of 3 May 2027 (hint: compare this with the list: it is right if the holiday was moved by proclamation)
        "#]],
        );
        let days: Vec<String> = (1..=20).map(|day| format!("\"2026-06-{day:02}\"")).collect();
        let weekdays = days.into_iter().filter(|day| {
            !["06", "07", "13", "14", "20"].iter().any(|end| day.ends_with(&format!("-{end}\"")))
        });
        let many = year(2026, &format!("\"2026-01-01\", {}", weekdays.collect::<Vec<_>>().join(", ")));
        check_short(
            &file(&[many]),
            expect![[r#"
            content/bank-holidays.toml:2:8: error: 23 days are too many to be the bank holidays of 2026 (hint: list the bank holidays of England only: eight, and those that were proclaimed)
        "#]],
        );
        // One more was proclaimed in 2023; two of 2022 were, for one that was moved.
        let more = whole(2023).replace("\"2023-05-01\"", "\"2023-05-01\", \"2023-05-08\"");
        let jubilee = without(2022, "2022-05-30")
            .replace("\"2022-08-29\"", "\"2022-06-02\", \"2022-06-03\", \"2022-08-29\", \"2022-09-19\"");
        check_short(
            &file(&[jubilee, more, whole(2024), whole(2025), whole(2026)]),
            expect![[r#"
                content/bank-holidays.toml:2:8: advice: the bank holidays of 2022 have 2 June 2022 and 3 June 2022 in place of 30 May 2022 (hint: compare this with the list: it is right if the holiday was moved by proclamation)
            "#]],
        );
    }
}
