//! The widgets of a page: what the site hands to each, and what readers without it see.

use std::collections::BTreeMap;

use serde::Serialize;
use supportt_basics::ids::RegionId;
use supportt_basics::keyword::Keyword as _;
use supportt_forms::document_builder::DocumentBuilder;
use supportt_forms::payload::Payload;
use supportt_forms::view::{Field, QuestionScreen};
use supportt_forms::words::{BuilderWords, FormWords};
use supportt_forms::{Event, Widget as _};
use supportt_rules::policy::{Paper, Region};
use supportt_rules::working_days::BankHolidays;
use tera::{Context, Value};

use super::components;
use super::render_context::RenderContext;
use crate::site::Page;
use supportt_engine::assets::{Asset, Assets};
use supportt_markdown::{RegionPart, Widget};
use supportt_reports::plan::courses;

/// Where the files are that the site hands to its widgets, and what is in the builder's.
#[derive(Debug)]
pub(super) struct Payloads {
    checker: Asset,
    builder: Asset,
    plan: Payload<BuilderWords>,
}

impl Payloads {
    /// Adds the widgets' files to the site.
    pub(super) fn add(ctx: RenderContext<'_>, assets: &mut Assets<'_>) -> Self {
        let RenderContext { site, words, national, .. } = ctx;
        let plan_pages = plan_pages(ctx);
        let checker = Payload {
            policy: site.policy.clone(),
            journey: words.journey.clone(),
            words: words.checker.clone(),
            plan_pages: plan_pages.clone(),
            // The checker counts no working days and lists no courses.
            bank_holidays: BankHolidays::default(),
            courses: BTreeMap::new(),
            elsewhere: national.elsewhere.clone(),
            helplines: national.helplines.clone(),
        };
        let plan = Payload {
            policy: site.policy.clone(),
            journey: words.journey.clone(),
            words: words.builder.clone(),
            plan_pages,
            bank_holidays: national.bank_holidays.clone(),
            courses: courses::for_plans(site.pages().iter().map(|page| (page.file, &page.front_matter))),
            // The builder asks neither where somebody is nor why they are away.
            elsewhere: Vec::new(),
            helplines: Vec::new(),
        };
        Self {
            checker: assets.add("eligibility-checker.bin", checker.to_bytes()),
            builder: assets.add("document-builder.bin", plan.to_bytes()),
            plan,
        }
    }

    fn of(&self, widget: Widget) -> &Asset {
        match widget {
            Widget::EligibilityChecker => &self.checker,
            Widget::DocumentBuilder(_) => &self.builder,
        }
    }
}

/// Each region's page with the builder.
fn plan_pages(ctx: RenderContext<'_>) -> BTreeMap<RegionId, String> {
    let site = ctx.site;
    site.pages()
        .iter()
        .filter(|page| page.widgets().any(|widget| widget == Widget::DocumentBuilder(Paper::ReturnPlan)))
        .filter_map(|page| Some((site.region_of(page)?.id().clone(), site.href(page))))
        .collect()
}

/// What the theme's `widget` component shows.
pub(super) fn data(
    widget: Widget,
    region: Option<&Region>,
    ctx: RenderContext<'_>,
    payloads: &Payloads,
) -> Result<Value, tera::Error> {
    #[derive(Serialize)]
    struct Data<'a> {
        id: &'static str,
        payload: &'a str,
        region: Option<&'a str>,
    }
    let data = Data {
        id: widget.word(),
        payload: &payloads.of(widget).url,
        region: region.map(|region| region.id().as_str()),
    };
    let fallback = fallback(widget, region, ctx, payloads)?;
    let mut data = Value::from_serializable(&data).into_map().expect("a struct is a map");
    data.insert("fallback".into(), Value::safe_string(&fallback));
    Ok(data.into())
}

