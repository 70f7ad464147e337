//! Carries out Sass's `@extend` of placeholders, such as `@extend %list`, in place of the Sass compiler.
//!
//! grass 0.13.4 forgets rules at random where several rules have the same placeholder: it hashes selectors by their
//! address but compares them by what they say. So it is given no `@extend` to carry out. On the way in
//! ([`WithoutExtend`]) a placeholder becomes a class and each `@extend` a property; in the style sheet that comes out
//! ([`Extended::carry_out`]) the class is replaced by the selectors of the rules that have the property.
//!
//! Only placeholders can be extended, and only by selectors without a combinator; anything else is refused.

use crate::source::Slice;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

use grass::{Fs, StdFs};
use lightningcss::properties::Property;
use lightningcss::properties::custom::CustomPropertyName;
use lightningcss::rules::style::StyleRule;
use lightningcss::rules::{CssRule, CssRuleList};
use lightningcss::selector::SelectorList;
use lightningcss::stylesheet::{ParserOptions, PrinterOptions};
use lightningcss::traits::{ParseWithOptions, ToCss};

/// What the name of a placeholder's class begins with.
const CLASS: &str = ".extend--";

/// What the name of an extension's property begins with.
const PROPERTY: &str = "--extend--";

/// How deep brackets may lie in each other. grass goes down as deep, and would run out of stack.
const DEEPEST: usize = 50;

/// Reads style sheets from disk and takes `@extend` out of them.
#[derive(Debug)]
pub(super) struct WithoutExtend {
    /// The theme and its npm packages, without links: nothing else is read.
    within: Vec<PathBuf>,
    refused: RefCell<BTreeSet<PathBuf>>,
}

impl WithoutExtend {
    /// Reads the style sheets of the theme in a folder.
    pub(super) fn of_theme(theme: &Path) -> Self {
        let within = [theme.to_path_buf(), theme.join("node_modules")];
        let within = within.iter().filter_map(|folder| StdFs.canonicalize(folder).ok()).collect();
        Self { within, refused: RefCell::default() }
    }

    fn is_within(&self, path: &Path) -> bool {
        let real = StdFs.canonicalize(path);
        real.is_ok_and(|real| self.within.iter().any(|folder| real.starts_with(folder)))
    }

    /// The style sheets that extend something other than a placeholder.
    pub(super) fn refused(self) -> BTreeSet<PathBuf> {
        self.refused.into_inner()
    }
}

impl Fs for WithoutExtend {
    fn is_dir(&self, path: &Path) -> bool {
        StdFs.is_dir(path)
    }

    fn is_file(&self, path: &Path) -> bool {
        StdFs.is_file(path) && self.is_within(path)
    }

    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        StdFs.canonicalize(path)
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let bytes = StdFs.read(path)?;
        // That a file is not UTF-8 is reported when it is loaded; grass itself panics at it.
        let text = String::from_utf8_lossy(&bytes);
        if depth(&text) > DEEPEST {
            let name = path.file_name().unwrap_or_default().display();
            let message = format!("the brackets in `{name}` lie more than {DEEPEST} deep");
            return Err(io::Error::other(message));
        }
        let without = rewrite(&text).unwrap_or_else(|NotAPlaceholder| {
            self.refused.borrow_mut().insert(path.to_path_buf());
            text.into_owned()
        });
        Ok(without.into_bytes())
    }
}

