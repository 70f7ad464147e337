//! What fields hold that several kinds of record have: addresses, mailboxes, ids.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::values::Record;
use supportt_source::Span;
use supportt_source::addresses::{is_mailbox, mailbox_in, origin, version_in, versioned};
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::page_path::ending;
use supportt_source::rewritten_links;
use supportt_source::slug::slug;

/// Reports a field that should be the address of a page on the web and is not.
pub fn check_web_address(record: &Record, name: &str, diagnostics: &mut Diagnostics) {
    let Some(address) = record.text(name) else { return };
    diagnostics.extend(rewritten_links::problem(&address.value, address.span));
    if origin(&address.value).is_some() {
        return;
    }
    let secure = address.value.strip_prefix("http://").map(|rest| format!("https://{rest}"));
    diagnostics.push(if let Some(secure) = secure.filter(|secure| origin(secure).is_some()) {
        Diagnostic::warning("link::insecure", address.span, "this address is not secure").reword(
            format!("try `{secure}`; keep `http:` only if the other site has nothing else"),
            [secure.clone()],
        )
    } else {
        let message = format!("`{}` is not a web address", address.value);
        let problem = Diagnostic::error("record::address", address.span, message);
        suggest_address(problem, &address.value)
    });
}

/// Warns of a field that leads to one version of a document.
pub fn check_version(record: &Record, name: &str, diagnostics: &mut Diagnostics) {
    let Some(address) = record.text(name) else { return };
    diagnostics.extend(version_in(&address.value).map(|name| versioned(name, address.span)));
}

/// Reports a field that should be the address of a mailbox and is not.
pub fn check_mailbox(record: &Record, name: &str, diagnostics: &mut Diagnostics) {
    let Some(address) = record.text(name).filter(|address| !is_mailbox(&address.value)) else { return };
    let problem = format!("`{}` is not an email address", address.value);
    let problem = Diagnostic::error("contact::email", address.span, problem);
    diagnostics.push(match mailbox_in(address.value.strip_prefix("mailto:").unwrap_or(&address.value)) {
        Some(mailbox) => problem.reword(format!("write `{mailbox}`"), [mailbox.clone()]),
        None => problem.hint("write it like `name@nhs.net`"),
    });
}

/// Reports ids that cannot stand in an address, and those that name two records of a list.
pub fn check_ids(records: &[Record], diagnostics: &mut Diagnostics) {
    let mut used: BTreeMap<String, Span> = BTreeMap::new();
    for id in records.iter().filter_map(|record| record.text("id")) {
        if slug(&id.value) != id.value {
            diagnostics.push(
                Diagnostic::error("record::id", id.span, format!("`{}` cannot be an id", id.value)).reword(
                    format!("write `{}`: lower-case words joined by hyphens", slug(&id.value)),
                    [slug(&id.value)],
                ),
            );
        }
        match used.entry(id.value) {
            Entry::Occupied(first) => diagnostics.push(
                Diagnostic::error(
                    "record::duplicate-id",
                    id.span,
                    format!("`{}` already names another entry of this file", first.key()),
                )
                .label("used again here")
                .also(*first.get(), "used first here")
                .hint("give one of them another id"),
            ),
            Entry::Vacant(place) => {
                place.insert(id.span);
            }
        }
    }
}

/// Says how an address of the web is written.
fn suggest_address(problem: Diagnostic, written: &str) -> Diagnostic {
    let written = written.trim();
    // `https:/example.org`
    let after_scheme = written.strip_prefix("https").filter(|rest| rest.starts_with([':', '/']));
    let path = match after_scheme {
        Some(rest) => rest.trim_start_matches([':', '/']),
        None => written.strip_prefix("//").unwrap_or(written),
    };
    let whole = format!("https://{path}");
    let host = path.split('/').next().unwrap_or_default();
    let is_host = host.contains('.')
        && !host.contains(':')
        && ending(path) != "md"
        && !path.contains("://")
        && !path.contains(char::is_whitespace);
    if is_host && origin(&whole).is_some() {
        problem.reword(format!("write `{whole}`"), [whole.clone()])
    } else {
        problem.hint("write an address that begins with `https://`")
    }
}
