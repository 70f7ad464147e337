//! Phrases and addresses that say by themselves that something is wrong: rules as data, each with cases that it must and
//! must not find.
//!
//! To add one, add an entry to [`RULES`] and a section to `PROBLEMS.md`; the cases are its tests.

use std::ops::Range;

use regex::Captures;

use supportt_markdown::passages::{Part, Passage, is_quoted, passages};
use supportt_source::Slice;
use supportt_source::addresses::{is_mailbox, is_phone};
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::pattern::{Pattern, any, pattern, whole};

/// What is looked for, and what is said of it.
struct Rule {
    code: &'static str,
    message: &'static str,
    label: &'static str,
    hint: &'static str,
    /// Where it is looked for.
    scope: Scope,
    /// What it looks like. Where it has a group `what`, `told` or `link`, that is what the problem is about.
    pattern: Pattern,
    /// What says, close by in the same sentence, that it is meant as it is written.
    unless: Option<Pattern>,
    /// Whether what looks like it is it.
    is_it: fn(&str) -> bool,
    /// Texts, or addresses, in which it is found once.
    #[cfg_attr(not(test), expect(dead_code, reason = "cases are for tests"))]
    found: &'static [&'static str],
    /// Those in which neither it nor any other rule finds anything.
    #[cfg_attr(not(test), expect(dead_code, reason = "cases are for tests"))]
    left_alone: &'static [&'static str],
}

/// Where a rule looks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    /// At the words of a passage.
    Words,
    /// At the same; said once in each passage.
    WordsOnce,
    /// At the addresses of its links.
    Addresses,
}

/// Words that send somebody to whoever is named next.
pub(super) const TELL: &str = "ask|contact|e-?mail|write to|apply to|phone|ring|call|tell|inform|speak to|talk to|send (it|this|them|(the|your) \\w+) to";

/// Bodies that have been abolished.
const BODIES: &str = "health education england|public health england|nhs digital|nhs improvement|clinical commissioning groups?|primary care trusts?|strategic health authorit(y|ies)|health protection agency|national patient safety agency|(?-i:HEE|PHE|NHSX|CCGs?|NPSA)";

