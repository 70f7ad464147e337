//! What links in content may lead to: the pages and files that are there.
//!
//! Known before any page is read, so that each page can be parsed on its own.

use std::collections::BTreeMap;
use std::ops::Bound;

use supportt_source::page_path::{PagePath, ending, file_name, folder};
use supportt_source::suggest;
use supportt_source::{SourceFile, Sources};

/// The folder whose files are content, with the slash at its end.
pub const CONTENT: &str = "content/";

/// The settings of the site, without which a folder is no project.
pub const SETTINGS: &str = "content/site.toml";

/// Endings of the files in `content` that are served as they are.
pub const SERVED: &[&str] =
    &["avif", "csv", "docx", "gif", "ics", "jpeg", "jpg", "odt", "pdf", "png", "pptx", "svg", "webp", "xlsx"];

/// The folder in `content` whose files have names that others have agreed on (RFC 8615), with the slash at its end.
pub const WELL_KNOWN: &str = ".well-known/";

/// Endings of files in that folder, which can also have none.
const SERVED_THERE: &[&str] = &["json", "txt"];

/// How many names on either side are looked at for a suggestion.
const NEIGHBORS: usize = 150;

/// The pages and files in `content`, by their path from that folder.
#[derive(Debug)]
pub struct LinkTargets<'a> {
    targets: BTreeMap<&'a str, Target<'a>>,
    /// Pages by the name of their file, for suggestions.
    by_name: BTreeMap<&'a str, Vec<&'a str>>,
    base: &'a str,
}

/// What a link leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target<'a> {
    /// A page.
    Page(PagePath<'a>),
    /// A file that is served as it is, by its path in `content`.
    File(&'a str),
}

impl<'a> LinkTargets<'a> {
    /// Everything in `content` that a link may lead to. `base` is what every address on the site begins with.
    #[must_use]
    pub fn new(sources: &'a Sources, base: &'a str) -> Self {
        let mut targets = BTreeMap::new();
        let mut by_name: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for file in sources.below(CONTENT) {
            let path = in_content(file);
            if let Some(page) = PagePath::new(path) {
                targets.insert(path, Target::Page(page));
                by_name.entry(file_name(path)).or_default().push(path);
            } else if is_served(path) {
                targets.insert(path, Target::File(path));
            }
        }
        Self { targets, by_name, base }
    }

    /// What is at a path from `content`.
    #[must_use]
    pub fn at(&self, path: &str) -> Option<Target<'a>> {
        self.targets.get(path).copied()
    }

    /// What every address on the site begins with.
    #[must_use]
    pub fn base(&self) -> &'a str {
        self.base
    }

    /// The address of a target, as it stands in a page.
    #[must_use]
    pub fn href(&self, target: Target<'_>) -> String {
        match target {
            Target::Page(path) => format!("{}{}", self.base, path.address()),
            Target::File(path) => format!("{}/{path}", self.base),
        }
    }

    /// The path that a path leading nowhere was most likely meant to be.
    ///
    /// Looks at what may have been left out, then for a page of that name elsewhere, then for a similar name in the same folder, near by.
    #[must_use]
    pub fn nearest(&self, path: &str) -> Option<&'a str> {
        let bare = path.trim_end_matches('/');
        let completed = [
            format!("{bare}.md"),
            format!("{bare}/index.md"),
            format!("{}.md", bare.trim_end_matches(".html")),
        ];
        completed
            .iter()
            .find_map(|guess| self.targets.get_key_value(guess.trim_start_matches('/')))
            .map(|(path, _)| *path)
            .or_else(|| self.same_name(path))
            .or_else(|| {
                let near = suggest::nearest(file_name(path), self.neighbors(path).map(file_name))?;
                self.targets.get_key_value(format!("{}{near}", folder(path)).as_str()).map(|(path, _)| *path)
            })
    }

    /// The page of the same name whose folder is most like that of `path`. Every folder has a first page, so that
    /// name says nothing.
    fn same_name(&self, path: &str) -> Option<&'a str> {
        let name = file_name(path);
        let in_common =
            |other: &str| path.bytes().zip(other.bytes()).take_while(|(one, other)| one == other).count();
        let pages = self.by_name.get(name).filter(|_| name != "index.md")?;
        pages.iter().copied().rev().max_by_key(|other| in_common(other))
    }

    /// The paths directly in the folder of `path`, as far as they stand near it in the order of names. In a large
    /// folder a slip in the first letters is not found; a search through thousands of names for each of thousands
    /// of broken links would take minutes.
    fn neighbors<'s>(&'s self, path: &'s str) -> impl Iterator<Item = &'a str> + 's {
        let folder = folder(path);
        let before = self.targets.range::<str, _>((Bound::Unbounded, Bound::Excluded(path))).rev();
        let after = self.targets.range::<str, _>((Bound::Included(path), Bound::Unbounded));
        before
            .take(NEIGHBORS)
            .chain(after.take(NEIGHBORS))
            .map(|(path, _)| *path)
            .filter(move |other| other.strip_prefix(folder).is_some_and(|name| !name.contains('/')))
    }
}

