//! The command `supportt`: reads arguments, prints, and ends with an exit code. Everything else is in the library.

use std::io::IsTerminal as _;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use clap::Parser;
use supportt::build::{Build, Project};
use supportt::build_error::BuildError;
use supportt::characters::{self, one_line};
use supportt::cli::{Cli, Command, PolicyCommand, Settings};
use supportt::decide;
use supportt::diagnostic::Diagnostics;
use supportt::diagnostic::render::Format;
use supportt::explain;
use supportt::external_links::{self, Pace, Progress as Asked};
use supportt::plan;
use supportt::policy_diff::{self, DiffReply};
use supportt::question_graph;
use supportt::reviews::{self, Wanted};
use supportt::rulebook::Reply;
use supportt::serve::{self, Progress};
use supportt::site::Edition;
use supportt::source::Sources;
use supportt::wording::count;
use supportt::{load, write};
use supportt_rules::date::Date;

/// The content has problems.
const PROBLEMS: u8 = 1;
/// The command could not be carried out.
const FAILED: u8 = 2;

fn main() -> ExitCode {
    let Cli { command, settings } = Cli::parse();
    match run(command, &settings) {
        Ok(code) => code,
        Err(error) => {
            tell_failure(&error);
            ExitCode::from(FAILED)
        }
    }
}

