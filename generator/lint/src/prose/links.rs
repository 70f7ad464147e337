//! Links whose words say nothing, and addresses that are no links.

use std::collections::BTreeMap;
use std::ops::Range;

use supportt_markdown::passages::{Link, NOT_WORDS, Part, Passage, passages};
use supportt_source::addresses::{version_in, versioned};
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::pattern::{Pattern, any, pattern, places};
use supportt_source::rewritten_links;
use supportt_source::{Slice, Span};

/// Words that do not say where a link leads, however they are put together. Screen readers list links without the
/// text around them.
const EMPTY_WORDS: [&str; 64] = [
    "a",
    "about",
    "address",
    "and",
    "are",
    "at",
    "available",
    "be",
    "below",
    "can",
    "click",
    "clicking",
    "continue",
    "details",
    "doc",
    "document",
    "download",
    "file",
    "find",
    "follow",
    "following",
    "for",
    "found",
    "from",
    "full",
    "further",
    "get",
    "go",
    "here",
    "info",
    "information",
    "in",
    "is",
    "it",
    "learn",
    "link",
    "links",
    "more",
    "now",
    "of",
    "on",
    "or",
    "our",
    "out",
    "page",
    "pdf",
    "please",
    "press",
    "read",
    "see",
    "site",
    "tap",
    "that",
    "the",
    "this",
    "to",
    "using",
    "via",
    "view",
    "visit",
    "web",
    "webpage",
    "website",
    "you",
];

/// Links that Markdown does not read as such: a bracket is missing, or the two kinds are confused.
static MALFORMED: Pattern = Pattern::new(|| {
    const FILE: &str = r"[\w./-]+\.md(#[\w-]*)?";
    any(&[
        &format!(r"\[[^\[\]()]+\({FILE}\)"),
        &format!(r"\([^()\[\]]+\)\[({FILE}|https?:[^\]\s]+)\]"),
        r"\[\[([^\[\]]+ [^\[\]]+|[\w./-]+\.md)\]\]",
    ])
});

/// An address of the web or of a mailbox among words.
static ADDRESS: Pattern =
    Pattern::new(|| pattern(r"\b(https?://[^\s<>()]+|www\.[\w-]+\.[^\s<>()]+|[\w.+-]+@[\w-]+(\.[\w-]+)+)"));

/// A link that is not read as one, because there is a space in its address or before it.
static LOOKS_LINKED: Pattern =
    Pattern::new(|| any(&[r"\[[^\[\]]+\]\([^()]*", r"\[[^\[\]]+\][\s\u{2800}]+\([^()\s]*\)"]));

/// The address of a mailbox in disguise, which fools nobody but readers.
static DISGUISED: Pattern =
    Pattern::new(|| pattern(r"\b(?P<name>[\w.+-]+) ?[\[(]at[\])] ?(?P<host>[\w-]+(\.[\w-]+)+)"));

pub(super) fn check(parts: &[Part], diagnostics: &mut Diagnostics) {
    let mut targets: BTreeMap<String, &Link> = BTreeMap::new();
    for passage in passages(parts) {
        for link in &passage.links {
            check_link(passage, link, diagnostics);
            let words = passage.words_of(link).trim().to_lowercase();
            let first = targets.entry(words).or_insert(link);
            if first.target != link.target && !link.is_address {
                diagnostics.push(
                    Diagnostic::warning(
                        "link::same-words",
                        link.span,
                        "another link with the same words leads elsewhere",
                    )
                    .also(first.span, "the other")
                    .hint(
                        "say in each what is there: people who hear a list of links cannot tell them apart",
                    ),
                );
            }
        }
        let malformed: Vec<Range<usize>> = places(&MALFORMED, &passage.text).collect();
        check_addresses(passage, &malformed, diagnostics);
        for found in malformed {
            diagnostics.push(
                Diagnostic::error("link::malformed", passage.place(found), "this is not read as a link")
                    .hint("a link is written `[words](file.md)`"),
            );
        }
    }
}

fn check_link(passage: &Passage, link: &Link, diagnostics: &mut Diagnostics) {
    diagnostics.extend(version_in(&link.target).map(|name| versioned(name, link.span)));
    if link.is_address {
        diagnostics.extend(copied(passage, link));
        return;
    }
    diagnostics.extend(empty_words(passage.words_of(link), link.span));
}

