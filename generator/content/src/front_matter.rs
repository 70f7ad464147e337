//! The details at the head of a page, between two `+++` lines.
//!
//! Reads them from the text and reports everything that is wrong with them. Never reads the text below.

use std::ops::Range;

use supportt_basics::bounds;
use supportt_basics::date::{self, Date};

use crate::readers::Readers;
use crate::subject::{self, Subject};
use supportt_lint::prose::past_year;
use supportt_schema::record;
use supportt_schema::record::{Field, Format, Kind, Record, RecordType as _, Table};
use supportt_schema::toml_syntax::{self, FieldText};
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::{Slice, SourceFile, Spanned};

record! {
    /// The details of a page.
    pub struct FrontMatter: "a page" {
        /// The page's heading.
        ///
        /// Do not write a `#` heading in the text; start at `##`.
        #[example = "Plan your return"]
        pub title: String,
        /// One sentence for cards, menus and search engines.
        #[example = "Who to talk to, when, and which form to fill in."]
        pub description: String,
        /// The day somebody last read the page against its sources.
        pub last_reviewed: Spanned<Date>,
        /// Who answers for the page.
        #[example = "Regional SuppoRTT team"]
        pub owner: String,
        /// Position in menus, lowest first.
        ///
        /// Pages without it come last, by title.
        #[label = "Position in menus"]
        pub order: Option<i64> = Kind::Number(bounds::ORDER),
        /// A shorter title for menus and breadcrumbs.
        #[label = "Title in menus"]
        #[example = "Your return"]
        pub menu_title: Option<String>,
        /// Words that people search with, and this page answers.
        ///
        /// The search then finds the page by them, whatever words its text uses: `"maternity"`, `"paid days"`.
        #[label = "Words to be found by"]
        #[example = "maternity"]
        pub search_words: Vec<String>,
        /// How the page is laid out.
        ///
        /// `page` is as if left out, `landing` for a first page made of cards, `widget` for a page with a checker or builder.
        pub layout: Option<Layout>,
        /// Old addresses of the page, such as `/north/old-name/`.
        ///
        /// Each leads here, with whatever follows `#` in it. None may be in the way of something that the site has.
        #[label = "Old addresses"]
        #[example = "/north/old-name/"]
        pub aliases: Vec<Spanned<String>> = Kind::Texts(Format::SiteAddress),
        /// The day by which it must be reviewed again.
        ///
        /// Without it, `review_months` after the last review. From the day after, `check` warns of it.
        #[label = "Review by"]
        pub review_by: Option<Spanned<Date>>,
        /// The last day on which it may be shown.
        ///
        /// From the day after, its address says no more than that it is over and where to go, search engines and the
        /// search leave it out, and `check` warns of it.
        #[label = "Shown until"]
        pub expires: Option<Spanned<Date>>,
        /// Whom the page is for.
        pub readers: Readers,
        /// `true` for a page that only shows how such a page looks.
        ///
        /// It is labelled, and left out of the site unless `--examples` is given.
        #[label = "Only an example"]
        pub example: Option<bool>,
        /// What the page is about.
        pub subject: Option<Subject>,
    }
}

supportt_basics::keywords! {
    /// How a page is laid out.
    #[derive(Default)]
    pub enum Layout {
        /// Text, with a list of contents when it is long.
        #[default]
        Page = "page",
        /// A first page made of cards.
        Landing = "landing",
        /// A page with a checker or builder.
        Widget = "widget",
    }
}

impl Layout {
    /// The template it is drawn with.
    #[must_use]
    pub fn template(self) -> &'static str {
        match self {
            Self::Page => "page.html",
            Self::Landing => "landing.html",
            Self::Widget => "widget.html",
        }
    }
}

impl FrontMatter {
    /// Whether the last day on which it may be shown is over.
    #[must_use]
    pub fn is_over(&self, today: Date) -> bool {
        self.expires.as_ref().is_some_and(|day| day.value < today)
    }

    /// Whether it only shows how such a page looks.
    #[must_use]
    pub fn is_example(&self) -> bool {
        self.example == Some(true)
    }

    /// The title in menus and breadcrumbs.
    #[must_use]
    pub fn short_title(&self) -> &str {
        self.menu_title.as_deref().unwrap_or(&self.title)
    }
}

/// What the head of a page holds.
#[derive(Debug)]
pub struct Head {
    /// The details as they are written, if there are any.
    record: Option<Record>,
    /// The details, when they are whole.
    pub details: Option<FrontMatter>,
    /// Every text in them.
    pub texts: Vec<FieldText>,
    /// Where the page's text begins.
    pub body: usize,
}