fn run(command: Command, settings: &Settings) -> Result<ExitCode, BuildError> {
    let root = || load::find_project(settings.project.as_deref().unwrap_or(Path::new(".")));
    let today = settings.today.unwrap_or_else(clock);
    let edition = if settings.examples { Edition::WithExamples } else { Edition::Published };
    let project = |root| Project::new(root, supportt_bundle::files()).edition(edition);
    match command {
        Command::Build { out, problems } => build(project(root()?), today, &out, problems.format),
        Command::Check { links, problems } => check(project(root()?), today, links.pace(), problems.format),
        Command::Decide { file, problems } => {
            let file = file.filter(|file| file != Path::new("-"));
            Ok(tell_reply(&decide::run(&root()?, file.as_deref(), today)?, problems.format))
        }
        Command::Plan { file, format } => {
            let file = file.filter(|file| file != Path::new("-"));
            Ok(tell_reply(&plan::run(&root()?, file.as_deref(), format, today)?, Format::Human))
        }
        Command::Reviews { format, region, due_by } => {
            let wanted = Wanted { region, due_by, edition };
            Ok(tell_reply(&reviews::run(&root()?, &wanted, format, today)?, Format::Human))
        }
        Command::Policy(PolicyCommand::Graph { region, format }) => {
            let reply = question_graph::run(&root()?, region.as_deref(), format, today)?;
            Ok(tell_reply(&reply, Format::Human))
        }
        Command::Policy(PolicyCommand::Diff { old, new, html, problems }) => {
            let DiffReply { reply, page } = policy_diff::run(&root()?, &old, new.as_deref(), today)?;
            if let Some((page, html)) = page.zip(html) {
                write::write_text(&page, &html)?;
            }
            Ok(tell_reply(&reply, problems.format))
        }
        // The codes are the same for every project, so none is needed.
        Command::Explain { code } => {
            print(&explain::run(code.as_deref())?);
            Ok(ExitCode::SUCCESS)
        }
        Command::Serve { port, problems } => {
            let today = settings.today;
            serve::serve(
                project(root()?),
                port,
                move || today.unwrap_or_else(clock),
                move |progress| tell_progress(&progress, problems.format),
            )?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// Lists what is wrong with the content and, with a pace to ask other sites at, with its links to them.
fn check(
    mut project: Project,
    today: Date,
    pace: Option<Pace>,
    format: Format,
) -> Result<ExitCode, BuildError> {
    let mut build = project.build(today)?;
    let shows_progress = format == Format::Human && std::io::stderr().is_terminal();
    let progress = move |asked| {
        if shows_progress {
            tell_asked(asked);
        }
    };
    let links = pace.map_or(Ok(Diagnostics::new()), |pace| {
        external_links::run(project.root(), &build.sources, today, &pace, &progress)
    });
    // What is wrong with the content is told even if the links cannot be checked.
    let failure = links.map(|links| build.diagnostics.append(links)).err();
    tell_build(&build, format);
    match failure {
        Some(failure) => Err(failure),
        None if build.diagnostics.has_errors() => Ok(ExitCode::from(PROBLEMS)),
        None => Ok(ExitCode::SUCCESS),
    }
}

/// Builds the site and writes it.
fn build(mut project: Project, today: Date, out: &Path, format: Format) -> Result<ExitCode, BuildError> {
    let start = Instant::now();
    let build = project.build(today)?;
    tell_build(&build, format);
    let Some(mut output) = build.output else { return Ok(ExitCode::from(PROBLEMS)) };
    if let Some(pagefind) = &build.search {
        // A site whose search finds nothing must not be published by mistake, so a failure here is one of the build.
        let index = pagefind.index(&output)?;
        output.extend(index);
    }
    let written = write::write(&output, out)?;
    say(&format!(
        "{} in `{}`, {} changed, in {:.2} s",
        count(written.files, "file"),
        one_line(&out.display().to_string()),
        written.changed,
        start.elapsed().as_secs_f64()
    ));
    Ok(ExitCode::SUCCESS)
}

/// The day, by the clock of this computer.
#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
fn clock() -> Date {
    chrono::Local::now().date_naive()
}

fn tell_progress(progress: &Progress, format: Format) {
    match progress {
        Progress::Listening(address) => say(&format!("the site is at {address}")),
        Progress::Built(build) => tell_build(build, format),
        Progress::Failed(error) => tell_failure(error),
        Progress::NotSearchable(error) => say(&format!("warning: {error}")),
    }
}

/// One line that is written over itself, and is gone at the end.
#[expect(clippy::disallowed_macros, reason = "nothing that was read is in it")]
fn tell_asked(Asked { asked, of }: Asked) {
    let end = if asked == of { "\r\x1b[K" } else { "" };
    anstream::eprint!("\r{asked} of {} asked for{end}", count(of, "link"));
}

fn tell_build(build: &Build, format: Format) {
    let Build { diagnostics, sources, .. } = build;
    tell_problems(diagnostics, sources, format);
    match (format, diagnostics.tally(), diagnostics.has_errors()) {
        (Format::Human, Some(tally), true) => say(&format!("error: {tally}; nothing was written")),
        (Format::Human, Some(tally), false) => say(&format!("warning: {tally}")),
        (Format::Human, None, _) => say(&format!("no problems in {}", count(sources.files().len(), "file"))),
        _ => {}
    }
    if let (Format::Human, Some(more)) = (format, diagnostics.where_to_read_more()) {
        say(&more);
    }
}

fn tell_reply(reply: &Reply, format: Format) -> ExitCode {
    tell_problems(&reply.diagnostics, &reply.sources, format);
    match &reply.text {
        Some(text) => {
            print(text);
            ExitCode::SUCCESS
        }
        None => ExitCode::from(PROBLEMS),
    }
}

/// Prints what a command answers. Whatever it was made from, it gives no orders to a terminal.
#[expect(clippy::disallowed_macros, reason = "this and `say` are what prints")]
fn print(text: &str) {
    anstream::print!("{}", characters::lines(text));
}

/// Says something to whoever typed the command.
#[expect(clippy::disallowed_macros, reason = "this and `print` are what prints")]
fn say(text: &str) {
    anstream::eprintln!("{}", characters::lines(text));
}

/// A report shows every character by itself, and is printed with its colors.
///
/// For people on the error stream; for programs on the output stream.
#[expect(clippy::disallowed_macros, reason = "colors are orders to the terminal")]
fn tell_problems(diagnostics: &Diagnostics, sources: &Sources, format: Format) {
    let report = diagnostics.report(sources, format, true);
    match format {
        Format::Human | Format::Short => anstream::eprint!("{report}"),
        Format::Json | Format::Github => anstream::print!("{report}"),
    }
}

fn tell_failure(error: &BuildError) {
    say(&format!("error: {error}"));
}
