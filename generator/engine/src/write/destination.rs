//! Where a site is written to, and which folders may not be.

#![expect(clippy::disallowed_methods, reason = "this is part of the writer of the disk")]

use std::env;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io;
use std::path::{Component, Path, PathBuf};

use super::mark::Contents;
use crate::load;
use supportt_source::build_error::BuildError;
use supportt_source::wording::{all_of, typed};

/// How many entries a message names.
const MOST_NAMED: usize = 3;

/// The folders of a project that a build reads.
const READ: [&str; 2] = ["content", "themes"];

/// The folder of a site, and the folders beside it that a build needs.
#[derive(Clone, Debug)]
pub struct Destination {
    /// The folder that holds all of them.
    pub(super) parent: PathBuf,
    /// Where the site goes.
    pub(super) site: PathBuf,
    /// Where the next site is staged; between builds, where the former site is.
    pub(super) staging: PathBuf,
    /// Where the old site is for a moment, on systems that cannot exchange two folders.
    pub(super) aside: PathBuf,
}

impl Destination {
    /// The destination at `out`, for a site of the project in the folder `root`. Where `out` is a link, the folder it
    /// leads to is filled and the link stays.
    ///
    /// # Errors
    ///
    /// When a build may not fill that folder: it belongs to the project, or holds what no build wrote.
    pub fn find(out: &Path, root: &Path) -> Result<Self, BuildError> {
        let site = resolve(out)?;
        let another = unused(&root.join("dist"));
        let refuse = |why: &str| {
            BuildError::other(
                format!("a build cannot replace the folder `{}`: {why}", site.display()),
                format!("name a folder of its own: `--out {}`", typed(&shortened(&another))),
            )
        };
        let (Some(parent), Some(name)) = (site.parent(), site.file_name()) else {
            return Err(refuse("it is the top of the disk"));
        };
        if site.exists() && !site.is_dir() {
            return Err(refuse("it is a file"));
        }
        if canonical(root).starts_with(&site) {
            return Err(refuse("the project lies in it"));
        }
        if env::home_dir().is_some_and(|home| canonical(&home).starts_with(&site)) {
            return Err(refuse("it holds your files"));
        }
        if let Some(read) = read_folders(root)?.into_iter().find(|read| site.starts_with(read)) {
            return Err(refuse(&format!("a build reads what is in `{}`", shortened(&read).display())));
        }
        let beside =
            |ending: &str| parent.join([OsStr::new("."), name, OsStr::new(ending)].join(OsStr::new("")));
        let destination = Self {
            parent: parent.to_path_buf(),
            staging: beside(".previous"),
            aside: beside(".aside"),
            site: site.clone(),
        };
        let _one_at_a_time = destination.lock();
        destination.contents()?;
        Ok(destination)
    }

    /// Waits until no other build writes here. Where folders cannot be locked, goes on without.
    pub(super) fn lock(&self) -> Option<File> {
        let folder = File::open(&self.parent).ok()?;
        folder.lock().ok()?;
        Some(folder)
    }

    /// What is in the site's folder and in the staging folder, where a build may replace both.
    pub(super) fn contents(&self) -> Result<(Contents, Contents), BuildError> {
        let [site, staging, aside] = [&self.site, &self.staging, &self.aside].map(|folder| {
            let contents = Contents::read(folder)?;
            Ok((folder, contents))
        });
        let all = [site?, staging?, aside?];
        let refused: Vec<&(&PathBuf, Contents)> =
            all.iter().filter(|(_, contents)| !contents.foreign.is_empty()).collect();
        if !refused.is_empty() {
            return Err(self.refuse(&refused));
        }
        let [(_, site), (_, staging), _] = all;
        Ok((site, staging))
    }

