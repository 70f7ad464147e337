//! The forms compiled for the browser, as bytes.
//!
//! The build script makes them; this crate only holds them. It knows no page and no path on
//! disk.

/// A file of the bundle.
#[derive(Clone, Copy, Debug)]
pub struct File {
    /// Its name, under which the other file refers to it.
    pub name: &'static str,
    /// What is in it.
    pub bytes: &'static [u8],
}

/// The compiled module.
pub const MODULE: File = File {
    name: "widgets_bg.wasm",
    bytes: include_bytes!(concat!(env!("OUT_DIR"), "/bundle/widgets_bg.wasm")),
};

/// The script that loads and starts it. It names the module by [`MODULE`]'s name, relative to
/// its own address.
pub const SCRIPT: File = File {
    name: "widgets.js",
    bytes: include_bytes!(concat!(env!("OUT_DIR"), "/bundle/widgets.js")),
};