/// Splits a page and reads its head.
pub fn read(file: &SourceFile, diagnostics: &mut Diagnostics) -> Head {
    let Some(block) = split(file, diagnostics) else {
        return Head { record: None, details: None, texts: Vec::new(), body: file.text().len() };
    };
    let span = file.span(block.fields.clone());
    let offset = block.fields.start;
    let parsed = toml_syntax::parse(file, block.fields, &field, diagnostics);
    let fields = &parsed.table();
    let table = Table { file, offset, span, fields, complete: parsed.complete };
    let record = FrontMatter::SCHEMA.read_table(&table, diagnostics);
    let details = FrontMatter::from_record(&record, diagnostics);
    let texts = toml_syntax::texts_of(file, offset, table.fields);
    Head { record: Some(record), details, texts, body: block.body }
}

/// A field that a page has by this name, or what it is about.
fn field(name: &str) -> Option<Field> {
    FrontMatter::SCHEMA.field(name).or_else(|| subject::field(name))
}

impl Head {
    /// Reports what is wrong with the details on a day: days that cannot be, or have passed.
    pub fn check(&self, today: Date, diagnostics: &mut Diagnostics) {
        if let Some(record) = &self.record {
            check_days(record, today, diagnostics);
            check_title(record, today, diagnostics);
        }
    }
}

/// Reports days that cannot be, or have passed.
fn check_days(record: &Record, today: Date, diagnostics: &mut Diagnostics) {
    let is_today = || format!("today is {}", date::long(today));
    if let Some(reviewed) = record.date("last_reviewed").filter(|reviewed| reviewed.value > today) {
        diagnostics.push(
            Diagnostic::error(
                "page::reviewed-in-future",
                reviewed.span,
                "this page is said to be reviewed on a day that has not come",
            )
            .label(is_today())
            .hint("write the day on which somebody last read the page against its sources"),
        );
    }
    if let Some(day) = record.date("review_by").filter(|day| day.value < today) {
        diagnostics.push(
            Diagnostic::warning(
                "page::review-overdue",
                day.span,
                format!("this page was to be reviewed again by {}", date::long(day.value)),
            )
            .label(is_today())
            .hint("read it against its sources; then set `last_reviewed` to that day and `review_by` to a later one"),
        );
    }
    if let Some(day) = record.date("expires").filter(|day| day.value < today) {
        diagnostics.push(
            Diagnostic::warning(
                "page::expired",
                day.span,
                format!("this page was to be shown until {}", date::long(day.value)),
            )
            .label(is_today())
            .hint("delete the page, or if it still holds, write a later day: until then, people find no more at its address than that it is over"),
        );
    }
}

/// Reports a title with a year that has passed, unless the page is about something that moves to the past by itself.
fn check_title(record: &Record, today: Date, diagnostics: &mut Diagnostics) {
    let is_example = record.is_set("example");
    let Some(title) = record.text("title").filter(|_| !is_example && !subject::is_in(record)) else { return };
    if let Some(year) = past_year(&title.value, today) {
        diagnostics.push(
            Diagnostic::advice("page::past-year", title.span, format!("{year} has passed"))
                .label(format!("today is {}", date::long(today)))
                .hint("make it the page of an event with a `[course]` table of the kind `event`, which moves to the past ones by itself; or delete the page"),
        );
    }
}

/// Where the details lie in a page's file.
struct Block {
    /// The fields, without the `+++` lines.
    fields: Range<usize>,
    /// Where the page's text begins.
    body: usize,
}

/// Where a page's details and its text lie in its file, without judging either. `None` when the details have no
/// beginning or no end.
#[must_use]
pub fn parts(file: &SourceFile) -> Option<(Range<usize>, usize)> {
    split(file, &mut Diagnostics::new()).map(|block| (block.fields, block.body))
}