/// The problem of an address as a mail program writes it into plain text: right behind the words of the link, or with the
/// scheme of a mailbox.
fn copied(passage: &Passage, link: &Link) -> Option<Diagnostic> {
    let before = passage.text.slice(..link.words.start);
    let words = before.split_whitespace().next_back().unwrap_or_default();
    let is_behind = before.ends_with(|c: char| c.is_alphanumeric() || c == '/');
    let mailbox = link.target.strip_prefix("mailto:");
    if !is_behind && mailbox.is_none_or(|_| !passage.words_of(link).starts_with("mailto:")) {
        return None;
    }
    let whole = link.span.range();
    let problem = Diagnostic::warning(
        "link::copied",
        link.span,
        "this is how a mail program writes a link into plain text",
    )
    .label("people would see the address among the words");
    let address = mailbox.unwrap_or(&link.target);
    let bare = address.split_once("://").map_or(address, |(_, bare)| bare);
    let is_itself = [address, bare].contains(&words.trim_end_matches('/'));
    Some(if is_behind && is_itself {
        let span = passage.span.elsewhere(whole.start - words.len()..whole.end);
        problem.mend(format!("write `<{address}>`"), span, format!("<{address}>"))
    } else if is_behind {
        problem.hint(format!("make its words a link: `[{words}]({})`", link.target))
    } else {
        problem.write(format!("<{address}>"))
    })
}

/// The problem of words of a link that do not say where it leads.
#[must_use]
pub fn empty_words(words: &str, span: Span) -> Option<Diagnostic> {
    let words = words.trim();
    let plain = words.to_lowercase();
    let mut plain = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    // "About this site" is the name of a page; "more about this" is not.
    // Code among the words may name what is there, and a letter in brackets is that of a note.
    let is_empty = !words.contains([NOT_WORDS, '['])
        && plain.peek().is_some_and(|first| *first != "about")
        && plain.all(|word| EMPTY_WORDS.contains(&word));
    is_empty.then(|| {
        Diagnostic::advice("link::empty-words", span, format!("“{words}” does not say where the link leads"))
            .label("read on its own, it means nothing")
            .hint("name what is there, such as `[How to plan your absence](…)`")
    })
}

