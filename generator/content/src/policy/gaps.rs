//! What a region's source leaves open, for the site owner to find out.
//!
//! Nothing here is wrong with the file: each warning is a true statement about the region.

use std::ops::Range;

use supportt_basics::date::{self, Date};
use supportt_rules::fixed_words::FormStatus;
use supportt_rules::policy::{Entry, Notice, RegionDocument, Table};

use super::decode::Places;
use supportt_source::diagnostic::{Diagnostic, Diagnostics};

/// Warns of a contact without an address, of forms of which nobody knows whether they are current, and of steps that ask
/// for a form that has been replaced. What is no longer in force on `today` is nobody's task any more.
pub(super) fn check(document: &RegionDocument, places: &Places, today: Date, diagnostics: &mut Diagnostics) {
    if document.contact.body.email.is_none() {
        diagnostics.push(
            Diagnostic::warning(
                "contact::not-published",
                places.of(Table::Contact, 0, "says"),
                "the region has no address to write to",
            )
            .label("the pages say so, and whom to ask meanwhile")
            .hint("find out the team's address, and write `email = \"…\"` with its source"),
        );
    }
    for (index, notice) in document.notices.iter().enumerate() {
        diagnostics.extend(notice_out_of_time(notice, index, places, today));
    }
    for (index, form, _) in lasting(&document.forms, today) {
        if form.body.status == FormStatus::Unclear {
            diagnostics.push(
                Diagnostic::warning(
                    "form::unclear",
                    places.of(Table::Form, index, "status"),
                    format!("it is not known whether the form “{}” is current", form.name),
                )
                .hint("ask the region's team, then write `current` or `replaced`"),
            );
        }
    }
    for (index, step, asked) in lasting(&document.steps, today) {
        let Some(id) = &step.body.form else { continue };
        let versions = lasting(&document.forms, today).filter(|(_, form, _)| form.id == *id);
        let report =
            |code, message| Diagnostic::warning(code, places.of(Table::Step, index, "form"), message);
        let asked = asked.start.max(today)..asked.end;
        let mut replaced = versions.filter(|(_, form, _)| form.body.status == FormStatus::Replaced);
        let Some((_, form, used)) =
            replaced.find(|(.., used)| used.start < asked.end && asked.start < used.end)
        else {
            continue;
        };
        let problem = report(
            "form::replaced",
            format!("this step asks for the form “{}”, which has been replaced", form.name),
        );
        let now = match &form.body.replaced_by {
            Some(other) => format!("`form = \"{other}\"`"),
            None => "the `id` of the form that is used now as `form`".to_owned(),
        };
        diagnostics.push(if used.start > today {
            problem
                .label(format!("from {} on", date::long(used.start)))
                .hint(format!("add a version of this step with `from = {}` and {now}", used.start))
        } else {
            match &form.body.replaced_by {
                Some(other) => problem.reword(format!("write {now}"), [other.to_string()]),
                None => problem.hint(format!("name {now}")),
            }
        });
    }
}

/// What editors may not expect of a notice: that people see it before its first day, and after its last. One that
/// somebody has looked at since, and left, is kept on purpose.
fn notice_out_of_time(
    notice: &Entry<Notice>,
    index: usize,
    places: &Places,
    today: Date,
) -> Option<Diagnostic> {
    let at = |field| places.of(Table::Notice, index, field);
    let is_today = format!("today is {}", date::long(today));
    if notice.from > today {
        let day = date::long(notice.from);
        let problem = Diagnostic::advice(
            "policy::notice-ahead",
            at("from"),
            format!("this notice begins on {day}, and people see it already, marked “To come”"),
        );
        return Some(problem.label(is_today).hint("add it on that day if nobody is to know of it before"));
    }
    (notice.body.until < today && notice.citation.checked_on <= notice.body.until).then(|| {
        Diagnostic::warning(
            "policy::notice-over",
            at("until"),
            format!("this notice was over on {}, and people see it still, marked “Over”", date::long(notice.body.until)),
        )
        .label(is_today)
        .hint("take it out, or set `checked_on` to the day on which you found that it is to stay; if it goes on, write a later `until`")
    })
}

