//! Addresses that a mail program, a chat or a search has put in the place of the one that was meant.
//!
//! They hold whose mail it was, lead through a service that readers need not be allowed to use, and stop working. People
//! copy them without noticing. The services are data, so that another one is a line.

use data_encoding::BASE64_NOPAD;
use percent_encoding::percent_decode_str;

use crate::diagnostic::Diagnostic;
use crate::{Slice, Span};

/// A service that puts its own address before those in messages.
struct Service {
    /// Who runs it.
    name: &'static str,
    /// How the names of its hosts end. What begins with a dot stands for every host below, but for those that tell of the
    /// service; none for a program that runs on hosts of those who use it.
    hosts: &'static [&'static str],
    /// What its paths contain; nothing where it has no others.
    path: &'static str,
}

/// The hosts on which those who run a service tell of it.
const ABOUT: [&str; 6] = ["www", "blog", "community", "docs", "help", "support"];

const SERVICES: [Service; 48] = [
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
        name: "Outlook",
        hosts: &[
            "outlook.office.com",
            "outlook.office365.com",
            "outlook.live.com",
            "outlook.cloud.microsoft",
        ],
        path: "safelink.html",
    },
    Service { name: "Outlook", hosts: &[], path: "/owa/redir.aspx" },
    Service {
        name: "Proofpoint's mail filter",
        hosts: &[
            "urldefense.com",
            "urldefense.us",
            ".urldefense.com",
            "urldefense.proofpoint.com",
            "urlisolation.com",
        ],
        path: "",
    },
    Service {
        name: "Mimecast's mail filter",
        hosts: &[".mimecastprotect.com", "mimecastprotect.com"],
        path: "",
    },
    Service { name: "Mimecast's mail filter", hosts: &[".mimecast.com"], path: "/s/" },
    Service { name: "Mimecast's mail filter", hosts: &[".mimecast.com"], path: "/r/" },
    Service { name: "Egress' mail filter", hosts: &[".egress.com"], path: "" },
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
    Service { name: "FireEye's mail filter", hosts: &[".fireeye.com"], path: "/url" },
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
    Service {
        name: "Libraesva's mail filter",
        hosts: &["urlsand.esvalabs.com", ".urlsand.esvalabs.com", "urlsand.com", ".urlsand.com"],
        path: "",
    },
    Service { name: "VIPRE's mail filter", hosts: &[".mailanyone.net"], path: "" },
    Service { name: "INKY's mail filter", hosts: &[".outlook.inky.com"], path: "" },
    Service { name: "Fortinet's mail filter", hosts: &[], path: "/fmlurlsvc/" },
    Service { name: "Vade's mail filter", hosts: &[".vadesecure.com"], path: "" },
    Service {
        name: "Menlo's filter",
        hosts: &["safe.menlosecurity.com", "isolate.menlosecurity.com"],
        path: "",
    },
    Service {
        name: "Zscaler's filter",
        hosts: &[
            "gateway.zscaler.net",
            "gateway.zscloud.net",
            "gateway.zscalerone.net",
            "gateway.zscalertwo.net",
            "gateway.zscalerthree.net",
            ".isolation.zscaler.com",
        ],
        path: "",
    },
    Service {
        name: "Google",
        hosts: &["www.google.com", "google.com", "www.google.co.uk", "google.co.uk"],
        path: "/url?",
    },
    Service { name: "Google", hosts: &["www.google.com", "google.com", "www.google.co.uk"], path: "/amp/s/" },
    Service { name: "Google", hosts: &[".cdn.ampproject.org"], path: "/c/s/" },
    Service { name: "Bing", hosts: &["www.bing.com", "bing.com"], path: "/ck/a" },
    Service { name: "DuckDuckGo", hosts: &["duckduckgo.com"], path: "/l/?" },
    Service {
        name: "Facebook",
        hosts: &["l.facebook.com", "lm.facebook.com", "l.instagram.com", "l.messenger.com"],
        path: "",
    },
    Service { name: "LinkedIn", hosts: &["www.linkedin.com", "linkedin.com"], path: "/redir/" },
    Service { name: "LinkedIn", hosts: &["www.linkedin.com", "linkedin.com"], path: "/safety/go" },
    Service { name: "YouTube", hosts: &["www.youtube.com", "youtube.com"], path: "/redirect?" },
    Service { name: "Slack", hosts: &["slack-redir.net"], path: "" },
    Service { name: "a newsletter's counter", hosts: &[".list-manage.com"], path: "/track/click" },
    Service { name: "a newsletter's counter", hosts: &[".govdelivery.com"], path: "/CL0/" },
    Service { name: "a newsletter's counter", hosts: &["links.govdelivery.com"], path: "/track" },
    Service { name: "a newsletter's counter", hosts: &["lnks.gd"], path: "" },
    Service { name: "a newsletter's counter", hosts: &[".ct.sendgrid.net"], path: "/ls/click" },
    Service { name: "a newsletter's counter", hosts: &["mandrillapp.com"], path: "/track/click" },
    Service { name: "a newsletter's counter", hosts: &["rs6.net", ".rs6.net"], path: "" },
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
    let host = host.split(':').next().unwrap_or_default().trim_end_matches('.').to_ascii_lowercase();
    let is_about = host.split('.').next().is_some_and(|first| ABOUT.contains(&first));
    let is_host = |name: &str| host == name || name.starts_with('.') && host.ends_with(name) && !is_about;
    let service = SERVICES.iter().find(|service| {
        (service.hosts.is_empty() || service.hosts.iter().any(|name| is_host(name)))
            && path.contains(service.path)
    })?;
    Some(Rewritten { service: service.name, leads_to: inside(path) })
}

