//! Which files of a crate may know which: a circle fails here. Which crates may is held by `architecture.rs`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use supportt_tests::site;
use syn::visit::{self, Visit};
use syn::{Attribute, ItemMod, ItemUse, Macro, UseTree};
use walkdir::WalkDir;

/// A module by the names that lead to it from its crate: `["policy", "literal_numbers"]`.
type Module = Vec<String>;

/// For each module of a crate that has a file of its own, those that it names, but for tests.
type Imports = BTreeMap<Module, BTreeSet<Module>>;

/// Collects what one file names.
struct Names<'a> {
    /// The module that is being read: the file's, or one within it.
    here: Module,
    modules: &'a BTreeSet<Module>,
    found: BTreeSet<Module>,
}

impl Names<'_> {
    /// Takes a path, such as `crate::policy::literal_numbers::Numbers`, if it leads into this crate.
    fn take(&mut self, path: &[String]) {
        let from = match path.first().map(String::as_str) {
            Some("crate") => Vec::new(),
            Some("super") => {
                let up = path.iter().take_while(|name| *name == "super").count();
                self.here.iter().take(self.here.len().saturating_sub(up)).cloned().collect()
            }
            // `self`, or a module within this one, which needs no word before it.
            Some(_) => self.here.clone(),
            None => return,
        };
        let rest = path.iter().skip_while(|name| ["crate", "self", "super"].contains(&name.as_str()));
        let whole: Module = from.iter().chain(rest).cloned().collect();
        let known = (1..=whole.len()).rev().map(|length| whole[..length].to_vec());
        self.found.extend(known.into_iter().find(|module| self.modules.contains(module)));
    }

    fn take_tree(&mut self, before: &[String], tree: &UseTree) {
        let with = |name: &syn::Ident| [before, &[name.to_string()]].concat();
        match tree {
            UseTree::Path(path) => self.take_tree(&with(&path.ident), &path.tree),
            UseTree::Name(name) => self.take(&with(&name.ident)),
            UseTree::Rename(rename) => self.take(&with(&rename.ident)),
            UseTree::Glob(_) => self.take(before),
            UseTree::Group(group) => group.items.iter().for_each(|item| self.take_tree(before, item)),
        }
    }
}

impl<'ast> Visit<'ast> for Names<'_> {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        if !is_for_tests(item) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_mod(&mut self, module: &'ast ItemMod) {
        self.here.push(module.ident.to_string());
        visit::visit_item_mod(self, module);
        self.here.pop();
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        // `use` of a name without a word before it is that of another crate, or of a module within this one.
        self.take_tree(&[], &item.tree);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        if names.len() > 1 {
            self.take(&names);
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        // What is given to a macro is text until it is called.
        // (`$crate` in a macro of this crate stands for what its callers see.)
        let words = call.tokens.to_string().replace("$ crate ::", "").replace("$crate ::", "");
        for path in words.split("crate :: ").skip(1) {
            let names = path.split(" :: ").map(|name| {
                name.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>()
            });
            self.take(&std::iter::once("crate".to_owned()).chain(names).collect::<Vec<_>>());
        }
    }
}

fn is_for_tests(item: &syn::Item) -> bool {
    let attributes: &[Attribute] = match item {
        syn::Item::Mod(item) => &item.attrs,
        syn::Item::Use(item) => &item.attrs,
        syn::Item::Fn(item) => &item.attrs,
        syn::Item::Impl(item) => &item.attrs,
        _ => &[],
    };
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute.parse_args::<syn::Path>().is_ok_and(|path| path.is_ident("test"))
    })
}

