//! What a trail means for readers and editors.

use std::time::Duration;

use super::collect::Link;
use super::pace::Pace;
use super::trail::{End, Hop, Trail};
use supportt_source::diagnostic::Diagnostic;
use supportt_source::wording::count;

/// Whether there is nothing to say about a trail.
pub(super) fn is_good(trail: &Trail) -> bool {
    matches!(trail.end, End::Status(200..=299)) && moved_to(trail).is_none()
}

/// What is to be said about a link, if anything.
pub(super) fn judge(link: &Link, trail: &Trail, pace: &Pace) -> Option<Diagnostic> {
    const LATER: &str = "run this again later; if it stays so, look at it in a browser";
    let span = link.written.span;
    let error = |code, message| Diagnostic::error(code, span, message);
    let warning = |code, message: &str| Diagnostic::warning(code, span, message);
    let diagnostic = match &trail.end {
        End::Status(200..=299) => return moved(link, trail),
        End::Status(404 | 410) => error("link::dead", "there is no such page on the other site")
            .hint("look for where it is now; if it is nowhere, take the link out"),
        End::UnknownHost => error("link::dead", "there is no site of this name")
            .hint("look for a slip in the name; if the site has gone, take the link out"),
        End::Private(_) => {
            let at = trail.hops.last().map_or(&link.address, |hop| &hop.to);
            let allow = format!("--allow-private {}", at.host_str().unwrap_or_default());
            warning("link::private", "not checked: this address is not on the public internet").hint(format!(
                "most readers cannot reach it: look for a public one; if it is right, allow it with `{allow}`"
            ))
        }
        End::Status(429) => warning("link::busy", "the site asks for fewer questions")
            .hint("run this again later: good answers are kept, so that fewer are asked"),
        End::Status(500..=599) => {
            warning("link::server-error", "the site has a fault of its own").hint(LATER)
        }
        End::Status(401 | 403) => {
            allowing(warning("link::refused", "cannot be checked: the site refuses programs"))
        }
        End::Status(_) => {
            allowing(warning("link::refused", "cannot be checked: the site answers neither yes nor no"))
        }
        End::TimedOut => {
            warning("link::no-answer", &format!("the site did not answer within {}", seconds(pace.timeout)))
                .hint(LATER)
        }
        End::NoConnection(_) => warning("link::no-answer", "the site cannot be reached").hint(LATER),
        End::NotSecure(_) => warning("link::not-secure", "there is no secure connection to the site").hint(
            "look at it in a browser; if it warns you, it warns your readers too: tell the site's owner",
        ),
        End::Circle => allowing(warning("link::redirects", "this address leads in a circle")),
        End::TooLong => allowing(warning("link::redirects", "this address leads on and on")),
        End::Nowhere => allowing(warning("link::redirects", "this address leads to no web address")),
        End::LeftAlone => {
            warning("link::not-asked", "not checked: the site did not answer before").hint(LATER)
        }
        End::OutOfTime => warning("link::not-asked", "not checked: there was no time left")
            .hint("run this again: good answers are kept, so that it goes on from here"),
    };
    Some(match label(trail) {
        Some(label) => diagnostic.label(label),
        None => diagnostic,
    })
}

fn seconds(time: Duration) -> String {
    count(usize::try_from(time.as_secs()).unwrap_or(usize::MAX), "second")
}

/// Says how to have an address left out that only a browser can see.
fn allowing(diagnostic: Diagnostic) -> Diagnostic {
    diagnostic.hint(
        "look at it in a browser; if it is there, add it to `content/links.toml` as an `[[allow]]` entry",
    )
}

fn moved(link: &Link, trail: &Trail) -> Option<Diagnostic> {
    let mut to = moved_to(trail)?.to.clone();
    let written = &link.written.value;
    to.set_fragment(written.split_once('#').map(|(_, fragment)| fragment));
    Some(
        Diagnostic::warning("link::moved", link.written.span, "this address has moved for good")
            .reword(format!("write `{to}`"), [to.to_string()]),
    )
}

