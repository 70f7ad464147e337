//! The `[round]` table of a page: a call for bids for money.

use supportt_basics::date::{self, Date};

use crate::provenance::Citation;
use supportt_schema::record;
use supportt_schema::record::{Format, Kind, Record};
use supportt_source::diagnostic::{Diagnostic, Diagnostics};

record! {
    /// A call for bids. What its source does not state is not there.
    pub struct Round: "a bidding round" in "[round]" {
        /// The first day on which bids are taken.
        pub opens: Option<Date>,
        /// The last day on which bids are taken.
        pub closes: Option<Date>,
        /// Who can bid.
        #[label = "Who can bid"]
        #[example = "Schools of the region"]
        pub open_to as "for": Option<String>,
        /// How much there is to bid for.
        #[example = "What a school can show it needs"]
        pub amount: Option<String>,
        /// The web address at which to bid.
        #[label = "Address for bids"]
        pub apply: Option<String> = Kind::Text(Format::WebAddress),
        /// Whom to ask, if not the region's team.
        #[label = "Who to ask"]
        #[example = "The bids team"]
        pub contact: Option<String>,
        /// Where it comes from.
        pub citation: Option<Citation>,
    }
}

/// How a round lies to a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Bids are taken.
    Open,
    /// Bids will be taken.
    OpeningSoon,
    /// Its days are not announced.
    Unannounced,
    /// Bids are not taken any more.
    Closed,
}

impl Round {
    /// How it lies to `today`.
    #[must_use]
    pub fn state(&self, today: Date) -> State {
        match (self.opens, self.closes) {
            (_, Some(closes)) if closes < today => State::Closed,
            (Some(opens), _) if today < opens => State::OpeningSoon,
            (Some(_), _) => State::Open,
            (None, _) => State::Unannounced,
        }
    }
}

/// Reports days that cannot both be right.
pub(super) fn check(record: &Record, diagnostics: &mut Diagnostics) {
    if let (Some(opens), Some(closes)) = (record.date("opens"), record.date("closes"))
        && closes.value < opens.value
    {
        diagnostics.push(
            Diagnostic::error("round::closes-before-it-opens", closes.span, "it closes before it opens")
                .label(format!("it opens on {}", date::long(opens.value)))
                .also(opens.span, "here")
                .hint("correct `opens` or `closes`"),
        );
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use supportt_basics::date::Date;

    use super::{Round, State};
    use supportt_fixture::check_short;

    #[test]
    fn a_round_is_open_on_its_first_and_last_day() {
        let day = |day| Date::from_ymd_opt(2026, 3, day);
        let round = Round {
            opens: day(10),
            closes: day(20),
            open_to: None,
            amount: None,
            apply: None,
            contact: None,
            citation: None,
        };
        let states = [(9, State::OpeningSoon), (10, State::Open), (20, State::Open), (21, State::Closed)];
        for (on, state) in states {
            assert_eq!(round.state(day(on).expect("a date")), state, "on the {on}th");
        }
        let unannounced = Round { opens: None, closes: None, ..round };
        assert_eq!(unannounced.state(day(1).expect("a date")), State::Unannounced);
    }

    #[test]
    fn what_cannot_be_right_about_a_round_is_reported_at_once() {
        check_short(
            "//- content/north/a.md\n+++\ntitle = \"A\"\ndescription = \"A.\"\nlast_reviewed = 2026-01-01\nowner = \"Us\"\n[round]\nopens = 2026-05-04\ncloses = 2026-05-03\napply = \"example.org\"\nammount = \"1\"\n+++\n",
            expect![[r#"
                content/north/a.md:6:1: error: it is not said where this comes from: it lacks `source`, `reference`, `checked_on` (hint: `source`: the `id` of a `[[source]]` of the region) (hint: `reference`: where in the source, such as `WX:28`) (hint: `checked_on`: the day somebody compared it with its source)
                content/north/a.md:8:10: error: it closes before it opens: it opens on 4 May 2026 (hint: correct `opens` or `closes`)
                content/north/a.md:9:9: error: `example.org` is not a web address (hint: write `https://example.org`)
                content/north/a.md:10:1: error: a bidding round has no field `ammount`: not a field (hint: did you mean `amount`?)
            "#]],
        );
    }
}
