//! The story of a build: load, parse, link, render. Writing the result is [`write`](mod@crate::write)'s work.

use std::path::PathBuf;

use supportt_rules::date::{Date, Instant};
use supportt_rules::working_days::BankHolidays;

use crate::allowances;
use crate::bank_holidays;
use crate::calendars;
use crate::catalogue::{self, Catalogue};
use crate::config::{self, Config};
use crate::differences::{self, Difference};
use crate::edition::Edition;
use crate::feeds;
use crate::fields::{self, Standards};
use crate::link_allowances;
use crate::link_targets::{LinkTargets, SETTINGS};
use crate::load::{self, Inputs};
use crate::output::Output;
use crate::page;
use crate::policy::{self, literal_numbers::Numbers};
use crate::record_pages::{self, RecordPages};
use crate::registers::{self, Registers, glossary};
use crate::render::{self, Bundle, RenderContext};
use crate::reviews::{self, Due};
use crate::scenarios;
use crate::search_index::Pagefind;
use crate::site::{self, Site};
use crate::site_files::SiteFiles;
use crate::subject::{Subject, topics};
use crate::templates;
use crate::terms::{self, Terms};
use crate::theme::{THEMES, Theme};
use crate::words::{self, Words};
use supportt_source::Sources;
use supportt_source::bug;
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
        let config = read_config(&inputs, &mut diagnostics)?;
        let mut in_theme = Diagnostics::new();
        let (theme, content) = rayon::join(
            || self.load_theme(config.as_ref(), &inputs, &mut in_theme),
            || read_content(&inputs, config.as_ref(), (today, edition), &mut diagnostics),
        );
        diagnostics.append(in_theme);
        let theme = theme?;
        let has_search = content.as_ref().is_some_and(|content| content.site.search_page().is_some());
        let search =
            theme.filter(|theme| has_search && theme.can_search()).and_then(|theme| theme.pagefind.clone());
        let output = match (content, theme) {
            (Some(content), Some(theme)) if !diagnostics.has_errors() => {
                let Content {
                    site,
                    catalogues,
                    record_pages,
                    words,
                    registers,
                    differences,
                    bank_holidays,
                    ..
                } = &content;
                let ctx = RenderContext {
                    site,
                    catalogues,
                    record_pages,
                    words,
                    registers,
                    differences,
                    bank_holidays,
                    theme,
                    today,
                };
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

pub(crate) fn read_config(
    inputs: &Inputs,
    diagnostics: &mut Diagnostics,
) -> Result<Option<Config>, BuildError> {
    match inputs.sources.at(SETTINGS) {
        Some(file) => Ok(bug::at(file.path(), || config::read(file, diagnostics))),
        None => Err(BuildError::other(
            format!("there is no `{SETTINGS}`"),
            "it holds the name and the web address of the whole site",
        )),
    }
}

/// Everything that is drawn, without what it is drawn with.
#[derive(Debug)]
pub(crate) struct Content<'a> {
    pub(crate) site: Site<'a>,
    catalogues: Vec<Catalogue>,
    record_pages: RecordPages,
    words: Words,
    registers: Vec<Registers>,
    differences: Vec<Difference>,
    bank_holidays: BankHolidays,
    pub(crate) due: Vec<Due>,
}

/// Everything but drawing. Nothing when anything is wrong with it.
pub(crate) fn read_content<'a>(
    inputs: &'a Inputs,
    config: Option<&Config>,
    (today, edition): (Date, Edition),
    diagnostics: &mut Diagnostics,
) -> Option<Content<'a>> {
    let content = read_all(inputs, config, (today, edition), diagnostics);
    allowances::apply(&inputs.sources, diagnostics);
    content.filter(|_| !diagnostics.has_errors())
}

