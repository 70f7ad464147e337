//! A region's file to a [`RegionDocument`], remembering where each entry is written.
//!
//! Checks shapes only: that fields are there and hold the right kind of thing. What they mean
//! together is checked by [`Policy::new`](supportt_rules::policy::Policy::new).

use std::collections::{BTreeMap, BTreeSet};

use supportt_rules::fixed_words::{FormStatus, Strength};
use supportt_rules::ids::{EntryId, RegionId, RoleId, SourceId};
use supportt_rules::keyword::Keyword;
use supportt_rules::policy::{
    AgreementQuestion, AgreementTopic, Asks, Conflict, Contact, Entitlement, Entry, Form, Notice, OpenTo,
    Paper, PriorApproval, RegionDocument, Rule, Source, Statement, Step, StepStage, Table, Terms, When,
};
use supportt_rules::value::Value;
use toml::de::{DeTable, DeValue};

use super::schema;
use supportt_schema::record::{self, Field, Record, Schema};
use supportt_schema::toml_syntax;
use supportt_source::addresses;
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::suggest;
use supportt_source::wording::any_of;
use supportt_source::{SourceFile, Span, Spanned};

/// A region as it is written, and where.
pub(super) struct Decoded {
    pub(super) document: RegionDocument,
    pub(super) places: Places,
}

/// Where each entry of a region's file is written.
pub(super) struct Places {
    pub(super) file: Span,
    entries: BTreeMap<Table, Vec<Record>>,
    /// Where the id of each role is written.
    roles: Vec<Spanned<String>>,
    /// What each rule says.
    statements: Vec<Statement>,
}

/// An id that no entry names.
pub(super) struct Unnamed<'p> {
    /// What has the id: `rule`, `role`.
    pub(super) what: &'static str,
    pub(super) id: Spanned<String>,
    /// What it says, if it is a rule.
    pub(super) statement: Option<&'p Statement>,
}

impl Places {
    /// Where a field of an entry is written, or the entry, if the field is not written.
    pub(super) fn of(&self, table: Table, index: usize, field: &str) -> Span {
        match self.entries.get(&table).and_then(|records| records.get(index)) {
            Some(record) => record.span_of(field).unwrap_or(record.span),
            None => self.file,
        }
    }

    /// Where one of the texts in a field of an entry is written.
    pub(super) fn of_item(&self, table: Table, index: usize, field: &str, item: &str) -> Span {
        let record = self.entries.get(&table).and_then(|records| records.get(index));
        let items = record.map(|record| record.texts(field)).unwrap_or_default();
        let found = items.iter().find(|text| text.value == item);
        found.map_or_else(|| self.of(table, index, field), |text| text.span)
    }

    /// The ids that no entry names.
    pub(super) fn unnamed(&self) -> Vec<Unnamed<'_>> {
        let one = ["source", "needs", "timing", "after", "form", "replaced_by", "limit", "afterwards"];
        let many = ["with", "sends_to", "then_to", "between", "conditions"];
        let in_values = self.statements.iter().filter_map(|statement| match statement {
            Statement::Value(Value::Form(form)) => Some(form.to_string()),
            _ => None,
        });
        let named: BTreeSet<String> = self
            .records()
            .flat_map(|(.., record)| {
                let one = one.iter().filter_map(|field| record.text(field));
                one.chain(many.iter().flat_map(|field| record.texts(field))).map(|id| id.value)
            })
            .chain(in_values)
            .collect();
        let ids = self.records().filter_map(|(table, index, record)| {
            let statement = self.statements.get(index).filter(|_| table == Table::Rule);
            Some(Unnamed { what: table.word(), id: record.text("id")?, statement })
        });
        let roles = self.roles.iter().map(|id| Unnamed { what: "role", id: id.clone(), statement: None });
        ids.chain(roles).filter(|unnamed| !named.contains(&unnamed.id.value)).collect()
    }

    /// Every entry as it is written, with its list and its place in it.
    pub(super) fn records(&self) -> impl Iterator<Item = (Table, usize, &Record)> {
        self.entries.iter().flat_map(|(table, records)| {
            records.iter().enumerate().map(|(index, record)| (*table, index, record))
        })
    }
}

/// The lists of entries a file may have.
const LISTS: [(Table, &Schema); 8] = [
    (Table::Source, &schema::DOCUMENT),
    (Table::Rule, &schema::RULE),
    (Table::Step, &schema::STEP),
    (Table::Entitlement, &schema::ENTITLEMENT),
    (Table::Form, &schema::FORM),
    (Table::Notice, &schema::NOTICE),
    (Table::Agreement, &schema::AGREEMENT),
    (Table::Conflict, &schema::CONFLICT),
];

