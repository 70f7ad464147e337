//! Asks other sites for addresses: the only part that reaches a network.
//!
//! A host is asked one thing at a time and then left alone for a while, whichever address led to it; hosts are
//! asked side by side. An address is asked once, however many links and redirects lead to it.
//!
//! Redirects are followed here, not by the library, to tell those that are for good from the others. Bodies are
//! never read: the connection is dropped once the status has come.

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::net::{IpAddr, SocketAddr, ToSocketAddrs as _};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;
use std::time::{Duration, Instant};

use ureq::Agent;
use ureq::http::{HeaderMap, Response, header};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::DefaultConnector;
use url::Url;

use super::pace::{Pace, Progress};
use super::private::{AllowedHosts, IsPrivate, PublicOnly, is_public};
use super::trail::{End, Hop, Trail};
use supportt_source::wording::lower_first;

/// How many hosts are asked at once.
const HOSTS_AT_ONCE: usize = 8;

/// How many redirects are followed: fewer than browsers follow, for every one costs a reader time.
const MOST_HOPS: usize = 10;

/// How often a host may fail to answer, one time after another, before it is left alone.
const MOST_SILENCES: u32 = 2;

/// How many intervals to wait when a site asks for fewer questions and does not say for how long.
const INTERVALS_WHEN_BUSY: u32 = 5;

/// What sites are told about who asks.
const NAME: &str = concat!("supportt/", env!("CARGO_PKG_VERSION"), " (checks whether links lead somewhere)");

/// Finds out where each address leads.
pub(super) fn ask_all(
    addresses: BTreeSet<Url>,
    pace: &Pace,
    allowed: &AllowedHosts,
    progress: &(dyn Fn(Progress) + Sync),
) -> BTreeMap<Url, Trail> {
    let of = addresses.len();
    let mut by_host: BTreeMap<String, Vec<Url>> = BTreeMap::new();
    for address in addresses {
        by_host.entry(host_of(&address)).or_default().push(address);
    }
    let workers = by_host.len().min(HOSTS_AT_ONCE);
    let asking = Asking::new(pace, allowed);
    let waiting = Mutex::new(by_host.into_values());
    let trails = Mutex::new(BTreeMap::new());
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                // The lock is held while the next host is taken, not while it is asked.
                while let Some(addresses) = { lock(&waiting).next() } {
                    for address in addresses {
                        let trail = asking.follow(&address);
                        let mut trails = lock(&trails);
                        trails.insert(address, trail);
                        progress(Progress { asked: trails.len(), of });
                    }
                }
            });
        }
    });
    trails.into_inner().expect(SOUND)
}

/// A host as others know it. A site answers at two ports for `http:` and `https:`, which are one host.
fn host_of(address: &Url) -> String {
    let port = address.port().map(|port| format!(":{port}")).unwrap_or_default();
    format!("{}{port}", address.host_str().unwrap_or_default())
}

const SOUND: &str = "no thread panics while it asks";

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().expect(SOUND)
}

struct Asking<'a> {
    pace: &'a Pace,
    until: Instant,
    agent: Agent,
    allowed: AllowedHosts,
    hosts: Mutex<BTreeMap<String, Arc<Mutex<Host>>>>,
}

/// What is known of a host. Whoever holds it is the only one who asks it.
#[derive(Default)]
struct Host {
    replies: BTreeMap<Url, Reply>,
    /// From when it may be asked again.
    free_from: Option<Instant>,
    /// How often it has not answered, since it last did.
    silences: u32,
    /// What to say of every other address there, once there is no point in asking.
    given_up: Option<End>,
}

/// What one address answers.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Reply {
    Redirect(Hop),
    End(End),
}

impl<'a> Asking<'a> {
    #[expect(clippy::disallowed_methods, reason = "this is the one place that reaches a network")]
    fn new(pace: &'a Pace, allowed: &AllowedHosts) -> Self {
        // Certificates are trusted as this computer's browsers trust them, also where a network has its own.
        let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            // A connection that was kept may have been closed meanwhile, which would look like a fault of the site.
            .max_idle_connections(0)
            .tls_config(tls)
            .user_agent(NAME)
            .build();
        let resolver = PublicOnly { allowed: allowed.clone(), all: DefaultResolver::default() };
        let agent = Agent::with_parts(config, DefaultConnector::default(), resolver);
        Self {
            pace,
            until: Instant::now() + pace.total,
            agent,
            allowed: allowed.clone(),
            hosts: Mutex::default(),
        }
    }