static RULES: [Rule; 11] = [
    Rule {
        code: "prose::unfinished",
        message: "this is left to be filled in",
        label: "",
        hint: "write what belongs here, or leave it out",
        scope: Scope::Words,
        pattern: Pattern::new(|| {
            const WHAT: &str = "name|names|e-?mail|address|dates?|links?|hyperlink|url|number|phone|telephone|trust|region|role|title|venue|time|amount";
            const UNIT: &str = "days|weeks|months|years|hours|sessions";
            const MONTH: &str =
                "january|february|march|april|may|june|july|august|september|october|november|december";
            any(&[
                r"\[(insert|add|name|date|link to|tbc|tba|to be)\b[^\[\]]*\]",
                &format!(r"\[((the|your|an?) )?([\w-]+ ){{0,2}}({WHAT})( (of|to|here|goes)\b[^\]]*)?\]"),
                &format!(r"\[x{{1,3}}\] ({UNIT})\b"),
                &format!(r"\bxx ({UNIT})\b"),
                &format!(r"(^|\b(for|of|least|than|within|after) )x ({UNIT})\b"),
                r"\{((first|last|trust) )?(name|date|e-?mail|link|address)\}",
                r"<(insert|add)\b",
                r"\b(dr|mr|mrs|ms|prof|professor|ask|contact) (_{4,}|\.{5,})",
                r"\bxxx+\b|\bxx/xx/|£xx\b",
                &format!(r"\bxx(st|nd|rd|th)? (of )?({MONTH})\b"),
                r"«(\w+_\w+|\w*(name|date|address|title|e-?mail|trust|region)\w*)»",
                r"\bdd/mm/yyyy\b",
            ])
        }),
        unless: Some(Pattern::new(|| {
            pattern(r"\b(replace|template|format|asks? for|write the (day|date) as)\b")
        })),
        is_it: always,
        found: &[
            "[insert name] leads it.",
            "It is on dd/mm/yyyy.",
            "Add xxx.",
            "Send it to [email address].",
            "The form of [Trust name] is here.",
            "See [link].",
            "Stay [X] weeks.",
            "Stay XX weeks.",
            "Stay for x months.",
            "Ask {name} about it.",
            "Ask Dr ______.",
            "The grant is £[amount].",
            "The course is on XX March.",
        ],
        left_alone: &[
            "A Name: ____ and a Date: ____ are on the form.",
            "Have two x sessions of each, or 2 x weeks of nights.",
            "XXY is a chromosome disorder, and XX on the rota means a zero day.",
            "In the case of Smith [2019] UKSC 5, “[the trainee] had to go”, and [sic] stays.",
            "Write the day as dd/mm/yyyy.",
            "Replace [your name] in the letter below with your own.",
            "Form R asks for [name of employer] and [start date].",
        ],
    },
    Rule {
        code: "prose::unfinished",
        message: "this is left to be written",
        label: "",
        hint: "write it, or leave it out",
        scope: Scope::Words,
        pattern: Pattern::new(|| {
            const WHAT: &str = "table|picture|image|photo|link|text|name|date|diagram|logo|figure|map|quote|paragraph|details";
            const LATER: &str =
                "links?|details|dates|information|agenda|programme|timetable|slides|photos?|form";
            any(&[
                r"\blorem ipsum\b",
                r"\byour text here\b",
                r"\bmore content to be added\b",
                &format!(r"\b(insert|paste) (the |an? )?({WHAT})s? here\b"),
                r"^\W*placeholder (for|text|image|picture)\b",
                &format!(
                    r"(^|[.!?;:(] |[–—-] )(?P<what>((more|further|full) )?({LATER}) to be (added|supplied|inserted)( (here|later|soon|shortly))?)([.;)!]|$)"
                ),
                r"(^|[.!?;:(] |[–—-] )(?P<link>links? to follow)([.;)!]|$)",
            ])
        }),
        unless: None,
        is_it: always,
        found: &[
            "Placeholder for the picture.",
            "Insert table here.",
            "Lorem ipsum dolor.",
            "Details to be added.",
            "The day is Friday. Further details to be added later.",
            "Slides – link to follow",
        ],
        left_alone: &[
            "A placeholder is put on the rota.",
            "This is the link to follow.",
            "Ask for details to be added to your record.",
            "There are more details to be added, if you have any, on the form.",
        ],
    },
    Rule {
        code: "prose::unfinished",
        message: "this is a note to those who write the page",
        label: "",
        hint: "do what it says, and take it out",
        scope: Scope::Words,
        pattern: Pattern::new(|| {
            const LIVE: &str = r"before (launch|publication|publishing|(we |it )?(go|goes|going) live)\b";
            any(&[
                r"\b(?-i:TODO)\b|\btodo:|\bfixme\b",
                r"\[(dn|comment)\b|\[citation needed\]",
                r"\bnotes? (to|for) (the )?(editor|designer|developer|web ?(editor|master))\b",
                r"^draft ?[-–—:(] ?(not|do not|only|for (comment|review|discussion))\b",
                r"\b(?-i:DRAFT),? ?(version |v(er(sion)?)?\.? ?)?\d+(\.\d+)*\b|\bdraft,? v(er(sion)?)?\.? ?\d+(\.\d+)+\b",
                &format!(r"\bneeds? (rewriting|re-writing|updating|checking|editing) {LIVE}"),
                &format!(r"\bto (check|confirm|review|rewrite|update) (this|these|it)\b[^.]{{0,30}} {LIVE}"),
            ])
        }),
        unless: None,
        is_it: always,
        found: &[
            "TODO: write this.",
            "[DN: check with legal]",
            "This is so [citation needed].",
            "Jane to check this before we go live.",
            "(Note to editor: is it?)",
            "NB – needs rewriting before launch",
            "DRAFT – not for publication",
            "This is DRAFT v0.3 of the guidance.",
            "Draft version 0.2, for the team.",
        ],
        left_alone: &[
            "He said “TODO lists are my downfall”.",
            "We review each course before launch.",
            "Send a note to the web team if a link is broken. Read the notes for the author of the report.",
            "Draft only what you need; your mentor helps with the rest.",
            "Todo lists help many people who come back.",
            "Drafts are welcome. Draft a plan with your supervisor. Take notes for the meeting.",
            "Draft 2 pages about it.",
            "All papers are checked before publication.",
        ],
    },
    Rule {
        code: "prose::unfinished",
        message: "another program left this here",
        label: "",
        hint: "take it out, or write what it stands for",
        scope: Scope::Words,
        pattern: Pattern::new(|| {
            any(&[
                r"(_|\b)x000[0-9a-f](_|\b)",
                r"\w [-–] (?-i:Copy)( ?\(\d+\))?$",
                r"#ref!",
                r"\s#{5,}(\s|[.,;]|$)|^#{7,}$",
                r#"\bhyperlink ["“]"#,
                r"\berror! (reference|bookmark|hyperlink|no (text|table|bookmark))",
                r"\bcommented \[|^formatted: |^deleted: ",
                r"\bclick to add text\b|\bclick (or tap )?(here )?to enter (text|a date)\b|^choose an item\.?$",
            ])
        }),
        unless: None,
        is_it: always,
        found: &[
            "Commented [JS1]: is this so?",
            "See Error! Bookmark not defined.",
            "Choose an item.",
            "How to return - Copy (2)",
            "Bring your rota._x000D_ Ask for a room.",
        ],
        left_alone: &[
            "Choose an item from your wish list to talk about.",
            "Copy of Form R: ask for it. Send the form on, and keep the copy.",
        ],
    },
    Rule {
        code: "prose::implied-consent",
        message: "this speaks of cookies or takes consent for granted",
        label: "this site sets no cookies and stores nothing unasked",
        hint: "leave it out; the page about privacy says what happens",
        scope: Scope::WordsOnce,
        pattern: Pattern::new(|| {
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
        }),
        unless: Some(Pattern::new(|| pattern(r"\b(no|not|never|without|neither|nor)\b"))),
        is_it: always,
        found: &[
            "By continuing to use this site, you are agreeing to our policy.",
            "By clicking “Accept” you agree to the storing of cookies.",
            "We use essential cookies to make this site work.",
        ],
        left_alone: &[
            "We do not use cookies to follow you. Google Analytics is not used on this site.",
            "We use no cookies. This site sets no cookies. We gave out cookies and tea.",
            "By continuing to train part time, you keep your number. You accept the offer by signing.",
        ],
    },
    Rule {
        code: "prose::copied-along",
        message: "this came along when the text was copied",
        label: "",
        hint: "take it out: it belongs to another site or program",
        scope: Scope::WordsOnce,
        pattern: Pattern::new(|| {
            any(&[
                r"^skip to (the )?(main )?content\b",
                r"^back to (the )?top\.?$|^print this page\.?$|^share this page(:|$)",
                r"^(©|\(c\)|copyright ©?) ?[^.,;]{0,60}\d{4}\.?$|\ball rights reserved\b",
                r"^posted on \d|^posted by [\w ]{1,30} on \d|\bby admin\b",
                r"^sent from my |^page \d+ of \d+$",
                r"-{4,} ?(original|forwarded) message ?-{4,}|^(-{3,} )?from: .{1,80} sent: ",
                r"^\[external( e-?mail| sender)?\]",
                r"\bthis (message|e-?mail) originated from outside\b",
                r"\bif you are not the intended recipient\b",
                r"\bthis (message|e-?mail)( and any attachments?)? (may contain|contains?) (confidential|privileged)\b",
                r"\bas an ai (language )?model\b|^certainly! here\b",
            ])
        }),
        unless: None,
        is_it: always,
        found: &[
            "Skip to main content",
            "© Health Education England 2021",
            "Posted by admin on 3 May 2022",
            "Sent from my iPhone",
            "[EXTERNAL] Please read.",
            "Text. -----Original Message-----",
            "This message originated from outside of NHSmail.",
            "As an AI language model, I cannot give advice.",
        ],
        left_alone: &[
            "Print this page and bring it. Go back to the top of the form. We share this page with trusts.",
            "The picture is © Jane Bloggs, 2021, and free to use. The job was posted by the trust.",
            "“Sent from my iPhone” is no excuse. An AI model reads the scans.",
            "This email is confidential between you and your mentor.",
            "Posted by your Trust to all trainees, the rota comes six weeks ahead.",
        ],
    },
    Rule {
        code: "prose::abolished",
        message: "this body is spoken of as if it still were there",
        label: "another has taken over what it did",
        hint: "name the body that does it today, or say that it was so then",
        scope: Scope::WordsOnce,
        pattern: Pattern::new(|| {
            const DOES: &str = "runs?|offers?|provides?|pays|is|are|has|have|can|will|supports?|leads?|asks?|expects?|commissions?|advises?|manages?|recommends?|needs?|holds?|publishes|requires?";
            any(&[
                &format!(r"\b(?P<what>{BODIES})( (also|still|currently|now))? ({DOES})\b"),
                &format!(
                    r"\b({TELL}) (the |your |your local |our )?(?P<told>{BODIES})([.,;:!?)]| (?-i:[a-z])|$)"
                ),
            ])
        }),
        unless: Some(Pattern::new(|| {
            pattern(
                r"\b(was|were|former(ly)?|until|became|become|replaced|merged|joined|renamed|abolished|closed|called|known as|previously|used to|then|old|historic|archived?|no longer|not any more|now|19\d\d|20\d\d)\b",
            )
        })),
        is_it: always,
        found: &[
            "Health Education England runs the programme.",
            "Public Health England offers advice.",
            "Your CCG can help.",
            "Send the form to HEE.",
        ],
        left_alone: &[
            "Health Education England is now part of NHS England.",
            "HEE was the body that ran it until 2023.",
            "The guidance of Health Education England still stands.",
            "She cares for her sister. He phoned the ward. A raised PCT is a sign of infection.",
            "Send the form to HEE South. CCGs are now integrated care boards. HEE funds paid for the first courses.",
        ],
    },
    Rule {
        code: "prose::phone",
        message: "this cannot be a telephone number",
        label: "it has too few or too many figures",
        hint: "look the number up and write it as it is dialled, like `01632 960000`",
        scope: Scope::Words,
        pattern: Pattern::new(|| {
            pattern(
                r"\b(phone|telephone|tel|call|ring|mobile|fax|helpline)( (us|me|her|him|them|the team|number|line))?( on| is)?[: .]{1,3}(?P<what>[+0(][\d() -]{3,}\d)",
            )
        }),
        unless: None,
        is_it: |number| !is_phone(number) && !is_from_abroad(number) && !is_date(number) && !is_time(number),
        found: &["Phone 01632 9600 between 9 and 5.", "Ring 07700 9001234.", "Tel: 0123 45"],
        left_alone: &[
            "Phone 01632 960000 or ring 07700 900123. Call 111. Tel: +44 1632 960000",
            "We call on 01-02-2027 and ring at 09 00. Tel: 0900-1700 on weekdays. Phone 00 44 20 7946 0958.",
        ],
    },
    Rule {
        code: "prose::mailbox",
        message: "this cannot be an email address",
        label: "mail to it comes back",
        hint: "look the address up and write it like `name@nhs.net`",
        scope: Scope::Words,
        pattern: Pattern::new(|| pattern(r"(?P<what>[\w.+-]+@[\w-]+([.,;][\w-]+)*)([^@\w]|$)")),
        unless: None,
        is_it: |address| !is_pattern(address) && (!is_mailbox(address) || has_no_such_ending(address)),
        found: &["Write to team@nhs today.", "Write to team@nhs,net today.", "Write to team@nhs.net.uk."],
        left_alone: &[
            "Write to team@nhs.net, or to a.b@hospital.nhs.uk. Follow @SuppoRTT.",
            "a@example.org,b@example.org",
            "Sign in with your username@trust.",
        ],
    },
    Rule {
        code: "link::staging",
        message: "this leads to a copy of a site that is for trying things out",
        label: "readers may not get there, and it will go",
        hint: "write the address of the site that is published",
        scope: Scope::Addresses,
        pattern: Pattern::new(|| {
            any(&[
                r"^https?://([\w-]+\.)*(localhost|127\.0\.0\.1|192\.168\.\d+\.\d+|10\.\d+\.\d+\.\d+)([:/]|$)",
                r"^https?://([\w-]+\.)*((staging|stg|uat|pre-?prod|sandbox|deploy-preview)(-[\w-]+)?|[\w-]+-(staging|uat|pre-?prod|test|dev))\.",
                r"^https?://(dev|test)\d*\.[\w.-]+\.(nhs|ac|gov)\.uk([:/]|$)",
            ])
        }),
        unless: None,
        is_it: always,
        found: &[
            "https://staging.example.nhs.uk/page",
            "https://supportt-uat.example.org/",
            "http://localhost:8080/",
            "https://deploy-preview-12--site.netlify.app/",
            "https://test.example.nhs.uk/",
        ],
        left_alone: &[
            "https://www.example.nhs.uk/staging/",
            "https://dev.to/page",
            "https://contest.example.nhs.uk/",
        ],
    },
    Rule {
        code: "link::sign-in",
        message: "this leads to a place where one organisation keeps its files",
        label: "others have to sign in, and often cannot",
        hint: "put the file beside the page, or lead to a page that everybody can open",
        scope: Scope::Addresses,
        pattern: Pattern::new(|| {
            any(&[
                r"^https?://([\w-]+\.)*sharepoint\.com/",
                r"^https?://(onedrive\.live\.com|1drv\.ms)/",
                r"^https?://teams\.microsoft\.com/l/(channel|team|message|chat|file)/",
                r"^https?://(docs|drive)\.google\.com/[^?#]*/edit\b",
            ])
        }),
        unless: None,
        is_it: always,
        found: &["https://nhs.sharepoint.com/:w:/s/team/abc", "https://docs.google.com/document/d/abc/edit"],
        left_alone: &[
            "https://teams.microsoft.com/l/meetup-join/abc",
            "https://www.microsoft.com/sharepoint",
        ],
    },
];

