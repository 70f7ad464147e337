//! The style sheet of a theme: bundled from plain CSS, without the rules that no page uses, and small.
//!
//! `styles/site.css` imports the others in the order of the cascade: those beside it, and those in the theme's npm
//! packages, which are installed here when they are missing. Rules may be nested; what browsers get is not.

mod packages;
mod prune;

use std::borrow::Cow;
use std::collections::HashSet;
use std::path::Path;

use lightningcss::dependencies::Location;
use lightningcss::error::{Error, ParserError};
use lightningcss::rules::import::ImportRule;
use lightningcss::rules::{CssRule, CssRuleList};
use lightningcss::selector::Component;
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions, StyleSheet};
use lightningcss::targets::{Features, Targets};
use lightningcss::traits::ToCss;

use self::prune::Mentions;
use supportt_source::build_error::BuildError;
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::{Slice, SourceFile, Sources, Span};
use supportt_source::{suggest, wording};

/// The folder of a theme that holds its style sheets.
const FOLDER: &str = "styles/";

/// The style sheet that imports all others.
const ENTRY: &str = "site.css";

/// How deep brackets may lie in each other: the parser goes down as deep, and would run out of stack.
const DEEPEST: usize = 50;

/// How many parts selectors may have in all once no rule is nested, some ten times what a site needs. Each `&` stands
/// for all that is around it, so that a few lines could come to more than memory holds, and the minifier compares
/// neighbours that grow.
const LONGEST: usize = 50_000;

/// The classes that footnotes are given.
const CLASSES_OF_FOOTNOTES: [&str; 3] =
    ["footnote-definition", "footnote-definition-label", "footnote-reference"];

/// The rules with `@` that a style sheet may use.
const RULES: [&str; 9] = [
    "@container",
    "@font-face",
    "@import",
    "@keyframes",
    "@layer",
    "@media",
    "@page",
    "@property",
    "@supports",
];

/// A style sheet that is part of the whole.
struct Sheet<'a> {
    text: Cow<'a, str>,
    /// The theme's own file. A package's is read as browsers read it, past what they do not know.
    own: Option<&'a SourceFile>,
}

/// Bundles the style sheet of the theme in `folder`, which ends in a slash.
///
/// # Errors
///
/// When npm is missing, or cannot install the theme's packages.
pub fn compile(
    root: &Path,
    folder: &str,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> Result<Option<String>, BuildError> {
    let theme = root.join(folder);
    packages::install(&theme)?;
    let path = format!("{folder}{FOLDER}{ENTRY}");
    let Some(entry) = sources.at(&path) else {
        diagnostics.extend(sources.below(folder).first().map(|file| {
            Diagnostic::error("theme::no-styles", file.whole(), "the theme has no style sheet")
                .hint(format!("it belongs in `{path}`"))
        }));
        return Ok(None);
    };
    let sheets = imported(entry, &theme, folder, sources);
    let css = sheets.and_then(|sheets| bundle(entry, &sheets, &words_in_templates(folder, sources)));
    Ok(css.map_err(|problems| diagnostics.extend(problems)).ok())
}

/// The style sheets that the entry imports in their order, and the entry itself.
fn imported<'a>(
    entry: &'a SourceFile,
    theme: &Path,
    folder: &str,
    sources: &'a Sources,
) -> Result<Vec<Sheet<'a>>, Vec<Diagnostic>> {
    let mut sheets = Vec::new();
    let mut problems = Vec::new();
    let mut seen = HashSet::new();
    let styles = sources.below(&format!("{folder}{FOLDER}"));
    for rule in parse(entry.text(), Some(entry)).map_err(|problem| vec![problem])?.0 {
        let CssRule::Import(import) = rule else { continue };
        let error =
            |message: String| Diagnostic::error("style::import", import_place(entry, &import), message);
        let path = &*import.url;
        let beside = styles.iter().find(|file| own_name(file, folder) == path);
        let text = beside.map(|file| Cow::Borrowed(file.text()));
        if has_condition(&import) {
            problems.push(
                error(format!("the import of `{path}` has a condition"))
                    .hint("import it without one, and put `@media` or `@supports` into the file itself"),
            );
        } else if !seen.insert(path.to_owned()) {
            problems.push(
                error(format!("`{path}` is imported a second time")).hint("take one of the two imports out"),
            );
        } else if let Some(text) = text.or_else(|| packages::style_sheet(theme, path).map(Cow::Owned)) {
            sheets.push(Sheet { text, own: beside });
        } else {
            let near = suggest::nearest(path, styles.iter().map(|file| own_name(file, folder)));
            problems.push(error(format!("there is no style sheet `{path}`")).suggest(near, |problem| {
                problem.hint(format!(
                    "put it into `{folder}{FOLDER}`, or into `dependencies` of `{folder}package.json` when a package \
                     brings it"
                ))
            }));
        }
    }
    sheets.push(Sheet { text: Cow::Borrowed(entry.text()), own: Some(entry) });
    if problems.is_empty() { Ok(sheets) } else { Err(problems) }
}

