//! One region's policy: checked when it is made, asked by day.

use std::collections::{BTreeMap, BTreeSet};

use super::document::{
    AgreementQuestion, Area, Asks, Citation, Conflict, Contact, Entitlement, Entry, Form, Limit, Notice,
    Paper, RegionDocument, Rule, Source, Statement, Step, Table, Terms,
};
use super::error::{Place, PolicyError, Problem};
use super::rule_id::RuleId;
use crate::fixed_words::FormStatus;
use crate::plan_field::{PlanField, Privacy};
use crate::probe::Probe;
use crate::timeline::Timeline;
use crate::value::{self, Anchor, Kind, LeadTime, Period, Threshold, Value};
use crate::vocabulary::Vocabulary;
use supportt_basics::date::Date;
use supportt_basics::ids::{EntryId, RegionId, RoleId, SourceId};
use supportt_basics::keyword::Keyword;

/// One region's policy, validated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    document: RegionDocument,
    rules: VersionIndex,
    steps: VersionIndex,
    entitlements: VersionIndex,
    forms: VersionIndex,
    agreement: VersionIndex,
    conflicts: VersionIndex,
}

/// For each id of one table, in the order of the document: which entry is in force when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct VersionIndex {
    timelines: Vec<Timeline<usize>>,
    /// The place of each id's timeline. Decisions look rules up all the time.
    places: BTreeMap<EntryId, usize>,
}

impl Region {
    pub(super) fn new(
        document: RegionDocument,
        vocabulary: &Vocabulary,
        errors: &mut Vec<PolicyError>,
    ) -> Self {
        let mut check = Check {
            document: &document,
            vocabulary,
            ids: BTreeMap::new(),
            first_days: BTreeMap::new(),
            problems: Vec::new(),
        };
        let rules = check.version_index(Table::Rule, &document.rules);
        let steps = check.version_index(Table::Step, &document.steps);
        let entitlements = check.version_index(Table::Entitlement, &document.entitlements);
        let forms = check.version_index(Table::Form, &document.forms);
        check.version_index(Table::Notice, &document.notices);
        let agreement = check.version_index(Table::Agreement, &document.agreement);
        let conflicts = check.version_index(Table::Conflict, &document.conflicts);
        check.provenance(Table::Contact, 0, &document.contact, None);
        check.plan_fields();
        check.sources();
        check.rules();
        check.gaps();
        check.steps();
        check.entitlements();
        check.forms();
        check.notices();
        check.conflicts();
        errors.extend(check.problems.into_iter().map(|(place, problem)| PolicyError {
            region: document.id.clone(),
            place,
            problem,
        }));
        Self { document, rules, steps, entitlements, forms, agreement, conflicts }
    }

    /// The region's id.
    #[must_use]
    pub fn id(&self) -> &RegionId {
        &self.document.id
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.document.name
    }

    /// Its position in lists of regions.
    #[must_use]
    pub fn order(&self) -> i64 {
        self.document.order
    }

    /// One sentence about it.
    #[must_use]
    pub fn summary(&self) -> &str {
        &self.document.summary
    }

    /// Where its training is.
    #[must_use]
    pub fn area(&self) -> &Area {
        &self.document.area
    }

    /// What it calls things.
    #[must_use]
    pub fn terms(&self) -> &Terms {
        &self.document.terms
    }

    /// How to reach its team.
    #[must_use]
    pub fn contact(&self) -> &Entry<Contact> {
        &self.document.contact
    }

    /// Its forms in all their versions.
    #[must_use]
    pub fn forms(&self) -> &[Entry<Form>] {
        &self.document.forms
    }

    /// Its temporary arrangements, current and past.
    #[must_use]
    pub fn notices(&self) -> &[Entry<Notice>] {
        &self.document.notices
    }

    /// The roles that take part in its steps, whether those are in force or not.
    #[must_use]
    pub fn roles_in_steps(&self) -> BTreeSet<&str> {
        self.document.steps.iter().flat_map(|step| step.body.roles()).map(RoleId::as_str).collect()
    }

