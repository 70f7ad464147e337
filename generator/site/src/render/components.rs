//! What a page's directives show, as data for the theme's components.
//!
//! Pages list what applies from which day on, because a built page outlives its day; where
//! one value is printed in a sentence it is the one in force on the day of the build.

use serde::Serialize;
use supportt_basics::date::{self, Date};
use supportt_basics::ids::EntryId;
use supportt_basics::keyword::Keyword;
use supportt_rules::policy::{
    Citation, Conflict, Entry, Form, HasValue, InForce, Notice, Policy, Region, Rule, Source, Statement,
    Step, StepStage,
};
use supportt_rules::value::Value as PolicyValue;
use tera::Value;

use super::origins::{Origin, SourceItem, origins};
use super::render_context::RenderContext;
use crate::entry_pages;
use crate::process::{self, About, Fact, Process};
use crate::site::Site;
use supportt_content::words::Words;
use supportt_markdown::RegionPart;
use supportt_markdown::record_kind::RecordKind;
use supportt_reports::question_graph::{self, Chart, Lead, Target};

/// The value that a directive in a sentence prints.
///
/// # Panics
/// When the policy has no such value, which is checked before anything is drawn.
pub(super) fn value(
    (named, id): (Option<&str>, &str),
    own: Option<&Region>,
    policy: &Policy,
    today: Date,
) -> String {
    let named = named.and_then(|id| policy.region(&id.into()));
    named
        .or(own)
        .and_then(|region| region.on(today).printed_value(id, policy.vocabulary()))
        .expect("values are checked when the site is linked")
}

/// A part of the policy of a page's own region, or of every region.
pub(super) fn data(part: RegionPart, own: Option<&Region>, ctx: RenderContext<'_>) -> Value {
    regions(own, ctx, |view| view.content(part))
}

/// The steps of a page's own region, or of every region; all of them, or those of one stage.
pub(super) fn steps(stage: Option<StepStage>, own: Option<&Region>, ctx: RenderContext<'_>) -> Value {
    regions(own, ctx, |view| Content::Steps { stages: view.stages(stage) })
}

fn regions<'a>(
    own: Option<&'a Region>,
    ctx: RenderContext<'a>,
    content: impl Fn(&RegionView<'a>) -> Content<'a>,
) -> Value {
    let shown = own.map_or(ctx.site.policy.regions(), std::slice::from_ref);
    let part = |region: &'a Region| {
        let content = content(&RegionView::new(ctx, region));
        Part {
            name: region.name(),
            show_name: own.is_none(),
            team: &region.terms().team,
            origins: content.origins(),
            content,
        }
    };
    Value::from_serializable(&Regions { regions: shown.iter().map(part).collect() })
}

/// The questions of the checker in a page's own region, or in every region.
pub(super) fn question_graphs<'a>(
    own: Option<&'a Region>,
    policy: &'a Policy,
    words: &Words,
    today: Date,
) -> Value {
    let regions = own.map_or(policy.regions(), std::slice::from_ref);
    let phrases = words.phrases(policy);
    let view = |region: &'a Region| {
        let chart = Chart::new(phrases, &words.graph, region.on(today));
        QuestionGraph {
            name: region.name(),
            show_name: own.is_none(),
            questions: (0..chart.questions.len()).map(|place| question_item(&chart, place)).collect(),
            as_of: chart.as_of,
        }
    };
    Value::from_serializable(&QuestionGraphs { regions: regions.iter().map(view).collect() })
}

fn question_item(chart: &Chart, place: usize) -> QuestionItem {
    let question = &chart.questions[place];
    let id = |place| format!("{}_question_{}", chart.region, question_graph::number(place));
    let answer = |lead: &Lead| match lead.to {
        Target::Question(place) => AnswerItem {
            label: lead.label(),
            number: Some(question_graph::number(place)),
            to: Some(id(place)),
            outcome: None,
        },
        Target::Outcome(place) => AnswerItem {
            label: lead.label(),
            number: None,
            to: None,
            outcome: Some(chart.outcomes[place].clone()),
        },
    };
    QuestionItem {
        id: id(place),
        number: question_graph::number(place),
        heading: question.heading.clone(),
        answers: question.answers.iter().map(answer).collect(),
    }
}

#[derive(Serialize)]
struct QuestionGraphs<'a> {
    regions: Vec<QuestionGraph<'a>>,
}

/// The questions of the checker in one region.
#[derive(Serialize)]
struct QuestionGraph<'a> {
    name: &'a str,
    show_name: bool,
    as_of: String,
    questions: Vec<QuestionItem>,
}

#[derive(Serialize)]
struct QuestionItem {
    id: String,
    number: usize,
    heading: String,
    answers: Vec<AnswerItem>,
}

