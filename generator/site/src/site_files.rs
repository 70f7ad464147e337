//! Which files the finished site has, so that none of them takes another's place.
//!
//! Two files are in each other's way at the same path, at paths that differ in capitals only (many disks keep one
//! of them), and where one is a folder that the other is in.

use std::collections::BTreeMap;

use crate::entry_pages::ListedEntry;
use crate::generated_page::GeneratedPage;
use crate::render;
use crate::sitemap;
use supportt_content::page::CheckedPage;
use supportt_engine::assets;
use supportt_engine::headers;
use supportt_engine::search_index;
use supportt_engine::theme::THEMES;
use supportt_markdown::link_targets::{self, CONTENT};
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::page_path::Address;
use supportt_source::{Slice as _, SourceFile, Sources, Span};

/// What a file of the site is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A page of the content.
    Page,
    /// An old address of one.
    Alias,
    /// A file that is served as it is.
    Served,
    /// A file that the build makes.
    Made,
}

/// A file of the site.
#[derive(Clone, Debug)]
struct SiteFile {
    path: String,
    kind: Kind,
    /// Says that it is there: what follows is its address.
    says: &'static str,
    /// The title of a page that the build makes, or the file that it comes from.
    origin: Option<String>,
    /// Where the project says so.
    span: Option<Span>,
}

/// The files of a site, as they become known.
#[derive(Debug, Default)]
pub struct SiteFiles {
    files: Vec<SiteFile>,
    /// The place of a file in the list, by its path without capitals.
    by_path: BTreeMap<String, usize>,
    /// The place of the first file in a folder, by the folder's path without capitals.
    by_folder: BTreeMap<String, usize>,
}

/// Folders that the build fills after the pages are known, and what it keeps there.
const FOLDERS: [(&str, &str); 2] =
    [(search_index::FOLDER, "the index of its search"), (assets::FOLDER, "its style sheets and scripts")];

impl SiteFiles {
    /// The files that every site has.
    #[must_use]
    pub fn new() -> Self {
        let mut files = Self::default();
        let own = [sitemap::SITEMAP, sitemap::ROBOTS, headers::FILE, headers::REDIRECTS, render::NOT_FOUND];
        for path in own {
            files.add(
                SiteFile::made(path.to_owned(), "the site itself makes a file"),
                &mut Diagnostics::new(),
            );
        }
        files
    }

    /// Adds what the content and the theme in `theme` have: pages, files that are served as they are, old addresses.
    pub fn add_content(
        &mut self,
        pages: &[CheckedPage<'_>],
        sources: &Sources,
        theme: Option<&str>,
        diagnostics: &mut Diagnostics,
    ) {
        for page in pages {
            let path = page.path.address().output_path();
            self.add(SiteFile::of(page.file, path, Kind::Page, "there is a page"), diagnostics);
        }
        for file in sources.below(CONTENT) {
            let path = file.path().strip_prefix(CONTENT).unwrap_or_default();
            if link_targets::is_served(path) {
                self.add(SiteFile::of(file, path.to_owned(), Kind::Served, "there is a file"), diagnostics);
            }
        }
        let folder = theme.map(|theme| format!("{THEMES}{theme}/static/"));
        for file in folder.iter().flat_map(|folder| sources.below(folder)) {
            let path = file.path().splitn(4, '/').nth(3).unwrap_or_default().to_owned();
            self.add(SiteFile::of(file, path, Kind::Served, "the theme has a file"), diagnostics);
        }
        for page in pages {
            for alias in page.front_matter.iter().flat_map(|details| &details.aliases) {
                let Some(address) = Address::parse(&alias.value) else { continue };
                let file =
                    SiteFile::of(page.file, address.output_path(), Kind::Alias, "there is an old address");
                self.add(SiteFile { span: Some(alias.span), ..file }, diagnostics);
            }
        }
    }

    /// Adds a page that no file stands behind.
    pub fn add_page(&mut self, page: &GeneratedPage, diagnostics: &mut Diagnostics) {
        let file = SiteFile {
            origin: Some(format!("“{}”", page.title)),
            span: page.written,
            ..SiteFile::made(page.address.output_path(), "the site itself makes a page")
        };
        self.add(file, diagnostics);
    }

    /// Adds the address that leads to an entry on a list.
    pub fn add_entry(&mut self, entry: &ListedEntry, diagnostics: &mut Diagnostics) {
        let file = SiteFile {
            origin: Some(format!("“{}”", entry.title)),
            span: entry.written,
            ..SiteFile::made(entry.redirect.from.output_path(), "the site itself leads to an entry")
        };
        self.add(file, diagnostics);
    }

    /// Adds a page that the build will make on a later day. Told of on the day itself, what is in its way would stop
    /// the build because a day has passed.
    pub fn add_page_to_come(&mut self, address: &Address, title: &str, diagnostics: &mut Diagnostics) {
        let file = SiteFile {
            origin: Some(format!("“{title}”")),
            ..SiteFile::made(address.output_path(), "the site itself makes a page")
        };
        self.add(file, diagnostics);
    }

    /// Adds another file that the build makes. `says` is a sentence which its address completes.
    pub fn add_made(&mut self, path: String, says: &'static str, diagnostics: &mut Diagnostics) {
        self.add(SiteFile::made(path, says), diagnostics);
    }

    /// Adds a file, or reports what it is in the way of.
    fn add(&mut self, file: SiteFile, diagnostics: &mut Diagnostics) {
        let key = file.path.to_lowercase();
        let folders: Vec<&str> = key.match_indices('/').map(|(slash, _)| key.slice(..slash)).collect();
        let other = self.by_path.get(&key).or_else(|| self.by_folder.get(&key));
        let other = other.or_else(|| folders.iter().find_map(|folder| self.by_path.get(*folder)));
        if let Some(other) = other {
            diagnostics.extend(clash(&self.files[*other], &file));
            return;
        }
        let first = folders.first().copied().unwrap_or_default();
        let kept = FOLDERS.iter().find(|(folder, _)| first == *folder);
        match kept {
            Some((folder, what)) if file.kind == Kind::Alias || *folder == search_index::FOLDER => {
                diagnostics.extend(file.refused(&format!("the site itself keeps {what} below `/{folder}/`")));
                return;
            }
            _ => {}
        }
        let place = self.files.len();
        for folder in folders {
            self.by_folder.entry(folder.to_owned()).or_insert(place);
        }
        self.by_path.insert(key, place);
        self.files.push(file);
    }
}

impl SiteFile {
    fn of(file: &SourceFile, path: String, kind: Kind, says: &'static str) -> Self {
        Self { path, kind, says, origin: Some(format!("`{}`", file.path())), span: Some(file.whole()) }
    }