    /// The documents its policy was taken from.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        &self.document.sources
    }

    /// For each entry in each version the place in a document that it cites.
    #[must_use]
    pub fn cited(&self) -> Vec<(&str, &Citation)> {
        fn of<T>(entries: &[Entry<T>]) -> impl Iterator<Item = (&str, &Citation)> {
            entries.iter().map(|entry| (entry.name.as_str(), &entry.citation))
        }
        let RegionDocument {
            contact, rules, steps, entitlements, forms, notices, agreement, conflicts, ..
        } = &self.document;
        of(std::slice::from_ref(contact))
            .chain(of(rules))
            .chain(of(steps))
            .chain(of(entitlements))
            .chain(of(forms))
            .chain(of(notices))
            .chain(of(agreement))
            .chain(of(conflicts))
            .collect()
    }

    /// The document an entry was taken from.
    ///
    /// # Panics
    /// Never for the source of one of the region's own entries: each was checked.
    #[must_use]
    pub fn source(&self, id: &SourceId) -> &Source {
        self.document
            .sources
            .iter()
            .find(|source| source.id == *id)
            .expect("sources are checked when the region is made")
    }

    /// The name of a role.
    #[must_use]
    pub fn role<'a>(&'a self, id: &'a RoleId, vocabulary: &'a Vocabulary) -> &'a str {
        self.document.roles.get(id).or_else(|| vocabulary.roles.get(id)).map_or(id.as_str(), String::as_str)
    }

    /// Every version of every rule, in the order of the document, for tables that outlive
    /// their day.
    pub fn rules(&self) -> impl Iterator<Item = Vec<&Entry<Rule>>> {
        self.rules
            .timelines
            .iter()
            .map(|timeline| timeline.versions().map(|(_, index)| &self.document.rules[*index]).collect())
    }

    /// The policy on one day.
    #[must_use]
    pub fn on(&self, day: Date) -> InForce<'_> {
        InForce { region: self, day }
    }

    /// The days on which any version of any entry begins.
    #[must_use]
    pub fn first_days(&self) -> BTreeSet<Date> {
        fn of<T>(entries: &[Entry<T>]) -> impl Iterator<Item = Date> {
            entries.iter().map(|entry| entry.from)
        }
        let RegionDocument { rules, steps, entitlements, forms, notices, agreement, conflicts, .. } =
            &self.document;
        of(rules)
            .chain(of(steps))
            .chain(of(entitlements))
            .chain(of(forms))
            .chain(of(notices))
            .chain(of(agreement))
            .chain(of(conflicts))
            .collect()
    }

    /// The first day on which any rule is in force.
    #[must_use]
    pub fn first_day(&self) -> Option<Date> {
        self.document.rules.iter().map(|rule| rule.from).min()
    }
}

impl From<Region> for RegionDocument {
    fn from(region: Region) -> Self {
        region.document
    }
}

/// A region's policy on one day.
#[derive(Clone, Copy, Debug)]
pub struct InForce<'a> {
    region: &'a Region,
    day: Date,
}

