//! `content/site.toml`: the name and web address of the whole site.

use supportt_rules::bounds;

use supportt_schema::record::{Field, Kind, Record, Schema};
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::{SourceFile, Spanned};

/// How many months a review holds where nothing else is said: long enough to be kept to, and short enough that no
/// change of a region's yearly cycle is missed twice.
const REVIEW_MONTHS: u32 = 12;

/// The fields of `site.toml`.
pub const SCHEMA: Schema = Schema {
    subject: "the site",
    fields: &[
        Field::needed("title", Kind::Text, "the name of the whole site"),
        Field::needed("tagline", Kind::Text, "what the site is for, in one line"),
        Field::needed(
            "address",
            Kind::Text,
            "where the site will be found, such as `https://supportt.example`",
        ),
        Field::needed("language", Kind::Text, "the language of the text, such as `en-GB`"),
        Field::optional(
            "show_logo",
            Kind::Flag,
            "whether the NHS logo is shown, which only NHS bodies may do",
        ),
        Field::optional(
            "theme",
            Kind::Text,
            "the folder in `themes` the site is drawn with; `nhs` if left out",
        ),
        Field::optional(
            "footer",
            Kind::Texts,
            "the pages that every page links to at its foot, such as `[\"privacy.md\"]`",
        ),
        Field::optional(
            "review_months",
            Kind::Number(bounds::REVIEW_MONTHS),
            "after how many months a page or entry without a `review_by` must be looked at again; 12 if left out",
        ),
    ],
};

/// The name and web address of the whole site.
#[derive(Clone, Debug)]
pub struct Config {
    /// The name of the whole site.
    pub title: String,
    /// What the site is for, in one line.
    pub tagline: String,
    /// Where the site will be found, without a slash at its end.
    pub address: String,
    /// The language of the text.
    pub language: String,
    /// Whether the NHS logo is shown.
    pub show_logo: bool,
    /// The folder in `themes` the site is drawn with.
    pub theme: Spanned<String>,
    /// The pages that every page links to at its foot, as paths in `content`.
    pub footer: Vec<Spanned<String>>,
    /// After how many months a page or an entry that does not say when itself must be looked at again.
    pub review_months: u32,
}

impl Config {
    /// The part of the address below the host, which every link on the site begins with: empty, or such as `/supportt`.
    #[must_use]
    pub fn base(&self) -> &str {
        let (_, host) = self.address.split_once("://").unwrap_or_default();
        host.trim_start_matches(|c| c != '/')
    }
}

/// Reads `site.toml`.
pub fn read(file: &SourceFile, diagnostics: &mut Diagnostics) -> Option<Config> {
    let record = SCHEMA.read(file, 0..file.text().len(), diagnostics);
    let address = record.text("address").and_then(|address| check_address(&address, diagnostics));
    let review_months = review_months(&record);
    let theme = record.text("theme").unwrap_or_else(|| Spanned::new("nhs".to_owned(), file.whole()));
    Some(Config {
        title: record.text("title")?.value,
        tagline: record.text("tagline")?.value,
        address: address?,
        language: record.text("language")?.value,
        show_logo: record.flag("show_logo").is_some_and(|flag| flag.value),
        theme,
        footer: record.texts("footer"),
        review_months: review_months?,
    })
}

fn review_months(record: &Record) -> Option<u32> {
    let Some(months) = record.number("review_months") else { return Some(REVIEW_MONTHS) };
    u32::try_from(months.value).ok()
}

fn check_address(address: &Spanned<String>, diagnostics: &mut Diagnostics) -> Option<String> {
    let text = address.value.trim_end_matches('/');
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    match host {
        Some(host)
            if !host.is_empty() && !host.contains(|c: char| c.is_whitespace() || "?#\"<>".contains(c)) =>
        {
            Some(text.to_owned())
        }
        _ => {
            diagnostics.push(
                Diagnostic::error("site::address", address.span, "this is not the address of a site")
                    .hint("write it like `https://supportt.example`"),
            );
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::fixture::check;

    #[test]
    fn settings_are_checked() {
        check(
            r#"
//- content/site.toml
title = "A"
tagline = "B"
address = "www.example.org"
language = "en-GB"
show_logo = "no"
colour = "blue"
footer = ["abuot.md", 3]
"#,
            expect![[r#"
                error[site::address]: this is not the address of a site
                 --> content/site.toml:3:11
                  |
                3 | address = "www.example.org"
                  |           ^^^^^^^^^^^^^^^^^
                  |
                  = hint: write it like `https://supportt.example`

                error[field::kind]: `show_logo` must be `true` or `false`, without quotation marks
                 --> content/site.toml:5:13
                  |
                5 | show_logo = "no"
                  |             ^^^^ this is text
                  |
                  = hint: write `show_logo = false`

                error[field::unknown]: the site has no field `colour`
                 --> content/site.toml:6:1
                  |
                6 | colour = "blue"
                  | ^^^^^^ not a field
                  |
                  = hint: its fields are `title`, `tagline`, `address`, `language`, `show_logo`, `theme`, `footer`, `review_months`

                error[field::kind]: each item of `footer` must be text
                 --> content/site.toml:7:23
                  |
                7 | footer = ["abuot.md", 3]
                  |                       ^ this is a number
                  |
                  = hint: write it between quotation marks

            "#]],
        );
        check(
            r#"
//- content/site.toml
title = "A"
tagline = "B"
address = "https://example.org"
language = "en-GB"
footer = ["abuot.md", "/about.md"]
"#,
            expect![[r#"
                error[link::missing-page]: there is no page `abuot.md`
                 --> content/site.toml:5:11
                  |
                5 | footer = ["abuot.md", "/about.md"]
                  |           ^^^^^^^^^^ no page here
                  |
                  = hint: did you mean `about.md`?

            "#]],
        );
        check(
            r#"
//- content/site.toml
title = "A"
tagline = "B"
address = "https://example.org"
language = "en-GB"
review_months = 0
"#,
            expect![[r#"
                error[field::bounds]: `review_months` must be a number from 1 to 60
                 --> content/site.toml:5:17
                  |
                5 | review_months = 0
                  |                 ^
                  |
                  = hint: write a number like `review_months = 10`
                  = hint: leave `review_months` out where it is not known

            "#]],
        );
    }
}
