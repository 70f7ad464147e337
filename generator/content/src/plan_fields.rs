//! `content/plan-fields.toml`: the fields that a region may add to its plans.

use supportt_basics::ids::EntryId;
use supportt_rules::plan_field::{FieldKind, FieldPart, PlanField, Privacy};

use supportt_schema::record;
use supportt_schema::record::{Format, Kind, RecordType as _, Schema};
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::{Sources, Span};

/// What a field calls the first day back, which every plan asks for.
const RETURN_DATE: &str = "return-date";

/// Where the file is.
pub const PATH: &str = "content/plan-fields.toml";

record! {
    /// A field of plans.
    struct FieldTable: "a field of plans" in "[[plan_field]]" {
        /// The name by which regions switch it on, and under which saved plans keep it.
        id: EntryId = Kind::Text(Format::Id),
        /// The question, or the label of its box.
        #[example = "Date of your next ARCP"]
        label: String,
        /// More about it.
        #[example = "If you know it"]
        hint: Option<String>,
        /// Its label in the plan, where that is another.
        #[label = "In a plan"]
        #[example = "Next ARCP"]
        in_plan: Option<String>,
        /// The part of the plan that it belongs to.
        part: FieldPart,
        /// What it takes.
        kind: FieldKind,
        /// How private it is.
        ///
        /// `identifying` for a number in a register: a region that switches it on says why in `plan_field_reasons`.
        /// `sensitive` for what may tell something of somebody's health, or of why they are away: the form says that it
        /// may stay empty, and who would read it.
        privacy: Privacy,
        /// The field before whose day its own cannot lie: `return-date` for the first day back, or the id of another.
        ///
        /// Only for a date.
        #[label = "Not before"]
        #[example = "return-date"]
        not_before: Option<EntryId> = Kind::Text(Format::Id),
        /// `true` when its day belongs among the dates of the plan.
        ///
        /// Only for a date.
        #[label = "A milestone"]
        milestone: Option<bool>,
    }
}

/// What its entries may have.
pub(crate) const SCHEMA: Schema = FieldTable::SCHEMA;

/// Reads the fields; none when the project has no such file.
pub fn load(sources: &Sources, diagnostics: &mut Diagnostics) -> Vec<PlanField> {
    let Some(file) = sources.at(PATH) else { return Vec::new() };
    let mut fields: Vec<PlanField> = Vec::new();
    let mut compared: Vec<(Span, EntryId)> = Vec::new();
    for record in FieldTable::SCHEMA.read_file(file, diagnostics) {
        let span = record.span_of("id").unwrap_or(record.span);
        let Some(table) = FieldTable::from_record(&record, diagnostics) else { continue };
        let FieldTable { id, label, hint, in_plan, part, kind, privacy, not_before, milestone } = table;
        if fields.iter().any(|field| field.id == id) {
            let problem =
                Diagnostic::error("plan-fields::twice", span, format!("there are two fields `{id}`"));
            diagnostics.push(problem.hint("give one of them another id, or remove it"));
            continue;
        }
        let is_a_milestone = milestone == Some(true);
        for (name, is_set) in [("milestone", is_a_milestone), ("not_before", not_before.is_some())] {
            if is_set && kind != FieldKind::Date {
                let span = record.span_of(name).unwrap_or(record.span);
                let problem =
                    Diagnostic::error("plan-fields::no-day", span, format!("only a date can have `{name}`"));
                diagnostics.push(problem.hint(format!("remove `{name}`, or write `kind = \"date\"`")));
            }
        }
        let span = record.span_of("not_before").unwrap_or(record.span);
        compared.extend(not_before.clone().map(|other| (span, other)));
        fields.push(PlanField { id, label, hint, in_plan, part, kind, privacy, not_before, is_a_milestone });
    }
    let is_day = |id: &EntryId| {
        id.as_str() == RETURN_DATE
            || fields.iter().any(|field| field.id == *id && field.kind == FieldKind::Date)
    };
    for (span, other) in compared.iter().filter(|(_, other)| !is_day(other)) {
        let problem = Diagnostic::error(
            "plan-fields::no-such-day",
            *span,
            format!("no field of a date is called `{other}`"),
        );
        diagnostics.push(problem.hint(format!("name one, or write `{RETURN_DATE}` for the first day back")));
    }
    fields
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use supportt_fixture::check_short;

    #[test]
    fn a_field_is_defined_once_and_only_a_date_has_a_day() {
        check_short(
            r#"
//- content/plan-fields.toml
[[plan_field]]
id = "first-clinic"
label = "Your first clinic"
part = "supervision"
kind = "line"
privacy = "ordinary"
milestone = true
not_before = "return-date"

[[plan_field]]
id = "first-clinic"
label = "Date of your first clinic"
part = "supervision"
kind = "date"
privacy = "ordinary"

[[plan_field]]
id = "last-clinic"
label = "Date of your last clinic"
part = "supervision"
kind = "date"
privacy = "ordinary"
not_before = "first-clinic"
"#,
            expect![[r#"
                content/plan-fields.toml:7:13: error: only a date can have `milestone` (hint: remove `milestone`, or write `kind = "date"`)
                content/plan-fields.toml:8:14: error: only a date can have `not_before` (hint: remove `not_before`, or write `kind = "date"`)
                content/plan-fields.toml:11:6: error: there are two fields `first-clinic` (hint: give one of them another id, or remove it)
                content/plan-fields.toml:23:14: error: no field of a date is called `first-clinic` (hint: name one, or write `return-date` for the first day back)
            "#]],
        );
    }

    #[test]
    fn a_field_that_is_right_is_silent() {
        check_short(
            r#"
//- content/plan-fields.toml
[[plan_field]]
id = "first-clinic"
label = "Date of your first clinic"
part = "supervision"
kind = "date"
privacy = "ordinary"
milestone = true
not_before = "return-date"
"#,
            expect![[""]],
        );
    }
}
