//! A region's file to a [`RegionDocument`], remembering where each entry is written.
//!
//! Checks shapes only: that fields are there and hold the right kind of thing. What they mean
//! together is checked by [`Policy::new`](supportt_rules::policy::Policy::new).

use std::collections::BTreeSet;

use supportt_basics::ids::{EntryId, RegionId, RoleId};
use supportt_basics::keyword::Keyword as _;
use supportt_rules::policy::{
    AgreementQuestion, Area, Conflict, Contact, Entitlement, Entry, Form, Notice, RegionDocument, Rule,
    Source, Statement, Step, Table, Terms,
};
use supportt_rules::value::Value;

use super::schema::{
    AgreementTable, AreaTable, ConflictTable, ContactTable, EntitlementTable, Evidence, FormTable,
    NoticeTable, RegionFile, RuleTable, SourceTable, StepTable, TermsTable,
};
use supportt_schema::record::{self, Field, Format, Kind, Record, RecordType as _};
use supportt_schema::toml_syntax;
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::{SourceFile, Span, Spanned};

/// A region as it is written, and where.
pub(super) struct Decoded {
    pub(super) document: RegionDocument,
    pub(super) places: Places,
}

/// Where each entry of a region's file is written.
pub(super) struct Places {
    pub(super) file: Span,
    region: Record,
}

/// An id that no entry names.
pub(super) struct Unnamed {
    /// What has the id: `rule`, `role`.
    pub(super) what: &'static str,
    pub(super) id: Spanned<String>,
    /// What it says, if it is a rule.
    pub(super) statement: Option<Statement>,
}

impl Places {
    /// Where a field of an entry is written, or the entry, if the field is not written.
    pub(super) fn of(&self, table: Table, index: usize, field: &str) -> Span {
        match self.entries(table).get(index) {
            Some(record) => record.span_of(field).unwrap_or(record.span),
            None => self.file,
        }
    }

    /// Where one of the texts in a field of an entry is written.
    pub(super) fn of_item(&self, table: Table, index: usize, field: &str, item: &str) -> Span {
        let items = self.entries(table).get(index).map(|record| record.texts_in(field)).unwrap_or_default();
        let found = items.iter().find(|text| text.value == item);
        found.map_or_else(|| self.of(table, index, field), |text| text.span)
    }

    /// Where a field of plans is switched on.
    pub(super) fn of_plan_field(&self, id: &str) -> Span {
        let fields = self.region.texts_in("plan_fields");
        fields.iter().find(|field| field.value == id).map_or(self.file, |field| field.span)
    }

    /// The ids that no entry names.
    pub(super) fn unnamed(&self) -> Vec<Unnamed> {
        let named: BTreeSet<String> =
            self.records().flat_map(|(.., record)| named_in(record)).map(|id| id.value).collect();
        let ids = self.records().filter_map(|(table, _, record)| {
            let id = (table != Table::Contact).then(|| record.text("id"))??;
            let statement = (table == Table::Rule)
                .then(|| statement(record.policy_value("value"), record.is_set("not_stated")));
            Some(Unnamed { what: table.word(), id, statement })
        });
        let roles = self.region.words("roles").map(|roles| roles.value).unwrap_or_default();
        let roles = roles.into_iter().map(|(id, _)| Unnamed { what: "role", id, statement: None });
        ids.chain(roles).filter(|unnamed| !named.contains(&unnamed.id.value)).collect()
    }

    /// Every entry as it is written, with its list and its place in it.
    pub(super) fn records(&self) -> impl Iterator<Item = (Table, usize, &Record)> {
        let lists = Table::ALL.iter().map(|table| (*table, self.entries(*table)));
        lists.flat_map(|(table, records)| {
            records.iter().enumerate().map(move |(index, record)| (table, index, record))
        })
    }

    fn entries(&self, table: Table) -> &[Record] {
        match table {
            Table::Contact => self.region.record(table.word()).map(std::slice::from_ref).unwrap_or_default(),
            _ => self.region.records(table.word()),
        }
    }
}

/// The ids of others that an entry names.
fn named_in(record: &Record) -> Vec<Spanned<String>> {
    let fields = record.fields().iter();
    let named = fields.flat_map(|field| match field.kind {
        Kind::Text(Format::IdOf(_)) => record.text(field.name).into_iter().collect(),
        Kind::Texts(Format::IdOf(_)) => record.texts(field.name),
        Kind::Value(_) => match record.policy_value(field.name) {
            Some(Spanned { value: Value::Form(form), span }) => vec![Spanned::new(form.to_string(), span)],
            _ => Vec::new(),
        },
        _ => Vec::new(),
    });
    named.collect()
}

/// What the source says about a rule.
fn statement(value: Option<Spanned<Value>>, not_stated: bool) -> Statement {
    match value {
        Some(value) => Statement::Value(value.value),
        None if not_stated => Statement::NotStated,
        None => Statement::Said,
    }
}

/// A field that the file or any of its tables has by this name.
fn field(name: &str) -> Option<Field> {
    let within = RegionFile::SCHEMA.fields.iter().find_map(|field| match field.kind {
        Kind::Record(schema) | Kind::Records(schema) => schema.field(name),
        _ => None,
    });
    within.or_else(|| RegionFile::SCHEMA.field(name))
}

