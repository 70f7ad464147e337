//! Compiles `tests/evaluation` for the browser.

use supportt_bundler::{Glue, bundle};

fn main() {
    let inputs =
        ["widgets/basics", "widgets/rules", "widgets/forms", "widgets/documents", "tests/evaluation"];
    if let Err(problem) = bundle("supportt-evaluation", &inputs, "evaluation", Glue::Script) {
        println!("cargo::error={problem}");
    }
}
