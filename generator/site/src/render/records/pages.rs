//! What the page of a form or a notice shows: more than the list it stands in has room for.

use serde::Serialize;
use supportt_rules::policy::Step;
use tera::Value;

use super::view::View;
use crate::entry_pages::{self, EntryPage};
use crate::render::components::{ConflictItem, FormItem, NoticeItem, RegionView, StepItem};
use crate::render::origins::{Origin, origins};
use crate::render::render_context::RenderContext;
use crate::site::PageId;
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
    origins: Vec<Origin<'a>>,
    #[serde(flatten)]
    form: FormItem<'a>,
    conflicts: Vec<ConflictItem<'a>>,
    #[serde(flatten)]
    steps: Steps<'a>,
}

/// A temporary arrangement in all its versions.
#[derive(Serialize)]
struct NoticePage<'a> {
    origins: Vec<Origin<'a>>,
    versions: Vec<NoticeItem<'a>>,
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
    let place = record.place;
    match record.kind {
        RecordKind::Notice => ("notice_page", around(view, record, notice_page(view, place))),
        _ => ("form_page", around(view, record, form_page(view, place))),
    }
}

fn form_page(view: View<'_>, place: usize) -> FormPage<'_> {
    let in_force = view.region().on(view.ctx.today);
    let entry = in_force.forms().nth(place).expect("pages are made for the forms there are");
    let mut steps = steps(view, |step| step.asks_for(&entry.id));
    steps.steps.iter_mut().for_each(StepItem::leave_out_form);
    let conflicts = policy(view).conflicts(|conflict| conflict.is_about(&entry.id));
    let form = policy(view).form(entry);
    let named = std::iter::once(form.named_source())
        .chain(conflicts.iter().map(ConflictItem::named_source))
        .chain(steps.steps.iter().map(StepItem::named_source));
    FormPage { origins: origins(named), form, conflicts, steps }
}

fn notice_page(view: View<'_>, place: usize) -> NoticePage<'_> {
    let id = &view.region().notices()[place].id;
    let versions = entry_pages::versions(view.region(), id, view.ctx.today);
    let versions: Vec<NoticeItem<'_>> =
        versions.into_iter().map(|version| policy(view).notice(version)).collect();
    NoticePage { origins: origins(versions.iter().map(NoticeItem::named_source)), versions }
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

/// Steps of the region, and the page that shows them among all others.
fn steps(view: View<'_>, is_wanted: impl Fn(&Step) -> bool) -> Steps<'_> {
    let site = view.ctx.site;
    let all = view.ctx.entry_pages.leads(view.place).steps;
    Steps { steps: policy(view).steps(is_wanted), all_steps_url: all.map(|id| site.href(site.page(id))) }
}
