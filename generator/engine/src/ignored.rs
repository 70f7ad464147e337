//! Files beside the work: what editors, office programs and systems leave in every folder.
//!
//! They are judged by their names alone, before anything is read or a link is followed.

use std::ffi::OsStr;

/// Endings of backups, of leftovers of merges, and of files that are being written. A number may follow.
const ENDINGS: [&str; 20] = [
    ".bak",
    ".backup",
    ".old",
    ".orig",
    ".rej",
    ".save",
    ".swn",
    ".swo",
    ".swp",
    ".swx",
    ".tmp",
    ".temp",
    ".part",
    ".crdownload",
    ".download",
    ".kate-swp",
    ".mine",
    ".r",
    "___jb_old___",
    "___jb_tmp___",
];

/// What Windows and macOS put into folders that somebody looks at. All but `.DS_Store` are written in many ways.
const OF_SYSTEMS: [&str; 6] =
    [".ds_store", "desktop.ini", "ehthumbs.db", "ehthumbs_vista.db", "thumbs.db", "icon\r"];

/// What archives and disks bring with them.
const FOLDERS: [&str; 4] = ["$recycle.bin", "__macosx", "lost+found", "system volume information"];

/// What git puts before a number into the names of the versions of a file that it could not join.
const OF_MERGES: [&str; 4] = ["_BACKUP_", "_BASE_", "_LOCAL_", "_REMOTE_"];

/// The folder whose name begins with a dot because others have agreed on it.
const WELL_KNOWN: &str = ".well-known";

/// Whether a file or folder of this name is no part of a project.
#[must_use]
pub fn is_ignored(name: &str) -> bool {
    let lower = name.to_lowercase();
    name.starts_with(['.', '#']) && name != WELL_KNOWN
        || name.starts_with("~$")
        || name.ends_with('~')
        || lower.starts_with("~wr")
        || is_vim_probe(name)
        || lower.split(':').next().is_some_and(|name| OF_SYSTEMS.contains(&name))
        || FOLDERS.contains(&lower.as_str())
        || is_left_by_merge(name)
        || lower.contains(".sb-")
        || has_ending(&lower)
}

/// Whether a name has one of the [`ENDINGS`], perhaps with a number after it.
fn has_ending(lower: &str) -> bool {
    let without_number = lower.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_numbered = without_number != lower;
    let without_number = without_number.strip_suffix('.').filter(|_| is_numbered).unwrap_or(without_number);
    // What svn calls `.r12` is one of them only with its number.
    ENDINGS.iter().any(|ending| without_number.ends_with(ending) && (is_numbered || *ending != ".r"))
}

/// Whether Vim tries with a file of this name whether it may write to a folder: it takes `4913` or, where that is taken,
/// a number 123 higher.
fn is_vim_probe(name: &str) -> bool {
    name.parse().is_ok_and(|number: u32| number >= 4913 && (number - 4913).is_multiple_of(123))
}

fn is_left_by_merge(name: &str) -> bool {
    let has_number = |(_, rest): (&str, &str)| rest.starts_with(|c: char| c.is_ascii_digit());
    OF_MERGES.iter().any(|mark| name.rsplit_once(mark).is_some_and(has_number))
}

/// Whether a system makes files of this name by itself, so that nobody misses one.
#[must_use]
pub fn is_made_by_system(name: &OsStr) -> bool {
    OF_SYSTEMS.contains(&name.to_string_lossy().to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_programs_leave_behind_is_ignored() {
        for name in [
            ".#page.md",
            "#page.md#",
            "page.md~",
            ".page.md.swp",
            "page.md.swp",
            "4913",
            "~WRL0001.tmp",
            "~WRD1234.TMP",
            "~$form.docx",
            ".~lock.form.odt#",
            "Thumbs.db",
            "THUMBS.DB",
            "desktop.ini",
            ".DS_Store",
            "._page.md",
            "page.md.bak",
            "page.md.orig",
            "page.md.rej",
            "page.bak",
            "page.bak2",
            "page.md.orig.1",
            "page.md.tmp.123",
            "page.md.mine",
            "page.md.r12",
            "page_LOCAL_4242.md",
            "page.md.sb-1a2b3c4d-Xy",
            "page.md___jb_tmp___",
            "5036",
            "~wrd0000.doc",
            "Thumbs.db:encryptable",
            "__MACOSX",
            ".git",
        ] {
            assert!(is_ignored(name), "{name}");
        }
    }

    #[test]
    fn what_an_editor_names_is_not() {
        for name in [
            "page.md",
            "site.toml",
            "4913.md",
            "old.md",
            "thumbs.png",
            "backup.pdf",
            "a~b.md",
            "2026",
            "page.r",
            "5000",
            "local.md",
            "_LOCAL_.md",
        ] {
            assert!(!is_ignored(name), "{name}");
        }
    }
}