impl<'a> InForce<'a> {
    /// The region.
    #[must_use]
    pub fn region(self) -> &'a Region {
        self.region
    }

    /// The day.
    #[must_use]
    pub fn day(self) -> Date {
        self.day
    }

    /// Whether the site's record of the region has begun.
    #[must_use]
    pub fn has_begun(self) -> bool {
        self.region.first_day().is_some_and(|first| first <= self.day)
    }

    /// The rule with this id.
    #[must_use]
    pub fn rule(self, id: &str) -> Option<&'a Entry<Rule>> {
        self.find(&self.region.rules, &self.region.document.rules, id)
    }

    /// The value of a rule, where one is stated.
    #[must_use]
    pub fn value(self, rule: RuleId) -> Option<&'a Value> {
        match &self.rule(rule.word())?.body.statement {
            Statement::Value(value) => Some(value),
            Statement::Said | Statement::NotStated => None,
        }
    }

    /// The value of a rule that is a threshold.
    #[must_use]
    pub fn threshold(self, rule: RuleId) -> Option<Threshold> {
        match self.value(rule) {
            Some(Value::Threshold(threshold)) => Some(*threshold),
            _ => None,
        }
    }

    /// The rules in force, in the order of the document.
    pub fn rules(self) -> impl Iterator<Item = &'a Entry<Rule>> {
        self.all(&self.region.rules, &self.region.document.rules)
    }

    /// The steps in force, in order.
    pub fn steps(self) -> impl Iterator<Item = &'a Entry<Step>> {
        self.all(&self.region.steps, &self.region.document.steps)
    }

    /// One step.
    #[must_use]
    pub fn step(self, id: &str) -> Option<&'a Entry<Step>> {
        self.find(&self.region.steps, &self.region.document.steps, id)
    }

    /// The fields that plans have besides those of every plan.
    pub fn plan_fields(self, vocabulary: &Vocabulary) -> impl Iterator<Item = &PlanField> {
        let switched_on = &self.region.document.plan_fields;
        vocabulary.plan_fields.iter().filter(|field| switched_on.contains(&field.id))
    }

    /// Why the region asks for a field, where it says so.
    #[must_use]
    pub fn reason_to_ask(self, field: &PlanField) -> Option<&'a str> {
        self.region.document.plan_field_reasons.get(&field.id).map(String::as_str)
    }

    /// What people can get.
    pub fn entitlements(self) -> impl Iterator<Item = &'a Entry<Entitlement>> {
        self.all(&self.region.entitlements, &self.region.document.entitlements)
    }

    /// One thing people can get.
    #[must_use]
    pub fn entitlement(self, id: &str) -> Option<&'a Entry<Entitlement>> {
        self.find(&self.region.entitlements, &self.region.document.entitlements, id)
    }

    /// The rule that says until when something must be done once an account was created.
    #[must_use]
    pub fn account_rule(self) -> Option<&'a Entry<Rule>> {
        self.rules()
            .find(|rule| matches!(rule.value(), Some(Value::Period(Period { after: Anchor::Account, .. }))))
    }

    /// The forms.
    pub fn forms(self) -> impl Iterator<Item = &'a Entry<Form>> {
        self.all(&self.region.forms, &self.region.document.forms)
    }

    /// The name of a step's form, with what is said of it where it may not be the one to use.
    #[must_use]
    pub fn form_of(self, step: &Step, vocabulary: &Vocabulary) -> Option<String> {
        let form = self.form(step.form.as_ref()?.as_str())?;
        Some(match form.body.status {
            FormStatus::Current => form.name.clone(),
            status => format!("{}. {}", form.name, vocabulary.forms[&status]),
        })
    }

    /// One form.
    #[must_use]
    pub fn form(self, id: &str) -> Option<&'a Entry<Form>> {
        self.find(&self.region.forms, &self.region.document.forms, id)
    }

    /// What a mentor and the person they support agree on; nothing where no source says.
    pub fn agreement(self) -> impl Iterator<Item = &'a Entry<AgreementQuestion>> {
        self.all(&self.region.agreement, &self.region.document.agreement)
    }

    /// The rules that a paper quotes, among them the conditions of what can be asked for in it.
    pub fn quoted_in(
        self,
        paper: Paper,
        offered: &[&Entry<Entitlement>],
    ) -> impl Iterator<Item = &'a Entry<Rule>> {
        self.rules().filter(move |rule| {
            rule.body.quoted_in.contains(&paper)
                || offered.iter().any(|entitlement| entitlement.body.conditions.contains(&rule.id))
        })
    }

    /// Whether the region's sources have what a paper is made of.
    #[must_use]
    pub fn has_paper(self, paper: Paper) -> bool {
        match paper {
            Paper::ReturnPlan => true,
            Paper::MentoringAgreement => self.agreement().next().is_some(),
            Paper::MentorRequest => self.quoted_in(paper, &[]).next().is_some(),
        }
    }

    /// How much of an entitlement people can get, where a rule limits it.
    #[must_use]
    pub fn limit(self, entitlement: &Entitlement) -> Option<Limit> {
        Limit::of(self.rule(entitlement.limit.as_ref()?.as_str())?.value()?)
    }

    /// The rules to show wherever an entitlement is offered.
    pub fn conditions(self, entitlement: &'a Entitlement) -> impl Iterator<Item = &'a Entry<Rule>> {
        entitlement.conditions.iter().filter_map(move |id| self.rule(id.as_str()))
    }

    /// The mentoring that people can get.
    #[must_use]
    pub fn mentoring(self) -> Option<&'a Entry<Entitlement>> {
        self.entitlements().find(|entitlement| entitlement.body.asks == Some(Asks::Mentoring))
    }

    /// Where the region's sources contradict themselves.
    pub fn conflicts(self) -> impl Iterator<Item = &'a Entry<Conflict>> {
        self.all(&self.region.conflicts, &self.region.document.conflicts)
    }

    /// A value in words.
    #[must_use]
    pub fn describe(self, value: &Value, vocabulary: &Vocabulary) -> String {
        value.describe(vocabulary, |form| self.form(form.as_str()).map(|form| form.name.as_str()))
    }

    /// The value of a rule, or the limit of an entitlement, in words.
    #[must_use]
    pub fn printed_value(self, id: &str, vocabulary: &Vocabulary) -> Option<String> {
        let value = match self.rule(id) {
            Some(rule) => self.value_of(rule),
            None => self.value_of(self.entitlement(id)?),
        };
        value.map(|value| self.describe(value, vocabulary))
    }

    /// The value of an entry, its own or that of the rule it names.
    #[must_use]
    pub fn value_of<'e, T: HasValue>(self, entry: &'e Entry<T>) -> Option<&'e Value>
    where
        'a: 'e,
    {
        match entry.body.value()? {
            ValueRef::Own(value) => Some(value),
            ValueRef::OfRule(rule) => self.rule(rule.as_str())?.value(),
        }
    }

    /// What an entry says, with its value in place.
    #[must_use]
    pub fn sentence<T: HasValue>(self, entry: &Entry<T>, vocabulary: &Vocabulary) -> String {
        match self.value_of(entry) {
            Some(value) => entry.says.replace(VALUE, &self.describe(value, vocabulary)),
            None => entry.says.clone(),
        }
    }

    /// Whether a step is meant for somebody's absence; `None` when that depends on days that are not
    /// known.
    ///
    /// Where the source gives two lengths, reaching one of them is enough: leaving the step out
    /// would decide a contradiction that only a person can settle.
    #[must_use]
    pub fn is_meant_for(self, step: &Step, probe: &dyn Probe) -> Option<bool> {
        let Some((needs, threshold)) = self.length_needed(step) else { return Some(true) };
        let is_reached = |rule: &EntryId| match self.rule(rule.as_str()).and_then(Entry::value) {
            Some(Value::Threshold(threshold)) => probe.reaches(*threshold) == Some(true),
            _ => false,
        };
        let mut contradictions = self.conflicts().filter(|conflict| conflict.body.is_about(&needs.id));
        Some(
            probe.reaches(threshold)?
                || contradictions.any(|conflict| conflict.body.between.iter().any(is_reached)),
        )
    }

    /// The rule with the length that an absence must have for a step, and that length.
    #[must_use]
    pub fn length_needed(self, step: &Step) -> Option<(&'a Entry<Rule>, Threshold)> {
        let rule = self.rule(step.needs.as_ref()?.as_str())?;
        match rule.value()? {
            Value::Threshold(threshold) => Some((rule, *threshold)),
            _ => None,
        }
    }

    /// When a step is due, where a rule times it.
    #[must_use]
    pub fn timing(self, step: &Step) -> Option<(&'a Entry<Rule>, Timing)> {
        let rule = self.rule(step.timing.as_ref()?.as_str())?;
        match rule.value()? {
            Value::LeadTime(lead) => Some((rule, Timing::Before(*lead))),
            Value::Period(period) => Some((rule, Timing::After(*period))),
            _ => None,
        }
    }

    /// The length that an absence must have for a step, in words.
    #[must_use]
    pub fn length_in_words(self, step: &Step, vocabulary: &Vocabulary) -> Option<String> {
        let (rule, _) = self.length_needed(step)?;
        self.printed_value(rule.id.as_str(), vocabulary)
    }

    /// When a step is due, in words. A step that it follows is named only if it is `listed`.
    #[must_use]
    pub fn timing_in_words(
        self,
        step: &Step,
        vocabulary: &Vocabulary,
        listed: impl Fn(&EntryId) -> bool,
    ) -> Option<String> {
        if let Some((rule, _)) = self.timing(step) {
            return self.printed_value(rule.id.as_str(), vocabulary);
        }
        let followed = step.after.as_ref().filter(|id| listed(id))?;
        Some(format!("after “{}”", self.step(followed.as_str())?.name))
    }

    /// The names of roles: `a, b or c`; nothing for none.
    #[must_use]
    pub fn names_of(self, roles: &[RoleId], vocabulary: &Vocabulary, conjunction: &str) -> Option<String> {
        let names = roles.iter().map(|role| self.region.role(role, vocabulary));
        (!roles.is_empty()).then(|| value::join(names, conjunction))
    }

    fn find<T>(self, versions: &VersionIndex, entries: &'a [T], id: &str) -> Option<&'a T> {
        versions.timelines[*versions.places.get(id)?].on(self.day).map(|index| &entries[*index])
    }

    fn all<T>(self, versions: &'a VersionIndex, entries: &'a [T]) -> impl Iterator<Item = &'a T> {
        versions
            .timelines
            .iter()
            .filter_map(move |timeline| timeline.on(self.day))
            .map(|index| &entries[*index])
    }
}

