//! A theme, ready to draw with: templates, a style sheet, and files served as they are.
//!
//! Knows nothing of content. A theme is kept from one build to the next as long as its files stay the same.

use std::collections::BTreeMap;
use std::path::Path;

use bytes::Bytes;
use tera::Tera;

use crate::load::Inputs;
use crate::search_index::Pagefind;
use crate::styles;
use crate::templates;
use supportt_source::build_error::BuildError;
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::suggest;
use supportt_source::{SourceFile, Sources, Spanned};

/// The folder that themes are in, with the slash at its end.
pub const THEMES: &str = "themes/";

/// The script of the search page.
pub const SEARCH_SCRIPT: &str = "search.js";

/// The script of the pages that list a region's courses.
pub const COURSES_SCRIPT: &str = "courses.js";

/// The script of the pages that are left at old addresses.
pub const REDIRECT_SCRIPT: &str = "redirect.js";

/// The folder of a theme that its scripts are in.
const SCRIPTS: &str = "scripts/";

/// A theme, ready to draw with.
#[derive(Debug, Clone)]
pub struct Theme {
    /// Its folder from the top of the project, with the slash at its end: `themes/nhs/`.
    pub folder: String,
    /// Its templates.
    pub templates: Tera,
    /// Its style sheet, compiled.
    pub css: String,
    /// Its scripts by name, as far as pages know them.
    scripts: BTreeMap<&'static str, String>,
    /// What indexes the pages for it.
    pub pagefind: Option<Pagefind>,
    /// Its files that are served as they are, by their path on the site.
    pub static_files: Vec<(String, Bytes)>,
    /// The texts it was made from.
    made_from: Vec<SourceFile>,
}

impl Theme {
    /// Reads, compiles and checks the theme called `name`.
    ///
    /// # Errors
    ///
    /// When its packages cannot be installed.
    pub fn load(
        root: &Path,
        name: &Spanned<String>,
        inputs: &Inputs,
        diagnostics: &mut Diagnostics,
    ) -> Result<Option<Self>, BuildError> {
        let folder = format!("{THEMES}{}/", name.value);
        let files = inputs.sources.below(&folder);
        if files.is_empty() || name.value.contains('/') {
            diagnostics.push(unknown(name, &inputs.sources));
            return Ok(None);
        }
        let templates = templates::load(&folder, &inputs.sources, diagnostics);
        let css = styles::compile(root, &folder, &inputs.sources, diagnostics)?;
        let (Some(templates), Some(css)) = (templates, css) else { return Ok(None) };
        Ok(Some(Self {
            templates,
            css,
            scripts: [SEARCH_SCRIPT, COURSES_SCRIPT, REDIRECT_SCRIPT]
                .into_iter()
                .filter_map(|name| {
                    let file = inputs.sources.at(&format!("{folder}{SCRIPTS}{name}"))?;
                    Some((name, file.text().to_owned()))
                })
                .collect(),
            pagefind: Pagefind::of_theme(&root.join(&folder)),
            static_files: static_files(&folder, inputs),
            made_from: files.to_vec(),
            folder,
        }))
    }

    /// One of its scripts, when it has it.
    #[must_use]
    pub fn script(&self, name: &str) -> Option<&str> {
        self.scripts.get(name).map(String::as_str)
    }

    /// Whether pages drawn with it can be searched.
    #[must_use]
    pub fn can_search(&self) -> bool {
        self.script(SEARCH_SCRIPT).is_some() && self.pagefind.is_some()
    }

    /// Whether the theme called `name` would be the same if it were loaded from these files.
    #[must_use]
    pub fn is_current(&self, name: &str, inputs: &Inputs) -> bool {
        let files = inputs.sources.below(&self.folder);
        let same_file = |(one, other): (&SourceFile, &SourceFile)| {
            one.path() == other.path() && one.text() == other.text()
        };
        self.folder == format!("{THEMES}{name}/")
            && files.len() == self.made_from.len()
            && files.iter().zip(&self.made_from).all(same_file)
            && self.static_files == static_files(&self.folder, inputs)
    }
}

fn static_files(folder: &str, inputs: &Inputs) -> Vec<(String, Bytes)> {
    let prefix = format!("{folder}static/");
    inputs
        .files
        .range(prefix.clone()..)
        .map_while(|(path, bytes)| Some((path.strip_prefix(&prefix)?.to_owned(), bytes.clone())))
        .collect()
}

fn unknown(name: &Spanned<String>, sources: &Sources) -> Diagnostic {
    let names = || {
        sources.below(THEMES).iter().filter_map(|file| file.path().strip_prefix(THEMES)?.split('/').next())
    };
    let diagnostic =
        Diagnostic::error("theme::unknown", name.span, format!("there is no theme `{}`", name.value));
    match suggest::nearest(&name.value, names()) {
        Some(near) => diagnostic.did_you_mean(near),
        None => diagnostic.hint(format!("a theme is a folder `{THEMES}{}`", name.value)),
    }
}