/// The last place that the site says an address has moved to for good. What comes after a redirect that is not for
/// good, such as a page to sign in, is no better address.
fn moved_to(trail: &Trail) -> Option<&Hop> {
    trail.hops.iter().take_while(|hop| hop.for_good).last()
}

/// What was found, in a few words.
fn label(trail: &Trail) -> Option<String> {
    let leads = trail.hops.last().map(|hop| format!("it leads to `{}`", hop.to));
    match (leads, &trail.end) {
        (None, End::Status(status)) => Some(format!("it answers {status}")),
        (None, End::NoConnection(reason) | End::NotSecure(reason)) => Some(reason.clone()),
        (None, End::Private(address)) => Some(format!("it is at `{address}`")),
        (Some(leads), End::Private(address)) => Some(format!("{leads}, which is at `{address}`")),
        (Some(leads), End::Status(status)) => Some(format!("{leads}, which answers {status}")),
        (Some(leads), End::NoConnection(reason) | End::NotSecure(reason)) => {
            Some(format!("{leads}: {reason}"))
        }
        (leads, _) => leads,
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use url::Url;

    use super::*;
    use crate::external_links::collect;
    use supportt_fixture::{inputs, page};
    use supportt_source::diagnostic::Diagnostics;
    use supportt_source::diagnostic::render::Format;

    #[test]
    fn a_link_is_shown_with_what_to_do_about_it() {
        let text = page("north/a.md", "[The rules](https://a.example/rules#who) say so.\n");
        let inputs = inputs(&text, &mut Diagnostics::new());
        let links = collect::links(&inputs.sources, &mut Diagnostics::new());
        let to = |path: &str| Url::parse(&format!("https://b.example/{path}")).expect("an address");
        let moved = Hop { for_good: true, to: to("new") };
        let moved_for_now = Hop { for_good: false, to: to("sign-in") };
        let trails = [
            Trail { hops: vec![moved.clone(), moved_for_now.clone()], end: End::Status(200) },
            Trail { hops: vec![moved_for_now.clone()], end: End::Status(200) },
            Trail {
                hops: vec![moved_for_now],
                end: End::NotSecure("its certificate has expired".to_owned()),
            },
            Trail { hops: Vec::new(), end: End::Status(404) },
            Trail { hops: Vec::new(), end: End::OutOfTime },
        ];
        let mut report = String::new();
        for trail in &trails {
            let mut diagnostics = Diagnostics::new();
            diagnostics.extend(judge(&links[0], trail, &Pace::default()));
            assert_eq!(diagnostics.is_empty(), is_good(trail));
            report += &diagnostics.report(&inputs.sources, Format::Human, false);
        }
        expect![[r#"
            warning[link::moved]: this address has moved for good
             --> content/north/a.md:7:13
              |
            7 | [The rules](https://a.example/rules#who) say so.
              |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^
              |
              = hint: write `https://b.example/new#who`

            warning[link::not-secure]: there is no secure connection to the site
             --> content/north/a.md:7:13
              |
            7 | [The rules](https://a.example/rules#who) say so.
              |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^ it leads to `https://b.example/sign-in`: its certificate has expired
              |
              = hint: look at it in a browser; if it warns you, it warns your readers too: tell the site's owner

            error[link::dead]: there is no such page on the other site
             --> content/north/a.md:7:13
              |
            7 | [The rules](https://a.example/rules#who) say so.
              |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^ it answers 404
              |
              = hint: look for where it is now; if it is nowhere, take the link out

            warning[link::not-asked]: not checked: there was no time left
             --> content/north/a.md:7:13
              |
            7 | [The rules](https://a.example/rules#who) say so.
              |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^
              |
              = hint: run this again: good answers are kept, so that it goes on from here

        "#]]
        .assert_eq(&report);
    }
}
