//! Fills the marks in a page's text: what the theme draws goes where the directive stood.

use supportt_basics::date::{self, Date};
use supportt_basics::keyword::Keyword as _;
use tera::{Context, Value, escape_html};

use super::failure::Failure;
use super::generated::Generated;
use super::render_context::RenderContext;
use super::{compare, components, context, records, search, widgets};
use crate::site::Page;
use supportt_markdown::{Block, Directive, Html, Mark, MarkKind, SitePart};
use supportt_source::Slice;

/// The file of a theme that holds the components.
const COMPONENTS: &str = "components.html";

/// The heading of callouts that nobody should miss.
const IMPORTANT: &str = "Important";

/// The text of a page as HTML, complete. Of a page that is over nothing is left but that it is: what leads to it still
/// arrives somewhere.
pub(super) fn render(
    ctx: RenderContext<'_>,
    shared: &context::Shared,
    page: &Page<'_>,
) -> Result<String, Failure> {
    let over =
        page.front_matter.expires.as_ref().map(|until| page_over(ctx, page, until.value)).transpose()?;
    if let Some(over) = over.filter(|_| page.front_matter.is_over(ctx.today)) {
        return Ok(over);
    }
    let Html { text, marks } = &page.body.html;
    let mut filling = Filling { ctx, shared, page, text, marks: marks.as_slice(), copied: 0, heading: 1 };
    let mut html = Vec::with_capacity(text.len() * 2);
    if let Some(subject) = &page.front_matter.subject {
        let (component, data) = records::facts(ctx, page, subject);
        filling.component(component, data, &mut html)?;
    }
    filling.fill(&mut html)?;
    Ok(String::from_utf8(html).expect("templates and Markdown make text"))
}

/// What is left of a page after its last day. Drawn before that, too: a theme that cannot draw it should not fail because
/// a day has passed.
fn page_over(ctx: RenderContext<'_>, page: &Page<'_>, until: Date) -> Result<String, Failure> {
    let above = page.parent.map(|id| ctx.site.page(id));
    let data = serde_json::json!({
        "until": date::long(until),
        "above": above.map(|above| serde_json::json!({
            "title": above.front_matter.title,
            "url": ctx.site.href(above),
        })),
    });
    let mut html = Vec::new();
    render_component(ctx, "page_over", Value::from_serializable(&data), &mut html)?;
    Ok(String::from_utf8(html).expect("templates make text"))
}

/// The text of a page that no file stands behind.
pub(super) fn render_generated(ctx: RenderContext<'_>, made: Generated<'_>) -> Result<String, Failure> {
    let (component, data) = match made {
        Generated::Listing(listing) => ("course_listing", records::listing(ctx, listing)),
        Generated::Record(record) => records::record(ctx, record),
    };
    let mut html = Vec::new();
    render_component(ctx, component, data, &mut html)?;
    Ok(String::from_utf8(html).expect("templates make text"))
}

fn render_component(
    ctx: RenderContext<'_>,
    name: &str,
    data: Value,
    html: &mut Vec<u8>,
) -> Result<(), Failure> {
    let mut context = Context::new();
    context.insert_value("data", data);
    let templates = &ctx.theme.templates;
    templates
        .render_component_to(name, &context, None, true, html)
        .map_err(|error| Failure { template: COMPONENTS, error })
}

/// A text being filled, from the first mark to the last.
struct Filling<'a> {
    ctx: RenderContext<'a>,
    shared: &'a context::Shared,
    page: &'a Page<'a>,
    text: &'a str,
    marks: &'a [Mark],
    copied: usize,
    /// The level of the last heading in what has been copied.
    heading: usize,
}

impl Filling<'_> {
    /// Copies the text and fills its marks, up to the end of the block around it or of the whole.
    fn fill(&mut self, html: &mut Vec<u8>) -> Result<(), Failure> {
        while let [mark, rest @ ..] = self.marks {
            self.marks = rest;
            self.copy_to(mark.at, html);
            match &mark.kind {
                MarkKind::Directive(directive) => self.directive(directive, html)?,
                MarkKind::BlockStart(block) => self.block(block, html)?,
                MarkKind::BlockEnd => return Ok(()),
            }
        }
        self.copy_to(self.text.len(), html);
        Ok(())
    }

    fn copy_to(&mut self, end: usize, html: &mut Vec<u8>) {
        let copied = self.text.slice(self.copied..end);
        let headings = (2..=5).filter_map(|level| Some((copied.rfind(&format!("<h{level}"))?, level)));
        self.heading = headings.max().map_or(self.heading, |(_, level)| level);
        html.extend_from_slice(copied.as_bytes());
        self.copied = end;
    }

    fn block(&mut self, block: &Block, html: &mut Vec<u8>) -> Result<(), Failure> {
        let mut content = Vec::new();
        self.fill(&mut content)?;
        let content = String::from_utf8(content).expect("templates and Markdown make text");
        let (component, data) = match block {
            Block::Callout(callout) => (
                "callout",
                serde_json::json!({
                    "kind": callout.word(),
                    "important": callout.is_important(),
                    "heading": callout.is_important().then_some(IMPORTANT),
                    "content": content,
                }),
            ),
            Block::Table { name } => ("table", serde_json::json!({ "name": name, "content": content })),
        };
        self.component(component, Value::from_serializable(&data), html)
    }

    fn directive(&self, directive: &Directive, html: &mut Vec<u8>) -> Result<(), Failure> {
        let RenderContext { site, today, .. } = self.ctx;
        let region = site.region_of(self.page);
        match directive {
            Directive::Value { region: named, id } => {
                let text = components::value((named.as_deref(), id), region, &site.policy, today);
                escape_html(&text, html).expect("a vector takes any bytes");
                Ok(())
            }
            Directive::Steps(stage) => {
                self.component(directive.name(), components::steps(*stage, region, self.ctx), html)
            }
            Directive::Region(part) => {
                self.component(part.word(), components::data(*part, region, self.ctx), html)
            }
            Directive::Listing(listing) => {
                let regions = records::list(self.ctx, self.page, *listing);
                let data = [("regions", regions), ("level", self.level())];
                self.component(listing.word(), map(data), html)
            }
            Directive::Site(SitePart::Cards) => {
                let data = [("items", context::cards(site, self.page)), ("level", self.level())];
                self.component("cards", map(data), html)
            }
            Directive::Site(SitePart::Regions) => {
                let data = [("items", self.shared.regions()), ("level", self.level())];
                self.component("region_choice", map(data), html)
            }
            Directive::Site(SitePart::QuestionGraph) => {
                let data = components::question_graphs(region, &site.policy, self.ctx.words, today);
                self.component("question_graph", data, html)
            }
            Directive::Site(SitePart::Compare) => self.component("compare", compare::data(self.ctx), html),
            Directive::Site(SitePart::Search) => self.component("search", search::data(self.ctx), html),
            Directive::Widget(widget) => {
                let data = widgets::data(*widget, region, self.ctx, self.shared.payloads())
                    .map_err(|error| Failure { template: COMPONENTS, error })?;
                self.component("widget", data, html)
            }
        }
    }

    /// The level for the headings of what the theme draws: one below the heading of the text above it.
    fn level(&self) -> Value {
        Value::from(self.heading + 1)
    }

    fn component(&self, name: &str, data: Value, html: &mut Vec<u8>) -> Result<(), Failure> {
        render_component(self.ctx, name, data, html)
    }
}

fn map<const N: usize>(data: [(&str, Value); N]) -> Value {
    let mut map = tera::Map::new();
    for (name, value) in data {
        map.insert(name.to_owned().into(), value);
    }
    map.into()
}
