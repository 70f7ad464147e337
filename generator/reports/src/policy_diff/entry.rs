//! What is written differently: every version of every entry of a region, compared one by one.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use supportt_basics::date::{self, Date};
use supportt_basics::keyword::Keyword;
use supportt_rules::policy::{Entry, HasValue, InForce, Policy, Region, RegionDocument, Table};
use supportt_rules::vocabulary::Vocabulary;

/// What happened to an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct EntryChange {
    /// What happened, such as `Changed from 1 September 2027`.
    pub(super) heading: String,
    /// Which entry, such as `rule “Minimum absence”`.
    pub(super) entry: String,
    /// What it said before; nothing where it is new.
    pub(super) before: Option<Saying>,
    /// What it says now; nothing where it is gone.
    pub(super) after: Option<Saying>,
    /// Every other field that differs, as it is written in the file.
    pub(super) fields: Vec<FieldChange>,
    /// What follows from it, besides other results.
    pub(super) effects: Vec<String>,
    /// The day from which it counts; always, where there is none.
    #[serde(skip)]
    pub(super) from: Option<Date>,
}

/// What a version of an entry says, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Saying {
    pub(super) says: String,
    /// Its value, where the sentence does not hold it.
    pub(super) value: Option<String>,
    pub(super) source: String,
    pub(super) address: Option<String>,
    /// When it was compared with its source, in words.
    pub(super) checked_on: String,
}

impl Saying {
    /// Whether both say the same from the same place, whenever they were compared with it.
    fn is_same(&self, other: &Self) -> bool {
        let Self { says, value, source, address, checked_on: _ } = self;
        (says, value, source, address) == (&other.says, &other.value, &other.source, &other.address)
    }
}

/// A field that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct FieldChange {
    pub(super) name: String,
    pub(super) old: String,
    pub(super) new: String,
}

/// One version of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Version {
    name: String,
    from: Date,
    /// Its value in words.
    value: Option<String>,
    saying: Saying,
    /// The other fields, as they are written.
    fields: BTreeMap<String, String>,
    /// When it was compared with its source, and is to be again.
    checked: Vec<String>,
}

/// Entries of a region by table and id, each with its versions.
type Entries = BTreeMap<(Table, String), BTreeMap<Date, Version>>;

/// Every change to a region's entries, in the order of tables and ids, and how many entries were
/// only compared with their sources again.
pub(super) fn changes(old: (&Region, &Vocabulary), new: (&Region, &Vocabulary)) -> (Vec<EntryChange>, usize) {
    let (old_entries, new_entries) = (entries(old.0, old.1), entries(new.0, new.1));
    let keys: BTreeSet<_> = old_entries.keys().chain(new_entries.keys()).collect();
    let mut changes = Vec::new();
    let mut checked_again = 0;
    for key in keys {
        let versions = |entries: &'_ Entries| entries.get(key).cloned().unwrap_or_default();
        let (before, after) = (versions(&old_entries), versions(&new_entries));
        let context = Context { key, effects: effects(key, &before, &after, new.0) };
        changes.extend(context.versions(&before, &after));
        checked_again += usize::from(is_only_checked(&before, &after));
    }
    let about = (about_region(old.0), about_region(new.0));
    let fields = field_changes(&about.0, &about.1);
    if !fields.is_empty() {
        changes.push(other_change("Details of the region", fields));
    }
    (changes, checked_again)
}

/// Every change to the words for what policies name, and to how the site reads them.
pub(super) fn vocabulary_changes(old: &Policy, new: &Policy) -> Option<EntryChange> {
    let flat = |policy: &Policy| {
        let mut fields = BTreeMap::new();
        flatten("", &json(policy.vocabulary()), &mut fields);
        fields
    };
    let fields = field_changes(&flat(old), &flat(new));
    (!fields.is_empty()).then(|| other_change("Words that all regions share", fields))
}

fn other_change(entry: &str, fields: Vec<FieldChange>) -> EntryChange {
    EntryChange {
        heading: "Changed".to_owned(),
        entry: entry.to_owned(),
        before: None,
        after: None,
        fields,
        effects: Vec::new(),
        from: None,
    }
}

/// What all changes to one entry share.
struct Context<'a> {
    key: &'a (Table, String),
    effects: Vec<String>,
}

