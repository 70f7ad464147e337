//! Addresses that a mail program, a chat or a search has put in the place of the one that was meant.
//!
//! They hold whose mail it was, lead through a service that readers need not be allowed to use, and stop working. People
//! copy them without noticing. The services are data, so that another one is a line.

use percent_encoding::percent_decode_str;

use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// A service that puts its own address before those in messages.
struct Service {
    /// Who runs it.
    name: &'static str,
    /// How the names of its hosts end. What begins with a dot stands for every host below.
    hosts: &'static [&'static str],
    /// What its paths contain; nothing where it has no others.
    path: &'static str,
}

const SERVICES: [Service; 31] = [
    Service {
        name: "Microsoft's mail filter",
        hosts: &[
            ".safelinks.protection.outlook.com",
            ".safelinks.protection.outlook.de",
            ".safelinks.protection.office365.us",
            ".safelinks.protection.partner.outlook.cn",
        ],
        path: "",
    },
    Service {
        name: "Microsoft Teams",
        hosts: &[
            "statics.teams.cdn.office.net",
            "statics.teams.cdn.live.net",
            "statics.teams.microsoft.com",
            "teams.microsoft.com",
        ],
        path: "safelinks",
    },
    Service {
        name: "Proofpoint's mail filter",
        hosts: &["urldefense.com", "urldefense.us", ".urldefense.com", "urldefense.proofpoint.com"],
        path: "",
    },
    Service {
        name: "Mimecast's mail filter",
        hosts: &[".mimecastprotect.com", "mimecastprotect.com"],
        path: "",
    },
    Service { name: "Mimecast's mail filter", hosts: &[".mimecast.com"], path: "/s/" },
    Service {
        name: "Barracuda's mail filter",
        hosts: &["linkprotect.cudasvc.com", ".linkprotect.cudasvc.com"],
        path: "",
    },
    Service { name: "Cisco's mail filter", hosts: &["secure-web.cisco.com"], path: "" },
    Service {
        name: "Trend Micro's mail filter",
        hosts: &[".trendmicro.com", "ctp.trendmicro.com"],
        path: "/wis/clicktime",
    },
    Service {
        name: "Trend Micro's mail filter",
        hosts: &[".urlprotect.trendmicro.com", "urlprotect.trendmicro.com"],
        path: "",
    },
    Service {
        name: "Symantec's mail filter",
        hosts: &["clicktime.symantec.com", "clicktime.cloud.postoffice.net", ".clicktime.symantec.com"],
        path: "",
    },
    Service { name: "Sophos' mail filter", hosts: &[".protection.sophos.com"], path: "" },
    Service {
        name: "FireEye's mail filter",
        hosts: &[
            "protect.fireeye.com",
            "protect2.fireeye.com",
            "protect3.fireeye.com",
            "protect4.fireeye.com",
            ".protect.fireeye.com",
        ],
        path: "",
    },
    Service { name: "Trellix's mail filter", hosts: &[".trellix.com"], path: "/v1/url" },
    Service {
        name: "Check Point's mail filter",
        hosts: &["protect.checkpoint.com", "url.avanan.click", ".avanan.click"],
        path: "",
    },
    Service { name: "Exclaimer", hosts: &[".content.exclaimer.net"], path: "" },
    Service { name: "Intermedia's mail filter", hosts: &["url.emailprotection.link"], path: "" },
    Service { name: "Trustwave's mail filter", hosts: &["scanmail.trustwave.com"], path: "" },
    Service { name: "AppRiver's mail filter", hosts: &["link.edgepilot.com"], path: "" },
    Service {
        name: "Hornetsecurity's mail filter",
        hosts: &["atpscan.global.hornetsecurity.com", ".seclinks.cloud-security.net"],
        path: "",
    },
    Service { name: "TitanHQ's mail filter", hosts: &["linklock.titanhq.com"], path: "" },
    Service { name: "Libraesva's mail filter", hosts: &["urlsand.esvalabs.com"], path: "" },
    Service {
        name: "Google",
        hosts: &["www.google.com", "google.com", "www.google.co.uk", "google.co.uk"],
        path: "/url?",
    },
    Service { name: "Bing", hosts: &["www.bing.com", "bing.com"], path: "/ck/a" },
    Service { name: "DuckDuckGo", hosts: &["duckduckgo.com"], path: "/l/?" },
    Service { name: "Facebook", hosts: &["l.facebook.com", "lm.facebook.com", "l.instagram.com"], path: "" },
    Service { name: "LinkedIn", hosts: &["www.linkedin.com", "linkedin.com"], path: "/redir/" },
    Service { name: "LinkedIn", hosts: &["www.linkedin.com", "linkedin.com"], path: "/safety/go" },
    Service { name: "YouTube", hosts: &["www.youtube.com", "youtube.com"], path: "/redirect?" },
    Service { name: "Slack", hosts: &["slack-redir.net"], path: "" },
    Service { name: "a newsletter's counter", hosts: &[".list-manage.com"], path: "/track/click" },
    Service {
        name: "a newsletter's counter",
        hosts: &["links.govdelivery.com", ".govdelivery.com"],
        path: "/CL0/",
    },
];

