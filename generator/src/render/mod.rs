//! Draws the site with a theme: every page, in memory.
//!
//! What all pages share is prepared once; the work for one page does not grow with the size of the site,
//! and pages are drawn side by side. All markup comes from the theme, but for what Markdown itself makes.

mod compare;
pub mod components;
mod context;
mod records;
pub(crate) mod scene;
mod search;
mod text;
pub mod widgets;

use std::collections::BTreeMap;

use rayon::prelude::*;
use tera::{Context, Value};

pub use self::scene::Scene;
use crate::assets::{Asset, Assets};
use crate::bug;
use crate::calendars;
use crate::catalogue::{Catalogue, Listing};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::feeds;
use crate::headers;
use crate::load::Inputs;
use crate::made_page::MadePage;
use crate::output::{Output, OutputFile};
use crate::record_pages::{RecordPage, RecordPages};
use crate::site::{Page, Redirect};
use crate::sitemap;
use crate::source::{Sources, Span};
use crate::templates;
use crate::theme::{self, Theme};

/// The page that is shown when there is none.
pub const NOT_FOUND: &str = "404.html";

/// The widgets' script and program, by name.
pub type Bundle<'a> = &'a [(&'static str, &'static [u8])];

/// A template that could not be drawn, and which.
struct Failure {
    template: &'static str,
    error: tera::Error,
}

/// A page that no file stands behind.
#[derive(Clone, Copy, Debug)]
pub enum Made<'a> {
    /// A list of courses by one thing.
    Listing(&'a Listing),
    /// The page of a record.
    Record(&'a RecordPage),
}

impl<'a> Made<'a> {
    /// What is known of it besides its text.
    #[must_use]
    pub fn page(self) -> &'a MadePage {
        match self {
            Self::Listing(listing) => &listing.page,
            Self::Record(record) => &record.page,
        }
    }
}

/// Every page that no file stands behind.
pub fn made_pages<'a>(
    catalogues: &'a [Catalogue],
    record_pages: &'a RecordPages,
) -> impl Iterator<Item = Made<'a>> {
    let listings = catalogues.iter().flat_map(|catalogue| &catalogue.listings).map(Made::Listing);
    listings.chain(record_pages.all().iter().map(Made::Record))
}

/// Draws everything. Reports templates that cannot be drawn, each fault once.
pub fn render(
    scene: Scene<'_>,
    bundle: Bundle<'_>,
    inputs: &Inputs,
    diagnostics: &mut Diagnostics,
) -> Option<Output> {
    let base = scene.site.config.base();
    let mut assets = Assets::new(base);
    let urls = AssetUrls::add(scene, bundle, &mut assets);
    let payloads = widgets::Payloads::add(scene, &mut assets);
    let shared = context::Shared::new(scene.site, &urls, payloads);
    let made: Vec<Made<'_>> = made_pages(scene.catalogues, scene.record_pages).collect();
    let drawn: Vec<Result<OutputFile, (Failure, String)>> = scene
        .site
        .pages()
        .par_iter()
        .map(|page| {
            let path = page.file.path();
            bug::at(path, || draw_page(scene, &shared, page)).map_err(|failure| (failure, path.to_owned()))
        })
        .chain(scene.site.redirects.par_iter().map(|redirect| {
            let old = redirect.from.to_string();
            draw_redirect(scene, &shared, redirect).map_err(|failure| (failure, old))
        }))
        .chain(made.into_par_iter().map(|made| {
            let address = made.page().address.to_string();
            draw_made(scene, &shared, made).map_err(|failure| (failure, address))
        }))
        .chain(
            rayon::iter::once(())
                .map(|()| draw_not_found(scene, &shared).map_err(|failure| (failure, NOT_FOUND.to_owned()))),
        )
        .collect();
    let made = made_pages(scene.catalogues, scene.record_pages).map(Made::page);
    let mut output: Output = sitemap::files(scene.site, made, scene.today).into_iter().collect();
    output.services = scene.site.services();
    let mut failures = Vec::new();
    output
        .extend(drawn.into_iter().filter_map(|result| result.map_err(|failure| failures.push(failure)).ok()));
    output.extend(calendars::files(scene));
    output.extend(feeds::files(scene));
    let assets = assets.into_files();
    output.hashed = assets.iter().map(|file| file.path.clone()).collect();
    output.extend(assets);
    output.extend(scene.theme.static_files.iter().map(|(path, bytes)| OutputFile::new(path, bytes.clone())));
    output.extend(inputs.served_files());
    let moved = scene.site.redirects.iter();
    let moved = moved.map(|old| (old.from.to_string(), scene.site.href(scene.site.page(old.to))));
    output.extend(headers::redirects(base, moved));
    output.extend([headers::file(base, &output)]);
    if failures.is_empty() {
        return Some(output);
    }
    diagnostics.extend(explain(&failures, scene.theme, &inputs.sources));
    None
}

fn draw_page(scene: Scene<'_>, shared: &context::Shared, page: &Page<'_>) -> Result<OutputFile, Failure> {
    let text = text::draw(scene, shared, page)?;
    let context = shared.page(scene, page, &text);
    draw(scene, page.front_matter.layout.template(), &context, page.address.output_path())
}

