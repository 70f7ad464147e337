//! What pages refer to: headings of other pages, values of the policy, pages below.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::OnceLock;

use rayon::prelude::*;
use supportt_basics::date::Date;
use supportt_basics::keyword::Keyword;
use supportt_rules::answers::{Answers, Question};
use supportt_rules::policy::{Paper, Policy, Region};

use super::page_id::PageId;
use super::tree::{Index, Place};
use supportt_content::differences;
use supportt_content::front_matter::FrontMatter;
use supportt_content::page::CheckedPage;
use supportt_content::policy::printed;
use supportt_markdown::link_targets::CONTENT;
use supportt_markdown::{
    Directive, Heading, Listing, Mark, MarkKind, PageLink, RegionPart, SitePart, Widget,
};
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::page_path::ending;
use supportt_source::suggest;
use supportt_source::wording::any_of;
use supportt_source::{Sources, Span};

/// Reports links to headings that are not there, and to pages that are only examples.
pub(super) fn check_links(pages: &[CheckedPage<'_>], index: &Index<'_>, diagnostics: &mut Diagnostics) {
    let headings: Vec<OnceLock<Headings<'_>>> = pages.iter().map(|_| OnceLock::new()).collect();
    let found: Vec<Diagnostic> = pages
        .par_iter()
        .enumerate()
        .flat_map_iter(|(number, page)| {
            let headings = &headings;
            page.body.page_links.iter().filter_map(move |link| {
                let number = match &link.page {
                    Some(path) => index.at(path)?.0,
                    None => number,
                };
                let target = pages.get(number)?;
                if is_example(target) && !is_example(page) {
                    return Some(leads_to_example(link));
                }
                let fragment = link.fragment.as_deref()?;
                if fragment.contains('=') && has_checker(target) {
                    return wrong_answers(fragment, link.span);
                }
                let headings = headings.get(number)?.get_or_init(|| {
                    target.body.headings.iter().map(|heading| (heading.id.as_str(), heading)).collect()
                });
                missing_heading(link, fragment, headings)
            })
        })
        .collect();
    diagnostics.extend(found);
}

fn is_example(page: &CheckedPage<'_>) -> bool {
    page.front_matter.as_ref().is_some_and(FrontMatter::is_example)
}

/// Examples are left out of the site that is published.
fn leads_to_example(link: &PageLink) -> Diagnostic {
    Diagnostic::error("link::example", link.span, "this leads to a page that is only an example")
        .label("it is not part of the published site")
        .hint("remove the link, or `example = true` from that page when what it says is real")
}

/// The headings of a page by their addresses.
type Headings<'a> = BTreeMap<&'a str, &'a Heading>;

fn missing_heading(link: &PageLink, fragment: &str, headings: &Headings<'_>) -> Option<Diagnostic> {
    if headings.contains_key(fragment) {
        return None;
    }
    let page = match &link.page {
        Some(path) => format!("`{path}`"),
        None => "this page".to_owned(),
    };
    let diagnostic =
        Diagnostic::error("link::missing-heading", link.span, format!("{page} has no heading `{fragment}`"));
    Some(match suggest::nearest_of_many(fragment, headings) {
        Some(near) => diagnostic.reword(format!("did you mean `#{near}`?"), [near.to_owned()]),
        None if headings.is_empty() => {
            diagnostic.hint("it has no headings: leave out the `#` and what follows")
        }
        None => diagnostic.hint(format!("its headings are {}", any_of(headings.keys().take(8)))),
    })
}

fn has_checker(page: &CheckedPage<'_>) -> bool {
    directives(page).any(|(directive, _)| matches!(directive, Directive::Widget(Widget::EligibilityChecker)))
}

/// What is wrong with answers that a link gives to the checker: `check.md#stage=away&reason=sick-leave`.
fn wrong_answers(fragment: &str, span: Span) -> Option<Diagnostic> {
    let report = |message: String| Diagnostic::error("link::answers", span, message);
    let mut answers = Answers::default();
    let wrong = fragment.split('&').find_map(|pair| {
        let (name, written) = pair.split_once('=').unwrap_or((pair, ""));
        let Some(question) = Question::from_word(name) else {
            let names = || Question::ALL.iter().map(|question| question.word());
            let diagnostic = report(format!("the checker has no question `{name}`"));
            return Some(match suggest::nearest(name, names()) {
                Some(near) => {
                    let hint = format!("did you mean `{near}`?");
                    diagnostic.reword(hint, [fragment.replacen(name, near, 1)])
                }
                None => diagnostic.hint(format!("its questions are {}", any_of(names()))),
            });
        };
        answers.set(question, written).err().map(|problem| report(problem.to_string()))
    });
    let in_order = answers.dates_are_in_order();
    wrong.or_else(|| {
        (!in_order).then(|| {
            report("the first day back must follow the first day away".to_owned())
                .hint("correct `leave-start` or `return-date`")
        })
    })
}

/// Reports `{{ cards }}` on pages that have no pages below.
pub(super) fn check_cards(pages: &[CheckedPage<'_>], places: &[Place], diagnostics: &mut Diagnostics) {
    for (page, place) in pages.iter().zip(places) {
        if !place.children.is_empty() {
            continue;
        }
        diagnostics.extend(
            directives(page)
                .filter(|(directive, _)| matches!(directive, Directive::Site(SitePart::Cards)))
                .map(|(_, span)| {
                    Diagnostic::error("directive::no-pages", span, "there are no pages below this one")
                        .label("nothing to show")
                        .hint("`{{ cards }}` belongs in the `index.md` of a folder with other pages")
                }),
        );
    }
}

/// For each page, the place of its region in the policy's list.
pub(crate) fn regions_of(pages: &[CheckedPage<'_>], policy: &Policy) -> Vec<Option<usize>> {
    let places: BTreeMap<&str, usize> =
        policy.regions().iter().enumerate().map(|(place, region)| (region.id().as_str(), place)).collect();
    pages
        .iter()
        .map(|page| {
            let (folder, _) = page.path.as_str().split_once('/')?;
            places.get(folder).copied()
        })
        .collect()
}

/// The first page of each region. Reports regions without any page; a folder with pages is checked with the tree.
pub(super) fn region_pages(
    policy: &Policy,
    index: &Index<'_>,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<PageId>> {
    let first_page = |region: &Region| index.first_of(&format!("{}/", region.id()));
    for region in policy.regions().iter().filter(|region| first_page(region).is_none()) {
        let folder = format!("{CONTENT}{}/", region.id());
        let has_pages = sources.below(&folder).iter().any(|file| ending(file.path()) == "md");
        if let Some(file) = sources.at(&format!("{folder}region.toml")).filter(|_| !has_pages) {
            diagnostics.push(
                Diagnostic::error(
                    "site::no-index",
                    file.whole(),
                    format!("the region {} has no pages", region.name()),
                )
                .hint(format!("write the first one: `{folder}index.md`")),
            );
        }
    }
    policy.regions().iter().map(first_page).collect()
}

/// Reports `{{ value … }}` that name nothing that could be printed.
pub(super) fn check_values(
    pages: &[CheckedPage<'_>],
    regions: &[Option<usize>],
    policy: &Policy,
    today: Date,
    diagnostics: &mut Diagnostics,
) {
    for (page, own) in pages.iter().zip(regions) {
        let own = own.map(|place| &policy.regions()[place]);
        diagnostics.extend(directives(page).filter_map(|(directive, span)| match directive {
            Directive::Value { region, id } => {
                check_value(region.as_deref(), id, span, own, policy, today).err()
            }
            _ => None,
        }));
    }
}

fn check_value(
    region: Option<&str>,
    id: &str,
    span: Span,
    own: Option<&Region>,
    policy: &Policy,
    today: Date,
) -> Result<(), Diagnostic> {
    let refuse = |problem: printed::Unprintable, prefix: &str| {
        problem.at("directive::value", span, |name| format!("{{{{ value {prefix}{name} }}}}"))
    };
    let prefix = region.map(|name| format!("{name}/")).unwrap_or_default();
    let region = match (region, own) {
        (Some(name), _) => printed::region(policy, name, id).map_err(|problem| refuse(problem, ""))?,
        (None, Some(own)) => own,
        (None, None) => {
            let region = policy.regions().first().map_or("region", |region| region.id().as_str());
            let named = format!("{{{{ value {region}/{id} }}}}");
            return Err(Diagnostic::error("directive::value", span, "this page belongs to no region")
                .reword(format!("name one: `{named}`"), [named]));
        }
    };
    printed::value(region, id, policy, today).map(drop).map_err(|problem| refuse(problem, &prefix))
}

/// Reports `{{ compare }}` where there is nothing to compare.
pub(super) fn check_compare(pages: &[CheckedPage<'_>], sources: &Sources, diagnostics: &mut Diagnostics) {
    if sources.at(differences::PATH).is_some() {
        return;
    }
    let compares = pages
        .iter()
        .flat_map(directives)
        .filter(|(kind, _)| matches!(kind, Directive::Site(SitePart::Compare)));
    diagnostics.extend(compares.map(|(_, span)| {
        Diagnostic::error(
            "directive::nothing-to-compare",
            span,
            format!("there is no `{}`", differences::PATH),
        )
        .label("nothing to show")
        .hint("write it, with a `[[difference]]` for each question; `content/README.md` shows how")
    }));
}

/// Whether links can lead to parts of what a directive shows.
fn has_addresses(directive: &Directive) -> bool {
    matches!(
        directive,
        Directive::Listing(_)
            | Directive::Site(SitePart::QuestionGraph | SitePart::Compare | SitePart::Search)
    )
}

/// Reports what stands twice on a page, and a widget that a region has nothing for.
pub(super) fn check_widgets(
    pages: &[CheckedPage<'_>],
    regions: &[Option<usize>],
    policy: &Policy,
    today: Date,
    diagnostics: &mut Diagnostics,
) {
    for (page, region) in pages.iter().zip(regions) {
        let region = region.map(|place| &policy.regions()[place]);
        let mut first: Option<Span> = None;
        let mut shown: Vec<(&Directive, Span)> = Vec::new();
        for (directive, span) in directives(page) {
            match shown.iter().find(|(other, _)| *other == directive) {
                Some((_, other)) => diagnostics.push(
                    Diagnostic::error("directive::twice", span, "the page shows this already")
                        .label("the second")
                        .also(*other, "the first")
                        .hint("leave one of them out: its parts have addresses, and an address leads to one place"),
                ),
                None if has_addresses(directive) => shown.push((directive, span)),
                None => {}
            }
            let Directive::Widget(widget) = directive else { continue };
            if let (Widget::DocumentBuilder(paper), Some(region)) = (widget, region)
                && !region.on(today).has_paper(*paper)
            {
                diagnostics.push(no_paper(*paper, region, span));
            }
            match first {
                None => first = Some(span),
                Some(other) => diagnostics.push(
                    Diagnostic::error(
                        "directive::two-widgets",
                        span,
                        "a page has room for one checker or builder",
                    )
                    .label("the second")
                    .also(other, "the first")
                    .hint("move one of them to a page of its own, and link to it"),
                ),
            }
        }
    }
}

/// Reports subjects outside a region, or with a source the region does not have.
pub(super) fn check_subjects(
    pages: &[CheckedPage<'_>],
    regions: &[Option<usize>],
    policy: &Policy,
    today: Date,
    diagnostics: &mut Diagnostics,
) {
    for (page, region) in pages.iter().zip(regions) {
        let region = region.map(|place| &policy.regions()[place]);
        if let Some(subject) = page.front_matter.as_ref().and_then(|details| details.subject.as_ref()) {
            subject.check(region, today, diagnostics);
        }
    }
    check_issues(pages, regions, diagnostics);
}

/// Warns of two issues of a region's newsletter with the same number.
fn check_issues(pages: &[CheckedPage<'_>], regions: &[Option<usize>], diagnostics: &mut Diagnostics) {
    let mut taken: BTreeMap<(Option<usize>, i64), Span> = BTreeMap::new();
    for (page, region) in pages.iter().zip(regions) {
        let Some(subject) = page.front_matter.as_ref().and_then(|details| details.subject.as_ref()) else {
            continue;
        };
        let Some(number) = subject.issue().and_then(|issue| issue.number) else { continue };
        match taken.entry((*region, number)) {
            Entry::Vacant(place) => {
                place.insert(subject.span);
            }
            Entry::Occupied(first) => diagnostics.push(
                Diagnostic::warning(
                    "issue::same-number",
                    subject.span,
                    format!("another issue has the number {number} too"),
                )
                .also(*first.get(), "the other")
                .hint("correct one of the two numbers"),
            ),
        }
    }
}

/// Warns of pages of one region, or of none, that have the same title: menus, lists and the search show nothing else.
pub(super) fn check_titles(
    pages: &[CheckedPage<'_>],
    regions: &[Option<usize>],
    diagnostics: &mut Diagnostics,
) {
    let mut taken: BTreeMap<(Option<usize>, String), &CheckedPage<'_>> = BTreeMap::new();
    for (page, region) in pages.iter().zip(regions) {
        let Some(details) = &page.front_matter else { continue };
        match taken.entry((*region, details.title.to_lowercase())) {
            Entry::Vacant(place) => {
                place.insert(page);
            }
            Entry::Occupied(first) => diagnostics.push(
                Diagnostic::warning(
                    "page::same-title",
                    page.file.whole(),
                    format!("this page has the title of `{}`", first.get().file.path()),
                )
                .label(format!("“{}”", details.title))
                .hint(
                    "say in each title what tells it from the other: lists and the search show titles alone",
                ),
            ),
        }
    }
}

/// Warns of what no page shows: how to reach a region's team, and the registers of a region. Those may be shown outside
/// the regions too, where the registers of all of them are.
pub(super) fn check_shown(
    pages: &[CheckedPage<'_>],
    regions: &[Option<usize>],
    policy: &Policy,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) {
    for (place, region) in policy.regions().iter().enumerate() {
        let file = |name: &str| sources.at(&format!("{CONTENT}{}/{name}.toml", region.id()));
        let is_shown = |wanted: Directive, or_outside: bool| {
            pages.iter().zip(regions).any(|(page, other)| {
                (*other == Some(place) || or_outside && other.is_none())
                    && directives(page).any(|(directive, _)| *directive == wanted)
            })
        };
        let hint = |name: &str| {
            format!("put `{{{{ {name} }}}}` on a line of its own in the page where people look for it")
        };
        if let Some(file) =
            file("region").filter(|_| !is_shown(Directive::Region(RegionPart::Contact), false))
        {
            let problem = format!("no page of {} shows how to reach its team", region.name());
            diagnostics.push(
                Diagnostic::warning("contact::nowhere", file.whole(), problem)
                    .hint(hint(Directive::Region(RegionPart::Contact).name())),
            );
        }
        if let Some(file) = file("region") {
            let has_notices = !region.notices().is_empty();
            if has_notices && !is_shown(Directive::Region(RegionPart::Notices), true) {
                diagnostics.push(
                    Diagnostic::warning(
                        "register::nowhere",
                        file.whole(),
                        "no page shows the notices in this file",
                    )
                    .hint(hint(Directive::Region(RegionPart::Notices).name())),
                );
            }
        }
        for listing in [Listing::Resources, Listing::Contacts, Listing::Faqs, Listing::Glossary] {
            if let Some(file) = file(listing.word()).filter(|_| !is_shown(Directive::Listing(listing), true))
            {
                let problem = "no page shows what is in this file";
                diagnostics.push(
                    Diagnostic::warning("register::nowhere", file.whole(), problem)
                        .hint(hint(listing.word())),
                );
            }
        }
    }
}

fn no_paper(paper: Paper, region: &Region, span: Span) -> Diagnostic {
    let hint = match paper {
        Paper::MentoringAgreement => {
            "its `region.toml` needs an `[[agreement]]` for each question to agree on"
        }
        _ => "no `[[rule]]` of its `region.toml` is `quoted_in` it",
    };
    let problem = format!("{} has nothing for `{}`", region.name(), paper.word());
    Diagnostic::error("directive::no-paper", span, problem).hint(hint)
}

fn directives<'p>(page: &'p CheckedPage<'_>) -> impl Iterator<Item = (&'p Directive, Span)> {
    page.body.html.marks.iter().filter_map(|Mark { kind, span, .. }| match kind {
        MarkKind::Directive(directive) => Some((directive, *span)),
        MarkKind::BlockStart(_) | MarkKind::BlockEnd => None,
    })
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use supportt_fixture::{check_short, page};

    #[test]
    fn issues_have_numbers_of_their_own() {
        let issue = |name: &str, number: u8| {
            page(&format!("north/{name}.md"), "News.\n").replacen(
                "owner = \"Us\"\n",
                &format!("owner = \"Us\"\n[issue]\npublished = 2026-01-02\nnumber = {number}\nsource = \"page\"\nreference = \"1\"\nchecked_on = 2026-01-03\n"),
                1,
            )
        };
        check_short(
            &[issue("one", 7), issue("two", 7), issue("three", 8)].concat(),
            expect![[r#"
            content/north/two.md:6:1: warning: another issue has the number 7 too (hint: correct one of the two numbers)
        "#]],
        );
    }

    #[test]
    fn registers_are_shown_somewhere() {
        let register = "//- content/north/faqs.toml\n[[faq]]\nid = \"who\"\nname = \"Who?\"\nsays = \"The team.\"\naudience = [\"trainees\"]\nours = true\n";
        check_short(
            register,
            expect![[r#"
            content/north/faqs.toml:1:1: warning: no page shows what is in this file (hint: put `{{ faqs }}` on a line of its own in the page where people look for it)
        "#]],
        );
        check_short(&[register, &page("north/a.md", "{{ faqs }}\n")].concat(), expect![[""]]);
        let north = supportt_fixture::NORTH;
        let notice = "[[notice]]\nid = \"snow\"\nname = \"Snow\"\nsays = \"Closed.\"\nfrom = 2026-01-01\nuntil = 2026-04-01\nuntil_note = \"The page says so.\"\nsource = \"page\"\nreference = \"N:60\"\nchecked_on = 2026-01-05\n";
        check_short(
            &format!("//- content/north/region.toml\n{north}\n{notice}"),
            expect![[r#"
            content/north/region.toml:1:1: warning: no page shows the notices in this file (hint: put `{{ notices }}` on a line of its own in the page where people look for it)
        "#]],
        );
        check_short(&[register, &page("a.md", "{{ faqs }}\n")].concat(), expect![[""]]);
    }

    #[test]
    fn pages_of_a_region_have_titles_of_their_own() {
        let [one, two, other] = ["north/one.md", "north/two.md", "two.md"].map(|path| page(path, "Text.\n"));
        let same = |page: &str| page.replace("Page at north/two.md", "PAGE at north/one.md");
        check_short(
            &[one, same(&two), same(&other)].concat(),
            expect![[r#"
            content/north/two.md:1:1: warning: this page has the title of `content/north/one.md`: “PAGE at north/one.md” (hint: say in each title what tells it from the other: lists and the search show titles alone)
        "#]],
        );
    }
}
