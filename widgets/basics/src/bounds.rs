//! What numbers of each sort can sensibly be, whoever states them. A number beyond is a slip.

use std::fmt;

/// The least and the greatest number of a sort.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// The least.
    pub least: i64,
    /// The greatest.
    pub most: i64,
}

impl Bounds {
    const fn new(least: i64, most: i64) -> Self {
        Self { least, most }
    }

    /// Whether a number lies between them, both included.
    #[must_use]
    pub fn contain(self, number: i64) -> bool {
        (self.least..=self.most).contains(&number)
    }
}

impl fmt::Display for Bounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "from {} to {}", self.least, self.most)
    }
}

/// Months of an absence, or of the time for something: no training lasts longer.
pub const MONTHS: Bounds = Bounds::new(1, 120);
/// Weeks before something.
pub const WEEKS: Bounds = Bounds::new(1, 104);
/// How many sessions, days or people a limit allows.
pub const AMOUNT: Bounds = Bounds::new(1, 366);
/// Days around a boundary. With more, they would meet those around the next month.
pub const BOUNDARY_DAYS: Bounds = Bounds::new(0, 13);
/// A place in a list that people put in order.
pub const ORDER: Bounds = Bounds::new(-100_000, 100_000);
/// How many people can come to something.
pub const PEOPLE: Bounds = Bounds::new(1, 100_000);
/// How many months a review can hold: what is not looked at for longer is not looked after.
pub const REVIEW_MONTHS: Bounds = Bounds::new(1, 60);
/// The number of an issue.
pub const ISSUE: Bounds = Bounds::new(1, 10_000);
/// The years in which what the site tells of can lie.
pub const YEAR: Bounds = Bounds::new(1990, 2099);