/// The tables a file may have, besides its lists.
const TABLES: [&str; 3] = ["terms", "roles", "contact"];

/// A field that any of the file's tables has by this name, or one of the tables.
fn field(name: &str) -> Option<Field> {
    let tables = [&schema::REGION, &schema::TERMS, &schema::CONTACT];
    let field = LISTS.iter().map(|(_, schema)| *schema).chain(tables).find_map(|schema| schema.field(name));
    field.or_else(|| schema::HEADERS.into_iter().find(|table| table.name == name))
}

/// Reads a region's file; `None` if its shape is wrong anywhere, which is reported.
pub(super) fn decode(id: &str, file: &SourceFile, diagnostics: &mut Diagnostics) -> Option<Decoded> {
    let mut problems = Diagnostics::new();
    let parsed = toml_syntax::parse(file, 0..file.text().len(), &field, &mut problems);
    let reader = Reader { file, complete: parsed.complete };
    let decoded = reader.region(id, &parsed.table(), &mut problems);
    let failed = problems.has_errors();
    diagnostics.append(problems);
    decoded.filter(|_| !failed)
}

struct Reader<'a> {
    file: &'a SourceFile,
    complete: bool,
}

impl Reader<'_> {
    fn region(&self, id: &str, table: &DeTable<'_>, diagnostics: &mut Diagnostics) -> Option<Decoded> {
        let (fields, tables): (Vec<_>, Vec<_>) = table
            .iter()
            .partition(|(_, value)| !matches!(value.get_ref(), DeValue::Table(_) | DeValue::Array(_)));
        let fields: DeTable<'_> = fields.into_iter().map(|(k, v)| (k.clone(), v.clone())).collect();
        let head = self.record(&schema::REGION, &fields, self.file.whole(), diagnostics);
        let meant: Vec<&str> = tables
            .into_iter()
            .filter_map(|(name, value)| self.known_table(name, value.get_ref(), diagnostics))
            .collect();
        // What has a slip in its name is not missing.
        let is_missing = |name| self.complete && !meant.contains(&name);
        let terms = self.table("terms", &schema::TERMS, table, is_missing("terms"), diagnostics);
        let contact = self.table("contact", &schema::CONTACT, table, is_missing("contact"), diagnostics);
        let mut entries: BTreeMap<Table, Vec<Record>> = LISTS
            .into_iter()
            .map(|(list, schema)| (list, schema.read_list(list.word(), &self.whole(table), diagnostics)))
            .collect();
        for (list, records) in &entries {
            for record in records.iter().filter(|_| matches!(list, Table::Source | Table::Form)) {
                record::check_web_address(record, "address", diagnostics);
                record::check_version(record, "address", diagnostics);
            }
        }
        let roles = self.roles(table, diagnostics);
        let terms = terms?;
        let team = terms.text("team")?.value;
        let contact = contact?;
        record::check_mailbox(&contact, "email", diagnostics);
        let document = RegionDocument {
            id: RegionId::from(id),
            name: head.text("name")?.value,
            order: head.number("order")?.value,
            summary: head.text("summary")?.value,
            terms: Terms {
                place: terms.text("place")?.value,
                trainee: terms.text("trainee")?.value,
                trainees: terms.text("trainees")?.value,
                team: team.clone(),
            },
            roles,
            contact: provenance(
                &contact,
                EntryId::from("contact"),
                team,
                Contact {
                    email: contact.text("email").map(|email| email.value),
                    relay: relay(&contact, diagnostics),
                },
            )?,
            sources: read(&entries[&Table::Source], source)?,
            rules: read(&entries[&Table::Rule], |record| {
                entry(record, rule(record, self.file, diagnostics)?)
            })?,
            steps: read(&entries[&Table::Step], |record| entry(record, step(record)?))?,
            entitlements: read(&entries[&Table::Entitlement], |record| entry(record, entitlement(record)?))?,
            forms: read(&entries[&Table::Form], |record| entry(record, form(record)?))?,
            notices: read(&entries[&Table::Notice], |record| entry(record, notice(record)?))?,
            agreement: read(&entries[&Table::Agreement], |record| {
                entry(record, AgreementQuestion { topic: word::<AgreementTopic>(record, "topic")? })
            })?,
            conflicts: read(&entries[&Table::Conflict], |record| {
                entry(record, Conflict { between: ids(record, "between") })
            })?,
        };
        entries.insert(Table::Contact, vec![contact]);
        let statements = document.rules.iter().map(|rule| rule.body.statement.clone()).collect();
        let roles = self.role_ids(table);
        Some(Decoded { document, places: Places { file: self.file.whole(), entries, roles, statements } })
    }

    fn record(
        &self,
        schema: &Schema,
        fields: &DeTable<'_>,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) -> Record {
        schema.read_table(&record::Table { span, ..self.whole(fields) }, diagnostics)
    }

    /// A table of this file, as if it were all of it.
    fn whole<'t>(&'t self, fields: &'t DeTable<'t>) -> record::Table<'t> {
        let span = self.file.whole();
        record::Table { file: self.file, offset: 0, span, fields, complete: self.complete }
    }

    /// Reports a table that a region does not have. Returns the one that is meant.
    fn known_table(
        &self,
        name: &toml::Spanned<toml::de::DeString<'_>>,
        value: &DeValue<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Option<&'static str> {
        let lists = LISTS.map(|(list, _)| list.word());
        let known = || TABLES.into_iter().chain(lists);
        if known().any(|table| table == name.get_ref()) {
            return None;
        }
        // What is written as an entry of a list was meant as one.
        let is_entry = matches!(value, DeValue::Array(_));
        let near = suggest::nearest(name.get_ref(), lists).filter(|_| is_entry);
        let near = near.or_else(|| suggest::nearest(name.get_ref(), known()));
        diagnostics.push(
            Diagnostic::error(
                "policy::unknown-table",
                self.file.span(name.span()),
                format!("a region has nothing called `{}`", name.get_ref()),
            )
            .suggest(near, |problem| problem.hint(format!("a region's file has {}", any_of(known())))),
        );
        near
    }

    fn table(
        &self,
        name: &str,
        schema: &Schema,
        fields: &DeTable<'_>,
        is_missing: bool,
        diagnostics: &mut Diagnostics,
    ) -> Option<Record> {
        match fields.get(name).map(|value| (value.span(), value.get_ref())) {
            Some((span, DeValue::Table(table))) => {
                Some(self.record(schema, table, self.file.span(span), diagnostics))
            }
            Some((span, _)) => {
                diagnostics.push(
                    Diagnostic::error(
                        "policy::not-a-table",
                        self.file.span(span),
                        format!("`{name}` must be a table"),
                    )
                    .hint(format!("write a line `[{name}]`, and its fields below")),
                );
                None
            }
            None => {
                if is_missing {
                    diagnostics.push(
                        Diagnostic::error(
                            "policy::missing-table",
                            self.file.whole(),
                            format!("a region needs `[{name}]`"),
                        )
                        .hint("`content/README.md` shows one to start from"),
                    );
                }
                None
            }
        }
    }

    fn role_ids(&self, fields: &DeTable<'_>) -> Vec<Spanned<String>> {
        let Some(DeValue::Table(roles)) = fields.get("roles").map(toml::Spanned::get_ref) else {
            return Vec::new();
        };
        roles
            .iter()
            .map(|(id, _)| Spanned::new(id.get_ref().to_string(), self.file.span(id.span())))
            .collect()
    }

    fn roles(&self, fields: &DeTable<'_>, diagnostics: &mut Diagnostics) -> BTreeMap<RoleId, String> {
        let Some(DeValue::Table(roles)) = fields.get("roles").map(toml::Spanned::get_ref) else {
            return BTreeMap::new();
        };
        let mut names = BTreeMap::new();
        for (id, name) in roles {
            match name.get_ref() {
                DeValue::String(name) => {
                    names.insert(RoleId::from(id.get_ref().as_ref()), name.to_string());
                }
                _ => diagnostics.push(
                    Diagnostic::error(
                        "policy::role-name",
                        self.file.span(name.span()),
                        format!("the name of the role `{}` must be text", id.get_ref()),
                    )
                    .hint(format!("write it like `{} = \"…\"`", id.get_ref())),
                ),
            }
        }
        names
    }
}

