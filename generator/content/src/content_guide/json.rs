//! What the content may hold, as JSON Schema.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use supportt_rules::policy::{Entry, RegionDocument};
use supportt_schema::record::{Field, Format, Kind, Schema};

use crate::content_files::{self, ContentFile, FILES};
use crate::provenance;
use crate::rulebook::Rulebook;

/// What ids entries can name, which is only known with the content: each with what it is called.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// Those that are the same everywhere, by list.
    everywhere: BTreeMap<&'static str, BTreeMap<String, String>>,
    /// Those of a region, by its folder and by list.
    by_region: BTreeMap<String, BTreeMap<&'static str, BTreeMap<String, String>>>,
}

impl Choices {
    /// The ids that a project has.
    #[must_use]
    pub fn of(rulebook: &Rulebook) -> Self {
        let topics = rulebook.words.courses.topics.clone();
        let regions = rulebook.policy.regions().iter();
        let by_region =
            regions.map(|region| (region.id().to_string(), of_region(region.clone().into(), rulebook)));
        Self { everywhere: BTreeMap::from([("topic", topics)]), by_region: by_region.collect() }
    }
}

fn of_region(
    document: RegionDocument,
    rulebook: &Rulebook,
) -> BTreeMap<&'static str, BTreeMap<String, String>> {
    fn names<T>(entries: &[Entry<T>]) -> BTreeMap<String, String> {
        entries.iter().map(|entry| (entry.id.to_string(), entry.name.clone())).collect()
    }
    let RegionDocument { sources, roles: own, rules, steps, entitlements, forms, notices, .. } = document;
    let sources = sources.into_iter().map(|source| (source.id.to_string(), source.title)).collect();
    let common = rulebook.policy.vocabulary().roles.iter();
    let roles = common.map(|(id, name)| (id.to_string(), name.clone()));
    let own = own.into_iter().map(|(id, name)| (id.to_string(), name));
    let lists = [names(&rules), names(&steps), names(&forms), names(&entitlements), names(&notices)];
    let [ids_of_rules, ids_of_steps, ids_of_forms, ..] = lists.clone();
    BTreeMap::from([
        ("source", sources),
        ("role", roles.chain(own).collect()),
        ("entry", lists.into_iter().flatten().collect()),
        ("rule", ids_of_rules),
        ("step", ids_of_steps),
        ("form", ids_of_forms),
    ])
}

/// Every kind of record as JSON Schema (draft 2020-12), the files that hold them, and the ids that they can name.
///
/// What JSON Schema has no word for begins with `x-`: the line that begins a table, the order in which people should
/// meet its fields, the form of a text, the list that an id is of.
#[must_use]
pub fn json(choices: &Choices) -> Value {
    let definitions = content_files::kinds().into_iter().map(|(kind, schema)| (kind, definition(&schema)));
    let regions = choices.by_region.iter();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What the content of a site may hold",
        "x-files": FILES.iter().map(file).collect::<Vec<_>>(),
        "x-ids": choices.everywhere,
        "x-ids-of-regions": regions.collect::<BTreeMap<_, _>>(),
        "$defs": definitions.collect::<Map<_, _>>(),
    })
}

fn file(file: &ContentFile) -> Value {
    json!({
        "path": file.path,
        "description": file.about,
        "is-list": !file.schema.header.is_empty(),
        "holds": reference(&file.schema),
    })
}

fn reference(schema: &Schema) -> Value {
    let kinds = content_files::kinds();
    let kind = kinds.iter().find(|(_, other)| other == schema).map_or("", |(kind, _)| kind.as_str());
    json!({ "$ref": format!("#/$defs/{kind}") })
}

fn definition(schema: &Schema) -> Value {
    let needed: Vec<&str> =
        schema.fields.iter().filter(|field| field.needed).map(|field| field.name).collect();
    let fields = schema.fields.iter().map(|field| (field.name.to_owned(), property(field)));
    let mut definition = json!({
        "type": "object",
        "title": schema.subject,
        "description": schema.doc.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" "),
        "x-header": schema.header,
        "properties": fields.collect::<Map<_, _>>(),
        "required": needed,
        "x-order": schema.fields.iter().map(|field| field.name).collect::<Vec<_>>(),
        "additionalProperties": false,
    });
    if let (Some(origins), Some(definition)) = (provenance::origins(schema), definition.as_object_mut()) {
        let fields = |names: &Vec<&str>| json!({ "required": names });
        definition.insert("anyOf".to_owned(), origins.iter().map(fields).collect());
    }
    definition
}

