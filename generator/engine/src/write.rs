//! Puts a finished site on disk. The only writer of the disk.
//!
//! The new site is staged beside the old one and then takes its place as a whole, so that a build that fails or is
//! killed leaves the old site as it was. Afterwards the old site stays where the new one was staged: `dist` becomes
//! `.dist.previous`. It serves to go back, and as what the next site is staged on, so that only what differs is
//! made: on ext4, making ten thousand folders just after as many were removed takes many seconds.
//!
//! What has not changed is the same file in both (a hard link), and such a file is never written to: a changed file
//! is a new one. What lies in the staging folder is trusted only as far as it is the same file as in the site.
//!
//! A build deletes only files that a build has listed in the [`mark`] of their folder, one by one, and folders only
//! when they are empty. A folder that holds anything else is refused before anything is changed. What takes the place
//! of the old site has reached the disk before, so that a power cut leaves one of the two, whole.

#![expect(clippy::disallowed_methods, reason = "this is the writer of the disk")]

mod destination;
mod mark;
mod replace;

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::Path;

use rayon::prelude::*;

pub use self::destination::Destination;
use self::destination::shortened;
use self::mark::{Contents, Mark, folders_of};
pub use self::replace::replace_text;
use self::replace::write_new;
use crate::output::Output;
use supportt_source::build_error::BuildError;
use supportt_source::wording::typed;

/// Up to how many changed files and folders are brought to the disk one by one. With more it is faster to have the
/// system write all that it has not written yet, even what other programs wrote.
const FEW: usize = 500;

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// How many files the site has.
    pub files: usize,
    /// How many of them are new or have changed.
    pub changed: usize,
}

/// Makes the folder at a destination hold exactly this output.
///
/// # Errors
///
/// When a folder holds what no build wrote, or the disk cannot be written. The old site is then as it was.
pub fn write(output: &Output, destination: &Destination) -> Result<Written, BuildError> {
    let Destination { parent, site, staging, .. } = destination;
    fs::create_dir_all(parent).map_err(BuildError::disk("make the folder", parent))?;
    let _one_at_a_time = destination.lock();
    // Another build may have written since the destination was found.
    destination.contents()?;
    [parent, site, staging].into_iter().try_for_each(|folder| refuse_read_only(folder))?;
    end_swap(destination)?;
    let (old, staged) = destination.contents()?;
    let wanted = Wanted::from(output);
    let changed = changed_files(output, site, &old);
    if !(changed.is_empty() && wanted.are_all_of(&old)) {
        let to_stage = ToStage { output, wanted: &wanted, changed: &changed, old: &old, staged: &staged };
        // What was staged for nothing is of no use, and may be what fills the disk.
        stage(to_stage, destination).and_then(|()| swap(destination)).inspect_err(|_| discard(staging))?;
    }
    Ok(Written { files: output.files().len(), changed: changed.len() })
}

/// Writes one text to a file of its own.
///
/// # Errors
///
/// When the disk cannot be written.
pub fn write_text(text: &str, to: &Path) -> Result<(), BuildError> {
    fs::write(to, text).map_err(BuildError::disk("write", to))
}

/// Whoever takes the right to write to a folder away, root's too, means it. Without this the site would be replaced,
/// and the next build would fail halfway.
fn refuse_read_only(folder: &Path) -> Result<(), BuildError> {
    let Ok(metadata) = fs::metadata(folder) else { return Ok(()) };
    if metadata.permissions().readonly() {
        let folder = shortened(folder);
        return Err(BuildError::other(
            format!("the folder `{}` is read-only", folder.display()),
            format!("allow this with `chmod -R u+w {}`, or name another folder with `--out`", typed(&folder)),
        ));
    }
    may_write(folder).map_err(BuildError::disk("write to", &shortened(folder)))
}

#[cfg(unix)]
fn may_write(folder: &Path) -> io::Result<()> {
    Ok(rustix::fs::access(folder, rustix::fs::Access::WRITE_OK)?)
}

#[cfg(not(unix))]
fn may_write(_: &Path) -> io::Result<()> {
    Ok(())
}

/// What a site consists of, by path. The folders include those of folders, but not the site's own.
struct Wanted<'a> {
    folders: BTreeSet<&'a str>,
    files: BTreeSet<&'a str>,
}

