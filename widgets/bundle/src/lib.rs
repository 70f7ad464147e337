//! The forms compiled for the browser, as bytes.
//!
//! The build script makes them; this crate only holds them. It knows no page and no path on
//! disk.

/// The files of the bundle: name and content.
///
/// `widgets.js` loads and starts the module, which it names as `widgets_bg.wasm`, relative to
/// its own address.
#[must_use]
pub fn files() -> &'static [(&'static str, &'static [u8])] {
    &[
        ("widgets.js", include_bytes!(concat!(env!("OUT_DIR"), "/bundle/widgets.js"))),
        ("widgets_bg.wasm", include_bytes!(concat!(env!("OUT_DIR"), "/bundle/widgets_bg.wasm"))),
    ]
}