/// A file's path in the folder of style sheets.
fn own_name<'a>(file: &'a SourceFile, folder: &str) -> &'a str {
    file.path().strip_prefix(folder).and_then(|path| path.strip_prefix(FOLDER)).unwrap_or(file.path())
}

fn has_condition(import: &ImportRule<'_>) -> bool {
    import.layer.is_some() || import.supports.is_some() || !import.media.media_queries.is_empty()
}

/// One small style sheet of several, or what is wrong with each of them.
fn bundle(
    entry: &SourceFile,
    sheets: &[Sheet<'_>],
    words: &HashSet<&str>,
) -> Result<String, Vec<Diagnostic>> {
    let mut all = CssRuleList(Vec::new());
    let mut problems = Vec::new();
    for sheet in sheets {
        match parse(&sheet.text, sheet.own) {
            Ok(mut rules) => {
                match sheet.own {
                    Some(file) => problems.extend(slips(file, &mut rules)),
                    None => prune::drop_loaded(&mut rules),
                }
                if sheet.own.is_none_or(|file| file.id() != entry.id()) {
                    problems.extend(sheet.own.and_then(|file| stray_import(file, &rules)));
                }
                all.0.extend(rules.0.into_iter().filter(|rule| !matches!(rule, CssRule::Import(_))));
            }
            Err(problem) => problems.push(problem),
        }
    }
    problems.extend(undeclared(sheets, &mut all));
    if !problems.is_empty() {
        return Err(problems);
    }
    prune::drop_unused_classes(&mut all, words);
    prune::drop_unused_properties(&mut all);
    if parts(&mut all, 1) > LONGEST {
        let message = format!("the selectors have more than {LONGEST} parts once no rule is nested");
        return Err(vec![
            Diagnostic::error("style::css", entry.whole(), message)
                .hint("write fewer rules, nest them less deep, and name `&` once in a selector"),
        ]);
    }
    print(all).map_err(|message| vec![Diagnostic::error("style::css", entry.whole(), message)])
}

/// The rules of a style sheet.
fn parse<'t>(text: &'t str, own: Option<&SourceFile>) -> Result<CssRuleList<'t>, Diagnostic> {
    let error = |span, message| Diagnostic::error("style::css", span, message);
    if let Some(file) = own
        && let Some(place) = too_deep(text)
    {
        let message = format!("the brackets here lie more than {DEEPEST} deep");
        return Err(error(file.span(place..place + 1), message).hint("close some of them before"));
    }
    let options = ParserOptions { error_recovery: own.is_none(), ..ParserOptions::default() };
    match (StyleSheet::parse(text, options), own) {
        (Ok(sheet), _) => Ok(sheet.rules),
        (Err(Error { kind, loc }), Some(file)) => {
            let at = loc.and_then(|loc| offset(file, loc.line + 1, loc.column));
            let span = at.map_or(file.whole(), |at| file.span(at..at));
            let problem = error(span, in_our_words(&kind));
            Err(match kind {
                ParserError::UnexpectedToken(_) => {
                    problem.hint("a `;` or a bracket may be missing before it")
                }
                _ => problem,
            })
        }
        // Never: whatever a browser does not know is passed over.
        (Err(_), None) => Ok(CssRuleList(Vec::new())),
    }
}