/// Reads every record; `None` if any cannot be read, each of which has been reported.
fn read<T>(records: &[Record], mut read: impl FnMut(&Record) -> Option<T>) -> Option<Vec<T>> {
    // Every record is read before giving up, so that every problem is reported.
    let read: Vec<Option<T>> = records.iter().map(&mut read).collect();
    read.into_iter().collect()
}

fn entry<T>(record: &Record, body: T) -> Option<Entry<T>> {
    let id = EntryId::from(record.text("id")?.value.as_str());
    provenance(record, id, record.text("name")?.value, body)
}

fn provenance<T>(record: &Record, id: EntryId, name: String, body: T) -> Option<Entry<T>> {
    Some(Entry {
        id,
        name,
        from: record.date("from")?.value,
        source: SourceId::from(record.text("source")?.value.as_str()),
        reference: record.text("reference")?.value,
        checked_on: record.date("checked_on")?.value,
        review_by: record.date("review_by").map(|day| day.value),
        says: record.text("says")?.value,
        body,
    })
}

fn relay(contact: &Record, diagnostics: &mut Diagnostics) -> Option<String> {
    let relay = contact.text("relay")?;
    if addresses::origin(&relay.value).is_none() {
        diagnostics.push(
            Diagnostic::error(
                "policy::relay",
                relay.span,
                format!("`{}` is not the web address of a service", relay.value),
            )
            .hint("write an address like `https://relay.example.nhs.uk/plans`; without encryption nothing is sent"),
        );
    }
    Some(relay.value)
}

