//! Inputs that are big in one way each: what takes time or room by the square of its size is found by one of them.

use supportt_documents::checksum::CRC;

use crate::targets;

/// What an input of some size is given to.
type Run = Box<dyn Fn(usize)>;

/// The details of a page.
const DETAILS: &str =
    "+++\ntitle = \"Large\"\ndescription = \"A page.\"\nlast_reviewed = 2026-01-01\nowner = \"Us\"\n+++\n";

/// Text that is repeated in a page: its name, what comes before, the text, in which `#` is the number of the repetition,
/// and what comes after.
const PAGES: &[(&str, &str, &str, &str)] = &[
    ("equal headings", "", "## Same\n\n", ""),
    ("equal headings with text", "", "## Same\n\nText.\n\n", ""),
    ("other headings", "", "## Heading #\n\nText.\n\n", ""),
    ("headings with addresses", "", "## Heading {#a#}\n\nText.\n\n", ""),
    ("headings with the same address", "", "## Heading {#a}\n\nText.\n\n", ""),
    ("links on a line", "", "[here](#.md) ", ""),
    ("links with other words", "", "[a page #](index.md) ", ""),
    ("links with the same words", "", "[a page](#a#) ", ""),
    ("links to headings", "## A\n\n", "[a heading #](#a-#) ", ""),
    ("links to missing records", "", "[a form #](form:a#) ", ""),
    ("links elsewhere", "", "[site #](http://a.uk/#) ", ""),
    ("bare addresses", "", "https://a.uk/# ", ""),
    ("mailboxes", "", "a#@b.uk ", ""),
    ("addresses without spaces", "", "a@b.uk,", ""),
    ("autolinks", "", "<https://a.uk/#> ", ""),
    ("addresses in addresses", "<https://l.facebook.com/?u=", "https://l.facebook.com/?u=", "https://a.uk>"),
    ("links by reference", "", "[a][b] ", "\n\n[b]: index.md\n"),
    ("undefined references", "", "[a][b#] ", ""),
    ("definitions", "", "[a#]: index.md\n", ""),
    ("malformed links", "", "[a](b c) ", ""),
    ("links with a space", "", "[a] (b.md) ", ""),
    ("ends of links", "[", "](", ""),
    ("ends of links that end", "[", "](", ")"),
    ("opening brackets", "", "[", ""),
    ("closing brackets", "", "]", ""),
    ("both brackets", "", "[]", ""),
    ("brackets in brackets", "", "[a ", ""),
    ("round brackets", "", "(", ""),
    ("links in round brackets", "", "[a](", ""),
    ("pictures", "", "![a map](map.svg) ", ""),
    ("pictures without words", "", "![](map.svg)\n\n", ""),
    ("missing pictures", "", "![a map](map#.svg) ", ""),
    ("pictures in pictures", "", "![", ""),
    ("pictures in pictures that end", "", "![![a](map.svg)](map.svg) ", ""),
    ("backticks", "", "`", ""),
    ("backticks of many lengths", "", "` `` ``` ```` ", ""),
    ("code", "", "`a` ", ""),
    ("fences", "", "```\n", ""),
    ("indented code", "", "    a\n\n", ""),
    ("asterisks", "", "*", ""),
    ("emphasis", "", "*a* ", ""),
    ("emphasis that opens", "", "*a ", ""),
    ("emphasis that closes", "", "a* ", ""),
    ("emphasis of both kinds", "", "*a _b ", ""),
    ("strong emphasis", "", "**a** ", ""),
    ("struck out", "", "~~a~~ ", ""),
    ("underscores", "", "_", ""),
    ("quotation marks", "", "\"a\" ", ""),
    ("quotation marks that open", "", "“xxx ", ""),
    ("single quotation marks", "", "'a ", ""),
    ("single quotation marks in quotations", "", "'a \"b\" ", ""),
    ("apostrophes", "", "it's ", ""),
    ("rows", "| a | b |\n| --- | --- |\n", "| c# | d |\n", ""),
    ("empty rows", "| a | b |\n| --- | --- |\n", "| | |\n", ""),
    ("rows with cells too many", "| a | b |\n| --- | --- |\n", "| a | b | c |\n", ""),
    ("tables", "", "| a | b |\n| :-: | --: |\n| c | d |\n\n", ""),
    ("bars", "", "|", ""),
    ("footnotes", "", "a[^#]\n\n[^#]: A note.\n\n", ""),
    ("unused footnotes", "", "[^#]: A note.\n\n", ""),
    ("missing footnotes", "", "[^#] ", ""),
    ("missing footnotes beside others", "[^a1]: A.\n\n[^a2]: B.\n\n", "[^b#] ", ""),
    ("footnotes that open", "", "[^a ", ""),
    ("equal footnotes", "", "[^a]: A note.\n\n", ""),
    ("one footnote used often", "[^a]: A note.\n\n", "a[^a] ", ""),
    ("quotations in quotations", "", ">", " a\n"),
    ("quotations", "", "> a\n\n", ""),
    ("callouts", "", "> [!NOTE]\n> Text.\n\n", ""),
    ("wrong callouts", "", "> [!NOET]\n> Text.\n\n", ""),
    ("lists in lists", "", "- ", "a\n"),
    ("points", "", "- a point\n", ""),
    ("numbered points", "", "1. a point\n", ""),
    ("loose points", "", "- a point\n\n", ""),
    ("entities", "", "&amp;", ""),
    ("wrong entities", "", "&amp;amp;", ""),
    ("numbers of characters", "", "&#65;", ""),
    ("ampersands", "", "&", ""),
    ("values", "", "{{ value minimum-absence }} ", ""),
    ("wrong values", "", "{{ value a# }} ", ""),
    ("directives", "", "{{ contact }}\n\n", ""),
    ("rules", "", "{{ rules }}\n\n", ""),
    ("directives on a line", "", "{{ rules }}", ""),
    ("directives in links", "", "[a {{ rules }} b](index.md) ", ""),
    ("unknown directives", "", "{{ rulse }}\n\n", ""),
    ("braces that open", "", "{{ ", ""),
    ("braces that close", "", "}} ", ""),
    ("arguments", "{{ value ", "a ", "}}"),
    ("widgets", "", "{{ widget eligibility-checker }}\n\n", ""),
    ("a long word", "", "a", ""),
    ("a long word of wide letters", "", "😀", ""),
    ("a long sentence", "", "word ", ""),
    ("sentences", "", "This is a sentence. ", ""),
    (
        "long paragraphs",
        "",
        "This is a sentence with some more words in it than one would want to read. Please contact us. ",
        "",
    ),
    ("paragraphs", "", "This is a paragraph.\n\n", ""),
    (
        "equal paragraphs",
        "",
        "This is one of the paragraphs that are long enough to be noticed when they are written twice.\n\n",
        "",
    ),
    ("lines that carriage returns end", "", "a\r", ""),
    ("lines", "", "a\n", ""),
    ("short lines of a list", "", "• a\n\n", ""),
    ("spaces", "a", " ", "a"),
    ("empty lines", "a\n", "\n", "a\n"),
    ("tabs", "a", "\t", "a"),
    ("no-break spaces", "a", "\u{a0}", "a"),
    ("line separators", "a", "\u{2028}", "a"),
    ("control characters", "a", "\u{1}", "a"),
    ("escapes of terminals", "a", "\u{1b}[31m", "a"),
    ("escapes behind marks", "", "#\u{1b}[31m", ""),
    ("ends of definitions", "", "]:", ""),
    ("marks of details", "a\n", "+++\n", ""),
    ("characters without width", "a", "\u{200b}", "a"),
    ("marks on letters", "a", "\u{301}", "a"),
    ("backslashes", "a", "\\", "a"),
    ("escaped brackets", "", "\\[a\\](b) ", ""),
    ("hard breaks", "", "a\\\n", ""),
    ("tags", "", "<b>", ""),
    ("tags that open", "", "<a ", ""),
    ("comments", "", "<!-- ", ""),
    ("blocks of HTML", "", "<div>\n\n", ""),
    ("headings below", "", "a\n===\n\n", ""),
    ("flags", "🏴", "\u{e0067}", "a"),
    ("points that are typed", "", "– a\n", ""),
    ("numbers that are typed", "", "1) a\n\n", ""),
    ("lists in lists that count", "", "1. ", "a\n"),
    ("rules across", "", "---\n\n", ""),
    ("words twice", "", "the ", ""),
    ("terms", "", "SuppoRTt ", ""),
    ("terms in one word", "", "SuppoRTt-", ""),
    ("terms in an address", "a@", "SuppoRTt.", ""),
    ("days", "", "on 1 January 2020, ", ""),
    ("days that are none", "", "31 June 2026, ", ""),
    ("days ahead", "", "the course will take place on 1 March 2020 ", ""),
    ("numbers of policy", "", "an absence of at least 3 months, ", ""),
    ("numbers in sentences", "", "You can have up to 3 sessions. ", ""),
    ("notes", "", "a* ", ""),
    ("notes that are answered", "\\* A note.\n\n", "word* ", ""),
    ("daggers", "", "† a\n\n", ""),
    ("what is to be confirmed", "", "The venue is to be confirmed ", ""),
    ("what is left to fill in", "", "[insert name ", ""),
    ("pointers", "", "click here ", ""),
    ("contacts", "", "if you contact us ", ""),
    ("pictures that are not there", "", "see the picture ", ""),
    ("disguised mailboxes", "", "a(at)b.uk ", ""),
    ("signs of other systems", "", "==a :smile: ", ""),
    ("ends of details", "", "+++\n", ""),
];

