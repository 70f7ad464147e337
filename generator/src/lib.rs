//! A static site generator for the regional Supported Return to Training websites.
//!
//! # The story of a build
//!
//! Data flows one way, and each stage changes its type:
//!
//! ```text
//! disk ─load→ Inputs ─┬─ config::read ───────→ Config ─────────┐
//!                     ├─ words::load ────────→ Words ──────────┤
//!                     ├─ policy::load ───────→ Policy ─────────┼─ site::link → Site ─ render → Output ─ write → dist/
//!                     ├─ page::parse_all ────→ [ParsedPage] ───┘                 ↑               └──── serve → browser
//!                     ├─ differences::load ──→ [Difference] ─────────────────────┤
//!                     └─ theme::Theme::load ─→ Theme ────────────────────────────┘
//! ```
//!
//! [`decide`], [`mod@plan`], [`question_graph`] and [`policy_diff`] need no site: they answer from a [`rulebook`].
//!
//! [`reviews`] lists when everything must be looked at again; it reads a site and draws none.
//!
//! [`scenarios`] holds the policy against what editors expect of it; [`subject`] reads what pages are about,
//! [`registers`] what is kept in lists.
//!
//! [`catalogue`] puts in order what each region announces; the lists of courses by topic, audience and format, the
//! [`calendars`], the [`feeds`] and the [`event_data`] in pages are made from it. [`record_pages`] gives each form, notice
//! and entry of a register a page. Pages that no file stands behind are described in [`generated_page`].
//!
//! A build then has Pagefind read the pages in the output and adds the index it makes ([`search_index`]); `serve` does so
//! when somebody searches.
//!
//! [`external_links`] asks other sites whether what the content links to is there, and only when it is told to.
//! [`rewritten_links`](supportt_source::rewritten_links) knows the addresses that mail filters put before others. [`explain`] says what the code of a problem
//! means.
//!
//! Every stage pushes what it finds wrong into [`Diagnostics`](supportt_source::diagnostic::Diagnostics) and goes on. With an error
//! among them nothing is written. [`build`] tells the story in code.
//!
//! # Stages
//!
//! A module uses those of its own stage and of the stages that its line names, and no files use each other in a circle.
//! A test reads this list and holds the code to it. Below all of them are two crates: `supportt-schema` reads tables of
//! TOML as records, and rests on `supportt-source`, which knows files, places in them and problems.
//!
//! ```text
//! cli: commands
//!   uses site content engine lint markdown
//!     cli commands explain print serve
//! site: what the site shows
//!   uses content engine lint markdown
//!     build calendars catalogue event_data external_links feeds generated_page record_pages render reviews
//!     site site_files sitemap
//! content: the model
//!   uses lint markdown
//!     bank_holidays config content_files content_guide decide differences svg_text edition fields front_matter link_allowances page plan policy
//!     policy_diff process_diagram provenance question_graph readers registers reply rulebook scenarios
//!     subject words
//! engine: files in, files out; knows no policy, course or region
//!   uses markdown
//!     assets headers ignored load output revision search_index styles templates temporary theme write
//! lint: advice about prose
//!   uses markdown
//!     allowances prose terms
//! markdown: text → body
//!     link_targets markdown record_kind reserved_ids
//! ```
//!
//! # Invariants
//!
//! - The disk is read in [`load`] (and by the style sheet compiler in [`styles`]) and written in [`write`](mod@write);
//!   nowhere else, but for the [`temporary`] folders in which another program indexes the pages ([`search_index`]).
//! - The same files and the same day make the same bytes. No clock is read here: the day is an argument.
//! - Other sites are asked in [`external_links`], when `check --links` says so, and nowhere else.
//! - Nothing is written unless everything was drawn, and the old site is replaced as a whole.
//! - Three kinds of failure are never mixed: a [`Diagnostic`](supportt_source::diagnostic::Diagnostic) is for an editor to mend and has a
//!   place in a file; a [`BuildError`](supportt_source::build_error::BuildError) is about the machine; anything else is a bug and panics,
//!   which [`bug`](supportt_source::bug) turns into a message.
//! - Work for one page does not grow with the size of the site, but for a page that lists others.
//! - Markup comes from themes and from Markdown. The pictures of a question graph and of a process and the page of a
//!   comparison stand alone, without a theme, so each has a template beside its code. Policy numbers come from
//!   `region.toml`.
//! - Only the program `supportt` prints; the library returns strings. What is printed shows every character of what was
//!   read ([`characters`](supportt_source::characters)), so that no file, name or answer of another site forges a line or gives orders to a terminal.
//! - A hint that says what to type holds the change itself ([`Change`](supportt_source::diagnostic::Change)). Tests make each of these
//!   changes wherever they bring a problem about, and the problem has to be gone.
//! - No build fails because a day has passed: what becomes wrong on a later day is an error at once, or a warning then.

#![cfg_attr(
    test,
    allow(clippy::needless_raw_string_hashes, reason = "expect-test writes raw strings this way")
)]

pub mod allowances;
pub mod assets;
pub mod bank_holidays;
pub mod build;
pub mod calendars;
pub mod catalogue;
pub mod cli;
pub mod commands;
pub mod config;
pub mod content_files;
pub mod content_guide;
pub mod decide;
pub mod differences;
pub mod edition;
pub mod event_data;
pub mod explain;
pub mod external_links;
pub mod feeds;
pub mod fields;
#[cfg(test)]
mod fixture;
pub mod front_matter;
pub mod generated_page;
pub mod headers;
pub mod ignored;
pub mod link_allowances;
pub mod link_targets;
pub mod load;
pub mod markdown;
pub mod output;
pub mod page;
pub mod plan;
pub mod policy;
pub mod policy_diff;
pub mod process_diagram;
mod prose;
pub mod provenance;
pub mod question_graph;
pub mod readers;
pub mod record_kind;
pub mod record_pages;
pub mod registers;
pub mod render;
pub mod reply;
pub mod reserved_ids;
pub mod reviews;
mod revision;
pub mod rulebook;
pub mod scenarios;
pub mod search_index;
pub mod serve;
pub mod site;
pub mod site_files;
pub mod sitemap;
pub mod styles;
pub mod subject;
mod svg_text;
pub mod templates;
pub mod temporary;
pub mod terms;
pub mod theme;
#[cfg(test)]
mod toml_slips;
#[cfg(test)]
mod usual_slips;
pub mod words;
pub mod write;
