//! The command `supportt`: reads arguments, prints, and ends with an exit code. Everything else is in the library.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use clap::Parser;
use supportt::build::{Build, Project};
use supportt::build_error::BuildError;
use supportt::cli::{Cli, Command, Settings};
use supportt::diagnostic::render::Format;
use supportt::serve::{self, Progress};
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
    let project = Project::new(root, supportt_bundle::files());
    match command {
        Command::Build { out } => build(project, settings, Some(out)),
        Command::Check => build(project, settings, None),
        Command::Serve { port } => {
            let (today, format) = (settings.today, settings.format);
            serve::serve(
                project,
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
    tell_problems(&build, settings.format);
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
        Progress::Built(build) => tell_problems(build, format),
        Progress::Failed(error) => tell_failure(error),
    }
}

/// For people on the error stream; for programs on the output stream.
fn tell_problems(build: &Build, format: Format) {
    let report = build.diagnostics.report(&build.sources, format, true);
    match format {
        Format::Human | Format::Short => anstream::eprint!("{report}"),
        Format::Json | Format::Github => anstream::print!("{report}"),
    }
    if format != Format::Human {
        return;
    }
    match (build.diagnostics.tally(), build.diagnostics.has_errors()) {
        (Some(tally), true) => anstream::eprintln!("error: {tally}; nothing was written"),
        (Some(tally), false) => anstream::eprintln!("warning: {tally}"),
        (None, _) => anstream::eprintln!("no problems in {}", count(build.sources.files().len(), "file")),
    }
}

fn tell_failure(error: &BuildError) {
    anstream::eprintln!("error: {error}");
}
