//! What the checker costs: `cargo bench --package supportt-tests`.
//!
//! Figures of one run on one computer; compare those of the same run only.

#![allow(clippy::print_stdout, reason = "a benchmark prints what it measures")]

use std::io::Write as _;

use supportt_tests::browser::{Browser, Options};
use supportt_tests::{evaluation, site};

/// How often each is measured; the median is printed.
const TIMES: usize = 9;

const PAGE: &str = "/wessex/check/";

/// Notes when the checker's first question can be answered.
const WATCH: &str = "
    new MutationObserver(() => {
        if (!window.ready && document.querySelector('[data-widget][data-enhanced]')) window.ready = performance.now();
    }).observe(document, { subtree: true, attributes: true, childList: true });";

fn main() {
    evaluations();
    first_question();
    weights();
}

fn evaluations() {
    let browser = Browser::start(Options::default());
    let count = evaluation::natively().lines.len();
    println!("sets of answers evaluated: {count}");
    let rate = |seconds: f64| {
        #[expect(clippy::cast_precision_loss, reason = "thousands")]
        let rate = count as f64 / seconds;
        rate
    };
    let natively = median(|| evaluation::natively().took.as_secs_f64());
    let in_browser = median(|| evaluation::in_browser(&browser).took.as_secs_f64());
    println!("  natively:    {:>9.0} a second", rate(natively));
    println!(
        "  in Chromium: {:>9.0} a second ({:.1} times the time)",
        rate(in_browser),
        in_browser / natively
    );
}

fn first_question() {
    println!("from navigation to the first question, with an empty cache:");
    for (factor, name) in [(1, "as it is"), (4, "slowed down 4 times")] {
        let browser = Browser::start(Options::default());
        browser.on_every_page(WATCH);
        browser.slow_down(factor);
        let milliseconds = median(|| {
            browser.forget_cache();
            browser.open_widget(PAGE);
            browser.script("return window.ready;").as_f64().expect("the checker has started")
        });
        println!("  {name}: {milliseconds:.0} ms");
    }
}

fn weights() {
    let output = site::build().output.expect("the site builds");
    println!("{:<52} {:>8} {:>8}", "bytes of", "raw", "brotli");
    let page = format!("{}index.html", PAGE.trim_start_matches('/'));
    for (path, bytes) in output.files() {
        if path == page || path.starts_with("assets/") {
            println!("{path:<52} {:>8} {:>8}", bytes.len(), compressed(bytes));
        }
    }
}

fn compressed(bytes: &[u8]) -> usize {
    let mut compressor = brotli::CompressorWriter::new(Vec::new(), 4096, 11, 22);
    compressor.write_all(bytes).expect("memory takes what is written");
    compressor.into_inner().len()
}

fn median(mut measure: impl FnMut() -> f64) -> f64 {
    let mut measured: Vec<f64> = (0..TIMES).map(|_| measure()).collect();
    measured.sort_by(f64::total_cmp);
    measured[TIMES / 2]
}
