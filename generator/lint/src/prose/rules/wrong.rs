//! What cannot be meant: bodies that are gone, words that came along from elsewhere, slips of spelling.

use supportt_source::pattern::{Pattern, any, pattern};

use super::rule::{Lacks, Rule, Scope, always};

/// Words that send somebody to whoever is named next.
pub(crate) const TELL: &str = "ask|contact|e-?mail|write to|apply to|phone|ring|call|tell|inform|speak to|talk to|send (it|this|them|(the|your) \\w+) to";

/// Bodies that have been abolished.
const BODIES: &str = "health education england|public health england|nhs digital|nhs improvement|clinical commissioning groups?|primary care trusts?|strategic health authorit(y|ies)|local education and training boards?|health protection agency|national patient safety agency|(?-i:HEE|PHE|NHSX|CCGs?|LETBs?|NPSA)";

pub(super) static RULES: [Rule; 4] = [
    Rule {
        code: "prose::implied-consent",
        message: "this speaks of cookies or takes consent for granted",
        label: "this site sets no cookies and stores nothing unasked",
        hint: "leave it out; the page about privacy says what happens",
        scope: Scope::WordsOnce,
        lacks: Lacks::Nothing,
        pattern: Pattern::new(|| {
            any(&[
                r"\bby (continuing to (use|browse|visit)|using this (web)?site)",
                r"\bby clicking\b[^.]{0,20}\baccept\b[^.]{0,10} you (agree|consent|accept)",
                r"\bcontinued use of (this|our) (web)?site",
                r"\b(you are|you're) agreeing to our",
                r"\b(this (web)?site|we) uses? (essential |necessary |analytics |functional |some )?cookies",
                r"\bwe (also )?use google analytics\b",
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
        lacks: Lacks::Nothing,
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
        message: "this body is spoken of as if it still existed",
        label: "another has taken over what it did",
        hint: "name the body that does it today, or say that it was so then",
        scope: Scope::WordsOnce,
        lacks: Lacks::Nothing,
        pattern: Pattern::new(|| {
            const DOES: &str = "runs?|offers?|provides?|pays?|is|are|has|have|can|will|may|must|should|supports?|leads?|asks?|expects?|commissions?|advises?|manages?|recommends?|needs?|holds?|publishes|requires?|recognises|approves|decides|funds|works|aims|estimates|wants|believes|accepts|understands|employs|reimburses|encourages|reviews";
            const OWN: &str = "website|web site|staff|team|office|policy|form|colleagues";
            any(&[
                &format!(
                    r"\b(?P<what>{BODIES})( \([^)]{{1,40}}\)| (?-i:[A-Z])\w+)?( (also|still|currently|now))? (?-i:{DOES})\b"
                ),
                &format!(r"\b(?P<told>{BODIES})([’']s)? ({OWN})\b"),
                &format!(
                    r"\b({TELL}) (the |you |your |local |our )?(?P<link>{BODIES})([.,;:!?)]| (?-i:[a-z])|$)"
                ),
                &format!(
                    r"\b(agreement|approval|permission|support|funding|help) (of|from|by) (the |your |your local )?(?P<body>{BODIES})\b"
                ),
                &format!(r"\bcolleagues (at|from|in) (?P<at>{BODIES})\b"),
                &format!(
                    r"\b(approved|decided|heard|run|paid|reimbursed) by (the |your |your local )?(?P<by>{BODIES})\b"
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
            "Health Education England (HEE) is committed to it.",
            "HEE North is continuing to help.",
            "Public Health England offers advice.",
            "Public Health England staff have their own form.",
            "Your CCG can help.",
            "Send the form to HEE.",
            "Get the agreement of your Clinical Commissioning Group.",
            "Complaints are heard by the Local Education and Training Board.",
        ],
        left_alone: &[
            "Health Education England is now part of NHS England.",
            "HEE was the body that ran it until 2023.",
            "The guidance of Health Education England still stands.",
            "She cares for her sister. He phoned the ward. A raised PCT is a sign of infection.",
            "Send the form to HEE South. CCGs are now integrated care boards. HEE funds paid for the first courses in 2019.",
        ],
    },
    Rule {
        code: "prose::misspelt",
        message: "this is a slip of spelling",
        label: "",
        hint: "look the word up and correct it",
        scope: Scope::Words,
        lacks: Lacks::Nothing,
        pattern: Pattern::new(|| {
            any(&[
                r"\b(un|al)till\b|\b(re|per|con|de)ciev(e[ds]?|ing)\b|\bachiev?(ing|ed)?ment\b|\bbeleiv\w*|\bseperat\w*",
                r"\b(occured|occuring|occurance|refered|refering|transfered|transfering|commited|commiting|benefitial|priviledge\w*)\b",
                r"\b(acomm?od\w*|accomodat\w*|adress(ed|es|ing)?|aquire[ds]?|apparant\w*|calender|collegue\w*|comittee|concious\w*|definately|dissapoint\w*|embarass\w*|enviroment\w*|existance|experiance\w*|familar|foward|goverment\w*|greatful|guarentee\w*|independant\w*|liason|maintainance|neccess?ar\w*|necesary|noticable|ocasion\w*|oppurtunit\w*|persue|posess\w*|prefered|proffession\w*|publically|questionaire\w*|recomend\w*|refering|relevent|responsab\w*|succesful\w*|sucess\w*|supercede\w*|supervisior\w*|suprise\w*|tommorr?ow|truely|wellfare|wich|writen)\b",
                r"\b\d*([04-9](st|nd|rd)|1(nd|rd|th)|2(st|rd|th)|3(st|nd|th))\b",
                r"£\d+(?-i:O)+\b",
                r"(^|[.!?] )(?P<what>(?-i:A [AIOaio]\w{4,}|A [Ee][^uUwW]\w{3,}))\b",
                r"\b(?-i:a) (?-i:[AIOaio]\w{4,}|[Ee][^uUwW]\w{3,})\b",
            ])
        }),
        unless: None,
        is_it: is_slip,
        found: &[
            "Claims are paid within 30 days of recieving the form.",
            "They are available untill May.",
            "Sign by the 1th of the month.",
            "Sign by the 22th of the month.",
            "Get a date and a Occupational Health report.",
            "Bring a educational plan.",
            "A Occupational Health report helps.",
            "The grant is £2OO.",
        ],
        left_alone: &[
            "Receive it until the 1st, 2nd, 3rd, 11th, 12th, 13th, 21st or 112th. A 4th is fine.",
            "This is a one-off, a once-only event, a European rule, a ewe, a unit and an area. Read part a after that.",
            "Grade A in English, option a is right. Vitamin A enriches it. See 1nd3x.",
        ],
    },
];

/// Words before which "a" is no article: "plan a about it".
const NOT_AFTER_A: [&str; 13] = [
    "about", "above", "after", "again", "along", "among", "although", "already", "always", "inside",
    "instead", "every", "either",
];

/// Whether a word is wrong: figures before an ending that they cannot have, "a" before a vowel that is spoken.
fn is_slip(found: &str) -> bool {
    let figures = found.trim_end_matches(|c: char| c.is_alphabetic());
    if !figures.is_empty() && figures.bytes().all(|byte| byte.is_ascii_digit()) {
        let is_teen = figures.len() > 1 && figures.as_bytes()[figures.len() - 2] == b'1';
        return !(is_teen && found.ends_with("th"));
    }
    found
        .strip_prefix(['a', 'A'])
        .and_then(|rest| rest.strip_prefix(' '))
        .is_none_or(|next| !NOT_AFTER_A.contains(&next.to_lowercase().as_str()))
}
