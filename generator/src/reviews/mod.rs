//! When every page and every entry must be looked at again, and who answers for it.
//!
//! [`due`] finds it in content that has been read, without reading or writing anything; [`Report`]
//! puts it into a form. The day is told by [`day_of_review`] alone, whether for the list or for a warning.

mod report;

use std::collections::BTreeMap;
use std::path::Path;

use supportt_rules::date::{self, Date};
use supportt_rules::keyword::Keyword as _;
use supportt_rules::policy::Region;

pub use self::report::Form;
use self::report::Report;
use crate::bank_holidays;
use crate::build::{self, Content};
use crate::build_error::BuildError;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::differences;
use crate::external_links::allowed;
use crate::load;
use crate::page::ParsedPage;
use crate::policy;
use crate::provenance::Provenance;
use crate::record::Record;
use crate::record_kind::RecordKind;
use crate::registers::{Item, Registers};
use crate::rulebook::{self, Reply};
use crate::site::{Edition, Page, Site};
use crate::source::{SourceId, Sources, Span, Spanned};
use crate::subject::SubjectKind;
use crate::wording::count;

/// What a page is called among other kinds.
const PAGE: &str = "page";

/// What must be looked at again.
#[derive(Clone, Debug)]
pub struct Due {
    /// The day by which.
    pub review_by: Option<Date>,
    /// Whether that day is written with it; if not, it follows from the last look.
    pub has_own_day: bool,
    /// How that day stands to today.
    pub state: State,
    /// The day on which somebody last looked at it.
    pub last_checked: Option<Date>,
    /// Who answers for it.
    pub owner: String,
    /// What it is: `page`, or the word its list is called.
    pub kind: &'static str,
    /// The id of its region; nothing when it belongs to none.
    pub region: Option<String>,
    /// Its id among its kind; of a page the address.
    pub id: String,
    /// Its title.
    pub name: String,
    /// The first day of this version, where there are versions.
    pub from: Option<Date>,
    /// The title of what it is held against.
    pub source: Option<String>,
    /// Where in that.
    pub reference: Option<String>,
    /// Where the day of the last look is written, because that is what changes after the next; without one, its id.
    pub place: Span,
}

/// How the day of a review stands to today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The day has passed.
    Overdue,
    /// The day is today or to come.
    Due,
    /// A later version has replaced it, so nobody needs to look at it again.
    Replaced,
    /// There is no day: no source says so, but we do.
    Undated,
}

impl State {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Due => "due",
            Self::Replaced => "replaced",
            Self::Undated => "undated",
        }
    }
}

/// What of it is wanted.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// What belongs to this region.
    pub region: Option<String>,
    /// What must be looked at by this day.
    pub due_by: Option<Date>,
    /// Whether examples are among it.
    pub edition: Edition,
}

impl Wanted {
    fn has(&self, due: &Due) -> bool {
        (self.region.is_none() || self.region == due.region)
            && self.due_by.is_none_or(|day| due.review_by.is_some_and(|due| due <= day))
    }
}

/// Lists what must be looked at again in the project in the folder `root`.
///
/// # Errors
///
/// When files cannot be read, or there is no such region.
pub fn run(root: &Path, wanted: &Wanted, form: Form, today: Date) -> Result<Reply, BuildError> {
    let mut diagnostics = Diagnostics::new();
    let inputs = load::load_content(root, &mut diagnostics)?;
    let config = build::read_config(&inputs, &mut diagnostics)?;
    let content = build::read_content(&inputs, config.as_ref(), (today, wanted.edition), &mut diagnostics);
    let text = match content {
        Some(content) if !diagnostics.has_errors() => {
            if let Some(region) = &wanted.region {
                rulebook::region(&content.site.policy, region)?;
            }
            let mut list = due(&content, &inputs.sources, today);
            list.retain(|due| wanted.has(due));
            // What is overdue stands in the list; said twice it would only be harder to find.
            diagnostics = Diagnostics::new();
            Some(Report { list: &list, sources: &inputs.sources, today }.text(form))
        }
        _ => None,
    };
    Ok(Reply { text, diagnostics, sources: inputs.sources })
}

/// The day by which something must be looked at again: the one that is given, or the last look and `months` more.
fn day_of_review(last: Date, review_by: Option<Date>, months: u32) -> Date {
    review_by.unwrap_or_else(|| date::months_after(last, months))
}

