//! The templates of a theme, and what is wrong with one in terms of its file.

use std::collections::BTreeMap;

use regex::Regex;
use tera::{Error, ErrorKind, Tera};

use supportt_markdown::reserved_ids::ReservedIds;
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::pattern::pattern;
use supportt_source::wording::lower_first;
use supportt_source::{Slice, SourceFile, Sources, Span};

/// The templates that every theme has.
pub const REQUIRED: [&str; 6] =
    ["components.html", "landing.html", "not-found.html", "page.html", "redirect.html", "widget.html"];

/// The most bytes in a line of a template. Tera repeats the line at fault for each name in it that it does not know.
const LONGEST_LINE: usize = 4000;

/// An id in a template: `id="main-content"`, or in what a widget's screen is filled with `id:copy-{name}`.
const ID: &str = r#"\sid="(?<written>[^"]*)"|\bid:(?<filled>[^;"]*)"#;

/// The folder of a theme's templates; both end in a slash.
#[must_use]
pub fn folder(theme: &str) -> String {
    format!("{theme}templates/")
}

/// The ids in the templates of the theme in `folder`, which ends in a slash.
///
/// Ids that are put together hold an underscore, which the ids of headings never do.
#[must_use]
pub fn reserved_ids(folder: &str, sources: &Sources) -> ReservedIds {
    let ids = pattern(ID);
    let mut reserved = ReservedIds::default();
    for file in sources.below(&self::folder(folder)) {
        for found in ids.captures_iter(file.text()) {
            if let Some(id) = found.name("written").filter(|id| !id.as_str().contains("{{")) {
                reserved.written.insert(id.as_str().to_owned());
            }
            let filled = found.name("filled").and_then(|id| id.as_str().split_once("-{"));
            reserved.of_widgets.extend(filled.map(|(beginning, _)| beginning.to_owned()));
        }
    }
    reserved
}

/// Reads the templates of the theme in `folder`, which ends in a slash. Reports everything that is wrong with them.
pub fn load(folder: &str, sources: &Sources, diagnostics: &mut Diagnostics) -> Option<Tera> {
    let in_theme = self::folder(folder);
    let files: BTreeMap<&str, &SourceFile> = sources
        .below(&in_theme)
        .iter()
        .filter_map(|file| Some((file.path().strip_prefix(&in_theme)?, file)))
        .collect();
    let mut found = Diagnostics::new();
    found.extend(missing(folder, &files, sources));
    found.extend(files.values().filter_map(|file| long_line(file)));
    found.extend(files.iter().filter_map(|(name, file)| syntax_error(name, file)));
    found.extend(files.values().flat_map(|file| mixed_ids(file)));
    let mut tera = Tera::new();
    if !found.has_errors()
        && let Err(error) = tera.add_raw_templates(files.iter().map(|(name, file)| (*name, file.text())))
    {
        found.extend(unresolved(&error, &files));
    }
    let sound = !found.has_errors();
    diagnostics.append(found);
    sound.then_some(tera)
}

fn missing<'s>(
    folder: &'s str,
    files: &BTreeMap<&str, &SourceFile>,
    sources: &'s Sources,
) -> Option<Diagnostic> {
    let names: Vec<String> =
        REQUIRED.iter().filter(|name| !files.contains_key(*name)).map(|name| format!("`{name}`")).collect();
    let somewhere = files.values().next().copied().or_else(|| sources.below(folder).first())?;
    (!names.is_empty()).then(|| {
        Diagnostic::error(
            "template::missing",
            somewhere.whole(),
            format!("the theme lacks the templates {}", names.join(", ")),
        )
        .hint(format!("they belong in `{folder}templates/`"))
    })
}

fn long_line(file: &SourceFile) -> Option<Diagnostic> {
    let mut start = 0;
    let mut starts = file.text().split_inclusive('\n').map(|line| {
        start += line.len();
        (start - line.len(), line)
    });
    let (start, _) = starts.find(|(_, line)| line.len() > LONGEST_LINE)?;
    let problem = Diagnostic::error(
        "template::long-line",
        file.span(start..start),
        format!("this line of a template has more than {LONGEST_LINE} characters"),
    );
    Some(problem.hint("break it into lines where a tag begins"))
}

