//! A date typed as day, month and year.

use supportt_basics::date::{self, Date};
use supportt_rules::answers::Answer;
use supportt_rules::value::join;

use crate::parse;
use crate::submission::Submission;
use crate::view::{Checkbox, DateField, DatePart};
use crate::words::{DateWords, fill};

/// Years that a visitor can mean. Others are slips of the finger.
pub(crate) const YEARS: std::ops::RangeInclusive<i32> = 1990..=2100;

/// A date field by name; its parts are `name-day`, `name-month` and `name-year`.
///
/// An answer that was saved is whole, under the field's own name.
#[derive(Clone, Copy, Debug)]
pub struct DateInput<'a> {
    /// The field's name.
    pub name: &'a str,
}

/// What is wrong with a typed date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateError {
    /// Nothing was typed, nor "I do not know" ticked.
    Missing,
    /// Parts are missing: of day, month and year those that are true here.
    Incomplete([bool; 3]),
    /// More than one part is in one box, and it is not plain which.
    Boxes,
    /// There is no such day.
    Impossible,
    /// The year cannot be meant.
    Year,
    /// A date was typed and "I do not know" was ticked too.
    Both,
}

impl DateError {
    /// The message for it.
    #[must_use]
    pub fn message(self, words: &DateWords) -> String {
        match self {
            Self::Missing => words.missing.clone(),
            Self::Incomplete(missing) => {
                let names = [&words.parts.day, &words.parts.month, &words.parts.year];
                let missing = names.into_iter().zip(missing).filter(|(_, is_missing)| *is_missing);
                let parts = join(missing.map(|(name, _)| name.as_str()), "and");
                fill(&words.incomplete, &[("parts", &parts)])
            }
            Self::Boxes => words.boxes.clone(),
            Self::Impossible => words.impossible.clone(),
            Self::Year => words.year.clone(),
            Self::Both => words.both.clone(),
        }
    }

    /// Which of day, month and year are to be put right.
    fn parts(self) -> [bool; 3] {
        match self {
            Self::Incomplete(missing) => missing,
            Self::Year => [false, false, true],
            Self::Missing | Self::Boxes | Self::Impossible | Self::Both => [true; 3],
        }
    }
}

/// Reads a day that stands in one piece, however it is written; see [`DateInput::read`].
#[must_use]
pub fn whole_day(text: &str) -> Option<Date> {
    let name = "day";
    DateInput { name }.read(&[(name, text)].into_iter().collect()).ok()?.known().copied()
}