    fn made(path: String, says: &'static str) -> Self {
        Self { path, kind: Kind::Made, says, origin: None, span: None }
    }

    /// Its address, as people see it.
    fn address(&self) -> String {
        format!("/{}", self.path.strip_suffix("index.html").unwrap_or(&self.path))
    }

    /// The problem that this file cannot be there, with what can be done about it.
    fn refused(&self, why: &str) -> Option<Diagnostic> {
        let (code, hint) = match self.kind {
            Kind::Alias => ("alias::taken", "remove the alias"),
            Kind::Page => ("page::made", "give this page another name"),
            Kind::Served | Kind::Made => ("file::taken", "choose another name for this file"),
        };
        Some(Diagnostic::error(code, self.span?, why).hint(hint))
    }
}

/// The problem that two files are in each other's way. It is that of an old address before that of a file that
/// somebody else put there, and else that of the file that was found later.
fn clash(first: &SiteFile, second: &SiteFile) -> Option<Diagnostic> {
    let rank = |file: &SiteFile| match file.kind {
        Kind::Alias => 2,
        Kind::Page | Kind::Served => 1,
        Kind::Made => 0,
    };
    let (other, wrong) = if rank(first) > rank(second) { (second, first) } else { (first, second) };
    let address = wrong.address();
    let label = if wrong.path == other.path {
        "at the same address".to_owned()
    } else if wrong.path.to_lowercase() == other.path.to_lowercase() {
        format!("`{address}` differs in capitals only")
    } else {
        format!("`{address}` and that address: one would be a folder with the other in it")
    };
    let origin = other.origin.as_ref().map(|origin| format!(": {origin}")).unwrap_or_default();
    let problem = format!("{} at `{}`{origin}", other.says, other.address());
    let problem = match (other.kind, wrong.kind) {
        (Kind::Alias, Kind::Alias) => Diagnostic::error("alias::twice", wrong.span?, problem)
            .hint("an old address leads to one page: remove it from the other"),
        (Kind::Page, Kind::Page) => Diagnostic::error("page::same-address", wrong.span?, problem)
            .hint("give one of them another name, or put their texts together"),
        _ => wrong.refused(&problem)?,
    };
    let problem = problem.label(label);
    Some(match other.span {
        Some(span) if other.kind == Kind::Made => problem.also(span, "made from this"),
        Some(span) => problem.also(span, "the other one"),
        None => problem,
    })
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use supportt_fixture::{check, check_short, page};

    fn with_aliases(path: &str, aliases: &str) -> String {
        page(path, "").replace("owner =", &format!("aliases = [{aliases}]\nowner ="))
    }

    #[test]
    fn an_old_address_is_free() {
        check(
            &with_aliases(
                "a.md",
                r#""/who/", "/north/rules/", "/404.html/", "/NORTH/", "/north/map.svg/", "/Assets/x/""#,
            ),
            expect![[r#"
                error[alias::taken]: there is a page at `/north/rules/`: `content/north/rules.md`
                 --> content/a.md:5:21
                  |
                5 | aliases = ["/who/", "/north/rules/", "/404.html/", "/NORTH/", "/north/map.svg/", "/Assets/x/"]
                  |                     ^^^^^^^^^^^^^^^ at the same address
                  |
                  = hint: remove the alias

                error[alias::taken]: the site itself makes a file at `/404.html`
                 --> content/a.md:5:38
                  |
                5 | aliases = ["/who/", "/north/rules/", "/404.html/", "/NORTH/", "/north/map.svg/", "/Assets/x/"]
                  |                                      ^^^^^^^^^^^^ `/404.html/` and that address: one would be a folder with the other in it
                  |
                  = hint: remove the alias

                error[alias::taken]: there is a page at `/north/`: `content/north/index.md`
                 --> content/a.md:5:52
                  |
                5 | aliases = ["/who/", "/north/rules/", "/404.html/", "/NORTH/", "/north/map.svg/", "/Assets/x/"]
                  |                                                    ^^^^^^^^^ `/NORTH/` differs in capitals only
                  |
                  = hint: remove the alias

                error[alias::taken]: there is a file at `/north/map.svg`: `content/north/map.svg`
                 --> content/a.md:5:63
                  |
                5 | aliases = ["/who/", "/north/rules/", "/404.html/", "/NORTH/", "/north/map.svg/", "/Assets/x/"]
                  |                                                               ^^^^^^^^^^^^^^^^^ `/north/map.svg/` and that address: one would be a folder with the other in it
                  |
                  = hint: remove the alias

                error[alias::taken]: the site itself keeps its style sheets and scripts below `/assets/`
                 --> content/a.md:5:82
                  |
                5 | aliases = ["/who/", "/north/rules/", "/404.html/", "/NORTH/", "/north/map.svg/", "/Assets/x/"]
                  |                                                                                  ^^^^^^^^^^^^
                  |
                  = hint: remove the alias

                error[alias::twice]: there is an old address at `/who/`: `content/a.md`
                 --> content/about.md:7:27
                  |
                7 | aliases = ["/old/about/", "/who/"]
                  |                           ^^^^^^^ at the same address
                  |
                 ::: content/a.md:5:12
                  |
                5 | aliases = ["/who/", "/north/rules/", "/404.html/", "/NORTH/", "/north/map.svg/", "/Assets/x/"]
                  |            ------- the other one
                  |
                  = hint: an old address leads to one page: remove it from the other

            "#]],
        );
        check_short(
            &with_aliases("a.md", r#""/_headers/", "/pagefind/", "/robots.txt/", "/sitemap.XML/a/""#),
            expect![[r#"
                content/a.md:5:12: error: the site itself makes a file at `/_headers`: `/_headers/` and that address: one would be a folder with the other in it (hint: remove the alias)
                content/a.md:5:26: error: the site itself keeps the index of its search below `/pagefind/` (hint: remove the alias)
                content/a.md:5:40: error: the site itself makes a file at `/robots.txt`: `/robots.txt/` and that address: one would be a folder with the other in it (hint: remove the alias)
                content/a.md:5:56: error: the site itself makes a file at `/sitemap.xml`: `/sitemap.XML/a/` and that address: one would be a folder with the other in it (hint: remove the alias)
            "#]],
        );
    }

    #[test]
    fn pages_and_files_are_not_in_each_others_way() {
        check_short(
            &[
                page("team.md", ""),
                page("team/index.md", ""),
                "//- content/north/Map.svg\n//- content/pagefind/a.pdf\n//- content/a.pdf/map.svg\n//- content/a.pdf\n".to_owned(),
            ]
            .concat(),
            expect![[r#"
                content/a.pdf/map.svg:1:1: error: there is a file at `/a.pdf`: `content/a.pdf`: `/a.pdf/map.svg` and that address: one would be a folder with the other in it (hint: choose another name for this file)
                content/north/map.svg:1:1: error: there is a file at `/north/Map.svg`: `content/north/Map.svg`: `/north/map.svg` differs in capitals only (hint: choose another name for this file)
                content/north/map.svg:1:1: warning: Windows takes this for the same file as `content/north/Map.svg` (hint: give one of them another name: only capitals tell them apart)
                content/pagefind/a.pdf:1:1: error: the site itself keeps the index of its search below `/pagefind/` (hint: choose another name for this file)
                content/team/index.md:1:1: error: there is a page at `/team/`: `content/team.md`: at the same address (hint: give one of them another name, or put their texts together)
            "#]],
        );
    }
}
