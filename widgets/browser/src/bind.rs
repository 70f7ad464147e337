//! Fills the theme's `<template>` elements with a screen.
//!
//! Markup says what it shows through attributes; each is taken out as it is followed.
//!
//! | Attribute | Effect |
//! | --- | --- |
//! | `data-each="path"` | repeats the element for each item |
//! | `data-if="path"`, `data-unless="path"` | keeps or drops it |
//! | `data-with="path"` | keeps it if there is such a thing, and looks there first for paths inside |
//! | `data-include="name"` | fills it with another template |
//! | `data-text="path"` | sets its text |
//! | `data-attr="name:path; …"` | sets attributes; a path with braces is a pattern |
//! | `data-if-shareable="path"` | drops it where the device cannot share that file |
//! | `data-file="path"` | makes a link to a file that is made in the page |
//!
//! A path is looked up in the innermost item first, then outwards. Texts are only ever set as
//! text or attribute values, never read as markup.

use std::collections::BTreeMap;

use gloo_file::{Blob, ObjectUrl};
use serde_json::Value;
use wasm_bindgen::JsCast;
use web_sys::{DocumentFragment, Element, HtmlTemplateElement, Node};

use crate::share;

/// The theme's templates for one form, by name.
#[derive(Debug)]
pub(crate) struct Templates(BTreeMap<String, HtmlTemplateElement>);

/// A screen, filled in.
pub(crate) struct Filled {
    /// The elements to show.
    pub(crate) fragment: DocumentFragment,
    /// The files they link to; a link works as long as its file is kept.
    pub(crate) files: Vec<ObjectUrl>,
}

/// The values a path is looked up in, innermost first.
#[derive(Clone, Copy)]
struct Scope<'a> {
    value: &'a Value,
    outer: Option<&'a Scope<'a>>,
}

impl<'a> Scope<'a> {
    fn get(&self, path: &str) -> &'a Value {
        if path == "." {
            return self.value;
        }
        let mut names = path.split('.');
        let first = names.next().unwrap_or_default();
        let mut scope = Some(self);
        while let Some(Scope { value, outer }) = scope {
            if let Some(found) = value.get(first) {
                return names.try_fold(found, |value, name| value.get(name)).unwrap_or(&Value::Null);
            }
            scope = *outer;
        }
        &Value::Null
    }

    /// The value of a path, or a pattern with each `{path}` filled in.
    fn attribute(&self, pattern: &str) -> Option<String> {
        if !pattern.contains('{') {
            return match self.get(pattern) {
                Value::Null | Value::Bool(false) => None,
                Value::Bool(true) => Some(String::new()),
                value => Some(text(value)),
            };
        }
        let mut filled = String::new();
        let mut rest = pattern;
        while let Some((before, after)) = rest.split_once('{') {
            let (path, after) = after.split_once('}')?;
            filled.push_str(before);
            filled.push_str(&text(self.get(path)));
            rest = after;
        }
        filled.push_str(rest);
        Some(filled)
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

fn is_shareable(file: &Value) -> bool {
    if file.is_null() {
        return true;
    }
    let [name, mime, content] = ["name", "mime", "content"].map(|name| text(&file[name]));
    let file = supportt_forms::view::File { name, mime, content };
    web_sys::window().is_some_and(|window| share::accepts(&window, &file))
}

fn is_something(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Bool(true) | Value::Number(_) | Value::Object(_) => true,
    }
}

impl Templates {
    /// The templates in the page.
    pub(crate) fn find(document: &web_sys::Document) -> Self {
        let mut templates = BTreeMap::new();
        if let Ok(found) = document.query_selector_all("template[data-template]") {
            for index in 0..found.length() {
                let template = found.get(index).and_then(|node| node.dyn_into::<HtmlTemplateElement>().ok());
                if let Some(template) = template
                    && let Some(name) = template.get_attribute("data-template")
                {
                    templates.insert(name, template);
                }
            }
        }
        Self(templates)
    }

    /// Fills the template that the screen names.
    ///
    /// # Errors
    /// When the theme has no such template, or the page refuses an element.
    pub(crate) fn fill(&self, screen: &Value) -> Result<Filled, String> {
        let name = text(&screen["template"]);
        let mut filling = Filling { templates: self, files: Vec::new() };
        let fragment = filling.template(&name, Scope { value: screen, outer: None })?;
        Ok(Filled { fragment, files: filling.files })
    }
}

