//! What must be looked at again, as a list for reading, a table for a spreadsheet, or data for a program.

use std::fmt::Write as _;

use serde::Serialize;
use supportt_rules::date::{self, Date};

use super::{Due, State};
use crate::source::Sources;

/// The form in which it is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Form {
    /// A list for reading
    #[default]
    Text,
    /// A table for a spreadsheet
    Csv,
    /// Data for a program
    Json,
}

/// What must be looked at again, as of a day.
#[derive(Clone, Copy, Debug)]
pub(super) struct Report<'a> {
    pub(super) list: &'a [Due],
    pub(super) sources: &'a Sources,
    pub(super) today: Date,
}

/// The names of the columns.
const COLUMNS: [&str; 13] = [
    "review_by",
    "state",
    "last_checked",
    "owner",
    "kind",
    "region",
    "id",
    "name",
    "from",
    "source",
    "reference",
    "file",
    "line",
];

/// The columns of the table and the fields of the data, in the order of [`COLUMNS`]. Scripts rely on the names.
#[derive(Serialize)]
struct Row<'a> {
    review_by: Option<Date>,
    state: &'static str,
    last_checked: Option<Date>,
    owner: &'a str,
    kind: &'static str,
    region: Option<&'a str>,
    id: &'a str,
    name: &'a str,
    from: Option<Date>,
    source: Option<&'a str>,
    reference: Option<&'a str>,
    file: &'a str,
    line: usize,
}

/// The data as a whole.
#[derive(Serialize)]
struct Data<'a> {
    day: Date,
    overdue: usize,
    reviews: Vec<Row<'a>>,
}

impl Report<'_> {
    /// The report in a form.
    pub(super) fn text(self, form: Form) -> String {
        match form {
            Form::Text => self.list(),
            Form::Csv => self.table(),
            Form::Json => self.data(),
        }
    }

    fn overdue(&self) -> usize {
        self.list.iter().filter(|due| due.state == State::Overdue).count()
    }

    /// One heading for each day and owner, so that each owner sees what to do in one go.
    fn list(self) -> String {
        let mut text =
            format!("{} of {} overdue on {}\n", self.overdue(), self.list.len(), date::long(self.today));
        let heading = |due: &Due| match (due.review_by, due.state) {
            (Some(day), State::Overdue) => format!("Overdue, was due by {}: {}", date::long(day), due.owner),
            (Some(day), _) => format!("By {}: {}", date::long(day), due.owner),
            (None, _) => format!("Without a day: {}", due.owner),
        };
        let mut last = String::new();
        for due in self.list {
            let heading = heading(due);
            if heading != last {
                writeln!(text, "\n{heading}").expect("a string takes any text");
            }
            last = heading;
            self.item(due, &mut text);
        }
        text
    }

    fn item(&self, due: &Due, text: &mut String) {
        let Row { kind, region, id, name, from, source, reference, file, line, .. } = self.row(due);
        // The address of a page names its region itself.
        let region =
            region.filter(|_| !id.starts_with('/')).map(|region| format!("{region}/")).unwrap_or_default();
        let mut facts: Vec<String> = Vec::new();
        match due.state {
            State::Replaced => facts.push("replaced by a later version".to_owned()),
            State::Undated => facts.push("no source says so, but we do".to_owned()),
            State::Overdue | State::Due => {}
        }
        facts.extend(from.map(|day| format!("from {}", date::long(day))));
        facts.extend(due.last_checked.map(|day| format!("last checked {}", date::long(day))));
        facts.extend(source.zip(reference).map(|(source, reference)| format!("{source}, {reference}")));
        facts.push(format!("{file}:{line}"));
        writeln!(text, "  {kind} {region}{id}: {name}\n    {}", facts.join("; "))
            .expect("a string takes any text");
    }

    fn table(self) -> String {
        let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(Vec::new());
        // Also when nothing is due, so that a script finds its columns.
        writer.write_record(COLUMNS).expect("memory takes any row");
        for due in self.list {
            let row = self.row(due);
            let [id, name, owner, file] = [row.id, row.name, row.owner, row.file].map(not_a_formula);
            let [region, source, reference] =
                [row.region, row.source, row.reference].map(|text| text.map(not_a_formula));
            let row = Row {
                id: &id,
                name: &name,
                owner: &owner,
                file: &file,
                region: region.as_deref(),
                source: source.as_deref(),
                reference: reference.as_deref(),
                ..row
            };
            writer.serialize(row).expect("memory takes any row");
        }
        let bytes = writer.into_inner().expect("memory takes any row");
        String::from_utf8(bytes).expect("a table of texts is text")
    }

    fn data(self) -> String {
        let rows: Vec<Row<'_>> = self.list.iter().map(|due| self.row(due)).collect();
        let data = Data { day: self.today, overdue: self.overdue(), reviews: rows };
        serde_json::to_string_pretty(&data).expect("texts and days can be written") + "\n"
    }

    fn row<'d>(&'d self, due: &'d Due) -> Row<'d> {
        let file = self.sources.file(due.place.file());
        Row {
            review_by: due.review_by,
            state: due.state.word(),
            last_checked: due.last_checked,
            owner: &due.owner,
            kind: due.kind,
            region: due.region.as_deref(),
            id: &due.id,
            name: &due.name,
            from: due.from,
            source: due.source.as_deref(),
            reference: due.reference.as_deref(),
            file: file.path(),
            line: file.position(due.place.range().start).line,
        }
    }
}

/// A text that no spreadsheet takes for a formula. Tables are sent around, and a formula could send what is in them on.
fn not_a_formula(text: &str) -> String {
    let apostrophe = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("{apostrophe}{text}")
}

#[cfg(test)]
mod tests {
    use super::not_a_formula;

    #[test]
    fn no_text_is_taken_for_a_formula() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"] {
            assert_eq!(not_a_formula(formula), format!("'{formula}"));
        }
        for text in ["", "a=b", "Wessex - a region", "'=1"] {
            assert_eq!(not_a_formula(text), text);
        }
    }
}
