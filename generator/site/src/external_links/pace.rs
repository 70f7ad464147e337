//! How fast other sites are asked, and how far the asking has come.

use std::time::Duration;

/// How patient this program is, and how polite.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// How long to wait for one answer.
    pub timeout: Duration,
    /// How long to leave a host alone after each answer.
    pub interval: Duration,
    /// The longest that a site may ask this program to wait before it tries again.
    pub longest_wait: Duration,
    /// How long the whole may take.
    pub total: Duration,
    /// For how many days a good answer is trusted.
    pub trust_days: u32,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(15),
            interval: Duration::from_secs(1),
            longest_wait: Duration::from_secs(30),
            total: Duration::from_mins(10),
            trust_days: 7,
        }
    }
}

/// How far the asking has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// How many addresses have been asked for.
    pub asked: usize,
    /// How many there are.
    pub of: usize,
}
