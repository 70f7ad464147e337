//! The regions' files to one validated [`Policy`], or every reason why there is none.
//!
//! [`decode`] checks the shape of each file, [`supportt_rules`] checks what the entries mean
//! together, and [`explain`] says in editors' words what it found.

mod decode;
mod explain;
pub mod printed;
mod schema;

use std::collections::BTreeMap;

use supportt_rules::policy::{Policy, PolicyDocument};
use supportt_rules::vocabulary::{RegionId, Vocabulary};

use crate::diagnostic::Diagnostics;
use crate::source::SourceFile;

/// The name of a region's file.
pub const FILE_NAME: &str = "region.toml";

/// Reads the policy of every region.
///
/// `None` if anything is wrong with it, all of which is reported.
pub fn load(files: &[SourceFile], vocabulary: Vocabulary, diagnostics: &mut Diagnostics) -> Option<Policy> {
    let mut regions = Vec::new();
    let mut places = BTreeMap::new();
    let mut complete = true;
    for (id, file) in files.iter().filter_map(|file| Some((region_id(file.path())?, file))) {
        match decode::decode(id, file, diagnostics) {
            Some(decoded) => {
                places.insert(RegionId::from(id), decoded.places);
                regions.push(decoded.document);
            }
            None => complete = false,
        }
    }
    match Policy::new(PolicyDocument { vocabulary, regions }) {
        Ok(policy) => complete.then_some(policy),
        Err(errors) => {
            for error in &errors {
                diagnostics.push(explain::explain(error, &places[&error.region]));
            }
            None
        }
    }
}

/// The region a file belongs to, if it is a region's file: `content/<region>/region.toml`.
fn region_id(path: &str) -> Option<&str> {
    let (region, name) = path.strip_prefix("content/")?.split_once('/')?;
    (name == FILE_NAME).then_some(region)
}
