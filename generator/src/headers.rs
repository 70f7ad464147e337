//! What a web server says beside each file: the site's security policy, and how long browsers may keep what.
//!
//! The same list is written for hosts that read a `_headers` file and used by `serve`, so that what works at home
//! works in production.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use axum::http::Uri;
use supportt_rules::policy::Policy;

use crate::assets;
use crate::feeds;
use crate::output::OutputFile;

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

/// The services that take messages for the regions, as origins.
#[must_use]
pub fn services(policy: &Policy) -> Vec<String> {
    let addresses = policy.regions().iter().filter_map(|region| region.contact().body.relay.as_deref());
    let origins: BTreeSet<String> = addresses.filter_map(origin).collect();
    origins.into_iter().collect()
}

/// The origin of an address that a page may send to; `None` for one that is not encrypted, unless
/// it is on this computer.
#[must_use]
pub fn origin(address: &str) -> Option<String> {
    let address: Uri = address.parse().ok()?;
    let (scheme, authority) = (address.scheme_str()?, address.authority()?);
    let is_here = matches!(authority.host(), "localhost" | "127.0.0.1");
    let is_plain = authority.as_str().chars().all(|c| c.is_ascii_alphanumeric() || ".-:".contains(c));
    (is_plain && (scheme == "https" || (scheme == "http" && is_here)))
        .then(|| format!("{scheme}://{authority}"))
}

/// The headers of the file at a path.
#[must_use]
pub fn of(path: &str, services: &[String]) -> Vec<(&'static str, String)> {
    let mut headers = everywhere();
    let is_asset = path.strip_prefix(assets::FOLDER).is_some_and(|rest| rest.starts_with('/'));
    headers.push(if is_asset { FOR_GOOD } else { ASK_AGAIN });
    headers
        .into_iter()
        .map(|(name, value)| (name, value.to_owned()))
        .chain([("Content-Security-Policy", content_security_policy(services))])
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
pub fn file(base: &str, services: &[String]) -> OutputFile {
    let mut text = format!("{base}/*\n");
    for (name, value) in everywhere() {
        writeln!(text, "  {name}: {value}").expect("a string takes any text");
    }
    writeln!(text, "  Content-Security-Policy: {}", content_security_policy(services))
        .expect("a string takes any text");
    writeln!(text, "\n{base}/{}/*\n  {}: {}", assets::FOLDER, FOR_GOOD.0, FOR_GOOD.1)
        .expect("a string takes any text");
    for (ending, kind) in TYPES {
        writeln!(text, "\n{base}/*.{ending}\n  Content-Type: {kind}; charset=utf-8")
            .expect("a string takes any text");
    }
    OutputFile::new("_headers", text)
}

/// What files are that programs other than browsers ask for: not every host knows their endings, and with `nosniff`
/// nobody may guess.
const TYPES: [(&str, &str); 2] = [("atom", feeds::TYPE), ("ics", "text/calendar")];

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