fn property(field: &Field) -> Value {
    let mut shape = match field.kind {
        Kind::Text(format) => text(format),
        Kind::Word(words) => json!({ "enum": words }),
        Kind::Texts(format) => list(&text(format), field.needed),
        Kind::WordList(words) => list(&json!({ "enum": words }), field.needed),
        Kind::Number(bounds) => json!({ "type": "integer", "minimum": bounds.least, "maximum": bounds.most }),
        Kind::Date => json!({ "type": "string", "format": "date", "x-form": "date" }),
        Kind::Flag => json!({ "type": "boolean" }),
        Kind::Words(_) => json!({ "type": "object", "additionalProperties": { "type": "string" } }),
        Kind::Value(_) => json!({ "type": "object" }),
        Kind::Record(schema) => reference(schema),
        Kind::Records(schema) => list(&reference(schema), field.needed),
        Kind::Group(_) => json!({}),
    };
    if let Some(shape) = shape.as_object_mut() {
        shape.insert("title".to_owned(), field.label().into());
        shape.insert("description".to_owned(), field.documentation().into());
        if field.header().is_none() {
            shape.insert("examples".to_owned(), json!([example(field)]));
        }
    }
    shape
}

fn list(items: &Value, needed: bool) -> Value {
    json!({ "type": "array", "items": items, "uniqueItems": true, "minItems": usize::from(needed) })
}

fn text(format: Format) -> Value {
    const ID: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";
    match format {
        Format::Line => json!({ "type": "string", "minLength": 1 }),
        Format::Id => json!({ "type": "string", "pattern": ID, "x-form": "id" }),
        Format::IdOf(list) => json!({ "type": "string", "x-form": "id", "x-id-of": list }),
        Format::Mailbox => json!({ "type": "string", "format": "email", "x-form": "mailbox" }),
        Format::Phone => json!({ "type": "string", "x-form": "phone" }),
        Format::Hours => json!({ "type": "string", "x-form": "hours" }),
        Format::Day => json!({ "type": "string", "format": "date", "x-form": "day" }),
        Format::SiteAddress => json!({ "type": "string", "x-form": "site-address" }),
        Format::ContentPath => json!({ "type": "string", "x-form": "content-path" }),
        Format::WebAddress => json!({ "type": "string", "format": "uri", "x-form": "web-address" }),
        Format::DocumentAddress => json!({ "type": "string", "format": "uri", "x-form": "document-address" }),
        Format::ServiceAddress => json!({ "type": "string", "format": "uri", "x-form": "service-address" }),
        Format::AnyAddress => json!({ "type": "string", "x-form": "any-address" }),
    }
}

/// A value that the field might hold. A date is a text in JSON.
fn example(field: &Field) -> Value {
    let read = toml::from_str::<toml::Table>(&format!("value = {}", field.sample())).unwrap_or_default();
    match read.get("value") {
        Some(toml::Value::Datetime(day)) => day.to_string().into(),
        other => json!(other),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::{Choices, json};
    use crate::content_files;

    /// What is referred to is there, and every kind of record is referred to by a file or another.
    #[test]
    fn references_are_whole() {
        fn references(value: &Value, found: &mut BTreeSet<String>) {
            match value {
                Value::Object(fields) => {
                    found.extend(fields.get("$ref").and_then(Value::as_str).map(str::to_owned));
                    fields.values().for_each(|value| references(value, found));
                }
                Value::Array(items) => items.iter().for_each(|item| references(item, found)),
                _ => {}
            }
        }
        let mut found = BTreeSet::new();
        references(&json(&Choices::default()), &mut found);
        let kinds = content_files::kinds().into_iter().map(|(kind, _)| format!("#/$defs/{kind}"));
        assert_eq!(found, kinds.collect());
    }
}
