//! Reads pages: what each file says by itself ([`Parsed`]), then what is wrong with that on a site ([`CheckedPage`]).

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::content_files;
use crate::fields::{self, Standards};
use crate::front_matter::{self, FrontMatter, Head};
use supportt_lint::prose::{self, OtherTeam};
use supportt_markdown::link_targets::{self, CONTENT, LinkTargets, SERVED, in_content};
use supportt_markdown::{Body, Part};
use supportt_source::bug;
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::page_path::{PagePath, ending};
use supportt_source::slug::slug;
use supportt_source::suggest;
use supportt_source::wording::any_of;
use supportt_source::{Slice, SourceFile, Sources};

/// A page as its file alone tells it: on no day, beside no other file, with no policy and no theme.
#[derive(Debug)]
pub struct Parsed<'a> {
    file: &'a SourceFile,
    path: PagePath<'a>,
    head: Head,
    text: supportt_markdown::Parsed,
    diagnostics: Diagnostics,
}

/// A page held against the rest of the content, with its links resolved.
#[derive(Debug)]
pub struct CheckedPage<'a> {
    /// Its file.
    pub file: &'a SourceFile,
    /// Its path in `content`.
    pub path: PagePath<'a>,
    /// Its details; nothing when they are not whole. Such a page can still be linked to.
    pub front_matter: Option<FrontMatter>,
    /// Its text.
    pub body: Body,
}

/// Reads and checks every page in `content`, sorted by path.
pub fn read_all<'a>(
    sources: &'a Sources,
    targets: &LinkTargets<'_>,
    standards: Standards<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<CheckedPage<'a>> {
    let known = &*diagnostics;
    // What such a file says is not what somebody has written.
    let is_readable = |file: &SourceFile| {
        !["file::conflict", "file::not-utf-8"].iter().any(|code| known.has(code, file.id()))
    };
    let (pages, found): (Vec<CheckedPage<'a>>, Vec<Diagnostics>) = sources
        .below(CONTENT)
        .par_iter()
        .filter_map(|file| {
            let (page, found) =
                bug::at(file.path(), || parse(file).map(|page| page.check(targets, standards)))?;
            Some((page, if is_readable(file) { found } else { Diagnostics::new() }))
        })
        .unzip();
    for page in found {
        diagnostics.append(page);
    }
    pages
}

/// Reads a file, if it is a page.
#[must_use]
pub fn parse(file: &SourceFile) -> Option<Parsed<'_>> {
    let path = PagePath::new(in_content(file))?;
    let mut diagnostics = Diagnostics::new();
    diagnostics.extend(check_name(file, path));
    let head = front_matter::read(file, &mut diagnostics);
    diagnostics.extend(details_twice(file, head.body));
    let is_empty = file.text().slice(head.body..).trim().is_empty();
    // Details that are wrong may be those of a course, which says something without a text.
    if let Some(details) = head.details.as_ref().filter(|_| is_empty && !diagnostics.has_errors()) {
        diagnostics.extend(without_text(file, details));
    }
    let title = head.details.as_ref().map_or("", |details| &details.title);
    let text = supportt_markdown::parse(file, path, head.body, title, &mut diagnostics);
    Some(Parsed { file, path, head, text, diagnostics })
}

impl<'a> Parsed<'a> {
    /// Resolves its links, and adds what is wrong with it on a day and on a site to what is wrong with the file.
    #[must_use]
    pub fn check(
        self,
        targets: &LinkTargets<'_>,
        standards: Standards<'_>,
    ) -> (CheckedPage<'a>, Diagnostics) {
        let Self { file, path, head, text, mut diagnostics } = self;
        head.check(standards.today, &mut diagnostics);
        fields::check_page(file, &head.texts, standards, &mut diagnostics);
        let front_matter = head.details;
        check_prose(file, path, front_matter.as_ref(), &text.parts, standards, &mut diagnostics);
        let body = text.link(path, targets, standards.reserved_ids, &mut diagnostics);
        (CheckedPage { file, path, front_matter, body }, diagnostics)
    }
}

