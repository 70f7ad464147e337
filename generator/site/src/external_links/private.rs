//! Which addresses are never asked: those of this computer and of networks that the public cannot reach.
//!
//! A link may come from a stranger's change, and where it is checked there may be services that trust whoever reaches
//! them. So it is not names that are judged but the addresses that a name has at the moment of the connection.

use std::collections::BTreeSet;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;
use url::{Host, Url};

/// Blocks of addresses that are not on the public internet, after IANA's registries of special-purpose addresses.
/// The last is public, but answers to machines of one provider of clouds only, with their secrets.
const NOT_PUBLIC_V4: [(Ipv4Addr, u32); 17] = [
    (Ipv4Addr::UNSPECIFIED, 8),
    (Ipv4Addr::new(10, 0, 0, 0), 8),
    (Ipv4Addr::new(100, 64, 0, 0), 10),
    (Ipv4Addr::new(127, 0, 0, 0), 8),
    (Ipv4Addr::new(169, 254, 0, 0), 16),
    (Ipv4Addr::new(172, 16, 0, 0), 12),
    (Ipv4Addr::new(192, 0, 0, 0), 24),
    (Ipv4Addr::new(192, 0, 2, 0), 24),
    (Ipv4Addr::new(192, 31, 196, 0), 24),
    (Ipv4Addr::new(192, 88, 99, 0), 24),
    (Ipv4Addr::new(192, 168, 0, 0), 16),
    (Ipv4Addr::new(198, 18, 0, 0), 15),
    (Ipv4Addr::new(198, 51, 100, 0), 24),
    (Ipv4Addr::new(203, 0, 113, 0), 24),
    (Ipv4Addr::new(224, 0, 0, 0), 4),
    (Ipv4Addr::new(240, 0, 0, 0), 4),
    (Ipv4Addr::new(168, 63, 129, 16), 32),
];

/// The block that public addresses of version 6 come from.
const PUBLIC_V6: (Ipv6Addr, u32) = (Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3);

/// Blocks within it that are not public: protocols and tunnels, examples.
const NOT_PUBLIC_V6: [(Ipv6Addr, u32); 3] = [
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23),
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32),
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20),
];

/// Blocks whose addresses hold one of version 4, and how far it is from the end.
const HOLDS_V4: [((Ipv6Addr, u32), u32); 3] = [
    ((Ipv6Addr::new(0, 0, 0, 0, 0, 0xffff, 0, 0), 96), 0),
    ((Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, 0, 0), 96), 0),
    ((Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16), 80),
];

/// Whether everybody can reach an address.
pub(super) fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => !NOT_PUBLIC_V4.iter().any(|(block, length)| {
            let differs = address.to_bits() ^ block.to_bits();
            differs.leading_zeros() >= *length
        }),
        IpAddr::V6(address) => {
            let is_in = |(block, length): &(Ipv6Addr, u32)| {
                (address.to_bits() ^ block.to_bits()).leading_zeros() >= *length
            };
            match HOLDS_V4.iter().find(|(block, _)| is_in(block)) {
                Some((_, from_end)) => {
                    let [.., a, b, c, d] = (address.to_bits() >> from_end).to_be_bytes();
                    is_public(Ipv4Addr::new(a, b, c, d).into())
                }
                None => is_in(&PUBLIC_V6) && !NOT_PUBLIC_V6.iter().any(is_in),
            }
        }
    }
}

/// Hosts that are asked wherever they are, because whoever runs this program says so.
#[derive(Clone, Debug, Default)]
pub struct AllowedHosts(BTreeSet<String>);

impl FromIterator<String> for AllowedHosts {
    fn from_iter<I: IntoIterator<Item = String>>(hosts: I) -> Self {
        Self(hosts.into_iter().map(|host| bare(&host)).collect())
    }
}

impl AllowedHosts {
    pub(super) fn has(&self, host: &str) -> bool {
        self.0.contains(&bare(host))
    }
}

/// A host as it is named on the command line.
///
/// # Errors
///
/// When it is an address, a block of addresses, or anything else that is no name of a host, with what to write.
pub fn host(written: &str) -> Result<String, String> {
    let is_alone = Host::parse(written).is_ok() || written.parse::<Ipv6Addr>().is_ok();
    let host = Url::parse(written).or_else(|_| Url::parse(&format!("http://{written}"))).ok();
    match host.as_ref().and_then(Url::host_str) {
        _ if is_alone => Ok(written.to_owned()),
        Some(host) => Err(format!("name the host alone: `{host}`")),
        None => Err("name a host, such as `intranet.example`".to_owned()),
    }
}

/// A host without what is only written around it.
fn bare(host: &str) -> String {
    host.trim_start_matches('[').trim_end_matches([']', '.']).to_lowercase()
}

/// Looks up the addresses of hosts. A host that is not allowed has none when any is not public: what belongs to a
/// public site has no reason to be elsewhere too.
#[derive(Debug)]
pub(super) struct PublicOnly {
    pub(super) allowed: AllowedHosts,
    pub(super) all: DefaultResolver,
}

/// Why a host is not asked.
#[derive(Debug)]
pub(super) struct IsPrivate(pub(super) IpAddr);

impl fmt::Display for IsPrivate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "`{}` is not on the public internet", self.0)
    }
}

impl std::error::Error for IsPrivate {}

impl Resolver for PublicOnly {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let addresses = self.all.resolve(uri, config, timeout)?;
        let is_allowed = uri.host().is_some_and(|host| self.allowed.has(host));
        // A proxy is named by whoever runs this program, and is most often on a network of theirs.
        let is_proxy = config.proxy().is_some_and(|proxy| proxy.uri().authority() == uri.authority());
        match addresses.iter().find(|address| !is_public(address.ip())) {
            Some(private) if !is_allowed && !is_proxy => {
                Err(ureq::Error::Other(Box::new(IsPrivate(private.ip()))))
            }
            _ => Ok(addresses),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_everybody_can_reach_is_public() {
        for address in [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "100.100.100.200",
            "127.0.0.1",
            "127.255.255.254",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.192",
            "192.168.1.1",
            "198.19.0.1",
            "168.63.129.16",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::7f00:1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::a9fe:a9fe",
            "64:ff9b:1::1",
            "100::1",
            "2001::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "3fff::1",
            "5f00::1",
            "fc00::1",
            "fd00:ec2::254",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ] {
            assert!(!is_public(address.parse().unwrap()), "{address}");
        }
        for address in [
            "1.1.1.1",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "172.15.255.255",
            "172.32.0.0",
            "192.167.255.255",
            "223.255.255.255",
            "2606:4700:4700::1111",
            "2a00:1450::1",
            "::ffff:1.1.1.1",
            "64:ff9b::101:101",
            "2002:101:101::1",
        ] {
            assert!(is_public(address.parse().unwrap()), "{address}");
        }
    }
}
