//! Compiles `widgets/browser` for the browser.

use std::fs;
use std::path::Path;

use supportt_bundler::{Glue, bundle};

fn main() {
    let inputs = ["widgets/basics", "widgets/rules", "widgets/forms", "widgets/documents", "widgets/browser"];
    let bundled = bundle("supportt-browser", &inputs, "widgets", Glue::Module);
    if let Err(problem) = bundled.and_then(|folder| start_when_loaded(&folder.join("widgets.js"))) {
        println!("cargo::error={problem}");
    }
}

/// The glue only offers a function that starts the module. A page that loads the glue wants
/// it started, and a strict content security policy forbids saying so inside the page.
fn start_when_loaded(glue: &Path) -> Result<(), String> {
    const START: &str = "__wbg_init";
    let problem = |error: std::io::Error| format!("{}: {error}", glue.display());
    let script = fs::read_to_string(glue).map_err(problem)?;
    if !script.contains(&format!("{START} as default")) {
        return Err(format!("wasm-bindgen no longer calls its starting function {START}"));
    }
    fs::write(glue, format!("{script}\n{START}();\n")).map_err(problem)
}