fn check_prose(
    file: &SourceFile,
    path: PagePath<'_>,
    front_matter: Option<&FrontMatter>,
    parts: &[Part],
    Standards { terms, numbers, teams, today, .. }: Standards<'_>,
    diagnostics: &mut Diagnostics,
) {
    let is_dated = front_matter.is_some_and(|details| {
        details.review_by.is_some() || details.expires.is_some() || details.subject.is_some()
    });
    let course = front_matter.and_then(|details| details.subject.as_ref()?.course());
    let sessions = course.map_or(&[][..], |course| &course.sessions);
    let folder = path.as_str().split('/').next().unwrap_or_default();
    let is_of_region = teams.iter().any(|team| team.region == folder);
    let others = teams.iter().filter(|team| is_of_region && team.region != folder);
    let other_teams: Vec<OtherTeam<'_>> = others.copied().collect();
    let page = prose::Page {
        terms: Some(terms),
        path: path.as_str(),
        is_dated,
        today,
        sessions,
        other_teams: &other_teams,
    };
    prose::check(parts, page, diagnostics);
    if let Some(numbers) = numbers {
        numbers.stated_for(file).check(parts, diagnostics);
    }
}

/// A name as part of an address that Windows takes, too.
fn fit_name(name: &str) -> String {
    let slug = slug(name);
    if is_refused_by_windows(&slug) { format!("{slug}-1") } else { slug }
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
        if is_file { ("file", format!("{}.md", fit_name(unfit))) } else { ("folder", fit_name(unfit)) };
    Some(
        Diagnostic::error("page::name", file.whole(), format!("`{unfit}` cannot be part of an address"))
            .rename(
                format!("rename the {what} to `{better}`: lower-case letters, digits and hyphens"),
                file.path().replacen(
                    &if is_file { format!("{unfit}.md") } else { format!("{unfit}/") },
                    &if is_file { better.clone() } else { format!("{better}/") },
                    1,
                ),
            ),
    )
}

/// A second block of details, pasted into the text below the first, or a line of one, where it would be shown. In code it is
/// an example.
fn details_twice(file: &SourceFile, body: usize) -> Option<Diagnostic> {
    let mut start = body;
    let mut is_code = false;
    let mut lines = file.text().slice(body..).split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        is_code ^= line.trim_start().starts_with("```");
        let is_mark = !is_code && line.trim_end() == "+++";
        let begins = is_mark && lines.peek().is_some_and(|next| next.contains(" = "));
        if is_mark && !begins && file.text().slice(body..start).trim().is_empty() {
            return Some(
                Diagnostic::error(
                    "page::details-twice",
                    file.span(start..start + line.trim_end().len()),
                    "the page's details end above, and this line ends them again",
                )
                .label("people would read it")
                .mend("take out this line", file.span(start..start + line.len()), ""),
            );
        }
        if begins {
            return Some(
                Diagnostic::error(
                    "page::details-twice",
                    file.span(start..start + line.trim_end().len()),
                    "the page's details stand in its text a second time",
                )
                .label("people would read what follows")
                .hint("take out this line and those up to the next `+++`; a page has one block of details"),
            );
        }
        start += line.len();
    }
    None
}

/// A page that says nothing. Where its details have what it is about, they are shown.
fn without_text(file: &SourceFile, details: &FrontMatter) -> Option<Diagnostic> {
    details.subject.is_none().then(|| {
        Diagnostic::warning("page::empty", file.whole(), "this page has a title and no text")
            .hint("write its text below the second line `+++`, or delete the page")
    })
}

/// The path of a file with another name.
fn beside(path: &str, name: &str) -> String {
    path.rsplit_once('/').map_or_else(|| name.to_owned(), |(folder, _)| format!("{folder}/{name}"))
}

