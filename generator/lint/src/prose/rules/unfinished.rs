//! What is left to be written, or to be settled.

use supportt_source::pattern::{Pattern, any, pattern};

use super::rule::{Lacks, Rule, Scope, always};

pub(super) static RULES: [Rule; 5] = [
    Rule {
        code: "prose::unfinished",
        message: "this is left to be filled in",
        label: "",
        hint: "write what belongs here, or leave it out",
        scope: Scope::Words,
        lacks: Lacks::Nothing,
        pattern: Pattern::new(|| {
            const WHAT: &str = "name|names|e-?mail|address|dates?|links?|hyperlink|url|number|phone|telephone|trust|region|role|title|venue|time|amount";
            const UNIT: &str = "([\\w-]+ )?(days|weeks|months|years|hours|sessions)";
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
                r"(^|[ £])(?P<what>x{4,}|xxx( xxx+)*)([.,;]|$| (?-i:[a-z]))|\bxx/xx/|£xx\b|£ (?-i:per|for each)\b",
                &format!(r"\bxx(st|nd|rd|th)? (of )?({MONTH})\b"),
                r"«(\w+_\w+|\w*(name|date|address|title|e-?mail|trust|region)\w*)»",
                r"(^|[^(\w])(?P<told>dd/mm/yyyy)\b",
            ])
        }),
        unless: Some(Pattern::new(|| {
            pattern(
                r"\b(replace|template|(the|this|in) format|where xxx|asks? for|write the (day|date) as)\b",
            )
        })),
        is_it: always,
        found: &[
            "[insert name] leads it.",
            "It is on dd/mm/yyyy.",
            "Add xxx.",
            "Tel: 0121 xxx xxxx",
            "It costs up to £XXX.",
            "Send it to [email address].",
            "The form of [Trust name] is here.",
            "See [link].",
            "Stay [X] weeks.",
            "You hear within [X] working days.",
            "Stay XX weeks.",
            "Stay for x months.",
            "Ask {name} about it.",
            "Ask Dr ______.",
            "The grant is £[amount].",
            "The rate is £ per mile.",
            "The course is on XX March.",
        ],
        left_alone: &[
            "A Name: ____ and a Date: ____ are on the form.",
            "Pay into the account Currency:XXX (XXX).",
            "Have two x sessions of each, or 2 x weeks of nights.",
            "XXY is a chromosome disorder, and XX on the rota means a zero day.",
            "In the case of Smith [2019] UKSC 5, “[the trainee] had to go”, and [sic] stays.",
            "Write the day as dd/mm/yyyy. When do you return? (DD/MM/YYYY)",
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
        lacks: Lacks::Nothing,
        pattern: Pattern::new(|| {
            const WHAT: &str = "table|picture|image|photo|link|text|name|date|diagram|logo|figure|map|quote|paragraph|details";
            const LATER: &str =
                "links?|details|dates|information|agenda|programme|timetable|slides|photos?|form";
            any(&[
                r"\blorem ipsum\b",
                r"\byour text here\b",
                r"\bmore content to be added\b",
                &format!(r"\b(insert|paste) (the |an? )?({WHAT})s? (of [\w ]{{1,30}} )?here\b"),
                r"^\W*placeholder (for|text|image|picture)\b",
                &format!(
                    r"(^|[.!?;:] |\(|[–—-] )(?P<what>((more|further|full) )?({LATER}) to be (added|supplied|inserted)( (here|later|soon|shortly))?)([.;)!]|$)"
                ),
                r"(^|[.!?;:] |\(|[–—-] )(?P<link>(\w+ )?links? to follow)([.;)!]|$)",
            ])
        }),
        unless: None,
        is_it: always,
        found: &[
            "Placeholder for the picture.",
            "Insert table here.",
            "Insert photo of the team here",
            "Lorem ipsum dolor.",
            "Details to be added.",
            "The day is Friday. Further details to be added later.",
            "Slides – link to follow",
            "The slides (link to follow) help.",
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
        lacks: Lacks::Nothing,
        pattern: Pattern::new(|| {
            const LIVE: &str = r"before (launch|publication|publishing|(we |it )?(go|goes|going) live)\b";
            any(&[
                r"\b(?-i:TODO|TO DO:)|\btodo:|\bfixme\b",
                r"\[(dn|comment|nb|query)\b|\[citation needed\]|\[(?-i:[A-Z][a-z]+) to (confirm|check|add|advise)\b",
                r"\bnotes? (to|for) (the )?(editor|designer|developer|web ?(editor|master))\b",
                r"^draft ?[-–—:(] ?(not|do not|only|for (comment|review|discussion))\b",
                r"^v(ersion)?\.? ?\d[\d.]* ?[(,–—-] ?draft\b",
                r"\b(?-i:DRAFT),? ?(version |v(er(sion)?)?\.? ?)?\d+(\.\d+)*\b|\bdraft,? v(er(sion)?)?\.? ?\d+(\.\d+)+\b",
                &format!(r"\bneeds? (rewriting|re-writing|updating|checking|editing) {LIVE}"),
                &format!(r"\bto (check|confirm|review|rewrite|update) (this|these|it)\b[^.]{{0,30}} {LIVE}"),
                r"^(?-i:[A-Z][a-z]+) ?[-–—,:] ?(can|could) you (please )?(check|confirm|rewrite|update) this\b",
            ])
        }),
        unless: None,
        is_it: always,
        found: &[
            "TODO: write this.",
            "TO DO: add the list",
            "[DN: check with legal]",
            "[NB Jo to ask finance]",
            "[Jo to confirm]",
            "This is so [citation needed].",
            "Jane to check this before we go live.",
            "Jane - can you check this paragraph please?",
            "(Note to editor: is it?)",
            "NB – needs rewriting before launch",
            "DRAFT – not for publication",
            "This is DRAFT v0.3 of the guidance.",
            "Draft version 0.2, for the team.",
            "Version 0.2 (draft for comment)",
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
            "Ask a colleague: can you check this for me? NB: bring your badge.",
        ],
    },
    Rule {
        code: "prose::unfinished",
        message: "another program left this here",
        label: "",
        hint: "take it out, or write what it stands for",
        scope: Scope::Words,
        lacks: Lacks::Nothing,
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
        code: "prose::unconfirmed",
        message: "this is not settled yet",
        label: "",
        hint: "say in words what is not known and when it will be, or leave it out",
        scope: Scope::Words,
        lacks: Lacks::Nothing,
        pattern: Pattern::new(|| {
            const WHAT: &str = "page|section|guide|guidance|form|details|information|dates|document|link|list|programme|agenda|venue|schedule|timetable";
            const LATER: &str = "soon|shortly|in due course";
            // What is confirmed by somebody, or with somebody, is part of a process.
            const END: &str = "([.,;:!)]|$)";
            any(&[
                r"\b(tbc|tba|tbd)\b",
                r"\?\? |\(\?{2,}\)",
                &format!(
                    r"\b(is|are|still|yet|venue|dates?|times?|place|details|speakers?|instructions)( [-–—]|:)?( still| yet)? to be (confirmed|announced|finalised){END}"
                ),
                r"^[\w’' -]{3,60} to be (confirmed|announced)\.?$",
                &format!(
                    r"\b(details|information|dates|guidance|list)( (of|on|about) [\w ]{{1,40}})? (will |to )follow{END}"
                ),
                &format!(
                    r"\b({WHAT})s?( (of|on|about) [\w ]{{1,40}})? will be (updated|published|available|announced)( here)?( very)? ({LATER}){END}"
                ),
                &format!(r"\bwill be (added|uploaded)( here)?( very)? ({LATER}){END}"),
                r"[(\[](?-i:[A-Z][A-Za-z]{1,9}) to (confirm|check|advise)\)",
            ])
        }),
        unless: Some(Pattern::new(|| {
            pattern(
                r"\b(means|stands for|is short for)\b|\b(tbc|tba|tbd)\W+to be (confirmed|announced|agreed|arranged|decided|determined|advised)\b|\bto be (confirmed|announced|agreed|arranged|decided|determined|advised)\W+(tbc|tba|tbd)\b",
            )
        })),
        is_it: always,
        found: &[
            "The day is TBC.",
            "The venue is to be confirmed.",
            "Details TBD.",
            "More details to follow.",
            "A full list of champions will follow.",
            "This page will be updated shortly.",
            "Our coaches’ profiles will be added shortly.",
            "Guidance on study leave will be published here in due course.",
            "Joining instructions to be confirmed.",
            "Details of the champions to be confirmed.",
            "(AG to confirm)",
            "Ask the director (??) about it.",
        ],
        left_alone: &[
            "TBC: “to be confirmed”. If you see it on our pages, tell your editor.",
            "TBA stands for “to be announced”.",
            "He said “the date is TBC”. The date of your return is to be confirmed with your director. Details of it follow.",
            "You will be told in due course. Your certificate will be available shortly after the course. The rules follow.",
        ],
    },
];