/// The same policy for readers without JavaScript: the rules and steps the checker uses, or a
/// paper to fill in by hand, and the steps a plan's dates come from.
fn fallback(
    widget: Widget,
    region: Option<&Region>,
    ctx: RenderContext<'_>,
    payloads: &Payloads,
) -> Result<String, tera::Error> {
    let draw = |name: &str, data: Value| {
        let mut context = Context::new();
        context.insert_value("data", data);
        ctx.theme.templates.render_component(name, &context, None, true)
    };
    let policy = |part: RegionPart| draw(part.word(), components::data(part, region, ctx));
    Ok(match widget {
        Widget::EligibilityChecker => [policy(RegionPart::Rules)?, policy(RegionPart::Contact)?].concat(),
        Widget::DocumentBuilder(paper) => {
            // What a paper asks depends on the region.
            let blank = match region {
                Some(region) => draw("blank_paper", blank_paper(paper, region, ctx, payloads))?,
                None => draw("blank_papers", blank_papers(paper, ctx))?,
            };
            let steps = match (paper, region) {
                (Paper::ReturnPlan, Some(_)) => draw("steps", components::steps(None, region, ctx))?,
                _ => String::new(),
            };
            [blank, steps, policy(RegionPart::Contact)?].concat()
        }
    })
}

#[derive(Serialize)]
struct BlankPaper<'a> {
    heading: &'a str,
    lead: &'a str,
    groups: Vec<BlankGroup>,
}

#[derive(Serialize)]
struct BlankPapers<'a> {
    heading: &'a str,
    lead: &'a str,
    links: Vec<BlankLink<'a>>,
}

#[derive(Serialize)]
struct BlankLink<'a> {
    title: &'a str,
    url: String,
}

#[derive(Serialize)]
struct BlankGroup {
    title: String,
    hint: Option<String>,
    fields: Vec<BlankField>,
}

/// A field to fill in by hand: options to tick, or lines to write on.
#[derive(Serialize)]
struct BlankField {
    label: String,
    lines: u32,
    options: Vec<String>,
}

/// The regions' pages, each of which has a blank paper of its own.
fn blank_papers(paper: Paper, ctx: RenderContext<'_>) -> Value {
    let RenderContext { site, words, .. } = ctx;
    let FormWords { blank, blank_elsewhere, .. } = &words.builder.forms[&paper];
    let has_paper = |page: &&Page<'_>| page.widgets().any(|widget| widget == Widget::DocumentBuilder(paper));
    let links = site.pages().iter().filter(has_paper).filter_map(|page| {
        let region = site.region_of(page)?;
        Some(BlankLink { title: region.name(), url: site.href(page) })
    });
    Value::from_serializable(&BlankPapers { heading: blank, lead: blank_elsewhere, links: links.collect() })
}

/// The builder's own questions, on paper.
fn blank_paper(paper: Paper, region: &Region, ctx: RenderContext<'_>, payloads: &Payloads) -> Value {
    let region = region.id().clone();
    let mut builder = DocumentBuilder::new(payloads.plan.clone(), paper, Some(region));
    builder.update(Event::Started {
        today: ctx.today,
        page: String::new(),
        fragment: String::new(),
        random: 1,
    });
    let groups = builder.on_paper().into_iter().map(blank_group).collect();
    let FormWords { blank, blank_lead, .. } = &ctx.words.builder.forms[&paper];
    Value::from_serializable(&BlankPaper { heading: blank, lead: blank_lead, groups })
}

fn blank_group(screen: QuestionScreen) -> BlankGroup {
    let QuestionScreen { heading, hint, single, fields, .. } = screen;
    BlankGroup { title: heading, hint, fields: single.into_iter().chain(fields).map(blank_field).collect() }
}

fn blank_field(field: Field) -> BlankField {
    match field {
        Field::Radios(field) | Field::Checkboxes(field) => {
            let options: Vec<String> = field.options.into_iter().map(|option| option.label).collect();
            // Without options to tick there is room to write.
            let lines = if options.is_empty() { 3 } else { 0 };
            BlankField { label: field.legend.unwrap_or_default(), lines, options }
        }
        Field::Date(field) => {
            BlankField { label: field.legend.unwrap_or_default(), lines: 1, options: Vec::new() }
        }
        Field::Text(field) | Field::Number(field) | Field::Textarea(field) => {
            BlankField { label: field.label, lines: field.rows, options: Vec::new() }
        }
    }
}