/// The modules of a crate that have a file, but for those that are for tests, with what is in each.
fn files(folder: &Path) -> BTreeMap<Module, syn::File> {
    let source = folder.join("src");
    let entries = WalkDir::new(&source).into_iter().map(|entry| entry.expect("the sources can be read"));
    let entries = entries.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "rs"));
    let mut files: BTreeMap<Module, syn::File> = entries
        .map(|entry| {
            let path = entry.path().strip_prefix(&source).expect("it lies there").with_extension("");
            let mut module: Module = path.iter().map(|name| name.to_string_lossy().into_owned()).collect();
            if module.last().is_some_and(|name| ["mod", "lib"].contains(&name.as_str())) {
                module.pop();
            }
            let text = fs::read_to_string(entry.path()).expect("a source can be read");
            (module, syn::parse_file(&text).expect("a source compiles"))
        })
        .collect();
    let of_tests = files.iter().flat_map(|(module, file)| {
        let items = file.items.iter().filter(|item| is_for_tests(item));
        items.filter_map(move |item| match item {
            syn::Item::Mod(item) => Some([&module[..], &[item.ident.to_string()]].concat()),
            _ => None,
        })
    });
    let of_tests: Vec<Module> = of_tests.collect();
    files.retain(|module, _| !of_tests.iter().any(|other| module.starts_with(other)));
    files.remove(&vec!["main".to_owned()]);
    // The root declares modules and re-exports what they hold.
    files.remove(&Module::new());
    files
}

/// The imports of the crate in a folder.
fn imports(folder: &Path) -> Imports {
    let files = files(folder);
    let modules: BTreeSet<Module> = files.keys().cloned().collect();
    let read = |module: &Module, file: &syn::File| {
        let mut names = Names { here: module.clone(), modules: &modules, found: BTreeSet::new() };
        names.visit_file(file);
        names.found.remove(module);
        names.found
    };
    files.iter().map(|(module, file)| (module.clone(), read(module, file))).collect()
}

/// A way along imports that comes back to where it began.
fn circle(imports: &Imports) -> Option<Vec<&Module>> {
    fn follow<'a>(
        module: &'a Module,
        imports: &'a Imports,
        way: &mut Vec<&'a Module>,
        done: &mut BTreeSet<&'a Module>,
    ) -> Option<Vec<&'a Module>> {
        if let Some(start) = way.iter().position(|before| *before == module) {
            way.push(module);
            return Some(way.split_off(start));
        }
        if done.contains(module) {
            return None;
        }
        way.push(module);
        let found = imports[module].iter().find_map(|next| follow(next, imports, way, done));
        if found.is_none() {
            way.pop();
            done.insert(module);
        }
        found
    }
    let mut done = BTreeSet::new();
    imports.keys().find_map(|module| follow(module, imports, &mut Vec::new(), &mut done))
}

/// The crates whose files are looked at: those of the program and of the forms.
fn crates() -> impl Iterator<Item = &'static str> {
    let generator = [
        "generator/cli",
        "generator/content",
        "generator/engine",
        "generator/lint",
        "generator/markdown",
        "generator/reports",
        "generator/schema",
        "generator/site",
        "generator/source",
    ];
    generator.into_iter().chain([
        "widgets/basics",
        "widgets/rules",
        "widgets/documents",
        "widgets/forms",
        "widgets/pdf",
        "widgets/browser",
    ])
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    let circles: Vec<String> = crates()
        .filter_map(|package| {
            let imports = imports(&site::root().join(package));
            let way = circle(&imports)?.iter().map(|module| module.join("::")).collect::<Vec<_>>();
            Some(format!("{package}: {}", way.join(" → ")))
        })
        .collect();
    assert!(circles.is_empty(), "{}", circles.join("\n"));
}

#[test]
fn a_circle_is_found() {
    let module = |name: &str| vec![name.to_owned()];
    let imports = |pairs: &[(&str, &str)]| -> Imports {
        let mut imports = Imports::new();
        for (from, to) in pairs {
            imports.entry(module(from)).or_default().insert(module(to));
            imports.entry(module(to)).or_default();
        }
        imports
    };
    assert_eq!(circle(&imports(&[("a", "b"), ("a", "c"), ("b", "c")])), None);
    let round = imports(&[("a", "b"), ("b", "c"), ("c", "b")]);
    assert_eq!(circle(&round), Some(vec![&module("b"), &module("c"), &module("b")]));
}
