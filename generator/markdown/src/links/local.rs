//! Links and pictures that lead to a page or a file of the site.

use supportt_basics::keyword::Keyword as _;

use super::elsewhere::{is_email, looks_like_host};
use crate::link_targets::{self, LinkTargets, Target};
use crate::record_kind::RecordKind;
use supportt_source::diagnostic::Diagnostic;
use supportt_source::page_path::{PagePath, ending};
use supportt_source::{Span, Spanned};

/// A link or picture that names a page or a file of the site.
#[derive(Clone, Debug)]
pub(crate) struct LocalLink {
    /// The path from `content`.
    pub(super) from_content: String,
    /// The path as it is written.
    pub(super) path: Spanned<String>,
    /// What follows the `#`.
    pub(super) fragment: Option<Spanned<String>>,
    pub(super) is_picture: bool,
    /// Where all of its address is written.
    pub(super) span: Span,
}

/// A link to a page of the site, or to a heading of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageLink {
    /// The page's path from `content`; nothing for the page the link stands in.
    pub page: Option<String>,
    /// The heading's id.
    pub fragment: Option<String>,
    /// Where the link says so.
    pub span: Span,
}

impl LocalLink {
    /// The address of what it names, from the top of the site.
    pub(super) fn address(&self) -> String {
        match PagePath::new(&self.from_content) {
            Some(page) => page.address().to_string(),
            None => format!("/{}", self.from_content),
        }
    }

    /// The page that it leads to; nothing for a file. `folder` is that of the page it stands in.
    pub(crate) fn check(
        self,
        folder: &str,
        targets: &LinkTargets<'_>,
    ) -> Result<Option<PageLink>, Diagnostic> {
        match targets.at(&self.from_content) {
            Some(Target::Page(_)) if self.is_picture => Err(page_for_picture(self.span)),
            Some(Target::Page(_)) => {
                let (fragment, span) = match self.fragment {
                    Some(fragment) => (Some(fragment.value), fragment.span),
                    None => (None, self.path.span),
                };
                Ok(Some(PageLink { page: Some(self.from_content), fragment, span }))
            }
            Some(Target::File(_)) => Ok(None),
            None => Err(self.missing(folder, targets)),
        }
    }

    /// The problem of a path that leads nowhere.
    fn missing(&self, folder: &str, targets: &LinkTargets<'_>) -> Diagnostic {
        let path = self.path.value.as_str();
        let kind = ending(&self.from_content);
        if kind == "toml" {
            return self
                .problem("link::not-served", format!("`{path}` is not part of the site"))
                .label("only this program reads it")
                .hint("link to a page that shows what is in it");
        }
        let mend = |problem: Diagnostic, hint: String, text: String| problem.mend(hint, self.path.span, text);
        let missing_page =
            || self.problem("link::missing-page", format!("there is no page `{path}`")).label("no page here");
        let near = targets.nearest(&self.from_content).map(|near| {
            if path.starts_with('/') { format!("/{near}") } else { link_targets::relative(folder, near) }
        });
        if let (None, Some(link)) = (&near, record_at(&self.from_content)) {
            let hint = format!("to lead to the page that the site makes for an entry, write `{link}`");
            return mend(missing_page(), hint, link);
        }
        let (problem, near) = match near {
            near if kind == "md" => (missing_page(), near),
            _ if is_email(path) => {
                let problem =
                    self.problem("link::scheme", "an email address begins with `mailto:` in a link");
                return mend(problem, format!("write `mailto:{path}`"), format!("mailto:{path}"));
            }
            _ if looks_like_host(path) => {
                let problem =
                    self.problem("link::scheme", "an address on another site begins with `https://`");
                return mend(problem, format!("write `https://{path}`"), format!("https://{path}"));
            }
            Some(near) if ending(&near) == "md" => (
                self.problem("link::not-a-file", format!("`{path}` is not a file"))
                    .label("a link names the file it leads to"),
                Some(near),
            ),
            near => (
                self.problem("link::missing-file", format!("there is no file `{path}`"))
                    .label("no file here"),
                near,
            ),
        };
        // What the link says besides the path stays.
        match near {
            Some(near) => mend(problem, format!("did you mean `{near}`?"), near),
            None => problem,
        }
    }

    fn problem(&self, code: &'static str, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(code, self.span, message)
    }
}

/// The problem of a page in the place of a picture.
pub(super) fn page_for_picture(span: Span) -> Diagnostic {
    Diagnostic::error("image::page", span, "this is a page, not a picture")
        .hint("to link to the page, leave out the `!`")
}

/// The link that leads to the page of a record, for a path that looks like its address: `wessex/form/its-id/`.
fn record_at(path: &str) -> Option<String> {
    let path = path.trim_end_matches('/');
    let (region, rest) = path.strip_suffix(".md").unwrap_or(path).split_once('/')?;
    let (kind, id) = rest.split_once('/')?;
    let kind = RecordKind::from_word(kind).filter(|_| !id.contains('/'))?;
    Some(format!("{}:{region}/{id}", kind.word()))
}