/// The address to write in the place of one: where it leads, if through a service, and with `https:`. `None` where the
/// service keeps that to itself.
#[must_use]
pub fn direct(address: &str) -> Option<String> {
    let address = find(address).map_or_else(|| Some(address.to_owned()), |found| found.leads_to)?;
    Some(match address.strip_prefix("http://") {
        Some(rest) => format!("https://{rest}"),
        None => address,
    })
}

/// How to find the address that a service keeps to itself.
pub const OPEN_IT: &str = "open it, and copy the address of the page that it leads to";

/// The problem of such an address at a place.
#[must_use]
pub fn problem(address: &str, span: Span) -> Option<Diagnostic> {
    let Rewritten { service, .. } = find(address)?;
    let problem = Diagnostic::warning("link::mail-filter", span, format!("this leads through {service}"))
        .label("it may hold the address of whoever got the message, and it stops working");
    Some(match direct(address) {
        Some(address) => problem.reword(format!("write `{address}`"), [address.clone()]),
        None => problem.hint(OPEN_IT),
    })
}

/// The address within the path or the query of another one.
fn inside(path: &str) -> Option<String> {
    let found = proofpoint(path).or_else(|| plain(path)).or_else(|| {
        let (before, query) = path.split_once('?').unwrap_or((path, ""));
        let pairs = query.split(['&', ';']).chain(before.split(['&', ';']));
        let values = pairs.filter_map(|pair| Some(pair.split_once('=')?.1));
        // Some write it as a part of the path.
        let mut written = values.chain(path.split(['/', '?']));
        written.find_map(|value| {
            let value = percent_decode_str(value).decode_utf8().ok()?;
            let value =
                if value.contains("%3A") { percent_decode_str(&value).decode_utf8().ok()? } else { value };
            if is_whole(&value) { Some(value.into_owned()) } else { in_base64(&value) }
        })
    })?;
    // What leads through two services leads on.
    match find(&found) {
        Some(Rewritten { leads_to, .. }) => leads_to,
        None => Some(found),
    }
}

/// An address that is written in a path as it is, but perhaps for its scheme.
fn plain(path: &str) -> Option<String> {
    let address = match path.find("/https://").or_else(|| path.find("/http://")) {
        Some(slash) => path.slice(slash + 1..).to_owned(),
        None => format!("https://{}", ["/amp/s/", "/c/s/"].iter().find_map(|mark| path.strip_prefix(mark))?),
    };
    is_whole(&address).then_some(address)
}