fn source(record: &Record) -> Option<Source> {
    Some(Source {
        id: SourceId::from(record.text("id")?.value.as_str()),
        title: record.text("title")?.value,
        address: record.text("address").map(|address| address.value),
        dating: record.text("dating")?.value,
    })
}

fn rule(record: &Record, file: &SourceFile, diagnostics: &mut Diagnostics) -> Option<Rule> {
    let written = record.span_of("value");
    let not_stated = record.flag("not_stated").is_some_and(|flag| flag.value);
    let statement = match (written, not_stated) {
        (Some(span), true) => {
            diagnostics.push(
                Diagnostic::error(
                    "policy::stated-and-not",
                    span,
                    "a rule cannot have a value and be `not_stated` too",
                )
                .hint("keep the one that is true of the source, and remove the other"),
            );
            return None;
        }
        (Some(_), false) => Statement::Value(record.table::<Value>("value", file, diagnostics)?),
        (None, true) => Statement::NotStated,
        (None, false) => Statement::Said,
    };
    let quoted_in = record.texts("quoted_in");
    let quoted_in = quoted_in.iter().filter_map(|paper| Paper::from_word(&paper.value)).collect();
    Some(Rule { statement, quoted_in })
}

fn step(record: &Record) -> Option<Step> {
    Some(Step {
        stage: word::<StepStage>(record, "stage")?,
        strength: word::<Strength>(record, "strength")?,
        with: roles(record, "with"),
        needs: record.text("needs").map(|id| EntryId::from(id.value.as_str())),
        timing: record.text("timing").map(|id| EntryId::from(id.value.as_str())),
        after: record.text("after").map(|id| EntryId::from(id.value.as_str())),
        afterwards: record.text("afterwards").map(|id| EntryId::from(id.value.as_str())),
        approval: word::<PriorApproval>(record, "approval"),
        form: record.text("form").map(|id| EntryId::from(id.value.as_str())),
        sends_to: roles(record, "sends_to"),
        then_to: roles(record, "then_to"),
    })
}

fn entitlement(record: &Record) -> Option<Entitlement> {
    Some(Entitlement {
        limit: record.text("limit").map(|id| EntryId::from(id.value.as_str())),
        conditions: ids(record, "conditions"),
        afterwards: record.text("afterwards").map(|id| EntryId::from(id.value.as_str())),
        when: word::<When>(record, "when")?,
        open_to: word::<OpenTo>(record, "open_to"),
        approval: word::<PriorApproval>(record, "approval"),
        asks: word::<Asks>(record, "asks"),
    })
}

fn form(record: &Record) -> Option<Form> {
    Some(Form {
        status: word::<FormStatus>(record, "status")?,
        replaced_by: record.text("replaced_by").map(|id| EntryId::from(id.value.as_str())),
        address: record.text("address").map(|address| address.value),
    })
}

fn notice(record: &Record) -> Option<Notice> {
    Some(Notice { until: record.date("until")?.value, until_note: record.text("until_note")?.value })
}

fn word<K: Keyword>(record: &Record, name: &str) -> Option<K> {
    K::from_word(&record.text(name)?.value)
}

fn ids(record: &Record, name: &str) -> Vec<EntryId> {
    record.texts(name).iter().map(|id| EntryId::from(id.value.as_str())).collect()
}

fn roles(record: &Record, name: &str) -> Vec<RoleId> {
    record.texts(name).iter().map(|id| RoleId::from(id.value.as_str())).collect()
}