/// What is wrong with a style sheet, as part of a sentence.
fn in_our_words(error: &ParserError<'_>) -> String {
    match error {
        ParserError::EndOfInput => "the style sheet ends within a rule".to_owned(),
        ParserError::UnexpectedToken(token) => {
            format!(
                "this cannot stand here: `{}`",
                token.to_css_string(PrinterOptions::default()).unwrap_or_default()
            )
        }
        other => wording::lower_first(&other.to_string()),
    }
}

/// Where brackets lie deeper in each other than they may.
fn too_deep(text: &str) -> Option<usize> {
    let mut open = 0_usize;
    text.bytes().position(|byte| {
        match byte {
            b'(' | b'[' | b'{' => open += 1,
            b')' | b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        open > DEEPEST
    })
}

/// A byte offset from a line and a column, which count from 1.
fn offset(file: &SourceFile, line: u32, column: u32) -> Option<usize> {
    file.offset(usize::try_from(line).ok()?, usize::try_from(column).ok()?)
}

/// Where a text stands first from a byte on.
fn place(file: &SourceFile, from: Option<usize>, text: &str) -> Span {
    let from = from.unwrap_or_default();
    let start = file.text().slice(from..).find(text).map(|at| from + at);
    start.map_or(file.whole(), |start| file.span(start..start + text.len()))
}

/// Where an import stands.
fn import_place(file: &SourceFile, import: &ImportRule<'_>) -> Span {
    place(file, offset(file, import.loc.line + 1, import.loc.column), &import.url)
}

/// Reports what browsers pass over in a style sheet of the theme, and what they would load from somewhere else.
fn slips(file: &SourceFile, rules: &mut CssRuleList<'_>) -> Vec<Diagnostic> {
    let Mentions { urls, unknown, .. } = Mentions::of(rules);
    let place_of = |loc: Location, text: &str| place(file, offset(file, loc.line, loc.column), text);
    let elsewhere = |url: &str| url.starts_with("//") || (url.contains(':') && !prune::is_inline(url));
    let requests = urls.into_iter().filter(|(url, _)| elsewhere(url)).map(|(url, loc)| {
        let message = format!("the style sheet would ask another site for `{url}`");
        Diagnostic::error("style::request", place_of(loc, &url), message)
            .hint("put the file into the theme's folder `static`, and write its path on the site, as in `/font.woff2`")
    });
    let unknown = unknown.into_iter().map(|(name, loc)| {
        Diagnostic::error("style::css", place_of(loc, &name), format!("CSS has no rule `{name}`"))
            .suggest(suggest::nearest(&name, RULES), |problem| {
                problem.hint(format!("it has {}", wording::all_of(RULES)))
            })
    });
    requests.chain(unknown).collect()
}

/// Reports an import in a style sheet that is imported itself.
fn stray_import(file: &SourceFile, rules: &CssRuleList<'_>) -> Option<Diagnostic> {
    let import = rules.0.iter().find_map(|rule| match rule {
        CssRule::Import(import) => Some(import),
        _ => None,
    })?;
    let message = format!("only `{ENTRY}` imports style sheets");
    let hint = format!("import `{}` there", import.url);
    Some(Diagnostic::error("style::import", import_place(file, import), message).hint(hint))
}

/// Reports custom properties that are named and have no value, for which browsers pass over the declaration.
fn undeclared(sheets: &[Sheet<'_>], rules: &mut CssRuleList<'_>) -> Vec<Diagnostic> {
    let Mentions { declared, needed, .. } = Mentions::of(rules);
    let missing: HashSet<_> = needed.into_iter().filter(|name| !declared.contains(name)).collect();
    if missing.is_empty() {
        return Vec::new();
    }
    let mut told = HashSet::new();
    let names = sheets.iter().filter_map(|sheet| sheet.own).flat_map(custom_properties);
    let first = names.filter(|(_, name)| missing.contains(*name) && told.insert(*name));
    first
        .map(|(span, name)| {
            let message = format!("no style sheet gives `{name}` a value");
            let near = suggest::nearest(name, declared.iter().map(String::as_str));
            Diagnostic::error("style::unknown-property", span, message).suggest(near, |problem| {
                problem.hint(format!("give it one, as in `:root {{ {name}: 4px; }}`"))
            })
        })
        .collect()
}

/// Everything in a style sheet that looks like the name of a custom property.
fn custom_properties(file: &SourceFile) -> impl Iterator<Item = (Span, &str)> {
    file.text().match_indices("--").filter_map(|(at, _)| {
        let name = file.text().slice(at..).split(|c: char| !is_in_name(c)).next()?;
        Some((file.span(at..at + name.len()), name))
    })
}

fn is_in_name(c: char) -> bool {
    c.is_alphanumeric() || c == '-' || c == '_'
}

/// Every word in the templates: a class that is none of them is used nowhere.
fn words_in_templates<'a>(folder: &str, sources: &'a Sources) -> HashSet<&'a str> {
    sources
        .below(&format!("{folder}templates/"))
        .iter()
        .flat_map(|file| file.text().split(|c: char| !is_in_name(c)))
        .chain(CLASSES_OF_FOOTNOTES)
        .chain(supportt_markdown::TABLE_CLASSES)
        .collect()
}

