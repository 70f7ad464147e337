//! What search engines read: the list of pages, and where it is.

use std::fmt::Write as _;

use supportt_basics::date::Date;
use tera::escape_html;

use crate::generated_page::GeneratedPage;
use crate::site::Site;
use supportt_engine::output::OutputFile;

/// The list of pages.
pub const SITEMAP: &str = "sitemap.xml";

/// Where it is.
pub const ROBOTS: &str = "robots.txt";

/// Both.
#[must_use]
pub fn files<'p>(
    site: &Site<'_>,
    made: impl IntoIterator<Item = &'p GeneratedPage>,
    today: Date,
) -> Vec<OutputFile> {
    vec![OutputFile::new(SITEMAP, sitemap(site, made, today)), OutputFile::new(ROBOTS, robots(site))]
}

fn sitemap<'p>(site: &Site<'_>, made: impl IntoIterator<Item = &'p GeneratedPage>, today: Date) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    let address = escaped(&site.config.address);
    // Of the days of a page, this is the one that is known, and the one that readers see.
    let pages = site.pages().iter().filter(|page| !page.front_matter.is_over(today));
    let pages = pages.map(|page| (&page.address, page.front_matter.last_reviewed.value));
    let made = made.into_iter().map(|page| (&page.address, page.as_of));
    for (page, day) in pages.chain(made) {
        let path = escaped(page.as_str());
        writeln!(xml, "<url><loc>{address}{path}</loc><lastmod>{day}</lastmod></url>")
            .expect("a string takes any text");
    }
    xml.push_str("</urlset>\n");
    xml
}

fn robots(site: &Site<'_>) -> String {
    format!("User-agent: *\nAllow: /\n\nSitemap: {}/{SITEMAP}\n", site.config.address)
}

fn escaped(text: &str) -> String {
    let mut escaped = Vec::with_capacity(text.len());
    escape_html(text, &mut escaped).expect("a vector takes any bytes");
    String::from_utf8(escaped).expect("escaped text is text")
}
