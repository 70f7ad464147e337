//! The real project, built and served as its readers get it.

use std::collections::BTreeMap;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::sync::{OnceLock, mpsc};
use std::{fs, io, thread};

use supportt::serve::{self, Patience, Progress};
use supportt_basics::date::Date;
use supportt_basics::ids::RegionId;
use supportt_content::edition::Edition;
use supportt_content::words::Words;
use supportt_content::{bank_holidays, policy, words};
use supportt_engine::load;
use supportt_reports::plan::courses;
use supportt_rules::course::{Course, Session};
use supportt_rules::policy::Policy;
use supportt_rules::working_days::BankHolidays;
use supportt_site::build::{Build, Project};
use supportt_source::diagnostic::Diagnostics;
use supportt_source::diagnostic::render::Format;

/// The day on which the site of the tests is built.
///
/// # Panics
/// Never.
#[must_use]
pub fn today() -> Date {
    Date::from_ymd_opt(2026, 11, 22).expect("a date")
}

/// The project's folder.
///
/// # Panics
/// When the tests have been moved out of it.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests lie in the project").to_owned()
}

/// The real project.
#[must_use]
pub fn project() -> Project {
    Project::new(root(), supportt_bundle::files())
}

/// Builds the real project.
///
/// # Panics
/// When the disk or npm fails.
#[must_use]
pub fn build() -> Build {
    project().build(today()).unwrap_or_else(|error| panic!("{error}"))
}

/// The real policy and the real words.
///
/// # Panics
/// When either has problems.
#[must_use]
pub fn policy_and_words() -> (Policy, Words) {
    let mut diagnostics = Diagnostics::new();
    let inputs = load::load(&root(), &mut diagnostics).expect("the project can be read");
    let words = words::load(&inputs.sources, &mut diagnostics);
    let vocabulary = words.as_ref().map(|words| words.vocabulary.clone());
    let policy = vocabulary.and_then(|words| policy::rules(inputs.sources.files(), words, &mut diagnostics));
    policy
        .zip(words)
        .unwrap_or_else(|| panic!("{}", diagnostics.report(&inputs.sources, Format::Human, false)))
}

/// The real bank holidays.
///
/// # Panics
/// When the file has problems.
#[must_use]
pub fn bank_holidays() -> BankHolidays {
    let mut diagnostics = Diagnostics::new();
    let inputs = load::load(&root(), &mut diagnostics).expect("the project can be read");
    let holidays = bank_holidays::load(&inputs.sources, today(), &mut diagnostics);
    assert!(!diagnostics.has_errors(), "{}", diagnostics.report(&inputs.sources, Format::Human, false));
    holidays
}

/// The real courses, and in Wessex two that are made up: one ahead, one that is over.
///
/// # Panics
/// When their pages have problems.
#[must_use]
pub fn courses() -> BTreeMap<RegionId, Vec<Course>> {
    let mut diagnostics = Diagnostics::new();
    let inputs = load::load(&root(), &mut diagnostics).expect("the project can be read");
    let mut courses = courses::read_all(&inputs.sources, &mut diagnostics);
    assert!(!diagnostics.has_errors(), "{}", diagnostics.report(&inputs.sources, Format::Human, false));
    let made_up = |id: &str, year: i32| {
        let day = |month, day| Date::from_ymd_opt(year, month, day).expect("a date");
        let sessions = vec![Session { from: day(5, 3), until: day(5, 4), time: None }];
        let (id, name, book_by) = (id.to_owned(), format!("Course {id}"), Some(day(4, 1)));
        Course { id, name, sessions, book_by, approval: false, citation: None }
    };
    let wessex = courses.entry(RegionId::from("wessex")).or_default();
    wessex.extend([made_up("ahead", 2027), made_up("over", 2026)]);
    courses
}

/// Serves the real site until the tests end; returns its address, without a slash at the end.
///
/// # Panics
/// When the site cannot be built or served.
pub fn address() -> &'static str {
    static ADDRESS: OnceLock<String> = OnceLock::new();
    ADDRESS.get_or_init(|| served(project()))
}

/// Serves the real site with its examples until the tests end; returns its address, without a slash at the end.
///
/// # Panics
/// When the site cannot be built or served.
pub fn address_with_examples() -> &'static str {
    static ADDRESS: OnceLock<String> = OnceLock::new();
    ADDRESS.get_or_init(|| served(project().edition(Edition::WithExamples)))
}

/// Serves the real site with a change to a file of its content, until the tests end.
///
/// # Panics
/// When the site cannot be built or served.
#[must_use]
pub fn changed(path: &str, change: impl FnOnce(&str) -> String) -> String {
    edited(path, change).0
}

/// The same, with the folder that the site is in, so that more can be changed while it is served.
///
/// # Panics
/// When the site cannot be built or served.
#[must_use]
pub fn edited(path: &str, change: impl FnOnce(&str) -> String) -> (String, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder for the changed site").keep();
    copy(&root().join("content"), &folder.join("content")).expect("the content can be copied");
    symlink(root().join("themes"), folder.join("themes")).expect("the theme can be linked to");
    let file = folder.join(path);
    let text = fs::read_to_string(&file).expect("the file is there");
    fs::write(&file, change(&text)).expect("the file can be written");
    (served(Project::new(folder.clone(), supportt_bundle::files())), folder)
}

fn served(project: Project) -> String {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let listening = OnceLock::new();
        let report = move |progress: Progress| {
            let told = match progress {
                Progress::Listening(address) => {
                    listening.set(address).ok();
                    return;
                }
                Progress::Failed(error) => Err(error.to_string()),
                Progress::Built { build, .. } if build.diagnostics.has_errors() => {
                    Err(build.diagnostics.report(&build.sources, Format::Short, false))
                }
                Progress::Built { .. } => Ok(listening.get().cloned().unwrap_or_default()),
                Progress::NotSearchable(_) => return,
            };
            // Nobody listens any more once the address is known.
            let _ = sender.send(told);
        };
        serve::serve(project, None, Patience::default(), today, report)
    });
    let address = receiver.recv().expect("the server tells how it fares");
    address.unwrap_or_else(|problem| panic!("{problem}")).trim_end_matches('/').to_owned()
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
