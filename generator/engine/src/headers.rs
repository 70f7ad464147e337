//! What a web server says beside each file: the site's security policy, and how long browsers may keep what.
//!
//! The same list is written for hosts that read a `_headers` file and used by `serve`, so that what works at home
//! works in production. Hosts that read `_redirects` answer old addresses before any page is loaded.

use std::fmt::Write as _;

use crate::output::{Output, OutputFile};
use supportt_markdown::link_targets;

/// What a feed is.
pub const ATOM: &str = "application/atom+xml";

/// The file with the headers.
pub const FILE: &str = "_headers";

/// The file with the old addresses.
pub const REDIRECTS: &str = "_redirects";

/// What pages may load and do, as far as a page itself may say it. A page with a form may also
/// reach the regions' own services, if there are any.
#[must_use]
pub fn page_policy(services: &[String]) -> String {
    let sources = [&["'self'".to_owned()], services].concat().join(" ");
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
         connect-src {sources}; form-action 'self'; base-uri 'none'"
    )
}

/// The security policy in the header, which alone may say who can put the site in a frame.
fn content_security_policy(services: &[String]) -> String {
    format!("{}; frame-ancestors 'none'", page_policy(services))
}

/// The headers of the file of a site at a path.
#[must_use]
pub fn of(path: &str, output: &Output) -> Vec<(&'static str, String)> {
    let mut headers = everywhere();
    headers.push(if output.hashed.contains(path) { FOR_GOOD } else { ASK_AGAIN });
    headers
        .into_iter()
        .map(|(name, value)| (name, value.to_owned()))
        .chain([("Content-Security-Policy", content_security_policy(&output.services))])
        .collect()
}

const FOR_GOOD: (&str, &str) = ("Cache-Control", "public, max-age=31536000, immutable");
const ASK_AGAIN: (&str, &str) = ("Cache-Control", "public, max-age=0, must-revalidate");

fn everywhere() -> Vec<(&'static str, &'static str)> {
    vec![
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
        ("Referrer-Policy", "no-referrer"),
        ("Strict-Transport-Security", "max-age=31536000; includeSubDomains"),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
    ]
}

/// The `_headers` file that Netlify, Cloudflare Pages and others read. `base` is what every address begins with.
#[must_use]
pub fn file(base: &str, output: &Output) -> OutputFile {
    let mut text = format!("{base}/*\n");
    let mut line = |line: &str| {
        text.push_str(line);
        text.push('\n');
    };
    for (name, value) in everywhere() {
        line(&format!("  {name}: {value}"));
    }
    line(&format!("  Content-Security-Policy: {}", content_security_policy(&output.services)));
    // Each by its name: files of the content can be in the same folder, and change under theirs.
    for path in &output.hashed {
        line(&format!("\n{base}/{path}\n  {}: {}", FOR_GOOD.0, FOR_GOOD.1));
    }
    for (ending, kind) in TYPES {
        line(&format!("\n{base}/*.{ending}\n  Content-Type: {kind}; charset=utf-8"));
    }
    for (path, bytes) in output.files() {
        if let Some(kind) = without_ending(path, bytes) {
            line(&format!("\n{base}/{path}\n  Content-Type: {kind}; charset=utf-8"));
        }
    }
    OutputFile::new(FILE, text)
}

/// The `_redirects` file that the same hosts read, of old addresses and new ones; nothing where no page has moved.
/// `base` is what every address begins with.
#[must_use]
pub fn redirects(base: &str, moved: impl Iterator<Item = (String, String)>) -> Option<OutputFile> {
    let mut text = String::new();
    for (from, to) in moved {
        writeln!(text, "{base}{from} {to} 301").expect("a string takes any text");
    }
    (!text.is_empty()).then(|| OutputFile::new(REDIRECTS, text))
}

/// What a file is whose name does not say so, as some in `.well-known` must not.
#[must_use]
pub fn without_ending(path: &str, bytes: &[u8]) -> Option<&'static str> {
    let name = path.strip_prefix(link_targets::WELL_KNOWN)?.rsplit('/').next()?;
    let is_json = matches!(bytes.trim_ascii_start().first(), Some(b'{' | b'['));
    (!name.contains('.')).then_some(if is_json { "application/json" } else { "text/plain" })
}

/// What files are that programs other than browsers ask for: not every host knows their endings, and with `nosniff`
/// nobody may guess.
const TYPES: [(&str, &str); 2] = [("atom", ATOM), ("ics", "text/calendar")];

#[cfg(test)]
mod tests {
    use super::TYPES;

    #[test]
    fn hosts_are_told_the_types_that_serve_answers_with() {
        for (ending, kind) in TYPES {
            assert_eq!(mime_guess::from_ext(ending).first_raw(), Some(kind));
        }
    }
}
