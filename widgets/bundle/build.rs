//! Compiles `widgets/browser` and `widgets/pdf` for the browser.

use std::fs;
use std::path::Path;

use supportt_bundler::{Glue, bundle};

fn main() {
    if let Err(problem) = forms().and_then(|()| pdf()) {
        println!("cargo::error={problem}");
    }
}

/// The glue only offers a function that starts the module. A page that loads the glue wants
/// it started, and a strict content security policy forbids saying so inside the page.
fn forms() -> Result<(), String> {
    const START: &str = "__wbg_init";
    let inputs = ["widgets/basics", "widgets/rules", "widgets/forms", "widgets/documents", "widgets/browser"];
    let folder = bundle("supportt-browser", &inputs, "widgets", Glue::Module)?;
    let start = format!("{START} as default");
    append(&folder.join("widgets.js"), &start, &format!("{START}();"))
}

/// The forms load this glue when they need it, and look for it under this name.
fn pdf() -> Result<(), String> {
    let inputs = ["widgets/basics", "widgets/rules", "widgets/documents", "widgets/pdf"];
    let folder = bundle("supportt-pdf", &inputs, "pdf", Glue::Script)?;
    append(&folder.join("pdf.js"), "let wasm_bindgen", "self.supporttPdf = wasm_bindgen;")
}

/// Appends a line to a script that must hold this text.
fn append(script: &Path, text: &str, line: &str) -> Result<(), String> {
    let problem = |error: std::io::Error| format!("{}: {error}", script.display());
    let glue = fs::read_to_string(script).map_err(problem)?;
    if !glue.contains(text) {
        return Err(format!("wasm-bindgen no longer writes `{text}`"));
    }
    fs::write(script, format!("{glue}\n{line}\n")).map_err(problem)
}
