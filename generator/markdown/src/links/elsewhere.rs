//! Addresses outside the site: of the web, of mailboxes, of telephones.

use std::net::Ipv6Addr;
use std::sync::LazyLock;

use percent_encoding::percent_decode_str;
use regex::Regex;
use supportt_basics::keyword::Keyword as _;

use crate::record_kind::RecordKind;
use supportt_source::Span;
use supportt_source::addresses::{is_mailbox, mailbox_in};
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::page_path::ending;
use supportt_source::rewritten_links;
use supportt_source::suggest;

/// A link to another site, or to write or call somebody.
pub(super) fn check(
    scheme: &str,
    rest: &str,
    span: Span,
    diagnostics: &mut Diagnostics,
) -> Result<String, Diagnostic> {
    let address = format!("{scheme}:{rest}");
    let error = |code, message: &str| Diagnostic::error(code, span, message);
    match scheme {
        "https" | "http" if !has_host(rest) => {
            Err(error("link::address", "this is not a whole address")
                .hint("write it like `https://www.nhs.uk/`"))
        }
        "https" | "http" if rewritten_links::find(&address).is_some() => {
            diagnostics.extend(rewritten_links::problem(&address, span));
            Ok(address)
        }
        "https" | "http" if mixes_alphabets(rest) => {
            Err(error("link::address", "the name of this site has letters of two alphabets")
                .label("one of them only looks like the right one")
                .hint("type the address again, or copy it from the page that it leads to"))
        }
        "https" if rest.ends_with(MARKS) => {
            let whole = address.trim_end_matches(MARKS).to_owned();
            diagnostics.push(
                Diagnostic::warning("link::sentence-end", span, "this address ends as a sentence does")
                    .reword(format!("write `{whole}`"), [whole.clone()]),
            );
            Ok(address)
        }
        "http" => {
            let secure = format!("https:{}", rest.trim_end_matches(MARKS));
            diagnostics.push(
                Diagnostic::warning("link::insecure", span, "this address is not secure").reword(
                    format!("try `{secure}`; keep `http:` only if the other site has nothing else"),
                    [secure],
                ),
            );
            Ok(address)
        }
        "mailto" if !is_email(rest) => {
            let problem = error("link::address", "this is not an email address");
            Err(match mailbox_in(rest) {
                Some(mailbox) => problem.write(format!("mailto:{mailbox}")),
                None => problem.hint("write it like `mailto:name@nhs.net`"),
            })
        }
        "tel" if !is_number(rest) => {
            let problem = error("link::address", "this is not a telephone number");
            Err(match number_in(rest) {
                Some(number) => problem.write(format!("tel:{number}")),
                None => problem.hint("write it like `tel:01632960000`"),
            })
        }
        "https" | "mailto" | "tel" => Ok(address),
        _ => {
            let problem = error("link::scheme", &format!("a link cannot begin with `{scheme}:`"));
            let kinds = RecordKind::ALL.iter().map(|kind| kind.word());
            let known = ["https", "http", "mailto", "tel"].into_iter().chain(kinds);
            let near = suggest::nearest(scheme, known).and_then(|near| repaired(near, rest));
            Err(match near {
                Some(address) => problem.did_you_mean(address),
                None => problem.hint(
                    "links lead to a file, begin with `https:`, `mailto:` or `tel:`, or name an entry: `form:its-id`",
                ),
            })
        }
    }
}

/// What ends a sentence or a part of one, and seldom an address.
const MARKS: [char; 4] = ['.', ',', ';', ':'];

/// An address with the scheme that was meant, where it can stand in a page so.
fn repaired(scheme: &str, rest: &str) -> Option<String> {
    match scheme {
        "https" | "http" => has_host(rest).then(|| rewritten_links::direct(&format!("https:{rest}")))?,
        "mailto" if is_email(rest) => Some(format!("mailto:{rest}")),
        "mailto" => mailbox_in(rest).map(|mailbox| format!("mailto:{mailbox}")),
        "tel" => number_in(rest).map(|number| format!("tel:{number}")),
        kind => Some(format!("{kind}:{rest}")),
    }
}

/// The host in what follows the scheme, perhaps with a port.
fn host(rest: &str) -> Option<&str> {
    rest.strip_prefix("//")?.split(['/', '?', '#']).next()
}

/// Whether a part of the name of a site has letters of two alphabets of which some look alike.
fn mixes_alphabets(rest: &str) -> bool {
    let is_alike = |c: char| matches!(c, '\u{370}'..='\u{52f}');
    let mut labels = host(rest).unwrap_or_default().split('.');
    labels.any(|label| label.contains(is_alike) && label.contains(|c: char| c.is_ascii_alphabetic()))
}

/// Whether a telephone can dial what follows `tel:`: digits, perhaps with hyphens between them and an extension.
fn is_number(written: &str) -> bool {
    static NUMBER: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^\+?\d(?:-?\d){2,}(?:;ext=\d+)?$").expect("the pattern is right"));
    NUMBER.is_match(written)
}

/// The telephone number in what people write for one: with spaces and brackets, or a letter for the nought.
pub(super) fn number_in(written: &str) -> Option<String> {
    let written = written.replace("%20", " ");
    // The nought is dialled within the country only.
    let written = if written.trim_start().starts_with('+') { written.replace("(0)", "") } else { written };
    let mut number = String::new();
    for character in written.chars() {
        match character {
            '+' | '0'..='9' => number.push(character),
            'O' | 'o' => number.push('0'),
            '(' | ')' | '.' | '/' | '-' | '\u{2010}'..='\u{2015}' => {}
            _ if character.is_whitespace() => {}
            _ => return None,
        }
    }
    is_number(&number).then_some(number)
}

/// Whether what follows the scheme begins with the name of a site, which has a dot and no odd signs, or with a number.
fn has_host(rest: &str) -> bool {
    let Some(host) = host(rest) else { return false };
    if let Some((number, port)) = host.strip_prefix('[').and_then(|host| host.split_once(']')) {
        return number.parse::<Ipv6Addr>().is_ok()
            && (port.is_empty() || port.strip_prefix(':').is_some_and(|port| port.parse::<u16>().is_ok()));
    }
    let (name, port) = host.split_once(':').unwrap_or((host, "0"));
    let mut labels = name.split('.');
    let is_name = labels.all(|label| {
        !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
    });
    port.parse::<u16>().is_ok() && is_name && name.contains('.')
}

/// Whether a path begins with what looks like the name of a site.
pub(super) fn looks_like_host(path: &str) -> bool {
    let host = path.split('/').next().unwrap_or_default();
    host.starts_with("www.") || ["com", "org", "uk"].contains(&ending(host))
}

/// Whether mail can be written to what follows `mailto:`: to one mailbox or several, perhaps with a subject after a `?`.
pub(super) fn is_email(written: &str) -> bool {
    let mailboxes = percent_decode_str(written.split('?').next().unwrap_or_default()).decode_utf8_lossy();
    mailboxes.split(',').all(is_mailbox)
}

/// The scheme of an address, such as `https`, and what follows its colon.
pub(super) fn scheme(address: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = address.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    is_scheme.then_some((scheme, rest))
}