fn always(_: &str) -> bool {
    true
}

/// Whether it is dialled with the code of a country, as from abroad.
fn is_from_abroad(figures: &str) -> bool {
    figures.strip_prefix("00").is_some_and(|rest| is_phone(&format!("+{}", rest.trim_start())))
}

/// Whether these are two times of day, such as `0900-1700`.
fn is_time(figures: &str) -> bool {
    figures.split_once('-').is_some_and(|(from, until)| from.trim().len() == 4 && until.trim().len() == 4)
}

fn is_date(figures: &str) -> bool {
    let parts: Vec<&str> = figures.split(['-', ' ']).collect();
    matches!(parts[..], [day, month, year] if day.len() <= 2 && month.len() <= 2 && year.len() == 4)
}

/// Whether an address only shows what addresses look like.
fn is_pattern(address: &str) -> bool {
    ["username@", "user@", "name@", "firstname.lastname@", "your.name@"]
        .iter()
        .any(|start| address.starts_with(start))
}

/// Whether an address ends in what is nearly an ending of the NHS.
fn has_no_such_ending(address: &str) -> bool {
    [".nhs.net.uk", ".nhs.uk.net", ".nhs.co.uk", "@nhs.net.uk", "@nhs.uk.net", "@nhs.co.uk", "@nhs.com"]
        .iter()
        .any(|ending| address.to_lowercase().ends_with(ending))
}

