//! What was found out about an address: where it leads from one to the next, and how that ends.

use std::net::IpAddr;

use url::Url;

/// The way from an address to what a reader gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Trail {
    /// The redirects, in order.
    pub(super) hops: Vec<Hop>,
    /// What came of it.
    pub(super) end: End,
}

/// One redirect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hop {
    /// Whether the site says that it is for good.
    pub(super) for_good: bool,
    /// Where it leads, without a fragment.
    pub(super) to: Url,
}

/// How a trail ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// With an answer of this status.
    Status(u16),
    /// No host has this name.
    UnknownHost,
    /// The host was not asked, for it is not on the public internet; with its address.
    Private(IpAddr),
    /// There was no answer in time.
    TimedOut,
    /// There was no connection, or it broke; with the reason.
    NoConnection(String),
    /// The connection could not be made secure; with the reason.
    NotSecure(String),
    /// The redirects lead back to where they have been.
    Circle,
    /// There are more redirects than are followed.
    TooLong,
    /// A redirect names no web address.
    Nowhere,
    /// The host was not asked, for it had failed to answer before or had asked to be left alone.
    LeftAlone,
    /// There was no time left to ask.
    OutOfTime,
}

impl Trail {
    /// Whether a host was not asked because of where it is.
    pub(super) fn is_refused(&self) -> bool {
        matches!(self.end, End::Private(_))
    }

    /// Whether any site has said anything.
    pub(super) fn was_heard(&self) -> bool {
        !self.hops.is_empty() || matches!(self.end, End::Status(_) | End::Circle | End::NotSecure(_))
    }
}