/// Lines that are repeated in a TOML file: the file, its name, what comes before, the line, and what comes after.
const TABLES: &[(&str, &str, &str, &str, &str)] = &[
    ("differences.toml", "allowances of one code", "", "# allow a::b: c\n", ""),
    ("differences.toml", "allowances of other codes", "", "# allow a::b#: c\n", ""),
    ("differences.toml", "allowances without reasons", "", "# allow a::b#\n", ""),
    ("north/region.toml", "equal fields", "", "name = \"North\"\n", ""),
    ("north/region.toml", "unknown fields", "", "field# = 1\n", ""),
    ("north/region.toml", "equal tables", "", "[terms]\n", ""),
    ("north/region.toml", "tables among entries", "[rule]\n", "[[rule]]\n", ""),
    ("north/region.toml", "empty entries", "", "[[rule]]\n", ""),
    ("north/region.toml", "entries with one id", "", "[[rule]]\nid = \"a\"\n", ""),
    ("north/region.toml", "ids without headers", "[[rule]]\n", "id = \"a#\"\nname = \"A\"\n", ""),
    (
        "north/region.toml",
        "steps",
        "",
        "[[step]]\nid = \"a#\"\nname = \"A #\"\nstage = \"return\"\nfrom = 2020-01-01\n",
        "",
    ),
    ("north/region.toml", "unknown tables", "", "[table#]\n", ""),
    ("north/region.toml", "broken fields", "", "name = North\n", ""),
    ("north/region.toml", "broken headers", "", "[[rule]\n", ""),
    ("north/region.toml", "colons", "", "name: North\n", ""),
    ("north/region.toml", "lists in lists", "name = ", "[", ""),
    ("north/region.toml", "tables in tables", "name = ", "{a = ", ""),
    ("north/region.toml", "a long list", "name = [", "\"a\", ", "]"),
    ("north/region.toml", "a long list that is not closed", "name = [\n", "\"a\"\n", ""),
    ("north/region.toml", "a long list of bare words", "name = [", "a; ", "]"),
    ("north/region.toml", "a long text", "name = \"", "a", "\""),
    ("north/region.toml", "a text that is not closed", "name = \"", "a", ""),
    ("north/region.toml", "a text of several lines", "name = \"\"\"", "a\n", ""),
    ("north/region.toml", "escapes", "name = \"", "\\q", "\""),
    ("north/region.toml", "quotation marks", "name = ", "\"", ""),
    ("north/region.toml", "a long number", "name = ", "1", ""),
    ("north/region.toml", "a long key", "", "a", " = 1"),
    ("north/region.toml", "a deep key", "a", ".a", " = 1"),
    ("north/region.toml", "notes", "", "# note\n", ""),
    ("north/region.toml", "carriage returns", "", "\r", ""),
    ("north/region.toml", "no-break spaces", "", "\u{a0}", ""),
    ("north/region.toml", "marks of git", "", "<<<<<<< a\n", ""),
    ("north/resources.toml", "empty entries", "", "[[resource]]\n", ""),
    (
        "north/contacts.toml",
        "entries",
        "",
        "[[contact]]\nid = \"a#\"\nname = \"A #\"\nroles = [\"b#\"]\n",
        "",
    ),
    ("north/contacts.toml", "roles", "[[contact]]\nid = \"a\"\nroles = [", "\"role#\", ", "]"),
    ("north/faqs.toml", "entries", "", "[[faq]]\nid = \"a#\"\nname = \"What?\"\nsays = \"That.\"\n", ""),
    ("north/faqs.toml", "places for values", "[[faq]]\nid = \"a\"\nsays = \"", "{a#} ", "\""),
    ("north/faqs.toml", "links", "[[faq]]\nid = \"a\"\nsays = \"", "[a](b#.md) ", "\""),
    ("north/faqs.toml", "brackets", "[[faq]]\nid = \"a\"\nsays = \"", "[a](", "\""),
    ("north/faqs.toml", "braces", "[[faq]]\nid = \"a\"\nsays = \"", "{", "\""),
    (
        "north/glossary.toml",
        "words",
        "",
        "[[word]]\nid = \"a#\"\nname = \"Word #\"\nnot = [\"wrong #\"]\nsays = \"A word.\"\nours = true\n",
        "",
    ),
    (
        "north/scenarios.toml",
        "scenarios",
        "",
        "[[scenario]]\nname = \"A #\"\nanswers = { stage = \"away\" }\n",
        "",
    ),
    ("words/checker.toml", "unknown words", "", "word# = \"a\"\n", ""),
    ("words/checker.toml", "places for values", "a = \"", "{a#} ", "\""),
    ("words/checker.toml", "braces", "a = \"", "{", "\""),
    (
        "differences.toml",
        "differences",
        "",
        "[[difference]]\nid = \"a#\"\nname = \"A #\"\nentries = [\"minimum-absence\"]\nsays = \"That.\"\nchecked_on = 2026-01-01\n",
        "",
    ),
    ("differences.toml", "entries", "[[difference]]\nid = \"a\"\nentries = [", "\"a#\", ", "]"),
    ("terms.toml", "terms", "", "[[term]]\nwrite = \"TermTerm#\"\nnot = [\"term #\"]\nwhy = \"so\"\n", ""),
    ("terms.toml", "wrong words", "[[term]]\nwrite = \"a\"\nwhy = \"so\"\nnot = [", "\"wrong #\", ", "]"),
    ("links.toml", "links", "", "[[link]]\naddress = \"https://a.uk/#\"\nwhy = \"so\"\n", ""),
    ("bank-holidays.toml", "years", "", "[[year]]\nyear = 2026\n", ""),
    (
        "bank-holidays.toml",
        "days",
        "[[year]]\nyear = 2026\ndays = [",
        "\"2026-12-26\", \"2026-12-27\", ",
        "]",
    ),
    ("site.toml", "fields", "", "name# = \"a\"\n", ""),
    ("site.toml", "footer", "footer = [", "\"a#.md\", ", "]"),
];

