//! Draws the site with a theme: every page, in memory.
//!
//! What all pages share is prepared once; the work for one page does not grow with the size of the site,
//! and pages are drawn side by side. All markup comes from the theme, but for what Markdown itself makes.

mod asset_urls;
mod compare;
pub mod components;
mod context;
mod failure;
mod generated;
mod origins;
mod records;
pub(crate) mod render_context;
mod search;
mod text;
pub mod widgets;

use std::collections::BTreeMap;

use rayon::prelude::*;
use tera::Context;

use self::asset_urls::AssetUrls;
pub use self::asset_urls::Bundle;
use self::failure::Failure;
pub use self::generated::{Generated, generated_pages};
pub use self::render_context::RenderContext;
use crate::calendars;
use crate::feeds;
use crate::site::{Page, Redirect};
use crate::sitemap;
use supportt_engine::assets::Assets;
use supportt_engine::headers;
use supportt_engine::load::Inputs;
use supportt_engine::output::{Output, OutputFile};
use supportt_engine::templates;
use supportt_engine::theme::Theme;
use supportt_source::bug;
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::{Sources, Span};

/// The page that is shown when there is none.
pub const NOT_FOUND: &str = "404.html";

/// Draws everything. Reports templates that cannot be drawn, each fault once.
pub fn render(
    ctx: RenderContext<'_>,
    bundle: Bundle<'_>,
    inputs: &Inputs,
    diagnostics: &mut Diagnostics,
) -> Option<Output> {
    let base = ctx.site.config.base();
    let mut assets = Assets::new(base);
    let urls = AssetUrls::add(ctx, bundle, &mut assets);
    let payloads = widgets::Payloads::add(ctx, bundle, &mut assets);
    let shared = context::Shared::new(ctx.site, &urls, payloads);
    let made: Vec<Generated<'_>> = generated_pages(ctx.catalogues, ctx.entry_pages).collect();
    let drawn: Vec<Result<OutputFile, (Failure, String)>> = ctx
        .site
        .pages()
        .par_iter()
        .map(|page| {
            let path = page.file.path();
            bug::at(path, || render_page(ctx, &shared, page)).map_err(|failure| (failure, path.to_owned()))
        })
        .chain(redirects(ctx).collect::<Vec<_>>().into_par_iter().map(|redirect| {
            let old = redirect.from.to_string();
            render_redirect(ctx, &shared, redirect).map_err(|failure| (failure, old))
        }))
        .chain(made.into_par_iter().map(|made| {
            let address = made.page().address.to_string();
            render_generated(ctx, &shared, made).map_err(|failure| (failure, address))
        }))
        .chain(
            rayon::iter::once(())
                .map(|()| render_not_found(ctx, &shared).map_err(|failure| (failure, NOT_FOUND.to_owned()))),
        )
        .collect();
    let made = generated_pages(ctx.catalogues, ctx.entry_pages).map(Generated::page);
    let mut output: Output = sitemap::files(ctx.site, made, ctx.today).into_iter().collect();
    output.services = ctx.site.services();
    let mut failures = Vec::new();
    output
        .extend(drawn.into_iter().filter_map(|result| result.map_err(|failure| failures.push(failure)).ok()));
    output.extend(calendars::files(ctx));
    output.extend(feeds::files(ctx));
    let assets = assets.into_files();
    output.hashed = assets.iter().map(|file| file.path.clone()).collect();
    output.extend(assets);
    output.extend(ctx.theme.static_files.iter().map(|(path, bytes)| OutputFile::new(path, bytes.clone())));
    output.extend(inputs.served_files());
    let moved = redirects(ctx).map(|old| (old.from.to_string(), ctx.site.redirect_href(old)));
    output.extend(headers::redirects(base, moved));
    output.extend([headers::file(base, &output)]);
    if failures.is_empty() {
        return Some(output);
    }
    diagnostics.extend(explain(&failures, ctx.theme, &inputs.sources));
    None
}

fn render_page(
    ctx: RenderContext<'_>,
    shared: &context::Shared,
    page: &Page<'_>,
) -> Result<OutputFile, Failure> {
    let text = text::render(ctx, shared, page)?;
    let context = shared.page(ctx, page, &text);
    render_template(
        ctx,
        page.front_matter.layout.unwrap_or_default().template(),
        &context,
        page.address.output_path(),
    )
}

fn render_generated(
    ctx: RenderContext<'_>,
    shared: &context::Shared,
    made: Generated<'_>,
) -> Result<OutputFile, Failure> {
    let text = text::render_generated(ctx, made)?;
    let context = shared.made(ctx, made, &text);
    render_template(ctx, "page.html", &context, made.page().address.output_path())
}

/// Old addresses of pages, and those of entries that are listed on one.
fn redirects(ctx: RenderContext<'_>) -> impl Iterator<Item = &Redirect> {
    ctx.site.redirects.iter().chain(ctx.entry_pages.listed().iter().map(|entry| &entry.redirect))
}

fn render_redirect(
    ctx: RenderContext<'_>,
    shared: &context::Shared,
    redirect: &Redirect,
) -> Result<OutputFile, Failure> {
    let mut context = shared.page(ctx, ctx.site.page(redirect.to), "");
    context.insert("to", &ctx.site.redirect_href(redirect));
    render_template(ctx, "redirect.html", &context, redirect.from.output_path())
}

fn render_not_found(ctx: RenderContext<'_>, shared: &context::Shared) -> Result<OutputFile, Failure> {
    render_template(ctx, "not-found.html", &shared.not_found(ctx.site), NOT_FOUND.to_owned())
}

fn render_template(
    ctx: RenderContext<'_>,
    template: &'static str,
    context: &Context,
    path: String,
) -> Result<OutputFile, Failure> {
    let mut html = Vec::with_capacity(16 * 1024);
    ctx.theme
        .templates
        .render_to(template, context, &mut html)
        .map_err(|error| Failure { template, error })?;
    Ok(OutputFile::new(path, html))
}

/// Failures in terms of the theme's files. A template at fault fails on every page; it is reported once, for the first.
fn explain(failures: &[(Failure, String)], theme: &Theme, sources: &Sources) -> Vec<Diagnostic> {
    let mut faults: BTreeMap<(Span, String), Diagnostic> = BTreeMap::new();
    for (failure, drawn) in failures {
        if let Some(fault) = templates::render_error(&failure.error, &theme.folder, failure.template, sources)
        {
            faults
                .entry((fault.span, fault.message.clone()))
                .or_insert_with(|| fault.hint(format!("found while drawing `{drawn}`")));
        }
    }
    faults.into_values().collect()
}
