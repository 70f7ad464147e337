//! `content/plan-fields.toml`: the fields that a region may add to its plans.

use supportt_basics::ids::EntryId;
use supportt_rules::plan_field::{FieldKind, FieldPart, PlanField, Privacy};

use supportt_schema::record;
use supportt_schema::record::{Format, Kind, RecordType as _, Schema};
use supportt_source::Sources;
use supportt_source::diagnostic::{Diagnostic, Diagnostics};

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
    for record in FieldTable::SCHEMA.read_file(file, diagnostics) {
        let span = record.span_of("id").unwrap_or(record.span);
        let Some(table) = FieldTable::from_record(&record, diagnostics) else { continue };
        let FieldTable { id, label, hint, in_plan, part, kind, privacy, milestone } = table;
        if fields.iter().any(|field| field.id == id) {
            let problem =
                Diagnostic::error("plan-fields::twice", span, format!("there are two fields `{id}`"));
            diagnostics.push(problem.hint("give one of them another id, or remove it"));
            continue;
        }
        let is_a_milestone = milestone == Some(true);
        if is_a_milestone && kind != FieldKind::Date {
            let span = record.span_of("milestone").unwrap_or(record.span);
            let problem = Diagnostic::error("plan-fields::no-day", span, "only a date can be a milestone");
            diagnostics.push(problem.hint("remove `milestone`, or write `kind = \"date\"`"));
        }
        fields.push(PlanField { id, label, hint, in_plan, part, kind, privacy, is_a_milestone });
    }
    fields
}
