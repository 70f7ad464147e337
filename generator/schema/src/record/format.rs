//! The forms that texts in fields have: addresses, mailboxes, ids.

use supportt_basics::date;

use crate::hours::Hours;
use crate::toml_syntax::literals;
use supportt_source::Span;
use supportt_source::addresses::{self, is_mailbox, is_phone, mailbox_in, origin, version_in, versioned};
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::page_path::{Address, ending};
use supportt_source::rewritten_links;
use supportt_source::slug::slug;

/// The form of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Words on one line.
    Line,
    /// What other entries and pages call an entry.
    Id,
    /// The id of an entry of this list, such as `source`. Which there are is only known with the content.
    IdOf(&'static str),
    /// The address of a mailbox.
    Mailbox,
    /// A telephone number.
    Phone,
    /// A time of day, such as `09:30 to 16:00`.
    Hours,
    /// A day, between quotation marks.
    Day,
    /// An address within the site, such as `/wessex/old-name/`.
    SiteAddress,
    /// A file in `content`, such as `privacy.md`.
    ContentPath,
    /// The address of a page on the web.
    WebAddress,
    /// The same of a document, which should lead to its newest version.
    DocumentAddress,
    /// The address of a service on the web to which something is sent.
    ServiceAddress,
    /// An address on the web, or of a page or an entry of the content.
    AnyAddress,
}

impl Format {
    /// Whether a text has this form: what is offered to be typed should not be refused for another reason.
    pub(super) fn fits(self, text: &str) -> bool {
        if literals::is_to_come(text) {
            return false;
        }
        match self {
            Self::Line | Self::ContentPath => !text.trim().is_empty(),
            Self::Id | Self::IdOf(_) => slug(text) == text,
            Self::Mailbox => is_mailbox(text),
            Self::Phone => is_phone(text),
            Self::Hours => text.parse::<Hours>().is_ok(),
            Self::Day => date::read(text).is_some(),
            Self::SiteAddress => Address::parse(text).is_some(),
            Self::WebAddress | Self::DocumentAddress | Self::ServiceAddress => origin(text).is_some(),
            Self::AnyAddress => text.contains(['/', ':', '.']) && !text.contains(char::is_whitespace),
        }
    }

    /// Reports a text that has not this form. What only those can judge who know the content or other fields is left to
    /// them: ids, days and hours, addresses within the site.
    pub fn check(self, text: &str, span: Span, diagnostics: &mut Diagnostics) {
        match self {
            Self::Mailbox => diagnostics.extend(not_a_mailbox(text, span)),
            Self::Phone => diagnostics.extend(not_a_phone(text, span)),
            Self::WebAddress => diagnostics.extend(not_a_web_address(text, span)),
            Self::ServiceAddress => diagnostics.extend(not_a_service(text, span)),
            Self::DocumentAddress => {
                diagnostics.extend(not_a_web_address(text, span));
                diagnostics.extend(version_in(text).map(|name| versioned(name, span)));
            }
            Self::Line
            | Self::Id
            | Self::IdOf(_)
            | Self::Hours
            | Self::Day
            | Self::SiteAddress
            | Self::ContentPath
            | Self::AnyAddress => {}
        }
    }

    /// How it is typed, for people who have not seen one. Of a line only its declaration knows.
    #[must_use]
    pub fn example(self) -> &'static str {
        match self {
            Self::Line => "",
            Self::Id | Self::IdOf(_) => "its-id",
            Self::Mailbox => "name@nhs.net",
            Self::Phone => "01632 960000",
            Self::Hours => "09:30 to 16:00",
            Self::Day => "2026-12-25",
            Self::SiteAddress => "/old/address/",
            Self::ContentPath => "privacy.md",
            Self::WebAddress | Self::DocumentAddress | Self::AnyAddress => "https://www.example.org/page",
            Self::ServiceAddress => "https://relay.example.nhs.uk/plans",
        }
    }
}

fn not_a_web_address(address: &str, span: Span) -> impl Iterator<Item = Diagnostic> {
    let problem = origin(address).is_none().then(|| {
        let secure = address.strip_prefix("http://").map(|rest| format!("https://{rest}"));
        if let Some(secure) = secure.filter(|secure| origin(secure).is_some()) {
            Diagnostic::warning("link::insecure", span, "this address is not secure").reword(
                format!("try `{secure}`; keep `http:` only if the other site has nothing else"),
                [secure.clone()],
            )
        } else {
            let message = format!("`{address}` is not a web address");
            suggest_address(Diagnostic::error("record::address", span, message), address)
        }
    });
    rewritten_links::problem(address, span).into_iter().chain(problem)
}

fn not_a_service(address: &str, span: Span) -> Option<Diagnostic> {
    origin(address).is_none().then(|| {
        let message = format!("`{address}` is not the web address of a service");
        Diagnostic::error("policy::relay", span, message).hint(
            "write an address like `https://relay.example.nhs.uk/plans`; without encryption nothing is sent",
        )
    })
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

fn not_a_mailbox(address: &str, span: Span) -> Option<Diagnostic> {
    if is_mailbox(address) {
        return None;
    }
    let problem = Diagnostic::error("contact::email", span, format!("`{address}` is not an email address"));
    Some(match mailbox_in(address.strip_prefix("mailto:").unwrap_or(address)) {
        Some(mailbox) => problem.reword(format!("write `{mailbox}`"), [mailbox.clone()]),
        None => problem.hint("write it like `name@nhs.net`"),
    })
}

fn not_a_phone(number: &str, span: Span) -> Option<Diagnostic> {
    if is_phone(number) {
        return None;
    }
    let problem = Diagnostic::error("contact::phone", span, format!("`{number}` is not a telephone number"));
    Some(match addresses::phone(number) {
        Some(meant) => problem.reword(format!("write `{meant}`"), [meant.clone()]),
        None => problem.hint(
            "write it like `01632 960000` or `01632 960000 ext 12`; when people can ring belongs in `says`",
        ),
    })
}
