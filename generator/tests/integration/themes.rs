//! What is wrong with a theme is reported in terms of its files.

use std::fs;

use crate::project::{copy, project, today};
use expect_test::{Expect, expect};
use supportt::diagnostic::render::Format;

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
    let build = project(&folder).build(today()).expect("the disk can be read");
    assert_eq!(build.output.is_none(), build.diagnostics.has_errors());
    expect.assert_eq(&build.diagnostics.report(&build.sources, format, false));
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
        "themes/plain/styles/site.scss",
        "body {",
        &deep,
        expect![[r#"
        themes/plain/styles/site.scss:1:1: error: the brackets in `site.scss` lie more than 50 deep
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
            error[template::drawing]: field `titel` is not defined. Available fields: breadcrumbs, canonical, children, content, csp, description, event_data, feeds, has_course_filter, has_search, has_widget, is_over, last_reviewed, last_reviewed_iso, layout, menu_url, owner, regions, title, toc, url
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

#[test]
fn a_style_sheet_that_cannot_be_compiled() {
    check(
        "themes/plain/styles/site.scss",
        "colors.$text",
        "colors.$txt",
        expect![[r#"
            error[style::scss]: undefined variable
             --> themes/plain/styles/site.scss:3:22
              |
            3 | body { color: colors.$txt; }
              |                      ^^^^

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
