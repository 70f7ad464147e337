//! Issues of a newsletter, on their own pages and in lists.

use serde::Serialize;
use supportt_basics::date;

use super::view::{About, Entry, View};
use crate::site::Page;
use supportt_content::subject::Subject;
use supportt_content::subject::issue::Issue;

/// The issues that have come out, the newest first.
#[derive(Serialize)]
pub(super) struct List<'a> {
    issues: Vec<IssueView<'a>>,
}

/// An issue.
#[derive(Serialize)]
pub(super) struct IssueView<'a> {
    #[serde(flatten)]
    entry: Entry<'a>,
    number: Option<i64>,
    published: String,
    published_iso: String,
    address: Option<&'a str>,
    #[serde(flatten)]
    about: About<'a>,
}

pub(super) fn list(view: View<'_>) -> List<'_> {
    let pages = view.catalogue().issues.iter().map(|id| view.ctx.site.page(*id));
    let issues = pages.filter_map(|page| {
        let subject = page.front_matter.subject.as_ref()?;
        Some(item(view, page, subject, subject.issue()?))
    });
    List { issues: issues.collect() }
}

pub(super) fn item<'a>(
    view: View<'a>,
    page: &'a Page<'_>,
    subject: &'a Subject,
    issue: &'a Issue,
) -> IssueView<'a> {
    IssueView {
        entry: Entry::new(view.ctx.site, page),
        number: issue.number,
        published: date::long(issue.published.value),
        published_iso: issue.published.value.to_string(),
        address: issue.address.as_deref(),
        about: view.origin_of(subject),
    }
}