fn split(file: &SourceFile, diagnostics: &mut Diagnostics) -> Option<Block> {
    const EXAMPLE: &str =
        "begin the file with a line `+++`, then fields such as `title = \"…\"`, then another line `+++`";
    let text = file.text();
    let line_of = |line: &Range<usize>| text.slice(line.clone()).trim();
    let mut lines = Lines::new(text);
    let opening = lines.find(|line| !line_of(line).is_empty()).unwrap_or(0..0);
    if opening.start > 0 || text.slice(opening.clone()).trim_end() != MARK {
        let first_line = line_of(&opening);
        let diagnostic = Diagnostic::error(
            "page::no-details",
            file.span(opening.clone()),
            "the page does not begin with its details",
        );
        if !is_like_mark(first_line) {
            diagnostics.push(match first_line {
                "---" => diagnostic
                    .label("the line must be `+++`")
                    .hint("the details are written `title = \"…\"`, with an equals sign"),
                _ => diagnostic.hint(EXAMPLE),
            });
            return None;
        }
        diagnostics.push(diagnostic.label("the first line must be `+++`, with nothing before it"));
    }
    let lines: Vec<Range<usize>> = lines.collect();
    let is_mark = |line: &&Range<usize>| text.slice((*line).clone()).trim_end() == MARK;
    let Some(closing) = lines.iter().find(is_mark) else {
        let report =
            |span| Diagnostic::error("page::details-not-closed", span, "the page's details have no end");
        diagnostics.push(match lines.iter().find(|line| is_like_mark(line_of(line))) {
            Some(line) => report(file.span(line.clone())).label("meant as their end?").mend(
                "write `+++` on a line of its own",
                file.span(line.clone()),
                match line_of(line).strip_suffix(" +++") {
                    Some(field) => format!("{}\n{MARK}\n", field.trim_end()),
                    None => format!("{MARK}\n"),
                },
            ),
            None => report(file.span(opening.start..opening.start + line_of(&opening).len()))
                .label("they begin here")
                .hint("write a line `+++` below the last of them"),
        });
        return None;
    };
    Some(Block { fields: opening.end..closing.start, body: closing.end })
}

/// The line above and below the details of a page.
const MARK: &str = "+++";

/// Whether a line was meant as the one above or below the details.
fn is_like_mark(line: &str) -> bool {
    line.ends_with(" +++") || line.len() >= 2 && line.bytes().all(|byte| byte == b'+')
}

/// The lines of a text as ranges, each with its line break.
struct Lines<'a> {
    text: &'a str,
    next: usize,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, next: 0 }
    }
}