/// Some answers, and the question or the outcome they lead to.
#[derive(Serialize)]
struct AnswerItem {
    label: String,
    number: Option<usize>,
    to: Option<String>,
    outcome: Option<String>,
}

#[derive(Serialize)]
struct Regions<'a> {
    regions: Vec<Part<'a>>,
}

/// One region's part of a component.
#[derive(Serialize)]
struct Part<'a> {
    name: &'a str,
    show_name: bool,
    team: &'a str,
    /// Where what it shows comes from.
    origins: Vec<Origin<'a>>,
    #[serde(flatten)]
    content: Content<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Content<'a> {
    Rules { rows: Vec<EntryRow<'a>> },
    Steps { stages: Vec<Stage<'a>> },
    Process(Process),
    Entitlements { items: Vec<EntitlementItem<'a>> },
    Forms { items: Vec<FormItem<'a>> },
    Notices { items: Vec<NoticeItem<'a>> },
    Conflicts { items: Vec<ConflictItem<'a>> },
    Sources { items: Vec<SourceFacts<'a>> },
    Contact { email: Option<&'a str>, says: &'a str, source: SourceItem<'a> },
}

impl<'a> Content<'a> {
    fn origins(&self) -> Vec<Origin<'a>> {
        match self {
            Self::Rules { rows } => origins(rows.iter().map(|row| (row.name, &row.source))),
            Self::Steps { stages } => {
                origins(stages.iter().flat_map(|stage| &stage.steps).map(StepItem::named_source))
            }
            Self::Entitlements { items } => origins(items.iter().map(|item| (item.name, &item.source))),
            Self::Forms { items } => origins(items.iter().map(FormItem::named_source)),
            Self::Notices { items } => origins(items.iter().map(NoticeItem::named_source)),
            Self::Conflicts { items } => origins(items.iter().map(ConflictItem::named_source)),
            Self::Contact { source, .. } => origins([("", source)]),
            Self::Process(_) | Self::Sources { .. } => Vec::new(),
        }
    }
}

/// One entry in all its versions.
#[derive(Serialize)]
pub(super) struct EntryRow<'a> {
    id: &'a str,
    name: &'a str,
    says: String,
    value: Option<String>,
    stated: bool,
    /// Whether its first version lies ahead.
    ahead: bool,
    /// The first day of its only version. Nothing where that is the first day of the record: it may have held before.
    since: Option<String>,
    applies: Vec<Period>,
    source: SourceItem<'a>,
}

/// What an entry says from a day on.
#[derive(Serialize)]
struct Period {
    from: String,
    says: String,
    value: Option<String>,
}

#[derive(Serialize)]
struct Stage<'a> {
    id: &'static str,
    title: &'a str,
    steps: Vec<StepItem<'a>>,
}

#[derive(Serialize)]
pub(super) struct StepItem<'a> {
    number: usize,
    name: &'a str,
    says: String,
    strength: &'a str,
    strength_id: &'static str,
    facts: Vec<FactItem>,
    source: SourceItem<'a>,
}

impl<'a> StepItem<'a> {
    pub(super) fn named_source(&self) -> (&'a str, &SourceItem<'a>) {
        (self.name, &self.source)
    }

    /// Leaves out which form is completed in it, where that has been said.
    pub(super) fn leave_out_form(&mut self) {
        self.facts.retain(|fact| fact.about != About::Form);
    }
}

/// Something to know about a step, and the page where there is more about it.
#[derive(Serialize)]
struct FactItem {
    about: About,
    label: String,
    value: String,
    url: Option<String>,
}

#[derive(Serialize)]
struct EntitlementItem<'a> {
    id: &'a str,
    name: &'a str,
    says: String,
    limit: Option<String>,
    approval: bool,
    source: SourceItem<'a>,
}

#[derive(Serialize)]
pub(super) struct FormItem<'a> {
    name: &'a str,
    /// Its page.
    url: String,
    says: String,
    status: &'a str,
    status_id: &'static str,
    address: Option<&'a str>,
    /// The form used instead.
    replaced_by: Option<OtherForm<'a>>,
    source: SourceItem<'a>,
}

/// Another form.
#[derive(Serialize)]
struct OtherForm<'a> {
    name: &'a str,
    url: String,
}

#[derive(Serialize)]
pub(super) struct NoticeItem<'a> {
    name: &'a str,
    /// Its page.
    url: String,
    says: String,
    is_over: bool,
    is_ahead: bool,
    from: String,
    until: String,
    until_note: &'a str,
    source: SourceItem<'a>,
}

#[derive(Serialize)]
pub(super) struct ConflictItem<'a> {
    name: &'a str,
    says: String,
    source: SourceItem<'a>,
}

impl<'a> FormItem<'a> {
    pub(super) fn named_source(&self) -> (&'a str, &SourceItem<'a>) {
        (self.name, &self.source)
    }
}

