//! The story of a build: load, parse, link, render. Writing the result is [`write`](mod@supportt_engine::write)'s work.

use std::path::PathBuf;

use supportt_basics::date::{Date, Instant};

use crate::content;
use crate::render::{self, Bundle};
use supportt_content::config::Config;
use supportt_content::edition::Edition;
use supportt_engine::load::{self, Inputs};
use supportt_engine::output::Output;
use supportt_engine::search_index::Pagefind;
use supportt_engine::theme::Theme;
use supportt_source::Sources;
use supportt_source::build_error::BuildError;
use supportt_source::diagnostic::Diagnostics;

/// A project on disk, and what of it can be kept from one build to the next.
#[derive(Debug)]
pub struct Project {
    root: PathBuf,
    bundle: Bundle<'static>,
    edition: Edition,
    newest: Option<Instant>,
    theme: Option<Theme>,
}

/// What came of a build.
#[derive(Debug)]
pub struct Build {
    /// The finished site; nothing when there are errors.
    pub output: Option<Output>,
    /// What indexes it for its search page; nothing when it has none, or a theme that cannot search.
    pub search: Option<Pagefind>,
    /// What there is to say about it.
    pub diagnostics: Diagnostics,
    /// The files the problems lie in.
    pub sources: Sources,
    /// What every address on the site begins with: empty, or such as `/supportt`.
    pub base: String,
}

impl Project {
    /// The project in the folder `root`, with the widgets that go into its site.
    #[must_use]
    pub fn new(root: PathBuf, bundle: Bundle<'static>) -> Self {
        Self { root, bundle, edition: Edition::Published, newest: None, theme: None }
    }

    /// The same project, with or without its examples.
    #[must_use]
    pub fn edition(self, edition: Edition) -> Self {
        Self { edition, ..self }
    }

    /// The same project, no file of which counts as changed later than this.
    ///
    /// A fresh clone of a repository has files as new as itself. With the time of its last commit here, each clone gives
    /// the same bytes.
    #[must_use]
    pub fn newest(self, newest: Option<Instant>) -> Self {
        Self { newest, ..self }
    }

    /// Where it is.
    #[must_use]
    pub fn root(&self) -> &std::path::Path {
        &self.root
    }

    /// Builds the site as it is on the day `today`.
    ///
    /// # Errors
    ///
    /// When files cannot be read, or the theme's packages cannot be installed.
    pub fn build(&mut self, today: Date) -> Result<Build, BuildError> {
        let mut diagnostics = Diagnostics::new();
        let inputs = load::load(&self.root, &mut diagnostics)?;
        self.build_inputs(inputs, diagnostics, today)
    }

    /// Builds the site from files in memory, with what was found wrong while they were read.
    ///
    /// # Errors
    ///
    /// When there are no settings, or the theme's packages cannot be installed.
    pub fn build_inputs(
        &mut self,
        mut inputs: Inputs,
        mut diagnostics: Diagnostics,
        today: Date,
    ) -> Result<Build, BuildError> {
        let (bundle, edition) = (self.bundle, self.edition);
        if !inputs.is_whole {
            // Whatever else was found wrong might only follow from what is missing.
            let (sources, base) = (inputs.sources, String::new());
            return Ok(Build { output: None, search: None, diagnostics, sources, base });
        }
        if let Some(newest) = self.newest {
            inputs.sources = inputs.sources.no_newer_than(newest);
        }
        let config = content::config(&inputs, &mut diagnostics)?;
        let mut in_theme = Diagnostics::new();
        let (theme, content) = rayon::join(
            || self.load_theme(config.as_ref(), &inputs, &mut in_theme),
            || content::read(&inputs, config.as_ref(), (today, edition), &mut diagnostics),
        );
        diagnostics.append(in_theme);
        let theme = theme?;
        let has_search = content.as_ref().is_some_and(|content| content.site.search_page().is_some());
        let search =
            theme.filter(|theme| has_search && theme.can_search()).and_then(|theme| theme.pagefind.clone());
        let output = match (content, theme) {
            (Some(content), Some(theme)) if !diagnostics.has_errors() => {
                let ctx = content.context(theme, today);
                render::render(ctx, bundle, &inputs, &mut diagnostics)
            }
            _ => None,
        };
        let base = config.as_ref().map_or("", Config::base).to_owned();
        Ok(Build { output, search, diagnostics, sources: inputs.sources, base })
    }

    /// The theme: the one at hand, while its files stay the same.
    fn load_theme(
        &mut self,
        config: Option<&Config>,
        inputs: &Inputs,
        diagnostics: &mut Diagnostics,
    ) -> Result<Option<&Theme>, BuildError> {
        let Some(name) = config.and_then(|config| config.theme.as_ref()) else { return Ok(None) };
        if !self.theme.as_ref().is_some_and(|theme| theme.is_current(&name.value, inputs)) {
            self.theme = Theme::load(&self.root, name, inputs, diagnostics)?;
        }
        Ok(self.theme.as_ref())
    }
}
