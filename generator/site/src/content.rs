//! Everything that a site is drawn from: read, checked and linked, in the order in which one thing needs another.

use std::collections::BTreeMap;

use supportt_basics::date::Date;
use supportt_basics::ids::RegionId;
use supportt_rules::policy::{Policy, Region};

use crate::calendars;
use crate::catalogue::{self, Catalogue};
use crate::entry_pages::{self, EntryPages};
use crate::feeds;
use crate::render::{self, RenderContext};
use crate::reviews::{self, Due};
use crate::site::{self, Site};
use crate::site_files::SiteFiles;
use supportt_content::config::{self, Config};
use supportt_content::differences::{self, Difference};
use supportt_content::edition::Edition;
use supportt_content::fields::{self, Standards};
use supportt_content::link_allowances;
use supportt_content::national::{National, NationalLists};
use supportt_content::page::{self, CheckedPage};
use supportt_content::policy::{self, PolicyReview, literal_numbers::Numbers};
use supportt_content::registers::{self, Registers, glossary};
use supportt_content::scenarios;
use supportt_content::subject::{Subject, topics};
use supportt_content::words::{self, Words};
use supportt_engine::load::Inputs;
use supportt_engine::templates;
use supportt_engine::theme::{THEMES, Theme};
use supportt_lint::allowances;
use supportt_lint::prose::OtherTeam;
use supportt_lint::terms::{self, Terms};
use supportt_markdown::link_targets::{LinkTargets, SETTINGS};
use supportt_source::Sources;
use supportt_source::bug;
use supportt_source::build_error::BuildError;
use supportt_source::diagnostic::Diagnostics;

/// Everything that is drawn, without what it is drawn with.
#[derive(Debug)]
pub struct Content<'a> {
    /// The pages.
    pub site: Site<'a>,
    /// What each region announces.
    pub(crate) catalogues: Vec<Catalogue>,
    /// The pages of entries.
    pub(crate) entry_pages: EntryPages,
    /// The words of the forms and lists.
    pub(crate) words: Words,
    /// Each region's registers.
    pub(crate) registers: Vec<Registers>,
    /// Where the regions differ.
    pub(crate) differences: Vec<Difference>,
    /// The lists that belong to no region.
    pub(crate) national: National,
    /// What must be looked at again.
    pub due: Vec<Due>,
}

impl<'a> Content<'a> {
    /// What drawing reads.
    pub(crate) fn context(&'a self, theme: &'a Theme, today: Date) -> RenderContext<'a> {
        let Self { site, catalogues, entry_pages, words, registers, differences, national, due: _ } = self;
        RenderContext { site, catalogues, entry_pages, words, registers, differences, national, theme, today }
    }
}

/// The settings of the site; nothing when anything is wrong with them, which is reported.
///
/// # Errors
///
/// When there are none.
pub fn config(inputs: &Inputs, diagnostics: &mut Diagnostics) -> Result<Option<Config>, BuildError> {
    match inputs.sources.at(SETTINGS) {
        Some(file) => Ok(bug::at(file.path(), || config::read(file, diagnostics))),
        None => Err(BuildError::other(
            format!("there is no `{SETTINGS}`"),
            "it holds the name and the web address of the whole site",
        )),
    }
}

/// Everything but drawing. Nothing when anything is wrong with it.
pub fn read<'a>(
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
    let lists = NationalLists::read(sources, diagnostics);
    let rules = Rules::read(sources, &lists, today, diagnostics);
    let registers = rules.registers(sources, &targets, (today, edition), diagnostics);
    link_allowances::read(&lists.link_allowances, today, diagnostics);
    page::check_other_files(sources, diagnostics);
    let theme = config.and_then(|config| Some(config.theme.as_ref()?.value.as_str()));
    let pages = rules.pages(sources, &targets, (theme, registers.as_deref(), today), diagnostics);
    if let (Some(policy), Some(registers)) = (&rules.policy, &registers) {
        entry_pages::check_links(&pages, policy, registers, sources, (today, edition), diagnostics);
    }
    if let Some(config) = config {
        diagnostics.extend(reviews::overdue_pages(&pages, config.review_months(), (today, edition)));
    }
    let mut files = SiteFiles::new();
    files.add_content(&pages, sources, theme, diagnostics);
    let Rules { words, policy, reviews, differences, national } = rules;
    let site = site::link(pages, config, policy, &targets, sources, (today, edition), diagnostics);
    let (site, words, registers) = (site?, words?, registers?);
    let catalogues = catalogue::of_regions(&site, &words.courses, sources, today, diagnostics);
    let entry_pages = entry_pages::of_regions(&site, &registers, today);
    add_made(&mut files, &site, (&catalogues, &entry_pages), today, diagnostics);
    if diagnostics.has_errors() {
        return None;
    }
    let due = reviews::due(&site, &registers, reviews?, &lists, today);
    diagnostics.extend(reviews::overdue_entries(&due));
    let differences = differences?;
    Some(Content { site, catalogues, entry_pages, words, registers, differences, national, due })
}