impl DateInput<'_> {
    /// Reads the date, however its parts are written; see [`parse`].
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(self, fields: &Submission) -> Result<Answer<Date>, DateError> {
        let parts = self.parts(fields);
        let missing = parts.each_ref().map(|part| parse::plain(part).trim().is_empty());
        match (missing, self.is_unknown(fields)) {
            ([true, true, true], true) => return Ok(Answer::Unknown),
            ([true, true, true], false) => return Err(DateError::Missing),
            (_, true) => return Err(DateError::Both),
            (_, false) => {}
        }
        let read = |[day, month, year]: &[String; 3]| {
            Some((parse::day(day)?, parse::month(month)?, parse::year(year)?))
        };
        // A whole date is in one box, or another part is beside its own.
        let in_one = || read(&parse::date_parts(&parts.join(" "))?);
        let (day, month, year) = match read(&parts).or_else(in_one) {
            Some(date) => date,
            None if missing == [false; 3] => return Err(DateError::Impossible),
            None if parts.iter().any(|part| parse::is_more_than_a_part(part)) => {
                return Err(DateError::Boxes);
            }
            None => return Err(DateError::Incomplete(missing)),
        };
        if !YEARS.contains(&year) {
            return Err(DateError::Year);
        }
        Date::from_ymd_opt(year, month, day).map(Answer::Known).ok_or(DateError::Impossible)
    }

    /// The answer in words, or in one line what was typed if it is none; empty when nothing was.
    #[must_use]
    pub fn in_words(self, fields: &Submission, words: &DateWords) -> String {
        if let Ok(Answer::Known(day)) = self.read(fields) {
            return date::long(day);
        }
        let unknown = if self.is_unknown(fields) { words.unknown.clone() } else { String::new() };
        let parts = self.parts(fields).into_iter().chain([unknown]);
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// An answer as it is saved.
    #[must_use]
    pub fn saved(answer: &Answer<Date>) -> String {
        answer.known().map_or_else(|| UNKNOWN_VALUE.to_owned(), ToString::to_string)
    }

    /// The field to show, as typed.
    #[must_use]
    pub fn view(
        self,
        legend: Option<&str>,
        typed: &Submission,
        error: Option<&str>,
        words: &DateWords,
    ) -> DateField {
        // A saved day is written with two figures, and nobody types them.
        let is_saved = date::read(typed.text(self.name)).is_some();
        let shown = |part: String| {
            if is_saved { part.trim_start_matches('0').to_owned() } else { part }
        };
        let values = self.parts(typed).map(shown);
        // An error that is not about the date itself, such as one before another, is about all of it.
        let wrong = self.read(typed).map_or_else(DateError::parts, |_| [true; 3]);
        let ids = self.ids();
        let [day, month, year] = [0, 1, 2].map(|part| DatePart {
            id: ids[part].clone(),
            name: ids[part].clone(),
            value: values[part].clone(),
            error: error.is_some() && wrong[part],
        });
        DateField {
            name: self.name.to_owned(),
            id: self.name.to_owned(),
            legend: legend.map(str::to_owned),
            hint: words.hint.clone(),
            error: error.map(str::to_owned),
            described_by: described_by(self.name, true, error.is_some()),
            day,
            month,
            year,
            unknown: Some(Checkbox {
                id: self.unknown(),
                name: self.unknown(),
                value: UNKNOWN_VALUE.to_owned(),
                label: words.unknown.clone(),
                checked: self.is_unknown(typed),
            }),
        }
    }

    /// The ids of the elements for day, month and year, which are their names too.
    #[must_use]
    pub fn ids(self) -> [String; 3] {
        ["day", "month", "year"].map(|part| format!("{}-{part}", self.name))
    }

    /// The id of the element that an error about the whole date leads to.
    #[must_use]
    pub fn first_id(self) -> String {
        let [day, ..] = self.ids();
        day
    }

    /// The id of the element that is to be put right first.
    #[must_use]
    pub fn wrong_id(self, error: DateError) -> String {
        let mut ids = self.ids().into_iter().zip(error.parts());
        ids.find_map(|(id, is_wrong)| is_wrong.then_some(id)).unwrap_or_else(|| self.first_id())
    }

    /// Every name under which the field has a value.
    #[must_use]
    pub fn names(self) -> [String; 5] {
        let [day, month, year] = self.ids();
        [self.name.to_owned(), day, month, year, self.unknown()]
    }

    /// Each value under the field's names, and whether it is read: the first of each name is, but a
    /// whole day takes the place of its parts.
    pub(crate) fn values(self, fields: &Submission) -> Vec<((String, String), bool)> {
        let is_whole = self.is_whole(fields);
        let unknown = self.unknown();
        let mut found = Vec::new();
        for name in self.names() {
            let is_read = match name.as_str() {
                name if name == self.name => true,
                name if name == unknown => fields.text(name) == UNKNOWN_VALUE,
                _ => !is_whole,
            };
            let values = fields.all(&name).iter().enumerate().filter(|(_, value)| !value.trim().is_empty());
            found.extend(values.map(|(index, value)| ((name.clone(), value.clone()), is_read && index == 0)));
        }
        found
    }

    /// Whether the whole day is under the field's own name.
    fn is_whole(self, fields: &Submission) -> bool {
        !["", UNKNOWN_VALUE].contains(&fields.text(self.name))
    }

    fn parts(self, fields: &Submission) -> [String; 3] {
        if !self.is_whole(fields) {
            return self.ids().map(|id| fields.text(&id).to_owned());
        }
        let whole = fields.text(self.name);
        parse::date_parts(whole).unwrap_or_else(|| [whole.to_owned(), String::new(), String::new()])
    }

    fn is_unknown(self, fields: &Submission) -> bool {
        [self.name.to_owned(), self.unknown()].iter().any(|name| fields.text(name) == UNKNOWN_VALUE)
    }

    fn unknown(self) -> String {
        format!("{}-unknown", self.name)
    }
}

const UNKNOWN_VALUE: &str = supportt_rules::answers::UNKNOWN;

