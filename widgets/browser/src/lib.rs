//! Puts the site's forms into a page.
//!
//! The only crate that touches a browser. It finds a form's root in the page, fetches what
//! the site hands to the form, turns events of the page into events of the form, and fills
//! the theme's templates with the form's screen. It decides nothing, builds no markup and stores
//! nothing, and sends something only where a region has a service for it and the visitor asks.
//!
//! If anything it needs is missing it leaves the page as it was, where the same rules stand
//! as tables, and says so once in the console.

mod bind;
mod mount;
mod pdf;
mod send;
mod share;

use js_sys::Uint8Array;
use supportt_basics::ids::RegionId;
use supportt_basics::keyword::Keyword;
use supportt_forms::Widget;
use supportt_forms::clearing::Asking;
use supportt_forms::document_builder::DocumentBuilder;
use supportt_forms::eligibility_checker::EligibilityChecker;
use supportt_forms::payload::Payload;
use supportt_rules::policy::Paper;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Element, Response, Window};

/// Runs when the page has loaded the module.
#[wasm_bindgen(start)]
fn start() {
    let Some(window) = web_sys::window() else { return };
    let Some(document) = window.document() else { return };
    let Ok(roots) = document.query_selector_all("[data-widget]") else { return };
    for index in 0..roots.length() {
        let Some(root) = roots.get(index).and_then(|node| node.dyn_into::<Element>().ok()) else {
            continue;
        };
        let (window, document) = (window.clone(), document.clone());
        wasm_bindgen_futures::spawn_local(async move {
            if let Err(problem) = mount(&window, &document, root).await {
                web_sys::console::error_1(&problem.into());
            }
        });
    }
}

async fn mount(window: &Window, document: &Document, root: Element) -> Result<(), String> {
    let attribute = |name: &str| root.get_attribute(name).unwrap_or_default();
    let id = attribute("data-widget");
    let region = root.get_attribute("data-region").map(|id| RegionId::from(id.as_str()));
    let bytes = fetch(window, &attribute("data-payload"))
        .await
        .ok_or_else(|| format!("the data of {id} could not be loaded"))?;
    let unreadable = |problem| format!("the data of {id} cannot be read: {problem}");
    let widget: Box<dyn Widget> = if id == "eligibility-checker" {
        let payload = Payload::from_bytes(&bytes).map_err(unreadable)?;
        let clear = payload.journey.clear.clone();
        Box::new(Asking::new(EligibilityChecker::new(payload, region), clear))
    } else {
        let paper = Paper::from_word(&id).ok_or_else(|| format!("there is no form called {id}"))?;
        let payload = Payload::from_bytes(&bytes).map_err(unreadable)?;
        let clear = payload.journey.clear.clone();
        Box::new(Asking::new(DocumentBuilder::new(payload, paper, region), clear))
    };
    mount::mount(window, document, root, &id, widget)
}

/// Loads a file of the site; `None` if that fails in any way.
async fn fetch(window: &Window, address: &str) -> Option<Vec<u8>> {
    let response = window.fetch_with_str(address);
    let response: Response = JsFuture::from(response).await.ok()?.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    let buffer = JsFuture::from(response.array_buffer().ok()?).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}
