//! The command `supportt`: reads arguments, prints, and ends with an exit code. Everything else is in the library.

mod print;

use std::convert::identity;
use std::io::IsTerminal as _;
use std::path::Path;
use std::process::ExitCode;
use std::thread;
use std::time::Instant;

use chrono::{TimeDelta, Timelike as _};
use clap::Parser as _;
use supportt::cli::{Cli, Command, Links, Listed, PolicyCommand, Settings};
use supportt::commands;
use supportt::commands::policy_diff::DiffReply;
use supportt::explain;
use supportt::serve::{self, Patience, Progress};
use supportt_basics::date::{self, Date};
use supportt_content::edition::Edition;
use supportt_engine::load;
use supportt_engine::temporary;
use supportt_engine::write::{self, Destination};
use supportt_reports::plan::Form;
use supportt_reports::reply::Reply;
use supportt_site::build::{Build, Project};
use supportt_site::external_links::{self, AllowedHosts, Checked, Progress as Asked};
use supportt_site::reviews::Wanted;
use supportt_source::Sources;
use supportt_source::bug;
use supportt_source::build_error::BuildError;
use supportt_source::characters::one_line;
use supportt_source::diagnostic::Diagnostics;
use supportt_source::diagnostic::render::Format;
use supportt_source::wording::count;

use self::print::{print, print_report, print_styled, tell, tell_styled};

/// The content has problems.
const PROBLEMS: u8 = 1;
/// The command could not be carried out.
const FAILED: u8 = 2;

fn main() -> ExitCode {
    let done = match Cli::try_parse() {
        Ok(Cli { command, settings }) => bug::catch(|| run(command, &settings)).and_then(identity),
        Err(usage) if usage.use_stderr() => {
            // It may quote an argument, whose line breaks would begin lines of their own.
            let seen = std::env::args_os().map(|argument| one_line(&argument.to_string_lossy()).into_owned());
            tell(&Cli::try_parse_from(seen).err().unwrap_or(usage).render().to_string());
            Ok(ExitCode::from(FAILED))
        }
        Err(asked_for) => print_styled(asked_for.render().ansi()).map(|()| ExitCode::SUCCESS),
    };
    done.unwrap_or_else(|error| {
        print_failure(&error);
        ExitCode::from(FAILED)
    })
}

