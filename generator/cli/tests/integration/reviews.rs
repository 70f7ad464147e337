//! `supportt reviews` as people run it.

use std::fs;
use std::path::Path;

use crate::command::{printed, supportt};
use crate::project::{copy, replace};
use expect_test::{expect, expect_file};

fn reviews(folder: &Path, arguments: &[&str]) -> String {
    let output = supportt(folder, &[&["reviews"], arguments].concat());
    assert_eq!(output.status.code(), Some(0), "{}", printed(&output.stderr));
    assert_eq!(printed(&output.stderr), "", "what is overdue stands in the report");
    printed(&output.stdout)
}

/// The small project with one of each kind that it lacks, and one of each state.
fn project() -> tempfile::TempDir {
    let folder = copy();
    let content = folder.path().join("content");
    let write =
        |path: &str, text: &str| fs::write(content.join(path), text).expect("the file can be written");
    // Overdue: a page by its own day, another because its last review is too long ago, an entry.
    replace(&content.join("about.md"), "+++\n", "+++\nreview_by = 2026-02-01\n");
    replace(&content.join("compare.md"), "last_reviewed = 2026-02-04", "last_reviewed = 2025-02-28");
    let region = content.join("north/region.toml");
    replace(&region, "reference = \"N:11\"", "reference = \"N:11\"\nreview_by = 2026-02-14");
    // A version that replaces another, whose own day has passed.
    let text = fs::read_to_string(&region).expect("the file can be read");
    let step = text.split_once("[[step]]").expect("there is a step").1.split("[[").next().expect("it ends");
    let later = step.replace("from = 2025-01-01", "from = 2026-02-01");
    assert_ne!(step, later);
    write("north/region.toml", &format!("{text}\n[[step]]{later}"));
    write(
        "north/glossary.toml",
        "[[word]]\nid = \"return\"\nname = \"Return\"\nsays = \"Coming back.\"\nours = true\n\n\
         [[word]]\nid = \"talk\"\nname = \"Talk\"\nsays = \"A talk.\"\nsource = \"page\"\nreference = \"N:2\"\nchecked_on = 2026-01-15\n",
    );
    write(
        "bank-holidays.toml",
        "[[year]]\nyear = 2026\ndays = [\"2026-01-01\", \"2026-04-03\", \"2026-04-06\", \"2026-05-04\", \"2026-05-25\", \"2026-08-31\", \"2026-12-25\", \"2026-12-28\"]\nsource = \"A list\"\naddress = \"https://example.org\"\nchecked_on = 2026-01-20\n",
    );
    folder
}

/// A table without what Excel needs and nobody sees.
fn plain(report: &str) -> String {
    report.trim_start_matches('\u{feff}').replace("\r\n", "\n")
}

#[test]
fn everything_is_listed_by_day_owner_and_place() {
    let folder = project();
    for (format, file) in [("text", "../reviews.txt"), ("csv", "../reviews.csv"), ("json", "../reviews.json")]
    {
        let report = reviews(folder.path(), &["--format", format]);
        expect_file![file].assert_eq(&plain(&report));
    }
}