/// An address that is written in Base64.
fn in_base64(value: &str) -> Option<String> {
    let value = value.trim_end_matches('=').replace('-', "+").replace('_', "/");
    let address = String::from_utf8(BASE64_NOPAD.decode(value.as_bytes()).ok()?).ok()?;
    is_whole(&address).then_some(address)
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
    // What passes it on may take the second slash away.
    let written = ["https", "http"]
        .iter()
        .find_map(|scheme| {
            let rest = written.strip_prefix(&format!("{scheme}:/"))?;
            (!rest.starts_with('/')).then(|| format!("{scheme}://{rest}"))
        })
        .unwrap_or(written);
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
    #[expect(clippy::too_many_lines, reason = "it is a table")]
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
            ("https://links.defend.egress.com/Warning?crId=1&Base64Url=eNoB", "Egress' mail filter", ""),
            ("https://protect-eu.mimecast.com/r/abc?domain=example.org", "Mimecast's mail filter", ""),
            (
                "https://protect-us.fireeye.com/v1/url?k=abc&u=https%3A%2F%2Fexample.org",
                "FireEye's mail filter",
                "https://example.org",
            ),
            (
                "https://urldefense.com/v3/__https:/example.org/a__;!!abc!xyz$",
                "Proofpoint's mail filter",
                "https://example.org/a",
            ),
            (
                "https://secure-web.cisco.com/auth=abc&url=https%3A%2F%2Fexample.org",
                "Cisco's mail filter",
                "https://example.org",
            ),
            (
                "https://us-west-2.protection.sophos.com/?d=example.org&u=aHR0cHM6Ly9leGFtcGxlLm9yZy8=&i=abc",
                "Sophos' mail filter",
                "https://example.org/",
            ),
            (
                "https://links-2.govdelivery.com/CL0/https:%2F%2Fexample.org%2Fa/1/abc",
                "a newsletter's counter",
                "https://example.org/a",
            ),
            ("https://links.govdelivery.com/track?type=click&enid=abc", "a newsletter's counter", ""),
            ("https://lnks.gd/l/eyJhbGciOi", "a newsletter's counter", ""),
            ("https://u12345.ct.sendgrid.net/ls/click?upn=abc", "a newsletter's counter", ""),
            ("https://mandrillapp.com/track/click/123/example.org?p=abc", "a newsletter's counter", ""),
            ("https://r20.rs6.net/tn.jsp?f=001", "a newsletter's counter", ""),
            (
                "https://outlook.office.com/mail/safelink.html?url=https%3A%2F%2Fexample.org&corid=1",
                "Outlook",
                "https://example.org",
            ),
            (
                "https://mail.nhs.net/owa/redir.aspx?C=abc&URL=https%3a%2f%2fexample.org",
                "Outlook",
                "https://example.org",
            ),
            ("https://url6.mailanyone.net/scanner?m=1abc&d=4%7Cmail", "VIPRE's mail filter", ""),
            ("https://shared.outlook.inky.com/link?domain=example.org&t=abc", "INKY's mail filter", ""),
            (
                "https://mail.example.nhs.uk/fmlurlsvc/?fewReq=:B:abc&url=https%3a%2f%2fexample.org",
                "Fortinet's mail filter",
                "https://example.org",
            ),
            ("https://eu1.urlsand.com/abc", "Libraesva's mail filter", ""),
            (
                "https://isolate.menlosecurity.com/1/37/https://example.org/page?a=b",
                "Menlo's filter",
                "https://example.org/page?a=b",
            ),
            ("https://safe.menlosecurity.com/https://example.org", "Menlo's filter", "https://example.org"),
            (
                "https://gateway.zscloud.net/auD?origurl=https%3A%2F%2Fexample.org",
                "Zscaler's filter",
                "https://example.org",
            ),
            (
                "https://urlfilter.vadesecure.com/v4?f=abc&u=https%3A%2F%2Fexample.org",
                "Vade's mail filter",
                "https://example.org",
            ),
            ("https://l.messenger.com/l.php?u=https%3A%2F%2Fexample.org", "Facebook", "https://example.org"),
            ("https://www.google.com/amp/s/example.org/page", "Google", "https://example.org/page"),
            (
                "https://example-org.cdn.ampproject.org/c/s/example.org/page",
                "Google",
                "https://example.org/page",
            ),
            (
                "https://eur01.safelinks.protection.outlook.com./?url=https%3A%2F%2Fexample.org",
                "Microsoft's mail filter",
                "https://example.org",
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
            "https://www.mimecast.com/s/about",
            "https://community.mimecast.com/s/article/a",
            "https://www.trellix.com/v1/url/about",
            "https://www.egress.com/",
            "https://help.egress.com/",
            "https://content.govdelivery.com/accounts/UKHEE/bulletins/1",
            "https://www.fireeye.com/blog/url",
            "https://[2001:db8::1]/s/a",
            "mailto:a@urldefense.com",
        ] {
            assert_eq!(find(address), None, "{address}");
        }
    }
}