/// Repeats a text, with its number for each `#`, up to a size in bytes.
fn repeat(before: &str, piece: &str, after: &str, size: usize) -> String {
    let mut text = before.to_owned();
    let parts: Vec<&str> = piece.split('#').collect();
    // The marks of headings are no numbers.
    let is_numbered = parts.len() > 1 && !piece.starts_with('#') && !piece.starts_with("[terms]");
    for number in 0_usize.. {
        if text.len() + after.len() >= size {
            break;
        }
        if is_numbered {
            text.push_str(&parts.join(&number.to_string()));
        } else {
            text.push_str(piece);
        }
    }
    text + after
}

/// The same for the style sheet of a theme.
const STYLES: &[(&str, &str, &str, &str)] = &[
    ("equal rules", "", "p{margin:0}\n", ""),
    ("other rules", "", "p:nth-child(#){margin:#px}\n", ""),
    ("selectors of a rule", "p", ",p", "{margin:0}"),
    ("parts of a selector", "p", " p", "{margin:0}"),
    ("rules in a rule", "p{", "& a{margin:0}", "}"),
    ("declarations", "p{", "margin:0;", "}"),
    ("properties that are declared", ":root{", "--a#:1px;", "}"),
    ("properties that nothing declares", "p{", "margin:var(--a#);", "}"),
    ("rules that nobody knows", "", "@a#{}", ""),
    ("addresses elsewhere", "p{", "background:url(//a.uk/#);", "}"),
    ("imports", "", "@import \"a#.css\";", ""),
    ("queries", "@media print", ",print", "{p{margin:0}}"),
    ("opening brackets", "p", "{", ""),
];

