//! What the page of a record shows: more than the list it stands in has room for.

use serde::Serialize;
use supportt_rules::policy::Step;
use tera::Value;

use super::View;
use super::registers::{self, ContactView, FaqView, ResourceView, WordView};
use crate::readers::Readers;
use crate::record_pages::{self, RecordKind, RecordPage};
use crate::render::Scene;
use crate::render::components::{FormItem, NoticeItem, RegionView, StepItem};

/// A record, and the page that lists all of its kind.
#[derive(Serialize)]
struct OnItsPage<'a, T> {
    #[serde(flatten)]
    record: T,
    list: Link<'a>,
    team: &'a str,
}

#[derive(Serialize)]
struct Link<'a> {
    title: &'a str,
    url: String,
}

/// A form, and the steps in which it is completed.
#[derive(Serialize)]
struct FormPage<'a> {
    #[serde(flatten)]
    form: FormItem<'a>,
    /// The form used instead.
    replaced_by: Option<Link<'a>>,
    #[serde(flatten)]
    steps: Steps<'a>,
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
struct WordPage<'a> {
    #[serde(flatten)]
    word: WordView<'a>,
    /// What pages of the region do not write instead.
    not: &'a [String],
}

#[derive(Serialize)]
struct Steps<'a> {
    steps: Vec<StepItem<'a>>,
    /// The page that shows all steps.
    all_steps_url: Option<String>,
}

/// The component that draws the text of a record's page, and its data.
pub(super) fn data<'a>(scene: Scene<'a>, record: &'a RecordPage) -> (&'static str, Value) {
    let view = View { scene, page: scene.site.page(record.page.above), place: record.page.region };
    let policy = RegionView::new(scene, view.region(), false);
    let in_force = view.region().on(scene.today);
    let RecordPage { kind, place, .. } = *record;
    match kind {
        RecordKind::Form => {
            let entry = in_force.forms().nth(place).expect("pages are made for the forms there are");
            let instead = entry.body.replaced_by.as_ref().and_then(|id| in_force.form(id.as_str()));
            let mut steps = steps(view, &policy, |step| step.form.as_ref() == Some(&entry.id));
            steps.steps.iter_mut().for_each(StepItem::leave_out_form);
            let page = FormPage {
                form: policy.form(entry),
                replaced_by: instead.map(|other| Link {
                    title: &other.name,
                    url: record_pages::href(scene.site, view.region(), RecordKind::Form, other.id.as_str()),
                }),
                steps,
            };
            ("form_page", on_its_page(view, page))
        }
        RecordKind::Notice => {
            let notice: NoticeItem<'_> = policy.notice(&view.region().notices()[place]);
            ("notice_page", on_its_page(view, notice))
        }
        RecordKind::Resource => {
            let item = &view.registers().resources[place];
            let resource: ResourceView<'_> = registers::resource(view, item);
            ("resource_page", on_its_page(view, for_readers(scene, &item.body.readers, resource)))
        }
        RecordKind::Contact => {
            let item = &view.registers().contacts[place];
            let roles = &item.body.takes_part_as;
            let takes_part = |step: &Step| {
                let all = step.with.iter().chain(&step.sends_to).chain(&step.then_to);
                all.into_iter().any(|role| roles.contains(role))
            };
            let page = ContactPage {
                contact: registers::contact(view, item),
                steps: steps(view, &policy, takes_part),
            };
            ("contact_page", on_its_page(view, page))
        }
        RecordKind::Faq => {
            let item = &view.registers().faqs[place];
            let faq: FaqView<'_> = registers::faq(view, item);
            ("faq_page", on_its_page(view, for_readers(scene, &item.body.readers, faq)))
        }
        RecordKind::Word => {
            let item = &view.registers().glossary[place];
            (
                "word_page",
                on_its_page(view, WordPage { word: registers::word(view, item), not: &item.body.not }),
            )
        }
    }
}

fn on_its_page(view: View<'_>, record: impl Serialize) -> Value {
    let site = view.scene.site;
    let list = Link { title: &view.page.front_matter.title, url: site.href(view.page) };
    Value::from_serializable(&OnItsPage { record, list, team: &view.region().terms().team })
}

fn for_readers<'a, T>(scene: Scene<'a>, readers: &'a Readers, record: T) -> ForReaders<'a, T> {
    let names = &scene.words.courses.audience;
    let reasons = &scene.words.vocabulary.reasons;
    ForReaders {
        record,
        audience: readers.audience.iter().map(|audience| names[audience].as_str()).collect(),
        reasons: readers.reasons.iter().map(|reason| reasons[reason].as_str()).collect(),
    }
}

/// Steps of the region, and the page that shows them among all others.
fn steps<'a>(view: View<'a>, policy: &RegionView<'a>, is_wanted: impl Fn(&Step) -> bool) -> Steps<'a> {
    let Scene { site, record_pages, .. } = view.scene;
    let all = record_pages.steps_page(view.place);
    Steps { steps: policy.steps(is_wanted), all_steps_url: all.map(|id| site.href(site.page(id))) }
}
