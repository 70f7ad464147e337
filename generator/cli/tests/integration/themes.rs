//! What is wrong with a theme is reported in terms of its files.

use std::fs;

use crate::project::{copy, project, today, untrue_hints};
use expect_test::{Expect, expect};
use supportt_source::diagnostic::render::Format;

/// Builds the project with one file changed, and compares what is wrong.
fn check(path: &str, from: &str, to: &str, expect: Expect) {
    check_as(Format::Human, path, from, to, expect);
}

#[expect(clippy::needless_pass_by_value, reason = "an expectation is written where it is used")]
fn check_as(format: Format, path: &str, from: &str, to: &str, expect: Expect) {
    let folder = copy();
    let file = folder.path().join(path);
    let text = fs::read_to_string(&file).expect("the file is there");
    assert!(text.contains(from), "`{path}` does not contain `{from}`");
    fs::write(&file, text.replacen(from, to, 1)).expect("a file can be written");
    let attempt = || project(&folder).build(today()).expect("the disk can be read");
    let built = attempt();
    assert_eq!(built.output.is_none(), built.diagnostics.has_errors());
    expect.assert_eq(&built.diagnostics.report(&built.sources, format, false));
    let untrue = untrue_hints(&folder, &built.sources, &built.diagnostics, || attempt().diagnostics);
    assert_eq!(untrue, Vec::<String>::new());
}

