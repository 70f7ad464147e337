//! The command line: what can be typed, and what it means. Nothing is done here.

use std::path::PathBuf;
use std::time::Duration;

use chrono::{DateTime, Datelike as _};
use clap::{Args, Parser, Subcommand};
use supportt_basics::date::{Date, Instant};

use supportt_content::content_guide;
use supportt_reports::plan;
use supportt_reports::question_graph::Form;
use supportt_site::external_links::Pace;
use supportt_site::reviews;
use supportt_source::diagnostic::render::Format;

/// Builds the regional Supported Return to Training websites.
#[derive(Debug, Parser)]
#[command(name = "supportt", version, after_help = EXIT_CODES)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Settings of every command.
    #[command(flatten)]
    pub settings: Settings,
}

const EXIT_CODES: &str = "Exit codes: 0 when all is well, 1 when the content or the answers have problems, 2 when the command could not be carried out.";

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Build the site into a folder
    Build {
        /// The folder; it is replaced as a whole
        #[arg(long, value_name = "DIR", default_value = "dist")]
        out: PathBuf,
        /// How problems are written.
        #[command(flatten)]
        problems: Problems,
    },
    /// List every problem in the content, and what could be better, without writing anything
    #[command(after_help = CHECK)]
    Check {
        /// Which of them are listed.
        #[command(flatten)]
        listed: Listed,
        /// Whether and how links to other sites are checked.
        #[command(flatten)]
        links: Links,
        /// How problems are written.
        #[command(flatten)]
        problems: Problems,
    },
    /// Show the site on this computer, and build it again after each change
    Serve {
        /// The port [default: 8080, or the next that is free]
        #[arg(long)]
        port: Option<u16>,
        /// How problems are written.
        #[command(flatten)]
        problems: Problems,
    },
    /// Say what the policy means for somebody's answers, with every reason, as JSON
    #[command(after_help = DECIDE)]
    Decide {
        /// The answers, as JSON: one person's, or a list [default: what is typed or piped in]
        file: Option<PathBuf>,
        /// How problems are written.
        #[command(flatten)]
        problems: Problems,
    },
    /// Write a saved plan, agreement or request in another form, with its days worked out from today's policy
    #[command(after_help = PLAN)]
    Plan {
        /// The file that the site's page saved, or what it is to hold as JSON [default: what is typed or piped in]
        file: Option<PathBuf>,
        /// The form to write
        #[arg(long, value_enum, default_value_t)]
        format: plan::Form,
    },
    /// List every page and entry by the day on which it must be looked at again, and who answers for it
    #[command(after_help = REVIEWS)]
    Reviews {
        /// A list for reading, a table for a spreadsheet, or data for a program
        #[arg(long, value_enum, default_value_t)]
        format: reviews::Form,
        /// Only what belongs to one region, by the name of its folder
        #[arg(long, value_name = "ID")]
        region: Option<String>,
        /// Only what must be looked at by this day
        #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
        due_by: Option<Date>,
    },
    /// Show what each kind of page and entry may have, as an example to copy
    #[command(after_help = SCHEMA)]
    Schema {
        /// The kind, such as `course` or `faq` [default: every kind]
        kind: Option<String>,
        /// Examples to copy, or JSON Schema for a program
        #[arg(long, value_enum, default_value_t)]
        format: content_guide::Form,
    },
    /// Look at the policy as a whole
    #[command(subcommand)]
    Policy(PolicyCommand),
    /// Say what the code of a problem means and how to mend it
    #[command(after_help = EXPLAIN)]
    Explain {
        /// The code, such as `link::missing-page` [default: every code, with what it means in one sentence]
        code: Option<String>,
    },
}

/// Ways to look at the policy as a whole.
#[derive(Debug, Subcommand)]
pub enum PolicyCommand {
    /// Show which answer leads to which question or outcome, exactly
    #[command(after_help = EXIT_CODES)]
    Graph {
        /// The region, by the name of its folder [default: every region]
        #[arg(long, value_name = "ID")]
        region: Option<String>,
        /// A list for reading, or a picture of one region
        #[arg(long, value_enum, default_value_t)]
        format: Form,
    },
    /// Say what changes between two versions: who gets another result, and what is written differently
    #[command(after_help = DIFF)]
    Diff {
        /// The older version: a project's folder, or a git revision such as `main` or `HEAD~3`
        old: String,
        /// The newer version [default: the project as it stands]
        new: Option<String>,
        /// Write the same as a page, to this file
        #[arg(long, value_name = "FILE")]
        html: Option<PathBuf>,
        /// How problems are written.
        #[command(flatten)]
        problems: Problems,
    },
}

const CHECK: &str = "With `--links`, every address on another site that the content links to is asked for once, each host once a second, for ten minutes at the longest. Good answers are kept in `.supportt-links.json` in the project's folder. Addresses that `content/links.toml` allows are left out. Hosts on private networks are not asked, nor is this computer, wherever redirects lead: `--allow-private` makes exceptions. Without `--links` nothing is asked.