/// Names that Windows keeps for devices, whatever their ending.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// Whether Windows refuses a file or folder of this name, so that nobody can have the project there.
fn is_refused_by_windows(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let is_port = ["com", "lpt"].iter().any(|port| {
        let number = stem.strip_prefix(port).and_then(|rest| rest.parse::<char>().ok());
        number.is_some_and(|number| "0123456789¹²³".contains(number))
    });
    DEVICES.contains(&stem.as_str())
        || is_port
        || name.ends_with(['.', ' '])
        || name.contains(|c: char| "<>:\"|?*\\".contains(c) || c.is_control())
}

/// Reports names that cannot be on Windows: in the project of those who work there, the file would be missing.
fn check_for_windows(files: &[SourceFile], diagnostics: &mut Diagnostics) {
    let mut names: BTreeMap<String, &SourceFile> = BTreeMap::new();
    for file in files {
        let refused = file.path().split('/').find(|name| is_refused_by_windows(name));
        if let Some(name) = refused {
            let (stem, ending) = name.trim_end_matches(['.', ' ']).split_once('.').unwrap_or((name, ""));
            let stem = fit_name(stem);
            let ending = if ending.is_empty() { String::new() } else { format!(".{ending}") };
            let better =
                format!("{stem}{}", ending.replace(|c: char| !c.is_ascii_alphanumeric() && c != '.', ""));
            let path = file.path().split('/').map(|part| if part == name { better.as_str() } else { part });
            diagnostics.push(
                Diagnostic::warning(
                    "file::windows",
                    file.whole(),
                    format!("no file on Windows can be called `{name}`"),
                )
                .rename(format!("rename it to `{better}`"), path.collect::<Vec<_>>().join("/")),
            );
        }
        if let Some(other) = names.insert(file.path().to_lowercase(), file) {
            diagnostics.push(
                Diagnostic::warning(
                    "file::windows",
                    file.whole(),
                    format!("Windows takes this for the same file as `{}`", other.path()),
                )
                .hint("give one of them another name: only capitals tell them apart"),
            );
        }
    }
}

