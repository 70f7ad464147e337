//! The forms, and what makes PDF files, compiled for the browser, as bytes.
//!
//! The build script makes them; this crate only holds them. It knows no page and no path on
//! disk.

/// The files of the bundle: name and content.
///
/// `widgets.js` loads and starts the forms' module, which it names as `widgets_bg.wasm`, relative to
/// its own address. `pdf.js` starts `pdf_bg.wasm`, which makes PDF files, when the forms ask for it.
#[must_use]
pub fn files() -> &'static [(&'static str, &'static [u8])] {
    &[
        ("widgets.js", include_bytes!(concat!(env!("OUT_DIR"), "/bundle/widgets.js"))),
        ("widgets_bg.wasm", include_bytes!(concat!(env!("OUT_DIR"), "/bundle/widgets_bg.wasm"))),
        ("pdf.js", include_bytes!(concat!(env!("OUT_DIR"), "/bundle/pdf.js"))),
        ("pdf_bg.wasm", include_bytes!(concat!(env!("OUT_DIR"), "/bundle/pdf_bg.wasm"))),
    ]
}
