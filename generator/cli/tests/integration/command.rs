//! The command as people run it: exit codes, and what is printed where.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::project::copy;
use expect_test::expect;

pub(crate) fn supportt(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_supportt"))
        .args(arguments)
        .args(["--today", "2026-03-01"])
        .current_dir(folder)
        .output()
        .expect("the program runs")
}

pub(crate) fn printed(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn a_good_project_is_written() {
    let folder = copy();
    let output = supportt(&folder.path().join("content/north"), &["build", "--out", "../../site"]);
    assert_eq!(output.status.code(), Some(0), "{}", printed(&output.stderr));
    assert!(folder.path().join("site/north/rules/index.html").is_file());
    assert_eq!(printed(&output.stdout), "");
}

#[test]
fn a_bad_project_is_explained_and_not_written() {
    let folder = copy();
    fs::write(folder.path().join("content/bad.md"), "+++\n+++\n[The team](b.md)\n")
        .expect("a file can be written");
    let output = supportt(folder.path(), &["build"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(!folder.path().join("dist").is_dir());
    expect![[r#"
        error[field::missing]: a page needs the fields `title`, `description`, `last_reviewed`, `owner`
         --> content/bad.md:2:1
          |
        2 | +++
          | ^
          |
          = hint: `title = "…"`: the page's heading
          = hint: `description = "…"`: one sentence for cards, menus and search engines
          = hint: `last_reviewed = 2026-11-22`: the day somebody last read the page against its sources
          = hint: `owner = "…"`: who answers for the page

        error[link::missing-page]: there is no page `b.md`
         --> content/bad.md:3:12
          |
        3 | [The team](b.md)
          |            ^^^^ no page here

        error: 2 errors in 1 file; nothing was written
        to read more about one: supportt explain field::missing
    "#]]
    .assert_eq(&printed(&output.stderr));
    let output = supportt(folder.path(), &["check", "--format", "short"]);
    assert_eq!(output.status.code(), Some(1));
    expect![[r#"
        content/bad.md:2:1: error: a page needs the fields `title`, `description`, `last_reviewed`, `owner` (hint: `title = "…"`: the page's heading) (hint: `description = "…"`: one sentence for cards, menus and search engines) (hint: `last_reviewed = 2026-11-22`: the day somebody last read the page against its sources) (hint: `owner = "…"`: who answers for the page)
        content/bad.md:3:12: error: there is no page `b.md`: no page here
    "#]].assert_eq(&printed(&output.stderr));
    let output = supportt(folder.path(), &["check", "--format", "json"]);
    assert_eq!((printed(&output.stdout).lines().count(), printed(&output.stderr).as_str()), (2, ""));
}

#[test]
fn advice_stops_nothing_unless_it_is_to() {
    let folder = copy();
    let page = |path: &str, text: &str| {
        let details = "title = \"A page\"\ndescription = \"A.\"\nlast_reviewed = 2026-01-01\nowner = \"Us\"";
        fs::write(folder.path().join(path), format!("+++\n{details}\n+++\n{text}"))
            .expect("a file can be written");
    };
    page("content/north/a.md", "[Click here](b.md)\n");
    page("content/north/b.md", "Bring it to the the talk.\n");
    let run = |arguments: &[&str]| {
        let output = supportt(folder.path(), arguments);
        (output.status.code(), printed(&output.stderr))
    };
    let (code, told) = run(&["build"]);
    assert_eq!(code, Some(0));
    let (result, rest) = told.split_once('\n').expect("two lines");
    assert!(result.contains("changed, in "), "{told}");
    assert_eq!(rest, "1 warning, 2 pieces of advice in 2 files: `supportt check` lists them\n");
    let a = "content/north/a.md:7:1: advice";
    let b = "content/north/b.md:7:";
    for (arguments, expected_code, there, not_there) in [
        (&["check", "--format", "short"][..], 0, &[a, b][..], &[][..]),
        (&["check", "--format", "short", "--strict"], 1, &[a, b], &[]),
        (&["check", "--format", "short", "content/north/a.md"], 0, &[a], &[b]),
        (&["check", "--format", "short", "content/north", "--region", "north"], 0, &[a, b], &[]),
        (&["check", "--format", "short", "--strict", "content/about.md"], 0, &[], &[a, b]),
        (&["check", "--region", "noth"], 2, &["did you mean `north`?"], &[a]),
        (&["check", "content/c.md"], 2, &["there is no file or folder `content/c.md`"], &[a]),
    ] {
        let (code, told) = run(arguments);
        assert_eq!(code, Some(expected_code), "{arguments:?}: {told}");
        assert!(there.iter().all(|part| told.contains(part)), "{arguments:?}: {told}");
        assert!(!not_there.iter().any(|part| told.contains(part)), "{arguments:?}: {told}");
    }
}

#[test]
fn a_folder_without_a_project_is_explained() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let output = supportt(folder.path(), &["check"]);
    assert_eq!(output.status.code(), Some(2));
    let message = printed(&output.stderr);
    assert!(message.starts_with("error: there is no `content/site.toml` in"), "{message}");
}

#[test]
fn a_folder_of_something_else_is_not_replaced() {
    let folder = copy();
    let output = supportt(folder.path(), &["build", "--out", "themes"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(folder.path().join("themes/plain/styles/site.css").is_file());
}

#[test]
fn a_code_is_explained_without_a_project() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let output = supportt(folder.path(), &["explain", "link::missing-page"]);
    assert_eq!((output.status.code(), printed(&output.stderr)), (Some(0), String::new()));
    assert!(printed(&output.stdout).starts_with("## `link::missing-page`\n"));
    let output = supportt(folder.path(), &["explain"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(printed(&output.stdout).contains("link::missing-page "));
    let output = supportt(folder.path(), &["explain", "link::missing-pgae"]);
    assert_eq!((output.status.code(), printed(&output.stdout)), (Some(2), String::new()));
    expect![[r#"
        error: no problem has the code `link::missing-pgae`
          = hint: did you mean `link::missing-page`?
    "#]]
    .assert_eq(&printed(&output.stderr));
}

#[test]
fn a_plan_that_cannot_be_read_is_explained_in_words() {
    let folder = copy();
    let explain = |text| {
        fs::write(folder.path().join("plan.json"), text).expect("a file can be written");
        let output = supportt(folder.path(), &["plan", "plan.json"]);
        assert_eq!(output.status.code(), Some(1));
        printed(&output.stderr).lines().next().unwrap_or_default().to_owned()
    };
    expect!["error[plan::not-an-answer]: `1` does not answer `stage`"]
        .assert_eq(&explain(r#"{"region": "north", "stage": 1}"#));
    expect!["error[plan::not-json]: this is not JSON: expected comma"]
        .assert_eq(&explain(r#"{"region": "north" "stage": "away"}"#));
}

/// A calendar passes over a change that is counted like the one before it.
#[test]
fn of_two_plans_written_one_after_the_other_the_second_is_newer() {
    let folder = copy();
    let sequence = |end: &str| {
        let plan = format!(r#"{{"region": "north", "stage": "away", "return-date": "{end}"}}"#);
        fs::write(folder.path().join("plan.json"), plan).expect("a file can be written");
        let output = supportt(folder.path(), &["plan", "plan.json", "--format", "ics"]);
        let calendar = printed(&output.stdout);
        let line = calendar.lines().find_map(|line| line.strip_prefix("SEQUENCE:"));
        line.and_then(|number| number.parse::<u32>().ok()).unwrap_or_else(|| panic!("{calendar}"))
    };
    assert!(sequence("2028-01-10") < sequence("2028-02-10"));
}

/// Every command that prints, with a project and a plan at hand.
const PRINTING: [&[&str]; 13] = [
    &["--help"],
    &["--version"],
    &["help", "build"],
    &["check", "--format", "json"],
    &["check", "--format", "github"],
    &["decide", "answers.json"],
    &["plan", "plan.json"],
    &["plan", "plan.json", "--format", "eml"],
    &["reviews"],
    &["reviews", "--format", "csv"],
    &["policy", "graph"],
    &["explain"],
    &["explain", "link::missing-page"],
];

/// A project with a problem to tell of, and what the commands read.
fn talkative() -> tempfile::TempDir {
    let folder = copy();
    let write =
        |path: &str, text: &str| fs::write(folder.path().join(path), text).expect("a file can be written");
    write(
        "content/empty.md",
        "+++\ntitle = \"E\"\ndescription = \"E.\"\nlast_reviewed = 2026-01-01\nowner = \"Us\"\n+++\n",
    );
    write("answers.json", r#"{"region": "north", "stage": "away"}"#);
    write("plan.json", r#"{"region": "north", "stage": "away"}"#);
    folder
}

fn supportt_to(folder: &Path, arguments: &[&str], stdout: Stdio, stderr: Stdio) -> Output {
    let day: &[&str] = if arguments.contains(&"help") { &[] } else { &["--today", "2026-03-01"] };
    Command::new(env!("CARGO_BIN_EXE_supportt"))
        .args(arguments)
        .args(day)
        .current_dir(folder)
        .stdout(stdout)
        .stderr(stderr)
        .output()
        .expect("the program runs")
}

#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_printed_is_told_and_nobody_is_left_to_guess() {
    let folder = talkative();
    let full = || Stdio::from(fs::OpenOptions::new().write(true).open("/dev/full").expect("Linux has one"));
    for arguments in PRINTING {
        let output = supportt_to(folder.path(), arguments, full(), Stdio::piped());
        let told = printed(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {told}");
        assert!(told.ends_with("error: could not write `<stdout>`: its disk is full\n  = hint: free some space there: `df -h` shows how full each disk is\n"), "{arguments:?}: {told}");
        // Without an error stream there is nobody to tell, and the work is done all the same.
        let output = supportt_to(folder.path(), arguments, Stdio::piped(), full());
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", printed(&output.stdout));
    }
}

#[cfg(unix)]
#[test]
fn whoever_stops_reading_has_had_enough() {
    let folder = talkative();
    let closed = || {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        Stdio::from(writer)
    };
    for arguments in PRINTING {
        let output = supportt_to(folder.path(), arguments, closed(), Stdio::piped());
        let told = printed(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {told}");
        assert!(!told.contains("error") && !told.contains("panicked"), "{arguments:?}: {told}");
        assert_eq!(supportt_to(folder.path(), arguments, Stdio::piped(), closed()).status.code(), Some(0));
    }
}

#[test]
fn a_repository_in_the_folder_of_the_site_is_kept_and_the_way_out_works() {
    let folder = copy();
    let run = |command: &str| {
        let shell = Command::new("sh").args(["-e", "-c", command]).current_dir(folder.path()).output();
        let output = shell.expect("there is a shell");
        assert!(output.status.success(), "{command}: {}", printed(&output.stderr));
        printed(&output.stdout)
    };
    assert_eq!(supportt(folder.path(), &["build"]).status.code(), Some(0));
    run(
        "cd dist && git init -q && git add -A && git -c user.name=A -c user.email=a@b.example commit -qm one && echo example.org > CNAME",
    );
    let before = run("find dist -type f | sort | xargs cat | cksum");
    let output = supportt(folder.path(), &["build"]);
    let told = printed(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert_eq!(run("find dist -type f | sort | xargs cat | cksum"), before);
    expect![[r#"
        error: the folder `dist` holds `.git/` and `CNAME`, which no build wrote
          = hint: a build replaces the whole folder, so move it away: `mv dist dist-2`; or name another one: `--out dist-2`; later builds are then committed with `git --git-dir=dist-2/.git --work-tree=dist add --all`
    "#]]
    .assert_eq(&told);
    let mut commands = told.split('`').skip(1).step_by(2).skip(3);
    run(commands.next().expect("how to move it"));
    assert_eq!(supportt(folder.path(), &["build"]).status.code(), Some(0));
    run(commands.nth(1).expect("how to go on"));
    assert_eq!(run("git --git-dir=dist-2/.git --work-tree=dist status --porcelain"), "");
    let log = run("git --git-dir=dist-2/.git log --oneline");
    assert!(log.contains("one"), "{log}");
}

/// A project with something beside its pages that is no file of them.
#[cfg(unix)]
#[test]
fn what_programs_leave_beside_the_pages_is_ignored_before_it_is_followed() {
    use std::os::unix::fs::symlink;

    let folder = copy();
    let names = [
        ".#about.md",
        "#about.md#",
        "about.md~",
        "Thumbs.db",
        "desktop.ini",
        ".DS_Store",
        "4913",
        "5036",
        "about.md.orig.1",
        "about_REMOTE_42.md",
        "~WRL0001.tmp",
        "~$about.docx",
        ".~lock.about.odt#",
        "about.md.bak",
        "about.md.orig",
        "about.md.rej",
        "about.md.swp",
        ".about.md.swp",
    ];
    for place in [
        "content",
        "content/north",
        "content/words",
        "themes/plain/templates",
        "themes/plain/static",
        "themes/plain/styles",
        "themes",
    ] {
        let place = folder.path().join(place);
        fs::create_dir_all(&place).expect("a folder can be made");
        for name in names {
            // Emacs' lock, and something of the same name that could not be read either.
            symlink("nobody@host.1234", place.join(name)).expect("a link can be made");
        }
    }
    for arguments in [&["check"][..], &["build"], &["reviews"], &["policy", "diff", ".", "."]] {
        let output = supportt(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", printed(&output.stderr));
    }
    let left: Vec<String> = walkdir::WalkDir::new(folder.path().join("dist"))
        .into_iter()
        .map(|entry| entry.expect("the folder can be read").file_name().to_string_lossy().into_owned())
        .filter(|name| names.contains(&name.as_str()))
        .collect();
    assert_eq!(left, [""; 0]);
}

#[cfg(unix)]
#[test]
fn links_out_of_the_project_and_what_is_no_file_are_refused_by_name() {
    use std::os::unix::ffi::OsStrExt as _;
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;

    let folder = copy();
    let at = |path: &str| folder.path().join(path);
    let outside = tempfile::tempdir().expect("a temporary folder");
    fs::write(outside.path().join("secret.pdf"), "secret").expect("a file can be written");
    fs::create_dir_all(at("shared/texts")).expect("a folder can be made");
    fs::create_dir_all(at(".git")).expect("a folder can be made");
    fs::write(at(".git/config"), "secret").expect("a file can be written");
    fs::write(at("shared/texts/form.pdf"), "a form").expect("a file can be written");
    // Within the project links are followed.
    symlink("../../shared/texts", at("content/north/texts")).expect("a link can be made");
    let output = supportt(folder.path(), &["build"]);
    assert_eq!(output.status.code(), Some(0), "{}", printed(&output.stderr));
    assert!(at("dist/north/texts/form.pdf").is_file());

    // What a build reads is no place for a site, though it lies elsewhere.
    let output = supportt(folder.path(), &["build", "--out", "shared/texts/site"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(printed(&output.stderr).contains("a build reads what is in `shared/texts`"), "{output:?}");

    symlink("nowhere.md", at("content/broken.md")).expect("a link can be made");
    symlink(outside.path().join("secret.pdf"), at("content/secret.pdf")).expect("a link can be made");
    symlink(outside.path(), at("content/north/outside")).expect("a link can be made");
    symlink("../.git/config", at("content/config.pdf")).expect("a link can be made");
    symlink("..", at("content/north/up")).expect("a link can be made");
    fs::create_dir_all(at("shared/more")).expect("a folder can be made");
    symlink("../more", at("shared/texts/more")).expect("a link can be made");
    fs::write(at("content").join(OsStr::from_bytes(b"caf\xe9.md")), "").expect("a file can be written");
    symlink("/dev/zero", at("content/north/zero.png")).expect("a link can be made");
    symlink("/dev/zero", at("themes/plain/static/zero.png")).expect("a link can be made");
    let _socket = UnixListener::bind(at("content/socket.md")).expect("a socket can be made");
    for pipe in ["content/pipe.md", "content/north/contacts.toml", "themes/plain/styles/pipe.css"] {
        assert!(Command::new("mkfifo").arg(at(pipe)).status().expect("mkfifo is there").success());
    }
    for command in ["check", "build"] {
        let output = supportt(folder.path(), &[command, "--format", "short"]);
        assert_eq!(output.status.code(), Some(1));
        expect![[r#"
            content/broken.md:1:1: error: this link leads to nothing: `nowhere.md` (hint: remove it: `rm content/broken.md`; if readers need what it led to, copy that here)
            content/caf�.md:1:1: error: the name of this file cannot be read (hint: rename it with plain letters, digits and hyphens)
            content/config.pdf:1:1: error: this link leads to what is no part of the project: `../.git/config` (hint: remove it: `rm content/config.pdf`; if readers need what it led to, copy that here)
            content/north/contacts.toml:1:1: error: this is a named pipe, not a file (hint: remove it: `rm content/north/contacts.toml`)
            content/north/outside:1:1: error: this link leads out of the project: `OUTSIDE` (hint: remove it: `rm content/north/outside`; if readers need what it led to, copy that here)
            content/north/texts/more:1:1: error: this link leads on from a folder that another link leads to: `../more` (hint: remove it: `rm content/north/texts/more`; if readers need what it led to, copy that here)
            content/north/up:1:1: error: this link leads back to a folder that it lies in: `..` (hint: remove it: `rm content/north/up`; if readers need what it led to, copy that here)
            content/north/zero.png:1:1: error: this link leads out of the project: `/dev/zero` (hint: remove it: `rm content/north/zero.png`; if readers need what it led to, copy that here)
            content/pipe.md:1:1: error: this is a named pipe, not a file (hint: remove it: `rm content/pipe.md`)
            content/secret.pdf:1:1: error: this link leads out of the project: `OUTSIDE/secret.pdf` (hint: remove it: `rm content/secret.pdf`; if readers need what it led to, copy that here)
            content/socket.md:1:1: error: this is a socket, not a file (hint: remove it: `rm content/socket.md`)
            themes/plain/static/zero.png:1:1: error: this link leads out of the project: `/dev/zero` (hint: remove it: `rm themes/plain/static/zero.png`; if readers need what it led to, copy that here)
            themes/plain/styles/pipe.css:1:1: error: this is a named pipe, not a file (hint: remove it: `rm themes/plain/styles/pipe.css`)
        "#]]
        .assert_eq(&printed(&output.stderr).replace(&outside.path().display().to_string(), "OUTSIDE"));
    }
    for arguments in [&["reviews"][..], &["decide", "shared/none.json"]] {
        assert_ne!(supportt(folder.path(), arguments).status.code(), Some(0), "{arguments:?}");
    }
}

/// The project of a folder above is another one.
#[cfg(unix)]
#[test]
fn a_project_that_cannot_be_read_is_not_taken_for_the_one_above() {
    use std::os::unix::fs::symlink;

    for (broken, told) in [
        ("content/site.toml", "content/site.toml:1:1: error: this link leads to nothing: `nowhere`"),
        ("content", "content:1:1: error: this link leads to nothing: `nowhere`"),
    ] {
        let folder = copy();
        let inner = folder.path().join("inner");
        fs::create_dir_all(inner.join(broken).parent().expect("it is in a folder"))
            .expect("a folder can be made");
        symlink("nowhere", inner.join(broken)).expect("a link can be made");
        let output = supportt(&inner, &["check", "--format", "short"]);
        assert_ne!(output.status.code(), Some(0));
        assert!(printed(&output.stderr).contains(told), "{}", printed(&output.stderr));
    }
}

#[cfg(unix)]
#[test]
fn a_style_sheet_is_read_from_the_theme_alone() {
    use std::os::unix::fs::symlink;

    let folder = copy();
    let outside = tempfile::tempdir().expect("a temporary folder");
    fs::write(outside.path().join("secret.css"), ".secret { color: red }").expect("a file can be written");
    let styles = folder.path().join("themes/plain/styles");
    symlink(outside.path().join("secret.css"), styles.join(".hidden.css")).expect("a link can be made");
    let sheet = fs::read_to_string(styles.join("site.css")).expect("it is there");
    for import in [".hidden.css".to_owned(), outside.path().join("secret.css").display().to_string()] {
        fs::write(styles.join("site.css"), format!("@import \"{import}\";\n{sheet}"))
            .expect("it can be written");
        let output = supportt(folder.path(), &["check", "--format", "short"]);
        assert_eq!(output.status.code(), Some(1), "{import}");
        assert!(
            printed(&output.stderr)
                .contains("themes/plain/styles/site.css:1:10: error: there is no style sheet"),
            "{}",
            printed(&output.stderr)
        );
    }
}

#[cfg(unix)]
#[test]
fn a_folder_for_temporary_files_that_cannot_be_used_is_named() {
    let folder = crate::search::searchable(Some(crate::search::STAND_IN));
    let output = Command::new(env!("CARGO_BIN_EXE_supportt"))
        .args(["build", "--today", "2026-03-01"])
        .current_dir(folder.path())
        .env("TMPDIR", "/nowhere")
        .output()
        .expect("the program runs");
    assert_eq!(output.status.code(), Some(2));
    let told = printed(&output.stderr);
    assert!(told.ends_with("error: the folder for temporary files, `/nowhere`, is not there\n  = hint: name another folder: `export TMPDIR=/var/tmp`\n"), "{told}");
    assert!(!folder.path().join("dist").exists());
}
