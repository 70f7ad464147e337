//! What the words point at and the page does not have: a link, somebody to contact, a picture, a table, a part, a note.

use supportt_source::pattern::{Pattern, any, pattern};

use super::rule::{Lacks, Rule, Scope, always};

/// Pictures, by any name.
const PICTURES: &str = "(diagram|image|picture|photo(graph)?|figure|chart|flow ?chart|organogram|graphic|screenshot|illustration|infographic|poster|video)";

pub(super) static RULES: [Rule; 8] = [
    Rule {
        code: "link::missing",
        message: "there is no link here",
        label: "this points at one",
        hint: "make the words that say where it leads a link: `[How to return](returning.md)`",
        scope: Scope::WordsOnce,
        lacks: Lacks::Link,
        pattern: Pattern::new(|| {
            const DOCUMENT: &str = "form|guide|guidance|leaflet|policy|document|survey|video|recording|slides|template|application|dates|details|information|list";
            const FILE: &str = "form|document|file|leaflet|flow ?chart|list|guide|policy|template|poster|pdf|spreadsheet|presentation|slides";
            any(&[
                r"\bclick(ing)? (here|below|above)\b|\bclick(ing)? on (this|the) (link|button)([.,;)]|$| (above|below|to|and|for)\b)|\bclick (this|the) link([.,;)]|$)",
                r"\b(click|press|tap|go|book|register|available|accessed|downloaded) here\b",
                r"\bbe found here\b|\bfound here([.,;:)]|$)",
                r"(^|[.:;] |\b(please|to|can) )(see|apply) here\b",
                r"\b(follow(ing)?|using|use|see|via|through|visit|at|press|tap) (on )?(this|the) (following )?links?\b",
                r"\bthe following links?\b|\blinks? (above|below|on the (left|right))\b|\blinked (above|below)\b",
                &format!(
                    r"\b(find|get|read|download|view|access|complete|full) ((the|our|your|this|a|more|further) )?(\w+ )?({DOCUMENT}) here\b"
                ),
                &format!(r"\b({DOCUMENT}) (is|are) ((available|online) )?here([.,:;!)]|$)"),
                r"\b(visit|see|go to) our (web ?page|web ?site)\b|\b(more|details|information|available|found|published|listed|form|dates)\b[^.;]{0,20} on our web ?(page|site)\b",
                r"\b(see|read|refer to) our (privacy (notice|policy)|leaflet|booklet|brochure)([.,;)]|$)",
                r"\b(through|via|using) this (survey|form)\b",
                r"\(opens in (a )?new (window|tab)\)",
                r"\bplease find attached\b|\b(form|document|leaflet|guide|policy|list|copy|programme|agenda|map|timetable) (is|are) attached( below| here)?([.,;:!)]|$)|\bsee (the )?attach(ed|ment)\b|\bsee link\b",
                &format!(
                    r"\((see )?attached\)|\b(in|on|see|read|use|complete|with) the attached ({FILE})s?\b"
                ),
                r"\b(form|leaflet|guide|document|survey) (is )?below([.,;:)]|$| (and|to|or)\b)",
                r"\bbutton (below|above)([.,;)]|$| (to|and)\b)|\b(scan|use) (the|this|our) qr code\b",
                r"\b(listed|found|available|shown|links?|menu|documents|options|box) (on|to|at) the (left|right)([ -]hand side)? of (this|the) page\b",
                r"\b(link|menu|box|panel|column)s? (is |are )?(on|to) the (left|right)[ -]hand side\b",
            ])
        }),
        // Links that are elsewhere: on a form, in an email, between things.
        unless: Some(Pattern::new(|| {
            pattern(
                r"\bhere and there\b|\bhere (in|below|on) (your|an|the (e-?mail|invitation|letter|map))\b|\blinks? (in|on|at the \w+ of) (your|an|the|each|every) (e-?mail|invitation|letter|message|map|text)\b|\blinks? (that )?(we|they|you were|it) (send|sent)\b|\blinks? between\b",
            )
        })),
        is_it: always,
        found: &[
            "You can find the form here.",
            "The guide is here:",
            "Click here for more.",
            "For more information please click the link.",
            "More is available on our website.",
            "Please follow this link to read on.",
            "Click on the link above to read more.",
            "To find out more, visit our webpage.",
            "Please see here, or apply here. The form is attached.",
            "Use the booking form linked above.",
            "Please complete the form (opens in new window) and send it in.",
            "You are asked for feedback through this survey.",
            "Please refer to our privacy notice.",
            "Fill in Form 4 (attached).",
            "There is a list in the attached document.",
            "It is in the documents listed to the right of this page.",
        ],
        left_alone: &[
            "You are here. Bring the completed form here. We are here for you. Here is how it works.",
            "You can leave your coat here, and find friends here.",
            "The link between sleep and mistakes is well known. Links with your team help. The same rules apply here. A mentor is attached to each of you. Use the link between the two wards.",
            "Click the link in your email. Follow the link that we send you.",
            "Phrases that do not help are “click here” and 'see the form below'.",
            "You can click “Forgotten password” if you cannot sign in.",
            "The guidance is clear, the details are yours, and the dates are in your contract.",
            "He [at first] agreed, at (at least) two places. See [1] and (see the rules) [sic].",
            "Press the button on the dashboard, or scan a QR code. Click the Link box. It is shown in tabular form below the chart.",
            "Send the attached slip back. Sit on the right of the room. Ask about our privacy screens.",
        ],
    },
    Rule {
        code: "contact::missing",
        message: "this does not say how to reach them",
        label: "no address, number or link here",
        hint: "link to the page with the contacts, or show the region's contact with `{{ contact }}` on a line of its own",
        scope: Scope::WordsOnce,
        lacks: Lacks::Contact,
        pattern: Pattern::new(|| {
            const OURS: &str = r"(us|(the|our) (\w+ ){0,3}(team|office))";
            any(&[
                r"\b(please|do) (contact|e-?mail|phone|ring|call|write to)\b",
                r"\bcontact us|\bcontact (the|our) (\w+ ){0,3}(team|office|admin\w*)",
                &format!(r"\bget in (touch|contact)( if| for| to| by|[.,;!?]|$| with {OURS})"),
                r"\b(e-?mail|ring|call|phone|message) us\b",
                r"\bwrite to us (if|for|at|with|by)\b",
                r"\bgive us a (ring|call)|\bdrop us|\breach out to (us|the)",
                r"\b(available|reach us|reached|contactable|contacted) (by|via|on) (e-?mail|phone|telephone)",
                r"\b(e-?mail|ring|phone|call|speak to (a member of )?) ?the ((\w+ ){0,3}team|office|administrator)\b",
                r"\bcontact details (are )?below|\bcontact details for\b[^.]{0,60}\bbelow\b|\bdetails (are )?at the (foot|top|bottom|end) of (this|the) page",
                r"\b(address|number) (is )?(below|above)([.,;:)]|$)",
                r"\b(e-?mail|send|return) (it|them|your|the)\b[^.;]{0,40} to us\b",
                r"\bto (the|our) (\w+ ){0,2}(mailbox|inbox)\b",
                r"\b(direct|address|send) (all |any )?(your )?(queries|questions|enquiries) to\b|\benquiries should be",
            ])
        }),
        // What asks nobody to do it, what is said of others, and people whose address readers know.
        unless: Some(Pattern::new(|| {
            any(&[
                r"\b(if|when|whenever|unless|until|once|each time|every time|before|after|why|how) (you|they|people|somebody|someone|anybody|anyone|staff)( \w+)? (contact|e-?mail|phone|ring|call|get in)\b",
                r"\b(trainees|people|patients|students|doctors|staff|many|reasons) (\w+ )?contact us\b",
                r"\b(who|whoever)( can| may| do| have| will)?( be)? (contact|reached|e-?mail|phone|ring|call)\b",
                r"\b(no|not|do you|don't|without) (need|have|having) to (contact|e-?mail|phone|ring|call)\b",
                r"\b(contact|phone|ring|call) (999|111|your|their|his|her|an?\b|each other|one another|them\b|the (door)?bell|the buzzer|the (\w+ ){0,3}\w+ on \d+)",
                r"\be-?mail (their|his|her|an?\b|each other|one another|them\b|your (\w+ )?(supervisor|director|mentor|employer|trust|manager|tutor|champion|lead)\b)",
            ])
        })),
        is_it: always,
        found: &[
            "If this occurs please contact us and we will help.",
            "If you need help, contact us.",
            "The team are available via email.",
            "If you have any questions, please contact",
            "Get in touch with the SuppoRTT team.",
            "Send the form to the address below.",
            "Speak to your Champion (details at the foot of this page).",
            "You can ring the office on weekdays.",
            "Email your completed form back to us.",
            "Forms should be returned to the SuppoRTT mailbox.",
            "Please direct all queries to the administrator.",
        ],
        left_alone: &[
            "Contact your supervisor, and call 999 in an emergency. Stay in contact with them.",
            "If you email us, we keep your message. When you contact us, we record your name. The number of people who contact us has doubled. There are many reasons trainees contact us.",
            "There is no need to contact us when you have sent the form. Do you need to contact us? Usually not.",
            "Call the cardiac arrest team on 2222. Name somebody who can be reached by phone.",
            "Please ring the bell and wait. Call bells are tested on Mondays.",
            "Ask us for one as soon as you can. Nothing happens until you write to us.",
            "Contact dermatitis is common. You may contact your union. We will be in touch.",
            "“Please contact us” is what she wrote.",
            "Send it to your director. Address your fears. Send your questions in a letter. A number above 10 has two digits.",
        ],
    },
    Rule {
        code: "figure::missing",
        message: "there is no picture on this page",
        label: "this points at one",
        hint: "put the picture in with words for people who cannot see it, `![what it shows](file.svg)`, or say it in words",
        scope: Scope::WordsOnce,
        lacks: Lacks::Picture,
        pattern: Pattern::new(|| {
            any(&[
                &format!(
                    r"\b{PICTURES}s?\b[^.!?]{{0,60}}?\b(is|are|shown|given|set out)? ?(below|above|overleaf|opposite|on the (left|right))\b"
                ),
                &format!(r"\b(below|above|following) {PICTURES}"),
                r"\bclick(ing)? (on )?(the|this) (image|picture|photo|map|logo|poster)\b",
                &format!(r"\bsee (the )?{PICTURES}([.,;)]|$| (below|above|of|for)\b)"),
                r"\bmap (is |shown )?(below|above|overleaf|opposite)\b",
            ])
        }),
        unless: None,
        is_it: always,
        found: &[
            "A diagram showing how the system works is below.",
            "Please click on the image to be taken there.",
            "Photos from the day are shown below.",
        ],
        left_alone: &["Put yourself in the picture. A chart may help."],
    },
    Rule {
        code: "figure::missing",
        message: "there is no picture on this page",
        label: "this points at one",
        hint: "put the picture in with words for people who cannot see it, `![what it shows](file.svg)`, or say it in words",
        scope: Scope::WordsOnce,
        lacks: Lacks::PictureOrLink,
        pattern: Pattern::new(|| {
            any(&[
                r"\b(the|this) (diagram|flow ?chart|infographic|organogram) (shows|explains|sets out|summarises|illustrates)\b",
                r"^figure \d+ (shows|explains|sets out|summarises|illustrates)\b|\b(see|in) (figure|fig\.?) \d+([.,;)]|$)",
            ])
        }),
        unless: None,
        is_it: always,
        found: &["As the flowchart shows, there are four stages.", "Figure 1 shows how to apply."],
        left_alone: &["The figures for this year are better."],
    },
    Rule {
        code: "table::missing",
        message: "there is no table on this page",
        label: "this points at one",
        hint: "put the table in, or say it in words",
        scope: Scope::WordsOnce,
        lacks: Lacks::Table,
        pattern: Pattern::new(|| {
            any(&[
                r"\b(time)?table (is |shown )?(below|above|overleaf)\b",
                r"\b(following|below|above) table\b|\bsee the table([.,;)]|$)",
            ])
        }),
        unless: None,
        is_it: always,
        found: &["The following table lists the courses.", "See the table below for the limits."],
        left_alone: &[
            "The table in the canteen is where we meet. Table 4 is by the window. See the table of contents.",
        ],
    },
    Rule {
        code: "table::missing",
        message: "there is no table on this page",
        label: "this points at one",
        hint: "put the table in, or say it in words",
        scope: Scope::WordsOnce,
        lacks: Lacks::TableOrLink,
        pattern: Pattern::new(|| {
            pattern(r"^table \d+ (shows|gives|lists|sets out)\b|\b(see|in) table \d+([.,;)]|$)")
        }),
        unless: None,
        is_it: always,
        found: &["Rates are in Table 2."],
        left_alone: &["It is in Table 2 of the Gold Guide, and in Figure 3 of another."],
    },
    Rule {
        code: "prose::no-such-part",
        message: "this page has no such part",
        label: "it came from a longer document",
        hint: "link to the document that it is in, or say here what it says",
        scope: Scope::Words,
        lacks: Lacks::Part,
        pattern: Pattern::new(|| {
            any(&[
                r"\b(see|see also|in|at|refer to|use|complete) (?P<what>(appendix|annexe?) ([a-z]|\d{1,2}))([.,;:)]|$| (for|below|and)\b)",
                r"\b(see|refer to) (?P<told>section \d+(\.\d+)+)([.,;:)]|$| (for|below|and)\b)",
                r"\b(see|on|refer to) (?P<link>page \d+)([.,;:)]|$| (of this|below|for|and)\b)",
                r"\b(find|found|listed|available|downloaded)\b[^.;]{0,40} in the (?P<body>(?-i:[A-Z][a-z]+)( [\w-]+)?) section([.,;)]|$| (at|below|above|listed)\b)",
            ])
        }),
        unless: Some(Pattern::new(|| {
            pattern(
                r"\b(act|regulations?|portfolio|app|schedule|contract|handbook|gold guide|report|booklet|magazine|issue|newspaper|book)\b",
            )
        })),
        is_it: always,
        found: &[
            "Please see Appendix B for a list of questions.",
            "For overseas courses see section 4.2.1.",
            "See page 7 of this guide for examples.",
            "You can find the form in the Downloads section.",
        ],
        left_alone: &[
            "It is in Appendix 2 of the contract. See section 2.1 of the Act. See page 12 of the Gold Guide.",
            "They took out his appendix in March. Sign on page 2 of the form. This page 1 is long.",
        ],
    },
    Rule {
        code: "footnote::no-note",
        message: "there is no note on this page",
        label: "this points at one",
        hint: "write a footnote: `[^1]` here, and `[^1]: …` in a paragraph of its own",
        scope: Scope::WordsOnce,
        lacks: Lacks::Note,
        pattern: Pattern::new(|| pattern(r"\bsee (foot)?note( \d+)?([.,;)]|$)")),
        unless: None,
        is_it: always,
        found: &["The days are paid (see note 3)."],
        left_alone: &["Take note. See notes of your meetings."],
    },
];
