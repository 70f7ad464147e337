//! What comes along when a text is copied from another site or another program.

use supportt_markdown::passages::{Part, is_quoted, passages};
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::pattern::{Pattern, any, places};

/// Taking consent for granted.
static CONSENT: Pattern = Pattern::new(|| {
    any(&[
        r"\bby (continuing to (use|browse|visit)|using this (web)?site)",
        r"\bby clicking\b[^.]{0,20}\baccept\b[^.]{0,10} you (agree|consent|accept)",
        r"\bcontinued use of (this|our) (web)?site",
        r"\b(you are|you're) agreeing to our",
        r"\b(this (web)?site|we) uses? (essential |necessary |analytics |functional |some )?cookies",
        r"\buses? cookies to|\baccept (all )?(our )?cookies|\bcookies help us|\breceive all cookies",
        r"\bcookie (legislation|law)",
        r"\bgoogle analytics",
    ])
});

/// The furniture of other sites and programs.
static FURNITURE: Pattern = Pattern::new(|| {
    any(&[
        r"^skip to (the )?(main )?content\b",
        r"^back to (the )?top\.?$|^print this page\.?$|^share this page(:|$)",
        r"^(©|\(c\)|copyright ©?) ?[^.,;]{0,60}\d{4}\.?$|\ball rights reserved\b",
        r"^posted (by|on) |\bby admin\b",
        r"^sent from my |^page \d+ of \d+$",
        r"-{4,} ?(original|forwarded) message ?-{4,}|^(-{3,} )?from: .{1,80} sent: ",
        r"^\[external( e-?mail| sender)?\]",
        r"\bthis (message|e-?mail) originated from outside\b",
        r"\bif you are not the intended recipient\b",
        r"\bthis (message|e-?mail)( and any attachments?)? (may contain|contains?|is) (confidential|privileged)\b",
        r"\bas an ai (language )?model\b|^certainly! here\b",
    ])
});

pub(super) fn check(parts: &[Part], diagnostics: &mut Diagnostics) {
    for passage in passages(parts) {
        let first =
            |pattern: &Pattern| places(pattern, &passage.text).find(|found| !is_quoted(passage, found));
        if let Some(found) = first(&CONSENT) {
            diagnostics.push(
                Diagnostic::advice(
                    "prose::implied-consent",
                    passage.place(found),
                    "this speaks of cookies or takes consent for granted",
                )
                .label("this site sets no cookies and stores nothing unasked")
                .hint("leave it out; the page about privacy says what happens"),
            );
        }
        if let Some(found) = first(&FURNITURE) {
            diagnostics.push(
                Diagnostic::advice(
                    "prose::copied-along",
                    passage.place(found),
                    "this came along when the text was copied",
                )
                .hint("take it out: it belongs to another site or program"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use supportt_fixture::{check_short, page};

    #[test]
    fn what_came_along_is_found() {
        check_short(
            &page(
                "a.md",
                "\
By continuing to use this site, you are agreeing to our policy.

By clicking \"Accept\" you agree to the storing of cookies.

We use essential cookies to make this site work.

Skip to main content

© Health Education England 2021

Posted by admin on 3 May 2022

Sent from my iPhone

[EXTERNAL] Please read.

Text.
-----Original Message-----

This message originated from outside of NHSmail.

As an AI language model, I cannot give advice.
",
            ),
            expect![[r#"
                content/a.md:7:1: advice: this speaks of cookies or takes consent for granted: this site sets no cookies and stores nothing unasked (hint: leave it out; the page about privacy says what happens)
                content/a.md:9:1: advice: this speaks of cookies or takes consent for granted: this site sets no cookies and stores nothing unasked (hint: leave it out; the page about privacy says what happens)
                content/a.md:11:1: advice: this speaks of cookies or takes consent for granted: this site sets no cookies and stores nothing unasked (hint: leave it out; the page about privacy says what happens)
                content/a.md:13:1: advice: this came along when the text was copied (hint: take it out: it belongs to another site or program)
                content/a.md:15:1: advice: this came along when the text was copied (hint: take it out: it belongs to another site or program)
                content/a.md:17:1: advice: this came along when the text was copied (hint: take it out: it belongs to another site or program)
                content/a.md:19:1: advice: this came along when the text was copied (hint: take it out: it belongs to another site or program)
                content/a.md:21:1: advice: this came along when the text was copied (hint: take it out: it belongs to another site or program)
                content/a.md:24:1: advice: this came along when the text was copied (hint: take it out: it belongs to another site or program)
                content/a.md:26:1: advice: this came along when the text was copied (hint: take it out: it belongs to another site or program)
                content/a.md:28:1: advice: this came along when the text was copied (hint: take it out: it belongs to another site or program)
            "#]],
        );
    }

    #[test]
    fn talk_of_sites_and_cookies_is_left_alone() {
        check_short(
            &page(
                "a.md",
                "\
We use no cookies. This site sets no cookies. We gave out cookies and tea.

By continuing to train part time, you keep your number. You accept the offer by signing.

Print this page and bring it. Go back to the top of the form. We share this page with trusts.

The picture is © Jane Bloggs, 2021, and free to use. The job was posted by the trust.

“Sent from my iPhone” is no excuse. An AI model reads the scans.
",
            ),
            expect![""],
        );
    }
}