/// When a step is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timing {
    /// Some time before.
    Before(LeadTime),
    /// Within some time after.
    After(Period),
}

/// Stands for an entry's value in its sentence.
const VALUE: &str = "{value}";

/// Where an entry's value is written.
#[derive(Clone, Copy, Debug)]
pub enum ValueRef<'a> {
    /// In the entry.
    Own(&'a Value),
    /// In a rule.
    OfRule(&'a EntryId),
}

/// A kind of entry that may have a value to print in its sentence.
pub trait HasValue {
    /// The value, or the rule that has it.
    fn value(&self) -> Option<ValueRef<'_>>;
}

impl HasValue for Rule {
    fn value(&self) -> Option<ValueRef<'_>> {
        match &self.statement {
            Statement::Value(value) => Some(ValueRef::Own(value)),
            Statement::Said | Statement::NotStated => None,
        }
    }
}

impl HasValue for Entitlement {
    fn value(&self) -> Option<ValueRef<'_>> {
        self.limit.as_ref().map(ValueRef::OfRule)
    }
}

macro_rules! without_value {
    ($($body:ty),+) => {
        $( impl HasValue for $body {
            fn value(&self) -> Option<ValueRef<'_>> {
                None
            }
        } )+
    };
}
without_value!(Contact, Step, Form, Notice, AgreementQuestion, Conflict);