/// How deep brackets lie in each other at the most.
fn depth(text: &str) -> usize {
    let mut open = 0_usize;
    let depths = text.bytes().map(|byte| {
        match byte {
            b'(' | b'[' | b'{' => open += 1,
            b')' | b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        open
    });
    depths.max().unwrap_or_default()
}

/// Something other than a placeholder is extended.
#[derive(Debug, PartialEq, Eq)]
struct NotAPlaceholder;

/// Sass text with placeholders as classes and extensions as properties. Comments and strings stay as they are.
fn rewrite(text: &str) -> Result<String, NotAPlaceholder> {
    let mut rewritten = String::with_capacity(text.len());
    let mut rest = text;
    loop {
        let mut characters = rest.chars();
        let Some(character) = characters.next() else { return Ok(rewritten) };
        let after = characters.as_str();
        let verbatim = match character {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            '"' | '\'' => string_length(after, character),
            '%' if starts_placeholder(&rewritten, after) => {
                rewritten.push_str(CLASS);
                rest = after;
                continue;
            }
            '@' if rest.starts_with("@extend ") => {
                let statement = rest.split([';', '}']).next().unwrap_or_default();
                let names = statement.trim_start_matches("@extend ");
                for name in names.replace("!optional", "").split(',') {
                    let name = name
                        .trim()
                        .strip_prefix('%')
                        .filter(|name| name.bytes().all(is_name))
                        .ok_or(NotAPlaceholder)?;
                    write!(rewritten, "{PROPERTY}{name}: 1;").expect("a string takes any text");
                }
                rest = rest.slice(statement.len()..).trim_start_matches(';');
                continue;
            }
            other => other.len_utf8(),
        };
        rewritten.push_str(rest.slice(..verbatim));
        rest = rest.slice(verbatim..);
    }
}

/// The length of a string with its quotation marks, from what follows the first of them.
fn string_length(text: &str, quote: char) -> usize {
    let mut escaped = false;
    let end = text.find(|character| {
        let ends = !escaped && (character == quote || character == '\n');
        escaped = !escaped && character == '\\';
        ends
    });
    end.unwrap_or(text.len()) + 2
}

/// Whether a `%` begins a placeholder: a name follows, and what stands before it is not a number or a value.
fn starts_placeholder(before: &str, after: &str) -> bool {
    let begins_name = after.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_' || c == '-');
    let is_apart = before.chars().next_back().is_none_or(|c| c.is_whitespace() || ",>+~({};".contains(c));
    begins_name && is_apart
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'
}

/// The selectors of a style sheet as they are once extensions are carried out; one text for each rule, in order.
#[derive(Debug)]
pub(super) struct Extended {
    selectors: Vec<Option<String>>,
}

impl Extended {
    /// Finds what each rule's selectors become. The message says which extension cannot be carried out.
    pub(super) fn find(rules: &CssRuleList<'_>) -> Result<Self, String> {
        let mut extenders = BTreeMap::new();
        each_rule(rules, &mut |rule| collect_extenders(rule, &mut extenders));
        let mut selectors = Vec::new();
        let mut problem = None;
        each_rule(rules, &mut |rule| match replaced(rule, &extenders) {
            Ok(list) => selectors.push(list),
            Err(message) => problem = Some(message),
        });
        match problem {
            Some(message) => Err(message),
            None => Ok(Self { selectors }),
        }
    }

    /// Puts the selectors found for a style sheet into it, and takes out what only served to carry out extensions.
    pub(super) fn carry_out<'i>(&'i self, rules: &mut CssRuleList<'i>) {
        let mut selectors = self.selectors.iter();
        Self::put_into(rules, &mut selectors);
    }

    fn put_into<'i>(rules: &mut CssRuleList<'i>, selectors: &mut std::slice::Iter<'i, Option<String>>) {
        rules.0.retain_mut(|rule| {
            let mut matches_something = true;
            if let CssRule::Style(style) = rule {
                style.declarations.declarations.retain(|property| extended_name(property).is_none());
                match selectors.next().expect("each rule has been looked at").as_deref() {
                    Some("") => matches_something = false,
                    Some(list) => style.selectors = parse(list),
                    None => {}
                }
            }
            if let Some(inner) = inner_rules(rule) {
                Self::put_into(inner, selectors);
            }
            let says_something = !matches!(rule, CssRule::Style(style) if is_empty(style));
            matches_something && says_something
        });
    }
}

