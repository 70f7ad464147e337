//! Whether links to other sites still lead somewhere: what `supportt check --links` finds out.
//!
//! ```text
//! Sources ─collect→ [Link] ─┬─ allowed, known: left out
//!                           └─ asking → Trail of each address ─ judging → Diagnostics
//! ```
//!
//! [`asking`] alone reaches a network, and nothing calls it but [`run`]. Everything else is pure: what a
//! [`Trail`] means for a reader is judged apart from how it was found out.
//!
//! Only an answer that leaves no doubt is an error: the page is not there, or the site is not. All else may pass
//! by itself or be this program's fault, so it is a warning.

mod asking;
mod collect;
mod judging;
mod known;
mod pace;
mod private;
mod trail;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use supportt_basics::date::Date;
use url::Url;

pub use self::known::Known;
pub use self::pace::{Pace, Progress};
pub use self::private::{AllowedHosts, host};
use self::trail::{End, Trail};
use supportt_content::link_allowances;
use supportt_engine::load;
use supportt_engine::write;
use supportt_source::Sources;
use supportt_source::build_error::BuildError;
use supportt_source::diagnostic::Diagnostics;

/// Where good answers are kept, from the project's folder. Not part of the project: git passes it over.
pub const KNOWN: &str = ".supportt-links.json";

/// What was found out.
#[derive(Debug)]
pub struct Checked {
    /// What is wrong with the links.
    pub problems: Diagnostics,
    /// What could not be done: reach any site, or keep the good answers for later runs.
    pub failure: Option<BuildError>,
}

/// Asks for every address that the content of the project in the folder `root` links to, and says what is wrong
/// with them. Good answers are kept for later runs. Of the hosts that are not on the public internet only those are
/// asked that are `allowed`.
///
/// # Errors
///
/// When the good answers of earlier runs cannot be read.
pub fn run(
    root: &Path,
    sources: &Sources,
    today: Date,
    pace: &Pace,
    allowed: &AllowedHosts,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Checked, BuildError> {
    let path = root.join(KNOWN);
    let before = load::text_if_there(&path)?;
    let known = before.as_deref().map(Known::read).unwrap_or_default();
    let mut diagnostics = Diagnostics::new();
    let mut links = collect::links(sources, &mut diagnostics);
    // What is wrong with the file itself is reported by the build.
    let left_out = link_allowances::load(sources, today, &mut Diagnostics::new());
    collect::take_out(&left_out, &mut links, &mut diagnostics);
    let (fresh, to_ask): (BTreeSet<Url>, BTreeSet<Url>) = links
        .iter()
        .map(|link| link.address.clone())
        .partition(|address| known.is_fresh(address, today, pace.trust_days));
    let trails = asking::ask_all(to_ask, pace, allowed, progress);
    let is_cut_off = is_cut_off(&trails, &fresh, pace, allowed);
    for link in &links {
        // What is refused is known without a network.
        let trail = trails.get(&link.address).filter(|trail| !is_cut_off || trail.is_refused());
        diagnostics.extend(trail.and_then(|trail| judging::judge(link, trail, pace)));
    }
    if is_cut_off {
        let failure = BuildError::other(
            "no site could be reached, so nothing was found out about the links",
            "see whether this computer is connected, and whether it needs a proxy: it is named in `HTTPS_PROXY`",
        );
        return Ok(Checked { problems: diagnostics, failure: Some(failure) });
    }
    let good = trails.iter().filter(|(_, trail)| judging::is_good(trail)).map(|(address, _)| address);
    let after = known.after(&fresh, good, today).write();
    let is_kept = before.as_ref() == Some(&after);
    let failure = if is_kept { None } else { write::replace_text(&after, &path).err() };
    Ok(Checked { problems: diagnostics, failure })
}

/// Whether it is likelier that this computer is not connected than that every site has gone. An address that was
/// there lately tells, where there is one.
fn is_cut_off(
    trails: &BTreeMap<Url, Trail>,
    fresh: &BTreeSet<Url>,
    pace: &Pace,
    allowed: &AllowedHosts,
) -> bool {
    let is_any_heard = |trails: &BTreeMap<Url, Trail>| trails.values().any(Trail::was_heard);
    let is_any_unknown = trails.values().any(|trail| trail.end == End::UnknownHost);
    let witness = || fresh.iter().take(1).cloned().collect();
    is_any_unknown
        && !is_any_heard(trails)
        && !is_any_heard(&asking::ask_all(witness(), pace, allowed, &|_| ()))
}