#[test]
fn a_template_that_cannot_be_read() {
    check(
        "themes/plain/templates/page.html",
        "{% block main %}",
        "{% blok main %}",
        expect![[r#"
            error[template::syntax]: unknown tag
             --> themes/plain/templates/page.html:2:4
              |
            2 | {% blok main %}
              |    ^^^^

        "#]],
    );
}

#[test]
fn a_template_that_names_nothing() {
    check(
        "themes/plain/templates/page.html",
        "| safe }}",
        "| saef }}",
        expect![[r#"
            error[template::unresolved]: unknown filter `saef`
             --> themes/plain/templates/page.html:5:19
              |
            5 | {{ page.content | saef }}
              |                   ^^^^

        "#]],
    );
}

#[test]
fn a_line_of_a_template_has_an_end() {
    let long = "{{ a | f }}".repeat(400);
    let path = "themes/plain/templates/page.html";
    check_as(
        Format::Short,
        path,
        "| safe }}",
        &format!("| safe }}}}{long}"),
        expect![[r#"
        themes/plain/templates/page.html:5:1: error: this line of a template has more than 4000 characters (hint: break it into lines where a tag begins)
    "#]],
    );
}

#[test]
fn brackets_in_a_style_sheet_end_somewhere() {
    let deep = format!("body {{ {}", "a { ".repeat(1_000));
    check_as(
        Format::Short,
        "themes/plain/styles/site.css",
        "body {",
        &deep,
        expect![[r#"
            themes/plain/styles/site.css:3:206: error: the brackets here lie more than 50 deep (hint: close some of them before)
        "#]],
    );
}

#[test]
fn a_value_that_is_not_there_is_reported_once() {
    check(
        "themes/plain/templates/base.html",
        "{{ page.title }}",
        "{{ page.titel.long }}",
        expect![[r#"
            error[template::drawing]: field `titel` is not defined. Available fields: breadcrumbs, canonical, children, content, csp, description, event_data, feedback_url, feeds, has_course_filter, has_search, has_widget, is_over, last_reviewed, last_reviewed_iso, layout, menu_url, owner, regions, search_words, title, toc, url
             --> themes/plain/templates/base.html:3:16
              |
            3 | <title>{{ page.titel.long }} - {{ site.title }}</title>
              |                ^^^^^
              |
              = hint: found while drawing `content/about.md`

        "#]],
    );
}

#[test]
fn a_component_that_is_not_there() {
    check(
        "themes/plain/templates/components.html",
        "component rules(data)",
        "component ruels(data)",
        expect![[r#"
            error[template::syntax]: component was named `ruels` in the opening tag, found `rules` as name in the end tag
             --> themes/plain/templates/components.html:6:17
              |
            6 | {% endcomponent rules %}
              |                 ^^^^^

        "#]],
    );
}

/// Builds the project with other text in place of a declaration of the style sheet, and compares what is wrong.
fn check_styles(to: &str, expect: Expect) {
    check("themes/plain/styles/site.css", "body { color: var(--text); }", to, expect);
}

#[test]
fn a_style_sheet_that_is_not_sound() {
    check_styles(
        "body { color: var(--text) margin: 0; } }",
        expect![[r#"
        error[style::css]: invalid empty selector
         --> themes/plain/styles/site.css:3:40
          |
        3 | body { color: var(--text) margin: 0; } }
          |                                        ^

    "#]],
    );
    check_styles(
        "body > { color: red }",
        expect![[r#"
        error[style::css]: invalid dangling combinator in selector
         --> themes/plain/styles/site.css:3:8
          |
        3 | body > { color: red }
          |        ^

    "#]],
    );
    check_styles(
        "p { color: red",
        expect![[r#"
            error[style::css]: this cannot stand here: `{`
             --> themes/plain/styles/site.css:4:7
              |
            4 | .used { margin: 0; }
              |       ^
              |
              = hint: a `;` or a bracket may be missing before it

        "#]],
    );
    check_styles(
        "@use \"colors\";",
        expect![[r#"
        error[style::css]: CSS has no rule `@use`
         --> themes/plain/styles/site.css:3:1
          |
        3 | @use "colors";
          | ^^^^
          |
          = hint: it has `@container`, `@font-face`, `@import`, `@keyframes`, `@layer`, `@media`, `@page`, `@property` and `@supports`

    "#]],
    );
    check_styles(
        "@media print { @meida (width > 1px) { p { margin: 0 } } }",
        expect![[r#"
            error[style::css]: CSS has no rule `@meida`
             --> themes/plain/styles/site.css:3:16
              |
            3 | @media print { @meida (width > 1px) { p { margin: 0 } } }
              |                ^^^^^^
              |
              = hint: did you mean `@media`?

        "#]],
    );
    check_styles(
        "$text: red;",
        expect![[r#"
        error[style::css]: invalid empty selector
         --> themes/plain/styles/site.css:3:1
          |
        3 | $text: red;
          | ^

    "#]],
    );
}

#[test]
fn custom_properties_have_a_value() {
    check_styles(
        "body { color: var(--txt); }",
        expect![[r#"
        error[style::unknown-property]: no style sheet gives `--txt` a value
         --> themes/plain/styles/site.css:3:19
          |
        3 | body { color: var(--txt); }
          |                   ^^^^^
          |
          = hint: did you mean `--text`?

    "#]],
    );
    check_styles(
        "body { color: var(--nothing-like-it); margin: var(--optional, 4px); }",
        expect![[r#"
        error[style::unknown-property]: no style sheet gives `--nothing-like-it` a value
         --> themes/plain/styles/site.css:3:19
          |
        3 | body { color: var(--nothing-like-it); margin: var(--optional, 4px); }
          |                   ^^^^^^^^^^^^^^^^^
          |
          = hint: give it one, as in `:root { --nothing-like-it: 4px; }`

    "#]],
    );
}

#[test]
fn style_sheets_are_imported_once_from_the_theme() {
    for (import, expect) in [
        (
            "@import \"colors.css\" print;",
            expect![[r#"
            error[style::import]: the import of `colors.css` has a condition
             --> themes/plain/styles/site.css:1:10
              |
            1 | @import "colors.css" print;
              |          ^^^^^^^^^^
              |
              = hint: import it without one, and put `@media` or `@supports` into the file itself

        "#]],
        ),
        (
            "@import \"colors.css\"; @import \"colors.css\";",
            expect![[r#"
            error[style::import]: `colors.css` is imported a second time
             --> themes/plain/styles/site.css:1:32
              |
            1 | @import "colors.css"; @import "colors.css";
              |                                ^^^^^^^^^^
              |
              = hint: take one of the two imports out

        "#]],
        ),
        (
            "@import \"colours.css\";",
            expect![[r#"
            error[style::import]: there is no style sheet `colours.css`
             --> themes/plain/styles/site.css:1:10
              |
            1 | @import "colours.css";
              |          ^^^^^^^^^^^
              |
              = hint: did you mean `colors.css`?

        "#]],
        ),
        (
            "@import \"../../../content/site.toml\";",
            expect![[r#"
            error[style::import]: there is no style sheet `../../../content/site.toml`
             --> themes/plain/styles/site.css:1:10
              |
            1 | @import "../../../content/site.toml";
              |          ^^^^^^^^^^^^^^^^^^^^^^^^^^
              |
              = hint: put it into `themes/plain/styles/`, or into `dependencies` of `themes/plain/package.json` when a package brings it

        "#]],
        ),
        (
            "@import url(https://example.org/colors.css);",
            expect![[r#"
            error[style::import]: there is no style sheet `https://example.org/colors.css`
             --> themes/plain/styles/site.css:1:13
              |
            1 | @import url(https://example.org/colors.css);
              |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              |
              = hint: put it into `themes/plain/styles/`, or into `dependencies` of `themes/plain/package.json` when a package brings it

        "#]],
        ),
    ] {
        check("themes/plain/styles/site.css", "@import \"colors.css\";", import, expect);
    }
    check(
        "themes/plain/styles/colors.css",
        ":root",
        "@import \"site.css\";\n:root",
        expect![[r#"
        error[style::import]: only `site.css` imports style sheets
         --> themes/plain/styles/colors.css:1:10
          |
        1 | @import "site.css";
          |          ^^^^^^^^
          |
          = hint: import `site.css` there

    "#]],
    );
}

#[test]
fn style_sheets_ask_no_other_site() {
    check_styles(
        "body { background: url(//example.org/a.svg); }\n@font-face { font-family: A; src: url(https://example.org/a.woff2); }",
        expect![[r#"
            error[style::request]: the style sheet would ask another site for `//example.org/a.svg`
             --> themes/plain/styles/site.css:3:24
              |
            3 | body { background: url(//example.org/a.svg); }
              |                        ^^^^^^^^^^^^^^^^^^^
              |
              = hint: put the file into the theme's folder `static`, and write its path on the site, as in `/font.woff2`

            error[style::request]: the style sheet would ask another site for `https://example.org/a.woff2`
             --> themes/plain/styles/site.css:4:39
              |
            4 | @font-face { font-family: A; src: url(https://example.org/a.woff2); }
              |                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^
              |
              = hint: put the file into the theme's folder `static`, and write its path on the site, as in `/font.woff2`

        "#]],
    );
    check_styles("body { background: url(data:image/gif;base64,R0lG), url(/leaf.svg); }", expect![""]);
}

#[test]
fn nested_rules_come_to_no_more_than_memory_holds() {
    check_styles(
        &format!("{}p {{ margin: 0 }}{}", "& & { ".repeat(30), "}".repeat(30)),
        expect![[r#"
            error[style::css]: the selectors have more than 50000 parts once no rule is nested
            --> themes/plain/styles/site.css
             = hint: write fewer rules, nest them less deep, and name `&` once in a selector

        "#]],
    );
}

#[test]
fn a_theme_that_is_not_there() {
    check(
        "content/site.toml",
        "\"plain\"",
        "\"plian\"",
        expect![[r#"
            error[theme::unknown]: there is no theme `plian`
             --> content/site.toml:5:9
              |
            5 | theme = "plian"
              |         ^^^^^^^
              |
              = hint: did you mean `plain`?

        "#]],
    );
}

#[test]
fn a_theme_without_a_template() {
    let folder = copy();
    fs::remove_file(folder.path().join("themes/plain/templates/redirect.html"))
        .expect("a file can be removed");
    let build = project(&folder).build(today()).expect("the disk can be read");
    expect![[r#"
        error[template::missing]: the theme lacks the templates `redirect.html`
        --> themes/plain/templates/base.html
         = hint: they belong in `themes/plain/templates/`

    "#]]
    .assert_eq(&build.diagnostics.report(&build.sources, Format::Human, false));
}