impl<'a> From<&'a Output> for Wanted<'a> {
    fn from(output: &'a Output) -> Self {
        let files: BTreeSet<&str> = output.files().map(|(path, _)| path).collect();
        Self { folders: folders_of(files.iter().copied()), files }
    }
}

impl Wanted<'_> {
    fn are_all_of(&self, contents: &Contents) -> bool {
        contents.is_marked
            && contents.folders.iter().all(|folder| self.folders.contains(folder.as_str()))
            && contents.files.keys().all(|file| self.files.contains(file.as_str()))
    }
}

/// The files that are not as they are in the old site.
fn changed_files<'a>(output: &'a Output, site: &Path, old: &Contents) -> BTreeSet<&'a str> {
    let files: Vec<_> = output.files().collect();
    files
        .into_par_iter()
        .filter(|(path, bytes)| !(old.files.contains_key(*path) && holds(&site.join(path), bytes)))
        .map(|(path, _)| path)
        .collect()
}

/// Whether a file holds just these bytes.
fn holds(path: &Path, bytes: &[u8]) -> bool {
    let same_length = fs::metadata(path).is_ok_and(|metadata| metadata.len() == bytes.len() as u64);
    same_length && fs::read(path).is_ok_and(|old| old == bytes)
}

/// A site to stage, and what is there already.
#[derive(Clone, Copy)]
struct ToStage<'a> {
    output: &'a Output,
    wanted: &'a Wanted<'a>,
    changed: &'a BTreeSet<&'a str>,
    old: &'a Contents,
    staged: &'a Contents,
}

