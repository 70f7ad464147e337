//! Where the style sheet, the scripts and the pictures of a theme are.

use tera::Value;

use super::records;
use super::render_context::RenderContext;
use supportt_engine::assets::{Asset, Assets};
use supportt_engine::theme;

/// The widgets' script and program, by name.
pub type Bundle<'a> = &'a [(&'static str, &'static [u8])];

/// Where the assets are.
#[derive(Debug)]
pub(super) struct AssetUrls {
    pub(super) css: Asset,
    pub(super) script: Option<Asset>,
    pub(super) program: Option<Asset>,
    pub(super) search: Option<Asset>,
    pub(super) courses: Option<Asset>,
    pub(super) redirect: Option<Asset>,
    pub(super) favicon: Option<String>,
    pub(super) favicon_ico: Option<String>,
    pub(super) touch_icon: Option<String>,
    pub(super) logo: Option<String>,
}

impl AssetUrls {
    /// Adds the style sheet and the widgets. The script finds its program under the name the program is served with.
    pub(super) fn add(ctx: RenderContext<'_>, bundle: Bundle<'_>, assets: &mut Assets<'_>) -> Self {
        const SCRIPT: &str = "widgets.js";
        const PROGRAM: &str = "widgets_bg.wasm";
        let file = |name: &str| bundle.iter().find(|(other, _)| *other == name).map(|(_, bytes)| *bytes);
        let base = ctx.site.config.base();
        let is_static = |name: &str| ctx.theme.static_files.iter().any(|(path, _)| path == name);
        let static_url = |name: &str| is_static(name).then(|| format!("{base}/{name}"));
        let css = assets.add("site.css", ctx.theme.css.clone());
        let program = file(PROGRAM).map(|bytes| assets.add(PROGRAM, bytes));
        let script = file(SCRIPT).map(|bytes| match &program {
            Some(program) => {
                assets.add(SCRIPT, String::from_utf8_lossy(bytes).replace(PROGRAM, &program.name))
            }
            None => assets.add(SCRIPT, bytes),
        });
        let mut theme_script = |name: &str, is_used: bool| {
            let text = ctx.theme.script(name).filter(|_| is_used)?;
            Some(assets.add(name, text.to_owned()))
        };
        let search = theme_script(theme::SEARCH_SCRIPT, ctx.site.search_page().is_some());
        let has_filter = ctx.site.pages().iter().any(|page| records::has_course_filter(ctx, page));
        let courses = theme_script(theme::COURSES_SCRIPT, has_filter);
        let redirect = theme_script(theme::REDIRECT_SCRIPT, !ctx.site.redirects.is_empty());
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

    pub(super) fn value(&self) -> Value {
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
