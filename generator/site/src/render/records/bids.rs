//! Calls for bids, on their own pages and in lists.

use serde::Serialize;
use supportt_basics::date::Date;

use super::view::{About, Entry, View, long};
use crate::site::Page;
use supportt_content::subject::Subject;
use supportt_content::subject::round::{Round, State};

/// Rounds by how they lie to the day of the build.
#[derive(Serialize)]
pub(super) struct List<'a> {
    open: Vec<RoundView<'a>>,
    opening_soon: Vec<RoundView<'a>>,
    unannounced: Vec<RoundView<'a>>,
    closed: Vec<RoundView<'a>>,
}

/// A round. What its source does not state is not there.
#[derive(Serialize)]
pub(super) struct RoundView<'a> {
    #[serde(flatten)]
    entry: Entry<'a>,
    state: &'static str,
    opens: Option<String>,
    closes: Option<String>,
    open_to: Option<&'a str>,
    amount: Option<&'a str>,
    apply: Option<&'a str>,
    contact: Option<&'a str>,
    #[serde(flatten)]
    about: About<'a>,
}

pub(super) fn list(view: View<'_>) -> List<'_> {
    let today = view.ctx.today;
    let in_state = |wanted: State| -> Vec<RoundView<'_>> {
        let mut rounds: Vec<(&Page<'_>, &Subject, &Round)> = view
            .subjects()
            .filter_map(|(page, subject)| Some((page, subject, subject.round()?)))
            .filter(|(.., round)| round.state(today) == wanted)
            .collect();
        // Those that need attention first come first; of the closed ones, the last.
        rounds.sort_by_key(|(.., round)| match wanted {
            State::OpeningSoon => round.opens.unwrap_or(Date::MAX),
            _ => round.closes.unwrap_or(Date::MAX),
        });
        if wanted == State::Closed {
            rounds.reverse();
        }
        rounds.into_iter().map(|(page, subject, round)| item(view, page, subject, round)).collect()
    };
    List {
        open: in_state(State::Open),
        opening_soon: in_state(State::OpeningSoon),
        unannounced: in_state(State::Unannounced),
        closed: in_state(State::Closed),
    }
}

pub(super) fn item<'a>(
    view: View<'a>,
    page: &'a Page<'_>,
    subject: &'a Subject,
    round: &'a Round,
) -> RoundView<'a> {
    RoundView {
        entry: Entry::new(view.ctx.site, page),
        state: match round.state(view.ctx.today) {
            State::Open => "open",
            State::OpeningSoon => "opening-soon",
            State::Unannounced => "unannounced",
            State::Closed => "closed",
        },
        opens: long(round.opens),
        closes: long(round.closes),
        open_to: round.open_to.as_deref(),
        amount: round.amount.as_deref(),
        apply: round.apply.as_deref(),
        contact: round.contact.as_deref(),
        about: view.origin_of(subject),
    }
}