    /// Goes from an address to where it leads.
    fn follow(&self, address: &Url) -> Trail {
        let mut hops: Vec<Hop> = Vec::new();
        loop {
            let at = hops.last().map_or(address, |hop| &hop.to);
            match self.reply_of(at) {
                Reply::End(end) => return Trail { hops, end },
                Reply::Redirect(hop) if hop.to == *address || hops.iter().any(|other| other.to == hop.to) => {
                    return Trail { hops, end: End::Circle };
                }
                Reply::Redirect(_) if hops.len() == MOST_HOPS => return Trail { hops, end: End::TooLong },
                Reply::Redirect(hop) => hops.push(hop),
            }
        }
    }

    /// What an address answers. It is asked if it has not been asked before.
    fn reply_of(&self, address: &Url) -> Reply {
        let host = Arc::clone(lock(&self.hosts).entry(host_of(address)).or_default());
        let mut host = lock(&host);
        if let Some(reply) = host.replies.get(address) {
            return reply.clone();
        }
        if let Some(end) = &host.given_up {
            return Reply::End(end.clone());
        }
        let reply = self.ask(address, &mut host);
        host.note(&reply);
        host.replies.insert(address.clone(), reply.clone());
        reply
    }

    /// Asks until there is an answer to believe.
    fn ask(&self, address: &Url, host: &mut Host) -> Reply {
        let mut question = Question { method: Method::Head, is_second: false };
        let mut wait = Duration::ZERO;
        loop {
            if !self.wait_for(host, wait) {
                return Reply::End(End::OutOfTime);
            }
            let answer = self.request(address, question.method);
            host.free_from = Some(Instant::now() + self.pace.interval);
            match question.next(&answer, self.pace) {
                Some((next, after)) => (question, wait) = (next, after),
                None => return answer.reply,
            }
        }
    }

    /// Waits until a host may be asked again, but for no less than `wait`; `false` if there is no time left for it.
    fn wait_for(&self, host: &Host, wait: Duration) -> bool {
        let now = Instant::now();
        let from = host.free_from.map_or(now, |free| free.max(now)).max(now + wait);
        if from >= self.until {
            return false;
        }
        thread::sleep(from - now);
        true
    }

    fn request(&self, address: &Url, method: Method) -> Answer {
        if let Some(private) = self.private_behind_proxy(address) {
            return End::Private(private).into();
        }
        let left = self.until.saturating_duration_since(Instant::now());
        let request = match method {
            Method::Head => self.agent.head(address.as_str()),
            Method::Get => self.agent.get(address.as_str()),
        };
        let response = request.config().timeout_global(Some(self.pace.timeout.min(left))).build().call();
        match response {
            Ok(response) => Answer::of(address, &response),
            Err(ureq::Error::Timeout(_)) if left < self.pace.timeout => End::OutOfTime.into(),
            Err(error) => self.end_of(address, error).into(),
        }
    }

    /// Where a host is that a proxy would be asked for, when it is not public as far as this computer knows. Then no
    /// name is looked up here for a connection.
    fn private_behind_proxy(&self, address: &Url) -> Option<IpAddr> {
        let proxy = self.agent.config().proxy()?;
        if proxy.is_no_proxy(&address.as_str().parse().ok()?) || self.allowed.has(address.host_str()?) {
            return None;
        }
        let addresses = address.socket_addrs(|| None).ok()?;
        addresses.iter().map(SocketAddr::ip).find(|address| !is_public(*address))
    }

    /// Why there was no answer.
    fn end_of(&self, address: &Url, error: ureq::Error) -> End {
        match error {
            ureq::Error::Timeout(_) => End::TimedOut,
            ureq::Error::HostNotFound => End::UnknownHost,
            ureq::Error::Other(error) => match error.downcast_ref::<IsPrivate>() {
                Some(IsPrivate(private)) => End::Private(*private),
                None => End::NoConnection(lower_first(&error.to_string())),
            },
            ureq::Error::Io(error) => match error.kind() {
                ErrorKind::TimedOut | ErrorKind::WouldBlock => End::TimedOut,
                ErrorKind::ConnectionRefused => End::NoConnection("it takes no connections".to_owned()),
                ErrorKind::InvalidData => End::NotSecure(why_not_secure(&error.to_string())),
                ErrorKind::ConnectionReset
                | ErrorKind::ConnectionAborted
                | ErrorKind::BrokenPipe
                | ErrorKind::UnexpectedEof => {
                    End::NoConnection("it closes the connection without an answer".to_owned())
                }
                _ if self.has_no_address(address) => End::UnknownHost,
                _ => End::NoConnection(lower_first(&error.to_string())),
            },
            ureq::Error::Tls(error) => End::NotSecure(lower_first(error)),
            ureq::Error::Rustls(error) => End::NotSecure(why_not_secure(&error.to_string())),
            ureq::Error::Protocol(_) | ureq::Error::LargeResponseHeader(..) => {
                End::NoConnection("its answer cannot be understood".to_owned())
            }
            other => End::NoConnection(lower_first(&other.to_string())),
        }
    }

