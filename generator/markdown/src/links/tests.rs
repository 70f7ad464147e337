use expect_test::expect;

use supportt_fixture::{check, check_short, page};

#[test]
fn a_link_that_leads_nowhere_is_shown_with_what_was_meant() {
    check(
        &page("north/a.md", "Ask [the team](../abuot.md) or read [the rules](rule.md#who)."),
        expect![[r#"
                error[link::missing-page]: there is no page `../abuot.md`
                 --> content/north/a.md:7:16
                  |
                7 | Ask [the team](../abuot.md) or read [the rules](rule.md#who).
                  |                ^^^^^^^^^^^ no page here
                  |
                  = hint: did you mean `../about.md`?

                error[link::missing-page]: there is no page `rule.md`
                 --> content/north/a.md:7:49
                  |
                7 | Ask [the team](../abuot.md) or read [the rules](rule.md#who).
                  |                                                 ^^^^^^^^^^^ no page here
                  |
                  = hint: did you mean `rules.md`?

            "#]],
    );
}

#[test]
fn an_address_names_a_site() {
    check_short(
        &page(
            "a.md",
            "[The BDA](https://www.bda,org/), [the pay](https://https://www.bda.org/), [the guide](https://link), \
                 [the forms](https://.org), [the survey](https://eur01.safelinks.protection.outlook.com/?url=x).\n\n\
                 [The port](https://example.org:8080/a,b), [the name](https://müller.example.org?a=https://b), [the page](https://a_b.example.org#c).\n\n\
                 [.](about.md)\n",
        ),
        expect![[r#"
                content/a.md:7:11: error: this is not a whole address (hint: write it like `https://www.nhs.uk/`)
                content/a.md:7:44: error: this is not a whole address (hint: write it like `https://www.nhs.uk/`)
                content/a.md:7:87: error: this is not a whole address (hint: write it like `https://www.nhs.uk/`)
                content/a.md:7:114: error: this is not a whole address (hint: write it like `https://www.nhs.uk/`)
                content/a.md:7:142: warning: this leads through Microsoft's mail filter: it may hold the address of whoever got the message, and it stops working (hint: open it, and copy the address of the page that it leads to)
                content/a.md:9:95: advice: “the page” does not say where the link leads: read on its own, it means nothing (hint: name what is there, such as `[How to plan your absence](…)`)
                content/a.md:11:1: error: this link has no words (hint: write between the square brackets where it leads)
            "#]],
    );
}

#[test]
fn every_way_to_write_a_link_wrongly_is_reported() {
    check_short(
            &page(
                "north/a.md",
                "
[lost](missing.md) [absolute rules](/north/rules/) [relative rules](rules/) [html](rules.html) [folder](../north) [absolute](/about)
[empty]() [hash](#) [top](../../x.md) [case](Rules.md) [image](mpa.svg) [toml](region.toml)
[host](www.nhs.uk/x) [host](nhs.uk) [relative](//nhs.uk/) [http](http://nhs.uk/) [script](javascript:alert) [ftp](ftp://x)
[short](https://) [mail](mailto:nobody) [spaces](my page.md) [spaced] (rules.md) [open](rules.md
[undefined][nowhere] [](rules.md) [A list](https://nhs.uk/a list) [call](tel:01632 960000)

![](map.svg) ![Map](https://example.org/map.png) ![Map](rules.md) ![Map](map.png)
",
            ),
            expect![[r#"
                content/north/a.md:8:8: error: there is no page `missing.md`: no page here
                content/north/a.md:8:37: error: `/north/rules/` is not a file: a link names the file it leads to (hint: did you mean `/north/rules.md`?)
                content/north/a.md:8:69: error: `rules/` is not a file: a link names the file it leads to (hint: did you mean `rules.md`?)
                content/north/a.md:8:84: error: `rules.html` is not a file: a link names the file it leads to (hint: did you mean `rules.md`?)
                content/north/a.md:8:105: error: `../north` is not a file: a link names the file it leads to (hint: did you mean `index.md`?)
                content/north/a.md:8:126: error: `/about` is not a file: a link names the file it leads to (hint: did you mean `/about.md`?)
                content/north/a.md:9:1: error: this link leads nowhere (hint: write the file it leads to between the round brackets)
                content/north/a.md:9:18: error: this link leads nowhere (hint: write the file it leads to between the round brackets)
                content/north/a.md:9:27: error: `../../x.md` leads out of the folder `content` (hint: remove a `../`, or begin with `/` for the top of `content`)
                content/north/a.md:9:46: error: there is no page `Rules.md`: no page here (hint: did you mean `rules.md`?)
                content/north/a.md:9:64: error: there is no file `mpa.svg`: no file here (hint: did you mean `map.svg`?)
                content/north/a.md:9:80: error: `region.toml` is not part of the site: only this program reads it (hint: link to a page that shows what is in it)
                content/north/a.md:10:8: error: an address on another site begins with `https://` (hint: write `https://www.nhs.uk/x`)
                content/north/a.md:10:22: warning: another link with the same words leads elsewhere (hint: say in each what is there: people who hear a list of links cannot tell them apart)
                content/north/a.md:10:29: error: an address on another site begins with `https://` (hint: write `https://nhs.uk`)
                content/north/a.md:10:48: error: this address lacks its beginning (hint: write `https://nhs.uk/`)
                content/north/a.md:10:66: warning: this address is not secure (hint: try `https://nhs.uk/`; keep `http:` only if the other site has nothing else)
                content/north/a.md:10:91: error: a link cannot begin with `javascript:` (hint: links lead to a file, begin with `https:`, `mailto:` or `tel:`, or name an entry: `form:its-id`)
                content/north/a.md:10:115: error: a link cannot begin with `ftp:` (hint: links lead to a file, begin with `https:`, `mailto:` or `tel:`, or name an entry: `form:its-id`)
                content/north/a.md:11:9: error: this is not a whole address (hint: write it like `https://www.nhs.uk/`)
                content/north/a.md:11:26: error: this is not an email address (hint: write it like `mailto:name@nhs.net`)
                content/north/a.md:11:48: error: this is not read as a link: an address has no spaces (hint: give the file the name `my-page.md`, and write that here)
                content/north/a.md:11:69: error: this is not read as a link: a space between the brackets (hint: write `](rules.md)`)
                content/north/a.md:11:87: error: this is not read as a link (hint: close the round bracket: `[words](file.md)`)
                content/north/a.md:12:1: error: nothing says where `nowhere` leads (hint: write the file in round brackets instead, or a line `[nowhere]: file.md` below)
                content/north/a.md:12:22: error: this link has no words (hint: write between the square brackets where it leads)
                content/north/a.md:12:42: error: this is not read as a link: an address has no spaces (hint: write `https://nhs.uk/a%20list`)
                content/north/a.md:12:44: warning: this address is not a link: people would have to type it (hint: write `<https://nhs.uk/a>`)
                content/north/a.md:12:72: error: this is not read as a link: an address has no spaces (hint: write `tel:01632960000`)
                content/north/a.md:14:1: error: this picture says nothing to people who cannot see it (hint: write what it shows between the square brackets: `![what it shows](picture.png)`)
                content/north/a.md:14:21: error: this picture is on another site (hint: save it in the folder of this page and write its file name: pages load nothing from other sites)
                content/north/a.md:14:57: error: this is a page, not a picture (hint: to link to the page, leave out the `!`)
                content/north/a.md:14:74: error: there is no file `map.png`: no file here (hint: did you mean `map.svg`?)
            "#]],
        );
}

#[test]
fn addresses_are_put_right() {
    let addresses = [
        "mailto://team@example.org",
        "mailto:%20team@example.org",
        "Mailto:team@example.org",
        "team@example.org",
        "tel:O1632960000",
        "tel:01234567890x",
        "tel:(01234)567890",
        "tel:+44(0)1632960000",
        "htps://example.org/a",
        "ttps://example.org/a",
        "https://example.org/guide.",
        "https://ex\u{430}mple.org/a",
        "//eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2Fb",
        "https://urldefense.com/v3/__http://example.org/c__;!!abc",
        "https://[2001:db8::1]/x",
        "mailto:team@example.org?subject=Hello there",
        "https://example.org/a b.pdf",
    ];
    let links: Vec<String> = (0..).zip(addresses).map(|(at, to)| format!("[Team {at}]({to})\n")).collect();
    let others = "\nSee [the rules]\u{a0}(rules.md). Write to team@example.org<mailto:team@example.org>. See the guide<https://example.org/g>.\n";
    check_short(
        &page("north/a.md", &(links.join("\n") + others)),
        expect![[r#"
            content/north/a.md:7:10: error: this is not an email address (hint: write `mailto:team@example.org`)
            content/north/a.md:9:10: error: this is not an email address (hint: write `mailto:team@example.org`)
            content/north/a.md:11:10: error: a link cannot begin with `Mailto:` (hint: did you mean `mailto:team@example.org`?)
            content/north/a.md:13:10: error: an email address begins with `mailto:` in a link (hint: write `mailto:team@example.org`)
            content/north/a.md:15:10: error: this is not a telephone number (hint: write `tel:01632960000`)
            content/north/a.md:17:10: error: this is not a telephone number (hint: write it like `tel:01632960000`)
            content/north/a.md:19:10: error: this is not a telephone number (hint: write `tel:01234567890`)
            content/north/a.md:21:10: error: this is not a telephone number (hint: write `tel:+441632960000`)
            content/north/a.md:23:10: error: a link cannot begin with `htps:` (hint: did you mean `https://example.org/a`?)
            content/north/a.md:25:10: error: a link cannot begin with `ttps:` (hint: did you mean `https://example.org/a`?)
            content/north/a.md:27:11: warning: this address ends as a sentence does (hint: write `https://example.org/guide`)
            content/north/a.md:29:11: error: the name of this site has letters of two alphabets: one of them only looks like the right one (hint: type the address again, or copy it from the page that it leads to)
            content/north/a.md:31:11: error: this address lacks its beginning (hint: write `https://example.org/b`)
            content/north/a.md:33:11: warning: this leads through Proofpoint's mail filter: it may hold the address of whoever got the message, and it stops working (hint: write `https://example.org/c`)
            content/north/a.md:37:9: error: this is not read as a link: an address has no spaces (hint: write `mailto:team@example.org?subject=Hello%20there`)
            content/north/a.md:39:9: error: this is not read as a link: an address has no spaces (hint: write `https://example.org/a%20b.pdf`)
            content/north/a.md:41:15: error: this is not read as a link: a space between the brackets (hint: write `](rules.md)`)
            content/north/a.md:41:54: warning: this is how a mail program writes a link into plain text: people would see the address among the words (hint: write `<team@example.org>`)
            content/north/a.md:41:94: warning: this is how a mail program writes a link into plain text: people would see the address among the words (hint: make its words a link: `[guide](https://example.org/g)`)
        "#]],
    );
}

#[test]
fn right_links_are_left_alone() {
    check_short(
            &page(
                "north/a.md",
                "
## Here

[rules](rules.md) [rules again](./rules.md) [up](../about.md) [top](/about.md) [heading](rules.md#every-rule) [these words](#here)
[map](map.svg) [the NHS](https://www.nhs.uk/) <https://www.nhs.uk> [mail](mailto:a@b.uk) <a@b.uk> [tel](tel:111) [by name]
[long](tel:+44-1632-960000;ext=12) [The server](https://[2001:db8::1]:80/x) [plus](mailto:a%2Bb@c.uk) (<https://www.nhs.uk/>)
[sic] and [x] `[code](nowhere.md)` \\[not a link](nowhere.md)

    [code](nowhere.md) [^1] {{ nothing }}

[by name]: rules.md
",
            ),
            expect![[r#"
                content/north/a.md:15:5: warning: the spaces before this make code of it: people would see it as it is typed, in a line that does not wrap (hint: take out the spaces before it; code stands between two lines of three backticks)
            "#]],
        );
}

#[test]
fn headings_of_other_pages_are_checked() {
    check(
        &page(
            "north/a.md",
            "[one](rules.md#who-decide) [two](check.md#start) [three](#end)\n\n## The end\n\nText.\n",
        ),
        expect![[r#"
                error[link::missing-heading]: `north/rules.md` has no heading `who-decide`
                 --> content/north/a.md:7:16
                  |
                7 | [one](rules.md#who-decide) [two](check.md#start) [three](#end)
                  |                ^^^^^^^^^^
                  |
                  = hint: did you mean `#who-decides`?

                error[link::missing-heading]: `north/check.md` has no heading `start`
                 --> content/north/a.md:7:43
                  |
                7 | [one](rules.md#who-decide) [two](check.md#start) [three](#end)
                  |                                           ^^^^^
                  |
                  = hint: it has no headings: leave out the `#` and what follows

                error[link::missing-heading]: this page has no heading `end`
                 --> content/north/a.md:7:59
                  |
                7 | [one](rules.md#who-decide) [two](check.md#start) [three](#end)
                  |                                                           ^^^
                  |
                  = hint: its headings are `the-end`

            "#]],
    );
}

#[test]
fn answers_given_to_the_checker_are_checked() {
    check(
        &page(
            "north/a.md",
            "[one](check.md#stage=away&reason=sick) [two](check.md#stag=away) [right](check.md#stage=away)\n",
        ),
        expect![[r#"
                error[link::answers]: `sick` does not answer `reason`: write `parental-leave`, `sick-leave`, `carers-leave`, `out-of-programme`, `research`, `career-break`, `experience`, `approved-training`, `pause`, `global-health-fellowship`, `restriction`, `suspension`, `other`, `prefer-not-to-say`, `bereavement` or `unknown`
                 --> content/north/a.md:7:16
                  |
                7 | [one](check.md#stage=away&reason=sick) [two](check.md#stag=away) [right](check.md#stage=away)
                  |                ^^^^^^^^^^^^^^^^^^^^^^

                error[link::answers]: the checker has no question `stag`
                 --> content/north/a.md:7:55
                  |
                7 | [one](check.md#stage=away&reason=sick) [two](check.md#stag=away) [right](check.md#stage=away)
                  |                                                       ^^^^^^^^^
                  |
                  = hint: did you mean `stage`?

            "#]],
    );
}