/// An address that leads through a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rewritten {
    /// The service.
    pub service: &'static str,
    /// Where it leads; nothing where the service keeps that to itself.
    pub leads_to: Option<String>,
}

/// Longer addresses are not looked at: one may lead through as many services as it has room for.
const LONGEST: usize = 10_000;

/// The service that an address leads through, if any.
#[must_use]
pub fn find(address: &str) -> Option<Rewritten> {
    let (_, rest) = Some(address)
        .filter(|address| address.len() <= LONGEST)?
        .split_once("://")
        .filter(|(scheme, _)| ["https", "http"].iter().any(|web| scheme.eq_ignore_ascii_case(web)))?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    let host = host.split(':').next().unwrap_or_default().to_ascii_lowercase();
    let is_host = |name: &str| host == name || name.starts_with('.') && host.ends_with(name);
    let service = SERVICES
        .iter()
        .find(|service| service.hosts.iter().any(|name| is_host(name)) && path.contains(service.path))?;
    Some(Rewritten { service: service.name, leads_to: inside(path) })
}

/// The problem of such an address at a place.
#[must_use]
pub fn problem(address: &str, span: Span) -> Option<Diagnostic> {
    let Rewritten { service, leads_to } = find(address)?;
    let problem = Diagnostic::warning("link::mail-filter", span, format!("this leads through {service}"))
        .label("it may hold the address of whoever got the message, and it stops working");
    Some(match leads_to {
        Some(address) => problem.reword(format!("write `{address}`"), [address.clone()]),
        None => problem.hint("open it, and copy the address of the page that it leads to"),
    })
}

/// The address within the path or the query of another one.
fn inside(path: &str) -> Option<String> {
    let found = proofpoint(path).or_else(|| {
        let query = path.split_once('?').map_or("", |(_, query)| query);
        let values = query.split(['&', ';']).filter_map(|pair| Some(pair.split_once('=')?.1));
        // Some write it as the last part of the path.
        let mut written = values.chain(path.split(['/', '?']).rev().take(2));
        written.find_map(|value| {
            let value = percent_decode_str(value).decode_utf8().ok()?;
            let value =
                if value.contains("%3A") { percent_decode_str(&value).decode_utf8().ok()? } else { value };
            is_whole(&value).then(|| value.into_owned())
        })
    })?;
    // What leads through two services leads on.
    match find(&found) {
        Some(Rewritten { leads_to, .. }) => leads_to,
        None => Some(found),
    }
}

/// What Proofpoint makes of an address: between underscores, or with other characters for `%` and `/`.
fn proofpoint(path: &str) -> Option<String> {
    // In running text, Markdown has taken the underscores for bold letters.
    let plain = path.split_once("/v3/").and_then(|(_, rest)| {
        let rest = rest.trim_start_matches("__");
        Some(rest.split_once("__;").or_else(|| rest.split_once(';'))?.0)
    });
    let written = plain.map(str::to_owned).or_else(|| {
        let value = path.split_once("/v2/url?")?.1.split('&').find_map(|pair| pair.strip_prefix("u="))?;
        let escaped = value.replace('-', "%").replace('_', "/");
        Some(percent_decode_str(&escaped).decode_utf8().ok()?.into_owned())
    })?;
    // An asterisk stands for what only the service knows.
    is_whole(&written).then_some(written).filter(|address| !address.contains('*'))
}

/// Whether a text is an address on the web that can stand in a page.
fn is_whole(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| rest.contains('.'))
        && !text.contains(|c: char| c.is_whitespace() || c.is_control() || "<>()\"`\\".contains(c))
}

#[cfg(test)]
mod tests {
    use super::{Rewritten, find};