/// Makes the staging folder hold the whole new site, on the disk.
fn stage(to_stage: ToStage<'_>, destination: &Destination) -> Result<(), BuildError> {
    let ToStage { output, wanted, changed, old, staged } = to_stage;
    let Destination { site, staging, .. } = destination;
    fs::create_dir_all(staging).map_err(BuildError::disk("make the folder", staging))?;
    // First, so that a killed build leaves nothing that the next would not know as a build's.
    Mark::new(staged.files.keys().map(String::as_str).chain(wanted.files.iter().copied())).write(staging)?;
    remove(staging, staged, wanted)?;
    let mut touched: BTreeSet<&str> = BTreeSet::from([""]);
    for folder in wanted.folders.iter().filter(|folder| !staged.folders.contains(**folder)) {
        let path = staging.join(folder);
        fs::create_dir(&path).map_err(BuildError::disk("make the folder", &path))?;
        touched.extend([*folder, folder_of(folder)]);
    }
    let one_by_one = !cfg!(target_os = "linux") || changed.len() <= FEW;
    let files: Vec<_> = output.files().collect();
    let stage = |(path, bytes): (&'_ str, &'_ _)| {
        let to = staging.join(path);
        let is_new = changed.contains(path);
        let at_hand = staged.files.get(path);
        let is_same_file =
            || old.files.get(path).copied().flatten().is_some_and(|number| at_hand == Some(&Some(number)));
        if !is_new && is_same_file() {
            return Ok(false);
        }
        if at_hand.is_some() {
            fs::remove_file(&to).map_err(BuildError::disk("replace", &to))?;
        }
        if is_new || fs::hard_link(site.join(path), &to).is_err() {
            write_new(&to, bytes, one_by_one).map_err(BuildError::disk("write", &to))?;
        }
        Ok(true)
    };
    let staged_now: Vec<(&str, bool)> = files
        .into_par_iter()
        .map(|(path, bytes)| Ok((path, stage((path, bytes))?)))
        .collect::<Result<_, BuildError>>()?;
    touched.extend(staged_now.iter().filter(|(_, is_staged)| *is_staged).map(|(path, _)| folder_of(path)));
    let removed = staged.files.keys().filter(|path| !wanted.files.contains(path.as_str()));
    touched.extend(removed.map(|path| folder_of(path)).filter(|folder| wanted.folders.contains(folder)));
    Mark::new(wanted.files.iter().copied()).write(staging)?;
    if one_by_one && touched.len() <= FEW {
        let touched: Vec<&str> = touched.into_iter().collect();
        touched.into_par_iter().try_for_each(|folder| sync_folder(&staging.join(folder)))
    } else {
        sync_all(staging)
    }
    .map_err(BuildError::disk("write", staging))
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Brings to the disk which files a folder has.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Other systems do it by themselves.
#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Brings to the disk all that any program has written to it.
#[cfg(target_os = "linux")]
fn sync_all(folder: &Path) -> io::Result<()> {
    Ok(rustix::fs::syncfs(File::open(folder)?)?)
}

#[cfg(not(target_os = "linux"))]
fn sync_all(folder: &Path) -> io::Result<()> {
    sync_folder(folder)
}

/// Removes from a folder what does not belong to the new site. A folder goes only when it is empty.
fn remove(folder: &Path, contents: &Contents, wanted: &Wanted<'_>) -> Result<(), BuildError> {
    for file in contents.files.keys().filter(|path| !wanted.files.contains(path.as_str())) {
        let file = folder.join(file);
        fs::remove_file(&file).map_err(BuildError::disk("remove", &file))?;
    }
    // A folder comes before those that lie in it, so the other way round.
    for inner in contents.folders.iter().rev().filter(|path| !wanted.folders.contains(path.as_str())) {
        let inner = folder.join(inner);
        fs::remove_dir(&inner).map_err(BuildError::disk("remove", &inner))?;
    }
    Ok(())
}

/// Removes what was staged, as far as that can be done.
fn discard(staging: &Path) {
    let nothing = Wanted { folders: BTreeSet::new(), files: BTreeSet::new() };
    let Ok(staged) = Contents::read(staging) else { return };
    if staged.foreign.is_empty() && remove(staging, &staged, &nothing).is_ok() {
        Mark::remove(staging);
        fs::remove_dir(staging).ok();
    }
}

/// Puts the staged site where the old one was, and the old one where the new one was staged.
fn swap(destination: &Destination) -> Result<(), BuildError> {
    let Destination { parent, site, staging, aside } = destination;
    let failed = |path: &Path| BuildError::disk("replace the folder", path);
    if !site.is_dir() {
        fs::rename(staging, site).map_err(failed(site))?;
    } else if exchange(staging, site).is_err() {
        fs::rename(site, aside).map_err(failed(site))?;
        if let Err(error) = fs::rename(staging, site) {
            fs::rename(aside, site).map_err(failed(site))?;
            return Err(failed(site)(error));
        }
        fs::rename(aside, staging).map_err(failed(staging))?;
    }
    sync_folder(parent).map_err(failed(site))
}

/// Ends a swap in several steps that was cut short: without a site the old one comes back.
fn end_swap(destination: &Destination) -> Result<(), BuildError> {
    let Destination { site, staging, aside, .. } = destination;
    if !aside.is_dir() {
        return Ok(());
    }
    let to = if site.is_dir() { staging } else { site };
    fs::rename(aside, to).map_err(BuildError::disk("replace the folder", to))
}

/// Two folders change places in one step, where the system can do that.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use tempfile::TempDir;

    use super::*;
    use crate::output::OutputFile;

    fn site(files: &[(&str, &str)]) -> Output {
        files.iter().map(|(path, text)| OutputFile::new(*path, (*text).to_owned())).collect()
    }

    /// A folder with an empty project in `project`.
    fn temporary() -> TempDir {
        let temporary = tempfile::tempdir().unwrap();
        fs::create_dir_all(temporary.path().join("project/content")).unwrap();
        fs::create_dir_all(temporary.path().join("project/themes/plain")).unwrap();
        temporary
    }

    fn try_write(output: &Output, out: &Path) -> Result<Written, BuildError> {
        let project = out.ancestors().map(|folder| folder.join("project")).find(|project| project.is_dir());
        write(output, &Destination::find(out, &project.unwrap())?)
    }

    fn refusal(output: &Output, out: &Path) -> String {
        try_write(output, out).unwrap_err().to_string()
    }

    fn on_disk(folder: &Path) -> Vec<(String, String)> {
        let contents = Contents::read(folder).unwrap();
        assert_eq!(contents.foreign, [""; 0]);
        let files = contents.files.into_keys();
        files.map(|path| (path.clone(), fs::read_to_string(folder.join(path)).unwrap())).collect()
    }

    fn owned(files: &[(&str, &str)]) -> Vec<(String, String)> {
        files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
    }

    /// Everything below a folder, by path; links and folders without text.
    fn snapshot(folder: &Path) -> Vec<(PathBuf, Option<String>)> {
        let entries = walkdir::WalkDir::new(folder).sort_by_file_name();
        let of = |entry: walkdir::DirEntry| {
            let text = entry.file_type().is_file().then(|| fs::read_to_string(entry.path()).unwrap());
            (entry.into_path(), text)
        };
        entries.into_iter().map(|entry| of(entry.unwrap())).collect()
    }

    #[test]
    fn the_folder_holds_the_site_and_nothing_else_whatever_came_before() {
        let versions: [&[(&str, &str)]; 6] = [
            &[("a/b/index.html", "2"), ("a/c.txt", "3"), ("index.html", "1")],
            &[("a/c.txt", "3"), ("d/index.html", "4"), ("index.html", "one")],
            &[("a", "a file where a folder was"), ("index.html", "one")],
            &[("a/c.txt", "a folder where a file was"), ("index.html", "1")],
            &[("a/c.txt", "a folder where a file was"), ("index.html", "1")],
            &[],
        ];
        let temporary = temporary();
        let dist = temporary.path().join("a/dist");
        let mut before = None;
        for version in versions {
            let written = try_write(&site(version), &dist).unwrap();
            assert_eq!(written.files, version.len());
            assert_eq!(on_disk(&dist), owned(version));
            let unchanged = before == Some(version);
            assert_eq!(written.changed == 0, unchanged || version.is_empty());
            if let (Some(before), false) = (before, unchanged) {
                assert_eq!(on_disk(&temporary.path().join("a/.dist.previous")), owned(before));
            }
            before = Some(version);
        }
    }

    #[cfg(unix)]
    #[test]
    fn an_unchanged_file_is_the_same_file() {
        let temporary = temporary();
        let dist = temporary.path().join("dist");
        let number = || Contents::read(&dist).unwrap().files["same.txt"];
        try_write(&site(&[("same.txt", "1"), ("other.txt", "1")]), &dist).unwrap();
        let first = number();
        for text in ["2", "3", "4"] {
            let written = try_write(&site(&[("same.txt", "1"), ("other.txt", text)]), &dist).unwrap();
            assert_eq!((written.changed, number()), (1, first));
        }
    }

    #[test]
    fn what_a_killed_build_left_is_no_obstacle() {
        let temporary = temporary();
        let (dist, staging) = (temporary.path().join("dist"), temporary.path().join(".dist.previous"));
        let new = site(&[("index.html", "1"), ("robots.txt", "")]);
        // Killed before the mark was whole.
        fs::create_dir_all(&staging).unwrap();
        fs::write(staging.join(".supportt-build.json.new"), "{ \"files\": [").unwrap();
        try_write(&new, &dist).unwrap();
        // Killed while it made files.
        fs::create_dir_all(staging.join("a")).unwrap();
        Mark::new(["a/b.html", "a/c.html", "robots.txt"].into_iter()).write(&staging).unwrap();
        fs::write(staging.join("a/c.html"), "half").unwrap();
        fs::write(staging.join("robots.txt"), "half").unwrap();
        try_write(&site(&[("index.html", "2"), ("robots.txt", "")]), &dist).unwrap();
        assert_eq!(on_disk(&dist), owned(&[("index.html", "2"), ("robots.txt", "")]));
    }

    #[test]
    fn a_swap_that_was_cut_short_is_ended() {
        let temporary = temporary();
        let [dist, staging, aside] =
            ["dist", ".dist.previous", ".dist.aside"].map(|name| temporary.path().join(name));
        for text in ["1", "2"] {
            try_write(&site(&[("index.html", text)]), &dist).unwrap();
        }
        // The old site has been moved, and the new one has not come yet.
        fs::rename(&dist, &aside).unwrap();
        try_write(&site(&[("index.html", "3")]), &dist).unwrap();
        assert_eq!(
            (on_disk(&dist), on_disk(&staging)),
            (owned(&[("index.html", "3")]), owned(&[("index.html", "2")]))
        );
        // The new one has come.
        fs::rename(&staging, &aside).unwrap();
        try_write(&site(&[("index.html", "4")]), &dist).unwrap();
        assert_eq!(on_disk(&dist), owned(&[("index.html", "4")]));
        assert!(!aside.exists());
    }

    #[test]
    fn a_file_changed_by_hand_is_written_again() {
        let temporary = temporary();
        let dist = temporary.path().join("dist");
        for text in ["1", "2", "2"] {
            try_write(&site(&[("index.html", text), ("robots.txt", "")]), &dist).unwrap();
        }
        fs::write(dist.join("robots.txt"), "by hand").unwrap();
        // Made by a system when somebody looks at the folder.
        fs::write(dist.join(".DS_Store"), "").unwrap();
        assert_eq!(try_write(&site(&[("index.html", "2"), ("robots.txt", "")]), &dist).unwrap().changed, 1);
        assert_eq!(on_disk(&dist), owned(&[("index.html", "2"), ("robots.txt", "")]));
    }

    /// What is told of somebody's work in a folder, and how it comes there.
    type Put = (&'static str, fn(&Path));

    /// Each way in which a folder may hold somebody's work, before and after it has been marked.
    #[test]
    fn what_no_build_wrote_is_left_alone() {
        let (one, other) = (site(&[("a/index.html", "1")]), site(&[("b/index.html", "2")]));
        let put: [Put; 6] = [
            ("`.git/`", |folder| fs::create_dir_all(folder.join(".git/objects")).unwrap()),
            ("`CNAME`", |folder| fs::write(folder.join("CNAME"), "example.org").unwrap()),
            ("`a/notes.txt`", |folder| {
                fs::create_dir_all(folder.join("a")).unwrap();
                fs::write(folder.join("a/notes.txt"), "years of work").unwrap();
            }),
            ("`empty/`", |folder| fs::create_dir_all(folder.join("empty")).unwrap()),
            ("`1`, `2`, `3` and 2 more", |folder| {
                for name in ["1", "2", "3", "4", "5"] {
                    fs::write(folder.join(name), "").unwrap();
                }
            }),
            ("`a/index.html/`", |folder| {
                fs::remove_file(folder.join("a/index.html")).ok();
                fs::create_dir_all(folder.join("a/index.html")).unwrap();
                fs::write(folder.join("a/index.html/thesis.txt"), "years of work").unwrap();
            }),
        ];
        for (named, put) in put {
            for name in ["dist", ".dist.previous"] {
                let temporary = temporary();
                let (dist, folder) = (temporary.path().join("dist"), temporary.path().join(name));
                fs::create_dir_all(&folder).unwrap();
                put(&folder);
                let before = snapshot(temporary.path());
                assert!(refusal(&one, &dist).contains("was not made by a build"), "{named}");
                assert_eq!(snapshot(temporary.path()), before, "{named}");

                fs::remove_dir_all(&folder).unwrap();
                for output in [&one, &other, &one] {
                    try_write(output, &dist).unwrap();
                }
                if name == ".dist.previous" {
                    // So that the same file is listed there.
                    try_write(&site(&[("a/index.html", "3")]), &dist).unwrap();
                }
                put(&folder);
                let before = snapshot(temporary.path());
                let error = refusal(&other, &dist);
                assert!(error.contains(&format!("holds {named}, which no build wrote")), "{error}");
                assert_eq!(snapshot(temporary.path()), before, "{named}");
            }
        }
    }

    /// A folder is marked by what is in it, so a mark alone gives no right to other files.
    #[test]
    fn a_site_of_an_older_version_is_left_alone() {
        let temporary = temporary();
        let dist = temporary.path().join("dist");
        for name in ["dist", ".dist.previous"] {
            fs::create_dir_all(temporary.path().join(name)).unwrap();
            fs::write(temporary.path().join(name).join("404.html"), "").unwrap();
        }
        let error = refusal(&site(&[("index.html", "1")]), &dist);
        let dist = dist.canonicalize().unwrap().display().to_string();
        let previous = dist.replace("/dist", "/.dist.previous");
        assert!(error.contains(&format!("the folder `{dist}` was not made by a build, or by one of an older version: it holds `404.html`")), "{error}");
        let way_out =
            format!("`mv {dist} {dist}-2 && mv {previous} {}`", previous.replace("/.dist", "/dist"));
        assert!(error.contains(&way_out), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn no_link_is_followed_to_what_is_not_a_builds() {
        use std::os::unix::fs::symlink;

        let (one, other) = (site(&[("a/index.html", "1")]), site(&[("b/index.html", "2")]));
        for linked in [".dist.previous", ".dist.aside", "dist/a", "dist/a/index.html", "dist"] {
            let temporary = temporary();
            let [work, dist, link] = ["work", "dist", linked].map(|name| temporary.path().join(name));
            fs::create_dir_all(&work).unwrap();
            fs::write(work.join("index.html"), "years of work").unwrap();
            try_write(&one, &dist).unwrap();
            if link.is_dir() {
                fs::remove_dir_all(&link).unwrap();
            } else {
                fs::remove_file(&link).ok();
            }
            symlink(&work, &link).unwrap();
            let before = snapshot(temporary.path());
            refusal(&other, &dist);
            assert_eq!(snapshot(temporary.path()), before, "{linked}");
        }
        // The folder itself may be a link to a folder for a site, which stays a link.
        let temporary = temporary();
        let [real, dist] = ["real", "dist"].map(|name| temporary.path().join(name));
        fs::create_dir(&real).unwrap();
        symlink("real", &dist).unwrap();
        for output in [&one, &other] {
            try_write(output, &dist).unwrap();
        }
        assert_eq!(on_disk(&real), owned(&[("b/index.html", "2")]));
        assert!(dist.is_symlink());
        fs::remove_dir_all(&real).unwrap();
        assert!(refusal(&one, &dist).contains("is a link that leads to nothing"));
    }

    #[cfg(unix)]
    #[test]
    fn folders_of_the_project_and_of_people_are_refused() {
        use std::os::unix::fs::symlink;

        let temporary = temporary();
        let project = temporary.path().join("project");
        fs::create_dir_all(temporary.path().join("theme")).unwrap();
        symlink("../../theme", project.join("themes/linked")).unwrap();
        fs::write(project.join("file"), "").unwrap();
        let before = snapshot(temporary.path());
        let home = std::env::home_dir().unwrap();
        let inside = [
            ".",
            "..",
            "../..",
            "content",
            "content/dist",
            "content/../content/a/b",
            "nowhere/../content/a",
            "themes",
            "themes/plain",
            "themes/plain/static",
            "themes/dist",
            "themes/linked/static",
            "../theme",
            "../theme/static",
            "file",
            "file/dist",
        ];
        let all = inside.iter().map(|path| project.join(path)).chain([PathBuf::from("/"), home]);
        for out in all {
            Destination::find(&out, &project).expect_err(&out.display().to_string());
        }
        assert_eq!(snapshot(temporary.path()), before);
        for out in ["dist", "contents", "public/site", "../dist", "content/../dist"] {
            Destination::find(&project.join(out), &project).unwrap();
        }
        let error = Destination::find(&project.join("content/x"), &project).unwrap_err().to_string();
        assert!(error.contains("a build reads what is in `") && error.contains("`--out "), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn a_read_only_folder_is_left_alone() {
        use std::os::unix::fs::PermissionsExt as _;

        let temporary = temporary();
        let dist = temporary.path().join("dist");
        for text in ["1", "2"] {
            try_write(&site(&[("index.html", text)]), &dist).unwrap();
        }
        for folder in ["dist", ".dist.previous"].map(|name| temporary.path().join(name)) {
            fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).unwrap();
            let error = refusal(&site(&[("index.html", "3")]), &dist);
            assert!(error.contains("is read-only\n  = hint: allow this with `chmod -R u+w "), "{error}");
            assert_eq!(on_disk(&dist), owned(&[("index.html", "2")]));
            fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
        }
        try_write(&site(&[("index.html", "3")]), &dist).unwrap();
    }

    #[test]
    fn first_builds_at_once_both_succeed() {
        let temporary = temporary();
        let dist = temporary.path().join("dist");
        let texts = ["1", "2", "3", "4"];
        std::thread::scope(|scope| {
            for text in texts {
                let dist = &dist;
                scope.spawn(move || try_write(&site(&[("index.html", text)]), dist).unwrap());
            }
        });
        assert!(texts.iter().any(|text| on_disk(&dist) == owned(&[("index.html", text)])));
    }

    #[test]
    fn a_failed_build_leaves_the_old_site_and_nothing_else() {
        let temporary = temporary();
        let dist = temporary.path().join("dist");
        try_write(&site(&[("index.html", "1")]), &dist).unwrap();
        let impossible = site(&[("index.html", "2"), ("index.html/index.html", "a folder where a file is")]);
        refusal(&impossible, &dist);
        assert_eq!(on_disk(&dist), owned(&[("index.html", "1")]));
        assert!(!temporary.path().join(".dist.previous").exists());
    }
}