/// Warns of pages whose last review is longer ago than `months`. Those with a `review_by` of their own are warned of
/// where that is read.
pub(crate) fn overdue_pages(
    pages: &[ParsedPage<'_>],
    months: u32,
    (today, edition): (Date, Edition),
) -> impl Iterator<Item = Diagnostic> {
    pages.iter().filter_map(move |page| {
        let details = page.front_matter.as_ref()?;
        let last = &details.last_reviewed;
        let is_shown = !details.example || edition == Edition::WithExamples;
        let has_own_day = details.review_by.is_some();
        if !is_shown || has_own_day || day_of_review(last.value, None, months) >= today {
            return None;
        }
        Some(
            Diagnostic::warning(
                "page::review-overdue",
                last.span,
                format!(
                    "this page was last reviewed on {}, more than {} ago",
                    date::long(last.value),
                    count(usize::try_from(months).unwrap_or(usize::MAX), "month")
                ),
            )
            .label(format!("today is {}", date::long(today)))
            .hint("read it against its sources; then set `last_reviewed` to that day")
            .hint("`review_months` in `content/site.toml` says for how many months a review holds"),
        )
    })
}

/// Warns of files with entries whose last check is longer ago than a review holds. Those with a `review_by` of their own
/// are warned of where that is read; hundreds of entries are checked at a time, so each file is warned of once.
pub(crate) fn overdue_entries(
    content: &Content<'_>,
    sources: &Sources,
    today: Date,
) -> impl Iterator<Item = Diagnostic> {
    let mut files: BTreeMap<SourceId, Vec<Due>> = BTreeMap::new();
    for due in due(content, sources, today) {
        if due.state == State::Overdue && !due.has_own_day && due.kind != PAGE {
            files.entry(due.place.file()).or_default().push(due);
        }
    }
    files.into_values().filter_map(move |overdue| {
        // The list begins with what is longest overdue.
        let first = overdue.first()?;
        let problem = match overdue.len() {
            1 => "an entry of this file must be checked again".to_owned(),
            number => format!("{number} entries of this file must be checked again"),
        };
        Some(
            Diagnostic::warning("record::check-overdue", first.place, problem)
                .label(format!("this was due on {}", date::long(first.review_by?)))
                .hint("compare each with its source, and set `checked_on` to that day; `supportt reviews` lists them")
                .hint("`review_months` in `content/site.toml` says for how many months a check holds"),
        )
    })
}

/// Everything that must be looked at again, the first day first, then by owner and by place.
pub(crate) fn due(content: &Content<'_>, sources: &Sources, today: Date) -> Vec<Due> {
    let site = &content.site;
    let months = site.config.review_months;
    let finder = Finder { site, today, months };
    let mut list: Vec<Due> = site.pages().iter().flat_map(|page| finder.page(page)).collect();
    let mut policy = policy::reviews(sources.files(), today);
    for (place, region) in site.policy.regions().iter().enumerate() {
        let owner = site.owner(place);
        let reviews = policy.remove(region.id().as_str()).unwrap_or_default();
        list.extend(reviews.into_iter().map(|review| finder.entry(review, region, owner)));
        if let Some(registers) = content.registers.get(place) {
            let Registers { resources, contacts, faqs, glossary, .. } = registers;
            list.extend(resources.iter().map(|item| finder.item(RecordKind::Resource, item, region, owner)));
            list.extend(contacts.iter().map(|item| finder.item(RecordKind::Contact, item, region, owner)));
            list.extend(faqs.iter().map(|item| finder.item(RecordKind::Faq, item, region, owner)));
            list.extend(glossary.iter().map(|item| finder.item(RecordKind::Word, item, region, owner)));
        }
    }
    let owner = site.pages().iter().find(|page| page.parent.is_none());
    let owner = owner.map_or("", |page| &page.front_matter.owner);
    for (kind, records, names) in [
        ("difference", differences::records(sources), ["id", "name"]),
        ("bank-holidays", bank_holidays::records(sources), ["year", "source"]),
        ("link", allowed::records(sources), ["address", "why"]),
    ] {
        list.extend(records.iter().filter_map(|record| finder.national(kind, record, names, owner)));
    }
    list.sort_by(|one, other| {
        let key = |due: &Due| (due.review_by.is_none(), due.review_by);
        key(one)
            .cmp(&key(other))
            .then_with(|| one.owner.cmp(&other.owner))
            .then_with(|| one.place.cmp(&other.place))
    });
    list
}

/// What tells of each thing when it must be looked at again.
struct Finder<'a> {
    site: &'a Site<'a>,
    today: Date,
    months: u32,
}