impl Entry<Rule> {
    /// The rule's value, where one is stated.
    #[must_use]
    pub fn value(&self) -> Option<&Value> {
        match &self.body.statement {
            Statement::Value(value) => Some(value),
            Statement::Said | Statement::NotStated => None,
        }
    }
}

/// The checks of one region; all problems are collected.
struct Check<'a> {
    document: &'a RegionDocument,
    vocabulary: &'a Vocabulary,
    /// Which table an id belongs to, and where it is used first.
    ids: BTreeMap<EntryId, Place>,
    /// The first day of each entry.
    first_days: BTreeMap<EntryId, Date>,
    problems: Vec<(Option<Place>, Problem)>,
}

impl Check<'_> {
    fn report(&mut self, table: Table, index: usize, field: &'static str, problem: Problem) {
        self.problems.push((Some(Place { table, index, field }), problem));
    }

    /// Groups the entries of a table by id; checks ids, first days and provenance.
    fn version_index<T: HasValue>(&mut self, table: Table, entries: &[Entry<T>]) -> VersionIndex {
        let mut versions = VersionIndex::default();
        for (index, entry) in entries.iter().enumerate() {
            let place = Place { table, index, field: "id" };
            if !is_id(entry.id.as_str()) {
                self.report(table, index, "id", Problem::BadId { id: entry.id.to_string() });
            }
            let first = *self.ids.entry(entry.id.clone()).or_insert(place);
            let begins = self.first_days.entry(entry.id.clone()).or_insert(entry.from);
            *begins = entry.from.min(*begins);
            if first.table != table {
                self.report(table, index, "id", Problem::DuplicateId { id: entry.id.to_string(), first });
                continue;
            }
            let VersionIndex { timelines, places } = &mut versions;
            let position = *places.entry(entry.id.clone()).or_insert_with(|| {
                timelines.push(Timeline::new());
                timelines.len() - 1
            });
            let taken = timelines[position].versions().find(|(day, _)| *day == entry.from);
            if let Some((_, other)) = taken {
                let first = Place { table, index: *other, field: "from" };
                self.report(table, index, "from", Problem::SameFrom { id: entry.id.to_string(), first });
            } else {
                timelines[position].insert(entry.from, index).expect("the day was found free");
            }
            self.provenance(table, index, entry, entry.body.value());
        }
        versions
    }

    fn provenance<T>(&mut self, table: Table, index: usize, entry: &Entry<T>, value: Option<ValueRef<'_>>) {
        let known = self.document.sources.iter().map(|source| source.id.to_string()).collect();
        self.reference(table, index, "source", "source", entry.citation.source.as_str(), known);
        if value.is_none() && entry.says.contains(VALUE) {
            self.report(table, index, "says", Problem::NoValueToPrint);
        }
        if let Some(ValueRef::Own(value)) = value {
            self.own_value(table, index, value);
        }
    }

    /// Checks that a value has a number that can be meant, and lists something, and nothing twice.
    fn own_value(&mut self, table: Table, index: usize, value: &Value) {
        if let Some((part, number, bounds)) = value.number().filter(|(_, n, b)| !b.contain((*n).into())) {
            let zero = number == 0;
            let problem = if zero { Problem::Zero } else { Problem::TooLarge { part, number, bounds } };
            self.report(table, index, "value", problem);
        }
        let Some(words) = value.listed() else { return };
        let kind = value.kind();
        if words.is_empty() {
            self.report(table, index, "value", Problem::EmptyList(kind));
        }
        let mut once: Vec<&'static str> = Vec::new();
        let mut repeated = None;
        for word in words {
            if once.contains(&word) {
                repeated = repeated.or(Some(word));
            } else {
                once.push(word);
            }
        }
        if let Some(word) = repeated {
            self.report(table, index, "value", Problem::Repeated { kind, word, once });
        }
    }

    /// As [`Self::reference`], to an entry that has to be in force as long as the one that names it.
    fn lasting_reference<T>(
        &mut self,
        place: Place,
        entry: &Entry<T>,
        (what, id): (&'static str, &EntryId),
        known: Vec<String>,
    ) {
        let Place { table, index, field } = place;
        self.reference(table, index, field, what, id.as_str(), known);
        if let Some(begins) = self.first_days.get(id).copied().filter(|begins| *begins > entry.from) {
            let problem = Problem::LateReference { what, id: id.to_string(), begins, from: entry.from };
            self.report(table, index, field, problem);
        }
    }

    fn reference(
        &mut self,
        table: Table,
        index: usize,
        field: &'static str,
        what: &'static str,
        id: &str,
        known: Vec<String>,
    ) {
        if !known.iter().any(|other| other == id) {
            self.report(table, index, field, Problem::Unknown { what, id: id.to_owned(), known });
        }
    }

    fn ids_of(&self, table: Table) -> Vec<String> {
        self.ids.iter().filter(|(_, place)| place.table == table).map(|(id, _)| id.to_string()).collect()
    }

    fn plan_fields(&mut self) {
        let RegionDocument { plan_fields, plan_field_reasons, .. } = self.document;
        let defined = &self.vocabulary.plan_fields;
        for id in plan_fields {
            let problem = match defined.iter().find(|field| field.id == *id) {
                None => Problem::Unknown {
                    what: "plan field",
                    id: id.to_string(),
                    known: defined.iter().map(|field| field.id.to_string()).collect(),
                },
                Some(field)
                    if field.privacy == Privacy::Identifying && !plan_field_reasons.contains_key(id) =>
                {
                    Problem::NoReasonToAsk { field: id.to_string() }
                }
                Some(_) => continue,
            };
            self.problems.push((None, problem));
        }
    }

    fn sources(&mut self) {
        let document = self.document;
        for (index, source) in document.sources.iter().enumerate() {
            if !is_id(source.id.as_str()) {
                let id = source.id.to_string();
                self.report(Table::Source, index, "id", Problem::BadId { id });
            }
            let first = document.sources.iter().position(|other| other.id == source.id);
            if let Some(first) = first.filter(|first| *first < index) {
                let first = Place { table: Table::Source, index: first, field: "id" };
                let id = source.id.to_string();
                self.report(Table::Source, index, "id", Problem::DuplicateId { id, first });
            }
        }
    }

    fn rules(&mut self) {
        let document = self.document;
        for (index, entry) in document.rules.iter().enumerate() {
            if let Some(Value::Form(form)) = entry.value() {
                let forms = self.ids_of(Table::Form);
                let place = Place { table: Table::Rule, index, field: "value" };
                self.lasting_reference(place, entry, ("form", form), forms);
            }
            let Some(rule) = RuleId::from_word(entry.id.as_str()) else { continue };
            let found = entry.value().map(Value::kind);
            let stated = entry.body.statement != Statement::NotStated;
            if stated && found != rule.kind() {
                let problem = Problem::WrongKind { rule, found, expected: rule.kind() };
                self.report(Table::Rule, index, "value", problem);
            }
        }
        for rule in RuleId::ALL {
            if !document.rules.iter().any(|entry| entry.id.as_str() == rule.word()) {
                self.problems.push((None, Problem::MissingRule(*rule)));
            }
        }
    }

    /// Nothing that people rely on may begin after the region's record: before, decisions would be
    /// made without it.
    fn gaps(&mut self) {
        let document = self.document;
        let Some(record_begins) = document.rules.iter().map(|rule| rule.from).min() else { return };
        for rule in RuleId::ALL {
            let versions = document.rules.iter().enumerate();
            let versions = versions.filter(|(_, entry)| entry.id.as_str() == rule.word());
            let first = versions.min_by_key(|(_, entry)| entry.from);
            if let Some((index, Entry { from: begins, .. })) = first.filter(|(_, e)| e.from > record_begins) {
                let problem = Problem::LateRule { rule: *rule, begins: *begins, record_begins };
                self.report(Table::Rule, index, "from", problem);
            }
        }
        let begins = document.contact.from;
        if begins > record_begins {
            self.report(Table::Contact, 0, "from", Problem::LateContact { begins, record_begins });
        }
    }

    fn steps(&mut self) {
        let document = self.document;
        let known_roles: Vec<String> =
            document.roles.keys().chain(self.vocabulary.roles.keys()).map(ToString::to_string).collect();
        for (index, entry) in document.steps.iter().enumerate() {
            let Step {
                stage: _,
                strength: _,
                in_plan: _,
                support,
                with,
                needs,
                timing,
                after,
                afterwards,
                approval: _,
                form,
                sends_to,
                then_to,
            } = &entry.body;
            for (field, ids) in [("with", with), ("sends_to", sends_to), ("then_to", then_to)] {
                for role in ids {
                    self.reference(Table::Step, index, field, "role", role.as_str(), known_roles.clone());
                }
            }
            for role in then_to.iter().filter(|role| sends_to.contains(role)) {
                self.report(Table::Step, index, "then_to", Problem::SentTwice { role: role.to_string() });
            }
            if let Some(form) = form {
                let forms = self.ids_of(Table::Form);
                let place = Place { table: Table::Step, index, field: "form" };
                self.lasting_reference(place, entry, ("form", form), forms);
            }
            if let Some(support) = support {
                let entitlements = self.ids_of(Table::Entitlement);
                let place = Place { table: Table::Step, index, field: "support" };
                self.lasting_reference(place, entry, ("entitlement", support), entitlements);
            }
            if let Some(step) = after {
                // Only an earlier one, so that steps never follow each other in a circle.
                let earlier = document.steps[..index].iter().map(|step| &step.id);
                let earlier: Vec<String> =
                    earlier.filter(|id| **id != entry.id).map(ToString::to_string).collect();
                self.reference(Table::Step, index, "after", "earlier step", step.as_str(), earlier);
            }
            let named = [("needs", needs), ("timing", timing), ("afterwards", afterwards)];
            for (field, rule) in named.into_iter().filter_map(|(field, rule)| Some((field, rule.as_ref()?))) {
                let rules = self.ids_of(Table::Rule);
                let place = Place { table: Table::Step, index, field };
                self.lasting_reference(place, entry, ("rule", rule), rules);
            }
            if let Some(rule) = needs {
                let is_length = |entry: &Entry<Rule>| {
                    let value = entry.value().map(Value::kind);
                    entry.id != *rule || matches!(value, None | Some(Kind::Threshold))
                };
                if !document.rules.iter().all(is_length) {
                    self.report(Table::Step, index, "needs", Problem::NotALength { rule: rule.to_string() });
                }
            }
            if let Some(rule) = timing {
                let untimed = document.rules.iter().any(|entry| {
                    entry.id == *rule
                        && !matches!(
                            entry.body.statement,
                            Statement::NotStated | Statement::Value(Value::LeadTime(_) | Value::Period(_))
                        )
                });
                if untimed {
                    let problem = Problem::NotATime { rule: rule.to_string() };
                    self.report(Table::Step, index, "timing", problem);
                }
            }
        }
    }

    fn entitlements(&mut self) {
        let document = self.document;
        for (index, entry) in document.entitlements.iter().enumerate() {
            let Entitlement { limit, conditions, afterwards, when: _, open_to: _, approval: _, asks: _ } =
                &entry.body;
            let fields = limit.iter().map(|rule| ("limit", rule));
            let fields = fields.chain(conditions.iter().map(|rule| ("conditions", rule)));
            for (field, rule) in fields.chain(afterwards.iter().map(|rule| ("afterwards", rule))) {
                let rules = self.ids_of(Table::Rule);
                let place = Place { table: Table::Entitlement, index, field };
                self.lasting_reference(place, entry, ("rule", rule), rules);
            }
            let Some(rule) = limit else { continue };
            let sets_limit = |entry: &Entry<Rule>| {
                entry.id != *rule || matches!(entry.value().map(Value::kind), Some(Kind::Cap | Kind::Period))
            };
            if !document.rules.iter().all(sets_limit) {
                let problem = Problem::NotALimit { rule: rule.to_string() };
                self.report(Table::Entitlement, index, "limit", problem);
            }
        }
    }

    fn forms(&mut self) {
        let document = self.document;
        for (index, entry) in document.forms.iter().enumerate() {
            if let Some(form) = &entry.body.replaced_by {
                if self.leads_back(form, &entry.id) {
                    self.report(Table::Form, index, "replaced_by", Problem::ReplacedByItself);
                } else if entry.body.status == FormStatus::Current {
                    self.report(Table::Form, index, "replaced_by", Problem::CurrentButReplaced);
                }
                let forms = self.ids_of(Table::Form);
                let place = Place { table: Table::Form, index, field: "replaced_by" };
                self.lasting_reference(place, entry, ("form", form), forms);
            }
        }
    }

    /// Whether a form, or one of those used instead of it, is the one sought.
    fn leads_back(&self, form: &EntryId, sought: &EntryId) -> bool {
        let next = |id: &&EntryId| {
            let versions = self.document.forms.iter().filter(|form| form.id == **id);
            versions.filter_map(|form| form.body.replaced_by.as_ref()).next_back()
        };
        let instead = std::iter::successors(Some(form), next);
        // A chain that is longer than the list goes round without coming here.
        instead.take(self.document.forms.len()).any(|id| id == sought)
    }

    fn notices(&mut self) {
        let document = self.document;
        for (index, entry) in document.notices.iter().enumerate() {
            if entry.body.until < entry.from {
                self.report(Table::Notice, index, "until", Problem::EndsBeforeItStarts);
            }
        }
    }

    fn conflicts(&mut self) {
        let document = self.document;
        let known: Vec<String> = self.ids.keys().map(ToString::to_string).collect();
        for (index, entry) in document.conflicts.iter().enumerate() {
            if entry.body.between.len() < 2 {
                self.report(Table::Conflict, index, "between", Problem::LonelyConflict);
            }
            for id in &entry.body.between {
                let place = Place { table: Table::Conflict, index, field: "between" };
                self.lasting_reference(place, entry, ("entry", id), known.clone());
            }
        }
    }
}

/// Lower-case words and digits joined by single hyphens.
fn is_id(text: &str) -> bool {
    text.split('-').all(|word| {
        !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    })
}