    /// Whether the name of a host is known nowhere. Asked a second time, because an error is made of it; not where
    /// a proxy looks up names, which may know more of them than this computer.
    fn has_no_address(&self, address: &Url) -> bool {
        let Some(host) = address.domain().filter(|_| self.agent.config().proxy().is_none()) else {
            return false;
        };
        (host, address.port_or_known_default().unwrap_or_default()).to_socket_addrs().is_err()
    }
}

impl Host {
    /// Learns from a reply whether there is a point in asking on.
    fn note(&mut self, reply: &Reply) {
        self.silences = match reply {
            Reply::End(End::TimedOut | End::NoConnection(_)) => self.silences + 1,
            Reply::End(_) | Reply::Redirect(_) => 0,
        };
        self.given_up = match reply {
            Reply::End(end @ (End::UnknownHost | End::Status(429))) => Some(end.clone()),
            _ if self.silences >= MOST_SILENCES => Some(End::LeftAlone),
            _ => None,
        };
    }
}

/// How an address is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Method {
    /// Whether it is there, without what is there.
    Head,
    /// As a browser asks. Some sites answer nothing else rightly.
    Get,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Question {
    method: Method,
    /// Whether the site has had its second chance.
    is_second: bool,
}

/// What came back to one question.
#[derive(Clone, Debug)]
struct Answer {
    reply: Reply,
    /// How long the site asks programs to wait.
    retry_after: Option<Duration>,
}

impl From<End> for Answer {
    fn from(end: End) -> Self {
        Self { reply: Reply::End(end), retry_after: None }
    }
}

impl Answer {
    fn of<B>(address: &Url, response: &Response<B>) -> Self {
        let status = response.status().as_u16();
        let headers = response.headers();
        let reply = match (status, text(headers, header::LOCATION)) {
            (301 | 302 | 303 | 307 | 308, location) => {
                match location.and_then(|location| web_address(address, location)) {
                    Some(to) => Reply::Redirect(Hop { for_good: matches!(status, 301 | 308), to }),
                    None => Reply::End(End::Nowhere),
                }
            }
            _ => Reply::End(End::Status(status)),
        };
        Self { reply, retry_after: retry_after(headers) }
    }
}

impl Question {
    /// What to ask next, and after how long; `None` when the answer is to be believed.
    fn next(self, answer: &Answer, pace: &Pace) -> Option<(Self, Duration)> {
        let Reply::End(end) = &answer.reply else { return None };
        let again = |method, after| (!self.is_second).then_some((Self { method, is_second: true }, after));
        match (end, answer.retry_after) {
            (End::Status(429 | 503), Some(wait)) if wait > pace.longest_wait => None,
            (End::Status(429 | 503), Some(wait)) => again(self.method, wait),
            (End::Status(429), None) => again(self.method, pace.interval * INTERVALS_WHEN_BUSY),
            // Without a body there is little that a site could refuse for a reason of its own.
            (End::Status(401 | 410), _) => None,
            (End::Status(400..=499 | 501) | End::NoConnection(_), _) if self.method == Method::Head => {
                Some((Self { method: Method::Get, ..self }, Duration::ZERO))
            }
            (End::Status(500..=599), _) => again(Method::Get, Duration::ZERO),
            _ => None,
        }
    }
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}

/// Where a redirect leads, if it is on the web. Its fragment is for browsers.
fn web_address(from: &Url, location: &str) -> Option<Url> {
    let mut to = from.join(location).ok().filter(|to| ["http", "https"].contains(&to.scheme()))?;
    to.set_fragment(None);
    Some(to)
}

/// How long a site asks to wait: in seconds, or until a time, which is held against the site's own clock.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let wait = text(headers, header::RETRY_AFTER)?.trim();
    if let Ok(seconds) = wait.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = httpdate::parse_http_date(wait).ok()?;
    let now = httpdate::parse_http_date(text(headers, header::DATE)?).ok()?;
    Some(until.duration_since(now).unwrap_or_default())
}

/// Why a connection could not be made secure, in words for editors where the library has its own.
fn why_not_secure(error: &str) -> String {
    let is = |name| error.contains(name);
    if is("corrupt message") {
        "its answer is not encrypted".to_owned()
    } else if is("UnknownIssuer") {
        "this computer trusts nobody who vouches for the site".to_owned()
    } else if is("Expired") || is("certificate expired") {
        "its certificate has expired".to_owned()
    } else if is("NotValidForName") || is("certificate not valid for name") {
        "its certificate is for another site".to_owned()
    } else {
        lower_first(error)
    }
}
