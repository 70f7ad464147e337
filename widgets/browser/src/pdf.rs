//! Making a PDF file, by a module of its own that is loaded when there is something to make one of.

use js_sys::{Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Element, HtmlScriptElement, Window};

/// What the module's script defines.
const MODULE: &str = "supporttPdf";

/// Makes the file that `request` asks for; `None` where the module cannot be loaded, or cannot make it.
pub(crate) async fn make(
    window: &Window,
    document: &Document,
    root: &Element,
    request: &[u8],
) -> Option<String> {
    let module = match loaded(window) {
        Some(module) => module,
        None => load(window, document, root).await?,
    };
    let make: Function = Reflect::get(&module, &JsValue::from_str("pdf")).ok()?.dyn_into().ok()?;
    make.call1(&JsValue::NULL, &Uint8Array::from(request)).ok()?.as_string()
}

fn loaded(window: &Window) -> Option<Function> {
    Reflect::get(window, &JsValue::from_str(MODULE)).ok()?.dyn_into().ok()
}

/// Loads the script and starts its module.
async fn load(window: &Window, document: &Document, root: &Element) -> Option<Function> {
    let script: HtmlScriptElement = document.create_element("script").ok()?.dyn_into().ok()?;
    script.set_integrity(&root.get_attribute("data-pdf-integrity")?);
    script.set_src(&root.get_attribute("data-pdf")?);
    let is_loaded = Promise::new(&mut |resolve, reject| {
        script.set_onload(Some(&resolve));
        script.set_onerror(Some(&reject));
    });
    document.head()?.append_child(&script).ok()?;
    JsFuture::from(is_loaded).await.ok()?;
    let module = loaded(window)?;
    let options = Object::new();
    let address = JsValue::from_str(&root.get_attribute("data-pdf-module")?);
    Reflect::set(&options, &JsValue::from_str("module_or_path"), &address).ok()?;
    let started: Promise = module.call1(&JsValue::NULL, &options).ok()?.dyn_into().ok()?;
    JsFuture::from(started).await.ok()?;
    Some(module)
}