#[test]
fn a_region_and_a_day_narrow_the_list() {
    let folder = project();
    expect![[r#"
        1 of 1 overdue on 1 March 2026

        Overdue, was due by 14 February 2026: The North team
          rule north/return-talk: Return talk
            from 1 January 2025; last checked 1 January 2026; The page of the North, N:11; content/north/region.toml:126
    "#]].assert_eq(&reviews(folder.path(), &["--region", "north", "--due-by", "2026-02-28"]));
    expect![[r#"
        review_by,state,last_checked,owner,kind,region,id,name,from,source,reference,file,line
    "#]]
    .assert_eq(&plain(&reviews(folder.path(), &["--format", "csv", "--due-by", "2020-01-01"])));
    let output = supportt(folder.path(), &["reviews", "--region", "nroth"]);
    assert_eq!(output.status.code(), Some(2));
    expect![[r#"
        error: there is no region `nroth`
          = hint: did you mean `north`?
    "#]]
    .assert_eq(&printed(&output.stderr));
}

/// A table is opened by whoever it is sent to, and what editors write must not run there.
#[test]
fn no_field_of_the_table_is_a_formula() {
    let folder = copy();
    let page = "+++\ntitle = '=HYPERLINK(\"https://example.org\", \"a, b\")'\ndescription = \"A.\"\n\
                last_reviewed = 2026-01-01\nowner = \"@SUM(A1)\"\n+++\n";
    fs::write(folder.path().join("content/hostile.md"), page).expect("the file can be written");
    let region = folder.path().join("content/north/region.toml");
    replace(&region, "reference = \"N:11\"", "reference = \"-2+3\"");
    let table = reviews(folder.path(), &["--format", "csv"]);
    let hostile: Vec<&str> =
        table.lines().filter(|line| line.contains("HYPERLINK") || line.contains("2+3")).collect();
    expect![[r#"
        2027-01-01,due,2026-01-01,'@SUM(A1),page,,/hostile/,"'=HYPERLINK(""https://example.org"", ""a, b"")",,,,content/hostile.md,4
        2027-01-01,due,2026-01-01,The North team,rule,north,return-talk,Return talk,2025-01-01,The page of the North,'-2+3,content/north/region.toml,125"#]].assert_eq(&hostile.join("\n"));
}

#[test]
fn a_page_is_warned_of_once_when_its_review_is_too_long_ago() {
    let folder = project();
    let output = supportt(folder.path(), &["check", "--format", "short"]);
    assert_eq!(output.status.code(), Some(0));
    expect![[r#"
        content/about.md:2:13: warning: this page was to be reviewed again by 1 February 2026: today is 1 March 2026 (hint: read it against its sources; then set `last_reviewed` to that day and `review_by` to a later one)
        content/compare.md:4:17: warning: this page was last reviewed on 28 February 2025, more than 12 months ago: today is 1 March 2026 (hint: read it against its sources; then set `last_reviewed` to that day) (hint: `review_months` in `content/site.toml` says for how many months a review holds)
        content/north/glossary.toml:1:1: warning: no page shows what is in this file (hint: put `{{ glossary }}` on a line of its own in the page where people look for it)
        content/north/region.toml:125:13: warning: `return-talk` was to be checked again by 14 February 2026: today is 1 March 2026 (hint: compare it with `page`, N:11, which was last done on 1 January 2026; then set `checked_on` to the day of the comparison and `review_by` to a later one) (hint: if the source has changed, keep this entry and add a second one with the id `return-talk` and a later `from`)
    "#]].assert_eq(&printed(&output.stderr));
    // The day by which it must be reviewed is not too late.
    let content = folder.path().join("content");
    replace(&content.join("compare.md"), "2025-02-28", "2025-03-01");
    assert!(!warns_of_compare(folder.path()));
    replace(&content.join("compare.md"), "2025-03-01", "2025-12-31");
    replace(&content.join("site.toml"), "language", "review_months = 2\nlanguage");
    assert!(warns_of_compare(folder.path()));
    replace(&content.join("site.toml"), "review_months = 2", "review_months = 3");
    assert!(!warns_of_compare(folder.path()));
}

fn warns_of_compare(folder: &Path) -> bool {
    printed(&supportt(folder, &["check", "--format", "short"]).stderr).contains("compare.md")
}

#[test]
fn content_with_problems_has_no_report() {
    let folder = copy();
    fs::write(folder.path().join("content/bad.md"), "+++\n+++\n").expect("the file can be written");
    let output = supportt(folder.path(), &["reviews", "--format", "csv"]);
    assert_eq!((output.status.code(), printed(&output.stdout).as_str()), (Some(1), ""));
    assert!(printed(&output.stderr).contains("content/bad.md"));
}