impl Context<'_> {
    fn versions(
        &self,
        before: &BTreeMap<Date, Version>,
        after: &BTreeMap<Date, Version>,
    ) -> Vec<EntryChange> {
        if let (true, Some(newest)) = (before.is_empty(), after.values().next_back()) {
            let heading = format!("New, from {}", date::long(newest.from));
            return vec![self.change(heading, None, Some(newest), Some(newest.from))];
        }
        if let (Some(newest), true) = (before.values().next_back(), after.is_empty()) {
            return vec![self.change("Removed".to_owned(), Some(newest), None, None)];
        }
        let days: BTreeSet<Date> = before.keys().chain(after.keys()).copied().collect();
        days.into_iter().filter_map(|day| self.on(day, before, after)).collect()
    }

    /// What happened to the version that begins on a day.
    fn on(
        &self,
        day: Date,
        before: &BTreeMap<Date, Version>,
        after: &BTreeMap<Date, Version>,
    ) -> Option<EntryChange> {
        let earlier = |versions: &BTreeMap<Date, Version>| {
            versions.range(..day).next_back().map(|(_, version)| version.clone())
        };
        let day_words = date::long(day);
        match (before.get(&day), after.get(&day)) {
            (Some(old), Some(new)) if is_same(old, new) => None,
            (Some(old), Some(new)) => {
                let heading = format!("Corrected, in force from {day_words}");
                Some(self.change(heading, Some(old), Some(new), Some(day)))
            }
            (None, Some(new)) => {
                let heading = format!("Changed from {day_words}");
                Some(self.change(heading, earlier(after).as_ref(), Some(new), Some(day)))
            }
            (Some(old), None) => {
                let heading = format!("No longer changed from {day_words}");
                Some(self.change(heading, Some(old), earlier(after).as_ref(), Some(day)))
            }
            (None, None) => None,
        }
    }

    fn change(
        &self,
        heading: String,
        old: Option<&Version>,
        new: Option<&Version>,
        from: Option<Date>,
    ) -> EntryChange {
        let (table, id) = self.key;
        let name = new.or(old).map_or(id.as_str(), |version| version.name.as_str());
        let fields = match (old, new) {
            (Some(old), Some(new)) => field_changes(&old.fields, &new.fields),
            _ => Vec::new(),
        };
        // Where only other fields differ, what the entry says is said once.
        let is_same = old.zip(new).is_some_and(|(old, new)| old.saying.is_same(&new.saying));
        EntryChange {
            heading,
            entry: format!("{} “{name}” ({id})", table.word()),
            before: old.filter(|_| !is_same).map(|old| old.saying.clone()),
            after: new.map(|new| new.saying.clone()),
            fields,
            effects: self.effects.clone(),
            from,
        }
    }
}

/// Whether two versions say the same; when they were compared with their source does not matter.
fn is_same(old: &Version, new: &Version) -> bool {
    old.saying.is_same(&new.saying) && (&old.name, &old.fields) == (&new.name, &new.fields)
}

fn is_only_checked(before: &BTreeMap<Date, Version>, after: &BTreeMap<Date, Version>) -> bool {
    let same = |(old, new): (&Version, &Version)| is_same(old, new);
    before.keys().eq(after.keys())
        && before.values().zip(after.values()).all(same)
        && before.values().zip(after.values()).any(|(old, new)| old.checked != new.checked)
}

/// The steps a rule times: their days in plans change with it.
fn effects(
    key: &(Table, String),
    before: &BTreeMap<Date, Version>,
    after: &BTreeMap<Date, Version>,
    region: &Region,
) -> Vec<String> {
    let value = |versions: &BTreeMap<Date, Version>| -> Vec<Option<String>> {
        versions.values().map(|version| version.value.clone()).collect()
    };
    if key.0 != Table::Rule || value(before) == value(after) {
        return Vec::new();
    }
    let steps = document(region).steps;
    let timed =
        steps.iter().filter(|step| step.body.timing.as_ref().is_some_and(|rule| rule.as_str() == key.1));
    let mut names: Vec<&str> = timed.map(|step| step.name.as_str()).collect();
    names.dedup();
    names.into_iter().map(|name| format!("The day of “{name}” changes in return plans.")).collect()
}

fn document(region: &Region) -> RegionDocument {
    region.clone().into()
}

