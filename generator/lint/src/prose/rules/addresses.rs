//! Numbers and addresses that cannot be right, or that others cannot open.

use supportt_source::addresses::{is_mailbox, is_phone};
use supportt_source::pattern::{Pattern, any, pattern};

use super::rule::{Lacks, Rule, Scope, always};

pub(super) static RULES: [Rule; 4] = [
    Rule {
        code: "prose::phone",
        message: "this cannot be a telephone number",
        label: "it has too few or too many figures",
        hint: "look the number up and write it as it is dialled, like `01632 960000`",
        scope: Scope::Words,
        lacks: Lacks::Nothing,
        pattern: Pattern::new(|| {
            any(&[
                r"\b(phone|telephone|tel|call|ring|mobile|fax|helpline)( (us|me|her|him|them|the team|number|line))?( on| is)?[: .]{1,3}(?P<what>[+0(][\d() -]{3,}\d)",
                r"\b(phone|call|ring|helpline|contact)\b[^.;:]{1,60} on (?P<told>[+0(][\d() -]{5,}\d)",
            ])
        }),
        unless: None,
        is_it: |number| !is_phone(number) && !is_from_abroad(number) && !is_date(number) && !is_time(number),
        found: &[
            "Phone 01632 9600 between 9 and 5.",
            "Ring 07700 9001234.",
            "Tel: 0123 45",
            "Call Jo on 07700 900 to check.",
            "Call the helpline free on 0800 00 1066 000 day and night.",
        ],
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
        lacks: Lacks::Nothing,
        pattern: Pattern::new(|| pattern(r"(?P<what>[\w.+-]+@+[\w-]+([.,;][\w-]+)*)([^@\w]|$)")),
        unless: None,
        is_it: |address| !is_pattern(address) && (!is_mailbox(address) || has_no_such_ending(address)),
        found: &[
            "Write to team@nhs today.",
            "Write to team@nhs,net today.",
            "Write to team@@nhs.net.",
            "Write to team@england.nhs today.",
            "Write to team@nhs.net.uk.",
        ],
        left_alone: &[
            "Write to team@nhs.net, or to a.b@hospital.nhs.uk. Follow @SuppoRTT.",
            "a@example.org,b@example.org",
            "Sign in with your username@trust. Use the tool SN@P.",
        ],
    },
    Rule {
        code: "link::staging",
        message: "this leads to a copy of a site that is for trying things out",
        label: "readers may not get there, and it will go",
        hint: "write the address of the site that is published",
        scope: Scope::Addresses,
        lacks: Lacks::Nothing,
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
        lacks: Lacks::Nothing,
        pattern: Pattern::new(|| {
            any(&[
                r"^https?://([\w-]+\.)*sharepoint\.com/",
                r"^https?://(onedrive\.live\.com|1drv\.ms)/",
                r"^https?://teams\.microsoft\.com/l/(channel|team|message|chat|file)/",
                r"^https?://forms\.(office|microsoft)\.com/pages/designpage",
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

/// Whether an address only shows what addresses look like, or is a name such as `SN@P`.
fn is_pattern(address: &str) -> bool {
    const SHORT: usize = 3;
    let is_name = address.rsplit('@').next().is_some_and(|host| host.len() < SHORT);
    is_name
        || ["username@", "user@", "name@", "firstname.lastname@", "your.name@"]
            .iter()
            .any(|start| address.starts_with(start))
}

/// Whether an address ends in what is nearly an ending of the NHS.
fn has_no_such_ending(address: &str) -> bool {
    [
        ".nhs",
        ".con",
        ".nhs.net.uk",
        ".nhs.uk.net",
        ".nhs.co.uk",
        "@nhs.net.uk",
        "@nhs.uk.net",
        "@nhs.co.uk",
        "@nhs.com",
    ]
    .iter()
    .any(|ending| address.to_lowercase().ends_with(ending))
}
