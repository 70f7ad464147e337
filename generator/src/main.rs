//! The command `supportt`: reads arguments, prints, and ends with an exit code. Everything else is in the library.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use clap::Parser;
use supportt::build::{Build, Project};
use supportt::build_error::BuildError;
use supportt::cli::{Cli, Command, PolicyCommand, Settings};
use supportt::decide;
use supportt::diagnostic::Diagnostics;
use supportt::diagnostic::render::Format;
use supportt::plan;
use supportt::policy_diff::{self, DiffReply};
use supportt::question_graph;
use supportt::rulebook::Reply;
use supportt::serve::{self, Progress};
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
    let root = load::find_project(settings.project.as_deref().unwrap_or(Path::new(".")))?;
    let today = settings.today.unwrap_or_else(clock);
    let project = |root| Project::new(root, supportt_bundle::files());
    match command {
        Command::Build { out } => build(project(root), settings, Some(out)),
        Command::Check => build(project(root), settings, None),
        Command::Decide { file } => {
            let file = file.filter(|file| file != Path::new("-"));
            Ok(tell_reply(&decide::run(&root, file.as_deref(), today)?, settings.format))
        }
        Command::Plan { file, form } => {
            let file = file.filter(|file| file != Path::new("-"));
            Ok(tell_reply(&plan::run(&root, file.as_deref(), form, today)?, settings.format))
        }
        Command::Policy(PolicyCommand::Graph { region, form }) => {
            let reply = question_graph::run(&root, region.as_deref(), form, today)?;
            Ok(tell_reply(&reply, settings.format))
        }
        Command::Policy(PolicyCommand::Diff { old, new, html }) => {
            let DiffReply { reply, page } = policy_diff::run(&root, &old, new.as_deref(), today)?;
            if let Some((page, html)) = page.zip(html) {
                write::write_text(&page, &html)?;
            }
            Ok(tell_reply(&reply, settings.format))
        }
        Command::Serve { port } => {
            let (today, format) = (settings.today, settings.format);
            serve::serve(
                project(root),
                port,
                move || today.unwrap_or_else(clock),
                move |progress| tell_progress(&progress, format),
            )?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// Builds the site and, with a folder to write to, writes it.
fn build(mut project: Project, settings: &Settings, out: Option<PathBuf>) -> Result<ExitCode, BuildError> {
    let start = Instant::now();
    let build = project.build(settings.today.unwrap_or_else(clock))?;
    tell_build(&build, settings.format);
    let Some(output) = &build.output else { return Ok(ExitCode::from(PROBLEMS)) };
    let Some(out) = out else { return Ok(ExitCode::SUCCESS) };
    let written = write::write(output, &out)?;
    anstream::eprintln!(
        "{} in `{}`, {} changed, in {:.2} s",
        count(written.files, "file"),
        out.display(),
        written.changed,
        start.elapsed().as_secs_f64()
    );
    Ok(ExitCode::SUCCESS)
}

/// The day, by the clock of this computer.
#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
fn clock() -> Date {
    chrono::Local::now().date_naive()
}

fn tell_progress(progress: &Progress, format: Format) {
    match progress {
        Progress::Listening(address) => anstream::eprintln!("the site is at {address}"),
        Progress::Built(build) => tell_build(build, format),
        Progress::Failed(error) => tell_failure(error),
    }
}

fn tell_build(build: &Build, format: Format) {
    tell_problems(&build.diagnostics, &build.sources, format);
    if format == Format::Human && build.diagnostics.is_empty() {
        anstream::eprintln!("no problems in {}", count(build.sources.files().len(), "file"));
    }
}

fn tell_reply(reply: &Reply, format: Format) -> ExitCode {
    tell_problems(&reply.diagnostics, &reply.sources, format);
    match &reply.text {
        Some(text) => {
            anstream::print!("{text}");
            ExitCode::SUCCESS
        }
        None => ExitCode::from(PROBLEMS),
    }
}

/// For people on the error stream; for programs on the output stream.
fn tell_problems(diagnostics: &Diagnostics, sources: &Sources, format: Format) {
    let report = diagnostics.report(sources, format, true);
    match format {
        Format::Human | Format::Short => anstream::eprint!("{report}"),
        Format::Json | Format::Github => anstream::print!("{report}"),
    }
    match (format, diagnostics.tally(), diagnostics.has_errors()) {
        (Format::Human, Some(tally), true) => anstream::eprintln!("error: {tally}; nothing was written"),
        (Format::Human, Some(tally), false) => anstream::eprintln!("warning: {tally}"),
        _ => {}
    }
}

fn tell_failure(error: &BuildError) {
    anstream::eprintln!("error: {error}");
}