impl Finder<'_> {
    /// A page, and what it is about where that has a source of its own.
    fn page(&self, page: &Page<'_>) -> impl Iterator<Item = Due> + use<> {
        let details = &page.front_matter;
        let region = self.site.region_of(page);
        let read = self.looked_at(&details.last_reviewed, details.review_by);
        let own = Due {
            owner: details.owner.clone(),
            kind: PAGE,
            region: region.map(|region| region.id().to_string()),
            id: page.address.to_string(),
            name: details.title.clone(),
            ..read
        };
        let subject = details.subject.as_ref().and_then(|subject| {
            let kind = match subject.kind {
                SubjectKind::Course(_) => "course",
                SubjectKind::Round(_) => "round",
                SubjectKind::Issue(_) => "issue",
            };
            Some(Due { kind, ..self.cited(&subject.provenance, region?, own.clone())? })
        });
        std::iter::once(own).chain(subject)
    }

    /// A record of a register.
    fn item<T>(&self, kind: RecordKind, item: &Item<T>, region: &Region, owner: &str) -> Due {
        let undated = Due {
            owner: owner.to_owned(),
            kind: kind.word(),
            region: Some(region.id().to_string()),
            id: item.id.value.clone(),
            name: item.name.clone(),
            ..Due::undated(item.id.span)
        };
        self.cited(&item.provenance, region, undated.clone()).unwrap_or(undated)
    }

    /// The same with the days and the source of a citation; nothing where there is none.
    fn cited(&self, provenance: &Provenance, region: &Region, due: Due) -> Option<Due> {
        let citation = provenance.citation()?;
        let review_by = citation.review_by.as_ref().map(|day| day.value);
        let Due { review_by, has_own_day, state, last_checked, place, .. } =
            self.looked_at(&citation.checked_on, review_by);
        Some(Due {
            review_by,
            has_own_day,
            state,
            last_checked,
            source: Some(title(region, &citation.source.value)),
            reference: Some(citation.reference.clone()),
            place,
            ..due
        })
    }

    /// A version of an entry of the policy.
    fn entry(&self, review: policy::PolicyReview, region: &Region, owner: &str) -> Due {
        let mut due = self.looked_at(&review.checked_on, review.review_by);
        if review.is_replaced {
            (due.review_by, due.state) = (None, State::Replaced);
        }
        Due {
            owner: owner.to_owned(),
            kind: review.table.word(),
            region: Some(region.id().to_string()),
            id: review.id,
            name: review.name,
            from: Some(review.from),
            source: Some(title(region, &review.source)),
            reference: Some(review.reference),
            ..due
        }
    }

    /// A record of a list that belongs to no region; `names` are its fields for the id and the title.
    fn national(
        &self,
        kind: &'static str,
        record: &Record,
        [id, name]: [&str; 2],
        owner: &str,
    ) -> Option<Due> {
        let checked_on = record.date("checked_on")?;
        let number = || record.number(id).map(|number| number.value.to_string());
        Some(Due {
            owner: owner.to_owned(),
            kind,
            id: record.text(id).map(|text| text.value).or_else(number)?,
            name: record.text(name)?.value,
            ..self.looked_at(&checked_on, None)
        })
    }

    /// Something of which only the days are known yet.
    fn looked_at(&self, last: &Spanned<Date>, review_by: Option<Date>) -> Due {
        let day = day_of_review(last.value, review_by, self.months);
        Due {
            review_by: Some(day),
            has_own_day: review_by.is_some(),
            state: if day < self.today { State::Overdue } else { State::Due },
            last_checked: Some(last.value),
            ..Due::undated(last.span)
        }
    }
}

impl Due {
    fn undated(place: Span) -> Self {
        Self {
            review_by: None,
            has_own_day: false,
            state: State::Undated,
            last_checked: None,
            owner: String::new(),
            kind: "",
            region: None,
            id: String::new(),
            name: String::new(),
            from: None,
            source: None,
            reference: None,
            place,
        }
    }
}

/// The title of a region's source.
fn title(region: &Region, id: &str) -> String {
    let found = region.sources().iter().find(|source| source.id.as_str() == id);
    found.map_or(id, |source| &source.title).to_owned()
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::fixture::check_short;

    #[test]
    fn entries_that_nobody_has_checked_for_long_are_told_of() {
        let word = |id: &str, days: &str| {
            format!(
                "[[word]]\nid = \"{id}\"\nname = \"{id}\"\nsays = \"A word.\"\nsource = \"page\"\nreference = \"N:2\"\n{days}\n\n"
            )
        };
        check_short(
            &[
                "//- content/north/glossary.toml\n".to_owned(),
                word("recent", "checked_on = 2025-03-01"),
                word("old", "checked_on = 2025-02-27"),
                word("older", "checked_on = 2024-01-31"),
                word("with-its-own-day", "checked_on = 2024-01-31\nreview_by = 2026-12-31"),
            ]
            .concat(),
            expect![[r#"
                content/north/glossary.toml:1:1: warning: no page shows what is in this file (hint: put `{{ glossary }}` on a line of its own in the page where people look for it)
                content/north/glossary.toml:23:14: warning: 2 entries of this file must be checked again: this was due on 31 January 2025 (hint: compare each with its source, and set `checked_on` to that day; `supportt reviews` lists them) (hint: `review_months` in `content/site.toml` says for how many months a check holds)
            "#]],
        );
    }
}