impl<'a> NoticeItem<'a> {
    pub(super) fn named_source(&self) -> (&'a str, &SourceItem<'a>) {
        (self.name, &self.source)
    }
}

impl<'a> ConflictItem<'a> {
    pub(super) fn named_source(&self) -> (&'a str, &SourceItem<'a>) {
        (self.name, &self.source)
    }
}

impl<'a> EntryRow<'a> {
    pub(super) fn source(&self) -> &SourceItem<'a> {
        &self.source
    }
}

/// A document, and how the region's policy rests on it.
#[derive(Serialize)]
struct SourceFacts<'a> {
    title: &'a str,
    address: Option<&'a str>,
    dating: &'a str,
    /// What cites it.
    taken: Vec<TakenItem<'a>>,
}

/// An entry of the policy, and where it was taken from.
#[derive(Serialize)]
struct TakenItem<'a> {
    name: &'a str,
    #[serde(flatten)]
    source: SourceItem<'a>,
}

fn source_item<'a>(source: &'a Source, citation: &'a Citation) -> SourceItem<'a> {
    let Citation { section, reference, checked_on, .. } = citation;
    SourceItem::new(Some(source), (section.as_deref(), reference), *checked_on)
}

/// A region on the day of the build.
#[derive(Clone, Copy)]
pub(super) struct RegionView<'a> {
    site: &'a Site<'a>,
    policy: &'a Policy,
    words: &'a Words,
    region: InForce<'a>,
}

impl<'a> RegionView<'a> {
    pub(super) fn new(ctx: RenderContext<'a>, region: &'a Region) -> Self {
        let RenderContext { site, words, today, .. } = ctx;
        Self { site, policy: &site.policy, words, region: region.on(today) }
    }