    /// Why some of the folders are left as they are, and the ways out.
    fn refuse(&self, refused: &[&(&PathBuf, Contents)]) -> BuildError {
        let told = refused.iter().map(|(folder, contents)| {
            let folder = shortened(folder);
            let folder = folder.display();
            let Contents { foreign, is_marked, .. } = contents;
            match foreign.as_slice() {
                [itself] if itself.is_empty() => format!("`{folder}` is a file or a link, and a build needs a folder there"),
                foreign if *is_marked => format!("the folder `{folder}` holds {}, which no build wrote", named(foreign)),
                foreign => format!(
                    "the folder `{folder}` was not made by a build, or by one of an older version: it holds {}",
                    named(foreign)
                ),
            }
        });
        let told: Vec<String> = told.collect();
        let moves: Vec<(String, String)> = refused
            .iter()
            .map(|(folder, _)| {
                let name = folder.file_name().unwrap_or_default().to_string_lossy();
                let to = unused(&folder.with_file_name(name.trim_start_matches('.')));
                (typed(&shortened(folder)), typed(&shortened(&to)))
            })
            .collect();
        let commands: Vec<String> = moves.iter().map(|(from, to)| format!("mv {from} {to}")).collect();
        let repository = refused.iter().zip(&moves).find(|((_, contents), _)| {
            contents.foreign.iter().any(|path| path.trim_end_matches('/') == ".git")
        });
        let further = match repository {
            Some((_, (_, to))) => format!(
                "later builds are then committed with `git --git-dir={to}/.git --work-tree={} add --all`",
                typed(&shortened(&self.site))
            ),
            None => "what belongs to each build, such as `CNAME`, has its place in the folder `static` of the theme"
                .to_owned(),
        };
        let hint = format!(
            "a build replaces the whole folder, so move it away: `{}`; or name another one: `--out {}`; {further}",
            commands.join(" && "),
            typed(&shortened(&unused(&self.site)))
        );
        BuildError::other(told.join("; "), hint)
    }
}

/// The first entries by name, and how many more there are.
fn named(entries: &[String]) -> String {
    let first = entries.iter().take(MOST_NAMED);
    match entries.len().saturating_sub(MOST_NAMED) {
        0 => all_of(first),
        more => {
            let first: Vec<String> = first.map(|entry| format!("`{entry}`")).collect();
            format!("{} and {more} more", first.join(", "))
        }
    }
}

/// The folders that a build reads, wherever links lead.
fn read_folders(root: &Path) -> Result<Vec<PathBuf>, BuildError> {
    let folders = READ.map(|folder| root.join(folder));
    let themes = fs::read_dir(root.join("themes")).into_iter().flatten().filter_map(Result::ok);
    let within = themes.map(|theme| theme.path()).filter(|path| path.is_dir());
    let real = folders.iter().cloned().chain(within).map(|folder| canonical(&folder));
    Ok(real.chain(folders.clone()).chain(load::link_targets(root)?).collect())
}

/// A path without links; as it is, where there is nothing.
fn canonical(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf())
}

/// A path without links and `..`, though what it names may still have to be made.
fn resolve(path: &Path) -> Result<PathBuf, BuildError> {
    let failed = |error: io::Error| BuildError::disk("find the folder", path)(error);
    let mut resolved = env::current_dir().map_err(failed)?;
    for component in path.components() {
        match component {
            Component::CurDir => continue,
            Component::ParentDir => {
                resolved.pop();
                continue;
            }
            Component::Normal(_) | Component::RootDir | Component::Prefix(_) => resolved.push(component),
        }
        match fs::canonicalize(&resolved) {
            Ok(canonical) => resolved = canonical,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                if fs::symlink_metadata(&resolved).is_ok() {
                    return Err(BuildError::other(
                        format!("`{}` is a link that leads to nothing", resolved.display()),
                        format!(
                            "make the folder that it leads to, or remove it: `rm {}`",
                            typed(&shortened(&resolved))
                        ),
                    ));
                }
            }
            Err(error) => return Err(failed(error)),
        }
    }
    Ok(resolved)
}

/// The path with a number at its end, so that there is nothing of that name, nor beside it what a build there needs.
fn unused(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let is_free = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let beside = [name.clone(), format!(".{name}.previous"), format!(".{name}.aside")];
        beside.iter().all(|name| fs::symlink_metadata(path.with_file_name(name)).is_err())
    };
    let numbered = (2..).map(|number| path.with_file_name(format!("{name}-{number}")));
    std::iter::once(path.to_path_buf()).chain(numbered).find(is_free).unwrap_or_else(|| path.to_path_buf())
}

/// A path as people would write it here.
pub(super) fn shortened(path: &Path) -> PathBuf {
    let here = env::current_dir().map(|here| canonical(&here)).unwrap_or_default();
    match path.strip_prefix(here) {
        Ok(below) if below != Path::new("") => below.to_path_buf(),
        _ => path.to_path_buf(),
    }
}