fn parse(list: &str) -> SelectorList<'_> {
    SelectorList::parse_string_with_options(list, ParserOptions::default())
        .expect("selectors put together from selectors are selectors")
}

fn is_empty(style: &StyleRule<'_>) -> bool {
    style.declarations.declarations.is_empty()
        && style.declarations.important_declarations.is_empty()
        && style.rules.0.is_empty()
}

/// The rules inside a rule.
pub(super) fn inner_rules<'r, 'i>(rule: &'r mut CssRule<'i>) -> Option<&'r mut CssRuleList<'i>> {
    match rule {
        CssRule::Style(style) => Some(&mut style.rules),
        CssRule::Media(media) => Some(&mut media.rules),
        CssRule::Supports(supports) => Some(&mut supports.rules),
        CssRule::LayerBlock(layer) => Some(&mut layer.rules),
        CssRule::Container(container) => Some(&mut container.rules),
        _ => None,
    }
}

/// Looks at every style rule in order, those inside a rule after it.
fn each_rule<'i>(rules: &CssRuleList<'i>, look: &mut impl FnMut(&StyleRule<'i>)) {
    for rule in &rules.0 {
        match rule {
            CssRule::Style(style) => {
                look(style);
                each_rule(&style.rules, look);
            }
            CssRule::Media(media) => each_rule(&media.rules, look),
            CssRule::Supports(supports) => each_rule(&supports.rules, look),
            CssRule::LayerBlock(layer) => each_rule(&layer.rules, look),
            CssRule::Container(container) => each_rule(&container.rules, look),
            _ => {}
        }
    }
}

/// The placeholder that a property says the rule extends.
fn extended_name<'p>(property: &'p Property<'_>) -> Option<&'p str> {
    match property {
        Property::Custom(custom) => match &custom.name {
            CustomPropertyName::Custom(name) => name.strip_prefix(PROPERTY),
            CustomPropertyName::Unknown(_) => None,
        },
        _ => None,
    }
}

fn collect_extenders(rule: &StyleRule<'_>, extenders: &mut BTreeMap<String, Vec<String>>) {
    for name in rule.declarations.declarations.iter().filter_map(extended_name) {
        let selectors = extenders.entry(name.to_owned()).or_default();
        for selector in texts(rule) {
            if !selectors.contains(&selector) {
                selectors.push(selector);
            }
        }
    }
}

fn texts(rule: &StyleRule<'_>) -> impl Iterator<Item = String> {
    rule.selectors.0.iter().map(|selector| {
        selector.to_css_string(PrinterOptions::default()).expect("a selector that was parsed can be printed")
    })
}

/// The selectors of a rule with placeholders replaced; nothing when there are none to replace.
fn replaced(
    rule: &StyleRule<'_>,
    extenders: &BTreeMap<String, Vec<String>>,
) -> Result<Option<String>, String> {
    let selectors: Vec<String> = texts(rule).collect();
    if !selectors.iter().any(|selector| selector.contains(CLASS)) {
        return Ok(None);
    }
    let mut replaced = Vec::new();
    for selector in selectors {
        replace(&selector, extenders, &mut replaced)?;
    }
    Ok(Some(replaced.join(", ")))
}