/// Reads a region's file; `None` if its shape is wrong anywhere, which is reported.
pub(super) fn decode(id: &str, file: &SourceFile, diagnostics: &mut Diagnostics) -> Option<Decoded> {
    let mut problems = Diagnostics::new();
    let parsed = toml_syntax::parse(file, 0..file.text().len(), &field, &mut problems);
    let table = record::Table {
        file,
        offset: 0,
        span: file.whole(),
        fields: &parsed.table(),
        complete: parsed.complete,
    };
    let region = RegionFile::SCHEMA.read_table(&table, &mut problems);
    check_statements(&region, &mut problems);
    let read = RegionFile::from_record(&region, &mut problems);
    let failed = problems.has_errors();
    diagnostics.append(problems);
    let document = read.filter(|_| !failed)?.into_document(RegionId::from(id));
    Some(Decoded { document, places: Places { file: file.whole(), region } })
}

/// Reports rules that are said to be stated and not stated.
fn check_statements(region: &Record, diagnostics: &mut Diagnostics) {
    for rule in region.records(Table::Rule.word()) {
        let not_stated = rule.is_set("not_stated");
        if let Some(value) = rule.span_of("value").filter(|_| not_stated) {
            diagnostics.push(
                Diagnostic::error(
                    "policy::stated-and-not",
                    value,
                    "a rule cannot have a value and be `not_stated` too",
                )
                .hint("keep the one that is true of the source, and remove the other"),
            );
        }
    }
}

impl RegionFile {
    fn into_document(self, id: RegionId) -> RegionDocument {
        let TermsTable { place, trainee, trainees, team } = *self.terms;
        let ContactTable { email, relay, feedback, evidence } = *self.contact;
        let roles = self.roles.unwrap_or_default().into_iter();
        let reasons = self.plan_field_reasons.unwrap_or_default().into_iter();
        let area = self.area.map(|table| {
            let AreaTable { counties, towns, programmes } = *table;
            Area { counties: counties.to_vec(), towns, programmes }
        });
        RegionDocument {
            id,
            name: self.name,
            order: self.order,
            summary: self.summary,
            area: area.unwrap_or_default(),
            contact: evidence.of(EntryId::from("contact"), team.clone(), Contact { email, relay, feedback }),
            terms: Terms { place, trainee, trainees, team },
            plan_fields: self.plan_fields,
            plan_field_reasons: reasons.map(|(id, why)| (id.value.as_str().into(), why.value)).collect(),
            roles: roles.map(|(id, name)| (RoleId::from(id.value.as_str()), name.value)).collect(),
            sources: self.sources.into_iter().map(Source::from).collect(),
            rules: entries(self.rules),
            steps: entries(self.steps),
            entitlements: entries(self.entitlements),
            forms: entries(self.forms),
            notices: entries(self.notices),
            agreement: entries(self.agreement),
            conflicts: entries(self.conflicts),
        }
    }
}

fn entries<T, B>(tables: Vec<T>) -> Vec<Entry<B>>
where
    Entry<B>: From<T>,
{
    tables.into_iter().map(Entry::from).collect()
}

impl Evidence {
    fn of<T>(self, id: EntryId, name: String, body: T) -> Entry<T> {
        let Self { from, citation, says } = self;
        Entry {
            id,
            name,
            from,
            citation: citation.for_policy(),
            review_by: citation.review_by.map(|day| day.value),
            says,
            body,
        }
    }
}

impl From<SourceTable> for Source {
    fn from(SourceTable { id, title, address, dating }: SourceTable) -> Self {
        Self { id, title, address, dating }
    }
}

impl From<RuleTable> for Entry<Rule> {
    fn from(table: RuleTable) -> Self {
        let RuleTable { id, name, value, not_stated, quoted_in, evidence } = table;
        let statement = statement(value, not_stated == Some(true));
        evidence.of(id, name, Rule { statement, quoted_in })
    }
}

impl From<StepTable> for Entry<Step> {
    fn from(table: StepTable) -> Self {
        let StepTable { id, name, stage, strength, in_plan, support, with, needs, timing, .. } = table;
        let StepTable { after, afterwards, approval, form, sends_to, then_to, evidence, .. } = table;
        evidence.of(
            id,
            name,
            Step {
                stage,
                strength,
                in_plan,
                support,
                with,
                needs,
                timing,
                after,
                afterwards,
                approval,
                form,
                sends_to,
                then_to,
            },
        )
    }
}

impl From<EntitlementTable> for Entry<Entitlement> {
    fn from(table: EntitlementTable) -> Self {
        let EntitlementTable {
            id,
            name,
            limit,
            conditions,
            afterwards,
            when,
            open_to,
            approval,
            asks,
            evidence,
        } = table;
        evidence.of(id, name, Entitlement { limit, conditions, afterwards, when, open_to, approval, asks })
    }
}

impl From<FormTable> for Entry<Form> {
    fn from(FormTable { id, name, status, replaced_by, address, evidence }: FormTable) -> Self {
        evidence.of(id, name, Form { status, replaced_by, address })
    }
}

impl From<NoticeTable> for Entry<Notice> {
    fn from(NoticeTable { id, name, until, until_note, evidence }: NoticeTable) -> Self {
        evidence.of(id, name, Notice { until, until_note })
    }
}

impl From<AgreementTable> for Entry<AgreementQuestion> {
    fn from(AgreementTable { id, name, topic, evidence }: AgreementTable) -> Self {
        evidence.of(id, name, AgreementQuestion { topic })
    }
}

impl From<ConflictTable> for Entry<Conflict> {
    fn from(ConflictTable { id, name, between, evidence }: ConflictTable) -> Self {
        evidence.of(id, name, Conflict { between: between.to_vec() })
    }
}