/// Reports files in `content` that are neither read nor served.
pub fn check_other_files(sources: &Sources, diagnostics: &mut Diagnostics) {
    check_for_windows(sources.below(CONTENT), diagnostics);
    for file in sources.below(CONTENT) {
        let path = file.path();
        let is_served = path.strip_prefix(CONTENT).is_some_and(link_targets::is_served);
        let kind = ending(path);
        let name = path.rsplit('/').next().unwrap_or_default();
        let names: Vec<&str> = content_files::names_at(in_content(file).matches('/').count()).collect();
        // Some programs add an ending of their own, which is often hidden.
        let plain = name.strip_suffix(".txt").unwrap_or(name);
        let near = || suggest::nearest(plain, names.iter().copied());
        let is_words = path.starts_with("content/words/");
        if kind == "toml" && !is_words && !names.contains(&name) {
            let problem = Diagnostic::error("file::unread", file.whole(), "nothing reads this file");
            diagnostics.push(match near() {
                Some(near) => problem.rename(format!("did you mean `{near}`?"), beside(path, near)),
                None => {
                    problem.hint(format!("files of this kind are {}", any_of(content_files::toml_paths())))
                }
            });
        } else if !["md", "toml"].contains(&kind) && !is_served {
            let problem =
                Diagnostic::error("file::kind", file.whole(), "this kind of file has no place in `content`");
            let better = plain.rsplit_once('.').map(|(stem, kind)| format!("{stem}.{}", kind.to_lowercase()));
            let better = better.filter(|better| {
                better != name && (ending(better) == "md" || link_targets::is_served(better))
            });
            diagnostics.push(match near().map(str::to_owned).or(better) {
                Some(better) => problem.rename(format!("rename it to `{better}`"), beside(path, &better)),
                None => {
                    problem.hint(format!("pages end in `.md`; files for readers end in {}", any_of(SERVED)))
                }
            });
        } else if name.contains(char::is_whitespace) && is_served {
            let better = name.split_whitespace().collect::<Vec<_>>().join("-").to_lowercase();
            diagnostics.push(
                Diagnostic::warning("file::name", file.whole(), "the name of this file has spaces").rename(
                    format!("rename it to `{better}`: addresses with spaces break when they are copied"),
                    beside(path, &better),
                ),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use supportt_fixture::{check, check_short, page};

    #[test]
    fn names_that_are_mended_are_fit_for_windows() {
        let pages = ["CON.md", "com¹.md"].map(|name| page(&format!("north/{name}"), ""));
        check_short(
            &pages.concat(),
            expect![[r#"
            content/north/CON.md:1:1: warning: no file on Windows can be called `CON.md` (hint: rename it to `con-1.md`)
            content/north/CON.md:1:1: error: `CON` cannot be part of an address (hint: rename the file to `con-1.md`: lower-case letters, digits and hyphens)
            content/north/com¹.md:1:1: warning: no file on Windows can be called `com¹.md` (hint: rename it to `com1-1.md`)
            content/north/com¹.md:1:1: error: `com¹` cannot be part of an address (hint: rename the file to `com1-1.md`: lower-case letters, digits and hyphens)
        "#]],
        );
    }

    #[test]
    fn nothing_else_is_said_of_a_file_that_cannot_be_read() {
        check_short(
            &page("a.md", "Text.\n=======\nMore.\n>>>>>>> main\n"),
            expect![[r#"
            content/a.md:10:1: error: two people changed this, and nobody has chosen between the two texts yet (hint: keep the right lines, and take out the other ones and the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`)
        "#]],
        );
        check_short(
            &page("a.md", "+++\nText.\n"),
            expect![[r#"
            content/a.md:7:1: error: the page's details end above, and this line ends them again: people would read it (hint: take out this line)
        "#]],
        );
    }

    #[test]
    fn a_page_has_one_block_of_details_and_a_text() {
        let details = "+++\ntitle = \"B\"\n+++\n";
        check_short(
            &[
                page("a.md", &format!("A sentence.\n\n{details}")),
                page("b.md", &format!("A page begins so:\n\n```toml\n{details}```\n\n+++\n")),
                page("c.md", "\n"),
            ]
            .concat(),
            expect![[r#"
                content/a.md:9:1: error: the page's details stand in its text a second time: people would read what follows (hint: take out this line and those up to the next `+++`; a page has one block of details)
                content/c.md:1:1: warning: this page has a title and no text (hint: write its text below the second line `+++`, or delete the page)
            "#]],
        );
    }

    #[test]
    fn names_that_windows_refuses_are_found() {
        let names = [
            "con.pdf",
            "Aux.png",
            "nul.docx",
            "com1.pdf",
            "lpt9.notes.pdf",
            "com².svg",
            "a:b.pdf",
            "what?.pdf",
            "prn/a.pdf",
            "folder./a.pdf",
            "folder /a.pdf",
            "plan.pdf",
            "Plan.pdf",
        ];
        let files: Vec<String> = names.iter().map(|name| format!("//- content/north/{name}\n")).collect();
        check_short(
            &[files.concat(), page("north/con.md", "")].concat(),
            expect![[r#"
                content/north/Aux.png:1:1: warning: no file on Windows can be called `Aux.png` (hint: rename it to `aux-1.png`)
                content/north/a:b.pdf:1:1: warning: no file on Windows can be called `a:b.pdf` (hint: rename it to `a-b.pdf`)
                content/north/com1.pdf:1:1: warning: no file on Windows can be called `com1.pdf` (hint: rename it to `com1-1.pdf`)
                content/north/com².svg:1:1: warning: no file on Windows can be called `com².svg` (hint: rename it to `com2-1.svg`)
                content/north/con.md:1:1: warning: no file on Windows can be called `con.md` (hint: rename it to `con-1.md`)
                content/north/con.pdf:1:1: warning: no file on Windows can be called `con.pdf` (hint: rename it to `con-1.pdf`)
                content/north/folder /a.pdf:1:1: warning: no file on Windows can be called `folder ` (hint: rename it to `folder`)
                content/north/folder./a.pdf:1:1: warning: no file on Windows can be called `folder.` (hint: rename it to `folder`)
                content/north/lpt9.notes.pdf:1:1: warning: no file on Windows can be called `lpt9.notes.pdf` (hint: rename it to `lpt9-1.notes.pdf`)
                content/north/nul.docx:1:1: warning: no file on Windows can be called `nul.docx` (hint: rename it to `nul-1.docx`)
                content/north/plan.pdf:1:1: error: there is a file at `/north/Plan.pdf`: `content/north/Plan.pdf`: `/north/plan.pdf` differs in capitals only (hint: choose another name for this file)
                content/north/plan.pdf:1:1: warning: Windows takes this for the same file as `content/north/Plan.pdf` (hint: give one of them another name: only capitals tell them apart)
                content/north/prn/a.pdf:1:1: warning: no file on Windows can be called `prn` (hint: rename it to `prn-1`)
                content/north/what?.pdf:1:1: warning: no file on Windows can be called `what?.pdf` (hint: rename it to `what.pdf`)
            "#]],
        );
    }

    #[test]
    fn names_that_only_begin_like_those_are_left_alone() {
        let names = [
            "console.pdf",
            "contact.pdf",
            "auxiliary.png",
            "null.docx",
            "com10.pdf",
            "compass.pdf",
            "lpt.pdf",
            "1.con.pdf",
            "a.b.c.pdf",
            "aux-form.pdf",
        ];
        let files: Vec<String> = names.iter().map(|name| format!("//- content/north/{name}\n")).collect();
        check_short(&files.concat(), expect![""]);
    }

    #[test]
    fn a_file_with_nearly_the_right_name_is_recognized() {
        check_short(
            "//- content/south/Region.toml\n//- content/south/region.tml\n//- content/south/region.toml.txt\n//- content/north/faq.toml\n//- content/Terms.toml\n//- content/north/leave.MD\n//- content/north/leave.md.txt\n//- content/north/plan.PDF\n//- content/north/My form.docx\n",
            expect![[r#"
                content/Terms.toml:1:1: error: nothing reads this file (hint: did you mean `terms.toml`?)
                content/north/My form.docx:1:1: warning: the name of this file has spaces (hint: rename it to `my-form.docx`: addresses with spaces break when they are copied)
                content/north/faq.toml:1:1: error: nothing reads this file (hint: did you mean `faqs.toml`?)
                content/north/leave.MD:1:1: error: this kind of file has no place in `content` (hint: rename it to `leave.md`)
                content/north/leave.md.txt:1:1: error: this kind of file has no place in `content` (hint: rename it to `leave.md`)
                content/north/plan.PDF:1:1: error: this kind of file has no place in `content` (hint: rename it to `plan.pdf`)
                content/south/Region.toml:1:1: error: nothing reads this file (hint: did you mean `region.toml`?)
                content/south/region.tml:1:1: error: this kind of file has no place in `content` (hint: rename it to `region.toml`)
                content/south/region.toml.txt:1:1: error: this kind of file has no place in `content` (hint: rename it to `region.toml`)
            "#]],
        );
    }

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
                 = hint: files of this kind are `content/site.toml`, `content/<region>/region.toml`, `content/<region>/scenarios.toml`, `content/<region>/resources.toml`, `content/<region>/contacts.toml`, `content/<region>/faqs.toml`, `content/<region>/glossary.toml`, `content/differences.toml`, `content/plan-fields.toml`, `content/bank-holidays.toml`, `content/elsewhere.toml`, `content/helplines.toml`, `content/links.toml`, `content/terms.toml` or `content/words/*.toml`

                error[file::kind]: this kind of file has no place in `content`
                --> content/notes.doc
                 = hint: pages end in `.md`; files for readers end in `avif`, `csv`, `docx`, `gif`, `ics`, `jpeg`, `jpg`, `odt`, `pdf`, `png`, `pptx`, `svg`, `webp` or `xlsx`

            "#]],
        );
    }
}