fn entries(region: &Region, vocabulary: &Vocabulary) -> Entries {
    let RegionDocument { contact, rules, steps, entitlements, forms, notices, agreement, conflicts, .. } =
        document(region);
    let mut entries = Entries::new();
    add(&mut entries, Table::Contact, &[contact], region, vocabulary);
    add(&mut entries, Table::Rule, &rules, region, vocabulary);
    add(&mut entries, Table::Step, &steps, region, vocabulary);
    add(&mut entries, Table::Entitlement, &entitlements, region, vocabulary);
    add(&mut entries, Table::Form, &forms, region, vocabulary);
    add(&mut entries, Table::Notice, &notices, region, vocabulary);
    add(&mut entries, Table::Agreement, &agreement, region, vocabulary);
    add(&mut entries, Table::Conflict, &conflicts, region, vocabulary);
    entries
}

fn add<T: HasValue + Serialize>(
    entries: &mut Entries,
    table: Table,
    list: &[Entry<T>],
    region: &Region,
    vocabulary: &Vocabulary,
) {
    for entry in list {
        let version = version(entry, region.on(entry.from), vocabulary);
        entries.entry((table, entry.id.to_string())).or_default().insert(entry.from, version);
    }
}

fn version<T: HasValue + Serialize>(
    entry: &Entry<T>,
    region: InForce<'_>,
    vocabulary: &Vocabulary,
) -> Version {
    let source = region.region().source(&entry.citation.source);
    let mut fields = BTreeMap::new();
    flatten("", &json(&entry.body), &mut fields);
    let says = region.sentence(entry, vocabulary);
    let value = region.value_of(entry).map(|value| region.describe(value, vocabulary));
    let not_said = value.clone().filter(|value| !says.contains(value));
    let stated = fields.remove("statement").filter(|statement| statement == "not-stated");
    // The value is said in words.
    fields.retain(|name, _| !name.starts_with("statement."));
    Version {
        name: entry.name.clone(),
        from: entry.from,
        value,
        saying: Saying {
            says,
            value: not_said.or(stated.map(|_| "not stated".to_owned())),
            source: format!("{}, {}", source.title, entry.citation.reference),
            address: source.address.clone(),
            checked_on: date::long(entry.citation.checked_on),
        },
        fields,
        checked: [Some(entry.citation.checked_on), entry.review_by]
            .iter()
            .flatten()
            .map(Date::to_string)
            .collect(),
    }
}

/// What a region's file says of the region itself and of its sources.
fn about_region(region: &Region) -> BTreeMap<String, String> {
    let RegionDocument { name, order, summary, terms, roles, sources, .. } = document(region);
    let mut fields = BTreeMap::new();
    flatten("", &serde_json::json!({ "name": name, "order": order, "summary": summary }), &mut fields);
    flatten("terms", &json(&terms), &mut fields);
    flatten("roles", &json(&roles), &mut fields);
    for source in &sources {
        flatten(&format!("source {}", source.id), &json(source), &mut fields);
    }
    fields
}

fn json(value: &impl Serialize) -> serde_json::Value {
    serde_json::to_value(value).expect("policy is made of texts, numbers and lists")
}

/// Every field with its path and its value, as they are written.
fn flatten(path: &str, value: &serde_json::Value, fields: &mut BTreeMap<String, String>) {
    use serde_json::Value;
    match value {
        Value::Null => {}
        Value::Object(table) => {
            for (name, value) in table {
                let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                flatten(&path, value, fields);
            }
        }
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(plain).collect();
            if !items.is_empty() {
                fields.insert(path.to_owned(), items.join(", "));
            }
        }
        other => {
            fields.insert(path.to_owned(), plain(other));
        }
    }
}

fn plain(value: &serde_json::Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn field_changes(old: &BTreeMap<String, String>, new: &BTreeMap<String, String>) -> Vec<FieldChange> {
    let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let value = |fields: &BTreeMap<String, String>, name: &String| {
        fields.get(name).cloned().unwrap_or_else(|| "nothing".to_owned())
    };
    names
        .into_iter()
        .filter(|name| old.get(*name) != new.get(*name))
        .map(|name| FieldChange { name: name.clone(), old: value(old, name), new: value(new, name) })
        .collect()
}