/// Whether a file in `content` that is not a page is served as it is.
#[must_use]
pub fn is_served(path: &str) -> bool {
    let name = file_name(path);
    let is_there =
        path.starts_with(WELL_KNOWN) && (!name.contains('.') || SERVED_THERE.contains(&ending(name)));
    is_there || SERVED.contains(&ending(name))
}

/// The path of a file in `content` from that folder.
#[must_use]
pub fn in_content(file: &SourceFile) -> &str {
    file.path().strip_prefix(CONTENT).unwrap_or(file.path())
}

/// The path of `to` as it is written in a file of the folder `from`: `../contacts.md`. Both count from `content`.
#[must_use]
pub fn relative(from: &str, to: &str) -> String {
    let mut from_parts = from.split_terminator('/').peekable();
    let mut to_parts = to.split('/').peekable();
    while to_parts.clone().count() > 1 && from_parts.peek().is_some() && from_parts.peek() == to_parts.peek()
    {
        from_parts.next();
        to_parts.next();
    }
    let up = "../".repeat(from_parts.count());
    let down: Vec<&str> = to_parts.collect();
    format!("{up}{}", down.join("/"))
}

/// The path from `content` that `link`, written in a file of the folder `from`, names. Nothing when it leads out of `content`.
#[must_use]
pub fn resolve(from: &str, link: &str) -> Option<String> {
    let (mut parts, link): (Vec<&str>, &str) = match link.strip_prefix('/') {
        Some(absolute) => (Vec::new(), absolute),
        None => (from.split_terminator('/').collect(), link),
    };
    for part in link.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop()?;
            }
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_of_the_same_name_nearest_by_is_suggested() {
        let files = ["a/contacts.md", "b/contacts.md", "b/x/y.md", "c/contacts.md", "c/index.md"];
        let sources = Sources::new(files.map(|path| (format!("{CONTENT}{path}"), String::new())));
        let targets = LinkTargets::new(&sources, "");
        let nearest = |path| targets.nearest(path);
        assert_eq!(nearest("b/x/contacts.md"), Some("b/contacts.md"));
        assert_eq!(nearest("z/contacts.md"), Some("a/contacts.md"));
        assert_eq!(nearest("b/contact.md"), Some("b/contacts.md"));
        assert_eq!(nearest("c"), Some("c/index.md"));
        assert_eq!(nearest("z/index.md"), None);
    }

    #[test]
    fn paths_are_resolved_from_the_folder_or_from_the_top() {
        let resolve = |link| resolve("wessex/guidance/", link);
        assert_eq!(resolve("a.md").as_deref(), Some("wessex/guidance/a.md"));
        assert_eq!(resolve("../contacts.md").as_deref(), Some("wessex/contacts.md"));
        assert_eq!(resolve("/plan.md").as_deref(), Some("plan.md"));
        assert_eq!(resolve("../../../plan.md"), None);
    }

    #[test]
    fn a_relative_path_leads_back() {
        for (from, to, written) in [
            ("wessex/guidance/", "wessex/guidance/a.md", "a.md"),
            ("wessex/guidance/", "wessex/contacts.md", "../contacts.md"),
            ("wessex/", "north-west/index.md", "../north-west/index.md"),
            ("", "wessex/index.md", "wessex/index.md"),
            ("wessex/a/", "wessex/a", "../a"),
        ] {
            assert_eq!(relative(from, to), written);
            assert_eq!(resolve(from, written).as_deref(), Some(to));
        }
    }
}