/// The versions of entries that are in force on a day or lie ahead, each with its place and the days for which it holds.
fn lasting<T>(
    entries: &[Entry<T>],
    today: Date,
) -> impl Iterator<Item = (usize, &Entry<T>, Range<Date>)> + Clone {
    let until = move |entry: &Entry<T>| {
        let later = entries.iter().filter(|other| other.id == entry.id && other.from > entry.from);
        later.map(|other| other.from).min().unwrap_or(Date::MAX)
    };
    let versions =
        entries.iter().enumerate().map(move |(index, entry)| (index, entry, entry.from..until(entry)));
    versions.filter(move |(.., days)| days.end > today)
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use supportt_fixture::check_short;

    fn form(id: &str, from: &str, rest: &str) -> String {
        format!(
            "[[form]]\nid = \"{id}\"\nname = \"The {id}\"\nfrom = {from}\n{rest}\nsays = \"A form.\"\nsource = \"page\"\nreference = \"N:60\"\nchecked_on = 2026-01-05\n\n"
        )
    }

    fn step(from: &str, form: &str) -> String {
        format!(
            "[[step]]\nid = \"fill-in\"\nname = \"Fill in\"\nstage = \"before-leave\"\nstrength = \"must\"\nfrom = {from}\nform = \"{form}\"\nsays = \"Do.\"\nsource = \"page\"\nreference = \"N:61\"\nchecked_on = 2026-01-05\n\n"
        )
    }

    #[test]
    fn a_step_asks_for_the_form_of_its_days() {
        let north = supportt_fixture::NORTH;
        let project =
            |entries: &[String]| format!("//- content/north/region.toml\n{north}\n{}", entries.concat());
        let old = form("old", "2025-01-01", "status = \"current\"");
        let gone = form("old", "2026-06-01", "status = \"replaced\"\nreplaced_by = \"new\"");
        let new = form("new", "2026-06-01", "status = \"current\"");
        check_short(
            &project(&[old.clone(), gone.clone(), new.clone(), step("2025-01-01", "old")]),
            expect![[r#"
                content/north/region.toml:177:8: warning: this step asks for the form “The old”, which has been replaced: from 1 June 2026 on (hint: add a version of this step with `from = 2026-06-01` and `form = "new"`)
            "#]],
        );
        check_short(
            &project(&[old, gone, new, step("2025-01-01", "old"), step("2026-06-01", "new")]),
            expect![[r#""#]],
        );
    }

    #[test]
    fn nobody_is_sent_in_a_circle() {
        let north = supportt_fixture::NORTH;
        let replaced = |id: &str, by: &str| {
            form(id, "2025-01-01", &format!("status = \"replaced\"\nreplaced_by = \"{by}\""))
        };
        let current = form("now", "2025-01-01", "status = \"current\"\nreplaced_by = \"plan\"");
        let plan = form("plan", "2025-01-01", "status = \"current\"");
        let forms = [replaced("one", "two"), replaced("two", "one"), plan, current].concat();
        check_short(
            &format!("//- content/north/region.toml\n{north}\n{forms}"),
            expect![[r#"
                content/north/region.toml:145:15: error: following what replaces this form leads back to it (hint: name the form that is used now, or leave `replaced_by` out)
                content/north/region.toml:156:15: error: following what replaces this form leads back to it (hint: name the form that is used now, or leave `replaced_by` out)
                content/north/region.toml:177:15: error: a form that is `current` has not been replaced (hint: write `status = "replaced"`, or remove `replaced_by`)
            "#]],
        );
    }

    #[test]
    fn what_has_been_settled_is_not_unclear() {
        let north = supportt_fixture::NORTH;
        let unclear = form("plan", "2025-01-01", "status = \"unclear\"");
        let settled = form("plan", "2026-01-01", "status = \"current\"");
        check_short(&format!("//- content/north/region.toml\n{north}\n{unclear}{settled}"), expect![[r#""#]]);
    }
}