fn draw_made(scene: Scene<'_>, shared: &context::Shared, made: Made<'_>) -> Result<OutputFile, Failure> {
    let text = text::draw_made(scene, made)?;
    let context = shared.made(scene, made, &text);
    draw(scene, "page.html", &context, made.page().address.output_path())
}

fn draw_redirect(
    scene: Scene<'_>,
    shared: &context::Shared,
    redirect: &Redirect,
) -> Result<OutputFile, Failure> {
    let context = shared.page(scene, scene.site.page(redirect.to), "");
    draw(scene, "redirect.html", &context, redirect.from.output_path())
}

fn draw_not_found(scene: Scene<'_>, shared: &context::Shared) -> Result<OutputFile, Failure> {
    draw(scene, "not-found.html", &shared.not_found(scene.site), NOT_FOUND.to_owned())
}

fn draw(
    scene: Scene<'_>,
    template: &'static str,
    context: &Context,
    path: String,
) -> Result<OutputFile, Failure> {
    let mut html = Vec::with_capacity(16 * 1024);
    scene
        .theme
        .templates
        .render_to(template, context, &mut html)
        .map_err(|error| Failure { template, error })?;
    Ok(OutputFile::new(path, html))
}

/// Failures in terms of the theme's files. A template at fault fails on every page; it is reported once, for the first.
fn explain(failures: &[(Failure, String)], theme: &Theme, sources: &Sources) -> Vec<Diagnostic> {
    let mut faults: BTreeMap<(Span, String), Diagnostic> = BTreeMap::new();
    for (failure, drawn) in failures {
        if let Some(fault) =
            templates::drawing_error(&failure.error, &theme.folder, failure.template, sources)
        {
            faults
                .entry((fault.span, fault.message.clone()))
                .or_insert_with(|| fault.hint(format!("found while drawing `{drawn}`")));
        }
    }
    faults.into_values().collect()
}

/// Where the assets are.
#[derive(Debug)]
struct AssetUrls {
    css: Asset,
    script: Option<Asset>,
    program: Option<Asset>,
    search: Option<Asset>,
    courses: Option<Asset>,
    redirect: Option<Asset>,
    favicon: Option<String>,
    favicon_ico: Option<String>,
    touch_icon: Option<String>,
    logo: Option<String>,
}

impl AssetUrls {
    /// Adds the style sheet and the widgets. The script finds its program under the name the program is served with.
    fn add(scene: Scene<'_>, bundle: Bundle<'_>, assets: &mut Assets<'_>) -> Self {
        const SCRIPT: &str = "widgets.js";
        const PROGRAM: &str = "widgets_bg.wasm";
        let file = |name: &str| bundle.iter().find(|(other, _)| *other == name).map(|(_, bytes)| *bytes);
        let base = scene.site.config.base();
        let is_static = |name: &str| scene.theme.static_files.iter().any(|(path, _)| path == name);
        let static_url = |name: &str| is_static(name).then(|| format!("{base}/{name}"));
        let css = assets.add("site.css", scene.theme.css.clone());
        let program = file(PROGRAM).map(|bytes| assets.add(PROGRAM, bytes));
        let script = file(SCRIPT).map(|bytes| match &program {
            Some(program) => {
                assets.add(SCRIPT, String::from_utf8_lossy(bytes).replace(PROGRAM, &program.name))
            }
            None => assets.add(SCRIPT, bytes),
        });
        let mut theme_script = |name: &str, is_used: bool| {
            let text = scene.theme.script(name).filter(|_| is_used)?;
            Some(assets.add(name, text.to_owned()))
        };
        let search = theme_script(theme::SEARCH_SCRIPT, scene.site.search_page().is_some());
        let has_filter = scene.site.pages().iter().any(|page| records::has_course_filter(scene, page));
        let courses = theme_script(theme::COURSES_SCRIPT, has_filter);
        let redirect = theme_script(theme::REDIRECT_SCRIPT, !scene.site.redirects.is_empty());
        Self {
            css,
            script,
            program,
            search,
            courses,
            redirect,
            favicon: static_url("favicon.svg"),
            favicon_ico: static_url("favicon.ico"),
            touch_icon: static_url("apple-touch-icon.png"),
            logo: static_url("logo.svg"),
        }
    }

    fn value(&self) -> Value {
        let url = |asset: &Option<Asset>| asset.as_ref().map(|asset| asset.url.clone());
        let integrity = |asset: &Option<Asset>| asset.as_ref().map(|asset| asset.integrity.clone());
        Value::from_serializable(&serde_json::json!({
            "courses_js": url(&self.courses),
            "courses_js_integrity": integrity(&self.courses),
            "css": self.css.url,
            "css_integrity": self.css.integrity,
            "favicon": self.favicon,
            "favicon_ico": self.favicon_ico,
            "touch_icon": self.touch_icon,
            "logo": self.logo,
            "redirect_js": url(&self.redirect),
            "redirect_js_integrity": integrity(&self.redirect),
            "search_js": url(&self.search),
            "search_js_integrity": integrity(&self.search),
            "widgets_js": url(&self.script),
            "widgets_js_integrity": integrity(&self.script),
            "widgets_wasm": url(&self.program),
            "widgets_wasm_integrity": integrity(&self.program),
        }))
    }
}
