//! What decisions may ask about days.

use std::cmp::Ordering;

use crate::fixed_words::Stage;
use crate::value::{Anchor, Period, Threshold};
use supportt_basics::date::{self, Date};
use supportt_basics::keyword::keywords;

keywords! {
    /// A span of time between two days of a situation.
    pub enum Span {
        /// From the first day away to the first day back.
        Absence = "absence",
        /// From the first day away to the day of asking; negative while that lies ahead.
        SinceLeave = "since-leave",
        /// From the first day back to the day of asking; negative while that lies ahead.
        SinceReturn = "since-return",
        /// From the day of asking to the first day back; negative once that is over. It counts only for those who do not
        /// know their first day away: of all others the length of the absence is known.
        UntilReturn = "until-return",
    }
}

/// A length of a span at which something may change: calendar months, then days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Boundary {
    /// The span.
    pub span: Span,
    /// Calendar months.
    pub months: u32,
    /// Days added to them, or taken off.
    pub days: i64,
}

impl Boundary {
    /// So many calendar months of a span.
    #[must_use]
    pub fn months(span: Span, months: u32) -> Self {
        Self { span, months, days: 0 }
    }

    /// The boundary where the span has no length at all.
    #[must_use]
    pub fn zero(span: Span) -> Self {
        Self::months(span, 0)
    }

    /// The length of a span at a threshold.
    #[must_use]
    pub fn of_threshold(span: Span, threshold: Threshold) -> Self {
        Self::months(span, threshold.months)
    }

    /// The end of a period; `None` where it is counted from a day that no decision knows.
    #[must_use]
    pub fn of_period(period: Period) -> Option<Self> {
        let span = match period.after {
            Anchor::Leave => Span::SinceLeave,
            Anchor::Return => Span::SinceReturn,
            Anchor::Account | Anchor::Course => return None,
        };
        Some(Self::months(span, period.months))
    }

    /// The same boundary, so many days later or earlier.
    #[must_use]
    pub fn shifted(self, days: i64) -> Self {
        Self { days: self.days + days, ..self }
    }

    /// The day on which a span that begins on `start` is as long.
    #[must_use]
    pub fn from(self, start: Date) -> Date {
        let day = date::months_after(start, self.months);
        let days = self.days.unsigned_abs();
        if self.days < 0 { date::days_before(day, days) } else { date::days_after(day, days) }
    }
}

/// Knows on which side of a boundary a span lies.
pub trait Probe {
    /// How the span compares with the boundary; `None` while one of its days is not known.
    fn compare(&self, boundary: Boundary) -> Option<Ordering>;

    /// Whether a span reaches a threshold; `None` while one of its days is not known.
    fn span_reaches(&self, span: Span, threshold: Threshold) -> Option<bool> {
        Some(threshold.is_met_by(self.compare(Boundary::of_threshold(span, threshold))?))
    }

    /// Whether an absence reaches a threshold; `None` while its days are not known.
    fn reaches(&self, threshold: Threshold) -> Option<bool> {
        self.span_reaches(Span::Absence, threshold)
    }

    /// As [`Self::reaches`]; where only one of the days is known, also by where somebody is now. Who is away has been
    /// away until today at the least, who is back until today at the most, and who plans to leave leaves today at the
    /// earliest.
    fn reaches_at(&self, stage: Option<Stage>, threshold: Threshold) -> Option<bool> {
        self.reaches(threshold).or_else(|| {
            // A day on the wrong side of today is a slip, from which nothing follows.
            let is_over = |span| self.compare(Boundary::zero(span)) == Some(Ordering::Greater);
            let reaches = |span| self.span_reaches(span, threshold).filter(|_| is_over(span));
            let (so_far, from_now) = (reaches(Span::SinceLeave), reaches(Span::UntilReturn));
            match stage? {
                Stage::Away => (so_far == Some(true) || from_now == Some(true)).then_some(true),
                Stage::Back => (so_far == Some(false)).then_some(false),
                Stage::Planning => (from_now == Some(false)).then_some(false),
            }
        })
    }
}

/// The days of a situation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dates {
    /// The first day away, where it is known.
    pub leave_start: Option<Date>,
    /// The first day back, where it is known.
    pub return_date: Option<Date>,
    /// The day of asking.
    pub day: Date,
}

impl Dates {
    /// The first and the last day of a span.
    #[must_use]
    pub fn ends(self, span: Span) -> Option<(Date, Date)> {
        match span {
            Span::Absence => self.leave_start.zip(self.return_date),
            Span::SinceLeave => self.leave_start.zip(Some(self.day)),
            Span::SinceReturn => self.return_date.zip(Some(self.day)),
            Span::UntilReturn if self.leave_start.is_some() => None,
            Span::UntilReturn => Some(self.day).zip(self.return_date),
        }
    }
}

impl Probe for Dates {
    fn compare(&self, boundary: Boundary) -> Option<Ordering> {
        let (start, end) = self.ends(boundary.span)?;
        Some(end.cmp(&boundary.from(start)))
    }
}