/// Every input that is known to be hard, by name.
#[must_use]
pub fn all() -> Vec<(String, Run)> {
    let pages = PAGES.iter().map(|(name, before, piece, after)| {
        let run = move |size| targets::page(&[DETAILS, &repeat(before, piece, after, size)].concat());
        (format!("page: {name}"), Box::new(run) as Run)
    });
    let tables = TABLES.iter().map(|(path, name, before, piece, after)| {
        let run = move |size| targets::toml(path, &repeat(before, piece, after, size));
        (format!("{path}: {name}"), Box::new(run) as Run)
    });
    let details = [("equal fields", "title = \"A\"\n"), ("aliases", ""), ("unknown fields", "field# = 1\n")].map(
        |(name, piece)| {
            let run = move |size| match piece {
                "" => targets::page(&repeat(
                    "+++\ntitle = \"A\"\ndescription = \"A.\"\nlast_reviewed = 2026-01-01\nowner = \"Us\"\naliases = [",
                    "\"/old-#/\", ",
                    "]\n+++\nText.\n",
                    size,
                )),
                piece => targets::page(&repeat("+++\n", piece, "+++\nText.\n", size)),
            };
            (format!("details: {name}"), Box::new(run) as Run)
        },
    );
    let styles = STYLES.iter().map(|(name, before, piece, after)| {
        let run = move |size| {
            let text = repeat(before, piece, after, size);
            targets::build([("themes/plain/styles/site.css".to_owned(), text)]);
        };
        (format!("styles: {name}"), Box::new(run) as Run)
    });
    pages.chain(tables).chain(details).chain(styles).chain(others()).collect()
}

