//! Offering a file to the device's other programs.

use js_sys::{Array, Function, Reflect};
use supportt_forms::view::File;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{FilePropertyBag, ShareData, Window};

/// Whether the device takes pages at all, as far as it can be told without one.
pub(crate) fn takes_files(window: &Window) -> bool {
    let [name, mime] = ["plan.html", "text/html"].map(str::to_owned);
    accepts(window, &File { name, mime, content: String::new() })
}

/// Whether the device would take this very file: it may refuse its type, its size or any file.
pub(crate) fn accepts(window: &Window, file: &File) -> bool {
    let navigator = window.navigator();
    // Many browsers have no such function, though the type says otherwise.
    let can_share = Reflect::get(&navigator, &JsValue::from_str("canShare")).ok();
    let can_share = can_share.and_then(|function| function.dyn_into::<Function>().ok());
    can_share.zip(data(file)).is_some_and(|(can_share, data)| {
        can_share.call1(&navigator, &data).is_ok_and(|accepted| accepted.is_truthy())
    })
}

/// Opens the device's own dialog; `None` unless a program has taken the file. Where it fails the
/// other ways stand beside it.
pub(crate) async fn share(window: &Window, file: &File) -> Option<()> {
    let data = data(file).filter(|_| accepts(window, file))?;
    let shared = window.navigator().share_with_data(&data);
    wasm_bindgen_futures::JsFuture::from(shared).await.ok()?;
    Some(())
}

fn data(file: &File) -> Option<ShareData> {
    let options = FilePropertyBag::new();
    options.set_type(&file.mime);
    let parts = Array::of1(&JsValue::from_str(&file.content));
    let file = web_sys::File::new_with_str_sequence_and_options(&parts, &file.name, &options).ok()?;
    let data = ShareData::new();
    data.set_files(&Array::of1(&file));
    Some(data)
}