fn run(command: Command, settings: &Settings) -> Result<ExitCode, BuildError> {
    let root = || load::find_project(settings.project.as_deref().unwrap_or(Path::new(".")));
    let today = settings.today.unwrap_or_else(clock);
    let edition = if settings.examples { Edition::WithExamples } else { Edition::Published };
    let project = |root| {
        Project::new(root, supportt_bundle::files()).edition(edition).newest(settings.source_date_epoch)
    };
    match command {
        Command::Build { out, problems } => build(project(root()?), today, &out, problems.format),
        Command::Check { listed, links, problems } => {
            check(project(root()?), today, &listed, &links, problems.format)
        }
        Command::Decide { file, problems } => {
            let file = file.filter(|file| file != Path::new("-"));
            print_reply(&commands::decide::run(&root()?, file.as_deref(), today)?, problems.format)
        }
        Command::Plan { file, format } => {
            let file = file.filter(|file| file != Path::new("-"));
            let clock = instant();
            let now = settings.today.map_or(clock, |day| day.and_time(clock.time()));
            let reply = commands::plan::run(&root()?, file.as_deref(), format, today, now)?;
            if matches!(format, Form::Ics | Form::Eml) {
                wait_for_second_after(clock);
            }
            print_reply(&reply, Format::Human)
        }
        Command::Reviews { format, region, due_by } => {
            let wanted = Wanted { region, due_by, edition };
            print_reply(&commands::reviews::run(&root()?, &wanted, format, today)?, Format::Human)
        }
        Command::Schema { kind, format } => {
            print_reply(&commands::schema::run(root, kind.as_deref(), format)?, Format::Human)
        }
        Command::Policy(PolicyCommand::Graph { region, format }) => {
            let reply = commands::policy_graph::run(&root()?, region.as_deref(), format, today)?;
            print_reply(&reply, Format::Human)
        }
        Command::Policy(PolicyCommand::Diff { old, new, html, problems }) => {
            let DiffReply { reply, page } =
                commands::policy_diff::run(&root()?, &old, new.as_deref(), today)?;
            if let Some((page, html)) = page.zip(html) {
                write::write_text(&page, &html)?;
            }
            print_reply(&reply, problems.format)
        }
        // The codes are the same for every project, so none is needed.
        Command::Explain { code } => {
            print(&explain::run(code.as_deref())?)?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Serve { port, problems } => {
            let today = settings.today;
            serve::serve(
                project(root()?),
                port,
                Patience::default(),
                move || today.unwrap_or_else(clock),
                move |progress| print_serve_progress(&progress, problems.format),
            )?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// Lists what is wrong with the content and, where that is asked for, with its links to other sites.
fn check(
    mut project: Project,
    today: Date,
    listed: &Listed,
    links: &Links,
    format: Format,
) -> Result<ExitCode, BuildError> {
    let mut build = project.build(today)?;
    let shows_progress = format == Format::Human && std::io::stderr().is_terminal();
    let progress = move |asked| {
        if shows_progress {
            print_progress(asked);
        }
    };
    let checked = links.pace().map(|pace| {
        let allowed = AllowedHosts::from_iter(links.allow_private.clone());
        external_links::run(project.root(), &build.sources, today, &pace, &allowed, &progress)
    });
    // What is wrong with the content is told even if the links cannot be checked.
    let failure = match checked {
        Some(Ok(Checked { problems, failure })) => {
            build.diagnostics.append(problems);
            failure
        }
        Some(Err(failure)) => Some(failure),
        None => None,
    };
    let Build { diagnostics, sources, .. } = &mut build;
    let Listed { paths, region, strict } = listed;
    commands::check::narrow(diagnostics, sources, project.root(), paths, region.as_deref())?;
    print_everything(diagnostics, sources, format)?;
    match failure {
        Some(failure) => Err(failure),
        None if diagnostics.has_errors() || *strict && !diagnostics.is_empty() => {
            Ok(ExitCode::from(PROBLEMS))
        }
        None => Ok(ExitCode::SUCCESS),
    }
}

/// Builds the site and writes it.
fn build(mut project: Project, today: Date, out: &Path, format: Format) -> Result<ExitCode, BuildError> {
    let start = Instant::now();
    // Before anything else, for nobody should wait for a build that has no place to go to.
    let destination = Destination::find(out, project.root())?;
    let build = project.build(today)?;
    let Some(mut output) = build.output else {
        print_errors(&build.diagnostics, &build.sources, format)?;
        return Ok(ExitCode::from(PROBLEMS));
    };
    if let Some(pagefind) = &build.search {
        // A site whose search finds nothing must not be published by mistake, so a failure here is one of the build.
        let index = pagefind.index(&output)?;
        output.extend(index);
    }
    let written = write::write(&output, &destination)?;
    temporary::remove_unused();
    tell(&format!(
        "{} in `{}`, {} changed, in {:.2} s\n",
        count(written.files, "file"),
        one_line(&out.display().to_string()),
        written.changed,
        start.elapsed().as_secs_f64()
    ));
    print_count(&build.diagnostics);
    Ok(ExitCode::SUCCESS)
}

/// The day, by the clock of this computer.
#[expect(clippy::disallowed_methods, reason = "this and the moment are the two places that read the clock")]
fn clock() -> Date {
    chrono::Local::now().date_naive()
}

/// The moment, by the clock of this computer.
#[expect(clippy::disallowed_methods, reason = "this and the day are the two places that read the clock")]
fn instant() -> date::Instant {
    chrono::Utc::now().naive_utc()
}

/// Waits until the second of a moment is over. Calendars count changes in seconds, and whoever has one plan written after
/// the other means two changes.
fn wait_for_second_after(moment: date::Instant) {
    let next = moment.with_nanosecond(0).unwrap_or(moment) + TimeDelta::seconds(1);
    if let Ok(rest) = (next - instant()).to_std() {
        thread::sleep(rest);
    }
}

fn print_serve_progress(progress: &Progress, format: Format) {
    let told = match progress {
        Progress::Listening(address) => {
            tell(&format!("the site is at {address}\n"));
            Ok(())
        }
        Progress::Built { build, .. } if build.diagnostics.has_errors() => {
            print_errors(&build.diagnostics, &build.sources, format)
        }
        Progress::Built { build, is_first: true } => {
            print_count(&build.diagnostics);
            Ok(())
        }
        // Somebody is at work, and looks at what comes of it.
        Progress::Built { build, is_first: false } => {
            print_everything(&build.diagnostics, &build.sources, format)
        }
        Progress::Failed(error) => {
            print_failure(error);
            Ok(())
        }
        Progress::NotSearchable(error) => {
            tell(&format!("warning: {error}\n"));
            Ok(())
        }
    };
    // The server goes on even if nobody can be told.
    told.unwrap_or_else(|error| print_failure(&error));
}

/// One line that is written over itself, and is gone at the end.
fn print_progress(Asked { asked, of }: Asked) {
    let end = if asked == of { "\r\x1b[K" } else { "" };
    tell_styled(format_args!("\r{asked} of {} asked for{end}", count(of, "link")));
}

/// Tells everything that was found.
fn print_everything(diagnostics: &Diagnostics, sources: &Sources, format: Format) -> Result<(), BuildError> {
    print_problems(diagnostics, sources, format)?;
    match (format, diagnostics.tally()) {
        (Format::Human, Some(tally)) => tell(&format!("{tally}\n")),
        (Format::Human, None) => tell(&format!("no problems in {}\n", count(sources.files().len(), "file"))),
        _ => {}
    }
    print_where_to_read_more(diagnostics, format);
    Ok(())
}

/// Tells why there is no site, and nothing else.
fn print_errors(diagnostics: &Diagnostics, sources: &Sources, format: Format) -> Result<(), BuildError> {
    let errors = diagnostics.errors();
    print_problems(&errors, sources, format)?;
    if let (Format::Human, Some(tally)) = (format, errors.tally()) {
        tell(&format!("error: {tally}; nothing was written\n"));
    }
    print_where_to_read_more(&errors, format);
    Ok(())
}

fn print_where_to_read_more(diagnostics: &Diagnostics, format: Format) {
    if let (Format::Human, Some(more)) = (format, diagnostics.where_to_read_more()) {
        tell(&format!("{more}\n"));
    }
}

/// One line about what stops no build.
fn print_count(diagnostics: &Diagnostics) {
    if let Some(tally) = diagnostics.tally() {
        tell(&format!("{tally}: `supportt check` lists them\n"));
    }
}

fn print_reply(reply: &Reply, format: Format) -> Result<ExitCode, BuildError> {
    print_problems(&reply.diagnostics, &reply.sources, format)?;
    match &reply.text {
        Some(text) => print(text).map(|()| ExitCode::SUCCESS),
        None => Ok(ExitCode::from(PROBLEMS)),
    }
}

/// A report shows every character by itself, and is printed with its colors.
///
/// For people on the error stream; for programs on the output stream.
fn print_problems(diagnostics: &Diagnostics, sources: &Sources, format: Format) -> Result<(), BuildError> {
    let report = diagnostics.report(sources, format, true);
    match format {
        Format::Human | Format::Short => {
            tell_styled(report);
            Ok(())
        }
        Format::Json | Format::Github => print_report(&report),
    }
}

fn print_failure(error: &BuildError) {
    tell(&format!("error: {error}\n"));
}
