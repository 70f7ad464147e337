//! Addresses of pages, mailboxes and telephones: what is one, and what is meant by what is nearly one.

use std::sync::LazyLock;

use http::Uri;
use regex::Regex;

use crate::Span;
use crate::characters::{self, is_odd_space};
use crate::diagnostic::Diagnostic;
use crate::page_path::ending;

/// The origin of an address that a page may send to; `None` for one that is not encrypted, unless
/// it is on this computer.
#[must_use]
pub fn origin(address: &str) -> Option<String> {
    let address: Uri = address.parse().ok()?;
    let (scheme, authority) = (address.scheme_str()?, address.authority()?);
    let is_here = matches!(authority.host(), "localhost" | "127.0.0.1");
    let is_plain = authority.as_str().chars().all(|c| c.is_ascii_alphanumeric() || ".-:[]".contains(c));
    (is_plain && (scheme == "https" || (scheme == "http" && is_here)))
        .then(|| format!("{scheme}://{authority}"))
}

/// Whether an address is that of one mailbox.
pub fn is_mailbox(address: &str) -> bool {
    static MAILBOX: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^[A-Za-z0-9_.!#$&'*+=?^`{|}~-]+@([A-Za-z0-9-]+\.)+[A-Za-z]{2,}$")
            .expect("the pattern is right")
    });
    MAILBOX.is_match(address)
}

/// The one mailbox among what follows `mailto:`, where there are spaces, brackets or the scheme once more around it.
#[must_use]
pub fn mailbox_in(written: &str) -> Option<String> {
    let written = written.replace("%20", " ").to_lowercase();
    let around = |c: char| c.is_whitespace() || "<>()[],;:\"'/".contains(c);
    let mut mailboxes =
        written.split(around).map(|part| part.trim_end_matches('.')).filter(|part| is_mailbox(part));
    let first = mailboxes.next()?.to_owned();
    mailboxes.next().is_none().then_some(first)
}

/// Whether this can be a telephone number: a short one, one of this country, or one with the code of its country.
pub fn is_phone(written: &str) -> bool {
    static PHONE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?P<number>\+?[0-9() -]+?)( ?(ext\.?|extension|x) ?[0-9]+)?$")
            .expect("the pattern is right")
    });
    let Some(found) = PHONE.captures(written.trim()) else { return false };
    // "+44 (0)1632" has a nought that is not dialled.
    let number = found["number"].replace("(0)", if found["number"].starts_with('+') { "" } else { "0" });
    let figures = number.bytes().filter(u8::is_ascii_digit).count();
    match number.as_bytes() {
        [b'+', ..] => (8..=15).contains(&figures),
        // Some helplines have short numbers: 0800 1111.
        [b'0' | b'(', ..] => (10..=11).contains(&figures) || number.starts_with("0800") && figures == 8,
        _ => (3..=6).contains(&figures),
    }
}

/// A telephone number as it is meant: with the spaces and hyphens of the keyboard, and with the nought that a spreadsheet
/// drops.
#[must_use]
pub fn phone(written: &str) -> Option<String> {
    let plain = |character: char| match character {
        character if is_odd_space(character) => ' ',
        character if "‐‑‒–—―−".contains(character) => '-',
        character => character,
    };
    let seen = written.chars().filter(|character| characters::hidden(*character).is_none());
    let plain: String = seen.map(plain).collect();
    let with_nought = format!("0{plain}");
    let is_without_nought = plain.len() == 10 && plain.bytes().all(|byte| byte.is_ascii_digit());
    [plain.clone(), with_nought]
        .into_iter()
        .find(|number| is_phone(number) && (*number == plain || is_without_nought))
}

/// The problem of an address that leads to one version of a document.
pub fn versioned(name: &str, span: Span) -> Diagnostic {
    Diagnostic::advice("link::versioned", span, "this leads to one version of a document")
        .label(format!("`{name}` will be replaced by a newer one"))
        .hint("lead to the page that lists the document, or name the version and when it was looked at")
}

/// The name of a document whose name holds its version or its year: `policy-v4.pdf`.
#[must_use]
pub fn version_in(target: &str) -> Option<&str> {
    let name = target.split(['?', '#']).next()?.rsplit('/').next()?;
    let kind = ending(name);
    let stem = name.strip_suffix(kind)?.strip_suffix('.')?.to_ascii_lowercase();
    if !matches!(kind, "pdf" | "doc" | "docx" | "odt" | "xls" | "xlsx" | "ppt" | "pptx") {
        return None;
    }
    let is_version = |part: &str| {
        let is_year = part.len() == 4 && (part.starts_with("19") || part.starts_with("20"));
        if is_year && part.bytes().all(|byte| byte.is_ascii_digit()) || ["draft", "final"].contains(&part) {
            return true;
        }
        let digits = part.strip_prefix("version").or(part.strip_prefix("ver")).or(part.strip_prefix('v'));
        digits.is_some_and(|digits| {
            digits.starts_with(|c: char| c.is_ascii_digit())
                && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
        })
    };
    stem.split(['-', '_', ' ', '%']).any(is_version).then_some(name)
}