pub(super) fn check(parts: &[Part], diagnostics: &mut Diagnostics) {
    for passage in passages(parts) {
        for rule in &RULES {
            match rule.scope {
                Scope::Words => diagnostics.extend(rule.in_words(passage)),
                Scope::WordsOnce => diagnostics.extend(rule.in_words(passage).take(1)),
                Scope::Addresses => diagnostics.extend(rule.in_addresses(passage)),
            }
        }
    }
}

impl Rule {
    fn in_words<'p>(&'p self, passage: &'p Passage) -> impl Iterator<Item = Diagnostic> + 'p {
        let found = self.pattern.captures_iter(&passage.text).map(|found| what(&found));
        let found = found.filter(|place| {
            // Fields keep their links as they are written: words in square brackets, the address in round ones.
            let is_link = passage.text.slice(place.end..).starts_with('(') || passage.is_linked(place);
            !is_link
                && (self.is_it)(passage.text.slice(place.clone()))
                && !is_quoted(passage, place)
                && !self.is_meant(passage, place)
        });
        found.map(|place| self.report(passage.place(place)))
    }

    fn in_addresses<'p>(&'p self, passage: &'p Passage) -> impl Iterator<Item = Diagnostic> + 'p {
        let links = passage.links.iter().filter(|link| self.pattern.is_match(&link.target));
        links.map(|link| self.report(link.span))
    }

