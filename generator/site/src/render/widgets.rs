//! The widgets of a page: what the site hands to each, and what readers without it see.

use std::collections::BTreeMap;

use serde::Serialize;
use supportt_basics::ids::RegionId;
use supportt_basics::keyword::Keyword as _;
use supportt_forms::document_builder::DocumentBuilder;
use supportt_forms::payload::{Payload, RegionPages};
use supportt_forms::view::{Field, QuestionScreen};
use supportt_forms::words::{BuilderWords, FormWords};
use supportt_forms::{Event, Widget as _};
use supportt_rules::policy::{Entry, Form, Paper, Region};
use supportt_rules::working_days::BankHolidays;
use tera::{Context, Value};

use super::asset_urls::Bundle;
use super::components;
use super::render_context::RenderContext;
use crate::entry_pages;
use crate::site::Page;
use supportt_engine::assets::{Asset, Assets};
use supportt_markdown::record_kind::RecordKind;
use supportt_markdown::{Directive, RegionPart, Widget};
use supportt_reports::plan::courses;

/// Where the files are that the site hands to its widgets, and what is in the builder's.
#[derive(Debug)]
pub(super) struct Payloads {
    checker: Asset,
    builder: Asset,
    plan: Payload<BuilderWords>,
    pdf: Option<PdfModule>,
}

/// Where the module is that makes PDF files: a page with a builder loads it when it has something to make one of.
#[derive(Debug, Serialize)]
struct PdfModule {
    script: String,
    integrity: String,
    module: String,
}

impl PdfModule {
    fn add(bundle: Bundle<'_>, assets: &mut Assets<'_>) -> Option<Self> {
        let mut file = |name: &'static str| {
            let (_, bytes) = bundle.iter().find(|(other, _)| *other == name)?;
            Some(assets.add(name, *bytes))
        };
        let Asset { url: module, .. } = file("pdf_bg.wasm")?;
        let Asset { url: script, integrity, .. } = file("pdf.js")?;
        Some(Self { script, integrity, module })
    }
}

impl Payloads {
    /// Adds the widgets' files to the site.
    pub(super) fn add(ctx: RenderContext<'_>, bundle: Bundle<'_>, assets: &mut Assets<'_>) -> Self {
        let RenderContext { site, words, national, .. } = ctx;
        let checker = Payload {
            policy: site.policy.clone(),
            journey: words.journey.clone(),
            words: words.checker.clone(),
            pages: pages(ctx),
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
            // Only the checker leads to other pages.
            pages: BTreeMap::new(),
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
            pdf: PdfModule::add(bundle, assets),
        }
    }

    fn of(&self, widget: Widget) -> &Asset {
        match widget {
            Widget::EligibilityChecker => &self.checker,
            Widget::DocumentBuilder(_) => &self.builder,
        }
    }
}

/// The pages that the checker leads to, of each region.
fn pages(ctx: RenderContext<'_>) -> BTreeMap<RegionId, RegionPages> {
    let RenderContext { site, entry_pages, today, .. } = ctx;
    let regions = site.policy.regions().iter().enumerate();
    let pages = regions.map(|(place, region)| {
        let href = |id| site.href(site.page(id));
        let builder = |paper| {
            let builder = Directive::Widget(Widget::DocumentBuilder(paper));
            site.showing(Some(place), builder).next().map(href)
        };
        let forms = region.forms().iter().filter(|form| region.on(today).form(form.id.as_str()).is_some());
        let form_page = |form: &Entry<Form>| {
            (form.id.clone(), entry_pages::href(site, region, RecordKind::Form, form.id.as_str()))
        };
        let pages = RegionPages {
            plan: builder(Paper::ReturnPlan),
            mentor_request: builder(Paper::MentorRequest),
            steps: entry_pages.leads(place).steps.map(href),
            forms: forms.map(form_page).collect(),
        };
        (region.id().clone(), pages)
    });
    pages.collect()
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
        pdf: Option<&'a PdfModule>,
    }
    let pdf = match widget {
        Widget::EligibilityChecker => None,
        Widget::DocumentBuilder(_) => payloads.pdf.as_ref(),
    };
    let data = Data {
        id: widget.word(),
        payload: &payloads.of(widget).url,
        region: region.map(|region| region.id().as_str()),
        pdf,
    };
    let fallback = fallback(widget, region, ctx)?;
    let mut data = Value::from_serializable(&data).into_map().expect("a struct is a map");
    data.insert("fallback".into(), Value::safe_string(&fallback));
    if let Widget::DocumentBuilder(paper) = widget {
        let blank = blank(paper, region, ctx, payloads)?;
        data.insert("blank".into(), Value::safe_string(&blank));
        let heading = &ctx.words.builder.forms[&paper].blank;
        data.insert("blank_heading".into(), Value::from_serializable(heading));
    }
    Ok(data.into())
}

fn component(name: &str, data: Value, ctx: RenderContext<'_>) -> Result<String, tera::Error> {
    let mut context = Context::new();
    context.insert_value("data", data);
    ctx.theme.templates.render_component(name, &context, None, true)
}

/// The same policy for readers without JavaScript: the rules and steps the checker uses, or the steps a
/// plan's dates come from.
fn fallback(widget: Widget, region: Option<&Region>, ctx: RenderContext<'_>) -> Result<String, tera::Error> {
    let policy = |part: RegionPart| component(part.word(), components::data(part, region, ctx), ctx);
    Ok(match widget {
        Widget::EligibilityChecker => [policy(RegionPart::Rules)?, policy(RegionPart::Contact)?].concat(),
        Widget::DocumentBuilder(paper) => {
            let steps = match (paper, region) {
                (Paper::ReturnPlan, Some(_)) => {
                    component("steps", components::steps(None, region, ctx), ctx)?
                }
                _ => String::new(),
            };
            [steps, policy(RegionPart::Contact)?].concat()
        }
    })
}

/// A document to fill in by hand. What it asks depends on the region.
fn blank(
    paper: Paper,
    region: Option<&Region>,
    ctx: RenderContext<'_>,
    payloads: &Payloads,
) -> Result<String, tera::Error> {
    match region {
        Some(region) => component("blank_paper", blank_paper(paper, region, ctx, payloads), ctx),
        None => component("blank_papers", blank_papers(paper, ctx), ctx),
    }
}

#[derive(Serialize)]
struct BlankPaper<'a> {
    lead: &'a str,
    groups: Vec<BlankGroup>,
}

#[derive(Serialize)]
struct BlankPapers<'a> {
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
    let FormWords { blank_elsewhere, .. } = &words.builder.forms[&paper];
    let has_paper = |page: &&Page<'_>| page.widgets().any(|widget| widget == Widget::DocumentBuilder(paper));
    let links = site.pages().iter().filter(has_paper).filter_map(|page| {
        let region = site.region_of(page)?;
        Some(BlankLink { title: region.name(), url: site.href(page) })
    });
    Value::from_serializable(&BlankPapers { lead: blank_elsewhere, links: links.collect() })
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
    let FormWords { blank_lead, .. } = &ctx.words.builder.forms[&paper];
    Value::from_serializable(&BlankPaper { lead: blank_lead, groups })
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