/// Replaces the first placeholder of a selector by each of its extenders, and so on until none is left.
fn replace(
    selector: &str,
    extenders: &BTreeMap<String, Vec<String>>,
    replaced: &mut Vec<String>,
) -> Result<(), String> {
    let Some(start) = selector.find(CLASS) else {
        if !replaced.iter().any(|other| other == selector) {
            replaced.push(selector.to_owned());
        }
        return Ok(());
    };
    let name_start = start + CLASS.len();
    let name_end = name_start + selector.bytes().skip(name_start).take_while(|byte| is_name(*byte)).count();
    let name = selector.slice(name_start..name_end);
    // An element's name comes first in its part of a selector.
    let part_start = selector
        .slice(..start)
        .rfind(|c: char| c.is_whitespace() || ",>+~(".contains(c))
        .map_or(0, |at| at + 1);
    for extender in extenders.get(name).into_iter().flatten() {
        if extender.contains(|c: char| c.is_whitespace() || ">+~".contains(c))
            || extender.contains(&format!("{CLASS}{name}"))
        {
            return Err(format!("`@extend %{name}` cannot be carried out for `{extender}`: use a mixin"));
        }
        let together = [
            selector.slice(..part_start),
            extender,
            selector.slice(part_start..start),
            selector.slice(name_end..),
        ]
        .concat();
        replace(&together, extenders, replaced)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use lightningcss::stylesheet::StyleSheet;

    use super::*;

    fn check_rewrite(scss: &str, expected: Result<&str, NotAPlaceholder>) {
        assert_eq!(rewrite(scss), expected.map(str::to_owned));
    }

    #[test]
    fn extensions_are_taken_out_and_nothing_else_is_touched() {
        check_rewrite(
            "%list > li, .a + %list { color: red }",
            Ok(".extend--list > li, .a + .extend--list { color: red }"),
        );
        check_rewrite(
            "ul { @extend %list; @extend %b !optional }",
            Ok("ul { --extend--list: 1; --extend--b: 1;}"),
        );
        check_rewrite(
            "a { width: 50%; w: 7 % 2; b: \"%s \\\" %t\"; c: $a % $b } // %x @extend y",
            Ok("a { width: 50%; w: 7 % 2; b: \"%s \\\" %t\"; c: $a % $b } // %x @extend y"),
        );
        check_rewrite("/* %x */ a { @extend .b; }", Err(NotAPlaceholder));
    }

    fn check_carry_out(css: &str, expected: Result<&str, &str>) {
        let css = css.replace("@extend %", PROPERTY).replace('%', CLASS);
        let parse = || StyleSheet::parse(&css, ParserOptions::default()).unwrap();
        let extended = Extended::find(&parse().rules);
        let mut sheet = parse();
        let printed = extended.as_ref().map_err(String::as_str).map(|extended| {
            extended.carry_out(&mut sheet.rules);
            sheet.to_css(PrinterOptions { minify: true, ..PrinterOptions::default() }).unwrap().code
        });
        assert_eq!(printed.as_deref(), expected.as_ref().copied());
    }

    #[test]
    fn placeholders_become_the_selectors_that_extend_them() {
        check_carry_out("%list { margin: 0 } ul, .list { @extend %list: 1; }", Ok("ul,.list{margin:0}"));
        check_carry_out(
            "%a + h2:not(.x) { margin: 0 } p { @extend %a: 1; color: red }",
            Ok("p+h2:not(.x){margin:0}p{color:red}"),
        );
        check_carry_out("%a, .b { margin: 0 } %c { margin: 1px }", Ok(".b{margin:0}"));
        check_carry_out(
            "@media print { %a { margin: 0 } } p { @extend %a: 1 }",
            Ok("@media print{p{margin:0}}"),
        );
        check_carry_out(
            "%a %a { margin: 0 } ul { @extend %a: 1 } ol { @extend %a: 1 }",
            Ok("ul ul,ul ol,ol ul,ol ol{margin:0}"),
        );
        check_carry_out("%a { margin: 0 } %b { @extend %a: 1 } p { @extend %b: 1 }", Ok("p{margin:0}"));
        check_carry_out(".x%a:hover { margin: 0 } p { @extend %a: 1 }", Ok("p.x:hover{margin:0}"));
        check_carry_out(
            "%a { margin: 0 } p b { @extend %a: 1 }",
            Err("`@extend %a` cannot be carried out for `p b`: use a mixin"),
        );
        check_carry_out(
            "%a { @extend %a: 1 }",
            Err("`@extend %a` cannot be carried out for `.extend--a`: use a mixin"),
        );
    }
}
