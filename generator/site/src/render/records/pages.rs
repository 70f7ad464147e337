//! What the page of a record shows: more than the list it stands in has room for.

use serde::Serialize;
use supportt_rules::policy::Step;
use tera::Value;

use super::registers::{self, ContactView};
use super::view::View;
use crate::entry_pages::{self, EntryPage};
use crate::render::components::{ConflictItem, FormItem, NoticeItem, RegionView, StepItem};
use crate::render::render_context::RenderContext;
use crate::site::PageId;
use supportt_content::readers::Readers;
use supportt_markdown::record_kind::RecordKind;

/// A record, and where its page leads.
#[derive(Serialize)]
struct OnItsPage<'a, T> {
    #[serde(flatten)]
    record: T,
    /// The page that lists all of its kind.
    list: Option<Link<'a>>,
    /// The page that says whom to ask.
    ask_url: Option<String>,
    team: &'a str,
}

#[derive(Serialize)]
struct Link<'a> {
    title: &'a str,
    url: String,
}

/// A form, what the source says against it, and the steps in which it is completed.
#[derive(Serialize)]
struct FormPage<'a> {
    #[serde(flatten)]
    form: FormItem<'a>,
    conflicts: Vec<ConflictItem<'a>>,
    #[serde(flatten)]
    steps: Steps<'a>,
}

/// A temporary arrangement in all its versions.
#[derive(Serialize)]
struct NoticePage<'a> {
    versions: Vec<NoticeItem<'a>>,
}

/// Somebody to ask, and the steps in which they take part.
#[derive(Serialize)]
struct ContactPage<'a> {
    #[serde(flatten)]
    contact: ContactView<'a>,
    #[serde(flatten)]
    steps: Steps<'a>,
}

/// Something made for some readers.
#[derive(Serialize)]
struct ForReaders<'a, T> {
    #[serde(flatten)]
    record: T,
    audience: Vec<&'a str>,
    /// The reasons for an absence that it is about, if not about all.
    reasons: Vec<&'a str>,
}

#[derive(Serialize)]
struct Steps<'a> {
    steps: Vec<StepItem<'a>>,
    /// The page that shows all steps.
    all_steps_url: Option<String>,
}

/// The component that draws the text of a record's page, and its data.
pub(super) fn data<'a>(ctx: RenderContext<'a>, record: &'a EntryPage) -> (&'static str, Value) {
    let view = View { ctx, page: ctx.site.page(record.page.above), place: record.page.region };
    let registers = view.registers();
    let place = record.place;
    match record.kind {
        RecordKind::Form => ("form_page", around(view, record, form_page(view, place))),
        RecordKind::Notice => ("notice_page", around(view, record, notice_page(view, place))),
        RecordKind::Resource => {
            let item = &registers.resources[place];
            let page = for_readers(ctx, &item.readers, registers::resource(view, item));
            ("resource_page", around(view, record, page))
        }
        RecordKind::Contact => {
            let item = &registers.contacts[place];
            let page = ContactPage {
                contact: registers::contact(view, item),
                steps: steps(view, |step| item.takes_part_in(step)),
            };
            ("contact_page", around(view, record, page))
        }
        RecordKind::Faq => {
            let item = &registers.faqs[place];
            let page = for_readers(ctx, &item.readers, registers::faq(view, item));
            ("faq_page", around(view, record, page))
        }
        RecordKind::Word => {
            let word = registers::word(view, &registers.glossary[place]);
            ("word_page", around(view, record, word))
        }
    }
}

fn form_page(view: View<'_>, place: usize) -> FormPage<'_> {
    let in_force = view.region().on(view.ctx.today);
    let entry = in_force.forms().nth(place).expect("pages are made for the forms there are");
    let mut steps = steps(view, |step| step.asks_for(&entry.id));
    steps.steps.iter_mut().for_each(StepItem::leave_out_form);
    let conflicts = policy(view).conflicts(|conflict| conflict.is_about(&entry.id));
    FormPage { form: policy(view).form(entry), conflicts, steps }
}

fn notice_page(view: View<'_>, place: usize) -> NoticePage<'_> {
    let id = &view.region().notices()[place].id;
    let versions = entry_pages::versions(view.region(), id, view.ctx.today);
    NoticePage { versions: versions.into_iter().map(|version| policy(view).notice(version)).collect() }
}

fn policy(view: View<'_>) -> RegionView<'_> {
    RegionView::new(view.ctx, view.region())
}

fn around(view: View<'_>, record: &EntryPage, content: impl Serialize) -> Value {
    let site = view.ctx.site;
    let link = |id: PageId| Link { title: &site.page(id).front_matter.title, url: site.href(site.page(id)) };
    Value::from_serializable(&OnItsPage {
        record: content,
        list: record.list.map(link),
        ask_url: view.ask_url(),
        team: &view.region().terms().team,
    })
}

fn for_readers<'a, T>(ctx: RenderContext<'a>, readers: &'a Readers, record: T) -> ForReaders<'a, T> {
    let names = &ctx.words.courses.audience;
    let reasons = &ctx.words.vocabulary.reasons;
    ForReaders {
        record,
        audience: readers.audience.iter().map(|audience| names[audience].as_str()).collect(),
        reasons: readers.reasons.iter().map(|reason| reasons[reason].as_str()).collect(),
    }
}

/// Steps of the region, and the page that shows them among all others.
fn steps(view: View<'_>, is_wanted: impl Fn(&Step) -> bool) -> Steps<'_> {
    let site = view.ctx.site;
    let all = view.ctx.entry_pages.leads(view.place).steps;
    Steps { steps: policy(view).steps(is_wanted), all_steps_url: all.map(|id| site.href(site.page(id))) }
}
