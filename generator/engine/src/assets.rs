//! Style sheets and scripts under names that change with their contents, so that browsers may keep them for good.

use bytes::Bytes;
use data_encoding::{BASE64, HEXLOWER};
use sha2::{Digest, Sha384};

use crate::output::OutputFile;

/// The folder they are in.
pub const FOLDER: &str = "assets";

/// Where an asset is, and what must be in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Its address from the top of the host.
    pub url: String,
    /// Its name in the folder of assets.
    pub name: String,
    /// What the browser checks it against (subresource integrity).
    pub integrity: String,
}

/// The assets of a site.
#[derive(Debug)]
pub struct Assets<'a> {
    base: &'a str,
    files: Vec<OutputFile>,
}

impl<'a> Assets<'a> {
    /// None yet. `base` is what every address on the site begins with.
    #[must_use]
    pub fn new(base: &'a str) -> Self {
        Self { base, files: Vec::new() }
    }

    /// Adds a file under a name made from `name` and what is in it: `site.css` becomes `site-0b5c1e2f9a34.css`.
    pub fn add(&mut self, name: &str, bytes: impl Into<Bytes>) -> Asset {
        let bytes = bytes.into();
        let digest = Sha384::digest(&bytes);
        let hash = HEXLOWER.encode(&digest[..6]);
        let name = match name.rsplit_once('.') {
            Some((stem, ending)) => format!("{stem}-{hash}.{ending}"),
            None => format!("{name}-{hash}"),
        };
        self.files.push(OutputFile::new(format!("{FOLDER}/{name}"), bytes));
        Asset {
            url: format!("{}/{FOLDER}/{name}", self.base),
            integrity: format!("sha384-{}", BASE64.encode(&digest)),
            name,
        }
    }

    /// The files to serve.
    #[must_use]
    pub fn into_files(self) -> Vec<OutputFile> {
        self.files
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_changes_with_the_contents() {
        let mut assets = Assets::new("/base");
        let asset = assets.add("site.css", "abc".as_bytes());
        assert_eq!(asset.url, "/base/assets/site-cb00753f45a3.css");
        assert_eq!(
            asset.integrity, "sha384-ywB1P0WjXou1oD1pmsZQBycsMqsO3tFjGotgWkP/W+2AhgcroefMI1i67KE0yCWn",
            "the example of FIPS 180-4"
        );
        assert_ne!(assets.add("site.css", "abd".as_bytes()).url, asset.url);
        assert_eq!(assets.into_files()[0].path, "assets/site-cb00753f45a3.css");
    }
}