    fn content(&self, part: RegionPart) -> Content<'a> {
        let region = self.region;
        match part {
            RegionPart::Rules => Content::Rules {
                rows: region.region().rules().map(|versions| self.rule(&versions)).collect(),
            },
            RegionPart::Process => Content::Process(Process::new(region, self.words)),
            RegionPart::Entitlements => Content::Entitlements {
                items: region
                    .entitlements()
                    .map(|entry| EntitlementItem {
                        id: entry.id.as_str(),
                        name: &entry.name,
                        says: self.says(entry),
                        limit: self.value(entry),
                        approval: entry.body.approval.is_some(),
                        source: self.source(entry),
                    })
                    .collect(),
            },
            RegionPart::Forms => {
                Content::Forms { items: region.forms().map(|entry| self.form(entry)).collect() }
            }
            RegionPart::Notices => Content::Notices { items: self.notices() },
            RegionPart::Conflicts => Content::Conflicts { items: self.conflicts(|_| true) },
            RegionPart::Sources => Content::Sources { items: self.sources() },
            RegionPart::Contact => {
                let contact = region.region().contact();
                Content::Contact {
                    email: contact.body.email.as_deref(),
                    says: &contact.says,
                    source: self.source(contact),
                }
            }
        }
    }

    /// A rule with all its versions.
    pub(super) fn rule(&self, versions: &[&'a Entry<Rule>]) -> EntryRow<'a> {
        let newest = *versions.last().expect("a rule has a version");
        EntryRow { stated: newest.body.statement != Statement::NotStated, ..self.entry(versions) }
    }

    /// An entry with all its versions, the newest first in the row.
    pub(super) fn entry<T: HasValue>(&self, versions: &[&'a Entry<T>]) -> EntryRow<'a> {
        let newest = *versions.last().expect("an entry has a version");
        EntryRow {
            id: newest.id.as_str(),
            name: &newest.name,
            says: self.says(newest),
            value: self.value(newest),
            stated: true,
            ahead: versions.iter().all(|entry| entry.from > self.region.day()),
            since: (versions.len() == 1 && Some(newest.from) > self.region.region().first_day())
                .then(|| date::long(newest.from)),
            applies: versions
                .iter()
                .map(|entry| Period {
                    from: date::long(entry.from),
                    says: self.says(entry),
                    value: self.value(entry),
                })
                .collect(),
            source: self.source(newest),
        }
    }

    /// A form.
    pub(super) fn form(&self, entry: &'a Entry<Form>) -> FormItem<'a> {
        FormItem {
            name: &entry.name,
            url: self.url(RecordKind::Form, &entry.id),
            says: self.says(entry),
            status: &self.policy.vocabulary().forms[&entry.body.status],
            status_id: entry.body.status.word(),
            address: entry.body.address.as_deref(),
            replaced_by: entry
                .body
                .replaced_by
                .as_ref()
                .and_then(|id| self.region.form(id.as_str()))
                .map(|other| OtherForm { name: &other.name, url: self.url(RecordKind::Form, &other.id) }),
            source: self.source(entry),
        }
    }

    /// A temporary arrangement.
    pub(super) fn notice(&self, entry: &'a Entry<Notice>) -> NoticeItem<'a> {
        NoticeItem {
            name: &entry.name,
            url: self.url(RecordKind::Notice, &entry.id),
            says: self.says(entry),
            is_over: entry.body.until < self.region.day(),
            is_ahead: entry.from > self.region.day(),
            from: date::long(entry.from),
            until: date::long(entry.body.until),
            until_note: &entry.body.until_note,
            source: self.source(entry),
        }
    }

    /// Those contradictions of the source that are wanted.
    pub(super) fn conflicts(&self, is_wanted: impl Fn(&Conflict) -> bool) -> Vec<ConflictItem<'a>> {
        let wanted = self.region.conflicts().filter(|entry| is_wanted(&entry.body));
        let item = |entry: &'a Entry<Conflict>| ConflictItem {
            name: &entry.name,
            says: self.says(entry),
            source: self.source(entry),
        };
        wanted.map(item).collect()
    }

    /// The temporary arrangements: those in force first, then those to come, those that are over last.
    fn notices(&self) -> Vec<NoticeItem<'a>> {
        let today = self.region.day();
        let mut notices: Vec<&Entry<Notice>> = self.region.region().notices().iter().collect();
        notices.sort_by_key(|notice| entry_pages::standing(notice, today));
        notices.into_iter().map(|notice| self.notice(notice)).collect()
    }

    fn sources(&self) -> Vec<SourceFacts<'a>> {
        let region = self.region.region();
        let cited = region.cited();
        let facts = |source: &'a Source| {
            let own = cited.iter().filter(|(_, citation)| citation.source == source.id);
            let taken = own.map(|(name, citation)| TakenItem { name, source: source_item(source, citation) });
            SourceFacts {
                title: &source.title,
                address: source.address.as_deref(),
                dating: &source.dating,
                taken: taken.collect(),
            }
        };
        region.sources().iter().map(facts).collect()
    }

    fn url(&self, kind: RecordKind, id: &EntryId) -> String {
        entry_pages::href(self.site, self.region.region(), kind, id.as_str())
    }

    /// The stages that have steps, or one of them.
    fn stages(&self, only: Option<StepStage>) -> Vec<Stage<'a>> {
        StepStage::ALL
            .iter()
            .filter(|stage| only.is_none_or(|only| only == **stage))
            .map(|stage| Stage {
                id: stage.word(),
                title: self.words.stage(*stage),
                steps: self.steps(|step| step.stage == *stage),
            })
            .filter(|stage| !stage.steps.is_empty())
            .collect()
    }

    /// Those of the region's steps that are wanted. Each has the number that it has among all of them.
    pub(super) fn steps(&self, is_wanted: impl Fn(&Step) -> bool) -> Vec<StepItem<'a>> {
        let numbered = process::numbered(self.region).filter(|(_, entry)| is_wanted(&entry.body));
        numbered.map(|(number, entry)| self.step(number, entry)).collect()
    }

    fn step(&self, number: usize, entry: &'a Entry<Step>) -> StepItem<'a> {
        let step = &entry.body;
        StepItem {
            number,
            name: &entry.name,
            says: self.says(entry),
            strength: &self.policy.vocabulary().strength[&step.strength],
            strength_id: step.strength.word(),
            facts: self.facts(step),
            source: self.source(entry),
        }
    }

    fn facts(&self, step: &Step) -> Vec<FactItem> {
        let vocabulary = self.policy.vocabulary();
        let facts = process::facts(step, self.region, vocabulary, &self.words.process.facts);
        let form = step.form.as_ref().map(|form| self.url(RecordKind::Form, form));
        let item = |Fact { about, label, value }: Fact| {
            let url = form.clone().filter(|_| about == About::Form);
            FactItem { about, label, value, url }
        };
        facts.into_iter().map(item).collect()
    }

    fn says<T: HasValue>(&self, entry: &Entry<T>) -> String {
        self.region.sentence(entry, self.policy.vocabulary())
    }

    /// The value of an entry, where it says more than its sentence does. Lists are in the
    /// sentence already.
    fn value<T: HasValue>(&self, entry: &Entry<T>) -> Option<String> {
        match self.region.value_of(entry)? {
            PolicyValue::Stages(_) | PolicyValue::Reasons(_) | PolicyValue::Form(_) => None,
            value => Some(self.region.describe(value, self.policy.vocabulary())),
        }
    }

    fn source<T>(&self, entry: &'a Entry<T>) -> SourceItem<'a> {
        let source = self.region.region().source(&entry.citation.source);
        source_item(source, &entry.citation)
    }
}