/// The syntax error in a template, if there is one. Read on its own, so that each template's is found.
fn syntax_error(name: &str, file: &SourceFile) -> Option<Diagnostic> {
    match Tera::new().add_raw_template(name, file.text()).err()?.kind() {
        ErrorKind::SyntaxError(report) => Some(Diagnostic::error(
            "template::syntax",
            file.span(report.span().range.clone()),
            lower_first(report.message()),
        )),
        _ => None,
    }
}

/// Names in templates that nothing answers to. They come as one text of several reports.
fn unresolved(error: &Error, files: &BTreeMap<&str, &SourceFile>) -> Vec<Diagnostic> {
    let text = error.to_string();
    text.split("\n\n").filter_map(|report| from_report(report, files)).collect()
}

/// Reads `error: message` and, below it, `--> template:line:column`.
fn from_report(report: &str, files: &BTreeMap<&str, &SourceFile>) -> Option<Diagnostic> {
    let message = report.lines().next()?.trim_start_matches("error: ");
    let place = report.lines().find_map(|line| {
        let mut parts = line.trim().strip_prefix("--> ")?.rsplitn(3, ':');
        let column: usize = parts.next()?.parse().ok()?;
        let line: usize = parts.next()?.parse().ok()?;
        let file = files.get(parts.next()?)?;
        let start = file.offset(line, column)?;
        let word = file
            .text()
            .slice(start..)
            .split(|c: char| !c.is_alphanumeric() && c != '_' && c != '.')
            .next()?;
        Some(file.span(start..start + word.len()))
    });
    let place = place.or_else(|| Some(files.values().next()?.whole()))?;
    Some(Diagnostic::error("template::unresolved", place, lower_first(message)))
}

/// What went wrong when the template `name` was drawn, in terms of its file.
#[must_use]
pub fn render_error(error: &Error, folder: &str, name: &str, sources: &Sources) -> Option<Diagnostic> {
    let file = |name: &str| sources.at(&format!("{folder}templates/{name}"));
    let place = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => file(report.filename())
            .map(|file| (file.span(report.span().range.clone()), report.message().to_owned())),
        _ => None,
    };
    let (span, message): (Span, String) = match place {
        Some(place) => place,
        None => (file(name)?.whole(), error.to_string()),
    };
    Some(Diagnostic::error("template::drawing", span, lower_first(&message)))
}

/// Ids in a template that are put together from words alone, so that a heading can have the same.
fn mixed_ids(file: &SourceFile) -> Vec<Diagnostic> {
    let ids: Regex = pattern(ID);
    let written = ids.captures_iter(file.text()).filter_map(|found| found.name("written"));
    let mixed = written.filter(|id| {
        let mut literal = id.as_str().split("{{").map(|part| part.rsplit("}}").next().unwrap_or(part));
        id.as_str().contains("{{")
            && literal.clone().any(|part| !part.is_empty())
            && !literal.any(|part| part.contains('_'))
    });
    mixed
        .map(|id| {
            let problem = "a heading of a text can have the same id";
            Diagnostic::error("template::id", file.span(id.range()), problem)
                .label("it is put together, and holds no underscore")
                .hint(format!(
                    "write `{}`: the ids of headings have no underscores",
                    with_underscore(id.as_str())
                ))
        })
        .collect()
}

/// The id with an underscore where two of its parts meet.
fn with_underscore(id: &str) -> String {
    let joints = [("-{{", "_{{"), ("}}-", "}}_"), ("{{", "_{{")];
    let joint = joints.into_iter().find(|(joint, _)| id.contains(joint));
    joint.map_or_else(|| id.to_owned(), |(from, to)| id.replacen(from, to, 1))
}
