//! Where pages are: the path of their file in `content`, and the address readers see.

use std::fmt;

/// The path of a page's file from the folder `content`: `wessex/guidance/index.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PagePath<'a>(&'a str);

/// The address of a page from the top of the site: `/wessex/guidance/`. Begins and ends with a slash.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(String);

impl<'a> PagePath<'a> {
    /// The path of a file in `content`, when the file is a page.
    #[must_use]
    pub fn new(path: &'a str) -> Option<Self> {
        (ending(path) == "md" && path != "README.md").then_some(Self(path))
    }

    /// The path as text.
    #[must_use]
    pub fn as_str(self) -> &'a str {
        self.0
    }

    /// The folder it lies in, with a slash at its end; empty for the top folder.
    #[must_use]
    pub fn folder(self) -> &'a str {
        folder(self.0)
    }

    /// The file's name without `.md`.
    #[must_use]
    pub fn stem(self) -> &'a str {
        let name = file_name(self.0);
        name.strip_suffix(".md").unwrap_or(name)
    }

    /// Whether it is the first page of its folder.
    #[must_use]
    pub fn is_index(self) -> bool {
        self.stem() == "index"
    }

    /// The folder of the page above it: its own folder, or for the first page of a folder the folder above.
    /// Nothing for the first page of the site.
    #[must_use]
    pub fn parent_folder(self) -> Option<&'a str> {
        match (self.is_index(), self.folder()) {
            (false, folder) => Some(folder),
            (true, "") => None,
            (true, folder) => Some(folder_above(folder)),
        }
    }

    /// The address readers see.
    #[must_use]
    pub fn address(self) -> Address {
        if self.is_index() {
            Address(format!("/{}", self.folder()))
        } else {
            Address(format!("/{}{}/", self.folder(), self.stem()))
        }
    }
}

/// What follows the last dot of a path; empty without one.
#[must_use]
pub fn ending(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, ending)| ending)
}

/// The folder that holds a folder; both end with a slash, and the top folder is empty.
#[must_use]
pub fn folder_above(folder: &str) -> &str {
    self::folder(folder.trim_end_matches('/'))
}

/// The folder that a file lies in, with a slash at its end; empty for the top folder.
#[must_use]
pub fn folder(path: &str) -> &str {
    path.strip_suffix(file_name(path)).unwrap_or_default()
}

/// The name of a file.
#[must_use]
pub fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}

impl Address {
    /// An address editors have written, when it is written as addresses are: `/wessex/old-name/`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let inner = text.strip_prefix('/')?;
        let well_formed = inner.is_empty()
            || inner.strip_suffix('/').is_some_and(|parts| {
                parts.split('/').all(|part| {
                    !part.is_empty()
                        && !part.starts_with('.')
                        && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte))
                })
            });
        well_formed.then(|| Self(text.to_owned()))
    }

    /// An address below this one, when its parts are written as addresses are.
    #[must_use]
    pub fn below(&self, parts: &[&str]) -> Option<Self> {
        Self::parse(&format!("{}{}/", self.0, parts.join("/")))
    }

    /// The address as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The file a web server answers with.
    #[must_use]
    pub fn output_path(&self) -> String {
        format!("{}index.html", self.0.trim_start_matches('/'))
    }
}

impl fmt::Display for Address {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_follows_from_the_path() {
        let address = |path| PagePath::new(path).map(|path| path.address().to_string());
        assert_eq!(address("index.md").as_deref(), Some("/"));
        assert_eq!(address("wessex/index.md").as_deref(), Some("/wessex/"));
        assert_eq!(address("wessex/guidance/returning.md").as_deref(), Some("/wessex/guidance/returning/"));
        assert_eq!(address("README.md"), None);
        assert_eq!(address("wessex/region.toml"), None);
    }

    #[test]
    fn the_page_above_is_the_first_page_of_a_folder() {
        let above = |path| PagePath::new(path).and_then(PagePath::parent_folder);
        assert_eq!(above("index.md"), None);
        assert_eq!(above("contacts.md"), Some(""));
        assert_eq!(above("wessex/index.md"), Some(""));
        assert_eq!(above("wessex/guidance/index.md"), Some("wessex/"));
        assert_eq!(above("wessex/guidance/a.md"), Some("wessex/guidance/"));
    }

    #[test]
    fn a_written_address_has_slashes_and_plain_letters() {
        for good in ["/", "/a/", "/wessex/Old_name.html/"] {
            assert!(Address::parse(good).is_some(), "{good}");
        }
        for bad in ["", "a/", "/a", "//", "/a//b/", "/../", "/a b/", "/a?b/"] {
            assert!(Address::parse(bad).is_none(), "{bad}");
        }
    }
}