What a check advises against, and is right, is allowed by a comment at its place: content/README.md says how.

Exit codes: 0 when there are no errors, 1 when there are, or with `--strict` when anything is listed, 2 when the command could not be carried out, such as without a network.";

const SCHEMA: &str = "The JSON is JSON Schema (draft 2020-12). What that has no word for begins with `x-`: the files, the ids that entries can name, the line that begins a table, the form of a text.

Exit codes: 0, 1 when the policy has problems, 2 when there is no such kind or no project.";

const REVIEWS: &str = "The day is the `review_by` of the page or entry, or without one the day of the last check and `review_months` of `content/site.toml` after it. generator/README.md describes every column.

Exit codes: 0 whether or not anything is overdue, 1 when the content has problems, 2 when the command could not be carried out.";

const DIFF: &str = "Results are compared as on the day of `--today`, and once more on every later day from which something is written differently. Where a folder has the name of a revision, the folder is meant.

Exit codes: 0 whether or not anything differs, 1 when the content of either version has problems, 2 when the command could not be carried out.";

const DECIDE: &str = r#"Answers are written as {"region": "…", "stage": "away", "return-date": "unknown"}; a list of them is answered by a list in the same order. generator/README.md describes every field.

The health of a person is nobody else's business: do not keep real people's answers in files.

Exit codes: 0 when the answers were decided on, 1 when they or the content have problems, 2 when they could not be read."#;

const PLAN: &str = "Nothing is sent: an email draft is a file to open in a mail program. generator/README.md describes the JSON.

The health of a person is nobody else's business: do not keep real people's plans where others can read them.

Exit codes: 0 when the plan was written, 1 when it or the content has problems, 2 when it could not be read.";

const EXPLAIN: &str =
    "The code stands between brackets in front of a problem. generator/PROBLEMS.md is the same as one page.

Exit codes: 0 when it was explained, 2 when there is no such code.";

/// Settings of every command.
#[derive(Debug, Args)]
pub struct Settings {
    /// The project's folder [default: the nearest folder here or above that has `content/site.toml`]
    #[arg(long, global = true, value_name = "DIR")]
    pub project: Option<PathBuf>,
    /// Show pages and entries, too, that are marked as examples
    #[arg(long, global = true)]
    pub examples: bool,
    /// Build as if this were the day
    #[arg(long, global = true, value_name = "YYYY-MM-DD", value_parser = day)]
    pub today: Option<Date>,
    /// Count no file as changed later than this, in seconds since 1970: calendars of courses hold the time
    #[arg(long, global = true, value_name = "SECONDS", value_parser = instant, env = "SOURCE_DATE_EPOCH")]
    pub source_date_epoch: Option<Instant>,
}

/// A moment as the convention of reproducible builds writes it.
fn instant(written: &str) -> Result<Instant, String> {
    let seconds = written.parse().ok().and_then(|seconds| DateTime::from_timestamp(seconds, 0));
    seconds.map(|instant| instant.naive_utc()).ok_or_else(|| "not a number of seconds".to_owned())
}

/// Which problems `check` lists.
#[derive(Clone, Debug, Args)]
pub struct Listed {
    /// Only what is in these files and folders
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Only what is in the folder of this region
    #[arg(long, value_name = "ID")]
    pub region: Option<String>,
    /// Let warnings and advice count as errors do
    #[arg(long)]
    pub strict: bool,
}

/// Whether and how links to other sites are checked.
#[derive(Clone, Debug, Args)]
pub struct Links {
    /// Ask the other sites whether the pages that links lead to are there
    #[arg(long)]
    pub links: bool,
    /// How long to wait for each answer
    #[arg(long, value_name = "SECONDS", default_value_t = 15, requires = "links", value_parser = clap::value_parser!(u32).range(1..))]
    pub timeout: u32,
    /// For how many days a good answer is not asked for again
    #[arg(long, value_name = "DAYS", default_value_t = 7, requires = "links")]
    pub trust: u32,
    /// A host that may be asked though it is this computer or on a private network, such as `intranet.example`
    #[arg(long, value_name = "HOST", requires = "links", value_parser = supportt_site::external_links::host)]
    pub allow_private: Vec<String>,
}

impl Links {
    /// How patient to be, if links are to be checked.
    #[must_use]
    pub fn pace(&self) -> Option<Pace> {
        let timeout = Duration::from_secs(self.timeout.into());
        self.links.then_some(Pace { timeout, trust_days: self.trust, ..Pace::default() })
    }
}

/// A day near enough for sums of days and months to stay in the calendar.
fn day(written: &str) -> Result<Date, String> {
    let day: Date = written.parse().map_err(|_| "write it like 2026-11-22".to_owned())?;
    if (1990..2200).contains(&day.year()) { Ok(day) } else { Err("not a day from 1990 to 2199".to_owned()) }
}

/// How problems are written, for commands that have no other format to choose.
#[derive(Clone, Copy, Debug, Args)]
pub struct Problems {
    /// How problems are written
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::Cli;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }
}