/// The ids of the hint and the error of a field, for `aria-describedby`.
pub(crate) fn described_by(id: &str, hint: bool, error: bool) -> Option<String> {
    let ids: Vec<String> = [(hint, "hint"), (error, "error")]
        .into_iter()
        .filter(|(present, _)| *present)
        .map(|(_, part)| format!("{id}-{part}"))
        .collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(day: &str, month: &str, year: &str, unknown: &str) -> Result<Answer<Date>, DateError> {
        DateInput { name: "d" }.read(&Submission::from_iter([
            ("d-day", day),
            ("d-month", month),
            ("d-year", year),
            ("d-unknown", unknown),
        ]))
    }

    #[test]
    fn dates_are_read_as_people_type_them() {
        let known = |text: &str| Ok(Answer::Known(text.parse().expect("a date in a test")));
        assert_eq!(read("1", "2", "2027", ""), known("2027-02-01"));
        assert_eq!(read(" 01 ", "Sept.", "27", ""), known("2027-09-01"));
        assert_eq!(read("2nd", "September", "2027", ""), known("2027-09-02"));
        assert_eq!(read("1st Sept 2027", "", "", ""), known("2027-09-01"));
        assert_eq!(read("Monday 6 September 2027", "", "", ""), known("2027-09-06"));
        assert_eq!(read("1st of September 2027", "", "", ""), known("2027-09-01"));
        assert_eq!(read("1Sept2027", "", "", ""), known("2027-09-01"));
        assert_eq!(read("1st", "of Sept", "2027", ""), known("2027-09-01"));
        assert_eq!(read("1", "Sept 2027", "", ""), known("2027-09-01"));
        assert_eq!(read("", "", "1/9/2027", ""), known("2027-09-01"));
        assert_eq!(read("Mon 6", "９", "2027\u{200b}", ""), known("2027-09-06"));
        assert_eq!(read("29", "February", "2028", ""), known("2028-02-29"));
        assert_eq!(read("", "", "", "unknown"), Ok(Answer::Unknown));
    }

    #[test]
    fn a_saved_date_is_read_and_shown_in_its_parts() {
        let words = DateWords::default();
        for (saved, shown, read) in [
            (
                "2027-09-01",
                ["1", "9", "2027"],
                Ok(Answer::Known(Date::from_ymd_opt(2027, 9, 1).expect("a day"))),
            ),
            ("2027-02-30", ["30", "02", "2027"], Err(DateError::Impossible)),
            ("soon", ["soon", "", ""], Err(DateError::Incomplete([false, true, true]))),
            ("unknown", ["", "", ""], Ok(Answer::Unknown)),
        ] {
            let input = DateInput { name: "d" };
            let fields = Submission::from_iter([("d", saved)]);
            let view = input.view(None, &fields, None, &words);
            assert_eq!([view.day.value, view.month.value, view.year.value], shown, "{saved}");
            assert_eq!(view.unknown.is_some_and(|unknown| unknown.checked), saved == "unknown");
            assert_eq!(input.read(&fields), read, "{saved}");
        }
    }

    #[test]
    fn each_slip_has_its_own_message() {
        assert_eq!(read("", "", "", ""), Err(DateError::Missing));
        assert_eq!(read("1", "", "2027", ""), Err(DateError::Incomplete([false, true, false])));
        assert_eq!(read("32", "1", "", ""), Err(DateError::Incomplete([false, false, true])));
        assert_eq!(read("01092027", "", "", ""), Err(DateError::Boxes));
        assert_eq!(read("1 9 2027 or so", "", "", ""), Err(DateError::Boxes));
        assert_eq!(read("Monday 6 September", "", "", ""), Err(DateError::Boxes));
        assert_eq!(read("1st", "of Sept.", "", ""), Err(DateError::Incomplete([false, false, true])));
        assert_eq!(read("31", "2", "2027", ""), Err(DateError::Impossible));
        assert_eq!(read("one", "2", "2027", ""), Err(DateError::Impossible));
        assert_eq!(read("1", "ma", "2027", ""), Err(DateError::Impossible));
        assert_eq!(read("1", "2", "227", ""), Err(DateError::Year));
        assert_eq!(read("1", "2", "2027", "unknown"), Err(DateError::Both));
    }
}
