//! `content/site.toml`: the name and web address of the whole site.

use supportt_basics::bounds;

use supportt_schema::record;
use supportt_schema::record::{Format, Kind, RecordType as _};
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::{SourceFile, Spanned};

/// How many months a review holds where nothing else is said: long enough to be kept to, and short enough that no
/// change of a region's yearly cycle is missed twice.
const REVIEW_MONTHS: u32 = 12;

/// The theme where nothing else is said.
const THEME: &str = "nhs";

record! {
    /// The name and web address of the whole site.
    pub struct Config: "the site" {
        /// The name of the whole site.
        #[example = "Supported Return to Training"]
        pub title: String,
        /// What the site is for, in one line.
        #[example = "Guidance for doctors and dentists coming back to training"]
        pub tagline: String,
        /// Where the site will be found, such as `https://supportt.example`.
        #[example = "https://supportt.example"]
        pub address: String = Kind::Text(Format::AnyAddress),
        /// The language of the text, such as `en-GB`.
        #[example = "en-GB"]
        pub language: String,
        /// Whether the NHS logo is shown, which only NHS bodies may do.
        pub show_logo: Option<bool>,
        /// The folder in `themes` the site is drawn with; `nhs` if left out.
        #[example = "nhs"]
        pub theme: Option<Spanned<String>>,
        /// The menu of every region, in its order.
        ///
        /// A region leaves out what it has no page for.
        pub menu: Vec<MenuItem>,
        /// The pages that every page links to at its foot, such as `["privacy.md"]`.
        pub footer: Vec<Spanned<String>> = Kind::Texts(Format::ContentPath),
        /// After how many months a page or entry without a `review_by` must be looked at again; 12 if left out.
        pub review_months: Option<u32> = Kind::Number(bounds::REVIEW_MONTHS),
    }
}

record! {
    /// One item of the menu that every region has.
    pub struct MenuItem: "an item of the menu" in "[[menu]]" {
        /// What it is called, in every region.
        #[example = "Courses"]
        pub label: String,
        /// The page it leads to, from the region's folder.
        #[example = "courses/index.md"]
        pub page: Spanned<String> = Kind::Text(Format::ContentPath),
    }
}

impl Config {
    /// After how many months a page or an entry that does not say when itself must be looked at again.
    #[must_use]
    pub fn review_months(&self) -> u32 {
        self.review_months.unwrap_or(REVIEW_MONTHS)
    }

    /// The part of the address below the host, which every link on the site begins with: empty, or such as `/supportt`.
    #[must_use]
    pub fn base(&self) -> &str {
        let (_, host) = self.address.split_once("://").unwrap_or_default();
        host.trim_start_matches(|c| c != '/')
    }
}

/// Reads `site.toml`.
pub fn read(file: &SourceFile, diagnostics: &mut Diagnostics) -> Option<Config> {
    let record = Config::SCHEMA.read(file, 0..file.text().len(), diagnostics);
    let address = record.text("address").and_then(|address| check_address(&address, diagnostics));
    let config = Config::from_record(&record, diagnostics)?;
    let theme = config.theme.or_else(|| Some(Spanned::new(THEME.to_owned(), file.whole())));
    Some(Config { address: address?, theme, ..config })
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

    use supportt_fixture::check;

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
                  = hint: its fields are `title`, `tagline`, `address`, `language`, `show_logo`, `theme`, `menu`, `footer`, `review_months`

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
