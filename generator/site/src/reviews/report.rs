//! What must be looked at again, as a list for reading, a table for a spreadsheet, or data for a program.
//!
//! The table is made for Excel, in which most people open it: it begins with a byte order mark, without which Excel takes
//! it for text in another encoding, its lines end in CRLF, every cell is on one line, and none is taken for a formula.

use std::fmt::Write as _;

use serde::Serialize;
use supportt_basics::date::{self, Date};

use super::due::{Due, State};
use supportt_source::Sources;
use supportt_source::characters::{self, one_line};

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
pub struct Report<'a> {
    /// What is listed, in its order.
    pub list: &'a [Due],
    /// The files in which it is written.
    pub sources: &'a Sources,
    /// The day.
    pub today: Date,
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
    #[must_use]
    pub fn text(self, form: Form) -> String {
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
                writeln!(text, "\n{}", one_line(&heading)).expect("a string takes any text");
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
        let head = format!("{kind} {region}{id}: {name}");
        writeln!(text, "  {}\n    {}", one_line(&head), one_line(&facts.join("; ")))
            .expect("a string takes any text");
    }

    fn table(self) -> String {
        let mut writer = csv::WriterBuilder::new()
            .has_headers(false)
            .terminator(csv::Terminator::CRLF)
            .from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
        // Also when nothing is due, so that a script finds its columns.
        writer.write_record(COLUMNS).expect("memory takes any row");
        for due in self.list {
            let row = self.row(due);
            let [id, name, owner, file] = [row.id, row.name, row.owner, row.file].map(cell);
            let [region, source, reference] =
                [row.region, row.source, row.reference].map(|text| text.map(cell));
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
        characters::json(&serde_json::to_string_pretty(&data).expect("texts and days can be written")) + "\n"
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

/// What a table in UTF-8 begins with, so that Excel knows.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A text as a cell: on one line, and not taken for a formula. Tables are sent around, and a formula could send what is
/// in them on. An apostrophe is what people type for the same purpose, and Excel does not show it once the cell has been
/// edited; programs that read the table take it off.
fn cell(text: &str) -> String {
    // In Japanese and Chinese versions the wide characters begin a formula too.
    let begins_formula = text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
        || text.starts_with(['\t', '\r']);
    let apostrophe = if begins_formula { "'" } else { "" };
    format!("{apostrophe}{}", one_line(text))
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn no_text_is_taken_for_a_formula() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\u{a0}=1", "＝1"] {
            assert_eq!(cell(formula), format!("'{formula}"));
        }
        assert_eq!(cell("\t=1"), "'<U+0009>=1");
        assert_eq!(cell("\r=1"), "'<U+000D>=1");
        for text in ["", "a=b", "Wessex - a region", "'=1", "/north/"] {
            assert_eq!(cell(text), text);
        }
    }

    #[test]
    fn a_cell_is_one_line_without_hidden_characters() {
        assert_eq!(cell("a\nb\u{1b}]52;c\u{7}\u{202e}"), "a<U+000A>b<U+001B>]52;c<U+0007><U+202E>");
    }
}
