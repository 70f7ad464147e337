//! What `{{ compare }}` shows: for each question, the regions' own entries side by side.

use serde::Serialize;
use supportt_basics::ids::EntryId;
use supportt_rules::policy::{Entry, HasValue, Region, RegionDocument};
use tera::Value;

use super::components::{EntryRow, RegionView};
use super::origins::{Origin, origins};
use super::render_context::RenderContext;
use supportt_content::differences::Difference;

#[derive(Serialize)]
struct Comparison<'a> {
    regions: Vec<Column<'a>>,
    questions: Vec<Question<'a>>,
}

/// A region.
#[derive(Serialize)]
struct Column<'a> {
    name: &'a str,
}

#[derive(Serialize)]
struct Question<'a> {
    id: &'a str,
    name: &'a str,
    says: &'a str,
    answers: Vec<Answer<'a>>,
    /// Where the answers come from.
    origins: Vec<Origin<'a>>,
    /// The questions before and after it.
    previous: Option<&'a str>,
    next: Option<&'a str>,
}

/// What one region's policy says; no items where its source is silent.
#[derive(Serialize)]
struct Answer<'a> {
    region: &'a str,
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    /// What the entry is called, where it is a thing, such as a form, and not the answer itself.
    title: Option<&'a str>,
    #[serde(flatten)]
    entry: EntryRow<'a>,
}

/// The questions in the order of their file, the regions in that of the policy.
pub(super) fn data(ctx: RenderContext<'_>) -> Value {
    let RenderContext { site, differences, .. } = ctx;
    let policy = &site.policy;
    // Regions answer by day; here every version is shown, so the documents they were made of are asked.
    let documents: Vec<RegionDocument> = policy.regions().iter().cloned().map(Into::into).collect();
    let regions: Vec<RegionEntries<'_>> = policy
        .regions()
        .iter()
        .zip(&documents)
        .map(|(region, document)| RegionEntries::new(ctx, region, document))
        .collect();
    let comparison = Comparison {
        regions: documents.iter().map(|document| Column { name: &document.name }).collect(),
        questions: (0..differences.len()).map(|index| question(differences, index, &regions)).collect(),
    };
    Value::from_serializable(&comparison)
}

fn question<'a>(differences: &'a [Difference], index: usize, regions: &[RegionEntries<'a>]) -> Question<'a> {
    let difference = &differences[index];
    let answer = |(region, entries): (&RegionEntries<'a>, &Vec<EntryId>)| Answer {
        region: &region.document.name,
        items: entries.iter().filter_map(|id| region.item(id)).collect(),
    };
    let answers: Vec<Answer<'_>> = regions.iter().zip(&difference.entries).map(answer).collect();
    let id = |index: Option<usize>| Some(differences.get(index?)?.id.as_str());
    Question {
        id: &difference.id,
        name: &difference.name,
        says: &difference.says,
        origins: origins(
            answers
                .iter()
                .flat_map(|answer| answer.items.iter().map(|item| (answer.region, item.entry.source()))),
        ),
        answers,
        previous: id(index.checked_sub(1)),
        next: id(Some(index + 1)),
    }
}

/// A region's entries, to be found by id.
struct RegionEntries<'a> {
    view: RegionView<'a>,
    document: &'a RegionDocument,
}

impl<'a> RegionEntries<'a> {
    fn new(ctx: RenderContext<'a>, region: &'a Region, document: &'a RegionDocument) -> Self {
        Self { view: RegionView::new(ctx, region), document }
    }

    fn item(&self, id: &EntryId) -> Option<Item<'a>> {
        let RegionDocument { rules, steps, entitlements, forms, .. } = self.document;
        if let Some(versions) = versions(rules, id) {
            return Some(Item { title: None, entry: self.view.rule(&versions) });
        }
        self.thing(steps, id).or_else(|| self.thing(entitlements, id)).or_else(|| self.thing(forms, id))
    }

    fn thing<T: HasValue>(&self, entries: &'a [Entry<T>], id: &EntryId) -> Option<Item<'a>> {
        let versions = versions(entries, id)?;
        let name = versions.last()?.name.as_str();
        Some(Item { title: Some(name), entry: self.view.entry(&versions) })
    }
}

/// Every version of one entry, the oldest first; nothing when there is none.
fn versions<'a, T>(entries: &'a [Entry<T>], id: &EntryId) -> Option<Vec<&'a Entry<T>>> {
    let mut versions: Vec<&Entry<T>> = entries.iter().filter(|entry| entry.id == *id).collect();
    versions.sort_by_key(|entry| entry.from);
    (!versions.is_empty()).then_some(versions)
}