fn check_addresses(passage: &Passage, malformed: &[Range<usize>], diagnostics: &mut Diagnostics) {
    // What looks like a link and is none is reported for itself, too.
    let looks_linked: Vec<Range<usize>> = places(&LOOKS_LINKED, &passage.text).collect();
    let is_within = |found: &Range<usize>| {
        [looks_linked.as_slice(), malformed].iter().any(|places| {
            let next = places.partition_point(|place| place.end <= found.start);
            places.get(next).is_some_and(|place| place.start <= found.start)
        })
    };
    for found in places(&ADDRESS, &passage.text) {
        if passage.is_linked(&found) || is_within(&found) {
            continue;
        }
        let address = passage.text.slice(found.clone()).trim_end_matches(['.', ',', ';', ':', '!', '?']);
        let found = found.start..found.start + address.len();
        let problem = Diagnostic::warning("link::bare", passage.place(found), "this address is not a link")
            .label("people would have to type it");
        diagnostics.push(match rewritten_links::direct(address) {
            None => problem.hint(rewritten_links::OPEN_IT),
            Some(address) if address.to_lowercase().starts_with("www.") => {
                let hint = format!("write `<https://{address}>`, or `[what is there](https://{address})`");
                problem.reword(hint, [format!("<https://{address}>")])
            }
            Some(address) => problem.write(format!("<{address}>")),
        });
    }
    for found in DISGUISED.captures_iter(&passage.text) {
        let whole = found.get(0).map_or(0..0, |found| found.range());
        diagnostics.push(
            Diagnostic::warning("link::bare", passage.place(whole), "this address is not a link")
                .label("people would have to type it")
                .write(format!("<{}@{}>", &found["name"], &found["host"])),
        );
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use supportt_fixture::{check_short, page};

    #[test]
    fn links_say_where_they_lead() {
        check_short(
            &page(
                "a.md",
                "[Click here](about.md), [here.](#), [this *page*](about.md), [Find out more](about.md), [Download the PDF](about.md) or <https://example.org>.\n\n\
                 Click **here** for more.\n\nPlease follow this link to read on.\n\nClick on the link above to read more.\n\n\
                 Use the links below:\n\n- [The rules of the site](about.md)\n\n\
                 [The policy](https://example.org/Policy-v4.pdf), <https://example.org/form_final_2019.docx>, [its page](https://example.org/v4/policy.pdf).\n\n\
                 [What this page is about](about.md), [About this site](about.md), `click here`. You are here. The link between the two is weak.\n\n\
                 Write to team@example.org. or look at www.example.org/a.\n",
            ),
            expect![[r#"
                content/a.md:7:1: advice: “Click here” does not say where the link leads: read on its own, it means nothing (hint: name what is there, such as `[How to plan your absence](…)`)
                content/a.md:7:25: advice: “here.” does not say where the link leads: read on its own, it means nothing (hint: name what is there, such as `[How to plan your absence](…)`)
                content/a.md:7:33: error: this link leads nowhere (hint: write the file it leads to between the round brackets)
                content/a.md:7:37: advice: “this page” does not say where the link leads: read on its own, it means nothing (hint: name what is there, such as `[How to plan your absence](…)`)
                content/a.md:7:62: advice: “Find out more” does not say where the link leads: read on its own, it means nothing (hint: name what is there, such as `[How to plan your absence](…)`)
                content/a.md:7:89: advice: “Download the PDF” does not say where the link leads: read on its own, it means nothing (hint: name what is there, such as `[How to plan your absence](…)`)
                content/a.md:9:1: advice: there is no link here: this points at one (hint: make the words that say where it leads a link: `[How to return](returning.md)`)
                content/a.md:11:8: advice: there is no link here: this points at one (hint: make the words that say where it leads a link: `[How to return](returning.md)`)
                content/a.md:13:1: advice: there is no link here: this points at one (hint: make the words that say where it leads a link: `[How to return](returning.md)`)
                content/a.md:19:1: advice: this leads to one version of a document: `Policy-v4.pdf` will be replaced by a newer one (hint: lead to the page that lists the document, or name the version and when it was looked at)
                content/a.md:19:50: advice: this leads to one version of a document: `form_final_2019.docx` will be replaced by a newer one (hint: lead to the page that lists the document, or name the version and when it was looked at)
                content/a.md:23:10: warning: this address is not a link: people would have to type it (hint: write `<team@example.org>`)
                content/a.md:23:39: warning: this address is not a link: people would have to type it (hint: write `<https://www.example.org/a>`, or `[what is there](https://www.example.org/a)`)
            "#]],
        );
    }

    #[test]
    fn links_with_the_same_words_lead_to_the_same_place() {
        check_short(
            &page("a.md", "[The team](about.md), [the team](index.md), [The team](about.md).\n"),
            expect![[r#"
                content/a.md:7:23: warning: another link with the same words leads elsewhere (hint: say in each what is there: people who hear a list of links cannot tell them apart)
            "#]],
        );
    }

    #[test]
    fn every_kind_of_pointer_is_found() {
        let texts = [
            "You can find the form here.",
            "The guide is here:",
            "For more information please click the link.",
            "To find out more, visit our webpage.",
            "Please see here, or apply here. The form is attached.",
            "Use the booking form linked above.",
            "That is all.",
            "The form is [available to download here](about.md).",
            "Write to supportt [at] example.org or team(at)example.org.",
            "See [how it works(about.md). See (how it works)[about.md]. See [[how it works]].",
        ];
        check_short(
            &page("a.md", &texts.join("\n\n")),
            expect![[r#"
                content/a.md:7:9: advice: there is no link here: this points at one (hint: make the words that say where it leads a link: `[How to return](returning.md)`)
                content/a.md:9:5: advice: there is no link here: this points at one (hint: make the words that say where it leads a link: `[How to return](returning.md)`)
                content/a.md:11:29: advice: there is no link here: this points at one (hint: make the words that say where it leads a link: `[How to return](returning.md)`)
                content/a.md:13:19: advice: there is no link here: this points at one (hint: make the words that say where it leads a link: `[How to return](returning.md)`)
                content/a.md:15:1: advice: there is no link here: this points at one (hint: make the words that say where it leads a link: `[How to return](returning.md)`)
                content/a.md:17:22: advice: there is no link here: this points at one (hint: make the words that say where it leads a link: `[How to return](returning.md)`)
                content/a.md:21:13: advice: “available to download here” does not say where the link leads: read on its own, it means nothing (hint: name what is there, such as `[How to plan your absence](…)`)
                content/a.md:23:10: warning: this address is not a link: people would have to type it (hint: write `<supportt@example.org>`)
                content/a.md:23:39: warning: this address is not a link: people would have to type it (hint: write `<team@example.org>`)
                content/a.md:25:5: error: this is not read as a link (hint: a link is written `[words](file.md)`)
                content/a.md:25:34: error: this is not read as a link (hint: a link is written `[words](file.md)`)
                content/a.md:25:64: error: this is not read as a link (hint: a link is written `[words](file.md)`)
            "#]],
        );
    }

    #[test]
    fn what_a_quotation_says_is_left_alone() {
        check_short(&page("a.md", "> Click here to complete your induction.\n"), expect![""]);
    }
}