fn read_all<'a>(
    inputs: &'a Inputs,
    config: Option<&Config>,
    (today, edition): (Date, Edition),
    diagnostics: &mut Diagnostics,
) -> Option<Content<'a>> {
    let sources = &inputs.sources;
    let targets = LinkTargets::new(sources, config.map_or("", Config::base));
    let words = words::load(sources, diagnostics);
    // The policy needs no other words: what is wrong with those hides nothing that is wrong with it.
    let vocabulary = match &words {
        Some(words) => Some(words.vocabulary.clone()),
        None => words::vocabulary(sources, &mut Diagnostics::new()),
    };
    let (policy, reviews) = vocabulary
        .and_then(|vocabulary| policy::load(sources.files(), vocabulary, today, diagnostics))
        .map(|loaded| (loaded.policy, loaded.reviews))
        .unzip();
    let bank_holidays = bank_holidays::load(sources, today, diagnostics);
    let differences = policy.as_ref().map(|policy| differences::load(sources, policy, today, diagnostics));
    if let (Some(policy), Some(words)) = (&policy, &words) {
        scenarios::check(sources, policy, words, today, diagnostics);
    }
    link_allowances::load(sources, today, diagnostics);
    page::check_other_files(sources, diagnostics);
    let registers = policy.as_ref().zip(words.as_ref()).map(|(policy, words)| {
        registers::load(sources, policy, &targets, &words.courses.topics, (today, edition), diagnostics)
    });
    let mut terms = terms::load(sources, diagnostics);
    if let (Some(policy), Some(registers)) = (&policy, &registers) {
        let glossaries = policy.regions().iter().zip(registers);
        terms.extend(glossaries.flat_map(|(region, registers)| glossary::terms(region, &registers.glossary)));
    }
    let numbers = policy.as_ref().map(Numbers::new);
    let terms = Terms::new(terms);
    let theme = config.and_then(|config| Some(config.theme.as_ref()?.value.as_str()));
    let in_theme = theme.map(|theme| templates::reserved_ids(&format!("{THEMES}{theme}/"), sources));
    let mut reserved_ids = in_theme.unwrap_or_default();
    reserved_ids.of_widgets.extend(supportt_forms::ids().map(str::to_owned));
    let standards =
        Standards { terms: &terms, numbers: numbers.as_ref(), reserved_ids: &reserved_ids, today };
    fields::check_files(sources, standards, diagnostics);
    let pages = page::parse_all(sources, &targets, standards, diagnostics);
    if let (Some(policy), Some(registers)) = (&policy, &registers) {
        record_pages::check_links(&pages, policy, registers, sources, (today, edition), diagnostics);
    }
    if let Some(config) = config {
        diagnostics.extend(reviews::overdue_pages(&pages, config.review_months(), (today, edition)));
    }
    if let Some(words) = &words {
        let subjects = pages.iter().filter_map(|page| page.front_matter.as_ref()?.subject.as_ref());
        let courses = subjects.filter_map(Subject::course);
        courses.for_each(|course| topics::check(&course.topics, &words.courses.topics, diagnostics));
    }
    let mut files = SiteFiles::new();
    files.add_content(&pages, sources, theme, diagnostics);
    let site = site::link(pages, config, policy, &targets, sources, (today, edition), diagnostics);
    let (site, words, registers) = (site?, words?, registers?);
    let catalogues = catalogue::of_regions(&site, &words.courses, sources, today, diagnostics);
    let record_pages = record_pages::of_regions(&site, &registers, today);
    for made in render::generated_pages(&catalogues, &record_pages) {
        files.add_page(made.page(), diagnostics);
    }
    for (address, title) in record_pages::to_come(&site.policy, today) {
        files.add_page_to_come(&address, title, diagnostics);
    }
    for catalogue in &catalogues {
        for path in calendars::paths(&site, catalogue) {
            files.add_made(path, "the site itself makes a calendar of courses", diagnostics);
        }
        for path in feeds::paths(&site, catalogue) {
            files.add_made(path, "the site itself makes a feed", diagnostics);
        }
    }
    if diagnostics.has_errors() {
        return None;
    }
    let due = reviews::due(&site, &registers, reviews?, sources, today);
    diagnostics.extend(reviews::overdue_entries(&due));
    let differences = differences?;
    Some(Content { site, catalogues, record_pages, words, registers, differences, bank_holidays, due })
}
