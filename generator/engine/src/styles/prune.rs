//! What a style sheet holds that no page of the site can use.

use std::collections::HashSet;
use std::convert::Infallible;

use lightningcss::declaration::DeclarationBlock;
use lightningcss::dependencies::Location;
use lightningcss::properties::Property;
use lightningcss::properties::custom::{CustomPropertyName, Variable};
use lightningcss::rules::{CssRule, CssRuleList};
use lightningcss::selector::{Component, Selector};
use lightningcss::values::url::Url;
use lightningcss::visit_types;
use lightningcss::visitor::{Visit, VisitTypes, Visitor};

/// Removes the rules for classes that are none of these words, and the rules that are left with nothing.
pub(super) fn drop_unused_classes(rules: &mut CssRuleList<'_>, words: &HashSet<&str>) {
    rules.0.retain_mut(|rule| {
        if let CssRule::Style(style) = rule {
            style.selectors.0.retain(|selector| is_used(selector, words));
        }
        let is_left = inner_rules(rule).is_some_and(|inner| {
            drop_unused_classes(inner, words);
            !inner.0.is_empty()
        });
        match rule {
            CssRule::Style(style) => !style.selectors.0.is_empty(),
            CssRule::Media(_) | CssRule::Supports(_) | CssRule::LayerBlock(_) | CssRule::Container(_) => {
                is_left
            }
            _ => true,
        }
    });
}

/// Whether a selector may match. What `:not()` excludes need not be there.
fn is_used(selector: &Selector<'_>, words: &HashSet<&str>) -> bool {
    selector.iter_raw_match_order().all(|component| match component {
        Component::Class(name) => words.contains(&**name),
        Component::Is(list) | Component::Where(list) | Component::Any(_, list) => {
            list.iter().any(|selector| is_used(selector, words))
        }
        _ => true,
    })
}

/// Removes the custom properties that no value names.
pub(super) fn drop_unused_properties(rules: &mut CssRuleList<'_>) {
    let used = Mentions::of(rules).used;
    each_block(rules, &mut |declarations| {
        declarations
            .declarations
            .retain(|property| custom_name(property).is_none_or(|name| used.contains(name)));
    });
}

/// Removes the fonts and pictures that would have to be loaded, which a package's own folder holds and the site does not.
pub(super) fn drop_loaded(rules: &mut CssRuleList<'_>) {
    rules.0.retain(|rule| !matches!(rule, CssRule::FontFace(_)));
    let is_complete =
        |property: &mut Property<'_>| Mentions::of(property).urls.iter().all(|(url, _)| is_inline(url));
    each_block(rules, &mut |declarations| {
        declarations.declarations.retain_mut(is_complete);
        declarations.important_declarations.retain_mut(is_complete);
    });
}

/// Whether what an address leads to is written in the address itself.
pub(super) fn is_inline(url: &str) -> bool {
    url.starts_with("data:") || url.starts_with('#')
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

/// Changes the declarations of every style rule.
fn each_block<'i>(rules: &mut CssRuleList<'i>, change: &mut impl FnMut(&mut DeclarationBlock<'i>)) {
    for rule in &mut rules.0 {
        match rule {
            CssRule::Style(style) => change(&mut style.declarations),
            CssRule::NestedDeclarations(nested) => change(&mut nested.declarations),
            _ => {}
        }
        if let Some(inner) = inner_rules(rule) {
            each_block(inner, change);
        }
    }
}

/// The name of a custom property such as `--app-space-1`, when a declaration is one.
fn custom_name<'p>(property: &'p Property<'_>) -> Option<&'p str> {
    match property {
        Property::Custom(custom) => match &custom.name {
            CustomPropertyName::Custom(name) => Some(&name.0),
            CustomPropertyName::Unknown(_) => None,
        },
        _ => None,
    }
}

/// The names and addresses that rules hold.
#[derive(Default)]
pub(super) struct Mentions {
    /// Custom properties that are given a value.
    pub(super) declared: HashSet<String>,
    /// Custom properties that a value names.
    pub(super) used: HashSet<String>,
    /// Those of them that the value cannot do without.
    pub(super) needed: Vec<String>,
    /// Addresses in `url()`, and the line and column of each, from 1.
    pub(super) urls: Vec<(String, Location)>,
    /// Rules with `@` that no browser knows, and where each stands.
    pub(super) unknown: Vec<(String, Location)>,
}

impl Mentions {
    /// What rules or a declaration hold, which the library lends only to those who may change it.
    pub(super) fn of<'i, T>(part: &mut impl Visit<'i, T, Self>) -> Self
    where
        T: Visit<'i, T, Self>,
        Self: Visitor<'i, T, Error = Infallible>,
    {
        let mut mentions = Self::default();
        let Ok(()) = part.visit(&mut mentions);
        mentions
    }
}

impl<'i> Visitor<'i> for Mentions {
    type Error = Infallible;

    fn visit_types(&self) -> VisitTypes {
        visit_types!(RULES | PROPERTIES | VARIABLES | URLS)
    }

    fn visit_rule(&mut self, rule: &mut CssRule<'i>) -> Result<(), Infallible> {
        if let CssRule::Unknown(unknown) = rule {
            let loc = Location { line: unknown.loc.line + 1, column: unknown.loc.column };
            self.unknown.push((format!("@{}", unknown.name), loc));
        }
        rule.visit_children(self)
    }

    fn visit_property(&mut self, property: &mut Property<'i>) -> Result<(), Infallible> {
        self.declared.extend(custom_name(property).map(str::to_owned));
        property.visit_children(self)
    }

    fn visit_variable(&mut self, variable: &mut Variable<'i>) -> Result<(), Infallible> {
        let name = variable.name.ident.0.to_string();
        if variable.fallback.is_none() {
            self.needed.push(name.clone());
        }
        self.used.insert(name);
        variable.visit_children(self)
    }

    fn visit_url(&mut self, url: &mut Url<'i>) -> Result<(), Infallible> {
        self.urls.push((url.url.to_string(), url.loc));
        Ok(())
    }
}