    #[test]
    fn addresses_may_lie_in_each_other_as_deep_as_a_file_is_long() {
        let nested = |times| "https://l.facebook.com/?u=".repeat(times) + "https://www.nhs.uk/";
        let leads_to = |times| find(&nested(times)).and_then(|found| found.leads_to);
        assert_eq!(leads_to(3).as_deref(), Some("https://www.nhs.uk/"));
        assert_eq!(leads_to(100_000), None);
    }

    #[test]
    fn addresses_that_lead_through_a_service_are_found() {
        for (address, service, leads_to) in [
            (
                "https://eur03.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org&data=05",
                "Microsoft's mail filter",
                "https://example.org",
            ),
            (
                "https://gbr01.safelinks.protection.outlook.com/ap/w-59584e83/?url=https%3A%2F%2Fexample.org%2Fa%3Fb%3Dc&amp;data=05%7C",
                "Microsoft's mail filter",
                "https://example.org/a?b=c",
            ),
            (
                "HTTPS://EUR03.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org",
                "Microsoft's mail filter",
                "https://example.org",
            ),
            (
                "https://statics.teams.cdn.office.net/evergreen-assets/safelinks/1/atp-safelinks.html?url=https%3A%2F%2Fexample.org",
                "Microsoft Teams",
                "https://example.org",
            ),
            (
                "https://urldefense.com/v3/__https://example.org/__;!!abc",
                "Proofpoint's mail filter",
                "https://example.org/",
            ),
            ("https://urldefense.com/v3/__https://example.org/*a__;Iw!!abc", "Proofpoint's mail filter", ""),
            (
                "https://urldefense.proofpoint.com/v2/url?u=https-3A__www.example.org_a-2Db&d=DwM",
                "Proofpoint's mail filter",
                "https://www.example.org/a-b",
            ),
            ("https://protect-eu.mimecast.com/s/abc", "Mimecast's mail filter", ""),
            ("https://protect.mimecast.com/s/abc?domain=example.org", "Mimecast's mail filter", ""),
            ("https://url.uk.m.mimecastprotect.com/s/abc", "Mimecast's mail filter", ""),
            (
                "https://linkprotect.cudasvc.com/url?a=https%3a%2f%2fexample.org",
                "Barracuda's mail filter",
                "https://example.org",
            ),
            (
                "https://secure-web.cisco.com/1abc/https%3A%2F%2Fexample.org",
                "Cisco's mail filter",
                "https://example.org",
            ),
            (
                "https://imsva91-ctp.trendmicro.com/wis/clicktime/v1/query?url=https%3A%2F%2Fexample.org&umid=1",
                "Trend Micro's mail filter",
                "https://example.org",
            ),
            (
                "https://clicktime.symantec.com/3abc?u=https%3A%2F%2Fexample.org",
                "Symantec's mail filter",
                "https://example.org",
            ),
            ("https://eu-west-1.protection.sophos.com?d=example.org&u=aHR0cHM=", "Sophos' mail filter", ""),
            (
                "https://protect2.fireeye.com/v1/url?k=1&u=https%3A%2F%2Fexample.org",
                "FireEye's mail filter",
                "https://example.org",
            ),
            (
                "https://protect.checkpoint.com/v2/___https://example.org___.YzJ",
                "Check Point's mail filter",
                "",
            ),
            (
                "https://www.google.com/url?sa=t&q=https%3A%2F%2Fexample.org&usg=1",
                "Google",
                "https://example.org",
            ),
            ("https://www.google.co.uk/url?q=https://example.org", "Google", "https://example.org"),
            (
                "http://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org%2F&h=AT",
                "Facebook",
                "https://example.org/",
            ),
        ] {
            let leads_to = Some(leads_to.to_owned()).filter(|leads_to| !leads_to.is_empty());
            assert_eq!(find(address), Some(Rewritten { service, leads_to }), "{address}");
        }
    }

    #[test]
    fn pages_of_those_who_run_the_services_are_left_alone() {
        for address in [
            "https://www.mimecast.com/products/",
            "https://www.proofpoint.com/uk",
            "https://www.google.com/maps?q=https://example.org",
            "https://www.google.com/search?q=url",
            "https://support.microsoft.com/en-gb/office/safelinks",
            "https://teams.microsoft.com/l/meetup-join/19%3ameeting",
            "https://www.sophos.com/protection.sophos.com",
            "https://www.trendmicro.com/en_gb/",
            "https://www.linkedin.com/in/somebody",
            "https://www.youtube.com/watch?v=1",
            "https://example.org/?url=https%3A%2F%2Fexample.com",
            "https://safelinks.example.org/",
            "mailto:a@urldefense.com",
        ] {
            assert_eq!(find(address), None, "{address}");
        }
    }
}
