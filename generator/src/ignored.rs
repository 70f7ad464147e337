//! Files beside the work: what editors, office programs and systems leave in every folder.
//!
//! They are judged by their names alone, before anything is read or a link is followed.

use std::ffi::OsStr;

/// Endings of backups, of leftovers of merges, and of files that are being written.
const ENDINGS: [&str; 13] = [
    ".bak",
    ".backup",
    ".old",
    ".orig",
    ".rej",
    ".save",
    ".swo",
    ".swp",
    ".swx",
    ".tmp",
    ".temp",
    ".part",
    ".crdownload",
];

/// What Windows and macOS put into folders that somebody looks at. All but `.DS_Store` are written in many ways.
const OF_SYSTEMS: [&str; 5] = [".ds_store", "desktop.ini", "ehthumbs.db", "thumbs.db", "icon\r"];

/// What archives and disks bring with them.
const FOLDERS: [&str; 4] = ["$recycle.bin", "__macosx", "lost+found", "system volume information"];

/// The file with which Vim tries whether it may write to a folder.
const VIM_PROBE: &str = "4913";

/// The folder whose name begins with a dot because others have agreed on it.
const WELL_KNOWN: &str = ".well-known";

/// Whether a file or folder of this name is no part of a project.
#[must_use]
pub fn is_ignored(name: &str) -> bool {
    let lower = name.to_lowercase();
    name.starts_with(['.', '#']) && name != WELL_KNOWN
        || name.starts_with("~$")
        || name.ends_with('~')
        || name == VIM_PROBE
        || OF_SYSTEMS.contains(&lower.as_str())
        || FOLDERS.contains(&lower.as_str())
        || ENDINGS.iter().any(|ending| lower.ends_with(ending))
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
            "__MACOSX",
            ".git",
        ] {
            assert!(is_ignored(name), "{name}");
        }
    }

    #[test]
    fn what_an_editor_names_is_not() {
        for name in ["page.md", "site.toml", "4913.md", "old.md", "thumbs.png", "backup.pdf", "a~b.md"] {
            assert!(!is_ignored(name), "{name}");
        }
    }
}
