//! What people usually type wrong in fields, tried on every field of a project: whatever a hint says to type mends it.
//!
//! The project has each kind of page and entry once. The value of one field at a time is replaced.

use rayon::prelude::*;

use crate::diagnostic::Diagnostics;
use crate::fixture;

/// Values as people type them; `{}` is the one that was there.
const SLIPS: [&str; 44] = [
    "12th March",
    "TBC",
    "20,",
    "\"20\"",
    "20.0",
    "03",
    "three",
    "-3",
    "3.5",
    "2026-13-45",
    "2026-02-30",
    "2026\u{2011}02\u{2011}01",
    "2026-2-1",
    "5 February 2026",
    "5th Feb 2026",
    "05/02/2026",
    "\"5 February 2026\"",
    "2026-02-05T09:00:00",
    "Yes",
    "\"yes\"",
    "\"No\"",
    "on",
    "“{}”",
    "words without marks",
    "it's",
    "\"unfinished",
    "\"a \"quoted\" word\"",
    "\"Rooms A\\B\"",
    "",
    "\"\"",
    "\" \"",
    "\"two\\nlines\"",
    "\"a\u{200b}b\"",
    "[one, two]",
    "[\"one\"; \"two\"]",
    "[\"one\" \"two\"]",
    "[\"one\", 2]",
    "\"one\", \"two\"",
    "{},",
    "{};",
    "[{}]",
    "\u{a0}{}",
    "{}\u{feff}",
    "{} }",
];

/// A page of each kind and an entry of each list, besides those of the project of other tests.
const PROJECT: &str = r#"
//- content/north/course.md
+++
title = "A course"
description = "How a course looks."
last_reviewed = 2026-01-01
owner = "Us"
order = 3
review_by = 2027-01-01
expires = 2028-01-01
audience = ["trainees"]
aliases = ["/north/old/"]
layout = "page"
[course]
topics = ["simulation"]
audience = ["trainees"]
kind = "course"
format = "in-person"
place = "Leeds"
cost = "Free"
funded = true
capacity = 20
booking = "https://example.org/book"
book_by = 2026-05-01
source = "page"
reference = "N:1"
checked_on = 2026-01-02
[[course.session]]
from = 2026-06-01
until = 2026-06-02
time = "09:30"
+++
A sentence.
//- content/north/round.md
+++
title = "A round"
description = "How a round looks."
last_reviewed = 2026-01-01
owner = "Us"
[round]
opens = 2026-04-01
closes = 2026-05-01
for = "Schools"
source = "page"
reference = "N:2"
checked_on = 2026-01-02
+++
A sentence.
//- content/north/issue.md
+++
title = "An issue"
description = "How an issue looks."
last_reviewed = 2026-01-01
owner = "Us"
[issue]
published = 2026-02-01
number = 3
source = "page"
reference = "N:3"
checked_on = 2026-02-02
+++
A sentence.
//- content/north/lists.md
+++
title = "Lists"
description = "Lists of the region."
last_reviewed = 2026-01-01
owner = "Us"
+++
{{ faqs }}

{{ contacts }}

{{ notices }}

{{ rounds }}

{{ newsletter }}

{{ courses }}
//- content/north/faqs.toml
[[faq]]
id = "what"
name = "What is it?"
says = "It is so."
audience = ["trainees"]
ours = true
//- content/north/contacts.toml
[[contact]]
id = "team"
name = "The team"
about = ["Forms"]
says = "They know."
email = "team@example.org"
phone = "01632 960000"
source = "page"
reference = "N:4"
checked_on = 2026-01-02
//- content/bank-holidays.toml
[[year]]
year = 2026
days = ["2026-12-25"]
source = "A list"
address = "https://example.org"
checked_on = 2026-01-20
"#;

/// A file with one field changed, and what it was changed to.
fn changed(files: &[(String, String)]) -> Vec<(String, String)> {
    let mut changed = Vec::new();
    let mut number = 0_usize;
    for (path, text) in files {
        let mut start = 0;
        let mut in_body = 0;
        for line in text.split_inclusive('\n') {
            let range = start..start + line.len();
            start = range.end;
            in_body += usize::from(line.trim_end() == "+++");
            let is_field = in_body < 2 && !line.starts_with(['#', '[']);
            let Some((name, value)) = line.trim_end().split_once(" = ").filter(|_| is_field) else { continue };
            // Each field is tried with a few, and each slip on many fields.
            number += 1;
            for slip in SLIPS.iter().skip(number % EVERY).step_by(EVERY) {
                let line = format!("{name} = {}\n", slip.replace("{}", value));
                let mut text = text.clone();
                text.replace_range(range.clone(), &line);
                changed.push((format!("//- {path}\n{text}"), format!("{path}: {}", line.trim_end())));
            }
        }
    }
    changed
}

/// Of how many slips one is tried on a field.
const EVERY: usize = 5;

#[test]
fn hints_about_usual_slips_hold() {
    let mut diagnostics = Diagnostics::new();
    let inputs = fixture::diagnose(PROJECT, &mut diagnostics);
    let known = diagnostics.sorted().len();
    let report = diagnostics.report(&inputs.sources, crate::diagnostic::render::Format::Short, false);
    assert!(!diagnostics.has_errors() && known < 10, "{report}");
    let files: Vec<(String, String)> = inputs
        .sources
        .files()
        .iter()
        .filter(|file| !file.path().starts_with("content/words/"))
        .map(|file| (file.path().to_owned(), file.text().to_owned()))
        .collect();
    let tried = changed(&files);
    let failed: Vec<String> = tried
        .par_iter()
        .flat_map(|(file, what)| {
            let project = format!("{PROJECT}\n{file}");
            let mut diagnostics = Diagnostics::new();
            let inputs = fixture::diagnose(&project, &mut diagnostics);
            let mut failed = fixture::untrue_hints(&project, &inputs, &diagnostics);
            failed.iter_mut().for_each(|failure| *failure = format!("{what}\n    {failure}"));
            failed
        })
        .collect();
    assert!(tried.len() > 500, "fields are found: {}", tried.len());
    assert!(failed.is_empty(), "{} of {} fail:\n{}", failed.len(), tried.len(), failed.join("\n"));
}