/// What holds for all regions and pages; nothing of what is wrong, which is reported.
struct Rules {
    words: Option<Words>,
    policy: Option<Policy>,
    reviews: Option<BTreeMap<RegionId, Vec<PolicyReview>>>,
    differences: Option<Vec<Difference>>,
    national: National,
}

impl Rules {
    fn read(sources: &Sources, lists: &NationalLists, today: Date, diagnostics: &mut Diagnostics) -> Self {
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
        let differences = policy
            .as_ref()
            .map(|policy| differences::read(&lists.differences, sources, policy, today, diagnostics));
        if let (Some(policy), Some(words)) = (&policy, &words) {
            scenarios::check(sources, policy, words, today, diagnostics);
        }
        let national = National::new(lists, today, diagnostics);
        Self { words, policy, reviews, differences, national }
    }

    fn registers(
        &self,
        sources: &Sources,
        targets: &LinkTargets<'_>,
        (today, edition): (Date, Edition),
        diagnostics: &mut Diagnostics,
    ) -> Option<Vec<Registers>> {
        // What is wrong with the words hides nothing that is wrong with the registers.
        let topics = self.words.as_ref().map(|words| &words.courses.topics);
        Some(registers::load(sources, self.policy.as_ref()?, targets, topics, (today, edition), diagnostics))
    }

    /// Reads every page, and holds its text and the fields of every file against how the site writes.
    fn pages<'a>(
        &self,
        sources: &'a Sources,
        targets: &LinkTargets<'_>,
        (theme, registers, today): (Option<&str>, Option<&[Registers]>, Date),
        diagnostics: &mut Diagnostics,
    ) -> Vec<CheckedPage<'a>> {
        let mut terms = terms::load(sources, diagnostics);
        if let (Some(policy), Some(registers)) = (&self.policy, registers) {
            let glossaries = policy.regions().iter().zip(registers);
            terms.extend(
                glossaries.flat_map(|(region, registers)| glossary::terms(region, &registers.glossary)),
            );
        }
        let terms = Terms::new(terms);
        let numbers = self.policy.as_ref().map(Numbers::new);
        let in_theme = theme.map(|theme| templates::reserved_ids(&format!("{THEMES}{theme}/"), sources));
        let mut reserved_ids = in_theme.unwrap_or_default();
        reserved_ids.of_widgets.extend(supportt_forms::ids().map(str::to_owned));
        let regions = self.policy.iter().flat_map(Policy::regions);
        let of_regions: Vec<OtherTeam<'_>> = regions.map(team).collect();
        let standards = Standards {
            terms: &terms,
            numbers: numbers.as_ref(),
            reserved_ids: &reserved_ids,
            teams: &of_regions,
            today,
        };
        fields::check_files(sources, standards, diagnostics);
        let pages = page::read_all(sources, targets, standards, diagnostics);
        if let Some(words) = &self.words {
            let subjects = pages.iter().filter_map(|page| page.front_matter.as_ref()?.subject.as_ref());
            let courses = subjects.filter_map(Subject::course);
            courses.for_each(|course| topics::check(&course.topics, &words.courses.topics, diagnostics));
        }
        pages
    }
}

fn team(region: &Region) -> OtherTeam<'_> {
    let terms = region.terms();
    OtherTeam { region: region.id().as_str(), place: &terms.place, team: &terms.team }
}

/// Adds the files that the site makes by itself to those that are there, and reports what is in their way.
fn add_made(
    files: &mut SiteFiles,
    site: &Site<'_>,
    (catalogues, entry_pages): (&[Catalogue], &EntryPages),
    today: Date,
    diagnostics: &mut Diagnostics,
) {
    for made in render::generated_pages(catalogues, entry_pages) {
        files.add_page(made.page(), diagnostics);
    }
    for entry in entry_pages.listed() {
        files.add_entry(entry, diagnostics);
    }
    for (address, title) in entry_pages::to_come(&site.policy, today) {
        files.add_page_to_come(&address, title, diagnostics);
    }
    for catalogue in catalogues {
        for path in calendars::paths(site, catalogue) {
            files.add_made(path, "the site itself makes a calendar of courses", diagnostics);
        }
        for path in feeds::paths(site, catalogue) {
            files.add_made(path, "the site itself makes a feed", diagnostics);
        }
    }
}