/// How many parts the selectors of rules have when none is nested, inside a rule whose selectors have `around`.
fn parts(rules: &mut CssRuleList<'_>, around: usize) -> usize {
    let mut sum = 0_usize;
    for rule in &mut rules.0 {
        let mut here = around;
        if let CssRule::Style(style) = rule {
            let components = style.selectors.0.iter().flat_map(|selector| selector.iter_raw_match_order());
            here = components.fold(0, |sum, component| {
                sum.saturating_add(if matches!(component, Component::Nesting) { around } else { 1 })
            });
            sum = sum.saturating_add(here);
        }
        if let Some(inner) = prune::inner_rules(rule) {
            sum = sum.saturating_add(parts(inner, here));
        }
    }
    sum
}

/// Rules as they are sent: none of them nested, and in as few letters as will do.
///
/// Nesting is undone in printing. To ask the minifier for it would have it part lists of selectors of which browsers
/// know only some, and so apply rules that they pass over.
fn print(rules: CssRuleList<'_>) -> Result<String, String> {
    let mut sheet = StyleSheet::new(Vec::new(), rules, ParserOptions::default());
    sheet.minify(MinifyOptions::default()).map_err(|error| error.to_string())?;
    let targets = Targets { include: Features::Nesting, ..Targets::default() };
    let printed = sheet.to_css(PrinterOptions { minify: true, targets, ..PrinterOptions::default() });
    printed.map(|printed| printed.code).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(css: &str, expected: &str) {
        let rules = parse(css, None).expect("a style sheet that is not the theme's own is read as it is");
        let mut rules = rules;
        prune::drop_unused_classes(&mut rules, &HashSet::from(["used", "other"]));
        prune::drop_unused_properties(&mut rules);
        assert_eq!(print(rules).as_deref(), Ok(expected));
    }

    #[test]
    fn rules_that_nothing_uses_are_dropped() {
        check(".used { color: red } .unused { color: red } p { margin: 0 }", ".used{color:red}p{margin:0}");
        check(".used, .unused { color: red }", ".used{color:red}");
        check(".used .unused, .used > .other { color: red }", ".used>.other{color:red}");
        check(
            "@media print { .unused { color: red } .used { color: #ff0000 } }",
            "@media print{.used{color:red}}",
        );
        check(".used:not(.unused) { color: red }", ".used:not(.unused){color:red}");
        check("@media print { .unused { color: red } }", "");
        check(".used { .unused { color: red } &:hover { margin: 0 } }", ".used:hover{margin:0}");
        check(".unused { .used { color: red } }", "");
        check(".used:active, .used::-ms-value { color: red }", ".used:active,.used::-ms-value{color:red}");
        check(
            ":root { --one: 1px; --two: 2px } p { margin: var(--two) }",
            ":root{--two:2px}p{margin:var(--two)}",
        );
    }
}