struct Filling<'t> {
    templates: &'t Templates,
    files: Vec<ObjectUrl>,
}

impl Filling<'_> {
    fn template(&mut self, name: &str, scope: Scope<'_>) -> Result<DocumentFragment, String> {
        let template =
            self.templates.0.get(name).ok_or_else(|| format!("the theme has no template {name}"))?;
        let fragment = template.content().clone_node_with_deep(true).map_err(refused)?;
        self.children(&fragment, scope)?;
        fragment.dyn_into().map_err(|_| format!("template {name} has no content"))
    }

    fn children(&mut self, parent: &Node, scope: Scope<'_>) -> Result<(), String> {
        let nodes = parent.child_nodes();
        // A list of its own, because filling adds and removes elements.
        let elements: Vec<Element> =
            (0..nodes.length()).filter_map(|index| nodes.get(index)?.dyn_into().ok()).collect();
        elements.into_iter().try_for_each(|element| self.repeated(&element, scope))
    }

    fn repeated(&mut self, element: &Element, scope: Scope<'_>) -> Result<(), String> {
        let Some(path) = take(element, "data-each") else { return self.element(element, scope) };
        let parent = element.parent_node().ok_or("an element without a parent")?;
        for value in scope.get(&path).as_array().into_iter().flatten() {
            let copy: Element = element
                .clone_node_with_deep(true)
                .map_err(refused)?
                .dyn_into()
                .map_err(|_| "a copy of an element is not one")?;
            parent.insert_before(&copy, Some(element)).map_err(refused)?;
            self.element(&copy, Scope { value, outer: Some(&scope) })?;
        }
        element.remove();
        Ok(())
    }

    fn element(&mut self, element: &Element, scope: Scope<'_>) -> Result<(), String> {
        let kept = take(element, "data-if").is_none_or(|path| is_something(scope.get(&path)))
            && take(element, "data-unless").is_none_or(|path| !is_something(scope.get(&path)))
            && take(element, "data-if-shareable").is_none_or(|path| is_shareable(scope.get(&path)));
        if !kept {
            element.remove();
            return Ok(());
        }
        match take(element, "data-with") {
            None => self.content(element, scope),
            Some(path) => {
                let value = scope.get(&path);
                if is_something(value) {
                    self.content(element, Scope { value, outer: Some(&scope) })
                } else {
                    element.remove();
                    Ok(())
                }
            }
        }
    }

    fn content(&mut self, element: &Element, scope: Scope<'_>) -> Result<(), String> {
        if let Some(attributes) = take(element, "data-attr") {
            for (name, pattern) in attributes.split(';').filter_map(|pair| pair.split_once(':')) {
                let name = name.trim();
                match scope.attribute(pattern.trim()) {
                    Some(value) => element.set_attribute(name, &value).map_err(refused)?,
                    None => element.remove_attribute(name).map_err(refused)?,
                }
            }
        }
        if let Some(path) = take(element, "data-file") {
            self.file(element, scope.get(&path))?;
        }
        if let Some(path) = take(element, "data-text") {
            element.set_text_content(Some(&text(scope.get(&path))));
            return Ok(());
        }
        if let Some(name) = take(element, "data-include") {
            let fragment = self.template(&name, scope)?;
            element.append_child(&fragment).map_err(refused)?;
            return Ok(());
        }
        self.children(element, scope)
    }

    fn file(&mut self, link: &Element, file: &Value) -> Result<(), String> {
        let mime = text(&file["mime"]);
        let content = text(&file["content"]);
        let url = ObjectUrl::from(Blob::new_with_options(content.as_str(), Some(&mime)));
        link.set_attribute("href", &url).map_err(refused)?;
        link.set_attribute("download", &text(&file["name"])).map_err(refused)?;
        self.files.push(url);
        Ok(())
    }
}

/// Takes an attribute out of an element.
fn take(element: &Element, name: &str) -> Option<String> {
    let value = element.get_attribute(name)?;
    element.remove_attribute(name).ok()?;
    Some(value)
}

fn refused(_: wasm_bindgen::JsValue) -> String {
    "the page refused an element".to_owned()
}
