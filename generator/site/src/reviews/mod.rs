//! When every page and every entry must be looked at again, and who answers for it.
//!
//! [`due()`] finds it in content that has been read, without reading or writing anything; [`Report`]
//! puts it into a form. The day is told by [`day_of_review`] alone, whether for the list or for a warning.

mod due;
mod report;

use std::collections::BTreeMap;

use supportt_basics::date::{self, Date};
use supportt_basics::ids::RegionId;
use supportt_basics::keyword::Keyword as _;
use supportt_rules::policy::Region;

pub use self::due::{Due, State};
pub use self::report::Form;
pub use self::report::Report;
use crate::site::{Page, Site};
use supportt_content::edition::Edition;
use supportt_content::national::NationalLists;
use supportt_content::page::CheckedPage;
use supportt_content::policy::PolicyReview;
use supportt_content::provenance::Citation;
use supportt_content::registers::{RegisterEntry, Registers};
use supportt_content::subject::SubjectKind;
use supportt_schema::record::Record;
use supportt_source::diagnostic::Diagnostic;
use supportt_source::wording::count;
use supportt_source::{SourceId, Span, Spanned};

/// What a page is called among other kinds.
const PAGE: &str = "page";

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
    /// Whether something is wanted.
    #[must_use]
    pub fn has(&self, due: &Due) -> bool {
        (self.region.is_none() || self.region == due.region)
            && self.due_by.is_none_or(|day| due.review_by.is_some_and(|due| due <= day))
    }
}

/// The day by which something must be looked at again: the one that is given, or the last look and `months` more.
fn day_of_review(last: Date, review_by: Option<Date>, months: u32) -> Date {
    review_by.unwrap_or_else(|| date::months_after(last, months))
}

/// Warns of pages whose last review is longer ago than `months`. Those with a `review_by` of their own are warned of
/// where that is read.
pub(crate) fn overdue_pages(
    pages: &[CheckedPage<'_>],
    months: u32,
    (today, edition): (Date, Edition),
) -> impl Iterator<Item = Diagnostic> {
    pages.iter().filter_map(move |page| {
        let details = page.front_matter.as_ref()?;
        let last = &details.last_reviewed;
        let is_shown = !details.is_example() || edition == Edition::WithExamples;
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
pub(crate) fn overdue_entries(due: &[Due]) -> impl Iterator<Item = Diagnostic> {
    let mut files: BTreeMap<SourceId, Vec<&Due>> = BTreeMap::new();
    for due in due {
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
pub(crate) fn due(
    site: &Site<'_>,
    registers: &[Registers],
    mut policy: BTreeMap<RegionId, Vec<PolicyReview>>,
    national: &NationalLists,
    today: Date,
) -> Vec<Due> {
    let months = site.config.review_months();
    let finder = Finder { site, today, months };
    let mut list: Vec<Due> = site.pages().iter().flat_map(|page| finder.page(page)).collect();
    for (place, region) in site.policy.regions().iter().enumerate() {
        let owner = site.owner(place);
        let reviews = policy.remove(region.id()).unwrap_or_default();
        list.extend(reviews.into_iter().map(|review| finder.entry(review, region, owner)));
        if let Some(registers) = registers.get(place) {
            let Registers { resources, contacts, faqs, glossary, .. } = registers;
            list.extend(resources.iter().map(|entry| finder.item(entry, region, owner)));
            list.extend(contacts.iter().map(|entry| finder.item(entry, region, owner)));
            list.extend(faqs.iter().map(|entry| finder.item(entry, region, owner)));
            list.extend(glossary.iter().map(|entry| finder.item(entry, region, owner)));
        }
    }
    let owner = site.pages().iter().find(|page| page.parent.is_none());
    let owner = owner.map_or("", |page| &page.front_matter.owner);
    for (kind, records, names) in [
        ("difference", &national.differences, ["id", "name"]),
        ("bank-holidays", &national.bank_holidays, ["year", "source"]),
        ("link", &national.link_allowances, ["address", "why"]),
        ("helpline", &national.helplines, ["name", "address"]),
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
        let read = self.looked_at(&details.last_reviewed, details.review_by.as_ref().map(|day| day.value));
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
            Some(Due { kind, ..self.cited(subject.citation(), region?, own.clone())? })
        });
        std::iter::once(own).chain(subject)
    }

    /// A record of a register.
    fn item<E: RegisterEntry>(&self, entry: &E, region: &Region, owner: &str) -> Due {
        let undated = Due {
            owner: owner.to_owned(),
            kind: E::KIND.word(),
            region: Some(region.id().to_string()),
            id: entry.id().value.clone(),
            name: entry.name().to_owned(),
            ..Due::undated(entry.id().span)
        };
        self.cited(entry.provenance().citation(), region, undated.clone()).unwrap_or(undated)
    }

    /// The same with the days and the source of a citation; nothing where there is none.
    fn cited(&self, citation: Option<&Citation>, region: &Region, due: Due) -> Option<Due> {
        let citation = citation?;
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
    fn entry(&self, review: PolicyReview, region: &Region, owner: &str) -> Due {
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

    use supportt_fixture::check_short;

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
