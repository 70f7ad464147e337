//! Finds the links to other sites: in the texts of pages, and in fields that hold a web address.

use url::Url;

use supportt_content::front_matter;
use supportt_content::link_allowances;
use supportt_markdown::link_targets::{CONTENT, SETTINGS, in_content};
use supportt_schema::toml_syntax::{self, FieldText};
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::page_path::{PagePath, ending};
use supportt_source::{SourceFile, Sources, Spanned};

/// A link to another site.
#[derive(Clone, Debug)]
pub(super) struct Link {
    /// What to ask for: the address without its fragment, which browsers keep to themselves.
    pub(super) address: Url,
    /// The address as it is written, and where.
    pub(super) written: Spanned<String>,
}

/// Files whose addresses are not links: the site's own, and those that are not asked for.
const NO_LINKS: [&str; 2] = [SETTINGS, link_allowances::PATH];

/// A field whose address takes messages and is no page.
const NO_PAGE: &str = "relay";

/// Every link to another site, in the order of the files.
///
/// Problems of the files themselves are reported by a build, so that they are not reported here.
pub(super) fn links(sources: &Sources, diagnostics: &mut Diagnostics) -> Vec<Link> {
    let mut found = Vec::new();
    for file in sources.below(CONTENT) {
        if PagePath::new(in_content(file)).is_some() {
            let Some((fields, body)) = front_matter::parts(file) else { continue };
            in_fields(file, fields, &mut found);
            found.extend(supportt_markdown::links_elsewhere(file, body));
        } else if ending(file.path()) == "toml" && !NO_LINKS.contains(&file.path()) {
            in_fields(file, 0..file.text().len(), &mut found);
        }
    }
    let mut links = Vec::new();
    for written in found {
        match Url::parse(&written.value) {
            Ok(mut address) => {
                address.set_fragment(None);
                links.push(Link { address, written });
            }
            // In the words of a build, which reports some of these too: the same problem is listed once.
            Err(_) => diagnostics.push(
                Diagnostic::error("link::address", written.span, "this is not a whole address")
                    .hint("write it like `https://www.nhs.uk/`"),
            ),
        }
    }
    links
}

fn in_fields(file: &SourceFile, range: std::ops::Range<usize>, found: &mut Vec<Spanned<String>>) {
    let texts = toml_syntax::texts(file, range).into_iter().filter(|text| text.field != NO_PAGE);
    found.extend(
        texts
            .map(|FieldText { text, .. }| Spanned::new(text.value.trim().to_owned(), text.span))
            .filter(|text| is_web_address(&text.value)),
    );
}

/// Whether a text is a web address and nothing else.
fn is_web_address(text: &str) -> bool {
    (text.starts_with("https://") || text.starts_with("http://")) && !text.contains(char::is_whitespace)
}

/// Takes out the links that are not asked for, and warns of entries that no link needs.
pub(super) fn take_out(beginnings: &[Spanned<String>], links: &mut Vec<Link>, diagnostics: &mut Diagnostics) {
    let begins = |link: &Link, beginning: &Spanned<String>| link.written.value.starts_with(&beginning.value);
    for beginning in beginnings {
        if !links.iter().any(|link| begins(link, beginning)) {
            diagnostics.push(
                Diagnostic::warning("link::allowed-unused", beginning.span, "no link begins like this")
                    .hint("take the entry out, or look for a slip in the address"),
            );
        }
    }
    links.retain(|link| !beginnings.iter().any(|beginning| begins(link, beginning)));
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use supportt_fixture::page;

    #[test]
    fn links_are_found_wherever_they_stand() {
        let files = [
            page(
                "north/a.md",
                "[a](https://a.example/x#part) <https://b.example> [c][] `https://no.example`\n\n> [d](https://d.example/?a=1&amp;b=2)\n\n[c]: http://c.example/\n[mail](mailto:a@b.uk) [page](rules.md)\n",
            ),
            "//- content/north/b.md\n+++\ntitle = \"See https://no.example\"\n[course]\nbooking = \"https://e.example/\"\n+++\n".to_owned(),
            "//- content/links.toml\n[[allow]]\naddress = \"https://no.example/\"\n".to_owned(),
            "//- content/README.md\n[no](https://no.example/)\n".to_owned(),
            "//- content/south/region.toml\n[contact]\nrelay = \"https://no.example/\"\n[[source]]\naddress = \"https://f.example/\"\n".to_owned(),
        ];
        let inputs = supportt_fixture::inputs(&files.concat(), &mut Diagnostics::new());
        let mut diagnostics = Diagnostics::new();
        let found = links(&inputs.sources, &mut diagnostics);
        assert!(diagnostics.is_empty());
        let lines = found.iter().map(|Link { address, written }| {
            let file = inputs.sources.file(written.span.file());
            let at = file.position(written.span.range().start);
            format!("{}:{}:{}: {} {address}\n", file.path(), at.line, at.column, file.text_at(written.span))
        });
        expect![[r#"
            content/north/a.md:7:5: https://a.example/x#part https://a.example/x
            content/north/a.md:7:32: https://b.example https://b.example/
            content/north/a.md:11:6: http://c.example/ http://c.example/
            content/north/a.md:9:3: [d](https://d.example/?a=1&amp;b=2) https://d.example/?a=1&b=2
            content/north/b.md:4:11: "https://e.example/" https://e.example/
            content/north/region.toml:24:11: "https://example.org/north" https://example.org/north
            content/south/region.toml:4:11: "https://f.example/" https://f.example/
        "#]]
        .assert_eq(&lines.collect::<String>());
    }

    #[test]
    fn an_address_that_cannot_be_asked_for_is_reported() {
        let inputs = supportt_fixture::inputs(
            &page("north/a.md", "[a](https://a.example:port/)\n"),
            &mut Diagnostics::new(),
        );
        let mut diagnostics = Diagnostics::new();
        links(&inputs.sources, &mut diagnostics);
        expect![[r#"
            content/north/a.md:7:5: error: this is not a whole address (hint: write it like `https://www.nhs.uk/`)
        "#]]
        .assert_eq(&diagnostics.report(&inputs.sources, supportt_source::diagnostic::render::Format::Short, false));
    }
}