    fn is_meant(&self, passage: &Passage, place: &Range<usize>) -> bool {
        self.unless.as_ref().is_some_and(|unless| unless.is_match(around(&passage.text, place)))
    }

    fn report(&self, span: supportt_source::Span) -> Diagnostic {
        let problem = Diagnostic::advice(self.code, span, self.message).hint(self.hint);
        if self.label.is_empty() { problem } else { problem.label(self.label) }
    }
}

/// How many bytes before and after a match are looked at. Sentences may be as long as a file.
const AROUND: usize = 300;

/// What stands around a place in its sentence.
fn around<'t>(text: &'t str, place: &Range<usize>) -> &'t str {
    let before = text.slice(place.start.saturating_sub(AROUND)..place.start);
    let after = text.slice(place.end..place.end + AROUND);
    let start = place.start - before.len() + before.rfind(". ").map_or(0, |end| end + 1);
    let end = place.end + after.find(". ").unwrap_or(after.len());
    text.slice(start..end)
}

/// What of a match the problem is about.
fn what(found: &Captures<'_>) -> Range<usize> {
    let named = ["what", "told", "link"].into_iter().find_map(|name| found.name(name));
    named.map_or_else(|| whole(found), |named| named.range())
}

#[cfg(test)]
mod tests {
    use supportt_markdown::passages::Passage;
    use supportt_source::Sources;

    use super::{RULES, Rule, Scope};

    /// How often a rule finds something in a case.
    fn count(rule: &Rule, case: &str) -> usize {
        let sources = Sources::new([("a.toml".to_owned(), format!("\"{case}\""))]);
        let file = sources.at("a.toml").expect("the file");
        let passage = Passage::of_field(file, file.span(0..file.text().len()));
        match rule.scope {
            Scope::Words => rule.in_words(&passage).count(),
            Scope::WordsOnce => rule.in_words(&passage).take(1).count(),
            Scope::Addresses => usize::from(rule.pattern.is_match(case)),
        }
    }

    #[test]
    fn every_rule_finds_what_it_must_and_nothing_else() {
        for rule in &RULES {
            for case in rule.found {
                assert_eq!(count(rule, case), 1, "{} ({}): {case}", rule.code, rule.message);
            }
            for case in rule.left_alone {
                let others = RULES
                    .iter()
                    .filter(|other| (other.scope == Scope::Addresses) == (rule.scope == Scope::Addresses));
                for other in others {
                    assert_eq!(count(other, case), 0, "{} ({}): {case}", other.code, other.message);
                }
            }
        }
    }
}
