//! Parses pages: each on its own, so that all can be parsed at once.

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::fields::{self, Standards};
use crate::front_matter::{self, FrontMatter, Head};
use crate::link_targets::{self, CONTENT, LinkTargets, SERVED};
use crate::markdown::{self, Body, slug};
use crate::page_path::{PagePath, ending};
use crate::registers;
use crate::source::{SourceFile, Sources};
use crate::wording::any_of;

/// A page as its file alone tells it.
#[derive(Debug)]
pub struct ParsedPage<'a> {
    /// Its file.
    pub file: &'a SourceFile,
    /// Its path in `content`.
    pub path: PagePath<'a>,
    /// Its details; nothing when they are not whole. Such a page can still be linked to.
    pub front_matter: Option<FrontMatter>,
    /// Its text.
    pub body: Body,
}

/// Parses every page in `content`, sorted by path.
pub fn parse_all<'a>(
    sources: &'a Sources,
    targets: &LinkTargets<'_>,
    standards: Standards<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<ParsedPage<'a>> {
    let (pages, found): (Vec<ParsedPage<'a>>, Vec<Diagnostics>) = sources
        .below(CONTENT)
        .par_iter()
        .filter_map(|file| Some((file, PagePath::new(&file.path()[CONTENT.len()..])?)))
        .map(|(file, path)| {
            let mut diagnostics = Diagnostics::new();
            (parse(file, path, targets, standards, &mut diagnostics), diagnostics)
        })
        .unzip();
    for page in found {
        diagnostics.append(page);
    }
    pages
}

fn parse<'a>(
    file: &'a SourceFile,
    path: PagePath<'a>,
    targets: &LinkTargets<'_>,
    standards: Standards<'_>,
    diagnostics: &mut Diagnostics,
) -> ParsedPage<'a> {
    diagnostics.extend(check_name(file, path));
    let Standards { terms, numbers, today } = standards;
    let Head { details: front_matter, texts, body: start } = front_matter::read(file, today, diagnostics);
    fields::check_page(file, &texts, standards, diagnostics);
    let title = front_matter.as_ref().map_or("", |details| &details.title);
    let is_dated = front_matter.as_ref().is_some_and(|details| {
        details.review_by.is_some() || details.expires.is_some() || details.subject.is_some()
    });
    let scope = markdown::Scope { file, path, targets, terms, is_dated, today };
    let (body, parts) = markdown::parse(scope, start, title, diagnostics);
    if let Some(numbers) = numbers {
        numbers.stated_for(file).check(&parts, diagnostics);
    }
    ParsedPage { file, path, front_matter, body }
}

/// A page's address is made from the names of its file and folders, so they have to be fit for one.
fn check_name(file: &SourceFile, path: PagePath<'_>) -> Option<Diagnostic> {
    let fit = |part: &str| {
        part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    let parts = || path.folder().split_terminator('/').chain([path.stem()]);
    let unfit = parts().find(|part| !fit(part) || part.is_empty())?;
    let is_file = unfit == path.stem();
    let (what, better) =
        if is_file { ("file", format!("{}.md", slug(unfit))) } else { ("folder", slug(unfit)) };
    Some(
        Diagnostic::error("page::name", file.whole(), format!("`{unfit}` cannot be part of an address"))
            .hint(format!("rename the {what} to `{better}`: lower-case letters, digits and hyphens")),
    )
}

/// Whether a TOML file in `content` is one that is read.
fn is_read(path: &str) -> bool {
    let parts: Vec<&str> = path[CONTENT.len()..].split('/').collect();
    matches!(
        parts.as_slice(),
        ["site.toml" | "differences.toml" | "bank-holidays.toml" | "links.toml" | "terms.toml"]
            | ["words", _]
            | [_, "region.toml" | "scenarios.toml"]
    ) || matches!(parts.as_slice(), [_, name] if registers::FILES.contains(name))
}

/// Reports files in `content` that are neither read nor served.
pub fn check_other_files(sources: &Sources, diagnostics: &mut Diagnostics) {
    for file in sources.below(CONTENT) {
        let path = file.path();
        let kind = ending(path);
        if kind == "toml" && !is_read(path) {
            diagnostics.push(
                Diagnostic::error("file::unread", file.whole(), "nothing reads this file")
                    .hint("a region's policy is in `content/<region>/region.toml`, its scenarios in `scenarios.toml` beside it, its registers in `resources.toml`, `contacts.toml`, `faqs.toml` and `glossary.toml`, what differs between regions in `content/differences.toml`, bank holidays in `content/bank-holidays.toml`, spellings in `content/terms.toml`, links that cannot be checked in `content/links.toml`, the words of the widgets in `content/words`"),
            );
        } else if !["md", "toml"].contains(&kind) && !link_targets::is_served(path) {
            diagnostics.push(
                Diagnostic::error("file::kind", file.whole(), "this kind of file has no place in `content`")
                    .hint(format!("pages end in `.md`; files for readers end in {}", any_of(SERVED))),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::fixture::{check, page};

    #[test]
    fn names_are_fit_for_addresses() {
        check(
            &[
                page("Our Team.md", ""),
                page("north/Más/index.md", ""),
                "//- content/notes.doc\n//- content/north/rules.toml\n".to_owned(),
            ]
            .concat(),
            expect![[r#"
                error[page::name]: `Our Team` cannot be part of an address
                --> content/Our Team.md
                 = hint: rename the file to `our-team.md`: lower-case letters, digits and hyphens

                error[page::name]: `Más` cannot be part of an address
                --> content/north/Más/index.md
                 = hint: rename the folder to `mas`: lower-case letters, digits and hyphens

                error[file::unread]: nothing reads this file
                --> content/north/rules.toml
                 = hint: a region's policy is in `content/<region>/region.toml`, its scenarios in `scenarios.toml` beside it, its registers in `resources.toml`, `contacts.toml`, `faqs.toml` and `glossary.toml`, what differs between regions in `content/differences.toml`, bank holidays in `content/bank-holidays.toml`, spellings in `content/terms.toml`, links that cannot be checked in `content/links.toml`, the words of the widgets in `content/words`

                error[file::kind]: this kind of file has no place in `content`
                --> content/notes.doc
                 = hint: pages end in `.md`; files for readers end in `avif`, `csv`, `docx`, `gif`, `ics`, `jpeg`, `jpg`, `odt`, `pdf`, `png`, `pptx`, `svg`, `webp` or `xlsx`

            "#]],
        );
    }
}
