//! The courses that a plan can hold.

use std::collections::BTreeMap;

use supportt_basics::ids::RegionId;
use supportt_rules::course::Course;

use supportt_content::front_matter::{self, FrontMatter};
use supportt_content::subject::Subject;
use supportt_content::subject::course::CourseKind;
use supportt_markdown::link_targets::{CONTENT, in_content};
use supportt_source::diagnostic::Diagnostics;
use supportt_source::page_path::PagePath;
use supportt_source::{SourceFile, Sources};

/// Each region's courses as far as plans need to know them, but for those that only show how one looks.
///
/// A page's path begins with its region's folder; the file's name tells a course from the others there.
pub fn for_plans<'p>(
    pages: impl Iterator<Item = (&'p SourceFile, &'p FrontMatter)>,
) -> BTreeMap<RegionId, Vec<Course>> {
    let mut courses: BTreeMap<RegionId, Vec<Course>> = BTreeMap::new();
    for (file, details) in pages {
        let path = file.path().strip_prefix(CONTENT).and_then(PagePath::new);
        let subject = details.subject.as_ref();
        let course = subject.and_then(Subject::course);
        // An event is gone to, and is no part of a plan; what is over or an example cannot be picked.
        let course = course.filter(|course| !details.is_example() && course.kind() != CourseKind::Event);
        let Some((course, path)) = course.filter(|course| course.held.is_none()).zip(path) else { continue };
        let region = path.as_str().split('/').next().unwrap_or_default();
        let course = course.for_plans(path.stem(), &details.title);
        courses.entry(RegionId::from(region)).or_default().push(course);
    }
    courses
}

/// The same out of a project's pages, for commands that need no site.
pub fn read_all(sources: &Sources, diagnostics: &mut Diagnostics) -> BTreeMap<RegionId, Vec<Course>> {
    let files = sources.below(CONTENT).iter();
    let pages = files.filter(|file| PagePath::new(in_content(file)).is_some());
    let pages: Vec<(&SourceFile, FrontMatter)> =
        pages.filter_map(|file| Some((file, front_matter::read(file, diagnostics).details?))).collect();
    for_plans(pages.iter().map(|(file, details)| (*file, details)))
}
