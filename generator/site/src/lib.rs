//! From content to a whole site: the story of a build, and what of a site no file stands behind.
//!
//! # The story of a build
//!
//! Data flows one way, and each stage changes its type:
//!
//! ```text
//! disk ─load→ Inputs ─┬─ config::read ───────→ Config ─────────┐
//!                     ├─ words::load ────────→ Words ──────────┤
//!                     ├─ policy::load ───────→ Policy ─────────┼─ site::link → Site ─ render → Output ─ write → dist/
//!                     ├─ page::read_all ─────→ [CheckedPage] ───┘                 ↑               └──── serve → browser
//!                     ├─ differences::load ──→ [Difference] ─────────────────────┤
//!                     └─ theme::Theme::load ─→ Theme ────────────────────────────┘
//! ```
//!
//! [`build`] tells it in code; [`content`] is all of it but for the theme and the drawing. [`supportt_engine`] reads,
//! compiles, indexes and writes, [`supportt_content`] knows what may stand in each file, and [`supportt_reports`] answers
//! from the policy without a site.
//!
//! [`reviews`] lists when everything must be looked at again; it reads a site and draws none.
//!
//! [`catalogue`] puts in order what each region announces; the lists of courses by topic, audience and format, the
//! [`calendars`], the [`feeds`] and the [`event_data`] in pages are made from it. [`entry_pages`] gives each form, notice
//! and entry of a register a page. Pages that no file stands behind are described in [`generated_page`].
//!
//! A build then has Pagefind read the pages in the output and adds the index it makes
//! ([`search_index`](supportt_engine::search_index)); `serve` does so when somebody searches.
//!
//! [`external_links`] asks other sites whether what the content links to is there, and only when it is told to.
//!
//! Every stage pushes what it finds wrong into [`Diagnostics`](supportt_source::diagnostic::Diagnostics) and goes on. With
//! an error among them nothing is written.
//!
//! # Invariants
//!
//! - The disk is read in [`load`](supportt_engine::load) (and by the compiler of [`styles`](supportt_engine::styles)) and
//!   written in [`write`](mod@supportt_engine::write); nowhere else, but for the
//!   [`temporary`](supportt_engine::temporary) folders in which another program indexes the pages.
//! - The same files and the same day make the same bytes. No clock is read here: the day is an argument.
//! - Other sites are asked in [`external_links`], when `check --links` says so, and nowhere else.
//! - Nothing is written unless everything was drawn, and the old site is replaced as a whole.
//! - Three kinds of failure are never mixed: a [`Diagnostic`](supportt_source::diagnostic::Diagnostic) is for an editor to
//!   mend and has a place in a file; a [`BuildError`](supportt_source::build_error::BuildError) is about the machine;
//!   anything else is a bug and panics, which [`bug`](supportt_source::bug) turns into a message.
//! - Work for one page does not grow with the size of the site, but for a page that lists others.
//! - Markup comes from themes and from Markdown. The picture of a question graph and the page of a comparison stand
//!   alone, without a theme, so each has a template beside its code. Policy numbers come from
//!   `region.toml`.
//! - Only the program `supportt` prints; libraries return strings. What is printed shows every character of what was read
//!   ([`characters`](supportt_source::characters)), so that no file, name or answer of another site forges a line or gives
//!   orders to a terminal.
//! - A hint that says what to type holds the change itself ([`Change`](supportt_source::diagnostic::Change)). Tests make
//!   each of these changes wherever they bring a problem about, and the problem has to be gone.
//! - No build fails because a day has passed: what becomes wrong on a later day is an error at once, or a warning then.

#![cfg_attr(
    test,
    allow(clippy::needless_raw_string_hashes, reason = "expect-test writes raw strings this way")
)]

pub mod build;
pub mod calendars;
pub mod catalogue;
pub mod content;
pub mod entry_pages;
pub mod event_data;
pub mod external_links;
pub mod feeds;
pub mod generated_page;
pub mod process;
pub mod render;
pub mod reviews;
pub mod site;
pub mod site_files;
pub mod sitemap;