impl Iterator for Lines<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        if self.next >= self.text.len() {
            return None;
        }
        let start = self.next;
        self.next =
            self.text.slice(start..).find('\n').map_or(self.text.len(), |newline| start + newline + 1);
        Some(start..self.next)
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use supportt_fixture::{check, check_short};

    #[test]
    fn every_problem_with_the_details_is_reported() {
        check(
            r#"
//- content/a.md
+++
title = Plan your return
descripton = "One sentence."
last_reviewed = "2026-01-01"
order = "first"
layout = "landng"
aliases = "/old/"
+++
"#,
            expect![[r#"
                error[toml::syntax]: text stands between quotation marks
                 --> content/a.md:2:9
                  |
                2 | title = Plan your return
                  |         ^^^^^^^^^^^^^^^^ no straight quotation marks here
                  |
                  = hint: write `"Plan your return"`

                error[field::unknown]: a page has no field `descripton`
                 --> content/a.md:3:1
                  |
                3 | descripton = "One sentence."
                  | ^^^^^^^^^^ not a field
                  |
                  = hint: did you mean `description`?

                error[field::kind]: `last_reviewed` must be a date, without quotation marks
                 --> content/a.md:4:17
                  |
                4 | last_reviewed = "2026-01-01"
                  |                 ^^^^^^^^^^^^ this is text
                  |
                  = hint: write `last_reviewed = 2026-01-01`

                error[field::kind]: `order` must be a whole number, without quotation marks
                 --> content/a.md:5:9
                  |
                5 | order = "first"
                  |         ^^^^^^^ this is text
                  |
                  = hint: write it like `order = 10`

                error[field::word]: `layout` cannot be `landng`
                 --> content/a.md:6:10
                  |
                6 | layout = "landng"
                  |          ^^^^^^^^ not `page`, `landing` or `widget`
                  |
                  = hint: did you mean `landing`?

                error[field::kind]: `aliases` must be a list of texts
                 --> content/a.md:7:11
                  |
                7 | aliases = "/old/"
                  |           ^^^^^^^ this is text
                  |
                  = hint: write `aliases = ["/old/"]`

            "#]],
        );
    }

    #[test]
    fn missing_fields_are_listed_at_once() {
        check(
            "//- content/a.md\n+++\ntitle = \"A\"\nmenu_title = \"\"\n+++\n",
            expect![[r#"
                error[field::missing]: a page needs the fields `description`, `last_reviewed`, `owner`
                 --> content/a.md:2:1
                  |
                2 | title = "A"
                  | ^^^^^^^^^^^
                  |
                  = hint: `description = "…"`: one sentence for cards, menus and search engines
                  = hint: `last_reviewed = 2026-11-22`: the day somebody last read the page against its sources
                  = hint: `owner = "…"`: who answers for the page

                error[field::empty]: `menu_title` is empty
                 --> content/a.md:3:14
                  |
                3 | menu_title = ""
                  |              ^^
                  |
                  = hint: a shorter title for menus and breadcrumbs

            "#]],
        );
    }

    #[test]
    fn impossible_and_future_dates_are_refused() {
        check(
            r#"
//- content/a.md
+++
title = "A"
description = "A."
last_reviewed = 2026-02-30
owner = "Us"
+++
//- content/b.md
+++
title = "B"
description = "B."
last_reviewed = 2026-03-02
owner = "Us"
+++
A sentence.
"#,
            expect![[r#"
                error[toml::syntax]: there is no such date
                 --> content/a.md:4:17
                  |
                4 | last_reviewed = 2026-02-30
                  |                 ^^^^^^^^^^ expected day between 01 and 28
                  |
                  = hint: dates are written year-month-day, without quotation marks: `2026-11-22`

                error[page::reviewed-in-future]: this page is said to be reviewed on a day that has not come
                 --> content/b.md:4:17
                  |
                4 | last_reviewed = 2026-03-02
                  |                 ^^^^^^^^^^ today is 1 March 2026
                  |
                  = hint: write the day on which somebody last read the page against its sources

            "#]],
        );
    }

    #[test]
    fn a_page_begins_with_its_details() {
        check(
            "//- content/a.md\n# Title\n//- content/b.md\n---\ntitle: B\n---\n//- content/c.md\n+++\ntitle = \"C\"\n//- content/d.md\n",
            expect![[r#"
                error[page::no-details]: the page does not begin with its details
                 --> content/a.md:1:1
                  |
                1 | # Title
                  | ^^^^^^^
                  |
                  = hint: begin the file with a line `+++`, then fields such as `title = "…"`, then another line `+++`

                error[page::no-details]: the page does not begin with its details
                 --> content/b.md:1:1
                  |
                1 | ---
                  | ^^^ the line must be `+++`
                  |
                  = hint: the details are written `title = "…"`, with an equals sign

                error[page::details-not-closed]: the page's details have no end
                 --> content/c.md:1:1
                  |
                1 | +++
                  | ^^^ they begin here
                  |
                  = hint: write a line `+++` below the last of them

                error[page::no-details]: the page does not begin with its details
                --> content/d.md
                 = hint: begin the file with a line `+++`, then fields such as `title = "…"`, then another line `+++`

            "#]],
        );
    }

    #[test]
    fn lines_around_the_details_are_recognized_though_they_are_wrong() {
        const FIELDS: &str = "description = \"A.\"\nlast_reviewed = 2026-01-01\nowner = \"Us\"\norder = 3";
        let pages = [
            format!("//- content/a.md\n\n+++\ntitle = \"A\"\n{FIELDS}\n+++\nText.\n"),
            format!("//- content/b.md\n +++\ntitle = \"B\"\n{FIELDS}\n+++\nText.\n"),
            format!("//- content/c.md\n++++\ntitle = \"C\"\n{FIELDS}\n+++\nText.\n"),
            format!("//- content/d.md\n+++\ntitle = \"D\"\n{FIELDS}\n++\nText.\n"),
            format!("//- content/e.md\n+++\ntitle = \"E\"\n{FIELDS} +++\nText.\n"),
        ];
        check_short(
            &pages.concat(),
            expect![[r#"
                content/a.md:2:1: error: the page does not begin with its details: the first line must be `+++`, with nothing before it
                content/b.md:1:1: error: the page does not begin with its details: the first line must be `+++`, with nothing before it
                content/c.md:1:1: error: the page does not begin with its details: the first line must be `+++`, with nothing before it
                content/d.md:7:1: error: the page's details have no end: meant as their end? (hint: write `+++` on a line of its own)
                content/e.md:6:1: error: the page's details have no end: meant as their end? (hint: write `+++` on a line of its own)
            "#]],
        );
    }

    #[test]
    fn windows_line_ends_and_byte_order_marks_are_no_obstacle() {
        check_short(
            "//- content/a.md\n\u{feff}+++\r\ntitle = \"A\"\r\ndescription = \"A.\"\r\nlast_reviewed = 2026-01-01\r\nowner = \"Us\"\r\n+++\r\n\r\n[b](b.md)\r\n",
            expect![[r#"
                content/a.md:8:5: error: there is no page `b.md`: no page here (hint: did you mean `a.md`?)
            "#]],
        );
    }
}
