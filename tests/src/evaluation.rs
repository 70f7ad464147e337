//! Every situation evaluated twice: natively, and compiled for the browser in a real one.

use std::time::{Duration, Instant};

use serde_json::json;

use crate::browser::Browser;
use crate::site;

const GLUE: &str = include_str!(concat!(env!("OUT_DIR"), "/bundle/evaluation.js"));
const MODULE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/bundle/evaluation_bg.wasm"));

/// What was found, and how long it took.
#[derive(Clone, Debug)]
pub struct Evaluation {
    /// One line for each set of answers.
    pub lines: Vec<String>,
    /// How long it took, without loading.
    pub took: Duration,
}

/// Evaluates natively.
///
/// # Panics
/// When the policy has problems.
#[must_use]
pub fn natively() -> Evaluation {
    let (policy, _) = site::policy_and_words();
    let start = Instant::now();
    let text = supportt_evaluation::evaluate(&policy, site::today());
    Evaluation { took: start.elapsed(), lines: text.lines().map(str::to_owned).collect() }
}

/// Evaluates in the browser, on the file that the site hands to the checker.
///
/// # Panics
/// When the site does not build or the browser refuses.
#[must_use]
pub fn in_browser(browser: &Browser) -> Evaluation {
    let output = site::build().output.expect("the site builds");
    let is_payload = |path: &str| path.starts_with("assets/eligibility-checker-");
    let (_, payload) = output.files().find(|(path, _)| is_payload(path)).expect("the checker's file");
    let script = format!(
        "{GLUE};
         const [module, payload, day, done] = arguments;
         wasm_bindgen.initSync({{ module: new Uint8Array(module) }});
         const start = performance.now();
         const text = wasm_bindgen.evaluate_payload(new Uint8Array(payload), day);
         done([text, performance.now() - start]);"
    );
    browser.open_empty();
    let day = site::today().to_string();
    let result = browser.script_async(&script, vec![json!(MODULE), json!(&payload[..]), json!(day)]);
    let text = result[0].as_str().expect("a text");
    let took = result[1].as_f64().expect("a time");
    Evaluation {
        lines: text.lines().map(str::to_owned).collect(),
        took: Duration::from_secs_f64(took / 1000.0),
    }
}