fn others() -> impl Iterator<Item = (String, Run)> {
    type Kind = (&'static str, fn(usize));
    let others: [Kind; 19] = [
        // Each page has a menu of its neighbors, so what is written grows with the square.
        ("pages with one title", |size| {
            let pages = (0..size / 2_000).map(|number| {
                (format!("content/north/page-{number}.md"), format!("{DETAILS}\nSome text for a page.\n"))
            });
            targets::build(pages);
        }),
        ("pages with one alias", |size| {
            let pages = (0..size / 200).map(|number| {
                let details = DETAILS.replacen("title", "aliases = [\"/old/\"]\ntitle", 1);
                (format!("content/north/page-{number}.md"), format!("{details}\nText.\n"))
            });
            targets::build(pages);
        }),
        ("regions", |size| {
            let regions = (0..size / 200)
                .map(|number| (format!("content/region-{number}/region.toml"), "name = \"A\"\n".to_owned()));
            targets::build(regions);
        }),
        ("files that nothing reads", |size| {
            targets::build(
                (0..size / 50).map(|number| (format!("content/file-{number}.toml"), String::new())),
            );
        }),
        ("callouts in callouts", |size| {
            let mut text = DETAILS.to_owned();
            let mut marks = "> ".to_owned();
            while text.len() < size {
                text.push_str(&marks);
                text.push_str("[!NOTE]\n");
                marks.push_str("> ");
            }
            targets::page(&(text + &marks + "a\n"));
        }),
        ("points below points", |size| {
            let mut text = DETAILS.to_owned();
            let mut indent = String::new();
            while text.len() < size {
                text.push_str(&indent);
                text.push_str("- a\n");
                indent.push_str("  ");
            }
            targets::page(&text);
        }),
        ("columns", |size| {
            let columns = size / 10;
            targets::page(&format!(
                "{DETAILS}{}|\n{}|\n{}|\n",
                "| a ".repeat(columns),
                "|:-".repeat(columns),
                "| b".repeat(columns)
            ));
        }),
        ("columns without cells", |size| {
            let columns = size / 20;
            targets::page(&format!(
                "{DETAILS}{}|\n{}|\n{}",
                "| a ".repeat(columns),
                "|:-".repeat(columns),
                "|b|\n".repeat(columns)
            ));
        }),
        // What is said of somebody is some hundred times as long as the answers: this much is written.
        ("decide: people", |size| {
            let person = r#"{"region": "north", "stage": "away", "leave-start": "2026-01-01", "return-date": "2026-09-01"}"#;
            targets::decide(&format!("[{}]", vec![person; size / 10_000 + 1].join(", ")));
        }),
        ("decide: answers", |size| {
            targets::decide(&repeat("{\"stage\": \"away\"", ", \"a#\": 1", "}", size));
        }),
        ("decide: equal answers", |size| {
            targets::decide(&repeat("{\"stage\": \"away\"", ", \"stage\": 1", "}", size));
        }),
        ("decide: lists in lists", |size| targets::decide(&"[".repeat(size))),
        ("plan: answers", |size| {
            targets::plan(&repeat("{\"stage\": \"away\"", ", \"a#\": \"b\"", "}", size));
        }),
        ("plan: answers that cannot be read", |size| {
            targets::plan(&repeat("{\"stage\": \"away\"", ", \"a#\": {}", "}", size));
        }),
        ("plan: equal answers", |size| {
            targets::plan(&repeat("{\"stage\": \"away\"", ", \"stage\": \"b\"", "}", size));
        }),
        ("plan: values of an answer", |size| {
            targets::plan(&repeat(
                r#"{"region": "north", "stage": "away", "support": ["a""#,
                ", \"a#\"",
                "]}",
                size,
            ));
        }),
        ("plan: lists in lists", |size| targets::plan(&["{\"a\":", &"[".repeat(size)].concat())),
        ("plan file: fields", |size| {
            targets::plan_file(plan_file(&repeat("", "a#=b;", "", size)).as_bytes());
        }),
        ("fragment", |size| targets::fragment(&repeat("stage=away", "&a#=b", "", size))),
    ];
    others.into_iter().map(|(name, run)| (name.to_owned(), Box::new(run) as Run))
}

/// A file with these fields, as the form writes it.
#[must_use]
pub fn plan_file(data: &str) -> String {
    let mut digest = CRC.digest();
    digest.update(b"1");
    digest.update(data.as_bytes());
    format!("<meta name=\"supportt-plan\" content=\"1 {:08x} {data}\">\n</html>\n", digest.finalize())
}
